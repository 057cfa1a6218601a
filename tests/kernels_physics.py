"""Kernels that simulate: flows, bodies, populations, filters, with helper functions that write their arguments."""

from __future__ import annotations

from typing import Any

import numpy as np
from kernels_support import Kernel, adding_to

KERNELS: list[Kernel] = []
kernel = adding_to(KERNELS)


def build_up_b(b: Any, rho: Any, dt: Any, u: Any, v: Any, dx: Any, dy: Any) -> None:
    b[1:-1, 1:-1] = rho * (
        1 / dt * ((u[1:-1, 2:] - u[1:-1, 0:-2]) / (2 * dx) + (v[2:, 1:-1] - v[0:-2, 1:-1]) / (2 * dy))
        - ((u[1:-1, 2:] - u[1:-1, 0:-2]) / (2 * dx)) ** 2
        - 2 * ((u[2:, 1:-1] - u[0:-2, 1:-1]) / (2 * dy) * (v[1:-1, 2:] - v[1:-1, 0:-2]) / (2 * dx))
        - ((v[2:, 1:-1] - v[0:-2, 1:-1]) / (2 * dy)) ** 2
    )


def pressure_poisson(nit: Any, p: Any, dx: Any, dy: Any, b: Any) -> None:
    pn = np.empty_like(p)
    pn[:] = p.copy()
    for _q in range(nit):
        pn[:] = p.copy()
        p[1:-1, 1:-1] = ((pn[1:-1, 2:] + pn[1:-1, 0:-2]) * dy**2 + (pn[2:, 1:-1] + pn[0:-2, 1:-1]) * dx**2) / (
            2 * (dx**2 + dy**2)
        ) - dx**2 * dy**2 / (2 * (dx**2 + dy**2)) * b[1:-1, 1:-1]
        p[:, -1] = p[:, -2]
        p[0, :] = p[1, :]
        p[:, 0] = p[:, 1]
        p[-1, :] = 0


@kernel(
    lambda n, r: (
        3,
        0.1 * r.random((n, n)),
        0.1 * r.random((n, n)),
        0.05,
        0.25,
        0.25,
        0.1 * r.random((n, n)),
        1.0,
        0.1,
    ),
    "u v dt p rho nu",
    4,
    190,
)
def cavity_flow(nt: Any, u: Any, v: Any, dt: Any, dx: Any, dy: Any, p: Any, rho: Any, nu: Any) -> Any:
    un = np.empty_like(u)
    vn = np.empty_like(v)
    b = np.zeros_like(u)
    for _n in range(nt):
        un[:] = u.copy()
        vn[:] = v.copy()
        build_up_b(b, rho, dt, u, v, dx, dy)
        pressure_poisson(5, p, dx, dy, b)
        u[1:-1, 1:-1] = (
            un[1:-1, 1:-1]
            - un[1:-1, 1:-1] * dt / dx * (un[1:-1, 1:-1] - un[1:-1, 0:-2])
            - vn[1:-1, 1:-1] * dt / dy * (un[1:-1, 1:-1] - un[0:-2, 1:-1])
            - dt / (2 * rho * dx) * (p[1:-1, 2:] - p[1:-1, 0:-2])
            + nu * dt / dx**2 * (un[1:-1, 2:] - 2 * un[1:-1, 1:-1] + un[1:-1, 0:-2])
        )
        v[1:-1, 1:-1] = (
            vn[1:-1, 1:-1]
            - un[1:-1, 1:-1] * dt / dx * (vn[1:-1, 1:-1] - vn[1:-1, 0:-2])
            - vn[1:-1, 1:-1] * dt / dy * (vn[1:-1, 1:-1] - vn[0:-2, 1:-1])
            - dt / (2 * rho * dy) * (p[2:, 1:-1] - p[0:-2, 1:-1])
            + nu * dt / dy**2 * (vn[2:, 1:-1] - 2 * vn[1:-1, 1:-1] + vn[0:-2, 1:-1])
        )
        u[0, :] = u[:, 0] = u[:, -1] = 0.0
        u[-1, :] = 1.0
        v[0, :] = v[-1, :] = v[:, 0] = v[:, -1] = 0.0
    return np.sum(u * u) + np.sum(v * v) + np.sum(p * p)


