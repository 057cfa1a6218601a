"""``np.piecewise`` with conditions and functions that are written out: filled piece by piece."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest
import tangent_like as tl
from support import function_from
from tangent_like.errors import UnknownFunctionError

RANDOM = np.random.default_rng(5)
X, Y = RANDOM.uniform(-2.0, 2.0, 6), RANDOM.uniform(0.5, 2.0, 6)

PROGRAMS = {
    "functions and values": "return np.sum(np.piecewise(x, [x < -1, x > 0.5], [lambda v: v ** 2, np.exp, 0.3]) * y)",
    "further arguments": """
        w = y[0]
        def g(v, a, b=1.0):
            return v ** 2 * a * b * w
        z = np.piecewise(x, [x < 0], [g, lambda v, a, b: np.sin(v) * a + b], y[1], b=y[2])
        return np.sum(z * z)
    """,
    "pieces that overlap": """
        c = y[1] * 2
        return np.sum(np.piecewise(x * y, [x < 0, x > -1], [c, -1.5]) ** 2 * x)
    """,
    "a piece with nothing in it": """
        return np.sum(np.piecewise(x, [x > 100, x <= 100], [lambda v: np.max(v) * v, lambda v: v * v * y[0]]))
    """,
    "in a loop": """
        a = x.reshape(2, 3)
        for i in range(2):
            a = np.piecewise(a, (a < 0, a >= 0), (lambda v: -v * y[i], lambda v: v * v))
        return np.sum(a)
    """,
}


@pytest.mark.parametrize("kinds", [False, True])
@pytest.mark.parametrize("title", PROGRAMS)
def test_derivatives(title: str, kinds: bool) -> None:
    f = function_from("def f(x, y):\n" + textwrap.indent(textwrap.dedent(PROGRAMS[title]), "    ") + "\n")
    example = (X, Y) if kinds else None
    value, gradient = tl.value_and_grad(f, wrt=("x", "y"), example_args=example)(X, Y)
    assert value == f(X, Y)
    for found, true in zip(gradient, tl.numerical_grad(f, wrt=("x", "y"))(X, Y), strict=True):
        np.testing.assert_allclose(found, true, rtol=1e-6, atol=1e-7)
    directions = RANDOM.normal(size=6), RANDOM.normal(size=6)
    pushed = tl.jvp(f, wrt=("x", "y"), example_args=example)(X, Y, *directions)
    assert pushed == pytest.approx(sum(np.sum(one * other) for one, other in zip(gradient, directions, strict=True)))
    first, step = tl.grad(f, example_args=example), 1e-6
    true = (first(X + step * directions[0], Y) - first(X - step * directions[0], Y)) / (2 * step)
    np.testing.assert_allclose(tl.hessian(f)(X, Y) @ directions[0], true, rtol=1e-5, atol=1e-5)


def test_what_may_be_a_function_or_a_value_is_refused() -> None:
    f = function_from("def f(x, g):\n    return np.sum(np.piecewise(x, [x < 0], [g, 1.0]))\n")
    with pytest.raises(UnknownFunctionError) as caught:
        tl.grad(f)
    message = ":2:19: no derivative is known for `np.piecewise`: it has no rule yet"
    assert str(caught.value).splitlines()[0].endswith(message)
