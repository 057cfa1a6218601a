"""Views and copies: what is written through one is seen through the other, in the gradient too."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from, gradient_problem
from support_programs import WAYS, Program, check_program, titles
from tangent_like.differences import same
from tangent_like.errors import TangentError

MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])

PLACE = re.compile(r"<test program \d+>:\d+:\d+: ")

WRITABLE = [
    "a",
    "a[...]",
    "a[None]",
    "a[1]",
    "a[:, 1:]",
    "a[::-1, ::2]",
    "a.T",
    "a.T[1:].T",
    "np.transpose(a)",
    "a.transpose(1, 0)",
    "np.swapaxes(a, 0, 1)",
    "a.swapaxes(0, 1)",
    "np.moveaxis(a, 0, 1)",
    "np.flip(a)",
    "np.fliplr(a)",
    "np.rot90(a)",
    "np.squeeze(a)",
    "a[None].squeeze()",
    "np.expand_dims(a, 0)",
    "np.atleast_2d(a)",
    "np.atleast_3d(a)",
    "np.real(a)",
    "a.real",
    "a.conj()",
    "np.asarray(a)",
    "np.ascontiguousarray(a)",
    "np.einsum('ii->i', a)",
    "np.einsum('ij->ji', a)",
    "[a[0], a[1]][0]",
    "(a[1], a)[0]",
    "{'row': a[2]}['row']",
]
"""Expressions that share the storage of ``a``."""

BY_LAYOUT = ["a.reshape(-1)", "a.reshape(1, 9)", "np.reshape(a, (9,))", "a.ravel()", "np.ravel(a)", "a.T.ravel()"]
"""Expressions that share its storage or not, as the layout has it."""

COPIES = [
    "a.copy()",
    "np.array(a)",
    "np.copy(a)",
    "a.flatten()",
    "a[[0, 1]]",
    "a[a > 0]",
    "a[True]",
    "np.conj(a)",
    "+a",
]

ONLY_READ = [
    "np.diagonal(a)",
    "a.diagonal()",
    "np.diag(a)",
]
"""Views that NumPy does not let one write."""

REPEATED = ["np.broadcast_to(a, (2, 3, 3))", "np.broadcast_to(a[0], (2, 3))"]
"""Views that show an element many times."""

WRITTEN = """
def f(a):
    v = {view}
    v[0] = 1.5
    v[-1] *= a[1, 1]
    return np.sum(a * a) + np.sum(v * v * v)
"""

READ = """
def f(a):
    a = a * 2.0
    v = {view}
    s = np.sum(v * v)
    a[0, 0] = a[1, 1] * s
    a[1:] *= a[0]
    return np.sum(a) + np.sum(v * v * v) + s
"""


DOUBTFUL = {
    "a[1]",
    "a[None]",
    "a.T[1:].T",
    "a[None].squeeze()",
    "a[a > 0]",
    "a[True]",
    "[a[0], a[1]][0]",
    "(a[1], a)[0]",
    "{'row': a[2]}['row']",
}
"""Expressions that make an element, a view or a copy: only kinds tell."""

AT_THE_CALL = {"a.T.ravel()", "{'row': a[2]}['row']"}
"""Expressions of which kinds do not tell either whether they make a view: right, or refused at the call."""


def check_view(text: str, view: str, optimized: bool, kinds: bool) -> None:
    """The gradient is right; without kinds, an error at its place will do where only kinds tell what is meant."""
    f = function_from(text.format(view=view))
    try:
        problem = gradient_problem(f, (MATRIX,), ("a",), optimized=optimized, example_args=(MATRIX,) if kinds else None)
    except (TangentError, ValueError) as error:
        allowed = view in AT_THE_CALL or (view in DOUBTFUL and not kinds)
        if not allowed or not PLACE.match(str(error)):
            raise
        return
    assert not problem, problem


@pytest.mark.parametrize("view", WRITABLE + BY_LAYOUT + COPIES)
@WAYS
def test_a_view_is_written(view: str, optimized: bool, kinds: bool) -> None:
    check_view(WRITTEN, view, optimized, kinds)


@pytest.mark.parametrize("view", WRITABLE + BY_LAYOUT + COPIES + ONLY_READ)
@WAYS
def test_a_view_is_read_after_its_storage_is_written(view: str, optimized: bool, kinds: bool) -> None:
    check_view(READ, view, optimized, kinds)


@pytest.mark.parametrize("view", REPEATED)
@WAYS
def test_a_view_of_repeated_elements_is_refused_where_its_storage_is_written(
    view: str, optimized: bool, kinds: bool
) -> None:
    f = function_from(READ.format(view=view))
    with pytest.raises((TangentError, ValueError), match=PLACE):
        tl.grad(f, optimized=optimized, example_args=(MATRIX,) if kinds else None)(MATRIX)
    check_view(READ, f"{view}.copy()", optimized, kinds)


# Layouts


@pytest.mark.parametrize("view", ["a.T", "np.asarray(a)", "a[1]", "np.atleast_2d(a)"])
@WAYS
def test_a_view_of_a_transposed_argument_is_written(view: str, optimized: bool, kinds: bool) -> None:
    f, turned = function_from(WRITTEN.format(view=view)), MATRIX.T
    problem = gradient_problem(f, (turned,), ("a",), optimized=optimized, example_args=(turned,) if kinds else None)
    assert not problem, problem


def spread(a: Any) -> Any:
    """The same numbers with gaps between them."""
    return np.repeat(a, 2, axis=1)[:, ::2]


@pytest.mark.parametrize("view", [*BY_LAYOUT, "np.ascontiguousarray(a)"])
@pytest.mark.parametrize("layout", [np.asfortranarray, spread])
@WAYS
def test_a_layout_that_decides(view: str, layout: Any, optimized: bool, kinds: bool) -> None:
    """Right, or an error at its place, where an argument is not contiguous: there a reshape may be a copy."""
    given, f = layout(MATRIX), function_from(WRITTEN.format(view=view))
    try:
        found = tl.grad(f, optimized=optimized, example_args=(given,) if kinds else None)(given)
    except (TangentError, ValueError) as error:
        if not PLACE.match(str(error)):
            raise
        return
    np.testing.assert_allclose(found, tl.numerical_grad(lambda a: f(layout(a)))(MATRIX), rtol=1e-5, atol=1e-6)
    assert same(given, MATRIX)


# Rows


def unpacked_row(a: Any) -> Any:
    v, _, w = a
    v[0] = w[1] * w[2]
    w[:] *= 2.0
    return np.sum(a * a)


def rows_in_a_list(a: Any) -> Any:
    rows = [a[0], a[1]]
    v = rows[0]
    v[0] = rows[1][2] * a[0, 1]
    rows[1][:] = v
    return np.sum(a * a)


def rows_of_a_loop(a: Any) -> Any:
    for v in a:
        v[0] = v[1] * v[2]
    return np.sum(a * a)


def rows_of_two_loops(a: Any) -> Any:
    b = np.ones((3, 3))
    for v, w in zip(a, b, strict=True):
        w[:] = v * v[0]
        v[1] = w[2]
    for i, v in enumerate(a.T):
        v[i] = v[0] * b[i, i]
    return np.sum(a * b)


ROWS = [
    Program(unpacked_row, (MATRIX,)),
    Program(rows_in_a_list, (MATRIX,), needs_kinds=True),
    Program(rows_of_a_loop, (MATRIX,)),
    Program(rows_of_two_loops, (MATRIX,)),
]


@pytest.mark.parametrize("one", ROWS, ids=titles(ROWS))
@WAYS
def test_rows_are_written(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)
