"""Helpers that return what they have changed, before and after: in steps that have rules."""

from __future__ import annotations

import pytest
from support import lines, normal_form
from tangent_like import runtime


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bx = add_at(bx, 0, by)", ["accumulate(bx, 0, by)"]),
        ("bx = truncate(bx, -1)", ["t = bx.pop()"]),
        ("bx = truncate(bx, n)", ["t1 = len(bx)", "t = t1 - n", "for i in range(t):", "    t2 = bx.pop()"]),
        ("bx = take_out(bx, n)", ["t1 = inserted_at(bx, n)", "t = bx.pop(t1)"]),
        ("bx = take_out(bx, 0)", ["t = bx.pop(0)"]),
        ("bx = taken_out(bx, n)", ["t = bx.pop(n)"]),
        ("bx = unpop(bx, by, n, 1)", ["t1 = fitted(by, n)", "t = copied(t1)", "put_back(bx, 1, t)"]),
        ("bx = unpop(bx, by, n, -1)", ["t1 = fitted(by, n)", "t = copied(t1)", "bx.append(t)"]),
        ("turn(bx)", ["bx.reverse()"]),
        ("put_back(bx, -1, by)", ["bx.append(by)"]),
        ("by = uninsert(bx, n)", ["t = inserted_at(bx, n)", "by = bx[t]"]),
        ("by = unappend(bx)", ["by = bx[-1]"]),
    ],
)
def test_what_is_undone_is_written_in_steps(before: str, after: list[str]) -> None:
    known = {one: getattr(runtime, one) for one in runtime.__all__}
    made = normal_form(f"def f(bx, by, n):\n    {before}\n    return bx\n", **known)
    assert [line.replace("%", "") for line in lines(made.body)][:-1] == after
