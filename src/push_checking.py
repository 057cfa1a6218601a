"""Checks of rules in forward mode: a function that makes one call goes through the compiler.

The tangent has to be of the form of the result, to agree with the adjoints (``<by, dy> == <bx, dx>`` up to rounding)
and with central differences along the same direction.
"""

from __future__ import annotations

import hashlib
import linecache
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from .declared import kind_of_value
from .loader import load
from .pipeline import differentiate
from .program import Request
from .sampling import (
    STEP,
    Sample,
    direction_of,
    inner,
    is_active,
    is_single,
    literal,
    loss,
    mismatch,
    moved,
    precise,
    require_same,
)
from .syntax import Expr, name
from .templates.rules import PUSHFORWARDS, Rule
from .values import Kind

ROUNDING = 1e-9


def check_tangents(
    sample: Sample,
    value: Any,
    seed: Any,
    gradients: Mapping[str, Any],
    known: bool,
    spelled: bool,
    rtol: float,
    along: Callable[[Any], Any] | None,
) -> None:
    """Raise where forward mode is wrong for the arguments that ``gradients`` has adjoints of."""
    wanted = tuple(gradients)
    pushforward, given = _pushforward(sample, wanted, known, spelled)
    random = np.random.default_rng(2)
    drawn = {key: direction_of(sample.values[key], random, along) for key in wanted}
    directions = {key: _tangent_of(sample.values[key], part) for key, part in drawn.items()}
    try:
        with np.errstate(all="ignore"):
            tangent, result = pushforward(*given, *directions.values())
    except Exception as error:
        raise mismatch(sample, f"forward mode raised {type(error).__name__}: {error}") from error
    again = {key: _tangent_of(sample.values[key], part) for key, part in drawn.items()}
    require_same(sample, directions, again, "changed a tangent that it was given")
    require_same(sample, result, value, "gave another value in forward mode")
    _check_form(sample, tangent, value)
    pushed = loss(tangent, seed)
    pulled = sum(inner(gradients[key], directions[key]) for key in wanted)
    single = 1e5 if any(is_single(sample.values[key]) for key in sample.values) else 1.0
    if not abs(pushed - pulled) <= ROUNDING * single * max(1.0, rtol / 1e-5) * (1.0 + abs(pulled)):
        raise mismatch(sample, f"tangent by {', '.join(wanted)}: {pushed:.12g}, by the adjoints: {pulled:.12g}")
    values, through = precise(sample.values), [key for key in wanted if gradients[key] is not None]
    ahead, behind = (
        loss(sample.run({**values, **{key: moved(values[key], directions[key], step) for key in through}}), seed)
        for step in (STEP, -STEP)
    )
    true = (ahead - behind) / (2.0 * STEP)
    if not abs(pushed - true) <= rtol * (1e3 if single > 1.0 else 1.0) * (1.0 + abs(true)):
        raise mismatch(sample, f"tangent by {', '.join(wanted)}: {pushed:.9g}, central differences: {true:.9g}")


def _tangent_of(x: Any, direction: Any) -> Any:
    """A direction as a tangent of ``x``: of its structure and dtypes, zero for whole numbers, None for what is none."""
    if isinstance(x, dict):
        return {key: _tangent_of(item, None if direction is None else direction[key]) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        parts = [None] * len(x) if direction is None else direction
        return type(x)(_tangent_of(item, part) for item, part in zip(x, parts, strict=True))
    if not is_active(x):
        return np.zeros(np.shape(x))[()] if isinstance(x, (int, np.ndarray, np.generic)) else None
    drawn = np.zeros(np.shape(x)) if direction is None else np.array(direction)
    if not isinstance(x, np.ndarray):
        return type(x)(drawn[()])
    made = np.empty_like(x)
    made[...] = drawn
    return made


def _check_form(sample: Sample, tangent: Any, value: Any) -> None:
    """Raise where a tangent is not of the structure, shape or dtype of the result, or has to be zero."""
    if isinstance(value, (list, tuple, dict)):
        if not isinstance(tangent, (list, tuple, dict)) or len(tangent) != len(value):
            raise mismatch(sample, f"the tangent is {tangent!r}, the result {value!r}")
        for at in value if isinstance(value, dict) else range(len(value)):
            _check_form(sample, tangent[at], value[at])
    elif not is_active(value):
        if isinstance(value, (int, np.integer, np.ndarray)) and np.any(tangent):
            raise mismatch(sample, f"the tangent of the whole numbers {value!r} is {tangent!r}")
    elif np.shape(tangent) != np.shape(value):
        raise mismatch(sample, f"the tangent has shape {np.shape(tangent)}, the result {np.shape(value)}")
    else:
        found, due = np.asarray(tangent).dtype, np.asarray(value).dtype
        if found != due if sample.rule.form != "elementwise" else found.kind != due.kind:
            raise mismatch(sample, f"the tangent is {found}, the result {due}")


# The function that makes the call


def _pushforward(
    sample: Sample, wanted: tuple[str, ...], known: bool, spelled: bool
) -> tuple[Callable[..., Any], list[Any]]:
    """What forward mode makes of a function that makes the call of a sample, and its arguments."""
    kept = {*sample.active, sample.written}
    written_out = {key for key in sample.values if spelled and key not in kept}
    terms = {key: literal(item) if key in written_out else name(key) for key, item in sample.values.items()}
    parameters = [key for key in sample.values if key not in written_out]
    text = _text(sample, terms, parameters)
    kinds = tuple(kind_of_value(sample.values[key]) for key in parameters) if known else None
    wrt = tuple(parameters.index(key) for key in wanted)
    made = _compiled(text, sample.key, sample.rule, PUSHFORWARDS.get(sample.rule), kinds, wrt)
    return made, [sample.values[key] for key in parameters]


@lru_cache(maxsize=1024)
def _compiled(
    text: str, key: Any, rule: Rule, pushed: Rule | None, kinds: tuple[Kind, ...] | None, wrt: tuple[int, ...]
) -> Callable[..., Any]:
    """The pushforward; the rules are part of what it is remembered by."""
    file = f"<sample {hashlib.sha1(text.encode()).hexdigest()[:12]}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space = {"np": np, "function": key}
    exec(compile(text, file, "exec"), space)
    request = Request(space["sampled"], wrt, mode="forward", preserve_result=True, example_kinds=kinds)
    output = differentiate(request)
    found: Callable[..., Any] = load(output.functions, output.text, output.name)[output.name]
    return found


def _text(sample: Sample, terms: Mapping[str, Expr], parameters: list[str]) -> str:
    """The definition of a function that makes the call of a sample."""
    key = sample.key
    shown = {one: str(term) for one, term in terms.items()}
    plain = [shown[one] for one in sample.positions]
    named = [f"{one}={shown[where]}" for one, where in sample.named.items()]
    listed = ", ".join([*plain[1:], *named]) if isinstance(key, tuple) else ", ".join([*plain, *named])
    if key == "getitem":
        made = f"{plain[0]}[{plain[1]}]"
    elif isinstance(key, str):
        sign = {"neg": "-", "pos": "+"}.get(key, key)
        made = f"{sign} {plain[0]}" if len(plain) == 1 else f"{plain[0]} {sign} {plain[1]}"
    elif isinstance(key, tuple):
        made = f"{plain[0]}.{key[1]}" if key[0] == "attr" else f"{plain[0]}.{key[1]}({listed})"
    else:
        made = f"list(function({listed}))" if key in (zip, enumerate) else f"function({listed})"
    result = "made" if sample.written is None else f"[{sample.written}, made]"
    return f"def sampled({', '.join(parameters)}):\n    made = {made}\n    return {result}\n"
