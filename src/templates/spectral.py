"""Decompositions of matrices; `spectral_adjoints` has the formulas, where they come from, and what phases are taken."""

from __future__ import annotations

import numpy as np

from ..runtime import (
    cast_like,
    eig_adjoint,
    eig_tangent,
    eigh_adjoint,
    eigh_tangent,
    eigvals_with_vectors,
    matrix_power_tangent,
    qr_adjoint,
    qr_tangent,
    svd_adjoint,
    svd_tangent,
    svdvals_adjoint,
    svdvals_tangent,
)
from ..spectral_adjoints import (
    eigen_middle,
    factored,
    held_component,
    over_gaps,
    reach_of,
    real_row,
    thin,
    with_phase,
    without_phase,
)
from ..values import UNKNOWN, Kind, array
from .notation import d, is_real, rank, xp
from .result_kinds import arrayed, literal
from .rules import THROUGH, Filled, adjoint, constant, fixed_kind, tangent

_REAL = {"float64": "float64", "complex128": "float64", "float32": "float32"}


def _eigen_of_hermitian(filled: Filled) -> Kind:
    """Real eigenvalues and vectors like the matrix."""
    matrix = filled.kind("a")
    if matrix.rank is None or matrix.dtype not in _REAL:
        return Kind("tuple")
    return Kind("tuple", items=(array(_REAL[matrix.dtype], matrix.rank - 1), array(matrix.dtype, matrix.rank)))


def _real_vector(filled: Filled) -> Kind:
    """Real values, one axis less."""
    matrix = filled.kind("a")
    return array(_REAL.get(matrix.dtype or ""), None if matrix.rank is None else matrix.rank - 1)


@adjoint(np.linalg.eig, kind=fixed_kind(Kind("tuple")), raises=True, structural=True)
def eig(y, a):
    d[a] = eig_adjoint(d[y], y, a)


@tangent(np.linalg.eig)
def eig_pushed(y, a):
    d[y] = eig_tangent(d[a], y)


@adjoint(np.linalg.eigvals, raises=True)
def eigvals(y, a):
    d[a] = eig_adjoint((d[y], None), eigvals_with_vectors(a, y), a)


@tangent(np.linalg.eigvals)
def eigvals_pushed(y, a):
    d[y] = eig_tangent(d[a], eigvals_with_vectors(a, y))[0]


@adjoint(np.linalg.eigh, kind=_eigen_of_hermitian, raises=True, structural=True)
def eigh(y, a, UPLO="L"):  # noqa: N803 - the name that NumPy gave it
    d[a] = eigh_adjoint(d[y], y, a, UPLO)


@tangent(np.linalg.eigh)
def eigh_pushed(y, a, UPLO="L"):  # noqa: N803
    d[y] = eigh_tangent(d[a], y, UPLO)


@adjoint(np.linalg.eigvalsh, kind=_real_vector, raises=True)
def eigvalsh(y, a, UPLO="L"):  # noqa: N803
    d[a] = eigh_adjoint((d[y], None), xp.linalg.eigh(a, UPLO), a, UPLO)


@tangent(np.linalg.eigvalsh)
def eigvalsh_pushed(y, a, UPLO="L"):  # noqa: N803
    d[y] = eigh_tangent(d[a], xp.linalg.eigh(a, UPLO), UPLO)[0]


def _decomposed(filled: Filled) -> Kind:
    """A tuple, or the singular values alone."""
    vectors = literal(filled, "compute_uv")
    return _real_vector(filled) if vectors is False else Kind("tuple") if vectors is True else UNKNOWN


@adjoint(np.linalg.svd, kind=_decomposed, raises=True, structural=True)
def svd(y, a, full_matrices=True, compute_uv=True):
    if compute_uv:
        d[a] = svd_adjoint(d[y], y, a)
    else:
        d[a] = svdvals_adjoint(d[y], a)


@tangent(np.linalg.svd)
def svd_pushed(y, a, full_matrices=True, compute_uv=True):
    if compute_uv:
        d[y] = svd_tangent(d[a], y)
    else:
        d[y] = svdvals_tangent(d[a], a)


@adjoint(getattr(np.linalg, "svdvals", None), kind=lambda filled: UNKNOWN, raises=True)
def svdvals(y, x):
    d[x] = svdvals_adjoint(d[y], x)


@tangent(getattr(np.linalg, "svdvals", None))
def svdvals_pushed(y, x):
    d[y] = svdvals_tangent(d[x], x)


@adjoint(np.linalg.qr, raises=True, structural=True)
def qr(y, a, mode="reduced"):
    d[a] = qr_adjoint(d[y], a, mode)


@tangent(np.linalg.qr)
def qr_pushed(y, a, mode="reduced"):
    d[y] = qr_tangent(d[a], a, mode)


@adjoint(np.linalg.pinv, raises=True)
def pinv(y, a, rcond=None):
    """Golub and Pereyra (1973), "The differentiation of pseudo-inverses and nonlinear least squares problems"."""
    yt = xp.swapaxes(y, -1, -2)
    bt = xp.swapaxes(d[y], -1, -2)
    left = bt @ y @ xp.conj(yt)
    right = xp.conj(yt) @ y @ bt
    d[a] = cast_like(xp.conj(left - a @ (y @ left) + right - right @ y @ a) - yt @ d[y] @ yt, a)


@tangent(np.linalg.pinv)
def pinv_pushed(y, a, rcond=None):
    dh = xp.conj(xp.swapaxes(d[a], -1, -2))
    yh = xp.conj(xp.swapaxes(y, -1, -2))
    left = y @ yh @ dh
    right = dh @ yh @ y
    d[y] = left - left @ a @ y + right - y @ (a @ right) - y @ d[a] @ y


@adjoint(np.linalg.matrix_power, kind=arrayed("a"), shares="first", raises=True)
def matrix_power(y, a, n):
    if is_real(a) and rank(a) == 2:
        d[a] = matrix_power_tangent(d[y], a.T, n)
    else:
        d[a] = cast_like(matrix_power_tangent(d[y], xp.swapaxes(a, -1, -2), n), a)


@tangent(np.linalg.matrix_power)
def matrix_power_pushed(y, a, n):
    d[y] = matrix_power_tangent(d[a], a, n)


constant(held_component, real_row, raises=False)
THROUGH.update((eig_adjoint, eig_tangent, eigvals_with_vectors, eigh_adjoint, eigh_tangent, svd_adjoint, svd_tangent))
THROUGH.update((svdvals_adjoint, svdvals_tangent, qr_adjoint, qr_tangent, matrix_power_tangent))
THROUGH.update((eigen_middle, reach_of, over_gaps, with_phase, without_phase, thin, factored))
