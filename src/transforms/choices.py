"""Which functions a value may be, where one name is bound to several of them, or a list or a call gives it.

Before: ``g = double if x > 1 else square``. After: `Choices.of` the name ``g`` has two members. The order of statements
is not looked at: a name may be all that it is bound to anywhere. What is put into one container may come out of any.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from ..program import MISSING, Assign, Do, For, Function, Statement, Store, Unpack, every, targets
from ..syntax import Expr, dotted, name, names_in, positional, walk
from .closures import ANYTHING, CONTAINER, NOTHING, Choice, Closure, held_defaults

FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, np.ufunc, type(np.sum))

PASSING = frozenset({"sequence", "list", "tuple", "dict", "reversed", "enumerate", "zip", "len", "set", "iter", "next"})
"""The functions that take a container and keep what is in it as it is."""

KEEPING = frozenset({"append", "insert", "extend", "setdefault", "update", "add"})
"""The methods that put something into a container."""

_DISPLAYS = frozenset({"tuple", "list", "set", "dict"})
_FILLED = _DISPLAYS | {"call"}
"""The expressions that may be a container to which something is added."""


class Choices:
    """The function values of one function.

    ``fact``: what an expression certainly stands for; ``resolve``: the live object that a path leads to; ``returned``:
    what a called function returns.
    """

    def __init__(
        self,
        function: Function,
        locals_: frozenset[str],
        fact: Callable[[Expr], Closure | None],
        resolve: Callable[[Expr], Any],
        returned: Callable[[Expr], Choice],
    ) -> None:
        self.function = function
        self.locals = locals_
        self.fact = fact
        self.resolve = resolve
        self.returned = returned
        self.bindings: dict[str, list[Expr | None]] = {}
        self.kept: list[Expr] = []
        for statement in every(function.body):
            self.gather(statement)
        self.asking: set[str] = set()
        self.known: dict[str, Choice] = {}
        self.origins: dict[str, frozenset[str]] = {}

    def gather(self, statement: Statement) -> None:
        """What a statement binds or keeps."""
        for target in targets(statement):
            value = statement.value if isinstance(statement, (Assign, Unpack)) else None
            counts = isinstance(statement, For)
            self.bindings.setdefault(target, []).extend([] if counts else [value])
        if isinstance(statement, Store):
            self.kept.append(statement.value)
        value = statement.value if isinstance(statement, (Assign, Do)) else None
        if (
            value is not None
            and value.head == "call"
            and value.args[0].head == "attr"
            and value.args[0].leaf in KEEPING
        ):
            self.kept += value.args[1:]

    def of(self, expr: Expr) -> Choice:
        """The functions that an expression may be, or hold."""
        fact = self.fact(expr)
        if fact is not None:
            return Choice((replace(fact, slots=fact.held),))
        if expr.head == "name":
            return self.of_name(expr)
        if expr.head == "if":
            return self.of(expr.args[1]) | self.of(expr.args[2])
        if expr.head in ("and", "or"):
            return self.joined(expr.args)
        if expr.head in _DISPLAYS:
            return self.joined(expr.args[1::2] if expr.head == "dict" else expr.args) | CONTAINER
        if expr.head in ("getitem", "star"):
            return self.of(expr.args[0])
        if expr.head == "call":
            return self.of_call(expr)
        return self.of_data(self.resolve(expr), expr) if expr.head == "attr" else NOTHING

    def joined(self, parts: tuple[Expr, ...]) -> Choice:
        found = NOTHING
        for part in parts:
            found = found | self.of(part)
        return found

    def of_name(self, expr: Expr) -> Choice:
        """What a name may be bound to."""
        identifier = expr.leaf
        if identifier not in self.locals:
            return self.of_data(self.resolve(expr), expr)
        if identifier not in self.known:
            before = self.before(identifier)
            for one in sorted(before, key=lambda one: (len(self.before(one)), one)):
                if one not in self.known:
                    self.settle({other for other in self.before(one) if one in self.before(other)})
        return self.known[identifier]

    def before(self, identifier: str) -> frozenset[str]:
        """A name, and all those that what it is bound to may come from."""
        if identifier not in self.origins:
            found: set[str] = set()
            ahead = {identifier}
            while ahead:
                found |= ahead
                ahead = {one for other in ahead for one in self.read_for(other)} - found
            self.origins[identifier] = frozenset(found)
        return self.origins[identifier]

    def read_for(self, identifier: str) -> frozenset[str]:
        """The local names in what a name is bound to, and in what containers get if it may be one."""
        values = [one for one in self.bindings.get(identifier, []) if one is not None]
        if any(term.head in _FILLED for one in values for term in walk(one)):
            values += self.kept
        found = frozenset(one for value in values for one in names_in(value))
        lifted = (self.function.callees.get(name(one)) for one in found)
        captured = (frozenset((*one.captures, *held_defaults(one))) for one in lifted if isinstance(one, Function))
        return found.union(*captured) & self.locals

    def settle(self, cycle: set[str]) -> None:
        """Find what the names of a cycle of bindings may be: the least that holds for all of them."""
        order = sorted(cycle)
        self.asking |= cycle
        self.known |= dict.fromkeys(order, NOTHING)
        while any(self.grows(one) for one in order):
            pass
        self.asking -= cycle

    def grows(self, identifier: str) -> bool:
        found = ANYTHING if identifier in self.function.all_parameters else self.known[identifier]
        for value in self.bindings.get(identifier, []):
            found = found | (ANYTHING if value is None else self.of(value))
        if found.filled:
            found = found | self.joined(tuple(self.kept))
        grown = found != self.known[identifier]
        self.known[identifier] = found
        return grown

    def of_call(self, expr: Expr) -> Choice:
        """What a call may return."""
        path = expr.args[0]
        root = path.leaf.lstrip("%") if path.head == "name" else ""
        if root in PASSING and (path.leaf.startswith("%") or path.leaf not in self.locals):
            return self.joined(expr.args[1:]) | CONTAINER
        if path.head == "attr" and self.resolve(path) is MISSING:
            return self.joined((path.args[0], *positional(expr))) | ANYTHING
        return self.returned(expr)

    def of_data(self, value: Any, path: Expr) -> Choice:
        """The functions in a container outside of the function; what they are called there is not known."""
        if isinstance(value, dict):
            value = tuple(value.values())
        if not isinstance(value, (tuple, list)) or dotted(path) is None:
            return ANYTHING if value is MISSING else NOTHING
        found = ANYTHING
        for item in value:
            if isinstance(item, FUNCTIONS):
                found = found | Choice((Closure(item, (), name(getattr(item, "__name__", "function"))),))
            else:
                found = found | self.of_data(item, path)
        return found
