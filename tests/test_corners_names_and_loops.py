"""Corners of the language, names and loops: each program against central differences."""

# ruff: noqa: B007, B905, F841, RUF007 - programs are written as people write them

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


x = 1000.0


@case(2.0, 3.0)
def name_1(x: Any, bx: Any) -> Any:
    return x * bx * bx


@case(2.0, 3.0)
def name_2(add: Any, unbroadcast: Any) -> Any:
    zeros_like = add * unbroadcast
    as_gradient = zeros_like * add
    return as_gradient


@case(v, 3.0)
def name_3(np_: Any, np: Any) -> Any:
    return np_[0] * np


@case(2.0, 3)
def name_4(x: Any, trips: Any) -> Any:
    x_saved = x
    items = 0
    cond = 1.0
    result = 0.0
    t = x
    while items < trips:
        x = x * x_saved * cond
        t = t + x
        items += 1
        if x > 5:
            result = result + t
        else:
            result = result * t + x
    b_return = result * t
    return b_return * x


@case(2.0)
def name_5(x: Any) -> Any:
    b_return = x * x
    bb_return = b_return * 3
    return b_return * bb_return


@case(2.0, 3.0)
def name_6(x: Any, b_return: Any) -> Any:
    return x * b_return


@case(2.0)
def name_7(x: Any) -> Any:
    bz = x * x
    z = bz * x
    return z


@case(v)
def name_10(list: Any) -> Any:
    s = 1.0
    for e in list:
        s = s * e + 1
    return s


@case(2.0)
def loop_1(x: Any) -> Any:
    i = 5
    while i < 3:
        y = x * 2
        i += 1
    z = x
    return z * x


@case(2.0)
def loop_2(x: Any) -> Any:
    for i in range(3):
        y = x * i
        if i == 1:
            q = y * x
    return q * y


@case(2.0)
def loop_3(x: Any) -> Any:
    n = 3
    s = x
    for i in range(n):
        n = 1
        s = s * x + i
    return s * i * n


@case(2.0)
def loop_4(x: Any) -> Any:
    s = x
    for i in range(2):
        for i in range(3):
            s = s * x + i
        s = s * i
    for i in range(2):
        s = s + i * x
    return s * i


@case(2.0)
def loop_5(x: Any) -> Any:
    s = x
    for i in range(3):
        i = i * 2 + 1
        s = s * x + i * s
    return s * i


@case(2.0, 0)
def loop_6(x: Any, n: Any) -> Any:
    y = x * 3
    for i in range(n):
        y = y * x
        z = y
    return y


@case(2.0)
def loop_7(x: Any) -> Any:
    if x > 1:
        y = x * x
    if x > 1:
        y = y * x
    return y


@case(2.0)
def loop_8(x: Any) -> Any:
    if x > 10:
        y = x * x
    z = x
    if x > 10:
        z = y * x
    return z


@case(v)
def loop_9(x: Any) -> Any:
    s = 0.0
    for i in range(len(x) - 1, -1, -2):
        s = s * x[i] + x[i]
    return s * i


@case(v)
def loop_10(x: Any) -> Any:
    s = 0.0
    for i, (a, b) in enumerate(zip(x, x[1:])):
        s = s * a + b * i
    return s * a


@case(2.0, 3.0)
def overwritten_1(x: Any, y: Any) -> Any:
    s = 0.0
    i = 0
    while i < 3 and s < 100:
        s = s * x + y
        i = i + 1
    return s + i * x


@case(2.0)
def overwritten_2(x: Any) -> Any:
    s = x
    for i in range(3):
        for j in range(i):
            if j == 1:
                s = s * x
            elif s > 3:
                t = s * 2
                s = t + x
            else:
                continue_ = s
                s = continue_ * x * x
    return s


@case(2.0)
def overwritten_3(x: Any) -> Any:
    a = x
    b = 2 * x
    for i in range(3):
        a, b = (b, a * b)
    return a + b


@case(2.0)
def overwritten_4(x: Any) -> Any:
    a, b, c = (x, x * 2, x * 3)
    for i in range(4):
        a, b, c = (b + c, c, a * x)
    return a * b * c


@case(2.0)
def overwritten_5(x: Any) -> Any:
    p = x
    q = p
    for i in range(3):
        r = q
        q = p
        p = r * q
    return p * q * r


@case(v)
def overwritten_6(x: Any) -> Any:
    acc = 0.0
    prev = x[0]
    for e in x:
        acc = acc + e * prev
        prev = e
    return acc * prev


@case(A)
def overwritten_7(X: Any) -> Any:
    h = X[0]
    for row in X:
        h = np.tanh(h * row) + row
    return np.sum(h * row)


@case(2.0)
def overwritten_8(x: Any) -> Any:
    y = 0.0
    for i in range(5):
        if i % 2:
            y = y + x
        else:
            y = x
        x = x * 1.1
    return y * x


@case(2.0)
def overwritten_9(x: Any) -> Any:
    y = x
    k = 0
    while y < 100:
        z = y
        while z > 1:
            z = z / x - 0.1
            y = y + z
        y = y * 2
        k = k + 1
    return y * z * k


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@WAYS
def test_program(f: Callable[..., Any], args: tuple[Any, ...], optimized: bool, kinds: bool) -> None:
    check(f, *args, optimized=optimized, kinds=kinds)
