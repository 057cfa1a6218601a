"""The writes in place that are refused, at their place: where the gradient would be wrong, and nothing helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .activity import Activity
from .errors import MutationError
from .kinds import Kinds
from .locations import maker
from .marking import tried
from .memory import Memory, Write, is_module_data
from .needed import Recording
from .program import For, Function, Statement, Update, While, every
from .shadows import Shadows
from .syntax import Expr, name
from .templates.operation import operation, spelled
from .values import UNKNOWN

COPY = "Work on a copy (`.copy()`), or assign a new value."


@dataclass(frozen=True, eq=False)
class Watched:
    """What writes are held against.

    ``outside``: calls that may write module data; ``stopped``: names that share storage and no adjoint; ``doubled``:
    calls whose result may hold the same array in two places; ``rebound``: the variables from outside that calls bind;
    ``arranged``: containers whose items are put, added or taken out by calls that do nothing with their shadows, and
    what calls return without one.
    """

    kinds: Kinds
    facts: Activity
    recording: Recording
    shadows: Shadows
    outside: tuple[Statement, ...]
    stopped: frozenset[str]
    outermost: bool
    doubled: frozenset[Statement] = frozenset()
    rebound: Mapping[Statement, frozenset[str]] = field(default_factory=dict)
    arranged: frozenset[str] = frozenset()


def refuse_writes(function: Function, memory: Memory, watched: Watched) -> None:
    """Raise at the first write that would make the gradient wrong."""
    inside = tried(function.body)
    tests = {one for loop in every(function.body) if isinstance(loop, While) for one in every(loop.before)}
    for statement, each in memory.writes.items():
        for write in each:
            problem = _problem(function, memory, watched, write)
            problem = problem or (_left_half_way(function, watched, write) if statement in inside else None)
            problem = problem or (_in_a_test(function, watched, write) if statement in tests else None)
            if problem is not None:
                raise MutationError(*problem, statement.origin)
    back = watched.recording.read_back
    reached = {key for tag, key in watched.recording.content if tag == "data"}
    data = sorted(one for one in {*back, *reached} if is_module_data(function, one))
    stores = tuple(
        statement
        for statement, each in memory.writes.items()
        if any(tag == "data" for one in each for tag, _ in memory.locations(one))
    )
    for statement, bound in watched.rebound.items():
        for one in sorted(bound & set(data) & back):
            hint = f"Declare `{one}` as `global` or `nonlocal` here as well: it is read in its place then."
            raise _changed_outside(one, statement, hint)
    outside = (*watched.outside, *stores)
    if data and outside:
        hint = f"Pass `{data[0]}` as an argument, or read it into a name of its own first."
        raise _changed_outside(data[0], outside[0], hint)


def _changed_outside(one: str, statement: Statement, hint: str) -> MutationError:
    return MutationError(f"`{one}` may be changed by this call, and the reverse sweep reads it", hint, statement.origin)


def _problem(function: Function, memory: Memory, watched: Watched, write: Write) -> tuple[str, str] | None:
    statement = write.statement
    active = watched.facts.writes_active(statement) and write.certain
    saved = write in watched.recording.slices.get(statement, ())
    shown = "a value" if write.name in function.temporaries else f"`{write.name}`"
    locations = memory.locations(write)
    beyond_reach = out_of_reach(function, memory, write) if active or saved else None
    if beyond_reach is not None:
        return beyond_reach
    if write.form == "opaque" and active:
        hint = "Write it with stores, or add a rule for it (see CONTRIBUTING.md)."
        return f"{_called(function, statement)} may change what it is given in place, and that is active", hint
    if active and {maker(one) for one in locations} & watched.doubled:
        hint = "Return it once, or copies."
        return f"{shown} is changed in place, and what a function returned may hold it in another place as well", hint
    disordered = out_of_order(function, memory, write)
    if disordered is not None:
        return disordered
    if active and memory.holds_itself(write):
        return f"{shown} holds itself after this", "Keep the reference elsewhere, or hand it over as an argument."
    unshadowed = watched.stopped | watched.arranged
    beyond = (watched.shadows.beyond | (unshadowed & memory.pairs)) & memory.touched(statement)
    if active and (beyond or (write.name in memory.pairs and _is_rearranged(function, watched, write))):
        return f"{shown} is changed in place, and other names that are read later show the change", COPY
    return None


def _left_half_way(function: Function, watched: Watched, write: Write) -> tuple[str, str] | None:
    """What is wrong with a write in a body that an exception may leave."""
    statement = write.statement
    active = watched.facts.writes_active(statement)
    if not active and statement not in watched.recording.slices and not watched.recording.restores.get(statement):
        return None
    shown = "a value" if write.name in function.temporaries else f"`{write.name}`"
    return f"{shown} is changed in place in the body of a `try`", "Change it before or after the `try`."


def _in_a_test(function: Function, watched: Watched, write: Write) -> tuple[str, str] | None:
    """What is wrong with a write in the test of a loop, which the reverse sweep passes by."""
    statement = write.statement
    if not watched.facts.writes_active(statement) and statement not in watched.recording.slices:
        return None
    shown = "a value" if write.name in function.temporaries else f"`{write.name}`"
    hint = "Test a variable: `more = step()` before the loop, `while more:`, and `more = step()` at its end."
    return f"{shown} is changed in place in the test of a loop", hint


def out_of_reach(function: Function, memory: Memory, write: Write) -> tuple[str, str] | None:
    """What is wrong with a write into storage that has no name in the function."""
    shown = "a value" if write.name in function.temporaries else f"`{write.name}`"
    if any(tag == "data" for tag, _ in memory.locations(write)):
        return f"{shown} is data outside of the function, and is changed in place", "Pass it as an argument."
    if write.form == "attribute":
        return f"an attribute of {shown} is changed in place", "Keep the value in a name of its own."
    return None


def out_of_order(function: Function, memory: Memory, write: Write) -> tuple[str, str] | None:
    """What is wrong with a write whose place in the order of evaluation the core language does not keep."""
    shown = "a value" if write.name in function.temporaries else f"`{write.name}`"
    if _is_walked(function, memory, write):
        return f"{shown} is changed in a loop over its items", "Loop over a copy (`list(...)`), or over the numbers."
    if isinstance(write.statement, Update) and _is_called_first(memory, write.statement):
        hint = "Call the function first, and assign what it returns to a name."
        return f"{shown} is updated by what a call returns that changes it as well", hint
    return None


def _is_walked(function: Function, memory: Memory, write: Write) -> bool:
    """Whether a list gets or loses items while a loop goes through it."""
    call = getattr(write.statement, "value", None)
    if write.form != "rule" or not isinstance(call, Expr):
        return False
    rule = operation(function, call).rule
    if rule is None or not rule.resizes or memory.references is None:
        return False
    walked = {
        one.args[0].leaf
        for loop in every(function.body)
        if isinstance(loop, For) and any(inner is write.statement for inner in every(loop.body))
        for inner in loop.body
        for one in (getattr(inner, "value", None),)
        if isinstance(one, Expr) and one.head == "getitem" and one.args[1] == name(loop.target)
    }
    items = walked & memory.references.sharing(write.name, memory.locations(write), write.statement)
    return bool(items & function.temporaries)


def _called(function: Function, statement: Statement) -> str:
    """What a statement calls, for a message."""
    value = getattr(statement, "value", None)
    found = operation(function, value) if isinstance(value, Expr) and value.head == "call" else None
    return "this" if found is None else f"`{spelled(found, function.temporaries)}`"


def _is_called_first(memory: Memory, statement: Update) -> bool:
    """Whether a call in the same statement of the user's writes what is updated: Python has read it before."""
    reached = memory.locations(memory.at(statement)[0])
    return any(
        memory.locations(write) & reached
        for other, each in memory.writes.items()
        if other is not statement and other.origin.group == statement.origin.group
        for write in each
        if write.form in ("call", "rule")
    )


def _is_rearranged(function: Function, watched: Watched, write: Write) -> bool:
    """Whether a call may move the items of a list or a dict, whose shadow cannot follow."""
    if write.form not in ("rule", "opaque") or watched.kinds.before[write.statement].get(write.name, UNKNOWN).is_array:
        return False
    statement = write.statement
    beside = watched.shadows
    return statement not in beside.mirrored and statement not in beside.births
