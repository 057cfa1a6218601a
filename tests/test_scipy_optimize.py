"""Roots, fixed points and integrals of functions that are handed over, against central differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import integrate, optimize
from support import function_from
from tangent_like.errors import UnknownFunctionError, UnsupportedArgumentError


def square(x: Any, c: Any) -> Any:
    return x * x - c


def cosine(x: Any, c: Any) -> Any:
    return np.cos(c * x)


def cubic(x: Any, a: Any, b: Any) -> Any:
    return a @ x + 0.1 * x**3 - b


def listed(x: Any, c: Any) -> Any:
    return [x[0] - c, x[1] - x[0] * c]


def decaying(t: Any, k: Any, w: Any) -> Any:
    return np.exp(-k * t) * np.sum(w) * t


def bracketed(c: Any) -> Any:
    return optimize.brentq(square, 0.0, 10.0, args=(c,)) ** 2 * c


def bracketed_bare(c: Any) -> Any:
    return optimize.ridder(square, 0.0, 10.0, c)


def by_brenth(c: Any) -> Any:
    return optimize.brenth(square, 0.0, 10.0, args=(c,))


def by_bisection(c: Any) -> Any:
    return optimize.bisect(square, 0.0, 10.0, args=(c,), xtol=1e-14)


def by_toms748(c: Any) -> Any:
    return optimize.toms748(square, 0.0, 10.0, args=(c,))


def by_newton(c: Any) -> Any:
    return optimize.newton(square, 1.0, args=(c,)) * c


def newton_of_many(c: Any) -> Any:
    return np.sum(optimize.newton(square, np.ones(3), args=(c,)) ** 3)


def fixed(c: Any) -> Any:
    return optimize.fixed_point(cosine, 1.0, args=(c,))


def system(a: Any, b: Any) -> Any:
    return np.sum(optimize.fsolve(cubic, np.ones(3), args=(a, b)) ** 2)


def system_of_lists(c: Any) -> Any:
    return np.sum(optimize.fsolve(listed, [1.0, 1.0], (c,)) ** 2)


def in_a_loop(c: Any) -> Any:
    x = c
    for _ in range(3):
        x = optimize.brentq(square, 0.0, 10.0, args=(x,)) + c
    return x


def changed_afterwards(c: Any) -> Any:
    b = c * 1.0
    x = optimize.newton(square, np.ones(3), args=(b,))
    b[0] = 5.0
    return np.sum(x * b)


def area(a: Any, b: Any, k: Any, w: Any) -> Any:
    return integrate.quad(decaying, a, b, args=(k, w))[0]


def whole_area(k: Any) -> Any:
    return integrate.quad(decaying, 0.0, np.inf, args=(k, np.ones(2)))[0]


def area_of_plain(b: Any) -> Any:
    return integrate.quad(np.sin, 0.0, b)[0]


MATRIX = np.random.default_rng(0).normal(size=(3, 3)) + 4.0 * np.eye(3)
CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    *((one, (2.0,)) for one in (bracketed, bracketed_bare, by_brenth, by_bisection, by_toms748, by_newton)),
    (newton_of_many, (np.array([1.0, 2.0, 3.0]),)),
    (changed_afterwards, (np.array([1.0, 2.0, 3.0]),)),
    (fixed, (0.8,)),
    (system, (MATRIX, np.ones(3))),
    (system_of_lists, (1.5,)),
    (in_a_loop, (2.0,)),
    (area, (0.1, 2.0, 0.5, np.array([1.0, 2.0]))),
    (whole_area, (0.7,)),
    (area_of_plain, (0.9,)),
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

    expected = (moved(1e-5) - moved(-1e-5)) / 2e-5
    gradient = tl.grad(function, wrt=(place,), example_args=examples)(*args)
    gradient = gradient[0] if isinstance(gradient, tuple) else gradient
    pushed = tl.jvp(function, wrt=(place,), example_args=examples)(*args, direction)
    assert np.shape(gradient) == np.shape(args[place])
    assert np.sum(gradient * direction) == pytest.approx(expected, rel=1e-6, abs=1e-8)
    assert pushed == pytest.approx(np.sum(gradient * direction), rel=1e-10)


@pytest.mark.parametrize("mode", ["grad", "jvp"])
@pytest.mark.parametrize(
    ("lines", "call"),
    [
        ("", "optimize.brentq(lambda x: x - c, 0.0, 9.0)"),
        ("    def h(x):\n        return x - c\n", "optimize.newton(h, 0.0)"),
        ("    p = Held(c)\n", "optimize.fsolve(p.rest, 0.0)"),
    ],
)
def test_functions_that_capture_what_depends_on_the_argument_are_refused(mode: str, lines: str, call: str) -> None:
    held = "    def __init__(self, c):\n        self.c = c\n    def rest(self, x):\n        return x - self.c\n"
    text = f"from scipy import optimize\nclass Held:\n{held}def f(c):\n{lines}    return np.sum({call})\n"
    with pytest.raises(UnsupportedArgumentError) as caught:
        getattr(tl, mode)(function_from(text))
    place, *rest = str(caught.value).splitlines()
    name = call.partition("(")[0]
    key = "f" if "brentq" in name else "func"
    message = f"`{key}` of `{name}` depends on `wrt`, and has no derivative"
    line = text.splitlines().index(f"    return np.sum({call})") + 1
    assert place.endswith(f":{line}:19: {message}")
    assert rest == [
        f"    {line} |     return np.sum({call})",
        " " * len(f"    {line} |     return np.sum(") + "^",
        "Let a function read what is active from its arguments (`args=`), and a matrix be constant.",
    ]


def test_complex_roots_are_refused() -> None:
    def f(c: Any) -> Any:
        return np.abs(optimize.newton(square, 1.0 + 1.0j, args=(c,)))

    with pytest.raises(ValueError, match="the derivative of a complex root is not known"):
        tl.grad(f)(-2.0 + 0.5j)


def test_second_derivatives_of_roots_are_refused() -> None:
    with pytest.raises(UnknownFunctionError, match="no derivative is known for `root_adjoint`"):
        tl.grad(tl.grad(bracketed))
