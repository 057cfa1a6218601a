"""Sample calls for what selects elements, cuts arrays into pieces, pads them, or puts pieces of them together."""

from __future__ import annotations

import numpy as np
from samples import CUBE, both, cplx, draw, sample, single
from samples_derived import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

PLACES = np.array([[0, 1], [1, 0]])
ONLY = {"wrt": (0,)}

# Selection

for value in (draw(3), draw(4, 3).T, single(3), cplx(3), draw(6)[::2]):
    both("take", value, [0, 2, 2])
    both("take", value, -1)
both("take", CUBE, PLACES, axis=1)
both("take", CUBE, [0, 1], -1)
both("take", CUBE, np.array([True, False]), 0)
both("take", CUBE, 0, axis=0)
both("take", CUBE, [5, -7, 100], mode="clip")
both("take", CUBE, [5, -7, 1], axis=2, mode="wrap")
both("take", draw(3), np.zeros(0, int))
sample(np.take, draw(3), True)
sample(np.take_along_axis, draw(2, 2), PLACES, 1)
sample(np.take_along_axis, draw(2, 3), np.array([[0, 0, 1]]), 0)
sample(np.take_along_axis, draw(3), np.array([2, -1, 2]))
sample(np.take_along_axis, draw(2, 2), np.array([3, 0]), None)
for keywords in ({}, {"axis": 1}, {"axis": -2}):
    sample(np.compress, [True, False, True], draw(3, 3), **keywords)
    sample(("method", "compress"), draw(3, 3), [True, False, True], **keywords)
sample(np.compress, np.array([False, True]), draw(3))
sample(("method", "compress"), single(3), [0, 1])
sample(np.extract, np.array([True, False, True]), draw(3))
sample(np.extract, PLACES > 0, draw(2, 2))
for where in (1, [0, 2], slice(0, 2), np.array([True, False, True])):
    sample(np.delete, draw(3), where)
    sample(np.delete, draw(2, 3), where, axis=1)
sample(np.delete, draw(2, 3), 4)
sample(np.insert, draw(3), 1, 0.5)
sample(np.insert, draw(3), [0, 3], draw(2))
sample(np.insert, draw(2, 3), 1, draw(3), axis=0)
sample(np.insert, draw(2, 3), [1, 2], 0.5, axis=-1)
sample(np.insert, draw(2, 3), 2, 1.5)
sample(np.insert, single(3), 1, 0.5, options=ONLY)
for shape in ((2, 4), 2, (5,), (0,)):
    sample(np.resize, draw(3), shape)
sample(np.resize, draw(2, 2), (3, 3))
for mode in ("constant", "edge", "wrap", "reflect", "symmetric"):
    sample(np.pad, draw(3), 2, mode)
    sample(np.pad, draw(2, 3), ((1, 0), (2, 1)), mode)
    sample(np.pad, draw(2, 3), (1, 2), mode=mode)
sample(np.pad, draw(3), 1)
sample(np.pad, draw(3), 1, constant_values=0.5)
sample(np.pad, draw(2, 3), 1, constant_values=np.array([[0.5, 1.5], [2.5, 3.5]]))
sample(np.pad, single(3), 2, "edge")
sample(np.partition, draw(5), 2)
sample(np.partition, CUBE, 1, axis=0)
sample(np.partition, CUBE, (0, 2), axis=-1)

# Pieces

for sections in (2, [1], [1, 3], [2, 2]):
    sample(np.split, draw(4), sections)
    sample(np.array_split, draw(4, 2), sections)
sample(np.split, CUBE, 3, axis=1)
sample(np.split, single(4), 2, -1)
sample(np.array_split, draw(5), 3)
sample(np.array_split, CUBE, 3, axis=2)
sample(np.vsplit, draw(4, 2), 2)
sample(np.hsplit, draw(4), 2)
sample(np.hsplit, draw(2, 4), [1, 2])
sample(np.dsplit, CUBE, 2)
if hasattr(np, "unstack"):
    sample(np.unstack, CUBE)
    sample(np.unstack, CUBE, axis=-1)
sample(np.broadcast_arrays, draw(3), draw(2, 1))
sample(np.broadcast_arrays, draw(3), 1.5, draw(2, 3))
for keywords in ({}, {"indexing": "ij"}, {"sparse": True}):
    sample(np.meshgrid, draw(3), draw(2), **keywords)
    sample(np.meshgrid, draw(3), draw(2), draw(1), **keywords)
    sample(np.meshgrid, draw(3), **keywords)
sample(np.meshgrid, draw(3), 1.5)

# Axes

sample(np.rollaxis, CUBE, 2)
sample(np.rollaxis, CUBE, -1, 1)
for container in ([draw(2, 3), draw(2, 3)], (draw(3), draw(3)), [1.5, 2.5], [draw(2, 1, 2), draw(2, 1)], draw(2, 3)):
    sample(np.dstack, container)
sample(np.block, [[draw(2, 2), draw(2, 1)], [draw(1, 2), draw(1, 1)]])
sample(np.block, [draw(2), 1.5])
sample(np.block, [[1.5, 2.5], [0.5, 1.5]])
sample(np.diagflat, draw(3))
sample(np.diagflat, draw(2, 2), 1)
sample(np.diagflat, draw(2), -2)
if hasattr(np.linalg, "diagonal"):
    for offset in (0, 1, -1):
        sample(np.linalg.diagonal, CUBE, offset=offset)
        sample(np.linalg.trace, CUBE, offset=offset)
    sample(np.linalg.trace, draw(3, 3))

# Helpers

sample(rt.scattered, draw(4), np.array([0, 2, -1, 2]), draw(3), options=ONLY)
sample(rt.picked, draw(2, 2), np.array([[0, 3], [-1, 3]]))
sample(rt.unbroadcast_all, [draw(2, 3), draw(2, 3)], [draw(3), draw(2, 1)], options=ONLY)
sample(rt.broadcast_all, [draw(3), draw(2, 1)], [draw(2, 3), draw(2, 3)], options=ONLY)
sample(rt.unmesh, [draw(2, 3), draw(2, 3)], [draw(3), draw(2)], options=ONLY)
sample(rt.remeshed, [draw(3), draw(2)], [draw(2, 3), draw(2, 3)], options=ONLY)
sample(rt.scattered_into, draw(4), np.array([0, 2, -1, 2]), [draw(2), 1.5], options=ONLY)
sample(rt.picked_from, [draw(2), 1.5], np.array([0, 2, -1, 2]), [draw(2), 1.5], options=ONLY)
