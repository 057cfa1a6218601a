"""Which expressions are written as statements, as far as their text tells."""

from __future__ import annotations

import functools
import itertools
import math
import statistics
from collections import Counter
from types import FunctionType
from typing import Any, Protocol

import gast
import numpy as np

from ..program import DERIVING
from .iterators import is_iterator

COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
SCOPES = (gast.Lambda, gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef)
_STATISTICS = {
    f"statistics.{one.__name__}": one
    for one in (
        *(statistics.mean, statistics.fmean, statistics.geometric_mean, statistics.harmonic_mean),
        *(statistics.median, statistics.median_low, statistics.median_high, statistics.quantiles),
        *(statistics.variance, statistics.pvariance, statistics.stdev, statistics.pstdev),
    )
}
_COLLECTING = frozenset(
    {"list", "tuple", "set", "frozenset", "dict", "sorted", "min", "max", "fsum", "prod", "join", "fromiter", "reduce"}
).union(_STATISTICS)
_CONSUMING = _COLLECTING | {"sum", "any", "all", "zip", "enumerate", "map", "filter"}
"""The functions that take all items of a generator, one after the other; the first take a list as well."""

_LIBRARY = {"fsum": math.fsum, "prod": math.prod, "reduce": functools.reduce, "fromiter": np.fromiter, **_STATISTICS}


class Outside(Protocol):
    """What is known of the names of a function that is not in its body."""

    def known(self, node: Any) -> Any:
        """What a path of names outside of the function leads to; None for all else."""

    def is_builtin(self, identifier: str) -> bool:
        """Whether a name means the builtin of that name."""

    def is_parameter(self, identifier: str) -> bool:
        """Whether a name is a parameter of the function."""


