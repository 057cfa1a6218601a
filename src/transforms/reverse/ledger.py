"""The adjoints at the point that the reverse sweep has reached: where they are, and how terms go into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ...algebra import add, factors_of
from ...kinds import Kinds
from ...names import Names, adjoint_stem
from ...program import Assign, Do, Statement, Store, Update
from ...pulls import INCOMING, Pull, helper
from ...syntax import Expr, as_value, call, const, is_field, name, names_in, rewrite
from ...updates import WHOLE
from ...values import UNKNOWN, Kind
from .adjoints import Term, in_parallel, is_fresh, total


@dataclass(eq=False)
class Ledger:
    """Keeps the account of adjoints.

    ``named``: primal names whose adjoint is in its variable; ``owned``: of these, those that share storage with
    nothing; ``final``: those that are also of the primal's shape and dtype; ``indexed``: names whose adjoint is
    somewhere written in place. ``shadows``: the variables that the forward sweep leaves for the adjoints of pairs,
    which are written in place alone. ``cleared``: the places of which the adjoint has been taken and is to be zeroed.
    ``moved``: variables whose adjoint has ended, and which nothing else refers to: another name may have it.
    ``primal`` writes an expression of the primal as it reads at this point; ``measured``: the names of which the shape
    is read in place of that of a name which is not kept.
    """

    kinds: Kinds
    names: Names
    temporaries: set[str]
    indexed: frozenset[str]
    primal: Callable[[Expr], Expr]
    emit: Callable[[Statement], None]
    shadows: Mapping[str, str]
    measured: Mapping[str, str]
    cleared: dict[str, Expr] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
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

    def adjoint(self, identifier: str) -> Expr:
        """The adjoint of a primal name as it reads here: its variable, or its shadow."""
        if identifier in self.shadows:
            return self.primal(name(self.shadows[identifier]))
        return name(self.variable(identifier))

    def measure(self, identifier: str) -> Expr:
        """What has the shape of a primal name, as it reads here."""
        return self.primal(name(self.measured.get(identifier, identifier)))

    def temporary(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    def assign(self, target: str, value: Expr, near: Statement) -> None:
        plain = settled(value)
        value = plain if plain is value or is_fresh(plain) else call(helper("copied"), plain)
        self.emit(Assign(target, value, near.origin, self.note))

    def zero(self, identifier: str, near: Statement) -> Statement:
        plain = self.kinds.is_plain_zero(identifier, near)
        value: Expr = const(0.0) if plain else call(helper("zeros_like"), self.measure(identifier))
        return Assign(self.variable(identifier), value, near.origin)

    def ends(self, identifier: str) -> None:
        """The adjoint of a name has been handed on; that of a pair stays with its storage."""
        if identifier not in self.shadows:
            self.named.discard(identifier)

    # Accumulation

    def flush(self, pending: dict[str, list[Term]], near: Statement) -> None:
        """Assign every adjoint that leaves the group, once each."""
        assignments: list[tuple[str, Expr]] = []
        items: list[tuple[str, Term]] = []
        for identifier, terms in pending.items():
            kind = self.kind_of(identifier, near)
            places = [term for term in terms if term.index is not None]
            whole = [term for term in reversed(terms) if term.index is None]
            if whole and self.is_in_place(identifier, kind):
                added = Term(total(whole, self.measure(identifier), kind, kind.is_numeric), index=WHOLE)
                places = [added, *places]
                whole = []
            if kind.is_array or all(self.is_numeric_field(term.index, kind) for term in places):
                places = by_place(places)
            if not whole and self.is_display(identifier, places, kind):
                assignments.append((identifier, displayed(places, kind)))
                continue
            items += [(identifier, term) for term in self.cleared_first(identifier, places)]
            value = self.whole(identifier, whole, kind)
            if value is not None:
                assignments.append((identifier, value))
        by_variable = [(self.variable(identifier), value) for identifier, value in assignments]
        overwritten = frozenset(variable for variable, _ in by_variable) | self.changed(one for one, _ in items)
        for identifier, value in assignments:
            self.named.add(identifier)
            self.owned.discard(identifier)
            self.final.discard(identifier)
            if is_fresh(value) or self.is_moved(value):
                self.moved.discard(str(value.leaf))
                self.owned.add(identifier)
                if value.head == "call" and value.args[0] == helper("unbroadcast"):
                    self.final.add(identifier)
            else:
                self.owned -= {one for one in self.owned if self.variables.get(one) in names_in(value)}
        overwritten |= self.changed(self.cleared)
        items = self.before_overwriting(items, overwritten, near)
        for target, value in in_parallel(by_variable, names_in, self.temporary):
            if not (value.head == "name" and value.leaf == target):
                self.assign(target, value, near)
        for identifier, term in items:
            self.add_item(identifier, term, self.kind_of(identifier, near), near)
        self.clear_all(near)
        self.moved.clear()
        pending.clear()

    def changed(self, identifiers: Iterable[str]) -> frozenset[str]:
        """The variables whose content changes with the adjoints of some names: of a shadow, perhaps all shadows."""
        names = set(identifiers)
        if names & self.shadows.keys():
            names |= self.shadows.keys()
        return frozenset().union(*(names_in(self.adjoint(one)) for one in names))

    def is_in_place(self, identifier: str, kind: Kind) -> bool:
        """Whether the adjoint may only be added to in place: others refer to it, or part is still to be zeroed."""
        has_no_axes = kind.is_array and kind.rank == 0 and identifier in self.indexed
        return identifier in self.shadows or identifier in self.cleared or has_no_axes

    def cleared_first(self, identifier: str, terms: list[Term]) -> list[Term]:
        """A term at the very place that is to be zeroed comes first: it is assigned there instead."""
        index = self.cleared.get(identifier)
        return sorted(terms, key=lambda term: term.index != index) if index is not None else terms

    def clear(self, identifier: str, near: Statement) -> None:
        """Zero the place whose adjoint has been taken."""
        index = self.cleared.pop(identifier, None)
        if index is not None:
            target = Expr("getitem", (self.adjoint(identifier), index))
            self.emit(Store(target, const(0.0), near.origin, self.note))

    def clear_all(self, near: Statement) -> None:
        for identifier in [*self.cleared]:
            self.clear(identifier, near)

    def before_overwriting(
        self, items: list[tuple[str, Term]], overwritten: frozenset[str], near: Statement
    ) -> list[tuple[str, Term]]:
        """Keep what is added at an index, where it reads an adjoint that is changed first."""
        kept = []
        for identifier, term in items:
            if names_in(term.expr) & overwritten:
                held = self.temporary(adjoint_stem(identifier))
                changed = self.changed(one for one, _ in items)
                negative = term.expr.head == "neg" and is_fresh(term.expr.args[0])
                value = term.expr.args[0] if negative else term.expr
                stays = is_fresh(value) or not names_in(value) & changed
                self.assign(held, value if stays else call(helper("copied"), value), near)
                expr = Expr("neg", (name(held),)) if negative else name(held)
                term = Term(expr, term.form, term.extent, term.index, term.numeric)
            kept.append((identifier, term))
        return kept

    def kind_of(self, identifier: str, near: Statement) -> Kind:
        return self.kinds.before.get(near, {}).get(identifier, UNKNOWN)

    def whole(self, identifier: str, terms: list[Term], kind: Kind) -> Expr | None:
        if not terms:
            return None
        if identifier in self.named:
            terms = [Term(self.adjoint(identifier)), *terms]
        value = total(terms, self.measure(identifier), kind, kind.is_numeric)
        if identifier in self.indexed and not is_fresh(value) and not self.is_moved(value):
            return call(helper("copied"), value)
        return value

    def is_moved(self, value: Expr) -> bool:
        """Whether a value is an adjoint that has ended and that nothing else refers to."""
        return value.head == "name" and value.leaf in self.moved

    def accumulate(self, identifier: str, terms: list[Term], kind: Kind, near: Statement) -> None:
        """Put the terms of one name into its variable, those at an index last."""
        variable = self.variable(identifier)
        items = [(identifier, term) for term in terms if term.index is not None]
        whole = [term for term in terms if term.index is None]
        if whole and self.is_in_place(identifier, kind):
            items.insert(0, (identifier, Term(total(whole, self.measure(identifier), kind, False), index=WHOLE)))
            whole = []
        items = self.before_overwriting(items, self.changed([identifier]), near)
        value = self.whole(identifier, whole, kind)
        if value is not None:
            if value != name(variable):
                self.assign(variable, value, near)
            if is_fresh(value) or self.is_moved(value):
                self.moved.discard(str(value.leaf))
                self.owned.add(identifier)
            self.named.add(identifier)
        for _, term in items:
            self.add_item(identifier, term, kind, near)

    def own(self, identifier: str, near: Statement) -> None:
        """Make sure that the adjoint may be written in place."""
        if identifier not in self.owned and identifier not in self.shadows:
            variable = name(self.variable(identifier))
            self.assign(variable.leaf, call(helper("copied"), variable), near)
            self.owned.add(identifier)

    def add_item(self, identifier: str, term: Term, kind: Kind, near: Statement) -> None:
        """Add to the adjoint of one element, row or selection, in place."""
        variable = self.adjoint(identifier)
        if identifier not in self.named and identifier not in self.shadows:
            zero = const(0.0) if kind.is_scalar else call(helper("zeros_like"), self.measure(identifier))
            self.assign(variable.leaf, zero, near)
            self.named.add(identifier)
            self.owned.add(identifier)
        self.own(identifier, near)
        assert term.index is not None
        target = part_of(variable, term.index)
        if self.cleared.get(identifier) == term.index:
            del self.cleared[identifier]
            self.emit(Store(target, term.expr, near.origin, self.note))
            return
        self.clear(identifier, near)
        if (kind.is_array and self.is_plain(term.index, near)) or self.is_numeric_field(term.index, kind):
            operator, value = signed(term.expr)
            self.emit(Update(target, operator, value, near.origin, self.note))
            return
        value = call(helper("add_at"), variable, as_value(term.index), term.expr)
        if identifier in self.shadows:
            self.emit(Do(value, near.origin, self.note))
        else:
            self.assign(variable.leaf, value, near)

    def is_part(self, statement: Statement, pull: Pull | None, index: Expr | None) -> bool:
        """Whether a statement gives a part of an array a name, and another part of it is where an adjoint belongs."""
        named = isinstance(statement, Assign) and statement.value.head == "getitem"
        if not named or pull is None or len(pull.partials) != 1 or index in (None, WHOLE):
            return False
        assert isinstance(statement, Assign)
        assert index is not None
        whole, outer = statement.value.args
        arrays = self.kinds.of(whole, statement).is_array and self.kinds.target(statement).is_array
        plain = self.is_plain(outer, statement) and self.is_plain(index, statement)
        return arrays and plain and pull.partials[0].form == "item" and pull.partials[0].expr == INCOMING

    def is_plain(self, index: Expr, near: Statement) -> bool:
        if index.head in ("tuple", "slice", "within"):
            return all(self.is_plain(part, near) for part in index.args)
        if index.head == "const":
            return not isinstance(index.value, bool)
        if index.head in _INTEGRAL or is_length(index):
            return self.is_integer(index, near)
        return self.kinds.of(index, near).tag in ("int", "none", "slice")

    def is_display(self, identifier: str, places: list[Term], kind: Kind) -> bool:
        """Whether the first terms of an object's adjoint tell all of it, but for the zeros of numbers."""
        if identifier in self.named or identifier in self.shadows or identifier in self.cleared or not places:
            return False
        given = {term.index.value for term in places if term.index is not None and is_field(term.index)}
        fields = kind.fields
        rest = all(fields[key].is_scalar for key in fields.keys() - given)
        return len(given) == len(places) and given <= fields.keys() and is_whole_class(kind) and rest

    def is_numeric_field(self, index: Expr | None, kind: Kind) -> bool:
        """Whether an index is an attribute of an object which certainly is a number or an array."""
        return index is not None and is_field(index) and kind.fields.get(index.value, UNKNOWN).is_numeric

    def is_integer(self, expr: Expr, near: Statement) -> bool:
        """Whether an expression is made of whole numbers by arithmetic that gives whole numbers."""
        if expr.head in _INTEGRAL:
            return all(self.is_integer(part, near) for part in expr.args)
        return is_length(expr) or self.kinds.of(expr, near).tag == "int"


