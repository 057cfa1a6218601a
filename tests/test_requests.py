"""What can be differentiated besides Python functions: library functions, partial objects, methods, objects."""

from __future__ import annotations

import functools
import gc
import inspect
import math
import operator
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import close
from tangent_like import errors
from tangent_like.binding import requested

X = np.array([0.5, -1.5, 2.0])


# Library functions


def test_every_kind_of_request_takes_a_library_function() -> None:
    assert tl.grad(math.sin)(0.3) == math.cos(0.3)
    assert close(tl.grad(np.sum)(X), np.ones(3))
    assert close(tl.vjp(np.sum)(np.ones((2, 3)), 0, b_return=X), np.array([X, X]))
    assert close(tl.jvp(np.tanh)(X, np.ones(3)), 1.0 - np.tanh(X) ** 2)
    a, b = np.array([[2.0, 1.0], [0.0, 4.0]]), np.array([1.0, 3.0])
    towards_a, towards_b = tl.vjp(np.linalg.solve, wrt=(0, 1))(a, b, np.ones(2))
    assert close(towards_b, np.linalg.solve(a.T, np.ones(2)))
    assert close(towards_a, -np.outer(towards_b, np.linalg.solve(a, b)))
    assert close(tl.grad(np.linalg.norm)(np.array([3.0, 4.0])), np.array([0.6, 0.8]))
    assert close(tl.value_and_grad(np.prod, wrt="a")(X), (np.prod(X), np.prod(X) / X))
    assert close(tl.elementwise_grad(np.exp)(X), np.exp(X))
    assert close(tl.numerical_grad(np.sum)(X), np.ones(3))
    assert tl.autodiff(math.hypot, wrt="all", motion="split")(3.0, 4.0, init_grad=1.0) == (0.6, 0.8)
    assert tl.grad(max, wrt=(0, 1))(1.0, 2.0) == (0.0, 1.0)
    assert tl.grad(abs)(-2.0) == -1.0


def test_the_derivative_of_a_library_function_is_plain_source() -> None:
    derivative = tl.grad(np.tanh, example_args=(1.0,))
    assert inspect.getsource(derivative) == (
        "def dtanhdx(x, b_return=1.0):\n"
        '    """Gradient of tanh with respect to x."""\n'
        "    t = np.tanh(x)\n"
        "    # Grad of: return np.tanh(x)\n"
        "    bx = (1.0 - t * t) * b_return\n"
        "    return bx\n"
    )


@pytest.mark.parametrize(
    "function", [np.sum, math.sin, np.linalg.norm, abs, operator.mul], ids=lambda one: one.__name__
)
def test_the_derivative_of_a_library_function_stands_alone(function: Callable[..., Any]) -> None:
    derivative = tl.grad(function)
    scope: dict[str, Any] = {}
    text = tl.module_source(derivative)
    exec(text, scope)
    assert "tangent_like" not in text
    args = (
        (X,)
        if function in (np.sum, np.linalg.norm)
        else (0.5,) * len(inspect.signature(requested(function)).parameters)
    )
    assert close(scope[derivative.__name__](*args), derivative(*args))


def test_the_derivative_of_a_library_function_is_remembered() -> None:
    assert tl.grad(np.sum) is tl.grad(np.sum)
    assert tl.grad(np.sum) is not tl.jvp(np.sum)


def test_a_rule_of_your_own_goes_before_the_source() -> None:
    def doubled(x: float) -> float:
        return x * 2.0

    assert tl.grad(doubled)(1.0) == 2.0
    tl.elementwise(doubled)(templates_of_a_triple)
    assert tl.grad(doubled)(1.0) == 3.0
    assert inspect.signature(tl.grad(doubled)).parameters["x"].default is inspect.Parameter.empty


def templates_of_a_triple(y: Any, x: Any) -> Any:
    return 3.0


def test_a_constant_library_function_has_a_zero_gradient_and_says_so() -> None:
    with pytest.warns(tl.IndependentWarning, match="the result of `sign` does not depend on `x`"):
        assert tl.grad(np.sign)(2.0) == 0.0


# Partial objects


def power(x: Any, scale: Any, shift: Any = 0.5, *, exponent: Any = 2) -> Any:
    return np.sum(scale * (x + shift) ** exponent)


def rebinding(x: Any, steps: Any, scale: Any) -> Any:
    scale = scale * 2.0
    for _ in range(steps):
        x = x * scale
    return np.sum(x)


