"""What a construct of the corpus is: a module text whose last function `f` takes a number and gives one."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Construct:
    """A small program for one construct of Python; ``refused``: the beginning of the message that `grad` raises.

    ``points`` are the numbers at which its derivatives are checked; ``second``: the beginning of the message that
    refuses a second derivative.
    """

    name: str
    topic: str
    text: str
    points: tuple[float, ...] = (1.3, 0.6)
    refused: str = ""
    second: str = ""


def adding_to(found: dict[str, Construct], topic: str) -> Callable[..., None]:
    """What adds a construct of a topic."""

    def construct(
        name: str, text: str, points: tuple[float, ...] = (1.3, 0.6), refused: str = "", second: str = ""
    ) -> None:
        assert name not in found
        found[name] = Construct(name, topic, textwrap.dedent(text).strip() + "\n", points, refused, second)

    return construct
