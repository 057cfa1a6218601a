"""Filters of `scipy.signal` that are compositions of others, as programs that are differentiated in their place."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import signal


def filtfilt(b: Any, a: Any, x: Any, axis: Any = -1, padtype: Any = "odd", padlen: Any = None) -> Any:
    """A filter along an axis that is extended at both ends, forwards and then backwards."""
    count = max(np.size(b), np.size(a))
    first = np.ravel(a)[0]
    top = np.concatenate((np.ravel(b) / first, np.zeros(count - np.size(b))))
    bottom = np.concatenate((np.ravel(a) / first, np.zeros(count - np.size(a))))
    edge = 0 if padtype is None else 3 * count if padlen is None else padlen
    values = np.moveaxis(np.asarray(x), axis, -1)
    size = np.shape(values)[-1]
    if size <= edge:
        raise ValueError(f"The length of the input vector x must be greater than padlen, which is {edge}.")
    forwards = _settled(top, bottom, _extended(values, padtype, edge))
    both = np.flip(_settled(top, bottom, np.flip(forwards, -1)), -1)
    return np.moveaxis(both[..., edge : edge + size], -1, axis)


def _extended(values: Any, padtype: Any, edge: Any) -> Any:
    """Samples with as many more at both ends, mirrored at the last one (`even`), and turned over there (`odd`)."""
    if edge == 0:
        return values
    first, last = values[..., :1], values[..., -1:]
    if padtype == "constant":
        before, after = np.repeat(first, edge, axis=-1), np.repeat(last, edge, axis=-1)
    else:
        before = np.flip(values[..., 1 : edge + 1], -1)
        after = np.flip(values[..., np.shape(values)[-1] - edge - 1 : -1], -1)
    if padtype == "odd":
        before, after = 2.0 * first - before, 2.0 * last - after
    return np.concatenate((before, values, after), axis=-1)


def _settled(b: Any, a: Any, values: Any) -> Any:
    """A filter that has settled at the first sample: its state there goes through the recursion alone.

    The state is the one that a constant input keeps, derived from the transposed direct form of `signal.lfilter`.
    """
    gain = np.sum(b) / np.sum(a)
    state = np.flip(np.cumsum(np.flip(b[1:] - a[1:] * gain)))
    kept = np.concatenate((values[..., :1] * state, np.zeros_like(values)), axis=-1)
    return signal.lfilter(b, a, values) + signal.lfilter(np.ones(1), a, kept[..., : np.shape(values)[-1]])
