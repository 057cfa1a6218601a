"""Second derivatives of every rule, in all four pairs of modes, against differences of the gradient.

``TANGENT_LIKE_EVERY_SAMPLE=1`` takes all samples that the rules have, with and without kinds; else it is a choice of
them. What has no second derivative stands in `EXCEPTIONS`, with the reason; an entry that works is an error.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from every_sample import SAMPLES
from samples import Sample
from second_derivatives import PAIRS, curve, derivative, slope, title_of
from tangent_like.errors import TangentError

EVERY = bool(os.environ.get("TANGENT_LIKE_EVERY_SAMPLE"))
EACH = 2
"""How many samples of one rule are tried if it is not every one."""


@dataclass(frozen=True)
class Refusal:
    """Samples without a second derivative: by a pattern of their titles, in some pairs of modes, and what is said.

    ``known``: only with the kinds of the arguments, only without, or in both ways (None).
    """

    pattern: str
    pairs: tuple[str, ...]
    message: str
    reason: str
    known: bool | None = None


EXCEPTIONS = [
    Refusal(
        r"^getitem\(a0=float64\[\], a1=\(\)\)",
        ("grad-grad", "grad-jvp"),
        "is a number",
        "an index whose length is not known, of a number: an adjoint that is a number is not added to in place",
    ),
    Refusal(
        r"'(append|insert)'\)\(a0=\[1, 2\], .*(\[0\.5, array|\(1\.5, 2\)|\{'a')",
        ("grad-grad", "grad-jvp"),
        "an array of integers would lose",
        "a list of integers alone is taken for what an array could be made of",
    ),
]


def refused(title: str, known: bool) -> tuple[Refusal, ...]:
    """The exceptions that a sample falls under."""
    return tuple(one for one in EXCEPTIONS if one.known in (None, known) and re.search(one.pattern, title))


def _form(value: Any) -> Any:
    """What distinguishes one argument from another for a rule."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind, value.ndim
    return tuple(map(_form, value)) if isinstance(value, (list, tuple)) else type(value)


def _chosen() -> list[tuple[Sample, bool]]:
    """Samples of each rule that differ in form, one without kinds and one with; or all in both ways."""
    if EVERY:
        return [(one, known) for one in SAMPLES for known in (False, True)]
    forms: dict[Any, dict[Any, Sample]] = {}
    for one in SAMPLES:
        form = (tuple(map(_form, one.args)), tuple(sorted(one.kwargs)), "wrt" in one.options)
        forms.setdefault(one.key, {}).setdefault(form, one)
    found = []
    for each in forms.values():
        spread = list(each.values())[:: max(len(each) // EACH, 1)][:EACH]
        found += [(one, place % 2 == 1) for place, one in enumerate(spread)]
        found += [(spread[0], True)] if len(spread) == 1 else []
    return found


CASES = _chosen()


@pytest.mark.parametrize(("sample", "known"), CASES, ids=[f"{title_of(one)}-{known}" for one, known in CASES])
@pytest.mark.filterwarnings("ignore")
def test_second_derivatives_agree_in_all_pairs_of_modes(sample: Sample, known: bool) -> None:
    title = title_of(sample)
    failing = {pair: one.message for one in refused(title, known) for pair in one.pairs}
    made = curve(sample)
    rounds = title.startswith("float32(")
    with np.errstate(all="ignore"):
        expected, first = slope(made, known, 1e-2 if rounds else 1e-5)
        found = derivative(made, "jvp", examples=known)(0.0)
        assert found == pytest.approx(first, rel=1e-6 if rounds else 1e-8, abs=1e-8)
        for pair in PAIRS:
            if pair in failing:
                with pytest.raises((TangentError, TypeError, ValueError), match=failing[pair]):
                    derivative(made, *pair.split("-"), examples=known)(0.0)
            else:
                found = derivative(made, *pair.split("-"), examples=known)(0.0)
                assert found == pytest.approx(expected, rel=1e-2 if rounds else 1e-4, abs=1e-4), pair


@pytest.mark.parametrize("one", EXCEPTIONS, ids=[one.pattern for one in EXCEPTIONS])
def test_every_exception_is_of_a_sample(one: Refusal) -> None:
    assert any(re.search(one.pattern, title_of(sample)) for sample in SAMPLES)
