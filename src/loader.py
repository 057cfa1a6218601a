"""From printed text to live functions, each at home in the globals and closure cells of its primal."""

from __future__ import annotations

import ast
import builtins
import hashlib
import inspect
import linecache
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CellType, CodeType, FunctionType
from typing import Any

from .printer import expression_text
from .program import Generated
from .syntax import Expr

_SCOPE = "tangent_like_scope"


def load(functions: Sequence[Generated], text: str, stem: str) -> dict[str, FunctionType]:
    """The functions of a module text by name; `inspect`, tracebacks and `pdb` show that text.

    Each reads the globals of its primal live and shares the primal's closure cells; the other functions and what they
    need come through cells of their own. Such functions pickle by value only (cloudpickle): no module holds them.
    """
    file = f"<tangent_like {stem} {hashlib.sha1(text.encode()).hexdigest()[:8]}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    definitions = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    for definition in definitions.values():
        _show_primal(definition.body, text.splitlines())
    cells = {generated.name: CellType() for generated in functions}
    orphaned = {"__builtins__": builtins, "__name__": "tangent_like_output"}
    loaded: dict[str, FunctionType] = {}
    for generated in functions:
        scope = {**cells_of(generated.globals_of), **{key: CellType(value) for key, value in generated.needs.items()}}
        scope.update(cells)
        code = _compiled(definitions[generated.name], scope, file)
        function = _made(generated, code, scope, orphaned)
        cells[generated.name].cell_contents = function
        loaded[generated.name] = function
    return loaded


def cells_of(primal: Callable[..., Any] | None) -> dict[str, CellType]:
    """The closure cells of a function by name."""
    closure = getattr(primal, "__closure__", None) or ()
    return dict(zip(primal.__code__.co_freevars, closure, strict=True)) if closure and primal is not None else {}


_REMARK = "# Grad of: "
_COMPOUND = (ast.If, ast.For, ast.While, ast.Return)


def _show_primal(block: list[ast.stmt], lines: list[str]) -> None:
    """Let tracebacks show, for a statement of the reverse sweep, the comment with the statement of the primal."""
    remark = 0
    for statement in block:
        above = lines[statement.lineno - 2].strip() if statement.lineno > 1 else ""
        if above.startswith(_REMARK):
            remark = statement.lineno - 1
        elif isinstance(statement, _COMPOUND) or _is_pop(statement) or not above or above.startswith("#"):
            remark = 0
        for inner in (getattr(statement, "body", []), getattr(statement, "orelse", [])):
            _show_primal(inner, lines)
        if remark and not isinstance(statement, _COMPOUND):
            width = len(lines[remark - 1])
            lambdas = [node for node in ast.walk(statement) if isinstance(node, ast.Lambda)]
            read = {id(inner) for node in lambdas for inner in ast.walk(node)}  # their source is, where they stand
            for node in ast.walk(statement):
                if hasattr(node, "lineno") and id(node) not in read:
                    node.lineno = node.end_lineno = remark  # type: ignore[attr-defined]  # every node with a place has both
                    node.col_offset, node.end_col_offset = statement.col_offset, width  # type: ignore[attr-defined]  # as above


def _is_pop(statement: ast.stmt) -> bool:
    """Whether the statement only takes a saved value back."""
    value = getattr(statement, "value", None)
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "pop"


def _compiled(definition: ast.FunctionDef, scope: Mapping[str, CellType], file: str) -> CodeType:
    """The code of one definition, in which the names of the scope are free."""
    outer = ast.parse(f"def {_SCOPE}({', '.join(key for key in scope if key.isidentifier())}): pass").body[0]
    assert isinstance(outer, ast.FunctionDef)
    outer.body = [_bare(definition)]
    module = ast.Module(body=[outer], type_ignores=[])
    whole = compile(module, file, "exec", dont_inherit=True)
    code = next(item for item in _inner(next(_inner(whole))) if item.co_name == definition.name)
    if sys.version_info >= (3, 11):
        return code.replace(co_qualname=definition.name)
    return code


def _bare(definition: ast.FunctionDef) -> ast.FunctionDef:
    """The definition without what would be evaluated outside of its body."""
    args = definition.args
    for item in (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg):
        if item is not None:
            item.annotation = None
    args.defaults = []
    args.kw_defaults = [None for _ in args.kwonlyargs]
    definition.decorator_list = []
    definition.returns = None
    return definition


def _inner(code: CodeType) -> Iterator[CodeType]:
    return (constant for constant in code.co_consts if isinstance(constant, CodeType))


def _made(
    generated: Generated, code: CodeType, scope: Mapping[str, CellType], orphaned: dict[str, Any]
) -> FunctionType:
    """The live function, with the primal's own defaults and annotations where it has the same parameters."""
    primal = generated.globals_of
    namespace = orphaned if primal is None else primal.__globals__
    closure = tuple(scope[key] for key in code.co_freevars)
    function = FunctionType(code, namespace, generated.name, closure=closure)
    function.__qualname__ = generated.name
    function.__module__ = getattr(primal, "__module__", None) or "tangent_like_output"
    local = {**contents(cells_of(primal)), **generated.needs}

    def evaluated(expr: Expr) -> Any:
        return expr.value if expr.head == "const" else eval(expression_text(expr), namespace, local)

    defaults = _defaults_of(primal)
    given = {
        item.name: defaults[item.name] if item.name in defaults else evaluated(item.default)
        for item in generated.parameters
        if item.default is not None
    }
    keyword_only = {item.name for item in generated.parameters if item.binding is inspect.Parameter.KEYWORD_ONLY}
    function.__defaults__ = tuple(value for key, value in given.items() if key not in keyword_only) or None
    function.__kwdefaults__ = {key: value for key, value in given.items() if key in keyword_only} or None
    function.__annotations__ = _annotations(generated, evaluated)
    return function


def contents(cells: Mapping[str, CellType]) -> dict[str, Any]:
    """What is in the cells that are filled."""
    found: dict[str, Any] = {}
    for key, cell in cells.items():
        try:
            found[key] = cell.cell_contents
        except ValueError:  # an empty cell, of a name that is bound later
            continue
    return found


def _defaults_of(primal: Callable[..., Any] | None) -> dict[str, Any]:
    """The live defaults of a function by parameter."""
    if primal is None:
        return {}
    code = primal.__code__
    names = code.co_varnames[: code.co_argcount]
    values = getattr(primal, "__defaults__", None) or ()
    return {
        **dict(zip(names[len(names) - len(values) :], values, strict=True)),
        **(getattr(primal, "__kwdefaults__", None) or {}),
    }


def _annotations(generated: Generated, evaluated: Callable[[Expr], Any]) -> dict[str, Any]:
    """The annotations of the printed parameters: live from the primal, else their value or text."""
    try:
        live = dict(getattr(generated.globals_of, "__annotations__", None) or {})
    except NameError:  # evaluated late, and a name in it is not defined
        live = {}
    found: dict[str, Any] = {}
    for key, expr in [*((item.name, item.annotation) for item in generated.parameters), ("return", generated.returns)]:
        if expr is None:
            continue
        if key != "return" and key in live:
            found[key] = live[key]
            continue
        try:
            found[key] = evaluated(expr)
        except (NameError, AttributeError, TypeError):
            found[key] = expression_text(expr)
    return found
