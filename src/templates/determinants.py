"""Derivatives of determinants: cofactors, what they change by, and inverses."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from ..runtime import cast_like, cofactors, cofactors_moved, cofactors_moved_again, inverse_transposed
from .derived import floating_like
from .notation import d, xp
from .rules import THROUGH, adjoint, tangent


@adjoint(cofactors, kind=floating_like("x"), raises=True)
def cofactors_of(y, x):
    d[x] = cast_like(cofactors_moved(d[y], x), x)


@tangent(cofactors)
def cofactors_pushed(y, x):
    d[y] = cofactors_moved(d[x], x)


@adjoint(cofactors_moved, kind=floating_like("x"), raises=True)
def cofactors_moved_of(y, dx, x):
    d[dx] = cast_like(cofactors_moved(d[y], x), dx)
    d[x] = cast_like(cofactors_moved_again(dx, d[y], x), x)


@tangent(cofactors_moved)
def cofactors_moved_pushed(y, dx, x):
    d[y] = cofactors_moved(d[dx], x) + cofactors_moved_again(dx, d[x], x)


@adjoint(inverse_transposed, kind=floating_like("x"), raises=True)
def inverse_of(y, x):
    d[x] = cast_like(-y @ xp.swapaxes(d[y], -1, -2) @ y, x)


@tangent(inverse_transposed)
def inverse_pushed(y, x):
    d[y] = -y @ xp.swapaxes(d[x], -1, -2) @ y


THROUGH.add(cofactors_moved_again)