PARTIALS: dict[str, tuple[Any, tuple[Any, ...], tuple[Any, ...]]] = {
    "a position": (functools.partial(power, X), (2.0, 1.0), (0, 1)),
    "a keyword": (functools.partial(power, scale=X), (2.0,), (0,)),
    "a keyword that is bound, and what follows it": (functools.partial(power, scale=2.0), (X,), (0, "shift")),
    "keywords only": (functools.partial(power, exponent=3), (X, 2.0, 1.0), (0, 1, 2)),
    "nested": (functools.partial(functools.partial(power, exponent=3), X, shift=1.0), (2.0,), (0,)),
    "rebound": (functools.partial(rebinding, steps=2, scale=X), (X + 1.0,), (0,)),
    "of a library function": (functools.partial(math.atan2, 2.0), (0.5,), (0,)),
    "an axis": (functools.partial(np.mean, axis=0), (X,), (0,)),
    "a lambda": (functools.partial(lambda k, x: np.sum(np.sin(k * x)), 3.0), (X,), (0,)),
}


@pytest.mark.parametrize(("function", "args", "wrt"), PARTIALS.values(), ids=PARTIALS)
@pytest.mark.parametrize("optimized", [True, False])
def test_partial_objects(function: Any, args: tuple[Any, ...], wrt: tuple[Any, ...], optimized: bool) -> None:
    named = {"shift": 0.5} if "shift" in wrt else {}
    found = tl.grad(function, wrt=wrt, optimized=optimized)(*args, **named)
    assert close(found, tl.numerical_grad(function, wrt=wrt)(*args, **named))
    tl.check_grad(function, args, named, wrt=wrt).raise_if_bad()
    assert_forward_agrees(function, args, named, wrt)


def assert_forward_agrees(function: Any, args: tuple[Any, ...], named: dict[str, Any], wrt: tuple[Any, ...]) -> None:
    """The tangent along a direction is the gradient times that direction."""
    push = tl.jvp(function, wrt=wrt)
    tangents = [one for one in inspect.signature(push).parameters if one.startswith("d")]
    gradients = tl.grad(function, wrt=wrt)(*args, **named)
    parts = gradients if len(wrt) > 1 else (gradients,)
    along = [np.cos(np.arange(np.size(one), dtype=float)).reshape(np.shape(one))[()] for one in parts]
    found = push(*args, **named, **dict(zip(tangents, along, strict=True)))
    assert np.isclose(found, sum(np.sum(one * other) for one, other in zip(parts, along, strict=True)))


def test_what_is_bound_is_read_live_and_left_as_it_is() -> None:
    scale = np.ones(3)
    derivative = tl.grad(functools.partial(power, scale=scale, exponent=1))
    assert close(derivative(X), np.ones(3))
    scale *= 4.0
    assert close(derivative(X), np.full(3, 4.0))
    assert close(scale, np.full(3, 4.0))


def test_plain_arguments_are_written_out() -> None:
    pull = tl.vjp(functools.partial(np.sum, axis=0), example_args=(np.ones((2, 3)),))
    assert "np.sum(a, 0," in inspect.getsource(pull)
    assert str(inspect.signature(pull)) == "(a, *, keepdims=False, initial=0, where=True, b_return)"


def test_the_derivative_of_a_partial_object_stands_alone_where_the_data_can_be_written() -> None:
    derivative = tl.grad(functools.partial(power, scale=X, exponent=3))
    scope: dict[str, Any] = {}
    exec(tl.module_source(derivative), scope)
    assert close(scope["dpowerdx"](X), derivative(X))


def test_parameters_are_counted_without_what_is_bound() -> None:
    with pytest.raises(errors.WrtError) as caught:
        tl.grad(functools.partial(power, scale=2.0), wrt="scale")
    assert caught.value.message == "wrt='scale' names no parameter of `power`"
    assert caught.value.hint == "Its parameters are 0 (x), 1 (shift), 2 (exponent)."


def variadic(x: Any, *others: Any) -> Any:
    return x * others[0]


def test_what_cannot_be_bound_is_refused_at_the_definition() -> None:
    line = inspect.getsourcelines(variadic)[1]
    head = f"tests/test_requests.py:{line}:1: cannot bind an argument that goes into `*` of `variadic`\n"
    with pytest.raises(errors.UnsupportedConstructError) as caught:
        tl.grad(functools.partial(variadic, 1.0, 2.0))
    assert str(caught.value).startswith(head)
    assert str(caught.value).endswith("\nDifferentiate a `def` that passes the arguments on.")
    with pytest.raises(errors.UnsupportedConstructError) as caught:
        tl.grad(functools.partial(power, wrong=1.0))
    assert caught.value.message == "cannot bind `wrong`, which is no named parameter of `power`"


