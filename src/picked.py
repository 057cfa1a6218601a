"""Facts for forward mode: which tangents may be zero where the value itself is at a singular point.

Selections do that (`where`, `clip`, masks), branches of which one gives an inactive value, and storage of which only
parts get tangents. What is made of such a value has a tangent like it. A partial there may be infinite, and its product
with the zero would be NaN.
"""

from __future__ import annotations

from .activity import Activity
from .memory import Memory
from .program import Assign, Function, Statement, Unpack, every, reads, targets
from .templates.operation import operation


def picked(function: Function, facts: Activity, memory: Memory, parameters: frozenset[str]) -> frozenset[str]:
    """The names with such a tangent; ``parameters`` are those that come with one."""
    found = set(parameters)
    varied: dict[str, bool] = dict.fromkeys(function.all_parameters, True)
    for statement in every(function.body):
        moves = bool(reads(statement) & facts.varied.get(statement, frozenset()))
        for target in targets(statement):
            if varied.setdefault(target, moves) != moves:
                found.add(target)
        if moves and isinstance(statement, Assign) and _selects(function, statement):
            found.add(statement.target)
    for statement in memory.writes:
        found |= memory.touched(statement)
    return frozenset(_spread(function, facts, found))


def _selects(function: Function, statement: Assign) -> bool:
    rule = operation(function, statement.value).rule
    return rule is not None and rule.selects


def _spread(function: Function, facts: Activity, found: set[str]) -> set[str]:
    """With the names of all that is made from these and has no other tangent."""
    grown = True
    while grown:
        grown = False
        for statement in every(function.body):
            given = reads(statement) & facts.varied.get(statement, frozenset())
            if _makes(statement) and given and given <= found and not set(targets(statement)) <= found:
                found |= set(targets(statement))
                grown = True
    return found


def _makes(statement: Statement) -> bool:
    return isinstance(statement, (Assign, Unpack))
