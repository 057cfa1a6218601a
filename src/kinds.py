"""Facts about kinds: what is known of each name before each statement.

Sources: annotations, example arguments, literals, known functions, functions of the user's. Facts only: nothing here
changes what is computed.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace

from . import attributes, flow, values
from .attributes import Left
from .construction import makes_objects
from .declared import kind_of_constant, kind_of_outside, objects_in, shapeless
from .program import (
    Assign,
    Do,
    For,
    Function,
    Statement,
    Store,
    Unpack,
    Update,
    bound_in,
    every,
    lookup,
    operands,
    targets,
)
from .records import Record
from .stacks import fixed_displays, method_of_list, stacks
from .syntax import Expr, const, is_const, is_field, walk
from .templates.operation import Operation, operation
from .values import BOOL, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind

Env = Mapping[str, Kind]
CallLeft = Callable[[Operation, Mapping[str, Kind]], Left | None]
CallKind = Callable[[Operation, Mapping[str, Kind]], Kind]

_INT_OPERATORS = frozenset({"+", "-", "*", "//", "%", "**", "<<", ">>", "&", "|", "^", "neg", "pos", "~"})


@dataclass(frozen=True, eq=False)
class Kinds:
    """The solution for one function: kinds before each statement, of each statement's value, and of the result.

    ``parts``: of the targets of each `Unpack`.
    """

    before: Mapping[Statement, Env]
    of_value: Mapping[Statement, Kind]
    result: Kind
    parts: Mapping[Statement, Env]
    left: Left

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
        return env[expr.leaf] if expr.leaf in env else Kind(shape=("global", expr.leaf))
    if expr.head == "attr" and expr.leaf in ("pi", "e", "inf", "nan", "tau", "euler_gamma"):
        return FLOAT
    if expr.head == "attr" and expr.leaf == "newaxis":
        return NONE_KIND
    if expr.head == "tuple":
        return Kind("tuple", items=tuple(kind_of_atom(part, env) for part in expr.args))
    return Kind("slice") if expr.head == "slice" else UNKNOWN


def infer(
    function: Function,
    parameters: Mapping[str, Kind],
    call_kind: CallKind,
    call_left: CallLeft = lambda _called, _kinds: None,
) -> Kinds:
    """Solve for the kinds of a function, given those of its parameters."""
    solver = _Solver(function, call_kind, call_left)
    before: flow.Solution[dict[str, Kind]] = {}
    shown = evidence(function)
    start = {
        parameter: _minted(shown.get(parameter, kind) if kind == UNKNOWN else kind, ("parameter", parameter))
        for parameter, kind in parameters.items()
    }
    end = flow.forward(function.body, start, solver.transfer, _join, before, _join_around)
    known = {statement: attributes.shown(statement, dict(env)) for statement, env in before.items()}
    kept = {one: end[one] for one in function.all_parameters if one not in bound_in(function.body) and one in end}
    result = kind_of_atom(function.result, end)
    return Kinds(known, solver.of_value, result, solver.parts, Left(kept, solver.stored))


class _Solver:
    """What is known after each statement, given what is known before it."""

    def __init__(self, function: Function, call_kind: CallKind, call_left: CallLeft) -> None:
        self.function = function
        self.call_kind = call_kind
        self.call_left = call_left
        self.numbers = {statement: number for number, statement in enumerate(every(function.body))}
        self.of_value: dict[Statement, Kind] = {}
        self.parts: dict[Statement, Env] = {}
        self.stored: dict[str, Kind] = {}

    def transfer(self, statement: Statement, env: dict[str, Kind]) -> dict[str, Kind]:
        env = attributes.shown(statement, env)
        if isinstance(statement, (Store, Update)):
            return self.after_store(statement, env)
        if isinstance(statement, (Assign, Do)) and statement.value.head == "call":
            env = self.after_call(operation(self.function, statement.value), env)
        if isinstance(statement, Assign):
            kind = self.of_value[statement] = self.assigned(statement, env)
            return {**env, statement.target: kind}
        if isinstance(statement, Do):
            return _appended(statement, env)
        if isinstance(statement, For):
            return {**env, statement.target: values.integer(("trip", self.numbers[statement]))}
        if isinstance(statement, Unpack):
            number = self.numbers[statement]
            self.parts[statement] = _unpacked(statement, kind_of_atom(statement.value, env), number)
            return {**env, **self.parts[statement]}
        return env

    def assigned(self, statement: Assign, env: dict[str, Kind]) -> Kind:
        """The kind that the target of an assignment gets."""
        function, number = self.function, self.numbers[statement]
        kind = _minted(kind_of(function, statement.value, env, self.call_kind), number)
        if kind.tag == "unknown" and statement.target in indexed_once(function) and is_part(statement.value, env):
            kind = _minted(values.array(), number)
        if statement.value.head == "list" and statement.target not in fixed_displays(function):
            kind = Kind("list", element=values.NEVER if statement.target in stacks(function) else objects_in(kind))
        if statement.value.head == "dict" and statement.target not in fixed_displays(function):
            kind = Kind("dict")
        if statement in function.updates and env.get(statement.target, UNKNOWN).is_array:
            kind = env[statement.target]
        return kind

    def after_store(self, statement: Store | Update, env: dict[str, Kind]) -> dict[str, Kind]:
        """What is known after something was put under an attribute or an index."""
        if statement.target.head != "getitem":
            return env
        kind = kind_of_atom(statement.value, env)
        whole, index = statement.target.args
        if isinstance(statement, Update):
            kind = _updated(statement.operator, kind_of_item(kind_of_atom(whole, env), index, env), kind)
        self.put(index.value if is_field(index) else "", kind)
        return attributes.after_store(statement, env, kind)

    def put(self, key: str, kind: Kind) -> None:
        self.stored[key] = values.join(self.stored.get(key, values.NEVER), shapeless(kind))

    def after_call(self, found: Operation, env: dict[str, Kind]) -> dict[str, Kind]:
        """What is known after a call, which may change objects and lists."""
        kinds = {parameter: kind_of_atom(operand, env) for parameter, operand in found.operands.items()}
        if found.form == "user":
            left = self.call_left(found, kinds)
            for key, kind in ({} if left is None else left.stored).items():
                self.put(key, kind)
            given = {parameter: one.leaf for parameter, one in found.operands.items() if one.head == "name"}
            return attributes.after_call(env, given, left)
        if found.form == "rule" and found.rule is not None and "x" in found.rule.writes and not kinds["x"].is_array:
            kind = kinds.get("item", UNKNOWN)
            self.put("", kind)
            return {one: attributes.added(known, kind) for one, known in env.items()}
        if found.form in ("unknown", "misfit") and not is_method(self.function, found.expr, env):
            return attributes.after_call(env, {}, None)
        return env


def _updated(operator: str, old: Kind, added: Kind) -> Kind:
    """The kind of what ``old op= added`` leaves: arithmetic of floats gives floats, an array stays one."""
    if old.is_array:
        return old
    floats = old.tag in ("float", "int") and added.tag in ("float", "int") and "float" in (old.tag, added.tag)
    return FLOAT if floats and operator in ("+", "-", "*", "/") else UNKNOWN


def is_method(function: Function, expr: Expr, env: Env) -> bool:
    """Whether a call is one of a method that the class of an object gives: `dispatch` will put a function there."""
    path = expr.args[0]
    receiver = path.args[0] if path.head == "attr" else path
    cls = kind_of_receiver(function, receiver, env).cls
    named = path.leaf.removeprefix("super ") if path.head == "attr" else "__call__"
    found = None if cls is None else inspect.getattr_static(cls, named, None)
    return isinstance(found, (types.FunctionType, staticmethod, classmethod))


def kind_of_receiver(function: Function, expr: Expr, env: Env) -> Kind:
    """What is known of an atom; of data outside of the function its class."""
    if expr.head == "name" and expr.leaf not in env and not expr.leaf.startswith("%"):
        return kind_of_outside(lookup(function, expr.leaf))
    return kind_of_atom(expr, env)


def _appended(statement: Do, env: dict[str, Kind]) -> dict[str, Kind]:
    """What is known of a list of one kind of item after something was appended to it."""
    found = method_of_list(statement.value)
    if found is None or found[1] != "append" or len(statement.value.args) != 2:
        return env
    known = env.get(found[0], UNKNOWN)
    if known.element is None:
        return env
    item = shapeless(kind_of_atom(statement.value.args[1], env))
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
            if expr.head != "getitem" or expr.args[0].leaf not in fixed:
                continue
            if is_field(expr.args[1]):
                found[fixed[expr.args[0].leaf]] = values.OBJECT
            elif takes_array(expr.args[1]):
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
        if expr.head in ("tuple", "list", "dict"):
            return Kind(expr.head, items=tuple(kinds.values()))
        if isinstance(found.target, Record):
            return values.instance(found.target.cls, {key[1:]: shapeless(kind) for key, kind in kinds.items()})
        return Kind(expr.head)
    if found.form == "truth":
        return _kind_of_truth(expr, env)
    if found.form == "user":
        return call_kind(found, kinds)
    if found.form == "unknown" and makes_objects(found.target):
        return values.instance(found.target, {})
    if found.rule is None or found.form != "rule":
        return UNKNOWN
    if expr.head == "getitem" and is_field(found.operands["index"]):
        whole = kind_of_receiver(function, found.operands["x"], env)
        return whole.fields.get(found.operands["index"].value, UNKNOWN)
    if expr.head in _INT_OPERATORS and all(kind.tag in ("int", "bool") for kind in kinds.values()):
        return values.integer(_computed(expr.head, [kind.value for kind in kinds.values()]))
    if found.target == ("method", "pop") and kinds["x"].element is not None:
        return UNKNOWN if kinds["x"].element == values.NEVER else kinds["x"].element
    if expr.head == "getitem" and kinds["x"].element not in (None, values.NEVER):
        return kinds["x"].element or UNKNOWN
    if expr.head == "getitem" and kinds["x"].items is not None:
        position = found.operands["index"]
        if kinds["x"].tag == "dict":
            return functools.reduce(values.join, kinds["x"].items) if kinds["x"].items else UNKNOWN
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
    if is_field(index):
        return kind.fields.get(index.value, UNKNOWN)
    if not kind.is_array:
        sliced = kind.tag == "unknown" and any(part.head == "slice" for part in index.args)
        return values.array() if sliced and takes_array(index) else UNKNOWN
    parts = index.args if index.head == "tuple" else (index,)
    kinds = [kind_of_atom(part, env) for part in parts]
    if not all(part.tag in ("int", "slice", "none") for part in kinds):
        gathers = any(part.tag in ("array", "list", "bool") for part in kinds)
        rank = values.selected_rank(kind.rank, kinds)
        return values.array(kind.dtype, rank or None) if gathers else UNKNOWN
    shape = _shape_of_slices(kind, parts, kinds, env)
    if kind.rank is None:
        sliced = any(part.tag == "slice" for part in kinds)
        return Kind("array", kind.dtype, None, shape) if sliced else UNKNOWN
    rank = kind.rank - sum(part.tag == "int" for part in kinds) + sum(part.tag == "none" for part in kinds)
    if rank > 0 or any(is_whole(part) for part in parts):
        return values.array(kind.dtype, rank, shape)
    return Kind(rank=0, shape=()) if kind.dtype is None else values.scalar_of(kind.dtype)


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
    known = kind.items if kind.tag != "dict" and statement.star is None else None
    count = len(statement.targets)
    if known is None or len(known) != count:
        rank = None if kind.rank is None else kind.rank - 1
        shape = _shape_of_slices(kind, (const(0),), [INT], {})
        item = replace(kind, rank=rank, shape=shape, items=None) if kind.is_array and rank else UNKNOWN
        if kind.is_array and rank == 0:
            item = values.scalar_of(kind.dtype)
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
        joined[key] = values.join(head[key], kind) if key in head else shapeless(kind)
    return joined
