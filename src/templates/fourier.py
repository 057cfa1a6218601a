"""Discrete Fourier transforms: all are linear, and their matrices are symmetric up to what is cut off or mirrored.

With adjoints without conjugates the adjoint of a transform is the same transform. Half a spectrum stands for a whole
one: the adjoint of `irfft` weighs by two what is mirrored, and that of `rfft` fills up with zeros.
"""

from __future__ import annotations

import numpy as np

from ..runtime import cast_like, half_weights, resized, transform_axes, transform_lengths
from ..values import UNKNOWN, Kind, array
from .derived import floating_like
from .notation import d, is_complex, xp
from .result_kinds import literal
from .rules import Filled, constant, fixed_kind, linear

_DOUBLE = ("float64", "complex128", "int64", "bool")


def _spectrum(filled: Filled) -> Kind:
    """Complex, and of the shape of the argument where no length is given."""
    operand = filled.kind("a")
    whole = literal(filled, "n") is None and literal(filled, "s") is None
    dtype = "complex128" if operand.dtype in _DOUBLE else None
    return array(dtype, operand.rank, operand.shape if whole else None) if operand.is_array else UNKNOWN


def _half_spectrum(filled: Filled) -> Kind:
    """Complex, of another shape."""
    operand = filled.kind("a")
    return array("complex128" if operand.dtype in _DOUBLE else None, operand.rank) if operand.is_array else UNKNOWN


def _signal(filled: Filled) -> Kind:
    """Real, of another shape."""
    operand = filled.kind("a")
    return array("float64" if operand.dtype in _DOUBLE else None, operand.rank) if operand.is_array else UNKNOWN


@linear(np.fft.fft, kind=_spectrum, raises=True)
def fft(y, a, n=None, axis=-1, norm=None):
    if n is None and is_complex(a):
        d[a] = xp.fft.fft(d[y], None, axis, norm)
    else:
        d[a] = resized(xp.fft.fft(d[y], None, axis, norm), a)


@linear(np.fft.ifft, kind=_spectrum, raises=True)
def ifft(y, a, n=None, axis=-1, norm=None):
    if n is None and is_complex(a):
        d[a] = xp.fft.ifft(d[y], None, axis, norm)
    else:
        d[a] = resized(xp.fft.ifft(d[y], None, axis, norm), a)


@linear(np.fft.fft2, kind=_spectrum, raises=True)
def fft2(y, a, s=None, axes=(-2, -1), norm=None):
    d[a] = resized(xp.fft.fftn(d[y], None, transform_axes(a, s, axes), norm), a)


@linear(np.fft.ifft2, kind=_spectrum, raises=True)
def ifft2(y, a, s=None, axes=(-2, -1), norm=None):
    d[a] = resized(xp.fft.ifftn(d[y], None, transform_axes(a, s, axes), norm), a)


@linear(np.fft.fftn, kind=_spectrum, raises=True)
def fftn(y, a, s=None, axes=None, norm=None):
    d[a] = resized(xp.fft.fftn(d[y], None, transform_axes(a, s, axes), norm), a)


@linear(np.fft.ifftn, kind=_spectrum, raises=True)
def ifftn(y, a, s=None, axes=None, norm=None):
    d[a] = resized(xp.fft.ifftn(d[y], None, transform_axes(a, s, axes), norm), a)


@linear(np.fft.rfft, kind=_half_spectrum, raises=True)
def rfft(y, a, n=None, axis=-1, norm=None):
    if n is None:
        d[a] = resized(xp.fft.fft(d[y], xp.shape(a)[axis], axis, norm), a)
    else:
        d[a] = resized(xp.fft.fft(d[y], n, axis, norm), a)


@linear(np.fft.irfft, kind=_signal, raises=True)
def irfft(y, a, n=None, axis=-1, norm=None):
    d[a] = resized(half_weights(y, axis) * xp.fft.ifft(xp.real(d[y]), None, axis, norm), a)


@linear(np.fft.hfft, kind=_signal, raises=True)
def hfft(y, a, n=None, axis=-1, norm=None):
    d[a] = resized(half_weights(y, axis) * xp.fft.fft(xp.real(d[y]), None, axis, norm), a)


@linear(np.fft.ihfft, kind=_half_spectrum, raises=True)
def ihfft(y, a, n=None, axis=-1, norm=None):
    if n is None:
        d[a] = resized(xp.fft.ifft(d[y], xp.shape(a)[axis], axis, norm), a)
    else:
        d[a] = resized(xp.fft.ifft(d[y], n, axis, norm), a)


@linear(np.fft.rfft2, kind=_half_spectrum, raises=True)
def rfft2(y, a, s=None, axes=(-2, -1), norm=None):
    d[a] = resized(xp.fft.fftn(d[y], transform_lengths(a, s, axes), transform_axes(a, s, axes), norm), a)


@linear(np.fft.rfftn, kind=_half_spectrum, raises=True)
def rfftn(y, a, s=None, axes=None, norm=None):
    d[a] = resized(xp.fft.fftn(d[y], transform_lengths(a, s, axes), transform_axes(a, s, axes), norm), a)


@linear(np.fft.irfft2, kind=_signal, raises=True)
def irfft2(y, a, s=None, axes=(-2, -1), norm=None):
    over = transform_axes(a, s, axes)
    d[a] = resized(half_weights(y, over[-1]) * xp.fft.ifftn(xp.real(d[y]), None, over, norm), a)


@linear(np.fft.irfftn, kind=_signal, raises=True)
def irfftn(y, a, s=None, axes=None, norm=None):
    over = transform_axes(a, s, axes)
    d[a] = resized(half_weights(y, over[-1]) * xp.fft.ifftn(xp.real(d[y]), None, over, norm), a)


def _shifted(filled: Filled) -> Kind:
    operand = filled.kind("x")
    return operand if operand.is_array else UNKNOWN


@linear(np.fft.fftshift, kind=_shifted)
def fftshift(y, x, axes=None):
    d[x] = xp.fft.ifftshift(d[y], axes)


@linear(np.fft.ifftshift, kind=_shifted)
def ifftshift(y, x, axes=None):
    d[x] = xp.fft.fftshift(d[y], axes)


@linear(resized, kind=floating_like("x"), shares="first", raises=True)
def resized_of(y, by, x):
    d[by] = resized(cast_like(d[y], x), by)


constant(transform_axes, transform_lengths, kind=fixed_kind(Kind("tuple")))
constant(half_weights, raises=False)
constant(np.fft.fftfreq, np.fft.rfftfreq, kind=lambda _: array("float64", 1))
