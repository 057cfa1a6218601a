"""Adjoints and tangents of the factors and eigenvalues that `scipy.linalg` finds.

They are those of `spectral_adjoints` where SciPy gives what NumPy gives. Triangular factors of a general matrix: de
Hoog, Anderssen and Lukas (2011), "Differentiation of matrix functionals using triangular factorization", Math. Comp.
80.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from .array_adjoints import cast_like
from .product_adjoints import cholesky_adjoint, cholesky_tangent
from .scipy_solve_adjoints import lu_rows, pivoted_rows
from .spectral_adjoints import eig_adjoint, eig_tangent, eigvals_with_vectors, over_gaps, qr_adjoint, qr_tangent

__all__ = [
    "cho_factor_adjoint",
    "cho_factor_tangent",
    "cholesky_either_adjoint",
    "cholesky_either_tangent",
    "eig_like_adjoint",
    "eig_like_tangent",
    "eigvals_like_adjoint",
    "eigvals_like_tangent",
    "full_qr_adjoint",
    "full_qr_tangent",
    "general_eigh_adjoint",
    "general_eigh_tangent",
    "hermitian_transpose",
    "lu_adjoint",
    "lu_factor_adjoint",
    "lu_factor_tangent",
    "lu_tangent",
    "triangle_named",
]


def hermitian_transpose(m: Any) -> Any:
    """The conjugate transpose of the last two axes."""
    return np.conj(np.swapaxes(m, -1, -2))


def triangle_named(lower: Any) -> str:
    """Which triangle of a Hermitian matrix is read, as NumPy names it."""
    return "L" if lower else "U"


# Triangular factors


def cholesky_either_adjoint(by: Any, y: Any, lower: Any) -> Any:
    """The adjoint of ``a`` in ``y = linalg.cholesky(a, lower)``."""
    if lower:
        return cholesky_adjoint(by, y)
    return cholesky_adjoint(hermitian_transpose(by), hermitian_transpose(y))


def cholesky_either_tangent(da: Any, y: Any, lower: Any) -> Any:
    """The tangent of ``y = linalg.cholesky(a, lower)``."""
    if lower:
        return cholesky_tangent(da, y)
    return hermitian_transpose(cholesky_tangent(da, hermitian_transpose(y)))


def cho_factor_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``c, lower = linalg.cho_factor(a)``, whose other triangle is that of ``a``."""
    bc, factor = by[0], y[0]
    if y[1]:
        return cast_like(cholesky_adjoint(np.tril(bc), np.tril(factor)) + np.triu(bc, 1), a)
    lower = hermitian_transpose(np.triu(factor))
    return cast_like(cholesky_adjoint(hermitian_transpose(np.triu(bc)), lower) + np.tril(bc, -1), a)


def cho_factor_tangent(da: Any, y: Any) -> tuple[Any, Any]:
    """The tangent of ``c, lower = linalg.cho_factor(a)``."""
    if y[1]:
        return cholesky_tangent(da, np.tril(y[0])) + np.triu(da, 1), None
    upper = hermitian_transpose(cholesky_tangent(da, hermitian_transpose(np.triu(y[0]))))
    return upper + np.tril(da, -1), None


def require_square(a: Any, title: str) -> None:
    """Raise `ValueError` for a matrix whose triangular factors have no derivative here."""
    if np.ndim(a) != 2 or np.shape(a)[0] != np.shape(a)[1]:
        raise ValueError(f"the derivative of `{title}` is known for one square matrix: factor its leading block")


def triangles_pulled(b_lower: Any, b_upper: Any, lower: Any, upper: Any) -> Any:
    """The adjoint of ``lower @ upper`` from those of the factors, of which the lower one has fixed pivots."""
    middle = np.tril(lower.T @ b_lower, -1) + np.triu(b_upper @ upper.T)
    return linalg.solve(lower.T, linalg.solve(upper, middle.T).T)


