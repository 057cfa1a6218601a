"""Decompositions of matrices: what has no derivative, and functions that do not depend on phases or bases."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from tangent_like.runtime import eigvals_with_vectors

GENERATOR = np.random.default_rng(11)
WIDE = GENERATOR.normal(size=(2, 3))
MATRIX = GENERATOR.normal(size=(3, 3)) + 1j * GENERATOR.normal(size=(3, 3))


def whole_text(message: str) -> str:
    return f"^{re.escape(message)}$"


def left_vectors(a: Any) -> Any:
    u, _, vh = np.linalg.svd(a)
    return np.sum(u**3) + np.sum(vh[2] ** 3)


def triangle(a: Any) -> Any:
    return np.sum(np.linalg.qr(a)[1] ** 3)


def whole(a: Any) -> Any:
    return np.sum(np.linalg.qr(a, "complete")[0] ** 3)


def twice(a: Any) -> Any:
    return np.sum(np.abs(np.fft.fftn(a, (2, 4), (0, 0))))


BEYOND = "vectors beyond the singular values have no derivative: use full_matrices=False"


@pytest.mark.parametrize(
    ("function", "point", "message"),
    [
        (left_vectors, WIDE, BEYOND),
        (triangle, WIDE, "`qr` of a matrix with more columns than rows has no derivative: factor its first columns"),
        (whole, WIDE.T, "`qr` with mode='complete' has no derivative: use mode='reduced'"),
        (twice, WIDE, "a transform over one axis twice, with lengths, has no derivative: make it in two steps"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_has_no_derivative_is_refused_at_the_call(function: Any, point: Any, message: str) -> None:
    with pytest.raises(ValueError, match=whole_text(message)):
        tl.grad(function)(point)


def test_vectors_beyond_the_singular_values_have_no_tangent() -> None:
    with pytest.raises(ValueError, match=whole_text(BEYOND)):
        tl.jvp(left_vectors)(WIDE, WIDE)


def test_singular_values_need_no_other_vectors() -> None:
    tl.check_grad(lambda a: np.sum(np.linalg.svd(a)[1] ** 3), (WIDE,), raise_on_mismatch=True)


def test_eigenvalues_alone_may_agree() -> None:
    """The sum of the eigenvalues of a matrix is its trace, also where they are the same."""
    np.testing.assert_allclose(tl.grad(lambda a: np.sum(np.linalg.eigh(a)[0]))(np.eye(3)), np.eye(3))
    np.testing.assert_allclose(tl.grad(lambda a: np.sum(np.linalg.svd(a)[1]))(np.eye(3)), np.eye(3))


def test_vectors_of_equal_eigenvalues_have_no_finite_derivative() -> None:
    gradient = tl.grad(lambda a: np.sum(np.linalg.eigh(a)[1] ** 3))(np.eye(3))
    assert not np.all(np.isfinite(gradient))


def test_a_function_of_a_matrix_does_not_depend_on_phases() -> None:
    """``exp`` of a Hermitian matrix by its eigenvectors, against its power series."""

    def by_vectors(a: Any) -> Any:
        w, v = np.linalg.eigh(a + np.conj(a.T))
        return np.sum(np.abs((v * np.exp(w)) @ np.conj(v.T)) ** 2)

    def by_series(a: Any) -> Any:
        h = a + np.conj(a.T)
        total = np.eye(3) + 0j
        term = np.eye(3) + 0j
        for k in range(1, 60):
            term = term @ h / k
            total = total + term
        return np.sum(np.abs(total) ** 2)

    np.testing.assert_allclose(tl.grad(by_vectors)(MATRIX), tl.grad(by_series)(MATRIX), rtol=1e-8)


def test_the_order_of_eigenvalues_is_checked() -> None:
    a = np.diag([1.0, 2.0])
    with pytest.raises(
        ValueError, match=whole_text("`eigvals` and `eig` order the eigenvalues differently here: use those of `eig`")
    ):
        eigvals_with_vectors(a, np.array([2.0, 1.0]))
