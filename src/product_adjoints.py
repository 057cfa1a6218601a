"""Adjoints of matrix products, matrix functions and joins, for when the ranks of the operands are not known.

Each function calls nothing but functions of this module, `array_adjoints` and `structure_adjoints`: it can be copied.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, cast_like, divide, sum_to
from .structure_adjoints import zeros_like

__all__ = [
    "applied",
    "cholesky_adjoint",
    "cholesky_tangent",
    "cofactors",
    "cofactors_moved",
    "cofactors_moved_again",
    "completed",
    "contracted",
    "contracted_axes",
    "dot_adjoint_left",
    "dot_adjoint_right",
    "dot_axes",
    "einsum_adjoint",
    "einsum_adjoint_of",
    "einsum_pattern",
    "einsum_tangent",
    "einsum_terms",
    "inner_axes",
    "inverse_transposed",
    "matmul_adjoint_left",
    "matmul_adjoint_right",
    "off_diagonal",
    "on_diagonal",
    "pieces_like",
    "product_shape",
    "rearrayed",
    "slogdet_adjoint",
    "slogdet_tangent",
    "solve_adjoint",
    "solve_adjoint_matrix",
    "solve_tangent_matrix",
    "tensordot_adjoint_left",
    "tensordot_adjoint_right",
    "unarray",
    "unconcatenate",
    "unstack",
    "unstack_as_columns",
    "unstack_columns",
    "unstack_rows",
]

# Products


def product_shape(x: Any, y: Any) -> tuple[int, ...]:
    """The shape of ``x @ y``."""
    stack = () if x.ndim < 3 and y.ndim < 3 else np.broadcast_shapes(x.shape[:-2], y.shape[:-2])
    return (*stack, *x.shape[-2:-1], *(y.shape[-1:] if y.ndim > 1 else ()))


def matmul_adjoint_left(by: Any, x: Any, y: Any) -> Any:
    """The adjoint of ``x`` in ``x @ y``, for vectors, matrices and stacks; ``by`` may be that of a broadcast of it."""
    if hasattr(y, "tocsr"):  # a sparse matrix
        return cast_like(by @ y.T, x)
    x, y = np.asarray(x), np.asarray(y)
    by = np.asarray(sum_to(by, product_shape(x, y)))
    rows = by[..., None] if y.ndim == 1 else by
    rows = rows[..., None, :] if x.ndim == 1 else rows
    columns = y[None, :] if y.ndim == 1 else y.swapaxes(-1, -2)
    product = rows @ columns
    return cast_like(sum_to(product[..., 0, :] if x.ndim == 1 else product, x.shape), x)


def matmul_adjoint_right(by: Any, x: Any, y: Any) -> Any:
    """The adjoint of ``y`` in ``x @ y``, for vectors, matrices and stacks; ``by`` may be that of a broadcast of it."""
    if hasattr(x, "tocsr"):  # a sparse matrix
        return cast_like(x.T @ by, y)
    x, y = np.asarray(x), np.asarray(y)
    by = np.asarray(sum_to(by, product_shape(x, y)))
    columns = by[..., None] if y.ndim == 1 else by
    columns = columns[..., None, :] if x.ndim == 1 else columns
    rows = x[:, None] if x.ndim == 1 else x.swapaxes(-1, -2)
    product = rows @ columns
    return cast_like(sum_to(product[..., 0] if y.ndim == 1 else product, y.shape), y)


def tensordot_adjoint_left(by: Any, x: Any, y: Any, axes: Any = 2) -> Any:
    """The adjoint of ``x`` in ``tensordot(x, y, axes)``."""
    x, y = np.asarray(x), np.asarray(y)
    summed_x, summed_y = contracted_axes(x, y, axes)
    free_y = [axis for axis in range(y.ndim) if axis not in summed_y]
    free_x = [axis for axis in range(x.ndim) if axis not in summed_x]
    product = np.tensordot(by, y, (list(range(len(free_x), len(free_x) + len(free_y))), free_y))
    order = free_x + [summed_x[place] for place in np.argsort(summed_y)]
    return cast_like(np.transpose(product, np.argsort(order).astype(int)), x)


def tensordot_adjoint_right(by: Any, x: Any, y: Any, axes: Any = 2) -> Any:
    """The adjoint of ``y`` in ``tensordot(x, y, axes)``."""
    x, y = np.asarray(x), np.asarray(y)
    summed_x, summed_y = contracted_axes(x, y, axes)
    free_x = [axis for axis in range(x.ndim) if axis not in summed_x]
    free_y = [axis for axis in range(y.ndim) if axis not in summed_y]
    product = np.tensordot(x, by, (free_x, list(range(len(free_x)))))
    order = [summed_y[place] for place in np.argsort(summed_x)] + free_y
    return cast_like(np.transpose(product, np.argsort(order).astype(int)), y)


def contracted_axes(x: Any, y: Any, axes: Any) -> tuple[list[int], list[int]]:
    """The axes of ``x`` and of ``y`` that ``tensordot(x, y, axes)`` sums over, counted from the front."""
    if np.ndim(axes) == 0 and not isinstance(axes, (list, tuple)):
        return list(range(x.ndim - int(axes), x.ndim)), list(range(int(axes)))
    one, other = axes
    return [int(axis) % x.ndim for axis in np.atleast_1d(one)], [int(axis) % y.ndim for axis in np.atleast_1d(other)]


def dot_axes(x: Any, y: Any) -> Any:
    """What ``dot(x, y)`` sums over, as the axes of a ``tensordot``."""
    return 0 if np.ndim(x) == 0 or np.ndim(y) == 0 else ([np.ndim(x) - 1], [max(np.ndim(y) - 2, 0)])


def dot_adjoint_left(by: Any, x: Any, y: Any) -> Any:
    """The adjoint of ``x`` in ``dot(x, y)``, for all ranks."""
    return tensordot_adjoint_left(by, x, y, dot_axes(x, y))


def dot_adjoint_right(by: Any, x: Any, y: Any) -> Any:
    """The adjoint of ``y`` in ``dot(x, y)``, for all ranks."""
    if hasattr(x, "tocsr"):  # a sparse matrix
        return cast_like(x.T @ by, y)
    return tensordot_adjoint_right(by, x, y, dot_axes(x, y))


def inner_axes(x: Any, y: Any) -> Any:
    """What ``inner(x, y)`` sums over, as the axes of a ``tensordot``."""
    return 0 if np.ndim(x) == 0 or np.ndim(y) == 0 else ([np.ndim(x) - 1], [np.ndim(y) - 1])


def einsum_adjoint(by: Any, subscripts: str, operands: Any) -> list[Any]:
    """The adjoints of all operands of ``einsum(subscripts, *operands)``."""
    parts = []
    for place in range(len(operands)):
        parts.append(einsum_adjoint_of(by, subscripts, operands, place))
    return parts


def einsum_tangent(tangents: Any, subscripts: str, operands: Any) -> Any:
    """The tangent of ``einsum(subscripts, *operands)``: the sum over the operands that have one."""
    total = 0.0
    for place in range(len(operands)):
        if tangents[place] is not None:
            swapped = list(operands)
            swapped[place] = tangents[place]
            total = total + contracted(subscripts, swapped)
    return total


def contracted(subscripts: str, operands: Any) -> Any:
    """``einsum(subscripts, *operands)`` of a list of operands."""
    return np.einsum(subscripts, *operands)


def einsum_terms(subscripts: str, arrays: list[Any]) -> tuple[list[str], str]:
    """The subscripts of each operand and of the result, implicit results and ellipses written out."""
    given, arrow, result = subscripts.replace(" ", "").partition("->")
    letters = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" if letter not in subscripts]
    terms = given.split(",")
    longest = max(
        (array.ndim - len(term) + 3 for term, array in zip(terms, arrays, strict=True) if "..." in term), default=0
    )
    broadcast = "".join(letters[:longest])
    terms = [
        term.replace("...", broadcast[longest - (array.ndim - len(term) + 3) :] if "..." in term else "")
        for term, array in zip(terms, arrays, strict=True)
    ]
    if not arrow:
        once = sorted(letter for letter in set(given) - set(",.") if given.count(letter) == 1)
        return terms, broadcast + "".join(once)
    return terms, result.replace("...", broadcast)


def einsum_adjoint_of(by: Any, subscripts: str, operands: Any, k: int) -> Any:
    """The adjoint of one operand: an einsum of ``by`` with the others, put on the diagonal of repeated subscripts."""
    pattern, shape, ones, term = einsum_pattern(by, subscripts, operands, k)
    arrays = [np.broadcast_to(by, shape)]
    for place in range(len(operands)):
        if place != k:
            arrays.append(operands[place])
    arrays.append(ones)
    partial = contracted(pattern, arrays)
    return cast_like(on_diagonal(partial, term, np.shape(operands[k])), operands[k])


def einsum_pattern(by: Any, subscripts: str, operands: Any, k: int) -> tuple[str, list[int], Any, str]:
    """The einsum that gives the adjoint of one operand.

    Its subscripts, the shape of the result as it is broadcast, ones for what no other operand has, and the subscripts
    of the operand.
    """
    arrays = [np.asarray(operand) for operand in operands]
    terms, result = einsum_terms(subscripts, arrays)
    lengths: dict[str, int] = {}
    for term, array in zip(terms, arrays, strict=True):
        for letter, length in zip(term, array.shape, strict=True):
            lengths[letter] = max(lengths.get(letter, 1), length) if length != 0 else 0
    own = "".join(dict.fromkeys(terms[k]))
    known = set(result).union(*(terms[:k] + terms[k + 1 :]))
    missing = "".join(letter for letter in own if letter not in known)
    inputs = [result, *(term for place, term in enumerate(terms) if place != k), missing]
    ones = np.ones([lengths[letter] for letter in missing], np.asarray(by).dtype)
    return ",".join(inputs) + "->" + own, [lengths[letter] for letter in result], ones, terms[k]


def on_diagonal(partial: Any, term: str, shape: tuple[int, ...]) -> Any:
    """Zeros of a shape with ``partial`` where its subscripts repeat; an axis of length one or more is broadcast."""
    own = list(dict.fromkeys(term))
    lengths = tuple(shape[term.index(letter)] for letter in own)
    partial = sum_to(partial, tuple(map(min, np.shape(partial), lengths)))
    partial = np.broadcast_to(partial, lengths)
    if len(own) == len(term):
        return partial
    made = np.zeros(shape, partial.dtype)
    grid = np.ix_(*(np.arange(length) for length in lengths))
    made[tuple(grid[own.index(letter)] for letter in term)] = partial
    return made


def off_diagonal(by: Any, term: str, partial: Any) -> Any:
    """The adjoint of ``partial`` in ``on_diagonal(partial, term, shape)``."""
    own = "".join(dict.fromkeys(term))
    by = np.einsum(term + "->" + own, by)
    return np.broadcast_to(sum_to(by, tuple(map(min, np.shape(by), np.shape(partial)))), np.shape(partial))


# Matrix functions


def cofactors(x: Any) -> Any:
    """The derivative of ``linalg.det(x)``: the matrix of cofactors, right for singular matrices too."""
    u, s, vh = np.linalg.svd(x)
    ones = np.ones_like(s[..., :1])
    before = np.cumprod(np.concatenate([ones, s[..., :-1]], axis=-1), axis=-1)[..., : s.shape[-1]]
    after = np.cumprod(np.concatenate([ones, s[..., :0:-1]], axis=-1), axis=-1)[..., : s.shape[-1]][..., ::-1]
    sign = np.linalg.det(u) * np.linalg.det(vh)
    return (np.conj(u) * (before * after)[..., None, :] @ np.conj(vh)) * np.asarray(sign)[..., None, None]


def cofactors_moved(dx: Any, x: Any) -> Any:
    """The change of ``cofactors(x)`` as ``x`` changes by ``dx``, right for singular matrices too.

    With ``x = u diag(s) v`` and ``h = u^H dx v^H``, entry ``(i, j)`` of the change seen from ``u`` and ``v`` is
    ``-h[j, i] p[i, j]`` beside the diagonal, and ``sum_k h[k, k] p[i, k]`` on it, where ``p[i, k]`` is the product of
    all singular values but those two: the second derivative of the determinant of a diagonal matrix, which rotations
    carry over. So it is also its own adjoint.
    """
    u, s, vh = np.linalg.svd(x)
    one = np.eye(s.shape[-1])
    apart = one == 0.0
    rest = np.where(apart[:, None, :] & apart[None, :, :], s[..., None, None, :], 1.0)
    pairs = np.where(apart, np.prod(rest, axis=-1), 0.0)
    h = np.conj(np.swapaxes(u, -1, -2)) @ dx @ np.conj(np.swapaxes(vh, -1, -2))
    on_diagonal = np.sum(pairs * np.diagonal(h, axis1=-2, axis2=-1)[..., None, :], axis=-1)
    moved = one * on_diagonal[..., None, :] - np.swapaxes(h, -1, -2) * pairs
    sign = np.asarray(np.linalg.det(u) * np.linalg.det(vh))[..., None, None]
    return np.conj(u) @ moved @ np.conj(vh) * sign


def cofactors_moved_again(dx: Any, dw: Any, x: Any) -> Any:
    """The change of ``cofactors_moved(dx, x)`` as ``x`` changes by ``dw``: the third derivative of the determinant.

    By the inverse, transposed: ``c' = sum(i * dx) c - i dx^T c`` for the cofactors ``c``, ``i' = -i dw^T i``.
    """
    i, c = inverse_transposed(x), cofactors(x)
    turned_dx, turned_dw = np.swapaxes(dx, -1, -2), np.swapaxes(dw, -1, -2)
    along = np.sum(i * dx, axis=(-2, -1), keepdims=True)
    moved_i = -i @ turned_dw @ i
    moved_c = np.sum(i * dw, axis=(-2, -1), keepdims=True) * c - i @ turned_dw @ c
    moved_along = np.sum(moved_i * dx, axis=(-2, -1), keepdims=True)
    return moved_along * c + along * moved_c - moved_i @ turned_dx @ c - i @ turned_dx @ moved_c


def inverse_transposed(x: Any) -> Any:
    """The derivative of ``log|det(x)|``: the inverse, transposed; infinite or NaN for a singular matrix."""
    try:
        return np.swapaxes(np.linalg.inv(x), -1, -2)
    except np.linalg.LinAlgError:
        return divide(cofactors(x), np.asarray(np.linalg.det(x))[..., None, None])


def solve_adjoint(by: Any, a: Any, b: Any) -> Any:
    """The adjoint of ``b`` in ``linalg.solve(a, b)``, before the sum over axes along which ``b`` was broadcast."""
    vector = np.ndim(by) < max(np.ndim(a), 2) or np.ndim(b) == 1
    by = np.asarray(by)
    if vector:
        return np.linalg.solve(np.swapaxes(a, -1, -2), by[..., None])[..., 0]
    return np.linalg.solve(np.swapaxes(a, -1, -2), by)


def solve_adjoint_matrix(bb: Any, x: Any, a: Any, b: Any) -> Any:
    """The adjoint of ``a`` in ``x = linalg.solve(a, b)``, from that of ``b``: ``-outer(bb, x)``."""
    if np.ndim(x) < max(np.ndim(a), 2) or np.ndim(b) == 1:
        bb, x = np.asarray(bb)[..., None], np.asarray(x)[..., None]
    return cast_like(sum_to(-bb @ np.swapaxes(x, -1, -2), np.shape(a)), a)


def solve_tangent_matrix(da: Any, x: Any, a: Any, b: Any) -> Any:
    """What the tangent of ``a`` takes from that of ``x = linalg.solve(a, b)``: ``solve(a, da @ x)``."""
    if np.ndim(x) < max(np.ndim(a), 2) or np.ndim(b) == 1:
        return np.linalg.solve(a, da @ np.asarray(x)[..., None])[..., 0]
    return np.linalg.solve(a, da @ x)


def cholesky_tangent(dx: Any, lower: Any) -> Any:
    """The tangent of ``lower = linalg.cholesky(x)``, of the symmetric part of ``dx``: Murray (2016), arXiv:1602.07527.

    It is ``lower`` times the lower triangle of ``inv(lower) @ dx @ inv(lower).T``, the diagonal halved.
    """
    half = np.linalg.solve(lower, 0.5 * (dx + np.conj(np.swapaxes(dx, -1, -2))))
    middle = np.linalg.solve(lower, np.conj(np.swapaxes(half, -1, -2)))
    return cast_like(lower @ (np.tril(middle) - 0.5 * middle * np.eye(np.shape(lower)[-1])), lower)


def applied(m: Any, v: Any, b: Any) -> Any:
    """``m @ v``, where ``v`` holds vectors or matrices as ``b`` does in ``linalg.solve(m, b)``."""
    if np.ndim(v) < max(np.ndim(m), 2) or np.ndim(b) == 1:
        return (m @ np.asarray(v)[..., None])[..., 0]
    return m @ np.asarray(v)


def cholesky_adjoint(by: Any, lower: Any) -> Any:
    """The adjoint of ``x`` in ``lower = linalg.cholesky(x)``, symmetric: Murray (2016), arXiv:1602.07527.

    For a Hermitian matrix the gradient is with respect to its real and imaginary parts as given by the convention.
    """
    adjoint = np.conj(np.swapaxes(lower, -1, -2))
    middle = np.tril(adjoint @ np.conj(by))
    diagonal = np.einsum("...ii->...i", middle)
    middle = middle - 0.5 * diagonal[..., None, :] * np.eye(np.shape(lower)[-1])
    half = np.linalg.solve(
        adjoint, np.conj(np.swapaxes(np.linalg.solve(adjoint, np.conj(np.swapaxes(middle, -1, -2))), -1, -2))
    )
    return cast_like(np.conj(0.5 * (half + np.conj(np.swapaxes(half, -1, -2)))), lower)


# Joins


def pieces_like(pieces: list[Any], arrays: Any) -> Any:
    """The adjoints of joined arrays: a list of them, one array where the primal joined the rows of one array."""
    pieces = [cast_like(piece, array) for piece, array in zip(pieces, arrays, strict=True)]
    return np.stack(pieces) if isinstance(arrays, np.ndarray) and pieces else pieces


def unconcatenate(by: Any, arrays: Any, axis: Any = 0) -> Any:
    """The adjoints of the arrays in ``concatenate(arrays, axis)``."""
    if axis is None:
        ends = np.cumsum([np.size(array) for array in arrays])[:-1]
        return pieces_like(
            [np.reshape(p, np.shape(a)) for p, a in zip(np.split(by, ends), arrays, strict=True)], arrays
        )
    ends = np.cumsum([np.shape(array)[axis] for array in arrays])[:-1]
    return pieces_like(np.split(by, ends, axis), arrays)


def unstack(by: Any, arrays: Any, axis: Any = 0) -> Any:
    """The adjoints of the arrays in ``stack(arrays, axis)``."""
    return pieces_like(list(np.moveaxis(by, axis, 0)), arrays)


def unstack_rows(by: Any, arrays: Any) -> Any:
    """The adjoints of the arrays in ``vstack(arrays)``."""
    ends = np.cumsum([np.atleast_2d(array).shape[0] for array in arrays])[:-1]
    return pieces_like([np.reshape(p, np.shape(a)) for p, a in zip(np.split(by, ends), arrays, strict=True)], arrays)


def unstack_columns(by: Any, arrays: Any) -> Any:
    """The adjoints of the arrays in ``hstack(arrays)``."""
    axis = 0 if np.ndim(by) == 1 else 1
    ends = np.cumsum([np.atleast_1d(array).shape[axis] for array in arrays])[:-1]
    pieces = np.split(by, ends, axis)
    return pieces_like([np.reshape(p, np.shape(a)) for p, a in zip(pieces, arrays, strict=True)], arrays)


def completed(parts: Any, like: Any) -> Any:
    """Adjoints of arrays, with zeros for those that are None."""
    if parts is None:
        return [zeros_like(one) for one in like]
    return [zeros_like(one) if part is None else part for part, one in zip(parts, like, strict=True)]


def rearrayed(parts: Any, by: Any) -> Any:
    """The nested adjoints of the items of an array as one array of the shape of ``by``."""
    if isinstance(parts, (list, tuple)):
        return np.reshape(np.array([rearrayed(part, one) for part, one in zip(parts, by, strict=True)]), np.shape(by))
    return zeros_like(by) if parts is None else cast_like(parts, by)


def unarray(by: Any, x: Any) -> Any:
    """The adjoint of ``x`` in ``array(x)``: a list of adjoints for a list, nested as ``x`` is."""
    if isinstance(x, (list, tuple)):
        return [unarray(one, item) for one, item in zip(by, x, strict=True)]
    return cast_like(by if np.shape(by) == np.shape(x) else np.reshape(by, np.shape(x)), x)


def unstack_as_columns(by: Any, arrays: Any) -> Any:
    """The adjoints of the arrays in ``column_stack(arrays)``."""
    ends = np.cumsum([1 if np.ndim(array) < 2 else np.shape(array)[1] for array in arrays])[:-1]
    pieces = np.split(by, ends, 1)
    return pieces_like([np.reshape(p, np.shape(a)) for p, a in zip(pieces, arrays, strict=True)], arrays)


def slogdet_adjoint(by: Any, y: Any, x: Any) -> Any:
    """The adjoint of ``x`` in ``sign, logarithm = linalg.slogdet(x)``; the sign of a real matrix is constant.

    With ``t = sum(inv(x).T * dx)`` the logarithm changes by the real part of ``t``, and the sign, the phase of the
    determinant, by ``1j * sign`` times the imaginary part.
    """
    if by is None:
        return np.zeros(np.shape(x), adjoint_dtype(x))
    slope = 0.0 if by[1] is None else np.real(by[1])
    if by[0] is not None and np.iscomplexobj(x):
        slope = slope + 1j * np.imag(by[0] * y[0])
    return cast_like(np.asarray(slope)[..., None, None] * inverse_transposed(x), x)


def slogdet_tangent(dx: Any, y: Any, x: Any) -> Any:
    """The tangent of ``sign, logarithm = linalg.slogdet(x)``."""
    along = np.sum(inverse_transposed(x) * dx, axis=(-2, -1))
    if not np.iscomplexobj(x):
        return np.zeros_like(y[0]), along
    return 1j * y[0] * np.imag(along), np.real(along)
