"""Every error a user can meet, raised by the public functions, with its whole message."""

from __future__ import annotations

import builtins
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_errors import HEAD, Case, assert_message, error_of, function_of
from support_programs import module_of
from tangent_like import errors
from tangent_like.transforms.fence import REFUSED

WRITE_ARGUMENTS = "Write the arguments out as the rule takes them, or add a rule for this use."
DRAWN = "Draw without active parameters, and use the draw: `x + s * rng.normal()`, `x[rng.permutation(n)]`."


def construct(title: str, text: str, place: tuple[int, int], what: str, hint: str) -> Case:
    """A construct that is refused."""
    message = f"cannot differentiate through `{what}`"
    return Case(title, text, errors.UnsupportedConstructError, place, message, hint)


LIST = "Return a list instead, or move the generator out of the differentiated function."

FENCE = [
    construct("Yield", "def f(x):\n    yield x\n", (4, 5), "yield", LIST),
    construct("YieldFrom", "def f(x):\n    yield from [x]\n", (4, 5), "yield from", LIST),
    construct(
        "ClassDef",
        "def f(x):\n    class A:\n        pass\n    return x\n",
        (4, 5),
        "class",
        "Define the class outside of the differentiated function.",
    ),
]

HALF_WAY = "Bind it in the last statement of the body, or before the `try`."
SHARED = "Bind another name there, and assign it to this one."
OTHERS = [
    Case(
        "active value in a global",
        "total = 0.0\n\n\ndef f(x):\n    global total\n    total = x * x\n    return x * total\n",
        errors.MutationError,
        (8, 5),
        "`total` is a variable outside of the function, and is bound to an active value",
        "Return the value as well, and bind the variable outside.",
    ),
    Case(
        "active value added to a global",
        "total = 0.0\n\n\ndef g(x):\n    global total\n    total += x\n    return x\n\n\ndef f(x):\n    return g(x)\n",
        errors.MutationError,
        (8, 5),
        "`total` is a variable outside of the function, and is bound to an active value",
        "Return the value as well, and bind the variable outside.",
    ),
    Case(
        "global that a callee binds",
        "n = 0\n\n\ndef g():\n    global n\n    n += 1\n\n\ndef f(x):\n    g()\n    return x * n\n",
        errors.MutationError,
        (12, 5),
        "`n` may be changed by this call, and the reverse sweep reads it",
        "Declare `n` as `global` or `nonlocal` here as well: it is read in its place then.",
    ),
    Case(
        "write in the test of a loop",
        "def f(x):\n    s = [1.0]\n\n    def step():\n        s[0] = s[0] * x\n        return s[0] < 9.0\n"
        "    while step():\n        pass\n    return s[0]\n",
        errors.MutationError,
        (9, 11),
        "`s` is changed in place in the test of a loop",
        "Test a variable: `more = step()` before the loop, `while more:`, and `more = step()` at its end.",
    ),
    Case(
        "walrus of a nonlocal variable",
        "def f(x):\n    y = x\n\n    def g():\n        nonlocal y\n        return (y := y * 2.0)\n    return g() * y\n",
        errors.UnsupportedConstructError,
        (8, 17),
        "cannot differentiate through `:=` of `y`, which is bound by several functions, as in `nonlocal y`",
        SHARED,
    ),
    Case(
        "with of an active value",
        "def f(x):\n    with x as y:\n        z = y * y\n    return z\n",
        errors.UnsupportedConstructError,
        (4, 5),
        "cannot differentiate through `with` of an active value",
        "Make the context from values that do not depend on `wrt`.",
    ),
    Case(
        "left half-way",
        "def f(x):\n    y = x\n    try:\n        y = x * x\n        z = y / x\n    except ValueError:\n        z = y\n"
        "    return z\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `try`, since `y` may be read as its body left it half-way",
        HALF_WAY,
    ),
    construct(
        "jump in finally",
        "def f(x):\n    try:\n        y = x * x\n    finally:\n        return x\n",
        (7, 9),
        "a jump in `finally`",
        "Leave after the `try`.",
    ),
    construct(
        "jump in a body",
        "def f(x):\n    try:\n        if x > 1:\n            return x\n        y = x * x\n    except ValueError:\n"
        "        y = x\n    return y\n",
        (6, 13),
        "a jump inside of a `try` body",
        "Set a flag, and leave after the `try`.",
    ),
    construct(
        "computed except",
        "def f(x, errors):\n    try:\n        y = x * x\n    except errors[0]:\n        y = x\n    return y\n",
        (6, 12),
        "an `except` of a computed class",
        "Give the class a name before it.",
    ),
    Case(
        "read after del",
        "def f(x):\n    y = x * x\n    del y\n    return y * x\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `del y`, since the name may be read after it",
        "Leave the name alone; it costs nothing.",
    ),
    construct(
        "del of a slice",
        "def f(x):\n    y = [x, x]\n    del y[1:]\n    return y[0]\n",
        (5, 9),
        "del of a slice",
        "Make a new object without it.",
    ),
    construct(
        "del of an attribute",
        "def f(x):\n    y = x * x\n    del f.known\n    return y\n",
        (5, 9),
        "del of an attribute",
        "Make a new object without it.",
    ),
    construct(
        "parameter of a builtin's name",
        "def f(len):\n    return len * len\n",
        (3, 7),
        "a parameter called len",
        "Give it another name: the output needs this one.",
    ),
    construct(
        "global of a builtin's name",
        "len = 2.0\n\n\ndef f(x):\n    return len * x\n",
        (7, 12),
        "a global called len",
        "Give it another name: the output needs this one.",
    ),
    construct(
        "a generator that is kept",
        "def f(x):\n    parts = (x * i for i in range(3))\n    return sum(parts)\n",
        (4, 13),
        "a generator that is not consumed at once",
        "Write a list comprehension.",
    ),
    Case(
        "attribute",
        "def f(x):\n    y = x * 2\n    return 3 * y.strides\n",
        errors.UnsupportedConstructError,
        (5, 16),
        "cannot differentiate through the attribute `.strides`",
        "Pass the value of the attribute as an argument of its own.",
    ),
    construct("in a callee", "def g(x):\n    yield x\n\n\ndef f(x):\n    return g(x)\n", (4, 5), "yield", LIST),
    Case(
        "async def",
        "async def f(x):\n    return x\n",
        errors.UnsupportedConstructError,
        (3, 1),
        "cannot differentiate an `async def`",
        "Make it a plain function.",
    ),
    Case(
        "set of active values",
        "def f(x):\n    return sum({x, x * x})\n",
        errors.UnsupportedConstructError,
        (4, 16),
        "cannot differentiate through a set of values",
        "Keep the values in a list or a tuple.",
    ),
    Case(
        "draw with an active parameter",
        "def f(x):\n    return np.random.default_rng(1).normal(x) * x\n",
        errors.UnknownFunctionError,
        (4, 12),
        "no derivative is known for `.normal`",
        DRAWN,
    ),
    Case(
        "draw from active values",
        "import random\ndef f(x):\n    return random.choice([x, x * x])\n",
        errors.UnknownFunctionError,
        (5, 12),
        "no derivative is known for `random.choice`",
        DRAWN,
    ),
    Case(
        "shuffle of active values",
        "def f(x):\n    y = x * np.arange(3.0)\n    np.random.shuffle(y)\n    return y[0]\n",
        errors.UnknownFunctionError,
        (5, 5),
        "no derivative is known for `np.random.shuffle`",
        DRAWN,
    ),
    Case(
        "type with three arguments",
        "def f(x):\n    return type('T', (), {'v': x}).v\n",
        errors.UnsupportedArgumentError,
        (4, 12),
        "cannot differentiate this call of `type`: too many positional arguments",
        WRITE_ARGUMENTS,
    ),
    Case(
        "misfit argument",
        "def f(x):\n    return 2 * np.log(x, where=x > 0)\n",
        errors.UnsupportedArgumentError,
        (4, 16),
        "cannot differentiate this call of `np.log`: `where=` without `out=`, which leaves other elements undefined",
        WRITE_ARGUMENTS,
    ),
    Case(
        "no return",
        "def f(x):\n    y = x * 2\n",
        errors.NoReturnError,
        (3, 1),
        "`f` returns nothing",
        "Return the value to differentiate.",
    ),
    Case(
        "bare return",
        "def f(x):\n    y = x * 2\n    return\n",
        errors.NoReturnError,
        (3, 1),
        "`f` returns nothing",
        "Return the value to differentiate.",
    ),
    Case(
        "returns None",
        "def f(x):\n    return None\n",
        errors.NoReturnError,
        (3, 1),
        "`f` returns nothing",
        "Return the value to differentiate.",
    ),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory, so that files are shown by their names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", [*FENCE, *OTHERS], ids=lambda case: case.title)
@pytest.mark.parametrize("optimized", [True, False])
def test_message(case: Case, optimized: bool, folder: Path) -> None:
    assert_message(case, error_of(folder, case.text, optimized=optimized))


def test_every_construct_of_the_fence_has_a_case() -> None:
    covered = {case.title for case in FENCE} | {"AsyncFunctionDef", "AsyncFor", "AsyncWith", "Await", "TryStar"}
    assert {one.__name__ for one in REFUSED} == covered


def test_nested_asynchronous_functions(folder: Path) -> None:
    text = "def f(x):\n    async def g():\n        return x\n    return x\n"
    case = construct("nested", text, (4, 5), "async def", "Differentiate an ordinary function.")
    assert str(error_of(folder, text)) == case.expected


def test_tabs_and_wide_characters_keep_the_caret_in_place(folder: Path) -> None:
    text = "def f(x):\n\ty = x * len('é→') ; z = np.nothing(x)\n\treturn z\n"
    error = error_of(folder, text)
    _, shown, caret, *_ = str(error).split("\n")
    assert shown[caret.index("^") :].startswith("np.nothing(x)")
    assert "\t" not in shown


# wrt


WRT = [
    ("z", "wrt='z' names no parameter of `f`\nIts parameters are 0 (x), 1 (y)."),
    (2, "wrt=2 names no parameter of `f`\nIts parameters are 0 (x), 1 (y)."),
    (("x", -1), "wrt=-1 names no parameter of `f`\nIts parameters are 0 (x), 1 (y)."),
    ((), '`wrt` names no parameter\nGive an index, a name, several of these, or "all".'),
]


@pytest.mark.parametrize(("wrt", "message"), WRT)
def test_wrt(wrt: Any, message: str, folder: Path) -> None:
    error = error_of(folder, "def f(x, y):\n    return x * y\n", wrt=wrt)
    assert type(error) is errors.WrtError
    what, hint = message.split("\n")
    assert str(error) == f"model.py:3:1: {what}\n    3 | def f(x, y):\n        ^\n{hint}"


# Source


def refusal(function: Any) -> errors.TangentError:
    with pytest.raises(errors.TangentError) as caught:
        tl.grad(function)
    return caught.value


CALLER = "Differentiate the function that calls it: there it counts as constant."


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (len, f"`len` has no derivative: its results are no smooth function of its arguments\n{CALLER}"),
        (
            np.nonzero,
            f"`numpy.nonzero` has no derivative: its results are no smooth function of its arguments\n{CALLER}",
        ),
    ],
    ids=["constant", "constant of NumPy"],
)
def test_functions_without_rule_or_source(function: Callable[..., Any], message: str) -> None:
    error = refusal(function)
    assert type(error) is errors.NoRuleError
    assert isinstance(error, errors.NoSourceError)
    assert str(error) == message


