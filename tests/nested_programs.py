"""Programs that are differentiated again and again: what a derivative is made of is differentiated with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import tangent_like

PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
ARRAY = np.array([0.61, 1.12, 0.43, 0.95])


def program(*args: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A program and the arguments that it is differentiated at."""

    def keep(function: Callable[..., Any]) -> Callable[..., Any]:
        PROGRAMS.append((function, args))
        return function

    return keep


# Numbers and arrays


@program(1.3)
def polynomial(x):
    return x**3 * np.exp(-x * x)


@program(1.3)
def python_numbers(x):
    return math.sin(x) * math.exp(x) / x


@program(ARRAY)
def elementwise(x):
    return np.sum(np.sin(x) * x**2)


@program(ARRAY)
def powers(x):
    return np.sum(x**x)


@program(ARRAY, 1.7)
def power_of_parameter(x, p):
    return np.sum(x**p)


@program(ARRAY)
def reductions(x):
    return np.mean(x * x) * np.sum(x)


@program(ARRAY)
def broadcasting(x):
    return np.sum((x[:, None] * x[None, :]) ** 2)


@program(ARRAY)
def reshaped(x):
    return np.sum(np.sum(np.reshape(x * x, (2, 2)), axis=0) ** 2)


@program(ARRAY)
def joined(x):
    y = np.concatenate([x, x * x])
    return np.sum(y * y * y)


@program(ARRAY)
def gathered(x):
    return np.sum(x[np.array([0, 0, 2])] ** 3)


@program(ARRAY)
def selected(x):
    return np.sum(np.where(x > 0.5, np.log(x) * x, 0.0))


@program(ARRAY)
def distances(x):
    return np.sum(np.abs(x - 0.6) ** 3)


REVERSE: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
MATRIX = np.array([[2.1, 0.3, -0.4], [0.2, 1.7, 0.5], [-0.1, 0.6, 2.4]])


