"""Functions that are handed over when the derivative is called."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from
from tangent_like.api import output_of
from tangent_like.differences import numerical_grad


class Scaled:
    """Something that can be called, with a method."""

    def __init__(self, scale: float) -> None:
        self.scale = scale

    def __call__(self, y: Any) -> Any:
        return np.sin(y) * self.scale

    def square(self, y: Any) -> Any:
        return y * y * self.scale


def square(y: Any) -> Any:
    return y * y


def weighted(y: Any, k: Any = 1.0) -> Any:
    return y * k + y


def pair(y: Any) -> Any:
    return y * y, y + 1.0


def total(values: Any) -> Any:
    return values[0] * values[1]


def in_a_loop(f: Any, x: Any) -> Any:
    s = x
    for _ in range(2):
        s = s + f(s) * x
    return s


def in_a_branch(f: Any, x: Any) -> Any:
    y = f(x) if x > 1.0 else x
    while y < 20.0:
        y = f(y) + x
    return y


def items_of(fs: Any, x: Any) -> Any:
    s = x
    for f in fs:
        s = s + f(x)
    return s * fs[0](x)


def by_keyword(f: Any, x: Any) -> Any:
    return f(x, k=x * x) + f(2.0, k=x)


def starred(f: Any, x: Any) -> Any:
    args = (x, x * x)
    return f(*args)


def also_inactive(f: Any, x: Any) -> Any:
    n = f(3.0)
    return x * n * f(x)


def takes_a_tuple_apart(f: Any, x: Any) -> Any:
    a, b = f(x)
    return a * b


def gives_a_list(f: Any, x: Any) -> Any:
    return f([x, 2.0 * x])


def step(f: Any, s: Any, x: Any) -> Any:
    return f(s) * x + s


def in_a_callee(f: Any, x: Any) -> Any:
    return step(f, x, x) * x


CASES: dict[str, tuple[Callable[..., Any], Any]] = {
    "a function": (in_a_loop, square),
    "a lambda": (in_a_loop, lambda y: np.exp(y) * 0.1),
    "a bound method": (in_a_loop, Scaled(2.0).square),
    "an object": (in_a_loop, Scaled(2.0)),
    "a function of NumPy": (in_a_loop, np.tanh),
    "a builtin function": (in_a_loop, math.sin),
    "a partial object": (in_a_loop, functools.partial(weighted, k=2.0)),
    "in a branch": (in_a_branch, square),
    "in a list": (items_of, [square, np.sin]),
    "keywords": (by_keyword, weighted),
    "a star": (starred, weighted),
    "an inactive call": (also_inactive, square),
    "a tuple as the result": (takes_a_tuple_apart, pair),
    "a list as the argument": (gives_a_list, total),
    "in a callee": (in_a_callee, square),
}


@pytest.mark.parametrize("optimized", [True, False])
@pytest.mark.parametrize("title", CASES)
def test_the_derivative_is_made_when_it_is_called(title: str, optimized: bool) -> None:
    f, given = CASES[title]
    wanted = pytest.approx(numerical_grad(lambda x: f(given, x), 0)(1.3), rel=1e-6)
    for example_args in [None, (given, 1.3)] if title != "in a callee" else [(given, 1.3)]:
        options: dict[str, Any] = {"wrt": 1, "example_args": example_args, "optimized": optimized}
        assert tl.grad(f, **options)(given, 1.3) == wanted
        assert tl.jvp(f, **options)(given, 1.3, 1.0) == wanted


def test_arrays() -> None:
    def f(g: Any, x: Any) -> Any:
        return np.sum(g(x) * x)

    x = np.array([1.0, 2.0])
    assert tl.grad(f, wrt=1)(np.tanh, x) == pytest.approx(np.tanh(x) + x / np.cosh(x) ** 2)


def test_two_functions_and_the_output() -> None:
    def f(g: Any, h: Any, x: float) -> Any:
        return g(x) * h(x)

    derivative = tl.grad(f, wrt=2)
    assert derivative(square, weighted, 1.5) == pytest.approx(3 * 1.5**2 * 2.0)
    assert "g_call = called(g, (x,))" in output_of(derivative).text


def test_a_function_runs_once_in_each_mode() -> None:
    program = """
    calls = 0


    def counted(y):
        global calls
        calls += 1
        return y * y * calls


    def f(g, x):
        return g(x) * g(x)
    """
    f = function_from(program.replace("\n    ", "\n").strip() + "\n")
    counted = f.__globals__["counted"]
    assert tl.grad(f, wrt=1)(counted, 1.0) == 8.0
    assert f.__globals__["calls"] == 2
    f.__globals__["calls"] = 0
    assert tl.jvp(f, wrt=1)(counted, 1.0, 1.0) == 8.0
    assert f.__globals__["calls"] == 2


def test_a_function_that_is_defined_anew() -> None:
    def f(g: Any, x: float) -> Any:
        return g(x) * x

    derivative = tl.grad(f, wrt=1)
    model = Scaled(2.0)
    assert derivative(model.square, 1.0) == 6.0
    model.scale = 3.0
    assert derivative(model.square, 1.0) == 9.0
    assert derivative(lambda y: y, 1.0) == 2.0


def changing(y: Any) -> Any:
    y[0] = 1.0
    return y * y


def test_one_that_changes_its_argument_is_refused() -> None:
    def f(g: Any, x: Any) -> Any:
        return np.sum(g(x) * x)

    with pytest.raises(tl.errors.MutationError) as caught:
        tl.grad(f, wrt=1)(changing, np.ones(2))
    assert caught.value.message == "`changing`, which was handed over, changes `y` in place"
    assert caught.value.hint == "Work on a copy (`.copy()`) in it, or call it by the name under which it was defined."
    assert caught.value.origin is not None


def test_one_that_may_depend_on_wrt_is_refused() -> None:
    def f(x: Any, g: Any) -> Any:
        return g(x) * x

    with pytest.raises(tl.errors.UnknownFunctionError) as caught:
        tl.grad(f, wrt=(0, 1))
    assert caught.value.message == "`g` is not known when the derivative is made, and may depend on `wrt`"
    assert caught.value.origin is not None


def test_a_module_cannot_stand_alone() -> None:
    with pytest.raises(tl.TangentError, match="is part of tangent_like"):
        tl.module_source(tl.grad(in_a_loop, wrt=1))
