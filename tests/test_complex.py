"""Real functions whose intermediate values are complex, and functions of complex arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl

REALS = np.array([1.0, 2.0, 0.3])


def modulus_of_a_mixed_product(x: Any) -> Any:
    t = np.exp(1j * x)
    s = t @ x
    return abs(s)


def modulus_of_a_sum(x: Any) -> Any:
    z = np.exp(1j * x)
    s = np.sum(z * x)
    a = s * s
    return abs(a) + np.real(a * a)


def number_through_complex_ones(x: Any) -> Any:
    z = x * 1j + x * x
    return abs(z) ** 2


def items_of_a_complex_array(x: Any) -> Any:
    a, b, c = np.exp(1j * x) * x
    return abs(a * b) + (c * c).imag


PROGRAMS: list[tuple[Callable[..., Any], Any, Any]] = [
    (modulus_of_a_mixed_product, REALS, "float64[:]"),
    (modulus_of_a_sum, REALS, np.ndarray),
    (items_of_a_complex_array, REALS, "float64[:]"),
    (number_through_complex_ones, 1.5, float),
]


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("annotated", [True, False])
@pytest.mark.parametrize(("function", "point", "annotation"), PROGRAMS, ids=lambda one: getattr(one, "__name__", ""))
def test_complex_values_on_the_way(
    function: Any, point: Any, annotation: Any, annotated: bool, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not known to be real must not be taken for real: moduli and gradients would be wrong."""
    monkeypatch.setitem(function.__annotations__, "x", annotation if annotated else Any)
    tl.check_grad(function, (point,), mode=mode, raise_on_mismatch=True)
    assert type(tl.grad(function)(point)) is type(point)


def test_second_derivatives_through_stores_of_real_values_into_complex_storage() -> None:
    """A real adjoint that was made of a complex one hands its real part back."""

    def f(z: Any) -> Any:
        c = z * 1.0
        r = c.imag * 1.0
        c[:2] = r[1:]
        return np.sum(np.abs(c * (c[0] + c[2])) ** 2)

    z = np.array([0.5 + 0.3j, -0.6 + 0.8j, 0.2 - 1.0j])
    one, other = np.array([1.0, 1j, 0.3]), np.array([0.2j, 1.0, -1.0 - 1j])
    for examples in ((z,), None):
        gradient = tl.grad(f, example_args=examples)
        wanted = (gradient(z + 1e-6 * one) - gradient(z - 1e-6 * one)) / 2e-6
        pulled = tl.vjp(gradient)(z, b_return1=other)
        assert np.real(np.sum(pulled * one)) == pytest.approx(np.real(np.sum(wanted * other)), rel=1e-6)
        np.testing.assert_allclose(tl.jvp(gradient)(z, dz=one), wanted, rtol=1e-6)


def test_the_parts_of_a_complex_number_are_real() -> None:
    """Their adjoints are: rows of an array would not take complex ones."""

    def f(x: Any) -> Any:
        for _ in range(2):
            s = 0.0
            for row in x * np.arange(6.0).reshape(3, 2):
                s = s * x + np.sum(row * row)
            z = complex(imag=np.tanh(s), real=x)
            x = abs(z * z) + z.imag
        return x

    for examples in ((0.3,), None):
        gradient = tl.grad(f, example_args=examples)(0.3)
        assert gradient == pytest.approx((f(0.3 + 1e-6) - f(0.3 - 1e-6)) / 2e-6, rel=1e-6)
