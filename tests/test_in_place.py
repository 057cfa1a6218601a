"""Programs that write arrays, lists and dicts in place: refused at their place for now, and never wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import (
    LOCATED,
    WAYS,
    active_names,
    as_tuple,
    assert_close,
    assert_located,
    check,
    line_of,
    quiet_grad,
)
from tangent_like.differences import leaves_of, same
from tangent_like.errors import MutationError, TangentError


@dataclass(frozen=True)
class Program:
    """A program, arguments, and the text of the line at which it is refused; ``late``: perhaps at the call."""

    f: Callable[..., Any]
    args: tuple[Any, ...]
    line: str
    late: bool = False


PROGRAMS: list[Program] = []

VECTOR = np.array([0.7, -1.2, 1.9, 0.4])
OTHER = np.array([1.3, 0.6, -0.8, 2.1])
MATRIX = np.array([[4.0, -0.5, 1.0], [0.3, 3.2, -1.1], [0.7, 0.4, 2.9]])
DEFINITE = MATRIX @ MATRIX.T


def program(line: str, *args: Any, late: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a program to the list."""

    def add(f: Callable[..., Any]) -> Callable[..., Any]:
        PROGRAMS.append(Program(f, args, line, late))
        return f

    return add


@program("u[1:-1] = u[1:-1]", VECTOR, 3)
def diffuse(u: Any, steps: Any) -> Any:
    for _t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


@program("u[1:] = r * u[1:]", VECTOR, 2.5, 3)
def logistic(u: Any, r: Any, steps: Any) -> Any:
    for _t in range(steps):
        u[1:] = r * u[1:] * (1.0 - u[:-1])
    return np.sum(u)


@program("row *= s", MATRIX, 1.7, late=True)
def scale_row(a: Any, s: Any) -> Any:
    row = a[0]
    row *= s
    return np.sum(a * a)


@program("x[i] = (b[i] - l[i, :i] @ x[:i])", np.tril(MATRIX), np.array([1.0, -0.5, 0.3]))
def forward_substitution(l: Any, b: Any) -> Any:  # noqa: E741 - as it is written in books
    n = len(b)
    x = np.zeros(n)
    for i in range(n):
        x[i] = (b[i] - l[i, :i] @ x[:i]) / l[i, i]
    return np.sum(x * x)


@program("a[i, k] /= a[k, k]", MATRIX)
def lu_in_place(a: Any) -> Any:
    n = a.shape[0]
    for k in range(n):
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]
    return np.sum(a * a)


@program("low[i, j] =", DEFINITE)
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


@program("a[i, j] = (a[i, j - 1]", MATRIX)
def gauss_seidel(a: Any) -> Any:
    n = a.shape[0]
    for _t in range(2):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                a[i, j] = (a[i, j - 1] + a[i - 1, j] + a[i, j] + a[i + 1, j] * a[i, j + 1]) / 5.0
    return np.sum(a * a)


@program("out[0] = x[0]", VECTOR)
def filled_by_elements(x: Any) -> Any:
    out = np.empty(len(x))
    out[0] = x[0]
    for i in range(1, len(x)):
        out[i] = x[i] * out[i - 1]
    return np.sum(out * out)


def accumulated(x: Any) -> Any:
    total = np.zeros(4)
    for _i in range(3):
        total += x * x
        x = x * total
    return np.sum(total)


@program("total += x * x", VECTOR, late=True)
def accumulated_under_two_names(x: Any) -> Any:
    total = np.zeros(4)
    seen = total
    for _i in range(3):
        total += x * x
        x = x * total
    return np.sum(seen)


@program("x += y", VECTOR, OTHER, late=True)
def whole_update_of_an_argument(x: Any, y: Any) -> Any:
    x += y
    x *= x
    return np.sum(x * y)


@program("y[1:] += y[:-1]", VECTOR)
def overlapping_update(x: Any) -> Any:
    y = x * x
    y[1:] += y[:-1]
    return np.sum(y * x)


@program("b[0] = a[1] * a[2]", VECTOR)
def alias_is_written(x: Any) -> Any:
    a = x * 1.0
    b = a
    b[0] = a[1] * a[2]
    return np.sum(a * a)


@program("d[0, :] = x[:3]", VECTOR)
def transpose_is_written(x: Any) -> Any:
    c = np.ones((3, 2))
    d = c.T
    d[0, :] = x[:3] ** 2
    return np.sum(c * c)


@program("row -= np.mean(row)", MATRIX, late=True)
def rows_of_a_loop(a: Any) -> Any:
    a = a * 1.0
    for row in a:
        row -= np.mean(row)
    return np.sum(a * a * a)


@program("x[x < 0] = 0.0", VECTOR)
def masked_store(x: Any) -> Any:
    x = x * x[0] * 2.0
    x[x < 0] = 0.0
    return np.sum(x * x)


@program("out[idx] = x[:3]", VECTOR)
def fancy_store(x: Any) -> Any:
    idx = np.array([2, 0, 2])
    out = np.ones(4)
    out[idx] = x[:3] * x[1:]
    return np.sum(out * out)


@program("np.add.at(out, idx, x)", VECTOR)
def scattered(x: Any) -> Any:
    idx = np.array([0, 1, 1, 0])
    out = np.zeros(2)
    np.add.at(out, idx, x)
    return np.sum(out * out)


@program("y[0], y[2] = y[2], y[0]", VECTOR)
def elements_swapped(x: Any) -> Any:
    y = x * x
    y[0], y[2] = y[2], y[0]
    return np.sum(y * x)


@program("np.multiply(x, x, out=y)", VECTOR)
def written_by_out(x: Any) -> Any:
    y = np.empty_like(x)
    np.multiply(x, x, out=y)
    return np.sum(y * x)


