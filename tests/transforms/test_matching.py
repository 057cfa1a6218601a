"""`match` as `if` and `elif`: what is tested, in which order, and what is bound."""

from __future__ import annotations

import gast
import pytest
from support import function_from
from tangent_like.errors import UnsupportedConstructError
from tangent_like.names import Names
from tangent_like.pipeline import front
from tangent_like.reader import read
from tangent_like.transforms.fence import refuse
from tangent_like.transforms.matching import Matching

REWRITTEN = {
    "case 1:\n    y = a\ncase 2 | 4:\n    y = b\ncase _:\n    y = c": (
        "if s == 1:\n    y = a\nelif s in (2, 4):\n    y = b\nelse:\n    y = c"
    ),
    "case None:\n    y = a\ncase n:\n    y = n": "if s is None:\n    y = a\nelse:\n    n = s\n    y = n",
    "case [a, 2, *rest, b]:\n    y = a": (
        "if is_sequence(s) and len(s) >= 3 and (s[1] == 2):\n    a = s[0]\n    rest = list(s)[2:-1]\n"
        "    b = s[-1]\n    y = a"
    ),
    "case {'k': v, 'm': 1}:\n    y = v": (
        "if is_mapping(s) and 'k' in s and ('m' in s) and (s['m'] == 1):\n    v = s['k']\n    y = v"
    ),
    "case int(n) if n > 1:\n    y = n\ncase _:\n    y = 0": (
        "fits = False\nif isinstance(s, int):\n    n = s\n    fits = n > 1\nif fits:\n    y = n\nelse:\n    y = 0"
    ),
    "case [v, 1] | [1, v]:\n    y = v": (
        "if is_sequence(s) and len(s) == 2 and (s[1] == 1) or (is_sequence(s) and len(s) == 2 and (s[0] == 1)):\n"
        "    v = s[0] if is_sequence(s) and len(s) == 2 and (s[1] == 1) else s[1]\n    y = v"
    ),
}


def rewritten(cases: str) -> str:
    """The statements that stand for a `match` on ``s``."""
    text = "def f(s):\n    match s:\n" + "".join(f"        {line}\n" for line in cases.splitlines())
    source = read(function_from(text))

    def refusal(node: object, what: str, hint: str) -> UnsupportedConstructError:
        return refuse(source, node, what, hint)

    known = {"int": int, "str": str}
    matching = Matching(Names(["s"]).fresh, lambda node: known.get(node.id), refusal)
    body = matching.statements(source.definition.body)
    tree = gast.Module(body=body, type_ignores=[])
    return gast.unparse(tree).replace("%", "").strip()


@pytest.mark.parametrize("cases", REWRITTEN)
def test_the_statements(cases: str) -> None:
    assert rewritten(cases) == REWRITTEN[cases]


def test_a_tuple_that_is_written_out_is_taken_apart() -> None:
    text = (
        "def f(x):\n    match x, 2:\n        case (a, b, c):\n            return a\n"
        "        case (a, 2):\n            return a\n"
    )
    assert "is_sequence" not in str([str(one) for one in front(function_from(text)).callees])


def test_a_class_that_is_not_known() -> None:
    text = "def f(x, kind):\n    match x:\n        case kind(a):\n            return a\n    return x\n"
    with pytest.raises(UnsupportedConstructError) as caught:
        front(function_from(text))
    file = caught.value.origin.file if caught.value.origin else ""
    assert str(caught.value) == (
        f"{file}:3:14: cannot differentiate through `a class pattern of an unknown class`\n"
        "    3 |         case kind(a):\n"
        "                     ^\n"
        "Test it with `isinstance`."
    )
