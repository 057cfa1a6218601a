"""The forward sweep: the primal's own statements, with what the reverse sweep reads later saved on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...names import Names
from ...needed import Place, ways_out
from ...program import (
    Assert,
    Assign,
    Block,
    Break,
    Do,
    For,
    GradBlock,
    If,
    Raise,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    bound_in,
    leaves,
    targets,
)
from ...pulls import SEQUENCES, helper
from ...specialise import Specialisation
from ...syntax import NONE, Expr, as_value, attribute, call, const, name, rebuild, substitute
from ..simplify import with_operands
from . import content

SEQUENCE = helper("sequence")

Checks = Callable[[Statement, Callable[[Expr], Expr]], tuple[list[Statement], list[Statement]]]
"""What is checked before a statement and after it; the tests after it read the primal's names."""

Calls = Mapping[Statement, Specialisation]
"""What each active call of a user's function is a call of."""


class Saved:
    """Where saved values are kept: a list inside loops, a name elsewhere."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._lists: dict[str, str] = {}
        self._plain: dict[tuple[Statement, str], str] = {}
        self._slices: dict[tuple[Statement, str], str] = {}

    def list_of(self, identifier: str) -> str:
        if identifier not in self._lists:
            self._lists[identifier] = self._names.fresh(f"{identifier}_saved")
        return self._lists[identifier]

    def name_of(self, statement: Statement, identifier: str) -> str:
        key = (statement, identifier)
        if key not in self._plain:
            self._plain[key] = self._names.fresh(f"{identifier}_saved")
        return self._plain[key]

    def slice_of(self, statement: Statement, identifier: str) -> str:
        """What keeps the content that a statement overwrites: a list in a loop, a name elsewhere."""
        key = (statement, identifier)
        if key not in self._slices:
            self._slices[key] = self._names.fresh(f"{identifier}_saved")
        return self._slices[key]

    def lists(self, in_loop: frozenset[Statement]) -> tuple[str, ...]:
        slices = (kept for (statement, _), kept in self._slices.items() if statement in in_loop)
        return (*self._lists.values(), *slices)


class ForwardSweep:
    """Emits the forward sweep; ``current`` maps the primal's names to those of the output at the point reached."""

    def __init__(self, spec: Specialisation, temporaries: set[str], checks: Checks) -> None:
        self.function = spec.function
        self.shadows = spec.shadows
        self.recording = spec.recording
        self.pulls = spec.pulls
        self.calls: Calls = spec.calls
        self.names = spec.names
        self.temporaries = temporaries
        self.checks = checks
        self.kinds = spec.kinds
        self.saved = Saved(spec.names)
        self.trips: dict[Statement, str] = {}
        self.trip_lists: dict[Statement, str] = {}
        self.current: dict[str, Expr] = {}
        self.places: list[tuple[Place, frozenset[str]]] = []
        self.counted: dict[Place, Statement] = {}
        self.at: dict[Statement, tuple[Mapping[str, Expr], Mapping[str, Expr]]] = {}

    def run(self, body: Block) -> list[Statement]:
        out: list[Statement] = []
        for statement in body:
            before = dict(self.current)
            out += self.statement(statement, True)
            self.at[statement] = (before, dict(self.current))
        return out

    def block(self, block: Block, place: Place) -> Block:
        self.places.append((place, frozenset()))
        out: list[Statement] = []
        for statement in block:
            if self.is_way_out(statement):
                self.places[-1] = place, self.bound_before(block, place)
                out += self.ending(place, self.places[-1][1])
            out += self.statement(statement, False)
        _, kept = self.places.pop()
        if not block or not isinstance(block[-1], Break):
            out += self.ending(place, frozenset(self.recording.at_end.get(place, ())) - kept)
        if place in self.counted:
            out.append(self.counted[place])
        return tuple(out)

    def is_way_out(self, statement: Statement) -> bool:
        return isinstance(statement, If) and statement not in self.recording.untested and leaves((statement,))

    def bound_before(self, block: Block, place: Place) -> frozenset[str]:
        """What of that which is kept at the end of a block has its value before the branch that may leave the loop."""
        kept = frozenset(self.recording.at_end.get(place, ()))
        return (kept & bound_in(block[:-1])) - bound_in(block[-1:])

    def ending(self, place: Place, names: frozenset[str]) -> list[Statement]:
        """Keep what lives only inside a block, at its end."""
        return [self.push(one, place[0]) for one in self.recording.at_end.get(place, ()) if one in names]

    def leaving(self, statement: Break) -> list[Statement]:
        """The way out of a loop: the end of every block up to its body, where the trip is reversed."""
        out: list[Statement] = []
        for place, kept in reversed(self.places):
            out += self.ending(place, frozenset(self.recording.at_end.get(place, ())) - kept)
            if not isinstance(place[0], If):
                return [*out, statement] if place[0] in self.recording.partial else [statement]
        return [statement]

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
        return [*out, *self.save_content(statement)]

    def save_content(self, statement: Statement) -> list[Statement]:
        """Keep what a statement overwrites in place."""
        out: list[Statement] = []
        for write in self.recording.slices.get(statement, ()):
            kept = self.now(content.kept(self.function, write, self.kinds))
            held = self.saved.slice_of(statement, write.name)
            if statement in self.recording.in_loop:
                out.append(Do(call(attribute(name(held), "append"), kept), statement.origin))
            else:
                out.append(Assign(held, kept, statement.origin))
        return out

    def statement(self, statement: Statement, top: bool) -> list[Statement]:
        before, after = self.checks(statement, self.now)
        out = [*before, *self.save(statement)]
        if isinstance(statement, If):
            test = self.now(statement.test)
            body, orelse = (
                self.block(inner, (statement, at)) for at, inner in enumerate((statement.body, statement.orelse))
            )
            if body or orelse:
                out.append(If(test, body, orelse, statement.origin))
        elif isinstance(statement, (For, While)):
            out += self.loop(statement)
        elif isinstance(statement, Break):
            out += self.leaving(statement)
        elif not isinstance(statement, GradBlock):
            out.append(self.simple(statement, top))
            if isinstance(statement, Assign) and statement in self.calls and not self.calls[statement].has_result:
                out.append(Assign(self.target(statement.target), NONE, statement.origin))
            if statement in self.shadows.exchanged and isinstance(statement, Store):
                out.append(self.exchange(statement))
            if statement in self.shadows.mirrored:
                out.append(Do(self.now(self.shadows.mirrored[statement]), statement.origin))
            if statement in self.shadows.births and isinstance(statement, Assign):
                shadow, value = self.shadows.births[statement]
                out.append(Assign(self.target(shadow), self.now(value), statement.origin))
        return [*out, *(with_operands(one, self.now) for one in after)]

    def loop(self, statement: For | While) -> list[Statement]:
        left = statement in self.recording.partial
        ways = () if left else ways_out(statement.body) or ()
        counts = statement in self.recording.visited and (left or isinstance(statement, While) or bool(ways))
        position = 0 if isinstance(statement, For) else 1
        if counts:
            trips = self.trips[statement] = self.names.fresh("trips")
            count: Statement = Update(name(trips), "+", const(1), statement.origin)
            last = ways[-1] if ways else None
            place = (statement, position) if last is None else (last.branch, 1 - last.side)
            self.counted.update({} if left else {place: count})
        made: For | While
        if isinstance(statement, While):
            before = self.block(statement.before, (statement, 0))
            body = self.block(statement.body, (statement, 1))
            made = While(before, self.now(statement.test), body, statement.origin)
        else:
            start, stop, step = (self.now(bound) for bound in (statement.start, statement.stop, statement.step))
            body = self.block(statement.body, (statement, 0))
            made = For(self.target(statement.target), start, stop, step, body, statement.origin)
        if not counts:
            return [made]
        out: list[Statement] = [Assign(trips, const(0), statement.origin)]
        out.append(replace(made, body=(count, *made.body)) if left else made)
        if statement in self.recording.in_loop:
            kept = self.trip_lists[statement] = self.names.fresh("trips_saved")
            out.append(Do(call(attribute(name(kept), "append"), name(trips)), statement.origin))
        return out

    def simple(self, statement: Statement, top: bool) -> Statement:
        moved = self.moved(statement)
        given = self.given(statement, self.calls[statement]) if statement in self.calls else []
        if top:
            beside = self.shadows.made_by(statement)
            for target in (*targets(statement), *((beside,) if beside else ())):
                if statement in self.recording.renamed:
                    self.current[target] = name(self.fresh(target))
        if statement in self.calls and isinstance(moved, (Assign, Do)):
            return self.call(statement, moved, given)
        if isinstance(moved, Assign) and isinstance(statement, Assign):
            target = self.target(statement.target)
            return replace(moved, target=target, value=self.without_check(statement, moved.value))
        if isinstance(moved, Unpack):
            return replace(moved, targets=tuple(self.target(one) for one in moved.targets))
        return moved

    def exchange(self, statement: Store) -> Statement:
        """Put the shadow of an item into that of its container, and keep what was there."""
        whole, index = statement.target.args
        shadow = name(self.shadows.names[whole.leaf])
        put = call(helper("exchange"), shadow, as_value(index), self.shadows.exchanged[statement])
        held = self.saved.slice_of(statement, shadow.leaf)
        if statement in self.recording.in_loop:
            return Do(call(attribute(name(held), "append"), self.now(put)), statement.origin)
        return Assign(held, self.now(put), statement.origin)

    def call(self, statement: Statement, moved: Assign | Do, given: list[Expr]) -> Statement:
        """A call of the forward half, which leaves its residuals."""
        callee, residuals = self.calls[statement], self.pulls[statement].residuals
        assert residuals is not None
        value = rebuild(moved.value, (name(callee.forward_name), *moved.value.args[1:]))
        plain, named = value.args[: len(value.args) - len(value.leaf)], value.args[len(value.args) - len(value.leaf) :]
        keys = tuple(callee.shadows.names[one] for one in callee.paired)
        value = Expr("call", (*plain, *named, *given), (*value.leaf, *keys), value.at)
        if not callee.has_result:
            return Assign(residuals, value, statement.origin)
        if isinstance(moved, Assign) and statement in self.shadows.returned:
            beside = self.target(self.shadows.returned[statement])
            return Unpack((self.target(moved.target), beside, residuals), value, statement.origin)
        if isinstance(moved, Assign):
            return Unpack((self.target(moved.target), residuals), value, statement.origin)
        return Assign(residuals, Expr("getitem", (value, const(1))), statement.origin)

    def given(self, statement: Statement, callee: Specialisation) -> list[Expr]:
        """The shadows of the arguments that a called function takes as pairs."""
        call_ = self.pulls[statement].callee
        assert call_ is not None
        found = []
        for parameter in callee.paired:
            operand = call_.operands.get(parameter, NONE)
            shadow = self.shadows.names.get(operand.leaf) if operand.head == "name" else None
            found.append(call(helper("zeros_like"), self.now(operand)) if shadow is None else self.now(name(shadow)))
        return found

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
