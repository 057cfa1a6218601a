"""What `math` has besides elementary functions: gamma functions, norms, products, and the parts of a number."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import math

from ..runtime import (
    along_slopes,
    as_numbers,
    by_slopes,
    completed,
    digamma,
    factors_adjoint,
    factors_tangent,
    polygamma,
    power_of_two,
    ratio,
    unbroadcast,
)
from ..values import FLOAT, INT, Kind
from .notation import active, d, or_zero, xp
from .rules import THROUGH, Filled, adjoint, constant, elementwise, fixed_kind, linear, multilinear, tangent

_NUMBER = fixed_kind(FLOAT)


# Gamma functions


@elementwise(math.gamma, kind=_NUMBER, raises=True)
def gamma(y, x):
    return y * digamma(x)


@elementwise(math.lgamma, kind=_NUMBER, raises=True)
def log_of_gamma(y, x):
    return digamma(x)


@elementwise(digamma, kind=_NUMBER)
def digamma_of(y, x):
    return polygamma(1, x)


@elementwise(polygamma, kind=_NUMBER)
def polygamma_of(y, order, x):
    return None, polygamma(order + 1, x)


# Norms


@adjoint(math.hypot, kind=_NUMBER, raises=True, singular=True)
def hypot(z, x, y=None, *others):
    if others is not None:
        parts = by_slopes(d[z], ratio(xp.asarray((x, y, *others)), z), (x, y, *others))
        d[x] = parts[0]
        d[y] = parts[1]
        d[others] = parts[2:]
    elif y is None:
        d[x] = ratio(x, z) * d[z]
    else:
        d[x] = ratio(x, z) * d[z]
        d[y] = ratio(y, z) * d[z]


@tangent(math.hypot)
def hypot_pushed(z, x, y=None, *others):
    if others is not None:
        tangents = (or_zero(d[x]), or_zero(d[y]), *or_zero(d[others]))
        d[z] = along_slopes(ratio(xp.asarray((x, y, *others)), z), tangents)
    elif y is None:
        d[z] = ratio(x, z) * d[x]
    else:
        d[z] = ratio(x, z) * d[x] + ratio(y, z) * d[y]


@adjoint(math.dist, kind=_NUMBER, raises=True, singular=True, structural=True)
def distance(z, p, q):
    d[p] = by_slopes(d[z], ratio(xp.subtract(p, q), z), p)
    d[q] = by_slopes(d[z], ratio(xp.subtract(q, p), z), q)


@tangent(math.dist)
def distance_pushed(z, p, q):
    d[z] = along_slopes(ratio(xp.subtract(p, q), z), d[p]) + along_slopes(ratio(xp.subtract(q, p), z), d[q])


# Products


@adjoint(math.prod, structural=True, raises=True)
def product(y, iterable, *, start=1):
    d[iterable] = factors_adjoint(d[y] * start, iterable)
    d[start] = unbroadcast(d[y] * xp.prod(iterable), start)


@tangent(math.prod)
def product_pushed(y, iterable, *, start=1):
    if active(iterable):
        d[y] = factors_tangent(d[iterable], iterable, start, or_zero(d[start]))
    else:
        d[y] = xp.prod(iterable) * d[start]


@multilinear(getattr(math, "sumprod", None), kind=_NUMBER, raises=True, structural=True)
def sum_of_products(y, p, q):
    d[p] = by_slopes(d[y], q, p)
    d[q] = by_slopes(d[y], p, q)


@elementwise(getattr(math, "fma", None), kind=_NUMBER, raises=True)
def multiplied_and_added(w, x, y, z):
    return y, x, 1.0


# Parts of a number


@elementwise(math.remainder, kind=_NUMBER, raises=True)
def remainder(z, x, y):
    return 1.0, (z - x) / y


@elementwise(math.ldexp, kind=_NUMBER, raises=True)
def scaled(y, x, i):
    return power_of_two(i), None


def _parts(filled: Filled) -> Kind:
    return Kind("tuple", items=(FLOAT, INT))


@linear(math.frexp, kind=_parts, raises=True, structural=True)
def mantissa_and_exponent(y, x):
    d[x] = completed(d[y], y)[0] * power_of_two(-y[1])


@tangent(math.frexp)
def mantissa_pushed(y, x):
    d[y] = (d[x] * power_of_two(-y[1]), 0)


@linear(math.modf, kind=fixed_kind(Kind("tuple", items=(FLOAT, FLOAT))), raises=True, structural=True)
def fraction_and_whole(y, x):
    d[x] = completed(d[y], y)[0]


@tangent(math.modf)
def fraction_pushed(y, x):
    d[y] = (d[x], 0.0)


@elementwise(math.nextafter, kind=_NUMBER, raises=True)
def neighbour(z, x, y, *, steps=None):
    return 1.0, None


# Helpers


@adjoint(by_slopes, structural=True, raises=True)
def adjoint_by_slopes(y, by, slopes, x):
    d[by] = along_slopes(slopes, d[y])
    d[slopes] = by_slopes(by, d[y], slopes)


@tangent(by_slopes)
def adjoint_by_slopes_pushed(y, by, slopes, x):
    d[y] = by_slopes(1.0, d[by] * as_numbers(slopes) + by * as_numbers(d[slopes]), x)


@multilinear(along_slopes, kind=_NUMBER, structural=True, raises=True)
def tangent_along_slopes(y, slopes, dx):
    d[slopes] = by_slopes(d[y], dx, slopes)
    d[dx] = by_slopes(d[y], slopes, dx)


constant(power_of_two, kind=_NUMBER, raises=False)
constant(math.perm, math.lcm, kind=fixed_kind(INT))
constant(math.ulp, kind=_NUMBER)

# What is longer is differentiated through its source

THROUGH.update((factors_adjoint, factors_tangent))
