"""Ufuncs with options, and their methods: what they are rewritten to, values, and derivatives of both orders."""

from __future__ import annotations

import inspect
import textwrap
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from, lines, normal_form, tangent_names

CASES = {
    "last argument": ("np.exp(x, y)\nreturn y", ["t = np.exp(x)", "y[...] = t", "return y"]),
    "out as a tuple": ("z = np.exp(x, out=(y,))\nreturn z", ["t = np.exp(x)", "y[...] = t", "z = y", "return z"]),
    "two results": (
        "np.modf(x, y, None)\nreturn y",
        ["t = np.modf(x)", "t1 = t[0]", "t2 = t[1]", "y[...] = t1", "t3 = (y, t2)", "return y"],
    ),
    "where": (
        "np.divide(x, 2.0, out=y, where=x > 1)\nreturn y",
        [
            "t = x > 1",
            "t1 = np.shape(y)",
            "mask = np.broadcast_to(t, t1)",
            "t4 = np.broadcast_to(x, t1)",
            "t3 = t4[mask]",
            "t2 = np.divide(t3, 2.0)",
            "y[mask] = t2",
            "return y",
        ],
    ),
    "what is written anyway": (
        "return np.sqrt(y, out=y, where=True, subok=False, order='K', dtype=None)",
        ["t1 = np.sqrt(y)", "y[...] = t1", "t = y", "return t"],
    ),
    "dtype": (
        "return np.add(x, 2.0, dtype=float)",
        ["t2 = np.asarray(x)", "t1 = t2.astype(float, casting='same_kind')", "t = np.add(t1, 2.0)", "return t"],
    ),
    "dtype of a sum": (
        "return np.sum(x, 0, float)",
        ["t2 = np.asarray(x)", "t1 = t2.astype(float)", "t = np.sum(t1, axis=0)", "return t"],
    ),
    "dtype of a method": (
        "return x.sum(dtype=float)",
        ["t1 = x.astype(float)", "t = t1.sum()", "return t"],
    ),
    "bounds by keyword": (
        "return np.clip(x, max=2.0)",
        ["t = np.clip(x, a_max=2.0, a_min=None)", "return t"],
    ),
    "a copy is made anyway": (
        "return np.nan_to_num(x, True, 1.5, neginf=y)",
        ["t = np.nan_to_num(x, nan=1.5, neginf=y)", "return t"],
    ),
    "outer": ("return np.hypot.outer(x, 2.0)", ["t = np.hypot(x, 2.0)", "return t"]),
    "sum": ("return np.add.reduce(x)", ["t = np.sum(x, axis=0)", "return t"]),
    "running sum": ("return np.add.accumulate(x, -1)", ["t = np.cumsum(x, axis=-1)", "return t"]),
    "fold": (
        "return np.subtract.reduce(x)",
        [
            "rows = np.asarray(x)",
            "t1 = rows[0]",
            "total = np.positive(t1)",
            "t2 = len(rows)",
            "for i in range(1, t2):",
            "    t3 = rows[i]",
            "    total = np.subtract(total, t3)",
            "t = total",
            "return t",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_calls_are_spelled_out(case: str) -> None:
    before, after = CASES[case]
    text = "def f(x, y):\n" + textwrap.indent(before, "    ") + "\n"
    assert [line.replace("%np", "np") for line in lines(normal_form(text).body)] == after


RANDOM = np.random.default_rng(11)
X, Y = RANDOM.uniform(0.5, 2.0, 4), RANDOM.uniform(0.5, 2.0, 4)
A = RANDOM.uniform(0.5, 2.0, (3, 4))

PROGRAMS: dict[str, tuple[str, Any]] = {
    "nothing is computed where it is not chosen": (
        "z = x * 1.0\nwith np.errstate(all='raise'):\n    np.log(x - 1.0, out=z, where=x > 1.0)\nreturn np.sum(z * y)",
        X,
    ),
    "where broadcasts": ("z = np.zeros((2, 4))\nw = np.add(x, y, out=z, where=x > 1.0)\nreturn np.sum(z * w * y)", X),
    "operand and place": ("z = x * 1.0\nnp.sqrt(z, out=z, where=z > 1.0)\nreturn np.sum(z * z)", X),
    "a list of what is chosen": (
        "z = x * 1.0\nnp.multiply(z, y, z, where=[True, False, True, True])\nreturn np.sum(z * z)",
        X,
    ),
    "a view is written": (
        "z = np.zeros((2, 4))\nr = z[1]\nnp.multiply(x, y, out=r, where=y > 1.0)\nz[0] = r * 2.0\nreturn np.sum(z * z)",
        X,
    ),
    "in a loop": (
        "z = x * 1.0\nfor i in range(3):\n    np.multiply(z, y, out=z, where=z > 0.7)\n    np.maximum(z, 0.4, out=z)\n"
        "return np.sum(z * z)",
        X,
    ),
    "an argument is written": ("np.exp(x, out=x, where=x < 1.0)\nreturn np.sum(x * y)", X),
    "no axes": ("z = np.zeros(())\nnp.multiply(x[0], y[0], out=z, where=x[0] > 0)\nreturn z * y[1]", X),
    "two places": ("a = x * 0\nb = y * 0\nnp.modf(x * 3.7, a, b)\nreturn np.sum(a * b * a)", X),
    "dtype": ("return np.sum(np.multiply(x, y, dtype=x.dtype) ** 2) + np.sum(x * y, dtype=float) ** 2", X),
    "bounds by keyword": (
        "z = np.zeros(4)\nnp.clip(x, max=y[0], min=0.7, out=z)\nreturn np.sum(z * z) + np.sum(np.clip(x * y, min=x))",
        X,
    ),
    "dtypes of reductions": (
        "z = np.sum(np.var(x, 0, dtype=float) * y)\nreturn z + x.mean(0, float)[1] ** 2 + np.cumsum(x, 1, float)[1, 2]",
        A,
    ),
    "outer": ("return np.sum(np.subtract.outer(x, y) ** 3 * np.hypot.outer(x, 2.0)[..., None])", A),
    "outer of numbers": ("return np.multiply.outer(x[0], y[1]) ** 2 + np.sum(np.divide.outer(x, y[0]))", X),
    "outer of lists": ("return np.sum(np.subtract.outer([1.0, 2.0], x) ** 2)", X),
    "outer, written": ("z = np.zeros((4, 4))\nnp.multiply.outer(x, y, out=z)\nreturn np.sum(z * z)", X),
    "reductions": (
        "return np.sum(np.add.reduce(x) * np.multiply.reduce(x, axis=0) * np.maximum.reduce(x, 0) * y)"
        " + np.sum(np.minimum.reduce(x, axis=1, keepdims=True) * y) * np.fmax.reduce(x, axis=None)",
        A,
    ),
    "reductions of some": (
        "return np.add.reduce(x, where=x > 1.0, initial=2.0) * np.multiply.reduce(y, None, where=y > 1)"
        " + np.maximum.reduce(x, initial=1.9, where=x < 1) ** 2",
        X,
    ),
    "reductions that are written": (
        "o = np.zeros(4)\nnp.add.reduce(x, 0, None, o)\nnp.hypot.reduce(x, axis=0, out=o)\nreturn np.sum(o * o * y)",
        A,
    ),
    "folds": ("return np.sum(np.subtract.reduce(x, axis=-1, initial=1.5)) ** 2 * np.sum(np.divide.reduce(x) * y)", A),
    "fold with axes kept": ("return np.sum(np.divide.reduce(x, axis=1, keepdims=True) * x)", A),
    "a fold of one row is new": (
        "z = x * 1.0\nr = np.subtract.reduce(z[:1])\nr[0] = 2.0\nreturn np.sum(r * y) * np.sum(z * z)",
        A,
    ),
    "accumulations": (
        "return np.sum(np.add.accumulate(x) * np.multiply.accumulate(x, axis=1) * np.maximum.accumulate(x, 1) * y)",
        A,
    ),
    "other accumulations": ("return np.sum(np.logaddexp.accumulate(x, axis=-1) * np.divide.accumulate(x) * y)", A),
    "nothing to accumulate": ("return np.sum(np.logaddexp.accumulate(x[:0])) + np.sum(x * x * y)", X),
    "at, in order": (
        "z = x * 2.0\nnp.multiply.at(z, [0, 1, 1], y[:3])\nnp.maximum.at(z, [0, 0, 3], y[1:])\nnp.sqrt.at(z, [1, 1])\n"
        "return np.sum(z * y)",
        X,
    ),
    "at places of a matrix": (
        "z = x * 2.0\nnp.divide.at(z, (slice(None), [0, 0, 2]), y[:3])\nnp.power.at(z, 1, 2.5)\nreturn np.sum(z * z)",
        A,
    ),
    "at a mask": ("z = x * 1.0\nnp.multiply.at(z, x > 1.0, y[0])\nreturn np.sum(z * z)", X),
    "at places that are read": ("z = x * 1.0\nnp.multiply.at(z, [1, 2, 3], z[:3])\nreturn np.sum(z * z * y)", X),
    "another name": ("h = np.multiply.outer\nreturn np.sum(h(x, y) ** 2)", X),
}


@pytest.mark.filterwarnings("ignore::tangent_like.errors.IndependentWarning")
@pytest.mark.parametrize("kinds", [False, True])
@pytest.mark.parametrize("title", PROGRAMS)
def test_derivatives(title: str, kinds: bool) -> None:
    body, x = PROGRAMS[title]
    f = function_from("def f(x, y):\n" + textwrap.indent(body, "    ") + "\n")
    example = (x, Y) if kinds else None
    value, gradient = tl.value_and_grad(f, wrt=("x", "y"), example_args=example)(x, Y)
    assert value == pytest.approx(f(x.copy(), Y), rel=1e-14)
    for found, true in zip(gradient, tl.numerical_grad(f, wrt=("x", "y"))(x, Y), strict=True):
        np.testing.assert_allclose(found, true, rtol=1e-6, atol=1e-7)
    directions = RANDOM.normal(size=x.shape), RANDOM.normal(size=4)
    pushed = tl.jvp(f, wrt=("x", "y"), example_args=example)(x, Y, *directions)
    assert pushed == pytest.approx(sum(np.sum(one * other) for one, other in zip(gradient, directions, strict=True)))


@pytest.mark.parametrize("title", PROGRAMS)
def test_second_derivatives(title: str) -> None:
    body, x = PROGRAMS[title]
    f = function_from("def f(x, y):\n" + textwrap.indent(body, "    ") + "\n")
    first = tl.grad(f, example_args=(x, Y))
    v, step = RANDOM.normal(size=x.shape), 1e-6
    expected = (first(x + step * v, Y) - first(x - step * v, Y)) / (2 * step)
    along = tl.jvp(first)
    seed = {tangent_names(along, 1)[0]: v}
    np.testing.assert_allclose(along(x, Y, **seed), expected, rtol=1e-5, atol=1e-5)
    pulled = tl.vjp(first)
    seed = {list(inspect.signature(pulled).parameters)[-1]: v}
    np.testing.assert_allclose(pulled(x, Y, **seed), expected, rtol=1e-5, atol=1e-5)


def test_numbers_have_methods_too() -> None:
    f = function_from("def f(x):\n    return np.multiply.outer(x, x) * np.add.reduce(x) + np.logaddexp.reduce(x)\n")
    assert tl.grad(f, example_args=(1.5,))(1.5) == pytest.approx(3 * 1.5**2 + 1)
    assert tl.grad(f)(1.5) == pytest.approx(3 * 1.5**2 + 1)


def test_single_precision_stays() -> None:
    f = function_from("def f(x, y):\n    z = np.multiply(x, y, dtype=np.float32)\n    return np.sum(z * z)\n")
    x = X.astype(np.float32)
    gradient = tl.grad(f, wrt=("x", "y"))(x, Y)
    assert [one.dtype.name for one in gradient] == ["float32", "float64"]
    np.testing.assert_allclose(gradient[0], 2 * x * Y * Y, rtol=1e-5)


def test_what_cannot_be_cast_raises_as_the_function_does() -> None:
    f = function_from("def f(x, dtype):\n    return np.sum(np.multiply(x, 2.0, dtype=dtype))\n")
    with pytest.raises(TypeError, match="Cannot cast"):
        f(X, np.int64)
    with pytest.raises(TypeError, match="Cannot cast"):
        tl.grad(f)(X, np.int64)


@pytest.mark.parametrize("call", ["np.nan_to_num(x, False)", "np.nan_to_num(x, copy=n > 1)"])
def test_what_may_write_its_argument_is_refused(call: str) -> None:
    f = function_from(f"def f(x, n):\n    return np.sum({call})\n")
    with pytest.raises(tl.errors.UnsupportedArgumentError, match=r"cannot differentiate this call of `np\.nan_to_num`"):
        tl.grad(f)


@pytest.mark.parametrize("dtype", ["'nothing'", "str", "np.complex64"])
def test_dtypes_that_are_no_result_are_refused(dtype: str) -> None:
    f = function_from(f"def f(x):\n    return np.sum(np.arctan2(x, 1.0, dtype={dtype}))\n")
    with pytest.raises(tl.errors.UnsupportedArgumentError, match="got an unexpected keyword argument 'dtype'"):
        tl.grad(f)


@pytest.mark.parametrize("call", ["np.power.reduce(x)", "np.subtract.reduceat(x, [0, 2])", "np.square.outer(x)"])
def test_methods_without_a_form_are_refused(call: str) -> None:
    with pytest.raises(tl.errors.UnknownFunctionError, match=f"no derivative is known for `{call.split('(')[0]}`"):
        tl.grad(function_from(f"def f(x):\n    return np.sum({call})\n"))
