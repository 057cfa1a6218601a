"""Functions and methods that write an argument in place. What is a store by another name is rewritten as one.

Adjoints are taken in the order of a template, and that of an argument which is a constant is not taken at all: none may
rely on what another takes out of the adjoint of a list. So that of the list itself stands last, and takes it out.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from typing import Any

import numpy as np

from ..runtime import (
    copied,
    ordered,
    take_out,
    taken_along,
    truncate,
    turned,
    unappend,
    unbroadcast,
    unextend,
    unfill_diagonal,
    uninsert,
    unplace,
    unpop,
    unput,
    unputmask,
    unsort,
    without_along,
    without_diagonal,
    without_places,
)
from ..values import UNKNOWN, Kind
from .notation import d, is_scalar, returned, value, xp
from .rules import adjoint, fixed_kind, linear, tangent

_NOTHING = fixed_kind(Kind("none"))
_GROWS: dict[str, Any] = {
    "kind": _NOTHING,
    "writes": ("x",),
    "structural": True,
    "keeps": "len(x)",
    "undo": "truncate(x, kept)",
    "resizes": True,
    "raises": True,
}
"""What is said of a method that puts items at the end of a list."""


@linear(np.fill_diagonal, kind=_NOTHING, writes=("a",), raises=True)
def fill_diagonal(y, a, val, wrap=False):
    d[val] = unfill_diagonal(d[y], val, wrap)
    if is_scalar(val):
        d[a] = without_diagonal(d[y], wrap)
    else:
        d[a] = without_diagonal(d[y], wrap, xp.size(val))


@linear(np.put, ("method", "put"), kind=_NOTHING, writes=("a",), raises=True)
def put(y, a, ind, v, mode="raise"):
    d[v] = unput(d[y], ind, v, mode)
    if is_scalar(v):
        d[a] = without_places(d[y], ind, mode)
    else:
        d[a] = without_places(d[y], ind, mode, xp.size(v))


@linear(np.place, kind=_NOTHING, writes=("arr",), raises=True)
def place(y, arr, mask, vals):
    d[vals] = unplace(d[y], mask, vals)
    d[arr] = without_places(d[y], xp.flatnonzero(mask))


@linear(np.putmask, kind=_NOTHING, writes=("a",), raises=True)
def putmask(y, a, mask, values):
    d[values] = unputmask(d[y], mask, values)
    if is_scalar(values):
        d[a] = without_places(d[y], xp.flatnonzero(mask))
    else:
        d[a] = without_places(d[y], xp.flatnonzero(mask), "raise", xp.size(values))


@linear(np.put_along_axis, kind=_NOTHING, writes=("arr",), raises=True)
def put_along_axis(y, arr, indices, values, axis):
    d[values] = unbroadcast(taken_along(d[y], indices, axis), values)
    d[arr] = without_along(d[y], indices, axis)


@linear(np.add.at, kind=_NOTHING, writes=("a",), raises=True)
def add_at(y, a, indices, b):
    d[b] = unbroadcast(copied(d[y][indices]), b)
    d[a] = d[y]


@linear(np.subtract.at, kind=_NOTHING, writes=("a",), raises=True)
def subtract_at(y, a, indices, b):
    d[b] = unbroadcast(-d[y][indices], b)
    d[a] = d[y]


@adjoint(("method", "sort"), kind=_NOTHING, writes=("a",), raises=True)
def sort(y, a, axis=-1, kind=None, *, reverse=False):
    if not reverse:
        d[a] = unsort(d[y], a, axis)
    else:
        d[a] = unsort(d[y], a, axis, reverse=reverse)


@adjoint(("method", "partition"), kind=_NOTHING, writes=("a",), raises=True)
def partition(y, a, kth, axis=-1, kind="introselect"):
    d[a] = unsort(d[y], a, axis, kth)


@tangent(("method", "sort"))
def sort_tangent(y, a, axis=-1, kind=None, *, reverse=False):
    if not reverse:
        d[a] = ordered(d[a], a, axis)
    else:
        d[a] = ordered(d[a], a, axis, reverse=reverse)


@tangent(("method", "partition"))
def partition_tangent(y, a, kth, axis=-1, kind="introselect"):
    d[a] = ordered(d[a], a, axis, kth)


@linear(("method", "append"), **_GROWS)
def append(y, x, item):
    d[item] = unappend(d[y])
    d[x] = truncate(d[y], -1)


@linear(("method", "extend"), **_GROWS)
def extend(y, x, items):
    d[items] = unextend(d[y], items)
    d[x] = truncate(d[y], len(d[y]) - len(items))


@linear(
    ("method", "insert"),
    kind=_NOTHING,
    writes=("x",),
    structural=True,
    keeps="None",
    undo="take_out(x, index)",
    resizes=True,
    raises=True,
)
def insert(y, x, index, item):
    d[item] = uninsert(d[y], index)
    d[x] = take_out(d[y], index)


@linear(
    ("method", "pop"),
    kind=fixed_kind(UNKNOWN),
    shares="item",
    writes=("x",),
    structural=True,
    keeps="x[index]",
    undo="put_back(x, index, kept)",
    resizes=True,
    raises=True,
)
def pop(y, x, index=-1):
    d[x] = unpop(d[y], returned, value, index)


@linear(("method", "reverse"), kind=_NOTHING, writes=("x",), structural=True, keeps="None", undo="turn(x)")
def reverse(y, x):
    d[x] = turned(d[y])
