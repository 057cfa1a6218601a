"""Facts over the call graph: one specialisation for each function, kinds of its arguments, and active arguments.

Summaries of callees (kind of the result, parameters written) are found on demand; recursion starts from "unknown" and
"writes nothing" and is iterated until it stays.
"""

from __future__ import annotations

import dis
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import activity, derivatives, kinds, memory, recording
from .activity import Activity
from .derivatives import Pull
from .errors import NoReturnError, TangentError
from .kinds import Kinds
from .memory import Memory, Written
from .names import Names
from .program import Assign, Do, Function, Statement, every, operands
from .recording import Needed, Recording
from .syntax import NONE, Expr, names_in
from .templates.operation import Operation, operation
from .values import UNKNOWN, Kind

Front = Callable[[Any], Function]
Key = tuple[Function, tuple[tuple[str, Kind], ...], frozenset[str], bool, bool]

LIMIT = 8
"""Specialisations of one function by kinds; then one for unknown kinds serves."""


@dataclass(eq=False)
class Specialisation:
    """One function with everything that is known of it, and the specialisations that its active calls use."""

    function: Function
    active: frozenset[str]
    kinds: Kinds
    facts: Activity
    memory: Memory
    names: Names
    pulls: Mapping[Statement, Pull]
    recording: Recording
    calls: dict[Statement, Specialisation] = field(default_factory=dict)
    forward_name: str = ""
    reverse_name: str = ""


class CallGraph:
    """Finds and keeps the specialisations that one request leads to, callees before callers."""

    def __init__(self, front: Front, module_names: Names) -> None:
        self.front = front
        self.module_names = module_names
        self.order: list[Specialisation] = []
        self._specialised: dict[Key, Specialisation] = {}
        self._kinds: dict[Any, Kinds | None] = {}
        self._writes: dict[Any, Written] = {}
        self._outside: dict[Any, bool] = {}

    # Summaries

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
        solved = self.kinds_of(callee, _parameters(callee, arguments))
        return UNKNOWN if solved is None else _portable(solved.result)

    def kinds_of(self, function: Function, parameters: Mapping[str, Kind]) -> Kinds | None:
        """The kinds of a function for these arguments; None while they are being found."""
        key = (function, tuple(sorted(parameters.items(), key=lambda item: item[0])))
        if key not in self._kinds:
            if sum(1 for other in self._kinds if other[0] is function) >= LIMIT:
                parameters = dict.fromkeys(parameters, UNKNOWN)
                key = (function, tuple(parameters.items()))
                if key in self._kinds:
                    return self._kinds[key]
            self._kinds[key] = None
            self._kinds[key] = kinds.infer(function, parameters, self.kind_of_call)
        return self._kinds[key]

    def written(self, found: Operation, arguments: Mapping[str, Kind]) -> Written:
        """The parameters that a call writes."""
        callee = self.read(found.target)
        if callee is None:
            return frozenset(found.operands), frozenset()
        parameters = _parameters(callee, arguments)
        key = (callee, tuple(sorted(parameters.items(), key=lambda item: item[0])))
        if key in self._writes:
            return self._writes[key]
        self._writes[key] = frozenset(), frozenset()
        while True:
            solved = self.kinds_of(callee, parameters)
            if solved is None:
                return self._writes[key]
            facts = memory.analyse(callee, solved, self.written)
            self._outside[callee] = self._outside.get(callee, False) or memory.writes_module_data(callee, facts)
            now = memory.summarise(callee, facts)
            if now == self._writes[key]:
                return now
            self._writes[key] = now

    def writes_outside(self, target: Any, seen: frozenset[Any] = frozenset()) -> bool:
        """Whether a function of the user's may write module data, itself or through what it calls."""
        callee = self.read(target)
        if callee is None:
            return may_write_outside(target)
        if callee in seen:
            return False
        if self._outside.get(callee, False):
            return True
        inner = [operation(callee, value) for one in every(callee.body) for value in _called(one)]
        return any(found.form == "user" and self.writes_outside(found.target, seen | {callee}) for found in inner)

    # Specialisations

    def specialise(
        self, function: Function, parameters: Mapping[str, Kind], active: frozenset[str], masked: bool, outermost: bool
    ) -> Specialisation:
        """The specialisation for these arguments, with those of its callees."""
        known = {parameter: _portable(kind) for parameter, kind in parameters.items()}
        same = [key for key in self._specialised if key[0] is function]
        if len(same) >= LIMIT:
            known = dict.fromkeys(known, UNKNOWN)
        key: Key = (function, tuple(sorted(known.items(), key=lambda item: item[0])), active, masked, outermost)
        if key in self._specialised:
            return self._specialised[key]
        made = self._analysed(function, known, active, masked, outermost)
        if not outermost:
            made.forward_name = self.module_names.fresh(f"{_stem(function)}_fwd")
            made.reverse_name = self.module_names.fresh(f"{_stem(function)}_bwd")
        self._specialised[key] = made
        for statement, pull in made.pulls.items():
            if pull.callee is not None:
                made.calls[statement] = self._callee(made, statement, pull)
        self._refuse_writes(made, outermost)
        self.order.append(made)
        return made

    def _refuse_writes(self, made: Specialisation, outermost: bool) -> None:
        """Refuse writes once the callees have been looked at, so that what is wrong there is said there."""
        passed = {
            identifier
            for pull in made.pulls.values()
            if pull.callee is not None
            for operand in pull.callee.operands.values()
            for identifier in names_in(operand)
        }
        function = made.function
        outside = tuple(
            one
            for one in every(function.body)
            for value in _called(one)
            if (found := operation(function, value)).form == "user" and self.writes_outside(found.target)
        )
        stores = [write.statement for write in made.memory.writes if _reaches_out(function, made.memory, write)]
        watched = memory.Watched(
            made.facts.varied,
            frozenset[str]().union(made.active, *made.facts.varied.values()),
            made.recording.read_back | passed,
            frozenset(made.calls),
            (*outside, *stores),
            outermost,
        )
        memory.refuse_writes(function, made.memory, watched)

    def _analysed(
        self, function: Function, known: Mapping[str, Kind], active: frozenset[str], masked: bool, outermost: bool
    ) -> Specialisation:
        solved = kinds.infer(function, known, self.kind_of_call)
        facts = activity.analyse(function, active, solved, masked)
        activity.refuse_unknown(function, facts, solved)
        storage = memory.analyse(function, solved, self.written)
        names = Names(_names(function))
        pulls = derivatives.linearise(function, solved, facts, names)
        saved = recording.plan(function, solved, facts, pulls, _at_exit(facts, solved, known, active, outermost))
        return Specialisation(function, active, solved, facts, storage, names, pulls, saved)

    def _callee(self, caller: Specialisation, statement: Statement, pull: Pull) -> Specialisation:
        assert pull.callee is not None
        callee = self.front(pull.callee.target)
        if callee.result == NONE:
            hint = "Return the value that the caller uses."
            raise NoReturnError(f"`{callee.name}` returns nothing, but its result is used", hint, callee.origin)
        arguments = {
            parameter: caller.kinds.of(operand, statement) for parameter, operand in pull.callee.operands.items()
        }
        masked = getattr(statement, "target", "") in caller.facts.masked
        return self.specialise(callee, _parameters(callee, arguments), frozenset(pull.active), masked, False)


