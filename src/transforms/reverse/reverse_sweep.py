"""The reverse sweep: the primal's statements against their order, each handing adjoints to its operands.

The statements that come from one statement of the user's are taken together: what flows between them is composed, not
stored, and each adjoint that leaves the group is assigned once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ...algebra import first_mirrored, mirrored
from ...names import adjoint_stem
from ...needed import Place
from ...program import (
    Assign,
    Block,
    Break,
    Do,
    For,
    GradBlock,
    If,
    Return,
    Statement,
    Unpack,
    Update,
    While,
    blocks,
    targets,
)
from ...pulls import INCOMING, RESULT, Partial, Pull, helper, reads_of
from ...specialise import Specialisation
from ...syntax import NONE, Expr, attribute, call, const, count, name, names_in, substitute
from ...values import UNKNOWN, Kind
from ..simplify import with_operands
from . import content
from .adjoints import Term, agrees, group_of, is_factor, through_factor, total
from .forward_sweep import ForwardSweep
from .inserted import Inserted
from .ledger import Ledger, settled, within
from .user_calls import UserCalls
from .writes import Writes


class ReverseSweep:
    """Emits the reverse sweep; the `Ledger` keeps the adjoints at the point reached."""

    def __init__(
        self, spec: Specialisation, forward: ForwardSweep, temporaries: set[str], shadows: Mapping[str, str]
    ) -> None:
        self.memory = spec.memory
        self.function = spec.function
        self.kinds = spec.kinds
        self.facts = spec.facts
        self.pulls = pulls = spec.pulls
        self.recording = spec.recording
        self.forward = forward
        self.calls = spec.calls
        indexed = frozenset(
            partial.operand for pull in pulls.values() for partial in pull.partials if partial.form == "item"
        ) | frozenset().union(*(pull.references for pull in pulls.values()))
        given = (spec.kinds, spec.names, temporaries, indexed, self.primal, self.emit, shadows, spec.measured)
        self.ledger = Ledger(*given)
        self.writes = Writes(spec, self.ledger, self.primal, self.is_unused, self.exchanged)
        self.user_calls = UserCalls(spec, self, forward.saved)
        self.inserted = Inserted(spec, self.ledger, self.primal, temporaries)
        self.residuals = frozenset(pull.residuals for pull in pulls.values() if pull.residuals is not None)
        self.current: Mapping[str, Expr] = {}
        self.out: list[Statement] = []

    # Names

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
        for _, members in groupby(reversed(block), key=group_of):
            statements = list(members)
            if isinstance(statements[0], (If, For, While)):
                self.compound(statements[0], place is None)
            elif isinstance(statements[0], GradBlock):
                self.current = self.forward.at[statements[0]][0] if place is None else self.current
                self.inserted.run(statements[0])
            else:
                self.group(statements, place is None)

    def inner(self, block: Block, place: Place) -> Block:
        outer, self.out = self.out, []
        self.block(block, place)
        made, self.out = self.out, outer
        return tuple(made)

    def pop(self, identifier: str, near: Statement) -> None:
        kept = name(self.forward.saved.list_of(identifier))
        self.emit(Assign(self.now(identifier), call(attribute(kept, "pop")), near.origin))

    def now(self, identifier: str) -> str:
        """The name that a primal name has in the output at this point."""
        found = self.current.get(identifier)
        return identifier if found is None else str(found.leaf)

    def emit(self, statement: Statement) -> None:
        self.out.append(with_operands(statement, settled))

    def restore(self, statement: Statement, top: bool) -> None:
        for identifier in self.recording.before.get(statement, ()):
            if statement in self.recording.in_loop:
                self.pop(identifier, statement)
            else:
                held = self.forward.saved.name_of(statement, identifier)
                self.emit(Assign(self.now(identifier), name(held), statement.origin))

    def restore_content(self, statement: Statement) -> None:
        """Put back what a statement has overwritten in place."""
        for write in reversed(self.recording.slices.get(statement, ())):
            kept: Expr = name(self.forward.saved.slice_of(statement, write.name))
            if statement in self.recording.in_loop:
                kept = call(attribute(kept, "pop"))
            made = content.restored(self.function, write, self.kinds, kept, "")
            self.emit(with_operands(made, self.primal))

    def exchanged(self, statement: Statement, shadow: str) -> Expr:
        """What the shadow of a container held before it got an item."""
        kept: Expr = name(self.forward.saved.slice_of(statement, shadow))
        return call(attribute(kept, "pop")) if statement in self.recording.in_loop else kept

    # Branches and loops

    def compound(self, statement: Statement, top: bool) -> None:
        self.ledger.final.clear()
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
        self.ledger.final.clear()
        if top:
            self.current = self.forward.at[statement][0]

    def branch(self, statement: If) -> None:
        if statement in self.recording.untested:
            side = self.recording.untested[statement]
            self.block(blocks(statement)[side], (statement, side))
            return
        start, owned = set(self.ledger.named), set(self.ledger.owned)
        wanted = self.facts.starts[statement] - self.ledger.shadows.keys()
        ends: list[tuple[Block, set[str], set[str]]] = []
        for position, inner in enumerate((statement.body, statement.orelse)):
            self.ledger.named, self.ledger.owned = set(start), set(owned)
            ends.append((self.inner(inner, (statement, position)), self.ledger.named & wanted, self.ledger.owned))
        self.ledger.named = ends[0][1] | ends[1][1]
        self.ledger.owned = ends[0][2] & ends[1][2]
        filled = []
        for made, named, _ in ends:
            zeros = [self.ledger.zero(identifier, statement) for identifier in sorted(self.ledger.named - named)]
            filled.append((*made, *zeros))
        if filled[0] or filled[1]:
            self.emit(If(self.primal(statement.test), filled[0], filled[1], statement.origin))

    def enter(self, statement: Statement) -> frozenset[str]:
        """Make every adjoint that the loop carries explicit, and owned where it is added to at an index."""
        carried = self.facts.starts[statement] - self.ledger.shadows.keys()
        for identifier in sorted(carried - self.ledger.named):
            self.emit(self.ledger.zero(identifier, statement))
            self.ledger.owned.add(identifier)
        for identifier in sorted((carried & self.ledger.indexed) - self.ledger.owned):
            variable = self.ledger.variable(identifier)
            self.emit(Assign(variable, call(helper("copied"), name(variable)), statement.origin))
            self.ledger.owned.add(identifier)
        self.ledger.named = set(carried)
        return carried

    def leave(self, body: Block, carried: frozenset[str], statement: Statement) -> Block:
        zeros = [self.ledger.zero(identifier, statement) for identifier in sorted(carried - self.ledger.named)]
        self.ledger.named = set(carried)
        self.ledger.owned &= self.ledger.indexed
        return (*body, *zeros)

    def counted(self, statement: For) -> None:
        carried = self.enter(statement)
        self.ledger.owned &= self.ledger.indexed
        inner = self.inner(statement.body, (statement, 0))
        self.ledger.named.discard(statement.target)
        body = self.leave(inner, carried, statement)
        start, stop, step = (self.primal(bound) for bound in (statement.start, statement.stop, statement.step))
        if statement in self.forward.trips:
            bounds = first_mirrored(start, step, self.trips(statement))
        else:
            bounds = mirrored(start, stop, step)
        if body:
            self.emit(For(self.now(statement.target), *bounds, body, statement.origin))

    def repeated(self, statement: While) -> None:
        carried = self.enter(statement)
        self.ledger.owned &= self.ledger.indexed
        body = self.leave(self.inner(statement.body, (statement, 1)), carried, statement)
        trips = self.trips(statement)
        if body:
            self.emit(For(self.ledger.names.fresh("_"), const(0), trips, const(1), body, statement.origin))

    def trips(self, statement: For | While) -> Expr:
        """How many trips of a loop were begun."""
        trips: Expr = name(self.forward.trips[statement])
        if statement in self.forward.trip_lists:
            kept = name(self.forward.trip_lists[statement])
            self.emit(Assign(trips.leaf, call(attribute(kept, "pop")), statement.origin))
        return trips

    # One statement of the user's

    def group(self, statements: Sequence[Statement], top: bool) -> None:
        """The statements made from one of the user's, last first."""
        self.ledger.note = f"Grad of: {statements[0].origin.text}" if statements[0].origin.text else ""
        pending: dict[str, list[Term]] = {}
        for statement in statements:
            if isinstance(statement, (Return, Break)):
                continue
            if top:
                self.current = self.forward.at[statement][1]
            bound = dict.fromkeys(targets(statement))
            kept = self.ledger.named | pending.keys() | self.ledger.shadows.keys()
            incoming = {one: self.take(one, pending, statement) for one in bound if one in kept}
            self.step(statement, incoming, pending, top)
        if statements:
            self.ledger.flush(pending, statements[-1])
        self.ledger.note = ""

    def take(self, identifier: str, pending: dict[str, list[Term]], statement: Statement) -> Term | None:
        """The adjoint of a name that a statement binds, which ends here."""
        terms = pending.pop(identifier, [])
        if identifier in self.ledger.shadows:
            if terms:
                self.ledger.accumulate(identifier, terms, self.kind_after(identifier, statement), statement)
            self.ledger.clear(identifier, statement)
            return Term(self.ledger.adjoint(identifier))
        self.ledger.clear(identifier, statement)
        if identifier in self.ledger.named:
            terms.insert(0, Term(self.ledger.adjoint(identifier)))
            self.ledger.named.discard(identifier)
            if identifier in self.ledger.owned:
                self.ledger.moved.add(self.ledger.variable(identifier))
        if identifier not in self.facts.live.get(statement, frozenset()) or not terms:
            return None
        if len(terms) == 1 and self.ledger.is_part(statement, self.pulls.get(statement), terms[0].index):
            return terms[0]
        if any(term.index is not None for term in terms):
            self.ledger.accumulate(identifier, terms, self.kind_after(identifier, statement), statement)
            self.ledger.named.discard(identifier)
            return Term(self.ledger.adjoint(identifier))
        if len(terms) == 1:
            return terms[0]
        return Term(total(terms, self.ledger.measure(identifier), self.kind_after(identifier, statement), False))

    def kind_after(self, identifier: str, statement: Statement) -> Kind:
        return self.kinds.target(statement) if isinstance(statement, Assign) else UNKNOWN

    def step(
        self, statement: Statement, incoming: dict[str, Term | None], pending: dict[str, list[Term]], top: bool
    ) -> None:
        pull = self.pulls.get(statement)
        held: Expr | None = None
        if self.recording.before.get(statement) or statement in self.recording.slices:
            self.settle_containers(statement, pending)
            held = self.hold(statement, pull, incoming, pending)
        self.restore(statement, top)
        after = self.current
        if top:
            self.current = self.forward.at[statement][0]
        self.restore_content(statement)
        if pull is None:
            return
        if self.memory.at(statement) and (pull.place is not None or pull.references):
            if pull.callee is not None and isinstance(statement, (Assign, Do)):
                self.user_calls.undo(statement, pull, incoming.get(getattr(statement, "target", "")), pending)
            else:
                self.writes.undo(statement, pull, held, incoming.get(getattr(statement, "target", "")), pending)
        elif isinstance(statement, Unpack):
            self.unpacked(statement, incoming, pending)
        elif isinstance(statement, Assign):
            result = held if held is not None else substitute(self.written(name(statement.target)), after)
            term = incoming.get(statement.target)
            if term is not None:
                self.assigned(statement, pull, term, result, pending)

    def settle_containers(self, statement: Statement, pending: dict[str, list[Term]]) -> None:
        """Before a container gets its old items back: put into its adjoint what belongs to the present ones."""
        if statement not in self.recording.slices:
            return
        for one in sorted(self.memory.touched(statement) & pending.keys()):
            kind = self.kinds.of(name(one), statement)
            if not kind.is_array:
                self.ledger.accumulate(one, pending.pop(one), kind, statement)

    def hold(
        self,
        statement: Statement,
        pull: Pull | None,
        incoming: dict[str, Term | None],
        pending: dict[str, list[Term]],
    ) -> Expr | None:
        """Before a name or storage gets its old value back: keep what still reads the new one."""
        restored = {self.now(one) for one in self.recording.before.get(statement, ())}
        if statement in self.recording.slices:
            restored |= {self.now(one) for one in self.memory.touched(statement)}
        for identifier, terms in [*pending.items()]:
            pending[identifier] = [self.kept(term, restored, identifier, statement) for term in terms]
        for identifier, term in incoming.items():
            if term is not None:
                incoming[identifier] = self.kept(term, restored, identifier, statement)
        exprs = [] if pull is None else [*(one.expr for one in pull.partials), *(one for _, one in pull.definitions)]
        reads_result = any(RESULT.leaf in names_in(expr) for expr in exprs)
        if reads_result and isinstance(statement, Update) and statement in self.recording.slices:
            new = self.ledger.temporary(f"{statement.target.args[0].leaf}_new")
            self.ledger.assign(new, call(helper("copied"), self.primal(statement.target)), statement)
            return name(new)
        if not reads_result or not isinstance(statement, Assign) or self.now(statement.target) not in restored:
            return None
        new = self.ledger.temporary(f"{statement.target}_new")
        self.ledger.assign(new, self.primal(name(statement.target)), statement)
        return name(new)

    def kept(self, term: Term, restored: set[str], identifier: str, statement: Statement) -> Term:
        if not names_in(term.expr) & restored:
            return term
        held = self.ledger.temporary(adjoint_stem(identifier))
        self.ledger.assign(held, term.expr, statement)
        return Term(name(held), term.form, term.extent, term.index, term.numeric)

    def unpacked(self, statement: Unpack, incoming: dict[str, Term | None], pending: dict[str, list[Term]]) -> None:
        parts = []
        for position, target in enumerate(statement.targets):
            term = None if target in statement.targets[position + 1 :] else incoming.get(target)
            alias = term is None or target in self.ledger.shadows
            parts.append(NONE if term is None or alias else self.settled(term, target, UNKNOWN))
        if all(part == NONE for part in parts):
            return
        value = statement.value.leaf
        arguments = [Expr("tuple", tuple(parts)), self.ledger.measure(value)]
        if statement.star is not None:
            arguments.append(const(statement.star))
        pending.setdefault(value, []).append(Term(call(helper("pack_like"), *arguments), "structure"))

    def settled(self, term: Term, identifier: str, kind: Kind) -> Expr:
        """The term as an expression of exactly the shape of the primal name."""
        if term.form in ("exact", "structure"):
            return term.expr
        return total([Term(term.expr, term.form, term.extent)], self.ledger.measure(identifier), kind, False)

    def assigned(
        self, statement: Assign, pull: Pull, incoming: Term, result: Expr, pending: dict[str, list[Term]]
    ) -> None:
        kind = self.kinds.target(statement)
        if pull.callee is not None:
            self.user_calls.undo(statement, pull, incoming, pending)
            return
        exprs = [*(p.expr for p in pull.partials), *(value for _, value in pull.definitions)]
        uses = sum(count(expr, INCOMING.leaf) + (is_factor(pull, expr)) for expr in exprs)
        exact = self.exact_needed(statement, pull, incoming) or (kind.is_scalar and len(pull.partials) > 1)
        if exact and incoming.form in ("wide", "narrow"):
            incoming = Term(self.settle_to(incoming, self.ledger.measure(statement.target), kind), numeric=True)
        if (uses > 1 or pull.guarded) and not incoming.expr.is_atom:
            held = self.ledger.temporary(adjoint_stem(statement.target))
            self.ledger.assign(held, incoming.expr, statement)
            incoming = Term(name(held), incoming.form, incoming.extent, numeric=incoming.numeric)
        values = {INCOMING.leaf: incoming.expr, RESULT.leaf: result}
        for identifier, value in pull.definitions:
            self.ledger.temporaries.add(identifier)
            self.ledger.assign(identifier, self.placed(value, values), statement)
        for partial in pull.partials:
            term = self.term(statement, pull, partial, incoming, values)
            pending.setdefault(partial.operand, []).append(term)

    def settle_to(self, term: Term, result: Expr, kind: Kind) -> Expr:
        return total([term], result, kind, False)

    def exact_needed(self, statement: Assign, pull: Pull, incoming: Term) -> bool:
        """Whether the partials take the adjoint in the result's own shape only."""
        if pull.any_extent:
            return incoming.form == "narrow"
        if any(partial.form not in ("factor", "same") for partial in pull.partials) or pull.definitions:
            return True
        if incoming.form != "narrow":
            return False
        result = self.kinds.target(statement)
        return any(
            partial.form == "factor" and not agrees(self.kinds.of(name(partial.operand), statement), result)
            for partial in pull.partials
        )

    def placed(self, expr: Expr, values: Mapping[str, Expr]) -> Expr:
        """A partial with primal names as they read here, and the adjoint and the result filled in."""
        return substitute(self.primal(expr), values)

    def term(self, statement: Assign, pull: Pull, partial: Partial, incoming: Term, values: Mapping[str, Expr]) -> Term:
        if partial.form == "same":
            return Term(incoming.expr, incoming.form, incoming.extent, numeric=incoming.numeric)
        expr = self.placed(partial.expr, values)
        if partial.form == "factor":
            operand = self.kinds.of(name(partial.operand), statement)
            result = self.kinds.target(statement)
            full = self.reads_full(partial.expr, statement, result)
            if pull.selecting and not expr.is_atom:
                held = self.ledger.temporary("share")
                self.ledger.assign(held, expr, statement)
                expr = name(held)
            term = through_factor(expr, incoming, operand, result, statement.target, full)
            if pull.selecting:
                return Term(call(helper("nonzero"), expr, term.expr), term.form, term.extent, numeric=True)
            if pull.guarded:
                guarded = call(helper("nonzero"), incoming.expr, term.expr)
                return Term(guarded, term.form, term.extent, numeric=True)
            return term
        index = None if partial.index is None else self.placed(partial.index, values)
        if incoming.index is not None:
            assert index is not None
            index = within(index, incoming.index, lambda part: self.ledger.is_integer(part, statement))
        form = "exact" if partial.form == "item" else partial.form
        return Term(expr, form, None, index, form in ("exact", "narrow"))

    def reads_full(self, factor: Expr, statement: Assign, result: Kind) -> bool:
        """Whether the factor has the shape of the result by itself."""
        read = reads_of(factor)[0]
        if RESULT.leaf in read:
            return True
        return any(self.kinds.of(name(one), statement).shape == result.shape for one in read if not one.startswith("%"))

    def is_unused(self, identifier: str, pending: Mapping[str, list[Term]]) -> bool:
        """Whether the variable of an adjoint holds nothing, and nothing that waits reads it."""
        if (
            identifier in self.ledger.named
            or identifier in self.ledger.shadows
            or identifier in self.ledger.indexed
            or identifier in self.function.temporaries
        ):
            return False
        variable = self.ledger.variable(identifier)
        return identifier not in pending and not any(
            variable in names_in(term.expr) for terms in pending.values() for term in terms
        )
