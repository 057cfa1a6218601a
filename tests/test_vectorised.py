"""Jacobians in all directions at once: the numbers of one call for each direction, and really at once."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable
from typing import Any

import kernels_arrays
import kernels_physics
import kernels_products
import kernels_recurrences
import kernels_solvers
import kernels_stencils
import numpy as np
import pytest
import tangent_like as tl
from kernels_support import Kernel
from programs import Generator, text_of
from support import function_from
from support_batches import adjoints, assert_batched, products, tangents
from support_jacobians import band, layer, logistic_map, valley
from tangent_like import vectorised
from tangent_like.errors import TangentError
from tangent_like.templates.batching import Unbatched

R = np.random.default_rng(3)
X, Y, W, A = R.normal(size=7), R.normal(size=7), R.normal(size=(5, 7)), R.normal(size=(7, 7))
GRAVITY = 9.81


def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on each direction is a call."""
    monkeypatch.setattr(vectorised, "FEWEST", 10**9)


# Typical functions


def perceptron(x: Any, W: Any) -> Any:
    h = np.tanh(W @ x)
    return h / np.sum(h)


def softmax(x: Any) -> Any:
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def heat(u: Any, steps: int) -> Any:
    for _ in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return u


def recurrence(x: Any, W: Any) -> Any:
    h = x
    for _ in range(3):
        h = cell(h, W)
    return h


def cell(h: Any, W: Any) -> Any:
    return np.tanh(h @ W) + h


def by_elements(x: Any) -> Any:
    y = np.zeros(x.shape)
    for i in range(len(x)):
        if x[i] > 0:
            y[i] = x[i] * x[0]
        else:
            y[i] = np.sum(x)
    return y


def joined(x: Any) -> Any:
    return np.concatenate([np.sin(x), x[1:] * x[:-1], np.array([x[0] * x[1], x[2]])])


def gathered(x: Any, at: Any) -> Any:
    return x[at] * x[::-1][at] + np.where(x > 0, x, 2.0 * x)[at]


def falling(x: Any) -> Any:
    return 0.5 * GRAVITY * x**2 + np.sum(x)


def tables(x: Any) -> Any:
    m = np.outer(x, x) + x[:, None] * np.ones(7)
    return np.mean(m, axis=0) + m.T @ x + m.reshape(49)[:7]


TYPICAL: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (perceptron, (X, W)),
    (softmax, (X,)),
    (heat, (X, 4)),
    (recurrence, (X, A)),
    (by_elements, (X,)),
    (joined, (X,)),
    (gathered, (X, np.array([3, 0, 3, 6]))),
    (falling, (X,)),
    (tables, (X,)),
    (band, (X,)),
    (layer, (X, A)),
]
each_typical = pytest.mark.parametrize(("f", "args"), TYPICAL, ids=[f.__name__ for f, _ in TYPICAL])


@each_typical
def test_pushforwards_and_pullbacks_are_made_for_all_directions(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    assert_batched(*placed(tangents, f, args), args[0])
    assert_batched(*placed(adjoints, f, args), f(*(np.copy(one) if np.ndim(one) else one for one in args)))


def placed(make: Callable[..., Any], f: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, Any, str]:
    derivative, key = make(f, next(iter(inspect.signature(f).parameters)))
    return derivative, args, key


SCALARS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (valley, (X,)),
    (logistic_map, (X, 3.1, 3)),
    (lambda x, W: np.sum(np.tanh(W @ x) ** 2), (X, W)),
    (lambda x: np.log(np.sum(np.exp(x))) + x[0] * x[1], (X,)),
]


