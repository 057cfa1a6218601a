"""The errors for functions that have no rule, with their whole messages."""

from __future__ import annotations

import statistics
import struct
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_errors import Case, assert_message, error_of, function_of
from tangent_like import errors
from tangent_like.templates.rules import RULES

OTHERWISE = (
    "Write it with functions that have one, or add a rule, as CONTRIBUTING.md tells:\n\n    import tangent_like\n\n"
)
HIDE = "Write it with functions that have one, or hide it from the derivative: `stop_gradient` of its operands."


def beginning(key: str, head: str, first: str, result: str = "y") -> str:
    """The way out with the beginning of a rule."""
    partial = f"d[{first}] = ...  # the adjoint of {first} by d[{result}], that of the result"
    return f"{OTHERWISE}    @tangent_like.adjoint({key})\n    def {head}:\n        {partial}"


CASES = [
    Case(
        "unknown function",
        "def f(x):\n    y = x * 2\n    return 3 * np.fromiter(y, float)[0]\n",
        errors.UnknownFunctionError,
        (5, 16),
        "no derivative is known for `np.fromiter`: it takes items one by one from an iterator: "
        "use `np.array` of a list",
        HIDE,
    ),
    Case(
        "unknown method",
        "def f(x):\n    y = x * 2\n    return 3 * y.tobytes()\n",
        errors.UnknownFunctionError,
        (5, 16),
        "no derivative is known for `y.tobytes`: the method has no rule",
        beginning('("method", "tobytes")', "tobytes(z, y)", "y", "z"),
    ),
    Case(
        "builtin function",
        "def f(x):\n    return 2 * bytes(x)[0]\n",
        errors.UnknownFunctionError,
        (4, 16),
        "no derivative is known for `bytes`",
        "Write it with functions that have one.",
    ),
    Case(
        "function of a library without source",
        "import struct\n\n\ndef f(x):\n    return struct.pack('d', x)\n",
        errors.UnknownFunctionError,
        (7, 12),
        "no derivative is known for `struct.pack`: it has no rule yet",
        beginning("struct.pack", "pack(y, x1, x)", "x1"),
    ),
    Case(
        "function without a derivative",
        "import statistics\n\n\ndef f(x):\n    return 2 * statistics.mode([x, 1.0])\n",
        errors.UnknownFunctionError,
        (7, 16),
        "no derivative is known for `statistics.mode`: it counts the elements that are equal",
        HIDE,
    ),
    Case(
        "compiled function of the user's",
        "own = np.frompyfunc(lambda a, b: a * b, 2, 1)\n\n\ndef f(x):\n    return own(x, 3.0)\n",
        errors.UnknownFunctionError,
        (7, 12),
        "no derivative is known for `own`: it has no Python source, and no rule",
        f"{OTHERWISE}    @tangent_like.elementwise(own)\n    def rule(y, x1, x2):\n        return dy_dx1, dy_dx2",
    ),
    Case(
        "an import that fails",
        "def f(x):\n    from math import nothing_there\n\n    return x\n",
        errors.UnsupportedConstructError,
        (4, 5),
        "cannot differentiate through `import nothing_there`",
        "Import it outside of the function (module 'math' has no attribute 'nothing_there').",
    ),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory, so that files are shown by their names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("optimized", [True, False])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_message(case: Case, optimized: bool, folder: Path) -> None:
    assert_message(case, error_of(folder, case.text, optimized=optimized))


PIECEWISE = beginning("numpy.piecewise", "piecewise(y, x, condlist, funclist, *args)", "x")
PACK = beginning("struct.pack", "pack(y, x)", "x")
MODE = "no derivative is known for `statistics.mode`: it counts the elements that are equal"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (struct.pack, f"no derivative is known for `struct.pack`: it has no rule yet\n{PACK}"),
        (np.piecewise, f"no derivative is known for `numpy.piecewise`: it has no rule yet\n{PIECEWISE}"),
        (
            statistics.mode,
            f"no derivative is known for `statistics.mode`: it counts the elements that are equal\n{HIDE}",
        ),
    ],
    ids=["compiled", "of NumPy", "no derivative"],
)
def test_functions_without_a_rule(function: Callable[..., Any], message: str) -> None:
    with pytest.raises(errors.NoRuleError) as caught:
        tl.grad(function)
    assert str(caught.value) == message


RULED = """
{before}

def f(x):
    return 3.0 * own(x, 2.0)
"""


def test_the_beginning_of_a_rule_can_be_completed(folder: Path) -> None:
    text = RULED.format(before="own = np.frompyfunc(lambda a, b: a * b, 2, 1)\n")
    snippet = textwrap.dedent(error_of(folder, text).hint.partition("\n\n")[2])
    rule = snippet.replace("dy_dx1, dy_dx2", "x2, x1")
    rules = dict(RULES)
    try:
        function = function_of(folder, RULED.format(before=f"own = np.frompyfunc(lambda a, b: a * b, 2, 1)\n{rule}\n"))
        assert tl.grad(function)(0.5) == 6.0
        assert tl.jvp(function)(0.5, 1.0) == 6.0
    finally:
        RULES.clear()
        RULES.update(rules)
