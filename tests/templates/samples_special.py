"""Sample calls for the rules of `scipy.special`."""

from __future__ import annotations

from typing import Any

import numpy as np
from samples import FIRST, SAMPLES, cplx, positive, sample, single, within
from scipy import special
from tangent_like import special_adjoints as sa

__all__ = ["SAMPLES"]


def of_one(key: Any, *points: Any, complex_too: bool = False, **keywords: Any) -> None:
    """A function of one argument: as a number, without elements, transposed, in single precision, and at points."""
    for value in (0.3, positive(3, 2).T, positive(0), single(3), *points, *([cplx(2)] if complex_too else [])):
        sample(key, value, **keywords)


def of_several(key: Any, *args: Any, wrt: tuple[int, ...], small: bool = True) -> None:
    """A function of several arguments: as numbers, broadcast, without elements, in single precision."""
    options = {"wrt": wrt}
    sample(key, *args, options=options)
    for place in wrt:
        spread = [value * np.array([[1.0], [1.1]]) if at == place else value for at, value in enumerate(args)]
        sample(key, *spread, options=options)
    both = [value * np.ones((3, 1) if at % 2 else 2) if at in wrt else value for at, value in enumerate(args)]
    sample(key, *both, options=options)
    sample(key, *[np.zeros(0) + value if at in wrt else value for at, value in enumerate(args)], options=options)
    if small:
        sample(
            key,
            *[np.full(2, value, np.float32) if at in wrt else value for at, value in enumerate(args)],
            options=options,
        )


# Gamma and beta functions

for name in ("gamma", "gammaln", "loggamma", "digamma", "rgamma"):
    of_one(getattr(special, name), -1.4 if name not in ("loggamma",) else 2.4)
for name in ("gamma", "loggamma", "rgamma"):
    sample(getattr(special, name), cplx(2), options={"rtol": 1e-4})
sample(special.rgamma, np.array([0.0, -1.0, -3.0, 0.5, -2.5]))
for n in (0, 1, 3):
    sample(special.polygamma, n, positive(2, 3), options={"wrt": (1,)})
sample(special.polygamma, np.array([[1], [2]]), positive(3), options={"wrt": (1,)})
sample(special.polygamma, 1, 0.7, options={"wrt": (1,)})
sample(special.polygamma, 1, single(3), options={"wrt": (1,)})
for value in (2.3, 2.0 + positive(2, 3), 2.0 + positive(0), 2.0 + single(2)):
    sample(special.multigammaln, value, 3, options={"wrt": (0,)})
of_several(special.poch, 1.3, 0.7, wrt=(0, 1))
sample(special.poch, np.array([-0.4, 0.0, 0.2]), np.array([1.7, 1.2, 2.0]))
for name in ("gammainc", "gammaincc"):
    of_several(getattr(special, name), 1.4, 0.8, wrt=(1,))
for name in ("gammaincinv", "gammainccinv"):
    of_several(getattr(special, name), 1.4, 0.3, wrt=(1,))
for value in (2.3, positive(2, 3), positive(0), single(2)):
    sample(special.factorial, value)
of_several(special.binom, 4.3, 1.7, wrt=(0, 1))
sample(special.binom, np.array([3.0, 4.0, 2.0]), np.array([5.0, 2.0, -1.0]))
for name in ("beta", "betaln"):
    of_several(getattr(special, name), 1.4, 0.8, wrt=(0, 1))
for name in ("betainc", "betaincc", "betaincinv", "betainccinv"):
    of_several(getattr(special, name), 1.4, 2.3, 0.3, wrt=(2,))

# Error functions

for name in ("erf", "erfc", "erfcx", "erfi", "dawsn", "ndtr", "log_ndtr"):
    of_one(getattr(special, name), -0.7, complex_too=True)
sample(special.erfcx, np.array([0.0, 30.0, 300.0]))
sample(special.dawsn, np.array([0.0, 30.0, -30.0]))
sample(special.log_ndtr, np.array([-100.0, -30.0, 0.0, 30.0]))
for value in (0.3 + 0.2j, cplx(2, 3), np.array([30.0 + 1.0j, 1.0 + 40.0j, -50.0 - 0.1j])):
    sample(special.wofz, value)
for value in (0.3, np.array([0.2, 0.7, 0.9]), np.zeros(0), np.array([0.4], np.float32)):
    for key in (special.erfinv, special.erfcinv, special.ndtri, special.logit):
        sample(key, value)
    sample(special.ndtri_exp, -value)
