"""Python's builtin functions and the module `math`."""

from __future__ import annotations

import math

from ..runtime import (
    broadcast_like,
    choice_adjoints,
    completed,
    divide,
    in_sorted_order,
    mean_of_chosen,
    numbered,
    power_base_partial,
    power_exponent_partial,
    ratio,
    reached,
    sorted_adjoint,
    sum_adjoint,
    tangent_of_sequence,
    unbroadcast,
    uncounted,
    unlist,
    unzip,
)
from ..syntax import NONE
from ..values import BOOL, COMPLEX, FLOAT, INT, STRING, UNKNOWN, Kind, join
from .notation import active, d, is_array, is_complex, is_float, is_real, is_tuple, or_zero, xp
from .result_kinds import length
from .rules import Filled, adjoint, constant, elementwise, fixed_kind, linear, tangent

_NUMBER = fixed_kind(FLOAT)


@elementwise(math.exp, kind=_NUMBER, raises=True)
def exp(y, x):
    return y


@elementwise(getattr(math, "exp2", None), kind=_NUMBER, raises=True)
def exp_of_two(y, x):
    return y * 0.6931471805599453


@elementwise(math.expm1, kind=_NUMBER, raises=True)
def expm1(y, x):
    return y + 1.0


@elementwise(math.log, kind=_NUMBER, raises=True, singular=True)
def log(y, x, base=2.718281828459045):
    if base == 2.718281828459045:
        return 1.0 / x, None
    return 1.0 / x / xp.log(base), -y / base / xp.log(base)


@elementwise(math.log2, kind=_NUMBER, raises=True, singular=True)
def log_of_two(y, x):
    return 1.4426950408889634 / x


@elementwise(math.log10, kind=_NUMBER, raises=True, singular=True)
def log_of_ten(y, x):
    return 0.4342944819032518 / x


@elementwise(math.log1p, kind=_NUMBER, raises=True, singular=True)
def log1p(y, x):
    return 1.0 / (1.0 + x)


@elementwise(math.sqrt, kind=_NUMBER, raises=True, singular=True)
def sqrt(y, x):
    return divide(0.5, y)


@elementwise(getattr(math, "cbrt", None), kind=_NUMBER, raises=True, singular=True)
def cbrt(y, x):
    return divide(1.0, 3.0 * y * y)


@elementwise(math.sin, kind=_NUMBER, raises=True)
def sin(y, x):
    return xp.cos(x)


@elementwise(math.cos, kind=_NUMBER, raises=True)
def cos(y, x):
    return -xp.sin(x)


@elementwise(math.tan, kind=_NUMBER, raises=True)
def tan(y, x):
    return 1.0 + y * y


@elementwise(math.asin, kind=_NUMBER, raises=True, singular=True)
def asin(y, x):
    return divide(1.0, xp.sqrt(1.0 - x * x))


@elementwise(math.acos, kind=_NUMBER, raises=True, singular=True)
def acos(y, x):
    return divide(-1.0, xp.sqrt(1.0 - x * x))


@elementwise(math.atan, kind=_NUMBER, raises=True)
def atan(y, x):
    return 1.0 / (1.0 + x * x)


@elementwise(math.sinh, kind=_NUMBER, raises=True)
def sinh(y, x):
    return xp.cosh(x)


@elementwise(math.cosh, kind=_NUMBER, raises=True)
def cosh(y, x):
    return xp.sinh(x)


@elementwise(math.tanh, kind=_NUMBER, raises=True)
def tanh(y, x):
    return 1.0 - y * y


@elementwise(math.asinh, kind=_NUMBER, raises=True)
def asinh(y, x):
    return 1.0 / xp.sqrt(x * x + 1.0)


@elementwise(math.acosh, kind=_NUMBER, raises=True, singular=True)
def acosh(y, x):
    return divide(1.0, xp.sqrt(x - 1.0) * xp.sqrt(x + 1.0))


@elementwise(math.atanh, kind=_NUMBER, raises=True, singular=True)
def atanh(y, x):
    return 1.0 / (1.0 - x * x)


@elementwise(math.atan2, kind=_NUMBER, raises=True, singular=True)
def atan_of_ratio(z, y, x):
    return ratio(ratio(x, xp.hypot(x, y)), xp.hypot(x, y)), -ratio(ratio(y, xp.hypot(x, y)), xp.hypot(x, y))


@elementwise(math.pow, kind=_NUMBER, raises=True, singular=True)
def power(z, x, y):
    if y == 0:
        return None, None
    if y == 1:
        return 1.0, None
    if y == 2:
        return 2.0 * x, None
    if y >= 1:
        return y * x ** (y - 1), None
    return power_base_partial(x, y), power_exponent_partial(x, y, z)


@elementwise(math.fabs, kind=_NUMBER, raises=True)
def fabs(y, x):
    return xp.copysign(x != 0, x)


@elementwise(math.copysign, kind=_NUMBER, raises=True)
def copysign(z, x, y):
    return xp.copysign(1.0, x) * xp.copysign(1.0, z), None


@elementwise(math.fmod, kind=_NUMBER, raises=True)
def fmod(z, x, y):
    return 1.0, (z - x) / y


@elementwise(math.erf, kind=_NUMBER, raises=True)
def erf(y, x):
    return 1.1283791670955126 * xp.exp(-x * x)


@elementwise(math.erfc, kind=_NUMBER, raises=True)
def erfc(y, x):
    return -1.1283791670955126 * xp.exp(-x * x)


@elementwise(math.degrees, kind=_NUMBER, raises=True)
def degrees(y, x):
    return 57.29577951308232


@elementwise(math.radians, kind=_NUMBER, raises=True)
def radians(y, x):
    return 0.017453292519943295


