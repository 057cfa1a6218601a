"""Train a two-layer network on handwritten digits with a generated gradient.

The loss is plain NumPy. Its gradient is written by ``tangent_like``, handed to SciPy's L-BFGS-B, and timed against
autograd's. Exit status 1 if less than 95 % of the held-out digits are recognised.
"""

from __future__ import annotations

import argparse
import inspect
import statistics
import sys
import time
import types
from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy
import numpy as np
import tangent_like
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.syntax import Syntax
from scipy.optimize import minimize
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

HIDDEN = 40
WRT = ("W1", "b1", "W2", "b2")
SHAPES = ((64, HIDDEN), (HIDDEN,), (HIDDEN, 10), (10,))
GOAL = 0.95
console = Console()


def loss(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, X: np.ndarray, Y: np.ndarray) -> float:
    """Cross entropy of a softmax over one hidden layer, with a little weight decay. ``Y`` is one-hot."""
    hidden = np.tanh(X @ W1 + b1)
    scores = hidden @ W2 + b2
    scores = scores - np.max(scores, axis=1, keepdims=True)
    log_total = np.log(np.sum(np.exp(scores), axis=1))
    entropy = np.mean(log_total - np.sum(Y * scores, axis=1))
    return entropy + 5e-4 * (np.sum(W1 * W1) + np.sum(W2 * W2))


def unpack(theta: np.ndarray) -> list[np.ndarray]:
    """The four arrays in a flat vector."""
    ends = np.cumsum([np.prod(shape) for shape in SHAPES])
    return [part.reshape(shape) for part, shape in zip(np.split(theta, ends[:-1]), SHAPES, strict=True)]


def digits() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training images and one-hot labels, test images and labels."""
    images, labels = load_digits(return_X_y=True)
    X, X_test, labels, labels_test = train_test_split(images / 16, labels, test_size=0.25, random_state=0)
    return X, np.eye(10)[labels], X_test, labels_test


def train(gradient: Callable[..., Any], X: np.ndarray, Y: np.ndarray, iterations: int) -> np.ndarray:
    """The weights that L-BFGS-B finds, showing its progress."""
    random = np.random.default_rng(0)
    start = np.concatenate([0.1 * random.standard_normal(shape).ravel() for shape in SHAPES])
    latest = 0.0

    def objective(theta: np.ndarray) -> tuple[float, np.ndarray]:
        nonlocal latest
        latest, gradients = gradient(*unpack(theta), X, Y)
        return latest, np.concatenate([part.ravel() for part in gradients])

    columns = TextColumn("training"), BarColumn(), MofNCompleteColumn(), TextColumn("loss {task.fields[loss]:.4f}")
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("", total=iterations, loss=float("nan"))
        found = minimize(
            objective,
            start,
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": iterations},
            callback=lambda _: progress.update(task, advance=1, loss=latest),
        )
    return found.x


def accuracy(theta: np.ndarray, X: np.ndarray, labels: np.ndarray) -> float:
    W1, b1, W2, b2 = unpack(theta)
    return float(np.mean(np.argmax(np.tanh(X @ W1 + b1) @ W2 + b2, axis=1) == labels))


def with_autograd() -> Callable[..., Any]:
    """The value and gradient of the same loss by autograd: the same code, its ``np`` being autograd's."""
    wrapped = types.FunctionType(loss.__code__, {**globals(), "np": autograd.numpy}, "loss")
    return autograd.value_and_grad(wrapped, argnum=(0, 1, 2, 3))


def compared(ours: Callable[..., Any], theirs: Callable[..., Any], args: list[np.ndarray], repeats: int) -> None:
    """Time both, one after the other, and check that they agree."""
    for mine, other in zip(ours(*args)[1], theirs(*args)[1], strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-9, atol=1e-12)
    times: dict[str, list[float]] = {"generated": [], "autograd": []}
    for _ in range(repeats):
        for name, gradient in (("generated", ours), ("autograd", theirs)):
            began = time.perf_counter()
            gradient(*args)
            times[name].append(time.perf_counter() - began)
    mine, other = (1e3 * statistics.median(times[name]) for name in ("generated", "autograd"))
    console.print(f"one gradient, median of {repeats}: generated {mine:.2f} ms, autograd {other:.2f} ms")


def main() -> None:
    """Print the gradient, train, and report accuracy and times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer iterations and repeats")
    quick = parser.parse_args().quick
    gradient = tangent_like.value_and_grad(loss, wrt=WRT)
    console.print(Syntax("", "python", theme="ansi_dark").highlight(inspect.getsource(gradient)), soft_wrap=True)
    X, Y, X_test, labels_test = digits()
    theta = train(gradient, X, Y, iterations=60 if quick else 200)
    compared(gradient, with_autograd(), [*unpack(theta), X, Y], repeats=20 if quick else 200)
    reached = accuracy(theta, X_test, labels_test)
    console.print(f"accuracy on {len(labels_test)} held-out digits: {reached:.1%}")
    if reached < GOAL:
        sys.exit(1)


if __name__ == "__main__":
    main()
