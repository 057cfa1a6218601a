"""Kernels of whole arrays: masks, views, ``out=``, scattering, layers of networks and steps of optimisers."""

from __future__ import annotations

from typing import Any

import numpy as np
from kernels_support import Kernel, adding_to

KERNELS: list[Kernel] = []
kernel = adding_to(KERNELS)


@kernel(lambda n, r: (r.normal(size=(n, n)),), "x", 3, 700)
def softmax_in_place(x: Any) -> Any:
    weights = np.arange(1.0, x.shape[1] + 1.0)
    x -= x.max(axis=1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=1, keepdims=True)
    return np.sum(x * x * weights)


@kernel(lambda n, r: (r.normal(size=(n, n)), 1.0 + r.random(n), r.normal(size=n)), "x gamma beta", 4, 400)
def batch_norm_in_place(x: Any, gamma: Any, beta: Any) -> Any:
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x -= mean
    x /= np.sqrt(var + 1e-3)
    x *= gamma
    x += beta
    return np.sum(x**3) / len(x)


@kernel(lambda n, r: (r.normal(size=(n, n)), r.normal(size=(n, n))), "x W", 4, 280)
def leaky_relu_in_place(x: Any, W: Any) -> Any:
    for _layer in range(3):
        x = x @ W / np.sqrt(len(W))
        x[x < 0] *= 0.1
    return np.sum(x * x)


@kernel(lambda n, r: (r.normal(size=(n, n)), r.normal(size=(n, n))), "A B", 4, 400)
def masked_stores(A: Any, B: Any) -> Any:
    mask = A > 0.5
    A[mask] = 0.0
    B[mask] = A[0, 0] * B[mask]
    B[~mask] += A[~mask] ** 2
    A[B > 1.0] = B[B > 1.0]
    return np.sum(A * B)


@kernel(lambda n, r: (r.normal(size=(n, 6)), r.normal(size=(6, 6)), r.normal(size=(6, 6))), "X W U", 4, 940)
def recurrent_states(X: Any, W: Any, U: Any) -> Any:
    H = np.zeros((len(X) + 1, 6))
    for t in range(len(X)):
        H[t + 1] = np.tanh(X[t] @ W + 0.3 * H[t] @ U)
    return np.sum(H[1:] ** 2)


