"""Write the objects of `operator` that take something out of what they are given as functions.

Before: ``first = itemgetter(0)``. After: ``first = lambda item: item[0]``. What is no constant is a default of the
function, since it is found where the object is made.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import gast

from ..quoting import quoted_expression

Known = Callable[[Any], Any]
Fresh = Callable[[str], str]


def without_getters(nodes: list[Any], known: Known, fresh: Fresh) -> list[Any]:
    """The statements with functions; ``known``: what a path of names leads to."""
    return [_Getters(known, fresh).visit(one) for one in nodes]


class _Getters(gast.NodeTransformer):  # type: ignore[misc]  # gast has no types
    def __init__(self, known: Known, fresh: Fresh) -> None:
        self.known = known
        self.fresh = fresh

    def visit(self, node: Any) -> Any:
        node = self.generic_visit(node)
        if not isinstance(node, gast.Call) or any(isinstance(one, gast.Starred) for one in node.args):
            return node
        made = self.known(node.func)
        if made is operator.itemgetter and node.args and not node.keywords:
            return self.of_items(node)
        if made is operator.attrgetter and node.args and not node.keywords and _are_paths(node.args):
            return self.function(node, [f"%item%.{one.value}" for one in node.args], {})
        named = all(one.arg is not None for one in node.keywords)
        if made is operator.methodcaller and named and _are_paths(node.args[:1]) and node.args[0].value.isidentifier():
            return self.of_method(node)
        return node

    def of_items(self, node: Any) -> Any:
        held: dict[str, Any] = {}
        return self.function(node, [f"%item%[{self.held(one, held)}]" for one in node.args], held)

    def of_method(self, node: Any) -> Any:
        held: dict[str, Any] = {}
        given = [self.held(one, held) for one in node.args[1:]]
        given += [f"{one.arg}={self.held(one.value, held)}" for one in node.keywords]
        return self.function(node, [f"%item%.{node.args[0].value}({', '.join(given)})"], held)

    def held(self, value: Any, held: dict[str, Any]) -> str:
        """An argument as text: a constant, or the name of the default that holds it."""
        if isinstance(value, gast.Constant):
            return repr(value.value)
        name = self.fresh("key")
        held[name] = value
        return name

    def function(self, place: Any, parts: list[str], held: dict[str, Any]) -> Any:
        item = self.fresh("item")
        body = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
        defaults = "".join(f", {one}=None" for one in held)
        made = quoted_expression(f"lambda {item}{defaults}: {body.replace('%item%', item)}", place)
        made.args.defaults = list(held.values())
        return made


def _are_paths(nodes: list[Any]) -> bool:
    return bool(nodes) and all(isinstance(one, gast.Constant) and isinstance(one.value, str) for one in nodes)
