"""Jacobians by central differences, to hold ours against, and the functions that several tests take them of."""

from __future__ import annotations

import copy
import inspect
import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

STEPS = (4e-3, 2e-3, 1e-3)


def numerical_jacobian(f: Callable[..., Any], args: Sequence[Any], position: int = 0, step: float = 1.0) -> Any:
    """The Jacobian of an array or a number by an array or a number, of shape ``result.shape + argument.shape``.

    Central differences at three distances, extrapolated twice by Richardson's rule.
    """
    argument = np.asarray(args[position], float)
    columns = []
    for index in np.ndindex(*argument.shape):
        slopes = [_slope(f, args, position, index, step * distance) for distance in STEPS]
        first = [(4 * fine - coarse) / 3 for coarse, fine in pairwise(slopes)]
        columns.append((16 * first[1] - first[0]) / 15)
    shape = np.shape(f(*copy.deepcopy(tuple(args))))
    if not columns:
        return np.zeros(shape + argument.shape)
    return np.stack(columns, axis=-1).reshape(shape + argument.shape)


def _slope(f: Callable[..., Any], args: Sequence[Any], position: int, index: tuple[int, ...], distance: float) -> Any:
    found = []
    for signed in (distance, -distance):
        moved = list(copy.deepcopy(tuple(args)))
        argument = np.array(moved[position], float)
        argument[index] += signed
        moved[position] = (
            argument if np.ndim(args[position]) or isinstance(args[position], np.ndarray) else argument[()]
        )
        found.append(np.asarray(f(*moved)))
    return (found[0] - found[1]) / (2 * distance)


def close(found: Any, true: Any, rtol: float = 1e-6) -> None:
    """Of the same shape, and equal up to ``rtol`` of each number or of the largest one."""
    assert np.shape(found) == np.shape(true)
    np.testing.assert_allclose(found, true, rtol=rtol, atol=rtol * float(np.max(np.abs(true), initial=1e-3)))


def place(f: Callable[..., Any]) -> str:
    """How an error shows where a function is defined: file, line, column; then the line, and a caret below it."""
    lines, number = inspect.getsourcelines(f)
    column = len(lines[0]) - len(lines[0].lstrip())
    margin = f"    {number} | "
    file = os.path.relpath(f.__code__.co_filename)
    shown = f.__code__.co_filename if file.startswith("..") else file
    return f"{shown}:{number}:{column + 1}: {{}}\n{margin}{lines[0].rstrip()}\n{' ' * (len(margin) + column)}^\n{{}}"


# Functions


def valley(u: "float64[:]") -> Any:  # noqa: F821, UP037
    """Rosenbrock's function with one more term, for the last element; it writes its argument in place."""
    near = np.sum((1.0 - u) ** 2)
    u[1:] = 10.0 * (u[1:] - u[:-1] ** 2)
    u[0] = 0.0
    return near + np.sum(u * u)


def valley_hessian(u: Any) -> Any:
    """The Hessian of `valley`, by hand."""
    diagonal = np.full(len(u), 2.0)
    diagonal[1:] += 200.0
    diagonal[:-1] += 1200.0 * u[:-1] ** 2 - 400.0 * u[1:]
    beside = -400.0 * u[:-1]
    return np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)


def logistic_map(u: "float64[:]", r: float, steps: int) -> Any:  # noqa: F821, UP037
    for _ in range(steps):
        u[1:] = r * u[1:] * (1 - u[:-1])
    return np.sum(u * u)


def logistic_loss(a: float, b: float, x: "float64[:]", y: "float64[:]") -> Any:  # noqa: F821, UP037
    """The loss of a logistic regression with one slope and one intercept; the labels are 1 and -1."""
    return np.sum(np.log(1.0 + np.exp(-y * (a * x + b))))


def separable(x: "float64[:]") -> Any:  # noqa: F821, UP037
    return np.sum(np.exp(x) * x)


def band(u: Any) -> Any:
    return u[1:-1] ** 2 - u[:-2] * u[2:]


def layer(x: Any, W: Any) -> Any:
    return np.tanh(np.sum(W * x, axis=1))
