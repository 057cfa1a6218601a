"""Densities and distribution functions of `scipy.stats`, towards what they are given, location and scale included.

A table holds, for each distribution, the derivatives of the log-density of the standard form by ``z = (x - loc) /
scale`` and by the shape parameters; the templates of its methods are written by these. The log-densities are those of
the documentation of `scipy.stats`. ``probe`` is a point inside of the support, where that is bounded.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, cast

from scipy import special, stats

from ..libraries import add_library, add_object, add_way_out, leave_unread
from .rules import elementwise
from .scipy_kinds import SHAPE, of_any_dtype

add_library("special", special)
add_library("stats", stats)
leave_unread(stats)


@dataclass(frozen=True)
class Density:
    """The derivatives of a log-density, as text: ``fall`` is minus that by ``z``, ``shapes`` are by shape parameters.

    ``below``: the derivatives of the distribution function by shape parameters, divided by the density at ``z``.
    """

    fall: str
    shapes: Mapping[str, str] = field(default_factory=dict)
    below: Mapping[str, str] = field(default_factory=dict)
    probe: str = ""


DENSITIES: Mapping[str, Density] = {
    "norm": Density("z"),
    "halfnorm": Density("z", probe="1.0"),
    "laplace": Density("xp.sign(z)"),
    "logistic": Density("xp.tanh(0.5 * z)"),
    "cauchy": Density("2.0 * z / (1.0 + z * z)"),
    "expon": Density("xp.ones_like(z)", probe="1.0"),
    "uniform": Density("xp.zeros_like(z)", probe="0.5"),
    "t": Density(
        "(df + 1.0) * z / (df + z * z)",
        {
            "df": "0.5 * (special.digamma(0.5 * df + 0.5) - special.digamma(0.5 * df) - xp.log1p(z * z / df)"
            " + (z * z - 1.0) / (df + z * z))"
        },
    ),
    "gamma": Density("1.0 - (a - 1.0) / z", {"a": "xp.log(z) - special.digamma(a)"}, probe="1.0"),
    "invgamma": Density("(a + 1.0 - 1.0 / z) / z", {"a": "-xp.log(z) - special.digamma(a)"}, probe="1.0"),
    "chi2": Density(
        "0.5 - (0.5 * df - 1.0) / z", {"df": "0.5 * (xp.log(0.5 * z) - special.digamma(0.5 * df))"}, probe="1.0"
    ),
    "beta": Density(
        "(b - 1.0) / (1.0 - z) - (a - 1.0) / z",
        {
            "a": "xp.log(z) - special.digamma(a) + special.digamma(a + b)",
            "b": "xp.log1p(-z) - special.digamma(b) + special.digamma(a + b)",
        },
        probe="0.5",
    ),
    "lognorm": Density(
        "(1.0 + xp.log(z) / (s * s)) / z",
        {"s": "(xp.square(xp.log(z) / s) - 1.0) / s"},
        {"s": "-z * xp.log(z) / s"},
        probe="1.0",
    ),
    "weibull_min": Density(
        "c * xp.power(z, c - 1.0) - (c - 1.0) / z",
        {"c": "1.0 / c + xp.log(z) * (1.0 - xp.power(z, c))"},
        {"c": "z * xp.log(z) / c"},
        probe="1.0",
    ),
    "pareto": Density("(b + 1.0) / z", {"b": "1.0 / b - xp.log(z)"}, {"b": "z * xp.log(z) / b"}, probe="2.0"),
}

_STANDARD = """\
    if is_array(x) and loc == 0 and scale == 1:
        point = x
    elif is_array(x) and scale == 1:
        point = x - loc
    elif is_array(x) and loc == 0:
        point = x / scale
    elif is_array(x):
        point = (x - loc) / scale
    elif scale == 1:
        point = xp.subtract(x, loc)
    else:
        point = xp.divide(x - loc, scale)
