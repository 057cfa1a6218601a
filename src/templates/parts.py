"""Elementwise functions with two results, of periods and tables, that choose among arrays, or replace elements.

What is chosen, and how often a period is taken off, is constant.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from ..elementwise_adjoints import interp_slope, replaced
from ..runtime import (
    cast_like,
    completed,
    finite_parts,
    interp_adjoint,
    interp_knots,
    interp_tangent,
    numbers_in,
    picked_from,
    replaced_sum,
    replacement,
    scattered_into,
    unbroadcast,
)
from ..values import FLOAT, UNKNOWN, Kind, array
from .notation import active, d, is_array, is_real, or_zero, xp
from .result_kinds import arithmetic, arrayed
from .rules import THROUGH, Filled, KindRule, adjoint, broadcast_kind, constant, fixed_kind, linear, tangent


def _two(each: KindRule) -> KindRule:
    """Two results of one kind."""
    return lambda filled: Kind("tuple", items=(each(filled), each(filled)))


def _mantissa(filled: Filled) -> Kind:
    """A floating number, and an integer."""
    found = broadcast_kind(filled)
    whole = array("int32", found.rank, found.shape) if found.is_array else Kind()
    return Kind("tuple", items=(found, whole))


# Two results


@adjoint(np.divmod, divmod, kind=_two(arithmetic), structural=True, raises=True)
def quotient_and_remainder(z, x, y):
    d[x] = unbroadcast(completed(d[z], z)[1], x)
    d[y] = unbroadcast(-completed(d[z], z)[1] * z[0], y)


@tangent(np.divmod, divmod)
def quotient_and_remainder_pushed(z, x, y):
    d[z] = (0.0 * z[0], or_zero(d[x]) - or_zero(d[y]) * z[0])


@adjoint(np.modf, kind=_two(broadcast_kind), structural=True)
def fraction_and_whole(y, x):
    d[x] = unbroadcast(completed(d[y], y)[0], x)


@tangent(np.modf)
def fraction_and_whole_pushed(y, x):
    d[y] = (d[x], xp.zeros_like(y[1]))


@adjoint(np.frexp, kind=_mantissa, structural=True)
def mantissa_and_exponent(y, x):
    d[x] = unbroadcast(xp.ldexp(completed(d[y], y)[0], -y[1]), x)


@tangent(np.frexp)
def mantissa_and_exponent_pushed(y, x):
    d[y] = (xp.ldexp(d[x], -y[1]), xp.zeros_like(y[0]))


# Choice


def _choices_kind(parameter: str) -> KindRule:
    """An array, of the dtype that all choices have."""

    def kind(filled: Filled) -> Kind:
        found = filled.kind(parameter)
        return array(found.dtype) if found.is_array else array()

    return kind


@linear(np.select, kind=_choices_kind("choicelist"), structural=True, selects=True, raises=True)
def select(y, condlist, choicelist, default=0):
    numbers = xp.select(condlist, numbers_in(choicelist), -1)
    d[choicelist] = scattered_into(d[y], numbers, choicelist)
    d[default] = unbroadcast(xp.where(numbers < 0, d[y], 0.0), default)


@tangent(np.select)
def select_pushed(y, condlist, choicelist, default=0):
    numbers = xp.select(condlist, numbers_in(choicelist), -1)
    if active(choicelist) and active(default):
        chosen = picked_from(d[choicelist], numbers, choicelist)
        d[y] = cast_like(xp.where(numbers < 0, d[default], chosen), y)
    elif active(choicelist):
        d[y] = cast_like(picked_from(d[choicelist], numbers, choicelist), y)
    else:
        d[y] = cast_like(xp.where(numbers < 0, d[default], 0.0), y)


@linear(np.choose, kind=_choices_kind("choices"), structural=True, selects=True, raises=True)
def choose(y, a, choices, *, mode="raise"):
    d[choices] = scattered_into(d[y], xp.choose(a, numbers_in(choices), mode=mode), choices)


@linear(("method", "choose"), kind=_choices_kind("choices"), structural=True, selects=True, raises=True)
def choose_method(y, a, choices, *, mode="raise"):
    d[choices] = scattered_into(d[y], xp.choose(a, numbers_in(choices), mode=mode), choices)


@tangent(np.choose, ("method", "choose"))
def choose_pushed(y, a, choices, *, mode="raise"):
    d[y] = cast_like(picked_from(d[choices], xp.choose(a, numbers_in(choices), mode=mode), choices), y)


# Replacement


@adjoint(np.nan_to_num, kind=arrayed("x"), selects=True)
def nan_to_num(y, x, *, nan=0.0, posinf=None, neginf=None):
    if is_array(x) and is_real(x):
        d[x] = xp.where(xp.isfinite(x), d[y], 0.0)
    else:
        d[x] = finite_parts(d[y], x)
    d[nan] = replaced_sum(d[y], x, xp.nan, nan)
    d[posinf] = replaced_sum(d[y], x, xp.inf, posinf)
    d[neginf] = replaced_sum(d[y], x, -xp.inf, neginf)


@tangent(np.nan_to_num)
def nan_to_num_pushed(y, x, *, nan=0.0, posinf=None, neginf=None):
    if is_array(x) and is_real(x) and not active(nan) and not active(posinf) and not active(neginf):
        d[y] = xp.where(xp.isfinite(x), d[x], 0.0)
    elif active(nan) or active(posinf) or active(neginf):
        kept = finite_parts(or_zero(d[x]), x) + replacement(or_zero(d[nan]), x, xp.nan)
        d[y] = kept + replacement(or_zero(d[posinf]), x, xp.inf) + replacement(or_zero(d[neginf]), x, -xp.inf)
    else:
        d[y] = finite_parts(d[x], x)


@linear(finite_parts)
def finite_parts_of(y, v, x):
    d[v] = unbroadcast(finite_parts(d[y], x), v)


@linear(replacement)
def replacement_of(y, dvalue, x, test):
    d[dvalue] = replaced_sum(d[y], x, test, dvalue)


@linear(replaced_sum)
def replaced_sum_of(y, by, x, test, value):
    d[by] = unbroadcast(replacement(d[y], x, test), by)


# Periods and tables


@adjoint(np.unwrap, kind=arrayed("p"), raises=True)
def unwrap(y, p, discont=None, axis=-1, *, period=6.283185307179586):
    d[p] = d[y]
    d[period] = xp.sum(d[y] * xp.rint((y - p) / period))


@tangent(np.unwrap)
def unwrap_pushed(y, p, discont=None, axis=-1, *, period=6.283185307179586):
    d[y] = or_zero(d[p]) + d[period] * xp.rint((y - p) / period)


def _interpolated(filled: Filled) -> Kind:
    """Of the shape of what is looked up, in double precision or complex."""
    sought, double = filled.kind("x"), filled.kind("fp").dtype in ("float64", "float32", "int64")
    if sought.is_array:
        return array("float64" if double else None, sought.rank, sought.shape)
    return FLOAT if sought.is_scalar and double else UNKNOWN


@adjoint(np.interp, kind=_interpolated, raises=True)
def interp(y, x, xp, fp, left=None, right=None, period=None):
    """The parameter ``xp`` hides the library of that name here."""
    adjoints = interp_adjoint(d[y], x, xp, fp, left, right, period)
    d[x] = adjoints[0]
    d[xp] = adjoints[1]
    d[fp] = adjoints[2]
    d[left] = adjoints[3]
    d[right] = adjoints[4]
    d[period] = adjoints[5]


@tangent(np.interp)
def interp_pushed(y, x, xp, fp, left=None, right=None, period=None):
    ends = (or_zero(d[left]), or_zero(d[right]))
    knots = (or_zero(d[xp]), or_zero(d[fp]))
    d[y] = interp_tangent(or_zero(d[x]), knots, ends, or_zero(d[period]), x, xp, fp, left, right, period)


constant(replaced, raises=False)
constant(interp_knots, kind=fixed_kind(Kind("tuple")))

# What is longer is differentiated through its source

THROUGH.update((interp_adjoint, interp_tangent, interp_slope))
