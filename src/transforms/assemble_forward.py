"""Put the statements of forward mode together into functions: the pushforward asked for, and one for each callee.

After: ``def fun_jvp(x, y, dx): ...``, which returns the tangent of the result; that of a callee returns the result and
its tangent.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..errors import Origin
from ..paths import is_path, steps_of, steps_shown
from ..program import Assign, Block, Function, Generated, If, Parameter, Raise, Request, Return, Statement
from ..pulls import helper
from ..push_graph import PushSpecialisation
from ..syntax import NONE, Expr, call, const, name
from ..values import Kind
from .assemble import finish, with_seed
from .forward import Pushed, are_positional
from .simplify import Scope, simplify, with_blocks

Effects = Callable[[PushSpecialisation], Callable[[Expr], tuple[bool, bool]]]


def pushforward(
    spec: PushSpecialisation, pushed: Pushed, request: Request, names: Sequence[str], effects: Effects
) -> Generated:
    """The derivative that was asked for: the arguments, then one tangent for each of ``names``."""
    function, where = spec.function, spec.function.origin
    kinds = spec.kinds.before.get(function.body[0], {}) if function.body else {}
    tangents = [pushed.tangents[one] for one in dict.fromkeys(names)]
    parts = {one: steps_of(path)[1] for one, path in zip(names, request.paths, strict=False) if is_path(path)}
    names = list(dict.fromkeys(names))
    parameters, after_default = _with_tangents(function, names, tangents)
    head = [_missing(function.name, one, variable, where) for one, variable in zip(names, tangents, strict=True)]
    head = head if after_default else []
    for one, variable in zip(names, tangents, strict=True):
        kind, written = kinds.get(one, Kind()), one in spec.memory.exposed
        if one in parts:
            continue
        if kind.tag != "float" and (request.check_dims or written):
            owned = {"owned": const(True)} if written else {}
            head.append(Assign(variable, call(helper("as_tangent"), name(variable), name(one), **owned), where))
    for one, steps in parts.items():
        variable = pushed.tangents[one]
        value = call(helper("tangent_at"), name(variable), name(one), steps_shown(steps))
        head.append(Assign(variable, value, where))
    result = pushed.result
    if request.preserve_result:
        result = Expr("tuple", (result, function.result))
    whole = (*head, *pushed.setup, *pushed.body, Return(result, where))
    body = _optimized(spec, pushed, whole, effects) if request.optimized else whole
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
    doc = f"Tangent of {function.name}, given {'that' if len(names) == 1 else 'those'} of {listed}."
    return finish(Generated(spec.name, parameters, body, doc, function.home), function, request.lifted)


def _with_tangents(
    function: Function, names: Sequence[str], tangents: Sequence[str]
) -> tuple[tuple[Parameter, ...], bool]:
    """The parameters and then the tangents, in an order that Python allows, and whether they follow a default."""
    bindings = {one.binding for one in function.parameters}
    keyword = bool(bindings - {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD})
    after_default = not keyword and any(one.default is not None for one in function.parameters)
    parameters = function.parameters
    for one, variable in zip(names, tangents, strict=True):
        annotation = next(each.annotation for each in function.parameters if each.name == one)
        binding = inspect.Parameter.KEYWORD_ONLY if keyword else inspect.Parameter.POSITIONAL_OR_KEYWORD
        made = Parameter(variable, binding, NONE if after_default else None, None if after_default else annotation)
        parameters = with_seed(parameters, made)
    return parameters, after_default


def _missing(function: str, parameter: str, variable: str, where: Origin) -> Statement:
    """The error for a tangent that is not given, where it has to have a default."""
    message = f"the pushforward of {function} needs the tangent of {parameter}: {variable}"
    error = Raise(call(name("TypeError"), const(message)), None, where)
    return If(Expr("compare", (name(variable), NONE), ("is",)), (error,), (), where)


def pushed_callee(spec: PushSpecialisation, pushed: Pushed, request: Request, effects: Effects) -> Generated:
    """The pushforward of a called function: the result and its tangent."""
    function, where = spec.function, spec.function.origin
    last: tuple[Statement, ...] = ()
    if spec.has_result:
        last = (Return(Expr("tuple", (function.result, pushed.result)), where),)
    whole = (*pushed.setup, *pushed.body, *last)
    body = _optimized(spec, pushed, whole, effects) if request.optimized else whole
    plain = inspect.Parameter.POSITIONAL_OR_KEYWORD
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = (*function.parameters, *(Parameter(one, keyword) for one in function.captures))
    for one in function.all_parameters:
        if one in spec.active:
            binding = plain if are_positional(spec) else keyword
            parameters = with_seed(parameters, Parameter(pushed.tangents[one], binding))
    left = "the result and its tangent" if spec.has_result else "nothing; it writes the tangents of what it writes"
    doc = f"Pushforward of {function.name}: {left}."
    return finish(Generated(spec.name, parameters, body, doc, function.home), function, request.lifted)


def _optimized(spec: PushSpecialisation, pushed: Pushed, body: Block, effects: Effects) -> Block:
    tangents = frozenset(pushed.tangents.values())
    parameters = (*spec.function.all_parameters, *(pushed.tangents[one] for one in spec.active))
    temporaries, copies = pushed.temporaries - set(parameters), tangents - set(parameters)
    scope = Scope(temporaries, parameters, effects(spec), copies, apart=tangents)
    return _remarked(simplify(body, scope))


def _remarked(body: Block) -> Block:
    """One remark for the statements that come from one of the user's."""
    out: list[Statement] = []
    last: object = None
    for statement in body:
        again = bool(statement.note) and (statement.origin.group, statement.note) == last
        if statement.note:
            last = (statement.origin.group, statement.note)
        out.append(with_blocks(replace(statement, note="") if again else statement, _remarked))
    return tuple(out)
