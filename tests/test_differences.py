"""Derivatives by differences, by hand-written derivatives."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest
from tangent_like.differences import numerical_grad
from tangent_like.errors import TangentError, WrtError


def fun(x: float, y: float) -> float:
    return x**2 + 3 * x * y + y**2


class Pair(NamedTuple):
    first: float
    second: np.ndarray


def test_numbers_by_position_name_and_all() -> None:
    assert numerical_grad(fun)(4, y=1) == pytest.approx(11.0, rel=1e-9)
    assert numerical_grad(fun, wrt=[1])(x=0, y=5) == pytest.approx(10.0, rel=1e-9)
    assert numerical_grad(fun, wrt="y")(2.0, 1.0) == pytest.approx(8.0, rel=1e-9)
    assert numerical_grad(fun, wrt=("x", "y"))(2.0, 1.0) == pytest.approx((7.0, 8.0), rel=1e-9)
    assert numerical_grad(fun, wrt="all")(2.0, 1.0) == pytest.approx((7.0, 8.0), rel=1e-9)


def test_arrays_keep_shape_and_dtype() -> None:
    x = np.array([[1e-6, 2.0], [3.0, 4e6]])
    gradient = numerical_grad(lambda x: np.sum(np.log(x)))(x)
    np.testing.assert_allclose(gradient, 1 / x, rtol=1e-7)
    single = numerical_grad(lambda x: np.sum(np.log(x)))(x.astype(np.float32)[:, 1])
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, 1 / x[:, 1], rtol=1e-3)


def test_structures_are_kept() -> None:
    def f(p: dict[str, Any]) -> float:
        return p["pair"].first * np.sum(p["pair"].second) + p["list"][0] ** 2

    gradient = numerical_grad(f)({"pair": Pair(2.0, np.ones(3)), "list": [3], "name": "p", "flag": True})
    assert isinstance(gradient["pair"], Pair)
    assert gradient["pair"].first == pytest.approx(3.0)
    np.testing.assert_allclose(gradient["pair"].second, [2.0, 2.0, 2.0])
    assert gradient["list"] == pytest.approx([6.0])
    assert (gradient["name"], gradient["flag"]) == ("p", True)


def test_complex_arguments_follow_the_convention() -> None:
    assert numerical_grad(lambda z: abs(z) ** 2)(1 + 2j) == pytest.approx(2 - 4j)


def test_complex_step_is_exact_to_rounding() -> None:
    gradient = numerical_grad(lambda x: np.sum(np.exp(x) / np.sqrt(x)), method="complex")
    x = np.array([0.7, 1.5])
    np.testing.assert_allclose(gradient(x), np.exp(x) * (1 / np.sqrt(x) - 0.5 * x**-1.5), rtol=1e-14)


def test_a_step_is_used_as_given() -> None:
    assert numerical_grad(lambda x: x**3, step=0.5)(1.0) == pytest.approx(3.25)


def test_arguments_are_left_alone() -> None:
    def doubles(x: np.ndarray) -> float:
        x *= 2
        return np.sum(x)

    x = np.ones(2)
    np.testing.assert_allclose(numerical_grad(doubles)(x), [2.0, 2.0])
    np.testing.assert_array_equal(x, [1.0, 1.0])


@pytest.mark.parametrize("wrt", ["z", 2, -1, ("x", "z")])
def test_unknown_wrt(wrt: Any) -> None:
    with pytest.raises(WrtError) as caught:
        numerical_grad(fun, wrt=wrt)
    assert "names no parameter of `fun`\n" in str(caught.value)
    assert str(caught.value).endswith("^\nIts parameters are 0 (x), 1 (y).")


def test_misuse_is_refused() -> None:
    with pytest.raises(TangentError, match="no method is called 'forward'"):
        numerical_grad(fun, method="forward")
    with pytest.raises(TangentError, match="does not return one number"):
        numerical_grad(lambda x: x * 2)(np.ones(2))
    with pytest.raises(TangentError, match="takes no complex step towards `x`"):
        numerical_grad(lambda x: abs(x), method="complex")(1.0)
    with pytest.raises(WrtError, match="the parameters of"):
        numerical_grad(dict)
