"""What can raise stays, and what has an effect happens once and in order."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support_programs import (
    WAYS,
    quiet_grad,
)

# S26: what can raise, stays


def unused_root(x: Any) -> Any:
    math.sqrt(x)
    return x * x


def unused_quotient(x: Any) -> Any:
    y = 1.0 / (x + 1.0)
    del_ = y * 2
    return x * x + 0 * len([del_])


def overwritten_quotient(x: Any) -> Any:
    y = 1.0 / (x + 1.0)
    y = x * x
    return y


def unused_item(x: Any) -> Any:
    y = [x][int(x) + 1]  # noqa: F841 - raises
    return x * x


def unused_assert(x: Any) -> Any:
    assert x > 0, "x has to be positive"
    return 2.0 * x


@pytest.mark.parametrize(
    ("f", "error"),
    [
        (unused_root, ValueError),
        (overwritten_quotient, ZeroDivisionError),
        (unused_quotient, ZeroDivisionError),
        (unused_assert, AssertionError),
    ],
)
@WAYS
def test_what_the_primal_raises_the_derivative_raises(
    f: Callable[..., Any], error: type[Exception], optimized: bool, kinds: bool
) -> None:
    df = quiet_grad(f, optimized=optimized, example_args=(2.0,) if kinds else None)
    with pytest.raises(error):
        f(-1.0)
    with pytest.raises(error):
        df(-1.0)
    df(2.0)


@WAYS
def test_a_subscript_out_of_range_stays(optimized: bool, kinds: bool) -> None:
    df = quiet_grad(unused_item, optimized=optimized, example_args=(2.0,) if kinds else None)
    with pytest.raises(IndexError):
        df(2.0)


@WAYS
def test_calls_for_their_effect_keep_order_and_count(
    optimized: bool, kinds: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    def printing(x: Any) -> Any:
        for i in range(3):
            print("trip", i)
            x = x * x
        print("end")
        return x

    df = quiet_grad(printing, optimized=optimized, example_args=(1.1,) if kinds else None)
    capsys.readouterr()
    df(1.1)
    assert capsys.readouterr().out == "trip 0\ntrip 1\ntrip 2\nend\n"


@WAYS
def test_random_draws_are_made_once_and_in_order(optimized: bool, kinds: bool) -> None:
    def noisy(x: Any, rng: Any) -> Any:
        s = 0.0
        for _i in range(3):
            noise = rng.normal()
            s = s * noise + x * noise
        return s

    rng = np.random.default_rng(3)
    a, b, c = rng.normal(size=3)
    df = quiet_grad(noisy, optimized=optimized)
    assert df(2.0, np.random.default_rng(3)) == pytest.approx(a * b * c + b * c + c)
