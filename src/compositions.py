"""Functions of NumPy that are compositions of others, as programs that are differentiated in their place.

A function whose name does not begin with an underscore takes what NumPy's function of that name takes, and gives what
that gives, by NumPy's reference; an argument that it lacks is refused. No parameter is bound anew: a branch on one is
decided where the call tells it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# Differences and integrals of samples


def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: Any = -1) -> Any:
    """The integral of samples by the trapezoidal rule."""
    values = np.moveaxis(np.asarray(y), axis, -1)
    sums = values[..., 1:] + values[..., :-1]
    if x is None:
        return np.sum(dx * np.moveaxis(sums, -1, axis) / 2.0, axis=axis)
    if np.ndim(x) == 1:
        return np.sum(np.diff(x) * sums / 2.0, axis=-1)
    return np.sum(np.diff(x, axis=axis) * np.moveaxis(sums, -1, axis) / 2.0, axis=axis)


def gradient(f: Any, *varargs: Any, axis: Any = None, edge_order: Any = 1) -> Any:
    """Slopes by central differences, one-sided ones of first or second order at the ends."""
    spacing = varargs[0] if len(varargs) > 0 else 1.0
    if axis is None and np.ndim(f) == 1:
        return _slopes(f, spacing, -1, edge_order)
    if axis is not None and np.ndim(axis) == 0:
        return _slopes(f, spacing, axis, edge_order)
    if axis is None and np.ndim(f) == 2:
        other = varargs[1] if len(varargs) > 1 else spacing
        return _slopes(f, spacing, 0, edge_order), _slopes(f, other, 1, edge_order)
    axes = range(np.ndim(f)) if axis is None else axis
    spacings = varargs if len(varargs) > 1 else (spacing,)
    if len(axes) == 1:
        return _slopes(f, spacing, axes[0], edge_order)
    return tuple(
        [_slopes(f, spacings[place if len(varargs) > 1 else 0], one, edge_order) for place, one in enumerate(axes)]
    )


def _slopes(f: Any, spacing: Any, axis: Any, edge_order: Any) -> Any:
    """The slopes along one axis, in second order where the spacing is even or not (Fornberg 1988, table 1)."""
    values = np.moveaxis(np.asarray(f), axis, -1)
    if np.ndim(spacing) == 0:
        inner = (values[..., 2:] - values[..., :-2]) / (2.0 * spacing)
        if edge_order == 1:
            first = (values[..., 1:2] - values[..., :1]) / spacing
            last = (values[..., -1:] - values[..., -2:-1]) / spacing
        else:
            first = (-1.5 * values[..., :1] + 2.0 * values[..., 1:2] - 0.5 * values[..., 2:3]) / spacing
            last = (1.5 * values[..., -1:] - 2.0 * values[..., -2:-1] + 0.5 * values[..., -3:-2]) / spacing
        return np.moveaxis(np.concatenate((first, inner, last), axis=-1), -1, axis)
    steps = np.diff(spacing)
    rates = (values[..., 1:] - values[..., :-1]) / steps
    left, right = steps[:-1], steps[1:]
    inner = (right * rates[..., :-1] + left * rates[..., 1:]) / (left + right)
    if edge_order == 1:
        first, last = rates[..., :1], rates[..., -1:]
    else:
        bends = (rates[..., 1:] - rates[..., :-1]) / (left + right)
        first = rates[..., :1] - steps[:1] * bends[..., :1]
        last = rates[..., -1:] + steps[-1:] * bends[..., -1:]
    return np.moveaxis(np.concatenate((first, inner, last), axis=-1), -1, axis)


def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """Differences between neighbours, with something before and after them."""
    steps = np.diff(np.ravel(ary))
    if to_begin is None and to_end is None:
        return steps
    if to_end is None:
        return np.concatenate((np.ravel(to_begin), steps)).astype(steps.dtype)
    if to_begin is None:
        return np.concatenate((steps, np.ravel(to_end))).astype(steps.dtype)
    return np.concatenate((np.ravel(to_begin), steps, np.ravel(to_end))).astype(steps.dtype)


def diff(a: Any, n: Any = 1, axis: Any = -1, prepend: Any = None, append: Any = None) -> Any:
    """Differences with something put before or after the values."""
    if n == 0:
        return a
    if append is None:
        return np.diff(np.concatenate((_edge(prepend, np.shape(a), axis), a), axis=axis), n, axis)
    if prepend is None:
        return np.diff(np.concatenate((a, _edge(append, np.shape(a), axis)), axis=axis), n, axis)
    edges = _edge(prepend, np.shape(a), axis), _edge(append, np.shape(a), axis)
    return np.diff(np.concatenate((edges[0], a, edges[1]), axis=axis), n, axis)


def _edge(value: Any, shape: Any, axis: Any) -> Any:
    """What is put at an end of an axis: a number as often as is needed."""
    if np.ndim(value) == 0:
        return np.broadcast_to(value, _one_long(shape, axis))
    return value


def _one_long(shape: Any, axis: Any) -> Any:
    """The shape of one layer across an axis."""
    lengths = list(shape)
    lengths[0 if axis is None else axis] = 1
    return tuple(lengths)


def cumulative_sum(x: Any, /, *, axis: Any = None, include_initial: Any = False) -> Any:
    """Running sums, perhaps from zero on."""
    if axis is None and np.ndim(x) != 1:
        raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
    sums = np.cumsum(x, axis=0 if axis is None else axis)
    if include_initial:
        return np.concatenate(
            (np.zeros(_one_long(np.shape(sums), axis), sums.dtype), sums), axis=0 if axis is None else axis
        )
    return sums


def cumulative_prod(x: Any, /, *, axis: Any = None, include_initial: Any = False) -> Any:
    """Running products, perhaps from one on."""
    if axis is None and np.ndim(x) != 1:
        raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
    products = np.cumprod(x, axis=0 if axis is None else axis)
    if include_initial:
        ones = np.ones(_one_long(np.shape(products), axis), products.dtype)
        return np.concatenate((ones, products), axis=0 if axis is None else axis)
    return products


# Correlations


def cov(
    m: Any,
    y: Any = None,
    rowvar: Any = True,
    bias: Any = False,
    ddof: Any = None,
    fweights: Any = None,
    aweights: Any = None,
) -> Any:
    """Covariances of rows, each an average over the columns."""
    rows = _variables(m, rowvar) if y is None else np.concatenate((_variables(m, rowvar), _variables(y, rowvar)))
    freedom = (0 if bias else 1) if ddof is None else ddof
    if fweights is None and aweights is None:
        off = rows - np.mean(rows, axis=1, keepdims=True)
        return np.squeeze(off @ np.conj(off).T / (np.shape(rows)[1] - freedom))
    weights = _product(fweights, aweights)
    total = np.sum(weights)
    off = rows - np.sum(weights * rows, axis=1, keepdims=True) / total
    size = total - (freedom if aweights is None else freedom * np.sum(weights * aweights) / total)
    return np.squeeze((weights * off) @ np.conj(off).T / size)


def _variables(m: Any, rowvar: Any) -> Any:
    """One variable a row, in double precision."""
    rows = np.atleast_2d(_widened(m))
    if rowvar or np.ndim(m) == 1:
        return rows
    return rows.T


def _widened(m: Any) -> Any:
    values = np.asarray(m)
    return values.astype(np.result_type(values, np.float64))


def _product(one: Any, other: Any) -> Any:
    if one is None:
        return np.asarray(other)
    if other is None:
        return np.asarray(one)
    return one * other


def corrcoef(x: Any, y: Any = None, rowvar: Any = True) -> Any:
    """Covariances over the deviations of both rows."""
    covariances = np.cov(x, y, rowvar)
    if np.ndim(covariances) == 0:
        return covariances / covariances
    deviations = np.sqrt(np.real(np.diagonal(covariances)))
    return covariances / deviations[:, None] / deviations


def correlate(a: Any, v: Any, mode: Any = "valid") -> Any:
    """The convolution with the other vector turned around and conjugated."""
    if mode == "same" and len(a) < len(v):
        return np.flip(np.convolve(np.conj(v), np.flip(a), mode))
    return np.convolve(a, np.conj(np.flip(v)), mode)


# Polynomials by their coefficients, the highest power first


def vander(x: Any, N: Any = None, increasing: Any = False) -> Any:  # noqa: N803 - NumPy's name
    """Powers of a vector, one a column."""
    size = len(x) if N is None else N
    factors = np.repeat(np.reshape(x, (-1, 1)), max(size - 1, 0), axis=1)
    powers = np.cumprod(np.concatenate((np.ones((len(x), 1)), factors), axis=1), axis=1)[:, :size]
    return powers if increasing else powers[:, ::-1]


def polyadd(a1: Any, a2: Any) -> Any:
    """The sum of two polynomials."""
    one, other = np.atleast_1d(a1), np.atleast_1d(a2)
    size = max(len(one), len(other))
    return np.pad(one, (size - len(one), 0)) + np.pad(other, (size - len(other), 0))


def polysub(a1: Any, a2: Any) -> Any:
    """The difference of two polynomials."""
    one, other = np.atleast_1d(a1), np.atleast_1d(a2)
    size = max(len(one), len(other))
    return np.pad(one, (size - len(one), 0)) - np.pad(other, (size - len(other), 0))


def polymul(a1: Any, a2: Any) -> Any:
    """The product of two polynomials, without leading zeros of these."""
    return np.convolve(_reduced(a1), _reduced(a2))


def _reduced(p: Any) -> Any:
    """The coefficients from the first on that is not zero."""
    whole = np.atleast_1d(p)
    places = np.flatnonzero(whole)
    return whole[places[0] if len(places) else len(whole) - 1 :]


def polydiv(u: Any, v: Any) -> Any:
    """Quotient and remainder by long division."""
    rest, divisor = np.atleast_1d(u) + 0.0, np.atleast_1d(v) + 0.0
    degree = len(divisor) - 1
    steps = len(rest) - degree
    terms = []
    for k in range(steps):
        term = rest[k : k + 1] / divisor[:1]
        terms.append(term)
        rest = rest - term * np.pad(divisor, (k, steps - 1 - k))
    quotient = np.concatenate(terms) if steps > 0 else np.zeros(1, rest.dtype)
    start = 0
    while start < len(rest) - 1 and np.allclose(rest[start], 0, rtol=1e-14):
        start += 1
    return quotient, rest[start:]


def polyder(p: Any, m: Any = 1) -> Any:
    """The derivative of a polynomial: each coefficient times what it gets from its power."""
    if m == 0:
        return np.asarray(p)
    factors = np.polyder(np.ones(len(p)), m)
    return np.asarray(p)[: len(factors)] * factors


def polyint(p: Any, m: Any = 1, k: Any = None) -> Any:
    """The integral of a polynomial: coefficients and constants, each over what it gets from its power."""
    if m == 0:
        return np.asarray(p)
    factors = np.polyint(np.ones(len(p)), m, np.ones(m))
    if k is None:
        return np.pad(np.asarray(p), (0, m)) * factors
    return np.concatenate((p, np.atleast_1d(k)[:m] * np.ones(m))) * factors


def poly(seq_of_zeros: Any) -> Any:
    """The monic polynomial with these zeros, or the characteristic one of a matrix."""
    zeros = np.linalg.eigvals(seq_of_zeros) if np.ndim(seq_of_zeros) == 2 else np.atleast_1d(seq_of_zeros)
    coefficients = np.ones(1, zeros.dtype)
    for k in range(len(zeros)):
        coefficients = np.convolve(coefficients, np.concatenate((np.ones(1), -zeros[k : k + 1])))
    if np.iscomplexobj(zeros) and np.all(np.sort(zeros) == np.sort(np.conj(zeros))):
        return np.real(coefficients).copy()
    return coefficients


def polyfit(x: Any, y: Any, deg: Any, rcond: Any = None, *, w: Any = None, cov: Any = False) -> Any:
    """The polynomial of least squares, by a matrix of powers with columns of length one."""
    powers, values = np.vander(x, deg + 1), np.asarray(y)
    if w is not None:
        powers = np.expand_dims(w, -1) * powers
        values = w * values if np.ndim(y) == 1 else np.expand_dims(w, -1) * values
    scale = np.sqrt(np.sum(powers * powers, axis=0))
    found = np.linalg.lstsq(powers / scale, values, rcond)[0]
    coefficients = (found.T / scale).T
    if not cov:
        return coefficients
    spread = np.linalg.inv((powers / scale).T @ (powers / scale)) / np.outer(scale, scale)
    if cov == "unscaled":
        return coefficients, spread
    rest = np.sum((powers @ coefficients - values) ** 2, axis=0) / (len(x) - deg - 1)
    return coefficients, spread * rest if np.ndim(y) == 1 else np.expand_dims(spread, -1) * rest


# Grids


def geomspace(start: Any, stop: Any, num: Any = 50, endpoint: Any = True, *, axis: Any = 0) -> Any:
    """Numbers in even ratios."""
    part = np.linspace(0.0, 1.0, num, endpoint)
    if np.ndim(start) == 0 and np.ndim(stop) == 0:
        return start * (stop / start) ** part
    ratio = np.asarray(stop) / np.asarray(start)
    return np.moveaxis(np.expand_dims(start, -1) * np.expand_dims(ratio, -1) ** part, -1, axis)


def logspace(start: Any, stop: Any, num: Any = 50, endpoint: Any = True, base: Any = 10.0, *, axis: Any = 0) -> Any:
    """Powers of a base with even exponents."""
    exponents = np.linspace(start, stop, num, endpoint, axis=axis)
    if np.ndim(base) == 0:
        return base**exponents
    return np.expand_dims(base, axis) ** exponents


# Joining and casting


def asarray_chkfinite(a: Any) -> Any:
    """The array, if all of it is finite."""
    if not np.all(np.isfinite(a)):
        raise ValueError("array must not contain infs or NaNs")
    return np.asarray(a)


def row_stack(tup: Any) -> Any:
    """Rows put below each other."""
    return np.vstack(tup)


def _rows(*parts: Any) -> Any:
    """What ``np.r_[parts]`` gives for numbers and arrays: one after the other."""
    return np.concatenate([np.atleast_1d(part) for part in parts])


def _columns(*parts: Any) -> Any:
    """What ``np.c_[parts]`` gives for numbers and arrays: one beside the other."""
    return np.concatenate([part if np.ndim(part) > 1 else np.reshape(part, (-1, 1)) for part in parts], axis=-1)


def astype(x: Any, dtype: Any, /) -> Any:
    """The array in another dtype."""
    return x.astype(dtype)


def sort_complex(a: Any) -> Any:
    """Sorted by real part, then by imaginary part."""
    ordered = np.sort(a)
    if np.iscomplexobj(a):
        return ordered
    return ordered.astype(np.complex128)


# Functions of functions


def apply_along_axis(func1d: Any, axis: Any, arr: Any, *args: Any, **kwargs: Any) -> Any:
    """What a function gives for each vector along an axis, in the place of that axis."""
    ahead = np.moveaxis(np.asarray(arr), axis, -1)
    shape = np.shape(ahead)[:-1]
    vectors = np.reshape(ahead, (-1, np.shape(ahead)[-1]))
    parts = np.stack([np.asarray(func1d(vectors[k], *args, **kwargs)) for k in range(len(vectors))])
    added = np.ndim(parts) - 1
    place = axis % (len(shape) + 1)
    found = np.reshape(parts, (*shape, *np.shape(parts)[1:]))
    return np.moveaxis(found, tuple(range(len(shape), len(shape) + added)), tuple(range(place, place + added)))


def apply_over_axes(func: Any, a: Any, axes: Any) -> Any:
    """What a function gives for one axis after the other; an axis that it takes away is put back."""
    found = np.asarray(a)
    for axis in np.atleast_1d(axes).tolist():
        reduced = func(found, axis)
        found = reduced if np.ndim(reduced) == np.ndim(found) else np.expand_dims(reduced, axis)
    return found
