"""The derivative of a function at one point, called several times: `linearize` and `pullback`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_jacobians import close, layer, numerical_jacobian, place
from support_programs import assert_fresh
from tangent_like.errors import JacobianError, WrtError

VECTOR = np.array([0.3, 0.8, 1.7])
MATRIX = np.arange(6.0).reshape(2, 3) / 7


def cube(x: Any) -> Any:
    return x**3


def logistic_states(u: Any, r: Any, steps: int) -> Any:
    for _ in range(steps):
        u[1:] = r * u[1:] * (1 - u[:-1])
    return u


def test_linearize() -> None:
    x, W = VECTOR.copy(), MATRIX.copy()
    value, pushed = tl.linearize(layer, x, W)
    close(value, layer(VECTOR, MATRIX))
    x[:] = 0.0
    W[:] = 0.0
    towards_x, towards_W = tl.jacobian(layer, "all")(VECTOR, MATRIX)
    for _ in range(3):
        for along in np.eye(3):
            close(pushed(along, np.zeros((2, 3))), towards_x @ along)
    close(pushed(np.zeros(3), np.ones((2, 3))), np.sum(towards_W, axis=(1, 2)))


def test_pullback() -> None:
    x, W = VECTOR.copy(), MATRIX.copy()
    value, pulled = tl.pullback(layer, x, W)
    close(value, layer(VECTOR, MATRIX))
    x[:] = 0.0
    towards = tl.jacobian(layer, "all")(VECTOR, MATRIX)
    kept = [pulled(seed) for seed in (*np.eye(2), *np.eye(2))]
    for row, found in zip((0, 1, 0, 1), kept, strict=True):
        close(found[0], towards[0][row])
        close(found[1], towards[1][row])
    assert_fresh(kept, VECTOR, W)


def test_a_pullback_through_stores_can_be_called_again() -> None:
    u = np.array([0.2, 0.5, 0.7, 0.9])
    value, pulled = tl.pullback(logistic_states, u, 2.5, 4, wrt="u")
    true = numerical_jacobian(logistic_states, (u, 2.5, 4))
    for row in (3, 0, 3, 2, 3):
        close(pulled(np.eye(4)[row]), true[row])
    close(value, logistic_states(u.copy(), 2.5, 4))
    value, pushed = tl.linearize(logistic_states, u, 2.5, 4)
    for column in (3, 0, 3):
        close(pushed(np.eye(4)[column], 0.0), true[:, column])


def test_a_random_generator_draws_the_same_each_time() -> None:
    def noisy(x: Any, rng: Any) -> Any:
        return x * rng.standard_normal(3)

    rng = np.random.default_rng(4)
    value, pushed = tl.linearize(noisy, VECTOR, rng)
    _, pulled = tl.pullback(noisy, VECTOR, rng)
    noise = rng.standard_normal(3)
    close(value, VECTOR * noise)
    for _ in range(2):
        close(pushed(np.ones(3)), noise)
        close(pulled(np.ones(3)), noise)


def test_arguments_without_floats_are_constants() -> None:
    _, pushed = tl.linearize(logistic_states, VECTOR, 2.5, 2)
    assert pushed(np.ones(3), 1.0).shape == (3,)
    _, pulled = tl.pullback(cube, 2, wrt="x")
    assert pulled(1.0) == 12.0


def test_what_linearize_returns_is_new() -> None:
    def same_array(x: Any) -> Any:
        return x

    x, along = np.ones(2), np.ones(2)
    value, pushed = tl.linearize(same_array, x)
    assert_fresh((value, pushed(along)), x, along)


# Mistakes


def test_nothing_to_linearize() -> None:
    for function in (tl.linearize, tl.pullback):
        with pytest.raises(WrtError) as caught:
            function(cube, 2)
        assert str(caught.value) == place(cube).format(
            "no argument of `cube` holds floating numbers",
            "Pass floats or arrays of floats, or name the parameters with `wrt`.",
        )


def test_another_number_of_tangents() -> None:
    _, pushed = tl.linearize(layer, VECTOR, MATRIX)
    with pytest.raises(JacobianError) as caught:
        pushed(VECTOR)
    assert str(caught.value) == place(layer).format(
        "2 tangents wanted for x, W, and 1 given", "Give one tangent for each, in this order."
    )


def test_tangents_and_adjoints_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="shape"):
        tl.linearize(cube, VECTOR)[1](np.ones(2))
    with pytest.raises(ValueError, match="shape"):
        tl.pullback(cube, VECTOR)[1](np.ones(2))
