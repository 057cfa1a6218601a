"""Names bound again to other kinds or shapes: what is known of a value is known of one moment, or of one arm."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like as tl

V = np.array([0.3, -1.2, 0.7])
M = np.ones((2, 3)) * V


def float_becomes_array(q: float, x: Any) -> Any:
    q = q + x
    return np.sum(q * q)


def float_becomes_tuple(q: float, x: Any) -> Any:
    q = (x + q, x)  # type: ignore[assignment]  # the point of the test
    return np.sum(q[0] * q[1])  # type: ignore[index]  # as above


def item_becomes_array(x: Any) -> Any:
    for row in x:
        row = row[None]
    return np.linalg.norm(x) * row[0]


def element_is_shifted(y: Any) -> Any:
    one = y[-1, -1]
    z = y * one
    one -= z
    return np.sum(one * one)


def repeated_number(x: Any) -> Any:
    return np.sum(np.repeat(np.sum(x), 2, axis=0))


def mean_of_one_arm(m: Any, q: Any, one: Any) -> Any:
    return np.mean(np.tanh(one) if q > 10 else m)


def mean_of_one_arm_in_a_loop(m: Any, q: Any, one: Any) -> Any:
    s = 0.0
    for i in range(3):
        s = s + (np.tanh(one) if q > i else m).mean() * q
    return s


def reshaped_arm(m: Any, q: Any, one: Any) -> Any:
    m = (q**one if q > 10 else m).reshape(-1, 1)
    return np.sum(m * m)


PROGRAMS = [
    (mean_of_one_arm, (M, 0.4, 1.0)),
    (mean_of_one_arm_in_a_loop, (M, 0.4, 1.0)),
    (reshaped_arm, (M, 0.4, 1.0)),
    (float_becomes_array, (1.5, V)),
    (float_becomes_tuple, (1.5, V)),
    (item_becomes_array, (V,)),
    (element_is_shifted, (M,)),
    (repeated_number, (V,)),
]


@pytest.mark.parametrize("optimized", [True, False])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("function", "arguments"), PROGRAMS, ids=lambda one: getattr(one, "__name__", ""))
def test_gradients_are_those_of_the_moment(function: Any, arguments: Any, known: bool, optimized: bool) -> None:
    derivative = tl.grad(
        function, wrt="all", optimized=optimized, on_independent="ignore", example_args=arguments if known else None
    )
    found = derivative(*arguments)
    numerical = tl.numerical_grad(function, wrt="all")(*arguments)
    pairs = zip(found, numerical, strict=True) if len(arguments) > 1 else [(found, numerical)]
    for one, other in pairs:
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-7)
