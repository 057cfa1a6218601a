"""Adjoints as they are put together: terms that know how their shape relates to that of the primal.

A term of the adjoint of x is ``exact`` (of x's shape), ``narrow`` (to be broadcast to it), ``wide`` (to be summed down
to it; ``extent`` tells of which shape it is) or ``structure`` (perhaps a container). Wide and narrow terms pass through
elementwise operations as they are and are settled once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...algebra import add, multiply
from ...program import For, GradBlock, If, Statement, While
from ...pulls import Pull, helper
from ...syntax import Expr, attribute, call, name, walk
from ...values import Kind

FRESH_CALLS = frozenset({"zeros_like", "add_at", "add", "copied", "taken"})
FRESH_FUNCTIONS = frozenset({"outer", "where", "zeros_like", "tensordot", "cos", "sin", "exp"})
"""Functions of the library that always make a new array."""

_ARITHMETIC = frozenset({"+", "-", "*", "/", "@", "neg", "**"})


@dataclass(frozen=True)
class Term:
    """One summand of an adjoint.

    ``index``: it belongs at that index alone. ``numeric``: where it comes from shows that the primal is a number or an
    array, so that it may be added with ``+``.
    """

    expr: Expr
    form: str = "exact"
    extent: str | None = None
    index: Expr | None = None
    numeric: bool = False


def through_factor(factor: Expr, term: Term, operand: Kind, result: Kind, target: str, reads_full: bool) -> Term:
    """The term of an operand of an elementwise operation; the incoming one is not narrow unless the shapes agree."""
    incoming = term.expr
    if factor.head == "call" and factor.args[0] == helper("phase") and incoming.head != "const":
        incoming = call(attribute(name("%np"), "real"), incoming)  # a modulus is real, whatever it was multiplied with
    product = multiply(factor, incoming)
    if operand.shape is not None and operand.shape == result.shape:
        if term.form == "narrow":
            return Term(product, "exact" if reads_full else "narrow", numeric=True)
        return Term(product, term.form, term.extent, numeric=True)
    return Term(product, "wide", term.extent if term.form == "wide" else target, numeric=True)


def total(terms: Sequence[Term], primal: Expr, kind: Kind, numeric: bool) -> Expr:
    """The sum of terms, of the shape of the primal value."""
    certain = numeric or any(term.numeric or term.form in ("wide", "narrow") for term in terms)
    if len(terms) > 1 and not certain:
        return _structural([_settled([term], primal, kind) for term in terms])
    wide: dict[str | None, list[Term]] = {}
    for term in terms:
        if term.form == "wide":
            wide.setdefault(term.extent, []).append(term)
    others = [term for term in terms if term.form != "wide"]
    parts = [_settled(group, primal, kind) for group in wide.values()]
    if others and all(term.form == "narrow" for term in others) and not parts:
        return _settled(others, primal, kind)
    return add([*(term.expr for term in others), *parts])


def _settled(terms: Sequence[Term], primal: Expr, kind: Kind) -> Expr:
    """Terms of one form as one expression of the primal's shape."""
    summed = add([term.expr for term in terms])
    if kind.is_scalar and (terms[0].form == "wide" or (terms[0].form == "narrow" and _has_axes(summed))):
        return call(attribute(name("%np"), "sum"), summed)
    if terms[0].form == "wide":
        return call(helper("unbroadcast"), summed, primal)
    if terms[0].form == "narrow" and not kind.is_scalar:
        return call(helper("broadcast_like"), summed, primal)
    return summed


def _has_axes(expr: Expr) -> bool:
    """Whether a narrow term may have axes of length one, as the adjoint of a number reduced over an axis has."""
    return any(
        term.head == "call" and str(term.args[0].leaf).lstrip("%") in ("expand_dims", "restore_axes")
        for term in walk(expr)
    )


def _structural(parts: Sequence[Expr]) -> Expr:
    result = parts[0]
    for part in parts[1:]:
        result = call(helper("add"), result, part)
    return result


def is_fresh(expr: Expr) -> bool:
    """Whether the value certainly shares storage with nothing."""
    if expr.head in _ARITHMETIC or expr.head == "const":
        return True
    if expr.head == "call" and expr.args[0].head == "attr" and expr.args[0].args[0] == name("%np"):
        return expr.args[0].leaf in FRESH_FUNCTIONS
    if expr.head == "call" and expr.args[0].head == "name":
        function = expr.args[0].leaf.lstrip("%")
        return function in FRESH_CALLS or (function == "unbroadcast" and is_fresh(expr.args[1]))
    return False


def in_parallel(
    assignments: Sequence[tuple[str, Expr]], reads: Callable[[Expr], frozenset[str]], fresh: Callable[[str], str]
) -> list[tuple[str, Expr]]:
    """Assignments that all read what was there before, put in an order in which they may be made one by one."""
    waiting = list(assignments)
    done: list[tuple[str, Expr]] = []
    last: list[tuple[str, Expr]] = []
    while waiting:
        ready = next(
            (one for one in waiting if not any(one[0] in reads(expr) for target, expr in waiting if target != one[0])),
            None,
        )
        if ready is None:
            target, expr = waiting.pop(0)
            held = fresh(target)
            done.append((held, expr))
            last.append((target, name(held)))
        else:
            waiting.remove(ready)
            done.append(ready)
    return [*done, *last]


def is_factor(pull: Pull, expr: Expr) -> int:
    """Factors read the adjoint once, though it is not in their text."""
    return int(any(partial.form == "factor" and partial.expr is expr for partial in pull.partials))


def agrees(operand: Kind, result: Kind) -> bool:
    """Whether two kinds are certainly of one shape."""
    return operand.shape is not None and operand.shape == result.shape


def group_of(statement: Statement) -> object:
    """What is taken together with a statement: all that comes from one statement of the user's."""
    return statement if isinstance(statement, (If, For, While, GradBlock)) else statement.origin.group
