"""What calling a class of the user's does: keep its arguments, or run an ``__init__``.

Before: the class ``Line``, whose ``__init__`` has ``self.slope = slope``. After: a `Record`. A longer ``__init__``
becomes a function ``Line(slope)`` of its own, which makes an empty object, does what ``__init__`` does and returns it.
"""

from __future__ import annotations

import ast
import copy
import dataclasses
import inspect
from types import CellType, FunctionType, SimpleNamespace
from typing import Any, cast

import gast

from .errors import TangentError
from .reader import DEFINITION, Definition, Source, read
from .records import Record
from .remade import compiled
from .syntax import Expr, const

OWN = "__own__"
"""The attribute of a function made of an ``__init__`` that holds its name for the object."""

CONSTRUCTS = "__constructs__"
"""The attribute of a function made for a class that holds the class."""

_CONSTANTS = (int, float, complex, bool, str, type(None))
_GENERATED = "<string>"
_LIBRARIES = ("numpy", "scipy", "builtins", "types", "collections", "functools", "enum", "fractions", "decimal")


def construction(cls: type) -> Record | FunctionType | None:
    """What a call of a class does, once for each class; None where that is not known."""
    if cls is SimpleNamespace:
        return Record(cls, inspect.Signature(), {}, open=True)
    if not _is_plain(cls):
        return None
    if issubclass(cls, tuple):
        return _named_tuple(cls)
    made = _dataclass(cls) if dataclasses.is_dataclass(cls) and _is_generated(cls.__init__) else _by_init(cls)
    if isinstance(made, FunctionType):
        made.__dict__[CONSTRUCTS] = cls
    return made


def makes_objects(target: Any) -> bool:
    """Whether a call of something makes an object of a class of the user's, whatever that does with its attributes."""
    return isinstance(target, type) and _is_own(target) and getattr(target, "__new__", None) is object.__new__


def _is_own(cls: type) -> bool:
    """Whether a class is one of the user's, and calling it makes objects."""
    if issubclass(cls, BaseException) or cls.__module__.partition(".")[0] in _LIBRARIES:
        return False
    return type(cls).__call__ is type.__call__ and bool(cls.__flags__ & (1 << 9))


def _is_plain(cls: type) -> bool:
    """Whether objects are made and hold their attributes as usual."""
    if not _is_own(cls):
        return False
    if issubclass(cls, tuple):
        return True
    if any(cls.__mro__[-1] is not object or issubclass(cls, one) for one in (list, dict, set, str, int, float)):
        return False
    usual = ("__new__", "__setattr__", "__getattribute__")
    frozen = dataclasses.is_dataclass(cls) and cast(Any, cls).__dataclass_params__.frozen
    changed = [one for one in usual if getattr(cls, one) is not getattr(object, one)]
    slotted = not hasattr(cls, "__dict__") or any("__slots__" in vars(one) for one in cls.__mro__[:-1])
    return changed == (["__setattr__"] if frozen else []) and not hasattr(cls, "__getattr__") and not slotted


def _is_generated(function: Any) -> bool:
    code = getattr(function, "__code__", None)
    return code is not None and code.co_filename == _GENERATED


def _named_tuple(cls: Any) -> Record | None:
    if not hasattr(cls, "_fields") or "_tuple_new" not in cls.__new__.__code__.co_names:
        return None
    return Record(cls, _with_constants(inspect.signature(cls)), {one: one for one in cls._fields})


def _with_constants(signature: inspect.Signature) -> inspect.Signature:
    """The signature without the defaults that are no constants."""
    empty = inspect.Parameter.empty
    parameters = [
        one if one.default is empty or type(one.default) in _CONSTANTS else one.replace(default=empty)
        for one in signature.parameters.values()
    ]
    found, bare = [], True
    for one in reversed(parameters):  # what follows a parameter without default has one, or is given
        bare = bare and one.default is not empty
        found.append(one if bare or one.kind is inspect.Parameter.KEYWORD_ONLY else one.replace(default=empty))
    return signature.replace(parameters=found[::-1])


def _dataclass(cls: Any) -> Record | FunctionType | None:
    """A dataclass: what it is given, then what it makes itself, then ``__post_init__``."""
    fields = dataclasses.fields(cls)
    missing = dataclasses.MISSING
    plain = all(one.init and one.default_factory is missing for one in fields)
    names = [one.name for one in fields]
    parameters = list(inspect.signature(cls).parameters)
    if plain and not hasattr(cls, "__post_init__") and parameters == names:
        return Record(cls, _with_constants(inspect.signature(cls)), {one: one for one in names})
    factories = [one.default_factory for one in fields if one.default_factory is not missing]
    if cls.__dataclass_params__.frozen or any(one not in (list, dict) for one in factories):
        return None
    lines = [f"def {cls.__name__}({', '.join(_parameter(one) for one in fields if one.init)}):"]
    lines.append(f"    self = {cls.__name__}.__new__({cls.__name__})")
    for one in fields:
        if one.init:
            lines.append(f"    self.{one.name} = {_given(one)}")
        elif one.default_factory is not missing:
            lines.append(f"    self.{one.name} = {_display(one)}")
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    lines.append("    return self")
    definition = cast(ast.FunctionDef, ast.parse("\n".join(lines)).body[0])
    post = getattr(cls, "__post_init__", None)
    if (
        not isinstance(post, FunctionType)
        or any(one.name not in names for one in fields)
        or len(parameters) != len([one for one in fields if one.init])
    ):
        return None
    source = read(post)
    for node in ast.walk(definition):
        if hasattr(node, "lineno"):
            ast.copy_location(node, cast(ast.AST, gast.gast_to_ast(copy.deepcopy(source.definition))))
    made = _made(source, definition, cls)
    made.__defaults__ = (
        tuple(
            one.default if one.default is not missing else None
            for one in fields
            if one.init and (one.default is not missing or one.default_factory is not missing)
        )
        or None
    )
    return made


