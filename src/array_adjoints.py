"""Adjoints of elementwise functions and reductions, for when the kinds of the operands are not known.

Everything here takes Python numbers, NumPy scalars, arrays of any rank and empty arrays, and never raises where the
function itself returned. Each function calls nothing but functions of this module, so that it can be copied.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def adjoint_dtype(x: Any) -> np.dtype[Any]:
    """The dtype of an adjoint of ``x``: its own if that is floating or complex, double precision otherwise."""
    dtype = np.asarray(x).dtype if not hasattr(x, "dtype") else np.dtype(x.dtype)
    return dtype if dtype.kind in "fc" else np.dtype(np.float64)


def cast_like(by: Any, x: Any) -> Any:
    """The adjoint ``by`` in the floating dtype of ``x``; the real part of it where ``x`` is real."""
    if type(by) is np.ndarray and by.ndim and by.dtype.kind in "fc" and by.dtype is getattr(x, "dtype", None):
        return by
    dtype = adjoint_dtype(x)
    by = np.asarray(by)
    if by.dtype.kind == "c" and dtype.kind != "c":
        by = by.real
    return by.astype(dtype, copy=False)[()]


def sum_to(by: Any, shape: tuple[int, ...]) -> Any:
    """The array ``by`` summed over the axes along which an array of the given shape is broadcast to it."""
    by = np.asarray(by)
    if by.shape == shape:
        return by if shape else by[()]
    by = by.reshape((1,) * (len(shape) - by.ndim) + by.shape)
    by = by.sum(axis=tuple(range(by.ndim - len(shape))))
    axes = tuple(axis for axis, length in enumerate(shape) if length == 1 and np.shape(by)[axis] != 1)
    by = np.sum(by, axis=axes, keepdims=True)
    if by.shape != shape:
        raise ValueError(f"an adjoint of shape {by.shape} does not fit a value of shape {shape}")
    return by[()]


def unbroadcast(by: Any, x: Any) -> Any:
    """The adjoint of ``x`` from that of a broadcast of it: of the shape and floating dtype of ``x``."""
    if isinstance(by, float) and isinstance(x, (float, int)):
        return by
    if type(by) is np.ndarray and type(x) is np.ndarray and by.dtype is x.dtype and by.shape == x.shape and by.ndim:
        return by if by.dtype.kind in "fc" else cast_like(by, x)
    if isinstance(by, (list, tuple, dict)):
        raise ValueError("an operator joins or repeats containers here: it is differentiated for numbers and arrays")
    return cast_like(sum_to(by, np.shape(x)), x)


def broadcast_like(by: Any, x: Any) -> Any:
    """``by`` broadcast to the shape of ``x``, in its floating dtype. The result may be a read-only view.

    Axes of length one that it has in front besides go, as they do where it is stored.
    """
    by = cast_like(by, x)
    if np.ndim(x) == 0:
        return np.reshape(by, ())[()]
    beyond = np.ndim(by) - np.ndim(x)
    return np.broadcast_to(np.reshape(by, np.shape(by)[beyond:]) if beyond > 0 else by, np.shape(x))


def nonzero(by: Any, partial: Any) -> Any:
    """``partial``, but exactly zero where the incoming adjoint ``by`` is zero (it may be NaN there)."""
    if isinstance(by, (float, complex)) and isinstance(partial, (float, complex)):
        return partial if by != 0 else partial * 0.0 if np.isfinite(partial) else 0.0
    if np.ndim(by) == 0 and np.ndim(partial) == 0:
        return partial if by != 0 else partial * 0.0 if np.isfinite(partial) else 0.0
    return np.where(by == 0, np.zeros_like(partial), partial)


def settled(b: Any, by: Any, partial: Any) -> Any:
    """``b``, but exactly zero where ``nonzero(by, partial)`` has replaced what was infinite or NaN."""
    replaced = np.logical_and(np.equal(by, 0), np.logical_not(np.isfinite(partial)))
    if np.ndim(b) == 0 and np.ndim(replaced) == 0:
        return b * 0.0 if replaced and np.isfinite(b) else 0.0 if replaced else b
    return np.where(replaced, np.zeros_like(b), b)


# Elementwise


def divide(a: Any, b: Any) -> Any:
    """``a / b``, infinite or NaN where ``b`` is zero, without an error or a warning."""
    with np.errstate(all="ignore"):
        return np.true_divide(a, b)


def ratio(a: Any, b: Any) -> Any:
    """``a / b``, zero where ``b`` is zero: the derivative of a norm, which is taken to be zero at the origin."""
    if isinstance(a, float) and isinstance(b, float):
        return np.float64(a / b if b else 0.0)
    b = np.asarray(b)
    return np.where(b == 0, 0, a)[()] / np.where(b == 0, 1, b)[()]


def phase(x: Any) -> Any:
    """The derivative of ``abs``: the sign of a real ``x``, conjugate phase of a complex one, zero at zero."""
    x = np.asarray(x)
    return ratio(np.conj(x), np.abs(x)) if x.dtype.kind == "c" else np.sign(x)[()]


def power_base_partial(x: Any, y: Any) -> Any:
    """The derivative of ``x ** y`` by ``x``, zero where ``y`` is zero."""
    if isinstance(x, float) and isinstance(y, (float, int)) and x > 0.0:
        try:
            return type(x)(y * float(x) ** (float(y) - 1.0))
        except OverflowError:
            pass
    x = np.asarray(x)
    base = x if x.dtype.kind in "fc" else x.astype(np.float64)
    with np.errstate(all="ignore"):
        slope = y * np.power(base, np.where(np.equal(y, 0), 1, np.subtract(y, 1))[()])
    return np.where(np.equal(y, 0), np.zeros_like(slope), slope)[()]


def power_exponent_partial(x: Any, y: Any, z: Any) -> Any:
    """The derivative of ``z = x ** y`` by ``y``: ``z * log(x)``, zero where ``x`` is zero, NaN where it is negative."""
    x = np.asarray(x)
    with np.errstate(all="ignore"):
        slope = z * np.log(np.where(x == 0, np.ones_like(x), x)[()])
    return np.where(x == 0, np.zeros_like(slope), slope)[()]


def reached(z: Any, x: Any, y: Any, dx: Any, dy: Any) -> Any:
    """The tangent of ``z``, the greater or the lesser of ``x`` and ``y``: of the one that it is, the mean at a tie."""
    if isinstance(x, float) and isinstance(y, float):
        return 0.5 * (dx + dy) if x == y else dx if x == z else dy
    return np.where(np.equal(x, y), 0.5 * np.add(dx, dy), np.where(np.equal(x, z), dx, dy))[()]


def clip_tangent(y: Any, x: Any, high: Any, dx: Any, dlow: Any, dhigh: Any) -> Any:
    """The tangent of ``y = clip(x, low, high)``: of whichever of the three it is, of ``x`` at a bound itself."""
    return np.where(y == x, dx, np.where(y == high, dhigh, dlow))[()]


# Reductions


def restore_axes(by: Any, x: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """The adjoint of a reduction of ``x`` with the reduced axes put back at length one."""
    if keepdims or axis is None or np.ndim(x) == 0:
        return by
    return np.expand_dims(by, tuple(int(one) % np.ndim(x) for one in np.atleast_1d(np.asarray(axis, dtype=int))))


def count(x: Any, axis: Any = None, where: Any = True) -> Any:
    """How many elements of ``x`` one element of a reduction over ``axis`` is made of, axes kept at length one."""
    shape = np.shape(x)
    if where is not True:
        counts = np.sum(np.broadcast_to(where, shape), axis=axis, keepdims=True)
        return counts if axis is not None else counts.item()
    if axis is None or not shape:
        return int(np.prod(shape, dtype=int))
    return int(np.prod([shape[one] for one in np.atleast_1d(np.asarray(axis, dtype=int))], dtype=int))


def extremum_adjoint(
    by: Any, y: Any, x: Any, axis: Any = None, keepdims: Any = False, initial: Any = None, where: Any = True
) -> Any:
    """The adjoint of ``y = max(x, axis)`` or min: shared evenly by the elements that reach it."""
    by = restore_axes(by, x, axis, keepdims)
    y = restore_axes(y, x, axis, keepdims)
    reached = (np.asarray(x) == y) & where
    shares = np.sum(reached, axis=axis, keepdims=True)
    if initial is not None:
        shares = shares + (initial == y)
    return reached * (by / np.maximum(shares, 1).astype(adjoint_dtype(by)).reshape(kept_shape(x, axis)))[()]


def share_of_extremum(
    dx: Any, y: Any, x: Any, axis: Any = None, keepdims: Any = False, initial: Any = None, where: Any = True
) -> Any:
    """The tangent of ``y = max(x, axis)`` or min: that of ``x`` where it reaches ``y``, the mean of all that do."""
    highest = restore_axes(y, x, axis, keepdims)
    reached = (np.asarray(x) == highest) & where
    shares = np.sum(reached, axis=axis, keepdims=True)
    if initial is not None:
        shares = shares + (initial == highest)
    total = np.sum(np.where(reached, dx, 0.0), axis=axis, keepdims=True)
    total = total / np.maximum(shares, 1).astype(adjoint_dtype(y))
    return np.reshape(total, np.shape(y))[()]


def kept_shape(x: Any, axis: Any) -> tuple[int, ...]:
    """The shape of ``x`` with the reduced axes at length one."""
    shape = np.shape(x)
    if axis is None:
        return (1,) * len(shape)
    reduced = {int(one) % len(shape) for one in np.atleast_1d(np.asarray(axis, dtype=int))} if shape else set()
    return tuple(1 if one in reduced else length for one, length in enumerate(shape))


def prod_adjoint(by: Any, x: Any, axis: Any = None, keepdims: Any = False, initial: Any = 1, where: Any = True) -> Any:
    """The adjoint of ``prod(x, axis)``: the product of all other elements, without division, so that zeros are fine."""
    by = restore_axes(by, x, axis, keepdims)
    return cast_like(by * other_products(x, axis, where) * initial * np.where(where, 1.0, 0.0), x)


def other_products(x: Any, axis: Any = None, where: Any = True) -> Any:
    """For each element the product of all others over some axes."""
    order = reduced_last(x, axis)
    moved = np.transpose(np.where(where, x, 1.0), order)
    flat: Any = moved.reshape(flat_shape(moved, x, axis))
    ones = np.ones_like(flat[..., :1])
    before = np.cumprod(np.concatenate([ones, flat[..., :-1]], axis=-1), axis=-1)[..., : flat.shape[-1]]
    after = np.cumprod(np.concatenate([ones, flat[..., :0:-1]], axis=-1), axis=-1)[..., : flat.shape[-1]][..., ::-1]
    return np.transpose((before * after).reshape(moved.shape), np.argsort(order).astype(int))


def other_products_adjoint(by: Any, x: Any, axis: Any = None, where: Any = True) -> Any:
    """The adjoint of ``other_products(x, axis, where)``, and its tangent: by products without two of the elements."""
    order = reduced_last(x, axis)
    moved = np.transpose(np.where(where, x, 1.0), order)
    flat = np.reshape(moved, flat_shape(moved, x, axis))
    incoming = np.reshape(np.transpose(np.where(where, by, 0.0), order), flat.shape)
    alone = np.eye(flat.shape[-1]) != 0
    others = other_products(np.where(alone, 1.0, flat[..., None, :]), -1)
    adjoint = np.sum(np.where(alone, 0.0, incoming[..., None] * others), axis=-2)
    bx = np.transpose(np.reshape(adjoint, moved.shape), np.argsort(order).astype(int))
    return cast_like(np.where(where, bx, 0.0), x)


def reduced_last(x: Any, axis: Any) -> list[int]:
    """The axes of ``x`` with those that are reduced at the end."""
    axes = axes_of(x, axis)
    return [one for one in range(np.ndim(x)) if one not in axes] + axes


def axes_of(x: Any, axis: Any) -> list[int]:
    """The axes that are meant, counted from the front; all for None."""
    rank = np.ndim(x)
    return [int(one) % rank for one in np.atleast_1d(axis)] if axis is not None and rank else list(range(rank))


def flat_shape(moved: Any, x: Any, axis: Any) -> tuple[int, ...]:
    """The shape of ``x`` with the reduced axes at the end and in one."""
    reduced = np.ndim(x) if axis is None or np.ndim(x) == 0 else np.size(axis)
    return (*moved.shape[: moved.ndim - reduced], count(x, axis))


def pushed(slopes: Any, dx: Any, axis: Any = None, keepdims: Any = False, real: bool = False) -> Any:
    """The tangent of a reduction of ``x`` over ``axis`` from its slope at each element; of one that is ``real``."""
    dy = np.sum(slopes * np.asarray(dx), axis=axis, keepdims=keepdims)
    return dy.real if real else dy


def extremum_tangent(
    dx: Any,
    y: Any,
    x: Any,
    axis: Any = None,
    keepdims: Any = False,
    initial: Any = None,
    where: Any = True,
    dinitial: Any = 0.0,
) -> Any:
    """The tangent of ``y = max(x, axis)`` or min: the mean over the elements that reach it."""
    kept = restore_axes(y, x, axis, keepdims)
    reached = (np.asarray(x) == kept) & where
    total = np.sum(np.where(reached, dx, 0.0), axis=axis, keepdims=keepdims)
    shares = np.sum(reached, axis=axis, keepdims=keepdims)
    if initial is not None:
        total = total + np.where(initial == y, dinitial, 0.0)
        shares = shares + (initial == y)
    return total / np.maximum(shares, 1).astype(adjoint_dtype(y))


def variance_adjoint(by: Any, x: Any, axis: Any = None, ddof: Any = 0, keepdims: Any = False, where: Any = True) -> Any:
    """The adjoint of ``var(x, axis)``: twice the deviation from the mean, over the number of degrees of freedom."""
    by = np.real(restore_axes(by, x, axis, keepdims))
    deviation = np.asarray(x) - np.mean(x, axis=axis, keepdims=True, where=where)
    freedom = count(x, axis, where) - ddof
    return cast_like(divide(2.0 * np.conj(deviation) * np.where(where, 1.0, 0.0) * by, freedom), x)


def deviation_adjoint(
    by: Any, y: Any, x: Any, axis: Any = None, ddof: Any = 0, keepdims: Any = False, where: Any = True
) -> Any:
    """The adjoint of ``y = std(x, axis)``, zero where the deviation is zero."""
    return variance_adjoint(ratio(by, 2.0 * y), x, axis, ddof, keepdims, where)


def cumsum_adjoint(by: Any, x: Any, axis: Any = None) -> Any:
    """The adjoint of ``cumsum(x, axis)``: the sum of the adjoints from each place on."""
    if axis is None:
        return np.reshape(np.cumsum(np.ravel(by)[::-1])[::-1], np.shape(x))
    return np.flip(np.cumsum(np.flip(by, axis), axis), axis)


def norm_adjoint(by: Any, y: Any, x: Any, order: Any = None, axis: Any = None, keepdims: Any = False) -> Any:
    """The adjoint of ``y = linalg.norm(x, order, axis)``, zero at the origin; ties of an extremum share evenly.

    Singular values follow Giles (2008), "Collected matrix derivative results".
    """
    x, by = np.asarray(x), np.real(by)
    if order is None and (axis is None or np.ndim(axis) == 0):
        return euclidean_adjoint(by, y, x, axis, keepdims)
    axes = tuple(axes_of(x, axis))
    by = restore_axes(by, x, axes, keepdims)
    y = restore_axes(y, x, axes, keepdims)
    if order is None or (order == "fro" and len(axes) == 2):
        return cast_like(by * ratio(np.conj(x), y), x)
    if len(axes) == 1:
        return cast_like(vector_norm_adjoint(by, y, x, order, axes[0]), x)
    return cast_like(matrix_norm_adjoint(by, y, x, order, axes), x)


def euclidean_adjoint(by: Any, y: Any, x: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """The adjoint of the root of the sum of squares over one axis or all, zero at the origin."""
    by = restore_axes(np.real(by), x, axis, keepdims)
    y = restore_axes(y, x, axis, keepdims)
    return cast_like(by * ratio(np.conj(x), y), x)


def vector_norm_adjoint(by: Any, y: Any, x: Any, order: Any, axis: Any) -> Any:
    """The adjoint of a vector norm of given order along one axis or several, ``by`` and ``y`` with these kept."""
    if order == 0:
        return np.zeros(x.shape)
    size = np.abs(x)
    if order in (np.inf, -np.inf):
        return phase(x) * extremum_adjoint(by, y, size, axis, True)
    if order == 1:
        return by * phase(x)
    flat = np.logical_or(size == 0, y == 0)
    slope = np.where(flat, 1.0, ratio(size, y)) ** (order - 1.0)
    return by * phase(x) * np.where(flat, 0.0, slope)


def matrix_norm_adjoint(by: Any, y: Any, x: Any, order: Any, axes: tuple[int, ...]) -> Any:
    """The adjoint of a matrix norm over two axes, ``by`` and ``y`` with these kept."""
    if order in (1, -1, np.inf, -np.inf):
        summed, other = axes if abs(order) == 1 else axes[::-1]
        sums = np.sum(np.abs(x), axis=summed, keepdims=True)
        return phase(x) * extremum_adjoint(by, y, sums, other, True)
    scale = np.moveaxis(np.broadcast_to(by, y.shape), axes, (-2, -1))
    return np.moveaxis(scale * singular_directions(np.moveaxis(x, axes, (-2, -1)), order), (-2, -1), axes)


def singular_weights(s: Any, order: Any) -> Any:
    """The derivative of a norm by the singular values: of their sum, of the greatest or of the least."""
    if order == "nuc":
        return 1.0 * (s != 0)
    weights = np.zeros_like(s)
    weights[..., 0 if order == 2 else -1] = 1.0
    return weights * (s != 0)


def singular_directions(x: Any, order: Any) -> Any:
    """The derivative of a norm of matrices by their elements: ``conj(u @ diag(weights) @ vh)``."""
    u, s, vh = np.linalg.svd(x, full_matrices=False)
    return (np.conj(u) * singular_weights(s, order)[..., None, :]) @ np.conj(vh)


def singular_directions_pushed(dx: Any, x: Any, order: Any) -> Any:
    """The tangent of ``singular_directions(x, order)``, and its adjoint, since it is symmetric.

    Of ``f(x) = u @ diag(w(s)) @ vh`` with ``w`` constant near ``s``, for distinct singular values: Noferini (2017), "A
    formula for the Frechet derivative of a generalized matrix function", SIAM J. Matrix Anal. Appl. 38.
    """
    u, s, vh = np.linalg.svd(x, full_matrices=False)
    w = singular_weights(s, order)
    left, right = np.conj(np.swapaxes(u, -1, -2)), np.conj(np.swapaxes(vh, -1, -2))
    inner = left @ dx @ right
    turned = np.conj(np.swapaxes(inner, -1, -2))
    apart = ratio(w[..., :, None] - w[..., None, :], s[..., :, None] - s[..., None, :])
    joint = ratio(w[..., :, None] + w[..., None, :], s[..., :, None] + s[..., None, :])
    slopes = ratio(w, s)
    made = u @ (0.5 * apart * (inner + turned) + 0.5 * joint * (inner - turned)) @ vh
    made = made + ((dx - u @ (left @ dx)) @ right * slopes[..., None, :]) @ vh
    made = made + (u * slopes[..., None, :]) @ (left @ (dx - (dx @ right) @ vh))
    return np.conj(made)


# Rearranging


def sort_adjoint(by: Any, x: Any, axis: Any = -1) -> Any:
    """The adjoint of a stable ``sort(x, axis)``: each element's goes back to where that element stood."""
    if axis is None:
        return sort_adjoint(by, np.ravel(x), 0).reshape(np.shape(x))
    order = np.argsort(x, axis=axis, kind="stable")
    return np.take_along_axis(np.asarray(by), np.argsort(order, axis=axis, kind="stable"), axis=axis)


