"""SciPy's sums of exponentials: `logsumexp`, `softmax` and `log_softmax`."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import special

from ..runtime import cast_like, restore_axes, unbroadcast
from ..special_adjoints import beside_sign, shares, signed_shares, value_of_sum, weighted
from ..values import UNKNOWN, Kind
from .notation import d, is_array, is_real, or_zero, xp
from .result_kinds import reduced
from .rules import THROUGH, Filled, adjoint, same_kind, tangent


def _reduced_sum(filled: Filled) -> Kind:
    """A reduction, unless the sign comes with it."""
    flag = filled.arguments["return_sign"]
    plain = flag.head == "const" and flag.value is False and filled.arguments["b"].head == "const"
    return reduced("a", floating=True)(filled) if plain else UNKNOWN


@adjoint(special.logsumexp, kind=_reduced_sum, structural=True, raises=True)
def logsumexp(y, a, axis=None, b=None, keepdims=False, return_sign=False):
    if b is None and return_sign is False and axis is None and is_array(a) and is_real(a):
        d[a] = d[y] * shares(a, y)
    elif b is None and return_sign is False:
        d[a] = cast_like(restore_axes(d[y], a, axis, keepdims) * shares(a, restore_axes(y, a, axis, keepdims)), a)
    else:
        share = signed_shares(y, a, axis, b, keepdims, return_sign)
        part = restore_axes(value_of_sum(d[y], return_sign), share, axis, keepdims) * share
        d[a] = unbroadcast(cast_like(weighted(part, b), a), a)
        d[b] = unbroadcast(cast_like(part, b), b)


@tangent(special.logsumexp)
def logsumexp_pushed(y, a, axis=None, b=None, keepdims=False, return_sign=False):
    if b is None and return_sign is False:
        part = shares(a, restore_axes(y, a, axis, keepdims))
        d[y] = xp.sum(part * d[a], axis=axis, keepdims=keepdims)
    else:
        share = signed_shares(y, a, axis, b, keepdims, return_sign)
        parts = weighted(share, b) * or_zero(d[a]) + share * or_zero(d[b])
        d[y] = beside_sign(xp.sum(parts, axis=axis, keepdims=keepdims), y, return_sign)


@adjoint(special.softmax, kind=same_kind("x"), raises=True)
def softmax(y, x, axis=None):
    d[x] = y * (d[y] - xp.sum(y * d[y], axis=axis, keepdims=True))


@tangent(special.softmax)
def softmax_pushed(y, x, axis=None):
    d[y] = y * (d[x] - xp.sum(y * d[x], axis=axis, keepdims=True))


@adjoint(special.log_softmax, kind=same_kind("x"), raises=True)
def log_softmax(y, x, axis=None):
    d[x] = d[y] - xp.exp(y) * xp.sum(d[y], axis=axis, keepdims=True)


@tangent(special.log_softmax)
def log_softmax_pushed(y, x, axis=None):
    d[y] = d[x] - xp.sum(xp.exp(y) * d[x], axis=axis, keepdims=True)


THROUGH.update((beside_sign, shares, signed_shares, value_of_sum, weighted))
