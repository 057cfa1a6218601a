"""Assignments inside of expressions, and exceptions, that break an adjoint written naively; in both modes and twice."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
import tangent_like as tl
from support_programs import WAYS, assert_close, check


def walrus(x: Any) -> Any:
    return x + (x := x * 2)


def walrus_in_the_test(x: Any) -> Any:
    s = 0.0
    while (x := x * 0.5) > 1.0:
        s += x
    return s


def rebound_by_a_call(x: Any) -> Any:
    s = x

    def bump_s() -> Any:
        nonlocal s
        s = s * 2
        return s

    return s + bump_s()


count = 1


def counts_globally(x: Any) -> Any:
    global count
    for _i in range(3):
        count += 1
        x = x * count
    return x


def tried_in_a_loop(x: Any) -> Any:
    s = x
    for i in range(4):
        try:
            s = s * x / (i - 2)
        except ZeroDivisionError:
            s = s * s
    return s


def root_or_nothing(a: Any) -> Any:
    for _i in range(2):
        a = a * 1.1
        if a < 0:
            raise ValueError("negative")
    return math.sqrt(a)


def tried_with_calls_in_a_loop(x: Any) -> Any:
    s = x
    for a in [2.0, -1.0, 0.5]:
        try:
            t = root_or_nothing(a * s)
            s = s * t
        except ValueError:
            s = s + x * x
    return s


PROGRAMS: list[tuple[str, Callable[..., Any], float, Any]] = [
    ("S28", walrus, 2.0, 3.0),
    ("S28", rebound_by_a_call, 2.0, 3.0),
    ("S29", walrus_in_the_test, 9.0, 0.875),
    ("S37", tried_in_a_loop, 1.3, None),
    ("S37", tried_with_calls_in_a_loop, 1.3, None),
]
PROGRAM = pytest.mark.parametrize(("rule", "f", "x", "true"), PROGRAMS, ids=[one[1].__name__ for one in PROGRAMS])


@PROGRAM
@WAYS
def test_the_gradient(rule: str, f: Callable[..., Any], x: float, true: Any, optimized: bool, kinds: bool) -> None:
    check(f, x, optimized=optimized, kinds=kinds, expected=true)


@PROGRAM
@WAYS
def test_the_tangent(rule: str, f: Callable[..., Any], x: float, true: Any, optimized: bool, kinds: bool) -> None:
    pushed = tl.jvp(f, optimized=optimized, example_args=(x,) if kinds else None)
    assert_close(pushed(x, 1.0), tl.numerical_grad(f)(x) if true is None else true, rtol=1e-6)


@PROGRAM
def test_the_second_derivative(rule: str, f: Callable[..., Any], x: float, true: Any) -> None:
    """Of gradients in forward mode, and of pushforwards in both: what stands in a `try` is read again."""
    first = tl.grad(f, example_args=(x,))
    expected = (first(x + 1e-5) - first(x - 1e-5)) / 2e-5
    pushed = tl.jvp(f, example_args=(x,))
    assert_close(tl.grad(pushed, wrt=("x",))(x, 1.0), expected, rtol=1e-5)
    assert_close(tl.jvp(pushed, wrt=("x",))(x, 1.0, 1.0), expected, rtol=1e-5)


@WAYS
def test_a_global_counter_counts_once(optimized: bool, kinds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    example = (2.0,) if kinds else None
    for made, given in (
        (tl.grad(counts_globally, optimized=optimized, example_args=example), (2.0,)),
        (tl.jvp(counts_globally, optimized=optimized, example_args=example), (2.0, 1.0)),
    ):
        monkeypatch.setitem(globals(), "count", 1)
        assert made(*given) == 2.0 * 3.0 * 4.0
        assert count == 4
