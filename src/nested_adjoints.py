"""What derivatives of derivatives need: adjoints of the helpers that take, add and put back adjoints and content."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from .array_adjoints import broadcast_like, sum_to
from .object_adjoints import attributes_of, found_at, held_by, set_item
from .structure_adjoints import add_at, copied, may_repeat, zeros_like
from .write_adjoints import fitted, restore_item, taken


def accumulate(bx: Any, index: Any, by: Any) -> None:
    """Add to the adjoint of a container or array in place, as `add_at` does. Raises `ValueError` for a number."""
    if bx is not None and not isinstance(bx, (np.ndarray, list, dict, SimpleNamespace)):
        raise ValueError("an adjoint is added to in place, and is a number: annotate the arguments, or give examples")
    add_at(bx, index, by)


def gathered(by: Any, index: Any) -> Any:
    """A copy of what an adjoint holds at an index; all of a container for ``...``."""
    if by is None:
        return None
    if index is Ellipsis and not isinstance(by, np.ndarray):
        return copied(by)
    return copied(found_at(by, index))


def part_of(by: Any, index: Any) -> Any:
    """What an adjoint holds at an index; nothing where it holds nothing at all."""
    if by is None:
        return None
    return found_at(by, index)


def unfitted(by: Any, x: Any) -> Any:
    """The adjoint ``by`` of the structure of ``x``: summed over, or broadcast to its shape; zeros for what is None."""
    attributes = attributes_of(x)
    if by is not None and attributes is not None:
        parts = attributes_of(by) or {}
        return SimpleNamespace(**{key: unfitted(parts.get(key), item) for key, item in attributes.items()})
    if by is None or (isinstance(x, (list, tuple)) and not isinstance(by, (list, tuple, np.ndarray))):
        return zeros_like(x)
    if isinstance(x, dict):
        return {key: unfitted(by.get(key), item) for key, item in x.items()} if isinstance(by, dict) else zeros_like(x)
    if isinstance(x, (list, tuple)):
        return [unfitted(part, item) for part, item in zip(by, x, strict=True)]
    if x is None:
        return None
    if isinstance(by, (list, tuple, dict, SimpleNamespace)):
        return by
    if np.ndim(by) > np.ndim(x) or np.size(by) > np.size(x):
        by = sum_to(by, np.shape(x))
    return broadcast_like(by, x)


def untaken(by: Any, index: Any, item: Any) -> Any:
    """The adjoint of what `taken` was given: that of what it left, and at the index that of what it took."""
    by = copied(by)
    if by is None:
        return None
    if isinstance(by, np.ndarray) and may_repeat(index):
        order = np.arange(np.size(by[index])).reshape(np.shape(by[index]))
        last = np.empty(by.shape, dtype=int)
        last[index] = order
        item = None if item is None else np.where(last[index] == order, item, 0)
    taken(by, index)
    if item is None:
        return by
    if isinstance(by, np.ndarray):
        return add_at(by, index, item)
    set_item(by, index, item)
    return by


def unkept(by: Any, x: Any, index: Any) -> Any:
    """The adjoint of ``x`` in `kept_item` or `kept_content` of it."""
    if (index is Ellipsis and not isinstance(x, np.ndarray)) or (isinstance(x, list) and isinstance(index, slice)):
        return fitted(copied(by), x)
    named = isinstance(x, dict) or (isinstance(index, str) and not isinstance(x, (np.ndarray, tuple)))
    if named and isinstance(by, (list, tuple)):
        by = by[0] if by else None
    return add_at(zeros_like(x), index, by)


def without_item(by: Any, index: Any) -> Any:
    """An adjoint with zeros at an index, whose content is put back from elsewhere."""
    rest = copied(by)
    if isinstance(rest, dict):
        rest.pop(index, None)
    elif isinstance(rest, SimpleNamespace):
        vars(rest).pop(index, None)
    elif isinstance(rest, list) and (isinstance(index, slice) or index is Ellipsis):
        return zeros_like(rest)
    elif rest is not None:
        restore_item(rest, index, zeros_like(rest[index]))
    return rest


def taken_out(x: Any, index: Any) -> Any:
    """Undo `put_back` of a list or dict, which is returned."""
    if x is not None:
        del x[index]
    return x


def untaken_content(by: Any, index: Any, item: Any) -> Any:
    """The adjoint of what `take_content` was given."""
    return untaken(by, index, item) if isinstance(by, np.ndarray) else add_at(copied(by), index, item)


def without_content(by: Any, index: Any) -> Any:
    """The adjoint of what `put_content` was given: that of an array, which was added to, is the same."""
    return by if isinstance(by, np.ndarray) else without_item(by, index)


def tangent_of_sequence(dx: Any, x: Any) -> Any:
    """The tangent of ``sequence(x)``: that of its items; the keys of a dict have none."""
    if isinstance(x, (dict, set, frozenset, str, range)):
        return [zeros_like(item) for item in x]
    if isinstance(dx, SimpleNamespace):
        return held_by(dx)
    return dx if dx is None or isinstance(dx, (list, tuple, np.ndarray)) else list(dx)


def unpacked_like(by: Any, parts: Any, x: Any, star: Any = None) -> Any:
    """The adjoints of the parts in ``pack_like(parts, x, star)``."""
    items = [None] * len(x) if by is None else list(by)
    if star is not None:
        middle = len(x) - len(parts) + 1
        items[star : star + middle] = [items[star : star + middle]]
    return [None if part is None else unfitted(item, part) for part, item in zip(parts, items, strict=True)]


def items_of(by: Any) -> Any:
    """The adjoint of a list whose items have become an array, or another list; of an array without axes, a number."""
    return list(by) if np.iterable(by) else by


def total(parts: Any, by: Any) -> Any:
    """The sum of adjoints of items, each of which was given ``by``, summed or broadcast."""
    if isinstance(parts, np.ndarray):
        return sum_to(parts, np.shape(by))
    found = zeros_like(by)
    for part in parts or ():
        found = found if part is None else found + unfitted(part, by)
    return found


def mean_of_chosen(parts: Any, y: Any, items: Any) -> Any:
    """The tangent of the greatest or least of items, from theirs: the mean of all that are equal to ``y``."""
    reached = [part for part, item in zip(parts, items, strict=True) if bool(item == y) and part is not None]
    return sum(reached) / max(sum(bool(item == y) for item in items), 1)


def sorting(items: Any, reverse: Any, key: Any) -> list[int]:
    """Where ``sorted(items, key=key, reverse=reverse)`` takes its items from."""
    ranks = list(items) if key is None else [key(item) for item in items]
    return sorted(range(len(ranks)), key=ranks.__getitem__, reverse=reverse)


def in_sorted_order(parts: Any, items: Any, reverse: Any = False, key: Any = None) -> Any:
    """``parts`` in the order of ``sorted(items, key=key, reverse=reverse)``."""
    return [parts[place] for place in sorting(items, reverse, key)]


def rows_of(parts: Any, by: Any) -> Any:
    """The adjoints of the tuples in a ``zip`` from those of what was zipped."""
    return [tuple(None if part is None else part[k] for part in parts) for k in range(len(by))]


def peeked(by: Any, index: Any) -> Any:
    """What `taken` would take from an adjoint, which stays as it is."""
    return None if by is None else taken(copied(by), index)


def rest_of_content(by: Any, index: Any) -> Any:
    """The adjoint of what `untaken_content` was given besides the item."""
    return without_item(by, index) if isinstance(by, np.ndarray) else by
