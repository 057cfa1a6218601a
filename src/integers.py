"""Facts about whole numbers: which arguments, if they are integers, make storage of integers that gets active values.

An array of integers drops the fraction of what is stored into it, so that nothing depends on that any more. Where kinds
tell, activity stops there. Where they do not, the output refuses such arguments when it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from .activity import Activity, may_vary
from .kinds import Kinds
from .memory import Memory
from .program import Assign, Function, Statement, Unpack, every
from .syntax import Expr, names_in
from .templates.operation import operation
from .values import UNKNOWN, Kind

Sources = frozenset[str]
"""Parameters such that a value is of integers if all of them are."""

_KEEP = frozenset({"+", "-", "*", "//", "%", "**", "neg", "pos"})
_KEEPING = frozenset(
    {np.add, np.subtract, np.multiply, np.floor_divide, np.mod, np.power, np.negative, np.positive, np.abs, np.square}
    | {np.maximum, np.minimum, np.fmax, np.fmin, np.where, np.clip, np.sign}
)


def integral_arguments(
    function: Function, kinds: Kinds, memory: Memory, facts: Activity
) -> dict[tuple[Sources, bool], Statement]:
    """Sets of parameters that must not all be integers, whether they are written themselves, and the first write."""
    found: dict[tuple[Sources, bool], Statement] = {}
    solver = _Sources(function, kinds)
    for statement, each in memory.writes.items():
        value = getattr(statement, "value", None)
        varied = isinstance(value, Expr) and names_in(value) & facts.varied[statement]
        if not (facts.is_active(statement) or varied):
            continue
        for write in each:
            kind = kinds.before[statement].get(write.name, UNKNOWN)
            if not write.certain or write.form == "call" or _is_floating(kind) or kind.is_container:
                continue
            for tag, key in sorted(
                memory.locations(write), key=lambda one: (one[0], str(getattr(one[1], "target", one[1])))
            ):
                if tag == "argument":
                    found.setdefault((frozenset([key]), True), statement)
                elif tag in ("made", "earlier") and isinstance(key, Assign):
                    sources = solver.of_value(key)
                    if sources:
                        found.setdefault((sources, False), statement)
    return found


def _is_floating(kind: Kind) -> bool:
    return kind.dtype is not None and may_vary(kind)


class _Sources:
    """What decides whether a value is of integers; None where it certainly is not."""

    def __init__(self, function: Function, kinds: Kinds) -> None:
        self.function = function
        self.kinds = kinds
        self.names: dict[str, Sources] = {one: frozenset([one]) for one in function.all_parameters}
        grown = True
        while grown:
            grown = False
            for statement in every(function.body):
                made = self.bound(statement)
                for target, sources in made.items():
                    known = self.names.get(target)
                    if sources is not None and (known is None or not sources <= known):
                        self.names[target] = sources | (known or frozenset())
                        grown = True

    def bound(self, statement: Statement) -> Mapping[str, Sources | None]:
        if isinstance(statement, Assign):
            return {statement.target: self.of_value(statement)}
        if isinstance(statement, Unpack):
            return dict.fromkeys(statement.targets, self.of_atom(statement.value, statement))
        return {}

    def of_atom(self, expr: Expr, statement: Statement) -> Sources | None:
        if _is_floating(self.kinds.of(expr, statement)):
            return None
        known = self.names.get(expr.leaf) if expr.head == "name" else None
        return frozenset() if known is None and not may_vary(self.kinds.of(expr, statement)) else known

    def of_value(self, statement: Assign) -> Sources | None:
        if _is_floating(self.kinds.target(statement)):
            return None
        found = operation(self.function, statement.value)
        if found.form in ("copy", "display"):
            return self.together(found.operands.values(), statement)
        if found.form != "rule" or found.rule is None:
            return None
        if found.rule.form == "elementwise" and statement.value.head not in _KEEP and found.target not in _KEEPING:
            return None
        if found.rule.form == "elementwise" or found.target in _KEEPING:
            return self.together(found.operands.values(), statement)
        first = next(iter(found.operands.values()), None)
        return None if first is None else self.together(first.args if first.head == "tuple" else (first,), statement)

    def together(self, parts: Iterable[Expr], statement: Statement) -> Sources | None:
        """Of integers only if all parts are."""
        found: Sources = frozenset()
        for part in parts:
            sources = self.of_atom(part, statement)
            if sources is None:
                return None
            found |= sources
        return found
