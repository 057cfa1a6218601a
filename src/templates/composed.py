"""Functions of libraries that are differentiated through a program of their own: see `compositions`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import FunctionType
from typing import Any, cast

import numpy as np

from .. import compositions
from ..syntax import Expr, keywords, positional

_OWN = {key: one for key, one in vars(compositions).items() if isinstance(one, FunctionType)}

COMPOSED: Mapping[Any, FunctionType] = {
    **{getattr(np, key): one for key, one in _OWN.items() if hasattr(np, key)},
    **{one: one for key, one in _OWN.items() if key.startswith("_")},
}
"""The programs by the functions that they stand for; what these call of their own stands for itself."""


def program_of(target: Any) -> FunctionType | None:
    """The program that a function of a library is differentiated through, if it has one."""
    try:
        return COMPOSED.get(target)
    except TypeError:  # it cannot be hashed
        return None


def bound_call(program: FunctionType, expr: Expr) -> dict[str, Expr | tuple[Expr, ...]] | str:
    """The arguments of a call by the parameters of a program, or why it does not take them."""
    named = keywords(expr)
    if None in named or any(one.head == "star" for one in positional(expr)):
        return "starred arguments"
    try:
        bound = inspect.signature(program).bind(*positional(expr), **cast(dict[str, Expr], named))
    except TypeError as error:
        return str(error)
    return dict(bound.arguments)
