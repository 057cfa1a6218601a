"""Sample calls for the rules of what pushforwards call, and of adjoints of functions that write at places."""

from __future__ import annotations

import numpy as np
from samples import cplx, draw, sample
from samples_derived import ADJOINT
from samples_solutions import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

TANGENTS = {"wrt": (3, 4)}
X, Y = np.array([0.3, -0.7, 1.1]), np.array([0.5, -0.7, 0.9])

# Selections

sample(rt.reached, np.maximum(X, Y), X, Y, draw(3), draw(3), options=TANGENTS)
sample(rt.reached, np.maximum(X, 0.2), X, 0.2, draw(3), 0.7, options=TANGENTS)
sample(rt.reached, 0.9, 0.3, 0.9, 1.5, 2.5, options=TANGENTS)
sample(rt.clip_tangent, np.clip(X, -0.5, Y), X, Y, draw(3), 0.4, draw(3), options={"wrt": (3, 4, 5)})
for axis, keepdims in ((None, False), (0, False), (1, True)):
    matrix = draw(2, 3)
    highest = np.max(matrix, axis=axis, keepdims=keepdims)
    sample(rt.extremum_tangent, draw(2, 3), highest, matrix, axis, keepdims, options=ADJOINT)
    sample(rt.pushed, draw(2, 3), draw(2, 3), axis, keepdims)
sample(rt.extremum_tangent, draw(3), 2.0, draw(3), None, False, 2.0, True, 1.5, options={"wrt": (0, 7)})

# Order

for function in (rt.ordered, rt.unsort):
    sample(function, draw(4), draw(4), options=ADJOINT)
    sample(function, draw(3, 4), draw(3, 4), 0, options=ADJOINT)
    sample(function, draw(5), draw(5), -1, 2, options=ADJOINT)
    sample(function, [0.5, 1.5, 2.5], [3.0, 1.0, 2.0], -1, None, True, options=ADJOINT)

# Places

PLACES, MASK = np.array([0, 2, 0]), np.array([True, False, True, True])
sample(rt.unput, draw(4), PLACES, draw(3), options=ADJOINT)
sample(rt.unput, draw(4), PLACES, 1.5, options=ADJOINT)
sample(rt.put_in, draw(2), draw(4), np.array([3, 1]), options=ADJOINT)
sample(rt.unplace, draw(4), MASK, draw(3), options=ADJOINT)
sample(rt.unputmask, draw(4), MASK, draw(4), options=ADJOINT)
sample(rt.mask_filled, draw(4), draw(4), MASK, options=ADJOINT)
sample(rt.unfill_diagonal, draw(3, 3), draw(3), options=ADJOINT)
sample(rt.unfill_diagonal, draw(3, 3), 1.5, options=ADJOINT)
sample(rt.diagonal_filled, draw(3), draw(3, 3), options=ADJOINT)
sample(rt.without_diagonal, draw(3, 3), options=ADJOINT)
sample(rt.without_places, draw(4), PLACES, options=ADJOINT)
INDICES = np.array([[2, 0], [1, 1]])
sample(rt.taken_along, draw(2, 3), INDICES, 1, options=ADJOINT)
sample(rt.put_along, draw(2, 2), draw(2, 3), np.array([[2, 0], [1, 0]]), 1, options=ADJOINT)
sample(rt.without_along, draw(2, 3), INDICES, 1, options=ADJOINT)

# Ends of lists

PARTS = [draw(2), 0.5, draw(3)]
sample(rt.turned, PARTS)
sample(rt.unextend, PARTS, [1.5, draw(3)], options=ADJOINT)
sample(rt.at_end, PARTS[1:], [draw(2), 1.5, draw(3)], [2.5, draw(3)], options=ADJOINT)

# Einsums and norms in derivatives

sample(rt.contracted, "ij,jk->ik", [draw(2, 3), draw(3, 2)])
sample(rt.contracted, "ii,i,j->j", [draw(3, 3), draw(3), draw(2)])
sample(rt.on_diagonal, draw(3), "ii", (3, 3))
sample(rt.on_diagonal, draw(2, 3), "jij", (2, 3, 2))
sample(rt.on_diagonal, draw(1, 3), "ij", (2, 3))
sample(rt.off_diagonal, draw(3, 3), "ii", draw(3), options=ADJOINT)
sample(rt.off_diagonal, draw(2, 3), "ij", draw(1, 3), options=ADJOINT)
for shape in ((3, 3), (4, 2), (2, 4), (2, 3, 2)):
    for order in ("nuc", 2, -2):
        sample(rt.singular_directions, draw(*shape), order)
sample(rt.singular_directions, cplx(3, 3), "nuc")
sample(rt.singular_directions, cplx(3, 2), 2)

# Counters

sample(rt.numbered, [0.5, draw(2)])
sample(rt.uncounted, [(0.0, 1.5), (0.0, draw(2))], [0.5, draw(2)])
