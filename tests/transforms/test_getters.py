"""What `operator` makes to take something out becomes a function."""

from __future__ import annotations

import pytest
from support import function_from
from tangent_like.pipeline import round_trip

GETTERS = {
    "itemgetter(0)": "[x, 2.0]",
    "itemgetter(0, 1)": "[x, 2.0]",
    "itemgetter(k)": "[x, 2.0]",
    "attrgetter('real')": "x",
    "methodcaller('pop')": "[x]",
    "methodcaller('index', x)": "[x]",
}


@pytest.mark.parametrize("made", GETTERS)
def test_they_give_the_same(made: str) -> None:
    body = f"    k = 1\n    get = {made}\n    k = 0\n    return get({GETTERS[made]})\n"
    f = function_from(f"from operator import *\n\n\ndef f(x):\n{body}")
    found = round_trip(f)
    module = {"itemgetter": None, "attrgetter": None, "methodcaller": None}
    exec(found.text, module)
    assert module["f"](1.5) == f(1.5)
    assert "getter" not in found.text
    assert "methodcaller" not in found.text