def lu_factor_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``lu, piv = linalg.lu_factor(a)``."""
    require_square(a, "lu_factor")
    lower, upper, rows = lu_rows(y)
    return cast_like(triangles_pulled(np.tril(by[0], -1), np.triu(by[0]), lower, upper)[rows], a)


def lu_factor_tangent(da: Any, y: Any, a: Any) -> tuple[Any, Any]:
    """The tangent of ``lu, piv = linalg.lu_factor(a)``."""
    require_square(a, "lu_factor")
    lower, upper, _ = lu_rows(y)
    middle = linalg.solve(upper.T, linalg.solve(lower, da[pivoted_rows(y[1])]).T).T
    return lower @ np.tril(middle, -1) + np.triu(middle) @ upper, None


def lu_parts(y: Any, permute_l: Any, p_indices: Any) -> tuple[Any, Any, Any]:
    """The lower factor with the rows of the matrix, the upper one, and the permutation that makes the former."""
    if permute_l:
        return y[0], y[1], np.eye(np.shape(y[0])[0])
    order = np.eye(np.shape(y[1])[0])[y[0]] if p_indices else y[0]
    return order @ y[1], y[2], order


def lu_adjoint(by: Any, y: Any, a: Any, permute_l: Any = False, p_indices: Any = False) -> Any:
    """The adjoint of ``a`` in ``p, l, u = linalg.lu(a)``."""
    require_square(a, "lu")
    lower, upper, order = lu_parts(y, permute_l, p_indices)
    b_lower, b_upper = (by[0], by[1]) if permute_l else (by[1], by[2])
    b_lower = np.zeros(np.shape(a)) if b_lower is None else b_lower
    b_upper = np.zeros(np.shape(a)) if b_upper is None else b_upper
    return cast_like(triangles_pulled(order @ b_lower, b_upper, lower, upper), a)


def lu_tangent(da: Any, y: Any, a: Any, permute_l: Any = False, p_indices: Any = False) -> Any:
    """The tangent of ``p, l, u = linalg.lu(a)``."""
    require_square(a, "lu")
    lower, upper, order = lu_parts(y, permute_l, p_indices)
    middle = linalg.solve(upper.T, linalg.solve(lower, da).T).T
    d_upper = np.triu(middle) @ upper
    d_lower = order.T @ lower @ np.tril(middle, -1)
    if permute_l:
        return lower @ np.tril(middle, -1), d_upper
    return None if p_indices else np.zeros(np.shape(order)), d_lower, d_upper


# Orthogonal factors


def require_factors(mode: Any) -> None:
    """Raise `ValueError` for a mode that gives no factors."""
    if mode not in ("full", "economic", "r"):
        raise ValueError(f"`qr` with mode={mode!r} has no derivative: use mode='economic'")


def full_qr_adjoint(by: Any, a: Any, mode: Any) -> Any:
    """The adjoint of ``a`` in ``linalg.qr(a, mode=mode)``. Raises `ValueError` for columns that are not determined."""
    require_factors(mode)
    columns = np.shape(a)[-1]
    given_q = None if mode == "r" else by[0]
    given_r = by[0] if mode == "r" else by[1]
    if given_q is not None and np.any(given_q[..., columns:]):
        raise ValueError("columns beyond those of the matrix have no derivative: use mode='economic'")
    bq = None if given_q is None else given_q[..., :columns]
    br = None if given_r is None else given_r[..., :columns, :]
    return qr_adjoint((bq, br), a)


def full_qr_tangent(da: Any, a: Any, mode: Any) -> Any:
    """The tangent of ``linalg.qr(a, mode=mode)``. Raises `ValueError` as `full_qr_adjoint` does."""
    require_factors(mode)
    rows, columns = np.shape(a)[-2:]
    dq, dr = qr_tangent(da, a)
    if mode == "economic" or rows == columns:
        return (dr,) if mode == "r" else (dq, dr)
    dr = np.concatenate([dr, np.zeros((*np.shape(dr)[:-2], rows - columns, columns))], axis=-2)
    if mode == "r":
        return (dr,)
    raise ValueError("columns beyond those of the matrix have no derivative: use mode='economic'")


# Eigenvalues


def general_eigh_adjoint(by: Any, y: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """The adjoints of ``a`` and ``b`` in ``w, v = linalg.eigh(a, b)``: the transpose of `general_eigh_tangent`."""
    require_real(a, b)
    w, v = y
    eye = np.eye(np.shape(w)[-1])
    middle = 0.0 * eye if by[0] is None else by[0] * eye
    scales = -np.expand_dims(w, -2) * middle
    if by[1] is not None:
        product = np.swapaxes(v, -1, -2) @ by[1]
        gaps = over_gaps(product, w)
        middle = middle + gaps
        scales = scales - np.expand_dims(w, -2) * gaps - 0.5 * product * eye
    ba = v @ middle @ np.swapaxes(v, -1, -2)
    bb = v @ scales @ np.swapaxes(v, -1, -2)
    half = 0.5 * (ba + np.swapaxes(ba, -1, -2))
    return cast_like(half, a), cast_like(0.5 * (bb + np.swapaxes(bb, -1, -2)), b)


def general_eigh_tangent(da: Any, db: Any, y: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """The tangent of ``w, v = linalg.eigh(a, b)``, real, from ``a @ v = b @ v @ diag(w)`` and ``v.T @ b @ v = 1``.

    With ``m = v.T @ da @ v`` and ``n = v.T @ db @ v`` the values change by the diagonal of ``m - n @ diag(w)``, and the
    vectors by ``v @ c``, whose elements are those of that over ``w[k] - w[j]``, on the diagonal those of ``-n / 2``.
    """
    require_real(a, b)
    w, v = y
    eye = np.eye(np.shape(w)[-1])
    m = np.swapaxes(v, -1, -2) @ (0.5 * (da + np.swapaxes(da, -1, -2))) @ v
    n = np.swapaxes(v, -1, -2) @ (0.5 * (db + np.swapaxes(db, -1, -2))) @ v
    rest = m - n * np.expand_dims(w, -2)
    return np.sum(rest * eye, axis=-1), v @ (over_gaps(rest, w) - 0.5 * n * eye)


def require_real(a: Any, b: Any) -> None:
    """Raise `ValueError` for a complex pair, whose vectors have phases that are not known."""
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise ValueError("the derivative of `eigh(a, b)` is known for real matrices: use a Cholesky factor of b")


def eig_parts(y: Any) -> Any:
    """``linalg.eig(a)``, whose values SciPy gives as complex numbers, as NumPy would give it."""
    return y if np.iscomplexobj(y[1]) else (np.real(y[0]), y[1])


def eig_like_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``w, v = linalg.eig(a)``."""
    return eig_adjoint(by, eig_parts(y), a)


def eig_like_tangent(da: Any, y: Any) -> tuple[Any, Any]:
    """The tangent of ``w, v = linalg.eig(a)``."""
    dw, dv = eig_tangent(da, eig_parts(y))
    return cast_like(dw, y[0]), dv


def eigvals_like_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``linalg.eigvals(a)``."""
    return eig_adjoint((by, None), eigvals_with_vectors(a, y), a)


def eigvals_like_tangent(da: Any, y: Any, a: Any) -> Any:
    """The tangent of ``linalg.eigvals(a)``."""
    return cast_like(eig_tangent(da, eigvals_with_vectors(a, y))[0], y)
