"""Sample calls, as in `calls`, of functions of SciPy that solve for something, mostly of a function they are given."""

from __future__ import annotations

from typing import Any

import numpy as np
from calls import Call
from scipy import integrate, interpolate, optimize, sparse


def square(t: Any, c: Any) -> Any:
    return t * t - c


def cosine(t: Any, c: Any) -> Any:
    return np.cos(c * t)


def bowl(t: Any, c: Any) -> Any:
    return np.sum((t - c) ** 2 + 0.1 * t**4)


def decay(t: Any, y: Any, k: Any) -> Any:
    return -k * y


KNOTS = np.linspace(0.0, 3.0, 6)
MATRIX = sparse.csr_array(np.diag([2.0, 3.0, 4.0]) + np.diag([0.5, 0.5], 1) + np.diag([0.5, 0.5], -1))
LIBRARIES: dict[str, Any] = {
    "integrate": integrate,
    "interpolate": interpolate,
    "optimize": optimize,
    "sparse": sparse,
    "square": square,
    "cosine": cosine,
    "bowl": bowl,
    "decay": decay,
    "KNOTS": KNOTS,
    "MATRIX": MATRIX,
}
"""What the calls name besides NumPy. Modules of SciPy within others are reached by their path."""

BRACKETED = ("bisect", "brenth", "brentq", "ridder", "toms748")
STRICT = "rtol=1e-10, atol=1e-10"

CALLS: list[Call] = [
    *((f"optimize.{one}(square, 0.0, 10.0, args=(x,), xtol=1e-14)", (2.3,)) for one in BRACKETED),
    ("optimize.newton(square, 1.0, args=(x,), tol=1e-14)", (2.3,)),
    ("optimize.fixed_point(cosine, 0.6, args=(x,), xtol=1e-14)", (0.8,)),
    ("optimize.fsolve(square, np.ones(2), args=(x,), xtol=1e-14)", (np.array([2.3, 1.7]),)),
    ("optimize.root(square, np.ones(2), args=(x,), tol=1e-14).x", (np.array([2.3, 1.7]),)),
    ("optimize.root_scalar(square, args=(x,), bracket=[0.0, 10.0], xtol=1e-14).root", (2.3,)),
    ("optimize.minimize(bowl, np.zeros(2), args=(x,), tol=1e-12).x", (np.array([0.3, 0.7]),)),
    ("integrate.quad(cosine, x, y, args=(0.7,))[0]", (0.3, 1.1)),
    (f"integrate.odeint(decay, x, KNOTS, args=(0.7,), tfirst=True, {STRICT})", (np.array([1.0, 2.0]),)),
    (f"integrate.solve_ivp(decay, (0.0, 3.0), x, args=(0.7,), t_eval=KNOTS, {STRICT}).y", (np.array([1.0, 2.0]),)),
    ("interpolate.CubicSpline(KNOTS, np.sin(KNOTS))(x)", (np.array([0.3, 1.7]),)),
    ("interpolate.PchipInterpolator(KNOTS, np.sin(KNOTS))(x)", (np.array([0.3, 1.7]),)),
    ("interpolate.make_interp_spline(KNOTS, np.sin(KNOTS))(x)", (np.array([0.3, 1.7]),)),
    ("sparse.linalg.spsolve(MATRIX, x)", (np.array([0.3, 0.7, 1.1]),)),
    ("sparse.linalg.cg(MATRIX, x, rtol=1e-14)[0]", (np.array([0.3, 0.7, 1.1]),)),
]
