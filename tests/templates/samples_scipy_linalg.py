"""Sample calls for `scipy.linalg`."""

from __future__ import annotations

import numpy as np
from samples import LOOSE, draw, positive, sample, single, spd, symmetric
from samples_complex import SAMPLES, hermitian, mixed
from scipy import linalg
from tangent_like.scipy_matrix_adjoints import diagonal_sums

__all__ = ["SAMPLES"]

SYMMETRIC = {"along": symmetric, **LOOSE}
HERMITIAN = {"along": hermitian, **LOOSE}


def near_one(*stack: int, n: int = 3) -> np.ndarray:
    """Matrices whose logarithms and roots are real."""
    return np.eye(n) + 0.2 * draw(*stack, n, n)


# Functions of matrices

for key in (linalg.expm, linalg.sinm, linalg.cosm, linalg.tanm, linalg.sinhm, linalg.coshm, linalg.tanhm):
    sample(key, 0.5 * draw(3, 3))
    sample(key, 0.5 * draw(3, 3).T)
    sample(key, 0.3 * mixed(2, 2))
for key in (linalg.logm, linalg.sqrtm):
    sample(key, near_one())
    sample(key, near_one() + 0.1j * draw(3, 3))
    sample(key, near_one().T)
sample(linalg.expm, 0.5 * draw(2, 3, 3))
sample(linalg.expm, single(2, 2))
sample(linalg.expm, draw(1, 1))
sample(linalg.sqrtm, near_one(2))
sample(linalg.sqrtm, near_one().astype(np.float32))
sample(linalg.expm_frechet, draw(3, 3), draw(3, 3), compute_expm=False)
sample(linalg.expm_frechet, 0.5 * mixed(2, 2), mixed(2, 2), compute_expm=False)
for power in (0.5, -0.7, 2.3):
    sample(linalg.fractional_matrix_power, near_one(n=2), power, options=LOOSE)
sample(linalg.fractional_matrix_power, near_one(n=2) + 0.1j * draw(2, 2), 1.5, options=LOOSE)
for shape in ((3, 3), (4, 2)):
    sample(linalg.polar, draw(*shape))
    sample(linalg.polar, mixed(*shape))
sample(linalg.toeplitz, draw(3))
sample(linalg.toeplitz, draw(3), draw(4))
sample(linalg.toeplitz, mixed(3))
sample(linalg.toeplitz, mixed(4), mixed(2))
sample(linalg.khatri_rao, draw(2, 3), draw(4, 3))
sample(linalg.khatri_rao, draw(3, 2).T, mixed(4, 3))
sample(linalg.block_diag, draw(2, 3), draw(3), draw(1, 1))
sample(linalg.block_diag, mixed(2, 2), draw(2, 1), 1.5)
sample(diagonal_sums, draw(3, 4))
sample(diagonal_sums, mixed(3, 2))

# Linear equations

for b in (draw(3), draw(3, 2)):
    sample(linalg.solve, spd(), b)
    sample(linalg.solve, draw(3, 3) + 3.0 * np.eye(3), b, transposed=True)
    sample(linalg.solve, draw(3, 3) + 3.0 * np.eye(3), b, assume_a="gen")
    for form in ("diagonal", "tridiagonal", "upper triangular", "lower triangular"):
        sample(linalg.solve, draw(3, 3) + 3.0 * np.eye(3), b, assume_a=form)
    for form in ("sym", "pos", "her"):
        sample(linalg.solve, spd(), b, assume_a=form, options=SYMMETRIC | {"wrt": (0,)})
        sample(linalg.solve, spd(), b, lower=True, assume_a=form, options={"wrt": (1,)})
sample(linalg.solve, mixed(3, 3), mixed(3))
sample(linalg.solve, spd() + hermitian(0.3j * draw(3, 3)), mixed(3), assume_a="pos", options=HERMITIAN | {"wrt": (0,)})
sample(linalg.solve, spd() + symmetric(0.3j * draw(3, 3)), mixed(3), assume_a="sym", options=SYMMETRIC | {"wrt": (0,)})
sample(linalg.solve, spd(2), draw(3))
sample(linalg.solve, spd(), draw(2, 3, 1))
sample(linalg.solve, spd().astype(np.float32), single(3))
sample(linalg.solve, positive(1, 1), draw(3))
for trans in (0, 1, 2, "T"):
    sample(linalg.solve_triangular, draw(3, 3) + 3.0 * np.eye(3), draw(3), trans)
    sample(linalg.solve_triangular, mixed(3, 3), mixed(3, 2), trans, lower=True)
    sample(linalg.solve_triangular, draw(3, 3), draw(3, 1), trans, unit_diagonal=True)
sample(linalg.solve_triangular, spd(2), draw(2, 3, 1), 1)
sample(linalg.solve_triangular, spd(2), draw(3))
for lower in (False, True):
    sample(linalg.cho_solve, (spd(), lower), draw(3))
    sample(linalg.cho_solve, (spd() + 0.5j * draw(3, 3) * (1.0 - np.eye(3)), lower), mixed(3, 2))
    sample(linalg.solveh_banded, np.stack([draw(4), positive(4) + 5.0][:: -1 if lower else 1]), draw(4), lower=lower)
    band = np.stack([mixed(4), positive(4) + 5.0 + 0.0j][:: -1 if lower else 1])
    sample(linalg.solveh_banded, band, mixed(4, 2), lower=lower)
