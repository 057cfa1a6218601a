"""The comparison finds planted faults, and lets correct gradients pass."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tangent_like.errors import GradientMismatchError
from tangent_like.gradcheck import compare


def polynomial(x: float, y: float) -> float:
    return x**2 + 3 * x * y + y**2


def polynomial_gradient(x: float, y: float) -> tuple[float, float]:
    return 2.0 * x + 3 * y, 3 * x + 2.0 * y


def log_sum(x: np.ndarray) -> float:
    return np.sum(np.log(x))


CORRECT: list[tuple[Callable[..., Any], Callable[..., Any], tuple[Any, ...]]] = [
    (lambda x: 3.0 * x, lambda x: (3.0,), (0.0,)),
    (lambda x: 2 * x, lambda x: (2.0,), (7,)),
    (lambda x: math.sqrt(x), lambda x: (0.5 / math.sqrt(x),), (1e-4,)),
    (lambda x: 1e8 + x, lambda x: (1.0,), (3.0,)),
    (lambda x: math.sin(1e3 * x), lambda x: (1e3 * math.cos(1e3 * x),), (0.7,)),
    (log_sum, lambda x: (1 / x,), (np.array([[1e-6, 1.0], [20.0, 5e6]]),)),
    (log_sum, lambda x: (1 / x,), (np.linspace(0.1, 2.0, 5, dtype=np.float32),)),
    (lambda x: np.sum(x * x), lambda x: (2.0 * x,), (np.zeros((0, 3)),)),
    (lambda x: x * x, lambda x: (2.0 * x,), (np.array(3.0),)),
    (lambda z: np.sum(np.abs(z) ** 2), lambda z: (2 * np.conj(z),), (np.array([1 + 2j, 3.0]),)),
    (
        lambda p: p["scale"] * np.sum(p["items"][0]) if p["name"] else 0.0,
        lambda p: ({"scale": np.sum(p["items"][0]), "items": [np.full(2, p["scale"])], "name": p["name"]},),
        ({"scale": 2.0, "items": [np.ones(2)], "name": "p"},),
    ),
]


@pytest.mark.parametrize(("f", "df", "args"), CORRECT)
def test_correct_gradients_pass(f: Callable[..., Any], df: Callable[..., Any], args: tuple[Any, ...]) -> None:
    report = compare(f, df, args)
    assert report.ok, str(report)
    report.raise_if_bad()


@pytest.mark.parametrize("wrt", ["all", (0, 1), ("x", "y"), [0, "y"]])
def test_wrt_by_name_and_position(wrt: Any) -> None:
    assert compare(polynomial, polynomial_gradient, (4,), {"y": 1.0}, wrt).ok


@pytest.mark.parametrize("fault", [1.0001, -1.0, 0.0, math.nan, math.inf])
def test_a_wrong_factor_is_found(fault: float) -> None:
    report = compare(log_sum, lambda x: (fault / x,), (np.array([0.5, 2.0, 3.0]),))
    assert not report.ok
    assert any(not row.ok for row in report.rows)


def test_one_wrong_element_is_found() -> None:
    def wrong(x: np.ndarray) -> tuple[np.ndarray]:
        gradient = 1 / x
        gradient[1] += 1e-3
        return (gradient,)

    assert not compare(log_sum, wrong, (np.linspace(1.0, 9.0, 50),)).ok


def test_a_wrong_second_argument_is_found() -> None:
    report = compare(polynomial, lambda x, y: (2.0 * x + 3 * y, 3.0 * x + y), (2.0, 1.0), wrt="all")
    assert {row.where for row in report.rows if not row.ok} == {"y"}


def broadcast(x: np.ndarray) -> tuple[np.ndarray]:
    return (np.broadcast_to(2.0, x.shape),)


def changes_its_argument(x: np.ndarray) -> tuple[np.ndarray]:
    x *= 2
    return (np.full(3, 2.0),)


calls = [0]


def counts(x: np.ndarray) -> tuple[np.ndarray]:
    calls[0] += 1
    return (np.full(3, 2.0 * calls[0]),)


@pytest.mark.parametrize(
    ("df", "problem"),
    [
        (broadcast, "the gradient of x is read-only"),
        (changes_its_argument, "the call changes its arguments"),
        (counts, "a second call returns something else"),
        (lambda x: (np.full(3, 2.0, np.float32),), "the gradient of x is float32[3] instead of float64[3]"),
        (lambda x: (np.full((3, 1), 2.0),), "the gradient of x is float64[3, 1] instead of float64[3]"),
        (lambda x: ([2.0],), "the gradient of x is a list instead of the argument's structure"),
        (lambda x: np.full(3, 2.0), "expected a tuple of 1 gradients, got ndarray"),
    ],
)
def test_every_other_promise(df: Callable[..., Any], problem: str) -> None:
    report = compare(lambda x: np.sum(2.0 * x), df, (np.ones(3),))
    assert problem in report.problems
    assert not report.ok


def test_gradients_that_share_memory_are_found() -> None:
    def same_twice(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        ones = np.ones(2)
        return ones, ones

    report = compare(lambda x, y: np.sum(x + y), same_twice, (np.zeros(2), np.ones(2)), wrt="all")
    assert report.problems == ("the gradient of y shares memory with the gradient of x",)
    report = compare(lambda x: np.sum(x * x) / 2, lambda x: (x,), (np.ones(2),))
    assert report.problems == ("the gradient of x shares memory with an argument",)


def test_a_seed_is_drawn_for_results_of_any_structure() -> None:
    def f(x: np.ndarray) -> tuple[np.ndarray, float]:
        return np.exp(x), np.sum(x)

    def df(seed: Any, x: np.ndarray) -> tuple[np.ndarray]:
        return (seed[0] * np.exp(x) + seed[1],)

    point = (np.array([[1.0, 0.0], [3.0, -4.0]]),)
    assert compare(f, df, point, seeded=True).ok
    assert not compare(f, lambda seed, x: (seed[0] * np.exp(x),), point, seeded=True).ok
    assert compare(lambda x: x * 2, lambda seed, x: (seed,), point, seeded=True).problems == (
        "the gradient of x shares memory with the seed",
    )


def test_a_point_outside_the_domain_is_not_ok() -> None:
    with np.errstate(all="ignore"):
        report = compare(np_sqrt, lambda x: (0.5 / np.sqrt(x),), (np.array([0.0, 1.0]),))
    assert not report.ok


def np_sqrt(x: np.ndarray) -> float:
    return np.sum(np.sqrt(x))


def test_the_same_call_gives_the_same_report() -> None:
    def again() -> str:
        return str(compare(log_sum, lambda x: (1 / x,), (np.array([0.5, 2.0]),)))

    assert again() == again()


def test_the_report_prints_well() -> None:
    report = compare(polynomial, lambda x, y: (1.0,), (2.0, 1.0), directions=1)
    lines = str(report).splitlines()
    assert lines[0] == "polynomial: the gradient is wrong"
    assert lines[1].split() == ["argument", "ours", "numerical", "relative", "error"]
    assert lines[2].split()[0] == "x"
    assert lines[2].endswith("DIFFERS")
    with pytest.raises(GradientMismatchError, match="the gradient is wrong") as caught:
        report.raise_if_bad()
    assert str(report) in str(caught.value)
