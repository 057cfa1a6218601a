"""What is known of the results of SciPy's functions, and why some derivatives are not known."""

from __future__ import annotations

from dataclasses import replace

from ..values import COMPLEX, Kind
from .rules import Filled, KindRule, broadcast_kind

ORDER = "the derivative by the order has no closed form"
SHAPE = "the derivative by this parameter has no closed form"
"""Why towards some parameters no derivative is known."""


def of_any_dtype(filled: Filled) -> Kind:
    """The kind of an elementwise result of a function that may compute in double precision."""
    found = broadcast_kind(filled)
    return replace(found, dtype=None) if found.dtype == "float32" else found


def complex_valued(filled: Filled) -> Kind:
    """The kind of an elementwise result that is complex for real arguments too."""
    found = broadcast_kind(filled)
    if found.is_scalar:
        return COMPLEX
    return replace(found, dtype="complex128" if found.dtype in ("float64", "complex128") else None)


def several(number: int, each: KindRule = broadcast_kind) -> KindRule:
    """A tuple of results, each of the kind that a rule gives."""
    return lambda filled: Kind("tuple", items=(each(filled),) * number)
