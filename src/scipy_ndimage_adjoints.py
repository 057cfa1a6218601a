"""Adjoints and tangents of filters and interpolation in `scipy.ndimage`; the formulas are derived.

Every filter is a correlation of the extended array with weights. What extends the array copies its elements (or is
``cval``): the adjoint adds what belongs to the copies to their originals, exactly, for every mode.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import ndimage, signal

from .array_adjoints import cast_like
from .selection_adjoints import padded_numbers, scattered

__all__ = [
    "filter_adjoint",
    "filter_along_adjoint",
    "filter_along_weights",
    "filter_cval",
    "filter_weights",
    "gaussian_adjoint",
    "gaussian_along_adjoint",
    "gaussian_along_tangent",
    "gaussian_tangent",
    "uniform_adjoint",
    "uniform_weights",
]

EXTENSIONS = {
    "reflect": "symmetric",
    "grid-mirror": "symmetric",
    "mirror": "reflect",
    "nearest": "edge",
    "wrap": "wrap",
    "grid-wrap": "wrap",
    "constant": "constant",
    "grid-constant": "constant",
}
"""The modes of `scipy.ndimage` as `numpy.pad` names them."""


def extension(mode: Any) -> Any:
    """How `numpy.pad` extends an array as a mode of `scipy.ndimage` does."""
    return EXTENSIONS[mode]


def require_floating(x: Any) -> None:
    """Raise `ValueError` for an array of integers, whose filtered values are rounded."""
    if np.asarray(x).dtype.kind not in "fc":
        raise ValueError("a filter of an array of integers rounds: convert the array to floats")


def reaches(weights: Any, origin: Any, convolved: bool) -> list[tuple[int, int]]:
    """How far the array is extended before and after each axis."""
    lengths = np.shape(weights)
    origins = [origin] * len(lengths) if np.ndim(origin) == 0 else list(origin)
    if convolved:
        before = [(length - 1) // 2 - off for length, off in zip(lengths, origins, strict=True)]
    else:
        before = [length // 2 + off for length, off in zip(lengths, origins, strict=True)]
    return [(first, length - 1 - first) for first, length in zip(before, lengths, strict=True)]


def turned_weights(weights: Any, convolved: bool) -> Any:
    """The weights of the correlation that a filter is: SciPy takes the conjugates of complex ones to correlate."""
    return np.flip(weights) if convolved else np.conj(weights)


def filter_adjoint(by: Any, x: Any, weights: Any, mode: Any, origin: Any, convolved: bool = False) -> Any:
    """The adjoint of ``x`` in ``ndimage.correlate(x, weights)``, or in ``ndimage.convolve``."""
    spread = signal.convolve(by, turned_weights(weights, convolved))
    return scattered(spread, padded_numbers(x, reaches(weights, origin, convolved), extension(mode)), x)


def filter_cval(by: Any, x: Any, weights: Any, mode: Any, cval: Any, origin: Any, convolved: bool = False) -> Any:
    """The adjoint of ``cval``: of all that is not extended by copies."""
    spread = signal.convolve(by, turned_weights(weights, convolved))
    numbers = padded_numbers(x, reaches(weights, origin, convolved), extension(mode))
    return cast_like(np.sum(spread * (numbers < 0)), cval)


def filter_weights(by: Any, x: Any, weights: Any, mode: Any, cval: Any, origin: Any, convolved: bool = False) -> Any:
    """The adjoint of the weights: sums of products of the extended array with the adjoint."""
    require_floating(x)
    pads = reaches(weights, origin, convolved)
    whole = np.pad(x, pads, extension(mode))
    if extension(mode) == "constant":
        whole = np.pad(x, pads, constant_values=cval)
    found = signal.convolve(whole, np.flip(by), "valid")
    return cast_like(np.flip(found) if convolved else np.conj(found), weights)


# Along one axis


def standing(weights: Any, axis: Any, x: Any) -> Any:
    """Weights along one axis of ``x``, with as many axes."""
    return np.reshape(weights, [-1 if place == axis % np.ndim(x) else 1 for place in range(np.ndim(x))])


def origins_of(origin: Any, axis: Any, x: Any) -> list[int]:
    """The origin of a filter along one axis of ``x``."""
    return [origin if place == axis % np.ndim(x) else 0 for place in range(np.ndim(x))]


def filter_along_adjoint(
    by: Any, x: Any, weights: Any, axis: Any, mode: Any, origin: Any, convolved: bool = False
) -> Any:
    """The adjoint of ``x`` in ``ndimage.correlate1d(x, weights, axis)``, or in ``ndimage.convolve1d``."""
    return filter_adjoint(by, x, standing(weights, axis, x), mode, origins_of(origin, axis, x), convolved)


def filter_along_weights(
    by: Any, x: Any, weights: Any, axis: Any, mode: Any, cval: Any, origin: Any, convolved: bool = False
) -> tuple[Any, Any]:
    """The adjoints of ``weights`` and ``cval`` in ``ndimage.correlate1d(x, weights, axis)``, or in ``convolve1d``."""
    kernel, origins = standing(weights, axis, x), origins_of(origin, axis, x)
    found = filter_weights(by, x, kernel, mode, cval, origins, convolved)
    return cast_like(np.ravel(found), weights), filter_cval(by, x, kernel, mode, cval, origins, convolved)


def uniform_weights(size: Any) -> Any:
    """The weights of ``ndimage.uniform_filter1d``."""
    return np.full(int(size), 1.0 / int(size))


def each(value: Any, x: Any) -> list[Any]:
    """A parameter of a filter for each axis of ``x``."""
    if isinstance(value, (list, tuple, np.ndarray)) and np.ndim(value):
        return list(value)
    return [value for _ in range(np.ndim(x))]


def uniform_adjoint(by: Any, x: Any, size: Any, mode: Any, cval: Any, origin: Any) -> tuple[Any, Any]:
    """The adjoints of ``x`` and ``cval`` in ``ndimage.uniform_filter(x, size)``: along the axes, one by one."""
    sizes, modes, origins = each(size, x), each(mode, x), each(origin, x)
    total = 0.0
    for axis in range(np.ndim(x) - 1, -1, -1):
        if sizes[axis] > 1:
            weights = uniform_weights(sizes[axis])
            total = total + filter_along_weights(by, x, weights, axis, modes[axis], cval, origins[axis])[1]
            by = filter_along_adjoint(by, x, weights, axis, modes[axis], origins[axis])
    return cast_like(by, x), cast_like(total, cval)


# Gaussian filters


def gaussian_weights(sigma: Any, order: int, radius: int) -> Any:
    """The weights of ``ndimage.gaussian_filter1d``: a derivative of a Gauss curve, by the recurrence of Hermite's
    polynomials (Abramowitz and Stegun, 22.7.14), in the order in which they are correlated."""
    x = np.arange(-radius, radius + 1)
    curve = np.exp(-0.5 * (x / sigma) ** 2)
    before, factor = np.zeros(2 * radius + 1), np.ones(2 * radius + 1)
    for k in range(order):
        before, factor = factor, -(x * factor + k * before) / sigma**2
    return (factor * curve / np.sum(curve))[::-1]


def radius_of(sigma: Any, truncate: Any, radius: Any) -> int:
    """How far the weights reach: constant between the values of ``sigma`` at which it changes."""
    return int(truncate * float(sigma) + 0.5) if radius is None else int(radius)


def gaussian_slopes(sigma: Any, order: int, radius: int) -> Any:
    """The derivative of `gaussian_weights` by ``sigma``."""
    x = np.arange(-radius, radius + 1)
    curve = np.exp(-0.5 * (x / sigma) ** 2)
    total = np.sum(curve)
    steeper = x**2 / sigma**3
    before, factor = np.zeros(2 * radius + 1), np.ones(2 * radius + 1)
    d_before, d_factor = np.zeros(2 * radius + 1), np.zeros(2 * radius + 1)
    for k in range(order):
        moved = 2.0 * (x * factor + k * before) / sigma**3 - (x * d_factor + k * d_before) / sigma**2
        before, factor = factor, -(x * factor + k * before) / sigma**2
        d_before, d_factor = d_factor, moved
    slopes = d_factor + factor * (steeper - np.sum(steeper * curve) / total)
    return (slopes * curve / total)[::-1]


def gaussian_along_adjoint(
    by: Any, x: Any, sigma: Any, axis: Any, order: Any, mode: Any, cval: Any, truncate: Any, radius: Any
) -> tuple[Any, Any, Any]:
    """The adjoints of ``x``, ``sigma`` and ``cval`` in ``ndimage.gaussian_filter1d(x, sigma, axis, order)``."""
    reach = radius_of(sigma, truncate, radius)
    weights = gaussian_weights(sigma, order, reach)
    b_weights, b_cval = filter_along_weights(by, x, weights, axis, mode, cval, 0)
    bx = filter_along_adjoint(by, x, weights, axis, mode, 0)
    b_sigma = np.real(np.sum(b_weights * gaussian_slopes(sigma, order, reach)))
    return bx, cast_like(b_sigma, sigma), b_cval


def gaussian_along_tangent(
    d_sigma: Any, x: Any, sigma: Any, axis: Any, order: Any, mode: Any, cval: Any, truncate: Any, radius: Any
) -> Any:
    """What a change of ``sigma`` changes in ``ndimage.gaussian_filter1d(x, sigma, axis, order)``."""
    require_floating(x)
    slopes = d_sigma * gaussian_slopes(sigma, order, radius_of(sigma, truncate, radius))
    return ndimage.correlate1d(x, slopes, axis, mode=mode, cval=cval)


def gaussian_stages(x: Any, sigmas: Any, orders: Any, modes: Any, cval: Any, truncate: Any, radii: Any) -> list[Any]:
    """What the filter along each axis is given, and what the last one makes."""
    found = [x]
    for axis in range(np.ndim(x)):
        last = found[-1]
        if sigmas[axis] > 1e-15:
            last = ndimage.gaussian_filter1d(
                last,
                sigmas[axis],
                axis,
                orders[axis],
                mode=modes[axis],
                cval=cval,
                truncate=truncate,
                radius=radii[axis],
            )
        found.append(last)
    return found


def gaussian_adjoint(
    by: Any, x: Any, sigma: Any, order: Any, mode: Any, cval: Any, truncate: Any, radius: Any
) -> tuple[Any, Any, Any]:
    """The adjoints of ``x``, ``sigma`` and ``cval`` in ``ndimage.gaussian_filter(x, sigma, order)``."""
    sigmas, orders, modes, radii = each(sigma, x), each(order, x), each(mode, x), each(radius, x)
    signals = gaussian_stages(x, sigmas, orders, modes, cval, truncate, radii)
    found: list[Any] = [0.0 for _ in sigmas]
    total: Any = 0.0
    for axis in range(np.ndim(x) - 1, -1, -1):
        if sigmas[axis] > 1e-15:
            by, found[axis], b_cval = gaussian_along_adjoint(
                by, signals[axis], sigmas[axis], axis, orders[axis], modes[axis], cval, truncate, radii[axis]
            )
            total = total + b_cval
    if np.ndim(sigma) == 0:
        return cast_like(by, x), cast_like(np.sum(np.array(found)), sigma), cast_like(total, cval)
    b_sigma = found if isinstance(sigma, (list, tuple)) else cast_like(np.array(found), sigma)
    return cast_like(by, x), b_sigma, cast_like(total, cval)


def gaussian_tangent(
    dx: Any, d_sigma: Any, d_cval: Any, x: Any, sigma: Any, order: Any, mode: Any, cval: Any, truncate: Any, radius: Any
) -> Any:
    """The tangent of ``ndimage.gaussian_filter(x, sigma, order)``."""
    sigmas, orders, modes, radii = each(sigma, x), each(order, x), each(mode, x), each(radius, x)
    signals = gaussian_stages(x, sigmas, orders, modes, cval, truncate, radii)
    changes = each(d_sigma, x)
    for axis in range(np.ndim(x)):
        if sigmas[axis] > 1e-15:
            moved = gaussian_along_tangent(
                changes[axis], signals[axis], sigmas[axis], axis, orders[axis], modes[axis], cval, truncate, radii[axis]
            )
            dx = moved + ndimage.gaussian_filter1d(
                dx,
                sigmas[axis],
                axis,
                orders[axis],
                mode=modes[axis],
                cval=d_cval,
                truncate=truncate,
                radius=radii[axis],
            )
    return dx
