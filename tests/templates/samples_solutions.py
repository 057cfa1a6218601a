"""Sample calls for solutions of linear equations, condition numbers and the norms of the array API."""

from __future__ import annotations

import numpy as np
from samples import CUBE, FIRST, draw, sample, single, spd
from samples_products import SAMPLES

__all__ = ["SAMPLES"]

for order in (2, 1, 3, np.inf, -np.inf, 0.5):
    sample(getattr(np.linalg, "vector_norm", None), CUBE, ord=order, options=FIRST)
    sample(getattr(np.linalg, "vector_norm", None), CUBE, ord=order, axis=1, options=FIRST)
    sample(getattr(np.linalg, "vector_norm", None), CUBE, ord=order, axis=(0, 2), keepdims=True, options=FIRST)
for order in ("fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf):
    sample(getattr(np.linalg, "matrix_norm", None), draw(3, 3), ord=order)
    sample(getattr(np.linalg, "matrix_norm", None), CUBE, ord=order)
sample(getattr(np.linalg, "matrix_norm", None), CUBE, keepdims=True)
sample(getattr(np.linalg, "matrix_norm", None), single(2, 2))
for p in (None, 2, -2, 1, np.inf, "fro"):
    sample(np.linalg.cond, spd(), p)
    sample(np.linalg.cond, spd(2), p)
sample(np.linalg.cond, draw(4, 3))
sample(np.linalg.tensorinv, draw(2, 3, 6))
sample(np.linalg.tensorinv, draw(4, 2, 2), ind=1)
sample(np.linalg.tensorsolve, draw(2, 3, 6), draw(2, 3))
sample(np.linalg.tensorsolve, draw(2, 3, 3, 2), draw(2, 3), axes=None)
sample(np.linalg.tensorsolve, draw(6, 2, 3), draw(2, 3), axes=(0,))
for pair in ((draw(5, 3), draw(5)), (draw(5, 3), draw(5, 2)), (spd(), draw(3))):
    sample(np.linalg.lstsq, *pair)
sample(np.linalg.lstsq, draw(4, 2), draw(4), rcond=1e-12)
