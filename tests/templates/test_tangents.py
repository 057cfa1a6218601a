"""Forward mode: tangents that read like a person's, at ties and singular points, and stored where the primal is."""

from __future__ import annotations

import inspect
import linecache
import math
from typing import Any

import numpy as np
import pytest
import tangent_like as tl

VECTOR, MATRIX = np.array([0.5, -1.5, 2.0]), np.array([[2.0, 0.5], [0.3, 1.5]])


def _made(text: str, *arguments: Any, wrt: Any = (0,)) -> str:
    """The last line of the derivative of ``f(x, y) = text``, made for the kinds of these arguments."""
    derivative = tl.jvp(_function(text), wrt=wrt, example_args=arguments)
    return inspect.getsource(derivative).strip().splitlines()[-1].strip()


def _function(text: str) -> Any:
    source = f"def f(x, y):\n    return {text}\n"
    file = f"<tangents {text}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    space: dict[str, Any] = {"np": np, "math": math}
    exec(compile(source, file, "exec"), space)
    return space["f"]


@pytest.mark.parametrize(
    ("text", "arguments", "wrt", "wanted"),
    [
        ("x @ y", (MATRIX, MATRIX), (0, 1), "return dx @ y + x @ dy"),
        ("x @ y", (MATRIX, VECTOR), (1,), "return x @ dy"),
        ("x.dot(y)", (MATRIX, MATRIX), (0,), "return dx.dot(y)"),
        ("np.einsum('ij,j->i', x, y)", (MATRIX, VECTOR), (1,), "return np.einsum('ij,j->i', x, dy)"),
        ("np.linalg.inv(x)", (MATRIX, 1.0), (0,), "return -t @ dx @ t"),
        ("np.max(x)", (VECTOR, 1.0), (0,), "return np.mean(dx[x == np.max(x)])"),
        ("np.sort(x)", (VECTOR, 1.0), (0,), "return dx[np.argsort(x, kind='stable')]"),
        ("np.sum(x, initial=y)", (VECTOR, 1.0), (0,), "return np.sum(dx, initial=0.0)"),
        ("np.clip(x, 0.0, y)", (VECTOR, 1.0), (0,), "return np.where(np.clip(x, 0.0, y) == x, dx, 0.0)"),
    ],
)
def test_tangents_read_like_code_of_a_person(text: str, arguments: Any, wrt: Any, wanted: str) -> None:
    assert _made(text, *arguments, wrt=wrt) == wanted


def tangent(text: str, x: Any, dx: Any, y: Any = None) -> Any:
    """The tangent of ``text`` by ``x``, the same with and without kinds."""
    with np.errstate(all="ignore"):
        found = [tl.jvp(_function(text), example_args=kinds)(x, y, dx) for kinds in (None, (x, y))]
    np.testing.assert_equal(found[0], found[1])
    return found[0]


def test_ties_are_split_evenly() -> None:
    assert tangent("np.max(x)", np.array([1.0, 2.0, 2.0]), np.array([7.0, 1.0, 2.0])) == 1.5
    assert tangent("np.min(x, axis=0)", np.ones((2, 2)), np.array([[1.0, 2.0], [3.0, 5.0]])).tolist() == [2.0, 3.5]
    assert tangent("np.maximum(x, y)", 2.0, 3.0, 2.0) == 1.5
    assert tangent("np.minimum(x, y)", np.array([2.0, 1.0]), np.array([3.0, 5.0]), 2.0).tolist() == [1.5, 5.0]
    assert tangent("max(x, y)", 2.0, 3.0, 2.0) == 1.5
    assert tangent("min(x)", [2.0, 2.0, 3.0], [1.0, 4.0, 9.0]) == 2.5


def test_clip_passes_on_its_bounds() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0])
    assert tangent("np.clip(x, 1.0, 2.0)", x, np.ones(4)).tolist() == [0.0, 1.0, 1.0, 0.0]


@pytest.mark.parametrize("text", ["np.abs(x)", "np.linalg.norm(x)", "np.std(x)", "np.hypot(x, x)"])
def test_kinks_have_slope_zero(text: str) -> None:
    found = tangent(text, np.zeros(3), np.array([1.0, -2.0, 3.0]))
    assert not np.any(found)


