"""Objects: as arguments, made inside, written by methods; gradients with respect to them and to parts of them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pytest
import tangent_like as tl
from tangent_like import errors
from tangent_like.api import output_of


class State(NamedTuple):
    position: float
    speed: float


@dataclass
class Layer:
    W: np.ndarray
    b: np.ndarray

    def apply(self, x):
        return np.tanh(x @ self.W + self.b)


@dataclass
class Net:
    layers: list[Layer]
    scale: float
    name: str = "net"

    def loss(self, x):
        for layer in self.layers:
            x = layer.apply(x)
        return self.scale * np.sum(x * x)


class Plain:
    def __init__(self, a, parts):
        self.a = a
        self.parts = parts


def loss(net, x):
    for layer in net.layers:
        x = np.tanh(x @ layer.W + layer.b)
    return net.scale * np.sum(x * x)


def typed_loss(net: Net, x):
    return net.loss(x)


def energy(s):
    return s.position**2 * s.speed


def mixed(p):
    return p.a * p.parts["w"][0] + np.sum(p.parts["v"] * p.a)


def stepped(p, x):
    p.a = p.a * x
    p.parts.append(p.a)
    q = p
    q.a += p.parts[0]
    return p.a * p.parts[1]


RANDOM = np.random.default_rng(5)
NET = Net([Layer(RANDOM.normal(size=(3, 3)), RANDOM.normal(size=3)) for _ in range(2)], 2.0)
X = RANDOM.normal(size=3)


def test_a_dataclass_gives_its_type_back() -> None:
    before = copy.deepcopy(NET)
    found = tl.grad(loss)(NET, X)
    assert type(found) is Net
    assert found.name == "net"
    assert [type(one) for one in found.layers] == [Layer, Layer]
    assert tl.check_grad(loss, (NET, X), wrt=("net", "x")).ok
    assert str(before) == str(NET)


def test_a_named_tuple_gives_its_type_back() -> None:
    assert tl.grad(energy)(State(2.0, 3.0)) == State(12.0, 4.0)
    assert tl.jvp(energy)(State(2.0, 3.0), State(1.0, 0.5)) == 14.0


def test_another_object_gives_a_namespace() -> None:
    found = tl.grad(mixed)(Plain(2.0, {"w": [3.0], "v": np.array([1.0, 2.0])}))
    assert type(found) is SimpleNamespace
    assert found.a == 6.0
    assert found.parts["w"] == [2.0]
    assert found.parts["v"].tolist() == [2.0, 2.0]


@pytest.mark.parametrize("make", [tl.grad, tl.value_and_grad])
def test_the_callers_object_stays_as_it_is(make: Callable[..., Any]) -> None:
    given = Plain(2.0, [3.0])
    make(stepped, wrt=("p", "x"))(given, 1.5)
    assert vars(given) == {"a": 2.0, "parts": [3.0]}


def test_stores_through_two_names() -> None:
    found, slope = tl.grad(stepped, wrt=("p", "x"))(Plain(2.0, [3.0]), 1.5)
    assert (found.a, found.parts, slope) == (1.5 * 9.0, [3.0], 2.0 * 9.0)


@pytest.mark.parametrize("optimized", [True, False])
def test_methods_of_an_annotated_argument(optimized: bool) -> None:
    found, expected = tl.grad(typed_loss, optimized=optimized)(NET, X), tl.grad(loss)(NET, X)
    assert np.array_equal(found.layers[0].W, expected.layers[0].W)
    assert found.scale == expected.scale


PATHS = ("net.layers[0].W", "net.layers[1].b", "net.scale")


@pytest.mark.parametrize("path", PATHS)
def test_a_path_gives_that_part_of_the_gradient(path: str) -> None:
    whole = tl.grad(loss)(NET, X)
    part = eval(path, {"net": whole})
    assert np.array_equal(tl.grad(loss, wrt=path)(NET, X), part)
    assert np.allclose(tl.numerical_grad(loss, wrt=path)(NET, X), part)
    assert np.allclose(tl.vjp(loss, wrt=path)(NET, X, 1.0), part)
    assert np.allclose(tl.jacobian(loss, wrt=path)(NET, X), part)
    assert np.array_equal(tl.value_and_grad(loss, wrt=path)(NET, X)[1], part)
    assert tl.check_grad(loss, (NET, X), wrt=path).ok
    assert tl.check_grad(loss, (NET, X), wrt=path, mode="forward").ok


def test_several_paths() -> None:
    whole = tl.grad(loss)(NET, X)
    first, scale, slope = tl.grad(loss, wrt=("net.layers[0].b", "net.scale", "x"))(NET, X)
    assert np.array_equal(first, whole.layers[0].b)
    assert scale == whole.scale
    assert np.array_equal(slope, tl.grad(loss, wrt="x")(NET, X))
    assert not np.shares_memory(first, NET.layers[0].b)


def test_the_hessian_of_a_path() -> None:
    def of(b: np.ndarray) -> Any:
        return loss(Net([NET.layers[0], Layer(NET.layers[1].W, b)], NET.scale), X)

    found = tl.hessian(loss, wrt="net.layers[1].b")(NET, X)
    assert np.allclose(found, found.T)
    step = 1e-4 * np.eye(3)
    b = NET.layers[1].b
    rows = [(tl.numerical_grad(of)(b + one) - tl.numerical_grad(of)(b - one)) / 2e-4 for one in step]
    assert np.allclose(found, rows, atol=1e-5)


def test_parts_of_the_object_of_a_bound_method() -> None:
    whole = tl.grad(loss)(NET, X)
    assert np.allclose(tl.grad(NET.loss, wrt="self.layers[0].W")(X), whole.layers[0].W)
    assert np.allclose(tl.grad(NET.loss, wrt="self")(X).layers[1].b, whole.layers[1].b)
    scale, slope = tl.grad(NET.loss, wrt=("self.scale", 0))(X)
    assert np.isclose(scale, whole.scale)
    assert np.allclose(slope, tl.grad(NET.loss)(X))
    assert np.isclose(tl.jvp(NET.loss, wrt="self.scale")(X, 1.0), whole.scale)
    assert np.allclose(tl.jacobian(NET.loss, wrt="self.layers[1].b")(X), whole.layers[1].b)
    assert tl.check_grad(NET.loss, (X,), wrt=("self.scale", "x")).ok
    assert output_of(tl.grad(NET.loss, wrt="self.scale")).name == "dlossdscale"


@pytest.mark.parametrize(
    ("wrt", "message"),
    [
        (
            "net.layers[",
            "wrt='net.layers[' is no path\nWrite attributes, and keys or positions in brackets: `params.layers[0].W`.",
        ),
        ("w.W", "wrt='w.W' names no parameter of `loss`"),
    ],
)
def test_what_is_no_path_is_refused(wrt: str, message: str) -> None:
    with pytest.raises(errors.WrtError) as caught:
        tl.grad(loss, wrt=wrt)
    assert message in str(caught.value)


def test_a_path_to_nothing_is_refused() -> None:
    with pytest.raises(errors.WrtError) as caught:
        tl.grad(typed_loss, wrt="net.offset")
    assert "wrt='net.offset' leads nowhere: `Net` has no `offset`\n" in str(caught.value)
    assert str(caught.value).endswith("\nIt has layers, scale, name.")
    with pytest.raises(errors.WrtError, match=r"leads nowhere: `list` has no \[7\]"):
        tl.jacobian(loss, wrt="net.layers[7].W")(NET, X)
    with pytest.raises(AttributeError):
        tl.grad(loss, wrt="net.offset")(NET, X)


# What a callee puts into a container that others see


def refill(p, g):
    p[0] = p[0] - 0.1 * g


def refill_attribute(p, g):
    p.a = p.a - 0.1 * g


def of_a_list(x):
    a = np.array([x, 2.0 * x])
    p = [a]
    q = p
    refill(p, p[0] * x)
    return np.sum(q[0] ** 2) + np.sum(a)


def in_a_loop(x):
    a = np.array([x, 2.0 * x])
    p = [a]
    seen = []
    for _ in range(2):
        seen.append(p)
        refill(p, p[0] * x)
    return np.sum(seen[0][0] ** 2) * np.sum(a) + np.sum(p[0])


def of_an_object(x):
    a = np.array([x, 2.0 * x])
    p = Plain(a, None)
    seen = []
    for _ in range(2):
        seen.append(p)
        refill_attribute(p, p.a * x)
    return np.sum(seen[0].a ** 2) * np.sum(a) + np.sum(p.a)


@pytest.mark.parametrize("function", [of_a_list, in_a_loop, of_an_object])
@pytest.mark.parametrize("optimized", [True, False])
def test_what_a_callee_puts_into_a_container_that_others_see(function: Callable[..., Any], optimized: bool) -> None:
    expected = tl.numerical_grad(function)(1.3)
    made = tl.grad(function, optimized=optimized, example_args=(1.3,))
    assert np.isclose(made(1.3), expected)
    assert np.isclose(tl.jvp(function, optimized=optimized, example_args=(1.3,))(1.3, 1.0), expected)


def test_what_a_class_computes_is_not_dropped() -> None:
    class Circle:
        def __init__(self, radius):
            self.radius = radius

        @property
        def area(self):
            return 3.0 * self.radius**2

    def of_unknown(c):
        return c.area * c.radius

    with pytest.raises(ValueError, match="`area` is computed by the class `Circle`"):
        tl.grad(of_unknown)(Circle(2.0))
    assert tl.grad(of_unknown, example_args=(Circle(2.0),))(Circle(2.0)) == SimpleNamespace(radius=36.0)
