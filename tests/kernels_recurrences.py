"""Kernels that fill tables: dynamic programs with soft minima, series, interpolation, and trees."""

from __future__ import annotations

from typing import Any

import numpy as np
from kernels_support import Kernel, adding_to

KERNELS: list[Kernel] = []
kernel = adding_to(KERNELS)


def softmin(a: Any, b: Any) -> Any:
    return -np.logaddexp(-8.0 * a, -8.0 * b) / 8.0


@kernel(lambda n, r: (1.0 + r.random((n, n)),), "D", 4, 60)
def floyd_warshall_soft(D: Any) -> Any:
    n = D.shape[0]
    np.fill_diagonal(D, 3.0)
    for k in range(n):
        for i in range(n):
            D[i, :] = softmin(D[i, :], D[i, k] + D[k, :])
    return np.sum(D) / n**2


@kernel(lambda n, r: (1.0 + r.random((n, n)),), "paths", 3, 14)
def floyd_warshall_by_elements(paths: Any) -> Any:
    n = paths.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                paths[i, j] = softmin(paths[i, j], paths[i, k] + paths[k, j])
    return np.sum(paths) / n**2


@kernel(lambda n, r: (r.random((n, n)),), "score", 5, 32)
def nussinov_soft(score: Any) -> Any:
    n = score.shape[0]
    table = np.zeros((n, n))
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            table[i, j] = np.logaddexp(table[i, j - 1], table[i + 1, j])
            if i < j - 1:
                table[i, j] = np.logaddexp(table[i, j], table[i + 1, j - 1] + score[i, j])
            for k in range(i + 1, j):
                table[i, j] = np.logaddexp(table[i, j], table[i, k] + table[k + 1, j])
    return table[0, n - 1] + np.sum(table[1:] ** 2) / n


@kernel(lambda n, r: (r.random((n, n)), 0.8), "cost gap", 3, 40)
def edit_distance_soft(cost: Any, gap: Any) -> Any:
    n, m = cost.shape
    d = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        d[i, 0] = i * gap
    for j in range(1, m + 1):
        d[0, j] = j * gap
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            d[i, j] = softmin(d[i - 1, j - 1] + cost[i - 1, j - 1], softmin(d[i - 1, j] + gap, d[i, j - 1] + gap))
    return d[n, m]


