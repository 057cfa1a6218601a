"""Checks of rules: in reverse mode against central differences, in forward mode against these and the adjoints."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from . import runtime
from .errors import GradientMismatchError, TemplateError
from .libraries import LIBRARIES, helpers
from .push_checking import check_tangents
from .sampling import (
    STEP,
    Sample,
    arrays_of,
    direction_of,
    equal,
    inner,
    is_active,
    is_single,
    kind_of,
    literal,
    loss,
    mismatch,
    moved,
    precise,
    require_same,
    seed_of,
    shown,
)
from .syntax import Expr, name
from .templates import load
from .templates.filling import fill, missing, module_of
from .templates.rules import Filled, Rule
from .values import UNKNOWN, Kind


def check_rule(
    function: Any,
    *args: Any,
    wrt: tuple[int | str, ...] | None = None,
    kinds: tuple[bool, ...] = (False, True),
    rtol: float = 1e-5,
    along: Callable[[Any], Any] | None = None,
    **kwargs: Any,
) -> None:
    """Check the rule of a function, operator symbol, ``("method", name)`` or ``("attr", name)`` at sample arguments.

    ``wrt`` numbers or names the active arguments (default: all that hold floats); ``kinds`` says whether the rule is to
    be tried with nothing known of the arguments (False) or everything (True); ``along`` maps a random direction to an
    allowed one (symmetric matrices). Forward mode is checked at the same arguments, by the adjoints and by central
    differences, in a function that makes the call. Raises `GradientMismatchError` where the rule raises, changes its
    arguments, gives another shape, dtype or kind, differs from central differences, or is wrong about shared storage or
    about what the function writes, and how that is undone; `TemplateError` if there is no rule, `UnknownFunctionError`
    if it has no tangent.
    """
    rule = load().get(function)
    if rule is None:
        raise TemplateError(f"no rule for {function}", "Declare one with `elementwise`, `linear` or `adjoint`.")
    sample = _sample(function, rule, args, kwargs, wrt)
    values = dict(sample.values)
    kept = copy.deepcopy(values)
    value = sample.run(values)
    require_same(sample, values, kept, "does not declare what the function changes")
    if sample.written is None:
        _check_sharing(sample, arrays_of(list(values.values())), value)
    else:
        _check_writing(sample, sample.written)
    seed = seed_of(value, np.random.default_rng(0))
    for known in kinds:
        for spelled in (False, True):
            for wanted in _choices(sample):
                gradients = _gradients(sample, value, seed, known, spelled, wanted)
                require_same(sample, values, kept, "changed its arguments")
                _check_differences(sample, gradients, seed, rtol, along)
                for pushed in _pushed(sample, gradients, known == spelled):
                    check_tangents(sample, value, seed, pushed, known, spelled, rtol, along)
                require_same(sample, values, kept, "changed its arguments in forward mode")
    require_same(sample, sample.run(values), value, "gave another value the second time")


def _sample(
    function: Any, rule: Rule, args: tuple[Any, ...], kwargs: dict[str, Any], wrt: tuple[int | str, ...] | None
) -> Sample:
    """The call of a function with its active arguments."""
    positions = tuple(f"a{number}" for number in range(len(args)))
    named = {key: f"{key}_" for key in kwargs}
    values = {**dict(zip(positions, args, strict=True)), **{named[key]: value for key, value in kwargs.items()}}
    chosen = None if wrt is None else {f"a{one}" if isinstance(one, int) else f"{one}_" for one in wrt}
    sample = Sample(function, rule, values, positions, named, ())
    active = tuple(
        key
        for key, value in values.items()
        if (is_active(value) or key == sample.written if chosen is None else key in chosen)
    )
    return replace(sample, active=active)


def _choices(sample: Sample) -> list[tuple[str, ...]]:
    """Of which arguments the adjoint is taken: where the function writes, one may be taken without another."""
    alone = [(key,) for key in sample.active] if sample.written is not None and len(sample.active) > 1 else []
    return [sample.active, *alone]


def _pushed(sample: Sample, gradients: Mapping[str, Any], each: bool) -> list[Mapping[str, Any]]:
    """Of which arguments there is a tangent: all, and ``each`` one alone, since zero tangents are left out.

    Arrays of integers have none: forward mode refuses to write them.
    """
    whole = {key for key, x in sample.values.items() if isinstance(x, np.ndarray) and not is_active(x)}
    found = {key: gradient for key, gradient in gradients.items() if key not in whole}
    alone = each and len(found) > 1 and sample.written is None
    return [found, *({key: gradient} for key, gradient in found.items() if alone)] if found else []


def _gradients(
    sample: Sample, value: Any, seed: Any, known: bool, spelled: bool, wanted: tuple[str, ...]
) -> dict[str, Any]:
    """The adjoint of each argument that is wanted, by filling in the template and evaluating it."""
    rule = sample.rule
    terms = {
        key: literal(item) if spelled and key not in sample.active else name(key) for key, item in sample.values.items()
    }
    bound = sample.bound(terms)
    kinds = {parameter: _kind_of_term(term, sample.values) if known else UNKNOWN for parameter, term in bound.items()}
    filled = Filled(rule, bound, kinds)
    _check_kind(sample, rule.kind(filled), value if sample.written is None else value[1])
    space = {**LIBRARIES, **helpers(), **sample.values, "result": value, "incoming": seed}
    if sample.written is not None:
        content = runtime.copied(seed[0]) if rule.structural else seed[0]
        content = runtime.zeros_like(value[0]) if content is None else content
        space |= {"result": None, "incoming": content, "returned": seed[1], "value": value[1]}
    found: dict[str, Any] = {}
    try:
        partials = fill(filled, name("result"), name("incoming"), {}, lambda hint: f"{hint}_made")
        parts = (*partials.adjoints.values(), *(term for _, term in partials.definitions))
        space["xp"] = sys.modules[module_of(sample.key, parts)]
        for identifier, term in partials.definitions:
            space[identifier] = eval(str(term), space)
        places = {key: _parameter(bound, key) for key in wanted}
        order = list(partials.adjoints)
        for key, (parameter, inside) in sorted(places.items(), key=lambda one: _rank(order, one[1][0])):
            if parameter in missing(filled.rule, partials, (parameter,)):
                raise TemplateError(f"no branch holds for {parameter}", "End the template with the general case.")
            found[key] = _evaluated(sample, key, partials.adjoints.get(parameter), inside, space)
    except Exception as error:
        raise mismatch(sample, f"the rule raised {type(error).__name__}: {error}") from error
    _check_apart(sample, found)
    return found


def _rank(order: list[str], parameter: str) -> int:
    return order.index(parameter) if parameter in order else len(order)


def _check_apart(sample: Sample, gradients: Mapping[str, Any]) -> None:
    """Raise where an adjoint shares storage with that of what is written, which goes on being written."""
    whole = gradients.get(str(sample.written))
    for key, gradient in gradients.items():
        if key != sample.written and runtime.overlap(gradient, whole):
            raise mismatch(sample, f"the adjoint of {key} shares storage with that of what is written")


def _kind_of_term(term: Expr, values: Mapping[str, Any]) -> Kind:
    """The kind of an argument: of a name, a tuple of names, or a literal."""
    if term.head == "name":
        return kind_of(values[term.leaf]) if term.leaf in values else UNKNOWN
    if term.head == "tuple":
        return Kind("tuple", items=tuple(_kind_of_term(item, values) for item in term.args))
    return kind_of(term.value) if term.head == "const" else UNKNOWN


def _parameter(bound: Mapping[str, Expr], key: str) -> tuple[str, int | None]:
    """The parameter that an argument is for, and its position in ``*args``."""
    for parameter, term in bound.items():
        if term == name(key):
            return parameter, None
        if term.head == "tuple" and name(key) in term.args:
            return parameter, term.args.index(name(key))
    raise TemplateError(f"no parameter for {key}", "Name the argument as the template does.")


def _evaluated(sample: Sample, key: str, partial: Expr | None, inside: int | None, space: dict[str, Any]) -> Any:
    """The adjoint of one argument."""
    if partial is None:
        return None
    x = sample.values[key]
    space["narrow"] = lambda partial: runtime.broadcast_like(partial, x)
    with np.errstate(all="ignore"):
        adjoint = eval(str(partial), space)
        if sample.rule.form == "elementwise":
            return runtime.unbroadcast(adjoint * space["incoming"], x)
    return adjoint if inside is None else adjoint[inside]


def _check_kind(sample: Sample, kind: Kind, value: Any) -> None:
    """Raise where the declared kind of the result says what is not so."""
    true = kind_of(value)
    pointlike = (
        not isinstance(value, (list, tuple, type(None)))
        and np.shape(value) == ()
        and (kind.is_scalar or (kind.is_array and kind.rank in (None, 0)))
    )
    if kind.tag not in ("unknown", true.tag) and not pointlike:
        raise mismatch(sample, f"the result is declared {kind.tag}, and is {true.tag}")
    if true.tag == "complex" and kind.dtype not in (None, "complex128"):
        raise mismatch(sample, f"the result is declared {kind.dtype}, and is complex")
    for fact in ("rank", "dtype", "shape"):
        declared = getattr(kind, fact)
        if declared is not None and declared != getattr(true, fact) and not (kind.is_scalar and fact == "dtype"):
            raise mismatch(sample, f"the {fact} of the result is declared {declared}, and is {getattr(true, fact)}")


def _check_writing(sample: Sample, written: str) -> None:
    """Raise where the function writes what the rule does not declare, or what it writes is not put back."""
    values = copy.deepcopy(dict(sample.values))
    content, arrays = copy.deepcopy(values[written]), arrays_of(values[written])
    terms = sample.bound({key: name(key) for key in values})
    try:
        space = {**helpers(), **{parameter: eval(str(term), {**values}) for parameter, term in terms.items()}}
        whole = sample.rule.writes[0]
        space["kept"] = eval(sample.rule.keeps or f"snapshot({whole})", space)
        before = arrays_of(list(values.values()))
        returned = sample.call(values)
        others = {key: value for key, value in values.items() if key != written}
        require_same(
            sample, others, {key: sample.values[key] for key in others}, "does not declare what the function changes"
        )
        _check_sharing(sample, before, returned)
        eval(sample.rule.undo or f"restore({whole}, kept)", space)
    except GradientMismatchError:
        raise
    except Exception as error:
        raise mismatch(sample, f"keeping or undoing raised {type(error).__name__}: {error}") from error
    same = {id(one) for one in arrays_of(values[written])} == {id(one) for one in arrays}
    if not (same and equal(values[written], content)):
        raise mismatch(sample, f"undoing left {shown(values[written])}, not {shown(content)}")


def _check_sharing(sample: Sample, arrays: list[Any], value: Any) -> None:
    """Raise where the declared sharing of storage is not what NumPy does."""
    declared = sample.rule.shares
    results = [leaf for leaf in arrays_of(value) if leaf.size]
    shared = any(np.shares_memory(result, leaf) for result in results for leaf in arrays)
    if declared == "fresh" and shared:
        raise mismatch(sample, "the result is declared fresh, and shares storage with an argument")
    first = sample.values[sample.positions[0]]
    bound_to_share = declared in ("argument", "view") and sample.key != "getitem" and isinstance(first, np.ndarray)
    if bound_to_share and results and not shared:
        raise mismatch(sample, f"the result is declared {declared}, and shares no storage with the argument")


def _check_differences(
    sample: Sample, gradients: Mapping[str, Any], seed: Any, rtol: float, along: Callable[[Any], Any] | None
) -> None:
    """Raise where an adjoint has another shape than its argument, or differs from central differences."""
    for key, gradient in gradients.items():
        x = sample.values[key]
        _check_form(sample, key, gradient, x)
        random = np.random.default_rng(1)
        for _ in range(2):
            direction = direction_of(x, random, along)
            ahead, behind = (
                loss(sample.run({**precise(sample.values), key: moved(x, direction, step)}), seed)
                for step in (STEP, -STEP)
            )
            true = (ahead - behind) / (2.0 * STEP)
            found = inner(gradient, direction)
            if not abs(found - true) <= rtol * (1.0 + abs(true)) * (1e3 if is_single(x) else 1.0):
                raise mismatch(sample, f"adjoint of {key}: {found:.9g}, central differences: {true:.9g}")


def _check_form(sample: Sample, key: str, gradient: Any, x: Any) -> None:
    """Raise where an adjoint is not of the structure, shape or dtype of its argument."""
    if gradient is None:
        return
    if isinstance(x, (list, tuple, dict)):
        if len(gradient) != len(x):
            raise mismatch(sample, f"the adjoint of {key} has {len(gradient)} items, its argument {len(x)}")
        for at in x if isinstance(x, dict) else range(len(x)):
            _check_form(sample, key, gradient[at], x[at])
    elif is_active(x):
        if np.shape(gradient) != np.shape(x):
            raise mismatch(sample, f"the adjoint of {key} has shape {np.shape(gradient)}, its argument {np.shape(x)}")
        if isinstance(x, np.ndarray) and np.asarray(gradient).dtype != x.dtype and sample.rule.form != "elementwise":
            raise mismatch(sample, f"the adjoint of {key} is {np.asarray(gradient).dtype}, its argument {x.dtype}")