def test_sort_is_stable() -> None:
    x, dx = np.array([2.0, 1.0, 1.0]), np.array([1.0, 2.0, 3.0])
    assert tangent("np.sort(x)", x, dx).tolist() == [2.0, 3.0, 1.0]


@pytest.mark.parametrize(
    "text", ["np.where(x > 0, np.log(x), 0.0)", "np.maximum(np.log(x), -9.0)", "np.clip(np.log(x), -9.0, 9.0)"]
)
def test_what_is_not_selected_gives_no_nan(text: str) -> None:
    x = np.array([0.0, 2.0])
    assert tangent(text, x, np.array([1.0, 1.0])).tolist() == [0.0, 0.5]


def test_a_modulus_has_a_real_tangent() -> None:
    z, dz = np.array([3.0 + 4.0j]), np.array([1.0 + 2.0j])
    assert tangent("np.abs(x)", z, dz).tolist() == [(3.0 + 8.0) / 5.0]
    assert tangent("np.imag(x)", z, dz).tolist() == [2.0]


def test_a_real_tangent_of_a_complex_result_is_complex() -> None:
    """Else a complex tangent could not be stored into it."""

    def f(x: Any, z: Any) -> Any:
        y = x + z
        y[0] = z[1] * x[0]
        return y

    x, z = np.array([1.0, 2.0]), np.array([1.0j, 2.0 + 1.0j])
    assert tl.jvp(f)(x, z, np.array([1.0, 3.0])).tolist() == [2.0 + 1.0j, 3.0]


def test_the_result_of_a_call_has_storage_of_its_own_in_its_tangent_too() -> None:
    def f(x: Any) -> Any:
        y = x.astype(float)
        z = np.sum(x, keepdims=True) + x
        y[0] = 2.0 * x[1]
        return y + z + x

    x, dx = np.array([1.0, 2.0]), np.array([5.0, 7.0])
    assert tl.jvp(f)(x, dx).tolist() == [14.0 + 17.0 + 5.0, 7.0 + 19.0 + 7.0]
    assert dx.tolist() == [5.0, 7.0]


def test_lists_are_changed_with_their_tangents() -> None:
    def f(x: Any, y: Any) -> Any:
        found = [x, y]
        found.append(x * y)
        found.extend([y, 2.0])
        found.extend(range(2))
        found.insert(0, x * x)
        found.reverse()
        last = found.pop()
        found.sort()
        return last, found

    last, found = tl.jvp(f)(3.0, 2.5, 1.0)
    assert last == 6.0
    assert found == [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.5]


def test_a_counter_and_an_iterator_have_no_tangent() -> None:
    def counted(xs: Any) -> Any:
        total = 0.0
        for i, (k, x) in enumerate(zip(range(3), xs)):  # noqa: B905 - of one length
            total = total + (i + 2 * k) * x * x
        return total

    xs = np.array([1.0, 2.0, 3.0])
    assert tl.jvp(counted)(xs, np.ones(3)) == pytest.approx(2.0 * (3 * 2.0 + 6 * 3.0))

    def once(xs: Any, ys: Any) -> Any:
        return list(zip(xs, iter(ys)))  # noqa: B905 - of one length

    with pytest.raises(ValueError, match="an iterator stands beside values that have tangents"):
        tl.jvp(once)(xs, [1.0, 2.0, 3.0], np.ones(3))


@pytest.mark.parametrize("kinds", [False, True])
def test_an_array_may_be_updated_by_a_part_of_itself(kinds: bool) -> None:
    def f(x: Any) -> Any:
        y = x + np.zeros(3)
        y *= y
        y[1:] *= y[:-1]
        y[:2] /= y[1:]
        return y

    x, dx, step = np.array([1.5, 2.0, 0.5]), np.array([1.0, -2.0, 3.0]), 1e-6
    found = tl.jvp(f, example_args=(x,) if kinds else None)(x, dx)
    np.testing.assert_allclose(found, (f(x + step * dx) - f(x - step * dx)) / (2.0 * step), rtol=1e-7)
