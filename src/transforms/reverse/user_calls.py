"""The adjoint of calls of a user's functions: calls of their reverse halves."""

from __future__ import annotations

from typing import Protocol

from ...names import adjoint_stem
from ...program import Assign, Do, Statement, Unpack
from ...pulls import Pull, helper
from ...specialise import Specialisation
from ...syntax import Expr, attribute, call, const, name, names_in
from ...values import Kind
from .adjoints import Term
from .forward_sweep import Saved
from .ledger import Ledger, settled
from .writes import Pending, Writes


class Sweep(Protocol):
    """What these calls need of the reverse sweep."""

    ledger: Ledger
    writes: Writes

    def settled(self, term: Term, identifier: str, kind: Kind) -> Expr: ...

    def is_unused(self, identifier: str, pending: Pending) -> bool: ...

    def kept(self, term: Term, restored: set[str], identifier: str, statement: Statement) -> Term: ...


class UserCalls:
    """Writes the calls of reverse halves."""

    def __init__(self, spec: Specialisation, sweep: Sweep, saved: Saved) -> None:
        self.kinds = spec.kinds
        self.calls = spec.calls
        self.memory = spec.memory
        self.recording = spec.recording
        self.ledger = sweep.ledger
        self.sweep = sweep
        self.saved = saved

    def undo(self, statement: Assign | Do, pull: Pull, incoming: Term | None, pending: dict[str, list[Term]]) -> None:
        """A call of the reverse half of a user's function, which changes the adjoints of what it writes in place."""
        assert pull.callee is not None
        assert pull.residuals is not None
        callee = self.calls[statement]
        self.sweep.writes.settle_shadows(statement, pending)
        kept: Expr = name(pull.residuals)
        if statement in self.recording.in_loop:
            kept = call(attribute(name(self.saved.list_of(pull.residuals)), "pop"))
        arguments = [kept]
        if callee.takes_seed:
            adjoint = self.adjoint_of_result(statement, incoming)
            same = [operand for operand in self.given(pull, callee) if operand not in self.ledger.named]
            if names_in(adjoint) & {self.ledger.variable(one) for one in same}:
                held = self.ledger.temporary("b_result")
                self.ledger.assign(held, adjoint, statement)
                adjoint = name(held)
            arguments.append(adjoint)
        elif callee.returned is not None and incoming is not None and isinstance(statement, Assign):
            pending.setdefault(pull.callee.operands[callee.returned].leaf, []).append(incoming)
        arguments += self.threaded(statement, pull, callee, pending)
        value = call(name(callee.reverse_name), *arguments)
        parts = []
        for parameter in callee.returns_adjoints:
            operand = pull.callee.operands[parameter]
            kind = self.kinds.of(operand, statement)
            if self.sweep.is_unused(operand.leaf, pending):
                parts.append(self.ledger.variable(operand.leaf))
                self.ledger.named.add(operand.leaf)
                self.ledger.owned.discard(operand.leaf)
                self.ledger.final.discard(operand.leaf)
            else:
                parts.append(self.ledger.temporary(f"{adjoint_stem(operand.leaf)}_part"))
                form = "exact" if kind.is_numeric else "structure"
                pending.setdefault(operand.leaf, []).append(Term(name(parts[-1]), form))
        if not parts:
            self.ledger.emit(Do(value, statement.origin, self.ledger.note))
        elif len(parts) == 1:
            self.ledger.assign(parts[0], value, statement)
        else:
            self.ledger.emit(Unpack(tuple(parts), value, statement.origin, None, self.ledger.note))
        for write in self.memory.at(statement):
            self.sweep.writes.forget(write.name, statement)

    def given(self, pull: Pull, callee: Specialisation) -> list[str]:
        """The names of the arguments that a called function writes."""
        assert pull.callee is not None
        return [pull.callee.operands[parameter].leaf for parameter in callee.threaded]

    def adjoint_of_result(self, statement: Assign | Do, incoming: Term | None) -> Expr:
        """The adjoint of what a call returns; zero where nothing of it is left."""
        assert isinstance(statement, Assign)
        if incoming is not None:
            adjoint = self.sweep.settled(incoming, statement.target, self.kinds.target(statement))
            return adjoint if settled(adjoint) is adjoint else call(helper("copied"), adjoint)
        if self.calls[statement].kinds.result.is_scalar:
            return const(0.0)
        return call(helper("zeros_like"), self.ledger.measure(statement.target))

    def threaded(
        self, statement: Assign | Do, pull: Pull, callee: Specialisation, pending: dict[str, list[Term]]
    ) -> list[Expr]:
        """The adjoints of the arguments that a call writes."""
        assert pull.callee is not None
        found: list[Expr] = []
        for parameter in callee.threaded:
            operand = pull.callee.operands[parameter]
            if not self.sweep.writes.settle(operand.leaf, statement, pending):
                variable = {self.ledger.variable(operand.leaf)}
                for one, terms in [*pending.items()]:
                    pending[one] = [self.sweep.kept(term, variable, one, statement) for term in terms]
                self.ledger.emit(self.ledger.zero(operand.leaf, statement))
                self.ledger.named.add(operand.leaf)
                self.ledger.owned.add(operand.leaf)
            found.append(self.ledger.adjoint(operand.leaf))
        return found
