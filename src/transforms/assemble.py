"""Put sweeps together into the functions of the output: the derivative itself, and a pair for each callee.

Before: a forward and a reverse sweep. After: ``def dfundx(x, y, bz=1.0): ...``, or ``f_fwd`` and ``f_bwd`` with a plain
tuple of residuals between them. Postcondition: every name of the compiler's own has become one that is free there.
"""

from __future__ import annotations

import builtins
import cmath
import inspect
import math
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .. import flow, runtime
from ..errors import Origin
from ..names import Names
from ..paths import at_steps, steps_of, steps_shown
from ..program import (
    MISSING,
    NEEDED,
    Assign,
    Block,
    Do,
    Function,
    Generated,
    If,
    Parameter,
    Raise,
    Request,
    Return,
    Statement,
    Unpack,
    blocks,
    bound_in,
    every,
    is_hidden,
    lookup,
    operands,
    reads,
    targets,
)
from ..pulls import helper
from ..specialise import Specialisation
from ..syntax import NONE, Expr, attribute, call, const, name, names_in, substitute, walk
from ..values import FLOAT
from .complexity import complex_checks
from .folding import folded
from .rebinding import with_declarations
from .reuse import reuse
from .reverse import Sweeps
from .simplify import Scope, simplify, with_blocks, with_operands
from .spelling import as_update_of_name, spelled_back, without_stops

MARK = name("%sweep")
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
LIBRARIES: Mapping[str, Any] = {"%np": np, "%math": math, "%cmath": cmath, "%statistics": statistics}

Effects = Callable[[Specialisation], Callable[[Expr], tuple[bool, bool]]]


# The derivative


def joint(
    spec: Specialisation, sweeps: Sweeps, request: Request, names: Sequence[str], effects: Effects
) -> list[Generated]:
    """The derivative as one function."""
    function = spec.function
    seed = seed_parameter(spec, sweeps, request)
    where = function.origin
    head = [*_missing_seed(seed, function.name, request, where)]
    checks = [*_checks(spec, sweeps, request, where), *complex_checks(spec, sweeps, request, names)]
    sweeps, kept = _results_kept(spec, sweeps, request)
    gradients = _gradients(spec, sweeps, request, names)
    returned = _returned(gradients, sweeps, request)
    body = (*head, *sweeps.setup, *sweeps.forward, *kept, *checks, *_ones(sweeps, request, where), Do(MARK, where))
    whole = (*body, *sweeps.reverse, Return(returned, where))
    scope = _scope(spec, sweeps, effects, (seed.name,))
    body = _parted(_optimized(whole, scope, sweeps) if request.optimized else whole)
    made = title_of(function, request, names)
    parameters = with_seed(function.parameters, seed)
    generated = Generated(made, parameters, body, _doc(function.name, request.paths or names, request), function.home)
    return [finish(generated, spec.function, request.lifted)]


def _results_kept(spec: Specialisation, sweeps: Sweeps, request: Request) -> tuple[Sweeps, list[Statement]]:
    """What is returned besides the gradient, where the reverse sweep puts back older values or older content."""
    where = spec.function.origin
    made: list[Statement] = []
    bound_again = bool(names_in(sweeps.result) & bound_in(sweeps.reverse))
    if (request.value_first or request.preserve_result) and (sweeps.changed or bound_again):
        held = spec.names.fresh("value")
        made.append(Assign(held, call(helper("own"), sweeps.result) if sweeps.changed else sweeps.result, where))
        sweeps = replace(sweeps, result=name(held))
    if request.has_aux and sweeps.changed:
        made.append(Assign("aux", call(helper("own"), name("aux")), where))
    return sweeps, made


def seed_parameter(spec: Specialisation, sweeps: Sweeps, request: Request) -> Parameter:
    """The parameter for the adjoint of the result: last, keyword-only where nothing positional may follow."""
    parameters = spec.function.parameters
    bindings = [parameter.binding for parameter in parameters]
    keyword = inspect.Parameter.VAR_POSITIONAL in bindings or inspect.Parameter.KEYWORD_ONLY in bindings
    annotated = any(parameter.annotation is not None for parameter in parameters) and spec.kinds.result == FLOAT
    binding = inspect.Parameter.KEYWORD_ONLY if keyword else inspect.Parameter.POSITIONAL_OR_KEYWORD
    after_default = not keyword and any(parameter.default is not None for parameter in parameters)
    default = {
        "Required": const(None) if after_default else None,
        "DefaultOne": const(1.0),
        "DefaultOnes": const(None),
    }[request.input_derivative]
    annotation = name("float") if annotated and default != const(None) else None
    return Parameter(sweeps.seed, binding, default, annotation)


