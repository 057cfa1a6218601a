"""Programs over the whole language, gradients against central differences: optimised and not, kinds known and not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like
from support import assert_gradient, function_from

VECTOR = np.array([1.2, -0.7, 0.4])
MATRIX = np.arange(9.0).reshape(3, 3) / 5 - 0.7

FLOAT_PROGRAMS = [
    (
        "for i in range(3):\n    c = x > i\n    if c:\n        c = x > 4\n"
        "        x = x * x\n    if c:\n        x = x * 1.5\nreturn x"
    ),
    "c = x\nif c:\n    c = 0\n    x = x * x\nreturn x",
    "for i in range(n):\n    n = 1\n    x = x * x\nreturn x",
    "for i in range(n):\n    x = x * x + i\n    i = 7\n    x = x * i\nreturn x",
    "for i in range(n):\n    for i in range(2):\n        x = x * x * 0.5 + i\n    x = x * (i + 1)\nreturn x * i",
    "i = 0\nwhile i < 3:\n    i += 1\n    x = x * x * 0.3 + i * x\nreturn x * i",
    "def g(a):\n    if a > 1:\n        return a * x\n    return a * a\nreturn g(x) + g(x * 3) + g(0.1)",
    "y = x\ndef g(a):\n    return a * y\nu = g(x)\ny = y * y\nreturn u + g(u)",
    "def g(a):\n    def h(b):\n        return b * a * x\n    return h(a) + h(x)\nreturn g(x) + g(2.0)",
    "def g(a, k):\n    return a if k == 0 else g(a * x, k - 1)\nreturn g(x, n)",
    "s = 0.0\nfor i in range(3):\n    g = lambda t: t * x + i\n    s = s + g(s + x)\nreturn s",
    "a = [x, x * 2]\np, q = a[::-1]\nreturn p * p + q",
    "d = dict(a=x, b=x * 2)\nreturn d['a'] * d['b']",
    "s = 0.0\nd = {'a': x, 'b': x * x}\nfor k in d:\n    s = s + d[k]\nreturn s",
    "s = 0.0\nfor a, b in [(x, x * 2), (x * x, 1.0)]:\n    s = s + a * b\nreturn s",
    "y = x if isinstance(x, float) else x[0]\nreturn y * y",
    "import math as m\nfrom numpy import sin as s\nreturn m.cos(x) * s(x)",
    "'''Doc.'''\nx: float\ny: float = x\ny **= 2\ny /= 3\ny //= 0.1\nreturn y * x",
    "return not x or x * 2",
    "return x and int(0.3)",
    "return x * (x > 1) + x * (1 < x < 2) + (x if not x < 0 else 0)",
    "while True and x < 5:\n    if x < 2:\n        x = x * 2\n    else:\n        x = x + 1.5\nreturn x * x",
    (
        "i = 0\nwhile i < 3 and (x < 5 or i < 2):\n    j = 0\n    while j < i:\n"
        "        x = x * 1.1 + 0.1\n        j += 1\n    i += 1\nreturn x * x"
    ),
    (
        "if n > 5:\n    return x\nelif n > 2:\n    if x > 100:\n        return 0.0\n"
        "    y = x * x\nelse:\n    y = x\nreturn y * x"
    ),
    "y = x\nfor i in range(0):\n    y = y * y\n    z = y\nreturn y",
    (
        "for i in range(n):\n    if i % 2:\n        t = x * i\n    else:\n"
        "        t = np.sin(x)\n    x = x + t * t * 0.1\nreturn x"
    ),
    "if n:\n    pass\nelif x:\n    x = x * 2\nelse:\n    pass\nassert x\nreturn x * x",
    "if x > 100:\n    raise ValueError(f'{x} is too large')\nreturn math.exp(x) % 1.0 * x",
]
ARRAY_PROGRAMS = [
    "s = 0.0\nfor i, (a, b) in enumerate(zip(x, x[1:])):\n    s = s + a * b * i\nreturn s",
    "a, (b, *c) = x[0], x[1:]\nreturn a * b * sum(c)",
    "return float(np.sum(x)) * int(x[0])",
    "return list(x)[0] * tuple(x)[1]",
    "y = x > 0\nreturn np.sum(x * y)",
    "return max(x) * min(x)",
    "s = 0.0\nfor e in x:\n    s += e * e\ns -= 1\nreturn s * s",
    "s = 0.0\nfor e in reversed(x):\n    s = s * e + e\nreturn s",
    "for k in range(len(x)):\n    x = x * x[k] * 0.5\nreturn np.sum(x)",
    "a = b = x\na = a * b\nreturn np.sum(a + b)",
    "y = x if x[0] > 0 else -x\nz = y if x[1] > 0 else x\nreturn np.sum(y * z)",
    "y = np.where(x > 0, np.log(np.abs(x)), 0.0)\nreturn np.sum(y)",
    "y = 0.0\nfor i in range(3):\n    y = y + x\nreturn np.sum(y * y)",
    "i = np.argmax(x)\nj = np.argsort(x)\nreturn x[i] * x[j][0] * x[j[1]]",
]  # fmt: skip
MATRIX_PROGRAMS = [
    "s = 0.0\nfor i, row in enumerate(x):\n    s = s + row[i] * np.sum(row)\nreturn s",
    (
        "s = 0.0\nfor row in x:\n    for e in row:\n        if e > 0:\n"
        "            s = s + e * e\n        else:\n            s = s * 0.9 - e\nreturn s"
    ),
    "a, b, c = x\nreturn a @ b * c[0]",
    "(a, b, _), *rest = x\nreturn a * b * np.sum(rest[0])",
    "n, m = x.shape\nreturn np.sum(x.T @ x) / (n * m)",
    "return np.sum(x[0] * x[:, 1] * x[..., None][2, :, 0]) + x[-1, -1]",
    "h = x[0]\nfor row in x[1:]:\n    h = np.tanh(row + h @ x)\nreturn np.sum(h)",
]


def function_of(body: str, parameters: str) -> Any:
    return function_from(f"def f({parameters}):\n    " + body.replace("\n", "\n    ") + "\n")


@pytest.mark.parametrize("body", FLOAT_PROGRAMS)
def test_floats(body: str) -> None:
    assert_gradient(function_of(body, "x, n"), 1.3, 3, wrt=("x",), kinds=True)


@pytest.mark.parametrize("body", ARRAY_PROGRAMS)
def test_arrays(body: str) -> None:
    assert_gradient(function_of(body, "x"), VECTOR, wrt=("x",), kinds=True)


@pytest.mark.parametrize("body", MATRIX_PROGRAMS)
def test_matrices(body: str) -> None:
    assert_gradient(function_of(body, "x"), MATRIX, wrt=("x",), kinds=True)


def test_every_kind_of_parameter() -> None:
    function = function_from("def f(x, /, y, *rest, k=2.0, **more):\n    return x * y * k * len(rest) * len(more)\n")
    derivative = tangent_like.grad(function, wrt=("x", "k"))
    assert derivative(3.0, 2.0, 1, 1, k=0.5, a=1) == (2.0, 12.0)
    assert derivative(3.0, y=2.0, a=1) == (0.0, 0.0)


def test_no_trips_of_every_loop() -> None:
    text = "y = 2.0 * x\nfor e in xs:\n    y = y * e\n    z = y\nwhile y < n:\n    y = y * x\nreturn y"
    assert_gradient(function_of(text, "x, xs, n"), 1.3, [], 0, wrt=("x",))
