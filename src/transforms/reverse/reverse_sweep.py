"""The reverse sweep: the primal's statements against their order, each handing adjoints to its operands.

The statements that come from one statement of the user's are taken together: what flows between them is composed, not
stored, and each adjoint that leaves the group is assigned once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ...activity import Activity
from ...derivatives import INCOMING, RESULT, Partial, Pull, helper, reads_of
from ...kinds import Kinds
from ...names import Names, adjoint_stem
from ...program import Assign, Block, For, Function, If, Return, Statement, Unpack, Update, While, targets
from ...recording import Place, Recording
from ...syntax import NONE, Expr, attribute, call, const, count, is_const, name, names_in, substitute
from ...values import UNKNOWN, Kind
from .adjoints import Term, in_parallel, is_fresh, through_factor, total
from .forward_sweep import ForwardSweep


class ReverseSweep:
    """Emits the reverse sweep. ``named`` are the primal names whose adjoint is in its variable at the point reached."""

    def __init__(
        self,
        function: Function,
        kinds: Kinds,
        facts: Activity,
        pulls: Mapping[Statement, Pull],
        recording: Recording,
        forward: ForwardSweep,
        reverse_halves: Mapping[Statement, str],
        names: Names,
        temporaries: set[str],
    ) -> None:
        self.function = function
        self.kinds = kinds
        self.facts = facts
        self.pulls = pulls
        self.recording = recording
        self.forward = forward
        self.halves = reverse_halves
        self.names = names
        self.temporaries = temporaries
        self.variables: dict[str, str] = {}
        self.named: set[str] = set()
        self.owned: set[str] = set()
        self.final: set[str] = set()
        self.indexed = frozenset(
            partial.operand for pull in pulls.values() for partial in pull.partials if partial.form == "item"
        )
        self.residuals = frozenset(pull.residuals for pull in pulls.values() if pull.residuals is not None)
        self.current: Mapping[str, Expr] = {}
        self.out: list[Statement] = []
        self.note = ""

    # Names

    def variable(self, identifier: str) -> str:
        """The variable that holds the adjoint of a primal name."""
        if identifier not in self.variables:
            self.variables[identifier] = self.names.fresh(adjoint_stem(identifier))
        return self.variables[identifier]

    def temporary(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    def primal(self, expr: Expr) -> Expr:
        """An expression of the primal as it reads here: what is written out, under present names."""
        return substitute(self.written(expr), self.current)

    def written(self, expr: Expr) -> Expr:
        """The expression with what is not saved written out."""
        while any(identifier in self.recording.written_out for identifier in names_in(expr)):
            expr = substitute(expr, self.recording.written_out)
        return expr

    # Blocks

    def run(self, body: Block) -> list[Statement]:
        """The reverse sweep of the whole body."""
        self.block(body, None)
        return self.out

    def block(self, block: Block, place: Place | None) -> None:
        if place is not None:
            for identifier in self.recording.at_end.get(place, ()):
                if identifier not in self.residuals:
                    self.pop(identifier, place[0])
        for _, members in groupby(reversed(block), key=_group):
            statements = list(members)
            if isinstance(statements[0], (If, For, While)):
                self.compound(statements[0], place is None)
            else:
                self.group(statements, place is None)

    def inner(self, block: Block, place: Place) -> Block:
        outer, self.out = self.out, []
        self.block(block, place)
        made, self.out = self.out, outer
        return tuple(made)

    def pop(self, identifier: str, near: Statement) -> None:
        kept = name(self.forward.saved.list_of(identifier))
        self.emit(Assign(identifier, call(attribute(kept, "pop")), near.origin))

    def emit(self, statement: Statement) -> None:
        self.out.append(statement)

    def assign(self, target: str, value: Expr, near: Statement) -> None:
        self.emit(Assign(target, value, near.origin, self.note))

    def restore(self, statement: Statement, top: bool) -> None:
        for identifier in self.recording.before.get(statement, ()):
            if statement in self.recording.in_loop:
                self.pop(identifier, statement)
            else:
                held = self.forward.saved.name_of(statement, identifier)
                self.emit(Assign(identifier, name(held), statement.origin))

    # Branches and loops

    def compound(self, statement: Statement, top: bool) -> None:
        self.final.clear()
        if top:
            self.current = self.forward.at[statement][1]
        if statement in self.recording.visited:
            if isinstance(statement, If):
                self.branch(statement)
            elif isinstance(statement, For):
                self.counted(statement)
            elif isinstance(statement, While):
                self.repeated(statement)
        self.restore(statement, top)
        self.final.clear()
        if top:
            self.current = self.forward.at[statement][0]

    def branch(self, statement: If) -> None:
        start, owned = set(self.named), set(self.owned)
        wanted = self.facts.starts[statement]
        ends: list[tuple[Block, set[str], set[str]]] = []
        for position, inner in enumerate((statement.body, statement.orelse)):
            self.named, self.owned = set(start), set(owned)
            ends.append((self.inner(inner, (statement, position)), self.named & wanted, self.owned))
        self.named = ends[0][1] | ends[1][1]
        self.owned = ends[0][2] & ends[1][2]
        filled = []
        for made, named, _ in ends:
            zeros = [self.zero(identifier, statement) for identifier in sorted(self.named - named)]
            filled.append((*made, *zeros))
        if filled[0] or filled[1]:
            self.emit(If(self.primal(statement.test), filled[0], filled[1], statement.origin))

    def zero(self, identifier: str, near: Statement) -> Statement:
        kind = self.kinds.before.get(near, {}).get(identifier, UNKNOWN)
        value: Expr = const(0.0) if kind.tag == "float" else call(helper("zeros_like"), self.primal(name(identifier)))
        return Assign(self.variable(identifier), value, near.origin)

    def enter(self, statement: Statement) -> frozenset[str]:
        """Make every adjoint that the loop carries explicit, and owned where it is added to at an index."""
        carried = self.facts.starts[statement]
        for identifier in sorted(carried - self.named):
            self.emit(self.zero(identifier, statement))
            self.owned.add(identifier)
        for identifier in sorted((carried & self.indexed) - self.owned):
            variable = self.variable(identifier)
            self.emit(Assign(variable, call(helper("copied"), name(variable)), statement.origin))
            self.owned.add(identifier)
        self.named = set(carried)
        return carried

    def leave(self, body: Block, carried: frozenset[str], statement: Statement) -> Block:
        zeros = [self.zero(identifier, statement) for identifier in sorted(carried - self.named)]
        self.named = set(carried)
        self.owned &= self.indexed
        return (*body, *zeros)

    def counted(self, statement: For) -> None:
        carried = self.enter(statement)
        self.owned &= self.indexed
        body = self.leave(self.inner(statement.body, (statement, 0)), carried, statement)
        bounds = [self.primal(bound) for bound in (statement.start, statement.stop, statement.step)]
        if body:
            self.emit(For(statement.target, *mirrored(*bounds), body, statement.origin))

    def repeated(self, statement: While) -> None:
        carried = self.enter(statement)
        self.owned &= self.indexed
        body = self.leave(self.inner(statement.body, (statement, 1)), carried, statement)
        trips: Expr = name(self.forward.trips[statement])
        if statement in self.forward.trip_lists:
            kept = name(self.forward.trip_lists[statement])
            self.emit(Assign(trips.leaf, call(attribute(kept, "pop")), statement.origin))
        if body:
            self.emit(For(self.names.fresh("_"), const(0), trips, const(1), body, statement.origin))

    # One statement of the user's

    def group(self, statements: Sequence[Statement], top: bool) -> None:
        """The statements made from one of the user's, last first."""
        self.note = f"Grad of: {statements[0].origin.text}" if statements[0].origin.text else ""
        pending: dict[str, list[Term]] = {}
        for statement in statements:
            if isinstance(statement, Return):
                continue
            if top:
                self.current = self.forward.at[statement][1]
            ended = [one for one in targets(statement) if one in self.named or one in pending]
            incoming = {one: self.take(one, pending, statement) for one in ended}
            self.step(statement, incoming, pending, top)
        if statements and pending:
            self.flush(pending, statements[-1])
        self.note = ""

    def take(self, identifier: str, pending: dict[str, list[Term]], statement: Statement) -> Term | None:
        """The adjoint of a name that a statement binds, which ends here."""
        terms = pending.pop(identifier, [])
        if identifier in self.named:
            terms.insert(0, Term(name(self.variable(identifier))))
            self.named.discard(identifier)
        if identifier not in self.facts.live.get(statement, frozenset()) or not terms:
            return None
        if any(term.index is not None for term in terms):
            self.accumulate(identifier, terms, self.kind_after(identifier, statement), statement)
            self.named.discard(identifier)
            return Term(name(self.variable(identifier)))
        if len(terms) == 1:
            return terms[0]
        return Term(total(terms, self.primal(name(identifier)), self.kind_after(identifier, statement), False))

    def kind_after(self, identifier: str, statement: Statement) -> Kind:
        return self.kinds.target(statement) if isinstance(statement, Assign) else UNKNOWN

    def step(
        self, statement: Statement, incoming: dict[str, Term | None], pending: dict[str, list[Term]], top: bool
    ) -> None:
        pull = self.pulls.get(statement)
        held: Expr | None = None
        if isinstance(statement, (Assign, Unpack)) and self.recording.before.get(statement):
            held = self.hold(statement, pull, incoming, pending)
        self.restore(statement, top)
        after = self.current
        if top:
            self.current = self.forward.at[statement][0]
        if pull is None:
            return
        if isinstance(statement, Unpack):
            self.unpacked(statement, incoming, pending)
        elif isinstance(statement, Assign):
            result = held if held is not None else substitute(self.written(name(statement.target)), after)
            term = incoming.get(statement.target)
            if term is not None:
                self.assigned(statement, pull, term, result, pending)

    def hold(
        self, statement: Assign | Unpack, pull: Pull | None, incoming: dict[str, Term | None], pending: dict[str, list[Term]]
    ) -> Expr | None:
        """Before a name gets its old value back: keep what still reads the new one."""
        restored = set(self.recording.before[statement])
        for identifier, terms in [*pending.items()]:
            pending[identifier] = [self.kept(term, restored, identifier, statement) for term in terms]
        for identifier, term in incoming.items():
            if term is not None:
                incoming[identifier] = self.kept(term, restored, identifier, statement)
        reads_result = pull is not None and any(
            RESULT.leaf in names_in(expr) for expr in (*(p.expr for p in pull.partials), *(e for _, e in pull.definitions))
        )
        if not reads_result or not isinstance(statement, Assign) or statement.target not in restored:
            return None
        new = self.temporary(f"{statement.target}_new")
        self.assign(new, self.primal(name(statement.target)), statement)
        return name(new)

    def kept(self, term: Term, restored: set[str], identifier: str, statement: Statement) -> Term:
        if not names_in(term.expr) & restored:
            return term
        held = self.temporary(adjoint_stem(identifier))
        self.assign(held, term.expr, statement)
        return Term(name(held), term.form, term.extent, term.index)

    def unpacked(self, statement: Unpack, incoming: dict[str, Term | None], pending: dict[str, list[Term]]) -> None:
        parts = []
        for target in statement.targets:
            term = incoming.get(target)
            part = NONE if term is None else self.settled(term, target, UNKNOWN)
            parts.append(part)
        value = statement.value.leaf
        arguments = [Expr("tuple", tuple(parts)), self.primal(name(value))]
        if statement.star is not None:
            arguments.append(const(statement.star))
        pending.setdefault(value, []).append(Term(call(helper("pack_like"), *arguments), "structure"))

    def settled(self, term: Term, identifier: str, kind: Kind) -> Expr:
        """The term as an expression of exactly the shape of the primal name."""
        if term.form in ("exact", "structure"):
            return term.expr
        return total([Term(term.expr, term.form, term.extent)], self.primal(name(identifier)), kind, False)

    def assigned(
        self, statement: Assign, pull: Pull, incoming: Term, result: Expr, pending: dict[str, list[Term]]
    ) -> None:
        kind = self.kinds.target(statement)
        if pull.callee is not None:
            self.called(statement, pull, incoming, result, pending)
            return
        exprs = [*(p.expr for p in pull.partials), *(value for _, value in pull.definitions)]
        uses = sum(count(expr, INCOMING.leaf) + (partial_is_factor(pull, expr)) for expr in exprs)
        exact = self.exact_needed(statement, pull, incoming)
        if exact and incoming.form in ("wide", "narrow"):
            incoming = Term(self.settle_to(incoming, result, kind))
        if (uses > 1 or pull.guarded) and not incoming.expr.is_atom:
            held = self.temporary(adjoint_stem(statement.target))
            self.assign(held, incoming.expr, statement)
            incoming = Term(name(held), incoming.form, incoming.extent)
        values = {INCOMING.leaf: incoming.expr, RESULT.leaf: result}
        for identifier, value in pull.definitions:
            self.temporaries.add(identifier)
            self.assign(identifier, self.placed(value, values), statement)
        for partial in pull.partials:
            term = self.term(statement, pull, partial, incoming, values)
            pending.setdefault(partial.operand, []).append(term)

    def settle_to(self, term: Term, result: Expr, kind: Kind) -> Expr:
        return total([term], result, kind, False)

    def exact_needed(self, statement: Assign, pull: Pull, incoming: Term) -> bool:
        """Whether the partials take the adjoint in the result's own shape only."""
        if any(partial.form not in ("factor", "same") for partial in pull.partials) or pull.definitions:
            return True
        if incoming.form != "narrow":
            return False
        result = self.kinds.target(statement)
        return any(
            partial.form == "factor" and not _agrees(self.kinds.of(name(partial.operand), statement), result)
            for partial in pull.partials
        )

    def placed(self, expr: Expr, values: Mapping[str, Expr]) -> Expr:
        """A partial with primal names as they read here, and the adjoint and the result filled in."""
        return substitute(self.primal(expr), values)

    def term(
        self, statement: Assign, pull: Pull, partial: Partial, incoming: Term, values: Mapping[str, Expr]
    ) -> Term:
        if partial.form == "same":
            return Term(incoming.expr, incoming.form, incoming.extent)
        expr = self.placed(partial.expr, values)
        if partial.form == "factor":
            operand = self.kinds.of(name(partial.operand), statement)
            result = self.kinds.target(statement)
            full = self.reads_full(partial.expr, statement, result)
            term = through_factor(expr, incoming, operand, result, statement.target, full)
            if pull.guarded:
                return Term(call(helper("nonzero"), incoming.expr, term.expr), term.form, term.extent)
            return term
        if pull.guarded:
            expr = call(helper("nonzero"), incoming.expr, expr) if partial.form == "exact" else expr
        index = None if partial.index is None else self.placed(partial.index, values)
        form = "exact" if partial.form == "item" else partial.form
        return Term(expr, form, None, index)

    def reads_full(self, factor: Expr, statement: Assign, result: Kind) -> bool:
        """Whether the factor has the shape of the result by itself."""
        read = reads_of(factor)[0]
        if RESULT.leaf in read:
            return True
        return any(
            self.kinds.of(name(one), statement).shape == result.shape for one in read if not one.startswith("%")
        )

    def called(
        self, statement: Assign, pull: Pull, incoming: Term, result: Expr, pending: dict[str, list[Term]]
    ) -> None:
        """A call of the reverse half of a user's function."""
        assert pull.callee is not None
        assert pull.residuals is not None
        adjoint = self.settled(incoming, statement.target, self.kinds.target(statement))
        kept: Expr = name(pull.residuals)
        if statement in self.recording.in_loop:
            kept = call(attribute(name(self.forward.saved.list_of(pull.residuals)), "pop"))
        value = call(name(self.halves[statement]), kept, adjoint)
        parts = []
        for parameter in pull.active:
            operand = pull.callee.operands[parameter]
            kind = self.kinds.of(operand, statement)
            if self.is_unused(operand.leaf, pending):
                parts.append(self.variable(operand.leaf))
                self.named.add(operand.leaf)
                self.owned.discard(operand.leaf)
                self.final.discard(operand.leaf)
            else:
                parts.append(self.temporary(f"{adjoint_stem(operand.leaf)}_part"))
                form = "exact" if kind.is_numeric else "structure"
                pending.setdefault(operand.leaf, []).append(Term(name(parts[-1]), form))
        if len(parts) == 1:
            self.assign(parts[0], value, statement)
        else:
            self.emit(Unpack(tuple(parts), value, statement.origin, None, self.note))

    def is_unused(self, identifier: str, pending: Mapping[str, list[Term]]) -> bool:
        """Whether the variable of an adjoint holds nothing, and nothing that waits reads it."""
        if identifier in self.named or identifier in self.indexed or identifier in self.function.temporaries:
            return False
        variable = self.variable(identifier)
        return identifier not in pending and not any(
            variable in names_in(term.expr) for terms in pending.values() for term in terms
        )

    # Accumulation

    def flush(self, pending: dict[str, list[Term]], near: Statement) -> None:
        """Assign every adjoint that leaves the group, once each."""
        assignments: list[tuple[str, Expr]] = []
        items: list[tuple[str, Term]] = []
        for identifier, terms in pending.items():
            kind = self.kind_of(identifier, near)
            whole = [term for term in reversed(terms) if term.index is None]
            items += [(identifier, term) for term in terms if term.index is not None]
            value = self.whole(identifier, whole, kind)
            if value is not None:
                assignments.append((identifier, value))
        by_variable = [(self.variable(identifier), value) for identifier, value in assignments]
        held = {term.expr.leaf for _, term in items if term.expr.head == "name"}
        for identifier, value in assignments:
            self.named.add(identifier)
            self.owned.discard(identifier)
            self.final.discard(identifier)
            if is_fresh(value):
                self.owned.add(identifier)
                if value.head == "call" and value.args[0] == helper("unbroadcast"):
                    self.final.add(identifier)
        items = self.before_overwriting(items, {variable for variable, _ in by_variable}, near) if held else items
        for target, value in in_parallel(by_variable, names_in, self.temporary):
            if not (value.head == "name" and value.leaf == target):
                self.assign(target, value, near)
        for identifier, term in items:
            self.add_item(identifier, term, self.kind_of(identifier, near), near)
        pending.clear()

    def before_overwriting(
        self, items: list[tuple[str, Term]], overwritten: set[str], near: Statement
    ) -> list[tuple[str, Term]]:
        """Keep what is added at an index, where it reads an adjoint that is assigned first."""
        kept = []
        for identifier, term in items:
            if names_in(term.expr) & overwritten:
                held = self.temporary(adjoint_stem(identifier))
                self.assign(held, term.expr, near)
                term = Term(name(held), term.form, term.extent, term.index)
            kept.append((identifier, term))
        return kept

    def kind_of(self, identifier: str, near: Statement) -> Kind:
        return self.kinds.before.get(near, {}).get(identifier, UNKNOWN)

    def whole(self, identifier: str, terms: list[Term], kind: Kind) -> Expr | None:
        if not terms:
            return None
        if identifier in self.named:
            terms = [Term(name(self.variable(identifier))), *terms]
        value = total(terms, self.primal(name(identifier)), kind, kind.is_numeric)
        if identifier in self.indexed and not is_fresh(value):
            return call(helper("copied"), value)
        return value

    def accumulate(self, identifier: str, terms: list[Term], kind: Kind, near: Statement) -> None:
        """Put the terms of one name into its variable, those at an index last."""
        whole = self.whole(identifier, [term for term in terms if term.index is None], kind)
        variable = self.variable(identifier)
        if whole is not None and not (whole.head == "name" and whole.leaf == variable):
            self.assign(variable, whole, near)
            self.owned.add(identifier)
            self.named.add(identifier)
        for term in terms:
            if term.index is not None:
                self.add_item(identifier, term, kind, near)

    def add_item(self, identifier: str, term: Term, kind: Kind, near: Statement) -> None:
        """Add to the adjoint of one element, row or selection, in place."""
        variable = name(self.variable(identifier))
        if identifier not in self.named:
            self.assign(variable.leaf, call(helper("zeros_like"), self.primal(name(identifier))), near)
            self.named.add(identifier)
        elif identifier not in self.owned:
            self.assign(variable.leaf, call(helper("copied"), variable), near)
        self.owned.add(identifier)
        assert term.index is not None
        if kind.is_array and self.is_plain(term.index, near):
            target = Expr("getitem", (variable, term.index))
            self.emit(Update(target, "+", term.expr, near.origin, self.note))
        else:
            index = term.index
            if index.head == "slice":
                index = call(name("slice"), *index.args)
            elif index.head == "tuple":
                parts = tuple(call(name("slice"), *one.args) if one.head == "slice" else one for one in index.args)
                index = Expr("tuple", parts)
            self.assign(variable.leaf, call(helper("add_at"), variable, index, term.expr), near)

    def is_plain(self, index: Expr, near: Statement) -> bool:
        if index.head in ("tuple", "slice"):
            return all(self.is_plain(part, near) for part in index.args)
        if index.head == "const":
            return not isinstance(index.value, bool)
        return self.kinds.of(index, near).tag in ("int", "none", "slice")


