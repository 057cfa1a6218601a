"""Helpers of `runtime` that take adjoints of any structure, write them in place, or put content back.

They are linear in what they take, in place or not, so that forward mode does to tangents what they do to adjoints.
"""

from __future__ import annotations

from typing import Any

from ..runtime import (
    accumulate,
    add,
    as_gradient,
    as_tangent,
    at_end,
    at_path,
    choice_adjoints,
    copied,
    first_places,
    fitted,
    from_path,
    gathered,
    has_gaps,
    holds_containers,
    in_sorted_order,
    inserted_at,
    integral,
    is_part,
    items_of,
    kept_content,
    kept_item,
    may_repeat,
    mean_of_chosen,
    numbered,
    once,
    overlap,
    own,
    pack_like,
    part_of,
    peeked,
    put,
    put_back,
    put_content,
    refill,
    rest_of_content,
    restore,
    restore_content,
    restore_item,
    rows_of,
    shadow,
    snapshot,
    sorted_adjoint,
    sorting,
    sum_adjoint,
    take_content,
    taken,
    taken_out,
    tangent_at,
    tangent_of_attribute,
    tangled,
    total,
    turned,
    uncounted,
    unextend,
    unfitted,
    ungetitem,
    unkept,
    unlist,
    unpacked_like,
    untaken,
    untaken_content,
    unzip,
    without_content,
    without_item,
    writable,
    zero_items,
    zeros_like,
)
from ..values import BOOL, FLOAT, INT, UNKNOWN, Kind
from .derived import floating, structured_like
from .notation import d, is_scalar, returned
from .rules import Filled, constant, fixed_kind, linear, same_kind

_NOTHING = fixed_kind(Kind("none"))
_PUT: dict[str, Any] = {
    "kind": _NOTHING,
    "writes": ("bx",),
    "deep": True,
    "structural": True,
    "keeps": "kept_content(bx, index)",
    "undo": "restore_content(bx, index, kept)",
    "raises": True,
}
"""What is said of a helper that puts something at an index of an adjoint."""


# Values


@linear(copied, kind=structured_like("bx"), structural=True)
def copied_of(y, bx):
    d[bx] = d[y]


@linear(own, kind=same_kind("x"), structural=True)
def own_of(y, x):
    d[x] = d[y]


@linear(once, kind=structured_like("bx"), shares="either", structural=True)
def once_of(y, bx):
    d[bx] = first_places(d[y], bx)


@linear(first_places, kind=structured_like("by"), shares="first", structural=True, raises=True)
def first_of(y, by, bx):
    d[by] = first_places(d[y], bx)


@linear(writable, kind=same_kind("view"), shares="view")
def writable_of(y, view):
    d[view] = d[y]


@linear(add, structural=True)
def add_of(y, a, b):
    d[a] = fitted(d[y], a)
    d[b] = fitted(d[y], b)


def _gradient_kind(filled: Filled) -> Kind:
    found = filled.kind("x")
    return found if found.is_container or found.tag in ("none", "string") else floating(found)


@linear(as_gradient, kind=_gradient_kind, shares="first", structural=True, raises=True)
def as_gradient_of(y, bx, x, owned=False):
    if is_scalar(x) and is_scalar(bx):
        d[bx] = d[y]
    else:
        d[bx] = unfitted(d[y], bx)


@linear(as_tangent, kind=_gradient_kind, shares="first", structural=True, raises=True)
def as_tangent_of(y, dx, x, owned=False):
    if is_scalar(x) and is_scalar(dx):
        d[dx] = d[y]
    else:
        d[dx] = unfitted(d[y], dx)


@linear(fitted, kind=structured_like("x"), shares="first", structural=True, raises=True)
def fitted_of(y, by, x):
    if is_scalar(x) and is_scalar(by):
        d[by] = d[y]
    else:
        d[by] = unfitted(d[y], by)


@linear(unfitted, kind=structured_like("x"), shares="first", structural=True, raises=True)
def unfitted_of(y, by, x):
    d[by] = unfitted(d[y], by)


@linear(ungetitem, kind=structured_like("x"), structural=True, raises=True)
def ungetitem_of(y, by, x, index):
    d[by] = unfitted(part_of(d[y], index), by)


@linear(part_of, shares="item", structural=True, raises=True)
def part(y, by, index):
    d[by] = ungetitem(d[y], by, index)


@linear(gathered, structural=True, raises=True)
def gathered_of(y, by, index):
    d[by] = ungetitem(d[y], by, index)


