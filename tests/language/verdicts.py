"""Derivatives of a program of the corpus, and what they should be by central differences."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import tangent_like as tl

PAIRS = [("reverse", "reverse"), ("reverse", "forward"), ("forward", "reverse"), ("forward", "forward")]
"""The modes of a second derivative, the first one first."""

Program = Callable[[float], Any]


def value(f: Program, x: float) -> float:
    with np.errstate(all="ignore"):
        return float(f(x))


def expected_first(f: Program, x: float, step: float = 1e-4) -> float:
    """The derivative by central differences of fourth order."""
    one, two = (value(f, x + k * step) - value(f, x - k * step) for k in (1, 2))
    return (8 * one - two) / (12 * step)


def expected_second(f: Program, x: float, step: float = 1e-3) -> float:
    """The second derivative, by differences of sixth order."""
    weights = (-49 / 18, 3 / 2, -3 / 20, 1 / 90)
    sums = [value(f, x + k * step) + value(f, x - k * step) if k else value(f, x) for k in range(4)]
    return sum(weight * one for weight, one in zip(weights, sums, strict=True)) / step**2


def derivative(f: Program, mode: str, **options: Any) -> Callable[..., Any]:
    make = tl.grad if mode == "reverse" else tl.jvp
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return make(f, **options)


def first(f: Program, x: float, mode: str, kinds: bool, optimized: bool = True) -> float:
    """The derivative of a program by one mode."""
    made = derivative(f, mode, example_args=(x,) if kinds else None, optimized=optimized)
    with np.errstate(all="ignore"):
        return float(made(x) if mode == "reverse" else made(x, 1.0))


def second(f: Program, x: float, modes: tuple[str, str], kinds: bool) -> float:
    """The second derivative of a program by a pair of modes."""
    inner = derivative(f, modes[0], example_args=(x,) if kinds else None)
    outer = derivative(inner, modes[1])
    given = [x, *([1.0] if modes[0] == "forward" else [])]
    with np.errstate(all="ignore"):
        if modes[1] == "reverse":
            return float(outer(*given))
        last = list(inspect.signature(outer).parameters)[-1]
        return float(outer(*given, **{last: 1.0}))


def combination_problem(f: Program, x: float) -> str:
    """What is wrong with the derivatives of a program in either mode, with kinds known and not; nothing if refused."""
    try:
        wanted, rougher = expected_first(f, x), expected_first(f, x, 2e-5)
    except Exception as raised:
        return _raising_problem(f, x, type(raised))
    if abs(wanted - rougher) > 1e-5 * max(1.0, abs(wanted)):
        return ""
    for mode in ("reverse", "forward"):
        for kinds in (True, False):
            try:
                found = first(f, x, mode, kinds)
            except (tl.TangentError, ValueError) as error:
                if isinstance(error, tl.TangentError) or re.match(r".*:\d+:\d+: ", str(error)):
                    continue
                return f"{mode}, kinds {kinds}: {error!r}"
            except Exception as error:
                return f"{mode}, kinds {kinds}: {error!r}"
            if abs(found - wanted) > 1e-5 * max(1.0, abs(wanted)):
                return f"{mode}, kinds {kinds}: {found}, by differences {wanted}"
    return ""


def _raising_problem(f: Program, x: float, error: type[Exception]) -> str:
    same = NameError if issubclass(error, NameError) else error
    for mode in ("reverse", "forward"):
        try:
            first(f, x, mode, True)
        except (tl.TangentError, same):
            continue
        except Exception as other:
            return f"the primal raises {error.__name__}, {mode} mode {other!r}"
        return f"the primal raises {error.__name__}, {mode} mode nothing"
    return ""
