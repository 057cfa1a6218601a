"""How each operation is done in all directions at once: the rules beside those for derivatives.

A value that carries directions has one more axis ahead, so an array of rank 2 then has three axes. A rule is given one
operation of which some operands carry directions, with the kinds that they have in a single direction, and says what to
evaluate instead. An elementwise operation needs no rule of its own: its operands are aligned. What has no rule, and
what a rule raises `Unbatched` for, is applied in one direction after the other, by ``in_each``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import runtime
from ..syntax import NONE, Expr, attribute, const, is_const, name, substitute
from ..values import UNKNOWN, Kind, selected_rank
from .operation import Operation

Mark = bool | tuple["Mark", ...]
"""What of a value carries directions: nothing, all numbers and arrays in it, or the marks of the items of a tuple."""

ALL = Expr("slice", (NONE, NONE, NONE))


class Unbatched(Exception):  # noqa: N818 - it is caught, and says what stands in the way
    """Why something is done in one direction after the other."""


@dataclass(frozen=True, eq=False)
class Batch:
    """One operation of which some operands carry directions: their kinds in one direction, and what carries.

    ``result`` is the kind of the result in one direction, ``size`` the number of directions.
    """

    found: Operation
    kinds: Mapping[str, Kind]
    marks: Mapping[str, Mark]
    result: Kind
    size: Expr

    def __getitem__(self, parameter: str) -> Expr:
        return self.found.operands[parameter]

    def carries(self, parameter: str) -> bool:
        """Whether an operand carries directions. Raises `Unbatched` for what does so in part."""
        mark = self.marks.get(parameter, False)
        if isinstance(mark, tuple):
            raise Unbatched("an operand carries directions in part")
        return mark

    def rank(self, parameter: str) -> int:
        """The rank of an operand in one direction."""
        return known_rank(self.kinds.get(parameter, UNKNOWN))

    def aligned(self, parameter: str, rank: int) -> Expr:
        """An operand, broadcast against one of a given rank."""
        operand = self[parameter]
        return widened(operand, rank - self.rank(parameter)) if self.carries(parameter) else operand

    def given(self, parameter: str, default: object) -> bool:
        """Whether an operand differs from its default."""
        return parameter in self.found.operands and not is_const(self[parameter], default)

    def integer(self, parameter: str) -> int:
        """The value of an operand that is a literal integer."""
        operand = self.found.operands.get(parameter, NONE)
        if operand.head != "const" or type(operand.value) is not int:
            raise Unbatched(f"`{parameter}` is not a literal")
        return int(operand.value)

    def example(self, parameter: str) -> Expr:
        """An operand of which the shape is read, in one direction."""
        operand = self[parameter]
        return Expr("getitem", (operand, const(0))) if self.carries(parameter) else operand

    def only(self, *parameters: str) -> None:
        """Raise `Unbatched` if anything but these operands carries directions."""
        if any(mark for parameter, mark in self.marks.items() if parameter not in parameters):
            raise Unbatched("an operand carries directions that the rule does not expect there")


Rule = Callable[[Batch], Expr]

BATCHING: dict[Hashable, Rule] = {}
"""The rules, by the keys of those for derivatives."""


def batching(*keys: Hashable) -> Callable[[Rule], Rule]:
    """Declare how functions are applied in all directions at once."""

    def declare(rule: Rule) -> Rule:
        BATCHING.update(dict.fromkeys(keys, rule))
        return rule

    return declare


def key_of(found: Operation) -> Hashable:
    """What a rule is declared for: a function, an operator, a method or an attribute."""
    expr = found.expr
    if expr.head == "call":
        return found.target if isinstance(found.target, Hashable) else None
    return ("attr", expr.leaf) if expr.head == "attr" else expr.head


def library(identifier: str) -> Expr:
    """A function of NumPy."""
    return attribute(name("%np"), identifier)


def known_rank(kind: Kind) -> int:
    """A rank in one direction. Raises `Unbatched` if it is not known."""
    if kind.rank is None or not kind.is_numeric:
        raise Unbatched("a rank is not known")
    return kind.rank


def widened(operand: Expr, more: int) -> Expr:
    """What carries directions with more axes behind that of the directions."""
    if more < 0:
        raise Unbatched("a rank is too high")
    return operand if more == 0 else Expr("getitem", (operand, Expr("tuple", (ALL, *(NONE,) * more))))


# Elementwise

_POINTWISE: tuple[Any, ...] = (
    runtime.divide,
    runtime.nonzero,
    runtime.phase,
    runtime.power_base_partial,
    runtime.power_exponent_partial,
    runtime.ratio,
    runtime.reached,
    runtime.clip_tangent,
    runtime.settled,
    abs,
    np.float64,
    np.float32,
    np.complex128,
    np.where,
    np.clip,
    np.real,
    np.imag,
    np.nan_to_num,
)


def is_elementwise(found: Operation) -> bool:
    """Whether an operation takes each element by itself, of numbers and of arrays alike."""
    target, rule = found.target, found.rule
    if target is None:
        return rule is not None and rule.form == "elementwise"
    if isinstance(target, np.ufunc):
        return target.signature is None and target.nout == 1 and target.nin == len(found.operands)
    return any(target is one for one in _POINTWISE)


def elementwise(batch: Batch) -> Expr:
    """The operands that carry directions, aligned with the one of the highest rank."""
    operands = batch.found.operands
    if len(operands) == 1:
        return batch.found.expr
    rank = max(batch.rank(parameter) for parameter, operand in operands.items() if not is_const(operand, None))
    carriers = [parameter for parameter in operands if batch.carries(parameter)]
    changed = {operands[one].leaf: batch.aligned(one, rank) for one in carriers}
    expr = batch.found.expr
    start = 1 if expr.head == "call" else 0
    return Expr(expr.head, (*expr.args[:start], *(substitute(one, changed) for one in expr.args[start:])), expr.leaf)


# Shapes that are read


def measured(batch: Batch) -> Expr:
    """What is read of an array and carries no directions itself: shape, rank, length, dtype."""
    found = batch.found
    parameter = next(one for one, mark in batch.marks.items() if mark)
    operand = found.operands[parameter]
    if not batch.kinds[parameter].is_numeric or batch.carries(parameter) is not True:
        if found.target is len:
            return found.expr
        raise Unbatched("a shape is read of what may be no array")
    if key_of(found) in (("attr", "dtype"), runtime.adjoint_dtype, runtime.is_part):
        return found.expr
    if key_of(found) in (("attr", "ndim"), np.ndim):
        return Expr("-", (attribute(operand, "ndim"), const(1)))
    if found.target is len:
        return Expr("getitem", (attribute(operand, "shape"), const(1)))
    shape = attribute(operand, "shape")
    return Expr("getitem", (shape, Expr("slice", (const(1), NONE, NONE))))


MEASURES: frozenset[Hashable] = frozenset(
    {
        *(("attr", "shape"), ("attr", "ndim"), ("attr", "dtype"), np.shape, np.ndim, len),
        *(runtime.adjoint_dtype, runtime.is_part),
    }
)
"""The functions of which `measured` tells: their results carry no directions."""


# Places


def index_kinds(batch: Batch) -> tuple[Kind, ...]:
    """The kinds of the parts of an index."""
    kind = batch.kinds.get("index", UNKNOWN)
    if batch["index"].head == "tuple":
        return kind.items or ()
    return (kind,)


def behind(index: Expr, kinds: tuple[Kind, ...]) -> Expr:
    """An index of an array in one direction as one behind the axis of the directions.

    Index arrays have to stand side by side: where they do not, NumPy would put their axes ahead.
    """
    if index.head == "const" and index.value is Ellipsis:
        return index
    parts = index.args if index.head == "tuple" else (index,)
    if len(kinds) != len(parts) or not all(one.tag in ("int", "slice", "none", "array", "list") for one in kinds):
        raise Unbatched("an index may be anything")
    gathers = [at for at, one in enumerate(kinds) if one.tag in ("int", "array", "list")]
    advanced = any(one.tag in ("array", "list") for one in kinds)
    if advanced and gathers[-1] - gathers[0] >= len(gathers):
        raise Unbatched("index arrays stand apart")
    return Expr("tuple", (ALL, *parts))


def spelled_out(index: Expr) -> Expr:
    """An index as a value."""
    has_slices = any(one.head == "slice" for one in (index, *index.args))
    return Expr("getitem", (library("s_"), index)) if has_slices else index


def place_rank(rank: int, kinds: tuple[Kind, ...], index: Expr) -> int:
    """The rank of what an index selects from an array in one direction. Raises `Unbatched` if it is not known."""
    whole = index.head == "const" and index.value is Ellipsis
    found = rank if whole else selected_rank(rank, kinds)
    if found is None:
        raise Unbatched("what an index selects is not known")
    return found


def ahead(size: Expr, shape: Expr, kind: Kind) -> Expr:
    """A shape with the number of directions ahead."""
    if shape.head == "tuple":
        return Expr("tuple", (size, *shape.args))
    if kind.tag == "int":
        return Expr("tuple", (size, shape))
    if kind.tag not in ("tuple", "list"):
        raise Unbatched("a shape may be a number or a tuple")
    return Expr("tuple", (size, Expr("star", (shape,))))
