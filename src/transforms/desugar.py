"""Reduce Python's statements to the few of the core language; expressions stay as they nest.

Before: ``for i, x in enumerate(xs): ...``. After: ``items = sequence(xs)``, ``for i in range(0, len(items), 1)``,
``x = items[i]``. Postcondition: one `Return`, at the end; every loop is a `For` over a range or a `While`.
"""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import gast

from ..algebra import mirrored
from ..errors import Origin
from ..names import Names
from ..nodes import name_node, return_of
from ..program import (
    Assert,
    Assign,
    Block,
    Break,
    Continue,
    Do,
    For,
    Function,
    If,
    Parameter,
    Raise,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    leaves,
)
from ..reader import Source, origin
from ..syntax import BINARY, NONE, Expr, call, const, keywords, name, positional
from .attempts import attempt, check_attempts
from .cells import with_cells
from .contexts import context
from .deleted import DEFINE, deletions, without_deletions
from .fence import exit_of, refuse
from .getters import without_getters
from .hidden import revealed
from .importing import resolve_imports
from .jumps import marked, structured
from .matching import Matching
from .scope import Scope, bound_or_read, free_names, local_names, parameters_in, without_lambdas
from .unfold import unfold

SEQUENCE = name("%sequence")
LEN = name("len")


def desugar(source: Source) -> Function:
    """The function in core statements whose expressions still nest."""
    taken = bound_or_read(source.definition) | set(source.function.__code__.co_freevars)
    names = Names(taken)
    definition = with_cells(source, revealed(source, names), names)
    return _function(source, definition, names, source.function, (), frozenset())


def _function(
    source: Source, node: Any, names: Names, python: Any, captures: tuple[str, ...], around: frozenset[str]
) -> Function:
    scope = Scope(source, node, names, captures, around, _lift)
    scope.definition = node = _unfolded(scope, node)
    return Function(
        name="lambda_" if isinstance(node, gast.Lambda) else node.name,
        parameters=_parameters(scope, node.args),
        body=_body(scope, node),
        origin=origin(source, node),
        home=python,
        captures=captures,
        callees={name(key): function for key, function in scope.nested.items()},
        imports=scope.imports,
        temporaries=frozenset(scope.temporaries),
        returns=None if getattr(node, "returns", None) is None else scope.expr(node.returns),
    )


def _unfolded(scope: Scope, node: Any) -> Any:
    """The definition with its body as statements whose expressions are unfolded."""
    given = [return_of(node.body)] if isinstance(node, gast.Lambda) else node.body
    refusal = functools.partial(refuse, scope.source)
    made = copy.copy(node)
    given = without_getters(given, scope.known, scope.fresh)
    made.body = Matching(scope.fresh, scope.known_class, refusal).statements(given)
    scope.definition = made
    made.body = unfold(made.body, scope, scope.fresh, refusal)
    return made


def _parameters(scope: Scope, arguments: Any) -> tuple[Parameter, ...]:
    binding = inspect.Parameter
    found: list[Parameter] = []

    def add(node: Any, how: Any, default: Any = None) -> None:
        value = None if default is None else scope.expr(default)
        annotation = None if node.annotation is None else scope.expr(node.annotation)
        found.append(Parameter(node.id, how, value, annotation))

    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + list(arguments.defaults)
    for position, (node, default) in enumerate(zip(plain, defaults, strict=True)):
        only = position < len(arguments.posonlyargs)
        add(node, binding.POSITIONAL_ONLY if only else binding.POSITIONAL_OR_KEYWORD, default)
    if arguments.vararg:
        add(arguments.vararg, binding.VAR_POSITIONAL)
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        add(node, binding.KEYWORD_ONLY, default)
    if arguments.kwarg:
        add(arguments.kwarg, binding.VAR_KEYWORD)
    return tuple(found)


def _body(scope: Scope, node: Any) -> Block:
    end = origin(scope.source, scope.definition)
    body = structured(_block(scope, node.body), scope.fresh, end)
    return without_deletions(check_attempts(body, scope), scope.nested, scope.hiding())


# Statements


