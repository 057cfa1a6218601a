"""What is known of values: from annotations, examples and literals, through operations, branches and loops."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from support import specialised, statement
from tangent_like.declared import kind_of_annotation, kind_of_value
from tangent_like.program import every, targets
from tangent_like.values import BOOL, COMPLEX, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind, array, join


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (float, FLOAT),
        (int, INT),
        (bool, BOOL),
        (complex, COMPLEX),
        (str, STRING),
        ("float", FLOAT),
        ("int", INT),
        (np.ndarray, array()),
        ("np.ndarray", array()),
        (npt.NDArray[np.float64], array("float64")),
        (npt.NDArray[np.float32], array("float32")),
        (npt.NDArray[Any], array()),
        ("npt.NDArray[np.float64]", array("float64")),
        ("float64[:]", array("float64", 1)),
        ("'float64[:]'", array("float64", 1)),
        ("float64[:, :]", array("float64", 2)),
        ("int64[:,:,:]", array("int64", 3)),
        ("float64", FLOAT),
        (list, Kind("list")),
        (list[float], Kind("list")),
        (dict[str, float], Kind("dict")),
        ("Weights", UNKNOWN),
        (object(), UNKNOWN),
        ([float], UNKNOWN),
    ],
    ids=lambda one: type(one).__name__,
)
def test_annotations(annotation: Any, kind: Kind) -> None:
    assert kind_of_annotation(annotation) == kind


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1.5, FLOAT),
        (np.float64(1.5), FLOAT),
        (2, INT),
        (np.int32(2), INT),
        (True, BOOL),
        (1j, COMPLEX),
        ("text", STRING),
        (None, NONE_KIND),
        (np.ones((2, 3)), array("float64", 2)),
        (np.ones(2, np.float32), array("float32", 1)),
        (np.array(1.0), array("float64", 0)),
        ((1.0, 2), Kind("tuple", items=(FLOAT, INT))),
        ([1.0], Kind("list")),
        ({"a": 1.0}, Kind("dict")),
        (object(), UNKNOWN),
    ],
    ids=lambda one: type(one).__name__,
)
def test_examples(value: Any, kind: Kind) -> None:
    assert kind_of_value(value) == kind


def tag(text: str, line: str, *args: Any, wrt: str = "x") -> str:
    found = specialised(text, wrt, args or None)
    return found.kinds.target(statement(found.function, line)).tag


def test_floats_stay_floats() -> None:
    assert tag("def f(x):\n    y = x * 2 + 1\n    return y\n", "y = t + 1", 1.0) == "float"
    assert tag("def f(x):\n    y = math.sin(x)\n    return y\n", "y = math.sin(x)") == "float"
    assert tag("def f(x):\n    y = x * 2\n    return y\n", "y = x * 2") == "unknown"


def test_branches_join() -> None:
    text = "def f(x, c):\n    if c:\n        y = x\n    else:\n        y = {}\n    z = y * x\n    return z\n"
    assert tag(text.format("2.0"), "z = y * x", 1.0, True) == "float"
    assert tag(text.format("1"), "z = y * x", 1.0, True) == "float"
    assert tag(text.format("np.ones(2)"), "z = y * x", 1.0, True) != "float"


def test_loops_join() -> None:
    text = "def f(x, n):\n    y = 1\n    for i in range(n):\n        y = y * x\n    z = y * y\n    return z\n"
    assert tag(text, "z = y * y", 1.0, 3) == "float"
    assert tag(text, "z = y * y", np.ones(2), 3) != "float"


def test_a_loop_counts_in_integers() -> None:
    text = "def f(x, n):\n    k = 0\n    for i in range(n):\n        k = i + 1\n    return x * k\n"
    assert tag(text, "k = i + 1") == "int"


def test_tuples_know_their_items() -> None:
    text = "def f(x):\n    p = (x, 2)\n    a, b = p\n    c = a * b\n    return c\n"
    assert tag(text, "c = a * b", 1.0) == "float"


def test_kinds_cross_calls() -> None:
    text = "def g(a):\n    return a * 2.0\n\n\ndef f(x):\n    y = g(x)\n    return y\n"
    assert tag(text, "y = g(x)", 1.0) == "float"
    assert tag(text, "y = g(x)") == "unknown"


def test_annotations_are_used() -> None:
    assert tag("def f(x: float):\n    y = x * x\n    return y\n", "y = x * x") == "float"
    assert tag('def f(x: "float64[:]"):\n    y = x * x\n    return np.sum(y)\n', "y = x * x") == "array"


@pytest.mark.parametrize(
    "line", ["y = x[0]", "y = x[n]", "y = np.sum(x)", "y = x @ x", "y = np.dot(x, x)", "y = np.mean(x)", "y = x.sum()"]
)
def test_numbers_out_of_arrays(line: str) -> None:
    assert tag(f"def f(x, n):\n    {line}\n    return y\n", line, np.ones(3), 2) == "float"


def test_an_item_of_a_loop_over_a_known_array() -> None:
    text = "def f(x):\n    s = 0.0\n    for e in x:\n        y = e * e\n        s = s + y\n    return s\n"
    assert tag(text, "y = e * e", np.ones(3)) == "float"


def test_equal_shapes_have_equal_tokens() -> None:
    found = specialised("def f(x, y):\n    z = np.sin(x)\n    w = z * x\n    v = w * y\n    return np.sum(v)\n", "x y")
    shape = {line: found.kinds.target(statement(found.function, line)).shape for line in ("z = np.sin(x)", "v = w * y")}
    assert shape["z = np.sin(x)"] == found.kinds.before[found.function.body[0]]["x"].shape
    assert shape["v = w * y"] != shape["z = np.sin(x)"]


def test_join_forgets_what_differs() -> None:
    assert join(array("float64", 1), array("float64", 2)) == array("float64")
    assert join(array("float64", 1), array("float32", 1)) == array(None, 1)
    assert join(FLOAT, INT) == FLOAT
    assert join(FLOAT, array()).tag == "unknown"
    assert join(Kind("tuple", items=(INT,)), Kind("tuple", items=(FLOAT,))).items == (FLOAT,)


SLICED = """
def f(x, y, n):
    m = n + 1
    k = n + 1
    for i in range(n):
        a = x[i, i:k]
        b = x[i - 1, i:m]
        c = x[i, i:n]
        if n > 2:
            n = n - 1
        d = x[i, i:n]
        e = y[::-1]
    p = np.zeros((m, len(y)))
    q = np.ones((k, len(y)))
    r, s = p
    return a, b, c, d, e, p, q, r, s
