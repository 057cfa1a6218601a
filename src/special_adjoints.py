"""What derivatives of functions of `scipy.special` call: slopes that one expression does not give stably.

Each takes and gives what the function itself does, numbers or arrays of one shape after broadcasting.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special

from .array_adjoints import cast_like, restore_axes, unbroadcast

__all__ = [
    "airye_slopes",
    "beside_sign",
    "binom_by_k",
    "binom_by_n",
    "by_several_slopes",
    "chi_density",
    "dawsn_slope",
    "density_f",
    "density_of_t",
    "diric_slope",
    "erfcx_slope",
    "gamma_density",
    "inverse_mills",
    "multidigamma",
    "noncentral_density",
    "poch_by_z",
    "real_alone",
    "rgamma_slope",
    "scaled_tail",
    "shares",
    "signed_shares",
    "value_of_sum",
    "weighted",
    "wofz_slope",
]

# Gamma functions


def rgamma_slope(x: Any) -> Any:
    """The derivative of ``special.rgamma``, also at its zeros: there by reflection, DLMF 5.5.3."""
    right = np.real(x) > 0.5
    above, below = np.where(right, x, 1.0), np.where(right, 0.0, x)
    turned = np.cos(np.pi * below) - below * np.sinc(below) * special.digamma(1.0 - below)
    return np.where(right, -special.rgamma(above) * special.digamma(above), special.gamma(1.0 - below) * turned)[()]


def multidigamma(a: Any, d: int) -> Any:
    """The derivative of ``special.multigammaln(a, d)``, a sum of ``log(gamma(a - j / 2))`` over ``j < d``."""
    return np.sum(special.digamma(np.expand_dims(a, -1) - 0.5 * np.arange(d)), axis=-1)


def poch_by_z(y: Any, z: Any, m: Any) -> Any:
    """The derivative of ``y = special.poch(z, m)``, a quotient of gamma functions, by ``z``."""
    right = z > 0.5
    above, below = np.where(right, z, 1.0), np.where(right, 0.0, z)
    upper = special.digamma(z + m)
    slope = y * upper + special.gamma(np.where(right, 1.0, below + m)) * rgamma_slope(below)
    return np.where(right, y * (upper - special.digamma(above)), slope)[()]


def binom_by_n(y: Any, n: Any, k: Any) -> Any:
    """The derivative of ``y = special.binom(n, k)`` by ``n``, also where it is zero."""
    zero = y == 0.0
    left, rest = np.where(zero, 1.0, n - k + 1.0), np.where(zero, n - k + 1.0, 1.0)
    slope = special.gamma(np.where(zero, n, 1.0) + 1.0) * special.rgamma(k + 1.0) * rgamma_slope(rest)
    return np.where(zero, slope, y * (special.digamma(n + 1.0) - special.digamma(left)))[()]


def binom_by_k(y: Any, n: Any, k: Any) -> Any:
    """The derivative of ``y = special.binom(n, k)`` by ``k``, also where it is zero."""
    zero = y == 0.0
    own, left = np.where(zero, 1.0, k + 1.0), np.where(zero, 1.0, n - k + 1.0)
    upper, lower = np.where(zero, k + 1.0, 1.0), np.where(zero, n - k + 1.0, 1.0)
    product = rgamma_slope(upper) * special.rgamma(lower) - special.rgamma(upper) * rgamma_slope(lower)
    slope = special.gamma(np.where(zero, n, 1.0) + 1.0) * product
    return np.where(zero, slope, y * (special.digamma(left) - special.digamma(own)))[()]


# Error functions


def scaled_tail(w: Any) -> Any:
    """The sum of ``(2 k - 1)!! w ** k`` for ``k`` from 1 to 8: the series of DLMF 7.12.1 without its first term."""
    high = 1.0 + 9.0 * w * (1.0 + 11.0 * w * (1.0 + 13.0 * w * (1.0 + 15.0 * w)))
    return w * (1.0 + 3.0 * w * (1.0 + 5.0 * w * (1.0 + 7.0 * w * high)))


def erfcx_slope(y: Any, x: Any) -> Any:
    """The derivative of ``y = special.erfcx(x)``, whose two terms cancel where ``x`` is large."""
    near = np.real(x) < 20.0
    far = np.where(near, 20.0, x)
    series = 1.1283791670955126 * scaled_tail(-0.5 / (far * far))
    return np.where(near, 2.0 * x * y - 1.1283791670955126, series)[()]


def dawsn_slope(y: Any, x: Any) -> Any:
    """The derivative of ``y = special.dawsn(x)``, whose two terms cancel where ``x`` is large."""
    near = np.abs(np.real(x)) < 20.0
    far = np.where(near, 20.0, x)
    return np.where(near, 1.0 - 2.0 * x * y, -scaled_tail(0.5 / (far * far)))[()]


def wofz_slope(y: Any, z: Any) -> Any:
    """The derivative of ``y = special.wofz(z)``, whose two terms cancel where ``z`` is large and ``y`` is not."""
    near = (np.abs(np.real(z)) < 20.0) & (np.imag(z) < 20.0) | (np.imag(z) < 0.0)
    far = np.where(near, 20.0, z)
    series = -1.1283791670955126j * scaled_tail(0.5 / (far * far))
    return np.where(near, 1.1283791670955126j - 2.0 * z * y, series)[()]


def inverse_mills(x: Any) -> Any:
    """The derivative of ``special.log_ndtr``: the density of a normal distribution by the probability below."""
    return 0.7978845608028654 / special.erfcx(-0.7071067811865476 * np.asarray(x))


# Dirichlet's kernel


def diric_slope(x: Any, n: int) -> Any:
    """The derivative of ``special.diric(x, n)``, which is the mean of ``cos(k x)`` over ``n`` numbers around zero."""
    orders = np.arange(n) - 0.5 * (n - 1)
    return -np.mean(orders * np.sin(np.expand_dims(x, -1) * orders), axis=-1)


# Functions with several results


def by_several_slopes(by: Any, slopes: Any, x: Any) -> Any:
    """The adjoint of ``x``, of which a function makes several results, whose derivatives are the ``slopes``."""
    total = 0.0
    for number in range(len(slopes)):
        if by is not None and by[number] is not None:
            total = total + by[number] * slopes[number]
    return unbroadcast(cast_like(total, x), x)


def airye_slopes(y: Any, z: Any) -> Any:
    """The derivatives of ``y = special.airye(z)`` for real ``z``, whose factor is ``exp(2 / 3 * z ** 1.5)``."""
    root = np.sqrt(np.maximum(real_alone(z), 0.0))
    return y[1] + root * y[0], z * y[0] + root * y[1], y[3] - root * y[2], z * y[2] - root * y[3]


def real_alone(z: Any) -> Any:
    """The argument of a function that is no holomorphic one. Raises `ValueError` if it is complex."""
    if np.iscomplexobj(z):
        raise ValueError("the derivative of this function is known for real arguments alone: it is not holomorphic")
    return z


# Densities


def gamma_density(a: Any, x: Any) -> Any:
    """The density of the gamma distribution of shape ``a`` and scale 1: the derivative of ``special.gammainc``."""
    return np.exp(special.xlogy(a - 1.0, x) - x - special.gammaln(a))


def chi_density(v: Any, x: Any) -> Any:
    """The density of the chi-square distribution of ``v`` degrees of freedom."""
    return 0.5 * gamma_density(0.5 * v, 0.5 * x)


def noncentral_density(x: Any, df: Any, nc: Any) -> Any:
    """The density of the noncentral chi-square distribution: Johnson, Kotz and Balakrishnan (1995), equation 29.4."""
    return chi_density(df, x) * np.exp(-0.5 * nc) * special.hyp0f1(0.5 * df, 0.25 * nc * x)


def density_of_t(df: Any, t: Any) -> Any:
    """The density of Student's distribution of ``df`` degrees of freedom."""
    terms = 0.5 * (df + 1.0) * np.log1p(np.square(t) / df)
    return np.exp(-terms - special.betaln(0.5 * df, 0.5)) / np.sqrt(df)


