"""What a caller must know of the functions that it calls: kinds, writes, references; found once, bottom up."""

from __future__ import annotations

import dis
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import kinds, memory, mutation, references
from .attributes import Left
from .dispatch import dispatched
from .errors import TangentError
from .kinds import Kinds
from .locations import Location, Reference
from .markers import stop_gradient
from .memory import Summary
from .names import Names
from .program import Assign, Do, Function, Statement, every, lookup, operands
from .references import Effect
from .syntax import Expr, names_in
from .templates.operation import Operation, operation
from .updates import in_place
from .values import UNKNOWN, Kind
from .variables import rebind, update

Front = Callable[[Any], Function]
Together = tuple[frozenset[str], ...]

LIMIT = 8
"""Specialisations of one function by kinds; then one for unknown kinds serves."""


@dataclass(frozen=True)
class Context:
    """What a caller asks of a function, and whether there is one.

    ``restores``: parameters whose content the reverse half has to put back. ``together``: sets of parameters that may
    share storage. ``pair_result``: whether the forward half returns the shadow of the result. ``unread``: whether
    nothing reads the result. ``held``: parameters that are given with a shadow of the caller's.
    """

    outermost: bool = False
    restores: frozenset[str] = frozenset()
    together: Together = ()
    pair_result: bool = False
    unread: bool = False
    held: frozenset[str] = frozenset()


class Summaries:
    """Reads the functions that one request leads to, and sums them up for their callers."""

    def __init__(self, front: Front, module_names: Names) -> None:
        self.front = front
        self.module_names = module_names
        self._kinds: dict[Any, tuple[Function, Kinds] | None] = {}
        self._writes: dict[Any, Summary] = {}
        self._effects: dict[Any, Effect] = {}
        self._outside: dict[Any, bool] = {}

    def read(self, target: Any) -> Function | None:
        """The callee in normal form; None if it cannot be read (it matters only where it is active)."""
        try:
            return self.front(target)
        except TangentError:
            return None

    def kind_of_call(self, found: Operation, arguments: Mapping[str, Kind]) -> Kind:
        callee = self.read(found.target)
        if callee is None:
            return UNKNOWN
        found_ = self.kinds_of(callee, parameters_of(callee, arguments))
        return UNKNOWN if found_ is None else portable(found_[1].result)

    def left_by_call(self, found: Operation, arguments: Mapping[str, Kind]) -> Left | None:
        """What a call leaves of the objects that it is given; None where that is not known."""
        callee = self.read(found.target)
        solved = None if callee is None else self.kinds_of(callee, parameters_of(callee, arguments))
        if solved is None:
            return None
        left = solved[1].left
        parts = ({key: portable(kind) for key, kind in one.items()} for one in (left.parameters, left.stored))
        return Left(*parts)

    def resolved(self, function: Function, parameters: Mapping[str, Kind]) -> tuple[Function, Kinds]:
        """A function with the methods of objects of known classes resolved, and its kinds."""
        return dispatched(function, parameters, self.kind_of_call, self.left_by_call)

    def kinds_of(self, function: Function, parameters: Mapping[str, Kind]) -> tuple[Function, Kinds] | None:
        """A function as it is for these arguments, and its kinds; None while they are being found."""
        key = (function, tuple(sorted(parameters.items(), key=lambda item: item[0])))
        if key not in self._kinds:
            if sum(1 for other in self._kinds if other[0] is function) >= LIMIT:
                parameters = dict.fromkeys(parameters, UNKNOWN)
                key = (function, tuple(parameters.items()))
                if key in self._kinds:
                    return self._kinds[key]
            self._kinds[key] = None
            self._kinds[key] = self.resolved(function, parameters)
        return self._kinds[key]

    def written(self, found: Operation, arguments: Mapping[str, Kind]) -> Summary:
        """The parameters that a call writes."""
        callee = self.read(found.target)
        if callee is None:
            return Summary(frozenset(found.operands), outside=may_write_outside(found.target))
        parameters = parameters_of(callee, arguments)
        key = (callee, tuple(sorted(parameters.items(), key=lambda item: item[0])))
        if key in self._writes:
            return self._writes[key]
        self._writes[key] = Summary()
        while True:
            solved = self.kinds_of(callee, parameters)
            if solved is None:
                return self._writes[key]
            placed, known = in_place(*solved)
            facts = mutation.analyse(placed, known, self.written, self.effect, False)
            self._outside[callee] = self._outside.get(callee, False) or memory.writes_module_data(facts)
            now = memory.summarise(facts, self.writes_outside(found.target))
            if now == self._writes[key]:
                return now
            self._writes[key] = now

    def effect(self, found: Operation, arguments: Mapping[str, Kind]) -> Effect:
        """What a call does with references, in terms of its parameters."""
        callee = self.read(found.target)
        if callee is None:
            anything = frozenset[Location]((tag, key) for key in found.operands for tag in ("argument", "inside")) | {
                ("made", None)
            }
            puts = tuple((key, anything, frozenset[Location]()) for key in found.operands)
            return Effect(Reference(anything, anything), puts, arranged=frozenset(found.operands))
        parameters = parameters_of(callee, arguments)
        key = (callee, tuple(sorted(parameters.items(), key=lambda item: item[0])))
        if key in self._effects:
            return self._effects[key]
        self._effects[key] = Effect()
        while True:
            solved = self.kinds_of(callee, parameters)
            if solved is None:
                return self._effects[key]
            placed, known = in_place(*solved)
            now = references.effect(references.solve(placed, known, self.effect))
            if now == self._effects[key]:
                return now
            self._effects[key] = now

    def writes_outside(self, target: Any, seen: frozenset[Any] = frozenset()) -> bool:
        """Whether a function of the user's may write module data, itself or through what it calls."""
        callee = self.read(target)
        if callee is None:
            return may_write_outside(target)
        if callee in seen:
            return False
        if self._outside.get(callee, False):
            return True
        inner = [operation(callee, value) for one in every(callee.body) for value in called_by(one)]
        return any(
            changes_variable(callee, found)
            or (found.form == "user" and self.writes_outside(found.target, seen | {callee}))
            for found in inner
        )

    def rebinds(self, function: Function, value: Expr, seen: frozenset[Any] = frozenset()) -> frozenset[str]:
        """The variables from outside that a call binds, itself or through what it calls."""
        found = operation(function, value)
        if found.target in (rebind, update):
            return frozenset([value.args[1].value])
        callee = self.read(found.target) if found.form == "user" else None
        if callee is None or callee in seen:
            return frozenset()
        inner = (one for statement in every(callee.body) for one in called_by(statement))
        return frozenset[str]().union(*(self.rebinds(callee, one, seen | {callee}) for one in inner))

    def stopped(self, function: Function, seen: frozenset[Any] = frozenset()) -> frozenset[str]:
        """The names that may be bound to what `stop_gradient` returned: no adjoint follows the storage behind them."""
        names: set[str] = set()
        for statement in every(function.body):
            for found in (operation(function, value) for value in called_by(statement)):
                if found.target is stop_gradient:
                    names |= set(_bound(statement))
                elif found.form == "user" and self.stops(found.target, seen | {function}):
                    names |= set(_bound(statement))
                    if self.effect(found, {}).puts:
                        names = names.union(*(names_in(operand) for operand in found.operands.values()))
        return frozenset(names)

    def stops(self, target: Any, seen: frozenset[Any]) -> bool:
        """Whether a function of the user's calls `stop_gradient`, itself or through what it calls."""
        callee = self.read(target)
        return callee is not None and callee not in seen and bool(self.stopped(callee, seen))