def partial_is_factor(pull: Pull, expr: Expr) -> int:
    """Factors read the adjoint once, though it is not in their text."""
    return int(any(partial.form == "factor" and partial.expr is expr for partial in pull.partials))


def _agrees(operand: Kind, result: Kind) -> bool:
    return operand.shape is not None and operand.shape == result.shape


def _group(statement: Statement) -> object:
    if isinstance(statement, (If, For, While)):
        return statement
    return statement.origin.group


def mirrored(start: Expr, stop: Expr, step: Expr) -> tuple[Expr, Expr, Expr]:
    """The bounds of the range that runs backwards: start, stop, step."""
    if is_const(step, 1):
        return minus_one(stop), minus_one(start), const(-1)
    if is_const(step, -1):
        return Expr("+", (stop, const(1))), Expr("+", (start, const(1))), const(1)
    if step.head == "const" and type(step.value) is int and step.value > 1:
        trips = Expr("//", (Expr("-", (minus_one(stop), start)), step))
        last = Expr("+", (start, Expr("*", (trips, step))))
        if is_const(start, 0):
            last = Expr("*", (Expr("//", (minus_one(stop), step)), step))
        return last, minus_one(start), const(-step.value)
    last = call(name("range"), start, stop, step)
    mirror = Expr("getitem", (last, Expr("slice", (NONE, NONE, const(-1)))))
    return attribute(mirror, "start"), attribute(mirror, "stop"), attribute(mirror, "step")


def minus_one(expr: Expr) -> Expr:
    if expr.head == "const":
        return const(expr.value - 1)
    return Expr("-", (expr, const(1)))
