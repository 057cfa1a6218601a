"""Functions that act on each element: partial derivatives at one element.

At a tie `maximum` and `minimum` split evenly, inside its closed interval `clip` passes everything, `abs` has slope
zero at zero. Inverse functions of complex numbers take their derivative from the result, which is on the right side of
a branch cut. A division that could raise for a Python float, where the function itself returned, is `xp.divide`.
"""

from __future__ import annotations

import operator
from dataclasses import replace

import numpy as np

from ..runtime import (
    beside_cut,
    bessel_derivative,
    cast_like,
    clip_tangent,
    copied,
    phase,
    ratio,
    reached,
    sinc_derivative,
    through_cast,
    unbroadcast,
)
from ..values import FLOAT, UNKNOWN, Kind
from .notation import active, d, is_array, is_complex, is_real, is_scalar, or_zero, same_shape, xp
from .result_kinds import arrayed
from .rules import THROUGH, Filled, adjoint, broadcast_kind, constant, elementwise, linear, tangent


@elementwise(np.exp)
def exp(y, x):
    return y


@elementwise(np.exp2)
def exp_of_two(y, x):
    return y * 0.6931471805599453


@elementwise(np.expm1)
def expm1(y, x):
    return y + 1.0


@elementwise(np.log, singular=True)
def log(y, x):
    if is_array(x):
        return 1.0 / x
    return xp.divide(1.0, x)


@elementwise(np.log2, singular=True)
def log_of_two(y, x):
    if is_array(x):
        return 1.4426950408889634 / x
    return xp.divide(1.4426950408889634, x)


@elementwise(np.log10, singular=True)
def log_of_ten(y, x):
    if is_array(x):
        return 0.4342944819032518 / x
    return xp.divide(0.4342944819032518, x)


@elementwise(np.log1p, singular=True)
def log1p(y, x):
    if is_array(x):
        return 1.0 / (1.0 + x)
    return xp.divide(1.0, 1.0 + x)


@elementwise(np.sqrt, singular=True)
def sqrt(y, x):
    return 0.5 / y


@elementwise(np.cbrt, singular=True)
def cbrt(y, x):
    return 1.0 / (3.0 * y * y)


@elementwise(np.square)
def square(y, x):
    return 2 * x


@elementwise(np.reciprocal, singular=True)
def reciprocal(y, x):
    return -y * y


@elementwise(np.sin)
def sin(y, x):
    return xp.cos(x)


@elementwise(np.cos)
def cos(y, x):
    return -xp.sin(x)


@elementwise(np.tan)
def tan(y, x):
    return 1.0 + y * y


@elementwise(np.arcsin, singular=True)
def arcsin(y, x):
    if is_real(x):
        return 1.0 / xp.sqrt(1.0 - x * x)
    if is_complex(x):
        return 1.0 / xp.cos(y)
    return beside_cut(1.0 - x * x, xp.cos(y))


@elementwise(np.arccos, singular=True)
def arccos(y, x):
    if is_real(x):
        return -1.0 / xp.sqrt(1.0 - x * x)
    if is_complex(x):
        return -1.0 / xp.sin(y)
    return -beside_cut(1.0 - x * x, xp.sin(y))


@elementwise(np.arctan)
def arctan(y, x):
    return 1.0 / (1.0 + x * x)


@elementwise(np.sinh)
def sinh(y, x):
    return xp.cosh(x)


@elementwise(np.cosh)
def cosh(y, x):
    return xp.sinh(x)


@elementwise(np.tanh)
def tanh(y, x):
    return 1.0 - y * y


@elementwise(np.arcsinh)
def arcsinh(y, x):
    if is_real(x):
        return 1.0 / xp.sqrt(x * x + 1.0)
    if is_complex(x):
        return 1.0 / xp.cosh(y)
    return beside_cut(x * x + 1.0, xp.cosh(y))


@elementwise(np.arccosh, singular=True)
def arccosh(y, x):
    if is_real(x):
        return 1.0 / (xp.sqrt(x - 1.0) * xp.sqrt(x + 1.0))
    if is_complex(x):
        return 1.0 / xp.sinh(y)
    return beside_cut((x - 1.0) * (x + 1.0), xp.sinh(y))


