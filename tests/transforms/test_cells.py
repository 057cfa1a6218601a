"""Variables that several functions bind become lists of one item; those from outside are read and bound in place."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
import tangent_like as tl
from support import function_from
from tangent_like.api import output_of
from tangent_like.pipeline import round_trip

CELLS = {
    "born by the first assignment": (
        """
        def f(x):
            def add(y):
                nonlocal total
                total += y
            total = 0.0
            add(x)
            return total
        """,
        """
        def add(y, *, total):
            total[0] += y


        def f(x):
            total = [0.0]
            add(x, total=total)
            return total[0]
        """,
    ),
    "a parameter": (
        """
        def f(x):
            def double():
                nonlocal x
                x = 2.0 * x
            double()
            return x
        """,
        """
        def double(*, x_cell):
            x_cell[0] = 2.0 * x_cell[0]


        def f(x):
            x_cell = [x]
            double(x_cell=x_cell)
            return x_cell[0]
        """,
    ),
    "outside": (
        """
        n, last = 0, None

        def f(x):
            global n, last
            n += 1
            n, last = n * 2, x
            return x * n
        """,
        """
        def f(x):
            global last, n
            n += 1
            n1 = n * 2
            last1 = x
            n = n1
            last = last1
            return x * n
        """,
    ),
}


@pytest.mark.parametrize("title", CELLS)
def test_the_cells(title: str) -> None:
    before, after = (textwrap.dedent(one).strip() for one in CELLS[title])
    assert round_trip(function_from(before + "\n")).text.strip() == after


COUNTER = """
calls = 0


def f(x):
    global calls
    calls += 1
    return x * x * calls
"""


@pytest.mark.parametrize("example_args", [None, (1.3,)])
def test_a_counter_counts_each_call_once(example_args: Any) -> None:
    f = function_from(COUNTER)
    derivative, tangent = tl.grad(f, example_args=example_args), tl.jvp(f, example_args=example_args)
    assert derivative(1.5) == 3.0
    assert f.__globals__["calls"] == 1
    assert tangent(1.5, 1.0) == 6.0
    assert f.__globals__["calls"] == 2
    assert tl.grad(derivative)(1.5) == 6.0
    assert f.__globals__["calls"] == 3


def test_a_counter_reads_as_in_the_function() -> None:
    text = output_of(tl.jvp(function_from(COUNTER), example_args=(1.5,))).text
    assert "    global calls\n    calls += 1\n    return 2 * calls * x * dx\n" in text


def test_a_module_that_stands_alone_counts_for_itself() -> None:
    f = function_from(COUNTER)
    module: dict[str, Any] = {}
    exec(tl.module_source(tl.grad(f)), module)
    assert module["dfdx"](1.5) == 3.0
    assert (module["calls"], f.__globals__["calls"]) == (1, 0)
