"""Facts of storage, what the reverse sweep reads, and code that is moved: programs that break a naive adjoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support_programs import (
    WAYS,
    Program,
    adding_to,
    check,
    check_program,
    check_that_it_has_a_gradient,
    titles,
)

PROGRAMS: list[Program] = []
adding = adding_to(PROGRAMS)


def program(rule: str, *args: Any, **options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a program that breaks where a rule of soundness is not kept."""
    return adding(*args, rule=rule, **options)


def arr(*items: float) -> np.ndarray:
    return np.array(items, dtype=float)


MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])


# S21, S22: facts of storage


@program("S21", 3.0, true=6.0)
def written_by_another_name(x: Any) -> Any:
    y = np.zeros(2)
    z = y
    y[0] = x
    return z[0] ** 2


@program("S21", 3.0)
def written_through_what_holds_it(x: Any) -> Any:
    y = np.ones((2, 2))
    rows = [y[0], y.T]
    rows[1][1, 0] = x
    pair = (y, 2.0)
    pair[0][1] *= x
    return np.sum(rows[0] ** 2) + y[1, 1]


@program("S22", arr(1.0, 2.0, 3.0, 4.0))
def overlapping_views(u: Any) -> Any:
    u = u * 1.0
    v1 = u[:3]
    v2 = u[2:]
    y = v2 * v2
    v1[...] = 0
    return np.sum(y) + np.sum(u)


@program("S22", MATRIX)
def read_through_another_view(a: Any) -> Any:
    a = a * 1.0
    column = a[:, 0]
    s = 0.0
    for i in range(3):
        s = s + np.sum(column * column) * a[0, i]
        a.T[0, i] = a[i, 2] * s
    return s


# S23, S25: what the reverse sweep evaluates


@program("S23", arr(1.0, 2.0, 3.0), arr(0.5, 1.5, 2.5))
def shuffled_order(x: Any, w: Any) -> Any:
    rng = np.random.default_rng(1)
    idx = np.arange(3)
    s = 0.0
    for k in range(3):
        rng.shuffle(idx)
        s += (k + 1) * (x[idx] @ w)
    return s


@program("S23", arr(1.0, -2.0, 3.0), true=arr(8.0, 0.0, 24.0))
def negative_ones_cut(a: Any) -> Any:
    a = a * 2.0
    a[a < 0] = 0
    return np.sum(a * a)


@program("S23", arr(1.0, -2.0, 3.0))
def indices_and_masks_are_written(x: Any) -> Any:
    i, mask, w = np.array([0, 1]), x > 0, np.ones(3)
    y = x[i] ** 2
    z = x * w
    z[mask] *= x[0]
    i[0], mask[0], w[0] = 2, False, 5.0
    z[mask] += y[1] * x[i[0]]
    w *= 2.0
    return np.sum(y * z[i]) + np.sum(z * w)


@program("S23", arr(1.0, 2.0, 3.0))
def counter_in_an_array(x: Any) -> Any:
    k = np.zeros(1, dtype=int)
    left = [3]
    s = x[0]
    while left[0] > 0:
        s = s * x[k[0]] + x[-1]
        k[0] += 1
        left[0] -= 1
    return s


@program("S25", arr(0.4, 0.7))
def sine_before_the_store(u: Any) -> Any:
    t = np.sin(u)
    u[0] = 5.0
    return np.sum(t * t) + u[0]


@program("S25", arr(0.4, 0.7, 1.1), needs_kinds=True)
def same_expression_around_a_store(u: Any) -> Any:
    first, part, a = u[0], u[:2], np.sum(u * u)
    u[0] = u[1] * u[2]
    b = np.sum(u * u)
    for i in range(2):
        b = b * np.sin(u[0])
        u[0] = u[0] * (i + 2.0)
    return a * b + first * np.sum(part * part)


# S27, S28: copies and the order of reading


@program("S27", arr(1.0, 2.0))
def copies_are_written(x: Any) -> Any:
    y, z, w, v = 1.0 * x, +x, x + 0.0, np.array(x)
    y[0] = 3.0
    z[1] = y[1] * x[0]
    w[0] = 0.5
    v[1] = 0.7
    return np.sum(x * y * z * w * v)


# S39: exact zeros reach singular points


@program("S39", arr(2.0, 0.0, -1.0), true=arr(0.5, 0.0, 0.0))
def logarithm_is_replaced(z: Any) -> Any:
    y = np.log(z)
    y[z <= 0] = 0.0
    return np.sum(y)


@program("S39", arr(2.0, 0.0), true=arr(0.5 / 2.0**0.5, 0.0))
def root_is_overwritten(z: Any) -> Any:
    y = np.sqrt(z)
    y[1] = 1.0
    return np.sum(y)


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


SMOOTH = [one for one in PROGRAMS if one.rule != "S39"]


@pytest.mark.parametrize("one", SMOOTH, ids=titles(SMOOTH))
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)


# S20: integer and single precision storage


@WAYS
def test_integer_storage_cuts_the_adjoint(optimized: bool, kinds: bool) -> None:
    def truncated(x: Any) -> Any:
        n = np.zeros(2, dtype=int)
        m = np.zeros_like(n)
        n[0] = x
        m[:] = x * 1.5
        return n[0] * x + m[1]

    check(truncated, 2.5, optimized=optimized, kinds=kinds, expected=2.0)


@WAYS
def test_single_precision_storage(optimized: bool, kinds: bool) -> None:
    def halved(x: Any) -> Any:
        y = np.zeros(2, dtype=np.float32)
        y[:] = x
        x[0] = x[1] * np.float64(0.5)
        return np.sum(y * y) + np.sum(x)

    x = np.array([1.5, 0.25], dtype=np.float32)
    check(halved, x, optimized=optimized, kinds=kinds, expected=np.array([3.0, 2.0], dtype=np.float32))
