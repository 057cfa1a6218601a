"""Sample statistics, differences, and what leaves out elements that are no numbers.

What is left out has derivative zero. A quantile interpolates linearly between the elements that it lies between.
"""

from __future__ import annotations

import numpy as np

from ..runtime import (
    cast_like,
    count,
    cumprod_adjoint,
    cumprod_tangent,
    cumsum_adjoint,
    deviation_adjoint,
    diff_adjoint,
    extremum_adjoint,
    placed_weights,
    prod_adjoint,
    pushed,
    quantile_adjoint,
    quantile_slope,
    quantile_tangent,
    quantile_weights,
    restore_axes,
    share_of_extremum,
    taken_weights,
    unbroadcast,
    variance_adjoint,
)
from ..values import Kind, array
from .derived import floating_like
from .notation import active, d, is_array, is_real, narrow, or_zero, rank, xp
from .result_kinds import reduced, running
from .rules import THROUGH, Filled, adjoint, linear, tangent

# Numbers alone


@adjoint(np.nansum, kind=reduced("a"), selects=True)
def nansum(y, a, axis=None, *, keepdims=False, initial=0, where=True):
    if where is True and (keepdims or axis is None) and is_array(a):
        d[a] = xp.where(xp.isnan(a), 0.0, d[y])
    elif where is True:
        d[a] = cast_like(xp.where(xp.isnan(a), 0.0, restore_axes(d[y], a, axis, keepdims)), a)
    else:
        numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
        d[a] = cast_like(xp.where(numbers, restore_axes(d[y], a, axis, keepdims), 0.0), a)
    d[initial] = xp.sum(d[y])


@tangent(np.nansum)
def nansum_pushed(y, a, axis=None, *, keepdims=False, initial=0, where=True):
    tangents = xp.where(xp.isnan(a), 0.0, or_zero(d[a]))
    d[y] = xp.sum(tangents, axis=axis, keepdims=keepdims, where=where) + d[initial]


@adjoint(np.nanmean, kind=reduced("a", floating=True), selects=True)
def nanmean(y, a, axis=None, *, keepdims=False, where=True):
    if where is True and axis is None and is_array(a):
        numbers = xp.logical_not(xp.isnan(a))
        d[a] = xp.where(numbers, d[y] / xp.count_nonzero(numbers), 0.0)
    else:
        numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
        share = restore_axes(d[y], a, axis, keepdims) / count(a, axis, numbers)
        d[a] = cast_like(xp.where(numbers, share, 0.0), a)


