"""Sample calls for `scipy.fft`."""

from __future__ import annotations

import numpy as np
from samples import draw, sample, single
from samples_complex import mixed
from samples_scipy_linalg import SAMPLES
from scipy import fft

__all__ = ["SAMPLES"]

for key in (fft.fft, fft.ifft, fft.hfft, fft.irfft):
    sample(key, mixed(5))
    sample(key, mixed(2, 4), 3, norm="ortho")
    sample(key, mixed(3, 2), axis=0, norm="forward")
    sample(key, mixed(4), 7)
for key in (fft.fft, fft.ifft, fft.rfft, fft.ihfft):
    sample(key, draw(5))
    sample(key, draw(3, 4).T, 6, 0, "ortho")
    sample(key, draw(2, 3), n=2, norm="forward")
    sample(key, single(4))
for key in (fft.fft2, fft.ifft2, fft.fftn, fft.ifftn, fft.irfft2, fft.irfftn, fft.hfft2, fft.hfftn):
    sample(key, mixed(2, 3, 4))
    sample(key, mixed(3, 4), (4, 3), (0, 1), norm="ortho")
for key in (fft.fft2, fft.fftn, fft.rfft2, fft.rfftn, fft.ihfft2, fft.ihfftn):
    sample(key, draw(2, 3, 5))
    sample(key, draw(3, 4), (5, 3), (1, 0), norm="forward")
for key in (fft.dct, fft.idct, fft.dst, fft.idst):
    for kind in (1, 2, 3, 4):
        sample(key, draw(5), kind)
        sample(key, draw(2, 4), kind, 6, norm="ortho")
        sample(key, draw(4, 2), kind, 3, 0, "forward")
    sample(key, draw(4), 2, orthogonalize=True)
    sample(key, draw(4), 3, norm="ortho", orthogonalize=False)
    sample(key, single(2, 3))
    sample(key, mixed(4), 1)
for key in (fft.dctn, fft.idctn, fft.dstn, fft.idstn):
    sample(key, draw(2, 3, 4))
    sample(key, draw(3, 4), 3, (4, 3), (0, 1), "ortho")
    sample(key, draw(3, 4), 1, axes=(1,))
for key in (fft.fftshift, fft.ifftshift):
    sample(key, mixed(5))
    sample(key, draw(3, 4), (0,))
sample(fft.dct, np.zeros((0, 3)))
