"""SciPy's Bessel functions and their kin, in the argument: DLMF 9 to 11.

The orders are numbers that do not vary: there is no closed form for the derivatives by them.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special

from ..runtime import ratio
from ..special_adjoints import airye_slopes, by_several_slopes, real_alone
from .notation import d, is_real, xp
from .rules import THROUGH, adjoint, elementwise, linear, same_kind, tangent
from .scipy_kinds import ORDER, complex_valued, of_any_dtype, several

OF_ORDER = {"v": ORDER}
OF_NUMBER = {"n": ORDER}

# Of any order: DLMF 10.6.1, 10.29.1


@elementwise(special.jv, singular=True, unknown=OF_ORDER)
def jv(y, v, z):
    return None, 0.5 * (special.jv(v - 1, z) - special.jv(v + 1, z))


@elementwise(special.yv, special.yn, kind=of_any_dtype, singular=True, unknown=OF_ORDER)
def yv(y, v, z):
    return None, 0.5 * (special.yv(v - 1, z) - special.yv(v + 1, z))


@elementwise(special.iv, singular=True, unknown=OF_ORDER)
def iv(y, v, z):
    return None, 0.5 * (special.iv(v - 1, z) + special.iv(v + 1, z))


@elementwise(special.kv, special.kn, kind=of_any_dtype, singular=True, unknown=OF_ORDER)
def kv(y, v, z):
    return None, -0.5 * (special.kv(v - 1, z) + special.kv(v + 1, z))


@elementwise(special.jve, singular=True, unknown=OF_ORDER)
def jve(y, v, z):
    if is_real(z):
        return None, 0.5 * (special.jve(v - 1, z) - special.jve(v + 1, z))
    return None, 0.5 * (special.jve(v - 1, real_alone(z)) - special.jve(v + 1, z))


@elementwise(special.yve, singular=True, unknown=OF_ORDER)
def yve(y, v, z):
    if is_real(z):
        return None, 0.5 * (special.yve(v - 1, z) - special.yve(v + 1, z))
    return None, 0.5 * (special.yve(v - 1, real_alone(z)) - special.yve(v + 1, z))


@elementwise(special.ive, singular=True, unknown=OF_ORDER)
def ive(y, v, z):
    if is_real(z):
        return None, 0.5 * (special.ive(v - 1, z) + special.ive(v + 1, z)) - xp.sign(z) * y
    return None, 0.5 * (special.ive(v - 1, z) + special.ive(v + 1, z)) - xp.sign(real_alone(z)) * y


@elementwise(special.kve, singular=True, unknown=OF_ORDER)
def kve(y, v, z):
    return None, y - 0.5 * (special.kve(v - 1, z) + special.kve(v + 1, z))


@elementwise(special.hankel1, kind=complex_valued, singular=True, unknown=OF_ORDER)
def hankel1(y, v, z):
    return None, 0.5 * (special.hankel1(v - 1, z) - special.hankel1(v + 1, z))


@elementwise(special.hankel2, kind=complex_valued, singular=True, unknown=OF_ORDER)
def hankel2(y, v, z):
    return None, 0.5 * (special.hankel2(v - 1, z) - special.hankel2(v + 1, z))


@elementwise(special.hankel1e, kind=complex_valued, singular=True, unknown=OF_ORDER)
def hankel1e(y, v, z):
    return None, 0.5 * (special.hankel1e(v - 1, z) - special.hankel1e(v + 1, z)) - 1j * y


@elementwise(special.hankel2e, kind=complex_valued, singular=True, unknown=OF_ORDER)
def hankel2e(y, v, z):
    return None, 0.5 * (special.hankel2e(v - 1, z) - special.hankel2e(v + 1, z)) + 1j * y


# Of orders 0 and 1


@elementwise(special.j0)
def j0(y, x):
    return -special.j1(x)


@elementwise(special.j1)
def j1(y, x):
    return 0.5 * (special.j0(x) - special.jv(2, x))


@elementwise(special.y0, singular=True)
def y0(y, x):
    return -special.y1(x)


@elementwise(special.y1, singular=True)
def y1(y, x):
    return 0.5 * (special.y0(x) - special.yv(2, x))


@elementwise(special.i0)
def i0(y, x):
    return special.i1(x)


@elementwise(special.i1)
def i1(y, x):
    return 0.5 * (special.i0(x) + special.iv(2, x))


@elementwise(special.k0, singular=True)
def k0(y, x):
    return -special.k1(x)


@elementwise(special.k1, singular=True)
def k1(y, x):
    return -0.5 * (special.k0(x) + special.kv(2, x))


@elementwise(special.i0e)
def i0e(y, x):
    return special.i1e(x) - xp.sign(x) * y


@elementwise(special.i1e)
def i1e(y, x):
    return 0.5 * (special.i0e(x) + special.ive(2, x)) - xp.sign(x) * y


@elementwise(special.k0e, singular=True)
def k0e(y, x):
    return y - special.k1e(x)


@elementwise(special.k1e, singular=True)
def k1e(y, x):
    return y - 0.5 * (special.k0e(x) + special.kve(2, x))


# Derivatives of Bessel functions


@elementwise(special.jvp, kind=of_any_dtype, singular=True, raises=True, unknown=OF_ORDER)
def jvp(y, v, z, n=1):
    return None, special.jvp(v, z, n + 1), None


@elementwise(special.yvp, kind=of_any_dtype, singular=True, raises=True, unknown=OF_ORDER)
def yvp(y, v, z, n=1):
    return None, special.yvp(v, z, n + 1), None


@elementwise(special.ivp, kind=of_any_dtype, singular=True, raises=True, unknown=OF_ORDER)
def ivp(y, v, z, n=1):
    return None, special.ivp(v, z, n + 1), None


@elementwise(special.kvp, kind=of_any_dtype, singular=True, raises=True, unknown=OF_ORDER)
def kvp(y, v, z, n=1):
    return None, special.kvp(v, z, n + 1), None


@elementwise(special.h1vp, kind=complex_valued, singular=True, raises=True, unknown=OF_ORDER)
def h1vp(y, v, z, n=1):
    return None, special.h1vp(v, z, n + 1), None


@elementwise(special.h2vp, kind=complex_valued, singular=True, raises=True, unknown=OF_ORDER)
def h2vp(y, v, z, n=1):
    return None, special.h2vp(v, z, n + 1), None


# Spherical Bessel functions: DLMF 10.51.2, 10.51.5, which hold for their derivatives as well


@elementwise(special.spherical_jn, kind=of_any_dtype, raises=True, unknown=OF_NUMBER)
def spherical_jn(y, n, z, derivative=False):
    lower = n * special.spherical_jn(abs(n - 1), z, derivative)
    upper = special.spherical_jn(n + 1, z, derivative)
    return None, (lower - (n + 1) * upper) / (2 * n + 1), None


@elementwise(special.spherical_yn, kind=of_any_dtype, singular=True, raises=True, unknown=OF_NUMBER)
def spherical_yn(y, n, z, derivative=False):
    lower = n * special.spherical_yn(abs(n - 1), z, derivative)
    upper = special.spherical_yn(n + 1, z, derivative)
    return None, (lower - (n + 1) * upper) / (2 * n + 1), None


@elementwise(special.spherical_in, kind=of_any_dtype, raises=True, unknown=OF_NUMBER)
def spherical_in(y, n, z, derivative=False):
    lower = n * special.spherical_in(abs(n - 1), z, derivative)
    upper = special.spherical_in(n + 1, z, derivative)
    return None, (lower + (n + 1) * upper) / (2 * n + 1), None


@elementwise(special.spherical_kn, kind=of_any_dtype, singular=True, raises=True, unknown=OF_NUMBER)
def spherical_kn(y, n, z, derivative=False):
    lower = n * special.spherical_kn(abs(n - 1), z, derivative)
    upper = special.spherical_kn(n + 1, z, derivative)
    return None, -(lower + (n + 1) * upper) / (2 * n + 1), None


# Struve functions: DLMF 11.4.29, 11.4.30


@elementwise(special.struve, kind=of_any_dtype, singular=True, unknown=OF_ORDER)
def struve(y, v, x):
    term = xp.power(0.5 * x, v) * special.rgamma(v + 1.5) * 0.5641895835477563
    return None, 0.5 * (special.struve(v - 1, x) - special.struve(v + 1, x) + term)


@elementwise(special.modstruve, kind=of_any_dtype, singular=True, unknown=OF_ORDER)
def modstruve(y, v, x):
    term = xp.power(0.5 * x, v) * special.rgamma(v + 1.5) * 0.5641895835477563
    return None, 0.5 * (special.modstruve(v - 1, x) + special.modstruve(v + 1, x) + term)


@elementwise(special.itstruve0)
def itstruve0(y, x):
    return special.struve(0, x)


@elementwise(special.itmodstruve0)
def itmodstruve0(y, x):
    return special.modstruve(0, x)


# Kelvin functions: DLMF 10.61.1 and Bessel's equation


@elementwise(special.ber)
def ber(y, x):
    return special.berp(x)


@elementwise(special.bei)
def bei(y, x):
    return special.beip(x)


@elementwise(special.ker, singular=True)
def ker(y, x):
    return special.kerp(x)


@elementwise(special.kei, singular=True)
def kei(y, x):
    return special.keip(x)


@elementwise(special.berp)
def berp(y, x):
    return -special.bei(x) - ratio(y, x)


@elementwise(special.beip)
def beip(y, x):
    return special.ber(x) - xp.where(xp.equal(x, 0.0), 0.5, ratio(y, x))


@elementwise(special.kerp, singular=True)
def kerp(y, x):
    return -special.kei(x) - xp.divide(y, x)


@elementwise(special.keip, singular=True)
def keip(y, x):
    return special.ker(x) - xp.divide(y, x)


# Several results at once: the slopes of each


@adjoint(special.airy, kind=several(4), structural=True)
def airy(y, z):
    d[z] = by_several_slopes(d[y], (y[1], z * y[0], y[3], z * y[2]), z)


@tangent(special.airy)
def airy_pushed(y, z):
    d[y] = (y[1] * d[z], z * y[0] * d[z], y[3] * d[z], z * y[2] * d[z])


@adjoint(special.airye, kind=several(4), structural=True)
def airye(y, z):
    d[z] = by_several_slopes(d[y], airye_slopes(y, z), z)


@tangent(special.airye)
def airye_pushed(y, z):
    slopes = airye_slopes(y, z)
    d[y] = (slopes[0] * d[z], slopes[1] * d[z], slopes[2] * d[z], slopes[3] * d[z])


@adjoint(special.kelvin, kind=several(4, complex_valued), structural=True)
def kelvin(y, x):
    d[x] = by_several_slopes(d[y], (y[2], y[3], 1j * y[0] - y[2] / x, 1j * y[1] - y[3] / x), x)


@tangent(special.kelvin)
def kelvin_pushed(y, x):
    d[y] = (y[2] * d[x], y[3] * d[x], (1j * y[0] - y[2] / x) * d[x], (1j * y[1] - y[3] / x) * d[x])


@adjoint(special.itj0y0, kind=several(2), structural=True)
def itj0y0(y, x):
    d[x] = by_several_slopes(d[y], (special.j0(x), special.y0(x)), x)


@tangent(special.itj0y0)
def itj0y0_pushed(y, x):
    d[y] = (special.j0(x) * d[x], special.y0(x) * d[x])


@adjoint(special.iti0k0, kind=several(2), structural=True)
def iti0k0(y, x):
    d[x] = by_several_slopes(d[y], (special.i0(x), special.k0(x)), x)


@tangent(special.iti0k0)
def iti0k0_pushed(y, x):
    d[y] = (special.i0(x) * d[x], special.k0(x) * d[x])


@adjoint(special.itairy, kind=several(4), structural=True)
def itairy(y, x):
    ahead = special.airy(x)
    behind = special.airy(xp.negative(x))
    d[x] = by_several_slopes(d[y], (ahead[0], ahead[2], behind[0], behind[2]), x)


@tangent(special.itairy)
def itairy_pushed(y, x):
    ahead = special.airy(x)
    behind = special.airy(xp.negative(x))
    d[y] = (ahead[0] * d[x], ahead[2] * d[x], behind[0] * d[x], behind[2] * d[x])


# Parabolic cylinder functions with their derivatives: DLMF 12.2.2, 12.2.3


@adjoint(special.pbdv, special.pbvv, kind=several(2), structural=True, unknown=OF_ORDER)
def pbdv(y, v, x):
    d[x] = by_several_slopes(d[y], (y[1], (0.25 * xp.square(x) - v - 0.5) * y[0]), x)


@tangent(special.pbdv, special.pbvv)
def pbdv_pushed(y, v, x):
    d[y] = (y[1] * d[x], (0.25 * xp.square(x) - v - 0.5) * y[0] * d[x])


@adjoint(special.pbwa, kind=several(2), structural=True, unknown={"a": ORDER})
def pbwa(y, a, x):
    d[x] = by_several_slopes(d[y], (y[1], (a - 0.25 * xp.square(x)) * y[0]), x)


@tangent(special.pbwa)
def pbwa_pushed(y, a, x):
    d[y] = (y[1] * d[x], (a - 0.25 * xp.square(x)) * y[0] * d[x])


@linear(real_alone, kind=same_kind("z"), shares="argument", raises=True)
def real_alone_of(y, z):
    d[z] = d[y]


THROUGH.update((by_several_slopes, airye_slopes))
