"""`del` of names is taken out, of items becomes `pop`."""

from __future__ import annotations

import pytest
from support import function_from
from tangent_like import grad
from tangent_like.errors import UnsupportedConstructError
from tangent_like.pipeline import round_trip


def test_names_and_items() -> None:
    text = "def f(x):\n    y, ys = x, [x, 2.0]\n    del y, ys[0]\n    return ys\n"
    made = round_trip(function_from(text), optimized=False).text
    assert "del" not in made
    assert "ys.pop(0)" in made


def test_what_a_nested_function_captures_is_read_by_its_calls() -> None:
    text = "def f(x):\n    y = x\n    def g():\n        return y\n    del y\n    return g()\n"
    with pytest.raises(UnsupportedConstructError, match=r":5:5: cannot differentiate through `del y`"):
        round_trip(function_from(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("def f(x):\n    if x > 1:\n        def g(a):\n            return a * x\n    return g(x)\n", "3:9"),
        ("def f(x):\n    def h():\n        return g()\n    y = h()\n    def g():\n        return 1\n", "5:5"),
        ("def f(x):\n    for i in range(2):\n        g = lambda a: a * i\n    return g(x)\n", "3:9"),
    ],
)
def test_functions_are_defined_before_they_are_used(text: str, place: str) -> None:
    with pytest.raises(UnsupportedConstructError) as caught:
        grad(function_from(text))
    assert f":{place}: cannot differentiate through `g`, a function that may be used before" in str(caught.value)
    assert caught.value.hint == "Define it before all that uses it, and not under a condition."


def test_functions_that_call_each_other_may_be_defined_one_after_the_other() -> None:
    text = """
def f(x):
    def even(n):
        return x if n == 0 else odd(n - 1) * x
    def odd(n):
        return 2 * x if n == 0 else even(n - 1)
    return even(5)
"""
    assert grad(function_from(text), example_args=(1.3,))(1.3) == pytest.approx(2 * 4 * 1.3**3)


def test_a_variable_called_like_a_module_is_bound_before_it_is_read() -> None:
    text = "def f(x):\n    y = np.sum(x)\n    np = y * x\n    return np * y\n"
    with pytest.raises(UnsupportedConstructError) as caught:
        grad(function_from(text))
    assert caught.value.message == "cannot differentiate through `np`, which may be read before the function binds it"
    assert caught.value.hint == "Give the variable another name, or bind it first."
    assert grad(function_from("def f(x):\n    np = x * x\n    return np * x\n"))(2.0) == 12.0
