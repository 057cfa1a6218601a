"""What is known of the function values in one function: which one an expression certainly stands for."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..binding import method_of
from ..errors import Origin
from ..libraries import holds_functions
from ..program import MISSING, Function, lookup
from ..syntax import Expr, dotted, keywords, name, positional
from .choices import FUNCTIONS, Choices
from .closures import Closure, held_defaults
from .deleted import undefined


class Facts:
    """The facts of one function.

    ``known``: by parameter; ``once``: what a name is bound to that is bound once; ``early``: the names that may be read
    before they are bound.
    """

    statics: Any
    function: Function
    known: dict[str, Closure]
    locals: frozenset[str]
    once: dict[str, Expr]
    early: frozenset[str]
    asking: set[str]
    choices: Choices
    where: Origin

    def fact(self, expr: Expr) -> Closure | None:
        """The function that an expression certainly stands for."""
        if expr.head == "name":
            if expr.leaf in self.known:
                return self.known[expr.leaf]
            target = self.function.callees.get(expr)
            if isinstance(target, Function):
                return self.closure(target)
            if expr.leaf in self.once and expr.leaf not in self.asking:
                self.asking.add(expr.leaf)
                found = self.fact(self.once[expr.leaf])
                self.asking.discard(expr.leaf)
                if found is not None:
                    return self.defined(expr, found)
        if expr.head == "call":
            return self.partial(expr)
        target = self.resolve(expr)
        return Closure(target, (), expr) if isinstance(target, FUNCTIONS) else None

    def partial(self, expr: Expr) -> Closure | None:
        """The function that a call of `functools.partial` stands for."""
        plain, named = positional(expr), keywords(expr)
        if self.resolve(expr.args[0]) is not functools.partial or not plain or None in named:
            return None
        inner = self.sure(plain[0])
        if inner is None or any(one.head == "star" for one in plain):
            return None
        count = len(inner.bound)
        bound = {f"bound{count + at}": one for at, one in enumerate(plain[1:])}
        kept = {str(key): one for key, one in named.items()}
        cells = {**dict(inner.cells), **bound, **kept}
        names = tuple(dict.fromkeys((*inner.named, *kept)))
        return replace(inner, cells=tuple(cells.items()), bound=(*inner.bound, *bound), named=names)

    def sure(self, expr: Expr) -> Closure | None:
        """The one function that an expression may be, which a name of it may hold when the function runs."""
        fact = self.fact(expr)
        if fact is not None or expr.head != "name" or expr.leaf not in self.locals or expr.leaf in self.choices.asking:
            return fact
        choice = self.choices.of_name(expr)
        one = choice.certain and len(choice.members) == 1
        return self.defined(expr, choice.members[0].read_from(expr)) if one else None

    def defined(self, expr: Expr, fact: Closure) -> Closure:
        """What is known of a name, which is bound wherever it is read."""
        if expr.leaf in self.early:
            raise undefined(expr.leaf, self.where)
        return fact

    def closure(self, target: Function) -> Closure:
        """A lifted function, and where the function at hand has what it captures."""
        own = [*target.captures, *held_defaults(target)]
        captured = ((one, self.captured(one, target)) for one in own if one in target.captures)
        known = {one: fact for one, fact in captured if fact is not None}
        clone = self.statics.clone(target, known, self.where) if known else None
        if clone is None:
            return Closure(target, tuple((one, name(one)) for one in own))
        cells = [(one, name(one)) for one in own if one not in known]
        return Closure(clone.function, (*cells, *self.handed(clone, known)))

    def captured(self, identifier: str, target: Function) -> Closure | None:
        """The function that a captured name certainly stands for."""
        return None if identifier == target.name else self.sure(name(identifier))

    def handed(self, clone: Any, facts: Mapping[str, Closure]) -> list[tuple[str, Expr]]:
        """What of the function at hand stands for the arguments that a call of a clone adds."""
        return [(new, dict(facts[parameter].cells)[cell]) for new, parameter, cell in clone.passed]

    def resolve(self, path: Expr) -> Any:
        """The live object outside of the function that a path leads to; `MISSING` where it leads to data."""
        if path in self.function.callees:
            return self.function.callees[path]
        chain = dotted(path)
        if chain is None or chain[0] in self.locals:
            return MISSING
        value = lookup(self.function, chain[0])
        for attribute in chain[1:]:
            home = self.function.home
            if holds_functions(value):
                value = getattr(value, attribute, MISSING)
            elif len(chain) == 2 and home is not None and chain[0] in home.__code__.co_freevars:
                found = method_of(home, value, attribute)
                value = MISSING if found is None else found
            else:
                return MISSING
        return self.statics.underlying(value)
