"""Helpers of `runtime` through which derivatives pass, so that derivatives can be differentiated again.

Most are linear in the adjoint that they take, and read the other operands for their shape. What takes an adjoint of a
product is bilinear, and so is each of its own adjoints: with ``z = B(x, y)`` and its adjoints ``L(bz, x, y)`` and
``R(bz, x, y)``, that of ``L`` is ``B(., y)`` towards ``bz`` and ``R(bz, ., y)`` towards ``y``.
"""

from __future__ import annotations

from ..runtime import (
    adjoint_dtype,
    applied,
    broadcast_like,
    cast_like,
    cholesky_adjoint,
    completed,
    contracted_axes,
    count,
    cumsum_adjoint,
    deviation_adjoint,
    diag_adjoint,
    diagonal_adjoint,
    divide,
    dot_adjoint_left,
    dot_adjoint_right,
    dot_axes,
    euclidean_adjoint,
    extremum_adjoint,
    in_order,
    inner_axes,
    kept_shape,
    matmul_adjoint_left,
    matmul_adjoint_right,
    nonzero,
    phase,
    power_base_partial,
    power_exponent_partial,
    prod_adjoint,
    product_shape,
    ratio,
    rearrayed,
    refuse_complex,
    repeat_adjoint,
    require_complex,
    restore_axes,
    settled,
    share_of_extremum,
    slogdet_adjoint,
    slogdet_tangent,
    solve_adjoint,
    solve_adjoint_matrix,
    sort_adjoint,
    sum_to,
    tensordot_adjoint_left,
    tensordot_adjoint_right,
    through_cast,
    tile_adjoint,
    transposed,
    unarray,
    unbroadcast,
    unconcatenate,
    unstack,
    unstack_as_columns,
    unstack_columns,
    unstack_rows,
    untranspose,
    variance_adjoint,
)
from ..values import FLOAT, UNKNOWN, Kind, array, scalar_of
from .notation import d, is_complex, is_real, xp
from .rules import THROUGH, Filled, KindRule, adjoint, constant, elementwise, fixed_kind, linear, tangent


def floating_like(parameter: str) -> KindRule:
    """An adjoint of one argument: of its shape, in a floating dtype."""

    def kind(filled: Filled) -> Kind:
        return floating(filled.kind(parameter))

    return kind


def floating(kind: Kind) -> Kind:
    """The kind of the adjoint of a value of some kind."""
    if kind.is_array:
        whole = kind.dtype in ("int64", "int32", "bool")
        return array("float64" if whole else kind.dtype, kind.rank, kind.shape)
    if kind.is_scalar:
        return FLOAT if kind.dtype in ("int64", "bool") else kind
    return Kind(shape=kind.shape) if kind.tag == "unknown" else UNKNOWN


LIKE: dict[KindRule, str] = {}
"""The parameter whose structure the result of a function has, by the rule for its kind."""


def structured_like(parameter: str) -> KindRule:
    """An adjoint of one argument, with lists for lists and tuples."""

    def kind(filled: Filled) -> Kind:
        found = filled.kind(parameter)
        if found.tag in ("list", "tuple"):
            return Kind("list")
        if found.tag == "dict":
            return Kind("dict")
        return found if found.tag == "object" else floating(found)

    LIKE[kind] = parameter
    return kind


def pieces_of(parameter: str) -> KindRule:
    """A list of adjoints, one for each item of a list or tuple."""

    def kind(filled: Filled) -> Kind:
        found = filled.kind(parameter)
        if found.tag not in ("list", "tuple"):
            return UNKNOWN
        return Kind("list", items=None if found.items is None else tuple(floating(item) for item in found.items))

    return kind


# Shapes


@linear(unbroadcast, kind=floating_like("x"), shares="first", raises=True)
def unbroadcast_of(y, by, x):
    if is_real(by) or is_complex(x):
        d[by] = broadcast_like(d[y], by)
    else:
        d[by] = broadcast_like(cast_like(d[y], x), by)


