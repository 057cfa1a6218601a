"""The helpers of what is written in place: taking adjoints of places, keeping content, putting it back."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tangent_like import runtime


def same(one: Any, other: Any) -> bool:
    """Equal structure, types and numbers."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    return bool(one == other)


def numbers(*shape: int) -> Any:
    return np.arange(1.0, 1.0 + np.prod(shape, dtype=int)).reshape(shape)


INDICES = [
    0,
    -1,
    slice(1, None),
    slice(None, None, -2),
    (0, 1),
    (slice(None), -1),
    [2, 0],
    [0, 0, -3],
    (np.array([0, 2, 0]), np.array([1, 1, 1])),
    np.array([[0, 1], [1, 2]]),
    np.array([True, False, True]),
    [True, False, True],
    numbers(3, 4) > 5.0,
    (Ellipsis, None, 1),
    Ellipsis,
    (),
    [],
]


@pytest.mark.parametrize("index", INDICES, ids=str)
@pytest.mark.parametrize("dtype", ["float64", "float32", "complex128"])
def test_taken_is_the_adjoint_of_a_store(index: Any, dtype: str) -> None:
    """What was stored under a mark of its own is found where the mark is left."""
    bx = numbers(3, 4).astype(dtype)
    marks = np.arange(1, 1 + np.size(bx[index])).reshape(np.shape(bx[index]))
    x = np.zeros(bx.shape, dtype=int)
    x[index] = marks
    whole = bx.copy()
    found = runtime.taken(bx, index)
    assert np.shape(found) == marks.shape
    assert np.asarray(found).dtype == dtype
    assert np.array_equal(bx, np.where(x == 0, whole, 0))
    wanted = [whole[x == mark].item() if (x == mark).any() else 0.0 for mark in marks.reshape(-1)]
    assert np.asarray(found).reshape(-1).tolist() == wanted
    assert not np.shares_memory(found, bx)


def test_taken_of_containers() -> None:
    bx: Any = [1.0, numbers(2), None, [2.0, None]]
    item = bx[1]
    assert runtime.taken(bx, 1) is item
    assert same(bx, [1.0, np.zeros(2), None, [2.0, None]])
    assert runtime.taken(bx, 2) == 0.0
    assert runtime.taken(bx, slice(2, 4)) == [None, [2.0, None]]
    assert same(bx, [1.0, np.zeros(2), None, [0.0, None]])
    table = {"a": 1.0, 2: numbers(2), "c": None}
    assert runtime.taken(table, "a") == 1.0
    assert runtime.taken(table, 2).tolist() == [1.0, 2.0]
    assert runtime.taken(table, "c") == 0.0
    assert runtime.taken(table, "missing") == 0.0
    assert same({key: table[key] for key in ("a", 2)}, {"a": 0.0, 2: np.zeros(2)})
    assert runtime.taken(None, 0) is None


@pytest.mark.parametrize(
    ("by", "x", "wanted"),
    [
        (numbers(2, 3), 1.5, np.float64(21.0)),
        (numbers(2, 3), numbers(3), np.array([5.0, 7.0, 9.0])),
        (numbers(3), numbers(1, 3), numbers(1, 3)),
        (numbers(3), np.ones(3, "float32"), np.array([1.0, 2.0, 3.0], "float32")),
        (np.array([1j, 2.0]), numbers(2), np.array([0.0, 2.0])),
        (None, numbers(2), np.zeros(2)),
        (0.0, numbers(2), np.zeros(2)),
        (0.0, [1.5, numbers(2)], [0.0, np.zeros(2)]),
        (2.0, 1.5, 2.0),
        (None, None, None),
        ([1.0, 2.0], numbers(2), np.array([1.0, 2.0])),
        ([numbers(2), None], np.ones((2, 2), "float32"), np.array([[1.0, 2.0], [0.0, 0.0]], "float32")),
        ([1.0, None], (1.5, numbers(2)), [1.0, np.zeros(2)]),
        ([], [], []),
        ([], np.ones((0, 2)), np.ones((0, 2))),
        ({"a": 1.0}, {"a": 1.5}, {"a": 1.0}),
    ],
)
def test_fitted_has_the_form_of_the_value(by: Any, x: Any, wanted: Any) -> None:
    assert same(runtime.fitted(by, x), wanted)


