"""Star arguments: what a call packs and unpacks, as far as its length and its keywords are known when compiling.

Before: ``wrapper(x, 3.0, c=y)`` of ``def wrapper(*args, **kwargs): return scaled(*args, **kwargs)``. After: a call of
``def wrapper(args1, args2, *, c): return scaled(args1, args2, c=c)``.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace

from ..names import Names
from ..program import Assign, Block, Function, Parameter, Statement, every, operands, targets
from ..syntax import NONE, Expr, const, name, walk
from .closures import identifiers

Arguments = tuple[tuple[Expr, ...], dict[str | None, Expr]]

_PLAIN = inspect.Parameter.POSITIONAL_OR_KEYWORD
_PLACED = (inspect.Parameter.POSITIONAL_ONLY, _PLAIN)


def variadic(function: Function, how: inspect._ParameterKind) -> Parameter | None:
    """The parameter that takes all other arguments, by position or by keyword."""
    return next((one for one in function.parameters if one.binding is how), None)


def packed(function: Function, count: int, keys: tuple[str, ...]) -> Function:
    """The function with parameters of their own for what goes into ``*args`` and ``**kwargs``.

    ``count``: how many arguments the call has by position; ``keys``: the keywords that go into ``**kwargs``.
    """
    names = Names(identifiers(function))
    rest, table = (
        variadic(function, inspect.Parameter.VAR_POSITIONAL),
        variadic(function, inspect.Parameter.VAR_KEYWORD),
    )
    placed = [one for one in function.parameters if one.binding in _PLACED]
    more = max(count - len(placed), 0)
    head: list[Statement] = []
    parameters: list[Parameter] = [replace(one, default=None) if more else one for one in placed]
    if rest is not None:
        own = [names.fresh(f"{rest.name}{at + 1}") for at in range(more)]
        parameters += [Parameter(one, _PLAIN) for one in own]
        head.append(Assign(rest.name, Expr("tuple", tuple(map(name, own))), function.origin))
    parameters += [one for one in function.parameters if one.binding is inspect.Parameter.KEYWORD_ONLY]
    if table is not None:
        parameters += [Parameter(one, inspect.Parameter.KEYWORD_ONLY) for one in keys]
        items = tuple(part for one in keys for part in (const(one), name(one)))
        head.append(Assign(table.name, Expr("dict", items), function.origin))
    body: Block = (*head, *function.body)
    return replace(function, parameters=tuple(parameters), body=body, operations={}, remembered={})


def table_keys(function: Function, named: Mapping[str | None, Expr]) -> tuple[str, ...] | None:
    """The keywords of a call that go into ``**kwargs``; None if they are not known, or are names of the function's."""
    own = {one.name for one in function.parameters if one.binding in (_PLAIN, inspect.Parameter.KEYWORD_ONLY)}
    keys = tuple(str(one) for one in named if one not in own and one not in function.captures)
    taken = identifiers(function)
    return None if None in named or any(one in taken for one in keys) else keys


