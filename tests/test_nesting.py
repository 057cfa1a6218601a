"""Derivatives of derivatives: any nesting of both modes, against central differences of the derivative below."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import tangent_like
from nested_programs import KINDS_NEEDED, PROGRAMS, REVERSE
from support import function_from
from tangent_like.errors import TangentError

Program = tuple[Callable[..., Any], tuple[Any, ...]]
MODES = ("grad", "jvp")
STEP = 1e-5
ALL = [*((one, kinds) for one in PROGRAMS for kinds in (False, True)), *((one, True) for one in KINDS_NEEDED)]


def _title(value: Any) -> str:
    if isinstance(value, tuple) and callable(value[0]):
        return str(value[0].__name__)
    return "-".join(value) if isinstance(value, tuple) else {False: "plain", True: "known"}.get(value, str(value))


def parameters(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


def nested(
    one: Program, modes: Sequence[str], kinds: bool, optimized: bool = True
) -> tuple[list[Any], list[dict[str, Any]]]:
    """The function and its derivatives, each of the one before, and what each is given by name.

    The first ``grad`` is of a number; later ones are given ones for their result.
    """
    function, args = one
    direction = direction_of(args[0])
    levels, given = [function], [dict[str, Any]()]
    for depth, mode in enumerate(modes):
        below, known = levels[-1], given[-1]
        options = {"example_args": args if kinds and depth == 0 else None, "optimized": optimized}
        if mode == "jvp":
            made, value = tangent_like.jvp(below, **options), direction
        else:
            made = (tangent_like.vjp if depth else tangent_like.grad)(below, **options)
            value = np.ones_like(below(*copies(args), **known)) if depth else 1.0
            value = value if np.ndim(value) else float(value)
        (added,) = [name for name in parameters(made) if name not in parameters(below)]
        levels.append(made)
        given.append({**known, added: value})
    return levels, given


def copies(args: Sequence[Any]) -> list[Any]:
    return [one.copy() if isinstance(one, np.ndarray) else one for one in args]


def direction_of(x: Any) -> Any:
    return 0.7 if isinstance(x, float) else np.linspace(-0.8, 1.1, x.size).reshape(x.shape)


def check(one: Program, modes: Sequence[str], kinds: bool, optimized: bool = True, rtol: float = 1e-6) -> None:
    """Compare the last derivative with central differences of the one before."""
    args = one[1]
    levels, given = nested(one, modes, kinds, optimized)
    direction = direction_of(args[0])

    def below(step: float) -> Any:
        first, *rest = copies(args)
        return np.asarray(levels[-2](first + step * direction, *rest, **given[-2]))

    near = (below(STEP) - below(-STEP)) / (2.0 * STEP)
    far = (below(2.0 * STEP) - below(-2.0 * STEP)) / (4.0 * STEP)
    true = (4.0 * near - far) / 3.0
    before = copies(args)
    found = np.asarray(levels[-1](*before, **given[-1]))
    np.testing.assert_array_equal(before[0], args[0])
    if modes[-1] == "jvp":
        np.testing.assert_allclose(found, true, rtol, 1e-7)
    else:
        assert np.shape(found) == np.shape(args[0])
        np.testing.assert_allclose(np.sum(found * direction), np.sum(true), rtol, 1e-7)


@pytest.mark.parametrize("modes", list(itertools.product(MODES, repeat=2)), ids=_title)
@pytest.mark.parametrize(("one", "kinds"), ALL, ids=_title)
def test_second_derivatives_agree_with_central_differences(one: Program, kinds: bool, modes: tuple[str, ...]) -> None:
    check(one, modes, kinds)
    check(one, modes, kinds, optimized=False)


@pytest.mark.parametrize("kinds", [False, True], ids=_title)
@pytest.mark.parametrize("one", REVERSE, ids=_title)
def test_adjoints_of_library_functions_are_differentiated_in_reverse(one: Program, kinds: bool) -> None:
    check(one, ("grad", "grad"), kinds)
    check(one, ("grad", "grad"), kinds, optimized=False)


THREE_DEEP = [
    one
    for one in ALL
    if one[0][0].__name__
    in (
        *("polynomial", "powers", "selected", "loop", "while_loop", "branch_in_loop", "called_for_two", "recursion"),
        *("derivative_inside", "history", "stored_elements", "stored_slices", "masked", "view_is_written"),
    )
]


@pytest.mark.parametrize("modes", list(itertools.product(MODES, repeat=3)), ids=_title)
@pytest.mark.parametrize(("one", "kinds"), THREE_DEEP, ids=_title)
def test_third_derivatives_agree_with_central_differences(one: Program, kinds: bool, modes: tuple[str, ...]) -> None:
    check(one, modes, kinds, rtol=1e-5)


@pytest.mark.parametrize("one", KINDS_NEEDED, ids=_title)
def test_what_needs_kinds_is_refused_where_the_reverse_of_the_reverse_would_not_know(one: Program) -> None:
    with pytest.raises((TangentError, ValueError), match=r":\d+:\d+: .* (view|change)"):
        check(one, ("grad", "grad"), False)


# The fourth derivative


def bell(x):
    return x**5 * np.exp(-(x**2))


def fourth_derivative_of_bell(x: float) -> float:
    """By hand: the derivative of ``p exp(-x**2)`` is ``(p' - 2 x p) exp(-x**2)``."""
    factor = np.polynomial.Polynomial([0, 0, 0, 0, 0, 1])
    for _ in range(4):
        factor = factor.deriv() - np.polynomial.Polynomial([0, 2]) * factor
    return float(factor(x) * np.exp(-x * x))


@pytest.mark.parametrize("kinds", [False, True], ids=_title)
@pytest.mark.parametrize("modes", list(itertools.product(MODES, repeat=4)), ids=_title)
def test_fourth_derivative_by_any_modes(modes: tuple[str, ...], kinds: bool) -> None:
    derivative: Any = bell
    tangents: list[str] = []
    for depth, mode in enumerate(modes):
        below = parameters(derivative)
        examples = (0.5,) if kinds and depth == 0 else None
        derivative = getattr(tangent_like, mode)(derivative, example_args=examples)
        tangents += [one for one in parameters(derivative) if one not in below] if mode == "jvp" else []
    for x in (0.0, 0.5, 2.0):
        found = derivative(x, **dict.fromkeys(tangents, 1.0))
        assert found == pytest.approx(fourth_derivative_of_bell(x), rel=1e-10, abs=1e-10)


# Hessians


def logistic_loss(w, rows, labels):
    total = 0.0
    for i in range(len(labels)):
        total = total + np.log(1.0 + np.exp(-labels[i] * np.sum(rows[i] * w)))
    return total


def relaxed(x):
    u = x * x
    for _ in range(2):
        for i in range(1, len(x) - 1):
            u[i] = 0.5 * u[i] + 0.2 * u[i - 1] * u[i + 1]
    return np.sum(u * u)


def hessian(function: Callable[..., Any], args: tuple[Any, ...], kinds: bool) -> Any:
    """The columns of the Hessian, each the tangent of the gradient along an axis."""
    column = tangent_like.jvp(tangent_like.grad(function, example_args=args if kinds else None))
    return np.stack([column(*args, dw=axis) if "dw" in parameters(column) else column(*args, dx=axis) for axis in AXES])


AXES = np.eye(3)
ROWS = np.array([[0.4, -1.2, 0.7], [1.1, 0.3, -0.5], [-0.6, 0.9, 0.2], [0.8, 0.1, 1.3]])
LABELS = np.array([1.0, -1.0, 1.0, -1.0])
POINT = np.array([0.3, -0.7, 1.1])


@pytest.mark.parametrize("kinds", [False, True], ids=_title)
def test_hessian_of_logistic_regression(kinds: bool) -> None:
    found = hessian(logistic_loss, (POINT, ROWS, LABELS), kinds)
    chance = 1.0 / (1.0 + np.exp(-ROWS @ POINT))
    true = ROWS.T @ (ROWS * (chance * (1.0 - chance))[:, None])
    np.testing.assert_allclose(found, true, 1e-10)


@pytest.mark.parametrize("kinds", [False, True], ids=_title)
def test_hessian_of_a_loop_with_stores(kinds: bool) -> None:
    found = hessian(relaxed, (POINT,), kinds)
    gradient = tangent_like.grad(relaxed)
    true = np.stack([(gradient(POINT + STEP * axis) - gradient(POINT - STEP * axis)) / (2.0 * STEP) for axis in AXES])
    np.testing.assert_allclose(found, found.T, 1e-12)
    np.testing.assert_allclose(found, true, 1e-6, 1e-8)


# Derivatives inside


def cube(y):
    return y * y * y


def of_a_function(x):
    return tangent_like.grad(cube)(x) * x


def by_name(x):
    def inner(y):
        return x * y * y

    slope = tangent_like.grad(inner)
    return x * slope(x)


def value_too(x):
    value, slope = tangent_like.value_and_grad(lambda y: np.sin(x * y))(x)
    return value * slope


def forward(x):
    return tangent_like.jvp(lambda y: y * y * x)(3.0, x)


def pulled_back(x):
    return tangent_like.vjp(lambda y: y * y * x)(3.0, x)


def twice(x):
    return tangent_like.grad(lambda y: tangent_like.grad(lambda z: x * y * z * z)(y))(x)


def in_a_loop(x):
    s = 0.0
    for _ in range(3):
        s = s + tangent_like.grad(lambda y: s * y * x + y * y)(x)  # noqa: B023 - called at once
    return s


def of_second_argument(x):
    return tangent_like.grad(lambda a, b: a * b * b * x, wrt=1)(x, 2.0)


INSIDE = (of_a_function, by_name, value_too, forward, pulled_back, twice, in_a_loop, of_second_argument)


@pytest.mark.parametrize("modes", [*((one,) for one in MODES), *itertools.product(MODES, repeat=2)], ids=_title)
@pytest.mark.parametrize("kinds", [False, True], ids=_title)
@pytest.mark.parametrize("function", INSIDE, ids=lambda one: one.__name__)
def test_a_derivative_inside_of_what_is_differentiated(
    function: Callable[..., Any], kinds: bool, modes: tuple[str, ...]
) -> None:
    check((function, (1.3,)), modes, kinds)


def test_perturbations_are_not_confused() -> None:
    def product(x):
        return x * tangent_like.grad(lambda y: x * y)(2.0)

    assert tangent_like.grad(product)(3.0) == 6.0
    assert tangent_like.jvp(product)(3.0, 1.0) == 6.0

    def sum_inside(x):
        return x * tangent_like.grad(lambda y: x + y)(1.0)

    assert tangent_like.grad(sum_inside)(5.0) == 1.0


def test_a_module_holds_the_derivatives_that_are_taken_inside() -> None:
    space: dict[str, Any] = {}
    exec(tangent_like.module_source(tangent_like.grad(by_name)), space)
    assert space["dby_namedx"](1.3) == pytest.approx(tangent_like.grad(by_name)(1.3))


def test_options_inside_have_to_be_constants() -> None:
    def chosen(x, which):
        return tangent_like.grad(lambda a, b: a * b, wrt=which)(x, x)

    with pytest.raises(TangentError) as found:
        tangent_like.grad(chosen)
    assert "options of a derivative that are not known when compiling" in str(found.value)
    assert "test_nesting.py" in str(found.value)


# Wrong before


def test_an_adjoint_that_another_one_refers_to_is_not_written() -> None:
    def updated(x):
        u = x * x
        u[1:3] *= x[0]
        u += x
        return np.sum(u * u * u)

    x = np.array([0.61, 1.12, 0.43, 0.95])
    np.testing.assert_allclose(tangent_like.grad(updated)(x), tangent_like.numerical_grad(updated)(x), 1e-6)


@pytest.mark.parametrize("kinds", [False, True], ids=_title)
def test_an_adjoint_that_is_zero_by_chance_still_has_a_derivative(kinds: bool) -> None:
    """What `where` selects is guarded by zero adjoints; at 1 the adjoint is zero, and its derivative is not."""

    def roots(x):
        return np.sum((np.where(x > 0, np.sqrt(x), 0.0) - 1.0) ** 2)

    x, ones = np.array([1.0, 4.0, 0.0, 0.25]), np.ones(4)
    gradient = tangent_like.grad(roots, example_args=(x,) if kinds else None)
    true = [0.5, 0.0625, 0.0, 4.0]
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(tangent_like.jvp(gradient)(x, dx=ones), true)
        pulled = tangent_like.vjp(gradient)
        np.testing.assert_allclose(pulled(x, **{parameters(pulled)[-1]: ones}), true)


def test_what_a_loop_computed_when_it_is_left_is_read_behind_it() -> None:
    def halved(x):
        while True:
            y = x * 0.5
            if y < 1.0:
                break
            x = y * y
        return y

    for x in (1.5, 2.7, 3.1):
        first = tangent_like.grad(halved)
        assert first(x) == pytest.approx((halved(x + 1e-6) - halved(x - 1e-6)) / 2e-6, rel=1e-6)
        second = tangent_like.grad(first)(x)
        assert second == pytest.approx((first(x + 1e-6) - first(x - 1e-6)) / 2e-6, rel=1e-6)


# Kinds


def test_kinds_travel_with_a_derivative() -> None:
    def squares(x):
        return np.sum(x * x * x)

    x = np.array([0.5, 1.5])
    gradient = tangent_like.grad(squares, example_args=(x,))
    assert "as_gradient" not in inspect.getsource(gradient)
    assert "is_part" not in inspect.getsource(tangent_like.jvp(gradient))


def test_items_of_a_stack_keep_their_kind() -> None:
    def powers(x: float, n: int):
        for _ in range(n):
            x = x * x
        return x

    second = inspect.getsource(tangent_like.grad(tangent_like.grad(powers)))
    assert "unbroadcast" not in second


def test_a_list_of_references_to_what_varies_later() -> None:
    text = (
        "def f(t):\n    for i in range(2):\n        t[i][0][1:] += t[i, 1, :-1] * t[i, 1, :-1]\n"
        "    return np.sum(t * t)\n"
    )
    x = np.arange(1.0, 9.0).reshape(2, 2, 2) / 5
    direction = np.ones((2, 2, 2))
    df = tangent_like.grad(function_from(text), example_args=(x,))
    step = 1e-6
    expected = (df(x + step * direction) - df(x - step * direction)) / (2 * step)
    np.testing.assert_allclose(tangent_like.jvp(df)(x, dt=direction), expected, rtol=1e-6)


def test_recursion_that_writes_through_its_residuals() -> None:
    text = (
        "def g(u, n):\n    if n > 0:\n        g(u[1:], n - 1)\n        u[1:] += u[0]\n\n"
        "def f(x):\n    g(x, 1)\n    return np.sum(x * x)\n"
    )
    x, direction = np.array([0.3, 0.7, 1.1]), np.array([1.0, -0.5, 2.0])
    df = tangent_like.grad(function_from(text), example_args=(x,))
    np.testing.assert_allclose(tangent_like.jvp(df)(x, dx=direction), df(direction), rtol=1e-12)


REGRESSIONS = {
    "an index that repeats, in an update whose old content nobody reads": (
        "s = x[0] * np.sin(x[1])\n    x[...] = 1.5\n    x[[2, 1, -1, 2]] += s\n"
        "    return np.sum(np.sin(x) * np.arange(4.0))"
    ),
    "a helper that may return what it does not differentiate": (
        "u = x * 1.0\n    B = np.outer(x, u) * 1.0\n    u[1] = 0.0\n    u /= 2.0 + B[2, 0]\n"
        "    return np.sum(x) + np.sum(u * u) + np.sum(B)"
    ),
}


@pytest.mark.parametrize("second", ["grad", "jvp"])
@pytest.mark.parametrize("case", REGRESSIONS)
def test_found_by_random_programs(case: str, second: str) -> None:
    function = function_from(f"def f(x):\n    {REGRESSIONS[case]}\n")
    x, u, v = np.array([0.19, 0.74, 0.16, 1.14]), np.array([1.0, -0.5, 0.3, 0.7]), np.array([0.2, 0.4, -1.0, 0.6])
    df = tangent_like.grad(function, example_args=(x,))
    step = 1e-5
    expected = u @ (df(x + step * v) - df(x - step * v)) / (2 * step)
    found = tangent_like.vjp(df)(x, 1.0, u) @ v if second == "grad" else u @ tangent_like.jvp(df)(x, dx=v)
    np.testing.assert_allclose(found, expected, rtol=1e-6)
