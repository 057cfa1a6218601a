"""Names for generated code: short, told from where they come, never taken twice."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterable

RESERVED = frozenset(keyword.kwlist) | frozenset(dir(builtins))


class Names:
    """Hands out identifiers that nothing else uses, the same ones for the same requests."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def reserve(self, identifiers: Iterable[str]) -> None:
        self._taken.update(identifiers)

    def fresh(self, stem: str) -> str:
        """``stem``, or with the lowest number behind it that makes it new."""
        candidate, number = stem, 0
        while candidate in self._taken or candidate in RESERVED:
            number += 1
            candidate = f"{stem}_{number}" if stem[-1].isdigit() else f"{stem}{number}"
        self._taken.add(candidate)
        return candidate


def adjoint_stem(identifier: str) -> str:
    """The name of an adjoint: ``bx`` for ``x``."""
    return f"b{identifier}"


def tangent_stem(identifier: str) -> str:
    """The name of a tangent: ``dx`` for ``x``."""
    return f"d{identifier}"


class Field(str):
    """The name of an attribute that is part of an object's content: the index under which the object holds it."""

    __slots__ = ()
