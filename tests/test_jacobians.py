"""Jacobians: shapes, modes, structures, dtypes, and the numbers against central differences."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import function_from
from support_jacobians import band, close, layer, numerical_jacobian, place
from support_programs import assert_fresh
from tangent_like.colouring import Product
from tangent_like.differences import same
from tangent_like.errors import (
    ComplexResultError,
    JacobianError,
    NoSourceError,
    TangentError,
    UnsupportedConstructError,
    WrtError,
)
from tangent_like.separable import is_elementwise

MODES = pytest.mark.parametrize("mode", ["auto", "forward", "reverse"])
OPTIMIZED = pytest.mark.parametrize("optimized", [True, False])


def cube(x: Any) -> Any:
    return x**3


def powers(x: Any) -> Any:
    return np.stack([np.sum(x), np.sum(x * x), np.sum(x**3)])


def repeated(x: Any) -> Any:
    return np.concatenate((np.sin(x), x[1:] * x[:-1], np.exp(-x)))


def table(X: Any) -> Any:
    return np.sin(X) * X[0] + np.sum(X, axis=1, keepdims=True)


def elementwise(X: Any) -> Any:
    Y = np.where(X > 0.5, np.sin(X), X * X)
    for k in range(3):
        Y = Y * np.cos(X) + k
    return Y


def total(x: Any) -> Any:
    return np.sum(x * x * x)


def logistic_states(u: Any, r: Any, steps: int) -> Any:
    for _ in range(steps):
        u[1:] = r * u[1:] * (1 - u[:-1])
    return u


def np_sqrt(x: Any) -> Any:
    return np.sqrt(x)


VECTOR = np.array([0.3, 0.8, 1.7])
MATRIX = np.arange(6.0).reshape(2, 3) / 7

CASES: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (cube, (1.3,)),
    (cube, (VECTOR,)),
    (total, (VECTOR,)),
    (powers, (np.linspace(0.2, 1.0, 6),)),
    (repeated, (VECTOR,)),
    (table, (MATRIX,)),
    (elementwise, (MATRIX,)),
    (elementwise, (np.float64(0.7),)),
    (layer, (VECTOR, MATRIX)),
    (band, (np.linspace(1.0, 2.0, 7),)),
    (logistic_states, (np.array([0.2, 0.5, 0.7, 0.9]), 2.5, 4)),
    (cube, (np.array(0.4),)),
    (repeated, (np.array([0.5]),)),
]


@pytest.mark.parametrize(("f", "args"), CASES, ids=[f.__name__ for f, _ in CASES])
@MODES
@OPTIMIZED
def test_jacobians_agree_with_central_differences(
    f: Callable[..., Any], args: tuple[Any, ...], mode: str, optimized: bool
) -> None:
    before = copy.deepcopy(args)
    jac = tl.jacobian(f, mode=mode, optimized=optimized)
    found, again = jac(*args), jac(*args)
    close(found, numerical_jacobian(f, args))
    assert same(found, again)
    assert same(args, before), "the arguments were changed"
    assert_fresh(found, args, again)


@MODES
def test_kinds_make_no_difference(mode: str) -> None:
    args = (VECTOR, MATRIX)
    found = tl.jacobian(layer, "all", mode, example_args=args)(*args)
    assert same(found, tl.jacobian(layer, "all", mode)(*args))


@MODES
def test_several_arguments_give_a_tuple(mode: str) -> None:
    args = (VECTOR, MATRIX)
    found = tl.jacobian(layer, ("x", "W"), mode)(*args)
    assert isinstance(found, tuple)
    assert [block.shape for block in found] == [(2, 3), (2, 2, 3)]
    for position, block in enumerate(found):
        close(block, numerical_jacobian(layer, args, position))
    turned = tl.jacobian(layer, [1, 0], mode)(*args)
    assert same(turned, found[::-1])
    assert same(tl.jacobian(layer, "all", mode)(x=args[0], W=args[1]), found)


@MODES
def test_the_argument_may_be_a_tree(mode: str) -> None:
    def model(p: Any, x: Any) -> Any:
        return np.tanh(p["W"][0] * x) * p["scale"] + p["shift"][1]

    p = {"W": [np.array([0.1, 0.4]), "unused"], "scale": 2.0, "shift": (None, np.array([0.3, 0.2]))}
    x = np.array([0.7, 1.1])
    found = tl.jacobian(model, mode=mode)(p, x)
    slope = p["scale"] * x / np.cosh(p["W"][0] * x) ** 2  # type: ignore[index]
    assert list(found) == ["W", "scale", "shift"]
    close(found["W"][0], np.diag(slope))
    assert found["W"][1] == "unused"
    close(found["scale"], np.tanh(p["W"][0] * x))  # type: ignore[index]
    assert isinstance(found["shift"], tuple)
    assert found["shift"][0] is None
    close(found["shift"][1], np.eye(2))


@MODES
def test_the_result_may_be_a_tree(mode: str) -> None:
    def parts(x: Any, k: Any) -> Any:
        return {"sum": np.sum(k * x), "all": (x * x, [k, 3, "name"])}

    found = tl.jacobian(parts, ("x", "k"), mode)(VECTOR, 2.0)
    assert list(found) == ["sum", "all"]
    assert isinstance(found["all"], tuple)
    close(found["sum"][0], np.full(3, 2.0))
    close(found["sum"][1], np.sum(VECTOR))
    close(found["all"][0][0], np.diag(2 * VECTOR))
    close(found["all"][0][1], np.zeros(3))
    close(found["all"][1][0][0], np.zeros(3))
    assert found["all"][1][0][1] == 1.0
    close(found["all"][1][1][0], np.zeros(3))
    assert found["all"][1][2] == "name"


@MODES
@pytest.mark.parametrize("shape", [(0,), (0, 3), (2, 0)])
def test_arrays_without_elements(mode: str, shape: tuple[int, ...]) -> None:
    jac = tl.jacobian(cube, mode=mode)
    assert jac(np.zeros(shape)).shape == shape + shape

    def padded(x: Any) -> Any:
        return np.concatenate((np.ravel(x), np.ones(2)))

    assert tl.jacobian(padded, mode=mode)(np.zeros(shape)).shape == (2, *shape)


@MODES
def test_single_precision_stays(mode: str) -> None:
    x, W = VECTOR.astype(np.float32), MATRIX.astype(np.float32)
    for block, true in zip(
        tl.jacobian(layer, "all", mode)(x, W), tl.jacobian(layer, "all")(VECTOR, MATRIX), strict=True
    ):
        assert block.dtype == np.float32
        close(block, true, 1e-5)
    assert type(tl.jacobian(cube, mode=mode)(np.float32(2.0))) is np.float32
    assert tl.jacobian(layer, mode=mode)(x, MATRIX).dtype == np.float32


@MODES
def test_integers_have_jacobians_of_floats(mode: str) -> None:
    found = tl.jacobian(cube, mode=mode)(np.arange(3))
    assert found.dtype == np.float64
    close(found, np.diag([0.0, 3.0, 12.0]))
    assert tl.jacobian(cube, mode=mode)(2) == 12.0
    assert type(tl.jacobian(cube, mode=mode)(2)) is float


@MODES
def test_real_results_of_complex_arguments(mode: str) -> None:
    def squares(z: Any) -> Any:
        return np.real(z) ** 2 * np.imag(z)

    z = np.array([1.0 + 2.0j, 3.0 - 1.0j])
    found = tl.jacobian(squares, mode=mode)(z)
    assert found.dtype == np.complex128
    close(found, np.diag(2 * z.real * z.imag - 1j * z.real**2))
    assert tl.jacobian(squares, mode=mode)(1.0 + 2.0j) == 4.0 - 1.0j


@MODES
def test_what_does_not_depend_on_the_argument_is_zero(mode: str) -> None:
    def fixed(x: Any) -> Any:
        return np.ones(2)

    close(tl.jacobian(fixed, mode=mode)(VECTOR), np.zeros((2, 3)))


def test_value_and_jacobian() -> None:
    def doubled(x: Any) -> Any:
        x *= 2.0
        return x

    x = np.array([1.0, 2.0])
    value, found = tl.value_and_jacobian(doubled, example_args=(x,))(x)
    close(value, np.array([2.0, 4.0]))
    close(found, 2.0 * np.eye(2))
    close(x, np.array([1.0, 2.0]))
    assert_fresh((value, found), x)


def test_a_value_is_new() -> None:
    kept = np.array([1.0, 2.0])

    def outside(x: Any) -> Any:
        return kept

    value, _ = tl.value_and_jacobian(outside)(VECTOR)
    assert not np.shares_memory(value, kept)


def test_the_parameters_are_those_of_the_function() -> None:
    def scaled(x: Any, /, k: float = 2.0, *rest: Any, power: int = 2, **more: Any) -> Any:
        return k * x**power * rest[0] + more["shift"]

    jac = tl.jacobian(scaled)
    assert inspect.signature(jac) == inspect.signature(scaled)
    assert jac.__name__ == "jacobian_of_scaled"
    assert jac.__doc__ == "Jacobian of scaled with respect to x."
    close(jac(VECTOR, 3.0, 2.0, shift=1.0), np.diag(12.0 * VECTOR))
    close(tl.jacobian(scaled, "k")(VECTOR, 3.0, 2.0, power=3, shift=1.0), 2.0 * VECTOR**3)
    assert tl.value_and_jacobian(layer, "all").__doc__ == "Value and Jacobian of layer with respect to x and W."


def test_defaults_are_differentiated_as_well() -> None:
    def scaled(x: Any, k: Any = 2.0) -> Any:
        return k * x

    for mode in ("forward", "reverse"):
        close(tl.jacobian(scaled, "k", mode)(VECTOR), VECTOR)


@MODES
def test_starred_arguments(mode: str) -> None:
    def product(*factors: Any) -> Any:
        return factors[0] * factors[1]

    found = tl.jacobian(product, mode=mode)(VECTOR, 2.0)
    assert isinstance(found, tuple)
    close(found[0], 2.0 * np.eye(3))
    close(found[1], VECTOR)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_an_infinite_partial_spreads() -> None:
    def roots(x: Any) -> Any:
        return np.stack([np.sum(np.sqrt(x)), np.sum(x)])

    x = np.array([0.0, 4.0])
    np.testing.assert_array_equal(tl.jacobian(roots, mode="reverse")(x), [[np.inf, 0.25], [np.nan, 1.0]])
    np.testing.assert_array_equal(tl.jacobian(roots, mode="forward")(x), [[np.inf, np.nan], [1.0, 1.0]])
    np.testing.assert_array_equal(tl.jacobian(np_sqrt, mode="forward")(x), [[np.inf, 0.0], [0.0, 0.25]])


@MODES
def test_a_random_generator_draws_the_same_for_all_columns(mode: str) -> None:
    def noisy(x: Any, rng: Any) -> Any:
        return np.stack([np.sum(x * rng.standard_normal(3)), np.sum(x), x[0]])

    rng = np.random.default_rng(4)
    before = rng.bit_generator.state
    value, found = tl.value_and_jacobian(noisy, mode=mode)(VECTOR, rng)
    assert rng.bit_generator.state == before
    noise = rng.standard_normal(3)
    close(found, np.stack([noise, np.ones(3), np.eye(3)[0]]))
    close(value[0], np.sum(VECTOR * noise))


# How many products are made


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The products that Jacobians make from here on."""
    calls: list[str] = []
    for name in ("forward_product", "reverse_product"):
        original = getattr(tl.products, name)

        def counted(*args: Any, original: Any = original, name: str = name) -> Any:
            product = original(*args)

            def one(direction: Any) -> Any:
                calls.append(name)
                return product.one(direction)

            return Product(one)

        for module in (tl.products, tl.jacobians, tl.hessians):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, counted)
    return calls


