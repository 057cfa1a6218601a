"""Adjoints and tangents of solutions of ordinary differential equations: those of the equation, not of the steps.

The tangent solves the sensitivity equation ``s' = f_y s + f_p dp``, and the adjoint the equation ``b' = -f_y^T b``
backwards in time, with the solution interpolated: Hairer, Norsett and Wanner (1993), "Solving Ordinary Differential
Equations I", section I.14; Cao, Li, Petzold and Serban (2003), "Adjoint sensitivity analysis for differential-algebraic
equations". Both are solved by the method and to the tolerances of the call, and agree with one another, and with
differences of solutions, to within these. The derivatives of the right-hand side are made when the output runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import integrate

from .array_adjoints import cast_like
from .scipy_optimize_adjoints import along, seeded
from .scipy_result_adjoints import require_known, tangents_of

__all__ = ["odeint_adjoint", "odeint_tangent", "solve_ivp_adjoint", "solve_ivp_tangent"]

Solution = Callable[[Any], Any]


@dataclass(frozen=True)
class Equation:
    """``y' = function(t, y, *args)``, or ``function(y, t, *args)``; ``options`` are those of `integrate.solve_ivp`."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    time_first: bool
    options: Mapping[str, Any]

    def rate(self, t: Any, y: Any) -> Any:
        first, second = (t, y) if self.time_first else (y, t)
        return np.ravel(np.asarray(self.function(first, second, *self.args), float))

    def pushed(self, t: Any, y: Any, dy: Any, d_args: tuple[Any, ...]) -> Any:
        """The tangent of the rate at a time."""
        if self.time_first:
            return np.ravel(along(self.function, t, (y, *self.args), 0.0, (dy, *d_args)))
        return np.ravel(along(self.function, y, (t, *self.args), dy, (0.0, *d_args)))

    def pulled(self, t: Any, y: Any, b: Any) -> Any:
        """The adjoints of the state and of the numbers among the arguments, as one vector, given that of the rate."""
        first, second = (t, y) if self.time_first else (y, t)
        found = seeded(self.function, first, (second, *self.args), b)
        parts = [found[1 if self.time_first else 0]]
        parts += [part for part, one in zip(found[2:], self.args, strict=True) if is_smooth(one)]
        return np.concatenate([np.ravel(np.asarray(part, float)) for part in parts])

    def solved(self, rate: Callable[[Any, Any], Any], start: Any, end: Any, y: Any) -> Solution:
        """The solution of an equation as a function of time. Raises `ValueError` where there is none."""
        if start == end:
            return lambda t: np.reshape(y, (-1, *np.ones(np.ndim(t), int))) + np.zeros(np.shape(t))
        found = integrate.solve_ivp(rate, (start, end), y, dense_output=True, **self.options)
        if not found.success:
            raise ValueError(f"the equation for the derivative of the solution could not be solved: {found.message}")
        solution: Solution = found.sol
        return solution


def is_smooth(value: Any) -> bool:
    """Whether an argument is a floating number or an array of them. Raises `ValueError` for what may hold some."""
    if isinstance(value, (list, tuple, dict)):
        raise ValueError(
            "the derivative of the solution is known towards numbers and arrays in `args`, each of its own"
        )
    return np.asarray(value).dtype.kind == "f"


def require_real(y: Any) -> None:
    """Raise `ValueError` for a complex solution."""
    if np.iscomplexobj(y):
        raise ValueError("the derivative of a complex solution is not known: solve for real and imaginary parts")


def like(value: Any, x: Any) -> Any:
    """An adjoint in the form of what it belongs to: of an array, a number or a sequence of numbers."""
    if isinstance(x, (list, tuple)):
        return type(x)(np.asarray(value, float).tolist())
    return cast_like(np.reshape(value, np.shape(x)), x)


def adjoints(equation: Equation, start: Any, times: Any, ys: Any, by: Any, y0: Any) -> tuple[Any, Any, Any, Any]:
    """The adjoints of ``y0``, the start, the times and the arguments in ``ys``, the states at the times, as rows."""
    size, rows = np.size(y0), [equation.rate(t, y) for t, y in zip(times, ys, strict=True)]
    b_times = np.sum(by * np.reshape(rows, np.shape(by)), axis=1)
    scale = np.max(np.abs(by), initial=0.0)
    counts = [np.size(one) if is_smooth(one) else 0 for one in equation.args]
    state = np.zeros(size + sum(counts))
    if scale > 0.0:
        whole = equation.solved(equation.rate, start, times[-1], np.ravel(y0))

        def backwards(t: Any, b: Any) -> Any:
            return -equation.pulled(t, whole(t), b[:size])

        for place in range(len(times) - 1, -1, -1):
            state[:size] += by[place] / scale
            before = times[place - 1] if place else start
            state = np.array(equation.solved(backwards, times[place], before, state)(before))
    state = scale * state
    b_start = -np.sum(state[:size] * equation.rate(start, np.ravel(y0)))
    parts = np.split(state[size:], np.cumsum(counts)[:-1]) if counts else []
    b_args = [like(part, one) if is_smooth(one) else None for part, one in zip(parts, equation.args, strict=True)]
    return like(state[:size], y0), b_start, b_times, tuple(b_args)


