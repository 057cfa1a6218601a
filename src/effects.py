"""The effects of operations of the output: what `simplify` may drop and move."""

from __future__ import annotations

import functools
from collections.abc import Callable

from . import regions, variables
from .batches import BatchSpecialisation
from .libraries import LIBRARIES, OWN, home_of_object
from .program import Function, GradBlock, every
from .push_graph import PushSpecialisation
from .specialise import Specialisation
from .syntax import Expr, is_field
from .templates.operation import operation
from .values import UNKNOWN, Kind, join

_MARKS = frozenset(f"%{one.__name__}" for one in (*regions.MARKS, *variables.MARKS))
"""What opens and closes `with` and `try`, and what variables from outside are read and bound by."""


_CHANGING = frozenset(
    f"%{one}"
    for one in (
        *("add_at", "taken", "put", "restore", "restore_item", "restore_content", "exchange", "exchange_back"),
        *("take_content", "put_content"),
        *("unappend", "unextend", "uninsert", "unpop", "put_back", "take_out", "truncate", "turn"),
    )
)
"""The helpers that change an argument."""


_RUNNING = frozenset({"%value_of", "%pushed_through"})
"""The helpers that run a function of which nothing is known."""


_REFUSING = frozenset({"%refuse_complex", "%require_complex"})
"""The helpers that are called because they may raise."""


def effects(spec: Specialisation) -> Callable[[Expr], tuple[bool, bool]]:
    """Of one operation of the output: whether it has an effect, and whether it may raise."""
    found = effects_in(spec.function, everywhere(spec))
    called = (one for one in spec.calls.values() if not one.threaded and not one.shadows.names)
    pure = {one.reverse_name for one in called if not inserts(one, frozenset())}

    def of(expr: Expr) -> tuple[bool, bool]:
        if expr.head == "call" and expr.args[0].head == "name" and expr.args[0].leaf in pure:
            return False, True
        return found(expr)

    return of


def inserts(spec: Specialisation, seen: frozenset[Specialisation]) -> bool:
    """Whether the reverse half of a function runs a block of the user's, itself or through what it calls."""
    if any(isinstance(one, GradBlock) for one in every(spec.function.body)):
        return True
    return any(inserts(one, seen | {spec}) for one in spec.calls.values() if one not in seen | {spec})


def effects_in(function: Function, every_kind: dict[str, Kind]) -> Callable[[Expr], tuple[bool, bool]]:
    """The effects of the operations of one function, given what is known of its names."""

    def found(expr: Expr) -> tuple[bool, bool]:
        head = expr.head
        if head in ("/", "//", "%"):
            return False, not _cannot_be_zero(expr.args[1], every_kind)
        if head == "getitem" and is_field(expr.args[1]):
            known_whole = every_kind.get(expr.args[0].leaf, UNKNOWN) if expr.args[0].head == "name" else UNKNOWN
            return False, expr.args[1].value not in known_whole.fields
        if head == "getitem":
            return False, not (expr.args[1].head == "slice" and _has_slices(expr.args[0], every_kind))
        if head == "attr":
            return False, False
        if head != "call":
            return False, False
        path = expr.args[0]
        if path.head == "name" and path.leaf.startswith("%"):
            marks = path.leaf in _MARKS or path.leaf in _RUNNING
            return marks or path.leaf in _CHANGING, marks or path.leaf in _REFUSING
        if path.head == "attr" and _is_library(path.args[0]):
            return False, False
        known = operation(function, expr)
        if known.form == "display":
            return False, False
        if known.rule is not None:
            return known.rule.effect or bool(known.rule.writes), known.rule.raises
        return True, True

    return found


def _is_library(owner: Expr) -> bool:
    """Whether a path of the compiler's own is that of a library for arrays, or of an object of one with rules.

    What is called there has no effect.
    """
    if owner.head == "attr" and owner.args[0].head == "name" and _is_library(owner.args[0]):
        return home_of_object(getattr(LIBRARIES[owner.args[0].leaf[1:]], owner.leaf, None)) is not None
    identifier = owner.leaf if owner.head == "name" else ""
    return identifier == "%np" or (identifier[:1] == "%" and identifier[1:] in LIBRARIES.keys() - OWN)


def _has_slices(whole: Expr, every_kind: dict[str, Kind]) -> bool:
    """Whether a slice of a value cannot raise."""
    kind = every_kind.get(whole.leaf, UNKNOWN) if whole.head == "name" else UNKNOWN
    return kind.tag in ("list", "tuple") or (kind.is_array and bool(kind.rank))


def _cannot_be_zero(divisor: Expr, every_kind: dict[str, Kind]) -> bool:
    """Whether dividing by it cannot raise: a constant other than zero, or an array."""
    if divisor.head == "const":
        return bool(divisor.value)
    return divisor.head == "name" and every_kind.get(divisor.leaf, UNKNOWN).is_array


def push_effects(spec: PushSpecialisation) -> Callable[[Expr], tuple[bool, bool]]:
    """Of one operation of a pushforward: whether it has an effect, and whether it may raise."""
    return effects_in(spec.function, everywhere(spec))


def everywhere(spec: Specialisation | PushSpecialisation | BatchSpecialisation) -> dict[str, Kind]:
    """What is known of each name wherever it is bound."""
    found = spec.kinds.of_names(spec.function)
    return {one: functools.reduce(join, bound) for one, bound in found.items()}
