"""Factors, eigenvalues, singular values and norms in `scipy.linalg`; `scipy_factor_adjoints` has the formulas.

An argument that may be overwritten (``overwrite_a=True``) is none of a rule: such a call is refused.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import linalg

from .. import scipy_factor_adjoints
from ..libraries import add_helpers, add_library
from ..runtime import (
    cast_like,
    cholesky_adjoint,
    cholesky_tangent,
    cofactors,
    eigh_adjoint,
    eigh_tangent,
    euclidean_adjoint,
    norm_adjoint,
    pushed,
    svd_adjoint,
    svd_tangent,
    svdvals_adjoint,
    svdvals_tangent,
)
from ..scipy_factor_adjoints import (
    cho_factor_adjoint,
    cho_factor_tangent,
    cholesky_either_adjoint,
    cholesky_either_tangent,
    eig_like_adjoint,
    eig_like_tangent,
    eig_parts,
    eigvals_like_adjoint,
    eigvals_like_tangent,
    full_qr_adjoint,
    full_qr_tangent,
    general_eigh_adjoint,
    general_eigh_tangent,
    hermitian_transpose,
    lu_adjoint,
    lu_factor_adjoint,
    lu_factor_tangent,
    lu_parts,
    lu_tangent,
    require_factors,
    require_real,
    require_square,
    triangle_named,
    triangles_pulled,
)
from ..values import FLOAT, UNKNOWN, Kind
from .notation import d, or_zero, rank, xp
from .result_kinds import arrayed, literal, ranked
from .rules import THROUGH, Filled, adjoint, constant, fixed_kind, tangent

add_library("linalg", linalg)
add_helpers(scipy_factor_adjoints)


def _number(filled: Filled) -> Kind:
    """A number unless an axis is given."""
    return FLOAT if literal(filled, "axis") is None and literal(filled, "keepdims") is False else UNKNOWN


def _of_matrix(filled: Filled) -> Kind:
    """Two axes less."""
    operand = filled.kind("a")
    return UNKNOWN if operand.rank is None else ranked(operand.dtype, operand.rank - 2)


@adjoint(linalg.inv, raises=True)
def inv(y, a, *, check_finite=True):
    if rank(a) == 2:
        d[a] = -y.T @ d[y] @ y.T
    else:
        d[a] = -xp.swapaxes(y, -1, -2) @ d[y] @ xp.swapaxes(y, -1, -2)


@tangent(linalg.inv)
def inv_pushed(y, a, *, check_finite=True):
    d[y] = -y @ d[a] @ y


@adjoint(linalg.det, kind=_of_matrix, raises=True)
def det(y, a, *, check_finite=True):
    if rank(a) == 2:
        d[a] = cast_like(d[y] * cofactors(a), a)
    else:
        d[a] = cast_like(xp.expand_dims(d[y], (-1, -2)) * cofactors(a), a)


@tangent(linalg.det)
def det_pushed(y, a, *, check_finite=True):
    d[y] = cast_like(xp.sum(cofactors(a) * d[a], axis=(-2, -1)), y)


@adjoint(linalg.norm, kind=_number, singular=True, raises=True)
def norm(y, a, ord=None, axis=None, keepdims=False, check_finite=True):
    if ord is None and (axis is None or axis in (0, 1, 2, 3, -1, -2, -3)):
        d[a] = euclidean_adjoint(d[y], y, a, axis, keepdims)
    else:
        d[a] = norm_adjoint(d[y], y, a, ord, axis, keepdims)


@tangent(linalg.norm)
def norm_pushed(y, a, ord=None, axis=None, keepdims=False, check_finite=True):
    if ord is None and (axis is None or axis in (0, 1, 2, 3, -1, -2, -3)):
        d[y] = pushed(euclidean_adjoint(xp.ones_like(y), y, a, axis, keepdims), d[a], axis, keepdims, True)
    else:
        d[y] = pushed(norm_adjoint(xp.ones_like(y), y, a, ord, axis, keepdims), d[a], axis, keepdims, True)


@adjoint(linalg.pinv, raises=True, allows={"return_rank": (False,)})
def pinv(y, a, *, atol=None, rtol=None, return_rank=False, check_finite=True):
    """Golub and Pereyra (1973), "The differentiation of pseudo-inverses and nonlinear least squares problems"."""
    yt = xp.swapaxes(y, -1, -2)
    bt = xp.swapaxes(d[y], -1, -2)
    left = bt @ y @ xp.conj(yt)
    right = xp.conj(yt) @ y @ bt
    d[a] = cast_like(xp.conj(left - a @ (y @ left) + right - right @ y @ a) - yt @ d[y] @ yt, a)


@tangent(linalg.pinv)
def pinv_pushed(y, a, *, atol=None, rtol=None, return_rank=False, check_finite=True):
    dh = xp.conj(xp.swapaxes(d[a], -1, -2))
    yh = xp.conj(xp.swapaxes(y, -1, -2))
    left = y @ yh @ dh
    right = dh @ yh @ y
    d[y] = left - left @ a @ y + right - y @ (a @ right) - y @ d[a] @ y


# Triangular and orthogonal factors


@adjoint(linalg.cholesky, kind=arrayed("a"), raises=True)
def cholesky(y, a, lower=False, *, check_finite=True):
    """Murray (2016), "Differentiation of the Cholesky decomposition", arXiv:1602.07527; the gradient is symmetric."""
    if lower in (True, 1):
        d[a] = cholesky_adjoint(d[y], y)
    elif lower in (False, 0):
        d[a] = cholesky_adjoint(hermitian_transpose(d[y]), hermitian_transpose(y))
    else:
        d[a] = cholesky_either_adjoint(d[y], y, lower)


@tangent(linalg.cholesky)
def cholesky_pushed(y, a, lower=False, *, check_finite=True):
    if lower in (True, 1):
        d[y] = cholesky_tangent(d[a], y)
    elif lower in (False, 0):
        d[y] = hermitian_transpose(cholesky_tangent(d[a], hermitian_transpose(y)))
    else:
        d[y] = cholesky_either_tangent(d[a], y, lower)


@adjoint(linalg.cho_factor, kind=fixed_kind(Kind("tuple")), raises=True, structural=True)
def cho_factor(y, a, lower=False, *, check_finite=True):
    d[a] = cho_factor_adjoint(d[y], y, a)


@tangent(linalg.cho_factor)
def cho_factor_pushed(y, a, lower=False, *, check_finite=True):
    d[y] = cho_factor_tangent(d[a], y)


@adjoint(linalg.lu_factor, kind=fixed_kind(Kind("tuple")), raises=True, structural=True)
def lu_factor(y, a, *, check_finite=True):
    d[a] = lu_factor_adjoint(d[y], y, a)


@tangent(linalg.lu_factor)
def lu_factor_pushed(y, a, *, check_finite=True):
    d[y] = lu_factor_tangent(d[a], y, a)


@adjoint(linalg.lu, kind=fixed_kind(Kind("tuple")), raises=True, structural=True)
def lu(y, a, permute_l=False, *, check_finite=True, p_indices=False):
    d[a] = lu_adjoint(d[y], y, a, permute_l, p_indices)


@tangent(linalg.lu)
def lu_pushed(y, a, permute_l=False, *, check_finite=True, p_indices=False):
    d[y] = lu_tangent(d[a], y, a, permute_l, p_indices)


@adjoint(
    linalg.qr,
    kind=fixed_kind(Kind("tuple")),
    raises=True,
    structural=True,
    allows={"mode": ("full", "r", "economic", ...), "pivoting": (False,)},
)
def qr(y, a, *, lwork=None, mode="full", pivoting=False, check_finite=True):
    d[a] = full_qr_adjoint(d[y], a, mode)


@tangent(linalg.qr)
def qr_pushed(y, a, *, lwork=None, mode="full", pivoting=False, check_finite=True):
    d[y] = full_qr_tangent(d[a], a, mode)


# Singular values and eigenvalues


@adjoint(linalg.svd, raises=True, structural=True, allows={"lapack_driver": ("gesdd",)})
def svd(y, a, full_matrices=True, compute_uv=True, *, check_finite=True, lapack_driver="gesdd"):
    if compute_uv:
        d[a] = svd_adjoint(d[y], y, a)
    else:
        d[a] = svdvals_adjoint(d[y], a)


@tangent(linalg.svd)
def svd_pushed(y, a, full_matrices=True, compute_uv=True, *, check_finite=True, lapack_driver="gesdd"):
    if compute_uv:
        d[y] = svd_tangent(d[a], y)
    else:
        d[y] = svdvals_tangent(d[a], a)


@adjoint(linalg.svdvals, raises=True)
def svdvals(y, a, *, check_finite=True):
    d[a] = svdvals_adjoint(d[y], a)


@tangent(linalg.svdvals)
def svdvals_pushed(y, a, *, check_finite=True):
    d[y] = svdvals_tangent(d[a], a)


_WHOLE = {"type": (1,), "subset_by_index": (None,), "subset_by_value": (None,)}


@adjoint(linalg.eigh, raises=True, structural=True, allows={**_WHOLE, "eigvals_only": (False,)})
def eigh(
    y,
    a,
    b=None,
    *,
    lower=True,
    eigvals_only=False,
    type=1,
    check_finite=True,
    subset_by_index=None,
    subset_by_value=None,
    driver=None,
):
    if b is None and lower is True:
        d[a] = eigh_adjoint(d[y], y, a)
    elif b is None:
        d[a] = eigh_adjoint(d[y], y, a, triangle_named(lower))
    else:
        adjoints = general_eigh_adjoint(d[y], y, a, b)
        d[a] = adjoints[0]
        d[b] = adjoints[1]


@tangent(linalg.eigh)
def eigh_pushed(
    y,
    a,
    b=None,
    *,
    lower=True,
    eigvals_only=False,
    type=1,
    check_finite=True,
    subset_by_index=None,
    subset_by_value=None,
    driver=None,
):
    if b is None and lower is True:
        d[y] = eigh_tangent(d[a], y)
    elif b is None:
        d[y] = eigh_tangent(d[a], y, triangle_named(lower))
    else:
        d[y] = general_eigh_tangent(or_zero(d[a]) + 0.0 * a, or_zero(d[b]) + 0.0 * b, y, a, b)


@adjoint(linalg.eigvalsh, raises=True, allows=_WHOLE)
def eigvalsh(
    y, a, b=None, *, lower=True, type=1, check_finite=True, subset_by_index=None, subset_by_value=None, driver=None
):
    if b is None:
        d[a] = eigh_adjoint((d[y], None), linalg.eigh(a, lower=lower), a)
    else:
        adjoints = general_eigh_adjoint((d[y], None), linalg.eigh(a, b, lower=lower), a, b)
        d[a] = adjoints[0]
        d[b] = adjoints[1]


@tangent(linalg.eigvalsh)
def eigvalsh_pushed(
    y, a, b=None, *, lower=True, type=1, check_finite=True, subset_by_index=None, subset_by_value=None, driver=None
):
    if b is None:
        d[y] = eigh_tangent(d[a], linalg.eigh(a, lower=lower))[0]
    else:
        whole = linalg.eigh(a, b, lower=lower)
        d[y] = general_eigh_tangent(or_zero(d[a]) + 0.0 * a, or_zero(d[b]) + 0.0 * b, whole, a, b)[0]


_RIGHT = {"b": (None,), "left": (False,), "right": (True,), "homogeneous_eigvals": (False,)}


@adjoint(linalg.eig, kind=fixed_kind(Kind("tuple")), raises=True, structural=True, allows=_RIGHT)
def eig(y, a, b=None, left=False, right=True, *, check_finite=True, homogeneous_eigvals=False):
    d[a] = eig_like_adjoint(d[y], y, a)


@tangent(linalg.eig)
def eig_pushed(y, a, b=None, left=False, right=True, *, check_finite=True, homogeneous_eigvals=False):
    d[y] = eig_like_tangent(d[a], y)


@adjoint(linalg.eigvals, raises=True, allows=_RIGHT)
def eigvals(y, a, b=None, *, check_finite=True, homogeneous_eigvals=False):
    d[a] = eigvals_like_adjoint(d[y], y, a)


@tangent(linalg.eigvals)
def eigvals_pushed(y, a, b=None, *, check_finite=True, homogeneous_eigvals=False):
    d[y] = eigvals_like_tangent(d[a], y, a)


constant(require_factors, require_real, require_square, triangle_named)
THROUGH.update((cholesky_either_adjoint, cholesky_either_tangent, cho_factor_adjoint, cho_factor_tangent))
THROUGH.update((eig_like_adjoint, eig_like_tangent, eig_parts, eigvals_like_adjoint, eigvals_like_tangent))
THROUGH.update((full_qr_adjoint, full_qr_tangent, general_eigh_adjoint, general_eigh_tangent, hermitian_transpose))
THROUGH.update((lu_adjoint, lu_factor_adjoint, lu_factor_tangent, lu_parts, lu_tangent, triangles_pulled))
