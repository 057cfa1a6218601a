"""How long compiling takes: `grad` of small functions and of one of 30 lines, cold and cached; and the import.

The process that measures a first call is a new one each time; imports alternate with NumPy's alone, and all modules
have been compiled to bytecode before. All numbers are medians. ``--json FILE`` writes them to a file as well.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

GOALS = {
    "grad, first of the process": 30e-3,
    "grad, second of the process": 10e-3,
    "grad, cold": 30e-3,
    "grad of three arguments, cold": None,
    "grad, cached": 15e-6,
    "import beyond NumPy": 150e-3,
}


_ENV = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""What processes that measure are started with: they find modules compiled, as users do from the second time on."""


def small(x: float) -> float:
    return x * np.sin(x)


def steps(u: np.ndarray, rate: float, count: int) -> float:
    for _ in range(count):
        u[1:] = rate * u[1:] * (1.0 - u[:-1])
    return np.sum(u)


def model(W: np.ndarray, b: np.ndarray, v: np.ndarray, x: np.ndarray, y: np.ndarray, steps: int, rate: float) -> float:
    h = np.zeros_like(b)
    total = 0.0
    for t in range(steps):
        z = W @ h + b
        z = z + x[t]
        if t % 2 == 0:
            h = np.tanh(z)
        else:
            h = 0.5 * (np.tanh(z) + z)
        scale = np.sqrt(np.sum(h * h) + 1.0)
        h = h / scale
        predicted = np.dot(v, h)
        residual = predicted - y[t]
        if abs(residual) > 1.0:
            part = 2.0 * abs(residual) - 1.0
        else:
            part = residual**2
        total = total + part
    penalty = np.sum(W * W) + np.sum(v * v)
    spread = np.mean((v - np.mean(v)) ** 2)
    damped = rate * penalty / (1.0 + penalty)
    curvature = np.exp(-spread) * np.log(1.0 + spread)
    k = 0
    while k < 3:
        damped = 0.5 * (damped + penalty / (1.0 + damped))
        k = k + 1
    largest = np.max(np.abs(b))
    smooth = np.log(np.sum(np.exp(b - largest))) + largest
    total = total / steps + damped
    total = total + curvature
    total = total - 0.01 * smooth
    return total


def once(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def grad_times(wrt: tuple[int, ...]) -> dict[str, float]:
    """Seconds for the first two calls of `grad` in a process, for a 30-line function, and for the same one again."""
    import tangent_like

    first = once(lambda: tangent_like.grad(small))
    second = once(lambda: tangent_like.grad(steps))
    cold = once(lambda: tangent_like.grad(model, wrt=wrt))
    cached = statistics.median(once(lambda: tangent_like.grad(model, wrt=wrt)) for _ in range(1000))
    if len(wrt) > 1:
        return {"grad of three arguments, cold": cold}
    return {
        "grad, first of the process": first,
        "grad, second of the process": second,
        "grad, cold": cold,
        "grad, cached": cached,
    }


def in_new_process(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True, env=_ENV).stdout


def measured(repeats: int) -> dict[str, float]:
    """The medians over ``repeats`` new processes each, after one that leaves the bytecode of all modules behind."""
    in_new_process(__file__, "--grad-times", "0")
    runs = [
        {
            key: value
            for wrt in ("0", "012")
            for key, value in json.loads(in_new_process(__file__, "--grad-times", wrt)).items()
        }
        for _ in range(repeats)
    ]
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    beyond = []
    for _ in range(repeats):
        both = once(lambda: in_new_process("-c", "import numpy, tangent_like"))
        beyond.append(both - once(lambda: in_new_process("-c", "import numpy")))
    return {**medians, "import beyond NumPy": statistics.median(beyond)}


def shown(seconds: float) -> str:
    return f"{1e3 * seconds:.2f} ms" if seconds >= 1e-3 else f"{1e6 * seconds:.1f} us"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--grad-times", metavar="WRT", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.grad_times:
        print(json.dumps(grad_times(tuple(map(int, chosen.grad_times)))))
        return
    with tempfile.TemporaryDirectory() as folder:
        _ENV["PYTHONPYCACHEPREFIX"] = folder
        found = measured(chosen.repeats)
    table = Table("what", "median", "goal")
    for name, seconds in found.items():
        goal = GOALS[name]
        table.add_row(name, shown(seconds), "" if goal is None else f"under {shown(goal)}")
    Console().print(table)
    if chosen.json is not None:
        chosen.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
