"""The checker against planted faults in rules of functions that write an argument."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from tangent_like.checking import check_rule
from tangent_like.errors import GradientMismatchError
from tangent_like.runtime import truncate, unpop
from tangent_like.templates.notation import d, or_zero, returned, value
from tangent_like.templates.rules import RULES, adjoint, constant, fixed_kind, linear, tangent
from tangent_like.values import UNKNOWN, Kind

NOTHING = fixed_kind(Kind("none"))
Declare = Callable[[Callable[..., Any]], Callable[..., Any]]


def overwrite(x: Any, v: Any) -> None:
    x[1:3] = v * v


def lengthen(x: Any, v: Any) -> None:
    x.append(v)


def shorten(x: Any) -> Any:
    return x.pop(0)


def swap(x: Any) -> None:
    x[0], x[1] = x[1], x[0]


FUNCTIONS = (overwrite, lengthen, shorten, swap)
ARGUMENTS: dict[Any, tuple[Any, ...]] = {
    overwrite: (np.array([0.3, 0.4, 0.5, 0.6]), np.array([1.5, 2.5])),
    lengthen: ([0.3, np.array([0.4, 0.5])], np.array([1.5, 2.5])),
    shorten: ([np.array([0.4, 0.5]), 0.3],),
    swap: ([np.array([0.4, 0.5]), np.array([0.6, 0.7])],),
}


@pytest.fixture(autouse=True)
def _forget_planted() -> Any:
    yield
    for function in FUNCTIONS:
        RULES.pop(function, None)


def _overwrite(**options: Any) -> Declare:
    return adjoint(overwrite, **{"kind": NOTHING, "writes": ("x",), **options})


def _lengthen(**options: Any) -> Declare:
    given = {"keeps": "len(x)", "undo": "truncate(x, kept)", **options}
    return linear(lengthen, **{"kind": NOTHING, "writes": ("x",), "structural": True, **given})


def _shorten(**options: Any) -> Declare:
    given = {"keeps": "x[0]", "undo": "put_back(x, 0, kept)", "shares": "item", **options}
    return linear(shorten, **{"kind": fixed_kind(UNKNOWN), "writes": ("x",), "structural": True, **given})


def _swap(**options: Any) -> Declare:
    return linear(swap, **{"kind": NOTHING, "writes": ("x",), "structural": True, **options})


def _overwrite_right(**options: Any) -> None:
    @_overwrite(**options)
    def template(y, x, v):
        d[v] = 2.0 * v * d[y][1:3]
        d[x] = np.concatenate([d[y][:1], 0.0 * v, d[y][3:]])

    @tangent(overwrite)
    def pushed(y, x, v):
        d[x] = np.concatenate([d[x][:1], 2.0 * v * or_zero(d[v]), d[x][3:]])


def _lengthen_right(**options: Any) -> None:
    @_lengthen(**options)
    def template(y, x, v):
        d[v] = d[y][-1]
        d[x] = truncate(d[y], -1)


def _shorten_right(**options: Any) -> None:
    @_shorten(**options)
    def template(y, x):
        d[x] = unpop(d[y], returned, value, 0)


def _swap_right(**options: Any) -> None:
    @_swap(**options)
    def template(y, x):
        d[x] = [d[y][1], d[y][0]]


@pytest.mark.parametrize(
    ("plant", "function"),
    [
        (_overwrite_right, overwrite),
        (_lengthen_right, lengthen),
        (_shorten_right, shorten),
        (_swap_right, swap),
    ],
)
def test_a_right_rule_passes(plant: Any, function: Any) -> None:
    plant()
    arguments = deepcopy(ARGUMENTS[function])
    shown = repr(arguments)
    check_rule(function, *arguments)
    assert repr(arguments) == shown


def _wrong_sign() -> None:
    @_overwrite()
    def template(y, x, v):
        d[v] = -2.0 * v * d[y][1:3]
        d[x] = np.concatenate([d[y][:1], 0.0 * v, d[y][3:]])


def _not_zeroed() -> None:
    @_overwrite()
    def template(y, x, v):
        d[v] = 2.0 * v * d[y][1:3]
        d[x] = d[y]


def _all_zeroed() -> None:
    @_overwrite()
    def template(y, x, v):
        d[v] = 2.0 * v * d[y][1:3]


def _sharing() -> None:
    @_overwrite()
    def template(y, x, v):
        d[v] = d[y][1:3]
        d[x] = d[y]


def _reading_the_result() -> None:
    @_overwrite()
    def template(y, x, v):
        d[v] = 2.0 * v * d[y][1:3] + 0.0 * y
        d[x] = np.concatenate([d[y][:1], 0.0 * v, d[y][3:]])


def _undeclared() -> None:
    _overwrite_right(writes=())


def _undeclared_constant() -> None:
    constant(overwrite, kind=NOTHING)


def _another_declared() -> None:
    _overwrite_right(writes=("v",))


def _wrong_kind() -> None:
    _overwrite_right(kind=fixed_kind(Kind("float")))


def _nothing_undone() -> None:
    _overwrite_right(keeps="None", undo="len(x)")


def _too_little_kept() -> None:
    _overwrite_right(keeps="x[1]", undo="restore_item(x, 1, kept)")


def _too_much_undone() -> None:
    _lengthen_right(undo="truncate(x, kept - 1)")


def _undo_raises() -> None:
    _lengthen_right(undo="truncate(x, kept.size)")


def _keeping_raises() -> None:
    _lengthen_right(keeps="x[7]")


def _undone_at_the_wrong_place() -> None:
    _shorten_right(undo="put_back(x, -1, kept)")


def _undone_by_a_copy() -> None:
    _swap_right(keeps="copied(x)")


def _undone_in_place() -> None:
    _swap_right(keeps="x[0].copy()", undo="restore_item(x, 0, kept)")


def _taken_by_another_partial() -> None:
    @_lengthen()
    def template(y, x, v):
        d[v] = d[y].pop()
        d[x] = d[y]


def _what_is_returned_left_out() -> None:
    @_shorten()
    def template(y, x):
        d[x] = unpop(d[y], None, value, 0)


def _what_is_returned_at_the_wrong_place() -> None:
    @_shorten()
    def template(y, x):
        d[x] = unpop(d[y], returned, value, -1)


def _content_left_out() -> None:
    @_shorten()
    def template(y, x):
        d[x] = [returned, 0.0]


def _nothing_put_back() -> None:
    @_shorten()
    def template(y, x):
        d[x] = d[y]


def _returned_declared_fresh() -> None:
    _shorten_right(shares="fresh")


@pytest.mark.parametrize(
    ("plant", "function", "message"),
    [
        (_wrong_sign, overwrite, "adjoint of a1: .*, central differences"),
        (_not_zeroed, overwrite, "adjoint of a0: .*, central differences"),
        (_all_zeroed, overwrite, "adjoint of a0: 0, central differences"),
        (_sharing, overwrite, "the adjoint of a1 shares storage with that of what is written"),
        (_reading_the_result, overwrite, "the rule raised TypeError"),
        (_undeclared, overwrite, "the rule does not declare what the function changes"),
        (_undeclared_constant, overwrite, "the rule does not declare what the function changes"),
        (_another_declared, overwrite, "the rule does not declare what the function changes"),
        (_wrong_kind, overwrite, "declared float, and is none"),
        (_nothing_undone, overwrite, "undoing left"),
        (_too_little_kept, overwrite, "undoing left"),
        (_too_much_undone, lengthen, "undoing left"),
        (_undo_raises, lengthen, "keeping or undoing raised AttributeError"),
        (_keeping_raises, lengthen, "keeping or undoing raised IndexError"),
        (_undone_at_the_wrong_place, shorten, "undoing left"),
        (_undone_by_a_copy, swap, "undoing left"),
        (_undone_in_place, swap, "undoing left"),
        (_taken_by_another_partial, lengthen, "the adjoint of a0 has 3 items, its argument 2"),
        (_what_is_returned_left_out, shorten, "adjoint of a0: .*, central differences"),
        (_what_is_returned_at_the_wrong_place, shorten, "has shape|central differences"),
        (_content_left_out, shorten, "adjoint of a0: .*, central differences"),
        (_nothing_put_back, shorten, "the adjoint of a0 has 1 items, its argument 2"),
        (_returned_declared_fresh, shorten, "the result is declared fresh, and shares storage with an argument"),
    ],
)
def test_check_rule_finds_a_planted_fault(plant: Any, function: Any, message: str) -> None:
    plant()
    with pytest.raises(GradientMismatchError, match=message):
        check_rule(function, *deepcopy(ARGUMENTS[function]))


def test_the_adjoint_may_be_of_one_argument_alone() -> None:
    """What a list got may be a constant: its adjoint is not taken, and that of the list has to do without."""
    _taken_by_another_partial()
    check_rule(lengthen, *deepcopy(ARGUMENTS[lengthen]), wrt=(1,))
    with pytest.raises(GradientMismatchError, match="has 3 items"):
        check_rule(lengthen, *deepcopy(ARGUMENTS[lengthen]), wrt=(0,))


def test_a_list_may_be_empty_and_a_place_of_a_dict_too() -> None:
    _lengthen_right()
    check_rule(lengthen, [], 1.5)
    check_rule(("method", "pop"), {"a": [1.5, "text"], 2: 0.5}, "a")
