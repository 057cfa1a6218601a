"""Sample calls for the rules of elementwise functions that are less used, of statistics and of running sums."""

from __future__ import annotations

import numpy as np
from samples import REAL_PAIRS, draw, sample, single
from samples_pushed import SAMPLES

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
sample(np.fmax, np.array([0.5, np.nan, 1.5]), np.array([1.5, 0.5, 1.5]))
sample(np.fmin, np.array([0.5, np.nan, 1.5]), np.array([1.5, 0.5, 1.5]))
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