@pytest.mark.parametrize(
    ("f", "argument", "expected"),
    [
        (powers, np.ones(6), ["reverse_product"] * 3),
        (repeated, np.ones(3), ["forward_product"] * 3),
        (powers, np.ones(3), ["forward_product"] * 3),
        (total, np.ones(9), ["reverse_product"]),
        (elementwise, np.ones((4, 5)), ["forward_product"]),
    ],
)
def test_auto_makes_the_fewest_products(
    monkeypatch: pytest.MonkeyPatch, f: Callable[..., Any], argument: Any, expected: list[str]
) -> None:
    calls = counting(monkeypatch)
    tl.jacobian(f)(argument)
    assert calls == expected


def test_broadcasting_elementwise_functions_are_not_diagonal() -> None:
    def spread(x: Any, y: Any) -> Any:
        return x * y

    for args in ((np.ones(3), np.ones((3, 3))), (np.ones((3, 1)), np.arange(3.0)), (np.ones(1), np.arange(3.0))):
        close(tl.jacobian(spread, mode="forward")(*args), numerical_jacobian(spread, args))


def one_line(text: str) -> Callable[..., Any]:
    return function_from(
        f"def twice(x):\n    return x + x[::-1]\n\ndef f(x):\n    sin = twice\n    return {text}\n", sin=np.sin
    )


