"""Adjoints of any structure: lists for lists and tuples, dicts for dicts, namespaces for objects, None for any zero."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, cast_like
from .errors import ComplexResultError, HolomorphicError
from .object_adjoints import attributes_of, found_at, held_by, item_of, set_item, with_attributes


def zeros_like(x: Any) -> Any:
    """A zero adjoint of ``x`` that may be written: floating, with lists for tuples; None for what is no number."""
    if isinstance(x, np.ndarray):
        return np.zeros_like(x, dtype=adjoint_dtype(x), subok=False) if x.dtype.kind in "fciub" else None
    if isinstance(x, (bool, int, float)) and not isinstance(x, np.generic):
        return 0.0
    if type(x) is complex:
        return 0j
    if isinstance(x, (np.number, np.bool_)):
        return adjoint_dtype(x).type(0)
    if isinstance(x, dict):
        return {key: zeros_like(item) for key, item in x.items()}
    attributes = attributes_of(x)
    if attributes is not None:
        return SimpleNamespace(**{key: zeros_like(item) for key, item in attributes.items()})
    return [zeros_like(item) for item in x] if isinstance(x, (list, tuple)) else None


def shadow(x: Any, seen: dict[int, Any] | None = None) -> Any:
    """A zero adjoint of an argument that is written: what occurs twice in ``x`` occurs twice in it."""
    seen = {} if seen is None else seen
    if id(x) in seen:
        return seen[id(x)]
    attributes = attributes_of(x)
    made: Any
    if attributes is not None:
        made = seen[id(x)] = SimpleNamespace()
        vars(made).update((key, shadow(item, seen)) for key, item in attributes.items())
    elif isinstance(x, (list, tuple)):
        made = [shadow(item, seen) for item in x]
    elif isinstance(x, dict):
        made = {key: shadow(item, seen) for key, item in x.items()}
    else:
        made = zeros_like(x)
    if isinstance(x, (list, tuple, dict, np.ndarray)):
        seen[id(x)] = made
    return made


def once(bx: Any, seen: set[int] | None = None) -> Any:
    """An adjoint made by `shadow`, in which what occurs several times has its content at the first place alone."""
    seen = set() if seen is None else seen
    if isinstance(bx, dict):
        return {key: once(item, seen) for key, item in bx.items()}
    if isinstance(bx, list):
        return [once(item, seen) for item in bx]
    if isinstance(bx, SimpleNamespace):
        if id(bx) in seen:
            return None
        seen.add(id(bx))
        return SimpleNamespace(**once(vars(bx), seen))
    if isinstance(bx, np.ndarray):
        if id(bx) in seen:
            return np.zeros_like(bx)
        seen.add(id(bx))
    return bx


def first_places(by: Any, bx: Any, seen: set[int] | None = None) -> Any:
    """The adjoint of ``bx`` in ``once(bx)``: nothing where an array or object of ``bx`` stands again."""
    seen = set() if seen is None else seen
    if by is None:
        return None
    if isinstance(bx, dict):
        return {key: first_places(by.get(key), item, seen) for key, item in bx.items()}
    if isinstance(bx, list):
        return [first_places(part, item, seen) for part, item in zip(by, bx, strict=True)]
    if isinstance(bx, (SimpleNamespace, np.ndarray)):
        if id(bx) in seen:
            return zeros_like(bx)
        seen.add(id(bx))
    return SimpleNamespace(**first_places(vars(by), vars(bx), seen)) if isinstance(bx, SimpleNamespace) else by


def add(a: Any, b: Any) -> Any:
    """The sum of two adjoints of one value, which shares storage with neither."""
    if a is None or b is None:
        return copied(b if a is None else a)
    if isinstance(a, dict):
        return {key: add(a.get(key), b.get(key)) for key in [*a, *(key for key in b if key not in a)]}
    if isinstance(a, SimpleNamespace):
        return SimpleNamespace(**add(vars(a), vars(b)))
    if isinstance(a, (list, tuple)) or isinstance(b, (list, tuple)):
        return [add(one, other) for one, other in zip(a, b, strict=True)]
    return a + b


def copied(bx: Any) -> Any:
    """An adjoint that shares storage with nothing, and may be written."""
    if isinstance(bx, dict):
        return {key: copied(item) for key, item in bx.items()}
    if isinstance(bx, (list, tuple)):
        return [copied(item) for item in bx]
    if isinstance(bx, SimpleNamespace):
        return SimpleNamespace(**copied(vars(bx)))
    return bx.copy() if isinstance(bx, np.ndarray) else bx


def inserted(dx: Any, x: Any) -> Any:
    """The adjoint of ``x`` that a block of the user's leaves, as storage of its own.

    Raises `ValueError` if it is not of the shape of ``x``.
    """
    if isinstance(x, (list, tuple, dict)) or attributes_of(x) is not None:
        return copied(dx)
    if np.shape(dx) != np.shape(x):
        raise ValueError(f"a block leaves an adjoint of shape {np.shape(dx)} for a value of shape {np.shape(x)}")
    return cast_like(copied(dx), x)


def as_tangent(dx: Any, x: Any, owned: bool = False) -> Any:
    """The tangent ``dx`` for an argument ``x``: of its structure and shapes, in a floating dtype.

    ``owned``: storage of its own, which may be written. Raises `ValueError` if it does not fit.
    """
    if isinstance(x, dict):
        if not isinstance(dx, dict) or dx.keys() != x.keys():
            raise ValueError("a tangent for a dict is a dict with the same keys")
        return {key: as_tangent(dx[key], item, owned) for key, item in x.items()}
    attributes = attributes_of(x)
    if attributes is not None:
        given = attributes_of(dx)
        if given is None or given.keys() != attributes.keys():
            raise ValueError(f"a tangent for a `{type(x).__name__}` is an object with the same attributes")
        held = {key: as_tangent(given[key], item, owned) for key, item in attributes.items()}
        return with_attributes(x, held) if isinstance(x, tuple) else SimpleNamespace(**held)
    if isinstance(x, (list, tuple)):
        if not isinstance(dx, (list, tuple, np.ndarray)) or len(dx) != len(x):
            raise ValueError(f"a tangent for a {type(x).__name__} of {len(x)} items has as many")
        parts = [as_tangent(part, item, owned) for part, item in zip(dx, x, strict=True)]
        return parts if isinstance(x, list) else tuple(parts)
    zero = zeros_like(x)
    if zero is None:
        return None
    if np.shape(dx) != np.shape(x):
        raise ValueError(f"a tangent of shape {np.shape(dx)} does not fit an argument of shape {np.shape(x)}")
    if isinstance(x, np.generic):
        return np.asarray(dx, np.result_type(dx, zero))[()]
    if not isinstance(x, np.ndarray):
        return dx if isinstance(dx, (float, complex, np.inexact)) else float(dx)
    dx = np.asarray(dx)
    if dx.dtype.kind not in "fc" or (dx.dtype.kind == "f" and zero.dtype.kind == "c"):
        return np.array(dx, zero.dtype)
    return dx.copy() if owned else dx


def add_into(bx: Any, by: Any) -> Any:
    """The sum of an adjoint that may be written and another: in place where ``bx`` is an array or a container."""
    if bx is None or by is None:
        return bx if by is None else copied(by)
    if isinstance(bx, (dict, list)):
        for key in by if isinstance(by, dict) else range(len(bx)):
            bx[key] = add_into(bx.get(key) if isinstance(bx, dict) else bx[key], by[key])
        return bx
    if isinstance(bx, SimpleNamespace):
        add_into(vars(bx), vars(by))
        return bx
    if isinstance(bx, np.ndarray) and bx.ndim and np.can_cast(np.result_type(by), bx.dtype, "same_kind"):
        bx += by
        return bx
    return bx + by


def add_at(bx: Any, index: Any, by: Any) -> Any:
    """Add ``by`` to the adjoint ``bx`` of a container or array at ``index``, in place, and return ``bx``.

    An index that names an element several times adds to it several times.
    """
    if bx is None or by is None:
        return bx
    if index is Ellipsis and isinstance(bx, (list, dict, SimpleNamespace)):
        return add_into(bx, by)
    if isinstance(bx, SimpleNamespace):
        set_item(bx, index, add_into(found_at(bx, index), by))
        return bx
    if isinstance(bx, dict):
        bx[index] = add_into(bx.get(index), by)
    elif isinstance(bx, list) and isinstance(index, slice):
        bx[index] = [add_into(one, other) for one, other in zip(bx[index], by, strict=True)]
    elif isinstance(bx, list):
        bx[index] = add_into(bx[index], by)
    elif not isinstance(bx, np.ndarray):
        return bx + np.reshape(by, np.shape(bx))[()]
    else:
        if np.iscomplexobj(by) and not np.iscomplexobj(bx):
            by = np.real(by)
        if may_repeat(index):
            np.add.at(bx, index, by)
        else:
            bx[index] += by
    return bx


def may_repeat(index: Any) -> bool:
    """Whether an index of an array can name one element twice."""
    if isinstance(index, tuple):
        return any(may_repeat(part) for part in index)
    if isinstance(index, (np.ndarray, list)):
        return np.ndim(index) > 0 and np.asarray(index).dtype != bool
    return False


def refuse_complex(y: Any, by: Any, what: str) -> None:
    """Raise `ComplexResultError` if the result ``y`` is complex and its adjoint is not: half of it would be missing."""
    if np.iscomplexobj(y) and not np.iscomplexobj(by):
        hint = "return a real part of it, give a complex adjoint to `vjp`, or use holomorphic=True"
        raise ComplexResultError(f"{what} is complex: {hint}")


def require_complex(x: Any, what: str) -> None:
    """Raise `HolomorphicError` if a number in ``x`` is real."""
    for item in held_by(x):
        require_complex(item, what)
    if isinstance(x, (int, float, np.number, np.ndarray)) and not np.iscomplexobj(x):
        raise HolomorphicError(f"{what} is real, though holomorphic=True")


def tangent_at(dx: Any, x: Any, steps: Any) -> Any:
    """The tangent of an argument of which one part alone varies: zeros around the tangent ``dx`` of the part."""
    made = around = zeros_like(x)
    for step in steps[:-1]:
        x, around = item_of(x, step), item_of(around, step)
    set_item(around, steps[-1], as_tangent(dx, item_of(x, steps[-1])))
    return made


def tangent_of_attribute(dx: Any, x: Any, attribute: str) -> Any:
    """The tangent of an attribute of ``x`` in that of ``x``: zero if it is the class that holds the attribute."""
    dy = found_at(dx, attribute)
    return zeros_like(getattr(x, attribute)) if dy is None else dy


def from_path(by: Any, bx: Any, steps: Any) -> Any:
    """An adjoint of the structure of ``bx``: zeros around the adjoint ``by`` of the part that steps lead to."""
    made = around = zeros_like(bx)
    for step in steps[:-1]:
        around = item_of(around, step)
    if around is not None:
        add_at(around, steps[-1], by)
    return made