of_several(special.owens_t, 0.7, 1.4, wrt=(0, 1))
sample(sa.inverse_mills, 0.3)
sample(sa.inverse_mills, within(2, 3))

# Logistic functions, entropies, Box-Cox transformations

for key in (special.expit, special.log_expit, getattr(special, "softplus", None)):
    if key is not None:
        of_one(key, -0.7, np.array([-800.0, 0.0, 800.0]))
for key in (special.xlogy, special.xlog1py, special.rel_entr, special.kl_div):
    of_several(key, 0.7, 1.3, wrt=(0, 1))
for key in (special.xlogy, special.xlog1py):
    sample(key, cplx(2), cplx(2))
    sample(key, np.array([0.0, 1.0]), np.array([2.0, 3.0]))
of_one(special.entr)
for key in (special.boxcox, special.boxcox1p, special.inv_boxcox, special.inv_boxcox1p):
    of_several(key, 0.7, 0.4, wrt=(0, 1))
    sample(key, np.array([0.3, 1.4]), 0.0)

# Elementary functions

for name in ("cbrt", "exp2", "exp10", "expm1", "log1p", "cosm1", "exprel", "sindg", "cosdg", "tandg", "cotdg"):
    of_one(getattr(special, name))
for name in ("expm1", "log1p"):
    sample(getattr(special, name), cplx(2))
sample(special.exprel, np.array([0.0, -30.0, 20.0]))
sample(special.powm1, 1.3, 0.7)
of_several(special.powm1, 1.3, 0.7, wrt=(0, 1))
of_several(special.radian, 3.0, 20.0, 5.0, wrt=(0, 1, 2))
for n in (1, 4, 5):
    sample(special.diric, within(2, 3), n, options={"wrt": (0,)})
sample(special.diric, np.array([0.0, 2.0 * np.pi, 1.0]), 5, options={"wrt": (0,)})
sample(special.diric, 0.3, 4, options={"wrt": (0,)})
of_several(special.huber, 1.0, 0.7, wrt=(0, 1))
of_several(special.pseudo_huber, 1.0, 0.7, wrt=(0, 1))
sample(special.huber, 0.8, np.array([-2.0, 0.3, 2.0]))

# Bessel functions

SECOND = {"wrt": (1,)}
POINTS = (0.7, positive(3, 2).T, single(2), positive(0), cplx(2))
for name in ("jv", "yv", "iv", "kv", "kve", "hankel1", "hankel2", "hankel1e", "hankel2e"):
    for point in POINTS:
        sample(getattr(special, name), 1, point, options=SECOND)
    sample(getattr(special, name), np.array([[0.5], [2.0]]), positive(3), options=SECOND)
for name in ("jve", "yve", "ive", "yn", "kn"):
    for point in POINTS[:4]:
        sample(getattr(special, name), 2, point, options=SECOND)
for name in ("jv", "iv", "jve", "ive"):
    sample(getattr(special, name), 0, np.array([-0.7, 1.3]), options=SECOND)
sample(special.jv, 0, np.array([0.0, 1.0]), options=SECOND)
for name in ("j0", "j1", "y0", "y1", "i0", "i1", "k0", "k1", "i0e", "i1e", "k0e", "k1e"):
    of_one(getattr(special, name))
for name in ("j0", "j1", "i0", "i1"):
    sample(getattr(special, name), np.array([0.0, -1.3]))
for name in ("jvp", "yvp", "ivp", "kvp", "h1vp", "h2vp"):
    for keywords in ({}, {"n": 0}, {"n": 2}):
        sample(getattr(special, name), 1, positive(2, 3), options=SECOND, **keywords)
    sample(getattr(special, name), 2, 0.7, options=SECOND)
for name in ("spherical_jn", "spherical_yn", "spherical_in", "spherical_kn"):
    for n in (0, 1, 3):
        for keywords in ({}, {"derivative": True}):
            sample(getattr(special, name), n, positive(2, 3), options=SECOND, **keywords)
    sample(getattr(special, name), 2, 0.7, options=SECOND)
    sample(getattr(special, name), np.array([[0], [2]]), cplx(2), options=SECOND)
sample(special.spherical_jn, 1, np.array([0.0, 0.5]), options=SECOND)
for name in ("struve", "modstruve"):
    for point in POINTS[:4]:
        sample(getattr(special, name), 1, point, options=SECOND)