@elementwise(np.arctanh, singular=True)
def arctanh(y, x):
    if is_array(x):
        return 1.0 / (1.0 - x * x)
    return xp.divide(1.0, 1.0 - x * x)


@elementwise(np.arctan2, singular=True)
def arctan_of_ratio(z, y, x):
    return ratio(ratio(x, xp.hypot(x, y)), xp.hypot(x, y)), -ratio(ratio(y, xp.hypot(x, y)), xp.hypot(x, y))


@elementwise(np.hypot, singular=True)
def hypot(z, x, y):
    return ratio(x, z), ratio(y, z)


@elementwise(np.logaddexp)
def logaddexp(z, x, y):
    return xp.exp(x - z), xp.exp(y - z)


@elementwise(np.logaddexp2)
def logaddexp_of_two(z, x, y):
    return xp.exp2(x - z), xp.exp2(y - z)


@elementwise(np.ldexp)
def scaled_by_power(y, x, n):
    return xp.exp2(n), None


@elementwise(np.nextafter)
def neighbour(z, x, y):
    return 1.0, None


@elementwise(np.degrees, np.rad2deg)
def degrees(y, x):
    return 57.29577951308232


@elementwise(np.radians, np.deg2rad)
def radians(y, x):
    return 0.017453292519943295


@elementwise(np.sinc)
def sinc(y, x):
    return sinc_derivative(x, 1)


@elementwise(sinc_derivative)
def sinc_derivative_of(y, x, order):
    return sinc_derivative(x, order + 1), None


@elementwise(np.i0, kind=arrayed("x"))
def bessel(y, x):
    return bessel_derivative(x, 1)


@elementwise(bessel_derivative)
def bessel_derivative_of(y, x, order):
    return bessel_derivative(x, order + 1), None


def _real_kind(filled: Filled) -> Kind:
    """The kind of an elementwise result that is real."""
    found = broadcast_kind(filled)
    if found.is_scalar:
        return FLOAT
    return replace(found, dtype="float64") if found.dtype == "complex128" else found


@elementwise(np.absolute, abs, operator.abs, np.fabs, kind=_real_kind, singular=True)
def absolute(y, x):
    if is_real(x):
        return xp.sign(x)
    return phase(x)


@tangent(np.absolute, abs, operator.abs, np.fabs)
def absolute_tangent(y, x):
    if is_real(x):
        d[y] = xp.sign(x) * d[x]
    else:
        d[y] = xp.real(phase(x) * d[x])


@elementwise(np.copysign)
def copysign(z, x, y):
    return xp.sign(x) * xp.sign(z), None


@elementwise(np.maximum, selects=True)
def maximum(z, x, y):
    if is_array(x) or is_array(y) or (is_scalar(x) and is_scalar(y)):
        return (x > y) + 0.5 * (x == y), (y > x) + 0.5 * (x == y)
    return xp.greater(x, y) + 0.5 * xp.equal(x, y), xp.greater(y, x) + 0.5 * xp.equal(x, y)


@elementwise(np.minimum, selects=True)
def minimum(z, x, y):
    if is_array(x) or is_array(y) or (is_scalar(x) and is_scalar(y)):
        return (x < y) + 0.5 * (x == y), (y < x) + 0.5 * (x == y)
    return xp.less(x, y) + 0.5 * xp.equal(x, y), xp.less(y, x) + 0.5 * xp.equal(x, y)


@elementwise(np.fmax, np.fmin, selects=True)
def one_that_is_a_number(z, x, y):
    return xp.where(x == y, 0.5, z == x), xp.where(x == y, 0.5, (z == y) | (x != x))


@tangent(np.maximum, np.minimum, np.fmax, np.fmin)
def one_of_two_tangent(z, x, y):
    d[z] = reached(z, x, y, or_zero(d[x]), or_zero(d[y]))


@elementwise(np.clip, selects=True)
def clip(y, a, a_min=None, a_max=None):
    return y == a, (y != a) & (y == a_min) & (y != a_max), (y != a) & (y == a_max)


