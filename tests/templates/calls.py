"""Sample calls of functions that are differentiated through a program: a text, and arguments for ``x, y, z, w``."""

from __future__ import annotations

from typing import Any

import numpy as np
from samples import cplx, draw, positive, single

Call = tuple[str, tuple[Any, ...]]

V, W, P, M, C = draw(6), draw(6), positive(6), draw(3, 5), draw(2, 3, 4)
S = np.cumsum(P)

CALLS: list[Call] = [
    ("np.trapezoid(x)", (V,)),
    ("np.trapezoid(x)", (single(4),)),
    ("np.trapezoid(x)", (V.tolist(),)),
    ("np.trapezoid(x)", (draw(0),)),
    ("np.trapezoid(x, y)", (V[::2], S[::2])),
    ("np.trapezoid(x, y)", (cplx(6), S)),
    ("np.trapezoid(x, y, axis=1)", (C, S[:3])),
    ("np.trapezoid(x, y, axis=0)", (M, np.cumsum(np.abs(M), 0))),
    ("np.trapezoid(x, dx=y, axis=-2)", (C, 0.7)),
    ("np.gradient(x)", (V,)),
    ("np.gradient(x)", (M,)),
    ("np.gradient(x, y)", (V, 0.3)),
    ("np.gradient(x, y)", (V, S)),
    ("np.gradient(x, y, edge_order=2)", (V, S)),
    ("np.gradient(x, 0.5, edge_order=2)", (single(5),)),
    ("np.gradient(x, y, z)", (M, 0.3, S[:5])),
    ("np.gradient(x, 0.2, axis=-1, edge_order=2)", (C,)),
    ("np.gradient(x, y, z, axis=(0, 2))", (C, 0.4, S[:4])),
    ("np.gradient(x, axis=(1,))", (C,)),
    ("np.ediff1d(x)", (M,)),
    ("np.ediff1d(x, y, z)", (V, W, 1.5)),
    ("np.ediff1d(x, to_begin=y)", (V, W)),
    ("np.ediff1d(x, to_end=y)", (V, 0.5)),
    ("np.diff(x, prepend=y)", (V, 0.5)),
    ("np.diff(x, prepend=y)", (M, M[:, :2])),
    ("np.diff(x, 2, 0, append=y)", (M, draw(2, 5))),
    ("np.diff(x, prepend=0.0, append=y)", (M, 0.7)),
    ("np.cumulative_sum(x)", (V,)),
    ("np.cumulative_sum(x, axis=-1, include_initial=True)", (M,)),
    ("np.cumulative_prod(x, axis=0)", (C,)),
    ("np.cumulative_prod(x, include_initial=True)", (np.array([2.0, 0.0, 3.0]),)),
    ("np.cov(x)", (M,)),
    ("np.cov(x)", (V,)),
    ("np.cov(x)", (M.tolist(),)),
    ("np.cov(x)", (single(2, 4),)),
    ("np.cov(x)", (cplx(2, 4),)),
    ("np.cov(x, y)", (V, W)),
    ("np.cov(x, rowvar=False, bias=True)", (M,)),
    ("np.cov(x, y, rowvar=False)", (M, draw(3, 2))),
    ("np.cov(x, ddof=0, aweights=y)", (M, P[:5])),
    ("np.cov(x, fweights=np.array([1, 2, 1, 3, 1]))", (M,)),
    ("np.cov(x, fweights=np.array([1, 2, 1, 3, 1]), aweights=y)", (M, P[:5])),
    ("np.corrcoef(x)", (M,)),
    ("np.corrcoef(x, y)", (V, W)),
    ("np.corrcoef(x, rowvar=False)", (draw(5, 2),)),
    ("np.vander(x)", (V,)),
    ("np.vander(x, 3)", (np.array([0.0, 1.0]),)),
    ("np.vander(x, 4, increasing=True)", (single(3),)),
    ("np.vander(x, 3)", (cplx(2),)),
    ("np.polyadd(x, y)", (V, W[:3])),
    ("np.polyadd(x, y)", (V[:2], 0.5)),
    ("np.polysub(x, y)", (V[:2], W[:3])),
    ("np.polymul(x, y)", (V[:2], W[:3])),
    ("np.polymul(np.concatenate((np.zeros(2), x)), y)", (V, 2.0)),
    ("np.polydiv(x, y)", (V, W[:3])),
    ("np.polydiv(x, y)", (V[:2], W[:3])),
    ("np.polyder(x)", (V,)),
    ("np.polyder(x, 2)", (V.tolist(),)),
    ("np.polyder(x, 9)", (V,)),
    ("np.polyint(x)", (V,)),
    ("np.polyint(x, 2, y)", (V, W[:2])),
    ("np.polyint(x, 3, y)", (V, 0.5)),
    ("np.poly(x)", (V,)),
    ("np.poly(x + x.T)", (draw(3, 3),)),
    ("np.polyfit(x, y, 2)", (V, W)),
    ("np.polyfit(x, y, 1, w=z)", (V, draw(6, 2), P)),
    ("np.polyfit(x, y, 1, cov=True)", (V, W)),
    ("np.polyfit(x, y, 1, cov=True)", (V, draw(6, 2))),
    ("np.polyfit(x, y, 1, cov='unscaled')", (V, W)),
    ("np.geomspace(x, y, 5)", (1.5, 20.0)),
    ("np.geomspace(x, y, 5, endpoint=False)", (P, P + 2.0)),
    ("np.geomspace(x, y, 4, axis=-1)", (1.0, P + 2.0)),
    ("np.logspace(x, y, 5, base=z)", (0.5, 1.2, 2.0)),
    ("np.logspace(x, y, 4, axis=-1, base=z)", (V, W, P)),
    ("np.astype(x, np.complex128)", (V,)),
    ("np.sort_complex(x)", (V,)),
    ("np.apply_along_axis(np.sum, 0, x)", (M,)),
    ("np.apply_along_axis(lambda v, c: v * np.sum(v * y) * c, 1, x, 2.0)", (M, W[:5])),
    ("np.apply_along_axis(np.cumsum, -2, x)", (C,)),
    ("np.apply_over_axes(np.sum, x, [0, 2])", (C,)),
    ("np.apply_over_axes(lambda a, k: np.max(a, axis=k), x, 1)", (C,)),
    ("np.sort_complex(x)", (cplx(4),)),
]
for _mode in ("valid", "same", "full"):
    for _one, _other in ((V, W[:4]), (V[:4], W), (V[:3], W)):
        CALLS.append((f"np.correlate(x, y, {_mode!r})", (_one, _other)))
    CALLS.append((f"np.correlate(x, y, {_mode!r})", (cplx(3), cplx(4))))
