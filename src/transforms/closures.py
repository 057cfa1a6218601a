"""What is known of functions when compiling: closures, and which of several a value may be.

A `Closure` is code, and how the function at hand reads what the code takes from outside. It need not exist when the
output runs. Where it has to (in a list, bound in two branches, returned), the value is the function itself, or a tuple
of the function and of what it holds: ``(scaled, scale)``.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..program import Block, Function, GradBlock, If, Statement, bound_in, every, operands
from ..syntax import Expr, const, is_const, name, names_in
from ..templates.operation import signature_of
from .simplify import with_blocks

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


@dataclass(frozen=True)
class Closure:
    """A function that is known when compiling.

    ``target``: a live function, or a lifted one. ``cells``: how the function at hand reads each of the names that the
    target captures, or has as a default. ``path``: how a live target is written there. ``bound``: the cells that are
    handed over first, by position, and ``named`` by keyword, for a partial object. ``slots``: the cells that the value
    itself holds, in this order, behind the function; how they are read depends on the name of the value.
    """

    target: Any
    cells: tuple[tuple[str, Expr], ...] = ()
    path: Expr | None = None
    bound: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[Any, ...]:
        """What of it a clone depends on."""
        return self.target, tuple(key for key, _ in self.cells), self.bound, self.named

    @property
    def stem(self) -> str:
        return str(getattr(self.target, "name", None) or getattr(self.target, "__name__", "function")).strip("_")

    @property
    def held(self) -> tuple[str, ...]:
        """The cells whose values were found where the function was made, and which a value of it has to hold."""
        defaults = held_defaults(self.target) if isinstance(self.target, Function) else []
        return tuple(one for one, _ in self.cells if one in defaults or one in self.bound or one in self.named)

    def read_from(self, value: Expr) -> Closure:
        """The closure whose slots are read from a value of it."""
        places = {slot: Expr("getitem", (value, const(at + 1))) for at, slot in enumerate(self.slots)}
        cells = tuple((one, places.get(one, read)) for one, read in self.cells)
        return replace(self, cells=cells, slots=())


@dataclass(frozen=True)
class Choice:
    """The functions that a value may be, or may hold.

    ``certain``: it is one of them. ``filled``: it is a container to which others may be added, or comes from one.
    """

    members: tuple[Closure, ...] = ()
    certain: bool = True
    filled: bool = False

    def __or__(self, other: Choice) -> Choice:
        return Choice(
            tuple(dict.fromkeys((*self.members, *other.members))),
            self.certain and other.certain,
            self.filled or other.filled,
        )


NOTHING = Choice()
ANYTHING = Choice((), False)
CONTAINER = Choice((), False, True)


def places(target: Any, plain: tuple[Expr, ...], named: Mapping[str | None, Expr]) -> dict[str, Expr]:
    """The arguments of a call by parameter, as far as they go to parameters of their own before any star."""
    if not isinstance(target, (Function, types.FunctionType)):
        return {}
    parameters = signature_of(target).parameters.values()
    found: dict[str, Expr] = {}
    for parameter, argument in zip((one for one in parameters if one.kind in _POSITIONAL), plain, strict=False):
        if argument.head == "star":
            break
        found[parameter.name] = argument
    by_name = {one.name for one in parameters if one.kind in _BY_NAME}
    return {**found, **{key: part for key, part in named.items() if key is not None and key in by_name}}


def takes(fact: Closure, plain: tuple[Expr, ...], named: Mapping[str | None, Expr]) -> bool:
    """Whether a function may be called with these arguments, as far as their number and names tell."""
    starred = None in named or any(one.head == "star" for one in plain)
    if starred or not isinstance(fact.target, (Function, types.FunctionType)):
        return True
    signature = signature_of(fact.target)
    given = {key: part for key, part in named.items() if key is not None}
    try:
        bound = signature.bind_partial(*fact.bound, *plain, **{**dict.fromkeys(fact.named), **given}).arguments
    except TypeError:
        return False
    filled = {*bound, *(key for key, _ in fact.cells), *getattr(fact.target, "defaults", ())}
    open_ = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    parameters = signature.parameters.values()
    return all(one.name in filled or one.default is not one.empty or one.kind in open_ for one in parameters)


def asked(fact: Closure) -> tuple[str, ...] | None:
    """The parameters that a call of a lifted function has to fill, by position; None if it takes others as well."""
    left = [one for one in fact.target.parameters if one.default is None and one.name not in fact.target.defaults]
    left = [one for one in left if one.name not in fact.named][len(fact.bound) :]
    return tuple(one.name for one in left) if all(one.binding in _POSITIONAL for one in left) else None


def held_defaults(target: Function) -> list[str]:
    """The names that hold the defaults of a lifted function."""
    return [default.leaf for default in target.defaults.values() if default.head == "name"]


def stem_of(parameter: str, fact: Closure) -> str:
    return parameter if fact.stem.startswith("lambda") else fact.stem


def identifiers(function: Function) -> set[str]:
    """Every name in a function."""
    read = {one for part in every(function.body) for expr in operands(part) for one in names_in(expr)}
    bound = bound_in(function.body) | set(function.all_parameters)
    return read | bound | {path.leaf for path in function.callees if path.head == "name"}


def read_in_blocks(block: Block) -> frozenset[str]:
    """The names that blocks of the reverse sweep read."""
    return frozenset(one for part in every(block) if isinstance(part, GradBlock) for one in part.free)


def decided(block: Block, known: Mapping[str, Closure]) -> Block:
    """The statements without the branches that a known function never takes: ``if g is None``."""
    if not known:
        return block
    out: list[Statement] = []
    for one in block:
        if isinstance(one, If):
            truth = _truth(one.test, known)
            if truth is not None:
                out += decided(one.body if truth else one.orelse, known)
                continue
        out.append(with_blocks(one, lambda inner: decided(inner, known)))
    return tuple(out)


def _truth(test: Expr, known: Mapping[str, Closure]) -> bool | None:
    """What a condition about functions that are known comes to."""
    if test.head == "not":
        inner = _truth(test.args[0], known)
        return None if inner is None else not inner
    if test.head == "name" and test.leaf in known:
        return True
    if test.head == "call" and test.args[0] == name("callable") and len(test.args) == 2:
        return True if test.args[1].leaf in known else None
    if test.head == "compare" and test.leaf in (("is",), ("is not",)) and is_const(test.args[1], None):
        return test.leaf == ("is not",) if test.args[0].leaf in known else None
    return None
