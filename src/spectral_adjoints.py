"""Adjoints and tangents of Fourier transforms and of decompositions of matrices, also of stacks of them.

Complex adjoints follow ``df/dx - i df/dy``: what changes by ``dz`` changes the result by the real part of
``sum(bz * dz)``. The formulas are those of Giles (2008), "Collected matrix derivative results for forward and reverse
mode algorithmic differentiation", Walter and Lehmann (2010), "Algorithmic differentiation of linear algebra functions
with application in optimum experimental design", and, for complex matrices, Boeddeker et al. (2017), "On the
computation of complex-valued gradients with application to statistically optimum beamforming", arXiv:1701.00392.

The phase of an eigenvector or singular vector is not determined by the matrix. The derivative is that of what LAPACK
returns: one component of each vector stays real (of `eig` the largest one, of `eigh` the first, or the last for
``UPLO="U"``; of `svd` the first one of the right vectors, of a wide matrix of the left ones), of `qr` the diagonal of
the triangle. A function that does not depend on the phases has the same derivative in any such gauge.

Each function calls nothing but functions of this module and `array_adjoints`: it can be copied.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .array_adjoints import adjoint_dtype, cast_like, divide, nonzero, ratio

# Fourier transforms


def resized(by: Any, x: Any) -> Any:
    """``by`` cut off, or filled up with zeros, to the shape of ``x`` along each axis, in its floating dtype."""
    by = np.asarray(by)
    if by.shape == np.shape(x):
        return cast_like(by, x)
    out = np.zeros(np.shape(x), by.dtype)
    both = tuple(slice(0, min(lengths)) for lengths in zip(by.shape, out.shape, strict=True))
    out[both] = by[both]
    return cast_like(out, x)


def transform_axes(x: Any, s: Any, axes: Any) -> tuple[int, ...]:
    """The axes that a transform over several axes goes over. Raises `ValueError` if one has two lengths."""
    if axes is None:
        return tuple(range(-(np.ndim(x) if s is None else len(s)), 0))
    found = tuple(int(axis) for axis in axes)
    if s is not None and len({axis % np.ndim(x) for axis in found}) < len(found):
        raise ValueError("a transform over one axis twice, with lengths, has no derivative: make it in two steps")
    return found


def transform_lengths(x: Any, s: Any, axes: Any) -> tuple[int, ...]:
    """The lengths of a transform of ``x`` along these axes."""
    found = transform_axes(x, s, axes)
    given = (None,) * len(found) if s is None else tuple(s)
    pairs = zip(found, given, strict=True)
    return tuple(np.shape(x)[axis] if length in (None, -1) else int(length) for axis, length in pairs)


def half_weights(y: Any, axis: Any = -1) -> Any:
    """How often the terms of half a spectrum occur in the whole one of the real ``y`` along an axis, then zeros."""
    length = np.shape(y)[axis]
    half = length // 2 + 1
    weights = np.zeros(length)
    weights[:half] = 2.0
    weights[0] = 1.0
    if length % 2 == 0:
        weights[half - 1] = 1.0
    return np.reshape(weights, [length if place == axis % np.ndim(y) else 1 for place in range(np.ndim(y))])


# Eigenvalues


def held_component(v: Any, row: Any) -> Any:
    """Which component of each column of ``v`` stays real: that in one row, the largest one where ``row`` is None."""
    rows = np.arange(np.shape(v)[-2])[:, None]
    if row is None:
        return rows == np.expand_dims(np.argmax(np.abs(v), axis=-2), -2)
    return np.broadcast_to(rows == row % np.shape(v)[-2], np.shape(v))


def without_phase(bv: Any, v: Any, row: Any) -> Any:
    """The adjoint of the columns of ``v``, without what would change the norm of one, or its phase."""
    along = np.sum(v * bv, axis=-2, keepdims=True)
    if not np.iscomplexobj(v):
        return bv - v * along
    turn = ratio(held_component(v, row) * np.imag(along), v)
    return bv - np.conj(v) * np.real(along) - 1j * turn


def with_phase(dv: Any, v: Any, row: Any) -> Any:
    """The tangent of the columns of ``v``, each of norm one and with one component real."""
    along = np.sum(np.conj(v) * dv, axis=-2, keepdims=True)
    if not np.iscomplexobj(v):
        return dv - v * along
    turn = np.sum(held_component(v, row) * ratio(dv, v), axis=-2, keepdims=True)
    return dv - v * (np.real(along) + 1j * np.imag(turn))


def reach_of(bv: Any) -> Any:
    """A number for each column of an adjoint that is zero if all of the column is."""
    return np.sum(np.abs(bv), axis=-2, keepdims=True)


def over_gaps(middle: Any, w: Any) -> Any:
    """The elements of ``middle`` divided by ``w[k] - w[j]``, zero on the diagonal; infinite or NaN where two agree."""
    eye = np.eye(np.shape(w)[-1])
    gaps = np.expand_dims(w, -2) - np.expand_dims(w, -1)
    return divide((1.0 - eye) * middle, gaps + eye)


def eigen_middle(bw: Any, bv: Any, w: Any, v: Any, row: Any) -> Any:
    """The adjoint of ``inv(v) @ a @ v`` from those of eigenvalues ``w`` and vectors ``v``, of which any is None."""
    eye = np.eye(np.shape(w)[-1])
    values = 0.0 * eye if bw is None else np.expand_dims(bw, -2) * eye
    if bv is None:
        return values
    return values + nonzero(reach_of(bv), over_gaps(np.swapaxes(v, -1, -2) @ without_phase(bv, v, row), w))


def eig_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``w, v = linalg.eig(a)``: Boeddeker et al. (2017), equation 4.77."""
    if by is None:
        return np.zeros(np.shape(a), adjoint_dtype(a))
    v = y[1]
    turned = np.swapaxes(v, -1, -2)
    middle = eigen_middle(by[0], by[1], y[0], v, None)
    return cast_like(np.linalg.solve(turned, middle @ turned), a)


