"""Adjoints and tangents of the solutions of linear equations in `scipy.linalg`.

Of ``x = inv(m) @ b`` the adjoint of ``b`` is ``bb = inv(m.T) @ bx``, and that of ``m`` is ``-outer(bb, x)``: Giles
(2008), "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", section 2.2.3.
What is known of ``m`` (a triangle, a band, symmetry, factors) says how both are written with what holds it.
Right-hand sides are vectors ``(n,)`` or matrices ``(..., n, k)``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from .array_adjoints import cast_like, sum_to
from .scipy_matrix_adjoints import toeplitz_adjoint, toeplitz_tangent
from .solution_adjoints import lstsq_tangent

__all__ = [
    "banded_product",
    "cho_solve_adjoint",
    "cho_solve_product",
    "held",
    "least_squares_tangent",
    "lu_solve_adjoint",
    "lu_solve_product",
    "lu_solve_transposed",
    "outer_of_columns",
    "solve_banded_adjoint",
    "solve_banded_transposed",
    "solve_pushed",
    "solve_toeplitz_adjoint",
    "solve_transposed",
    "solve_triangular_pushed",
    "solve_triangular_transposed",
    "solveh_banded_adjoint",
    "solveh_banded_product",
    "times_columns",
    "toeplitz_product",
    "transposed_as",
    "triangle_of",
]


def as_columns(x: Any, b: Any) -> Any:
    """A right-hand side or solution as matrices, where ``b`` may be a vector."""
    return np.expand_dims(x, -1) if np.ndim(b) == 1 else x


def outer_of_columns(bb: Any, x: Any, a: Any, b: Any) -> Any:
    """The adjoint ``-outer(bb, x)`` of the matrix ``a``, summed over right-hand sides and what ``a`` was broadcast to.

    SciPy takes a matrix of one element for a multiple of the identity.
    """
    if np.shape(a)[-1] == 1 and np.shape(as_columns(x, b))[-2] > 1:
        return cast_like(np.reshape(-np.sum(bb * x), np.shape(a)), a)
    whole = -as_columns(bb, b) @ np.swapaxes(as_columns(x, b), -1, -2)
    return cast_like(sum_to(whole, np.shape(a)), a)


def times_columns(m: Any, x: Any, b: Any) -> Any:
    """``m @ x`` for vectors or matrices ``x`` that solve equations with the right-hand side ``b``."""
    if np.shape(m)[-1] == 1:
        return m[..., 0, 0] * x
    return (m @ np.expand_dims(x, -1))[..., 0] if np.ndim(b) == 1 else m @ x


# Matrices of which something is assumed


def held(m: Any, assume_a: Any = None) -> Any:
    """The part of ``m`` that `linalg.solve` reads, or the symmetric part: a projection that is its own adjoint."""
    if assume_a in ("sym", "symmetric"):
        return 0.5 * (m + np.swapaxes(m, -1, -2))
    if assume_a in ("her", "hermitian", "pos", "positive definite"):
        return 0.5 * (m + np.conj(np.swapaxes(m, -1, -2)))
    if assume_a == "upper triangular":
        return np.triu(m)
    if assume_a == "lower triangular":
        return np.tril(m)
    if assume_a == "tridiagonal":
        return np.triu(np.tril(m, 1), -1)
    return m * np.eye(np.shape(m)[-1]) if assume_a == "diagonal" else m


def solve_transposed(bx: Any, a: Any, b: Any, lower: Any, assume_a: Any, transposed: Any) -> Any:
    """Solve with the transpose of the matrix that ``linalg.solve(a, b)`` solves with."""
    rest = as_columns(bx, b)
    if transposed or assume_a in ("sym", "symmetric"):
        found = linalg.solve(a, rest, lower=lower, assume_a=assume_a)
    elif assume_a in ("her", "hermitian", "pos", "positive definite"):
        found = linalg.solve(np.conj(a), rest, lower=lower, assume_a=assume_a)
    else:
        triangles = {"upper triangular": "lower triangular", "lower triangular": "upper triangular"}
        found = linalg.solve(np.swapaxes(a, -1, -2), rest, assume_a=triangles.get(assume_a, assume_a))
    return found[..., 0] if np.ndim(b) == 1 else found


def solve_pushed(rest: Any, a: Any, b: Any, lower: Any, assume_a: Any, transposed: Any) -> Any:
    """Solve with the matrix of ``x = linalg.solve(a, b)``, for what has the shape of ``x``."""
    found = linalg.solve(a, as_columns(rest, b), lower=lower, assume_a=assume_a, transposed=transposed)
    return found[..., 0] if np.ndim(b) == 1 else found


def solve_triangular_transposed(bx: Any, a: Any, b: Any, trans: Any, lower: Any, unit_diagonal: Any) -> Any:
    """Solve with the transpose of the matrix that ``linalg.solve_triangular(a, b)`` solves with."""
    rest = as_columns(bx, b)
    if trans in (2, "C"):
        found = linalg.solve_triangular(np.conj(a), rest, 0, lower, unit_diagonal)
    else:
        found = linalg.solve_triangular(a, rest, 1 if trans in (0, "N") else 0, lower, unit_diagonal)
    return found[..., 0] if np.ndim(b) == 1 else found


def solve_triangular_pushed(rest: Any, a: Any, b: Any, trans: Any, lower: Any, unit_diagonal: Any) -> Any:
    """Solve with the matrix of ``x = linalg.solve_triangular(a, b)``, for what has the shape of ``x``."""
    found = linalg.solve_triangular(a, as_columns(rest, b), trans, lower, unit_diagonal)
    return found[..., 0] if np.ndim(b) == 1 else found


def transposed_as(m: Any, trans: Any) -> Any:
    """``m``, its transpose or its conjugate transpose, as ``trans`` says: what has this form is its own adjoint."""
    if trans in (2, "C"):
        return np.conj(np.swapaxes(m, -1, -2))
    return np.swapaxes(m, -1, -2) if trans in (1, "T") else m


def triangle_of(m: Any, lower: Any = False, unit_diagonal: Any = False) -> Any:
    """The part of the matrix ``m`` that `linalg.solve_triangular` reads."""
    off = 1 if unit_diagonal else 0
    return np.tril(m, -off) if lower else np.triu(m, off)


def require_one(a: Any, axes: int, title: str) -> None:
    """Raise `ValueError` for a stack of equations, whose derivative is not known."""
    if np.ndim(a) > axes:
        raise ValueError(f"the derivative of `{title}` is known for one matrix at a time: solve them in a loop")


# Bands


def along(v: Any, by: int) -> Any:
    """The elements of ``v`` further down its first axis by a number, zeros outside."""
    rows = np.shape(v)[0]
    if by == 0:
        return v
    nothing = np.zeros((min(abs(by), rows), *np.shape(v)[1:]))
    return np.concatenate([v[by:], nothing]) if by > 0 else np.concatenate([nothing, v[: max(rows + by, 0)]])


def banded_product(l_and_u: Any, ab: Any, x: Any) -> Any:
    """The product of a matrix in diagonals, as `linalg.solve_banded` takes them, with ``x``."""
    require_one(ab, 2, "solve_banded")
    upper = int(l_and_u[1])
    out = np.zeros(np.shape(x))
    for row in range(np.shape(ab)[0]):
        diagonal = ab[row] if np.ndim(x) == 1 else np.expand_dims(ab[row], -1)
        out = out + along(diagonal * x, upper - row)
    return out


def solve_banded_transposed(l_and_u: Any, ab: Any, bx: Any) -> Any:
    """Solve with the transpose of a matrix in diagonals."""
    require_one(ab, 2, "solve_banded")
    lower, upper = l_and_u
    rows = [along(ab[lower + upper - row], row - lower) for row in range(lower + upper + 1)]
    return linalg.solve_banded((upper, lower), np.stack(rows), bx)


def solve_banded_adjoint(l_and_u: Any, bb: Any, x: Any, ab: Any) -> Any:
    """The adjoint of the diagonals in ``linalg.solve_banded(l_and_u, ab, b)``, from that of ``b``."""
    upper = int(l_and_u[1])
    rows = []
    for row in range(np.shape(ab)[0]):
        product = along(bb, row - upper) * x
        rows.append(-product if np.ndim(x) == 1 else -np.sum(product, axis=-1))
    return cast_like(np.stack(rows), ab)


def solveh_banded_product(ab: Any, x: Any, lower: Any = False) -> Any:
    """The product of a Hermitian matrix in diagonals, as `linalg.solveh_banded` takes them, with ``x``."""
    require_one(ab, 2, "solveh_banded")
    last = np.shape(ab)[0] - 1
    out = np.zeros(np.shape(x))
    for row in range(last + 1):
        off = row if lower else row - last
        diagonal = ab[row] if np.ndim(x) == 1 else np.expand_dims(ab[row], -1)
        if off == 0:
            out = out + np.real(diagonal) * x
        else:
            out = out + along(diagonal * x, -off) + np.conj(diagonal) * along(x, off)
    return out


def solveh_banded_adjoint(bb: Any, x: Any, ab: Any, lower: Any = False) -> Any:
    """The adjoint of the diagonals in ``linalg.solveh_banded(ab, b, lower=lower)``, from that of ``b``."""
    require_one(ab, 2, "solveh_banded")
    last = np.shape(ab)[0] - 1
    rows = []
    for row in range(last + 1):
        off = row if lower else row - last
        product = along(bb, off) * x
        product = np.real(product) if off == 0 else product + np.conj(bb * along(x, off))
        rows.append(-product if np.ndim(x) == 1 else -np.sum(product, axis=-1))
    return cast_like(np.stack(rows), ab)


# Factors


def cho_solve_product(dc: Any, c_and_lower: Any, x: Any, b: Any) -> Any:
    """What a change ``dc`` of the factor changes in the product of the matrix with ``x``."""
    factor, lower = c_and_lower
    whole = np.tril(factor) if lower else np.conj(np.swapaxes(np.triu(factor), -1, -2))
    change = np.tril(dc[0]) if lower else np.conj(np.swapaxes(np.triu(dc[0]), -1, -2))
    half = change @ np.conj(np.swapaxes(whole, -1, -2))
    return times_columns(half + np.conj(np.swapaxes(half, -1, -2)), x, b)


def cho_solve_adjoint(bb: Any, x: Any, c_and_lower: Any, b: Any) -> tuple[Any, Any]:
    """The adjoint of ``c_and_lower`` in ``x = linalg.cho_solve(c_and_lower, b)``, from that of ``b``."""
    factor, lower = c_and_lower
    whole = np.tril(factor) if lower else np.conj(np.swapaxes(np.triu(factor), -1, -2))
    ba = -as_columns(bb, b) @ np.swapaxes(as_columns(x, b), -1, -2)
    change = (ba + np.conj(np.swapaxes(ba, -1, -2))) @ np.conj(whole)
    if not lower:
        return cast_like(np.triu(np.conj(np.swapaxes(change, -1, -2))), factor), None
    return cast_like(np.tril(change), factor), None


def pivoted_rows(pivots: Any) -> Any:
    """Which row of the matrix stands in each row of its factors, from the exchanges that `linalg.lu_factor` gives."""
    rows = np.arange(np.shape(pivots)[0])
    for place, other in enumerate(pivots):
        rows[[place, other]] = rows[[other, place]]
    return rows


def lu_rows(lu_and_piv: Any) -> tuple[Any, Any, Any]:
    """The lower and the upper factor, and the rows in which the product of these has those of the matrix."""
    packed = lu_and_piv[0]
    require_one(packed, 2, "lu_solve")
    lower = np.tril(packed, -1) + np.eye(np.shape(packed)[0])
    return lower, np.triu(packed), np.argsort(pivoted_rows(lu_and_piv[1]))


def lu_solve_transposed(bx: Any, lu_and_piv: Any, trans: Any = 0) -> Any:
    """Solve with the transpose of the matrix that ``linalg.lu_solve(lu_and_piv, b, trans)`` solves with."""
    if trans == 2:
        return np.conj(linalg.lu_solve(lu_and_piv, np.conj(bx), 0))
    return linalg.lu_solve(lu_and_piv, bx, 1 if trans == 0 else 0)


def lu_solve_product(d_lu: Any, lu_and_piv: Any, x: Any, trans: Any = 0) -> Any:
    """What a change of the factors changes in the product of the matrix (of its transpose) with ``x``."""
    lower, upper, rows = lu_rows(lu_and_piv)
    change = (np.tril(d_lu[0], -1) @ upper + lower @ np.triu(d_lu[0]))[rows]
    return transposed_as(change, trans) @ x


def lu_solve_adjoint(bb: Any, x: Any, lu_and_piv: Any, b: Any, trans: Any = 0) -> tuple[Any, Any]:
    """The adjoint of ``lu_and_piv`` in ``x = linalg.lu_solve(lu_and_piv, b, trans)``, from that of ``b``."""
    lower, upper, rows = lu_rows(lu_and_piv)
    ba = transposed_as(-as_columns(bb, b) @ as_columns(x, b).T, trans)[np.argsort(rows)]
    return cast_like(np.tril(ba @ upper.T, -1) + np.triu(lower.T @ ba), lu_and_piv[0]), None


# Toeplitz matrices


def solve_toeplitz_adjoint(bx: Any, x: Any, c_or_cr: Any, b: Any) -> tuple[Any, Any]:
    """The adjoints of ``c_or_cr`` and ``b`` in ``x = linalg.solve_toeplitz(c_or_cr, b)``."""
    require_one(x, 2, "solve_toeplitz")
    if isinstance(c_or_cr, tuple):
        c, r = c_or_cr
        bb = linalg.solve_toeplitz((np.concatenate([c[:1], r[1:]]), c), bx)
        return toeplitz_adjoint(-as_columns(bb, b) @ as_columns(x, b).T, c, r), cast_like(bb, b)
    bb = linalg.solve_toeplitz(np.conj(c_or_cr), bx)
    return toeplitz_adjoint(-as_columns(bb, b) @ as_columns(x, b).T, c_or_cr, None)[0], cast_like(bb, b)


def toeplitz_product(dc: Any, c_or_cr: Any, x: Any) -> Any:
    """What a change of ``c_or_cr`` changes in the product of the matrix with ``x``."""
    if isinstance(c_or_cr, tuple):
        return toeplitz_tangent(dc[0], dc[1], c_or_cr[0], c_or_cr[1]) @ x
    return toeplitz_tangent(dc, None, c_or_cr, None) @ x


# Least squares


def least_squares_tangent(da: Any, db: Any, y: Any, a: Any, b: Any) -> tuple[Any, Any, Any, Any]:
    """The tangent of ``y = linalg.lstsq(a, b)``, whose sum of squares is a number for a vector ``b``."""
    dx, residuals, _, values = lstsq_tangent(da, db, y, a, b)
    return dx, np.reshape(residuals, np.shape(y[1])), 0.0, None if y[3] is None else values
