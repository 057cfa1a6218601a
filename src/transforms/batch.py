"""A derivative for many directions at once: every value that carries directions gets one more axis, ahead of its own.

Before: ``dy[i] = np.sum(w * dx)``. After: ``dy[:, i] = np.sum(w * dx, axis=1)``. Loops and branches stay: they do not
depend on directions. Postcondition: whatever a name that carries directions is bound to has that axis.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace

from .. import runtime
from ..batches import BatchSpecialisation, any_of
from ..program import (
    Assign,
    Block,
    Do,
    For,
    Generated,
    If,
    Parameter,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    every,
    reads,
)
from ..pulls import helper
from ..syntax import NONE, Expr, attribute, call, const, is_const, keywords, name, names_in, positional, rebuild
from ..templates.batched import batched
from ..templates.batching import (
    MEASURES,
    Batch,
    Mark,
    Unbatched,
    ahead,
    behind,
    key_of,
    known_rank,
    library,
    measured,
    place_rank,
    spelled_out,
    widened,
)
from ..templates.operation import Operation, operation
from ..values import UNKNOWN, Kind
from .assemble import finish
from .simplify import Scope, simplify

Effects = Callable[[Expr], tuple[bool, bool]]


def batch(spec: BatchSpecialisation, directions: Sequence[str], effects: Effects) -> Generated:
    """The function for many directions; ``directions`` are its parameters that carry them."""
    sweep = _Batch(spec, directions)
    body = sweep.block(spec.function.body)
    body = (*sweep.head(), *body)
    temporaries = (spec.function.temporaries | sweep.temporaries) - set(spec.function.all_parameters)
    apart = frozenset(one for one, mark in spec.marks.items() if any_of(mark))
    body = simplify(body, Scope(temporaries, spec.function.all_parameters, effects, apart=apart))
    listed = directions[0] if len(directions) == 1 else ", ".join(directions[:-1]) + f" and {directions[-1]}"
    doc = (
        f"{spec.function.name}, in all directions that {listed} {'has' if len(directions) == 1 else 'have'}, one a row."
    )
    captured = tuple(Parameter(one, inspect.Parameter.KEYWORD_ONLY) for one in spec.function.captures)
    parameters = tuple(replace(one, annotation=None) for one in spec.function.parameters)
    made = Generated(spec.name, (*parameters, *captured), body, doc, spec.function.home)
    return finish(made, spec.function)


class _Batch:
    def __init__(self, spec: BatchSpecialisation, directions: Sequence[str]) -> None:
        self.spec = spec
        self.function = spec.function
        self.directions = directions
        self.size = name(spec.names.fresh("k"))
        self.temporaries: set[str] = {self.size.leaf}
        self.sized = False
        values = (one.value for one in every(spec.function.body) if isinstance(one, Assign))
        self.checked = frozenset[str]().union(*(names_in(one) for one in values if self.is_check(one)))

    def is_check(self, value: Expr) -> bool:
        """Whether a value says if an array is a view of another."""
        return operation(self.function, value).target is runtime.is_part

    def head(self) -> Block:
        """The number of directions, where it is used."""
        if not self.sized:
            return ()
        where = self.function.origin
        first = self.spec.kinds.before.get(self.function.body[0], {})
        carriers = [one for one in self.directions if first.get(one, UNKNOWN).is_numeric]
        if not carriers:
            raise Unbatched("the number of directions is not known")
        count = Expr("getitem", (attribute(name(carriers[0]), "shape"), const(0)))
        return (Assign(self.size.leaf, count, where),)

    def count(self) -> Expr:
        self.sized = True
        return self.size

    def mark(self, atom: Expr) -> Mark:
        return self.spec.mark(atom)

    # Statements

    def block(self, block: Block) -> Block:
        out: list[Statement] = []
        for at, one in enumerate(block):
            made = self.statement(one)
            if isinstance(made, Assign) and self.is_element(one) and self.outlives(made.target, block[at + 1 :]):
                made = replace(made, value=call(attribute(made.value, "copy")))
            out.append(made)
        return tuple(out)

    def is_element(self, statement: Statement) -> bool:
        """Whether a statement reads one number for each direction: a number is a copy, and a column is a view."""
        if not isinstance(statement, Assign) or statement.value.head != "getitem" or not self.spec.written:
            return False
        whole, index = statement.value.args
        if self.mark(whole) is not True or not self.spec.kind(whole, statement).is_array:
            return False
        kind = self.spec.kinds.target(statement)
        gathers = any(one.tag in ("array", "list") for one in self.index_kinds(index, statement))
        if kind.rank is None and not kind.is_array and not gathers:
            raise Unbatched("what is read may be a number or a view")
        return kind.rank == 0

    def outlives(self, target: str, rest: Block) -> bool:
        """Whether a name may be read after something has been written, or be kept."""
        left = sum(target in reads(one) for one in every(self.function.body))
        for statement in rest:
            if left == 0:
                return False
            shares = self.shares(statement)
            if target in reads(statement):
                left -= 1
                if shares != "fresh" and not isinstance(statement, Store | Update):
                    return True
            if left and shares is None:
                return True
        return left > 0

    def shares(self, statement: Statement) -> str | None:
        """What of a statement's operands its target may share storage with; None if it does something else."""
        if not isinstance(statement, Assign):
            return None
        found = operation(self.function, statement.value)
        if found.form in ("copy", "display"):
            return "argument"
        if found.form != "rule" or found.rule is None or found.rule.writes:
            return None
        return "fresh" if found.rule.makes_new else found.rule.shares

    def statement(self, statement: Statement) -> Statement:
        if isinstance(statement, Assign):
            value = self.value(statement, self.spec.marks.get(statement.target, False))
            return replace(statement, value=value)
        if isinstance(statement, If):
            return replace(statement, body=self.block(statement.body), orelse=self.block(statement.orelse))
        if isinstance(statement, For):
            return replace(statement, body=self.block(statement.body))
        if isinstance(statement, While):
            return replace(statement, before=self.block(statement.before), body=self.block(statement.body))
        if isinstance(statement, Store | Update):
            return self.stored(statement)
        if isinstance(statement, Unpack):
            return self.unpacked(statement)
        if isinstance(statement, Do):
            return replace(statement, value=self.done(statement))
        if isinstance(statement, Return):
            return self.returned(statement)
        return statement

    def returned(self, statement: Return) -> Statement:
        kind = self.spec.kinds.result
        return replace(statement, value=self.promoted(statement.value, self.spec.result, kind))

    def unpacked(self, statement: Unpack) -> Statement:
        wanted = tuple(self.spec.marks.get(one, False) for one in statement.targets)
        mark, kind = self.mark(statement.value), self.spec.kind(statement.value, statement)
        if mark is True and kind.is_array:
            items = call(library("moveaxis"), statement.value, const(1), const(0))
            copies = known_rank(kind) == 1 and self.spec.written
            return replace(statement, value=call(attribute(items, "copy")) if copies else items)
        given = wanted if mark is True else (False,) * len(wanted) if mark is False else mark
        if any(any_of(one) for one in wanted) and given != wanted:
            raise Unbatched("what is unpacked carries directions in part")
        return statement

    def stored(self, statement: Store | Update) -> Statement:
        target = statement.target
        whole = target.args[0] if target.args else target
        if not any_of(self.mark(whole)):
            return statement
        kind = self.spec.kind(whole, statement)
        if target.head != "getitem" or self.mark(whole) is not True:
            raise Unbatched("an attribute or a tuple is written")
        if kind.tag in ("list", "dict"):
            value = self.promoted(statement.value, True, self.spec.kind(statement.value, statement))
            return replace(statement, value=value)
        if not kind.is_array:
            raise Unbatched("what is written may be no array")
        index = target.args[1]
        kinds = self.index_kinds(index, statement)
        value = self.fitting(statement, statement.value, place_rank(known_rank(kind), kinds, index))
        return replace(statement, target=Expr("getitem", (whole, behind(index, kinds))), value=value)

    def index_kinds(self, index: Expr, statement: Statement) -> tuple[Kind, ...]:
        parts = index.args if index.head == "tuple" else (index,)
        return tuple(self.spec.kind(part, statement) for part in parts)

    def fitting(self, statement: Statement, value: Expr, rank: int) -> Expr:
        """What is stored at a place of a given rank."""
        own = known_rank(self.spec.kind(value, statement))
        if own > rank:
            raise Unbatched("what is stored has more axes than its place")
        return widened(value, rank - own) if any_of(self.mark(value)) else value

    def done(self, statement: Do) -> Expr:
        """A call for its effect."""
        expr = statement.value
        found = operation(self.function, expr)
        if statement in self.spec.calls:
            return self.called(statement, found)
        marked = [operand for operand in found.operands.values() if any_of(self.mark(operand))]
        if not marked:
            return expr
        assert found.rule is not None
        written = found.operands[found.rule.writes[0]] if found.rule.writes else NONE
        kind = self.spec.kind(written, statement)
        if found.target == ("method", "append"):
            item = positional(expr)[0]
            value = self.promoted(item, self.mark(written), self.spec.kind(item, statement))
            return rebuild(expr, (expr.args[0], value))
        names = tuple(found.operands)
        if names[:3] not in (("bx", "index", "by"), ("a", "indices", "b")) or not kind.is_array or len(names) > 3:
            raise Unbatched(f"`{expr}` writes directions, and has no rule")
        index, value = found.operands[names[1]], found.operands[names[2]]
        kinds = self.index_kinds(index, statement)
        value = self.fitting(statement, value, place_rank(known_rank(kind), kinds, index))
        return Expr("call", (expr.args[0], written, spelled_out(behind(index, kinds)), value), ())

    # Values

    def value(self, statement: Assign, wanted: Mark) -> Expr:
        """The right-hand side, carrying what its target carries."""
        expr = statement.value
        found = operation(self.function, expr)
        kind = self.spec.kinds.target(statement)
        if found.form == "copy":
            return self.promoted(expr, wanted, kind)
        if found.form == "display":
            return self.displayed(statement, wanted)
        if statement in self.spec.calls:
            if self.spec.calls[statement].result != wanted:
                raise Unbatched("a result carries directions in part")
            return self.called(statement, found)
        several = [self.mark(operand) for operand in found.operands.values()]
        if found.form == "truth" or not any(any_of(one) for one in several):
            return self.made(statement, found, wanted)
        made = self.spec.batch(statement, found, kind, self.size)
        if key_of(found) in MEASURES:
            return measured(made)
        if wanted is not True and expr.head != "getitem" and found.target != ("method", "pop"):
            raise Unbatched("a result carries directions in part")
        if found.target == ("method", "pop"):
            return expr
        return self.operated(statement, made)

    def operated(self, statement: Assign, made: Batch) -> Expr:
        """One operation in all directions: at once, or in one after the other."""
        try:
            value = batched(made)
        except Unbatched:
            value = self.in_each(statement, made)
        if self.size.leaf in names_in(value):
            self.sized = True
        return value

    def in_each(self, statement: Assign, made: Batch) -> Expr:
        found, expr = made.found, made.found.expr
        rule = found.rule
        if expr.head != "call" or expr.args[0] not in self.function.callees or rule is None:
            raise Unbatched(f"`{expr}` has no rule")
        read = frozenset[str]().union(*(names_in(one) for one in found.operands.values()))
        viewed = (
            rule.shares in ("view", "argument", "items", "item", "chosen")
            and ({statement.target} | read) & self.spec.written
        )
        if rule.writes or rule.effect or viewed:
            raise Unbatched(f"`{expr}` has an effect")
        plain, named = positional(expr), keywords(expr)
        if (
            any(any_of(self.mark(one)) for one in named.values())
            or None in named
            or any(o.head == "star" for o in plain)
        ):
            raise Unbatched(f"`{expr}` takes directions by keyword")
        if any(isinstance(self.mark(one), tuple) for one in plain):
            raise Unbatched("an operand carries directions in part")
        carriers = Expr("tuple", tuple(const(at) for at, one in enumerate(plain) if any_of(self.mark(one))))
        arguments = (expr.args[0], self.count(), carriers, *plain, *named.values())
        return Expr("call", (helper("in_each"), *arguments), tuple(named))

    def made(self, statement: Assign, found: Operation, wanted: Mark) -> Expr:
        """What reads no direction, for a target that may carry them: zeros and the like are made with the axis."""
        expr, kind = statement.value, self.spec.kinds.target(statement)
        if not any_of(wanted):
            return expr
        rule = found.rule if found.form == "rule" else None
        if rule is None or not (rule.makes_new or rule.shares in ("either", "chosen")):
            return self.promoted(expr, wanted, kind, not kind.is_scalar)
        maker = getattr(found.target, "__name__", "") if expr.head == "call" else ""
        operands = tuple(found.operands.values())
        if maker == "zeros_like" and self.spec.kind(operands[0], statement).is_array:
            return self.zeros_like(operands[0], self.spec.kind(operands[0], statement), maker)
        if maker in ("zeros", "ones", "empty") and wanted is True:
            shape = operands[0]
            known = Kind("int") if shape.head == "const" else self.spec.kind(shape, statement)
            sized = ahead(self.count(), shape, known)
            return rebuild(expr, (expr.args[0], sized, *expr.args[2:]))
        return self.promoted(expr, wanted, kind, not rule.makes_new)

    def zeros_like(self, like: Expr, kind: Kind, maker: str) -> Expr:
        shape = Expr("tuple", (self.count(), Expr("star", (attribute(like, "shape"),))))
        if kind.dtype == "float64":
            return call(library("zeros"), shape)
        return call(library("zeros"), shape, call(helper("adjoint_dtype"), like))

    def displayed(self, statement: Assign, wanted: Mark) -> Expr:
        value = statement.value
        parts: list[Expr] = []
        for at, part in enumerate(value.args):
            if value.head == "dict" and at % 2 == 0:
                parts.append(part)
                continue
            mark = wanted if isinstance(wanted, bool) or value.head != "tuple" else wanted[at]
            parts.append(self.promoted(part, mark, self.spec.kind(part, statement)))
        return Expr(value.head, tuple(parts), value.leaf)

    def promoted(self, value: Expr, wanted: Mark, kind: Kind, shares: bool = True) -> Expr:
        """A value that carries what is wanted: a number or an array that carries nothing is repeated."""
        mark = self.mark(value) if value.is_atom else False
        if mark == wanted or is_const(value, None):
            return value
        if mark is not False or wanted is not True or not kind.is_numeric:
            raise Unbatched("a value carries directions in part")
        if value.head == "const":
            if value.value == 0.0:
                return call(library("zeros"), self.count())
            return call(library("full"), self.count(), const(float(value.value)))
        if kind.is_array and shares:
            raise Unbatched("an array that carries no directions shares storage with one that does")
        return call(helper("repeated"), value, self.count())

    def called(self, statement: Statement, found: Operation) -> Expr:
        """A call of the callee's function for all directions."""
        callee = self.spec.calls[statement]
        expr = found.expr
        for parameter, operand in found.operands.items():
            if self.mark(operand) != callee.marks.get(parameter, False):
                raise Unbatched("an argument carries directions in part")
        return rebuild(expr, (name(callee.name), *expr.args[1:]))
