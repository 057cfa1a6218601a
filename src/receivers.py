"""Derivatives of methods by what the object holds: ``grad(model.loss, wrt="self.W")``.

Before: a bound method, and a ``wrt`` that names its first parameter. After: the function under it, of which the object
is an argument; its derivative is bound to the object again.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from types import FunctionType, MethodType
from typing import Any, TypeVar, cast

from .declared import class_of, kind_of_value
from .differences import Wrt
from .paths import is_path, steps_of
from .reader import is_wrapper

Maker = TypeVar("Maker", bound=Callable[..., Any])


def of_methods(make: Maker) -> Maker:
    """A decorator for what makes derivatives: ``wrt`` may name the object of a bound method, or what it holds."""

    @functools.wraps(make)
    def made(func: Callable[..., Any], wrt: Wrt = (0,), *args: Any, **options: Any) -> Any:
        receiver, function, chosen = receiver_of(func, wrt)
        if receiver is None:
            return make(func, wrt, *args, **options)
        if "example_args" in inspect.signature(make).parameters:
            options["example_args"] = (class_of(kind_of_value(receiver)), *(options.get("example_args") or ()))
        return MethodType(make(function, chosen, *args, **options), receiver)

    return cast(Maker, made)


def receiver_of(func: Any, wrt: Wrt) -> tuple[Any, Any, Wrt]:
    """The object of a bound method, the function and its ``wrt``, where ``wrt`` names the object; else no object."""
    if isinstance(func, FunctionType):
        return None, func, wrt
    method = func
    if not isinstance(func, (MethodType, type)) and not inspect.isroutine(func) and not is_wrapper(func):
        method = getattr(func, "__call__", func)  # noqa: B004  the method is wanted, not whether there is one
    if not isinstance(method, MethodType) or isinstance(method.__self__, type):
        return None, func, wrt
    parameters = list(inspect.signature(method.__func__, follow_wrapped=False).parameters)
    chosen: Sequence[int | str] = tuple(wrt) if isinstance(wrt, (tuple, list)) else (wrt,)  # type: ignore[assignment]  # what it is not is refused later
    roots = [steps_of(one)[0] if isinstance(one, str) and is_path(one) else one for one in chosen]
    if not parameters or parameters[0] not in roots:
        return None, func, wrt
    return method.__self__, method.__func__, tuple(one + 1 if isinstance(one, int) else one for one in chosen)
