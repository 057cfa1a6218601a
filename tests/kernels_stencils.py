"""Kernels that update a grid from its neighbours, by elements and by slices, and sweeps over grids."""

from __future__ import annotations

from typing import Any

import numpy as np
from kernels_support import Kernel, adding_to

KERNELS: list[Kernel] = []
kernel = adding_to(KERNELS)


@kernel(lambda n, r: (r.random(n), r.random(n), 4), "A B", 6, 1600, linear=True)
def jacobi_1d_by_elements(A: Any, B: Any, steps: Any) -> Any:
    n = len(A)
    for _t in range(steps):
        for i in range(1, n - 1):
            B[i] = 0.33 * (A[i - 1] + A[i] + A[i + 1])
        for i in range(1, n - 1):
            A[i] = 0.33 * (B[i - 1] + B[i] + B[i + 1])
    return np.sum(A * A) + np.sum(B)


@kernel(lambda n, r: (r.random(n), r.random(n), n // 2), "A B", 6, 1300, linear=True)
def jacobi_1d_by_slices(A: Any, B: Any, steps: Any) -> Any:
    for _t in range(steps):
        B[1:-1] = 0.33333 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33333 * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), 2), "A B", 4, 40, linear=True)
def jacobi_2d_by_elements(A: Any, B: Any, steps: Any) -> Any:
    n = A.shape[0]
    for _t in range(steps):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                B[i, j] = 0.2 * (A[i, j] + A[i, j - 1] + A[i, 1 + j] + A[1 + i, j] + A[i - 1, j])
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                A[i, j] = 0.2 * (B[i, j] + B[i, j - 1] + B[i, 1 + j] + B[1 + i, j] + B[i - 1, j])
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), n), "A B", 4, 120, linear=True)
def jacobi_2d_by_slices(A: Any, B: Any, steps: Any) -> Any:
    for _t in range(1, steps):
        B[1:-1, 1:-1] = 0.2 * (A[1:-1, 1:-1] + A[1:-1, :-2] + A[1:-1, 2:] + A[2:, 1:-1] + A[:-2, 1:-1])
        A[1:-1, 1:-1] = 0.2 * (B[1:-1, 1:-1] + B[1:-1, :-2] + B[1:-1, 2:] + B[2:, 1:-1] + B[:-2, 1:-1])
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n, n, n)), r.random((n, n, n)), 4), "A B", 3, 52, linear=True)
def heat_3d(A: Any, B: Any, steps: Any) -> Any:
    for _t in range(1, steps):
        B[1:-1, 1:-1, 1:-1] = (
            0.125 * (A[2:, 1:-1, 1:-1] - 2.0 * A[1:-1, 1:-1, 1:-1] + A[:-2, 1:-1, 1:-1])
            + 0.125 * (A[1:-1, 2:, 1:-1] - 2.0 * A[1:-1, 1:-1, 1:-1] + A[1:-1, :-2, 1:-1])
            + 0.125 * (A[1:-1, 1:-1, 2:] - 2.0 * A[1:-1, 1:-1, 1:-1] + A[1:-1, 1:-1, :-2])
            + A[1:-1, 1:-1, 1:-1]
        )
        A[1:-1, 1:-1, 1:-1] = (
            0.125 * (B[2:, 1:-1, 1:-1] - 2.0 * B[1:-1, 1:-1, 1:-1] + B[:-2, 1:-1, 1:-1])
            + 0.125 * (B[1:-1, 2:, 1:-1] - 2.0 * B[1:-1, 1:-1, 1:-1] + B[1:-1, :-2, 1:-1])
            + 0.125 * (B[1:-1, 1:-1, 2:] - 2.0 * B[1:-1, 1:-1, 1:-1] + B[1:-1, 1:-1, :-2])
            + B[1:-1, 1:-1, 1:-1]
        )
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n, n)), 2), "A", 5, 50, linear=True)
def seidel_2d(A: Any, steps: Any) -> Any:
    n = A.shape[0]
    for _t in range(steps):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                A[i, j] = (
                    A[i - 1, j - 1]
                    + A[i - 1, j]
                    + A[i - 1, j + 1]
                    + A[i, j - 1]
                    + A[i, j]
                    + A[i, j + 1]
                    + A[i + 1, j - 1]
                    + A[i + 1, j]
                    + A[i + 1, j + 1]
                ) / 9.0
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n, n)), 3), "A", 5, 80, linear=True)
def seidel_2d_by_rows(A: Any, steps: Any) -> Any:
    n = A.shape[0]
    for _t in range(steps):
        for i in range(1, n - 1):
            A[i, 1:-1] += A[i - 1, :-2] + A[i - 1, 1:-1] + A[i - 1, 2:] + A[i, 2:] + A[i + 1, :-2] + A[i + 1, 1:-1]
            A[i, 1:-1] += A[i + 1, 2:]
            for j in range(1, n - 1):
                A[i, j] += A[i, j - 1]
                A[i, j] /= 9.0
    return np.sum(A * A)


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), r.random((n, n)), r.random(n)), "ex ey hz fict", 4, 90, True)
def fdtd_2d(ex: Any, ey: Any, hz: Any, fict: Any) -> Any:
    for t in range(len(fict)):
        ey[0, :] = fict[t]
        ey[1:, :] -= 0.5 * (hz[1:, :] - hz[:-1, :])
        ex[:, 1:] -= 0.5 * (hz[:, 1:] - hz[:, :-1])
        hz[:-1, :-1] -= 0.7 * (ex[:-1, 1:] - ex[:-1, :-1] + ey[1:, :-1] - ey[:-1, :-1])
    return np.sum(hz * hz) + np.sum(ex * ey)


