"""Sample calls, as in `calls`, of what is about samples: spread, quantiles, histograms, padding, selection."""

from __future__ import annotations

import numpy as np
from calls import CALLS, C, M, P, V, W
from samples import cplx, draw, positive, single

__all__ = ["CALLS"]

GAPS = np.array([[0.5, np.nan, 1.5, -0.5], [2.5, 0.7, np.nan, np.nan]])

CALLS += [
    ("np.average(x, weights=y, returned=True)", (V, P)),
    ("np.average(x, axis=0, returned=True)", (M,)),
    ("np.average(x, 1, y, returned=True)", (M, P[:5])),
    ("np.average(x, (0, 2), y, True, keepdims=True)", (C, positive(2, 4))),
    ("np.var(x, mean=y)", (V, 0.3)),
    ("np.var(x, mean=y)", (cplx(3), 0.3)),
    ("np.var(x, ddof=1, mean=y, axis=0, keepdims=True)", (M, M[:1])),
    ("np.var(x, axis=-1, correction=1)", (M,)),
    ("np.std(x, correction=1)", (single(5),)),
    ("np.std(x, mean=y, axis=1)", (M, draw(3, 1))),
    ("np.nanvar(x, correction=1)", (V,)),
    ("np.nanstd(x, mean=y)", (V, 0.3)),
    ("np.nanvar(np.where(np.array([1.0, 0.0, 1.0]) > 0, x, np.nan), mean=y)", (draw(3), 0.3)),
    ("np.quantile(x, y, method='hazen', axis=1, keepdims=True)", (C, np.array([0.31, 0.77]))),
    ("np.percentile(x, 30.0, method='weibull', axis=(0, 2))", (C,)),
    ("np.quantile(x, 0.3, method='linear')", (V,)),
    ("np.quantile(x, y, method='weibull')", (single(5), 0.4)),
    ("np.median(x, 0, None, False, True)", (M,)),
    ("np.nanmedian(x, overwrite_input=False)", (V,)),
    ("np.nanquantile(x, 0.3, method='linear')", (V,)),
    ("np.nanpercentile(x, 30.0, 0, method='linear', keepdims=True)", (M,)),
    ("np.bincount(np.array([0, 1, 1, 3]), weights=x)", (draw(4),)),
    ("np.bincount(np.array([0, 1]), x, 5)", (single(2),)),
    ("np.roots(x)", (np.array([1.0, -3.3, 2.0, 0.1]),)),
    ("np.roots(x)", (np.array([1.0, 0.5, 2.0]),)),
    ("np.roots(x)", (cplx(3),)),
    ("np.histogram(x, 4, weights=y)", (V, P)),
    ("np.histogram(x, 4)", (V,)),
    ("np.histogram(x, 3, density=True)", (V,)),
    ("np.histogram(x, y, density=True, weights=z)", (V, np.linspace(-4.0, 4.0, 4), P)),
    ("np.histogram(x, 3, range=(-3.0, 3.0), weights=y)", (M, np.abs(M))),
    ("np.unique(x)", (V,)),
    ("np.unique(x, axis=0)", (M,)),
    ("np.unique(x, return_index=True, return_inverse=True, return_counts=True)", (V,)),
    ("np.unique_values(x)", (M,)),
    ("np.union1d(x, y)", (V, W[:2])),
    ("np.intersect1d(x, x * 1.0)", (V,)),
    ("np.setdiff1d(x, np.array([0.0, 7.0]))", (V,)),
    ("np.setxor1d(x, y)", (V, W[:2])),
    ("np.histogram_bin_edges(x, 3)", (V,)),
    ("np.asarray_chkfinite(x)", (M.tolist(),)),
    ("np.row_stack((x, y))", (V, W)),
    ("np.trim_zeros(np.concatenate((np.zeros(2), x, np.zeros(1))))", (draw(3),)),
    ("np.trim_zeros(np.concatenate((np.zeros(2), x, np.zeros(1))), 'f')", (draw(3),)),
    ("np.linspace(x, y, 5, retstep=True)", (0.5, 1.2)),
    ("np.linspace(x, y, 4, False, True, axis=1)", (V, W)),
    ("np.pad(x, ((1, 2), (0, 1)), 'linear_ramp', end_values=y)", (M, 0.5)),
    ("np.pad(x, 1, 'mean', stat_length=2)", (V,)),
    ("np.pad(x, 1, 'maximum', stat_length=((1, 2), (2, 2)))", (M,)),
]
CALLS += [(f"np.pad(x, 2, {mode!r})", (V,)) for mode in ("mean", "maximum", "minimum", "median", "linear_ramp")]
CALLS += [
    (f"np.quantile(x, 0.3, method={method!r})", (V,))
    for method in (
        "lower",
        "higher",
        "midpoint",
        "nearest",
        "hazen",
        "median_unbiased",
        "normal_unbiased",
        "inverted_cdf",
        "averaged_inverted_cdf",
        "closest_observation",
        "interpolated_inverted_cdf",
    )
]
