"""Programs, as in `compositions`, for samples: their spread, quantiles and histograms, and what is put around them.

The formulas of quantiles are those of Hyndman and Fan, Sample quantiles in statistical packages (1996), as NumPy's
reference numbers them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# Means and spread


def average(a: Any, axis: Any = None, weights: Any = None, returned: Any = False, *, keepdims: Any = False) -> Any:
    """A weighted mean, with the sum of the weights if that is asked for."""
    mean = np.average(a, axis, weights, keepdims=keepdims)
    if not returned:
        return mean
    if weights is None:
        return mean, np.full(np.shape(mean), np.size(a) / np.size(mean), mean.dtype)
    if np.shape(weights) == np.shape(a):
        return mean, np.sum(weights, axis=axis, keepdims=keepdims)
    return mean, np.broadcast_to(np.sum(weights), np.shape(mean)).copy()


def var(
    a: Any,
    axis: Any = None,
    *,
    ddof: Any = 0,
    keepdims: Any = False,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> Any:
    """The mean square of what values are off a mean."""
    freedom = ddof if correction is None else correction
    if mean is None:
        return np.var(a, axis, ddof=freedom, keepdims=keepdims, where=where)
    off = np.asarray(a) - mean
    squares = np.real(off * np.conj(off))
    count = np.sum(np.broadcast_to(where, np.shape(a)), axis=axis, keepdims=keepdims)
    return np.sum(squares, axis=axis, keepdims=keepdims, where=where) / (count - freedom)


def std(
    a: Any,
    axis: Any = None,
    *,
    ddof: Any = 0,
    keepdims: Any = False,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> Any:
    """The root of the variance; where that is zero it has slope zero."""
    freedom = ddof if correction is None else correction
    if mean is None:
        return np.std(a, axis, ddof=freedom, keepdims=keepdims, where=where)
    return _root(np.var(a, axis, ddof=freedom, keepdims=keepdims, where=where, mean=mean))


def _root(variance: Any) -> Any:
    """The root, with slope zero at zero."""
    return np.sqrt(np.where(variance == 0.0, 1.0, variance)) * (variance != 0.0)


def nanvar(
    a: Any,
    axis: Any = None,
    *,
    ddof: Any = 0,
    keepdims: Any = False,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> Any:
    """The variance of what is a number."""
    freedom = ddof if correction is None else correction
    if mean is None:
        return np.nanvar(a, axis, ddof=freedom, keepdims=keepdims, where=where)
    numbers = np.logical_not(np.isnan(a))
    kept = np.logical_and(numbers, where)
    return np.var(np.where(numbers, a, 0.0), axis, ddof=freedom, keepdims=keepdims, where=kept, mean=mean)


def nanstd(
    a: Any,
    axis: Any = None,
    *,
    ddof: Any = 0,
    keepdims: Any = False,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> Any:
    """The deviation of what is a number."""
    freedom = ddof if correction is None else correction
    if mean is None:
        return np.nanstd(a, axis, ddof=freedom, keepdims=keepdims, where=where)
    return _root(np.nanvar(a, axis, ddof=freedom, keepdims=keepdims, where=where, mean=mean))


# Quantiles


def quantile(a: Any, q: Any, axis: Any = None, *, method: Any = "linear", keepdims: Any = False) -> Any:
    """Between the two elements in order that the method's place lies between; NaN where there is one."""
    if method == "linear":
        return np.quantile(a, q, axis, keepdims=keepdims)
    ordered = np.sort(_ahead(np.asarray(a), axis), axis=0)
    size = len(ordered)
    place = _place(size, q, method)
    below = np.floor(place).astype(np.int64)
    lower = np.take(ordered, below, axis=0)
    upper = np.take(ordered, np.minimum(below + 1, size - 1), axis=0)
    part = np.reshape(place - below, np.shape(q) + (1,) * (np.ndim(ordered) - 1))
    slope = part.astype(ordered.dtype) if np.ndim(q) == 0 else part
    found = lower + slope * (upper - lower) + unless_number(ordered[-1])
    return np.reshape(found, np.shape(q) + _kept(np.shape(a), axis)) if keepdims else found


def percentile(a: Any, q: Any, axis: Any = None, *, method: Any = "linear", keepdims: Any = False) -> Any:
    """Quantiles by hundredths."""
    return np.quantile(a, np.true_divide(q, 100.0), axis, method=method, keepdims=keepdims)