@kernel(
    lambda n, r: (r.normal(size=(n, 3)), 0.5 * r.normal(size=(3, 16)), 0.5 * r.normal(size=(4, 16)), r.random(16)),
    "X Wx Wh b",
    4,
    390,
)
def lstm(X: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    steps = len(X)
    H = np.zeros((steps + 1, 4))
    C = np.zeros((steps + 1, 4))
    gates = np.empty((steps, 16))
    for t in range(steps):
        gates[t] = X[t] @ Wx + H[t] @ Wh + b
        gates[t, :12] = 1.0 / (1.0 + np.exp(-gates[t, :12]))
        gates[t, 12:] = np.tanh(gates[t, 12:])
        C[t + 1] = gates[t, :4] * C[t] + gates[t, 4:8] * gates[t, 12:]
        H[t + 1] = gates[t, 8:12] * np.tanh(C[t + 1])
    return np.sum(H * H)


@kernel(lambda n, r: (r.normal(size=(n, n)), r.normal(size=(3, 3))), "image filt", 5, 42, linear=True)
def convolution_by_elements(image: Any, filt: Any) -> Any:
    n, m = image.shape
    out = np.zeros((n - 2, m - 2))
    for i in range(n - 2):
        for j in range(m - 2):
            for p in range(3):
                for q in range(3):
                    out[i, j] += image[i + p, j + q] * filt[p, q]
    return np.sum(out**3)


@kernel(lambda n, r: (r.normal(size=(2, n, n, 2)), r.normal(size=(3, 3, 2, 3)), r.normal(size=3)), "x w b", 4, 28, True)
def convolution_by_windows(x: Any, w: Any, b: Any) -> Any:
    K = w.shape[0]
    h = x.shape[1] - K + 1
    out = np.empty((x.shape[0], h, h, w.shape[3]))
    for i in range(h):
        for j in range(h):
            window = x[:, i : i + K, j : j + K, :]
            out[:, i, j, :] = np.sum(window[:, :, :, :, np.newaxis] * w[np.newaxis], axis=(1, 2, 3))
    out += b
    return np.sum(np.maximum(out, 0.0) ** 2)


@kernel(lambda n, r: (r.normal(size=(2 * n, 2 * n)),), "x", 2, 42)
def max_pool(x: Any) -> Any:
    n, m = x.shape[0] // 2, x.shape[1] // 2
    out = np.empty((n, m))
    for i in range(n):
        for j in range(m):
            out[i, j] = np.max(x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
    return np.sum(out**2)


@kernel(lambda n, r: (r.normal(size=(2 * n, 2 * n)),), "x", 2, 66)
def max_pool_by_branches(x: Any) -> Any:
    out = np.full((x.shape[0] // 2, x.shape[1] // 2), -1e9)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] > out[i // 2, j // 2]:
                out[i // 2, j // 2] = x[i, j]
    return np.sum(out**3)


@kernel(lambda n, r: (r.normal(size=(2 * n, 2 * n)),), "x", 2, 62, linear=True)
def average_pool(x: Any) -> Any:
    out = np.zeros((x.shape[0] // 2, x.shape[1] // 2))
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i // 2, j // 2] += 0.25 * x[i, j]
    return np.sum(out**3)


@kernel(lambda n, r: (r.normal(size=n), r.integers(0, 5, size=n)), "x", 8, 150000, linear=True)
def scattered_histogram(x: Any, bins: Any) -> Any:
    out = np.zeros(5)
    np.add.at(out, bins, x)
    np.subtract.at(out, bins[::2], 0.5 * x[::2])
    return np.sum(out**3) / len(x)


@kernel(lambda n, r: (r.random(n), r.integers(0, 4, size=n)), "x", 8, 15000, linear=True)
def histogram_by_elements(x: Any, bins: Any) -> Any:
    out = np.zeros(4)
    for i in range(len(x)):
        out[bins[i]] += x[i]
    out /= len(x)
    return np.sum(out**3)


@kernel(lambda n, r: (r.random(n), r.permutation(n), r.permutation(n)), "x", 6, 94000)
def shuffled(x: Any, first: Any, second: Any) -> Any:
    y = np.empty_like(x)
    y[first] = x
    y *= y
    x[second] = y[first]
    x[first[:3]] *= 2.0
    x[second[::2]] += y[second[::2]] * 3.0
    return np.sum(x * y)


@kernel(lambda n, r: (r.random(n), r.random(n)), "x y", 5, 60000)
def copies_and_fills(x: Any, y: Any) -> Any:
    out = np.empty((3, len(x)))
    np.copyto(out[0], x)
    out[1].fill(x[0])
    np.multiply(x, y, out=out[2])
    np.copyto(x, y * out[2])
    y[...] = 0.5
    y[1:] = x[:-1]
    return np.sum(out[0] * out[1] * out[2]) + np.sum(x * y)


@kernel(lambda n, r: (r.random((n, n)), 1.3), "A s", 4, 1500)
def filled_diagonals(A: Any, s: Any) -> Any:
    B = A * A
    np.fill_diagonal(B, s)
    np.fill_diagonal(A, np.sum(B, axis=1))
    B[np.arange(len(B) - 1), np.arange(1, len(B))] = A[0, 1:]
    return np.sum(A * B) / len(A)


@kernel(lambda n, r: (r.random(n), r.random(n)), "x y", 5, 60000)
def functions_with_out(x: Any, y: Any) -> Any:
    t = np.empty_like(x)
    np.multiply(x, y, out=t)
    np.sin(t, out=t)
    np.add(t, x, out=x)
    np.subtract(x, y, t)
    np.sqrt(x, out=x)
    np.divide(t, 1.0 + y, out=y)
    return np.sum(x * y) + np.sum(t * t)


@kernel(lambda n, r: (r.random((n, n)),), "A", 4, 400)
def rows_centred(A: Any) -> Any:
    for row in A:
        row -= row.mean()
    for column in A.T:
        column /= np.sqrt(np.sum(column * column))
    return np.sum(A**3)


@kernel(lambda n, r: (r.random((n, n)),), "A", 4, 400)
def rows_and_columns_scaled(A: Any) -> Any:
    n = len(A)
    for _k in range(3):
        for i in range(n):
            A[i] /= np.sum(A[i])
        for j in range(n):
            A[:, j] /= np.sum(A[:, j])
    return np.sum(A**2) + A[0, 1]


@kernel(lambda n, r: (r.random((n, 4)),), "A", 4, 40000)
def written_through_views(A: Any) -> Any:
    flat = A.reshape(-1)
    turned = A.T
    flat[::3] *= flat[0]
    turned[1] += turned[2] ** 2
    blocks = A.reshape(len(A) // 2, 2, 4)
    blocks[:, 0, :] -= 0.5 * blocks[:, 1, :]
    A.ravel()[1:5] = 0.25
    return np.sum(flat * flat) + np.sum(A**3)


@kernel(lambda n, r: (r.random((n, n)), r.random(n)), "A v", 4, 1500)
def written_under_other_names(A: Any, v: Any) -> Any:
    B = A
    corner = B[:2, :2]
    last = A[-1]
    B[0] = v
    corner *= 3.0
    last[:] = A[0] * A[1]
    v[0] = corner[0, 1]
    last += v
    return np.sum(A * B) + np.sum(corner) * v[0]


@kernel(lambda n, r: (r.normal(size=n), r.random((n, n)), 0.1, 0.9), "w A lr mu", 4, 100)
def momentum_descent(w: Any, A: Any, lr: Any, mu: Any) -> Any:
    v = np.zeros_like(w)
    for _k in range(40):
        g = A.T @ (A @ w) / len(w)
        v *= mu
        v -= lr * g / len(w)
        w += v
    return np.sum(w * w)


@kernel(lambda n, r: (r.normal(size=n), 1.0 + r.random(n), 0.05), "w target lr", 4, 27000)
def adam(w: Any, target: Any, lr: Any) -> Any:
    m = np.zeros_like(w)
    s = np.zeros_like(w)
    for t in range(1, 31):
        g = w - target
        m[:] = 0.9 * m + 0.1 * g
        s *= 0.99
        s += 0.01 * g * g
        w -= lr * (m / (1.0 - 0.9**t)) / (np.sqrt(s / (1.0 - 0.99**t)) + 1e-3)
    return np.sum((w - target) ** 2)


@kernel(lambda n, r: (r.normal(size=(n, 5)), 0.5 * np.eye(5), r.random(5)), "X W b", 4, 600)
def perceptron_by_samples(X: Any, W: Any, b: Any) -> Any:
    for x in X:
        y = np.tanh(W @ x + b)
        W += 0.1 * np.outer(y, x - W.T @ y)
        b -= 0.05 * y
    return np.sum(W * W) + np.sum(b * b)


def affine(out: Any, x: Any, W: Any, b: Any) -> Any:
    np.matmul(x, W, out=out)
    out += b
    return out


@kernel(
    lambda n, r: (r.normal(size=(n, n)), r.normal(size=(2, n, n)) / np.sqrt(n), r.normal(size=(2, n))), "x W b", 3, 260
)
def layers_with_a_workspace(x: Any, W: Any, b: Any) -> Any:
    space = np.empty_like(x)
    for k in range(4):
        h = affine(space, x, W[k % 2], b[k % 2])
        np.tanh(h, out=h)
        x[:] = 0.5 * (x + space)
    return np.sum(x * x)


@kernel(lambda n, r: (r.random((n, n)), r.random(n)), "image kernel_row", 5, 75)
def separable_blur(image: Any, kernel_row: Any) -> Any:
    taps = kernel_row[:3] / np.sum(kernel_row[:3])
    tmp = np.zeros_like(image)
    for _pass in range(10):
        tmp[:] = 0.0
        for k in range(3):
            tmp[:, 1:-1] += taps[k] * image[:, k : image.shape[1] - 2 + k]
        image[:] = tmp
        image[1:-1] += taps[1] * (tmp[2:] - tmp[:-2])
    return np.sum(image**2)


@kernel(lambda n, r: (r.random((n, n)),), "A", 3, 400)
def attention_with_a_causal_mask(A: Any) -> Any:
    n = len(A)
    scores = A @ A.T / np.sqrt(n)
    scores[np.triu_indices(n, 1)] = -1e9
    for i in range(n):
        scores[i] = np.exp(scores[i] - scores[i, i])
        scores[i] /= scores[i].sum()
    return np.sum((scores @ A) ** 2)


@kernel(lambda n, r: (r.random(n), 0.3), "x limit", 6, 9200)
def clipped_walk(x: Any, limit: Any) -> Any:
    position = np.zeros(len(x) + 1)
    for i in range(len(x)):
        step = x[i] - 0.45
        if abs(step) > limit:
            position[i + 1] = position[i] + limit * np.sign(step)
        elif step > 0.0:
            position[i + 1] = position[i] + step
        else:
            position[i + 1] = 0.9 * position[i] + step**2
    return np.sum(position**2)


@kernel(lambda n, r: (r.normal(size=n), 2), "x", 6, 240)
def insertion_sort(x: Any, axis: Any) -> Any:
    for i in range(1, len(x)):
        j = i
        while j > 0 and x[j - 1] > x[j]:
            x[j - 1], x[j] = x[j], x[j - 1]
            j -= 1
    return np.sum(np.arange(1.0, len(x) + 1.0) * x) + x[0] ** axis


@kernel(lambda n, r: (r.random((3, n, n)), r.random(3)), "image gain", 3, 350)
def colours_mixed(image: Any, gain: Any) -> Any:
    for channel in range(3):
        image[channel] *= gain[channel]
        image[channel] += image[(channel + 1) % 3]
    grey = image.mean(axis=0)
    image -= grey
    return np.sum(image * image) / grey.size


@kernel(lambda n, r: (r.random((n, 3)), r.random(n), r.random(n)), "A x y", 4, 57000)
def arrays_in_a_list(A: Any, x: Any, y: Any) -> Any:
    parts = [x, y]
    first, second = parts
    first *= second
    A[:, 0] = first
    A[:, 1:] *= second[:, None]
    for part in parts:
        part[1:] += A[:-1, 2]
        part *= 0.5
    return np.sum(A**2) + np.sum(parts[0] * y)


@kernel(lambda n, r: (r.random(n), 4), "x", 8, 290000)
def lagged_matrix(x: Any, lags: Any) -> Any:
    M = np.full((len(x), lags), 0.1)
    for k in range(lags):
        M[k:, k] = x[: len(x) - k]
    M[:, ::2] **= 2
    G = np.empty((lags, lags))
    G[...] = M.T @ M
    G[np.diag_indices(lags)] += x[0]
    return np.sum(np.sqrt(G)) / len(x)


@kernel(lambda n, r: (r.random((n, n)), r.random(n)), "A b", 4, 120)
def reversed_and_strided_stores(A: Any, b: Any) -> Any:
    A[::-1, 0] = b
    A[-1, ::-1] *= b
    A[::2, 1::2] = A[1::2, ::2] * b[0]
    A[:, [0, -1]] = A[:, [-1, 0]]
    b[::-1] += A[0]
    return np.sum(A @ b) / len(b)
