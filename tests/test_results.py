"""Gradients: their structures, warnings where there is none, and comparisons with differences."""

from __future__ import annotations

import math
import warnings
from collections import namedtuple
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import WAYS, assert_fresh, assert_like, line_of, quiet_grad
from tangent_like.errors import GradientMismatchError, IndependenceError, TangentError


def fun(x: Any, y: Any) -> Any:
    z = x**2 + 3 * x * y + y**2
    return z


def arrays(x: Any) -> Any:
    y = x * x
    return y


def starred(x: Any, *rest: Any) -> Any:
    z = x * rest[0]
    return z


# Structures

Pair = namedtuple("Pair", ["left", "right"])


def total(p: Any) -> Any:
    layers, (scale, name), pair = p["layers"], p["meta"], p["pair"]
    s = 0.0
    for w, b in layers:
        s = s + np.sum(w * w) * b
    if name == "double":
        s = s * 2.0
    return s * scale * pair[0] + np.sum(pair[1])


@WAYS
def test_gradients_have_the_structure_of_the_argument(optimized: bool, kinds: bool) -> None:
    p = {
        "layers": [(np.array([1.0, 2.0]), 3.0), (np.array([[0.5, 1.5]], dtype=np.float32), 2)],
        "meta": (2.5, "double"),
        "pair": Pair(2.0, np.array(4.0)),
        "unused": [None, "text", True, np.array(["a", "b"]), np.ones(2)],
    }
    df = quiet_grad(total, optimized=optimized, example_args=(p,) if kinds else None)
    found = df(p)
    assert_like(found["layers"], p["layers"])
    assert_like(found["meta"][0], 2.5)
    assert type(found["pair"]) is Pair
    assert found["meta"][1] == "double"
    assert found["unused"][:2] == [None, "text"]
    assert found["unused"][2] is True or found["unused"][2] == 0.0
    assert found["unused"][3] is p["unused"][3]
    np.testing.assert_array_equal(found["unused"][4], [0.0, 0.0])
    np.testing.assert_allclose(found["layers"][0][0], [60.0, 120.0])
    np.testing.assert_allclose(found["layers"][1][0], [[20.0, 60.0]])
    assert found["layers"][1][0].dtype == np.float32
    assert found["layers"][0][1] == 50.0
    assert found["layers"][1][1] == 25.0
    assert found["meta"][0] == pytest.approx(80.0)
    assert found["pair"].left == pytest.approx(100.0)
    assert found["pair"].right.shape == ()
    assert_fresh([found["layers"], found["unused"][4]], p)


@WAYS
@pytest.mark.parametrize(
    "x",
    [
        2,
        2.0,
        np.float64(2.0),
        np.float32(2.0),
        np.int64(2),
        np.array(2.0),
        np.array(2),
        np.array([2.0, 3.0], dtype=np.float32),
        np.array([[2, 3]]),
        np.zeros((0, 2)),
        2.0 + 0.0j,
        np.array([1.0 + 2.0j, 3.0]),
    ],
    ids=repr,
)
def test_gradients_have_shape_and_dtype_of_the_argument(x: Any, optimized: bool, kinds: bool) -> None:
    def summed(x: Any) -> Any:
        return np.sum(np.real(x * x) * 0.5)

    found = tl.grad(summed, optimized=optimized, example_args=(x,) if kinds else None)(x)
    np.testing.assert_allclose(found, x)
    assert_like(found, x)


@WAYS
def test_booleans_and_strings_are_returned_as_they_are(optimized: bool, kinds: bool) -> None:
    def chosen(p: Any) -> Any:
        x, flag, mode = p
        if flag and mode == "square":
            return x * x
        return x

    p = (3.0, True, "square")
    found = tl.grad(chosen, optimized=optimized, example_args=(p,) if kinds else None)(p)
    assert found[0] == 6.0
    assert found[2] == "square"


# Independence


def cut(x: Any, y: Any) -> Any:
    n = int(x)
    return n * y


