"""Checks that the output makes when it is called, where what a statement does depends on kinds that are not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ..activity import Activity
from ..contained import Path
from ..errors import Origin, UnsupportedConstructError
from ..kinds import Kinds
from ..marking import tried
from ..memory import Memory, Write
from ..program import Assign, Do, Function, If, Raise, Statement, Store, Unpack
from ..pulls import helper
from ..shadows import Shadows
from ..summaries import Context
from ..syntax import Expr, attribute, call, const, name
from ..templates.operation import operation


class Checked(Protocol):
    """What the checks need to know of a function, in either mode."""

    function: Function
    kinds: Kinds
    facts: Activity
    memory: Memory
    context: Context
    shadows: Shadows
    given: Mapping[str, str]
    integral: Mapping[tuple[frozenset[str], bool], Statement]

    @property
    def calls(self) -> Mapping[Statement, Any]: ...

    @property
    def paired(self) -> Sequence[str]: ...

    @property
    def content_read(self) -> frozenset[Any]:
        """The storage of which the output reads the content later."""


def no_numbers(spec: Checked) -> list[Statement]:
    """Checks that parameters whose storage is shared are storage."""
    kinds = spec.kinds.before[spec.function.body[0]] if spec.function.body else {}
    unsure = [one for one in spec.paired if one not in spec.memory.proven and kinds[one].tag == "unknown"]
    where = spec.function.origin
    made: list[Statement] = []
    for one in unsure:
        message = f"{where.short}: `{one}` is a number {NUMBER}"
        error = Raise(call(name("ValueError"), const(message)), None, where)
        made.append(If(is_number(name(one)), (error,), (), where))
    return made


def fixed(parameter: str, where: Origin) -> Statement:
    """Refuse another function than the default that the derivative was made for."""
    differs = Expr("compare", (name(parameter), name(f"%default of {parameter}")), ("is not",))
    place = where.short
    text = f"{place}: the derivative holds for the default of `{parameter}` alone, and another function was given"
    return If(differs, (Raise(call(name("ValueError"), const(text)), None, where),), (), where)


def guards(
    spec: Checked,
) -> Callable[[Statement, Callable[[Expr], Expr]], tuple[list[Statement], list[Statement]]]:
    """Run-time checks before and after a statement, where what it does depends on kinds that are not known."""
    memory, shadows = spec.memory, spec.shadows
    inside = tried(spec.function.body)

    def checks(statement: Statement, now: Callable[[Expr], Expr]) -> tuple[list[Statement], list[Statement]]:
        before: list[Statement] = []
        after: list[Statement] = []
        target = name(str(getattr(statement, "target", "")))
        for joined in _joined(spec, statement):
            before.append(_raised(statement, is_container(now(joined)), f"{_shown(spec, joined)} is a list", JOINED))
        if statement in memory.guards:
            before.append(_raised(statement, is_mutable(now(target)), f"{_shown(spec, target)} is mutable", UPDATED))
        for write in memory.at(statement):
            if not write.certain and statement not in spec.calls and _is_watched(spec, write):
                before.append(
                    _raised(
                        statement,
                        is_mutable(now(name(write.name))),
                        f"{_shown(spec, name(write.name))} is mutable",
                        CALLED,
                    )
                )
        if statement in memory.holders and isinstance(statement, Store):
            test = Expr("not", (call(name("isinstance"), now(statement.target.args[0]), ARRAY),))
            before.append(_raised(statement, test, "what is stored into is no array", STORED))
        if isinstance(statement, Store) and _may_change_length(spec, statement):
            replaced, given = (call(name("len"), now(one)) for one in (statement.target, statement.value))
            differ = Expr("compare", (replaced, given), ("!=",))
            is_list = call(name("isinstance"), now(statement.target.args[0]), name("list"))
            before.append(_raised(statement, Expr("and", (is_list, differ)), "the length of a list", LENGTH))
        for one in memory.loads.get(statement, ()):
            assert isinstance(statement, (Assign, Unpack))
            source = statement.value if isinstance(statement, Unpack) else statement.value.args[0]
            shares = call(helper("is_part"), name(one), source)
            after.append(_raised(statement, shares, f"{_shown(spec, name(one))} is a view", VIEWED))
        after += [_plain(spec, statement, path, now) for path in memory.plain.get(statement, ())]
        for one in shadows.numbers.get(statement, ()):
            after.append(_raised(statement, is_number(name(one)), f"{_shown(spec, name(one))} is a number", NUMBER))
        if statement in shadows.checked:
            shares = call(helper("is_part"), target, name(shadows.checked[statement]))
            after.append(_raised(statement, Expr("not", (shares,)), f"{_shown(spec, target)} is a copy here", COPIED))
        if (before or after) and statement in inside:
            what = "cannot differentiate through `try`, whose `except` might take an error of the derivative's own"
            raise UnsupportedConstructError(what, "Annotate the arguments, or give example_args.", statement.origin)
        return before, after

    return checks


UPDATED = (
    "and others see that it is changed: write `x[...] op= v` to change an array, `x = x op v` to make a new one, "
    "or annotate the arguments"
)
CALLED = "and this call may change it: annotate the arguments"
STORED = "and what it holds is changed later: annotate the arguments, or store a copy"
VIEWED = "of something that is changed while it is read: annotate the arguments"
COPIED = "and not a view, which matters since it is changed in place: annotate the arguments, or copy it"
LENGTH = "is changed by a store into a slice: use `append`, `insert`, or make a new list"
NUMBER = "where storage might be shared: annotate the arguments"
JOINED = "and joined with another, which cannot be differentiated: write the items into one display"
HOLDING = "and what it holds is changed while others see it: annotate the arguments, or give example_args"
ARRAY = attribute(name("%np"), "ndarray")


def is_mutable(value: Expr) -> Expr:
    """The test whether a value is an array or a list."""
    return call(name("isinstance"), value, Expr("tuple", (ARRAY, name("list"))))


def _plain(spec: Checked, statement: Statement, path: Path, now: Callable[[Expr], Expr]) -> Statement:
    """Raise where an operation on values of unknown kind gave a container, at a path of what the statement makes."""
    target = name(str(getattr(statement, "target", "")))
    if path[:1] == ("put",) and isinstance(statement, (Assign, Do)):
        into = operation(spec.function, statement.value).operands[str(path[1])]
        found, what = call(helper("holds_containers"), now(into)), f"{_shown(spec, into)} holds a container"
    elif path[-1:] == ("held",):
        found = call(helper("holds_containers"), _at_path(target, path[:-1]))
        what = f"{_shown(spec, target)} holds a container"
    else:
        found, what = is_container(_at_path(target, path)), f"{_shown(spec, target)} is a container"
    return _raised(statement, found, what, HOLDING)


def _joined(spec: Checked, statement: Statement) -> list[Expr]:
    """The operand of unknown kind of a sum of which the other is a list: an array, or a list that is joined."""
    if not isinstance(statement, Assign):
        return []
    if statement.target not in spec.memory.pairs and not spec.facts.is_active(statement):
        return []
    found = operation(spec.function, statement.value)
    if found.expr.head != "+":
        return []
    kinds = {one: spec.kinds.of(one, statement) for _, _, one in found.atoms}
    unknown = [one for one, kind in kinds.items() if kind.tag == "unknown"]
    return unknown if any(kind.is_container for kind in kinds.values()) else []


def _at_path(whole: Expr, path: Path) -> Expr:
    """An item of items."""
    for position in path:
        whole = Expr("getitem", (whole, const(position)))
    return whole


def is_container(value: Expr) -> Expr:
    """The test whether a value holds others."""
    return call(name("isinstance"), value, Expr("tuple", (name("list"), name("tuple"), name("dict"))))


def is_number(value: Expr) -> Expr:
    """The test whether a value is no storage."""
    numbers = Expr("tuple", (name("float"), name("int"), name("complex"), attribute(name("%np"), "number")))
    return call(name("isinstance"), value, numbers)


def _may_change_length(spec: Checked, statement: Store) -> bool:
    """Whether a slice of a list may be replaced by another number of items."""
    if statement.target.head != "getitem" or statement.target.args[1].head != "slice":
        return False
    whole, value = (spec.kinds.of(one, statement) for one in (statement.target.args[0], statement.value))
    return not whole.is_array and (whole.tag == "list" or value.tag in ("list", "tuple"))


def _is_watched(spec: Checked, write: Write) -> bool:
    """Whether anything depends on what a call may have changed."""
    seen = spec.memory.touched(write.statement)
    varied = spec.facts.varied[write.statement] & seen
    return bool(varied) or bool(spec.memory.locations(write) & spec.content_read)


def _shown(spec: Checked, target: Expr) -> str:
    return "a value" if target.leaf in spec.function.temporaries else f"`{target.leaf}`"


def _raised(statement: Statement, test: Expr, what: str, hint: str) -> Statement:
    where = statement.origin
    message = f"{where.short}: {what} {hint}"
    error = Raise(call(name("ValueError"), const(message)), None, where)
    return If(test, (error,), (), where)