class Unpacking:
    """The calls of one function with stars; ``once``: what is bound to names that are bound once."""

    def __init__(self, function: Function, once: Mapping[str, Expr]) -> None:
        self.function = function
        self.once = once

    def arguments(
        self, parameters: list[inspect.Parameter] | None, plain: tuple[Expr, ...], named: Mapping[str | None, Expr]
    ) -> Arguments:
        """The arguments of a call without the stars over values whose parts are known by number and by name.

        ``parameters``: those of the called function, where they are known.
        """
        keywords: dict[str | None, Expr] = {}
        for key, value in named.items():
            items = self.items(value) if key is None else None
            keywords |= {key: value} if items is None else items
        found: list[Expr] = []
        first = plain[0].args[0] if len(plain) == 1 and plain[0].head == "star" else None
        ahead = None if parameters is None or first is None else self.ahead(parameters, keywords)
        if first is not None and first.head == "name" and ahead and self.parts(first, None) is None:
            placed = (Expr("getitem", (first, const(at))) for at in range(ahead))
            rest = Expr("getitem", (first, Expr("slice", (const(ahead), NONE, NONE))))
            return (*placed, Expr("star", (rest,))), keywords
        for one in plain:
            count = None if parameters is None else self.asked(parameters, plain, keywords)
            parts = self.parts(one.args[0], count) if one.head == "star" else None
            found += [one] if parts is None else parts
        return tuple(found), keywords

    def ahead(self, parameters: list[inspect.Parameter], named: Mapping[str | None, Expr]) -> int | None:
        """How many values go into parameters of their own before the starred one; None if that is not certain."""
        placed = [one for one in parameters if one.kind in _PLACED]
        open_ = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in parameters)
        optional = any(one.default is not inspect.Parameter.empty or one.name in named for one in placed)
        return len(placed) if open_ and not optional and None not in named else None

    def asked(
        self, parameters: list[inspect.Parameter], plain: tuple[Expr, ...], named: Mapping[str | None, Expr]
    ) -> int | None:
        """How many values the only star of a call has to give; None if that depends on what is there."""
        placed = [one for one in parameters if one.kind in _PLACED and one.name not in named]
        open_ = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in parameters)
        optional = any(one.default is not inspect.Parameter.empty for one in placed)
        stars = sum(1 for one in plain if one.head == "star")
        return None if open_ or optional or stars > 1 or None in named else len(placed) - len(plain) + 1

    def parts(self, value: Expr, count: int | None) -> list[Expr] | None:
        """The items of a starred value."""
        shown = self.once.get(value.leaf) if value.head == "name" else value
        if shown is not None and shown.head in ("tuple", "list") and not any(one.head == "star" for one in shown.args):
            if value.head != "name" or all(self.is_fixed(one) for one in shown.args):
                return list(shown.args) if shown.head == "tuple" or value.head != "name" else None
            if shown.head == "tuple":
                return [Expr("getitem", (value, const(at))) for at in range(len(shown.args))]
        if count is None or count < 0 or value.head != "name":
            return None
        return [Expr("getitem", (value, const(at))) for at in range(count)]

    def items(self, table: Expr) -> dict[str | None, Expr] | None:
        """The items of a dict with two stars by key."""
        shown = self.once.get(table.leaf) if table.head == "name" else table
        if shown is None or shown.head != "dict" or (table.head == "name" and not self.is_read_only(table.leaf)):
            return None
        keys = shown.args[::2]
        if not all(one.head == "const" and isinstance(one.value, str) for one in keys):
            return None
        values = shown.args[1::2]
        if table.head == "name" and not all(self.is_fixed(one) for one in values):
            values = tuple(Expr("getitem", (table, one)) for one in keys)
        return {one.value: value for one, value in zip(keys, values, strict=True)}

    def is_fixed(self, expr: Expr) -> bool:
        """Whether an expression is the same wherever it stands: a constant, or a parameter that nothing binds."""
        bound = {target for one in every(self.function.body) for target in targets(one)}
        return expr.head == "const" or (
            expr.head == "name" and expr.leaf in self.function.all_parameters and expr.leaf not in bound
        )

    def is_read_only(self, identifier: str) -> bool:
        """Whether a dict is only read by key, or handed on with two stars."""
        for statement in every(self.function.body):
            for expr in operands(statement):
                if not _only_read(expr, identifier):
                    return False
            target = getattr(statement, "target", None)
            if isinstance(target, Expr) and any(one == name(identifier) for one in walk(target)):
                return False
        return True


def _only_read(expr: Expr, identifier: str) -> bool:
    if expr == name(identifier):
        return False
    if expr.head == "getitem" and expr.args[0] == name(identifier):
        return _only_read(expr.args[1], identifier)
    if expr.head == "call" and None in expr.leaf:
        starred = [at for at, key in enumerate(expr.leaf) if key is None]
        first = len(expr.args) - len(expr.leaf)
        rest = [part for at, part in enumerate(expr.args) if at - first not in starred or part != name(identifier)]
        return all(_only_read(one, identifier) for one in rest)
    return all(_only_read(one, identifier) for one in expr.args)
