"""What a Jacobian costs in all directions at once, against one call for each direction.

    python benchmarks/jacobians.py [--rounds 15] [--size 50] [--json FILE]

Both take turns in one process; each number is a median over the rounds, of which each takes the best of three runs.
``ratio`` is the time of single directions over that of all at once.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tangent_like as tl
from rich.console import Console
from rich.table import Table
from tangent_like import vectorised

GOAL = 3.0
"""How many times faster all directions at once should be, as the median over the functions."""


def softmax(x: np.ndarray) -> Any:
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def perceptron(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> Any:
    return np.tanh(W @ np.tanh(W @ x + b) + b)


def heat(u: np.ndarray, steps: int) -> Any:
    for _ in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return u


def cell(h: np.ndarray, x: np.ndarray, W: np.ndarray, U: np.ndarray) -> Any:
    return np.tanh(x @ W + h @ U)


def recurrent(h: np.ndarray, xs: np.ndarray, W: np.ndarray, U: np.ndarray) -> Any:
    for x in xs:
        h = cell(h, x, W, U)
    return h


def by_elements(x: np.ndarray) -> Any:
    y = np.zeros(x.shape)
    for i in range(1, len(x)):
        y[i] = x[i] * x[i - 1] + 0.5 * y[i - 1]
    return y


def rosenbrock(x: np.ndarray) -> Any:
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


@dataclass
class Row:
    """Seconds for one matrix, both ways."""

    name: str
    what: str
    at_once: float
    singly: float

    @property
    def ratio(self) -> float:
        return self.singly / self.at_once


def matrices(size: int) -> list[tuple[str, str, Callable[..., Any], tuple[Any, ...]]]:
    """Names, and the functions that make a Jacobian or a Hessian, with their arguments."""
    random = np.random.default_rng(0)
    x, b = random.normal(size=size), random.normal(size=size)
    W, U = random.normal(size=(size, size)) / size, random.normal(size=(size, size)) / size
    functions: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
        (softmax, (x,)),
        (perceptron, (x, W, b)),
        (heat, (x, 10)),
        (recurrent, (x, random.normal(size=(5, size)), W, U)),
        (by_elements, (x,)),
    ]
    found = [
        (f.__name__, mode, tl.jacobian(f, mode=mode), args) for f, args in functions for mode in ("forward", "reverse")
    ]
    return [*found, ("rosenbrock", "hessian", tl.hessian(rosenbrock), (x,))]


def best(function: Callable[..., Any], args: tuple[Any, ...]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(*args)
        times.append(time.perf_counter() - start)
    return min(times)


def measured(size: int, rounds: int) -> list[Row]:
    """Both ways in turns: ``FEWEST`` decides which one a call takes."""
    fewest, rows = vectorised.FEWEST, []
    for name, what, function, args in matrices(size):
        times: dict[int, list[float]] = {fewest: [], size * size: []}
        for _ in range(rounds):
            for threshold, found in times.items():
                vectorised.FEWEST = threshold
                function(*args)
                found.append(best(function, args))
        vectorised.FEWEST = fewest
        rows.append(Row(name, what, *(statistics.median(found) for found in times.values())))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--size", type=int, default=50)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = measured(options.size, options.rounds)
    table = Table("function", "matrix", "at once", "singly", "ratio")
    for row in rows:
        table.add_row(
            row.name, row.what, *(f"{1e3 * one:.2f} ms" for one in (row.at_once, row.singly)), f"{row.ratio:.1f}"
        )
    console = Console()
    console.print(table)
    median = statistics.median(row.ratio for row in rows)
    console.print(f"median ratio {median:.1f}, the goal is at least {GOAL}")
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
