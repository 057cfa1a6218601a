"""Imports inside of a function: resolved when the derivative is made, like those outside."""

from __future__ import annotations

import importlib
from typing import Any

import gast

from .fence import refuse
from .scope import Scope


def resolve_imports(scope: Scope, node: Any) -> None:
    """Give the names that an import binds what they stand for. Raises `UnsupportedConstructError` where that fails."""
    for alias in node.names:
        try:
            bound, value = _imported(scope, node, alias)
        except (ImportError, AttributeError) as error:
            hint = f"Import it outside of the function ({error})."
            raise refuse(scope.source, node, f"import {alias.name}", hint) from error
        scope.imports[bound] = value


def _imported(scope: Scope, node: Any, alias: Any) -> tuple[str, Any]:
    """The name that an import binds, and what it stands for."""
    if isinstance(node, gast.ImportFrom):
        place = "." * (node.level or 0) + (node.module or "")
        module = importlib.import_module(place, scope.source.function.__globals__.get("__package__"))
        return alias.asname or alias.name, getattr(module, alias.name)
    module = importlib.import_module(alias.name)
    root = alias.name.partition(".")[0]
    return alias.asname or root, module if alias.asname else importlib.import_module(root)
