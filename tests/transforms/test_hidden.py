"""Variables that hide the builtins of the output get other names."""

from __future__ import annotations

import pytest
from support import function_from
from tangent_like.pipeline import round_trip

RENAMED = {
    "len = x\n    return len * x": "len_ = x\n    return len_ * x",
    "min = max(x, 2.0)\n    return min * x": "min_ = max(x, 2.0)\n    return min_ * x",
    "y = len([x])\n    return y": "y = len([x])\n    return y",
}


@pytest.mark.parametrize("before", RENAMED)
def test_the_names(before: str) -> None:
    text = round_trip(function_from(f"def f(x):\n    {before}\n")).text
    assert text.strip() == f"def f(x):\n    {RENAMED[before]}"


def test_a_global_of_a_builtins_name_is_passed_by() -> None:
    text = "len = 2.0\n\n\ndef f(x):\n    s = 0.0\n    for a in x:\n        s = s + a\n    return s\n"
    assert "builtin_len(" in round_trip(function_from(text), optimized=False).text
