"""Python's own functions of numbers where they are hard: gamma functions, poles, branch cuts, ends of the range."""

from __future__ import annotations

import cmath
import math
import statistics
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import special
from support import function_from
from tangent_like.runtime import digamma, polygamma

POINTS = np.concatenate([np.linspace(-7.95, 30.0, 1201), np.geomspace(1e-8, 1e12, 201)])


def test_digamma_is_that_of_scipy() -> None:
    found = np.array([digamma(x) for x in POINTS])
    np.testing.assert_allclose(found, special.digamma(POINTS), rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_polygamma_is_that_of_scipy(order: int) -> None:
    x = POINTS[POINTS > 0]
    found = np.array([polygamma(order, one) for one in x])
    np.testing.assert_allclose(found, special.polygamma(order, x), rtol=1e-13)


@pytest.mark.parametrize("x", [-0.3, -1.5, -6.75])
@pytest.mark.parametrize("order", [0, 1, 2])
def test_polygamma_follows_its_recurrence_below_zero(order: int, x: float) -> None:
    step = (-1.0) ** order * math.factorial(order) / x ** (order + 1)
    assert polygamma(order, x + 1.0) - polygamma(order, x) == pytest.approx(step, rel=1e-12)


@pytest.mark.parametrize("x", [0.0, -3.0, math.inf, -math.inf, math.nan, 5e-324, 1e300])
def test_polygamma_never_raises(x: float) -> None:
    for order in range(4):
        assert isinstance(polygamma(order, x), float)


HARD: list[tuple[str, tuple[float, ...], Any]] = [
    ("math.fmod(x, 1e-300)", (1e300,), 1.0),
    ("math.fmod(5.0, x)", (1e-320,), -math.inf),
    ("math.remainder(x, 1e-300)", (1e300,), 1.0),
    ("math.ldexp(x, 1050)", (1e-310,), math.inf),
    ("math.ldexp(x, 10 ** 9)", (0.0,), math.inf),
    ("math.frexp(x)[0]", (3e-324,), math.inf),
    ("math.log(x, 1.5)", (5e-324,), math.inf),
    ("math.hypot(x, x, x)", (0.0,), 0.0),
    ("math.hypot(x)", (0.0,), 0.0),
    ("math.dist([x], [0.0])", (0.0,), 0.0),
    ("math.prod([x, x, 2.0])", (0.0,), 0.0),
    ("math.prod([x, 2.0])", (0.0,), 2.0),
    ("math.gamma(x)", (170.0,), math.gamma(170.0) * special.digamma(170.0)),
    ("math.gamma(x)", (-200.5,), 0.0),
    ("math.lgamma(x)", (1e300,), math.log(1e300)),
    ("statistics.stdev([x, x, x])", (0.7,), 0.0),
    ("statistics.pstdev([x])", (0.7,), 0.0),
    ("statistics.harmonic_mean([x, 1.0, 2.0])", (0.0,), 3.0),
    ("statistics.harmonic_mean([x])", (0.0,), 1.0),
    ("statistics.median([x, x, 3.0])", (0.7,), 1.0),
    ("abs(cmath.asin(x))", (2.5,), None),
    ("cmath.acos(x).imag", (2.5,), -1.0 / math.sqrt(2.5**2 - 1.0)),
    ("cmath.acosh(x).real", (2.5,), 1.0 / math.sqrt(2.5**2 - 1.0)),
    ("cmath.asin(complex(x, -0.0)).imag", (2.5,), -1.0 / math.sqrt(2.5**2 - 1.0)),
    ("np.imag(np.arcsin(x + 0j))", (2.5,), 1.0 / math.sqrt(2.5**2 - 1.0)),
    ("np.imag(np.arccos(x + 0j))", (2.5,), -1.0 / math.sqrt(2.5**2 - 1.0)),
    ("np.imag(np.arcsin(np.array([complex(x, -0.0)])))[0]", (2.5,), -1.0 / math.sqrt(2.5**2 - 1.0)),
    ("np.real(np.arcsinh(complex(-0.0, x)))", (2.5,), -1.0 / math.sqrt(2.5**2 - 1.0)),
    ("np.real(np.arccosh(complex(-x, -0.0)))", (2.5,), 1.0 / math.sqrt(2.5**2 - 1.0)),
    ("np.arcsin(x)", (1.0,), math.inf),
    ("cmath.phase(0j * x)", (2.0,), 0.0),
    ("cmath.polar(x + 0j)[0]", (0.0,), 0.0),
]


@pytest.mark.parametrize(("text", "point", "true"), HARD, ids=[one[0] for one in HARD])
@pytest.mark.parametrize("mode", ["grad", "jvp"])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_derivatives_at_hard_points(text: str, point: tuple[float, ...], true: float | None, mode: str) -> None:
    known = {"np": np, "math": math, "cmath": cmath, "statistics": statistics}
    f = function_from(f"def f(x):\n    return {text}\n", **known)
    made = getattr(tl, mode)(f)
    found = made(*point) if mode == "grad" else made(*point, 1.0)
    if true is None:
        true = (f(point[0] + 1e-6) - f(point[0] - 1e-6)) / 2e-6
    assert float(np.real(found)) == pytest.approx(true, rel=1e-9)
