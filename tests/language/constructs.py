"""What a construct of the corpus is: a module text whose last function `f` takes a number and gives one."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Construct:
    """A small program for one construct of Python; ``refused``: the beginning of the message that `grad` raises.

    ``points`` are the numbers at which its derivatives are checked; ``second``: the beginning of the message that
    refuses a second derivative; ``needs_kinds``: without them the derivative raises an error when it is called, which
    asks for annotations.
    """

    name: str
    topic: str
    text: str
    points: tuple[float, ...] = (1.3, 0.6)
    refused: str = ""
    second: str = ""
    needs_kinds: bool = False


def adding_to(found: dict[str, Construct], topic: str) -> Callable[..., None]:
    """What adds a construct of a topic."""

    def construct(
        name: str,
        text: str,
        points: tuple[float, ...] = (1.3, 0.6),
        refused: str = "",
        second: str = "",
        needs_kinds: bool = False,
    ) -> None:
        assert name not in found
        text = textwrap.dedent(text).strip() + "\n"
        found[name] = Construct(name, topic, text, points, refused, second, needs_kinds)

    return construct
