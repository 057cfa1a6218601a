"""Derivative templates for NumPy, `math` and Python's builtins, one module for each topic."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from typing import Any

from . import (
    builtin,
    called,
    cmath_functions,
    contractions,
    counting,
    creation,
    data_statistics,
    derived,
    determinants,
    elementwise,
    fourier,
    helpers,
    indexing,
    joining,
    linalg,
    marked,
    math_functions,
    methods,
    operators,
    parts,
    polynomials,
    products,
    pushed,
    random,
    reductions,
    selecting,
    shaping,
    solutions,
    spectral,
    statistics,
    structures,
    ufunc_methods,
    writing,
)
from .rules import RULES, Rule

TOPICS = (
    operators,
    elementwise,
    parts,
    products,
    reductions,
    statistics,
    ufunc_methods,
    polynomials,
    counting,
    selecting,
    shaping,
    solutions,
    indexing,
    joining,
    creation,
    linalg,
    spectral,
    fourier,
    builtin,
    math_functions,
    cmath_functions,
    data_statistics,
    called,
    methods,
    helpers,
    random,
    writing,
    derived,
    determinants,
    contractions,
    structures,
    pushed,
    marked,
)


OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "scipy.special": (
        "scipy_special",
        "scipy_bessel",
        "scipy_integrals",
        "scipy_polynomials",
        "scipy_distributions",
        "scipy_reductions",
    ),
    "scipy.stats": ("scipy_stats", "scipy_discrete"),
    "scipy.fft": ("scipy_fft",),
    "scipy.integrate": ("scipy_integrate",),
    "scipy.interpolate": ("scipy_interpolate",),
    "scipy.optimize": ("scipy_optimize",),
    "scipy.sparse": ("scipy_sparse",),
    "scipy.ndimage": ("scipy_signal", "scipy_ndimage"),
    "scipy.signal": ("scipy_signal",),
    "scipy.linalg": ("scipy_matrices", "scipy_solve", "scipy_factors"),
}
"""Topics of libraries that need not be there, by the module whose import makes them needed."""


def load() -> Mapping[Any, Rule]:
    """Every rule that the topics declare and that users have added; of optional libraries, of what is imported."""
    for library, topics in OPTIONAL.items():
        if library in sys.modules:
            for topic in topics:
                importlib.import_module(f".{topic}", __name__)
    return RULES
