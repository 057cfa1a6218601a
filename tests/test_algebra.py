"""Sums and products written as a person would."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tangent_like.algebra import add, factors_of, fold, multiply
from tangent_like.syntax import Expr, parse


def text(expr: Expr) -> str:
    return str(expr)


@pytest.mark.parametrize(
    ("factor", "incoming", "product"),
    [
        ("1", "bz", "bz"),
        ("x", "bz", "x * bz"),
        ("2 * x", "3 * bz", "6 * x * bz"),
        ("-x", "bz", "-(x * bz)"),
        ("-x", "-bz", "x * bz"),
        ("1 / x", "bz", "bz / x"),
        ("x", "bz / y", "x * bz / y"),
        ("2 * x ** 1", "bz", "2 * x * bz"),
        ("-1", "bz", "-bz"),
        ("0.5", "2.0 * bz", "bz"),
    ],
)
def test_multiply(factor: str, incoming: str, product: str) -> None:
    assert text(multiply(parse(factor), parse(incoming))) == product


@pytest.mark.parametrize("value", ["float('nan') * x", "0 * x", "0.0 * x"])
def test_multiply_never_drops_a_factor_that_may_be_nan(value: str) -> None:
    assert "x" in text(multiply(parse(value), parse("bz")))


@pytest.mark.parametrize(
    ("terms", "total"),
    [
        (["x * bz"], "x * bz"),
        (["x * bz", "y * bz"], "(x + y) * bz"),
        (["2 * x * bz", "3 * y * bz"], "(2 * x + 3 * y) * bz"),
        (["x * bz", "x * bz"], "2 * x * bz"),
        (["bz", "bz"], "2 * bz"),
        (["x * bz", "-y * bz"], "(x - y) * bz"),
        (["-x * bz", "y * bz"], "(y - x) * bz"),
        (["bz", "x * bz"], "(1 + x) * bz"),
        (["bz", "bw"], "bz + bw"),
        (["x * bz", "y * bw"], "x * bz + y * bw"),
    ],
)
def test_add(terms: list[str], total: str) -> None:
    assert text(add([parse(term) for term in terms])) == total


def test_terms_that_cancel_stay() -> None:
    assert "x" in text(add([parse("x * bz"), parse("-x * bz")]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x ** (2 - 1)", "x"),
        ("x ** (3 - 1)", "x ** 2"),
        ("2 + 3", "5"),
        ("x + 2 * 3", "x + 6"),
        ("x ** 1.0", "x ** 1.0"),
        ("0.1 + 0.2", "0.1 + 0.2"),
        ("x * 1", "x * 1"),
        ("0 * x", "0 * x"),
    ],
)
def test_fold(before: str, after: str) -> None:
    assert text(fold(parse(before))) == after


def test_a_product_is_taken_apart() -> None:
    found = factors_of(parse("-2 * x * y / (z * 3)"))
    assert found.coefficient == -2
    assert [text(one) for one in found.factors] == ["x", "y"]
    assert [text(one) for one in found.divisors] == ["z", "3"]


@pytest.mark.parametrize("seed", range(20))
def test_values_are_kept(seed: int) -> None:
    """Random products and sums have the same value after rewriting, to rounding."""
    pick = random.Random(seed)
    atoms = ["x", "y", "2", "0.5", "-3", "(x + y)", "x / y", "-y", "x ** 1", "1", "y * x"]
    values = {"x": 1.37, "y": -0.71, "bz": 0.9}
    terms = [" * ".join(pick.sample(atoms, pick.randint(1, 3))) for _ in range(pick.randint(1, 4))]
    made = add([multiply(parse(term), parse("bz")) for term in terms])
    assert np.isclose(eval(text(made), {}, values), sum(eval(term, {}, values) for term in terms) * 0.9)
