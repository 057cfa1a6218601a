"""What `scipy.optimize` returns with attributes, against central differences, and what of it has no derivative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import optimize
from support import function_from
from tangent_like.errors import UnsupportedArgumentError


def cube(x: Any, a: Any) -> Any:
    return x**3 - a


def slope_of_cube(x: Any, a: Any) -> Any:
    return np.diag(3.0 * x * x)


def bowl(x: Any, a: Any, b: Any) -> Any:
    return np.sum((x - a) ** 4) + b * np.sum(x * x) + np.sum(x[1:] * x[:-1])


def nested(x: Any, pair: Any) -> Any:
    return np.sum(np.exp(pair[0] * x) - pair[1] * x)


def system(a: Any) -> Any:
    return np.sum(optimize.root(cube, np.ones(3), args=(a,)).x ** 2)


def system_by_slope(a: Any) -> Any:
    found = optimize.root(cube, np.ones(3), (a,), "lm", jac=slope_of_cube, options={"xtol": 1e-12})
    return np.sum(found.x * a) + np.sum(found.fun * a) if found.success else 0.0


def by_key(a: Any) -> Any:
    return np.sum(optimize.root(cube, np.ones(3), a)["x"] ** 2)


def bracketed(a: Any) -> Any:
    found = optimize.root_scalar(cube, args=(a,), bracket=(0.0, 9.0))
    return found.root**2 * a if found.converged and found.iterations > 1 else a


def by_newton(a: Any) -> Any:
    return optimize.root_scalar(cube, a, "newton", fprime=lambda x, c: 3.0 * x * x, x0=1.0).root


def lowest(a: Any, b: Any) -> Any:
    found = optimize.minimize(bowl, np.ones(3), args=(a, b), tol=1e-9)
    return np.sum(found.x**3) + found.fun * found.x[0] + np.sum(found.jac * a)


def least(a: Any, b: Any) -> Any:
    return optimize.minimize(bowl, np.zeros(3), (a, b), method="BFGS", options={"gtol": 1e-9}).fun


def in_a_loop(a: Any) -> Any:
    x = a
    for _ in range(2):
        x = optimize.minimize(bowl, np.ones(3), args=(x, 0.5), tol=1e-10).x + a
    return np.sum(x * x)


def of_a_pair(a: Any, b: Any) -> Any:
    return optimize.minimize(nested, np.zeros(1), args=((a, b),), tol=1e-10).fun


def of_a_lambda(a: Any) -> Any:
    return optimize.root(lambda x, c, n: x**n - c, np.ones(3), args=(a, 3)).x[1] * a[0]


A = np.array([1.0, 2.0, 3.0])
CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    *((one, (A,)) for one in (system, system_by_slope, by_key, in_a_loop, of_a_lambda)),
    *((one, (2.0,)) for one in (bracketed, by_newton)),
    *((one, (A, 0.5)) for one in (lowest, least)),
    (of_a_pair, (1.3, 2.0)),
]


@pytest.mark.parametrize(
    ("function", "args", "place"), [(one, args, place) for one, args in CASES for place in range(len(args))]
)
@pytest.mark.parametrize("known", [False, True])
def test_both_modes_agree_with_central_differences(
    function: Callable[..., Any], args: tuple[Any, ...], place: int, known: bool
) -> None:
    examples = args if known else None
    direction = np.random.default_rng(1).normal(size=np.shape(args[place]))[()]

    def moved(step: float) -> float:
        return float(function(*args[:place], args[place] + step * direction, *args[place + 1 :]))

    expected = (moved(1e-3) - moved(-1e-3)) / 2e-3
    gradient = tl.grad(function, wrt=(place,), example_args=examples)(*args)
    pushed = tl.jvp(function, wrt=(place,), example_args=examples)(*args, direction)
    assert np.shape(gradient) == np.shape(args[place])
    assert np.sum(gradient * direction) == pytest.approx(expected, rel=1e-4, abs=1e-5)
    assert pushed == pytest.approx(np.sum(gradient * direction), rel=1e-9)


@pytest.mark.parametrize(
    ("call", "key"),
    [
        ("optimize.root(cube, np.ones(3), args=(a,))", "fjac"),
        ("optimize.minimize(bowl, np.ones(3), args=(a, 0.5))", "hess_inv"),
    ],
)
def test_what_the_search_ended_with_has_no_derivative(call: str, key: str) -> None:
    text = f"def f(a):\n    return np.sum({call}.{key} ** 2)\n"
    function = function_from(text, optimize=optimize, cube=cube, bowl=bowl)
    for run in (lambda: tl.grad(function)(A), lambda: tl.jvp(function)(A, A)):
        with pytest.raises(ValueError, match=f"the derivative of `{key}` of this result is not known"):
            run()


def test_the_tangent_of_a_result_can_be_shown() -> None:
    def f(a: Any) -> Any:
        return optimize.root(cube, 1.0, args=(a,))

    tangent = tl.jvp(f)(8.0, 12.0)
    assert tangent.x == pytest.approx([1.0])
    assert tangent.success == 0.0
    assert "x: " in repr(tangent)


@pytest.mark.parametrize("mode", ["grad", "jvp"])
@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("optimize.minimize(bowl, b, (a, 0.5), jac=True)", "jac=True, whose derivative is not known"),
        ("optimize.minimize(bowl, b, (a, 0.5), bounds=b)", "`bounds` is not written out as a literal"),
        ("optimize.minimize(bowl, b, (a, 0.5), constraints=b)", "`constraints` is not written out as a literal"),
        ("optimize.root(cube, b, (a,), jac=True)", "jac=True, whose derivative is not known"),
        ("optimize.root_scalar(cube, (a,), fprime=True)", "fprime=True, whose derivative is not known"),
    ],
)
def test_searches_that_no_rule_covers_are_refused(mode: str, call: str, problem: str) -> None:
    text = f"def f(a, b):\n    return np.sum({call}.x)\n"
    with pytest.raises(UnsupportedArgumentError) as caught:
        getattr(tl, mode)(function_from(text, optimize=optimize, cube=cube, bowl=bowl))
    place, *rest = str(caught.value).splitlines()
    name = call.partition("(")[0]
    assert place.endswith(f":2:19: cannot differentiate this call of `{name}`: {problem}")
    assert rest == [
        f"    2 |     return np.sum({call}.x)",
        "                          ^",
        "Write the arguments out as the rule takes them, or add a rule for this use.",
    ]
