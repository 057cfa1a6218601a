"""Expressions as data: quoted, matched, rewritten, and back to Python unchanged."""

from __future__ import annotations

import ast

import gast
import pytest
from tangent_like.syntax import (
    NONE,
    Expr,
    UnknownSyntaxError,
    call,
    const,
    count,
    dotted,
    from_gast,
    is_const,
    keywords,
    match,
    name,
    names_in,
    parse,
    positional,
    quote,
    rewrite,
    substitute,
    walk,
)

EXPRESSIONS = [
    "x + y * z ** -w // 2 % 3 @ m", "~x & y | z ^ w << 1 >> 2", "not x and y or z", "a < b <= c != d is None not in e",
    "x if y else z", "f(x, *y, k=z, **w)", "x[1:2, ::3, ..., None]", "x.y.z[0].w", "[x, (y, *z), {w}, {a: b}]",
    "f'{x!r:>{w}} of {y:.3f}'", "-1.5e-300 + 2j", "(-1) ** x", "'text'", "b'bytes'[0]", "x[()]", "(x,)",
    "True or False", "np.linalg.norm(x, ord=2)[..., None]",
]  # fmt: skip


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expressions_survive_the_way_there_and_back(text: str) -> None:
    assert ast.dump(ast.parse(str(parse(text)), mode="eval")) == ast.dump(ast.parse(text, mode="eval"))


@pytest.mark.parametrize("text", ["lambda x: x", "[x for x in y]", "(x := y)", "(x for x in y)"])
def test_what_has_no_term_is_told(text: str) -> None:
    with pytest.raises(UnknownSyntaxError):
        from_gast(gast.parse(text, mode="eval").body)


def test_equal_code_is_equal_data() -> None:
    assert parse("f(x,  1)") == parse("f(x, 1)")
    assert len({parse("x + 1"), parse("x+1"), parse("x + 1.0")}) == 2


@pytest.mark.parametrize(("one", "other"), [("1", "1.0"), ("1", "True"), ("0.0", "-0.0"), ("'1'", "1"), ("0", "False")])
def test_constants_that_python_takes_for_equal_differ(one: str, other: str) -> None:
    assert parse(one) != parse(other)


def test_the_place_takes_no_part_in_comparison() -> None:
    assert parse("\n  x".strip()) == name("x")
    assert parse("a + x").args[1].at == (1, 4)


def test_holes_are_filled() -> None:
    assert quote("_a * _b + _a", _a=parse("x + 1"), _b=name("y")) == parse("(x + 1) * y + (x + 1)")


def test_patterns_match_structure() -> None:
    assert match("_a * _b", parse("(x + 1) * y")) == {"_a": parse("x + 1"), "_b": name("y")}
    assert match("_a * _a", parse("x * x")) == {"_a": name("x")}
    assert match("_a * _a", parse("x * y")) is None
    assert match("f(_a)", parse("g(x)")) is None
    assert match("f(_a, k=_b)", parse("f(x, k=1)")) == {"_a": name("x"), "_b": const(1)}


def test_calls_come_apart() -> None:
    expr = parse("f(x, *y, k=z)")
    assert positional(expr) == (name("x"), Expr("star", (name("y"),)))
    assert keywords(expr) == {"k": name("z")}
    assert call(name("f"), name("x"), k=name("z")) == parse("f(x, k=z)")


def test_names() -> None:
    expr = parse("f(x, k=y[z]) + x.w")
    assert names_in(expr) == {"f", "x", "y", "z"}
    assert count(expr, "x") == 2
    assert dotted(parse("np.linalg.inv")) == ("np", "linalg", "inv")
    assert dotted(parse("f().x")) is None


def test_walk_goes_outermost_first_and_left_to_right() -> None:
    assert [one.leaf for one in walk(parse("a + b * c")) if one.head == "name"] == ["a", "b", "c"]
    assert next(walk(parse("a + b"))).head == "+"


def test_substitution_happens_once() -> None:
    assert substitute(parse("x + y"), {"x": name("y"), "y": name("x")}) == parse("y + x")
    assert substitute(parse("f(x).x"), {"x": parse("a + b")}) == parse("f(a + b).x")


def test_rewriting_is_innermost_first() -> None:
    doubled = rewrite(parse("1 + 2"), lambda one: const(one.value * 2) if one.head == "const" else one)
    assert doubled == parse("2 + 4")


def test_unchanged_terms_are_the_same_object() -> None:
    expr = parse("x + y * z")
    assert substitute(expr, {"w": NONE}) is expr
    assert rewrite(expr, lambda one: one) is expr


def test_is_const() -> None:
    assert is_const(const(1), 1)
    assert not is_const(const(1.0), 1)
    assert not is_const(const(True), 1)
