"""Callables that hold some of their arguments: partial objects, bound methods, objects with ``__call__``.

Before: ``functools.partial(f, 2.0)`` or ``model.loss``. After: a Python function of the parameters that are left, whose
source is that of the function underneath. What is bound is a free variable of it: the object itself, not a copy.
"""

from __future__ import annotations

import ast
import copy
import functools
import inspect
from collections.abc import Mapping
from types import CellType, FunctionType, MethodType
from typing import Any, cast

import gast

from .errors import UnsupportedConstructError
from .primitives import is_library, primitive, rule_of
from .reader import DEFINITION, Definition, Source, is_wrapper, origin, read
from .remade import compiled
from .templates.uncovered import is_refused
from .wrappers import with_parameters

_METHODS = "__methods__"
"""The attribute of a function with bound arguments that holds the functions made for methods of these."""

_CACHED = type(functools.lru_cache(len))
_PLAIN = (type(None), bool, int, str)
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def requested(function: Any) -> Any:
    """The Python function to differentiate for what a user asks for; what is no function comes back as it is.

    A rule goes before source. Raises `NoRuleError` for a compiled function that has no rule.
    """
    if rule_of(function) is not None or is_refused(function):
        return primitive(function)
    if isinstance(function, FunctionType):
        return with_parameters(function)
    if isinstance(function, functools.partial):
        return _bound(requested(function.func), function.args, function.keywords)
    if isinstance(function, MethodType):
        return _bound(requested(function.__func__), (function.__self__,), {}, _title(function))
    if isinstance(function, (staticmethod, classmethod)):
        return requested(function.__func__)
    if isinstance(function, _CACHED):
        return requested(function.__wrapped__)
    if is_library(function):
        return primitive(function)
    if not isinstance(function, type) and not is_wrapper(function) and callable(function):
        method = getattr(function, "__call__", None)  # noqa: B004  the method is wanted, not whether there is one
        return requested(method) if isinstance(method, MethodType) else function
    return function


def method_of(home: Any, receiver: Any, identifier: str) -> Any:
    """The function for a method of an object that is bound in the function ``home``; None if it is no method there.

    The same one for all functions that were bound for one request, so that methods may call each other.
    """
    known = getattr(home, "__dict__", {}).get(_METHODS)
    found = inspect.getattr_static(receiver, identifier, None)
    if known is None or identifier in getattr(receiver, "__dict__", {}):
        return None
    if isinstance(found, staticmethod):
        return found.__func__
    if not isinstance(found, (FunctionType, classmethod)):
        return None
    method = getattr(receiver, identifier)
    key = (method.__func__, id(method.__self__))
    if key not in known:
        made = requested(method)
        known[key] = made
        made.__dict__[_METHODS] = known
    return known[key]


def _title(method: MethodType) -> str:
    """The name for the function of a method: that of the class for an object that is called itself."""
    return type(method.__self__).__name__ if method.__name__ == "__call__" else ""


def _bound(function: Any, plain: tuple[Any, ...], named: Mapping[str, Any], title: str = "") -> FunctionType:
    """The function with some arguments bound, as `functools.partial` binds them."""
    source = read(function)
    live = source.function
    values, left = _sorted(source, plain, named)
    definition = cast(Definition, gast.gast_to_ast(copy.deepcopy(source.definition)))
    definition.args = _arguments(definition.args, left)
    if not isinstance(definition, ast.Lambda):
        definition.decorator_list = []
        definition.name = title or definition.name
    free = _placed(definition, values)
    cells = dict(zip(live.__code__.co_freevars, live.__closure__ or (), strict=True))
    made = compiled(source, definition, {**cells, **{key: CellType(value) for key, value in free.items()}})
    _give_defaults(made, left)
    noted = live.__annotations__
    made.__annotations__ = {key: value for key, value in noted.items() if key not in values}
    made.__doc__, made.__module__, made.__qualname__ = live.__doc__, live.__module__, live.__qualname__
    made.__dict__[_METHODS] = {}
    made.__dict__[DEFINITION] = Source(made, gast.ast_to_gast(definition), source.file, source.lines)
    return made


