"""Whether a pushforward takes each element of a tangent to the same element of its result, and to no other.

Then the matrix behind it is diagonal, and one product with ones gives all of it: the Jacobian of an elementwise
function, the Hessian of a sum of functions of one element each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .api import last_parameters, output_of
from .loader import cells_of, contents
from .program import Assign, Generated, If, Raise, Return, Statement, bound_in, every, operands, targets
from .runtime import as_gradient, as_tangent, clip_tangent, copied, phase, ratio, reached
from .syntax import Expr, keywords, names_in, positional

_OPERATORS = frozenset({"+", "-", "*", "/", "neg"})


def is_elementwise(derivative: Callable[..., Any]) -> bool:
    """Whether everything that a pushforward does to its one tangent is done element by element.

    Where its result then has the shape of the tangent, no element of the one reaches another element of the other:
    broadcasting an elementwise operation never makes a shape smaller, so every value on the way has that shape too.
    """
    generated = output_of(derivative).functions[-1]
    known = _scope(derivative, generated)
    tangents = _reached(generated, last_parameters(derivative, 1)[0])
    for statement in every(generated.body):
        read = frozenset[str]().union(*(names_in(one) for one in operands(statement)))
        if not tangents & (read | frozenset(targets(statement))) or _only_raises(statement):
            continue
        if not isinstance(statement, Assign | Return) or not _keeps_places(statement.value, tangents, known):
            return False
    return True


def _only_raises(statement: Statement) -> bool:
    """Whether a statement is a check."""
    if not isinstance(statement, If):
        return False
    return all(isinstance(one, Raise) for one in every((*statement.body, *statement.orelse)))


def _reached(generated: Generated, tangent: str) -> frozenset[str]:
    """The names that may depend on the tangent."""
    found = {tangent}
    while True:
        before = len(found)
        for statement in every(generated.body):
            if any(names_in(one) & found for one in operands(statement)):
                found |= set(targets(statement))
        if len(found) == before:
            return frozenset(found)


def _scope(derivative: Callable[..., Any], generated: Generated) -> Mapping[str, Any]:
    """What the names outside of the function stand for."""
    own = bound_in(generated.body) | {one.name for one in generated.parameters}
    outside = {**getattr(derivative, "__globals__", {}), **contents(cells_of(derivative))}
    return {key: value for key, value in outside.items() if key not in own}


def _keeps_places(expr: Expr, tangents: frozenset[str], known: Mapping[str, Any]) -> bool:
    if not names_in(expr) & tangents or expr.head == "name":
        return True
    parts = expr.args
    if expr.head == "call":
        function, parts = _value(expr.args[0], known), positional(expr)
        options = [one for key, one in keywords(expr).items() if function is not as_gradient or key != "owned"]
        if options or not _is_elementwise_function(function, len(parts)):
            return False
    elif expr.head not in _OPERATORS:
        return False
    return all(_keeps_places(part, tangents, known) for part in parts)


def _is_elementwise_function(function: Any, count: int) -> bool:
    """Whether a function of so many arguments takes each element by itself, and writes none."""
    if isinstance(function, np.ufunc):
        return function.signature is None and function.nout == 1 and function.nin == count
    return (function is np.where and count == 3) or any(function is one for one in _ELEMENTWISE)


_ELEMENTWISE = (np.real, np.imag, as_tangent, as_gradient, copied, reached, clip_tangent, phase, ratio)


def _value(path: Expr, known: Mapping[str, Any]) -> Any:
    """What a dotted path leads to; None if it is no such path."""
    if path.head == "name":
        return known.get(path.leaf)
    return getattr(_value(path.args[0], known), path.leaf, None) if path.head == "attr" else None
