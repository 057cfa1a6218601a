"""Integrals that `scipy.integrate` finds of functions that are handed over: Leibniz's rule."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import integrate

from .. import scipy_compositions, scipy_optimize_adjoints
from ..libraries import add_helpers
from ..scipy_optimize_adjoints import quad_adjoint, quad_tangent
from ..values import Kind
from .composed import add_programs
from .notation import d, or_zero
from .rules import adjoint, fixed_kind, tangent

add_helpers(scipy_optimize_adjoints)
add_programs(scipy_compositions, integrate)

_PLAIN = {"full_output": (0, False), "weight": (None,), "complex_func": (False,), "points": (None,)}


@adjoint(integrate.quad, kind=fixed_kind(Kind("tuple")), raises=True, structural=True, fixed=("func",), allows=_PLAIN)
def quad(
    y,
    func,
    a,
    b,
    args=(),
    full_output=0,
    epsabs=1.49e-08,
    epsrel=1.49e-08,
    limit=50,
    points=None,
    weight=None,
    wvar=None,
    wopts=None,
    maxp1=50,
    limlst=50,
    complex_func=False,
):
    adjoints = quad_adjoint(d[y], func, a, b, args)
    d[a] = adjoints[0]
    d[b] = adjoints[1]
    d[args] = adjoints[2]


@tangent(integrate.quad)
def quad_pushed(
    y,
    func,
    a,
    b,
    args=(),
    full_output=0,
    epsabs=1.49e-08,
    epsrel=1.49e-08,
    limit=50,
    points=None,
    weight=None,
    wvar=None,
    wopts=None,
    maxp1=50,
    limlst=50,
    complex_func=False,
):
    d[y] = quad_tangent(or_zero(d[a]), or_zero(d[b]), or_zero(d[args]), func, a, b, args)
