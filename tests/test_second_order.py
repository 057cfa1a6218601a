"""Second derivatives of library functions, in all four pairs of modes, against differences of the gradient."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from

VECTOR = np.array([0.31, 0.72, 1.13])
MATRIX = np.array([[2.1, 0.3, 0.2], [0.35, 1.9, 0.4], [0.15, 0.45, 2.3]])
TALL = np.vstack([MATRIX, MATRIX[0] * 0.3 + 0.7])
TURNING = np.array([[0.1, 1.0, 0.2], [-2.0, 0.3, 0.1], [0.3, 0.2, 1.5]])

PROGRAMS: dict[str, tuple[str, Any]] = {
    "maximum": ("return np.sum(np.maximum(x*x, 0.5*x) * x)", VECTOR),
    "clip": ("return np.sum(np.clip(x*x,0.2,1.0)*x)", VECTOR),
    "max": ("return np.max(x*x)*x[0]", VECTOR),
    "maxaxis": ("return np.sum(np.max(x*x,axis=1)**2)", MATRIX),
    "chol": ("return np.sum(np.linalg.cholesky(x @ x.T)**3)", MATRIX),
    "solve": ("return np.sum(np.linalg.solve(x, x[0]*x[1])**2)", MATRIX),
    "inv": ("return np.sum(np.linalg.inv(x)**2)", MATRIX),
    "det": ("return np.linalg.det(x)**2", MATRIX),
    "slogdet": ("return np.linalg.slogdet(x)[1]**2", MATRIX),
    "norm": ("return np.linalg.norm(x)**3", VECTOR),
    "normaxis": ("return np.sum(np.linalg.norm(x,axis=1)**3)", MATRIX),
    "norm1": ("return np.linalg.norm(x,1)**3", VECTOR),
    "sort": ("y = x*x\n    y.sort()\n    return np.sum(y*x)", VECTOR),
    "npsort": ("return np.sum(np.sort(x*x)*x)", VECTOR),
    "filld": ("y = x*x\n    np.fill_diagonal(y, x[0,1]**2)\n    return np.sum(y*y)", MATRIX),
    "put": ("y = x*x\n    np.put(y,[0,2],x[1]**2)\n    return np.sum(y*y)", VECTOR),
    "place": ("y = x*x\n    np.place(y,y>0.2,x[:1]**2)\n    return np.sum(y*y)", VECTOR),
    "putmask": ("y = x*x\n    np.putmask(y,y>0.2,x*x*x)\n    return np.sum(y*y)", VECTOR),
    "pymax": ("return max(x[0]*x[1], x[2]**2)*x[0]", VECTOR),
    "prod": ("return np.prod(x)**2", VECTOR),
    "var": ("return np.var(x)**2", VECTOR),
    "std": ("return np.std(x)**3", VECTOR),
    "cumprod": ("return np.sum(np.cumsum(x*x)**2)", VECTOR),
    "einsum": ("return np.sum(np.einsum('ij,jk->ik',x,x)**2)", MATRIX),
    "outer": ("return np.sum(np.outer(x,x)**2)", VECTOR),
    "matmul": ("return np.sum((x @ x)**2)", MATRIX),
    "concat": ("return np.sum(np.concatenate([x*x, x])**2)", VECTOR),
    "stack": ("return np.sum(np.stack([x*x, x])**2)", VECTOR),
    "where": ("return np.sum(np.where(x>0.5,x*x,x)**2)", VECTOR),
    "mean": ("return np.mean(x*x,axis=0)@x[0]", MATRIX),
    "tile": ("return np.sum(np.tile(x*x,2)**2)", VECTOR),
    "repeat": ("return np.sum(np.repeat(x*x,2)**2)", VECTOR),
    "fancy": ("return np.sum((x*x)[[0,0,2]]**2)", VECTOR),
    "trace": ("return np.trace(x@x)**2", MATRIX),
    "diag": ("return np.sum(np.diag(x*x)**2)", VECTOR),
    "roll": ("return np.sum(np.roll(x*x,1)*x)", VECTOR),
    "pow": ("return np.sum(x**x)", VECTOR),
    "log": ("return np.sum(np.log(x)*np.arctan2(x,2.0))", VECTOR),
    "logaddexp": ("return np.sum(np.logaddexp(x,x*x))", VECTOR),
    "minaxis": ("return np.sum(np.min(x*x,axis=0)**2)", MATRIX),
    "sorted": ("s = sorted([x[0]**2, x[1]**2])\n    return s[0]*x[2]+s[1]**2", VECTOR),
    "abs": ("return np.sum(np.abs(x)**3)", VECTOR),
    "fft": ("return np.sum(np.abs(np.fft.fft(x*x))**3)", VECTOR),
    "fft_longer": ("return np.sum(np.abs(np.fft.fft(x*x,5))**3)", VECTOR),
    "rfft": ("return np.sum(np.abs(np.fft.rfft(x**3))**2)", VECTOR),
    "irfft": ("return np.sum(np.fft.irfft(np.exp(1j*x*x))**3)", VECTOR),
    "fft2": ("return np.sum(np.abs(np.fft.fft2(x*x))**3)", MATRIX),
    "rfftn": ("return np.sum(np.abs(np.fft.rfftn(x*x))**3)", MATRIX),
    "irfftn": ("return np.sum(np.fft.irfftn(np.exp(1j*x*x))**3)", MATRIX),
    "hfft": ("return np.sum(np.fft.hfft(np.exp(1j*x*x))**3)", VECTOR),
    "fftshift": ("return np.sum(np.fft.fftshift(x*x)*x)", VECTOR),
    "complex_exponential": ("return np.sum(np.abs(np.exp(1j*x)+x)**3)", VECTOR),
    "angle": ("return np.sum(np.angle(x+1j*x*x)**2)", VECTOR),
    "eigh": ("w, v = np.linalg.eigh(x+x.T)\n    return np.sum(v**3*w)", MATRIX),
    "eigenvalues": ("w, v = np.linalg.eigh(x+x.T)\n    return np.sum(w**3)", MATRIX),
    "eigh_complex": ("w, v = np.linalg.eigh(x+x.T+1j*(x-x.T))\n    return np.sum(np.abs(v)**3*w)", MATRIX),
    "eigvalsh": ("return np.sum(np.linalg.eigvalsh(x+x.T)**3)", MATRIX),
    "eig": ("w, v = np.linalg.eig(x)\n    return np.sum(np.abs(v)**3*np.abs(w))", MATRIX),
    "eig_complex": ("w, v = np.linalg.eig(x)\n    return np.sum(np.abs(v)**3*np.abs(w))", TURNING),
    "eigvals": ("return np.sum(np.abs(np.linalg.eigvals(x))**3)", MATRIX),
    "svd": ("u, s, vh = np.linalg.svd(x)\n    return np.sum(u**3*s)+np.sum(vh**3*s)", MATRIX),
    "svd_tall": ("u, s, vh = np.linalg.svd(x, full_matrices=False)\n    return np.sum(u**3*s)+np.sum(vh**3*s)", TALL),
    "singular_values": ("return np.sum(np.linalg.svd(x, compute_uv=False)**3)", TALL),
    "svd_complex": (
        "u, s, v = np.linalg.svd(x+1j*x*x, full_matrices=False)\n    return np.sum(u.real**3*s) + np.sum(abs(v)**3*s)",
        TALL,
    ),
    "qr": ("q, r = np.linalg.qr(x)\n    return np.sum(q**3)+np.sum(r**3)", TALL),
    "pinv": ("return np.sum(np.linalg.pinv(x)**3)", TALL),
    "matrix_power": ("return np.sum(np.linalg.matrix_power(x,3)**2)", MATRIX),
    "matrix_power_negative": ("return np.sum(np.linalg.matrix_power(x,-2)**2)", MATRIX),
    "slogdet_complex": ("s, l = np.linalg.slogdet(x+1j*x*x)\n    return l**2 + np.real(s)**2*np.imag(s)", MATRIX),
    "vdot": ("return np.abs(np.vdot(np.exp(1j*x),x*x))**2", VECTOR),
    "real_if_close": ("return np.sum(np.real_if_close(x*x+0j)**2)", VECTOR),
}


def last(derivative: Callable[..., Any]) -> str:
    return list(inspect.signature(derivative).parameters)[-1]


def second(function: Callable[..., Any], point: Any, one: Any, other: Any, modes: str, examples: Any) -> float:
    """The second derivative along two directions."""
    if modes.startswith("grad"):
        first = tl.grad(function, example_args=examples)
        if modes.endswith("grad"):
            pullback = tl.vjp(first)
            return float(np.sum(other * pullback(point, **{last(pullback): one})))
        pushforward = tl.jvp(first)
        return float(np.sum(one * pushforward(point, **{last(pushforward): other})))
    first = tl.jvp(function, example_args=examples)
    if modes.endswith("grad"):
        return float(np.sum(one * tl.grad(first)(point, **{last(first): other})))
    pushforward = tl.jvp(first)
    return float(pushforward(point, **{last(first): other, last(pushforward): one}))


@pytest.mark.parametrize("modes", ["grad-grad", "grad-jvp", "jvp-grad", "jvp-jvp"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_all_pairs_of_modes_agree_with_differences(name: str, modes: str) -> None:
    body, point = PROGRAMS[name]
    function = function_from(f"def f(x):\n    {body}\n")
    generator = np.random.default_rng(0)
    one, other = generator.normal(size=point.shape), generator.normal(size=point.shape)
    gradient, step = tl.grad(function, example_args=(point,)), 1e-5
    expected = np.sum(one * (gradient(point + step * other) - gradient(point - step * other))) / (2 * step)
    for examples in ((point,), None):
        found = second(function, point, one, other, modes, examples)
        np.testing.assert_allclose(found, expected, rtol=3e-6, atol=1e-6)


def test_a_function_that_returns_a_view_in_a_loop() -> None:
    """Its result is rebound, saved, and reaches nothing: what is popped is put back all the same."""

    def column(row: Any, _: Any) -> Any:
        return row

    def f(x: Any, A: Any, q: Any) -> Any:
        s = 0.0
        u = np.array([s, x[-1], A[3, 0], 2.0])
        for _ in range(2):
            x = column(A[:, 1], (x[3] * q))
        A[-4], A[-1] = A[-1], A[-4]
        for i, _ in enumerate(x[:3]):
            _ = u[i]
        return np.sum(A * A) + s

    point = np.array([1.0, 0.5, -0.3, 0.2]), np.arange(16.0).reshape(4, 4) / 7.0, 0.3
    gradient = tl.grad(f, wrt=(0, 1, 2), example_args=point)
    pullback = tl.vjp(gradient, wrt=(0, 1, 2))
    bx, bA, bq = pullback(*point, **{last(pullback): point})
    np.testing.assert_allclose(bA, np.array([[0.0], [2.0], [2.0], [4.0]]) * point[1])  # rows are views: one is lost
    assert not np.any(bx)
    assert bq == 0.0


@pytest.mark.parametrize("loop", ["for i in range(1):", "while c < 1 and np.sum(x) > -1.0:"])
def test_what_a_function_keeps_of_an_array_that_it_writes(loop: str) -> None:
    """Its residuals hold the array: their shadow holds that of the array, also where they wait in a list."""
    text = (
        "def written(p):\n    p -= np.tanh(p)\n\n\ndef f(x):\n    B = np.outer(x, x)\n    c = 0\n"
        f"    {loop}\n        written(x)\n        c += 1\n    return np.sum(B * B * B)\n"
    )
    f = function_from(text)
    point, u, v = np.array([0.5, -0.25, -0.75]), np.array([0.3, 0.1, -0.4]), np.array([0.5, -0.2, 0.3])
    gradient = tl.grad(f, example_args=(point,))
    pullback = tl.vjp(gradient)
    found = np.sum(v * pullback(point, **{last(pullback): u}))
    step = 1e-5 * v
    expected = np.sum(u * (gradient(point + step) - gradient(point - step))) / 2e-5
    assert found == pytest.approx(expected, rel=1e-7)
