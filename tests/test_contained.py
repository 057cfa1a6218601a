"""New containers hold the items of those that they are made from: a write through the one is seen in the other."""

import re
from typing import Any

import numpy as np
import pytest
import tangent_like
from support import function_from

LIST, TUPLE, DICT = "[a, b]", "(a, b)", "{0: a}"

MADE = {
    "sum": (LIST, "y = held + held", "y[2]"),
    "sum with another": (LIST, "y = held + [np.ones(2)]", "y[0]"),
    "another with it": (LIST, "y = [np.ones(2)] + held", "y[1]"),
    "product": (LIST, "y = held * 2", "y[2]"),
    "product from the right": (LIST, "y = 2 * held", "y[2]"),
    "sum in place": (LIST, "y = []\n    y += held", "y[0]"),
    "sum in place of a copy": (LIST, "y = list(held)\n    y += held", "y[2]"),
    "product in place": (LIST, "y = list(held)\n    y *= 2", "y[2]"),
    "sum by a function": (LIST, "y = operator.add(held, held)", "y[2]"),
    "sum of several": (LIST, "y = sum([held, held], [])", "y[2]"),
    "reduced": (LIST, "y = functools.reduce(lambda one, other: one + other, [held, held])", "y[2]"),
    "by a callee": (LIST, "y = joined(held, held)", "y[2]"),
    "by a callee, in a tuple": (LIST, "_, y = both(held, held)", "y[2]"),
    "put by a callee": (LIST, "y = [1.0]\n    put(y, held)\n    y = y[0]", "y[2]"),
    "of a sum": (LIST, "y = (held + held) + held", "y[4]"),
    "extended": (LIST, "y = []\n    y.extend(held)", "y[0]"),
    "slice": (LIST, "y = held[:]", "y[0]"),
    "display": (LIST, "y = [*held, *held]", "y[2]"),
    "list": (LIST, "y = list(held)", "y[0]"),
    "copy": (LIST, "y = held.copy()", "y[0]"),
    "sorted": (LIST, "y = sorted(held, key=len)", "y[-1]"),
    "sorted in place": (LIST, "y = list(held)\n    y.sort(key=len)", "y[-1]"),
    "reversed in place": (LIST, "y = list(held)\n    y.reverse()", "y[-1]"),
    "reversed": (LIST, "y = list(reversed(held))", "y[-1]"),
    "greatest": (LIST, "y = [max(held, key=len)]", "y[0]"),
    "least": (LIST, "y = [min(held, key=lambda one: -len(one))]", "y[0]"),
    "filtered": (LIST, "y = list(filter(lambda one: len(one) > 1, held))", "y[0]"),
    "chained": (LIST, "y = list(itertools.chain(held, held))", "y[2]"),
    "repeated item": (LIST, "y = [held[0]] * 2", "y[1]"),
    "repeated list": (LIST, "y = [held] * 2\n    y = y[1]", "y[0]"),
    "comprehension": (LIST, "y = [one for one in held]", "y[0]"),
    "zip": (LIST, "y = list(zip(held, held))", "y[0][1]"),
    "sum of tuples": (TUPLE, "y = held + held", "y[2]"),
    "product of a tuple": (TUPLE, "y = held * 2", "y[2]"),
    "product of a display": (TUPLE, "y = (held[0],) * 2", "y[1]"),
    "union": (DICT, "y = held | {1: x}", "y[0]"),
    "union with what is inactive": (DICT, "y = held | {1: 2.0}", "y[0]"),
    "union in place": (DICT, "y = {}\n    y |= held", "y[0]"),
    "copy of a dict": (DICT, "y = dict(held)", "y[0]"),
    "updated": (DICT, "y = {}\n    y.update(held)", "y[0]"),
    "values": (DICT, "y = list(held.values())", "y[0]"),
}
RIGHT = {"extended", "display", "list", "sorted", "sorted in place", "reversed in place", "zip", "chained"}
"""What forward mode differentiates whatever is written."""

WRITES = {
    "the new": "z = {read}\n    z[0] = 5.0 * x\n    other = held[0]\n    return other[0] * x + {read}[0]",
    "the old": "z = held[0]\n    z[0] = 5.0 * x\n    other = {read}\n    return other[0] * x + z[0]",
}
HEAD = """
def joined(one, other):
    return one + other

def both(one, other):
    return one * 2, one + other

def put(into, one):
    into[0] = one * 2

def f(x, held):
"""
SPACE = """
import functools
import itertools
import operator
"""


def program(made: str, write: str) -> tuple[Any, Any]:
    held, text, read = MADE[made]
    f = function_from(f"{SPACE}{HEAD}    {text}\n    {WRITES[write].format(read=read)}\n")

    def argument() -> Any:
        return eval(held, {"a": np.array([1.0, 2.0]), "b": np.array([3.0])})

    return f, argument


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("kinds", [False, True], ids=["unknown", "known"])
@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("made", MADE)
def test_a_write_is_seen_or_refused(made: str, write: str, kinds: bool, mode: str) -> None:
    f, argument = program(made, write)
    step = 1e-6
    expected = (f(2.0 + step, argument()) - f(2.0 - step, argument())) / (2 * step)
    given = argument()
    found = _derivative(f, mode, given, (2.0, argument()) if kinds else None)
    if found is None:
        assert made not in RIGHT or mode == "reverse"
    else:
        assert found == pytest.approx(expected, rel=1e-6)
        for one, other in zip(*(_arrays(each) for each in (given, argument())), strict=True):
            np.testing.assert_array_equal(one, other)


def _derivative(f: Any, mode: str, given: Any, example: Any) -> Any:
    """The derivative at 2, or None where it is refused with its place."""
    try:
        if mode == "forward":
            return tangent_like.jvp(f, example_args=example)(2.0, given, 1.0)
        return tangent_like.grad(f, example_args=example)(2.0, given)
    except tangent_like.TangentError:
        return None
    except ValueError as error:
        if re.match(r".*:\d+:\d+: ", str(error)):
            return None
        raise


def _arrays(held: Any) -> list[Any]:
    return list(held.values()) if isinstance(held, dict) else list(held)


def test_an_operation_that_gives_a_list_by_surprise_is_refused_with_its_place() -> None:
    f, argument = program("sum", "the new")
    with pytest.raises(ValueError, match="is a container") as caught:
        tangent_like.grad(f)(2.0, argument())
    place, _, message = str(caught.value).partition(": ")
    assert place.endswith(":16:9")
    assert message == (
        "`y` is a container and what it holds is changed while others see it: "
        "annotate the arguments, or give example_args"
    )


def test_operations_on_numbers_need_no_check() -> None:
    def f(x: Any) -> Any:
        y = 2.0 * x
        y[0] = y[1] * x[1]
        return np.sum(y)

    assert "container" not in tangent_like.api.output_of(tangent_like.grad(f)).text


def test_a_row_of_what_is_computed_is_told_from_an_item() -> None:
    def f(x: Any) -> Any:
        y = 2.0 * x
        row = y[0]
        row[0] = y[1, 1] * row[1]
        return np.sum(y * x)

    assert "container" in tangent_like.api.output_of(tangent_like.grad(f)).text
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_allclose(tangent_like.grad(f)(x), [[32.0, 24.0], [12.0, 24.0]])
