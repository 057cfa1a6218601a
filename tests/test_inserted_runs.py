"""Blocks that run in the reverse sweep: when they run, what they see, and what is refused."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support import close, function_from
from support_errors import Case, assert_message, error_of
from tangent_like import errors

X = np.array([0.5, -1.5, 2.0])


# When they run, and what they see

SEEN: list[Any] = []


def newton(a: Any, steps: Any) -> Any:
    x = a
    for i in range(steps):
        before = x
        x = 0.5 * (x + a / x)
        with tl.insert_grad_of(x) as dx:
            SEEN.append((i, before, x, dx))
    return x


def test_a_block_runs_once_for_each_trip_and_sees_the_values_of_its_place() -> None:
    SEEN.clear()
    assert np.isclose(tl.grad(newton)(2.0, 3), 0.5 / np.sqrt(2.0), rtol=1e-4)
    values = [2.0]
    for _ in range(3):
        values.append(0.5 * (values[-1] + 2.0 / values[-1]))
    assert [(i, before, x) for i, before, x, _ in SEEN] == [(i, values[i], values[i + 1]) for i in (2, 1, 0)]
    assert SEEN[0][3] == 1.0


KEPT: list[Any] = []


def kept(x: Any, y: Any) -> Any:
    u = x * y
    for i in range(2):
        u[i] = u[i] * y
        with tl.insert_grad_of(u) as du:
            KEPT.append((du, u.copy()))
            du[i] = 0.0
    return np.sum(u * u)


@pytest.mark.parametrize("kinds", [None, (X, 2.0)])
@pytest.mark.parametrize("optimized", [True, False])
def test_what_a_block_keeps_is_not_changed_afterwards(optimized: bool, kinds: Any) -> None:
    KEPT.clear()
    tl.grad(kept, wrt=(0, 1), optimized=optimized, example_args=kinds)(X, 2.0)
    (last, at_end), (first, before) = KEPT
    assert close(at_end, np.array([4.0, 4.0, 2.0]) * X)
    assert close(before, np.array([4.0, 2.0, 2.0]) * X)
    assert close(last, np.array([2.0, 0.0, 2.0]) * at_end)
    assert close(first, np.array([0.0, 0.0, 2.0]) * at_end)


def unused(x: Any, y: Any) -> Any:
    h = x * y
    with tl.insert_grad_of(h) as dh:
        SEEN.append(dh)
    k = np.round(x)
    with tl.insert_grad_of(k) as dk:
        SEEN.append(dk)
    return np.sum(x) + np.sum(k)


def test_an_adjoint_that_is_zero_is_zeros() -> None:
    SEEN.clear()
    assert close(tl.grad(unused)(X, 2.0), np.ones(3))
    constant, dead = SEEN
    assert close(dead, np.zeros(3))
    assert np.shape(constant) == (3,)


def started(x: Any, y: Any) -> Any:
    h = x * y
    with tl.insert_grad_of(h) as dh:
        dh = dh + np.ones(3)
    return np.sum(x)


def test_a_block_can_start_an_adjoint() -> None:
    assert close(tl.grad(started, wrt=(0, 1))(X, 2.0), (np.full(3, 3.0), np.sum(X)))


def misshapen(x: Any) -> Any:
    with tl.insert_grad_of(x) as dx:
        dx = np.sum(dx)
    return np.sum(x * x)


def test_an_adjoint_of_another_shape_is_refused_when_it_runs() -> None:
    with pytest.raises(ValueError, match=r"^a block leaves an adjoint of shape \(\) for a value of shape \(3,\)$"):
        tl.grad(misshapen)(X)


def named_alike(x: Any, dx: Any) -> Any:
    h = x * dx
    with tl.insert_grad_of(h) as dx:
        dx = dx * 2.0
    return np.sum(h * h)


def test_the_name_of_the_adjoint_is_local_to_the_block() -> None:
    assert close(tl.grad(named_alike, wrt=(0, 1))(X, 2.0), (4.0 * X * 4.0, float(np.sum(8.0 * X * X))))


def statements(x: Any, limit: Any) -> Any:
    h = np.exp(x)
    with tl.insert_grad_of(h) as dh:
        norm = np.sqrt(np.sum(dh * dh))
        if norm > limit:
            dh = dh * (limit / norm)
        for i, one in enumerate(dh):
            if not np.isfinite(one):
                raise FloatingPointError(f"element {i}")
        first, *rest = dh
        while norm > first + rest[-1]:
            norm = norm / 2.0 - 1.0
    return np.sum(h * h)


def test_a_block_holds_any_statements() -> None:
    bare = 2.0 * np.exp(X)
    clipped = bare / np.linalg.norm(bare)
    assert close(tl.grad(statements)(X, 1.0), clipped * np.exp(X))
    with pytest.raises(FloatingPointError, match="element 2"):
        tl.grad(statements)(np.array([0.0, 1.0, 1e4]), np.inf)


# Called by itself


def test_a_function_with_a_block_says_why_it_cannot_be_called() -> None:
    with pytest.raises(errors.InsertedBlockError) as caught:
        misshapen(X)
    line = inspect.getsourcelines(misshapen)[1] + 1
    assert str(caught.value) == (
        f"{Path(__file__)}:{line}:5: the block of `insert_grad_of` runs in the reverse sweep of a derivative alone\n"
        f"    {line} |     with tl.insert_grad_of(x) as dx:\n"
        f"    {' ' * len(str(line))}       ^\n"
        "Decorate the function with `tangent_like.without_inserted` to call it by itself."
    )


@tl.without_inserted
def clipped(x: float, scale: float = 3.0) -> float:
    """Cubed, with a derivative of at most one."""
    h = x**3 * scale
    with tl.insert_grad_of(x) as dx:
        dx = min(dx, 1.0)
    return h + x


def test_a_decorated_function_can_be_called_and_differentiated() -> None:
    assert clipped(2.0) == 26.0
    assert clipped(2.0, 1.0) == 10.0
    assert clipped.__doc__ == "Cubed, with a derivative of at most one."
    assert str(inspect.signature(clipped)) == "(x: 'float', scale: 'float' = 3.0) -> 'float'"
    assert tl.grad(clipped)(2.0) == 37.0
    assert tl.value_and_grad(clipped)(0.5) == (0.875, 3.25)
    assert tl.grad(clipped) is tl.grad(clipped)


class Layer:
    factor = 2.0

    @tl.without_inserted
    def loss(self, x: Any) -> Any:
        h = x * self.factor
        with tl.insert_grad_of(h) as dh:
            dh = dh * self.factor
        return np.sum(h)


def test_a_method_with_a_block() -> None:
    layer = Layer()
    assert close(layer.loss(X), np.sum(2.0 * X))
    assert close(tl.grad(layer.loss)(X), np.full(3, 4.0))
    assert close(tl.numerical_grad(layer.loss)(X), np.full(3, 2.0))
    with_closure = closing_over(5.0)
    assert close(with_closure(X), np.sum(5.0 * X))
    assert close(tl.grad(with_closure)(X), np.full(3, 50.0))


def closing_over(k: float) -> Any:
    twice = 2.0

    @tl.without_inserted
    def inner(x: Any) -> Any:
        h = x * k
        with tl.insert_grad_of(h) as dh:
            dh = dh * k * twice
        return np.sum(h)

    return inner


def test_a_derivative_with_a_block_stands_alone() -> None:
    derivative = tl.grad(statements)
    text = tl.module_source(derivative)
    scope: dict[str, Any] = {}
    exec(text, scope)
    assert "import tangent_like" not in text
    assert close(scope["dstatementsdx"](X, 1.0), derivative(X, 1.0))


@pytest.mark.parametrize(
    "imports",
    [
        "from tangent_like import insert_grad_of as opened",
        "import tangent_like\n    opened = 1",
        "import tangent_like as tl2\n    opened = 1",
    ],
)
def test_blocks_are_known_by_what_they_call(imports: str) -> None:
    path = "opened" if imports.startswith("from") else f"{imports.splitlines()[0].split()[-1]}.insert_grad_of"
    text = f"def f(x):\n    {imports}\n    with {path}(x) as dx:\n        dx = dx * 2.0\n    return x * x\n"
    assert tl.grad(function_from(text))(3.0) == 12.0


# What is refused

IMPORTED = "from tangent_like import insert_grad_of\n"

REFUSED = [
    Case(
        "another context",
        "def f(x):\n    with open(x) as file:\n        x = 2.0\n    return x\n",
        errors.UnsupportedConstructError,
        (4, 5),
        "cannot differentiate through `with` of an active value",
        "Make the context from values that do not depend on `wrt`.",
    ),
    Case(
        "several",
        f"{IMPORTED}def f(x):\n    with insert_grad_of(x) as a, insert_grad_of(x) as b:\n        a = b\n    return x\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `insert_grad_of`",
        "Write `with insert_grad_of(x) as dx:`, with a name for `x` and one block for each.",
    ),
    Case(
        "an expression",
        f"{IMPORTED}def f(x):\n    with insert_grad_of(x[0]) as a:\n        a = 1.0\n    return x\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `insert_grad_of`",
        "Write `with insert_grad_of(x) as dx:`, with a name for `x` and one block for each.",
    ),
    Case(
        "a return",
        f"{IMPORTED}def f(x):\n    with insert_grad_of(x) as a:\n        return a\n    return x\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `return in a block of insert_grad_of`",
        "Return after the block.",
    ),
    Case(
        "a block in a block",
        f"{IMPORTED}def f(x):\n    with insert_grad_of(x) as a:\n        with insert_grad_of(x) as b:\n"
        "            a = b\n    return x\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `with in a block of insert_grad_of`",
        "Put the blocks one after the other.",
    ),
    Case(
        "a function in a block",
        f"{IMPORTED}def f(x):\n    with insert_grad_of(x) as a:\n        a = map(lambda v: v, [a])\n    return x\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "cannot differentiate through `a function in a block of insert_grad_of`",
        "Define it outside, and call it there.",
    ),
    Case(
        "data outside",
        f"{IMPORTED}K = 2.0\ndef f(x):\n    with insert_grad_of(K) as a:\n        a = 1.0\n    return x * K\n",
        errors.UnsupportedConstructError,
        (6, 5),
        "`K` is no variable of the function: it has no adjoint here",
        "Give it a name of its own first, and use that.",
    ),
    Case(
        "a name of both",
        f"{IMPORTED}def f(x):\n    n = 0\n    with insert_grad_of(x) as a:\n        n = n + 1\n    return x * n\n",
        errors.UnsupportedConstructError,
        (6, 5),
        "`n` is bound in a block that runs in the reverse sweep, and outside of it",
        "Give it another name in the block; to keep something, put it into a list or a dict.",
    ),
    Case(
        "a later name",
        f"{IMPORTED}def f(x):\n    with insert_grad_of(x) as a:\n        print(n)\n    n = 2.0\n    return x * n\n",
        errors.UnsupportedConstructError,
        (5, 5),
        "`n` has no value where this block stands",
        "Move the block behind the place where it gets one.",
    ),
    Case(
        "a nested function that is called",
        f"{IMPORTED}def f(x):\n    def g(v):\n        return v\n\n    with insert_grad_of(x) as a:\n        a = g(a)\n"
        "    return x\n",
        errors.UnsupportedConstructError,
        (8, 5),
        "a block that runs in the reverse sweep calls the nested function `g`",
        "Move the function out.",
    ),
    Case(
        "storage that others see",
        f"{IMPORTED}def f(x):\n    row = x[0]\n    row[0] = row[1] * 2.0\n    with insert_grad_of(x) as a:\n"
        "        a = a * 2.0\n    return np.sum(x[0] * row)\n",
        errors.MutationError,
        (7, 5),
        "`x` is written in place while other names see it, and may be a list",
        "Say that it is an array (an annotation, `example_args`), or insert the gradient of a copy.",
    ),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.title)
def test_refusals(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert_message(case, error_of(tmp_path, case.text))
