"""What `scipy.integrate` finds of functions that are handed over: integrals, and solutions of differential equations.

The derivatives of solutions are continuous ones: `scipy_ode_adjoints` has the equations that they solve.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import integrate

from .. import scipy_compositions, scipy_ode_adjoints, scipy_optimize_adjoints
from ..libraries import add_helpers
from ..scipy_ode_adjoints import odeint_adjoint, odeint_tangent, solve_ivp_adjoint, solve_ivp_tangent
from ..scipy_optimize_adjoints import quad_adjoint, quad_tangent
from ..values import Kind, array
from .composed import add_programs
from .notation import d, or_zero
from .rules import adjoint, fixed_kind, tangent

add_helpers(scipy_ode_adjoints)
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


@adjoint(
    integrate.odeint,
    kind=fixed_kind(array("float64", 2)),
    raises=True,
    structural=True,
    fixed=("func",),
    allows={"full_output": (0, False)},
)
def odeint(
    y,
    func,
    y0,
    t,
    args=(),
    Dfun=None,  # noqa: N803 - the name that SciPy gave it
    col_deriv=0,
    full_output=0,
    ml=None,
    mu=None,
    rtol=None,
    atol=None,
    tcrit=None,
    h0=0.0,
    hmax=0.0,
    hmin=0.0,
    ixpr=0,
    mxstep=0,
    mxhnil=0,
    mxordn=12,
    mxords=5,
    printmessg=0,
    tfirst=False,
):
    adjoints = odeint_adjoint(d[y], y, func, y0, t, args, rtol, atol, tfirst)
    d[y0] = adjoints[0]
    d[t] = adjoints[1]
    d[args] = adjoints[2]


@tangent(integrate.odeint)
def odeint_pushed(
    y,
    func,
    y0,
    t,
    args=(),
    Dfun=None,  # noqa: N803 - the name that SciPy gave it
    col_deriv=0,
    full_output=0,
    ml=None,
    mu=None,
    rtol=None,
    atol=None,
    tcrit=None,
    h0=0.0,
    hmax=0.0,
    hmin=0.0,
    ixpr=0,
    mxstep=0,
    mxhnil=0,
    mxordn=12,
    mxords=5,
    printmessg=0,
    tfirst=False,
):
    d[y] = odeint_tangent(or_zero(d[y0]), or_zero(d[t]), or_zero(d[args]), y, func, y0, t, args, rtol, atol, tfirst)


@adjoint(
    integrate.solve_ivp,
    raises=True,
    structural=True,
    fixed=("fun",),
    allows={"dense_output": (False,), "events": (None,)},
)
def solve_ivp(
    y,
    fun,
    t_span,
    y0,
    method="RK45",
    t_eval=None,
    dense_output=False,
    events=None,
    vectorized=False,
    args=None,
    *,
    rtol=0.001,
    atol=1e-06,
    max_step=None,
    first_step=None,
    jac=None,
):
    adjoints = solve_ivp_adjoint(d[y], y, fun, t_span, y0, method, t_eval, args, rtol, atol, max_step)
    d[t_span] = adjoints[0]
    d[y0] = adjoints[1]
    d[t_eval] = adjoints[2]
    d[args] = adjoints[3]


@tangent(integrate.solve_ivp)
def solve_ivp_pushed(
    y,
    fun,
    t_span,
    y0,
    method="RK45",
    t_eval=None,
    dense_output=False,
    events=None,
    vectorized=False,
    args=None,
    *,
    rtol=0.001,
    atol=1e-06,
    max_step=None,
    first_step=None,
    jac=None,
):
    d[y] = solve_ivp_tangent(
        or_zero(d[t_span]),
        or_zero(d[y0]),
        or_zero(d[t_eval]),
        or_zero(d[args]),
        y,
        fun,
        t_span,
        y0,
        method,
        t_eval,
        args,
        rtol,
        atol,
        max_step,
    )