# Methods and objects


class Model:
    """A model with weights that methods read."""

    def __init__(self) -> None:
        self.weights = np.array([1.0, 2.0, 3.0])
        self.__bias = 0.25

    def loss(self, x: Any, factor: Any = 2.0) -> Any:
        return np.sum(self.weights * x**2) * factor + self.__bias * factor

    def __call__(self, x: Any) -> Any:
        return np.sum(np.sin(self.weights * x))

    @classmethod
    def cubed(cls, x: Any) -> Any:
        return x**3

    @staticmethod
    def squared(x: Any) -> Any:
        return x**2

    def remembering(self, x: Any) -> Any:
        self.weights = self.weights * x
        return np.sum(self.weights)

    def filling(self, x: Any) -> Any:
        self.weights[0] = x
        return np.sum(self.weights)


METHODS: dict[str, tuple[Any, tuple[Any, ...], tuple[Any, ...]]] = {
    "a bound method": (Model().loss, (X,), (0,)),
    "a bound method, all parameters": (Model().loss, (X, 3.0), ("x", 1)),
    "an object": (Model(), (X,), (0,)),
    "a class method": (Model.cubed, (2.0,), (0,)),
    "a class method of an object": (Model().cubed, (2.0,), (0,)),
    "a static method": (Model.squared, (2.0,), (0,)),
    "a static method as it stands in the class": (Model.__dict__["squared"], (2.0,), (0,)),
    "a function of the class": (Model.loss, (Model(), X), ("x",)),
    "a partial object of a method": (functools.partial(Model().loss, factor=5.0), (X,), (0,)),
}


@pytest.mark.parametrize(("function", "args", "wrt"), METHODS.values(), ids=METHODS)
def test_methods(function: Any, args: tuple[Any, ...], wrt: tuple[Any, ...]) -> None:
    tl.check_grad(function, args, wrt=wrt).raise_if_bad()
    assert_forward_agrees(function, args, {}, wrt)


class Network:
    """Methods that call each other, and that change the object."""

    def __init__(self) -> None:
        self.scale = np.array([1.0, 2.0, -0.5])
        self.calls = 0

    def step(self, x: Any) -> Any:
        return np.tanh(self.scale * x)

    def steps(self, x: Any, count: Any) -> Any:
        return x if count == 0 else self.steps(self.step(x), count - 1) + x

    @staticmethod
    def squared(x: Any) -> Any:
        return x * x

    @classmethod
    def tripled(cls, x: Any) -> Any:
        return 3.0 * x

    def __call__(self, x: Any) -> Any:
        activation = self.step
        self.counted()
        return np.sum(self.squared(self.steps(x, 3)) + activation(self.tripled(x)))

    def counted(self) -> None:
        self.calls += 1

    def grown(self) -> None:
        self.scale *= 2.0

    def changing(self, x: Any) -> Any:
        result = np.sum(self.scale * x)
        self.grown()
        return result


def test_methods_that_call_each_other() -> None:
    network = Network()
    tl.check_grad(network, (X,)).raise_if_bad()
    assert_forward_agrees(network, (X,), {}, (0,))
    derivative = tl.grad(network)
    network.scale, network.calls = network.scale * 0.5, 0
    assert close(derivative(X), tl.numerical_grad(Network.__call__, wrt="x")(network, X))
    assert network.calls > 0


def test_a_method_that_changes_what_the_reverse_sweep_reads_is_refused() -> None:
    with pytest.raises(errors.MutationError) as caught:
        tl.grad(Network().changing)
    error = caught.value
    assert error.message == "`self` may be changed by this call, and the reverse sweep reads it"
    assert error.hint == "Pass `self` as an argument, or read it into a name of its own first."
    assert error.origin is not None
    assert error.origin.source == "        self.grown()"


def test_attributes_are_read_when_the_derivative_runs() -> None:
    model = Model()
    derivative = tl.grad(model.loss)
    assert close(derivative(X), 4.0 * model.weights * X)
    model.weights = np.ones(3)
    assert close(derivative(X), 4.0 * X)


def test_the_source_of_a_derivative_of_a_method() -> None:
    assert inspect.getsource(tl.grad(Model(), example_args=(X,))).startswith(
        'def dModeldx(x: Any, b_return=1.0):\n    """Gradient of Model with respect to x."""\n'
    )
    assert "self.weights" in inspect.getsource(tl.grad(Model().loss))


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("method", [Model().remembering, Model().filling], ids=["attribute", "element"])
def test_writing_through_self_is_refused(method: Any, mode: str) -> None:
    with pytest.raises((errors.MutationError, errors.UnsupportedConstructError)) as caught:
        tl.autodiff(method, mode=mode)
    assert caught.value.origin is not None


