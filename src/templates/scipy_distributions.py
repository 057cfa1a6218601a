"""SciPy's distribution functions of `scipy.special` and their inverses, in what they are continuous in.

The derivative of a distribution function is the density, of an inverse one divided by the density.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special

from ..special_adjoints import chi_density, density_f, density_of_t, gamma_density, noncentral_density
from .notation import xp
from .rules import THROUGH, elementwise
from .scipy_kinds import SHAPE, of_any_dtype

COUNTS = {"k": SHAPE, "n": SHAPE}
DEGREES = {"v": SHAPE}
PAIR = {"dfn": SHAPE, "dfd": SHAPE}

# Binomial and Poisson distributions: sums of probabilities


@elementwise(special.bdtr, kind=of_any_dtype, raises=True, unknown=COUNTS)
def bdtr(y, k, n, p):
    whole = xp.floor(k)
    terms = special.xlogy(whole, p) + special.xlog1py(n - whole - 1.0, -p)
    return None, None, -xp.exp(terms - special.betaln(n - whole, whole + 1.0))


@elementwise(special.bdtrc, kind=of_any_dtype, raises=True, unknown=COUNTS)
def bdtrc(y, k, n, p):
    whole = xp.floor(k)
    terms = special.xlogy(whole, p) + special.xlog1py(n - whole - 1.0, -p)
    return None, None, xp.exp(terms - special.betaln(n - whole, whole + 1.0))


@elementwise(special.bdtri, kind=of_any_dtype, raises=True, unknown=COUNTS)
def bdtri(p, k, n, y):
    whole = xp.floor(k)
    terms = special.xlogy(whole, p) + special.xlog1py(n - whole - 1.0, -p)
    return None, None, -xp.exp(special.betaln(n - whole, whole + 1.0) - terms)


@elementwise(special.nbdtr, kind=of_any_dtype, raises=True, unknown=COUNTS)
def nbdtr(y, k, n, p):
    terms = special.xlogy(n - 1.0, p) + special.xlog1py(k, -p)
    return None, None, xp.exp(terms - special.betaln(n, k + 1.0))


@elementwise(special.nbdtrc, kind=of_any_dtype, raises=True, unknown=COUNTS)
def nbdtrc(y, k, n, p):
    terms = special.xlogy(n - 1.0, p) + special.xlog1py(k, -p)
    return None, None, -xp.exp(terms - special.betaln(n, k + 1.0))


@elementwise(special.nbdtri, kind=of_any_dtype, raises=True, unknown=COUNTS)
def nbdtri(p, k, n, y):
    terms = special.xlogy(n - 1.0, p) + special.xlog1py(k, -p)
    return None, None, xp.exp(special.betaln(n, k + 1.0) - terms)


@elementwise(special.pdtr, kind=of_any_dtype, raises=True, unknown={"k": SHAPE})
def pdtr(y, k, m):
    return None, -gamma_density(xp.floor(k) + 1.0, m)


@elementwise(special.pdtrc, kind=of_any_dtype, raises=True, unknown={"k": SHAPE})
def pdtrc(y, k, m):
    return None, gamma_density(xp.floor(k) + 1.0, m)


@elementwise(special.pdtri, kind=of_any_dtype, raises=True, singular=True, unknown={"k": SHAPE})
def pdtri(m, k, y):
    return None, -1.0 / gamma_density(xp.floor(k) + 1.0, m)


# The mean and the deviation of a normal distribution, from one of its quantiles


@elementwise(special.nrdtrimn, singular=True)
def nrdtrimn(y, p, std, x):
    quantile = special.ndtri(p)
    return -2.5066282746310002 * std * xp.exp(0.5 * quantile * quantile), -quantile, 1.0


@elementwise(special.nrdtrisd, singular=True)
def nrdtrisd(y, mn, p, x):
    quantile = special.ndtri(p)
    slope = -2.5066282746310002 * y * xp.exp(0.5 * quantile * quantile) / quantile
    return -1.0 / quantile, slope, 1.0 / quantile


# Gamma and chi-square distributions


@elementwise(special.gdtr, kind=of_any_dtype, singular=True, unknown={"b": SHAPE})
def gdtr(y, a, b, x):
    density = gamma_density(b, a * x)
    return x * density, None, a * density


@elementwise(special.gdtrc, kind=of_any_dtype, singular=True, unknown={"b": SHAPE})
def gdtrc(y, a, b, x):
    density = gamma_density(b, a * x)
    return -x * density, None, -a * density


@elementwise(special.gdtrix, kind=of_any_dtype, singular=True, unknown={"b": SHAPE})
def gdtrix(x, a, b, p):
    return -x / a, None, 1.0 / (a * gamma_density(b, a * x))


@elementwise(special.chdtr, kind=of_any_dtype, singular=True, unknown=DEGREES)
def chdtr(y, v, x):
    return None, chi_density(v, x)


@elementwise(special.chdtrc, kind=of_any_dtype, singular=True, unknown=DEGREES)
def chdtrc(y, v, x):
    return None, -chi_density(v, x)


@elementwise(special.chdtri, kind=of_any_dtype, singular=True, unknown=DEGREES)
def chdtri(x, v, p):
    return None, -1.0 / chi_density(v, x)


@elementwise(special.chndtr, kind=of_any_dtype, singular=True, unknown={"df": SHAPE})
def chndtr(y, x, df, nc):
    return noncentral_density(x, df, nc), None, 0.5 * (special.chndtr(x, df + 2.0, nc) - y)


# Student's and Fisher's distributions


@elementwise(special.stdtr, kind=of_any_dtype, unknown={"df": SHAPE})
def stdtr(p, df, t):
    return None, density_of_t(df, t)


@elementwise(special.stdtrit, kind=of_any_dtype, singular=True, unknown={"df": SHAPE})
def stdtrit(t, df, p):
    return None, 1.0 / density_of_t(df, t)


@elementwise(special.fdtr, kind=of_any_dtype, singular=True, unknown=PAIR)
def fdtr(y, dfn, dfd, x):
    return None, None, density_f(dfn, dfd, x)


@elementwise(special.fdtrc, kind=of_any_dtype, singular=True, unknown=PAIR)
def fdtrc(y, dfn, dfd, x):
    return None, None, -density_f(dfn, dfd, x)


@elementwise(special.fdtri, kind=of_any_dtype, singular=True, unknown=PAIR)
def fdtri(x, dfn, dfd, p):
    return None, None, 1.0 / density_f(dfn, dfd, x)


THROUGH.update((gamma_density, chi_density, noncentral_density, density_of_t, density_f))
