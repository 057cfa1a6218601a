"""Every rule against central differences, and the checker against planted faults."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from every_sample import SAMPLES
from samples import Sample
from support import function_from
from tangent_like import runtime as rt
from tangent_like.checking import check_rule
from tangent_like.errors import GradientMismatchError, TemplateError, UnknownFunctionError, UnsupportedArgumentError
from tangent_like.templates import load
from tangent_like.templates.notation import d, rank
from tangent_like.templates.rules import PUSHFORWARDS, RULES, adjoint, elementwise, fixed_kind, linear, tangent
from tangent_like.values import FLOAT


def _title(sample: Sample) -> str:
    return sample.key if isinstance(sample.key, str) else getattr(sample.key, "__name__", str(sample.key))


@pytest.mark.parametrize("sample", SAMPLES, ids=_title)
@pytest.mark.filterwarnings("ignore:Casting complex values to real")
def test_rule_agrees_with_central_differences(sample: Sample) -> None:
    with np.errstate(all="ignore"):
        check_rule(sample.key, *sample.args, **sample.options, **sample.kwargs)


def test_every_rule_has_samples() -> None:
    sampled = {sample.key for sample in SAMPLES}
    sampled |= {rt.called, rt.value_of}  # the two halves of one call: tests/test_handed.py
    sampled |= {key for key, rule in load().items() if rule.fixed}  # tests/test_scipy_*.py
    missing = [key for key, rule in load().items() if rule.form != "constant" and key not in sampled]
    assert missing == []


def test_every_ufunc_of_numpy_has_a_rule() -> None:
    missing = [key for key, one in vars(np).items() if isinstance(one, np.ufunc) and one not in load()]
    assert missing == []


def test_every_rule_has_a_tangent() -> None:
    known = ("constant", "elementwise", "linear", "multilinear")
    missing = [key for key, rule in load().items() if rule.form not in known and rule not in PUSHFORWARDS]
    assert missing == []


def test_library_functions_without_a_rule_are_an_error() -> None:
    with pytest.raises(TemplateError, match="no rule"):
        check_rule(np.array2string, np.ones(3))


def test_a_mode_of_pad_without_a_derivative_is_refused() -> None:
    function = function_from("def f(x):\n    return np.sum(np.pad(x, 2, 'empty'))\n")
    with pytest.raises(UnsupportedArgumentError) as caught:
        tl.grad(function)
    place, *rest = str(caught.value).splitlines()
    assert place.endswith("cannot differentiate this call of `np.pad`: mode='empty', whose derivative is not known")
    assert ":2:19: " in place
    assert rest == [
        "    2 |     return np.sum(np.pad(x, 2, 'empty'))",
        "                          ^",
        "Write the arguments out as the rule takes them, or add a rule for this use.",
    ]


@pytest.mark.parametrize(
    ("a", "message"),
    [
        (np.ones((3, 2)), "lstsq of a matrix of rank 1 with 2 columns: full column rank is needed"),
        (np.ones((2, 3)), "lstsq of a matrix of rank 1 with 3 columns: full column rank is needed"),
        (1j * np.eye(3), "the derivative of lstsq is known for real matrices: solve for real and imaginary parts"),
    ],
)
def test_least_squares_without_a_derivative_are_refused(a: Any, message: str) -> None:
    function = function_from("def f(a, b):\n    return np.sum(np.abs(np.linalg.lstsq(a, b)[0]))\n")
    for call in (lambda: tl.grad(function)(a, np.ones(len(a))), lambda: tl.jvp(function)(a, np.ones(len(a)), a)):
        with pytest.raises(ValueError, match=message):
            call()


def planted(x: Any) -> Any:
    return np.sin(x)


@pytest.fixture
def _forget_planted() -> Any:
    yield
    RULES.pop(planted, None)


def _wrong_sign() -> None:
    @elementwise(planted)
    def template(y, x):
        return -np.cos(x)


def _raising() -> None:
    @elementwise(planted)
    def template(y, x):
        return 1 // 0


def _wrong_shape() -> None:
    @adjoint(planted)
    def template(y, x):
        d[x] = np.sum(d[y])


def _writing() -> None:
    @adjoint(planted)
    def template(y, x):
        d[x] = np.add(x, 1.0, out=x)


def _wrong_kind() -> None:
    @elementwise(planted, kind=fixed_kind(FLOAT))
    def template(y, x):
        return np.cos(x)


def _wrong_sharing() -> None:
    @adjoint(planted, shares="view")
    def template(y, x):
        d[x] = d[y] * np.cos(x)


def _right() -> None:
    @adjoint(planted)
    def template(y, x):
        d[x] = d[y] * np.cos(x)


def _tangent_of_wrong_sign() -> None:
    _right()

    @tangent(planted)
    def template(y, x):
        d[y] = -np.cos(x) * d[x]


def _tangent_of_wrong_shape() -> None:
    _right()

    @tangent(planted)
    def template(y, x):
        d[y] = np.sum(np.cos(x) * d[x])


def _tangent_of_wrong_dtype() -> None:
    _right()

    @tangent(planted)
    def template(y, x):
        d[y] = (1.0 + 0.0j) * np.cos(x) * d[x]


def _tangent_that_writes() -> None:
    _right()

    @tangent(planted)
    def template(y, x):
        d[y] = np.multiply(np.cos(x), d[x], out=d[x])


def _tangent_that_raises() -> None:
    _right()

    @tangent(planted)
    def template(y, x):
        d[y] = d[x] // 0 + d[x].nothing


def _missing() -> None:
    @elementwise(planted)
    def template(y, x):
        return None


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (_wrong_sign, "central differences"),
        (_raising, "raised ZeroDivisionError"),
        (_wrong_shape, "has shape"),
        (_writing, "changed its arguments|central differences|share"),
        (_wrong_kind, "declared float"),
        (_wrong_sharing, "shares no storage"),
        (_missing, "adjoint of a0: 0, central differences"),
        (_tangent_of_wrong_sign, "tangent by a0: .*, by the adjoints: "),
        (_tangent_of_wrong_shape, r"the tangent has shape \(\), the result \(2,\)"),
        (_tangent_of_wrong_dtype, "the tangent is complex128, the result float64"),
        (_tangent_that_writes, "the rule changed a tangent that it was given"),
        (_tangent_that_raises, "forward mode raised AttributeError"),
    ],
)
@pytest.mark.usefixtures("_forget_planted")
def test_check_rule_finds_a_planted_fault(plant: Any, message: str) -> None:
    plant()
    with pytest.raises(GradientMismatchError, match=message):
        check_rule(planted, np.array([0.3, 0.4]))


@pytest.mark.usefixtures("_forget_planted")
def test_a_rule_without_a_tangent_is_an_error() -> None:
    _right()
    with pytest.raises(UnknownFunctionError, match="no tangent is known for `function`"):
        check_rule(planted, np.array([0.3, 0.4]))


@pytest.mark.usefixtures("_forget_planted")
def test_a_call_that_no_branch_of_a_rule_is_for_is_refused() -> None:
    @adjoint(planted)
    def template(y, x):
        if rank(x) == 1:
            d[x] = d[y] * np.cos(x)

    @tangent(planted)
    def template_of_tangent(y, x):
        if rank(x) == 1:
            d[y] = np.cos(x) * d[x]

    check_rule(planted, np.array([0.3, 0.4]), kinds=(True,))
    with pytest.raises(GradientMismatchError, match="the rule raised TemplateError: no branch holds for x"):
        check_rule(planted, np.array([0.3, 0.4]), kinds=(False,))
    function = function_from("def f(x):\n    return np.sum(planted(x))\n", planted=planted)
    for mode in (tl.grad, tl.jvp):
        with pytest.raises(UnsupportedArgumentError) as caught:
            mode(function)
        place, *rest = str(caught.value).splitlines()
        problem = "its rule depends on an argument that is not known"
        assert place.endswith(f"cannot differentiate this call of `planted`: {problem}")
        assert ":2:19: " in place
        assert rest == [
            "    2 |     return np.sum(planted(x))",
            "                          ^",
            "Write the arguments out as literals, or add a rule for this use.",
        ]


@pytest.mark.usefixtures("_forget_planted")
def test_a_linear_rule_may_not_be_that_of_a_function_with_a_constant_part() -> None:
    @linear(planted)
    def template(y, x):
        d[x] = d[y] * np.cos(x)

    with pytest.raises(GradientMismatchError, match=r"tangent by a0: .*, by the adjoints: "):
        check_rule(planted, np.array([0.3, 0.4]))
