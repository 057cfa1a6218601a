"""The order of the stages, as one table; and the one function that sends a request down the line."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import FunctionType
from typing import Any

from . import declared, kinds, templates
from .activity import INACTIVE_KINDS, differentiable
from .batches import BatchGraph, BatchSpecialisation, any_of
from .construction import CONSTRUCTS
from .effects import effects, effects_in, everywhere, push_effects
from .errors import IndependenceError, Origin, ResultError, UnsupportedConstructError, WrtError, place_of
from .names import Names
from .paths import steps_of
from .printer import block_text, module_text
from .program import (
    Assign,
    Block,
    Function,
    Generated,
    Parameter,
    Request,
    Return,
    bound_in,
    every,
    lookup,
    reads,
)
from .push_graph import PushGraph, PushSpecialisation
from .reader import read
from .records import Record
from .specialise import CallGraph, Specialisation
from .summaries import Context, portable
from .syntax import Expr, Field, const, dotted, name, names_in
from .templates.derived import floating
from .transforms.assemble import finish, joint, pair, split
from .transforms.assemble_forward import pushed_callee, pushforward
from .transforms.batch import batch
from .transforms.complexity import refuse_complex
from .transforms.desugar import desugar
from .transforms.fence import fence
from .transforms.forward import forward
from .transforms.inner import inner
from .transforms.inserted import without_blocks
from .transforms.normalise import normalise
from .transforms.reverse import reverse
from .transforms.simplify import Scope, simplify
from .transforms.statics import Statics
from .values import FLOAT, UNKNOWN, Kind

OUTPUT = "__output__"
"""The attribute of a derivative that holds what the compiler made: it goes when the derivative goes."""

FRONT: tuple[Callable[[Any], Any], ...] = (read, fence, desugar, inner)
"""From a live function to core statements. `Fronts` leads on, by way of `statics`, to the normal form.

