"""Sample calls for the rules of what derivatives call: the functions of `runtime`."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from samples import cplx, draw, positive, sample, single, spd
from samples_mixed import SAMPLES
from tangent_like import runtime as rt

__all__ = ["SAMPLES"]

ADJOINT = {"wrt": (0,)}
"""The options where the other operands only say which elements are meant."""

# Shapes

for like in (draw(3), draw(1, 3), draw(2, 3), np.float64(1.5), 2.0, draw(2, 1)):
    sample(rt.unbroadcast, draw(2, 3), like)
sample(rt.unbroadcast, 1.5, 2.5)
sample(rt.unbroadcast, single(2, 3), single(3))
sample(rt.unbroadcast, cplx(2, 3), cplx(3))
for given in (1.5, draw(3), draw(1, 3), draw(2, 1), np.array(0.5), draw(2, 3)):
    sample(rt.broadcast_like, given, draw(2, 3))
sample(rt.broadcast_like, 1.5, 2.5)
sample(rt.broadcast_like, draw(1), 2.5)
sample(rt.cast_like, draw(3), draw(3))
sample(rt.cast_like, 1.5, 2.5)
sample(rt.cast_like, cplx(3), cplx(3))
sample(rt.sum_to, draw(2, 3), (3,))
sample(rt.sum_to, draw(2, 3), (2, 1))
sample(rt.sum_to, draw(2, 3), ())
sample(rt.restore_axes, draw(2), draw(2, 3), 1)
sample(rt.restore_axes, draw(2), draw(2, 3, 4), (1, 2), False)
sample(rt.restore_axes, draw(2, 1), draw(2, 3), 1, True)
sample(rt.restore_axes, 1.5, draw(2, 3))
sample(rt.through_cast, draw(3), draw(3))
sample(rt.through_cast, draw(3), np.arange(3))

# Elementwise

sample(rt.nonzero, np.array([0.5, -1.0, 2.0]), draw(3), options={"wrt": (1,)})
sample(rt.nonzero, 0.5, 1.5)
sample(rt.settled, draw(3), np.array([0.0, 0.0, 2.0]), draw(3), options=ADJOINT)
sample(rt.settled, 1.5, 0.0, 0.5)
for a, b in ((1.5, 2.5), (draw(3), positive(3)), (draw(2, 3), positive(3)), (1.5, positive(2)), (cplx(2), cplx(2))):
    sample(rt.divide, a, b)
    sample(rt.ratio, a, b)
sample(rt.phase, draw(3))
sample(rt.phase, 1.5)
sample(rt.phase, cplx(3))
for x, y in ((1.5, 2.5), (positive(3), draw(3)), (positive(2, 3), positive(3)), (positive(3), 3.0), (0.7, positive(2))):
    sample(rt.power_base_partial, x, y)
    sample(rt.power_exponent_partial, x, y, x**y)
sample(rt.power_base_partial, positive(3), -1.5)

# Reductions and rearranging

X = draw(3, 4)
for axis in (0, 1, -1):
    sample(rt.extremum_adjoint, draw(4 if axis == 0 else 3), X.max(axis), X, axis, options=ADJOINT)
    sample(rt.share_of_extremum, draw(3, 4), X.max(axis), X, axis, options=ADJOINT)
sample(rt.extremum_adjoint, 1.5, X.min(), X, options=ADJOINT)
sample(rt.extremum_adjoint, draw(3, 1), X.max(1, keepdims=True), X, 1, True, options=ADJOINT)
sample(rt.share_of_extremum, draw(3, 4), X.max(), X, options=ADJOINT)
sample(rt.share_of_extremum, draw(4), 1.0, np.array([1.0, 0.5, 1.0, 1.0]), options=ADJOINT)
for axis in (None, 0, 1):
    sample(rt.cumsum_adjoint, draw(6) if axis is None else draw(2, 3), draw(2, 3), axis)
    sample(rt.sort_adjoint, draw(6) if axis is None else draw(2, 3), draw(2, 3), axis, options=ADJOINT)
    sample(rt.in_order, draw(2, 3), draw(2, 3), axis, options=ADJOINT)
sample(rt.diagonal_adjoint, draw(3), draw(3, 3))
sample(rt.diagonal_adjoint, draw(2), draw(3, 3), 1)
sample(rt.diag_adjoint, draw(3, 3), draw(3))
sample(rt.diag_adjoint, draw(3), draw(3, 3))
sample(rt.tile_adjoint, draw(6), draw(3), 2)
sample(rt.tile_adjoint, draw(4, 6), draw(2, 3), (2, 2))
sample(rt.repeat_adjoint, draw(6), draw(3), 2)
sample(rt.repeat_adjoint, draw(4, 3), draw(2, 3), 2, 0)
sample(rt.untranspose, draw(2, 3, 4), (1, 2, 0))
sample(rt.untranspose, draw(2, 3), None)
sample(rt.transposed, draw(2, 3, 4), (1, 2, 0))
sample(rt.transposed, draw(2, 3), None)

sample(rt.diagonal_adjoint, np.array([1.5]), draw(3, 3))
for axis in (None, 0, 1, -1, (0, 1)):
    sample(rt.other_products, draw(2, 3), axis)
sample(rt.other_products, np.array([0.0, 1.5, 0.0, 0.5]))

# Products

SHAPES = (((3, 4), (4, 2)), ((3, 4), (4,)), ((4,), (4, 2)), ((4,), (4,)), ((2, 3, 4), (4, 2)), ((2, 3, 4), (2, 4, 2)))
for one, other in SHAPES:
    x, y = draw(*one), draw(*other)
    sample(rt.matmul_adjoint_left, np.asarray(draw(*np.shape(x @ y)))[()], x, y)
    sample(rt.matmul_adjoint_right, np.asarray(draw(*np.shape(x @ y)))[()], x, y)
for one, other in SHAPES[:4]:
    x, y = draw(*one), draw(*other)
    sample(rt.dot_adjoint_left, np.asarray(draw(*np.shape(x @ y))), x, y)
    sample(rt.dot_adjoint_right, np.asarray(draw(*np.shape(x @ y))), x, y)
for axes in (1, ([1], [0])):
    sample(rt.tensordot_adjoint_left, draw(3, 2), draw(3, 4), draw(4, 2), axes)
    sample(rt.tensordot_adjoint_right, draw(3, 2), draw(3, 4), draw(4, 2), axes)
sample(rt.cofactors, draw(3, 3) + 3 * np.eye(3))
sample(rt.cofactors, np.array([[1.0, 2.0], [2.0, 4.0]]))
for stack in ((), (2,)):
    sample(rt.cofactors_moved, draw(*stack, 3, 3), draw(*stack, 3, 3) + 3 * np.eye(3))
sample(rt.inverse_transposed, draw(3, 3) + 3 * np.eye(3))
for shape in ((3,), (3, 2)):
    sample(rt.solve_adjoint, draw(*shape), spd(), draw(*shape))
    sample(rt.solve_adjoint_matrix, draw(*shape), draw(*shape), spd(), draw(*shape))
    sample(rt.applied, draw(3, 3), draw(*shape), draw(*shape))

# Joins

PIECES = (draw(2, 3), draw(1, 3))
sample(rt.unconcatenate, draw(3, 3), PIECES)
sample(rt.unconcatenate, draw(9), PIECES, None)
sample(rt.unstack, draw(2, 3), (draw(3), draw(3)))
sample(rt.unstack_rows, draw(3, 3), (draw(2, 3), draw(3)))
sample(rt.unstack_columns, draw(5), (draw(2), draw(3)))
sample(rt.unstack_as_columns, draw(3, 3), (draw(3), draw(3, 2)))
sample(rt.completed, [draw(3), draw(2)], (draw(3), draw(2)))
sample(rt.unarray, draw(2, 2), [[0.5, 1.5], [2.5, 3.5]])
sample(rt.unarray, draw(3), draw(3))
sample(rt.rearrayed, [draw(3), draw(3)], draw(2, 3))

# Structure

for value in (1.5, draw(3), [1.5, draw(2)]):
    sample(rt.copied, value)
    sample(rt.own, value)
    sample(rt.fitted, value, value)
    sample(rt.unfitted, value, value)
    sample(rt.as_gradient, value, value, True)
    sample(rt.as_tangent, value, value)
sample(rt.fitted, draw(3), 1.5)
sample(rt.unfitted, 1.5, draw(3))
sample(rt.unfitted, draw(3), 1.5)
sample(rt.as_gradient, 1.5, draw(3))
sample(rt.add, draw(3), draw(3))
sample(rt.add, [1.5, draw(2)], [0.5, draw(2)])
INDICES = (1, slice(0, 2), np.array([0, 0, 2]), -1)
for index in INDICES:
    content = draw(4)
    sample(rt.ungetitem, np.asarray(content[index])[()], draw(4), index)
    for function in (rt.part_of, rt.gathered, rt.kept_item, rt.kept_content, rt.peeked):
        sample(function, content, index)
    sample(rt.unkept, np.asarray(content[index])[()], draw(4), index)
    sample(rt.untaken, draw(4), index, np.asarray(content[index])[()] * 2.0)
    for function in (rt.without_item, rt.without_content, rt.rest_of_content):
        sample(function, content, index)
    sample(rt.untaken_content, draw(4), 1, 0.5)
sample(rt.part_of, [1.5, draw(2)], 1)
sample(rt.at_path, [1.5, [draw(2)]], (1, 0))
sample(rt.from_path, draw(2), [1.5, [draw(2)]], (1, 0))
sample(rt.tangent_at, draw(2), [1.5, [draw(2)]], (1, 0))
sample(rt.once, draw(3))
sample(rt.once, [draw(2), 1.5, {"a": draw(2)}])
sample(rt.first_places, [draw(2), 1.5], [draw(2), 0.5])
sample(rt.writable, draw(3))
sample(rt.tangent_of_attribute, SimpleNamespace(a=1.5), SimpleNamespace(a=0.5), "a")
sample(rt.gathered, [1.5, draw(2)], 1)
sample(rt.without_item, [1.5, draw(2)], 1)
sample(rt.unkept, draw(2), [1.5, draw(2)], 1)
sample(rt.snapshot, draw(3))
sample(rt.pack_like, (1.5, 0.5, 2.5), draw(3))
sample(rt.pack_like, (draw(2), 0.5), (draw(2), 1.5))
sample(rt.unpacked_like, draw(3), (1.5, 0.5, 2.5), draw(3))
sample(rt.unlist, [1.5, 0.5], draw(2))
sample(rt.items_of, draw(3))
sample(rt.items_of, np.array(0.7))
sample(rt.unzip, [(1.5, 0.5), (2.5, 3.5)], (draw(2), draw(2)))
sample(rt.rows_of, [draw(2), draw(2)], [(1.5, 0.5), (2.5, 3.5)])
sample(rt.sum_adjoint, 1.5, [0.5, 1.5])
sample(rt.sum_adjoint, draw(3), draw(2, 3))
sample(rt.total, [0.5, 1.5], 2.5)
sample(rt.total, draw(2, 3), draw(3))
sample(rt.choice_adjoints, 1.5, 2.0, [0.5, 2.0, 2.0], options=ADJOINT)
sample(rt.mean_of_chosen, [0.5, 1.5, 2.5], 2.0, [0.5, 2.0, 2.0], options=ADJOINT)
sample(rt.sorted_adjoint, [0.5, 1.5, 2.5], [3.0, 1.0, 2.0], options=ADJOINT)
sample(rt.in_sorted_order, [0.5, 1.5, 2.5], [3.0, 1.0, 2.0], True, options=ADJOINT)
sample(rt.tangent_of_sequence, draw(3, 2), draw(3, 2))
sample(rt.unsequence, draw(3, 2), draw(3, 2))

# In place

for index in INDICES:
    part = np.asarray(draw(4)[index])[()]
    sample(rt.accumulate, draw(4), index, part)
    sample(rt.taken, draw(4), index)
    sample(rt.take_content, draw(4), index)
for index in (1, slice(0, 2)):
    part = np.asarray(draw(4)[index])[()]
    for function in (rt.restore_item, rt.restore_content, rt.put, rt.put_content):
        sample(function, draw(4), index, part)
sample(rt.accumulate, draw(4), Ellipsis, draw(4))
sample(rt.accumulate, [1.5, draw(2)], 1, draw(2))
sample(rt.taken, [1.5, draw(2)], 1)
sample(rt.restore, draw(4), draw(4))
sample(rt.refill, draw(4), draw(4))
sample(rt.refill, [1.5, draw(2)], [0.5, draw(2)])
sample(rt.put_back, [1.5, 0.5], -1, 2.5)
sample(rt.put_back, [1.5, 0.5], 0, 2.5)
