"""Errors by their whole messages: a module that is refused, and what is reported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tangent_like as tl
from support_programs import module_of
from tangent_like import errors

HEAD = "import math\nimport numpy as np\n"


@dataclass(frozen=True)
class Case:
    """A module that defines ``f``; the error of `grad`; what is reported, where, and what to do instead."""

    title: str
    text: str
    error: type[errors.TangentError]
    place: tuple[int, int]
    message: str
    hint: str

    @property
    def expected(self) -> str:
        line, column = self.place
        shown = (HEAD + self.text).splitlines()[line - 1]
        margin = f"    {line} | "
        caret = " " * (len(margin) + column - 1) + "^"
        return f"model.py:{line}:{column}: {self.message}\n{margin}{shown}\n{caret}\n{self.hint}"


def function_of(folder: Path, text: str) -> Any:
    """The function ``f`` of a module ``model`` with this text."""
    module: Any = module_of(folder, "model", HEAD + text)
    return module.f


def error_of(folder: Path, text: str, **options: Any) -> errors.TangentError:
    function = function_of(folder, text)
    with pytest.raises(errors.TangentError) as caught:
        tl.grad(function, **options)
    return caught.value


def assert_message(case: Case, error: errors.TangentError) -> None:
    assert str(error) == case.expected
    assert type(error) is case.error
    assert (error.message, error.hint) == (case.message, case.hint)
    assert error.origin is not None
    assert (error.origin.file, error.origin.line, error.origin.column) == ("model.py", *case.place)
