"""What a numeric kernel is: a function that writes arrays and returns one number, with arguments of any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Arguments = Callable[[int, np.random.Generator], tuple[Any, ...]]
Function = Callable[..., Any]


@dataclass(frozen=True)
class Kernel:
    """A function, and the arguments for a size.

    ``small``: a size for central differences. ``large``: a size at which the function takes milliseconds. ``linear``:
    what is overwritten enters linearly, so that a derivative needs none of the values that are lost.
    """

    function: Function
    make: Arguments
    wrt: tuple[str, ...]
    small: int
    large: int
    linear: bool

    @property
    def name(self) -> str:
        return self.function.__name__

    def arguments(self, n: int) -> tuple[Any, ...]:
        """Arguments of size ``n``, the same in each call."""
        return self.make(n, np.random.default_rng(0))


def adding_to(kernels: list[Kernel]) -> Callable[..., Callable[[Function], Function]]:
    """The decorator that adds kernels to a list; ``wrt`` are names with blanks between them."""

    def kernel(
        make: Arguments, wrt: str, small: int, large: int, linear: bool = False
    ) -> Callable[[Function], Function]:
        def add(function: Function) -> Function:
            kernels.append(Kernel(function, make, tuple(wrt.split()), small, large, linear))
            return function

        return add

    return kernel


def dominant(n: int, r: np.random.Generator) -> Any:
    """A matrix with a dominant diagonal."""
    return r.normal(size=(n, n)) / n + 2.0 * np.eye(n)


def definite(n: int, r: np.random.Generator) -> Any:
    """A symmetric matrix with positive eigenvalues."""
    b = r.normal(size=(n, n)) / np.sqrt(n)
    return b @ b.T + np.eye(n)


def lower(n: int, r: np.random.Generator) -> Any:
    """A lower triangular matrix that is easy to solve with."""
    return np.tril(r.normal(size=(n, n)) / n, -1) + np.diag(1.0 + r.random(n))
