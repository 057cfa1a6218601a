"""SciPy's gamma and beta functions, error functions, logistic functions and entropies.

Where no source is given a derivative follows from the definition in the documentation of `scipy.special`.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special

from .. import special_adjoints
from ..libraries import add_helpers, add_library, leave_unread
from ..special_adjoints import (
    binom_by_k,
    binom_by_n,
    dawsn_slope,
    diric_slope,
    erfcx_slope,
    inverse_mills,
    multidigamma,
    poch_by_z,
    rgamma_slope,
    scaled_tail,
    wofz_slope,
)
from .notation import is_array, xp
from .rules import THROUGH, broadcast_kind, constant, elementwise
from .scipy_kinds import ORDER, SHAPE, complex_valued, of_any_dtype

add_library("special", special)
leave_unread(special)
add_helpers(special_adjoints)

# Gamma functions (DLMF 5)


@elementwise(special.gamma, singular=True)
def gamma(y, x):
    return y * special.digamma(x)


@elementwise(special.gammaln, special.loggamma, singular=True)
def gammaln(y, x):
    return special.digamma(x)


@elementwise(special.rgamma)
def rgamma(y, x):
    return rgamma_slope(x)


@elementwise(special.digamma, singular=True)
def digamma(y, x):
    return special.polygamma(1, x)


@elementwise(special.polygamma, kind=of_any_dtype, singular=True, unknown={"n": ORDER})
def polygamma(y, n, x):
    return None, special.polygamma(n + 1, x)


@elementwise(special.multigammaln, kind=of_any_dtype, raises=True, unknown={"d": ORDER})
def multigammaln(y, a, d):
    return multidigamma(a, d), None


@elementwise(special.poch, singular=True)
def poch(y, z, m):
    return poch_by_z(y, z, m), y * special.digamma(z + m)


@elementwise(special.gammainc, kind=of_any_dtype, singular=True, unknown={"a": SHAPE})
def gammainc(y, a, x):
    return None, xp.exp(special.xlogy(a - 1.0, x) - x - special.gammaln(a))


@elementwise(special.gammaincc, kind=of_any_dtype, singular=True, unknown={"a": SHAPE})
def gammaincc(y, a, x):
    return None, -xp.exp(special.xlogy(a - 1.0, x) - x - special.gammaln(a))


@elementwise(special.gammaincinv, kind=of_any_dtype, singular=True, unknown={"a": SHAPE})
def gammaincinv(x, a, y):
    return None, xp.exp(special.gammaln(a) + x - special.xlogy(a - 1.0, x))


@elementwise(special.gammainccinv, kind=of_any_dtype, singular=True, unknown={"a": SHAPE})
def gammainccinv(x, a, y):
    return None, -xp.exp(special.gammaln(a) + x - special.xlogy(a - 1.0, x))


@elementwise(special.factorial, kind=of_any_dtype, raises=True)
def factorial(y, n, exact=False):
    return xp.where(xp.less(n, 0.0), 0.0, y * special.digamma(xp.maximum(n, 0.0) + 1.0))


@elementwise(special.binom)
def binom(y, n, k):
    return binom_by_n(y, n, k), binom_by_k(y, n, k)


# Beta functions (DLMF 5.12, 8.17)


@elementwise(special.beta, singular=True)
def beta(y, a, b):
    whole = special.digamma(a + b)
    return y * (special.digamma(a) - whole), y * (special.digamma(b) - whole)


@elementwise(special.betaln, singular=True)
def betaln(y, a, b):
    whole = special.digamma(a + b)
    return special.digamma(a) - whole, special.digamma(b) - whole


@elementwise(special.betainc, singular=True, unknown={"a": SHAPE, "b": SHAPE})
def betainc(y, a, b, x):
    return None, None, xp.exp(special.xlogy(a - 1.0, x) + special.xlog1py(b - 1.0, -x) - special.betaln(a, b))


@elementwise(special.betaincc, singular=True, unknown={"a": SHAPE, "b": SHAPE})
def betaincc(y, a, b, x):
    return None, None, -xp.exp(special.xlogy(a - 1.0, x) + special.xlog1py(b - 1.0, -x) - special.betaln(a, b))


@elementwise(special.betaincinv, singular=True, unknown={"a": SHAPE, "b": SHAPE})
def betaincinv(x, a, b, y):
    return None, None, xp.exp(special.betaln(a, b) - special.xlogy(a - 1.0, x) - special.xlog1py(b - 1.0, -x))


@elementwise(special.betainccinv, singular=True, unknown={"a": SHAPE, "b": SHAPE})
def betainccinv(x, a, b, y):
    return None, None, -xp.exp(special.betaln(a, b) - special.xlogy(a - 1.0, x) - special.xlog1py(b - 1.0, -x))


# Error functions (DLMF 7)


@elementwise(special.erf)
def erf(y, x):
    return 1.1283791670955126 * xp.exp(-xp.square(x))


@elementwise(special.erfc)
def erfc(y, x):
    return -1.1283791670955126 * xp.exp(-xp.square(x))


@elementwise(special.erfcx)
def erfcx(y, x):
    return erfcx_slope(y, x)


@elementwise(special.erfi)
def erfi(y, x):
    return 1.1283791670955126 * xp.exp(xp.square(x))


@elementwise(special.erfinv, singular=True)
def erfinv(x, y):
    return 0.8862269254527579 * xp.exp(x * x)


@elementwise(special.erfcinv, singular=True)
def erfcinv(x, y):
    return -0.8862269254527579 * xp.exp(x * x)


@elementwise(special.dawsn)
def dawsn(y, x):
    return dawsn_slope(y, x)


@elementwise(special.wofz, kind=complex_valued)
def wofz(y, z):
    return wofz_slope(y, z)


@elementwise(special.voigt_profile, kind=of_any_dtype, singular=True)
def voigt_profile(y, x, sigma, gamma):
    width = 1.4142135623730951 * sigma
    z = (x + 1j * gamma) / width
    slope = wofz_slope(special.wofz(z), z) * 0.5641895835477563 / width
    return xp.real(slope) / width, -(y + xp.real(z * slope)) / sigma, -xp.imag(slope) / width


@elementwise(special.ndtr)
def ndtr(y, x):
    return 0.3989422804014327 * xp.exp(-0.5 * xp.square(x))


@elementwise(special.log_ndtr)
def log_ndtr(y, x):
    return inverse_mills(x)


@elementwise(inverse_mills)
def inverse_mills_of(y, x):
    return -y * (x + y)


@elementwise(special.ndtri, singular=True)
def ndtri(x, y):
    return 2.5066282746310002 * xp.exp(0.5 * x * x)


@elementwise(special.ndtri_exp, singular=True)
def ndtri_exp(x, y):
    return 1.2533141373155001 * special.erfcx(-0.7071067811865476 * x)


@elementwise(special.owens_t)
def owens_t(y, h, a):
    slope = -0.19947114020071635 * special.erf(0.7071067811865476 * a * h)
    wide = 1.0 + xp.square(a)
    return slope * xp.exp(-0.5 * xp.square(h)), xp.exp(-0.5 * xp.square(h) * wide) / (6.283185307179586 * wide)


# Logistic functions


@elementwise(special.expit)
def expit(y, x):
    return y * (1.0 - y)


@elementwise(special.logit, singular=True)
def logit(y, x):
    if is_array(x):
        return 1.0 / (x * (1.0 - x))
    return xp.divide(1.0, x * (1.0 - x))


@elementwise(special.log_expit)
def log_expit(y, x):
    return special.expit(xp.negative(x))


@elementwise(getattr(special, "softplus", None))
def softplus(y, x):
    return special.expit(x)


# Logarithms times a factor, and entropies


@elementwise(special.xlogy, singular=True)
def xlogy(z, x, y):
    return xp.log(y), xp.divide(x, xp.where(xp.equal(x, 0.0) & xp.equal(y, 0.0), 1.0, y))


@elementwise(special.xlog1py, singular=True)
def xlog1py(z, x, y):
    return xp.log1p(y), xp.divide(x, xp.where(xp.equal(x, 0.0) & xp.equal(y, -1.0), 1.0, 1.0 + y))


@elementwise(special.entr, singular=True)
def entr(y, x):
    return -1.0 - xp.log(x)


@elementwise(special.rel_entr, singular=True)
def rel_entr(z, x, y):
    return xp.log(x) - xp.log(y) + 1.0, -xp.divide(x, xp.where(xp.equal(x, 0.0) & xp.equal(y, 0.0), 1.0, y))


@elementwise(special.kl_div, singular=True)
def kl_div(z, x, y):
    return xp.log(x) - xp.log(y), 1.0 - xp.divide(x, xp.where(xp.equal(x, 0.0) & xp.equal(y, 0.0), 1.0, y))


# Box-Cox transformations: the derivative by lmbda is log(x) ** 2 times that of (exp(u) - 1) / u at u = lmbda * log(x)


@elementwise(special.boxcox, singular=True)
def boxcox(y, x, lmbda):
    log_x = xp.log(x)
    return xp.power(x, lmbda - 1.0), 0.5 * log_x * log_x * special.hyp1f1(2.0, 3.0, lmbda * log_x)


@elementwise(special.boxcox1p, singular=True)
def boxcox1p(y, x, lmbda):
    log_x = xp.log1p(x)
    return xp.exp((lmbda - 1.0) * log_x), 0.5 * log_x * log_x * special.hyp1f1(2.0, 3.0, lmbda * log_x)


@elementwise(special.inv_boxcox, singular=True)
def inv_boxcox(x, y, lmbda):
    log_x = xp.log(x)
    slope = xp.power(x, 1.0 - lmbda)
    return slope, -0.5 * slope * log_x * log_x * special.hyp1f1(2.0, 3.0, lmbda * log_x)


@elementwise(special.inv_boxcox1p, singular=True)
def inv_boxcox1p(x, y, lmbda):
    log_x = xp.log1p(x)
    slope = xp.exp((1.0 - lmbda) * log_x)
    return slope, -0.5 * slope * log_x * log_x * special.hyp1f1(2.0, 3.0, lmbda * log_x)


# Elementary functions


@elementwise(special.cbrt, singular=True)
def cbrt(y, x):
    return 1.0 / (3.0 * y * y)


@elementwise(special.exp2)
def exp_of_two(y, x):
    return y * 0.6931471805599453


@elementwise(special.exp10)
def exp_of_ten(y, x):
    return y * 2.302585092994046


@elementwise(special.expm1)
def expm1(y, x):
    return y + 1.0


@elementwise(special.log1p, singular=True)
def log1p(y, x):
    if is_array(x):
        return 1.0 / (1.0 + x)
    return xp.divide(1.0, 1.0 + x)


@elementwise(special.cosm1)
def cosm1(y, x):
    return -xp.sin(x)


@elementwise(special.powm1, singular=True)
def powm1(z, x, y):
    return y * xp.power(x, y - 1.0), special.xlogy(z + 1.0, x)


@elementwise(special.exprel)
def exprel(y, x):
    return 0.5 * special.hyp1f1(2.0, 3.0, x)


@elementwise(special.diric, kind=of_any_dtype, raises=True, unknown={"n": ORDER})
def diric(y, x, n):
    return diric_slope(x, n), None


@elementwise(special.radian)
def radian(y, d, m, s):
    return 0.017453292519943295, 0.0002908882086657216, 4.84813681109536e-06


@elementwise(special.sindg)
def sindg(y, x):
    return 0.017453292519943295 * special.cosdg(x)


@elementwise(special.cosdg)
def cosdg(y, x):
    return -0.017453292519943295 * special.sindg(x)


@elementwise(special.tandg)
def tandg(y, x):
    return 0.017453292519943295 * (1.0 + y * y)


@elementwise(special.cotdg)
def cotdg(y, x):
    return -0.017453292519943295 * (1.0 + y * y)


@elementwise(special.huber)
def huber(y, delta, r):
    return xp.maximum(xp.abs(r) - delta, 0.0), xp.minimum(xp.maximum(r, -delta), delta)


@elementwise(special.pseudo_huber, singular=True)
def pseudo_huber(y, delta, r):
    length = xp.hypot(delta, r)
    return xp.square(r * r / (length + delta)) / length, delta * r / length


constant(special.gammasgn, special.round, kind=broadcast_kind, raises=False)

THROUGH.update((rgamma_slope, multidigamma, poch_by_z, binom_by_n, binom_by_k, diric_slope))
THROUGH.update((erfcx_slope, dawsn_slope, wofz_slope, scaled_tail))