def accelerations(a: Any, x: Any, mass: Any) -> None:
    d = x[None, :, :] - x[:, None, :]
    d2 = np.sum(d * d, axis=2)
    np.fill_diagonal(d2, 1.0)
    a[:] = np.sum(d * (mass / (d2 * np.sqrt(d2 + 0.1)))[:, :, None], axis=1)


@kernel(
    lambda n, r: (r.normal(size=(n, 3)), 0.1 * r.normal(size=(n, 3)), 1.0 + r.random(n), 0.02), "x v mass dt", 3, 110
)
def bodies_by_leapfrog(x: Any, v: Any, mass: Any, dt: Any) -> Any:
    a = np.zeros_like(x)
    accelerations(a, x, mass)
    for _step in range(8):
        v += 0.5 * dt * a
        x += dt * v
        accelerations(a, x, mass)
        v += 0.5 * dt * a
    return np.sum(mass * np.sum(v * v, axis=1)) + np.sum(x[0] ** 2)


@kernel(lambda n, r: (r.normal(size=(n, 2)), r.random(n)), "x charge", 4, 40)
def forces_by_pairs(x: Any, charge: Any) -> Any:
    n = len(x)
    force = np.zeros_like(x)
    for i in range(n):
        for j in range(i + 1, n):
            d = x[i] - x[j]
            strength = charge[i] * charge[j] / (0.1 + d @ d)
            force[i] += strength * d
            force[j] -= strength * d
    return np.sum(force**2)


@kernel(lambda n, r: (r.normal(size=(n, 2)),), "x", 4, 400)
def potential_with_a_mask(x: Any) -> Any:
    d = x[:, None, :] - x[None, :, :]
    d2 = (d**2).sum(axis=-1)
    mask = np.eye(len(x)) > 0.5
    d2[mask] = 1.0
    energy = 1.0 / (0.5 + d2) ** 2
    energy[mask] = 0.0
    far = d2 > 9.0
    energy[far] *= 0.5
    return np.sum(energy) / len(x)


@kernel(lambda n, r: (np.array([1.0, 0.5]), 1.1, 0.4, 0.2, 0.5, n), "start a b c d", 6, 320)
def lotka_volterra(start: Any, a: Any, b: Any, c: Any, d: Any, steps: Any) -> Any:
    dt = 0.05
    traj = np.zeros((steps + 1, 2))
    traj[0] = start
    slope = np.zeros((4, 2))
    for k in range(steps):
        for stage in range(4):
            y = traj[k].copy()
            if stage > 0:
                y += dt * (1.0 if stage == 3 else 0.5) * slope[stage - 1]
            slope[stage, 0] = a * y[0] - b * y[0] * y[1]
            slope[stage, 1] = c * y[0] * y[1] - d * y[1]
        traj[k + 1] = traj[k] + dt / 6.0 * (slope[0] + 2.0 * slope[1] + 2.0 * slope[2] + slope[3])
    return np.sum(traj**2) / len(traj)


def lorenz(out: Any, y: Any, sigma: Any, rho: Any, beta: Any) -> None:
    out[0] = sigma * (y[1] - y[0])
    out[1] = y[0] * (rho - y[2]) - y[1]
    out[2] = y[0] * y[1] - beta * y[2]


@kernel(lambda n, r: (np.array([1.0, 1.0, 1.2]), 10.0, 28.0, 8.0 / 3.0, n), "y sigma rho beta", 6, 400)
def lorenz_by_runge_kutta(y: Any, sigma: Any, rho: Any, beta: Any, steps: Any) -> Any:
    dt = 0.002
    k1, k2, k3, k4 = np.empty(3), np.empty(3), np.empty(3), np.empty(3)
    for _step in range(steps):
        lorenz(k1, y, sigma, rho, beta)
        lorenz(k2, y + 0.5 * dt * k1, sigma, rho, beta)
        lorenz(k3, y + 0.5 * dt * k2, sigma, rho, beta)
        lorenz(k4, y + dt * k3, sigma, rho, beta)
        y += dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return np.sum(y * y)


