"""Calls of functions of `operator`, before and after: what they stand for."""

from __future__ import annotations

import operator

import numpy as np
import pytest
import tangent_like as tl
from support import function_from, lines, normal_form


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = operator.mul(x, y)", ["x = x * y"]),
        ("x = operator.neg(x)", ["x = -x"]),
        ("x = operator.concat(x, y)", ["x = x + y"]),
        ("x = operator.getitem(x, n)", ["x = x[n]"]),
        ("x = operator.call(operator.sub, x, y)", ["x = x - y"]),
        ("operator.setitem(x, n, y)", ["x[n] = y"]),
        ("operator.delitem(x, n)", ["t = x.pop(n)"]),
        ("operator.iadd(x, y)", ["t = x", "t = t + y"]),
        ("x = operator.imul(y, x)", ["t = y", "t = t * x", "x = t"]),
        ("x = operator.ipow(x[n], y + 1)", ["t = x[n]", "t1 = y + 1", "t = t ** t1", "x = t"]),
        ("x = operator.add(*y)", ["x = operator.add(*y)"]),
        ("x = operator.abs(x)", ["x = operator.abs(x)"]),
    ],
)
def test_a_call_is_written_as_what_it_stands_for(before: str, after: list[str]) -> None:
    made = normal_form(f"def f(x, y, n):\n    {before}\n    return x\n", operator=operator)
    assert lines(made.body)[:-1] == after


STORED = """
def f(x):
    y = 2.0 * x
    z = operator.imul(y, x)
    operator.setitem(z, 0, 1.0)
    operator.isub(y, x)
    return np.sum(y * z)
"""


@pytest.mark.parametrize("mode", ["grad", "jvp"])
def test_an_in_place_form_changes_what_others_see(mode: str) -> None:
    x = np.array([0.5, 1.5, 2.0])
    f = function_from(STORED, operator=operator, np=np)
    if mode == "grad":
        np.testing.assert_allclose(tl.grad(f, example_args=(x,))(x), _slope(x))
    else:
        found = [tl.jvp(f, example_args=(x,))(x, one) for one in np.eye(3)]
        np.testing.assert_allclose(found, _slope(x))


def _slope(x: np.ndarray) -> np.ndarray:
    """The gradient of ``sum((2 * x ** 2 - x) ** 2)``, whose first element is ``(1 - x) ** 2``."""
    made = 2.0 * (2.0 * x * x - x) * (4.0 * x - 1.0)
    made[0] = -2.0 * (1.0 - x[0])
    return made
