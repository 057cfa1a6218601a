"""Adjoints and tangents of what `scipy.optimize` and `scipy.integrate` find of functions that are handed over.

Those of a root ``f(x, *args) = 0`` are those of the implicit function theorem, ``dx = -solve(J, df)`` with the Jacobian
``J`` of ``f`` by ``x`` and what ``f`` changes by ``args`` alone: Nocedal and Wright (2006), "Numerical Optimization",
theorem A.2. They do not depend on how the root was found, nor on the start. The derivatives of ``f`` are made when the
output runs. Those of an integral are by Leibniz's rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import integrate

from .array_adjoints import cast_like
from .called_adjoints import called, pulled, pushed_through

__all__ = [
    "fixed_point_adjoint",
    "fixed_point_tangent",
    "quad_adjoint",
    "quad_tangent",
    "root_adjoint",
    "root_tangent",
]


def as_tuple(args: Any) -> tuple[Any, ...]:
    """SciPy takes one argument that is no tuple for a tuple of one."""
    return args if isinstance(args, tuple) else (args,)


def as_given(found: tuple[Any, ...], args: Any) -> Any:
    """The adjoints of ``args`` as they were given."""
    return found if isinstance(args, tuple) else found[0]


def seeded(function: Callable[..., Any], x: Any, args: Any, seed: Any) -> tuple[Any, ...]:
    """The adjoints of ``x`` and ``args`` in ``function(x, *args)``, given that of its value as a vector."""
    call = called(function, (x, *as_tuple(args)))
    value = call.value()
    shaped = np.reshape(seed, np.shape(value))
    found: tuple[Any, ...] = pulled(call, list(shaped) if isinstance(value, (list, tuple)) else shaped[()])
    return found


def along(function: Callable[..., Any], x: Any, args: Any, dx: Any, dargs: Any) -> Any:
    """The tangent of ``function(x, *args)``."""
    given = as_tuple(args)
    tangents = as_tuple(dargs) if isinstance(args, tuple) or not isinstance(dargs, tuple) else dargs
    return np.asarray(pushed_through(called(function, (x, *given)), (dx, *tangents)))


def jacobian_of(function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The Jacobian of ``function(x, *args)`` by ``x``, a matrix. Raises `ValueError` for complex ``x``."""
    if np.iscomplexobj(x):
        raise ValueError("the derivative of a complex root is not known: solve for real and imaginary parts")
    return np.stack([np.ravel(seeded(function, x, args, row)[0]) for row in np.eye(np.size(x))])


def root_adjoint(bx: Any, function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The adjoint of ``args`` in the root ``x`` of ``function(x, *args) = 0``."""
    turned = np.linalg.solve(jacobian_of(function, x, args).T, np.ravel(bx))
    return as_given(seeded(function, x, args, -turned)[1:], args)


def root_tangent(dargs: Any, function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The tangent of the root ``x`` of ``function(x, *args) = 0``."""
    change = along(function, x, args, np.zeros_like(x)[()], dargs)
    return cast_like(np.reshape(-np.linalg.solve(jacobian_of(function, x, args), np.ravel(change)), np.shape(x)), x)


def fixed_point_adjoint(bx: Any, function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The adjoint of ``args`` in the fixed point ``x = function(x, *args)``."""
    jacobian = np.eye(np.size(x)) - jacobian_of(function, x, args)
    return as_given(seeded(function, x, args, np.linalg.solve(jacobian.T, np.ravel(bx)))[1:], args)


def fixed_point_tangent(dargs: Any, function: Callable[..., Any], x: Any, args: Any) -> Any:
    """The tangent of the fixed point ``x = function(x, *args)``."""
    jacobian = np.eye(np.size(x)) - jacobian_of(function, x, args)
    change = along(function, x, args, np.zeros_like(x)[()], dargs)
    return cast_like(np.reshape(np.linalg.solve(jacobian, np.ravel(change)), np.shape(x)), x)


# Integrals


def at_end(function: Callable[..., Any], end: Any, args: Any) -> Any:
    """The integrand at an end; zero at infinity."""
    return 0.0 if np.isinf(end) else function(end, *as_tuple(args))


def quad_adjoint(by: Any, function: Callable[..., Any], a: Any, b: Any, args: Any) -> tuple[Any, Any, Any]:
    """The adjoints of ``a``, ``b`` and ``args`` in ``integrate.quad(function, a, b, args)``."""
    given, seed = as_tuple(args), 0.0 if by[0] is None else by[0]
    found: tuple[Any, ...] = ()
    for place, one in enumerate(given):

        def slope(t: float, place: int = place) -> Any:
            return np.ravel(np.asarray(seeded(function, t, args, 1.0)[1 + place], float))

        if np.asarray(one).dtype.kind == "f":
            total = integrate.quad_vec(slope, a, b)[0]
            found = (*found, cast_like(np.reshape(seed * total, np.shape(one)), one))
        else:
            found = (*found, None)
    return -seed * at_end(function, a, args), seed * at_end(function, b, args), as_given(found, args)


def quad_tangent(
    da: Any, db: Any, dargs: Any, function: Callable[..., Any], a: Any, b: Any, args: Any
) -> tuple[Any, Any]:
    """The tangent of ``integrate.quad(function, a, b, args)``; that of the error estimate is zero."""
    moved = db * at_end(function, b, args) - da * at_end(function, a, args)
    if not as_tuple(args):
        return moved, 0.0
    inside = integrate.quad(lambda t: float(along(function, t, args, 0.0, dargs)), a, b)[0]
    return moved + inside, 0.0
