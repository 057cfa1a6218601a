"""Numeric kernels that write arrays in place, as they are written in the field: their gradients are right.

The gradient is compared with central differences, optimised and not, with known kinds of arguments and without. A
second call gives the same, and arguments are left as they were.
"""

from __future__ import annotations

import copy
import inspect
from typing import Any

import kernels_arrays
import kernels_physics
import kernels_products
import kernels_recurrences
import kernels_solvers
import kernels_stencils
import numpy as np
import pytest
import tangent_like as tl
from kernels_support import Kernel
from support import tangent_problem
from support_programs import LOCATED, WAYS, as_tuple, assert_close, assert_fresh, assert_like, quiet_grad
from tangent_like.differences import leaves_of, same

MODULES = (
    kernels_arrays,
    kernels_physics,
    kernels_products,
    kernels_recurrences,
    kernels_solvers,
    kernels_stencils,
)
KERNELS: list[Kernel] = [one for module in MODULES for one in module.KERNELS]

each_kernel = pytest.mark.parametrize("one", KERNELS, ids=[one.name for one in KERNELS])

NEEDS_KINDS = frozenset(
    {
        "rows_centred",  # `row -= ...` in a loop over a matrix
        "arrays_in_a_list",  # `first *= ...`, which an unpacking has taken from a list
        "diffusion_by_recursion",  # `u += ...` of a parameter
    }
)
"""Kernels that update a name: only kinds tell whether that writes the array or makes another number."""

DIFFERENCES: dict[str, tuple[Any, ...]] = {}


def differences(one: Kernel, step: float | None = None) -> tuple[Any, ...]:
    """The gradients by central differences."""
    return as_tuple(tl.numerical_grad(one.function, wrt=one.wrt, step=step)(*one.arguments(one.small)), one.wrt)


def best_differences(one: Kernel) -> tuple[Any, ...]:
    """The gradients by differences of several steps, computed once for a kernel."""
    if one.name not in DIFFERENCES:
        DIFFERENCES[one.name] = differences(one)
    return DIFFERENCES[one.name]


def test_names_are_unique() -> None:
    assert len({one.name for one in KERNELS}) == len(KERNELS)


@each_kernel
def test_the_kernel_is_fit_for_comparison(one: Kernel) -> None:
    """It gives the same number twice, and differences of two step sizes agree: there is no kink nearby."""
    values = [one.function(*one.arguments(one.small)) for _ in range(2)]
    assert np.ndim(values[0]) == 0
    assert np.isfinite(values[0])
    assert abs(values[0]) < 1e4
    assert same(*values)
    assert set(one.wrt) <= set(inspect.signature(one.function).parameters)
    coarse, fine = differences(one, 1e-4), differences(one, 1e-5)
    for name, first, second, true in zip(one.wrt, coarse, fine, best_differences(one), strict=True):
        numbers = [np.asarray(leaf) for _, leaf in leaves_of(true)]
        assert all(np.isfinite(number).all() for number in numbers), name
        assert any(number.any() for number in numbers), name
        assert_close(first, second, 1e-4)
        assert_close(true, second, 1e-4)


@each_kernel
@WAYS
def test_the_gradient_is_that_by_differences(one: Kernel, optimized: bool, kinds: bool) -> None:
    args = one.arguments(one.small)
    before = copy.deepcopy(args)
    df = quiet_grad(one.function, wrt=one.wrt, optimized=optimized, example_args=args if kinds else None)
    if one.name in NEEDS_KINDS and not kinds:
        with pytest.raises(ValueError, match=f"^{LOCATED.pattern}.*annotate"):
            df(*args)
        assert same(args, before), "the arguments were changed"
        return
    found, again = as_tuple(df(*args), one.wrt), as_tuple(df(*args), one.wrt)
    assert same(args, before), "the arguments were changed"
    bound = inspect.signature(one.function).bind(*args).arguments
    for name, first, second, true in zip(one.wrt, found, again, best_differences(one), strict=True):
        assert_close(first, true)
        assert same(first, second), f"the second call gives another gradient towards {name}"
        assert_like(first, bound[name])
    assert_fresh(found, args)


@each_kernel
@WAYS
def test_the_tangent_is_that_of_the_gradient(one: Kernel, optimized: bool, kinds: bool) -> None:
    args = one.arguments(one.small)
    if one.name in NEEDS_KINDS and not kinds:
        names = list(inspect.signature(one.function).parameters)
        with pytest.raises(ValueError, match=f"^{LOCATED.pattern}.*annotate"):
            tl.jvp(one.function, wrt=one.wrt, optimized=optimized)(*args, *(args[names.index(key)] for key in one.wrt))
        return
    options = {"optimized": optimized, "example_args": args if kinds else None}
    gradients = best_differences(one)
    gradient = gradients if len(one.wrt) > 1 else gradients[0]
    problem = tangent_problem(one.function, args, tuple(one.wrt), gradient, 1e-5, **options)
    assert not problem, problem


@each_kernel
def test_the_value_beside_the_gradient_is_that_of_the_function(one: Kernel) -> None:
    args = one.arguments(one.small)
    derivative = tl.value_and_grad(one.function, wrt=one.wrt, example_args=args, on_independent="ignore")
    found, _ = derivative(*copy.deepcopy(args))
    np.testing.assert_allclose(found, one.function(*copy.deepcopy(args)), rtol=1e-12)
