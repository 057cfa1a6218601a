"""Functions as values, as one function writes them: names, lambdas, and tuples of code and what it captures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Origin, UnsupportedConstructError
from ..names import Names
from ..program import MISSING, Function, Return, lookup
from ..syntax import Expr, call, const, name, rebuild, substitute
from .choices import Choices
from .closures import Choice, Closure, asked


class FunctionValues:
    """What `statics` asks of the function at hand to write these."""

    statics: Any
    original: Function
    function: Function
    used: set[str]
    spelled: dict[Function, str]
    callees: dict[Expr, Any]
    imports: dict[str, Any]
    where: Origin
    choices: Choices

    def expr(self, expr: Expr) -> Expr:
        raise NotImplementedError

    def fact(self, expr: Expr) -> Closure | None:
        raise NotImplementedError

    def resolve(self, path: Expr) -> Any:
        raise NotImplementedError

    def refuse_captures(self, expr: Expr) -> None:
        raise NotImplementedError

    def called(
        self,
        fact: Closure,
        path: Expr,
        plain: tuple[Expr, ...],
        named: Mapping[str | None, Expr],
        at: Any,
    ) -> Expr:
        raise NotImplementedError

    def packed(self, fact: Closure, slots: tuple[str, ...]) -> Expr:
        """A function as a value that this function or its caller takes apart."""
        cells = dict(fact.cells)
        path = self.path(fact, True)
        return Expr("tuple", (path, *(cells[one] for one in slots))) if slots else path

    def handed_back(self, expr: Expr) -> Expr:
        """What is returned: functions with all that they capture, where the caller takes them apart."""
        choice = self.choices.of(expr)
        if not any(one.cells for one in choice.members):
            return self.expr(expr)
        fact = self.fact(expr)
        if self.original not in self.statics.handing.values():
            if fact is None:
                self.refuse_captures(expr)
            return self.given(expr)
        if fact is not None:
            return self.packed(fact, tuple(one for one, _ in fact.cells))
        if expr.head == "if":
            return Expr("if", (self.expr(expr.args[0]), *map(self.handed_back, expr.args[1:])), None, expr.at)
        if expr.head != "name" or not choice.certain:
            self.refuse_captures(expr)
        made = [self.packed(one.read_from(expr), tuple(key for key, _ in one.cells)) for one in choice.members]
        return self.chosen(expr, choice, made)

    def chosen(self, value: Expr, choice: Choice, made: list[Expr]) -> Expr:
        """What is made for each of the functions that a value may be, as one expression."""
        members = sorted(zip(choice.members, made, strict=True), key=lambda one: bool(one[0].slots))
        if choice.certain:
            found, rest = members[-1][1], members[:-1]
        else:
            place = f"{self.where.file}:{self.where.line}:{self.where.column}"
            text = f"{place}: `{value}` is none of the functions that were known when the derivative was made"
            found, rest = Expr("raise", (call(name("ValueError"), const(text)),)), members
        for member, one in reversed(rest):
            subject = Expr("getitem", (value, const(0))) if member.slots else value
            found = Expr("if", (Expr("compare", (subject, self.path(member, True)), ("is",)), one, found))
        return found

    def value(self, fact: Closure) -> Expr:
        """A function as a value: its name, or a lambda that hands on what it captures."""
        if not fact.cells:
            return self.path(fact)
        names = Names(self.used)
        parameters = () if not isinstance(fact.target, Function) else asked(fact)
        if parameters is None:
            raise UnsupportedConstructError(
                f"cannot differentiate through `{fact.stem}` as a value: it reads variables of what is around it",
                "Call it by its name, or pass it to a function with Python source.",
                self.where,
            )
        given = tuple(names.fresh(one) for one in parameters)
        return Expr("lambda", (self.called(fact, self.path(fact), tuple(map(name, given)), {}, None),), given)

    def given(self, expr: Expr) -> Expr:
        """An argument; a lambda of one expression stays what it is."""
        fact = self.fact(expr) if expr.head in ("name", "call") else None
        if expr.head == "call" and fact is not None and len(fact.held) == len(fact.cells):
            return rebuild(expr, (expr.args[0], *map(self.given, expr.args[1:])))
        target = None if fact is None else fact.target
        if fact is None or not isinstance(target, Function):
            return self.expr(expr)
        if not target.name.startswith("lambda_"):
            return self.value(fact) if len(fact.held) != len(fact.cells) else self.expr(expr)
        parameters, made = asked(fact), self.statics.applied(self.statics.core(target))
        nested = any(isinstance(one, Function) for one in made.callees.values())
        if not isinstance(made.body[0], Return) or parameters is None or nested or made.imports:
            return self.expr(expr)
        names = Names(self.used)
        new = {one: names.fresh(one) for one in parameters}
        values = {**dict(fact.cells), **{one: name(other) for one, other in new.items()}}
        return Expr("lambda", (substitute(made.result, values),), tuple(new.values()), expr.at)

    def path(self, fact: Closure, is_value: bool = False) -> Expr:
        """How a function is written here; ``is_value``: where it is kept or compared."""
        if isinstance(fact.target, Function):
            if fact.target not in self.spelled or is_value:
                own = self.statics.name_of(fact.target, self.used, is_value, self.where)
                self.spelled[fact.target] = own
            path = name(self.spelled[fact.target])
            self.callees[path] = fact.target
            return path
        assert fact.path is not None
        if self.resolve(fact.path) == fact.target:
            self.callees[fact.path] = fact.target
            return fact.path
        known = [one for one, value in self.imports.items() if value is fact.target]
        if known:
            return name(known[0])
        names = Names(self.used | set(self.imports))
        root = names.fresh(fact.stem)
        while lookup(self.function, root) is not MISSING:
            root = names.fresh(fact.stem)
        self.imports[root] = fact.target
        return name(root)
