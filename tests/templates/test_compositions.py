"""Functions that are differentiated through a program of their own: both modes, twice, and what is emitted."""

from __future__ import annotations

import dis
import inspect
import os
from collections import Counter
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from calls import Call
from calls_of_samples import CALLS as SAMPLED
from calls_of_scipy import CALLS as SCIPY
from curves_of_calls import LIBRARIES, NEVER, STEP, UNKNOWN, called, curve_of
from second_derivatives import PAIRS, derivative, slope
from support import function_from
from tangent_like import compositions, sample_compositions, scipy_compositions
from tangent_like.api import output_of
from tangent_like.errors import TangentError, UnsupportedArgumentError, UnsupportedConstructError
from tangent_like.sampling import is_active, is_single, leaves_of
from tangent_like.templates.composed import program_of

CALLS = SAMPLED + SCIPY
EVERY = bool(os.environ.get("TANGENT_LIKE_EVERY_SAMPLE"))

PLACES = pytest.mark.parametrize("place", range(len(CALLS)), ids=lambda place: _title(CALLS[place]))


def _title(one: Call) -> str:
    shapes = [str(np.shape(value)) if is_active(value) else repr(value) for value in one[1]]
    return f"{one[0]} of {', '.join(shapes)}"


def _chosen() -> list[int]:
    """The places of a few calls of each function; of all with ``TANGENT_LIKE_EVERY_SAMPLE=1``."""
    seen = Counter[str]()
    found = []
    for place, (text, _) in enumerate(CALLS):
        seen[text.partition("(")[0]] += 1
        if EVERY or seen[text.partition("(")[0]] <= 2:
            found.append(place)
    return found


