"""Forward mode as a user meets it: what a pushforward takes, returns, checks and refuses."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from, gradient_problem
from tangent_like.errors import MutationError, UnknownFunctionError, WrtError
from tangent_like.gradcheck import by_elements, compare

X = np.array([0.3, -0.7, 1.1])


def fun(x: Any, y: Any) -> Any:
    z = x**2 + 3 * x * y + y**2
    return z


def test_it_takes_the_arguments_and_then_the_tangents() -> None:
    derivative = tl.jvp(fun, wrt=(0, 1))
    assert list(inspect.signature(derivative).parameters) == ["x", "y", "dx", "dy"]
    assert derivative(2.0, 3.0, 1.0, 0.0) == 13.0
    assert derivative(2.0, 3.0, 0.0, 1.0) == 12.0
    assert derivative(2.0, 3.0, dx=1.0, dy=1.0) == 25.0


def test_autodiff_has_the_mode() -> None:
    assert tl.autodiff(fun, mode="forward")(2.0, 3.0, 1.0) == 13.0


def test_the_result_comes_last() -> None:
    assert tl.jvp(fun, preserve_result=True)(2.0, 3.0, 1.0) == (13.0, 31.0)


def test_a_split_motion_is_refused() -> None:
    with pytest.raises(WrtError, match=r"motion='split', mode='forward' is not a way to differentiate"):
        tl.autodiff(fun, mode="forward", motion="split")


def test_an_array_valued_function_needs_no_seed() -> None:
    tangent = tl.jvp(lambda x: np.outer(np.sin(x), x)[1:])(X, np.ones(3))
    expected = (np.outer(np.cos(X), X) + np.outer(np.sin(X), np.ones(3)))[1:]
    np.testing.assert_allclose(tangent, expected)


def test_structures_go_through() -> None:
    def f(p: Any, xs: Any) -> Any:
        return {"a": p["w"] * xs[0], "b": (xs[1], p["w"] ** 2)}

    found = tl.jvp(f, wrt=("p", "xs"))({"w": 2.0}, [3.0, X], {"w": 1.0}, [0.5, 2 * X])
    assert found["a"] == 4.0
    assert found["b"][1] == 4.0
    np.testing.assert_allclose(found["b"][0], 2 * X)


def test_the_arguments_and_the_tangents_stay_as_they_are() -> None:
    def f(x: Any) -> Any:
        x[0] = x[1] * x[2]
        x *= 2.0
        return np.sum(x)

    x, dx = X.copy(), np.ones(3)
    tl.jvp(f, example_args=(X,))(x, dx)
    assert np.array_equal(x, X)
    assert np.array_equal(dx, np.ones(3))


def test_a_keyword_only_tangent_follows_defaults() -> None:
    def f(x: Any, k: Any = 2.0, *rest: Any, scale: Any = 1.0) -> Any:
        return scale * k * x + sum(rest)

    derivative = tl.jvp(f, wrt=("x", "scale"))
    assert derivative(3.0, dx=1.0, dscale=0.0) == 2.0
    assert derivative(3.0, 4.0, 5.0, dx=0.0, dscale=1.0) == 12.0


def test_a_tangent_after_a_default_may_stand_by_position() -> None:
    def f(x: Any, k: Any = 2.0) -> Any:
        return k * x

    derivative = tl.jvp(f)
    assert derivative(3.0, 4.0, 1.0) == 4.0
    assert derivative(3.0, dx=1.0) == 2.0
    with pytest.raises(TypeError, match=r"^the pushforward of f needs the tangent of x: dx$"):
        derivative(3.0)


UNFIT: dict[str, tuple[Any, Any, str]] = {
    "a shape": (X, np.ones(2), "a tangent of shape (2,) does not fit an argument of shape (3,)"),
    "a number for an array": (X, 1.0, "a tangent of shape () does not fit an argument of shape (3,)"),
    "an array for a number": (1.0, X, "a tangent of shape (3,) does not fit an argument of shape ()"),
    "a length": ([1.0, 2.0], [1.0], "a tangent for a list of 2 items has as many"),
    "other keys": ({"a": 1.0}, {"b": 1.0}, "a tangent for a dict is a dict with the same keys"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_tangent_that_does_not_fit_is_refused(case: str) -> None:
    argument, tangent, message = UNFIT[case]
    derivative = tl.jvp(lambda x: x)
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        derivative(argument, tangent)
    assert str(caught.value) == message


def test_a_tangent_of_integers_is_one_of_floats() -> None:
    derivative = tl.jvp(lambda x: x * 0.5)
    assert derivative(X, np.array([1, 2, 3])).tolist() == [0.5, 1.0, 1.5]
    assert derivative(3, 1) == 0.5


def test_single_precision_stays() -> None:
    x = X.astype(np.float32)
    assert tl.jvp(lambda x: np.sin(x) * x)(x, x).dtype == np.float32


def test_a_function_without_a_rule_is_refused_at_its_place() -> None:
    f = function_from("def f(x):\n    return np.fromiter(x, float)[1]\n", file="model.py")
    with pytest.raises(UnknownFunctionError) as caught:
        tl.jvp(f)
    assert str(caught.value).startswith("model.py:2:12: no derivative is known for `np.fromiter`")


def test_active_storage_outside_of_the_function_is_refused_at_its_place() -> None:
    f = function_from("def f(x):\n    kept[0] = x\n    return x\n", file="model.py", kept=[0.0])
    with pytest.raises(MutationError) as caught:
        tl.jvp(f)
    assert str(caught.value).startswith("model.py:2:5: `kept` is data outside of the function, and is changed in place")


def test_arguments_that_share_storage_are_refused_where_one_is_written() -> None:
    f = function_from("def f(x, y):\n    x[0] = 2.0\n    return np.sum(x * y)\n")
    derivative = tl.jvp(f, wrt=(0, 1), example_args=(X, X))
    with pytest.raises(ValueError, match="arguments share storage, and x may be changed in place: pass copies"):
        derivative(X, X, X, X)


STORAGE = {
    "a view made before anything varies": "y = np.zeros(3); v = y[1:]; y[1] = x[0]; return np.sum(v * v)",
    "an alias in a list": "y = np.zeros(3); kept = [y]; y[0] = x[1]; return kept[0][0] * x[2]",
    "a sum is no view of its operand": "y = x + 0.0; x[0] = 5.0; return np.sum(x * y)",
    "nor is its operand a view of the sum": "y = x + 0.0; y[0] = 5.0; return np.sum(x * y)",
    "a broadcast sum is storage of its own": "y = x[0] + np.zeros(3); y[1] = 2.0; return np.sum(y * x)",
    "a branch that leaves a name inactive": "y = x[0]\nif x[1] < 0:\n    y = 3.0\nreturn y * x[2] + y",
    "an update by itself": "x *= x; return np.sum(x)",
    "an update by an overlapping part": "x[1:] *= x[:-1]; return np.sum(x * x)",
    "a division by a part": "x /= x[0] + 2.0; return np.sum(x * x)",
    "a power in place": "x **= 2; return np.sum(x * x)",
    "a store of its own sum": "x[0] = np.sum(x * x); return np.sum(x)",
    "names bound at once": "a, b = x[0] * x[1], x[2]; a, b = a * b, a + b; return a * b",
    "a name that is read after it is bound again": "y = np.exp(x); y = y * y; x = y + x; return np.sum(x)",
    "a list that grows": "kept = []\nfor e in x:\n    kept.append(e * e)\nreturn kept[0] * kept[-1]",
    "a loop that binds in its last trip": "s = 0.0\nfor e in x:\n    t = s\n    s = e * e + t\nreturn s * t",
}


@pytest.mark.parametrize("optimized", [True, False])
@pytest.mark.parametrize("kinds", [True, False])
@pytest.mark.parametrize("case", STORAGE)
def test_tangents_follow_storage(case: str, kinds: bool, optimized: bool) -> None:
    body = STORAGE[case].replace("; ", "\n").replace("\n", "\n    ")
    f = function_from(f"def f(x):\n    {body}\n")
    options: dict[str, Any] = {"optimized": optimized}
    if kinds:
        options["example_args"] = (X,)
    assert not gradient_problem(f, (X,), ("x",), **options)


def test_a_called_function_writes_the_tangents_of_what_it_writes() -> None:
    text = "def g(u, k):\n    u[1:] *= k\n\ndef f(x, k):\n    g(x, k)\n    g(x[1:], k)\n    return np.sum(x * x)\n"
    assert not gradient_problem(function_from(text), (X, 1.5), ("x", "k"), example_args=(X, 1.5))


def test_recursion_and_captures() -> None:
    text = (
        "def f(x, n):\n    def g(u, m):\n        return u * x if m == 0 else g(u * u, m - 1) + x\n"
        "    return g(x + 1.0, n)\n"
    )
    assert not gradient_problem(function_from(text), (0.7, 2), ("x",))


@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_check_grad_checks_both_modes(mode: str) -> None:
    def f(p: Any, x: Any) -> Any:
        y = p["w"] * np.sin(x) + p["b"][0]
        return y * y

    report = tl.check_grad(f, ({"w": 1.5, "b": [2.0]}, X), wrt=("p", "x"), mode=mode)
    assert report.ok, str(report)


def test_a_wrong_tangent_is_found() -> None:
    def f(x: Any) -> Any:
        return x * x * x

    right = tl.jvp(f)

    def pushforward(tangents: Sequence[Any], x: Any) -> Any:
        return 1.001 * right(x, *tangents)

    report = compare(f, by_elements(f, pushforward, ("x",)), (3.0,), seeded=True)
    assert not report.ok
