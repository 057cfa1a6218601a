"""Sparsity patterns, and groups of columns that no row has two of, so that one product serves a whole group.

Columns that no row shares are added up without loss: Curtis, Powell and Reid, IMA Journal of Applied Mathematics 13,
1974. The groups are the colours of a greedy colouring, the fullest columns first (Coleman and Moré, SIAM Journal on
Numerical Analysis 20, 1983). Of a symmetric matrix one of two mirrored places is enough, and a star colouring makes do
with fewer groups (Gebremedhin, Manne and Pothen, SIAM Review 47, 2005, algorithm 4.1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class Product:
    """A matrix as what it does: from a vector with one number for each column to one with a number for each row.

    ``several`` is asked for a function that does it to the rows of a matrix, for so many of them in all, and for how
    many rows it takes at a time; None: there is none.
    """

    one: Callable[[Any], Any]
    several: Callable[[int], tuple[Callable[[Any], Any], int] | None] = lambda _: None

    def __call__(self, direction: Any) -> Any:
        return self.one(direction)

    def each(self, count: int, direction: Callable[[int], Any]) -> Iterator[Any]:
        """The products with ``direction(0)``, ``direction(1)`` and so on."""
        found = self.several(count)
        if found is None:
            yield from (self.one(direction(at)) for at in range(count))
            return
        many, together = found
        for start in range(0, count, together):
            yield from many(np.stack([direction(at) for at in range(start, min(start + together, count))]))


@dataclass(frozen=True, eq=False)
class Pattern:
    """The places of a matrix that may differ from zero: place ``k`` is in row ``rows[k]`` and column ``columns[k]``."""

    shape: tuple[int, int]
    rows: Any
    columns: Any

    @cached_property
    def transposed(self) -> Pattern:
        return Pattern((self.shape[1], self.shape[0]), self.columns, self.rows)

    @cached_property
    def groups(self) -> tuple[Any, ...]:
        """The columns that have a place, in groups: no row has places in two columns of a group."""
        return column_groups(self)

    @cached_property
    def is_symmetric(self) -> bool:
        """Whether the mirrored place of each place is one too."""
        size, other = self.shape
        if size != other:
            return False
        places, mirrored = self.rows * size + self.columns, self.columns * size + self.rows
        return bool(np.array_equal(np.sort(places), np.sort(mirrored)))

    @cached_property
    def symmetric_groups(self) -> tuple[Any, ...]:
        """Groups for a symmetric pattern: a place or its mirrored one is alone of its row in its group."""
        return star_groups(self)

    def joined(self, other: Pattern) -> Pattern:
        """The places of both."""
        ours, theirs = (np.ravel_multi_index((one.rows, one.columns), one.shape) for one in (self, other))
        rows, columns = np.unravel_index(np.union1d(ours, theirs), self.shape)
        return Pattern(self.shape, rows, columns)


def pattern_of(mask: Any) -> Pattern:
    """The pattern of a matrix: what is not zero in an array, what is stored in a matrix of ``scipy.sparse``."""
    if hasattr(mask, "tocoo"):
        stored = mask.tocoo()
        flat = np.unique(np.ravel_multi_index((stored.row, stored.col), stored.shape))
        rows, columns = np.unravel_index(flat, stored.shape)
        return Pattern((int(stored.shape[0]), int(stored.shape[1])), rows, columns)
    mask = np.asarray(mask)
    rows, columns = np.nonzero(mask)
    return Pattern((mask.shape[0], mask.shape[1]), rows, columns)


def column_groups(pattern: Pattern) -> tuple[Any, ...]:
    """The groups of a pattern, each in ascending order."""
    used: list[set[int]] = [set() for _ in range(pattern.shape[0])]
    groups: list[list[int]] = []
    for column, rows in _by_column(pattern):
        taken = set[int]().union(*(used[row] for row in rows))
        colour = next(one for one in range(len(groups) + 1) if one not in taken)
        if colour == len(groups):
            groups.append([])
        groups[colour].append(column)
        for row in rows:
            used[row].add(colour)
    return tuple(np.array(sorted(group)) for group in groups)


def _by_column(pattern: Pattern) -> Iterator[tuple[int, list[int]]]:
    """The columns with their rows, the fullest first."""
    order = np.argsort(pattern.columns, kind="stable")
    columns, starts = np.unique(pattern.columns[order], return_index=True)
    rows = np.split(pattern.rows[order], starts[1:])
    for at in sorted(range(len(columns)), key=lambda at: -len(rows[at])):
        yield int(columns[at]), rows[at].tolist()


def star_groups(pattern: Pattern) -> tuple[Any, ...]:
    """The groups of a star colouring: neighbours differ, and any path over four columns has three colours."""
    near: dict[int, list[int]] = {
        column: [row for row in rows if row != column] for column, rows in _by_column(pattern)
    }
    colour: dict[int, int] = {}
    groups: list[list[int]] = []
    for column, beside in near.items():
        taken = {colour[one] for one in beside if one in colour}
        for one in beside:
            for far in near[one]:
                if far == column or far not in colour:
                    continue
                ends = (colour.get(last) for last in near[far] if last != one)
                if one not in colour or colour[one] in ends:
                    taken.add(colour[far])
        colour[column] = next(free for free in range(len(groups) + 1) if free not in taken)
        if colour[column] == len(groups):
            groups.append([])
        groups[colour[column]].append(column)
    return tuple(np.array(sorted(group)) for group in groups)


def recovered(product: Product, pattern: Pattern, dtype: Any) -> Any:
    """The numbers of a symmetric matrix at the places of its pattern, by one product for each symmetric group."""
    groups = pattern.symmetric_groups
    group_of = np.full(pattern.shape[1], -1)
    for position, group in enumerate(groups):
        group_of[group] = position
    mixed = np.zeros((pattern.shape[0], len(groups)), dtype)
    for position, found in enumerate(product.each(len(groups), lambda at: _filled(pattern, groups[at], 1.0, dtype))):
        mixed[:, position] = found
    members = np.zeros(mixed.shape, int)
    np.add.at(members, (pattern.rows, group_of[pattern.columns]), 1)
    alone = members[pattern.rows, group_of[pattern.columns]] == 1
    rows = np.where(alone, pattern.rows, pattern.columns)
    columns = np.where(alone, pattern.columns, pattern.rows)
    return mixed[rows, group_of[columns]]


def compressed(product: Product, pattern: Pattern, dtype: Any) -> Any:
    """The numbers at the places of a pattern, by one product for each group of columns."""
    numbers = np.zeros(len(pattern.rows), dtype)
    group_of = _group_of(pattern)[pattern.columns]
    groups = pattern.groups
    for position, found in enumerate(product.each(len(groups), lambda at: _filled(pattern, groups[at], 1.0, dtype))):
        places = group_of == position
        numbers[places] = found[pattern.rows[places]]
    return numbers


def uncompressed(product: Product, shape: tuple[int, int], dtype: Any) -> tuple[Pattern, Any]:
    """The places that are not zero and their numbers, by one product for each column."""
    matrix = np.zeros(shape, dtype)
    for column, found in enumerate(product.each(shape[1], lambda at: _unit(shape[1], at, 1.0, dtype))):
        matrix[:, column] = found
    pattern = pattern_of(matrix)
    return pattern, matrix[pattern.rows, pattern.columns]


def _group_of(pattern: Pattern) -> Any:
    found = np.full(pattern.shape[1], -1)
    for position, group in enumerate(pattern.groups):
        found[group] = position
    return found


def _unit(size: int, at: int, value: float, dtype: Any) -> Any:
    direction = np.zeros(size, dtype)
    direction[at] = value
    return direction


def _filled(pattern: Pattern, columns: Any, value: float, dtype: Any) -> Any:
    direction = np.zeros(pattern.shape[1], dtype)
    direction[columns] = value
    return direction


# Which columns a row depends on


def detected(product: Product, shape: tuple[int, int], dtype: Any) -> Pattern:
    """The places that may differ from zero, by one product for each column.

    A NaN in one place of the direction reaches every row that has a partial towards it, zero or not, whatever else is
    added: the products are linear in the direction, and do not branch on it.
    """
    found = []
    with np.errstate(all="ignore"):
        for column in product.each(shape[1], lambda at: _unit(shape[1], at, np.nan, dtype)):
            found.append(np.flatnonzero(np.isnan(column)))
    rows = np.concatenate(found) if found else np.zeros(0, int)
    return Pattern(shape, rows.astype(int), np.repeat(np.arange(shape[1]), [len(one) for one in found]))


def probes(pattern: Pattern) -> Iterator[tuple[Any, Any]]:
    """Sets of columns, each with the rows that may depend on them.

    A matrix that keeps to all of them has no place outside of the pattern: within a group the sets tell any two columns
    apart, by one binary digit of their positions at a time. The columns outside of all groups are one set of their own.
    """
    empty = np.setdiff1d(np.arange(pattern.shape[1]), pattern.columns)
    if len(empty):
        yield empty, np.zeros(pattern.shape[0], bool)
    position = np.zeros(pattern.shape[1], int)
    for group in pattern.groups:
        position[group] = np.arange(len(group))
        members = np.isin(pattern.columns, group)
        rows, at = pattern.rows[members], position[pattern.columns[members]]
        for digit in range(max(1, (len(group) - 1).bit_length())):
            for wanted in (0, 1):
                chosen = group[(position[group] >> digit) & 1 == wanted]
                if len(chosen):
                    allowed = np.zeros(pattern.shape[0], bool)
                    allowed[rows[(at >> digit) & 1 == wanted]] = True
                    yield chosen, allowed


def cost_of_probes(pattern: Pattern) -> int:
    """How many products `probes` asks for, at most."""
    return 1 + sum(2 * max(1, (len(group) - 1).bit_length()) for group in pattern.groups)


def covers(product: Product, pattern: Pattern, dtype: Any) -> bool:
    """Whether a matrix certainly has no place outside of a pattern."""
    sets = list(probes(pattern))
    with np.errstate(all="ignore"):
        products = product.each(len(sets), lambda at: _filled(pattern, sets[at][0], np.nan, dtype))
        return not any(np.any(np.isnan(one) & ~allowed) for one, (_, allowed) in zip(products, sets, strict=True))


def agrees(product: Product, pattern: Pattern, numbers: Any, dtype: Any) -> bool:
    """Whether a matrix and its compressed numbers do the same to a random direction, within the rounding."""
    direction = np.random.default_rng(0).uniform(0.5, 1.5, pattern.shape[1]).astype(dtype)
    terms = numbers * direction[pattern.columns]
    expected, size = (np.zeros(pattern.shape[0], dtype) for _ in range(2))
    np.add.at(expected, pattern.rows, terms)
    np.add.at(size, pattern.rows, np.abs(terms))
    found = product(direction)
    known = np.isfinite(expected) & np.isfinite(found)
    tolerance = float(np.finfo(dtype).eps) ** 0.5 * (size + np.abs(found))
    return not np.any((np.abs(found - expected) > tolerance)[known])
