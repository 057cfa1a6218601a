"""What a user gets from the public functions: signatures, names, seeds, structures, warnings, caching, text."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import WAYS, assert_close, assert_fresh, assert_like
from tangent_like import InputDerivative
from tangent_like.errors import TangentError, WrtError


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
    keywords = {"has_aux", "holomorphic", "example_args", "on_independent"}
    assert {one.name for one in found if one.name not in positional} <= keywords


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