def with_seed(parameters: tuple[Parameter, ...], seed: Parameter) -> tuple[Parameter, ...]:
    """The parameters of the primal and the seed, in an order that Python allows."""
    tail = tuple(one for one in parameters if one.binding is inspect.Parameter.VAR_KEYWORD)
    return (*(one for one in parameters if one not in tail), seed, *tail)


def _missing_seed(seed: Parameter, function: str, request: Request, where: Origin) -> list[Statement]:
    if seed.default != const(None) or request.input_derivative != "Required":
        return []
    message = f"the derivative of {function} needs the adjoint of its result: {seed.name}"
    error = Raise(call(name("TypeError"), const(message)), None, where)
    return [If(Expr("compare", (name(seed.name), NONE), ("is",)), (error,), (), where)]


def _ones(sweeps: Sweeps, request: Request, where: Origin) -> list[Statement]:
    if request.input_derivative != "DefaultOnes":
        return []
    value = call(attribute(name("%np"), "ones_like"), sweeps.result)
    missing = Expr("compare", (name(sweeps.seed), NONE), ("is",))
    return [If(missing, (Assign(sweeps.seed, value, where),), (), where)]


def _checks(spec: Specialisation, sweeps: Sweeps, request: Request, where: Origin) -> list[Statement]:
    """Refuse a seed that is not of the result's shape, where kinds do not prove it."""
    kind = spec.kinds.result
    if not request.check_dims or kind.rank == 0 or kind.is_container:
        return []
    if request.input_derivative == "DefaultOnes" or sweeps.result.head == "const":
        return []
    shape = attribute(name("%np"), "shape")
    differ = Expr("compare", (call(shape, name(sweeps.seed)), call(shape, sweeps.result)), ("!=",))
    hint = "the gradient of an array needs its seed" if request.scalar_result else "they must agree"
    shown = sweeps.result.leaf if sweeps.result.leaf not in sweeps.temporaries else "the result"
    text = f"{sweeps.seed} and {shown} differ in shape: {hint}"
    return [If(differ, (Raise(call(name("ValueError"), const(text)), None, where),), (), where)]


def title_of(function: Function, request: Request, names: Sequence[str]) -> str:
    """What a derivative is called: ``dlossdW`` for ``loss`` by ``params.W``."""
    ends = [re.findall(r"[A-Za-z_]\w*", one)[-1] for one in request.paths] if request.paths else names
    return f"d{'lambda' if function.name == 'lambda_' else function.name}d{''.join(ends)}"


def _gradients(spec: Specialisation, sweeps: Sweeps, request: Request, names: Sequence[str]) -> list[Expr]:
    """What is returned for each parameter, or part of one."""
    found = []
    for one, path in zip(names, request.paths or names, strict=True):
        steps = steps_of(path)[1]
        if not steps:
            found.append(_gradient(spec, sweeps, one))
            continue
        whole: Expr = sweeps.gradients.get(one) or NONE
        is_shared = one in spec.shadows.names or len(names) > len(set(names))
        whole = call(helper("once"), whole) if one in spec.shadows.names else whole
        part = call(helper("at_path"), whole, steps_shown(steps))
        given = at_steps(name(spec.given.get(one, one)), steps)
        owned = {} if is_shared or one not in sweeps.owned else {"owned": const(True)}
        found.append(call(helper("as_gradient"), part, given, **owned))
    return found


def _gradient(spec: Specialisation, sweeps: Sweeps, parameter: str) -> Expr:
    """What is returned for one parameter: of its structure, shape and dtype, and shared with nothing."""
    found = sweeps.gradients.get(parameter)
    kind = spec.kinds.before[spec.function.body[0]].get(parameter) if spec.function.body else None
    if kind is not None and kind.tag == "float":
        if found is None or (_all_numbers(spec) and _all_real(spec)):
            return found or const(0.0)
        real = found if _all_real(spec) else call(attribute(name("%np"), "real"), found)
        return call(name("float"), real)
    if found is not None and parameter in sweeps.settled:
        return found
    floating = kind is not None and kind.is_array and kind.is_floating and bool(kind.rank)
    if found is not None and floating and parameter in sweeps.owned and _all_real(spec):
        return found
    given = name(spec.given.get(parameter, parameter))
    if found is not None and parameter in spec.shadows.names and (kind is None or not kind.is_array):
        found = call(helper("once"), found)
    if found is None:
        return call(helper("as_gradient"), NONE, given)
    if parameter in sweeps.owned:
        return call(helper("as_gradient"), found, given, owned=const(True))
    return call(helper("as_gradient"), found, given)


