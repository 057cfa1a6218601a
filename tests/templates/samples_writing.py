"""Sample calls for the rules of functions that write an argument; `SAMPLES` has those of all rules."""

from __future__ import annotations

import numpy as np
from samples import cplx, draw, positive, sample, single
from samples_discrete import SAMPLES

__all__ = ["SAMPLES"]

# The diagonal

for value in (1.5, draw(3), draw(2), draw(5), draw(2, 2), np.array(0.5), draw(1), 2, [0.5, 1.5], np.arange(3)):
    sample(np.fill_diagonal, draw(3, 3), value)
sample(np.fill_diagonal, draw(3, 4), draw(3))
sample(np.fill_diagonal, draw(4, 3), draw(2))
sample(np.fill_diagonal, draw(8, 3), 1.5, wrap=True)
sample(np.fill_diagonal, draw(8, 3), draw(4), True)
sample(np.fill_diagonal, draw(8, 3), draw(4), wrap=False)
sample(np.fill_diagonal, draw(3, 3, 3), draw(2))
sample(np.fill_diagonal, draw(3, 3).T, draw(3))
sample(np.fill_diagonal, draw(6, 6)[::2, ::2], draw(3))
sample(np.fill_diagonal, draw(0, 3), draw(2))
sample(np.fill_diagonal, draw(3, 3), draw(0))
sample(np.fill_diagonal, single(3, 3), draw(3))
sample(np.fill_diagonal, draw(3, 3), single(3))
sample(np.fill_diagonal, cplx(3, 3), draw(2))
sample(np.fill_diagonal, cplx(3, 3), cplx(3))

# Places

for key in (np.put, ("method", "put")):
    for places in (
        [0, 2],
        [-1, 0],
        np.array([1, -2]),
        [1, 1],
        (3, 0),
        [True, False],
        2,
        -1,
        np.array([[0, 1], [1, 3]]),
    ):
        sample(key, draw(4), places, draw(2))
        sample(key, draw(4), places, 1.5)
    sample(key, draw(4), [0, 1, 2, 0, 3], draw(2))
    sample(key, draw(4), [0, 1], draw(3))
    sample(key, draw(4), [0, 1], [0.5, 1.5])
    sample(key, draw(4), [0, 1], 2)
    sample(key, draw(2, 3), [5, 0, -2], draw(3, 1))
    sample(key, draw(3, 2).T, [5, 0, -2, 1], draw(2, 2))
    sample(key, draw(8)[::2], [3, -4], draw(2))
    sample(key, draw(4), [5, -7, 1], draw(3), mode="wrap")
    sample(key, draw(4), [5, -7, 1, 0], draw(4), "clip")
    sample(key, draw(4), [5, 9, -7], 1.5, mode="clip")
    sample(key, draw(4), [], draw(2))
    sample(key, draw(4), np.zeros(0, int), draw(0))
    sample(key, draw(4), [0, 1], draw(0))
    sample(key, draw(0), [], 1.5)
    sample(key, single(4), [0, 1], draw(2))
    sample(key, draw(4), [0, 1], single(2))
    sample(key, cplx(4), [0, 1, 1], draw(2))

# Masks

MASKS = (
    np.array([[True, False, True], [False, True, True]]),
    np.array([[1, 0, 2], [0, 1, 1]]),
    [[1, 0, 1], [0, 1, 1]],
    [[True, True, True], [True, True, True]],
    np.zeros((2, 3), bool),
    np.array([1, 0, 1, 0, 1, 1]),
    np.array([0.0, 0.5, 1.0, 0.0, 0.0, 1.0]),
)
for key in (np.place, np.putmask):
    for mask in MASKS:
        for value in (draw(6), draw(4), draw(3), draw(1), 1.5, [0.5, 1.5], draw(2, 2), draw(9), 2):
            sample(key, draw(2, 3), mask, value)
    sample(key, draw(3, 2).T, MASKS[0], draw(2))
    sample(key, draw(4, 6)[::2, ::2], MASKS[0], draw(2))
    sample(key, single(2, 3), MASKS[0], single(2))
    sample(key, draw(2, 3), MASKS[0], single(2))
    sample(key, cplx(2, 3), MASKS[0], positive(2))
    sample(key, draw(0), np.zeros(0, bool), draw(2))
sample(np.place, draw(3), np.zeros(3, bool), draw(0))
sample(np.putmask, draw(3), [True, False, True], draw(0))

# Along an axis

ROWS = np.array([[0, 2], [1, -1], [3, 0]])
for values in (draw(3, 2), draw(3, 1), draw(2), 1.5, draw(1, 3, 2), np.array(0.5), 2):
    sample(np.put_along_axis, draw(3, 4), ROWS, values, 1)
    sample(np.put_along_axis, draw(3, 4), ROWS, values, axis=-1)
