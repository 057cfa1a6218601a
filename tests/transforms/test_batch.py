"""The pass that gives what carries directions one more axis: what it makes, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support import function_from
from support_batches import adjoints, batch_of, tangents
from tangent_like.templates.batching import Unbatched

FOLDER = Path(__file__).parent.parent / "golden" / "directions"

LAYER = """\
def layer(x, W, b):
    h = np.tanh(W @ x + b)
    return h / np.sum(h)
"""
HEAT = """\
def heat(u, steps):
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return u
"""
RECURSION = """\
def f(x):
    return down(x, 2)


def down(x, n):
    return x if n == 0 else down(x * x, n - 1)
"""
X, W = np.array([0.3, -0.2, 0.7]), np.arange(9.0).reshape(3, 3) / 9.0

GOLDEN: dict[str, tuple[str, Any, tuple[Any, ...]]] = {
    "layer_forward": (LAYER, tangents, (X, W, X)),
    "layer_reverse": (LAYER, adjoints, (X, W, X)),
    "heat_forward": (HEAT, tangents, (np.linspace(0.0, 1.0, 6), 3)),
    "heat_reverse": (HEAT, adjoints, (np.linspace(0.0, 1.0, 6), 3)),
}


def text_of(source: str, make: Any, args: tuple[Any, ...]) -> str:
    """The text for many directions, towards the first argument, of whose shape the result is."""
    f = function_from(source, source[len("def ") : source.index("(")])
    derivative, key = make(f, next(iter(f.__code__.co_varnames)))
    _, batched = batch_of(derivative, args, key, args[0])
    return batched.output.text


@pytest.mark.parametrize("case", GOLDEN)
def test_the_output_is_the_golden_one(case: str, request: pytest.FixtureRequest) -> None:
    source, make, args = GOLDEN[case]
    what = "tangents" if make is tangents else "gradients"
    path = FOLDER / f"{case}.py"
    made = text_of(source, make, args).strip()
    found = f"# The {what} in all directions at once.\n\n{source}\n\n# Generated:\n\n{made}\n"
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def lines_of(source: str, *args: Any, make: Any = tangents) -> list[str]:
    """The statements of the body, docstring left out."""
    text = text_of(source, make, args)
    return [line.strip() for line in text.splitlines()[2:] if line.strip()]


@pytest.mark.parametrize(
    ("source", "args", "expected"),
    [
        ("def f(x): return np.sum(x) * x", (X,), "return x * np.sum(dx, axis=1)[:, None] + np.sum(x) * dx"),
        ("def f(x): return x[::2]", (X,), "return dx[:, ::2]"),
        ("def f(W): return W.T", (W,), "return np.swapaxes(dW, 1, 2)"),
        ("def f(x, W): return W @ x", (X, W), "return dx @ W.T"),
        ("def f(x, W): return x @ W", (X, W), "return dx @ W"),
        ("def f(W, x): return W @ x", (W, X), "return dW @ x"),
        ("def f(x, W): return np.dot(x, W[0])", (X, W), "return dx @ W[0]"),
        ("def f(x): return x.reshape(1, 3)", (X,), "return np.reshape(dx, (dx.shape[0], 1, 3))"),
        ("def f(x, y): return np.outer(x, y)", (X, X), "return dx[:, :, None] * y"),
        ("def f(W): return W.sum(axis=0)", (W,), "return np.sum(dW, axis=1)"),
        ("def f(W): return np.mean(W)", (W,), "return np.mean(dW, axis=(1, 2))"),
        ("def f(x): return np.stack([x, x], axis=1)", (X,), "return np.stack([dx, dx], axis=2)"),
        ("def f(x): return np.cumsum(x)", (X,), "return np.cumsum(dx, axis=1)"),
        ("def f(x, W): return np.einsum('ij,j->i', W, x)", (X, W), "return np.einsum('ij,zj->zi', W, dx)"),
        ("def f(x): return np.roll(x, 1)", (X,), "return np.roll(dx, 1, 1)"),
        ("def f(x): return x[None] * x[:, None]", (X,), "return x[:, None] * dx[:, None] + x[None] * dx[:, :, None]"),
    ],
)
def test_one_operation(source: str, args: tuple[Any, ...], expected: str) -> None:
    found = [line for line in lines_of(source, *args) if line.startswith("return")]
    assert found == [expected]


def test_what_is_filled_by_elements_is_made_with_the_axis() -> None:
    source = "def f(x):\n    y = np.zeros(2)\n    y[0] = x[1] * x[1]\n    return y\n"
    assert lines_of(source, X) == [
        "y = np.zeros(2)",
        "dy = np.zeros((dx.shape[0], *y.shape))",
        "t1 = x[1]",
        "t2 = x[1]",
        "dy[:, 0] = t2 * dx[:, 1] + t1 * dx[:, 1]",
        "y[0] = t1 * t2",
        "return dy",
    ]


@pytest.mark.parametrize(
    ("source", "args"),
    [
        ("def f(x, c): return x * c['a']", (X, {"a": 2.0})),
        (
            "def f(x):\n    return down(x, 2)\n\n\ndef down(x, n):\n    return x if n == 0 else down(x * x, n - 1)\n",
            (X,),
        ),
    ],
)
def test_what_is_refused(source: str, args: tuple[Any, ...]) -> None:
    with pytest.raises(Unbatched):
        text_of(source, tangents, args)
