"""Give other names to variables that hide the builtins that the output calls.

Before: ``len = x * x``. After: ``len_ = x * x``, everywhere in the function and in those nested in it. Postcondition: a
name of `NEEDED` means the builtin.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import gast

from ..names import Names
from ..program import NEEDED
from ..reader import Source
from .fence import refuse
from .scope import local_names, parameters_in

_LIKELY = frozenset({"max", "list", "tuple", "int", "set", "str", "zip"})
"""More builtins that rules call."""


def revealed(source: Source, names: Names) -> Any:
    """The definition with such variables under other names.

    Raises `UnsupportedConstructError` for a parameter, and where data outside of the function are read that hide one.
    """
    function = source.function
    outside = NEEDED & {*function.__globals__, *function.__code__.co_freevars} - local_names(source.definition)
    for node in gast.walk(source.definition) if outside else ():
        if isinstance(node, gast.Name) and node.id in outside:
            what = f"a {'cell' if node.id in function.__code__.co_freevars else 'global'} called {node.id}"
            raise refuse(source, node, what, "Give it another name: the output needs this one.")
    return _renamed(source, source.definition, names)


def _renamed(source: Source, definition: Any, names: Names) -> Any:
    parameters = parameters_in(definition)
    hiding = sorted(local_names(definition) & (NEEDED | _LIKELY))
    for one in hiding:
        if one in parameters & NEEDED:
            node = next(node for node in gast.walk(definition.args) if isinstance(node, gast.Name) and node.id == one)
            raise refuse(source, node, f"a parameter called {one}", "Give it another name: the output needs this one.")
    chosen = {one: names.fresh(f"{one}_") for one in hiding if one not in parameters}
    made = copy.copy(definition)
    made.body = _Renaming(source, chosen, names).copied(definition.body)
    return made


class _Renaming:
    """Renames variables in a copy of the body of a function, then those that its nested functions hide."""

    def __init__(self, source: Source, chosen: Mapping[str, str], names: Names) -> None:
        self.source = source
        self.chosen = chosen
        self.names = names

    def copied(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.copied(one) for one in node]
        if not isinstance(node, gast.AST):
            return node
        if isinstance(node, (gast.FunctionDef, gast.Lambda)):
            node = _renamed(self.source, node, self.names)
        made = type(node)()
        for field, value in vars(node).items():
            if field in ("id", "name", "rest") and isinstance(value, str):
                value = self.chosen.get(value, value)
            setattr(made, field, self.copied(value))
        return made