@pytest.mark.parametrize(
    "value", [3, "f", None, functools.partial(len), builtins], ids=lambda value: type(value).__name__
)
def test_what_is_no_function(value: Any) -> None:
    assert refusal(value).hint


def test_text_given_to_exec() -> None:
    scope: dict[str, Any] = {}
    exec("def f(x):\n    return x * x\n", scope)
    error = refusal(scope["f"])
    assert type(error) is errors.NoSourceError
    assert str(error) == (
        "cannot read the source of `f`: there is no text for `<string>`\n"
        "Define the function by `def` in a file or a notebook cell."
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def f(x, y):\n    return x * x\n", "its parameters differ"),
        ("def f(x):\n    return x * 4.0\n", "its constants differ"),
        ("def f(x):\n    return x * math.pi\n", "its names differ (`math`)"),
        ("\ndef f(x):\n    return x * x\n", "line 3 does not begin its definition"),
    ],
)
def test_source_that_has_changed(text: str, reason: str, folder: Path) -> None:
    module: Any = module_of(folder, "model", HEAD + "def f(x):\n    return x * x\n")
    (folder / "model.py").write_text(HEAD + text + "# changed, so that the file is read again\n")
    error = refusal(module.f)
    assert type(error) is errors.SourceMismatchError
    assert str(error) == (
        f"model.py:3:1: the source of `f` is not that of the live function: {reason}\n"
        "Import it again (or run its cell again), so that the function and its file agree."
    )


