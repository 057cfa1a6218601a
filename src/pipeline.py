"""The order of the stages, as one table; and the one function that sends a request down the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any

from . import kinds, templates
from .errors import IndependenceError
from .names import Names
from .printer import module_text
from .program import Assign, Block, Function, Generated, Request, Return
from .reader import read
from .specialise import CallGraph, Specialisation
from .syntax import Expr, const, dotted, name
from .templates.operation import operation
from .transforms.assemble import joint, pair, split
from .transforms.desugar import desugar
from .transforms.fence import fence
from .transforms.normalise import normalise
from .transforms.reverse import reverse
from .values import FLOAT, UNKNOWN, Kind

FRONT: tuple[Callable[[Any], Any], ...] = (read, fence, desugar, normalise)
"""From a live function to its normal form. Then: facts (`specialise`), `reverse`, `assemble` with `simplify`, printer."""


@dataclass(frozen=True, eq=False)
class Output:
    """What comes out: functions in the order of their text, the text, and what was decided on the way."""

    functions: tuple[Generated, ...]
    text: str
    name: str
    specialisations: tuple[Specialisation, ...]
    independent: tuple[str, ...]


def front(function: Any) -> Function:
    """The normal form of a live function."""
    value: Any = function
    for stage in FRONT:
        value = stage(value)
    assert isinstance(value, Function)
    return value


def differentiate(request: Request, trace: Callable[[str, Any], None] | None = None) -> Output:
    """The derivative that a request asks for, as text and as functions of the output."""
    templates.load()
    known: dict[Any, Function] = {}

    def normal(target: Any) -> Function:
        key = id(target) if isinstance(target, Function) else target
        if key not in known:
            known[key] = normalise(target) if isinstance(target, Function) else front(target)
        return known[key]

    outer = normal(request.function)
    if request.has_aux:
        outer = with_aux(outer)
    graph = CallGraph(normal, Names(outer.all_parameters))
    names = tuple(outer.all_parameters[position] for position in request.wrt)
    parameters = parameter_kinds(outer, request, names)
    spec = graph.specialise(outer, parameters, frozenset(names), False, True)
    spec.forward_name, spec.reverse_name = (graph.module_names.fresh(f"{outer.name}_{half}") for half in ("fwd", "bwd"))
    made: list[Generated] = []
    for one in graph.order:
        sweeps = reverse(one)
        if one is not spec:
            made += pair(one, sweeps, request, effects)
        elif request.motion == "split":
            made += split(one, sweeps, request, names, effects)
        else:
            made += joint(one, sweeps, request, names, effects)
    independent = tuple(one for one in names if one not in spec.facts.entry)
    output = Output(tuple(made), module_text(made), made[-1].name, tuple(graph.order), independent)
    if trace is not None:
        for one in graph.order:
            trace(one.function.name, one)
    return output


def with_aux(function: Function) -> Function:
    """The function whose result is the first of the two that it returns; the other is called ``aux``."""
    last = function.body[-1]
    where = last.origin
    parts = [Expr("getitem", (function.result, const(position))) for position in (0, 1)]
    body: Block = (
        *function.body[:-1],
        Assign("value", parts[0], where),
        Assign("aux", parts[1], where),
        Return(name("value"), where),
    )
    return replace(function, body=body, temporaries=function.temporaries | {"value"})


def parameter_kinds(function: Function, request: Request, wrt: tuple[str, ...]) -> dict[str, Kind]:
    """What annotations and example arguments tell of the parameters."""
    home = function.home
    annotations = getattr(home, "__annotations__", {})
    found = {}
    for position, parameter in enumerate(function.parameters):
        kind = kinds.kind_of_annotation(annotations[parameter.name]) if parameter.name in annotations else UNKNOWN
        if request.example_kinds is not None and position < len(request.example_kinds):
            kind = request.example_kinds[position]
        found[parameter.name] = FLOAT if kind.tag == "int" and parameter.name in wrt else kind
    return found


PURE_BUILTINS = frozenset({"len", "isinstance", "slice", "range", "float", "int", "bool", "tuple"})


def effects(spec: Specialisation) -> Callable[[Expr], tuple[bool, bool]]:
    """Of one operation of the output: whether it has an effect, and whether it may raise."""
    function = spec.function
    every_kind = {}
    for env in spec.kinds.before.values():
        every_kind.update(env)

    def found(expr: Expr) -> tuple[bool, bool]:
        head = expr.head
        if head in ("/", "//", "%"):
            return False, not _cannot_be_zero(expr.args[1], every_kind)
        if head in ("getitem",):
            return False, True
        if head == "attr":
            return False, False
        if head != "call":
            return False, False
        path = expr.args[0]
        if path.head == "name" and path.leaf.startswith("%"):
            return path.leaf == "%add_at", False
        if path.head == "attr" and path.args[0] == name("%np"):
            return False, False
        known = operation(function, expr)
        if known.rule is not None:
            return known.rule.effect or bool(known.rule.writes), known.rule.raises
        return True, True

    return found


def _cannot_be_zero(divisor: Expr, every_kind: dict[str, Kind]) -> bool:
    """Whether dividing by it cannot raise: a constant other than zero, or an array."""
    if divisor.head == "const":
        return bool(divisor.value)
    return divisor.head == "name" and every_kind.get(divisor.leaf, UNKNOWN).is_array


def resolved(output: Output) -> list[tuple[FunctionType, tuple[str, ...], Any]]:
    """What each path into globals or cells that the output relies on was resolved to."""
    found = []
    for spec in output.specialisations:
        home = spec.function.home
        for path, target in spec.function.callees.items():
            chain = dotted(path)
            if chain is not None and isinstance(home, FunctionType) and not isinstance(target, Function):
                found.append((home, chain, target))
    return found


def independence_error(function: Function, parameter: str) -> IndependenceError:
    """The error for a parameter that the result does not depend on."""
    hint = "Leave it out of `wrt`, or check whether a cast, a rounding or a comparison cuts the dependence."
    return IndependenceError(f"the result of `{function.name}` does not depend on `{parameter}`", hint, function.origin)
