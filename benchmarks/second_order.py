"""What second derivatives cost, in gradients: products with the Hessian, the whole Hessian, its diagonal.

    python benchmarks/second_order.py [--rounds 15] [--size 300] [--json FILE]

A gradient, a product and a Hessian take turns in one process; each number is a median over the rounds, of which each
takes the best of five runs. ``hvp / grad`` should stay under 4, ``hessian / n grads`` near that, or far below it where
the Hessian is seen to be diagonal. What is refused is listed below the table.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tangent_like as tl
from rich.console import Console
from rich.table import Table
from tangent_like.errors import TangentError

GOAL = 4.0
"""How many gradients a product may cost, as the median over the functions."""


def rosenbrock(x: np.ndarray) -> Any:
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def rosenbrock_in_place(x: np.ndarray) -> Any:
    near = np.sum((1.0 - x) ** 2)
    x[1:] = 10.0 * (x[1:] - x[:-1] ** 2)
    x[0] = 0.0
    return near + np.sum(x * x)


def logistic_regression(w: np.ndarray, X: np.ndarray, y: np.ndarray) -> Any:
    return np.sum(np.log(1.0 + np.exp(-y * (X @ w))))


def logistic_map(x: np.ndarray, r: float, steps: int) -> Any:
    for _ in range(steps):
        x[1:] = r * x[1:] * (1.0 - x[:-1])
    return np.sum(x * x)


def separable(x: np.ndarray) -> Any:
    return np.sum(np.exp(x) * x)


def programs(size: int) -> list[tuple[Callable[..., Any], tuple[Any, ...]]]:
    random = np.random.default_rng(0)
    x = random.uniform(0.1, 0.9, size)
    X, y = random.standard_normal((2 * size, size)), np.sign(random.standard_normal(2 * size))
    return [
        (rosenbrock, (x,)),
        (rosenbrock_in_place, (x,)),
        (logistic_regression, (x / size, X, y)),
        (logistic_map, (x, 2.5, 10)),
        (separable, (x,)),
    ]


@dataclass(frozen=True)
class Cost:
    """Seconds for a gradient, and what the others cost in gradients; the Hessian as a share of ``n`` of them."""

    gradient: float
    product: float
    hessian: float
    diagonal: float


def seconds(call: Callable[[], Any], least: float = 2e-4) -> float:
    """Seconds for one call: the best of five runs, each of as many calls as the clock can tell."""
    repeats = 1
    while True:
        passed = min(_elapsed(call, repeats) for _ in range(5))
        if passed >= least:
            return passed / repeats
        repeats *= 4


def _elapsed(call: Callable[[], Any], repeats: int) -> float:
    began = time.perf_counter()
    for _ in range(repeats):
        call()
    return time.perf_counter() - began


def cost(f: Callable[..., Any], args: tuple[Any, ...], rounds: int) -> Cost:
    options = {"example_args": args}
    along = np.random.default_rng(1).standard_normal(len(args[0]))
    gradient, product = tl.grad(f, **options), tl.hvp(f, **options)
    hessian, diagonal = tl.hessian(f, **options), tl.hessian_diag(f, **options)
    calls: list[Callable[[], Any]] = [
        lambda: gradient(*args),
        lambda: product(*args, along),
        lambda: hessian(*args),
        lambda: diagonal(*args),
    ]
    times = [[seconds(call) for call in calls] for _ in range(rounds)]
    one = statistics.median(each[0] for each in times)
    ratios = [statistics.median(each[position] / each[0] for each in times) for position in (1, 2, 3)]
    return Cost(one, ratios[0], ratios[1] / len(args[0]), ratios[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    table = Table(f"function, n = {chosen.size}", "grad", "hvp / grad", "hessian / n grads", "diagonal / grad")
    costs: dict[str, Cost] = {}
    refused: dict[str, str] = {}
    for f, args in programs(chosen.size):
        try:
            found = cost(f, args, chosen.rounds)
        except TangentError as error:
            refused[f.__name__] = error.message
            continue
        costs[f.__name__] = found
        numbers = (found.product, found.hessian, found.diagonal)
        table.add_row(f.__name__, f"{1e6 * found.gradient:.1f} us", *(f"{number:.2f}" for number in numbers))
    console = Console()
    console.print(table)
    for name, message in refused.items():
        console.print(f"refused: {name}: {message}", markup=False, soft_wrap=True)
    if costs:
        median = statistics.median(one.product for one in costs.values())
        console.print(f"hvp / grad: median {median:.2f} of {len(costs)}, goal {GOAL:.0f}")
    if chosen.json is not None:
        found_all = {**{name: asdict(one) for name, one in costs.items()}, **refused}
        chosen.json.write_text(json.dumps(found_all, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
