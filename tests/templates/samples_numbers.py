"""Sample calls for the rules of Python's own functions of numbers: `math`, `cmath`, `statistics`, `divmod`."""

from __future__ import annotations

import cmath
import math
import statistics
from typing import Any

from samples import SAMPLES, draw, positive, sample
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

FIRST = {"wrt": (0,)}

# Gamma functions, norms, products

for value in (0.3, 4.7, -1.6, 25.5):
    sample(math.gamma, value, options={"rtol": 1e-4})
    sample(math.lgamma, value)
    sample(rt.digamma, value)
    for order in range(3):
        sample(rt.polygamma, order, value, options={"wrt": (1,)})
sample(math.hypot, 0.3)
sample(math.hypot, -0.3, 0.5)
sample(math.hypot, 0.3, -0.4, 1.2)
sample(math.hypot, 0.3, 0.4, 1.2, 0.7)
for one, other in (([0.3, 0.5], (1.5, 0.2)), (draw(3), [0.5, 1.0, 1.5]), (draw(2), draw(2)), ([0.3], [2])):
    sample(math.dist, one, other)
for items in ([0.3, 0.5, 2.0], (0.3, 0.0, 2.0), (0.0, 0.0, 2.0), draw(3), [0.5, 2], [draw(2, 3), 0.5, draw(3)], []):
    sample(math.prod, items)
    sample(math.prod, items, start=1.5)
sample(getattr(math, "sumprod", None), [0.3, 0.5], (1.5, 0.2))
sample(getattr(math, "fma", None), 0.3, 0.5, 0.7)

# Parts of a number

sample(math.remainder, 0.3, 0.7)
sample(math.remainder, -5.3, 0.7)
sample(math.fmod, -5.3, 0.7)
for exponent in (3, -2, 0):
    sample(math.ldexp, 0.3, exponent, options=FIRST)
for value in (0.3, -5.3, 100.7):
    sample(math.frexp, value)
    sample(math.modf, value)
    sample(math.nextafter, value, 1e12, options={**FIRST, "rtol": 1e-4})
sample(divmod, 5.3, 0.7)
sample(divmod, -5.3, 0.7)
sample(divmod, 3.1 * draw(3, 1), positive(2))
sample(divmod, 5, 0.7)

# Complex numbers

POINTS = (0.3 + 0.4j, -0.7 + 1.2j, 2.5 - 0.3j)
for name in ("exp", "log", "log10", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "phase", "polar"):
    for point in POINTS:
        sample(getattr(cmath, name), point)
for name in ("asin", "acos", "atan", "asinh", "acosh", "atanh"):
    for point in (*POINTS, 2.5 + 0j, 0.2 + 2j):
        sample(getattr(cmath, name), point, options={} if point.imag else {"along": lambda v: v.real + 0j})
sample(cmath.log, 0.3 + 0.4j, 2.5 + 0.1j)
sample(cmath.log, 0.3 + 0.4j, 3)
sample(cmath.rect, 0.7, 0.3)
sample(cmath.rect, 2, 0.3)

# Statistics

DATA: tuple[Any, ...] = ([1.5, 0.3, 2.2, 0.9], (1.5, 0.3, 2.2), positive(5), positive(6)[::2])
MEANS = (statistics.mean, statistics.fmean, statistics.geometric_mean, statistics.harmonic_mean)
ORDERED = (statistics.median, statistics.median_low, statistics.median_high)
SPREADS = (statistics.variance, statistics.pvariance, statistics.stdev, statistics.pstdev)
for data in DATA:
    for key in (*MEANS, *ORDERED, *SPREADS, statistics.quantiles):
        sample(key, data)
    for key in (statistics.fmean, statistics.harmonic_mean):
        sample(key, data, positive(len(data)))
        sample(key, data, weights=[0.5 + place for place in range(len(data))])
    for key in SPREADS:
        sample(key, data, 0.7)
    other = list(draw(len(data)))
    for key in (statistics.covariance, statistics.correlation, statistics.linear_regression):
        sample(key, data, other)
    sample(statistics.linear_regression, data, tuple(other), proportional=True)
for key in (*MEANS, *ORDERED):
    sample(key, [0.7])
for method in ("exclusive", "inclusive"):
    for n in (3, 7):
        sample(statistics.quantiles, DATA[0], n=n, method=method)
sample(rt.by_slopes, 0.5, draw(3), [0.3, 0.5, 2.0])
sample(rt.by_slopes, 0.5, [0.1, 0.2], (0.3, 0.5))
sample(rt.along_slopes, draw(3), [0.3, 0.5, 2.0])
sample(rt.along_slopes, [0.1, 0.2], draw(2))
sample(rt.as_numbers, [0.3, 0.5, 2.0])
sample(rt.as_numbers, draw(3))
