"""Reverse mode of one specialisation: a forward sweep that saves what is needed, and the reverse sweep.

Before: ``z = x * y``. After: ``z = x * y`` and ``bx = y * bz``, ``by = x * bz``. Postcondition: the reverse sweep reads
only what the forward sweep leaves behind, its lists included, and the adjoint of the result.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...names import adjoint_stem
from ...program import Assign, Return, Statement, every, targets
from ...pulls import helper
from ...specialise import Specialisation
from ...syntax import Expr, call, const, name
from ...values import Kind
from ..checks import fixed, guards, no_numbers
from ..entry import entry, floating
from .adjoints import Term
from .forward_sweep import ForwardSweep
from .reverse_sweep import ReverseSweep

__all__ = ["Sweeps", "reverse"]


@dataclass(frozen=True, eq=False)
class Sweeps:
    """What reverse mode makes of one specialisation.

    ``gradients`` are the adjoints of the active parameters at the end (None: zero); ``owned`` those that share storage
    with nothing, ``settled`` those that are also of the parameter's shape and dtype; ``seed`` is the variable of the
    result's adjoint; ``result`` the primal's result; ``adjoints`` the variables of all adjoints; ``arrays`` those that
    certainly are arrays of the primal's shape, ``numeric`` the primal's names that are arrays; ``records`` the lists of
    the forward sweep; ``threaded`` adjoints that a caller hands in to be changed in place; ``shadow`` is that of the
    result, if the caller asks for it;
    ``changed``: whether the reverse sweep puts back older content of storage.
    """

    setup: tuple[Statement, ...]
    forward: tuple[Statement, ...]
    reverse: tuple[Statement, ...]
    gradients: dict[str, Expr | None]
    owned: frozenset[str]
    settled: frozenset[str]
    seed: str
    result: Expr
    temporaries: frozenset[str]
    adjoints: frozenset[str]
    records: frozenset[str] = frozenset()
    arrays: frozenset[str] = frozenset()
    numeric: frozenset[str] = frozenset()
    threaded: tuple[str, ...] = ()
    shadow: Expr | None = None
    changed: bool = False


def reverse(spec: Specialisation) -> Sweeps:
    """The sweeps of one specialisation."""
    function = spec.function
    temporaries = set(function.temporaries)
    temporaries |= {pull.residuals for pull in spec.pulls.values() if pull.residuals is not None}
    checks = guards(spec)
    ahead = ForwardSweep(spec, temporaries, checks)
    threaded = {one: spec.names.fresh(adjoint_stem(one)) for one in spec.threaded}
    shadows = {**threaded, **spec.shadows.names}
    back = ReverseSweep(spec, ahead, temporaries, shadows)
    result = function.result
    shadowed = result.head == "name" and result.leaf in shadows
    named = result.head == "name" and result.leaf not in function.temporaries and not shadowed
    seed = back.ledger.variable(result.leaf) if named else spec.names.fresh("b_return")
    if result.head == "name" and not shadowed:
        back.ledger.variables[result.leaf] = seed
    body = tuple(statement for statement in function.body if not isinstance(statement, Return))
    forward = ahead.run(body)
    value = ahead.now(result)
    beside = spec.shadows.names.get(result.leaf) if spec.context.pair_result and result.head == "name" else None
    shadow = None if beside is None else ahead.now(name(beside))
    _start(spec, back, ahead, seed, value)
    reversed_ = back.run(body)
    gradients: dict[str, Expr | None] = {
        parameter: back.ledger.adjoint(parameter) if parameter in {*back.ledger.named, *shadows} else None
        for parameter in spec.active
        if parameter not in spec.threaded
    }
    return Sweeps(
        tuple(_setup(spec, ahead)),
        tuple(forward),
        tuple(reversed_),
        gradients,
        frozenset(back.ledger.owned) | frozenset(shadows),
        frozenset(back.ledger.final),
        seed,
        value,
        frozenset(temporaries),
        frozenset(back.ledger.variables.values()),
        frozenset([*ahead.saved.lists(spec.recording.in_loop), *ahead.trip_lists.values()]),
        _arrays(spec, back),
        _numeric(spec),
        tuple(threaded.values()),
        shadow,
        bool(spec.recording.slices or spec.recording.restores),
    )


def _arrays(spec: Specialisation, back: ReverseSweep) -> frozenset[str]:
    """The adjoints that are arrays of real numbers, of the shape of the primal, wherever they are bound."""
    kinds = spec.kinds.of_names(spec.function)
    active = set(spec.active)
    for statement in every(spec.function.body):
        if spec.facts.is_active(statement):
            active |= frozenset(targets(statement))
    if not all(_is_real(kind) for one in active for kind in kinds.get(one, [])):
        return frozenset()
    arrays = {one for one, every_kind in kinds.items() if all(kind.is_array and kind.rank for kind in every_kind)}
    return frozenset(variable for one, variable in back.ledger.variables.items() if one in arrays)


def _numeric(spec: Specialisation) -> frozenset[str]:
    """The primal's names that are arrays wherever they are bound."""
    kinds = spec.kinds.of_names(spec.function)
    return frozenset(one for one, every_kind in kinds.items() if all(kind.is_array for kind in every_kind))


def _is_real(kind: Kind) -> bool:
    """Whether a value certainly is made of real numbers."""
    if kind.items is not None:
        return all(_is_real(item) for item in kind.items)
    return kind.tag in ("float", "int", "bool") or (kind.is_array and kind.dtype in ("float64", "float32"))


def _start(spec: Specialisation, back: ReverseSweep, ahead: ForwardSweep, seed: str, value: Expr) -> None:
    """Give the result its adjoint: the seed, or that added to the adjoint of storage that the result is.

    The seed of a result that is written in place, and may have no axes, is made an array of its own.
    """
    function, result = spec.function, spec.function.result
    body = [statement for statement in function.body if not isinstance(statement, Return)]
    back.current = ahead.at[body[-1]][1] if body else {}
    if result.head != "name":
        return
    if result.leaf in back.ledger.shadows:
        if spec.takes_seed:
            back.ledger.flush({result.leaf: [Term(name(seed), "structure")]}, function.body[-1])
        return
    if not spec.facts.result_varied:
        return
    back.ledger.named.add(result.leaf)
    if result.leaf in back.ledger.indexed and not spec.kinds.result.rank and not spec.kinds.result.is_scalar:
        zeros = call(helper("zeros_like"), value)
        back.ledger.assign(seed, call(helper("add_at"), zeros, const(Ellipsis), name(seed)), function.body[-1])
        back.ledger.owned.add(result.leaf)


def _setup(spec: Specialisation, ahead: ForwardSweep) -> list[Statement]:
    where = spec.function.origin
    out: list[Statement] = [fixed(parameter, where) for parameter in spec.function.guards]
    out += [*floating(spec), *no_numbers(spec), *entry(spec)]
    out += [Assign(one, const(None), where) for one in spec.recording.placeholders]
    out += [
        Assign(one, Expr("list"), where)
        for one in (*ahead.saved.lists(spec.recording.in_loop), *ahead.trip_lists.values())
    ]
    return out
