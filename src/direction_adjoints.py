"""What emitted code calls where adjoints and tangents carry directions: one more axis ahead, one entry a direction.

Each does for all directions what the function of a similar name does for one. Values that carry no directions are as
they were. A list, tuple or dict carries directions where the numbers and arrays in it do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, cast_like
from .product_adjoints import product_shape


def repeated(x: Any, k: int) -> Any:
    """``x`` for each of ``k`` directions, as storage of its own."""
    if isinstance(x, dict):
        return {key: repeated(item, k) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        parts = [repeated(item, k) for item in x]
        return parts if isinstance(x, list) else tuple(parts)
    return None if x is None else np.repeat(np.asarray(x)[None], k, axis=0)


def direction(x: Any, j: int) -> Any:
    """What carries directions in direction ``j``."""
    if isinstance(x, dict):
        return {key: direction(item, j) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        parts = [direction(item, j) for item in x]
        return parts if isinstance(x, list) else tuple(parts)
    return None if x is None else x[j]


def stacked(parts: list[Any]) -> Any:
    """Values of one structure, one for each direction, as one that carries directions."""
    first = parts[0]
    if isinstance(first, dict):
        return {key: stacked([part[key] for part in parts]) for key in first}
    if isinstance(first, (list, tuple)):
        items = [stacked(list(column)) for column in zip(*parts, strict=True)]
        return items if isinstance(first, list) else tuple(items)
    return None if first is None else np.stack(parts)


def in_each(function: Callable[..., Any], k: int, carriers: tuple[int, ...], *args: Any, **kwargs: Any) -> Any:
    """A function applied in each of ``k`` directions; ``carriers`` are the positions of what carries directions."""
    rows = [[direction(one, j) if at in carriers else one for at, one in enumerate(args)] for j in range(k)]
    return stacked([function(*row, **kwargs) for row in rows])


def sum_each_to(by: Any, shape: tuple[int, ...]) -> Any:
    """Each direction summed over the axes along which an array of the given shape is broadcast to it."""
    by = np.asarray(by)
    if by.shape[1:] == shape:
        return by
    by = by.reshape((len(by),) + (1,) * (len(shape) - by.ndim + 1) + by.shape[1:])
    by = by.sum(axis=tuple(range(1, by.ndim - len(shape))))
    axes = tuple(axis for axis, length in enumerate(shape, 1) if length == 1 and by.shape[axis] != 1)
    by = by.sum(axis=axes, keepdims=True) if axes else by
    if by.shape[1:] != shape:
        raise ValueError(f"an adjoint of shape {by.shape[1:]} does not fit a value of shape {shape}")
    return by


def unbroadcast_each(by: Any, x: Any) -> Any:
    """The adjoints of ``x``, which carries no directions, from those of a broadcast of it."""
    return np.asarray(cast_like(sum_each_to(by, np.shape(x)), x))


def broadcast_each(by: Any, x: Any) -> Any:
    """Each direction broadcast to the shape of ``x``, which carries none. The result may be a read-only view."""
    by = np.asarray(cast_like(by, x))
    if np.ndim(x) == 0:
        return by.reshape(len(by))
    by = by.reshape((len(by),) + (1,) * (np.ndim(x) - by.ndim + 1) + by.shape[1:])
    return np.broadcast_to(by, (len(by), *np.shape(x)))


def gradients(bx: Any, x: Any) -> Any:
    """An adjoint that carries directions as gradients of ``x``: of its shape and floating dtype, and fresh."""
    bx = np.asarray(bx)
    dtype = adjoint_dtype(x)
    found = np.zeros((len(bx), *np.shape(x)), dtype)
    found[...] = bx.real if bx.dtype.kind == "c" and dtype.kind != "c" else bx
    return found


def matmul_adjoints_left(by: Any, x: Any, y: Any, y_carries: bool = False) -> Any:
    """The adjoints of ``x`` in ``x @ y``, for vectors and matrices: ``by`` carries directions, or else ``y`` does."""
    rank = np.ndim(y) - y_carries
    shape = product_shape(x, y[0] if y_carries else y)
    by = np.asarray(sum_each_to(by if not y_carries else by[None], shape))
    rows = by[..., None] if rank == 1 else by
    rows = rows[..., None, :] if x.ndim == 1 else rows
    columns = y[..., None, :] if rank == 1 else y.swapaxes(-1, -2)
    product = rows @ columns
    return np.asarray(cast_like(sum_each_to(product[..., 0, :] if x.ndim == 1 else product, x.shape), x))


def matmul_adjoints_right(by: Any, x: Any, y: Any, x_carries: bool = False) -> Any:
    """The adjoints of ``y`` in ``x @ y``, for vectors and matrices: ``by`` carries directions, or else ``x`` does."""
    rank = np.ndim(x) - x_carries
    shape = product_shape(x[0] if x_carries else x, y)
    by = np.asarray(sum_each_to(by if not x_carries else by[None], shape))
    columns = by[..., None] if y.ndim == 1 else by
    columns = columns[..., None, :] if rank == 1 else columns
    rows = x[..., :, None] if rank == 1 else x.swapaxes(-1, -2)
    product = rows @ columns
    return np.asarray(cast_like(sum_each_to(product[..., 0] if y.ndim == 1 else product, y.shape), y))


def unconcatenate_each(by: Any, arrays: Any, axis: Any = 0) -> list[Any]:
    """The adjoints of the arrays of a list in ``concatenate(arrays, axis)``."""
    ends = np.cumsum([np.shape(array)[axis] for array in arrays])[:-1]
    pieces = np.split(by, ends, axis if axis < 0 else axis + 1)
    return [cast_like(piece, array) for piece, array in zip(pieces, arrays, strict=True)]


def unstack_each(by: Any, arrays: Any, axis: Any = 0) -> list[Any]:
    """The adjoints of the arrays of a list in ``stack(arrays, axis)``."""
    pieces = np.moveaxis(by, axis if axis < 0 else axis + 1, 0)
    pieces = pieces.copy() if pieces.ndim == 2 else pieces
    return [cast_like(piece, array) for piece, array in zip(pieces, arrays, strict=True)]
