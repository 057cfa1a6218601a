"""Make assignments of the marks for variables from outside of the function.

Before: ``update('calls', '+', 1)``. After: ``calls += 1``, in a function that declares ``global calls``. Postcondition:
no mark of `variables`.
"""

from __future__ import annotations

from dataclasses import replace

from .. import variables
from ..errors import UnsupportedConstructError
from ..marking import marked
from ..program import Assign, Block, Function, Generated, Statement, Update, bound_in, every, operands
from ..syntax import Expr, name, rebuild, walk
from .simplify import with_blocks, with_operands

_MARKS = frozenset(name(f"%{one.__name__}") for one in variables.MARKS)


def with_declarations(generated: Generated, function: Function) -> Generated:
    """The function with such assignments, and what they need to be declared.

    Raises `UnsupportedConstructError` where the output has a variable of its own of the same name.
    """
    read = {one.args[1].value for part in every(generated.body) for expr in operands(part) for one in _marks(expr)}
    local = bound_in(generated.body) | {one.name for one in generated.parameters}
    for one in sorted(read & local):
        raise UnsupportedConstructError(
            f"the derivative has a variable of its own called `{one}`, as what the function binds outside",
            "Give the variable outside of the function another name.",
            function.origin,
        )
    cells = set() if function.home is None else read & set(function.home.__code__.co_freevars)
    declared = (tuple(sorted(read - cells)), tuple(sorted(cells)))
    return replace(generated, body=_changed(generated.body), declared=declared) if read else generated


def _marks(expr: Expr) -> list[Expr]:
    return [one for one in walk(expr) if one.head == "call" and one.args[0] in _MARKS]


def _changed(block: Block) -> Block:
    return tuple(with_blocks(_statement(with_operands(one, _plain)), _changed) for one in block)


def _plain(expr: Expr) -> Expr:
    if expr.head == "call" and expr.args[0] == name("%outside"):
        return name(expr.args[1].value)
    return expr if expr.is_atom else rebuild(expr, tuple(_plain(part) for part in expr.args))


def _statement(statement: Statement) -> Statement:
    value = marked(statement, variables.rebind, variables.update)
    if value is None:
        return statement
    variable = str(value.args[1].value)
    if value.args[0] == name("%rebind"):
        return Assign(variable, value.args[2], statement.origin, statement.note)
    return Update(name(variable), value.args[2].value, value.args[3], statement.origin, statement.note)
