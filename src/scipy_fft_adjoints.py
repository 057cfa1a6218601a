"""Adjoints of the cosine and sine transforms of `scipy.fft`.

With ``norm="ortho"`` the matrix of a transform is orthogonal: that of type 1 and 4 is symmetric, those of types 2 and 3
are transposes of each other. The others are that matrix with some of its first or last rows and columns weighed by a
root of two, as the documentation of `scipy.fft.dct` and `dst` says of ``orthogonalize``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import fft

from .spectral_adjoints import resized, transform_axes

__all__ = ["cosine_adjoint", "cosines_adjoint", "sine_adjoint", "sines_adjoint"]

TURNED = {1: 1, 2: 3, 3: 2, 4: 4}
"""The type of the transposed matrix, and of the inverse one."""

INVERSE = {None: "forward", "backward": "forward", "forward": "backward", "ortho": "ortho"}
"""How the inverse transform is scaled."""


def weighted(by: Any, axis: int, first: Any, last: Any) -> Any:
    """``by`` with its first and last elements along an axis weighed."""
    length = np.shape(by)[axis]
    weights = np.ones(length)
    weights[0] *= first
    weights[-1] *= last
    return by * np.reshape(weights, [length if place == axis % np.ndim(by) else 1 for place in range(np.ndim(by))])


def inverse_of(type: Any, norm: Any) -> tuple[Any, Any]:
    """The type and the norm by which a forward transform does what an inverse one does."""
    return TURNED[type], INVERSE[norm]


def turned_of(type: Any) -> Any:
    """The type of the transposed matrix."""
    return TURNED[type]


def scale_of(norm: Any, length: int) -> Any:
    """The factor of the orthogonal matrix in a transform of that logical length."""
    return {"ortho": 1.0, "forward": length**-0.5}.get(norm, length**0.5)


def require_plain(x: Any, orthogonalize: Any) -> None:
    """Raise `ValueError` where SciPy weighs the parts of complex numbers differently."""
    if np.iscomplexobj(x) and orthogonalize is not None:
        raise ValueError("`orthogonalize` of complex numbers has no derivative: transform real and imaginary parts")


def cosine_along(by: Any, type: Any, axis: Any, norm: Any, orthogonalize: Any, inverse: Any) -> Any:
    """The transpose of ``fft.dct``, or of ``fft.idct``, of what has the length of ``by`` along an axis."""
    root = np.sqrt(2.0)
    ortho = norm == "ortho" if orthogonalize is None else orthogonalize
    if inverse:
        type, norm = inverse_of(type, norm)
    if not ortho and type in (1, 2):
        by = weighted(by, axis, root, root if type == 1 else 1.0)
    bx = scale_of(norm, 2 * np.shape(by)[axis] - (2 if type == 1 else 0)) * fft.dct(
        by, turned_of(type), None, axis, "ortho"
    )
    if not ortho and type in (1, 3):
        bx = weighted(bx, axis, 1.0 / root, 1.0 / root if type == 1 else 1.0)
    return bx


def sine_along(by: Any, type: Any, axis: Any, norm: Any, orthogonalize: Any, inverse: Any) -> Any:
    """The transpose of ``fft.dst``, or of ``fft.idst``, of what has the length of ``by`` along an axis."""
    root = np.sqrt(2.0)
    ortho = norm == "ortho" if orthogonalize is None else orthogonalize
    if inverse:
        type, norm = inverse_of(type, norm)
    if not ortho and type == 2:
        by = weighted(by, axis, 1.0, root)
    bx = scale_of(norm, 2 * np.shape(by)[axis] + (2 if type == 1 else 0)) * fft.dst(
        by, turned_of(type), None, axis, "ortho"
    )
    if not ortho and type == 3:
        bx = weighted(bx, axis, 1.0, 1.0 / root)
    return bx


def cosine_adjoint(by: Any, x: Any, type: Any, axis: Any, norm: Any, orthogonalize: Any, inverse: Any = False) -> Any:
    """The adjoint of ``x`` in ``fft.dct(x, type, n, axis, norm)``, or in ``fft.idct``."""
    require_plain(x, orthogonalize)
    return resized(cosine_along(by, type, axis, norm, orthogonalize, inverse), x)


def sine_adjoint(by: Any, x: Any, type: Any, axis: Any, norm: Any, orthogonalize: Any, inverse: Any = False) -> Any:
    """The adjoint of ``x`` in ``fft.dst(x, type, n, axis, norm)``, or in ``fft.idst``."""
    require_plain(x, orthogonalize)
    return resized(sine_along(by, type, axis, norm, orthogonalize, inverse), x)


def cosines_adjoint(
    by: Any, x: Any, type: Any, s: Any, axes: Any, norm: Any, orthogonalize: Any, inverse: Any = False
) -> Any:
    """The adjoint of ``x`` in ``fft.dctn(x, type, s, axes, norm)``, or in ``fft.idctn``."""
    require_plain(x, orthogonalize)
    for axis in transform_axes(x, s, axes):
        by = cosine_along(by, type, axis, norm, orthogonalize, inverse)
    return resized(by, x)


def sines_adjoint(
    by: Any, x: Any, type: Any, s: Any, axes: Any, norm: Any, orthogonalize: Any, inverse: Any = False
) -> Any:
    """The adjoint of ``x`` in ``fft.dstn(x, type, s, axes, norm)``, or in ``fft.idstn``."""
    require_plain(x, orthogonalize)
    for axis in transform_axes(x, s, axes):
        by = sine_along(by, type, axis, norm, orthogonalize, inverse)
    return resized(by, x)
