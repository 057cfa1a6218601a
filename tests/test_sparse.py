"""Sparse Jacobians and Hessians: the same numbers as the dense ones, by few products, and never with one missing."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.sparse
import tangent_like as tl
from support_jacobians import band, close, layer, place, valley, valley_hessian
from tangent_like.colouring import Product
from tangent_like.errors import MissingLibraryError, SparsityError

MODES = pytest.mark.parametrize("mode", ["auto", "forward", "reverse"])


def grid(U: Any) -> Any:
    return U[1:-1, 1:-1] * (U[2:, 1:-1] + U[:-2, 1:-1] + U[1:-1, 2:] + U[1:-1, :-2] - 4 * U[1:-1, 1:-1])


def chosen(x: Any, k: int) -> Any:
    """Which element a result depends on is another one for each ``k``."""
    y = x * x
    return y + np.roll(x, k)


def branching(x: Any) -> Any:
    if x[0] > 0:
        return x * x
    return x * x[::-1]


def counting(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The directions of all products that are made from here on."""
    calls: list[Any] = []
    for name in ("forward_product", "reverse_product"):
        original = getattr(tl.products, name)

        def counted(*args: Any, original: Any = original) -> Any:
            product = original(*args)

            def one(direction: Any) -> Any:
                calls.append(direction)
                return product(direction)

            return Product(one)

        monkeypatch.setattr(tl.jacobians, name, counted)
    return calls


def flat(f: Callable[..., Any], *args: Any) -> Any:
    """The dense Jacobian as a matrix."""
    found = tl.jacobian(f)(*args)
    return found.reshape(-1, np.size(args[0]))


def assert_sparse(found: Any, true: Any) -> None:
    assert isinstance(found, scipy.sparse.csr_array)
    assert found.has_canonical_format
    assert found.dtype == true.dtype
    close(found.toarray(), true)


@MODES
@pytest.mark.parametrize(
    "form", [lambda mask: mask, lambda mask: mask.tolist(), scipy.sparse.csr_array, scipy.sparse.coo_matrix, None]
)
def test_the_numbers_are_those_of_the_dense_one(mode: str, form: Any) -> None:
    u = np.linspace(1.0, 2.0, 30)
    pattern = "detect" if form is None else form(flat(band, u) != 0)
    jac = tl.jacobian(band, mode=mode, sparsity=pattern)
    for point in (u, u[::-1].copy(), np.sin(u)):
        kept = point.copy()
        assert_sparse(jac(point), flat(band, point))
        close(point, kept, 0.0)


@MODES
def test_arrays_of_any_rank_are_flattened(mode: str) -> None:
    U = np.random.default_rng(0).standard_normal((6, 7))
    for pattern in ("detect", flat(grid, U) != 0):
        found = tl.jacobian(grid, mode=mode, sparsity=pattern)(U)
        assert found.shape == (20, 42)
        assert_sparse(found, flat(grid, U))


def test_single_precision_stays() -> None:
    u = np.linspace(1.0, 2.0, 30, dtype=np.float32)
    for pattern in ("detect", flat(band, u) != 0):
        found = tl.jacobian(band, sparsity=pattern)(u)
        assert found.dtype == np.float32
        close(found.toarray(), flat(band, u.astype(float)), 1e-5)


def test_the_value_comes_first() -> None:
    u = np.linspace(1.0, 2.0, 9)
    value, found = tl.value_and_jacobian(band, sparsity="detect")(u)
    close(value, band(u))
    assert_sparse(found, flat(band, u))


@MODES
def test_arrays_without_elements(mode: str) -> None:
    for pattern in ("detect", np.zeros((0, 0), bool)):
        assert tl.jacobian(chosen, mode=mode, sparsity=pattern)(np.zeros(0), 1).shape == (0, 0)


def test_a_place_of_the_pattern_is_stored_though_it_is_zero() -> None:
    found = tl.jacobian(band, sparsity=np.ones((3, 5), bool))(np.ones(5))
    assert found.nnz == 15
    assert tl.jacobian(band, sparsity="detect")(np.ones(5)).nnz == 9


# Few products


def test_a_pattern_takes_one_product_for_each_colour_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    u = np.linspace(1.0, 2.0, 200)
    jac = tl.jacobian(band, sparsity=flat(band, u) != 0)
    calls = counting(monkeypatch)
    jac(u)
    assert len(calls) == 4


def test_the_direction_with_fewer_colours_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def arrow(x: Any) -> Any:
        return np.concatenate((np.ones(1) * np.sum(x), x[1:] ** 2))

    x = np.linspace(1.0, 2.0, 30)
    jac = tl.jacobian(arrow, sparsity=flat(arrow, x) != 0)
    calls = counting(monkeypatch)
    assert_sparse(jac(x), flat(arrow, x))
    assert len(calls) == 3


def test_what_is_detected_is_kept_and_proven_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counting(monkeypatch)
    jac = tl.jacobian(band, mode="forward", sparsity="detect")
    u = np.linspace(1.0, 2.0, 200)
    jac(u)
    assert len(calls) == 204
    del calls[:]
    assert_sparse(jac(u[::-1].copy()), flat(band, u[::-1]))
    assert len(calls) < 50


# Nothing missing


@pytest.mark.parametrize("n", [5, 40])
@MODES
def test_a_pattern_that_moves_is_detected_again(mode: str, n: int) -> None:
    x = np.random.default_rng(0).standard_normal(n)
    jac = tl.jacobian(chosen, mode=mode, sparsity="detect")
    for k in (1, 2, 1, 0, 3):
        assert_sparse(jac(x, k), flat(chosen, x, k))