def eig_tangent(da: Any, y: Any) -> Any:
    """The tangent of ``w, v = linalg.eig(a)``."""
    v = y[1]
    middle = np.linalg.solve(v, da @ v)
    values = np.sum(middle * np.eye(np.shape(v)[-1]), axis=-1)
    return values, with_phase(v @ over_gaps(middle, y[0]), v, None)


def eigvals_with_vectors(a: Any, w: Any) -> Any:
    """``linalg.eig(a)``, whose eigenvalues are ``w``, in this order. Raises `ValueError` if they are not."""
    y = np.linalg.eig(a)
    if np.any(np.abs(y[0] - w) > 1e-6 * np.max(np.abs(w), initial=0.0)):
        raise ValueError("`eigvals` and `eig` order the eigenvalues differently here: use those of `eig`")
    return y


def eigh_adjoint(by: Any, y: Any, a: Any, uplo: Any = "L") -> Any:
    """The adjoint of ``a`` in ``w, v = linalg.eigh(a)``, Hermitian: Giles (2008), section 3.1."""
    if by is None:
        return np.zeros(np.shape(a), adjoint_dtype(a))
    v = y[1]
    bw = None if by[0] is None else np.real(by[0])
    middle = eigen_middle(bw, by[1], y[0], v, real_row(uplo))
    whole = np.conj(v) @ middle @ np.swapaxes(v, -1, -2)
    return cast_like(0.5 * (whole + np.conj(np.swapaxes(whole, -1, -2))), a)


def eigh_tangent(da: Any, y: Any, uplo: Any = "L") -> Any:
    """The tangent of ``w, v = linalg.eigh(a)``, of the Hermitian part of ``da``."""
    v = y[1]
    whole = 0.5 * (da + np.conj(np.swapaxes(da, -1, -2)))
    middle = np.conj(np.swapaxes(v, -1, -2)) @ whole @ v
    values = np.sum(np.real(middle) * np.eye(np.shape(v)[-1]), axis=-1)
    return values, with_phase(v @ over_gaps(middle, y[0]), v, real_row(uplo))


def real_row(uplo: Any) -> int:
    """The row of the eigenvectors of a Hermitian matrix that LAPACK leaves real."""
    return -1 if uplo in ("U", "u") else 0


# Singular values


