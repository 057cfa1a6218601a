"""The adjoint of writes in place: a store hands the adjoint of the place to the value stored, and zeroes it.

An update hands on what the operator makes of it, and leaves the adjoint of the old content. Order is all: the place is
put back, the partials are taken from the adjoint as it comes in, the adjoint of the place is written, and only then do
the operands get theirs, since they may be parts of what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...algebra import multiply
from ...kinds import is_all, is_whole
from ...memory import is_basic
from ...names import adjoint_stem
from ...program import Assign, Do, Statement, Store, Update
from ...pulls import INCOMING, RESULT, RETURNED, ZERO, Partial, Pull, helper
from ...specialise import Specialisation
from ...syntax import NONE, Expr, as_value, attribute, call, const, is_const, is_field, name, substitute
from ...templates.operation import operation
from ...updates import WHOLE
from ...values import UNKNOWN, Kind
from ...written_pulls import element, fits
from .adjoints import Term
from .content import attribute_call
from .ledger import Ledger, still

Pending = dict[str, list[Term]]


class Writes:
    """Writes the adjoints of stores, updates and calls that write.

    ``is_unused``: whether a variable is free; ``exchanged``: what the shadow of a container held before a store.
    """

    def __init__(
        self,
        spec: Specialisation,
        ledger: Ledger,
        primal: Callable[[Expr], Expr],
        is_unused: Callable[[str, Mapping[str, list[Term]]], bool],
        exchanged: Callable[[Statement, str], Expr],
    ) -> None:
        self.function = spec.function
        self.kinds = spec.kinds
        self.facts = spec.facts
        self.memory = spec.memory
        self.shadows = spec.shadows
        self.ledger = ledger
        self.primal = primal
        self.is_unused = is_unused
        self.exchanged = exchanged

    def undo(
        self, statement: Statement, pull: Pull, held: Expr | None, returned: Term | None, pending: Pending
    ) -> None:
        """The adjoint of one write."""
        if isinstance(statement, (Store, Update)):
            whole = statement.target.args[0].leaf
            if not self.settle(whole, statement, pending):
                return
            if isinstance(statement, Store):
                self.stored(statement, pull, pending)
            else:
                self.updated(statement, pull, held, pending)
            self.forget(whole, statement)
        elif isinstance(statement, (Assign, Do)):
            self.by_rule(statement, pull, returned, pending)

    def settle(self, identifier: str, statement: Statement, pending: Pending) -> bool:
        """Bring the adjoint of what is written up to date; False if it is zero."""
        self.settle_shadows(statement, pending, frozenset({identifier}))
        if identifier not in self.ledger.shadows and identifier not in self.ledger.named:
            return False
        self.ledger.own(identifier, statement)
        return True

    def settle_shadows(self, statement: Statement, pending: Pending, also: frozenset[str] = frozenset()) -> None:
        """Put into shadows, and into other adjoints, what waits for them, before a write that they see is undone."""
        waiting = also | (self.memory.touched(statement) & self.ledger.shadows.keys())
        for one in sorted(waiting & (pending.keys() | self.ledger.cleared.keys())):
            terms = pending.pop(one, [])
            self.ledger.accumulate(one, terms, self.kinds.of(name(one), statement), statement)
            self.ledger.clear(one, statement)

    def matters(self, statement: Statement) -> bool:
        """Whether the adjoint of what stood there before is read by anything."""
        return bool(self.memory.touched(statement) & (self.facts.starts[statement] | self.ledger.shadows.keys()))

    def forget(self, identifier: str, statement: Statement) -> None:
        if not self.matters(statement):
            self.ledger.ends(identifier)

    # Stores

    def stored(self, statement: Store, pull: Pull, pending: Pending) -> None:
        place = self.place(statement)
        whole, item = self.kind_of_place(statement)
        plain = self.is_plain(statement)
        value = pull.partials[0].operand if pull.partials else None
        if statement in self.shadows.exchanged:
            self.exchanged_back(statement, value, pending)
            return
        name_ = statement.target.args[0].leaf
        if whole.is_array and is_all(place.args[1]) and name_ not in self.ledger.shadows:
            if value == name_:
                return
            if value is not None:
                self.hand_on(value, place.args[0], statement, pending)
            self.ledger.ends(name_)
            return
        rebound = self.holds_numbers(statement)
        if rebound or (plain and item.is_numeric and (whole.is_array or item.is_scalar)):
            if value is not None:
                taken = place if rebound or item.is_scalar else attribute_call(place, "copy")
                self.hand_on(value, self.holding(value, taken, statement, pending), statement, pending)
            if self.matters(statement):
                self.clear(statement.target.args[0].leaf, place.args[1], statement)
            return
        taken = call(helper("taken"), place.args[0], as_value(place.args[1]))
        if value is not None:
            self.hand_on(value, self.holding(value, taken, statement, pending), statement, pending)
        elif self.matters(statement):
            self.ledger.emit(Do(taken, statement.origin, self.ledger.note))

    def exchanged_back(self, statement: Store, value: str | None, pending: Pending) -> None:
        """The shadow of a container gets back the item that it had."""
        place = self.place(statement)
        kept = self.exchanged(statement, self.shadows.names[statement.target.args[0].leaf])
        beside = () if value is None or value not in self.ledger.shadows else (self.ledger.adjoint(value),)
        taken = call(helper("exchange_back"), place.args[0], as_value(place.args[1]), kept, *beside)
        if value is None or value in self.ledger.shadows:
            self.ledger.emit(Do(taken, statement.origin, self.ledger.note))
        else:
            held = self.ledger.temporary("b_rhs")
            self.ledger.assign(held, taken, statement)
            expr = call(helper("fitted"), name(held), self.ledger.measure(value))
            pending.setdefault(value, []).append(Term(expr, "structure"))

    def holding(self, value: str, taken: Expr, statement: Store, pending: Pending) -> Expr:
        """The adjoint that was taken, under a name: that of the value's own adjoint where it is free."""
        if (
            value not in self.function.temporaries
            and self.is_unused(value, pending)
            and fits(self.function, self.kinds, value, statement)
        ):
            self.ledger.assign(self.ledger.variable(value), taken, statement)
            self.ledger.named.add(value)
            self.ledger.owned.add(value)
            self.ledger.final.discard(value)
            return name(self.ledger.variable(value))
        held = self.ledger.temporary("b_rhs" if value in self.function.temporaries else adjoint_stem(value))
        self.ledger.assign(held, taken, statement)
        return name(held)

    def hand_on(self, value: str, expr: Expr, statement: Store, pending: Pending) -> None:
        if expr == name(self.ledger.variable(value)):
            return
        kind = self.kinds.of(name(value), statement)
        form = "exact" if fits(self.function, self.kinds, value, statement) else "wide"
        if form == "wide" and not self.is_array(statement):
            form, expr = "structure", call(helper("fitted"), expr, self.ledger.measure(value))
        pending.setdefault(value, []).append(Term(expr, form, str(self.place(statement)), numeric=kind.is_numeric))

    def is_array(self, statement: Store) -> bool:
        """Whether what is written certainly is an array."""
        whole, _ = self.kind_of_place(statement)
        return whole.is_array

    def clear(self, identifier: str, index: Expr, statement: Statement) -> None:
        """Zero a place, at once where others refer to it, else as soon as something else happens to the adjoint."""
        self.ledger.cleared[identifier] = index
        if identifier in self.ledger.shadows:
            self.ledger.clear(identifier, statement)

    def holds_numbers(self, statement: Store) -> bool:
        """Whether an attribute is given a number or an array, here and wherever else it is stored."""
        index = statement.target.args[1]
        if not is_field(index) or statement.target.args[0].leaf in self.ledger.shadows:
            return False
        return self.kinds.left.stored.get(index.value, UNKNOWN).is_numeric

    # Updates

    def updated(self, statement: Update, pull: Pull, held: Expr | None, pending: Pending) -> None:
        place = self.place(statement)
        whole = statement.target.args[0].leaf
        _, item = self.kind_of_place(statement)
        old = next((one for one in pull.partials if one.form == "place"), None)
        other = next((one for one in pull.partials if one.form == "factor"), None)
        keeps = old is not None and is_const(old.expr, 1.0)
        values = {RESULT.leaf: held or substitute(self.primal(statement.target), {})}
        plain = self.is_plain(statement)
        if plain and keeps and other is None:
            return
        if plain and old is not None and other is None and item.is_numeric and not pull.guarded:
            factor = self.filled(old, values)
            if self.is_rebound(statement):
                product = multiply(factor, self.ledger.adjoint(whole))
                self.ledger.assign(self.ledger.variable(whole), product, statement)
                return
            self.ledger.emit(Update(place, "*", factor, statement.origin, self.ledger.note))
            return
        if plain and item.is_array and not keeps and not pull.guarded and old is not None and other is not None:
            self.scaled(statement, old, other, values, pending)
            return
        incoming = self.incoming(statement, place, plain, keeps)
        if other is not None:
            self.to_value(statement, other, incoming, values, pull.guarded, pending)
        if keeps and plain:
            return
        variable = self.ledger.adjoint(whole)
        if old is None and self.is_rebound(statement):
            self.ledger.ends(whole)
            return
        if old is None or not self.matters(statement):
            if plain and old is None:
                self.clear(whole, place.args[1], statement)
            return
        product = self.product(old, incoming, values, pull.guarded)
        if self.is_rebound(statement):
            self.ledger.assign(self.ledger.variable(whole), product, statement)
        elif plain and item.is_numeric:
            self.ledger.emit(Store(place, product, statement.origin, self.ledger.note))
        elif plain:
            restored = call(helper("put"), variable, as_value(place.args[1]), product)
            self.ledger.emit(Do(restored, statement.origin, self.ledger.note))
        else:
            added = call(helper("put_content"), variable, as_value(place.args[1]), product)
            self.ledger.emit(Do(added, statement.origin, self.ledger.note))

    def scaled(
        self, statement: Update, old: Partial, other: Partial, values: Mapping[str, Expr], pending: Pending
    ) -> None:
        """What the value gets is taken first; then the adjoint of the place is multiplied where it stands."""
        place = self.place(statement)
        read = place.args[0] if is_whole(place.args[1]) else place
        product = multiply(self.filled(other, values), read)
        form = "exact" if fits(self.function, self.kinds, other.operand, statement) else "wide"
        kind = self.kinds.of(name(other.operand), statement)
        if kind.is_scalar and form == "wide":
            product, form = call(attribute(name("%np"), "sum"), product), "exact"
        held = self.ledger.temporary(adjoint_stem(other.operand))
        self.ledger.assign(held, product, statement)
        pending.setdefault(other.operand, []).append(Term(name(held), form, str(place), numeric=True))
        if not self.matters(statement):
            return
        factor = self.filled(old, values)
        if self.is_rebound(statement):
            self.ledger.assign(self.ledger.variable(place_name(statement)), multiply(factor, read), statement)
        else:
            self.ledger.emit(Update(place, "*", factor, statement.origin, self.ledger.note))

    def incoming(self, statement: Update, place: Expr, plain: bool, keeps: bool) -> Expr:
        """The adjoint of the new content, kept where the adjoint of the old one is written over it."""
        _, item = self.kind_of_place(statement)
        read = place.args[0] if is_whole(place.args[1]) else place
        if plain and keeps:
            return read if item.is_scalar else still(read)
        if not plain:
            taken = call(helper("take_content"), place.args[0], as_value(place.args[1]))
        elif item.is_scalar or self.is_rebound(statement):
            taken = read
        else:
            taken = attribute_call(read, "copy") if item.is_array else call(helper("copied"), read)
        held = self.ledger.temporary("b_rhs")
        self.ledger.assign(held, taken, statement)
        return name(held)

    def is_rebound(self, statement: Update) -> bool:
        """Whether all of an array is updated whose adjoint nobody else refers to: it gets a new one."""
        target = statement.target
        has_axes = self.kinds.of(target.args[0], statement).rank != 0
        return is_whole(target.args[1]) and target.args[0].leaf not in self.ledger.shadows and has_axes

    def to_value(
        self,
        statement: Update,
        partial: Partial,
        incoming: Expr,
        values: Mapping[str, Expr],
        guarded: bool,
        pending: Pending,
    ) -> None:
        """The adjoint of the right-hand side of an update."""
        product = self.product(partial, incoming, values, guarded)
        form = "exact" if fits(self.function, self.kinds, partial.operand, statement) else "wide"
        kind = self.kinds.of(name(partial.operand), statement)
        place = self.place(statement)
        reads_shadow = incoming.head != "name"
        if reads_shadow and not is_const(partial.expr, 1.0) and not is_const(partial.expr, -1.0):
            held = self.ledger.temporary(adjoint_stem(partial.operand))
            self.ledger.assign(held, product, statement)
            product = name(held)
        pending.setdefault(partial.operand, []).append(
            Term(product, form, str(place), numeric=kind.is_numeric or form == "wide")
        )

    def product(self, partial: Partial, incoming: Expr, values: Mapping[str, Expr], guarded: bool) -> Expr:
        product = multiply(self.filled(partial, values), incoming)
        return call(helper("nonzero"), incoming, product) if guarded else product

    def filled(self, partial: Partial, values: Mapping[str, Expr]) -> Expr:
        return substitute(self.primal(partial.expr), values)

    # Calls

    def by_rule(self, statement: Assign | Do, pull: Pull, returned: Term | None, pending: Pending) -> None:
        """A call with a template: every partial is taken before any adjoint is written."""
        written = self.memory.written_names(statement)
        ready = [self.settle(one, statement, pending) for one in written]
        if isinstance(statement, Assign) and statement in self.shadows.births:
            self.put_back(statement, returned)
            return
        if not all(ready):
            if returned is None:
                return
            self.ledger.emit(self.ledger.zero(written[0], statement))
            self.ledger.named.add(written[0])
            self.ledger.owned.add(written[0])
            found = operation(self.function, statement.value)
            if found.rule is not None and found.rule.resizes:
                index = self.primal(found.operands["index"])
                added = call(helper("add_at"), self.ledger.adjoint(written[0]), index, returned.expr)
                self.ledger.emit(Do(added, statement.origin, self.ledger.note))
                return
        values = {
            INCOMING.leaf: self.ledger.adjoint(written[0]),
            RETURNED.leaf: NONE if returned is None else returned.expr,
        }
        made: list[tuple[Partial, Expr]] = []
        for partial in pull.partials:
            expr = self.filled(partial, values)
            if partial.form == "content" and (expr == values[INCOMING.leaf] or not self.matters(statement)):
                continue
            if partial.form == "content" and expr.is_atom:
                made.append((partial, expr))
                continue
            if (
                partial.form != "content"
                and partial.operand in self.ledger.shadows
                and statement in self.shadows.mirrored
            ):
                self.ledger.emit(Do(expr, statement.origin, self.ledger.note))
                continue
            held = self.ledger.temporary(adjoint_stem(partial.operand))
            self.ledger.assign(held, expr, statement)
            made.append((partial, name(held)))
        for partial, expr in made:
            if partial.form == "content":
                self.replace(partial.operand, expr, statement)
            else:
                kind = self.kinds.of(name(partial.operand), statement)
                pending.setdefault(partial.operand, []).append(Term(expr, partial.form, numeric=kind.is_numeric))
        for one in written:
            self.forget(one, statement)

    def put_back(self, statement: Assign, returned: Term | None) -> None:
        """Undo for the shadows what ``pop`` did: the item's own is put back, with what reached the item besides."""
        found = operation(self.function, statement.value)
        whole = self.ledger.adjoint(found.operands["x"].leaf)
        item = self.primal(name(self.shadows.births[statement][0]))
        if returned is not None and statement.target not in self.ledger.shadows:
            self.ledger.assign(item.leaf, call(helper("add_at"), item, const(Ellipsis), returned.expr), statement)
        undone = call(helper("put_back"), whole, self.primal(found.operands["index"]), item)
        self.ledger.emit(Do(undone, statement.origin, self.ledger.note))

    def replace(self, identifier: str, expr: Expr, statement: Statement) -> None:
        """Give the adjoint of the old content: in place where others refer to it."""
        variable = self.ledger.adjoint(identifier)
        if expr == ZERO and self.is_deep(statement):
            self.ledger.emit(Do(call(helper("refill"), variable, NONE), statement.origin, self.ledger.note))
        elif expr == ZERO:
            whole = Expr("getitem", (variable, WHOLE))
            self.ledger.emit(Store(whole, expr, statement.origin, self.ledger.note))
        elif identifier in self.ledger.shadows and is_in_place(expr, variable):
            self.ledger.emit(Do(expr, statement.origin, self.ledger.note))
        elif identifier in self.ledger.shadows:
            writer = helper("refill" if self.is_deep(statement) else "restore")
            self.ledger.emit(Do(call(writer, variable, expr), statement.origin, self.ledger.note))
        else:
            self.ledger.assign(variable.leaf, expr, statement)
            self.ledger.owned.add(identifier)

    def is_deep(self, statement: Statement) -> bool:
        """Whether a call writes the arrays in a container."""
        found = operation(self.function, statement.value) if isinstance(statement, (Assign, Do)) else None
        return found is not None and found.rule is not None and found.rule.deep

    # Places

    def place(self, statement: Store | Update) -> Expr:
        """The place in the adjoint."""
        target = statement.target
        return Expr("getitem", (self.ledger.adjoint(target.args[0].leaf), self.primal(target.args[1])))

    def kind_of_place(self, statement: Statement) -> tuple[Kind, Kind]:
        """The kinds of the whole and of what stands at the index."""
        assert isinstance(statement, (Store, Update))
        whole = self.kinds.of(statement.target.args[0], statement)
        return whole, element(whole, statement.target.args[1], statement, self.kinds)

    def is_plain(self, statement: Store | Update) -> bool:
        """Whether the index names nothing twice and copies nothing."""
        if self.kinds.of(statement.target.args[0], statement).is_container:
            return True
        return is_basic(statement.target.args[1], statement, self.kinds)


def place_name(statement: Store | Update) -> str:
    """The name through which a statement writes."""
    return str(statement.target.args[0].leaf)


def is_in_place(expr: Expr, variable: Expr) -> bool:
    """Whether an expression changes the adjoint of a list itself, and returns it."""
    changing = [helper(one) for one in ("truncate", "take_out", "unpop")]
    return expr.head == "call" and expr.args[0] in changing and expr.args[1] == variable