@linear(broadcast_like, kind=floating_like("x"), shares="first", raises=True)
def broadcast_of(y, by, x):
    if is_real(by) or is_complex(x):
        d[by] = unbroadcast(d[y], by)
    else:
        d[by] = unbroadcast(cast_like(d[y], x), by)


@linear(cast_like, kind=lambda filled: _cast_kind(filled), shares="first")
def cast_of(y, by, x):
    if is_real(by) or is_complex(x):
        d[by] = cast_like(d[y], by)
    else:
        d[by] = cast_like(cast_like(d[y], x), by)


def _cast_kind(filled: Filled) -> Kind:
    by, x = floating(filled.kind("by")), floating(filled.kind("x"))
    if not (by.is_numeric and x.is_numeric):
        return UNKNOWN
    return array(x.dtype, by.rank, by.shape) if by.is_array else scalar_of(x.dtype)


@linear(sum_to, shares="first", raises=True)
def sum_to_of(y, by, shape):
    d[by] = broadcast_like(d[y], by)


@linear(restore_axes, kind=lambda filled: _restored_kind(filled), shares="first", raises=True)
def restore_axes_of(y, by, x, axis=None, keepdims=False):
    d[by] = xp.reshape(d[y], xp.shape(by))


def _restored_kind(filled: Filled) -> Kind:
    by = floating(filled.kind("by"))
    return by if filled.constant("axis", 0) is None and by.is_numeric else UNKNOWN


@linear(through_cast, shares="first")
def through_cast_of(z, by, y):
    d[by] = through_cast(d[z], y)


# Elementwise


@adjoint(nonzero, kind=floating_like("partial"), shares="first", selects=True)
def nonzero_of(y, by, partial):
    d[partial] = unbroadcast(settled(d[y], by, partial), partial)


@tangent(nonzero)
def nonzero_pushed(y, by, partial):
    d[y] = settled(d[partial], by, d[partial])


@linear(settled, kind=floating_like("b"), shares="first", selects=True)
def settled_of(y, b, by, partial):
    d[b] = unbroadcast(settled(d[y], by, partial), b)


@tangent(settled)
def settled_pushed(y, b, by, partial):
    d[y] = settled(d[b], by, d[b])


@elementwise(divide, singular=True)
def divide_of(z, a, b):
    return divide(1.0, b), -divide(z, b)


@elementwise(ratio)
def ratio_of(z, a, b):
    return ratio(1.0, b), -ratio(z, b)


@adjoint(phase, kind=floating_like("x"), shares="fresh")
def phase_of(y, x):
    if is_real(x):
        pass
    else:
        d[x] = cast_like(-1j * xp.imag(d[y] * y) * ratio(xp.conjugate(x), xp.absolute(x) * xp.absolute(x)), x)


@tangent(phase)
def phase_pushed(y, x):
    if is_real(x):
        pass
    else:
        turn = xp.imag(xp.conjugate(x) * d[x])
        d[y] = cast_like(-1j * y * ratio(turn, xp.absolute(x) * xp.absolute(x)), x)


@elementwise(power_base_partial)
def power_base_partial_of(p, x, y):
    return y * power_base_partial(x, y - 1), power_exponent_partial(x, y, p) + xp.float_power(x, y - 1)


@elementwise(power_exponent_partial)
def power_exponent_partial_of(p, x, y, z):
    return ratio(z, x), None, power_exponent_partial(x, y, 1.0)


# Reductions and rearranging


@adjoint(extremum_adjoint, kind=floating_like("x"), raises=True)
def extremum_of(z, by, y, x, axis=None, keepdims=False, initial=None, where=True):
    d[by] = share_of_extremum(d[z], y, x, axis, keepdims, initial, where)


@tangent(extremum_adjoint)
def extremum_pushed(z, by, y, x, axis=None, keepdims=False, initial=None, where=True):
    d[z] = extremum_adjoint(d[by], y, x, axis, keepdims, initial, where)


@linear(share_of_extremum, raises=True)
def share_of(z, dx, y, x, axis=None, keepdims=False, initial=None, where=True):
    d[dx] = extremum_adjoint(d[z], y, x, axis, keepdims, initial, where)