def test_a_derivative_that_reads_an_object_does_not_stand_alone() -> None:
    with pytest.raises(errors.UnsupportedConstructError) as caught:
        tl.module_source(tl.grad(Model().loss))
    assert str(caught.value) == (
        "cannot write `self`, which `dlossdx` reads, into a module: it is of type `Model`\n"
        "Pass it as an argument, or make it a number, a string, a tuple, list or dict of those, or an array of at most "
        "1000 numbers."
    )


def test_an_object_is_forgotten_with_its_derivative() -> None:
    model = Model()
    derivative: Any = tl.grad(model.loss)
    known = weakref.ref(model)
    assert close(derivative(X), 4.0 * model.weights * X)
    del model, derivative
    gc.collect()
    assert known() is None


# Constants


def test_stop_gradient_is_the_identity() -> None:
    assert tl.stop_gradient(X) is X
    assert tl.stop_gradient(1.5) == 1.5


def partly(x: Any, y: Any) -> Any:
    held = tl.stop_gradient(x)
    return np.sum(held * x * y) + np.sum(tl.stop_gradient(y * x) * y)


@pytest.mark.parametrize("optimized", [True, False])
@pytest.mark.parametrize("kinds", [None, (X, 2.0)])
def test_no_derivative_passes_stop_gradient(optimized: bool, kinds: Any) -> None:
    towards_x, towards_y = tl.grad(partly, wrt=(0, 1), optimized=optimized, example_args=kinds)(X, 2.0)
    assert close(towards_x, X * 2.0)
    assert close(towards_y, float(np.sum(X * X) + np.sum(2.0 * X)))
    push = tl.jvp(partly, wrt=(0, 1), optimized=optimized, example_args=kinds)
    assert close(push(X, 2.0, np.ones(3), 0.0), np.sum(X * 2.0))
    assert close(push(X, 2.0, np.zeros(3), 1.0), towards_y)


def test_the_derivative_does_not_call_stop_gradient() -> None:
    for derivative in (tl.grad(partly), tl.jvp(partly)):
        text = tl.module_source(derivative)
        code = [line for line in text.splitlines() if not line.strip().startswith("#")]
        assert "tangent_like" not in text.replace("tl.", "")
        assert not any("stop_gradient" in line for line in code)


def inner(u: Any) -> Any:
    return tl.stop_gradient(u)


def overwritten(u: Any, x: Any) -> Any:
    u = tl.stop_gradient(u)
    u[0] = x * 3.0
    return np.sum(u * x)


def seen_by_another(u: Any, x: Any) -> Any:
    held = tl.stop_gradient(u)
    u[0] = x * 3.0
    return np.sum(held * x)


def seen_through_a_call(u: Any, x: Any) -> Any:
    held = inner(u)
    held[0] = x * 3.0
    return np.sum(u * x * held)


def test_writing_what_counts_as_constant() -> None:
    given = np.arange(3.0)
    assert close(tl.grad(overwritten, wrt=(0, 1))(given, 1.5), (np.zeros(3), 12.0))
    assert close(tl.jvp(overwritten, wrt=(0, 1))(given, 1.5, np.ones(3), 1.0), 12.0)
    assert close(given, np.arange(3.0))


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize(("function", "shown"), [(seen_by_another, "u"), (seen_through_a_call, "held")])
def test_writing_what_is_constant_by_another_name_is_refused(function: Any, shown: str, mode: str) -> None:
    with pytest.raises(errors.MutationError) as caught:
        tl.autodiff(function, wrt=(0, 1), mode=mode)
    error = caught.value
    assert error.message == f"`{shown}` is changed in place, and other names that are read later show the change"
    assert error.hint == "Work on a copy (`.copy()`), or assign a new value."
    assert error.origin is not None
    assert error.origin.source == f"    {shown}[0] = x * 3.0"


def test_the_derivative_of_such_a_derivative_is_refused() -> None:
    with pytest.raises(errors.UnsupportedConstructError) as caught:
        tl.grad(tl.grad(partly))
    error = caught.value
    assert error.message == (
        "`dpartlydx` is the derivative of a function with `stop_gradient`, which its text does not show"
    )
    assert error.hint == "Differentiate a function of your own that computes it, with `stop_gradient` in it."
    assert error.origin is not None
