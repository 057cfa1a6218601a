"""Arguments that are known when compiling: clones of the functions that take functions.

Before: ``twice(square, x)``. After: ``twice_square(x)``, where ``twice_square`` is ``twice`` without its parameter
``g``, and calls ``square`` by name. What a function captures is handed through, by keyword, to where it is called:
``twice_scaled(x, scale=scale)``. Postcondition: a lifted function is called with all that it captures; where a function
that is known when compiling is an argument of a function with source, or bound to a name, it is called by its own name.

The interface is small. A `Closure` is what is known of a value: the code, and the names under which the function at
hand has what the code reads from outside (`cells`). `Statics.clone` gives, for a function and the facts of some of its
parameters, the function without these, and the extra arguments that a call has to hand over; the same clone for the
same code, whatever the cells hold, so that recursion ends. `Statics.applied` rewrites one function by the facts that
are kept for it. Something else that is known when compiling (the class of an object) is one more class beside
`Closure`, with ``code`` and ``cells``: the code decides which clone serves, the cells are what is still handed over.
"""

from __future__ import annotations

import inspect
import types
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..binding import method_of
from ..errors import Origin, TangentError, UnsupportedConstructError
from ..names import Names
from ..program import (
    MISSING,
    Assign,
    Block,
    Function,
    If,
    Return,
    Statement,
    bound_in,
    every,
    lookup,
    operands,
    targets,
)
from ..syntax import Expr, dotted, is_const, keywords, name, names_in, positional, rebuild, substitute
from ..templates.operation import is_read, signature_of
from .simplify import with_blocks, with_operands

_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, np.ufunc, type(np.sum))
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
_LIMIT = 64
"""Clones of one function; more of them mean that it hands ever new functions to itself."""


@dataclass(frozen=True)
class Closure:
    """A function that is known when compiling.

    ``target``: a live function, or a lifted one. ``cells``: under which name the function at hand has each of the names
    that the target captures, or reads as a default. ``path``: how a live target is written there. ``bound``: the cells
    that are handed over first, by position, and ``named`` by keyword, for a partial object.
    """

    target: Any
    cells: tuple[tuple[str, str], ...] = ()
    path: Expr | None = None
    bound: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[Any, ...]:
        """What of it a clone depends on."""
        return self.target, tuple(key for key, _ in self.cells), self.bound, self.named

    @property
    def stem(self) -> str:
        return str(getattr(self.target, "name", None) or getattr(self.target, "__name__", "function")).strip("_")


@dataclass(frozen=True)
class Clone:
    """A function for known arguments; ``passed``: each keyword that a call adds, for which cell of which parameter."""

    function: Function
    passed: tuple[tuple[str, str, str], ...]


class Statics:
    """The clones that one request leads to.

    ``front``: the function for a live or lifted one, in core statements whose expressions nest.
    """

    def __init__(self, front: Callable[[Any], Function]) -> None:
        self.front = front
        self.clones: dict[Any, Clone] = {}
        self.facts: dict[Function, Mapping[str, Closure]] = {}
        self.names = Names(())
        self.called: dict[Function, str] = {}

    def read(self, target: Any) -> Function | None:
        """A callee; None if it has no source, or one that the language does not hold."""
        if not isinstance(target, Function) and not (isinstance(target, types.FunctionType) and is_read(target)):
            return None
        try:
            return self.core(target)
        except TangentError:
            return None

    def clone(self, target: Any, given: Mapping[str, Closure], where: Origin) -> Clone | None:
        """The function without the parameters that are known; None if it cannot be read, or binds one of them anew."""
        function = self.read(target)
        if function is None or set(given) & bound_in(_decided(function.body, given)):
            return None
        facts = dict(self.facts.get(function, {}))
        key = (function, *((parameter, fact.code) for parameter, fact in sorted(given.items(), key=lambda one: one[0])))
        if key not in self.clones:
            if sum(1 for other in self.clones if other[0] is function) >= _LIMIT:
                raise UnsupportedConstructError(
                    f"cannot differentiate through `{function.name}`, which hands ever new functions to itself",
                    "Write the recursion as a loop, or pass numbers from which the function is made.",
                    where,
                )
            names = Names(_identifiers(function) | {cell for fact in facts.values() for _, cell in fact.cells})
            passed: list[tuple[str, str, str]] = []
            for parameter, fact in given.items():
                cells = tuple((cell, names.fresh(cell)) for cell, _ in fact.cells)
                passed += [(new, parameter, cell) for cell, new in cells]
                facts[parameter] = replace(fact, cells=cells)
            stem = "_".join([function.name.strip("_"), *dict.fromkeys(_stem(one, given[one]) for one in given)])
            made = replace(
                function,
                name=stem,
                parameters=tuple(one for one in function.parameters if one.name not in given),
                captures=(*(one for one in function.captures if one not in given), *(new for new, _, _ in passed)),
                operations={},
                remembered={},
            )
            self.facts[made] = facts
            self.clones[key] = Clone(made, tuple(passed))
        return self.clones[key]

    def core(self, target: Any) -> Function:
        """What is rewritten of a live or lifted function, or of a clone."""
        return target if target in self.facts else self.front(target)

    def applied(self, function: Function) -> Function:
        """The function with known functions called by name."""
        return _Frame(self, function).run()

    def name_of(self, target: Function, taken: Callable[[str], bool]) -> str:
        """The name of a lifted function, one for the whole of the output where it is free in the function at hand."""
        known = self.called.get(target)
        if known is not None and not taken(known):
            return known
        found = self.names.fresh(target.name)
        while taken(found):
            found = self.names.fresh(target.name)
        self.called.setdefault(target, found)
        return found


