"""What recording is about: what the reverse sweep needs, where statements stand, and where what is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import flow
from .kinds import Kinds
from .locations import Location, aged
from .memory import Memory, Write
from .program import (
    Assign,
    Block,
    Break,
    Do,
    For,
    Function,
    If,
    Statement,
    Store,
    While,
    blocks,
    every,
    leaves,
    reads,
    targets,
)
from .pulls import Pull
from .shadows import Shadows
from .syntax import Expr, is_field, name
from .templates.operation import operation

Place = tuple[Statement, int]
"""A block: the statement that it is in, and which of its blocks it is."""


@dataclass(frozen=True, eq=False)
class Way:
    """A way out of a loop's body: the branch, on which side of it the loop is left, what stands before it."""

    branch: If
    side: int
    before: Block

    @property
    def leaving(self) -> Block:
        return blocks(self.branch)[self.side]

    @property
    def staying(self) -> Block:
        return blocks(self.branch)[1 - self.side]


def ways_out(body: Block) -> tuple[Way, ...] | None:
    """The ways out of a loop's body, one after the other; None if one stands deeper inside of a branch."""
    last = body[-1] if body else None
    if not leaves(body):
        return ()
    if not isinstance(last, If):
        return None
    sides = [side for side, block in enumerate(blocks(last)) if _always_leaves(block)]
    if len(sides) != 1:
        return None
    first = Way(last, sides[0], body[:-1])
    further = ways_out(first.staying)
    return None if further is None else (first, *further)


def _always_leaves(block: Block) -> bool:
    last = block[-1] if block else None
    return isinstance(last, Break) or (isinstance(last, If) and all(_always_leaves(one) for one in blocks(last)))


@dataclass(frozen=True, eq=False)
class Recording:
    """Where what is saved.

    ``before``: names saved before a statement binds them, into a list inside loops, into a name elsewhere.
    ``at_end``: names saved at the end of a block. ``renamed``: statements at the top whose target gets a new name
    instead. ``written_out``: names that the reverse sweep replaces by their expression. ``placeholders``: names that
    must be bound before the function begins, since they may be saved before they have a value. ``visited``: the
    branches and loops that the reverse sweep goes through. ``in_loop``: statements inside a loop. ``slices``: writes
    that overwrite something needed, which is saved before. ``restores``: the parameters that the reverse half of a
    called function has to put back. ``content``: the storage that the reverse sweep reads. ``partial``: the loops that
    are left in trips of which the reverse sweep has something to do; ``untested``: the branches that leave others.
    """

    before: Mapping[Statement, tuple[str, ...]]
    at_end: Mapping[Place, tuple[str, ...]]
    renamed: frozenset[Statement]
    written_out: Mapping[str, Expr]
    placeholders: tuple[str, ...]
    visited: frozenset[Statement]
    in_loop: frozenset[Statement]
    read_back: frozenset[str]
    slices: Mapping[Statement, tuple[Write, ...]]
    restores: Mapping[Statement, frozenset[str]]
    content: frozenset[Location]
    partial: frozenset[Statement]
    untested: Mapping[Statement, int]


@dataclass(frozen=True)
class Needed:
    """The names whose value, and those of which the shape, the reverse sweep reads later; the storage that it reads."""

    full: frozenset[str] = frozenset()
    shape: frozenset[str] = frozenset()
    content: frozenset[Location] = frozenset()

    def __or__(self, other: Needed) -> Needed:
        return self.plus(other.full, other.shape).reading(other.content)

    def without(self, names: frozenset[str] | set[str]) -> Needed:
        if self.full.isdisjoint(names) and self.shape.isdisjoint(names):
            return self
        return Needed(self.full - names, self.shape - names, self.content)

    def plus(self, full: frozenset[str], shape: frozenset[str] = frozenset()) -> Needed:
        if full <= self.full and shape <= self.shape:
            return self
        return Needed(self.full | full, self.shape | shape, self.content)

    def reading(self, content: frozenset[Location]) -> Needed:
        return self if content <= self.content else Needed(self.full, self.shape, self.content | content)

    def forgetting(self, content: frozenset[Location]) -> Needed:
        return Needed(self.full, self.shape, self.content - content)

    def aged(self, statement: Statement) -> Needed:
        """What a statement made before is one of the earlier ones when it makes it again."""
        content = frozenset(aged(one, statement) for one in self.content)
        return self if content == self.content else Needed(self.full, self.shape, content)

    def has(self, identifier: str) -> bool:
        return identifier in self.full or identifier in self.shape


@dataclass(eq=False)
class Layout:
    """What does not change from walk to walk: where statements stand, what they bind, which names are live."""

    function: Function
    pulls: Mapping[Statement, Pull]
    kinds: Kinds
    shadows: Shadows
    in_loop: set[Statement] = field(default_factory=set)
    parents: dict[Statement, Place] = field(default_factory=dict)
    loops: dict[Statement, Statement] = field(default_factory=dict)
    live_after: flow.Solution[frozenset[str]] = field(default_factory=dict)
    live_before: flow.Solution[frozenset[str]] = field(default_factory=dict)
    definitions: dict[str, list[Statement]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        def reach(statement: Statement, state: frozenset[str]) -> frozenset[str]:
            return (state - frozenset(self.bound(statement))) | reads(statement)

        end: frozenset[str] = frozenset()
        flow.backward(self.function.body, end, reach, flow.union, self.live_after, self.live_before)
        for statement in every(self.function.body):
            for target in self.bound(statement):
                self.definitions.setdefault(target, []).append(statement)
        self._place(self.function.body, None, None)

    def _place(self, block: Block, place: Place | None, loop: Statement | None) -> None:
        for statement in block:
            if place is not None:
                self.parents[statement] = place
            if loop is not None:
                self.loops[statement] = loop
                self.in_loop.add(statement)
            inner = statement if isinstance(statement, (For, While)) else loop
            for position, nested in enumerate(blocks(statement)):
                self._place(nested, (statement, position), inner)

    def bound(self, statement: Statement) -> tuple[str, ...]:
        pull = self.pulls.get(statement)
        extra = (pull.residuals,) if pull is not None and pull.residuals is not None else ()
        shadow = self.shadows.made_by(statement)
        return (*targets(statement), *extra, *((shadow,) if shadow else ()))

    def resized(self, memory: Memory) -> frozenset[Location]:
        """Storage whose structure may change: containers that are written."""
        return frozenset[Location]().union(
            *(memory.locations(one) for each in memory.writes.values() for one in each if self.resizes(one))
        )

    def resizes(self, write: Write) -> bool:
        """Whether a write may change what a container consists of."""
        statement = write.statement
        if isinstance(statement, Store) and statement.target.head == "getitem":
            return self.kinds.of(statement.target.args[0], statement).tag == "dict" or is_field(
                statement.target.args[1]
            )
        if isinstance(statement, (Assign, Do)):
            rule = operation(self.function, statement.value).rule
            is_array = self.kinds.of(name(write.name), statement).is_array
            return not is_array if rule is None else rule.resizes
        return False

    def all_bound(self, block: Block) -> frozenset[str]:
        return frozenset(target for statement in every(block) for target in self.bound(statement))
