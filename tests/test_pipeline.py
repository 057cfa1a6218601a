"""The line of stages: what it makes of a request, the same each time, and what the result relies on."""

from __future__ import annotations

import numpy as np
import pytest
import tangent_like
from support import function_from, lines, live
from tangent_like.errors import NoReturnError, TangentError
from tangent_like.pipeline import FRONT, differentiate, front, round_trip
from tangent_like.program import Request
from tangent_like.templates import load


def test_the_front_half_is_read_in_one_glance() -> None:
    assert [stage.__name__ for stage in FRONT] == ["read", "fence", "desugar", "inner"]


def test_the_function_itself_is_not_touched() -> None:
    function = function_from("def f(x):\n    for i in range(3):\n        x = x * x\n    return x\n")
    code = function.__code__
    differentiate(Request(function, (0,)))
    assert function.__code__ is code
    assert function(1.1) == pytest.approx(1.1**8)


def test_the_same_request_gives_the_same_text() -> None:
    text = (
        "def g(a, b):\n    return a * b\n\n\ndef f(x, y):\n    z = {'a': x, 'b': y}\n"
        "    return g(z['a'], z['b']) * g(y, x)\n"
    )
    texts = {differentiate(Request(function_from(text), (0, 1))).text for _ in range(3)}
    assert len(texts) == 1


def test_the_trees_of_every_function_are_shown_on_request() -> None:
    seen: list[str] = []
    text = "def g(a):\n    return a * a\n\n\ndef f(x):\n    return g(x)\n"
    differentiate(Request(function_from(text), (0,)), lambda name, stage, _: seen.append(f"{name}: {stage}"))
    for stage in ("desugar", "normalise"):
        assert {f"f: {stage}", f"g: {stage}"} <= set(seen)


def test_arguments_that_the_result_does_not_depend_on_are_listed() -> None:
    output = differentiate(Request(function_from("def f(x, y):\n    return x * int(y)\n"), (0, 1)))
    assert output.independent == ("y",)


def test_the_derivative_is_last_and_named_after_its_arguments() -> None:
    output = differentiate(Request(function_from("def f(x, y):\n    return x * y\n"), (1, 0)))
    assert output.name == output.functions[-1].name == "dfdyx"


def test_the_aux_value_is_taken_apart() -> None:
    function = function_from("def f(x):\n    y = x * x\n    return y, {'y': y}\n")
    request = Request(function, (0,), has_aux=True, input_derivative="DefaultOne", value_first=True)
    value, (gradient, aux) = live(differentiate(request))(3.0)
    assert (value, gradient, aux) == (9.0, 6.0, {"y": 9.0})


def test_the_round_trip_looks_like_the_primal() -> None:
    text = "def f(x, n):\n    for i in range(n):\n        x = np.sin(x) * x + (i - 2.0)\n    return x / (1 + x ** 2)\n"
    output = round_trip(function_from(text))
    assert lines(output.functions[-1].body) == [line.strip("\n")[4:] for line in text.splitlines()[1:]]


def test_the_round_trip_keeps_defaults_and_keywords() -> None:
    function = function_from(
        "def f(x, /, y=2.0, *rest, k=3.0, **more):\n    return x * y * k * len(rest) * len(more)\n"
    )
    again = live(round_trip(function))
    assert again(2.0) == function(2.0)
    assert again(2.0, 1.5, 1, 2, k=0.5, a=1) == function(2.0, 1.5, 1, 2, k=0.5, a=1)


def test_the_round_trip_raises_what_the_primal_raises() -> None:
    again = live(
        round_trip(
            function_from(
                "def f(x):\n    if x < 0:\n        raise ValueError('negative')\n"
                "    assert x < 5, 'big'\n    return x\n"
            )
        )
    )
    with pytest.raises(ValueError, match="negative"):
        again(-1.0)
    with pytest.raises(AssertionError, match="big"):
        again(9.0)
    assert again(2.0) == 2.0


def test_the_round_trip_evaluates_in_pythons_order() -> None:
    text = (
        "def f(x):\n    return (say(1) + say(2)) * (say(3) if say(0) else say(4)) and [say(5), {say(6): say(7)}][0]\n"
    )
    outcomes = []
    for remake in (lambda one: one, lambda one: live(round_trip(one)), lambda one: live(round_trip(one, False))):
        said: list[int] = []

        def say(number: int, said: list[int] = said) -> int:
            said.append(number)
            return number

        outcomes.append((remake(function_from(text, say=say))(1.0), said))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_a_function_that_returns_nothing_is_refused() -> None:
    for text in (
        "def f(x):\n    y = x\n",
        "def f(x):\n    return\n",
        "def f(x):\n    return None\n",
        "def f(x):\n    pass\n",
    ):
        with pytest.raises(NoReturnError, match="returns nothing"):
            tangent_like.grad(function_from(text))


def test_errors_of_callees_are_located_in_the_callee() -> None:
    text = "def g(a):\n    if a:\n        yield a\n    return a\n\n\ndef f(x):\n    return g(x)\n"
    with pytest.raises(TangentError, match=r":3:9: cannot differentiate through `yield`"):
        differentiate(Request(function_from(text), (0,)))


def test_statements_of_the_normal_form_have_places() -> None:
    load()
    normal = front(function_from("def f(x):\n    y = np.sin(x) * x\n    return y + 1\n"))
    assert {one.origin.line for one in normal.body} == {2, 3}


def test_globals_are_read_live() -> None:
    function = function_from("RATE = 2.0\n\n\ndef f(x):\n    return x * RATE\n")
    derivative = live(differentiate(Request(function, (0,), input_derivative="DefaultOne")))
    assert derivative(1.0) == 2.0
    function.__globals__["RATE"] = 5.0
    assert derivative(1.0) == 5.0


def test_gradients_are_of_the_arguments_dtype_and_shape() -> None:
    function = function_from("def f(x):\n    return np.sum(x * np.float64(2.0))\n")
    derivative = live(differentiate(Request(function, (0,), input_derivative="DefaultOne")))
    for argument in (np.ones((2, 3), np.float32), np.ones(0), np.ones(()), np.arange(3.0)[::2]):
        found = derivative(argument)
        assert (found.shape, found.dtype) == (argument.shape, argument.dtype)
        assert found.flags.writeable
        assert not np.shares_memory(found, argument)
