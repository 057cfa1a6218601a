"""Derivatives of elementwise functions that NumPy has no function for, and adjoints of interpolation and replacement.

Each function calls nothing but functions of this module and of `array_adjoints`, so that it can be copied.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, cast_like, unbroadcast

__all__ = [
    "bessel_derivative",
    "finite_parts",
    "interp_adjoint",
    "interp_knots",
    "interp_tangent",
    "reduceat_adjoint",
    "replaced_sum",
    "replacement",
    "sinc_derivative",
]


def bessel_derivative(x: Any, order: int) -> Any:
    """The derivative of some order of ``i0(x)``, the modified Bessel function of the first kind.

    By ``i0(x) = mean(exp(x * cos(t)))`` over a circle (Abramowitz and Stegun 9.6.16), whose derivatives have powers of
    the cosine in front. The midpoint rule converges geometrically (Trefethen and Weideman, 2014, "The exponentially
    convergent trapezoidal rule"): 256 points are exact to rounding wherever ``i0`` is finite.
    """
    cosine = np.cos(np.pi * (np.arange(64) + 0.5) / 128)
    grown = np.multiply.outer(np.asarray(x, adjoint_dtype(x)), cosine)
    halves = np.sinh(grown) if order % 2 else np.cosh(grown)
    return cast_like(np.mean(cosine**order * halves, axis=-1), x)


def sinc_derivative(x: Any, order: int) -> Any:
    """The derivative of some order of ``sinc(x)``.

    With ``u = pi * x`` and ``g`` the derivatives of ``sin(u) / u``: differentiating ``u * g = sin(u)`` gives
    ``u * g[k] + k * g[k - 1] = sin(u + k * pi / 2)``, which is stable unless ``u`` is small. There the Taylor series is
    summed.
    """
    u = np.pi * np.asarray(x, adjoint_dtype(x))
    small = np.abs(u) < 3.0
    near, far = np.where(small, u, 0.0), np.where(small, 3.0, u)
    series = np.zeros_like(near)
    for power in range(order + order % 2, order + 40, 2):
        factor = (-1) ** (power // 2) / ((power + 1) * math.factorial(power - order))
        series = series + factor * near ** (power - order)
    value = np.sin(far) / far
    for number in range(1, order + 1):
        value = (np.sin(far + number * (np.pi / 2)) - number * value) / far
    return cast_like(np.pi**order * np.where(small, series, value), x)


def reduceat_adjoint(by: Any, x: Any, indices: Any, axis: Any = 0) -> Any:
    """The adjoint of ``add.reduceat(x, indices, axis)``: each element's is that of the slices that hold it.

    A slice goes up to the start of the next one; where that does not come later, it is one element.
    """
    bx = np.zeros(np.shape(x), adjoint_dtype(by))
    rows, sums = np.moveaxis(bx, axis, 0), np.moveaxis(np.asarray(by), axis, 0)
    starts = [int(one) for one in np.asarray(indices)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=True)):
        rows[start : max(end, start + 1)] += sums[number]
    return cast_like(bx, x)


# Replacement of what is not finite


def finite_parts(v: Any, x: Any) -> Any:
    """``v`` where ``x`` is finite, zero elsewhere; of complex numbers the real and the imaginary part alone."""
    if not np.iscomplexobj(x):
        return np.where(np.isfinite(x), v, 0.0)[()]
    real = np.where(np.isfinite(np.real(x)), np.real(v), 0.0)
    return (real + 1j * np.where(np.isfinite(np.imag(x)), np.imag(v), 0.0))[()]


def replacement(dvalue: Any, x: Any, test: Any) -> Any:
    """``dvalue`` where the real part of ``x`` is what is replaced, and as imaginary part where the imaginary one is."""
    if not np.iscomplexobj(x):
        return np.where(replaced(x, test), dvalue, 0.0)[()]
    real = np.where(replaced(np.real(x), test), dvalue, 0.0)
    return (real + 1j * np.where(replaced(np.imag(x), test), dvalue, 0.0))[()]


def replaced(x: Any, test: Any) -> Any:
    """Where real numbers are what is replaced: NaN, or one of the infinities."""
    return np.isnan(x) if math.isnan(test) else np.equal(x, test)


def replaced_sum(by: Any, x: Any, test: Any, value: Any) -> Any:
    """The adjoint of ``value``, which stands for NaN or one of the infinities in real and imaginary parts of ``x``."""
    found = np.where(replaced(np.real(x), test), np.real(by), 0.0)
    if np.iscomplexobj(x):
        found = found - np.where(replaced(np.imag(x), test), np.imag(by), 0.0)
    return unbroadcast(found, value)


# Interpolation


def interp_knots(x: Any, xp: Any, period: Any = None) -> tuple[Any, Any, Any, Any]:
    """The knots that each element of ``interp(x, xp, fp, period=period)`` lies between.

    The numbers of the left ones and of the right ones, by how many periods these are moved (a row for each), and by how
    many ``x`` is. Outside of the knots both are the nearest one; at a knot it is the left one.
    """
    x, xp = np.asarray(x), np.asarray(xp)
    last = np.size(xp) - 1
    if period is None:
        left = np.clip(np.searchsorted(xp, x, "right") - 1, 0, max(last - 1, 0))
        right = np.where(x < xp[0], 0, np.minimum(left + 1, last))
        return np.where(x > xp[-1], last, left), right, np.zeros((2, *np.shape(x))), np.zeros(np.shape(x))
    length = np.abs(period)
    order = np.argsort(xp % length, kind="stable")
    left = np.searchsorted((xp % length)[order], x % length, "right") - 1
    turns = np.stack([np.where(left < 0, -1.0, 0.0), np.where(left == last, 1.0, 0.0)])
    low, high = order[left], order[np.where(left == last, 0, left + 1)]
    return low, high, turns - np.stack([(xp // length)[low], (xp // length)[high]]), -(x // length)


def interp_adjoint(
    by: Any, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None
) -> tuple[Any, Any, Any, Any, Any, Any]:
    """The adjoints of the arguments of ``interp(x, xp, fp, left, right, period)``; those left out have zeros.

    With ``y = f0 + s * (x - x0)``, ``s = (f1 - f0) / (x1 - x0)`` and ``w = (x - x0) / (x1 - x0)`` it changes by ``s *
    (dx - (1 - w) * dx0 - w * dx1) + (1 - w) * df0 + w * df1``.
    """
    low, high, turns, turn = interp_knots(x, xp, period)
    length = 0.0 if period is None else np.abs(period)
    slope, weight = interp_slope(x, xp, fp, low, high, turns * length, turn * length)
    under = np.logical_and(period is None and left is not None, np.less(x, np.min(xp)))
    over = np.logical_and(period is None and right is not None, np.greater(x, np.max(xp)))
    inside = np.where(np.logical_or(under, over), 0.0, by)
    moved = np.real(by * slope)
    bxp = np.zeros(np.shape(xp))
    np.add.at(bxp, low, -moved * (1.0 - weight))
    np.add.at(bxp, high, -moved * weight)
    bfp = np.zeros(np.shape(fp), adjoint_dtype(by))
    np.add.at(bfp, low, inside * (1.0 - weight))
    np.add.at(bfp, high, inside * weight)
    bperiod = np.sum(moved * (turn - (1.0 - weight) * turns[0] - weight * turns[1]))
    bperiod = bperiod if period is None else bperiod * np.sign(period)
    bleft, bright = np.sum(np.where(under, by, 0.0)), np.sum(np.where(over, by, 0.0))
    return unbroadcast(moved, x), cast_like(bxp, xp), cast_like(bfp, fp), bleft, bright, bperiod


def interp_tangent(
    dx: Any,
    dknots: tuple[Any, Any],
    dends: tuple[Any, Any],
    dperiod: Any,
    x: Any,
    xp: Any,
    fp: Any,
    left: Any = None,
    right: Any = None,
    period: Any = None,
) -> Any:
    """The tangent of ``interp(x, xp, fp, left, right, period)``; see `interp_adjoint`.

    ``dknots`` are the tangents of ``xp`` and ``fp``, ``dends`` those of ``left`` and ``right``; any may be 0.0.
    """
    dxp, dfp = np.broadcast_to(dknots[0], np.shape(xp)), np.broadcast_to(dknots[1], np.shape(fp))
    low, high, turns, turn = interp_knots(x, xp, period)
    length = 0.0 if period is None else np.abs(period)
    slope, weight = interp_slope(x, xp, fp, low, high, turns * length, turn * length)
    dlength = 0.0 if period is None else dperiod * np.sign(period)
    below, above = dxp[low] + turns[0] * dlength, dxp[high] + turns[1] * dlength
    moved = slope * (dx + turn * dlength - (1.0 - weight) * below - weight * above)
    inside = (1.0 - weight) * dfp[low] + weight * dfp[high] + moved
    if period is None and left is not None:
        inside = np.where(np.less(x, np.min(xp)), dends[0], inside)
    if period is None and right is not None:
        inside = np.where(np.greater(x, np.max(xp)), dends[1], inside)
    return inside[()]


def interp_slope(x: Any, xp: Any, fp: Any, low: Any, high: Any, moves: Any, move: Any) -> tuple[Any, Any]:
    """The slope between two knots, moved by some periods, and how far towards the second one ``x`` lies."""
    start, end = np.asarray(xp)[low] + moves[0], np.asarray(xp)[high] + moves[1]
    gap = np.where(end == start, 1.0, end - start)
    slope = (np.asarray(fp)[high] - np.asarray(fp)[low]) / gap
    return slope, np.where(end == start, 0.0, (x + move - start) / gap)
