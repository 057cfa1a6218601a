"""What is active: varied by an argument and useful for the result, at each point."""

from __future__ import annotations

import numpy as np
import pytest
import tangent_like
from support import function_from, gradient_text, specialised, statement
from tangent_like.errors import UnknownFunctionError, UnsupportedArgumentError, UnsupportedConstructError


def active(text: str, line: str, wrt: str = "x") -> bool:
    found = specialised(text, wrt)
    return found.facts.is_active(statement(found.function, line))


def test_what_does_not_depend_on_the_argument_is_inactive() -> None:
    text = "def f(x, y):\n    z = y * y\n    return x * z\n"
    assert not active(text, "z = y * y")
    assert active(text, "z = y * y", wrt="x y")


def test_what_the_result_does_not_depend_on_is_inactive() -> None:
    assert not active("def f(x):\n    z = x * x\n    w = x + 1\n    return w\n", "z = x * x")


@pytest.mark.parametrize(
    "cut", ["int(x)", "round(x)", "len(x)", "x > 1", "x.shape", "np.sign(x)", "np.floor(x)", "x is None"]
)
def test_casts_and_comparisons_cut(cut: str) -> None:
    text = f"def f(x):\n    n = {cut}\n    return n * 2.0 + x[0]\n"
    assert not active(text, f"n = {cut}")


def test_an_inactive_value_ends_the_adjoint() -> None:
    found = specialised("def f(x):\n    y = x\n    y = 3.0\n    return y * y + x\n")
    assert "y" not in found.facts.live[statement(found.function, "y = x")]


def test_activity_goes_around_a_loop() -> None:
    text = "def f(x, n):\n    y = z = 0.0\n    for i in range(n):\n        y = z * 1.0\n        z = x\n    return y\n"
    assert active(text, "y = z * 1.0")


def test_activity_joins_branches() -> None:
    text = "def f(x, c):\n    if c:\n        y = x\n    else:\n        y = 1.0\n    z = y * y\n    return z\n"
    assert active(text, "z = y * y")


def test_selection_is_marked_through_what_is_selected_from() -> None:
    found = specialised("def f(x):\n    y = np.log(x)\n    z = np.where(x > 0, y, 0.0)\n    return np.sum(z)\n")
    assert {"x", "y"} <= found.facts.masked


def test_plain_code_is_not_marked() -> None:
    assert not specialised("def f(x):\n    y = np.log(x)\n    return np.sum(y)\n").facts.masked


def test_inactive_code_gets_no_derivative() -> None:
    text = gradient_text(function_from("def f(x, y):\n    z = np.tanh(y)\n    return x * z\n"))
    assert "bz" not in text
    assert "by" not in text


def test_an_unknown_function_matters_only_where_it_is_active() -> None:
    text = "def f(x, y):\n    return x * len(np.base_repr(y))\n"
    specialised(text)
    with pytest.raises(UnknownFunctionError, match=r"no derivative is known for `np.fromiter`"):
        specialised("def f(x, y):\n    return np.fromiter(x, y)\n")


def test_an_attribute_is_refused_where_it_is_active() -> None:
    with pytest.raises(UnsupportedConstructError, match=r"cannot differentiate through the attribute `.*strides`"):
        specialised("def f(x):\n    return x.strides * 2\n")


def test_a_use_that_the_rule_does_not_cover_is_refused() -> None:
    with pytest.raises(UnsupportedArgumentError, match=r"np\.sum"):
        specialised("def f(x):\n    return np.sum(x, like=x)\n")


def test_gradients_through_a_cut_are_zero() -> None:

    function = function_from("def f(x):\n    return np.floor(x) * 2.0\n")
    with pytest.warns(tangent_like.errors.IndependentWarning, match="does not depend on `x`"):
        derivative = tangent_like.grad(function)
    assert derivative(np.float64(1.5)) == 0.0
