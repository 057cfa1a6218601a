"""What the marks of `regions` and `variables` are to the facts: effects without a derivative."""

from __future__ import annotations

from typing import Any

from .. import regions, variables
from ..values import BOOL, INT, UNKNOWN, Kind
from .rules import constant, fixed_kind


def _entered(y: Any, context: Any) -> Any: ...


NOTHING = Kind("none")
constant(regions.enter, regions.enter_any, kind=fixed_kind(UNKNOWN), effect=True, signature=_entered)
constant(regions.attempted, kind=fixed_kind(BOOL), effect=True)
constant(regions.caught, kind=fixed_kind(UNKNOWN), effect=True)
constant(regions.clause, kind=fixed_kind(INT), effect=True)
constant(
    regions.leave,
    regions.shield,
    regions.cleanup,
    regions.cleaned,
    regions.attempt,
    kind=fixed_kind(NOTHING),
    effect=True,
)
constant(variables.outside, kind=fixed_kind(UNKNOWN), effect=True)
constant(variables.rebind, variables.update, kind=fixed_kind(NOTHING), effect=True)
