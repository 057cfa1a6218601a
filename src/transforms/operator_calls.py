"""Calls of functions of `operator` as what they stand for.

Before: ``operator.mul(x, y)``, ``operator.setitem(x, i, y)``. After: ``x * y``, ``x[i] = y``. So they have the kinds,
the derivatives and the refusals of operators. An in-place form changes what it is given, as ``x += y`` does, and
returns it.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from ..errors import Origin
from ..program import Assign, Do, Statement, Store, Update
from ..syntax import Expr, attribute, call, name, positional

_BINARY: Mapping[Any, str] = {
    operator.add: "+",
    operator.and_: "&",
    operator.concat: "+",
    operator.floordiv: "//",
    operator.getitem: "getitem",
    operator.lshift: "<<",
    operator.matmul: "@",
    operator.mod: "%",
    operator.mul: "*",
    operator.or_: "|",
    operator.pow: "**",
    operator.rshift: ">>",
    operator.sub: "-",
    operator.truediv: "/",
    operator.xor: "^",
}
_UNARY: Mapping[Any, str] = {
    operator.inv: "~",
    operator.invert: "~",
    operator.neg: "neg",
    operator.pos: "pos",
}
_IN_PLACE: Mapping[Any, str] = {
    operator.iadd: "+",
    operator.iand: "&",
    operator.iconcat: "+",
    operator.ifloordiv: "//",
    operator.ilshift: "<<",
    operator.imatmul: "@",
    operator.imod: "%",
    operator.imul: "*",
    operator.ior: "|",
    operator.ipow: "**",
    operator.irshift: ">>",
    operator.isub: "-",
    operator.itruediv: "/",
    operator.ixor: "^",
}


def is_written_out(target: Any) -> bool:
    """Whether calls of a function are written as what they stand for."""
    known = (*_BINARY, *_UNARY, *_IN_PLACE, operator.setitem, operator.delitem, getattr(operator, "call", None))
    return any(target is one for one in known)


def operation_of(target: Any, expr: Expr) -> Expr | None:
    """The operation that a call stands for; None for any other call."""
    plain = _given(target, expr)
    if plain is None:
        return None
    if target is getattr(operator, "call", None) and plain:
        return Expr("call", expr.args[1:], expr.leaf, expr.at)
    head = {1: _UNARY, 2: _BINARY}.get(len(plain), {}).get(target)
    return None if head is None else Expr(head, plain, None, expr.at)


def is_in_place(target: Any, expr: Expr) -> bool:
    """Whether a call is an in-place form of an operator."""
    plain = _given(target, expr)
    return plain is not None and len(plain) == 2 and target in _IN_PLACE


def updated_by(target: Any, expr: Expr, held: str, where: Origin) -> tuple[Statement, ...]:
    """What an in-place form does to its first operand under the name ``held``."""
    first, second = positional(expr)
    return Assign(held, first, where), Update(name(held), _IN_PLACE[target], second, where)


def stored_by(target: Any, expr: Expr, where: Origin) -> Statement | None:
    """The store that a call for its effect stands for; None for any other call."""
    plain = _given(target, expr)
    if target is operator.setitem and plain is not None and len(plain) == 3:
        return Store(Expr("getitem", plain[:2], None, expr.at), plain[2], where)
    if target is operator.delitem and plain is not None and len(plain) == 2:
        return Do(call(attribute(plain[0], "pop"), plain[1]), where)
    return None


def _given(target: Any, expr: Expr) -> tuple[Expr, ...] | None:
    """The arguments of a call of a function of `operator`; None for another one, or if they are not written out."""
    if getattr(target, "__module__", None) not in ("_operator", "operator"):
        return None
    plain = positional(expr)
    whole = len(plain) == len(expr.args) - 1 or target is getattr(operator, "call", None)
    return plain if whole and not any(one.head == "star" for one in plain) else None
