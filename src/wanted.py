"""Facts for forward mode: which names need a tangent at each point.

A name needs one where a later statement pushes its tangent on, or writes through the name what has one. Where nothing
has given it a tangent before, it is zero and is made explicitly: at a branch that leaves the name inactive, at a loop,
at the birth of an array that is filled later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import flow
from .activity import Activity, differentiable, may_vary
from .kinds import Kinds
from .memory import Memory
from .program import Assign, Do, Function, Statement, Store, Unpack, Update, every, targets
from .references import References
from .syntax import Expr, names_in
from .templates.operation import Operation, operation
from .values import Kind


@dataclass(frozen=True, eq=False)
class Wanted:
    """``after`` each statement, and at the ``entry``, the names that need a tangent.

    ``buffers``: names that may lead to storage which is written with a tangent, here or by a caller that is handed it.
    """

    function: Function
    kinds: Kinds
    facts: Activity
    memory: Memory
    buffers: frozenset[str]
    after: Mapping[Statement, frozenset[str]]
    starts: Mapping[Statement, frozenset[str]]
    entry: frozenset[str]

    @staticmethod
    def of(function: Function, kinds: Kinds, facts: Activity, memory: Memory, handed_out: References | None) -> Wanted:
        """Solve for a function; ``handed_out``: the references of a function whose result a caller may write."""
        at_exit = names_in(function.result)
        after: flow.Solution[frozenset[str]] = {}
        starts: flow.Solution[frozenset[str]] = {}
        buffers = _buffers(function, facts, memory, handed_out)
        found = Wanted(function, kinds, facts, memory, buffers, after, starts, frozenset())
        entry = flow.backward(function.body, at_exit, found.needs, flow.union, after, starts)
        return Wanted(function, kinds, facts, memory, found.buffers, after, starts, entry)

    def needs(self, statement: Statement, state: frozenset[str]) -> frozenset[str]:
        """The names that need a tangent before a statement."""
        wanted = state - frozenset(targets(statement))
        if self.is_written(statement, state):
            wanted |= frozenset(self.memory.written_names(statement)) | self.given(statement)
        elif set(targets(statement)) & state and isinstance(statement, (Assign, Unpack)):
            wanted |= self.given(statement)
        return wanted

    def is_written(self, statement: Statement, state: frozenset[str] | None = None) -> bool:
        """Whether a statement writes storage whose tangent it changes; ``state``: the names that need one after it.

        A container keeps the structure of its tangent, also where nothing varies yet.
        """
        if writes_tangents(statement, self.facts, self.memory):
            return True
        after = self.after.get(statement, frozenset()) if state is None else state
        env = self.kinds.before.get(statement, {})
        holds = any(not env.get(one.name, Kind()).is_array for one in self.memory.at(statement))
        return holds and bool(self.memory.touched(statement) & after)

    def given(self, statement: Statement) -> frozenset[str]:
        """The names whose tangents a statement pushes on."""
        return frozenset(one for _, _, atom in self.operands(statement) for one in names_in(atom))

    def operands(self, statement: Statement) -> list[tuple[str, int | None, Expr]]:
        """The operands that have a tangent: parameter, position in ``*args`` (or None), atom."""
        if isinstance(statement, (Unpack, Store)):
            return [("value", None, statement.value)] if self.has(statement.value, statement) else []
        if isinstance(statement, Update):
            return [("y", None, statement.value)] if self.has(statement.value, statement) else []
        if not isinstance(statement, (Assign, Do)):
            return []
        found = operation(self.function, statement.value)
        if found.form == "truth" or (found.rule is not None and found.form != "rule"):
            return []
        through = differentiable(found)
        written = {one.parameter for one in self.memory.at(statement)} if found.form == "user" else set()
        return [
            one
            for one in found.atoms
            if one[0] in through and one[2].head == "name" and (self.has(one[2], statement) or one[0] in written)
        ]

    def has(self, atom: Expr, statement: Statement) -> bool:
        """Whether an atom has a tangent that may be other than zero, or whose storage others see written."""
        if atom.head != "name" or not may_vary(self.kinds.of(atom, statement)):
            return False
        if atom.leaf in self.facts.varied[statement]:
            return True
        return atom.leaf in self.buffers and self.hands_on(statement)

    def hands_on(self, statement: Statement) -> bool:
        """Whether what a statement makes may share storage with its operands."""
        if isinstance(statement, (Unpack, Store)):
            return True
        if not isinstance(statement, (Assign, Do)):
            return False
        found: Operation = operation(self.function, statement.value)
        if found.form == "rule" and found.rule is not None:
            return found.rule.shares != "fresh" or bool(found.rule.writes)
        return found.form in ("copy", "display", "user")


def writes_tangents(statement: Statement, facts: Activity, memory: Memory) -> bool:
    """Whether a statement writes storage of which something varies, before or after."""
    if not memory.at(statement):
        return False
    touched = memory.touched(statement)
    if touched & facts.varied[statement]:
        return True
    return bool(_put(statement, facts) & facts.varied[statement])


def _put(statement: Statement, facts: Activity) -> frozenset[str]:
    if isinstance(statement, (Store, Update)):
        return names_in(statement.value)
    if isinstance(statement, (Assign, Do)):
        found = operation(facts.memory.function, statement.value)
        through = differentiable(found) if found.form == "rule" else frozenset(found.operands)
        return frozenset(one for key, _, atom in found.atoms if key in through for one in names_in(atom))
    return frozenset()


def _buffers(function: Function, facts: Activity, memory: Memory, handed_out: References | None) -> frozenset[str]:
    """Every name that may lead to storage which is written with a tangent, at whichever point."""
    found = memory.references or handed_out
    if found is None:
        return frozenset()
    written = {
        location
        for statement in every(function.body)
        if writes_tangents(statement, facts, memory)
        for write in memory.at(statement)
        for location in memory.locations(write)
    }
    if handed_out is not None:
        written |= found.result.reach
    if not written:
        return frozenset()
    marks = {one if one[0] != "earlier" else ("made", one[1]) for one in written} | written
    environments = [*found.before.values(), *found.bound.values(), found.end]
    return frozenset(one for env in environments for one, reference in env.items() if reference.reach & marks)