@elementwise(("method", "clip"), selects=True)
def clip_method(y, a, min=None, max=None):
    return y == a, (y != a) & (y == min) & (y != max), (y != a) & (y == max)


@tangent(np.clip)
def clip_pushforward(y, a, a_min=None, a_max=None):
    if is_array(a) and not active(a_min) and not active(a_max):
        d[y] = xp.where(y == a, d[a], 0.0)
    else:
        d[y] = clip_tangent(y, a, a_max, or_zero(d[a]), or_zero(d[a_min]), or_zero(d[a_max]))


@tangent(("method", "clip"))
def clip_method_pushforward(y, a, min=None, max=None):
    if is_array(a) and not active(min) and not active(max):
        d[y] = xp.where(y == a, d[a], 0.0)
    else:
        d[y] = clip_tangent(y, a, max, or_zero(d[a]), or_zero(d[min]), or_zero(d[max]))


def _chosen_kind(filled: Filled) -> Kind:
    """The kind of ``where(condition, x, y)``, always an array; of the condition alone a tuple of places."""
    if filled.constant("x", 0) is None:
        return Kind("tuple")
    condition = replace(filled.kind("condition"), dtype="float64")
    found = broadcast_kind(replace(filled, kinds={**filled.kinds, "condition": condition}))
    return found if found.is_array else Kind(shape=found.shape)


@linear(np.where, kind=_chosen_kind, selects=True)
def where(z, condition, x=None, y=None):
    if same_shape(condition, x) and same_shape(condition, y):
        d[x] = xp.where(condition, d[z], 0.0)
        d[y] = xp.where(condition, 0.0, d[z])
    else:
        d[x] = unbroadcast(xp.where(condition, d[z], 0.0), x)
        d[y] = unbroadcast(xp.where(condition, 0.0, d[z]), y)


def _part(filled: Filled) -> Kind:
    """The same shape, real."""
    operand = filled.kind("x")
    if operand.tag in ("complex", "number"):
        return FLOAT
    return replace(operand, dtype="float64") if operand.is_array and operand.dtype == "complex128" else UNKNOWN


@linear(np.real, ("attr", "real"), kind=_part, shares="view")
def real(y, x):
    if is_real(x):
        d[x] = d[y]
    else:
        d[x] = unbroadcast(xp.real(d[y]), x)


@linear(np.imag, ("attr", "imag"), kind=_part, shares="either")
def imag(y, x):
    d[x] = unbroadcast(-1j * xp.real(d[y]), x)


@linear(np.conjugate, kind=arrayed("x"))
def conjugate(y, x):
    d[x] = xp.conj(d[y])


def _angle_kind(filled: Filled) -> Kind:
    """The same shape, real."""
    operand = filled.kind("z")
    return replace(operand, dtype="float64" if operand.dtype == "complex128" else operand.dtype)


@adjoint(np.angle, kind=lambda filled: _angle_kind(filled) if filled.kind("z").is_array else UNKNOWN)
def angle(y, z, deg=False):
    if deg == False:  # noqa: E712 - a test that is decided where the constant is known
        d[z] = cast_like(-1j * xp.real(d[y]) * ratio(1.0, z), z)
    else:
        d[z] = cast_like(-1j * xp.where(deg, 57.29577951308232, 1.0) * xp.real(d[y]) * ratio(1.0, z), z)


@tangent(np.angle)
def angle_pushed(y, z, deg=False):
    d[y] = xp.where(deg, 57.29577951308232, 1.0) * xp.imag(ratio(d[z], z))


@linear(np.real_if_close, shares="either")
def real_if_close(y, a, tol=100):
    d[a] = cast_like(through_cast(d[y], y), a)


@tangent(np.real_if_close)
def real_if_close_pushed(y, a, tol=100):
    d[y] = copied(cast_like(through_cast(d[a], y), y))


@elementwise(np.heaviside, selects=True)
def heaviside(z, x, y):
    return None, xp.equal(x, 0)


THROUGH.add(beside_cut)

constant(np.sign, np.floor, np.ceil, np.trunc, np.rint, kind=broadcast_kind, raises=False)
constant(np.spacing, kind=broadcast_kind, raises=False)
