"""The programs behind the golden files of arrays, lists and dicts that are written in place."""

from __future__ import annotations

from typing import Any

import numpy as np
from golden_examples import Example, adding_to

RANDOM = np.random.default_rng(7)

EXAMPLES: dict[str, Example] = {}
example = adding_to(EXAMPLES)


def draw(*shape: int) -> Any:
    return RANDOM.uniform(0.2, 1.5, size=shape)


# The examples of the design

example(
    "diffuse",
    """
    def diffuse(u: "float64[:]", steps):
        for t in range(steps):
            u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        return np.sum(u * u)
    """,
    draw(6),
    3,
    wrt="u",
)
example(
    "logistic",
    """
    def logistic(u: "float64[:]", r: float, steps):
        for t in range(steps):
            u[1:] = r * u[1:] * (1.0 - u[:-1])
        return np.sum(u)
    """,
    draw(5),
    1.5,
    3,
    wrt="u",
)
example(
    "scale_row",
    """
    def scale_row(A: "float64[:, :]", s: float):
        row = A[0]
        row *= s
        return np.sum(A * A)
    """,
    draw(3, 2),
    1.5,
    wrt="A s",
)

# Stores

example(
    "store_element",
    """
    def f(x: "float64[:]"):
        y = np.empty_like(x)
        y[0] = x[0]
        for i in range(1, len(x)):
            y[i] = y[i - 1] * x[i]
        return np.sum(y)
    """,
    draw(4),
)
example(
    "store_slice",
    """
    def f(x: "float64[:]", y: "float64[:]"):
        x[1:] = x[:-1] * y
        return np.sum(x * x)
    """,
    draw(4),
    draw(3),
    wrt="x y",
)
example(
    "store_by_mask",
    """
    def f(x: "float64[:]"):
        y = np.log(x)
        y[x < 0.5] = 0.0
        return np.sum(y)
    """,
    np.array([0.3, 0.7, 1.2]),
)
example(
    "store_by_index_array",
    """
    def f(A: "float64[:, :]", x: "float64[:]"):
        A[np.array([0, 2]), 1] = x
        return np.sum(A * A)
    """,
    draw(3, 2),
    draw(2),
    wrt="A x",
)
example(
    "store_chained",
    """
    def f(x: "float64[:]", s: float):
        y = np.zeros_like(x)
        t = y[0] = x[1] = s * s
        return np.sum(x * y) * t
    """,
    draw(3),
    1.3,
    wrt="x s",
)
example(
    "store_swap",
    """
    def f(x: "float64[:]", i: int, j: int):
        x[i], x[j] = x[j], x[i]
        return x[0] * x[1] ** 2 * x[2] ** 3
    """,
    draw(3),
    0,
    2,
)

# Updates

example(
    "update_element",
    """
    def f(x: "float64[:]", places: "int64[:]"):
        counts = np.zeros(3)
        for i, k in enumerate(places):
            counts[k] += x[i] * x[i]
        return np.sum(counts * counts)
    """,
    draw(4),
    np.array([0, 2, 2, 1]),
)
example(
    "update_row",
    """
    def f(A: "float64[:, :]", x: "float64[:]"):
        for i in range(1, len(A)):
            A[i] -= x[i] * A[0]
        return np.sum(A * A)
    """,
    draw(3, 2),
    draw(3),
    wrt="A x",
)
example(
    "update_whole",
    """
    def f(x: "float64[:]", y: "float64[:]"):
        total = np.zeros_like(x)
        for k in range(3):
            total += x * y
            total *= y
        return np.sum(total)
    """,
    draw(3),
    draw(3),
    wrt="x y",
)

# Views and other names