def program_in_reverse(*args: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A program of functions whose adjoints are helpers, differentiated twice in reverse."""

    def keep(function: Callable[..., Any]) -> Callable[..., Any]:
        REVERSE.append((function, args))
        return function

    return keep


@program_in_reverse(ARRAY)
def variance(x):
    return np.var(x) * np.sum(x)


@program_in_reverse(ARRAY)
def deviation(x):
    return np.std(x) ** 3


@program_in_reverse(ARRAY)
def norm(x):
    return np.linalg.norm(x) ** 3


@program_in_reverse(MATRIX)
def norms_of_rows(x):
    return np.sum(np.linalg.norm(x, axis=1) ** 3)


@program_in_reverse(np.array([0.6, 0.0, 0.4, 0.0]))
def product_with_zeros(x):
    return np.prod(x + 0.2) * np.prod(x)


@program_in_reverse(MATRIX)
def determinant(x):
    return np.linalg.det(x) ** 2


@program_in_reverse(MATRIX)
def log_determinant(x):
    return np.linalg.slogdet(x)[1] ** 2


@program_in_reverse(MATRIX)
def solution(x):
    return np.sum(np.linalg.solve(x, np.array([1.0, 2.0, 3.0])) ** 2)


@program_in_reverse(MATRIX)
def inverse(x):
    return np.sum(np.linalg.inv(x) ** 2)


@program_in_reverse(MATRIX)
def products(x):
    return np.sum((x @ x @ np.array([1.0, 2.0, 3.0])) ** 3)


@program_in_reverse(MATRIX)
def trace_of_square(x):
    return np.trace(x @ x) ** 2


@program_in_reverse(ARRAY)
def greatest_and_sorted(x):
    return np.max(x) ** 3 + np.sum(np.sort(x) ** 3 * np.arange(4))


# Branches and loops


@program(1.3)
def branch(x):
    y = x * x * x if x > 1 else x
    return y * x


@program(ARRAY)
def early_return(x):
    s = np.sum(x)
    if s > 100:
        return s
    return s * s * s


@program(ARRAY, 3)
def loop(x, n):
    for _ in range(n):
        x = x * np.sin(x)
    return np.sum(x)


@program(1.3, 3)
def loop_of_numbers(x, n):
    y = x
    for _ in range(n):
        y = y * y * x
    return y


@program(1.7)
def while_loop(x):
    while x > 1:
        x = x * x / 3.0
    return x * x


@program(1.7)
def loop_left_in_the_middle(x):
    while True:
        y = x * x / 3.0
        if y < 0.5:
            break
        x = x * x * 0.3
    return x * x


@program(ARRAY)
def branch_in_loop(x):
    s = 0.0
    for i in range(len(x)):
        s = s + x[i] ** 3 if x[i] > 0.6 else s * x[i]
    return s


@program(1.3)
def nested_loops(x):
    s = 0.0
    for i in range(3):
        for _ in range(2):
            s = s + x**i * s * 0.1 + x
    return s * s


@program(ARRAY)
def pairs_of_items(x):
    s = 0.0
    for a, b in zip(x, x * x, strict=True):
        s = s + a * a * b
    return s


@program(ARRAY)
def numbered_items(x):
    s = 0.0
    for i, a in enumerate(x):
        s = s + i * a * a * a
    return s


# Functions


def wave(y):
    return y * y * np.sin(y)


@program(ARRAY)
def called(x):
    return np.sum(wave(x) * x)


@program(ARRAY, 3)
def called_in_loop(x, n):
    for _ in range(n):
        x = wave(x)
    return np.sum(x)


def two(a, b):
    c = a * b
    return c, c * a


@program(ARRAY)
def called_for_two(x):
    p, q = two(x, x * x)
    return np.sum(p * q)


def descend(x, n):
    if n == 0:
        return x
    return x * descend(x * x / 2, n - 1)


@program(1.3)
def recursion(x):
    return descend(x, 4)


@program(1.3)
def captured(x):
    scale = lambda y: y * x * x  # noqa: E731
    return scale(x) * scale(2.0)


@program(3.0)
def derivative_inside(x):
    return x * tangent_like.grad(lambda y: x * y)(2.0)


# Containers


@program(ARRAY)
def history(x):
    states = []
    u = x
    for _ in range(3):
        states.append(u)
        u = u * u
    s = 0.0
    for w in states:
        s = s + np.sum(w * w)
    return s


@program(ARRAY)
def list_of_items(x):
    a = [x[0], x[1] * x[2], x[3]]
    return a[0] * a[1] * a[2] * a[1]


@program(ARRAY)
def dict_of_arrays(x):
    d = {"a": x * x, "b": x}
    return np.sum(d["a"] * d["b"])


# Stores


@program(ARRAY)
def stored_elements(x):
    u = x * 1.0
    for i in range(1, 4):
        u[i] = u[i - 1] * u[i]
    return np.sum(u * u)


@program(ARRAY)
def stored_slices(x):
    u = x.copy()
    for _ in range(3):
        u[1:] = u[1:] * (1.0 - u[:-1])
    return np.sum(u * u)


@program(ARRAY)
def updated(x):
    u = x * x
    u[1:3] *= x[0]
    u += x
    return np.sum(u * u * u)


@program(ARRAY)
def updated_elements(x):
    s = np.zeros(4)
    for i in range(4):
        s[i] += x[i] ** 3
    return np.sum(s)


@program(ARRAY)
def masked(x):
    u = x * x
    u[u < 0.4] = 0.0
    return np.sum(u * u)


def fill(u, a):
    for i in range(len(a)):
        u[i] = a[i] * a[i]


@program(ARRAY)
def filled_by_call(x):
    u = np.zeros(4)
    fill(u, x)
    return np.sum(u * u * x)


KINDS_NEEDED: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []


def program_with_kinds(*args: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A program in which a name is a view or a copy, as kinds tell: without them it is refused."""

    def keep(function: Callable[..., Any]) -> Callable[..., Any]:
        KINDS_NEEDED.append((function, args))
        return function

    return keep


@program_with_kinds(ARRAY)
def argument_is_written(x):
    x[1:] = x[1:] * x[:-1]
    return np.sum(x**3)


@program_with_kinds(ARRAY)
def view_is_written(x):
    u = x * 2.0
    v = u[1:]
    v *= x[:-1]
    return np.sum(u * u * u)


@program_with_kinds(ARRAY)
def buffers_are_swapped(x):
    u = x.copy()
    v = np.zeros(4)
    for _ in range(2):
        v[:] = u * u
        u, v = v, u
    return np.sum(u * x)
