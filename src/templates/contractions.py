"""Templates of what the derivatives of einsums, matrix norms and products are made of."""

from __future__ import annotations

from ..runtime import (
    axes_of,
    cast_like,
    contracted,
    einsum_adjoint,
    einsum_adjoint_of,
    einsum_pattern,
    einsum_tangent,
    flat_shape,
    matrix_norm_adjoint,
    norm_adjoint,
    off_diagonal,
    on_diagonal,
    other_products,
    other_products_adjoint,
    reduced_last,
    singular_directions,
    singular_directions_pushed,
    singular_weights,
    vector_norm_adjoint,
)
from ..values import Kind
from .derived import floating_like
from .notation import d, xp
from .rules import THROUGH, adjoint, constant, fixed_kind, linear, tangent

# Einsums


@adjoint(contracted, shares="either", structural=True, raises=True)
def contraction(y, subscripts, operands):
    d[operands] = einsum_adjoint(d[y], subscripts, operands)


@tangent(contracted)
def contraction_pushed(y, subscripts, operands):
    d[y] = einsum_tangent(d[operands], subscripts, operands)


@linear(on_diagonal, shares="first", raises=True)
def on_the_diagonal(y, partial, term, shape):
    d[partial] = off_diagonal(d[y], term, partial)


@linear(off_diagonal, shares="first", raises=True)
def off_the_diagonal(y, by, term, partial):
    d[by] = on_diagonal(d[y], term, xp.shape(by))


constant(einsum_pattern, kind=fixed_kind(Kind("tuple")), raises=True)

# Products and norms


@adjoint(other_products, kind=floating_like("x"))
def others(y, x, axis=None, where=True):
    d[x] = other_products_adjoint(d[y], x, axis, where)


@tangent(other_products)
def others_pushed(y, x, axis=None, where=True):
    d[y] = other_products_adjoint(d[x], x, axis, where)


@adjoint(singular_directions, kind=floating_like("x"), raises=True)
def directions(y, x, order):
    d[x] = cast_like(singular_directions_pushed(d[y], x, order), x)


@tangent(singular_directions)
def directions_pushed(y, x, order):
    d[y] = singular_directions_pushed(d[x], x, order)


constant(singular_weights, kind=fixed_kind(Kind("array")), raises=False)
constant(reduced_last, axes_of, kind=fixed_kind(Kind("list")), raises=False)
constant(flat_shape, kind=fixed_kind(Kind("tuple")), raises=False)

# What is longer is differentiated through its source

THROUGH.update((einsum_adjoint, einsum_adjoint_of, einsum_tangent))
THROUGH.update((norm_adjoint, vector_norm_adjoint, matrix_norm_adjoint, other_products_adjoint))
THROUGH.add(singular_directions_pushed)