for trans in (0, 1, 2):
    sample(linalg.lu_solve, (spd(), np.array([2, 1, 2])), draw(3), trans)
    sample(linalg.lu_solve, (mixed(3, 3) + 2.0 * np.eye(3), np.array([1, 1, 2])), mixed(3, 2), trans)
sample(linalg.solve_banded, (1, 1), draw(3, 5) + 3.0 * np.array([[0.0], [1.0], [0.0]]), draw(5))
sample(linalg.solve_banded, (2, 1), draw(4, 5) + 4.0 * np.array([[0.0], [1.0], [0.0], [0.0]]), draw(5, 2))
sample(linalg.solve_banded, (0, 1), mixed(2, 4) + 3.0, mixed(4))
sample(linalg.solve_toeplitz, draw(4) + np.array([5.0, 0.0, 0.0, 0.0]), draw(4))
sample(linalg.solve_toeplitz, (draw(4) + np.array([5.0, 0.0, 0.0, 0.0]), draw(4)), draw(4, 2))
sample(linalg.solve_toeplitz, (mixed(3) + np.array([5.0, 0.0, 0.0]), mixed(3)), mixed(3))
sample(linalg.solve_sylvester, spd(), spd(n=2), draw(3, 2))
sample(linalg.solve_sylvester, spd() + 0.2j * draw(3, 3), spd(n=2), mixed(3, 2))
sample(linalg.solve_continuous_lyapunov, spd(), draw(3, 3))
sample(linalg.solve_continuous_lyapunov, spd() + 0.2j * draw(3, 3), mixed(3, 3))
for method in (None, "bilinear"):
    sample(linalg.solve_discrete_lyapunov, 0.3 * draw(3, 3), draw(3, 3), method)
    sample(linalg.solve_discrete_lyapunov, 0.3 * mixed(3, 3), mixed(3, 3), method)
for pair in ((draw(5, 3), draw(5)), (draw(5, 3), draw(5, 2)), (spd(), draw(3))):
    sample(linalg.lstsq, *pair)
sample(linalg.lstsq, draw(4, 2), draw(4), 1e-12, lapack_driver="gelsy")

# Factors, eigenvalues, norms

for value in (spd(), draw(2, 3, 3), mixed(2, 2), spd().astype(np.float32)):
    sample(linalg.inv, value)
    sample(linalg.det, value)
for value in (draw(4, 3), draw(3, 4), mixed(3, 2)):
    sample(linalg.pinv, value)
    sample(linalg.norm, value)
    sample(linalg.norm, value, axis=0)
    sample(linalg.svdvals, value)
    sample(linalg.svd, value, False)
    sample(linalg.svd, value, compute_uv=False)
for order in (1, 2, "fro", "nuc", np.inf):
    sample(linalg.norm, draw(3, 3), order)
sample(linalg.norm, draw(4), 3, 0, True)
for lower in (False, True):
    sample(linalg.cholesky, spd(), lower, options=SYMMETRIC)
    sample(linalg.cholesky, spd(2), lower=lower, options=SYMMETRIC)
    sample(linalg.cholesky, spd() + hermitian(0.3j * draw(3, 3)), lower=lower, options=HERMITIAN)
    sample(linalg.cho_factor, spd(), lower, options=SYMMETRIC)
    sample(linalg.cho_factor, spd() + hermitian(0.3j * draw(3, 3)), lower, options=HERMITIAN)
    sample(linalg.eigh, spd(), lower=lower, driver="ev", options=SYMMETRIC)  # the signs of "evr" are not continuous
    sample(linalg.eigh, spd() + hermitian(0.3j * draw(3, 3)), lower=lower, driver="evd", options=HERMITIAN)
    sample(linalg.eigvalsh, spd(), lower=lower, options=SYMMETRIC)
    sample(linalg.eigh, spd(), spd(), lower=lower, options=SYMMETRIC)
    sample(linalg.eigvalsh, spd(), spd(), lower=lower, options=SYMMETRIC)
sample(linalg.cholesky, spd().astype(np.float32), True, options=SYMMETRIC)
for value in (draw(3, 3), mixed(3, 3), spd()):
    sample(linalg.eigvals, value)
    sample(linalg.lu_factor, value)
    sample(linalg.lu, value)
    sample(linalg.lu, value, True)
    sample(linalg.lu, value, p_indices=True)
for value in (draw(3, 3), mixed(3, 3), np.diag([1.0, 2.0, 4.0]) + 0.1 * draw(3, 3)):
    sample(linalg.eig, value)
for value in (draw(3, 3), draw(4, 2), mixed(3, 2)):
    sample(linalg.qr, value, mode="economic")
    sample(linalg.qr, value, mode="r")
sample(linalg.qr, draw(3, 3))
