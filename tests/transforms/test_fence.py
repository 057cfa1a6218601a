"""What is refused before anything is built on it: each construct at its place, with a way out."""

from __future__ import annotations

import pytest
from support import function_from
from tangent_like.errors import UnsupportedConstructError
from tangent_like.reader import read
from tangent_like.transforms.fence import fence

REFUSED = {
    "yield": "def f(x):\n    yield x",
    "yield from": "def f(x):\n    yield from x",
    "class": "def f(x):\n    class C:\n        pass\n    return x",
    "async def": "def f(x):\n    async def g():\n        pass\n    return x",
}


@pytest.mark.parametrize("construct", REFUSED)
def test_a_construct_is_refused_by_name(construct: str) -> None:
    with pytest.raises(UnsupportedConstructError, match="cannot differentiate through") as caught:
        fence(read(function_from(REFUSED[construct])))
    assert f"`{construct}`" in caught.value.message
    assert caught.value.hint


def test_the_message_shows_the_place() -> None:
    with pytest.raises(UnsupportedConstructError) as caught:
        fence(read(function_from("def f(x):\n    if x:\n        yield x\n")))
    file = caught.value.origin.file if caught.value.origin else ""
    assert str(caught.value) == (
        f"{file}:3:9: cannot differentiate through `yield`\n"
        "    3 |         yield x\n"
        "                ^\n"
        "Return a list instead, or move the generator out of the differentiated function."
    )


def test_the_first_construct_is_named() -> None:
    with pytest.raises(UnsupportedConstructError, match=r":2:5: cannot differentiate through `class`"):
        fence(read(function_from("def f(x):\n    class C:\n        pass\n    yield x\n")))


def test_what_is_allowed_passes_unchanged() -> None:
    source = read(function_from("def f(x):\n    while x < 3:\n        x += 1\n    assert x\n    return x\n"))
    assert fence(source) is source