def _place(size: Any, q: Any, method: Any) -> Any:
    """Where in order a quantile lies, from zero on."""
    if method == "hazen":
        return np.clip(size * q - 0.5, 0.0, size - 1.0)
    if method == "weibull":
        return np.clip((size + 1) * q - 1.0, 0.0, size - 1.0)
    if method == "median_unbiased":
        return np.clip((size + 1.0 / 3.0) * q - 2.0 / 3.0, 0.0, size - 1.0)
    if method == "normal_unbiased":
        return np.clip((size + 0.25) * q - 0.625, 0.0, size - 1.0)
    if method == "interpolated_inverted_cdf":
        return np.clip(size * q - 1.0, 0.0, size - 1.0)
    return whole_place(size, q, method)


def whole_place(size: Any, q: Any, method: Any) -> Any:
    """Where in order a quantile lies by a method that does not interpolate: constant."""
    return np.quantile(np.arange(float(size)), q, method=method)


def unless_number(last: Any) -> Any:
    """NaN where the last in order is that, else zero: constant."""
    return np.where(np.isnan(last), np.nan, 0.0).astype(last.dtype)


def _ahead(a: Any, axis: Any) -> Any:
    """The axes that are reduced as one, the first."""
    if axis is None:
        return np.ravel(a)
    if np.ndim(axis) == 0:
        return np.moveaxis(a, axis, 0)
    moved = np.moveaxis(a, axis, tuple(range(len(axis))))
    return np.reshape(moved, (-1, *np.shape(moved)[len(axis) :]))


def _kept(shape: Any, axis: Any) -> Any:
    """A shape with length one along some axes."""
    if axis is None:
        return (1,) * len(shape)
    lengths = np.array(shape)
    lengths[np.array(axis)] = 1
    return tuple(lengths.tolist())


# Histograms


def histogram(a: Any, bins: Any = 10, range_: Any = None, density: Any = None, weights: Any = None) -> Any:
    """How much weight lies between neighbouring edges. Bins have the derivative of their ends, and counts none."""
    values = np.ravel(a)
    edges = _edges(values, bins, range_)
    inside = np.logical_and(values >= edges[0], values <= edges[-1])
    places = np.minimum(np.searchsorted(edges, values[inside], "right"), len(edges) - 1) - 1
    if weights is None:
        found = np.bincount(places, minlength=len(edges) - 1)
    else:
        found = np.bincount(places, np.ravel(weights)[inside], len(edges) - 1)
    if density:
        return found / np.diff(edges) / np.sum(found), edges
    return found, edges


def histogram_bin_edges(a: Any, bins: Any = 10, range_: Any = None) -> Any:
    """The edges that `histogram` takes."""
    return _edges(np.ravel(a), bins, range_)


def _edges(values: Any, bins: Any, limits: Any) -> Any:
    """The edges as given, or as many as are asked for between the extreme values."""
    if np.ndim(bins) == 1:
        return np.asarray(bins)
    if isinstance(bins, str):
        raise ValueError("the derivative of a histogram is not known for bins that an estimator chooses")
    if limits is not None:
        return np.linspace(limits[0], limits[1], bins + 1)
    low, high = np.min(values), np.max(values)
    if low == high:
        return np.linspace(low - 0.5, high + 0.5, bins + 1)
    return np.linspace(low, high, bins + 1)


# Around and among samples


def pad(
    array: Any,
    pad_width: Any,
    mode: Any = "constant",
    *,
    stat_length: Any = None,
    end_values: Any = 0.0,
) -> Any:
    """One axis after the other, its padding from what lies at either end."""
    if mode not in ("mean", "maximum", "minimum", "median", "linear_ramp"):
        raise ValueError("the derivative of `pad` is not known for this mode")
    whole = np.asarray(array)
    widths = np.broadcast_to(pad_width, (np.ndim(array), 2))
    for axis in range(np.ndim(array)):
        size = np.shape(whole)[axis]
        if mode == "linear_ramp":
            ends = np.broadcast_to(end_values, (np.ndim(array), 2))
            first, last = np.take(whole, 0, axis=axis), np.take(whole, size - 1, axis=axis)
            before = np.linspace(ends[axis, 0], first, widths[axis, 0], endpoint=False, axis=axis)
            after = np.flip(np.linspace(ends[axis, 1], last, widths[axis, 1], endpoint=False, axis=axis), axis)
        else:
            lengths = np.broadcast_to(size if stat_length is None else stat_length, (np.ndim(array), 2))
            numbers = np.arange(size)
            first = _statistic(np.take(whole, numbers[: lengths[axis, 0]], axis=axis), axis, mode)
            last = _statistic(np.take(whole, numbers[max(size - lengths[axis, 1], 0) :], axis=axis), axis, mode)
            before, after = np.repeat(first, widths[axis, 0], axis), np.repeat(last, widths[axis, 1], axis)
        whole = np.concatenate((before, whole, after), axis=axis)
    return whole


