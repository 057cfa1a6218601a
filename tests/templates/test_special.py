"""Rules of `scipy.special`: what is refused, extreme points, modules that stand alone, and life without SciPy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from scipy import special
from support import function_from
from tangent_like.errors import UnknownFunctionError, UnsupportedArgumentError
from tangent_like.templates import load
from tangent_like.templates.uncovered import REASONS

BLOCKED = """
import sys
if {blocked}:
    sys.modules["scipy"] = None
import tangent_like as tl
from tangent_like.templates import load
import math
assert tl.grad(math.exp)(0.0) == 1.0
assert load()
assert not any(name.startswith("scipy") and module for name, module in list(sys.modules.items()))
"""


@pytest.mark.parametrize("blocked", [True, False])
def test_the_package_neither_needs_nor_imports_scipy(blocked: bool) -> None:
    subprocess.run([sys.executable, "-c", BLOCKED.format(blocked=blocked)], check=True)


def test_every_public_function_has_a_rule_or_a_reason() -> None:
    rules = load()
    callables = {name for name in special.__all__ if callable(getattr(special, name))}
    uncovered = {f"scipy.special.{name}" for name in callables if getattr(special, name) not in rules}
    stated = {name for name in REASONS if name.startswith("scipy.special.")}
    assert uncovered <= stated
    assert not {name for name in stated if getattr(special, name.rpartition(".")[2], None) in rules}


def test_reasons_are_sorted() -> None:
    assert list(REASONS) == sorted(REASONS)


def test_an_order_that_depends_on_wrt_is_refused() -> None:
    function = function_from("def f(v, x):\n    return special.jv(v, x)\n", special=special)
    message = (
        "cannot differentiate `special.jv` towards `v`: the derivative by the order has no closed form\n"
        "    2 |     return special.jv(v, x)\n"
        "                   ^\n"
        "Give `v` a value that does not depend on `wrt`, or `stop_gradient` of it."
    )
    for derive in (tl.grad, tl.jvp):
        with pytest.raises(UnsupportedArgumentError) as caught:
            derive(function, wrt=("v", "x"))
        place, _, rest = str(caught.value).partition(": ")
        assert place.endswith(":2:12")
        assert rest == message
    assert tl.grad(function, wrt="x")(1, 0.3) == pytest.approx(special.jvp(1, 0.3))


def test_a_function_without_a_rule_is_refused_where_it_is_called() -> None:
    function = function_from("def f(x):\n    return special.comb(x, 2)\n", special=special)
    with pytest.raises(UnknownFunctionError, match=r":2:12: no derivative is known for `special\.comb`"):
        tl.grad(function)


def test_functions_that_are_not_holomorphic_refuse_complex_arguments() -> None:
    function = function_from("def f(z):\n    return np.abs(special.jve(1, z))\n", special=special)
    for derive in (tl.grad(function), lambda z: tl.jvp(function)(z, 1.0 + 0.0j)):
        with pytest.raises(
            ValueError, match="the derivative of this function is known for real arguments alone: it is not holomorphic"
        ):
            derive(0.3 + 0.4j)


@pytest.mark.parametrize(
    ("call", "x", "expected"),
    [
        ("special.expit(x)", [-800.0, 800.0], [0.0, 0.0]),
        ("special.log_expit(x)", [-800.0, 800.0], [1.0, 0.0]),
        ("special.log_ndtr(x)", [-1e4, 0.0, 40.0], [1e4 + 1e-4, 0.7978845608028654, 0.0]),
        ("special.xlogy(0.0, x)", [0.0, 2.0], [0.0, 0.0]),
        ("special.erfcx(x)", [0.0, 1e8], [-1.1283791670955126, -5.641895835477563e-17]),
        ("special.dawsn(x)", [0.0, 1e8], [1.0, -5e-17]),
        ("special.logsumexp(x)", [-np.inf, 0.0], [0.0, 1.0]),
        ("special.logsumexp(x)", [-np.inf, -np.inf], [0.0, 0.0]),
        ("special.rgamma(x)", [0.0, -1.0, -2.0], [1.0, -1.0, 2.0]),
        ("np.where(x > 0.0, special.entr(x), 0.0)", [0.0, 1.0], [0.0, -1.0]),
        ("np.where(x > 0.0, special.gammaln(x), 0.0)", [0.0, 2.0], [0.0, special.digamma(2.0)]),
        ("np.where(x > 0.0, special.xlogy(x, x), 0.0)", [0.0, 1.0], [0.0, 1.0]),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
def test_extreme_points(call: str, x: list[float], expected: list[float]) -> None:
    function = function_from(f"def f(x):\n    return np.sum({call})\n", special=special)
    point = np.array(x)
    assert tl.grad(function)(point) == pytest.approx(np.array(expected), rel=1e-8, abs=1e-300)
    for place, one in enumerate(expected):
        along = np.eye(len(x))[place]
        assert tl.jvp(function)(point, along) == pytest.approx(one, rel=1e-8, abs=1e-300)


def test_second_derivatives_at_removable_singularities() -> None:
    for call, point, expected in (
        ("special.spence(x)", 1.0, 0.5),
        ("special.exprel(x)", 0.0, 1.0 / 3.0),
        ("special.ellipk(x)", 0.0, np.pi / 2 * 9 / 32),
        ("special.ellipkm1(x)", 1.0, np.pi / 2 * 9 / 32),
        ("special.ellipe(x)", 0.0, -np.pi / 2 * 3 / 32),
        ("special.boxcox(2.0, x)", 0.0, np.log(2.0) ** 3 / 3.0),
    ):
        function = function_from(f"def f(x):\n    return {call}\n", special=special)
        assert tl.grad(tl.grad(function))(point) == pytest.approx(expected, abs=1e-9), call
        assert tl.hessian(function)(point) == pytest.approx(expected, abs=1e-9), call


def test_saved_modules_need_numpy_and_scipy_alone(tmp_path: Path) -> None:
    text = "def f(x, h):\n    return np.sum(special.rgamma(x) * special.owens_t(h, x) + special.erfcx(x))\n"
    function = function_from(text, special=special)
    x = np.array([0.3, 1.7])
    gradient = tl.grad(function)
    written = tl.module_source(gradient)
    (tmp_path / "saved.py").write_text(written)
    assert "tangent_like" not in written
    script = "import sys\nsys.modules['tangent_like'] = None\nimport numpy as np, saved\n"
    script += f"print(repr(saved.{gradient.__name__}(np.array([0.3, 1.7]), 0.4).tolist()))\n"
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert eval(run.stdout) == pytest.approx(gradient(x, 0.4).tolist())


def test_emitted_code_reads_as_by_hand() -> None:
    def f(x: Any) -> Any:
        return np.sum(special.gammaln(x))

    text = tl.api.output_of(tl.grad(f, example_args=(np.ones(3),))).text
    assert "bx = special.digamma(x) * b_return\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "import scipy\n\ndef f(x):\n    return scipy.special.erf(x) * x\n",
        "def f(x):\n    from scipy.special import erf\n    return erf(x) * x\n",
    ],
    ids=["by its path", "imported inside"],
)
def test_rules_are_there_once_the_library_is_reached(text: str, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(text, encoding="utf-8")
    run = "import model, tangent_like; print(tangent_like.grad(model.f)(0.5))"
    found = subprocess.run([sys.executable, "-c", run], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert float(found.stdout) == pytest.approx(0.5 * 2 / np.sqrt(np.pi) * np.exp(-0.25) + special.erf(0.5))
