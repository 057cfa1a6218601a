"""Objects as what holds their attributes, and their adjoints: a `SimpleNamespace` of the adjoints of the attributes.

A named tuple counts as an object: its fields are its attributes.
"""

from __future__ import annotations

import dataclasses
import inspect
from enum import Enum
from types import SimpleNamespace
from typing import Any

import numpy as np


def attributes_of(x: Any) -> dict[str, Any] | None:
    """The attributes that an object holds, by name; None for what is no object in this sense."""
    if type(x).__module__.partition(".")[0] == "numpy":
        return None
    if isinstance(x, tuple):
        return dict(zip(x._fields, x, strict=True)) if hasattr(x, "_fields") else None
    if isinstance(x, (np.ndarray, type, Enum)) or inspect.isroutine(x) or inspect.ismodule(x):
        return None
    if isinstance(x, (int, float, complex, str, bytes, list, dict, set, frozenset, BaseException)):
        return None
    slots = [one.name for one in dataclasses.fields(x) if hasattr(x, one.name)] if dataclasses.is_dataclass(x) else []
    held = getattr(x, "__dict__", None)
    if held is None and not slots:
        return None
    return {**{one: getattr(x, one) for one in slots}, **(held or {})}


def held_by(x: Any) -> list[Any]:
    """What a list, tuple, dict or object holds; nothing for anything else."""
    if isinstance(x, dict):
        return list(x.values())
    if isinstance(x, (list, tuple)):
        return list(x)
    return list((attributes_of(x) or {}).values())


def with_attributes(x: Any, found: dict[str, Any]) -> Any:
    """An object like ``x`` with other values: a dataclass or named tuple of the same type, else a `SimpleNamespace`."""
    if isinstance(x, tuple):
        return type(x)._make(found.values())  # type: ignore[attr-defined]  # a named tuple has it
    return alike(x, found) if dataclasses.is_dataclass(x) else SimpleNamespace(**found)


def alike(x: Any, found: dict[str, Any]) -> Any:
    """An object of the same class with other values."""
    if isinstance(x, tuple):
        return type(x)._make(found.values())  # type: ignore[attr-defined]  # a named tuple has it
    cls: Any = type(x)
    made = cls.__new__(cls)
    for key, value in found.items():
        object.__setattr__(made, key, value)
    return made


def holds(x: Any, index: Any) -> bool:
    """Whether a dict or an object has something at an index."""
    return index in x if isinstance(x, dict) else hasattr(x, index)


def item_of(x: Any, index: Any) -> Any:
    """What stands at an index of an array or container, or under the name of an attribute."""
    if isinstance(x, SimpleNamespace) and not isinstance(index, str):
        return list(vars(x).values())[index]
    named = isinstance(index, str) and not isinstance(x, (dict, np.ndarray))
    return getattr(x, index) if named else x[index]


def found_at(x: Any, index: Any) -> Any:
    """What an adjoint holds at an index; None where a dict or an object holds nothing there."""
    if isinstance(x, dict):
        return x.get(index)
    return getattr(x, index, None) if isinstance(x, SimpleNamespace) and isinstance(index, str) else item_of(x, index)


def set_item(x: Any, index: Any, value: Any) -> None:
    """Put a value at an index, or under the name of an attribute."""
    if isinstance(x, SimpleNamespace) and not isinstance(index, str):
        setattr(x, list(vars(x))[index], value)
    elif isinstance(index, str) and not isinstance(x, (dict, np.ndarray)):
        setattr(x, index, value)
    else:
        x[index] = value


def del_item(x: Any, index: Any) -> None:
    """Remove what stands at an index, or under the name of an attribute."""
    if isinstance(index, str) and not isinstance(x, dict):
        delattr(x, index)
    else:
        del x[index]


def at_path(bx: Any, steps: Any) -> Any:
    """What the adjoint of an argument holds for a part of it; None where it holds nothing."""
    for step in steps:
        bx = None if bx is None else found_at(bx, step)
    return bx


def adjoints_of(bx: Any, x: Any) -> dict[str, Any]:
    """The adjoints of the attributes of an object, by name.

    Raises `ValueError` for one of an attribute that its class computes, and for what is no adjoint of an object.
    """
    if bx is None or (isinstance(bx, float) and bx == 0.0):
        return {}
    if isinstance(x, tuple) and isinstance(bx, (list, tuple)) and len(bx) == len(x):
        return dict(zip(attributes_of(x) or (), bx, strict=True))
    found, held, kind = attributes_of(bx), attributes_of(x) or {}, type(x).__name__
    if found is None:
        raise ValueError(
            f"an object of the class `{kind}` is used like an array: annotate the parameter with the class"
        )
    for key in found.keys() - held.keys():
        by_class = inspect.getattr_static(type(x), key, None)
        if hasattr(by_class, "__get__") or (by_class is None and hasattr(type(x), "__getattr__")):
            raise ValueError(f"`{key}` is computed by the class `{kind}`: annotate the parameter with the class")
    return found
