"""Sample calls for the rules of elementwise functions that are less used, of statistics and of running sums."""

from __future__ import annotations

import numpy as np
from samples import REAL_PAIRS, both, cplx, draw, positive, sample, single
from samples_pushed import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

FIRST = {"wrt": (0,)}
CUBE = draw(2, 3, 4)
AXES = (
    {},
    {"axis": 0},
    {"axis": -1},
    {"axis": (0, 2)},
    {"axis": None, "keepdims": True},
    {"axis": 1, "keepdims": True},
)

# Elementwise

for pair in REAL_PAIRS:
    for key in (np.logaddexp2, np.fmax, np.fmin):
        sample(key, *pair)
    sample(np.nextafter, *pair, options={**FIRST, "rtol": 1e-4})
sample(np.fmax, np.array([0.5, np.nan, 1.5]), np.array([1.5, 0.5, 1.0]))
sample(np.fmin, np.array([0.5, np.nan, 1.5]), np.array([1.5, 0.5, 1.0]))
for value in (0.3, draw(2, 3), single(2), draw(0), draw(3, 2).T):
    sample(np.ldexp, value, 3, options=FIRST)
sample(np.ldexp, draw(2, 3), np.array([1, -2, 0]), options=FIRST)

# Extrema

for key in (np.amax, np.amin, np.nanmax, np.nanmin):
    for keywords in AXES:
        sample(key, CUBE, **keywords)
    sample(key, single(3, 2).T, axis=0)
    sample(key, CUBE, axis=1, initial=0.1, where=CUBE > -1.0)
    sample(key, 1.5)

# Numbers alone

GAPS = np.array([[0.5, np.nan, 1.5, -0.5], [2.5, 0.7, np.nan, np.nan], [1.0, 2.0, 3.0, -4.0]])
for key in (np.nansum, np.nanmean, np.nanprod, np.nanvar, np.nanstd, np.nanmedian):
    for keywords in AXES:
        sample(key, CUBE, **keywords)
    sample(key, single(3, 2).T, axis=0)
    for axis in (None, 0, 1):
        sample(key, GAPS, axis=axis, options={"kinds": (False,)})
for key in (np.nansum, np.nanmean, np.nanprod, np.nanvar, np.nanstd):
    sample(key, CUBE, axis=1, where=CUBE > -0.5)
for key in (np.nanvar, np.nanstd):
    sample(key, CUBE, axis=(0, 1), ddof=1)
sample(np.nansum, CUBE, axis=1, initial=0.5)
sample(np.nanprod, CUBE, axis=1, initial=1.5)
for key in (np.nansum, np.nanmean):
    sample(key, cplx(2, 3), axis=0)
for key in (np.nancumsum, np.nancumprod):
    for keywords in ({}, {"axis": 0}, {"axis": -1}):
        sample(key, CUBE, **keywords)
        sample(key, GAPS, **keywords)
    sample(key, draw(0))

# Running products and differences

for keywords in ({}, {"axis": 0}, {"axis": -1}):
    both("cumprod", CUBE, **keywords)
both("cumprod", draw(3))
both("cumprod", draw(0))
both("cumprod", cplx(3))
both("cumprod", np.array([2.0, 0.0, 3.0, 0.0]))
both("cumprod", single(3, 2).T, axis=0)
for n in (0, 1, 2, 4):
    sample(np.diff, draw(4), n)
    sample(np.diff, CUBE, n, axis=0)
    sample(np.diff, CUBE, n=n, axis=-2)
sample(np.diff, draw(0))
sample(np.diff, single(3, 2).T, axis=0)
sample(np.diff, cplx(3))

# Spread and weighted means

for keywords in AXES:
    sample(np.ptp, CUBE, **keywords)
    sample(np.average, CUBE, **keywords)
    sample(np.average, CUBE, weights=positive(2, 3, 4), **keywords)
sample(np.ptp, single(3, 2), axis=0)
sample(np.average, single(3, 2), axis=0)
sample(np.average, CUBE, axis=1, weights=positive(3))
sample(np.average, CUBE, axis=-1, weights=positive(4), keepdims=True)
sample(np.average, draw(4), weights=positive(4))
sample(np.average, cplx(3), weights=positive(3))

# Quantiles

for keywords in AXES:
    sample(np.median, CUBE, **keywords)
    for key, whole in ((np.quantile, 1.0), (np.nanquantile, 1.0), (np.percentile, 100.0), (np.nanpercentile, 100.0)):
        sample(key, CUBE, 0.3 * whole, **keywords)
        sample(key, CUBE, np.array([0.15, 0.77]) * whole, **keywords)
        sample(key, CUBE, np.array([[0.0, 1.0]]) * whole, options=FIRST, **keywords)
sample(np.median, draw(5))
sample(np.median, single(4))
sample(np.quantile, draw(1), 0.5)
sample(np.nanquantile, GAPS, 0.4, axis=1, options={"kinds": (False,)})

# What their derivatives call

for n in (0, 1, 3, 5):
    sample(rt.diff_adjoint, draw(max(4 - n, 0), 2), draw(4, 2), n, 0, options=FIRST)
sample(rt.placed_weights, positive(3), draw(2, 3), 1, options=FIRST)
sample(rt.placed_weights, positive(2, 3), draw(2, 3), options=FIRST)
sample(rt.placed_weights, positive(4, 2), CUBE, (2, 0), options=FIRST)
sample(rt.taken_weights, draw(1, 3), positive(3), draw(2, 3), 1, options=FIRST)
sample(rt.taken_weights, draw(2, 1, 4), positive(4, 2), CUBE, (2, 0), options=FIRST)

# Polynomials and convolutions

for x in (draw(5), draw(2, 3), single(3), draw(0), np.array([0.0, 1.5]), cplx(2)):
    sample(np.polyval, draw(3), x)
sample(np.polyval, draw(1), draw(3))
sample(np.polyval, cplx(3), draw(2))
sample(np.polyval, single(3), single(2))
for mode in ("full", "same", "valid"):
    for one, other in ((5, 3), (3, 4), (4, 4), (1, 3)):
        sample(np.convolve, draw(one), draw(other), mode)
    sample(np.convolve, single(4), single(2), mode=mode)
    sample(np.convolve, cplx(4), draw(2), mode)
    sample(rt.in_full, np.convolve(draw(4), draw(3), mode), draw(4), draw(3), mode, options=FIRST)
    part = np.convolve(draw(4), draw(3), mode)
    sample(rt.out_of_full, draw(6), part, draw(4), draw(3), mode, options=FIRST)
sample(np.convolve, draw(8)[::2], draw(3))
sample(np.polyval, draw(3), 1.5)
sample(np.polyval, [0.5, 1.5, -2.5], draw(3))
sample(np.convolve, [0.5, 1.5, -2.5], draw(3))

# Sums by number, and roots

PLACES = np.array([0, 1, 1, 3])
for x in (draw(4), single(4), draw(8)[::2], positive(4).tolist()):
    sample(np.bincount, PLACES, x, options={"wrt": (1,)})
sample(np.bincount, PLACES, weights=draw(4), minlength=6)
for x in (np.array([1.0, -3.3, 2.0, 0.1]), np.array([1.0, 0.5, 2.0]), np.array([2.0, 1.0, 0.0]), cplx(3), single(2)):
    sample(np.roots, x)
sample(np.roots, [1.0, -3.0, 0.5])
