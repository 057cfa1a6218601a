"""Draws: inactive, made once, in their order. Their generator is written, but nothing of it is read again.

They are those of NumPy's generators, old and new, as methods and as functions of `numpy.random`, and those of `random`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy

from ..values import FLOAT, INT, UNKNOWN, Kind, array
from .result_kinds import rank_of_shape
from .rules import Filled, KindRule, constant, fixed_kind


def drawn(number: Kind) -> KindRule:
    """A number, or an array of the shape ``size``, where the parameters are numbers themselves."""

    def kind(filled: Filled) -> Kind:
        size = filled.arguments.get("size")
        others = [one for key, one in filled.kinds.items() if key != "size"]
        if size is None or (size.head == "const" and size.value is None) or (size.head == "tuple" and not size.args):
            return number if all(one.is_scalar for one in others) else UNKNOWN
        return array(number.dtype, rank_of_shape(filled, "size"))

    return kind


def _draw(signature: Callable[..., Any], number: Kind, names: str) -> None:
    """Draws by name: methods, and functions of `numpy.random`."""
    for one in names.split():
        function = getattr(numpy.random, one, None)
        constant(("method", one), function, kind=drawn(number), effect=True, signature=signature)


_draw(lambda y, size=None, dtype=None, out=None: None, FLOAT, "random standard_normal")
_draw(lambda y, size=None: None, FLOAT, "standard_cauchy random_sample")
_draw(lambda y, loc=0.0, scale=1.0, size=None: None, FLOAT, "normal laplace logistic gumbel")
_draw(lambda y, low=0.0, high=1.0, size=None: None, FLOAT, "uniform")
_draw(lambda y, mean=0.0, sigma=1.0, size=None: None, FLOAT, "lognormal")
_draw(lambda y, scale=1.0, size=None: None, FLOAT, "exponential rayleigh")
_draw(lambda y, shape, scale=1.0, size=None: None, FLOAT, "gamma")
_draw(lambda y, a, b, size=None: None, FLOAT, "beta")
_draw(lambda y, a, size=None: None, FLOAT, "pareto weibull")
_draw(lambda y, df, size=None: None, FLOAT, "chisquare standard_t")
_draw(lambda y, lam=1.0, size=None: None, INT, "poisson")
_draw(lambda y, n, p, size=None: None, INT, "binomial negative_binomial")
_draw(lambda y, p, size=None: None, INT, "geometric")
_draw(lambda y, low, high=None, size=None, dtype=None, endpoint=False: None, INT, "integers randint")
_draw(lambda y, *size: None, FLOAT, "rand randn")

OTHERS = (
    *("standard_exponential", "standard_gamma", "triangular", "vonmises", "wald", "zipf", "logseries"),
    *("hypergeometric", "multinomial", "dirichlet", "multivariate_normal", "choice", "permutation", "permuted"),
)
constant(*(("method", one) for one in OTHERS), effect=True)
constant(*(getattr(numpy.random, one, None) for one in OTHERS), effect=True)
constant(numpy.random.default_rng, numpy.random.seed, random.seed, effect=True)
constant(random.choice, random.choices, random.sample, effect=True)

_SHUFFLED: Any = {"kind": fixed_kind(Kind("none")), "writes": ("x",), "effect": True}
constant(numpy.random.shuffle, random.shuffle, signature=lambda y, x, axis=0: None, **_SHUFFLED)
constant(("method", "shuffle"), signature=lambda y, generator, x, axis=0: None, **_SHUFFLED)
