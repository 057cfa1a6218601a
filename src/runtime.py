"""The functions that emitted code may call. NumPy only; each calls nothing but functions found here.

Adjoints of lists and tuples are lists, of dicts dicts, of numbers and arrays floating numbers and arrays; None stands
for the zero adjoint of anything. What knows single library functions is in `array_adjoints` and `product_adjoints`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import (
    adjoint_dtype,
    axes_of,
    broadcast_like,
    cast_like,
    clip_tangent,
    count,
    cumsum_adjoint,
    deviation_adjoint,
    diag_adjoint,
    diagonal_adjoint,
    divide,
    euclidean_adjoint,
    extremum_adjoint,
    extremum_tangent,
    flat_shape,
    in_order,
    kept_shape,
    matrix_norm_adjoint,
    nonzero,
    norm_adjoint,
    other_products,
    other_products_adjoint,
    phase,
    power_base_partial,
    power_exponent_partial,
    prod_adjoint,
    pushed,
    ratio,
    reached,
    reduced_last,
    repeat_adjoint,
    restore_axes,
    settled,
    share_of_extremum,
    singular_directions,
    singular_directions_pushed,
    singular_weights,
    sort_adjoint,
    sum_to,
    through_cast,
    tile_adjoint,
    transposed,
    unbroadcast,
    untranspose,
    variance_adjoint,
    vector_norm_adjoint,
)
from .direction_adjoints import (
    broadcast_each,
    direction,
    gradients,
    in_each,
    matmul_adjoints_left,
    matmul_adjoints_right,
    repeated,
    stacked,
    sum_each_to,
    unbroadcast_each,
    unconcatenate_each,
    unstack_each,
)
from .nested_adjoints import (
    accumulate,
    gathered,
    in_sorted_order,
    items_of,
    mean_of_chosen,
    part_of,
    peeked,
    rest_of_content,
    rows_of,
    sorting,
    taken_out,
    tangent_of_sequence,
    total,
    unfitted,
    unkept,
    unpacked_like,
    untaken,
    untaken_content,
    without_content,
    without_item,
)
from .product_adjoints import (
    applied,
    cholesky_adjoint,
    cholesky_tangent,
    cofactors,
    completed,
    contracted,
    contracted_axes,
    dot_adjoint_left,
    dot_adjoint_right,
    dot_axes,
    einsum_adjoint,
    einsum_adjoint_of,
    einsum_pattern,
    einsum_tangent,
    einsum_terms,
    inner_axes,
    inverse_transposed,
    matmul_adjoint_left,
    matmul_adjoint_right,
    off_diagonal,
    on_diagonal,
    pieces_like,
    product_shape,
    rearrayed,
    slogdet_adjoint,
    slogdet_tangent,
    solve_adjoint,
    solve_adjoint_matrix,
    solve_tangent_matrix,
    tensordot_adjoint_left,
    tensordot_adjoint_right,
    unarray,
    unconcatenate,
    unstack,
    unstack_as_columns,
    unstack_columns,
    unstack_rows,
)
from .spectral_adjoints import (
    eig_adjoint,
    eig_tangent,
    eigh_adjoint,
    eigh_tangent,
    eigvals_with_vectors,
    half_weights,
    matrix_power_tangent,
    qr_adjoint,
    qr_tangent,
    resized,
    svd_adjoint,
    svd_tangent,
    svdvals_adjoint,
    svdvals_tangent,
    transform_axes,
    transform_lengths,
)
from .structure_adjoints import (
    add,
    add_at,
    add_into,
    as_tangent,
    copied,
    inserted,
    may_repeat,
    once,
    refuse_complex,
    require_complex,
    shadow,
    zeros_like,
)
from .write_adjoints import (
    arrays_in,
    at_end,
    diagonal_filled,
    exchange,
    exchange_back,
    fitted,
    has_gaps,
    inserted_at,
    integral,
    is_part,
    kept_content,
    kept_item,
    mask_filled,
    ordered,
    overlap,
    own,
    put,
    put_along,
    put_back,
    put_content,
    put_in,
    restore,
    restore_content,
    restore_item,
    snapshot,
    take_content,
    take_out,
    taken,
    taken_along,
    tangled,
    truncate,
    turn,
    turned,
    unappend,
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
    writable,
)

__all__ = [
    "accumulate",
    "add",
    "add_at",
    "add_into",
    "adjoint_dtype",
    "applied",
    "arrays_in",
    "as_gradient",
    "as_tangent",
    "at_end",
    "axes_of",
    "broadcast_each",
    "broadcast_like",
    "cast_like",
    "choice_adjoints",
    "cholesky_adjoint",
    "cholesky_tangent",
    "clip_tangent",
    "cofactors",
    "completed",
    "contracted",
    "contracted_axes",
    "copied",
    "count",
    "cumsum_adjoint",
    "deviation_adjoint",
    "diag_adjoint",
    "diagonal_adjoint",
    "diagonal_filled",
    "direction",
    "divide",
    "dot_adjoint_left",
    "dot_adjoint_right",
    "dot_axes",
    "eig_adjoint",
    "eig_tangent",
    "eigh_adjoint",
    "eigh_tangent",
    "eigvals_with_vectors",
    "einsum_adjoint",
    "einsum_adjoint_of",
    "einsum_pattern",
    "einsum_tangent",
    "einsum_terms",
    "euclidean_adjoint",
    "exchange",
    "exchange_back",
    "extremum_adjoint",
    "extremum_tangent",
    "fitted",
    "flat_shape",
    "gathered",
    "gradients",
    "half_weights",
    "has_gaps",
    "in_each",
    "in_order",
    "in_sorted_order",
    "inner_axes",
    "inserted",
    "inserted_at",
    "integral",
    "inverse_transposed",
    "is_part",
    "items_of",
    "kept_content",
    "kept_item",
    "kept_shape",
    "mask_filled",
    "matmul_adjoint_left",
    "matmul_adjoint_right",
    "matmul_adjoints_left",
    "matmul_adjoints_right",
    "matrix_norm_adjoint",
    "matrix_power_tangent",
    "may_repeat",
    "mean_of_chosen",
    "nonzero",
    "norm_adjoint",
    "numbered",
    "off_diagonal",
    "on_diagonal",
    "once",
    "ordered",
    "other_products",
    "other_products_adjoint",
    "overlap",
    "own",
    "pack_like",
    "part_of",
    "peeked",
    "phase",
    "pieces_like",
    "power_base_partial",
    "power_exponent_partial",
    "prod_adjoint",
    "product_shape",
    "pushed",
    "put",
    "put_along",
    "put_back",
    "put_content",
    "put_in",
    "qr_adjoint",
    "qr_tangent",
    "ratio",
    "reached",
    "rearrayed",
    "reduced_last",
    "refuse_complex",
    "repeat_adjoint",
    "repeated",
    "require_complex",
    "resized",
    "rest_of_content",
    "restore",
    "restore_axes",
    "restore_content",
    "restore_item",
    "rows_of",
    "sequence",
    "settled",
    "shadow",
    "share_of_extremum",
    "singular_directions",
    "singular_directions_pushed",
    "singular_weights",
    "slogdet_adjoint",
    "slogdet_tangent",
    "snapshot",
    "solve_adjoint",
    "solve_adjoint_matrix",
    "solve_tangent_matrix",
    "sort_adjoint",
    "sorted_adjoint",
    "stacked",
    "sum_adjoint",
    "sum_each_to",
    "sum_to",
    "svd_adjoint",
    "svd_tangent",
    "svdvals_adjoint",
    "svdvals_tangent",
    "take_content",
    "take_out",
    "taken",
    "taken_along",
    "taken_out",
    "tangent_of_sequence",
    "tangled",
    "tensordot_adjoint_left",
    "tensordot_adjoint_right",
    "through_cast",
    "tile_adjoint",
    "total",
    "transform_axes",
    "transform_lengths",
    "transposed",
    "truncate",
    "turn",
    "turned",
    "unappend",
    "unarray",
    "unbroadcast",
    "unbroadcast_each",
    "unconcatenate",
    "unconcatenate_each",
    "uncounted",
    "unextend",
    "unfill_diagonal",
    "unfitted",
    "ungetitem",
    "uninsert",
    "unkept",
    "unlist",
    "unpack",
    "unpack_starred",
    "unpacked_like",
    "unplace",
    "unpop",
    "unput",
    "unputmask",
    "unsequence",
    "unsort",
    "unstack",
    "unstack_as_columns",
    "unstack_columns",
    "unstack_each",
    "unstack_rows",
    "untaken",
    "untaken_content",
    "untranspose",
    "unzip",
    "variance_adjoint",
    "vector_norm_adjoint",
    "without_along",
    "without_content",
    "without_diagonal",
    "without_item",
    "without_places",
    "writable",
    "zero_items",
    "zeros_like",
]


# Gradients


def ungetitem(by: Any, x: Any, index: Any) -> Any:
    """The adjoint of ``x`` in ``x[index]``: zeros of its structure with ``by`` at that place."""
    return add_at(zeros_like(x), index, by)


def as_gradient(bx: Any, x: Any, owned: bool = False) -> Any:
    """The adjoint ``bx`` as the gradient of the argument ``x``: of its structure, shapes and floating dtype, and fresh.

    What is no number in ``x`` is returned as it is. ``owned`` says that nothing else refers to ``bx``, so that an array
    that needs no conversion needs no copy.
    """
    if isinstance(x, dict):
        return {key: as_gradient(None if bx is None else bx.get(key), item, owned) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        parts = [None] * len(x) if bx is None or np.isscalar(bx) else bx
        items = [as_gradient(part, item, owned) for part, item in zip(parts, x, strict=True)]
        return type(x)(*items) if hasattr(x, "_fields") else tuple(items) if isinstance(x, tuple) else items
    zero = zeros_like(x)
    if zero is None:
        return x
    if bx is None:
        return zero
    if isinstance(x, np.ndarray):
        fits = isinstance(bx, np.ndarray) and bx.shape == x.shape and bx.dtype == zero.dtype
        if owned and fits and bx.base is None and bx.flags.writeable:
            return bx
        zero[...] = np.real(bx) if np.iscomplexobj(bx) and not np.iscomplexobj(zero) else bx
        return zero
    bx = np.real(bx) if np.iscomplexobj(bx) and not isinstance(zero, (complex, np.complexfloating)) else bx
    return type(zero)(np.reshape(bx, ())[()])


# Sequences


def sequence(x: Any) -> Any:
    """``x`` as something that has a length and takes an index: itself if it is a sequence, else a list of its items."""
    return x if isinstance(x, (list, tuple, np.ndarray, str, range)) else list(x)


def unsequence(by: Any, x: Any) -> Any:
    """The adjoint of ``x`` in ``sequence(x)``: that of its items; nothing reaches the keys of a dict."""
    return None if isinstance(x, (dict, set, frozenset, str, range)) else by


def unpack(x: Any, n: int) -> Any:
    """``x`` as a sequence of exactly ``n`` items, with the errors of ``a, b = x``."""
    items = x if isinstance(x, (list, tuple, np.ndarray)) else [item for _, item in zip(range(n + 1), x, strict=False)]
    if len(items) < n:
        raise ValueError(f"not enough values to unpack (expected {n}, got {len(items)})")
    if len(items) > n:
        raise ValueError(f"too many values to unpack (expected {n})")
    return items


def unpack_starred(x: Any, before: int, after: int) -> tuple[Any, ...]:
    """The items that ``a, *middle, b = x`` binds: the first ones, the list of the middle ones, the last ones."""
    items = list(x)
    if len(items) < before + after:
        raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {len(items)})")
    end = len(items) - after
    return (*items[:before], items[before:end], *items[end:])


def pack_like(parts: Any, x: Any, star: int | None = None) -> Any:
    """The adjoint of an unpacked ``x`` from those of its items; ``star`` is the place of a starred target."""
    if isinstance(x, (np.ndarray, np.generic)) and x.ndim == 0:
        return cast_like(parts, x)
    parts = list(parts)
    if star is not None:
        middle = len(x) - len(parts) + 1
        parts[star : star + 1] = [None] * middle if parts[star] is None else list(parts[star])
    if not isinstance(x, np.ndarray):
        return [zeros_like(item) if part is None else part for part, item in zip(parts, x, strict=True)]
    bx = np.zeros(x.shape, adjoint_dtype(x))
    for place, part in enumerate(parts):
        if part is not None:
            bx[place] = part
    return bx


def unlist(by: Any, x: Any, made: Any = None) -> Any:
    """The adjoint of ``x`` in ``made = list(x)`` or ``tuple(x)``; of an iterator, which is used up, that of a list."""
    if by is None:
        return None
    return pack_like(by, x if made is None or isinstance(x, (list, tuple, np.ndarray)) else made)


def unzip(by: Any, iterables: Any) -> tuple[Any, ...]:
    """The adjoints of the sequences in ``zip(*iterables)``: what is longer than the shortest one gets zeros there."""
    rows = [(None,) * len(iterables) if row is None else row for row in by or ()]
    columns = [[row[k] for row in rows] for k in range(len(iterables))]
    spare = [[None] * (len(iterable) - len(rows)) for iterable in iterables]
    return tuple(pack_like(columns[k] + spare[k], iterable) for k, iterable in enumerate(iterables))


def sum_adjoint(by: Any, items: Any) -> Any:
    """The adjoint of ``items`` in ``sum(items)``: each gets that of the sum, of its own shape."""
    if isinstance(items, np.ndarray):
        return broadcast_like(by, items)
    return [unbroadcast(by, item) for item in items]


def choice_adjoints(by: Any, y: Any, items: Any) -> Any:
    """The adjoints of the numbers of which ``y`` is the greatest or the least, shared evenly by ties."""
    reached = [bool(item == y) for item in items]
    share = by / max(sum(reached), 1)
    return pack_like([share * one for one in reached], items)


def sorted_adjoint(by: Any, items: Any, reverse: Any = False, key: Any = None) -> Any:
    """The adjoint of ``items`` in ``sorted(items, key=key, reverse=reverse)``."""
    parts: list[Any] = [None] * len(items)
    for place, part in zip(sorting(items, reverse, key), by, strict=True):
        parts[place] = part
    return pack_like(parts, items)


def numbered(tangents: Any) -> list[tuple[float, Any]]:
    """The tangent of ``enumerate(x)``: that of the counter is zero."""
    return [(0.0, part) for part in tangents]


def uncounted(by: Any, x: Any) -> Any:
    """The adjoint of ``x`` in ``enumerate(x)``; of an iterator, which is used up, that of a list."""
    parts = [None if row is None else row[1] for row in by or ()]
    return pack_like(parts, x) if isinstance(x, (list, tuple, np.ndarray)) else parts


def zero_items(x: Any) -> list[Any]:
    """The zero tangents of the items of ``x``. Raises `ValueError` for what can be gone through once alone."""
    if iter(x) is x:
        raise ValueError("an iterator stands beside values that have tangents: make a list of it")
    return [zeros_like(item) for item in x]
