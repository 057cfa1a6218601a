"""`with`: what is done before the body and after it, on every way out.

Before: ``with np.errstate(all="ignore") as old: body``. After: a `Region` that opens with
``context = np.errstate(...)`` and ``old = enter(context)``, and closes with ``leave()``. The reverse sweep enters no
context again.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import replace
from types import FunctionType
from typing import Any

import gast

from .. import regions
from ..errors import Origin
from ..grad_blocks import is_grad_block
from ..marking import mark
from ..program import Assign, Block, Do, GradBlock, Region, Return, Statement
from ..quoting import quoted
from ..syntax import Expr, name
from .scope import Scope
from .simplify import with_blocks

Statements = Callable[[Scope, list[Any]], Block]
Assigning = Callable[[Scope, Any, Expr, Origin], list[Statement]]

_QUIET = frozenset(
    {"numpy", "threading", "_thread", "contextlib", "warnings", "io", "_io", "decimal", "multiprocessing"}
)
"""The modules whose contexts change nothing that a derivative reads, and let exceptions pass."""


def context(
    scope: Scope, node: Any, block: Statements, assign: Assigning, attempt: Callable[[Scope, Any], list[Statement]]
) -> list[Statement]:
    """The statements of a `with`, or a block of `insert_grad_of`.

    ``attempt`` makes those of a body that an exception may leave.
    """
    if not node.items:
        return list(block(scope, node.body))
    if is_grad_block(scope.source, node):
        opened, where = node.items[0], scope.origin(node)
        return [GradBlock(opened.context_expr.args[0].id, opened.optional_vars.id, block(scope, node.body), where)]
    item = node.items[0]
    inner = copy.copy(node)
    inner.items = node.items[1:]
    made = scope.known_context(item.context_expr)
    if made is contextlib.suppress and item.optional_vars is None and not item.context_expr.keywords:
        return attempt(scope, _suppressing([inner] if inner.items else node.body, item.context_expr.args, node))
    where = scope.origin(node)
    held = scope.fresh("context")
    quiet = is_quiet(made)
    entered = mark(regions.enter if quiet else regions.enter_any, name(held))
    opening: list[Statement] = [Assign(held, scope.expr(item.context_expr), where)]
    if isinstance(item.optional_vars, gast.Name):
        opening.append(Assign(item.optional_vars.id, entered, where))
    elif item.optional_vars is None:
        opening.append(Do(entered, where))
    else:
        value = scope.fresh("entered")
        opening += [Assign(value, entered, where), *assign(scope, item.optional_vars, name(value), where)]
    if quiet or lets_pass(made):
        body = context(scope, inner, block, assign, attempt)
    else:
        body = attempt(scope, _suppressing([inner] if inner.items else node.body, [], node))
    closing = (Do(mark(regions.leave), where),)
    return [Region(tuple(opening), with_held_results(tuple(body), scope.fresh), closing, where)]


def _suppressing(body: list[Any], errors: list[Any], place: Any) -> Any:
    """``try: body``, ``except errors: pass``; without errors no `except` at all."""
    made = quoted("try:\n    pass\nexcept ():\n    pass", place)[0]
    made.body = body
    made.handlers[0].type.elts = errors
    made.handlers = made.handlers if errors else []
    return made


def with_held_results(body: Block, fresh: Callable[[str], str]) -> Block:
    """The statements, with what is returned found before what is done around them ends."""
    out: list[Statement] = []
    for one in body:
        if isinstance(one, Return) and not one.value.is_atom:
            held = fresh("t")
            out += [Assign(held, one.value, one.origin), replace(one, value=name(held))]
        else:
            out.append(with_blocks(one, lambda inner: with_held_results(inner, fresh)))
    return tuple(out)


def is_quiet(made: Any) -> bool:
    """Whether a context, or what makes it, is known to change nothing but how the body runs."""
    module = (
        getattr(made if isinstance(made, type) or inspect.isroutine(made) else type(made), "__module__", None) or ""
    )
    return module.partition(".")[0] in _QUIET and made is not contextlib.suppress and made is not contextlib.ExitStack


def lets_pass(made: Any) -> bool:
    """Whether a context certainly swallows no exception, as its source shows."""
    kind = made if isinstance(made, type) or inspect.isroutine(made) else type(made)
    if isinstance(kind, type):
        leaving = getattr(kind, "__exit__", None)
        tree = _tree(leaving)
        if tree is None:
            return False
        values = [one.value for one in ast.walk(tree) if isinstance(one, ast.Return)]
        return all(one is None or (isinstance(one, ast.Constant) and not one.value) for one in values)
    generator = getattr(kind, "__wrapped__", None)
    code = getattr(kind, "__code__", None)
    if code is None or code.co_filename != contextlib.contextmanager.__code__.co_filename:
        return False
    tree = _tree(generator) if inspect.isgeneratorfunction(generator) else None
    if tree is None:
        return False
    return not any(isinstance(one, ast.With) or (isinstance(one, ast.Try) and one.handlers) for one in ast.walk(tree))


def _tree(function: Any) -> ast.AST | None:
    if not isinstance(function, FunctionType):
        return None
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError, TypeError):
        return None
