"""Corners of the language: each program against central differences."""

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


@case(np.array(3.0))
def shape_1(x: Any) -> Any:
    return x * x


@case(np.zeros(0))
def shape_2(x: Any) -> Any:
    return np.sum(x * x) + 1.0


@case(rng.normal(size=(3, 1)), v)
def shape_3(x: Any, y: Any) -> Any:
    return np.sum(x * y / (x**2 + y**2))


@case(v)
def method_1(x: Any) -> Any:
    return np.sum(a=x, axis=0) + np.mean(a=x * x, axis=0)


@case(A)
def method_2(x: Any) -> Any:
    return x.T.dot(x).sum(axis=0).max() + x.reshape((4, 3)).sum() + x.reshape(-1)[3] ** 2 + x.ravel().dot(x.flatten())


@case(A)
def method_3(x: Any) -> Any:
    return (
        x.mean(axis=1, keepdims=True).sum()
        + x.std()
        + x.T[0, 1] ** 2
        + x.copy().prod()
        + x.cumsum()[2]
        + x.clip(-0.5, 0.5).sum()
    )


@case(v)
def method_4(x: Any) -> Any:
    y = x + 1j * x
    return np.real(y * y.conj()).sum()


@case(v)
def method_5(x: Any) -> Any:
    return np.abs(np.exp(1j * x) * x).sum()


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


def twice(x: Any, n: Any = 2) -> Any:
    return x * n


@case(2.0)
def call_1(x: Any) -> Any:
    return twice(x) * twice(x, 3) * twice(n=x, x=4)


def rec(x: Any, n: Any) -> Any:
    if n <= 0:
        return [x]
    r = rec(x * x, n - 1)
    return [x * r[0], r]


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


Pt = namedtuple("Pt", "x y")


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


@case(v)
def operator_1(x: Any) -> Any:
    return np.sum(x**0) + np.sum(x**3) + np.sum(np.abs(x) ** 0.5) + np.sum(2.0**x)


@case(0.0)
def operator_2(x: Any) -> Any:
    return x**2 + x**1 + x**0


@case(0.0, 2.0)
def operator_3(x: Any, y: Any) -> Any:
    return x**y


@case(v)
def operator_8(x: Any) -> Any:
    y = (x > 0) * x
    return np.sum(y * y) + (x[0] if x[0] > 0 else -x[0])


@case(A, 1)
def operator_9(x: Any, i: Any) -> Any:
    return (
        np.sum(x[i] * x[-1])
        + x[i, -1] * x[..., 0][1]
        + x[i:, ::2].sum() * x[:, i].sum()
        + np.sum(x[[0, 0, 1]] ** 2)
        + np.sum(x[np.array([0, 1]), np.array([1, 1])] ** 2)
    )


@case(v)
def operator_10(x: Any) -> Any:
    y = np.array([x[0], x[1] * 2, 3.0])
    z = np.asarray([[x[0]], [x[2]]])
    return np.sum(y * y) + np.sum(z**2)


x = 1000.0


@case(2.0)
def closure_1(a: Any) -> Any:

    def g(y: Any) -> Any:
        return y * c

    if a > 1:
        c = a
    else:
        c = 3.0
    return g(a)


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


def apply(f: Any, x: Any) -> Any:
    return f(x)


def sq(y: Any) -> Any:
    return y * y


@case(2.0)
def callee_2(x: Any) -> Any:
    return sq(sq(x)) + sq(x)


def mk(n: Any) -> Any:

    def inner(y: Any) -> Any:
        return y * n

    return inner


tri = mk(3.0)


@case(2.0)
def callee_3(x: Any) -> Any:
    return tri(x) * tri(tri(x))


class M:
    k = 2.5

    @staticmethod
    def st(y):
        return y * M.k


@case(2.0)
def callee_4(x: Any) -> Any:
    return M.st(x) * x


def multi(a: Any, b: Any = 2.0, *rest: Any, c: Any, d: Any = 1.0, **kw: Any) -> Any:
    return a * b * c * d * len(rest) + len(kw)


@case(2.0, 3.0)
def callee_5(x: Any, y: Any) -> Any:
    return multi(x, y, 1, 2, c=x) + multi(x, c=y, d=x)


def pair(a: Any, b: Any) -> Any:
    return (a * b, a + b)


@case(2.0, 3.0)
def callee_7(x: Any, y: Any) -> Any:
    p, q = pair(x, y)
    r = pair(p, q)
    return r[0] * r[1] + p


@case(2.0, 3.0)
def callee_8(x: Any, y: Any) -> Any:
    p, _ = pair(x, y)
    return p


def dct(a: Any) -> Any:
    return {"u": a * a, "v": [a, 2.0]}


@case(2.0)
def callee_9(x: Any) -> Any:
    d = dct(x)
    return d["u"] * d["v"][0] * d["v"][1]


