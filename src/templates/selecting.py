"""Functions that select elements, cut arrays into pieces, pad them, or put pieces of them together."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from ..runtime import (
    broadcast_all,
    completed,
    diagonal_adjoint,
    fill_numbers,
    nowhere,
    numbers_in,
    numbers_of,
    ordered,
    padded_numbers,
    picked,
    picked_from,
    remeshed,
    scattered,
    scattered_into,
    through_cast,
    unbroadcast_all,
    ungetitem,
    unmesh,
    unsort,
)
from ..values import UNKNOWN, Kind, array
from .derived import floating_like
from .notation import active, d, rank, xp
from .result_kinds import UNDECIDED, arrayed, literal, ranked
from .rules import Filled, KindRule, adjoint, constant, fixed_kind, linear, tangent

# Selection


def _taken(filled: Filled) -> Kind:
    """The axis gives way to those of the indices; without an axis all do."""
    operand, indices, axis = filled.kind("a"), filled.kind("indices").rank, literal(filled, "axis")
    if axis is None and indices is not None:
        return ranked(operand.dtype, indices)
    if axis is UNDECIDED or operand.rank is None or indices is None:
        return UNKNOWN
    return ranked(operand.dtype, operand.rank - 1 + indices)


@linear(np.take, ("method", "take"), kind=_taken, selects=True, raises=True)
def take(y, a, indices, axis=None, *, mode="raise"):
    if mode == "raise" and (axis == 0 or (axis is None and rank(a) == 1)) and rank(indices) == 0:
        d[a] = ungetitem(d[y], a, int(indices))
    elif mode == "raise":
        d[a] = scattered(d[y], xp.take(numbers_of(a), indices, axis), a)
    else:
        d[a] = scattered(d[y], xp.take(numbers_of(a), indices, axis, mode=mode), a)


def _cut(parameter: str) -> KindRule:
    """Other elements of an array: flat unless an axis is given."""

    def kind(filled: Filled) -> Kind:
        operand, axis = filled.kind(parameter), literal(filled, "axis")
        rank = 1 if axis is None else None if axis is UNDECIDED else operand.rank
        return array(operand.dtype if operand.is_numeric else None, rank)

    return kind


@linear(np.take_along_axis, kind=_cut("arr"), selects=True, raises=True)
def take_along_axis(y, arr, indices, axis=-1):
    d[arr] = scattered(d[y], xp.take_along_axis(numbers_of(arr), indices, axis), arr)


@linear(np.compress, kind=_cut("a"), selects=True, raises=True)
def compress(y, condition, a, axis=None):
    if axis is None and rank(a) == 1:
        places = xp.flatnonzero(condition)
        d[a] = ungetitem(d[y], a, places)
    else:
        d[a] = scattered(d[y], xp.compress(condition, numbers_of(a), axis), a)


@linear(("method", "compress"), kind=_cut("a"), selects=True, raises=True)
def compress_method(y, a, condition, axis=None):
    if axis is None and rank(a) == 1:
        places = xp.flatnonzero(condition)
        d[a] = ungetitem(d[y], a, places)
    else:
        d[a] = scattered(d[y], xp.compress(condition, numbers_of(a), axis), a)


def _vector(filled: Filled) -> Kind:
    operand = filled.kind("arr")
    return array(operand.dtype if operand.is_numeric else None, 1)


@linear(np.extract, kind=_vector, selects=True, raises=True)
def extract(y, condition, arr):
    if rank(arr) == 1:
        places = xp.flatnonzero(condition)
        d[arr] = ungetitem(d[y], arr, places)
    else:
        d[arr] = scattered(d[y], xp.extract(condition, numbers_of(arr)), arr)


@linear(np.delete, kind=_cut("arr"), selects=True, raises=True)
def delete(y, arr, obj, axis=None):
    d[arr] = scattered(d[y], xp.delete(numbers_of(arr), obj, axis), arr)


@linear(np.insert, kind=_cut("arr"), raises=True)
def insert(y, arr, obj, values, axis=None):
    d[arr] = scattered(through_cast(d[y], y), xp.insert(numbers_of(arr), obj, -1, axis), arr)
    d[values] = scattered(through_cast(d[y], y), xp.insert(nowhere(arr), obj, numbers_of(values), axis), values)


@linear(np.resize, kind=fixed_kind(array()), raises=True)
def resize(y, a, new_shape):
    d[a] = scattered(d[y], xp.resize(numbers_of(a), new_shape), a)


_COPYING = ("constant", "edge", "reflect", "symmetric", "wrap")
"""The modes of ``pad`` whose padding is a copy of an element."""


@linear(np.pad, kind=arrayed("array", alike=False), raises=True, allows={"mode": (*_COPYING, ...)})
def pad(y, array, pad_width, mode="constant", *, constant_values=0):
    d[array] = scattered(d[y], padded_numbers(array, pad_width, mode), array)
    d[constant_values] = scattered(
        through_cast(d[y], y), fill_numbers(array, pad_width, constant_values), constant_values
    )


@tangent(np.pad)
def pad_pushed(y, array, pad_width, mode="constant", *, constant_values=0):
    if mode in ("constant", "edge", "reflect", "symmetric", "wrap") and not active(constant_values):
        d[y] = xp.pad(d[array], pad_width, mode)
    else:
        copied = picked(d[array], padded_numbers(array, pad_width, mode))
        d[y] = copied + picked(d[constant_values], fill_numbers(array, pad_width, constant_values))


@adjoint(np.partition, kind=arrayed("a"), raises=True)
def partition(y, a, kth, axis=-1):
    d[a] = unsort(d[y], a, axis, kth)


@tangent(np.partition)
def partition_tangent(y, a, kth, axis=-1):
    d[y] = ordered(d[a], a, axis, kth)


# Pieces


def _pieces(filled: Filled) -> Kind:
    """A list of arrays of the same rank: as many as are asked for."""
    operand, sections = filled.kind("ary"), literal(filled, "indices_or_sections")
    piece = array(operand.dtype if operand.is_numeric else None, operand.rank)
    if not isinstance(sections, (int, tuple)):
        return Kind("list", element=piece)
    return Kind("list", items=(piece,) * (len(sections) + 1 if isinstance(sections, tuple) else sections))


@linear(np.split, np.array_split, kind=_pieces, shares="items", structural=True, raises=True)
def split(y, ary, indices_or_sections, axis=0):
    d[ary] = xp.concatenate(completed(d[y], y), axis)


@linear(np.vsplit, kind=_pieces, shares="items", structural=True, raises=True)
def vsplit(y, ary, indices_or_sections):
    d[ary] = xp.concatenate(completed(d[y], y))


@linear(np.dsplit, kind=_pieces, shares="items", structural=True, raises=True)
def dsplit(y, ary, indices_or_sections):
    d[ary] = xp.concatenate(completed(d[y], y), 2)


@linear(np.hsplit, kind=_pieces, shares="items", structural=True, raises=True)
def hsplit(y, ary, indices_or_sections):
    if rank(ary) == 1:
        d[ary] = xp.concatenate(completed(d[y], y))
    else:
        d[ary] = xp.reshape(xp.hstack(completed(d[y], y)), xp.shape(ary))


@linear(getattr(np, "unstack", None), kind=fixed_kind(Kind("tuple")), shares="items", structural=True, raises=True)
def unstacked(y, x, *, axis=0):
    d[x] = xp.stack(completed(d[y], y), axis)


@linear(np.broadcast_arrays, kind=fixed_kind(Kind("tuple")), shares="items", structural=True, raises=True)
def broadcast_arrays(y, *args):
    d[args] = unbroadcast_all(completed(d[y], y), args)


@linear(np.meshgrid, kind=fixed_kind(Kind("tuple")), structural=True, raises=True)
def meshgrid(y, *xi, sparse=False, indexing="xy"):
    d[xi] = unmesh(completed(d[y], y), xi, indexing)


# Axes


@linear(np.rollaxis, kind=arrayed("a", alike=False), shares="view", raises=True)
def rollaxis(y, a, axis, start=0):
    d[a] = scattered(d[y], xp.rollaxis(numbers_of(a), axis, start), a)


@linear(np.dstack, kind=fixed_kind(array()), structural=True, raises=True)
def dstack(y, tup):
    d[tup] = scattered_into(d[y], xp.dstack(numbers_in(tup)), tup)


@linear(np.block, kind=fixed_kind(array()), structural=True, raises=True)
def block(y, arrays):
    d[arrays] = scattered_into(d[y], xp.block(numbers_in(arrays)), arrays)


@linear(np.diagflat, kind=lambda filled: array(filled.kind("v").dtype, 2), raises=True)
def diagflat(y, v, k=0):
    d[v] = xp.reshape(xp.diagonal(d[y], k), xp.shape(v))


@linear(getattr(np.linalg, "diagonal", None), kind=arrayed("x", rank=-1), shares="view", selects=True, raises=True)
def last_diagonal(y, x, *, offset=0):
    d[x] = diagonal_adjoint(d[y], x, offset, -2, -1)


def _last_trace(filled: Filled) -> Kind:
    operand = filled.kind("x")
    return UNKNOWN if operand.rank is None else ranked(operand.dtype, operand.rank - 2)


@linear(getattr(np.linalg, "trace", None), kind=_last_trace, selects=True, raises=True)
def last_trace(y, x, *, offset=0):
    d[x] = diagonal_adjoint(xp.expand_dims(d[y], -1), x, offset, -2, -1)


# Helpers


@linear(scattered, kind=floating_like("x"), raises=True)
def scattered_of(y, by, numbers, x):
    d[by] = picked(d[y], numbers)


@linear(picked, kind=lambda filled: array(filled.kind("x").dtype, filled.kind("numbers").rank), raises=True)
def picked_of(y, x, numbers):
    d[x] = scattered(d[y], numbers, x)


@linear(unbroadcast_all, kind=fixed_kind(Kind("list")), structural=True, raises=True)
def unbroadcast_all_of(y, parts, arrays):
    d[parts] = broadcast_all(d[y], parts)


@linear(broadcast_all, kind=fixed_kind(Kind("list")), shares="items", structural=True, raises=True)
def broadcast_all_of(y, parts, like):
    d[parts] = unbroadcast_all(d[y], parts)


@linear(unmesh, kind=fixed_kind(Kind("list")), structural=True, raises=True)
def unmesh_of(y, parts, axes, indexing="xy"):
    d[parts] = remeshed(completed(d[y], axes), parts, indexing)


@linear(remeshed, kind=fixed_kind(Kind("list")), shares="items", structural=True, raises=True)
def remeshed_of(y, parts, like, indexing="xy"):
    d[parts] = unmesh(completed(d[y], like), parts, indexing)


@linear(scattered_into, structural=True, raises=True)
def scattered_into_of(y, by, numbers, x):
    d[by] = picked_from(d[y], numbers, x)


@linear(picked_from, structural=True, raises=True)
def picked_from_of(y, parts, numbers, x):
    d[parts] = scattered_into(d[y], numbers, x)


def _numbers(y, x):
    pass


def _padded(y, x, pad_width, mode="constant"):
    pass


def _integers(filled: Filled) -> Kind:
    return array("int64", filled.kind("x").rank)


constant(numbers_of, nowhere, kind=_integers, signature=_numbers, raises=False)
constant(padded_numbers, fill_numbers, kind=_integers, signature=_padded)
constant(numbers_in, raises=False)
constant(np.argpartition, ("method", "argpartition"), np.einsum_path, np.mask_indices, np.ravel_multi_index)
constant(np.linalg.matrix_rank)
