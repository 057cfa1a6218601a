"""Facts about activity: what depends on ``wrt`` (varied) and what the result depends on (useful), at each point.

A name is active where it is both. Zero adjoints are known from this: where a name is not active, it has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import flow
from .errors import (
    TangentError,
    UnknownFunctionError,
    UnsupportedArgumentError,
    UnsupportedConstructError,
)
from .kinds import Kinds
from .program import Assign, Function, Statement, Unpack
from .syntax import Expr, names_in
from .templates.operation import Operation, operation, spelled

INACTIVE_KINDS = frozenset({"int", "bool", "string", "none", "slice", "range", "function"})


@dataclass(frozen=True, eq=False)
class Activity:
    """The solution for one function.

    ``varied``: before each statement. ``live``: after each statement, the names whose adjoint may be other than zero;
    ``starts``: before each statement; ``entry``: at the function's beginning. ``masked``: names whose adjoint may hold
    exact zeros that something selected, at whichever point. ``operations`` classifies each right-hand side.
    """

    varied: Mapping[Statement, frozenset[str]]
    live: Mapping[Statement, frozenset[str]]
    starts: Mapping[Statement, frozenset[str]]
    entry: frozenset[str]
    result_varied: bool
    masked: frozenset[str]
    operations: Mapping[Statement, Operation]

    def is_active(self, statement: Statement) -> bool:
        """Whether the statement hands an adjoint on."""
        if isinstance(statement, (Assign, Unpack)):
            bound = {statement.target} if isinstance(statement, Assign) else set(statement.targets)
            return bool(bound & self.live[statement]) and bool(self.operands(statement))
        return False

    def operands(self, statement: Statement) -> list[tuple[str, int | None, Expr]]:
        """The active operands: parameter, position in ``*args`` (or None), name."""
        if isinstance(statement, Unpack):
            return [("value", None, statement.value)] if _reads(statement.value, self.varied[statement]) else []
        found = self.operations[statement]
        return [
            one for one in found.atoms if _reads(one[2], self.varied[statement]) and one[0] in differentiable(found)
        ]


def _reads(expr: Expr, varied: frozenset[str]) -> bool:
    return bool(names_in(expr) & varied)


def differentiable(found: Operation) -> frozenset[str]:
    """The parameters through which an operation hands on what depends on ``wrt``."""
    if found.form == "rule" and found.rule is not None:
        return found.rule.differentiable
    return frozenset() if found.form == "truth" else frozenset(found.operands)


def analyse(function: Function, parameters: frozenset[str], kinds: Kinds, masked_result: bool) -> Activity:
    """Solve for the activity of a function, given its active parameters."""
    operations: dict[Statement, Operation] = {}
    varied: flow.Solution[frozenset[str]] = {}

    def found(statement: Assign) -> Operation:
        if statement not in operations:
            operations[statement] = operation(function, statement.value)
        return operations[statement]

    def spread(statement: Statement, state: frozenset[str]) -> frozenset[str]:
        if isinstance(statement, Assign):
            return _spread(statement, found(statement), state, kinds)
        if isinstance(statement, Unpack):
            bound = frozenset(statement.targets)
            return state | bound if _reads(statement.value, state) else state - bound
        return state - frozenset(_header_targets(statement))

    end = flow.forward(function.body, parameters, spread, flow.union, varied)
    live: flow.Solution[frozenset[str]] = {}

    def reach(statement: Statement, state: frozenset[str]) -> frozenset[str]:
        if isinstance(statement, Assign):
            return _reach(statement.target, found(statement), state, varied[statement])
        if isinstance(statement, Unpack):
            bound = frozenset(statement.targets)
            wanted = names_in(statement.value) & varied[statement] if bound & state else frozenset()
            return (state - bound) | wanted
        return state - frozenset(_header_targets(statement))

    result = names_in(function.result) & end
    starts: flow.Solution[frozenset[str]] = {}
    entry = flow.backward(function.body, result, reach, flow.union, live, starts)
    masked = _masked(operations, kinds, live, result if masked_result else frozenset())
    return Activity(varied, live, starts, entry & parameters, bool(result), masked, operations)


def _header_targets(statement: Statement) -> tuple[str, ...]:
    target = getattr(statement, "target", None)
    return (target,) if isinstance(target, str) else ()


def _spread(statement: Assign, found: Operation, state: frozenset[str], kinds: Kinds) -> frozenset[str]:
    through = differentiable(found)
    reached = any(parameter in through and _reads(atom, state) for parameter, _, atom in found.atoms)
    if reached and kinds.target(statement).tag not in INACTIVE_KINDS:
        return state | {statement.target}
    return state - {statement.target}


def _reach(target: str, found: Operation, state: frozenset[str], varied: frozenset[str]) -> frozenset[str]:
    if target not in state:
        return state
    through = differentiable(found)
    wanted = {name for parameter, _, atom in found.atoms if parameter in through for name in names_in(atom) & varied}
    return (state - {target}) | wanted


def _masked(
    operations: Mapping[Statement, Operation],
    kinds: Kinds,
    live: Mapping[Statement, frozenset[str]],
    start: frozenset[str],
) -> frozenset[str]:
    """The names that are selected from, directly or through what is made of them."""
    masked = set(start)
    grown = True
    while grown:
        grown = False
        for statement, found in operations.items():
            if not isinstance(statement, Assign) or statement.target not in live[statement]:
                continue
            selects = found.rule is not None and found.rule.selects
            if not selects and statement.target not in masked:
                continue
            names = {name for _, _, atom in found.atoms for name in names_in(atom)}
            grown = grown or not names <= masked
            masked |= names
    return frozenset(masked)


def refuse_unknown(function: Function, facts: Activity, kinds: Kinds) -> None:
    """Raise at the first active statement that nothing is known about."""
    for statement, found in facts.operations.items():
        if found.rule is not None and found.rule.effect and _reads_any(found, facts.varied[statement]):
            hint = "Draw without active parameters and transform the draw: `x + s * rng.normal()`."
            raise UnknownFunctionError(f"no derivative is known for `{spelled(found)}`", hint, statement.origin)
        if not facts.is_active(statement):
            continue
        if found.form in ("unknown", "misfit"):
            raise _unknown(function, statement, found)
        operator = found.expr.head
        containers = [
            kinds.of(operand, statement).tag in ("list", "tuple", "dict") for operand in found.operands.values()
        ]
        if operator in ("+", "*") and (all(containers) if operator == "+" else any(containers)):
            hint = "Write the items into one display, or keep arrays and use `np.concatenate`."
            raise UnsupportedConstructError(f"cannot differentiate `{operator}` of lists", hint, statement.origin)


def _reads_any(found: Operation, varied: frozenset[str]) -> bool:
    return any(_reads(atom, varied) for _, _, atom in found.atoms)


def _unknown(function: Function, statement: Statement, found: Operation) -> TangentError:
    what = spelled(found)
    if found.form == "misfit":
        hint = "Write the arguments out as the rule takes them, or add a rule for this use."
        return UnsupportedArgumentError(
            f"cannot differentiate this call of `{what}`: {found.problem}", hint, statement.origin
        )
    expr = found.expr
    if expr.head == "attr":
        hint = "Pass the value of the attribute as an argument of its own."
        return UnsupportedConstructError(f"cannot differentiate through the attribute `{what}`", hint, statement.origin)
    if expr.head == "call":
        if expr.args[0] in function.callees or expr.args[0].head == "attr":
            hint = "Add a rule for it (see CONTRIBUTING.md), or write it with functions that have one."
            return UnknownFunctionError(f"no derivative is known for `{what}`", hint, statement.origin)
        hint = "Call a function by the name under which it was defined."
        message = f"the function that `{what}` stands for is not known when the derivative is made"
        return UnknownFunctionError(message, hint, statement.origin)
    hint = "Write it with operations that have a derivative."
    return UnsupportedConstructError(f"cannot differentiate through `{expr}`", hint, statement.origin)
