"""Kernels that factorise matrices in place, and solve with them."""

from __future__ import annotations

from typing import Any

import numpy as np
from kernels_support import Kernel, adding_to, definite, dominant, lower

KERNELS: list[Kernel] = []
kernel = adding_to(KERNELS)


@kernel(lambda n, r: (dominant(n, r),), "A", 4, 36)
def lu(A: Any) -> Any:
    n = A.shape[0]
    for i in range(n):
        for j in range(i):
            for k in range(j):
                A[i, j] -= A[i, k] * A[k, j]
            A[i, j] /= A[j, j]
        for j in range(i, n):
            for k in range(i):
                A[i, j] -= A[i, k] * A[k, j]
    return np.sum(A * A)


@kernel(lambda n, r: (dominant(n, r),), "A", 4, 190)
def lu_by_slices(A: Any) -> Any:
    n = A.shape[0]
    for k in range(n - 1):
        A[k + 1 :, k] /= A[k, k]
        A[k + 1 :, k + 1 :] -= np.outer(A[k + 1 :, k], A[k, k + 1 :])
    return np.sum(A * A)


@kernel(lambda n, r: (r.normal(size=(n, n)),), "A", 4, 60)
def lu_with_pivoting(A: Any) -> Any:
    n = A.shape[0]
    logdet = 0.0
    for k in range(n):
        pivot = k + np.argmax(np.abs(A[k:, k]))
        if pivot != k:
            A[[k, pivot]] = A[[pivot, k]]
        for i in range(k + 1, n):
            factor = A[i, k] / A[k, k]
            A[i, k + 1 :] -= factor * A[k, k + 1 :]
            A[i, k] = factor
        logdet += np.log(np.abs(A[k, k]))
    return logdet + np.sum(np.tril(A, -1) ** 2)


@kernel(lambda n, r: (dominant(n, r), r.random(n)), "A b", 4, 34)
def ludcmp(A: Any, b: Any) -> Any:
    n = A.shape[0]
    x = np.zeros_like(b)
    y = np.zeros_like(b)
    for i in range(n):
        for j in range(i):
            w = A[i, j]
            for k in range(j):
                w -= A[i, k] * A[k, j]
            A[i, j] = w / A[j, j]
        for j in range(i, n):
            w = A[i, j]
            for k in range(i):
                w -= A[i, k] * A[k, j]
            A[i, j] = w
    for i in range(n):
        w = b[i]
        for j in range(i):
            w -= A[i, j] * y[j]
        y[i] = w
    for i in range(n - 1, -1, -1):
        w = y[i]
        for j in range(i + 1, n):
            w -= A[i, j] * x[j]
        x[i] = w / A[i, i]
    return np.sum(x * x)


@kernel(lambda n, r: (definite(n, r),), "A", 4, 40)
def cholesky_in_place(A: Any) -> Any:
    n = A.shape[0]
    for i in range(n):
        for j in range(i):
            for k in range(j):
                A[i, j] -= A[i, k] * A[j, k]
            A[i, j] /= A[j, j]
        for k in range(i):
            A[i, i] -= A[i, k] * A[i, k]
        A[i, i] = np.sqrt(A[i, i])
    return np.sum(A * A * A)


@kernel(lambda n, r: (definite(n, r),), "A", 4, 80)
def cholesky_by_rows(A: Any) -> Any:
    n = A.shape[0]
    A[0, 0] = np.sqrt(A[0, 0])
    for i in range(1, n):
        for j in range(i):
            A[i, j] -= np.dot(A[i, :j], A[j, :j])
            A[i, j] /= A[j, j]
        A[i, i] -= np.dot(A[i, :i], A[i, :i])
        A[i, i] = np.sqrt(A[i, i])
    return np.sum(np.tril(A) ** 3)


@kernel(lambda n, r: (definite(n, r),), "A", 4, 120)
def cholesky_right_looking(A: Any) -> Any:
    n = A.shape[0]
    for k in range(n):
        A[k, k] = np.sqrt(A[k, k])
        A[k + 1 :, k] /= A[k, k]
        for j in range(k + 1, n):
            A[j:, j] -= A[j:, k] * A[j, k]
    return np.sum(np.log(np.diag(A))) + np.sum(np.tril(A, -1) ** 2)


