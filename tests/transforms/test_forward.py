"""Forward mode, statement by statement: source before, source after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from

X = np.array([0.3, -0.7, 1.1])


def pushed(body: str, *args: Any, wrt: tuple[str, ...] = ("x",)) -> list[str]:
    """The statements of a pushforward, its head, docstring, remarks and the check of its tangents aside."""
    text = "\n    ".join(body.replace("; ", "\n").split("\n"))
    function = function_from(f"def f(x, y, n):\n    {text}\n")
    derivative = tl.jvp(function, wrt=wrt, example_args=args or (X, 2.0, 3))
    found = tl.api.output_of(derivative).text.splitlines()
    kept = [line.removeprefix("    ") for line in found if line.strip() and not line.strip().startswith(("#", '"""'))]
    return [line for line in kept[1:] if "as_tangent" not in line and "x.copy()" not in line]


NUMBERS = (0.7, 2.0, 3)
STATEMENTS: dict[str, tuple[str, tuple[Any, ...], list[str]]] = {
    "a product": ("z = x * y; return z", NUMBERS, ["dz = y * dx", "return dz"]),
    "its result is read": (
        "z = math.exp(x); return z * z",
        NUMBERS,
        ["z = math.exp(x)", "dz = z * dx", "return 2 * z * dz"],
    ),
    "it reads what it overwrites": (
        "x = np.tan(x); return x",
        NUMBERS,
        ["x = np.tan(x)", "dx = (1.0 + x * x) * dx", "return dx"],
    ),
    "it reads both": (
        "x = x ** y; return x",
        NUMBERS,
        ["dx = power_base_partial(x, y) * dx", "return dx"],
    ),
    "parts of a statement": ("z = 2 * x - x * y; return z", NUMBERS, ["dz = (2 - y) * dx", "return dz"]),
    "a linear function": ("return np.sum(x[1:])", (), ["return np.sum(dx[1:])"]),
    "a constant": ("z = 3.0; return z * x", NUMBERS, ["z = 3.0", "return z * dx"]),
    "a name that is inactive on one side": (
        "z = 1.0\nif n:\n    z = x\nreturn z * z",
        NUMBERS,
        ["dz = 0.0", "z = 1.0", "if n:", "    dz = dx", "    z = x", "return 2 * z * dz"],
    ),
    "an array that is filled": (
        "z = np.zeros(3); z[0] = x[1]; z[1] = y; return np.sum(z)",
        (),
        [
            "z = np.zeros(3)",
            "dz = np.zeros_like(z)",
            "dz[0] = dx[1]",
            "z[0] = x[1]",
            "dz[1] = 0.0",
            "z[1] = y",
            "return np.sum(dz)",
        ],
    ),
    "a store that ends a tangent": (
        "x[0] = y; return np.sum(x)",
        (),
        ["dx[0] = 0.0", "x[0] = y", "return np.sum(dx)"],
    ),
    "updates": (
        "x[0] *= y; x[1:] += x[:-1]; return np.sum(x)",
        (),
        ["dx[0] *= y", "x[0] *= y", "dx[1:] += dx[:-1]", "x[1:] += x[:-1]", "return np.sum(dx)"],
    ),
    "a view": (
        "v = x[1:]; v[0] = 2.0; return np.sum(x)",
        (),
        ["dv = dx[1:]", "v = x[1:]", "dv[0] = 0.0", "v[0] = 2.0", "return np.sum(dx)"],
    ),
}


@pytest.mark.parametrize("case", STATEMENTS)
def test_a_statement_comes_with_its_tangent(case: str) -> None:
    body, args, wanted = STATEMENTS[case]
    assert pushed(body, *args) == wanted
