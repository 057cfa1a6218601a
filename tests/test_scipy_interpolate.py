"""Splines of SciPy as functions of the points: both modes, twice, against central differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import interpolate
from support import function_from
from tangent_like.errors import UnsupportedArgumentError

KNOTS = np.linspace(0.0, 3.0, 6)
VALUES = np.random.default_rng(0).normal(size=(2, 6, 3))
CUBIC = interpolate.CubicSpline(KNOTS, np.sin(KNOTS))
MANY = interpolate.CubicSpline(KNOTS, VALUES, axis=1, bc_type="natural")
MONOTONE = interpolate.PchipInterpolator(KNOTS, np.stack([KNOTS, KNOTS**3], axis=1))
B_SPLINE = interpolate.make_interp_spline(KNOTS, np.cos(KNOTS), k=4)


def plain(t: Any) -> Any:
    return np.sum(CUBIC(t) ** 2 * t)


def next_derivative(t: Any) -> Any:
    return np.sum(CUBIC(t, 1) * CUBIC(t, nu=2))


def several_values(t: Any) -> Any:
    return np.sum(MANY(t) ** 2) + np.sum(MONOTONE(t) * MONOTONE(t)[..., :1])


def in_basis_functions(t: Any) -> Any:
    return np.sum(np.exp(B_SPLINE(t)))


def made_inside(t: Any) -> Any:
    spline = interpolate.CubicSpline(KNOTS, VALUES[0, :, 0], bc_type="clamped")
    return np.sum(spline(t) * spline(t, 1))


def beyond(t: Any) -> Any:
    return np.sum(CUBIC(t - 2.0) ** 2 + CUBIC(t + 2.0, extrapolate="periodic"))


def in_a_loop(t: Any) -> Any:
    x = t
    for _ in range(3):
        x = x + 0.3 * CUBIC(x)
    return np.sum(x * x)


CASES: list[Callable[..., Any]] = [
    *(plain, next_derivative, several_values, in_basis_functions, made_inside, beyond, in_a_loop)
]
POINTS = (0.7, np.array([[0.2], [1.7]]), np.zeros((0, 2)))


@pytest.mark.parametrize("function", CASES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("t", POINTS, ids=np.shape)
@pytest.mark.parametrize("known", [False, True])
def test_both_modes_agree_with_central_differences(function: Callable[..., Any], t: Any, known: bool) -> None:
    examples = (t,) if known else None
    direction = np.random.default_rng(1).normal(size=np.shape(t))[()]
    expected = (function(t + 1e-6 * direction) - function(t - 1e-6 * direction)) / 2e-6
    gradient = tl.grad(function, example_args=examples)(t)
    assert np.shape(gradient) == np.shape(t)
    assert np.sum(gradient * direction) == pytest.approx(expected, rel=1e-6, abs=1e-8)
    pushed = tl.jvp(function, example_args=examples)(t, direction)
    assert pushed == pytest.approx(np.sum(gradient * direction), rel=1e-12)


@pytest.mark.parametrize("function", CASES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("outer", ["grad", "jvp"])
@pytest.mark.parametrize("inner", ["grad", "jvp"])
def test_second_derivatives(function: Callable[..., Any], outer: str, inner: str) -> None:
    first = getattr(tl, inner)(function)
    slope = (lambda t: first(t)) if inner == "grad" else (lambda t: first(t, 1.0))
    second = getattr(tl, outer)(slope)
    found = second(0.7) if outer == "grad" else second(0.7, 1.0)
    assert found == pytest.approx((slope(0.7 + 1e-6) - slope(0.7 - 1e-6)) / 2e-6, rel=1e-6)


def test_the_gradient_has_the_dtype_of_the_points() -> None:
    assert tl.grad(plain)(np.float32([0.5, 1.0])).dtype == np.float32


@pytest.mark.parametrize("mode", ["grad", "jvp"])
@pytest.mark.parametrize("made", ["interpolate.CubicSpline(k, y)", "interpolate.make_interp_spline(k, y)"])
def test_a_spline_that_depends_on_the_argument_is_refused(mode: str, made: str) -> None:
    function = function_from(f"def f(y):\n    s = {made}\n    return s(0.3)\n", interpolate=interpolate, k=KNOTS)
    with pytest.raises(UnsupportedArgumentError) as caught:
        getattr(tl, mode)(function)
    place, *rest = str(caught.value).splitlines()
    stem = made.partition("(")[0]
    assert place.endswith(f":2:9: `y` of `{stem}` depends on `wrt`, and has no derivative")
    assert rest == [
        f"    2 |     s = {made}",
        "                ^",
        "Let a function read what is active from its arguments (`args=`), and a matrix be constant.",
    ]
