"""Solutions of differential equations by SciPy, against central differences, in both modes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import integrate
from support import function_from
from tangent_like.errors import UnsupportedArgumentError

TIMES = np.array([0.0, 0.4, 0.4, 1.1, 2.0])


def decay(y: Any, t: Any, k: Any, w: Any) -> Any:
    return -k * y + w * np.sin(t) * y[::-1]


def decay_by_time(t: Any, y: Any, k: Any, w: Any) -> Any:
    return -k * y + w * np.sin(t) * y[::-1]


def listed(y: Any, t: Any, k: Any) -> Any:
    return [y[1], -k * y[0] - 0.1 * y[1]]


def at_times(y0: Any, k: Any, w: Any) -> Any:
    return np.sum(integrate.odeint(decay, y0, TIMES, args=(k, w)) ** 2)


def at_active_times(y0: Any, t: Any) -> Any:
    return np.sum(np.cos(integrate.odeint(listed, y0, t, args=(1.3,), rtol=1e-10, atol=1e-10)))


def time_first(y0: Any, k: Any) -> Any:
    return integrate.odeint(decay_by_time, y0, [0.0, 1.0], (k, 0.5), tfirst=True)[-1, 0]


def drawn(y: Any, t: Any, k: Any, w: Any) -> Any:
    return k * (w - y)


def far_away(k: Any, w: Any) -> Any:
    return np.sum(integrate.odeint(drawn, np.zeros(2), [0.0, 60.0], args=(k, w))[-1])


def small(y0: Any, k: Any) -> Any:
    return integrate.odeint(listed, [y0, 0.5], TIMES, (k,))[3, 1] * 1e-7


def arguments_in_an_array(p: Any, end: Any) -> Any:
    found = integrate.solve_ivp(decay_by_time, (0, end), np.ones(2), args=p, rtol=1e-9, atol=1e-9)
    return np.sum(found["y"][:, -1] ** 2)


def arguments_in_a_list(k: Any, w: Any) -> Any:
    found = integrate.solve_ivp(decay_by_time, (0, 1), [1.0, 0.5], args=[k, w], rtol=1e-9, atol=1e-9, max_step=0.3)
    return np.sum(found.y[:, -1] ** 2)


def backwards(y0: Any, k: Any) -> Any:
    return np.sum(integrate.odeint(listed, y0, TIMES[::-1], args=(k,))[-1])


def chosen_steps(y0: Any, k: Any, w: Any, end: Any) -> Any:
    found = integrate.solve_ivp(decay_by_time, (0.3, end), y0, args=(k, w), rtol=1e-9, atol=1e-10)
    return np.sum(found.y[:, -1] ** 2) * found.t[-1]


def at_given_times(y0: Any, k: Any, t: Any, start: Any) -> Any:
    found = integrate.solve_ivp(
        decay_by_time, [start, 3.0], y0, "DOP853", t, args=(k, np.ones(2)), rtol=1e-10, atol=1e-10
    )
    return np.sum(found.y**2) if found.success else 0.0


def by_an_implicit_method(y0: Any, k: Any) -> Any:
    found = integrate.solve_ivp(decay_by_time, (0.0, 1.5), y0, method="Radau", args=(k, 0.3), rtol=1e-9, atol=1e-9)
    return found.y[0, -1]


def in_a_loop(y0: Any, k: Any) -> Any:
    y = y0
    for _ in range(2):
        y = integrate.odeint(listed, y, [0.0, 0.5], args=(k,))[-1] + y0
    return np.sum(y * y)


Y0, W = np.array([1.0, 0.5]), np.array([0.4, -0.3])
CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (at_times, (Y0, 0.7, W)),
    (at_active_times, (Y0, np.array([0.1, 0.5, 1.4]))),
    *((one, (Y0, 0.7)) for one in (time_first, backwards, by_an_implicit_method, in_a_loop)),
    (far_away, (1.5, W)),
    (small, (0.9, 0.7)),
    (arguments_in_an_array, (np.array([0.7, 0.2]), 1.4)),
    (arguments_in_a_list, (0.7, W)),
    (chosen_steps, (Y0, 0.7, W, 1.8)),
    (at_given_times, (Y0, 0.7, np.array([0.2, 0.5, 1.9]), 0.1)),
]


@pytest.mark.parametrize(
    ("function", "args", "place"), [(one, args, place) for one, args in CASES for place in range(len(args))]
)
def test_both_modes_agree_with_central_differences(
    function: Callable[..., Any], args: tuple[Any, ...], place: int
) -> None:
    examples = args if place % 2 else None
    direction = np.random.default_rng(1).normal(size=np.shape(args[place]))[()]

    def moved(step: float) -> float:
        return float(function(*args[:place], args[place] + step * direction, *args[place + 1 :]))

    expected = (moved(1e-3) - moved(-1e-3)) / 2e-3
    gradient = tl.grad(function, wrt=(place,), example_args=examples)(*args)
    pushed = tl.jvp(function, wrt=(place,), example_args=examples)(*args, direction)
    assert np.shape(gradient) == np.shape(args[place])
    size = abs(function(*args)) * 1e-5
    assert np.sum(gradient * direction) == pytest.approx(expected, rel=1e-4, abs=size)
    assert pushed == pytest.approx(np.sum(gradient * direction), rel=1e-5, abs=size)


def test_containers_among_the_arguments_are_refused() -> None:
    def f(k: Any) -> Any:
        return integrate.odeint(lambda y, t, p: -p[0] * y, 1.0, TIMES, args=([k, 1.0],))[-1, 0]

    with pytest.raises(ValueError, match="known towards numbers and arrays in `args`, each of its own"):
        tl.grad(f)(0.5)


@pytest.mark.parametrize("mode", ["grad", "jvp"])
@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("integrate.odeint(rate, y, t, full_output=True)", "full_output=True, whose derivative is not known"),
        ("integrate.solve_ivp(rate, t, y, dense_output=True)", "dense_output=True, whose derivative is not known"),
        ("integrate.solve_ivp(rate, t, y, events=rate)", "`events` is not written out as a literal"),
        ("integrate.solve_ivp(rate, t, y, lband=1)", "got an unexpected keyword argument 'lband'"),
    ],
)
def test_solutions_that_no_rule_covers_are_refused(mode: str, call: str, problem: str) -> None:
    text = f"def f(y, t):\n    return np.sum({call}.y)\n"
    with pytest.raises(UnsupportedArgumentError) as caught:
        getattr(tl, mode)(function_from(text, integrate=integrate, rate=decay))
    place, *rest = str(caught.value).splitlines()
    name = call.partition("(")[0]
    assert place.endswith(f":2:19: cannot differentiate this call of `{name}`: {problem}")
    assert rest == [
        f"    2 |     return np.sum({call}.y)",
        "                          ^",
        "Write the arguments out as the rule takes them, or add a rule for this use.",
    ]
