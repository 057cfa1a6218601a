"""Corners of the language, integers: each program against central differences."""

# ruff: noqa: B007, B020, E741 - programs are written as people write them

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


def hint(n: int) -> Any:
    return n * n


@case(1.3)
def integer_1(x: Any) -> Any:
    return hint(x)


@case(1.3)
def integer_2(x: Any) -> Any:
    y: int = x * 2
    return y * y


@case(1.3)
def integer_3(x: Any) -> Any:
    s = 0
    for i in range(3):
        s = s + x * i
    return s * s


@case(1.3)
def integer_4(x: Any) -> Any:
    return max(0, x) * min(5, x) + max(2, x)


@case(1.3)
def integer_5(x: Any) -> Any:
    n = 1
    n = n * x if x > 0 else n
    return n * n


@case(v)
def integer_6(x: Any) -> Any:
    m = 0
    for e in x:
        if e > m:
            m = e
    return m * m


@case(1.3)
def integer_7(x: Any) -> Any:
    k = 2
    while k < 10:
        k = k * x + 1
    return k


@case(1.3)
def integer_8(x: Any) -> Any:
    t = [0, 0]
    t = [x, t[1]]
    a, b = t
    return a * a + b


@case(v)
def integer_9(x: Any) -> Any:
    n = len(x)
    return sum(x) / n * (n // 2) + x[n // 2] * n ** (-1)


@case(v)
def integer_10(x: Any) -> Any:
    y = np.zeros(4, dtype=int) + x
    return np.sum(y * y)


@case(v)
def integer_11(x: Any) -> Any:
    c = np.array([1, 2, 3, 4])
    return np.sum(c * x) + np.sum(c @ x) + (c + x)[1] ** 2


@case(2.0)
def integer_12(x: Any) -> Any:
    return pow(2, x) + 2**x + x**2 + pow(x, 3)


@case(v)
def integer_13(x: Any) -> Any:
    return np.sum(np.full(3, x[0]) * np.full((3,), 2)) + np.sum(np.ones_like(x) * x) + np.sum(np.full_like(x, x[1]))


@case(v)
def integer_14(x: Any) -> Any:
    return np.sum(np.linspace(x[0], x[1], 5) ** 2) + np.sum(np.arange(4) * x)


@case(v, 2.0)
def integer_15(x: Any, y: Any) -> Any:
    z = np.array([[x[0], y], [y, x[1]]])
    return np.linalg.det(z) + z.sum()


@case(v)
def integer_16(x: Any) -> Any:
    return np.sum(np.array([x, x * 2])[1]) + np.array((x[0], 1))[0] + np.asarray(x)[0] + np.array(x[1] * x[2])


@case(A)
def integer_18(x: Any) -> Any:
    return (
        np.sum(np.moveaxis(x[None], 0, 2) * 2)
        + np.sum(np.transpose(x, (1, 0)) @ x)
        + np.sum(np.tensordot(x, x, axes=([0], [0])) ** 2)
        + np.inner(x, x).sum()
        + np.einsum("ij,ij->", x, x)
        + np.einsum("ij->j", x)[0] ** 2
    )


@case(A, v)
def integer_19(x: Any, y: Any) -> Any:
    return np.sum(x @ y) + np.sum(y @ x.T) + np.dot(x, y)[0] ** 2 + np.sum(x * y @ y) + np.sum(np.matmul(x, y))


@case(A)
def integer_20(x: Any) -> Any:
    a, b = np.linalg.slogdet(x @ x.T)
    return a * b


@case(A)
def integer_21(x: Any) -> Any:
    c = np.linalg.cholesky(x @ x.T + np.eye(3))
    return np.sum(c**2) + c[1, 0]


@case(v)
def integer_22(x: Any) -> Any:
    return (
        np.sum(np.sort(x)[::-1] * np.arange(4))
        + np.sum(np.tile(x, (2, 3))[1] ** 2)
        + np.sum(np.repeat(x, [1, 2, 0, 1]) ** 2)
        + np.sum(np.roll(x, -1) * x)
        + np.sum(np.broadcast_to(x, (3, 4)) * x)
    )


@case(A)
def integer_24(x: Any) -> Any:
    s = 0.0
    for i, r in enumerate(x):
        for j, e in enumerate(r[1:], start=1):
            s += e * i + r[j - 1] * j * s * 0.1
    return s


@case([[1.0, 2.0], [3.0]])
def integer_25(xs: Any) -> Any:
    s = 0.0
    for i in range(len(xs)):
        for j in range(len(xs[i])):
            s = s + xs[i][j] ** (i + j + 1)
    return s


@case({"layers": [{"w": A, "b": 0.1}, {"w": A.T @ A, "b": 0.2}]}, v)
def integer_26(p: Any, x: Any) -> Any:
    h = x
    for l in p["layers"]:
        h = np.tanh(l["w"] @ h + l["b"])
        h = np.concatenate([h, h])[:4]
    return np.sum(h)


@case(v)
def integer_27(x: Any) -> Any:

    def f(a: Any, b: Any = 1.5) -> Any:
        return a * b * x

    def g(a: Any) -> Any:
        return f(a) + f(a, b=2.0)

    return np.sum(g(x)) + np.sum(g(2.0))


@case(1.2)
def integer_28(x: Any) -> Any:

    def fib(n: Any, a: Any, b: Any) -> Any:
        if n == 0:
            return a
        return fib(n - 1, b, a * b + x)

    return fib(4, x, 1.0)


@case(1.2)
def integer_29(x: Any) -> Any:
    for x in [x, 2 * x]:
        pass
    return x * x


@case(1.2)
def integer_30(x: Any) -> Any:
    xs = (x, 2.0, 3)
    s = 0.0
    for i, y in enumerate(reversed(xs)):
        s += y * i * x
    return s


@case(1.2, v)
def integer_31(x: Any, w: Any) -> Any:
    if isinstance(x, float) and len(w) == 4:
        return x * w[0]
    if isinstance(x, np.ndarray):
        return np.sum(x)
    raise TypeError("bad")


@case(v)
def integer_32(x: Any) -> Any:
    y = x
    for i in range(2):
        z = y
        for j in range(2):
            z = z * y
            y = y + z * 0.1
        x = x + z
    return np.sum(x * y * z)


@case(v)
def integer_33(x: Any) -> Any:
    if x[0] > 0:
        y, z = (x[0], x[1])
    else:
        z, y = (x[0], x[1])
    while y > -1:
        if z > 0:
            break_ = y
        else:
            break_ = z
        y = y - 1 + 0 * break_
        z = z * y
    return y * z


@case(v)
def integer_34(x: Any) -> Any:
    y = x[1:3]
    y, z = y
    return y * z * z


@case(v)
def integer_35(x: Any) -> Any:
    u, (w, *r) = (x[0], x[1:])
    return u * w * r[0] * r[1]


@case(v)
def integer_36(x: Any) -> Any:
    d = {0: x[0], 1: x[1] * 2}
    s = 0.0
    for k in d:
        s += d[k] ** (k + 1)
    return s + d[0]


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@WAYS
def test_program(f: Callable[..., Any], args: tuple[Any, ...], optimized: bool, kinds: bool) -> None:
    check(f, *args, optimized=optimized, kinds=kinds)
