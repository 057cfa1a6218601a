"""Derivative templates for NumPy, `math` and Python's builtins, one module for each topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import (
    builtin,
    called,
    cmath_functions,
    contractions,
    creation,
    data_statistics,
    derived,
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
    math_functions,
    cmath_functions,
    data_statistics,
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


def load() -> Mapping[Any, Rule]:
    """Every rule that the topics declare and that users have added."""
    return RULES
