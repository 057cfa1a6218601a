"""Functions of a library as requests: a Python function that only calls the one asked for, with its rule's parameters.

Before: ``np.cumsum``. After: ``def cumsum(a, axis=None): return np.cumsum(a, axis)``, with text that `reader` finds.
"""

from __future__ import annotations

import builtins
import inspect
import linecache
import math
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any, cast

import numpy as np

from .errors import NoRuleError
from .missing_rules import home_of, label_of, without_rule
from .templates import load
from .templates.composed import program_of
from .templates.rules import Rule

_NEEDED = (np.where, max, min, math.hypot)
"""Functions that do another thing with fewer operands, though their rule has defaults for them."""

_made: dict[Any, tuple[Rule | FunctionType, FunctionType]] = {}


def rule_of(function: Any) -> Rule | None:
    """The rule of a callable, if it has one."""
    try:
        return load().get(function) if callable(function) else None
    except TypeError:  # it cannot be hashed
        return None


def is_library(function: Any) -> bool:
    """Whether a callable is compiled, or NumPy's: its Python source, if there is any, is not read."""
    compiled = inspect.isbuiltin(function) or inspect.ismethoddescriptor(function) or isinstance(function, np.ufunc)
    return compiled or type(function) is type(np.sum)


def primitive(function: Any) -> FunctionType:
    """The Python function that calls one with a rule; the same one as long as the rule is the same.

    Raises `NoRuleError` if there is no rule, or if its parameters are not known.
    """
    rule = rule_of(function)
    program = program_of(function) if rule is None else None
    if rule is None and program is None:
        raise NoRuleError(*without_rule(function, label_of(function), ()))
    given = rule or program
    assert given is not None
    if function not in _made or _made[function][0] is not given:
        _made[function] = given, _written(function, given)
    return _made[function][1]


def signature_of(function: Callable[..., Any]) -> inspect.Signature:
    """The parameters of what is asked for: of a function of a library those that its rule takes."""
    if rule_of(function) is None and program_of(function) is None:
        return inspect.signature(function, follow_wrapped=False)
    return inspect.signature(primitive(function))


def _written(function: Any, given: Rule | FunctionType) -> FunctionType:
    """The function that makes the call, for a rule or for the program that the function is differentiated through."""
    parameters = _parameters(function, given) if isinstance(given, Rule) else _of_program(given)
    module, title = home_of(function)
    title = title if title.isidentifier() else getattr(getattr(given, "template", given), "__name__", "function")
    if isinstance(function, FunctionType) or not module:
        path, scope = title, {title: function}
    elif module == "builtins":
        path, scope = title, {}
    else:
        root = module.partition(".")[0]
        short = "np" if root == "numpy" else root
        path, scope = f"{short}{module.removeprefix(root)}.{title}", {short: sys.modules[root]}
    signature = inspect.Signature(parameters)
    text = f"def {title}{signature}:\n    return {path}({', '.join(_argument(one) for one in parameters)})\n"
    file = f"<{path}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    local: dict[str, Any] = {}
    exec(compile(text, file, "exec"), {"__builtins__": builtins, "__name__": module, **scope}, local)
    made = cast(FunctionType, local[title])
    noted = getattr(function, "__annotations__", None) or {}
    made.__annotations__ = {one.name: noted[one.name] for one in parameters if one.name in noted}
    return made


def _plain(signature: inspect.Signature) -> list[inspect.Parameter]:
    """The parameters without annotations."""
    return [one.replace(annotation=inspect.Parameter.empty) for one in signature.parameters.values()]


def _of_program(program: FunctionType) -> list[inspect.Parameter]:
    """The parameters of a program; what goes into its ``*args`` is left out."""
    return [one for one in _plain(inspect.signature(program)) if one.kind is not one.VAR_POSITIONAL]


def _argument(parameter: inspect.Parameter) -> str:
    """How a parameter is handed on."""
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return f"*{parameter.name}"
    if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
        return f"{parameter.name}={parameter.name}"
    return parameter.name


def _parameters(function: Callable[..., Any], rule: Rule) -> list[inspect.Parameter]:
    """The parameters of the rule's template; where there is none, those of the function that it cannot do without."""
    empty = inspect.Parameter.empty
    if rule.template is not None:
        missing = _missing(function, rule)
        found = [one for one in _plain(rule.signature) if one.name not in missing]
        if not any(function is one for one in _NEEDED):
            return found
        return [one.replace(default=empty) for one in found if one.kind is not inspect.Parameter.VAR_POSITIONAL]
    if isinstance(function, np.ufunc):
        names = ("x",) if function.nin == 1 else tuple(f"x{number + 1}" for number in range(function.nin))
        return [inspect.Parameter(one, inspect.Parameter.POSITIONAL_OR_KEYWORD) for one in names]
    raise NoRuleError(
        f"`{label_of(function)}` has no derivative: its results are no smooth function of its arguments",
        "Differentiate the function that calls it: there it counts as constant.",
    )


def _missing(function: Callable[..., Any], rule: Rule) -> set[str]:
    """The parameters by keyword that the function has in other versions of its library alone."""
    try:
        own = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # compiled, and does not tell
        return set()
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in own):
        return set()
    by_keyword = inspect.Parameter.KEYWORD_ONLY
    wanted = {key for key, one in rule.signature.parameters.items() if one.kind is by_keyword}
    return wanted - {one.name for one in own}
