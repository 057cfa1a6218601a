"""Which names of the output are the only ones that refer to their arrays, at each point.

A name owns the array that an operation has just made. It loses it as soon as another name, a container or a function
that is not known to let go of its arguments may refer to it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .. import flow
from ..program import Assign, Block, Do, ForEach, Statement, Store, Unpack, Update, operands, reads, targets
from ..pulls import helper
from ..syntax import Expr, name
from .simplify import Scope, has_effect

_COMPUTED = frozenset({"+", "-", "*", "/", "//", "%", "@", "neg", "**", "compare", "not", "const"})
_FRESH = frozenset({"sum", "outer", "dot", "copy", "zeros_like", "zeros", "exp", "log", "sin", "cos", "sqrt", "tanh"})
"""Functions and methods of the library whose results share no storage with their arguments."""
_NUMBERS = frozenset({"len", "float", "int"})
_FIRST_ONLY = frozenset({helper("unbroadcast"), helper("broadcast_like")})
"""Helpers whose result may be their first argument; of the others they read the shape."""


@dataclass(frozen=True)
class Ownership:
    """``before`` each statement, the names whose arrays nothing else refers to.

    ``arrays`` are the adjoints, ``numeric`` the names of the primal that certainly are arrays of numbers.
    """

    scope: Scope
    arrays: Collection[str]
    numeric: Collection[str]
    before: flow.Solution[frozenset[str]]

    @staticmethod
    def of(body: Block, scope: Scope, arrays: Collection[str], numeric: Collection[str]) -> Ownership:
        """Solve for a block."""
        live: flow.Solution[frozenset[str]] = {}
        flow.backward(
            body, frozenset(), lambda one, state: (state - frozenset(targets(one))) | reads(one), flow.union, live
        )
        found = Ownership(scope, arrays, numeric, {})
        flow.forward(
            body,
            frozenset(),
            lambda one, owned: found._after(one, owned, live[one]),
            flow.intersection,
            found.before,
        )
        return found

    def _after(self, statement: Statement, owned: frozenset[str], live: frozenset[str]) -> frozenset[str]:
        if isinstance(statement, (Store, Update)):
            base = base_of(statement.target)
            into_array = base in self.arrays or base in self.numeric
            return owned - (self.seen(statement.value) if into_array else self.referred(statement.value))
        keeps = isinstance(statement, (Assign, Unpack, Do, ForEach))
        if isinstance(statement, Assign) and self.is_made(statement, owned, live):
            return (owned - self.seen(statement.value)) | {statement.target}
        lost = (self.referred(one) if keeps else self.seen(one) for one in operands(statement))
        return owned.difference(targets(statement), *lost)

    def is_made(self, statement: Assign, owned: frozenset[str], live: frozenset[str]) -> bool:
        """Whether the target gets an array that nothing else refers to."""
        value = statement.value
        if value.head == "name":
            return value.leaf in owned and value.leaf not in live
        added = value.head == "call" and value.args[0] == helper("add_at") and value.args[1] == name(statement.target)
        return is_computed(value) or self.is_fresh(value) or (added and statement.target in owned)

    def referred(self, expr: Expr) -> frozenset[str]:
        """The names of which the storage may be referred to by a value, or by a function that has seen them."""
        if expr.head == "name":
            return frozenset([expr.leaf])
        if is_computed(expr) or self.is_fresh(expr):
            return self.seen(expr)
        if expr.head == "call" and expr.args[0] in _FIRST_ONLY:
            return self.referred(expr.args[1]).union(*(self.seen(part) for part in expr.args[2:]))
        return frozenset[str]().union(*(self.referred(part) for part in expr.args))

    def seen(self, expr: Expr) -> frozenset[str]:
        """The names that are given to functions that may keep a reference, where the value itself is only read."""
        if expr.head in ("name", "const"):
            return frozenset()
        if expr.head == "call" and not self.is_fresh(expr) and has_effect(expr, self.scope):
            return self.referred(expr)
        return frozenset[str]().union(*(self.seen(part) for part in expr.args))

    def is_fresh(self, expr: Expr) -> bool:
        """Whether a call gives an array of its own, or a number."""
        if expr.head != "call":
            return False
        function = expr.args[0]
        known = function.head == "attr" and function.leaf in _FRESH
        counted = function.head == "name" and function.leaf in _NUMBERS
        ours = function in (helper("copied"), helper("zeros_like"))
        return ours or ((known or counted) and not self.scope.effects(expr)[0])


def is_computed(expr: Expr) -> bool:
    """Whether a value is the result of arithmetic."""
    return expr.head in _COMPUTED


def base_of(expr: Expr) -> str | None:
    """The name of which an expression is a part."""
    while expr.head == "getitem":
        expr = expr.args[0]
    return str(expr.leaf) if expr.head == "name" else None
