"""What is recorded for the reverse sweep: no more than it reads, and nothing in straight-line code."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from support import function_from, gradient_problem, gradient_text, lines, specialised


def saved(text: str, *args: Any, wrt: tuple[str, ...] = ("x",)) -> list[str]:
    """The names of the lists that the forward sweep fills."""
    function = function_from(text)
    assert not gradient_problem(function, args, wrt, example_args=args)
    found = gradient_text(function, wrt=wrt, example_args=args)
    return sorted(set(re.findall(r"(\w+)\.append\(", found)))


def loop(body: str, rest: str = "return x") -> str:
    return f"def f(x, a, n):\n    for i in range(n):\n        {body}\n    {rest}\n"


LOOPS = {
    "a product reads its operands": ("x = x * x", ["x_saved"]),
    "a difference reads neither": ("x = x - a", []),
    "a sum reads neither": ("x = a + x", []),
    "an inactive factor stays as it is": ("x = x * a", []),
    "a constant factor": ("x = 2.0 * x", []),
    "sin reads its operand": ("x = np.sin(x)", ["x_saved"]),
    "the loop variable runs backwards by itself": ("x = x * i", []),
    "what a comparison reads is kept as its truth": ("x = x if x > 0 else -x", ["cond_saved"]),
}


@pytest.mark.parametrize("case", LOOPS)
def test_a_loop_saves_what_is_read(case: str) -> None:
    body, expected = LOOPS[case]
    assert saved(loop(body), 0.7, 1.3, 3) == expected


@pytest.mark.parametrize(
    "body",
    [
        "x = x * x\n    x = np.sin(x)\n    return x * x",
        "y = x\n    y = y * x\n    y = y * y\n    return y",
        "if x > 0:\n        x = x * x\n    return x * x",
    ],
)
def test_straight_line_code_records_in_no_list(body: str) -> None:
    assert saved(f"def f(x):\n    {body}\n", 0.7) == []


def test_an_overwritten_value_gets_a_new_name() -> None:
    found = specialised("def f(x):\n    y = x\n    y = y * y\n    y = y * y\n    return y\n")
    renamed = {lines((one,))[0] for one in found.recording.renamed}
    assert "y = y * y" in renamed
    assert not found.recording.before


def test_a_value_inside_one_trip_is_computed_again_if_cheap() -> None:
    text = (
        "def f(x, a, n):\n    s = 0.0\n    for i in range(n):\n        t = x * i\n"
        "        s = s + np.sin(t)\n    return s\n"
    )
    assert saved(text, 0.7, 1.3, 3) == []
    assert "t" in specialised(text, example_args=(0.7, 1.3, 3)).recording.written_out


def test_a_value_inside_one_trip_is_saved_at_its_end_if_not() -> None:
    text = (
        "def f(x, a, n):\n    s = 0.0\n    for i in range(n):\n"
        "        t = np.exp(x * i)\n        s = s + t * t\n    return s\n"
    )
    assert saved(text, 0.7, 0.3, 3) == ["t_saved"]


def test_a_counter_that_is_overwritten_is_saved() -> None:
    text = (
        "def f(x, a, n):\n    k = 0\n    s = 0.0\n    while k < n:\n"
        "        s = s + x * k\n        k += 2\n    return s\n"
    )
    assert saved(text, 0.7, 1.3, 3) == ["k_saved"]


def test_a_coefficient_that_is_overwritten_is_saved() -> None:
    text = "def f(x, a, n):\n    for i in range(n):\n        x = x * a\n        a = a + 1\n    return x\n"
    assert saved(text, 0.7, 1.3, 3) == ["a_saved"]


def test_a_condition_that_is_overwritten_is_saved() -> None:
    assert saved(loop("c = x > 1\n        if c:\n            x = x * a"), 0.7, 1.3, 3) == ["c_saved"]


def test_a_condition_that_its_own_branch_overwrites_is_saved() -> None:
    text = "def f(x, c):\n    if c:\n        c = False\n        x = x * x\n    return x\n"
    assert not gradient_problem(function_from(text), (3.0, True), ("x",))


def test_a_loop_that_the_reverse_sweep_needs_nothing_of_is_not_visited() -> None:
    text = "def f(x, a, n):\n    k = 0\n    for i in range(n):\n        k = k + i\n    return x * k\n"
    found = gradient_text(function_from(text), example_args=(0.7, 1.3, 3))
    assert found.count("for ") == 1


def test_trips_of_a_while_are_counted() -> None:
    text = "def f(x):\n    while x < 5:\n        x = x * x\n    return x\n"
    found = gradient_text(function_from(text), example_args=(1.3,))
    assert "trips += 1" in found
    assert "for _ in range(trips):" in found


def test_a_range_is_mirrored() -> None:
    found = gradient_text(function_from(loop("x = x * x")), example_args=(0.7, 1.3, 3))
    assert "for i in range(n - 1, -1, -1):" in found


@pytest.mark.parametrize("bounds", ["1, n", "n, 0, -1", "0, n, 2", "n, -2, -3", "0, -n, -1", "n, n", "n - 5, n, 3"])
def test_every_range_is_mirrored_rightly(bounds: str) -> None:
    text = f"def f(x, n):\n    for i in range({bounds}):\n        x = np.sin(x) * (i + 10.0)\n    return x\n"
    for count in (0, 1, 4):
        assert not gradient_problem(function_from(text), (0.7, count), ("x",))


CALLS = {
    "what a linear callee is given may be overwritten": (
        "u[1:] += 2.0 * u[0]",
        "g(x)\n    g(x)\n    x[0] = 3.0",
        False,
    ),
    "what a callee multiplies may not": ("u[1:] *= u[0]", "g(x)\n    x[0] = 3.0", True),
    "nor what it reads and leaves as it is": ("return np.sum(u * u)", "s = g(x)\n    x[0] = s", True),
    "nor what it returns and reads": ("return np.exp(u)", "y = g(x)\n    y[0] = 5.0\n    x = y", True),
    "a callee that calls itself": (
        "if len(u) > 1:\n        g(u[1:])\n        u[:1] += u[1:2]",
        "g(x)\n    x[0] = 3.0",
        False,
    ),
    "a callee that calls itself and multiplies": (
        "if len(u) > 1:\n        g(u[1:])\n        u[:1] *= u[1:2]",
        "g(x)\n    x[0] = 3.0",
        True,
    ),
}


@pytest.mark.parametrize("case", CALLS)
def test_a_call_keeps_what_its_reverse_half_reads(case: str) -> None:
    callee, caller, recorded = CALLS[case]
    text = f"def g(u):\n    {callee}\n\ndef f(x):\n    {caller}\n    return np.sum(x * x)\n"
    x = np.array([0.3, -0.7, 1.1])
    assert not gradient_problem(function_from(text), (x,), ("x",), example_args=(x,))
    assert ("_saved" in gradient_text(function_from(text), example_args=(x,))) == recorded
