"""Let adjoints keep their storage: added to and scaled in place, and not copied where nothing changes in between.

Before: ``bx = bx + p * by``, ``b_rhs = copied(bx)``. After: ``bx += p * by``, and ``bx`` read where it stands. Only an
adjoint that is certainly an array of the primal's shape, and that nothing else refers to, is written. Postcondition:
the same results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace

from ..kinds import is_all
from ..program import Assign, Block, Do, Statement, Store, Unpack, Update, blocks, every, operands, reads, targets
from ..pulls import helper
from ..syntax import Expr, name, names_in, substitute
from .ownership import Ownership, base_of, is_computed
from .simplify import Scope, with_blocks, with_operands


def reuse(body: Block, arrays: Collection[str], numeric: Collection[str], scope: Scope) -> Block:
    """The same sweep with fewer arrays made.

    ``arrays`` are the adjoints that are arrays of the primal's shape, ``numeric`` names of the primal that are arrays.
    """
    if not arrays:
        return body
    for rewrite in (_uncopied, _in_place, _added_at_once, _restored_by_name):
        body = rewrite(body, Ownership.of(body, scope, arrays, numeric))
    return body


def _each(body: Block, change: Callable[[Statement], Statement]) -> Block:
    """Every statement changed, inner ones first."""

    def changed(block: Block) -> Block:
        return tuple(change(with_blocks(one, changed)) if blocks(one) else change(one) for one in block)

    return changed(body)


def _bindings(body: Block) -> Counter[str]:
    return Counter(target for statement in every(body) for target in targets(statement))


def _uses(body: Block) -> Counter[str]:
    """How many expressions read each name."""
    return Counter(term for one in every(body) for expr in operands(one) for term in names_in(expr))


# In place


def _in_place(body: Block, ownership: Ownership) -> Block:
    """``b = b + e`` as ``b += e``, ``b = f * b`` as ``b *= f``, and so for parts: ``b[i] = b[i] + e``."""

    def change(statement: Statement) -> Statement:
        if isinstance(statement, Assign) and statement.target in ownership.before[statement]:
            own = name(statement.target)
        elif isinstance(statement, Store):
            own = statement.target
        else:
            return statement
        if base_of(own) in ownership.arrays:
            for operator, rest in (_rest_of_sum(statement.value, own), _rest_of_product(statement.value, own)):
                if rest is not None:
                    return Update(own, operator, rest, statement.origin, statement.note)
        return statement

    return _each(body, change)


def _rest_of_sum(value: Expr, own: Expr) -> tuple[str, Expr | None]:
    """What is added to ``own`` or subtracted."""
    terms = _terms(value)
    if len(terms) < 2 or terms.count(("+", own)) != 1:
        return "+", None
    terms.remove(("+", own))
    first = next((at for at, (sign, _) in enumerate(terms) if sign == "+"), None)
    operator = "-" if first is None else "+"
    ordered = terms if first is None else [terms[first], *terms[:first], *terms[first + 1 :]]
    rest = ordered[0][1]
    for sign, term in ordered[1:]:
        rest = Expr("+" if sign == operator else "-", (rest, term))
    return operator, rest


def _terms(value: Expr) -> list[tuple[str, Expr]]:
    if value.head not in ("+", "-"):
        return [("+", value)]
    return [*_terms(value.args[0]), (value.head, value.args[1])]


def _rest_of_product(value: Expr, own: Expr) -> tuple[str, Expr | None]:
    """By what ``own`` is multiplied or divided."""
    if value.head == "/" and value.args[0] == own:
        return "/", value.args[1]
    factors = _factors(value)
    if len(factors) < 2 or factors.count(own) != 1:
        return "*", None
    factors.remove(own)
    rest = factors[0]
    for factor in factors[1:]:
        rest = Expr("*", (rest, factor))
    return "*", rest


def _factors(value: Expr) -> list[Expr]:
    return [*_factors(value.args[0]), value.args[1]] if value.head == "*" else [value]


def _added_at_once(body: Block, ownership: Ownership) -> Block:
    """``t = p * b; b *= x; c += t`` as ``c += p * b; b *= x``."""
    bindings, uses = _bindings(body), _uses(body)

    def change(block: Block) -> Block:
        statements = list(block)
        for first in block:
            if not isinstance(first, Assign) or (bindings[first.target], uses[first.target]) != (1, 1):
                continue
            at = statements.index(first)
            if len(statements) > at + 2 and _may_swap(first, statements[at + 1], statements[at + 2], ownership):
                last = statements[at + 2]
                assert isinstance(last, Update)
                statements[at : at + 3] = [replace(last, value=first.value, note=first.note), statements[at + 1]]
        return tuple(with_blocks(one, change) for one in statements)

    return change(body)


def _may_swap(first: Assign, between: Statement, last: Statement, ownership: Ownership) -> bool:
    """Whether what the first of three statements holds for the last may be added before the one between them."""
    if first.target not in ownership.scope.temporaries:
        return False
    if not (isinstance(between, Update) and isinstance(last, Update) and last.value == name(first.target)):
        return False
    pair = {base_of(between.target), base_of(last.target)}
    owned = len(pair) == 2 and all(one in ownership.arrays and one in ownership.before[between] for one in pair)
    return owned and last.target.head == "name" and last.target.leaf not in reads(between)


# What is put back


def _restored_by_name(body: Block, ownership: Ownership) -> Block:
    """``p[...] = p_saved.pop()`` as ``p = p_saved.pop()`` where nothing else refers to the array."""

    def change(statement: Statement) -> Statement:
        if not isinstance(statement, Store) or statement.target.args[0].head != "name":
            return statement
        identifier = statement.target.args[0].leaf
        whole = is_all(statement.target.args[1]) and identifier in ownership.before[statement]
        if whole and _is_popped(statement.value, ownership.scope):
            return Assign(identifier, statement.value, statement.origin, statement.note)
        return statement

    return _each(body, change)


def _is_popped(value: Expr, scope: Scope) -> bool:
    method = value.args[0] if value.head == "call" else value
    return method.head == "attr" and method.leaf == "pop" and method.args[0].leaf in scope.records


# Copies


def _uncopied(body: Block, ownership: Ownership) -> Block:
    """Read an adjoint where it stands, where nothing changes it before the copy has been read."""
    bindings, uses = _bindings(body), _uses(body)

    def change(block: Block) -> Block:
        read: dict[str, Expr] = {}
        for at, statement in enumerate(block):
            if isinstance(statement, Assign) and statement.target in ownership.scope.temporaries:
                source = _original(statement.value, ownership) if bindings[statement.target] == 1 else None
                last = _last_read(block, at, statement.target, uses[statement.target], ownership)
                if source is not None and last is not None and _stays(block, at, last, source, ownership):
                    read[statement.target] = source
        left = [one for one in block if not (isinstance(one, Assign) and one.target in read)]
        changed = [with_operands(with_blocks(one, change), lambda expr: substitute(expr, read)) for one in left]
        return tuple(_read_directly(one, was, ownership) for one, was in zip(changed, left, strict=True))

    return change(body)


def _read_directly(statement: Statement, was: Statement, ownership: Ownership) -> Statement:
    """``a[i] += b[j].copy()`` as ``a[i] += b[j]``, for different arrays."""
    if not isinstance(statement, Update) or statement.target.head != "getitem":
        return statement
    source = _original(statement.value, ownership)
    if source is None:
        return statement
    pair = {base_of(source), base_of(statement.target)}
    apart = len(pair) == 2 and bool(pair & ownership.before[was])
    return replace(statement, value=source) if apart else statement


def _original(value: Expr, ownership: Ownership) -> Expr | None:
    """The adjoint, or the part of one, of which a value is a copy."""
    if value.head != "call":
        return None
    method = value.args[0]
    if method == helper("copied"):
        source = value.args[1]
    elif method.head == "attr" and method.leaf == "copy" and len(value.args) == 1:
        source = method.args[0]
    else:
        return None
    return source if base_of(source) in ownership.arrays else None


def _last_read(block: Block, at: int, target: str, uses: int, ownership: Ownership) -> int | None:
    """The last statement that reads a copy, if it is read as a number is, and in this block alone."""
    last, seen = at, 0
    for position in range(at + 1, len(block)):
        statement = block[position]
        if blocks(statement):
            continue
        found = [expr for expr in operands(statement) if target in names_in(expr)]
        if not found:
            continue
        into = isinstance(statement, (Store, Update)) and target not in names_in(statement.target)
        into = into and isinstance(statement, (Store, Update)) and base_of(statement.target) in ownership.arrays
        if not into and (isinstance(statement, Unpack) or any(target in ownership.referred(one) for one in found)):
            return None
        seen += len(found)
        last = position
    return last if seen == uses and last > at else None


def _stays(block: Block, at: int, last: int, source: Expr, ownership: Ownership) -> bool:
    """Whether what is copied holds the same values, under the same names, until the copy has been read."""
    base = base_of(source)
    owned = base in ownership.before[block[at]]
    for statement in every(block[at + 1 : last]):
        if frozenset(targets(statement)) & names_in(source) or _may_write(statement, base, owned, ownership):
            return False
    final = block[last]
    if isinstance(final, (Store, Update)) and not is_computed(final.value):
        return owned and base_of(final.target) != base
    return True


def _may_write(statement: Statement, base: str | None, owned: bool, ownership: Ownership) -> bool:
    """Whether a statement may write what a name refers to, or make another name for it."""
    if isinstance(statement, (Store, Update)) and (not owned or base_of(statement.target) == base):
        return True
    if owned:
        return any(base in ownership.referred(expr) for expr in operands(statement))
    return any(_calls_unknown(expr, ownership) for expr in operands(statement) if isinstance(statement, (Do, Assign)))


def _calls_unknown(expr: Expr, ownership: Ownership) -> bool:
    unknown = expr.head == "call" and not ownership.is_fresh(expr) and ownership.scope.effects(expr)[0]
    return unknown or any(_calls_unknown(part, ownership) for part in expr.args)
