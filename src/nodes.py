"""The nodes of statements, of which `printer` makes text, and the few of gast that the first stages need.

Nothing else spells the constructors of gast.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

import gast

from .syntax import OPERATOR_NODE, Expr, to_ast


def assign_node(target: Expr, value: Expr) -> Any:
    return ast.Assign(targets=[to_ast(target, ast.Store())], value=to_ast(value), type_comment=None)


def update_node(target: Expr, operator: str, value: Expr) -> Any:
    return ast.AugAssign(target=to_ast(target, ast.Store()), op=OPERATOR_NODE[operator](), value=to_ast(value))


def expression_node(value: Expr) -> Any:
    return ast.Expr(value=to_ast(value))


def return_node(value: Expr) -> Any:
    return ast.Return(value=to_ast(value))


def if_node(test: Expr, body: list[Any], orelse: list[Any]) -> Any:
    return ast.If(test=to_ast(test), body=body, orelse=orelse)


def for_node(target: Expr, iterable: Expr, body: list[Any]) -> Any:
    target_node = to_ast(target, ast.Store())
    return ast.For(target=target_node, iter=to_ast(iterable), body=body, orelse=[], type_comment=None)


def while_node(test: Expr, body: list[Any]) -> Any:
    return ast.While(test=to_ast(test), body=body, orelse=[])


def with_node(opened: Expr, target: Expr | None, body: list[Any]) -> Any:
    variables = None if target is None else to_ast(target, ast.Store())
    item = ast.withitem(context_expr=to_ast(opened), optional_vars=variables)
    return ast.With(items=[item], body=body, type_comment=None)


def try_node(body: list[Any], handlers: list[Any], orelse: list[Any], final: list[Any]) -> Any:
    return ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final)


def handler_node(error: Expr | None, target: str | None, body: list[Any]) -> Any:
    return ast.ExceptHandler(type=None if error is None else to_ast(error), name=target, body=body)


def assert_node(test: Expr, message: Expr | None) -> Any:
    return ast.Assert(test=to_ast(test), msg=None if message is None else to_ast(message))


def raise_node(error: Expr | None, cause: Expr | None) -> Any:
    exc = None if error is None else to_ast(error)
    return ast.Raise(exc=exc, cause=None if cause is None else to_ast(cause))


def break_node() -> Any:
    return ast.Break()


def global_node(variables: tuple[str, ...]) -> Any:
    return ast.Global(names=list(variables))


def nonlocal_node(variables: tuple[str, ...]) -> Any:
    return ast.Nonlocal(names=list(variables))


def pass_node() -> Any:
    return ast.Pass()


def return_of(value: Any) -> Any:
    """The statement that returns what a node of an expression gives."""
    return gast.copy_location(gast.Return(value=value), value)


def name_node(identifier: str, place: Any) -> Any:
    """A name that stands where another expression stood."""
    return gast.copy_location(gast.Name(id=identifier, ctx=gast.Load(), annotation=None, type_comment=None), place)


def function_node(
    identifier: str, groups: Mapping[str, Any], defaults: Mapping[str, list[Expr | None]], body: list[Any], returns: Any
) -> Any:
    """A ``def``: ``groups`` are its parameters and ``defaults`` theirs, by the names of `ast` for the groups."""
    args = ast.arguments(
        args=groups["args"],
        posonlyargs=groups["posonlyargs"],
        vararg=groups["vararg"],
        kwonlyargs=groups["kwonlyargs"],
        kw_defaults=[None if item is None else to_ast(item) for item in defaults["kw_defaults"]],
        kwarg=groups["kwarg"],
        defaults=[to_ast(item) for item in defaults["defaults"] if item is not None],
    )
    note = None if returns is None else to_ast(returns)
    return ast.FunctionDef(name=identifier, args=args, body=body, decorator_list=[], returns=note, type_comment=None)
