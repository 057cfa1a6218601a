"""The rules of calls of functions that are known only when the output runs."""

from __future__ import annotations

from ..runtime import called, pulled, pulled_by_name, pushed_through, value_of
from .notation import active, d, or_zero
from .rules import adjoint, linear, tangent


@adjoint(called, shares="items", structural=True, raises=True)
def called_with(y, function, args, named=None):
    d[args] = pulled(y, d[y])
    d[named] = pulled_by_name(y, d[y])


@tangent(called)
def called_along(y, function, args, named=None):
    if active(named):
        d[y] = pushed_through(y, or_zero(d[args]), d[named])
    else:
        d[y] = pushed_through(y, d[args])


@linear(value_of, shares="item", structural=True, raises=True)
def value_of_call(y, call):
    d[call] = d[y]


@tangent(value_of)
def tangent_of_call(y, call):
    d[y] = d[call]
