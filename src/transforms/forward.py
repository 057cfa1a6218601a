"""Forward mode of one specialisation: every statement with the tangent of what it makes.

Before: ``z = x * y``. After: ``dz = y * dx + x * dy``, ``z = x * y``. The tangent of storage is storage of the same
shape, and whatever the program does to the one is done to the other at the same moment: a view, an alias, a store, a
method of a list, a call. Postcondition: wherever a name needs a tangent (`wanted`), its tangent is bound.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from ..algebra import factors_of, multiply
from ..kinds import is_whole, kind_of_atom, kind_of_item
from ..marking import tried
from ..names import Names, tangent_stem
from ..program import (
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
    every,
    operands,
    reads,
    targets,
)
from ..pulls import RESULT, helper
from ..push_graph import PushSpecialisation
from ..pushes import ZERO, Push, applied, push, unknown, zero_argument, zero_of
from ..summaries import names_of
from ..syntax import NONE, Expr, as_value, call, const, name, names_in, substitute, walk
from ..templates.operation import Operation, operation, with_parts
from ..templates.rules import PUSHFORWARDS
from ..updates import WHOLE
from ..values import Kind
from .checks import fixed, guards
from .entry import entry, floating


@dataclass(frozen=True, eq=False)
class Pushed:
    """What forward mode makes of one specialisation.

    ``tangents`` are the variables of tangents, by the primal's name; ``result`` is the tangent of the result.
    """

    setup: tuple[Statement, ...]
    body: tuple[Statement, ...]
    tangents: Mapping[str, str]
    result: Expr
    temporaries: frozenset[str]


def forward(spec: PushSpecialisation) -> Pushed:
    """The statements of one specialisation with their tangents."""
    sweep = _Forward(spec)
    for parameter in spec.function.all_parameters:
        if parameter in spec.active:
            sweep.tangent(parameter)
    where = spec.function.origin
    setup: list[Statement] = [fixed(parameter, where) for parameter in spec.function.guards]
    setup += [*floating(spec), *entry(spec)]
    first = spec.kinds.before.get(spec.function.body[0], {}) if spec.function.body else {}
    for parameter in spec.function.all_parameters:
        if parameter in spec.wanted.entry and parameter not in spec.active:
            value = zero_of(name(parameter), first.get(parameter, Kind()))
            setup.append(Assign(sweep.tangent(parameter), value, where))
    made = sweep.block(spec.function.body)
    result = spec.function.result
    value = sweep.result(result)
    return Pushed(tuple(setup), made, sweep.tangents, value, frozenset(sweep.temporaries))


class _Forward:
    def __init__(self, spec: PushSpecialisation) -> None:
        self.spec = spec
        self.function = spec.function
        self.kinds = spec.kinds
        self.wanted = spec.wanted
        self.memory = spec.memory
        self.names = spec.names
        self.checks = guards(spec)
        self.tried = tried(spec.function.body)
        self.tangents: dict[str, str] = {}
        self.temporaries = set(spec.function.temporaries)
        self.uses = Counter(one for each in every(spec.function.body) for one in _every_read(each))
        self.uses_here: Counter[str] = Counter()
        self.written_out: dict[str, Expr] = {}
        self.calm = False

    # Names

    def tangent(self, identifier: str) -> str:
        """The variable that holds the tangent of a primal name."""
        if identifier not in self.tangents:
            self.tangents[identifier] = self.names.fresh(tangent_stem(identifier))
            if identifier in self.function.temporaries:
                self.temporaries.add(self.tangents[identifier])
        return self.tangents[identifier]

    def result(self, result: Expr) -> Expr:
        """The tangent of what is returned."""
        if result.head != "name" or result.leaf not in {*self.tangents, *self.written_out}:
            return zero_of(result, self.kinds.result)
        return self.written_out.get(result.leaf) or name(self.tangents[result.leaf])

    def temporary(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    def of(self, atom: Expr, statement: Statement) -> Expr:
        """The tangent of an atom, which may be zero."""
        if self.wanted.has(atom, statement):
            return self.written_out.get(atom.leaf) or name(self.tangent(atom.leaf))
        return zero_of(atom, self.kinds.of(atom, statement))

    # Blocks

    def block(self, block: Block) -> Block:
        out: list[Statement] = []
        for _, members in groupby(block, key=lambda one: one.origin.group):
            statements = list(members)
            made = []
            uses_here = Counter(one for each in statements for one in _every_read(each))
            calm = all(self.is_calm(one) for one in statements[:-1])
            for statement in statements:
                self.uses_here, self.calm = uses_here, calm
                made += self.statement(statement)
            out += _noted(made, frozenset(self.tangents.values()))
        return tuple(out)

    def is_calm(self, statement: Statement) -> bool:
        """Whether a statement changes nothing that an expression before it may have read."""
        if self.memory.at(statement) or statement in self.spec.calls:
            return False
        return set(targets(statement)) <= self.function.temporaries

    def statement(self, statement: Statement) -> list[Statement]:
        before, after = self.checks(statement, lambda expr: expr)
        if isinstance(statement, If):
            made: list[Statement] = [
                replace(statement, body=self.block(statement.body), orelse=self.block(statement.orelse))
            ]
        elif isinstance(statement, For):
            made = [replace(statement, body=(*self.counted(statement), *self.block(statement.body)))]
        elif isinstance(statement, While):
            made = [replace(statement, before=self.block(statement.before), body=self.block(statement.body))]
        elif isinstance(statement, Unpack):
            made = self.unpacked(statement)
        elif isinstance(statement, Store):
            made = self.stored(statement)
        elif isinstance(statement, Update):
            made = self.updated(statement)
        elif isinstance(statement, (Assign, Do)):
            made = self.evaluated(statement)
        else:
            made = [] if isinstance(statement, Return) else [statement]
        return [*before, *made, *after]

    def counted(self, loop: For) -> list[Statement]:
        """The tangent of what counts the trips, where that name may vary after a loop without trips."""
        if loop.target not in self.wanted.after[loop]:
            return []
        return [Assign(self.tangent(loop.target), const(0.0), loop.origin)]

    # Statements

    def evaluated(self, statement: Assign | Do) -> list[Statement]:
        found = operation(self.function, statement.value)
        target = statement.target if isinstance(statement, Assign) else None
        needed = target is not None and target in self.wanted.after[statement]
        if statement in self.spec.calls:
            return self.called(statement, self.spec.calls[statement], found)
        if found.rule is not None and found.rule.writes and self.wanted.is_written(statement):
            return self.written(statement, found)
        if not isinstance(statement, Assign) or not needed:
            return [statement]
        if statement.value == Expr("list"):
            return [Assign(self.tangent(statement.target), statement.value, statement.origin), statement]
        if not self.wanted.operands(statement):
            zero = self.zero(statement.target, statement)
            return [zero, statement] if zero.value.head == "const" else [statement, zero]
        if found.form not in ("copy", "display"):
            return self.pushed(statement, found)
        value = self.of(found.expr, statement) if found.form == "copy" else self.displayed(statement, found)
        return [Assign(self.tangent(statement.target), value, statement.origin), statement]

    def zero(self, target: str, statement: Statement) -> Assign:
        """The tangent of what does not vary, after the statement that makes it."""
        kind = self.kinds.target(statement) if isinstance(statement, Assign) else self.kinds.parts[statement][target]
        return Assign(self.tangent(target), zero_of(name(target), kind), statement.origin)

    def displayed(self, statement: Assign, found: Operation) -> Expr:
        return with_parts(found, [self.of(part, statement) for part in found.operands.values()])

    def pushed(self, statement: Assign, found: Operation) -> list[Statement]:
        """A function of the library: before the primal's statement, or after it where the result is read."""
        given = self.operand_tangents(statement, found)
        made = push(found, statement, given, self.kinds, self.temporary, self.spec.picked)
        where, target = statement.origin, statement.target
        if made.tangent is None:
            return [statement, self.zero(target, statement)]
        value = self.owned(statement, found, made)
        if self.is_written_out(statement, found, made):
            self.written_out[target] = substitute(value, {RESULT.leaf: name(target)})
            return [statement]
        parts = [*made.definitions, (self.tangent(target), value)]
        self.temporaries |= {one for one, _ in made.definitions}
        read = frozenset[str]().union(*(names_in(part) for _, part in parts))
        reads_result = RESULT.leaf in read
        result, held = name(target), []
        if reads_result and target in read:
            result = name(self.temporary("t"))
            held = [Assign(result.leaf, statement.value, where)]
            statement = replace(statement, value=result)
        tangents: list[Statement] = [Assign(one, substitute(part, {RESULT.leaf: result}), where) for one, part in parts]
        if held:
            return [*held, *tangents, statement]
        last = reads_result or (statement in self.tried and target not in read)
        order = [statement, *tangents] if last else [*tangents, statement]
        return [*order, *self.same_sharing(statement, found)]

    def is_written_out(self, statement: Assign, found: Operation, made: Push) -> bool:
        """Whether the tangent of a temporary is written where it is used, within the same statement of the user's."""
        target = statement.target
        once = target in self.function.temporaries and self.uses[target] == 1 and self.uses_here[target] == 1
        plain = found.rule is not None and found.rule.makes_new and not made.narrow and not made.definitions
        return once and plain and self.calm and target not in self.wanted.buffers

    def operand_tangents(self, statement: Statement, found: Operation) -> dict[str, Expr]:
        """The tangents of the active operands by parameter; those of ``*args`` as a tuple.

        In it stands zero for what is not active: an array of zeros if the function is applied to it.
        """
        active = {parameter for parameter, _, _ in self.wanted.operands(statement)}
        tangents: dict[str, Expr] = {}
        for parameter, operand in found.operands.items():
            if parameter in active and operand.head == "tuple":
                tangents[parameter] = Expr("tuple", tuple(self.part(part, statement, found) for part in operand.args))
            elif parameter in active:
                tangents[parameter] = self.written_out.get(operand.leaf) or name(self.tangent(operand.leaf))
        return tangents

    def part(self, part: Expr, statement: Statement, found: Operation) -> Expr:
        """The tangent of one of ``*args``."""
        if self.wanted.has(part, statement):
            return self.written_out.get(part.leaf) or name(self.tangent(part.leaf))
        if found.rule is None or found.rule.form != "linear":
            return ZERO
        return zero_argument(part, "iterables", self.kinds.of(part, statement))

    def owned(self, statement: Assign, found: Operation, made: Push) -> Expr:
        """The tangent as storage of its own where the result is, if either is written; of the result's shape."""
        value = made.tangent
        assert value is not None
        assert found.rule is not None
        if made.narrow:
            value = call(helper("broadcast_like"), value, RESULT)
        if not found.rule.makes_new or (made.fresh and not made.narrow):
            return value
        sources = {operand.leaf for _, _, operand in self.wanted.operands(statement)}
        plain = value.head == "name" or made.narrow
        if plain and ({statement.target} | sources) & self.wanted.buffers:
            return call(helper("copied"), value)
        return value

    def same_sharing(self, statement: Assign, found: Operation) -> list[Statement]:
        """A check that the tangent is a view where the result is one, if that is for NumPy to decide."""
        rule = found.rule
        source = next(iter(found.operands.values()), NONE)
        if rule is None or rule.shares not in ("either", "first") or statement.target not in self.wanted.buffers:
            return []
        if source not in [atom for _, _, atom in self.wanted.operands(statement)]:
            return []
        if source.leaf in self.function.temporaries and self.uses[source.leaf] == 1:
            return []
        pairs = ((statement.target, source.leaf), (self.tangent(statement.target), self.tangent(source.leaf)))
        shares = [call(helper("is_part"), name(one), name(other)) for one, other in pairs]
        where = statement.origin
        text = (
            f"{where.short}: `{source.leaf}` and its tangent differ in layout, so that only "
            "one of them is viewed here: pass copies of both"
        )
        error = Raise(call(name("ValueError"), const(text)), None, where)
        return [If(Expr("compare", tuple(shares), ("!=",)), (error,), (), where)]

    def unpacked(self, statement: Unpack) -> list[Statement]:
        needed = set(statement.targets) & self.wanted.after[statement]
        if not needed:
            return [statement]
        if not self.wanted.has(statement.value, statement):
            return [statement, *(self.zero(one, statement) for one in statement.targets if one in needed)]
        parts = tuple(self.tangent(one) for one in statement.targets)
        value = self.of(statement.value, statement)
        return [Unpack(parts, value, statement.origin, statement.star), statement]

    def stored(self, statement: Store) -> list[Statement]:
        if not self.wanted.is_written(statement):
            return [statement]
        target = self.place(statement.target)
        value = self.of(statement.value, statement)
        into_array = self.kinds.of(statement.target.args[0], statement).is_array
        if into_array and not self.wanted.has(statement.value, statement):
            value = const(0.0)
        return [Store(target, value, statement.origin), statement]

    def place(self, target: Expr) -> Expr:
        return Expr("getitem", (name(self.tangent(target.args[0].leaf)), target.args[1]))

    def updated(self, statement: Update) -> list[Statement]:
        if not self.wanted.is_written(statement):
            return [statement]
        where, place, operator = statement.origin, self.place(statement.target), statement.operator
        varies = self.wanted.has(statement.value, statement)
        if operator in ("+", "-"):
            if not varies:
                return [statement]
            operator, value = signed(operator, self.of(statement.value, statement))
            return [Update(place, operator, value, where), statement]
        if operator in ("*", "/") and not self.overlaps(statement):
            made: list[Statement] = [Update(place, operator, statement.value, where)]
            if varies:
                old, tangent = _content(statement.target), self.of(statement.value, statement)
                quotient = multiply(Expr("/", (Expr("/", (old, statement.value)), statement.value)), tangent)
                pushed = multiply(old, tangent) if operator == "*" else quotient
                if statement.value.leaf in self.wanted.buffers:  # may be part of what is written: it is read before
                    held = name(self.temporary("t"))
                    made, pushed = [Assign(held.leaf, pushed, where), *made], held
                made.append(Update(place, "+" if operator == "*" else "-", pushed, where))
            return [*made, statement]
        return [*self.general_update(statement, place, varies), statement]

    def overlaps(self, statement: Update) -> bool:
        """Whether the tangent of a value may be read from the storage that is updated."""
        seen = {self.tangents[one] for one in self.memory.touched(statement) if one in self.tangents}
        return bool(names_in(self.of(statement.value, statement)) & seen)

    def general_update(self, statement: Update, place: Expr, varies: bool) -> list[Statement]:
        """``A[i] op= v`` by the partials of the operator, of the old content and of the value."""
        where = statement.origin
        old, tangent = (self.temporary(stem) for stem in ("old", "dold"))
        value = Expr(statement.operator, (name(old), statement.value))
        found = operation(self.function, value)
        tangents = {"x": name(tangent)}
        if varies:
            tangents["y"] = self.of(statement.value, statement)
        made = push(found, statement, tangents, self.kinds, self.temporary, self.spec.picked)
        if made.tangent is None:
            return [self.put(statement, place, const(0.0))]
        replaced = {RESULT.leaf: value}
        return [
            Assign(old, _content(statement.target), where),
            Assign(tangent, _content(place), where),
            *(Assign(one, substitute(part, replaced), where) for one, part in made.definitions),
            self.put(statement, place, substitute(made.tangent, replaced)),
        ]

    def put(self, statement: Update, place: Expr, tangent: Expr) -> Statement:
        """The tangent of an updated content, in place where that may be an array in a list."""
        env = self.kinds.before[statement]
        whole = kind_of_atom(statement.target.args[0], env)
        if whole.is_array or kind_of_item(whole, statement.target.args[1], env).is_scalar:
            return Store(place, tangent, statement.origin)
        index = place.args[1]
        return Do(call(helper("put"), place.args[0], as_value(index), tangent), statement.origin)

    def written(self, statement: Assign | Do, found: Operation) -> list[Statement]:
        """A function of the library that writes an argument: it writes the tangent of that as well."""
        rule, where = found.rule, statement.origin
        assert rule is not None
        tangents = self.operand_tangents(statement, found)
        for parameter in rule.writes:
            tangents[parameter] = name(self.tangent(found.operands[parameter].leaf))
        if rule in PUSHFORWARDS:
            made = push(found, statement, tangents, self.kinds, self.temporary, self.spec.picked)
            written = tangents[rule.writes[0]]
            content = made.tangent if made.tangent is not None else const(0.0)
            definitions = [Assign(one, part, where) for one, part in made.definitions]
            if self.kinds.of(found.operands[rule.writes[0]], statement).is_array:
                put: Statement = Store(Expr("getitem", (written, WHOLE)), content, where)
            else:
                put = Do(call(helper("restore"), written, content), where)
            return [*definitions, put, statement]
        if rule.form != "linear":
            raise unknown(found, statement)
        new = {key: tangents[key] for key in tangents}
        for key in rule.differentiable:
            if key not in new and key in found.operands:
                operand = found.operands[key]
                new[key] = zero_argument(operand, key, self.kinds.of(operand, statement))
        value = applied(found, new)
        if isinstance(statement, Assign):
            return [Assign(self.tangent(statement.target), value, where), statement]
        return [Do(value, where), statement]

    def called(self, statement: Assign | Do, callee: PushSpecialisation, found: Operation) -> list[Statement]:
        """A call of the pushforward of a user's function, which gives the result and its tangent."""
        where = statement.origin
        tangents: dict[str, Expr] = {}
        for parameter in callee.function.all_parameters:
            operand = found.operands.get(parameter)
            if parameter not in callee.active or operand is None:
                continue
            if operand.head == "tuple":
                tangents[parameter] = Expr("tuple", tuple(self.of(part, statement) for part in operand.args))
            else:
                held = self.written_out.get(operand.leaf)
                tangents[parameter] = held or name(self.tangent(operand.leaf))
        value = _with_tangents(statement.value, callee, tangents)
        if not callee.has_result:
            rest = [Assign(statement.target, NONE, where)] if isinstance(statement, Assign) else []
            return [Do(value, where), *rest]
        if isinstance(statement, Assign):
            return [Unpack((statement.target, self.tangent(statement.target)), value, where)]
        return [Do(value, where)]


