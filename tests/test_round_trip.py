"""Random programs: the front half gives each back, and its gradient agrees with central differences."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from programs import Generator, text_of
from shrinking import shrunk
from support import close, function_from, gradient_problem, live
from tangent_like.differences import numerical_grad, same
from tangent_like.pipeline import round_trip
from tangent_like.templates import load
from tangent_like.templates.rules import RULES

TIMES = int(os.environ.get("TANGENT_LIKE_FUZZ", "1"))
CHUNK = 10
WRT = ("x", "y", "v", "xs")


def points() -> list[tuple[Any, ...]]:
    """Arguments, with no trips and with several."""
    random = np.random.default_rng(5)
    return [(*random.normal(size=2).tolist(), random.normal(size=3), random.normal(size=3).tolist(), n) for n in (3, 0)]


def outcome(function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """What a call returns, or the exception that it raises."""
    try:
        with np.errstate(all="ignore"):
            return function(*copy.deepcopy(args))
    except NameError:
        return ("no program",)
    except Exception as error:
        return type(error).__name__, re.sub(r"'\w+'", "''", str(error))


def trip_problem(text: str) -> str:
    """How the front half alone changes what a program does."""
    function = function_from(text)
    if any(same(outcome(function, args), ("no program",)) for args in points()):
        return ""
    for optimized in (True, False):
        try:
            output = round_trip(function, optimized)
            again = live(output)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        for args in points():
            before, after = outcome(function, args), outcome(again, args)
            if not same(before, after):
                return f"returned {before}, printed again {after}, optimised: {optimized}\n{output.text}"
    return ""


def slopes(function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """The gradient by central differences; None where the function is not smooth, not finite, or no program."""
    try:
        with np.errstate(all="ignore"):
            wide, narrow = (numerical_grad(function, wrt=WRT, step=step)(*args) for step in (1e-4, 1e-6))
            best = numerical_grad(function, wrt=WRT)(*args)
            value = function(*args)
    except Exception:
        return None
    flat = np.concatenate([np.ravel(part) for part in best])
    bounded = np.all(np.isfinite(flat)) and np.max(np.abs(flat)) < 1e4 and abs(value) < 1e4
    smooth = bounded and close(wide, narrow, 1e-4, 1e-4) and close(best, narrow, 1e-4, 1e-4)
    return best if smooth else None


def gradient_fault(text: str) -> str | None:
    """What is wrong with the gradient of a program; None if the program does not lend itself to the comparison."""
    function = function_from(text)
    compared = False
    for args in points():
        expected = slopes(function, args)
        if expected is None:
            continue
        compared = True
        for options in ({}, {"optimized": False}, {"example_args": args}):
            try:
                problem = gradient_problem(function, args, WRT, expected, **options)
            except Exception as error:
                problem = f"{type(error).__name__}: {error}"
            if problem:
                return f"{options or 'nothing known'}: {problem}"
    return "" if compared else None


def report(text: str, seed: int, problem: Callable[[str], str | None]) -> str:
    """The smallest program found that fails in the same way."""

    def kind(candidate: str) -> str:
        try:
            found = problem(candidate) or ""
        except (SyntaxError, NameError):
            return ""
        return re.sub(r"\d|\w+' where|'.*?'", "", found[:60]) if "Error" in found[:60] else found.split(" ", 3)[0]

    wanted = kind(text)
    least = shrunk(text, "f", lambda one: kind(one) == wanted)
    return f"seed {seed}\n{least[least.index('def f(') :]}\n{problem(least)}"


@pytest.mark.parametrize("chunk", range(20 * TIMES))
def test_the_front_half_reproduces_the_primal(chunk: int) -> None:
    for seed in range(CHUNK * chunk, CHUNK * (chunk + 1)):
        text = text_of(Generator(seed).program())
        if trip_problem(text):
            pytest.fail(report(text, seed, trip_problem))


@pytest.mark.parametrize("chunk", range(10 * TIMES))
def test_gradients_agree_with_central_differences(chunk: int) -> None:
    compared = 0
    for seed in range(CHUNK * chunk, CHUNK * (chunk + 1)):
        text = text_of(Generator(seed).program())
        problem = gradient_fault(text)
        compared += problem is not None
        if problem:
            pytest.fail(report(text, seed, gradient_fault))
    assert compared >= CHUNK // 3


def test_a_planted_fault_is_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    monkeypatch.setitem(RULES, np.tanh, RULES[np.sinh])
    texts = (text_of(Generator(seed).program()) for seed in range(100))
    text = next(one for one in texts if (gradient_fault(one) or "").startswith("nothing known: gradient"))
    assert len(text.splitlines()) > 40
    least = report(text, 0, gradient_fault)
    program = least[least.index("def f(") : least.index("nothing known")]
    assert "squash" in program or "np.tanh" in program or "two(" in program
    assert len(program.splitlines()) <= 8
