"""Sample calls for Fourier transforms, decompositions of matrices, and functions of phases."""

from __future__ import annotations

from typing import Any

import numpy as np
from samples import cplx, draw, positive, sample, single, spd
from samples_elementwise import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

LOOSE = {"rtol": 1e-4}


def hermitian(v: Any) -> Any:
    return v + np.conj(np.swapaxes(v, -1, -2))


def mixed(*shape: int) -> Any:
    """Complex numbers on both sides of zero."""
    return draw(*shape) + 1j * draw(*shape)


# Fourier transforms

for key in (np.fft.fft, np.fft.ifft, np.fft.hfft, np.fft.irfft):
    for value in (mixed(5), mixed(4), mixed(2, 3)):
        sample(key, value)
        sample(key, value, 3, norm="ortho")
        sample(key, value, 7, norm="forward")
    sample(key, mixed(3, 4), 5, 0)
    sample(key, mixed(3, 2), axis=0, norm="backward")
for key in (np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.ihfft):
    for value in (draw(5), draw(4), draw(2, 3), draw(3, 2).T):
        sample(key, value)
        sample(key, value, n=3, norm="forward")
        sample(key, value, n=6, norm="ortho")
    sample(key, draw(3, 4), axis=0)
sample(np.fft.fft, single(4))
for key in (np.fft.fft2, np.fft.ifft2, np.fft.fftn, np.fft.ifftn, np.fft.irfft2, np.fft.irfftn):
    sample(key, mixed(3, 4))
    sample(key, mixed(2, 3, 4))
    sample(key, mixed(3, 4), axes=(1, 0))
    sample(key, mixed(3, 4), (4, 3), (0, 1), norm="ortho")
for key in (np.fft.fft2, np.fft.fftn, np.fft.rfft2, np.fft.rfftn):
    sample(key, draw(3, 4))
    sample(key, draw(2, 3, 5))
    sample(key, draw(3, 4), (4, -1), (0, 1), norm="forward")
    sample(key, draw(3, 4), s=(5,), axes=(0,))
for key in (np.fft.fftshift, np.fft.ifftshift):
    sample(key, mixed(5))
    sample(key, draw(3, 4), (0,))
    sample(key, draw(3, 4), axes=1)
for shape in ((5,), (2,), (3,)):
    sample(rt.resized, cplx(*shape), draw(3), options={"wrt": (0,)})
    sample(rt.resized, draw(*shape), cplx(3), options={"wrt": (0,)})

# Eigenvalues and singular values

for value in (mixed(3, 3), draw(4, 4), mixed(2, 3, 3), np.array([[0.0, 1.0], [-2.0, 0.3]]), draw(2, 3, 3)):
    sample(np.linalg.eig, value, options=LOOSE)
    sample(np.linalg.eigvals, value, options=LOOSE)
for value in (hermitian(mixed(3, 3)), hermitian(draw(2, 3, 3)), hermitian(mixed(2, 3, 3)), spd()):
    for triangle in ("L", "U"):
        sample(np.linalg.eigh, value, triangle, options={"along": hermitian, **LOOSE})
        sample(np.linalg.eigvalsh, value, triangle, options={"along": hermitian, **LOOSE})
for value in (
    mixed(3, 3),
    draw(3, 3),
    mixed(4, 2),
    mixed(2, 4),
    draw(4, 2),
    draw(2, 5),
    mixed(2, 3, 2),
    mixed(2, 2, 3),
):
    sample(np.linalg.svd, value, False, options=LOOSE)
    sample(np.linalg.svd, value, compute_uv=False, options=LOOSE)
    sample(getattr(np.linalg, "svdvals", None), value, options=LOOSE)
    sample(np.linalg.pinv, value, options=LOOSE)
    if value.shape[-1] == value.shape[-2]:
        sample(np.linalg.svd, value, options=LOOSE)
    if value.shape[-1] <= value.shape[-2]:
        sample(np.linalg.qr, value, options=LOOSE)
        sample(np.linalg.qr, value, "r", options=LOOSE)

# Powers, determinants, products, phases

for exponent in (0, 1, 2, 5, -1, -3):
    for value in (draw(3, 3), mixed(3, 3), draw(2, 2, 2)):
        sample(np.linalg.matrix_power, value, exponent, options=LOOSE)
for value in (mixed(3, 3), mixed(2, 3, 3)):
    sample(np.linalg.slogdet, value, options=LOOSE)
for pair in ((mixed(3), mixed(3)), (draw(3), mixed(3)), (mixed(2, 2), draw(2, 2)), (draw(3), draw(3)), (1.5, 2j)):
    sample(np.vdot, *pair)
for value in (mixed(3), mixed(2, 2), 1.0 + 2.0j, draw(3), -0.5, -1.0 - 1.0j):
    sample(np.angle, value)
    sample(np.angle, value, True)
for value in (mixed(3), draw(3) + 0j, draw(3)):
    sample(np.real_if_close, value)
for key in (np.conjugate, ("method", "conj"), np.absolute, np.real, np.imag, np.sqrt, np.log, np.exp):
    sample(key, mixed(2, 3))
for key in (np.tanh, np.arctan, np.arcsinh, np.arccosh, np.arctanh, np.arcsin, np.arccos, np.sinh, np.tan, np.log1p):
    sample(key, 0.3 * mixed(3))
for key in (
    np.sum,
    np.mean,
    np.prod,
    np.var,
    np.std,
    np.cumsum,
    np.linalg.norm,
    np.trace,
    np.linalg.det,
    np.linalg.inv,
):
    sample(key, mixed(3, 3))
for key in (np.inner, np.tensordot, np.multiply, np.true_divide, np.power):
    sample(key, mixed(2, 2), positive(2, 2))
    sample(key, positive(2, 2), mixed(2, 2))
for key in (np.dot, np.outer, np.matmul, np.linalg.solve):
    sample(key, mixed(2, 2), mixed(2, 2))
