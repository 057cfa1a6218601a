"""SciPy's elliptic integrals, integrals of elementary functions, and hypergeometric functions."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special

from .. import elliptic_adjoints
from ..elliptic_adjoints import (
    agm_slope,
    ellipe_slope,
    ellipeinc_by_m,
    ellipj_by_m,
    ellipkinc_by_m,
    elliprd_by_x,
    elliprd_by_z,
    elliprj_by_p,
    elliprj_by_x,
    spence_slope,
)
from ..libraries import add_helpers
from ..runtime import cast_like
from ..special_adjoints import by_several_slopes
from .notation import d, or_zero, xp
from .rules import THROUGH, adjoint, elementwise, tangent
from .scipy_kinds import ORDER, SHAPE, complex_valued, of_any_dtype, several

add_helpers(elliptic_adjoints)

# Complete elliptic integrals, as hypergeometric functions: DLMF 19.5.1, 19.5.2


@elementwise(special.ellipk, singular=True)
def ellipk(y, m):
    return 0.39269908169872414 * special.hyp2f1(1.5, 1.5, 2.0, m)


@elementwise(special.ellipkm1, singular=True)
def ellipkm1(y, p):
    return -0.16666666666666666 * special.elliprd(0.0, 1.0, p)


@elementwise(special.ellipe, singular=True)
def ellipe(y, m):
    return ellipe_slope(y, m)


# Incomplete and symmetric ones: DLMF 19.18, 19.25


@elementwise(special.ellipkinc, singular=True)
def ellipkinc(y, phi, m):
    return 1.0 / xp.sqrt(1.0 - m * xp.square(xp.sin(phi))), ellipkinc_by_m(phi, m)


@elementwise(special.ellipeinc, singular=True)
def ellipeinc(y, phi, m):
    return xp.sqrt(1.0 - m * xp.square(xp.sin(phi))), ellipeinc_by_m(phi, m)


@elementwise(special.elliprc, singular=True)
def elliprc(z, x, y):
    return -0.16666666666666666 * special.elliprd(y, y, x), -0.3333333333333333 * special.elliprd(x, y, y)


@elementwise(special.elliprf, singular=True)
def elliprf(w, x, y, z):
    by_x = -0.16666666666666666 * special.elliprd(y, z, x)
    by_y = -0.16666666666666666 * special.elliprd(z, x, y)
    by_z = -0.16666666666666666 * special.elliprd(x, y, z)
    return by_x, by_y, by_z


@elementwise(special.elliprg, singular=True)
def elliprg(w, x, y, z):
    first = 0.25 * special.elliprf(x, y, z)
    by_x = first - 0.08333333333333333 * x * special.elliprd(y, z, x)
    by_y = first - 0.08333333333333333 * y * special.elliprd(z, x, y)
    by_z = first - 0.08333333333333333 * z * special.elliprd(x, y, z)
    return by_x, by_y, by_z


@elementwise(special.elliprd, singular=True)
def elliprd(w, x, y, z):
    return elliprd_by_x(w, x, y, z), elliprd_by_x(w, y, x, z), elliprd_by_z(w, x, y, z)


@elementwise(special.elliprj, singular=True)
def elliprj(w, x, y, z, p):
    by_x = elliprj_by_x(w, x, y, z, p)
    by_y = elliprj_by_x(w, y, z, x, p)
    return by_x, by_y, elliprj_by_x(w, z, x, y, p), elliprj_by_p(w, x, y, z, p)


@elementwise(special.agm, singular=True)
def agm(y, a, b):
    return agm_slope(y, a, b), agm_slope(y, b, a)


@adjoint(special.ellipj, kind=several(4), structural=True)
def ellipj(y, u, m):
    by_m = ellipj_by_m(y, m)
    d[u] = by_several_slopes(d[y], (y[1] * y[2], -y[0] * y[2], -m * y[0] * y[1], y[2]), u)
    d[m] = by_several_slopes(d[y], by_m, m)


@tangent(special.ellipj)
def ellipj_pushed(y, u, m):
    by_m = ellipj_by_m(y, m)
    d[y] = (
        cast_like(y[1] * y[2] * or_zero(d[u]) + by_m[0] * or_zero(d[m]), y[0]),
        cast_like(-y[0] * y[2] * or_zero(d[u]) + by_m[1] * or_zero(d[m]), y[1]),
        cast_like(-m * y[0] * y[1] * or_zero(d[u]) + by_m[2] * or_zero(d[m]), y[2]),
        cast_like(y[2] * or_zero(d[u]) + by_m[3] * or_zero(d[m]), y[3]),
    )


# Integrals of elementary functions: DLMF 6, 7, 8.19, 25.12


@elementwise(special.expi, singular=True)
def expi(y, x):
    return xp.exp(x) / x


@elementwise(special.exp1, singular=True)
def exp1(y, x):
    return -xp.exp(xp.negative(x)) / x


@elementwise(special.expn, kind=of_any_dtype, singular=True, unknown={"n": ORDER})
def expn(y, n, x):
    if n > 0:
        return None, -special.expn(n - 1, x)
    below = xp.exp(xp.negative(x)) * (1.0 + xp.divide(1.0, x)) / x
    return None, -xp.where(xp.greater(n, 0), special.expn(abs(n - 1), x), below)


@elementwise(special.spence, singular=True)
def spence(y, z):
    return spence_slope(z)


@adjoint(special.sici, kind=several(2), structural=True)
def sici(y, x):
    d[x] = by_several_slopes(d[y], (special.spherical_jn(0, x), xp.cos(x) / x), x)


@tangent(special.sici)
def sici_pushed(y, x):
    d[y] = (cast_like(special.spherical_jn(0, x) * d[x], y[0]), xp.cos(x) / x * d[x])


@adjoint(special.shichi, kind=several(2), structural=True)
def shichi(y, x):
    d[x] = by_several_slopes(d[y], (special.spherical_in(0, x), xp.cosh(x) / x), x)


@tangent(special.shichi)
def shichi_pushed(y, x):
    d[y] = (cast_like(special.spherical_in(0, x) * d[x], y[0]), xp.cosh(x) / x * d[x])


@adjoint(special.fresnel, kind=several(2), structural=True)
def fresnel(y, z):
    phase = 1.5707963267948966 * xp.square(z)
    d[z] = by_several_slopes(d[y], (xp.sin(phase), xp.cos(phase)), z)


@tangent(special.fresnel)
def fresnel_pushed(y, z):
    phase = 1.5707963267948966 * xp.square(z)
    d[y] = (xp.sin(phase) * d[z], xp.cos(phase) * d[z])


# Zeta and Lambert's functions: DLMF 25.11.17, 4.13.4


@elementwise(special.zeta, kind=of_any_dtype, singular=True, unknown={"x": ORDER})
def zeta(y, x, q=None):
    return None, -x * special.zeta(x + 1.0, q)


@elementwise(special.lambertw, kind=complex_valued, singular=True)
def lambertw(w, z, k=0, tol=1e-8):
    return 1.0 / (z + xp.exp(w))


@elementwise(special.wrightomega, singular=True)
def wrightomega(w, z):
    return w / (1.0 + w)


# Hypergeometric functions in their argument: DLMF 13.3.15, 13.3.22, 15.5.1, 16.3.1


@elementwise(special.hyp0f1, kind=of_any_dtype, unknown={"v": SHAPE})
def hypergeometric_01(y, v, z):
    return None, special.hyp0f1(v + 1.0, z) / v


@elementwise(special.hyp1f1, kind=of_any_dtype, unknown={"a": SHAPE, "b": SHAPE})
def hypergeometric_11(y, a, b, x):
    return None, None, a * special.hyp1f1(a + 1.0, b + 1.0, x) / b


@elementwise(special.hyperu, kind=of_any_dtype, singular=True, unknown={"a": SHAPE, "b": SHAPE})
def hyperu(y, a, b, x):
    return None, None, -a * special.hyperu(a + 1.0, b + 1.0, x)


@elementwise(special.hyp2f1, kind=of_any_dtype, singular=True, unknown={"a": SHAPE, "b": SHAPE, "c": SHAPE})
def hypergeometric_21(y, a, b, c, z):
    return None, None, None, a * b * special.hyp2f1(a + 1.0, b + 1.0, c + 1.0, z) / c


@elementwise(special.wright_bessel, kind=of_any_dtype, unknown={"a": SHAPE, "b": SHAPE})
def wright_bessel(y, a, b, x):
    return None, None, special.wright_bessel(a, b + a, x)


@elementwise(getattr(special, "log_wright_bessel", None), kind=of_any_dtype, unknown={"a": SHAPE, "b": SHAPE})
def log_wright_bessel(y, a, b, x):
    return None, None, xp.exp(special.log_wright_bessel(a, b + a, x) - y)


THROUGH.update((ellipe_slope, ellipkinc_by_m, ellipeinc_by_m, ellipj_by_m, agm_slope, spence_slope))
THROUGH.update((elliprd_by_x, elliprd_by_z, elliprj_by_x, elliprj_by_p))