@linear(at_path, shares="item", structural=True, raises=True)
def part_at_path(y, bx, steps):
    d[bx] = from_path(d[y], bx, steps)


@linear(from_path, structural=True, raises=True)
def around_part(y, by, bx, steps):
    d[by] = at_path(d[y], steps)


@linear(tangent_at, shares="items", structural=True, raises=True)
def tangent_of_part(y, dx, x, steps):
    d[dx] = at_path(d[y], steps)


@linear(tangent_of_attribute, shares="item", structural=True, raises=True)
def tangent_of_item(y, dx, x, attribute):
    d[dx] = ungetitem(d[y], dx, attribute)


# Adjoints that are written


@linear(
    accumulate,
    kind=_NOTHING,
    writes=("bx",),
    deep=True,
    structural=True,
    keeps="kept_content(bx, index)",
    undo="restore_content(bx, index, kept)",
    adds=True,
    raises=True,
)
def accumulated(y, bx, index, by):
    d[by] = unfitted(gathered(d[y], index), by)
    d[bx] = d[y]


@linear(
    taken,
    kind=lambda filled: FLOAT if filled.kind("index").tag == "int" and filled.kind("bx").rank == 1 else UNKNOWN,
    shares="item",
    writes=("bx",),
    structural=True,
    keeps="kept_item(bx, index)",
    undo="restore_item(bx, index, kept)",
    raises=True,
)
def taken_of(y, bx, index):
    d[bx] = untaken(d[y], index, returned)


@linear(
    take_content,
    shares="fresh",
    writes=("bx",),
    deep=True,
    structural=True,
    keeps="kept_content(bx, index)",
    undo="restore_content(bx, index, kept)",
    raises=True,
)
def content_taken(y, bx, index):
    d[bx] = untaken_content(d[y], index, returned)


@linear(put_content, **_PUT)
def content_put(y, bx, index, by):
    d[by] = unfitted(gathered(d[y], index), by)
    d[bx] = without_content(d[y], index)


@linear(put, **_PUT)
def put_of(y, bx, index, by):
    d[by] = unfitted(gathered(d[y], index), by)
    d[bx] = without_item(d[y], index)


# Content that is kept and put back


@linear(kept_item, shares="item", structural=True, raises=True)
def kept_item_of(y, x, index):
    d[x] = unkept(d[y], x, index)


@linear(kept_content, structural=True, raises=True)
def kept_content_of(y, x, index):
    d[x] = unkept(d[y], x, index)


@linear(
    restore_item,
    kind=_NOTHING,
    writes=("x",),
    structural=True,
    keeps="kept_item(x, index)",
    undo="restore_item(x, index, kept)",
    raises=True,
)
def restored_item(y, x, index, old):
    d[old] = unfitted(kept_item(d[y], index), old)
    d[x] = without_item(d[y], index)


@linear(
    restore_content,
    kind=_NOTHING,
    writes=("x",),
    deep=True,
    structural=True,
    keeps="kept_content(x, index)",
    undo="restore_content(x, index, kept)",
    raises=True,
)
def restored_content(y, x, index, old):
    d[old] = unfitted(kept_content(d[y], index), old)
    d[x] = without_item(d[y], index)


@linear(snapshot, kind=same_kind("x"), shares="content", structural=True)
def snapshot_of(y, x):
    d[x] = copied(d[y])


@linear(restore, kind=_NOTHING, writes=("x",), structural=True, deep=True, raises=True)
def restored(y, x, old):
    d[old] = copied(d[y])


@linear(
    refill,
    kind=_NOTHING,
    writes=("bx",),
    deep=True,
    structural=True,
    keeps="copied(bx)",
    undo="refill(bx, kept)",
    raises=True,
)
def refilled(y, bx, by):
    d[by] = copied(d[y])


# What the adjoints of these are made of


@linear(untaken, kind=structured_like("by"), structural=True, raises=True)
def untaken_of(y, by, index, item):
    d[item] = unfitted(peeked(d[y], index), item)
    d[by] = without_item(d[y], index)


@linear(peeked, structural=True, raises=True)
def peeked_of(y, by, index):
    d[by] = untaken(zeros_like(by), index, d[y])


@linear(without_item, kind=structured_like("by"), structural=True, raises=True)
def without_item_of(y, by, index):
    d[by] = without_item(d[y], index)


