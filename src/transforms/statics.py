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

import functools
import inspect
import types
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..binding import requested
from ..errors import Origin, TangentError, UnsupportedConstructError
from ..libraries import home_of_object
from ..names import Names
from ..primitives import rule_of
from ..program import (
    MISSING,
    Assign,
    Block,
    Function,
    Return,
    Statement,
    Store,
    bound_in,
    every,
    targets,
)
from ..syntax import Expr, keywords, name, names_in, positional, rebuild
from ..templates.composed import TAKING, program_of
from ..templates.operation import is_read, signature_of
from .choices import KEEPING, PASSING, Choices
from .closures import (
    ANYTHING,
    NOTHING,
    Choice,
    Closure,
    decided,
    held_defaults,
    identifiers,
    places,
    read_in_blocks,
    stem_of,
    takes,
)
from .deleted import read_early
from .facts import Facts
from .function_values import FunctionValues
from .packs import Unpacking, packed, table_keys, variadic
from .simplify import with_blocks, with_operands

_CACHED = type(functools.lru_cache(len))
_LIMIT = 64
"""Clones of one function; more of them mean that it hands ever new functions to itself."""


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
        self.called: dict[Function, list[str]] = {}
        self.values: set[Function] = set()
        self.bound: dict[int, tuple[Any, Any]] = {}
        self.packs: dict[Any, Function] = {}
        self.handing: dict[Function, Function] = {}
        self.results: dict[Function, Choice] = {}

    def read(self, target: Any) -> Function | None:
        """A callee; None if it has no source, or one that the language does not hold."""
        if not isinstance(target, Function) and not (isinstance(target, types.FunctionType) and is_read(target)):
            return None
        try:
            return self.core(target)
        except TangentError:
            return None

    def underlying(self, value: Any) -> Any:
        """The function that a partial object, a bound method or a cache calls, or the program for a function of a
        library that takes functions; any other value as it is.
        """
        program = program_of(value)
        if program is not None and value in TAKING:
            return program
        if isinstance(value, _CACHED):
            return self.underlying(value.__wrapped__)
        if home_of_object(getattr(value, "__self__", None)) is not None:
            return value
        if not isinstance(value, (functools.partial, types.MethodType)) or rule_of(value) is not None:
            return value
        if id(value) not in self.bound:
            try:
                self.bound[id(value)] = value, requested(value)
            except TangentError:
                self.bound[id(value)] = value, value
        return self.bound[id(value)][1]

    def clone(self, target: Any, given: Mapping[str, Closure], where: Origin) -> Clone | None:
        """The function without the parameters that are known; None if it cannot be read, or binds one of them anew."""
        function = self.read(target)
        if function is None or set(given) & bound_in(decided(function.body, given)):
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
            taken = {one for fact in facts.values() for _, cell in fact.cells for one in names_in(cell)}
            names = Names(identifiers(function) | taken)
            passed: list[tuple[str, str, str]] = []
            for parameter, fact in given.items():
                new = {cell: names.fresh(cell) for cell, _ in fact.cells}
                passed += [(other, parameter, cell) for cell, other in new.items()]
                facts[parameter] = replace(fact, cells=tuple((cell, name(other)) for cell, other in new.items()))
            stem = "_".join([function.name.strip("_"), *dict.fromkeys(stem_of(one, given[one]) for one in given)])
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

    def packed(self, target: Any, plain: tuple[Expr, ...], named: Mapping[str | None, Expr]) -> Any:
        """The callee with parameters of their own for what goes into its starred ones, if a call shows how many."""
        function = self.read(target)
        starred = inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD
        if function is None or not any(variadic(function, one) for one in starred):
            return target
        keys = table_keys(function, named)
        if keys is None or any(one.head == "star" for one in plain):
            return target
        key = (function, len(plain), keys)
        if key not in self.packs:
            made = packed(function, len(plain), keys)
            stem = "_".join([function.name.strip("_"), str(len(plain)), *keys])
            self.packs[key] = made = replace(made, name=stem)
            self.facts[made] = self.facts.get(function, {})
        return self.packs[key]

    def core(self, target: Any) -> Function:
        """What is rewritten of a live or lifted function, or of a clone."""
        return target if target in self.facts else self.front(target)

    def returned(self, target: Any) -> Choice:
        """The functions that a callee may return, with all that they capture in slots."""
        function = self.read(target)
        if function is None:
            return ANYTHING
        if function not in self.results:
            self.results[function] = NOTHING
            found = _Frame(self, function).choices_of_result()
            slots = [tuple(key for key, _ in one.cells) for one in found.members]
            members = (replace(one, slots=keys) for one, keys in zip(found.members, slots, strict=True))
            self.results[function] = Choice(tuple(members), found.certain)
        return self.results[function]

    def hands_functions(self, target: Any) -> bool:
        """Whether what a callee returns may be a function that captures something."""
        return target not in self.handing.values() and any(one.cells for one in self.returned(target).members)

    def handing_back(self, target: Any) -> Function:
        """The callee that returns functions with what they capture, for its caller to take apart."""
        function = self.read(target)
        assert function is not None
        if function not in self.handing:
            made = replace(function, name=f"{function.name.strip('_')}_parts", operations={}, remembered={})
            self.facts[made] = self.facts.get(function, {})
            self.handing[function] = made
        return self.handing[function]

    def applied(self, function: Function) -> Function:
        """The function with known functions called by name."""
        return _Frame(self, function).run()

    def name_of(self, target: Function, taken: Collection[str], is_value: bool, where: Origin) -> str:
        """The name of a lifted function: one for the whole of the output, where it is free in the function at hand.

        ``is_value``: whether it is kept or compared, so that it may have no other name elsewhere.
        """
        if target not in self.called or any(one in taken for one in self.called[target]):
            found = self.names.fresh(target.name)
            while found in taken:
                found = self.names.fresh(target.name)
            self.called.setdefault(target, []).append(found)
        if is_value:
            self.values.add(target)
        if target in self.values and len(self.called[target]) > 1:
            raise UnsupportedConstructError(
                f"cannot differentiate through `{target.name}` as a value: a variable here has its name",
                "Give the function or the variable another name.",
                where,
            )
        return self.called[target][-1]


