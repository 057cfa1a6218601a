"""Take out `del` of names, which does nothing where the name is not read again.

Before: ``del y``, ``return x``. After: ``return x``. Postcondition: no `del`.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import gast

from .. import flow
from ..errors import UnsupportedConstructError
from ..program import Block, Do, Function, Statement, every, reads, targets
from ..syntax import attribute, call, name
from .fence import refuse
from .scope import Scope
from .simplify import with_blocks

FORGET = name("%forget")


def without_deletions(body: Block, nested: Mapping[str, Function]) -> Block:
    """The body without deletions of names; ``nested``: functions that read more than their names.

    Raises `UnsupportedConstructError` where a name may be read that was deleted.
    """
    if not any(_is_deletion(one) for one in every(body)):
        return body
    live: flow.Solution[frozenset[str]] = {}
    flow.backward(body, frozenset(), reading(nested), flow.union, live)
    for one in every(body):
        if isinstance(one, Do) and _is_deletion(one) and one.value.args[1].leaf in live[one]:
            raise UnsupportedConstructError(
                f"cannot differentiate through `del {one.value.args[1].leaf}`, since the name may be read after it",
                "Leave the name alone; it costs nothing.",
                one.origin,
            )

    def kept(block: Block) -> Block:
        return tuple(with_blocks(one, kept) for one in block if not _is_deletion(one))

    return kept(body)


def reading(nested: Mapping[str, Function]) -> Callable[[Statement, frozenset[str]], frozenset[str]]:
    """Which names are read at or after a statement, before they are bound again; calls of functions read captures."""

    def before(statement: Statement, after: frozenset[str]) -> frozenset[str]:
        found = frozenset[str]() if _is_deletion(statement) else reads(statement)
        captured = (frozenset(nested[one].captures) for one in found & nested.keys())
        return (after - frozenset(targets(statement))) | found.union(*captured)

    return before


def _is_deletion(statement: Statement) -> bool:
    return isinstance(statement, Do) and statement.value.head == "call" and statement.value.args[0] == FORGET


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
