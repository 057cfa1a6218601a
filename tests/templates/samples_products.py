"""Sample calls for products of vectors and matrices besides ``dot``, ``@`` and einsums."""

from __future__ import annotations

import numpy as np
from samples import CUBE, MATRIX_PAIRS, cplx, draw, sample, single
from samples_selecting import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

for pair in (
    (draw(2), draw(3)),
    (draw(2, 2), draw(3, 2)),
    (draw(2, 3), draw(2)),
    (1.5, draw(2, 2)),
    (draw(2, 1, 2), draw(2, 3)),
    (single(2), single(2, 2)),
    (cplx(2), cplx(2)),
    (draw(0), draw(2)),
):
    sample(np.kron, *pair)
for pair in ((draw(3), draw(3)), (draw(2, 3), draw(3)), (draw(4, 1, 3), draw(2, 3)), (single(3), single(3))):
    sample(np.cross, *pair)
sample(np.cross, cplx(3), draw(3))
sample(np.cross, draw(3, 2), draw(2, 3), axisa=0)
sample(np.cross, draw(3, 2), draw(3, 2), axis=0)
sample(np.cross, draw(3, 2), draw(2, 3), 0, 1, 0)
if hasattr(np.linalg, "cross"):
    sample(np.linalg.cross, draw(2, 3), draw(2, 3))
    sample(np.linalg.cross, draw(3, 2), draw(3, 2), axis=0)
    sample(np.linalg.outer, draw(2), draw(3))
    sample(np.linalg.tensordot, CUBE, draw(3, 4), axes=2)
    sample(np.linalg.matrix_transpose, CUBE)
    for pair in MATRIX_PAIRS[:4]:
        sample(np.linalg.matmul, *pair)
if hasattr(np, "vecdot"):
    for key in (np.vecdot, np.linalg.vecdot):
        sample(key, draw(3), draw(3))
        sample(key, draw(2, 3), draw(3))
        sample(key, draw(3, 2), draw(3, 1), axis=0)
        sample(key, cplx(3), cplx(3))
if hasattr(np, "matvec"):
    sample(np.matvec, draw(2, 3), draw(3))
    sample(np.matvec, draw(4, 2, 3), draw(3))
    sample(np.matvec, draw(2, 3), draw(4, 3))
    sample(np.matvec, cplx(2, 3), cplx(3))
    sample(np.vecmat, draw(2), draw(2, 3))
    sample(np.vecmat, draw(4, 2), draw(2, 3))
    sample(np.vecmat, draw(2), draw(4, 2, 3))
    sample(np.vecmat, cplx(2), cplx(2, 3))
for chain in ([draw(2, 3), draw(3, 2), draw(2, 4)], [draw(2), draw(2, 3), draw(3)], [draw(2, 3), draw(3, 2)]):
    sample(np.linalg.multi_dot, chain)
sample(np.linalg.multi_dot, (draw(2, 3), draw(3, 2), draw(2)))
sample(rt.kron_blocks, draw(4, 6), draw(2, 2), draw(2, 3), options={"wrt": (0,)})
sample(rt.kron_joined, draw(2, 2, 2, 3), draw(2, 2), draw(2, 3), options={"wrt": (0,)})
