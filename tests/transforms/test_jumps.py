"""Jumps brought to where nothing is left to do: before and after."""

from __future__ import annotations

import textwrap

import pytest
from support import function_from, lines
from tangent_like.program import Break, Continue, If, Return, blocks, every
from tangent_like.reader import read
from tangent_like.transforms.desugar import desugar
from tangent_like.transforms.fence import fence


def structured(body: str) -> list[str]:
    return lines(desugar(fence(read(function_from(program(body))))).body)


def program(body: str) -> str:
    return "def f(x, n):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"


CASES = {
    "what follows a break": (
        "for i in range(n):\n    if x > 3:\n        break\n    x = x * i\nreturn x",
        ["for i in range(n):", "    if x > 3:", "        break", "    x = x * i", "return x"],
    ),
    "what follows a continue": (
        "for i in range(n):\n    if i:\n        continue\n    x = x * i\nreturn x",
        ["for i in range(n):", "    if not i:", "        x = x * i", "return x"],
    ),
    "a short rest is written twice": (
        """
        for i in range(n):
            if i:
                if x > 3:
                    break
                x = x + 1
            x = x * i
        return x
        """,
        [
            "for i in range(n):",
            "    if i:",
            "        if x > 3:",
            "            break",
            "        x = x + 1",
            "        x = x * i",
            "    else:",
            "        x = x * i",
            "return x",
        ],
    ),
    "what is returned is found after the loop": (
        "for i in range(n):\n    if x > i:\n        return x * i\nreturn x",
        [
            "returned = False",
            "for i in range(n):",
            "    if x > i:",
            "        returned = True",
            "        break",
            "if returned:",
            "    result = x * i",
            "else:",
            "    result = x",
            "return result",
        ],
    ),
    "a loop without another way out": (
        "while True:\n    x = x * 2\n    if x > n:\n        return x",
        [
            "returned = False",
            "while True:",
            "    x = x * 2",
            "    if x > n:",
            "        returned = True",
            "        break",
            "result = x",
            "return result",
        ],
    ),
    "out of two loops": (
        "for i in range(n):\n    for j in range(i):\n        if x > j:\n            return x\n    x = x + i\nreturn n",
        [
            "returned = False",
            "for i in range(n):",
            "    for j in range(i):",
            "        if x > j:",
            "            returned = True",
            "            break",
            "    if returned:",
            "        break",
            "    x = x + i",
            "if returned:",
            "    result = x",
            "else:",
            "    result = n",
            "return result",
        ],
    ),
    "else": (
        "for i in range(n):\n    if x > i:\n        break\nelse:\n    x = x * 2\nreturn x",
        [
            "broke = False",
            "for i in range(n):",
            "    if x > i:",
            "        broke = True",
            "        break",
            "if not broke:",
            "    x = x * 2",
            "return x",
        ],
    ),
    "else of a loop that nothing leaves": (
        "for i in range(n):\n    x = x * i\nelse:\n    x = x * 2\nreturn x",
        ["for i in range(n):", "    x = x * i", "x = x * 2", "return x"],
    ),
    "statements that are not reached": (
        "for i in range(n):\n    x = x * i\n    break\n    x = 0\nreturn x",
        ["for i in range(n):", "    x = x * i", "    break", "return x"],
    ),
    "falling off the end": (
        "if x > n:\n    return x",
        ["if x > n:", "    result = x", "else:", "    result = None", "return result"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_jumps_are_brought_to_the_end(case: str) -> None:
    before, after = CASES[case]
    assert structured(before) == after


LONG = "\n".join(f"    x = x * {i}" for i in range(12))


@pytest.mark.parametrize(("jump", "flag"), [("break", "leave"), ("continue", "skip"), ("return x", "leave")])
def test_a_long_rest_is_put_under_a_condition(jump: str, flag: str) -> None:
    body = f"for i in range(n):\n    if i:\n        if x > 3:\n            {jump}\n        x = x + 1\n{LONG}\nreturn x"
    after = structured(body)
    assert sum(line.strip() == "x = x * 7" for line in after) == 1
    assert f"    {flag} = False" in after
    assert f"                {flag} = True" in after or f"            {flag} = True" in after


@pytest.mark.parametrize("case", [*CASES])
def test_nothing_follows_a_jump(case: str) -> None:
    function = desugar(fence(read(function_from(program(CASES[case][0])))))
    whole = [function.body, *(block for one in every(function.body) for block in blocks(one))]
    for block in whole:
        for one in block[:-1]:
            assert not isinstance(one, (Break, Return))
            assert not (isinstance(one, If) and any(isinstance(inner, Break) for inner in every((one,))))
    assert not any(isinstance(one, Continue) for one in every(function.body))


def test_statements_written_twice_are_told_apart() -> None:
    function = desugar(fence(read(function_from(program(CASES["a short rest is written twice"][0])))))
    found = list(every(function.body))
    assert len(found) == len({id(one) for one in found})
