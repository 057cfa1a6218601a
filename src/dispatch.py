"""Methods of objects of known class as calls of functions: ``line.at(t)`` as ``Line_at(line, t)``.

Before: the normal form, in which it is not known what ``line`` is. After: where its kind tells the class, the call
names the function that the class gives; so do operators, ``len``, indices, properties and calls of objects. A statement
that is not active gets the user's spelling back at the end (`spelled_back`). Postcondition: what is left of methods is
of objects whose class is not known, or of values that are none.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping
from dataclasses import replace
from types import FunctionType, MethodType
from typing import Any

from . import kinds
from .binding import requested
from .composing import Composed, composed
from .construction import construction
from .errors import UnknownFunctionError, UnsupportedConstructError
from .kinds import CallKind, CallLeft, Kinds, kind_of_receiver
from .libraries import is_unread
from .names import Names
from .program import (
    Assign,
    Block,
    Do,
    For,
    Function,
    If,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    every,
    lookup,
    reads,
    targets,
)
from .records import Record
from .runtime import sequence
from .syntax import Expr, field, is_field, keywords, name, positional, rebuild
from .templates.composed import JOINED
from .templates.joiners import joiner
from .templates.operation import operation
from .values import Kind
from .wrappers import with_parameters

BINARY = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
}  # fmt: skip
UNARY = {"neg": "__neg__", "pos": "__pos__"}
COMPARE = {"==": "__eq__", "!=": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
CALLED = {len: "__len__", abs: "__abs__", float: "__float__"}

_bound: dict[tuple[Any, Any], Any] = {}


def dispatched(
    function: Function, known: Mapping[str, Kind], call_kind: CallKind, call_left: CallLeft
) -> tuple[Function, Kinds]:
    """The function with calls of methods resolved, and its kinds."""
    while True:
        solved = kinds.infer(function, known, call_kind, call_left)
        found = _Dispatch(function, solved)
        body = found.block(function.body)
        if not found.changed:
            found.verify()
            return function, solved
        function = replace(
            function,
            body=body,
            callees={**function.callees, **found.callees},
            imports={**function.imports, **found.imports},
            methods={**function.methods, **found.methods},
            classes={**function.classes, **found.classes},
            temporaries=function.temporaries | found.held,
            updates=frozenset(found.updates),
            operations={},
            remembered={},
        )


class _Dispatch:
    def __init__(self, function: Function, solved: Kinds) -> None:
        self.function = function
        self.kinds = solved
        self.names = Names(one for part in every(function.body) for one in (*reads(part), *targets(part)))
        self.names.reserve(function.all_parameters)
        self.names.reserve(function.imports)
        self.callees: dict[Expr, Any] = {}
        self.imports: dict[str, Any] = {}
        self.methods: dict[str, str | Expr] = {}
        self.classes: dict[str, type] = {}
        self.held: frozenset[str] = frozenset()
        self.updates: set[Any] = set(function.updates)
        self.changed = False
        self.env: Mapping[str, Kind] = {}
        self.first: list[Assign] = []
        self.where = function.origin

    def verify(self) -> None:
        """Raise where a class that a call was resolved by is not certain any more."""
        for statement in every(self.function.body):
            value = statement.value if isinstance(statement, (Assign, Do)) else None
            if value is None or value.head != "call" or statement not in self.kinds.before:
                continue
            cls = self.function.classes.get(value.args[0].leaf) if value.args[0].head == "name" else None
            self.env = self.kinds.before[statement]
            if cls is not None and self.kind(value.args[1]).cls is not cls:
                hint = "Keep objects of one class in it, or annotate what holds it."
                message = f"the class of `{value.args[1]}` is not certain where its method is called"
                raise UnknownFunctionError(message, hint, statement.origin)

    # Statements

    def block(self, old: Block) -> Block:
        return tuple(made for one in old for made in self.statement(one))

    def statement(self, old: Statement) -> list[Statement]:
        if isinstance(old, If):
            body, orelse = self.block(old.body), self.block(old.orelse)
            return [old if (body, orelse) == (old.body, old.orelse) else replace(old, body=body, orelse=orelse)]
        if isinstance(old, For):
            body = self.block(old.body)
            return [old if body == old.body else replace(old, body=body)]
        if isinstance(old, While):
            before, body = self.block(old.before), self.block(old.body)
            return [old if (before, body) == (old.before, old.body) else replace(old, before=before, body=body)]
        if old not in self.kinds.before:
            return [old]
        self.env = self.kinds.before[old]
        self.where = old.origin
        if isinstance(old, Unpack):
            return self.unpacked(old)
        if isinstance(old, (Assign, Do)):
            self.first = []
            value = self.value(old.value, isinstance(old, Assign) and old in self.function.updates)
            if value is None:
                return [old]
            self.changed = True
            self.updates.discard(old)
            return [*(replace(one, origin=old.origin) for one in self.first), replace(old, value=value)]
        if isinstance(old, (Store, Update)):
            return self.stored(old)
        return [old]

    def unpacked(self, old: Unpack) -> list[Statement]:
        """A named tuple is unpacked by its fields."""
        kind = self.kind(old.value)
        fields = getattr(kind.cls, "_fields", ())
        if kind.tag != "object" or old.star is not None or len(fields) != len(old.targets):
            return [old]
        self.changed = True
        value, first = old.value, []
        if value.leaf in old.targets:
            held = self.names.fresh("t")
            self.held |= {held}
            first, value = [Assign(held, value, old.origin)], name(held)
        return [
            *first,
            *(Assign(one, field(value, key), old.origin) for one, key in zip(old.targets, fields, strict=True)),
        ]

    def stored(self, old: Store | Update) -> list[Statement]:
        whole = self.kind(old.target.args[0])
        index = old.target.args[-1] if old.target.head == "getitem" else None
        if isinstance(old, Store) and whole.cls is not None and index is not None:
            if is_field(index):
                setter = inspect.getattr_static(whole.cls, index.value, None)
                function = setter.fset if isinstance(setter, property) else None
                what = ""
            else:
                function, what = self.found(whole.cls, "__setitem__"), ""
            if isinstance(function, FunctionType):
                arguments = (old.value,) if is_field(index) else (index, old.value)
                self.changed = True
                return [Do(self.called(whole.cls, function, what, old.target.args[0], arguments), old.origin)]
        if isinstance(old, Update) and index is not None and self.is_written(whole.cls, index):
            held = self.names.fresh("t")
            self.held |= {held}
            self.changed = True
            update = Assign(held, Expr(old.operator, (name(held), old.value)), old.origin)
            self.updates.add(update)
            return [Assign(held, old.target, old.origin), update, Store(old.target, name(held), old.origin)]
        if isinstance(old.target, Expr) and old.target.head == "attr" and whole.tag == "object":
            self.changed = True
            return [replace(old, target=field(old.target.args[0], old.target.leaf))]
        return [old]

    def is_written(self, cls: type | None, index: Expr) -> bool:
        """Whether a class says what it is to write an attribute, or an item."""
        if cls is not None and is_field(index):
            return isinstance(inspect.getattr_static(cls, index.value, None), property)
        return cls is not None and isinstance(self.found(cls, "__setitem__"), FunctionType)

    # Values

    def kind(self, expr: Expr) -> Kind:
        """What is known of an atom; of data outside of the function its class."""
        return kind_of_receiver(self.function, expr, self.env)

    def value(self, value: Expr, is_update: bool) -> Expr | None:
        """The call that a value stands for; None if it is what it seems to be."""
        head = value.head
        if head == "call":
            return self.call(value)
        if head == "attr":
            return self.attribute(value)
        program = JOINED.get(type(joiner(self.function, value.args[0]))) if head == "getitem" else None
        if program is not None:
            return self.joined(program, value)
        if head == "getitem" and self.kind(value.args[0]).cls is not None:
            return self.item(value)
        if head in BINARY and len(value.args) == 2:
            return self.binary(value, is_update)
        if head in UNARY:
            return self.by_method(value.args[0], UNARY[head], (), head)
        if head == "compare" and len(value.args) == 2 and value.leaf[0] in COMPARE:
            return self.compared(value)
        return None

    def attribute(self, value: Expr) -> Expr | None:
        """An attribute that has the name of one of arrays."""
        if self.kind(value.args[0]).tag != "object":
            return None
        held = field(value.args[0], value.leaf)
        return self.item(held) or held

    def item(self, value: Expr) -> Expr | None:
        whole, index = value.args
        kind = self.kind(whole)
        if kind.cls is None:
            return None
        if is_field(index):
            found = inspect.getattr_static(kind.cls, index.value, None)
            if isinstance(found, property) and isinstance(found.fget, FunctionType):
                return self.called(kind.cls, found.fget, f".{index.value}", whole, ())
            return None
        fields = getattr(kind.cls, "_fields", ())
        if index.head == "const" and type(index.value) is int and -len(fields) <= index.value < len(fields):
            return field(whole, fields[index.value])
        return self.by_method(whole, "__getitem__", (index,), "[]")

    def call(self, value: Expr) -> Expr | None:
        path = value.args[0]
        if path in self.function.callees:
            target = self.function.callees[path]
            dunder = next((text for one, text in CALLED.items() if one is target), None)
            given = positional(value)
            if target is sequence and given:
                return self.items_of(value, given[0])
            if target is dataclasses.replace and given and given[0].head != "star" and None not in value.leaf:
                return self.replaced(given[0], keywords(value))
            if dunder is not None and len(given) == 1 and not value.leaf:
                return self.by_method(given[0], dunder, (), "")
            return self.through_program(target, value)
        if path.head == "attr":
            return self.method(value, path)
        kind = self.kind(path)
        if path.head == "name" and kind.cls is not None:
            found = self.found(kind.cls, "__call__")
            if isinstance(found, FunctionType):
                return self.called(kind.cls, found, "()", path, positional(value), keywords(value))
        return None

    def through_program(self, target: Any, value: Expr) -> Expr | None:
        """A call of a library function that is differentiated through a program: no rule takes these arguments."""
        if operation(self.function, value).form == "rule":
            return None
        made = composed(target, value, {one: self.kind(one) for one in value.args[1:]})
        return None if made is None else self.of_program(made)

    def joined(self, program: FunctionType, value: Expr) -> Expr | None:
        """``np.r_[x, y]`` of numbers and arrays."""
        whole, index = value.args
        parts = index.args if index.head == "tuple" else (index,)
        if any(one.head != "name" and not isinstance(getattr(one.leaf, "value", None), (int, float)) for one in parts):
            return None
        made = composed(program, Expr("call", (whole, *parts), ()), {one: self.kind(one) for one in parts})
        if made is None:
            return None
        spelled = Expr("getitem", (whole, Expr("tuple", made.spelled.args[1:])))
        return self.of_program(replace(made, spelled=spelled))

    def of_program(self, made: Composed) -> Expr:
        """The call of a program under a name of its own."""
        known, methods = {**self.function.imports, **self.imports}, {**self.function.methods, **self.methods}
        same = (key for key, one in known.items() if one is made.program and methods.get(key) == made.spelled)
        title = next(same, None) or self.names.fresh(made.program.__name__)
        self.imports[title], self.methods[title] = made.program, made.spelled
        self.callees[name(title)] = made.program
        return Expr("call", (name(title), *made.arguments), ())

    def items_of(self, value: Expr, whole: Expr) -> Expr | None:
        """The items of an object: those of what its method ``__iter__`` returns."""
        cls = self.kind(whole).cls
        if cls is None or issubclass(cls, (tuple, list, dict)):
            return None
        found = self.by_method(whole, "__iter__", (), "")
        if found is None:
            message = f"cannot differentiate through a loop over an object of class `{cls.__name__}`"
            raise UnsupportedConstructError(message, "Loop over what it holds.", self.where)
        held = self.names.fresh("t")
        self.held |= {held}
        self.first.append(Assign(held, found, self.where))
        return rebuild(value, (value.args[0], name(held)))

    def method(self, value: Expr, path: Expr) -> Expr | None:
        receiver, cls = path.args[0], self.kind(path.args[0]).cls
        if cls is None:
            return None
        text = path.leaf
        start = lookup(self.function, "__class__") if text.startswith("super ") else None
        text = text.removeprefix("super ")
        found = self.found(cls, text, start)
        if text == "_replace" and issubclass(cls, tuple):
            return self.replaced(receiver, keywords(value))
        if isinstance(found, staticmethod) and isinstance(found.__func__, FunctionType):
            return self.called(cls, found.__func__, "", None, positional(value), keywords(value))
        if isinstance(found, classmethod) and isinstance(found.__func__, FunctionType):
            function = class_method(MethodType(found.__func__, cls))
            return self.called(cls, function, "", None, positional(value), keywords(value))
        if isinstance(found, FunctionType) and not is_unread(found.__module__):
            what = "" if start is not None else f".{text}()"
            return self.called(cls, found, what, receiver, positional(value), keywords(value))
        return None

    def replaced(self, receiver: Expr, named: Mapping[Any, Expr]) -> Expr | None:
        """``state._replace(speed=v)`` as ``State(state.position, v)``."""
        cls = self.kind(receiver).cls
        record = None if cls is None else construction(cls)
        if cls is None or not isinstance(record, Record) or any(key != one for key, one in record.fields.items()):
            return None
        parts = []
        for key in record.fields:
            if key in named:
                parts.append(named[key])
                continue
            held = self.names.fresh("t")
            self.held |= {held}
            self.first.append(Assign(held, field(receiver, key), self.where))
            parts.append(name(held))
        found = lookup(self.function, cls.__name__)
        title = cls.__name__ if found is cls else self.names.fresh(cls.__name__)
        if found is not cls:
            self.imports[title] = cls
        self.callees[name(title)] = record
        return Expr("call", (name(title), *parts), ())

    def found(self, cls: type, text: str, after: Any = None) -> Any:
        """What a class has under a name, or what stands behind a class in its order of resolution."""
        for one in _order(cls, after):
            if text in vars(one):
                return vars(one)[text]
        return None

    def by_method(self, receiver: Expr, dunder: str, arguments: tuple[Expr, ...], what: str) -> Expr | None:
        cls = self.kind(receiver).cls
        found = None if cls is None else self.found(cls, dunder)
        if cls is None or not isinstance(found, FunctionType):
            return None
        return self.called(cls, found, what, receiver, arguments)

    def binary(self, value: Expr, is_update: bool) -> Expr | None:
        """An operator: the method of the left operand, or the reflected one of the right operand."""
        left, right = value.args
        stem = BINARY[value.head]
        ours, theirs = self.kind(left).cls, self.kind(right).cls
        if ours is None and theirs is None:
            return None
        if is_update and ours is not None and (made := self.by_method(left, f"__i{stem}__", (right,), value.head)):
            return made
        reflected = None if theirs is None else self.found(theirs, f"__r{stem}__")
        first = theirs is not None and ours is not theirs and ours is not None and issubclass(theirs, ours)
        straight = None if ours is None else self.found(ours, f"__{stem}__")
        if isinstance(straight, FunctionType) and not (first and reflected) and not refuses(straight):
            return self.by_method(left, f"__{stem}__", (right,), value.head)
        if isinstance(reflected, FunctionType) and (straight is None or first) and not refuses(reflected):
            return self.by_method(right, f"__r{stem}__", (left,), f"r{value.head}")
        return None

    def compared(self, value: Expr) -> Expr | None:
        left, right = value.args
        symbol = value.leaf[0]
        cls = self.kind(left).cls
        found = None if cls is None else self.found(cls, COMPARE[symbol])
        if isinstance(found, FunctionType) and not refuses(found) and found.__code__.co_filename != "<string>":
            return self.by_method(left, COMPARE[symbol], (right,), symbol)
        return None

    def called(
        self,
        cls: type,
        function: Any,
        what: str,
        receiver: Expr | None,
        arguments: tuple[Expr, ...],
        named: Mapping[Any, Expr] | None = None,
    ) -> Expr:
        """The call of a function that a class gives, under a name of its own."""
        function = with_parameters(function) if isinstance(function, FunctionType) else function
        known = {**self.function.imports, **self.imports}
        methods = {**self.function.methods, **self.methods}
        stem = f"{cls.__name__}_{function.__name__.strip('_<>')}"
        classes = {**self.function.classes, **self.classes}
        same = (key for key, one in known.items() if one is function and methods.get(key) == what)
        title = next((key for key in same if receiver is None or classes.get(key) is cls), None)
        if title is None:
            title = self.names.fresh(stem)
            self.imports[title], self.methods[title] = function, what
            if receiver is not None:
                self.classes[title] = cls
        self.callees[name(title)] = function
        self.changed = True
        given = arguments if receiver is None else (receiver, *arguments)
        return Expr("call", (name(title), *given, *(named or {}).values()), tuple(named or {}))


def refuses(function: FunctionType) -> bool:
    """Whether a method may return `NotImplemented`."""
    return "NotImplemented" in function.__code__.co_names


def _order(cls: type, after: Any) -> tuple[type, ...]:
    order = cls.__mro__
    return order[order.index(after) + 1 :] if after in order else order


def class_method(method: MethodType) -> Any:
    """The function of a class method, in which the class is bound."""
    key = (method.__func__, method.__self__)
    if key not in _bound:
        _bound[key] = requested(method)
    return _bound[key]
