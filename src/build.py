"""Derivatives as modules on disk that stand alone: NumPy and other libraries are imported, all else is written out."""

from __future__ import annotations
import __future__

import ast
import builtins
import contextlib
import dis
import inspect
import os
import stat
import sys
import sysconfig
import textwrap
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import CodeType, FunctionType, ModuleType
from typing import Any

import gast
import numpy as np

from . import called_adjoints
from .errors import ComplexResultError, Origin, TangentError, UnsupportedConstructError
from .libraries import home_of_object, modules_of_helpers
from .loader import cells_of, contents
from .printer import block_text, function_text, module_text, quoted
from .program import Assign, Generated
from .reader import Source, read
from .syntax import Expr, attribute, call, const, name, names_in
from .templates.composed import PROGRAMS

_PACKAGE = __name__.rpartition(".")[0]
_LATE = __future__.annotations.compiler_flag
_LARGEST = 1000
_DEEPEST = 20
_SITES = tuple({sysconfig.get_path(kind) for kind in ("purelib", "platlib", "stdlib")})
_PLAIN = (type(None), bool, int, float, complex, str, bytes)


def standalone(functions: Sequence[Generated], doc: str = "") -> str:
    """The text of a module that holds the functions and all that they read, and imports libraries alone.

    Raises `UnsupportedConstructError` for a global that cannot be written down, or that means two things.
    """
    module = _Module(frozenset(generated.name for generated in functions))
    kept = [_portable(generated) for generated in functions]
    for generated in kept:
        module.require(_free_names(function_text(generated), 0) - module.own, _scope(generated), generated.name)
    title = doc or "Derivatives: " + ", ".join(generated.name for generated in functions) + "."
    return module_text(kept, module.header(title))


