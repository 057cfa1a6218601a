"""SciPy's orthogonal polynomials in their argument: DLMF 18.9.15 to 18.9.26. Those of degree -1 are zero."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special

from .notation import xp
from .rules import elementwise
from .scipy_kinds import ORDER, SHAPE, of_any_dtype

OF_DEGREE = {"n": ORDER}


@elementwise(special.eval_legendre, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_legendre(y, n, x):
    return None, special.eval_gegenbauer(n - 1, 1.5, x)


@elementwise(special.eval_chebyt, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_chebyt(y, n, x):
    return None, n * special.eval_chebyu(n - 1, x)


@elementwise(special.eval_chebyu, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_chebyu(y, n, x):
    return None, 2.0 * special.eval_gegenbauer(n - 1, 2.0, x)


@elementwise(special.eval_chebyc, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_chebyc(y, n, x):
    return None, n * special.eval_chebys(n - 1, x)


@elementwise(special.eval_chebys, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_chebys(y, n, x):
    return None, special.eval_gegenbauer(n - 1, 2.0, 0.5 * x)


@elementwise(special.eval_gegenbauer, kind=of_any_dtype, unknown={"n": ORDER, "alpha": SHAPE})
def eval_gegenbauer(y, n, alpha, x):
    return None, None, 2.0 * alpha * special.eval_gegenbauer(n - 1, alpha + 1.0, x)


@elementwise(special.eval_jacobi, kind=of_any_dtype, unknown={"n": ORDER, "alpha": SHAPE, "beta": SHAPE})
def eval_jacobi(y, n, alpha, beta, x):
    below = special.eval_jacobi(n - 1, alpha + 1.0, beta + 1.0, x)
    return None, None, None, 0.5 * (n + alpha + beta + 1.0) * below


@elementwise(special.eval_hermite, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_hermite(y, n, x):
    return None, 2.0 * n * special.eval_hermite(abs(n - 1), x)


@elementwise(special.eval_hermitenorm, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_hermitenorm(y, n, x):
    return None, n * special.eval_hermitenorm(abs(n - 1), x)


@elementwise(special.eval_laguerre, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_laguerre(y, n, x):
    return None, -special.eval_genlaguerre(n - 1, 1.0, x)


@elementwise(special.eval_genlaguerre, kind=of_any_dtype, unknown={"n": ORDER, "alpha": SHAPE})
def eval_genlaguerre(y, n, alpha, x):
    return None, None, -special.eval_genlaguerre(n - 1, alpha + 1.0, x)


@elementwise(special.assoc_laguerre, kind=of_any_dtype, raises=True, unknown={"n": ORDER, "k": SHAPE})
def assoc_laguerre(y, x, n, k=0.0):
    return -special.eval_genlaguerre(n - 1, k + 1.0, x), None, None


@elementwise(special.eval_sh_legendre, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_sh_legendre(y, n, x):
    return None, 2.0 * special.eval_gegenbauer(n - 1, 1.5, 2.0 * x - 1.0)


@elementwise(special.eval_sh_chebyt, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_sh_chebyt(y, n, x):
    return None, 2.0 * n * special.eval_sh_chebyu(n - 1, x)


@elementwise(special.eval_sh_chebyu, kind=of_any_dtype, unknown=OF_DEGREE)
def eval_sh_chebyu(y, n, x):
    return None, 4.0 * special.eval_gegenbauer(n - 1, 2.0, 2.0 * x - 1.0)


@elementwise(special.eval_sh_jacobi, kind=of_any_dtype, unknown={"n": ORDER, "p": SHAPE, "q": SHAPE})
def eval_sh_jacobi(y, n, p, q, x):
    return None, None, None, n * special.eval_sh_jacobi(abs(n - 1), p + 2.0, q + 1.0, x)


@elementwise(special.lpmv, kind=of_any_dtype, singular=True, unknown={"m": ORDER, "v": ORDER})
def lpmv(y, m, v, x):
    return None, None, (v * x * y - (v + m) * special.lpmv(m, v - 1, x)) / (xp.square(x) - 1.0)