@pytest.mark.parametrize("n", [5, 40])
@MODES
def test_another_branch_has_another_pattern(mode: str, n: int) -> None:
    x = np.linspace(1.0, 2.0, n)
    jac = tl.jacobian(branching, mode=mode, sparsity="detect")
    for point in (x, -x, x, -x):
        assert_sparse(jac(point), flat(branching, point))


def test_shapes_have_patterns_of_their_own() -> None:
    jac = tl.jacobian(band, sparsity="detect")
    for n in (9, 30, 9, 31):
        assert_sparse(jac(np.linspace(1.0, 2.0, n)), flat(band, np.linspace(1.0, 2.0, n)))


def test_a_zero_partial_is_a_place() -> None:
    jac = tl.jacobian(band, sparsity="detect")
    jac(np.zeros(40))
    assert_sparse(jac(np.ones(40)), flat(band, np.ones(40)))


def test_hessians() -> None:
    u = np.random.default_rng(2).uniform(-1, 1, 60)
    near = scipy.sparse.diags_array([np.ones(59), np.ones(60), np.ones(59)], offsets=[-1, 0, 1])
    for pattern in ("detect", near):
        hess = tl.hessian(valley, sparsity=pattern)
        for point in (u, u[::-1].copy()):
            assert_sparse(hess(point), valley_hessian(point))


def test_a_symmetric_pattern_takes_fewer_products(monkeypatch: pytest.MonkeyPatch) -> None:
    def arrow(u: "float64[:]") -> Any:  # noqa: F821, UP037
        u[1:] = u[1:] ** 2 * u[0]
        return np.sum(u * u)

    u = np.linspace(0.5, 1.5, 20)
    mask = np.eye(20, dtype=bool)
    mask[0] = mask[:, 0] = True
    hess = tl.hessian(arrow, sparsity=mask)
    calls = counting(monkeypatch)
    found = hess(u)
    assert len(calls) == 3
    assert_sparse(found, tl.hessian(arrow)(u))
    mask[0, 5] = False
    with pytest.raises(SparsityError):
        tl.hessian(arrow, sparsity=mask)(u)
    mask[5, 0] = False
    with pytest.raises(SparsityError):
        tl.hessian(arrow, sparsity=mask)(u)


# Mistakes


def test_a_pattern_that_misses_a_place() -> None:
    u = np.linspace(1.0, 2.0, 12)
    pattern = flat(band, u) != 0
    pattern[4, 6] = False
    for mode in ("forward", "reverse"):
        with pytest.raises(SparsityError) as caught:
            tl.jacobian(band, mode=mode, sparsity=pattern)(u)
        assert str(caught.value) == place(band).format(
            "the sparsity pattern misses places where the Jacobian of `band` is not zero",
            'Add them to the pattern, or use sparsity="detect".',
        )


def test_a_pattern_that_misses_a_place_of_a_hessian() -> None:
    with pytest.raises(SparsityError) as caught:
        tl.hessian(valley, sparsity=np.eye(6))(np.ones(6))
    assert str(caught.value) == place(valley).format(
        "the sparsity pattern misses places where the Hessian of `valley` is not zero",
        'Add them to the pattern, or use sparsity="detect".',
    )


def test_a_pattern_of_another_shape() -> None:
    with pytest.raises(SparsityError) as caught:
        tl.jacobian(band, sparsity=np.ones((3, 3), bool))(np.ones(6))
    assert str(caught.value) == place(band).format(
        "the sparsity pattern has the shape (3, 3), the Jacobian of `band` (4, 6)",
        "A pattern has a row for each element of the result and a column for each of the argument.",
    )


def test_what_is_no_pattern() -> None:
    hint = 'Give a boolean array, a matrix of `scipy.sparse`, or "detect".'
    with pytest.raises(SparsityError) as caught:
        tl.jacobian(band, sparsity="diagonal")
    assert str(caught.value) == f"sparsity='diagonal' is not known\n{hint}"
    for wrong in (np.ones(3), True, np.ones((2, 2, 2))):
        with pytest.raises(SparsityError) as caught:
            tl.jacobian(band, sparsity=wrong)
        assert str(caught.value) == f"a sparsity pattern has two axes, and this one has not\n{hint}"


def test_what_is_no_array() -> None:
    def pair(x: Any) -> Any:
        return x, x

    def moduli(z: Any) -> Any:
        return np.abs(z)

    message = "`sparsity` is for one real array towards another, and `{}` has others"
    for jac, f, args in (
        (tl.jacobian(layer, "all", sparsity="detect"), layer, (np.ones(3), np.ones((2, 3)))),
        (tl.jacobian(pair, sparsity="detect"), pair, (np.ones(3),)),
        (tl.jacobian(chosen, sparsity="detect"), chosen, (1.0, 0)),
        (tl.jacobian(moduli, sparsity="detect"), moduli, (np.array([1j]),)),
    ):
        with pytest.raises(SparsityError) as caught:
            jac(*args)
        hint = "Leave `sparsity` out, or write it as a function of one array."
        assert str(caught.value) == place(f).format(message.format(f.__name__), hint)


def test_without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("scipy"):
            raise ImportError(name)
        return original(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    for function, f in ((tl.jacobian, band), (tl.hessian, valley)):
        with pytest.raises(MissingLibraryError) as caught:
            function(f, sparsity="detect")
        assert str(caught.value) == (
            "a sparse Jacobian needs SciPy, which is not installed\nInstall it: pip install 'tangent-like[scipy]'."
        )
