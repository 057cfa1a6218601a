"""The table of functions: what it lists, and that it finds what is stale."""

from __future__ import annotations

import re
from importlib import import_module

import coverage_table
import numpy as np
import pytest
from coverage_table import FILE, cells, counts, differences, listed, quick_cells, rendered, written_cells
from tangent_like.templates.uncovered import REASONS

EVERY = {one.title: one for one in listed()}
WRITTEN = written_cells(FILE.read_text(encoding="utf-8"))
TANH = ("works", "works", "works", "yes", "fresh", "")


@pytest.mark.parametrize("module", ["numpy", "numpy.linalg", "numpy.fft"])
def test_every_public_function_of_numpy_is_listed(module: str) -> None:
    space = import_module(module)
    names = {one for one in space.__all__ if coverage_table.is_function(getattr(space, one))}
    assert {f"{module}.{one}" for one in names} <= EVERY.keys()


def test_the_file_says_nothing_wrong() -> None:
    assert not [title for title, row in WRITTEN.items() if any("WRONG" in one for one in row)]


def test_a_row_is_that_of_the_file() -> None:
    assert cells(EVERY["numpy.tanh"]) == quick_cells(EVERY["numpy.tanh"], WRITTEN) == TANH


def test_the_text_can_be_read_again() -> None:
    rows = {"numpy.tanh": TANH, "math.floor": ("constant", "", "", "", "", ""), "math.ulp": ("a | b", *[""] * 5)}
    assert written_cells(rendered(rows)) == rows
    assert counts(rows.values()) == (1, 1, 1, 0, 0)


def test_a_stale_row_is_found() -> None:
    stale = {**WRITTEN, "numpy.tanh": ("works", "works", "works", "", "fresh", "")}
    assert [one.partition(":")[0] for one in differences(stale)] == ["numpy.tanh"]


def test_functions_of_other_versions_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {title: row for title, row in WRITTEN.items() if title != "numpy.tanh"} | {"numpy.later": TANH}
    assert len(differences(rows)) == 2
    monkeypatch.setattr(np, "__version__", "1.26.0")
    assert differences(rows) == []


def test_reasons_are_sorted_and_of_functions_without_rules() -> None:
    assert list(REASONS) == sorted(REASONS)
    known = [title for title in REASONS if title in EVERY and coverage_table.has_rule(EVERY[title].target)]
    assert known == []
    assert not [one for one in REASONS.values() if not one or re.search(r"\.$|^[A-Z]", one)]