def signed(operator: str, value: Expr) -> tuple[str, Expr]:
    """``-= -v`` as ``+= v``, and the other way round."""
    product = factors_of(value)
    if not product.is_negative or value.head == "const":
        return operator, value
    return {"+": "-", "-": "+"}[operator], product.magnitude()


def _every_read(statement: Statement) -> list[str]:
    """The names that a statement itself reads, as often as it does."""
    return [term.leaf for expr in operands(statement) for term in walk(expr) if term.head == "name"]


def _content(place: Expr) -> Expr:
    """What is read at a place: the array itself where it is all of it."""
    return place.args[0] if is_whole(place.args[1]) else place


def _with_tangents(expr: Expr, callee: PushSpecialisation, tangents: Mapping[str, Expr]) -> Expr:
    """The call of a pushforward: the arguments, then the tangents, by keyword where position does not tell."""
    plain = expr.args[1 : len(expr.args) - len(expr.leaf)]
    keyed = expr.args[len(expr.args) - len(expr.leaf) :]
    by_position = are_positional(callee) and not expr.leaf and len(plain) == len(callee.function.all_parameters)
    if by_position and not any(one.head == "star" for one in plain):
        return Expr("call", (name(callee.name), *plain, *tangents.values()), ())
    names = tangent_names(callee)
    keys = tuple(names[parameter] for parameter in tangents)
    return Expr("call", (name(callee.name), *plain, *keyed, *tangents.values()), (*expr.leaf, *keys))


def are_positional(callee: PushSpecialisation) -> bool:
    """Whether the tangents may follow the parameters by position."""
    plain = inspect.Parameter.POSITIONAL_OR_KEYWORD
    simple = all(one.binding is plain and one.default is None for one in callee.function.parameters)
    return simple and not callee.function.captures


def tangent_names(callee: PushSpecialisation) -> dict[str, str]:
    """What the tangents of the parameters are called in the definition of a pushforward."""
    found, names = {}, Names(names_of(callee.function))
    for parameter in callee.function.all_parameters:
        if parameter in callee.active:
            found[parameter] = names.fresh(tangent_stem(parameter))
    return found


def _noted(made: list[Statement], tangents: frozenset[str]) -> list[Statement]:
    """The statements of one of the user's, with a remark above the first one that makes a tangent."""
    return [
        replace(one, note=f"Tangent of: {one.origin.text}") if one.origin.text and _is_tangent(one, tangents) else one
        for one in made
    ]


def _is_tangent(statement: Statement, tangents: frozenset[str]) -> bool:
    if isinstance(statement, (If, For, While)):
        return False
    return bool((frozenset(targets(statement)) | reads(statement)) & tangents)
