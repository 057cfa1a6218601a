"""Facts about memory: which names may lead to one storage, what is written, who sees it, and what stays refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import tangent_like
from support import function_from, gradient_problem, lines, specialised, statement
from tangent_like.errors import MutationError, TangentError
from tangent_like.memory import Memory

VECTOR = np.array([1.0, 2.0, 3.0, 4.0])


def memory_of(text: str, *args: Any, wrt: str = "x", **known: Any) -> Memory:
    return specialised(text, wrt, args or None, **known).memory


# References


def shared(lines_: str, one: str, other: str, *args: Any) -> bool:
    """Whether two names may lead to one storage before the last statement, which writes some."""
    text = f"def f(x):\n    w = np.zeros(2)\n    {lines_}\n    w[0] = 1.0\n    return np.sum(x)\n"
    found = memory_of(text, *args)
    last = statement(found.function, "w[0] = 1.0")
    return bool(found.reach(one, last) & found.reach(other, last))


@pytest.mark.parametrize(
    "view",
    ["x", "x[1:]", "x.T", "x.reshape(2, 2)", "np.ravel(x)", "np.asarray(x)", "x[...]", "np.atleast_2d(x)[0]"],
)
@pytest.mark.parametrize("args", [(), (VECTOR,)])
def test_views_share(view: str, args: Sequence[Any]) -> None:
    assert shared(f"v = {view}", "x", "v", *args)


@pytest.mark.parametrize("holder", ["(x, 1)", "[x]", "{'a': x}", "[(x, 2.0)]", "[x, x * 2]"])
def test_containers_share_with_what_they_hold(holder: str) -> None:
    assert shared(f"v = {holder}", "x", "v", VECTOR)
    assert shared(f"v = {holder}[0]" if "{" not in holder else "v = {'a': x}['a']", "x", "v", VECTOR)


@pytest.mark.parametrize("fresh", ["x * 2", "x.copy()", "np.sin(x)", "np.sum(x)", "x > 0", "f'{x}'", "np.array(x)"])
def test_new_values_do_not_share(fresh: str) -> None:
    assert not shared(f"v = {fresh}", "x", "v")


@pytest.mark.parametrize("item", ["x[0]", "x[[0, 1]]", "x[x > 1]", "x[np.array([0, 0])]", "(x, 2.0)[1]"])
def test_what_kinds_tell_to_be_an_element_or_a_gather_does_not_share(item: str) -> None:
    assert not shared(f"v = {item}", "x", "v", VECTOR)


def test_a_list_of_the_items_of_another_is_a_list_of_its_own() -> None:
    found = memory_of("def f(x):\n    w = [x]\n    v = list(w)\n    w.append(2.0)\n    return v[0] * w[1]\n", 1.3)
    assert not found.pairs
    assert shared("v = list([x])", "x", "v", VECTOR)


def test_an_item_of_unknown_kind_may_share() -> None:
    assert shared("v = x[0]", "x", "v")
    assert shared("v = x[0]", "x", "v", np.ones((2, 2)))


def test_a_name_that_is_bound_anew_does_not_share_any_more() -> None:
    assert not shared("v = x\n    v = v * 2", "x", "v")
    assert not shared("v = x[1:]\n    x = x * 2.0", "x", "v")


def test_a_branch_may_have_been_taken() -> None:
    taken = "v = x\n    if x[0] > 1:\n        v = x * 2"
    assert shared(taken, "x", "v")
    assert not shared("if x[0] > 1:\n        v = x + 1\n    else:\n        v = x * 2", "x", "v")


def test_a_trip_of_a_loop_makes_other_storage_than_the_one_before() -> None:
    assert not shared("v = x\n    for i in range(3):\n        u = x * i\n        v = u + 1", "u", "v")
    assert shared("v = x\n    for i in range(3):\n        u = x * i\n        v = u", "u", "v")


def test_the_earlier_of_a_loop_is_told_from_the_latest() -> None:
    text = """
def f(x):
    v = x * 1.0
    for i in range(3):
        u = v * 2.0
        u[0] = v[1]
        v = u
    return np.sum(v)