def in_order(v: Any, x: Any, axis: Any = -1) -> Any:
    """``v`` in the order that a stable ``sort(x, axis)`` gives ``x``."""
    if axis is None:
        return in_order(np.ravel(v), np.ravel(x), 0)
    return np.take_along_axis(np.asarray(v), np.argsort(x, axis=axis, kind="stable"), axis=axis)


def diagonal_adjoint(by: Any, x: Any, offset: Any = 0, axis_a: Any = 0, axis_b: Any = 1) -> Any:
    """The adjoint of ``diagonal(x, offset, axis_a, axis_b)``: zeros with ``by`` on that diagonal.

    With an axis of length one at the end of ``by``, the adjoint of ``trace``.
    """
    bx = np.zeros(np.shape(x), adjoint_dtype(by))
    corner = np.moveaxis(bx, (axis_a, axis_b), (-2, -1))[..., max(-offset, 0) :, max(offset, 0) :]
    along = np.arange(min(corner.shape[-2:]))
    corner[..., along, along] = by
    return bx


def diag_adjoint(by: Any, x: Any, k: Any = 0) -> Any:
    """The adjoint of ``diag(x, k)``, of a vector or of a matrix."""
    return np.diagonal(by, k) if np.ndim(x) == 1 else diagonal_adjoint(by, x, k)


