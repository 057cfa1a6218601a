"""The range that runs a range backwards."""

from __future__ import annotations

from ...algebra import fold_bound
from ...syntax import NONE, Expr, attribute, call, const, is_const, name


def mirrored(start: Expr, stop: Expr, step: Expr) -> tuple[Expr, Expr, Expr]:
    """The bounds of the range that runs backwards: start, stop, step."""
    if is_const(step, 1):
        return minus_one(stop), minus_one(start), const(-1)
    if is_const(step, -1):
        return plus_one(stop), plus_one(start), const(1)
    if step.head == "const" and type(step.value) is int and step.value > 1:
        trips = Expr("//", (Expr("-", (minus_one(stop), start)), step))
        last = Expr("+", (start, Expr("*", (trips, step))))
        if is_const(start, 0):
            last = Expr("*", (Expr("//", (minus_one(stop), step)), step))
        return last, minus_one(start), const(-step.value)
    last = call(name("range"), start, stop, step)
    mirror = Expr("getitem", (last, Expr("slice", (NONE, NONE, const(-1)))))
    return attribute(mirror, "start"), attribute(mirror, "stop"), attribute(mirror, "step")


def minus_one(expr: Expr) -> Expr:
    if expr.head == "const":
        return const(expr.value - 1)
    return fold_bound(Expr("-", (expr, const(1))))


def plus_one(expr: Expr) -> Expr:
    if expr.head == "const":
        return const(expr.value + 1)
    return fold_bound(Expr("+", (expr, const(1))))
