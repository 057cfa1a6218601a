"""Adjoints that keep their storage: what is written in place, what is read where it stands, and what may not be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import lines, normal_form
from tangent_like.effects import effects_in
from tangent_like.transforms.reuse import reuse
from tangent_like.transforms.simplify import Scope, simplify

ADJOINTS = ("bx", "by", "bz")
FRESH = "bx = 2 * x; by = 3 * y\n"


def reused(body: str, *temporaries: str) -> list[str]:
    """The body with ``bx``, ``by`` and ``bz`` taken for adjoints that are arrays, ``x`` and ``y`` for arrays."""
    indented = "\n    ".join([*plain(body), "print(bx, by, bz, x, y, n)"])
    function = normal_form(f"def f(x, y, n, record, given, bw):\n    {indented}\n")
    scope = Scope(
        temporaries=function.temporaries,
        copies=(),
        parameters=function.all_parameters,
        effects=effects_in(function, {}),
        records=("record",),
    )
    flat = replace(scope, temporaries=function.temporaries | {"t"})
    return lines(reuse(simplify(function.body, scope), ADJOINTS, ("x", "y"), flat))[:-1]


def plain(body: str) -> list[str]:
    """The body as it is printed when nothing is changed."""
    return "\n".join(body.replace("; ", "\n").strip().split("\n")).split("\n")


CHANGED = {
    "bx = bx + x": "bx += x",
    "bx = bx - x": "bx -= x",
    "bx = x + bx": "bx += x",
    "bx = bx + x - y": "bx += x - y",
    "bx = bx - x - y": "bx -= x + y",
    "bx = bx * x": "bx *= x",
    "bx = x * bx": "bx *= x",
    "bx = bx / x": "bx /= x",
    "bx[1:] = bx[1:] - x[1:]": "bx[1:] -= x[1:]",
    "bx[n] = 2.0 * bx[n]": "bx[n] *= 2.0",
    # read where it stands
    "t = bx.copy(); by[1:] += 2 * t[1:]": "by[1:] += 2 * bx[1:]",
    "t = bx[1:].copy(); bx[1:] = 3 * t": "bx[1:] *= 3",
    "by[0] += bx[n].copy()": "by[0] += bx[n]",
    # added before what it is made of changes
    "t = x * bx; bx *= y; by += t": "by += x * bx; bx *= y",
    "t = bx.copy(); bx *= y; by += t": "by += bx.copy(); bx *= y",
    # restored by name
    "x = x * 2; x[...] = record.pop(); print(x)": "x = x * 2; x = record.pop(); print(x)",
}
KEPT = [
    # not the only name for the array
    "bz = bx; bx = bx + x; print(bz)",
    "bz = bx[1:]; bx = bx + x; print(bz)",
    "given.append(bx); bx = bx + x",
    "bz = [bx]; bx = bx * 2; print(bz)",
    "bz = given(bx); bx = bx + x; print(bz)",
    "bz = x.T; bz = bz + x",
    "bw = bw + x; print(bw)",
    # not a sum with itself once
    "bx = bx + bx",
    "bx = x / bx",
    "bx = x - bx",
    "bx = bx * bx",
    # changed between the copy and its use
    "t = bx.copy(); bx *= 2; bx += y; by += t",
    "t = bx.copy(); bx[0] = 0.0; by[0] += t[0]",
    "t = bx[n].copy(); n = n + 1; by[0] += t[0]",
    "t = bx.copy(); given(bx); print(2 * t)",
    # the copy is kept
    "t = bx.copy(); given.append(t)",
    "t = bx.copy(); n = [t]",
    "bz = bx[1:]; t = bz.copy(); bx[0] = 2.0; by[1:] += t[::-1]",
    # another order would be seen
    "t = x * bx; bx *= y; bx += t",
    # the array that is restored is known under another name
    "x[...] = record.pop()",
    "x = x * 2; y = x; x[...] = record.pop(); print(y)",
    "x = x * 2; x[1:] = record.pop()",
    "x = x * 2; x[...] = given.pop()",
]


@pytest.mark.parametrize("body", CHANGED)
def test_storage_is_kept(body: str) -> None:
    assert reused(FRESH + body) == plain(FRESH + CHANGED[body])


@pytest.mark.parametrize("body", KEPT)
def test_what_may_not_be_changed_stays(body: str) -> None:
    assert reused(FRESH + body) == plain(FRESH + body)


def test_a_loop_owns_what_it_owned_before() -> None:
    body = "bx = 2 * x\nfor i in range(n):\n    bx = bx + y"
    assert reused(body) == ["bx = 2 * x", "for i in range(n):", "    bx += y"]


def test_a_loop_that_keeps_a_reference_owns_nothing_in_its_second_trip() -> None:
    body = "bx = 2 * x\nfor i in range(n):\n    bx = bx + y\n    given.append(bx)"
    assert reused(body)[2] == "    bx = bx + y"


def test_an_array_is_owned_after_a_branch_where_both_ways_own_it() -> None:
    one = "bx = 2 * x\nif n:\n    bx = 3 * y\nbx = bx + y"
    other = "bx = 2 * x\nif n:\n    bx = given\nbx = bx + y"
    assert (reused(one)[-1], reused(other)[-1]) == ("bx += y", "bx = bx + y")
