"""Refuse what the language does not hold yet, at its place, before anything is built on it.

Before: ``yield x``. After: `UnsupportedConstructError` with the line, a caret, and what to write instead.
Postcondition: `desugar` meets only constructs that it knows.
"""

from __future__ import annotations

from typing import Any

import gast

from ..errors import UnsupportedConstructError
from ..grad_blocks import is_grad_block, is_well_formed
from ..reader import Source, origin

REFUSED: dict[type, tuple[str, str]] = {
    gast.Yield: ("yield", "Return a list instead, or move the generator out of the differentiated function."),
    gast.YieldFrom: ("yield from", "Return a list instead, or move the generator out of the differentiated function."),
    gast.Await: ("await", "Await the value outside and pass it as an argument."),
    gast.AsyncFunctionDef: ("async def", "Differentiate an ordinary function."),
    gast.AsyncFor: ("async for", "Collect the items outside and pass them as an argument."),
    gast.AsyncWith: ("async with", "Move the context out of the differentiated function."),
    gast.TryStar: ("except*", "Move the exception handling out of the differentiated function."),
    gast.ClassDef: ("class", "Define the class outside of the differentiated function."),
}


UNSEEN = frozenset({"eval", "exec", "locals", "globals", "vars"})
"""The builtins that read variables without naming them."""


def refuse(source: Source, node: Any, what: str, hint: str) -> UnsupportedConstructError:
    """The error for a construct at its place."""
    return UnsupportedConstructError(f"cannot differentiate through `{what}`", hint, origin(source, node))


def fence(source: Source) -> Source:
    """The source as it came in. Raises `UnsupportedConstructError` at the first construct that is refused."""
    nodes = list(gast.walk(source.definition))
    found = [(node, why) for node in nodes if (why := _refused(source, node)) is not None]
    if found:
        first, (what, hint) = min(found, key=lambda one: (one[0].lineno, one[0].col_offset))
        raise refuse(source, first, what, hint)
    return source


def exit_of(node: Any, definition: Any) -> int | None:
    """Where a ``while True`` is left, if that is one ``if test: break`` after what is computed for the test alone."""
    if not isinstance(node, gast.While) or not isinstance(node.test, gast.Constant) or node.test.value is not True:
        return None
    jumps = [one for one in gast.walk(node) if isinstance(one, (gast.Break, gast.Continue, gast.Return))]
    if len(jumps) > 1 or node.orelse:
        return None
    leaving = [
        at
        for at, one in enumerate(node.body)
        if isinstance(one, gast.If) and not one.orelse and [type(inner) for inner in one.body] == [gast.Break]
    ]
    if len(leaving) != 1:
        return None
    before = node.body[: leaving[0]]
    if not all(isinstance(one, gast.Assign) and _is_name(one.targets) for one in before):
        return None
    made = {one.targets[0].id for one in before}
    inside = [inner for one in (*before, node.body[leaving[0]]) for inner in gast.walk(one)]
    read = [one for one in gast.walk(definition) if isinstance(one, gast.Name) and isinstance(one.ctx, gast.Load)]
    elsewhere = {one.id for one in read if not any(one is inner for inner in inside)}
    return None if made & elsewhere else leaving[0]


def _is_name(targets: list[Any]) -> bool:
    return len(targets) == 1 and isinstance(targets[0], gast.Name)


def _refused(source: Source, node: Any) -> tuple[str, str] | None:
    """What a construct is called and what to write instead, if it is refused."""
    kind = type(node)
    if kind is gast.With and is_grad_block(source, node):
        return _refused_block(node)
    if kind in REFUSED:
        return REFUSED[kind]
    if kind is gast.Call and isinstance(node.func, gast.Name) and node.func.id in UNSEEN:
        return node.func.id, "Write what it computes as statements of the function."
    return None


def _refused_block(node: Any) -> tuple[str, str] | None:
    """What is wrong with a block that runs in the reverse sweep."""
    if not is_well_formed(node):
        return "insert_grad_of", "Write `with insert_grad_of(x) as dx:`, with a name for `x` and one block for each."
    inside = [type(inner) for statement in node.body for inner in gast.walk(statement)]
    if gast.Return in inside:
        return "return in a block of insert_grad_of", "Return after the block."
    if gast.Break in inside or gast.Continue in inside:
        return "a jump in a block of insert_grad_of", "Leave the loop after the block, or put the loop outside."
    if gast.With in inside:
        return "with in a block of insert_grad_of", "Put the blocks one after the other."
    if gast.FunctionDef in inside or gast.Lambda in inside:
        return "a function in a block of insert_grad_of", "Define it outside, and call it there."
    return None
