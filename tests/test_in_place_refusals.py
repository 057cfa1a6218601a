"""Arrays, lists and dicts that are changed in place where that is refused: the whole messages, and the ways out."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support_errors import Case, assert_message, error_of, function_of
from support_programs import WAYS, Program, active_names, check_program, quiet_grad
from tangent_like import errors
from tangent_like.errors import MutationError

VECTOR = np.array([1.5, 0.5, 2.5])
MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])
NUMBERS = [1.5, 0.5, 2.5]

ARGUMENT = "Pass it as an argument."
NAME = "Keep the value in a name of its own."
STORES = "Write it with stores, or add a rule for it (see CONTRIBUTING.md)."
WALK = "Loop over a copy (`list(...)`), or over the numbers."
COPY = "Work on a copy (`.copy()`), or assign a new value."
FIRST = "Call the function first, and assign what it returns to a name."
SETDEFAULT = """\
Write it with functions that have one, or add a rule, as CONTRIBUTING.md tells:

    import tangent_like

    @tangent_like.adjoint(("method", "setdefault"))
    def setdefault(y, x1, x2, x3):
        d[x1] = ...  # the adjoint of x1 by d[y], that of the result"""

OUTSIDE = "is data outside of the function, and is changed in place"
OPAQUE = "may change what it is given in place, and that is active"
WALKED = "is changed in a loop over its items"
SEEN = "is changed in place, and other names that are read later show the change"
CALLED_FIRST = "is updated by what a call returns that changes it as well"


@dataclass(frozen=True)
class Refused:
    """A case that is refused whether its arguments are known or not."""

    case: Case
    args: tuple[Any, ...]


REFUSED: list[Refused] = []


def refused(
    title: str,
    text: str,
    args: tuple[Any, ...],
    place: tuple[int, int],
    message: str,
    hint: str,
    error: type[errors.TangentError] = MutationError,
) -> None:
    REFUSED.append(Refused(Case(title, text, error, place, message, hint), args))


def reads(name: str) -> str:
    return f"Pass `{name}` as an argument, or read it into a name of its own first."


