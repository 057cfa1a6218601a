"""Find the diffusivity of a metal rod from its temperatures, with the gradient of a heat equation stepped in place.

Exit status 1 if the gradient differs from central differences, or the diffusivity is not found.
"""

from __future__ import annotations

import inspect
import sys

import numpy as np
import tangent_like
from rich.console import Console
from rich.syntax import Syntax

POINTS, SPACING, TIME_STEP, STEPS = 51, 0.02, 1.0, 300  # m and s: a rod of 1 m, for five minutes
COPPER = 1.11e-4  # its diffusivity in m²/s
GUESS, RATE, DESCENTS = 0.15, 5e-4, 15  # of the diffusion number k, which has no unit
console = Console()


def misfit(k: float, start: np.ndarray, seen: np.ndarray, steps: int) -> float:
    """Mean square of the difference to the temperatures seen, in K². The ends of the rod keep their temperatures.

    ``k`` is the diffusivity times the time step, over the square of the spacing.
    """
    u = start.copy()
    for _ in range(steps):
        u[1:-1] = u[1:-1] + k * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.mean((u - seen) ** 2)


def measured(start: np.ndarray) -> np.ndarray:
    """The temperatures of a copper rod at the end, with an error of 0.1 K."""
    u = start.copy()
    for _ in range(STEPS):
        u[1:-1] += COPPER * TIME_STEP / SPACING**2 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return u + 0.1 * np.random.default_rng(0).standard_normal(POINTS)


def main() -> None:
    """Print the gradient, check it, and descend."""
    start = np.where(np.arange(POINTS) < POINTS // 2, 80.0, 20.0)  # °C
    args = (start, measured(start), STEPS)
    gradient = tangent_like.value_and_grad(misfit, example_args=(GUESS, *args))
    console.print(Syntax("", "python", theme="ansi_dark").highlight(inspect.getsource(gradient)), soft_wrap=True)

    ours, numerical = gradient(GUESS, *args)[1], tangent_like.numerical_grad(misfit)(GUESS, *args)
    console.print(f"gradient at k = {GUESS}: generated {ours:.5f}, by differences {numerical:.5f} K²")
    k = GUESS
    for descent in range(DESCENTS):
        value, slope = gradient(k, *args)
        if descent % 2 == 0:
            console.print(f"{descent:2}: misfit {value:7.4f} K², diffusivity {k * SPACING**2 / TIME_STEP:.3e} m²/s")
        k -= RATE * slope
    if abs(ours - numerical) > 1e-6 * abs(numerical):
        sys.exit("the gradient differs from central differences")
    if abs(k * SPACING**2 / TIME_STEP - COPPER) > 0.01 * COPPER:
        sys.exit("the diffusivity is not found")


if __name__ == "__main__":
    main()
