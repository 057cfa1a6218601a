"""Derivatives of elementwise functions that need more than a formula."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["sinc_slope"]

_TERMS = 16


def sinc_slope(x: Any, order: int = 1) -> Any:
    """The derivative of ``sinc(x) = sin(pi x) / (pi x)`` of an order, exact at zero as well.

    With ``t = pi x``, of ``f = sin(t) / t``: away from zero ``t f' = cos(t) - f`` and so on, from ``t f = sin(t)``
    differentiated ``order`` times; near it the sum of ``(-1)^k t^(2k - order) / ((2k + 1) (2k - order)!)``.
    """
    t = np.pi * x
    small = np.abs(t) <= order + 1.0
    far = np.where(small, 1.0, t)
    found = np.sin(far) / far
    for n in range(1, order + 1):
        found = (np.sin(far + n * np.pi / 2) - n * found) / far
    near, power = 0.0 * t, np.where(small, t, 0.0)
    for k in range(_TERMS + order, (order + 1) // 2 - 1, -1):
        weight = (-1.0) ** k / (2 * k + 1)
        left = 2 * k - order
        near = near * power * power / ((left + 1) * (left + 2)) + weight
    near = near * power if order % 2 else near
    return (np.where(small, near, found) * np.pi**order)[()]
