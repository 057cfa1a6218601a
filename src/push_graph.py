"""Finds the specialisations that a request for forward mode leads to, callees before callers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import activity, integers, mutation, references
from .activity import Activity, refuse_joined, refuse_united
from .errors import MutationError
from .kinds import Kinds
from .memory import Memory, Write
from .names import Names
from .picked import picked
from .program import Assign, Do, Function, Statement, every, targets
from .refusals import COPY, out_of_order, out_of_reach
from .shadows import Shadows
from .summaries import LIMIT, Context, Front, Summaries, names_of, parameters_of, portable, stem_of
from .syntax import NONE
from .templates.operation import Operation, operation
from .unknown_calls import with_called
from .updates import in_place
from .values import UNKNOWN, Kind
from .wanted import Wanted


@dataclass(eq=False)
class PushSpecialisation:
    """One function with what forward mode needs to know of it, and the specialisations that its active calls use.

    ``active``: the parameters that come with a tangent; ``picked``: the names whose tangent may be zero where a partial
    is infinite. ``name``: what its pushforward is called.
    """

    function: Function
    active: frozenset[str]
    kinds: Kinds
    facts: Activity
    memory: Memory
    names: Names
    wanted: Wanted
    picked: frozenset[str]
    context: Context
    integral: Mapping[tuple[frozenset[str], bool], Statement] = field(default_factory=dict)
    shadows: Shadows = field(default_factory=Shadows)
    given: Mapping[str, str] = field(default_factory=dict)
    calls: dict[Statement, PushSpecialisation] = field(default_factory=dict)
    name: str = ""

    @property
    def paired(self) -> tuple[str, ...]:
        return ()

    @property
    def content_read(self) -> frozenset[Any]:
        return frozenset()

    @property
    def has_result(self) -> bool:
        """Whether the function returns anything."""
        return self.function.result != NONE


Key = tuple[Function, tuple[tuple[str, Kind], ...], frozenset[str], frozenset[str], Context]


class PushGraph(Summaries):
    """Finds and keeps the specialisations, callees before callers."""

    def __init__(self, front: Front, module_names: Names) -> None:
        super().__init__(front, module_names)
        self.order: list[PushSpecialisation] = []
        self._specialised: dict[Key, PushSpecialisation] = {}

    def specialise(
        self,
        function: Function,
        parameters: Mapping[str, Kind],
        active: frozenset[str],
        context: Context,
        chosen: frozenset[str] = frozenset(),
    ) -> PushSpecialisation:
        """The specialisation for these arguments, with those of its callees; ``chosen``: those that are picked."""
        known = {parameter: portable(kind) for parameter, kind in parameters.items()}
        if len([key for key in self._specialised if key[0] is function]) >= LIMIT:
            known = dict.fromkeys(known, UNKNOWN)
        key: Key = (function, tuple(sorted(known.items(), key=lambda item: item[0])), active, chosen, context)
        if key in self._specialised:
            return self._specialised[key]
        made = self._analysed(function, known, active, context, chosen)
        made.name = self.module_names.fresh(f"{stem_of(function)}_jvp")
        self._specialised[key] = made
        for statement in every(made.function.body):
            found = self._active_call(made, statement)
            if found is not None:
                made.calls[statement] = self._callee(made, statement, found)
        self._refuse(made)
        self.order.append(made)
        return made

    def _analysed(
        self,
        function: Function,
        known: Mapping[str, Kind],
        active: frozenset[str],
        context: Context,
        chosen: frozenset[str],
    ) -> PushSpecialisation:
        facing = (self.written, self.effect, context.outermost, context.together, False)
        function, solved = in_place(*self.resolved(function, known))
        storage = mutation.analyse(function, solved, *facing)
        facts = activity.analyse(function, active, solved, False, storage)
        called = with_called(function, facts, Names(names_of(function)))
        if called is not function:
            return self._analysed(called, known, active, context, chosen)
        activity.refuse_unknown(function, facts, solved, self.front)
        handed_out = None
        if not context.outermost and not solved.result.is_scalar:
            handed_out = storage.references or references.solve(function, solved, self.effect, context.together)
        wanted = Wanted.of(function, solved, facts, storage, handed_out)
        whole = integers.integral_arguments(function, solved, storage, facts)
        names = Names(names_of(function))
        zeros = picked(function, facts, storage, chosen)
        return PushSpecialisation(function, active, solved, facts, storage, names, wanted, zeros, context, whole)

    def _active_call(self, made: PushSpecialisation, statement: Statement) -> Operation | None:
        """The call of a user's function through which a tangent goes."""
        if not isinstance(statement, (Assign, Do)):
            return None
        found = operation(made.function, statement.value)
        if found.form != "user" or not made.wanted.operands(statement):
            return None
        needed = bool(set(targets(statement)) & made.wanted.after[statement])
        return found if needed or made.wanted.is_written(statement) else None

    def _callee(self, caller: PushSpecialisation, statement: Statement, found: Operation) -> PushSpecialisation:
        callee = self.front(found.target)
        arguments = {parameter: caller.kinds.of(operand, statement) for parameter, operand in found.operands.items()}
        active = frozenset(parameter for parameter, _, _ in caller.wanted.operands(statement))
        context = Context(False, frozenset(), caller.memory.together(statement))
        chosen = frozenset(key for key, _, atom in caller.wanted.operands(statement) if atom.leaf in caller.picked)
        return self.specialise(callee, parameters_of(callee, arguments), active, context, chosen)

    def _refuse(self, made: PushSpecialisation) -> None:
        """Raise at the first write whose tangent cannot be kept, or list whose tangents cannot be joined."""
        for statement in every(made.function.body):
            if isinstance(statement, Assign) and statement.target in made.wanted.after[statement]:
                found = operation(made.function, statement.value)
                refuse_joined(found, made.kinds, statement)
                if found.expr.head == "|":
                    refuse_united(found, [True] * len(found.atoms), made.kinds, statement)
        for statement, each in made.memory.writes.items():
            for write in each:
                problem = self._problem(made, statement, write)
                if problem is not None:
                    raise MutationError(*problem, statement.origin)

    def _problem(self, made: PushSpecialisation, statement: Statement, write: Write) -> tuple[str, str] | None:
        disordered = out_of_order(made.function, made.memory, write)
        if disordered is not None:
            return disordered
        if not write.certain or not made.wanted.is_written(statement):
            return None
        beyond_reach = out_of_reach(made.function, made.memory, write)
        if beyond_reach is not None:
            return beyond_reach
        shown = "a value" if write.name in made.function.temporaries else f"`{write.name}`"
        if made.memory.touched(statement) & made.memory.pairs & self.stopped(made.function):
            return f"{shown} is changed in place, and other names that are read later show the change", COPY
        if write.form == "opaque":
            hint = "Write it with stores, or add a rule for it (see CONTRIBUTING.md)."
            return f"{shown} may be changed in place by a function without a rule, and is active", hint
        return None
