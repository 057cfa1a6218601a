"""Zeros that something selected meet infinite partials: no derivative becomes NaN, in neither mode."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from

AROUND = np.array([0.0, 1.0, -2.0, 4.0])

PROGRAMS: dict[str, tuple[str, Any, Any]] = {
    "where before": ("return np.sum(np.sqrt(np.where(x > 0, x, 0)))", AROUND, [0.0, 0.5, 0.0, 0.25]),
    "where behind": ("return np.sum(np.where(x > 0, np.log(x), 0))", AROUND, [0.0, 1.0, 0.0, 0.25]),
    "a product with a pole": (
        "return np.sum(np.where(x > 0, x * np.log(x), 0.0))",
        AROUND,
        [0.0, 1.0, 0.0, 1.0 + np.log(4.0)],
    ),
    "maximum": ("return np.sum(np.sqrt(np.maximum(x, 0.0)))", AROUND[1:], [0.5, 0.0, 0.25]),
    "clip": ("return np.sum(np.sqrt(np.clip(x, 0, 3)))", AROUND[1:], [0.5, 0.0, 0.0]),
    "a branch": ("y = x if x > 0 else 0.0\n    return np.sqrt(y)", -1.0, 0.0),
    "part of an array": ("u = np.zeros(3)\n    u[0] = x\n    return np.sum(np.sqrt(u))", 4.0, 0.25),
    "a called function": (
        "def g(a):\n        return np.sqrt(a)\n    return np.sum(g(np.where(x > 0, x, 0)))",
        AROUND,
        [0.0, 0.5, 0.0, 0.25],
    ),
    "a quotient": ("return np.sum(np.where(x > 0, 1 / np.where(x > 0, x, 0.0), 0.0))", AROUND, [0, -1, 0, -1 / 16]),
}


@pytest.mark.parametrize("kinds", [True, False])
@pytest.mark.parametrize("case", PROGRAMS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_no_derivative_becomes_nan(case: str, kinds: bool) -> None:
    body, x, expected = PROGRAMS[case]
    f = function_from(f"def f(x):\n    {body}\n")
    examples = (x,) if kinds else None
    np.testing.assert_allclose(tl.grad(f, example_args=examples)(x), expected)
    pushed = tl.jvp(f, example_args=examples)
    for place in range(np.size(x)):
        direction = np.eye(np.size(x))[place].reshape(np.shape(x))[()]
        assert pushed(x, dx=direction) == pytest.approx(np.ravel(expected)[place])


def test_plain_code_stays_plain() -> None:
    f = function_from("def f(x):\n    return np.sum(np.maximum(x, 0.0) ** 2 + np.sqrt(x))\n")
    x = np.ones(3)
    for derivative in (tl.grad(f, example_args=(x,)), tl.jvp(f, example_args=(x,))):
        assert "nonzero" not in tl.api.output_of(derivative).text
