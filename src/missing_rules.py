"""What is said of a function that has no rule: whether it has no derivative, and how a rule for it begins."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

from .templates.uncovered import REASONS

_PLACES = ("numpy", "math", "operator", "scipy.special")
_LIBRARIES = frozenset({"numpy", "scipy", *sys.stdlib_module_names})
_EMPTY = inspect.Parameter.empty


def home_of(function: Any) -> tuple[str, str]:
    """The module that has the function under its name (nothing if there is none), and the name."""
    title = str(getattr(function, "__name__", None) or "function")
    own = str(getattr(function, "__module__", None) or "")
    public = own.partition("._")[0]
    for place in (own.removeprefix("_"), public, own, *_PLACES):
        if place and getattr(sys.modules.get(place), title, None) is function:
            return place, title
    return "", title


def label_of(function: Any) -> str:
    """The name of a function with that of its module."""
    module, title = home_of(function)
    return f"{module}.{title}" if module not in ("", "builtins") else title


def without_rule(function: Any, shown: str, given: Sequence[str]) -> tuple[str, str]:
    """The message and the way out for a function that is called as ``shown``, with operands of these names.

    Of a method ``function`` is ``("method", name)``.
    """
    module, title = function if isinstance(function, tuple) else home_of(function)
    reason = REASONS.get(f"numpy.ndarray.{title}" if module == "method" else f"{module}.{title}")
    if reason is not None:
        message = f"no derivative is known for `{shown}`: {reason}"
        hint = "Write it with functions that have one, or hide it from the derivative: `stop_gradient` of its operands."
        return message, hint
    if isinstance(function, type):
        return f"no derivative is known for `{shown}`", "Write it with functions that have one."
    why = "it has no rule yet" if module.partition(".")[0] in _LIBRARIES else "it has no Python source, and no rule"
    why = "the method has no rule" if module == "method" else why
    return f"no derivative is known for `{shown}`: {why}", f"{_OTHERWISE}\n\n{rule_for(function, shown, given)}"


_OTHERWISE = "Write it with functions that have one, or add a rule, as CONTRIBUTING.md tells:"


def rule_for(function: Any, shown: str, given: Sequence[str] = ()) -> str:
    """The beginning of a rule for a function, as text: its decorator, its parameters, the first partial."""
    method = isinstance(function, tuple)
    title = str(function[1]) if method else home_of(function)[1]
    parameters = _parameters(function, given)
    first = next(iter(parameters), "x")
    key = f'("method", "{title}")' if method else shown
    result = next(one for one in ("y", "z", "result") if one not in parameters)
    title = title if title.isidentifier() else "rule"
    signature = inspect.Signature([inspect.Parameter(result, _POSITIONAL), *parameters.values()])
    if isinstance(function, np.ufunc) and function.nout == 1:
        partials = ", ".join(f"d{result}_d{one}" for one in parameters)
        lines = [f"@tangent_like.elementwise({key})", f"def {title}{signature}:", f"    return {partials}"]
    else:
        lines = [f"@tangent_like.adjoint({key})", f"def {title}{signature}:"]
        lines.append(f"    d[{first}] = ...  # the adjoint of {first} by d[{result}], that of the result")
    return textwrap.indent("\n".join(("import tangent_like", "", *lines)), "    ")


_POSITIONAL = inspect.Parameter.POSITIONAL_OR_KEYWORD


def _parameters(function: Any, given: Sequence[str]) -> dict[str, inspect.Parameter]:
    """The parameters as the function declares them; where it does not tell, one for each operand."""
    if isinstance(function, np.ufunc):
        names = [f"x{place + 1}" for place in range(function.nin)] if function.nin > 1 else ["x"]
        return {one: inspect.Parameter(one, _POSITIONAL) for one in names}
    try:
        own = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # it is compiled, and does not tell, or a method
        usable = [one if one.isidentifier() and one != "d" else "" for one in given or ("x",)]
        names = [one or f"x{place + 1}" for place, one in enumerate(usable)]
        return {one: inspect.Parameter(one, _POSITIONAL) for one in dict.fromkeys(names)}
    return {one.name: _plain(one) for one in own if one.kind is not inspect.Parameter.VAR_KEYWORD}


def _plain(parameter: inspect.Parameter) -> inspect.Parameter:
    """A parameter as a template takes it: without annotation, by position or keyword, its default spelled out."""
    kind = parameter.kind
    kind = _POSITIONAL if kind is inspect.Parameter.POSITIONAL_ONLY else kind
    default = parameter.default
    if default is not _EMPTY:
        try:
            ast.literal_eval(repr(default))
        except (SyntaxError, ValueError):  # it stands for nothing given
            default = None
    return parameter.replace(annotation=_EMPTY, kind=kind, default=default)
