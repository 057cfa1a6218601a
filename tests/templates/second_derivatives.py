"""Programs around one call of a sample, twice differentiable, and their second derivatives in each pair of modes.

The arguments of the call move along parabolas with one real parameter, and the result is weighted and squared:
``a0 = a0 + p * v + p * p * w`` and ``sum(weights * made * made)``. So the second derivative by ``p`` reads both the
first and the second derivative of the rule, with an adjoint that varies from element to element.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import tangent_like as tl
from samples import Sample
from support import function_from, tangent_names
from tangent_like.checking import _sample as bound_sample
from tangent_like.push_checking import _text as text_of_call
from tangent_like.sampling import direction_of, is_active, precise
from tangent_like.syntax import name
from tangent_like.templates import load

PAIRS = ("grad-grad", "grad-jvp", "jvp-grad", "jvp-jvp")


@dataclass(frozen=True)
class Curve:
    """A function of one number, and the values of its other parameters."""

    function: Callable[..., Any]
    given: tuple[Any, ...]


def curve(one: Sample) -> Curve:
    """The program around a sample."""
    rule = load()[one.key]
    made = bound_sample(one.key, rule, one.args, one.kwargs, one.options.get("wrt"))
    values = precise(made.values)
    call = text_of_call(made, {key: name(key) for key in values}, list(values)).splitlines()[1:]
    random = np.random.default_rng(3)
    given: dict[str, Any] = dict(values)
    body = []
    parameters = {term.leaf: key for key, term in made.bound({key: name(key) for key in values}).items()}
    for key in made.active:
        if key != made.written and parameters.get(key, key) not in rule.differentiable and key in parameters:
            continue
        for hint in ("v", "w"):
            given[f"{hint}_{key}"] = direction_of(values[key], random, one.options.get("along"))
        body.append(f"{key} = {_moved(values[key], key, f'v_{key}', f'w_{key}')}")
    body += [call[0].strip(), call[1].strip().replace("return", "result ="), "total = 0.0"]
    _weighted(made.run(values), "result", body, given, random)
    text = f"def curve({', '.join(['p', *given])}):\n" + "".join(f"    {line}\n" for line in [*body, "return total"])
    return Curve(function_from(text, "curve", function=one.key), tuple(given.values()))


def _moved(value: Any, place: str, first: str, second: str) -> str:
    """The text of a value on its parabola, container by container."""
    if isinstance(value, dict):
        parts = [
            f"{key!r}: {_moved(item, *(f'{one}[{key!r}]' for one in (place, first, second)))}"
            for key, item in value.items()
        ]
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, (list, tuple)):
        parts = [
            _moved(item, *(f"{one}[{number}]" for one in (place, first, second))) for number, item in enumerate(value)
        ]
        inside = ", ".join(parts)
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(parts) == 1 else ''})"
    return f"{place} + p * {first} + p * p * {second}" if is_active(value) else place


def _weighted(value: Any, place: str, body: list[str], given: dict[str, Any], random: np.random.Generator) -> None:
    """Statements that add the weighted squares of the floating leaves of a result to the total."""
    if isinstance(value, (list, tuple, dict)):
        for key in value if isinstance(value, dict) else range(len(value)):
            _weighted(value[key], f"{place}[{key!r}]", body, given, random)
    elif is_active(value):
        weight = f"u{len(given)}"
        given[weight] = random.normal(size=np.shape(value)) if np.shape(value) else float(random.normal())
        product = f"{weight} * {place} * {place}"
        body.append(f"total = total + np.sum({f'np.real({product})' if np.iscomplexobj(value) else product})")


def derivative(one: Curve, *modes: str, examples: bool) -> Callable[[float], float]:
    """The derivative at 0 of as many orders as there are modes; with the kinds of all arguments, or without."""
    found, seeds, kinds = one.function, {}, (0.0, *one.given) if examples else None
    for mode in modes:
        if mode == "grad":
            found = tl.grad(found, wrt="p", example_args=kinds)
        else:
            found = tl.jvp(found, wrt="p", example_args=kinds)
            seeds[tangent_names(found, 1)[0]] = 1.0
        kinds = None
    return lambda p: float(found(p, *one.given, **seeds))


def slope(one: Curve, examples: bool, step: float = 1e-5) -> tuple[float, float]:
    """The second derivative at 0 by differences of the gradient, and the gradient."""
    gradient = derivative(one, "grad", examples=examples)
    return (gradient(step) - gradient(-step)) / (2.0 * step), gradient(0.0)


def title_of(one: Sample) -> str:
    """The call of a sample as text, arrays by their dtypes and shapes."""
    made = bound_sample(one.key, load()[one.key], one.args, one.kwargs, None)
    return str(made.title).replace("builtin_function_or_method ", "")