sample(np.put_along_axis, draw(3, 4), np.array([[0, 0], [1, -3], [2, -2]]), draw(3, 2), 1)
sample(np.put_along_axis, draw(3, 4), np.array([[0, 2, 1, -1], [0, -3, 2, 2]]), draw(2, 4), 0)
sample(np.put_along_axis, draw(3, 4), np.array([[0, 2, 2]]), draw(3, 3), 1)
sample(np.put_along_axis, draw(3, 4), np.array([0, -1, 5, 0]), draw(4), None)
sample(np.put_along_axis, draw(2, 3, 4), np.array([[[1], [0], [2]]]), draw(2, 3, 1), 2)
sample(np.put_along_axis, draw(4, 3).T, ROWS, draw(3, 2), 1)
sample(np.put_along_axis, draw(4), np.array([1, -1]), draw(2), 0)
sample(np.put_along_axis, draw(4), np.zeros(0, int), draw(0), 0)
sample(np.put_along_axis, single(3, 4), ROWS, draw(3, 1), 1)
sample(np.put_along_axis, cplx(3, 4), ROWS, draw(2), 1)

# Operations at places

for key in (np.add.at, np.subtract.at):
    for index in (
        [0, 0, 2],
        np.array([1, -1, 1]),
        slice(0, 3),
        (np.array([2, 2, 0]),),
        np.array([True, True, False, True]),
    ):
        for value in (draw(3), draw(1), 1.5, np.array(0.5), 2):
            sample(key, draw(4), index, value)
    sample(key, draw(4), 1, 1.5)
    sample(key, draw(4), -1, np.array(0.5))
    sample(key, draw(4), Ellipsis, draw(4))
    sample(key, draw(4), [], draw(0))
    sample(key, draw(4), [0, 1], [0.5, 1.5])
    sample(key, draw(2, 3), [0, 1, 1], draw(3))
    sample(key, draw(2, 3), (np.array([0, 0, 1]), [2, -1, 0]), draw(3))
    sample(key, draw(2, 3), (slice(None), [0, 0]), draw(2, 1))
    sample(key, draw(2, 3), 1, draw(3))
    sample(key, draw(2, 3), np.array([[0, 0], [1, -1]]), draw(2, 2, 3))
    sample(key, draw(3, 2).T, (Ellipsis, 0), draw(2))
    sample(key, single(4), [0, 0], single(2))
    sample(key, draw(4), [0, 0], single(2))
    sample(key, cplx(4), [0, 0], draw(2))

# Order

CUBE = draw(2, 3, 4)
for axis in (0, 1, -1):
    sample(("method", "sort"), CUBE, axis)
    sample(("method", "partition"), CUBE, 1, axis)
for kind in (None, "stable", "quicksort"):
    sample(("method", "sort"), draw(7), kind=kind)
sample(("method", "sort"), draw(4, 3).T)
sample(("method", "sort"), draw(8)[::2])
sample(("method", "sort"), draw(0))
sample(("method", "sort"), single(5))
sample(("method", "sort"), np.array([2, 1, 3]))
sample(("method", "sort"), [1.5, 0.5, -2.0])
sample(("method", "sort"), [1.5, 0.5, -2.0], reverse=True)
sample(("method", "sort"), [1.5, 2, -2.0, 0], reverse=False)
sample(("method", "sort"), [])
sample(("method", "partition"), draw(40), 7)
sample(("method", "partition"), draw(40), (3, 20, -1))
sample(("method", "partition"), draw(3, 9).T, 2, axis=0)
sample(("method", "partition"), single(9), -2, kind="introselect")
for items in ([], [1.5], [1.5, draw(2), "text", (0.5, 1.5)], [draw(2), draw(3)]):
    sample(("method", "reverse"), items)

# Lists

LISTS = ([], [1.5], [1.5, draw(2), "text", [0.5, (1.5, 2)], None], [draw(2), draw(2)], [1, 2])
ITEMS = (0.5, draw(3), [0.5, draw(2)], (1.5, 2), "text", 3, None, np.float32(0.5), 1.0 + 2.0j, {"a": 0.5})
for items in LISTS:
    for item in ITEMS:
        sample(("method", "append"), items, item)
        for index in (0, 1, -1, 7, -7) if len(items) > 2 else (0, -1):
            sample(("method", "insert"), items, index, item)
    for more in (
        [0.5, 1.5],
        (draw(2), 1.5),
        draw(3),
        draw(2, 3),
        single(2),
        [],
        (),
        draw(0),
        draw(0, 2),
        ["text", 0.5],
        [1, 2],
    ):
        sample(("method", "extend"), items, more)
    for index in range(-len(items), len(items)):
        sample(("method", "pop"), items, index)
    if items:
        sample(("method", "pop"), items)
sample(("method", "extend"), [0.5, 1.5], range(3))
sample(("method", "extend"), [0.5, 1.5], {"a": 2})
sample(("method", "extend"), [0.5, 1.5], "text")
for key in ("a", "b", "c"):
    sample(("method", "pop"), {"a": 0.5, "b": draw(2), "c": ["text", 1.5]}, key)
