"""The adjoints at the point that the reverse sweep has reached: where they are, and how terms go into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...derivatives import helper
from ...kinds import Kinds
from ...names import Names, adjoint_stem
from ...program import Assign, Statement, Update
from ...syntax import Expr, call, const, name, names_in
from ...values import UNKNOWN, Kind
from .adjoints import Term, in_parallel, is_fresh, total


@dataclass(eq=False)
class Ledger:
    """Keeps the account of adjoints.

    ``named``: primal names whose adjoint is in its variable; ``owned``: of these, those that share storage with
    nothing; ``final``: those that are also of the primal's shape and dtype; ``indexed``: names whose adjoint is
    somewhere added to at an index, in place. ``primal`` writes an expression of the primal as it reads at this point.
    """

    kinds: Kinds
    names: Names
    temporaries: set[str]
    indexed: frozenset[str]
    primal: Callable[[Expr], Expr]
    emit: Callable[[Statement], None]
    variables: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    owned: set[str] = field(default_factory=set)
    final: set[str] = field(default_factory=set)
    note: str = ""

    def variable(self, identifier: str) -> str:
        """The variable that holds the adjoint of a primal name."""
        if identifier not in self.variables:
            self.variables[identifier] = self.names.fresh(adjoint_stem(identifier))
        return self.variables[identifier]

    def temporary(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    def assign(self, target: str, value: Expr, near: Statement) -> None:
        self.emit(Assign(target, value, near.origin, self.note))

    def zero(self, identifier: str, near: Statement) -> Statement:
        kind = self.kinds.before.get(near, {}).get(identifier, UNKNOWN)
        value: Expr = const(0.0) if kind.is_scalar else call(helper("zeros_like"), self.primal(name(identifier)))
        return Assign(self.variable(identifier), value, near.origin)

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
        for identifier, value in assignments:
            self.named.add(identifier)
            self.owned.discard(identifier)
            self.final.discard(identifier)
            if is_fresh(value):
                self.owned.add(identifier)
                if value.head == "call" and value.args[0] == helper("unbroadcast"):
                    self.final.add(identifier)
        overwritten = {variable for variable, _ in by_variable} | {self.variable(one) for one, _ in items}
        items = self.before_overwriting(items, overwritten, near)
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
                term = Term(name(held), term.form, term.extent, term.index, term.numeric)
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
        variable = self.variable(identifier)
        items = [(identifier, term) for term in terms if term.index is not None]
        items = self.before_overwriting(items, {variable}, near)
        whole = self.whole(identifier, [term for term in terms if term.index is None], kind)
        if whole is not None and not (whole.head == "name" and whole.leaf == variable):
            self.assign(variable, whole, near)
            self.owned.add(identifier)
            self.named.add(identifier)
        for _, term in items:
            self.add_item(identifier, term, kind, near)

    def add_item(self, identifier: str, term: Term, kind: Kind, near: Statement) -> None:
        """Add to the adjoint of one element, row or selection, in place."""
        variable = name(self.variable(identifier))
        if identifier not in self.named:
            zero = const(0.0) if kind.is_scalar else call(helper("zeros_like"), self.primal(name(identifier)))
            self.assign(variable.leaf, zero, near)
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