"""
    found = memory_of(text, VECTOR)
    store = next(one for one in found.writes if lines((one,))[0].startswith("u[0]"))
    assert not found.reach("u", store) & found.reach("v", store)
    assert not found.pairs


@pytest.mark.parametrize(
    ("callee", "shares"),
    [
        ("return a", True),
        ("return a[1:]", True),
        ("return a if np.sum(a) > 1 else a * 2.0", True),
        ("return [a]", True),
        ("return a * 2.0", False),
        ("b = a.copy()\n    b[0] = 1.0\n    return b", False),
    ],
)
def test_a_result_shares_with_an_argument(callee: str, shares: bool) -> None:
    text = f"def g(a):\n    {callee}\n\n\ndef f(x):\n    v = g(x)\n    x[0] = 1.0\n    return np.sum(x) + len(v)\n"
    found = memory_of(text, VECTOR)
    store = next(iter(found.writes))
    assert bool(found.reach("v", store) & found.reach("x", store)) is shares


# Writes


def writes(text: str, *args: Any, **known: Any) -> list[tuple[str, str]]:
    """The forms of all writes, and the names that they go through."""
    found = memory_of(text, *args, **known)
    return [(one.form, one.name) for each in found.writes.values() for one in each]


WRITES = {
    "store": ("x[0] = 1.0", [("store", "x")]),
    "update": ("x[0] += 1.0", [("update", "x")]),
    "update of the whole": ("x += 1.0", [("update", "x")]),
    "call": ("g(x, 0)", [("call", "x")]),
    "nothing": ("y = x + 1.0", []),
}


@pytest.mark.parametrize("case", WRITES)
def test_writes_are_found(case: str) -> None:
    text, expected = WRITES[case]
    callee = "def g(a, i):\n    a[i] = 2.0\n\n\n"
    assert writes(f"{callee}def f(x):\n    {text}\n    return np.sum(x)\n", VECTOR) == expected


def test_a_callee_writes_the_arguments_that_its_own_callees_write() -> None:
    text = (
        "def h(c):\n    c[0] = 1.0\n\n\ndef g(a, b):\n    h(b)\n    return a[0]\n\n\n"
        "def f(x, y):\n    s = g(x, y)\n    return np.sum(x) * s\n"
    )
    assert writes(text, VECTOR, VECTOR) == [("call", "y")]


def test_a_function_that_calls_itself_writes_what_any_depth_writes() -> None:
    text = (
        "def g(a, b, n):\n    if n > 0:\n        g(b, a, n - 1)\n        a[0] = 1.0\n\n\n"
        "def f(x, y):\n    g(x, y, 3)\n    return np.sum(x * y)\n"
    )
    assert sorted(writes(text, VECTOR, VECTOR, 3)) == [("call", "x"), ("call", "y")]


# Who sees a write


def pairs(body: str, *args: Any, wrt: str = "x") -> frozenset[str]:
    text = "def f(x):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    return memory_of(text, *args, wrt=wrt).pairs


def test_a_write_through_the_only_name_needs_no_pair() -> None:
    assert not pairs("y = x * 1.0\ny[0] = y[1] * 2.0\nreturn np.sum(y)", VECTOR)
    assert not pairs("y = x * 1.0\nv = y\nv[0] = y[1] * 2.0\nreturn np.sum(v)", VECTOR)


def test_names_that_are_read_after_a_write_through_another_are_pairs() -> None:
    found = pairs("y = x * 1.0\nv = y[1:]\nv[0] = 2.0\nreturn np.sum(y)", VECTOR)
    assert {"y", "v"} <= found
    assert "x" not in found


def test_elements_are_no_pairs() -> None:
    assert not pairs("y = x * 1.0\ne = y[1]\ny[1] = 2.0\nreturn np.sum(y) * e", VECTOR)
    assert pairs("y = x * 1.0\ne = y[1]\ny[1] = 2.0\nreturn np.sum(y * e)", np.ones((2, 2)))


def test_buffers_that_are_swapped_need_no_more_than_their_names() -> None:
    swapped = "u = x * 1.0\nw = x * 2.0\nfor i in range(3):\n    w[0] = u[1]\n    u, w = w, u\nreturn np.sum(u * w)"
    assert not gradient_problem(function_from("def f(x):\n    " + swapped.replace("\n", "\n    ")), (VECTOR,), ("x",))
    assert not pairs(swapped, VECTOR)


# Exposed arguments


@pytest.mark.parametrize(
    ("body", "exposed"),
    [
        ("x[0] = 1.0", {"x"}),
        ("v = x[1:]\n    v[0] = 1.0", {"x"}),
        ("y = x * 1.0\n    y[0] = 1.0", set()),
        ("x = x * 1.0\n    x[0] = 1.0", set()),
        ("v = x if x[0] > 0 else z\n    v[0] = 1.0", {"x", "z"}),
        ("g(z)", {"z"}),
        ("ps[0][1] = x[0]", {"ps"}),
        ("for p in ps:\n        p[0] = x[0]", {"ps"}),
    ],
)
def test_arguments_whose_storage_is_written_are_exposed(body: str, exposed: set[str]) -> None:
    text = f"def g(a):\n    a[0] = 1.0\n\n\ndef f(x, z, ps):\n    {body}\n    return np.sum(x)\n"
    assert memory_of(text, VECTOR, VECTOR, [VECTOR, VECTOR]).exposed == exposed


def test_an_exposed_argument_is_copied_and_no_other() -> None:
    text = "def f(x, z):\n    x[0] = z[0]\n    return np.sum(x * z)\n"
    output = tangent_like.api.output_of(tangent_like.grad(function_from(text), example_args=(VECTOR, VECTOR))).text
    assert "x = x.copy()" in output
    assert "z.copy()" not in output


# What stays refused

REFUSED = {
    "global array": "W = np.ones(3)\n\n\ndef f(x):\n    W[0] = x[0]\n    return np.sum(W * x)",
    "global array that is read": "W = np.ones(3)\n\n\ndef f(x):\n    y = np.sum(W * x)\n    W[0] = 5.0\n    return y",
    "global list": "W = [1.0]\n\n\ndef f(x):\n    W.append(x[0])\n    return np.sum(x) * W[-1]",
    "global in a callee": (
        "W = np.ones(3)\n\n\ndef g(a):\n    W[0] = a[0]\n\n\ndef f(x):\n    g(x)\n    return np.sum(W * x)"
    ),
    "unknown function": "def f(x):\n    y = x * 1.0\n    memoryview(y)[0] = 2.0\n    return np.sum(y)",
    "shuffle": "def f(x):\n    y = x * 1.0\n    np.random.default_rng(0).shuffle(y)\n    return y[0]",
    "shape": "def f(x):\n    y = x * 1.0\n    y.shape = (2, 2)\n    return np.sum(y[0])",
    "resize": "def f(x):\n    y = x * 1.0\n    y.resize(2)\n    return np.sum(y)",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", REFUSED)
def test_writes_are_refused_at_their_place(case: str) -> None:
    with pytest.raises(TangentError) as caught:
        tangent_like.grad(function_from(REFUSED[case] + "\n"))
    assert re.match(r"<test program \d+>:\d+:\d+: `?\w", str(caught.value))
    assert caught.value.hint


def test_the_message_of_a_write() -> None:
    with pytest.raises(MutationError) as caught:
        tangent_like.grad(function_from("W = np.ones(2)\n\n\ndef f(x):\n    W[0] = x[0]\n    return np.sum(W)\n"))
    where = caught.value.origin
    assert where is not None
    assert (where.line, where.column, where.source) == (5, 5, "    W[0] = x[0]")


# What is right

RIGHT = {
    "inactive": "def f(x):\n    n = np.zeros(4)\n    n[0] = 2.0\n    return np.sum(x)",
    "only read in the forward sweep": "def f(x):\n    n = [0]\n    n.append(1)\n    return x[0] + len(n)",
    "argument": "def f(x):\n    x[0] = x[1] * 2.0\n    return np.sum(x * x)",
    "through a view": "def f(x):\n    y = x * 1.0\n    v = y[1:]\n    v[0] = 2.0\n    return np.sum(y * y)",
    "through a container": "def f(x):\n    y = x * 1.0\n    p = [y]\n    p[0][0] = 2.0\n    return np.sum(y * y)",
    "append": "def f(x):\n    ys = []\n    ys.append(x[0])\n    ys.append(x[1] * ys[0])\n    return ys[0] * ys[1]",
    "out": "def f(x):\n    y = x * 1.0\n    np.multiply(y, x, out=y)\n    return np.sum(y * x)",
    "sort in place": "def f(x):\n    y = x * x\n    y.sort()\n    return y[0] * y[1]",
    "callee": "def g(a):\n    a[0] = a[1]\n    return a\n\n\ndef f(x):\n    return np.sum(g(x) * x)",
    "callee of a callee": (
        "def h(a):\n    a[0] = a[1]\n\n\ndef g(a):\n    h(a)\n    return a[0]\n\n\n"
        "def f(x):\n    s = g(x)\n    return np.sum(x) * s"
    ),
    "read by the reverse sweep": (
        "def f(x):\n    w = np.ones(4)\n    y = np.sum(w * x * x)\n    w[0] = 5.0\n    return y"
    ),
    "index read by the reverse sweep": (
        "def f(x):\n    i = np.array([0, 1])\n    y = np.sum(x[i] ** 2)\n    i[0] = 2\n    return y"
    ),
}


@pytest.mark.parametrize("case", RIGHT)
@pytest.mark.parametrize("options", [{}, {"optimized": False}, {"example_args": (VECTOR,)}])
def test_writes_are_right(case: str, options: dict[str, Any]) -> None:
    function = function_from(RIGHT[case] + "\n")
    assert not gradient_problem(function, (VECTOR,), ("x",), **options)


# Updates of whole names


def test_an_update_of_a_float_is_a_new_value() -> None:
    function = function_from("def f(x, y):\n    z = x\n    z += y\n    z *= z\n    return z + x\n")
    assert not gradient_problem(function, (1.5, 0.5), ("x", "y"))


def test_an_update_of_an_array_that_others_see_is_right_where_its_kind_is_known() -> None:
    function = function_from("def f(x):\n    z = x\n    z += 1.0\n    return np.sum(z * x)\n")
    assert not gradient_problem(function, (np.ones(3),), ("x",), example_args=(np.ones(3),))
    with pytest.raises(ValueError, match=r"^<test program \d+>:3:5: `z` is mutable and others see that it is changed"):
        tangent_like.grad(function)(np.ones(3))


def test_an_update_of_an_array_of_ones_own_is_a_new_value() -> None:
    function = function_from("def f(x):\n    z = x * 2.0\n    z += x\n    z *= z\n    return np.sum(z)\n")
    assert not gradient_problem(function, (np.array([1.0, 2.0]),), ("x",))
