"""Facts about kinds: what is known of each name before each statement.

Sources: annotations, example arguments, literals, known functions, functions of the user's. Facts only: nothing here
changes what is computed.
"""

from __future__ import annotations

import functools
import re
import typing
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import flow, values
from .program import Assign, Do, For, Function, Statement, Unpack, every, operands, reads, targets
from .runtime import sequence
from .stacks import method_of_list, stacks
from .syntax import Expr, const, is_const, walk
from .templates.operation import Operation, operation
from .values import BOOL, COMPLEX, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind

Env = Mapping[str, Kind]
CallKind = Callable[[Operation, Mapping[str, Kind]], Kind]

_INT_OPERATORS = frozenset({"+", "-", "*", "//", "%", "**", "<<", ">>", "&", "|", "^", "neg", "pos", "~"})
_DTYPE = re.compile(r"^(float32|float64|int32|int64|complex64|complex128|bool)(?:\[(.*)\])?$")


@dataclass(frozen=True, eq=False)
class Kinds:
    """The solution for one function: kinds before each statement, of each statement's value, and of the result.

    ``parts``: of the targets of each `Unpack`.
    """

    before: Mapping[Statement, Env]
    of_value: Mapping[Statement, Kind]
    result: Kind
    parts: Mapping[Statement, Env]

    def of(self, expr: Expr, statement: Statement) -> Kind:
        """The kind of an atom where a statement reads it."""
        return kind_of_atom(expr, self.before.get(statement, {}))

    def is_plain_zero(self, identifier: str, statement: Statement) -> bool:
        """Whether the zero adjoint of a name before a statement is a number: it is one, or nothing is bound to it."""
        env = self.before.get(statement)
        return env is not None and (identifier not in env or env[identifier].is_scalar)

    def target(self, statement: Statement) -> Kind:
        """The kind that a statement's target gets."""
        return self.of_value.get(statement, UNKNOWN)

    def of_names(self, function: Function) -> dict[str, list[Kind]]:
        """What each name is bound to in one place or another."""
        body = function.body
        found = {one: [kind] for one, kind in (self.before.get(body[0], {}) if body else {}).items()}
        for statement in every(body):
            made = {one: self.target(statement) for one in targets(statement)} | dict(self.parts.get(statement, {}))
            for one, kind in made.items():
                found.setdefault(one, []).append(kind)
        return found

    def is_alike(self, function: Function, statement: Assign, atom: Expr) -> bool:
        """Whether what a statement makes is of the shape of one of its operands, and not of another dtype."""
        env = dict(self.before.get(statement, {}))
        known, made = kind_of_atom(atom, env), self.target(statement)
        if atom.head != "name" or known.is_scalar or not (known.is_array or known.tag == "unknown"):
            return False
        if known.dtype != made.dtype or (known.tag != made.tag and made.is_array):
            return False
        if known.dtype is None and not all(
            other == atom or kind_of_atom(other, env).tag in ("float", "int", "bool")
            for other in operation(function, statement.value).operands.values()
        ):
            return False
        if made.shape not in (None, ()) and made.shape == known.shape:
            return True
        env[atom.leaf] = replace(known, shape=_PROBE)
        return kind_of(function, statement.value, env, lambda _called, _kinds: UNKNOWN).shape == _PROBE


