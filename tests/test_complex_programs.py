"""Random programs whose values are real and complex by turns, against central differences, in both modes."""

from __future__ import annotations

import random
import zlib
from typing import Any

import numpy as np
import pytest
from support import function_from, gradient_problem

COMPLEX_OF_TWO = [
    "{c} + {r}",
    "{r} * {c}",
    "{c} - 1j * {r}",
    "{c} * {d}",
    "{c} / ({d} * {d} + 4.0)",
    "{r} / ({c} + 5.0)",
]
COMPLEX = [
    *COMPLEX_OF_TWO,
    *("np.exp(0.3 * {c})", "np.conj({c})", "{c}.conj() * {r}", "np.sin({c})", "np.sqrt({c} * {c} + 7.0)", "{c} ** 2"),
    *(
        "np.fft.fft({c})",
        "np.fft.ifft({r})",
        "np.fft.fft({c}, 3)",
        "np.where({r} > 0.2, {c}, {r})",
        "np.sum({c}) * {r}",
    ),
    *("np.concatenate([{r}[:1], {c}[1:]])", "np.outer({c}, {r}) @ {d}", "np.vdot({c}, {d}) * {r}", "{c}[::-1] + {d}"),
    *(
        "np.array([{c}[0], {r}[1], {d}[2]])",
        "np.stack([{c}, {d}])[1] * {r}",
        "np.dot({c}, {r}) * {d}",
        "abs({c}) * {d}",
    ),
    *(
        "np.einsum('i,i->i', {c}, {r})",
        "np.linalg.solve(np.outer({c}, {d}) + 5.0 * np.eye(3), {r})",
        "{c} * (2.0 - 1j)",
    ),
]
REAL = [
    *("np.real({c})", "{c}.imag", "np.imag({c} * {d})", "np.abs({c}) + {r}", "{r} * {c}.real", "np.abs({c} * {r})"),
    *("np.angle({c} + 9.0)", "({c} * np.conj({c})).real", "np.fft.irfft({c}[:2], 3)", "np.linalg.norm({c}) * {r}"),
    *("np.sin({r})", "{r} * np.var({c})", "np.real_if_close({r} + 0j) * 1.0", "np.abs(np.fft.rfft({r}))[:1] * {r}"),
    *("np.real(np.sum({c})) + {r}", "np.hypot({r}, {c}.real + 3.0)", "{r} * abs({c}[1])", "np.maximum({r}, {c}.imag)"),
]
WRITES = [
    *(
        "{c}[1] = {r}[0] * {c}[2]",
        "{c}[:2] = {r}[1:]",
        "{c} += {r}",
        "{c} *= {d}",
        "{c}[0] += {r}[2]",
        "{c}[[0, 2]] = {d}[:2]",
    ),
    *(
        "{r}[1] = {c}[0].real",
        "{r} += {c}.imag",
        "{r}[:2] *= np.abs({c}[1:])",
        "{c} -= 1j * {r}",
        "{c}[{r} > 0.1] = 0.5",
    ),
    *("{c}.real[0] = {r}[1]", "{c}.real[:] = {r} * {r}", "v = {c}.real\n    v[0] = {r}[2] * 2.0", "{c}[...] = {r}"),
    "np.multiply({c}, {r}, out={c})",
]


def program(seed: int) -> str:
    """The text of a program: ``x`` is a real vector, ``z`` a complex one."""
    draw = random.Random(zlib.crc32(f"complex {seed}".encode()))
    lines = ["r0 = x * 1.0", "c0 = z * 1.0"]
    reals, complexes = ["r0"], ["c0"]

    def filled(text: str) -> str:
        return text.format(r=draw.choice(reals), c=draw.choice(complexes), d=draw.choice(complexes))

    for number in range(1, draw.randint(4, 8)):
        form = draw.random()
        if form < 0.35:
            lines.append(f"c{number} = {filled(draw.choice(COMPLEX))}")
            complexes.append(f"c{number}")
        elif form < 0.65:
            lines.append(f"r{number} = {filled(draw.choice(REAL))} * 1.0")
            reals.append(f"r{number}")
        elif form < 0.9:
            lines.append(filled(draw.choice(WRITES)))
        else:
            one, other = draw.choice(complexes), draw.choice(reals)
            lines += [f"s{number} = 0.0", "for i in range(3):", f"    s{number} = s{number} + {one}[i] * {other}[i]"]
            lines.append(f"c{number} = {one} * s{number}")
            complexes.append(f"c{number}")
    ends = (f"np.sum(np.abs({draw.choice(complexes)}) ** 2)", f"np.sum({draw.choice(reals)} * {reals[-1]})")
    lines.append(f"return {ends[0]} + {ends[1]} + np.sum({complexes[-1]}).imag")
    return "def f(x, z):\n" + "".join(f"    {line}\n" for line in lines)


POINT = (np.array([0.7, -0.4, 1.1]), np.array([0.5 + 0.3j, -0.6 + 0.8j, 0.2 - 1.0j]))


def problem(seed: int) -> str:
    """What is wrong with the derivatives of one program."""
    text = program(seed)
    function = function_from(text)
    found = ""
    for options in ({}, {"optimized": False}, {"example_args": POINT}):
        found = found or gradient_problem(function, POINT, ("x", "z"), **options)
    return found and f"{text}\n{found}"


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.filterwarnings("error::numpy.exceptions.ComplexWarning")
def test_random_programs_agree_with_differences(seed: int) -> None:
    found: Any = problem(seed)
    assert not found, found
