"""Functions under a decorator that passes everything on: ``def wrapper(*args, **kwargs)`` with `functools.wraps`.

Before: such a wrapper of ``def loss(x, rate=0.1)``. After: ``def loss(x, rate=0.1): return loss(x, rate)``, which calls
the wrapper with the parameters that it shows, so that it is known what goes into the starred ones.
"""

from __future__ import annotations

import builtins
import inspect
import linecache
from types import FunctionType
from typing import Any, cast

_MADE = "__passing__"
"""The attribute of a wrapper that holds the function made for it."""

_STARRED = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
_VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
_WRITTEN = (type(None), bool, int, float, str)


def with_parameters(function: FunctionType) -> FunctionType:
    """The function that calls a wrapper with the parameters of what it wraps; any other function as it is."""
    if not function.__code__.co_flags & _STARRED or not hasattr(function, "__wrapped__"):
        return function
    if _MADE not in function.__dict__:
        function.__dict__[_MADE] = _calling(function)
    return cast(FunctionType, function.__dict__[_MADE])


def _calling(function: FunctionType) -> FunctionType:
    empty = inspect.Parameter.empty
    found = list(inspect.signature(function).parameters.values())
    if any(one.kind in _VARIABLE or not (one.default is empty or type(one.default) in _WRITTEN) for one in found):
        return function
    title = function.__name__
    plain = [one.replace(annotation=empty) for one in found]
    given = [f"{one.name}={one.name}" if one.kind is one.KEYWORD_ONLY else one.name for one in found]
    text = f"def {title}{inspect.Signature(plain)}:\n    return {title}({', '.join(given)})\n"
    file = f"<{function.__module__}.{function.__qualname__}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    local: dict[str, Any] = {}
    scope = {"__builtins__": builtins, "__name__": function.__module__, title: function}
    exec(compile(text, file, "exec"), scope, local)
    made = cast(FunctionType, local[title])
    made.__annotations__ = {one.name: one.annotation for one in found if one.annotation is not empty}
    made.__doc__ = function.__doc__
    return made
