"""Programs around sample calls that are given as text, as `second_derivatives` makes them around samples."""

from __future__ import annotations

from typing import Any

import numpy as np
from calls import Call
from calls_of_scipy import LIBRARIES as OF_PROGRAMS
from calls_of_solvers import LIBRARIES as OF_SOLVERS
from second_derivatives import Curve, _moved, _weighted
from support import function_from
from tangent_like.sampling import direction_of, is_active, precise

LIBRARIES = {**OF_PROGRAMS, **OF_SOLVERS}
STEP = 1e-5

UNKNOWN = (
    *("np.gradient(x, y)", "np.poly(x)", "np.pad"),
    *("ndimage.map_coordinates(x, y, order=1, mode='nearest')", "ndimage.shift(x, y, order=1, cval"),
)
NEVER = ("np.poly(x + x.T)", "np.apply_over_axes")
"""Calls without a second derivative in reverse mode alone, or without one unless the kinds of arguments are known.

It is refused when it runs, in this way or that, and may be there where less happens in the loop.
"""


def called(one: Call) -> Any:
    """The function that makes the call."""
    names = "xyzw"[: len(one[1])]
    return function_from(f"def f({', '.join(names)}):\n    return {one[0]}\n", **LIBRARIES)


def curve_of(one: Call) -> Curve:
    """The call along a parabola, squared and weighted: a function of one number."""
    random = np.random.default_rng(5)
    values = precise(dict(zip("xyzw", one[1], strict=False)))
    given: dict[str, Any] = dict(values)
    body = []
    for key, value in values.items():
        if is_active(value):
            given |= {f"{hint}_{key}": direction_of(value, random, None) for hint in ("v", "w")}
            body.append(f"{key} = {_moved(value, key, f'v_{key}', f'w_{key}')}")
    body += [f"result = {one[0]}", "total = 0.0"]
    _weighted(called(one)(*values.values()), "result", body, given, random)
    text = f"def curve({', '.join(['p', *given])}):\n" + "".join(f"    {line}\n" for line in [*body, "return total"])
    return Curve(function_from(text, "curve", **LIBRARIES), tuple(given.values()))
