"""Sample calls, as in `calls`, of functions of SciPy that are differentiated through a program."""

from __future__ import annotations

import numpy as np
from calls import C, Call, M, V, W
from samples import cplx, draw, positive, single, within
from scipy import integrate, linalg, ndimage, signal

LIBRARIES = {"integrate": integrate, "linalg": linalg, "ndimage": ndimage, "signal": signal}
"""What the calls name besides NumPy."""

S = np.cumsum(np.abs(V) + 0.5)
X = np.cumsum(np.abs(M) + 0.5, axis=0)

CALLS: list[Call] = [
    ("integrate.trapezoid(x)", (V,)),
    ("integrate.trapezoid(x, dx=y, axis=0)", (M.T, 0.7)),
    ("integrate.trapezoid(x, y)", (V.tolist(), S)),
    ("integrate.trapezoid(x, y, axis=0)", (M, X)),
    ("integrate.trapezoid(x, y)", (cplx(6), S)),
    ("integrate.trapezoid(x, np.array([0.0, 1.0, 3.0]))", (single(3),)),
    ("integrate.trapezoid(x)", (draw(0),)),
    ("integrate.cumulative_trapezoid(x)", (V,)),
    ("integrate.cumulative_trapezoid(x, y, axis=1, initial=0)", (C, S[:3])),
    ("integrate.cumulative_trapezoid(x, y, axis=0)", (M, X)),
    ("integrate.cumulative_trapezoid(x, dx=0.5)", (single(4),)),
    ("integrate.simpson(x)", (V,)),
    ("integrate.simpson(x, dx=y, axis=0)", (M, 0.7)),
    ("integrate.simpson(x, y)", (V, S)),
    ("integrate.simpson(x, y)", (V[:5].tolist(), S[:5])),
    ("integrate.simpson(x, x=y, axis=-2)", (C, S[:3])),
    ("integrate.simpson(x, x=y, axis=0)", (M, X)),
    ("integrate.simpson(x, y)", (V[:2], S[:2])),
    ("integrate.simpson(x)", (single(5),)),
    ("integrate.simpson(x, dx=0.5)", (cplx(4),)),
    ("integrate.cumulative_simpson(x)", (V,)),
    ("integrate.cumulative_simpson(x, dx=y, axis=0)", (M, 0.7)),
    ("integrate.cumulative_simpson(x, x=y, axis=1, initial=z)", (C, S[:3], draw(2, 1, 4))),
    ("integrate.cumulative_simpson(x, x=y, initial=z)", (V, S, 0.3)),
    ("integrate.cumulative_simpson(x)", (V[:2],)),
    ("linalg.circulant(x)", (V,)),
    ("linalg.circulant(x)", (cplx(2, 3),)),
    ("linalg.circulant(x)", (single(3),)),
    ("linalg.circulant(x)", (V.tolist(),)),
    ("linalg.hankel(x)", (V,)),
    ("linalg.hankel(x, y)", (V[::2], W)),
    ("linalg.hankel(x, y)", (cplx(3), W)),
    ("linalg.hankel(x)", (single(3),)),
    ("linalg.hankel(x, y)", (V[:2].tolist(), W.tolist())),
]

POINTS = 6.0 * within(2, 7)
for mode in ("constant", "nearest", "wrap", "reflect", "mirror", "grid-mirror", "grid-wrap", "grid-constant"):
    CALLS.append((f"ndimage.map_coordinates(x, y, order=1, mode={mode!r}, cval=0.7)", (M, POINTS)))
CALLS += [
    ("ndimage.map_coordinates(x, np.array([[0.2, 1.7, 9.0]]), order=0, cval=y)", (V, 0.7)),
    ("ndimage.map_coordinates(x, y, order=1, mode='grid-constant', cval=z)", (M, POINTS[:, :3], 0.7)),
    ("ndimage.map_coordinates(x, y, order=1, mode='mirror')", (C, 3.0 * within(3, 2, 2))),
    ("ndimage.map_coordinates(x, [[0.4, 1.6]], order=1)", (single(3),)),
    ("ndimage.map_coordinates(x, y, order=1, mode='nearest')", (cplx(4), within(1, 3))),
    ("ndimage.map_coordinates(x, y, order=1, mode='nearest')", (V, (0.3 + np.arange(3.0))[None].tolist())),
    ("ndimage.map_coordinates(x, y, order=1, mode='wrap')", (V, 0.3 + np.zeros((1, 0)))),
    ("ndimage.shift(x, y, order=1, cval=z)", (V, 1.3, 0.7)),
    ("ndimage.shift(x, y, order=1, mode='reflect')", (M, np.array([0.3, -1.6]))),
    ("ndimage.shift(x, 1.0, order=0, mode='nearest')", (single(4),)),
]

LONG, B, A = draw(12), positive(2), np.array([2.0, -0.6, 0.2])
CALLS += [
    ("signal.filtfilt(x, y, z)", (B, A, LONG)),
    ("signal.filtfilt(x, y, z, 0, 'even', 3)", (B, A, draw(5, 2))),
    ("signal.filtfilt(x, y, z, padtype='constant', padlen=2)", (positive(3), A[:2], draw(2, 4))),
    ("signal.filtfilt(x, y, z, padtype=None)", (B.tolist(), [1.0], draw(3))),
    ("signal.filtfilt(np.array([0.5, 0.5]), 1.0, x)", (LONG,)),
]