"""


_LAST: Mapping[str, tuple[str, ...]] = {
    "if loc == 0 and scale == 1:": (),
    "elif scale == 1:": ("loc",),
    "else:": ("loc", "scale"),
}
"""How much of the location and scale has to be handed on."""


def _of_density(density: Density, log: bool) -> str:
    """The template of a density, or of its logarithm: outside of the support the density is constant."""
    guarded = f"xp.where(xp.equal(y, 0.0), {density.probe}, point)" if density.probe and not log else "point"
    factor = "" if log else "y * "
    parts = [f"-{factor}fall / scale", *(f"{factor}({one})" for one in density.shapes.values())]
    parts += [f"{factor}fall / scale", f"{factor}(z * fall - 1.0) / scale"]
    return f"    z = {guarded}\n    fall = {density.fall}\n    return {', '.join(parts)}\n"


def _of_probability(title: str, density: Density, sign: str, log: bool) -> str:
    """The template of a distribution function or its complement, or of its logarithm."""
    text = ""
    for test, last in (
        ("if loc == 0 and scale == 1:", ()),
        ("elif scale == 1:", ("loc",)),
        ("else:", ("loc", "scale")),
    ):
        given = ", ".join(["x", *density.shapes, *last])
        rate = f"xp.exp(stats.{title}.logpdf({given}) - y)" if log else f"stats.{title}.pdf({given})"
        text += f"    {test}\n        rate = {rate}\n"
    text += f"    z = xp.where(xp.equal(rate, 0.0), {density.probe or '0.0'}, point)\n"
    other = "-" if not sign else ""
    shapes = [
        f"{sign}rate * scale * ({density.below[one]})" if one in density.below else "None" for one in density.shapes
    ]
    parts = [f"{sign}rate", *shapes, f"{other}rate", f"{other}rate * z"]
    return f"{text}    return {', '.join(parts)}\n"


def _of_quantile(density: Density, sign: str, title: str) -> str:
    """The template of a quantile, by the share below or above."""
    given = ", ".join(["y", *density.shapes, "loc", "scale"])
    shapes = [f"-scale * ({density.below[one]})" if one in density.below else "None" for one in density.shapes]
    parts = [f"{sign}1.0 / stats.{title}.pdf({given})", *shapes, "1.0", "z"]
    return f"    z = (y - loc) / scale\n    return {', '.join(parts)}\n"


def _template(title: str, method: str, shapes: tuple[str, ...], body: str) -> Callable[..., Any]:
    """A template with a text that its rule finds."""
    first = "q" if method in ("ppf", "isf") else "x"
    parameters = ", ".join(["y", first, *shapes, "loc=0", "scale=1"])
    text = f"def {title}_{method}({parameters}):\n{'' if first == 'q' else _STANDARD}{body}"
    file = f"<template of stats.{title}.{method}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    local: dict[str, Any] = {}
    exec(compile(text, file, "exec"), {}, local)
    return cast(FunctionType, local[f"{title}_{method}"])


def _declare(title: str, density: Density) -> None:
    """The rules of one distribution."""
    distribution = getattr(stats, title)
    add_object(distribution, stats, title)
    unknown = {one: SHAPE for one in density.shapes if one not in density.below}
    bodies = {"pdf": _of_density(density, False), "logpdf": _of_density(density, True)}
    for method, sign, log in (("cdf", "", False), ("sf", "-", False), ("logcdf", "", True), ("logsf", "-", True)):
        bodies[method] = _of_probability(title, density, sign, log)
    bodies |= {"ppf": _of_quantile(density, "", title), "isf": _of_quantile(density, "-", title)}
    for method, body in bodies.items():
        refused = {} if method in ("pdf", "logpdf") else unknown
        declare = elementwise(getattr(distribution, method), kind=of_any_dtype, singular=True, unknown=refused)
        declare(_template(title, method, tuple(density.shapes), body))


add_way_out(
    ("pdf", "logpdf", "pmf", "logpmf", "cdf", "sf", "logcdf", "logsf", "ppf", "isf"),
    "Call the method of the distribution, with the parameters: `stats.norm.logpdf(x, loc, scale)`.",
)

for _title, _density in DENSITIES.items():
    _declare(_title, _density)