@pytest.mark.parametrize("x", [[1.0], (1.0, 2.0, 3.0), np.ones(3)])
def test_fitted_refuses_another_length(x: Any) -> None:
    with pytest.raises(ValueError, match="changes its length"):
        runtime.fitted([1.0, 2.0], x)


# Keeping and putting back


def nested() -> Any:
    return [numbers(2), [numbers(3), {"a": numbers(1), "b": 1.5}], (1.0, "text"), None]


@pytest.mark.parametrize("index", INDICES, ids=str)
def test_a_store_into_an_array_is_undone(index: Any) -> None:
    x = numbers(3, 4)
    kept = runtime.kept_item(x, index)
    whole = x.copy()
    x[index] = -1.0
    runtime.restore_item(x, index, kept)
    assert same(x, whole)


@pytest.mark.parametrize(
    ("index", "new"),
    [
        (0, 1.5),
        (-1, numbers(2)),
        (slice(1, 3), [1.5, 2.5]),
        (slice(1, 1), [1.5]),
        (slice(0, 3), [1.5]),
        (slice(0, 2), []),
        (slice(None, None, 2), [1.5, 2.5]),
        (slice(7, None), [1.5, 2.5]),
    ],
)
def test_a_store_into_a_list_is_undone(index: Any, new: Any) -> None:
    x = nested()
    items = list(x)
    kept = runtime.kept_item(x, index)
    x[index] = new
    runtime.restore_item(x, index, kept)
    assert [id(item) for item in x] == [id(item) for item in items]


@pytest.mark.parametrize("key", ["a", "c"])
def test_a_store_into_a_dict_is_undone(key: str) -> None:
    x = {"a": numbers(2), "b": None}
    kept = runtime.kept_item(x, key)
    x[key] = numbers(3)
    runtime.restore_item(x, key, kept)
    assert same(x, {"a": numbers(2), "b": None})
    x["b"] = 1
    kept = runtime.kept_item(x, "b")
    x["b"] = None
    runtime.restore_item(x, "b", kept)
    assert same(x, {"a": numbers(2), "b": 1})


UPDATES = {
    "a number": ([1.5, 2.5], 0, 1.0),
    "an array in a list": (nested(), 0, 1.0),
    "an array of no axes": ([np.array(1.5)], 0, 1.0),
    "a row": (numbers(3, 2), 1, numbers(2)),
    "repeated elements": (numbers(3), [0, 0], 1.0),
    "a list in a list": (nested(), 1, [1.5]),
    "a tuple in a list": (nested(), 2, (1.5,)),
    "a slice that grows": ([1.5, 2.5, 3.5], slice(0, 2), [4.5]),
    "an array in a dict": ({"a": numbers(2), "b": 1.5}, "a", 1.0),
    "a number in a dict": ({"a": numbers(2), "b": 1.5}, "b", 1.0),
}


@pytest.mark.parametrize("title", UPDATES)
def test_an_update_is_undone_in_the_same_arrays(title: str) -> None:
    x, index, more = copy.deepcopy(UPDATES[title])
    item = x[index]
    kept = runtime.kept_content(x, index)
    x[index] += more
    runtime.restore_content(x, index, kept)
    assert same(x, UPDATES[title][0])
    if isinstance(x, (list, dict)) and isinstance(item, np.ndarray):
        assert x[index] is item


@pytest.mark.parametrize("x", [numbers(2, 3), numbers(2, 3).T, [numbers(2), 1.5], {"a": numbers(2), "b": 1.5}, [], {}])
def test_a_snapshot_is_what_restore_puts_back(x: Any) -> None:
    whole = copy.deepcopy(x)
    arrays = list(x.values()) if isinstance(x, dict) else list(x)
    kept = runtime.snapshot(x)
    if isinstance(x, np.ndarray):
        x[...] = 0.0
    elif isinstance(x, list):
        x[:] = [1.5, "text", None]
    else:
        x.clear()
        x["new"] = 1.5
    runtime.restore(x, kept)
    assert same(x, whole)
    if not isinstance(x, np.ndarray):
        again = x.values() if isinstance(x, dict) else x
        assert [id(item) for item in again] == [id(item) for item in arrays]
    runtime.restore(x, x)
    assert same(x, whole)


