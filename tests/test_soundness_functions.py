"""Globals, cells, functions, powers and dtypes that break an adjoint written naively."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from
from support_programs import (
    WAYS,
    assert_close,
    check,
    module_of,
    quiet_grad,
)
from tangent_like.errors import TangentError


def arr(*items: float) -> np.ndarray:
    return np.array(items, dtype=float)


MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])


# S31: globals, cells and attributes that something writes

counter = 0


def count_up() -> None:
    global counter
    counter += 1


def scaled_by_a_counter(x: Any) -> Any:
    for _i in range(3):
        count_up()
        x = x * counter
    return x


class State:
    def __init__(self) -> None:
        self.n = 0
        self.weights = [0.0]

    def advance(self) -> None:
        self.n += 1
        self.weights[0] += 1.0


STATE = State()


def scaled_by_an_attribute(x: Any) -> Any:
    for _i in range(3):
        STATE.advance()
        x = x * STATE.n
    return x


def scaled_by_an_item(x: Any) -> Any:
    for _i in range(3):
        STATE.advance()
        x = x * STATE.weights[0]
    return x


LEVELS = np.zeros(2)


def raise_levels() -> None:
    LEVELS[:] += 1.0


def scaled_by_a_global_array(x: Any) -> Any:
    for _i in range(3):
        raise_levels()
        x = x * LEVELS
    return np.sum(x)


def scaled_by_an_alias_of_a_global_array(x: Any) -> Any:
    for _i in range(3):
        raise_levels()
        levels = LEVELS
        x = x * levels
    return np.sum(x)


def scaled_after_a_write(x: Any) -> Any:
    y = x * LEVELS
    raise_levels()
    return np.sum(y * LEVELS)


def reset() -> None:
    global counter
    counter = 0
    STATE.n = 0
    STATE.weights = [0.0]
    LEVELS[:] = 0.0


@pytest.mark.parametrize(
    ("f", "arg", "true"),
    [
        (scaled_by_a_counter, 2.0, 6.0),
        (scaled_by_an_attribute, 2.0, 6.0),
        (scaled_by_an_item, 2.0, 6.0),
        (scaled_by_a_global_array, arr(1.0, 2.0), arr(6.0, 6.0)),
        (scaled_by_an_alias_of_a_global_array, arr(1.0, 2.0), arr(6.0, 6.0)),
        (scaled_after_a_write, arr(1.0, 2.0), arr(0.0, 0.0)),
    ],
)
@WAYS
def test_what_a_callee_writes_is_read_where_the_primal_reads_it(
    f: Callable[..., Any], arg: Any, true: Any, optimized: bool, kinds: bool
) -> None:
    """Right, or refused."""
    try:
        df = quiet_grad(f, optimized=optimized, example_args=(arg,) if kinds else None)
    except TangentError:
        return
    reset()
    assert_close(df(arg), true)


RATE = 2.0


@WAYS
def test_globals_are_read_live(optimized: bool, kinds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def scaled(x: Any) -> Any:
        return RATE * x * x

    df = quiet_grad(scaled, optimized=optimized, example_args=(3.0,) if kinds else None)
    assert df(3.0) == 12.0
    monkeypatch.setitem(globals(), "RATE", 5.0)
    assert df(3.0) == 30.0


@WAYS
def test_cells_are_read_live(optimized: bool, kinds: bool) -> None:
    rate = 2.0

    def scaled(x: Any) -> Any:
        return rate * x * x

    df = quiet_grad(scaled, optimized=optimized, example_args=(3.0,) if kinds else None)
    assert df(3.0) == 12.0
    rate = 5.0
    assert df(3.0) == 30.0


# S32, S33, S34: functions


def test_a_function_found_at_run_time_is_compared_with_what_it_may_be() -> None:
    def picked(x: Any) -> Any:
        g = np.sin if x > 0 else np.cos
        return g(x)

    assert tl.grad(picked)(0.4) == pytest.approx(np.cos(0.4))
    assert tl.grad(picked)(-0.4) == pytest.approx(np.sin(0.4))


def test_modules_of_equal_text_have_derivatives_of_their_own(tmp_path: Path) -> None:
    text = "import numpy as np\nfrom {other} import inner\n\n\ndef outer(x):\n    return inner(x)\n"
    module_of(tmp_path, "sound_square", "def inner(x):\n    return x * x\n")
    module_of(tmp_path, "sound_cube", "def inner(x):\n    return x * x * x\n")
    one = module_of(tmp_path, "sound_one", text.format(other="sound_square"))
    other = module_of(tmp_path, "sound_two", text.format(other="sound_cube  "))
    assert one.outer.__code__.co_code == other.outer.__code__.co_code
    for _ in range(2):
        assert quiet_grad(one.outer)(3.0) == 6.0
        assert quiet_grad(other.outer)(3.0) == 27.0


def ten_times(f: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(f)
    def wrapper(x: Any) -> Any:
        return 10.0 * f(x)

    return wrapper


@ten_times
def decorated(x: Any) -> Any:
    return x * x


def calls_decorated(x: Any) -> Any:
    return decorated(x) + x


@pytest.mark.parametrize(("f", "true"), [(decorated, 60.0), (calls_decorated, 61.0)])
@WAYS
def test_a_decorator_is_not_ignored(f: Callable[..., Any], true: float, optimized: bool, kinds: bool) -> None:
    """Right, or refused."""
    try:
        df = quiet_grad(f, optimized=optimized, example_args=(3.0,) if kinds else None)
    except TangentError:
        return
    assert df(3.0) == true


# S40: powers


def to_the(n: Any) -> Callable[[Any], Any]:
    def power(x: Any) -> Any:
        return x**n

    return power


def squared(x: Any) -> Any:
    return x**2


def first_power(x: Any) -> Any:
    return x**1


def zeroth_power(x: Any) -> Any:
    return x**0


def cubed(x: Any) -> Any:
    return x**3.0


def one_and_a_half(x: Any) -> Any:
    return x**1.5


def inverse(x: Any) -> Any:
    return x**-1


@pytest.mark.parametrize(
    ("f", "true"),
    [(zeroth_power, 0.0), (first_power, 1.0), (squared, 0.0), (cubed, 0.0), (one_and_a_half, 0.0)],
)
@WAYS
def test_powers_at_zero(f: Callable[..., Any], true: float, optimized: bool, kinds: bool) -> None:
    for zero in (0.0, np.array(0.0), arr(0.0, 0.0)):
        df = tl.elementwise_grad(f, optimized=optimized, example_args=(zero,) if kinds else None)
        with np.errstate(all="raise"):
            np.testing.assert_array_equal(df(zero), np.full(np.shape(zero), true))


@pytest.mark.parametrize("n", [0, 1, 2, 3, 0.0, 1.0, 2.0, 1.5])
@WAYS
def test_powers_of_zero_with_an_exponent_known_late(n: float, optimized: bool, kinds: bool) -> None:
    f = to_the(n)
    df = quiet_grad(f, optimized=optimized, example_args=(0.0,) if kinds else None)
    assert df(0.0) == (1.0 if n == 1 else 0.0)


@WAYS
def test_an_active_exponent_of_zero(optimized: bool, kinds: bool) -> None:
    def power(x: Any, y: Any) -> Any:
        return x**y

    df = quiet_grad(power, wrt="all", optimized=optimized, example_args=(0.0, 2.0) if kinds else None)
    assert df(0.0, 2.0) == (0.0, 0.0)
    assert df(2.0, 0.0) == (0.0, pytest.approx(math.log(2.0)))


@WAYS
def test_inverse_raises_where_the_primal_does(optimized: bool, kinds: bool) -> None:
    df = quiet_grad(inverse, optimized=optimized, example_args=(2.0,) if kinds else None)
    assert df(2.0) == -0.25
    with pytest.raises(ZeroDivisionError):
        df(0.0)


# S20, S40: dtypes


@WAYS
def test_single_precision_stays(optimized: bool, kinds: bool) -> None:
    def mixed(x: Any, scale: Any) -> Any:
        return np.sum(x * scale * np.float64(2.0) + np.exp(x))

    x = np.array([0.5, 0.25], dtype=np.float32)
    check(mixed, x, 3.0, wrt=("x", "scale"), optimized=optimized, kinds=kinds, rtol=1e-2)
    check(mixed, x, np.float64(3.0), wrt=("x", "scale"), optimized=optimized, kinds=kinds, rtol=1e-2)
    check(mixed, x, arr(1.0, 2.0), wrt=("x", "scale"), optimized=optimized, kinds=kinds, rtol=1e-2)


@WAYS
def test_an_integer_argument_gets_floats(optimized: bool, kinds: bool) -> None:
    def total(x: Any) -> Any:
        return np.sum(x * x * 0.5)

    x = np.array([1, 2, 3])
    found = check(total, x, wrt=("x",), optimized=optimized, kinds=kinds, expected=arr(1.0, 2.0, 3.0))
    assert found.dtype == np.float64
    number = check(total, 3, wrt=("x",), optimized=optimized, kinds=kinds, expected=3.0)
    assert isinstance(number, float)


@WAYS
def test_integer_storage_cuts_the_dependence(optimized: bool, kinds: bool) -> None:
    def truncated(x: Any) -> Any:
        n = x.astype(int)
        return np.sum(x * n)

    check(truncated, arr(1.5, 2.5), optimized=optimized, kinds=kinds, expected=arr(1.0, 2.0))


UNREAD = {
    "lambda": "lambda a: a * x",
    "nested function": "scaled",
}


@pytest.mark.parametrize("handed", UNREAD.values(), ids=UNREAD)
@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_a_function_that_captures_is_not_handed_to_one_that_is_refused(handed: str, mode: str) -> None:
    """What `scaled` captures is active: `keeps` has to be read, which the language does not hold."""
    text = f"""
def keeps(g, a):
    return g(a) * len(vars())


def f(x):
    def scaled(a):
        return a * x
    return keeps({handed}, 2.0)
"""
    f = function_from(text)
    with pytest.raises(tl.TangentError, match="cannot differentiate through `vars`") as caught:
        (tl.grad if mode == "reverse" else tl.jvp)(f)
    assert caught.value.origin is not None
    assert caught.value.origin.line == 3
