"""What a statement overwrites in place: how the forward sweep keeps it, and how the reverse sweep puts it back."""

from __future__ import annotations

from ...kinds import Kinds, is_whole
from ...libraries import is_helper
from ...memory import Write
from ...program import Assign, Do, Function, Statement, Store, Update
from ...pulls import helper
from ...syntax import Expr, as_value, attribute, call, is_field, name, parse, substitute
from ...templates.operation import Operation, operation
from ...updates import WHOLE
from ...values import UNKNOWN, Kind
from ...written_pulls import element


def kept(function: Function, write: Write, kinds: Kinds) -> Expr:
    """A copy of what a statement is about to overwrite."""
    statement = write.statement
    if not isinstance(statement, (Store, Update)):
        found = _operation(function, statement)
        return (
            attribute_call(name(write.name), "copy")
            if _is_copied(found, write, kinds)
            else _filled(found, write, "keeps")
        )
    place = statement.target
    whole = kinds.of(place.args[0], statement)
    item = element(whole, place.args[1], statement, kinds)
    if item.is_scalar or _is_rebound(statement, item):
        return place
    if whole.is_array and item.is_array:
        return attribute_call(place.args[0] if is_whole(place.args[1]) else place, "copy")
    reader = "kept_content" if isinstance(statement, Update) and not whole.is_array else "kept_item"
    return call(helper(reader), place.args[0], as_value(place.args[1]))


def restored(function: Function, write: Write, kinds: Kinds, held: Expr, note: str) -> Statement:
    """The statement that puts back what was kept."""
    statement = write.statement
    if not isinstance(statement, (Store, Update)):
        found = _operation(function, statement)
        if _is_copied(found, write, kinds):
            return Store(Expr("getitem", (name(write.name), WHOLE)), held, statement.origin, note)
        undo = _filled(found, write, "undo")
        return Do(substitute(undo, {"kept": held}), statement.origin, note)
    place = statement.target
    whole = kinds.of(place.args[0], statement)
    item = element(whole, place.args[1], statement, kinds)
    if whole.is_array or _is_rebound(statement, item) or (is_field(place.args[1]) and item.is_scalar):
        return Store(place, held, statement.origin, note)
    writer = "restore_content" if isinstance(statement, Update) else "restore_item"
    return Do(call(helper(writer), place.args[0], as_value(place.args[1]), held), statement.origin, note)


def _is_rebound(statement: Store | Update, item: Kind) -> bool:
    """Whether an attribute that holds a number or an array is given another one."""
    return isinstance(statement, Store) and is_field(statement.target.args[1]) and item.is_numeric


def attribute_call(value: Expr, method: str) -> Expr:
    return call(attribute(value, method))


def _operation(function: Function, statement: Statement) -> Operation:
    assert isinstance(statement, (Assign, Do))
    return operation(function, statement.value)


def _is_copied(found: Operation, write: Write, kinds: Kinds) -> bool:
    """Whether all of an array is kept, since its rule says nothing else."""
    whole = kinds.before.get(write.statement, {}).get(write.name, UNKNOWN)
    return whole.is_array and (found.rule is None or not found.rule.undo)


def _filled(found: Operation, write: Write, which: str) -> Expr:
    """The text of the rule with its arguments filled in, or a copy of the whole."""
    text = "" if found.rule is None else getattr(found.rule, which)
    if not text:
        whole = name(write.name)
        return call(helper("snapshot"), whole) if which == "keeps" else call(helper("restore"), whole, name("kept"))
    marked = parse(text)
    called = marked.args[0] if marked.head == "call" else marked
    function = helper(called.leaf) if called.head == "name" and is_helper(called.leaf) else None
    filled = substitute(marked, dict(found.operands))
    return filled if function is None else Expr("call", (function, *filled.args[1:]), filled.leaf)