def _statistic(part: Any, axis: Any, mode: Any) -> Any:
    """What stands for the values at one end."""
    if mode == "mean":
        return np.mean(part, axis=axis, keepdims=True)
    if mode == "maximum":
        return np.max(part, axis=axis, keepdims=True)
    if mode == "minimum":
        return np.min(part, axis=axis, keepdims=True)
    return np.median(part, axis=axis, keepdims=True)


def unique(
    ar: Any,
    return_index: Any = False,
    return_inverse: Any = False,
    return_counts: Any = False,
    axis: Any = None,
    *,
    equal_nan: Any = True,
) -> Any:
    """The elements where each value stands first, in order."""
    index, inverse, counts = occurrences(ar, axis, equal_nan)
    values = np.take(ar, index, axis=axis)
    if return_index and return_inverse:
        return (values, index, inverse, counts) if return_counts else (values, index, inverse)
    if return_index:
        return (values, index, counts) if return_counts else (values, index)
    if return_inverse:
        return (values, inverse, counts) if return_counts else (values, inverse)
    return (values, counts) if return_counts else values


def unique_values(x: Any) -> Any:
    """The elements where each value stands first, in order; NaN as often as it is there."""
    return np.unique(x, equal_nan=False)


def union1d(ar1: Any, ar2: Any) -> Any:
    """The values of both, in order."""
    return np.unique(np.concatenate((np.ravel(ar1), np.ravel(ar2))))


def intersect1d(ar1: Any, ar2: Any) -> Any:
    """The values of the first that the second has, too."""
    values = np.unique(ar1)
    return values[np.isin(values, ar2)]


def setdiff1d(ar1: Any, ar2: Any) -> Any:
    """The values of the first that the second has not."""
    values = np.unique(ar1)
    return values[np.logical_not(np.isin(values, ar2))]


def setxor1d(ar1: Any, ar2: Any) -> Any:
    """The values that one has and the other has not, in order."""
    both = np.concatenate((np.unique(ar1), np.unique(ar2)))
    index, _, counts = occurrences(both, None, True)
    return np.take(both, index[counts == 1])


def occurrences(ar: Any, axis: Any, equal_nan: Any) -> Any:
    """Where each value stands first, which one each element is, and how often: constant."""
    return np.unique(ar, True, True, True, axis, equal_nan=equal_nan)[1:]


def trim_zeros(filt: Any, trim: Any = "fb") -> Any:
    """A vector without the zeros at its ends."""
    if np.ndim(filt) > 1:
        raise ValueError("the derivative of `trim_zeros` is known for vectors")
    places = np.flatnonzero(filt)
    start = (places[0] if len(places) else len(filt)) if "f" in trim.lower() else 0
    stop = (places[-1] + 1 if len(places) else 0) if "b" in trim.lower() else len(filt)
    return filt[start:stop]


def linspace(start: Any, stop: Any, num: Any = 50, endpoint: Any = True, retstep: Any = False, *, axis: Any = 0) -> Any:
    """Even steps, and their length."""
    values = np.linspace(start, stop, num, endpoint, axis=axis)
    if not retstep:
        return values
    parts = num - 1 if endpoint else num
    return values, np.subtract(stop, start) / parts if parts > 0 else np.nan


# Options that leave a function as it is


def median(a: Any, axis: Any = None, out: Any = None, overwrite_input: Any = False, keepdims: Any = False) -> Any:
    """The median, where the samples are not used up."""
    if overwrite_input or out is not None:
        raise ValueError("the derivative of `median` is not known where it overwrites an array")
    return np.median(a, axis, keepdims=keepdims)


def nanmedian(a: Any, axis: Any = None, out: Any = None, overwrite_input: Any = False, keepdims: Any = False) -> Any:
    """The median of what is a number, where the samples are not used up."""
    if overwrite_input or out is not None:
        raise ValueError("the derivative of `nanmedian` is not known where it overwrites an array")
    return np.nanmedian(a, axis, keepdims=keepdims)


def nanquantile(a: Any, q: Any, axis: Any = None, *, method: Any = "linear", keepdims: Any = False) -> Any:
    """The quantile of what is a number, by interpolation."""
    if method != "linear":
        raise ValueError("the derivative of `nanquantile` is known for method='linear'")
    return np.nanquantile(a, q, axis, keepdims=keepdims)


def nanpercentile(a: Any, q: Any, axis: Any = None, *, method: Any = "linear", keepdims: Any = False) -> Any:
    """Quantiles by hundredths."""
    if method != "linear":
        raise ValueError("the derivative of `nanpercentile` is known for method='linear'")
    return np.nanpercentile(a, q, axis, keepdims=keepdims)
