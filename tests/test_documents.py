"""The examples of the documents run, and give what stands beside them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from support_programs import module_of

DOCUMENTS = Path(__file__).resolve().parent.parent / "docs"


def program_of(document: Path) -> str:
    blocks = re.findall(r"^```python\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return "\n".join(blocks)


def shown(value: Any) -> str:
    """How a value is written in a document: on one line."""
    return re.sub(r"\s+", " ", repr(value))


@pytest.mark.parametrize("name", ["jacobians.md", "complex_numbers.md"])
def test_the_examples_give_what_they_show(name: str, tmp_path: Path) -> None:
    text = program_of(DOCUMENTS / name)
    known = vars(module_of(tmp_path, name.removesuffix(".md"), text))
    lines = text.splitlines()
    found = []
    for statement in ast.parse(text).body:
        line = lines[statement.lineno - 1]
        if not isinstance(statement, (ast.Assign, ast.Expr)):
            continue
        code, _, expected = line.partition("  # ")
        if isinstance(statement, ast.Expr):
            assert shown(eval(code, known)) == expected
            found.append(code)
        else:
            exec(code, known)
    assert len(found) >= 10
