"""Programs over the whole language, gradients against central differences: optimised and not, kinds known and not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like
from support import assert_gradient, function_from
from tangent_like.errors import TangentError

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
    "f = x\nfor f in range(3):\n    x = x * f + 1\nreturn x",
    "if x > 1:\n    y = [x, x]\nelse:\n    y = [x]\nreturn sum(y)",
    "if x > 1:\n    y = None\nelse:\n    y = x\nif y is None:\n    y = x * x\nreturn y",
    "y = None\nfor i in range(3):\n    if y is None:\n        y = x\n    else:\n        y = y * x\nreturn y",
    "y = x\nz = [y, y * 2]\ny = z[1] * z[0]\nz = [y, z[0]]\nreturn z[0] * z[1]",
    "z = (x, x * 2)\nfor i in range(3):\n    z = (z[1], z[0] * z[1] * 0.5)\nreturn z[0] * z[1]",
    (
        "z = {'a': x, 'b': x * 2}\nfor i in range(3):\n"
        "    z = {'a': z['b'], 'b': z['a'] * z['b'] * 0.5}\nreturn z['a'] * z['b']"
    ),
    "a, b = x, 1.0\nwhile b < 10:\n    a, b = a * b * 0.5, b + a\nreturn a",
    "return {'a': [x, {'b': x * x}]}['a'][1]['b']",
    "return np.array([[x, x * 2], [1.0, x ** 2]])[1, 1] * 3",
    "y = np.zeros(3) + x\nreturn y[1] * y[2]",
    "lst = list(range(3))\nreturn lst[2] * x + lst[-1] + sum(range(4)) * x",
    "return isinstance(x, (int, float)) * x + bool(x) * x + (x is not None) * x",
    "u = x\ndef g():\n    return u * x\nreturn g() * g()",
    "def g(x):\n    x = x * 2\n    return x * x\nreturn g(x) * x",
    "for i in range(3):\n    def g(a):\n        return a * x * i\n    x = x + 0.1 * g(x)\nreturn x",
    "a = b = c = x\na *= 2\nb += a\nreturn a * b * c",
    "for i in range(3):\n    pass\nreturn x * i",
    "for x in [1.0, x]:\n    pass\nreturn x * x",
    "for (a, *b), c in [((x, 2, x), 3)]:\n    x = a * b[1] * c\nreturn x",
    "s = 0.0\nfor c in 'ab':\n    s = s + (x if c == 'a' else x * x)\nreturn s",
    "y = range(int(x) + 2)\ns = 1.0\nfor b in y:\n    s = s * x + b\nreturn s",
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
    "s = 0\nfor i in range(len(x)):\n    for j in range(i):\n        s += x[i] * x[j]\nreturn s",
    "s = x[0]\nfor e in x[1:]:\n    s = max(s, e)\nreturn s * s",
    "best = x[0]\nfor e in x:\n    if e > best:\n        best = e\nreturn best * best",
    "prev = None\ns = 0.0\nfor e in x:\n    if prev is not None:\n        s = s + e * prev\n    prev = e\nreturn s",
    "n = len(x) - 1\ns = 0.0\nwhile n >= 0:\n    s = s * 0.5 + x[n]\n    n -= 1\nreturn s",
    "y = x[:, None] * x\nreturn np.sum(y @ y)",
    "m = x > 0\ny = x[m]\nreturn np.sum(y ** 2) * len(y)",
    "return x[np.argsort(x)][::-1][0] * x[[0, 1]][1]",
    "return np.sum(x, where=x > 0) + np.max(x, initial=-5.0) + np.mean(x, keepdims=True)[0]",
    "a = x * 1.0\nfor i in range(2):\n    a *= x\n    a += 1\nreturn np.sum(a)",
    "for i, e in enumerate(x):\n    pass\nreturn e * i",
    "s = 0.0\nfor i in np.array([0, 2]):\n    s = s + x[i] ** 2\nreturn s",
    "s = 0.0\nfor i in reversed(range(3)):\n    s = s * 0.5 + x[i] ** 2\nreturn s",
    "s = 0.0\nfor k, (i, j) in enumerate(zip(range(3), x)):\n    s = s + k * i * j\nreturn s",
    "y = slice(0, 2)\nreturn np.sum(x[y] ** 2)",
    "i = 0\nwhile np.sum(x) < 10:\n    x = x * 1.7 + 0.3\n    i = i + 1\nreturn np.sum(x) * i",
]
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
    (
        "s = 0\nfor i in range(3):\n    for j in range(3):\n        if i != j:\n"
        "            s += x[i, j] * x[j][i]\nreturn s"
    ),
    "y = x\nfor i in range(3):\n    y = y @ x\nreturn np.trace(y)",
    "y = x.copy()\nfor i in range(3):\n    y = np.dot(y, x) / np.linalg.norm(y)\nreturn np.sum(y)",
    "a, b = np.linalg.slogdet(x + 3 * np.eye(3))\nreturn a * b",
    "return np.sum(x[np.ix_([0, 1], [1, 2])])",
    "k = 1\nreturn x[k, k + 1] * x[k:, :k].sum() + x[-1][..., 0]",
    "s = 0.0\nfor c in x.T:\n    s = s * 0.5 + c @ c\nreturn s",
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


CALLS = [
    (
        "def g(a, b):\n    for i in range(2):\n        a, b = b * a, a\n    return a, b\n"
        "\n\ndef f(x):\n    p, q = g(x, x)\n    return p * x"
    ),
    (
        "def g(a, b):\n    if a > b:\n        return a\n    return b\n\n\ndef f(x):\n"
        "    s = x\n    for i in range(3):\n        s = g(s, x * i) * 1.1\n    return s"
    ),
    "def g(a, b):\n    return b\n\n\ndef f(x):\n    return g(x, x * x) + g(x, 3.0)",
    "def g(a):\n    return {'y': a * a, 'z': [a, 1]}\n\n\ndef f(x):\n    d = g(x)\n    return d['y'] * d['z'][0]",
    "def g(p):\n    return p['w'] * p['b'][0]\n\n\ndef f(x):\n    return g({'w': x, 'b': (x, 2)})",
    (
        "def g(a, n):\n    s = 0\n    while n > 0:\n        s = s + a * n\n"
        "        n = n - 1\n    return s\n\n\ndef f(x):\n    return g(x, 3) * g(x * x, 2)"
    ),
    (
        "def g(a, k=None):\n    if k is None:\n        k = a\n    return a * k\n\n\n"
        "def f(x):\n    return g(x) + g(x, 2.0) + g(x, k=x)"
    ),
    (
        "def g(a):\n    if a < 0:\n        raise ValueError('no')\n"
        "    return np.sqrt(a)\n\n\ndef f(x):\n    return g(x) + g(x + 1)"
    ),
    "class A:\n    w = 2.0\n\n\na = A()\n\n\ndef f(x):\n    return x * a.w * A.w",
    (
        "T = {'s': 2.0}\nL = [1.0, 3.0]\nV = np.ones(3)\n\n\ndef f(x):\n"
        "    return x * T['s'] * L[1] * V[0] + np.sum(V * x)"
    ),
    "import functools\n\n\n@functools.lru_cache\ndef g(n):\n    return n * 2.0\n\n\ndef f(x):\n    return x * g(3)",
    (
        "def even(x, n):\n    return x if n == 0 else x * odd(x, n - 1)\n\n\n"
        "def odd(x, n):\n    return x + 1 if n == 0 else x * x * even(x, n - 1)\n\n\n"
        "def f(x):\n    return even(x, 4)"
    ),
]


@pytest.mark.parametrize("text", CALLS)
def test_calls(text: str) -> None:
    assert_gradient(function_from(text + "\n"), 1.3, wrt=("x",), kinds=True)


NEVER_ZERO = [
    "y = x.sum\nreturn y() * 2",
    "y = eval('x * 2')\nreturn np.sum(y)",
    "y = locals()['x']\nreturn np.sum(y)",
    "y = zip([x, 2], [3, x])\ns = 0.0\nfor a, b in y:\n    s = s + a * b\nreturn np.sum(s)",
    "y = enumerate([x, 2])\ns = 0.0\nfor i, b in y:\n    s = s + i * b + b\nreturn np.sum(s)",
    "s = 0.0\nfor e in {float(x[0]), 2.0}:\n    s = s + e\nreturn s",
    "y = np.zeros(3)\ny[0] = x[0]\nreturn np.sum(y * y)",
    "y = [0.0]\ny[0] = x[0]\nreturn y[0]",
    "y = {}\ny['a'] = x[0]\nreturn y['a']",
]


@pytest.mark.parametrize("body", NEVER_ZERO)
def test_what_cannot_be_followed_is_refused(body: str) -> None:
    """Right, or an error of the compiler's that says where: never a gradient that misses a part."""
    located = True
    try:
        assert_gradient(function_of(body, "x"), VECTOR, wrt=("x",))
    except TangentError as error:
        located = error.origin is not None
    assert located
