"""Operators, and the universal functions of NumPy that are the same."""

from __future__ import annotations

import operator
from dataclasses import replace

import numpy as np

from ..runtime import matmul_adjoint_left, matmul_adjoint_right, power_base_partial, power_exponent_partial
from ..values import BOOL, INT, STRING, Kind
from .notation import d, is_array, rank, xp
from .result_kinds import arithmetic, bitwise, compared, multiplied
from .rules import Filled, broadcast_kind, constant, elementwise, fixed_kind, multilinear


@elementwise("+", np.add, operator.add, kind=arithmetic, shares="content")
def plus(z, x, y):
    return 1.0, 1.0


@elementwise("-", np.subtract, operator.sub, kind=arithmetic)
def minus(z, x, y):
    return 1.0, -1.0


@elementwise("*", np.multiply, operator.mul, kind=arithmetic, shares="content")
def times(z, x, y):
    return y, x


@elementwise("/", np.true_divide, operator.truediv, raises=True, singular=True)
def over(z, x, y):
    return 1.0 / y, -x / y / y


@elementwise("%", operator.mod, kind=arithmetic, raises=True)
def modulo(z, x, y):
    return 1.0, -(x // y)


@elementwise(np.mod, kind=arithmetic)
def remainder(z, x, y):
    return 1.0, -xp.floor_divide(x, y)


@elementwise(np.fmod)
def remainder_of_truncation(z, x, y):
    return 1.0, -xp.rint(xp.divide(x - z, y))


@elementwise("neg", np.negative, operator.neg, kind=arithmetic)
def negative(y, x):
    return -1.0


@elementwise("pos", np.positive, operator.pos, kind=arithmetic)
def positive(y, x):
    return 1.0


@elementwise("**", np.power, operator.pow, pow, raises=True, singular=True)
def power(z, x, y):
    if y == 0:
        return None, None
    if y == 1:
        return 1.0, None
    if y == 2:
        return 2 * x, None
    if y >= 1 or (y >= 0 and is_array(x)):
        return y * x ** (y - 1), None
    if y < 0:
        return y * z / x, None
    return power_base_partial(x, y), power_exponent_partial(x, y, z)


def _doubled(filled: Filled) -> Kind:
    """The kind of an elementwise result in double precision."""
    found = broadcast_kind(filled)
    return replace(found, dtype="float64") if found.dtype == "float32" else found


@elementwise(np.float_power, kind=_doubled, singular=True)
def float_power(z, x, y):
    return power_base_partial(x, y), power_exponent_partial(x, y, z)


@multilinear(
    "@", np.matmul, getattr(np.linalg, "matmul", None), operator.matmul, kind=multiplied("x", "y"), any_extent=True
)
def matmul(z, x, y):
    if rank(x) == 2 and rank(y) == 2:
        d[x] = d[z] @ y.T
        d[y] = x.T @ d[z]
    elif rank(x) == 2 and rank(y) == 1:
        d[x] = xp.outer(d[z], y)
        d[y] = x.T @ d[z]
    elif rank(x) == 1 and rank(y) == 2:
        d[x] = y @ d[z]
        d[y] = xp.outer(x, d[z])
    elif rank(x) == 1 and rank(y) == 1:
        d[x] = d[z] * y
        d[y] = d[z] * x
    else:
        d[x] = matmul_adjoint_left(d[z], x, y)
        d[y] = matmul_adjoint_right(d[z], x, y)


constant("compare", "not", kind=compared, raises=False)
constant("&", "|", "^", "<<", ">>", "~", kind=bitwise, shares="content")
constant("//", np.floor_divide, operator.floordiv, kind=arithmetic)
constant(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge, kind=compared, raises=False)
constant(operator.is_, operator.is_not, operator.not_, operator.truth, kind=fixed_kind(BOOL))
constant(getattr(operator, "is_none", None), getattr(operator, "is_not_none", None), kind=fixed_kind(BOOL))
constant(operator.and_, operator.or_, operator.xor, operator.lshift, operator.rshift, operator.inv, kind=bitwise)
constant(operator.invert, kind=bitwise)
constant(operator.contains, kind=fixed_kind(BOOL))
constant(operator.index, operator.countOf, operator.indexOf, operator.length_hint, kind=fixed_kind(INT))
constant("fstring", kind=fixed_kind(STRING))
