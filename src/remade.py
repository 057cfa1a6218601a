"""Functions made anew from a changed definition, at home where the original is."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Callable, Mapping
from types import CellType, CodeType, FunctionType
from typing import Any, TypeVar, cast

import gast

from .grad_blocks import without_blocks_of
from .reader import DEFINITION, Definition, Source, read

F = TypeVar("F", bound=Callable[..., Any])
_SCOPE = "tangent_like_scope"


def without_inserted(function: F) -> F:
    """A decorator: the function without its `insert_grad_of` blocks, so that it can be called by itself.

    Its derivatives have the blocks. Raises a `TangentError` if the source of the function cannot be read.
    """
    source = read(function)
    live = source.function
    definition = cast(Definition, gast.gast_to_ast(copy.deepcopy(source.definition)))
    made = compiled(source, definition, dict(zip(live.__code__.co_freevars, live.__closure__ or (), strict=True)))
    made.__defaults__, made.__kwdefaults__ = live.__defaults__, live.__kwdefaults__
    functools.update_wrapper(made, live)
    made.__dict__[DEFINITION] = Source(made, source.definition, source.file, source.lines)
    return cast(F, made)


def compiled(source: Source, definition: Definition, cells: Mapping[str, CellType]) -> FunctionType:
    """A changed definition of a function as a live function, without blocks, that has all of these closure cells."""
    live = source.function
    names = [key for key in cells if key.isidentifier()]
    outer = cast(ast.FunctionDef, ast.parse(f"def {_SCOPE}({', '.join(names)}): pass").body[0])
    bare = without_blocks_of(source, copy.deepcopy(definition))
    bare.args.defaults, bare.args.kw_defaults = [], [None for _ in bare.args.kwonlyargs]
    for one in ast.walk(bare.args):
        if isinstance(one, ast.arg):
            one.annotation = None
    if isinstance(bare, ast.Lambda):
        inner: ast.stmt = ast.copy_location(ast.Expr(value=bare), bare)
    else:
        bare.returns, bare.decorator_list = None, []
        listed = "".join(f"{key}, " for key in names)
        bare.body = [*ast.parse(f"if 0:\n    ({listed})").body, *bare.body]  # never run: it keeps the cells
        inner = bare
    own = [ast.Global(names=[inner.name])] if isinstance(inner, ast.FunctionDef) and inner.name not in cells else []
    outer.body = [*own, inner]  # its name is one of the module's, if any: not that of the definition itself
    module = ast.fix_missing_locations(ast.Module(body=[outer], type_ignores=[]))
    code = compile(module, live.__code__.co_filename, "exec", dont_inherit=True)
    scope = next(item for item in code.co_consts if isinstance(item, CodeType))
    found = next(item for item in scope.co_consts if isinstance(item, CodeType))
    closure = tuple(cells[key] for key in found.co_freevars)
    return FunctionType(found, live.__globals__, found.co_name, closure=closure)
