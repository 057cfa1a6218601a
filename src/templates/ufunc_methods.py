"""Methods of ufuncs that no function of NumPy's does by another name."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from ..runtime import ratio, reduceat_adjoint, restore_axes, unbroadcast
from .derived import floating_like
from .notation import d, or_zero, xp
from .result_kinds import arrayed, reduced
from .rules import adjoint, linear, tangent


@adjoint(np.logaddexp.reduce, kind=reduced("array", floating=True), singular=True, raises=True)
def logarithm_of_sum(y, array, axis=0, *, keepdims=False, initial=None, where=True):
    share = xp.exp(array - restore_axes(y, array, axis, keepdims))
    d[array] = unbroadcast(xp.where(where, share * restore_axes(d[y], array, axis, keepdims), 0.0), array)
    d[initial] = unbroadcast(d[y] * xp.exp(initial - y), initial)


@tangent(np.logaddexp.reduce)
def logarithm_of_sum_pushed(y, array, axis=0, *, keepdims=False, initial=None, where=True):
    share = xp.exp(array - restore_axes(y, array, axis, keepdims))
    pushed = xp.sum(xp.where(where, share * or_zero(d[array]), 0.0), axis=axis, keepdims=keepdims)
    d[y] = pushed + d[initial] * xp.exp(initial - y)


@adjoint(np.logaddexp2.reduce, kind=reduced("array", floating=True), singular=True, raises=True)
def binary_logarithm_of_sum(y, array, axis=0, *, keepdims=False, initial=None, where=True):
    share = xp.exp2(array - restore_axes(y, array, axis, keepdims))
    d[array] = unbroadcast(xp.where(where, share * restore_axes(d[y], array, axis, keepdims), 0.0), array)
    d[initial] = unbroadcast(d[y] * xp.exp2(initial - y), initial)


@tangent(np.logaddexp2.reduce)
def binary_logarithm_of_sum_pushed(y, array, axis=0, *, keepdims=False, initial=None, where=True):
    share = xp.exp2(array - restore_axes(y, array, axis, keepdims))
    pushed = xp.sum(xp.where(where, share * or_zero(d[array]), 0.0), axis=axis, keepdims=keepdims)
    d[y] = pushed + d[initial] * xp.exp2(initial - y)


@adjoint(np.hypot.reduce, kind=reduced("array", floating=True), singular=True, raises=True)
def length(y, array, axis=0, *, keepdims=False, initial=0, where=True):
    share = ratio(array, restore_axes(y, array, axis, keepdims))
    d[array] = unbroadcast(xp.where(where, share * restore_axes(d[y], array, axis, keepdims), 0.0), array)
    d[initial] = unbroadcast(d[y] * ratio(initial, y), initial)


@tangent(np.hypot.reduce)
def length_pushed(y, array, axis=0, *, keepdims=False, initial=0, where=True):
    share = ratio(array, restore_axes(y, array, axis, keepdims))
    pushed = xp.sum(xp.where(where, share * or_zero(d[array]), 0.0), axis=axis, keepdims=keepdims)
    d[y] = pushed + d[initial] * ratio(initial, y)


@linear(np.add.reduceat, kind=arrayed("array", alike=False), raises=True)
def sums_of_slices(y, array, indices, axis=0):
    d[array] = reduceat_adjoint(d[y], array, indices, axis)


@linear(reduceat_adjoint, kind=floating_like("x"), raises=True)
def sums_of_slices_of(y, by, x, indices, axis=0):
    d[by] = xp.add.reduceat(d[y], indices, axis)