_PROBE = ("probe",)


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
        return values.integer(value)
    if isinstance(value, float):
        return FLOAT
    if isinstance(value, complex):
        return COMPLEX
    if value is None:
        return NONE_KIND
    if value is Ellipsis:
        return Kind("slice")
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
    text = text.strip().strip("'\"")
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
    parts: dict[Statement, Env] = {}

    def transfer(statement: Statement, env: dict[str, Kind]) -> dict[str, Kind]:
        if isinstance(statement, Assign):
            kind = _minted(kind_of(function, statement.value, env, call_kind), numbers[statement])
            if kind.tag == "unknown" and statement.target in indexed_once(function) and is_part(statement.value, env):
                kind = _minted(values.array(), numbers[statement])
            if statement.value.head == "list" and statement.target not in fixed_lists(function):
                kind = Kind("list", element=values.NEVER if statement.target in stacks(function) else None)
            if statement in function.updates and env.get(statement.target, UNKNOWN).is_array:
                kind = env[statement.target]
            of_value[statement] = kind
            return {**env, statement.target: kind}
        if isinstance(statement, Do):
            return _appended(statement, env)
        if isinstance(statement, For):
            return {**env, statement.target: values.integer(("trip", numbers[statement]))}
        if isinstance(statement, Unpack):
            parts[statement] = _unpacked(statement, kind_of_atom(statement.value, env), numbers[statement])
            return {**env, **parts[statement]}
        return env

    shown = evidence(function)
    start = {
        parameter: _minted(shown.get(parameter, kind) if kind == UNKNOWN else kind, ("parameter", parameter))
        for parameter, kind in parameters.items()
    }
    end = flow.forward(function.body, start, transfer, _join, before, _join_around)
    return Kinds(before, of_value, kind_of_atom(function.result, end), parts)


def _appended(statement: Do, env: dict[str, Kind]) -> dict[str, Kind]:
    """What is known of a list of one kind of item after something was appended to it."""
    found = method_of_list(statement.value)
    if found is None or found[1] != "append" or len(statement.value.args) != 2:
        return env
    known = env.get(found[0], UNKNOWN)
    if known.element is None:
        return env
    item = _shapeless(kind_of_atom(statement.value.args[1], env))
    return {**env, found[0]: replace(known, element=values.join(known.element, item))}


def evidence(function: Function) -> dict[str, Kind]:
    """What the way in which parameters are used tells of them: only arrays take several indices with a slice among
    them, and only whole numbers are the bounds of a range."""
    if "evidence" in function.remembered:
        return dict(function.remembered["evidence"])
    found: dict[str, Kind] = {}
    bound = {target for one in every(function.body) if one not in function.updates for target in targets(one)}
    fixed = {one: one for one in set(function.all_parameters) - bound}
    bindings = Counter(target for one in every(function.body) for target in targets(one))
    for statement in every(function.body):
        copies = isinstance(statement, Assign) and statement.value.head == "name" and bindings[statement.target] == 1
        if copies and isinstance(statement, Assign) and statement.value.leaf in fixed:
            fixed.setdefault(statement.target, fixed[statement.value.leaf])
    for statement in every(function.body):
        if isinstance(statement, For):
            bounds = (statement.start, statement.stop, statement.step)
            found.update((fixed[one.leaf], INT) for one in bounds if one.head == "name" and one.leaf in fixed)
        for expr in operands(statement):
            if expr.head == "getitem" and expr.args[0].leaf in fixed and takes_array(expr.args[1]):
                found[fixed[expr.args[0].leaf]] = values.array()
    function.remembered["evidence"] = found
    return found


def indexed_once(function: Function) -> frozenset[str]:
    """Names bound once, of which an index is taken: what is read from an array under such a name is one itself."""
    if "indexed_once" not in function.remembered:
        plain = [one for one in every(function.body) if one not in function.updates]
        bindings = Counter(target for one in plain for target in targets(one))
        indexed = {
            term.args[0].leaf
            for one in every(function.body)
            for expr in operands(one)
            for term in walk(expr)
            if term.head == "getitem"
        }
        function.remembered["indexed_once"] = frozenset(one for one in indexed if bindings[one] == 1)
    return frozenset(function.remembered["indexed_once"])


def is_part(value: Expr, env: Env) -> bool:
    """Whether a value is read from an array by an index."""
    return value.head == "getitem" and kind_of_atom(value.args[0], env).is_array


def fixed_lists(function: Function) -> frozenset[str]:
    """Names bound once, to a list display that nothing changes: its items stay what they are."""
    if "fixed_lists" not in function.remembered:
        bindings = Counter(target for one in every(function.body) for target in targets(one))
        found = {
            one.target
            for one in every(function.body)
            if isinstance(one, Assign) and one.value.head == "list" and bindings[one.target] == 1
        }
        for statement in every(function.body):
            kept = isinstance(statement, (Assign, Unpack)) and _only_reads_items(function, statement)
            found -= frozenset() if kept else reads(statement)
        function.remembered["fixed_lists"] = frozenset(found)
    return frozenset(function.remembered["fixed_lists"])


