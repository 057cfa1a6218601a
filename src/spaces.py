"""The numbers of a nested value as one vector of real coordinates, and matrices over them as nested blocks.

A complex number has two coordinates: the real parts of an array stand before its imaginary parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .differences import is_number, leaves_of, rebuilt


@dataclass(frozen=True, eq=False)
class Part:
    """A number or an array of a nested value, and the coordinates ``start`` to ``stop`` that it takes."""

    value: Any
    start: int

    @property
    def shape(self) -> tuple[int, ...]:
        return np.shape(self.value)

    @property
    def dtype(self) -> Any:
        """The dtype of its derivatives: its own, that of floats for integers."""
        own = np.asarray(self.value).dtype
        return own if own.kind in "fc" else np.dtype(float)

    @property
    def is_complex(self) -> bool:
        return bool(self.dtype.kind == "c")

    @property
    def stop(self) -> int:
        return self.start + int(np.size(self.value)) * (2 if self.is_complex else 1)

    def made(self, numbers: Any) -> Any:
        """Numbers of this part's shape as a value of its type."""
        if isinstance(self.value, np.ndarray):
            return np.array(numbers, self.dtype).reshape(self.shape)
        if isinstance(self.value, np.generic):
            return self.dtype.type(np.reshape(numbers, ())[()])
        return np.asarray(numbers, self.dtype).reshape(()).item()


@dataclass(frozen=True, eq=False)
class Space:
    """A nested value with one part for each leaf that holds numbers, None for any other one."""

    tree: Any
    parts: tuple[Part | None, ...]

    @cached_property
    def size(self) -> int:
        return max((part.stop for part in self.parts if part is not None), default=0)

    @cached_property
    def dtype(self) -> Any:
        """The real dtype that holds all coordinates."""
        found = [np.zeros(0, part.dtype).real.dtype for part in self.parts if part is not None]
        return np.result_type(*found) if found else np.dtype(float)

    @cached_property
    def is_complex(self) -> bool:
        return any(part is not None and part.is_complex for part in self.parts)

    @property
    def is_one_array(self) -> bool:
        return isinstance(self.tree, np.ndarray) and self.parts[0] is not None

    def unit(self, position: int) -> Any:
        """The coordinates of a direction along one of them."""
        along = np.zeros(self.size, self.dtype)
        along[position] = 1.0
        return along

    def vector(self, coordinates: Any) -> Any:
        """A tangent with these coordinates; None for what is no number. It may share memory with them."""
        if self.is_one_array and not self.is_complex:
            return np.asarray(coordinates, self.dtype).reshape(self.tree.shape)
        return rebuilt(self.tree, (None if part is None else _placed(part, coordinates) for part in self.parts))

    @property
    def is_one_real_leaf(self) -> bool:
        """Whether the value is one array or number, and real."""
        return (
            len(self.parts) == 1
            and self.parts[0] is not None
            and not self.is_complex
            and self.tree is self.parts[0].value
        )

    def vectors(self, coordinates: Any) -> Any:
        """Tangents of one real array or number, one for each row of coordinates, with an axis for them ahead."""
        return np.array(coordinates, self.dtype).reshape((len(coordinates), *np.shape(self.tree)))

    def rows(self, found: Any, count: int) -> Any:
        """The coordinates of several tangents of this structure, which is real, as rows: their axis stands ahead.

        Raises `ValueError` if a tangent has not the shape of its value.
        """
        out = np.zeros((count, self.size), self.dtype)
        for part, leaf in zip(self.parts, _aligned(self.tree, found), strict=True):
            if part is None or leaf is None:
                continue
            if np.shape(leaf) != (count, *part.shape):
                raise ValueError(f"tangents of shape {np.shape(leaf)} for {count} times the shape {part.shape}")
            out[:, part.start : part.stop] = np.real(leaf).reshape(count, -1)
        return out

    def covector(self, coordinates: Any) -> Any:
        """The adjoint that weighs the changes of the coordinates by these: ``a - ib`` for ``a * dx + b * dy``."""
        whole = self.vector(coordinates)
        if not self.is_complex:
            return whole
        leaves = (np.conj(leaf) if is_number(leaf) else leaf for _, leaf in leaves_of(whole))
        return rebuilt(whole, leaves)

    def coordinates(self, found: Any) -> Any:
        """The coordinates of a tangent of this structure, of which any part may be None or a zero.

        They may share memory with it.
        """
        if self.is_one_array and type(found) is np.ndarray and found.dtype == self.dtype and found.size == self.size:
            return found.reshape(-1)
        return self._read(found, 1.0)

    def slopes(self, found: Any) -> Any:
        """The derivatives along the coordinates, of a gradient of this structure: it is ``df/dx - i df/dy``."""
        return self._read(found, -1.0)

    def _read(self, found: Any, sign: float) -> Any:
        out = np.zeros(self.size, self.dtype)
        for part, leaf in zip(self.parts, _aligned(self.tree, found), strict=True):
            if part is None or leaf is None:
                continue
            numbers = np.broadcast_to(leaf, part.shape).ravel()
            half = part.start + numbers.size
            out[part.start : half] = np.real(numbers)
            if part.is_complex:
                out[half : part.stop] = sign * np.imag(numbers)
        return out


