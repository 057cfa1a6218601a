"""`try`: the body runs as a whole or not at all, and what comes after it asks which.

Before: ``try: y = f(x)``, ``except ValueError: y = 0.0``. After: ``done = attempted()``, ``if done: y = f(x)`` with a
mark, ``if not done: y = 0.0``. A body of more than plain assignments becomes a nested function, so that nothing of it
is left where it raises. Postcondition: what a body binds is bound after all of it that may raise.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

import gast

from .. import flow, regions
from ..errors import UnsupportedConstructError
from ..marking import is_attempt, mark
from ..nodes import name_node
from ..program import Assign, Block, Do, If, Raise, Region, Statement, Unpack, blocks, every, targets
from ..quoting import quoted
from ..syntax import NONE, Expr, call, const, is_const, name
from .contexts import Statements, with_held_results
from .deleted import FORGET, reading
from .fence import refuse
from .folded import SCOPES, counted, is_stored
from .jumps import structured
from .scope import Scope
from .simplify import with_blocks

_JUMPS = (gast.Return, gast.Break, gast.Continue)
Nesting = Callable[[Scope, Any, str, Any], list[Statement]]


def attempt(scope: Scope, node: Any, block: Statements, nested: Nesting) -> list[Statement]:
    """The statements of a `try`; one without any `except` stands for a context that may swallow an exception."""
    if node.finalbody:
        return _finally(scope, node, block, nested)
    where = scope.origin(node)
    done = scope.names.fresh("done")
    body, bound, leaving = _body(scope, node, block, nested, done)
    errors: list[Expr] = []
    sizes = []
    for handler in node.handlers:
        named = _errors(scope, handler)
        errors += named
        sizes.append(str(len(named)))
    said: list[Statement] = [Assign(done, mark(regions.attempted), where)]
    caught = case = ""
    if any(one.name is not None or _raises_again(one.body) for one in node.handlers):
        caught = scope.names.fresh("error")
        said.append(Assign(caught, mark(regions.caught), where))
    if len(node.handlers) > 1:
        case = scope.names.fresh("case")
        said.append(Assign(case, mark(regions.clause), where))
    begun = Do(mark(regions.attempt, const(" ".join(sizes)), *errors), where)
    otherwise: Block = ()
    for number, handler in reversed(list(enumerate(node.handlers, 1))):
        made = _handler(scope, handler, caught, block)
        last = number == len(node.handlers)
        otherwise = (
            made if last else (If(Expr("compare", (name(case), const(number)), ("==",)), made, otherwise, where),)
        )
    after = (*bound, *block(scope, [*node.orelse, *leaving]))
    out = [*said, If(name(done), (begun, *body), (), where)]
    return [*out, If(name(done), after, otherwise, where)] if after or otherwise else out


def _finally(scope: Scope, node: Any, block: Statements, nested: Nesting) -> list[Statement]:
    """``finally``: done where the body ends; where it raises, only what can be seen from outside matters."""
    where = scope.origin(node)
    inner = copy.copy(node)
    inner.finalbody = []
    body = tuple(attempt(scope, inner, block, nested)) if node.handlers else block(scope, node.body)
    jump = next((one for part in node.finalbody for one in _jumps_of(part)), None)
    if jump is not None:
        raise refuse(scope.source, jump, "a jump in `finally`", "Leave after the `try`.")
    opening: Block = ()
    closing = block(scope, node.finalbody)
    if any(isinstance(one, (gast.Call, gast.Raise, gast.With)) or _stores(one) for one in _walked(node.finalbody)):
        opening = (Do(mark(regions.shield), where),)
        closing = (Do(mark(regions.cleanup), where), *closing, Do(mark(regions.cleaned), where))
    return [Region(opening, with_held_results(body, scope.fresh), closing, where)]


def _stores(node: Any) -> bool:
    return isinstance(node, (gast.Subscript, gast.Attribute)) and not isinstance(node.ctx, gast.Load)


# The body


def _body(scope: Scope, node: Any, block: Statements, nested: Nesting, done: str) -> tuple[Block, Block, list[Any]]:
    """What is protected, what binds the names after it, and the jump with which the body ends."""
    statements, leaving = list(node.body), []
    if isinstance(statements[-1], _JUMPS):
        leaving = [statements.pop()]
    jump = next((one for part in statements for one in _jumps_of(part)), None)
    if jump is not None:
        raise refuse(scope.source, jump, "a jump inside of a `try` body", "Set a flag, and leave after the `try`.")
    returned = leaving and isinstance(leaving[0], gast.Return) and leaving[0].value is not None
    if returned and not isinstance(leaving[0].value, gast.Constant):
        result = scope.fresh("t")
        statements += quoted(f"{result} = value", leaving[0], value=leaving[0].value)
        leaving = quoted(f"return {result}", leaving[0])
    binds = sorted(_bound(statements) & _used_outside(scope, node, leaving))
    if _is_flat(scope, statements):
        return *_flat(scope, statements, binds, block, done, node), leaving
    return *_lifted(scope, statements, binds, block, nested, done), leaving


def _flat(
    scope: Scope, statements: list[Any], binds: list[str], block: Statements, done: str, node: Any
) -> tuple[Block, Block]:
    """Plain assignments: each name gets its value under another one."""
    present: dict[str, str] = {}
    made = []
    looping = any(
        any(one is node.body[0] for one in gast.walk(loop))
        for loop in gast.walk(scope.definition)
        if isinstance(loop, (gast.For, gast.While))
    )
    early: set[str] = set()
    end = _end(statements, _surely_bound(scope, node))
    for at, one in enumerate(statements):
        new = _Renamed(present).visit(copy.deepcopy(one))
        last = at >= end
        for target in _targets(new):
            identifier = target.id
            direct = last and not looping and identifier not in present and _rebound(node, identifier)
            if identifier in binds and not direct:
                early |= set() if last and identifier not in present else {identifier}
                present[identifier] = target.id = scope.fresh(f"{identifier}_new")
        made.append(new)
    scope.attempts[done] = frozenset(early)
    where = scope.origin(statements[0])
    return block(scope, made), tuple(Assign(one, name(new), where) for one, new in present.items())


def _end(statements: list[Any], before: frozenset[str]) -> int:
    """Where the last statement stands that may raise: not so a copy of what is bound, or of a constant.

    ``before``: names that are bound before the body.
    """
    end = len(statements) - 1
    while end > 0 and isinstance(statements[end], gast.Assign):
        value = statements[end].value
        bound = isinstance(value, gast.Name) and value.id in before | _bound(statements[:end])
        if len(_plain_targets(statements[end])) != 1 or not (bound or isinstance(value, gast.Constant)):
            break
        end -= 1
    return end


def _surely_bound(scope: Scope, node: Any) -> frozenset[str]:
    """The names that a function has bound on every way to the body of a `try` or a `with`: parameters, and more."""
    body = scope.definition.body
    parts = _walked(body) if isinstance(body, list) else []
    if any(isinstance(one, gast.Delete) for one in parts):
        return frozenset()
    found = {one.id for one in gast.walk(scope.definition.args) if isinstance(one, gast.Name)}
    for statement in body:
        if any(one is node.body[0] for one in gast.walk(statement)):
            break
        found |= {one.id for one in _plain_targets(statement)}
    return frozenset(found)


def _rebound(node: Any, identifier: str) -> bool:
    """Whether every `except` begins by binding a name again."""
    first = [one.body[0] for one in node.handlers]
    return bool(first) and all(any(part.id == identifier for part in _plain_targets(one)) for one in first)


def _plain_targets(statement: Any) -> list[Any]:
    return [one for one in _targets(statement) if isinstance(one, gast.Name)]


def _targets(statement: Any) -> list[Any]:
    """The names that a plain assignment binds."""
    if not isinstance(statement, gast.Assign):
        return []
    target = statement.targets[0]
    return list(target.elts) if isinstance(target, gast.Tuple) else [target]


def _lifted(
    scope: Scope, statements: list[Any], binds: list[str], block: Statements, nested: Nesting, done: str
) -> tuple[Block, Block]:
    """Anything else: a nested function that gives what it binds."""
    place = statements[0]
    where = scope.origin(place)
    probe = structured(block(scope, statements), scope.fresh, where)
    live: flow.Solution[frozenset[str]] = {}
    given = sorted(flow.backward(probe, frozenset(), reading(scope.nested), flow.union, live) & _bound(statements))
    function = scope.names.fresh("attempt")
    results = ", ".join(binds) + ("," if len(binds) > 1 else "")
    definition = quoted(f"def {function}({', '.join(given)}):\n    return {results or None}", place)[0]
    definition.body = [*statements, *definition.body]
    nested(scope, definition, function, place)
    last = _plain_targets(statements[-1]) if isinstance(statements[-1], gast.Assign) else []
    ends = {one.id for one in last} - _bound(statements[:-1])
    scope.attempts[done] = frozenset(binds) - ends
    called = call(name(function), *map(name, given))
    if not binds:
        return (Do(called, where),), ()
    whole = scope.fresh("t")
    bound: Statement = Assign(binds[0], name(whole), where)
    if len(binds) > 1:
        bound = Unpack(tuple(binds), name(whole), where)
    return (Assign(whole, called, where),), (bound,)


def _is_flat(scope: Scope, statements: list[Any]) -> bool:
    """Whether a body is made of plain assignments that are evaluated as a whole."""
    bound = _bound(statements)
    for one in statements:
        plain = isinstance(one, gast.Assign) and len(one.targets) == 1
        plain = plain and all(isinstance(target, gast.Name) for target in _targets(one))
        if not plain and not isinstance(one, (gast.Expr, gast.Pass)):
            return False
    partly = (gast.IfExp, gast.BoolOp, gast.Lambda)
    for inner in _walked(statements):
        called = scope.nested.get(inner.id) if isinstance(inner, gast.Name) else None
        if isinstance(inner, partly) or (called is not None and bound & set(called.captures)):
            return False
    return bool(statements)


def _bound(statements: list[Any]) -> frozenset[str]:
    return frozenset(
        key[1] for key, count in counted(statements).items() if isinstance(key, tuple) and key[0] == "store" and count
    )


def _used_outside(scope: Scope, node: Any, leaving: list[Any]) -> frozenset[str]:
    """The names that occur in the function more often than in the body."""
    definition = scope.definition.body
    everywhere = counted(definition if isinstance(definition, list) else [definition])
    inside = counted(node.body)
    later = {one.id for part in leaving for one in gast.walk(part) if isinstance(one, gast.Name)}
    return frozenset(one for one in everywhere if isinstance(one, str) and everywhere[one] > inside[one]) | later


def _walked(statements: list[Any]) -> list[Any]:
    return [one for part in statements for one in gast.walk(part)]


def _jumps_of(node: Any, looping: bool = False) -> list[Any]:
    """The jumps in a statement that leave it."""
    if isinstance(node, SCOPES):
        return []
    if isinstance(node, gast.Return) or (isinstance(node, (gast.Break, gast.Continue)) and not looping):
        return [node]
    inside = looping or isinstance(node, (gast.For, gast.While))
    return [one for child in gast.iter_child_nodes(node) for one in _jumps_of(child, inside)]


class _Renamed(gast.NodeTransformer):  # type: ignore[misc]  # gast has no types
    """Reads names under the ones that hold them now."""

    def __init__(self, present: dict[str, str]) -> None:
        self.present = present

    def visit(self, node: Any) -> Any:
        if isinstance(node, gast.Name) and not is_stored(node):
            return name_node(self.present.get(node.id, node.id), node)
        return self.generic_visit(node)


# What comes after it


def _errors(scope: Scope, handler: Any) -> list[Expr]:
    """The classes that an `except` names."""
    if handler.type is None:
        return []
    parts = handler.type.elts if isinstance(handler.type, gast.Tuple) else [handler.type]
    for one in parts:
        inner = one
        while isinstance(inner, gast.Attribute):
            inner = inner.value
        if not isinstance(inner, gast.Name):
            raise refuse(scope.source, one, "an `except` of a computed class", "Give the class a name before it.")
    return [scope.expr(one) for one in parts]


def _handler(scope: Scope, handler: Any, caught: str, block: Statements) -> Block:
    where = scope.origin(handler)
    made = _raising(block(scope, handler.body), caught)
    if handler.name is None:
        return made
    held = handler.name if isinstance(handler.name, str) else handler.name.id
    return (Assign(held, name(caught), where), *made, Do(call(FORGET, name(held)), where))


def _raises_again(statements: list[Any]) -> bool:
    return any(isinstance(one, gast.Raise) and one.exc is None for one in _walked(statements))


def _raising(block: Block, caught: str) -> Block:
    """The statements of an `except` with the exception named in each `raise` that names none."""
    again = [replace(one, error=name(caught)) if isinstance(one, Raise) and one.error is None else one for one in block]
    return tuple(with_blocks(one, lambda inner: _raising(inner, caught)) for one in again)


def check_attempts(body: Block, scope: Scope) -> Block:
    """The body of a function as it came.

    Raises `UnsupportedConstructError` where a name that a `try` body binds before its end may be read after it raised.
    """
    for block in _blocks(body):
        for at, one in enumerate(block):
            if not isinstance(one, If) or not is_attempt(one):
                continue
            after = block[at + 1] if at + 1 < len(block) else None
            flags = {one.test.leaf}
            if isinstance(after, If):
                flags |= _flags(after.orelse, body) | _reached(block[:at], after.body, body)
            live: flow.Solution[frozenset[str]] = {}
            flow.backward(_without(body, flags), frozenset(), _until_raised(body, scope), flow.union, live)
            seen = sorted(live[one] & scope.attempts[one.test.leaf])
            if seen:
                raise UnsupportedConstructError(
                    f"cannot differentiate through `try`, since `{seen[0]}` may be read as its body left it half-way",
                    "Bind it in the last statement of the body, or before the `try`.",
                    one.origin,
                )
    return body


def _until_raised(body: Block, scope: Scope) -> Callable[[Statement, frozenset[str]], frozenset[str]]:
    """Which names are read at or after a statement: none after a `raise`, unless a `finally` stands there."""
    before = reading(scope.nested)
    last = any(isinstance(one, Do) and one.value == mark(regions.cleanup) for one in every(body))

    def until(statement: Statement, after: frozenset[str]) -> frozenset[str]:
        return before(statement, after if last or not isinstance(statement, Raise) else frozenset())

    return until


def _blocks(block: Block) -> Iterator[Block]:
    """A block and all those in it."""
    yield block
    for one in block:
        for inner in blocks(one):
            yield from _blocks(inner)


def _flags(handler: Block, body: Block) -> set[str]:
    """The names that are False where a body has raised, and True otherwise."""
    cleared = {one.target for one in handler if isinstance(one, Assign) and is_const(one.value, False)}
    bound = [one for one in every(body) if set(targets(one)) & cleared]
    return {
        flag
        for flag in cleared
        if sorted(str(getattr(one, "value", "")) for one in bound if flag in targets(one)) == ["False", "True"]
    }


def _reached(ahead: Block, after: Block, body: Block) -> set[str]:
    """The names that are set to False ahead of a body that may raise, and to True at its end."""
    bound: dict[str, list[Statement]] = {}
    for one in every(body):
        for target in targets(one):
            bound.setdefault(target, []).append(one)
    begun = {one.target for one in ahead if isinstance(one, Assign) and is_const(one.value, False)}
    true = {key for key, each in bound.items() if all(is_const(getattr(one, "value", NONE), True) for one in each)}
    ends = {one.target for one in after if isinstance(one, Assign) and one.value in map(name, true)}
    return {flag for flag in begun & ends if len(bound[flag]) == 2}


def _without(block: Block, flags: Collection[str]) -> Block:
    """The statements that may run where the flags are False."""
    out: list[Statement] = []
    for one in block:
        known = isinstance(one, If) and one.test.head == "name" and one.test.leaf in flags and not is_attempt(one)
        if known and isinstance(one, If):
            out += _without(one.orelse, flags)
        else:
            out.append(with_blocks(one, lambda inner: _without(inner, flags)))
    return block if [*map(id, out)] == [*map(id, block)] else tuple(out)