@kernel(lambda n, r: (r.random((n, n)), 2), "u", 4, 28)
def adi(u: Any, steps: Any) -> Any:
    n = u.shape[0]
    v = np.empty(u.shape)
    p = np.empty(u.shape)
    q = np.empty(u.shape)
    a, b, d = -0.6, 2.2, -0.3
    for _t in range(steps):
        for i in range(1, n - 1):
            v[0, i] = 1.0
            p[i, 0] = 0.0
            q[i, 0] = v[0, i]
            for j in range(1, n - 1):
                p[i, j] = -a / (a * p[i, j - 1] + b)
                q[i, j] = (-d * u[j, i - 1] + (1.0 + 2.0 * d) * u[j, i] - d * u[j, i + 1] - a * q[i, j - 1]) / (
                    a * p[i, j - 1] + b
                )
            v[n - 1, i] = 1.0
            for j in range(n - 2, 0, -1):
                v[j, i] = p[i, j] * v[j + 1, i] + q[i, j]
        u[1:-1, 0] = u[1:-1, -1] = 1.0
        for i in range(1, n - 1):
            p[i, 0] = 0.0
            q[i, 0] = u[i, 0]
            for j in range(1, n - 1):
                p[i, j] = -a / (a * p[i, j - 1] + b)
                q[i, j] = (-d * v[i - 1, j] + (1.0 + 2.0 * d) * v[i, j] - d * v[i + 1, j] - a * q[i, j - 1]) / (
                    a * p[i, j - 1] + b
                )
            for j in range(n - 2, 0, -1):
                u[i, j] = p[i, j] * u[i, j + 1] + q[i, j]
    return np.sum(u * u)


@kernel(lambda n, r: (r.random(n), 0.3), "x alpha", 6, 2900)
def deriche(x: Any, alpha: Any) -> Any:
    n = len(x)
    e = np.exp(-alpha)
    k = (1.0 - e) ** 2 / (1.0 + 2.0 * alpha * e - e * e)
    y1 = np.zeros(n)
    y2 = np.zeros(n)
    for i in range(2, n):
        y1[i] = k * x[i] + k * e * (alpha - 1.0) * x[i - 1] + 2.0 * e * y1[i - 1] - e * e * y1[i - 2]
    for i in range(n - 3, -1, -1):
        y2[i] = k * e * (alpha + 1.0) * x[i + 1] - k * e * e * x[i + 2] + 2.0 * e * y2[i + 1] - e * e * y2[i + 2]
    y1 += y2
    return np.sum(y1 * y1)


