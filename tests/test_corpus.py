"""Every construct of the corpus in both modes and at second order: exact, or refused by the error that it names."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from language import CORPUS
from language.combining import programs
from language.verdicts import (
    PAIRS,
    combination_problem,
    derivative,
    expected_first,
    expected_second,
    first,
    second,
)
from support import function_from

WORKING = [name for name, one in CORPUS.items() if not one.refused]
REFUSED = [name for name, one in CORPUS.items() if one.refused]


def program(name: str) -> Callable[..., Any]:
    return function_from(CORPUS[name].text)


@pytest.mark.parametrize("kinds", [True, False], ids=["kinds", "no kinds"])
@pytest.mark.parametrize("name", WORKING)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_first_derivatives_are_exact(name: str, kinds: bool) -> None:
    f = program(name)
    if CORPUS[name].needs_kinds and not kinds:
        with pytest.raises(ValueError, match=r":\d+:\d+: .*annotate"):
            first(f, CORPUS[name].points[0], "reverse", kinds)
        return
    for x in CORPUS[name].points:
        wanted = expected_first(f, x)
        for mode in ("reverse", "forward"):
            for optimized in (True, False):
                found = first(f, x, mode, kinds, optimized=optimized)
                assert found == pytest.approx(wanted, rel=1e-6, abs=1e-7), (mode, optimized, x)


@pytest.mark.parametrize("modes", PAIRS, ids="-".join)
@pytest.mark.parametrize("name", [one for one in WORKING if not CORPUS[one].second])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_second_derivatives_are_exact(name: str, modes: tuple[str, str]) -> None:
    f = program(name)
    for x in CORPUS[name].points:
        wanted = expected_second(f, x)
        assert second(f, x, modes, True) == pytest.approx(wanted, rel=1e-6, abs=1e-6), x


@pytest.mark.parametrize("name", [one for one in WORKING if CORPUS[one].second])
def test_second_derivatives_are_refused_with_a_place(name: str) -> None:
    f, x, refusals = program(name), CORPUS[name].points[0], []
    for modes in PAIRS:
        try:
            assert second(f, x, modes, True) == pytest.approx(expected_second(f, x), rel=1e-6, abs=1e-6)
        except (tl.TangentError, ValueError) as error:
            refusals.append(str(error))
    assert refusals
    assert all(re.match(r".*:\d+:\d+: ", one) and CORPUS[name].second in one for one in refusals)


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_the_construct(name: str) -> None:
    with pytest.raises(tl.TangentError) as caught:
        tl.grad(program(name))
    assert caught.value.message.startswith(CORPUS[name].refused)
    assert caught.value.hint
    assert caught.value.origin is not None


def test_the_primal_comes_back_as_it_was() -> None:
    for name in WORKING:
        f = program(name)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            value, _ = tl.value_and_grad(f, example_args=CORPUS[name].points[:1])(CORPUS[name].points[0])
            assert value == pytest.approx(f(CORPUS[name].points[0])), name


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 150


FOLDER = Path(__file__).parent / "golden" / "language"


def golden_path(name: str) -> Path:
    return FOLDER / f"{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')}.py"


@pytest.mark.parametrize("name", WORKING)
def test_output_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    f = function_from(CORPUS[name].text, file=golden_path(name).name)
    output = tl.api.output_of(derivative(f, "reverse", example_args=(CORPUS[name].points[0],))).text
    text = f"# {name}\n\n{CORPUS[name].text}\n\n# Generated, with the kind of x known:\n\n{output.strip()}\n"
    if request.config.getoption("--update-golden"):
        golden_path(name).parent.mkdir(exist_ok=True)
        golden_path(name).write_text(text, encoding="utf-8")
    assert text == golden_path(name).read_text(encoding="utf-8")


def test_no_two_constructs_share_a_golden_file() -> None:
    assert len({golden_path(name) for name in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("seed", range(20 * int(os.environ.get("TANGENT_LIKE_FUZZ", "1"))))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_combinations_are_exact_or_refused(seed: int) -> None:
    """Fifty random combinations of two constructs; where the primal raises, the derivative raises the same."""
    for title, text in programs(seed, 50):
        f = function_from(text)
        problem = combination_problem(f, 1.27 if seed % 2 else 0.63)
        assert not problem, f"{title}: {problem}\n{text}"
