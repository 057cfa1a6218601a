"""Functions of libraries that are differentiated through a program of their own: see `compositions`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from .. import compositions, sample_compositions
from ..syntax import Expr, keywords, positional

_MODULES = (compositions, sample_compositions)
PROGRAMS = {one.__name__ for one in _MODULES}
"""The modules of these programs."""

_OWN = {
    key: one
    for module in _MODULES
    for key, one in vars(module).items()
    if isinstance(one, FunctionType) and one.__module__ == module.__name__
}

COMPOSED: dict[Any, FunctionType] = {
    **{getattr(np, key): one for key, one in _OWN.items() if hasattr(np, key)},
    **{one: one for key, one in _OWN.items() if key.startswith("_")},
}
"""The programs by the functions that they stand for; what these call of their own stands for itself."""


def add_programs(module: ModuleType, *libraries: ModuleType) -> None:
    """Let the programs of a module stand for the functions of these names in libraries."""
    PROGRAMS.add(module.__name__)
    for key, one in vars(module).items():
        if isinstance(one, FunctionType) and one.__module__ == module.__name__:
            homes = [getattr(library, key) for library in libraries if hasattr(library, key)]
            COMPOSED.update(dict.fromkeys([one] if key.startswith("_") else homes, one))


JOINED: Mapping[type, FunctionType] = {type(np.r_): _OWN["_rows"], type(np.c_): _OWN["_columns"]}
"""The programs for objects that are indexed, by their types."""

TAKING = frozenset({np.apply_along_axis, np.apply_over_axes})
"""Those that take functions: what these are is known before kinds are."""


def program_of(target: Any) -> FunctionType | None:
    """The program that a function of a library is differentiated through, if it has one."""
    try:
        return COMPOSED.get(target)
    except TypeError:  # it cannot be hashed
        return None


def bound_call(program: FunctionType, expr: Expr) -> dict[str, Expr | tuple[Expr, ...]] | str:
    """The arguments of a call by the parameters of a program, or why it does not take them.

    A parameter with the name of a builtin that the output needs has an underscore after it (``range_``).
    """
    named = keywords(expr)
    if None in named or any(one.head == "star" for one in positional(expr)):
        return "starred arguments"
    signature = inspect.signature(program)
    spelled = {str(key) if key in signature.parameters else f"{key}_": one for key, one in named.items()}
    given = spelled if set(spelled) <= set(signature.parameters) else {str(key): one for key, one in named.items()}
    try:
        bound = signature.bind(*positional(expr), **given)
    except TypeError as error:
        return str(error)
    if any(isinstance(one, dict) for one in bound.arguments.values()):
        return "keyword arguments that go into `**`"
    return dict(bound.arguments)
