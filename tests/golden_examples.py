"""The programs behind the golden files: one for each form of the language, with arguments to check them at."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

RANDOM = np.random.default_rng(3)


@dataclass(frozen=True, eq=False)
class Example:
    """A module text whose function ``name`` is differentiated towards ``wrt``, and the arguments of a check."""

    feature: str
    name: str
    text: str
    wrt: tuple[str, ...]
    args: tuple[Any, ...]
    kinds: bool = False


def adding_to(examples: dict[str, Example]) -> Callable[..., None]:
    """What adds an example; the function to differentiate is the last that the text defines."""

    def example(feature: str, text: str, *args: Any, wrt: str = "x", kinds: bool = False) -> None:
        text = textwrap.dedent(text).strip() + "\n"
        name = [line for line in text.splitlines() if line.startswith("def ")][-1].split("(")[0].removeprefix("def ")
        examples[feature] = Example(feature, name, text, tuple(wrt.split()), args, kinds)

    return example


EXAMPLES: dict[str, Example] = {}
example = adding_to(EXAMPLES)


def draw(*shape: int) -> Any:
    return RANDOM.normal(size=shape)


# The examples of the design

example(
    "fun",
    """
    def fun(x, y):
        z = x ** 2 + 3 * x * y + y ** 2
        return z
    """,
    2.0,
    1.0,
)
example(
    "fun_floats",
    """
    def fun(x: float, y: float):
        z = x ** 2 + 3 * x * y + y ** 2
        return z
    """,
    2.0,
    1.0,
)
example(
    "iterpower",
    """
    def iterpower(a, n):
        for i in range(n):
            a = a * a
        return a
    """,
    1.2,
    3,
    wrt="a",
    kinds=True,
)
example(
    "newton_sqrt",
    """
    def newton_sqrt(a):
        x = a if a > 1.0 else 1.0
        while abs(x * x - a) > 1e-12:
            x = 0.5 * (x + a / x)
        return x
    """,
    2.5,
    wrt="a",
    kinds=True,
)
example(
    "rnn",
    """
    def step(h, x, W, U):
        return np.tanh(x @ W + h @ U)


    def rnn(xs, h, W, U):
        for x in xs:
            h = step(h, x, W, U)
        return np.sum(h)
    """,
    draw(3, 4),
    draw(2),
    draw(4, 2),
    draw(2, 2),
    wrt="W U",
    kinds=True,
)

# Statements

example("assign_chained", "def f(x):\n    a = b = x * x\n    return a * 2.0 + b", 1.5)
example("assign_tuple", "def f(x, y):\n    a, b = x * y, x\n    a, b = b, a\n    return a * b", 1.5, 0.7, wrt="x y")
example("assign_nested_tuple", "def f(x, y):\n    (a, b), c = (x, y), x * y\n    return a * b * c", 1.5, 0.7)
example("assign_starred", "def f(xs):\n    a, *b = xs\n    return a * sum(b)", [1.0, 2.0, 3.0], wrt="xs")
example("assign_annotated", "def f(x):\n    y: float = np.sin(x)\n    return y * y", 0.5)
example("update", "def f(x, y):\n    z = x * y\n    z += x\n    z *= z\n    return z", 0.5, 1.5, wrt="x y")
example(
    "branches",
    """
    def f(x, y):
        if x > y:
            z = x * y
        elif x > 1:
            z = x ** 2 * y
        else:
            z = y
        return z
    """,
    2.0,
    3.0,
    wrt="x y",
)
example("branch_one_side", "def f(x):\n    y = x\n    if x > 0:\n        y = y * y * y\n    return y", 1.2)
example(
    "branch_defines",
    """
    def f(x):
        positive = x > 0
        if positive:
            y = x * x
        z = x
        if positive:
            z = z * y
        return z
    """,
    1.2,
)
example(
    "early_return",
    """
    def f(x):
        if x < 0:
            return -x * x
        y = np.exp(x)
        return y * x
    """,
    0.4,
)
example(
    "for_range", "def f(x, n):\n    y = x\n    for i in range(1, n, 2):\n        y = y * x + i\n    return y", 1.2, 4
)
example(
    "for_array", "def f(x):\n    s = 0.0\n    for e in x:\n        s = s + e * e\n    return s", draw(3), kinds=True
)
example("for_rows", "def f(x, w):\n    s = 0.0\n    for row in x:\n        s = s + np.tanh(row @ w)\n    return s",
        draw(3, 2), draw(2), wrt="x w", kinds=True)  # fmt: skip
example("for_list", "def f(x):\n    s = 1.0\n    for e in x:\n        s = s * e\n    return s", [1.0, 2.0, 3.0])
example("for_enumerate", "def f(x):\n    s = 1.0\n    for i, e in enumerate(x):\n        s = s * e + i\n    return s",
        draw(3))  # fmt: skip
example("for_zip", "def f(a, b):\n    s = 0.0\n    for p, q in zip(a, b):\n        s = s + p * q * s + p\n    return s",
        draw(3), draw(3), wrt="a b")  # fmt: skip
example(
    "for_reversed", "def f(x):\n    s = 1.0\n    for e in reversed(x):\n        s = s * e + e\n    return s", draw(3)
)
example("for_index", "def f(x):\n    s = 0.0\n    for i in range(len(x)):\n        s += x[i] ** 2\n    return s",
        draw(4), kinds=True)  # fmt: skip
example("while_loop", "def f(x):\n    y = x\n    while y < 100:\n        y = y * y + x\n    return y", 1.3)
example(
    "nested_loops",
    """
    def f(x, n):
        for i in range(n):
            for j in range(i + 1):
                y = x * (j + 1)
                x = y * 0.5 + x * x * 0.1
        return x
    """,
    1.2,
    2,
)
example(
    "loop_with_branch",
    """
    def f(x):
        y = x
        for i in range(3):
            if i % 2 == 0:
                y = np.sin(y)
            else:
                y = y * x
        return y
    """,
    0.7,
)
example(
    "loop_defines",
    """
    def f(x, n):
        y = 0.0
        for i in range(n):
            last = x * i
            y = y + last * last
        return y * last
    """,
    0.7,
    3,
)
example("loop_constant", ("def f(x):\n    for i in range(4):\n        if i == 1:\n            x = 3.0\n"
"        x = x * x\n    return x * x"),
        2.0)  # fmt: skip
example("assertion", "def f(x):\n    assert x > 0, 'x must be positive'\n    return np.log(x)", 2.0)
example(
    "raising",
    "def f(x):\n    if x <= 0:\n        raise ValueError('x must be positive')\n    return np.log(x)",
    2.0,
)
example("effect", 'def f(x):\n    """Squares."""\n    print("called")\n    pass\n    return x * x', 2.0)
example("return_expression", "def f(x):\n    return np.exp(-x * x) / 2", 0.3)

# Expressions

example("operators", "def f(x, y):\n    return x + y * x - y / x + x ** y + x ** 2 + x % y + (-x) + (+y)",
        2.5, 0.7, wrt="x y")  # fmt: skip
example("floor_division", "def f(x, y):\n    return x // y * x", 2.5, 0.7, wrt="x y")
example("matrix_product", "def f(x, w):\n    return np.sum(w @ x)", draw(3), draw(2, 3), wrt="x w")
example("matrix_product_kinds", "def f(x, w):\n    return np.sum(w @ x)", draw(3), draw(2, 3), wrt="x w", kinds=True)
example("broadcasting", "def f(x, y):\n    return np.sum(x * y + x)", draw(3, 1), draw(4), wrt="x y")
example("conditional", "def f(x, y):\n    z = x if x > y else y * 2.0\n    return z * z", 2.0, 0.5, wrt="x y")
example("boolean", "def f(x, y):\n    return (x and y) * (x or y)", 2.0, 0.5, wrt="x y")
example("comparison_chain", "def f(x, y):\n    return x * y if 0 < y < x else x", 2.0, 0.5, wrt="x y")
example("condition", "def f(x, y):\n    if x > 0 and not y > 1 or x > 5:\n        x = x * y\n    return x", 2.0, 0.5)
example("fstring", "def f(x):\n    label = f'{x:.2f}'\n    print(label)\n    return x * len(label)", 2.0)
example("index", "def f(x):\n    return x[0] * x[-1]", draw(3))
example("slice", "def f(x):\n    return np.sum(x[1:] * x[:-1])", draw(4))
example("index_rows", "def f(x):\n    return np.sum(x[0] * x[:, 1] * x[..., None][2, :, 0])", draw(3, 3))
example("index_fancy", "def f(x):\n    i = np.array([0, 0, 2])\n    return np.sum(x[i] ** 3)", draw(3))
example("index_mask", "def f(x):\n    positive = x[x > 0]\n    return np.sum(positive ** 2)", draw(5))
example("index_containers", "def f(p, x):\n    return p['w'] * x[0] + p['b'][1] * x[1]",
        {"w": 2.0, "b": [1.0, 3.0]}, (0.5, 0.7), wrt="p x")  # fmt: skip
example(
    "attributes", "def f(x):\n    n, m = x.shape\n    return np.sum(x.T @ x) / (n * m) + x.ndim + x.size", draw(3, 2)
)
example(
    "displays",
    "def f(x):\n    d = {'a': x * 2, 'b': [x, x * x]}\n    t = (d['a'], d['b'])\n    return t[0] * t[1][1]",
    0.7,
)
example("keywords", "def f(x):\n    m = np.mean(x, axis=0, keepdims=True)\n    return np.sum((x - m) ** 2)", draw(3, 2))

# Calls

example("call", "def square(t):\n    return t * t\n\n\ndef f(x):\n    return square(np.sin(x)) + square(x)", 0.7)
example(
    "call_floats", "def square(t: float):\n    return t * t\n\n\ndef f(x: float):\n    return square(np.sin(x))", 0.7
)
example(
    "call_keywords",
    "def g(a, b=2.0, *, c=1.0):\n    return a * b * c\n\n\ndef f(x):\n    return g(x, c=x) + g(b=x, a=3.0)",
    0.7,
)
example("call_starred", ("def g(a, *rest):\n    for r in rest:\n        a = a * r\n    return a\n\n\n"
"def f(x, y):\n    return g(x, y, x)"),
        0.7, 1.3, wrt="x y")  # fmt: skip
example("call_tuple", "def g(a, b):\n    return a * b, a\n\n\ndef f(x):\n    p, q = g(x, x)\n    return p * q", 0.7)
example("recursion", "def f(x, n):\n    if n == 0:\n        return 1.0\n    return x * f(x, n - 1)", 1.3, 3)
example(
    "mutual_recursion",
    """
    def even(x, n):
        return x if n == 0 else x * odd(x, n - 1)


    def odd(x, n):
        return x + 1 if n == 0 else x * x * even(x, n - 1)


    def f(x, n):
        return even(x, n)
    """,
    1.1,
    3,
)
example(
    "nested_function",
    "def f(x):\n    def g(y):\n        return y * x\n    z = g(2.0)\n    x = x * 3\n    return z + g(x)",
    0.7,
)
example("lambda_function", "def f(x):\n    g = lambda y: y * x\n    return g(x) + 1", 0.7)
example("inactive_function", "def weight(n):\n    return n * 0.5\n\n\ndef f(x, n):\n    return x * weight(n)", 0.7, 3)
example(
    "numpy_functions", "def f(x):\n    e = np.exp(x - np.max(x))\n    return np.log(np.sum(e)) - np.mean(x)", draw(4)
)
example("numpy_methods", "def f(x):\n    return x.reshape(2, 2).T.sum() + x.mean() * x.max()", draw(4))
example("softmax_kinds", ("def f(x):\n    e = np.exp(x - np.max(x, axis=1, keepdims=True))\n"
"    p = e / np.sum(e, axis=1, keepdims=True)\n    return np.sum(p * p)"),
        draw(3, 2), kinds=True)  # fmt: skip
example("math_functions", "def f(x):\n    return math.sin(x) * math.exp(x) + math.sqrt(x) + math.pi", 0.7)
example("builtin_functions", ("def f(x, y):\n"
"    return abs(x) + max(x, y) * min(x, y) + pow(x, 2) + sum([x, y]) + float(x) + round(x)"),
        0.7, 1.3, wrt="x y")  # fmt: skip

# Blocks in the reverse sweep

example(
    "inserted_block",
    """
    import tangent_like


    @tangent_like.without_inserted
    def recur(x: "float64[:]", W: "float64[:, :]", steps: int):
        for i in range(steps):
            x = np.tanh(W @ x)
            with tangent_like.insert_grad_of(x) as dx:
                if not np.all(np.isfinite(dx)):
                    raise FloatingPointError(f"step {i}")
                dx = np.clip(dx, -100.0, 100.0)
        return np.sum(x * x)
    """,
    draw(3),
    draw(3, 3),
    3,
    wrt="x W",
)
example(
    "stopped_gradient",
    """
    from tangent_like import stop_gradient


    def scaled(x: "float64[:]"):
        size = stop_gradient(len(x) + np.round(x[0]))
        return np.sum(x * x) / size
    """,
    np.array([1.2, -0.4, 2.1]),
)
