"""Where the text of a definition ends, as its layout tells."""

from __future__ import annotations

import ast
import textwrap

import pytest
from tangent_like.definitions import definition_lines

DEFINITIONS = {
    "followed by code": "def f(x):\n    return x\ny = 1\n",
    "at the end": "def f(x):\n    return x\n",
    "decorated": "@wrap(\n    1,\n)\ndef f(x):\n    return x\ny = 1\n",
    "parameters on lines of their own": "def f(\n    x,\n):\n    return x\ny = 1\n",
    "a comment at the margin": "def f(x):\n    y = x\n# twice\n    return y + y\nz = 1\n",
    "blank lines": "def f(x):\n\n    y = x\n\n    return y\n\n\nz = 1\n",
    "inside of something": "    def f(x):\n        return x\n    y = 1\n",
    "followed by less": "    def f(x):\n        return x\nelse:\n    y = 1\n",
    "on one line": "def f(x): return x\ny = 1\n",
    "async": "async def f(x):\n    return x\ny = 1\n",
}


@pytest.mark.parametrize("text", DEFINITIONS.values(), ids=DEFINITIONS)
def test_the_whole_definition_is_found(text: str) -> None:
    lines = definition_lines(text.splitlines(keepends=True))
    (definition,) = ast.parse(textwrap.dedent("".join(lines))).body
    assert isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef)
    assert any(isinstance(one, ast.Return) for one in definition.body)


@pytest.mark.parametrize(
    "text",
    [
        'def f(x):\n    """Says\nmuch.\n    """\n    return x\n',
        "def f(x):\n    y = (x +\n1.0)\n    return y\n",
        "def f(x):\n    y = x \\\n+ 1.0\n    return y\n",
        "def f(\nx):\n    return x\n",
        '@said("""\ndef g(): pass\n""")\ndef f(x):\n    return x\n',
    ],
)
def test_what_goes_on_at_the_margin_does_not_parse(text: str) -> None:
    with pytest.raises(SyntaxError):
        ast.parse("".join(definition_lines(text.splitlines(keepends=True))))


def test_what_is_no_definition_has_no_lines() -> None:
    assert definition_lines(["f = lambda x: x\n"]) == []