def _all_numbers(spec: Specialisation) -> bool:
    """Whether nothing but Python's numbers occurs, so that no array can give a gradient its dtype."""
    env = spec.kinds.before[spec.function.body[0]]
    return all(kind.is_scalar for kind in (*env.values(), *spec.kinds.of_value.values()))


def _all_real(spec: Specialisation) -> bool:
    """Whether nothing but real numbers and arrays of double precision occurs, so that no gradient needs a cast."""
    env = spec.kinds.before[spec.function.body[0]]
    shadows = spec.shadows.names.values()
    made = [kind for one, kind in spec.kinds.of_value.items() if not set(targets(one)) & set(shadows)]
    reals = ("float64", "int64", "bool")
    return all(kind.is_numeric and kind.dtype in reals for kind in (*env.values(), *made))


def _returned(gradients: list[Expr], sweeps: Sweeps, request: Request) -> Expr:
    gradient = gradients[0] if len(gradients) == 1 else Expr("tuple", tuple(gradients))
    if request.has_aux:
        gradient = Expr("tuple", (gradient, name("aux")))
    if request.value_first:
        return Expr("tuple", (sweeps.result, gradient))
    if request.preserve_result:
        parts = gradient.args if gradient.head == "tuple" else (gradient,)
        return Expr("tuple", (*parts, sweeps.result))
    return gradient


def _doc(function: str, names: Sequence[str], request: Request) -> str:
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
    what = "Value and gradient" if request.value_first else "Gradient"
    return f"{what} of {function} with respect to {listed}."


# Pairs


def pair(spec: Specialisation, sweeps: Sweeps, request: Request, effects: Effects) -> list[Generated]:
    """A callee as a forward half, which returns the result and its residuals, and a reverse half, which reads them."""
    where = spec.function.origin
    active = spec.returns_adjoints
    gradients = [_adjoint(spec, sweeps, one) for one in active]
    results = (sweeps.result, *((sweeps.shadow,) if sweeps.shadow else ()))
    mark = Do(Expr("tuple", (MARK, *results)), where)
    returned = gradients[0] if len(gradients) == 1 else Expr("tuple", tuple(gradients))
    last = (Return(returned, where),) if gradients else ()
    whole = (*sweeps.setup, *sweeps.forward, mark, *sweeps.reverse, *last)
    given = (*((sweeps.seed,) if spec.takes_seed else ()), *sweeps.threaded)
    scope = _scope(spec, sweeps, effects, given)
    body = _optimized(whole, scope, sweeps) if request.optimized else whole
    at = next(position for position, one in enumerate(body) if _is_mark(one))
    marked = body[at]
    assert isinstance(marked, Do)
    forward, back = body[:at], body[at + 1 :]
    residuals = _residuals(spec, forward, back, given)
    packed = Expr("tuple", tuple(name(one) for one in residuals))
    bound = _placeholders(spec, forward, residuals, where)
    whole_result = Expr("tuple", (*marked.value.args[1:], packed)) if spec.has_result else packed
    forward = (*bound, *forward, Return(whole_result, where))
    variable = spec.names.fresh("residuals")
    back = (*_unpacking(residuals, variable, where), *back)
    function = spec.function
    keyword = inspect.Parameter.KEYWORD_ONLY
    beside = () if spec.context.outermost else tuple(spec.shadows.names[one] for one in spec.paired)
    captured = tuple(Parameter(one, keyword) for one in (*function.captures, *beside))
    left = "the result and its residuals" if spec.has_result else "its residuals"
    docs = (f"Forward half of {function.name}: {left}.", _back_doc(function.name, active, spec.threaded))
    ahead = Generated(spec.forward_name, (*function.parameters, *captured), forward, docs[0], function.home)
    taken = (Parameter(variable), *(Parameter(one) for one in given))
    behind = Generated(spec.reverse_name, taken, back, docs[1], function.home)
    return [finish(one, spec.function, request.lifted) for one in (ahead, behind)]


def _back_doc(function: str, active: Sequence[str], threaded: Sequence[str]) -> str:
    found = []
    if active:
        found.append(f"the adjoint{'s' if len(active) > 1 else ''} of {', '.join(active)}")
    if threaded:
        found.append(f"what it makes of the adjoint{'s' if len(threaded) > 1 else ''} of {', '.join(threaded)}")
    return f"Reverse half of {function}: {', and '.join(found) or 'nothing'}."


