"""Flatten expressions: every operand becomes a name or a constant, in the order in which Python evaluates them.

Before: ``z = x ** 2 + f(y)``. After: ``t = x ** 2``, ``t1 = f(y)``, ``z = t + t1``. A condition that is evaluated in
part (``a and b``) stays whole where it is only tested. Postcondition: operands are atoms, or paths into modules; every
call says what it calls.
"""

from __future__ import annotations

import inspect
import types
from dataclasses import replace
from types import MethodType
from typing import Any

from .. import runtime
from ..binding import method_of
from ..construction import OWN, construction
from ..dispatch import class_method
from ..errors import Origin
from ..libraries import UNKNOWN_NAME, holds_functions, named
from ..names import Names
from ..program import (
    MISSING,
    Assert,
    Assign,
    Block,
    Do,
    For,
    Function,
    GradBlock,
    If,
    Raise,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    bound_in,
    every,
    lookup,
    operands,
    read_in,
    targets,
)
from ..syntax import Expr, attribute, call, const, dotted, field, is_const, keywords, name, names_in, positional, walk
from ..templates import load
from ..templates.operation import is_read
from . import operator_calls
from .arguments import default_of, displayed, has_rule, is_axes, is_of_arrays, parameters_of, thawed
from .inserted import checked
from .operator_calls import is_in_place, operation_of, updated_by
from .ufuncs import is_numpy, spelled_out, stored_by
from .undoing import RETURNING, effect_of, item_of


def normalise(function: Function) -> Function:
    """The function with flat operands and resolved callees."""
    return _Normaliser(function).run()