def _sorted(
    source: Source, plain: tuple[Any, ...], named: Mapping[str, Any]
) -> tuple[dict[str, Any], list[inspect.Parameter]]:
    """What is bound by parameter, and the parameters that are left; those behind a bound keyword take keywords only."""
    values: dict[str, Any] = {}
    left: list[inspect.Parameter] = []
    given, rest, after_keyword = list(plain), dict(named), False
    for one in inspect.signature(source.function, follow_wrapped=False).parameters.values():
        positional = one.kind in _POSITIONAL
        if positional and given:
            values[one.name] = given.pop(0)
        elif one.name in rest and one.kind in (*_POSITIONAL[1:], inspect.Parameter.KEYWORD_ONLY):
            values[one.name] = rest.pop(one.name)
            after_keyword = after_keyword or positional
        elif one.kind is inspect.Parameter.VAR_POSITIONAL and after_keyword:
            continue
        else:
            only = positional and after_keyword
            left.append(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) if only else one)
    if given or rest:
        what = "an argument that goes into `*`" if given else f"`{next(iter(rest))}`, which is no named parameter"
        raise UnsupportedConstructError(
            f"cannot bind {what} of `{source.function.__name__}`",
            "Differentiate a `def` that passes the arguments on.",
            origin(source, source.definition),
        )
    return values, left


def _arguments(arguments: ast.arguments, left: list[inspect.Parameter]) -> ast.arguments:
    """The parameters that are left, as a definition has them, with their annotations and the text of their defaults."""
    everything = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    nodes = {one.arg: one for one in [*everything, arguments.vararg, arguments.kwarg] if one is not None}
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: dict[str, ast.expr | None] = {}
    texts = arguments.defaults
    defaults.update(
        (one.arg, text) for one, text in zip(positional[len(positional) - len(texts) :], texts, strict=True)
    )
    defaults.update((one.arg, text) for one, text in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))

    def of(kind: Any) -> list[ast.arg]:
        return [nodes[one.name] for one in left if one.kind is kind]

    only, plain, keyword = (of(kind) for kind in (*_POSITIONAL, inspect.Parameter.KEYWORD_ONLY))
    values = [defaults.get(one.arg) for one in (*only, *plain)]
    return ast.arguments(
        posonlyargs=only,
        args=plain,
        vararg=next(iter(of(inspect.Parameter.VAR_POSITIONAL)), None),
        kwonlyargs=keyword,
        kw_defaults=[defaults.get(one.arg) for one in keyword],
        kwarg=next(iter(of(inspect.Parameter.VAR_KEYWORD)), None),
        defaults=[value for value in values if value is not None],
    )


def _give_defaults(made: FunctionType, left: list[inspect.Parameter]) -> None:
    """The live defaults of what is left."""
    known = [one for one in left if one.default is not inspect.Parameter.empty]
    made.__defaults__ = tuple(one.default for one in known if one.kind in _POSITIONAL) or None
    made.__kwdefaults__ = {one.name: one.default for one in known if one.kind is inspect.Parameter.KEYWORD_ONLY} or None


# What is bound, in the body


def _placed(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """Put what is bound into the body: written out, or read as a free variable. The free variables by name."""
    free: dict[str, Any] = {}
    taken = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)} | set(values)
    for key, value in values.items():
        stored = any(
            isinstance(node, ast.Name) and node.id == key and not isinstance(node.ctx, ast.Load)
            for node in ast.walk(definition)
        )
        if stored and not isinstance(definition, ast.Lambda):
            outer = next(one for number in range(len(taken) + 1) if (one := f"{key}_bound{number or ''}") not in taken)
            taken.add(outer)
            free[outer] = value
            first = ast.parse(f"{key} = {outer}").body[0]
            for node in ast.walk(first):
                ast.copy_location(node, definition)
                node.__dict__["end_lineno"] = node.__dict__.get("lineno")
            definition.body.insert(0, first)
        elif _is_plain(value) and _is_operand(definition, key):
            _Written(key, value).visit(definition)
        else:
            free[key] = value
    ast.fix_missing_locations(definition)
    return free


def _is_plain(value: Any) -> bool:
    """Whether a bound value is as good as the literal that makes it: an axis, a shape, a choice."""
    if type(value) is tuple:
        return len(value) <= 8 and all(type(one) in (int, str) for one in value)
    return type(value) in _PLAIN


def _is_operand(definition: Definition, key: str) -> bool:
    """Whether a name is only read as an argument of calls."""
    reads = [node for node in ast.walk(definition) if isinstance(node, (ast.Name, ast.arg)) and _named(node) == key]
    arguments = [
        one
        for node in ast.walk(definition)
        if isinstance(node, ast.Call)
        for one in (*node.args, *(keyword.value for keyword in node.keywords))
    ]
    return all(any(node is one for one in arguments) for node in reads)


def _named(node: ast.Name | ast.arg) -> str:
    return node.id if isinstance(node, ast.Name) else node.arg


class _Written(ast.NodeTransformer):
    """Replaces a name by a literal."""

    def __init__(self, key: str, value: Any) -> None:
        self.key, self.value = key, value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id != self.key:
            return node
        made = ast.parse(repr(self.value), mode="eval").body
        for part in ast.walk(made):
            ast.copy_location(part, node)
        return made
