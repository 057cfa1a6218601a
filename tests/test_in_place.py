"""Programs that write arrays in place, each differentiated in four ways and compared with central differences."""

from __future__ import annotations

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
program = adding_to(PROGRAMS)

VECTOR = np.array([0.7, -1.2, 1.9, 0.4])
OTHER = np.array([1.3, 0.6, -0.8, 2.1])
MATRIX = np.array([[4.0, -0.5, 1.0], [0.3, 3.2, -1.1], [0.7, 0.4, 2.9]])
DEFINITE = MATRIX @ MATRIX.T


# Loops over elements and slices


@program(VECTOR, 3)
def diffuse(u: Any, steps: Any) -> Any:
    for _t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


@program(VECTOR, 2.5, 3)
def logistic(u: Any, r: Any, steps: Any) -> Any:
    for _t in range(steps):
        u[1:] = r * u[1:] * (1.0 - u[:-1])
    return np.sum(u)


@program(np.tril(MATRIX), np.array([1.0, -0.5, 0.3]))
def forward_substitution(l: Any, b: Any) -> Any:  # noqa: E741 - as it is written in books
    n = len(b)
    x = np.zeros(n)
    for i in range(n):
        x[i] = (b[i] - l[i, :i] @ x[:i]) / l[i, i]
    return np.sum(x * x)


@program(MATRIX)
def lu_in_place(a: Any) -> Any:
    n = a.shape[0]
    for k in range(n):
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]
    return np.sum(a * a)


@program(DEFINITE)
def cholesky_by_hand(a: Any) -> Any:
    n = a.shape[0]
    low = np.zeros_like(a)
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            low[i, j] = np.sqrt(s) if i == j else s / low[j, j]
    return np.sum(low)


@program(MATRIX)
def gauss_seidel(a: Any) -> Any:
    n = a.shape[0]
    for _t in range(2):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                a[i, j] = (a[i, j - 1] + a[i - 1, j] + a[i, j] + a[i + 1, j] * a[i, j + 1]) / 5.0
    return np.sum(a * a)


@program(VECTOR)
def filled_by_elements(x: Any) -> Any:
    out = np.empty(len(x))
    out[0] = x[0]
    for i in range(1, len(x)):
        out[i] = x[i] * out[i - 1]
    return np.sum(out * out)


@program(VECTOR)
def early_trips(u: Any) -> Any:
    u = u * 1.0
    i = 0
    while i < 3 and u[i] > -1.0:
        u[i] = u[i] * 0.5 + u[i + 1]
        i += 1
    return np.sum(u * u)


@program(VECTOR)
@program(-VECTOR)
def returned_early(u: Any) -> Any:
    u[1] *= u[0]
    if u[1] < 0.0:
        return np.sum(u * u)
    u[2] = u[1] * u[0]
    return u[2] * u[3] + u[1]


@program(VECTOR)
@program(-VECTOR)
def written_in_one_branch(x: Any) -> Any:
    y = x * x
    if x[0] > 0.0:
        y[0] = x[1] * y[1]
        y = y * 2.0
    else:
        y[1:] *= x[0]
    y[2] = y[0] * y[2]
    return np.sum(y * x)


@program(MATRIX)
def table_of_costs(c: Any) -> Any:
    n, m = c.shape
    t = np.zeros((n + 1, m + 1))
    t[0, 1:] = np.arange(1.0, m + 1)
    t[1:, 0] = np.arange(1.0, n + 1)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            low = np.array([t[i - 1, j], t[i, j - 1], t[i - 1, j - 1]])
            t[i, j] = c[i - 1, j - 1] - np.log(np.sum(np.exp(-low)))
    return t[n, m]


@program(VECTOR)
def born_in_each_trip(x: Any) -> Any:
    s = 0.0
    for i in range(3):
        y = x * (i + 1.0)
        y[i] = y[i + 1] * s + x[0]
        x = x * 0.5
        s = s + np.sum(y * y)
    return s


@program(VECTOR)
def written_by_the_trip_before(x: Any) -> Any:
    y = np.zeros(4)
    for i in range(4):
        z = y * x
        y[i] = x[i] + np.sum(z)
        y = y if i % 2 else y * 1.5
    return np.sum(y)


