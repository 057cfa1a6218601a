"""From a live function to the tree of its source, checked against the code that really runs."""

from __future__ import annotations
import __future__

import ast
import copy
import dis
import functools
import inspect
import linecache
import os
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any, cast

import gast

from .definitions import definition_lines
from .errors import NoSourceError, Origin, SourceMismatchError, UnsupportedConstructError

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

_FUTURE = functools.reduce(
    lambda flags, item: flags | getattr(__future__, item).compiler_flag, __future__.all_feature_names, 0
)
_SIGNATURE_FLAGS = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS | inspect.CO_GENERATOR | inspect.CO_COROUTINE
_CALLING = frozenset({"PUSH_NULL", "PRECALL", "NOP", "EXTENDED_ARG", "CACHE"})
_METHOD = {"LOAD_METHOD": "LOAD_ATTR", "CALL_METHOD": "CALL_FUNCTION"}
_WRAPPER = "tangent_like_scope"

DEFINITION = "__definition__"
"""The attribute of a function made from the definition of another one that holds its `Source`."""


@dataclass(frozen=True)
class Source:
    """A live function with its definition: a gast ``FunctionDef`` or ``Lambda`` placed as in its file.

    ``file`` is the file as the user sees it, ``lines`` are all of its lines.
    """

    function: FunctionType
    definition: Any
    file: str
    lines: list[str]


def read(function: Callable[..., Any]) -> Source:
    """The source of a function, unwrapped from its decorators.

    Raises `NoSourceError` if there is none, and `SourceMismatchError` if it is not the source of the live code.
    """
    live = _plain(function)
    known = live.__dict__.get(DEFINITION)
    if isinstance(known, Source):
        return known
    code = live.__code__
    lines = _lines(live)
    if code.co_name == "<lambda>":
        definition: Definition = _lambda(live, lines)
    else:
        definition = _block(live, lines)
        _check(live, definition)
        definition = cast(Definition, _Private(_class_around(live.__qualname__)).visit(definition))
    source = Source(live, gast.ast_to_gast(definition), _shown(code.co_filename), lines)
    if isinstance(definition, ast.AsyncFunctionDef):
        place = origin(source, source.definition)
        raise UnsupportedConstructError("cannot differentiate an `async def`", "Make it a plain function.", place)
    return source


def origin(source: Source, node: Any, group: int = 0, text: str = "") -> Origin:
    """The place of a node, with the line that an error shows."""
    line = source.lines[node.lineno - 1].rstrip("\r\n")
    column = len(line.encode()[: node.col_offset].decode(errors="replace")) + 1
    return Origin(source.file, node.lineno, column, group, text, line.replace("\t", " "))


# The text


def is_wrapper(value: Any) -> bool:
    """Whether a call runs what a value wraps, as that of a cache does; a wrapper written in Python is read itself."""
    own = inspect.getattr_static(type(value), "__call__", None)
    return not isinstance(value, FunctionType) and not isinstance(own, FunctionType) and hasattr(value, "__wrapped__")


def _plain(function: Any) -> FunctionType:
    """The Python function that a call runs: under methods and wrappers written in C, but not under one in Python."""
    live = function
    while isinstance(live, MethodType) or is_wrapper(live):
        live = live.__func__ if isinstance(live, MethodType) else live.__wrapped__
    if isinstance(live, FunctionType):
        return live
    label = getattr(live, "__qualname__", None) or repr(live)
    if inspect.isroutine(live):
        raise NoSourceError(
            f"`{label}` has no Python source: it is a builtin or compiled function",
            "Wrap it in a Python function, and give it a derivative template if it has none.",
        )
    raise NoSourceError(
        f"`{label}` is no Python function but of type `{type(live).__name__}`",
        "Give a function made by `def` or `lambda`.",
    )


def _no_source(function: FunctionType, reason: str) -> NoSourceError:
    return NoSourceError(
        f"cannot read the source of `{function.__qualname__}`: {reason}",
        "Define the function by `def` in a file or a notebook cell.",
    )


def _mismatch(function: FunctionType, reason: str) -> SourceMismatchError:
    code = function.__code__
    return SourceMismatchError(
        f"the source of `{function.__qualname__}` is not that of the live function: {reason}",
        "Import it again (or run its cell again), so that the function and its file agree.",
        Origin(_shown(code.co_filename), code.co_firstlineno, 1),
    )


def _lines(function: FunctionType) -> list[str]:
    file = function.__code__.co_filename
    linecache.checkcache(file)
    lines = linecache.getlines(file, function.__globals__)
    if not lines:
        try:
            lines = inspect.findsource(function)[0]
        except (OSError, TypeError):
            raise _no_source(function, f"there is no text for `{file}`") from None
    if function.__code__.co_firstlineno > len(lines):
        raise _mismatch(function, f"the file has only {len(lines)} lines")
    return lines


