"""Probabilities of `scipy.stats` for counts, and densities of vectors, towards what they are continuous in.

The counts themselves, and the location that is subtracted from them, have derivative zero: nothing lies between them.
The derivatives follow from the probabilities in the documentation of `scipy.stats`; those of a binomial probability and
of its sums are differences of others, so that they hold where a probability is zero.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special, stats

from .. import density_adjoints
from ..density_adjoints import (
    deviations_of,
    dirichlet_by_alpha,
    dirichlet_by_x,
    dirichlet_tangent,
    full_covariance,
    normal_by_cov,
    normal_by_mean,
    normal_by_x,
    normal_tangent,
    simplex_of,
    solved,
)
from ..libraries import add_helpers, add_object
from ..runtime import ratio
from .notation import d, or_zero, xp
from .rules import THROUGH, adjoint, elementwise, tangent
from .scipy_kinds import SHAPE, of_any_dtype

add_helpers(density_adjoints)
for _title in ("poisson", "binom", "nbinom", "multivariate_normal", "dirichlet"):
    add_object(getattr(stats, _title), stats, _title)

# Poisson distribution


@elementwise(stats.poisson.pmf, kind=of_any_dtype)
def poisson_pmf(y, k, mu, loc=0):
    return None, stats.poisson.pmf(k - 1, mu, loc) - y, None


@elementwise(stats.poisson.logpmf, kind=of_any_dtype, singular=True)
def poisson_logpmf(y, k, mu, loc=0):
    return None, ratio(k - loc, mu) - 1.0, None


@elementwise(stats.poisson.cdf, kind=of_any_dtype)
def poisson_cdf(y, k, mu, loc=0):
    return None, -stats.poisson.pmf(xp.floor(k), mu, loc), None


@elementwise(stats.poisson.sf, kind=of_any_dtype)
def poisson_sf(y, k, mu, loc=0):
    return None, stats.poisson.pmf(xp.floor(k), mu, loc), None


@elementwise(stats.poisson.logcdf, kind=of_any_dtype, singular=True)
def poisson_logcdf(y, k, mu, loc=0):
    return None, -xp.exp(stats.poisson.logpmf(xp.floor(k), mu, loc) - y), None


@elementwise(stats.poisson.logsf, kind=of_any_dtype, singular=True)
def poisson_logsf(y, k, mu, loc=0):
    return None, xp.exp(stats.poisson.logpmf(xp.floor(k), mu, loc) - y), None


# Binomial distribution


@elementwise(stats.binom.pmf, kind=of_any_dtype, unknown={"n": SHAPE})
def binom_pmf(y, k, n, p, loc=0):
    return None, None, n * (stats.binom.pmf(k - 1, n - 1, p, loc) - stats.binom.pmf(k, n - 1, p, loc)), None


@elementwise(stats.binom.logpmf, kind=of_any_dtype, singular=True, unknown={"n": SHAPE})
def binom_logpmf(y, k, n, p, loc=0):
    return None, None, ratio(k - loc, p) - ratio(n - k + loc, 1.0 - p), None


@elementwise(stats.binom.cdf, kind=of_any_dtype, unknown={"n": SHAPE})
def binom_cdf(y, k, n, p, loc=0):
    return None, None, -n * stats.binom.pmf(xp.floor(k), n - 1, p, loc), None


@elementwise(stats.binom.sf, kind=of_any_dtype, unknown={"n": SHAPE})
def binom_sf(y, k, n, p, loc=0):
    return None, None, n * stats.binom.pmf(xp.floor(k), n - 1, p, loc), None


@elementwise(stats.binom.logcdf, kind=of_any_dtype, singular=True, unknown={"n": SHAPE})
def binom_logcdf(y, k, n, p, loc=0):
    return None, None, -n * xp.exp(stats.binom.logpmf(xp.floor(k), n - 1, p, loc) - y), None


@elementwise(stats.binom.logsf, kind=of_any_dtype, singular=True, unknown={"n": SHAPE})
def binom_logsf(y, k, n, p, loc=0):
    return None, None, n * xp.exp(stats.binom.logpmf(xp.floor(k), n - 1, p, loc) - y), None


# Negative binomial distribution


@elementwise(stats.nbinom.logpmf, kind=of_any_dtype, singular=True)
def nbinom_logpmf(y, k, n, p, loc=0):
    by_n = special.digamma(k - loc + n) - special.digamma(n) + xp.log(p)
    return None, by_n, xp.divide(n, p) - ratio(k - loc, 1.0 - p), None


@elementwise(stats.nbinom.pmf, kind=of_any_dtype, singular=True)
def nbinom_pmf(y, k, n, p, loc=0):
    count = xp.where(xp.equal(y, 0.0), 0.0, k - loc)
    by_n = special.digamma(count + n) - special.digamma(n) + xp.log(p)
    return None, y * by_n, y * (xp.divide(n, p) - ratio(count, 1.0 - p)), None


@elementwise(stats.nbinom.cdf, kind=of_any_dtype, singular=True, unknown={"n": SHAPE})
def nbinom_cdf(y, k, n, p, loc=0):
    return None, None, (n + xp.floor(k) - loc) * stats.nbinom.pmf(xp.floor(k), n, p, loc) / p, None


@elementwise(stats.nbinom.sf, kind=of_any_dtype, singular=True, unknown={"n": SHAPE})
def nbinom_sf(y, k, n, p, loc=0):
    return None, None, -(n + xp.floor(k) - loc) * stats.nbinom.pmf(xp.floor(k), n, p, loc) / p, None


# Vectors


@adjoint(stats.multivariate_normal.logpdf, raises=True)
def normal_logpdf(y, x, mean=None, cov=1, allow_singular=False):
    d[x] = normal_by_x(d[y], x, mean, cov)
    d[mean] = normal_by_mean(d[y], x, mean, cov)
    d[cov] = normal_by_cov(d[y], x, mean, cov)


@tangent(stats.multivariate_normal.logpdf)
def normal_logpdf_pushed(y, x, mean=None, cov=1, allow_singular=False):
    d[y] = normal_tangent(or_zero(d[x]), or_zero(d[mean]), or_zero(d[cov]), x, mean, cov)


@adjoint(stats.multivariate_normal.pdf, raises=True)
def normal_pdf(y, x, mean=None, cov=1, allow_singular=False):
    d[x] = normal_by_x(d[y] * y, x, mean, cov)
    d[mean] = normal_by_mean(d[y] * y, x, mean, cov)
    d[cov] = normal_by_cov(d[y] * y, x, mean, cov)


@tangent(stats.multivariate_normal.pdf)
def normal_pdf_pushed(y, x, mean=None, cov=1, allow_singular=False):
    d[y] = y * normal_tangent(or_zero(d[x]), or_zero(d[mean]), or_zero(d[cov]), x, mean, cov)


@adjoint(stats.dirichlet.logpdf, raises=True)
def dirichlet_logpdf(y, x, alpha):
    d[x] = dirichlet_by_x(d[y], x, alpha)
    d[alpha] = dirichlet_by_alpha(d[y], x, alpha)


@tangent(stats.dirichlet.logpdf)
def dirichlet_logpdf_pushed(y, x, alpha):
    d[y] = dirichlet_tangent(or_zero(d[x]), or_zero(d[alpha]), x, alpha)


THROUGH.update((normal_by_x, normal_by_mean, normal_by_cov, normal_tangent, deviations_of, full_covariance, solved))
THROUGH.update((dirichlet_by_x, dirichlet_by_alpha, dirichlet_tangent, simplex_of))