def _adjoint(spec: Specialisation, sweeps: Sweeps, parameter: str) -> Expr:
    found = sweeps.gradients.get(parameter)
    if found is not None:
        return found
    kind = spec.kinds.before[spec.function.body[0]].get(parameter) if spec.function.body else None
    return const(0.0) if kind is not None and kind.tag == "float" else call(helper("zeros_like"), name(parameter))


def _is_mark(statement: Statement) -> bool:
    return isinstance(statement, Do) and any(term == MARK for term in walk(statement.value))


def _residuals(spec: Specialisation, forward: Block, back: Block, given: Sequence[str]) -> list[str]:
    """What the reverse half reads and the forward half leaves: locals, in the order of their first use."""
    made = bound_in(forward) | set(spec.function.all_parameters) | set(spec.shadows.names.values())
    found: dict[str, None] = {}
    _first_reads(back, set(), found)
    return [one for one in found if one in made and one not in given]


def _first_reads(block: Block, bound: set[str], found: dict[str, None]) -> None:
    """Names read before they are certainly bound in the block."""
    for statement in block:
        for expr in operands(statement):
            for term in walk(expr):
                if term.head == "name" and term.leaf not in bound:
                    found.setdefault(term.leaf)
        header = set(targets(statement)) if not isinstance(statement, (Assign, Unpack)) else set()
        for inner in blocks(statement):
            _first_reads(inner, bound | header, found)
        if isinstance(statement, (Assign, Unpack)):
            bound.update(targets(statement))


def _placeholders(spec: Specialisation, forward: Block, residuals: Sequence[str], where: Origin) -> list[Statement]:
    """Residuals that some path leaves unbound are bound to None first."""
    before: flow.Solution[frozenset[str]] = {}
    start = frozenset(spec.function.all_parameters) | {spec.shadows.names[one] for one in spec.paired}
    end = flow.forward(forward, start, lambda one, state: state | frozenset(targets(one)), flow.intersection, before)
    return [Assign(one, NONE, where) for one in residuals if one not in end]


def _unpacking(residuals: Sequence[str], variable: str, where: Origin) -> list[Statement]:
    if not residuals:
        return []
    if len(residuals) == 1:
        return [Assign(residuals[0], Expr("getitem", (name(variable), const(0))), where)]
    return [Unpack(tuple(residuals), name(variable), where)]


def split(
    spec: Specialisation, sweeps: Sweeps, request: Request, names: Sequence[str], effects: Effects
) -> list[Generated]:
    """The derivative as a pair and a function that calls both: it takes ``init_grad``."""
    halves = pair(spec, sweeps, request, effects)
    function, where = spec.function, spec.function.origin
    result, residuals, seed = (spec.names.fresh(one) for one in ("value", "kept", "init_grad"))
    arguments = [_passed(parameter) for parameter in function.parameters]
    plain = [value for key, value in arguments if key is None]
    keyed = {None if key == "**" else key: value for key, value in arguments if key is not None}
    forward = Expr("call", (name(spec.forward_name), *plain, *keyed.values()), tuple(keyed))
    active = [one for one in function.all_parameters if one in spec.active]
    adjoints = {one: spec.names.fresh(f"b{one}") for one in active}
    backward = call(name(spec.reverse_name), name(residuals), name(seed))
    received: Statement = (
        Assign(next(iter(adjoints.values())), backward, where)
        if len(active) == 1
        else Unpack(tuple(adjoints.values()), backward, where)
    )
    moved = replace(
        sweeps,
        gradients={one: name(adjoints[one]) for one in active},
        owned=frozenset(),
        settled=frozenset(),
        result=name(result),
    )
    gradients = _gradients(spec, moved, request, names)
    copies = (Assign(result, call(helper("own"), name(result)), where),) if sweeps.changed else ()
    body: Block = (
        Unpack((result, residuals), forward, where),
        *copies,
        *complex_checks(spec, replace(moved, seed=seed), request, names),
        *_ones(replace(moved, seed=seed), request, where),
        *_checks(spec, replace(moved, seed=seed), request, where),
        received,
        Return(_returned(gradients, moved, request), where),
    )
    seeds = seed_parameter(spec, replace(sweeps, seed=seed), request)
    made = Generated(
        title_of(function, request, names),
        with_seed(function.parameters, seeds),
        (*_missing_seed(seeds, function.name, request, where), *body),
        _doc(function.name, request.paths or names, request),
        function.home,
    )
    return [*halves, finish(made, spec.function, request.lifted)]


