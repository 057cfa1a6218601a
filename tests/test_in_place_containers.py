"""Lists and dicts that are changed in place: in four ways, and compared with central differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support_programs import WAYS, Program, adding_to, check_program, check_that_it_has_a_gradient, titles

PROGRAMS: list[Program] = []
program = adding_to(PROGRAMS)

VECTOR = np.array([0.7, -1.2, 1.9, 0.4])
NUMBERS = [0.5, 1.5, 2.5]


# Lists


@program(VECTOR, 1.5)
def appended(xs: Any, x: Any) -> Any:
    acc: list[Any] = []
    for e in xs:
        acc.append(x * e)
        x = x + e * 0.1
    return np.sum(np.array(acc) ** 2)


@program(NUMBERS, 1.1)
def popped(xs: Any, x: Any) -> Any:
    stack = [x]
    for e in xs:
        stack.append(e * x)
    s = 0.0
    while stack:
        s = s * x + stack[-1]
        stack.pop()
    return s


@program(NUMBERS, 1.1)
def popped_values(xs: Any, x: Any) -> Any:
    stack = [x, x * x, 2.0]
    for e in xs:
        a = stack.pop()
        stack.append(a * e + stack[0])
        stack.append(e)
    first = stack.pop(0)
    return first * stack.pop() + stack.pop(-2) * len(stack)


@program(VECTOR)
def popped_while_another_name_writes_it(x: Any) -> Any:
    rows = [x * 1.0, x * x]
    rows[-1][1] = x[0] * 3.0 * x[1]
    seen = rows[-1]
    last = rows.pop()
    seen[0] = last[1] * x[0]
    return np.sum(seen * seen) + np.sum(rows[0])


@program(VECTOR, 3)
def popped_rows_are_written(x: Any, n: Any) -> Any:
    rows = [x * 1.0, x * x, np.sin(x), x + 1.0]
    s = 0.0
    for _ in range(n):
        seen = rows[0]
        rows.pop(0)
        seen[0] = seen[1] * x[0]
        rows[-1][1] = rows[0][0] * seen[0]
        s = s + seen[1] * seen[0]
    return s + np.sum(rows[0])


@program(VECTOR, 3)
def popped_and_not_used(x: Any, n: Any) -> Any:
    first = x * 1.0
    rows = [first]
    for _ in range(n):
        rows.append(x * x)
    for _ in range(n):
        rows.pop()
    first[0] = first[1] * x[0]
    return np.sum(rows[0] * first)


@program(NUMBERS)
def item_of_a_list(xs: Any) -> Any:
    xs[0] = xs[1] * xs[2]
    return xs[0] * xs[1]


@program(NUMBERS, 3, needs_kinds=True)
def items_updated(xs: Any, n: Any) -> Any:
    for i in range(n):
        xs[i] *= xs[i - 1]
        xs[0] += 1.0
    xs[0], xs[2] = xs[2], xs[0] * xs[1]
    return xs[0] * xs[1] + xs[2]


@program(NUMBERS, 1.3)
def extended_and_inserted(xs: Any, x: Any) -> Any:
    ys = [x]
    ys.extend(xs)
    ys.insert(1, x * xs[0])
    ys.extend([xs[1] * x, 2.0])
    ys.reverse()
    s = 0.0
    for y in ys:
        s = s * x + y
    return s


@program(NUMBERS, 1.3)
def slices_replaced(xs: Any, x: Any) -> Any:
    ys = [x, xs[0] * x, xs[1]]
    ys[1:] = [ys[0] * x, ys[1]]
    xs[::2] = ys[:2]
    return ys[0] * ys[1] + ys[-1] * xs[0]


@program([2.5, 0.5, 1.5], needs_kinds=True)
def list_sorted(xs: Any) -> Any:
    ys = [xs[0] * xs[0], xs[1] * 2.0, xs[2]]
    ys.sort()
    xs.sort(reverse=True)
    return ys[0] * xs[0] + ys[1] * 2.0 + xs[2]


@program(NUMBERS, needs_kinds=True)
def list_under_two_names(xs: Any) -> Any:
    ys = xs
    zs = xs[:]
    ys[0] = xs[1] * 3.0
    ys.append(xs[0] * zs[0])
    zs[1] = 1.0
    return xs[0] * xs[-1] + zs[0] * zs[1]


@program(NUMBERS, 3)
def table_of_lists(xs: Any, n: Any) -> Any:
    table = []
    for _i in range(n):
        table.append([1.0, 1.0, 1.0])
    for i in range(1, n):
        table[i][0] = xs[i]
        for j in range(1, n):
            table[i][j] = table[i - 1][j] * xs[j] + table[i][j - 1]
    return table[-1][-1] + table[1][2]


@program(NUMBERS)
def remembered_results(xs: Any) -> Any:
    memo: list[Any] = [None, None, None, None, None]
    memo[0] = xs[0]
    memo[1] = xs[1]
    for i in range(2, 5):
        memo[i] = memo[i - 1] * memo[i - 2] + xs[2]
    return memo[4]


# Arrays in lists


@program(VECTOR)
def arrays_in_a_list_are_written(x: Any) -> Any:
    rows = [x * 1.0, x * x, np.ones(4)]
    for i in range(3):
        rows[i][i] = rows[i - 1][0] * x[3]
    rows[2][:] *= rows[0]
    rows[0] = rows[1] * 2.0
    return np.sum(rows[0] * rows[1] * rows[2])


@program(VECTOR)
def array_in_a_list_under_its_name(x: Any) -> Any:
    y = x * 1.0
    ys = [y]
    ys.append(y)
    y[0] = x[1] * x[2]
    ys[0][1] *= y[0]
    last = ys.pop()
    last[2] = 0.5
    return np.sum(ys[0] * y)


@program(VECTOR)
def list_of_arrays_as_an_argument(x: Any) -> Any:
    params = [x * 1.0, x * x]
    for p in params:
        p[1:] -= 0.1 * p[0] * p[1:]
    return np.sum(params[0] * params[1])


@program([VECTOR, VECTOR * 0.5])
def arrays_of_an_argument(params: Any) -> Any:
    for k in range(2):
        params[k] = params[k] - 0.1 * params[k] ** 2
        params[k][0] = params[1][1]
    return np.sum(params[0] * params[1])


@program(VECTOR, 3)
def states_of_a_simulation(u: Any, steps: Any) -> Any:
    states = [u]
    for _t in range(steps):
        u = u.copy()
        u[1:] += 0.5 * u[:-1] * u[1:]
        states.append(u)
    return np.sum(states[0] * states[-1]) + np.sum(np.stack(states) ** 2)


@program(VECTOR)
def array_in_a_tuple(x: Any) -> Any:
    y = x * x
    pair = (y, x)
    pair[0][1] = 3.0
    return np.sum(y * pair[1])


# Dicts


@program(1.5)
def item_of_a_dict(x: Any) -> Any:
    d = {"a": x}
    d["b"] = d["a"] * x
    d["a"] = 2.0
    return d["a"] * d["b"]


@program({"w": VECTOR, "b": 0.5})
def argument_of_dicts(p: Any) -> Any:
    p["w"] = p["w"] * 2.0
    return np.sum(p["w"]) * p["b"]


@program({"w": VECTOR, "b": 0.5}, 0.1)
def parameters_updated(p: Any, rate: Any) -> Any:
    for _i in range(2):
        g = {"w": p["w"] * p["b"], "b": np.sum(p["w"])}
        for key in p:
            p[key] -= rate * g[key]
    return np.sum(p["w"] ** 2) + p["b"]


@program(NUMBERS, 1.3)
def dict_of_lists(xs: Any, x: Any) -> Any:
    groups: dict[str, list[Any]] = {"even": [], "odd": []}
    for i, e in enumerate(xs):
        groups["odd" if i % 2 else "even"].append(e * x)
    groups["odd"][0] *= groups["even"][1]
    return sum(groups["even"]) * groups["odd"][0]


@program(1.3, needs_kinds=True)
def dict_methods(x: Any) -> Any:
    d = {"a": x}
    d["b"] = x * x
    d["c"] = 2.0
    c = d.pop("c")
    b = d.pop("b")
    d["a"] += b * x
    return d["a"] * c + len(d)


@program(VECTOR)
def arrays_in_a_dict_are_written(x: Any) -> Any:
    layer = {"w": x * 1.0, "v": np.zeros(4)}
    layer["v"][:] = 0.9 * layer["v"] + layer["w"] ** 2
    layer["w"] -= layer["v"]
    w = layer["w"]
    w[0] *= w[1]
    return np.sum(layer["w"] ** 2)


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)
