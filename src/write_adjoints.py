"""What writing in place needs: taking the adjoint of a place, keeping what is overwritten, putting it back."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any

import numpy as np

from .array_adjoints import unbroadcast
from .object_adjoints import attributes_of, del_item, found_at, held_by, holds, item_of, set_item
from .structure_adjoints import add_at, copied, may_repeat, zeros_like


def taken(bx: Any, index: Any) -> Any:
    """The adjoint of what was stored at an index: a copy of what ``bx`` holds there, which is zeroed.

    Where an index names an element several times, the last value stored is the one that counts.
    """
    if bx is None:
        return None
    if isinstance(bx, dict):
        by = bx.get(index)
        bx[index] = zeros_like(by)
        return 0.0 if by is None else by
    if isinstance(bx, SimpleNamespace):
        by = found_at(bx, index)
        set_item(bx, index, zeros_like(by))
        return 0.0 if by is None else by
    if isinstance(bx, list) and isinstance(index, slice):
        by, bx[index] = bx[index], [zeros_like(item) for item in bx[index]]
        return by
    if isinstance(bx, list):
        by, bx[index] = bx[index], zeros_like(bx[index])
        return 0.0 if by is None else by
    by = copied(bx[index])
    if may_repeat(index):
        order = np.arange(np.size(by)).reshape(np.shape(by))
        last = np.empty(bx.shape, dtype=int)
        last[index] = order
        by = np.where(last[index] == order, by, 0)
    bx[index] = 0
    return by


def fitted(by: Any, x: Any) -> Any:
    """The adjoint of a value ``x`` from that of the place that it was stored in, over which it may be broadcast."""
    if by is None or (isinstance(by, float) and by == 0.0):
        return zeros_like(x)
    if isinstance(by, (tuple, dict, SimpleNamespace)):
        return by
    if isinstance(by, list):
        if not isinstance(x, (list, tuple, np.ndarray)):
            return by
        if len(by) != len(x):
            raise ValueError("a store into a slice of a list changes its length: it is differentiated if it does not")
        parts = [zeros_like(item) if part is None else part for part, item in zip(by, x, strict=True)]
        return unbroadcast(np.reshape(np.array(parts), x.shape), x) if isinstance(x, np.ndarray) else parts
    return unbroadcast(by, x)


def kept_item(x: Any, index: Any) -> Any:
    """What stands at an index and is about to be overwritten, as `restore_item` takes it.

    For a slice of a list, which may get another length, it is the whole list.
    """
    if isinstance(x, np.ndarray):
        return np.array(x[index])[()]
    if isinstance(x, list) and isinstance(index, slice):
        return x.copy()
    if isinstance(x, dict) or (isinstance(index, str) and not isinstance(x, tuple)):
        return (item_of(x, index),) if holds(x, index) else ()
    return item_of(x, index)


def restore_item(x: Any, index: Any, kept: Any) -> None:
    """Put back what stood at an index."""
    if isinstance(x, dict) or (isinstance(index, str) and not isinstance(x, np.ndarray)):
        if kept:
            set_item(x, index, kept[0])
        else:
            del_item(x, index)
    elif isinstance(x, list) and isinstance(index, slice):
        x[:] = kept
    else:
        x[index] = kept


def snapshot(x: Any) -> Any:
    """The content of an array, list or dict that is about to be changed in place."""
    if isinstance(x, (np.ndarray, list, dict)):
        return x.copy()
    return x if isinstance(x, tuple) or attributes_of(x) is None else dict(vars(x))


def restore(x: Any, kept: Any) -> None:
    """Give an array, list or dict the content that it had."""
    if isinstance(x, np.ndarray):
        x[...] = kept
    elif x is kept:
        return
    elif isinstance(x, list):
        x[:] = kept
    elif isinstance(x, dict):
        x.clear()
        x.update(kept)
    else:
        vars(x).clear()
        vars(x).update(kept if isinstance(kept, dict) else vars(kept))


def holds_containers(x: Any) -> bool:
    """Whether a list or a dict holds lists, tuples or dicts."""
    held = x.values() if isinstance(x, dict) else x
    return isinstance(x, (list, dict)) and any(isinstance(one, (list, tuple, dict)) for one in held)


def own(x: Any) -> Any:
    """A copy of an argument that may be changed in place: its arrays, and the lists, tuples and dicts around them.

    What occurs twice in it occurs twice in the copy.
    """
    return copy.deepcopy(x)


def overlap(x: Any, *others: Any) -> bool:
    """Whether a value shares storage with one of others, themselves or in what they hold."""
    held: list[list[Any]] = []
    for value in (x, others):
        parts: list[Any] = []
        left, seen = [value], set()
        while left:
            one = left.pop()
            within = [] if id(one) in seen else held_by(one)
            if within:
                seen.add(id(one))
                left.extend(within)
            if isinstance(one, (list, dict, np.ndarray)) or (within and not isinstance(one, tuple)):
                parts.append(one)
        held.append(parts)
    return any(
        np.shares_memory(one, other) if isinstance(one, np.ndarray) and isinstance(other, np.ndarray) else one is other
        for one in held[0]
        for other in held[1]
    )


def tangled(x: Any) -> bool:
    """Whether two arrays in a list, tuple or dict share storage, and are not one array."""
    arrays = list({id(one): one for one in arrays_in(x)}.values())
    return any(np.shares_memory(one, other) for k, one in enumerate(arrays) for other in arrays[:k])


def arrays_in(x: Any) -> list[Any]:
    """The arrays in a list, tuple or dict, at any depth."""
    if isinstance(x, np.ndarray):
        return [x]
    return [one for item in held_by(x) for one in arrays_in(item)]


def has_gaps(x: Any) -> bool:
    """Whether the elements of an array do not lie in one piece: a copy of it is laid out in another way."""
    return isinstance(x, np.ndarray) and not x.flags.forc


def integral(*values: Any) -> bool:
    """Whether all values are whole numbers, or arrays or sequences of these."""
    for x in values:
        if isinstance(x, (list, tuple)):
            if not x or not integral(*x):
                return False
        elif not isinstance(x, (bool, int)) and getattr(getattr(x, "dtype", None), "kind", "") not in ("i", "u", "b"):
            return False
    return True


def is_part(x: Any, whole: Any) -> bool:
    """Whether ``x`` is a view of an array, or an array or container that stands in a list or dict, or part of one.

    A part of a list, a slice, holds arrays or containers that stand in the list.
    """
    if isinstance(whole, np.ndarray):
        return isinstance(x, np.ndarray) and np.shares_memory(x, whole)
    inside = held_by(whole)
    if isinstance(x, (list, tuple)) and isinstance(whole, (list, tuple)) and not any(x is item for item in inside):
        return x is not whole and any(is_part(item, inside) for item in x)
    if not (isinstance(x, (np.ndarray, list, dict)) or (attributes_of(x) is not None and not isinstance(x, tuple))):
        return False
    return x is whole or any(item is x for item in inside)


def take_content(bx: Any, index: Any) -> Any:
    """The adjoint of what was updated at an index: of an array it is zeroed there, in containers it stays."""
    return taken(bx, index) if isinstance(bx, np.ndarray) or bx is None else copied(item_of(bx, index))


def put_content(bx: Any, index: Any, by: Any) -> None:
    """Give the adjoint of the content before an update, after `take_content`."""
    if isinstance(bx, np.ndarray):
        add_at(bx, index, by)
    elif bx is not None:
        put(bx, index, by)


def kept_content(x: Any, index: Any) -> Any:
    """What stands at an index and is about to be updated, in place if it is an array; for a slice the whole list."""
    if isinstance(x, list) and isinstance(index, slice):
        return x.copy()
    if index is Ellipsis and not isinstance(x, np.ndarray):
        return copied(x)
    item = item_of(x, index)
    return item.copy() if isinstance(item, (np.ndarray, list)) else item


def restore_content(x: Any, index: Any, kept: Any) -> None:
    """Put back the content of what was updated at an index."""
    if index is Ellipsis and isinstance(x, (list, dict)):
        for key in kept if isinstance(x, dict) else range(len(kept)):
            restore_content(x, key, kept[key])
        return
    item = item_of(x, index)
    if isinstance(x, list) and isinstance(index, slice):
        x[:] = kept
    elif isinstance(item, np.ndarray) and not isinstance(x, np.ndarray):
        item[...] = kept
    elif isinstance(item, list) and not isinstance(x, np.ndarray):
        item[:] = kept
    else:
        set_item(x, index, kept)


def exchange(bx: Any, index: Any, by: Any) -> Any:
    """Put the shadow of an item into that of its list or dict, and return what was there; nothing for arrays."""
    if isinstance(bx, np.ndarray) or bx is None:
        return None
    if isinstance(index, slice) and len(bx[index]) != len(by):
        raise ValueError("a store into a slice of a list changes its length: it is differentiated if it does not")
    absent = isinstance(bx, (dict, SimpleNamespace)) and not holds(bx, index)
    kept = () if absent else (item_of(bx, index),)
    set_item(bx, index, by)
    return kept


def exchange_back(bx: Any, index: Any, kept: Any, shadow: Any = None) -> Any:
    """The adjoint of an item that was stored, whose container gets back the shadow that it had there.

    An array holds a copy of what was stored: its adjoint is added to the ``shadow`` of that, if it has one. So is that
    of the numbers that a list got into a slice.
    """
    if kept is None:
        by = taken(bx, index)
        if shadow is not None:
            add_at(shadow, ..., unbroadcast(by, shadow))
        return by
    by = item_of(bx, index)
    if isinstance(index, slice) and shadow is not None:
        for place, part in enumerate(by):
            if not isinstance(part, (list, dict, np.ndarray, SimpleNamespace)):
                shadow[place] = shadow[place] + part
    if kept:
        set_item(bx, index, kept[0])
    else:
        del_item(bx, index)
    return by


def writable(view: Any) -> Any:
    """A view of an array that may be written, which NumPy hands out as one that may not."""
    view.flags.writeable = True
    return view


def put(bx: Any, index: Any, by: Any) -> None:
    """Give the adjoint of what stands at an index, in place where it is an array in a list."""
    item = None if isinstance(bx, np.ndarray) else item_of(bx, index)
    if isinstance(item, np.ndarray) and np.shape(item) == np.shape(by):
        item[...] = by
    else:
        set_item(bx, index, by)


def refill(bx: Any, by: Any) -> None:
    """Give a container the adjoint of what its arrays held, these in place: other containers may hold them too.

    None stands for zeros.
    """
    if isinstance(bx, np.ndarray):
        bx[...] = 0 if by is None else by
        return
    places = range(len(bx)) if isinstance(bx, list) else list(bx if isinstance(bx, dict) else vars(bx))
    for place in places:
        part = None if by is None else found_at(by, place)
        item = item_of(bx, place)
        if isinstance(item, (np.ndarray, list, dict, SimpleNamespace)):
            refill(item, part)
        else:
            set_item(bx, place, zeros_like(item) if part is None else part)


# Functions and methods that write


def unfill_diagonal(by: Any, value: Any, wrap: Any = False) -> Any:
    """The adjoint of ``value`` in ``fill_diagonal(a, value, wrap)``: from the diagonal of that of ``a``."""
    on = np.zeros(by.shape, dtype=bool)
    np.fill_diagonal(on, True, wrap)
    return unput(by, np.flatnonzero(on), value)


def without_diagonal(by: Any, wrap: Any = False, number: Any = 1) -> Any:
    """An adjoint with zeros on the diagonal, where a ``number`` of values other than zero was put there."""
    rest = by.copy()
    if number:
        np.fill_diagonal(rest, 0, wrap)
    return rest


def unput(by: Any, places: Any, values: Any, mode: Any = "raise") -> Any:
    """The adjoint of ``values`` in ``put(a, places, values, mode)``: each counts where it was the last one put."""
    number = np.size(values)
    found = np.full(by.size, -1)
    np.put(found, places, np.arange(number), mode)
    bv = np.zeros(number, by.dtype)
    np.add.at(bv, found[found >= 0], by.reshape(-1)[found >= 0])
    return unbroadcast(bv.reshape(np.shape(values)), values)


def without_places(by: Any, places: Any, mode: Any = "raise", number: Any = 1) -> Any:
    """An adjoint with zeros at places of the flattened array, where a ``number`` of values other than zero was put."""
    rest = by.copy()
    if number:
        np.put(rest, places, 0, mode)
    return rest


def unplace(by: Any, mask: Any, values: Any) -> Any:
    """The adjoint of ``values`` in ``place(a, mask, values)``: they are used again and again from the first."""
    return unput(by, np.flatnonzero(mask), values)


def unputmask(by: Any, mask: Any, values: Any) -> Any:
    """The adjoint of ``values`` in ``putmask(a, mask, values)``: each place has its own, from the first again."""
    masked = np.where(np.reshape(mask, by.shape), by, 0)
    return unput(masked, np.arange(by.size), values)


def taken_along(by: Any, indices: Any, axis: Any) -> Any:
    """The adjoint of the values in ``put_along_axis(a, indices, values, axis)``: each counts where it was the last."""
    places = np.take_along_axis(np.arange(by.size).reshape(by.shape), indices, axis)
    order = np.arange(places.size).reshape(places.shape)
    last = np.empty(by.size, dtype=int)
    last[places] = order
    return np.where(last[places] == order, by.reshape(-1)[places], 0)


def without_along(by: Any, indices: Any, axis: Any) -> Any:
    """An adjoint with zeros at the places that ``put_along_axis`` has written."""
    rest = by.copy()
    np.put_along_axis(rest, indices, 0, axis)
    return rest


def unsort(by: Any, x: Any, axis: Any = -1, kth: Any = None, reverse: Any = False) -> Any:
    """The adjoint of the content of an array or list before ``x.sort()``, or before ``x.partition(kth)``."""
    if isinstance(x, list):
        parts: list[Any] = [None] * len(x)
        for place, part in zip(sorted(range(len(x)), key=lambda one: x[one], reverse=reverse), by, strict=True):
            parts[place] = part
        return parts
    if kth is not None:
        after = np.argsort(np.partition(x, kth, axis=axis), axis=axis, kind="stable")
        by = np.take_along_axis(by, after, axis=axis)
    order = np.argsort(x, axis=axis, kind="stable")
    return np.take_along_axis(by, np.argsort(order, axis=axis, kind="stable"), axis=axis)


def ordered(dx: Any, x: Any, axis: Any = -1, kth: Any = None, reverse: Any = False) -> Any:
    """The tangent of the content of an array or list after ``x.sort()``, or after ``x.partition(kth)``."""
    if isinstance(x, list):
        return [dx[place] for place in sorted(range(len(x)), key=lambda one: x[one], reverse=reverse)]
    order = np.argsort(x, axis=axis, kind="stable")
    if kth is not None:
        after = np.argsort(np.partition(x, kth, axis=axis), axis=axis, kind="stable")
        order = np.take_along_axis(order, np.argsort(after, axis=axis, kind="stable"), axis=axis)
    return np.take_along_axis(dx, order, axis=axis)


def unappend(bx: Any) -> Any:
    """The adjoint of what was appended to a list, in the adjoint of the list."""
    return 0.0 if bx[-1] is None else bx[-1]


def unextend(bx: Any, items: Any) -> Any:
    """The adjoint of the items that a list was extended by, in the adjoint of the list, as storage of its own."""
    by = bx[len(bx) - len(items) :]
    parts = [zeros_like(item) if part is None else part for part, item in zip(by, items, strict=True)]
    if isinstance(items, np.ndarray):
        return unbroadcast(np.reshape(np.array(parts), items.shape), items)
    return copied(parts)


def uninsert(bx: Any, index: Any) -> Any:
    """The adjoint of what was inserted into a list, in the adjoint of the list."""
    by = bx[inserted_at(bx, index)]
    return 0.0 if by is None else by


def inserted_at(x: Any, index: Any) -> int:
    """Where in the list ``x`` stands what ``insert(index, item)`` has put into it."""
    return int(max(len(x) - 1 + index, 0) if index < 0 else min(index, len(x) - 1))


def at_end(parts: Any, bx: Any, items: Any) -> Any:
    """An adjoint of the structure of ``bx``, with those of the items that its list was extended by at the end."""
    made, start = zeros_like(bx), len(bx) - len(items)
    if parts is not None:
        made[start:] = [copied(fitted(part, one)) for part, one in zip(parts, bx[start:], strict=True)]
    return made


def unpop(bx: Any, by: Any, item: Any, index: Any = -1) -> Any:
    """The adjoint of a list before ``pop(index)`` gave ``item``: what reached that item is put back."""
    put_back(bx, index, zeros_like(item) if by is None else copied(by))
    return bx


def put_back(x: Any, index: Any, item: Any) -> None:
    """Undo ``pop(index)`` of a list, or of a dict (whose order it may change)."""
    if isinstance(x, dict):
        x[index] = item
    else:
        x.insert(len(x) + 1 + index if index < 0 else index, item)


def take_out(x: Any, index: Any) -> Any:
    """Undo ``insert(index, item)`` of a list, which is returned."""
    del x[inserted_at(x, index)]
    return x


def turned(bx: Any) -> Any:
    """The adjoint of a list before ``reverse()``."""
    return bx[::-1]


def turn(x: Any) -> None:
    """Undo ``reverse()`` of a list."""
    x.reverse()


def truncate(x: Any, length: Any) -> Any:
    """Undo what made a list longer, which is returned."""
    del x[length:]
    return x


def put_in(v: Any, by: Any, places: Any, mode: Any = "raise") -> Any:
    """Zeros like ``by`` with ``put(zeros, places, v, mode)``."""
    made = np.zeros_like(by)
    np.put(made, places, v, mode)
    return made


def diagonal_filled(v: Any, by: Any, wrap: Any = False) -> Any:
    """Zeros like ``by`` with ``fill_diagonal(zeros, v, wrap)``."""
    made = np.zeros_like(by)
    np.fill_diagonal(made, v, wrap)
    return made


def mask_filled(v: Any, by: Any, mask: Any) -> Any:
    """Zeros like ``by`` with ``putmask(zeros, mask, v)``."""
    made = np.zeros_like(by)
    np.putmask(made, mask, v)
    return made


def put_along(v: Any, by: Any, indices: Any, axis: Any) -> Any:
    """Zeros like ``by`` with ``put_along_axis(zeros, indices, v, axis)``."""
    made = np.zeros_like(by)
    np.put_along_axis(made, indices, v, axis)
    return made
