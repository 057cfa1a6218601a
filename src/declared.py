"""What literals, examples, annotations and classes tell of kinds."""

from __future__ import annotations

import functools
import re
import sys
import typing
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from . import attributes, values
from .object_adjoints import attributes_of
from .values import BOOL, COMPLEX, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind

_PLAIN = (int, float, complex, str, np.ndarray, np.generic)
_DTYPE = re.compile(r"^(float32|float64|int32|int64|complex64|complex128|bool)(?:\[(.*)\])?$")


def kind_of_constant(value: object) -> Kind:
    """The kind of a literal."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return values.integer(value)
    if isinstance(value, float):
        return FLOAT
    if isinstance(value, complex):
        return COMPLEX
    if value is None:
        return NONE_KIND
    if value is Ellipsis:
        return Kind("slice")
    return STRING if isinstance(value, (str, bytes)) else UNKNOWN


def kind_of_value(value: Any, depth: int = 0) -> Kind:
    """What an example tells of an argument: number or array with dtype and rank, or structure; a kind is one."""
    if isinstance(value, Kind):
        return value
    if depth > attributes.DEEPEST:
        return UNKNOWN
    if isinstance(value, (bool, np.bool_)):
        return BOOL
    if isinstance(value, (int, np.integer)):
        return INT
    if isinstance(value, (float, np.floating)):
        return FLOAT if not isinstance(value, np.float32) else UNKNOWN
    if isinstance(value, np.ndarray):
        return values.array(str(value.dtype), value.ndim)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return Kind("tuple", items=tuple(kind_of_value(item, depth + 1) for item in value))
    held = attributes_of(value)
    if held is not None:
        return values.instance(type(value), {key: kind_of_value(one, depth + 1) for key, one in held.items()})
    if isinstance(value, list):
        return Kind("list", element=objects_in(Kind(items=tuple(kind_of_value(one, depth + 1) for one in value))))
    if isinstance(value, dict):
        return Kind("dict")
    return kind_of_constant(value)


def class_of(kind: Kind) -> Kind:
    """What stays known of an object whose attributes may be given other values: the classes in it."""
    if kind.tag == "object":
        return values.instance(kind.cls, {key: class_of(one) for key, one in kind.fields.items()})
    if kind.tag == "list" and kind.element is not None:
        return replace(kind, element=class_of(kind.element))
    return UNKNOWN


def kind_of_outside(value: Any) -> Kind:
    """What stays known of data outside of functions, which may change: the classes of objects."""
    return UNKNOWN if isinstance(value, (type, *_PLAIN)) else class_of(kind_of_value(value))


def kind_of_annotation(annotation: Any, depth: int = 0) -> Kind:
    """What an annotation tells of a parameter; unknown annotations tell nothing."""
    plain = {float: FLOAT, int: INT, bool: BOOL, complex: COMPLEX, str: STRING, list: Kind("list"), dict: Kind("dict")}
    try:
        if annotation in plain:
            return plain[annotation]
    except TypeError:
        return UNKNOWN
    if annotation is np.ndarray:
        return values.array()
    if isinstance(annotation, str):
        return _kind_of_text(annotation)
    if isinstance(getattr(annotation, "dims", None), tuple) and hasattr(annotation, "dtypes"):
        dtypes = list(annotation.dtypes)
        return values.array(dtypes[0] if len(dtypes) == 1 else None, len(annotation.dims))
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is np.ndarray:
        scalars = typing.get_args(arguments[-1]) if arguments else ()
        known = bool(scalars) and isinstance(scalars[0], type) and issubclass(scalars[0], np.generic)
        exact = known and scalars[0] not in (np.floating, np.generic, np.number, np.inexact)
        return values.array(np.dtype(scalars[0]).name if exact else None)
    if origin is list:
        element = kind_of_annotation(arguments[0], depth) if arguments else UNKNOWN
        return Kind("list", element=element if element.tag == "object" else None)
    if origin is dict:
        return Kind("dict")
    return kind_of_class(annotation, depth) if isinstance(annotation, type) else UNKNOWN


def live_annotation(annotation: Any, scope: Mapping[str, Any]) -> Any:
    """The class, or list of objects of a class, that the text of an annotation stands for; else what it is."""
    if not isinstance(annotation, str):
        return annotation
    try:
        found = eval(annotation, dict(scope))
    except Exception:  # a text that is no Python, or names what is not there
        return annotation
    return found if isinstance(found, type) or typing.get_origin(found) is list else annotation


def kind_of_class(cls: type, depth: int = 0) -> Kind:
    """What the annotations of a class of the user's tell of its objects."""
    if cls.__module__ in ("builtins", "numpy", "typing") or issubclass(cls, (np.generic, np.ndarray)):
        return UNKNOWN
    noted: dict[str, Any] = {}
    scope = vars(sys.modules.get(cls.__module__, object))
    for one in reversed(cls.__mro__[:-1] if depth < attributes.DEEPEST else ()):
        noted |= vars(one).get("__annotations__", {})
    fields = {}
    for key, annotation in noted.items():
        live = live_annotation(annotation, scope)
        is_class = isinstance(live, type) and live.__module__ not in ("builtins", "numpy")
        fields[key] = kind_of_class(live, depth + 1) if is_class else kind_of_annotation(live, depth + 1)
    return values.instance(cls, fields)


def _kind_of_text(text: str) -> Kind:
    text = text.strip().strip("'\"")
    known = {"float": FLOAT, "int": INT, "bool": BOOL, "complex": COMPLEX, "str": STRING}
    if text in known:
        return known[text]
    if text in ("np.ndarray", "numpy.ndarray", "ndarray"):
        return values.array()
    generic = re.match(r"^(?:\w+\.)*NDArray\[(?:np|numpy)\.(float32|float64|complex128|int64)\]$", text)
    if generic:
        return values.array(generic.group(1))
    found = _DTYPE.match(text.replace(" ", ""))
    if found is None:
        return UNKNOWN
    if found.group(2) is None:
        return {"int32": INT, "float32": UNKNOWN, "complex64": UNKNOWN}.get(
            found.group(1), values.scalar_of(found.group(1))
        )
    return values.array(found.group(1), found.group(2).count(",") + 1)


def objects_in(display: Kind) -> Kind | None:
    """The kind of the items of a list of objects alone."""
    items = display.items or ()
    if not items or any(one.tag != "object" for one in items):
        return None
    return functools.reduce(values.join, (shapeless(one) for one in items))


def shapeless(kind: Kind) -> Kind:
    items = None if kind.items is None else tuple(shapeless(item) for item in kind.items)
    element = None if kind.element is None else shapeless(kind.element)
    return replace(kind, shape=() if kind.is_scalar else None, items=items, value=None, element=element)