@linear(math.fsum, kind=_NUMBER, raises=True, structural=True)
def fsum(y, seq):
    d[seq] = sum_adjoint(d[y], seq)


@elementwise(float, kind=_NUMBER, raises=True)
def float_of(y, x):
    return 1.0


@tangent(float)
def float_tangent(y, x):
    if is_float(x):
        d[y] = d[x]
    else:
        d[y] = float(d[x])


@linear(complex, kind=fixed_kind(COMPLEX), raises=True)
def complex_of(z, real, imag=0.0):
    if is_real(real):
        d[real] = xp.real(d[z])
    elif is_complex(real):
        d[real] = d[z]
    else:
        d[real] = unbroadcast(d[z], real)
    if is_real(imag):
        d[imag] = -xp.imag(d[z])
    elif is_complex(imag):
        d[imag] = 1j * d[z]
    else:
        d[imag] = unbroadcast(1j * d[z], imag)


@tangent(complex)
def complex_tangent(z, real, imag=0.0):
    if active(imag):
        d[z] = or_zero(d[real]) + 1j * d[imag]
    else:
        d[z] = d[real] + 0j


@linear(sum, shares="either", structural=True)
def sum_of(y, iterable, start=0):
    d[iterable] = sum_adjoint(d[y], iterable)
    d[start] = unbroadcast(d[y], start)


def _chosen(filled: Filled) -> Kind:
    """The kind of the greatest or the least of numbers that are all of one kind."""
    kinds = [filled.kind(key) for key, term in filled.arguments.items() if term != NONE]
    scalars = len(kinds) == 2 and all(kind.is_scalar for kind in kinds)
    return join(*kinds) if scalars else UNKNOWN


@adjoint(max, min, kind=_chosen, shares="chosen", selects=True, structural=True, raises=True)
def choice(z, x, y=None, *others):
    if others is not None:
        shares = choice_adjoints(d[z], z, (x, y, *others))
        d[x] = shares[0]
        d[y] = shares[1]
        d[others] = shares[2:]
    elif y is None:
        d[x] = choice_adjoints(d[z], z, x)
    else:
        d[x] = d[z] * ((x == z) - 0.5 * (x == y))
        d[y] = d[z] * ((y == z) - 0.5 * (x == y))


@tangent(max, min)
def choice_pushforward(z, x, y=None, *others):
    if others is not None:
        d[z] = mean_of_chosen((or_zero(d[x]), or_zero(d[y]), *or_zero(d[others])), z, (x, y, *others))
    elif y is None:
        d[z] = mean_of_chosen(d[x], z, x)
    else:
        d[z] = reached(z, x, y, or_zero(d[x]), or_zero(d[y]))


@adjoint(sorted, kind=fixed_kind(Kind("list")), shares="items", structural=True, raises=True)
def sorted_of(y, iterable, *, key=None, reverse=False):
    if key is None:
        d[iterable] = sorted_adjoint(d[y], iterable, reverse)
    else:
        d[iterable] = sorted_adjoint(d[y], iterable, reverse, key)


@tangent(sorted)
def sorted_pushforward(y, iterable, *, key=None, reverse=False):
    if key is None:
        d[y] = in_sorted_order(d[iterable], iterable, reverse)
    else:
        d[y] = in_sorted_order(d[iterable], iterable, reverse, key)


@adjoint(divmod, kind=fixed_kind(Kind("tuple")), structural=True, raises=True)
def quotient_and_rest(z, x, y):
    rest = completed(d[z], z)[1]
    d[x] = unbroadcast(rest, x)
    d[y] = unbroadcast(-z[0] * rest, y)


@tangent(divmod)
def quotient_and_rest_pushed(z, x, y):
    d[z] = (0.0 * z[0], broadcast_like(or_zero(d[x]) - z[0] * or_zero(d[y]), z[1]))


@linear(list, tuple, shares="items", structural=True)
def list_of(y, iterable=()):
    if is_array(iterable) or is_tuple(iterable):
        d[iterable] = unlist(d[y], iterable)
    else:
        d[iterable] = unlist(d[y], iterable, y)


@tangent(list, tuple)
def list_pushforward(y, iterable=()):
    if is_tuple(iterable) or is_array(iterable):
        pass
    else:
        d[y] = list(tangent_of_sequence(d[iterable], iterable))


@linear(zip, shares="items", structural=True)
def zip_of(y, *iterables):
    d[iterables] = unzip(d[y], iterables)


@linear(enumerate, shares="items", structural=True)
def enumerate_of(y, iterable, start=0):
    d[iterable] = uncounted(d[y], iterable)


@tangent(enumerate)
def enumerate_tangent(y, iterable, start=0):
    d[y] = numbered(d[iterable])


constant(int, kind=fixed_kind(INT))
constant(math.floor, math.ceil, math.trunc, math.gcd, math.comb, math.factorial, math.isqrt, kind=fixed_kind(INT))
constant(math.isnan, math.isinf, math.isfinite, math.isclose, kind=fixed_kind(BOOL))
constant(len, kind=length, raises=False)
constant(isinstance, issubclass, callable, hasattr, kind=fixed_kind(BOOL), raises=False)
constant(bool, any, all, kind=fixed_kind(BOOL))
constant(range, kind=fixed_kind(Kind("range")))
constant(slice, kind=fixed_kind(Kind("slice")), raises=False)
constant(str, repr, format, ascii, bin, oct, hex, kind=fixed_kind(STRING))
constant(("method", "startswith"), ("method", "endswith"), kind=fixed_kind(BOOL))
constant(print, kind=fixed_kind(Kind("none")), effect=True)
constant(id, raises=False)
constant(type, raises=False, signature=lambda object: object)
constant(round, ord, chr, hash)