@kernel(lambda n, r: (dominant(n, r),), "A", 4, 50)
def gram_schmidt(A: Any) -> Any:
    n = A.shape[1]
    Q = np.zeros_like(A)
    R = np.zeros((n, n))
    for k in range(n):
        nrm = np.dot(A[:, k], A[:, k])
        R[k, k] = np.sqrt(nrm)
        Q[:, k] = A[:, k] / R[k, k]
        for j in range(k + 1, n):
            R[k, j] = np.dot(Q[:, k], A[:, j])
            A[:, j] -= Q[:, k] * R[k, j]
    return np.sum(R**3) + np.sum(Q[0] ** 3)


@kernel(lambda n, r: (r.normal(size=(n + 1, n)),), "A", 3, 150)
def householder_in_place(A: Any) -> Any:
    n = A.shape[1]
    for k in range(n):
        v = A[k:, k].copy()
        v[0] += np.copysign(np.linalg.norm(v), v[0])
        v /= np.linalg.norm(v)
        A[k:, k:] -= 2.0 * np.outer(v, v @ A[k:, k:])
    return np.sum(np.triu(A[:n]) ** 3)


@kernel(lambda n, r: (dominant(n, r),), "A", 4, 50)
def givens_in_place(A: Any) -> Any:
    n = A.shape[0]
    for j in range(n - 1):
        for i in range(n - 1, j, -1):
            length = np.hypot(A[i - 1, j], A[i, j])
            c = A[i - 1, j] / length
            s = A[i, j] / length
            top = c * A[i - 1, j:] + s * A[i, j:]
            A[i, j:] = c * A[i, j:] - s * A[i - 1, j:]
            A[i - 1, j:] = top
    return np.sum(np.triu(A) ** 3)


@kernel(lambda n, r: (lower(n, r), r.random(n)), "L b", 4, 190)
def trisolv(L: Any, b: Any) -> Any:
    n = len(b)
    x = np.zeros(n)
    for i in range(n):
        x[i] = b[i]
        for j in range(i):
            x[i] -= L[i, j] * x[j]
        x[i] /= L[i, i]
    return np.sum(x * x)


@kernel(lambda n, r: (lower(n, r), r.random(n)), "L b", 4, 900)
def forward_and_back_substitution(L: Any, b: Any) -> Any:
    n = len(b)
    for i in range(n):
        b[i] = (b[i] - L[i, :i] @ b[:i]) / L[i, i]
    for i in reversed(range(n)):
        b[i] -= L[i + 1 :, i] @ b[i + 1 :]
        b[i] /= L[i, i]
    return np.sum(b * b)


@kernel(lambda n, r: (lower(n, r), r.random((n, 3))), "L B", 4, 700)
def solve_columns_in_place(L: Any, B: Any) -> Any:
    for j in range(B.shape[1]):
        x = B[:, j]
        for i in range(len(x)):
            x[i] -= L[i, :i] @ x[:i]
            x[i] /= L[i, i]
    return np.sum(B**2)


@kernel(lambda n, r: (0.9 * r.random(n) / n,), "r", 5, 930)
def durbin(r: Any) -> Any:
    n = len(r)
    y = np.zeros(n)
    y[0] = -r[0]
    alpha = -r[0]
    beta = 1.0
    for k in range(1, n):
        beta *= 1.0 - alpha * alpha
        alpha = -(r[k] + np.dot(r[:k][::-1], y[:k])) / beta
        y[:k] += alpha * y[:k][::-1]
        y[k] = alpha
    return np.sum(y * y)


@kernel(lambda n, r: (0.9 * r.random(n) / n,), "r", 5, 140)
def durbin_by_elements(r: Any) -> Any:
    n = len(r)
    y = np.zeros(n)
    z = np.zeros(n)
    y[0] = -r[0]
    alpha = -r[0]
    beta = 1.0
    for k in range(1, n):
        beta = (1.0 - alpha * alpha) * beta
        total = 0.0
        for i in range(k):
            total += r[k - i - 1] * y[i]
        alpha = -(r[k] + total) / beta
        for i in range(k):
            z[i] = y[i] + alpha * y[k - i - 1]
        for i in range(k):
            y[i] = z[i]
        y[k] = alpha
    return np.sum(y * y)


