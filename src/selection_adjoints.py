"""Adjoints of functions that select, cut, pad and combine elements, and of the products made of these.

What a function does to elements it does to their numbers as well: ``np.delete(numbers_of(x), 2)`` says where each
element of ``np.delete(x, 2)`` came from. -1 stands for what came from nowhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, cast_like, sum_to
from .product_adjoints import dot_adjoint_left, dot_adjoint_right
from .structure_adjoints import zeros_like

__all__ = [
    "broadcast_all",
    "chain_adjoints",
    "chain_tangent",
    "cross_pulled",
    "fill_numbers",
    "kron_blocks",
    "kron_joined",
    "nowhere",
    "numbers_in",
    "numbers_of",
    "padded_numbers",
    "picked",
    "picked_from",
    "remeshed",
    "scattered",
    "scattered_into",
    "unbroadcast_all",
    "unmesh",
]

# Elements by number


def numbers_of(x: Any) -> Any:
    """The elements of ``x`` numbered in order: integers of its shape."""
    return np.reshape(np.arange(np.size(x)), np.shape(x))


def nowhere(x: Any) -> Any:
    """-1 for each element of ``x``."""
    return np.full(np.shape(x), -1)


def scattered(by: Any, numbers: Any, x: Any) -> Any:
    """The adjoint of ``x`` where element ``numbers[i]`` of it became ``i``; -1: none did."""
    known = np.ravel(numbers) >= 0
    bx = np.zeros(np.size(x), np.asarray(by).dtype)
    np.add.at(bx, np.ravel(numbers)[known], np.ravel(by)[known])
    return cast_like(np.reshape(bx, np.shape(x)), x)


def picked(x: Any, numbers: Any) -> Any:
    """The elements of ``x`` with these numbers, 0 for -1."""
    if np.size(x) == 0:
        return np.zeros(np.shape(numbers), adjoint_dtype(x))
    return np.where(numbers >= 0, np.ravel(x)[numbers], 0)


# Several arrays


def numbers_in(x: Any, start: int = 0) -> Any:
    """Nested arrays with their elements numbered from one array to the next."""
    if not isinstance(x, (list, tuple)):
        return numbers_of(x) + start
    made = []
    for item in x:
        made.append(numbers_in(item, start))
        start += size_of(item)
    return made


def size_of(x: Any) -> int:
    """How many elements the arrays of a nested list hold."""
    return sum(size_of(item) for item in x) if isinstance(x, (list, tuple)) else int(np.size(x))


def scattered_into(by: Any, numbers: Any, x: Any) -> Any:
    """The adjoints of nested arrays where element ``numbers[i]`` of all of them became ``i``; -1: none did."""
    flat = scattered(by, numbers, np.zeros(size_of(x), np.asarray(by).dtype))
    return nested_like(flat, x)


def nested_like(flat: Any, x: Any) -> Any:
    """The elements of a vector, in order, as nested arrays."""
    if not isinstance(x, (list, tuple)):
        return cast_like(np.reshape(flat, np.shape(x)), x)
    ends = np.cumsum([size_of(item) for item in x])[:-1]
    return [nested_like(part, item) for part, item in zip(np.split(flat, ends), x, strict=True)]


def picked_from(parts: Any, numbers: Any, x: Any) -> Any:
    """The elements of nested arrays with these numbers, 0 for -1; None stands for zeros, shaped as in ``x``."""
    return picked(np.concatenate([np.zeros(0), *leaves_of(parts, x)]), numbers)


def leaves_of(parts: Any, x: Any) -> list[Any]:
    """Nested arrays as a list of vectors."""
    if isinstance(x, (list, tuple)):
        nested = [None] * len(x) if parts is None else parts
        return [leaf for part, item in zip(nested, x, strict=True) for leaf in leaves_of(part, item)]
    return [np.ravel(zeros_like(x) if parts is None else parts)]


def unbroadcast_all(parts: Any, arrays: Any) -> list[Any]:
    """The adjoints of the arrays in ``broadcast_arrays(*arrays)``."""
    return [
        zeros_like(array) if part is None else cast_like(sum_to(part, np.shape(array)), array)
        for part, array in zip(parts, arrays, strict=True)
    ]


def broadcast_all(parts: Any, like: Any) -> list[Any]:
    """Each of some arrays broadcast to the shape of one of ``like``; None stands for zeros."""
    return [
        np.broadcast_to(0.0 if part is None else part, np.shape(one)) for part, one in zip(parts, like, strict=True)
    ]


def unmesh(parts: Any, axes: Any, indexing: Any = "xy") -> list[Any]:
    """The adjoints of the vectors in ``meshgrid(*axes, indexing=indexing)``, sparse or not."""
    made = []
    for place, (part, axis) in enumerate(zip(parts, axes, strict=True)):
        own = 1 - place if indexing == "xy" and place < 2 and len(axes) > 1 else place
        rest = tuple(other for other in range(len(axes)) if other != own)
        summed = zeros_like(axis) if part is None else np.reshape(np.sum(part, axis=rest), np.shape(axis))
        made.append(cast_like(summed, axis))
    return made


def remeshed(parts: Any, like: Any, indexing: Any = "xy") -> list[Any]:
    """``meshgrid(*parts, indexing=indexing)``, each array of the shape of one of ``like``."""
    grids = np.meshgrid(*parts, indexing=indexing, sparse=True)
    return [np.broadcast_to(grid, np.shape(one)) for grid, one in zip(grids, like, strict=True)]


# Padding


def padded_numbers(x: Any, pad_width: Any, mode: Any) -> Any:
    """Which element of ``x`` each element of ``pad(x, pad_width, mode)`` is; -1: none.

    Raises `ValueError` for modes whose padding is no copy of an element.
    """
    if mode not in ("constant", "edge", "reflect", "symmetric", "wrap"):
        raise ValueError(f"the derivative of pad in mode {mode!r} is not known: pad in another mode, or concatenate")
    if mode == "constant":
        return np.pad(numbers_of(x), pad_width, constant_values=-1)
    return np.pad(numbers_of(x), pad_width, mode)


def fill_numbers(x: Any, pad_width: Any, values: Any) -> Any:
    """Which one of ``constant_values`` each element of ``pad(x, pad_width, constant_values=values)`` is; -1: none."""
    return np.pad(nowhere(x), pad_width, constant_values=numbers_of(values))


# Products


def kron_blocks(by: Any, a: Any, b: Any) -> Any:
    """What belongs to ``kron(a, b)``, ordered as ``tensordot(a, b, 0)`` is: the axes of ``a``, then those of ``b``."""
    axes = max(np.ndim(a), np.ndim(b))
    one = (1,) * (axes - np.ndim(a)) + np.shape(a)
    other = (1,) * (axes - np.ndim(b)) + np.shape(b)
    parts = np.reshape(by, [length for pair in zip(one, other, strict=True) for length in pair])
    order = [*range(0, 2 * axes, 2), *range(1, 2 * axes, 2)]
    return np.reshape(np.transpose(parts, order), np.shape(a) + np.shape(b))


def kron_joined(blocks: Any, a: Any, b: Any) -> Any:
    """``kron(a, b)`` of what stands in place of ``tensordot(a, b, 0)``."""
    axes = max(np.ndim(a), np.ndim(b))
    one = (1,) * (axes - np.ndim(a)) + np.shape(a)
    other = (1,) * (axes - np.ndim(b)) + np.shape(b)
    order = [place for axis in range(axes) for place in (axis, axes + axis)]
    parts = np.transpose(np.reshape(blocks, one + other), order)
    return np.reshape(parts, [m * n for m, n in zip(one, other, strict=True)])


def cross_pulled(by: Any, a: Any, b: Any, axes: Any, first: bool) -> Any:
    """The adjoint of ``a`` in ``cross(a, b, *axes)`` if ``first``, else that of ``b``.

    With three elements each it is ``cross(b, by)`` or ``cross(by, a)``. A vector of two has 0 for its third element.
    """
    one, other, made = axes[:3] if axes[3] is None else (axes[3],) * 3
    mine, own = (a, one) if first else (b, other)
    x = widened(np.moveaxis(b, other, -1) if first else np.moveaxis(a, one, -1))
    if np.shape(a)[one] == 2 and np.shape(b)[other] == 2:
        along = np.stack([0.0 * by, 0.0 * by, by], axis=-1)
    else:
        along = np.moveaxis(by, made, -1)
    moved = np.moveaxis(mine, own, -1)
    partial = np.cross(x, along) if first else np.cross(along, x)
    return cast_like(np.moveaxis(sum_to(partial[..., : np.shape(moved)[-1]], np.shape(moved)), -1, own), mine)


def widened(x: Any) -> Any:
    """Vectors along the last axis with a third element."""
    if np.shape(x)[-1] == 3:
        return x
    return np.concatenate([x, 0.0 * x[..., :1]], axis=-1)


def chain_adjoints(by: Any, arrays: Any) -> list[Any]:
    """The adjoints of the arrays in ``linalg.multi_dot(arrays)``."""
    products = [arrays[0]]
    for place in range(1, len(arrays)):
        products.append(np.dot(products[place - 1], arrays[place]))
    parts = []
    for place in range(len(arrays) - 1, 0, -1):
        parts.append(dot_adjoint_right(by, products[place - 1], arrays[place]))
        by = dot_adjoint_left(by, products[place - 1], arrays[place])
    parts.append(by)
    return parts[::-1]


def chain_tangent(tangents: Any, arrays: Any) -> Any:
    """The tangent of ``linalg.multi_dot(arrays)``: the sum over the arrays that have one."""
    total = 0.0
    for place in range(len(arrays)):
        if tangents[place] is not None:
            product = tangents[place] if place == 0 else arrays[0]
            for other in range(1, len(arrays)):
                product = np.dot(product, tangents[place] if place == other else arrays[other])
            total = total + product
    return total
