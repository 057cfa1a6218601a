"""Expressions unfolded to statements: before and after."""

from __future__ import annotations

import functools
import textwrap
from typing import Any

import pytest
from support import function_from, lines
from tangent_like.errors import UnsupportedConstructError
from tangent_like.reader import read
from tangent_like.transforms.desugar import desugar
from tangent_like.transforms.fence import fence


def unfolded(body: str, **known: Any) -> list[str]:
    text = "def f(x, y, n):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"
    return lines(desugar(fence(read(function_from(text, **known)))).body)


CASES = {
    "walrus": ("return (z := x * y) + z", ["z = x * y", "return z + z"]),
    "an operand that is bound later": (
        "z = x + (x := y) * x\nreturn z",
        ["t = x", "x = y", "z = t + x * x", "return z"],
    ),
    "a call before a walrus": (
        "return abs(x) + (z := y) * z",
        ["t = abs(x)", "z = y", "return t + z * z"],
    ),
    "walrus where it may not be evaluated": (
        "return x and (z := y)",
        ["t = x", "if t:", "    z = y", "    t = z", "return t"],
    ),
    "walrus on one way": (
        "return (z := x) if n else y",
        ["if n:", "    z = x", "    t = z", "else:", "    t = y", "return t"],
    ),
    "walrus in the test of a loop": (
        "while (x := x - 1) > 0:\n    y = y + x\nelse:\n    y = 2\nreturn y",
        [
            "while True:",
            "    x = x - 1",
            "    if not x > 0:",
            "        y = 2",
            "        break",
            "    y = y + x",
            "return y",
        ],
    ),
    "walrus late in a chain": (
        "return x < y < (z := n)",
        ["t = y", "t1 = x < t", "if t1:", "    z = n", "    t1 = t < z", "return t1"],
    ),
    "list comprehension": (
        "return [x * i for i in range(n) if i]",
        ["t = []", "for i in range(n):", "    if i:", "        t.append(x * i)", "return t"],
    ),
    "dict comprehension": (
        "return {i: x for i in range(n)}",
        ["t = {}", "for i in range(n):", "    t[i] = x", "return t"],
    ),
    "a variable of the same name": (
        "i = 2\nz = [x for i in range(n)]\nreturn i",
        ["i = 2", "t = []", "for i1 in range(n):", "    t.append(x)", "z = t", "return i"],
    ),
    "sum": (
        "return sum(x * i for i in range(n))",
        ["total = 0", "for i in range(n):", "    total = total + x * i", "return total"],
    ),
    "any": (
        "return any(x > i for i in range(n))",
        [
            "found = False",
            "for i in range(n):",
            "    if x > i:",
            "        found = True",
            "        break",
            "return found",
        ],
    ),
    "map": (
        "return sum(map(abs, range(n)))",
        ["total = 0", "for item in range(n):", "    total = total + abs(item)", "return total"],
    ),
    "filter": (
        "return list(filter(None, range(n)))",
        ["t = []", "for item in range(n):", "    if item:", "        t.append(item)", "return list(t)"],
    ),
    "a loop over a generator": (
        "for z in (x * i for i in range(n)):\n    if z > y:\n        break\nreturn z",
        ["for i in range(n):", "    z = x * i", "    if z > y:", "        break", "return z"],
    ),
    "a display with stars": (
        "return (x, *y, n)",
        ["t = [x]", "t.extend(y)", "t.append(n)", "return tuple(t)"],
    ),
    "the greatest of items, or a default": (
        "return max(x, default=y + n)",
        ["items = list(x)", "default = y + n", "return max(items) if items else default"],
    ),
    "reversed, where all items are taken": ("return sum(reversed(x))", ["return sum(list(x)[::-1])"]),
    "a called lambda": ("return (lambda a: a * y)(x)", ["return lambda_(x)"]),
}


@pytest.mark.parametrize("case", CASES)
def test_expressions_are_unfolded(case: str) -> None:
    before, after = CASES[case]
    assert unfolded(before) == after


def test_what_needs_no_unfolding_stays() -> None:
    body = "z = [x, (y, {n: x})]\nreturn z[0] if x < y < n and z else abs(x)"
    assert unfolded(body) == [*body.splitlines()[:1], "return z[0] if x < y < n and z else abs(x)"]


def test_partial_objects_are_completed() -> None:
    body = "z = partial(round, x * y, by=abs)\nreturn z(n) + z(2, by=n)"
    after = ["bound = x * y", "bound1 = abs", "t = round(bound, n, by=bound1)", "return t + round(bound, 2, by=n)"]
    assert unfolded(body, partial=functools.partial) == after


def test_a_name_that_hides_a_builtin_is_left_alone() -> None:
    with pytest.raises(UnsupportedConstructError, match="a generator that is not consumed at once"):
        unfolded("return sum(x for i in range(n))", sum=max)


def test_the_tree_that_was_read_is_not_changed() -> None:
    source = read(function_from("def f(x, n):\n    return sum([x * i for i in range(n)])\n"))
    first = lines(desugar(source).body)
    assert lines(desugar(source).body) == first
