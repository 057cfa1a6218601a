"""Operands that are atoms, in Python's order of evaluation; conditions that are evaluated in part; resolved callees."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np
import pytest
from support import lines, normal_form
from tangent_like.program import Assign, every
from tangent_like.syntax import parse


def normalised(body: str) -> list[str]:
    text = "def f(x, y, n):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"
    return lines(normal_form(text).body)


CASES = {
    "nested": ("return x ** 2 + math.sin(y)", ["t1 = x ** 2", "t2 = math.sin(y)", "t = t1 + t2", "return t"]),
    "conditional": (
        "z = x if x > y else y * 2\nreturn z",
        ["cond = x > y", "if cond:", "    z = x", "else:", "    z = y * 2", "return z"],
    ),
    "and as a value": ("z = x and y\nreturn z", ["t = x", "cond = t", "if cond:", "    t = y", "z = t", "return z"]),
    "and as a test": (
        "if x > 0 and y > 0:\n    x = 2\nreturn x",
        ["cond = x > 0 and y > 0", "if cond:", "    x = 2", "return x"],
    ),
    "chained comparison": ("z = 0 < x < y\nreturn z", ["z = 0 < x < y", "return z"]),
    "update": ("x *= y + 1\nreturn x", ["t = y + 1", "x = x * t", "return x"]),
    "store": ("x[y + 1:n] = y * 2\nreturn x", ["t = y * 2", "t1 = y + 1", "x[t1:n] = t", "return x"]),
    "slices stay whole": ("return x[1:, None, n + 1]", ["t1 = n + 1", "t = x[1:, None, t1]", "return t"]),
    "constants of modules": ("return np.pi * x", ["t = np.pi * x", "return t"]),
    "max of three": ("return max(x, y, n)", ["t1 = max(x, y)", "t = max(t1, n)", "return t"]),
    "f-string": ("return f'{x + 1}'", ["t = f'{x + 1}'", "return t"]),
    "keywords": (
        "return np.sum(x + 1, axis=n - 1)",
        ["t1 = x + 1", "t2 = n - 1", "t = np.sum(t1, axis=t2)", "return t"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_expressions_are_flattened(case: str) -> None:
    before, after = CASES[case]
    assert normalised(before) == after


def test_a_part_that_is_not_reached_is_not_evaluated() -> None:
    after = normalised("z = x if n else x / y\nreturn z")
    assert after == ["if n:", "    z = x", "else:", "    z = x / y", "return z"]


def test_calls_know_what_they_call() -> None:
    function = normal_form("from numpy import tanh as t\n\ndef f(x):\n    return t(x) + math.sin(x) + abs(x)\n")
    assert function.callees == {parse("t"): np.tanh, parse("math.sin"): math.sin, parse("abs"): abs}


def test_an_alias_is_resolved() -> None:
    function = normal_form("def f(x):\n    g = np.sin\n    return g(x)\n")
    assert function.callees[parse("g")] is np.sin


def test_a_parameter_is_resolved_by_its_default() -> None:
    function = normal_form("def f(x, g=np.sin):\n    return g(x)\n")
    assert function.guards == {"g": np.sin}


def test_a_shadowed_name_is_not_resolved() -> None:
    function = normal_form("def f(x, abs):\n    return abs(x)\n")
    assert parse("abs") not in function.callees


def test_updates_are_remembered() -> None:
    function = normal_form("def f(x):\n    x += 1\n    x = x + 1\n    return x\n")
    marked = [one in function.updates for one in every(function.body) if isinstance(one, Assign)]
    assert marked == [True, False]


def test_captures_are_passed_by_keyword() -> None:
    assert normalised("def g(a):\n    return a * y\nreturn g(x)") == ["t = g(x, y=y)", "return t"]


@pytest.mark.parametrize("test", ["n < g(x, y, 1) < 3", "x or g(x, y, 1)", "not (g(x, y, 1) > 0 and x)"])
def test_calls_in_conditions_pack_their_starred_arguments(test: str) -> None:
    known: dict[str, Any] = {}
    exec("def g(a, *rest):\n    return a * len(rest)", known)
    text = f"def f(x, y, n):\n    if {test}:\n        x = g(x)\n    return x\n"
    function = normal_form(text, g=known["g"])
    assert function.callees[parse("g")] is known["g"]
