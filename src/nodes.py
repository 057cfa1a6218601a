"""The nodes of statements, of which `printer` makes text. But for `syntax`, nothing else spells gast's constructors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gast

from .syntax import BINARY, Expr, name, to_gast

_BINARY_NODE = {symbol: node for node, symbol in BINARY.items()}


def assign_node(target: Expr, value: Expr) -> Any:
    return gast.Assign(targets=[to_gast(target, gast.Store())], value=to_gast(value), type_comment=None)


def update_node(target: Expr, operator: str, value: Expr) -> Any:
    return gast.AugAssign(target=to_gast(target, gast.Store()), op=_BINARY_NODE[operator](), value=to_gast(value))


def expression_node(value: Expr) -> Any:
    return gast.Expr(value=to_gast(value))


def return_node(value: Expr) -> Any:
    return gast.Return(value=to_gast(value))


def if_node(test: Expr, body: list[Any], orelse: list[Any]) -> Any:
    return gast.If(test=to_gast(test), body=body, orelse=orelse)


def for_node(target: Expr, iterable: Expr, body: list[Any]) -> Any:
    target_node = to_gast(target, gast.Store())
    return gast.For(target=target_node, iter=to_gast(iterable), body=body, orelse=[], type_comment=None)


def while_node(test: Expr, body: list[Any]) -> Any:
    return gast.While(test=to_gast(test), body=body, orelse=[])


def with_node(opened: Expr, target: Expr | None, body: list[Any]) -> Any:
    variables = None if target is None else to_gast(target, gast.Store())
    item = gast.withitem(context_expr=to_gast(opened), optional_vars=variables)
    return gast.With(items=[item], body=body, type_comment=None)


def try_node(body: list[Any], handlers: list[Any], orelse: list[Any], final: list[Any]) -> Any:
    return gast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final)


def handler_node(error: Expr | None, target: str | None, body: list[Any]) -> Any:
    named = None if target is None else to_gast(name(target), gast.Store())
    return gast.ExceptHandler(type=None if error is None else to_gast(error), name=named, body=body)


def assert_node(test: Expr, message: Expr | None) -> Any:
    return gast.Assert(test=to_gast(test), msg=None if message is None else to_gast(message))


def raise_node(error: Expr | None, cause: Expr | None) -> Any:
    exc = None if error is None else to_gast(error)
    return gast.Raise(exc=exc, cause=None if cause is None else to_gast(cause))


def break_node() -> Any:
    return gast.Break()


def global_node(variables: tuple[str, ...]) -> Any:
    return gast.Global(names=list(variables))


def nonlocal_node(variables: tuple[str, ...]) -> Any:
    return gast.Nonlocal(names=list(variables))


def pass_node() -> Any:
    return gast.Pass()


def return_of(value: Any) -> Any:
    """The statement that returns what a node of an expression gives."""
    return gast.copy_location(gast.Return(value=value), value)


def name_node(identifier: str, place: Any) -> Any:
    """A name that stands where another expression stood."""
    return gast.copy_location(gast.Name(id=identifier, ctx=gast.Load(), annotation=None, type_comment=None), place)


def function_node(
    identifier: str, groups: Mapping[str, Any], defaults: Mapping[str, list[Expr | None]], body: list[Any], returns: Any
) -> Any:
    """A ``def``: ``groups`` are its parameters and ``defaults`` theirs, by gast's names for the groups."""
    args = gast.arguments(
        args=groups["args"],
        posonlyargs=groups["posonlyargs"],
        vararg=groups["vararg"],
        kwonlyargs=groups["kwonlyargs"],
        kw_defaults=[None if item is None else to_gast(item) for item in defaults["kw_defaults"]],
        kwarg=groups["kwarg"],
        defaults=[to_gast(item) for item in defaults["defaults"] if item is not None],
    )
    note = None if returns is None else to_gast(returns)
    return gast.FunctionDef(
        name=identifier, args=args, body=body, decorator_list=[], returns=note, type_comment=None, type_params=[]
    )