def space_of(tree: Any) -> Space:
    """The space of a value: numbers, arrays, and tuples, lists and dicts of them."""
    parts: list[Part | None] = []
    start = 0
    for _, leaf in leaves_of(tree):
        part = Part(leaf, start) if is_number(leaf) else None
        parts.append(part)
        start = start if part is None else part.stop
    return Space(tree, tuple(parts))


def _placed(part: Part, coordinates: Any) -> Any:
    own = coordinates[part.start : part.stop]
    if part.is_complex:
        half = own.size // 2
        return part.made(own[:half] + 1j * own[half:])
    return part.made(own)


def _aligned(tree: Any, found: Any) -> Iterator[Any]:
    """What stands in ``found`` for each leaf of ``tree``: None where all of it is zero."""
    if not isinstance(tree, tuple | list | dict):
        yield found
        return
    for key in tree if isinstance(tree, dict) else range(len(tree)):
        yield from _aligned(tree[key], None if found is None else found[key])


def blocks(matrices: list[Any], results: Space, arguments: list[Space], single: bool, holomorphic: bool = False) -> Any:
    """The matrices of one result towards several arguments as blocks: the structure of the result around tuples.

    ``single``: there is one argument, and its structure stands without a tuple around it. A leaf that is no number
    stands as it is: that of the result in place of a block, that of an argument in each of them. ``holomorphic``: the
    blocks are the complex derivatives.
    """

    def of_row(leaf: Any, row: Part | None) -> Any:
        if row is None:
            return leaf
        found = tuple(
            _row_blocks(matrix, row, space, holomorphic) for matrix, space in zip(matrices, arguments, strict=True)
        )
        return found[0] if single else found

    leaves = [leaf for _, leaf in leaves_of(results.tree)]
    return rebuilt(results.tree, iter([of_row(*pair) for pair in zip(leaves, results.parts, strict=True)]))


def _row_blocks(matrix: Any, row: Part, space: Space, holomorphic: bool) -> Any:
    leaves = [leaf for _, leaf in leaves_of(space.tree)]
    pairs = zip(leaves, space.parts, strict=True)
    return rebuilt(
        space.tree, iter([leaf if part is None else _block(matrix, row, part, holomorphic) for leaf, part in pairs])
    )


def _block(matrix: Any, row: Part, column: Part, holomorphic: bool) -> Any:
    numbers = _complex_rows(matrix, row)[:, column.start : column.stop]
    if column.is_complex:
        half = numbers.shape[1] // 2
        numbers = numbers[:, :half] if holomorphic else numbers[:, :half] - 1j * numbers[:, half:]
    dtype = np.result_type(column.dtype, row.dtype) if row.is_complex else column.dtype
    block = np.array(numbers, dtype).reshape((*row.shape, *column.shape))
    if block.shape or isinstance(row.value, np.ndarray) or isinstance(column.value, np.ndarray):
        return block
    return block[()] if isinstance(column.value, np.generic) else block.item()


def _complex_rows(matrix: Any, row: Part) -> Any:
    """The rows of one part of a result, those of a complex one put together."""
    rows = matrix[row.start : row.stop]
    half = len(rows) // 2
    return rows[:half] + 1j * rows[half:] if row.is_complex else rows


def are_holomorphic(matrices: list[Any], results: Space, arguments: list[Space]) -> bool:
    """Whether the Cauchy-Riemann equations hold: a change by ``i`` makes ``i`` times what a change by 1 makes."""
    for matrix, space in zip(matrices, arguments, strict=True):
        tolerance = float(np.finfo(matrix.dtype).eps) ** 0.5
        for row in results.parts:
            for column in space.parts:
                if row is None or column is None:
                    continue
                numbers = _complex_rows(matrix, row)[:, column.start : column.stop]
                one, other = np.split(numbers, 2, axis=1)
                known = np.isfinite(one) & np.isfinite(other)
                if np.any((np.abs(other - 1j * one) > tolerance * (np.abs(one) + np.abs(other)))[known]):
                    return False
    return True
