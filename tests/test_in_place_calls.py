"""Functions of the user that write what they are given: in four ways, and compared with central differences."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import tangent_like
from support import function_from, gradient_problem
from support_programs import WAYS, Program, adding_to, check_program, check_that_it_has_a_gradient, titles
from tangent_like.errors import MutationError

PROGRAMS: list[Program] = []
program = adding_to(PROGRAMS)

VECTOR = np.array([0.7, -1.2, 1.9, 0.4])
OTHER = np.array([1.3, 0.6, -0.8, 2.1])
MATRIX = np.array([[4.0, -0.5, 1.0], [0.3, 3.2, -1.1], [0.7, 0.4, 2.9]])


# Arguments that are written


def halve(y: Any, i: Any) -> None:
    y[i] = y[i] * y[i - 1]


def halve_all(y: Any, n: Any) -> None:
    if n > 0:
        halve(y, n)
        halve_all(y, n - 1)


@program(VECTOR)
def written_by_a_callee(x: Any) -> Any:
    y = x * 1.0
    halve_all(y, 3)
    return np.sum(y * y)


@program(VECTOR)
def argument_written_by_a_callee(x: Any) -> Any:
    halve(x, 1)
    return np.sum(x * x)


def put(out: Any, i: Any, value: Any) -> None:
    out[i] = value


@program(VECTOR)
def filled_by_a_callee(x: Any) -> Any:
    out = np.zeros((3, 4))
    put(out, 0, x)
    put(out, (1, 2), x[0] * out[0, 1])
    put(out[2], slice(None), out[0] * x)
    put(out, 0, 1.0)
    return np.sum(out * out)


def smooth(u: Any, new: Any) -> None:
    new[1:-1] = (u[:-2] + u[1:-1] * u[2:]) / 3.0
    new[0] = u[0]
    new[-1] = u[-1]


@program(VECTOR, 4)
def buffers_in_turn(x: Any, steps: Any) -> Any:
    u = x * x
    new = np.empty_like(u)
    for _t in range(steps):
        smooth(u, new)
        u, new = new, u
    return np.sum(u * u) + np.sum(new)


def rotate(a: Any, i: Any, j: Any, c: Any, s: Any) -> None:
    first = a[i].copy()
    a[i] = c * first - s * a[j]
    a[j] = s * first + c * a[j]


@program(MATRIX)
def rows_are_rotated(a: Any) -> Any:
    for j in range(2):
        for i in range(j + 1, 3):
            r = np.hypot(a[j, j], a[i, j])
            rotate(a, j, i, a[j, j] / r, -a[i, j] / r)
    return np.sum(np.abs(np.diag(a))) + a[0, 2] ** 2


def centre(row: Any) -> Any:
    mean = np.mean(row)
    row -= mean
    return mean


@program(MATRIX, needs_kinds=True)
def rows_are_centred(a: Any) -> Any:
    means = np.zeros(3)
    for i in range(3):
        means[i] = centre(a[i])
    return np.sum(a * a) + np.prod(means)


def add_to(total: Any, x: Any) -> None:
    total[...] += x * total


@program(VECTOR, needs_kinds=True)
def argument_and_its_part(x: Any) -> Any:
    y = x * x
    add_to(y[1:], y[:-1])
    add_to(y, y)
    add_to(y[:2], y[0])
    return np.sum(y * x)


def swap(a: Any, b: Any) -> None:
    kept = a.copy()
    a[:] = b
    b[:] = kept


@program(MATRIX, VECTOR)
def swapped_by_a_callee(a: Any, x: Any) -> Any:
    swap(a[0], a[2])
    swap(a[1], a[1] * 2.0)
    y = x * 3.0
    swap(y, x)
    return np.sum(a[0] ** 3) + np.sum(a[1] * a[2]) + np.sum(y * x * x)


def first_larger(a: Any, b: Any) -> Any:
    a[0] = a[0] * b[0]
    return a if a[0] > b[0] else b


@program(VECTOR, OTHER)
@program(OTHER, VECTOR)
def one_of_the_arguments_comes_back(x: Any, y: Any) -> Any:
    a, b = x * 1.0, y * 1.0
    c = first_larger(a, b)
    c[1] = a[2] * b[3]
    return np.sum(a * a) + np.sum(b * c)


def corner(a: Any, n: Any) -> Any:
    return a[:n, :n]


@program(MATRIX)
def view_comes_back(a: Any) -> Any:
    a = a * a
    part = corner(a, 2)
    part[0] = part[1] * a[2, 2]
    corner(a, 1)[0, 0] *= 2.0
    return np.sum(a * a)


def rebinds(a: Any) -> Any:
    a[0] = a[1] * a[1]
    a = a * 2.0
    a[1] = a[0] * 3.0
    return a


@program(VECTOR)
def name_of_the_argument_is_bound_again(x: Any) -> Any:
    y = x * 1.0
    z = rebinds(y)
    z[2] = y[0]
    return np.sum(y * z)


def keeps_both(a: Any) -> Any:
    b = a * 2.0
    a[0] = b[1]
    return a, b, a[1:]


@program(VECTOR, needs_kinds=True)
def results_in_a_tuple(x: Any) -> Any:
    y = x * x
    a, b, rest = keeps_both(y)
    rest[0] = b[0] * a[0]
    b[2] = y[1]
    return np.sum(a * b) + np.sum(y)


# Values and arrays made by callees


def tanh_of(x: Any) -> Any:
    return np.tanh(x)


@program(VECTOR)
def what_a_callee_keeps_is_written(x: Any) -> Any:
    h = tanh_of(x)
    k = tanh_of(h)
    h[1:] *= 0.5
    k[:] = h * k
    return np.sum(h) + np.sum(k * x)


def table_of(x: Any, n: Any) -> Any:
    table = np.ones((n, len(x)))
    for i in range(1, n):
        table[i] = table[i - 1] * x
    return table


@program(VECTOR)
def table_from_a_callee(x: Any) -> Any:
    powers = table_of(x, 4)
    powers[2] += x[0]
    return np.sum(powers[1:] * powers[:-1])


def bubble(xs: Any, n: Any) -> None:
    for i in range(n - 1):
        if xs[i] > xs[i + 1]:
            xs[i], xs[i + 1] = xs[i + 1], xs[i]
    if n > 2:
        bubble(xs, n - 1)


@program(VECTOR)
def sorted_by_recursion(x: Any) -> Any:
    y = x * x
    bubble(y, 4)
    return y[0] * y[1] + y[3] * x[0]


def even_steps(y: Any, n: Any) -> Any:
    if n == 0:
        return y[0]
    y[n % 4] = y[n % 4] * y[0]
    return odd_steps(y, n - 1) + y[1]


def odd_steps(y: Any, n: Any) -> Any:
    if n == 0:
        return y[1]
    y[0] += y[n % 4]
    return even_steps(y, n - 1) * y[2]


@program(VECTOR)
def written_by_functions_in_turn(x: Any) -> Any:
    y = x * 1.0
    s = even_steps(y, 5)
    return s + np.sum(y * y)


def scaled(x: Any, *others: Any, out: Any, factor: Any = 2.0) -> Any:
    out[:] = x * factor
    for other in others:
        out *= other
    return out


@program(VECTOR, OTHER)
def written_by_keyword(x: Any, y: Any) -> Any:
    z = np.empty(4)
    scaled(x, y, x, out=z)
    w = scaled(y, factor=x[0], out=z[::-1])
    return np.sum(z * x) + np.sum(w * y)


# Nested functions


@program(VECTOR)
def written_through_a_closure(x: Any) -> Any:
    table = np.zeros((2, 4))

    def store(i: Any, v: Any) -> Any:
        table[i] = v
        return table[i]

    store(1, x * x)
    return np.sum(table * table)


@program(VECTOR)
def nested_function_that_reads_what_is_written(x: Any) -> Any:
    y = x * 1.0

    def energy() -> Any:
        return np.sum(y * y)

    before = energy()
    y[0] = y[1] * y[2]
    after = energy()
    return before * after


# Lists


def push(stack: Any, value: Any) -> None:
    stack.append(value)
    stack[0] = stack[0] * value


@program([0.5, 1.5, 2.5], 1.3)
def list_written_by_a_callee(xs: Any, x: Any) -> Any:
    push(xs, x)
    push(xs, xs[1] * x)
    return xs[0] * xs[-1]


def step_of(p: Any, rate: Any) -> Any:
    p["w"][1:] -= rate * p["w"][:-1] ** 2
    p["b"] = p["b"] * rate
    return p


@program({"w": VECTOR, "b": 0.5}, 0.1)
def parameters_written_by_a_callee(p: Any, rate: Any) -> Any:
    step_of(p, rate)
    q = step_of(p, rate * 2.0)
    return np.sum(q["w"] * p["w"]) + p["b"]


def emptied_under_another_name(p: Any) -> None:
    same = p
    same[...] -= p
    p = 1.0


@program(VECTOR)
def argument_is_written_under_another_name(x: Any) -> Any:
    y = x * x
    emptied_under_another_name(y)
    return np.sum(y * x) + np.sum(x)


def scaled_copy(p: Any, k: Any) -> Any:
    p = np.array(p)
    same = p
    same[...] *= 1.5
    return p[-k]


@program(VECTOR)
def name_of_an_argument_stands_for_a_copy(x: Any) -> Any:
    return scaled_copy(x, 0) * x[1]


def stored_square(a: Any, i: Any, v: Any) -> Any:
    a[i] = v * v
    return a


@program(VECTOR)
def result_is_the_argument_in_a_loop(x: Any) -> Any:
    u = x * 1.0
    for i in range(3):
        u = stored_square(u, i, u[i + 1])
    return np.sum(u * x)


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)


# What is inside of a tuple


@pytest.mark.parametrize("kinds", [True, False])
@pytest.mark.parametrize(
    "body",
    [
        "p = (x, 1.0)\n    g(p)\n    return np.sum(x * x)",
        "y = x * 1.0\n    p = (y, 1.0)\n    g(p)\n    return np.sum(y * y)",
        "y = x * 1.0\n    p = [y, 1.0]\n    g(p)\n    return np.sum(y * y)",
        "y = x * 1.0\n    g((y, 1.0))\n    return np.sum(y * y)",
        "y = x * 1.0\n    p = ((y, 2.0), 1.0)\n    g(p[0])\n    return np.sum(y * y)",
    ],
)
def test_a_callee_writes_what_a_tuple_holds(body: str, kinds: bool) -> None:
    text = f"def g(t):\n    a, b = t\n    a[0] *= 2.0\n\ndef f(x):\n    {body}\n"
    options = {"example_args": (VECTOR,)} if kinds else {}
    assert not gradient_problem(function_from(text), (VECTOR,), ("x",), **options)


HELD_TWICE = {
    "    y = np.zeros(3)\n    return (y, y)": "p = g(x)\n    p[0][1] = x[0]\n    return np.sum(p[1] * x)",
    "    y = u * 1.0\n    return [y, y]": "p = g(x)\n    p[0][1] = x[0]\n    return np.sum(p[1] * x)",
    "    y = u * 1.0\n    return y, y[1:]": "p, q = g(x)\n    q[1] = x[0]\n    return np.sum(p * x)",
}


@pytest.mark.parametrize("callee", HELD_TWICE)
def test_an_array_that_a_callee_returns_twice_is_not_written(callee: str) -> None:
    x = np.array([0.3, 0.7, 1.1])
    function = function_from(f"def g(u):\n{callee}\n\ndef f(x):\n    {HELD_TWICE[callee]}\n", file="model.py")
    for examples in (None, (x,)):
        with pytest.raises(MutationError) as caught:
            tangent_like.grad(function, example_args=examples)
        message = str(caught.value).split("\n")
        assert re.fullmatch(
            r"model\.py:\d+:5: (a value|`q`) is changed in place, and what a function returned may hold it in another "
            r"place as well",
            message[0],
        )
        assert message[-1] == "Return it once, or copies."
        expected = tangent_like.numerical_grad(function)(x)
        found = [tangent_like.jvp(function, example_args=examples)(x, one) for one in np.eye(3)]
        np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("callee", ["u + 1.0", "u.copy()", "-(-u)"])
def test_what_a_callee_returns_has_a_tangent_of_its_own(callee: str) -> None:
    text = f"def g(u):\n    return {callee}\n\ndef f(x):\n    z = g(x)\n    z[0] = 0.0\n    return np.sum(x * z)\n"
    assert not gradient_problem(function_from(text), (VECTOR,), ("x",))