@tangent(np.nanmean)
def nanmean_pushed(y, a, axis=None, *, keepdims=False, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    d[y] = xp.mean(xp.where(numbers, d[a], 0.0), axis=axis, keepdims=keepdims, where=numbers)


@adjoint(np.nanprod, kind=reduced("a"), selects=True)
def nanprod(y, a, axis=None, *, keepdims=False, initial=1, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    d[a] = prod_adjoint(d[y], a, axis, keepdims, initial, numbers)
    d[initial] = xp.sum(d[y] * xp.prod(a, axis=axis, keepdims=keepdims, where=numbers))


@tangent(np.nanprod)
def nanprod_pushed(y, a, axis=None, *, keepdims=False, initial=1, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    others = prod_adjoint(xp.ones_like(y), a, axis, keepdims, initial, numbers)
    rest = xp.prod(a, axis=axis, keepdims=keepdims, where=numbers)
    d[y] = pushed(others, d[a], axis, keepdims) + d[initial] * rest


@adjoint(np.nanvar, kind=reduced("a", floating=True, real=True), selects=True)
def nanvar(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    d[a] = variance_adjoint(d[y], xp.where(numbers, a, 0.0), axis, ddof, keepdims, numbers)


@tangent(np.nanvar)
def nanvar_pushed(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    slopes = variance_adjoint(xp.ones_like(y), xp.where(numbers, a, 0.0), axis, ddof, keepdims, numbers)
    d[y] = pushed(slopes, d[a], axis, keepdims, True)


@adjoint(np.nanstd, kind=reduced("a", floating=True, real=True), singular=True, selects=True)
def nanstd(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    d[a] = deviation_adjoint(d[y], y, xp.where(numbers, a, 0.0), axis, ddof, keepdims, numbers)


@tangent(np.nanstd)
def nanstd_pushed(y, a, axis=None, *, ddof=0, keepdims=False, where=True):
    numbers = xp.logical_and(where, xp.logical_not(xp.isnan(a)))
    slopes = deviation_adjoint(xp.ones_like(y), y, xp.where(numbers, a, 0.0), axis, ddof, keepdims, numbers)
    d[y] = pushed(slopes, d[a], axis, keepdims, True)


@adjoint(np.nancumsum, kind=running, selects=True)
def nancumsum(y, a, axis=None):
    d[a] = cast_like(xp.where(xp.isnan(a), 0.0, cumsum_adjoint(d[y], a, axis)), a)


@tangent(np.nancumsum)
def nancumsum_pushed(y, a, axis=None):
    d[y] = xp.cumsum(xp.where(xp.isnan(a), 0.0, d[a]), axis)


# Running products and differences


@adjoint(np.cumprod, ("method", "cumprod"), kind=running)
def cumprod(y, a, axis=None):
    d[a] = cumprod_adjoint(d[y], a, axis)


@tangent(np.cumprod, ("method", "cumprod"))
def cumprod_pushed(y, a, axis=None):
    d[y] = cumprod_tangent(d[a], a, axis)


@adjoint(np.nancumprod, kind=running, selects=True)
def nancumprod(y, a, axis=None):
    d[a] = xp.where(xp.isnan(a), 0.0, cumprod_adjoint(d[y], xp.where(xp.isnan(a), 1.0, a), axis))


@tangent(np.nancumprod)
def nancumprod_pushed(y, a, axis=None):
    d[y] = cumprod_tangent(xp.where(xp.isnan(a), 0.0, d[a]), xp.where(xp.isnan(a), 1.0, a), axis)


def _differences(filled: Filled) -> Kind:
    """As many axes as the argument has."""
    operand = filled.kind("a")
    return array(operand.dtype if operand.dtype != "bool" else None, operand.rank)


@linear(np.diff, kind=_differences, shares="first", raises=True)
def diff(y, a, n=1, axis=-1):
    d[a] = diff_adjoint(d[y], a, n, axis)


@linear(diff_adjoint, kind=floating_like("x"), shares="first", raises=True)
def diff_of(y, by, x, n=1, axis=-1):
    d[by] = cast_like(xp.diff(d[y], n, axis), by)


# Spread and weighted means


@adjoint(np.ptp, kind=reduced("a"), selects=True, raises=True)
def ptp(y, a, axis=None, *, keepdims=False):
    if axis is None and is_array(a):
        highest = a == xp.max(a)
        lowest = a == xp.min(a)
        d[a] = d[y] * highest / xp.count_nonzero(highest) - d[y] * lowest / xp.count_nonzero(lowest)
    else:
        highest = xp.max(a, axis=axis, keepdims=keepdims)
        lowest = xp.min(a, axis=axis, keepdims=keepdims)
        upper = extremum_adjoint(d[y], highest, a, axis, keepdims)
        d[a] = upper - extremum_adjoint(d[y], lowest, a, axis, keepdims)


@tangent(np.ptp)
def ptp_pushed(y, a, axis=None, *, keepdims=False):
    highest = xp.max(a, axis=axis, keepdims=keepdims)
    lowest = xp.min(a, axis=axis, keepdims=keepdims)
    upper = share_of_extremum(d[a], highest, a, axis, keepdims)
    d[y] = upper - share_of_extremum(d[a], lowest, a, axis, keepdims)


@adjoint(np.average, kind=reduced("a", floating=True), raises=True)
def average(y, a, axis=None, weights=None, *, keepdims=False):
    if weights is None and axis is None and is_array(a):
        d[a] = narrow(d[y] / a.size)
    elif weights is None:
        d[a] = narrow(restore_axes(d[y], a, axis, keepdims) / count(a, axis))
    elif rank(a) == 1 and rank(weights) == 1 and is_real(a):
        share = d[y] / xp.sum(weights)
        d[a] = share * weights
        d[weights] = share * (a - y)
    else:
        placed = placed_weights(weights, a, axis)
        share = restore_axes(d[y], a, axis, keepdims) / xp.sum(placed, axis=axis, keepdims=True)
        d[a] = unbroadcast(share * placed, a)
        off = unbroadcast(share * (a - restore_axes(y, a, axis, keepdims)), placed)
        d[weights] = taken_weights(off, weights, a, axis)


@tangent(np.average)
def average_pushed(y, a, axis=None, weights=None, *, keepdims=False):
    if weights is None:
        d[y] = xp.mean(d[a], axis=axis, keepdims=keepdims)
    else:
        placed = placed_weights(weights, a, axis)
        whole = xp.sum(placed, axis=axis, keepdims=keepdims)
        if active(weights):
            off = (a - restore_axes(y, a, axis, keepdims)) * placed_weights(d[weights], a, axis)
            d[y] = xp.sum(or_zero(d[a]) * placed + off, axis=axis, keepdims=keepdims) / whole
        else:
            d[y] = xp.sum(d[a] * placed, axis=axis, keepdims=keepdims) / whole


@linear(placed_weights, shares="first", raises=True)
def weights_placed(y, weights, x, axis=None):
    d[weights] = taken_weights(d[y], weights, x, axis)


@linear(taken_weights, shares="first", raises=True)
def weights_taken(y, placed, weights, x, axis=None):
    d[placed] = placed_weights(d[y], x, axis)


# Quantiles


@adjoint(np.median, np.nanmedian, kind=reduced("a", floating=True), selects=True, raises=True)
def median(y, a, axis=None, *, keepdims=False):
    d[a] = quantile_adjoint(d[y], a, 0.5, axis)


@tangent(np.median, np.nanmedian)
def median_pushed(y, a, axis=None, *, keepdims=False):
    d[y] = quantile_tangent(d[a], y, a, 0.5, axis)


def _of_one_quantile(filled: Filled) -> Kind:
    """Like a reduction, if one is asked for."""
    return reduced("a", floating=True)(filled) if filled.kind("q").is_scalar else Kind()


@adjoint(np.quantile, np.nanquantile, kind=_of_one_quantile, selects=True, raises=True)
def quantile(y, a, q, axis=None, *, keepdims=False):
    d[a] = quantile_adjoint(d[y], a, q, axis)
    rates = xp.reshape(d[y] * quantile_slope(y, a, q, axis), (xp.size(q), -1))
    d[q] = xp.reshape(xp.sum(rates, axis=1), xp.shape(q))


@tangent(np.quantile, np.nanquantile)
def quantile_pushed(y, a, q, axis=None, *, keepdims=False):
    if active(q):
        shape = xp.shape(q) + (1,) * (xp.ndim(y) - xp.ndim(q))
        slope = quantile_slope(y, a, q, axis)
        d[y] = quantile_tangent(or_zero(d[a]) + xp.zeros_like(a), y, a, q, axis) + slope * xp.reshape(d[q], shape)
    else:
        d[y] = quantile_tangent(d[a], y, a, q, axis)


@adjoint(np.percentile, np.nanpercentile, kind=_of_one_quantile, selects=True, raises=True)
def percentile(y, a, q, axis=None, *, keepdims=False):
    part = xp.divide(q, 100.0)
    d[a] = quantile_adjoint(d[y], a, part, axis)
    rates = xp.reshape(d[y] * quantile_slope(y, a, part, axis) / 100.0, (xp.size(q), -1))
    d[q] = xp.reshape(xp.sum(rates, axis=1), xp.shape(q))


@tangent(np.percentile, np.nanpercentile)
def percentile_pushed(y, a, q, axis=None, *, keepdims=False):
    part = xp.divide(q, 100.0)
    if active(q):
        shape = xp.shape(q) + (1,) * (xp.ndim(y) - xp.ndim(q))
        slope = quantile_slope(y, a, part, axis) / 100.0
        d[y] = quantile_tangent(or_zero(d[a]) + xp.zeros_like(a), y, a, part, axis) + slope * xp.reshape(d[q], shape)
    else:
        d[y] = quantile_tangent(d[a], y, a, part, axis)


# What is longer is differentiated through its source

THROUGH.update((cumprod_adjoint, cumprod_tangent))
THROUGH.update((quantile_adjoint, quantile_tangent, quantile_slope, quantile_weights))