@pytest.mark.parametrize(
    "text", ["np.cumsum(x)", "x[::-1]", "np.roll(x, 1)", "x * np.sum(x)", "np.flip(x) + x", "twice(x)", "sin(x)", "x.T"]
)
def test_what_only_looks_elementwise(text: str) -> None:
    f = one_line(text)
    assert not is_elementwise(tl.jvp(f))
    close(tl.jacobian(f, mode="forward")(VECTOR), numerical_jacobian(f, (VECTOR,)))


@pytest.mark.parametrize(
    "text",
    [
        "np.sin(x)",
        "np.maximum(x, 0.5)",
        "-x**2 / 3 - 1",
        "np.where(x > 1, x, 0)",
        "np.clip(x, 0, 1)",
        "abs(x)",
        "np.logaddexp(x, 1.0)",
        "np.cumsum(x > 1) * x",
        "x if np.sum(x) > 0 else -x",
        "np.real(np.sin(x))",
    ],
)
def test_what_is_elementwise(text: str) -> None:
    f = one_line(text)
    assert is_elementwise(tl.jvp(f))
    close(tl.jacobian(f, mode="forward")(VECTOR), numerical_jacobian(f, (VECTOR,)))


# Mistakes


def test_a_mode_that_there_is_not() -> None:
    with pytest.raises(JacobianError) as caught:
        tl.jacobian(cube, mode="sideways")
    assert str(caught.value) == (
        'mode=\'sideways\' is not a way to make a Jacobian\nUse "auto", "forward" or "reverse".'
    )


