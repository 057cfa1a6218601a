"""Adjoints and tangents of running products, differences, weighted means, quantiles and convolutions.

Each function calls nothing but functions of this module and of `array_adjoints`, so that it can be copied.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, axes_of, cast_like, flat_shape, in_order, reduced_last, sort_adjoint

__all__ = [
    "cumprod_adjoint",
    "cumprod_tangent",
    "diff_adjoint",
    "in_full",
    "out_of_full",
    "placed_weights",
    "quantile_adjoint",
    "quantile_slope",
    "quantile_tangent",
    "quantile_weights",
    "taken_weights",
]


def cumprod_adjoint(by: Any, x: Any, axis: Any = None) -> Any:
    """The adjoint of ``y = cumprod(x, axis)``, without division, so that zeros are fine.

    From the end of the axis on, ``g[i] = by[i] + x[i + 1] * g[i + 1]`` and ``bx[i] = y[i - 1] * g[i]``.
    """
    along = np.reshape(x, -1) if axis is None else np.moveaxis(np.asarray(x), axis, 0)
    incoming = np.reshape(by, -1) if axis is None else np.moveaxis(np.asarray(by), axis, 0)
    adjoints = np.zeros(np.shape(along), adjoint_dtype(by))
    held = np.zeros(np.shape(along)[1:], adjoint_dtype(by))
    before = np.cumprod(along, axis=0)
    for place in range(len(along) - 1, -1, -1):
        held = incoming[place] + held
        adjoints[place] = held * before[place - 1] if place > 0 else held
        held = along[place] * held
    adjoints = np.reshape(adjoints, np.shape(x)) if axis is None else np.moveaxis(adjoints, 0, axis)
    return cast_like(adjoints, x)


def cumprod_tangent(dx: Any, x: Any, axis: Any = None) -> Any:
    """The tangent of ``y = cumprod(x, axis)``: ``dy[i] = x[i] * dy[i - 1] + y[i - 1] * dx[i]``."""
    along = np.reshape(x, -1) if axis is None else np.moveaxis(np.asarray(x), axis, 0)
    incoming = np.reshape(dx, -1) if axis is None else np.moveaxis(np.asarray(dx), axis, 0)
    tangents = np.zeros(np.shape(along), adjoint_dtype(dx))
    held = np.zeros(np.shape(along)[1:], adjoint_dtype(dx))
    before = np.cumprod(along, axis=0)
    for place in range(len(along)):
        step = incoming[place] * before[place - 1] if place > 0 else incoming[place]
        held = along[place] * held + step
        tangents[place] = held
    return tangents if axis is None else np.moveaxis(tangents, 0, axis)


def diff_adjoint(by: Any, x: Any, n: Any = 1, axis: Any = -1) -> Any:
    """The adjoint of ``diff(x, n, axis)``: what a difference gives to one element it takes from the one before."""
    if n > np.shape(x)[axis]:
        return np.zeros(np.shape(x), adjoint_dtype(x))
    for _ in range(n):
        by = -np.diff(by, axis=axis, prepend=0.0, append=0.0)
    return cast_like(by, x)


def placed_weights(weights: Any, x: Any, axis: Any = None) -> Any:
    """The weights of ``average(x, axis, weights)`` with the axes of ``x``, of length one where they do not vary."""
    if np.shape(weights) == np.shape(x):
        return weights
    axes = axes_of(x, axis)
    shape = [length if place in axes else 1 for place, length in enumerate(np.shape(x))]
    return np.reshape(np.transpose(weights, np.argsort(axes)), shape)


def taken_weights(placed: Any, weights: Any, x: Any, axis: Any = None) -> Any:
    """The adjoint of the weights from that of what `placed_weights` gives."""
    if np.shape(weights) == np.shape(x):
        return placed
    order = np.argsort(axes_of(x, axis))
    shape = [np.shape(weights)[place] for place in order]
    return np.transpose(np.reshape(placed, shape), np.argsort(order))


def in_full(by: Any, a: Any, v: Any, mode: Any) -> Any:
    """The adjoint of ``convolve(a, v, "full")`` from that of ``convolve(a, v, mode)``."""
    shorter = min(np.size(a), np.size(v))
    start = shorter - 1 if mode == "valid" else (shorter - 1) // 2 if mode == "same" else 0
    full = np.zeros(np.size(a) + np.size(v) - 1, adjoint_dtype(by))
    full[start : start + np.size(by)] = by
    return full


def out_of_full(full: Any, by: Any, a: Any, v: Any, mode: Any) -> Any:
    """The part of ``convolve(a, v, "full")`` that ``convolve(a, v, mode)`` is, which ``by`` belongs to."""
    shorter = min(np.size(a), np.size(v))
    start = shorter - 1 if mode == "valid" else (shorter - 1) // 2 if mode == "same" else 0
    return full[start : start + np.size(by)]


def quantile_weights(x: Any, q: Any) -> Any:
    """How much of each of the sorted elements along the last axis of ``x`` is in each quantile.

    Linear interpolation between order statistics, Hyndman and Fan (1996), "Sample quantiles in statistical packages",
    definition 7. What is no number is sorted to the end and left out. Shape: ``(q.size, *x.shape)``.
    """
    numbers = np.sum(np.logical_not(np.isnan(x)), axis=-1, keepdims=True)
    wanted = np.reshape(q, (-1, *(1,) * np.ndim(x))) * (numbers - 1)
    return np.maximum(0.0, 1.0 - np.abs(np.arange(np.shape(x)[-1]) - wanted))


def quantile_adjoint(by: Any, x: Any, q: Any, axis: Any = None) -> Any:
    """The adjoint of ``x`` in ``quantile(x, q, axis)``, with or without the reduced axes."""
    order = reduced_last(x, axis)
    moved = np.transpose(x, order)
    flat = np.reshape(moved, flat_shape(moved, x, axis))
    incoming = np.reshape(by, (-1, *flat.shape[:-1], 1))
    shares = np.sum(incoming * quantile_weights(flat, q), axis=0)
    back = np.reshape(sort_adjoint(shares, flat, -1), moved.shape)
    return cast_like(np.transpose(back, np.argsort(order)), x)


def quantile_tangent(dx: Any, y: Any, x: Any, q: Any, axis: Any = None) -> Any:
    """The tangent of ``y = quantile(x, q, axis)`` by ``x``, with or without the reduced axes."""
    order = reduced_last(x, axis)
    moved = np.transpose(x, order)
    flat = np.reshape(moved, flat_shape(moved, x, axis))
    pushed = np.reshape(np.transpose(dx, order), flat.shape)
    weighted = in_order(pushed, flat, -1) * quantile_weights(flat, q)
    return cast_like(np.reshape(np.sum(weighted, axis=-1), np.shape(y)), y)


def quantile_slope(y: Any, x: Any, q: Any, axis: Any = None) -> Any:
    """The derivative of ``y = quantile(x, q, axis)`` by ``q``: the step to the next order statistic."""
    order = reduced_last(x, axis)
    moved = np.transpose(x, order)
    flat = np.sort(np.reshape(moved, flat_shape(moved, x, axis)), axis=-1)
    numbers = np.sum(np.logical_not(np.isnan(flat)), axis=-1, keepdims=True)
    wanted = np.reshape(q, (-1, *(1,) * np.ndim(flat))) * (numbers - 1)
    low = np.clip(np.floor(wanted), 0, np.maximum(numbers - 2, 0))
    places = np.arange(flat.shape[-1])
    chosen = np.where(np.equal(places, low + 1), 1.0, 0.0) - np.where(np.equal(places, low), 1.0, 0.0)
    steps = np.sum(np.where(np.isnan(flat), 0.0, flat) * chosen, axis=-1, keepdims=True)
    return np.reshape(steps * (numbers - 1), np.shape(y))
