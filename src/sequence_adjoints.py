"""What emitted code calls for sequences, for single items, and for gradients that it returns. NumPy only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, broadcast_like, cast_like, unbroadcast
from .nested_adjoints import sorting
from .object_adjoints import adjoints_of, attributes_of, with_attributes
from .structure_adjoints import add_at, zeros_like


def ungetitem(by: Any, x: Any, index: Any) -> Any:
    """The adjoint of ``x`` in ``x[index]``: zeros of its structure with ``by`` at that place."""
    return add_at(zeros_like(x), index, by)


def as_gradient(bx: Any, x: Any, owned: bool = False) -> Any:
    """The adjoint ``bx`` as the gradient of the argument ``x``: of its structure, shapes and floating dtype, and fresh.

    What is no number in ``x`` is returned as it is. ``owned`` says that nothing else refers to ``bx``, so that an array
    that needs no conversion needs no copy.
    """
    if isinstance(x, dict):
        return {key: as_gradient(None if bx is None else bx.get(key), item, owned) for key, item in x.items()}
    attributes = attributes_of(x)
    if attributes is not None:
        found = adjoints_of(bx, x)
        return with_attributes(x, {key: as_gradient(found.get(key), item, owned) for key, item in attributes.items()})
    if isinstance(x, (list, tuple)):
        parts = [None] * len(x) if bx is None or np.isscalar(bx) else bx
        items = [as_gradient(part, item, owned) for part, item in zip(parts, x, strict=True)]
        return type(x)(*items) if hasattr(x, "_fields") else tuple(items) if isinstance(x, tuple) else items
    zero = zeros_like(x)
    if zero is None:
        return x
    if bx is None:
        return zero
    if isinstance(x, np.ndarray):
        fits = isinstance(bx, np.ndarray) and bx.shape == x.shape and bx.dtype == zero.dtype
        if owned and fits and bx.base is None and bx.flags.writeable:
            return bx
        zero[...] = np.real(bx) if np.iscomplexobj(bx) and not np.iscomplexobj(zero) else bx
        return zero
    bx = np.real(bx) if np.iscomplexobj(bx) and not isinstance(zero, (complex, np.complexfloating)) else bx
    return type(zero)(np.reshape(bx, ())[()])


# Sequences


def sequence(x: Any) -> Any:
    """``x`` as something that has a length and takes an index: itself if it is a sequence, else a list of its items."""
    return x if isinstance(x, (list, tuple, np.ndarray, str, range)) else list(x)


def is_sequence(x: Any) -> bool:
    """Whether a sequence pattern of `match` may fit ``x``: strings and arrays are none."""
    return isinstance(x, Sequence) and not isinstance(x, (str, bytes, bytearray))


def is_mapping(x: Any) -> bool:
    """Whether a mapping pattern of `match` may fit ``x``."""
    return isinstance(x, Mapping)


def unsequence(by: Any, x: Any) -> Any:
    """The adjoint of ``x`` in ``sequence(x)``: that of its items; nothing reaches the keys of a dict."""
    if by is None or isinstance(x, (dict, set, frozenset, str, range)):
        return None
    return by if attributes_of(x) is None or isinstance(by, SimpleNamespace) else pack_like(by, x)


def unpack(x: Any, n: int) -> Any:
    """``x`` as a sequence of exactly ``n`` items, with the errors of ``a, b = x``."""
    items = x if isinstance(x, (list, tuple, np.ndarray)) else [item for _, item in zip(range(n + 1), x, strict=False)]
    if len(items) < n:
        raise ValueError(f"not enough values to unpack (expected {n}, got {len(items)})")
    if len(items) > n:
        raise ValueError(f"too many values to unpack (expected {n})")
    return items


def unpack_starred(x: Any, before: int, after: int) -> tuple[Any, ...]:
    """The items that ``a, *middle, b = x`` binds: the first ones, the list of the middle ones, the last ones."""
    items = list(x)
    if len(items) < before + after:
        raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {len(items)})")
    end = len(items) - after
    return (*items[:before], items[before:end], *items[end:])


def pack_like(parts: Any, x: Any, star: int | None = None) -> Any:
    """The adjoint of an unpacked ``x`` from those of its items; ``star`` is the place of a starred target."""
    if isinstance(x, (np.ndarray, np.generic)) and x.ndim == 0:
        return cast_like(parts, x)
    parts = list(parts)
    if star is not None:
        middle = len(x) - len(parts) + 1
        parts[star : star + 1] = [None] * middle if parts[star] is None else list(parts[star])
    attributes = attributes_of(x)
    if attributes is not None:
        items = zip(attributes.items(), parts, strict=True)
        return SimpleNamespace(**{key: zeros_like(item) if part is None else part for (key, item), part in items})
    if not isinstance(x, np.ndarray):
        return [zeros_like(item) if part is None else part for part, item in zip(parts, x, strict=True)]
    bx = np.zeros(x.shape, adjoint_dtype(x))
    for place, part in enumerate(parts):
        if part is not None:
            bx[place] = part
    return bx


def unlist(by: Any, x: Any, made: Any = None) -> Any:
    """The adjoint of ``x`` in ``made = list(x)`` or ``tuple(x)``; of an iterator, which is used up, that of a list."""
    if by is None:
        return None
    return pack_like(by, x if made is None or isinstance(x, (list, tuple, np.ndarray)) else made)


def unzip(by: Any, iterables: Any) -> tuple[Any, ...]:
    """The adjoints of the sequences in ``zip(*iterables)``: what is longer than the shortest one gets zeros there."""
    rows = [(None,) * len(iterables) if row is None else row for row in by or ()]
    columns = [[row[k] for row in rows] for k in range(len(iterables))]
    spare = [[None] * (len(iterable) - len(rows)) for iterable in iterables]
    return tuple(pack_like(columns[k] + spare[k], iterable) for k, iterable in enumerate(iterables))


def sum_adjoint(by: Any, items: Any) -> Any:
    """The adjoint of ``items`` in ``sum(items)``: each gets that of the sum, of its own shape."""
    if isinstance(items, np.ndarray):
        return broadcast_like(by, items)
    return [unbroadcast(by, item) for item in items]


def choice_adjoints(by: Any, y: Any, items: Any) -> Any:
    """The adjoints of the numbers of which ``y`` is the greatest or the least, shared evenly by ties."""
    reached = [bool(item == y) for item in items]
    share = by / max(sum(reached), 1)
    return pack_like([share * one for one in reached], items)


def sorted_adjoint(by: Any, items: Any, reverse: Any = False, key: Any = None) -> Any:
    """The adjoint of ``items`` in ``sorted(items, key=key, reverse=reverse)``."""
    parts: list[Any] = [None] * len(items)
    for place, part in zip(sorting(items, reverse, key), by, strict=True):
        parts[place] = part
    return pack_like(parts, items)


def numbered(tangents: Any) -> list[tuple[float, Any]]:
    """The tangent of ``enumerate(x)``: that of the counter is zero."""
    return [(0.0, part) for part in tangents]


def uncounted(by: Any, x: Any) -> Any:
    """The adjoint of ``x`` in ``enumerate(x)``; of an iterator, which is used up, that of a list."""
    parts = [None if row is None else row[1] for row in by or ()]
    return pack_like(parts, x) if isinstance(x, (list, tuple, np.ndarray)) else parts


def zero_items(x: Any) -> Any:
    """The zero tangents of the items of ``x``, zero for a number.

    Raises `ValueError` for what can be gone through once alone.
    """
    if isinstance(x, (int, float, complex, np.generic)) or (isinstance(x, np.ndarray) and x.ndim == 0):
        return 0.0
    if iter(x) is x:
        raise ValueError("an iterator stands beside values that have tangents: make a list of it")
    return [zeros_like(item) for item in x]
