"""Adjoints and tangents of functions of matrices in `scipy.linalg`, and of matrices made of vectors.

The tangent of a matrix function ``f(a)`` in the direction ``e`` is its Fréchet derivative ``L(a, e)``, and the adjoint
is ``L(a.T, by)``: Higham (2008), "Functions of Matrices", section 3.2; Giles (2008), "Collected matrix derivative
results for forward and reverse mode algorithmic differentiation". Adjoints have no conjugates: see the convention for
complex numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import linalg

from .array_adjoints import cast_like

__all__ = [
    "blocks_of",
    "diagonal_sums",
    "expm_twice",
    "frechet",
    "frechet_adjoint",
    "frechet_power",
    "polar_adjoint",
    "polar_tangent",
    "toeplitz_adjoint",
    "toeplitz_tangent",
]


def frechet(function: Callable[[Any], Any], a: Any, e: Any) -> Any:
    """The Fréchet derivative of a matrix function at ``a`` towards ``e``: Higham (2008), equation 3.16.

    It is the upper right block of ``function([[a, e], [0, a]])``. Shapes ``(..., n, n)``.
    """
    rows = np.shape(a)[-1]
    return function(np.block([[a, e], [np.zeros_like(a), a]]))[..., :rows, rows:]


def frechet_adjoint(function: Callable[[Any], Any], a: Any, by: Any) -> Any:
    """The adjoint of ``a`` in ``function(a)``: the Fréchet derivative at the transpose."""
    return cast_like(frechet(function, np.swapaxes(a, -1, -2), by), a)


def frechet_power(a: Any, e: Any, t: Any) -> Any:
    """The Fréchet derivative of ``linalg.fractional_matrix_power(a, t)`` towards ``e``."""
    rows = np.shape(a)[-1]
    return linalg.fractional_matrix_power(np.block([[a, e], [np.zeros_like(a), a]]), t)[..., :rows, rows:]


def expm_twice(a: Any, e: Any, f: Any) -> Any:
    """The second Fréchet derivative of ``linalg.expm`` at ``a`` towards ``e`` and ``f``.

    It is the upper right block of the first one of ``[[a, e], [0, a]]``: Higham and Relton (2014), "Higher order
    Fréchet derivatives of matrix functions and the level-2 condition number", SIAM J. Matrix Anal. Appl. 35, section 3.
    """
    rows = np.shape(a)[-1]
    nothing = np.zeros(np.shape(a))
    whole = np.block([[a, e], [nothing, a]])
    direction = np.block([[f, nothing], [nothing, f]])
    return linalg.expm_frechet(whole, direction, compute_expm=False)[:rows, rows:]


# Polar decomposition


def polar_tangent(da: Any, y: Any, a: Any) -> tuple[Any, Any]:
    """The tangent of ``u, p = linalg.polar(a)`` with ``a = u @ p`` of full column rank: ``p @ p = a^H @ a``."""
    u, p = y
    inner = np.conj(a.T) @ da
    dp = linalg.solve_sylvester(p, p, inner + np.conj(inner.T))
    return linalg.solve(p.T, (da - u @ dp).T).T, dp


def polar_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``u, p = linalg.polar(a)``: the transpose of `polar_tangent`."""
    u, p = y
    ba = np.zeros(np.shape(a)) if by[0] is None else linalg.solve(p, by[0].T).T
    bp = -u.T @ ba if by[1] is None else by[1] - u.T @ ba
    half = linalg.solve_sylvester(p.T, p.T, bp)
    return cast_like(ba + np.conj(a) @ (half + np.conj(half.T)), a)


# Matrices made of vectors


def diagonal_sums(by: Any) -> Any:
    """The sums over the diagonals of a matrix ``(m, n)``, from the lower left to the upper right: ``(m + n - 1,)``."""
    m, n = np.shape(by)
    padded = np.concatenate([np.flip(by, 0), np.zeros((m, m))], axis=1)
    return np.sum(np.reshape(np.ravel(padded)[: m * (m + n - 1)], (m, m + n - 1)), axis=0)


def toeplitz_tangent(dc: Any, dr: Any, c: Any, r: Any) -> Any:
    """The tangent of ``linalg.toeplitz(c, r)``, where ``dc`` and ``dr`` may be the number 0."""
    dc = np.broadcast_to(dc, np.shape(np.ravel(c)))
    return linalg.toeplitz(dc) if r is None else linalg.toeplitz(dc, np.broadcast_to(dr, np.shape(np.ravel(r))))


def toeplitz_adjoint(by: Any, c: Any, r: Any) -> tuple[Any, Any]:
    """The adjoints of ``c`` and ``r`` in ``linalg.toeplitz(c, r)``, whose first row is ``conj(c)`` if r is None."""
    sums = diagonal_sums(by)
    rows = np.shape(by)[0]
    below, above = sums[:rows][::-1], np.concatenate([np.zeros(1), sums[rows:]])
    if r is None:
        return cast_like(np.reshape(below + np.conj(above), np.shape(c)), c), None
    return cast_like(np.reshape(below, np.shape(c)), c), cast_like(np.reshape(above, np.shape(r)), r)


def blocks_of(by: Any, arrays: Any) -> list[Any]:
    """The adjoints of the matrices in ``linalg.block_diag(*arrays)``."""
    found = []
    row = column = 0
    for one in arrays:
        m, n = np.shape(np.atleast_2d(one))
        found.append(cast_like(np.reshape(by[row : row + m, column : column + n], np.shape(one)), one))
        row, column = row + m, column + n
    return found
