"""Attributes that are no plain place for a value are refused where a derivative passes through them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tangent_like as tl
from support_errors import Case, assert_message, error_of, function_of
from tangent_like import errors

HINT = "Keep the value in an attribute that is not handled, or in a name of its own."
GETTER = "class A:\n    def __getattr__(self, key):\n        return self.__dict__['_' + key]\n"
SETTER = "class A:\n    def __setattr__(self, key, value):\n        self.__dict__[key] = 2 * value\n"
READER = "class A:\n    def __getattribute__(self, key):\n        return 5.0\n"
SLOTS = "class A:\n    __slots__ = ('a',)\n"
DESCRIPTOR = (
    "class D:\n    def __get__(self, one, cls):\n        return one._a\n"
    "    def __set__(self, one, value):\n        one._a = 3 * value\nclass A:\n    a = D()\n"
)
CACHED = (
    "from functools import cached_property\nclass A:\n    def __init__(self, b):\n        self.b = b\n"
    "    @cached_property\n    def a(self):\n        return self.b * self.b\n"
)
STORED = "def f(x):\n    one = A()\n    one.a = x\n    return one.a * x\n"


def case(title: str, head: str, text: str, down: int, column: int, key: str, what: str) -> Case:
    """A program whose class and function are given, and the place in the function."""
    line = 2 + head.count("\n") + down
    message = f"cannot differentiate through the attribute `.{key}`, which is handled by {what}"
    return Case(title, head + text, errors.UnsupportedConstructError, (line, column), message, HINT)


CASES = [
    case("__getattr__", GETTER, STORED, 3, 5, "a", "A.__getattr__"),
    case("__setattr__", SETTER, STORED, 3, 5, "a", "A.__setattr__"),
    case("__getattribute__", READER, STORED, 3, 5, "a", "A.__getattribute__"),
    case("__slots__", SLOTS, STORED, 3, 5, "a", "A.__slots__"),
    case("descriptor", DESCRIPTOR, STORED, 3, 5, "a", "a descriptor"),
    case("cached property", CACHED, "def f(x):\n    return A(x).a * x\n", 2, 12, "a", "a cached property"),
    case(
        "__dict__",
        "class A:\n    pass\n",
        "def f(x):\n    one = A()\n    one.a = x\n    return one.__dict__['a'] * x\n",
        4,
        12,
        "__dict__",
        "Python itself",
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.title)
@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_message(one: Case, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if mode == "reverse":
        error = error_of(tmp_path, one.text)
    else:
        with pytest.raises(errors.TangentError) as caught:
            tl.jvp(function_of(tmp_path, one.text))
        error = caught.value
    assert_message(one, error)


@pytest.mark.parametrize(
    "text",
    [
        f"{GETTER}A0 = A()\nA0._a = 3.0\ndef f(x):\n    return A0.a * x * x\n",
        f"{CACHED}A0 = A(3.0 ** 0.5)\ndef f(x):\n    return A0.a * x * x\n",
        f"{SLOTS}A0 = A()\nA0.a = 3.0\ndef f(x):\n    return A0.a * x * x\n",
    ],
    ids=["__getattr__", "cached property", "__slots__"],
)
def test_what_is_not_active_is_read_as_it_is(text: str, tmp_path: Path) -> None:
    function: Any = function_of(tmp_path, text)
    assert tl.grad(function)(1.5) == pytest.approx(9.0)
    assert tl.jvp(function)(1.5, 1.0) == pytest.approx(9.0)
