"""What emitted code may name besides the user's own: libraries, and the helpers that come with some of them.

NumPy and the modules of Python's own for numbers are always there (``OWN``). Another library is added by its templates
(see `templates.load`), together with the module of helpers that these call.
"""

from __future__ import annotations

import cmath
import math
import statistics
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from . import runtime

LIBRARIES: dict[str, ModuleType] = {"np": np, "math": math, "cmath": cmath, "statistics": statistics}
OWN = frozenset(LIBRARIES)
"""Libraries by the name that they have in templates, and in emitted code wherever it is free."""

_HELPERS: list[ModuleType] = [runtime]

_OBJECTS: dict[int, tuple[Any, str, str]] = {}
"""Objects whose methods are functions of a library, by identity: each with its module and its name there."""

_UNREAD: set[str] = set()
"""Libraries whose functions are not differentiated through their source."""

_WAYS_OUT: dict[str, str] = {}
"""What to do instead of calling a method of an object that is not known, by the name of the method."""

UNKNOWN_NAME = object()


def add_library(title: str, module: ModuleType) -> None:
    """Let templates name a library."""
    LIBRARIES[title] = module


def add_helpers(module: ModuleType) -> None:
    """Let templates call what a module lists in ``__all__``. Raises `ValueError` if a name is taken."""
    taken = [one for one in module.__all__ if is_helper(one) and helper_named(one) is not getattr(module, one)]
    if taken:
        raise ValueError(f"{module.__name__}: another helper is called {taken[0]}")
    _HELPERS.append(module)


def add_object(value: Any, module: ModuleType, title: str) -> None:
    """Let the methods of an object of a library have rules, as the functions of a module have."""
    _OBJECTS[id(value)] = (value, module.__name__, title)


def home_of_object(value: Any) -> tuple[str, str] | None:
    """The module of an object whose methods have rules, and its name there; None for others."""
    found = _OBJECTS.get(id(value))
    return None if found is None else found[1:]


def leave_unread(module: ModuleType) -> None:
    """Refuse what has no rule in a library where it is called, rather than somewhere in the source of the library."""
    _UNREAD.add(module.__name__)


def is_unread(module: str) -> bool:
    """Whether functions of a module are not differentiated through their source."""
    return any(module == one or module.startswith(f"{one}.") for one in _UNREAD)


def add_way_out(methods: tuple[str, ...], hint: str) -> None:
    """Say what to do instead of calling methods of objects that a library makes."""
    _WAYS_OUT.update(dict.fromkeys(methods, hint))


def way_out(method: str) -> str | None:
    """What to do instead of calling a method, if a library says so."""
    return _WAYS_OUT.get(method)


def holds_functions(value: Any) -> bool:
    """Whether the attributes of a value are functions that stay the same: of a module, class, ufunc, such an object."""
    return isinstance(value, (ModuleType, type, np.ufunc)) or id(value) in _OBJECTS


def helper_named(identifier: str) -> Any:
    """The helper of that name, in `runtime` or with a library; `UNKNOWN_NAME` if there is none."""
    for module in _HELPERS:
        if identifier in module.__all__:
            return getattr(module, identifier)
    return UNKNOWN_NAME


def is_helper(identifier: str) -> bool:
    """Whether a template means a helper by a name that it calls."""
    return helper_named(identifier) is not UNKNOWN_NAME


def named(identifier: str) -> Any:
    """What a name of the compiler's own, without its ``%``, stands for; `UNKNOWN_NAME` if nothing."""
    return LIBRARIES[identifier] if identifier in LIBRARIES else helper_named(identifier)


def helpers() -> dict[str, Any]:
    """All helpers by name."""
    return {identifier: getattr(module, identifier) for module in _HELPERS for identifier in module.__all__}


def modules_of_helpers() -> frozenset[str]:
    """The modules that helpers are defined in."""
    return frozenset(one.__module__ for one in helpers().values() if isinstance(one, FunctionType))
