"""Every public function of NumPy has a rule or a program, or a reason why it has none."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import tangent_like as tl
from support import function_from
from tangent_like.errors import UnknownFunctionError
from tangent_like.templates import load
from tangent_like.templates.composed import program_of
from tangent_like.templates.uncovered import REASONS


def _known(function: Any) -> bool:
    try:
        return function in load() or program_of(function) is not None
    except TypeError:
        return False


def test_a_function_with_a_reason_has_neither_rule_nor_program() -> None:
    for name in REASONS:
        place, _, title = name.rpartition(".")
        found = getattr(sys.modules.get(place), title, None)
        assert found is None or not _known(found), name


@pytest.mark.parametrize("name", ["unique_counts", "unique_all"])
def test_values_that_are_returned_by_name_are_not_taken_for_constant(name: str) -> None:
    function = function_from(f"def f(x):\n    return np.sum(np.{name}(x).values)\n")
    for make in (tl.grad, tl.jvp):
        with pytest.raises(UnknownFunctionError) as caught:
            make(function)
        place, *rest = str(caught.value).splitlines()
        reason = "it returns an object with named parts: use `np.unique` with `return_index`, `return_inverse`, "
        assert place.endswith(f":2:19: no derivative is known for `np.{name}`: {reason}`return_counts`")
        assert rest[:2] == [f"    2 |     return np.sum(np.{name}(x).values)", "                          ^"]


def test_reasons_are_sentences_without_an_end() -> None:
    assert all(reason and not reason.endswith(".") for reason in REASONS.values())
