"""Shapes of what splines of `scipy.interpolate` give: the axes of the points stand where the axis of the knots was."""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import cast_like

__all__ = ["over_values", "summed_over_values"]


def summed_over_values(by: Any, x: Any, axis: Any) -> Any:
    """The sum over the values of a spline at each of the points ``x``, whose axes begin at ``axis``."""
    others = (*range(axis), *range(axis + np.ndim(x), np.ndim(by)))
    return cast_like(np.sum(by, axis=others), x)


def over_values(dx: Any, y: Any, axis: Any) -> Any:
    """What belongs to the points, with axes for the values at each of them: ready to be multiplied by ``y``."""
    after = np.ndim(y) - axis - np.ndim(dx)
    return np.reshape(dx, (*np.ones(axis, int), *np.shape(dx), *np.ones(after, int)))