class _Frame(Facts, FunctionValues):
    """One function in which calls are resolved."""

    statics: Statics

    def __init__(self, statics: Statics, function: Function) -> None:
        self.statics = statics
        self.known: dict[str, Closure] = dict(statics.facts.get(function, {}))
        self.original = function
        self.function = replace(function, body=decided(function.body, self.known))
        self.locals = frozenset(function.all_parameters) | bound_in(self.function.body) | frozenset(self.known)
        lifted = {path.leaf: target for path, target in function.callees.items() if isinstance(target, Function)}
        self.used = identifiers(self.function) - (lifted.keys() - self.locals)
        self.spelled: dict[Function, str] = {}
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
        self.early = read_early(self.function, lifted)
        self.unpacking = Unpacking(self.function, self.once)
        self.choices = Choices(self.function, self.locals, self.fact, self.resolve, self.returned)

    def run(self) -> Function:
        function = self.function
        body = self.block(function.body)
        gone = {path for path, one in function.callees.items() if isinstance(one, Function)}
        gone -= {name(one) for one in read_in_blocks(function.body)}
        kept = {path: target for path, target in function.callees.items() if path not in gone}
        return replace(
            function,
            body=body,
            callees={**kept, **self.callees},
            imports={**function.imports, **self.imports},
            relies={**function.relies, **self.relies},
        )

    def choices_of_result(self) -> Choice:
        """The functions that the function may return."""
        return self.choices.of(self.function.result)

    def block(self, block: Block) -> Block:
        return tuple(made for one in block for made in self.statement(one))

    def statement(self, statement: Statement) -> list[Statement]:
        self.where = statement.origin
        if isinstance(statement, Assign) and self.is_name_of_function(statement):
            return []
        if isinstance(statement, Return):
            return [replace(statement, value=self.handed_back(statement.value))]
        if isinstance(statement, Store) and (
            statement.target.head == "attr" or not self.is_made_here(statement.target)
        ):
            self.refuse_captures(statement.value)
        changed = with_operands(statement, self.expr)
        return [with_blocks(changed, self.block)]

    def is_made_here(self, place: Expr) -> bool:
        """Whether the container in a name is one that the function made, as far as its name tells."""
        root = place.args[0]
        if place.head == "attr" and place.leaf not in KEEPING:
            return False
        return root.head == "name" and root.leaf in self.locals and root.leaf not in self.function.all_parameters

    def refuse_captures(self, expr: Expr) -> None:
        """Refuse a value that may hold functions which read variables of this one."""
        for one in self.choices.of(expr).members:
            if one.cells:
                raise UnsupportedConstructError(
                    f"cannot differentiate through `{one.stem}` as a value: it reads variables of what is around it",
                    "Call it by its name, or hand it over by itself to a function with Python source.",
                    self.where,
                )

    def is_name_of_function(self, statement: Assign) -> bool:
        """Whether a statement only gives another name to a function that is called by its own."""
        fact = self.fact(statement.value) if statement.target in self.once else None
        return fact is not None and (isinstance(fact.target, Function) or bool(fact.cells))

    def returned(self, expr: Expr) -> Choice:
        """The functions that a call may return, with all that they capture in slots."""
        fact = self.sure(expr.args[0])
        if fact is None:
            return ANYTHING
        callee = self.specialised(fact, positional(expr), keywords(expr))[0]
        return self.statics.returned(callee.target)

    # Expressions

    def expr(self, expr: Expr) -> Expr:
        if expr.head == "call":
            fact = self.partial(expr)
            return self.call(expr) if fact is None else self.packed(fact, fact.held)
        if expr.head == "name":
            own = expr.leaf in self.known or expr in self.function.callees or expr.leaf in self.once
            fact = self.fact(expr) if own else None
            return expr if fact is None or self.stays(expr, fact) else self.packed(fact, fact.held)
        return rebuild(expr, tuple(self.expr(part) for part in expr.args))

    def stays(self, expr: Expr, fact: Closure) -> bool:
        """Whether a name for a function is bound when the function runs."""
        return expr.leaf in self.once and not isinstance(fact.target, Function) and not fact.cells

    # Calls

    def call(self, expr: Expr) -> Expr:
        """A call with all that the called function captures, and without the functions that are known."""
        path, plain, named = expr.args[0], positional(expr), keywords(expr)
        fact = self.sure(path)
        if fact is None:
            choice = self.choices.of(path) if path.head == "name" else NOTHING
            fitting = tuple(one for one in choice.members if takes(one, plain, named))
            if fitting and len(fitting) < len(choice.members):
                choice = Choice(fitting, False)
            if not choice.members:
                return self.unresolved(expr)
            made = [self.called(one.read_from(path), None, plain, named, expr.at) for one in choice.members]
            return self.chosen(path, choice, made)
        return self.called(fact, path, plain, named, expr.at)

    def called(
        self,
        fact: Closure,
        path: Expr | None,
        plain: tuple[Expr, ...],
        named: Mapping[str | None, Expr],
        at_: tuple[int, int] | None,
    ) -> Expr:
        """The call of a known function."""
        fact, plain, named, added = self.specialised(fact, plain, named, path)
        if self.statics.hands_functions(fact.target):
            fact = Closure(self.statics.handing_back(fact.target))
        stays = path is not None and path.head == "name" and self.stays(path, fact)
        function = path if path is not None and stays else self.path(fact)
        arguments = (*plain, *named.values(), *added.values())
        if not isinstance(fact.target, Function):
            self.refuse_held(function, arguments)
        return Expr("call", (function, *map(self.given, arguments)), (*named, *added), at_)

    def specialised(
        self,
        fact: Closure,
        plain: tuple[Expr, ...],
        named: Mapping[str | None, Expr],
        path: Expr | None = None,
    ) -> tuple[Closure, tuple[Expr, ...], Mapping[str | None, Expr], Mapping[str, Expr]]:
        """The clone for the arguments that are known, the other arguments, and those that are added."""
        cells = dict(fact.cells)
        plain = (*(cells[one] for one in fact.bound), *plain)
        named = {**{one: cells[one] for one in fact.named if one not in named}, **named}
        added = {one: cell for one, cell in fact.cells if one not in (*fact.bound, *fact.named)}
        callee = self.statics.read(fact.target)
        parameters = None if callee is None else [*signature_of(callee).parameters.values()]
        plain, named = self.unpacking.arguments(parameters, plain, named)
        packed = self.statics.packed(fact.target, plain, named)
        if packed is not fact.target:
            self.rely(path)
            fact = Closure(packed)
        at = places(fact.target, plain, named)
        known = {one: found for one, part in at.items() if (found := self.sure(part)) is not None}
        clone = self.statics.clone(fact.target, known, self.where) if known else None
        if clone is not None:
            for part in (path, *(at[one] for one in known)):
                self.rely(part)
            gone = [at[one] for one in known]
            plain = tuple(part for part in plain if not any(part is one for one in gone))
            named = {one: part for one, part in named.items() if one not in known}
            added |= dict(self.handed(clone, known))
            fact = Closure(clone.function)
        if isinstance(fact.target, Function):
            missing = {one: part for one, part in fact.target.defaults.items() if one not in at}
            filled = {one: added[part.leaf] if part.head == "name" else part for one, part in missing.items()}
            added = {**filled, **{one: part for one, part in added.items() if one not in held_defaults(fact.target)}}
        return fact, plain, named, added

    def unresolved(self, expr: Expr) -> Expr:
        """A call of something that is not known."""
        self.refuse_held(expr.args[0], expr.args[1:])
        path = expr.args[0]
        keeps = path.head == "attr" and path.leaf in KEEPING
        return rebuild(expr, (self.expr(path), *map(self.expr if keeps else self.given, expr.args[1:])))

    def refuse_held(self, path: Expr, arguments: tuple[Expr, ...]) -> None:
        """Refuse what is handed to a function that does not take apart what functions capture."""
        if path.head == "name" and path.leaf.lstrip("%") in PASSING:
            return
        if path.head == "attr" and path.leaf in KEEPING and self.is_made_here(path):
            return
        for one in arguments:
            if self.fact(one) is None:
                self.refuse_captures(one)

    def rely(self, path: Expr | None) -> None:
        """Keep in mind what a path leads to, since the function no longer goes by it."""
        target = MISSING if path is None else self.resolve(path)
        if path is not None and target is not MISSING and not isinstance(target, Function):
            self.relies[path] = target