@linear(without_content, kind=structured_like("by"), shares="first", structural=True, raises=True)
def without_content_of(y, by, index):
    d[by] = without_content(d[y], index)


@linear(rest_of_content, kind=structured_like("by"), shares="first", structural=True, raises=True)
def rest_of(y, by, index):
    d[by] = rest_of_content(d[y], index)


@linear(untaken_content, kind=structured_like("by"), structural=True, raises=True)
def untaken_content_of(y, by, index, item):
    d[item] = unfitted(gathered(d[y], index), item)
    d[by] = rest_of_content(d[y], index)


@linear(unkept, kind=structured_like("x"), structural=True, raises=True)
def unkept_of(y, by, x, index):
    d[by] = unfitted(kept_item(d[y], index), by)


# Lists


@linear(
    put_back,
    kind=_NOTHING,
    writes=("x",),
    structural=True,
    keeps="None",
    undo="taken_out(x, index)",
    resizes=True,
    raises=True,
)
def put_back_of(y, x, index, item):
    d[item] = unfitted(part_of(d[y], index), item)
    d[x] = taken_out(d[y], index)


@linear(turned, kind=same_kind("bx"), structural=True, shares="items")
def turned_of(y, bx):
    d[bx] = turned(d[y])


@linear(unextend, structural=True, raises=True)
def unextended(y, bx, items):
    d[bx] = at_end(d[y], bx, items)


@linear(at_end, kind=structured_like("bx"), structural=True, raises=True)
def put_at_end(y, parts, bx, items):
    d[parts] = unfitted(unextend(d[y], items), parts)


@linear(pack_like, kind=structured_like("x"), structural=True, shares="items", raises=True)
def packed(y, parts, x, star=None):
    d[parts] = unpacked_like(d[y], parts, x, star)


@linear(unpacked_like, structural=True, shares="items", raises=True)
def unpacked(y, by, parts, x, star=None):
    d[by] = pack_like(d[y], x, star)


@linear(unlist, kind=structured_like("x"), structural=True, shares="items", raises=True)
def unlist_of(y, by, x, made=None):
    d[by] = items_of(d[y])


@linear(items_of, structural=True, shares="items", raises=True)
def listed(y, by):
    d[by] = unlist(d[y], by)


@linear(numbered, structural=True, shares="items", raises=True)
def numbered_of(y, tangents):
    d[tangents] = uncounted(d[y], tangents)


@linear(uncounted, structural=True, shares="items", raises=True)
def uncounted_of(y, by, x):
    d[by] = numbered(d[y])


@linear(unzip, structural=True, shares="items", raises=True)
def unzip_of(y, by, iterables):
    d[by] = rows_of(d[y], by)


@linear(rows_of, structural=True, shares="items", raises=True)
def rows(y, parts, by):
    d[parts] = unzip(d[y], parts)


@linear(sum_adjoint, structural=True, shares="first", raises=True)
def sum_adjoint_of(y, by, items):
    d[by] = total(d[y], by)


@linear(total, kind=structured_like("by"), structural=True, raises=True)
def total_of(y, parts, by):
    d[parts] = sum_adjoint(d[y], parts)


@linear(choice_adjoints, kind=structured_like("items"), structural=True, raises=True)
def choice_adjoints_of(z, by, y, items):
    d[by] = mean_of_chosen(d[z], y, items)


@linear(mean_of_chosen, structural=True, raises=True)
def mean_of(z, parts, y, items):
    d[parts] = choice_adjoints(d[z], y, items)


@linear(sorted_adjoint, structural=True, shares="items", raises=True)
def sorted_adjoint_of(y, by, items, reverse=False, key=None):
    d[by] = in_sorted_order(d[y], items, reverse, key)


@linear(in_sorted_order, structural=True, shares="items", raises=True)
def in_sorted_order_of(y, parts, items, reverse=False, key=None):
    d[parts] = sorted_adjoint(d[y], items, reverse, key)


# What is read for its kind, its shape or its storage alone

constant(zeros_like, shadow, kind=structured_like("x"), signature=lambda y, x: None, raises=False)
constant(may_repeat, overlap, tangled, has_gaps, integral, is_part, kind=fixed_kind(BOOL), raises=False)
constant(holds_containers, kind=fixed_kind(BOOL), raises=False)
constant(inserted_at, kind=fixed_kind(INT), raises=True)
constant(zero_items, kind=fixed_kind(Kind("list")), raises=True)
constant(sorting, kind=fixed_kind(Kind("list")), raises=True)
