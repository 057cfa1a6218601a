"""Random draws: made once where the primal makes them, and the same ones in all runs for one point."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import WAYS
from tangent_like.draws import draws_of

GENERATOR = np.random.default_rng(1)
LEGACY = np.random.RandomState(1)
OWN = random.Random(1)
POINT = np.array([0.3, 0.7, 1.1, 0.2, 0.5])


class Noisy:
    """Keeps a generator."""

    def __init__(self) -> None:
        self.generator = np.random.default_rng(2)

    def scaled(self, x: Any) -> Any:
        return x * x * self.generator.normal()


NOISY = Noisy()


def noise() -> Any:
    return GENERATOR.normal()


def of_the_module(x: Any) -> Any:
    return x * x * GENERATOR.normal()


def of_a_callee(x: Any) -> Any:
    return x * x * noise()


def of_numpy(x: Any) -> Any:
    return x * x * np.random.normal()


def of_numpy_legacy(x: Any) -> Any:
    return x * x * LEGACY.randn()


def of_the_library(x: Any) -> Any:
    return x * x * random.gauss(0.0, 1.0)


def of_an_own_one(x: Any) -> Any:
    return x * x * OWN.random()


def of_an_object(x: Any) -> Any:
    return NOISY.scaled(x)


def of_a_cell() -> Callable[[Any], Any]:
    held = {"generators": [np.random.default_rng(3)]}

    def inner(x: Any) -> Any:
        return x * x * held["generators"][0].normal()

    return inner


SOURCES = [
    of_the_module,
    of_a_callee,
    of_numpy,
    of_numpy_legacy,
    of_the_library,
    of_an_own_one,
    of_an_object,
    of_a_cell(),
    NOISY.scaled,
]


def total(function: Callable[[Any], Any], x: Any) -> Any:
    return np.sum(function(x))


every_source = pytest.mark.parametrize("f", SOURCES, ids=lambda f: f.__name__)


@every_source
@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_all_columns_of_a_jacobian_are_of_one_draw(f: Callable[[Any], Any], mode: str) -> None:
    value, found = tl.value_and_jacobian(f, mode=mode)(POINT)
    np.testing.assert_allclose(found, np.diag(2.0 * value / POINT))
    assert not np.allclose(tl.jacobian(f, mode=mode)(POINT), found), "the next call draws anew"


@every_source
def test_second_derivatives_are_of_one_draw(f: Callable[[Any], Any]) -> None:
    found = np.diag(tl.hessian(functools.partial(total, f))(POINT))
    assert found == pytest.approx(found[0])
    diagonal = tl.hessian_diag(functools.partial(total, f))(POINT)
    assert diagonal == pytest.approx(diagonal[0])


@every_source
def test_linear_functions_at_a_point_keep_its_draws(f: Callable[[Any], Any]) -> None:
    value, pushed = tl.linearize(f, POINT)
    for _ in range(2):
        np.testing.assert_allclose(pushed(POINT), 2.0 * value)
    value, pulled = tl.pullback(f, POINT)
    for _ in range(2):
        np.testing.assert_allclose(pulled(POINT), 2.0 * value)


@every_source
def test_differences_are_of_one_draw(f: Callable[[Any], Any]) -> None:
    for mode in ("reverse", "forward"):
        tl.check_grad(functools.partial(total, f), (POINT,), mode=mode).raise_if_bad()


def test_a_jacobian_draws_as_often_as_the_function() -> None:
    other = np.random.default_rng(1)
    GENERATOR.bit_generator.state = other.bit_generator.state
    tl.jacobian(of_the_module)(POINT)
    other.normal()
    assert GENERATOR.bit_generator.state == other.bit_generator.state


def test_a_generator_that_is_an_argument_stays_where_it_was() -> None:
    def f(x: Any, rng: Any) -> Any:
        return x * x * rng.normal()

    rng = np.random.default_rng(5)
    first, again = tl.jacobian(f)(POINT, rng), tl.jacobian(f)(POINT, rng)
    np.testing.assert_array_equal(first, again)
    tl.check_grad(lambda x, rng: np.sum(x * rng.normal(size=5)), (POINT, rng)).raise_if_bad()


def test_only_what_has_drawn_is_rewound() -> None:
    draws = draws_of(of_the_module)
    assert draws.moved().states == ()
    GENERATOR.normal()
    (moved,) = draws.moved().states
    assert moved[0] is GENERATOR


def walk(x: Any, rng: Any) -> Any:
    """A reparametrised random walk."""
    s = x
    while s < 5.0:
        z = rng.normal()
        s = s * s * 0.1 + (x + 0.3 * z) ** 2 + rng.uniform(0.5, 1.0) if z > 0.0 else s + x * rng.exponential()
    return s


@WAYS
def test_the_reverse_sweep_never_draws(optimized: bool, kinds: bool) -> None:
    def at(x: float) -> Any:
        return walk(x, np.random.default_rng(4))

    wanted = (at(1.3 + 1e-6) - at(1.3 - 1e-6)) / 2e-6
    for make in (tl.grad, tl.jvp):
        rng, other = np.random.default_rng(4), np.random.default_rng(4)
        df = make(walk, optimized=optimized, example_args=(1.3, rng) if kinds else None)
        assert (df(1.3, rng) if make is tl.grad else df(1.3, rng, 1.0)) == pytest.approx(wanted)
        walk(1.3, other)
        assert rng.bit_generator.state == other.bit_generator.state