@PLACES
@pytest.mark.filterwarnings("ignore")
def test_both_modes_agree_with_differences(place: int) -> None:
    made, known = curve_of(CALLS[place]), place % 2 == 0
    values = [made.function(step, *made.given) for step in (STEP, -STEP)]
    expected = (values[0] - values[1]) / (2.0 * STEP)
    reverse = derivative(made, "grad", examples=known)(0.0)
    assert reverse == pytest.approx(expected, rel=1e-5, abs=1e-6)
    assert derivative(made, "jvp", examples=known)(0.0) == pytest.approx(reverse, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("place", _chosen(), ids=lambda place: _title(CALLS[place]))
@pytest.mark.filterwarnings("ignore")
def test_second_derivatives_agree_in_all_pairs_of_modes(place: int) -> None:
    made, known = curve_of(CALLS[place]), place % 2 == 1
    expected, _ = slope(made, known)
    for pair in PAIRS:
        if pair == "grad-grad" and CALLS[place][0].startswith(NEVER if known else NEVER + UNKNOWN):
            with pytest.raises((TangentError, ValueError), match=r"annotate the arguments|changed in place"):
                derivative(made, *pair.split("-"), examples=known)(0.0)
            continue
        found = derivative(made, *pair.split("-"), examples=known)(0.0)
        assert found == pytest.approx(expected, rel=1e-4, abs=1e-4), pair


@PLACES
@pytest.mark.filterwarnings("ignore")
def test_the_value_is_that_of_numpy_and_gradients_have_the_form_of_arguments(place: int) -> None:
    f, (_, args), known = called(CALLS[place]), CALLS[place], place % 2 == 1
    value = f(*args)
    wrt = tuple(at for at, arg in enumerate(args) if is_active(arg))
    made = tl.vjp(f, wrt=wrt, preserve_result=True, example_args=args if known else None)
    *gradients, result = made(*args, _ones(value))
    assert type(result) is type(value) or isinstance(value, tuple)
    for left, right in zip(leaves_of(result), leaves_of(value), strict=True):
        assert np.asarray(left).dtype == np.asarray(right).dtype
        np.testing.assert_allclose(left, right, rtol=1e-4 if is_single(args) else 1e-10, atol=1e-12)
    for gradient, at in zip(gradients, wrt, strict=True):
        for left, right in zip(leaves_of(gradient), leaves_of(args[at]), strict=True):
            assert np.shape(left) == np.shape(right)
            assert np.asarray(left).dtype == np.asarray(right).dtype


class _Programs:
    """A library with programs in place of the functions that they stand for."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._library, name)
        return program_of(found) or found


@PLACES
@pytest.mark.filterwarnings("ignore")
def test_a_program_shares_storage_where_numpy_does(place: int) -> None:
    text, args = CALLS[place]
    given = dict(zip("xyzw", args, strict=False))
    libraries = {"np": np, **LIBRARIES}
    programs = {key: _Programs(one) for key, one in libraries.items()}
    theirs = eval(text, {**libraries, **given})
    ours = eval(text.replace("range=", "range_="), {**programs, **given})
    for one, other in zip(leaves_of(ours), leaves_of(theirs), strict=True):
        assert np.shape(one) == np.shape(other)
        for leaf in leaves_of(list(args)):
            if isinstance(leaf, np.ndarray):
                assert np.shares_memory(one, leaf) == np.shares_memory(other, leaf)


def _ones(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return type(value)(map(_ones, value)) if type(value) in (tuple, list) else tuple(map(_ones, value))
    return (np.ones_like(value) if isinstance(value, np.ndarray) else 1.0) if is_active(value) else None


def test_what_is_not_active_stays_as_it_was_written() -> None:
    function = function_from("def f(x, y):\n    return np.trapezoid(y, dx=0.5) * np.trapezoid(x)\n")
    for made in (tl.grad(function), tl.jvp(function)):
        assert "np.trapezoid(y, dx=0.5)" in tl.module_source(made)


def test_branches_on_what_is_known_are_taken_when_compiling() -> None:
    function = function_from("def f(x):\n    return np.trapezoid(x, dx=0.5)\n")
    text = output_of(tl.jvp(function, example_args=(np.ones(3),))).text
    assert "if " not in text
    assert "dsums = dy[..., 1:] + dy[..., :-1]" in text
    assert "np.sum(0.5 * dsums / 2.0, axis=-1)" in text


def test_a_function_with_a_program_is_differentiated_by_itself() -> None:
    y, x = np.array([1.0, 2.0, 4.0]), np.array([0.0, 1.0, 3.0])
    assert tl.grad(np.trapezoid)(y).tolist() == [0.5, 1.0, 0.5]
    assert tl.grad(np.trapezoid, wrt=(0, 1))(y, x)[0].tolist() == [0.5, 1.5, 1.0]
    assert tl.jvp(np.gradient)(y, df=np.ones(3)).tolist() == [0.0, 0.0, 0.0]
    function = function_from("def f(x):\n    return np.gradient(x)\n")
    assert tl.jacobian(function)(y).tolist() == [[-1.0, 1.0, 0.0], [-0.5, 0.0, 0.5], [0.0, -1.0, 1.0]]


def test_a_function_with_a_program_may_be_called_by_another_name() -> None:
    function = function_from("def f(x, rule=np.trapezoid):\n    g = rule\n    return g(x, dx=2.0)\n")
    assert tl.grad(function)(np.ones(3)).tolist() == [1.0, 2.0, 1.0]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("np.trapezoid(x, wrong=1)", "got an unexpected keyword argument 'wrong'"),
        ("np.trapezoid(*y, x)", "starred arguments"),
        ("np.median(x, overwrite_input=True)", "got an unexpected keyword argument 'overwrite_input'"),
        ("np.nanquantile(x, 0.3, method='hazen')", "got an unexpected keyword argument 'method'"),
        ("ndimage.map_coordinates(x, y)", "the derivative is not known for these arguments"),
        ("ndimage.shift(x, y, output=x)", "got an unexpected keyword argument 'output'"),
    ],
)
def test_arguments_that_a_program_does_not_take_are_refused(call: str, problem: str) -> None:
    function = function_from(f"def f(x, y):\n    return {call}\n", **LIBRARIES)
    for make in (tl.grad, tl.jvp):
        with pytest.raises(UnsupportedArgumentError) as caught:
            make(function)
        place, *rest = str(caught.value).splitlines()
        stem = call.partition("(")[0]
        assert place.endswith(f":2:12: cannot differentiate this call of `{stem}`: {problem}")
        assert rest == [
            f"    2 |     return {call}",
            "                   ^",
            "Write the arguments out as the rule takes them, or add a rule for this use.",
        ]


@pytest.mark.parametrize("made", ["np.r_['0,2', x, x]", "np.mgrid[0:x:5j]", "np.r_[0:x:5j, x]", "np.s_[x, 1]"])
def test_an_index_that_makes_something_else_of_numbers_is_refused(made: str) -> None:
    function = function_from(f"def f(x):\n    return np.sum({made})\n")
    for make in (tl.grad, tl.jvp):
        with pytest.raises(UnsupportedConstructError) as caught:
            make(function)
        place, *rest = str(caught.value).splitlines()
        assert place.endswith(f":2:19: cannot differentiate through `{made}`")
        assert rest == [
            f"    2 |     return np.sum({made})",
            "                          ^",
            "Write it with operations that have a derivative.",
        ]


def test_an_object_that_joins_may_have_another_name_and_stays_where_it_is_not_active() -> None:
    text = "def f(x):\n    r = np.r_\n    return np.sum(r[x, 1.0] ** 2) * np.sum(np.r_[1.0, 2.0]) + x[np.r_[0:2]][1]\n"
    made = tl.grad(function_from(text))
    assert made(np.array([1.0, 2.0])).tolist() == [6.0, 13.0]
    assert "np.r_[1.0, 2.0]" in output_of(made).text


def test_programs_do_not_bind_their_parameters_anew() -> None:
    for title, program in (vars(compositions) | vars(sample_compositions) | vars(scipy_compositions)).items():
        if inspect.isfunction(program):
            code = program.__code__
            stored = {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_FAST"}
            assert not stored & set(inspect.signature(program).parameters), title
