"""Sample calls for the rules of counts and of vectors in `scipy.stats`."""

from __future__ import annotations

import numpy as np
from samples import FIRST, draw, positive, sample, spd, symmetric
from samples_stats import SAMPLES
from scipy import stats

__all__ = ["SAMPLES"]

COUNTS = np.array([[0], [1], [4]])
SHARES = np.array([0.2, 0.7])
METHODS = ("pmf", "logpmf", "cdf", "sf", "logcdf", "logsf")

for method in METHODS:
    sample(getattr(stats.poisson, method), 2, 1.3, options={"wrt": (1,)})
    sample(getattr(stats.poisson, method), COUNTS, positive(2), options={"wrt": (1,)})
    sample(getattr(stats.poisson, method), COUNTS + 1, positive(2), 1, options={"wrt": (1,)})
    sample(getattr(stats.binom, method), 2, 5, 0.3, options={"wrt": (2,)})
    sample(getattr(stats.binom, method), COUNTS, 6, SHARES, options={"wrt": (2,)})
    sample(getattr(stats.binom, method), COUNTS + 1, 6, SHARES, loc=1, options={"wrt": (2,)})
for method in ("pmf", "logpmf", "cdf", "sf"):
    active = (1, 2) if method.endswith("pmf") else (2,)
    sample(getattr(stats.nbinom, method), 2, 3.5, 0.3, options={"wrt": active})
    sample(getattr(stats.nbinom, method), COUNTS, 3.5, SHARES, options={"wrt": active})
    sample(getattr(stats.nbinom, method), COUNTS + 1, np.array([2.5, 1.5]), SHARES, 1, options={"wrt": active})
for key in (stats.multivariate_normal.logpdf, stats.multivariate_normal.pdf):
    for x in (draw(3), draw(4, 3), draw(2, 2, 3)):
        sample(key, x, draw(3), spd(), options={"wrt": (0, 1)})
        sample(key, x, draw(3), spd(), options={"wrt": (2,), "along": symmetric})
    sample(key, draw(4, 3), draw(3), positive(3))
    sample(key, draw(4, 3), draw(3), 1.3)
    sample(key, draw(4), 0.3, 1.3)
    sample(key, 0.3, cov=1.3)
    sample(key, draw(4), options=FIRST)
for x in (np.array([0.2, 0.5]), np.array([[0.2, 0.1], [0.5, 0.3]])):
    sample(stats.dirichlet.logpdf, x, np.array([1.4, 2.3, 0.7]))
sample(stats.dirichlet.logpdf, np.array([0.2, 0.5, 0.3]), np.array([1.4, 2.3, 0.7]), options={"wrt": (1,)})