def thin(vectors: Any, number: int) -> Any:
    """The first columns of an adjoint of ``number`` vectors. Raises `ValueError` if one reaches the others."""
    if vectors is not None and np.any(vectors[..., number:]):
        raise ValueError("vectors beyond the singular values have no derivative: use full_matrices=False")
    return None if vectors is None else vectors[..., :number]


def svd_adjoint(by: Any, y: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``u, s, vh = linalg.svd(a)``: Giles (2008), section 3.2, and its complex extension by
    Wan and Zhang (2019), "Automatic differentiation for complex valued SVD", arXiv:1909.02659.

    Raises `ValueError` if the adjoint reaches vectors that belong to no singular value.
    """
    if by is None:
        return np.zeros(np.shape(a), adjoint_dtype(a))
    s = y[1]
    number = np.shape(s)[-1]
    u = y[0][..., :number]
    vt = np.conj(y[2][..., :number, :])
    v = np.swapaxes(vt, -1, -2)
    eye = np.eye(number)
    bu = thin(by[0], number)
    bv = thin(None if by[2] is None else np.conj(np.swapaxes(by[2], -1, -2)), number)
    middle = 0.0 * eye if by[1] is None else np.real(np.expand_dims(by[1], -2)) * eye
    if bu is None and bv is None:
        return cast_like(np.conj(u) @ middle @ vt, a)
    bu = np.zeros(np.shape(u)) if bu is None else bu
    bv = np.zeros(np.shape(v)) if bv is None else bv
    wide = np.shape(a)[-2] < np.shape(a)[-1]
    if np.iscomplexobj(u):
        along = np.imag(np.sum(u * bu, axis=-2, keepdims=True) + np.sum(v * bv, axis=-2, keepdims=True))
        first = u if wide else v
        turn = 1j * ratio(held_component(first, 0) * along, first)
        bu = bu - turn if wide else bu
        bv = bv if wide else bv - turn
    left = np.swapaxes(u, -1, -2) @ bu
    right = vt @ bv
    if np.iscomplexobj(u):
        middle = middle + nonzero(reach_of(bu), 1j * divide(np.imag(left) * eye, np.expand_dims(s, -2)))
    left = nonzero(reach_of(bu), over_gaps(left, s * s))
    right = nonzero(reach_of(bv), over_gaps(right, s * s))
    middle = middle + (left + np.conj(np.swapaxes(left, -1, -2))) * np.expand_dims(s, -2)
    middle = middle + np.expand_dims(s, -1) * (right + np.conj(np.swapaxes(right, -1, -2)))
    ba = np.conj(u) @ middle @ vt
    if np.shape(a)[-2] > number:
        beyond = bu - np.conj(u) @ (np.swapaxes(u, -1, -2) @ bu)
        ba = ba + nonzero(reach_of(bu), divide(beyond, np.expand_dims(s, -2))) @ vt
    if np.shape(a)[-1] > number:
        beyond = bv - np.conj(v) @ (vt @ bv)
        beyond = nonzero(reach_of(bv), divide(beyond, np.expand_dims(s, -2)))
        ba = ba + np.conj(u) @ np.conj(np.swapaxes(beyond, -1, -2))
    return cast_like(ba, a)


def svd_tangent(da: Any, y: Any) -> Any:
    """The tangent of ``u, s, vh = linalg.svd(a)``. Raises `ValueError` for vectors that belong to no singular value."""
    u, s, vh = y[0], y[1], y[2]
    number = np.shape(s)[-1]
    if np.shape(u)[-1] > number or np.shape(vh)[-2] > number:
        raise ValueError("vectors beyond the singular values have no derivative: use full_matrices=False")
    eye = np.eye(number)
    v = np.conj(np.swapaxes(vh, -1, -2))
    uh = np.conj(np.swapaxes(u, -1, -2))
    middle = uh @ da @ v
    turned = np.conj(np.swapaxes(middle, -1, -2))
    across, down = np.expand_dims(s, -2), np.expand_dims(s, -1)
    du = u @ over_gaps(middle * across + down * turned, s * s)
    dv = v @ over_gaps(down * middle + turned * across, s * s)
    if np.shape(u)[-2] > number:
        du = du + divide(da @ v - u @ middle, across)
    if np.shape(v)[-2] > number:
        dv = dv + divide(np.conj(np.swapaxes(da, -1, -2)) @ u - v @ turned, across)
    if np.iscomplexobj(u):
        du = du + u * divide(1j * np.sum(np.imag(middle) * eye, axis=-2, keepdims=True), across)
        wide = np.shape(u)[-2] < np.shape(v)[-2]
        first, moved = (u, du) if wide else (v, dv)
        turn = 1j * np.imag(np.sum(held_component(first, 0) * ratio(moved, first), axis=-2, keepdims=True))
        du, dv = du - u * turn, dv - v * turn
    return du, np.sum(np.real(middle) * eye, axis=-1), np.conj(np.swapaxes(dv, -1, -2))


def svdvals_adjoint(by: Any, a: Any) -> Any:
    """The adjoint of ``a`` in ``linalg.svd(a, compute_uv=False)``."""
    u, _, vh = np.linalg.svd(a, full_matrices=False)
    return cast_like(np.conj(u) @ (np.expand_dims(np.real(by), -1) * np.conj(vh)), a)


def svdvals_tangent(da: Any, a: Any) -> Any:
    """The tangent of ``linalg.svd(a, compute_uv=False)``."""
    u, _, vh = np.linalg.svd(a, full_matrices=False)
    middle = np.conj(np.swapaxes(u, -1, -2)) @ da @ np.conj(np.swapaxes(vh, -1, -2))
    return np.sum(np.real(middle) * np.eye(np.shape(middle)[-1]), axis=-1)


# Products and triangles


def factored(a: Any, mode: Any) -> Any:
    """``linalg.qr(a)``. Raises `ValueError` where the factors are not determined, or not those of ``mode``."""
    if np.shape(a)[-2] < np.shape(a)[-1]:
        raise ValueError("`qr` of a matrix with more columns than rows has no derivative: factor its first columns")
    if mode not in ("reduced", "r"):
        raise ValueError(f"`qr` with mode={mode!r} has no derivative: use mode='reduced'")
    return np.linalg.qr(a)


def qr_adjoint(by: Any, a: Any, mode: Any = "reduced") -> Any:
    """The adjoint of ``a`` in ``q, r = linalg.qr(a)``: Walter and Lehmann (2010). Raises what `factored` raises."""
    if by is None:
        return np.zeros(np.shape(a), adjoint_dtype(a))
    q, r = factored(a, mode)
    given = by if mode == "r" else by[1]
    br = np.zeros(np.shape(r)) if given is None else np.triu(given)
    bq = np.zeros(np.shape(q)) if mode == "r" or by[0] is None else by[0]
    middle = br @ np.swapaxes(r, -1, -2) - np.swapaxes(q, -1, -2) @ bq
    upper = np.triu(middle, 1)
    middle = upper + np.conj(np.swapaxes(upper, -1, -2)) + np.real(middle) * np.eye(np.shape(r)[-1])
    ba = np.linalg.solve(r, np.swapaxes(bq + np.conj(q) @ middle, -1, -2))
    return cast_like(np.swapaxes(ba, -1, -2), a)


def qr_tangent(da: Any, a: Any, mode: Any = "reduced") -> Any:
    """The tangent of ``q, r = linalg.qr(a)``. Raises what `factored` raises."""
    q, r = factored(a, mode)
    right = np.swapaxes(np.linalg.solve(np.swapaxes(r, -1, -2), np.swapaxes(da, -1, -2)), -1, -2)
    middle = np.conj(np.swapaxes(q, -1, -2)) @ right
    lower = np.tril(middle, -1)
    middle = np.triu(middle, 1) + np.conj(np.swapaxes(lower, -1, -2)) + np.real(middle) * np.eye(np.shape(r)[-1])
    return middle @ r if mode == "r" else (right - q @ middle, middle @ r)


def matrix_power_tangent(da: Any, a: Any, n: int) -> Any:
    """The tangent of ``linalg.matrix_power(a, n)``, and its adjoint where ``a`` is transposed."""
    if n < 0:
        inverse = np.linalg.inv(a)
        a, da, n = inverse, -inverse @ da @ inverse, -n
    out = np.zeros_like(da)
    for k in range(n):
        out = out + np.linalg.matrix_power(a, k) @ da @ np.linalg.matrix_power(a, n - 1 - k)
    return out
