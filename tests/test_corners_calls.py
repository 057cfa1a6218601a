"""Corners of the language, calls: each program against central differences."""

# ruff: noqa: B023 - programs are written as people write them

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support_programs import WAYS, check

rng = np.random.default_rng(0)
A, B, v, w = rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), rng.normal(size=4), rng.normal(size=3)
CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []


def case(*args: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a program with its arguments."""

    def add(f: Callable[..., Any]) -> Callable[..., Any]:
        CASES.append((f, args))
        return f

    return add


def twice(x: Any, n: Any = 2) -> Any:
    return x * n


def rec(x: Any, n: Any) -> Any:
    if n <= 0:
        return [x]
    r = rec(x * x, n - 1)
    return [x * r[0], r]


x = 1000.0


def sq(y: Any) -> Any:
    return y * y


def mk(n: Any) -> Any:

    def inner(y: Any) -> Any:
        return y * n

    return inner


tri = mk(3.0)


class M:
    k = 2.5

    @staticmethod
    def st(y):
        return y * M.k


def multi(a: Any, b: Any = 2.0, *rest: Any, c: Any, d: Any = 1.0, **kw: Any) -> Any:
    return a * b * c * d * len(rest) + len(kw)


def pair(a: Any, b: Any) -> Any:
    return (a * b, a + b)


def dct(a: Any) -> Any:
    return {"u": a * a, "v": [a, 2.0]}


def norec(x: Any, n: Any) -> Any:
    if n < 1:
        return 0.0
    y = norec(x, n - 1)
    z = norec(x * y + 1.0, n - 2)
    return x * y + z + x


def same(x: Any) -> Any:
    return x


def noact(n: Any) -> Any:
    return n + 1


def spec(a: Any, b: Any) -> Any:
    return a * b


@case(2.0)
def call_1(x: Any) -> Any:
    return twice(x) * twice(x, 3) * twice(n=x, x=4)


@case(1.1)
def call_2(x: Any) -> Any:
    r = rec(x, 2)
    return r[0]


@case(1.1, v, A)
def call_3(x: Any, y: Any, z: Any) -> Any:
    return twice(x) + np.sum(twice(y)) + np.sum(twice(z, x)) + twice(twice(twice(x)))


@case(2.0)
def call_4(x: Any) -> Any:

    def g(y: Any) -> Any:
        return y * k

    k = x
    a = g(3.0)
    k = x * x
    return a + g(x)


@case(2.0)
def call_5(x: Any) -> Any:
    s = 0.0
    for i in range(3):

        def g(y: Any) -> Any:
            return y * i * x

        s = s + g(s + 1)
    return s


@case(2.0)
def call_7(x: Any) -> Any:

    def g(a: Any) -> Any:

        def h(b: Any) -> Any:
            return b * a * x

        return h(a) + h(2.0)

    return g(x) * g(3.0)


@case(2.0)
def call_8(x: Any) -> Any:

    def fact(n: Any) -> Any:
        if n == 0:
            return 1.0
        return fact(n - 1) * x * n

    return fact(3)


@case(2.0)
def closure_1(a: Any) -> Any:

    def g(y: Any) -> Any:
        return y * c

    if a > 1:
        c = a
    else:
        c = 3.0
    return g(a)


@case(2.0)
def callee_2(x: Any) -> Any:
    return sq(sq(x)) + sq(x)


@case(2.0)
def callee_3(x: Any) -> Any:
    return tri(x) * tri(tri(x))


@case(2.0)
def callee_4(x: Any) -> Any:
    return M.st(x) * x


@case(2.0, 3.0)
def callee_5(x: Any, y: Any) -> Any:
    return multi(x, y, 1, 2, c=x) + multi(x, c=y, d=x)


@case(2.0, 3.0)
def callee_7(x: Any, y: Any) -> Any:
    p, q = pair(x, y)
    r = pair(p, q)
    return r[0] * r[1] + p


@case(2.0, 3.0)
def callee_8(x: Any, y: Any) -> Any:
    p, _ = pair(x, y)
    return p


@case(2.0)
def callee_9(x: Any) -> Any:
    d = dct(x)
    return d["u"] * d["v"][0] * d["v"][1]


@case(1.3)
def callee_10(x: Any) -> Any:
    return norec(x, 4)


@case(v)
def callee_12(x: Any) -> Any:
    a = same(x)
    b = same(a)
    return np.sum(a * b * x)


@case(v, 2)
def callee_13(x: Any, n: Any) -> Any:
    return np.sum(x[: noact(n)]) * noact(1)


@case(v, 2.0, 3)
def callee_14(x: Any, y: Any, n: Any) -> Any:
    return np.sum(spec(x, y) + spec(y, x) + spec(x, x) + spec(x, n) + spec(n, x)) + spec(y, n) + spec(y, y)


@case(2.0, 3.0)
def callee_8_again(x: Any, y: Any) -> Any:
    p, _ = pair(x, y)
    return p


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@WAYS
def test_program(f: Callable[..., Any], args: tuple[Any, ...], optimized: bool, kinds: bool) -> None:
    check(f, *args, optimized=optimized, kinds=kinds)
