"""What derivatives of elliptic integrals, and of other integrals of `scipy.special`, call.

Each takes and gives what the function itself does, numbers or arrays of one shape after broadcasting.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special

__all__ = [
    "agm_slope",
    "ellipe_slope",
    "ellipeinc_by_m",
    "ellipj_by_m",
    "ellipkinc_by_m",
    "elliprd_by_x",
    "elliprd_by_z",
    "elliprj_by_p",
    "elliprj_by_x",
    "spence_slope",
]


def ellipe_slope(y: Any, m: Any) -> Any:
    """The derivative of ``y = special.ellipe(m)``: DLMF 19.4.2, and its series where the terms of that cancel."""
    near = np.less(m, 0.5)
    small, large = np.where(near, m, 0.0), np.where(near, 0.5, m)
    series = -0.39269908169872414 * special.hyp2f1(0.5, 1.5, 2.0, small)
    return np.where(near, series, 0.5 * (y - special.ellipk(large)) / large)[()]


def ellipkinc_by_m(phi: Any, m: Any) -> Any:
    """The derivative of ``special.ellipkinc(phi, m)`` by ``m``: of DLMF 19.25.5, by 19.18.1, in each half turn."""
    turns = np.rint(np.divide(phi, np.pi))
    s = np.sin(phi - np.pi * turns)
    part = s * s * s * special.elliprd(np.square(np.cos(phi)), 1.0, 1.0 - m * s * s) / 6.0
    whole = special.hyp2f1(1.5, 1.5, 2.0, np.where(turns == 0.0, 0.0, m))
    return part + 0.7853981633974483 * turns * whole


def ellipeinc_by_m(phi: Any, m: Any) -> Any:
    """The derivative of ``special.ellipeinc(phi, m)`` by ``m``: of DLMF 19.25.10 in each half turn."""
    turns = np.rint(np.divide(phi, np.pi))
    s = np.sin(phi - np.pi * turns)
    part = s * s * s * special.elliprd(np.square(np.cos(phi)), 1.0 - m * s * s, 1.0) / 6.0
    inside = np.where(turns == 0.0, 0.0, m)
    return 2.0 * turns * ellipe_slope(special.ellipe(inside), inside) - part


def ellipj_by_m(y: Any, m: Any) -> Any:
    """The derivatives of ``y = special.ellipj(u, m)`` by ``m``: the integral to the amplitude stays ``u``."""
    turn = -y[2] * ellipkinc_by_m(y[3], m)
    return y[1] * turn, -y[0] * turn, -(0.5 * y[0] * y[0] + m * y[0] * y[1] * turn) / y[2], turn


def elliprd_by_x(w: Any, x: Any, y: Any, z: Any) -> Any:
    """The derivative of ``w = special.elliprd(x, y, z)`` by ``x``, under the integral of DLMF 19.16.5.

    By partial fractions it is a difference of two such integrals; where ``x`` is near ``z``, a series in their
    difference of integrals of ``(t + c) ** -n / sqrt(t + y)``, each of which the one before gives.
    """
    middle, half = 0.5 * (x + z), 0.5 * (z - x)
    near = np.abs(half) < 1e-3 * middle
    c, other = np.where(near, middle, 1.0), np.where(near, y, 0.0)
    root, gap = np.sqrt(other), other - c
    power_two = (root / c - special.elliprc(other, c)) / gap
    power_three = (root / c**2 - 1.5 * power_two) / (2.0 * gap)
    power_four = (root / c**3 - 2.5 * power_three) / (3.0 * gap)
    power_five = (root / c**4 - 3.5 * power_four) / (4.0 * gap)
    series = -0.75 * (power_three + 1.5 * half * half * power_five)
    quotient = 0.5 * (w - special.elliprd(y, z, x)) / np.where(near, 1.0, z - x)
    return np.where(near, series, quotient)[()]


def elliprd_by_z(w: Any, x: Any, y: Any, z: Any) -> Any:
    """The derivative of ``w = special.elliprd(x, y, z)`` by ``z``, since it is homogeneous of degree -3 / 2."""
    by_x = np.where(np.equal(x, 0.0), 0.0, x * elliprd_by_x(w, x, y, z))
    by_y = np.where(np.equal(y, 0.0), 0.0, y * elliprd_by_x(w, y, x, z))
    return -(1.5 * w + by_x + by_y) / z


def elliprj_by_x(w: Any, x: Any, y: Any, z: Any, p: Any) -> Any:
    """The derivative of ``w = special.elliprj(x, y, z, p)`` by ``x``, under the integral of DLMF 19.16.2."""
    return 0.5 * (w - special.elliprd(y, z, x)) / (p - x)


def elliprj_by_p(w: Any, x: Any, y: Any, z: Any, p: Any) -> Any:
    """The derivative of ``w = special.elliprj(x, y, z, p)`` by ``p``, since it is homogeneous of degree -3 / 2."""
    by_x = np.where(np.equal(x, 0.0), 0.0, x * elliprj_by_x(w, x, y, z, p))
    by_y = np.where(np.equal(y, 0.0), 0.0, y * elliprj_by_x(w, y, z, x, p))
    by_z = np.where(np.equal(z, 0.0), 0.0, z * elliprj_by_x(w, z, x, y, p))
    return -(1.5 * w + by_x + by_y + by_z) / p


def agm_slope(y: Any, a: Any, b: Any) -> Any:
    """The derivative of ``y = special.agm(a, b)`` by ``a``: DLMF 19.8.5 and 19.25.1, by 19.18.1."""
    return 0.21220659078919377 * y * y * np.abs(a) * special.elliprd(0.0, np.square(b), np.square(a))


def spence_slope(z: Any) -> Any:
    """The derivative of ``special.spence(z)``, ``log(z) / (1 - z)``, as a hypergeometric function near 1."""
    near = np.abs(np.subtract(z, 1.0)) < 0.5
    inside, outside = np.where(near, np.subtract(1.0, z), 0.0), np.where(near, 2.0, z)
    return np.where(near, -special.hyp2f1(1.0, 1.0, 2.0, inside), np.log(outside) / (1.0 - outside))[()]