"""


@pytest.mark.parametrize(
    ("one", "other", "equal"), ["ab+", "ac-", "cd-", "ey+", "pq+", "rs+", "pr-", "ad-"], ids="".join
)
def test_tokens_of_parts_tell_equal_bounds(one: str, other: str, equal: str) -> None:
    """Equal bounds of equal axes give equal shapes; a bound that is bound again is another."""
    found = specialised(SLICED, "x y", example_args=(np.ones((3, 4)), np.ones(4), 3))
    shape = {"y": found.kinds.before[found.function.body[0]]["y"].shape}
    for each in every(found.function.body):
        bound = {one: found.kinds.target(each) for one in targets(each)} | dict(found.kinds.parts.get(each, {}))
        shape |= {key: kind.shape for key, kind in bound.items() if len(key) == 1 and kind.is_array}
    same = shape[one] is not None and shape[one] == shape[other]
    assert same == (equal == "+")


def test_what_a_trip_finds_of_a_bound_is_not_believed_in_the_next() -> None:
    text = "def f(x, n):\n    a = x[:1]\n    for i in range(n):\n        b = a * 1.0\n        a = x[:i]\n    return a\n"
    found = specialised(text, "x", example_args=(np.ones(4), 3))
    inside = found.kinds.before[statement(found.function, "b = a * 1.0")]
    assert inside["a"].shape is None