def density_f(dfn: Any, dfd: Any, x: Any) -> Any:
    """The density of Fisher's distribution, whose distribution function is an incomplete beta function."""
    a, b = 0.5 * dfn, 0.5 * dfd
    quotient = dfn / dfd
    terms = special.xlogy(a - 1.0, quotient * x) - (a + b) * np.log1p(quotient * x)
    return quotient * np.exp(terms - special.betaln(a, b))


# Sums of exponentials


def shares(a: Any, y: Any) -> Any:
    """``exp(a - y)``, the shares in the sum that ``y`` is the logarithm of: zero where all of ``a`` is ``-inf``."""
    return np.exp(a - np.where(np.isfinite(y), y, 0.0))


def signed_shares(y: Any, a: Any, axis: Any, b: Any, keepdims: bool, return_sign: bool) -> Any:
    """The derivatives of ``y = special.logsumexp(a, axis, b, keepdims, return_sign)`` by the weights ``b``.

    Raises `ValueError` for complex ``a`` where the sign is asked for: the logarithm is then one of an absolute value.
    """
    whole = a + np.zeros(np.shape(a if b is None else b))
    if not return_sign:
        return shares(whole, restore_axes(y, whole, axis, keepdims))
    signs = restore_axes(y[1], whole, axis, keepdims)
    return signs * shares(real_alone(whole), restore_axes(y[0], whole, axis, keepdims))


def weighted(share: Any, b: Any) -> Any:
    """Shares times the weights; what has none has no share, however large it is."""
    return share if b is None else np.where(np.equal(b, 0.0), 0.0, share * b)


def value_of_sum(by: Any, return_sign: bool) -> Any:
    """The adjoint of the logarithm, without that of the sign."""
    if not return_sign:
        return by
    return 0.0 if by is None or by[0] is None else by[0]


def beside_sign(dy: Any, y: Any, return_sign: bool) -> Any:
    """The tangent of the logarithm, with that of the sign if there is one: it is zero."""
    return (dy, np.zeros_like(y[1])) if return_sign else dy
