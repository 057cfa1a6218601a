"""Reverse mode of one specialisation: a forward sweep that saves what is needed, and the reverse sweep.

Before: ``z = x * y``. After: ``z = x * y`` and ``bx = y * bz``, ``by = x * bz``. Postcondition: the reverse sweep reads
only what the forward sweep leaves behind, its lists included, and the adjoint of the result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...errors import Origin
from ...program import Assign, If, Raise, Return, Statement
from ...specialise import Specialisation
from ...syntax import Expr, call, const, name
from .forward_sweep import ForwardSweep
from .reverse_sweep import ReverseSweep

__all__ = ["Sweeps", "reverse"]


@dataclass(frozen=True, eq=False)
class Sweeps:
    """What reverse mode makes of one specialisation.

    ``gradients`` are the adjoints of the active parameters at the end (None: zero); ``owned`` those that share storage
    with nothing, ``settled`` those that are also of the parameter's shape and dtype; ``seed`` is the variable of the
    result's adjoint; ``result`` the primal's result; ``adjoints`` the variables of all adjoints.
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


def reverse(spec: Specialisation) -> Sweeps:
    """The sweeps of one specialisation."""
    function = spec.function
    temporaries = set(function.temporaries)
    forwards = {statement: callee.forward_name for statement, callee in spec.calls.items()}
    backwards = {statement: callee.reverse_name for statement, callee in spec.calls.items()}
    temporaries |= {pull.residuals for pull in spec.pulls.values() if pull.residuals is not None}
    checks = _guards(spec)
    ahead = ForwardSweep(spec.recording, spec.pulls, forwards, spec.names, temporaries, checks, spec.kinds)
    back = ReverseSweep(
        function, spec.kinds, spec.facts, spec.pulls, spec.recording, ahead, backwards, spec.names, temporaries
    )
    result = function.result
    named = result.head == "name" and result.leaf not in function.temporaries
    seed = back.ledger.variable(result.leaf) if named else spec.names.fresh("b_return")
    if result.head == "name":
        back.ledger.variables[result.leaf] = seed
    body = tuple(statement for statement in function.body if not isinstance(statement, Return))
    forward = ahead.run(body)
    value = ahead.now(result)
    if spec.facts.result_varied and result.head == "name":
        back.ledger.named.add(result.leaf)
    reversed_ = back.run(body)
    gradients: dict[str, Expr | None] = {
        parameter: name(back.ledger.variable(parameter)) if parameter in back.ledger.named else None
        for parameter in spec.active
    }
    return Sweeps(
        tuple(_setup(spec, ahead)),
        tuple(forward),
        tuple(reversed_),
        gradients,
        frozenset(back.ledger.owned),
        frozenset(back.ledger.final),
        seed,
        value,
        frozenset(temporaries),
        frozenset(back.ledger.variables.values()),
    )


def _setup(spec: Specialisation, ahead: ForwardSweep) -> list[Statement]:
    where = spec.function.origin
    out: list[Statement] = [_fixed(parameter, where) for parameter in spec.function.guards]
    out += [Assign(one, const(None), where) for one in spec.recording.placeholders]
    out += [Assign(one, Expr("list"), where) for one in (*ahead.saved.lists, *ahead.trip_lists.values())]
    return out


def _fixed(parameter: str, where: Origin) -> Statement:
    """Refuse another function than the default that the derivative was made for."""
    differs = Expr("compare", (name(parameter), name(f"%default of {parameter}")), ("is not",))
    place = f"{where.file}:{where.line}:{where.column}"
    text = f"{place}: the derivative holds for the default of `{parameter}` alone, and another function was given"
    return If(differs, (Raise(call(name("ValueError"), const(text)), None, where),), (), where)


def _guards(spec: Specialisation) -> Callable[[Statement, Callable[[Expr], Expr]], list[Statement]]:
    """Run-time checks of updates that would be in place for arrays and lists."""

    def checks(statement: Statement, now: Callable[[Expr], Expr]) -> list[Statement]:
        if statement not in spec.memory.guards or not isinstance(statement, Assign):
            return []
        where = statement.origin
        place = f"{where.file}:{where.line}:{where.column}"
        message = f"{place}: `{statement.target}` is mutable and changed in place: write the update as an assignment"
        mutable = Expr("tuple", (Expr("attr", (name("%np"),), "ndarray"), name("list")))
        error = Raise(call(name("ValueError"), const(message)), None, where)
        return [If(call(name("isinstance"), now(name(statement.target)), mutable), (error,), (), where)]

    return checks