def _only_reads_items(function: Function, statement: Assign | Unpack) -> bool:
    """Whether a statement takes items or the length of what it reads, and no reference to it."""
    if isinstance(statement, Unpack):
        return True
    found = operation(function, statement.value)
    if found.expr.head == "getitem":
        return True
    if found.target is sequence:
        return True
    return found.form == "rule" and found.rule is not None and found.rule.shares == "fresh" and not found.rule.writes


def takes_array(index: Expr) -> bool:
    """Whether only an array takes the index."""
    several = index.head == "tuple" and any(part.head == "slice" or is_whole(part) for part in index.args)
    return several or is_whole(index)


def kind_of(function: Function, expr: Expr, env: Env, call_kind: CallKind) -> Kind:
    """The kind of the right-hand side of a statement."""
    found = operation(function, expr)
    kinds = {parameter: kind_of_atom(operand, env) for parameter, operand in found.operands.items()}
    if found.form == "copy":
        return kinds["x"]
    if found.form == "display":
        if expr.head in ("tuple", "list"):
            return Kind(expr.head, items=tuple(kinds.values()))
        return Kind("object" if expr.head == "set" else expr.head)
    if found.form == "truth":
        return _kind_of_truth(expr, env)
    if found.form == "user":
        return call_kind(found, kinds)
    if found.rule is None or found.form != "rule":
        return UNKNOWN
    if expr.head in _INT_OPERATORS and all(kind.tag in ("int", "bool") for kind in kinds.values()):
        return values.integer(_computed(expr.head, [kind.value for kind in kinds.values()]))
    if found.target == ("method", "pop") and kinds["x"].element is not None:
        return UNKNOWN if kinds["x"].element == values.NEVER else kinds["x"].element
    if expr.head == "getitem" and kinds["x"].element not in (None, values.NEVER):
        return kinds["x"].element or UNKNOWN
    if expr.head == "getitem" and kinds["x"].items is not None:
        position = found.operands["index"]
        if position.head == "const" and isinstance(position.value, int) and abs(position.value) < len(kinds["x"].items):
            return kinds["x"].items[position.value]
        if kinds["x"].items and kind_of_atom(position, env).tag == "int":
            return functools.reduce(values.join, kinds["x"].items)
    if expr.head == "getitem" and (kinds["x"].is_array or takes_array(found.operands["index"])):
        return kind_of_item(kinds["x"], found.operands["index"], env)
    return found.rule.kind(found.filled(kinds))


def kind_of_item(kind: Kind, index: Expr, env: Env) -> Kind:
    """What an index selects from an array: numbers, slices and None keep the rank known, others leave it open."""
    if is_whole(index):
        return kind
    if not kind.is_array:
        sliced = kind.tag == "unknown" and any(part.head == "slice" for part in index.args)
        return values.array() if sliced and takes_array(index) else UNKNOWN
    parts = index.args if index.head == "tuple" else (index,)
    kinds = [kind_of_atom(part, env) for part in parts]
    if not all(part.tag in ("int", "slice", "none") for part in kinds):
        gathers = any(part.tag in ("array", "list", "bool") for part in kinds)
        return values.array(kind.dtype) if gathers else UNKNOWN
    shape = _shape_of_slices(kind, parts, kinds, env)
    if kind.rank is None:
        sliced = any(part.tag == "slice" for part in kinds)
        return Kind("array", kind.dtype, None, shape) if sliced else UNKNOWN
    rank = kind.rank - sum(part.tag == "int" for part in kinds) + sum(part.tag == "none" for part in kinds)
    if rank > 0 or any(is_whole(part) for part in parts):
        return values.array(kind.dtype, rank, shape)
    return {"float64": FLOAT, "int64": INT, "bool": BOOL, "complex128": COMPLEX}.get(
        kind.dtype or "", Kind(rank=0, shape=())
    )


def is_whole(index: Expr) -> bool:
    """Whether an index selects everything, as ``[...]`` does."""
    return index.head == "const" and index.value is Ellipsis