@linear(cumsum_adjoint, kind=floating_like("x"), raises=True)
def cumsum_of(y, by, x, axis=None):
    d[by] = xp.reshape(xp.cumsum(d[y], axis), xp.shape(by))


@linear(sort_adjoint, kind=floating_like("x"), raises=True)
def sort_of(y, by, x, axis=-1):
    d[by] = in_order(d[y], x, axis)


@linear(diagonal_adjoint, raises=True)
def diagonal_of(y, by, x, offset=0, axis_a=0, axis_b=1):
    d[by] = unbroadcast(xp.diagonal(d[y], offset, axis_a, axis_b), by)


@linear(diag_adjoint, shares="first", raises=True)
def diag_of(y, by, x, k=0):
    d[by] = xp.diag(d[y], k)


@linear(tile_adjoint, kind=floating_like("x"), raises=True)
def tile_of(y, by, x, reps):
    d[by] = xp.tile(d[y], reps)


@linear(repeat_adjoint, kind=floating_like("x"), raises=True)
def repeat_of(y, by, x, repeats, axis=None):
    d[by] = xp.repeat(d[y], repeats, axis)


@linear(untranspose, shares="first", raises=True)
def untranspose_of(y, by, axes):
    d[by] = transposed(d[y], axes)


@linear(transposed, shares="first", raises=True)
def transposed_of(y, x, axes):
    d[x] = untranspose(d[y], axes)


@linear(in_order, raises=True)
def in_order_of(z, v, x, axis=-1):
    d[v] = sort_adjoint(d[z], x, axis)


# Products


@adjoint(matmul_adjoint_left, kind=floating_like("x"), raises=True)
def matmul_left(z, by, x, y):
    d[by] = broadcast_like(d[z] @ y, by)
    d[y] = matmul_adjoint_right(by, d[z], y)


@tangent(matmul_adjoint_left)
def matmul_left_pushed(z, by, x, y):
    d[z] = matmul_adjoint_left(d[by], x, y) + matmul_adjoint_left(by, x, d[y])


@adjoint(matmul_adjoint_right, kind=floating_like("y"), raises=True)
def matmul_right(z, by, x, y):
    d[by] = broadcast_like(x @ d[z], by)
    d[x] = matmul_adjoint_left(by, x, d[z])


@tangent(matmul_adjoint_right)
def matmul_right_pushed(z, by, x, y):
    d[z] = matmul_adjoint_right(d[by], x, y) + matmul_adjoint_right(by, d[x], y)


@adjoint(tensordot_adjoint_left, kind=floating_like("x"), raises=True)
def tensordot_left(z, by, x, y, axes=2):
    d[by] = xp.tensordot(d[z], y, axes)
    d[y] = tensordot_adjoint_right(by, d[z], y, axes)


@tangent(tensordot_adjoint_left)
def tensordot_left_pushed(z, by, x, y, axes=2):
    d[z] = tensordot_adjoint_left(d[by], x, y, axes) + tensordot_adjoint_left(by, x, d[y], axes)


@adjoint(tensordot_adjoint_right, kind=floating_like("y"), raises=True)
def tensordot_right(z, by, x, y, axes=2):
    d[by] = xp.tensordot(x, d[z], axes)
    d[x] = tensordot_adjoint_left(by, x, d[z], axes)


@tangent(tensordot_adjoint_right)
def tensordot_right_pushed(z, by, x, y, axes=2):
    d[z] = tensordot_adjoint_right(d[by], x, y, axes) + tensordot_adjoint_right(by, d[x], y, axes)


@adjoint(dot_adjoint_left, kind=floating_like("x"), raises=True)
def dot_left(z, by, x, y):
    d[by] = xp.dot(d[z], y)
    d[y] = dot_adjoint_right(by, d[z], y)


@tangent(dot_adjoint_left)
def dot_left_pushed(z, by, x, y):
    d[z] = dot_adjoint_left(d[by], x, y) + dot_adjoint_left(by, x, d[y])