@pytest.mark.parametrize(("f", "args"), SCALARS)
def test_products_with_hessians_are_made_for_all_directions(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    assert_batched(*placed(products, f, args), args[0])


@pytest.mark.parametrize("mode", ["forward", "reverse"])
@each_typical
def test_a_jacobian_is_that_of_single_directions(
    f: Callable[..., Any], args: tuple[Any, ...], mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tl.jacobian(f, mode=mode)(*args)
    one_by_one(monkeypatch)
    np.testing.assert_allclose(found, tl.jacobian(f, mode=mode)(*args), rtol=1e-12, atol=1e-13)


def test_blocks_of_directions_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tl.jacobian(perceptron)(X, W)
    monkeypatch.setattr(vectorised, "TOGETHER", 3 * W.size)
    np.testing.assert_allclose(tl.jacobian(perceptron)(X, W), whole, rtol=1e-14)


def test_several_arguments_and_results(monkeypatch: pytest.MonkeyPatch) -> None:
    def f(x: Any, W: Any, s: Any) -> Any:
        return np.sin(W @ x) * s, np.sum(x) * s

    for mode in ("forward", "reverse"):
        found = tl.jacobian(f, ("x", "W", "s"), mode)(X, W, 1.5)
        with monkeypatch.context() as within:
            one_by_one(within)
            expected = tl.jacobian(f, ("x", "W", "s"), mode)(X, W, 1.5)
        for row, wanted in zip(found, expected, strict=True):
            for block, other in zip(row, wanted, strict=True):
                np.testing.assert_allclose(block, other, rtol=1e-13, atol=1e-14)


def test_float32_stays_float32() -> None:
    found = tl.jacobian(perceptron)(X.astype(np.float32), W.astype(np.float32))
    assert found.dtype == np.float32


def test_a_global_that_becomes_an_array(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of data outside of the function is looked up at each call."""
    jacobian = tl.jacobian(falling)
    own = np.diag(9.81 * X) + 1.0
    np.testing.assert_allclose(jacobian(X), own)
    monkeypatch.setitem(globals(), "GRAVITY", 2.0 * np.ones(7))
    np.testing.assert_allclose(jacobian(X), np.diag(2.0 * X) + 1.0)


def test_arguments_of_other_ranks_are_other_programs() -> None:
    def f(x: Any, y: Any) -> Any:
        return np.sum(x * y) * x + y

    jacobian = tl.jacobian(f)
    for y in (2.0, Y, np.array(3.0)):
        expected = np.sum(X * y) * np.eye(7) + np.outer(X, np.broadcast_to(y, 7))
        np.testing.assert_allclose(jacobian(X, y), expected)


# Fallbacks


def test_what_cannot_be_read_for_all_directions_is_one_call_for_each() -> None:
    def f(x: Any, table: Any) -> Any:
        return x * table["factor"] + np.sum(x)

    derivative, key = tangents(f, "x")
    with pytest.raises(Unbatched):
        assert_batched(derivative, (X, {"factor": Y}), key, X)
    np.testing.assert_allclose(tl.jacobian(f)(X, {"factor": Y}), np.diag(Y) + 1.0)


def test_what_fails_for_all_directions_is_one_call_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    def f(x: Any) -> Any:
        return np.cumsum(x * x)

    def failing(*_: Any, **__: Any) -> Any:
        raise ValueError("not for many")

    monkeypatch.setattr(tl.products.Space, "rows", failing)
    jacobian = tl.jacobian(f, mode="forward")
    np.testing.assert_allclose(jacobian(X), np.tril(np.ones((7, 7))) * 2 * X)


def test_few_directions_compile_nothing() -> None:
    made, key = tangents(softmax, "x")
    assert vectorised.vectorised(made, (X,), {}, {key: X}, vectorised.FEWEST - 1) is None
    assert vectorised.vectorised(made, (X,), {}, {key: X}, vectorised.FEWEST) is not None


# Elements are copies, columns are views


def test_an_element_that_is_read_before_it_is_overwritten() -> None:
    def f(x: Any) -> Any:
        y = x * 1.0
        first = y[0]
        y[0] = y[1] * y[1]
        y[1] = first * y[2]
        return y

    assert_batched(*placed(tangents, f, (X,)), X)
    assert_batched(*placed(adjoints, f, (X,)), X)


def test_rows_that_are_swapped() -> None:
    def f(A: Any) -> Any:
        B = A * A
        row = B[0].copy()
        B[0] = B[1] * 2.0
        B[1] = row
        corner = B[2, 2]
        B[2] *= corner
        return B

    assert_batched(*placed(tangents, f, (A,)), A)
    assert_batched(*placed(adjoints, f, (A,)), A)


# Random programs


@pytest.mark.parametrize("seed", range(3, 13))
def test_random_programs(seed: int) -> None:
    """Those that are made for all directions give what single directions give."""
    f = function_from(text_of(Generator(seed).program()), "f")
    args = (0.7, -0.4, np.array([0.3, -0.8, 0.5]), [0.2, 0.9], 2)
    for make, wrt, like in ((tangents, "v", args[2]), (tangents, "x", 0.7), (adjoints, "v", 0.5)):
        with contextlib.suppress(Unbatched, TangentError):
            derivative, key = make(f, wrt)
            assert_batched(derivative, args, key, like)


# Kernels

MODULES = (
    *(kernels_arrays, kernels_physics, kernels_products),
    *(kernels_recurrences, kernels_solvers, kernels_stencils),
)
KERNELS: list[Kernel] = [one for module in MODULES for one in module.KERNELS]


@pytest.mark.parametrize("make", [tangents, adjoints])
@pytest.mark.parametrize("one", KERNELS, ids=[one.name for one in KERNELS])
def test_kernels_that_are_made_for_all_directions(one: Kernel, make: Callable[..., Any]) -> None:
    args = one.arguments(one.small)
    argument = args[list(inspect.signature(one.function).parameters).index(one.wrt[0])]
    try:
        derivative, key = make(one.function, one.wrt[0])
        assert_batched(derivative, args, key, argument if make is tangents else 0.5)
    except (TangentError, Unbatched):
        assert make in ONE_BY_ONE.get(one.name, ())
    else:
        assert make not in ONE_BY_ONE.get(one.name, ())


ONE_BY_ONE: dict[str, tuple[Any, ...]] = {
    "american_option_by_elements": (tangents,),
    "arrays_in_a_list": (
        adjoints,
        tangents,
    ),
    "attention_with_a_causal_mask": (
        adjoints,
        tangents,
    ),
    "batch_norm_in_place": (
        adjoints,
        tangents,
    ),
    "binomial_option": (tangents,),
    "bodies_by_leapfrog": (
        adjoints,
        tangents,
    ),
    "cavity_flow": (adjoints,),
    "cholesky_right_looking": (adjoints,),
    "convolution_by_windows": (tangents,),
    "correlation": (
        adjoints,
        tangents,
    ),
    "determinant_by_blocks": (
        adjoints,
        tangents,
    ),
    "diffusion_by_recursion": (
        adjoints,
        tangents,
    ),
    "filled_diagonals": (
        adjoints,
        tangents,
    ),
    "floyd_warshall_soft": (tangents,),
    "gauss_elimination": (adjoints,),
    "haar_by_recursion": (
        adjoints,
        tangents,
    ),
    "kalman_filter": (
        adjoints,
        tangents,
    ),
    "lagged_matrix": (
        adjoints,
        tangents,
    ),
    "leaky_relu_in_place": (adjoints,),
    "lu_with_pivoting": (
        adjoints,
        tangents,
    ),
    "masked_stores": (
        adjoints,
        tangents,
    ),
    "nussinov_soft": (adjoints,),
    "particles_in_a_box": (
        adjoints,
        tangents,
    ),
    "potential_with_a_mask": (adjoints,),
    "prefix_sum_by_recursion": (
        adjoints,
        tangents,
    ),
    "reversed_and_strided_stores": (
        adjoints,
        tangents,
    ),
    "romberg": (adjoints,),
    "rows_centred": (adjoints,),
    "shuffled": (adjoints,),
    "softmax_in_place": (tangents,),
}
"""The kernels of which each direction is a call: unknown ranks, recursion, masks, functions without a rule."""
