"""Functions of SciPy that are compositions of others, as programs that are differentiated in their place.

As in `compositions`: a function takes what SciPy's function of that name takes, and gives what that gives, by SciPy's
reference.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# Integrals of samples


def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: Any = -1) -> Any:
    """The integral of samples by the trapezoidal rule."""
    values = np.moveaxis(np.asarray(y), axis, -1)
    means = (values[..., 1:] + values[..., :-1]) / 2.0
    if x is None:
        return np.sum(dx * means, axis=-1)
    points = np.asarray(x, means.dtype)
    if np.ndim(x) == 1:
        return np.sum(np.diff(points) * means, axis=-1)
    return np.sum(np.diff(np.moveaxis(points, axis, -1)) * means, axis=-1)


def cumulative_trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: Any = -1, initial: Any = None) -> Any:
    """The integrals of samples up to each one, by the trapezoidal rule."""
    values = np.moveaxis(np.asarray(y), axis, -1)
    sums = values[..., 1:] + values[..., :-1]
    if x is None:
        whole = np.cumsum(dx * sums / 2.0, axis=-1)
    elif np.ndim(x) == 1:
        whole = np.cumsum(np.diff(x) * sums / 2.0, axis=-1)
    else:
        whole = np.cumsum(np.diff(np.moveaxis(np.asarray(x), axis, -1)) * sums / 2.0, axis=-1)
    if initial is None:
        return np.moveaxis(whole, -1, axis)
    first = np.full((*np.shape(whole)[:-1], 1), initial, whole.dtype)
    return np.moveaxis(np.concatenate((first, whole), axis=-1), -1, axis)


def simpson(y: Any, x: Any = None, *, dx: Any = 1.0, axis: Any = -1) -> Any:
    """The integral of samples by Simpson's rule.

    Of an even number of samples the last interval follows the parabola through the last three: Cartwright (2017),
    "Simpson's rule cumulative integration with MS Excel and irregularly-spaced data", equation 8.
    """
    values = np.moveaxis(np.asarray(y), axis, -1)
    if x is None:
        return _simpson_even(values, dx)
    if np.ndim(x) == 1:
        return _simpson_uneven(values, np.diff(x))
    return _simpson_uneven(values, np.diff(np.moveaxis(np.asarray(x), axis, -1)))


def _simpson_even(values: Any, dx: Any) -> Any:
    """Simpson's rule along the last axis, for samples at equal distances."""
    count = np.shape(values)[-1]
    if count == 2:
        return 0.5 * dx * (values[..., 0] + values[..., 1])
    whole = count - (count + 1) % 2
    ends = values[..., : whole - 2 : 2] + values[..., 2:whole:2]
    found = np.sum(ends + 4.0 * values[..., 1 : whole - 1 : 2], axis=-1) * (dx / 3.0)
    if count == whole:
        return found
    return found + (5.0 * values[..., -1] + 8.0 * values[..., -2] - values[..., -3]) * (dx / 12.0)


def _simpson_uneven(values: Any, steps: Any) -> Any:
    """Simpson's rule along the last axis: integrals of the parabolas through three samples."""
    count = np.shape(values)[-1]
    if count == 2:
        return 0.5 * steps[..., 0] * (values[..., 0] + values[..., 1])
    whole = count - (count + 1) % 2
    left, right = steps[..., : whole - 1 : 2], steps[..., 1 : whole - 1 : 2]
    both = left + right
    ends = values[..., : whole - 2 : 2] * (2.0 - _quotient(right, left))
    ends = ends + values[..., 2:whole:2] * (2.0 - _quotient(left, right))
    middle = values[..., 1 : whole - 1 : 2] * both * _quotient(both, left * right)
    found = np.sum(both / 6.0 * (ends + middle), axis=-1)
    if count == whole:
        return found
    last, before = steps[..., -1], steps[..., -2]
    found = found + values[..., -1] * _quotient(2.0 * last**2 + 3.0 * before * last, 6.0 * (before + last))
    found = found + values[..., -2] * _quotient(last**2 + 3.0 * before * last, 6.0 * before)
    return found - values[..., -3] * _quotient(last**3, 6.0 * before * (before + last))


def _quotient(one: Any, other: Any) -> Any:
    """A quotient, and 0 where the denominator is."""
    zero = other == 0.0
    return np.where(zero, 0.0, one / np.where(zero, 1.0, other))


def cumulative_simpson(y: Any, *, x: Any = None, dx: Any = 1.0, axis: Any = -1, initial: Any = None) -> Any:
    """The integrals of samples up to each one, by the parabolas of Cartwright (2017), equation 8."""
    values = np.moveaxis(np.asarray(y), axis, -1)
    if x is None:
        whole = np.cumsum(_intervals(values, np.full(np.shape(values)[-1] - 1, dx)), axis=-1)
    elif np.ndim(x) == 1:
        whole = np.cumsum(_intervals(values, np.diff(x)), axis=-1)
    else:
        whole = np.cumsum(_intervals(values, np.diff(np.moveaxis(np.asarray(x), axis, -1))), axis=-1)
    if initial is None:
        return np.moveaxis(whole, -1, axis)
    shape = (*np.shape(whole)[:-1], 1)
    start = np.moveaxis(np.broadcast_to(initial, np.shape(np.moveaxis(np.zeros(shape), -1, axis))), axis, -1)
    return np.moveaxis(np.concatenate((start, start + whole), axis=-1), -1, axis)


