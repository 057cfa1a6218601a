"""The programs that break an adjoint written naively: right, or refused at their place, never wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import (
    WAYS,
    assert_fresh,
    check,
)


def arr(*items: float) -> np.ndarray:
    return np.array(items, dtype=float)


MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])


# Programs without stores


def act(x: Any) -> Any:
    return np.tanh(x)


def clamp(x: Any) -> Any:
    if np.max(x) > 1:
        return x / np.max(x)
    return x


def read_and_passed_on(x: Any, y: Any) -> Any:
    s = x[0] * 3.0
    z = x + y
    return np.sum(z) + s


def element_doubled(a: Any) -> Any:
    row = a[0]
    row *= 2.0
    return np.sum(row) + np.sum(a)


def read_through_a_broadcast(x: Any) -> Any:
    y = np.broadcast_to(x, (3, 2))
    return np.sum(y * y) + y[2, 0]


def broadcast_result_is_read(x: Any) -> Any:
    y = np.broadcast_to(x, (3, 2))
    return np.sum(y)


def constant_in_one_trip(x: Any) -> Any:
    for i in range(3):
        if i == 1:
            x = 3.0
        x = x * x
    return x


def constant_in_one_trip_of_two(x: Any) -> Any:
    y = 0.0
    for i in range(3):
        y = y + x * x
        if i == 1:
            x = 3.0
    return y


def constant_in_a_branch(x: Any) -> Any:
    y = x * 2
    if x > 1:
        y = 5.0
    return x * y


def cut_by_a_cast(x: Any) -> Any:
    y = x * x
    y = int(y)
    return x * y


def value_before_it_is_rebound(u: Any) -> Any:
    t = np.sin(u)
    u = u * 5.0
    return np.sum(t * t) + u[0]


def shared_expression_is_rebound(x: Any) -> Any:
    a = np.exp(x)
    x = x * 2
    b = np.exp(x)
    return np.sum(a * b)


def same_expression_in_each_trip(x: Any) -> Any:
    s = 0.0
    for _i in range(3):
        s = s + np.sin(x) * s + np.sin(x)
        x = x * 1.5
    return s


def operand_rebound_by_the_next_statement(x: Any) -> Any:
    y = x
    x = x * 3
    z = y * x
    y = z
    z = z * y
    return z + x


def bound_is_rebound(x: Any, n: Any) -> Any:
    for i in range(n):
        n = 1
        x = x * (i + 1.5)
    return x * n


def loop_variable_is_rebound(x: Any) -> Any:
    s = x
    for i in range(3):
        i = i * 2 + 1
        s = s * x + i * s
    return s * i


def iterable_is_rebound(xs: Any) -> Any:
    s = 1.0
    for x in xs:
        xs = xs * 2.0
        s = s * x + xs[0]
    return s


def sequence_bound_by_the_loop(x: Any) -> Any:
    for x in [x, x * 2, x * 3]:  # noqa: B020 - the point of this program
        y = x * x
    return y * x


def zeros_in_a_list(x: Any) -> Any:
    items = [x, 1.0, x * 2]
    out = 0.0
    for item in items:
        out = out * item + item
    return out


def zero_in_a_tuple(x: Any) -> Any:
    t = (1.0, x)
    if x > 1:
        t = (x, 2.0)
    return t[0] * t[1]


def zero_in_a_loop(x: Any) -> Any:
    carried = 0.0
    for i in range(4):
        if i == 2:
            carried = x * x
        x = x + carried
    return x


def zero_at_a_join(x: Any) -> Any:
    y = 2.0 if x > 100 else x
    z = x if x > 100 else 3.0
    return y * z


def identity_times_one(x: Any) -> Any:
    y = 1.0 * x
    return np.sum(y * x)


def clamped_then_read(x: Any) -> Any:
    y = x * 1.0
    z = clamp(y)
    return np.sum(y * z)


def multiplied(a: Any, b: Any) -> Any:
    return a * b * b


def called_with_one_array_twice(x: Any) -> Any:
    y = x * 1.0
    z = multiplied(y, y)
    return np.sum(multiplied(z, y) + y)


def act_then_scaled(x: Any) -> Any:
    h = act(x)
    h = h * 0.5
    return np.sum(h * act(h))


def returned_as_it_came(x: Any) -> Any:
    return x


def swapped_names(x: Any) -> Any:
    u = x
    un = x * 2
    for _i in range(3):
        u, un = un, u * un
    return np.sum(u + un)


def halves(x: Any, n: Any) -> Any:
    if n == 0:
        return x
    return x * halves(x * 0.5, n - 1) + halves(x * 2.0, n - 1)


def recursion_with_two_calls(x: Any) -> Any:
    return np.sum(halves(x, 3))


def logarithm_where_positive(z: Any) -> Any:
    return np.sum(np.where(z > 0, np.log(z), 0.0))


def root_where_positive(z: Any) -> Any:
    return np.sum(np.where(z > 0, np.sqrt(z), z))


def ratio_where_possible(z: Any) -> Any:
    return np.sum(np.where(z == 0, 0.0, np.sin(z) / z))


def power_where_positive(z: Any) -> Any:
    y = z**0.5
    return np.sum(np.where(z > 0, y, 0.0))


def clipped_root(z: Any) -> Any:
    return np.sum(np.clip(np.sqrt(z), 0.5, 2.0))


def masked_logarithm(z: Any) -> Any:
    y = np.log(z)
    return np.sum(y[z > 0])


def norm_where_needed(z: Any) -> Any:
    n = np.linalg.norm(z * 0.0)
    return np.where(n > 0, n, np.sum(z))


def arcsine_where_inside(z: Any) -> Any:
    return np.sum(np.where(np.abs(z) < 1, np.arcsin(z), z))


def _safe_log(z: Any) -> Any:
    return np.log(z)


def logarithm_by_a_callee(z: Any) -> Any:
    return np.sum(np.where(z > 0, _safe_log(z), 0.0))


VALUES: list[tuple[str, Callable[..., Any], tuple[Any, ...], Any]] = [
    ("S8", read_and_passed_on, (arr(1.0, 2.0), arr(3.0, 4.0)), (arr(4.0, 1.0), arr(1.0, 1.0))),
    ("S11", element_doubled, (arr(1.0, 2.0),), arr(3.0, 1.0)),
    ("S15", read_through_a_broadcast, (arr(1.0, 2.0),), arr(7.0, 12.0)),
    ("S9", broadcast_result_is_read, (arr(1.0, 2.0),), arr(3.0, 3.0)),
    ("S18", constant_in_one_trip, (2.0,), 0.0),
    ("S18", constant_in_one_trip_of_two, (2.0,), 8.0),
    ("S18", constant_in_a_branch, (2.0,), 5.0),
    ("S18", constant_in_a_branch, (0.5,), 2.0),
    ("S18", cut_by_a_cast, (2.5,), 6.0),
    ("S25", value_before_it_is_rebound, (arr(0.4, 0.7),), None),
    ("S25", shared_expression_is_rebound, (arr(0.4, 0.7),), None),
    ("S25", same_expression_in_each_trip, (0.7,), None),
    ("S28", operand_rebound_by_the_next_statement, (1.3,), None),
    ("S30", bound_is_rebound, (2.0, 3), 13.125),
    ("S30", loop_variable_is_rebound, (1.1,), None),
    ("S30", iterable_is_rebound, (arr(0.7, 1.1, 0.4),), None),
    ("S30", sequence_bound_by_the_loop, (1.1,), None),
    ("S43", zeros_in_a_list, (1.3,), None),
    ("S43", zero_in_a_tuple, (1.3,), 2.0),
    ("S43", zero_in_a_tuple, (0.3,), 1.0),
    ("S43", zero_in_a_loop, (1.3,), None),
    ("S43", zero_at_a_join, (1.3,), 3.0),
    ("S43", zero_at_a_join, (101.0,), 2.0),
    ("S27", identity_times_one, (arr(1.0, 2.0),), arr(2.0, 4.0)),
    ("S7", clamped_then_read, (arr(0.5, 0.25),), None),
    ("S7", clamped_then_read, (arr(2.5, 0.25),), None),
    ("S5", called_with_one_array_twice, (arr(0.5, 0.25),), None),
    ("S6", act_then_scaled, (arr(0.5, 0.25),), None),
    ("S2", swapped_names, (arr(0.5, 0.25),), None),
    ("S4", recursion_with_two_calls, (arr(0.5, 0.25),), None),
    ("S39", logarithm_where_positive, (arr(2.0, 0.0, -1.0),), arr(0.5, 0.0, 0.0)),
    ("S39", root_where_positive, (arr(4.0, 0.0, -1.0),), arr(0.25, 1.0, 1.0)),
    ("S39", ratio_where_possible, (arr(0.5, 0.0),), arr((0.5 * math.cos(0.5) - math.sin(0.5)) / 0.25, 0.0)),
    ("S39", power_where_positive, (arr(4.0, 0.0, -1.0),), arr(0.25, 0.0, 0.0)),
    ("S39", clipped_root, (arr(1.0, 0.0, 9.0),), arr(0.5, 0.0, 0.0)),
    ("S39", masked_logarithm, (arr(2.0, 0.0, -1.0),), arr(0.5, 0.0, 0.0)),
    ("S39", norm_where_needed, (arr(2.0, 1.0),), arr(1.0, 1.0)),
    ("S39", arcsine_where_inside, (arr(0.0, 1.0, 2.0),), arr(1.0, 1.0, 1.0)),
    ("S39", logarithm_by_a_callee, (arr(2.0, 0.0, -1.0),), arr(0.5, 0.0, 0.0)),
]


@pytest.mark.parametrize(
    ("f", "args", "true"), [one[1:] for one in VALUES], ids=[f"{rule} {f.__name__}" for rule, f, _, _ in VALUES]
)
@WAYS
def test_gradient(f: Callable[..., Any], args: tuple[Any, ...], true: Any, optimized: bool, kinds: bool) -> None:
    wrt = [name for name in f.__code__.co_varnames[: f.__code__.co_argcount] if name != "n"]
    check(f, *args, wrt=wrt, optimized=optimized, kinds=kinds, expected=true)


# S9: ownership of what is returned


@WAYS
def test_gradients_share_storage_with_nothing(optimized: bool, kinds: bool) -> None:
    def added(x: Any, y: Any) -> Any:
        return x + y

    x, y, seed = arr(1.0, 2.0), arr(3.0, 4.0), arr(5.0, 6.0)
    for f, args in ((returned_as_it_came, (x,)), (added, (x, y))):
        df = tl.vjp(f, wrt="all", optimized=optimized, example_args=args if kinds else None)
        found = df(*args, seed)
        assert_fresh(found, args, seed)
        for gradient in found if isinstance(found, tuple) else (found,):
            gradient[0] = 100.0
        np.testing.assert_array_equal(seed, [5.0, 6.0])


@WAYS
def test_gradients_of_containers_share_storage_with_nothing(optimized: bool, kinds: bool) -> None:
    def total(p: Any) -> Any:
        return p["a"][0] + p["a"][1] + p["b"]

    x = arr(1.0, 2.0)
    p = {"a": [x, x], "b": x}
    df = tl.vjp(total, optimized=optimized, example_args=(p,) if kinds else None)
    seed = arr(5.0, 6.0)
    found = df(p, seed)
    assert_fresh(found, p, seed)
    for leaf in (*found["a"], found["b"]):
        np.testing.assert_array_equal(leaf, seed)


@WAYS
def test_an_argument_that_no_path_reached_gets_zeros_of_its_shape(optimized: bool, kinds: bool) -> None:
    def first_or_second(x: Any, y: Any) -> Any:
        if x[0] > 0:
            z = x
        else:
            z = y
        return np.sum(z)

    args = (arr(1.0, 2.0), MATRIX)
    dx, dy = check(first_or_second, *args, optimized=optimized, kinds=kinds)
    assert dx.tolist() == [1.0, 1.0]
    assert dy.tolist() == np.zeros((3, 3)).tolist()


@WAYS
def test_a_fresh_result_stays_fresh(optimized: bool, kinds: bool) -> None:
    def scaled(x: Any) -> Any:
        return 1.0 * x

    def shifted(x: Any) -> Any:
        y = x + 0.0
        return y

    for f in (scaled, shifted):
        x = arr(1.0, 2.0)
        examples = (x,) if kinds else None
        gradient, result = tl.vjp(f, optimized=optimized, preserve_result=True, example_args=examples)(x, arr(1.0, 1.0))
        assert_fresh((gradient, result), x)
