"""What the rules for SciPy refuse: calls that they do not cover, each at its place."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
import scipy.fft
import scipy.linalg
import scipy.ndimage
import scipy.optimize
import tangent_like as tl
from support import function_from
from tangent_like import libraries
from tangent_like.errors import UnsupportedArgumentError
from tangent_like.templates import load

HINT = "Write the arguments out as the rule takes them, or add a rule for this use."


@pytest.mark.parametrize("mode", ["grad", "jvp"])
@pytest.mark.parametrize(
    ("call", "name", "problem"),
    [
        ("linalg.qr(x, pivoting=k)", "linalg.qr", "`pivoting` is not written out as a literal"),
        ("linalg.qr(x, mode='raw')", "linalg.qr", "mode='raw', whose derivative is not known"),
        ("linalg.qr(x, pivoting=True)", "linalg.qr", "pivoting=True, whose derivative is not known"),
        (
            "linalg.cholesky(x, overwrite_a=True)",
            "linalg.cholesky",
            "got an unexpected keyword argument 'overwrite_a'",
        ),
        ("linalg.eig(x, x)", "linalg.eig", "`b` is not written out as a literal"),
        ("linalg.eigh(x, type=2)", "linalg.eigh", "type=2, whose derivative is not known"),
    ],
)
def test_calls_that_a_rule_does_not_cover_are_refused(mode: str, call: str, name: str, problem: str) -> None:
    function = function_from(f"from scipy import linalg\ndef f(x, k):\n    y = {call}\n    return np.sum(y[0])\n")
    with pytest.raises(UnsupportedArgumentError) as caught:
        getattr(tl, mode)(function)
    place, *rest = str(caught.value).splitlines()
    assert place.endswith(f"cannot differentiate this call of `{name}`: {problem}")
    assert ":3:9: " in place
    assert rest == [f"    3 |     y = {call}", "                ^", HINT]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("linalg.lu(x)[1]", "the derivative of `lu` is known for one square matrix: factor its leading block"),
        (
            "linalg.qr(x)[0]",
            "columns beyond those of the matrix have no derivative: use mode='economic'",
        ),
        ("linalg.qr(x, mode='ra' + 'w')[1]", "`qr` with mode='raw' has no derivative: use mode='economic'"),
    ],
)
def test_matrices_without_a_derivative_are_refused_when_the_output_runs(call: str, message: str) -> None:
    function = function_from(f"from scipy import linalg\ndef f(x):\n    return np.sum({call} ** 3)\n")
    x = np.random.default_rng(0).normal(size=(4, 2))
    for run in (lambda: tl.grad(function)(x), lambda: tl.jvp(function)(x, x)):
        with pytest.raises(ValueError, match=message):
            run()


def test_stacks_of_equations_in_diagonals_are_refused() -> None:
    def f(ab: Any, b: Any) -> Any:
        return np.sum(scipy.linalg.solve_banded((1, 1), ab, b))

    ab = np.ones((2, 3, 4)) + 3.0 * np.array([[0.0], [1.0], [0.0]])
    with pytest.raises(ValueError, match="the derivative of `solve_banded` is known for one matrix at a time"):
        tl.grad(f)(ab, np.ones(4))


def test_helpers_have_names_of_their_own() -> None:
    load()
    names = Counter(name for module in dict.fromkeys(libraries._HELPERS) for name in set(module.__all__))
    assert [name for name, count in names.items() if count > 1] == []
