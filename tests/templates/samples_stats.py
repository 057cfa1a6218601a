"""Sample calls for the rules of `scipy.stats`."""

from __future__ import annotations

import numpy as np
from samples import positive, sample
from samples_special import SAMPLES
from scipy import stats

__all__ = ["SAMPLES"]

INNER = {"beta": 0.3, "uniform": 0.4, "pareto": 2.5}
"""A point inside of the support, if 0.7 is none."""
SHAPED = {"t": (3.5,), "gamma": (1.4,), "invgamma": (2.3,), "chi2": (3.5,), "beta": (1.4, 2.3)}
CLOSED = {"lognorm": (0.8,), "weibull_min": (1.4,), "pareto": (2.3,)}
PLAIN = ("norm", "halfnorm", "laplace", "logistic", "cauchy", "expon", "uniform")

for name in (*PLAIN, *SHAPED, *CLOSED):
    shapes = (*SHAPED.get(name, ()), *CLOSED.get(name, ()))
    inner = INNER.get(name, 0.7)
    for method in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"):
        key = getattr(getattr(stats, name), method)
        first = 1 + (0 if method.endswith("pdf") or name in CLOSED else len(shapes))
        active = (0, *range(first, 1 + len(shapes)))
        placed = (*active, 1 + len(shapes), 2 + len(shapes))
        sample(key, inner, *shapes, options={"wrt": active})
        sample(key, 0.2 + 1.7 * inner, *shapes, 0.2, 1.7, options={"wrt": placed})
        spread = np.array([[0.9], [1.0]]) * inner
        sample(
            key, 0.2 + spread, *shapes, loc=np.array([0.2, 0.15]), scale=1.1, options={"wrt": (*active, "loc", "scale")}
        )
        sample(key, np.array([inner, inner * 0.9], np.float32), *shapes, options={"wrt": (0,)})
    for method in ("ppf", "isf"):
        key = getattr(getattr(stats, name), method)
        active = (0, *range(1, 1 + len(shapes))) if name in CLOSED else (0,)
        sample(key, 0.3, *shapes, options={"wrt": active})
        placed = (*active, 1 + len(shapes), 2 + len(shapes))
        sample(key, np.array([[0.3], [0.6]]), *shapes, 0.2, np.array([1.1, 1.2]), options={"wrt": placed})
    sample(getattr(stats, name).logpdf, np.zeros((0, 2)), *shapes, scale=positive(2), options={"wrt": (0, "scale")})
for name in ("gamma", "beta", "expon", "lognorm", "pareto"):
    shapes = (*SHAPED.get(name, ()), *CLOSED.get(name, ()))
    for method in ("pdf", "cdf", "sf"):
        sample(
            getattr(getattr(stats, name), method),
            np.array([-1.5, INNER.get(name, 0.7)]),
            *shapes,
            options={"wrt": (0,)},
        )