def _shown(file: str) -> str:
    """The path as a user would write it: relative to the working directory if it is below."""
    if not os.path.isabs(file):
        return file
    try:
        relative = os.path.relpath(file)
    except (OSError, ValueError):
        return file
    return file if relative.startswith(os.pardir) else relative


# The tree


def _block(function: FunctionType, lines: list[str]) -> Definition:
    """The ``def`` that begins at the first line of the code, with the places that it has in its file."""
    first = function.__code__.co_firstlineno
    found = _parsed_block(lines, first)
    if found is None:
        found = next((node for node in _parsed("".join(lines)) if _begins(node) == first), None)
    if found is None or isinstance(found, ast.Lambda) or found.name != function.__code__.co_name:
        raise _mismatch(function, f"line {first} does not begin its definition")
    return found


def _parsed_block(lines: list[str], first: int) -> Definition | None:
    """The definition parsed by itself: under an ``if`` when indented, so that columns and strings stay as they are."""
    rest = lines[first - 1 :]
    indented = rest[0][:1].isspace()
    for whole in (definition_lines, inspect.getblock):
        try:
            text = "".join(whole(rest))
            module = ast.parse("if 1:\n" + text if indented else text)
        except (SyntaxError, tokenize.TokenError):
            continue
        body = cast(ast.If, module.body[0]).body if indented else module.body
        if body and isinstance(body[0], (ast.FunctionDef, ast.AsyncFunctionDef)):
            ast.increment_lineno(body[0], first - 2 if indented else first - 1)
            return body[0]
    return None


def _begins(node: Definition) -> int:
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


@functools.lru_cache(maxsize=4)
def _parsed(text: str) -> tuple[Definition, ...]:
    """Every function in a whole file; none if it is no plain Python."""
    try:
        nodes = ast.walk(ast.parse(text))
    except SyntaxError:
        return ()
    return tuple(node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))


def _lambda(function: FunctionType, lines: list[str]) -> Definition:
    """The lambda on the first line of the code that compiles to the live code."""
    first = function.__code__.co_firstlineno
    everywhere = (node for node in _parsed("".join(lines)) if isinstance(node, ast.Lambda))
    candidates = [node for node in everywhere if node.lineno == first]
    if not candidates:
        raise _no_source(
            function, f"no lambda can be made out on line {first} of `{_shown(function.__code__.co_filename)}`"
        )
    expected = _fingerprint(function.__code__)
    for node in candidates:
        if _fingerprint(_compiled(function, node)) == expected:
            return node
    raise _mismatch(function, f"no lambda on line {first} compiles to it")


# Live code against source


def _check(function: FunctionType, definition: Definition) -> None:
    """Refuse a definition that does not compile to the live code, but for asserts that pytest has rewritten."""
    live = function.__code__
    compiled = _compiled(function, definition)
    if compiled == live or _fingerprint(compiled) == _fingerprint(live):
        return
    if any(isinstance(node, ast.Assert) for node in ast.walk(definition)):
        bare = _compiled(function, cast(Definition, _WithoutAsserts().visit(copy.deepcopy(definition))))
        reason = "its parameters differ" if _parameters(live) != _parameters(bare) else _missing(live, bare)
    else:
        reason = _difference(live, compiled)
    if reason:
        raise _mismatch(function, reason)


def _compiled(function: FunctionType, definition: Definition) -> CodeType:
    """The code of a definition in a scope like the live one: same free variables, same class, same future imports."""
    scope = _undecorated(definition)
    enclosing = _class_around(function.__qualname__)
    free = [item for item in function.__code__.co_freevars if item.isidentifier() and item != "__class__"]
    if enclosing:
        scope = _statement(f"class {enclosing}: pass", scope)
    if free:
        scope = _statement(f"def {_WRAPPER}({', '.join(free)}): pass", scope)
        itself = function.__code__.co_name
        if itself.isidentifier() and itself not in free:
            cast(ast.FunctionDef, scope).body.insert(0, ast.Global(names=[itself]))
    module = ast.fix_missing_locations(ast.Module(body=[*_imports(function), scope], type_ignores=[]))
    flags = function.__code__.co_flags & _FUTURE
    try:
        whole = compile(module, function.__code__.co_filename, "exec", flags, dont_inherit=True)
    except SyntaxError:
        raise _mismatch(function, "it does not compile where it stands") from None
    functions = (code for code in _codes(whole) if code.co_flags & inspect.CO_OPTIMIZED)
    return next(code for code in functions if code.co_name == function.__code__.co_name)


def _imports(function: FunctionType) -> list[ast.stmt]:
    """Imports like those of the module: Python 3.11 calls a method of an imported name by other instructions."""
    found = [one for one in function.__code__.co_names if isinstance(function.__globals__.get(one), ModuleType)]
    return [ast.Import(names=[ast.alias(name=one)]) for one in found]


def _class_around(qualified: str) -> str:
    """The class that private names are mangled for: ``A`` for ``A.method`` and ``A.method.<locals>.nested``."""
    for part in reversed(qualified.split(".<locals>.")):
        scopes = part.split(".")
        named = [scope for scope in scopes[:-1] if scope.isidentifier()]
        if named:
            return named[-1]
    return ""


