"""What is known of a function while it is desugared: its names, its nested functions, where its statements stand."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

import gast

from ..errors import Origin
from ..names import Names
from ..program import DERIVING, Function
from ..reader import Source, origin
from ..syntax import Expr, UnknownSyntaxError, from_gast
from .fence import refuse

_HINTS: dict[type, tuple[str, str]] = {
    gast.Lambda: ("lambda", "Give the function a name and call it by that name."),
    gast.Dict: ("** in a dict", "Write the items of the dict out."),
}


class Scope:
    """What one function being desugared knows: its source, names, nested functions, and imports in its body.

    ``around``: the names of the functions that it is nested in. ``lift`` takes lambdas out of an expression, where
    these can be given names.
    """

    def __init__(
        self,
        source: Source,
        definition: Any,
        names: Names,
        captures: tuple[str, ...],
        around: frozenset[str],
        lift: Callable[[Scope, Any], None],
    ) -> None:
        self.source = source
        self.definition = definition
        self.names = names
        self.captures = captures
        self.around = around
        self.lift = lift
        self.nested: dict[str, Function] = {}
        self.imports: dict[str, Any] = {}
        self.temporaries: set[str] = set()
        self.groups = 0

    def fresh(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    def is_builtin(self, identifier: str) -> bool:
        """Whether a name means the builtin of that name: nothing around the function hides it."""
        function = self.source.function
        hidden = local_names(self.definition) | set(function.__code__.co_freevars) | self.around
        return identifier not in hidden and identifier not in function.__globals__

    def makes_derivatives(self, node: Any) -> bool:
        """Whether an expression is one of the functions that make derivatives."""
        return _is_deriving(self.known(node))

    def is_parameter(self, identifier: str) -> bool:
        """Whether a name is a parameter of the function."""
        return identifier in parameters_of(self.definition)

    def known(self, node: Any) -> Any:
        """What a path of names outside of the function leads to; None for all else."""
        if isinstance(node, gast.Attribute):
            outer = self.known(node.value)
            return getattr(outer, node.attr, None) if isinstance(outer, (ModuleType, type)) else None
        return self.value(node)

    def value(self, node: Any) -> Any:
        """What a name outside of the function is bound to, or one that it imports."""
        if not isinstance(node, gast.Name):
            return None
        if node.id in self.imports:
            return self.imports[node.id]
        function = self.source.function
        if node.id in local_names(self.definition) | self.around:
            return None
        if node.id in function.__code__.co_freevars:
            return inspect.getclosurevars(function).nonlocals.get(node.id)
        return function.__globals__.get(node.id)

    def expr(self, node: Any) -> Expr:
        self.lift(self, node)
        try:
            return from_gast(node)
        except UnknownSyntaxError as unknown:
            what, hint = _HINTS.get(
                type(unknown.node), (type(unknown.node).__name__, "Write it with simpler expressions.")
            )
            raise refuse(self.source, unknown.node, what, hint) from None

    def origin(self, node: Any) -> Origin:
        self.groups += 1
        return origin(self.source, node, self.groups, statement_text(self.source, node))


def _is_deriving(value: Any) -> bool:
    return isinstance(value, FunctionType) and value in DERIVING


def statement_text(source: Source, node: Any) -> str:
    """The statement as the user wrote it, on one line; of a compound statement its head."""
    first = node.lineno
    last = getattr(node, "end_lineno", first) or first
    body = getattr(node, "body", None)
    if isinstance(body, list) and body:
        last = max(first, body[0].lineno - 1)
    lines = [source.lines[number - 1].strip() for number in range(first, min(last, len(source.lines)) + 1)]
    return " ".join(line for line in lines if line and not line.startswith("#"))


def parameters_of(definition: Any) -> set[str]:
    """The names of the parameters of a function."""
    arguments = definition.args
    nodes = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return {node.id for node in nodes if node is not None}


def local_names(definition: Any) -> frozenset[str]:
    """The names that a function binds itself: parameters and targets, nested functions' own left out."""
    found = parameters_of(definition)

    def visit(node: Any) -> None:
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
            found.add(node.id)
        for child in gast.iter_child_nodes(node):
            if isinstance(child, (gast.FunctionDef, gast.Lambda)):
                if isinstance(child, gast.FunctionDef):
                    found.add(child.name)
            else:
                visit(child)

    for part in definition.body if isinstance(definition.body, list) else [definition.body]:
        if isinstance(part, gast.FunctionDef):
            found.add(part.name)
        elif not isinstance(part, gast.Lambda):
            visit(part)
    return frozenset(found)


def free_names(definition: Any) -> frozenset[str]:
    """The names that a nested function reads and does not bind."""
    read = {node.id for node in gast.walk(definition) if isinstance(node, gast.Name)}
    return frozenset(read) - local_names(definition)
