"""Splines of `scipy.interpolate` as functions of the points: they are constant themselves.

The slope of a spline is what the spline gives for the next derivative (``nu + 1``); at a knot it is that of the piece
which the spline itself evaluates there.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import interpolate

from .. import scipy_interpolate_adjoints
from ..libraries import add_helpers
from ..scipy_interpolate_adjoints import over_values, summed_over_values
from ..values import instance
from .notation import d
from .rules import THROUGH, KindRule, adjoint, fixed_kind, linear, tangent

add_helpers(scipy_interpolate_adjoints)

_PIECES, _SPLINE = interpolate.PPoly, interpolate.BSpline


def _object(cls: type) -> KindRule:
    """The result is an object of a class, whose methods have rules."""
    return fixed_kind(instance(cls, {}))


@linear(interpolate.CubicSpline, kind=_object(interpolate.CubicSpline), raises=True, fixed=("x", "y", "bc_type"))
def cubic_spline(s, x, y, axis=0, bc_type="not-a-knot", extrapolate=None): ...


@linear(interpolate.PchipInterpolator, kind=_object(interpolate.PchipInterpolator), raises=True, fixed=("x", "y"))
def pchip(s, x, y, axis=0, extrapolate=None): ...


@linear(interpolate.make_interp_spline, kind=_object(_SPLINE), raises=True, fixed=("x", "y", "t", "bc_type"))
def interpolating(s, x, y, k=3, t=None, bc_type=None, axis=0, check_finite=True): ...


@adjoint(_PIECES.__call__, _SPLINE.__call__, raises=True, fixed=("self",))
def evaluated(y, self, x, nu=0, extrapolate=None):
    d[x] = summed_over_values(d[y] * self(x, nu + 1, extrapolate), x, self.axis)


@tangent(_PIECES.__call__, _SPLINE.__call__)
def evaluated_pushed(y, self, x, nu=0, extrapolate=None):
    d[y] = self(x, nu + 1, extrapolate) * over_values(d[x], y, self.axis)


THROUGH.update((over_values, summed_over_values))
