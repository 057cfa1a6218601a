"""Functions that are known when compiling: what calls of them become, and what is refused."""

from __future__ import annotations

import pytest
import tangent_like
from support import function_from, lines, normal_form
from tangent_like.errors import UnsupportedConstructError

TWICE = "def twice(g, a):\n    return g(g(a))\n\n\n"
SCALER = "def scaler(s):\n    return lambda a: a * s\n\n\n"


def body(text: str) -> list[str]:
    return lines(normal_form(text).body)


def test_a_function_that_is_an_argument_is_part_of_the_called_one() -> None:
    text = "def square(a):\n    return a * a\n\n\n" + TWICE + "def f(x):\n    return twice(square, x)\n"
    assert body(text) == ["t = twice_square(x)", "return t"]


def test_what_it_captures_is_handed_on_by_keyword() -> None:
    text = TWICE + "def f(x):\n    y = x * x\n    return twice(lambda a: a * y, x)\n"
    assert body(text) == ["y = x * x", "t = twice_g(x, y=y)", "return t"]


def test_a_name_for_one_of_several_functions_is_compared_with_each() -> None:
    text = "def f(x):\n    g = np.sin if x > 1 else np.cos\n    return g(x)\n"
    made = body(text)
    assert "cond1 = g is np.sin" in made
    assert "    t = np.sin(x)" in made
    assert "    t = np.cos(x)" in made


def test_a_function_that_is_returned_brings_what_it_captured() -> None:
    assert body(SCALER + "def f(x):\n    g = scaler(x)\n    return g(2.0)\n")[0] == "g = scaler_parts(x)"


def test_stars_over_what_is_known_are_written_out() -> None:
    text = "def h(a, b=1.0, *c):\n    return a * b\n\n\ndef f(x):\n    y = (x, 2.0)\n    return h(*y, 3.0)\n"
    assert body(text)[-2:] == ["t = h_3(x, 2.0, 3.0)", "return t"]


def test_a_function_with_captures_cannot_go_into_an_unknown_place() -> None:
    function = function_from(
        "def run(fs, a):\n    return fs[0](a)\n\n\ndef f(x):\n    return run([lambda a: a * x], x)\n",
        file="program.py",
    )
    with pytest.raises(UnsupportedConstructError) as caught:
        tangent_like.grad(function)
    assert str(caught.value) == (
        "program.py:6:5: cannot differentiate through `lambda` as a value: it reads variables of what is around it\n"
        "    6 |     return run([lambda a: a * x], x)\n"
        "            ^\n"
        "Call it by its name, or hand it over by itself to a function with Python source."
    )


def test_functions_made_without_end_are_refused() -> None:
    function = function_from(
        "def make(n, g):\n    return g if n == 0 else make(n - 1, lambda a: 2.0 * g(a))\n\n\n"
        "def f(x):\n    return make(2, lambda a: a * x)(x)\n",
        file="program.py",
    )
    with pytest.raises(UnsupportedConstructError) as caught:
        tangent_like.grad(function)
    assert caught.value.message == "cannot differentiate through `make`, which hands ever new functions to itself"


def test_many_names_that_depend_on_each_other() -> None:
    turns = "".join(f"        a{k} = [a{k - 1}, b{k - 1}]\n        b{k} = [b{k - 1}, a{k - 1}]\n" for k in range(1, 30))
    ends = "        a0 = a29[0]\n        b0 = b29[0]\n    print(a0)\n"
    text = f"def f(x):\n    a0 = math.sin\n    b0 = math.cos\n    for i in range(2):\n{turns}{ends}    return 2 * x\n"
    assert body(text)[-2:] == ["t = 2 * x", "return t"]
