"""Programs as people write them, each differentiated in four ways and compared with central differences."""

# ruff: noqa: B007, B905, E731 - the programs are written as people write them
from __future__ import annotations

import copy
import inspect
import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from numpy import tanh as t
from tangent_like.differences import leaves_of, same

rng = np.random.default_rng(0)
CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []


def case(*args: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Differentiate the function at these arguments, with respect to all that are no integers."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        CASES.append((function, args))
        return function

    return declare


A = rng.normal(size=(3, 4))
B = rng.normal(size=(4, 2))
v = rng.normal(size=4)
w = rng.normal(size=3)
M = rng.normal(size=(3, 3)) + 4 * np.eye(3)
RATE = 0.3


@case(2.0, 3.0)
def c1(x, y):
    if x > y:
        z = x * y
    elif x > 1:
        z = x**2 * y
    else:
        z = y
    return z


@case(v)
def c2(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] ** 2 * np.sin(x[i])
    return s


@case(v)
def c3(xs):
    s = 1.0
    for i, x in enumerate(xs):
        s = s * x + i
    return s


@case(v, v * 2)
def c4(a, b):
    s = 0.0
    for x, y in zip(a, b):
        s = s + x * y * s + x
    return s


@case(1.3)
def c5(x):
    y = x
    while y < 100:
        y = y * y + x
    return y


@case((A, v), v)
def c6(params, x):
    W, b = params
    return np.sum(np.tanh(W @ x)) + np.sum(b * x)


@case({"W": A, "b": [w, 2.0]}, v)
def c7(p, x):
    h = np.tanh(p["W"] @ x + p["b"][0])
    return np.sum(h) * p["b"][1]


@case(3.0, 4)
def c8(x, n):
    if n == 0:
        return 1.0
    return x * c8(x, n - 1)


@case(A, v)
def c9(W, x):
    def layer(h):
        return t(W @ h)

    g = lambda y: y * np.sum(x)
    return np.sum(g(layer(x)))


@case(2.0)
def c10(x):
    a, b = x, x * 2
    a, b = b, a
    x = a * b
    x = x * a
    return x * RATE


@case(M)
def c11(m):
    return np.linalg.det(m) + np.sum(np.linalg.inv(m)) + np.log(abs(np.linalg.slogdet(m)[1]))


@case(M, w)
def c12(m, b):
    return np.sum(np.linalg.solve(m, b) ** 2)


@case(A)
def c13(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    return np.sum(p * p) + np.mean(np.log(p))


@case(A, v)
def c14(x, y):
    return np.sum(np.where(x > 0, np.log(np.abs(x)) * y, x * y[0]))


@case(v)
def c15(x):
    return np.sum(np.concatenate([x, x * 2, x[1:] ** 2]) ** 2) + np.stack((x, x))[1, 2]


@case(A)
def c16(x):
    s = 0.0
    for row in x:
        for e in row:
            if e > 0:
                s = s + e * e
            else:
                s = s * 0.9 - e
    return s


@case(v)
def c17(x):
    acc = x
    for i in range(3):
        y = acc * i
        if i % 2 == 0:
            acc = acc + np.sin(y)
        else:
            acc = acc * y
    return np.sum(acc)


@case(1.5, 2.5)
def c18(x, y):
    return (
        math.sin(x) * math.exp(y)
        + math.sqrt(x * y)
        + math.atan2(x, y)
        + max(x, y)
        + min(x, y, x * y)
        + pow(x, y)
        + abs(x)
    )


def helper(x, *args, scale=2.0):
    s = x
    for a in args:
        s = s * a
    return s * scale


@case(1.5, 2.5)
def c19(x, y):
    return helper(x, y, x, scale=y) + helper(x)


@case(A, B)
def c20(x, y):
    return np.sum(np.einsum("ij,jk->ik", x, y) ** 2) + np.trace(x @ y @ y.T @ x.T) + np.sum(np.outer(x[0], y[:, 0]))


@case(v)
def c21(x):
    z = x.reshape(2, 2)
    return (
        np.sum(z.T @ z)
        + x.sum() * x.mean()
        + z.ravel()[1]
        + x.max()
        + x.min()
        + np.var(x)
        + np.std(x)
        + np.prod(x)
        + np.linalg.norm(x)
    )


def even(x, n):
    return x if n == 0 else x * odd(x, n - 1)


def odd(x, n):
    return x + 1 if n == 0 else x * x * even(x, n - 1)


@case(1.1, 4)
def c22(x, n):
    return even(x, n)


@case(2.0)
def c23(x):
    for i in range(4):
        if i == 1:
            x = 3.0
        x = x * x * 0.3
    return x


@case(2.0)
def c24(x):
    for i in range(2):
        for j in range(i + 1):
            y = x * (j + 1)
            x = y * 0.5 + x * x * 0.1
        k = i
    return x * k


@case([1.0, 2.0, 3.0])
def c25(xs):
    a, *b = xs
    return a * sum(b) + xs[-1]


@case(2.0, 3.0)
def c26(x, y):
    return (x and y) * (x or y) * (1.0 if x < y < 10 else x)


@case(v)
def c27(x):
    m = x[x > 0]
    idx = np.array([0, 0, 2])
    return np.sum(m**2) + np.sum(x[idx] ** 3) + np.sum(x[::-1] * x) + np.sum(x[None, :] * x[:, None])


@case(v)
def c28(x):
    d = {"a": x * 2, "b": [x, x[0]]}
    return np.sum(d["a"] * d["b"][0]) * d["b"][1]


@case(3.0)
def c29(x):
    y = 0.0
    i = 0
    while i < 3:
        j = 0
        while j < i:
            y = y * x + x
            j += 1
        i += 1
    return y


@case(v)
def c30(x):
    n = x.shape[0]
    c = np.cumsum(x)
    q = np.clip(x, -0.5, 0.5)
    s = np.sort(x)
    return (
        np.sum(c * q) + s[0] * s[-1] + np.sum(np.tile(x, 2)) + np.sum(np.roll(x, 1) * x) + np.maximum(x, 0.1).sum() + n
    )


@case(1.0, v)
def c31(s, x):
    return np.sum(s * x) + np.sum(x - np.mean(x)) ** 2 + np.sum(s / (x + 3))


@case(0.7)
def c32(x):
    def g(y):
        return y * x

    z = g(2.0)
    x = x * 3
    return z + g(x)


@case(v)
def d1(x):
    s = 0.0
    for i in range(len(x) - 1, -1, -2):
        s = s * x[i] + x[i]
    return s * i


@case(2.0)
def d2(x):
    s = x
    for i in range(3):
        s = s * x
    for i in range(2):
        s = s + i * x
    return s * i


@case(2.0)
def d3(x):
    if x > 10:
        y = x * x
    z = x
    if x > 10:
        z = y * x
    return z


@case(12.0)
def d4(x):
    if x > 10:
        y = x * x
    z = x
    if x > 10:
        z = y * x
    return z


@case(2.0)
def d5(x):
    def g(a):
        def h(b):
            return b * a * x

        return h(a) + h(2.0)

    return g(x) * g(3.0)


def h(a):
    return a * a


def pair(a, b):
    return a * b, a + b


AA = np.arange(6.0).reshape(2, 3) / 3


@case(0.7, AA, AA + 1)
def e7(w, A, B):
    p = w * A
    for i in range(0):
        A = B
    A = h(A)
    return np.sum(p) + np.sum(A)


@case(0.7, AA, AA + 1)
def e8(w, A, B):
    p = w * A
    k = 3
    while k < 3:
        A = B * k
        k += 1
    A, q = pair(A, A)
    return np.sum(p) + np.sum(A) + np.sum(q)


@case(AA)
def e9(A):
    return A.std(axis=1)[1]


@case(AA, np.ones((3, 1)))
def e10(M, y):
    return np.sum(np.einsum("ij,kj->ik", M, y) ** 2)


@case(2.0)
def e11(x):
    for i in range(2):
        for j in range(i):
            x = x * x
        x = np.sin(x)
    y = x * x
    x = y * x
    return x


@case(v, np.arange(5.0) / 3)
def s1(x, y):
    w = 0.0
    for r in x:
        a = r * y
        w = w + np.mean(a)
        a = a + 1
        a = y[:1]
        w = w + np.sum(a)
    return w


@case(1.5, A)
def s2(q: float, M):
    q = np.mean(q)
    q = q + M
    return np.sum(q)


@case(1.5, A)
def s3(q: float, M):
    for row in M:
        q = np.mean(q)
    q += row
    return np.max(q)


@case(1.5)
def s4(s: float):
    s = np.expand_dims(s, 0)
    return np.sum(s)


def sum_and_product(a, b):
    return a + b, a * b


@case(v[:, None])
def s5(y):
    y = y
    t1 = np.expand_dims(y, -1)
    y = y
    t1, y = sum_and_product(y, t1)
    return np.max(t1)


@case(1.5, A)
def number_reduced_over_an_axis(q, M):
    q = np.sum(q, axis=0)
    return q + 0.0 * M[0, 0]


@pytest.mark.parametrize("optimized", [True, False])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("function", "args"), CASES, ids=[function.__name__ for function, _ in CASES])
def test_a_program(function: Callable[..., Any], args: tuple[Any, ...], known: bool, optimized: bool) -> None:
    names = [
        key
        for key, value in zip(inspect.signature(function).parameters, args, strict=True)
        if not isinstance(value, int)
    ]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        derivative = tl.grad(function, wrt=tuple(names), optimized=optimized, example_args=args if known else None)
        before = copy.deepcopy(args)
        found, again = derivative(*args), derivative(*args)
        numerical = tl.numerical_grad(function, wrt=tuple(names))(*args)
    assert same(args, before)
    for other, tolerance in ((again, 0.0), (numerical, 1e-5)):
        pairs = zip(leaves_of(found), leaves_of(other), strict=True)
        for (path, one), (_, value) in pairs:
            assert np.shape(one) == np.shape(value), path
            np.testing.assert_allclose(one, value, rtol=tolerance, atol=0.1 * tolerance, err_msg=path)
