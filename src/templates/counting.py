"""Sums by number, and the roots of polynomials.

What the programs of `sample_compositions` take as constant is declared here.
"""

from __future__ import annotations

import numpy as np

from ..runtime import cast_like
from ..sample_compositions import occurrences, unless_number, whole_place
from ..values import array
from .notation import d, xp
from .rules import adjoint, constant, fixed_kind, linear, tangent


@linear(np.bincount, kind=fixed_kind(array(None, 1)), selects=True, raises=True)
def bincount(y, x, weights=None, minlength=0):
    d[weights] = cast_like(d[y][x], weights)


@tangent(np.bincount)
def bincount_pushed(y, x, weights=None, minlength=0):
    d[y] = xp.bincount(x, d[weights], minlength)


@adjoint(np.roots, kind=fixed_kind(array(None, 1)), singular=True, raises=True)
def roots(y, p):
    slopes = xp.polyval(xp.polyder(p), y)
    d[p] = cast_like(-(d[y] / slopes) @ xp.vander(y, len(p)), p)


@tangent(np.roots)
def roots_pushed(y, p):
    d[y] = cast_like(-xp.polyval(d[p], y) / xp.polyval(xp.polyder(p), y), y)


constant(occurrences, unless_number, whole_place)
