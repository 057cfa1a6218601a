"""What derivatives do to adjoints and lists by a helper that returns what it has changed, in steps that have rules.

Before: ``ba = take_out(ba, k)``. After: ``ba.pop(inserted_at(ba, k))``. So a derivative of a derivative is made of the
methods of lists, which undo one another.
"""

from __future__ import annotations

from typing import Any

from .. import runtime
from ..syntax import Expr, attribute, const, is_const, name

ACCUMULATE = name("%accumulate")
"""Adds to a place of an adjoint for its effect alone, where `add_at` also returns what it has added to."""

RETURNING = (runtime.add_at, runtime.truncate, runtime.take_out, runtime.taken_out, runtime.unpop)
"""The helpers that change their first argument and return it."""


def effect_of(known: Any, value: Expr) -> Expr | None:
    """The call for its effect that does what a call of a helper does; None for what is no such helper."""
    if known not in RETURNING and known not in (runtime.put_back, runtime.turn):
        return None
    whole, *rest = value.args[1:]
    if known is runtime.add_at:
        return Expr("call", (ACCUMULATE, whole, *rest), value.leaf, value.at)
    if known is runtime.truncate and _is_last(rest[0]):
        return _method(whole, "pop", value)
    if known is runtime.take_out:
        return _method(whole, "pop", value, _inserted_at(whole, rest[0], value))
    if known is runtime.taken_out:
        return _method(whole, "pop", value, rest[0])
    if known is runtime.turn:
        return _method(whole, "reverse", value)
    if known is runtime.unpop:
        fitted = Expr("call", (name("%fitted"), *rest[:2]), (), value.at)
        copied = Expr("call", (name("%copied"), fitted), (), value.at)
        index = rest[2] if len(rest) > 2 else const(-1)
        return effect_of(runtime.put_back, Expr("call", (name("%put_back"), whole, index, copied), (), value.at))
    if known is runtime.put_back:
        return _method(whole, "append", value, rest[1]) if _is_last(rest[0]) else value
    return None


def item_of(known: Any, value: Expr) -> Expr | None:
    """The item of a list that a helper gives; None for what is no such helper."""
    if known is runtime.unappend:
        return Expr("getitem", (value.args[1], const(-1)), None, value.at)
    if known is runtime.uninsert:
        whole, index = value.args[1:]
        return Expr("getitem", (whole, _inserted_at(whole, index, value)), None, value.at)
    return None


def _is_last(index: Expr) -> bool:
    """Whether an index is -1, as a constant or written with a sign."""
    return is_const(index, -1) or (index.head == "neg" and is_const(index.args[0], 1))


def _inserted_at(whole: Expr, index: Expr, value: Expr) -> Expr:
    """The place in a list of what was inserted at an index."""
    if is_const(index, 0):
        return index
    return Expr("call", (name("%inserted_at"), whole, index), (), value.at)


def _method(whole: Expr, method: str, value: Expr, *arguments: Expr) -> Expr:
    return Expr("call", (attribute(whole, method), *arguments), (), value.at)
