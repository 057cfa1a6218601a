"""Derivative templates for NumPy, `math` and Python's builtins, one module for each topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import (
    builtin,
    called,
    contractions,
    counting,
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
