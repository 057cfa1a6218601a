"""Reductions and running sums. Ties of `max` and `min` are split evenly; `std` has slope zero where it is zero."""

from __future__ import annotations

import numpy as np

from ..runtime import (
    count,
    cumsum_adjoint,
    deviation_adjoint,
    extremum_adjoint,
    extremum_tangent,
    prod_adjoint,
    pushed,
    restore_axes,
    share_of_extremum,
    variance_adjoint,
)
from ..values import INT
from .notation import d, is_array, is_real, is_scalar, narrow, or_zero, xp
from .result_kinds import located, reduced, running
from .rules import adjoint, constant, fixed_kind, linear, tangent


@linear(np.sum, ("method", "sum"), kind=reduced("a"))
def sum_(y, a, axis=None, *, keepdims=False, initial=0, where=True):
    if where is True and (keepdims or axis is None or is_scalar(a)):
        d[a] = narrow(d[y])
    elif where is True and not keepdims and (axis is not None or is_scalar(axis)):
        d[a] = narrow(xp.expand_dims(d[y], axis))
    elif where is True:
        d[a] = narrow(restore_axes(d[y], a, axis, keepdims))
    else:
        d[a] = narrow(restore_axes(d[y], a, axis, keepdims) * where)
    if initial == 0:
        pass
    else:
        d[initial] = xp.sum(d[y])


@linear(np.mean, ("method", "mean"), kind=reduced("a", floating=True))
def mean(y, a, axis=None, *, keepdims=False, where=True):
    if where is True and axis is None and is_array(a):
        d[a] = narrow(d[y] / a.size)
    elif where is True and axis is None:
        d[a] = narrow(d[y] / xp.size(a))
    elif where is True and is_scalar(axis) and keepdims is True and is_array(a):
        d[a] = narrow(d[y] / a.shape[axis])
    elif where is True and is_scalar(axis) and not keepdims and is_array(a):
        d[a] = narrow(xp.expand_dims(d[y] / a.shape[axis], axis))
    elif where is True:
        d[a] = narrow(restore_axes(d[y], a, axis, keepdims) / count(a, axis))
    else:
        d[a] = narrow(restore_axes(d[y], a, axis, keepdims) * where / count(a, axis, where))


@adjoint(np.prod, ("method", "prod"), kind=reduced("a"))
def prod(y, a, axis=None, *, keepdims=False, initial=1, where=True):
    d[a] = prod_adjoint(d[y], a, axis, keepdims, initial, where)
    d[initial] = xp.sum(d[y] * xp.prod(a, axis=axis, keepdims=keepdims, where=where))


@tangent(np.prod, ("method", "prod"))
def prod_tangent(y, a, axis=None, *, keepdims=False, initial=1, where=True):
    others = prod_adjoint(xp.ones_like(y), a, axis, keepdims, initial, where)
    rest = xp.prod(a, axis=axis, keepdims=keepdims, where=where)
    d[y] = pushed(others, d[a], axis, keepdims) + d[initial] * rest


_EXTREMA = (np.max, np.min, np.amax, np.amin, np.nanmax, np.nanmin, ("method", "max"), ("method", "min"))


@adjoint(*_EXTREMA, kind=reduced("a"), selects=True, raises=True)
def extremum(y, a, axis=None, *, keepdims=False, initial=None, where=True):
    if axis is None and initial is None and where is True and is_array(a):
        d[a] = d[y] * (a == y) / xp.sum(a == y)
    elif initial is None and where is True:
        d[a] = extremum_adjoint(d[y], y, a, axis, keepdims)
    else:
        d[a] = extremum_adjoint(d[y], y, a, axis, keepdims, initial, where)
        d[initial] = xp.sum(d[y]) - xp.sum(extremum_adjoint(d[y], y, a, axis, keepdims, initial, where))


@tangent(*_EXTREMA)
def extremum_pushforward(y, a, axis=None, *, keepdims=False, initial=None, where=True):
    if axis is None and keepdims is False and initial is None and where is True and is_array(a):
        d[y] = xp.mean(d[a][a == y])
    elif initial is None and where is True:
        d[y] = share_of_extremum(d[a], y, a, axis, keepdims)
    else:
        d[y] = extremum_tangent(or_zero(d[a]), y, a, axis, keepdims, initial, where, or_zero(d[initial]))


@adjoint(np.var, ("method", "var"), kind=reduced("a", floating=True, real=True))
def variance(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    if axis is None and where is True and is_array(a) and is_real(a) and ddof == 0:
        d[a] = d[y] * 2.0 * (a - xp.mean(a)) / a.size
    elif axis is None and where is True and is_array(a) and is_real(a):
        d[a] = d[y] * 2.0 * (a - xp.mean(a)) / (a.size - ddof)
    elif where is True:
        d[a] = variance_adjoint(d[y], a, axis, ddof, keepdims)
    else:
        d[a] = variance_adjoint(d[y], a, axis, ddof, keepdims, where)


@tangent(np.var, ("method", "var"))
def variance_tangent(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    if axis is None and keepdims is False and where is True and is_array(a) and is_real(a) and ddof == 0:
        d[y] = 2.0 * xp.mean((a - xp.mean(a)) * d[a])
    else:
        d[y] = pushed(variance_adjoint(xp.ones_like(y), a, axis, ddof, keepdims, where), d[a], axis, keepdims, True)


@adjoint(np.std, ("method", "std"), kind=reduced("a", floating=True, real=True), singular=True)
def deviation(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    if where is True:
        d[a] = deviation_adjoint(d[y], y, a, axis, ddof, keepdims)
    else:
        d[a] = deviation_adjoint(d[y], y, a, axis, ddof, keepdims, where)


@tangent(np.std, ("method", "std"))
def deviation_tangent(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    slopes = deviation_adjoint(xp.ones_like(y), y, a, axis, ddof, keepdims, where)
    d[y] = pushed(slopes, d[a], axis, keepdims, True)


@linear(np.cumsum, ("method", "cumsum"), kind=running)
def cumsum(y, a, axis=None):
    if is_scalar(axis):
        d[a] = xp.flip(xp.cumsum(xp.flip(d[y], axis), axis), axis)
    else:
        d[a] = cumsum_adjoint(d[y], a, axis)


def _located(y, a, axis=None):
    pass


def _tested(y, a, axis=None, *, keepdims=False):
    pass


_ARG = (np.argmax, np.argmin, np.nanargmax, np.nanargmin, ("method", "argmax"), ("method", "argmin"))
constant(*_ARG, kind=located, signature=_located)
constant(np.count_nonzero, kind=located, signature=_tested, raises=False)
constant(np.any, np.all, ("method", "any"), ("method", "all"), kind=reduced("a"), signature=_tested, raises=False)
constant(np.size, kind=fixed_kind(INT), raises=False)