class _Frame:
    """One function in which calls are resolved."""

    def __init__(self, statics: Statics, function: Function) -> None:
        self.statics = statics
        self.known: dict[str, Closure] = dict(statics.facts.get(function, {}))
        self.function = replace(function, body=_decided(function.body, self.known))
        self.locals = frozenset(function.all_parameters) | bound_in(self.function.body) | frozenset(self.known)
        self.used = _identifiers(self.function)
        self.callees: dict[Expr, Any] = {}
        self.imports: dict[str, Any] = {}
        self.relies: dict[Expr, Any] = {}
        self.where = function.origin
        bindings = Counter(target for one in every(self.function.body) for target in targets(one))
        self.once = {
            one.target: one.value
            for one in every(self.function.body)
            if isinstance(one, Assign) and bindings[one.target] == 1 and one.target not in function.all_parameters
        }
        self.asking: set[str] = set()

    def run(self) -> Function:
        function = self.function
        body = self.block(function.body)
        kept = {path: target for path, target in function.callees.items() if not isinstance(target, Function)}
        return replace(
            function,
            body=body,
            callees={**kept, **self.callees},
            imports={**function.imports, **self.imports},
            relies={**function.relies, **self.relies},
        )

    def block(self, block: Block) -> Block:
        return tuple(made for one in block for made in self.statement(one))

    def statement(self, statement: Statement) -> list[Statement]:
        self.where = statement.origin
        if isinstance(statement, Assign) and self.is_name_of_function(statement):
            return []
        changed = with_operands(statement, self.expr)
        return [with_blocks(changed, self.block)]

    def is_name_of_function(self, statement: Assign) -> bool:
        """Whether a statement only gives another name to a function that is called by its own."""
        fact = self.fact(statement.value) if statement.target in self.once else None
        return fact is not None and (isinstance(fact.target, Function) or bool(fact.cells))

    # Facts

    def fact(self, expr: Expr) -> Closure | None:
        """The function that an expression certainly stands for."""
        if expr.head == "name":
            if expr.leaf in self.known:
                return self.known[expr.leaf]
            target = self.function.callees.get(expr)
            if isinstance(target, Function):
                return self.closure(target)
            if expr.leaf in self.once and expr.leaf not in self.asking:
                self.asking.add(expr.leaf)
                found = self.fact(self.once[expr.leaf])
                self.asking.discard(expr.leaf)
                return found
        target = self.resolve(expr)
        return Closure(target, (), expr) if isinstance(target, _FUNCTIONS) else None

    def closure(self, target: Function) -> Closure:
        """A lifted function, and where the function at hand has what it captures."""
        own = [*target.captures, *_held(target)]
        known = {
            one: fact for one in own if one in target.captures and (fact := self.captured(one, target)) is not None
        }
        clone = self.statics.clone(target, known, self.where) if known else None
        if clone is None:
            return Closure(target, tuple((one, one) for one in own))
        cells = [(one, one) for one in own if one not in known]
        return Closure(clone.function, (*cells, *self.handed(clone, known)))

    def captured(self, identifier: str, target: Function) -> Closure | None:
        """The function that a captured name certainly stands for."""
        return None if identifier == target.name else self.fact(name(identifier))

    def handed(self, clone: Clone, facts: Mapping[str, Closure]) -> list[tuple[str, str]]:
        """The names of the function at hand for the arguments that a call of a clone adds."""
        return [(new, dict(facts[parameter].cells)[cell]) for new, parameter, cell in clone.passed]

    def resolve(self, path: Expr) -> Any:
        """The live object outside of the function that a path leads to; `MISSING` where it leads to data."""
        if path in self.function.callees:
            return self.function.callees[path]
        chain = dotted(path)
        if chain is None or chain[0] in self.locals:
            return MISSING
        value = lookup(self.function, chain[0])
        for attribute in chain[1:]:
            home = self.function.home
            if isinstance(value, (types.ModuleType, type, np.ufunc)):
                value = getattr(value, attribute, MISSING)
            elif len(chain) == 2 and home is not None and chain[0] in home.__code__.co_freevars:
                found = method_of(home, value, attribute)
                value = MISSING if found is None else found
            else:
                return MISSING
        return value

    # Expressions

    def expr(self, expr: Expr) -> Expr:
        if expr.head == "call":
            return self.call(expr)
        if expr.head == "name":
            own = expr.leaf in self.known or expr in self.function.callees or expr.leaf in self.once
            fact = self.fact(expr) if own else None
            return expr if fact is None or self.stays(expr, fact) else self.value(fact)
        return rebuild(expr, tuple(self.expr(part) for part in expr.args))

    def stays(self, expr: Expr, fact: Closure) -> bool:
        """Whether a name for a function is bound when the function runs."""
        return expr.leaf in self.once and not isinstance(fact.target, Function) and not fact.cells

    def value(self, fact: Closure) -> Expr:
        """A function as a value: its name, or a lambda that hands on what it captures."""
        if not fact.cells:
            return self.path(fact)
        names = Names(self.used)
        parameters = () if not isinstance(fact.target, Function) else _asked(fact)
        if parameters is None:
            raise UnsupportedConstructError(
                f"cannot differentiate through `{fact.stem}` as a value: it reads variables of the function around it",
                "Call it by its name, or pass it to a function with Python source.",
                self.where,
            )
        given = tuple(names.fresh(one) for one in parameters)
        return Expr("lambda", (self.called(fact, self.path(fact), tuple(map(name, given)), {}, None),), given)

    def given(self, expr: Expr) -> Expr:
        """An argument; a lambda of one expression stays what it is."""
        fact = self.fact(expr) if expr.head == "name" else None
        target = None if fact is None else fact.target
        if fact is None or not isinstance(target, Function) or not target.name.startswith("lambda_"):
            return self.expr(expr)
        parameters, made = _asked(fact), self.statics.applied(self.statics.core(target))
        nested = any(isinstance(one, Function) for one in made.callees.values())
        if not isinstance(made.body[0], Return) or parameters is None or nested or made.imports:
            return self.expr(expr)
        names = Names(self.used)
        new = {one: names.fresh(one) for one in parameters}
        values = {one: name(other) for one, other in (*fact.cells, *new.items())}
        return Expr("lambda", (substitute(made.result, values),), tuple(new.values()), expr.at)

    def path(self, fact: Closure) -> Expr:
        """How a function is called here."""
        if isinstance(fact.target, Function):
            path = name(self.statics.name_of(fact.target, lambda one: one in self.used and not self.is_own(one, fact)))
            self.callees[path] = fact.target
            return path
        assert fact.path is not None
        if self.resolve(fact.path) == fact.target:
            return fact.path
        chain = dotted(fact.path)
        root = fact.stem if chain is None else chain[0]
        if root in self.used or lookup(self.function, root) is not MISSING or len(chain or ()) != 1:
            root = Names(self.used | set(self.imports)).fresh(fact.stem)
        self.imports[root] = fact.target
        return name(root)

    def is_own(self, identifier: str, fact: Closure) -> bool:
        """Whether a name of the function at hand is that of the lifted function itself."""
        return identifier == fact.target.name and name(identifier) in self.function.callees

    # Calls

    def call(self, expr: Expr) -> Expr:
        """A call with all that the called function captures, and without the functions that are known."""
        path, plain, named = expr.args[0], positional(expr), keywords(expr)
        fact = self.fact(path)
        if fact is None:
            return rebuild(expr, tuple(map(self.given, expr.args)))
        return self.called(fact, path, plain, named, expr.at)

    def called(
        self,
        fact: Closure,
        path: Expr,
        plain: tuple[Expr, ...],
        named: Mapping[str | None, Expr],
        at_: tuple[int, int] | None,
    ) -> Expr:
        """The call of a known function."""
        cells = dict(fact.cells)
        plain = (*(name(cells[one]) for one in fact.bound), *plain)
        named = {**{one: name(cells[one]) for one in fact.named if one not in named}, **named}
        added = {one: name(cell) for one, cell in fact.cells if one not in (*fact.bound, *fact.named)}
        at = _places(fact.target, plain, named)
        known = {one: found for one, part in at.items() if (found := self.fact(part)) is not None}
        clone = self.statics.clone(fact.target, known, self.where) if known else None
        if clone is not None:
            for part in (path, *(at[one] for one in known)):
                self.rely(part)
            gone = [at[one] for one in known]
            plain = tuple(part for part in plain if not any(part is one for one in gone))
            named = {one: part for one, part in named.items() if one not in known}
            added |= {new: name(cell) for new, cell in self.handed(clone, known)}
            fact = Closure(clone.function)
        if isinstance(fact.target, Function):
            missing = {one: part for one, part in fact.target.defaults.items() if one not in at}
            filled = {one: added[part.leaf] if part.head == "name" else part for one, part in missing.items()}
            added = {**filled, **{one: part for one, part in added.items() if one not in _held(fact.target)}}
        function = path if path.head == "name" and self.stays(path, fact) else self.path(fact)
        arguments = (*plain, *named.values(), *added.values())
        return Expr("call", (function, *map(self.given, arguments)), (*named, *added), at_)

    def rely(self, path: Expr) -> None:
        """Keep in mind what a path leads to, since the function no longer goes by it."""
        target = self.resolve(path)
        if target is not MISSING and not isinstance(target, Function):
            self.relies[path] = target


