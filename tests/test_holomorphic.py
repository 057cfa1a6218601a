"""Gradients of complex results: refused as they are, and complex derivatives with ``holomorphic=True``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from
from tangent_like.errors import ComplexResultError, HolomorphicError

POINT = np.array([0.3 + 1.2j, 1.1 - 0.4j])
SQUARE = "def f(z):\n    return z * z\n"
WAY_OUT = "return a real part of it, give a complex adjoint to `vjp`, or use holomorphic=True"
DIFFERENTIABLE = "Leave holomorphic=True out, and return a real part, or use functions that have a complex derivative."


def made(text: str) -> Callable[..., Any]:
    return function_from(text, file="model.py")


def slope(function: Callable[..., Any], point: Any, direction: Any, step: float = 1e-6) -> Any:
    return (function(point + step * direction) - function(point - step * direction)) / (2.0 * step)


@pytest.mark.parametrize("maker", [tl.grad, tl.value_and_grad, tl.elementwise_grad])
def test_a_complex_result_is_refused_at_the_call(maker: Any) -> None:
    with pytest.raises(ComplexResultError) as caught:
        maker(made(SQUARE))(1.0 + 2.0j)
    assert str(caught.value) == f"model.py:2:5: the result of `f` is complex: {WAY_OUT}"


def test_a_complex_result_of_real_arguments_is_refused_at_the_call() -> None:
    with pytest.raises(ComplexResultError) as caught:
        tl.grad(made("def f(x):\n    return np.sum(np.exp(1j * x))\n"))(np.ones(2))
    assert str(caught.value) == f"model.py:2:5: the result of `f` is complex: {WAY_OUT}"


def test_a_complex_result_that_is_known_is_refused_at_once() -> None:
    with pytest.raises(ComplexResultError) as caught:
        tl.grad(made("def f(z: complex):\n    return z * z\n"))
    assert str(caught.value) == (
        "model.py:2:5: the result of `f` is complex\n    2 |     return z * z\n            ^\n"
        f"{WAY_OUT[0].upper()}{WAY_OUT[1:]}."
    )


def test_a_module_that_stands_alone_raises_a_value_error() -> None:
    module: dict[str, Any] = {}
    exec(tl.module_source(tl.grad(made(SQUARE))), module)
    with pytest.raises(ValueError, match=f"^{re.escape(f'model.py:2:5: the result of `f` is complex: {WAY_OUT}')}$"):
        module["dfdz"](1.0 + 2.0j)


def test_a_complex_adjoint_may_be_given() -> None:
    assert tl.grad(made(SQUARE))(1.0 + 2.0j, b_return=1j) == 1j * (2.0 + 4.0j)
    assert tl.vjp(made(SQUARE))(1.0 + 2.0j, b_return=1.0) == 2.0 + 4.0j
    assert tl.autodiff(made(SQUARE), motion="split")(1.0 + 2.0j, init_grad=1j) == 1j * (2.0 + 4.0j)


def test_complex_derivatives() -> None:
    f = made("def f(z):\n    return np.sum(z ** 3) * np.exp(z[0])\n")
    gradient = tl.grad(f, holomorphic=True)
    wanted = np.array([slope(f, POINT, one) for one in np.eye(2)])
    np.testing.assert_allclose(gradient(POINT), wanted, rtol=1e-8)
    value, found = tl.value_and_grad(f, holomorphic=True)(POINT)
    assert value == f(POINT)
    np.testing.assert_array_equal(found, gradient(POINT))
    second = np.stack([slope(gradient, POINT, one) for one in np.eye(2)], 1)
    np.testing.assert_allclose(tl.hessian(f, holomorphic=True)(POINT), second, rtol=1e-7)
    vector = np.array([1j, 2.0])
    np.testing.assert_allclose(tl.hvp(f, holomorphic=True)(POINT, vector), second @ vector, rtol=1e-7)


def test_a_complex_derivative_of_each_element() -> None:
    np.testing.assert_allclose(tl.elementwise_grad(made(SQUARE), holomorphic=True)(POINT), 2.0 * POINT)


def test_a_complex_derivative_of_a_complex_derivative() -> None:
    cube = made("def f(z):\n    return z ** 3\n")
    assert tl.grad(tl.grad(cube, holomorphic=True), holomorphic=True)(1.0 + 1.0j) == 6.0 + 6.0j


def test_a_complex_derivative_inside_of_a_function() -> None:
    f = made(f"{SQUARE}def g(x):\n    return grad(f, holomorphic=True)(1j * x).imag\n")
    outer = function_from(f"{SQUARE}def g(x):\n    return grad(f, holomorphic=True)(1j * x).imag\n", "g", grad=tl.grad)
    assert f(2.0) == 4.0
    assert tl.grad(outer)(1.5) == 2.0


@pytest.mark.parametrize(
    ("text", "point", "message"),
    [
        (SQUARE, 2.0, "model.py:2:5: the result of `f` is real, though holomorphic=True"),
        ("def f(z):\n    return z * 1j\n", 2.0, "model.py:2:5: `z` is real, though holomorphic=True"),
        ("def f(z):\n    return z[0]['a'] * 1j\n", [{"a": 2.0}], "model.py:2:5: `z` is real, though holomorphic=True"),
    ],
)
def test_what_is_real_is_refused_at_the_call(text: str, point: Any, message: str) -> None:
    with pytest.raises(HolomorphicError) as caught:
        tl.grad(made(text), holomorphic=True)(point)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "def f(z):\n    return np.sum(np.abs(z) + z)\n",
            "model.py:2:19: `np.abs` has no complex derivative\n"
            f"    2 |     return np.sum(np.abs(z) + z)\n                          ^\n{DIFFERENTIABLE}",
        ),
        (
            "def f(z):\n    return z.conj() * z\n",
            "model.py:2:12: `z.conj` has no complex derivative\n"
            f"    2 |     return z.conj() * z\n                   ^\n{DIFFERENTIABLE}",
        ),
        (
            "def f(z: float):\n    return z * 1j\n",
            "model.py:1:1: `z` is real, though holomorphic=True\n    1 | def f(z: float):\n        ^\nPass z + 0j.",
        ),
        (
            "def f(z):\n    return float(z)\n",
            "model.py:2:5: the result of `f` is real, though holomorphic=True\n"
            "    2 |     return float(z)\n            ^\nLeave holomorphic=True out.",
        ),
    ],
)
def test_what_has_no_complex_derivative_is_refused_at_once(text: str, message: str) -> None:
    with pytest.raises(HolomorphicError) as caught:
        tl.grad(made(text), holomorphic=True)
    assert str(caught.value) == message


@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_complex_jacobians(mode: str) -> None:
    turned = made("def f(x):\n    return np.exp(1j * x) * x[0]\n")
    x = POINT.real.copy()
    wanted = np.stack([slope(turned, x, one) for one in np.eye(2)], 1)
    np.testing.assert_allclose(tl.jacobian(turned, mode=mode)(x), wanted, rtol=1e-8)
    grown = made("def f(z):\n    return np.exp(z) * z[0]\n")
    wanted = np.stack([slope(grown, POINT, one) for one in np.eye(2)], 1)
    found = tl.jacobian(grown, mode=mode, holomorphic=True)(POINT)
    np.testing.assert_allclose(found, wanted, rtol=1e-8)
    assert found.dtype == np.complex128
    assert tl.jacobian(made("def f(x):\n    return {'a': np.exp(1j * x)}\n"), mode=mode)(0.0) == {"a": 1j}


@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_jacobians_are_held_against_the_cauchy_riemann_equations(mode: str) -> None:
    f = made("def f(z):\n    return np.conj(z) * z + z\n")
    with pytest.raises(HolomorphicError) as caught:
        tl.jacobian(f, mode=mode, holomorphic=True)(POINT)
    assert str(caught.value) == (
        "model.py:1:1: `f` is not holomorphic: it has no complex derivative here\n    1 | def f(z):\n        ^\n"
        "Leave holomorphic=True out, and return the real and the imaginary part as two real results."
    )


def test_a_real_argument_of_a_holomorphic_jacobian() -> None:
    with pytest.raises(HolomorphicError) as caught:
        tl.jacobian(made("def f(x):\n    return 1j * x\n"), holomorphic=True)(1.5)
    assert str(caught.value) == (
        "model.py:1:1: the argument `x` of `f` is real, though holomorphic=True\n    1 | def f(x):\n        ^\n"
        "Leave holomorphic=True out, or add 0j to the arguments."
    )
