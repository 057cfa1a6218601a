"""Reverse mode: what the two sweeps consist of."""

from __future__ import annotations

import numpy as np
import pytest
from support import assert_gradient, function_from, gradient_text, specialised
from tangent_like.transforms.reverse import reverse


def text_of(body: str) -> list[str]:
    """The lines of the gradient of a function of two floats and an integer, its head left out."""
    head = "def f(x: float, y: float = 2.0, n: int = 3):\n    "
    function = function_from(head + body.replace("\n", "\n    ") + "\n")
    return [line[4:] for line in gradient_text(function).splitlines()[1:]]


BEFORE_AND_AFTER = {
    "a product": ("z = x * y\nreturn z", ["bx = y * bz", "return bx"]),
    "two terms are merged": ("z = x * y + x * n\nreturn z", ["bx = (y + n) * bz", "return bx"]),
    "the power rule": ("z = x ** 3\nreturn z", ["bx = 3 * x ** 2 * bz", "return bx"]),
    "a difference": ("z = y - x\nreturn z", ["bx = -bz", "return bx"]),
    "the result is reused": ("z = np.exp(x)\nreturn z", ["z = np.exp(x)", "bx = z * bz", "return bx"]),
    "the argument itself": ("return x", ["return bx"]),
    "what is not needed is not computed": ("w = y * y\nz = x * 2\nreturn z", ["bx = 2 * bz", "return bx"]),
    "an effect stays": ("print(y)\nreturn x * y", ["print(y)", "bx = y * b_return", "return bx"]),
}


@pytest.mark.parametrize("case", BEFORE_AND_AFTER)
def test_straight_lines(case: str) -> None:
    body, after = BEFORE_AND_AFTER[case]
    assert text_of(body) == after


def test_a_branch_keeps_its_condition() -> None:
    after = text_of("if x > y:\n    x = x * x\nreturn x * x")
    assert after[0] == "cond = x > y"
    assert after.count("if cond:") == 2


def test_a_branch_of_which_nothing_is_saved_is_tested_once() -> None:
    assert text_of("if x > y:\n    x = x * y\nreturn x") == ["if x > y:", "    bx = y * bx", "return bx"]


def test_adjoints_keep_to_their_own_branch() -> None:
    after = text_of("if n > 2:\n    z = x * y\nelse:\n    z = x * x\nreturn z")
    assert after == ["if n > 2:", "    bx = y * bz", "else:", "    bx = 2 * x * bz", "return bx"]


def test_zeros_are_not_emitted() -> None:
    for body in ("z = x * y\nreturn z", "for i in range(n):\n    x = x * y\nreturn x", "x, z = x * y, x\nreturn x * z"):
        assert not [line for line in text_of(body) if "zeros" in line or line.strip().endswith("= 0.0")]


def test_a_sum_over_a_loop_starts_from_zero() -> None:
    assert text_of("s = 1.0\nfor i in range(n):\n    s = s * x\nreturn s").count("bx = 0.0") == 1


def test_the_sweeps_of_a_function() -> None:
    sweeps = reverse(
        specialised("def f(x, n):\n    for i in range(n):\n        x = x * x\n    return x\n", example_args=(1.0, 2))
    )
    assert len(sweeps.setup) == len(sweeps.forward) == len(sweeps.reverse) == 1
    assert set(sweeps.gradients) == {"x"}


@pytest.mark.parametrize(
    "body",
    [
        "x = x * x\nx = x * x\nreturn x",  # the same name thrice
        "x, y = y, x\nx, y = x * y, x\nreturn x * x",
        "x, y = y, x\nfor i in range(n):\n    x, y = y * x, x\nreturn x * y",
        "for i in range(n):\n    x = x * i\n    y = y * x + i\nreturn x * y",
        "for i in range(n):\n    if i == 1:\n        x = 3.0\n    x = x * y\nreturn x",
        "y = 0.3\nif n:\n    y *= x\nreturn y",
        "z = x * x\nfor i in range(n):\n    if z > -100:\n        z = y\nreturn z",
        "z = 0.0\nfor i in range(n):\n    for j in range(i):\n        z = z + x * j\n    x = x * y\nreturn z",
        "z = x\nw = z\nz = z * w\nw = w * z\nreturn w",
    ],
)
def test_overwritten_names(body: str) -> None:
    function = function_from("def f(x, y, n):\n    " + body.replace("\n", "\n    ") + "\n")
    for count in (0, 3):
        assert_gradient(function, 1.3, 0.7, count, wrt=("x", "y"), kinds=True)


@pytest.mark.parametrize(
    "body",
    [
        "xs = [xs[1], x, x * x]\nreturn sum(xs)",
        "xs = [0.81, 1, xs[0]]\nreturn sum(xs) * x",
        "(a, a), b = ((x, xs[1]), x)\nreturn a * b",
        "a, *xs = xs\nreturn a * sum(xs) * x",
        "for e in xs:\n    x = e\nreturn x + xs[0]",
        "*rest, a = xs\nfor e in xs:\n    rest = [0, 0.45, x]\nreturn sum(rest) * a",
        "d = {'a': xs, 'b': {'c': x}}\nreturn sum(d['a']) * d['b']['c'] * d['a'][0]",
        "t = (xs, x, 'name', None, 2)\nreturn t[0][1] * t[1] * t[4]",
    ],
)
def test_containers(body: str) -> None:
    function = function_from("def f(x, xs):\n    " + body.replace("\n", "\n    ") + "\n")
    assert_gradient(function, 1.3, [1.0, 2.0, 3.0], wrt=("x", "xs"), kinds=True)


def test_partials_of_shared_values_do_not_share_storage() -> None:
    function = function_from("def f(x, y):\n    s = x[0] * 3.0\n    z = x + y\n    return np.sum(z) + s\n")
    assert_gradient(function, np.ones(2), np.ones(2), wrt=("x", "y"), kinds=True)


def test_a_callee_is_a_pair() -> None:
    found = gradient_text(function_from("def g(a):\n    return np.sin(a)\n\n\ndef f(x):\n    return g(x)\n"))
    assert "def g_fwd(a):" in found
    assert "def g_bwd(residuals, b_return):" in found