def norec(x: Any, n: Any) -> Any:
    if n < 1:
        return 0.0
    y = norec(x, n - 1)
    z = norec(x * y + 1.0, n - 2)
    return x * y + z + x


@case(1.3)
def callee_10(x: Any) -> Any:
    return norec(x, 4)


def lst(x: Any, n: Any) -> Any:
    return [] if n == 0 else [x] + lst(x * 2, n - 1)


def same(x: Any) -> Any:
    return x


@case(v)
def callee_12(x: Any) -> Any:
    a = same(x)
    b = same(a)
    return np.sum(a * b * x)


def noact(n: Any) -> Any:
    return n + 1


@case(v, 2)
def callee_13(x: Any, n: Any) -> Any:
    return np.sum(x[: noact(n)]) * noact(1)


def spec(a: Any, b: Any) -> Any:
    return a * b


@case(v, 2.0, 3)
def callee_14(x: Any, y: Any, n: Any) -> Any:
    return np.sum(spec(x, y) + spec(y, x) + spec(x, x) + spec(x, n) + spec(n, x)) + spec(y, n) + spec(y, y)


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


@case(2.0, 3.0)
def callee_8_again(x: Any, y: Any) -> Any:
    p, _ = pair(x, y)
    return p


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


@case(A)
def library_1(x: Any) -> Any:
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] > 0:
                last = x[i, j]
    return last**2


@case(v)
def library_2(x: Any) -> Any:
    s = 0.0
    for i in range(0, len(x), 3):
        s = s * 2 + x[i] * s + x[i]
    for j in range(3, 0, -1):
        s = s * x[j] + j
    return s * i * j


@case(v)
def library_3(x: Any) -> Any:
    y = np.zeros(4)
    z = y + x
    y = z * z
    return np.sum(y)


@case(v)
def library_4(x: Any) -> Any:
    W = np.eye(4) * x
    return np.sum(np.diag(W) ** 2) + np.trace(W @ W) + np.sum(np.tril(W + 1) * np.triu(W + x))


@case(v)
def library_5(x: Any) -> Any:
    return (
        np.linalg.norm(x.reshape(2, 2))
        + np.linalg.norm(x, 1)
        + np.linalg.norm(x, np.inf)
        + np.linalg.norm(x.reshape(2, 2), axis=1).sum()
    )


@case(v)
def library_6(x: Any) -> Any:
    return (
        np.sum(np.hstack([x, x[:2]]) * 2)
        + np.vstack((x, x * 2))[1].sum()
        + np.expand_dims(x, 1).sum() * np.squeeze(x[None]).sum()
        + np.repeat(x, 2).sum()
        + np.flip(x)[0]
    )


@case(np.abs(v) + 0.1)
def library_7(x: Any) -> Any:
    return np.sum(
        np.log1p(x)
        + np.log2(x)
        + np.log10(x)
        + np.expm1(x)
        + np.arcsinh(x)
        + np.arctan(x)
        + np.hypot(x, 1.0)
        + np.arctan2(x, 2.0)
        + np.cbrt(x)
    )


@case(v.astype(np.float32))
def library_9(x: Any) -> Any:
    return np.sum(x * x * 1.5)


@case(np.float32(2.0))
def library_10(x: Any) -> Any:
    return x * x


@case(v.astype(np.float32), v)
def library_11(x: Any, y: Any) -> Any:
    return np.sum(x * y)


@case(v + 1j * v[::-1])
def library_more_1(z: Any) -> Any:
    return np.sum(np.abs(z) ** 2) + np.real(np.sum(z * z)) + np.imag(z[0])


@case(v + 1j * v[::-1], v)
def library_more_2(z: Any, x: Any) -> Any:
    return np.real(np.sum(np.conj(z) * x * z * 1j + z**2 * x))


def act(x: Any, f: Any = np.tanh) -> Any:
    return f(x)


@case(v)
def library_more_6(x: Any) -> Any:
    return np.sum(act(x))


def app(f: Any, x: Any) -> Any:
    return f(x)


@case(2.0)
def library_more_11(x: Any) -> Any:
    import math as m

    from numpy import exp as E

    return m.sin(x) * E(x)


@case(v)
def library_more_12(x: Any) -> Any:
    a = np.sum(x)
    b = a
    a += 2.0
    b *= a
    c = b
    c -= x[0]
    return a * b * c


@case(v)
def library_more_13(x: Any) -> Any:
    n = 0
    s = 0.0
    for e in x:
        n += 1
        s += e * n
    s /= n
    return s


@case(v)
def library_more_14(x: Any) -> Any:
    y = x * 1.0
    y += x
    return np.sum(y * y)


@case(2.0, v)
def library_more_15(x: Any, y: Any) -> Any:
    z = x
    z += 1.0
    z *= x
    return z * np.sum(y)


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
