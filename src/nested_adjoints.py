"""What derivatives of derivatives need: adjoints of the helpers that take, add and put back adjoints and content."""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import broadcast_like, sum_to
from .structure_adjoints import add_at, copied, may_repeat, zeros_like
from .write_adjoints import fitted, restore_item, taken


def accumulate(bx: Any, index: Any, by: Any) -> None:
    """Add to the adjoint of a container or array in place, as `add_at` does. Raises `ValueError` for a number."""
    if bx is not None and not isinstance(bx, (np.ndarray, list, dict)):
        raise ValueError("an adjoint is added to in place, and is a number: annotate the arguments, or give examples")
    add_at(bx, index, by)


def gathered(by: Any, index: Any) -> Any:
    """A copy of what an adjoint holds at an index; all of a container for ``...``."""
    if by is None:
        return None
    if index is Ellipsis and not isinstance(by, np.ndarray):
        return copied(by)
    return copied(by.get(index) if isinstance(by, dict) else by[index])


def part_of(by: Any, index: Any) -> Any:
    """What an adjoint holds at an index; nothing where it holds nothing at all."""
    if by is None:
        return None
    return by.get(index) if isinstance(by, dict) else by[index]


def unfitted(by: Any, x: Any) -> Any:
    """The adjoint ``by`` of the structure of ``x``: summed over, or broadcast to its shape; zeros for what is None."""
    if by is None or (isinstance(x, (list, tuple)) and not isinstance(by, (list, tuple, np.ndarray))):
        return zeros_like(x)
    if isinstance(x, dict):
        return {key: unfitted(by.get(key), item) for key, item in x.items()} if isinstance(by, dict) else zeros_like(x)
    if isinstance(x, (list, tuple)):
        return [unfitted(part, item) for part, item in zip(by, x, strict=True)]
    if x is None:
        return None
    if isinstance(by, (list, tuple, dict)):
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
    by[index] = item
    return by


def unkept(by: Any, x: Any, index: Any) -> Any:
    """The adjoint of ``x`` in `kept_item` or `kept_content` of it."""
    if (index is Ellipsis and not isinstance(x, np.ndarray)) or (isinstance(x, list) and isinstance(index, slice)):
        return fitted(copied(by), x)
    if isinstance(x, dict) and isinstance(by, (list, tuple)):
        by = by[0] if by else None
    return add_at(zeros_like(x), index, by)


def without_item(by: Any, index: Any) -> Any:
    """An adjoint with zeros at an index, whose content is put back from elsewhere."""
    rest = copied(by)
    if isinstance(rest, dict):
        rest.pop(index, None)
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
