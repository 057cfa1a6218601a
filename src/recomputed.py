"""What the reverse sweep computes again instead of finding it saved: cheap expressions of what is still there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from .kinds import Kinds
from .locations import Location, maker
from .memory import Memory
from .needed import Layout, Place
from .program import Assign, For, Function, Statement, While, bound_in, reads, targets
from .syntax import Expr, names_in

_CHEAP = frozenset({"+", "-", "*", "neg", "getitem", "attr", "compare", "not", "and", "or", "//", "%", "tuple"})
_CHEAP_CALLS = frozenset({"len"})


class Walk(Protocol):
    """What this asks of the walk that plans what is saved."""

    def content_of(self, names: frozenset[str], statement: Statement) -> frozenset[Location]: ...

    def needed_to_restore(self, statement: Statement) -> frozenset[str]: ...

    def around_of(self, statement: Statement) -> set[Statement]: ...


@dataclass(frozen=True, eq=False)
class Recomputed:
    """Finds these; ``written_out`` are those found before."""

    function: Function
    kinds: Kinds
    layout: Layout
    memory: Memory
    written_out: Mapping[str, Expr]
    walk: Walk

    def found(self, at_end: Mapping[Place, set[str]]) -> dict[str, Expr]:
        """Those of the names that would be saved at the ends of blocks, with what they are computed with."""
        found: dict[str, Expr] = {}
        for place, names in at_end.items():
            for identifier in sorted(names):
                if identifier not in self.written_out:
                    found.update(self.cheap(identifier, place) or {})
        return found

    def cheap(self, identifier: str, place: Place) -> dict[str, Expr] | None:
        """How to compute a name again, with the names that this takes; None if it costs more than saving it."""
        statements = self.layout.definitions.get(identifier, [])
        if (
            len(statements) != 1
            or not isinstance(statements[0], Assign)
            or statements[0].target != identifier
            or self.layout.parents.get(statements[0]) != place
        ):
            return None
        value = statements[0].value
        is_call = value.head == "call" and str(value.args[0]) in _CHEAP_CALLS
        if not is_call and value.head not in _CHEAP:
            return None
        if value.head == "getitem" and not self.is_plain(value.args[1], statements[0]):
            return None
        found = {identifier: value}
        loop = self.layout.loops[statements[0]]
        for operand in names_in(value):
            if not self.is_there(operand, loop, place):
                inner = self.cheap(operand, place) if operand in self.function.temporaries else None
                if inner is None:
                    return None
                found.update(inner)
        return None if self.is_overwritten(identifier, found) else found

    def is_overwritten(self, identifier: str, found: Mapping[str, Expr]) -> bool:
        """Whether a value, or storage that it is read from, is written before the value is read for the last time.

        What is put back at an index is put back before what the index was made from. A shadow is overwritten where the
        array is that it belongs to, of which alone the references tell.
        """
        made = {one for each in found for one in self.layout.definitions[each]}
        read = frozenset[Location]()
        waiting = [*found]
        while waiting:
            one = waiting.pop()
            value = found[one] if one in found else self.written_out[one]
            waiting += [each for each in names_in(value) if each in self.written_out and each not in found]
            definition = self.layout.definitions[self.array_of(one)][0]
            read |= self.walk.content_of(frozenset(map(self.array_of, names_in(value))), definition)
        identifier = self.array_of(identifier)
        for statement, each in self.memory.writes.items():
            reached = frozenset[Location]().union(*(self.memory.locations(write) for write in each))
            later = self.layout.live_after[statement] | self.walk.needed_to_restore(statement)
            late = identifier in later
            if any(maker(one) in made for one in reached) or (
                reached & read and (late or self.is_tested_around(identifier, statement))
            ):
                return True
        return False

    def array_of(self, identifier: str) -> str:
        """The name whose shadow a name is; itself if it is none."""
        return self.arrays.get(identifier, identifier)

    @cached_property
    def arrays(self) -> dict[str, str]:
        return {shadow: one for one, shadow in self.layout.shadows.names.items()}

    def is_tested_around(self, identifier: str, statement: Statement) -> bool:
        """Whether a branch or loop around a statement tests a name: the reverse sweep does so before it goes in."""
        return any(identifier in reads(around) for around in self.walk.around_of(statement))

    def is_plain(self, index: Expr, statement: Statement) -> bool:
        """Whether an index is certainly a number or slices: no gather, no copy."""
        if index.head in ("tuple", "slice"):
            return all(self.is_plain(part, statement) for part in index.args)
        return index.head == "const" or self.kinds.of(index, statement).tag in ("int", "none")

    def is_there(self, operand: str, loop: Statement, place: Place) -> bool:
        """Whether an operand holds the same value where the reverse sweep would compute with it."""
        body = loop.body if isinstance(loop, (For, While)) else ()
        if operand in targets(loop):
            return operand not in bound_in(body)
        return operand not in self.layout.all_bound((loop,)) or operand in self.written_out