for name in (
    "itstruve0",
    "itmodstruve0",
    "ber",
    "bei",
    "ker",
    "kei",
    "berp",
    "beip",
    "kerp",
    "keip",
    "itj0y0",
    "iti0k0",
):
    of_one(getattr(special, name))
for name in ("ber", "bei", "berp", "beip"):
    sample(getattr(special, name), np.array([0.0, 1.0]))
for name in ("airy", "airye", "kelvin"):
    of_one(getattr(special, name))
sample(special.airy, cplx(2))
sample(special.airye, np.array([0.5, 2.0]))

# Elliptic integrals

for key in (special.ellipk, special.ellipe):
    for value in (0.3, np.array([[-0.7, 0.0, 0.9]]), np.zeros(0), np.array([0.4, 0.2], np.float32)):
        sample(key, value)
for value in (0.3, np.array([[0.1, 1.0, 2.0]]), np.zeros(0), np.array([0.4, 0.2], np.float32)):
    sample(special.ellipkm1, value)
for key in (special.ellipkinc, special.ellipeinc):
    of_several(key, 0.7, 0.4, wrt=(0, 1))
    sample(key, np.array([0.7, 4.0, -2.5]), np.array([0.0, 0.6, -0.5]))
of_several(special.elliprc, 0.7, 1.4, wrt=(0, 1))
of_several(special.elliprf, 0.7, 1.4, 0.3, wrt=(0, 1, 2))
of_several(special.elliprg, 0.7, 1.4, 0.3, wrt=(0, 1, 2))
of_several(special.elliprd, 0.7, 1.4, 0.3, wrt=(0, 1, 2))
sample(special.elliprd, 0.0, np.array([1.0, 1.0, 0.5]), np.array([1.0, 1.001, 0.4]), options={"wrt": (1, 2)})
of_several(special.elliprj, 0.7, 1.4, 0.3, 0.5, wrt=(0, 1, 2, 3))
of_several(special.agm, 0.7, 1.4, wrt=(0, 1))
sample(special.agm, np.array([1.2, -0.5]), np.array([1.2, -0.7]))
of_several(special.ellipj, 0.7, 0.4, wrt=(0, 1))
sample(special.ellipj, np.array([0.7, 3.0, -2.5]), np.array([0.1, 0.6, 0.3]))

# Other integrals

for key in (special.expi, special.exp1, special.spence, special.sici, special.shichi, special.fresnel):
    of_one(key, complex_too=True)
sample(special.spence, np.array([1.0, 0.9, 2.5]))
sample(special.sici, np.array([-0.7, 2.0]))
sample(special.shichi, np.array([-0.7, 2.0]))
for n in (0, 1, 2, 3):
    sample(special.expn, n, 0.7, options=SECOND)
    sample(special.expn, n, positive(2, 3), options=SECOND)
sample(special.expn, np.array([[0], [1], [2]]), positive(2), options=SECOND)
of_several(special.zeta, 2.5, 1.3, wrt=(1,))
sample(special.lambertw, 0.3)
sample(special.lambertw, np.array([0.0, 1.0, -0.2]))
sample(special.lambertw, np.array([-0.2, -0.1]), -1, options=FIRST)
sample(special.lambertw, cplx(2, 2), 1, options=FIRST)
of_one(special.wrightomega, complex_too=True)

# Hypergeometric functions

for point in (0.3, np.array([[0.2, -0.7, 0.6]]), np.zeros(0), np.array([0.4, 0.2], np.float32), cplx(2) * 0.3):
    sample(special.hyp0f1, 1.5, point, options=SECOND)
    sample(special.hyp1f1, 0.5, 1.5, point, options={"wrt": (2,)})
    sample(special.hyp2f1, 0.5, 1.5, 2.5, point, options={"wrt": (3,)})
for point in (0.3, positive(2, 3), np.zeros(0)):
    sample(special.hyperu, 0.5, 1.5, point, options={"wrt": (2,)})
    sample(special.wright_bessel, 0.5, 1.5, point, options={"wrt": (2,)})
    sample(getattr(special, "log_wright_bessel", None), 0.5, 1.5, point, options={"wrt": (2,)})
sample(special.hyp2f1, 0.5, np.array([[1.0], [2.0]]), 2.5, within(3), options={"wrt": (3,)})
for value in (0.3, positive(2, 3)):
    sample(sa.real_alone, value)