@kernel(
    lambda n, r: (r.normal(size=(n, 1)), np.array([[1.0, 0.1], [0.0, 0.95]]), 0.1 * np.eye(2), 0.3),
    "z F Q R",
    4,
    150,
)
def kalman_filter(z: Any, F: Any, Q: Any, R: Any) -> Any:
    steps = len(z)
    H = np.array([[1.0, 0.0]])
    x = np.zeros((steps + 1, 2))
    P = np.zeros((steps + 1, 2, 2))
    P[0] = np.eye(2)
    cost = 0.0
    for k in range(steps):
        x[k + 1] = F @ x[k]
        P[k + 1] = F @ P[k] @ F.T + Q
        S = H @ P[k + 1] @ H.T + R
        gain = P[k + 1] @ H.T @ np.linalg.inv(S)
        residual = z[k] - H @ x[k + 1]
        x[k + 1] += gain @ residual
        P[k + 1] -= gain @ H @ P[k + 1]
        cost += np.sum(residual**2) / S[0, 0] + np.log(S[0, 0])
    return cost + np.sum(x * x)


@kernel(lambda n, r: (1.0 + 0.1 * r.random((n, n)), np.zeros((n, n)), np.zeros((n, n))), "h u v", 4, 220)
def shallow_water(h: Any, u: Any, v: Any) -> Any:
    for _t in range(12):
        u[1:-1, :] -= 0.1 * (h[2:, :] - h[:-2, :]) + 0.05 * u[1:-1, :] * (u[2:, :] - u[:-2, :])
        v[:, 1:-1] -= 0.1 * (h[:, 2:] - h[:, :-2]) + 0.05 * v[:, 1:-1] * (v[:, 2:] - v[:, :-2])
        u[0], u[-1] = -u[1], -u[-2]
        v[:, 0] = -v[:, 1]
        v[:, -1] = -v[:, -2]
        flux = h * u
        h[1:-1] -= 0.1 * (flux[2:] - flux[:-2])
        flux[:] = h * v
        h[:, 1:-1] -= 0.1 * (flux[:, 2:] - flux[:, :-2])
    return np.sum(h**2) + np.sum(u * v) + np.sum(u**2)


@kernel(lambda n, r: (0.5 + 0.1 * r.random((n, n)), 0.25 * r.random((n, n)), 0.04, 0.06), "U V feed kill", 5, 150)
def gray_scott(U: Any, V: Any, feed: Any, kill: Any) -> Any:
    lu = np.zeros_like(U)
    lv = np.zeros_like(V)
    for _t in range(20):
        lu[1:-1, 1:-1] = U[:-2, 1:-1] + U[2:, 1:-1] + U[1:-1, :-2] + U[1:-1, 2:] - 4.0 * U[1:-1, 1:-1]
        lv[1:-1, 1:-1] = V[:-2, 1:-1] + V[2:, 1:-1] + V[1:-1, :-2] + V[1:-1, 2:] - 4.0 * V[1:-1, 1:-1]
        reaction = U * V * V
        U += 0.16 * lu - reaction + feed * (1.0 - U)
        V += 0.08 * lv + reaction - (feed + kill) * V
    return np.sum(V * V) + np.sum(U)


@kernel(lambda n, r: (r.random(n), 0.1 * r.random(n), 0.3), "theta omega coupling", 5, 90)
def kuramoto(theta: Any, omega: Any, coupling: Any) -> Any:
    n = len(theta)
    rate = np.empty(n)
    for _t in range(20):
        for i in range(n):
            rate[i] = omega[i] + coupling / n * np.sum(np.sin(theta - theta[i]))
        theta += 0.1 * rate
    return np.sum(np.cos(theta)) + np.sum(rate**2)


