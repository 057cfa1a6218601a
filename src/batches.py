"""Which names of a derivative carry directions, when its adjoints or tangents are given for many directions at once.

Directions start at the parameters that are named, and go wherever their values go: through operations, into containers,
through calls. A name carries directions everywhere or nowhere, so what else is bound to it (zeros, say) is made to.
A name through which directions are stored, and every name that may share its storage, carries them from its birth on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import kinds
from .declared import kind_of_value
from .kinds import Kinds
from .names import Names
from .program import (
    MISSING,
    Assign,
    Do,
    Function,
    If,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    bound_in,
    every,
    lookup,
    operands,
    read_in,
)
from .summaries import Front, Summaries, names_of, parameters_of, portable, stem_of
from .syntax import NONE, Expr, name, names_in
from .templates.batching import MEASURES, Batch, Mark, Unbatched, key_of
from .templates.operation import Operation, operation
from .updates import in_place
from .values import UNKNOWN, Kind


@dataclass(eq=False)
class BatchSpecialisation:
    """One function, the names of it that carry directions, and the specialisations of the calls that they go through.

    ``written``: the names through which what carries directions is written. ``keeps``: whether values that
    carry directions are put on lists. ``name``: what the function for all directions is called.
    """

    function: Function
    kinds: Kinds
    names: Names
    marks: dict[str, Mark] = field(default_factory=dict)
    result: Mark = False
    written: set[str] = field(default_factory=set)
    calls: dict[Statement, BatchSpecialisation] = field(default_factory=dict)
    keeps: bool = False
    name: str = ""

    @property
    def rank(self) -> int:
        """The highest rank of what carries directions, in one direction."""
        found = self.kinds.of_names(self.function)
        return max(
            (kind.rank or 0 for one, mark in self.marks.items() if mark for kind in found.get(one, ())), default=0
        )

    def mark(self, atom: Expr) -> Mark:
        """What of an atom carries directions."""
        if atom.head == "tuple":
            return settled(tuple(self.mark(part) for part in atom.args))
        return self.marks.get(atom.leaf, False) if atom.head == "name" else False

    def kind(self, atom: Expr, statement: Statement) -> Kind:
        """What is known of an atom in one direction."""
        return self.kinds.of(atom, statement)

    def batch(self, statement: Statement, found: Operation, result: Kind, size: Expr) -> Batch:
        """One operation with what its rule for all directions asks for."""
        known = {parameter: self.kind(operand, statement) for parameter, operand in found.operands.items()}
        marks: dict[str, Mark] = {}
        for parameter, operand in found.operands.items():
            several = operand.head == "tuple"
            mark = tuple(self.mark(part) for part in operand.args) if several else self.mark(operand)
            if any_of(mark):
                marks[parameter] = mark
        return Batch(found, known, marks, result, size)


Key = tuple[Function, tuple[tuple[str, Kind], ...], tuple[tuple[str, Mark], ...]]


class BatchGraph(Summaries):
    """Finds and keeps the specialisations, callees before callers."""

    def __init__(self, front: Front, module_names: Names) -> None:
        super().__init__(front, module_names)
        self.outside: dict[tuple[Function, str], Kind] = {}
        self._specialised: dict[Key, BatchSpecialisation] = {}
        self._open: set[Key] = set()

    def specialise(
        self, function: Function, parameters: Mapping[str, Kind], marks: Mapping[str, Mark], outermost: bool = False
    ) -> BatchSpecialisation:
        """The specialisation for these arguments. Raises `Unbatched` where directions go where they cannot."""
        known = {parameter: portable(kind) for parameter, kind in parameters.items()}
        key: Key = (function, tuple(sorted(known.items(), key=_first)), tuple(sorted(marks.items(), key=_first)))
        if key in self._specialised:
            return self._specialised[key]
        if key in self._open:
            raise Unbatched("a function that calls itself")
        self._open.add(key)
        outside = self._kinds_outside(function)
        placed, solved = in_place(function, kinds.infer(function, {**outside, **known}, self.kind_of_call))
        made = BatchSpecialisation(placed, solved, Names(names_of(placed)))
        _Marks(self, made, dict(marks), outermost).run()
        made.name = self.module_names.fresh(f"{stem_of(function)}_each")
        self._open.discard(key)
        self._specialised[key] = made
        return made

    def order(self, spec: BatchSpecialisation) -> list[BatchSpecialisation]:
        """A specialisation and those that its calls lead to, callees before callers."""
        found: dict[BatchSpecialisation, None] = {}
        for called in spec.calls.values():
            found.update(dict.fromkeys(self.order(called)))
        return [*found, spec]

    def _kinds_outside(self, function: Function) -> dict[str, Kind]:
        """What is known of the numbers and arrays outside of a function that it reads by a name of their own.

        It holds as long as they are of these kinds: `outside` says which.
        """
        found: dict[str, Kind] = {}
        local = bound_in(function.body) | set(function.all_parameters)
        for identifier in sorted(read_in(function.body) - local):
            value = MISSING if identifier.startswith("%") else lookup(function, identifier)
            kind = UNKNOWN if value is MISSING else kind_of_value(value)
            if kind.is_numeric:
                found[identifier] = self.outside[function, identifier] = kind
        return found


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]


class _Marks:
    """Walks a function until no name gets more marks."""

    def __init__(self, graph: BatchGraph, made: BatchSpecialisation, marks: dict[str, Mark], outermost: bool) -> None:
        self.graph = graph
        self.made = made
        self.function = made.function
        self.given = dict(marks)
        self.outermost = outermost
        self.local = bound_in(made.function.body) | set(made.function.all_parameters)
        self.changed = True
        made.marks.update(marks)

    def run(self) -> None:
        result = self.function.result
        if self.outermost and result.head == "name":
            self.bind(result.leaf, True)
        while self.changed:
            self.changed = False
            for statement in every(self.function.body):
                self.visit(statement)
        made = self.made
        grown = [
            one for one in self.function.all_parameters if made.marks.get(one, False) != self.given.get(one, False)
        ]
        if grown and self.outermost:
            raise Unbatched(f"directions are written into `{grown[0]}`, which carries none")
        made.result = True if self.outermost else made.mark(self.function.result)

    def visit(self, statement: Statement) -> None:
        made = self.made
        if isinstance(statement, Assign):
            if statement in self.function.updates and not made.kinds.target(statement).is_scalar:
                raise Unbatched("what is updated may be an array")
            self.bind(statement.target, self.value(statement, statement.value))
            self.share(statement, statement.value)
        elif isinstance(statement, Unpack):
            self.unpack(statement)
        elif isinstance(statement, Store | Update):
            self.store(statement)
        elif isinstance(statement, Do):
            self.do(statement)
        elif not isinstance(statement, Return) and not self.is_test(statement):
            self.refuse(statement)

    def refuse(self, statement: Statement) -> None:
        """A condition, a bound or a message that depends on a direction."""
        if any(any_of(self.made.mark(name(one))) for part in operands(statement) for one in names_in(part)):
            raise Unbatched("a condition or a bound depends on a direction")

    def is_test(self, statement: Statement) -> bool:
        """Whether a statement is a branch that only tests whether something is None."""
        return isinstance(statement, If) and all(is_identity(part) for part in operands(statement))

    # What a value carries

    def value(self, statement: Statement, expr: Expr) -> Mark:
        made = self.made
        found = operation(self.function, expr)
        if found.form == "copy":
            return made.mark(found.expr)
        if found.form == "display":
            return self.displayed(expr)
        if found.form == "user":
            return self.called(statement, found)
        marked = [operand for operand in self.read(found, expr) if any_of(made.mark(operand))]
        if not marked:
            return False
        if found.form == "truth" and is_identity(expr):
            return False
        if found.form != "rule" or found.rule is None:
            raise Unbatched(f"directions go into `{expr}`, for which there is no rule")
        if key_of(found) in MEASURES:
            return False
        if expr.head == "getitem" or found.target == ("method", "pop"):
            return self.item(statement, found)
        for parameter in found.rule.writes:
            self.write(found.operands[parameter].leaf, made.mark(found.operands[parameter]))
        if found.rule.form == "constant" and not found.rule.structural and not _makes_alike(found):
            raise Unbatched(f"`{expr}` reads a direction")
        return made.mark(marked[0]) if found.rule.shares in ("argument", "items") else True

    def read(self, found: Operation, expr: Expr) -> tuple[Expr, ...]:
        """The atoms that an operation reads."""
        if found.operands:
            return tuple(found.operands.values())
        return tuple(name(one) for one in sorted(names_in(expr)))

    def displayed(self, expr: Expr) -> Mark:
        parts = expr.args[1::2] if expr.head == "dict" else expr.args
        marks = tuple(self.made.mark(part) for part in parts)
        if expr.head == "tuple":
            return settled(marks)
        whole: Mark = False
        for mark in marks:
            whole = joined(whole, mark)
        return whole

    def item(self, statement: Statement, found: Operation) -> Mark:
        """What an item or a part carries."""
        mark = self.made.mark(found.operands["x"])
        if any_of(self.made.mark(found.operands.get("index", NONE))):
            raise Unbatched("an index depends on a direction")
        kind = self.made.kind(found.operands["x"], statement)
        if isinstance(mark, bool) or kind.tag == "list":
            return mark
        index = found.operands.get("index", NONE)
        if index.head == "const" and isinstance(index.value, int) and abs(index.value) < len(mark):
            return mark[index.value]
        raise Unbatched("an item of a tuple of which some items carry directions")

    def unpack(self, statement: Unpack) -> None:
        mark = self.made.mark(statement.value)
        if not any_of(mark):
            parts: list[Mark] = [False] * len(statement.targets)
        elif statement.star is not None:
            raise Unbatched("what carries directions is unpacked into a starred name")
        else:
            parts = [mark] * len(statement.targets) if isinstance(mark, bool) else list(mark)
        for target, part in zip(statement.targets, parts, strict=True):
            self.bind(target, part)
        if self.made.written & set(statement.targets) and statement.value.head == "name":
            self.write(statement.value.leaf, mark)

    def called(self, statement: Statement, found: Operation) -> Mark:
        """What the result of a call carries; what it is given, it must not write more into than that carries."""
        made = self.made
        marks = {parameter: made.mark(operand) for parameter, operand in found.operands.items()}
        if not any(any_of(mark) for mark in marks.values()):
            made.calls.pop(statement, None)
            return False
        callee = self.graph.read(found.target)
        if callee is None:
            raise Unbatched("a function without source")
        arguments = {parameter: made.kind(operand, statement) for parameter, operand in found.operands.items()}
        carried = {parameter: mark for parameter, mark in marks.items() if any_of(mark)}
        called = made.calls[statement] = self.graph.specialise(callee, parameters_of(callee, arguments), carried)
        for parameter in sorted(called.written & set(found.operands)):
            for one in names_in(found.operands[parameter]):
                self.write(one, called.marks.get(parameter, False))
        made.keeps = made.keeps or called.keeps
        return called.result

    # What is written

    def store(self, statement: Store | Update) -> None:
        target = statement.target
        whole = target.args[0] if target.args else target
        if any(any_of(self.made.mark(part)) for part in target.args[1:]):
            raise Unbatched("an index depends on a direction")
        mark = self.made.mark(statement.value)
        if whole.head == "name" and (any_of(mark) or any_of(self.made.mark(whole))):
            self.write(whole.leaf, mark)
        elif any_of(mark):
            raise Unbatched("a direction is stored where no name leads")

    def do(self, statement: Do) -> None:
        made = self.made
        found = operation(self.function, statement.value)
        marks = {parameter: made.mark(operand) for parameter, operand in found.operands.items()}
        if not any(any_of(mark) for mark in marks.values()):
            return
        if found.form == "user":
            self.called(statement, found)
            return
        if found.rule is None or found.form != "rule" or len(found.rule.writes) != 1:
            raise Unbatched(f"directions go into `{statement.value}`, for which there is no rule")
        (written,) = found.rule.writes
        made.keeps = made.keeps or found.target == ("method", "append")
        for parameter, mark in marks.items():
            if parameter != written or any_of(mark):
                self.write(found.operands[written].leaf, mark)

    def write(self, target: str, mark: Mark) -> None:
        self.changed = self.changed or target not in self.made.written
        self.made.written.add(target)
        self.bind(target, mark)

    def share(self, statement: Assign, expr: Expr) -> None:
        """Where directions are written through a name, what may share its storage carries them too."""
        made = self.made
        found = operation(self.function, expr)
        fresh = found.rule is not None and found.form == "rule" and found.rule.makes_new
        if fresh or made.kinds.target(statement).is_scalar:
            return
        single = found.rule is not None and found.form == "rule" and found.rule.shares not in ("either", "chosen")
        operands = tuple(found.operands.values())[: 1 if single else None]
        sources = frozenset[str]().union(*(names_in(one) for one in operands)) & self.local
        mark = made.marks.get(statement.target, False)
        if statement.target in made.written:
            for one in sorted(sources):
                is_array = made.kind(name(one), statement).is_array
                self.write(one, mark if is_array and mark is True else made.marks.get(one, False))
        elif sources & made.written and any_of(mark):
            self.write(statement.target, mark)

    def bind(self, target: str, mark: Mark) -> None:
        before = self.made.marks.get(target, False)
        after = joined(before, mark)
        if after != before:
            self.made.marks[target] = after
            self.changed = True


def _makes_alike(found: Operation) -> bool:
    """Whether a function makes an array of the shape of its argument, whatever that holds."""
    return getattr(found.target, "__name__", "") in ("zeros_like", "ones_like", "empty_like")


def is_identity(expr: Expr) -> bool:
    """Whether an expression only asks whether something is None."""
    return expr.head == "compare" and expr.leaf[0] in ("is", "is not") and expr.args[1] == NONE


def any_of(mark: Mark) -> bool:
    """Whether anything of a value carries directions."""
    return mark if isinstance(mark, bool) else any(any_of(one) for one in mark)


def settled(mark: Mark) -> Mark:
    """The same with one word for a tuple of which nothing carries."""
    return mark if any_of(mark) else False


def joined(one: Mark, other: Mark) -> Mark:
    """What carries directions in a name that is bound to both."""
    if one == other or not any_of(other):
        return one
    if not any_of(one):
        return other
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return tuple(joined(a, b) for a, b in zip(one, other, strict=True))
    return True
