"""Derivatives that a function takes inside of itself: made when it is compiled, and then called like any function.

Before: ``tangent_like.grad(lambda y: x * y)(2.0)``. After: ``dinner(x, 2.0)``, where ``dinner`` is the gradient of the
lambda, made a function of its own that takes first what it captures. Postcondition: where the function that is
differentiated is known when compiling, nothing calls the compiler when the output runs.
"""

from __future__ import annotations

import inspect
import types
from collections import Counter
from dataclasses import replace
from typing import Any

from ..errors import Origin, UnsupportedArgumentError
from ..loader import load
from ..names import Names
from ..printer import module_text
from ..program import (
    DERIVING,
    MISSING,
    Assign,
    Block,
    Function,
    Generated,
    Parameter,
    Statement,
    bound_in,
    every,
    lookup,
    operands,
    targets,
)
from ..syntax import Expr, dotted, name, names_in, rewrite
from .assemble import finish
from .normalise import normalise
from .simplify import with_blocks, with_operands


def inner(function: Function) -> Function:
    """The function in which derivatives of known functions stand for what makes them."""
    found = _Inner(function)
    body = found.block(function.body)
    if not found.made:
        return function
    return replace(function, body=body, imports={**function.imports, **found.made})


class _Inner:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.locals = frozenset(function.all_parameters) | bound_in(function.body)
        used = {one for part in every(function.body) for expr in operands(part) for one in names_in(expr)}
        self.names = Names(used | self.locals)
        self.made: dict[str, Any] = {}
        self.captures: dict[str, tuple[str, ...]] = {}
        self.where = function.origin
        bindings = Counter(target for one in every(function.body) for target in targets(one))
        self.once = {target for target, number in bindings.items() if number == 1}

    def block(self, block: Block) -> Block:
        return tuple(with_blocks(self.statement(one), self.block) for one in block)

    def statement(self, statement: Statement) -> Statement:
        self.where = statement.origin
        changed = with_operands(statement, lambda expr: rewrite(expr, self.placed))
        if isinstance(changed, Assign) and changed.value.leaf in self.made and changed.target in self.once:
            self.captures[changed.target] = self.captures[changed.value.leaf]
        return changed

    def placed(self, term: Expr) -> Expr:
        """A term in which a derivative stands by its name, and is given what it captures."""
        if term.head != "call":
            return term
        path = term.args[0]
        if path.head == "name" and self.captures.get(path.leaf):
            captured = tuple(name(one) for one in self.captures[path.leaf])
            return Expr("call", (path, *captured, *term.args[1:]), term.leaf, term.at)
        maker = self.resolve(path)
        if maker not in DERIVING or len(term.args) < 2:
            return term
        target = self.resolve(term.args[1])
        if not isinstance(target, (Function, types.FunctionType)):
            return term
        return name(self.derivative(maker, target, self.options(maker, term)))

    def resolve(self, path: Expr) -> Any:
        """The nested function, or the live object outside of the function, that a path leads to."""
        if path in self.function.callees:
            return self.function.callees[path]
        chain = dotted(path)
        if chain is None or chain[0] in self.locals:
            return MISSING
        value = lookup(self.function, chain[0])
        for attribute in chain[1:]:
            value = getattr(value, attribute, MISSING) if isinstance(value, types.ModuleType) else MISSING
        return value if isinstance(value, (types.FunctionType, types.ModuleType)) else MISSING

    def options(self, maker: Any, term: Expr) -> dict[str, Any]:
        """What else the maker of a derivative is given, which has to be written out."""
        plain = term.args[1 : len(term.args) - len(term.leaf)]
        named = dict(zip(term.leaf, term.args[len(term.args) - len(term.leaf) :], strict=True))
        try:
            bound = inspect.signature(maker).bind(*plain, **named).arguments
            return {key: _value(expr) for key, expr in list(bound.items())[1:]}
        except (TypeError, ValueError):
            hint = "Write `wrt` and the other options as constants."
            raise _refused("options of a derivative that are not known when compiling", hint, self.where) from None

    def derivative(self, maker: Any, target: Any, options: dict[str, Any]) -> str:
        """The name of the derivative of a function, which is made here."""
        captures: tuple[str, ...] = ()
        if isinstance(target, Function):
            captures = target.captures
            options = {**options, "wrt": _names(target, options.get("wrt", (0,)))}
            target = standing_alone(target)
        made = maker(target, **options)
        identifier = self.names.fresh(made.__name__)
        self.made[identifier] = made
        self.captures[identifier] = captures
        return identifier


def standing_alone(function: Function) -> Any:
    """A nested function as a live one, whose first parameters are what it captures."""
    made: dict[str, Generated] = {}

    def lift(one: Function, outermost: bool) -> None:
        normal = normalise(inner(one))
        for path, target in normal.callees.items():
            if isinstance(target, Function) and target is not one and path.leaf not in made:
                lift(target, False)
        binding = inspect.Parameter.POSITIONAL_OR_KEYWORD if outermost else inspect.Parameter.KEYWORD_ONLY
        captured = tuple(Parameter(capture, binding) for capture in one.captures)
        parameters = (*captured, *one.parameters) if outermost else (*one.parameters, *captured)
        made[one.name] = finish(Generated(one.name, parameters, normal.body, "", one.home), normal)

    lift(function, True)
    functions = tuple(made.values())
    return load(functions, module_text(functions), function.name)[function.name]


def _names(function: Function, wrt: Any) -> tuple[str, ...]:
    """The parameters that ``wrt`` means, without what the function captures."""
    parameters = [one.name for one in function.parameters]
    if wrt == "all":
        return tuple(parameters)
    chosen = wrt if isinstance(wrt, (tuple, list)) else (wrt,)
    return tuple(parameters[one] if isinstance(one, int) else one for one in chosen)


def _value(expr: Expr) -> Any:
    """The value of constants, and of tuples of these. Raises `ValueError` for anything else."""
    if expr.head == "const":
        return expr.value
    if expr.head in ("tuple", "list"):
        return tuple(_value(part) for part in expr.args)
    raise ValueError(str(expr))


def _refused(message: str, hint: str, where: Origin) -> UnsupportedArgumentError:
    return UnsupportedArgumentError(message, hint, where)