def test_a_snapshot_of_anything_else_is_itself() -> None:
    for x in (1.5, "text", None, (numbers(2),)):
        assert runtime.snapshot(x) is x
        runtime.restore(x, x)


def test_own_copies_what_is_nested_and_keeps_what_is_the_same() -> None:
    a = numbers(2, 3).T
    x = [a, {"a": a, "b": (a, 1.5)}, "text"]
    found = runtime.own(x)
    assert same(found, x)
    assert found[0] is found[1]["a"] is found[1]["b"][0]
    assert found[0].strides == a.strides
    assert not runtime.overlap(found, x)


def test_overlap_looks_into_containers() -> None:
    a = numbers(4)
    inner = [1.5]
    for x in (a, [a], (1.5, [a]), {"a": [a]}):
        for other in (a, a[1:], [a[:2]], {"b": (a[3:],)}, [[], {"c": a}]):
            assert runtime.overlap(x, 1.5, other)
            assert runtime.overlap(other, None, x)
        for other in (a.copy(), [a.copy()], {"b": numbers(2)}, 1.5, None, "text", [], a[:0]):
            assert not runtime.overlap(x, other)
            assert not runtime.overlap(other, x)
    assert not runtime.overlap(a[:2], a[2:])
    assert not runtime.overlap(a[::2], a[1::2])
    assert runtime.overlap(inner, inner)
    assert runtime.overlap(inner, [inner])
    assert runtime.overlap([inner], inner)
    assert not runtime.overlap([1.5], [1.5])
    assert not runtime.overlap([], [])
    assert not runtime.overlap((1.5,), (1.5,), "text")
    empty: Any = []
    assert runtime.overlap(empty, {"a": empty})
    empty.append(empty)
    assert runtime.overlap(empty, empty)
    assert not runtime.overlap(empty, inner)
    assert not runtime.overlap(a)


# Shadows


@pytest.mark.parametrize(
    ("bx", "index"),
    [([1.0, numbers(2), [2.0]], 1), ([1.0, numbers(2), [2.0]], -1), ({"a": 1.0}, "a"), ({"a": 1.0}, "b"), ([1.0], 0)],
)
def test_exchange_and_back(bx: Any, index: Any) -> None:
    before = dict(bx) if isinstance(bx, dict) else list(bx)
    shadow = numbers(3)
    kept = runtime.exchange(bx, index, shadow)
    assert bx[index] is shadow
    assert runtime.exchange_back(bx, index, kept) is shadow
    assert type(bx) is type(before)
    assert len(bx) == len(before)
    for key in before if isinstance(before, dict) else range(len(before)):
        assert bx[key] is before[key]


def test_exchange_of_slices() -> None:
    bx: Any = [1.0, 2.0, 3.0]
    kept = runtime.exchange(bx, slice(0, 2), [4.0, 5.0])
    assert bx == [4.0, 5.0, 3.0]
    assert runtime.exchange_back(bx, slice(0, 2), kept) == [4.0, 5.0]
    assert bx == [1.0, 2.0, 3.0]
    with pytest.raises(ValueError, match="changes its length"):
        runtime.exchange(bx, slice(1, 1), [4.0])


def test_exchange_of_arrays_takes_and_adds() -> None:
    bx = numbers(3)
    assert runtime.exchange(bx, 0, 5.0) is None
    assert runtime.exchange(None, 0, 5.0) is None
    assert runtime.exchange_back(bx, slice(0, 2), None).tolist() == [1.0, 2.0]
    assert bx.tolist() == [0.0, 0.0, 3.0]
    shadow = numbers(1)
    runtime.exchange_back(bx, slice(1, 3), None, shadow)
    assert shadow.tolist() == [4.0]
    assert bx.tolist() == [0.0, 0.0, 0.0]
    assert runtime.exchange_back(None, 0, None) is None


def test_put_writes_arrays_of_containers_in_place() -> None:
    a = numbers(2)
    for bx, index in (([1.0, a], 1), ({"a": a}, "a")):
        runtime.put(bx, index, np.array([5.0, 6.0]))
        assert bx[index] is a
        assert a.tolist() == [5.0, 6.0]
        runtime.put(bx, index, 7.0)
        assert bx[index] == 7.0
    whole = numbers(2, 2)
    runtime.put(whole, 0, np.array([5.0, 6.0]))
    assert whole.tolist() == [[5.0, 6.0], [3.0, 4.0]]


