"""Calls, results and arguments that share storage: gradients of programs that break a naive adjoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import (
    WAYS,
    Program,
    adding_to,
    assert_close,
    assert_fresh,
    check_program,
    check_that_it_has_a_gradient,
    located_error,
    titles,
)
from tangent_like.differences import same

PROGRAMS: list[Program] = []
adding = adding_to(PROGRAMS)


def program(rule: str, *args: Any, **options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a program that breaks where a rule of soundness is not kept."""
    return adding(*args, rule=rule, **options)


def arr(*items: float) -> np.ndarray:
    return np.array(items, dtype=float)


MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])


# S4, S5: what a callee writes


def twice_multiplied(a: Any, b: Any) -> Any:
    a *= b
    a *= b
    return a


@program("S5", arr(1.0, 2.0), true=arr(4.0, 32.0))
def argument_passed_twice(x: Any) -> Any:
    y = np.empty(2)
    y[:] = x
    twice_multiplied(y, y)
    return np.sum(y)


@program("S5", arr(1.1, 0.7, 0.9))
def arguments_that_overlap(x: Any) -> Any:
    y = np.empty(3)
    y[:] = x
    twice_multiplied(y[1:], y[:-1])
    z = twice_multiplied(y, y[::-1])
    z[0] *= y[1]
    return np.sum(y * x)


@program("S5", arr(1.1, 0.7, 0.9), arr(0.5, 1.5, 2.5))
def called_with_one_array_and_with_two(x: Any, w: Any) -> Any:
    y, z = np.ones((2, 3))
    y[:] = x
    z[:] = w
    twice_multiplied(y, z)
    twice_multiplied(z, z)
    twice_multiplied(y, w)
    return np.sum(y * z)


def scale_below(a: Any, k: Any) -> None:
    if k < 3:
        a[k:] *= a[k - 1]
        scale_below(a, k + 1)
        a[k - 1] += a[k] * a[k]


@program("S4", arr(1.1, 0.7, 0.9))
def argument_written_at_every_depth(x: Any) -> Any:
    scale_below(x, 1)
    return np.sum(x)


def weights_are_cleared(w: Any, x: Any) -> Any:
    s = np.sum(w * x)
    w[0] = 0.0
    return s


@program("S5", arr(1.1, 0.7))
def inactive_argument_is_written(x: Any) -> Any:
    w = np.ones(2)
    s = 0.0
    for _i in range(3):
        s = s * 0.5 + weights_are_cleared(w, x * x)
        w += 1.0
    return s


# S6, S7: what callees keep and return


def act(x: Any) -> Any:
    return np.tanh(x)


@program("S6", arr(1.0, 2.0), true=arr(0.2099872, 0.0353254))
def result_of_a_call_is_scaled(x: Any) -> Any:
    h = act(x)
    h *= 0.5
    return np.sum(h)


def normalised(a: Any) -> Any:
    b = a / np.sum(a)
    return b, np.exp(b), b[0] * a[1]


@program("S6", arr(1.0, 2.0))
def results_of_a_call_are_written(x: Any) -> Any:
    y = x * x
    b, e, s = normalised(y)
    y[0] = 3.0
    b[1] = e[0]
    e[:] = b * s
    return np.sum(e * x) + np.sum(y)


def clamp(x: Any) -> Any:
    if np.max(x) > 1:
        return x / np.max(x)
    return x


@program("S7", arr(0.5, 0.25))
@program("S7", arr(2.5, 0.25))
def uses_clamp(x: Any) -> Any:
    y = x * 1.0
    z = clamp(y)
    z[0] = 0.0
    return np.sum(y * z)


def middle(a: Any) -> Any:
    return a[1:2]


@program("S7", arr(0.5, 0.25, 1.5), needs_kinds=True)
def view_from_a_call(x: Any) -> Any:
    y = x * x
    v = middle(y)
    w = middle(clamp(v))
    w[:] = y[2] * x[0]
    return np.sum(y * y) + v[0]


# S28: the order of reading and writing


def bump(a: Any) -> Any:
    a[0] = a[0] * 3.0
    return a[1]


@program("S28", arr(1.0, 2.0))
def read_around_a_writer(x: Any) -> Any:
    y = x * 1.0
    s = y[0] * bump(y) + y[0]
    t = np.sum(y * bump(y))
    y[1] = y[0] + bump(y)
    return s * t + y[1]


TITLES = titles(PROGRAMS)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
@WAYS
def test_gradient(one: Program, optimized: bool, kinds: bool) -> None:
    check_program(one, optimized, kinds)


@pytest.mark.parametrize("one", PROGRAMS, ids=TITLES)
def test_the_programs_have_a_gradient(one: Program) -> None:
    check_that_it_has_a_gradient(one)


# S9, S10: seeds, gradients and results


def first_is_replaced(x: Any) -> Any:
    y = x * x
    y[0] = y[1] * x[2]
    return y


def argument_is_written_and_returned(x: Any) -> Any:
    x[0] = x[1] * x[2]
    x[1:] *= x[0]
    return x


def part_is_returned(x: Any) -> Any:
    y = x * x
    z = y[1:]
    y[0] = z[0]
    z[1] *= y[0]
    return z


def written_in_a_loop(x: Any) -> Any:
    y = np.ones(3)
    for i in range(3):
        y[i:] *= x[i]
        y[0] = y[0] * y[1]
    return y


def multiplied(a: Any, b: Any) -> Any:
    a[...] *= b
    return a


def product_of_a_callee(x: Any) -> Any:
    return multiplied(x * 1.0, x)


RESULTS = [
    first_is_replaced,
    argument_is_written_and_returned,
    part_is_returned,
    written_in_a_loop,
    product_of_a_callee,
]


