"""Specialisations of callees: by kinds, by what is active, and no more than are needed."""

from __future__ import annotations

import re
import types
from typing import Any

import numpy as np
from support import assert_gradient, function_from, gradient_text
from tangent_like.pipeline import differentiate
from tangent_like.program import Request
from tangent_like.summaries import LIMIT


def halves(text: str, **options: Any) -> list[str]:
    """The functions of an output."""
    return re.findall(r"^def (\w+)", gradient_text(function_from(text), **options), re.M)


CALLEE = "def g(a, b):\n    return a * b\n\n\n"


def test_equal_calls_share_a_specialisation() -> None:
    text = CALLEE + "def f(x, y):\n    return g(x, y) + g(x * 2, y)\n"
    assert halves(text, example_args=(1.0, 2.0)) == ["g_fwd", "g_bwd", "dfdx"]


def test_calls_with_other_active_arguments_have_their_own() -> None:
    text = CALLEE + "def f(x, y):\n    return g(x, y) + g(y, x)\n"
    assert halves(text) == ["g_fwd", "g_bwd", "g_fwd1", "g_bwd1", "dfdx"]


def test_calls_with_other_kinds_have_their_own() -> None:
    text = CALLEE + "def f(x, y):\n    return np.sum(g(x, y)) + g(np.sum(x), y)\n"
    assert len(halves(text, example_args=(np.ones(3), 2.0))) == 5


def test_an_inactive_call_is_left_as_it_is() -> None:
    text = CALLEE + "def f(x, y):\n    return x * g(y, y)\n"
    assert halves(text) == ["dfdx"]


def test_a_callee_that_is_not_active_need_not_be_readable() -> None:
    text = (
        "def g(a):\n    with open(a) as lines:\n        return len(lines.read())\n\n\n"
        "def f(x, path):\n    return x * g(path)\n"
    )
    assert halves(text, example_args=(1.0, "file")) == ["dfdx"]


def test_recursion_uses_itself() -> None:
    text = "def f(x, n):\n    if n == 0:\n        return x\n    return x * f(x, n - 1)\n"
    assert halves(text) == ["f_fwd", "f_bwd", "dfdx"]
    assert_gradient(function_from(text), 1.3, 3, wrt=("x",))


def test_recursion_whose_kinds_grow_ends() -> None:
    text = "def f(x, n):\n    if n == 0:\n        return np.sum(x[0]) * 1.0\n    return f((x[0], x), n - 1) * x[0]\n"
    function = function_from(text)
    assert_gradient(function, (2.0, 3.0), 2, wrt=("x",))


def test_specialisations_are_bounded() -> None:
    calls = " + ".join(f"np.sum(g(x.reshape({', '.join(['1'] * rank)}, 4), {one}))" for rank in range(1, 7)
                       for one in ("1", "1.0"))  # fmt: skip
    function = function_from(CALLEE + f"def f(x):\n    return {calls}\n")
    made = differentiate(Request(function, (0,), example_kinds=None)).specialisations
    assert len(made) <= LIMIT + 2
    assert_gradient(function, np.ones(4), wrt=("x",), kinds=True)


def test_names_of_two_functions_of_the_same_name_differ() -> None:
    text = (
        "def outer(a):\n    def g(b):\n        return b * b\n    return g(a)\n\n\n"
        "def g(a):\n    return a * 3.0\n\n\ndef f(x):\n    return outer(x) + g(x)\n"
    )
    found = halves(text)
    assert len(found) == len(set(found))
    assert_gradient(function_from(text), 1.3, wrt=("x",))


def test_a_callee_reads_its_own_globals() -> None:
    other = function_from("SCALE = 3.0\n\n\ndef g(a):\n    return a * SCALE\n", "g")
    assert_gradient(function_from("SCALE = 7.0\n\n\ndef f(x):\n    return g(x) * SCALE\n", g=other), 1.3, wrt=("x",))


def test_a_function_of_a_module_is_followed() -> None:
    module = types.ModuleType("module")
    module.g = function_from("def g(a):\n    return a * a\n", "g")  # type: ignore[attr-defined]
    assert_gradient(function_from("def f(x):\n    return module.g(x)\n", module=module), 1.3, wrt=("x",))


def test_a_function_under_another_name_or_as_a_default_is_followed() -> None:
    g = function_from("def g(a):\n    return a * a\n", "g")
    assert_gradient(function_from("def f(x):\n    h = g\n    return h(x)\n", g=g), 1.3, wrt=("x",))
    assert_gradient(function_from("def f(x, h=g):\n    return h(x) * x\n", g=g), 1.3, wrt=("x",))