@kernel(lambda n, r: (np.concatenate(([2.0], r.random(n - 1) / n)), r.random(n)), "t b", 5, 490)
def levinson(t: Any, b: Any) -> Any:
    n = len(b)
    f = np.zeros(n)
    x = np.zeros(n)
    f[0] = 1.0 / t[0]
    x[0] = b[0] / t[0]
    for k in range(1, n):
        forward_error = t[k:0:-1] @ f[:k]
        g = f.copy()
        scale = 1.0 / (1.0 - forward_error**2)
        f[: k + 1] = scale * g[: k + 1]
        f[1 : k + 1] -= scale * forward_error * g[:k][::-1]
        x[: k + 1] += (b[k] - t[k:0:-1] @ x[:k]) * f[: k + 1][::-1]
    return np.sum(x * x)


@kernel(lambda n, r: (r.random(2 * n - 1), r.random(n)), "c x", 4, 180, linear=True)
def toeplitz(c: Any, x: Any) -> Any:
    n = len(x)
    T = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            T[i, j] = c[i - j + n - 1]
    y = np.zeros(n)
    for i in range(n):
        y[i] += T[i] @ x
    return np.sum(y * y) / n


@kernel(lambda n, r: (dominant(n, r), r.random(n)), "A b", 4, 60)
def gauss_elimination(A: Any, b: Any) -> Any:
    n = len(b)
    for k in range(n - 1):
        for i in range(k + 1, n):
            factor = A[i, k] / A[k, k]
            A[i, k:] -= factor * A[k, k:]
            b[i] -= factor * b[k]
    x = np.zeros(n)
    x[n - 1] = b[n - 1] / A[n - 1, n - 1]
    for i in range(n - 2, -1, -1):
        x[i] = (b[i] - np.dot(A[i, i + 1 :], x[i + 1 :])) / A[i, i]
    return np.sum(x * x)


def swap_rows(A: Any, i: Any, j: Any) -> None:
    row = A[i].copy()
    A[i] = A[j]
    A[j] = row


@kernel(lambda n, r: (r.normal(size=(n, n)), r.random(n)), "A b", 4, 60)
def gauss_with_row_swaps(A: Any, b: Any) -> Any:
    n = len(b)
    M = np.empty((n, n + 1))
    M[:, :n] = A
    M[:, n] = b
    for k in range(n):
        best = k
        for i in range(k + 1, n):
            if abs(M[i, k]) > abs(M[best, k]):
                best = i
        swap_rows(M, k, best)
        M[k, k:] /= M[k, k]
        for i in range(n):
            if i != k:
                M[i, k:] -= M[i, k] * M[k, k:]
    x = M[:, n]
    return np.sum(x * x) / (1.0 + np.sum(x * x))


@kernel(lambda n, r: (dominant(n, r),), "A", 4, 50)
def gauss_jordan_inverse(A: Any) -> Any:
    n = A.shape[0]
    for k in range(n):
        pivot = 1.0 / A[k, k]
        A[k, k] = 1.0
        A[k, :] *= pivot
        for i in range(n):
            if i == k:
                factor = 0.0
            else:
                factor = A[i, k]
                A[i, k] = 0.0
            A[i, :] -= factor * A[k, :]
    return np.sum(A**3)


@kernel(lambda n, r: (r.random(n) - 0.5, 3.0 + r.random(n), r.random(n) - 0.5, r.random(n)), "a b c d", 5, 4600)
def thomas(a: Any, b: Any, c: Any, d: Any) -> Any:
    n = len(d)
    for i in range(1, n):
        w = a[i] / b[i - 1]
        b[i] -= w * c[i - 1]
        d[i] -= w * d[i - 1]
    d[-1] /= b[-1]
    for i in range(n - 2, -1, -1):
        d[i] = (d[i] - c[i] * d[i + 1]) / b[i]
    return np.sum(d * d)


