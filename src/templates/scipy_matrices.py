"""Functions of matrices in `scipy.linalg`, and matrices made of vectors."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import linalg

from .. import scipy_compositions, scipy_matrix_adjoints
from ..libraries import add_helpers, add_library
from ..runtime import cast_like
from ..scipy_matrix_adjoints import (
    blocks_of,
    diagonal_sums,
    expm_twice,
    frechet,
    frechet_adjoint,
    frechet_power,
    polar_adjoint,
    polar_tangent,
    toeplitz_adjoint,
    toeplitz_tangent,
)
from ..values import UNKNOWN, Kind, array
from .composed import add_programs
from .notation import d, is_real, or_zero, rank, xp
from .result_kinds import arrayed
from .rules import THROUGH, Filled, adjoint, fixed_kind, linear, multilinear, tangent

add_library("linalg", linalg)
add_helpers(scipy_matrix_adjoints)
add_programs(scipy_compositions, linalg)


@adjoint(linalg.expm, kind=arrayed("A"), raises=True)
def expm(y, A):  # noqa: N803 - the name that SciPy gave it
    """Al-Mohy and Higham (2009), "Computing the Fréchet derivative of the matrix exponential"."""
    if rank(A) == 2 and is_real(A):
        d[A] = cast_like(linalg.expm_frechet(A.T, d[y], compute_expm=False), A)
    else:
        d[A] = frechet_adjoint(linalg.expm, A, d[y])


@tangent(linalg.expm)
def expm_pushed(y, A):  # noqa: N803
    if rank(A) == 2:
        d[y] = cast_like(linalg.expm_frechet(A, d[A], compute_expm=False), y)
    else:
        d[y] = frechet(linalg.expm, A, d[A])


@adjoint(linalg.expm_frechet, kind=arrayed("A"), raises=True, allows={"compute_expm": (False, ...)})
def expm_frechet(y, A, E, method=None, compute_expm=True, check_finite=True):  # noqa: N803
    d[A] = cast_like(expm_twice(xp.transpose(A), xp.transpose(E), d[y]), A)
    d[E] = cast_like(linalg.expm_frechet(xp.transpose(A), d[y], compute_expm=False), E)


@tangent(linalg.expm_frechet)
def expm_frechet_pushed(y, A, E, method=None, compute_expm=True, check_finite=True):  # noqa: N803
    d[y] = expm_twice(A, E, d[A]) + linalg.expm_frechet(A, d[E], compute_expm=False)


@adjoint(linalg.logm, raises=True)
def logm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.logm, A, d[y])


@tangent(linalg.logm)
def logm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.logm, A, d[A])


@adjoint(linalg.sinm, kind=arrayed("A"), raises=True)
def sinm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.sinm, A, d[y])


@tangent(linalg.sinm)
def sinm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.sinm, A, d[A])


@adjoint(linalg.cosm, kind=arrayed("A"), raises=True)
def cosm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.cosm, A, d[y])


@tangent(linalg.cosm)
def cosm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.cosm, A, d[A])


@adjoint(linalg.tanm, kind=arrayed("A"), raises=True)
def tanm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.tanm, A, d[y])


@tangent(linalg.tanm)
def tanm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.tanm, A, d[A])


@adjoint(linalg.sinhm, kind=arrayed("A"), raises=True)
def sinhm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.sinhm, A, d[y])


@tangent(linalg.sinhm)
def sinhm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.sinhm, A, d[A])


@adjoint(linalg.coshm, kind=arrayed("A"), raises=True)
def coshm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.coshm, A, d[y])


@tangent(linalg.coshm)
def coshm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.coshm, A, d[A])


@adjoint(linalg.tanhm, kind=arrayed("A"), raises=True)
def tanhm(y, A):  # noqa: N803
    d[A] = frechet_adjoint(linalg.tanhm, A, d[y])


@tangent(linalg.tanhm)
def tanhm_pushed(y, A):  # noqa: N803
    d[y] = frechet(linalg.tanhm, A, d[A])


@adjoint(linalg.sqrtm, raises=True)
def sqrtm(y, A):  # noqa: N803
    """From ``y @ y = A``: Giles (2008), section 2.2, gives the derivative of the product."""
    yt = xp.swapaxes(y, -1, -2)
    d[A] = cast_like(linalg.solve_sylvester(yt, yt, d[y]), A)


@tangent(linalg.sqrtm)
def sqrtm_pushed(y, A):  # noqa: N803
    d[y] = linalg.solve_sylvester(y, y, d[A])


@adjoint(linalg.fractional_matrix_power, raises=True)
def fractional_matrix_power(y, A, t):  # noqa: N803
    d[A] = cast_like(frechet_power(xp.swapaxes(A, -1, -2), d[y], t), A)
    d[t] = cast_like(xp.sum(d[y] * (y @ linalg.logm(A))), t)


@tangent(linalg.fractional_matrix_power)
def fractional_matrix_power_pushed(y, A, t):  # noqa: N803
    d[y] = frechet_power(A, d[A], t) + y @ linalg.logm(A) * d[t]


@adjoint(linalg.polar, kind=fixed_kind(Kind("tuple")), raises=True, structural=True, allows={"side": ("right",)})
def polar(y, a, side="right"):
    d[a] = polar_adjoint(d[y], y, a)


@tangent(linalg.polar)
def polar_pushed(y, a, side="right"):
    d[y] = polar_tangent(d[a], y, a)


# Matrices made of vectors


def _matrix(filled: Filled) -> Kind:
    """Two axes, of the dtype of the first argument."""
    operand = next(iter(filled.kinds.values()), UNKNOWN)
    return array(operand.dtype, 2) if operand.is_array and operand.rank == 1 else array()


@adjoint(linalg.toeplitz)
def toeplitz(y, c, r=None):
    adjoints = toeplitz_adjoint(d[y], c, r)
    d[c] = adjoints[0]
    d[r] = adjoints[1]


@tangent(linalg.toeplitz)
def toeplitz_pushed(y, c, r=None):
    d[y] = toeplitz_tangent(or_zero(d[c]), or_zero(d[r]), c, r)


@multilinear(linalg.khatri_rao, raises=True)
def khatri_rao(y, a, b):
    whole = xp.reshape(d[y], (xp.shape(a)[0], xp.shape(b)[0], xp.shape(a)[1]))
    d[a] = cast_like(xp.einsum("ijk,jk->ik", whole, b), a)
    d[b] = cast_like(xp.einsum("ijk,ik->jk", whole, a), b)


@linear(linalg.block_diag, kind=fixed_kind(array(None, 2)))
def block_diag(y, *arrs):
    d[arrs] = blocks_of(d[y], arrs)


@linear(diagonal_sums, kind=lambda filled: array(filled.kind("by").dtype, 1))
def sums_of_diagonals(y, by):
    rows = xp.shape(by)[0]
    d[by] = cast_like(linalg.toeplitz(d[y][:rows][::-1], d[y][rows - 1 :]), by)


THROUGH.update((frechet, frechet_adjoint, frechet_power, expm_twice, polar_adjoint, polar_tangent))
THROUGH.update((toeplitz_adjoint, toeplitz_tangent, blocks_of))