def _statement(text: str, inner: ast.stmt) -> ast.stmt:
    outer = ast.parse(text).body[0]
    cast(ast.FunctionDef | ast.ClassDef, outer).body = [inner]
    return outer


def _undecorated(definition: Definition) -> ast.stmt:
    """The definition as a statement without decorators, defaults and annotations, which are no part of its code."""
    args = definition.args
    bare = ast.arguments(
        posonlyargs=[ast.arg(arg=item.arg) for item in args.posonlyargs],
        args=[ast.arg(arg=item.arg) for item in args.args],
        vararg=None if args.vararg is None else ast.arg(arg=args.vararg.arg),
        kwonlyargs=[ast.arg(arg=item.arg) for item in args.kwonlyargs],
        kw_defaults=[None for _ in args.kwonlyargs],
        kwarg=None if args.kwarg is None else ast.arg(arg=args.kwarg.arg),
        defaults=[],
    )
    if isinstance(definition, ast.Lambda):
        return ast.Expr(value=ast.copy_location(ast.Lambda(args=bare, body=definition.body), definition))
    made: Any = type(definition)(name=definition.name, args=bare, body=definition.body, decorator_list=[])
    made.returns = None
    made.type_params = []
    return cast(ast.stmt, ast.copy_location(made, definition))


class _Private(ast.NodeTransformer):
    """Writes the private names of a class as they are called outside of it: ``self._A__x`` for ``self.__x``."""

    def __init__(self, enclosing: str) -> None:
        self.prefix = f"_{enclosing.lstrip('_')}" if enclosing.strip("_") else ""

    def visit(self, node: ast.AST) -> Any:
        for field in ("id", "attr", "arg") if self.prefix else ():
            text = getattr(node, field, None)
            if isinstance(text, str) and text.startswith("__") and not text.endswith("__"):
                setattr(node, field, f"{self.prefix}{text}")
        return self.generic_visit(node) if self.prefix else node


class _WithoutAsserts(ast.NodeTransformer):
    """Replaces every ``assert`` by ``pass``."""

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        return ast.Pass()


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code objects inside another, outermost first."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _parameters(code: CodeType) -> tuple[object, ...]:
    total = code.co_argcount + code.co_kwonlyargcount
    total += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    return (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames[:total])


def _names(code: CodeType) -> frozenset[str]:
    return frozenset((*code.co_names, *code.co_freevars, *code.co_cellvars, *code.co_varnames))


def _constant_key(constant: object) -> object:
    if isinstance(constant, (tuple, frozenset)):
        return (type(constant).__name__, type(constant)(_constant_key(item) for item in constant))
    return (type(constant).__name__, repr(constant))


def _constants(code: CodeType) -> frozenset[object]:
    return frozenset(_constant_key(item) for item in code.co_consts if not isinstance(item, CodeType))


def _fingerprint(code: CodeType) -> tuple[object, ...]:
    """All of a code object but its places."""
    inner = tuple(_fingerprint(item) for item in code.co_consts if isinstance(item, CodeType))
    flags = code.co_flags & _SIGNATURE_FLAGS
    return (code.co_name, _parameters(code), flags, _names(code), _constants(code), _steps(code), inner)


def _steps(code: CodeType) -> tuple[object, ...]:
    """The instructions, without how methods are called: that depends on what the whole module imports."""
    steps = [step for step in dis.get_instructions(code) if step.opname not in _CALLING]
    return tuple((_METHOD.get(step.opname, step.opname), _operand(step)) for step in steps)


def _operand(step: dis.Instruction) -> object:
    if step.opcode in dis.hasjrel or step.opcode in dis.hasjabs or isinstance(step.argval, CodeType):
        return None
    return _constant_key(step.argval)


def _difference(live: CodeType, compiled: CodeType) -> str:
    """In what two code objects differ, for the message."""
    if _parameters(live) != _parameters(compiled):
        return "its parameters differ"
    pairs = [(live, compiled), *zip(_codes(live), _codes(compiled), strict=False)]
    for one, other in pairs:
        names = sorted(_names(one) ^ _names(other))
        if names:
            return f"its names differ (`{names[0]}`)"
        if _constants(one) != _constants(other):
            return "its constants differ"
    return "its statements differ"


def _missing(live: CodeType, compiled: CodeType) -> str:
    """What the source without its asserts has and the live code has not."""
    everything = [live, *_codes(live)]
    names = frozenset().union(*(_names(code) for code in everything))
    constants = frozenset().union(*(_constants(code) for code in everything))
    for code in (compiled, *_codes(compiled)):
        absent = sorted(_names(code) - names)
        if absent:
            return f"its names differ (`{absent[0]}`)"
        if _constants(code) - constants - {_constant_key(None)}:
            return "its constants differ"
    return ""