def _places(target: Any, plain: tuple[Expr, ...], named: Mapping[str | None, Expr]) -> dict[str, Expr]:
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


def _asked(fact: Closure) -> tuple[str, ...] | None:
    """The parameters that a call of a lifted function has to fill, by position; None if it takes others as well."""
    left = [one for one in fact.target.parameters if one.default is None and one.name not in fact.target.defaults]
    left = [one for one in left if one.name not in fact.named][len(fact.bound) :]
    return tuple(one.name for one in left) if all(one.binding in _POSITIONAL for one in left) else None


def _held(target: Function) -> list[str]:
    """The names that hold the defaults of a lifted function."""
    return [default.leaf for default in target.defaults.values() if default.head == "name"]


def _stem(parameter: str, fact: Closure) -> str:
    return parameter if fact.stem.startswith("lambda") else fact.stem


def _identifiers(function: Function) -> set[str]:
    """Every name in a function."""
    read = {one for part in every(function.body) for expr in operands(part) for one in names_in(expr)}
    bound = bound_in(function.body) | set(function.all_parameters)
    return read | bound | {path.leaf for path in function.callees if path.head == "name"}


def _decided(block: Block, known: Mapping[str, Closure]) -> Block:
    """The statements without the branches that a known function never takes: ``if g is None``."""
    if not known:
        return block
    out: list[Statement] = []
    for one in block:
        if isinstance(one, If):
            truth = _truth(one.test, known)
            if truth is not None:
                out += _decided(one.body if truth else one.orelse, known)
                continue
        out.append(with_blocks(one, lambda inner: _decided(inner, known)))
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