@kernel(lambda n, r: (np.sort(r.random(n)) + np.arange(n), r.normal(size=n), 0.7), "x y at", 6, 1400)
def spline_coefficients(x: Any, y: Any, at: Any) -> Any:
    n = len(x) - 1
    h = x[1:] - x[:-1]
    alpha = np.zeros(n)
    z, mu, c = np.zeros(n + 1), np.zeros(n + 1), np.zeros(n + 1)
    b, d = np.zeros(n), np.zeros(n)
    for i in range(1, n):
        alpha[i] = 3.0 / h[i] * (y[i + 1] - y[i]) - 3.0 / h[i - 1] * (y[i] - y[i - 1])
    for i in range(1, n):
        pivot = 2.0 * (x[i + 1] - x[i - 1]) - h[i - 1] * mu[i - 1]
        mu[i] = h[i] / pivot
        z[i] = (alpha[i] - h[i - 1] * z[i - 1]) / pivot
    for j in range(n - 1, -1, -1):
        c[j] = z[j] - mu[j] * c[j + 1]
        b[j] = (y[j + 1] - y[j]) / h[j] - h[j] * (c[j + 1] + 2.0 * c[j]) / 3.0
        d[j] = (c[j + 1] - c[j]) / (3.0 * h[j])
    return np.sum(y[:-1] + at * (b + at * (c[:-1] + at * d)))


@kernel(lambda n, r: (definite(n, r), r.random(n), 20), "A b", 4, 110)
def conjugate_gradients(A: Any, b: Any, steps: Any) -> Any:
    x = np.zeros_like(b)
    r = b.copy()
    p = r.copy()
    rs = r @ r
    k = 0
    while k < min(steps, len(b) - 1):
        Ap = A @ p
        alpha = rs / (p @ Ap)
        x += alpha * p
        r -= alpha * Ap
        new = r @ r
        p *= new / rs
        p += r
        rs = new
        k += 1
    return np.sum(x * x)


@kernel(lambda n, r: (dominant(n, r), r.random(n)), "A b", 4, 480)
def jacobi_and_gauss_seidel(A: Any, b: Any) -> Any:
    n = len(b)
    x = np.zeros(n)
    new = np.empty(n)
    for _k in range(2):
        for i in range(n):
            new[i] = (b[i] - A[i, :i] @ x[:i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
        x[:] = new
        for i in range(n):
            x[i] += (b[i] - A[i] @ x) / A[i, i]
    return np.sum(x * x)


@kernel(lambda n, r: (definite(n, r),), "A", 4, 50)
def ldl(A: Any) -> Any:
    n = A.shape[0]
    L = np.eye(n)
    D = np.zeros(n)
    for j in range(n):
        D[j] = A[j, j] - np.sum(L[j, :j] ** 2 * D[:j])
        for i in range(j + 1, n):
            L[i, j] = (A[i, j] - np.sum(L[i, :j] * L[j, :j] * D[:j])) / D[j]
    return np.sum(np.log(D)) + np.sum(L[1:] ** 2)


@kernel(lambda n, r: (r.normal(size=(n, n)),), "A", 4, 50)
def hessenberg_in_place(A: Any) -> Any:
    n = A.shape[0]
    A /= np.sqrt(n)
    for k in range(n - 2):
        for i in range(k + 2, n):
            factor = A[i, k] / (2.0 + A[k + 1, k] ** 2)
            A[i, :] -= factor * A[k + 1, :]
            A[:, k + 1] += factor * A[:, i]
    return np.sum(A * A) / n


@kernel(lambda n, r: (dominant(n, r),), "A", 4, 512)
def determinant_by_blocks(A: Any) -> Any:
    return recursive_logdet(A)


def recursive_logdet(A: Any) -> Any:
    """The logarithm of a determinant by Schur complements, which are written into the lower right block."""
    n = A.shape[0]
    if n == 1:
        return np.log(A[0, 0])
    h = n // 2
    right = np.linalg.solve(A[:h, :h], A[:h, h:])
    A[h:, h:] -= A[h:, :h] @ right
    return recursive_logdet(A[:h, :h]) + recursive_logdet(A[h:, h:])
