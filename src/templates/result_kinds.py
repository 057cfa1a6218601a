"""What is known of the results of library functions: one `KindRule` for each sort of function."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from ..syntax import Expr
from ..values import BOOL, FLOAT, INT, UNKNOWN, Kind, array, axis_length, common_dtype, integer, scalar_of, sized
from .rules import Filled, KindRule, broadcast_kind

UNDECIDED = object()


def arithmetic(filled: Filled) -> Kind:
    """The result of an operator that gives an integer for integers."""
    if filled.kinds and all(kind.tag in ("int", "bool") for kind in filled.kinds.values()):
        return INT
    return broadcast_kind(filled)


def bitwise(filled: Filled) -> Kind:
    """The result of an operation on bits: of integers, or of booleans."""
    if filled.kinds and all(kind.tag == "bool" for kind in filled.kinds.values()):
        return BOOL
    return arithmetic(filled)


def literal(filled: Filled, parameter: str) -> Any:
    """The Python value of an argument that is spelled out, tuples included, or `UNDECIDED`."""
    found = filled.arguments.get(parameter)
    return None if found is None else _literal(found)


def _literal(expr: Expr) -> Any:
    if expr.head == "const":
        return expr.value
    if expr.head in ("tuple", "list"):
        items = tuple(_literal(item) for item in expr.args)
        return UNDECIDED if UNDECIDED in items else items
    return UNDECIDED


def ranked(dtype: str | None, rank: int | None) -> Kind:
    """An array of that rank, or a scalar where the rank is zero."""
    return scalar_of(dtype) if rank is not None and rank <= 0 else array(dtype, rank)


_DTYPES = {"int": "int64", "float": "float64", "bool": "bool", "complex": "complex128"}


def dtype_given(filled: Filled) -> str | None:
    """What ``dtype=`` spells: double precision if it is left out; None where that is not known."""
    found = filled.arguments.get("dtype")
    if found is None or literal(filled, "dtype") is None:
        return "float64"
    spelled = str(found.leaf if found.head in ("name", "attr") else literal(filled, "dtype"))
    spelled = spelled.strip("'").removesuffix("_")
    return _DTYPES.get(spelled, spelled if spelled in ("float64", "float32", "int64", "int32", "complex128") else None)


def reduced(parameter: str, floating: bool = False, real: bool = False) -> KindRule:
    """The result of a reduction over ``axis``; ``floating`` says that integers give floats, ``real``
    that complex numbers give real ones."""

    def kind(filled: Filled) -> Kind:
        operand, axis, keepdims = filled.kind(parameter), literal(filled, "axis"), literal(filled, "keepdims") or False
        dtype = "float64" if real and operand.dtype == "complex128" else operand.dtype
        dtype = "float64" if floating and dtype in ("int64", "bool") else dtype
        if not operand.is_numeric:
            return Kind(rank=0, shape=()) if axis is None and keepdims is False else UNKNOWN
        if keepdims is True:
            return array(dtype, operand.rank) if operand.is_array else UNKNOWN
        if axis is None and keepdims is False:
            return FLOAT if real and dtype is None else scalar_of(dtype)
        if axis is UNDECIDED or keepdims is not False or operand.rank is None:
            return UNKNOWN
        return ranked(dtype, operand.rank - (len(axis) if isinstance(axis, tuple) else 1))

    return kind


def running(filled: Filled) -> Kind:
    """The kind of a running sum or product: flat unless an axis is given."""
    operand, axis = filled.kind("a"), filled.arguments["axis"]
    if not operand.is_numeric:
        return array()
    if operand.rank in (0, 1):
        return array(operand.dtype, 1, operand.shape if operand.rank == 1 else None)
    if axis.head != "const":
        return UNKNOWN if operand.rank is None else array(operand.dtype)
    return array(operand.dtype, 1) if axis.value is None else operand


def located(filled: Filled) -> Kind:
    """The result of ``argmax`` and the like: integers."""
    axis, operand = literal(filled, "axis"), filled.kind("a")
    if axis is None:
        return INT
    return UNKNOWN if operand.rank is None or axis is UNDECIDED else ranked("int64", operand.rank - 1)


def compared(filled: Filled) -> Kind:
    """The result of a comparison or of a logical function of numbers."""
    kinds = list(filled.kinds.values())
    if kinds and all(kind.is_scalar for kind in kinds):
        return BOOL
    shapes = {kind.shape for kind in kinds if not kind.is_scalar}
    shape = shapes.pop() if len(shapes) == 1 else None
    if not all(kind.is_numeric for kind in kinds):
        return Kind(shape=shape)
    ranks = [kind.rank for kind in kinds if kind.rank is not None]
    return array("bool", max(ranks) if len(ranks) == len(kinds) else None, shape)


def arrayed(parameter: str, alike: bool = True, rank: int = 0) -> KindRule:
    """An array of the rank of an argument plus ``rank``; of the same shape too if ``alike``."""

    def kind(filled: Filled) -> Kind:
        operand = filled.kind(parameter)
        if not operand.is_array:
            return array() if operand.tag in ("list", "tuple") else UNKNOWN
        if alike and rank == 0:
            return operand
        return array(operand.dtype, None if operand.rank is None else operand.rank + rank)

    return kind


def shaped_like(parameter: str) -> KindRule:
    """An array of the shape of an argument, floating if the argument is known to be."""

    def kind(filled: Filled) -> Kind:
        operand = filled.kind(parameter)
        plain = literal(filled, "dtype") is None
        if operand.is_array:
            return array(operand.dtype if plain else dtype_given(filled), operand.rank, operand.shape)
        return UNKNOWN

    return kind


def rank_of_shape(filled: Filled, parameter: str) -> int | None:
    """How long a shape is that is given as a number, a tuple, or as positional arguments."""
    expr, kind = filled.arguments.get(parameter), filled.kind(parameter)
    if expr is not None and expr.head in ("tuple", "list"):
        first = expr.args[0] if len(expr.args) == 1 else None
        if first is not None and first.head in ("tuple", "list"):
            return len(first.args)
        known = first is None or first.head == "const"
        return len(expr.args) if known and all(item.head != "star" for item in expr.args) else None
    if (expr is not None and expr.head == "const") or kind.tag == "int":
        return 1
    return len(kind.items) if kind.items is not None else None


def shaped(parameter: str, dtype_of: str | None = None) -> KindRule:
    """An array whose shape is an argument: of the dtype of the argument ``dtype_of``, or of ``dtype=``."""

    def kind(filled: Filled) -> Kind:
        rank = rank_of_shape(filled, parameter)
        dtype = dtype_given(filled) if dtype_of is None else filled.kind(dtype_of).dtype
        return array(dtype, rank, _sized(filled.kind(parameter)))

    return kind


def _sized(kind: Kind) -> Hashable | None:
    """The shape that an integer or a tuple of integers gives."""
    items = (kind,) if kind.tag == "int" else kind.items
    if not items or any(item.tag != "int" or item.value is None for item in items):
        return None
    return sized(tuple(item.value for item in items))


def length(filled: Filled) -> Kind:
    """``len(x)``: of an array that of its first axis."""
    operand = next(iter(filled.kinds.values()), UNKNOWN)
    return integer(axis_length(operand.shape, 0, operand.rank) if operand.is_array else None)


def multiplied(one: str, other: str) -> KindRule:
    """The result of ``@``, and of ``dot`` of vectors and matrices."""

    def kind(filled: Filled) -> Kind:
        x, y = filled.kind(one), filled.kind(other)
        dtype = x.dtype if x.dtype == y.dtype else common_dtype((x, y))
        if x.rank is None or y.rank is None or not (x.is_numeric and y.is_numeric):
            return UNKNOWN
        if x.rank == 0 or y.rank == 0:
            return ranked(dtype, x.rank + y.rank)
        if x.rank <= 2 and y.rank <= 2:
            return ranked(dtype, x.rank + y.rank - 2)
        return UNKNOWN

    return kind


def joined(parameter: str, added: int) -> KindRule:
    """The result of ``concatenate`` and ``stack``: the arrays' rank, plus ``added``."""

    def kind(filled: Filled) -> Kind:
        items = filled.kind(parameter).items
        if not items:
            return array()
        ranks, dtypes = {item.rank for item in items}, {item.dtype for item in items}
        rank, dtype = ranks.pop() if len(ranks) == 1 else None, dtypes.pop() if len(dtypes) == 1 else None
        axis = literal(filled, "axis")
        if axis is UNDECIDED or rank is None:
            return array(dtype)
        if axis is None:
            return array(dtype, 1)
        return array(dtype, rank + added)

    return kind


def converted(parameter: str) -> KindRule:
    """The result of ``array`` and ``asarray``."""

    def kind(filled: Filled) -> Kind:
        operand, plain = filled.kind(parameter), literal(filled, "dtype") is None
        if operand.is_array:
            return operand if plain else array(dtype_given(filled), operand.rank, operand.shape)
        if operand.is_scalar:
            return array(operand.dtype if plain else dtype_given(filled), 0)
        if operand.items and all(item.is_scalar for item in operand.items):
            tags = {item.tag for item in operand.items}
            dtype = "float64" if "float" in tags and tags <= {"float", "int"} else "int64" if tags == {"int"} else None
            return array(dtype if plain else dtype_given(filled), 1)
        return array()

    return kind


def shape_tuple(filled: Filled) -> Kind:
    """``x.shape``: as many integers as ``x`` has axes."""
    operand = next(iter(filled.kinds.values()), UNKNOWN)
    if operand.rank is None:
        return Kind("tuple")
    lengths = [axis_length(operand.shape, axis, operand.rank) for axis in range(operand.rank)]
    return Kind("tuple", items=tuple(integer(length) for length in lengths))