def is_whole_class(kind: Kind) -> bool:
    """Whether all attributes of an object are known: those of a named tuple."""
    return kind.cls is not None and issubclass(kind.cls, tuple) and len(kind.names) == len(kind.cls.__dict__["_fields"])


def displayed(places: list[Term], kind: Kind) -> Expr:
    """The adjoint of an object of which those of some attributes are given."""
    given = {term.index.value: term.expr for term in places if term.index is not None}
    parts = [given.get(key, const(0.0)) for key in kind.names]
    return Expr("call", (helper("SimpleNamespace"), *parts), kind.names)


def still(expr: Expr) -> Expr:
    """Marks an adjoint that is read where it stands and will be changed in place: under a name it has to be copied."""
    return call(STILL, expr)


def settled(expr: Expr) -> Expr:
    """The expression without marks."""
    return rewrite(expr, lambda term: term.args[1] if term.head == "call" and term.args[0] == STILL else term)


def is_length(expr: Expr) -> bool:
    """Whether an expression is ``len(x)`` or ``x.shape[k]``."""
    if expr.head == "call":
        return expr.args[0] == name("len")
    return expr.head == "getitem" and expr.args[0].head == "attr" and expr.args[0].leaf == "shape"


STILL = name("%still")
_INTEGRAL = frozenset({"+", "-", "*", "//", "%", "neg"})


