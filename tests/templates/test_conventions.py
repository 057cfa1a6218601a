"""Ties, singular points and shapes of code: what templates give where calculus does not decide."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from tangent_like import runtime
from tangent_like.checking import kind_of
from tangent_like.syntax import const, name
from tangent_like.templates import load
from tangent_like.templates.filling import bind, fill
from tangent_like.templates.rules import Filled, Partials
from tangent_like.values import FLOAT, UNKNOWN, Kind, array


def filled(key: Any, kinds: tuple[Kind, ...], *constants: object, **named: object) -> Partials:
    """The rule filled in for names x, y, ... of these kinds, followed by constants."""
    rule = load()[key]
    operands = tuple(name(letter) for letter in "xyuvw"[: len(kinds)])
    given = (*operands, *(const(value) for value in constants))
    bound = bind(rule, name("f"), given, {key: const(value) for key, value in named.items()})
    known = dict(zip(operands, kinds, strict=True))
    by_name = {
        parameter: known.get(term, kind_of(getattr(term.leaf, "value", None))) for parameter, term in bound.items()
    }
    return fill(Filled(rule, bound, by_name), name("z"), name("bz"), {"xp": name("np")}, lambda hint: hint)


def adjoint(key: Any, *values: Any, by: Any = 1.0, **named: object) -> list[Any]:
    """The adjoints of all operands, nothing being known of their kinds."""
    result = key(*values, **named) if callable(key) else eval(f"x {key} y", dict(zip("xy", values, strict=True)))
    partials = filled(key, (UNKNOWN,) * len(values), **named)
    space = {**vars(runtime), "np": math if getattr(key, "__module__", "") == "math" else np, "z": result, "bz": by}
    space.update(zip("xyuvw", values, strict=False))
    form = load()[key].form
    return [
        (lambda found: found * by if form == "elementwise" else found)(eval(str(term), space))
        for term in partials.adjoints.values()
    ]


MATRIX, VECTOR = array("float64", 2, "m"), array("float64", 1, "v")


@pytest.mark.parametrize(
    ("key", "kinds", "constants", "wanted"),
    [
        ("**", (UNKNOWN,), (2,), ["2 * x"]),
        ("**", (UNKNOWN,), (3,), ["3 * x ** (3 - 1)"]),
        ("**", (UNKNOWN,), (-1,), ["-1 * z / x"]),
        ("**", (UNKNOWN,), (0.5,), ["power_base_partial(x, 0.5)", "power_exponent_partial(x, 0.5, z)"]),
        ("**", (MATRIX,), (0.5,), ["0.5 * x ** (0.5 - 1)"]),
        ("@", (MATRIX, MATRIX), (), ["bz @ y.T", "x.T @ bz"]),
        ("@", (MATRIX, VECTOR), (), ["np.outer(bz, y)", "x.T @ bz"]),
        ("@", (VECTOR, MATRIX), (), ["y @ bz", "np.outer(x, bz)"]),
        ("@", (VECTOR, VECTOR), (), ["bz * y", "bz * x"]),
        (np.tanh, (UNKNOWN,), (), ["1.0 - z * z"]),
        (np.sum, (UNKNOWN,), (), ["narrow(bz)"]),
        (np.sum, (UNKNOWN,), (0,), ["narrow(np.expand_dims(bz, 0))"]),
        (np.sum, (UNKNOWN, UNKNOWN), (), ["narrow(restore_axes(bz, x, y, False))"]),
        (np.mean, (MATRIX,), (), ["narrow(bz / x.size)"]),
        (np.mean, (MATRIX,), (1,), ["narrow(np.expand_dims(bz / x.shape[1], 1))"]),
        (np.log, (MATRIX,), (), ["1.0 / x"]),
        (np.log, (UNKNOWN,), (), ["np.divide(1.0, x)"]),
        (np.linalg.inv, (MATRIX,), (), ["-z.T @ bz @ z.T"]),
        (abs, (FLOAT,), (), ["np.sign(x)"]),
        ("getitem", (UNKNOWN, UNKNOWN), (), ["ungetitem(bz, x, y)"]),
    ],
)
def test_partials_read_like_code_of_a_person(key: Any, kinds: Any, constants: Any, wanted: list[str]) -> None:
    assert [str(term) for term in filled(key, kinds, *constants).adjoints.values()] == wanted


def test_ties_are_split_evenly() -> None:
    assert adjoint(np.max, np.array([1.0, 2.0, 2.0]))[0].tolist() == [0.0, 0.5, 0.5]
    assert adjoint(np.min, np.ones((2, 2)), axis=0, by=np.ones(2))[0].tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert adjoint(np.maximum, 2.0, 2.0) == [0.5, 0.5]
    assert adjoint(np.minimum, 2.0, 2.0) == [0.5, 0.5]
    assert adjoint(max, 2.0, 2.0) == [0.5, 0.5]
    assert adjoint(min, [2.0, 2.0, 3.0])[0] == [0.5, 0.5, 0.0]


def test_clip_passes_on_its_bounds() -> None:
    assert adjoint(np.clip, np.array([0.0, 1.0, 2.0, 3.0]), 1.0, 2.0)[0].tolist() == [0.0, 1.0, 1.0, 0.0]


def test_kinks_have_slope_zero() -> None:
    assert adjoint(abs, 0.0)[0] == 0.0
    assert adjoint(np.linalg.norm, np.zeros(3))[0].tolist() == [0.0, 0.0, 0.0]
    assert adjoint(np.std, np.ones(3))[0].tolist() == [0.0, 0.0, 0.0]
    assert adjoint(np.hypot, 0.0, 0.0) == [0.0, 0.0]
    assert adjoint(math.hypot, 0.0, 0.0) == [0.0, 0.0]


def test_sort_is_stable() -> None:
    assert adjoint(np.sort, np.array([2.0, 1.0, 1.0]), by=np.array([1.0, 2.0, 3.0]))[0].tolist() == [3.0, 1.0, 2.0]


def test_power_at_zero() -> None:
    assert adjoint("**", 0.0, 0) == [0.0, 0.0]
    assert adjoint("**", 0.0, 0.5)[0] == np.inf
    assert adjoint("**", 0.0, 2.0) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("key", "values"),
    [
        (np.log, (0.0,)),
        (np.log2, (0.0,)),
        (np.log10, (0.0,)),
        (np.log1p, (-1.0,)),
        (np.sqrt, (0.0,)),
        (np.cbrt, (0.0,)),
        (np.reciprocal, (0.0,)),
        (np.arcsin, (1.0,)),
        (np.arccos, (1.0,)),
        (np.arctanh, (1.0,)),
        (np.arccosh, (1.0,)),
        (np.arctan2, (0.0, 0.0)),
        (math.sqrt, (0.0,)),
        (math.asin, (1.0,)),
        (math.acos, (-1.0,)),
        (math.acosh, (1.0,)),
        (math.atan2, (0.0, 0.0)),
        (math.pow, (0.0, 0.5)),
        (math.pow, (0.0, 0.0)),
        (np.linalg.det, (np.zeros((3, 3)),)),
        (np.linalg.slogdet, (np.zeros((2, 2)),)),
        (np.prod, (np.zeros(3),)),
        (np.var, (1.0,)),
        (np.std, (1.0,)),
    ],
)
def test_no_template_raises_where_the_primal_returns(key: Any, values: tuple[Any, ...]) -> None:
    with np.errstate(all="ignore"):
        by = [None, 1.0] if key is np.linalg.slogdet else 1.0
        assert adjoint(key, *values, by=by)


WAYS_TO_REAL: dict[str, Any] = {
    "modulus": lambda z, a: np.absolute(z) + (1.0 + 2.0j) * np.absolute(z),
    "real part": lambda z, a: np.real(z) + (1.0 + 2.0j) * np.real(z),
    "imaginary part": lambda z, a: z.imag + (1.0 + 2.0j) * z.imag,
    "norm": lambda z, a: np.linalg.norm(z) * (1.0 + 2.0j) * z,
    "variance": lambda z, a: np.var(z) + (1.0 + 2.0j) * np.var(z) * z,
    "deviation": lambda z, a: np.std(z) + (1.0 + 2.0j) * np.std(z) * z,
    "conversion": lambda z, a: z.real.astype(float) + (1.0 + 2.0j) * (z * z.conj()).astype("float64"),
    "matrix product": lambda z, a: a @ np.real(z),
    "dot product": lambda z, a: np.dot(a, z.real),
    "outer product": lambda z, a: np.outer(z.real, a[0]),
    "inner product": lambda z, a: np.inner(a, z.real),
    "solution": lambda z, a: np.linalg.solve(a, z.real),
}


@pytest.mark.filterwarnings("ignore:Casting complex values to real")
@pytest.mark.parametrize("kinds", [False, True])
@pytest.mark.parametrize("way", WAYS_TO_REAL)
def test_a_real_value_that_meets_complex_ones_hands_a_real_adjoint_on(way: str, kinds: bool) -> None:
    """The imaginary part of what comes back to a real value is nobody's: it must not go on to complex arguments."""
    made = WAYS_TO_REAL[way]

    def f(z: Any, a: Any) -> Any:
        y = made(z, a)
        return np.sum(np.real(y)) + 2.0 * np.sum(np.imag(y))

    z, a = np.array([0.3 + 0.2j, 0.7 - 0.1j]), np.array([[1.0 + 2.0j, 2.0], [0.5j, 1.0]])
    dz = np.array([0.3 + 1.0j, 2.0 - 0.5j])
    example = (z, a) if kinds else None
    gradient = tl.grad(f, example_args=example)(z, a)
    np.testing.assert_allclose(gradient, tl.numerical_grad(f)(z, a), rtol=1e-6, atol=1e-8)
    assert tl.jvp(f, example_args=example)(z, a, dz) == pytest.approx(np.sum(gradient * dz).real)


@pytest.mark.parametrize("kinds", [False, True])
def test_a_double_of_an_array_is_that_array(kinds: bool) -> None:
    def f(x: Any) -> Any:
        y = np.float64(x)
        y[0] = 2.0 * x[1]
        return np.sum(x * y)

    x = np.array([1.0, 2.0, 3.0])
    example = (x,) if kinds else None
    assert tl.grad(f, example_args=example)(x).tolist() == [0.0, 20.0, 6.0]
    assert tl.jvp(f, example_args=example)(x, np.ones(3)) == 26.0
