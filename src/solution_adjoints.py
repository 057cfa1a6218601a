"""Adjoints and tangents of solutions of linear equations, condition numbers and norms over several axes.

Those of least squares follow from the normal equations: Golub and Pereyra (1973), "The differentiation of
pseudo-inverses and nonlinear least squares problems whose variables separate".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import cast_like, norm_adjoint, restore_axes, vector_norm_adjoint
from .spectral_adjoints import svdvals_adjoint, svdvals_tangent

__all__ = [
    "cond_adjoint",
    "lstsq_adjoint",
    "lstsq_tangent",
    "moved_last",
    "require_full_rank",
    "tensorinv_adjoint",
    "tensorinv_tangent",
    "tensorsolve_adjoint",
    "tensorsolve_matrix",
    "tensorsolve_tangent",
    "vector_norm_pulled",
]


def vector_norm_pulled(by: Any, y: Any, x: Any, order: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """The adjoint of ``y = linalg.vector_norm(x, axis=axis, ord=order)``, over one axis, several or all."""
    axes = tuple(range(np.ndim(x))) if axis is None else axis
    by = restore_axes(np.real(by), x, axes, keepdims)
    return cast_like(vector_norm_adjoint(by, restore_axes(y, x, axes, keepdims), np.asarray(x), order, axes), x)


def cond_adjoint(by: Any, y: Any, x: Any, p: Any = None) -> Any:
    """The adjoint of ``y = linalg.cond(x, p)``: of a quotient of singular values, or of ``norm(x) * norm(inv(x))``."""
    if p is None or p in (2, -2):
        s = np.linalg.svd(x, compute_uv=False)
        upper, lower = (-1, 0) if p == -2 else (0, -1)
        unit = np.eye(np.shape(s)[-1])
        quotient = np.expand_dims(y, -1)
        slopes = (unit[upper] - unit[lower] * quotient) / s[..., [lower]]
        return svdvals_adjoint(np.expand_dims(by, -1) * slopes, x)
    inverse = np.linalg.inv(x)
    one = np.linalg.norm(x, p, axis=(-2, -1))
    other = np.linalg.norm(inverse, p, axis=(-2, -1))
    turned = np.swapaxes(inverse, -1, -2)
    bx = norm_adjoint(by * other, one, x, p, (-2, -1))
    return bx - turned @ norm_adjoint(by * one, other, inverse, p, (-2, -1)) @ turned


# Tensors as matrices


def tensorinv_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``y = linalg.tensorinv(a, ind)``: that of an inverse."""
    rows = square_of(y)
    turned = np.reshape(y, (rows, rows)).T
    return np.reshape(-turned @ np.reshape(by, (rows, rows)) @ turned, np.shape(a))


def tensorinv_tangent(da: Any, y: Any) -> Any:
    """The tangent of ``y = linalg.tensorinv(a, ind)``."""
    rows = square_of(y)
    inverse = np.reshape(y, (rows, rows))
    return np.reshape(-inverse @ np.reshape(da, (rows, rows)) @ inverse, np.shape(y))


def square_of(y: Any) -> int:
    """How many rows the square matrix of these elements has."""
    return int(np.sqrt(np.size(y)) + 0.5)


def moved_last(a: Any, axes: Any) -> list[int]:
    """The order of the axes of ``a`` in which ``linalg.tensorsolve`` takes them: those in ``axes`` come last."""
    last = [] if axes is None else [axis % np.ndim(a) for axis in axes]
    return [axis for axis in range(np.ndim(a)) if axis not in last] + last


def tensorsolve_adjoint(bx: Any, a: Any, b: Any, axes: Any = None) -> Any:
    """The adjoint of ``b`` in ``linalg.tensorsolve(a, b, axes)``."""
    rows = np.size(b)
    matrix = np.reshape(np.transpose(a, moved_last(a, axes)), (rows, rows))
    return np.reshape(np.linalg.solve(matrix.T, np.ravel(bx)), np.shape(b))


def tensorsolve_matrix(bb: Any, x: Any, a: Any, axes: Any = None) -> Any:
    """The adjoint of ``a`` in ``x = linalg.tensorsolve(a, b, axes)``, from that of ``b``."""
    return np.transpose(-np.tensordot(bb, x, 0), np.argsort(moved_last(a, axes)))


def tensorsolve_tangent(da: Any, x: Any, a: Any, axes: Any = None) -> Any:
    """What the tangent of ``b`` lacks for that of ``x = linalg.tensorsolve(a, b, axes)``: ``da`` times ``x``."""
    return np.tensordot(np.transpose(da, moved_last(a, axes)), x, np.ndim(x))


# Least squares


def require_full_rank(a: Any, rank: Any) -> None:
    """Raise `ValueError` where a least-squares solution has no derivative, or none by these formulas."""
    if np.iscomplexobj(a):
        raise ValueError("the derivative of lstsq is known for real matrices: solve for real and imaginary parts")
    if rank < np.shape(a)[1]:
        raise ValueError(f"lstsq of a matrix of rank {rank} with {np.shape(a)[1]} columns: full column rank is needed")


def lstsq_adjoint(by: Any, y: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """The adjoints of ``a`` and ``b`` in ``y = linalg.lstsq(a, b)``, of full column rank.

    With ``P = pinv(a)`` and ``r = b - a @ x`` the solution changes by ``P @ (db - da @ x) + P @ P.T @ da.T @ r``, the
    sum of squares by ``2 * sum(r * (db - da @ x))``.
    """
    require_full_rank(a, y[2])
    x = columns_of(y[0], b)
    r = columns_of(b, b) - a @ x
    ba = np.zeros(np.shape(a))
    bb = np.zeros(np.shape(r))
    if by[0] is not None:
        pseudo = np.linalg.pinv(a)
        bb = pseudo.T @ columns_of(by[0], b)
        ba = r @ (pseudo @ bb).T
    if by[1] is not None and np.size(y[1]) > 0:
        bb = bb + 2.0 * r * by[1]
    ba = ba - bb @ x.T
    if by[3] is not None:
        ba = ba + svdvals_adjoint(by[3], a)
    return cast_like(ba, a), cast_like(np.reshape(bb, np.shape(b)), b)


def lstsq_tangent(da: Any, db: Any, y: Any, a: Any, b: Any) -> tuple[Any, Any, Any, Any]:
    """The tangent of ``y = linalg.lstsq(a, b)``, of full column rank."""
    require_full_rank(a, y[2])
    x = columns_of(y[0], b)
    r = columns_of(b, b) - a @ x
    pseudo = np.linalg.pinv(a)
    rest = columns_of(np.broadcast_to(db, np.shape(b)), b) - da @ x
    dx = pseudo @ rest + pseudo @ (pseudo.T @ (da.T @ r))
    residuals = 2.0 * np.sum(r * rest, axis=0) if np.size(y[1]) > 0 else np.zeros(0)
    return np.reshape(dx, np.shape(y[0])), residuals, 0.0, svdvals_tangent(da, a)


def columns_of(x: Any, b: Any) -> Any:
    """A right-hand side or solution as a matrix."""
    return np.reshape(x, (np.shape(x)[0], 1)) if np.ndim(b) == 1 else x
