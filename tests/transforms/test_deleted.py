"""`del` of names is taken out, of items becomes `pop`."""

from __future__ import annotations

import pytest
from support import function_from
from tangent_like.errors import UnsupportedConstructError
from tangent_like.pipeline import round_trip


def test_names_and_items() -> None:
    text = "def f(x):\n    y, ys = x, [x, 2.0]\n    del y, ys[0]\n    return ys\n"
    made = round_trip(function_from(text), optimized=False).text
    assert "del" not in made
    assert "ys.pop(0)" in made


def test_what_a_nested_function_captures_is_read_by_its_calls() -> None:
    text = "def f(x):\n    y = x\n    def g():\n        return y\n    del y\n    return g()\n"
    with pytest.raises(UnsupportedConstructError, match=r":5:5: cannot differentiate through `del y`"):
        round_trip(function_from(text))