def by_place(terms: list[Term]) -> list[Term]:
    """Terms at the same index, added."""
    found: dict[Expr | None, Term] = {}
    for term in terms:
        first = found.get(term.index)
        both = first is not None and first.form == term.form and (first.numeric or term.numeric)
        if first is not None and both:
            found[term.index] = Term(add([first.expr, term.expr]), term.form, term.extent, term.index, True)
        elif first is None:
            found[term.index] = term
        else:
            return terms
    return list(found.values())


def signed(expr: Expr) -> tuple[str, Expr]:
    """Whether to add or to subtract a term, and what."""
    product = factors_of(expr)
    if product.is_negative and expr.head != "const":
        return "-", product.magnitude()
    return "+", expr


def within(outer: Expr, inner: Expr, is_number: Callable[[Expr], bool]) -> Expr:
    """The index of a part of a part: ``(i, k)`` for ``[i][k]``, or one after the other."""
    first = outer.args if outer.head == "tuple" else (outer,)
    if inner.head != "within" and all(is_number(part) for part in first):
        return Expr("tuple", (*first, *(inner.args if inner.head == "tuple" else (inner,))))
    return Expr("within", (outer, inner))


def part_of(variable: Expr, index: Expr) -> Expr:
    """What an index selects, or one after the other."""
    if index.head == "within":
        return part_of(part_of(variable, index.args[0]), index.args[1])
    return Expr("getitem", (variable, index))
