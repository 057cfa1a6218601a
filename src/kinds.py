"""Facts about kinds: what is known of each name before each statement.

Sources: annotations, example arguments, literals, known functions, functions of the user's. Facts only: nothing here
changes what is computed.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import flow, values
from .program import Assign, For, Function, Statement, Unpack, every
from .syntax import Expr
from .templates.operation import Operation, operation
from .values import BOOL, COMPLEX, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind

Env = Mapping[str, Kind]
CallKind = Callable[[Operation, Mapping[str, Kind]], Kind]

_INT_OPERATORS = frozenset({"+", "-", "*", "//", "%", "**", "<<", ">>", "&", "|", "^", "neg", "pos", "~"})
_DTYPE = re.compile(r"^(float32|float64|int32|int64|complex64|complex128|bool)(?:\[(.*)\])?$")


@dataclass(frozen=True, eq=False)
class Kinds:
    """The solution for one function: kinds before each statement, of each statement's value, and of the result."""

    before: Mapping[Statement, Env]
    of_value: Mapping[Statement, Kind]
    result: Kind

    def of(self, expr: Expr, statement: Statement) -> Kind:
        """The kind of an atom where a statement reads it."""
        return kind_of_atom(expr, self.before.get(statement, {}))

    def target(self, statement: Statement) -> Kind:
        """The kind that a statement's target gets."""
        return self.of_value.get(statement, UNKNOWN)


def kind_of_atom(expr: Expr, env: Env) -> Kind:
    if expr.head == "const":
        return kind_of_constant(expr.value)
    if expr.head == "name":
        return env.get(expr.leaf, Kind(shape=("global", expr.leaf)))
    if expr.head == "attr" and expr.leaf in ("pi", "e", "inf", "nan", "tau", "euler_gamma"):
        return FLOAT
    if expr.head == "attr" and expr.leaf == "newaxis":
        return NONE_KIND
    if expr.head == "tuple":
        return Kind("tuple", items=tuple(kind_of_atom(part, env) for part in expr.args))
    return Kind("slice") if expr.head == "slice" else UNKNOWN