def test_content_is_taken_and_put() -> None:
    bx = numbers(3)
    by = runtime.take_content(bx, [0, 0])
    assert by.tolist() == [0.0, 1.0]
    assert bx.tolist() == [0.0, 2.0, 3.0]
    runtime.put_content(bx, [0, 0], np.array([4.0, 5.0]))
    assert bx.tolist() == [9.0, 2.0, 3.0]
    listed = [numbers(2), 1.5]
    by = runtime.take_content(listed, 0)
    assert same(by, numbers(2))
    assert not np.shares_memory(by, listed[0])
    runtime.put_content(listed, 0, 2.0 * by)
    assert same(listed, [np.array([2.0, 4.0]), 1.5])
    assert runtime.take_content(None, 0) is None
    runtime.put_content(None, 0, 1.0)


def test_what_stands_in_two_places_has_its_adjoint_at_the_first() -> None:
    row = np.ones(2)
    held = SimpleNamespace(a=1.0)
    found = runtime.first_places([row + 1, row + 2, held, held], [row, row, held, held])
    assert np.array_equal(found[0], [2.0, 2.0])
    assert not found[1].any()
    assert found[2:] == [held, SimpleNamespace(a=0.0)]


def test_writable_gives_a_view_of_the_same_storage() -> None:
    a = numbers(2, 2)
    runtime.writable(np.diagonal(a))[...] = 0.0
    assert a.tolist() == [[0.0, 2.0], [3.0, 0.0]]


# Adding


def test_add_into_adds_in_place_at_any_depth() -> None:
    a, b = numbers(2), numbers(3)
    bx: Any = [a, {"a": b, "n": None}, [1.0, None]]
    by = [numbers(2), {"a": 1.0, "n": numbers(1), "new": [2.0]}, [2.0, [3.0]]]
    found = runtime.add_into(bx, by)
    assert found is bx
    assert found[0] is a
    assert found[1]["a"] is b
    wanted = [2.0 * numbers(2), {"a": numbers(3) + 1.0, "n": numbers(1), "new": [2.0]}, [3.0, [3.0]]]
    assert same(found, wanted)
    assert not runtime.overlap(found, by)


def test_add_into_keeps_what_it_cannot_add_in_place() -> None:
    a, single = numbers(2), np.ones(2, "float32")
    assert runtime.add_into(a, None) is a
    assert runtime.add_into(None, None) is None
    copied = runtime.add_into(None, a)
    assert same(copied, a)
    assert copied is not a
    assert runtime.add_into(a, np.array([1j, 0.0])).tolist() == [1.0 + 1j, 2.0]
    assert a.tolist() == [1.0, 2.0]
    assert runtime.add_into(single, numbers(2)) is single
    assert single.dtype == np.float32
    assert runtime.add_into(np.array(1.0), 2.0) == 3.0
    assert runtime.add_into(1.0, 2.0) == 3.0


def test_add_at_on_nested_containers() -> None:
    a = numbers(2)
    bx: Any = [a, {"a": None}, [1.0, 2.0], None]
    assert runtime.add_at(bx, 0, numbers(2)) is bx
    runtime.add_at(bx, -1, a)
    runtime.add_at(bx, 2, [1.0, None])
    runtime.add_at(bx[1], "a", a)
    runtime.add_at(bx[1], "b", 1.0)
    runtime.add_at(bx[2], slice(0, 2), [1.0, 1.0])
    assert bx[0] is a
    assert same(bx, [2.0 * numbers(2), {"a": 2.0 * numbers(2), "b": 1.0}, [3.0, 3.0], 2.0 * numbers(2)])
    assert not runtime.overlap(bx[1], a)
    assert not runtime.overlap(bx[3], a)
    runtime.add_at(bx, ..., [None, None, [1.0, 1.0], None])
    assert bx[2] == [4.0, 4.0]
    assert runtime.add_at(bx, 0, None) is bx
    assert runtime.add_at(None, 0, 1.0) is None


# Methods of lists


