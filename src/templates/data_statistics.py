"""The module `statistics`: means, spread, order statistics and relations of two sequences of numbers.

Numbers that are counted or compared for equality (`mode`, `median_grouped`) have no derivative. At ties, order
statistics follow a stable sort.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import statistics

from ..runtime import (
    along_slopes,
    as_numbers,
    by_slopes,
    deviation_slopes,
    deviations,
    geometric_slopes,
    harmonic_rates,
    harmonic_slopes,
    harmonic_weights,
    order_weights,
    quantile_rows,
    regression_intercepts,
    regression_slopes,
    sum_adjoint,
)
from ..values import FLOAT, UNKNOWN, Kind, array, instance
from .notation import d, xp
from .rules import THROUGH, Filled, adjoint, constant, fixed_kind, linear, tangent

_FLOAT = fixed_kind(FLOAT)
_LINE = fixed_kind(instance(statistics.LinearRegression, {"slope": FLOAT, "intercept": FLOAT}))


def _like_data(filled: Filled) -> Kind:
    """A float for floats; whole numbers may stay whole."""
    kind = filled.kind("data")
    items = (kind.element,) if kind.items is None else kind.items
    of_floats = kind.dtype == "float64" or (items and all(one is not None and one.tag == "float" for one in items))
    return FLOAT if of_floats else UNKNOWN


# Means


@linear(statistics.mean, kind=_like_data, structural=True, raises=True)
def mean(y, data):
    d[data] = sum_adjoint(d[y] / len(data), data)


@adjoint(statistics.fmean, kind=_FLOAT, structural=True, raises=True)
def fmean(y, data, weights=None):
    if weights is None:
        d[data] = sum_adjoint(d[y] / len(data), data)
    else:
        share = d[y] / xp.sum(harmonic_weights(data, weights))
        d[data] = by_slopes(share, harmonic_weights(data, weights), data)
        d[weights] = by_slopes(share, deviations(data, y), weights)


@tangent(statistics.fmean)
def fmean_pushed(y, data, weights=None):
    if weights is None:
        d[y] = xp.sum(as_numbers(d[data])) / len(data)
    else:
        w = harmonic_weights(data, weights)
        moved = along_slopes(w, d[data]) + along_slopes(deviations(data, y), d[weights])
        d[y] = moved / xp.sum(w)


@adjoint(statistics.geometric_mean, kind=_FLOAT, structural=True, raises=True)
def geometric_mean(y, data):
    d[data] = by_slopes(d[y], geometric_slopes(y, data), data)


@tangent(statistics.geometric_mean)
def geometric_mean_pushed(y, data):
    d[y] = along_slopes(geometric_slopes(y, data), d[data])


@adjoint(statistics.harmonic_mean, kind=_like_data, structural=True, raises=True)
def harmonic_mean(y, data, weights=None):
    d[data] = by_slopes(d[y], harmonic_slopes(y, data, weights), data)
    share = d[y] * y / xp.sum(harmonic_weights(data, weights))
    d[weights] = by_slopes(share, 1.0 - harmonic_rates(y, data, weights), weights)


@tangent(statistics.harmonic_mean)
def harmonic_mean_pushed(y, data, weights=None):
    share = y / xp.sum(harmonic_weights(data, weights))
    moved = share * along_slopes(1.0 - harmonic_rates(y, data, weights), d[weights])
    d[y] = along_slopes(harmonic_slopes(y, data, weights), d[data]) + moved


# Order statistics


@linear(statistics.median, kind=_like_data, structural=True, raises=True)
def median(y, data):
    d[data] = by_slopes(d[y], order_weights(data, (len(data) - 1) // 2, len(data) // 2), data)


@tangent(statistics.median)
def median_pushed(y, data):
    d[y] = along_slopes(order_weights(data, (len(data) - 1) // 2, len(data) // 2), d[data])


@linear(statistics.median_low, kind=_like_data, structural=True, raises=True)
def median_low(y, data):
    d[data] = by_slopes(d[y], order_weights(data, (len(data) - 1) // 2, (len(data) - 1) // 2), data)


@tangent(statistics.median_low)
def median_low_pushed(y, data):
    d[y] = along_slopes(order_weights(data, (len(data) - 1) // 2, (len(data) - 1) // 2), d[data])


@linear(statistics.median_high, kind=_like_data, structural=True, raises=True)
def median_high(y, data):
    d[data] = by_slopes(d[y], order_weights(data, len(data) // 2, len(data) // 2), data)


@tangent(statistics.median_high)
def median_high_pushed(y, data):
    d[y] = along_slopes(order_weights(data, len(data) // 2, len(data) // 2), d[data])


@linear(statistics.quantiles, kind=fixed_kind(Kind("list")), structural=True, raises=True)
def quantiles(y, data, *, n=4, method="exclusive"):
    d[data] = by_slopes(1.0, as_numbers(d[y]) @ quantile_rows(data, n, method), data)


@tangent(statistics.quantiles)
def quantiles_pushed(y, data, *, n=4, method="exclusive"):
    d[y] = list(quantile_rows(data, n, method) @ as_numbers(d[data]))


# Spread


@adjoint(statistics.variance, kind=_like_data, structural=True, raises=True)
def variance(y, data, xbar=None):
    slopes = 2.0 * deviations(data, xbar) / (len(data) - 1)
    d[data] = by_slopes(d[y], slopes, data)
    d[xbar] = -d[y] * xp.sum(slopes)


@tangent(statistics.variance)
def variance_pushed(y, data, xbar=None):
    slopes = 2.0 * deviations(data, xbar) / (len(data) - 1)
    d[y] = along_slopes(slopes, d[data]) - xp.sum(slopes) * d[xbar]


@adjoint(statistics.pvariance, kind=_like_data, structural=True, raises=True)
def pvariance(y, data, mu=None):
    slopes = 2.0 * deviations(data, mu) / len(data)
    d[data] = by_slopes(d[y], slopes, data)
    d[mu] = -d[y] * xp.sum(slopes)


@tangent(statistics.pvariance)
def pvariance_pushed(y, data, mu=None):
    slopes = 2.0 * deviations(data, mu) / len(data)
    d[y] = along_slopes(slopes, d[data]) - xp.sum(slopes) * d[mu]


@adjoint(statistics.stdev, kind=_FLOAT, structural=True, raises=True, singular=True)
def stdev(y, data, xbar=None):
    slopes = deviation_slopes(data, xbar, 1, y)
    d[data] = by_slopes(d[y], slopes, data)
    d[xbar] = -d[y] * xp.sum(slopes)


@tangent(statistics.stdev)
def stdev_pushed(y, data, xbar=None):
    slopes = deviation_slopes(data, xbar, 1, y)
    d[y] = along_slopes(slopes, d[data]) - xp.sum(slopes) * d[xbar]


@adjoint(statistics.pstdev, kind=_FLOAT, structural=True, raises=True, singular=True)
def pstdev(y, data, mu=None):
    slopes = deviation_slopes(data, mu, 0, y)
    d[data] = by_slopes(d[y], slopes, data)
    d[mu] = -d[y] * xp.sum(slopes)


@tangent(statistics.pstdev)
def pstdev_pushed(y, data, mu=None):
    slopes = deviation_slopes(data, mu, 0, y)
    d[y] = along_slopes(slopes, d[data]) - xp.sum(slopes) * d[mu]


# Relations of two sequences


@adjoint(statistics.covariance, kind=_FLOAT, structural=True, raises=True)
def covariance(z, x, y):
    d[x] = by_slopes(d[z] / (len(x) - 1), deviations(y), x)
    d[y] = by_slopes(d[z] / (len(x) - 1), deviations(x), y)


@tangent(statistics.covariance)
def covariance_pushed(z, x, y):
    moved = along_slopes(deviations(y), d[x]) + along_slopes(deviations(x), d[y])
    d[z] = moved / (len(x) - 1)


@adjoint(statistics.correlation, kind=_FLOAT, structural=True, raises=True, allows={"method": ("linear",)})
def correlation(z, x, y, *, method="linear"):
    one = deviations(x) / xp.linalg.norm(deviations(x))
    other = deviations(y) / xp.linalg.norm(deviations(y))
    d[x] = by_slopes(d[z] / xp.linalg.norm(deviations(x)), other - z * one, x)
    d[y] = by_slopes(d[z] / xp.linalg.norm(deviations(y)), one - z * other, y)


@tangent(statistics.correlation)
def correlation_pushed(z, x, y, *, method="linear"):
    one = deviations(x) / xp.linalg.norm(deviations(x))
    other = deviations(y) / xp.linalg.norm(deviations(y))
    by_x = along_slopes(other - z * one, d[x]) / xp.linalg.norm(deviations(x))
    by_y = along_slopes(one - z * other, d[y]) / xp.linalg.norm(deviations(y))
    d[z] = by_x + by_y


@adjoint(statistics.linear_regression, kind=_LINE, structural=True, raises=True)
def linear_regression(line, x, y, *, proportional=False):
    parts = as_numbers(d[line])
    slopes = regression_slopes(x, y, line[0], proportional)
    heights = regression_intercepts(x, y, line[0], proportional)
    d[x] = by_slopes(1.0, parts[0] * slopes[0] + parts[1] * heights[0], x)
    d[y] = by_slopes(1.0, parts[0] * slopes[1] + parts[1] * heights[1], y)


@tangent(statistics.linear_regression)
def linear_regression_pushed(line, x, y, *, proportional=False):
    slopes = regression_slopes(x, y, line[0], proportional)
    heights = regression_intercepts(x, y, line[0], proportional)
    rise = along_slopes(slopes[0], d[x]) + along_slopes(slopes[1], d[y])
    d[line] = xp.LinearRegression(rise, along_slopes(heights[0], d[x]) + along_slopes(heights[1], d[y]))


# Helpers


@linear(as_numbers, kind=fixed_kind(array(None, 1)), structural=True, raises=True)
def array_of_numbers(y, items):
    d[items] = by_slopes(1.0, d[y], items)


constant(order_weights, kind=fixed_kind(array("float64", 1)))
constant(quantile_rows, kind=fixed_kind(array("float64", 2)))

# What is longer is differentiated through its source

THROUGH.update((deviations, deviation_slopes, geometric_slopes, harmonic_weights, harmonic_rates, harmonic_slopes))
THROUGH.update((regression_slopes, regression_intercepts))