def is_all(index: Expr) -> bool:
    """Whether an index selects all of an array: ``[...]`` or ``[:]``."""
    return is_whole(index) or (index.head == "slice" and all(is_const(part, None) for part in index.args))


def _shape_of_slices(kind: Kind, parts: tuple[Expr, ...], kinds: list[Kind], env: Env) -> Hashable:
    """The shape that numbers and slices select from a shape: how much shorter each axis is, or between which bounds.

    ``x[2:]``, ``x[1:-1]`` and ``x[:-2]`` are of one shape, whatever the length of x.
    """
    if kind.shape is None:
        return None
    cut: list[object] = []
    for part, known in zip(parts, kinds, strict=True):
        selected = _selected(part, env) if known.tag == "slice" else known.tag
        if selected is None:
            return None
        cut.append(selected)
    lengths = values.lengths_of(kind.shape)
    if lengths is not None and all(one in ("int", 0) for one in cut):
        kept = tuple(one for one, by in zip(lengths, cut, strict=False) if by != "int")
        return values.sized((*kept, *lengths[len(cut) :]))
    while cut and cut[-1] == 0:
        cut.pop()
    return ("cut", kind.shape, tuple(cut)) if cut else kind.shape


def _selected(part: Expr, env: Env) -> Hashable:
    """By how many elements a slice is shorter than the axis, or the tokens of its bounds."""
    if part.head != "slice":
        return None
    shorter = _shortened(part)
    if shorter is not None:
        return shorter
    bounds = [kind_of_atom(bound, env) for bound in part.args]
    known = all(bound.tag == "none" or bound.value is not None for bound in bounds)
    return ("slice", *(bound.value for bound in bounds)) if known else None


def _shortened(part: Expr) -> int | None:
    """By how many elements a slice is shorter than the axis; None if that depends on the length."""
    if not all(bound.head == "const" for bound in part.args):
        return None
    start, stop, step = (bound.value for bound in part.args)
    if (start, stop, step) == (None, None, -1):
        return 0
    if step not in (None, 1) or (start is not None and start < 0) or (stop is not None and stop >= 0):
        return None
    return (start or 0) - (stop or 0)


def _kind_of_truth(expr: Expr, env: Env) -> Kind:
    if expr.head == "fstring":
        return STRING
    if expr.head == "slice":
        return Kind("slice")
    if expr.head != "compare":
        return BOOL
    kinds = [kind_of_atom(part, env) for part in expr.args]
    identity = expr.leaf[0] in ("is", "is not", "in", "not in")
    if not identity and len(kinds) == 2 and any(kind.is_array for kind in kinds) and all(k.is_numeric for k in kinds):
        ranks = [kind.rank for kind in kinds if kind.rank is not None]
        return values.array("bool", max(ranks) if len(ranks) == len(kinds) else None)
    return BOOL if identity or all(kind.is_scalar or kind.tag in ("string", "none") for kind in kinds) else UNKNOWN


def _minted(kind: Kind, token: object) -> Kind:
    """The kind with a shape token of its own if it has none."""
    if kind.shape is None and kind.tag in ("array", "unknown"):
        return replace(kind, shape=("at", token))
    if kind.value is None and kind.tag == "int":
        return replace(kind, value=("at", token))
    return kind


def _computed(operator: str, operands: list[Hashable | None]) -> Hashable | None:
    """The token of what arithmetic makes of integers."""
    return None if None in operands else (operator, *operands)


def _unpacked(statement: Unpack, kind: Kind, number: int) -> dict[str, Kind]:
    known = kind.items if kind.items is not None and statement.star is None else None
    count = len(statement.targets)
    if known is None or len(known) != count:
        rank = None if kind.rank is None else kind.rank - 1
        shape = _shape_of_slices(kind, (const(0),), [INT], {})
        item = replace(kind, rank=rank, shape=shape, items=None) if kind.is_array and rank else UNKNOWN
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
    element = None if kind.element is None else _shapeless(kind.element)
    return replace(kind, shape=() if kind.is_scalar else None, items=items, value=None, element=element)