class Folded:
    """What of one function is written as statements.

    ``uses``: how often each name occurs; ``partials``: the partial objects that have been found; ``functions``: the
    names of nested functions.
    """

    def __init__(self, outside: Outside, body: list[Any]) -> None:
        self.outside = outside
        self.known = outside.known
        self.uses = counted(body)
        self.partials: dict[str, Any] = {}
        self.functions = named_functions(body)

    def is_unfolded(self, node: Any, consumed: bool) -> bool:
        """Whether an expression itself is written as statements; ``consumed``: all of its items are taken at once."""
        if isinstance(node, (gast.List, gast.Tuple, gast.Set)):
            return not isinstance(getattr(node, "ctx", None), gast.Store) and any(map(is_star, node.elts))
        if isinstance(node, gast.Dict):
            return None in node.keys
        if isinstance(node, gast.Call):
            if isinstance(node.func, gast.Lambda) or self.is_reduction(node) or self.is_partial(node.func):
                return True
            if self.builtin(node.func) == "dict" and len(node.args) == 1 and not node.keywords:
                return self.gives_pairs(node.args[0])
            if (self.builtin(node.func) in ("min", "max") and self.is_keyed(node)) or self.is_found(node.func):
                return True
            if self.makes_partial(node) or self.gathers(node) or self.is_piecewise(node):
                return True
            if self.has_default(node):
                return True
            return consumed and (self.is_generator(node) or self.is_endless(node) or self.is_reversed(node))
        return isinstance(node, (*COMPREHENSIONS, gast.NamedExpr))

    def unfolds(self, node: Any, consumed: bool = False) -> bool:
        """Whether an expression or a part of it is written as statements."""
        if isinstance(node, gast.Lambda):
            return any(map(is_found, (*node.args.defaults, *node.args.kw_defaults)))
        if not isinstance(node, gast.AST):
            return False
        if self.is_unfolded(node, consumed):
            return True
        inner = self.consumes(node)
        return any(self.unfolds(one, inner) for one in gast.iter_child_nodes(node))

    def consumes(self, node: Any) -> bool:
        """Whether all items of what is handed over are taken at once."""
        if isinstance(node, gast.Starred):
            return True
        if not isinstance(node, gast.Call):
            return False
        return self.builtin(node.func) in _CONSUMING or self.is_reduction(node)

    def builtin(self, function: Any) -> str:
        """The name of a builtin function, or of another that takes all items of a generator."""
        if isinstance(function, gast.Name) and self.outside.is_builtin(function.id):
            return str(function.id)
        if isinstance(function, gast.Attribute) and function.attr == "join":
            return "join"
        known = self.known(function)
        return next((name for name, one in _LIBRARY.items() if one is known), "")

    def is_endless(self, node: Any) -> bool:
        """Whether an expression gives items without an end."""
        if not isinstance(node, gast.Call):
            return False
        known = self.known(node.func)
        return known in (itertools.count, itertools.cycle) or (known is itertools.repeat and len(node.args) == 1)

    def may_write(self, node: Any) -> bool:
        """Whether evaluating an expression may change a container: it calls something else than a library function."""
        for one in gast.walk(node):
            if isinstance(one, gast.Call) and not self.builtin(one.func):
                known = self.known(one.func)
                if known is None or isinstance(known, FunctionType) or any(key.arg == "out" for key in one.keywords):
                    return True
        return False

    def is_stored_in(self, target: Any, node: Any) -> bool:
        """Whether an expression binds a name."""
        return any(is_stored(one) and one.id == target.id for one in gast.walk(node))

    def is_generator(self, node: Any) -> bool:
        """Whether an expression is a generator expression, a call of `map` or `filter`, or of `itertools`."""
        if isinstance(node, gast.Call) and is_iterator(self.known(node.func), node):
            return True
        if not isinstance(node, gast.Call) or node.keywords or len(node.args) < 2 or any(map(is_star, node.args)):
            return isinstance(node, gast.GeneratorExp)
        return self.builtin(node.func) in ("map", "filter")

    def is_reversed(self, node: Any) -> bool:
        """Whether an expression gives the items of a sequence from its end."""
        plain = isinstance(node, gast.Call) and not node.keywords and len(node.args) == 1 and not is_star(node.args[0])
        return plain and self.builtin(node.func) == "reversed"

    def gives_pairs(self, node: Any) -> bool:
        """Whether an expression gives pairs one after the other, and is no mapping."""
        if isinstance(node, gast.Call) and self.builtin(node.func) in ("zip", "enumerate"):
            return True
        return self.is_generator(node) or isinstance(node, (gast.List, gast.Tuple, gast.ListComp))

    def is_reduction(self, node: Any) -> bool:
        plain = isinstance(node, gast.Call) and not node.keywords and len(node.args) in (2, 3)
        return plain and not any(map(is_star, node.args)) and self.known(node.func) is functools.reduce

    def is_piecewise(self, node: Any) -> bool:
        """Whether a call is one of ``np.piecewise`` whose conditions and functions are written out."""
        if self.known(node.func) is not np.piecewise or not isinstance(node.func, gast.Attribute) or len(node.args) < 3:
            return False
        conditions, pieces = node.args[1:3]
        if any(map(is_star, node.args)) or not all(isinstance(one, (gast.List, gast.Tuple)) for one in node.args[1:3]):
            return False
        parts = [*conditions.elts, *pieces.elts]
        if any(isinstance(one, (gast.Starred, gast.Constant)) for one in conditions.elts) or any(map(is_star, parts)):
            return False
        more = len(pieces.elts) - len(conditions.elts)
        return bool(conditions.elts) and more in (0, 1) and all(self.is_piece(one) for one in pieces.elts)

    def is_piece(self, node: Any) -> bool:
        """Whether it is clear if a piece is a function or a value: a parameter may be either."""
        return not (isinstance(node, gast.Name) and self.outside.is_parameter(node.id))

    def is_function(self, node: Any) -> bool:
        """Whether an expression certainly is a function."""
        named = isinstance(node, gast.Name) and node.id in self.functions
        return named or isinstance(node, gast.Lambda) or callable(self.known(node))

    def makes_partial(self, node: Any) -> bool:
        """Whether a call makes a partial object, of arguments that are written out."""
        if self.known(node.func) is not functools.partial or not node.args or any(map(is_star, node.args)):
            return False
        return all(one.arg is not None for one in node.keywords)

    def is_found(self, function: Any) -> bool:
        """Whether what is called is first found in a container, chosen, or returned by another call."""
        if isinstance(function, gast.Call):
            made = self.known(function.func)
            return not any(made is one for one in DERIVING)
        return isinstance(function, (gast.Subscript, gast.IfExp, gast.BoolOp))

    def is_keyed(self, node: Any) -> bool:
        """Whether a call says by what to order, and nothing else by keyword."""
        return [one.arg for one in node.keywords] == ["key"] and bool(node.args) and not any(map(is_star, node.args))

    def has_default(self, node: Any) -> bool:
        """Whether a call asks for the greatest or the least of items that there may be none of."""
        plain = len(node.args) == 1 and not is_star(node.args[0]) and self.builtin(node.func) in ("min", "max")
        named = {one.arg for one in node.keywords}
        return plain and "default" in named and named <= {"default", "key"}

    def sorts_by_key(self, node: Any) -> bool:
        """Whether a call sorts a list in place by a key."""
        method = isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute) and node.func.attr == "sort"
        return method and isinstance(node.func.value, gast.Name) and "key" in [one.arg for one in node.keywords]

    def gathers(self, node: Any) -> bool:
        """Whether the arguments of a call are more than one starred value of a length that is not known."""
        stars = [one.value for one in node.args if is_star(one)]
        known = self.known(node.func)
        if len(node.args) < 2 or self.builtin(node.func) or not (known is None or isinstance(known, FunctionType)):
            return False
        return any(isinstance(one, gast.Name) and self.uses["filled", one.id] for one in stars)

    def is_partial(self, function: Any) -> bool:
        return isinstance(function, gast.Name) and function.id in self.partials

    def binds_partial(self, node: Any) -> bool:
        """Whether a statement names a partial object that is only called."""
        target, value = node.targets[0], node.value
        if len(node.targets) > 1 or not isinstance(target, gast.Name) or not isinstance(value, gast.Call):
            return False
        if not self.makes_partial(value) or self.uses["store", target.id] > 1:
            return False
        if self.outside.is_parameter(target.id):
            return False
        return self.uses[target.id] == self.uses["call", target.id] + 1


