"""Make the output look like a person's: copies gone, what is used once written where it is used, dead code dropped.

Before: ``t = x * W``, ``h = np.tanh(t)``. After: ``h = np.tanh(x * W)``. An expression moves only past what cannot
change it; what may raise or has an effect is neither dropped nor reordered. Postcondition: the same results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from .. import flow
from ..algebra import fold_bound
from ..program import (
    Assert,
    Assign,
    Block,
    Break,
    Continue,
    Do,
    For,
    ForEach,
    GradBlock,
    If,
    Raise,
    Region,
    Return,
    Statement,
    Store,
    Try,
    Unpack,
    Update,
    While,
    With,
    blocks,
    bound_in,
    every,
    operands,
    reads,
    targets,
)
from ..syntax import Expr, count, dotted, is_const, name, names_in, rebuild, substitute, walk

Effects = Callable[[Expr], tuple[bool, bool]]
"""Of one operation (its operands aside): whether it has an effect, and whether it may raise."""


@dataclass(frozen=True)
class Scope:
    """What simplify may rely on: the compiler's own names (``copies`` go only where they are copies), and effects.

    ``records``: the lists in which the forward sweep leaves values to the reverse sweep. ``apart``: names whose storage
    no other names refer to, except through one another.
    """

    temporaries: Collection[str]
    parameters: Collection[str]
    effects: Effects
    copies: Collection[str] = ()
    records: Collection[str] = ()
    apart: Collection[str] = ()


def simplify(body: Block, scope: Scope) -> Block:
    """The same computation in fewer statements."""
    body = _settled(body, scope)
    counted = _counted_through(body)
    return body if counted is body else _settled(counted, scope)


def _settled(body: Block, scope: Scope) -> Block:
    """Drop, propagate and inline until nothing changes."""
    while True:
        before = body
        body = _drop_dead(body, scope)
        body = _drop_unread_records(body, scope)
        body = _propagate_copies(body, scope)
        body = _inline(body, scope)
        if body is before:
            return body


def _same_or_new(old: Block, new: list[Statement]) -> Block:
    """The block itself where nothing in it has changed, so that a pass can tell."""
    unchanged = len(old) == len(new) and all(one is other for one, other in zip(old, new, strict=True))
    return old if unchanged else tuple(new)


def has_effect(expr: Expr, scope: Scope) -> bool:
    return any(scope.effects(term)[0] for term in walk(expr))


def may_raise(expr: Expr, scope: Scope) -> bool:
    return any(scope.effects(term)[1] for term in walk(expr))


def with_operands(statement: Statement, change: Callable[[Expr], Expr]) -> Statement:
    """The statement with its own expressions changed, its blocks as they are."""
    if isinstance(statement, (GradBlock, Break, Continue, Region)) or all(
        change(one) is one for one in operands(statement)
    ):
        return statement
    if isinstance(statement, (Assign, Unpack, Do, Return)):
        return replace(statement, value=change(statement.value))
    if isinstance(statement, (Store, Update)):
        return replace(statement, target=_place(statement, change), value=change(statement.value))
    if isinstance(statement, (If, While)):
        return replace(statement, test=change(statement.test))
    if isinstance(statement, ForEach):
        return replace(statement, iterable=change(statement.iterable))
    if isinstance(statement, With):
        return replace(statement, context=change(statement.context))
    if isinstance(statement, Try):
        errors = [None if one.error is None else change(one.error) for one in statement.handlers]
        handlers = tuple(replace(one, error=error) for one, error in zip(statement.handlers, errors, strict=True))
        return replace(statement, handlers=handlers)
    if isinstance(statement, For):
        start, stop, step = (fold_bound(change(one)) for one in (statement.start, statement.stop, statement.step))
        return replace(statement, start=start, stop=stop, step=step)
    if isinstance(statement, Assert):
        message = None if statement.message is None else change(statement.message)
        return replace(statement, test=change(statement.test), message=message)
    error = None if statement.error is None else change(statement.error)
    return replace(statement, error=error, cause=None if statement.cause is None else change(statement.cause))


def _place(statement: Store | Update, change: Callable[[Expr], Expr]) -> Expr:
    target = statement.target
    return target if target.head == "name" else rebuild(target, tuple(change(part) for part in target.args))


def with_blocks(statement: Statement, change: Callable[[Block], Block]) -> Statement:
    """The statement with its blocks changed."""
    old = blocks(statement)
    if not old:
        return statement
    new = [change(block) for block in old]
    if all(one is other for one, other in zip(old, new, strict=True)):
        return statement
    if isinstance(statement, If):
        return replace(statement, body=new[0], orelse=new[1])
    if isinstance(statement, (For, ForEach)):
        return replace(statement, body=new[0])
    if isinstance(statement, While):
        return replace(statement, before=new[0], body=new[1])
    if isinstance(statement, Region):
        return replace(statement, opening=new[0], body=new[1], closing=new[2])
    if isinstance(statement, With):
        return replace(statement, body=new[0])
    if isinstance(statement, Try):
        handlers = tuple(replace(one, body=inner) for one, inner in zip(statement.handlers, new[1:-2], strict=True))
        return replace(statement, body=new[0], handlers=handlers, orelse=new[-2], finally_=new[-1])
    return statement


# Dead code


def _drop_dead(body: Block, scope: Scope) -> Block:
    """Drop assignments that nothing reads and whose value cannot raise, and what is empty after that."""
    live: flow.Solution[frozenset[str]] = {}

    def reach(statement: Statement, state: frozenset[str]) -> frozenset[str]:
        if _is_dead(statement, state, scope):
            return state
        return (state - frozenset(targets(statement))) | reads(statement)

    flow.backward(body, frozenset(), reach, flow.union, live)

    def kept(block: Block) -> Block:
        out = []
        for statement in block:
            if _is_dead(statement, live[statement], scope):
                continue
            live_after = live[statement]
            statement = with_blocks(statement, kept)
            if not _is_empty(statement, scope) or set(targets(statement)) & live_after:
                out.append(statement)
        return _same_or_new(block, out)

    return kept(body)


def _is_dead(statement: Statement, live: frozenset[str], scope: Scope) -> bool:
    if isinstance(statement, (Assign, Unpack)):
        if isinstance(statement, Assign) and statement.value == name(statement.target):
            return True
        unused = not set(targets(statement)) & live
        silent = isinstance(statement, Assign) or statement.value.head == "name"
        return unused and silent and not has_effect(statement.value, scope) and not may_raise(statement.value, scope)
    return False


def _drop_unread_records(body: Block, scope: Scope) -> Block:
    """Drop the lists from which values are taken that nothing reads."""
    if not scope.records:
        return body
    live: flow.Solution[frozenset[str]] = {}
    flow.backward(
        body, frozenset(), lambda one, state: (state - frozenset(targets(one))) | reads(one), flow.union, live
    )
    unread = set(scope.records)
    for statement in every(body):
        own = [one for one in (_list_of(statement, "append"), _list_of(statement, "pop")) if one is not None]
        used = isinstance(statement, Assign) and _list_of(statement, "pop") and statement.target in live[statement]
        unread -= reads(statement) if used else reads(statement) - {*own}
    if not unread:
        return body

    def kept(block: Block) -> Block:
        left = [one for one in block if not (reads(one) | frozenset(targets(one))) & unread or blocks(one)]
        return _same_or_new(block, [with_blocks(one, kept) for one in left])

    return kept(body)


def _list_of(statement: Statement, method: str) -> str | None:
    """The list to which a statement appends, or of which it takes the last item."""
    if not isinstance(statement, (Do, Assign)) or statement.value.head != "call":
        return None
    function = statement.value.args[0]
    if function.head != "attr" or function.leaf != method or function.args[0].head != "name":
        return None
    return str(function.args[0].leaf)


def _is_empty(statement: Statement, scope: Scope) -> bool:
    if isinstance(statement, If) and not statement.body and not statement.orelse:
        return not has_effect(statement.test, scope) and not may_raise(statement.test, scope)
    return (
        isinstance(statement, (For, ForEach))
        and not statement.body
        and not any(has_effect(one, scope) for one in operands(statement))
    )


# Copies


def _propagate_copies(body: Block, scope: Scope) -> Block:
    """Read the original where a temporary is bound once, to a name that is bound once or to a constant."""
    bindings = Counter(target for statement in every(body) for target in targets(statement))
    bindings.update(scope.parameters)
    values: dict[str, Expr] = {}
    for statement in every(body):
        if isinstance(statement, Assign) and _is_own(statement.target, scope) and bindings[statement.target] == 1:
            value = statement.value
            if value.head == "const" or (value.head == "name" and bindings[value.leaf] <= 1):
                values[statement.target] = value
    for target in values:
        while values[target].head == "name" and values[target].leaf in values:
            values[target] = values[values[target].leaf]
    if not values:
        return body

    def change(block: Block) -> Block:
        return _same_or_new(block, [with_blocks(_filled(one, values), change) for one in block])

    return change(body)


def _is_own(identifier: str, scope: Scope) -> bool:
    return identifier in scope.temporaries or identifier in scope.copies


# Loops


def _counted_through(body: Block) -> Block:
    """``for i in range(len(xs)): x = xs[i]`` as ``for x in xs``, where nothing else needs the number."""
    bindings = Counter(target for statement in every(body) for target in targets(statement))
    lengths = {
        one.target: one.value.args[1]
        for one in every(body)
        if isinstance(one, Assign) and bindings[one.target] == 1 and _is_length(one.value)
    }
    live: flow.Solution[frozenset[str]] = {}
    flow.backward(
        body, frozenset(), lambda one, state: (state - frozenset(targets(one))) | reads(one), flow.union, live
    )

    def change(block: Block) -> Block:
        return _same_or_new(block, [_through(with_blocks(one, change), live[one]) for one in block])

    def _through(statement: Statement, after: frozenset[str]) -> Statement:
        if not isinstance(statement, For) or not statement.body or not isinstance(statement.body[0], Assign):
            return statement
        first, rest = statement.body[0], statement.body[1:]
        length = statement.stop if _is_length(statement.stop) else lengths.get(str(statement.stop.leaf))
        if length is None or not is_const(statement.start, 0) or not is_const(statement.step, 1):
            return statement
        items = length.args[1] if length.head == "call" else length
        counted = first.value == Expr("getitem", (items, name(statement.target))) and items.head == "name"
        used = any(statement.target in reads(one) | frozenset(targets(one)) for one in every(rest))
        kept = items.leaf not in bound_in(statement.body) and first.target != items.leaf
        if counted and kept and not used and statement.target not in after:
            return ForEach(first.target, items, rest, statement.origin, statement.note)
        return statement

    return change(body)


def _is_length(expr: Expr) -> bool:
    return expr.head == "call" and expr.args[0] == name("len") and len(expr.args) == 2 and expr.args[1].head == "name"


# Inlining


def _inline(body: Block, scope: Scope) -> Block:
    """Write what a temporary holds where it is read, if that is in one place."""
    bindings = Counter(target for statement in every(body) for target in targets(statement))
    uses = Counter(
        term.leaf
        for statement in every(body)
        for expr in operands(statement)
        for term in walk(expr)
        if term.head == "name"
    )
    once = frozenset(
        one for one in scope.temporaries if bindings[one] == 1 and uses[one] == 1 and one not in scope.parameters
    )
    return _inlined(body, once, scope)


def _inlined(block: Block, once: frozenset[str], scope: Scope) -> Block:
    statements = [with_blocks(one, lambda inner: _inlined(inner, once, scope)) for one in block]
    statements = [_test_inlined(one, once, scope) for one in statements]
    position = len(statements) - 1
    while position >= 0:
        statement = statements[position]
        if isinstance(statement, Assign) and statement.target in once:
            at = _destination(statements, position, scope)
            if at is not None:
                values = {statement.target: statement.value}
                statements[at] = _put(statements[at], values)
                del statements[position]
        position -= 1
    return _same_or_new(block, statements)


def _put(statement: Statement, values: dict[str, Expr]) -> Statement:
    """Fill in a value where it is read, in the statement itself or in a branch of it."""
    statement = _filled(statement, values)
    if isinstance(statement, If):
        return with_blocks(statement, lambda block: tuple(_put(one, values) for one in block))
    return statement


def _filled(statement: Statement, values: dict[str, Expr]) -> Statement:
    """The statement with names in its own expressions replaced by what they stand for."""
    if reads(statement).isdisjoint(values):
        return statement
    return with_operands(statement, lambda expr: substitute(expr, values))


def _destination(statements: list[Statement], position: int, scope: Scope) -> int | None:
    """The statement of the block that reads the temporary, if its value may move there."""
    statement = statements[position]
    assert isinstance(statement, Assign)
    value = statement.value
    effect, raising = has_effect(value, scope), may_raise(value, scope)
    wanted = names_in(value)
    for at in range(position + 1, len(statements)):
        other = statements[at]
        if any(count(expr, statement.target) for expr in operands(other)):
            return at if not effect or _comes_first(other, statement.target, scope) else None
        if any(statement.target in reads(inner) for inner in every((other,))):
            return at if _may_enter(other, statement, effect or raising, scope) else None
        if wanted & bound_in((other,)) or _is_barrier(other, value, effect or raising, scope):
            return None
    return None


def _may_enter(other: Statement, moved: Assign, eager: bool, scope: Scope) -> bool:
    """Whether the value may move into a branch: evaluated there at most once, and with the same operands."""
    if not isinstance(other, If) or eager:
        return False
    reader = next(one for one in every((other,)) if moved.target in reads(one))
    for block in (other.body, other.orelse):
        for at, statement in enumerate(block):
            if statement is reader:
                wanted = names_in(moved.value)
                passed = block[:at]
                return not any(
                    wanted & bound_in((one,)) or _is_barrier(one, moved.value, eager, scope) for one in passed
                )
    return False


def _is_barrier(other: Statement, value: Expr, eager: bool, scope: Scope) -> bool:
    """Whether a value must not move past a statement."""
    if isinstance(other, (Store, Update)):
        return value.head != "name" and bool(names_in(value)) and not _is_apart(other, value, scope)
    if isinstance(other, Do) and (other.value.head != "call" or _list_of(other, "append") in scope.records):
        return eager and has_effect(value, scope)
    if has_effect(value, scope) and not _is_popped(value, scope):
        inside = (expr for one in every((other,)) for expr in operands(one))
        return any(term.head not in ("name", "const") for expr in inside for term in walk(expr))
    inner = [expr for one in every((other,)) for expr in operands(one)]
    effect = any(has_effect(expr, scope) for expr in inner)
    if effect or any(isinstance(one, (Do, Raise, Assert, Store, Update, Break)) for one in every((other,))):
        return not all(_is_settled(term) for term in walk(value)) or eager
    return False


def _is_settled(term: Expr) -> bool:
    """Whether an operation gives the same whatever other code has done meanwhile."""
    return term.head in ("name", "const") or (term.head == "attr" and (term.leaf in _OF_ARRAYS or _is_path(term)))


def _is_path(term: Expr) -> bool:
    """Whether an attribute is one of a library that the output imports."""
    root = dotted(term)
    return root is not None and root[0].startswith("%")


_OF_ARRAYS = frozenset({"shape", "ndim", "size", "dtype", "T"})


def _is_apart(other: Store | Update, value: Expr, scope: Scope) -> bool:
    """Whether a store goes into storage that a value cannot read."""
    place = other.target.args[0] if other.target.head == "getitem" else other.target
    return place.head == "name" and place.leaf in scope.apart and names_in(value).isdisjoint(scope.apart)


def _is_popped(value: Expr, scope: Scope) -> bool:
    """Whether a value is taken from a list of saved values, which nothing else reads."""
    function = value.args[0] if value.head == "call" else value
    return function.head == "attr" and function.leaf == "pop" and function.args[0].leaf in scope.records


def _comes_first(statement: Statement, target: str, scope: Scope) -> bool:
    """Whether nothing is read from storage before the temporary is read, which an effect could change."""
    if isinstance(statement, Update) and statement.target.head == "getitem":
        return False
    for expr in operands(statement):
        for term in _in_order(expr):
            if term.head == "name" and term.leaf == target:
                return True
            if term.head not in ("name", "const", "attr", "tuple"):
                return False
    return False


def _in_order(expr: Expr) -> list[Expr]:
    """The operations in the order in which Python finishes them."""
    return [*(term for part in expr.args for term in _in_order(part)), expr]


def _test_inlined(statement: Statement, once: frozenset[str], scope: Scope) -> Statement:
    """Write the statements of a loop's test into the test, as far as they are used once."""
    if not isinstance(statement, While):
        return statement
    before, test = list(statement.before), statement.test
    while before:
        last = before[-1]
        if not (isinstance(last, Assign) and last.target in once and count(test, last.target) == 1):
            break
        test = substitute(test, {last.target: last.value})
        before.pop()
    return statement if test is statement.test else replace(statement, before=tuple(before), test=test)