def _block(scope: Scope, nodes: list[Any]) -> Block:
    return tuple(statement for node in nodes for statement in _statement(scope, node))


def _statement(scope: Scope, node: Any) -> list[Statement]:
    reader = _STATEMENTS.get(type(node))
    if reader is None:
        raise refuse(scope.source, node, type(node).__name__, "Write it with assignments, `if`, `for` and `while`.")
    return reader(scope, node)


def _lift(scope: Scope, node: Any) -> Any:
    """The expression with names for its lambdas, which are functions of their own."""

    def named(made: Any, stem: str) -> Any:
        identifier = scope.names.fresh(stem)
        _nested(scope, made, identifier, node)
        return name_node(identifier, made)

    return without_lambdas(scope, node, named)


def _assign(scope: Scope, node: Any) -> list[Statement]:
    where = scope.origin(node)
    if isinstance(node.value, gast.Lambda) and isinstance(node.targets[0], gast.Name) and len(node.targets) == 1:
        return _nested(scope, node.value, node.targets[0].id, node)
    value = scope.expr(node.value)
    if len(node.targets) == 1:
        return _to_target(scope, node.targets[0], value, where)
    shared = scope.fresh("t")
    out: list[Statement] = [Assign(shared, value, where)]
    for target in node.targets:
        out += _to_target(scope, target, name(shared), where)
    return out


def _to_target(scope: Scope, target: Any, value: Expr, where: Origin) -> list[Statement]:
    """Assign an expression to a name, a place in storage, or several of these."""
    if isinstance(target, gast.Name):
        return [Assign(target.id, value, where)]
    if isinstance(target, (gast.Subscript, gast.Attribute)):
        return [Store(scope.expr(target), value, where)]
    parts = target.elts
    stars = [position for position, part in enumerate(parts) if isinstance(part, gast.Starred)]
    plain = [part.value if isinstance(part, gast.Starred) else part for part in parts]
    displayed = value.head in ("tuple", "list") and len(value.args) == len(parts) and not stars
    if displayed and not any(item.head == "star" for item in value.args):
        return _in_parallel(scope, plain, value, where)
    out: list[Statement] = []
    names = [part.id if isinstance(part, gast.Name) else scope.fresh("t") for part in plain]
    out.append(Unpack(tuple(names), value, where, stars[0] if stars else None))
    for part, identifier in zip(plain, names, strict=True):
        if not isinstance(part, gast.Name):
            out += _to_target(scope, part, name(identifier), where)
    return out


def _in_parallel(scope: Scope, parts: list[Any], value: Expr, where: Origin) -> list[Statement]:
    """``a, b = b, a``: every value is read before any target is bound."""
    held = [item if item.head == "const" else name(scope.fresh("t")) for item in value.args]
    pairs = zip(held, value.args, strict=True)
    out: list[Statement] = [Assign(hold.leaf, item, where) for hold, item in pairs if hold.head == "name"]
    for part, hold in zip(parts, held, strict=True):
        out += _to_target(scope, part, hold, where)
    return out


def _annotated(scope: Scope, node: Any) -> list[Statement]:
    if node.value is None:
        return []
    return _to_target(scope, node.target, scope.expr(node.value), scope.origin(node))


def _update(scope: Scope, node: Any) -> list[Statement]:
    return [Update(scope.expr(node.target), BINARY[type(node.op)], scope.expr(node.value), scope.origin(node))]


def _expression(scope: Scope, node: Any) -> list[Statement]:
    value = scope.expr(node.value)
    return [] if value.is_atom else [Do(value, scope.origin(node))]


def _if(scope: Scope, node: Any) -> list[Statement]:
    where = scope.origin(node)
    return [If(scope.expr(node.test), _block(scope, node.body), _block(scope, node.orelse), where)]


def _while(scope: Scope, node: Any) -> list[Statement]:
    where, exit = scope.origin(node), exit_of(node, scope.definition)
    if exit is None:
        return _with_else(scope, node, While((), scope.expr(node.test), _block(scope, node.body), where))
    before, test = _block(scope, node.body[:exit]), scope.expr(node.body[exit].test)
    stays = test.args[0] if test.head == "not" else Expr("not", (test,), None, test.at)
    return [While(before, stays, _block(scope, node.body[exit + 1 :]), where)]


