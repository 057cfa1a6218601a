"""Functions that rearrange, repeat or leave out elements."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..runtime import (
    cast_like,
    copied,
    diag_adjoint,
    diagonal_adjoint,
    in_order,
    repeat_adjoint,
    sort_adjoint,
    through_cast,
    tile_adjoint,
    unbroadcast,
    untranspose,
)
from ..values import UNKNOWN, Kind, array, scalar_of
from .notation import d, is_array, is_scalar, rank, xp
from .result_kinds import UNDECIDED, arrayed, literal, ranked, shaped
from .rules import Filled, KindRule, adjoint, constant, linear, tangent


@linear(np.transpose, kind=arrayed("a", alike=False), shares="view")
def transpose(y, a, axes=None):
    if axes is None:
        d[a] = xp.transpose(d[y])
    else:
        d[a] = untranspose(d[y], axes)


@linear(("method", "transpose"), kind=arrayed("a", alike=False), shares="view")
def transpose_method(y, a, *axes):
    if axes is not None:
        d[a] = untranspose(d[y], axes)
    else:
        d[a] = xp.transpose(d[y])


@linear(("attr", "T"), kind=arrayed("a", alike=False), shares="view")
def transposed(y, a):
    d[a] = d[y].T


@linear(
    ("attr", "mT"),
    getattr(np, "matrix_transpose", None),
    getattr(np.linalg, "matrix_transpose", None),
    kind=arrayed("a", alike=False),
    shares="view",
)
def matrix_transposed(y, a):
    d[a] = xp.swapaxes(d[y], -1, -2)


@linear(np.reshape, kind=shaped("shape", "a"), shares="either", raises=True)
def reshape(y, a, shape):
    if is_array(a):
        d[a] = xp.reshape(d[y], a.shape)
    else:
        d[a] = xp.reshape(d[y], xp.shape(a))


@linear(("method", "reshape"), kind=shaped("shape", "a"), shares="either", raises=True)
def reshape_method(y, a, *shape):
    d[a] = xp.reshape(d[y], a.shape)


def _flat(filled: Filled) -> Kind:
    """A vector."""
    return array(filled.kind("a").dtype, 1)


@linear(np.ravel, ("method", "ravel"), kind=_flat, shares="either")
def ravel(y, a):
    d[a] = xp.reshape(d[y], xp.shape(a))


@linear(("method", "flatten"), kind=_flat)
def flatten(y, a):
    d[a] = xp.reshape(d[y], a.shape)


@linear(np.squeeze, ("method", "squeeze"), shares="view", raises=True)
def squeeze(y, a, axis=None):
    if is_array(a):
        d[a] = xp.reshape(d[y], a.shape)
    else:
        d[a] = xp.reshape(d[y], xp.shape(a))


def _expanded(filled: Filled) -> Kind:
    """An array with as many axes more as are given."""
    axis = literal(filled, "axis")
    if axis is UNDECIDED or not filled.kind("a").is_array:
        return UNKNOWN
    return arrayed("a", rank=len(axis) if isinstance(axis, tuple) else 1)(filled)


@linear(np.expand_dims, kind=_expanded, shares="view")
def expand_dims(y, a, axis):
    d[a] = xp.reshape(d[y], xp.shape(a))


@linear(np.swapaxes, ("method", "swapaxes"), kind=arrayed("a", alike=False), shares="view", raises=True)
def swapaxes(y, a, axis1, axis2):
    d[a] = xp.swapaxes(d[y], axis1, axis2)


@linear(np.moveaxis, kind=arrayed("a", alike=False), shares="view", raises=True)
def moveaxis(y, a, source, destination):
    d[a] = xp.moveaxis(d[y], destination, source)


@linear(np.flip, kind=arrayed("m"), shares="view")
def flip(y, m, axis=None):
    d[m] = xp.flip(d[y], axis)


@linear(np.flipud, kind=arrayed("m"), shares="view")
def flipud(y, m):
    d[m] = xp.flipud(d[y])


@linear(np.fliplr, kind=arrayed("m"), shares="view")
def fliplr(y, m):
    d[m] = xp.fliplr(d[y])


@linear(np.rot90, kind=arrayed("m", alike=False), shares="view")
def rot90(y, m, k=1, axes=(0, 1)):
    d[m] = xp.rot90(d[y], -k, axes)


@linear(np.roll, kind=arrayed("a"))
def roll(y, a, shift, axis=None):
    if is_scalar(shift):
        d[a] = xp.roll(d[y], -shift, axis)
    else:
        d[a] = xp.roll(d[y], xp.negative(shift), axis)


def _triangle(filled: Filled) -> Kind:
    """Like the argument, a matrix from a vector."""
    operand = filled.kind("m")
    return arrayed("m")(filled) if operand.rank is not None and operand.rank >= 2 else array(operand.dtype)


@linear(np.tril, kind=_triangle, selects=True)
def tril(y, m, k=0):
    if rank(m) == 2:
        d[m] = xp.tril(d[y], k)
    else:
        d[m] = unbroadcast(xp.tril(d[y], k), m)


@linear(np.triu, kind=_triangle, selects=True)
def triu(y, m, k=0):
    if rank(m) == 2:
        d[m] = xp.triu(d[y], k)
    else:
        d[m] = unbroadcast(xp.triu(d[y], k), m)


def _diag(filled: Filled) -> Kind:
    """A matrix from a vector, a vector from a matrix."""
    operand = filled.kind("v")
    return UNKNOWN if operand.rank is None else array(operand.dtype, 3 - operand.rank)


@linear(np.diag, kind=_diag, shares="either", selects=True)
def diag(y, v, k=0):
    if rank(v) == 1:
        d[v] = xp.diagonal(d[y], k)
    else:
        d[v] = diag_adjoint(d[y], v, k)


@linear(np.diagonal, ("method", "diagonal"), kind=arrayed("a", rank=-1), shares="view", selects=True)
def diagonal(y, a, offset=0, axis1=0, axis2=1):
    d[a] = diagonal_adjoint(d[y], a, offset, axis1, axis2)


def _trace(filled: Filled) -> Kind:
    """Two axes less."""
    operand = filled.kind("a")
    return UNKNOWN if operand.rank is None else ranked(operand.dtype, operand.rank - 2)


@linear(np.trace, ("method", "trace"), kind=_trace, selects=True)
def trace(y, a, offset=0, axis1=0, axis2=1):
    if rank(a) == 2 and axis1 == 0 and axis2 == 1 and offset == 0:
        d[a] = d[y] * xp.eye(a.shape[0], a.shape[1])
    else:
        d[a] = diagonal_adjoint(xp.expand_dims(d[y], -1), a, offset, axis1, axis2)


def _repeated(filled: Filled) -> Kind:
    """Flat unless an axis is given."""
    operand, axis = filled.kind("a"), literal(filled, "axis")
    return array(operand.dtype, 1 if axis is None else operand.rank)


@linear(np.repeat, ("method", "repeat"), kind=_repeated, raises=True)
def repeat(y, a, repeats, axis=None):
    d[a] = repeat_adjoint(d[y], a, repeats, axis)


def _tiled(filled: Filled) -> Kind:
    """The rank of the array or of the repetitions, whichever is more."""
    operand, reps = filled.kind("A"), literal(filled, "reps")
    if operand.rank is None or reps is UNDECIDED:
        return array(operand.dtype)
    return array(operand.dtype, max(operand.rank, len(reps) if isinstance(reps, tuple) else 1))


@linear(np.tile, kind=_tiled)
def tile(y, A, reps):  # noqa: N803 - the name that NumPy gave it
    d[A] = tile_adjoint(d[y], A, reps)


def _sorted(filled: Filled) -> Kind:
    """Like the argument, flat if the axis is None."""
    axis = literal(filled, "axis")
    if axis is None:
        return array(filled.kind("a").dtype, 1)
    return arrayed("a")(filled) if axis is not UNDECIDED else UNKNOWN


@adjoint(np.sort, kind=_sorted)
def sort(y, a, axis=-1):
    d[a] = sort_adjoint(d[y], a, axis)


@tangent(np.sort)
def sort_pushforward(y, a, axis=-1):
    if rank(a) == 1:
        d[y] = d[a][xp.argsort(a, kind="stable")]
    else:
        d[y] = in_order(d[a], a, axis)


@linear(np.broadcast_to, kind=shaped("shape", "array"), shares="view", raises=True)
def broadcast_to(y, array, shape):
    d[array] = unbroadcast(d[y], array)


def _at_least(rank: int) -> KindRule:
    def kind(filled: Filled) -> Kind:
        operand = filled.kind("x")
        if operand.is_array and operand.rank is not None and operand.rank >= rank:
            return operand
        return array(operand.dtype if operand.is_numeric else None, None if operand.rank is None else rank)

    return kind


@linear(np.atleast_1d, kind=_at_least(1), shares="view")
def atleast_1d(y, x):
    d[x] = xp.reshape(d[y], xp.shape(x))


@linear(np.atleast_2d, kind=_at_least(2), shares="view")
def atleast_2d(y, x):
    d[x] = xp.reshape(d[y], xp.shape(x))


@linear(np.atleast_3d, kind=_at_least(3), shares="view")
def atleast_3d(y, x):
    d[x] = xp.reshape(d[y], xp.shape(x))


def _cast(filled: Filled) -> Kind:
    """The same shape in another dtype."""
    operand = filled.kind("a")
    return array(None, operand.rank, operand.shape) if operand.is_array else UNKNOWN


@linear(("method", "astype"), kind=_cast, raises=True)
def astype(y, a, dtype, *, casting="unsafe"):
    d[a] = cast_like(through_cast(d[y], y), a)


@tangent(("method", "astype"))
def astype_tangent(y, a, dtype, *, casting="unsafe"):
    d[y] = copied(cast_like(through_cast(d[a], y), y))


@linear(("method", "item"), kind=lambda filled: scalar_of(filled.kind("a").dtype), raises=True)
def item(y, a):
    d[a] = xp.reshape(d[y], xp.shape(a))


def _positions(y, a, axis=-1, kind=None):
    pass


def _positions_kind(filled: Filled) -> Kind:
    """Integers, as many as are sorted."""
    return replace(_sorted(filled), dtype="int64")


def _parts(y, a, kth, axis=-1):
    pass


constant(np.argpartition, ("method", "argpartition"), kind=_positions_kind, signature=_parts)
constant(np.argsort, ("method", "argsort"), kind=_positions_kind, signature=_positions, raises=False)
