"""The functions that emitted code may call: structure, dtypes, ownership, singular points."""

from __future__ import annotations

import ast
import inspect
from typing import Any, NamedTuple

import numpy as np
import pytest
from tangent_like import (
    array_adjoints,
    direction_adjoints,
    nested_adjoints,
    object_adjoints,
    product_adjoints,
    runtime,
    structure_adjoints,
    write_adjoints,
)


class Point(NamedTuple):
    x: Any
    y: Any


@pytest.mark.parametrize("shape", [(), (1,), (4,), (3, 1), (3, 4), (1, 4), (1, 1)])
def test_unbroadcast_sums_to_the_shape(shape: tuple[int, ...]) -> None:
    by = np.arange(24.0).reshape(2, 3, 4)
    found = runtime.unbroadcast(by, np.ones(shape))
    assert np.shape(found) == shape
    assert np.isclose(np.sum(found), by.sum())


@pytest.mark.parametrize(
    ("x", "dtype"),
    [
        (1.0, "float64"),
        (1, "float64"),
        (np.float32(1.0), "float32"),
        (np.ones(3, "float32"), "float32"),
        (np.ones(3, int), "float64"),
        (np.ones(3, bool), "float64"),
        (np.ones(3, complex), "complex128"),
        (np.array(1.0), "float64"),
    ],
)
def test_unbroadcast_gives_the_floating_dtype_of_the_operand(x: Any, dtype: str) -> None:
    assert np.asarray(runtime.unbroadcast(np.ones((2, 3)), x)).dtype == dtype
    assert np.asarray(runtime.broadcast_like(1.0, x)).dtype == dtype


def test_unbroadcast_keeps_floats_empty_arrays_and_the_real_part() -> None:
    assert runtime.unbroadcast(2.5, 1.0) == 2.5
    assert runtime.unbroadcast(np.ones((0, 3)), np.ones(3)).tolist() == [0.0, 0.0, 0.0]
    assert runtime.unbroadcast(np.array([1 + 2j]), np.ones(1)).tolist() == [1.0]
    assert runtime.unbroadcast(2.0, np.ones((1, 1))).tolist() == [[2.0]]


def test_unbroadcast_refuses_what_is_no_broadcast() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        runtime.unbroadcast(1.0, np.ones(3))


def test_zeros_like_follows_the_structure() -> None:
    zeros = runtime.zeros_like((1, [np.ones(2, int), "text"], {"a": np.float32(2)}, None, True, 1j))
    assert zeros[0] == 0.0
    assert isinstance(zeros[0], float)
    assert zeros[1][0].dtype == np.float64
    assert zeros[1][1] is None
    assert zeros[2]["a"].dtype == np.float32
    assert zeros[3:] == [None, 0.0, 0j]


def test_add_is_structural_and_none_is_zero() -> None:
    assert runtime.add(None, 1.0) == 1.0
    assert runtime.add([1.0, None], (2.0, [3.0])) == [3.0, [3.0]]
    assert runtime.add({"a": 1.0}, {"a": 2.0, "b": 3.0}) == {"a": 3.0, "b": 3.0}
    assert runtime.add([1.0, 2.0], np.ones(2)) == [2.0, 3.0]


@pytest.mark.parametrize(
    "index", [0, -1, slice(1, None), (0, 1), [0, 0, 1], np.array([[0, 0]]), None, Ellipsis, np.array([True, False])]
)
def test_add_at_is_the_adjoint_of_reading(index: Any) -> None:
    x = np.arange(6.0).reshape(2, 3)
    by = np.ones_like(x[index])
    bx = np.zeros_like(x)
    assert runtime.add_at(bx, index, by) is bx
    assert np.isclose(np.sum(bx * x), np.sum(x[index]))


def test_add_at_accumulates_repeats_and_takes_containers() -> None:
    assert runtime.add_at(np.zeros(2), [0, 0], 1.0).tolist() == [2.0, 0.0]
    assert runtime.add_at([1.0, 2.0, 3.0], slice(0, 2), [1.0, None]) == [2.0, 2.0, 3.0]
    assert runtime.add_at({"a": None}, "a", 2.0) == {"a": 2.0}
    assert runtime.add_at(np.zeros(2, "float32"), 0, np.float64(1.0)).dtype == np.float32
    assert runtime.add_at(np.float64(1.0), (), 2.0) == 3.0
    assert runtime.ungetitem(None, "text", 0) is None
    assert runtime.ungetitem(2.0, (1.0, "text"), 0) == [2.0, None]


