"""Functions that put arrays together, and those that make an array from numbers."""

from __future__ import annotations

import numpy as np

from ..runtime import (
    adjoint_dtype,
    through_cast,
    unarray,
    unconcatenate,
    unstack,
    unstack_as_columns,
    unstack_columns,
    unstack_rows,
)
from ..values import Kind, array
from .notation import d, is_array, rank, xp
from .result_kinds import converted, joined
from .rules import Filled, fixed_kind, linear, tangent


@linear(np.concatenate, kind=joined("arrays", 0), structural=True, raises=True)
def concatenate(y, arrays, axis=0):
    d[arrays] = unconcatenate(d[y], arrays, axis)


@linear(np.stack, kind=joined("arrays", 1), structural=True, raises=True)
def stack(y, arrays, axis=0):
    d[arrays] = unstack(d[y], arrays, axis)


@linear(np.hstack, kind=fixed_kind(array()), structural=True, raises=True)
def hstack(y, tup):
    d[tup] = unstack_columns(d[y], tup)


@linear(np.vstack, kind=fixed_kind(array()), structural=True, raises=True)
def vstack(y, tup):
    d[tup] = unstack_rows(d[y], tup)


@linear(np.column_stack, kind=fixed_kind(array(rank=2)), structural=True, raises=True)
def column_stack(y, tup):
    d[tup] = unstack_as_columns(d[y], tup)


@linear(np.append, kind=fixed_kind(array()), raises=True)
def append(y, arr, values, axis=None):
    d[arr] = unconcatenate(d[y], (arr, values), axis)[0]
    d[values] = unconcatenate(d[y], (arr, values), axis)[1]


@linear(np.array, kind=converted("object"), structural=True, raises=True)
def array_of(y, object, dtype=None):
    if dtype is None and is_array(object):
        d[object] = d[y]
    elif dtype is None:
        d[object] = unarray(d[y], object)
    else:
        d[object] = unarray(through_cast(d[y], y), object)


@tangent(np.array)
def array_tangent(y, object, dtype=None):
    if dtype is not None:
        d[y] = xp.array(through_cast(d[object], y), adjoint_dtype(y))


@linear(
    np.asarray,
    np.asanyarray,
    kind=converted("a"),
    shares="either",
    structural=True,
    raises=True,
)
def asarray(y, a, dtype=None):
    if dtype is None and is_array(a):
        d[a] = d[y]
    elif dtype is None:
        d[a] = unarray(d[y], a)
    else:
        d[a] = unarray(through_cast(d[y], y), a)


def _with_axes(filled: Filled) -> Kind:
    """The result of ``ascontiguousarray``: a vector where ``asarray`` has no axes."""
    found = converted("a")(filled)
    return array(found.dtype, 1) if found.rank == 0 else found


@linear(
    np.ascontiguousarray,
    np.asfortranarray,
    kind=_with_axes,
    shares="either",
    structural=True,
    raises=True,
)
def contiguous(y, a, dtype=None):
    if dtype is None and rank(a) >= 1:
        d[a] = d[y]
    elif dtype is None:
        d[a] = unarray(d[y], a)
    else:
        d[a] = unarray(through_cast(d[y], y), a)


@tangent(np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray)
def asarray_tangent(y, a, dtype=None):
    if dtype is not None:
        d[y] = xp.asarray(through_cast(d[a], y), adjoint_dtype(y))
