"""Second derivatives: shapes, structures, and the numbers against central differences of the gradient."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_jacobians import (
    close,
    logistic_loss,
    logistic_map,
    numerical_jacobian,
    place,
    separable,
    valley,
    valley_hessian,
)
from support_programs import assert_fresh
from tangent_like.colouring import Product
from tangent_like.differences import same
from tangent_like.errors import JacobianError, SparsityError, UnsupportedConstructError, WrtError

OPTIMIZED = pytest.mark.parametrize("optimized", [True, False])


def cube(x: float) -> Any:
    return x**3


def ridge(x: float, y: float) -> Any:
    return x**3 * y**2 + np.sin(x * y)


def waves(A: "float64[:, :]") -> Any:  # noqa: F821, UP037
    return np.sum(np.sin(A) * A)


def scaled_exponentials(x: "float64[:]", k: float) -> Any:  # noqa: F821, UP037
    return np.sum(np.exp(k * x))


CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (cube, (1.3,)),
    (ridge, (0.7, 1.2)),
    (separable, (np.array([0.3, 0.8, 1.7]),)),
    (separable, (np.zeros(0),)),
    (waves, (np.arange(6.0).reshape(2, 3) / 7,)),
    (scaled_exponentials, (np.array([0.3, 0.8, 1.7]), 0.9)),
    (logistic_map, (np.array([0.2, 0.5, 0.7, 0.4]), 2.2, 4)),
    (valley, (np.linspace(0.5, 1.5, 5),)),
    (logistic_loss, (0.3, -0.2, np.linspace(-2, 2, 9), np.array([1.0, -1, 1, -1, -1, 1, 1, 1, -1]))),
]


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@OPTIMIZED
def test_hessians_agree_with_differences_of_gradients(
    f: Callable[..., Any], args: tuple[Any, ...], optimized: bool
) -> None:
    before = copy.deepcopy(args)
    hess = tl.hessian(f, optimized=optimized)
    found, again = hess(*args), hess(*args)
    true = numerical_jacobian(tl.grad(f), args)
    close(found, true)
    assert same(found, again)
    assert same(args, before), "the arguments were changed"
    assert_fresh(found, args, again)
    size = int(np.size(args[0]))
    matrix = np.reshape(true, (size, size))
    random = np.random.default_rng(0)
    along = random.standard_normal(np.shape(args[0])) if np.ndim(args[0]) else 1.5
    close(tl.hvp(f, optimized=optimized)(*args, along), np.reshape(matrix @ np.ravel(along), np.shape(along)))
    close(tl.hessian_diag(f, optimized=optimized)(*args), np.reshape(np.diag(matrix), np.shape(args[0])))


@pytest.mark.parametrize("n", range(2, 51))
def test_the_hessian_of_a_long_valley(n: int) -> None:
    u = np.random.default_rng(n).uniform(-1.5, 1.5, n)
    close(tl.hessian(valley)(u), valley_hessian(u), 1e-12)


def test_several_arguments_give_blocks() -> None:
    found = tl.hessian(ridge, ("x", "y"))(0.7, 1.2)
    xy = 6 * 0.7**2 * 1.2 + np.cos(0.84) - 0.84 * np.sin(0.84)
    assert isinstance(found, tuple)
    assert [type(row) for row in found] == [tuple, tuple]
    assert all(type(block) is float for row in found for block in row)
    close(found[0][1], xy)
    close(found[1][0], xy)
    close(found[0][0], numerical_jacobian(tl.grad(ridge), (0.7, 1.2)))
    close(found[1][1], numerical_jacobian(tl.grad(ridge, 1), (0.7, 1.2), 1))
    close(np.array(tl.hessian_diag(ridge, "all")(0.7, 1.2)), np.array([found[0][0], found[1][1]]), 1e-12)


def test_blocks_of_arrays_and_numbers() -> None:
    args = (np.array([0.3, 0.8, 1.7]), 0.9)
    (xx, xk), (kx, kk) = tl.hessian(scaled_exponentials, "all")(*args)
    assert (xx.shape, xk.shape, kx.shape, type(kk)) == ((3, 3), (3,), (3,), float)
    gradient = [tl.grad(scaled_exponentials, position) for position in (0, 1)]
    close(xx, numerical_jacobian(gradient[0], args, 0))
    close(xk, numerical_jacobian(gradient[0], args, 1))
    close(kx, numerical_jacobian(gradient[1], args, 0))
    close(kk, numerical_jacobian(gradient[1], args, 1))


def test_a_matrix_has_a_hessian_of_four_axes() -> None:
    A = np.arange(6.0).reshape(2, 3) / 7
    found = tl.hessian(waves)(A)
    assert found.shape == (2, 3, 2, 3)
    close(found.reshape(6, 6), np.diag(np.ravel(2 * np.cos(A) - np.sin(A) * A)))


def test_the_loss_of_a_logistic_regression() -> None:
    random = np.random.default_rng(3)
    x, y = random.standard_normal(50), np.sign(random.standard_normal(50))
    found = tl.hessian(logistic_loss, ("a", "b"))(0.4, -0.1, x, y)
    p = 1 / (1 + np.exp(0.4 * x - 0.1))
    design = np.stack((x, np.ones(50)), axis=1)
    close(np.array(found), design.T @ (design * (p * (1 - p))[:, None]))


def test_example_arguments_tell_the_kinds() -> None:
    def power(x: Any) -> Any:
        return x**3 * 2.0

    assert tl.hessian(power, example_args=(2.0,))(2.0) == 24.0
    assert tl.hvp(power, example_args=(2.0,))(2.0, 0.5) == 12.0
    assert tl.hessian_diag(power, example_args=(2.0,))(2.0) == 24.0


# Products


def test_products_of_a_long_vector() -> None:
    random = np.random.default_rng(1)
    u, v = random.uniform(-1.5, 1.5, 300), random.standard_normal(300)
    kept = u.copy(), v.copy()
    found = tl.hvp(valley)(u, v)
    close(found, valley_hessian(u) @ v, 1e-12)
    assert same((u, v), kept)
    assert_fresh(found, u, v)


def test_products_with_several_arguments() -> None:
    x, k = np.array([0.3, 0.8, 1.7]), 0.9
    (xx, xk), (kx, kk) = tl.hessian(scaled_exponentials, "all")(x, k)
    along = np.array([1.0, -2.0, 0.5])
    for found in (
        tl.hvp(scaled_exponentials, "all")(x, k, along, 3.0),
        tl.hvp(scaled_exponentials, "all")(x, k, dx=along, dk=3.0),
        tl.hvp(scaled_exponentials, "all")(k=k, x=x, dk=3.0, dx=along),
        tl.hvp(scaled_exponentials, [1, 0])(x, k, 3.0, along)[::-1],
    ):
        assert isinstance(found, tuple)
        close(found[0], xx @ along + xk * 3.0, 1e-12)
        close(found[1], kx @ along + kk * 3.0, 1e-12)
    close(tl.hvp(scaled_exponentials)(x, k, along), xx @ along, 1e-12)


def test_a_product_is_new() -> None:
    def half_square(x: "float64[:]") -> Any:  # noqa: F821, UP037
        return np.sum(x * x) * 0.5

    x, along = np.ones(3), np.ones(3)
    assert_fresh(tl.hvp(half_square)(x, along), x, along)


def test_defaults_may_be_left_out() -> None:
    def power(x: float, k: float = 2.0) -> Any:
        return k * x**3

    assert tl.hvp(power)(2.0, 0.5) == 12.0
    assert tl.hvp(power)(2.0, 1.0, 0.5) == 6.0
    assert tl.hvp(power)(2.0, dx=0.5) == 12.0
    assert tl.hvp(power)(2.0, k=1.0, dx=0.5) == 6.0
    assert tl.hessian(power)(2.0) == 24.0
    assert tl.hessian(power)(2.0, k=1.0) == 12.0


def test_parameters_and_names() -> None:
    assert inspect.signature(tl.hessian(ridge)) == inspect.signature(ridge)
    assert tl.hessian(ridge).__name__ == "hessian_of_ridge"
    assert tl.hessian(ridge, "all").__doc__ == "Hessian of ridge with respect to x and y."
    assert tl.hessian_diag(ridge).__doc__ == "Hessian diagonal of ridge with respect to x."
    assert tl.hvp(ridge).__doc__ == "Hessian product of ridge with respect to x."
    with pytest.raises(TypeError):
        tl.hessian(cube)(1.0, 2.0)


# Diagonals


def counting(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The directions of the products with Hessians that are made from here on."""
    calls: list[Any] = []
    original = tl.products.forward_product

    def counted(*args: Any) -> Any:
        product = original(*args)

        def one(direction: Any) -> Any:
            calls.append(direction)
            return product(direction)

        return Product(one)

    for module in (tl.products, tl.hessians):
        monkeypatch.setattr(module, "forward_product", counted)
    return calls