class _Normaliser:
    """One function on its way to normal form."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.locals = frozenset(function.all_parameters) | bound_in(function.body)
        taken = {
            term.leaf
            for part in every(function.body)
            for op in operands(part)
            for term in walk(op)
            if term.head == "name"
        }
        self.names = Names(taken | self.locals | {key.leaf for key in function.callees})
        self.temporaries = set(function.temporaries)
        self.callees: dict[Expr, Any] = {}
        self.guards: dict[str, Any] = {}
        self.updates: set[Assign] = set()
        self.aliases: dict[str, Any] = {}
        self._find_aliases()
        self.out: list[Statement] = []
        self.where = function.origin

    def run(self) -> Function:
        body = self.block(self.function.body)
        known = {path: target for path, target in self.function.callees.items() if path.leaf in read_in(body)}
        return replace(
            self.function,
            body=body,
            callees={**known, **self.callees},
            guards=self.guards,
            updates=frozenset(self.updates),
            temporaries=frozenset(self.temporaries),
        )

    def _find_aliases(self) -> None:
        """Local names bound once, to a function or module: ``g = np.sin``."""
        bound: dict[str, list[Statement]] = {}
        for statement in every(self.function.body):
            for target in targets(statement):
                bound.setdefault(target, []).append(statement)
        for target, statements in bound.items():
            first = statements[0]
            if len(statements) == 1 and isinstance(first, Assign) and target not in self.function.all_parameters:
                value = self.resolve(first.value)
                if callable(value) or isinstance(value, types.ModuleType):
                    self.aliases[target] = value

    # What names mean

    def resolve(self, path: Expr) -> Any:
        """The module, class or function that a path of names leads to; `MISSING` where it leads to data."""
        if path in self.function.callees:
            return self.function.callees[path]
        if path.head == "name" and path.leaf.startswith("%") and named(path.leaf[1:]) is not UNKNOWN_NAME:
            return named(path.leaf[1:])
        if path.head == "attr":
            inner = self.resolve(path.args[0])
            if holds_functions(inner):
                return getattr(inner, path.leaf, MISSING)
            return self.bound_method(path)
        if path.head != "name":
            return MISSING
        if path.leaf in self.locals:
            return self.aliases.get(path.leaf, default_of(self.function, path.leaf))
        return lookup(self.function, path.leaf)

    def bound_method(self, path: Expr) -> Any:
        """The method of a bound object, such as ``self.predict``, without the parameter that is bound."""
        receiver, home = path.args[0], self.function.home
        if receiver.head != "name" or receiver.leaf in self.locals or home is None:
            return MISSING
        if receiver.leaf not in home.__code__.co_freevars:
            return MISSING
        found = method_of(home, lookup(self.function, receiver.leaf), path.leaf)
        return MISSING if found is None else found

    def is_static(self, expr: Expr) -> bool:
        """Whether an operand is a path into a module, such as ``np.pi``: read where it stands."""
        root = dotted(expr)
        if root is None or len(root) < 2 or root[0] in self.locals:
            return False
        return isinstance(self.resolve(expr.args[0]), (types.ModuleType, type))

    # Statements

    def block(self, block: Block) -> Block:
        outer, self.out = self.out, []
        for statement in block:
            self.where = statement.origin
            self.statement(statement)
        made, self.out = tuple(self.out), outer
        return made

    def statement(self, statement: Statement) -> None:
        where = statement.origin
        if isinstance(statement, Assign):
            self.assign(statement.target, statement.value)
        elif isinstance(statement, Unpack):
            self.out.append(replace(statement, value=self.atom(statement.value)))
        elif isinstance(statement, Update):
            self.update(statement)
        elif isinstance(statement, Store):
            value = self.atom(statement.value)
            self.out.append(Store(self.place(statement.target), value, where))
        elif isinstance(statement, Do):
            self.do(statement.value)
        elif isinstance(statement, Assert):
            self.out.append(Assert(self.tested(statement.test), statement.message, where))
        elif isinstance(statement, Raise):
            self.out.append(Raise(statement.error, statement.cause, where))
        elif isinstance(statement, If):
            test = self.tested(statement.test)
            if names_in(test) & bound_in((*statement.body, *statement.orelse)):
                test = self.copied(test)
            self.out.append(If(test, self.block(statement.body), self.block(statement.orelse), where))
        elif isinstance(statement, For):
            self.out.append(replace(statement, body=self.block(statement.body)))
        elif isinstance(statement, While):
            self.loop(statement)
        elif isinstance(statement, GradBlock):
            nested = {path.leaf for path, target in self.function.callees.items() if isinstance(target, Function)}
            self.out.append(checked(statement, self.locals, nested, self.resolve))
        elif isinstance(statement, Return):
            self.out.append(Return(self.atom(statement.value), where))
        else:
            self.out.append(statement)

    def do(self, value: Expr) -> None:
        """A call for its effect; what is a store by another name becomes one."""
        if value.head == "call" and self.is_undoing(value):
            return
        spelled = self.spelled(value)
        if spelled is not None:
            self.atom(spelled)
            return
        known = self.resolve(value.args[0]) if value.head == "call" else MISSING
        item = operator_calls.stored_by(known, value, self.where)
        if item is not None:
            self.statement(item)
            return
        if is_in_place(known, value):
            self.called(value)
            return
        stored = stored_by(self.resolve, value)
        if stored is not None:
            place, content = stored
            whole = Expr("getitem", (self.atom(place), const(Ellipsis)))
            self.out.append(Store(whole, self.atom(content), self.where))
        elif value.head == "call" and value.args[0].head == "attr" and value.args[0].leaf == "pop":
            self.assign(self.fresh("t"), value)
        else:
            self.out.append(Do(self.flat(value), self.where))

    def spelled(self, value: Expr) -> Expr | None:
        """A call of a ufunc with options, or of one of its methods, in terms of others."""
        return spelled_out(self, self.resolve(value.args[0]), value) if value.head == "call" else None

    def assign(self, target: str, value: Expr) -> None:
        where = self.at(value)
        if value.head == "call" and self.is_derived(target, value):
            return
        spelled = self.spelled(value)
        if spelled is not None:
            self.assign(target, spelled)
            return
        stored = stored_by(self.resolve, value)
        if stored is not None and not is_const(stored[0], None):
            place = self.atom(stored[0])
            self.do(value)
            self.out.append(Assign(target, place, where))
            return
        if value.head == "raise":
            self.out.append(Raise(value.args[0], None, where))
            return
        if value.head == "if":
            test = self.tested(value.args[0])
            if test == name(target):
                test = self.copied(test)
            body, orelse = (self.branch(target, part) for part in value.args[1:])
            self.out.append(If(test, body, orelse, where))
        elif value.head in ("and", "or") and not self.is_truth(value):
            self.partly(target, value)
        else:
            self.out.append(Assign(target, self.flat(value), self.at(value)))

    def is_derived(self, target: str, value: Expr) -> bool:
        """Whether a call changes an adjoint and returns it: it is a call for its effect, or what it does to a list."""
        known = self.resolve(value.args[0])
        item = item_of(known, value)
        if item is not None:
            self.assign(target, item)
            return True
        if known not in RETURNING:
            return False
        whole = self.atom(value.args[1])
        self.do(Expr("call", (value.args[0], whole, *value.args[2:]), value.leaf, value.at))
        if whole != name(target):
            self.out.append(Assign(target, whole, self.at(value)))
        return True

    def is_undoing(self, value: Expr) -> bool:
        """Whether a call for its effect is what a derivative does to an adjoint or a list; it is written in steps."""
        known = self.resolve(value.args[0])
        item = item_of(known, value)
        if item is not None:
            self.atom(item)
            return True
        changed = effect_of(known, value)
        if changed is not None and changed.args[0] != value.args[0]:
            self.do(changed)
        elif known is runtime.truncate:
            whole, length = value.args[1:]
            number = self.atom(Expr("-", (call(name("len"), whole), length)))
            taken = self.branch(self.fresh("t"), call(attribute(whole, "pop")))
            self.out.append(For(self.fresh("i"), const(0), number, const(1), taken, self.where))
        else:
            return False
        return True

    def branch(self, target: str, value: Expr) -> Block:
        outer, self.out = self.out, []
        self.assign(target, value)
        made, self.out = tuple(self.out), outer
        return made

    def partly(self, target: str, value: Expr) -> None:
        """``a and b`` as a value: b is evaluated only where a does not decide."""
        first, rest = value.args[0], value.args[1:]
        held = self.fresh("t")
        self.assign(held, first)
        following = rest[0] if len(rest) == 1 else Expr(value.head, rest, None, value.at)
        more = (*self.branch(held, following),)
        where = self.at(value)
        body, orelse = (more, ()) if value.head == "and" else ((), more)
        self.out.append(If(self.copied(name(held)), body, orelse, where))
        self.out.append(Assign(target, name(held), where))

    def copied(self, test: Expr) -> Expr:
        """A condition under a name of its own, which nothing binds again before the reverse sweep asks for it."""
        held = self.fresh("cond")
        self.out.append(Assign(held, test, self.where))
        return name(held)

    def update(self, statement: Update) -> None:
        if statement.target.head == "name":
            target = statement.target.leaf
            value = Expr(statement.operator, (name(target), self.atom(statement.value)))
            made = Assign(target, value, statement.origin)
            self.updates.add(made)
            self.out.append(made)
        else:
            place = self.place(statement.target)
            if statement.operator == "@":
                product = Expr("@", (self.atom(place), self.atom(statement.value)))
                self.out.append(Store(place, self.atom(product), statement.origin))
                return
            self.out.append(Update(place, statement.operator, self.atom(statement.value), statement.origin))

    def loop(self, statement: While) -> None:
        first = self.block(statement.before)
        outer, self.out = self.out, []
        test = self.tested(statement.test)
        before, self.out = (*first, *self.out), outer
        self.out.append(While(before, test, self.block(statement.body), statement.origin))

    # Expressions

    def at(self, expr: Expr) -> Origin:
        """The place of an expression within the statement's origin."""
        if expr.at is None or expr.at[0] != self.where.line:
            return self.where
        before = self.where.source.encode()[: expr.at[1]].decode(errors="replace")
        return replace(self.where, column=len(before) + 1)

    def fresh(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    def atom(self, expr: Expr, stem: str = "t") -> Expr:
        """A name or constant for the value, made by a statement of its own if need be."""
        if expr.is_atom or expr.head == "lambda" or self.is_static(expr):
            return expr
        held = self.fresh(stem)
        self.assign(held, expr)
        return name(held)

    def place(self, expr: Expr) -> Expr:
        """A target in storage with flat operands."""
        if expr.head == "attr" and not is_of_arrays(expr.leaf):
            return field(self.atom(expr.args[0]), expr.leaf)
        if expr.head == "attr":
            return attribute(self.atom(expr.args[0]), expr.leaf)
        return Expr("getitem", (self.atom(expr.args[0]), self.index(expr.args[1])), None, expr.at)

    def index(self, expr: Expr) -> Expr:
        """Indices keep their tuples and slices."""
        if expr.head in ("tuple", "slice"):
            return Expr(expr.head, tuple(self.index(part) for part in expr.args), expr.leaf, expr.at)
        return self.atom(expr)

    def flat(self, expr: Expr) -> Expr:
        """The operation with atoms for operands."""
        if expr.is_atom or self.is_static(expr) or self.is_truth(expr) or expr.head == "fstring":
            return expr
        if expr.head == "call":
            return self.called(expr)
        if expr.head == "getitem":
            return Expr("getitem", (self.atom(expr.args[0]), self.index(expr.args[1])), None, expr.at)
        if expr.head == "attr" and not is_of_arrays(expr.leaf):
            return replace(field(self.atom(expr.args[0]), expr.leaf), at=expr.at)
        if expr.head == "star":
            return Expr("star", (self.atom(expr.args[0]),), None, expr.at)
        parts = tuple(self.flat(part) if part.head == "star" else self.atom(part) for part in expr.args)
        return Expr(expr.head, parts, expr.leaf, expr.at)

    def is_truth(self, expr: Expr) -> bool:
        """Whether the expression is a condition made of others that can stay whole."""
        if expr.head == "compare":
            return len(expr.args) > 2 and not self.calls_nested(expr)
        if expr.head in ("and", "or"):
            return not self.calls_nested(expr) and all(self.is_boolean(part) for part in expr.args)
        return expr.head == "not" and self.is_truth(expr.args[0])

    def is_boolean(self, expr: Expr) -> bool:
        if expr.head in ("compare", "not"):
            return True
        if expr.head in ("and", "or"):
            return all(self.is_boolean(part) for part in expr.args)
        if expr.head == "call":
            return self.resolve(expr.args[0]) in (isinstance, bool, callable, hasattr)
        return expr.head == "const" and isinstance(expr.value, bool)

    def calls_nested(self, expr: Expr) -> bool:
        return any(
            isinstance(self.resolve(term.args[0]), Function) for term in walk(expr) if term.head == "call"
        ) or bool(names_in(expr) & set(self.guards))

    def tested(self, expr: Expr) -> Expr:
        """A condition whose value is only tested."""
        inner = expr.args[0] if expr.head == "not" else expr
        if inner.head in ("and", "or") and not self.calls_nested(expr):
            held = self.fresh("cond")
            self.out.append(Assign(held, expr, self.at(expr)))
            return name(held)
        return self.atom(expr, "cond")

    # Calls

    def called(self, expr: Expr) -> Expr:
        function = expr.args[0]
        target = self.resolve(function)
        meant = operation_of(target, expr)
        if meant is not None:
            return self.flat(meant)
        if is_in_place(target, expr):
            held = self.fresh("t")
            for one in updated_by(target, expr, held, self.at(expr)):
                self.statement(one)
            return name(held)
        own = self.own_name()
        if function.head == "attr" and function.args[0] == call(name("super")) and own is not None:
            above = Expr("attr", (name(own),), f"super {function.leaf}")
            return self.called(Expr("call", (above, *expr.args[1:]), expr.leaf, expr.at))
        if (direct := thawed(expr, self.resolve, self.atom)) is not None:
            return self.called(direct)
        if target in (min, max) and len(expr.args) > 3 and not expr.leaf:
            inner = Expr("call", expr.args[:-1], (), expr.at)
            return self.called(Expr("call", (function, inner, expr.args[-1]), (), expr.at))
        if target is dict and expr.leaf and not positional(expr) and None not in expr.leaf:
            return self.flat(displayed(expr))
        target = self.constructed(target)
        function = self.method(function) if target is MISSING else self.callee(function, target)
        literal = is_axes if is_numpy(target) or target is MISSING else lambda _: False
        arguments = [one if literal(one) else self.argument(one) for one in positional(expr)]
        named = {key: one if literal(one) else self.atom(one) for key, one in keywords(expr).items()}
        if isinstance(target, Function):
            named |= {capture: name(capture) for capture in target.captures if capture not in named}
        arguments = self.packed(target, arguments)
        return Expr("call", (function, *arguments, *named.values()), tuple(named), expr.at)

    def own_name(self) -> str | None:
        """The name of the object in a method: its first parameter."""
        first = self.function.parameters[0].name if self.function.parameters else None
        return getattr(self.function.home, OWN, first)

    def constructed(self, target: Any) -> Any:
        """What a call runs: that of a class of the user's what makes the object; `MISSING` for an object of one."""
        called = inspect.getattr_static(type(target), "__call__", None)
        if isinstance(called, types.FunctionType) and not isinstance(target, type) and not has_rule(target):
            return MISSING
        if isinstance(target, MethodType) and isinstance(target.__self__, type):
            return class_method(target)
        if not isinstance(target, type) or has_rule(target):
            return target
        return construction(target) or target

    def callee(self, path: Expr, target: Any) -> Expr:
        load()  # its library may have been imported just now
        self.callees[path] = target
        if path.head == "name" and path.leaf in self.function.all_parameters and path.leaf not in self.aliases:
            self.guards[path.leaf] = target
        return path

    def method(self, function: Expr) -> Expr:
        if function.head == "attr":
            return attribute(self.atom(function.args[0]), function.leaf)
        return self.atom(function)

    def argument(self, expr: Expr) -> Expr:
        return Expr("star", (self.atom(expr.args[0]),)) if expr.head == "star" else self.atom(expr)

    def packed(self, target: Any, arguments: list[Expr]) -> list[Expr]:
        """What goes into ``*args`` of a function of the user's, as one starred tuple."""
        parameters = parameters_of(target)
        kinds = [parameter.kind for parameter in parameters]
        called = isinstance(target, types.FunctionType) and not is_read(target)
        if inspect.Parameter.VAR_POSITIONAL not in kinds or called:
            return arguments
        position = kinds.index(inspect.Parameter.VAR_POSITIONAL)
        rest = arguments[position:]
        if len(arguments) < position or any(argument.head == "star" for argument in arguments):
            return arguments
        return [*arguments[:position], Expr("star", (self.atom(Expr("tuple", tuple(rest))),))]