def test_as_gradient_has_the_structure_of_the_argument() -> None:
    x = (1, [np.ones(2, "float32"), "text"], Point(1.0, None), {"a": np.arange(2)}, 1j)
    found = runtime.as_gradient([2.0, [np.ones(2), None], [3.0, None], {}, 1 + 1j], x)
    assert found[0] == 2.0
    assert isinstance(found[0], float)
    assert found[1][0].dtype == np.float32
    assert found[1][1] == "text"
    assert found[2] == Point(3.0, None)
    assert found[3]["a"].tolist() == [0.0, 0.0]
    assert found[4] == 1 + 1j
    assert runtime.as_gradient(None, x)[2] == Point(0.0, None)


def test_as_gradient_is_fresh_unless_the_adjoint_is_owned() -> None:
    x, bx = np.ones(3), np.ones(3)
    assert not np.shares_memory(runtime.as_gradient(bx, x), bx)
    assert runtime.as_gradient(bx, x, owned=True) is bx
    assert runtime.as_gradient(bx[:], x, owned=True) is not bx
    spread = runtime.as_gradient(np.broadcast_to(1.0, (3,)), x, owned=True)
    spread[0] = 2.0
    assert spread.tolist() == [2.0, 1.0, 1.0]
    assert runtime.as_gradient(0.0, x).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("x", [[1.0, 2.0], (1.0,), np.ones(3), "ab", range(3), {"a": 1}, iter([1, 2, 3])])
def test_unpack_raises_what_python_raises(x: Any) -> None:
    items = list(x)
    assert list(runtime.sequence(items)) == items
    for count in (len(items) - 1, len(items), len(items) + 1):
        names = ", ".join(f"v{k}" for k in range(count))
        wanted = None
        try:
            exec(f"({names},) = x" if names else "() = x", {"x": items})
        except ValueError as error:
            wanted = str(error)
        if wanted is None:
            assert list(runtime.unpack(items, count)) == items
        else:
            with pytest.raises(ValueError, match="values to unpack") as raised:
                runtime.unpack(iter(items), count)
            assert wanted.startswith(str(raised.value).rstrip(")"))


def test_starred_unpacking_and_its_adjoint() -> None:
    assert runtime.unpack_starred((1, 2, 3, 4), 1, 1) == (1, [2, 3], 4)
    with pytest.raises(ValueError, match=r"not enough values to unpack \(expected at least 3, got 1\)"):
        runtime.unpack_starred([1], 2, 1)
    assert runtime.pack_like([1.0, [2.0, 3.0], 4.0], (0.0, 0.0, 0.0, 0.0), 1) == [1.0, 2.0, 3.0, 4.0]
    assert runtime.pack_like([1.0, None, 4.0], np.zeros(4), 1).tolist() == [1.0, 0.0, 0.0, 4.0]
    assert runtime.pack_like([None, np.ones(2)], np.ones((2, 2))).tolist() == [[0.0, 0.0], [1.0, 1.0]]


def test_nonzero_hides_nan_behind_a_zero_adjoint() -> None:
    assert runtime.nonzero(0.0, np.nan) == 0.0
    assert runtime.nonzero(2.0, 3.0) == 3.0
    assert runtime.nonzero(np.array([0.0, 1.0]), np.array([np.nan, 2.0])).tolist() == [0.0, 2.0]
    assert runtime.nonzero(np.zeros(2), np.nan).tolist() == [0.0, 0.0]


def test_singular_points_are_silent() -> None:
    with np.errstate(all="raise"):
        assert runtime.divide(1.0, 0.0) == np.inf
        assert runtime.ratio(0.0, 0.0) == 0.0
        assert runtime.phase(0.0) == 0.0
        assert runtime.phase(0j) == 0.0
        assert runtime.power_base_partial(0.0, -0.5) == -np.inf
        assert runtime.power_base_partial(0.0, 0) == 0.0
        assert runtime.power_base_partial(np.arange(3), 2).tolist() == [0.0, 2.0, 4.0]
        assert runtime.power_exponent_partial(0.0, 2.0, 0.0) == 0.0
        assert np.isnan(runtime.power_exponent_partial(-1.0, 2.0, 1.0))
        assert np.all(np.isnan(runtime.slogdet_adjoint([None, 1.0], (0.0, -np.inf), np.zeros((2, 2)))))


def test_every_function_can_be_copied() -> None:
    """Its source names nothing but NumPy, builtins and functions that `runtime` has."""
    for identifier in sorted(set(runtime.__all__) - {"SimpleNamespace"}):
        function = getattr(runtime, identifier)
        tree = ast.parse(inspect.getsource(function))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        modules = (
            *(runtime, array_adjoints, product_adjoints, direction_adjoints),
            *(structure_adjoints, write_adjoints, nested_adjoints),
        )
        ours = {name for module in modules for name in vars(module)}
        errors = {"ComplexResultError", "HolomorphicError", *vars(object_adjoints)}
        assert all(name in runtime.__all__ for name in (called & ours) - errors), identifier
        assert inspect.getdoc(function), identifier
