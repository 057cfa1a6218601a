"""The same derivatives by SymPy, autograd, central differences and tangent_like, side by side.

Exit status 1 if they differ.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import autograd
import sympy
import tangent_like
from rich.console import Console
from rich.table import Table


def circle(x: float, y: float) -> float:
    return x**2 + y**2


def fun(x: float, y: float) -> float:
    z = x**2 + 3 * x * y + y**2
    return z


def square(x: float) -> float:
    return x**2


CASES: tuple[tuple[Callable[..., Any], str, tuple[float, ...]], ...] = (
    (circle, "y", (3.0, 6.0)),
    (fun, "x", (2.0, 1.0)),
    (square, "x", (2.0,)),
)
NAMES = ("x", "y")


def derivatives(f: Callable[..., Any], wrt: str, point: tuple[float, ...]) -> dict[str, float]:
    """The derivative of ``f`` towards ``wrt`` at ``point``, by four methods."""
    symbols = sympy.symbols(NAMES[: len(point)])
    exact = sympy.diff(f(*symbols), symbols[NAMES.index(wrt)])
    return {
        "SymPy": float(exact.subs(dict(zip(symbols, point, strict=True)))),
        "autograd": float(autograd.grad(f, NAMES.index(wrt))(*point)),
        "differences": float(tangent_like.numerical_grad(f, wrt=wrt)(*point)),
        "tangent_like": float(tangent_like.grad(f, wrt=(wrt,))(*point)),
    }


def main() -> None:
    """Print the table, and fail if a row does not hold one number."""
    table = Table("derivative", "at")
    equal = True
    for f, wrt, point in CASES:
        found = derivatives(f, wrt, point)
        for method in found if not table.row_count else ():
            table.add_column(method, justify="right")
        at = ", ".join(f"{value:g}" for value in point)
        table.add_row(f"d {f.__name__} / d {wrt}", f"({at})", *(f"{value:.6f}" for value in found.values()))
        equal = equal and max(found.values()) - min(found.values()) <= 1e-8 * abs(found["SymPy"])
    Console().print(table)
    if not equal:
        sys.exit("the methods differ")


if __name__ == "__main__":
    main()
