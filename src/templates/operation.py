"""What a normal-form expression does: copy, apply a rule, call a function of the user's, display, test."""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..errors import TemplateError
from ..libraries import is_unread
from ..program import Function, lookup
from ..records import Record
from ..syntax import BINARY, UNARY, Expr, Field, const, keywords, name, positional
from ..values import Kind
from .composed import PROGRAMS, bound_call, program_of
from .filling import bind, call_arguments
from .joiners import joiner, parts_of
from .rules import RULES, THROUGH, Filled, Rule
from .uncovered import is_refused

_OPERATORS = frozenset(BINARY.values()) | frozenset(UNARY.values())
_DISPLAYS = frozenset({"tuple", "list", "dict", "set"})
_TRUTHS = frozenset({"compare", "and", "or", "not", "fstring", "slice"})


@dataclass(frozen=True)
class Operation:
    """One operation and its operands by parameter.

    ``form``: ``copy``, ``rule``, ``user`` (a function with Python source), ``display``, ``truth`` (a condition or text:
    no derivative), ``unknown`` (a callable with neither rule nor source, or a method), ``misfit`` (arguments that the
    rule does not cover; ``problem`` says why). An operand may be a tuple display: what went into ``*args``.
    """

    form: str
    expr: Expr
    operands: Mapping[str, Expr] = field(default_factory=dict)
    rule: Rule | None = None
    target: Any = None
    problem: str = ""

    @cached_property
    def atoms(self) -> tuple[tuple[str, int | None, Expr], ...]:
        """Every operand that is a name or constant: parameter, position in ``*args`` (or None), atom."""
        found: list[tuple[str, int | None, Expr]] = []
        for parameter, operand in self.operands.items():
            if operand.head == "tuple" and self.form == "rule":
                found += [(parameter, position, part) for position, part in enumerate(operand.args)]
            else:
                found.append((parameter, None, operand))
        return tuple(found)

    def filled(self, kinds: Mapping[str, Kind]) -> Filled:
        assert self.rule is not None
        return Filled(self.rule, self.operands, kinds)


def operation(function: Function, expr: Expr) -> Operation:
    """Classify the right-hand side of a core statement. Remembered, since every fact asks."""
    found: Operation | None = function.operations.get(expr)
    if found is None:
        found = function.operations[expr] = _classified(function, expr)
    return found


def _classified(function: Function, expr: Expr) -> Operation:
    head = expr.head
    if expr.is_atom:
        return Operation("copy", expr, {"x": expr})
    if head == "set" or (head in _DISPLAYS and any(part.head == "star" for part in expr.args)):
        return Operation("unknown", expr, {str(at): part for at, part in enumerate(expr.args)})
    if head in _DISPLAYS:
        return Operation("display", expr, _displayed(expr))
    if head in _TRUTHS:
        return Operation("truth", expr)
    if head == "getitem" and joiner(function, expr.args[0]) is not None:
        return Operation("unknown", expr, parts_of(expr.args[1]), target=expr.args[0])
    if head in _OPERATORS or head == "getitem":
        return _ruled(RULES.get(head), expr, None)
    if head == "attr":
        rule = RULES.get(("attr", expr.leaf))
        if expr.args[0].head == "attr" or rule is None:
            return Operation("unknown", expr, {"x": expr.args[0]}, target=expr.leaf)
        return _ruled(rule, expr, None)
    if head == "call":
        return _called(function, expr)
    return Operation("unknown", expr, {str(position): arg for position, arg in enumerate(expr.args)})


def _displayed(expr: Expr) -> dict[str, Expr]:
    if expr.head == "dict":
        return {f"value{position}": value for position, value in enumerate(expr.args[1::2])}
    return {f"item{position}": item for position, item in enumerate(expr.args)}