Then: `specialise` (the facts), `reverse`, `assemble` with `simplify`.
"""


@dataclass(frozen=True, eq=False)
class Output:
    """What comes out: functions in the order of their text, the text, and what was decided on the way."""

    functions: tuple[Generated, ...]
    text: str
    name: str
    specialisations: tuple[Specialisation | PushSpecialisation | BatchSpecialisation, ...]
    independent: tuple[str, ...]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    request: Request | None = None


STOPPED = "__stopped__"
"""The attribute of a derivative whose text leaves out that something counts as constant."""

Trace = Callable[[str, str, str], None]
"""Is told of each function, stage, and the text after it."""


def unchanged(function: Function) -> Function:
    """The function as it is."""
    return function


class Fronts:
    """The normal forms of the functions that one request leads to, each made once.

    ``changed``: what is done to each in the end. ``trace``: is told of the tree after each stage.
    """

    def __init__(self, trace: Trace | None = None, changed: Callable[[Function], Function] = unchanged) -> None:
        templates.load()
        self.trace = trace
        self.changed = changed
        self.statics = Statics(self.core)
        self.cores: dict[Any, Function] = {}
        self.known: dict[Any, Function] = {}

    def core(self, target: Any) -> Function:
        """A live or lifted function in core statements whose expressions nest."""
        if target not in self.cores:
            self.cores[target] = inner(target) if isinstance(target, Function) else self.through(target)
        return self.cores[target]

    def through(self, target: Any) -> Function:
        """A live function through `FRONT`."""
        if STOPPED in getattr(target, "__dict__", ()):
            raise UnsupportedConstructError(
                f"`{target.__name__}` is the derivative of a function with `stop_gradient`, "
                "which its text does not show",
                "Differentiate a function of your own that computes it, with `stop_gradient` in it.",
                place_of(target),
            )
        value: Any = target
        for stage in FRONT:
            value = stage(value)
            self.told(value, stage.__name__)
        assert isinstance(value, Function)
        return value

    def normal(self, target: Any) -> Function:
        """The normal form of a live or lifted function."""
        if target not in self.known:
            made = self.statics.applied(self.statics.core(target))
            self.told(made, "statics")
            made = normalise(made)
            self.told(made, "normalise")
            self.known[target] = self.changed(made)
        return self.known[target]

    def told(self, value: Any, stage: str) -> None:
        if self.trace is not None and isinstance(value, Function):
            self.trace(value.name, stage, block_text(value.body))


def front(function: Any) -> Function:
    """The normal form of a live function."""
    return Fronts().normal(function)


def differentiate(request: Request, trace: Trace | None = None) -> Output:
    """The derivative that a request asks for, as text and as functions of the output.

    ``trace`` is told of the tree of every function after each stage.
    """
    normal = Fronts(trace, without_blocks if request.mode == "forward" else unchanged).normal
    outer = normal(request.function)
    if request.has_aux:
        outer = with_aux(outer)
    names = tuple(outer.all_parameters[position] for position in request.wrt)
    parameters = parameter_kinds(outer, request, names)
    if request.mode == "forward":
        return pushed_forward(outer, request, normal, parameters, names)
    graph = CallGraph(normal, Names(outer.all_parameters))
    spec = graph.specialise(outer, parameters, frozenset(names), False, Context(outermost=True))
    spec.forward_name, spec.reverse_name = (graph.module_names.fresh(f"{outer.name}_{half}") for half in ("fwd", "bwd"))
    if request.scalar_result and spec.kinds.result.is_container and request.check_dims:
        hint = "Return one number, or use `vjp`, which takes the adjoint of the whole result."
        raise ResultError(
            f"the result of `{outer.name}` is a {spec.kinds.result.tag}, not one number", hint, outer.origin
        )
    refuse_complex(graph.order, spec, request)
    named = replace(request, lifted=lifted_in([one.function for one in graph.order]))
    made: list[Generated] = []
    for one in graph.order:
        sweeps = reverse(one)
        if trace is not None:
            trace(one.function.name, "reverse", block_text((*sweeps.setup, *sweeps.forward, *sweeps.reverse)))
        if one is not spec:
            made += pair(one, sweeps, named, effects)
        elif request.motion == "split":
            made += split(one, sweeps, named, names, effects)
        else:
            made += joint(one, sweeps, named, names, effects)
    made = [*nested_primals(made, [one.function for one in graph.order], normal), *made]
    independent = tuple(one for one in names if one not in spec.facts.entry)
    kinds_of = kinds_of_output(outer, spec.kinds, parameters, made[-1], request)
    return Output(tuple(made), module_text(made), made[-1].name, tuple(graph.order), independent, kinds_of, request)


def pushed_forward(
    outer: Function,
    request: Request,
    normal: Callable[[Any], Function],
    parameters: dict[str, Kind],
    names: tuple[str, ...],
) -> Output:
    """The derivative in forward mode."""
    graph = PushGraph(normal, Names(outer.all_parameters))
    spec = graph.specialise(outer, parameters, frozenset(names), Context(outermost=True))
    named = replace(request, lifted=lifted_in([one.function for one in graph.order]))
    made: list[Generated] = []
    for one in graph.order:
        pushed = forward(one)
        if one is spec:
            made.append(pushforward(one, pushed, named, names, push_effects))
        else:
            made.append(pushed_callee(one, pushed, named, push_effects))
    made = [*nested_primals(made, [one.function for one in graph.order], normal), *made]
    independent = tuple(one for one in names if not spec.facts.entry & {one})
    kinds_of = kinds_of_output(outer, spec.kinds, parameters, made[-1], request, names)
    return Output(tuple(made), module_text(made), made[-1].name, tuple(graph.order), independent, kinds_of, request)


@dataclass(frozen=True, eq=False)
class Batched:
    """A derivative for many directions at once.

    ``outside``: what was found in globals and cells, which has to stay of these kinds. ``keeps``: whether what carries
    directions is put on lists. ``rank``: the highest one of a value that carries directions, in one direction.
    """

    output: Output
    outside: Mapping[tuple[Function, str], Kind]
    keeps: bool
    rank: int

    def holds(self) -> bool:
        """Whether what was found outside of the functions is still of the same kinds."""
        return all(
            declared.kind_of_value(lookup(function, one)) == kind for (function, one), kind in self.outside.items()
        )


def vectorise(derivative: Any, parameters: Mapping[str, Kind], directions: tuple[str, ...]) -> Batched:
    """A derivative for many directions at once: ``directions`` are the parameters that get one more axis, ahead.

    Raises `Unbatched` where it has to be called once for each direction, `TangentError` if it cannot be read.
    """
    normal = Fronts().normal
    outer = normal(derivative)
    graph = BatchGraph(normal, Names(outer.all_parameters))
    spec = graph.specialise(outer, parameters, dict.fromkeys(directions, True), True)
    made, order = [], graph.order(spec)
    for one in order:
        carriers = [parameter for parameter in one.function.all_parameters if any_of(one.marks.get(parameter, False))]
        made.append(batch(one, carriers, effects_in(one.function, everywhere(one))))
    made = [*nested_primals(made, [one.function for one in order], normal), *made]
    output = Output(tuple(made), module_text(made), made[-1].name, tuple(order), ())
    rank = max(one.rank for one in order)
    return Batched(output, graph.outside, spec.keeps, rank)


def kinds_of_output(
    outer: Function,
    solved: kinds.Kinds,
    parameters: Mapping[str, Kind],
    made: Generated,
    request: Request,
    names: tuple[str, ...] = (),
) -> dict[str, Kind]:
    """What is known of the parameters of a derivative: those of the primal, then its seed or its tangents."""
    first = solved.before.get(outer.body[0], parameters) if outer.body else parameters
    known = {one: portable(first.get(one, UNKNOWN)) for one in outer.all_parameters}
    added = [one.name for one in made.parameters if one.name not in known]
    if names:
        return {**known, **dict(zip(added, (floating(known[one]) for one in names), strict=False))}
    seed = FLOAT if request.scalar_result and solved.result.rank == 0 else floating(portable(solved.result))
    return {**known, **dict.fromkeys(added, UNKNOWN if request.input_derivative == "DefaultOnes" else seed)}


def round_trip(function: Any, optimized: bool = True) -> Output:
    """The primal itself, through the front half and out again: what every derivative is built on must reproduce it."""
    fronts = Fronts(changed=without_blocks)
    normal = fronts.normal(function)
    body = normal.body
    if optimized:
        scope = Scope(normal.temporaries, normal.all_parameters, effects_in(normal, {}))
        body = simplify(body, scope)
    generated = Generated(normal.name, normal.parameters, body, "", normal.home)
    made = [finish(generated, normal)]
    made = [*nested_primals(made, [normal], fronts.normal), *made]
    return Output(tuple(made), module_text(made), normal.name, (), ())


def lifted_in(functions: Iterable[Function]) -> frozenset[str]:
    """The names of the nested functions that functions call."""
    called = (path for function in functions for path, one in function.callees.items() if isinstance(one, Function))
    return frozenset(path.leaf for path in called)


def nested_primals(
    made: list[Generated], functions: list[Function], normal: Callable[[Any], Function]
) -> list[Generated]:
    """The nested functions that the output calls as they are, lifted."""
    wanted = {
        name_ for generated in made for one in every(generated.body) for name_ in reads(one) - set(generated.needs)
    }
    known = {generated.name for generated in made}
    found: list[Generated] = []
    for function in functions:
        for path, target in function.callees.items():
            if isinstance(target, Function) and path.leaf in wanted and path.leaf not in known:
                nested = without_blocks(normal(target))
                scope = Scope(nested.temporaries, nested.all_parameters, effects_in(nested, {}))
                captured = tuple(Parameter(one, inspect.Parameter.KEYWORD_ONLY) for one in nested.captures)
                body = simplify(nested.body, scope)
                lifted = Generated(path.leaf, (*nested.parameters, *captured), body, "", nested.home)
                known.add(path.leaf)
                made_here = [finish(lifted, nested)]
                found += [*nested_primals([*made, *made_here], [nested], normal), *made_here]
                known |= {one.name for one in found}
    return found


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
    earlier = getattr(home, OUTPUT, None)
    found = {}
    for position, parameter in enumerate(function.parameters):
        kind = UNKNOWN
        if parameter.name in annotations:
            noted = declared.live_annotation(annotations[parameter.name], getattr(home, "__globals__", {}))
            kind = declared.kind_of_annotation(noted)
        if kind == UNKNOWN and isinstance(earlier, Output):
            kind = earlier.kinds.get(parameter.name, UNKNOWN)
        if request.example_kinds is not None and position < len(request.example_kinds):
            kind = request.example_kinds[position]
        found[parameter.name] = FLOAT if kind.tag == "int" and parameter.name in wrt else kind
    for path in request.paths:
        refuse_missing(function, path, found)
    return found


def refuse_missing(function: Function, path: str, known: Mapping[str, Kind]) -> None:
    """Raise `WrtError` for a path to an attribute that the class of an object has not."""
    root, steps = steps_of(path)
    kind = known[root]
    for step in steps:
        cls, fields = kind.cls, kind.fields
        known_names = [one.name for one in dataclasses.fields(cls)] if dataclasses.is_dataclass(cls) else [step]
        if cls is not None and isinstance(step, Field) and not hasattr(cls, step) and step not in known_names:
            hint = f"It has {', '.join(known_names)}."
            raise WrtError(f"wrt={path!r} leads nowhere: `{cls.__name__}` has no `{step}`", hint, function.origin)
        kind = fields.get(step, UNKNOWN)


@dataclass(frozen=True, eq=False)
class Reliance:
    """What one path of a function that was read led to, and the state of the function found there."""

    function: Function
    chain: tuple[str, ...]
    target: Any
    state: tuple[Any, ...]

    def holds(self) -> bool:
        """Whether the path still leads to the same function, unchanged."""
        value = lookup(self.function, self.chain[0])
        for attribute in self.chain[1:]:
            value = getattr(value, attribute, None)
        return (value is self.target or value == self.target) and state_of(value) == self.state


def state_of(function: Any) -> tuple[Any, ...]:
    """What of a function its derivative depends on and may be changed."""
    if isinstance(function, type):
        return state_of(function.__dict__.get("__init__"))
    if not isinstance(function, FunctionType):
        return ()
    keyword_only = tuple((function.__kwdefaults__ or {}).items())
    return function.__code__, function.__defaults__, keyword_only, str(function.__annotations__)


def resolved(output: Output) -> list[Reliance]:
    """What each path into globals or cells that the output relies on was resolved to."""
    found = []
    for spec in output.specialisations:
        local = bound_in(spec.function.body) | set(spec.function.all_parameters)
        for path, target in {**spec.function.callees, **spec.function.relies}.items():
            chain = dotted(path)
            if chain is not None and chain[0] not in local and not isinstance(target, Function):
                made = getattr(target, CONSTRUCTS, None) if isinstance(target, FunctionType) else None
                cls = target.cls if isinstance(target, Record) else made
                found.append(Reliance(spec.function, chain, target if cls is None else cls, state_of(cls or target)))
    return found


def independence_error(output: Output, parameter: str) -> IndependenceError:
    """The error for a parameter that the result does not depend on; it stands where the dependence is cut."""
    spec = output.specialisations[-1]
    assert not isinstance(spec, BatchSpecialisation)
    hint = "Leave it out of `wrt`, or check whether a cast, a rounding or a comparison cuts the dependence."
    message = f"the result of `{spec.function.name}` does not depend on `{parameter}`"
    return IndependenceError(message, hint, _cut(spec, parameter) or spec.function.origin)


def _cut(spec: Specialisation | PushSpecialisation, parameter: str) -> Origin | None:
    """The first statement that reads what depends on the parameter and whose result does not."""
    reached = {parameter}
    for statement in every(spec.function.body):
        if not isinstance(statement, Assign) or not reads(statement) & reached:
            continue
        found = spec.facts.operations[statement]
        through = {one for key, _, atom in found.atoms if key in differentiable(found) for one in names_in(atom)}
        if through & reached and spec.kinds.target(statement).tag not in INACTIVE_KINDS:
            reached.add(statement.target)
        else:
            return statement.origin
    return None
