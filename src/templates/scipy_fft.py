"""Fourier, cosine and sine transforms of `scipy.fft`: all are linear.

The adjoints of Fourier transforms are those of `fourier`; SciPy keeps single precision. What may overwrite its argument
(``overwrite_x=True``) is none of a rule: such a call is refused.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import fft as transforms

from .. import scipy_fft_adjoints
from ..libraries import add_helpers, add_library
from ..runtime import half_weights, resized, transform_axes, transform_lengths
from ..scipy_fft_adjoints import (
    cosine_adjoint,
    cosine_along,
    cosines_adjoint,
    inverse_of,
    require_plain,
    scale_of,
    sine_adjoint,
    sine_along,
    sines_adjoint,
    turned_of,
    weighted,
)
from ..values import UNKNOWN, Kind, array
from .notation import d, is_complex, xp
from .result_kinds import arrayed, literal
from .rules import THROUGH, Filled, constant, fixed_kind, linear

add_library("transforms", transforms)
add_helpers(scipy_fft_adjoints)


def _transformed(filled: Filled) -> Kind:
    """Of the rank of the argument, and of its shape where no length is given."""
    operand = filled.kind("x")
    whole = literal(filled, "n") is None and literal(filled, "s") is None
    return array(None, operand.rank, operand.shape if whole else None) if operand.is_array else UNKNOWN


def _other_shape(filled: Filled) -> Kind:
    """Of the rank of the argument."""
    operand = filled.kind("x")
    return array(None, operand.rank) if operand.is_array else UNKNOWN


@linear(transforms.fft, kind=_transformed, raises=True)
def fft(y, x, n=None, axis=-1, norm=None, *, workers=None):
    if n is None and is_complex(x):
        d[x] = transforms.fft(d[y], axis=axis, norm=norm)
    else:
        d[x] = resized(transforms.fft(d[y], axis=axis, norm=norm), x)


@linear(transforms.ifft, kind=_transformed, raises=True)
def ifft(y, x, n=None, axis=-1, norm=None, *, workers=None):
    if n is None and is_complex(x):
        d[x] = transforms.ifft(d[y], axis=axis, norm=norm)
    else:
        d[x] = resized(transforms.ifft(d[y], axis=axis, norm=norm), x)


@linear(transforms.rfft, kind=_other_shape, raises=True)
def rfft(y, x, n=None, axis=-1, norm=None, *, workers=None):
    if n is None:
        d[x] = resized(transforms.fft(d[y], xp.shape(x)[axis], axis, norm), x)
    else:
        d[x] = resized(transforms.fft(d[y], n, axis, norm), x)


@linear(transforms.ihfft, kind=_other_shape, raises=True)
def ihfft(y, x, n=None, axis=-1, norm=None, *, workers=None):
    if n is None:
        d[x] = resized(transforms.ifft(d[y], xp.shape(x)[axis], axis, norm), x)
    else:
        d[x] = resized(transforms.ifft(d[y], n, axis, norm), x)


@linear(transforms.irfft, kind=_other_shape, raises=True)
def irfft(y, x, n=None, axis=-1, norm=None, *, workers=None):
    d[x] = resized(half_weights(y, axis) * transforms.ifft(xp.real(d[y]), None, axis, norm), x)


@linear(transforms.hfft, kind=_other_shape, raises=True)
def hfft(y, x, n=None, axis=-1, norm=None, *, workers=None):
    d[x] = resized(half_weights(y, axis) * transforms.fft(xp.real(d[y]), None, axis, norm), x)


@linear(transforms.fft2, kind=_transformed, raises=True)
def fft2(y, x, s=None, axes=(-2, -1), norm=None, *, workers=None):
    d[x] = resized(transforms.fftn(d[y], None, transform_axes(x, s, axes), norm), x)


@linear(transforms.ifft2, kind=_transformed, raises=True)
def ifft2(y, x, s=None, axes=(-2, -1), norm=None, *, workers=None):
    d[x] = resized(transforms.ifftn(d[y], None, transform_axes(x, s, axes), norm), x)


@linear(transforms.fftn, kind=_transformed, raises=True)
def fftn(y, x, s=None, axes=None, norm=None, *, workers=None):
    d[x] = resized(transforms.fftn(d[y], None, transform_axes(x, s, axes), norm), x)


@linear(transforms.ifftn, kind=_transformed, raises=True)
def ifftn(y, x, s=None, axes=None, norm=None, *, workers=None):
    d[x] = resized(transforms.ifftn(d[y], None, transform_axes(x, s, axes), norm), x)


@linear(transforms.rfft2, kind=_other_shape, raises=True)
def rfft2(y, x, s=None, axes=(-2, -1), norm=None, *, workers=None):
    d[x] = resized(transforms.fftn(d[y], transform_lengths(x, s, axes), transform_axes(x, s, axes), norm), x)


@linear(transforms.rfftn, kind=_other_shape, raises=True)
def rfftn(y, x, s=None, axes=None, norm=None, *, workers=None):
    d[x] = resized(transforms.fftn(d[y], transform_lengths(x, s, axes), transform_axes(x, s, axes), norm), x)


@linear(transforms.ihfft2, kind=_other_shape, raises=True)
def ihfft2(y, x, s=None, axes=(-2, -1), norm=None, *, workers=None):
    d[x] = resized(transforms.ifftn(d[y], transform_lengths(x, s, axes), transform_axes(x, s, axes), norm), x)


@linear(transforms.ihfftn, kind=_other_shape, raises=True)
def ihfftn(y, x, s=None, axes=None, norm=None, *, workers=None):
    d[x] = resized(transforms.ifftn(d[y], transform_lengths(x, s, axes), transform_axes(x, s, axes), norm), x)


@linear(transforms.irfft2, kind=_other_shape, raises=True)
def irfft2(y, x, s=None, axes=(-2, -1), norm=None, *, workers=None):
    over = transform_axes(x, s, axes)
    d[x] = resized(half_weights(y, over[-1]) * transforms.ifftn(xp.real(d[y]), None, over, norm), x)


@linear(transforms.irfftn, kind=_other_shape, raises=True)
def irfftn(y, x, s=None, axes=None, norm=None, *, workers=None):
    over = transform_axes(x, s, axes)
    d[x] = resized(half_weights(y, over[-1]) * transforms.ifftn(xp.real(d[y]), None, over, norm), x)


@linear(transforms.hfft2, kind=_other_shape, raises=True)
def hfft2(y, x, s=None, axes=(-2, -1), norm=None, *, workers=None):
    over = transform_axes(x, s, axes)
    d[x] = resized(half_weights(y, over[-1]) * transforms.fftn(xp.real(d[y]), None, over, norm), x)


@linear(transforms.hfftn, kind=_other_shape, raises=True)
def hfftn(y, x, s=None, axes=None, norm=None, *, workers=None):
    over = transform_axes(x, s, axes)
    d[x] = resized(half_weights(y, over[-1]) * transforms.fftn(xp.real(d[y]), None, over, norm), x)


@linear(transforms.dct, kind=_transformed, raises=True)
def dct(y, x, type=2, n=None, axis=-1, norm=None, *, workers=None, orthogonalize=None):
    d[x] = cosine_adjoint(d[y], x, type, axis, norm, orthogonalize)


@linear(transforms.idct, kind=_transformed, raises=True)
def idct(y, x, type=2, n=None, axis=-1, norm=None, *, workers=None, orthogonalize=None):
    d[x] = cosine_adjoint(d[y], x, type, axis, norm, orthogonalize, True)


@linear(transforms.dst, kind=_transformed, raises=True)
def dst(y, x, type=2, n=None, axis=-1, norm=None, *, workers=None, orthogonalize=None):
    d[x] = sine_adjoint(d[y], x, type, axis, norm, orthogonalize)


@linear(transforms.idst, kind=_transformed, raises=True)
def idst(y, x, type=2, n=None, axis=-1, norm=None, *, workers=None, orthogonalize=None):
    d[x] = sine_adjoint(d[y], x, type, axis, norm, orthogonalize, True)


@linear(transforms.dctn, kind=_transformed, raises=True)
def dctn(y, x, type=2, s=None, axes=None, norm=None, *, workers=None, orthogonalize=None):
    d[x] = cosines_adjoint(d[y], x, type, s, axes, norm, orthogonalize)


@linear(transforms.idctn, kind=_transformed, raises=True)
def idctn(y, x, type=2, s=None, axes=None, norm=None, *, workers=None, orthogonalize=None):
    d[x] = cosines_adjoint(d[y], x, type, s, axes, norm, orthogonalize, True)


@linear(transforms.dstn, kind=_transformed, raises=True)
def dstn(y, x, type=2, s=None, axes=None, norm=None, *, workers=None, orthogonalize=None):
    d[x] = sines_adjoint(d[y], x, type, s, axes, norm, orthogonalize)


@linear(transforms.idstn, kind=_transformed, raises=True)
def idstn(y, x, type=2, s=None, axes=None, norm=None, *, workers=None, orthogonalize=None):
    d[x] = sines_adjoint(d[y], x, type, s, axes, norm, orthogonalize, True)


@linear(transforms.fftshift, kind=arrayed("x"))
def fftshift(y, x, axes=None):
    d[x] = transforms.ifftshift(d[y], axes)


@linear(transforms.ifftshift, kind=arrayed("x"))
def ifftshift(y, x, axes=None):
    d[x] = transforms.fftshift(d[y], axes)


constant(transforms.fftfreq, transforms.rfftfreq, kind=fixed_kind(array(None, 1)))
constant(transforms.next_fast_len, transforms.prev_fast_len)
constant(inverse_of, require_plain, scale_of, turned_of)
THROUGH.update((cosine_adjoint, cosine_along, cosines_adjoint, sine_adjoint, sine_along, sines_adjoint, weighted))
