"""A derivative is made once, and again when something that it was made from has changed."""

from __future__ import annotations

import gc
import re
import sys
import weakref
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from support_programs import module_of


def fun(x: Any, y: Any) -> Any:
    z = x**2 + 3 * x * y + y**2
    return z


def arrays(x: Any) -> Any:
    y = x * x
    return y


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


def test_a_function_and_its_derivatives_are_forgotten_together() -> None:
    def make(k: float) -> Any:
        def f(x: Any) -> Any:
            return k * x

        return f

    held = []
    for k in (1.0, 2.0):
        function = make(k)
        tl.grad(function)(1.0)
        held.append(weakref.ref(function))
        del function
    gc.collect()
    assert [one() for one in held] == [None, None]
