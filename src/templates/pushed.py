"""Templates of what pushforwards call, and of the adjoints of functions that write at places.

All are linear in the tangents or adjoints that they take, and constant in what says which elements are meant.
"""

from __future__ import annotations

from ..runtime import (
    cholesky_tangent,
    clip_tangent,
    diagonal_filled,
    extremum_adjoint,
    extremum_tangent,
    mask_filled,
    ordered,
    pushed,
    put_along,
    put_in,
    reached,
    restore_axes,
    solve_tangent_matrix,
    taken_along,
    unbroadcast,
    unfill_diagonal,
    unplace,
    unput,
    unputmask,
    unsort,
    without_along,
    without_diagonal,
    without_places,
)
from .notation import d, xp
from .rules import THROUGH, linear, multilinear

# Selections


@linear(reached, raises=False)
def of_the_reached(r, z, x, y, dx, dy):
    d[dx] = unbroadcast(d[r] * reached(z, x, y, 1.0, 0.0), dx)
    d[dy] = unbroadcast(d[r] * reached(z, x, y, 0.0, 1.0), dy)


@linear(clip_tangent, raises=False)
def of_the_clipped(r, y, x, high, dx, dlow, dhigh):
    d[dx] = unbroadcast(d[r] * clip_tangent(y, x, high, 1.0, 0.0, 0.0), dx)
    d[dlow] = unbroadcast(d[r] * clip_tangent(y, x, high, 0.0, 1.0, 0.0), dlow)
    d[dhigh] = unbroadcast(d[r] * clip_tangent(y, x, high, 0.0, 0.0, 1.0), dhigh)


@linear(extremum_tangent, raises=True)
def of_the_extreme(r, dx, y, x, axis=None, keepdims=False, initial=None, where=True, dinitial=0.0):
    d[dx] = unbroadcast(extremum_adjoint(d[r], y, x, axis, keepdims, initial, where), dx)
    d[dinitial] = xp.sum(d[r]) - xp.sum(extremum_adjoint(d[r], y, x, axis, keepdims, initial, where))


@multilinear(pushed, raises=True)
def pushed_sum(y, slopes, dx, axis=None, keepdims=False, real=False):
    d[slopes] = unbroadcast(restore_axes(d[y], slopes, axis, keepdims) * dx, slopes)
    d[dx] = unbroadcast(restore_axes(d[y], slopes, axis, keepdims) * slopes, dx)


# Order


@linear(ordered, structural=True, raises=True)
def in_order_of(y, dx, x, axis=-1, kth=None, reverse=False):
    d[dx] = unsort(d[y], x, axis, kth, reverse)


@linear(unsort, structural=True, raises=True)
def out_of_order_of(y, by, x, axis=-1, kth=None, reverse=False):
    d[by] = ordered(d[y], x, axis, kth, reverse)


# Places


@linear(unput, raises=True)
def values_put(y, by, places, values, mode="raise"):
    d[by] = put_in(d[y], by, places, mode)


@linear(put_in, raises=True)
def put_values(y, v, by, places, mode="raise"):
    d[v] = unput(d[y], places, v, mode)


@linear(unplace, raises=True)
def values_placed(y, by, mask, values):
    d[by] = put_in(d[y], by, xp.flatnonzero(mask))


@linear(unputmask, raises=True)
def values_masked(y, by, mask, values):
    d[by] = mask_filled(d[y], by, mask)


@linear(mask_filled, raises=True)
def masked_values(y, v, by, mask):
    d[v] = unputmask(d[y], mask, v)


@linear(unfill_diagonal, raises=True)
def value_of_diagonal(y, by, value, wrap=False):
    d[by] = diagonal_filled(d[y], by, wrap)


@linear(diagonal_filled, raises=True)
def diagonal_of_value(y, v, by, wrap=False):
    d[v] = unfill_diagonal(d[y], v, wrap)


@linear(taken_along, raises=True)
def values_along(y, by, indices, axis):
    d[by] = put_along(d[y], by, indices, axis)


@linear(put_along, raises=True)
def along_values(y, v, by, indices, axis):
    d[v] = unbroadcast(taken_along(d[y], indices, axis), v)


@linear(without_diagonal, raises=True)
def off_diagonal(y, by, wrap=False, number=1):
    d[by] = without_diagonal(d[y], wrap, number)


@linear(without_places, raises=True)
def off_places(y, by, places, mode="raise", number=1):
    d[by] = without_places(d[y], places, mode, number)


@linear(without_along, raises=True)
def off_along(y, by, indices, axis):
    d[by] = without_along(d[y], indices, axis)


THROUGH.update((cholesky_tangent, solve_tangent_matrix))