@program("np.fill_diagonal(a, 2.0)", MATRIX)
def diagonal_filled(a: Any) -> Any:
    a = a * a
    np.fill_diagonal(a, 2.0)
    return np.sum(a * a)


@program("y.sort()", VECTOR)
def sorted_in_place(x: Any) -> Any:
    y = x * x
    y.sort()
    return y[0] * y[1] + y[3]


@program("y.fill(x[0])", VECTOR)
def filled(x: Any) -> Any:
    y = x * x
    y.fill(x[0])
    return np.sum(y * x)


def halve(y: Any, i: Any) -> None:
    y[i] = y[i] * y[i - 1]


def halve_all(y: Any, n: Any) -> None:
    if n > 0:
        halve(y, n)
        halve_all(y, n - 1)


@program("halve_all(y, 3)", VECTOR)
def written_by_a_callee(x: Any) -> Any:
    y = x * 1.0
    halve_all(y, 3)
    return np.sum(y * y)


@program("halve(x, 1)", VECTOR)
def argument_written_by_a_callee(x: Any) -> Any:
    halve(x, 1)
    return np.sum(x * x)


@program("store(1, x * x)", VECTOR)
def written_through_a_closure(x: Any) -> Any:
    table = np.zeros((2, 4))

    def store(i: Any, v: Any) -> Any:
        table[i] = v
        return table[i]

    store(1, x * x)
    return np.sum(table * table)


@program("acc.append(x * e)", VECTOR, 1.5)
def appended(xs: Any, x: Any) -> Any:
    acc: list[Any] = []
    for e in xs:
        acc.append(x * e)
        x = x + e * 0.1
    return np.sum(np.array(acc) ** 2)


@program("stack.append(e * x)", [0.5, 1.5, 2.5], 1.1)
def popped(xs: Any, x: Any) -> Any:
    stack = [x]
    for e in xs:
        stack.append(e * x)
    s = 0.0
    while stack:
        s = s * x + stack[-1]
        stack.pop()
    return s


@program("xs[0] = xs[1] * xs[2]", [0.5, 1.5, 2.5])
def item_of_a_list(xs: Any) -> Any:
    xs[0] = xs[1] * xs[2]
    return xs[0] * xs[1]


@program('d["b"] = d["a"]', 1.5)
def item_of_a_dict(x: Any) -> Any:
    d = {"a": x}
    d["b"] = d["a"] * x
    d["a"] = 2.0
    return d["a"] * d["b"]


@program('p["w"] = p["w"] * 2.0', {"w": VECTOR, "b": 0.5})
def argument_of_dicts(p: Any) -> Any:
    p["w"] = p["w"] * 2.0
    return np.sum(p["w"]) * p["b"]


@program("pair[0][1] = 3.0", VECTOR)
def array_in_a_tuple(x: Any) -> Any:
    y = x * x
    pair = (y, x)
    pair[0][1] = 3.0
    return np.sum(y * pair[1])


@program("u[i] = u[i] * 0.5", VECTOR)
def early_trips(u: Any) -> Any:
    u = u * 1.0
    i = 0
    while i < 3 and u[i] > -1.0:
        u[i] = u[i] * 0.5 + u[i + 1]
        i += 1
    return np.sum(u * u)


@program("a[i, :i] = a[:i, i] = x[:i]", VECTOR)
def chained_targets(x: Any) -> Any:
    a = np.zeros((4, 4))
    for i in range(1, 4):
        a[i, :i] = a[:i, i] = x[:i] * x[i]
    return np.sum(a * a * a)


TITLES = [one.f.__name__ for one in PROGRAMS]


def derivative(one: Program, optimized: bool, kinds: bool) -> Callable[..., Any]:
    """The gradient with respect to everything that holds numbers."""
    names = active_names(one.f, one.args)
    return quiet_grad(one.f, wrt=names, optimized=optimized, example_args=one.args if kinds else None)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_never_wrong(one: Program, optimized: bool, kinds: bool) -> None:
    args = copy.deepcopy(one.args)
    try:
        df = derivative(one, optimized, kinds)
        found, again = df(*args), df(*args)
    except TangentError:
        return
    except ValueError as error:
        if not LOCATED.match(str(error)):
            raise
        return
    names = active_names(one.f, one.args)
    true = tl.numerical_grad(one.f, wrt=names)(*copy.deepcopy(one.args))
    for gradient, second, expected in zip(
        as_tuple(found, names), as_tuple(again, names), as_tuple(true, names), strict=True
    ):
        assert_close(gradient, expected)
        assert same(gradient, second)
    assert same(args, one.args)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_refused_at_its_line(one: Program, optimized: bool, kinds: bool) -> None:
    """To be turned into a comparison with central differences when stores are differentiated."""
    if one.late:
        with pytest.raises((MutationError, ValueError), match=rf"test_in_place\.py:{line_of(one.f, one.line)}:\d+: "):
            derivative(one, optimized, kinds)(*copy.deepcopy(one.args))
        return
    with pytest.raises(MutationError) as caught:
        derivative(one, optimized, kinds)
    assert_located(caught.value, one.f, one.line)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    """They run, depend smoothly on their arguments, and leave copies of these unchanged when they are compared."""
    names = active_names(one.f, one.args)
    true = as_tuple(tl.numerical_grad(one.f, wrt=names)(*copy.deepcopy(one.args)), names)
    numbers = [np.asarray(leaf) for _, leaf in leaves_of(true)]
    assert all(np.isfinite(number).all() for number in numbers)
    assert any(number.any() for number in numbers)


@WAYS
def test_an_array_with_one_name_is_updated_like_a_number(optimized: bool, kinds: bool) -> None:
    check(accumulated, VECTOR, optimized=optimized, kinds=kinds)
