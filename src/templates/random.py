"""Draws: inactive, made once, in their order. Their generator is written, but nothing of it is read again."""

from __future__ import annotations

import numpy

from .rules import constant

METHODS = (
    "normal",
    "standard_normal",
    "uniform",
    "random",
    "integers",
    "randint",
    "exponential",
    "poisson",
    "binomial",
    "gamma",
    "beta",
)

constant(*(("method", one) for one in METHODS), effect=True)
constant(
    numpy.random.normal,
    numpy.random.uniform,
    numpy.random.rand,
    numpy.random.randn,
    numpy.random.random,
    numpy.random.randint,
    numpy.random.standard_normal,
    numpy.random.default_rng,
    numpy.random.seed,
    effect=True,
)
