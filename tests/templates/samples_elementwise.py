"""Sample calls of elementwise functions with two results, of periods and tables, and of what chooses and replaces."""

from __future__ import annotations

import numpy as np
from samples import CUBE, cplx, draw, positive, sample, single
from samples_statistics import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

FIRST = {"wrt": (0,)}
SECOND = {"wrt": (1,)}

# One result

for order in (1, 2, 3):
    for value in (0.0, 0.7, np.array([1e-9, -0.3, 0.95, 0.96, 2.0, -4.5])):
        sample(rt.sinc_derivative, value, order, options=FIRST)
        sample(rt.bessel_derivative, value, order, options=FIRST)
sample(np.sinc, np.array([0.0, 1e-9, 0.5, -1.5]))
sample(np.sinc, cplx(2))
for value in (0.3, draw(2, 3), np.array(-0.4), single(3), draw(0), np.array([0.0, 1e-8, 20.0])):
    sample(np.i0, value)
for point in (np.array([0.0, 1.0, -1.0]), 0.0, 1.5):
    sample(np.heaviside, point, positive(2, 1), options=SECOND)
sample(np.heaviside, np.array([0.0, 1.0]), 0.5, options=SECOND)
for bounds in ({"a_min": -0.5, "a_max": draw(4) + 2.0}, {"a_min": draw(3, 1) - 2.0, "a_max": None}):
    sample(np.clip, draw(3, 4), **bounds)
sample(np.clip, draw(3), None, None)
for value in (0.5, draw(3) * 4.0, single(2, 2) * 5, draw(0)):
    sample(np.ldexp, value, 3)
    sample(np.fmod, value, 0.7)
    sample(np.mod, value, -0.7)
HOLES = np.array([1.5, np.nan, np.inf, -np.inf, -2.0])
BOTH = np.stack([HOLES, HOLES[::-1]], axis=-1).view(complex)[:, 0]
ONLY_OPTIONS = {"wrt": ("nan", "posinf", "neginf")}
for replaced in ({}, {"nan": 0.5}, {"nan": 0.5, "posinf": 1.5, "neginf": -1.5}):
    sample(np.nan_to_num, draw(3), **replaced)
    sample(np.nan_to_num, cplx(3), **replaced)
sample(np.nan_to_num, HOLES, nan=0.5, posinf=1.5, neginf=-1.5, options=ONLY_OPTIONS)
sample(np.nan_to_num, BOTH, nan=0.5, posinf=1.5, neginf=-1.5, options=ONLY_OPTIONS)
sample(np.nan_to_num, np.nan, nan=0.5, options={"wrt": ("nan",)})
sample(rt.finite_parts, draw(2, 5), HOLES, options=FIRST)
sample(rt.finite_parts, cplx(5), BOTH, options=FIRST)
sample(rt.replacement, 0.5, HOLES, np.nan, options=FIRST)
sample(rt.replacement, 0.5, BOTH, np.inf, options=FIRST)
sample(rt.replaced_sum, draw(5), HOLES, np.nan, 0.5, options=FIRST)
sample(rt.replaced_sum, cplx(5), BOTH, np.inf, 0.5, options=FIRST)

# Two results

for one, other in (
    (draw(3, 1) * 3, positive(4)),
    (5.3, 1.2),
    (draw(3), -0.7),
    (single(2), single(3, 1)),
    (7.1, draw(2)),
):
    sample(np.divmod, one, other)
    sample(divmod, one, other)
for value in (2.7, draw(2, 3) * 5, np.array(-1.4), single(3) * 3, draw(0), draw(3, 2).T):
    sample(np.modf, value)
    sample(np.frexp, value)

# Choice

CASES = [np.array([True, False, False]), np.array([False, True, False])]
sample(np.select, CASES, [draw(3), draw(3)])
sample(np.select, CASES, [draw(3), 1.5], 2.5)
sample(np.select, CASES, [draw(2, 1), draw(3)], default=draw(3))
sample(np.select, [CASES[1], True], [single(3) + np.float32(1), single(3)], options=SECOND)
sample(np.select, CASES, [draw(3), draw(3)], 0.5, options={"wrt": (2,)})
sample(np.select, CASES, [cplx(3), draw(3)])
WHICH = np.array([0, 2, 1, 0])
for choices in ([draw(4), draw(4), draw(4)], draw(3, 4), (1.5, draw(2, 1), draw(4)), [single(4), single(4), single(4)]):
    sample(np.choose, WHICH, choices)
    sample(("method", "choose"), WHICH, choices)
sample(np.choose, np.array([-1, 5]), [draw(2), 1.5], mode="clip")
sample(("method", "choose"), np.array([-1, 5]), [draw(2), 1.5], mode="wrap")

# Periods and tables

ANGLES = np.array([0.1, 1.0, 4.9, 6.0, 12.5, 13.0])
sample(np.unwrap, ANGLES)
sample(np.unwrap, np.stack([ANGLES, ANGLES[::-1]]), axis=0)
sample(np.unwrap, np.stack([ANGLES, ANGLES[::-1]]), 3.5, -1)
sample(np.unwrap, ANGLES, period=4.1)
sample(np.unwrap, ANGLES, 2.5, period=4.1)
sample(np.unwrap, single(4) * 4)
KNOTS, VALUES = np.array([0.0, 1.0, 2.5, 3.0]), draw(4)
for at in (0.3, np.array([[-1.0, 0.4], [2.7, 4.2]]), np.array(1.2), draw(0)):
    sample(np.interp, at, KNOTS, VALUES)
    sample(np.interp, at, KNOTS, VALUES, -0.5, right=1.5)
    sample(np.interp, at, KNOTS, VALUES, period=3.7)
sample(np.interp, np.array([0.4, 2.7]), KNOTS, cplx(4))
sample(np.interp, np.array([0.4, -0.7, 9.3, 1.3]), np.array([0.2, -0.5, 5.1]), draw(3), period=-2.0)
sample(np.interp, np.array([0.4, 2.7]), [0.0, 1.0, 3.0], [0.5, 1.5, -0.5])
sample(np.interp, single(3), KNOTS, VALUES)
sample(np.interp, np.array([-1.0, 2.0]), np.array([0.5]), np.array([1.5]))

# Methods of ufuncs

for key in (np.logaddexp.reduce, np.logaddexp2.reduce, np.hypot.reduce):
    for options in ({}, {"axis": -1}, {"axis": (0, 2)}, {"axis": None}, {"axis": 1, "keepdims": True}):
        sample(key, CUBE, **options)
    sample(key, draw(3, 2).T, initial=0.5)
    sample(key, draw(2, 3), axis=1, where=np.array([True, False, True]), initial=1.5)
    sample(key, single(3))
    sample(key, draw(2, 0), axis=1, initial=0.5)
    sample(key, 1.5)
sample(np.hypot.reduce, np.zeros((2, 3)), options={"wrt": ()})
for places in ([0, 2, 1], [0], [2, 2, 0, 1], np.array([1, 2])):
    sample(np.add.reduceat, draw(3), places)
    sample(np.add.reduceat, draw(2, 3), places, axis=-1)
    sample(rt.reduceat_adjoint, draw(len(places), 2), draw(4, 2), places, options=FIRST)
sample(np.add.reduceat, single(3), [0, 2])
sample(np.add.reduceat, cplx(3, 2), [0, 2])
