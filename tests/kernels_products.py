"""Kernels that write products of matrices and vectors, by loops over elements and rows, and statistics of data."""

from __future__ import annotations

from typing import Any

import numpy as np
from kernels_support import Kernel, adding_to

KERNELS: list[Kernel] = []
kernel = adding_to(KERNELS)


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), r.random((n, n))), "A B C", 3, 24, linear=True)
def gemm_by_elements(A: Any, B: Any, C: Any) -> Any:
    n, m = C.shape
    for i in range(n):
        for j in range(m):
            C[i, j] *= 0.7
            for k in range(A.shape[1]):
                C[i, j] += 1.5 * A[i, k] * B[k, j]
    return np.sum(C * C)


@kernel(lambda n, r: (1.5, 0.7, r.random((n, n)), r.random((n, n)), r.random((n, n))), "alpha beta A B C", 3, 50)
def gemm_by_rows(alpha: Any, beta: Any, A: Any, B: Any, C: Any) -> Any:
    n = A.shape[0]
    for i in range(n):
        C[i, :] *= beta
        for k in range(n):
            C[i, :] += alpha * A[i, k] * B[k, :]
    return np.sum(C * C)


@kernel(
    lambda n, r: (r.random((n, n)), r.random((n, n)), r.random((n, n)), r.random((n, n))), "A B C D", 3, 18, linear=True
)
def two_products(A: Any, B: Any, C: Any, D: Any) -> Any:
    n = A.shape[0]
    tmp = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            for k in range(n):
                tmp[i, j] += 0.5 * A[i, k] * B[k, j]
    for i in range(n):
        for j in range(n):
            D[i, j] *= 1.2
            for k in range(n):
                D[i, j] += tmp[i, k] * C[k, j]
    return np.sum(D * D) / n**2


def multiply_into(out: Any, A: Any, B: Any) -> None:
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            out[i, j] = 0.0
            for k in range(A.shape[1]):
                out[i, j] += A[i, k] * B[k, j]


@kernel(
    lambda n, r: (r.random((n, n)), r.random((n, n)), r.random((n, n)), r.random((n, n))), "A B C D", 2, 16, linear=True
)
def three_products(A: Any, B: Any, C: Any, D: Any) -> Any:
    n = A.shape[0]
    E = np.empty((n, n))
    F = np.empty((n, n))
    G = np.empty((n, n))
    multiply_into(E, A, B)
    multiply_into(F, C, D)
    multiply_into(G, E, F)
    return np.sum(G * G) / n**3


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), r.random((n, n))), "A B C", 3, 26, linear=True)
def symm(A: Any, B: Any, C: Any) -> Any:
    m, n = C.shape
    for i in range(m):
        for j in range(n):
            temp = 0.0
            for k in range(i):
                C[k, j] += 1.5 * B[i, j] * A[i, k]
                temp += B[k, j] * A[i, k]
            C[i, j] = 0.6 * C[i, j] + 1.5 * B[i, j] * A[i, i] + 1.5 * temp
    return np.sum(C * C) / n


@kernel(lambda n, r: (r.random((n, n + 1)), r.random((n, n))), "A C", 3, 32, linear=True)
def syrk(A: Any, C: Any) -> Any:
    n, m = A.shape
    for i in range(n):
        C[i, : i + 1] *= 0.8
        for k in range(m):
            for j in range(i + 1):
                C[i, j] += 1.1 * A[i, k] * A[j, k]
    return np.sum(C * C) / n


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), r.random((n, n))), "A B C", 3, 60, linear=True)
def syr2k(A: Any, B: Any, C: Any) -> Any:
    n, m = A.shape
    for i in range(n):
        C[i, : i + 1] *= 0.8
        for k in range(m):
            C[i, : i + 1] += A[: i + 1, k] * B[i, k] + B[: i + 1, k] * A[i, k]
    return np.sum(C * C) / n**2


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n))), "A B", 3, 30)
def trmm(A: Any, B: Any) -> Any:
    m, n = B.shape
    for i in range(m):
        for j in range(n):
            for k in range(i + 1, m):
                B[i, j] += A[k, i] * B[k, j]
            B[i, j] = 1.3 * B[i, j]
    return np.sum(B * B)


@kernel(
    lambda n, r: (r.random((n, n)), r.random(n), r.random(n), r.random(n), r.random(n), r.random(n), r.random(n)),
    "A u1 v1 u2 v2 y z",
    3,
    76,
    linear=True,
)
def gemver(A: Any, u1: Any, v1: Any, u2: Any, v2: Any, y: Any, z: Any) -> Any:
    n = A.shape[0]
    x = np.zeros(n)
    w = np.zeros(n)
    for i in range(n):
        for j in range(n):
            A[i, j] = A[i, j] + u1[i] * v1[j] + u2[i] * v2[j]
    for i in range(n):
        for j in range(n):
            x[i] = x[i] + 0.5 * A[j, i] * y[j]
    for i in range(n):
        x[i] = x[i] + z[i]
    for i in range(n):
        w[i] += 1.2 * A[i, :] @ x
    return np.sum(w * w) / n**3


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), r.random(n)), "A B x", 3, 88, linear=True)
def gesummv(A: Any, B: Any, x: Any) -> Any:
    n = len(x)
    y = np.zeros(n)
    tmp = np.zeros(n)
    for i in range(n):
        for j in range(n):
            tmp[i] = A[i, j] * x[j] + tmp[i]
            y[i] = B[i, j] * x[j] + y[i]
        y[i] = 1.4 * tmp[i] + 0.3 * y[i]
    return np.sum(y * y) / n


