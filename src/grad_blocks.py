"""Blocks that run in the reverse sweep: how they are recognised, and a definition without them.

Before: ``with insert_grad_of(x) as dx: dx = np.clip(dx, -1, 1)``. After: ``pass``.
"""

from __future__ import annotations

import ast
import importlib
from types import FunctionType, ModuleType
from typing import Any, cast

import gast

from .loader import contents
from .markers import insert_grad_of
from .reader import Definition, Source


def without_blocks_of(source: Source, definition: Definition) -> Definition:
    """The definition of a function, changed: its blocks are gone."""
    return cast(Definition, ast.fix_missing_locations(_Without(source).visit(definition)))


class _Without(ast.NodeTransformer):
    """Replaces every block by ``pass``."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def visit_With(self, node: ast.With) -> ast.stmt:
        if is_grad_block(self.source, node):
            return ast.copy_location(ast.Pass(), node)
        self.generic_visit(node)
        return node


def is_grad_block(source: Source, node: Any) -> bool:
    """Whether a ``with`` statement opens a block of `insert_grad_of`, by whatever name."""
    imported = _imported(source)
    calls = (item.context_expr for item in node.items if type(item.context_expr).__name__ == "Call")
    return any(_value(source.function, imported, call.func) is insert_grad_of for call in calls)


def is_well_formed(node: Any) -> bool:
    """Whether it is ``with insert_grad_of(x) as dx``, with names for both."""
    first = node.items[0]
    given = [*first.context_expr.args, *first.context_expr.keywords]
    names = [type(one).__name__ for one in (*given, first.optional_vars)]
    return len(node.items) == 1 and names == ["Name", "Name"]


def _value(function: FunctionType, imported: dict[str, Any], path: Any) -> Any:
    """What a path of names leads to."""
    if type(path).__name__ == "Attribute":
        inner = _value(function, imported, path.value)
        return getattr(inner, path.attr, None) if isinstance(inner, ModuleType) else None
    if type(path).__name__ != "Name":
        return None
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    known = {**function.__globals__, **contents(cells), **imported}
    return known.get(path.id)


def _imported(source: Source) -> dict[str, Any]:
    """What the function imports itself, of this package."""
    own = __name__.partition(".")[0]
    found: dict[str, Any] = {}
    for node in gast.walk(source.definition):
        if isinstance(node, gast.ImportFrom) and node.module == own:
            module = importlib.import_module(own)
            found |= {alias.asname or alias.name: getattr(module, alias.name, None) for alias in node.names}
        elif isinstance(node, gast.Import):
            aliases = (alias for alias in node.names if alias.name == own)
            found |= {alias.asname or own: importlib.import_module(own) for alias in aliases}
    return found
