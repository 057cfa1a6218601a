"""The output as the user would have spelled it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..dispatch import BINARY, COMPARE, UNARY
from ..kinds import is_whole
from ..markers import stop_gradient
from ..program import Block, Function, Statement, Update
from ..syntax import Expr, attribute, field, rebuild, substitute
from .simplify import with_blocks, with_operands


def spelled_back(body: Block, methods: Mapping[str, str | Expr]) -> Block:
    """The body with the user's spelling of what stands for methods: ``line.at(t)`` for ``Line_at(line, t)``."""
    if not methods:
        return body

    def plain(expr: Expr) -> Expr:
        expr = expr if expr.is_atom else rebuild(expr, tuple(plain(part) for part in expr.args))
        called = str(expr.args[0].leaf) if expr.head == "call" and expr.args[0].head == "name" else ""
        return as_method(expr, methods[called]) if called in methods else expr

    def change(block: Block) -> Block:
        return tuple(with_blocks(with_operands(one, plain), change) for one in block)

    return change(body)


def without_stops(body: Block, function: Function) -> Block:
    """The body with ``x`` for ``stop_gradient(x)``."""
    paths = {path for path, target in function.callees.items() if target is stop_gradient}
    if not paths:
        return body

    def plain(expr: Expr) -> Expr:
        if expr.head == "call" and expr.args[0] in paths:
            return plain(expr.args[1])
        return expr if expr.is_atom else rebuild(expr, tuple(plain(part) for part in expr.args))

    def change(block: Block) -> Block:
        return tuple(with_blocks(with_operands(one, plain), change) for one in block)

    return change(body)


def as_update_of_name(statement: Statement, local: frozenset[str]) -> Statement:
    """``x[...] += v`` as ``x += v``, where x is a name of the function's own."""
    if not isinstance(statement, Update) or statement.target.head != "getitem":
        return statement
    whole, index = statement.target.args
    return replace(statement, target=whole) if is_whole(index) and whole.leaf in local else statement


def as_method(expr: Expr, what: str | Expr) -> Expr:
    """A call of a function that stands for a method as the user spells it; functions of classes stay."""
    if isinstance(what, Expr):
        return substitute(what, {f"%{at}": one for at, one in enumerate(expr.args[1:])})
    receiver, *given = expr.args[1:]
    if what == "()":
        return Expr("call", expr.args[1:], expr.leaf)
    if what.startswith(".") and "(" in what:
        return Expr("call", (attribute(receiver, what[1:-2]), *given), expr.leaf)
    if what.startswith("."):
        return field(receiver, what[1:])
    if what == "[]":
        return Expr("getitem", (receiver, *given))
    if what in BINARY:
        return Expr(what, (receiver, *given))
    if what.removeprefix("r") in BINARY:
        return Expr(what[1:], (*given, receiver))
    if what in COMPARE:
        return Expr("compare", (receiver, *given), (what,))
    return Expr(what, (receiver,)) if what in UNARY else expr
