"""Solutions of linear equations in `scipy.linalg`; `scipy_solve_adjoints` has the formulas.

An argument that may be overwritten (``overwrite_a=True``) is none of a rule: such a call is refused.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from scipy import linalg

from .. import scipy_solve_adjoints
from ..libraries import add_helpers, add_library
from ..runtime import cast_like, lstsq_adjoint, unbroadcast
from ..scipy_solve_adjoints import (
    along,
    as_columns,
    banded_product,
    cho_solve_adjoint,
    cho_solve_product,
    held,
    least_squares_tangent,
    lu_rows,
    lu_solve_adjoint,
    lu_solve_product,
    lu_solve_transposed,
    outer_of_columns,
    pivoted_rows,
    require_one,
    solve_banded_adjoint,
    solve_banded_transposed,
    solve_pushed,
    solve_toeplitz_adjoint,
    solve_transposed,
    solve_triangular_pushed,
    solve_triangular_transposed,
    solveh_banded_adjoint,
    solveh_banded_product,
    times_columns,
    toeplitz_product,
    transposed_as,
    triangle_of,
)
from ..values import Kind
from .notation import d, or_zero, rank, xp
from .rules import THROUGH, adjoint, constant, fixed_kind, tangent

add_library("linalg", linalg)
add_helpers(scipy_solve_adjoints)


@adjoint(linalg.solve, raises=True)
def solve(x, a, b, lower=False, *, check_finite=True, assume_a=None, transposed=False):
    if assume_a in (None, "gen", "general") and transposed is False and rank(a) == 2:
        bb = linalg.solve(a.T, d[x])
        d[a] = outer_of_columns(bb, x, a, b)
        d[b] = bb
    elif assume_a in (None, "gen", "general") and transposed is False:
        bb = solve_transposed(d[x], a, b, lower, assume_a, transposed)
        d[a] = outer_of_columns(bb, x, a, b)
        d[b] = cast_like(unbroadcast(bb, b), b)
    else:
        bb = solve_transposed(d[x], a, b, lower, assume_a, transposed)
        d[a] = held(transposed_as(outer_of_columns(bb, x, a, b), int(transposed)), assume_a)
        d[b] = cast_like(unbroadcast(bb, b), b)


@tangent(linalg.solve)
def solve_tangent(x, a, b, lower=False, *, check_finite=True, assume_a=None, transposed=False):
    if assume_a in (None, "gen", "general") and transposed is False and rank(a) == 2:
        d[x] = linalg.solve(a, d[b] - times_columns(d[a], x, b))
    else:
        moved = times_columns(transposed_as(held(or_zero(d[a]) + 0.0 * a, assume_a), int(transposed)), x, b)
        d[x] = solve_pushed(or_zero(d[b]) - moved, a, b, lower, assume_a, transposed)


@adjoint(linalg.solve_triangular, raises=True)
def solve_triangular(x, a, b, trans=0, lower=False, unit_diagonal=False, *, check_finite=True):
    if trans in (0, "N") and rank(a) == 2:
        bb = linalg.solve_triangular(a, d[x], 1, lower, unit_diagonal)
        d[a] = triangle_of(outer_of_columns(bb, x, a, b), lower, unit_diagonal)
        d[b] = bb
    else:
        bb = solve_triangular_transposed(d[x], a, b, trans, lower, unit_diagonal)
        d[a] = triangle_of(transposed_as(outer_of_columns(bb, x, a, b), trans), lower, unit_diagonal)
        d[b] = cast_like(unbroadcast(bb, b), b)


@tangent(linalg.solve_triangular)
def solve_triangular_tangent(x, a, b, trans=0, lower=False, unit_diagonal=False, *, check_finite=True):
    if trans in (0, "N") and rank(a) == 2:
        d[x] = linalg.solve_triangular(
            a, d[b] - times_columns(triangle_of(d[a], lower, unit_diagonal), x, b), trans, lower, unit_diagonal
        )
    else:
        change = triangle_of(or_zero(d[a]) + 0.0 * a, lower, unit_diagonal)
        moved = times_columns(transposed_as(change, trans), x, b)
        d[x] = solve_triangular_pushed(or_zero(d[b]) - moved, a, b, trans, lower, unit_diagonal)


@adjoint(linalg.cho_solve, raises=True, structural=True)
def cho_solve(x, c_and_lower, b, *, check_finite=True):
    bb = xp.conj(linalg.cho_solve(c_and_lower, xp.conj(d[x])))
    d[c_and_lower] = cho_solve_adjoint(bb, x, c_and_lower, b)
    d[b] = cast_like(bb, b)


@tangent(linalg.cho_solve)
def cho_solve_tangent(x, c_and_lower, b, *, check_finite=True):
    d[x] = linalg.cho_solve(c_and_lower, d[b] - cho_solve_product(d[c_and_lower], c_and_lower, x, b))


@adjoint(linalg.lu_solve, raises=True, structural=True)
def lu_solve(x, lu_and_piv, b, trans=0, *, check_finite=True):
    bb = lu_solve_transposed(d[x], lu_and_piv, trans)
    d[lu_and_piv] = lu_solve_adjoint(bb, x, lu_and_piv, b, trans)
    d[b] = cast_like(bb, b)


@tangent(linalg.lu_solve)
def lu_solve_tangent(x, lu_and_piv, b, trans=0, *, check_finite=True):
    d[x] = linalg.lu_solve(lu_and_piv, d[b] - lu_solve_product(d[lu_and_piv], lu_and_piv, x, trans), trans)


@adjoint(linalg.solve_banded, raises=True)
def solve_banded(x, l_and_u, ab, b, *, check_finite=True):
    bb = solve_banded_transposed(l_and_u, ab, d[x])
    d[ab] = solve_banded_adjoint(l_and_u, bb, x, ab)
    d[b] = cast_like(bb, b)


@tangent(linalg.solve_banded)
def solve_banded_tangent(x, l_and_u, ab, b, *, check_finite=True):
    d[x] = linalg.solve_banded(l_and_u, ab, d[b] - banded_product(l_and_u, d[ab], x))


@adjoint(linalg.solveh_banded, raises=True)
def solveh_banded(x, ab, b, *, lower=False, check_finite=True):
    bb = linalg.solveh_banded(xp.conj(ab), d[x], lower=lower)
    d[ab] = solveh_banded_adjoint(bb, x, ab, lower)
    d[b] = cast_like(bb, b)


@tangent(linalg.solveh_banded)
def solveh_banded_tangent(x, ab, b, *, lower=False, check_finite=True):
    d[x] = linalg.solveh_banded(ab, d[b] - solveh_banded_product(d[ab], x, lower), lower=lower)


@adjoint(linalg.solve_toeplitz, raises=True, structural=True)
def solve_toeplitz(x, c_or_cr, b, check_finite=True):
    adjoints = solve_toeplitz_adjoint(d[x], x, c_or_cr, b)
    d[c_or_cr] = adjoints[0]
    d[b] = adjoints[1]


@tangent(linalg.solve_toeplitz)
def solve_toeplitz_tangent(x, c_or_cr, b, check_finite=True):
    d[x] = linalg.solve_toeplitz(c_or_cr, d[b] - toeplitz_product(d[c_or_cr], c_or_cr, x))


@adjoint(linalg.solve_sylvester, raises=True)
def solve_sylvester(x, a, b, q):
    """Giles (2008), section 2.2: the derivative of ``a @ x + x @ b = q``."""
    bq = linalg.solve_sylvester(xp.swapaxes(a, -1, -2), xp.swapaxes(b, -1, -2), d[x])
    xt = xp.swapaxes(x, -1, -2)
    d[a] = cast_like(-bq @ xt, a)
    d[b] = cast_like(-xt @ bq, b)
    d[q] = cast_like(bq, q)


@tangent(linalg.solve_sylvester)
def solve_sylvester_tangent(x, a, b, q):
    d[x] = linalg.solve_sylvester(a, b, d[q] - d[a] @ x - x @ d[b])


@adjoint(linalg.solve_continuous_lyapunov, raises=True)
def solve_continuous_lyapunov(x, a, q):
    """From ``a @ x + x @ a^H = q``."""
    bq = linalg.solve_continuous_lyapunov(xp.swapaxes(a, -1, -2), d[x])
    d[a] = cast_like(-bq @ xp.swapaxes(x, -1, -2) - xp.conj(xp.swapaxes(bq, -1, -2) @ x), a)
    d[q] = cast_like(bq, q)


@tangent(linalg.solve_continuous_lyapunov)
def solve_continuous_lyapunov_tangent(x, a, q):
    d[x] = linalg.solve_continuous_lyapunov(a, d[q] - d[a] @ x - x @ xp.conj(xp.swapaxes(d[a], -1, -2)))


@adjoint(linalg.solve_discrete_lyapunov, raises=True)
def solve_discrete_lyapunov(x, a, q, method=None):
    """From ``a @ x @ a^H - x + q = 0``."""
    bq = linalg.solve_discrete_lyapunov(xp.swapaxes(a, -1, -2), d[x], method)
    d[a] = cast_like(bq @ xp.conj(a) @ xp.swapaxes(x, -1, -2) + xp.conj(xp.swapaxes(bq, -1, -2) @ a @ x), a)
    d[q] = cast_like(bq, q)


@tangent(linalg.solve_discrete_lyapunov)
def solve_discrete_lyapunov_tangent(x, a, q, method=None):
    left = d[a] @ x @ xp.conj(xp.swapaxes(a, -1, -2))
    right = a @ x @ xp.conj(xp.swapaxes(d[a], -1, -2))
    d[x] = linalg.solve_discrete_lyapunov(a, d[q] + left + right, method)


@adjoint(
    linalg.lstsq,
    kind=fixed_kind(Kind("tuple")),
    raises=True,
    structural=True,
)
def lstsq(y, a, b, cond=None, *, check_finite=True, lapack_driver=None):
    adjoints = lstsq_adjoint(d[y], y, a, b)
    d[a] = adjoints[0]
    d[b] = adjoints[1]


@tangent(linalg.lstsq)
def lstsq_pushed(y, a, b, cond=None, *, check_finite=True, lapack_driver=None):
    d[y] = least_squares_tangent(or_zero(d[a]) + 0.0 * a, or_zero(d[b]), y, a, b)


constant(pivoted_rows)
constant(require_one)
THROUGH.update((along, as_columns, banded_product, cho_solve_adjoint, cho_solve_product, held, least_squares_tangent))
THROUGH.update((lu_rows, lu_solve_adjoint, lu_solve_product, lu_solve_transposed, outer_of_columns))
THROUGH.update((solve_banded_adjoint, solve_banded_transposed, solve_pushed, solve_toeplitz_adjoint, solve_transposed))
THROUGH.update((solve_triangular_pushed, solve_triangular_transposed, solveh_banded_adjoint, solveh_banded_product))
THROUGH.update((times_columns, toeplitz_product, triangle_of, transposed_as))
