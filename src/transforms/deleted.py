"""Take out `del` of names, which does nothing where the name is not read again, and where functions are defined.

Before: ``del y``, ``return x``. After: ``return x``. Postcondition: no `del`, and no nested function is used before its
definition was reached.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import gast

from .. import flow
from ..errors import Origin, UnsupportedConstructError
from ..program import Block, Do, Function, Statement, every, reads, targets
from ..syntax import Expr, attribute, call, name
from .fence import refuse
from .scope import Scope
from .simplify import with_blocks

FORGET = name("%forget")
DEFINE = name("%define")
"""What stands where a nested function is defined."""


def without_deletions(body: Block, nested: Mapping[str, Function], hiding: frozenset[str] = frozenset()) -> Block:
    """The body without deletions of names; ``nested``: functions that read more than their names.

    ``hiding``: local names that mean something else outside, which they would mean again if their binding were gone.
    Raises `UnsupportedConstructError` where a name may be read that was deleted, or a function that is not defined yet.
    """
    marks = [one for one in every(body) if _is_mark(one, FORGET) or _is_mark(one, DEFINE)]
    if not marks and not hiding:
        return body
    live: flow.Solution[frozenset[str]] = {}
    early = flow.backward(body, frozenset(), reading(nested), flow.union, live)
    for one in every(body):
        unbound = sorted(early & hiding & reads(one))
        if unbound:
            raise UnsupportedConstructError(
                f"cannot differentiate through `{unbound[0]}`, which may be read before the function binds it",
                "Give the variable another name, or bind it first.",
                one.origin,
            )
    for one in marks:
        marked = _marked(one)
        if _is_mark(one, FORGET) and marked in live[one]:
            raise UnsupportedConstructError(
                f"cannot differentiate through `del {marked}`, since the name may be read after it",
                "Leave the name alone; it costs nothing.",
                one.origin,
            )
        if _is_mark(one, DEFINE) and marked in early:
            raise undefined(marked, one.origin)

    def kept(block: Block) -> Block:
        return tuple(with_blocks(one, kept) for one in block if one not in marks)

    return kept(body)


def read_early(function: Function, nested: Mapping[str, Function]) -> frozenset[str]:
    """The names that may be read before the function binds them, parameters left out."""
    live: flow.Solution[frozenset[str]] = {}
    early = flow.backward(function.body, frozenset(), reading(nested), flow.union, live)
    return early - set(function.all_parameters)


def undefined(identifier: str, where: Origin) -> UnsupportedConstructError:
    """The error for a function that may be used before it is defined."""
    return UnsupportedConstructError(
        f"cannot differentiate through `{identifier}`, a function that may be used before it is defined",
        "Define it before all that uses it, and not under a condition.",
        where,
    )


def reading(nested: Mapping[str, Function]) -> Callable[[Statement, frozenset[str]], frozenset[str]]:
    """Which names are read at or after a statement, before they are bound again; calls of functions read captures."""

    def before(statement: Statement, after: frozenset[str]) -> frozenset[str]:
        if _is_mark(statement, FORGET) or _is_mark(statement, DEFINE):
            return after - {_marked(statement)}
        found = reads(statement)
        captured = (frozenset(nested[one].captures) for one in found & nested.keys())
        return (after - frozenset(targets(statement))) | found.union(*captured)

    return before


def _is_mark(statement: Statement, mark: Expr) -> bool:
    return isinstance(statement, Do) and statement.value.head == "call" and statement.value.args[0] == mark


def _marked(statement: Statement) -> str:
    assert isinstance(statement, Do)
    return str(statement.value.args[1].leaf)


def deletions(scope: Scope, node: Any) -> list[Statement]:
    """Of a name: what `without_deletions` takes out; of an item: what `pop` does."""
    where = scope.origin(node)
    out: list[Statement] = []
    for target in node.targets:
        if isinstance(target, (gast.Tuple, gast.List)):
            inner = copy.copy(node)
            inner.targets = target.elts
            out += deletions(scope, inner)
        elif isinstance(target, gast.Name):
            out.append(Do(call(FORGET, name(target.id)), where))
        elif isinstance(target, gast.Subscript) and not isinstance(target.slice, gast.Slice):
            whole, index = scope.expr(target).args
            out.append(Do(call(attribute(whole, "pop"), index), where))
        else:
            what = "del of a slice" if isinstance(target, gast.Subscript) else "del of an attribute"
            raise refuse(scope.source, target, what, "Make a new object without it.")
    return out
