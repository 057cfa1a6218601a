"""The module `cmath`: complex functions of one number, and polar coordinates.

Inverse functions whose derivative has a root take it from the result, so that it is on the side of the branch cut that
the function is on.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import cmath

from ..runtime import cast_like, completed, divide, phase, ratio
from ..values import BOOL, COMPLEX, FLOAT, Kind
from .notation import d, xp
from .rules import adjoint, constant, elementwise, fixed_kind, tangent

_COMPLEX = fixed_kind(COMPLEX)


@elementwise(cmath.exp, kind=_COMPLEX, raises=True)
def exp(y, x):
    return y


@elementwise(cmath.log, kind=_COMPLEX, raises=True, singular=True)
def log(y, x, base=2.718281828459045):
    if base == 2.718281828459045:
        return 1.0 / x, None
    return 1.0 / x / xp.log(base), -y / base / xp.log(base)


@elementwise(cmath.log10, kind=_COMPLEX, raises=True, singular=True)
def log_of_ten(y, x):
    return 0.4342944819032518 / x


@elementwise(cmath.sqrt, kind=_COMPLEX, raises=True, singular=True)
def sqrt(y, x):
    return divide(0.5, y)


@elementwise(cmath.sin, kind=_COMPLEX, raises=True)
def sin(y, x):
    return xp.cos(x)


@elementwise(cmath.cos, kind=_COMPLEX, raises=True)
def cos(y, x):
    return -xp.sin(x)


@elementwise(cmath.tan, kind=_COMPLEX, raises=True)
def tan(y, x):
    return 1.0 + y * y


@elementwise(cmath.sinh, kind=_COMPLEX, raises=True)
def sinh(y, x):
    return xp.cosh(x)


@elementwise(cmath.cosh, kind=_COMPLEX, raises=True)
def cosh(y, x):
    return xp.sinh(x)


@elementwise(cmath.tanh, kind=_COMPLEX, raises=True)
def tanh(y, x):
    return 1.0 - y * y


@elementwise(cmath.asin, kind=_COMPLEX, raises=True, singular=True)
def asin(y, x):
    return divide(1.0, xp.cos(y))


@elementwise(cmath.acos, kind=_COMPLEX, raises=True, singular=True)
def acos(y, x):
    return divide(-1.0, xp.sin(y))


@elementwise(cmath.atan, kind=_COMPLEX, raises=True, singular=True)
def atan(y, x):
    return divide(1.0, 1.0 + x * x)


@elementwise(cmath.asinh, kind=_COMPLEX, raises=True, singular=True)
def asinh(y, x):
    return divide(1.0, xp.cosh(y))


@elementwise(cmath.acosh, kind=_COMPLEX, raises=True, singular=True)
def acosh(y, x):
    return divide(1.0, xp.sinh(y))


@elementwise(cmath.atanh, kind=_COMPLEX, raises=True, singular=True)
def atanh(y, x):
    return divide(1.0, 1.0 - x * x)


# Polar coordinates


@adjoint(cmath.phase, kind=fixed_kind(FLOAT), raises=True)
def angle(y, z):
    d[z] = cast_like(-1j * xp.real(d[y]) * ratio(1.0, z), z)


@tangent(cmath.phase)
def angle_pushed(y, z):
    d[y] = xp.imag(ratio(d[z], z))


@adjoint(cmath.polar, kind=fixed_kind(Kind("tuple", items=(FLOAT, FLOAT))), raises=True, structural=True)
def polar(y, z):
    parts = completed(d[y], y)
    d[z] = cast_like(xp.real(parts[0]) * phase(z) - 1j * xp.real(parts[1]) * ratio(1.0, z), z)


@tangent(cmath.polar)
def polar_pushed(y, z):
    d[y] = (xp.real(phase(z) * d[z]), xp.imag(ratio(d[z], z)))


@adjoint(cmath.rect, kind=_COMPLEX, raises=True)
def rect(z, r, phi):
    d[r] = xp.real(d[z] * xp.exp(1j * phi))
    d[phi] = xp.real(1j * z * d[z])


@tangent(cmath.rect)
def rect_pushed(z, r, phi):
    d[z] = xp.exp(1j * phi) * d[r] + 1j * z * d[phi]


constant(cmath.isnan, cmath.isinf, cmath.isfinite, cmath.isclose, kind=fixed_kind(BOOL))