def kind_of_constant(value: object) -> Kind:
    """The kind of a literal."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return INT
    if isinstance(value, float):
        return FLOAT
    if isinstance(value, complex):
        return COMPLEX
    if value is None:
        return NONE_KIND
    return STRING if isinstance(value, (str, bytes)) else UNKNOWN


def kind_of_value(value: Any) -> Kind:
    """What an example tells of an argument: number or array with dtype and rank, or structure."""
    if isinstance(value, (bool, np.bool_)):
        return BOOL
    if isinstance(value, (int, np.integer)):
        return INT
    if isinstance(value, (float, np.floating)):
        return FLOAT if not isinstance(value, np.float32) else UNKNOWN
    if isinstance(value, np.ndarray):
        return values.array(str(value.dtype), value.ndim)
    if isinstance(value, tuple):
        return Kind("tuple", items=tuple(kind_of_value(item) for item in value))
    if isinstance(value, (list, dict)):
        return Kind(type(value).__name__)
    return kind_of_constant(value)


def kind_of_annotation(annotation: Any) -> Kind:
    """What an annotation tells of a parameter; unknown annotations tell nothing."""
    plain = {float: FLOAT, int: INT, bool: BOOL, complex: COMPLEX, str: STRING, list: Kind("list"), dict: Kind("dict")}
    try:
        if annotation in plain:
            return plain[annotation]
    except TypeError:
        return UNKNOWN
    if annotation is np.ndarray:
        return values.array()
    if isinstance(annotation, str):
        return _kind_of_text(annotation)
    if isinstance(getattr(annotation, "dims", None), tuple) and hasattr(annotation, "dtypes"):
        dtypes = list(annotation.dtypes)
        return values.array(dtypes[0] if len(dtypes) == 1 else None, len(annotation.dims))
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is np.ndarray:
        scalars = typing.get_args(arguments[-1]) if arguments else ()
        known = bool(scalars) and isinstance(scalars[0], type) and issubclass(scalars[0], np.generic)
        exact = known and scalars[0] not in (np.floating, np.generic, np.number, np.inexact)
        return values.array(np.dtype(scalars[0]).name if exact else None)
    if origin in (list, dict):
        return Kind(origin.__name__)
    return UNKNOWN


def _kind_of_text(text: str) -> Kind:
    known = {"float": FLOAT, "int": INT, "bool": BOOL, "complex": COMPLEX, "str": STRING}
    if text in known:
        return known[text]
    if text in ("np.ndarray", "numpy.ndarray", "ndarray"):
        return values.array()
    generic = re.match(r"^(?:\w+\.)*NDArray\[(?:np|numpy)\.(float32|float64|complex128|int64)\]$", text)
    if generic:
        return values.array(generic.group(1))
    found = _DTYPE.match(text.replace(" ", ""))
    if found is None:
        return UNKNOWN
    if found.group(2) is None:
        return {"float64": FLOAT, "int64": INT, "int32": INT, "bool": BOOL}.get(found.group(1), UNKNOWN)
    return values.array(found.group(1), found.group(2).count(",") + 1)


def infer(function: Function, parameters: Mapping[str, Kind], call_kind: CallKind) -> Kinds:
    """Solve for the kinds of a function, given those of its parameters."""
    numbers = {statement: number for number, statement in enumerate(every(function.body))}
    before: flow.Solution[dict[str, Kind]] = {}
    of_value: dict[Statement, Kind] = {}

    def transfer(statement: Statement, env: dict[str, Kind]) -> dict[str, Kind]:
        if isinstance(statement, Assign):
            kind = _minted(kind_of(function, statement.value, env, call_kind), numbers[statement])
            of_value[statement] = kind
            return {**env, statement.target: kind}
        if isinstance(statement, For):
            return {**env, statement.target: INT}
        if isinstance(statement, Unpack):
            return {**env, **_unpacked(statement, kind_of_atom(statement.value, env), numbers[statement])}
        return env

    start = {parameter: _minted(kind, ("parameter", parameter)) for parameter, kind in parameters.items()}
    end = flow.forward(function.body, start, transfer, _join, before, _join_around)
    return Kinds(before, of_value, kind_of_atom(function.result, end))


def kind_of(function: Function, expr: Expr, env: Env, call_kind: CallKind) -> Kind:
    """The kind of the right-hand side of a statement."""
    found = operation(function, expr)
    kinds = {parameter: kind_of_atom(operand, env) for parameter, operand in found.operands.items()}
    if found.form == "copy":
        return kinds["x"]
    if found.form == "display":
        items = tuple(kinds.values())
        return (
            Kind("tuple", items=items) if expr.head == "tuple" else Kind("object" if expr.head == "set" else expr.head)
        )
    if found.form == "truth":
        return _kind_of_truth(expr, env)
    if found.form == "user":
        return call_kind(found, kinds)
    if found.rule is None or found.form != "rule":
        return UNKNOWN
    if expr.head in _INT_OPERATORS and all(kind.tag in ("int", "bool") for kind in kinds.values()):
        return INT
    if expr.head == "getitem" and kinds["x"].items is not None:
        position = found.operands["index"]
        if position.head == "const" and isinstance(position.value, int) and abs(position.value) < len(kinds["x"].items):
            return kinds["x"].items[position.value]
    if expr.head == "getitem" and kinds["x"].is_array and kinds["x"].rank is not None:
        return _element(kinds["x"], found.operands["index"], env)
    return found.rule.kind(found.filled(kinds))


def _element(kind: Kind, index: Expr, env: Env) -> Kind:
    """What numbers, slices and None select from an array of known rank; other indices leave the rank open."""
    parts = [kind_of_atom(part, env) for part in (index.args if index.head == "tuple" else (index,))]
    if not all(part.tag in ("int", "slice", "none") for part in parts) or kind.rank is None:
        return values.array(kind.dtype)
    rank = kind.rank - sum(part.tag == "int" for part in parts) + sum(part.tag == "none" for part in parts)
    if rank > 0:
        return values.array(kind.dtype, rank)
    return {"float64": FLOAT, "int64": INT, "bool": BOOL, "complex128": COMPLEX}.get(
        kind.dtype or "", Kind(rank=0, shape=())
    )


def _kind_of_truth(expr: Expr, env: Env) -> Kind:
    if expr.head == "fstring":
        return STRING
    if expr.head == "slice":
        return Kind("slice")
    if expr.head != "compare":
        return BOOL
    kinds = [kind_of_atom(part, env) for part in expr.args]
    identity = expr.leaf[0] in ("is", "is not", "in", "not in")
    return BOOL if identity or all(kind.is_scalar or kind.tag in ("string", "none") for kind in kinds) else UNKNOWN


def _minted(kind: Kind, token: object) -> Kind:
    """The kind with a shape token of its own if it has none."""
    if kind.shape is None and kind.tag in ("array", "unknown"):
        return replace(kind, shape=("at", token))
    return kind


def _unpacked(statement: Unpack, kind: Kind, number: int) -> dict[str, Kind]:
    known = kind.items if kind.items is not None and statement.star is None else None
    count = len(statement.targets)
    if known is None or len(known) != count:
        rank = None if kind.rank is None else kind.rank - 1
        item = replace(kind, rank=rank, shape=None, items=None) if kind.is_array and rank else UNKNOWN
        if kind.is_array and rank == 0:
            item = FLOAT
        known = (item,) * count
    found = {}
    for position, (target, item) in enumerate(zip(statement.targets, known, strict=True)):
        starred = statement.star == position
        found[target] = Kind("list") if starred else _minted(item, (number, position))
    return found


def _join(one: dict[str, Kind], other: dict[str, Kind]) -> dict[str, Kind]:
    joined = dict(one)
    for key, kind in other.items():
        joined[key] = values.join(one[key], kind) if key in one else kind
    return joined


def _join_around(head: dict[str, Kind], back: dict[str, Kind]) -> dict[str, Kind]:
    """Around a loop, a shape found in one trip says nothing of the next."""
    joined = dict(head)
    for key, kind in back.items():
        joined[key] = values.join(head[key], kind) if key in head else _shapeless(kind)
    return joined


def _shapeless(kind: Kind) -> Kind:
    items = None if kind.items is None else tuple(_shapeless(item) for item in kind.items)
    return replace(kind, shape=() if kind.is_scalar else None, items=items)