def _called(function: Function, expr: Expr) -> Operation:
    path = expr.args[0]
    if path not in function.callees:
        if path.head == "attr":
            receiver = path.args[0]
            rule = RULES.get(("method", path.leaf))
            return _ruled(rule, expr, ("method", path.leaf), (receiver, *positional(expr)))
        return Operation("unknown", expr, _unnamed(expr), target=path)
    target = function.callees[path]
    if path.head == "attr" and path.leaf == "__new__" and isinstance(target, types.BuiltinFunctionType):
        made = lookup(function, positional(expr)[0].leaf)
        cls = made if isinstance(made, type) else object
        return Operation("display", expr, {}, None, Record(cls, inspect.Signature(), {}))
    rule = _rule(target)
    if rule is not None:
        return _ruled(rule, expr, target)
    if isinstance(target, Record):
        return _made(target, expr)
    if isinstance(target, Function) or (isinstance(target, types.FunctionType) and is_read(target)):
        return _user(target, expr)
    operands = {key: value for key, value in _unnamed(expr).items() if key not in ("function", "receiver")}
    program = program_of(target)
    if program is not None:
        problem = bound_call(program, expr)
        problem = problem if isinstance(problem, str) else "the derivative is not known for these arguments"
        return Operation("misfit", expr, operands, None, target, problem)
    return Operation("unknown", expr, operands, target=target)


def is_read(target: types.FunctionType) -> bool:
    """Whether a function is differentiated through its source.

    Not if it has a rule or a program, is known to have no derivative, or is of a library that is left unread, nor what
    `contextlib.contextmanager` makes, nor
    `dataclasses.replace`, which stands for a call of a class (see `dispatch`); one of the package seldom is.
    """
    if target.__code__.co_filename == contextlib.contextmanager.__code__.co_filename:
        return False
    if is_refused(target) or is_unread(str(target.__module__)) or program_of(target) not in (None, target):
        return False
    own = str(target.__module__).partition(".")[0] == __name__.partition(".")[0]
    read = not own or target in THROUGH or target.__module__ in PROGRAMS
    return read and _rule(target) is None and target is not dataclasses.replace


def _rule(target: Any) -> Rule | None:
    try:
        return RULES.get(target)
    except TypeError:
        return None


def _unnamed(expr: Expr) -> dict[str, Expr]:
    found = {f"argument{position}": argument for position, argument in enumerate(positional(expr))}
    path = expr.args[0]
    if path.head == "name":
        found["function"] = path
    elif path.head == "attr" and path.args[0].head == "name":
        found["receiver"] = path.args[0]
    return {**found, **{f"keyword_{key}": value for key, value in keywords(expr).items()}}


def _ruled(rule: Rule | None, expr: Expr, target: Any, arguments: tuple[Expr, ...] | None = None) -> Operation:
    plain, named = call_arguments(expr)
    given = plain if arguments is None else arguments
    unnamed = {f"argument{position}": argument for position, argument in enumerate(given)}
    unnamed |= {f"keyword_{key}": value for key, value in named.items()}
    if rule is None:
        return Operation("unknown", expr, unnamed, target=target)
    try:
        operands = bind(rule, expr, given, named)
    except TemplateError as problem:
        return Operation("misfit", expr, unnamed, rule, target, problem.message)
    return Operation("rule", expr, operands, rule, target)


def _user(target: Any, expr: Expr) -> Operation:
    signature = signature_of(target)
    arguments = list(positional(expr))
    starred = [argument for argument in arguments if argument.head == "star"]
    named = {str(key): value for key, value in keywords(expr).items()}
    problem = "starred arguments of a function that does not take them so"
    variadic = [p for p in signature.parameters.values() if p.kind is inspect.Parameter.VAR_POSITIONAL]
    if (
        None not in keywords(expr)
        and len(starred) <= 1
        and (not starred or (variadic and arguments[-1].head == "star"))
    ):
        try:
            bound = signature.bind(*arguments, **named).arguments
            operands = {
                key: (_variadic(value) if isinstance(value, tuple) else value)
                for key, value in bound.items()
                if value != ()
            }
            split = any(one.head == "star" for value in operands.values() for one in _parts(value))
            if not split and not any(isinstance(value, dict) for value in operands.values()):
                return Operation("user", expr, operands, None, target)
            if not split:
                problem = "keyword arguments that go into `**` of the called function"
        except TypeError as error:
            problem = str(error)
    return Operation("misfit", expr, _unnamed(expr), None, target, problem)