@kernel(lambda n, r: (r.random(n), r.random(n + 1)), "x y", 4, 40)
def dynamic_time_warping(x: Any, y: Any) -> Any:
    n, m = len(x), len(y)
    D = np.full((n + 1, m + 1), 1e3)
    D[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            best = softmin(softmin(D[i - 1, j], D[i, j - 1]), D[i - 1, j - 1])
            D[i, j] = (x[i - 1] - y[j - 1]) ** 2 + best
    return D[n, m]


@kernel(lambda n, r: (r.random(n), r.random(n)), "p q", 4, 50)
def alignment_in_two_rows(p: Any, q: Any) -> Any:
    previous = np.arange(len(q) + 1.0)
    current = np.zeros(len(q) + 1)
    for i in range(len(p)):
        current[0] = i + 1.0
        for j in range(len(q)):
            replaced = previous[j] + abs(p[i] - q[j])
            current[j + 1] = softmin(replaced, softmin(previous[j + 1], current[j]) + 0.6)
        previous, current = current, previous
    return previous[-1]


@kernel(lambda n, r: (r.random((n, 3)), np.eye(3) + r.random((3, 3)), r.random(3)), "B A start", 5, 470)
def hidden_markov_forward(B: Any, A: Any, start: Any) -> Any:
    steps, states = B.shape
    alpha = np.zeros((steps, states))
    loglik = 0.0
    alpha[0, :] = start * B[0]
    for t in range(1, steps):
        for j in range(states):
            for i in range(states):
                alpha[t, j] += alpha[t - 1, i] * A[i, j]
            alpha[t, j] *= B[t, j]
        total = np.sum(alpha[t])
        alpha[t] /= total
        loglik += np.log(total)
    return loglik + alpha[-1, 0]


@kernel(lambda n, r: (r.normal(size=(n, 4)), r.normal(size=(4, 4))), "emission transition", 4, 250)
def viterbi_soft(emission: Any, transition: Any) -> Any:
    score = np.empty_like(emission)
    score[0] = emission[0]
    for t in range(1, len(score)):
        for j in range(score.shape[1]):
            reached = score[t - 1] + transition[:, j]
            highest = reached.max()
            score[t, j] = emission[t, j] + highest + np.log(np.exp(reached - highest).sum())
    return score[-1].max() + score[-1, 0]


@kernel(lambda n, r: (r.random(n),), "x", 6, 19000, linear=True)
def prefix_sum(x: Any) -> Any:
    for i in range(1, len(x)):
        x[i] += x[i - 1]
    return np.sum(np.sin(x))


@kernel(lambda n, r: (r.normal(size=n),), "x", 6, 131072, linear=True)
def prefix_sum_by_doubling(x: Any) -> Any:
    shift = 1
    while shift < len(x):
        x[shift:] += x[:-shift].copy()
        shift *= 2
    return np.sum(x * x) / len(x) ** 2


def scan(x: Any) -> None:
    n = len(x)
    if n > 1:
        h = n // 2
        scan(x[:h])
        scan(x[h:])
        x[h:] += x[h - 1]


@kernel(lambda n, r: (r.normal(size=n),), "x", 6, 2500, linear=True)
def prefix_sum_by_recursion(x: Any) -> Any:
    scan(x)
    return np.sum(x * x) / len(x) ** 2


def haar(x: Any) -> None:
    n = len(x)
    if n > 1:
        mean = (x[0::2] + x[1::2]) / 2.0
        half = (x[0::2] - x[1::2]) / 2.0
        x[: n // 2] = mean
        x[n // 2 :] = half
        haar(x[: n // 2])


@kernel(lambda n, r: (r.normal(size=n),), "x", 8, 131072, linear=True)
def haar_by_recursion(x: Any) -> Any:
    haar(x)
    return np.sum(x**3)


@kernel(lambda n, r: (r.normal(size=n),), "x", 8, 16384, linear=True)
def haar_in_place(x: Any) -> Any:
    stride = 1
    while stride < len(x):
        for i in range(0, len(x), 2 * stride):
            a = x[i]
            b = x[i + stride]
            x[i] = 0.5 * (a + b)
            x[i + stride] = 0.5 * (a - b)
        stride *= 2
    return np.sum(x**3)


@kernel(lambda n, r: (r.normal(size=n), r.normal(size=n)), "re im", 8, 1024)
def fourier_butterflies(re: Any, im: Any) -> Any:
    n = len(re)
    half = 1
    while half < n:
        for k in range(half):
            c, s = np.cos(np.pi * k / half), -np.sin(np.pi * k / half)
            for i in range(k, n, 2 * half):
                j = i + half
                tr = c * re[j] - s * im[j]
                ti = c * im[j] + s * re[j]
                re[j], im[j] = re[i] - tr, im[i] - ti
                re[i] += tr
                im[i] += ti
        half *= 2
    return np.sum((re**2 + im**2) ** 2) / n**2


@kernel(lambda n, r: (0.8 + 0.4 * r.random(n),), "x", 5, 23000)
def cumulative_product(x: Any) -> Any:
    out = np.empty_like(x)
    out[0] = x[0]
    for i in range(1, len(x)):
        out[i] = out[i - 1] * x[i]
    return np.sum(out * out)


@kernel(lambda n, r: (0.8 + 0.4 * r.random(n),), "x", 5, 23000)
def cumulative_product_in_place(x: Any) -> Any:
    for i in range(1, len(x)):
        x[i] *= x[i - 1]
    return np.sum(x * x)


@kernel(lambda n, r: (r.random(n), r.random(min(n, 200))), "x c", 5, 8000)
def horner_on_arrays(x: Any, c: Any) -> Any:
    p = np.zeros_like(x)
    for k in range(len(c)):
        p *= x
        p += c[k]
    return np.sum(p) / len(x)


@kernel(lambda n, r: (r.random(n), r.random(n + 1)), "a b", 4, 130, linear=True)
def polynomial_product(a: Any, b: Any) -> Any:
    out = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            out[i + j] += a[i] * b[j]
    return np.sum(out * out) / len(a) ** 2


@kernel(lambda n, r: (r.normal(size=n), 0.4), "c x", 5, 14000)
def clenshaw(c: Any, x: Any) -> Any:
    b = np.zeros(len(c) + 2)
    for k in range(len(c) - 1, 0, -1):
        b[k] = c[k] + 2.0 * x * b[k + 1] - b[k + 2]
    return c[0] + x * b[1] - b[2]


@kernel(lambda n, r: (np.linspace(0.0, 8.0, n), np.sin(np.linspace(0.0, 8.0, n)) + 0.1, 0.5), "x y at", 5, 50)
def newton_divided_differences(x: Any, y: Any, at: Any) -> Any:
    n = len(x)
    for j in range(1, n):
        for i in range(n - 1, j - 1, -1):
            y[i] = (y[i] - y[i - 1]) / (x[i] - x[i - j])
    value = y[n - 1]
    for k in range(n - 2, -1, -1):
        value = y[k] + (at - x[k]) * value
    return value


@kernel(lambda n, r: (np.linspace(0.0, 2.0, n), r.normal(size=n), 0.9), "x y at", 5, 120)
def neville(x: Any, y: Any, at: Any) -> Any:
    n = len(x)
    p = y.copy()
    for k in range(1, n):
        for i in range(n - k):
            p[i] = ((at - x[i + k]) * p[i] + (x[i] - at) * p[i + 1]) / (x[i] - x[i + k])
    return p[0]


def integrand(x: Any, k: Any) -> Any:
    return np.sin(k * x) * np.exp(-x)


@kernel(lambda n, r: (0.3, 2.0, 1.7, n), "a b k", 4, 11)
def romberg(a: Any, b: Any, k: Any, levels: Any) -> Any:
    R = np.zeros((levels, levels))
    h = b - a
    R[0, 0] = 0.5 * h * (integrand(a, k) + integrand(b, k))
    for i in range(1, levels):
        h = 0.5 * h
        total = 0.0
        for m in range(1, 2**i, 2):
            total += integrand(a + m * h, k)
        R[i, 0] = 0.5 * R[i - 1, 0] + h * total
        for j in range(1, i + 1):
            R[i, j] = R[i, j - 1] + (R[i, j - 1] - R[i - 1, j - 1]) / (4.0**j - 1.0)
    return R[levels - 1, levels - 1]


@kernel(lambda n, r: (100.0, 101.3, 0.05, 0.3, 1.0, n), "S K rate sigma T", 5, 780)
def binomial_option(S: Any, K: Any, rate: Any, sigma: Any, T: Any, steps: Any) -> Any:
    dt = T / steps
    up = np.exp(sigma * np.sqrt(dt))
    p = (np.exp(rate * dt) - 1.0 / up) / (up - 1.0 / up)
    discount = np.exp(-rate * dt)
    values = np.zeros(steps + 1)
    for i in range(steps + 1):
        values[i] = np.maximum(S * up ** (2.0 * i - steps) - K, 0.0)
    for step in range(steps - 1, -1, -1):
        values[: step + 1] = discount * (p * values[1 : step + 2] + (1.0 - p) * values[: step + 1])
    return values[0]


@kernel(lambda n, r: (100.0, 103.7, 0.05, 0.3, n), "S K rate sigma", 4, 120)
def american_option_by_elements(S: Any, K: Any, rate: Any, sigma: Any, steps: Any) -> Any:
    up = np.exp(sigma / np.sqrt(steps))
    p = (np.exp(rate / steps) - 1.0 / up) / (up - 1.0 / up)
    value = np.empty(steps + 1)
    for i in range(steps + 1):
        value[i] = max(K - S * up ** (2.0 * i - steps), 0.0)
    for step in range(steps - 1, -1, -1):
        for i in range(step + 1):
            held = np.exp(-rate / steps) * (p * value[i + 1] + (1.0 - p) * value[i])
            exercised = K - S * up ** (2.0 * i - step)
            if exercised > held:
                value[i] = exercised
            else:
                value[i] = held
    return value[0]


@kernel(lambda n, r: (r.random((n, n)),), "table", 4, 70, linear=True)
def summed_area_table(table: Any) -> Any:
    n, m = table.shape
    for i in range(n):
        for j in range(m):
            if i > 0:
                table[i, j] += table[i - 1, j]
            if j > 0:
                table[i, j] += table[i, j - 1]
            if i > 0 and j > 0:
                table[i, j] -= table[i - 1, j - 1]
    return np.sum(table[2:, 2:] - table[:-2, 2:] - table[2:, :-2]) + np.sum(table**2) / n**4


@kernel(lambda n, r: (r.random(n), 0.2), "p q", 6, 150)
def poisson_binomial(p: Any, q: Any) -> Any:
    mass = np.zeros(len(p) + 1)
    mass[0] = 1.0
    for k in range(len(p)):
        for j in range(k + 1, 0, -1):
            mass[j] = mass[j] * (1.0 - p[k]) + mass[j - 1] * p[k] * (1.0 - q)
        mass[0] *= 1.0 - p[k]
    return np.sum(mass * mass) + np.sum(np.arange(len(mass)) * mass)


@kernel(lambda n, r: (r.random(n), np.arange(n) // 2), "x", 7, 7300, linear=True)
def sums_over_a_tree(x: Any, parent: Any) -> Any:
    for i in range(len(x) - 1, 0, -1):
        x[parent[i]] += 0.5 * x[i]
    for i in range(1, len(x)):
        x[i] += 0.25 * x[parent[i]]
    return np.sum(x * x) / len(x)
