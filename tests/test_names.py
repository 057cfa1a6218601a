"""Names for generated code."""

from __future__ import annotations

import keyword

import pytest
from support import function_from, gradient_problem
from tangent_like.names import Names, adjoint_stem


def test_a_free_name_is_taken_as_it_is() -> None:
    names = Names(["x"])
    assert names.fresh("bx") == "bx"
    assert names.fresh("bx") == "bx1"
    assert names.fresh("bx") == "bx2"


def test_a_name_in_use_is_left_alone() -> None:
    names = Names(["t", "t1"])
    assert names.fresh("t") == "t2"


def test_a_number_is_told_from_the_digits_of_a_name() -> None:
    names = Names(["x1"])
    assert names.fresh("x1") == "x1_1"


@pytest.mark.parametrize("word", ["lambda", "sum", "None", "print"])
def test_reserved_words_are_not_taken(word: str) -> None:
    fresh = Names([]).fresh(word)
    assert fresh != word
    assert fresh.isidentifier()
    assert not keyword.iskeyword(fresh)


def test_reserved_later() -> None:
    names = Names([])
    names.reserve(["t"])
    assert names.fresh("t") == "t1"


def test_the_same_requests_give_the_same_names() -> None:
    wanted = ["t", "bx", "t", "cond", "bx"]
    assert [Names(["t"]).fresh(one) for one in wanted] == [Names(["t"]).fresh(one) for one in wanted]


def test_adjoints_are_called_after_what_they_belong_to() -> None:
    assert adjoint_stem("x") == "bx"


@pytest.mark.parametrize(
    "text",
    [
        "def f(x, bx):\n    by = x * bx\n    return by * x\n",
        "def f(x, b_return):\n    return x * b_return\n",
        "def f(x, np):\n    t = x * np\n    return t * t\n",
        "def f(x, zeros_like):\n    y = x * zeros_like\n    return y * y\n",
        "def f(x, unbroadcast):\n    t = x * unbroadcast\n    t1 = t * x\n    return t1 * (t + x)\n",
        "def f(x, x_saved):\n    for i in range(2):\n        x = x * x * x_saved\n    return x\n",
        "def f(x, trips):\n    while x < 30:\n        x = x * trips\n    return x * x\n",
        "def f(x, f):\n    return x * f\n",
        "def f(x, dfdx):\n    return x * dfdx\n",
        "def f(x, as_gradient):\n    return x * as_gradient\n",
    ],
)
def test_names_of_the_user_do_not_clash(text: str) -> None:
    assert not gradient_problem(function_from(text), (1.5, 1.7), ("x",))
    assert not gradient_problem(function_from(text), (1.5, 1.7), ("x",), optimized=False)
