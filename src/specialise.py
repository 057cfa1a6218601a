"""Facts over the call graph: one specialisation for each function, kinds of its arguments, and active arguments.

Summaries of callees (kind of the result, parameters written) are found on demand; recursion starts from "unknown" and
"writes nothing" and is iterated until it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import activity, derivatives, integers, kinds, memory, mutation, recording, references, refusals, shadows
from .activity import Activity
from .errors import MutationError, NoReturnError, TangentError
from .kinds import Kinds
from .locations import Location
from .memory import Memory
from .names import Names
from .needed import Needed, Recording
from .program import Assign, Do, Function, Statement, Store, bound_in, every
from .pulls import Pull
from .recording import RETURNED_VALUE
from .regions import enter_any
from .shadows import Shadows
from .summaries import (
    LIMIT,
    Context,
    Front,
    Summaries,
    called_by,
    changes_variable,
    names_of,
    parameters_of,
    portable,
    stem_of,
)
from .syntax import NONE, names_in
from .templates.operation import Operation, operation
from .unknown_calls import with_called
from .updates import in_place
from .values import UNKNOWN, Kind

Key = tuple[Function, tuple[tuple[str, Kind], ...], frozenset[str], bool, "Context"]


@dataclass(eq=False)
class Specialisation:
    """One function with everything that is known of it, and the specialisations that its active calls use.

    ``threaded``: the parameters that it writes: their adjoints go into its reverse half, which changes them in place.
    ``integral``: sets of parameters that must not all be integers. ``given``: names under which the outermost
    function keeps containers whose structure it may change. ``measured``: for temporaries that are not kept, a name of
    the same shape.
    """

    function: Function
    active: frozenset[str]
    kinds: Kinds
    facts: Activity
    memory: Memory
    names: Names
    pulls: Mapping[Statement, Pull]
    recording: Recording
    context: Context
    threaded: tuple[str, ...] = ()
    shadows: Shadows = field(default_factory=Shadows)
    given: Mapping[str, str] = field(default_factory=dict)
    integral: Mapping[tuple[frozenset[str], bool], Statement] = field(default_factory=dict)
    measured: Mapping[str, str] = field(default_factory=dict)
    calls: dict[Statement, Specialisation] = field(default_factory=dict)
    forward_name: str = ""
    reverse_name: str = ""

    @property
    def returns_adjoints(self) -> tuple[str, ...]:
        """The active parameters whose adjoints the reverse half returns, in their order."""
        inside = {*self.threaded, *({} if self.context.outermost else self.shadows.names)}
        return tuple(one for one in self.function.all_parameters if one in self.active and one not in inside)

    @property
    def content_read(self) -> frozenset[Location]:
        """The storage that the reverse sweep reads."""
        return self.recording.content

    @property
    def paired(self) -> tuple[str, ...]:
        """The parameters whose shadows the forward half is given, in their order."""
        return tuple(one for one in self.function.all_parameters if one in self.shadows.names)

    @property
    def loses_result(self) -> bool:
        """Whether the shadow of what the function returns cannot be made."""
        if self.memory.references is None:
            return False
        end, reach = self.memory.references.end, self.memory.references.result.reach
        return any(one in end and end[one].reach & reach for one in self.shadows.beyond)

    @property
    def has_result(self) -> bool:
        """Whether the function returns anything."""
        return self.function.result != NONE

    @property
    def takes_seed(self) -> bool:
        """Whether the reverse half takes the adjoint of the result: not if that has a shadow."""
        read = not self.context.pair_result and not self.context.unread
        return self.has_result and read and self.returned is None

    @property
    def returned(self) -> str | None:
        """The parameter that the function writes and returns, always; its adjoint is that of the result as well."""
        result = self.function.result
        bound = bound_in(self.function.body)
        return (
            result.leaf if result.head == "name" and result.leaf in self.threaded and result.leaf not in bound else None
        )


class CallGraph(Summaries):
    """Finds and keeps the specialisations that one request leads to, callees before callers."""

    def __init__(self, front: Front, module_names: Names) -> None:
        super().__init__(front, module_names)
        self.order: list[Specialisation] = []
        self._specialised: dict[Key, Specialisation] = {}
        self._kept: dict[Any, frozenset[str]] = {}

    def kept(self, found: Operation, arguments: Mapping[str, Kind]) -> frozenset[str]:
        """Of which arguments the reverse half of a call may read the content, were all of them active.

        ``return``: of what the call returns.
        """
        callee = self.read(found.target)
        everything = frozenset([*found.operands, RETURNED_VALUE])
        if callee is None:
            return everything
        parameters = parameters_of(callee, arguments)
        key = (callee, tuple(sorted(parameters.items(), key=lambda item: item[0])))
        if key in self._kept:
            return self._kept[key]
        self._kept[key] = frozenset()
        active = frozenset(one for one in parameters if activity.may_vary(parameters[one]))
        while True:
            try:
                made = self._analysed(callee, parameters, active, False, Context(False))
            except TangentError:
                self._kept[key] = everything
                return everything
            now = _content_kept(made)
            if now == self._kept[key]:
                return now
            self._kept[key] = now

    # Specialisations

    def specialise(
        self, function: Function, parameters: Mapping[str, Kind], active: frozenset[str], masked: bool, context: Context
    ) -> Specialisation:
        """The specialisation for these arguments, with those of its callees."""
        known = {parameter: portable(kind) for parameter, kind in parameters.items()}
        same = [key for key in self._specialised if key[0] is function]
        if len(same) >= LIMIT:
            known = dict.fromkeys(known, UNKNOWN)
        key: Key = (function, tuple(sorted(known.items(), key=lambda item: item[0])), active, masked, context)
        if key in self._specialised:
            return self._specialised[key]
        made = self._analysed(function, known, active, masked, context)
        if not context.outermost:
            made.forward_name = self.module_names.fresh(f"{stem_of(function)}_fwd")
            made.reverse_name = self.module_names.fresh(f"{stem_of(function)}_bwd")
        self._specialised[key] = made
        for statement, pull in made.pulls.items():
            if pull.callee is not None:
                made.calls[statement] = self._callee(made, statement, pull)
        refusals.refuse_writes(made.function, made.memory, self._watched(made, context.outermost))
        self.order.append(made)
        return made

    def _watched(self, made: Specialisation, outermost: bool) -> refusals.Watched:
        """What the writes of a function are held against, once the callees have been looked at."""
        function = made.function
        outside = tuple(
            one
            for one in every(function.body)
            for value in called_by(one)
            if (found := operation(function, value)).target is enter_any
            or changes_variable(function, found)
            or (found.form == "user" and self.writes_outside(found.target))
        )
        doubled = frozenset(one for one in every(function.body) if self._doubles(made, one))
        watched = (made.kinds, made.facts, made.recording, made.shadows, outside, self.stopped(function), outermost)
        calls = [(one, value) for one in every(function.body) for value in called_by(one)]
        rebound = {one: self.rebinds(function, value) for one, value in calls}
        return refusals.Watched(*watched, doubled, rebound, self._arranged(made))

    def _arranged(self, made: Specialisation) -> frozenset[str]:
        """Containers whose items calls put, add or take out without their shadows, and results without one."""
        found = {shadow for one, shadow in made.shadows.returned.items() if made.calls[one].loses_result}
        found = {one for one, shadow in made.shadows.names.items() if shadow in found}
        for statement in made.memory.writes:
            if not isinstance(statement, (Assign, Do)) or statement.value.head != "call":
                continue
            call = operation(made.function, statement.value)
            if call.form != "user":
                continue
            pull = made.pulls.get(statement)
            followed = set[str]()
            if pull is not None and statement in made.calls:
                followed = {*pull.active, *made.calls[statement].paired, *made.calls[statement].threaded}
            arguments = {key: made.kinds.of(one, statement) for key, one in call.operands.items()}
            for key in self.effect(call, arguments).arranged - followed:
                found |= names_in(call.operands[key]) if key in call.operands else set()
        return frozenset(found)

    def _doubles(self, made: Specialisation, statement: Statement) -> bool:
        """Whether what a statement gets from a call may hold the same array in two places."""
        if made.memory.references is None or not isinstance(statement, Assign) or not called_by(statement):
            return False
        found = operation(made.function, statement.value)
        if found.form != "user":
            return False
        return self.effect(found, {key: made.kinds.of(one, statement) for key, one in found.operands.items()}).doubled

    def _analysed(
        self,
        function: Function,
        known: Mapping[str, Kind],
        active: frozenset[str],
        masked: bool,
        context: Context,
    ) -> Specialisation:
        outermost = context.outermost
        facing = (self.written, self.effect, outermost, context.together, context.pair_result, context.held)
        function, solved = in_place(*self.resolved(function, known))
        storage = mutation.analyse(function, solved, *facing)
        names, bare = Names(names_of(function)), function
        function, beside = shadows.with_shadows(function, solved, storage, names)
        if beside.names:
            solved = kinds.infer(function, known, self.kind_of_call, self.left_by_call)
            storage = mutation.analyse(function, solved, *facing)
        facts = activity.analyse(function, active, solved, masked, storage, not context.unread)
        named = with_called(bare, facts, Names(names_of(bare)))
        if named is not bare:
            return self._analysed(named, known, active, masked, context)
        activity.refuse_unknown(function, facts, solved, self.front)
        pulls, elsewhere = derivatives.linearise(function, solved, facts, names, beside)
        needed = _at_exit(facts, solved, known, active, outermost, context.restores)
        needed = needed.plus(frozenset(beside.names[one] for one in function.all_parameters if one in beside.names))
        saved = recording.plan(function, solved, facts, pulls, needed, storage, beside, self.kept)
        threaded = (
            ()
            if outermost
            else tuple(
                one
                for one in function.all_parameters
                if one in storage.exposed and one not in beside.names and activity.may_vary(known[one])
            )
        )
        given = {
            one: names.fresh(f"{one}_given")
            for one in function.all_parameters
            if outermost and one in active and _is_rebuilt(one, storage, known[one])
        }
        whole = integers.integral_arguments(function, solved, storage, facts)
        found = (function, active, solved, facts, storage, names, pulls, saved, context, threaded, beside, given)
        return Specialisation(*found, whole, elsewhere)

    def _callee(self, caller: Specialisation, statement: Statement, pull: Pull) -> Specialisation:
        assert pull.callee is not None
        callee = self.front(pull.callee.target)
        if callee.result == NONE and isinstance(statement, Assign) and statement.target in caller.facts.live[statement]:
            hint = "Return the value that the caller uses."
            raise NoReturnError(f"`{callee.name}` returns nothing, but its result is used", hint, callee.origin)
        arguments = {
            parameter: caller.kinds.of(operand, statement) for parameter, operand in pull.callee.operands.items()
        }
        masked = getattr(statement, "target", "") in caller.facts.masked
        restores = caller.recording.restores.get(statement, frozenset())
        active = frozenset(pull.active)
        pair_result = statement in caller.shadows.returned
        unread = not isinstance(statement, Assign) or statement.target not in caller.facts.live[statement]
        shadows = caller.shadows.names
        held = frozenset(one for one in pull.active if names_in(pull.callee.operands[one]) & shadows.keys())
        together = caller.memory.together(statement)
        context = Context(False, restores, together, pair_result, unread and not pair_result, held)
        made = self.specialise(callee, parameters_of(callee, arguments), active, masked, context)
        for parameter in pull.active:
            operand = pull.callee.operands[parameter]
            if parameter in made.paired and not names_in(operand) <= caller.shadows.names.keys():
                message = f"`{operand}` is kept by `{callee.name}` in what it returns, which is changed in place"
                raise MutationError(message, "Pass a copy (`.copy()`), or write it in one function.", statement.origin)
        return made


def _content_kept(made: Specialisation) -> frozenset[str]:
    """The parameters, and the result (``return``), of which the reverse half reads the content."""
    found, content = made.memory.references, made.recording.content
    if found is None:
        return frozenset([*made.function.all_parameters, RETURNED_VALUE])
    hidden = bool(references.effect(found).puts)
    kept = {one for one in made.function.all_parameters if hidden or content & {("argument", one), ("inside", one)}}
    returned = hidden or bool(found.result.reach & content)
    return frozenset(kept | ({RETURNED_VALUE} if returned else set()))


def _is_rebuilt(parameter: str, storage: Memory, kind: Kind) -> bool:
    """Whether the structure of an argument may be changed: that of a list or a dict."""
    if parameter not in storage.exposed or kind.is_array:
        return False
    reached = {("argument", parameter), ("inside", parameter)}
    changes = [one for each in storage.writes.values() for one in each if storage.locations(one) & reached]
    if kind.is_container or any(one.form in ("rule", "call") for one in changes):
        return True
    stores = [one.statement for one in changes if isinstance(one.statement, Store)]
    return any(not memory.is_basic(one.target.args[-1], one, storage.kinds_known) for one in stores)


def _at_exit(
    facts: Activity,
    solved: Kinds,
    known: Mapping[str, Kind],
    active: frozenset[str],
    outermost: bool,
    restores: frozenset[str],
) -> Needed:
    """What the end of the reverse sweep reads of the active parameters, to give gradients their shape and dtype.

    What the caller needs of the arguments' content is needed from the beginning.
    """
    if outermost:
        return Needed(frozenset(one for one in active if known[one].tag != "float"))
    content = frozenset[Location]((tag, one) for one in restores for tag in ("argument", "inside"))
    return Needed(frozenset(), frozenset(one for one in active - facts.entry if not known[one].is_scalar), content)
