"""Adjoints and tangents of results with attributes: those of `scipy.optimize`, which are dicts.

A root is that of the exact equation (`scipy_optimize_adjoints`). A minimum is a root of the gradient, which the
compiler makes, so that the Jacobian there is the Hessian; the least value changes by ``args`` alone, as the gradient is
zero (envelope theorem: Milgrom and Segal (2002), "Envelope theorems for arbitrary choice sets", section 1). What else a
result holds, as the factors that the search ended with, has no derivative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy import optimize

from .called_adjoints import DOORS
from .scipy_optimize_adjoints import along, as_given, as_tuple, root_adjoint, root_tangent, seeded
from .structure_adjoints import add

__all__ = ["minimize_adjoint", "minimize_tangent", "root_result_adjoint", "root_result_tangent"]


class Tangents(optimize.OptimizeResult):  # type: ignore[misc]  # SciPy has no types
    """The tangents of a result. Raises `ValueError` where one is read that is not known."""

    def __missing__(self, key: str) -> Any:
        if key.startswith("_"):  # asked for by Python, or by SciPy to show it
            raise KeyError(key)
        raise ValueError(f"the derivative of `{key}` of this result is not known")


def is_smooth(value: Any) -> bool:
    """Whether something that a result holds would have a derivative."""
    return not isinstance(value, (str, int, type(None))) and np.asarray(value).dtype.kind not in "iub"


def require_known(by: Mapping[str, Any], y: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """Raise `ValueError` where the adjoint of a result holds something for a part without a derivative."""
    for key, value in y.items():
        if key not in known and is_smooth(value) and np.any(by.get(key)):
            raise ValueError(f"the derivative of `{key}` of this result is not known")


def tangents_of(y: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    """The tangents of a result: of what counts and tells they are zeros, or None."""
    rest = {key: None if isinstance(one, str) else 0.0 for key, one in y.items() if not is_smooth(one)}
    return Tangents({**rest, **known})


def root_result_adjoint(by: Any, y: Any, key: str, function: Callable[..., Any], args: Any) -> Any:
    """The adjoint of ``args`` in what `optimize.root` or `root_scalar` returns; the root is at ``key``.

    Raises `ValueError` where something else than the root, or the value there, has an adjoint.
    """
    require_known(by, y, (key, "fun"))
    return root_adjoint(by[key], function, y[key], args)


def root_result_tangent(dargs: Any, y: Any, key: str, function: Callable[..., Any], args: Any) -> Any:
    """The tangent of what `optimize.root` or `root_scalar` returns."""
    return tangents_of(y, {key: root_tangent(dargs, function, y[key], args), "fun": np.zeros_like(y.get("fun", 0.0))})


def minimize_adjoint(by: Any, y: Any, function: Callable[..., Any], args: Any) -> Any:
    """The adjoint of ``args`` in what `optimize.minimize` returns, through ``x`` and ``fun``.

    Raises `ValueError` where something else than these, and the gradient, has an adjoint.
    """
    require_known(by, y, ("x", "fun", "jac"))
    slope = DOORS[0].slope(function, (y.x, *as_tuple(args)))
    through_value = as_given(seeded(function, y.x, args, by.get("fun", 0.0))[1:], args)
    return add(through_value, root_adjoint(by["x"], slope, y.x, args))


def minimize_tangent(dargs: Any, y: Any, function: Callable[..., Any], args: Any) -> Any:
    """The tangent of what `optimize.minimize` returns."""
    slope = DOORS[0].slope(function, (y.x, *as_tuple(args)))
    change = along(function, y.x, args, np.zeros_like(y.x), dargs)
    known = {"x": root_tangent(dargs, slope, y.x, args), "fun": change[()], "jac": np.zeros_like(y.x)}
    return tangents_of(y, known)
