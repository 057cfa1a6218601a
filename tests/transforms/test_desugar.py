"""Python's statements reduced to core statements: before and after."""

from __future__ import annotations

import textwrap

import pytest
from support import function_from, lines
from tangent_like.program import Function, Return, every
from tangent_like.reader import read
from tangent_like.syntax import name
from tangent_like.transforms.desugar import desugar
from tangent_like.transforms.fence import fence


def desugared(body: str) -> Function:
    text = "def f(x, y, n):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"
    return desugar(fence(read(function_from(text))))


CASES = {
    "chained": ("a = b = x + 1\nreturn a * b", ["t = x + 1", "a = t", "b = t", "return a * b"]),
    "swapped": ("x, y = y, x\nreturn x", ["t = y", "t1 = x", "x = t", "y = t1", "return x"]),
    "starred": ("a, *b = x\nreturn a", ["a, *b = x", "return a"]),
    "nested": ("(a, b), c = x\nreturn a", ["t, c = x", "a, b = t", "return a"]),
    "annotated": ("a: float = x\nreturn a", ["a = x", "return a"]),
    "annotation alone": ("a: float\nreturn x", ["return x"]),
    "update": ("x += y\nreturn x", ["x += y", "return x"]),
    "values for nothing": ("'text'\nx\npass\nprint(x)\nreturn x", ["print(x)", "return x"]),
    "early return": (
        "if x:\n    return y\ny = 2\nreturn y * x",
        ["if x:", "    result = y", "else:", "    y = 2", "    result = y * x", "return result"],
    ),
    "while": ("while x < n:\n    x = x * 2\nreturn x", ["while x < n:", "    x = x * 2", "return x"]),
    "range": ("for i in range(n):\n    x = x * i\nreturn x", ["for i in range(n):", "    x = x * i", "return x"]),
    "range of what the body binds": (
        "for i in range(n):\n    n = n + 1\nreturn n",
        ["n1 = n", "for i in range(n1):", "    n = n + 1", "return n"],
    ),
    "no return": ("x = 2", ["x = 2"]),
}


@pytest.mark.parametrize("case", CASES)
def test_statements_are_reduced(case: str) -> None:
    before, after = CASES[case]
    assert lines(desugared(before).body) == after


def test_a_loop_over_a_sequence_counts() -> None:
    after = lines(desugared("for e in x:\n    y = y + e\nreturn y").body)
    assert after[1:] == ["n1 = len(items)", "for i in range(n1):", "    e = items[i]", "    y = y + e", "return y"]


def test_zip_stops_with_the_shortest() -> None:
    after = lines(desugared("for a, b in zip(x, y):\n    n = n + a * b\nreturn n").body)
    assert "n3 = min(n1, n2)" in after
    assert "for i in range(n3):" in after


def test_enumerate_counts_with_the_users_name() -> None:
    after = lines(desugared("for k, e in enumerate(x):\n    y = y + e * k\nreturn y").body)
    assert "for k in range(n1):" in after
    assert "    e = items[k]" in after


def test_enumerate_with_a_start_evaluates_it_once() -> None:
    after = lines(desugared("for k, e in enumerate(x, n + 1):\n    y = y + e * k\nreturn y").body)
    assert "start = n + 1" in after
    assert "    k = start + i" in after


def test_reversed_reads_from_the_end() -> None:
    after = lines(desugared("for e in reversed(x):\n    y = y + e\nreturn y").body)
    assert "    e = items[n1 - 1 - i]" in after


@pytest.mark.parametrize(
    ("given", "head"),
    [
        ("range(n)", "for k in range(n1, -1, -1):"),
        ("range(1, n)", "for k in range(n1, 0, -1):"),
        ("range(n, 0, -1)", "for k in range(1, n1, 1):"),
    ],
)
def test_a_reversed_range_counts_down(given: str, head: str) -> None:
    after = lines(desugared(f"for k in reversed({given}):\n    y = y + k * x\nreturn y").body)
    assert head in after or head.replace(", 1):", "):") in after


def test_every_path_ends_in_the_one_return() -> None:
    function = desugared("if x:\n    if y:\n        return 1\nelse:\n    x = 2\nreturn y * x")
    assert [type(one) for one in every(function.body)].count(Return) == 1
    assert isinstance(function.body[-1], Return)


def test_a_nested_function_is_lifted_with_what_it_captures() -> None:
    function = desugared("def g(a):\n    return a * y * n\nreturn g(x)")
    nested = function.callees[name("g")]
    assert nested.captures == ("n", "y")
    assert nested.nested


def test_statements_know_where_they_come_from() -> None:
    function = desugared("a = b = x + 1\nreturn a * b")
    assert [one.origin.line for one in function.body] == [2, 2, 2, 3]
    assert function.body[0].origin.text == "a = b = x + 1"
