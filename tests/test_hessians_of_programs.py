"""Second derivatives of programs of which no kinds are told, and of nested arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_jacobians import close, numerical_jacobian

KINDS = pytest.mark.parametrize("kinds", [False, True])
OPTIMIZED = pytest.mark.parametrize("optimized", [True, False])


def rosenbrock(x: Any) -> Any:
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def rosenbrock_by_elements(x: Any) -> Any:
    total = 0.0
    for i in range(len(x) - 1):
        total += 100.0 * (x[i + 1] - x[i] ** 2) ** 2 + (1.0 - x[i]) ** 2
    return total


def rosenbrock_hessian(x: Any) -> Any:
    """The Hessian of Rosenbrock's function, by hand."""
    diagonal = np.zeros(len(x))
    diagonal[1:] += 200.0
    diagonal[:-1] += 2.0 + 1200.0 * x[:-1] ** 2 - 400.0 * x[1:]
    beside = -400.0 * x[:-1]
    return np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)


def logistic_by_sums(w: Any, X: Any, y: Any) -> Any:
    return np.sum(np.log(1.0 + np.exp(-y * np.sum(X * w, axis=1))))


def logistic_by_products(w: Any, X: Any, y: Any) -> Any:
    return np.sum(np.log(1.0 + np.exp(-y * (X @ w))))


def logistic_map(u: Any, r: Any, steps: int) -> Any:
    for _ in range(steps):
        u[1:] = r * u[1:] * (1 - u[:-1])
    return np.sum(u * u)


def bilinear(x: Any, y: Any) -> Any:
    return np.sum(x * x) * np.sum(np.sin(y))


def options_of(args: tuple[Any, ...], kinds: bool, optimized: bool) -> dict[str, Any]:
    return {"example_args": args if kinds else None, "optimized": optimized}


@pytest.mark.parametrize("f", [rosenbrock, rosenbrock_by_elements])
@pytest.mark.parametrize("n", range(2, 51, 4))
@KINDS
def test_rosenbrock(f: Callable[..., Any], n: int, kinds: bool) -> None:
    random = np.random.default_rng(n)
    x, v = random.uniform(-1.5, 1.5, n), random.standard_normal(n)
    options = options_of((x,), kinds, True)
    close(tl.hessian(f, **options)(x), rosenbrock_hessian(x), 1e-12)
    close(tl.hvp(f, **options)(x, v), rosenbrock_hessian(x) @ v, 1e-12)
    close(tl.hessian_diag(f, **options)(x), np.diag(rosenbrock_hessian(x)), 1e-12)


def test_a_sparse_hessian() -> None:
    hess = tl.hessian(rosenbrock, sparsity="detect")
    for seed in (0, 1):
        x = np.random.default_rng(seed).uniform(-1.5, 1.5, 60)
        close(hess(x).toarray(), rosenbrock_hessian(x), 1e-12)
        assert hess(x).nnz == 178


@pytest.mark.parametrize("f", [logistic_by_sums, logistic_by_products])
@KINDS
@OPTIMIZED
def test_logistic_regression(f: Callable[..., Any], kinds: bool, optimized: bool) -> None:
    random = np.random.default_rng(3)
    args = (random.standard_normal(4), random.standard_normal((20, 4)), np.sign(random.standard_normal(20)))
    w, X, y = args
    p = 1 / (1 + np.exp(y * (X @ w)))
    true = X.T @ (X * (p * (1 - p))[:, None])
    options = options_of(args, kinds, optimized)
    close(tl.hessian(f, **options)(*args), true, 1e-10)
    close(tl.hvp(f, **options)(*args, w), true @ w, 1e-10)


@KINDS
@OPTIMIZED
def test_a_loop_with_stores(kinds: bool, optimized: bool) -> None:
    args = (np.array([0.2, 0.5, 0.7, 0.4]), 2.2, 4)
    options = options_of(args, kinds, optimized)
    (uu, ur), (ru, rr) = tl.hessian(logistic_map, ("u", "r"), **options)(*args)
    towards_u, towards_r = (tl.grad(logistic_map, wrt) for wrt in ("u", "r"))
    close(uu, numerical_jacobian(towards_u, args))
    close(ur, numerical_jacobian(towards_u, args, 1))
    close(ru, numerical_jacobian(towards_r, args))
    close(rr, numerical_jacobian(towards_r, args, 1))


@KINDS
@OPTIMIZED
def test_blocks_of_several_arrays(kinds: bool, optimized: bool) -> None:
    args = (np.array([0.3, -0.4]), np.array([[0.1, 0.2, 0.3]]))
    x, y = args
    (xx, xy), (yx, yy) = tl.hessian(bilinear, "all", **options_of(args, kinds, optimized))(*args)
    close(xx, 2 * np.eye(2) * np.sum(np.sin(y)))
    close(xy, np.multiply.outer(2 * x, np.cos(y)))
    close(yx, np.multiply.outer(np.cos(y), 2 * x))
    close(yy.reshape(3, 3), -np.diag(np.sin(y[0])) * np.sum(x * x))


@KINDS
@OPTIMIZED
def test_dicts_and_tuples(kinds: bool, optimized: bool) -> None:
    def model(p: Any) -> Any:
        return np.sum(p["w"] ** 2 * p["s"][0])

    p = {"w": np.array([1.0, 2.0]), "s": (3.0, "unused")}
    options = options_of((p,), kinds, optimized)
    found = tl.hessian(model, **options)(p)
    close(found["w"]["w"], 6.0 * np.eye(2))
    close(found["w"]["s"][0], np.array([2.0, 4.0]))
    close(found["s"][0]["w"], np.array([2.0, 4.0]))
    assert found["s"][0]["s"][0] == 0.0
    assert found["s"][1] == found["w"]["s"][1] == "unused"
    product = tl.hvp(model, **options)(p, {"w": np.array([1.0, 0.0]), "s": (1.0, None)})
    close(product["w"], np.array([8.0, 4.0]))
    assert product["s"] == (2.0, "unused")
    diagonal = tl.hessian_diag(model, **options)(p)
    close(diagonal["w"], np.array([6.0, 6.0]))
    assert diagonal["s"] == (0.0, "unused")


@KINDS
@OPTIMIZED
def test_single_precision_stays(kinds: bool, optimized: bool) -> None:
    x = np.array([0.3, -0.4, 1.2], np.float32)
    options = options_of((x,), kinds, optimized)
    for found in (
        tl.hessian(rosenbrock, **options)(x),
        tl.hvp(rosenbrock, **options)(x, x),
        tl.hessian_diag(rosenbrock, **options)(x),
    ):
        assert found.dtype == np.float32
    close(tl.hessian(rosenbrock, **options)(x), rosenbrock_hessian(x.astype(float)), 1e-5)


def test_derivatives_have_jacobians() -> None:
    x = np.array([0.3, -0.4, 1.2])
    close(tl.jacobian(tl.grad(rosenbrock))(x), rosenbrock_hessian(x), 1e-12)
    close(tl.jacobian(tl.grad(rosenbrock), mode="reverse")(x), rosenbrock_hessian(x), 1e-12)
    close(tl.jacobian(tl.jvp(rosenbrock), mode="forward")(x, dx=x), rosenbrock_hessian(x) @ x, 1e-12)
