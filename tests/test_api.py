"""What a user gets from the public functions: signatures, names, seeds, structures, warnings, caching, text."""

from __future__ import annotations

import inspect
import math
import re
import subprocess
import sys
import traceback
import warnings
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from numpy import tanh as t
from support_programs import WAYS, assert_close, assert_fresh, assert_like, line_of, module_of, quiet_grad
from tangent_like import InputDerivative
from tangent_like.errors import GradientMismatchError, IndependenceError, TangentError, WrtError


def fun(x: Any, y: Any) -> Any:
    z = x**2 + 3 * x * y + y**2
    return z


def arrays(x: Any) -> Any:
    y = x * x
    return y


# Signatures of the public functions


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (tl.grad, ["func", "wrt", "optimized", "preserve_result", "check_dims", "verbose"]),
        (tl.value_and_grad, ["func", "wrt", "optimized", "check_dims", "verbose"]),
        (tl.vjp, ["func", "wrt", "optimized", "preserve_result", "check_dims", "verbose"]),
        (tl.elementwise_grad, ["func", "wrt", "optimized", "verbose"]),
        (
            tl.autodiff,
            [
                "func",
                "wrt",
                "optimized",
                "motion",
                "mode",
                "preserve_result",
                "check_dims",
                "input_derivative",
                "verbose",
            ],
        ),
    ],
)
def test_parameters_keep_their_names_and_order(function: Callable[..., Any], parameters: list[str]) -> None:
    found = inspect.signature(function).parameters.values()
    positional = [one.name for one in found if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    assert positional == parameters
    assert {one.name for one in found if one.name not in positional} <= {"has_aux", "example_args", "on_independent"}


def test_defaults() -> None:
    found = {key: one.default for key, one in inspect.signature(tl.autodiff).parameters.items()}
    assert found["wrt"] == (0,)
    assert found["optimized"] is True
    assert found["motion"] == "joint"
    assert found["mode"] == "reverse"
    assert found["preserve_result"] is False
    assert found["check_dims"] is True
    assert found["input_derivative"] is InputDerivative.Required
    assert found["verbose"] == 0
    assert [one.name for one in InputDerivative] == ["Required", "DefaultOne", "DefaultOnes"]


# wrt


@pytest.mark.parametrize(
    ("wrt", "name", "gradient"),
    [
        ((0,), "dfundx", 7.0),
        (0, "dfundx", 7.0),
        ("x", "dfundx", 7.0),
        (["x"], "dfundx", 7.0),
        ([1], "dfundy", 8.0),
        (("x", "y"), "dfundxy", (7.0, 8.0)),
        ((0, 1), "dfundxy", (7.0, 8.0)),
        ([1, 0], "dfundyx", (8.0, 7.0)),
        ([1, "x"], "dfundyx", (8.0, 7.0)),
        ("all", "dfundxy", (7.0, 8.0)),
    ],
)
@pytest.mark.parametrize("optimized", [True, False])
def test_wrt(wrt: Any, name: str, gradient: Any, optimized: bool) -> None:
    df = tl.grad(fun, wrt=wrt, optimized=optimized)
    assert df.__name__ == df.__qualname__ == name
    assert df(2.0, 1.0) == gradient
    assert tl.value_and_grad(fun, wrt=wrt, optimized=optimized)(2.0, 1.0) == (11.0, gradient)
    assert tl.vjp(fun, wrt=wrt, optimized=optimized)(2.0, 1.0, 1.0) == gradient


def test_a_first_example() -> None:
    df = tl.grad(fun)
    assert df(4, y=1) == 11.0
    assert isinstance(df(4, y=1), float)
    assert tl.grad(fun, wrt=[1])(x=0, y=5) == 10.0


@pytest.mark.parametrize("wrt", ["z", 2, -1, (), [], ("x", "z"), 1.0, None, True])
def test_a_wrt_that_names_no_parameter(wrt: Any) -> None:
    for function in (tl.grad, tl.value_and_grad, tl.vjp, tl.autodiff, tl.elementwise_grad):
        with pytest.raises(WrtError):
            function(fun, wrt=wrt)


# The generated function


def annotated(x: float, n: int = 2, *, scale: float = 1.5) -> float:
    """A primal with everything."""
    value = x**n * scale
    return value


def test_the_signature_of_the_primal_is_kept() -> None:
    df = tl.grad(annotated)
    parameters = inspect.signature(df).parameters
    assert list(parameters) == ["x", "n", "scale", "bvalue"]
    assert parameters["n"].default == 2
    assert parameters["scale"].default == 1.5
    assert parameters["scale"].kind is parameters["bvalue"].kind is inspect.Parameter.KEYWORD_ONLY
    assert [parameters[name].annotation for name in ("x", "n", "scale")] == ["float", "int", "float"]
    assert df(3.0) == 9.0
    assert df(3.0, n=1) == 1.5
    assert df(3.0, scale=1.0) == 6.0
    assert df(3.0, scale=1.0, bvalue=2.0) == 12.0


def test_positional_only_parameters_and_mutable_defaults_are_kept() -> None:
    table = [2.0, 3.0]

    def scaled(x: Any, /, items: Any = table) -> Any:
        return x * items[0]

    df = tl.grad(scaled)
    parameters = inspect.signature(df).parameters
    assert parameters["x"].kind is inspect.Parameter.POSITIONAL_ONLY
    assert parameters["items"].default is table
    assert df(1.0) == 2.0
    table[0] = 5.0
    assert df(1.0) == 5.0


def test_the_docstring_says_what_it_is_the_gradient_of() -> None:
    assert tl.grad(fun).__doc__ == "Gradient of fun with respect to x."
    assert tl.grad(fun, wrt="all").__doc__ == "Gradient of fun with respect to x and y."
    assert tl.value_and_grad(fun).__doc__ == "Value and gradient of fun with respect to x."


def test_the_source_can_be_inspected(capsys: pytest.CaptureFixture[str]) -> None:
    df = tl.grad(fun, verbose=1)
    text = inspect.getsource(df)
    assert text.strip() in capsys.readouterr().out.strip()
    assert text.startswith("def dfundx(x")
    assert "# Grad of: z = x**2 + 3 * x * y + y**2" in text
    tl.grad(fun)
    assert capsys.readouterr().out == ""


def test_verbose_two_prints_the_stages(capsys: pytest.CaptureFixture[str]) -> None:
    tl.grad(fun, verbose=1)
    short = capsys.readouterr().out
    tl.grad(fun, verbose=2)
    assert len(capsys.readouterr().out) > len(short) + 100


def test_lambdas() -> None:
    square = lambda x: x * x  # noqa: E731
    assert tl.grad(square)(3.0) == 6.0
    assert tl.grad(square).__name__.isidentifier()


# Seeds


def seed_of(f: Callable[..., Any], **options: Any) -> inspect.Parameter:
    """The last parameter of the derivative that is no ``**``."""
    parameters = inspect.signature(tl.vjp(f, **options)).parameters.values()
    return [one for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD][-1]


def without_a_name(x: Any) -> Any:
    return x * 2.0


def with_two_results(x: Any) -> Any:
    if x > 1:
        y = x * 2.0
        return y
    return x * 3.0


def starred(x: Any, *rest: Any) -> Any:
    z = x * rest[0]
    return z


def keyword_only(x: Any, *, k: Any) -> Any:
    z = x * k
    return z


def keywords(x: Any, **more: Any) -> Any:
    z = x * more["k"]
    return z


def taken(x: Any, bz: Any) -> Any:
    z = x * bz
    return z


def taken_by_a_local(x: Any) -> Any:
    bz = x * 3.0
    z = bz * x
    return z


def taken_without_a_name(x: Any, b_return: Any) -> Any:
    return x * b_return


POSITIONAL, KEYWORD = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize(
    ("f", "name", "kind"),
    [
        (fun, "bz", POSITIONAL),
        (without_a_name, "b_return", POSITIONAL),
        (with_two_results, "b_return", POSITIONAL),
        (starred, "bz", KEYWORD),
        (keyword_only, "bz", KEYWORD),
        (keywords, "bz", POSITIONAL),
    ],
)
def test_the_name_and_place_of_the_seed(f: Callable[..., Any], name: str, kind: Any) -> None:
    assert seed_of(f).name == name
    assert seed_of(f).kind is kind
    assert seed_of(f).default is inspect.Parameter.empty


@pytest.mark.parametrize(
    ("f", "args", "gradient"),
    [(taken, (2.0, 3.0), 3.0), (taken_by_a_local, (2.0,), 12.0), (taken_without_a_name, (2.0, 3.0), 3.0)],
)
@WAYS
def test_a_seed_whose_name_is_taken_is_renamed(
    f: Callable[..., Any], args: tuple[Any, ...], gradient: float, optimized: bool, kinds: bool
) -> None:
    assert seed_of(f).name not in {"bz", "b_return"}
    options: dict[str, Any] = {"optimized": optimized, "example_args": args if kinds else None}
    assert tl.grad(f, **options)(*args) == gradient
    assert tl.vjp(f, **options)(*args, 2.0) == 2.0 * gradient
    assert tl.vjp(f, **options)(*args, **{seed_of(f).name: 2.0}) == 2.0 * gradient


@pytest.mark.parametrize("optimized", [True, False])
def test_star_arguments(optimized: bool) -> None:
    def product(*factors: Any) -> Any:
        z = factors[0] * factors[1]
        return z

    assert tl.grad(product, optimized=optimized)(2.0, 3.0) == (3.0, 2.0)
    assert tl.grad(starred, optimized=optimized)(2.0, 3.0) == 3.0
    assert tl.grad(starred, wrt="rest", optimized=optimized)(2.0, 3.0, 4.0) == (2.0, 0.0)
    assert tl.grad(starred, wrt="all", optimized=optimized)(2.0, 3.0, bz=2.0) == (6.0, (4.0,))
    assert tl.grad(keyword_only, wrt="all", optimized=optimized)(2.0, k=3.0) == (3.0, 2.0)
    assert tl.grad(keywords, wrt="all", optimized=optimized)(2.0, k=3.0) == (3.0, {"k": 2.0})


# Joint and split


@pytest.mark.parametrize("motion", ["joint", "split"])
@pytest.mark.parametrize("optimized", [True, False])
def test_motions_and_seeds(motion: str, optimized: bool) -> None:
    seed = "init_grad" if motion == "split" else "bz"
    made = {
        one: tl.autodiff(fun, wrt=(0, 1), motion=motion, input_derivative=one, optimized=optimized)
        for one in InputDerivative
    }
    for df in made.values():
        assert list(inspect.signature(df).parameters) == ["x", "y", seed]
        assert df(2.0, 1.0, 3.0) == (21.0, 24.0)
        assert df(2.0, 1.0, **{seed: 3.0}) == (21.0, 24.0)
        assert df(x=2.0, y=1.0, **{seed: 1.0}) == (7.0, 8.0)
    with pytest.raises(TypeError):
        made[InputDerivative.Required](2.0, 1.0)
    assert made[InputDerivative.DefaultOne](2.0, 1.0) == (7.0, 8.0)
    assert made[InputDerivative.DefaultOnes](2.0, 1.0) == (7.0, 8.0)


@pytest.mark.parametrize("motion", ["joint", "split"])
@WAYS
def test_seeds_of_arrays(motion: str, optimized: bool, kinds: bool) -> None:
    x, seed = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    options: dict[str, Any] = {"motion": motion, "optimized": optimized, "example_args": (x,) if kinds else None}
    np.testing.assert_array_equal(tl.autodiff(arrays, **options)(x, seed), [6.0, 16.0])
    ones = tl.autodiff(arrays, input_derivative=InputDerivative.DefaultOnes, **options)
    np.testing.assert_array_equal(ones(x), [2.0, 4.0])
    np.testing.assert_array_equal(ones(x, seed), [6.0, 16.0])
    gradient, result = tl.autodiff(arrays, preserve_result=True, **options)(x, seed)
    np.testing.assert_array_equal(gradient, [6.0, 16.0])
    np.testing.assert_array_equal(result, [1.0, 4.0])
    assert_fresh((gradient, result), x, seed)


def test_split_runs_the_halves_of_a_function_with_everything() -> None:
    df = tl.autodiff(annotated, wrt=(0,), motion="split", input_derivative=InputDerivative.DefaultOne)
    assert df(3.0) == 9.0
    assert df(3.0, 1, scale=2.0) == 2.0
    assert tl.autodiff(starred, wrt="all", motion="split")(2.0, 3.0, init_grad=1.0) == (3.0, (2.0,))
    assert tl.autodiff(keyword_only, motion="split")(2.0, k=3.0, init_grad=1.0) == 3.0
    assert tl.autodiff(keywords, motion="split")(2.0, 1.0, k=3.0) == 3.0


def test_a_seed_after_a_default_has_to_be_given_all_the_same() -> None:
    def scaled(x: Any, y: Any = 2.0) -> Any:
        z = x * y
        return z

    df = tl.vjp(scaled)
    assert df(1.0, bz=3.0) == 6.0
    assert df(1.0, 4.0, 3.0) == 12.0
    with pytest.raises(TypeError, match="bz"):
        df(1.0)


@pytest.mark.parametrize("options", [{"motion": "both"}, {"mode": "sideways"}])
def test_a_motion_or_mode_that_there_is_not(options: dict[str, str]) -> None:
    with pytest.raises(TangentError):
        tl.autodiff(fun, **options)


def test_results_that_are_tuples_take_a_seed_of_tuples() -> None:
    def both(x: Any, y: Any) -> Any:
        return x * y, x + y

    assert tl.vjp(both, wrt="all")(2.0, 3.0, (1.0, 10.0)) == (13.0, 12.0)


# Checks


@WAYS
def test_a_seed_of_another_shape_is_refused(optimized: bool, kinds: bool) -> None:
    x = np.ones(3)
    options: dict[str, Any] = {"optimized": optimized, "example_args": (x,) if kinds else None}
    for df in (tl.vjp(arrays, **options), tl.autodiff(arrays, motion="split", **options)):
        for seed in (1.0, np.ones(2), np.ones((1, 3))):
            with pytest.raises(ValueError, match="shape"):
                df(x, seed)
    assert tl.vjp(arrays, check_dims=False, **options)(x, 1.0).tolist() == [2.0, 2.0, 2.0]


@WAYS
def test_a_result_that_is_no_number_is_refused(optimized: bool, kinds: bool) -> None:
    x = np.ones(3)
    examples = (x,) if kinds else None
    with pytest.raises((ValueError, TangentError), match=r"shape|number|scalar"):
        tl.grad(arrays, optimized=optimized, example_args=examples)(x)
    with pytest.raises((ValueError, TangentError), match=r"shape|number|scalar"):
        tl.value_and_grad(arrays, optimized=optimized, example_args=examples)(x)
    loose = tl.grad(arrays, optimized=optimized, example_args=examples, check_dims=False)
    assert loose(x).tolist() == [2.0, 2.0, 2.0]


def test_a_result_that_is_a_tuple_is_refused() -> None:
    def both(x: Any) -> Any:
        return x, x * x

    with pytest.raises((ValueError, TangentError)):
        tl.grad(both)(2.0)


def test_the_check_is_one_statement_and_left_out_where_kinds_prove_it() -> None:
    assert inspect.getsource(tl.grad(fun)).count("raise ValueError(") == 1
    assert "raise" not in inspect.getsource(tl.grad(fun, check_dims=False))
    assert "raise" not in inspect.getsource(tl.grad(fun, example_args=(1.0, 2.0)))
    assert "raise" not in inspect.getsource(tl.grad(annotated))


# Results beside the gradient


@pytest.mark.parametrize("optimized", [True, False])
def test_preserve_result_appends_the_result(optimized: bool) -> None:
    assert tl.grad(fun, optimized=optimized, preserve_result=True)(2.0, 1.0) == (7.0, 11.0)
    assert tl.grad(fun, wrt="all", optimized=optimized, preserve_result=True)(2.0, 1.0) == (7.0, 8.0, 11.0)
    assert tl.vjp(fun, optimized=optimized, preserve_result=True)(2.0, 1.0, 2.0) == (14.0, 11.0)


@pytest.mark.parametrize("optimized", [True, False])
def test_has_aux(optimized: bool) -> None:
    def with_extra(x: Any, y: Any) -> Any:
        product = x * y
        return product, {"sum": x + y, "name": "extra"}

    extra = {"sum": 5.0, "name": "extra"}
    assert tl.grad(with_extra, optimized=optimized, has_aux=True)(2.0, 3.0) == (3.0, extra)
    assert tl.grad(with_extra, "all", optimized, has_aux=True)(2.0, 3.0) == ((3.0, 2.0), extra)
    assert tl.value_and_grad(with_extra, optimized=optimized, has_aux=True)(2.0, 3.0) == (6.0, (3.0, extra))


@WAYS
def test_elementwise_grad(optimized: bool, kinds: bool) -> None:
    def wave(x: Any, k: Any = 2.0) -> Any:
        return np.sin(k * x) * x

    for x in (0.7, np.array([[0.1, 0.2], [0.3, 0.4]]), np.zeros((0, 3))):
        df = tl.elementwise_grad(wave, optimized=optimized, example_args=(x,) if kinds else None)
        assert_close(df(x), 2.0 * np.cos(2.0 * x) * x + np.sin(2.0 * x))
        assert_like(df(x), x)


# Structures

Pair = namedtuple("Pair", ["left", "right"])


def total(p: Any) -> Any:
    layers, (scale, name), pair = p["layers"], p["meta"], p["pair"]
    s = 0.0
    for w, b in layers:
        s = s + np.sum(w * w) * b
    if name == "double":
        s = s * 2.0
    return s * scale * pair[0] + np.sum(pair[1])


@WAYS
def test_gradients_have_the_structure_of_the_argument(optimized: bool, kinds: bool) -> None:
    p = {
        "layers": [(np.array([1.0, 2.0]), 3.0), (np.array([[0.5, 1.5]], dtype=np.float32), 2)],
        "meta": (2.5, "double"),
        "pair": Pair(2.0, np.array(4.0)),
        "unused": [None, "text", True, np.array(["a", "b"]), np.ones(2)],
    }
    df = quiet_grad(total, optimized=optimized, example_args=(p,) if kinds else None)
    found = df(p)
    assert_like(found["layers"], p["layers"])
    assert_like(found["meta"][0], 2.5)
    assert type(found["pair"]) is Pair
    assert found["meta"][1] == "double"
    assert found["unused"][:2] == [None, "text"]
    assert found["unused"][2] is True or found["unused"][2] == 0.0
    assert found["unused"][3] is p["unused"][3]
    np.testing.assert_array_equal(found["unused"][4], [0.0, 0.0])
    np.testing.assert_allclose(found["layers"][0][0], [60.0, 120.0])
    np.testing.assert_allclose(found["layers"][1][0], [[20.0, 60.0]])
    assert found["layers"][1][0].dtype == np.float32
    assert found["layers"][0][1] == 50.0
    assert found["layers"][1][1] == 25.0
    assert found["meta"][0] == pytest.approx(80.0)
    assert found["pair"].left == pytest.approx(100.0)
    assert found["pair"].right.shape == ()
    assert_fresh([found["layers"], found["unused"][4]], p)


@WAYS
@pytest.mark.parametrize(
    "x",
    [
        2,
        2.0,
        np.float64(2.0),
        np.float32(2.0),
        np.int64(2),
        np.array(2.0),
        np.array(2),
        np.array([2.0, 3.0], dtype=np.float32),
        np.array([[2, 3]]),
        np.zeros((0, 2)),
        2.0 + 0.0j,
        np.array([1.0 + 2.0j, 3.0]),
    ],
    ids=repr,
)
def test_gradients_have_shape_and_dtype_of_the_argument(x: Any, optimized: bool, kinds: bool) -> None:
    def summed(x: Any) -> Any:
        return np.sum(np.real(x * x) * 0.5)

    found = tl.grad(summed, optimized=optimized, example_args=(x,) if kinds else None)(x)
    np.testing.assert_allclose(found, x)
    assert_like(found, x)


@WAYS
def test_booleans_and_strings_are_returned_as_they_are(optimized: bool, kinds: bool) -> None:
    def chosen(p: Any) -> Any:
        x, flag, mode = p
        if flag and mode == "square":
            return x * x
        return x

    p = (3.0, True, "square")
    found = tl.grad(chosen, optimized=optimized, example_args=(p,) if kinds else None)(p)
    assert found[0] == 6.0
    assert found[2] == "square"


# Independence


def cut(x: Any, y: Any) -> Any:
    n = int(x)
    return n * y


def test_independence_warns_with_the_place() -> None:
    with pytest.warns(tl.IndependentWarning) as caught:
        df = tl.grad(cut)
    assert df(2.5, 3.0) == 0.0
    (warning,) = caught
    assert f"test_api.py:{line_of(cut, 'n = int(x)')}:" in str(warning.message)
    assert "does not depend on `x`" in str(warning.message)
    assert warning.filename == __file__


def test_independence_by_option() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tl.grad(cut, on_independent="ignore")(2.5, 3.0) == 0.0
        assert tl.grad(cut, wrt="y")(2.5, 3.0) == 2
        assert tl.vjp(cut)(2.5, 3.0, 1.0) == 0.0
    with pytest.raises(IndependenceError, match="does not depend on `x`"):
        tl.grad(cut, on_independent="error")
    with pytest.raises((TangentError, ValueError)):
        tl.grad(cut, on_independent="sometimes")


def test_independence_warns_every_time_and_gives_zeros_of_the_argument() -> None:
    def constant(x: Any, y: Any) -> Any:
        return np.sum(y)

    for _ in range(2):
        with pytest.warns(tl.IndependentWarning):
            df = tl.grad(constant, wrt=(0, 1))
    x = {"a": [np.ones((2, 3), dtype=np.float32), 1]}
    dx, dy = df(x, np.ones(2))
    assert_like(dx, x)
    assert dy.tolist() == [1.0, 1.0]
    assert not dx["a"][0].any()


def test_second_derivatives_of_linear_functions_are_silent() -> None:
    def linear(x: float) -> float:
        return 3.0 * x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tl.grad(tl.grad(linear))(2.0) == 0.0


def test_second_derivatives_of_numbers() -> None:
    def cubic(x: float, y: float) -> float:
        return x * x * x * y

    second = tl.grad(tl.grad(cubic))
    assert second(2.0, 3.0) == 36.0
    mixed = tl.grad(tl.grad(cubic), wrt="y")
    assert mixed(2.0, 3.0) == 12.0


# Numerical gradients and reports


def test_numerical_grad() -> None:
    assert tl.numerical_grad(fun)(2.0, 1.0) == pytest.approx(7.0)
    assert tl.numerical_grad(fun, wrt="all")(2.0, 1.0) == pytest.approx((7.0, 8.0))

    def analytic(x: Any) -> Any:
        return np.sin(x) * x

    assert tl.numerical_grad(analytic, method="complex")(2.0) == pytest.approx(
        math.sin(2.0) + 2.0 * math.cos(2.0), rel=1e-14
    )


def test_check_grad_reports() -> None:
    report = tl.check_grad(fun, (2.0, 1.0), wrt="all")
    assert report.ok
    assert "agrees with central differences" in str(report)
    assert tl.check_grad(fun, (2.0,), {"y": 1.0}, mode="reverse", raise_on_mismatch=True).ok
    assert tl.check_grad(arrays, (np.array([1.0, 2.0]),)).ok
    assert tl.check_grad(starred, (2.0, 3.0), wrt="all").ok
    assert tl.check_grad(total, ({"layers": [(np.ones(2), 1.0)], "meta": (1.0, "a"), "pair": (1.0, 2.0)},)).ok


def test_check_grad_finds_a_jump() -> None:
    def rounded(x: Any) -> Any:
        return round(x) * x

    report = tl.check_grad(rounded, (2.5,))
    assert not report.ok
    assert "DIFFERS" in str(report)
    with pytest.raises(GradientMismatchError):
        tl.check_grad(rounded, (2.5,), raise_on_mismatch=True)


# Memory of what was made


def test_the_same_request_gives_the_same_function() -> None:
    assert tl.grad(fun) is tl.grad(fun)
    assert tl.grad(fun) is tl.grad(fun, wrt="x")
    assert tl.grad(fun) is not tl.grad(fun, wrt="y")
    assert tl.grad(fun) is not tl.grad(fun, optimized=False)
    assert tl.grad(fun) is not tl.grad(fun, check_dims=False)
    assert tl.grad(fun) is not tl.grad(fun, preserve_result=True)
    assert tl.grad(fun) is not tl.value_and_grad(fun)
    assert tl.grad(fun) is not tl.grad(fun, example_args=(1.0, 1.0))


MODULE = """import numpy as np
import inner_{name}

SCALE = 2.0


def helper(x):
    return x * x


def with_default(x, k=2.0):
    return x * k


def uses_helper(x):
    return helper(x)


def uses_default(x):
    return with_default(x)


def uses_module(x):
    return inner_{name}.f(x)


def deeper(x):
    return uses_helper(x)


def own_default(x, k=2.0):
    return x * k


def own_keyword_default(x, *, k=2.0):
    return x * k


act = np.sin


def uses_act(x):
    return act(x)


def pair():
    def inner(x):
        return x * x

    def outer(x):
        return inner(x)

    def rebind(f):
        nonlocal inner
        inner = f

    return outer, rebind
"""


@pytest.fixture
def module(tmp_path: Path, request: pytest.FixtureRequest) -> ModuleType:
    name = re.sub(r"\W", "_", request.node.name)
    module_of(tmp_path, f"inner_{name}", "def f(x):\n    return x * x\n\n\ndef g(x):\n    return x * x * x\n")
    made = module_of(tmp_path, f"outer_{name}", MODULE.format(name=name))
    made.cube = sys.modules[f"inner_{name}"].g  # type: ignore[attr-defined]
    made.inner = sys.modules[f"inner_{name}"]  # type: ignore[attr-defined]
    return made


def test_a_redefined_helper_gives_a_new_derivative(module: Any) -> None:
    before = tl.grad(module.uses_helper)
    assert before(3.0) == 6.0
    assert tl.grad(module.deeper)(3.0) == 6.0
    module.helper = module.cube
    assert tl.grad(module.uses_helper)(3.0) == 27.0
    assert tl.grad(module.deeper)(3.0) == 27.0
    assert tl.grad(module.uses_helper) is not before


def test_a_redefined_function_of_a_module_gives_a_new_derivative(module: Any) -> None:
    assert tl.grad(module.uses_module)(3.0) == 6.0
    module.inner.f = module.cube
    assert tl.grad(module.uses_module)(3.0) == 27.0


def test_a_rebound_library_function_gives_a_new_derivative(module: Any) -> None:
    assert tl.grad(module.uses_act)(0.0) == 1.0
    module.act = np.cos
    assert tl.grad(module.uses_act)(0.0) == 0.0


def test_a_shadowed_builtin_gives_a_new_derivative(module: Any) -> None:
    def absolute(x: Any) -> Any:
        return abs(x)

    assert tl.grad(absolute)(-3.0) == -1.0
    globals()["abs"] = module.cube
    try:
        assert tl.grad(absolute)(-3.0) == 27.0
    finally:
        del globals()["abs"]


def test_changed_defaults_give_a_new_derivative(module: Any) -> None:
    for f in (module.own_default, module.own_keyword_default, module.uses_default):
        assert tl.grad(f)(3.0) == 2.0
    module.own_default.__defaults__ = (5.0,)
    module.own_keyword_default.__kwdefaults__ = {"k": 5.0}
    module.with_default.__defaults__ = (5.0,)
    for f in (module.own_default, module.own_keyword_default, module.uses_default):
        assert tl.grad(f)(3.0) == 5.0


def test_a_rebound_cell_gives_a_new_derivative(module: Any) -> None:
    outer, rebind = module.pair()
    assert tl.grad(outer)(3.0) == 6.0
    rebind(module.cube)
    assert tl.grad(outer)(3.0) == 27.0


def test_globals_of_the_derivative_are_live(module: Any) -> None:
    df = tl.grad(module.uses_helper)
    assert df.__globals__ is module.__dict__


# Tracebacks


def fails_in_the_reverse_sweep(x: Any) -> Any:
    y = np.sqrt(x)
    z = y * 2.0
    return np.sum(z)


@WAYS
def test_an_error_in_the_reverse_sweep_shows_the_line_of_the_primal(optimized: bool, kinds: bool) -> None:
    x = np.array([0.0, 1.0])
    df = tl.grad(fails_in_the_reverse_sweep, optimized=optimized, example_args=(x,) if kinds else None)
    with np.errstate(divide="raise"), pytest.raises(FloatingPointError) as caught:
        df(x)
    frames = traceback.extract_tb(caught.value.__traceback__)
    (frame,) = [one for one in frames if one.filename.startswith("<tangent_like")]
    lines, first = inspect.getsourcelines(df)
    assert frame.line == lines[frame.lineno - first].strip()
    above = lines[: frame.lineno - first + 1]
    comment = next(line.strip() for line in reversed(above) if line.strip().startswith("# Grad of: "))
    assert comment == "# Grad of: y = np.sqrt(x)"


# Standing alone

RATE = 0.5
WEIGHTS = np.array([[1.0, -2.0], [0.5, 4.0]])
TABLE = {"a": [1.0, 2.0]}


def scaled_by_rate(x: Any, k: Any = 2.0) -> Any:
    return x * k * RATE


def power_by_recursion(x: Any, n: Any) -> Any:
    return x if n == 0 else x * power_by_recursion(x, n - 1)


def uses_globals(x: Any) -> Any:
    return np.sum(t(WEIGHTS @ x)) + scaled_by_rate(x)[0]


def uses_recursion(x: Any) -> Any:
    return power_by_recursion(x, 3) + math.sin(x) * TABLE["a"][1]


def has_defaults(x: Any, y: Any = 3.0, *, k: Any = RATE) -> Any:
    return x * y * k


def takes_a_dict(p: Any) -> Any:
    return p["w"] @ p["w"] * p["b"]


def has_a_closure(x: Any) -> Any:
    def inner(y: Any) -> Any:
        return y * x

    return inner(x) * inner(2.0)


def branches_and_loops(x: Any) -> Any:
    s = 1.0
    for i in range(3):
        if x > i:
            s = s + math.exp(x) * i * s
        else:
            s = s * x
    while s > 0.1:
        s = s * 0.3 * x
    return s


def activated(x: Any, f: Any = np.tanh) -> Any:
    return np.sum(f(x))


def takes_a_function_by_default(x: Any) -> Any:
    return activated(x)


def linear_algebra(x: Any) -> Any:
    assert x > 0, "not positive"
    return np.linalg.norm(x * WEIGHTS) + np.where(WEIGHTS > 2, x, 0).sum() + np.linalg.det(WEIGHTS * x)


def annotated_array(x: np.ndarray, s: float = math.pi) -> float:
    return np.sum(x) * s


def fancy(x: Any) -> Any:
    return np.sum(x[np.array([0, 0, 1])] ** 2) + np.sum(x[x > 0]) + np.max(x) + np.sum(np.sort(x)[:1])


def captured(c: Any) -> Callable[[Any], Any]:
    def scaled(x: Any) -> Any:
        return scaled_by_rate(x, c) * x

    return scaled


ALONE: list[tuple[Callable[..., Any], str]] = [
    (uses_globals, "np.array([0.3, -0.7])"),
    (uses_recursion, "1.3"),
    (has_defaults, "1.3"),
    (takes_a_dict, "{'w': np.array([0.3, -0.7]), 'b': 2.0}"),
    (has_a_closure, "1.3"),
    (branches_and_loops, "1.3"),
    (takes_a_function_by_default, "np.array([0.3, -0.7])"),
    (linear_algebra, "1.3"),
    (annotated_array, "np.array([0.3, -0.7])"),
    (fancy, "np.array([0.3, -0.7])"),
    (captured(4.0), "1.3"),
]


@pytest.mark.parametrize("optimized", [True, False])
def test_modules_stand_alone(tmp_path: Path, optimized: bool) -> None:
    """They run in an interpreter that finds NumPy but not this package, and give the same numbers."""
    (tmp_path / "numpy").symlink_to(Path(np.__file__).parent)
    for libraries in Path(np.__file__).parent.parent.glob("numpy.libs"):
        (tmp_path / "numpy.libs").symlink_to(libraries)
    script = ["import importlib, sys", f"sys.path.insert(0, {str(tmp_path)!r})", "import numpy as np"]
    expected = []
    for number, (f, argument) in enumerate(ALONE):
        df = tl.grad(f, optimized=optimized)
        (tmp_path / f"alone_{number}.py").write_text(tl.module_source(df))
        script.append(f"print(repr(importlib.import_module('alone_{number}').{df.__name__}({argument})))")
        expected.append(repr(df(eval(argument))))
    script.append("assert not [key for key in sys.modules if key.startswith(('tangent', 'gast', 'astor'))]")
    command = [sys.executable, "-I", "-S", "-c", "\n".join(script)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == expected


def test_module_text_is_the_same_every_time() -> None:
    one = tl.module_source(tl.grad(uses_globals))
    assert one == tl.module_source(tl.grad(uses_globals))
    assert "tangent_like" not in one