def tile_adjoint(by: Any, x: Any, reps: Any) -> Any:
    """The adjoint of ``tile(x, reps)``: the sum over all tiles."""
    reps = tuple(int(one) for one in np.atleast_1d(reps))
    rank = max(len(reps), np.ndim(x))
    reps = (1,) * (rank - len(reps)) + reps
    shape = (1,) * (rank - np.ndim(x)) + np.shape(x)
    split = np.reshape(by, tuple(one for pair in zip(reps, shape, strict=True) for one in pair))
    return np.reshape(np.sum(split, axis=tuple(range(0, 2 * rank, 2))), np.shape(x))


def repeat_adjoint(by: Any, x: Any, repeats: Any, axis: Any = None) -> Any:
    """The adjoint of ``repeat(x, repeats, axis)``: the sum over the copies of each element."""
    if np.ndim(x) == 0:
        return cast_like(np.sum(by), x)
    shape = np.shape(x)
    flat = np.zeros((int(np.prod(shape, dtype=int)),) if axis is None else shape, adjoint_dtype(by))
    along = 0 if axis is None else int(axis) % len(shape)
    source = np.repeat(np.arange(flat.shape[along]), repeats)
    np.add.at(np.moveaxis(flat, along, 0), source, np.moveaxis(np.asarray(by), along, 0))
    return np.reshape(flat, shape)[()]


def untranspose(by: Any, axes: Any) -> Any:
    """The adjoint of ``transpose(x, axes)``; ``axes`` may be None or, from a method, a tuple of what it was given."""
    if isinstance(axes, tuple) and len(axes) == 1 and np.ndim(axes[0]) > 0:
        axes = axes[0]
    if axes is None or (isinstance(axes, tuple) and axes == (None,)):
        return np.transpose(by)
    return np.transpose(by, np.argsort([int(axis) % np.ndim(by) for axis in axes]))


def transposed(x: Any, axes: Any) -> Any:
    """``transpose(x, axes)``, of whose adjoint `untranspose` is made."""
    if isinstance(axes, tuple) and len(axes) == 1 and np.ndim(axes[0]) > 0:
        axes = axes[0]
    whole = axes is None or (isinstance(axes, tuple) and axes == (None,))
    return np.transpose(x) if whole else np.transpose(x, axes)


def through_cast(by: Any, y: Any) -> Any:
    """The adjoint of what was converted to ``y``: real where that is, zero where it is of integers or booleans."""
    kind = np.asarray(y).dtype.kind
    return by if kind == "c" else np.real(by) if kind == "f" else np.zeros(np.shape(y))