def test_independence_warns_with_the_place() -> None:
    with pytest.warns(tl.IndependentWarning) as caught:
        df = tl.grad(cut)
    assert df(2.5, 3.0) == 0.0
    (warning,) = caught
    assert f"{Path(__file__).name}:{line_of(cut, 'n = int(x)')}:" in str(warning.message)
    assert "does not depend on `x`" in str(warning.message)
    assert warning.filename == __file__


def test_independence_by_option() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tl.grad(cut, on_independent="ignore")(2.5, 3.0) == 0.0
        assert tl.grad(cut, wrt="y")(2.5, 3.0) == 2
        assert tl.vjp(cut)(2.5, 3.0, 1.0) == 0.0
    with pytest.raises(IndependenceError, match="does not depend on `x`"):
        tl.grad(cut, on_independent="error")
    with pytest.raises((TangentError, ValueError)):
        tl.grad(cut, on_independent="sometimes")


def test_independence_warns_every_time_and_gives_zeros_of_the_argument() -> None:
    def constant(x: Any, y: Any) -> Any:
        return np.sum(y)

    for _ in range(2):
        with pytest.warns(tl.IndependentWarning):
            df = tl.grad(constant, wrt=(0, 1))
    x = {"a": [np.ones((2, 3), dtype=np.float32), 1]}
    dx, dy = df(x, np.ones(2))
    assert_like(dx, x)
    assert dy.tolist() == [1.0, 1.0]
    assert not dx["a"][0].any()


def test_second_derivatives_of_linear_functions_are_silent() -> None:
    def linear(x: float) -> float:
        return 3.0 * x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tl.grad(tl.grad(linear))(2.0) == 0.0


def test_second_derivatives_of_numbers() -> None:
    def cubic(x: float, y: float) -> float:
        return x * x * x * y

    second = tl.grad(tl.grad(cubic))
    assert second(2.0, 3.0) == 36.0
    mixed = tl.grad(tl.grad(cubic), wrt="y")
    assert mixed(2.0, 3.0) == 12.0


# Numerical gradients and reports


def test_numerical_grad() -> None:
    assert tl.numerical_grad(fun)(2.0, 1.0) == pytest.approx(7.0)
    assert tl.numerical_grad(fun, wrt="all")(2.0, 1.0) == pytest.approx((7.0, 8.0))

    def analytic(x: Any) -> Any:
        return np.sin(x) * x

    assert tl.numerical_grad(analytic, method="complex")(2.0) == pytest.approx(
        math.sin(2.0) + 2.0 * math.cos(2.0), rel=1e-14
    )


def test_check_grad_reports() -> None:
    report = tl.check_grad(fun, (2.0, 1.0), wrt="all")
    assert report.ok
    assert "agrees with central differences" in str(report)
    assert tl.check_grad(fun, (2.0,), {"y": 1.0}, mode="reverse", raise_on_mismatch=True).ok
    assert tl.check_grad(arrays, (np.array([1.0, 2.0]),)).ok
    assert tl.check_grad(starred, (2.0, 3.0), wrt="all").ok
    assert tl.check_grad(total, ({"layers": [(np.ones(2), 1.0)], "meta": (1.0, "a"), "pair": (1.0, 2.0)},)).ok


def test_check_grad_finds_a_jump() -> None:
    def rounded(x: Any) -> Any:
        return round(x) * x

    report = tl.check_grad(rounded, (2.5,))
    assert not report.ok
    assert "DIFFERS" in str(report)
    with pytest.raises(GradientMismatchError):
        tl.check_grad(rounded, (2.5,), raise_on_mismatch=True)


@pytest.mark.parametrize("optimized", [True, False])
def test_the_value_is_not_one_that_the_reverse_sweep_puts_back(optimized: bool) -> None:
    def grown(x):
        y = x
        for i in range(3):
            y = y * x + i
        return y

    value, gradient = tl.value_and_grad(grown, optimized=optimized)(1.5)
    assert value == grown(1.5)
    assert gradient == pytest.approx(4 * 1.5**3 + 1)
    kept = tl.autodiff(grown, preserve_result=True, optimized=optimized)(1.5, by=1.0)
    assert kept == (gradient, value)