refused(
    "global array",
    "W = np.ones(3)\n\n\ndef f(x):\n    W[:] = x\n    return np.sum(W * x)\n",
    (VECTOR,),
    (7, 5),
    f"`W` {OUTSIDE}",
    ARGUMENT,
)
refused(
    "global array that the reverse sweep reads",
    "W = np.ones(3)\n\n\ndef g():\n    W[0] = 2.0\n\n\ndef f(x):\n    y = np.sum(W * x * x)\n    g()\n    return y\n",
    (VECTOR,),
    (12, 5),
    "`W` may be changed by this call, and the reverse sweep reads it",
    reads("W"),
)
refused(
    "shape",
    "def f(x):\n    y = x * x\n    y.shape = (3, 1)\n    return np.sum(y)\n",
    (VECTOR,),
    (5, 5),
    "an attribute of `y` is changed in place",
    NAME,
)
refused(
    "resize",
    "def f(x):\n    y = x * x\n    y.resize(1)\n    return np.sum(y)\n",
    (VECTOR,),
    (5, 5),
    f"`y.resize` {OPAQUE}",
    STORES,
)
refused(
    "setfield",
    "def f(x):\n    y = np.zeros(3)\n    y.setfield(x, float)\n    return np.sum(y)\n",
    (VECTOR,),
    (5, 5),
    f"`y.setfield` {OPAQUE}",
    STORES,
)
refused(
    "update of a dict",
    "def f(x):\n    d = {'a': x}\n    d.update({'b': x * x})\n    return d['a'] * d['b']\n",
    (1.5,),
    (5, 5),
    f"`d.update` {OPAQUE}",
    STORES,
)
refused(
    "setdefault",
    "def f(x):\n    d = {'a': x}\n    d.setdefault('b', x * x)\n    return d['a'] * d['b']\n",
    (1.5,),
    (5, 5),
    f"`d.setdefault` {OPAQUE}",
    STORES,
)
refused(
    "value of setdefault",
    "def f(x):\n    d = {'a': x}\n    return d.setdefault('b', x * x)\n",
    (1.5,),
    (5, 12),
    "no derivative is known for `d.setdefault`: the method has no rule",
    SETDEFAULT,
    errors.UnknownFunctionError,
)
refused(
    "elements in a row",
    "def f(x):\n    y = x * x\n    y.flat[::4] += 1.0\n    return np.sum(y)\n",
    (MATRIX,),
    (5, 5),
    "cannot differentiate through the attribute `.flat`",
    "Pass the value of the attribute as an argument of its own.",
    errors.UnsupportedConstructError,
)
refused(
    "more items for a list",
    "def f(x):\n    xs = [x]\n    xs += [x * x]\n    return xs[0] * xs[1]\n",
    (1.5,),
    (5, 5),
    "cannot differentiate `+` of lists",
    "Write the items into one display, or keep arrays and use `np.concatenate`.",
    errors.UnsupportedConstructError,
)
refused(
    "list that grows in its loop",
    "def f(xs, x):\n    s = 0.0\n    for e in xs:\n        if len(xs) < 6:\n            xs.append(e * x)\n"
    "        s = s * x + e\n    return s\n",
    (NUMBERS, 1.2),
    (7, 13),
    f"`xs` {WALKED}",
    WALK,
)
refused(
    "list that shrinks in its loop",
    "def f(xs):\n    s = 0.0\n    for e in xs:\n        s = s + e * xs.pop()\n    return s\n",
    (NUMBERS,),
    (6, 21),
    f"`xs` {WALKED}",
    WALK,
)
refused(
    "sorted list under two names",
    "def f(xs):\n    ys = xs\n    xs.sort()\n    return ys[0] * ys[1] * ys[1]\n",
    (NUMBERS,),
    (5, 5),
    f"`xs` {SEEN}",
    COPY,
)
refused(
    "elements that are shown many times",
    "def f(x):\n    y = x * x\n    v = np.broadcast_to(y, (2, 3))\n    y[0] = 1.0\n    return np.sum(v)\n",
    (VECTOR,),
    (6, 5),
    f"`y` {SEEN}",
    COPY,
)
refused(
    "rest of an unpacking",
    "def f(x):\n    a, *b = x\n    x[1] = 3.0\n    return a * b[0] * x[1]\n",
    (VECTOR,),
    (5, 5),
    f"`x` {SEEN}",
    COPY,
)
refused(
    "imaginary part",
    "def f(x):\n    z = np.zeros(3, dtype=complex)\n    z.imag[:] = x\n    return np.sum(np.abs(z) ** 2)\n",
    (VECTOR,),
    (5, 5),
    f"a value {SEEN}",
    COPY,
)
refused(
    "update by a call that writes",
    "def bump(a):\n    a[0] *= 3.0\n    return a[1]\n\n\ndef f(a):\n    a[0] += bump(a)\n    return np.sum(a * a)\n",
    (VECTOR,),
    (9, 5),
    f"`a` {CALLED_FIRST}",
    FIRST,
)
refused(
    "update by a nested function that writes",
    "def f(a):\n    def bump(a):\n        a[0] = a[0] * 3.0\n        return a[1]\n\n    a[0] += bump(a)\n"
    "    return np.sum(a * a)\n",
    (VECTOR,),
    (8, 5),
    f"`a` {CALLED_FIRST}",
    FIRST,
)
refused(
    "update by what is popped",
    "def f(xs):\n    xs[0] += xs.pop()\n    return xs[0] * xs[1]\n",
    (NUMBERS,),
    (4, 5),
    f"`xs` {CALLED_FIRST}",
    FIRST,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory, so that files are shown by their names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("one", REFUSED, ids=[one.case.title for one in REFUSED])
@WAYS
def test_refused_when_the_derivative_is_made(one: Refused, optimized: bool, kinds: bool, folder: Path) -> None:
    options = {"optimized": optimized, "example_args": one.args if kinds else None}
    assert_message(one.case, error_of(folder, one.case.text, **options))


# At the call


@dataclass(frozen=True)
class Raised:
    """A module whose gradient raises at a call; it is right for ``well``, and for ``args`` where these are known."""

    title: str
    text: str
    args: tuple[Any, ...]
    place: tuple[int, int]
    message: str
    well: tuple[Any, ...] = ()
    known: bool = field(default=True, kw_only=True)


ANNOTATE = "annotate the arguments"
MUTABLE = (
    "is mutable and others see that it is changed: write `x[...] op= v` to change an array, "
    f"`x = x op v` to make a new one, or {ANNOTATE}"
)
VIEW = f"is a view of something that is changed while it is read: {ANNOTATE}"
NUMBER = f"is a number where storage might be shared: {ANNOTATE}"
COPIED = f"is a copy here and not a view, which matters since it is changed in place: {ANNOTATE}, or copy it"
HOLDS = f"what is stored into is no array and what it holds is changed later: {ANNOTATE}, or store a copy"
INTEGERS = "an array of integers would lose what is stored into it: pass"

WHOLE = np.array([1.5, 0.5, 2.5, 3.5])

RAISED = [
    Raised(
        "update of a name that others see",
        "def f(x):\n    z = x\n    z += 1.0\n    return np.sum(z * x)\n",
        (VECTOR,),
        (5, 5),
        f"`z` {MUTABLE}",
        (1.5,),
    ),
    Raised(
        "update of a row",
        "def f(A, s):\n    row = A[0]\n    row *= s\n    return np.sum(A * A)\n",
        (MATRIX, 2.0),
        (5, 5),
        f"`row` {MUTABLE}",
        (VECTOR, 2.0),
    ),
    Raised(
        "update of a parameter",
        "def g(a, b):\n    a *= b\n\n\ndef f(x):\n    y = x\n    g(y, 2.0)\n    return np.sum(x)\n",
        (VECTOR,),
        (9, 5),
        f"`y` is mutable and this call may change it: {ANNOTATE}",
        (1.5,),
    ),
    Raised(
        "update of a parameter that is a row",
        "def g(a, b):\n    a *= b\n\n\ndef f(A, s):\n    g(A[0], s)\n    return np.sum(A * A)\n",
        (MATRIX, 2.0),
        (8, 5),
        f"a value is mutable and this call may change it: {ANNOTATE}",
        (VECTOR, 2.0),
    ),
    Raised(
        "array in what may be a list",
        "def f(x, box):\n    y = x * 1.0\n    box[0] = y\n    y[0] = 3.0\n    return np.sum(box[0] * x)\n",
        (VECTOR, [VECTOR * 2.0, VECTOR * 3.0]),
        (5, 5),
        HOLDS,
        (VECTOR, MATRIX),
    ),
    Raised(
        "row or element",
        "def f(A):\n    row = A[0]\n    A[0] = A[1] * 2.0\n    return np.sum(A * row)\n",
        (MATRIX,),
        (4, 11),
        f"`row` {VIEW}",
        (VECTOR,),
    ),
    Raised(
        "row or element of a loop",
        "def f(A):\n    s = 0.0\n    for row in A:\n        A[0] = A[1]\n        s = s + np.sum(row)\n    return s\n",
        (MATRIX,),
        (5, 5),
        f"`row` {VIEW}",
        (VECTOR,),
    ),
    Raised(
        "row or element by unpacking",
        "def f(A):\n    a, b, c = A\n    A[0] = b * 2.0\n    return np.sum(A * a * c)\n",
        (MATRIX,),
        (4, 5),
        f"`a` {VIEW}",
        (VECTOR,),
    ),
    Raised(
        "element that a call returns",
        "def g(a):\n    return a[0], a\n\n\ndef f(x):\n    s, y = g(x)\n    y[1] = 3.0\n    return np.sum(s * x)\n",
        (VECTOR,),
        (8, 5),
        f"`s` {NUMBER}",
    ),
    Raised(
        "element that a call returns alone",
        "def g(a):\n    return a[0]\n\n\ndef f(x):\n    s = g(x)\n    x[1] = 3.0\n    return np.sum(s * x)\n",
        (VECTOR,),
        (4, 12),
        f"a value {NUMBER}",
    ),
    Raised(
        "number that is taken for storage",
        "def g(a, n):\n    if n > 0:\n        a *= 2.0\n        g(a, n - 1)\n    return a\n\n\n"
        "def f(x, y):\n    s = g(y, 1)\n    return np.sum(s * x)\n",
        (VECTOR, 2.0),
        (10, 1),
        f"`y` {NUMBER}",
    ),
    Raised(
        "copy where a view is expected",
        "def f(x):\n    v = x.T.ravel()\n    v[0] = 1.5\n    return np.sum(x * x) + np.sum(v)\n",
        (MATRIX,),
        (4, 9),
        f"`v` {COPIED}",
        (VECTOR,),
        known=False,
    ),
    Raised(
        "list that gets longer",
        "def f(xs):\n    ys = [xs[0], xs[1]]\n    ys[:1] = xs\n    return ys[0] * ys[1]\n",
        (NUMBERS,),
        (5, 5),
        "the length of a list is changed by a store into a slice: use `append`, `insert`, or make a new list",
        known=False,
    ),
    Raised(
        "argument with gaps",
        "def f(x):\n    v = x.ravel()\n    v[0] = 1.5\n    return np.sum(x * x) + np.sum(v)\n",
        (WHOLE[::2],),
        (3, 1),
        "`x` has gaps, so that its copy has other views: pass `x.copy()`",
        (VECTOR,),
        known=False,
    ),
    Raised(
        "arguments that overlap",
        "def f(x, y):\n    x[0] = y[1] * 2.0\n    return np.sum(x * y)\n",
        (WHOLE[1:], WHOLE[:-1]),
        (3, 1),
        "arguments share storage, and x may be changed in place: pass copies",
        (VECTOR, VECTOR + 1.0),
        known=False,
    ),
    Raised(
        "arguments that overlap, both written",
        "def f(x, y):\n    x[0] = y[1] * 2.0\n    y[0] = x[1]\n    return np.sum(x * y)\n",
        (WHOLE, WHOLE),
        (3, 1),
        "arguments share storage, and x, y may be changed in place: pass copies",
        (VECTOR, VECTOR + 1.0),
        known=False,
    ),
    Raised(
        "integers that are written",
        "def f(n, x):\n    n[0] = x * 2.0\n    return n[0] * x\n",
        (np.array([1, 2]), 1.5),
        (4, 5),
        f"{INTEGERS} n as floats",
        (VECTOR, 1.5),
        known=False,
    ),
    Raised(
        "integers that make an array",
        "def f(n, k, x):\n    m = n + k\n    m[0] = x * 2.0\n    return m[0] * x * n[0] * k[0]\n",
        (np.array([1, 2]), np.array([1, 2]), 1.5),
        (5, 5),
        f"{INTEGERS} k or n as floats",
        (np.array([1, 2]), np.array([1.0, 2.0]), 1.5),
        known=False,
    ),
]


def raised(function: Any, args: tuple[Any, ...], optimized: bool, kinds: bool) -> str:
    df = quiet_grad(
        function,
        wrt=active_names(function, args),
        optimized=optimized,
        example_args=args if kinds else None,
    )
    with pytest.raises(ValueError, match="model") as caught:
        df(*args)
    return str(caught.value)


@pytest.mark.parametrize("one", RAISED, ids=lambda one: one.title)
@pytest.mark.parametrize("optimized", [True, False])
def test_raised_at_the_call(one: Raised, optimized: bool, folder: Path) -> None:
    """The message; the arguments are as before, and the gradient is right for arguments that are as expected."""
    function = function_of(folder, one.text)
    line, column = one.place
    before = copy.deepcopy(one.args)
    assert raised(function, one.args, optimized, False) == f"model.py:{line}:{column}: {one.message}"
    for value, kept in zip(one.args, before, strict=True):
        np.testing.assert_equal(value, kept)
    if one.well:
        check_program(Program(function, one.well), optimized, kinds=False)


@pytest.mark.parametrize("one", RAISED, ids=lambda one: one.title)
@pytest.mark.parametrize("optimized", [True, False])
def test_known_arguments_are_the_way_out(one: Raised, optimized: bool, folder: Path) -> None:
    function = function_of(folder, one.text)
    if one.known:
        check_program(Program(function, one.args), optimized, kinds=True)
    else:
        line, column = one.place
        place = f"model.py:{line}:{column}: "
        assert raised(function, one.args, optimized, True) == place + one.message
