"""Solutions of linear equations besides ``linalg.solve``, condition numbers, and the norms of the array API."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from ..runtime import (
    cond_adjoint,
    lstsq_adjoint,
    lstsq_tangent,
    moved_last,
    norm_adjoint,
    pushed,
    require_full_rank,
    tensorinv_adjoint,
    tensorinv_tangent,
    tensorsolve_adjoint,
    tensorsolve_matrix,
    tensorsolve_tangent,
    vector_norm_pulled,
)
from ..solution_adjoints import columns_of, square_of
from ..values import FLOAT, INT, UNKNOWN, Kind, array
from .notation import d, or_zero, xp
from .result_kinds import literal, ranked
from .rules import THROUGH, Filled, adjoint, constant, fixed_kind, tangent


def _of_vectors(filled: Filled) -> Kind:
    """A number unless an axis is given."""
    return FLOAT if literal(filled, "axis") is None and literal(filled, "keepdims") is False else UNKNOWN


def _of_matrices(filled: Filled) -> Kind:
    """Two axes less."""
    matrix = filled.kind("x")
    return UNKNOWN if matrix.rank is None or literal(filled, "keepdims") else ranked(None, matrix.rank - 2)


@adjoint(getattr(np.linalg, "vector_norm", None), kind=_of_vectors, singular=True, raises=True)
def vector_norm(y, x, *, axis=None, keepdims=False, ord=2):
    d[x] = vector_norm_pulled(d[y], y, x, ord, axis, keepdims)


@tangent(getattr(np.linalg, "vector_norm", None))
def vector_norm_pushed(y, x, *, axis=None, keepdims=False, ord=2):
    d[y] = pushed(vector_norm_pulled(xp.ones_like(y), y, x, ord, axis, keepdims), d[x], axis, keepdims, True)


@adjoint(getattr(np.linalg, "matrix_norm", None), kind=_of_matrices, singular=True, raises=True)
def matrix_norm(y, x, *, keepdims=False, ord="fro"):
    d[x] = norm_adjoint(d[y], y, x, ord, (-2, -1), keepdims)


@tangent(getattr(np.linalg, "matrix_norm", None))
def matrix_norm_pushed(y, x, *, keepdims=False, ord="fro"):
    d[y] = pushed(norm_adjoint(xp.ones_like(y), y, x, ord, (-2, -1), keepdims), d[x], (-2, -1), keepdims, True)


@adjoint(np.linalg.cond, kind=_of_matrices, singular=True, raises=True)
def cond(y, x, p=None):
    d[x] = cond_adjoint(d[y], y, x, p)


@tangent(np.linalg.cond)
def cond_pushed(y, x, p=None):
    d[y] = pushed(cond_adjoint(xp.ones_like(y), y, x, p), d[x], (-2, -1), False, True)


@adjoint(np.linalg.tensorinv, kind=lambda filled: array(filled.kind("a").dtype, filled.kind("a").rank), raises=True)
def tensorinv(y, a, ind=2):
    d[a] = tensorinv_adjoint(d[y], y, a)


@tangent(np.linalg.tensorinv)
def tensorinv_pushed(y, a, ind=2):
    d[y] = tensorinv_tangent(d[a], y)


@adjoint(np.linalg.tensorsolve, kind=fixed_kind(array()), raises=True)
def tensorsolve(x, a, b, axes=None):
    bb = tensorsolve_adjoint(d[x], a, b, axes)
    d[a] = tensorsolve_matrix(bb, x, a, axes)
    d[b] = bb


@tangent(np.linalg.tensorsolve)
def tensorsolve_pushed(x, a, b, axes=None):
    d[x] = xp.linalg.tensorsolve(a, d[b], axes) - xp.linalg.tensorsolve(a, tensorsolve_tangent(d[a], x, a, axes), axes)


def _least_squares(filled: Filled) -> Kind:
    """The solution, the sums of squares, the rank, the singular values."""
    rank = filled.kind("b").rank
    solution = array("float64" if filled.kind("a").dtype == "float64" else None, rank)
    return Kind("tuple", items=(solution, array(solution.dtype, 1), INT, array(solution.dtype, 1)))


@adjoint(np.linalg.lstsq, kind=_least_squares, raises=True, structural=True)
def lstsq(y, a, b, rcond=None):
    adjoints = lstsq_adjoint(d[y], y, a, b)
    d[a] = adjoints[0]
    d[b] = adjoints[1]


@tangent(np.linalg.lstsq)
def lstsq_pushed(y, a, b, rcond=None):
    d[y] = lstsq_tangent(or_zero(d[a]) + 0.0 * a, or_zero(d[b]), y, a, b)


constant(moved_last, square_of, kind=fixed_kind(UNKNOWN), raises=False)
constant(require_full_rank)

# What is longer is differentiated through its source

THROUGH.update((vector_norm_pulled, cond_adjoint, tensorinv_adjoint, tensorinv_tangent, lstsq_adjoint, lstsq_tangent))
THROUGH.update((tensorsolve_adjoint, tensorsolve_matrix, tensorsolve_tangent, columns_of))
