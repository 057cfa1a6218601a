"""Polynomials by their coefficients, and convolutions."""

from __future__ import annotations

import numpy as np

from ..runtime import cast_like, in_full, out_of_full, unbroadcast
from ..values import Kind, array, common_dtype
from .notation import d, is_array, xp
from .rules import Filled, adjoint, linear, multilinear, same_kind, tangent


def _value_kind(filled: Filled) -> Kind:
    """Like the argument, if the coefficients are no wider."""
    p, x = filled.kind("p"), filled.kind("x")
    return x if x.is_array and p.is_array and p.dtype == x.dtype else Kind()


@adjoint(np.polyval, kind=_value_kind, raises=True)
def polyval(y, p, x):
    slopes = p[:-1] * xp.arange(xp.size(p) - 1, 0, -1)
    powers = xp.reshape(x, (-1, 1)) ** xp.arange(xp.size(p) - 1, -1, -1)
    d[p] = unbroadcast(xp.reshape(d[y], -1) @ powers, p)
    d[x] = unbroadcast(d[y] * xp.polyval(slopes, x), x)


@tangent(np.polyval)
def polyval_pushed(y, p, x):
    slopes = cast_like(p[:-1] * xp.arange(xp.size(p) - 1, 0, -1), p[:-1])
    d[y] = xp.polyval(d[p], x) + xp.polyval(slopes, x) * d[x]


def _convolved(filled: Filled) -> Kind:
    """A vector."""
    a, v = filled.kind("a"), filled.kind("v")
    return array(common_dtype((a, v)) if a.is_numeric and v.is_numeric else None, 1)


@multilinear(np.convolve, kind=_convolved, raises=True)
def convolve(y, a, v, mode="full"):
    if mode == "full" and is_array(a) and is_array(v):
        d[a] = unbroadcast(xp.convolve(d[y], v[::-1], "valid"), a)
        d[v] = unbroadcast(xp.convolve(d[y], a[::-1], "valid"), v)
    else:
        whole = in_full(d[y], a, v, mode)
        d[a] = unbroadcast(xp.convolve(whole, xp.flip(v), "valid"), a)
        d[v] = unbroadcast(xp.convolve(whole, xp.flip(a), "valid"), v)


@linear(in_full, raises=True)
def of_the_whole(y, by, a, v, mode):
    d[by] = out_of_full(d[y], by, a, v, mode)


@linear(out_of_full, kind=same_kind("by"), shares="view", raises=True)
def of_the_part(y, full, by, a, v, mode):
    d[full] = in_full(d[y], a, v, mode)