@kernel(lambda n, r: (r.random(n), np.zeros(n), 4.0 + r.random(n - 1)), "x v k", 5, 1500)
def chain_of_springs(x: Any, v: Any, k: Any) -> Any:
    force = np.zeros_like(x)
    for _t in range(4):
        force[:] = 0.0
        for i in range(len(x) - 1):
            pull = k[i] * (x[i + 1] - x[i] - 0.5 * (x[i + 1] - x[i]) ** 3)
            force[i] += pull
            force[i + 1] -= pull
        v += 0.05 * force
        v *= 0.99
        x += 0.05 * v
        x[0] = 0.0
        v[0] = 0.0
    return np.sum(v * v) + np.sum(x * x)


@kernel(lambda n, r: (r.random((n, 2)), r.normal(size=(n, 2))), "x v", 5, 7000)
def particles_in_a_box(x: Any, v: Any) -> Any:
    for _t in range(10):
        x += 0.09 * v
        outside = (x < 0.0) | (x > 1.0)
        v[outside] *= -0.9
        low = x < 0.0
        x[low] = -x[low]
        high = x > 1.0
        x[high] = 2.0 - x[high]
        v[:, 1] -= 0.1 * np.sin(x[:, 0])
    return np.sum(x * x) / len(x) + np.sum(v**3) / len(x)


@kernel(lambda n, r: (r.random(n), np.array([0.5, 0.3]), 0.8), "x weights decay", 6, 400)
def recursive_least_squares(x: Any, weights: Any, decay: Any) -> Any:
    P = np.eye(2)
    features = np.empty(2)
    errors = np.zeros(len(x))
    for t in range(2, len(x)):
        features[0] = x[t - 1]
        features[1] = x[t - 2]
        gain = P @ features / (decay + features @ P @ features)
        errors[t] = x[t] - weights @ features
        weights += gain * errors[t]
        P -= np.outer(gain, features @ P)
        P /= decay
    return np.sum(errors**2) + np.sum(weights**2)


class Grid:
    """The constants of a simulation."""

    dx = 0.5
    rate = 0.1


def laplacian(out: Any, u: Any, grid: Any) -> Any:
    out[1:-1] = (u[2:] - 2.0 * u[1:-1] + u[:-2]) / grid.dx**2
    return out


def advance(u: Any, workspace: Any, grid: Any, depth: Any) -> None:
    """Some explicit steps, by recursion on their number."""
    if depth > 0:
        change = laplacian(workspace, u, grid)
        u += grid.rate * change * u
        advance(u, workspace, grid, depth - 1)


@kernel(lambda n, r: (r.random(n), 6), "u", 6, 57500)
def diffusion_by_recursion(u: Any, depth: Any) -> Any:
    grid = Grid()
    advance(u, np.zeros_like(u), grid, depth)
    advance(u[::2], np.zeros_like(u[::2]), grid, 2)
    return np.sum(u * u) / len(u)


@kernel(lambda n, r: (0.1 * r.random((n, 5)) + 0.1, 0.7), "f omega", 6, 9100)
def lattice_boltzmann_in_one_dimension(f: Any, omega: Any) -> Any:
    weights = np.array([0.4, 0.2, 0.2, 0.1, 0.1])
    c = np.array([0.0, 1.0, -1.0, 2.0, -2.0])
    equilibrium = np.empty_like(f)
    for _t in range(10):
        rho = f.sum(axis=1)
        velocity = f @ c / rho
        for k in range(5):
            equilibrium[:, k] = weights[k] * rho * (1.0 + c[k] * velocity + 0.5 * (c[k] * velocity) ** 2)
        f += omega * (equilibrium - f)
        for k in range(1, 5):
            f[:, k] = np.roll(f[:, k], int(c[k]))
    return np.sum(f[:, 1] ** 2) + np.sum(f[0])


@kernel(lambda n, r: (r.random(n), 0.3, 0.1), "susceptible beta gamma", 4, 7000)
def epidemics(susceptible: Any, beta: Any, gamma: Any) -> Any:
    state = np.zeros((3, len(susceptible)))
    state[0] = susceptible
    state[1] = 0.01
    s, i, r = state
    for _t in range(100):
        new = beta * s * i
        s -= new
        i += new - gamma * i
        r += gamma * i
    return np.sum(state[2] ** 2) + np.sum(i)