def _intervals(values: Any, steps: Any) -> Any:
    """The integral over each interval: by the parabola of the two samples and the next, or the one before."""
    count = np.shape(values)[-1] - 1
    if count < 2:
        means = (values[..., 1:] + values[..., :-1]) / 2.0
        return np.asarray(steps, means.dtype) * means
    early = _first_intervals(values, steps)
    late = np.flip(_first_intervals(np.flip(values, -1), np.flip(steps, -1)), -1)
    place = np.arange(count)
    forwards = (place % 2 == 0) & (place < count - 1)
    one = np.concatenate((early, late[..., -1:]), axis=-1)
    return np.where(forwards, one, np.concatenate((early[..., :1], late), axis=-1))


def _first_intervals(values: Any, steps: Any) -> Any:
    """The integrals of the parabolas through three samples, from the first to the second."""
    left, right = steps[..., :-1], steps[..., 1:]
    share = left / (left + right)
    bend = share * left / right
    ends = (3.0 - share) * values[..., :-2] - bend * values[..., 2:]
    return left / 6.0 * (ends + (3.0 + bend + share) * values[..., 1:-1])


# Matrices made of vectors


def circulant(c: Any) -> Any:
    """The matrices whose columns are shifts of the last axis."""
    places = np.arange(np.shape(c)[-1])
    return np.asarray(c)[..., (places[:, None] - places) % len(places)]


def hankel(c: Any, r: Any = None) -> Any:
    """The matrix that is constant along its anti-diagonals: zero beyond the first column, if there is no last row."""
    column = np.ravel(c)
    if r is None:
        whole = np.concatenate((column, np.zeros_like(column)[1:]))
        width = np.size(column)
    else:
        whole = np.concatenate((column, np.ravel(r)[1:]))
        width = np.size(r)
    return whole[np.arange(np.size(column))[:, None] + np.arange(width)]


# Resampling


def map_coordinates(
    input: Any,
    coordinates: Any,
    *,
    order: Any = 3,
    mode: Any = "constant",
    cval: Any = 0.0,
    prefilter: Any = True,
) -> Any:
    """The values of an array between its elements: those of the nearest ones, or linear between neighbours.

    ``coordinates``: for each axis of ``input`` an array of the shape of the result.
    """
    if order not in (0, 1):
        raise ValueError("the derivative of resampling is known for order=0 and order=1")
    values, points = np.asarray(input), np.asarray(coordinates)
    return _resampled(values, points, order, mode, cval)


def _resampled(values: Any, points: Any, order: Any, mode: Any, cval: Any) -> Any:
    """The values at points, by numbers and weights of the corners around each: twice as many with each axis.

    An array that is extended (all modes but `constant` and `wrap`) is so beyond its last element.
    """
    shape = np.shape(points)[1:]
    sizes = np.reshape(np.array(np.shape(values)), (-1, *np.ones(len(shape), int)))
    at = _within(points, sizes, mode)
    low = _lower(at, sizes, order, mode)
    shares = at - low
    places, inside, weights = np.zeros((1, *shape), int), np.ones((1, *shape), bool), np.ones((1, *shape))
    for axis in range(np.ndim(values)):
        size = np.shape(values)[axis]
        corners = low[axis][None] if order == 0 else np.stack((low[axis], low[axis] + 1))
        if order == 1:
            weights = np.concatenate((weights * (1.0 - shares[axis]), weights * shares[axis]))
        places = np.concatenate([places * size + one for one in _numbered(corners, size, mode)])
        inside = np.concatenate([inside & (one >= 0) & (one < size) for one in corners])
    content = np.ravel(values)[places]
    if mode == "grid-constant":
        content = np.where(inside, content, cval)
    total = np.sum(weights * content, axis=0)
    if mode == "constant":
        total = np.where(np.all((points >= 0) & (points <= sizes - 1), axis=0), total, cval)
    return total.astype(values.dtype)


def _within(at: Any, sizes: Any, mode: Any) -> Any:
    """Coordinates, brought to where the array is if that is not done with the elements."""
    if mode in ("constant", "nearest"):
        return np.clip(at, 0.0, sizes - 1.0)
    if mode == "wrap":
        period = np.maximum(sizes - 1.0, 1.0)
        turned = np.where(at > sizes - 1.0, at - period * np.floor(at / period), at)
        return np.where(at < 0, at + period * (np.floor(-at / period) + 1.0), turned)
    return at * 1.0


def _lower(at: Any, sizes: Any, order: Any, mode: Any) -> Any:
    """The number of the element at or below each coordinate; of the nearest one, for ``order=0``."""
    if order == 0:
        return np.floor(at + 0.5).astype(int)
    low = np.floor(at).astype(int)
    return np.clip(low, 0, np.maximum(sizes - 2, 0)) if mode in ("constant", "nearest", "wrap") else low


def _numbered(places: Any, size: Any, mode: Any) -> Any:
    """The elements that stand for those beyond the ends."""
    if mode == "mirror":
        period = max(2 * size - 2, 1)
        turned = places % period
        return np.where(turned < size, turned, period - turned)
    if mode in ("reflect", "grid-mirror"):
        turned = places % (2 * size)
        return np.where(turned < size, turned, 2 * size - 1 - turned)
    if mode == "grid-wrap":
        return places % size
    return np.clip(places, 0, size - 1)


def shift(
    input: Any, shift: Any, *, order: Any = 3, mode: Any = "constant", cval: Any = 0.0, prefilter: Any = True
) -> Any:
    """An array whose elements are moved by ``shift``, a number or one for each axis."""
    if order not in (0, 1):
        raise ValueError("the derivative of resampling is known for order=0 and order=1")
    values = np.asarray(input)
    points = np.moveaxis(np.indices(np.shape(values)), 0, -1) - shift
    return _resampled(values, np.moveaxis(points, -1, 0), order, mode, cval)
