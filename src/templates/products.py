"""Products of vectors and matrices besides ``dot``, ``@`` and einsums."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from ..runtime import (
    chain_adjoints,
    chain_tangent,
    cross_pulled,
    kron_blocks,
    kron_joined,
    tensordot_adjoint_left,
    tensordot_adjoint_right,
    unbroadcast,
)
from ..selection_adjoints import widened
from ..values import UNKNOWN, Kind, array, common_dtype
from .notation import d, rank, xp
from .result_kinds import ranked
from .rules import THROUGH, Filled, KindRule, adjoint, linear, multilinear, tangent


def _kron(filled: Filled) -> Kind:
    """As many axes as the operand that has more."""
    one, other = filled.kind("a"), filled.kind("b")
    known = one.rank is not None and other.rank is not None
    return array(common_dtype((one, other)), max(one.rank or 0, other.rank or 0)) if known else array()


@multilinear(np.kron, kind=_kron)
def kron(y, a, b):
    blocks = kron_blocks(d[y], a, b)
    d[a] = tensordot_adjoint_left(blocks, a, b, 0)
    d[b] = tensordot_adjoint_right(blocks, a, b, 0)


@linear(kron_blocks, shares="first", raises=True)
def kron_blocks_of(y, by, a, b):
    d[by] = kron_joined(d[y], a, b)


@linear(kron_joined, shares="first", raises=True)
def kron_joined_of(y, blocks, a, b):
    d[blocks] = kron_blocks(d[y], a, b)


@multilinear(np.cross, raises=True)
def cross(y, a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    d[a] = cross_pulled(d[y], a, b, (axisa, axisb, axisc, axis), True)
    d[b] = cross_pulled(d[y], a, b, (axisa, axisb, axisc, axis), False)


@multilinear(getattr(np.linalg, "cross", None), raises=True)
def cross_in_space(y, x1, x2, *, axis=-1):
    d[x1] = cross_pulled(d[y], x1, x2, (axis, axis, axis, axis), True)
    d[x2] = cross_pulled(d[y], x1, x2, (axis, axis, axis, axis), False)


def _contracted(filled: Filled) -> Kind:
    """One axis less than the operand that has more."""
    one, other = filled.kind("x1"), filled.kind("x2")
    if one.rank is None or other.rank is None:
        return UNKNOWN
    return ranked(common_dtype((one, other)), max(one.rank, other.rank) - 1)


@multilinear(getattr(np, "vecdot", None), getattr(np.linalg, "vecdot", None), kind=_contracted, raises=True)
def vecdot(y, x1, x2, *, axis=-1):
    if rank(x1) == 1 and rank(x2) == 1:
        d[x1] = xp.conj(d[y] * x2)
        d[x2] = d[y] * xp.conj(x1)
    else:
        d[x1] = unbroadcast(xp.conj(xp.expand_dims(d[y], axis) * x2), x1)
        d[x2] = unbroadcast(xp.expand_dims(d[y], axis) * xp.conj(x1), x2)


def _of_matrix(matrix: str, vector: str) -> KindRule:
    def kind(filled: Filled) -> Kind:
        one, other = filled.kind(matrix), filled.kind(vector)
        if one.rank is None or other.rank is None:
            return UNKNOWN
        return ranked(common_dtype((one, other)), max(one.rank - 1, other.rank))

    return kind


@multilinear(getattr(np, "matvec", None), kind=_of_matrix("x1", "x2"), raises=True)
def matvec(y, x1, x2):
    if rank(x1) == 2 and rank(x2) == 1:
        d[x1] = xp.outer(d[y], x2)
        d[x2] = x1.T @ d[y]
    else:
        d[x1] = unbroadcast(xp.expand_dims(d[y], -1) * xp.expand_dims(x2, -2), x1)
        d[x2] = unbroadcast(xp.sum(xp.expand_dims(d[y], -1) * x1, -2), x2)


@multilinear(getattr(np, "vecmat", None), kind=_of_matrix("x2", "x1"), raises=True)
def vecmat(y, x1, x2):
    if rank(x1) == 1 and rank(x2) == 2:
        d[x1] = xp.conj(x2 @ d[y])
        d[x2] = xp.outer(xp.conj(x1), d[y])
    else:
        d[x1] = unbroadcast(xp.conj(xp.sum(x2 * xp.expand_dims(d[y], -2), -1)), x1)
        d[x2] = unbroadcast(xp.expand_dims(xp.conj(x1), -1) * xp.expand_dims(d[y], -2), x2)


@adjoint(np.linalg.multi_dot, structural=True, raises=True)
def multi_dot(y, arrays):
    d[arrays] = chain_adjoints(d[y], arrays)


@tangent(np.linalg.multi_dot)
def multi_dot_pushed(y, arrays):
    d[y] = chain_tangent(d[arrays], arrays)


THROUGH.update((cross_pulled, widened, chain_adjoints, chain_tangent))