# Independence


def test_independence(folder: Path) -> None:
    text = "def f(x, y):\n    n = int(x)\n    return n * y\n"
    hint = "Leave it out of `wrt`, or check whether a cast, a rounding or a comparison cuts the dependence."
    case = Case("", text, errors.IndependenceError, (4, 9), "the result of `f` does not depend on `x`", hint)
    error = error_of(folder, text, on_independent="error")
    assert type(error) is errors.IndependenceError
    assert str(error) == case.expected
    module: Any = module_of(folder, "model", HEAD + text)
    with pytest.warns(tl.IndependentWarning) as caught:
        tl.grad(module.f)
    assert str(caught[0].message) == case.expected


# At the first call


def test_another_function_than_the_default_is_refused(folder: Path) -> None:
    df = tl.grad(function_of(folder, "def f(x, g=np.tanh):\n    return g(x)\n"))
    assert df(0.0) == 1.0
    assert df(0.0, np.tanh) == 1.0
    with pytest.raises(ValueError, match="default") as caught:
        df(0.0, np.cos)
    what = "the derivative holds for the default of `g` alone, and another function was given"
    assert str(caught.value) == f"model.py:3:1: {what}"


# The family


def test_every_class_belongs_to_the_family() -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)]
    for one in classes:
        assert issubclass(one, errors.TangentError) or one is errors.IndependentWarning
        assert one.__doc__