def tangents(
    equation: Equation,
    start: Any,
    times: Any,
    ys: Any,
    y0: Any,
    d_start: Any,
    d_times: Any,
    dy0: Any,
    d_args: tuple[Any, ...],
) -> Any:
    """The tangents of the states at the times, as rows."""
    size = np.size(y0)
    first = np.ravel(dy0) - d_start * equation.rate(start, np.ravel(y0)) + np.zeros(size)
    plain = all(np.asarray(one).dtype.kind in "fiub" for one in d_args if one is not None)
    scale = max([np.max(np.abs(one), initial=0.0) for one in (first, *d_args) if one is not None]) if plain else 1.0
    scaled = tuple(one if one is None or not plain else np.asarray(one)[()] / (scale or 1.0) for one in d_args)

    def forwards(t: Any, both: Any) -> Any:
        y, s = both[:size], both[size:]
        return np.concatenate((equation.rate(t, y), equation.pushed(t, y, s, scaled)))

    both = np.concatenate((np.ravel(y0), first / (scale or 1.0)))
    found = scale * equation.solved(forwards, start, times[-1], both)(np.asarray(times, float))[size:].T
    rows = [equation.rate(t, y) for t, y in zip(times, ys, strict=True)]
    return found + np.reshape(rows, np.shape(found)) * np.reshape(d_times, (-1, 1))


# What the functions of SciPy are given


def of_odeint(function: Any, args: Any, rtol: Any, atol: Any, time_first: Any) -> Equation:
    """The equation of ``integrate.odeint``, whose method is that of ``LSODA``, and whose tolerances are its own."""
    bound = np.finfo(float).eps ** 0.5
    finest = {"rtol": bound if rtol is None else np.min(rtol), "atol": bound if atol is None else np.min(atol)}
    return Equation(function, tuple(args), bool(time_first), {"method": "LSODA", **finest})


def odeint_adjoint(
    by: Any, y: Any, function: Any, y0: Any, t: Any, args: Any, rtol: Any, atol: Any, time_first: Any
) -> tuple[Any, Any, Any]:
    """The adjoints of ``y0``, ``t`` and ``args`` in ``integrate.odeint(function, y0, t, args)``.

    Raises `ValueError` for containers in ``args``.
    """
    equation = of_odeint(function, args, rtol, atol, time_first)
    b_y0, b_start, b_t, b_args = adjoints(equation, t[0], np.asarray(t), y, by, y0)
    b_t[0] += b_start
    return b_y0, like(b_t, t), packed(b_args, args)


def odeint_tangent(
    dy0: Any,
    dt: Any,
    d_args: Any,
    y: Any,
    function: Any,
    y0: Any,
    t: Any,
    args: Any,
    rtol: Any,
    atol: Any,
    time_first: Any,
) -> Any:
    """The tangent of ``integrate.odeint(function, y0, t, args)``."""
    equation, d_times = of_odeint(function, args, rtol, atol, time_first), np.asarray(dt) + np.zeros(len(t))
    return tangents(equation, t[0], t, y, y0, d_times[0], d_times, dy0, spread(d_args, args))


def packed(found: tuple[Any, ...], args: Any) -> Any:
    """The adjoints of arguments in the form in which these were given."""
    return cast_like(np.array(found), args) if isinstance(args, np.ndarray) else type(args)(found)


def spread(d_args: Any, args: Any) -> tuple[Any, ...]:
    """The tangents of arguments, one for each; a number stands for zeros."""
    return (0.0,) * len(args) if isinstance(d_args, float) else tuple(d_args)


def of_ivp(function: Any, method: Any, args: Any, rtol: Any, atol: Any, max_step: Any) -> Equation:
    """The equation of ``integrate.solve_ivp``."""
    options = {"method": method, "rtol": np.min(rtol), "atol": np.min(atol)}
    return Equation(
        function,
        () if args is None else tuple(args),
        True,
        options if max_step is None else {**options, "max_step": max_step},
    )


def solve_ivp_adjoint(
    by: Any,
    y: Any,
    function: Any,
    t_span: Any,
    y0: Any,
    method: Any,
    t_eval: Any,
    args: Any,
    rtol: Any,
    atol: Any,
    max_step: Any,
) -> tuple[Any, Any, Any, Any]:
    """The adjoints of ``t_span``, ``y0``, ``t_eval`` and ``args`` in what ``integrate.solve_ivp`` returns.

    The times that the solver chose are constant, but for the first and the last. Raises `ValueError` for complex
    states, and for containers in ``args``.
    """
    require_real(y.y)
    require_known(by, y, ("y", "t"))
    equation = of_ivp(function, method, args, rtol, atol, max_step)
    whole = np.zeros(np.shape(y.y)) + (0.0 if by.get("y") is None else by["y"])
    b_y0, b_start, b_times, b_args = adjoints(equation, t_span[0], y.t, y.y.T, whole.T, y0)
    b_times = b_times + (0.0 if by.get("t") is None else by["t"])
    ends = [b_start, 0.0] if t_eval is not None else [b_start + b_times[0], b_times[-1]]
    b_eval = None if t_eval is None else like(b_times, t_eval)
    return like(ends, t_span), b_y0, b_eval, None if args is None else packed(b_args, args)


def solve_ivp_tangent(
    d_span: Any,
    dy0: Any,
    d_eval: Any,
    d_args: Any,
    y: Any,
    function: Any,
    t_span: Any,
    y0: Any,
    method: Any,
    t_eval: Any,
    args: Any,
    rtol: Any,
    atol: Any,
    max_step: Any,
) -> Any:
    """The tangent of what ``integrate.solve_ivp`` returns."""
    require_real(y.y)
    equation = of_ivp(function, method, args, rtol, atol, max_step)
    ends = np.zeros(2) + np.asarray(d_span, float)
    if t_eval is None:
        d_times = np.zeros(len(y.t))
        d_times[0], d_times[-1] = ends
    else:
        d_times = np.zeros(len(y.t)) + np.asarray(d_eval, float)
    given = () if args is None else spread(d_args, args)
    found = tangents(equation, t_span[0], y.t, y.y.T, y0, ends[0], d_times, dy0, given)
    return tangents_of(y, {"y": found.T, "t": d_times})
