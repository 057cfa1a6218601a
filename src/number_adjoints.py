"""Derivatives of Python's own functions of numbers: `math`, `cmath` and `statistics`.

Each function calls nothing but functions of this module and of other modules of `runtime`, so that it can be copied.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np

from .array_adjoints import ratio, unbroadcast
from .sequence_adjoints import pack_like

__all__ = [
    "along_slopes",
    "as_numbers",
    "beside_cut",
    "by_slopes",
    "deviation_slopes",
    "deviations",
    "digamma",
    "factors_adjoint",
    "factors_tangent",
    "geometric_slopes",
    "harmonic_rates",
    "harmonic_slopes",
    "harmonic_weights",
    "order_weights",
    "polygamma",
    "power_of_two",
    "quantile_rows",
    "regression_intercepts",
    "regression_slopes",
]

# Gamma functions

_SHIFTED = 16.0
"""From here on the asymptotic series below give all digits; what is less is brought here by the recurrence."""

_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798)
"""The Bernoulli numbers B2, B4, ..., B18."""


def digamma(x: Any) -> float:
    """The logarithmic derivative of the gamma function at a real number; NaN at its poles."""
    return polygamma(0, x)


def polygamma(order: int, x: Any) -> float:
    """The derivative of `digamma` of an order at a real number, infinite or NaN at the poles, without an error.

    By recurrence, reflection and asymptotic series: NIST Digital Library of Mathematical Functions, 5.5.2, 5.5.4 and
    5.11.2 for order 0, 5.15.5, 5.15.6 and 5.15.8 above.
    """
    with np.errstate(all="ignore"):
        point = np.float64(x)
        if point <= 0.0:
            mirrored = polygamma(order, 1.0 - point)
            return float((-1.0) ** order * mirrored - cotangent_derivative(order, point))
        if point == np.inf:
            return float("inf") if order == 0 else 0.0
        terms = np.float64(0.0)
        while point < _SHIFTED + order:
            terms = terms + 1.0 / point ** (order + 1)
            point = point + 1.0
        return float(asymptotic(order, point) - (-1.0) ** order * math.factorial(order) * terms)


def asymptotic(order: int, x: Any) -> Any:
    """The first terms of the asymptotic series of `polygamma`."""
    total = np.log(x) - 0.5 / x if order == 0 else math.factorial(order - 1) / x**order
    total = total if order == 0 else total + 0.5 * math.factorial(order) / x ** (order + 1)
    for place, number in enumerate(_BERNOULLI):
        power = 2 * place + 2
        factor = math.factorial(power + order - 1) / math.factorial(power)
        total = total + (-1.0 if order == 0 else 1.0) * number * factor / x ** (power + order)
    return total if order == 0 else -((-1.0) ** order) * total


def cotangent_derivative(order: int, x: Any) -> Any:
    """``pi`` times the derivative of an order of ``cot(pi * x)``: a polynomial in the cotangent."""
    polynomial = np.polynomial.Polynomial([0.0, 1.0])
    for _ in range(order):
        polynomial = polynomial.deriv() * np.polynomial.Polynomial([-np.pi, 0.0, -np.pi])
    return np.pi * polynomial(1.0 / np.tan(np.pi * (x - np.rint(x))))


# Numbers


def beside_cut(square: Any, root: Any) -> Any:
    """``1 / sqrt(square)``, of complex numbers ``1 / root``, the root on the right side of a branch cut."""
    return 1.0 / (root if np.iscomplexobj(root) else np.sqrt(square))


def power_of_two(n: Any) -> float:
    """``2 ** n`` for any whole number, infinite instead of an error."""
    with np.errstate(all="ignore"):
        return float(np.ldexp(1.0, max(min(n, 2000), -2000)))


def as_numbers(items: Any) -> Any:
    """The items of a sequence, or of the adjoint of a named tuple, as an array; zero for those that are None."""
    held = vars(items).values() if isinstance(items, SimpleNamespace) else items
    return np.array([0.0 if item is None else item for item in held])


def by_slopes(by: Any, slopes: Any, x: Any) -> Any:
    """The adjoint of the sequence ``x`` by whose items a number has these derivatives."""
    return pack_like(by * as_numbers(slopes), x)


def along_slopes(slopes: Any, dx: Any) -> Any:
    """The tangent of a number that has these derivatives by the items of a sequence."""
    return np.dot(as_numbers(slopes), as_numbers(dx))


def factors_adjoint(by: Any, items: Any, start: Any = 1) -> Any:
    """The adjoint of ``items`` in ``math.prod(items, start=start)``, without division, so that zeros are fine."""
    before = [start]
    for item in items:
        before.append(before[-1] * item)
    parts = []
    for place in range(len(items) - 1, -1, -1):
        parts.append(unbroadcast(before[place] * by, items[place]))
        by = by * items[place]
    return pack_like(parts[::-1], items)


def factors_tangent(parts: Any, items: Any, start: Any = 1, dstart: Any = 0.0) -> Any:
    """The tangent of ``math.prod(items, start=start)``."""
    total, product = dstart, start
    for place in range(len(items)):
        total = total * items[place] + product * parts[place]
        product = product * items[place]
    return total


# Statistics


def deviations(data: Any, centre: Any = None) -> Any:
    """The items less a centre, by default less their mean."""
    x = as_numbers(data)
    return x - (np.mean(x) if centre is None else centre)


def deviation_slopes(data: Any, centre: Any, ddof: Any, y: Any) -> Any:
    """The derivatives of the standard deviation ``y`` by the items, zero where it is zero."""
    return ratio(deviations(data, centre) / (len(data) - ddof), y)


def geometric_slopes(y: Any, data: Any) -> Any:
    """The derivatives of the geometric mean ``y`` by the items: infinite at zero, unless there is no other item."""
    x = as_numbers(data)
    at_zero = np.inf if len(data) > 1 else 1.0
    return np.where(x == 0, at_zero, y / np.where(x == 0, 1.0, x)) / len(data)


def harmonic_weights(data: Any, weights: Any = None) -> Any:
    """The weights of a harmonic mean, by default one for each item."""
    return np.ones(len(data)) if weights is None else as_numbers(weights)


def harmonic_rates(y: Any, data: Any, weights: Any = None) -> Any:
    """The harmonic mean ``y`` divided by each item, finite where items and the mean are zero."""
    x, w = as_numbers(data), harmonic_weights(data, weights)
    several = np.sum(np.where(x == 0, w, 0.0))
    limit = np.sum(w) / np.where(several == 0, 1.0, several)
    return np.where(x == 0, limit, y / np.where(x == 0, 1.0, x))


def harmonic_slopes(y: Any, data: Any, weights: Any = None) -> Any:
    """The derivatives of the harmonic mean ``y = sum(w) / sum(w / x)`` by the items."""
    w = harmonic_weights(data, weights)
    return harmonic_rates(y, data, weights) ** 2 * w / np.sum(w)


def order_weights(data: Any, low: Any, high: Any) -> Any:
    """The share that each item has in the mean of two places of the sorted items; ties go by a stable sort."""
    order = np.argsort(as_numbers(data), kind="stable")
    weights = np.zeros(len(order))
    weights[order[low]] += 0.5
    weights[order[high]] += 0.5
    return weights


def quantile_rows(data: Any, n: Any = 4, method: Any = "exclusive") -> Any:
    """The share that each item has in each of the ``n - 1`` quantiles: shape ``(n - 1, len(data))``.

    By the definitions in the documentation of `statistics.quantiles`; ties go by a stable sort.
    """
    order = np.argsort(as_numbers(data), kind="stable")
    length = len(order)
    rows = np.zeros((n - 1, length))
    for place in range(1, n):
        if method == "inclusive":
            low, rest = divmod(place * (length - 1), n)
        else:
            low = min(max(place * (length + 1) // n, 1), length - 1)
            rest = place * (length + 1) - low * n
            low -= 1
        rows[place - 1, order[low]] += (n - rest) / n
        rows[place - 1, order[min(low + 1, length - 1)]] += rest / n
    return rows


def regression_slopes(x: Any, y: Any, slope: Any, proportional: Any) -> tuple[Any, Any]:
    """The derivatives of the slope of a linear regression by the items of ``x`` and of ``y``."""
    one, other = as_numbers(x), as_numbers(y)
    if not proportional:
        one, other = deviations(x), deviations(y)
    square = np.sum(one * one)
    return (other - 2.0 * slope * one) / square, one / square


def regression_intercepts(x: Any, y: Any, slope: Any, proportional: Any) -> tuple[Any, Any]:
    """The derivatives of the intercept of a linear regression, ``mean(y) - slope * mean(x)``, by the same items."""
    if proportional:
        return np.zeros(len(x)), np.zeros(len(x))
    by_x, by_y = regression_slopes(x, y, slope, proportional)
    centre = np.mean(as_numbers(x))
    return -centre * by_x - slope / len(x), 1.0 / len(x) - centre * by_y
