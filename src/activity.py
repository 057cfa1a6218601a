"""Facts about activity: what depends on ``wrt`` (varied) and what the result depends on (useful), at each point.

A name is active where it is both. Zero adjoints are known from this: where a name is not active, it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import flow
from .called_adjoints import called
from .errors import (
    MutationError,
    TangentError,
    UnknownFunctionError,
    UnsupportedArgumentError,
    UnsupportedConstructError,
)
from .holding import between
from .kinds import Kinds, kind_of_receiver
from .libraries import way_out
from .marking import marked
from .memory import Memory, is_basic
from .missing_rules import without_rule
from .program import Assign, Do, Function, GradBlock, Statement, Store, Unpack, Update, every
from .regions import enter, enter_any
from .syntax import Expr, is_field, names_in
from .templates.operation import Operation, operation, spelled
from .values import UNKNOWN, Kind
from .variables import rebind, update

_WHOLE_NUMBERS = frozenset({"int64", "int32", "bool"})
INACTIVE_KINDS = frozenset({"int", "bool", "string", "none", "slice", "range", "function"})


@dataclass(frozen=True, eq=False)
class Activity:
    """The solution for one function.

    ``varied``: before each statement. ``live``: after each statement, the names whose adjoint may be other than zero;
    ``starts``: before each statement; ``entry``: at the function's beginning. ``masked``: names whose adjoint may hold
    exact zeros that something selected, at whichever point; ``unbounded``: names whose adjoint may be infinite where
    the value itself is finite; ``poles``: names that may be infinite themselves. ``operations`` classifies each
    right-hand side.
    """

    varied: Mapping[Statement, frozenset[str]]
    live: Mapping[Statement, frozenset[str]]
    starts: Mapping[Statement, frozenset[str]]
    entry: frozenset[str]
    result_varied: bool
    masked: frozenset[str]
    unbounded: frozenset[str]
    poles: frozenset[str]
    operations: Mapping[Statement, Operation]
    memory: Memory

    def is_active(self, statement: Statement) -> bool:
        """Whether the statement hands an adjoint on, or ends one."""
        if self.writes_active(statement):
            return True
        if isinstance(statement, (Assign, Unpack)):
            bound = {statement.target} if isinstance(statement, Assign) else set(statement.targets)
            return bool(bound & self.live[statement]) and bool(self.operands(statement))
        return False

    def writes_active(self, statement: Statement) -> bool:
        """Whether the statement writes storage whose adjoint may be other than zero."""
        touched = self.memory.touched(statement) if self.memory.written_names(statement) else frozenset()
        return bool(touched & self.live[statement]) or (bool(touched) and self.memory.escapes(statement))

    def operands(self, statement: Statement) -> list[tuple[str, int | None, Expr]]:
        """The active operands: parameter, position in ``*args`` (or None), name."""
        if isinstance(statement, (Unpack, Store)):
            return [("value", None, statement.value)] if _reads(statement.value, self.varied[statement]) else []
        if isinstance(statement, Update):
            parts = (("x", None, statement.target), ("y", None, statement.value))
            return [one for one in parts if _reads(one[2], self.varied[statement])]
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


def analyse(
    function: Function,
    parameters: frozenset[str],
    kinds: Kinds,
    masked_result: bool,
    memory: Memory,
    is_read: bool = True,
) -> Activity:
    """Solve for the activity of a function, given its active parameters; ``is_read``: whether its result is read."""
    solver = _Solver(function, kinds, memory)
    varied: flow.Solution[frozenset[str]] = {}
    end = flow.forward(function.body, parameters, solver.spread, flow.union, varied)
    live: flow.Solution[frozenset[str]] = {}

    def reach(statement: Statement, state: frozenset[str]) -> frozenset[str]:
        return solver.reach(statement, state, varied[statement])

    result = names_in(function.result) & end if is_read else frozenset[str]()
    starts: flow.Solution[frozenset[str]] = {}
    last = result | (memory.exposed & end)
    entry = flow.backward(function.body, last, reach, flow.union, live, starts)
    selected = result if masked_result else frozenset[str]()
    masked = _masked(solver, live, varied, selected)
    operations = dict(solver.operations)
    unbounded = _unbounded(solver, live)
    poles = frozenset(one.target for one, made in operations.items() if isinstance(one, Assign) and _is_singular(made))
    ends = (entry & parameters, bool(result), masked, unbounded, poles)
    return Activity(varied, live, starts, *ends, operations, memory)


class _Solver:
    """The transfer functions of varied and live."""

    def __init__(self, function: Function, kinds: Kinds, memory: Memory) -> None:
        self.function = function
        self.kinds = kinds
        self.memory = memory
        self.operations: dict[Statement, Operation] = {}

    def found(self, statement: Assign | Do) -> Operation:
        if statement not in self.operations:
            self.operations[statement] = operation(self.function, statement.value)
        return self.operations[statement]

    def spread(self, statement: Statement, state: frozenset[str]) -> frozenset[str]:
        written = self.memory.written_names(statement)
        if written and self.put(statement) & state:
            state |= frozenset(one for one in self.memory.touched(statement) if self.can_vary(one, statement))
        if isinstance(statement, Assign):
            return _spread(statement, self.found(statement), state, self.kinds)
        if isinstance(statement, Unpack):
            bound = frozenset(statement.targets)
            return state | bound if _reads(statement.value, state) else state - bound
        if isinstance(statement, Do) and (written or marked(statement, rebind, update)):
            self.found(statement)
        return state - frozenset(_header_targets(statement))

    def can_vary(self, identifier: str, statement: Statement) -> bool:
        kind = self.kinds.before.get(statement, {}).get(identifier, UNKNOWN)
        return may_vary(kind)

    def put(self, statement: Statement) -> frozenset[str]:
        """The names whose values a statement puts into storage."""
        if isinstance(statement, (Store, Update)):
            return names_in(statement.value)
        assert isinstance(statement, (Assign, Do))
        found = self.found(statement)
        through = differentiable(found) if found.form == "rule" else frozenset(found.operands)
        return frozenset().union(*(names_in(atom) for key, _, atom in found.atoms if key in through))

    def started(self, block: GradBlock) -> frozenset[str]:
        """The names whose adjoint a block may make other than zero."""
        if not block.replaces:
            return frozenset()
        found, references = frozenset({block.variable}), self.memory.references
        reach = self.memory.reach(block.variable, block)
        return found if references is None else found | references.sharing(block.variable, reach, block)

    def reach(self, statement: Statement, state: frozenset[str], varied: frozenset[str]) -> frozenset[str]:
        wanted: frozenset[str] = frozenset()
        if isinstance(statement, GradBlock):
            return state | (self.started(statement) & varied)
        written = self.memory.written_names(statement)
        if written:
            touched = self.memory.touched(statement)
            if touched & state or self.memory.escapes(statement):
                kept = frozenset(written) | (touched & (state | self.memory.pairs))
                wanted = (kept | self.put(statement)) & varied
                state -= touched - varied
        if isinstance(statement, Assign):
            return _reach(statement.target, self.found(statement), state, varied) | (wanted - {statement.target})
        if isinstance(statement, Unpack):
            bound = frozenset(statement.targets)
            reached = names_in(statement.value) & varied if bound & state else frozenset()
            return (state - bound) | reached
        return (state - frozenset(_header_targets(statement))) | wanted


def may_vary(kind: Kind) -> bool:
    """Whether a value of this kind can depend on ``wrt``: neither a whole number nor an array of these."""
    return kind.tag not in INACTIVE_KINDS and kind.dtype not in _WHOLE_NUMBERS


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
    solver: _Solver,
    live: Mapping[Statement, frozenset[str]],
    varied: Mapping[Statement, frozenset[str]],
    start: frozenset[str],
) -> frozenset[str]:
    """The names that are selected from, directly or through what is made of them."""
    masked = set(start)
    for statement in solver.memory.writes:
        cuts = not solver.put(statement) & varied[statement] or not isinstance(statement, (Store, Update))
        if cuts or not _is_plain(statement, solver.kinds):
            masked |= solver.memory.touched(statement) & varied[statement]
    grown = True
    while grown:
        grown = False
        for statement in solver.memory.writes:
            if isinstance(statement, (Store, Update)) and solver.memory.touched(statement) & masked:
                names = solver.put(statement) & varied[statement]
                grown = grown or not names <= masked
                masked |= names
        for statement, found in solver.operations.items():
            if not isinstance(statement, Assign) or statement.target not in live[statement]:
                continue
            selects = found.rule is not None and found.rule.selects and not _is_part_of_a_buffer(solver, statement)
            if not selects and statement.target not in masked:
                continue
            names = frozenset(name for _, _, atom in found.atoms for name in names_in(atom))
            grown = grown or not names <= masked
            masked |= names
    return frozenset(masked)


def _unbounded(solver: _Solver, live: Mapping[Statement, frozenset[str]]) -> frozenset[str]:
    """The names that functions are applied to which are finite where a partial is not; also by way of others."""
    found: set[str] = set()
    grown = True
    while grown:
        grown = False
        for statement, made in solver.operations.items():
            if not isinstance(statement, Assign) or statement.target not in live[statement]:
                continue
            if statement.target in found or (made.expr.head != "/" and _is_singular(made)):
                names = frozenset(name for key, _, atom in made.atoms for name in names_in(atom))
                grown = grown or not names <= found
                found |= names
    return frozenset(found)


def _is_singular(found: Operation) -> bool:
    """Whether the partials of an operation may be infinite where it is finite."""
    if found.rule is None or not found.rule.singular:
        return False
    last = found.expr.args[-1]
    if last.head != "const" or found.expr.head not in ("/", "**"):
        return True
    return not last.value if found.expr.head == "/" else type(last.value) is not int or last.value <= 0


def _is_part_of_a_buffer(solver: _Solver, statement: Assign) -> bool:
    """Whether a statement reads numbers or slices of storage that is written piece by piece.

    It is read piece by piece as well, so that every reading would have to be guarded.
    """
    value, references = statement.value, solver.memory.references
    if value.head != "getitem" or references is None:
        return False
    written = {one.name for each in solver.memory.writes.values() for one in each}
    return value.args[0].leaf in written and is_basic(value.args[1], statement, solver.kinds)


def _is_plain(statement: Statement, kinds: Kinds) -> bool:
    """Whether a store is one to numbers and slices: it selects nothing."""
    if not isinstance(statement, (Store, Update)) or statement.target.head != "getitem":
        return True
    index = statement.target.args[1]
    parts = index.args if index.head == "tuple" else (index,)
    return all(part.head in ("slice", "const") or kinds.of(part, statement).tag in ("int", "none") for part in parts)


def refuse_unknown(function: Function, facts: Activity, kinds: Kinds, read: Callable[[Any], Any]) -> None:
    """Raise at the first active statement that nothing is known about.

    ``read`` gives the normal form of a callee, or says what of it is refused.
    """
    for statement in every(function.body):
        if isinstance(statement, (Store, Update)) and facts.is_active(statement):
            refuse_held(function, statement.target, kinds, statement)
        if isinstance(statement, Do):
            refuse_draw(function, operation(function, statement.value), facts, statement)
    for statement, found in facts.operations.items():
        if found.target in (enter, enter_any) and _reads_any(found, facts.varied[statement]):
            hint = "Make the context from values that do not depend on `wrt`."
            raise UnsupportedConstructError(
                "cannot differentiate through `with` of an active value", hint, statement.origin
            )
        refuse_draw(function, found, facts, statement)
        if found.expr.head == "|":
            varied = facts.varied[statement]
            refuse_united(found, [_reads(one, varied) for _, _, one in found.atoms], kinds, statement)
        refuse_fixed(found, facts, statement)
        if found.target is called and _reads(found.operands["function"], facts.varied[statement]):
            function_ = found.operands["function"]
            message = f"`{function_}` is not known when the derivative is made, and may depend on `wrt`"
            hint = "Call a function by the name under which it was defined, or annotate the arguments."
            raise UnknownFunctionError(message, hint, statement.origin)
        if found.target in (rebind, update) and _reads_any(found, facts.varied[statement]):
            message = (
                f"`{found.expr.args[1].value}` is a variable outside of the function, and is bound to an active value"
            )
            raise MutationError(message, "Return the value as well, and bind the variable outside.", statement.origin)
        if not isinstance(statement, Assign) or not facts.is_active(statement):
            continue
        refuse_held(function, found.expr, kinds, statement)
        if found.form == "user" and any(
            one.head == "lambda" and _reads(one, facts.varied[statement]) for _, _, one in found.atoms
        ):
            read(found.target)
            hint = "Call it by its name, or pass it to a function with Python source."
            message = "cannot differentiate through `lambda` as a value: it reads variables of what is around it"
            raise UnsupportedConstructError(message, hint, statement.origin)
        if found.form in ("unknown", "misfit"):
            raise _unknown(function, statement, found)
        refuse_operand(function, found, facts, statement)
        refuse_attribute(found, kinds, statement)
        refuse_joined(found, kinds, statement)


def refuse_united(found: Operation, active: list[bool], kinds: Kinds, statement: Statement) -> None:
    """Raise where dicts are united by an operator, of which those marked are active."""
    numeric = [kinds.of(one, statement).is_numeric for _, _, one in found.atoms]
    if any(one and not number for one, number in zip(active, numeric, strict=True)):
        raise UnsupportedConstructError("cannot differentiate `|` of dicts", "Write `{**a, **b}`.", statement.origin)


def refuse_joined(found: Operation, kinds: Kinds, statement: Statement) -> None:
    """Raise where lists are joined by an operator."""
    operator = found.expr.head
    containers = [kinds.of(operand, statement).is_container for operand in found.operands.values()]
    if operator in ("+", "*") and (all(containers) if operator == "+" else any(containers)):
        hint = "Write the items into one display, or keep arrays and use `np.concatenate`."
        raise UnsupportedConstructError(f"cannot differentiate `{operator}` of lists", hint, statement.origin)


def refuse_draw(function: Function, found: Operation, facts: Activity, statement: Statement) -> None:
    """Raise where a draw depends on ``wrt``, or changes the order of what does."""
    rule = found.rule
    draws = rule is not None and rule.effect and (bool(rule.writes) or not isinstance(statement, Do))
    if draws and _reads_any(found, facts.varied[statement]):
        hint = "Draw without active parameters, and use the draw: `x + s * rng.normal()`, `x[rng.permutation(n)]`."
        raise UnknownFunctionError(
            f"no derivative is known for `{spelled(found, function.temporaries)}`", hint, statement.origin
        )


def refuse_operand(function: Function, found: Operation, facts: Activity, statement: Statement) -> None:
    """Raise where an operand is active towards which no derivative is known."""
    for parameter, _, atom in found.atoms:
        reason = None if found.rule is None else found.rule.unknown.get(parameter)
        if reason is not None and _reads(atom, facts.varied[statement]):
            hint = f"Give `{parameter}` a value that does not depend on `wrt`, or `stop_gradient` of it."
            message = f"cannot differentiate `{spelled(found, function.temporaries)}` towards `{parameter}`: {reason}"
            raise UnsupportedArgumentError(message, hint, statement.origin)


def refuse_fixed(found: Operation, facts: Activity, statement: Statement) -> None:
    """Raise where a function or a matrix that a rule has no derivative by depends on ``wrt``."""
    given = () if found.rule is None or found.form != "rule" else found.rule.fixed
    for key in given:
        if key in found.operands and _reads(found.operands[key], facts.varied[statement]):
            raise UnsupportedArgumentError(
                f"`{key}` of `{spelled(found)}` depends on `wrt`, and has no derivative",
                "Let a function read what is active from its arguments (`args=`), and a matrix be constant.",
                statement.origin,
            )


def refuse_held(function: Function, place: Expr, kinds: Kinds, statement: Statement) -> None:
    """Raise where an attribute is read or stored that is no plain place for a value."""
    if place.head != "getitem" or not is_field(place.args[1]):
        return
    key = place.args[1].value
    what = between(kind_of_receiver(function, place.args[0], kinds.before[statement]).cls, key)
    if what:
        hint = "Keep the value in an attribute that is not handled, or in a name of its own."
        message = f"cannot differentiate through the attribute `.{key}`, which is handled by {what}"
        raise UnsupportedConstructError(message, hint, statement.origin)


def refuse_attribute(found: Operation, kinds: Kinds, statement: Statement) -> None:
    """Raise where an attribute is read that is no part of what a number, an array or a container holds."""
    if found.expr.head == "getitem" and is_field(found.expr.args[1]):
        kind = kinds.of(found.expr.args[0], statement)
        if kind.is_numeric or (kind.is_container and kind.tag != "object"):
            raise _attribute(f".{found.expr.args[1].value}", statement)


def _attribute(what: str, statement: Statement) -> UnsupportedConstructError:
    hint = "Pass the value of the attribute as an argument of its own."
    return UnsupportedConstructError(f"cannot differentiate through the attribute `{what}`", hint, statement.origin)


def _reads_any(found: Operation, varied: frozenset[str]) -> bool:
    return any(_reads(atom, varied) for _, _, atom in found.atoms)


def _unknown(function: Function, statement: Statement, found: Operation) -> TangentError:
    what = spelled(found, function.temporaries)
    if found.form == "misfit":
        hint = "Write the arguments out as the rule takes them, or add a rule for this use."
        return UnsupportedArgumentError(
            f"cannot differentiate this call of `{what}`: {found.problem}", hint, statement.origin
        )
    expr = found.expr
    if expr.head == "attr":
        return _attribute(what, statement)
    if expr.head == "call":
        operands = [atom for key, _, atom in found.atoms if key.startswith("argument")]
        if expr.args[0] in function.callees or expr.args[0].head == "attr":
            known = way_out(str(expr.args[0].leaf)) if expr.args[0] not in function.callees else None
            if known is not None:
                return UnknownFunctionError(f"no derivative is known for `{what}`", known, statement.origin)
            given = [
                one.leaf if one.head == "name" and one.leaf not in function.temporaries else "" for one in operands
            ]
            return UnknownFunctionError(*without_rule(found.target, what, given), statement.origin)
        hint = "Call a function by the name under which it was defined."
        message = f"the function that `{what}` stands for is not known when the derivative is made"
        return UnknownFunctionError(message, hint, statement.origin)
    if expr.head == "set":
        hint = "Keep the values in a list or a tuple."
        return UnsupportedConstructError("cannot differentiate through a set of values", hint, statement.origin)
    hint = "Write it with operations that have a derivative."
    return UnsupportedConstructError(f"cannot differentiate through `{expr}`", hint, statement.origin)