def _parts(value: Any) -> tuple[Expr, ...]:
    """An argument, and what is packed into it."""
    if not isinstance(value, Expr):
        return ()
    return (value, *value.args) if value.head == "tuple" else (value,)


def _made(record: Record, expr: Expr) -> Operation:
    """An object that is made by its class: a display of its attributes."""
    given = positional(expr)
    named = {str(key): value for key, value in keywords(expr).items()}
    if None in keywords(expr) or any(argument.head == "star" for argument in given):
        problem = "starred arguments of a class"
        return Operation("misfit", expr, _unnamed(expr), None, record, problem)
    try:
        bound = record.signature.bind(*given, **({} if record.open else named))
    except TypeError as error:
        return Operation("misfit", expr, _unnamed(expr), None, record, str(error))
    bound.apply_defaults()
    parts = {key: one if isinstance(one, Expr) else const(one) for key, one in bound.arguments.items()}
    held = record.held(named if record.open else parts)
    return Operation("display", expr, {f".{key}": value for key, value in held.items()}, None, record)


def with_parts(found: Operation, parts: Sequence[Expr]) -> Expr:
    """A display of the structure of another one, with a namespace for an object; a named tuple stays one."""
    if isinstance(found.target, Record) and issubclass(found.target.cls, tuple):
        return Expr("call", (found.expr.args[0], *parts), ())
    if isinstance(found.target, Record):
        keys = tuple(one[1:] for one in found.operands)
        return Expr("call", (name("%SimpleNamespace"), *parts), keys)
    if found.expr.head == "dict":
        pairs = zip(found.expr.args[::2], parts, strict=True)
        return Expr("dict", tuple(part for pair in pairs for part in pair))
    return Expr(found.expr.head, tuple(parts), found.expr.leaf)


def key_of(found: Operation, parameter: str) -> Expr:
    """The index under which a display holds an operand."""
    if parameter.startswith("."):
        return const(Field(parameter[1:]))
    position = int(parameter.removeprefix("item").removeprefix("value"))
    return found.expr.args[2 * position] if found.expr.head == "dict" else const(position)


def _variadic(value: tuple[Expr, ...]) -> Expr:
    """What goes into ``*args``: the starred tuple, or a display of the arguments."""
    return value[0].args[0] if value[0].head == "star" else Expr("tuple", value)


def signature_of(target: Any) -> inspect.Signature:
    """The signature of a function of the user's, captures of a nested one included."""
    if not isinstance(target, Function):
        return inspect.signature(target, follow_wrapped=False)
    empty = inspect.Parameter.empty
    parameters = [
        inspect.Parameter(one.name, one.binding, default=empty if one.default is None else one.default)
        for one in target.parameters
    ]
    captured = [inspect.Parameter(one, inspect.Parameter.KEYWORD_ONLY) for one in target.captures]
    tail = [one for one in parameters if one.kind is inspect.Parameter.VAR_KEYWORD]
    return inspect.Signature([*(one for one in parameters if one not in tail), *captured, *tail])


def spelled(operation: Operation, temporaries: frozenset[str] = frozenset()) -> str:
    """The operation's name for a message: of the method of a temporary, its own."""
    expr = operation.expr
    if expr.head == "call":
        path = expr.args[0]
        nameless = path.head == "attr" and path.args[0].head == "name" and path.args[0].leaf in temporaries
        return f".{path.leaf}" if nameless else str(path)
    if expr.head == "getitem":
        return str(expr.args[0])
    return f".{expr.leaf}" if expr.head == "attr" else str(name(expr.head).leaf)