def _parameter(field: Any) -> str:
    missing = dataclasses.MISSING
    if field.default is not missing:
        return f"{field.name}={field.default!r}"
    return field.name if field.default_factory is missing else f"{field.name}=None"


def _display(field: Any) -> str:
    return "[]" if field.default_factory is list else "{}"


def _given(field: Any) -> str:
    if field.default_factory is dataclasses.MISSING:
        return str(field.name)
    return f"{_display(field)} if {field.name} is None else {field.name}"


def _by_init(cls: Any) -> Record | FunctionType | None:
    init = cls.__init__
    if init is object.__init__:
        return Record(cls, inspect.Signature(), {})
    if not isinstance(init, FunctionType):
        return None
    try:
        source = read(init)
    except TangentError:
        return None
    definition = cast(Definition, gast.gast_to_ast(copy.deepcopy(source.definition)))
    if not isinstance(definition, ast.FunctionDef) or not definition.args.args or definition.decorator_list:
        return None
    fields = _kept(definition, cls)
    if fields is not None:
        parameters = list(inspect.signature(init).parameters.values())[1:]
        variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
        signature = _with_constants(inspect.Signature(parameters))
        used = {one for one in fields.values() if isinstance(one, str)}
        defaults = [one.name for one in parameters if one.default is not inspect.Parameter.empty]
        kept = all(signature.parameters[one].default is not inspect.Parameter.empty for one in defaults)
        if not any(one.kind in variable for one in parameters) and kept and used <= signature.parameters.keys():
            return Record(cls, signature, fields)
    return _function(source, definition, cls, init)


def _kept(definition: ast.FunctionDef, cls: type) -> dict[str, str | Expr] | None:
    """What each attribute is given, where ``__init__`` only keeps parameters and constants."""
    first = definition.args.args[0].arg
    parameters = {one.arg for one in (*definition.args.args[1:], *definition.args.kwonlyargs)}
    found: dict[str, str | Expr] = {}
    for statement in definition.body:
        if isinstance(statement, ast.Pass) or (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        ):
            continue
        target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
        if isinstance(statement, ast.AnnAssign):
            target = statement.target
        if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name):
            return None
        value = cast(Any, statement).value
        if target.value.id != first or target.attr in found or hasattr(getattr(cls, target.attr, None), "__set__"):
            return None
        if isinstance(value, ast.Name) and value.id in parameters:
            found[target.attr] = value.id
        elif isinstance(value, ast.Constant) and type(value.value) in _CONSTANTS:
            found[target.attr] = const(value.value)
        else:
            return None
    return found


def _function(source: Source, definition: ast.FunctionDef, cls: type, init: FunctionType) -> FunctionType:
    """``__init__`` as a function that returns the object."""
    own = definition.args.args[0].arg
    definition.args.args = definition.args.args[1:]
    definition.name, definition.decorator_list, definition.returns = cls.__name__, [], None
    returning = _Returning(own)
    body = [returning.visit(one) for one in definition.body]
    first = ast.parse(f"{own} = {cls.__name__}.__new__({cls.__name__})").body[0]
    last = ast.parse(f"return {own}").body[0]
    for node in (*ast.walk(first), *ast.walk(last)):
        if hasattr(node, "lineno"):
            ast.copy_location(node, definition.body[0])
    definition.body = [first, *body, last]
    made = _made(source, definition, cls)
    made.__defaults__, made.__kwdefaults__ = init.__defaults__, init.__kwdefaults__
    made.__annotations__ = {key: value for key, value in init.__annotations__.items() if key not in (own, "return")}
    made.__dict__[OWN] = own
    return made


class _Returning(ast.NodeTransformer):
    """Returns the object where ``__init__`` returns."""

    def __init__(self, own: str) -> None:
        self.own = own

    def visit_Return(self, node: ast.Return) -> ast.Return:
        node.value = ast.copy_location(ast.Name(id=self.own, ctx=ast.Load()), node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        return node


def _made(source: Source, definition: ast.FunctionDef, cls: type) -> FunctionType:
    """A live function for a definition, in which the class has its name."""
    live = source.function
    ast.fix_missing_locations(definition)
    cells = dict(zip(live.__code__.co_freevars, live.__closure__ or (), strict=True))
    made = compiled(source, definition, {**cells, cls.__name__: CellType(cls)})
    made.__module__, made.__qualname__ = cls.__module__, cls.__qualname__
    made.__dict__[DEFINITION] = Source(made, gast.ast_to_gast(definition), source.file, source.lines)
    return made
