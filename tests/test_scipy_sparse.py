"""Sparse matrices of SciPy as constants: products, and solutions of equations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import sparse
from scipy.sparse import linalg
from support import function_from
from tangent_like.errors import UnsupportedArgumentError

DENSE = np.array([[4.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 5.0]])
MATRIX = sparse.csr_matrix(DENSE)
ARRAY = sparse.csc_array(DENSE)
PLACED = sparse.coo_array(DENSE)
SYMMETRIC = sparse.csr_array(DENSE + DENSE.T)


def times(x: Any) -> Any:
    return np.sum((MATRIX @ x) ** 3)


def times_array(x: Any) -> Any:
    return np.sum((ARRAY @ x) ** 3)


def times_transposed(x: Any) -> Any:
    return np.sum((MATRIX.T @ x) ** 3)


def dotted(x: Any) -> Any:
    return np.sum(MATRIX.dot(x) ** 3) + np.sum(PLACED.dot(x) ** 3)


def starred(x: Any) -> Any:
    return np.sum((MATRIX * x) ** 3)


def from_left(x: Any) -> Any:
    return np.sum((x @ MATRIX) ** 3)


def times_many(x: Any) -> Any:
    return np.sum((ARRAY @ np.outer(x, x)) ** 3)


def solved(x: Any) -> Any:
    return np.sum(linalg.spsolve(ARRAY, x) ** 3)


def iterated(x: Any) -> Any:
    return np.sum(linalg.cg(SYMMETRIC, x, rtol=1e-12)[0] ** 3)


def in_a_loop(x: Any) -> Any:
    for _ in range(3):
        x = np.tanh(MATRIX @ x)
    return np.sum(x)


def given(x: Any, a: Any) -> Any:
    return np.sum((a @ x) ** 3) + np.sum((x @ a) ** 3)


FUNCTIONS = (
    *(times, times_array, times_transposed, dotted, starred, from_left),
    *(times_many, solved, iterated, in_a_loop),
)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_both_modes_agree_with_central_differences(function: Callable[..., Any], known: bool) -> None:
    x, direction = np.array([0.3, -0.2, 0.4]), np.array([1.0, -2.0, 0.5])
    examples = (x,) if known else None
    expected = (function(x + 1e-6 * direction) - function(x - 1e-6 * direction)) / 2e-6
    assert tl.grad(function, example_args=examples)(x) @ direction == pytest.approx(expected, rel=1e-6)
    assert tl.jvp(function, example_args=examples)(x, direction) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("matrix", [MATRIX, ARRAY, PLACED])
def test_matrices_may_be_arguments(matrix: Any) -> None:
    x, direction = np.array([0.3, -0.2, 0.4]), np.array([1.0, -2.0, 0.5])
    expected = (given(x + 1e-6 * direction, DENSE) - given(x - 1e-6 * direction, DENSE)) / 2e-6
    assert tl.grad(given)(x, matrix) @ direction == pytest.approx(expected, rel=1e-6)
    assert tl.grad(given, example_args=(x, matrix))(x, matrix) @ direction == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("function", [times, times_array, dotted, starred, from_left, solved, iterated])
def test_second_derivatives(function: Callable[..., Any]) -> None:
    x, direction = np.array([0.3, -0.2, 0.4]), np.array([1.0, -2.0, 0.5])
    gradient = tl.grad(function)
    expected = (gradient(x + 1e-6 * direction) - gradient(x - 1e-6 * direction)) / 2e-6
    assert tl.hessian(function)(x) @ direction == pytest.approx(expected, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("mode", ["grad", "jvp"])
def test_matrices_that_depend_on_the_argument_are_refused(mode: str) -> None:
    call = "linalg.spsolve(x * a, b)"
    function = function_from(
        f"from scipy.sparse import linalg\ndef f(x, a, b):\n    y = {call}\n    return np.sum(y)\n"
    )
    with pytest.raises(UnsupportedArgumentError) as caught:
        getattr(tl, mode)(function)
    place, *rest = str(caught.value).splitlines()
    assert place.endswith(":3:9: `A` of `linalg.spsolve` depends on `wrt`, and has no derivative")
    assert rest == [
        f"    3 |     y = {call}",
        "                ^",
        "Let a function read what is active from its arguments (`args=`), and a matrix be constant.",
    ]