def called_by(statement: Statement) -> tuple[Expr, ...]:
    """The call that a statement makes, if it is one."""
    if isinstance(statement, (Assign, Do)) and statement.value.head == "call":
        return (statement.value,)
    return ()


def changes_variable(function: Function, found: Operation) -> bool:
    """Whether an operation is ``variable op= value`` of a variable from outside that is changed in place."""
    if found.target is not update:
        return False
    return not isinstance(lookup(function, found.expr.args[1].value), _IMMUTABLE)


_IMMUTABLE = (bool, int, float, complex, str, bytes, tuple, frozenset, type(None), np.generic)


def may_write_outside(target: Any) -> bool:
    """Whether the code of a function that cannot be read has an instruction that stores outside of its own names."""
    code = getattr(target, "__code__", None)
    return code is not None and any(one.opname in _OUTSIDE for one in dis.get_instructions(code))


_OUTSIDE = frozenset({"STORE_GLOBAL", "DELETE_GLOBAL", "STORE_SUBSCR", "STORE_ATTR", "DELETE_SUBSCR", "STORE_DEREF"})


def parameters_of(function: Function, arguments: Mapping[str, Kind]) -> dict[str, Kind]:
    """The kinds of all parameters: of the arguments given, and of defaults."""
    found = {}
    for parameter in function.parameters:
        default = UNKNOWN if parameter.default is None else kinds.kind_of_atom(parameter.default, {})
        found[parameter.name] = portable(arguments.get(parameter.name, default))
    return {**found, **{capture: portable(arguments.get(capture, UNKNOWN)) for capture in function.captures}}


def portable(kind: Kind) -> Kind:
    """The kind without shape tokens, which mean nothing in another function."""
    items = None if kind.items is None else tuple(portable(item) for item in kind.items)
    element = portable(kind.element) if kind.element is not None and kind.element.tag == "object" else None
    return replace(kind, shape=() if kind.is_scalar else None, items=items, value=None, element=element)


def stem_of(function: Function) -> str:
    return function.name.strip("_") or "call"


def names_of(function: Function) -> set[str]:
    """Every identifier that a function uses."""
    used = {identifier for one in every(function.body) for expr in operands(one) for identifier in names_in(expr)}
    used |= {target for one in every(function.body) for target in _bound(one)}
    return used | set(function.all_parameters)


def _bound(statement: Statement) -> tuple[str, ...]:
    target = getattr(statement, "target", None)
    return (target,) if isinstance(target, str) else tuple(getattr(statement, "targets", ()))
