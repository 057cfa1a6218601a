"""Sample calls for `scipy.signal`."""

from __future__ import annotations

import numpy as np
from samples import draw, positive, sample, single
from samples_complex import mixed
from samples_scipy_fft import SAMPLES
from scipy import signal

__all__ = ["SAMPLES"]

for key in (signal.convolve, signal.correlate, signal.fftconvolve, signal.oaconvolve):
    for mode in ("full", "same", "valid"):
        sample(key, draw(6), draw(3), mode)
        sample(key, draw(3), draw(6), mode)
        sample(key, draw(4, 5), draw(3, 2), mode)
        sample(key, mixed(5), mixed(2), mode)
    sample(key, draw(2, 3, 4)[:, ::2], draw(2, 2, 2))
    sample(key, single(4), single(2))
    sample(key, draw(4), mixed(4))
for key in (signal.convolve2d, signal.correlate2d):
    for mode in ("full", "same", "valid"):
        sample(key, draw(4, 5), draw(3, 2), mode)
        sample(key, mixed(3, 5).T, mixed(2, 3), mode)
sample(signal.convolve, draw(3), draw(5), method="fft")
sample(signal.correlate, draw(3), draw(5), method="direct")
for b, a in ((draw(3), np.array([2.0, 0.3])), (draw(2), np.array([1.0, -0.4, 0.2, 0.1])), (mixed(2), mixed(2) + 3.0)):
    sample(signal.lfilter, b, a, draw(6))
    sample(signal.lfilter, b, a, mixed(4, 3), 0)
sample(signal.lfilter, draw(3), np.ones(1), draw(2, 2))
sample(signal.lfilter, draw(6), np.array([1.0, 0.1]), draw(3))
sections = np.stack([np.array([1.0, 0.3, 0.2, 1.0, -0.4, 0.1]), np.array([0.5, 0.1, -0.2, 1.0, 0.2, 0.3])])
KEPT = {"along": lambda v: v * (np.arange(np.shape(v)[-1]) != 3) if np.ndim(v) == 2 else v}  # the ones stay ones
sample(signal.sosfilt, sections, draw(7), options=KEPT)
sample(signal.sosfilt, sections[:1], draw(5, 2), axis=0, options=KEPT)
for value in (draw(7), draw(2, 5), draw(5, 3).T):
    for kind in ("linear", "constant"):
        sample(signal.detrend, value, type=kind)
    sample(signal.detrend, value, 0 if value.ndim > 1 else -1, bp=[1])
sample(signal.detrend, single(4))
sample(signal.detrend, mixed(5), type="constant")
for length in (None, 4, 8):
    sample(signal.hilbert, draw(6), length)
    sample(signal.hilbert, draw(5, 2), length, 0)
sample(signal.hilbert, positive(2, 5))