def test_a_separable_function_takes_one_product(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counting(monkeypatch)
    x = np.linspace(0.1, 2.0, 50)
    close(tl.hessian_diag(separable)(x), np.exp(x) * (x + 2))
    close(tl.hessian(separable)(x), np.diag(np.exp(x) * (x + 2)))
    assert [direction.tolist() for direction in calls] == [[1.0] * 50] * 2


def test_a_hessian_that_is_said_to_be_diagonal(monkeypatch: pytest.MonkeyPatch) -> None:
    def shifted(u: "float64[:]") -> Any:  # noqa: F821, UP037
        u[1:] = u[1:] ** 3
        return np.sum(u * u)

    calls = counting(monkeypatch)
    u = np.linspace(0.1, 2.0, 20)
    true = np.append(2.0, 30 * u[1:] ** 4)
    close(tl.hessian_diag(shifted, sparsity="diagonal")(u), true)
    assert len(calls) == 2
    close(tl.hessian_diag(shifted)(u), true)
    assert len(calls) == 22


# Mistakes


def test_a_hessian_that_is_not_diagonal() -> None:
    with pytest.raises(SparsityError) as caught:
        tl.hessian_diag(valley, sparsity="diagonal")(np.ones(4))
    assert str(caught.value) == place(valley).format("the Hessian of `valley` is not diagonal", "Leave `sparsity` out.")


def test_a_sparsity_that_there_is_not() -> None:
    with pytest.raises(SparsityError) as caught:
        tl.hessian_diag(separable, sparsity="detect")
    assert str(caught.value) == "sparsity='detect' is not known\nUse \"diagonal\", or leave it out."


def test_complex_arguments() -> None:
    for derivative, args in (
        (tl.hessian(cube), (1j,)),
        (tl.hvp(cube), (1j, 1.0)),
        (tl.hessian_diag(cube), (1j,)),
    ):
        with pytest.raises(JacobianError) as caught:
            derivative(*args)
        assert str(caught.value) == place(cube).format(
            "`x` is complex, and second derivatives are of real arguments",
            "Pass the real and the imaginary part as two arguments.",
        )


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((1.0,), {}), ((1.0, 2.0), {"dx": 1.0})])
def test_vectors_that_are_missing(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    with pytest.raises(JacobianError) as caught:
        tl.hvp(ridge, "all")(*args, **kwargs)
    assert str(caught.value) == place(ridge).format(
        "the product with the Hessian of `ridge` takes 2 vectors",
        "Give them after the arguments, or all of them by name: dx, dy.",
    )


def test_a_vector_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="shape"):
        tl.hvp(separable)(np.ones(3), np.ones(2))


def test_what_is_refused_is_refused_before_the_call() -> None:
    def generated(x: Any) -> Any:
        yield x

    for function in (tl.hessian, tl.hvp, tl.hessian_diag):
        with pytest.raises(UnsupportedConstructError):
            function(generated)
        for wrt in ("z", 2, ()):
            with pytest.raises(WrtError):
                function(cube, wrt)


def test_a_result_that_is_no_number() -> None:
    def doubled(x: "float64[:]") -> Any:  # noqa: F821, UP037
        return 2.0 * x

    with pytest.raises(ValueError, match=r"number|scalar|shape"):
        tl.hessian(doubled)(np.ones(3))