def _passed(parameter: Parameter) -> tuple[str | None, Expr]:
    """A parameter handed on as an argument: its keyword, ``**``, or None by position."""
    if parameter.binding is inspect.Parameter.VAR_POSITIONAL:
        return None, Expr("star", (name(parameter.name),))
    if parameter.binding is inspect.Parameter.KEYWORD_ONLY:
        return parameter.name, name(parameter.name)
    if parameter.binding is inspect.Parameter.VAR_KEYWORD:
        return "**", name(parameter.name)
    return None, name(parameter.name)


# Finishing


def _scope(spec: Specialisation, sweeps: Sweeps, effects: Effects, more: Sequence[str]) -> Scope:
    parameters = (*spec.function.all_parameters, *more)
    temporaries, copies = sweeps.temporaries - set(parameters), sweeps.adjoints - set(parameters)
    return Scope(temporaries, parameters, effects(spec), copies, sweeps.records)


def _optimized(body: Block, scope: Scope, sweeps: Sweeps) -> Block:
    return reuse(simplify(body, scope), sweeps.arrays, sweeps.numeric, scope)


def _parted(body: Block) -> Block:
    """Leave a blank line between the sweeps where the mark was, if both have something in them."""
    at = next((position for position, one in enumerate(body) if _is_mark(one)), None)
    if at is None:
        return body
    before, after = body[:at], body[at + 1 :]
    checks = (If, Raise, Do)
    sizable = len([one for one in every(before) if not isinstance(one, checks)]) > 1 and len(after) > 1
    if sizable:
        first = replace(after[0], note="\n" + after[0].note)
        after = (first, *after[1:])
    return (*before, *after)


def finish(generated: Generated, function: Function, lifted: frozenset[str] = frozenset()) -> Generated:
    """Names of the compiler's own become free names, not those of ``lifted`` functions; what they need is listed."""
    generated = replace(generated, body=spelled_back(generated.body, function.methods))
    generated = replace(generated, body=folded(without_stops(generated.body, function)))
    generated = with_declarations(generated, function)
    read = {identifier for one in every(generated.body) for identifier in reads(one)}
    marked = sorted(identifier for identifier in read if identifier.startswith("%"))
    taken = Names(read | bound_in(generated.body) | _globals_read(function) | lifted)
    taken.reserve(parameter.name for parameter in generated.parameters)
    chosen = {one: name(taken.fresh(f"builtin_{one}")) for one in sorted(NEEDED & read) if is_hidden(one, function)}
    needs: dict[str, Any] = dict(function.imports)
    needs |= {chosen[one].leaf: getattr(builtins, one) for one in chosen}
    local = bound_in(generated.body) | {parameter.name for parameter in generated.parameters}
    for one in marked:
        if one in LIBRARIES:
            own = _own_name(function, LIBRARIES[one])
            chosen[one] = name(own or taken.fresh(one[1:]))
            if own is None:
                needs[chosen[one].leaf] = LIBRARIES[one]
        elif one.startswith("%default of "):
            parameter = one.removeprefix("%default of ")
            chosen[one] = name(taken.fresh(f"{parameter}_default"))
            needs[chosen[one].leaf] = function.guards[parameter]
        else:
            found = getattr(runtime, one[1:])
            known = one[1:] not in local and lookup(function, one[1:]) is found
            chosen[one] = name(one[1:] if known else taken.fresh(one[1:]))
            needs[chosen[one].leaf] = found

    def spelled(expr: Expr) -> Expr:
        return substitute(expr, chosen)

    def change(block: Block) -> Block:
        return tuple(with_blocks(with_operands(as_update_of_name(one, local), spelled), change) for one in block)

    needs = {key: value for key, value in needs.items() if key in read or key in {c.leaf for c in chosen.values()}}
    return replace(generated, body=change(generated.body), needs=needs)


def _globals_read(function: Function) -> frozenset[str]:
    return frozenset(one for statement in every(function.body) for one in reads(statement))


def _own_name(function: Function, module: Any) -> str | None:
    """The name under which the primal's own module knows a library, if nothing there hides it."""
    local = bound_in(function.body) | set(function.all_parameters)
    home = function.home
    candidates = [*function.imports] if home is None else [*function.imports, *home.__globals__]
    found = [one for one in candidates if one not in local and lookup(function, one) is module]
    found = [one for one in found if lookup(function, one) is not MISSING]
    shortest = sorted(found, key=lambda one: (len(one), one))
    return shortest[0] if shortest else None
