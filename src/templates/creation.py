"""Functions that make arrays, and what says something about an array without reading its elements."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..runtime import cast_like, through_cast, unbroadcast
from ..syntax import NONE
from ..values import BOOL, FLOAT, INT, UNKNOWN, Kind, array
from .notation import active, d, is_array, is_float, is_floating, is_scalar, narrow, xp
from .result_kinds import bitwise, compared, shape_tuple, shaped, shaped_like
from .rules import Filled, adjoint, constant, elementwise, fixed_kind, linear, tangent


@linear(np.full, kind=shaped("shape", "fill_value"), raises=True)
def full(y, shape, fill_value):
    if is_scalar(fill_value):
        d[fill_value] = xp.sum(d[y])
    else:
        d[fill_value] = unbroadcast(d[y], fill_value)


@linear(np.full_like, kind=shaped_like("a"))
def full_like(y, a, fill_value):
    if is_scalar(fill_value) and is_floating(a):
        d[fill_value] = xp.sum(d[y])
    else:
        d[fill_value] = unbroadcast(through_cast(d[y], y), fill_value)


@tangent(np.full_like)
def full_like_tangent(y, a, fill_value):
    if is_floating(a):
        pass
    else:
        d[y] = narrow(through_cast(d[fill_value], y))


@linear(np.linspace, kind=fixed_kind(array()), raises=True)
def linspace(y, start, stop, num=50, endpoint=True, *, axis=0):
    weights = xp.linspace(0.0, 1.0, num, endpoint)
    if is_scalar(start) and is_scalar(stop):
        d[start] = xp.dot(1.0 - weights, d[y])
        d[stop] = xp.dot(weights, d[y])
    else:
        d[start] = unbroadcast(xp.tensordot(1.0 - weights, xp.moveaxis(d[y], axis, 0), 1), start)
        d[stop] = unbroadcast(xp.tensordot(weights, xp.moveaxis(d[y], axis, 0), 1), stop)


def _counted(filled: Filled) -> Kind:
    """A vector, of integers if it counts by these."""
    tags = {filled.kind(key).tag for key, term in filled.arguments.items() if term != NONE and key != "dtype"}
    dtype = "int64" if tags <= {"int"} else "float64" if "float" in tags and tags <= {"int", "float"} else None
    return array(dtype, 1)


@adjoint(np.arange, kind=_counted, raises=True)
def arange(y, start, stop=None, step=1):
    if stop is None:
        pass
    else:
        d[start] = xp.sum(d[y])
        d[step] = xp.dot(xp.arange(xp.size(y)), d[y])


@tangent(np.arange)
def arange_tangent(y, start, stop=None, step=1):
    if stop is None:
        pass
    elif active(step):
        d[y] = d[start] + d[step] * xp.arange(xp.size(y))
    else:
        d[y] = narrow(d[start])


@linear(np.copy, ("method", "copy"), kind=shaped_like("a"), shares="content")
def copy(y, a, order="K"):
    if is_array(a):
        d[a] = d[y]
    else:
        d[a] = unbroadcast(d[y], a)


def _double(filled: Filled) -> Kind:
    """A float, or the same array in double precision."""
    operand = filled.kind("x")
    return replace(operand, dtype="float64") if operand.is_array else FLOAT if operand.is_scalar else UNKNOWN


@elementwise(np.float64, kind=_double, shares="either")
def double(y, x):
    return 1.0


@elementwise(np.float32, np.complex128, kind=fixed_kind(UNKNOWN), shares="either")
def number(y, x):
    return 1.0


@tangent(np.float64)
def double_tangent(y, x):
    if is_float(x):
        d[y] = xp.float64(d[x])
    else:
        d[y] = cast_like(xp.asarray(d[x]), y)


@tangent(np.float32, np.complex128)
def number_tangent(y, x):
    d[y] = cast_like(xp.asarray(d[x]), y)


def _shape(y, shape, dtype=None):
    pass


def _like(y, a, dtype=None):
    pass


constant(np.zeros, np.ones, np.empty, kind=shaped("shape"), signature=_shape)
constant(np.zeros_like, np.ones_like, np.empty_like, kind=shaped_like("a"), signature=_like, raises=False)
constant(np.eye, np.identity, np.tri, kind=fixed_kind(array("float64", 2)))
constant(np.hanning, np.hamming, np.blackman, np.bartlett, kind=fixed_kind(array("float64", 1)))
constant(np.indices, kind=fixed_kind(array()))

constant(np.shape, ("attr", "shape"), kind=shape_tuple, raises=False)
constant(np.ndim, ("attr", "ndim"), ("attr", "size"), kind=fixed_kind(INT), raises=False)
constant(("attr", "itemsize"), ("attr", "nbytes"), kind=fixed_kind(INT), raises=False)
constant(("attr", "dtype"), np.result_type, np.iscomplexobj, np.isrealobj, np.isscalar, raises=False)
constant(np.finfo, np.iinfo, np.dtype, np.broadcast_shapes)
constant(np.can_cast, np.promote_types, np.min_scalar_type, np.common_type, np.issubdtype, np.mintypecode)
constant(getattr(np, "isdtype", None))
constant(np.iterable, np.isfortran, kind=fixed_kind(BOOL))

constant(np.int64, np.int32, kind=fixed_kind(INT))
constant(np.bool_, kind=fixed_kind(BOOL))
constant(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal, kind=compared, raises=False)
constant(np.logical_and, np.logical_or, np.logical_not, np.logical_xor, kind=compared, raises=False)
constant(np.isnan, np.isinf, np.isfinite, np.isnat, np.signbit, np.isclose, kind=compared, raises=False)
constant(np.isposinf, np.isneginf, np.iscomplex, np.isreal, kind=compared, raises=False)
constant(
    np.array_equal,
    np.array_equiv,
    np.allclose,
    np.shares_memory,
    np.may_share_memory,
    kind=fixed_kind(BOOL),
    raises=False,
)


constant(np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert, np.left_shift, np.right_shift, kind=bitwise)
constant(np.gcd, np.lcm, getattr(np, "bitwise_count", None), kind=bitwise)
constant(np.packbits, np.unpackbits)