@kernel(lambda n, r: (r.random((n, n, 2)), np.zeros((n - 4, n - 4, 2)), 0.1), "inp coeff", 6, 340)
def horizontal_diffusion(inp: Any, out: Any, coeff: Any) -> Any:
    lap = 4.0 * inp[1:-1, 1:-1] - (inp[2:, 1:-1] + inp[:-2, 1:-1] + inp[1:-1, 2:] + inp[1:-1, :-2])
    flx = lap[1:, 1:-1] - lap[:-1, 1:-1]
    flx[:] = np.where(flx * (inp[2:-1, 2:-2] - inp[1:-2, 2:-2]) > 0.0, 0.0, flx)
    fly = lap[1:-1, 1:] - lap[1:-1, :-1]
    fly[:] = np.where(fly * (inp[2:-2, 2:-1] - inp[2:-2, 1:-2]) > 0.0, 0.0, fly)
    out[:, :, :] = inp[2:-2, 2:-2] - coeff * (flx[1:] - flx[:-1] + fly[:, 1:] - fly[:, :-1])
    return np.sum(out**3)


@kernel(lambda n, r: (r.random((n, n)), r.random((n + 1, n)), r.random((n, n)), 0.5), "u wcon ustage dt", 4, 300)
def vertical_advection(u: Any, wcon: Any, ustage: Any, dt: Any) -> Any:
    levels = u.shape[0]
    ccol = np.zeros_like(u)
    dcol = np.zeros_like(u)
    for k in range(levels):
        up = wcon[k + 1] * 0.25 if k < levels - 1 else np.zeros(u.shape[1])
        down = -wcon[k] * 0.25 if k > 0 else np.zeros(u.shape[1])
        correction = np.zeros(u.shape[1])
        if k < levels - 1:
            correction -= up * (ustage[k + 1] - ustage[k])
        if k > 0:
            correction -= down * (ustage[k - 1] - ustage[k])
        ccol[k] = up
        dcol[k] = u[k] / dt + correction
        bcol = 1.0 / dt - up - down
        if k > 0:
            bcol -= ccol[k - 1] * down
            dcol[k] -= dcol[k - 1] * down
        ccol[k] /= bcol
        dcol[k] /= bcol
    for k in range(levels - 2, -1, -1):
        dcol[k] -= ccol[k] * dcol[k + 1]
    u[:] = np.where(dcol > 0.0, dcol, 0.5 * dcol)
    return np.sum(u * u)


@kernel(lambda n, r: (r.random(n), 0.5, n), "u c", 6, 740)
def wave_with_three_buffers(u: Any, c: Any, steps: Any) -> Any:
    up = u.copy()
    un = np.zeros_like(u)
    for _t in range(steps):
        un[1:-1] = 2.0 * u[1:-1] - up[1:-1] + c**2 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        u, up, un = un, u, up
    return np.sum(u * u)


@kernel(lambda n, r: (r.random((2, n)), n), "buffers", 6, 980)
def double_buffering(buffers: Any, steps: Any) -> Any:
    for t in range(steps):
        old = buffers[t % 2]
        new = buffers[1 - t % 2]
        new[1:-1] = old[1:-1] + 0.1 * (old[2:] - old[:-2]) * old[1:-1]
        new[0] = new[-2]
        new[-1] = new[1]
    return np.sum(buffers[0] ** 2)


@kernel(lambda n, r: (r.random(n), n), "a", 6, 700, linear=True)
def swapped_buffers(a: Any, steps: Any) -> Any:
    b = a.copy()
    for _t in range(steps):
        b[1:-1] = 0.25 * a[:-2] + 0.5 * a[1:-1] + 0.25 * a[2:]
        a, b = b, a
    return np.sum(a * a)


