"""What derivatives of the densities of vectors in `scipy.stats` call.

The normal distribution has vectors of length n as rows of ``x``, Dirichlet's has them as columns. Derivatives by a
covariance are symmetric: SciPy reads one triangle of it. They are those of the log-density: Petersen and Pedersen
(2012), The Matrix Cookbook, section 8.1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special

from .array_adjoints import cast_like, unbroadcast

__all__ = [
    "deviations_of",
    "dirichlet_by_alpha",
    "dirichlet_by_x",
    "dirichlet_tangent",
    "full_covariance",
    "normal_by_cov",
    "normal_by_mean",
    "normal_by_x",
    "normal_tangent",
    "simplex_of",
    "solved",
]


def full_covariance(cov: Any, mean: Any) -> Any:
    """The covariance as a matrix, of shape (n, n): of one number or of the variances alone as well."""
    if np.ndim(cov) == 2:
        return cov
    return np.eye(1 if mean is None else np.size(mean)) * cov


def deviations_of(x: Any, mean: Any, matrix: Any) -> Any:
    """``x - mean``, of shape (..., n)."""
    length = np.shape(matrix)[0]
    rows = np.expand_dims(x, -1) if length == 1 and np.ndim(x) < 2 else x
    return rows - (np.zeros(length) if mean is None else mean)


def solved(matrix: Any, deviations: Any) -> Any:
    """The solutions for rows, of shape (..., n)."""
    return np.linalg.solve(matrix, np.expand_dims(deviations, -1))[..., 0]


def normal_by_x(by: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The adjoint of ``x`` in ``stats.multivariate_normal.logpdf(x, mean, cov)``."""
    matrix = full_covariance(cov, mean)
    rows = -np.expand_dims(by, -1) * solved(matrix, deviations_of(x, mean, matrix))
    return cast_like(np.reshape(rows, np.shape(x)), x)


def normal_by_mean(by: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The adjoint of ``mean`` in ``stats.multivariate_normal.logpdf(x, mean, cov)``."""
    matrix = full_covariance(cov, mean)
    rows = np.expand_dims(by, -1) * solved(matrix, deviations_of(x, mean, matrix))
    return cast_like(unbroadcast(rows, mean), mean)


def normal_by_cov(by: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The adjoint of ``cov`` in ``stats.multivariate_normal.logpdf(x, mean, cov)``."""
    matrix = full_covariance(cov, mean)
    rows = solved(matrix, deviations_of(x, mean, matrix))
    flat = np.reshape(rows, (-1, np.shape(matrix)[0]))
    weights = np.reshape(by, (-1, 1))
    whole = 0.5 * (flat.T @ (weights * flat) - np.sum(by) * np.linalg.inv(matrix))
    if np.ndim(cov) == 2:
        return cast_like(whole, cov)
    return cast_like(unbroadcast(np.sum(whole * np.eye(np.shape(matrix)[0]), axis=0), cov), cov)


def normal_tangent(dx: Any, dmean: Any, dcov: Any, x: Any, mean: Any, cov: Any) -> Any:
    """The tangent of ``stats.multivariate_normal.logpdf(x, mean, cov)``."""
    matrix = full_covariance(cov, mean)
    deviations = deviations_of(x, mean, matrix)
    rows = solved(matrix, deviations)
    moved = np.reshape(dx + np.zeros(np.shape(x)), np.shape(deviations)) - dmean
    turned = dcov + np.zeros(np.shape(matrix)) if np.ndim(cov) == 2 else np.eye(np.shape(matrix)[0]) * dcov
    turned = 0.5 * (turned + turned.T)
    spread = np.sum(np.linalg.inv(matrix) * turned)
    return 0.5 * (np.sum(rows * (rows @ turned), axis=-1) - spread) - np.sum(rows * moved, axis=-1)


def simplex_of(x: Any, alpha: Any) -> Any:
    """Points of the simplex as columns with all of their coordinates: the last one may be left out."""
    if np.shape(x)[0] == np.shape(alpha)[0]:
        return x
    return np.concatenate([x, np.expand_dims(1.0 - np.sum(x, axis=0), 0)])


def dirichlet_by_x(by: Any, x: Any, alpha: Any) -> Any:
    """The adjoint of ``x`` in ``stats.dirichlet.logpdf(x, alpha)``."""
    whole = simplex_of(x, alpha)
    powers = np.reshape(np.subtract(alpha, 1.0), np.shape(alpha) + (1,) * (np.ndim(x) - 1))
    slopes = by * powers / whole
    kept = slopes if np.shape(x)[0] == np.shape(alpha)[0] else slopes[:-1] - slopes[-1:]
    return cast_like(kept, x)


def dirichlet_by_alpha(by: Any, x: Any, alpha: Any) -> Any:
    """The adjoint of ``alpha`` in ``stats.dirichlet.logpdf(x, alpha)``."""
    rates = special.digamma(np.sum(alpha)) - special.digamma(alpha)
    logs = by * np.log(simplex_of(x, alpha))
    columns = np.reshape(logs, (np.shape(alpha)[0], -1))
    return cast_like(np.sum(columns, axis=1) + np.sum(by) * rates, alpha)


def dirichlet_tangent(dx: Any, dalpha: Any, x: Any, alpha: Any) -> Any:
    """The tangent of ``stats.dirichlet.logpdf(x, alpha)``."""
    column = np.shape(alpha) + (1,) * (np.ndim(x) - 1)
    whole = simplex_of(x, alpha)
    rates = np.log(whole) + np.reshape(special.digamma(np.sum(alpha)) - special.digamma(alpha), column)
    moved = dx + np.zeros(np.shape(x))
    if np.shape(x)[0] != np.shape(alpha)[0]:
        moved = np.concatenate([moved, np.expand_dims(-np.sum(moved, axis=0), 0)])
    slopes = np.reshape(np.subtract(alpha, 1.0), column) / whole
    return np.sum(slopes * moved + rates * np.reshape(dalpha + np.zeros(np.shape(alpha)), column), axis=0)
