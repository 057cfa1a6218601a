"""Writes that stay refused, at their line; the true values are kept beside them where there are any."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import (
    LOCATED,
    WAYS,
    assert_close,
    assert_located,
    check,
    located_error,
    refusal,
)
from tangent_like.differences import same
from tangent_like.errors import MutationError, TangentError


@dataclass(frozen=True, eq=False)
class Refused:
    """A program that is refused: at which line, why, and what its gradient is."""

    rule: str
    f: Callable[..., Any]
    args: tuple[Any, ...]
    line: str
    error: type[TangentError] = MutationError
    true: Any = None


def arr(*items: float) -> np.ndarray:
    return np.array(items, dtype=float)


def shuffled(x: Any) -> Any:
    np.random.default_rng(0).shuffle(x)
    return x[0] * 2.0


def reshaped_in_place(x: Any) -> Any:
    y = x * x
    y.shape = (2, 1)
    return np.sum(y * x)


def resized_in_place(x: Any) -> Any:
    y = x * x
    y.resize(1)
    return np.sum(y * x[0])


MODULE_STATE = np.zeros(3)
MODULE_LIST: list[Any] = [0.0]


def writes_a_global(x: Any) -> Any:
    MODULE_STATE[:] = x
    return np.sum(MODULE_STATE * x)


def writes_a_global_under_another_name(x: Any) -> Any:
    state = MODULE_STATE[1:]
    state[0] += x[0]
    return np.sum(state * x[1:])


def keep(x: Any) -> None:
    MODULE_LIST[0] = x[0]


def writes_a_global_in_a_callee(x: Any) -> Any:
    keep(x)
    return x[1] * MODULE_LIST[0]


def written_by_an_unknown_function(x: Any) -> Any:
    y = x * x
    memoryview(y)[0] = 2.0
    return np.sum(y)


def tries(x: Any) -> Any:
    y = x * 1.0
    try:
        y[0] = 1.0
    except IndexError:
        y = x
    return np.sum(y)


STATE = SimpleNamespace(value=arr(1.0, 2.0))

REFUSED = [
    Refused("S20", shuffled, (arr(1.0, 2.0, 3.0),), "shuffle(x)"),
    Refused("S20", reshaped_in_place, (arr(1.0, 2.0),), "y.shape = (2, 1)"),
    Refused("S20", resized_in_place, (arr(1.0, 2.0),), "y.resize(1)"),
    Refused("S23", written_by_an_unknown_function, (arr(1.0, 2.0),), "memoryview(y)"),
    Refused("S36", writes_a_global, (arr(1.0, 2.0, 3.0),), "MODULE_STATE[:] = x"),
    Refused("S36", writes_a_global_under_another_name, (arr(1.0, 2.0, 3.0),), "state[0] += x[0]"),
    Refused("S36", writes_a_global_in_a_callee, (arr(1.0, 2.0),), "keep(x)"),
    Refused("S37", tries, (arr(1.0, 2.0),), "y[0] = 1.0", MutationError, arr(0.0, 1.0)),
]


def _titles(programs: list[Refused]) -> list[str]:
    return [f"{one.rule} {one.f.__name__}" for one in programs]


@pytest.mark.parametrize("one", REFUSED, ids=_titles(REFUSED))
@WAYS
def test_refused_at_its_line(one: Refused, optimized: bool, kinds: bool) -> None:
    """At once, since nothing but the text of the program is to blame."""
    error = refusal(one.f, optimized=optimized, example_args=one.args if kinds else None)
    assert type(error) is one.error or (one.error is MutationError and isinstance(error, TangentError)), str(error)
    assert_located(error, one.f, one.line)


KNOWN = [one for one in REFUSED if one.true is not None]


@pytest.mark.parametrize("one", KNOWN, ids=_titles(KNOWN))
def test_the_values_that_are_kept_are_right(one: Refused) -> None:
    assert_close(tl.numerical_grad(one.f)(*one.args), one.true, rtol=1e-6)


# S20: arguments of integers


def integers_are_written(n: Any, x: Any) -> Any:
    n[0] = x * 2.0
    return n[0] * x


def integers_give_their_type(n: Any, x: Any) -> Any:
    m = np.zeros_like(n)
    m[1] = x
    return m[1] * x * n[1]


def integers_are_copied(n: Any, x: Any) -> Any:
    m = n.copy()
    m[:] = x * n
    return np.sum(m) * x


def integers_are_scaled(n: Any, x: Any) -> Any:
    n[1:] *= 2
    return np.sum(n[1:] * n[0]) * x


def filled_by_a_callee(out: Any, x: Any) -> None:
    out[0] = x * x


def integers_are_written_by_a_callee(n: Any, x: Any) -> Any:
    filled_by_a_callee(n, x)
    return n[0] * x


@pytest.mark.parametrize(
    "f",
    [
        integers_are_written,
        integers_give_their_type,
        integers_are_copied,
        integers_are_scaled,
        integers_are_written_by_a_callee,
    ],
)
@WAYS
def test_an_argument_of_integers_that_is_differentiated(f: Callable[..., Any], optimized: bool, kinds: bool) -> None:
    """Right where it holds floats; what truncates is an error, since the argument is taken as a number."""
    check(f, arr(1.0, 2.0, 3.0), 1.5, wrt=("n", "x"), optimized=optimized, kinds=kinds)
    n = np.array([1, 2, 3])
    with pytest.raises((TangentError, ValueError), match=LOCATED):
        tl.grad(f, wrt=("n", "x"), optimized=optimized, example_args=(n, 1.5) if kinds else None)(n, 1.5)
    assert same(n, np.array([1, 2, 3]))


@pytest.mark.parametrize("f", [integers_are_written, integers_give_their_type, integers_are_copied])
@WAYS
def test_an_argument_of_integers_that_takes_active_values(f: Callable[..., Any], optimized: bool, kinds: bool) -> None:
    located_error(f, np.array([1, 2, 3]), 1.5, optimized=optimized, kinds=kinds)


# Storage inside of objects, and lists that change their length


def array_of_an_object(x: Any, state: Any) -> Any:
    state.value[0] = x[1] * state.value[1]
    return np.sum(state.value * x)


def length_of_a_list_is_changed(xs: Any) -> Any:
    ys = [xs[0], xs[1] * xs[2], xs[2]]
    ys[:2] = [xs[1]]
    ys[1:1] = xs
    return ys[1] * ys[3] + ys[0] * len(ys)


@pytest.mark.parametrize(
    ("f", "args"),
    [(array_of_an_object, (arr(1.5, 0.5), STATE)), (length_of_a_list_is_changed, ([1.5, 0.5, 2.5],))],
)
@WAYS
def test_right_or_refused(f: Callable[..., Any], args: tuple[Any, ...], optimized: bool, kinds: bool) -> None:
    given = copy.deepcopy(args)
    try:
        df = tl.grad(f, optimized=optimized, example_args=given if kinds else None)
        found, again = df(*given), df(*given)
    except (TangentError, ValueError) as error:
        if not LOCATED.match(str(error)):
            raise
        return
    assert_close(found, tl.numerical_grad(f)(*copy.deepcopy(args)))
    assert same(found, again)
    if hasattr(args[-1], "value"):
        assert same(given[-1].value, args[-1].value)