@kernel(lambda n, r: (1.0 + r.random(n), n // 2), "u", 8, 120)
def burgers_by_elements(u: Any, steps: Any) -> Any:
    for _t in range(steps):
        un = u.copy()
        for i in range(1, len(u) - 1):
            u[i] = un[i] - un[i] * 0.2 * (un[i] - un[i - 1]) + 0.1 * (un[i + 1] - 2 * un[i] + un[i - 1])
        u[0] = un[0] - un[0] * 0.2 * (un[0] - un[-2]) + 0.1 * (un[1] - 2 * un[0] + un[-2])
        u[-1] = u[0]
    return np.sum(u * u)


@kernel(lambda n, r: (1.0 + r.random((n, n)), 1.0 + r.random((n, n)), 0.1, n), "u v nu", 4, 70)
def burgers_2d(u: Any, v: Any, nu: Any, steps: Any) -> Any:
    for _t in range(steps):
        un = u.copy()
        vn = v.copy()
        inner = un[1:-1, 1:-1]
        u[1:-1, 1:-1] = (
            inner
            - 0.1 * inner * (inner - un[1:-1, :-2])
            - 0.1 * vn[1:-1, 1:-1] * (inner - un[:-2, 1:-1])
            + nu * (un[1:-1, 2:] + un[1:-1, :-2] + un[2:, 1:-1] + un[:-2, 1:-1] - 4.0 * inner)
        )
        v[1:-1, 1:-1] -= 0.1 * inner * (vn[1:-1, 1:-1] - vn[1:-1, :-2])
        v[1:-1, 1:-1] -= 0.1 * vn[1:-1, 1:-1] * (vn[1:-1, 1:-1] - vn[:-2, 1:-1])
        u[0, :] = u[-1, :] = 1.0
        u[:, 0] = u[:, -1] = 1.0
        v[0, :], v[-1, :] = v[-2, :], v[1, :]
    return np.sum(u * v)


@kernel(lambda n, r: (r.normal(size=n), 5), "u", 8, 1800)
def upwind(u: Any, steps: Any) -> Any:
    n = len(u)
    for _t in range(steps):
        un = u.copy()
        for i in range(1, n - 1):
            if un[i] > 0:
                u[i] = un[i] - 0.1 * un[i] * (un[i] - un[i - 1])
            else:
                u[i] = un[i] - 0.1 * un[i] * (un[i + 1] - un[i])
    return np.sum(u**3)


@kernel(lambda n, r: (r.random(n), 1.0 + r.random(n), 4), "u k", 6, 930)
def crank_nicolson(u: Any, k: Any, steps: Any) -> Any:
    n = len(u)
    c = np.zeros(n)
    d = np.zeros(n)
    for _t in range(steps):
        d[1:-1] = u[1:-1] + 0.25 * k[1:-1] * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        c[0] = 0.0
        d[0] = u[0]
        for i in range(1, n - 1):
            a = -0.25 * k[i]
            b = 1.0 - 2.0 * a
            c[i] = a / (b - a * c[i - 1])
            d[i] = (d[i] - a * d[i - 1]) / (b - a * c[i - 1])
        d[n - 1] = u[n - 1]
        for i in range(n - 2, -1, -1):
            d[i] -= c[i] * d[i + 1]
        u[:] = d
    return np.sum(u * u)


@kernel(lambda n, r: (r.random((n, n)), r.random((n, n)), 1.4), "p f omega", 5, 30)
def sor(p: Any, f: Any, omega: Any) -> Any:
    n = p.shape[0]
    residual = 1.0
    sweep = 0
    while residual > 1e-12 and sweep < 4:
        residual = 0.0
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                old = p[i, j]
                p[i, j] += omega * (0.25 * (p[i - 1, j] + p[i + 1, j] + p[i, j - 1] + p[i, j + 1] - f[i, j]) - old)
                residual = residual + (p[i, j] - old) ** 2
        sweep += 1
    return np.sum(p * p) + residual


@kernel(lambda n, r: (r.random((n, n)), n), "p", 6, 130)
def red_black_by_strides(p: Any, steps: Any) -> Any:
    q = p.T
    for _t in range(steps):
        p[1:-1:2, 1:-1] = 0.5 * (p[:-2:2, 1:-1] + p[2::2, 1:-1])
        q[1:-1:2, 1:-1] += 0.1 * q[1:-1:2, :-2] * q[1:-1:2, 2:]
        p *= 0.9
    return np.sum(p * p)


@kernel(lambda n, r: (r.random((n, n, n)), n), "t", 4, 36)
def rows_of_three_indices(t: Any, steps: Any) -> Any:
    for k in range(1, steps - 1):
        for i in range(1, t.shape[0]):
            t[i][k] = 0.2 * t[i - 1][k] * t[i][k - 1]
            t[i][k][1:] += t[i, k + 1, :-1]
            t[i][k][0] -= t[i][k][1]
    return np.sum(t * t)
