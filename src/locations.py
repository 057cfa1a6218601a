"""Locations: storage as the compiler tells it apart, and what a name may lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .program import Statement
from .syntax import Expr
from .values import Kind

Location = tuple[str, Any]
"""``("made", statement)`` or, for items of a tuple that a call returns, ``("made", (statement, position, ...))``;
the same with ``"earlier"``; ``("argument", name)``, ``("inside", name)``, ``("data", name)``. What is made
inside of something, and with it, is ``("made", (statement, "inside"))``."""

_VALUES = frozenset({"string", "none", "slice", "range", "function"})


@dataclass(frozen=True)
class Reference:
    """What a name may lead to: its ``own`` storage, what is ``inside`` that, and the ``items`` of a tuple if known.

    Of the result of a call, what else it holds if operations on values of unknown kind gave containers: ``perhaps``
    where it may be what they gave, ``within`` where it holds that.
    """

    own: frozenset[Location] = frozenset()
    inside: frozenset[Location] = frozenset()
    items: tuple[Reference, ...] | None = None
    perhaps: frozenset[Location] = frozenset()
    within: frozenset[Location] = frozenset()

    @property
    def reach(self) -> frozenset[Location]:
        return self.own | self.inside


NOTHING = Reference()
Env = Mapping[str, Reference]


def reference_of(expr: Expr, env: Env, kind: Kind) -> Reference:
    """What an atom leads to; a name that the function does not bind leads to data outside of it."""
    if is_value(kind) or expr.head == "const":
        return NOTHING
    if expr.head == "name":
        outside = ("data", expr.leaf)
        return env.get(expr.leaf, Reference(frozenset([outside]), frozenset([outside])))
    if expr.head == "tuple":
        parts = [reference_of(part, env, Kind()) for part in expr.args]
        return Reference(frozenset(), frozenset[Location]().union(*(part.reach for part in parts)))
    return NOTHING


def is_value(kind: Kind) -> bool:
    """Whether a value is certainly no storage that anything could write."""
    return kind.is_scalar or kind.tag in _VALUES


def join(one: Reference, other: Reference) -> Reference:
    """What leads to the one or to the other."""
    if one == other:
        return one
    items = None
    if one.items is not None and other.items is not None and len(one.items) == len(other.items):
        items = tuple(join(a, b) for a, b in zip(one.items, other.items, strict=True))
    return Reference(one.own | other.own, one.inside | other.inside, items)


def maker(location: Location) -> Statement | None:
    """The statement that makes what is at a location, itself or as an item of a tuple; None if none of these does."""
    tag, key = location
    if tag not in ("made", "earlier"):
        return None
    made: Statement = key[0] if isinstance(key, tuple) else key
    return made


def aged(location: Location, statement: Statement) -> Location:
    """Before a statement makes something again, what it made last time is one of the earlier ones."""
    return ("earlier", location[1]) if location[0] == "made" and maker(location) is statement else location
