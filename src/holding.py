"""How objects hold their attributes: what of it keeps an attribute from being a place for a value.

Before: ``body.mass`` of a class with ``__getattr__``. After: what to call the thing that stands between the two. The
adjoint of an object is a plain namespace, which answers for plain attributes alone.
"""

from __future__ import annotations

import functools
import inspect
from types import MemberDescriptorType, SimpleNamespace
from typing import Any

_OF_ATTRIBUTES = ("__getattr__", "__getattribute__", "__setattr__")


def between(cls: Any, key: str) -> str:
    """What of a class stands between an attribute of its objects and a value; nothing if it is held as usual.

    Properties are called where they stand, so that they need no mention; named tuples and dataclasses look after their
    own attributes.
    """
    if key.startswith("__") and key.endswith("__"):
        return "Python itself"
    if cls is None or issubclass(cls, (tuple, SimpleNamespace)):
        return ""
    held = hasattr(cls, "__dataclass_fields__")
    for one in _OF_ATTRIBUTES:
        found = getattr(cls, one, None)
        if found is not getattr(object, one, None) and not (held and one == "__setattr__" and _is_frozen(cls)):
            return f"{cls.__name__}.{one}"
    found = inspect.getattr_static(cls, key, None)
    if isinstance(found, functools.cached_property):
        return "a cached property"
    if isinstance(found, MemberDescriptorType):
        return "" if held else f"{cls.__name__}.__slots__"
    return "a descriptor" if _is_descriptor(found) else ""


def _is_frozen(cls: Any) -> bool:
    return bool(cls.__dataclass_params__.frozen)


def _is_descriptor(found: Any) -> bool:
    """Whether a class of the user's says how an attribute is read or stored."""
    kind = type(found)
    return kind.__module__ != "builtins" and (hasattr(kind, "__set__") or hasattr(kind, "__get__"))
