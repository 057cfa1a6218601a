"""Derivative templates for NumPy, `math` and Python's builtins, one module for each topic."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from typing import Any

from . import (
    builtin,
    called,
    contractions,
    creation,
    derived,
    elementwise,
    fourier,
    helpers,
    indexing,
    joining,
    linalg,
    marked,
    methods,
    operators,
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
    writing,
)
from .rules import RULES, Rule

TOPICS = (
    operators,
    elementwise,
    products,
    reductions,
    statistics,
    polynomials,
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
    called,
    methods,
    helpers,
    random,
    writing,
    derived,
    contractions,
    structures,
    pushed,
    marked,
)


OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "scipy.fft": ("scipy_fft",),
    "scipy.integrate": ("scipy_integrate",),
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
