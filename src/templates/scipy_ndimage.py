"""Filters of `scipy.ndimage`; `scipy_ndimage_adjoints` has the formulas.

``output``, which is written, is none of a rule, nor are ``axes``: such a call is refused.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import ndimage

from .. import scipy_compositions, scipy_ndimage_adjoints
from ..libraries import add_helpers, add_library
from ..scipy_ndimage_adjoints import (
    each,
    extension,
    filter_adjoint,
    filter_along_adjoint,
    filter_along_weights,
    filter_cval,
    filter_weights,
    gaussian_adjoint,
    gaussian_along_adjoint,
    gaussian_along_tangent,
    gaussian_slopes,
    gaussian_stages,
    gaussian_tangent,
    gaussian_weights,
    origins_of,
    radius_of,
    reaches,
    require_floating,
    standing,
    turned_weights,
    uniform_adjoint,
    uniform_weights,
)
from .composed import add_programs
from .notation import d, or_zero
from .rules import THROUGH, adjoint, constant, linear, tangent

add_library("ndimage", ndimage)
add_helpers(scipy_ndimage_adjoints)
add_programs(scipy_compositions, ndimage)


@adjoint(ndimage.correlate, raises=True)
def correlate(y, input, weights, *, mode="reflect", cval=0.0, origin=0):
    d[input] = filter_adjoint(d[y], input, weights, mode, origin)
    d[weights] = filter_weights(d[y], input, weights, mode, cval, origin)
    d[cval] = filter_cval(d[y], input, weights, mode, cval, origin)


@tangent(ndimage.correlate)
def correlate_pushed(y, input, weights, *, mode="reflect", cval=0.0, origin=0):
    moved = ndimage.correlate(or_zero(d[input]) + 0.0 * input, weights, mode=mode, cval=or_zero(d[cval]), origin=origin)
    d[y] = moved + ndimage.correlate(input, d[weights], mode=mode, cval=cval, origin=origin)


@adjoint(ndimage.correlate1d, raises=True)
def correlate1d(y, input, weights, axis=-1, *, mode="reflect", cval=0.0, origin=0):
    others = filter_along_weights(d[y], input, weights, axis, mode, cval, origin)
    d[input] = filter_along_adjoint(d[y], input, weights, axis, mode, origin)
    d[weights] = others[0]
    d[cval] = others[1]


@tangent(ndimage.correlate1d)
def correlate1d_pushed(y, input, weights, axis=-1, *, mode="reflect", cval=0.0, origin=0):
    whole = or_zero(d[input]) + 0.0 * input
    moved = ndimage.correlate1d(whole, weights, axis, mode=mode, cval=or_zero(d[cval]), origin=origin)
    d[y] = moved + ndimage.correlate1d(input, d[weights], axis, mode=mode, cval=cval, origin=origin)


@adjoint(ndimage.convolve, raises=True)
def convolve(y, input, weights, *, mode="reflect", cval=0.0, origin=0):
    d[input] = filter_adjoint(d[y], input, weights, mode, origin, True)
    d[weights] = filter_weights(d[y], input, weights, mode, cval, origin, True)
    d[cval] = filter_cval(d[y], input, weights, mode, cval, origin, True)


@tangent(ndimage.convolve)
def convolve_pushed(y, input, weights, *, mode="reflect", cval=0.0, origin=0):
    moved = ndimage.convolve(or_zero(d[input]) + 0.0 * input, weights, mode=mode, cval=or_zero(d[cval]), origin=origin)
    d[y] = moved + ndimage.convolve(input, d[weights], mode=mode, cval=cval, origin=origin)


@adjoint(ndimage.convolve1d, raises=True)
def convolve1d(y, input, weights, axis=-1, *, mode="reflect", cval=0.0, origin=0):
    others = filter_along_weights(d[y], input, weights, axis, mode, cval, origin, True)
    d[input] = filter_along_adjoint(d[y], input, weights, axis, mode, origin, True)
    d[weights] = others[0]
    d[cval] = others[1]


@tangent(ndimage.convolve1d)
def convolve1d_pushed(y, input, weights, axis=-1, *, mode="reflect", cval=0.0, origin=0):
    whole = or_zero(d[input]) + 0.0 * input
    moved = ndimage.convolve1d(whole, weights, axis, mode=mode, cval=or_zero(d[cval]), origin=origin)
    d[y] = moved + ndimage.convolve1d(input, d[weights], axis, mode=mode, cval=cval, origin=origin)


@linear(ndimage.uniform_filter1d, raises=True)
def uniform_filter1d(y, input, size, axis=-1, *, mode="reflect", cval=0.0, origin=0):
    d[input] = filter_along_adjoint(d[y], input, uniform_weights(size), axis, mode, origin)
    d[cval] = filter_along_weights(d[y], input, uniform_weights(size), axis, mode, cval, origin)[1]


@tangent(ndimage.uniform_filter1d)
def uniform_filter1d_pushed(y, input, size, axis=-1, *, mode="reflect", cval=0.0, origin=0):
    whole = or_zero(d[input]) + 0.0 * input
    d[y] = ndimage.uniform_filter1d(whole, size, axis, mode=mode, cval=or_zero(d[cval]), origin=origin)


@linear(ndimage.uniform_filter, raises=True)
def uniform_filter(y, input, size=3, *, mode="reflect", cval=0.0, origin=0):
    adjoints = uniform_adjoint(d[y], input, size, mode, cval, origin)
    d[input] = adjoints[0]
    d[cval] = adjoints[1]


@tangent(ndimage.uniform_filter)
def uniform_filter_pushed(y, input, size=3, *, mode="reflect", cval=0.0, origin=0):
    whole = or_zero(d[input]) + 0.0 * input
    d[y] = ndimage.uniform_filter(whole, size, mode=mode, cval=or_zero(d[cval]), origin=origin)


@adjoint(ndimage.gaussian_filter1d, raises=True)
def gaussian_filter1d(y, input, sigma, axis=-1, order=0, *, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    adjoints = gaussian_along_adjoint(d[y], input, sigma, axis, order, mode, cval, truncate, radius)
    d[input] = adjoints[0]
    d[sigma] = adjoints[1]
    d[cval] = adjoints[2]


@tangent(ndimage.gaussian_filter1d)
def gaussian_filter1d_pushed(y, input, sigma, axis=-1, order=0, *, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    whole = or_zero(d[input]) + 0.0 * input
    moved = ndimage.gaussian_filter1d(
        whole, sigma, axis, order, mode=mode, cval=or_zero(d[cval]), truncate=truncate, radius=radius
    )
    d[y] = moved + gaussian_along_tangent(d[sigma], input, sigma, axis, order, mode, cval, truncate, radius)


@adjoint(ndimage.gaussian_filter, raises=True, structural=True)
def gaussian_filter(y, input, sigma, order=0, *, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    adjoints = gaussian_adjoint(d[y], input, sigma, order, mode, cval, truncate, radius)
    d[input] = adjoints[0]
    d[sigma] = adjoints[1]
    d[cval] = adjoints[2]


@tangent(ndimage.gaussian_filter)
def gaussian_filter_pushed(y, input, sigma, order=0, *, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    whole = or_zero(d[input]) + 0.0 * input
    d[y] = gaussian_tangent(
        whole, or_zero(d[sigma]), or_zero(d[cval]), input, sigma, order, mode, cval, truncate, radius
    )


constant(extension, origins_of, radius_of, reaches, require_floating, uniform_weights)
THROUGH.update((each, filter_adjoint, filter_along_adjoint, filter_along_weights, filter_cval, filter_weights))
THROUGH.update((gaussian_adjoint, gaussian_along_adjoint, gaussian_along_tangent, gaussian_slopes, gaussian_stages))
THROUGH.update((gaussian_tangent, gaussian_weights, standing, turned_weights, uniform_adjoint))