@pytest.mark.parametrize("index", [0, 1, 2, -1, -2, 7, -7])
def test_what_was_inserted_is_taken_out(index: int) -> None:
    x = ["a", "b"]
    x.insert(index, "new")
    assert runtime.uninsert(list(x), index) == "new"
    assert runtime.take_out(x, index) is x
    assert x == ["a", "b"]


@pytest.mark.parametrize("index", [0, 1, 2, -1, -2, -3])
def test_what_was_popped_is_put_back(index: int) -> None:
    x = ["a", "b", "c"]
    bx: Any = [1.0, 2.0]
    item = x.pop(index)
    runtime.put_back(x, index, item)
    assert x == ["a", "b", "c"]
    assert runtime.unpop(bx, 5.0, 1.5, index) is bx
    assert bx[index] == 5.0
    assert sorted(bx) == [1.0, 2.0, 5.0]


def test_what_is_popped_may_get_nothing_and_is_copied() -> None:
    by = numbers(2)
    bx = runtime.unpop([1.0], by, numbers(2))
    assert same(bx, [1.0, by])
    assert bx[1] is not by
    assert same(runtime.unpop([1.0], None, numbers(2)), [1.0, np.zeros(2)])
    assert runtime.unpop([1.0], None, "text") == [1.0, None]
    assert runtime.unpop({"a": 1.0}, 2.0, 1.5, "b") == {"a": 1.0, "b": 2.0}


def test_what_a_list_grew_by() -> None:
    bx: Any = [1.0, None, numbers(2), None]
    assert runtime.unappend(bx) == 0.0
    assert same(runtime.unextend(bx, (1.5, numbers(2), numbers(3))), [0.0, numbers(2), np.zeros(3)])
    assert same(runtime.unextend(bx[:3], numbers(2, 2)), np.array([[0.0, 0.0], [1.0, 2.0]]))
    assert runtime.unextend(bx, []) == []
    assert runtime.unextend(bx, np.ones((0, 2))).shape == (0, 2)
    assert len(bx) == 4
    assert runtime.truncate(bx, -1) is bx
    assert len(runtime.truncate(bx, 1)) == 1
    assert runtime.turned([1.0, 2.0]) == [2.0, 1.0]
    runtime.turn(bx)
    assert bx == [1.0]


def test_ties_of_a_sort_keep_their_order() -> None:
    by = numbers(4)
    x = np.array([2.0, 1.0, 2.0, 1.0])
    assert runtime.unsort(by, x).tolist() == [3.0, 1.0, 4.0, 2.0]
    for reverse in (False, True):
        items = [(value, place) for place, value in enumerate(x.tolist())]
        items.sort(key=lambda item: item[0], reverse=reverse)
        found = runtime.unsort([place for _, place in items], x.tolist(), reverse=reverse)
        assert found == [0, 1, 2, 3]


# Places of arrays


@pytest.mark.parametrize("mode", ["raise", "wrap", "clip"])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_put_and_its_adjoint(mode: str, count: int) -> None:
    places = np.array([1, -2, 1, 0] if mode == "raise" else [9, -8, 1, 3, 9])
    x, values, by = -numbers(4), numbers(count), numbers(4)
    np.put(x, places, values, mode)
    found = runtime.unput(by, places, values, mode)
    wanted = [by[x == value].sum() for value in values]
    assert found.tolist() == wanted
    rest = runtime.without_places(by, places, mode, count)
    assert rest.tolist() == np.where(x > 0, 0.0, by).tolist()
    assert by.tolist() == numbers(4).tolist()


@pytest.mark.parametrize("mask", [[1, 0, 1, 2], [True, False, False, False], np.array([[0, 1], [1, 1]]), np.zeros(4)])
def test_masks_of_any_form(mask: Any) -> None:
    for function, adjoint in ((np.place, runtime.unplace), (np.putmask, runtime.unputmask)):
        for values in (numbers(3), numbers(1), numbers(5), [1.0, 2.0], 1.0):
            x, by = -numbers(2, 2), numbers(2, 2)
            function(x, np.array(mask), values)
            found = adjoint(by, mask, values)
            wanted = [by[x == value].sum() for value in np.ravel(values)]
            assert np.ravel(found).tolist() == wanted
            assert np.shape(found) == np.shape(values)