@pytest.mark.parametrize("f", RESULTS)
@WAYS
def test_a_result_is_what_the_primal_returns(f: Callable[..., Any], optimized: bool, kinds: bool) -> None:
    """The reverse sweep puts back what was overwritten: the result is not changed by that, nor is the seed written."""
    x = arr(1.1, 0.7, 0.9)
    true = f(x.copy())
    seed = np.linspace(0.5, 1.5, true.size)
    df = tl.vjp(f, optimized=optimized, preserve_result=True, example_args=(x,) if kinds else None)
    for _ in range(2):
        gradient, result = df(x, seed)
        assert same((x, seed), (arr(1.1, 0.7, 0.9), np.linspace(0.5, 1.5, true.size)))
        np.testing.assert_array_equal(result, true)
        assert_fresh((gradient, result), x, seed)
        assert_close(gradient, tl.numerical_grad(lambda x: np.dot(f(x), seed))(x))


@pytest.mark.parametrize("f", RESULTS)
@WAYS
def test_a_value_is_what_the_primal_returns(f: Callable[..., Any], optimized: bool, kinds: bool) -> None:
    x = arr(1.1, 0.7, 0.9)
    examples = (x,) if kinds else None

    def last(x: Any) -> Any:
        return f(x)[-1]

    value, gradient = tl.value_and_grad(last, optimized=optimized, example_args=examples)(x)
    assert value == last(x.copy())
    assert_close(gradient, tl.numerical_grad(last)(x))


@WAYS
def test_a_value_that_is_storage(optimized: bool, kinds: bool) -> None:
    def total(x: Any) -> Any:
        y = np.array(1.0)
        for i in range(3):
            y[()] = y * x[i] + x[0]
        return y

    x = arr(1.1, 0.7, 0.9)
    value, gradient = tl.value_and_grad(total, optimized=optimized, example_args=(x,) if kinds else None)(x)
    assert float(value) == float(total(x))
    assert_close(gradient, tl.numerical_grad(total)(x))


# S35: arguments that share storage


def both_are_read(a: Any, b: Any) -> Any:
    a[0] = b[1]
    return np.sum(a * b)


def one_is_in_a_list(a: Any, bs: Any) -> Any:
    bs[1][0] = a[1] * a[0]
    return np.sum(a * bs[1]) + np.sum(bs[0])


def inactive_one_is_written(a: Any, b: Any) -> Any:
    s = np.sum(a * b)
    b[0] = 0.0
    return s * s


@pytest.mark.parametrize(("f", "nested"), [(both_are_read, 0), (inactive_one_is_written, 0), (one_is_in_a_list, 1)])
@WAYS
def test_arguments_that_share_what_is_written(f: Any, nested: int, optimized: bool, kinds: bool) -> None:
    """Right where the arguments are apart, and an error at the call where they share storage."""
    a, b, whole = arr(1.0, 2.0), arr(3.0, 4.0), arr(1.0, 2.0, 3.0)
    for args, apart in (((a, b), True), ((a, a), False), ((whole[1:], whole[:2]), False)):
        given = (args[0], [b * 2.0, args[1]]) if nested else args
        if apart:
            check_program(Program(f, given), optimized, kinds)
        else:
            assert "share" in located_error(f, *given, optimized=optimized, kinds=kinds)


@WAYS
def test_arguments_that_share_what_is_only_read(optimized: bool, kinds: bool) -> None:
    def total(a: Any, b: Any, c: Any) -> Any:
        c[0] = a[1] * b[0]
        return np.sum(a * b) + np.sum(c)

    x, c = arr(1.0, 2.0), arr(3.0, 4.0)
    args = (x, x, c)
    df = tl.grad(total, wrt=("a", "b", "c"), optimized=optimized, example_args=args if kinds else None)
    assert_close(df(*args), (arr(1.0, 3.0), arr(3.0, 2.0), arr(0.0, 1.0)))


@WAYS
def test_one_array_twice_inside_one_argument(optimized: bool, kinds: bool) -> None:
    """What is one array inside of an argument stays one in the copy that is written."""

    def product(ps: Any) -> Any:
        ps[0][0] = 3.0 * ps[2][1]
        return np.sum(ps[1] * ps[2])

    x = arr(1.0, 2.0)
    args = ([x, x, arr(5.0, 6.0)],)
    df = tl.grad(product, optimized=optimized, example_args=args if kinds else None)
    found = df(*args)
    total = found[0] + found[1]
    assert_close([total, found[2]], [arr(0.0, 6.0), arr(18.0, 17.0)])
    assert same(args, ([x, x, arr(5.0, 6.0)],))


@WAYS
def test_parts_of_one_argument_that_overlap(optimized: bool, kinds: bool) -> None:
    """Two arrays of one list share storage, and are not one array: an error at the call."""

    def product(ps: Any) -> Any:
        ps[0][1] = 3.0 * ps[1][0]
        return np.sum(ps[0] * ps[0])

    whole = arr(1.0, 2.0, 3.0)
    check_program(Program(product, ([whole, whole[1:] * 2.0],)), optimized, kinds)
    assert "share" in located_error(product, [whole, whole[1:]], optimized=optimized, kinds=kinds)


@WAYS
def test_a_dict_that_gets_a_key(optimized: bool, kinds: bool) -> None:
    """The gradient is of the structure of the argument as it was given."""

    def square(d: Any) -> Any:
        d["c"] = d["a"] * d["b"]
        return d["c"] * d["c"]

    args = ({"a": 2.0, "b": 3.0},)
    df = tl.grad(square, optimized=optimized, example_args=args if kinds else None)
    assert df(*args) == {"a": 36.0, "b": 24.0}
    assert args == ({"a": 2.0, "b": 3.0},)
