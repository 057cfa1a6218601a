"""Convolutions and filters of `scipy.signal`; `scipy_signal_adjoints` has the formulas."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import signal

from .. import scipy_filter_compositions, scipy_signal_adjoints
from ..libraries import add_helpers, add_library
from ..runtime import cast_like, half_weights, resized
from ..scipy_signal_adjoints import (
    against,
    backwards,
    convolve_first,
    convolve_second,
    correlate_first,
    correlate_second,
    lagged_products,
    lfilter_adjoint,
    lfilter_coefficients,
    lfilter_tangent,
    sosfilt_adjoint,
    sosfilt_tangent,
    stages,
    whole_convolution,
)
from ..values import UNKNOWN, Kind, array
from .composed import add_programs
from .notation import d, or_zero, xp
from .result_kinds import arrayed
from .rules import THROUGH, Filled, adjoint, linear, multilinear, tangent

add_library("signal", signal)
add_helpers(scipy_signal_adjoints)
add_programs(scipy_filter_compositions, signal)


def _convolved(filled: Filled) -> Kind:
    """Of the rank of both operands."""
    one, other = filled.kind("in1"), filled.kind("in2")
    same = one.is_array and other.is_array and one.rank == other.rank
    return array(one.dtype if one.dtype == other.dtype == "float64" else None, one.rank) if same else UNKNOWN


@multilinear(signal.convolve, kind=_convolved, raises=True)
def convolve(y, in1, in2, mode="full", method="auto"):
    d[in1] = convolve_first(d[y], in1, in2, mode)
    d[in2] = convolve_second(d[y], in1, in2, mode)


@multilinear(signal.fftconvolve, signal.oaconvolve, kind=_convolved, raises=True, allows={"axes": (None,)})
def fftconvolve(y, in1, in2, mode="full", axes=None):
    d[in1] = convolve_first(d[y], in1, in2, mode)
    d[in2] = convolve_second(d[y], in1, in2, mode)


_ZERO_OUTSIDE = {"boundary": ("fill",), "fillvalue": (0,)}


@multilinear(signal.convolve2d, kind=_convolved, raises=True, allows=_ZERO_OUTSIDE)
def convolve2d(y, in1, in2, mode="full", boundary="fill", fillvalue=0):
    d[in1] = convolve_first(d[y], in1, in2, mode)
    d[in2] = convolve_second(d[y], in1, in2, mode)


@adjoint(signal.correlate, kind=_convolved, raises=True)
def correlate(y, in1, in2, mode="full", method="auto"):
    d[in1] = correlate_first(d[y], in1, in2, mode)
    d[in2] = correlate_second(d[y], in1, in2, mode)


@tangent(signal.correlate)
def correlate_pushed(y, in1, in2, mode="full", method="auto"):
    d[y] = signal.correlate(d[in1], in2, mode, method) + signal.correlate(in1, d[in2], mode, method)


@adjoint(signal.correlate2d, kind=_convolved, raises=True, allows=_ZERO_OUTSIDE)
def correlate2d(y, in1, in2, mode="full", boundary="fill", fillvalue=0):
    d[in1] = correlate_first(d[y], in1, in2, mode, True)
    d[in2] = correlate_second(d[y], in1, in2, mode, True)


@tangent(signal.correlate2d)
def correlate2d_pushed(y, in1, in2, mode="full", boundary="fill", fillvalue=0):
    d[y] = signal.correlate2d(d[in1], in2, mode) + signal.correlate2d(in1, d[in2], mode)


# Filters


@adjoint(signal.lfilter, raises=True, allows={"zi": (None,)})
def lfilter(y, b, a, x, axis=-1, zi=None):
    coefficients = lfilter_coefficients(d[y], y, b, a, x, axis)
    d[b] = coefficients[0]
    d[a] = coefficients[1]
    d[x] = lfilter_adjoint(d[y], b, a, x, axis)


@tangent(signal.lfilter)
def lfilter_pushed(y, b, a, x, axis=-1, zi=None):
    d[y] = signal.lfilter(b, a, d[x], axis) + lfilter_tangent(or_zero(d[b]), or_zero(d[a]), y, b, a, x, axis)


@adjoint(signal.sosfilt, raises=True, allows={"zi": (None,)})
def sosfilt(y, sos, x, axis=-1, zi=None):
    adjoints = sosfilt_adjoint(d[y], sos, x, axis)
    d[sos] = adjoints[0]
    d[x] = adjoints[1]


@tangent(signal.sosfilt)
def sosfilt_pushed(y, sos, x, axis=-1, zi=None):
    d[y] = sosfilt_tangent(or_zero(d[sos]) + 0.0 * sos, or_zero(d[x]) + 0.0 * x, sos, x, axis)


@linear(signal.detrend, kind=arrayed("data"), raises=True)
def detrend(y, data, axis=-1, type="linear", bp=0):
    """An orthogonal projection: its own transpose."""
    d[data] = cast_like(signal.detrend(d[y], axis, type, bp), data)


@linear(signal.hilbert, raises=True)
def hilbert(y, x, N=None, axis=-1):  # noqa: N803 - the name that SciPy gave it
    """An inverse transform of the weighed transform: the transposes of both, in the other order."""
    d[x] = resized(xp.fft.fft(half_weights(y, axis) * xp.fft.ifft(d[y], None, axis), None, axis), x)


THROUGH.update((against, backwards, convolve_first, convolve_second, correlate_first, correlate_second))
THROUGH.update((lagged_products, lfilter_adjoint, lfilter_coefficients, lfilter_tangent, sosfilt_adjoint))
THROUGH.update((sosfilt_tangent, stages, whole_convolution))
