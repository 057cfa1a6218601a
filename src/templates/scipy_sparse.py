"""Products with sparse matrices of `scipy.sparse`, and equations with them: the matrices are constant.

A matrix whose class is not known when compiling is found by the helpers of `@` and `dot`, when the output runs.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import sparse
from scipy.sparse import linalg as sparse_linalg

from ..libraries import add_library
from ..values import Kind
from .notation import d
from .rules import adjoint, fixed_kind, linear, tangent

add_library("sparse_linalg", sparse_linalg)

_ARRAY, _MATRIX = sparse.csr_array, sparse.csr_matrix


@adjoint(_ARRAY.__matmul__, _ARRAY.dot, sparse.coo_array.dot, _MATRIX.__mul__, raises=True, fixed=("self",))
def product(y, self, other):
    d[other] = self.T @ d[y]


@tangent(_ARRAY.__matmul__, _ARRAY.dot, sparse.coo_array.dot, _MATRIX.__mul__)
def product_pushed(y, self, other):
    d[y] = self @ d[other]


@adjoint(_ARRAY.__rmatmul__, _MATRIX.__rmul__, raises=True, fixed=("self",))
def product_from_left(y, self, other):
    d[other] = d[y] @ self.T


@tangent(_ARRAY.__rmatmul__, _MATRIX.__rmul__)
def product_from_left_pushed(y, self, other):
    d[y] = d[other] @ self


@linear(sparse_linalg.spsolve, raises=True, fixed=("A",))
def spsolve(x, A, b, permc_spec=None, use_umfpack=True):  # noqa: N803 - the name that SciPy gave it
    d[b] = sparse_linalg.spsolve(A.T.tocsc(), d[x], permc_spec, use_umfpack)


@tangent(sparse_linalg.spsolve)
def spsolve_pushed(x, A, b, permc_spec=None, use_umfpack=True):  # noqa: N803
    d[x] = sparse_linalg.spsolve(A, d[b], permc_spec, use_umfpack)


@adjoint(sparse_linalg.cg, kind=fixed_kind(Kind("tuple")), raises=True, structural=True, fixed=("A",))
def cg(x, A, b, x0=None, *, rtol=1e-05, atol=0.0, maxiter=None, M=None, callback=None):  # noqa: N803
    """The matrix is symmetric. The iterations go on until the tolerance is met for the adjoint."""
    d[b] = sparse_linalg.cg(A, d[x][0], rtol=rtol, atol=atol, maxiter=maxiter, M=M)[0]


@tangent(sparse_linalg.cg)
def cg_pushed(x, A, b, x0=None, *, rtol=1e-05, atol=0.0, maxiter=None, M=None, callback=None):  # noqa: N803
    d[x] = (sparse_linalg.cg(A, d[b], rtol=rtol, atol=atol, maxiter=maxiter, M=M)[0], 0)