def _with_else(scope: Scope, node: Any, loop: For | While) -> list[Statement]:
    """A loop, and what is done where it was not left by a `break`."""
    if not node.orelse:
        return [loop]
    otherwise = _block(scope, node.orelse)
    if not leaves(loop.body):
        return [loop, *otherwise]
    broke, where = scope.fresh("broke"), loop.origin
    flagged = replace(loop, body=marked(loop.body, broke))
    return [Assign(broke, const(False), where), flagged, If(name(broke), (), otherwise, where)]


def _return(scope: Scope, node: Any) -> list[Statement]:
    """What is returned; of a method ``__iter__`` what it returns an iterator of, since loops go by index."""
    value = NONE if node.value is None else scope.expr(node.value)
    if getattr(scope.definition, "name", "") == "__iter__" and _is_call(scope, value, "iter", 1):
        value = value.args[1]
    return [Return(value, scope.origin(node))]


def _assert(scope: Scope, node: Any) -> list[Statement]:
    message = None if node.msg is None else scope.expr(node.msg)
    return [Assert(scope.expr(node.test), message, scope.origin(node))]


def _raise(scope: Scope, node: Any) -> list[Statement]:
    error = None if node.exc is None else scope.expr(node.exc)
    cause = None if node.cause is None else scope.expr(node.cause)
    return [Raise(error, cause, scope.origin(node))]


def _try(scope: Scope, node: Any) -> list[Statement]:
    return attempt(scope, node, _block, _nested)


def _import(scope: Scope, node: Any) -> list[Statement]:
    resolve_imports(scope, node)
    return []


def _nested(scope: Scope, node: Any, identifier: str, statement: Any) -> list[Statement]:
    """Lift a nested function: what it captures becomes an argument of every call of it."""
    free = free_names(node)
    local = local_names(scope.definition) | set(scope.captures)
    rebound = sum(
        1
        for inner in gast.walk(scope.definition)
        if (isinstance(inner, gast.Name) and isinstance(inner.ctx, gast.Store) and inner.id == identifier)
        or (isinstance(inner, gast.FunctionDef) and inner is not scope.definition and inner.name == identifier)
    )
    if rebound > 1 or identifier in parameters_in(scope.definition):
        other = scope.names.fresh(identifier)
        made = _nested(scope, node, other, statement)
        return [*made, Assign(identifier, name(other), scope.origin(statement))]
    captures = tuple(sorted((free & local) - set(scope.nested) - {identifier}))
    around = local_names(scope.definition) | scope.around
    inner = _function(scope.source, node, scope.names, scope.source.function, captures, around)
    through = {key: value for key, value in scope.nested.items() if key in free}
    extra = {capture for function in through.values() for capture in function.captures}
    callees = {**{name(key): value for key, value in through.items()}, **inner.callees}
    defaults = {one.name: one.default for one in inner.parameters if one.default is not None}
    held = {one.leaf for one in defaults.values() if one.head == "name"}
    lifted = replace(
        inner,
        name=identifier,
        parameters=tuple(replace(one, default=None) if held else one for one in inner.parameters),
        defaults=defaults if held else {},
        captures=tuple(sorted((set(captures) | extra) - held - {identifier})),
        callees=callees,
        imports={**scope.imports, **inner.imports},
        nested=True,
    )
    callees[name(identifier)] = lifted
    scope.nested[identifier] = lifted
    return [Do(call(DEFINE, name(identifier)), scope.origin(statement))]


def _definition(scope: Scope, node: Any) -> list[Statement]:
    decorators = [one for one in node.decorator_list if not scope.hands_through(one)]
    if not decorators:
        return _nested(scope, node, node.name, node)
    other = scope.names.fresh(node.name)
    made, value = _nested(scope, node, other, node), name(other)
    for one in reversed(decorators):
        value = call(scope.expr(one), value)
    return [*made, Assign(node.name, value, scope.origin(node))]