example(
    "view_is_written",
    """
    def f(x: "float64[:]"):
        y = x * x
        inner = y[1:-1]
        inner[:] = inner * y[0]
        inner[0] = 1.0
        return np.sum(y * x)
    """,
    draw(5),
)
example(
    "alias_is_written",
    """
    def f(x: "float64[:]"):
        y = x * x
        z = y
        z[0] = y[1] * x[2]
        return np.sum(y * y)
    """,
    draw(3),
)
example(
    "rows_of_a_loop_are_written",
    """
    def f(A: "float64[:, :]"):
        for row in A:
            row /= np.sum(row)
        return np.sum(A ** 3)
    """,
    draw(3, 2),
    wrt="A",
)
example(
    "buffers_are_swapped",
    """
    def f(u: "float64[:]", steps):
        u = u.copy()
        new = np.zeros_like(u)
        for t in range(steps):
            new[1:-1] = u[1:-1] * (u[2:] + u[:-2])
            u, new = new, u
        return np.sum(u * u)
    """,
    draw(5),
    2,
    wrt="u",
)
example(
    "arguments_are_written",
    """
    def f(x: "float64[:]", y: "float64[:]"):
        x[0] = y[1] * y[1]
        y[0] = x[0] * x[1]
        return np.sum(x * y)
    """,
    draw(3),
    draw(3),
    wrt="x y",
)
example(
    "unknown_kind",
    """
    def f(x, i):
        x[i] = x[0] * x[1]
        return np.sum(x * x)
    """,
    draw(3),
    2,
)

# Functions of NumPy that write

example(
    "out_is_written",
    """
    def f(x: "float64[:]", y: "float64[:]"):
        z = np.empty_like(x)
        np.multiply(x, y, out=z)
        np.sin(z, out=z)
        return np.sum(z * x)
    """,
    draw(3),
    draw(3),
    wrt="x y",
)
example(
    "add_at",
    """
    def f(x: "float64[:]", places: "int64[:]"):
        bins = np.zeros(3)
        np.add.at(bins, places, x)
        return np.sum(bins * bins)
    """,
    draw(4),
    np.array([0, 2, 2, 0]),
)
example(
    "fill_and_copyto",
    """
    def f(x: "float64[:]", s: float):
        y = np.empty_like(x)
        np.copyto(y, x)
        y[1:].fill(s)
        return np.sum(y * x)
    """,
    draw(3),
    1.3,
    wrt="x s",
)

# Lists and dicts

example(
    "list_append",
    """
    def f(x: "float64[:]"):
        ys = []
        for e in x:
            ys.append(e * e)
        last = ys.pop()
        return last * ys[0]
    """,
    draw(3),
)
example(
    "list_of_states",
    """
    def f(u: "float64[:]", steps):
        states = [u]
        for t in range(steps):
            u = u.copy()
            u[1:] *= u[:-1]
            states.append(u)
        return np.sum(states[0] * states[-1])
    """,
    draw(4),
    2,
    wrt="u",
)
example(
    "dict_item",
    """
    def f(x: "float64[:]"):
        layer = {"w": x * x}
        layer["b"] = np.sum(layer["w"])
        layer["w"] = layer["w"] * layer["b"]
        return np.sum(layer["w"])
    """,
    draw(3),
)

# Functions that write what they are given

example(
    "call_writes",
    """
    def relax(u: "float64[:]", i):
        u[i] = 0.5 * (u[i - 1] + u[i + 1]) * u[i]


    def f(x: "float64[:]"):
        u = x * x
        for i in range(1, len(u) - 1):
            relax(u, i)
        return np.sum(u)
    """,
    draw(5),
)
example(
    "call_returns_what_it_writes",
    """
    def scaled(a: "float64[:]", s: float):
        a[1:] *= s
        return a


    def f(x: "float64[:]", s: float):
        y = x.copy()
        z = scaled(y, s)
        z[0] = y[1] * z[2]
        return np.sum(y * z)
    """,
    draw(3),
    1.4,
    wrt="x s",
)
example(
    "recursion_writes",
    """
    def sweep(a: "float64[:]", k: int):
        if k < len(a):
            a[k] = a[k] * a[k - 1]
            sweep(a, k + 1)


    def f(x: "float64[:]"):
        sweep(x, 1)
        return np.sum(x)
    """,
    draw(4),
)
