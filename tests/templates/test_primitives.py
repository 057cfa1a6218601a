"""Library functions differentiated by themselves, at the samples of their rules."""

from __future__ import annotations

import inspect
import math
import operator
import warnings
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from samples import SAMPLES, Sample
from tangent_like.binding import requested
from tangent_like.differences import leaves_of
from tangent_like.primitives import primitive, rule_of

KINKED = {np.remainder, np.fmod, operator.mod}
"""Their samples stand at kinks."""

STARRED = {np.einsum, zip, math.hypot}
"""Their calls are only understood with the number of operands known."""

OTHERWISE = {max, min, list, tuple, enumerate, np.linalg.cholesky}
"""They take one argument of another meaning, their results are no numbers, or their argument is taken as symmetric."""


def differentiable_arguments(one: Sample) -> tuple[str, ...]:
    rule = rule_of(one.key)
    assert rule is not None
    bound = inspect.signature(requested(one.key)).bind(*one.args, **one.kwargs)
    return tuple(
        key
        for key, value in bound.arguments.items()
        if key in rule.differentiable and any(np.asarray(leaf).dtype.kind in "fc" for _, leaf in leaves_of(value))
    )


LIBRARY = [one for one in SAMPLES if callable(one.key) and one.key not in KINKED | STARRED | OTHERWISE]


@pytest.mark.parametrize("one", LIBRARY, ids=lambda one: one.key.__name__)
def test_library_functions_agree_with_differences(one: Sample) -> None:
    wrt = differentiable_arguments(one)
    if wrt:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tl.check_grad(one.key, one.args, one.kwargs, wrt=wrt).raise_if_bad()


def test_parameters_of_later_versions_are_left_out() -> None:
    steps = "steps" in inspect.signature(math.nextafter).parameters
    assert list(inspect.signature(primitive(math.nextafter)).parameters) == ["x", "y", *["steps"] * steps]
    assert tl.grad(math.nextafter)(1.5, 2.0) == 1.0
    assert tl.grad(math.hypot)(3.0, 4.0) == pytest.approx(0.6)


@pytest.mark.parametrize("function", [np.cumsum, np.gradient, np.exp, np.linalg.norm], ids=lambda one: one.__name__)
def test_jacobians_of_library_functions(function: Any) -> None:
    x, step = np.array([0.3, 0.7, 1.1]), 1e-6
    expected = [(function(x + step * one) - function(x - step * one)) / (2 * step) for one in np.eye(3)]
    for mode in ("forward", "reverse"):
        np.testing.assert_allclose(tl.jacobian(function, mode=mode)(x), np.transpose(expected), rtol=1e-6, atol=1e-9)