def write(path: str | os.PathLike[str], text: str) -> None:
    """Put the text into a file in one step: nobody ever sees half of it. An existing file keeps its permissions."""
    target = os.path.realpath(path)
    folder, title = os.path.split(target)
    draft = os.path.join(folder, f".{title}.{os.getpid()}.tmp")
    try:
        with open(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "w", encoding="utf-8", newline="\n"
        ) as file:
            file.write(text)
        with contextlib.suppress(FileNotFoundError):
            os.chmod(draft, stat.S_IMODE(os.stat(target).st_mode))
        os.replace(draft, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
        raise


# What names mean


def _scope(generated: Generated) -> Mapping[str, Any]:
    """What the global names of a function stand for."""
    primal = generated.globals_of
    home: dict[str, Any] = {} if primal is None else primal.__globals__
    return ChainMap(dict(generated.needs), contents(cells_of(primal)), home)


def _free_names(text: str, flags: int) -> frozenset[str]:
    """The names that a text reads and does not bind, defaults and decorators included."""
    return frozenset(_read_names(compile(text, "<module>", "exec", flags, dont_inherit=True)))


def _read_names(code: CodeType) -> Iterator[str]:
    steps = list(dis.get_instructions(code))
    bound = {step.argval for step in steps if step.opname == "STORE_NAME"}
    yield from (
        step.argval for step in steps if step.opname in ("LOAD_GLOBAL", "LOAD_NAME") and step.argval not in bound
    )
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _read_names(constant)


def _portable(generated: Generated) -> Generated:
    """The function without the annotations that only mean something beside the primal."""
    scope = _scope(generated)

    def kept(expr: Expr | None) -> Expr | None:
        known = expr is not None and all(_importable(item, scope) for item in names_in(expr))
        return expr if known else None

    parameters = tuple(replace(item, annotation=kept(item.annotation)) for item in generated.parameters)
    outside, cells = generated.declared
    declared = (tuple(sorted((*outside, *cells))), ())
    return replace(generated, parameters=parameters, returns=kept(generated.returns), declared=declared)


def _importable(identifier: str, scope: Mapping[str, Any]) -> bool:
    if identifier not in scope:
        return hasattr(builtins, identifier)
    value = scope[identifier]
    return (isinstance(value, ModuleType) and not _is_own(value.__name__)) or _home(value) is not None


def _is_own(module: str) -> bool:
    return module.partition(".")[0] == _PACKAGE


def _is_library(module: str) -> bool:
    """Whether a module is of Python itself or installed, not the user's."""
    top = module.partition(".")[0]
    if top in sys.stdlib_module_names:
        return True
    file = getattr(sys.modules.get(top), "__file__", None) or ""
    return not _is_own(module) and file.startswith(_SITES)


def _home(value: Any) -> tuple[str, str] | None:
    """The library module that a function or class is imported from, the most public one, and its name there."""
    known = home_of_object(value)
    if known is not None:
        return known
    title = getattr(value, "__name__", None)
    if not isinstance(title, str) or isinstance(value, ModuleType):
        return None
    module = getattr(value, "__module__", None)
    if isinstance(module, str):
        parts = module.split(".")
        places = [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
    else:
        places = sorted(sys.modules, key=lambda place: ("._" in place, place.startswith("_"), place.count("."), place))
    for place in places:
        if vars(sys.modules.get(place, object)).get(title) is value and _is_library(place):
            return place, title
    return None


# What is written


@dataclass
class _Module:
    """A module in the making: what each global name is bound to, and the text that binds it."""

    own: frozenset[str]
    bound: dict[str, Any] = field(default_factory=dict)
    imports: set[tuple[bool, bool, str]] = field(default_factory=set)
    values: list[Assign] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    late: bool = False

    def require(self, identifiers: frozenset[str], scope: Mapping[str, Any], owner: str) -> None:
        """Bind all of these names to what they mean in a scope."""
        for identifier in sorted(identifiers):
            if identifier.startswith("__"):
                continue
            if identifier in scope:
                self._bind(identifier, scope[identifier], owner)
            elif not hasattr(builtins, identifier):
                raise UnsupportedConstructError(
                    f"cannot write a module: `{owner}` reads `{identifier}`, which is not defined",
                    "Define it before the module is written.",
                )

    def header(self, doc: str) -> str:
        """All that stands above the derivatives."""
        parts = [quoted(inspect.cleandoc(doc), 0)]
        if self.late:
            parts.append("from __future__ import annotations")
        for own in (False, True):
            lines = [line for other, _, line in sorted(self.imports) if other == own]
            parts += ["\n".join(lines)] if lines else []
        if self.values:
            parts.append(block_text(tuple(self.values)).rstrip("\n"))
        head = "\n\n".join(parts) + "\n"
        return "\n\n".join([head, *self.functions])

    def _bind(self, identifier: str, value: Any, owner: str) -> None:
        if identifier in self.bound or identifier in self.own:
            if identifier in self.own or not _same(self.bound[identifier], value):
                raise _conflict(identifier, owner)
            return
        self.bound[identifier] = value
        if isinstance(value, ModuleType):
            self._import_module(identifier, value, owner)
        elif (home := _home(value)) is not None:
            place, title = home
            renamed = "" if title == identifier else f" as {identifier}"
            self._import(place, f"from {place} import {title}{renamed}")
        elif isinstance(value, type) and issubclass(value, ComplexResultError):
            self.values.append(Assign(identifier, name("ValueError"), Origin("", 1, 1)))
        elif isinstance(value, FunctionType):
            self._copy(identifier, value, owner)
        else:
            self._assign(identifier, value, owner)

    def _import(self, place: str, line: str) -> None:
        standard = place.partition(".")[0] in sys.stdlib_module_names
        self.imports.add((not standard, line.startswith("from"), line))

    def _import_module(self, identifier: str, value: ModuleType, owner: str) -> None:
        if _is_own(value.__name__):
            raise _of_the_compiler(identifier, owner)
        package, _, last = value.__name__.rpartition(".")
        if package and last == identifier:
            self._import(value.__name__, f"from {package} import {last}")
            return
        renamed = "" if value.__name__ == identifier else f" as {identifier}"
        self._import(value.__name__, f"import {value.__name__}{renamed}")

    def _assign(self, identifier: str, value: Any, owner: str) -> None:
        """Write module data: the same object under two names stays one."""
        twins = (key for key, other in self.bound.items() if other is value and key != identifier)
        twin = None if isinstance(value, _PLAIN) else next(twins, None)
        expr = _literal(value) if twin is None else name(twin)
        if expr is None:
            kind = type(value).__name__
            raise UnsupportedConstructError(
                f"cannot write `{identifier}`, which `{owner}` reads, into a module: it is of type `{kind}`",
                "Pass it as an argument, or make it a number, a string, a tuple, list or dict of those, "
                f"or an array of at most {_LARGEST} numbers.",
            )
        if "np" in names_in(expr) and twin is None:
            self._bind("np", np, owner)
        self.values.append(Assign(identifier, expr, Origin("", 1, 1)))

    def _copy(self, identifier: str, function: FunctionType, owner: str) -> None:
        """Write a function out, after what it reads itself."""
        asks_for_compiler = function.__module__ == called_adjoints.__name__
        if _is_own(function.__module__ or "") and (
            asks_for_compiler or function.__module__ not in modules_of_helpers() | PROGRAMS
        ):
            raise _of_the_compiler(identifier, owner)
        source = read(inspect.unwrap(function))
        live, title = source.function, getattr(source.definition, "name", identifier)
        if title != identifier:
            self._reserve(title, function, owner)
        text = _definition_text(source, identifier, is_decorated=source.function is not function)
        late = live.__code__.co_flags & _LATE
        self.late = self.late or bool(late)
        scope = ChainMap(contents(cells_of(live)), live.__globals__)
        needed = _free_names(text, late)
        self.require(needed - {title} if scope.get(title) is function else needed, scope, title)
        noted = _free_names(text, 0) - needed
        self.require(frozenset(item for item in noted if item in scope and _importable(item, scope)), scope, title)
        self.functions.append(text)
        if title != identifier:
            self.functions.append(f"{identifier} = {title}\n")

    def _reserve(self, title: str, function: FunctionType, owner: str) -> None:
        """Bind the name that a function has in its own source."""
        if title in self.own or not _same(self.bound.get(title, function), function):
            raise _conflict(title, owner)
        self.bound[title] = function


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    return type(one) is type(other) and isinstance(one, _PLAIN) and repr(one) == repr(other)


def _conflict(identifier: str, owner: str) -> TangentError:
    return UnsupportedConstructError(
        f"cannot write one module: `{identifier}` means one thing in `{owner}` and another elsewhere",
        "Rename one of the two, or write two modules.",
    )


def _of_the_compiler(identifier: str, owner: str) -> TangentError:
    return UnsupportedConstructError(
        f"cannot write `{identifier}`, which `{owner}` reads, into a module: it is part of {_PACKAGE}",
        f"Use the function where {_PACKAGE} is installed, or call what it calls by name.",
    )


def _definition_text(source: Source, identifier: str, is_decorated: bool) -> str:
    """A function as its file has it, moved to the margin; a lambda as an assignment.

    Its decorators are left out where the function that they were given is meant, and not the one that they returned.
    """
    tree = gast.gast_to_ast(source.definition)
    if isinstance(tree, ast.Lambda):
        return f"{identifier} = {ast.unparse(tree)}\n"
    if not is_decorated:
        tree.decorator_list = []
    first = min([tree.lineno, *(decorator.lineno for decorator in tree.decorator_list)])
    text = textwrap.dedent("".join(source.lines[first - 1 : tree.end_lineno])).rstrip() + "\n"
    try:
        moved = ast.dump(ast.parse(text).body[0])
    except SyntaxError:
        moved = ""
    plain = ast.unparse(tree) + "\n"
    return text if moved == ast.dump(ast.parse(plain).body[0]) else plain


def _literal(value: Any, depth: int = 0) -> Expr | None:
    """Module data as an expression that makes it again, exactly; None if there is none."""
    if type(value) in _PLAIN:
        return const(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return _array_literal(value)
    if type(value) not in (tuple, list, dict) or depth > _DEEPEST:
        return None
    flat = [part for pair in value.items() for part in pair] if isinstance(value, dict) else value
    items = [_literal(item, depth + 1) for item in flat]
    known = tuple(item for item in items if item is not None)
    return Expr(type(value).__name__, known) if len(known) == len(items) else None


def _array_literal(value: Any) -> Expr | None:
    dtype = value.dtype
    if type(value) not in (np.ndarray, dtype.type) or value.size > _LARGEST or not dtype.isnative:
        return None
    if dtype.kind not in "biufc" or dtype.itemsize > (16 if dtype.kind == "c" else 8):
        return None
    kind = attribute(name("np"), "bool_" if dtype.kind == "b" else dtype.name)
    if isinstance(value, np.generic):
        return call(kind, const(value.item()))
    if value.size == 0:
        return call(attribute(name("np"), "zeros"), _const_tuple(value.shape), dtype=kind)
    items = _nested(value.tolist())
    return call(attribute(name("np"), "array"), items, dtype=kind)


def _const_tuple(items: Sequence[int]) -> Expr:
    return Expr("tuple", tuple(const(item) for item in items))


def _nested(items: Any) -> Expr:
    return Expr("list", tuple(_nested(item) for item in items)) if isinstance(items, list) else const(items)
