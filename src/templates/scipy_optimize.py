"""Roots that `scipy.optimize` finds of functions that are handed over: the implicit function theorem.

What the function depends on is handed over in ``args``; a function that captures what depends on ``wrt`` is refused.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import optimize

from .. import scipy_optimize_adjoints, scipy_result_adjoints
from ..libraries import add_helpers
from ..scipy_optimize_adjoints import fixed_point_adjoint, fixed_point_tangent, root_adjoint, root_tangent
from ..scipy_result_adjoints import minimize_adjoint, minimize_tangent, root_result_adjoint, root_result_tangent
from .notation import d
from .rules import adjoint, tangent

add_helpers(scipy_optimize_adjoints)
add_helpers(scipy_result_adjoints)

_PLAIN = {"full_output": (False, 0)}


@adjoint(
    optimize.brentq,
    optimize.brenth,
    optimize.bisect,
    optimize.ridder,
    raises=True,
    structural=True,
    fixed=("f",),
    allows=_PLAIN,
)
def root_between(x, f, a, b, args=(), xtol=2e-12, rtol=None, maxiter=100, full_output=False, disp=True):
    d[args] = root_adjoint(d[x], f, x, args)


@tangent(optimize.brentq, optimize.brenth, optimize.bisect, optimize.ridder)
def root_between_pushed(x, f, a, b, args=(), xtol=2e-12, rtol=None, maxiter=100, full_output=False, disp=True):
    d[x] = root_tangent(d[args], f, x, args)


@adjoint(optimize.toms748, raises=True, structural=True, fixed=("f",), allows=_PLAIN)
def toms748(x, f, a, b, args=(), k=1, xtol=2e-12, rtol=None, maxiter=100, full_output=False, disp=True):
    d[args] = root_adjoint(d[x], f, x, args)


@tangent(optimize.toms748)
def toms748_pushed(x, f, a, b, args=(), k=1, xtol=2e-12, rtol=None, maxiter=100, full_output=False, disp=True):
    d[x] = root_tangent(d[args], f, x, args)


@adjoint(optimize.newton, raises=True, structural=True, fixed=("func",), allows=_PLAIN)
def newton(
    x,
    func,
    x0,
    fprime=None,
    args=(),
    tol=1.48e-08,
    maxiter=50,
    fprime2=None,
    x1=None,
    rtol=0.0,
    full_output=False,
    disp=True,
):
    d[args] = root_adjoint(d[x], func, x, args)


@tangent(optimize.newton)
def newton_pushed(
    x,
    func,
    x0,
    fprime=None,
    args=(),
    tol=1.48e-08,
    maxiter=50,
    fprime2=None,
    x1=None,
    rtol=0.0,
    full_output=False,
    disp=True,
):
    d[x] = root_tangent(d[args], func, x, args)


@adjoint(optimize.fsolve, raises=True, structural=True, fixed=("func",), allows=_PLAIN)
def fsolve(
    x,
    func,
    x0,
    args=(),
    fprime=None,
    full_output=0,
    col_deriv=0,
    xtol=1.49012e-8,
    maxfev=0,
    band=None,
    epsfcn=None,
    factor=100,
    diag=None,
):
    d[args] = root_adjoint(d[x], func, x, args)


@tangent(optimize.fsolve)
def fsolve_pushed(
    x,
    func,
    x0,
    args=(),
    fprime=None,
    full_output=0,
    col_deriv=0,
    xtol=1.49012e-8,
    maxfev=0,
    band=None,
    epsfcn=None,
    factor=100,
    diag=None,
):
    d[x] = root_tangent(d[args], func, x, args)


@adjoint(optimize.fixed_point, raises=True, structural=True, fixed=("func",))
def fixed_point(x, func, x0, args=(), xtol=1e-08, maxiter=500, method="del2"):
    d[args] = fixed_point_adjoint(d[x], func, x, args)


@tangent(optimize.fixed_point)
def fixed_point_pushed(x, func, x0, args=(), xtol=1e-08, maxiter=500, method="del2"):
    d[x] = fixed_point_tangent(d[args], func, x, args)


# Results with attributes


@adjoint(optimize.root, raises=True, structural=True, fixed=("fun",), allows={"jac": (None, False, ...)})
def root(y, fun, x0, args=(), method="hybr", jac=None, tol=None, callback=None, options=None):
    d[args] = root_result_adjoint(d[y], y, "x", fun, args)


@tangent(optimize.root)
def root_pushed(y, fun, x0, args=(), method="hybr", jac=None, tol=None, callback=None, options=None):
    d[y] = root_result_tangent(d[args], y, "x", fun, args)


@adjoint(
    optimize.root_scalar,
    raises=True,
    structural=True,
    fixed=("f",),
    allows={"fprime": (None, False, ...), "fprime2": (None, False, ...)},
)
def root_scalar(
    y,
    f,
    args=(),
    method=None,
    bracket=None,
    fprime=None,
    fprime2=None,
    x0=None,
    x1=None,
    xtol=None,
    rtol=None,
    maxiter=None,
    options=None,
):
    d[args] = root_result_adjoint(d[y], y, "root", f, args)


@tangent(optimize.root_scalar)
def root_scalar_pushed(
    y,
    f,
    args=(),
    method=None,
    bracket=None,
    fprime=None,
    fprime2=None,
    x0=None,
    x1=None,
    xtol=None,
    rtol=None,
    maxiter=None,
    options=None,
):
    d[y] = root_result_tangent(d[args], y, "root", f, args)


_UNBOUNDED = {
    "bounds": (None,),
    "constraints": (None,),
    "jac": (None, False, "2-point", "3-point", "cs", ...),
}


@adjoint(optimize.minimize, raises=True, structural=True, fixed=("fun",), allows=_UNBOUNDED)
def minimize(
    y,
    fun,
    x0,
    args=(),
    method=None,
    jac=None,
    hess=None,
    hessp=None,
    bounds=None,
    constraints=None,
    tol=None,
    callback=None,
    options=None,
):
    d[args] = minimize_adjoint(d[y], y, fun, args)


@tangent(optimize.minimize)
def minimize_pushed(
    y,
    fun,
    x0,
    args=(),
    method=None,
    jac=None,
    hess=None,
    hessp=None,
    bounds=None,
    constraints=None,
    tol=None,
    callback=None,
    options=None,
):
    d[y] = minimize_tangent(d[args], y, fun, args)
