"""Corners of the language, values: each program against central differences."""

# ruff: noqa: B905, F821 - programs are written as people write them

from __future__ import annotations

from collections import namedtuple
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


Pt = namedtuple("Pt", "x y")


x = 1000.0


def sq(y: Any) -> Any:
    return y * y


@case({"a": 2.0, "b": v})
def dict_1(p: Any) -> Any:
    s = 0.0
    for k in p:
        s = s + np.sum(p[k] ** 2)
    return s


@case({"a": {"c": (2.0, v)}, "b": [3.0, "name", None]})
def dict_4(p: Any) -> Any:
    c, vv = p["a"]["c"]
    q = p["b"][0]
    return c * q * np.sum(vv)


@case(v, 2.0)
def unused_1(x: Any, y: Any) -> Any:
    return np.sum(x)


@case(v)
def unused_2(x: Any) -> Any:
    return 3.0


@case(v)
def unused_3(x: Any) -> Any:
    y = np.sum(x**2)
    y = 3.0
    return y


@case(Pt(2.0, v))
def structure_2(p: Any) -> Any:
    return p[0] * np.sum(p[1])


@case([v, (2.0, [3.0])])
def structure_3(p: Any) -> Any:
    a, (b, [c]) = p
    return np.sum(a) * b * c


@case((2.0, 3.0, 4.0))
def structure_4(p: Any) -> Any:
    a, *r = p
    return a * r[0] * r[-1]


@case(2.0, 3.0)
def structure_5(x: Any, y: Any) -> Any:
    a = b = x * y
    a = a * 2
    return a * b


@case((v, 2.0), 3.0)
def container_3(p: Any, y: Any) -> Any:
    for q in p:
        y = y * np.sum(q)
    return y


@case([v, v * 2, v * 3])
def container_4(ps: Any) -> Any:
    s = 0.0
    for i in range(len(ps)):
        for j in range(i):
            s = s + ps[i] @ ps[j]
    return s


@case([(1.0, 2.0), (3.0, 4.0)])
def container_5(ps: Any) -> Any:
    s = 1.0
    for a, b in ps:
        s = s * a + b
    return s


@case([[1.0, 2.0], [3.0, 4.0]])
def container_6(ps: Any) -> Any:
    s = 1.0
    for r in reversed(ps):
        for e in reversed(r):
            s = s * e + 0.5
    return s


@case(v)
def reading_1(x: Any) -> Any:
    i = int(np.argmax(x))
    return x[i] ** 2 + x[-1]


@case(v)
def reading_2(x: Any) -> Any:
    order = np.argsort(x)
    y = x[order]
    return y[0] * y[1] - y[2]


@case(A)
def reading_3(x: Any) -> Any:
    return np.sum(x[x[:, 0] > 0] ** 2) + np.sum(x[:, x[0] > 0])


@case(A)
def reading_4(x: Any) -> Any:
    a, b, c = x
    return np.sum(a * b) + c[1]


@case(v)
def reading_5(x: Any) -> Any:
    (a, b), c = ((x[0], x[1] * x[0]), x[2])
    return a * b * c


@case(v)
def reading_6(x: Any) -> Any:
    y = x.copy()
    z = y.T
    return np.dot(z, y) + z.size * z.ndim * y[0]


@case(v, 3.0)
def reading_7(x: Any, y: Any) -> Any:
    return np.where(x > 0, x, y).sum() * y + np.where(y > 0, y, 0.0)


@case(v)
def reading_8(x: Any) -> Any:
    assert x.shape[0] == 4, f"bad {x.shape}"
    if x.shape[0] > 10:
        raise ValueError("no")
    "doc"
    return np.sum(x) ** 2


@case(2.0)
def reading_9(x: Any) -> Any:
    y: float = x * 2
    z: float
    z = y * x
    return z


@case(np.float64(2.0), np.array(3.0), v)
def reading_10(x: Any, y: Any, z: Any) -> Any:
    return np.sum(x * y * z) + x**y


@case(v)
def reading_11(x: Any) -> Any:
    n = len(x)
    s = 0.0
    for i in range(n):
        for j in range(i + 1, n):
            s += (x[i] - x[j]) ** 2 / (1 + abs(x[i]))
    return s / n


@case(v)
def reading_12(x: Any) -> Any:
    mx = -1000000000.0
    for e in x:
        mx = e if e > mx else mx
    return mx * np.sum(x)


@case(2.0, 1.0)
def reading_13(x: Any, y: Any) -> Any:
    t = (x > y and x) or y
    u = not x > y
    return t * x if not u else y


@case(1.0, 2.0)
def reading_14(x: Any, y: Any) -> Any:
    return x if x > y else y if y > 5 else x * y


@case(v)
def reading_15(x: Any) -> Any:
    out = 0.0
    for i, e in enumerate(x, 1):
        out += i * e * out + e
    return out


@case(v, v + 1, v * 2)
def reading_16(a: Any, b: Any, c: Any) -> Any:
    s = 0.0
    for (p, q), r in zip(zip(a, b), c):
        s = s + p * q * r
    for i, (p, q) in enumerate(zip(a, reversed(b))):
        s = s + i * p * q
    return s


@case([2.0, 3.0])
def sequence_7(xs: Any) -> Any:
    ys = xs[:]
    zs = xs[1:]
    ks = list(xs)
    ts = tuple(xs)
    return ys[0] * zs[0] * ks[1] * ts[0]


@case(2.0)
def sequence_10(x: Any) -> Any:
    t = (x, x * 2)
    if t:
        y = t[0]
    else:
        y = t[1]
    return y * len(t)


@case(2.0, True)
def sequence_11(x: Any, flag: Any) -> Any:
    return x * flag + x * (x > 1) * 3


@case(2.0, "sq")
def sequence_12(x: Any, mode: Any) -> Any:
    if mode == "sq":
        return x * x
    if mode in ("cu", "qu"):
        return x**3
    return x


@case(2.0, None)
def sequence_13(x: Any, y: Any) -> Any:
    if y is None:
        y = x * x
    return y * x


@case(v)
def sequence_14(x: Any) -> Any:
    s = None
    for e in x:
        if s is None:
            s = e
        else:
            s = s * e
    return s


@case(v)
def sequence_15(x: Any) -> Any:
    best = x[0]
    arg = 0
    for i in range(1, len(x)):
        if x[i] > best:
            best = x[i]
            arg = i
    return best * x[arg] * arg


@case(2.0)
def sequence_16(x: Any) -> Any:
    y = x
    for i in range(3):
        z = y * 2 if i else 1.0
        y = z * y
    return y * z


@case(2.0)
def sequence_17(x: Any) -> Any:
    for i in range(4):
        if i > 0:
            x = x * prev
        prev = x + 1.0
    return x * prev


@case(2.0)
def sequence_18(x: Any) -> Any:
    y = x * 3.0
    for i in range(3):
        t = y
        y = 1.0 * i
        x = x * (t + 1.0)
    return x * y


@case(2.0)
def sequence_19(x: Any) -> Any:
    y = 1.0
    i = 3
    while i:
        i = i - 1
        if i == 1:
            y = x
        elif i == 2:
            y = 2.0
        x = x * y
    return x


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@WAYS
def test_program(f: Callable[..., Any], args: tuple[Any, ...], optimized: bool, kinds: bool) -> None:
    check(f, *args, optimized=optimized, kinds=kinds)