# Orthogonal polynomials and distribution functions

for name in ("legendre", "chebyt", "chebyu", "chebyc", "chebys", "hermite", "hermitenorm", "laguerre"):
    for n in (0, 1, 4):
        sample(getattr(special, f"eval_{name}"), n, within(2, 3), options=SECOND)
    sample(getattr(special, f"eval_{name}"), np.array([[2], [3]]), np.array([0.3, -1.0]), options=SECOND)
    sample(getattr(special, f"eval_{name}"), 3, 0.3, options=SECOND)
for name in ("sh_legendre", "sh_chebyt", "sh_chebyu"):
    for n in (0, 3):
        sample(getattr(special, f"eval_{name}"), n, positive(2, 3), options=SECOND)
for n in (0, 1, 3):
    for x in (0.3, within(2, 3), single(2)):
        sample(special.eval_gegenbauer, n, 1.5, x, options={"wrt": (2,)})
        sample(special.eval_genlaguerre, n, 1.5, x, options={"wrt": (2,)})
        sample(special.assoc_laguerre, x, n, 1.5, options=FIRST)
        sample(special.eval_jacobi, n, 0.5, 1.5, x, options={"wrt": (3,)})
        sample(special.eval_sh_jacobi, n, 3.5, 1.5, x, options={"wrt": (3,)})
        sample(special.lpmv, 1, n, np.abs(x) * 0.4, options={"wrt": (2,)})
for p in (0.3, np.array([[0.2, 0.7]]), np.zeros(0)):
    for name in ("bdtr", "bdtrc", "nbdtr", "nbdtrc", "bdtri", "nbdtri"):
        sample(getattr(special, name), 2, 5, p, options={"wrt": (2,)})
    for name in ("pdtr", "pdtrc", "pdtri"):
        sample(getattr(special, name), 2, p, options=SECOND)
    for name in ("chdtr", "chdtrc", "chdtri", "stdtr", "stdtrit"):
        sample(getattr(special, name), 3.5, p, options=SECOND)
    for name in ("fdtr", "fdtrc", "fdtri"):
        sample(getattr(special, name), 3.5, 2.5, p, options={"wrt": (2,)})
for name in ("gdtr", "gdtrc", "gdtrix"):
    of_several(getattr(special, name), 1.4, 2.3, 0.3, wrt=(0, 2))
of_several(special.chndtr, 1.4, 2.3, 0.7, wrt=(0, 2))

# Sums of exponentials

SUMMED = within(2, 3, 4)
for keywords in ({}, {"axis": 0}, {"axis": -1}, {"axis": (0, 2)}, {"axis": 1, "keepdims": True}):
    sample(special.logsumexp, SUMMED, **keywords)
    sample(special.logsumexp, SUMMED, b=positive(2, 3, 4), **keywords)
for axis in (None, 0, -1):
    sample(special.softmax, SUMMED, axis)
    sample(special.log_softmax, SUMMED, axis)
sample(special.logsumexp, within(3, 2).T, 0, return_sign=True)
sample(special.logsumexp, within(3), b=np.array([1.0, -2.0, 0.5]), return_sign=True)
sample(special.logsumexp, within(2, 3), 1, np.array([1.0, 0.0, 0.5]), True)
sample(special.logsumexp, within(2, 3), 1, positive(2, 1), options={"wrt": (0,)})
sample(special.logsumexp, np.array([0.3, -np.inf, 0.7]), options={"along": lambda v: np.where([1, 0, 1], v, 0.0)})
for value in (0.3, single(3), cplx(3), within(6)[::2]):
    sample(special.logsumexp, value)
for key in (special.softmax, special.log_softmax):
    for value in (within(3), single(2, 3), within(3, 2).T, np.array([-800.0, 800.0])):
        sample(key, value)

# Less used

of_one(special.itairy)
for name in ("pbdv", "pbvv", "pbwa"):
    for x in (0.3, within(2, 3), np.zeros(0)):
        sample(getattr(special, name), 1.5, x, options=SECOND)
of_several(special.voigt_profile, 0.3, 0.7, 0.4, wrt=(0, 1, 2))
of_several(special.nrdtrimn, 0.3, 0.7, 0.4, wrt=(0, 1, 2))
of_several(special.nrdtrisd, 0.3, 0.7, 0.4, wrt=(0, 1, 2))
