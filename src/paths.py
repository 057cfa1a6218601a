"""Paths to parts of arguments: ``params.layers[0].W``."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from typing import Any

from .errors import WrtError
from .object_adjoints import item_of, set_item, with_attributes
from .syntax import Expr, Field, const

Steps = tuple[Any, ...]
"""What leads from an argument to a part of it: a `Field` for an attribute, else a key or a position."""


def is_path(text: object) -> bool:
    """Whether a text leads on from a parameter."""
    return isinstance(text, str) and ("." in text or "[" in text)


def steps_of(text: str) -> tuple[str, Steps]:
    """The parameter that a path begins with, and the steps from there. Raises `WrtError` for what is no path."""
    steps: list[Any] = []
    try:
        node = ast.parse(text, mode="eval").body
        while not isinstance(node, ast.Name):
            if isinstance(node, ast.Attribute):
                steps.append(Field(node.attr))
            elif isinstance(node, ast.Subscript):
                steps.append(ast.literal_eval(node.slice))
            else:
                raise ValueError(text)
            node = node.value
    except (SyntaxError, ValueError):
        hint = "Write attributes, and keys or positions in brackets: `params.layers[0].W`."
        raise WrtError(f"wrt={text!r} is no path", hint) from None
    return node.id, tuple(reversed(steps))


def at_steps(whole: Expr, steps: Steps) -> Expr:
    """The expression for a part."""
    for step in steps:
        whole = Expr("getitem", (whole, const(step)))
    return whole


def steps_shown(steps: Steps) -> Expr:
    """The steps as an argument of a function."""
    return Expr("tuple", tuple(const(str(step) if isinstance(step, Field) else step) for step in steps))


def value_at(arguments: Mapping[str, Any], text: str) -> Any:
    """What a path leads to. Raises `WrtError` where there is nothing."""
    root, steps = steps_of(text)
    value = arguments[root]
    for step in steps:
        try:
            value = item_of(value, step)
        except (AttributeError, KeyError, IndexError, TypeError):
            what = (
                f"`{type(value).__name__}` has no {f'attribute `{step}`' if isinstance(step, Field) else f'[{step!r}]'}"
            )
            raise WrtError(f"wrt={text!r} leads nowhere: {what}", "Name a part that the argument has.") from None
    return value


def replaced_at(arguments: Mapping[str, Any], text: str, value: Any) -> dict[str, Any]:
    """The arguments with another value where a parameter or a path leads to; what is on the way is copied."""
    root, steps = steps_of(text) if is_path(text) else (text, ())
    return {**arguments, root: _replaced(arguments[root], steps, value)}


def _replaced(whole: Any, steps: Steps, value: Any) -> Any:
    if not steps:
        return value
    part = _replaced(item_of(whole, steps[0]), steps[1:], value)
    if isinstance(whole, tuple):
        if hasattr(whole, "_fields"):
            place = whole._fields.index(steps[0]) if isinstance(steps[0], Field) else steps[0]
            return with_attributes(
                whole,
                {
                    key: part if at == place else one
                    for at, (key, one) in enumerate(zip(whole._fields, whole, strict=True))
                },
            )
        return tuple(part if at == steps[0] else one for at, one in enumerate(whole))
    made = copy.copy(whole)
    if isinstance(steps[0], Field):
        object.__setattr__(made, steps[0], part)
    else:
        set_item(made, steps[0], part)
    return made


class Arguments(dict[str, Any]):
    """Arguments by parameter, and by paths that begin there."""

    def __missing__(self, path: str) -> Any:
        return value_at(self, path)
