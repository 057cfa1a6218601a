"""Shorter code that does the same: what moves, and what stays where it is."""

from __future__ import annotations

import pytest
from support import lines, normal_form
from tangent_like.effects import effects_in
from tangent_like.transforms.simplify import Scope, simplify


def simplified(body: str, *temporaries: str) -> list[str]:
    """The body with some of its names taken for the compiler's own."""
    function = normal_form("def f(x, u, n):\n    " + body.replace("\n", "\n    ").replace("; ", "\n    ") + "\n")
    scope = Scope(
        temporaries=function.temporaries | set(temporaries),
        copies=(),
        parameters=function.all_parameters,
        effects=effects_in(function, {}),
        records=("record",),
    )
    return lines(simplify(function.body, scope))


MOVED = {
    "t = x * n; return 2 * t": ["return 2 * (x * n)"],
    "t = x; return t * t": ["return x * x"],
    "t = x * n; print(t); return 2": ["print(x * n)", "return 2"],
    "t = 2; return t * x + t": ["return 2 * x + 2"],
    "t = np.random.rand(); s = np.random.rand(); return t - s": ["return np.random.rand() - np.random.rand()"],
    "t = x * x\nif n:\n    y = t\nelse:\n    y = 2\nreturn y": [
        "if n:",
        "    y = x * x",
        "else:",
        "    y = 2",
        "return y",
    ],
}
DROPPED = {
    "t = x * n; return x": ["return x"],
    "t = u; u[0] = 5.0; return t": ["u[0] = 5.0", "return u"],
    "t = x; s = t; return s": ["return x"],
    "t = x * x; x = x * 2; return x": ["x = x * 2", "return x"],
    "if n:\n    t = x * 2\nreturn x": ["return x"],
    "for i in range(n):\n    t = x * 2\nreturn x": ["return x"],
}
KEPT = [
    # storage that a store changes in between
    "t = np.sin(u); u[0] = 5.0; return t",
    "t = u[0]; u[0] = 5.0; return t",
    # a name that is bound again in between
    "t = x * n; x = 2; return x * t",
    "t = x; x = 3; return t * x",
    # effects: neither dropped, doubled, nor reordered
    "t = print(1); return x",
    "t = np.random.rand(); s = np.random.rand(); return s - t",
    "t = x + 1; print(x); return t",
    # what may raise
    "t = math.log(x); return x",
    "t = x / n; return x",
    "t = u[0]; return x",
    "t = u[0]\nif n:\n    y = t\nelse:\n    y = 2\nreturn y",
    "assert n; return x",
    # into a loop: once for each trip
    "t = x * x\nfor i in range(n):\n    x = x + t\nreturn x",
    # used twice
    "t = x * x; return t * t",
    # an identity that would make an alias, or lose a NaN
    "t = 1.0 * u; return t * t",
    "t = 0 * x; return t * t",
]


@pytest.mark.parametrize("before", MOVED)
def test_an_expression_moves_to_its_use(before: str) -> None:
    assert simplified(before, "t", "s") == MOVED[before]


@pytest.mark.parametrize("before", DROPPED)
def test_dead_code_and_copies_go(before: str) -> None:
    assert simplified(before, "t", "s") == DROPPED[before]


@pytest.mark.parametrize("before", KEPT)
def test_what_must_stay_stays(before: str) -> None:
    first = simplified(before, "t", "s")[0]
    assert first == before.replace("\n", "; ").split("; ")[0]


def test_the_order_of_effects_is_that_of_the_primal() -> None:
    assert simplified("t = print(1); s = print(2); return (s, t)", "t", "s")[0] == "t = print(1)"


def test_a_view_is_read_before_its_storage_changes() -> None:
    assert simplified("t = u[1:]; s = t * 2; u[0] = 5.0; return s", "t", "s") == [
        "s = u[1:] * 2",
        "u[0] = 5.0",
        "return s",
    ]


def test_names_of_the_user_stay() -> None:
    assert simplified("y = x; z = y * 2; return z") == ["y = x", "z = y * 2", "return z"]


def test_a_test_is_written_into_the_while() -> None:
    assert simplified("while x * x + 1 < n:\n    x = x + 1\nreturn x")[0] == "while x * x + 1 < n:"


RECORDED = "record = []\nfor i in range(n):\n    record.append(x)\n    x = x * 2\n"


def test_a_record_of_which_nothing_is_read_goes() -> None:
    after = simplified(RECORDED + "for i in range(n):\n    t = record.pop()\n    x = x + i\nreturn x", "t")
    assert not any("record" in line for line in after)


def test_a_record_of_which_something_is_read_stays() -> None:
    after = simplified(RECORDED + "for i in range(n):\n    t = record.pop()\n    x = x + t\nreturn x", "t")
    assert "    record.append(x)" in after
    after = simplified(RECORDED + "return record", "t")
    assert "    record.append(x)" in after