# Places


@program(VECTOR, MATRIX)
def rows_and_columns(x: Any, a: Any) -> Any:
    m = np.zeros((3, 3, 4))
    for i in range(3):
        m[i, 0] = x * i
        m[i, :, 1] = a[:, i]
        m[:, i, 2] = a[i] * m[:, i, 1]
    m[..., 3] = a
    m[1, 1:, ::2] = x[:2]
    return np.sum(m * m)


@program(VECTOR, 1.7)
def spread_over_a_place(x: Any, s: Any) -> Any:
    m = np.ones((3, 4))
    m[:] = x
    m[0, ...] = s
    m[:, 1:2] = s * s
    m[1:, 2:] = x[:2]
    m[None, 2] *= x
    return np.sum(m * m * m)


@program(VECTOR)
def steps_and_negative_places(x: Any) -> Any:
    y = np.zeros(4)
    y[::-1] = x * x
    y[-1] = y[-2] * x[0]
    y[::2] *= x[:2]
    y[-2:] = y[:2]
    y[1:] = y[:-1]
    return np.sum(y * x)


@program(VECTOR)
def chained_targets(x: Any) -> Any:
    a = np.zeros((4, 4))
    for i in range(1, 4):
        a[i, :i] = a[:i, i] = x[:i] * x[i]
    return np.sum(a * a * a)


@program(VECTOR, np.array([0, 2, 1]))
def counters_and_orders(x: Any, order: Any) -> Any:
    seen = np.zeros(4, dtype=int)
    y = x * 1.0
    for i in order:
        seen[i] += 1
        order[i] = order[2] - order[i]
        y[order[0]] *= x[seen[i]]
    return np.sum(y * seen)


@program(VECTOR)
def elements_swapped(x: Any) -> Any:
    y = x * x
    y[0], y[2] = y[2], y[0]
    return np.sum(y * x)


@program(VECTOR)
def masked_store(x: Any) -> Any:
    x = x * x[0] * 2.0
    x[x < 0] = 0.0
    return np.sum(x * x)


@program(VECTOR, OTHER)
def masked_values(x: Any, y: Any) -> Any:
    z = x * y
    mask = z > 0.0
    z[mask] = x[mask] ** 2
    z[~mask] *= y[~mask]
    z[z > 1.0] += z[0]
    return np.sum(z * z)


@program(VECTOR)
def fancy_store(x: Any) -> Any:
    idx = np.array([2, 0, 2])
    out = np.ones(4)
    out[idx] = x[:3] * x[1:]
    return np.sum(out * out)


@program(MATRIX, VECTOR)
def gathered_places(a: Any, x: Any) -> Any:
    a = a * 1.0
    rows, columns = np.array([0, 1, 2]), np.array([2, 2, 0])
    a[rows, columns] *= x[:3]
    a[[0, 2]] += x[1:]
    a[:, [1, 1]] = x[:2]
    a[np.nonzero(a > 3.0)] = x[0]
    picked = a[[2, 0]]
    picked[0] = 5.0
    return np.sum(a * a) + np.sum(picked * picked)


@program(1.3)
def array_without_axes(x: Any) -> Any:
    y = np.array(0.0)
    y[()] = x * x
    z = y
    z += x
    y[...] *= y
    return y * x


@program(VECTOR)
def complex_storage(x: Any) -> Any:
    z = np.zeros(4, dtype=complex)
    z[:2] = x[:2]
    z[2:] = x[2:] * 1j
    z[1] *= 1.0 + 2.0j
    z *= z[0] + 1j
    return np.sum(np.abs(z) ** 2) + np.sum(z.real * x)


# Updates


@program(VECTOR)
def every_update_of_elements(x: Any) -> Any:
    y = x * x + 1.0
    y[0] += x[1]
    y[1] -= x[0] * y[0]
    y[2] *= x[3]
    y[3] /= x[0]
    y[1:3] **= 2
    y[0] **= x[2]
    y[2:] %= 0.9
    return np.sum(y * x)