@MODES
def test_a_complex_result(mode: str) -> None:
    with pytest.raises(ComplexResultError) as caught:
        tl.jacobian(cube, mode=mode)(np.array([1.0j]))
    assert str(caught.value) == place(cube).format(
        "the result of `cube` is complex, and so is the argument `x`",
        "Use holomorphic=True, or return the real and the imaginary part as two real results.",
    )


@MODES
def test_what_is_refused_is_refused_before_the_call(mode: str) -> None:
    def generated(x: Any) -> Any:
        yield x

    with pytest.raises(UnsupportedConstructError):
        tl.jacobian(generated, mode=mode)
    with pytest.raises(NoSourceError):
        tl.jacobian(VECTOR.sum, mode=mode)
    for wrt in ("z", 2, (), None, 1.5):
        with pytest.raises(WrtError):
            tl.jacobian(cube, wrt, mode)  # type: ignore[arg-type]


@pytest.mark.parametrize("made", [tl.jacobian, tl.value_and_jacobian, tl.hessian, tl.hvp, tl.hessian_diag])
def test_a_jacobian_has_no_derivative_of_its_own(made: Callable[..., Any]) -> None:
    def square(x: float) -> Any:
        return x * x

    found = made(square)
    for function in (tl.grad, tl.jvp, tl.jacobian, tl.hessian):
        with pytest.raises(NoSourceError) as caught:
            function(found)
        assert str(caught.value) == (
            f"`{found.__name__}` has no source of its own: it calls derivatives many times\n"
            "Differentiate what `grad`, `vjp` or `jvp` returns."
        )


def test_auto_takes_the_mode_that_there_is() -> None:
    def halves(x: Any) -> Any:
        return x * 0.5

    @tl.adjoint(halves)
    def halves_adjoint(y, x):  # type: ignore[no-untyped-def]
        d[x] = 0.5 * d[y]  # type: ignore[name-defined]  # noqa: F821

    def f(x: Any) -> Any:
        return halves(x)

    with pytest.raises(TangentError):
        tl.jacobian(f, mode="forward")
    close(tl.jacobian(f)(VECTOR), 0.5 * np.eye(3))
