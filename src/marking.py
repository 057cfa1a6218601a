"""The marks of `regions` in the core language."""

from __future__ import annotations

from collections.abc import Callable

from . import regions
from .program import Assign, Block, Do, If, Statement, every
from .syntax import Expr, name

Mark = Callable[..., object]


def mark(function: Mark, *arguments: Expr) -> Expr:
    """A call of a mark."""
    return Expr("call", (name(f"%{function.__name__}"), *arguments), ())


def marked(statement: Statement, *wanted: Mark) -> Expr | None:
    """The call of one of these marks that a statement makes."""
    if not isinstance(statement, (Assign, Do)) or statement.value.head != "call":
        return None
    function = statement.value.args[0]
    known = function.head == "name" and function.leaf in {f"%{one.__name__}" for one in wanted}
    return statement.value if known else None


def is_attempt(statement: Statement) -> bool:
    """Whether a branch is the body of a `try`."""
    return isinstance(statement, If) and bool(statement.body) and marked(statement.body[0], regions.attempt) is not None


def tried(body: Block) -> frozenset[Statement]:
    """The statements in bodies that an exception may leave."""
    return frozenset(inner for one in every(body) if is_attempt(one) for inner in every((one,)) if inner is not one)
