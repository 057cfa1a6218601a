"""Sample calls for `scipy.ndimage`."""

from __future__ import annotations

import numpy as np
from samples import draw, sample, single
from samples_complex import mixed
from samples_scipy_signal import SAMPLES
from scipy import ndimage

__all__ = ["SAMPLES"]

MODES = ("reflect", "mirror", "nearest", "wrap", "constant", "grid-constant")

for key in (ndimage.correlate, ndimage.convolve):
    for mode in MODES:
        sample(key, draw(4, 5), draw(3, 2), mode=mode, cval=0.7)
    sample(key, draw(3), draw(5), origin=1)
    sample(key, draw(4, 3).T, draw(2, 3), origin=(-1, 1))
    sample(key, mixed(4), mixed(3))
    sample(key, single(4), single(3))
for key in (ndimage.correlate1d, ndimage.convolve1d):
    for mode in MODES:
        sample(key, draw(2, 5), draw(4), mode=mode, cval=0.7)
    sample(key, draw(5, 2, 2), draw(3), 0, origin=-1)
for mode in ("reflect", "constant"):
    sample(ndimage.uniform_filter1d, draw(3, 5), 4, mode=mode, cval=0.3, origin=1)
    sample(ndimage.uniform_filter, draw(3, 5), mode=mode, cval=0.3)
    sample(ndimage.gaussian_filter1d, draw(3, 6), 0.8, mode=mode, cval=0.3)
    sample(ndimage.gaussian_filter, draw(4, 5), 0.7, mode=mode, cval=0.3)
sample(ndimage.uniform_filter, draw(4, 3), (3, 1), mode=("wrap", "nearest"), origin=(1, 0))
for order in (1, 2, 3):
    sample(ndimage.gaussian_filter1d, draw(7), 1.2, order=order, truncate=3.0)
sample(ndimage.gaussian_filter1d, draw(5, 3), 1.2, 0, radius=2)
sample(ndimage.gaussian_filter, draw(4, 5), (0.5, 1.1), (0, 1))
sample(ndimage.gaussian_filter, draw(4, 5), np.array([0.6, 0.0]), options={"wrt": (0,)})
sample(ndimage.gaussian_filter, single(6), 0.9)