# Loops


def _for(scope: Scope, node: Any) -> list[Statement]:
    where = scope.origin(node)
    iterable = scope.expr(node.iter)
    called = iterable.args[0] if iterable.head == "call" and not iterable.leaf else None
    arguments = iterable.args[1:] if called is not None else ()
    if called == name("range") and scope.is_builtin("range"):
        return _over_range(scope, node, arguments, where, False)
    within = arguments[0] if _is_call(scope, iterable, "reversed", 1) else iterable
    if within.head == "call" and within.args[0] == name("range") and scope.is_builtin("range") and not within.leaf:
        return _over_range(scope, node, within.args[1:], where, True)
    before: list[Statement] = []
    index, length, heads = _walk(scope, iterable, node, where, before)
    body = (*heads, *_block(scope, node.body))
    return [*before, *_with_else(scope, node, For(index, const(0), length, const(1), body, where))]


def _over_range(
    scope: Scope, node: Any, arguments: tuple[Expr, ...], where: Origin, backwards: bool
) -> list[Statement]:
    bounds = (const(0), *arguments, const(1)) if len(arguments) == 1 else (*arguments, const(1))[:3]
    before: list[Statement] = []
    if not isinstance(node.target, gast.Name):
        raise refuse(scope.source, node, "a target that is no name", "Loop over a name, and unpack it in the body.")
    rebound = {inner.id for part in node.body for inner in gast.walk(part) if _is_store(inner)} | {_id(node.target)}

    def hold(bound: Expr, stays: Collection[str]) -> Expr:
        if bound.head == "const" or (bound.head == "name" and bound.leaf not in stays):
            return bound
        limit = scope.fresh("n")
        before.append(Assign(limit, bound, where))
        return name(limit)

    if backwards:
        first, last, by = (hold(bound, ()) for bound in bounds)
        bounds = mirrored(first, last, by)
    start, stop, step = (hold(bound, rebound) for bound in bounds)
    loop = For(node.target.id, start, stop, step, _block(scope, node.body), where)
    return [*before, *_with_else(scope, node, loop)]


def _id(node: Any) -> str:
    return node.id if isinstance(node, gast.Name) else ""


def _walk(
    scope: Scope, iterable: Expr, loop: Any, where: Origin, before: list[Statement]
) -> tuple[str, Expr, list[Statement]]:
    """The index, the length, and what binds the target at the head of each trip."""
    target = loop.target
    index = ""
    if _is_call(scope, iterable, "enumerate", 1) and isinstance(target, gast.Tuple):
        stored = {node.id for part in loop.body for node in gast.walk(part) if _is_store(node)}
        first = _id(target.elts[0])
        index = "" if first in stored else first
    counter = index or scope.fresh("i")
    length, heads = _binders(scope, iterable, target, counter, where, before)
    return counter, length, heads


def _is_store(node: Any) -> bool:
    return isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store)


def _is_call(scope: Scope, expr: Expr, function: str, arity: int) -> bool:
    """Whether the expression calls a builtin that the function has not shadowed."""
    if expr.head != "call" or expr.args[0] != name(function) or not scope.is_builtin(function):
        return False
    return len(expr.args) == arity + 1 and not expr.leaf


def _binders(
    scope: Scope, iterable: Expr, target: Any, counter: str, where: Origin, before: list[Statement]
) -> tuple[Expr, list[Statement]]:
    """Bind a target to item number ``counter`` of an iterable."""
    if (
        iterable.head == "call"
        and iterable.args[0] == name("enumerate")
        and _is_call(scope, Expr("call", iterable.args[:2], ()), "enumerate", 1)
    ):
        return _enumerated(scope, iterable, target, counter, where, before)
    if iterable.head == "call" and iterable.args[0] == name("zip") and scope.is_builtin("zip") and _is_plain(iterable):
        return _zipped(scope, iterable, target, counter, where, before)
    position: Expr = name(counter)
    mirrored = _is_call(scope, iterable, "reversed", 1)
    items, length = _held(scope, iterable.args[1] if mirrored else iterable, where, before)
    if mirrored:
        position = Expr("-", (Expr("-", (length, const(1))), position))
    return length, _to_target(scope, target, Expr("getitem", (items, position)), where)