@adjoint(dot_adjoint_right, kind=floating_like("y"), raises=True)
def dot_right(z, by, x, y):
    d[by] = xp.dot(x, d[z])
    d[x] = dot_adjoint_left(by, x, d[z])


@tangent(dot_adjoint_right)
def dot_right_pushed(z, by, x, y):
    d[z] = dot_adjoint_right(d[by], x, y) + dot_adjoint_right(by, d[x], y)


# Matrix functions


@adjoint(solve_adjoint, raises=True)
def solve_of(y, by, a, b):
    d[by] = solve_adjoint(d[y], xp.swapaxes(a, -1, -2), b)
    d[a] = solve_adjoint_matrix(y, solve_adjoint(d[y], xp.swapaxes(a, -1, -2), b), a, b)


@tangent(solve_adjoint)
def solve_pushed(y, by, a, b):
    d[y] = solve_adjoint(d[by], a, b) - solve_adjoint(applied(xp.swapaxes(d[a], -1, -2), y, b), a, b)


@adjoint(solve_adjoint_matrix, kind=floating_like("a"), raises=True)
def solve_matrix_of(y, bb, x, a, b):
    d[bb] = -applied(d[y], x, b)
    d[x] = -applied(xp.swapaxes(d[y], -1, -2), bb, b)


@tangent(solve_adjoint_matrix)
def solve_matrix_pushed(y, bb, x, a, b):
    d[y] = solve_adjoint_matrix(d[bb], x, a, b) + solve_adjoint_matrix(bb, d[x], a, b)


@adjoint(applied, raises=True)
def applied_of(y, m, v, b):
    d[m] = -solve_adjoint_matrix(d[y], v, m, b)
    d[v] = applied(xp.swapaxes(m, -1, -2), d[y], b)


@tangent(applied)
def applied_pushed(y, m, v, b):
    d[y] = applied(d[m], v, b) + applied(m, d[v], b)


# Joins


@linear(unconcatenate, kind=pieces_of("arrays"), structural=True, shares="first", raises=True)
def unconcatenate_of(y, by, arrays, axis=0):
    d[by] = xp.concatenate(completed(d[y], arrays), axis)


@linear(unstack, kind=pieces_of("arrays"), structural=True, shares="first", raises=True)
def unstack_of(y, by, arrays, axis=0):
    d[by] = xp.stack(completed(d[y], arrays), axis)


@linear(unstack_rows, kind=pieces_of("arrays"), structural=True, shares="first", raises=True)
def unstack_rows_of(y, by, arrays):
    d[by] = xp.vstack(completed(d[y], arrays))


@linear(unstack_columns, kind=pieces_of("arrays"), structural=True, shares="first", raises=True)
def unstack_columns_of(y, by, arrays):
    d[by] = xp.hstack(completed(d[y], arrays))


@linear(unstack_as_columns, kind=pieces_of("arrays"), structural=True, shares="first", raises=True)
def unstack_as_columns_of(y, by, arrays):
    d[by] = xp.column_stack(completed(d[y], arrays))


@linear(completed, structural=True, shares="items", raises=True)
def completed_of(y, parts, like):
    d[parts] = d[y]


@linear(unarray, kind=pieces_of("x"), structural=True, shares="first", raises=True)
def unarray_of(y, by, x):
    d[by] = rearrayed(d[y], by)


@linear(rearrayed, kind=floating_like("by"), structural=True, shares="first", raises=True)
def rearrayed_of(y, parts, by):
    d[parts] = unarray(d[y], parts)


# What is read for its shape or its storage alone

constant(count, kind=fixed_kind(UNKNOWN), raises=False)
constant(kept_shape, product_shape, kind=fixed_kind(Kind("tuple")), raises=False)
constant(refuse_complex, require_complex)
constant(adjoint_dtype, contracted_axes, dot_axes, inner_axes, raises=False)

# What is longer is differentiated through its source

THROUGH.update(
    (variance_adjoint, deviation_adjoint, euclidean_adjoint, prod_adjoint, cholesky_adjoint, slogdet_adjoint)
)
THROUGH.update((slogdet_tangent,))
