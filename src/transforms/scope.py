"""What is known of a function while it is desugared: its names, its nested functions, where its statements stand."""

from __future__ import annotations

import builtins
import functools
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
    gast.Dict: ("** in a dict", "Write the items of the dict out."),
}


class Scope:
    """What one function being desugared knows: its source, names, nested functions, and imports in its body.

    ``lift`` gives names to the lambdas in an expression. ``attempts``: the names that the body of a `try` binds before
    its end, by the name that says whether the body was done. ``around``: the names of the functions that it is nested
    in.
    """

    def __init__(
        self,
        source: Source,
        definition: Any,
        names: Names,
        captures: tuple[str, ...],
        around: frozenset[str],
        lift: Callable[[Scope, Any], Any],
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
        self.attempts: dict[str, frozenset[str]] = {}
        self.groups = 0
        self._locals: tuple[Any, frozenset[str]] | None = None

    def fresh(self, stem: str) -> str:
        made = self.names.fresh(stem)
        self.temporaries.add(made)
        return made

    @property
    def locals(self) -> frozenset[str]:
        """The names that the function binds itself, found once for each form of its body."""
        if self._locals is None or self._locals[0] is not self.definition.body:
            self._locals = self.definition.body, local_names(self.definition)
        return self._locals[1]

    def is_bound(self, identifier: str) -> bool:
        """Whether the function or one around it binds a name."""
        return identifier in self.locals or identifier in self.temporaries or identifier in self.around

    def is_builtin(self, identifier: str) -> bool:
        """Whether a name means the builtin of that name: nothing around the function hides it."""
        function = self.source.function
        around = identifier in function.__code__.co_freevars or identifier in function.__globals__
        return not around and not self.is_bound(identifier)

    def hiding(self) -> frozenset[str]:
        """The local names, parameters left out, that are called like a module, class or function outside."""
        known = self.source.function.__globals__
        own = self.locals - parameters_in(self.definition) - set(self.captures)
        return frozenset(
            one
            for one in own
            if hasattr(builtins, one) or isinstance(known.get(one), (ModuleType, type)) or callable(known.get(one))
        )

    def makes_derivatives(self, node: Any) -> bool:
        """Whether an expression is one of the functions that make derivatives."""
        return _is_deriving(self.known(node))

    def hands_through(self, decorator: Any) -> bool:
        """Whether a decorator leaves what a function computes as it is: `functools.wraps`, a cache."""
        made = decorator.func if isinstance(decorator, gast.Call) else decorator
        return any(self.known(made) is one for one in (functools.wraps, functools.lru_cache, functools.cache))

    def is_parameter(self, identifier: str) -> bool:
        """Whether a name is a parameter of the function."""
        return identifier in parameters_in(self.definition)

    def known(self, node: Any) -> Any:
        """What a path of names outside of the function leads to; None for all else."""
        if isinstance(node, gast.Attribute):
            outer = self.known(node.value)
            return getattr(outer, node.attr, None) if isinstance(outer, (ModuleType, type)) else None
        return self.value(node)

    def known_class(self, node: Any) -> Any:
        """The class that a path of names leads to, one of the builtin ones included."""
        if isinstance(node, gast.Name) and self.is_builtin(node.id):
            return getattr(builtins, node.id, None)
        return self.known(node)

    def known_context(self, node: Any) -> Any:
        """What makes the context of a `with`, or the context itself, where that is known; None if not."""
        return self.known_class(node.func if isinstance(node, gast.Call) else node)

    def value(self, node: Any) -> Any:
        """What a name outside of the function is bound to, or one that it imports."""
        if not isinstance(node, gast.Name):
            return None
        if node.id in self.imports:
            return self.imports[node.id]
        function = self.source.function
        if self.is_bound(node.id):
            return None
        if node.id in function.__code__.co_freevars:
            return inspect.getclosurevars(function).nonlocals.get(node.id)
        return function.__globals__.get(node.id)

    def expr(self, node: Any) -> Expr:
        node = self.lift(self, node)
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


def without_lambdas(scope: Scope, node: Any, named: Callable[[Any, str], Any]) -> Any:
    """An expression with names for its lambdas; ``named`` lifts one, under a name made of a stem."""
    if isinstance(node, gast.Lambda):
        return named(node, "lambda_")
    first = node.args[0] if isinstance(node, gast.Call) and node.args else None
    if isinstance(first, gast.Lambda) and scope.makes_derivatives(node.func):
        node.args[0] = named(first, "inner")
    for field, value in gast.iter_fields(node):
        if isinstance(value, gast.AST):
            setattr(node, field, without_lambdas(scope, value, named))
        elif isinstance(value, list):
            parts = [without_lambdas(scope, one, named) if isinstance(one, gast.AST) else one for one in value]
            setattr(node, field, parts)
    return node


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


def parameters_in(definition: Any) -> set[str]:
    """The names of the parameters of a function."""
    arguments = definition.args
    nodes = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return {node.id for node in nodes if node is not None}


def local_names(definition: Any) -> frozenset[str]:
    """The names that a function binds itself: parameters and targets, nested functions' own left out."""
    found = parameters_in(definition)

    waiting = list(definition.body) if isinstance(definition.body, list) else [definition.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, gast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, gast.Name):
            if isinstance(node.ctx, gast.Store):
                found.add(node.id)
        elif not isinstance(node, gast.Lambda):
            if isinstance(node, (gast.MatchAs, gast.MatchStar)) and node.name:
                found.add(node.name)
            waiting += gast.iter_child_nodes(node)
    return frozenset(found)


def bound_or_read(definition: Any) -> set[str]:
    """Every name in a definition, those included that are bound by no name of their own: functions, captures."""
    found: set[str] = set()
    for node in gast.walk(definition):
        found.update(one for key in ("id", "name", "rest") if isinstance(one := getattr(node, key, None), str))
    return found


def free_names(definition: Any) -> frozenset[str]:
    """The names that a nested function reads and does not bind, functions inside of it included."""
    read: set[str] = set()

    def visit(node: Any) -> None:
        if isinstance(node, gast.Name):
            read.add(node.id)
        if isinstance(node, (gast.FunctionDef, gast.Lambda)):
            read.update(free_names(node))
            outside = [*node.args.defaults, *node.args.kw_defaults, *getattr(node, "decorator_list", [])]
        else:
            outside = list(gast.iter_child_nodes(node))
        for one in outside:
            if one is not None:
                visit(one)

    for part in definition.body if isinstance(definition.body, list) else [definition.body]:
        visit(part)
    return frozenset(read) - local_names(definition)
