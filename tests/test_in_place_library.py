"""Functions of NumPy that write an array: in four ways, and compared with central differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support_programs import WAYS, Program, adding_to, check_program, check_that_it_has_a_gradient, titles

PROGRAMS: list[Program] = []
program = adding_to(PROGRAMS)

VECTOR = np.array([0.7, -1.2, 1.9, 0.4])
OTHER = np.array([1.3, 0.6, -0.8, 2.1])
MATRIX = np.array([[4.0, -0.5, 1.0], [0.3, 3.2, -1.1], [0.7, 0.4, 2.9]])


# Operations at places


@program(VECTOR)
def scattered(x: Any) -> Any:
    idx = np.array([0, 1, 1, 0])
    out = np.zeros(2)
    np.add.at(out, idx, x)
    return np.sum(out * out)


@program(VECTOR, OTHER)
def scattered_and_taken_away(x: Any, y: Any) -> Any:
    out = x * x
    np.add.at(out, [3, -1, 0], y[:3])
    np.subtract.at(out, np.array([0, 0]), x[1] * y[1])
    np.add.at(out, (np.array([1, 1]),), 2.0)
    return np.sum(out * out)


@program(VECTOR)
def scattered_into_rows(x: Any) -> Any:
    out = np.zeros((2, 4))
    for i in range(3):
        np.add.at(out, [i % 2], x * out[0] + i * x)
    np.add.at(out, (slice(None), [0, 0, 2]), x[:3])
    return np.sum(out * out)


@program(VECTOR, OTHER)
def put_at_places(x: Any, y: Any) -> Any:
    z = x * y
    np.put(z, [0, 2], x[:2])
    z.put([1], y[3] * x[0])
    np.put(z, [3, 3], y[1:3])
    return np.sum(z * z)


@program(VECTOR, OTHER)
def put_along_an_axis(x: Any, y: Any) -> Any:
    m = np.outer(x, y)
    order = np.argmax(m, axis=1)[:, None]
    np.put_along_axis(m, order, x[:, None] * 2.0, axis=1)
    np.put_along_axis(m, order, 0.5, axis=1)
    return np.sum(m * m)


@program(VECTOR, OTHER)
def placed_by_a_mask(x: Any, y: Any) -> Any:
    z = x * 1.0
    np.place(z, z > 0.5, y[:2])
    np.putmask(z, z < 0.0, y)
    return np.sum(z * z * x)


@program(VECTOR, OTHER)
def copied_to(x: Any, y: Any) -> Any:
    z = np.zeros((2, 4))
    np.copyto(z, x)
    np.copyto(z, y, where=z > 0.5)
    np.copyto(z[0], x[0] * y)
    np.copyto(z, 1.5, where=z < -1.5)
    return np.sum(z * z)


# The whole


@program(MATRIX)
def diagonal_filled(a: Any) -> Any:
    a = a * a
    np.fill_diagonal(a, 2.0)
    return np.sum(a * a)


@program(MATRIX, VECTOR)
def diagonal_filled_by_values(a: Any, x: Any) -> Any:
    np.fill_diagonal(a, x[:3])
    b = np.zeros((3, 3))
    np.fill_diagonal(b, x[3])
    return np.sum(a * a) + np.sum(b @ a)


@program(VECTOR)
def filled(x: Any) -> Any:
    y = x * x
    y.fill(x[0])
    return np.sum(y * x)


@program(MATRIX, VECTOR)
def rows_filled(a: Any, x: Any) -> Any:
    a[0].fill(x[0])
    a[:, 1].fill(a[2, 2])
    return np.sum(a * a) * x[1]


@program(VECTOR)
def sorted_in_place(x: Any) -> Any:
    y = x * x
    y.sort()
    return y[0] * y[1] + y[3]


@program(MATRIX, VECTOR, needs_kinds=True)
def sorted_along_an_axis(a: Any, x: Any) -> Any:
    b = a * 1.0
    b.sort(axis=0)
    b[1].sort()
    y = x * 2.0
    y[1:].sort()
    return np.sum(b * a) + np.sum(b * b[0]) + np.sum(y * x)


@program(VECTOR)
def partitioned_in_place(x: Any) -> Any:
    y = x * x
    y.partition(1)
    return y[0] * 2.0 + y[1] * y[1]


# Results into a given array


@program(VECTOR)
def written_by_out(x: Any) -> Any:
    y = np.empty_like(x)
    np.multiply(x, x, out=y)
    return np.sum(y * x)


@program(VECTOR, OTHER)
def operations_in_place(x: Any, y: Any) -> Any:
    z = x * 1.0
    np.add(z, y, out=z)
    np.multiply(z, z, out=z)
    np.subtract(y, z, out=z)
    np.exp(z * 0.1, z)
    np.negative(z, out=z)
    np.sqrt(-z, out=z)
    return np.sum(z * x)


@program(VECTOR, OTHER)
def out_is_returned(x: Any, y: Any) -> Any:
    z = np.empty(4)
    w = np.multiply(x, y, out=z)
    w[0] = z[1] * w[2]
    return np.sum(z * w)


@program(MATRIX, VECTOR)
def products_and_sums_into_arrays(a: Any, x: Any) -> Any:
    m = np.empty((3, 3))
    v = np.empty(3)
    np.dot(a, a, out=m)
    np.matmul(m, x[:3], out=v)
    np.sum(m, axis=0, out=m[0])
    np.cumsum(v, out=v)
    return np.sum(m * m) + np.sum(v * v)


@program(VECTOR, OTHER)
def out_is_a_view(x: Any, y: Any) -> Any:
    m = np.zeros((2, 4))
    np.multiply(x, y, out=m[0])
    np.add(m[0], x, out=m[1])
    np.add(m[0, 1:], m[0, :-1], out=m[0, 1:])
    return np.sum(m * m)


@program(VECTOR)
def clipped_in_place(x: Any) -> Any:
    y = x * x
    np.clip(y, 0.3, 2.0, out=y)
    z = x * 3.0
    z.clip(-1.0, 4.0, out=z)
    np.maximum(z, y, out=z)
    return np.sum(y * x) + np.sum(z * x)


# Complex numbers


@program(VECTOR, OTHER)
def real_parts_of_complex_numbers(x: Any, y: Any) -> Any:
    z = np.zeros(4, dtype=complex)
    z.real[:] = x * y
    z[1] += 1j * x[0]
    z[2:] *= np.conj(z[:2])
    return np.sum(np.abs(z) ** 2)


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)
