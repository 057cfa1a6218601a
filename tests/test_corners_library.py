"""Corners of the language, library: each program against central differences."""

# ruff: noqa: N812 - programs are written as people write them

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


def act(x: Any, f: Any = np.tanh) -> Any:
    return f(x)


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


@case(v)
def library_more_6(x: Any) -> Any:
    return np.sum(act(x))


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


@case(1.3)
def places_and_bits(x: Any) -> Any:
    a = np.array([3, 1, 2])
    k = np.bitwise_and(a, 3) + np.gcd(a, 2) + np.left_shift(a, 1)
    v = x * k
    m = np.isposinf(v) | np.isreal(v)
    r, c = np.tril_indices_from(np.outer(v, v), -1)
    return np.sum(np.where(m, v, 0.0)[np.argpartition(v, 1)] * np.array([1.0, 2.0, 3.0])) + np.sum(v[r] * v[c])


@case(v)
def windowed(x: Any) -> Any:
    smooth = np.convolve(x * np.hamming(4), np.hanning(3), "same")
    return np.median(smooth) * np.ptp(x) + np.polyval([1.0, 0.5, 2.0], smooth).sum() + np.diff(x).prod()


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@WAYS
def test_program(f: Callable[..., Any], args: tuple[Any, ...], optimized: bool, kinds: bool) -> None:
    check(f, *args, optimized=optimized, kinds=kinds)
