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

UNKNOWN_NAME = object()


def add_library(title: str, module: ModuleType) -> None:
    """Let templates name a library."""
    LIBRARIES[title] = module


def add_helpers(module: ModuleType) -> None:
    """Let templates call what a module lists in ``__all__``."""
    _HELPERS.append(module)


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
