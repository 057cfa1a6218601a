"""Derivatives applied to many directions at once, made when the kinds of the arguments are seen, and remembered."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .api import Derivative, output_of, respecialised
from .declared import kind_of_value
from .differences import leaves_of
from .errors import TangentError
from .loader import load
from .pipeline import Batched, vectorise
from .summaries import portable
from .templates.batching import Unbatched
from .templates.derived import floating
from .values import Kind

TOGETHER = 2**18
"""How many numbers all directions that are evaluated together may have, in one value."""

KEPT = 16
"""How much less that is where a program keeps values of many steps."""

FEWEST = 4
"""For fewer directions nothing is compiled."""

_MEMORY = "__vectorised__"
"""The attribute of a derivative that remembers what was made of it, by the kinds of the arguments."""


@dataclass(frozen=True, eq=False)
class Vectorised:
    """A derivative for many directions: ``together`` at a time."""

    function: Callable[..., Any]
    together: int
    batched: Batched


def vectorised(
    derivative: Derivative, args: tuple[Any, ...], kwargs: Mapping[str, Any], directions: Mapping[str, Any], count: int
) -> Vectorised | None:
    """A derivative for many directions, for arguments like these; None where it has to be called for each of them.

    ``directions`` has by parameter a value of the shape of one direction; ``count`` says how many there are. The
    program is made for the kinds of the arguments: their types, dtypes and ranks.
    """
    if count < FEWEST:
        return None
    known = _kinds(derivative, args, kwargs, directions)
    if known is None:
        return None
    memory = derivative.__dict__.setdefault(_MEMORY, {})
    key = (tuple(known.items()), tuple(directions))
    found = memory.get(key, _MEMORY)
    if found is _MEMORY or (found is not None and not found[1].holds()):
        found = memory[key] = _made(derivative, known, tuple(directions))
    if found is None:
        return None
    function, batched = found
    together = _together(batched, (*args, *kwargs.values(), *directions.values()))
    return Vectorised(function, together, batched) if together > 1 else None


def forget(derivative: Derivative) -> None:
    """Call a derivative for each direction from now on: what was made for many of them has failed."""
    memory = derivative.__dict__.get(_MEMORY, {})
    memory.update(dict.fromkeys(memory))


def _kinds(
    derivative: Derivative, args: tuple[Any, ...], kwargs: Mapping[str, Any], directions: Mapping[str, Any]
) -> dict[str, Kind] | None:
    """The kinds of all parameters of a derivative, those of its directions included."""
    signature = inspect.signature(derivative, follow_wrapped=False)
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    if any(one.kind in variable for one in signature.parameters.values()):
        return None
    bound = signature.bind_partial(*args, **kwargs)
    bound.apply_defaults()
    found = {one: portable(kind_of_value(value)) for one, value in bound.arguments.items()}
    return {**found, **{one: floating(portable(kind_of_value(value))) for one, value in directions.items()}}


def _made(
    derivative: Derivative, known: Mapping[str, Kind], directions: tuple[str, ...]
) -> tuple[Callable[..., Any], Batched] | None:
    try:
        plain = respecialised(derivative, known)
        batched = vectorise(plain, {**output_of(plain).kinds, **known}, directions)
    except (TangentError, Unbatched):
        return None
    output = batched.output
    return load(output.functions, output.text, output.name)[output.name], batched


def _together(batched: Batched, values: tuple[Any, ...]) -> int:
    """How many directions are evaluated together, so that no value gets too large."""
    arrays = [leaf for _, leaf in leaves_of(values) if isinstance(leaf, np.ndarray)]
    largest = max((array.size for array in arrays), default=1)
    longest = max((length for array in arrays for length in array.shape), default=1)
    if batched.rank > max((array.ndim for array in arrays), default=0):
        largest = max(largest, longest**batched.rank)
    return max(TOGETHER // (KEPT if batched.keeps else 1) // max(largest, 1), 1)
