"""Blocks that run in the reverse sweep change the adjoint as a change of the program would, wherever they stand."""

from __future__ import annotations

import inspect
import textwrap
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import close, function_from

X = np.array([0.5, -1.5, 2.0])

# Programs in which `DOUBLED(v)` is a block that doubles the adjoint of v, or what does the same by its value.
PROGRAMS: dict[str, tuple[str, tuple[Any, ...], tuple[str, ...]]] = {
    "straight line": (
        """
        def f(x, y):
            h = np.tanh(x * y)
            DOUBLED(h)
            return np.sum(h * x)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "a parameter": (
        """
        def f(x, y):
            DOUBLED(x)
            return np.sum(x * x * y)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "what is returned": (
        """
        def f(x, y):
            z = np.sum(x * y)
            DOUBLED(z)
            return z
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "a name that is bound again": (
        """
        def f(x, y):
            h = x * x
            h = h * h
            DOUBLED(h)
            h = np.sin(h) * y
            h = h * h
            return np.sum(h)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "a loop": (
        """
        def f(x, y):
            for i in range(4):
                x = np.sin(x) * y
                DOUBLED(x)
                y = y * 0.5 + x
            return np.sum(x * y)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "a while loop": (
        """
        def f(x, y):
            while x > 0.1:
                x = x * y
                DOUBLED(x)
                x = x - 0.05 * y
            return x * y
        """,
        (3.0, 0.7),
        ("x", "y"),
    ),
    "loops in each other": (
        """
        def f(x, y):
            for i in range(3):
                for k in range(i):
                    x = x * y
                    DOUBLED(x)
                DOUBLED(y)
            return np.sum(x)
        """,
        (X, 1.5),
        ("x", "y"),
    ),
    "a branch": (
        """
        def f(x, y):
            if y > 1.0:
                h = x * y
                DOUBLED(h)
            else:
                h = x
            return np.sum(h * h)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "a branch in a loop": (
        """
        def f(x, y):
            total = 0.0
            for i in range(5):
                h = x * y * i
                if i % 2 == 0:
                    DOUBLED(h)
                total = total + np.sum(h * h)
            return total
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "items of an array": (
        """
        def f(x, y):
            total = 0.0
            for i in range(3):
                v = x[i] * y
                DOUBLED(v)
                total = total + v * v
            return total
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "an array that is written in place": (
        """
        def f(x, y):
            u = np.zeros(3)
            for i in range(3):
                u[i] = x[i] * y
                DOUBLED(u)
                u[i] = u[i] * u[i]
            DOUBLED(u)
            return np.sum(u * y)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "an argument that is written in place": (
        """
        def f(x, y):
            x[1:] *= y
            DOUBLED(x)
            x[:-1] += x[1:] * y
            return np.sum(x * x)
        """,
        (X, 2.0),
        ("x", "y"),
    ),
    "a called function": (
        """
        def step(x, y):
            h = np.sin(x * y)
            DOUBLED(h)
            return h * y

        def f(x, y):
            for i in range(3):
                x = step(x, y)
            return np.sum(x)
        """,
        (X, 0.7),
        ("x", "y"),
    ),
    "a recursive function": (
        """
        def power(x, n):
            if n == 0:
                return x * 0.0 + 1.0
            h = power(x, n - 1)
            DOUBLED(h)
            return h * x

        def f(x, y):
            return np.sum(power(x, 3) * y)
        """,
        (X, 0.7),
        ("x", "y"),
    ),
    "a nested function": (
        """
        def f(x, y):
            def scaled(v):
                h = v * y
                DOUBLED(h)
                return h * h

            return np.sum(scaled(x))
        """,
        (X, 0.7),
        ("x", "y"),
    ),
    "two blocks": (
        """
        def f(x, y):
            h = x * y
            DOUBLED(h)
            k = h * x
            DOUBLED(k)
            DOUBLED(h)
            return np.sum(h * k)
        """,
        (X, 0.7),
        ("x", "y"),
    ),
    "a list": (
        """
        def f(x, y):
            pair = [x * y, x]
            for i in range(2):
                h = pair[i]
                DOUBLED(h)
                y = y + np.sum(h * h)
            return y
        """,
        (X, 0.7),
        ("x", "y"),
    ),
}

BLOCK = "with tl.insert_grad_of({0}) as d_{0}:\n    d_{0} = 2.0 * d_{0}"
IN_PLACE = "with tl.insert_grad_of({0}) as d_{0}:\n    d_{0} *= 2.0"
BY_VALUE = "{0} = 2.0 * {0} - tl.stop_gradient({0})"
IDLE = "with tl.insert_grad_of({0}) as d_{0}:\n    assert np.shape(d_{0}) == np.shape({0})"


def program(text: str, doubled: str, **known: Any) -> Any:
    out = []
    for line in textwrap.dedent(text).strip().splitlines():
        margin, _, call = line.partition("DOUBLED(")
        made = doubled.format(call.rstrip(")")).splitlines() if call else []
        out += [margin + one for one in made] if call else [line]
    return function_from("\n".join(out) + "\n", tl=tl, **known)


@pytest.mark.parametrize("block", [BLOCK, IN_PLACE], ids=["assigned", "in place"])
@pytest.mark.parametrize(("text", "args", "wrt"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_block_changes_the_adjoint(text: str, args: tuple[Any, ...], wrt: tuple[str, ...], block: str) -> None:
    inserted, by_value = program(text, block), program(text, BY_VALUE)
    expected = tl.grad(by_value, wrt=wrt)(*args)
    for options in ({}, {"optimized": False}, {"example_args": args}):
        derivative = tl.grad(inserted, wrt=wrt, **options)
        assert close(derivative(*args), expected), inspect.getsource(derivative)
        assert close(derivative(*args), expected)
    halves = tl.autodiff(inserted, wrt=wrt, motion="split")
    assert close(halves(*args, init_grad=1.0), expected)


@pytest.mark.parametrize(("text", "args", "wrt"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_block_that_only_looks_changes_nothing(text: str, args: tuple[Any, ...], wrt: tuple[str, ...]) -> None:
    idle, bare = program(text, IDLE), program(text, "pass")
    expected = tl.grad(bare, wrt=wrt)(*args)
    for options in ({}, {"optimized": False}, {"example_args": args}):
        assert close(tl.grad(idle, wrt=wrt, **options)(*args), expected)


@pytest.mark.parametrize(("text", "args", "wrt"), PROGRAMS.values(), ids=PROGRAMS)
def test_forward_mode_leaves_blocks_out(text: str, args: tuple[Any, ...], wrt: tuple[str, ...]) -> None:
    inserted, bare = program(text, BLOCK), program(text, "pass")
    tangents = [np.ones_like(one) if isinstance(one, np.ndarray) else 1.0 for one in args]
    push = tl.jvp(inserted, wrt=wrt)
    assert close(push(*args, *tangents), tl.jvp(bare, wrt=wrt)(*args, *tangents))
    assert "2.0 * d_" not in inspect.getsource(push)


# Storage that several names share: the oracle is a store that leaves every value as it is, by differences

SHARED: dict[str, str] = {
    "a row": """
        def f(x, y):
            row = x[0]
            row *= y
            DOUBLED(row)
            x[1] = x[1] * row
            DOUBLED(x)
            return np.sum(x * x * row)
        """,
    "rows in a loop": """
        def f(x, y):
            for k in range(2):
                row = x[k]
                row[1:] = row[:-1] * y
                DOUBLED(row)
            return np.sum(x * x)
        """,
    "an alias": """
        def f(x, y):
            u = x * y
            v = u
            v[0] = v[1] * y
            DOUBLED(u)
            v[1] = v[0] * 2.0
            DOUBLED(v)
            return np.sum(u * v)
        """,
    "what a called function writes": """
        def scale(row, y):
            row[1:] *= y
            DOUBLED(row)
            return row

        def f(x, y):
            u = x.copy()
            v = scale(u[0], y)
            v[0] = v[1] * y
            return np.sum(u * u)
        """,
    "what nothing reads but through another name": """
        def f(x, y):
            u = np.zeros((2, 3))
            row = u[0]
            row[:] = x[1] * y
            DOUBLED(row)
            return np.sum(u * x)
        """,
}


@pytest.mark.parametrize("block", [BLOCK, IN_PLACE], ids=["assigned", "in place"])
@pytest.mark.parametrize("text", SHARED.values(), ids=SHARED)
def test_a_block_changes_the_adjoint_of_shared_storage(text: str, block: str) -> None:
    args = (np.array([[0.5, -1.5, 2.0], [1.0, 0.3, -0.7]]), 1.3)
    held: list[Any] = []
    position = [-1]

    def first_value(u: Any) -> Any:
        position[0] += 1
        held.extend([u.copy()] if position[0] == len(held) else [])
        return held[position[0]]

    value_kept = program(text, "{0}[...] = 2.0 * {0} - first_value({0})", first_value=first_value)

    def rewound(x: Any, y: Any) -> Any:
        position[0] = -1
        return value_kept(x, y)

    rewound(*[np.copy(one) if isinstance(one, np.ndarray) else one for one in args])
    expected = tl.numerical_grad(rewound, wrt=(0, 1))(*args)
    for optimized in (True, False):
        derivative = tl.grad(program(text, block), wrt=(0, 1), optimized=optimized, example_args=args)
        assert close(derivative(*args), expected), inspect.getsource(derivative)
