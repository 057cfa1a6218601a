"""Functions under decorators that pass everything on are differentiated with the decorator, as they are called."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from math import sin
from typing import Any

import pytest
import tangent_like as tl


def doubled(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return 2.0 * function(*args, **kwargs)

    return wrapper


@doubled
def loss(x: float, rate: float = 3.0, *, shift: float = 1.0) -> float:
    return rate * x * x + shift * x


@doubled
@doubled
def twice(x: float) -> float:
    return x * x


class Model:
    weight = 2.0

    @doubled
    def power(self, x: Any) -> Any:
        return self.weight * x * x

    @doubled
    def product(self, x: Any, y: Any) -> Any:
        return self.power(x) * y

    def sin(self, x: Any) -> Any:
        return sin(x)


def of_all(x: Any) -> Any:
    return loss(x) + loss(x, 2.0, shift=x) + twice(x) + Model().product(x, 2.0)


CASES: list[tuple[Callable[..., Any], float]] = [
    (loss, 20.0),
    (twice, 12.0),
    (Model().power, 12.0),
    (lambda x: Model().product(x, 2.0), 48.0),
    (functools.partial(Model().power), 12.0),
    (of_all, 20.0 + 2 * (2 * 2.0 * 1.5 + 2 * 1.5) + 12.0 + 48.0),
]


@pytest.mark.parametrize(("f", "expected"), CASES)
def test_the_decorator_is_part_of_the_function(f: Callable[..., Any], expected: float) -> None:
    assert tl.grad(f)(1.5) == pytest.approx(expected)
    assert tl.jvp(f)(1.5, dx=1.0) == pytest.approx(expected)


def test_parameters_are_those_that_the_wrapper_shows() -> None:
    df = tl.grad(loss, wrt=("x", "shift"))
    assert list(inspect.signature(df).parameters)[:3] == ["x", "rate", "shift"]
    assert df(1.0, rate=2.0, shift=0.5) == (9.0, 2.0)
    assert tl.grad(loss) is tl.grad(loss)


def test_a_method_may_call_a_function_of_its_own_name() -> None:
    assert tl.grad(Model().sin)(0.0) == 1.0