@kernel(lambda n, r: (r.random((n + 1, n)), r.random(n)), "A x", 3, 80)
def atax(A: Any, x: Any) -> Any:
    m, n = A.shape
    y = np.zeros(n)
    tmp = np.zeros(m)
    for i in range(m):
        for j in range(n):
            tmp[i] = tmp[i] + A[i, j] * x[j]
        for j in range(n):
            y[j] = y[j] + A[i, j] * tmp[i]
    return np.sum(y * y) / n**3


@kernel(lambda n, r: (r.random((n + 1, n)), r.random(n), r.random(n + 1)), "A p r", 3, 80, linear=True)
def bicg(A: Any, p: Any, r: Any) -> Any:
    n, m = A.shape
    s = np.zeros(m)
    q = np.zeros(n)
    for i in range(n):
        q[i] = 0.0
        for j in range(m):
            s[j] += r[i] * A[i, j]
            q[i] += A[i, j] * p[j]
    return np.sum(s * s) + np.sum(np.sin(q))


@kernel(
    lambda n, r: (r.random((n, n)), r.random(n), r.random(n), r.random(n), r.random(n)),
    "A x1 x2 y1 y2",
    3,
    80,
    linear=True,
)
def mvt(A: Any, x1: Any, x2: Any, y1: Any, y2: Any) -> Any:
    n = len(x1)
    for i in range(n):
        for j in range(n):
            x1[i] += A[i, j] * y1[j]
    for i in range(n):
        for j in range(n):
            x2[i] += A[j, i] * y2[j]
    return x1 @ x2


@kernel(lambda n, r: (r.random((n, n, n)), r.random((n, n))), "A C4", 2, 12)
def doitgen(A: Any, C4: Any) -> Any:
    nr, nq, np_ = A.shape
    total = np.zeros(np_)
    for r in range(nr):
        for q in range(nq):
            for p in range(np_):
                total[p] = 0.0
                for s in range(np_):
                    total[p] += A[r, q, s] * C4[s, p]
            for p in range(np_):
                A[r, q, p] = total[p]
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n + 2, n)),), "data", 3, 40)
def covariance(data: Any) -> Any:
    n, m = data.shape
    mean = np.zeros(m)
    cov = np.zeros((m, m))
    for j in range(m):
        for i in range(n):
            mean[j] += data[i, j]
        mean[j] /= n
    data -= mean
    for i in range(m):
        for j in range(i, m):
            cov[i, j] = np.sum(data[:, i] * data[:, j])
            cov[i, j] /= n - 1.0
            cov[j, i] = cov[i, j]
    return np.sum(cov**3)


@kernel(lambda n, r: (r.random((n + 3, n)),), "data", 3, 240)
def correlation(data: Any) -> Any:
    n, m = data.shape
    mean = np.mean(data, axis=0)
    stddev = np.std(data, axis=0)
    stddev[stddev <= 0.01] = 1.0
    data -= mean
    data /= np.sqrt(n) * stddev
    corr = np.eye(m)
    for i in range(m - 1):
        corr[i + 1 : m, i] = corr[i, i + 1 : m] = data[:, i] @ data[:, i + 1 : m]
    return np.sum(corr**3)


@kernel(lambda n, r: (r.random((n, n)),), "X", 3, 60)
def squared_distances(X: Any) -> Any:
    n = X.shape[0]
    D = np.zeros((n, n))
    for i in range(n):
        for j in range(i):
            difference = X[i] - X[j]
            D[i, j] = difference @ difference
            D[j, i] = D[i, j]
    return np.sum(np.exp(-D))


@kernel(lambda n, r: (r.random(n), r.random(2 * n)), "x y", 3, 180, linear=True)
def outer_by_rows(x: Any, y: Any) -> Any:
    out = np.empty((len(x), len(y)))
    for i, row in enumerate(out):
        row[:] = x[i] * y
    out[::2] *= -1.0
    out[:, 1::2] += out[:, ::2]
    return np.sum(out**3)


@kernel(lambda n, r: (r.random(n), r.random((n, n))), "v A", 3, 470, linear=True)
def symmetric_fill(v: Any, A: Any) -> Any:
    n = len(v)
    for i in range(1, n):
        A[i, :i] = A[:i, i] = v[:i] * v[i]
    return np.sum(A @ A) / n**2


@kernel(lambda n, r: (r.random(n), r.random((n, n))), "x A", 3, 90)
def quadratic_forms(x: Any, A: Any) -> Any:
    y = np.empty_like(x)
    forms = np.zeros(len(x))
    for i in range(len(x)):
        np.dot(A, x, out=y)
        x[i] = y[i] / len(x)
        forms[i] = x @ y
    return np.sum(forms) / len(x)


@kernel(lambda n, r: (r.normal(size=(n, n)),), "A", 3, 250)
def exponential_of_a_matrix(A: Any) -> Any:
    n = A.shape[0]
    A /= 8.0 * n
    E = np.eye(n)
    term = np.eye(n)
    for k in range(1, 9):
        term = term @ A / k
        E += term
    for _k in range(3):
        E[:] = E @ E
    return np.sum(E * E)


@kernel(lambda n, r: (r.random((n, n)), r.random(n)), "A v", 3, 160)
def power_iteration(A: Any, v: Any) -> Any:
    w = np.empty_like(v)
    for _k in range(4 * len(v)):
        w[:] = A @ v
        norm = np.sqrt(np.sum(w * w))
        w /= norm
        v[:] = w
    return v @ A @ v
