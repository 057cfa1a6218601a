"""What emitted code calls where values carry directions: for each of them, what its counterpart for one gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tangent_like import runtime

R = np.random.default_rng(5)


def each(function: Any, directions: Any) -> Any:
    return np.stack([function(one) for one in directions])


@pytest.mark.parametrize(
    ("by", "x"),
    [((3, 4), (4,)), ((4,), (4,)), ((3, 4), (3, 1)), ((3, 4), ()), ((2, 3, 4), (3, 1)), ((), ()), ((4,), (1,))],
)
def test_what_was_broadcast_is_summed(by: tuple[int, ...], x: tuple[int, ...]) -> None:
    many, like = R.normal(size=(5, *by)), np.ones(x) if x else 1.0
    expected = each(lambda one: runtime.unbroadcast(one, like), many)
    np.testing.assert_allclose(runtime.unbroadcast_each(many, like), expected)


def test_what_does_not_fit_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^an adjoint of shape \(3,\) does not fit a value of shape \(2,\)$"):
        runtime.unbroadcast_each(np.ones((5, 3)), np.ones(2))


@pytest.mark.parametrize(("by", "x"), [((), (3, 4)), ((4,), (3, 4)), ((3, 1), (3, 4)), ((), ())])
def test_broadcast(by: tuple[int, ...], x: tuple[int, ...]) -> None:
    many, like = R.normal(size=(5, *by)), np.ones(x) if x else 1.0
    expected = each(lambda one: runtime.broadcast_like(one, like), many)
    np.testing.assert_array_equal(runtime.broadcast_each(many, like), expected)


@pytest.mark.parametrize(("x", "y"), [((4,), (4,)), ((3, 4), (4,)), ((4,), (4, 2)), ((3, 4), (4, 2))])
def test_adjoints_of_products(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    one, other = R.normal(size=x), R.normal(size=y)
    by = R.normal(size=np.shape(one @ other))
    many = R.normal(size=(5, *by.shape))
    left, right = runtime.matmul_adjoint_left, runtime.matmul_adjoint_right
    for found, expected in (
        (runtime.matmul_adjoints_left(many, one, other), each(lambda each_by: left(each_by, one, other), many)),
        (runtime.matmul_adjoints_right(many, one, other), each(lambda each_by: right(each_by, one, other), many)),
    ):
        np.testing.assert_allclose(found, expected)
    ones, others = R.normal(size=(5, *x)), R.normal(size=(5, *y))
    found = runtime.matmul_adjoints_left(by, one, others, y_carries=True)
    np.testing.assert_allclose(found, each(lambda each_y: left(by, one, each_y), others))
    found = runtime.matmul_adjoints_right(by, ones, other, x_carries=True)
    np.testing.assert_allclose(found, each(lambda each_x: right(by, each_x, other), ones))


def test_a_function_in_each_direction() -> None:
    def split(x: Any, n: int, scale: float = 1.0) -> Any:
        return {"parts": [x[:n] * scale, x[n:]], "sum": (np.sum(x), None)}

    many = R.normal(size=(5, 4))
    found = runtime.in_each(split, 5, (0,), many, 1, scale=2.0)
    np.testing.assert_array_equal(found["parts"][0], 2.0 * many[:, :1])
    np.testing.assert_array_equal(found["parts"][1], many[:, 1:])
    np.testing.assert_allclose(found["sum"][0], np.sum(many, axis=1))
    assert found["sum"][1] is None


def test_directions_of_containers() -> None:
    x = {"a": [np.ones(2), 2.0], "b": (None, 3)}
    found = runtime.repeated(x, 4)
    assert [one.shape for one in found["a"]] == [(4, 2), (4,)]
    assert found["b"][0] is None
    one = runtime.direction(found, 2)
    np.testing.assert_array_equal(one["a"][0], np.ones(2))
    assert (one["a"][1], one["b"]) == (2.0, (None, 3))


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_adjoints_of_joins(axis: int) -> None:
    arrays, many = [R.normal(size=(2, 2)), R.normal(size=(2, 2))], R.normal(size=(5, 4, 4))
    many = many[:, :2] if axis else many[:, :, :2]
    found = runtime.unconcatenate_each(many, arrays, axis)
    for at in range(2):
        np.testing.assert_array_equal(
            found[at], each(lambda by, at=at: runtime.unconcatenate(by, arrays, axis)[at], many)
        )
    stacks = R.normal(size=(5, 2, 2, 2))
    found = runtime.unstack_each(stacks, arrays, axis)
    for at in range(2):
        np.testing.assert_array_equal(found[at], each(lambda by, at=at: runtime.unstack(by, arrays, axis)[at], stacks))


def test_gradients_are_of_the_dtype_of_the_argument_and_fresh() -> None:
    many = np.ones((3, 2)) + 1j
    found = runtime.gradients(many, np.ones(2, np.float32))
    assert found.dtype == np.float32
    assert not np.shares_memory(found, many)