def is_found(default: Any) -> bool:
    """Whether a default of a nested function has to be found where the function is defined."""
    inner = default.operand if isinstance(default, gast.UnaryOp) else default
    return default is not None and not isinstance(inner, gast.Constant)


def _is_filled(value: Any) -> bool:
    """Whether what is bound may have any number of items: neither a display of some nor a value that is handed on."""
    return isinstance(value, (gast.ListComp, gast.Call, gast.BinOp, gast.Subscript)) or (
        isinstance(value, gast.List) and (not value.elts or any(map(is_star, value.elts)))
    )


def is_star(node: Any) -> bool:
    return isinstance(node, gast.Starred)


def is_stored(node: Any) -> bool:
    return isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store)


def counted(nodes: list[Any]) -> Counter[Any]:
    """How often each name occurs, is bound (``("store", name)``) and is called."""
    found: Counter[Any] = Counter()
    for node in nodes:
        for one in gast.walk(node):
            if isinstance(one, gast.Assign) and isinstance(one.targets[0], gast.Name) and _is_filled(one.value):
                found["filled", one.targets[0].id] += 1
            if isinstance(one, gast.Name):
                found[one.id] += 1
                if is_stored(one):
                    found["store", one.id] += 1
            elif isinstance(one, gast.Call) and isinstance(one.func, gast.Name):
                found["call", one.func.id] += 1
            elif isinstance(one, gast.FunctionDef):
                found["store", one.name] += 1
                found[one.name] += 1
    return found


def named_functions(body: list[Any]) -> frozenset[str]:
    """The names that statements give to nested functions."""
    found = set()
    for one in (part for statement in body for part in gast.walk(statement)):
        if isinstance(one, gast.FunctionDef):
            found.add(one.name)
        elif isinstance(one, gast.Assign) and isinstance(one.value, gast.Lambda):
            found |= {target.id for target in one.targets if isinstance(target, gast.Name)}
    return frozenset(found)
