"""Blocks that run in the reverse sweep, before there is one: what they may be, and functions without them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from ..errors import UnsupportedConstructError
from ..program import MISSING, Block, Function, GradBlock, Raise, Store, Update, bound_in, every, operands
from ..syntax import Expr, keywords, positional, walk
from ..templates.rules import RULES, Rule
from .simplify import with_blocks

Resolve = Callable[[Expr], Any]


def checked(block: GradBlock, local: Collection[str], nested: Collection[str], resolve: Resolve) -> GradBlock:
    """The block, once it is known what it does to arrays.

    ``local`` are the names that the function binds, ``nested`` its functions, ``resolve`` says what a path is bound to.
    """
    shared = sorted(bound_in(block.body) & set(local) - {block.adjoint})
    called = sorted(set(block.free) & set(nested))
    if block.variable not in local:
        message = f"`{block.variable}` is no variable of the function: it has no adjoint here"
        raise UnsupportedConstructError(message, "Give it a name of its own first, and use that.", block.origin)
    if shared:
        message = f"`{shared[0]}` is bound in a block that runs in the reverse sweep, and outside of it"
        hint = "Give it another name in the block; to keep something, put it into a list or a dict."
        raise UnsupportedConstructError(message, hint, block.origin)
    if called:
        message = f"a block that runs in the reverse sweep calls the nested function `{called[0]}`"
        raise UnsupportedConstructError(message, "Move the function out.", block.origin)
    return replace(block, plain=_is_plain(block.body, resolve))


def _is_plain(body: Block, resolve: Resolve) -> bool:
    """Whether a block certainly neither writes an array in place nor keeps a reference to one."""
    for statement in every(body):
        if isinstance(statement, (Store, Update)):
            return False
        if isinstance(statement, Raise):
            continue
        calls = (term for expr in operands(statement) for term in walk(expr) if term.head == "call")
        if not all(_lets_go(term, resolve) for term in calls):
            return False
    return True


def _lets_go(call: Expr, resolve: Resolve) -> bool:
    """Whether a call neither writes its arguments nor keeps them: that of a function with a rule, or of our own."""
    path = call.args[0]
    if path.head == "name" and path.leaf.startswith("%"):
        return True
    target = resolve(path)
    key = ("method", path.leaf) if target is MISSING and path.head == "attr" else target
    try:
        rule: Rule | None = RULES.get(key)
    except TypeError:  # it cannot be hashed
        return False
    if rule is None or rule.writes or "out" in keywords(call):
        return False
    return rule.template is None or len(positional(call)) <= len(rule.signature.parameters)


def without_blocks(function: Function) -> Function:
    """The function as the primal has it, for what has no reverse sweep."""
    if not any(isinstance(one, GradBlock) for one in every(function.body)):
        return function

    def change(block: Block) -> Block:
        return tuple(with_blocks(one, change) for one in block if not isinstance(one, GradBlock))

    return replace(function, body=change(function.body), operations={}, remembered={})
