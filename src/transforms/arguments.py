"""What the arguments of calls are, as they are written."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from ..libraries import home_of_object
from ..program import MISSING, Function, bound_in
from ..syntax import Expr, attribute, const, keywords, positional
from ..templates.rules import RULES


def is_of_arrays(identifier: str) -> bool:
    """Whether arrays have an attribute of that name: it is one of an object only where the kind tells so."""
    return ("attr", identifier) in RULES or hasattr(np.ndarray, identifier)


def is_axes(expr: Expr) -> bool:
    """Whether an argument is a tuple of whole numbers as they are written, as axes and shapes are."""
    return expr.head == "tuple" and all(is_whole_number(part) for part in expr.args)


def is_whole_number(expr: Expr) -> bool:
    """Whether an expression is a whole number as it is written."""
    digits = expr.args[0] if expr.head == "neg" else expr
    return digits.head == "const" and type(digits.value) is int


def parameters_of(target: Any) -> list[inspect.Parameter]:
    """The parameters of a function of the user's; none for others."""
    if isinstance(target, Function):
        return [inspect.Parameter(one.name, one.binding) for one in target.parameters]
    if isinstance(target, types.FunctionType):
        return list(inspect.signature(target, follow_wrapped=False).parameters.values())
    return []


def default_of(function: Function, parameter: str) -> Any:
    """The function that a parameter is bound to by default; `MISSING` for anything else."""
    home = function.home
    if home is None or function.nested or parameter not in function.all_parameters:
        return MISSING
    if any(parameter in bound_in((statement,)) for statement in function.body):
        return MISSING
    known = inspect.signature(home, follow_wrapped=False).parameters.get(parameter)
    return known.default if known and callable(known.default) and known.default is not known.empty else MISSING


def has_rule(target: Any) -> bool:
    return target in RULES


def single(place: Expr) -> Expr:
    """``out=(y,)`` as ``out=y``."""
    return place.args[0] if place.head == "tuple" and len(place.args) == 1 else place


def displayed(expr: Expr) -> Expr:
    """``dict(a=x)`` as ``{"a": x}``."""
    parts = [part for key, value in keywords(expr).items() for part in (const(key), value)]
    return Expr("dict", tuple(parts), None, expr.at)


def thawed(expr: Expr, resolve: Callable[[Expr], Any], atom: Callable[[Expr], Expr]) -> Expr | None:
    """A method of what an object of a library makes, as one of the object: ``norm.cdf(x, m)`` for ``norm(m).cdf(x)``.

    None for any other call. What the object is given first is evaluated first, by ``atom``.
    """
    path = expr.args[0]
    if path.head != "attr" or path.args[0].head != "call":
        return None
    made = path.args[0]
    if len(positional(expr)) != 1 and positional(made):
        return None
    owner = resolve(made.args[0])
    starred = None in (*keywords(made), *keywords(expr)) or any(one.head == "star" for one in (*made.args, *expr.args))
    if starred or home_of_object(owner) is None or not has_rule(getattr(owner, path.leaf, None)):
        return None
    held = [atom(one) for one in positional(made)]
    named = {**{key: atom(one) for key, one in keywords(made).items()}, **keywords(expr)}
    operands = (*positional(expr), *held, *named.values())
    return Expr("call", (attribute(made.args[0], path.leaf), *operands), tuple(named), expr.at)
