"""Which names may share storage, and the writes that are refused: the language holds no writes in place yet."""

from __future__ import annotations

import re

import numpy as np
import pytest
import tangent_like
from support import function_from, gradient_problem, specialised
from tangent_like.errors import MutationError


def shared(text: str, one: str, other: str) -> bool:
    return other in specialised(text).memory.sharing([one])


@pytest.mark.parametrize("view", ["x", "x[1:]", "x.T", "x.reshape(2, 2)", "np.ravel(x)", "x[0]", "(x, 1)", "[x]"])
def test_views_and_containers_share(view: str) -> None:
    assert shared(f"def f(x):\n    v = {view}\n    return np.sum(x)\n", "x", "v")


@pytest.mark.parametrize("fresh", ["x * 2", "x.copy()", "np.sin(x)", "np.sum(x)", "x > 0", "f'{x}'"])
def test_new_values_do_not_share(fresh: str) -> None:
    assert not shared(f"def f(x):\n    v = {fresh}\n    return np.sum(x)\n", "x", "v")


REFUSED = {
    "argument": "def f(x):\n    x[0] = 2.0\n    return np.sum(x)",
    "active local": "def f(x):\n    y = x * 1.0\n    y[0] = 2.0\n    return np.sum(y)",
    "active item": "def f(x):\n    y = np.zeros(3)\n    y[0] = x[0]\n    return np.sum(y * y)",
    "through a view": "def f(x):\n    y = x * 1.0\n    v = y[1:]\n    v[0] = 2.0\n    return np.sum(y)",
    "through a container": "def f(x):\n    y = x * 1.0\n    p = [y]\n    p[0][0] = 2.0\n    return np.sum(y)",
    "update of an item": "def f(x):\n    y = x * 1.0\n    y[0] += 2.0\n    return np.sum(y)",
    "append": "def f(x):\n    ys = []\n    ys.append(x[0])\n    return sum(ys)",
    "out": "def f(x):\n    y = x * 1.0\n    np.multiply(y, 2.0, out=y)\n    return np.sum(y)",
    "callee": "def g(a):\n    a[0] = 1.0\n    return a\n\n\ndef f(x):\n    return np.sum(g(x))",
    "callee of a callee": (
        "def h(a):\n    a[0] = 1.0\n\n\ndef g(a):\n    h(a)\n    return 1.0\n\n\n"
        "def f(x):\n    g(x)\n    return np.sum(x)"
    ),
    "read by the reverse sweep": "def f(x):\n    w = np.ones(3)\n    y = np.sum(w * x)\n    w[0] = 5.0\n    return y",
    "index read by the reverse sweep": (
        "def f(x):\n    i = np.array([0, 1])\n    y = np.sum(x[i] ** 2)\n    i[0] = 2\n    return y"
    ),
    "global array": "W = np.ones(3)\n\n\ndef f(x):\n    y = np.sum(W * x)\n    W[0] = 5.0\n    return y",
    "attribute": "def f(x):\n    x.weight = 2.0\n    return np.sum(x)",
    "sort in place": "def f(x):\n    y = x * 1.0\n    y.sort()\n    return y[0]",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", REFUSED)
def test_writes_are_refused_at_their_place(case: str) -> None:
    with pytest.raises(MutationError) as caught:
        tangent_like.grad(function_from(REFUSED[case] + "\n"))
    assert re.match(r"<test program \d+>:\d+:\d+: `?\w", str(caught.value))
    assert caught.value.hint


def test_the_message_of_a_write() -> None:
    with pytest.raises(MutationError) as caught:
        tangent_like.grad(function_from("def f(x):\n    y = x * 1.0\n    y[0] = 2.0\n    return np.sum(y)\n"))
    where = caught.value.origin
    assert where is not None
    assert (where.line, where.column, where.source) == (3, 5, "    y[0] = 2.0")


ALLOWED = {
    "inactive": "def f(x):\n    n = np.zeros(3)\n    n[0] = 2.0\n    return np.sum(x)",
    "inactive and only read in the forward sweep": "def f(x):\n    n = [0]\n    n.append(1)\n    return x[0] + len(n)",
}


@pytest.mark.parametrize("case", ALLOWED)
def test_harmless_writes_are_allowed(case: str) -> None:
    function = function_from(ALLOWED[case] + "\n")
    assert not gradient_problem(function, (np.array([1.0, 2.0, 3.0]),), ("x",))


def test_an_update_of_a_float_is_a_new_value() -> None:
    function = function_from("def f(x, y):\n    z = x\n    z += y\n    z *= z\n    return z + x\n")
    assert not gradient_problem(function, (1.5, 0.5), ("x", "y"))


def test_an_update_of_an_array_that_others_see_is_refused_at_the_call() -> None:
    function = function_from("def f(x):\n    z = x\n    z += 1.0\n    return np.sum(z * x)\n")
    with pytest.raises(ValueError, match="changed in place"):
        tangent_like.grad(function)(np.ones(3))


def test_an_update_of_a_known_array_that_others_see_is_refused() -> None:
    function = function_from("def f(x):\n    z = x\n    z += 1.0\n    return np.sum(z * x)\n")
    with pytest.raises(MutationError):
        tangent_like.grad(function, example_args=(np.ones(3),))


def test_an_update_of_an_array_of_ones_own_is_a_new_value() -> None:
    function = function_from("def f(x):\n    z = x * 2.0\n    z += x\n    z *= z\n    return np.sum(z)\n")
    assert not gradient_problem(function, (np.array([1.0, 2.0]),), ("x",))
