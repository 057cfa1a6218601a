"""Stores and updates that break an adjoint written naively: their gradients are right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support_programs import (
    WAYS,
    Program,
    adding_to,
    check_program,
    check_that_it_has_a_gradient,
    quiet_grad,
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


# S1, S2, S3: shadows follow references, and belong to one birth


@program("S1", arr(1.1, 0.5), 3, true=arr(24.1137368, 2.5625))
def history(x: Any, n: Any) -> Any:
    u = x.copy()
    hist: list[Any] = []
    for _t in range(n):
        hist.append(u)
        un = np.empty_like(u)
        un[:] = u * u
        u = un
    s = 0.0
    for h in hist:
        s = s + np.sum(h)
    return s + np.sum(u)


@program("S1", arr(1.0, 2.0), arr(3.0, 4.0), True)
@program("S1", arr(1.0, 2.0), arr(3.0, 4.0), False)
def row_of_either(a: Any, b: Any, flag: Any) -> Any:
    row = a if flag else b
    row[0] = row[1] * row[1]
    return np.sum(a * b)


def next_k(k: Any) -> Any:
    return (k + 2) % 3


@program("S1", MATRIX)
def rows_by_index(a: Any) -> Any:
    s = 0.0
    k = 1
    for _i in range(4):
        row = a[k]
        row[0] = row[1] * row[2]
        k = next_k(k)
        s = s + np.sum(row * a[k])
    return s + np.sum(a * a)


@program("S1", MATRIX)
def rows_while(a: Any) -> Any:
    k = 2
    row = a[0]
    while row[0] > 0.5:
        row[0] *= 0.5
        row = a[k]
        k = next_k(k)
    return np.sum(a * a) + row[1]


@program("S1", arr(1.1, 0.7))
def handed_on(x: Any) -> Any:
    p = x * 1.0
    q = x * 2.0
    for _i in range(3):
        r = q
        q = p
        p = r * q
        q[0] = p[1]
    return np.sum(p * q)


@program("S2", arr(1.1, 0.7, 0.9))
def double_buffer(x: Any) -> Any:
    u = x * 1.0
    un = np.zeros_like(u)
    for _i in range(3):
        un[1:] = u[1:] * u[:-1]
        un[0] = u[0]
        u, un = un, u
    return np.sum(u) + np.sum(un * un)


@program("S2", arr(1.1, 0.7, 0.9, 1.3))
def view_at_an_index_that_moves(x: Any) -> Any:
    y = x * 1.0
    k = 0
    v = y[k : k + 2]
    v[0] = v[1] * x[2]
    k = 2
    w = y[k : k + 2]
    w[0] *= v[0]
    v[1] = w[1]
    return np.sum(y * y)


@program("S3", arr(1.0, 2.0), true=arr(6.0, 3.0))
def one_birth_each_trip(x: Any) -> Any:
    s = 0.0
    for _i in range(2):
        t = x * 1.0
        t[0] = t[1] * t[0]
        s = s + np.sum(t) + x[0]
    return s - x[1]


# S8: what is owned


@program("S8", arr(1.0, 2.0), arr(3.0, 4.0))
def sum_is_written(x: Any, y: Any) -> Any:
    z = x + y
    s = x[0] * 3.0 + np.sum(z)
    z[0] = z[1] * y[1]
    return s + np.sum(z) + np.sum(y)


@program("S8", arr(1.0, 2.0), true=arr(0.0, 1.0))
def zeroed_under_a_sum(x: Any) -> Any:
    y = x * 1.0
    y[0] = 2.0
    return np.sum(y)


# S11: element, row, gather or item of a list


@program("S11", arr(1.0, 2.0, 3.0))
@program("S11", MATRIX, needs_kinds=True)
def rows_are_swapped(a: Any) -> Any:
    a[0], a[2] = a[2], a[0]
    return np.sum(a[0] * a[1] * 2.0) + np.sum(a[2] ** 2)


@program("S11", MATRIX, needs_kinds=True)
def row_is_scaled(a: Any) -> Any:
    row = a[0]
    row *= 2.0
    return np.sum(row) + np.sum(a)


@program("S11", [1.0, 2.0, 3.0], needs_kinds=True)
def copied_slice_of_a_list(xs: Any) -> Any:
    ys = xs[1:]
    ys[0] = ys[0] * ys[1]
    return ys[0] * xs[1]


@program("S11", MATRIX)
def gathered_rows(a: Any) -> Any:
    rows = a[[0, 0, 2]]
    rows[0] *= a[1]
    a[0] = rows[1] * rows[2]
    return np.sum(rows * rows) + np.sum(a * a)


# S16: repeated places


@program("S16", arr(1.0, 2.0), true=arr(0.0, 3.0))
def repeated_store(v: Any) -> Any:
    a = np.zeros(3)
    a[[0, 0]] = v
    return 3.0 * a[0]


@program("S16", arr(1.0, 2.0), true=arr(0.0, 4.0))
def repeated_negative_store(v: Any) -> Any:
    a = np.zeros(3)
    a[np.array([1, -2])] = v
    return np.sum(a * a)


@program("S16", arr(1.0, 2.0), arr(1.0, 2.0, 3.0))
def repeated_update(a: Any, v: Any) -> Any:
    a = a * 1.0
    a[np.array([0, 0, 1])] += v
    a[[1, -1]] *= v[:2]
    return np.sum(a * a)


@program("S16", MATRIX)
def repeated_rows(v: Any) -> Any:
    a = np.ones((2, 3))
    a[[1, -1, 1]] = v
    a[:, [2, 2]] -= v[:2, :2]
    return np.sum(a * a)


@program("S16", arr(1.0, 2.0), true=arr(0.0, 4.0))
def put_values(v: Any) -> Any:
    a = np.zeros(3)
    np.put(a, [0, 0], v)
    return np.sum(a * a)


@program("S16", arr(1.0, 2.0))
def placed_values(v: Any) -> Any:
    a = np.zeros(3)
    np.place(a, a == 0, v)
    return np.sum(a * a)


@program("S16", arr(1.0, -2.0), arr(3.0, 4.0))
def copied_where(a: Any, v: Any) -> Any:
    a = a * 1.0
    np.copyto(a, v, where=a > 0)
    return np.sum(a * a)


@program("S16", MATRIX, arr(1.0, 2.0, 3.0))
def put_along_an_axis(a: Any, v: Any) -> Any:
    np.put_along_axis(a, np.array([[0, 0], [2, 1], [1, -2]]), v[:2], axis=1)
    return np.sum(a * a)


# S17, S18: what a store cuts


@program("S17", arr(2.0, 3.0), true=arr(0.0, 6.0))
def constant_is_stored(x: Any) -> Any:
    y = x * x
    y[0] = 3.0
    return np.sum(y)


@program("S17", arr(2.0, 3.0, 0.5))
def constant_is_stored_in_one_trip(x: Any) -> Any:
    y = x * x
    for i in range(3):
        y[i] *= y[i - 1]
        if i == 1:
            y[0] = 1.5
            y[1:] = np.array([0.5, 2.0])
    return np.sum(y * x)


@program("S17", 1.5, arr(2.0, 3.0, 0.5))
def number_is_spread(s: Any, x: Any) -> Any:
    y = np.ones((2, 3))
    y[:] = s
    y[0] = x * y[1]
    y[:, :1] = x[1:2]
    return np.sum(y * y)


@program("S17", arr(2.0, 3.0))
def real_part_is_stored(x: Any) -> Any:
    z = x * (1.0 + 2.0j)
    z[0] = x[1]
    return np.sum(np.abs(z * z[0]) ** 2)


@program("S18", arr(2.0, 3.0), 1.5)
def storage_is_replaced_by_a_constant(x: Any, s: Any) -> Any:
    y = x * s
    for i in range(3):
        y[0] = y[1] * s
        if i == 1:
            y = np.zeros(2)
        y[1] += x[0]
    return np.sum(y)


# S19: operands that view what is written


@program("S19", arr(1.2, 0.5))
def divided_by_itself(a: Any) -> Any:
    a /= a[0]
    return np.sum(a * a)


@program("S19", arr(1.2, 0.5, 0.8))
def updated_by_itself(a: Any) -> Any:
    b = a * 1.0
    b[:] *= b
    b[0] /= b[0] + a[1]
    b[1:] /= b[:-1]
    b[:] **= a
    b[:] -= b[::-1]
    b[1:] += b[0] * b[1:]
    return np.sum(b * a * b)


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)


# S26: stores that raise stay


@WAYS
def test_a_store_out_of_range_raises(optimized: bool, kinds: bool) -> None:
    def too_far(x: Any) -> Any:
        n = np.zeros(2)
        n[3] = 1.0
        return x * x

    df = quiet_grad(too_far, optimized=optimized, example_args=(2.0,) if kinds else None)
    with pytest.raises(IndexError):
        df(2.0)
