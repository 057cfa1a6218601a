"""Products of arrays and linear algebra.

The formulas for matrix functions are those of Giles (2008), "Collected matrix derivative results for forward and
reverse mode algorithmic differentiation", without his conjugates: see the convention for complex numbers.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..runtime import (
    cholesky_adjoint,
    cholesky_tangent,
    cofactors,
    dot_adjoint_left,
    dot_adjoint_right,
    einsum_adjoint,
    euclidean_adjoint,
    inner_axes,
    norm_adjoint,
    pushed,
    ratio,
    slogdet_adjoint,
    slogdet_tangent,
    solve_adjoint,
    solve_adjoint_matrix,
    solve_tangent_matrix,
    tensordot_adjoint_left,
    tensordot_adjoint_right,
    unbroadcast,
)
from ..values import FLOAT, UNKNOWN, Kind, array, common_dtype
from .notation import d, is_array, is_real, rank, xp
from .result_kinds import arrayed, literal, multiplied, ranked
from .rules import Filled, adjoint, fixed_kind, multilinear, tangent


@multilinear(np.dot, ("method", "dot"), kind=multiplied("a", "b"))
def dot(y, a, b):
    if rank(a) == 2 and rank(b) == 2:
        d[a] = d[y] @ b.T
        d[b] = a.T @ d[y]
    elif rank(a) == 2 and rank(b) == 1:
        d[a] = xp.outer(d[y], b)
        d[b] = a.T @ d[y]
    elif rank(a) == 1 and rank(b) == 2:
        d[a] = b @ d[y]
        d[b] = xp.outer(a, d[y])
    elif rank(a) == 1 and rank(b) == 1:
        d[a] = d[y] * b
        d[b] = d[y] * a
    else:
        d[a] = dot_adjoint_left(d[y], a, b)
        d[b] = dot_adjoint_right(d[y], a, b)


@multilinear(np.inner)
def inner(y, a, b):
    if rank(a) == 1 and rank(b) == 1:
        d[a] = d[y] * b
        d[b] = d[y] * a
    else:
        d[a] = tensordot_adjoint_left(d[y], a, b, inner_axes(a, b))
        d[b] = tensordot_adjoint_right(d[y], a, b, inner_axes(a, b))


@multilinear(np.vdot, kind=lambda filled: ranked(common_dtype(filled.kinds.values()), 0))
def vdot(y, a, b):
    d[a] = unbroadcast(xp.reshape(xp.conj(d[y] * xp.ravel(b)), xp.shape(a)), a)
    d[b] = unbroadcast(xp.reshape(d[y] * xp.conj(xp.ravel(a)), xp.shape(b)), b)


@multilinear(np.outer, getattr(np.linalg, "outer", None), kind=lambda filled: array(filled.kind("a").dtype, 2))
def outer(y, a, b):
    if rank(a) == 1 and rank(b) == 1:
        d[a] = d[y] @ b
        d[b] = a @ d[y]
    else:
        d[a] = unbroadcast(xp.reshape(d[y] @ xp.ravel(b), xp.shape(a)), a)
        d[b] = unbroadcast(xp.reshape(xp.ravel(a) @ d[y], xp.shape(b)), b)


@multilinear(np.tensordot, getattr(np.linalg, "tensordot", None), raises=True)
def tensordot(y, a, b, axes=2):
    d[a] = tensordot_adjoint_left(d[y], a, b, axes)
    d[b] = tensordot_adjoint_right(d[y], a, b, axes)


def _summed(filled: Filled) -> Kind:
    """An array with an axis for each subscript of the result, where that is spelled out."""
    subscripts = literal(filled, "subscripts")
    if not isinstance(subscripts, str) or "->" not in subscripts or "." in subscripts:
        return UNKNOWN
    return ranked(None, len(subscripts.partition("->")[2].replace(" ", ""))) if "->" in subscripts else UNKNOWN


@multilinear(np.einsum, kind=_summed, shares="either", raises=True)
def einsum(y, subscripts, *operands):
    d[operands] = einsum_adjoint(d[y], subscripts, operands)


def _norm(filled: Filled) -> Kind:
    """A number unless an axis is given."""
    axis, keepdims = literal(filled, "axis"), literal(filled, "keepdims")
    return FLOAT if axis is None and keepdims is False else UNKNOWN


@adjoint(np.linalg.norm, kind=_norm, singular=True, raises=True)
def norm(y, x, ord=None, axis=None, keepdims=False):
    if ord is None and axis is None and is_real(x):
        d[x] = d[y] * ratio(x, y)
    elif ord is None and (axis is None or axis in (0, 1, 2, 3, -1, -2, -3)):
        d[x] = euclidean_adjoint(d[y], y, x, axis, keepdims)
    else:
        d[x] = norm_adjoint(d[y], y, x, ord, axis, keepdims)


@adjoint(np.linalg.inv, kind=arrayed("a"), raises=True)
def inv(y, a):
    if rank(a) == 2:
        d[a] = -y.T @ d[y] @ y.T
    else:
        d[a] = -xp.swapaxes(y, -1, -2) @ d[y] @ xp.swapaxes(y, -1, -2)


@tangent(np.linalg.norm)
def norm_tangent(y, x, ord=None, axis=None, keepdims=False):
    if ord is None and axis is None and keepdims is False and is_real(x) and is_array(x):
        d[y] = ratio(xp.sum(x * d[x]), y)
    elif ord is None and (axis is None or axis in (0, 1, 2, 3, -1, -2, -3)):
        d[y] = pushed(euclidean_adjoint(xp.ones_like(y), y, x, axis, keepdims), d[x], axis, keepdims, True)
    else:
        d[y] = pushed(norm_adjoint(xp.ones_like(y), y, x, ord, axis, keepdims), d[x], axis, keepdims, True)


@tangent(np.linalg.inv)
def inv_tangent(y, a):
    d[y] = -y @ d[a] @ y


def _determinant(filled: Filled) -> Kind:
    """Two axes less."""
    operand = filled.kind("a")
    return UNKNOWN if operand.rank is None else ranked(operand.dtype, operand.rank - 2)


@adjoint(np.linalg.det, kind=_determinant, raises=True)
def det(y, a):
    if rank(a) == 2:
        d[a] = d[y] * cofactors(a)
    else:
        d[a] = unbroadcast(xp.expand_dims(d[y], (-1, -2)) * cofactors(a), a)


@adjoint(np.linalg.slogdet, kind=fixed_kind(Kind("tuple")), singular=True, raises=True, structural=True)
def slogdet(y, a):
    d[a] = slogdet_adjoint(d[y], y, a)


@tangent(np.linalg.det)
def det_tangent(y, a):
    if rank(a) == 2:
        d[y] = xp.sum(cofactors(a) * d[a])
    else:
        d[y] = xp.sum(cofactors(a) * d[a], axis=(-2, -1))


@tangent(np.linalg.slogdet)
def slogdet_pushed(y, a):
    d[y] = slogdet_tangent(d[a], y, a)


def _solved(filled: Filled) -> Kind:
    """Like the right-hand side, where there is one matrix."""
    found = arrayed("b")(filled) if filled.kind("a").rank == 2 else UNKNOWN
    return found if filled.kind("a").dtype == found.dtype else replace(found, dtype=None)


@adjoint(np.linalg.solve, kind=_solved, raises=True)
def solve(x, a, b):
    if rank(a) == 2 and rank(b) == 1:
        bb = xp.linalg.solve(a.T, d[x])
        d[a] = -xp.outer(bb, x)
        d[b] = bb
    elif rank(a) == 2 and rank(b) == 2:
        bb = xp.linalg.solve(a.T, d[x])
        d[a] = -bb @ x.T
        d[b] = bb
    else:
        bb = solve_adjoint(d[x], a, b)
        d[a] = solve_adjoint_matrix(bb, x, a, b)
        d[b] = unbroadcast(bb, b)


@tangent(np.linalg.solve)
def solve_tangent(x, a, b):
    if rank(a) == 2:
        d[x] = xp.linalg.solve(a, d[b] - d[a] @ x)
    else:
        d[x] = xp.linalg.solve(a, d[b]) - solve_tangent_matrix(d[a], x, a, b)


@adjoint(np.linalg.cholesky, kind=arrayed("a"), raises=True)
def cholesky(y, a):
    """Murray (2016), "Differentiation of the Cholesky decomposition", arXiv:1602.07527; the gradient is symmetric."""
    d[a] = cholesky_adjoint(d[y], y)


@tangent(np.linalg.cholesky)
def cholesky_pushforward(y, a):
    d[y] = cholesky_tangent(d[a], y)
