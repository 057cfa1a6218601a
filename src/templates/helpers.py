"""Templates of what generated code and the compiler's own rewriting call: the functions of `runtime`."""

from __future__ import annotations

from typing import Any

from ..markers import stop_gradient
from ..runtime import is_mapping, is_sequence, sequence, tangent_of_sequence, unsequence
from ..values import BOOL, UNKNOWN, Kind
from .notation import d, is_array, is_tuple
from .rules import Filled, adjoint, constant, fixed_kind, linear, same_kind, tangent


def sequence_kind(filled: Filled) -> Kind:
    """A list, tuple or array stays what it is."""
    kind = filled.kind("x")
    return kind if kind.tag in ("list", "tuple", "array") else UNKNOWN


@adjoint(sequence, kind=sequence_kind, shares="either", structural=True)
def items_of(y: Any, x: Any) -> Any:
    d[x] = unsequence(d[y], x)


@tangent(sequence)
def items_pushed(y: Any, x: Any) -> Any:
    if is_array(x) or is_tuple(x):
        d[y] = d[x]
    else:
        d[y] = tangent_of_sequence(d[x], x)


@linear(tangent_of_sequence, kind=sequence_kind, shares="either", structural=True)
def tangent_of_items(y: Any, dx: Any, x: Any) -> Any:
    d[dx] = unsequence(d[y], x)


@linear(unsequence, kind=sequence_kind, shares="either", structural=True)
def adjoint_of_items(y: Any, by: Any, x: Any) -> Any:
    d[by] = tangent_of_sequence(d[y], x)


def _stopped(y: Any, x: Any) -> Any: ...


constant(stop_gradient, kind=same_kind("x"), shares="argument", signature=_stopped, raises=False)
constant(is_sequence, is_mapping, kind=fixed_kind(BOOL), raises=False)
