"""Lists that a function uses as stacks: derivatives keep on them what the reverse sweep takes back."""

from __future__ import annotations

from collections import Counter

from .program import Assign, Do, Function, Return, Statement, Unpack, every, reads, targets
from .runtime import sequence
from .syntax import Expr, name, names_in
from .templates.operation import operation


def method_of_list(value: Expr) -> tuple[str, str] | None:
    """The name and the method, where a value is a call of a method of a name."""
    if value.head == "call" and value.args[0].head == "attr" and value.args[0].args[0].head == "name":
        return value.args[0].args[0].leaf, str(value.args[0].leaf)
    return None


def stacks(function: Function) -> frozenset[str]:
    """Names bound once, to an empty list, that is used through ``append``, ``pop``, ``len`` and indices alone, or is
    handed out at the end: no other name can put anything into it."""
    if "stacks" not in function.remembered:
        bindings = Counter(target for one in every(function.body) for target in targets(one))
        found = {
            one.target
            for one in every(function.body)
            if isinstance(one, Assign) and one.value == Expr("list") and bindings[one.target] == 1
        }
        last = function.body[-2:] if function.body else ()
        for statement in every(function.body):
            if not isinstance(statement, Return) and not (statement in last and _is_handed_out(statement)):
                found -= _otherwise_used(statement) & found
        function.remembered["stacks"] = frozenset(found)
    return frozenset(function.remembered["stacks"])


def _is_handed_out(statement: Statement) -> bool:
    return isinstance(statement, Assign) and statement.value.head == "tuple"


def _otherwise_used(statement: Statement) -> frozenset[str]:
    """The names that a statement reads in another way than as a stack."""
    value = statement.value if isinstance(statement, (Assign, Do)) else None
    if value is None:
        return reads(statement)
    found = method_of_list(value)
    if found is not None and found[1] in ("append", "pop"):
        return frozenset[str]().union(*(names_in(one) for one in value.args[1:]))
    if value.head == "call" and value.args[0] == name("len"):
        return frozenset()
    if value.head == "getitem" and value.args[0].head == "name" and value.args[1].head != "slice":
        return names_in(value.args[1])
    return reads(statement)


def fixed_displays(function: Function) -> frozenset[str]:
    """Names bound once, to a display of a list or dict that nothing changes: its items stay what they are."""
    if "fixed_displays" not in function.remembered:
        bindings = Counter(target for one in every(function.body) for target in targets(one))
        found = {
            one.target
            for one in every(function.body)
            if isinstance(one, Assign) and one.value.head in ("list", "dict") and bindings[one.target] == 1
        }
        for statement in every(function.body):
            found -= _referred_to(function, statement)
        function.remembered["fixed_displays"] = frozenset(found)
    return frozenset(function.remembered["fixed_displays"])


def _referred_to(function: Function, statement: Statement) -> frozenset[str]:
    """The names that a statement reads for more than items or the length: it may keep a reference, or write."""
    if isinstance(statement, Unpack):
        return frozenset()
    if not isinstance(statement, Assign):
        return reads(statement)
    found = operation(function, statement.value)
    if found.expr.head == "getitem" or found.target is sequence:
        return frozenset()
    if found.form != "rule" or found.rule is None or found.rule.writes:
        return reads(statement)
    if found.rule.shares in ("argument", "view", "first"):
        first = next(iter(found.operands.values()), None)
        return frozenset() if first is None else names_in(first)
    return frozenset() if found.rule.shares == "fresh" else reads(statement)
