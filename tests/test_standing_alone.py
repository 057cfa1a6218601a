"""The text of derivatives: in tracebacks, and as modules that need NumPy alone."""

from __future__ import annotations

import inspect
import math
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from numpy import tanh as t
from support_programs import WAYS


def fun(x: Any, y: Any) -> Any:
    z = x**2 + 3 * x * y + y**2
    return z


def arrays(x: Any) -> Any:
    y = x * x
    return y


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
    assert frame.line == lines[frame.lineno - first].strip() == "# Grad of: y = np.sqrt(x)"


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


def library_programs(x: Any) -> Any:
    return np.sum(np.diff(x, prepend=0.0) ** 2) + np.trapezoid(x) * np.trapezoid(WEIGHTS[0]) + np.sum(np.cov(x))


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
    (library_programs, "np.array([0.3, -0.7])"),
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
