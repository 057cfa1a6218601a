"""Adjoints and tangents of convolutions and filters of `scipy.signal`; the formulas are derived.

A convolution is linear in both operands. Its adjoint towards one of them is the whole convolution's, which is the
correlation with the other one, of an adjoint that is zero outside of the part that ``mode`` gives.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import signal

from .array_adjoints import cast_like

__all__ = [
    "convolve_first",
    "convolve_second",
    "correlate_first",
    "correlate_second",
    "lfilter_adjoint",
    "lfilter_coefficients",
    "lfilter_tangent",
    "sosfilt_adjoint",
    "sosfilt_tangent",
]


def whole_convolution(by: Any, one: Any, other: Any, mode: Any, late: bool = False) -> Any:
    """The adjoint of a whole convolution from that of the part that ``mode`` gives: zero elsewhere.

    The part begins where the smaller operand first lies inside of the larger one (``valid``), or in the middle, with
    the shape of the first operand (``same``); of two middles the ``late`` one is that of `signal.correlate2d`.
    """
    if mode == "full":
        return by
    pairs = list(zip(np.shape(one), np.shape(other), strict=True))
    if mode == "same":
        before = [n // 2 if late else (n - 1) // 2 for _, n in pairs]
    else:
        before = [min(m, n) - 1 for m, n in pairs]
    lengths = [m + n - 1 for m, n in pairs]
    rest = zip(lengths, before, np.shape(by), strict=True)
    return np.pad(by, [(first, length - first - size) for length, first, size in rest])


def against(whole: Any, kernel: Any, x: Any) -> Any:
    """The correlation of the adjoint of a whole convolution with one operand, of the shape of the other, ``x``."""
    if not np.size(whole):
        return np.zeros_like(cast_like(np.zeros(np.shape(x)), x))
    return cast_like(signal.convolve(whole, np.flip(kernel), "valid"), x)


def convolve_first(by: Any, one: Any, other: Any, mode: Any = "full") -> Any:
    """The adjoint of ``one`` in ``signal.convolve(one, other, mode)``."""
    return against(whole_convolution(by, one, other, mode), other, one)


def convolve_second(by: Any, one: Any, other: Any, mode: Any = "full") -> Any:
    """The adjoint of ``other`` in ``signal.convolve(one, other, mode)``."""
    return against(whole_convolution(by, one, other, mode), one, other)


def correlate_first(by: Any, one: Any, other: Any, mode: Any = "full", late: bool = False) -> Any:
    """The adjoint of ``one`` in ``signal.correlate(one, other, mode)``: a convolution with ``conj(flip(other))``."""
    return against(whole_convolution(by, one, other, mode, late), np.conj(np.flip(other)), one)


def correlate_second(by: Any, one: Any, other: Any, mode: Any = "full", late: bool = False) -> Any:
    """The adjoint of ``other`` in ``signal.correlate(one, other, mode)``."""
    whole = whole_convolution(by, one, other, mode, late)
    if not np.size(whole):
        return against(whole, one, other)
    return cast_like(np.conj(np.flip(signal.convolve(whole, np.flip(one), "valid"))), other)


# Recursive filters


def backwards(b: Any, a: Any, by: Any, axis: Any) -> Any:
    """The transpose of ``signal.lfilter(b, a, x)``: the filter runs from the end."""
    return np.flip(signal.lfilter(b, a, np.flip(by, axis), axis), axis)


def lagged_products(u: Any, x: Any, count: int, axis: Any) -> Any:
    """The sums of ``u[n] * x[n - k]`` along an axis, for each lag ``k`` below ``count``."""
    u, x = np.moveaxis(u, axis, 0), np.moveaxis(x, axis, 0)
    length = np.shape(u)[0]
    return np.stack([np.sum(u[k:] * x[: max(length - k, 0)]) for k in range(count)])


def lfilter_coefficients(by: Any, y: Any, b: Any, a: Any, x: Any, axis: Any = -1) -> tuple[Any, Any]:
    """The adjoints of ``b`` and ``a`` in ``y = signal.lfilter(b, a, x)``, from ``a * dy = db * x - da * y``."""
    moved = backwards(np.ones(1), a, by, axis)
    b_b = np.reshape(lagged_products(moved, x, np.size(b), axis), np.shape(b))
    b_a = np.reshape(lagged_products(moved, y, np.size(a), axis), np.shape(a))
    return cast_like(b_b, b), cast_like(-b_a, a)


def lfilter_adjoint(by: Any, b: Any, a: Any, x: Any, axis: Any = -1) -> Any:
    """The adjoint of ``x`` in ``signal.lfilter(b, a, x)``."""
    return cast_like(backwards(b, a, by, axis), x)


def lfilter_tangent(db: Any, da: Any, y: Any, b: Any, a: Any, x: Any, axis: Any = -1) -> Any:
    """What changes of the coefficients change in ``y = signal.lfilter(b, a, x)``; either may be the number 0."""
    one = np.ones(1)
    change = np.zeros_like(y)
    if np.ndim(db):
        change = change + signal.lfilter(db, one, x, axis)
    if np.ndim(da):
        change = change - signal.lfilter(da, one, y, axis)
    return signal.lfilter(one, a, change, axis)


def stages(sos: Any, x: Any, axis: Any) -> list[Any]:
    """What each section of ``signal.sosfilt(sos, x)`` is given, and what the last one makes."""
    found = [x]
    for section in sos:
        found.append(signal.lfilter(section[:3], section[3:], found[-1], axis))
    return found


def sosfilt_adjoint(by: Any, sos: Any, x: Any, axis: Any = -1) -> tuple[Any, Any]:
    """The adjoints of ``sos`` and ``x`` in ``signal.sosfilt(sos, x)``: section by section, from the last one."""
    signals = stages(sos, x, axis)
    rows = []
    for row in range(np.shape(sos)[0] - 1, -1, -1):
        b, a = sos[row, :3], sos[row, 3:]
        b_b, b_a = lfilter_coefficients(by, signals[row + 1], b, a, signals[row], axis)
        rows.append(np.concatenate([b_b, b_a]))
        by = backwards(b, a, by, axis)
    return cast_like(np.stack(rows[::-1]), sos), cast_like(by, x)


def sosfilt_tangent(d_sos: Any, dx: Any, sos: Any, x: Any, axis: Any = -1) -> Any:
    """The tangent of ``signal.sosfilt(sos, x)``."""
    signals = stages(sos, x, axis)
    for row in range(np.shape(sos)[0]):
        b, a = sos[row, :3], sos[row, 3:]
        moved = lfilter_tangent(d_sos[row, :3], d_sos[row, 3:], signals[row + 1], b, a, signals[row], axis)
        dx = signal.lfilter(b, a, dx, axis) + moved
    return dx
