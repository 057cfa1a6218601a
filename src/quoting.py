"""Statements and expressions of gast, made from text with gaps."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import gast


def quoted(text: str, place: Any, **parts: Any) -> list[Any]:
    """The nodes of statements given as text, with names replaced by nodes; they stand where ``place`` stands."""
    tree = gast.parse(text)
    tree = _Filled(parts, place).visit(tree)
    return list(tree.body)


def quoted_expression(text: str, place: Any, **parts: Any) -> Any:
    """The node of an expression given as text, in the same way."""
    return quoted(text, place, **parts)[0].value


class _Filled(gast.NodeTransformer):  # type: ignore[misc]  # gast has no types
    """Replaces names by nodes, and gives all other nodes a place."""

    def __init__(self, parts: Mapping[str, Any], place: Any) -> None:
        self.parts = parts
        self.place = place

    def visit(self, node: Any) -> Any:
        if isinstance(node, gast.Name) and node.id in self.parts:
            part = self.parts[node.id]
            context = getattr(part, "ctx", node.ctx)
            if isinstance(node.ctx, gast.Store) != isinstance(context, gast.Store):
                part = copy.copy(part)
                part.ctx = node.ctx
            return part
        self.generic_visit(node)
        return gast.copy_location(node, self.place) if hasattr(node, "lineno") else node