def _called(statement: Statement) -> tuple[Expr, ...]:
    """The call that a statement makes, if it is one."""
    if isinstance(statement, (Assign, Do)) and statement.value.head == "call":
        return (statement.value,)
    return ()


def _reaches_out(function: Function, facts: Memory, write: memory.Write) -> bool:
    return any(memory.is_module_data(function, one) for one in facts.sharing(write.names))


def may_write_outside(target: Any) -> bool:
    """Whether the code of a function that cannot be read has an instruction that stores outside of its own names."""
    code = getattr(target, "__code__", None)
    return code is not None and any(one.opname in _OUTSIDE for one in dis.get_instructions(code))


_OUTSIDE = frozenset({"STORE_GLOBAL", "DELETE_GLOBAL", "STORE_SUBSCR", "STORE_ATTR", "DELETE_SUBSCR", "STORE_DEREF"})


def _parameters(function: Function, arguments: Mapping[str, Kind]) -> dict[str, Kind]:
    """The kinds of all parameters: of the arguments given, and of defaults."""
    found = {}
    for parameter in function.parameters:
        default = UNKNOWN if parameter.default is None else kinds.kind_of_atom(parameter.default, {})
        found[parameter.name] = _portable(arguments.get(parameter.name, default))
    return {**found, **{capture: _portable(arguments.get(capture, UNKNOWN)) for capture in function.captures}}


def _portable(kind: Kind) -> Kind:
    """The kind without shape tokens, which mean nothing in another function."""
    items = None if kind.items is None else tuple(_portable(item) for item in kind.items)
    return replace(kind, shape=() if kind.is_scalar else None, items=items)


def _stem(function: Function) -> str:
    return function.name.strip("_") or "call"


def _names(function: Function) -> set[str]:
    """Every identifier that a function uses."""
    used = {identifier for one in every(function.body) for expr in operands(one) for identifier in names_in(expr)}
    used |= {target for one in every(function.body) for target in _bound(one)}
    return used | set(function.all_parameters)


def _bound(statement: Statement) -> tuple[str, ...]:
    target = getattr(statement, "target", None)
    return (target,) if isinstance(target, str) else tuple(getattr(statement, "targets", ()))


def _at_exit(
    facts: Activity, solved: Kinds, known: Mapping[str, Kind], active: frozenset[str], outermost: bool
) -> Needed:
    """What the end of the reverse sweep reads of the active parameters, to give gradients their shape and dtype."""
    if outermost:
        return Needed(frozenset(one for one in active if known[one].tag != "float"))
    return Needed(frozenset(), frozenset(one for one in active - facts.entry if not known[one].is_scalar))
