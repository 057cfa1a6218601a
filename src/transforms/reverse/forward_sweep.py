"""The forward sweep: the primal's own statements, with what the reverse sweep reads later saved on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...derivatives import SEQUENCES, Pull, helper
from ...kinds import Kinds
from ...names import Names
from ...program import (
    Assert,
    Assign,
    Block,
    Do,
    For,
    If,
    Raise,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    targets,
)
from ...recording import Place, Recording
from ...syntax import Expr, attribute, call, const, name, rebuild, substitute

SEQUENCE = helper("sequence")

Calls = Mapping[Statement, str]
"""The forward half that each active call of a user's function uses."""


class Saved:
    """Where saved values are kept: a list inside loops, a name elsewhere."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._lists: dict[str, str] = {}
        self._plain: dict[tuple[Statement, str], str] = {}

    def list_of(self, identifier: str) -> str:
        if identifier not in self._lists:
            self._lists[identifier] = self._names.fresh(f"{identifier}_saved")
        return self._lists[identifier]

    def name_of(self, statement: Statement, identifier: str) -> str:
        key = (statement, identifier)
        if key not in self._plain:
            self._plain[key] = self._names.fresh(f"{identifier}_saved")
        return self._plain[key]

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(self._lists.values())


class ForwardSweep:
    """Emits the forward sweep; ``current`` maps the primal's names to those of the output at the point reached."""

    def __init__(
        self,
        recording: Recording,
        pulls: Mapping[Statement, Pull],
        calls: Calls,
        names: Names,
        temporaries: set[str],
        checks: Callable[[Statement, Callable[[Expr], Expr]], list[Statement]],
        kinds: Kinds,
    ) -> None:
        self.recording = recording
        self.pulls = pulls
        self.calls = calls
        self.names = names
        self.temporaries = temporaries
        self.checks = checks
        self.kinds = kinds
        self.saved = Saved(names)
        self.trips: dict[Statement, str] = {}
        self.trip_lists: dict[Statement, str] = {}
        self.current: dict[str, Expr] = {}
        self.at: dict[Statement, tuple[Mapping[str, Expr], Mapping[str, Expr]]] = {}

    def run(self, body: Block) -> list[Statement]:
        out: list[Statement] = []
        for statement in body:
            before = dict(self.current)
            out += self.statement(statement, True)
            self.at[statement] = (before, dict(self.current))
        return out

    def block(self, block: Block, place: Place) -> Block:
        out = [made for statement in block for made in self.statement(statement, False)]
        for identifier in self.recording.at_end.get(place, ()):
            out.append(self.push(identifier, place[0]))
        return tuple(out)

    def push(self, identifier: str, near: Statement) -> Statement:
        function = attribute(name(self.saved.list_of(identifier)), "append")
        return Do(call(function, self.now(name(identifier))), near.origin)

    def now(self, expr: Expr) -> Expr:
        return substitute(expr, self.current)

    def save(self, statement: Statement) -> list[Statement]:
        out: list[Statement] = []
        for identifier in self.recording.before.get(statement, ()):
            if statement in self.recording.in_loop:
                out.append(self.push(identifier, statement))
            else:
                held = self.saved.name_of(statement, identifier)
                out.append(Assign(held, self.now(name(identifier)), statement.origin))
        return out

    def statement(self, statement: Statement, top: bool) -> list[Statement]:
        out = [*self.checks(statement, self.now), *self.save(statement)]
        if isinstance(statement, If):
            test = self.now(statement.test)
            body, orelse = (
                self.block(inner, (statement, at)) for at, inner in enumerate((statement.body, statement.orelse))
            )
            if body or orelse:
                out.append(If(test, body, orelse, statement.origin))
        elif isinstance(statement, For):
            start, stop, step = (self.now(bound) for bound in (statement.start, statement.stop, statement.step))
            body = self.block(statement.body, (statement, 0))
            out.append(For(self.target(statement.target), start, stop, step, body, statement.origin))
        elif isinstance(statement, While):
            out += self.loop(statement)
        else:
            out.append(self.simple(statement, top))
        return out

    def loop(self, statement: While) -> list[Statement]:
        before = self.block(statement.before, (statement, 0))
        body = self.block(statement.body, (statement, 1))
        test = self.now(statement.test)
        if statement not in self.recording.visited:
            return [While(before, test, body, statement.origin)]
        trips = self.trips[statement] = self.names.fresh("trips")
        count: Statement = Update(name(trips), "+", const(1), statement.origin)
        out: list[Statement] = [Assign(trips, const(0), statement.origin)]
        out.append(While(before, test, (*body, count), statement.origin))
        if statement in self.recording.in_loop:
            kept = self.trip_lists[statement] = self.names.fresh("trips_saved")
            out.append(Do(call(attribute(name(kept), "append"), name(trips)), statement.origin))
        return out

    def simple(self, statement: Statement, top: bool) -> Statement:
        moved = self.moved(statement)
        if top:
            for target in targets(statement):
                if statement in self.recording.renamed:
                    self.current[target] = name(self.fresh(target))
        if isinstance(moved, Assign) and isinstance(statement, Assign):
            target = self.target(statement.target)
            if statement in self.calls:
                residuals = self.pulls[statement].residuals
                assert residuals is not None
                function = name(self.calls[statement])
                value = rebuild(moved.value, (function, *moved.value.args[1:]))
                return Unpack((target, residuals), value, statement.origin)
            return replace(moved, target=target, value=self.without_check(statement, moved.value))
        if isinstance(moved, Unpack):
            return replace(moved, targets=tuple(self.target(one) for one in moved.targets))
        return moved

    def without_check(self, statement: Assign, value: Expr) -> Expr:
        """What is a sequence by its kind needs no conversion into one."""
        converts = value.head == "call" and value.args[0] == SEQUENCE
        if converts and self.kinds.of(statement.value.args[1], statement).tag in SEQUENCES:
            return value.args[1]
        return value

    def fresh(self, identifier: str) -> str:
        made = self.names.fresh(identifier)
        if identifier in self.temporaries:
            self.temporaries.add(made)
        return made

    def target(self, identifier: str) -> str:
        found = self.current.get(identifier)
        return identifier if found is None else str(found.leaf)

    def moved(self, statement: Statement) -> Statement:
        """The statement with its operands under their present names."""
        now = self.now
        if isinstance(statement, (Assign, Unpack, Do, Return)):
            return replace(statement, value=now(statement.value))
        if isinstance(statement, Store):
            return replace(statement, value=now(statement.value), target=now(statement.target))
        if isinstance(statement, Update):
            return replace(statement, value=now(statement.value), target=now(statement.target))
        if isinstance(statement, Assert):
            message = None if statement.message is None else now(statement.message)
            return replace(statement, test=now(statement.test), message=message)
        if isinstance(statement, Raise):
            error = None if statement.error is None else now(statement.error)
            cause = None if statement.cause is None else now(statement.cause)
            return replace(statement, error=error, cause=cause)
        return statement