@program(VECTOR, OTHER)
def every_update_of_the_whole(x: Any, y: Any) -> Any:
    z = np.ones(4)
    z[1:] = x[1:]
    seen = z
    z += y
    z *= x
    z -= np.mean(z)
    z /= y
    z **= 2
    return np.sum(seen * x)


@program(VECTOR, MATRIX)
def products_in_place(x: Any, a: Any) -> Any:
    m = np.empty((3, 3))
    m[:] = a
    seen = m[0]
    m @= a
    m[1] @= a
    return np.sum(m * m) + np.sum(seen * x[:3])


def accumulated(x: Any) -> Any:
    total = np.zeros(4)
    for _i in range(3):
        total += x * x
        x = x * total
    return np.sum(total)


@program(VECTOR)
def accumulated_under_two_names(x: Any) -> Any:
    total = np.zeros(4)
    seen = total
    for _i in range(3):
        total += x * x
        x = x * total
    return np.sum(seen)


@program(VECTOR, OTHER)
def whole_update_of_an_argument(x: Any, y: Any) -> Any:
    x += y
    x *= x
    return np.sum(x * y)


@program(VECTOR, needs_kinds=True)
def whole_update_of_an_argument_under_two_names(x: Any) -> Any:
    y = x
    y *= x
    return np.sum(x * y)


@program(VECTOR)
def overlapping_update(x: Any) -> Any:
    y = x * x
    y[1:] += y[:-1]
    return np.sum(y * x)


@program(MATRIX)
def updated_by_its_own_parts(a: Any) -> Any:
    a = a * 1.0
    a[:] /= a[0, 0]
    a[1:] -= a[0]
    a[:, 0] *= a[0]
    a[:2, :2] += a[1:, 1:]
    a[:] = a.T
    return np.sum(a * a * a)


# Aliases and views


@program(MATRIX, 1.7, needs_kinds=True)
def scale_row(a: Any, s: Any) -> Any:
    row = a[0]
    row *= s
    return np.sum(a * a)


@program(VECTOR)
def alias_is_written(x: Any) -> Any:
    a = x * 1.0
    b = a
    b[0] = a[1] * a[2]
    return np.sum(a * a)


@program(VECTOR)
def transpose_is_written(x: Any) -> Any:
    c = np.ones((3, 2))
    d = c.T
    d[0, :] = x[:3] ** 2
    return np.sum(c * c)


@program(MATRIX, needs_kinds=True)
def rows_of_a_loop(a: Any) -> Any:
    a = a * 1.0
    for row in a:
        row -= np.mean(row)
    return np.sum(a * a * a)


@program(VECTOR)
def rows_of_a_table(x: Any) -> Any:
    table = np.ones((3, 4))
    for i, row in enumerate(table):
        row *= x * (i + 1)
        row[i] = row[3] * row[0]
    first, _, last = table
    last += first
    return np.sum(table * table)


@program(VECTOR)
def view_of_a_view(x: Any) -> Any:
    y = np.outer(x, x)
    inner = y[1:, 1:]
    corner = inner[1:, :2].T
    corner[0] = x[:2]
    corner *= x[0]
    inner[0] += corner[0, 0]
    return np.sum(y * y)


@program(VECTOR)
def view_is_bound_anew_in_a_loop(x: Any) -> Any:
    y = x * 1.0
    v = y[:2]
    for i in range(3):
        v[0] = v[1] * x[i]
        v = y[i : i + 2]
        v[1] *= 0.5
    return np.sum(y * y)


@program(VECTOR)
def view_of_what_its_name_left(x: Any) -> Any:
    y = x * 1.0
    v = y[1:]
    y = y * y
    y[0] = v[0] * y[1]
    v[1] = y[2]
    return np.sum(y) * np.sum(v)


@program(VECTOR, True)
@program(VECTOR, False)
def either_of_two(x: Any, first: Any) -> Any:
    a, b = x * 1.0, x * x
    c = a if first else b
    c[0] = b[1] * a[2]
    c[:] += x
    return np.sum(a * b)


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)


@WAYS
def test_an_array_with_one_name_is_updated_like_a_number(optimized: bool, kinds: bool) -> None:
    check(accumulated, VECTOR, optimized=optimized, kinds=kinds)
