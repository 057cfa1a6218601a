"""Rules of `scipy.stats`: distributions with their parameters given beforehand, what is refused, extreme points."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tangent_like as tl
from scipy import stats
from support import function_from
from tangent_like.errors import UnknownFunctionError, UnsupportedArgumentError

POINT = np.array([0.3, 1.4])


def test_a_distribution_with_its_parameters_given_beforehand() -> None:
    text = "def f(x, m, s):\n    return np.sum(stats.norm({}).logpdf(x))\n"
    direct = tl.value_and_grad(
        function_from("def f(x, m, s):\n    return np.sum(stats.norm.logpdf(x, m, s))\n", stats=stats), wrt=(0, 1, 2)
    )
    value, expected = direct(POINT, 0.1, 1.3)
    point = "def f(x, m, s):\n    return np.sum(stats.norm(loc=m, scale=s).logpdf(x=x))\n"
    texts = [text.format(given) for given in ("m, s", "m, scale=s", "scale=s, loc=m")]
    for spelled in (*texts, point):
        function = function_from(spelled, stats=stats)
        found, gradients = tl.value_and_grad(function, wrt=(0, 1, 2))(POINT, 0.1, 1.3)
        assert found == pytest.approx(value)
        for one, other in zip(gradients, expected, strict=True):
            assert one == pytest.approx(other)


def test_what_it_is_given_is_evaluated_first() -> None:
    order: list[str] = []

    def noted(what: str, x: float) -> float:
        order.append(what)
        return x

    text = "def f(x):\n    return x * stats.norm(noted('loc', 0.1)).pdf(noted('x', 0.3))\n"
    tl.grad(function_from(text, stats=stats, noted=noted))(0.3)
    assert order == ["loc", "x"]


def test_one_under_a_name_of_its_own_is_refused() -> None:
    function = function_from("def f(x, m):\n    rv = stats.norm(m)\n    return rv.logpdf(x)\n", stats=stats)
    with pytest.raises(UnknownFunctionError) as caught:
        tl.grad(function)
    place, _, rest = str(caught.value).partition(": ")
    assert place.endswith(":3:12")
    assert rest == (
        "no derivative is known for `rv.logpdf`\n"
        "    3 |     return rv.logpdf(x)\n"
        "                   ^\n"
        "Call the method of the distribution, with the parameters: `stats.norm.logpdf(x, loc, scale)`."
    )


def test_one_outside_is_refused_where_it_is_called() -> None:
    function = function_from("def f(x):\n    return rv.logpdf(x)\n", rv=stats.norm(0.1, 2.0))
    with pytest.raises(UnknownFunctionError, match=r":2:12: no derivative is known for `rv\.logpdf`"):
        tl.grad(function)


def test_a_shape_without_a_closed_derivative_is_refused() -> None:
    function = function_from("def f(x, a):\n    return stats.gamma.cdf(x, a)\n", stats=stats)
    for wrt in (("a",), ("x", "a")):
        with pytest.raises(UnsupportedArgumentError) as caught:
            tl.grad(function, wrt=wrt)
        assert str(caught.value).partition(": ")[2] == (
            "cannot differentiate `stats.gamma.cdf` towards `a`: the derivative by this parameter has no closed form\n"
            "    2 |     return stats.gamma.cdf(x, a)\n"
            "                   ^\n"
            "Give `a` a value that does not depend on `wrt`, or `stop_gradient` of it."
        )


def test_a_method_without_a_rule_is_refused_where_it_is_called() -> None:
    function = function_from("def f(x):\n    return stats.norm.entropy(0.0, x)\n", stats=stats)
    with pytest.raises(UnknownFunctionError, match=r":2:12: no derivative is known for `stats\.norm\.entropy`"):
        tl.grad(function)


@pytest.mark.parametrize(
    ("call", "x", "expected"),
    [
        ("stats.norm.cdf(x, scale=s)", [-np.inf, 0.0, np.inf], 0.0),
        ("stats.norm.logcdf(x, scale=s)", [-40.0, 40.0], 1600.9987538884),
        ("stats.gamma.pdf(x, 1.4, scale=s)", [-1.0, -2.0], 0.0),
        ("stats.beta.cdf(x, 1.4, 2.3, scale=s)", [-1.0, 2.0], 0.0),
        ("stats.uniform.logpdf(x, 0.0, 2.0 * s)", [0.5, 1.5], -2.0),
        ("stats.expon.sf(x, scale=s)", [-1.0, 800.0], 0.0),
        ("stats.binom.pmf(x, 5, s - 1.0)", [0, 1, 2], 0.0),
        ("stats.poisson.logpmf(x, s - 1.0)", [0], -1.0),
    ],
)
def test_extreme_points(call: str, x: list[float], expected: float) -> None:
    function = function_from(f"def f(s, x):\n    return np.sum({call})\n", stats=stats)
    given = np.array(x)
    assert tl.grad(function)(1.0, given) == pytest.approx(expected, rel=1e-10, abs=1e-12)
    assert tl.jvp(function)(1.0, given, 1.0) == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_emitted_code_reads_as_by_hand() -> None:
    function = function_from("def f(m, s, x):\n    return -np.sum(stats.norm.logpdf(x, m, s))\n", stats=stats)
    text = tl.api.output_of(tl.grad(function, wrt=(0,), example_args=(0.1, 1.3, POINT))).text
    assert "    bm = np.sum((x - m) / s * broadcast_like(-b_return, x) / s)\n" in text


def test_saved_modules_need_numpy_and_scipy_alone(tmp_path: Path) -> None:
    text = (
        "def f(x, m):\n    return np.sum(norm.cdf(x, m) * stats.multivariate_normal.logpdf(x, mean=m + np.zeros(2)))\n"
    )
    function = function_from(text, stats=stats, norm=stats.norm)
    gradient = tl.grad(function)
    written = tl.module_source(gradient)
    (tmp_path / "saved.py").write_text(written)
    assert "from scipy.stats import norm\n" in written
    script = "import sys\nsys.modules['tangent_like'] = None\nimport numpy as np, saved\n"
    script += f"print(repr(saved.{gradient.__name__}(np.array([0.3, 1.4]), 0.1).tolist()))\n"
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert eval(run.stdout) == pytest.approx(gradient(POINT, 0.1).tolist())


def test_maximum_likelihood_of_a_mixture() -> None:
    text = (
        "def f(p, x):\n    total = 0.0\n    for one in x:\n"
        "        other = (1.0 - p[0]) * stats.t.pdf(one, p[3])\n"
        "        total = total + np.log(p[0] * stats.norm.pdf(one, p[1], p[2]) + other)\n"
        "    return total\n"
    )
    function = function_from(text, stats=stats)
    p, x = np.array([0.3, 0.1, 1.2, 3.5]), np.array([0.3, 1.4, -0.7])
    tl.check_grad(function, (p, x), wrt=("p",)).raise_if_bad()
    hessian = tl.hessian(function)(p, x)
    assert hessian == pytest.approx(hessian.T)
    step = 1e-5 * np.eye(4)
    rows = [(tl.grad(function)(p + one, x) - tl.grad(function)(p - one, x)) / 2e-5 for one in step]
    assert hessian == pytest.approx(np.array(rows), rel=1e-5, abs=1e-7)