def _held(scope: Scope, iterable: Expr, where: Origin, before: list[Statement]) -> tuple[Expr, Expr]:
    items = name(scope.fresh("items"))
    length = name(scope.fresh("n"))
    before.append(Assign(items.leaf, call(SEQUENCE, iterable), where))
    before.append(Assign(length.leaf, call(LEN, items), where))
    return items, length


def _enumerated(
    scope: Scope, iterable: Expr, target: Any, counter: str, where: Origin, before: list[Statement]
) -> tuple[Expr, list[Statement]]:
    arguments = iterable.args[1 : len(iterable.args)]
    start = arguments[1] if len(arguments) > 1 else const(0)
    if not isinstance(target, (gast.Tuple, gast.List)) or len(target.elts) != 2:
        items, length = _held(scope, iterable, where, before)
        return length, _to_target(scope, target, Expr("getitem", (items, name(counter))), where)
    heads: list[Statement] = []
    length, inner = _binders(scope, arguments[0], target.elts[1], counter, where, before)
    if start != const(0):
        offset = name(scope.fresh("start"))
        before.append(Assign(offset.leaf, start, where))
        heads += _to_target(scope, target.elts[0], Expr("+", (offset, name(counter))), where)
    elif not (isinstance(target.elts[0], gast.Name) and target.elts[0].id == counter):
        heads += _to_target(scope, target.elts[0], name(counter), where)
    return length, [*heads, *inner]


def _zipped(
    scope: Scope, iterable: Expr, target: Any, counter: str, where: Origin, before: list[Statement]
) -> tuple[Expr, list[Statement]]:
    parts = positional(iterable)
    if not isinstance(target, (gast.Tuple, gast.List)) or len(target.elts) != len(parts):
        items, length = _held(scope, iterable, where, before)
        return length, _to_target(scope, target, Expr("getitem", (items, name(counter))), where)
    heads: list[Statement] = []
    lengths: list[Expr] = []
    for part, inner in zip(parts, target.elts, strict=True):
        length, more = _binders(scope, part, inner, counter, where, before)
        lengths.append(length)
        heads += more
    if len(lengths) == 1:
        return lengths[0], heads
    if keywords(iterable).get("strict") == const(True):
        before += [_equal(lengths[0], length, where) for length in lengths[1:]]
        return lengths[0], heads
    shortest = name(scope.fresh("n"))
    before.append(Assign(shortest.leaf, call(name("min"), *lengths), where))
    return shortest, heads


def _is_plain(zipped: Expr) -> bool:
    """Whether a call of zip has no keyword but a constant ``strict``."""
    return set(keywords(zipped)) <= {"strict"} and all(value.head == "const" for value in keywords(zipped).values())


def _equal(one: Expr, other: Expr, where: Origin) -> Statement:
    """The check of ``zip(..., strict=True)``, made before the first trip."""
    error = call(name("ValueError"), const("the arguments of zip() differ in length"))
    return If(Expr("compare", (one, other), ("!=",)), (Raise(error, None, where),), (), where)


_STATEMENTS: dict[type, Callable[[Scope, Any], list[Statement]]] = {
    gast.Assign: _assign,
    gast.AnnAssign: _annotated,
    gast.AugAssign: _update,
    gast.Expr: _expression,
    gast.If: _if,
    gast.For: _for,
    gast.While: _while,
    gast.Assert: _assert,
    gast.Raise: _raise,
    gast.Delete: deletions,
    gast.With: lambda scope, node: context(scope, node, _block, _to_target, _try),
    gast.Try: _try,
    gast.Import: _import,
    gast.ImportFrom: _import,
    gast.FunctionDef: _definition,
    gast.Pass: lambda scope, node: [],
    gast.Break: lambda scope, node: [Break(scope.origin(node))],
    gast.Continue: lambda scope, node: [Continue(scope.origin(node))],
    gast.Return: _return,
}
