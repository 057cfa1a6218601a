"""Groups of columns, compressed matrices, and the proof that a pattern holds, on matrices that are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tangent_like.colouring import (
    Pattern,
    Product,
    agrees,
    compressed,
    cost_of_probes,
    covers,
    detected,
    pattern_of,
    probes,
    recovered,
    uncompressed,
)


def product_of(matrix: Any, calls: list[Any] | None = None) -> Product:
    """What a matrix does to a vector, where a zero is no partial at all: NaN does not pass through it."""

    def product(direction: Any) -> Any:
        if calls is not None:
            calls.append(direction)
        terms = np.where(matrix == 0, 0.0, matrix * direction)
        return np.sum(terms, axis=1)

    return Product(product)


def banded(n: int, width: int) -> Any:
    row, column = np.indices((n, n))
    return (abs(row - column) <= width) * (1.0 + row + 10.0 * column)


def places(pattern: Pattern) -> set[tuple[int, int]]:
    return set(zip(pattern.rows.tolist(), pattern.columns.tolist(), strict=True))


MATRICES = st.builds(
    lambda rows, columns, seed, share: np.where(
        (draws := np.random.default_rng(seed).random((rows, columns))) < share, 1.0 + draws, 0.0
    ),
    st.integers(0, 12),
    st.integers(0, 12),
    st.integers(0, 10**6),
    st.sampled_from([0.0, 0.1, 0.3, 0.7, 1.0]),
)


@given(MATRICES)
@settings(max_examples=200, deadline=None)
def test_no_row_has_two_columns_of_a_group(matrix: Any) -> None:
    pattern = pattern_of(matrix)
    grouped = [column for group in pattern.groups for column in group.tolist()]
    assert sorted(grouped) == sorted(set(pattern.columns.tolist()))
    for group in pattern.groups:
        assert (matrix[:, group] != 0).sum(axis=1).max(initial=0) <= 1


@given(MATRICES)
@settings(max_examples=200, deadline=None)
def test_a_compressed_matrix_is_the_matrix(matrix: Any) -> None:
    for one in (matrix, matrix.T):
        pattern = pattern_of(one)
        calls: list[Any] = []
        numbers = compressed(product_of(one, calls), pattern, float)
        assert len(calls) == len(pattern.groups)
        found = np.zeros(one.shape)
        found[pattern.rows, pattern.columns] = numbers
        np.testing.assert_array_equal(found, one)
        again, same = uncompressed(product_of(one), one.shape, float)
        assert places(again) == places(pattern)
        np.testing.assert_array_equal(same, numbers)
        assert agrees(product_of(one), pattern, numbers, float)


@given(MATRICES)
@settings(max_examples=300, deadline=None)
def test_a_symmetric_matrix_is_recovered(matrix: Any) -> None:
    size = min(matrix.shape)
    whole = matrix[:size, :size] + matrix[:size, :size].T
    pattern = pattern_of(whole)
    assert pattern.is_symmetric
    calls: list[Any] = []
    numbers = recovered(product_of(whole, calls), pattern, float)
    np.testing.assert_array_equal(numbers, whole[pattern.rows, pattern.columns])
    assert len(calls) == len(pattern.symmetric_groups)
    colour = {column: at for at, group in enumerate(pattern.symmetric_groups) for column in group.tolist()}
    assert sorted(colour) == sorted(set(pattern.columns.tolist()))
    assert all(colour[row] != colour[column] for row, column in places(pattern) if row != column)


def test_an_arrow_has_two_symmetric_groups() -> None:
    arrow = np.eye(30)
    arrow[0] = arrow[:, 0] = 1.0
    pattern = pattern_of(arrow)
    assert len(pattern.groups) == 30
    assert [len(group) for group in pattern.symmetric_groups] == [1, 29]


def test_what_is_symmetric() -> None:
    assert pattern_of(banded(5, 1)).is_symmetric
    assert not pattern_of(np.triu(np.ones((3, 3)))).is_symmetric
    assert not pattern_of(np.ones((2, 3))).is_symmetric


@given(MATRICES)
@settings(max_examples=200, deadline=None)
def test_what_is_detected_is_what_there_is(matrix: Any) -> None:
    found = detected(product_of(matrix), matrix.shape, float)
    assert places(found) == places(pattern_of(matrix))


@given(MATRICES, st.integers(0, 10**6))
@settings(max_examples=300, deadline=None)
def test_a_pattern_covers_its_matrix_and_no_larger_one(matrix: Any, seed: int) -> None:
    pattern = pattern_of(matrix)
    calls: list[Any] = []
    assert covers(product_of(matrix, calls), pattern, float)
    assert len(calls) <= cost_of_probes(pattern)
    zeros = np.argwhere(matrix == 0)
    if len(zeros):
        row, column = zeros[seed % len(zeros)]
        more = matrix.copy()
        more[row, column] = 1e-30
        assert not covers(product_of(more), pattern, float)
        moved = more.copy()
        moved[row, np.flatnonzero(matrix[row])] = 0.0
        assert not covers(product_of(moved), pattern, float)


def test_a_smaller_matrix_is_covered() -> None:
    pattern = pattern_of(banded(9, 2))
    assert covers(product_of(banded(9, 1)), pattern, float)
    assert covers(product_of(np.zeros((9, 9))), pattern, float)


@pytest.mark.parametrize("width", [0, 1, 2, 3])
def test_the_groups_of_a_band(width: int) -> None:
    pattern = pattern_of(banded(60, width))
    assert len(pattern.groups) <= 2 * width + 2
    assert cost_of_probes(pattern) < 60
    assert all(list(group) == sorted(group) for group in pattern.groups)


def test_an_arrow_needs_rows_and_columns() -> None:
    wide = np.zeros((8, 8))
    wide[0] = 1.0
    assert len(pattern_of(wide).groups) == 8
    assert len(pattern_of(wide).transposed.groups) == 1


def test_probes_tell_columns_of_a_group_apart() -> None:
    pattern = pattern_of(np.eye(5))
    (group,) = pattern.groups
    sets = [set(columns.tolist()) for columns, _ in probes(pattern)]
    assert sets == [{0, 2, 4}, {1, 3}, {0, 1, 4}, {2, 3}, {0, 1, 2, 3}, {4}]
    assert list(group) == [0, 1, 2, 3, 4]


def test_a_number_that_is_missing_is_seen() -> None:
    matrix = banded(20, 1)
    pattern = pattern_of(matrix)
    for change in (1e-6, -1.0, 100.0):
        more = matrix.copy()
        more[3, 17] = change * np.abs(matrix[3]).sum()
        numbers = compressed(product_of(more), pattern, float)
        assert not agrees(product_of(more), pattern, numbers, float)


def test_patterns_are_joined() -> None:
    one, other = pattern_of(np.eye(3)), pattern_of(np.eye(3)[::-1])
    assert places(one.joined(other)) == places(one) | places(other)
    assert places(one.joined(one)) == places(one)


def test_patterns_of_scipy() -> None:
    import scipy.sparse

    matrix = scipy.sparse.coo_array(([1.0, 0.0, 2.0, 3.0], ([0, 1, 1, 0], [2, 0, 1, 2])), shape=(2, 3))
    for one in (matrix, matrix.tocsr(), matrix.tocsc(), scipy.sparse.coo_matrix(matrix)):
        assert places(pattern_of(one)) == {(0, 2), (1, 0), (1, 1)}
        assert pattern_of(one).shape == (2, 3)
