"""Facts about recording: what the reverse sweep reads and the forward sweep has by then overwritten.

A forward walk carries the names whose present value the reverse sweep still needs. Where such a name is bound again,
its value is saved just before (and put back at the mirrored place); a name that lives only inside one trip of a loop is
saved at the end of the trip. What is cheap to compute again from values still there is not saved but written out.

The walk also carries the storage whose content is needed, whatever leads to it. What is written there is saved first
and put back as the reverse sweep passes, so that a name that was kept, or is bound again, shows what it showed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .activity import Activity
from .kinds import Kinds, is_whole
from .locations import Location, maker
from .marking import is_attempt
from .memory import Memory, Write
from .needed import Layout, Needed, Place, Recording, ways_out
from .program import (
    Assign,
    Block,
    For,
    Function,
    If,
    Return,
    Statement,
    Store,
    Update,
    While,
    bound_in,
    every,
    leaves,
    reads,
    targets,
)
from .pulls import RESULT, Pull
from .recomputed import Recomputed
from .shadows import Shadows
from .syntax import Expr, names_in
from .templates.operation import Operation
from .values import UNKNOWN, Kind

Kept = Callable[[Operation, Mapping[str, Kind]], frozenset[str]]
"""Of which arguments of a call, and whether of what it returns, its reverse half reads the content."""

RETURNED_VALUE = "return"


def plan(
    function: Function,
    kinds: Kinds,
    facts: Activity,
    pulls: Mapping[Statement, Pull],
    at_exit: Needed,
    memory: Memory,
    shadows: Shadows,
    kept: Kept,
) -> Recording:
    """Solve for what is saved.

    ``at_exit`` is what the end of the reverse sweep reads of the parameters; ``kept`` tells what the reverse half of a
    called function reads.
    """
    visited: frozenset[Statement] = frozenset()
    partial: frozenset[Statement] = frozenset()
    written_out: dict[str, Expr] = {}
    layout = Layout(function, pulls, kinds, shadows)
    while True:
        walk = _Walk(function, kinds, facts, pulls, layout, memory, kept, visited, written_out, partial)
        given = frozenset(function.all_parameters) | frozenset(shadows.names.values())
        walk.block(function.body, at_exit, given, False, None)
        found, begun = walk.must_visit() | visited, walk.partly_reversed() | partial
        settled = found == visited and begun == partial
        more = walk.cheaper() if settled else {}
        if settled and not more:
            return walk.recording()
        visited, partial = found, begun
        written_out = {**written_out, **more}


@dataclass(eq=False)
class _Walk:
    """One forward walk with fixed decisions on what is visited and what is written out."""

    function: Function
    kinds: Kinds
    facts: Activity
    pulls: Mapping[Statement, Pull]
    layout: Layout
    memory: Memory
    kept: Kept
    visited: frozenset[Statement]
    written_out: Mapping[str, Expr]
    partial: frozenset[Statement]
    slices: dict[Statement, tuple[Write, ...]] = field(default_factory=dict)
    restores: dict[Statement, frozenset[str]] = field(default_factory=dict)
    content: set[Location] = field(default_factory=set)
    before: dict[Statement, set[str]] = field(default_factory=dict)
    at_end: dict[Place, set[str]] = field(default_factory=dict)
    renamed: set[Statement] = field(default_factory=set)
    placeholders: set[str] = field(default_factory=set)

    # What each statement needs

    def expanded(self, names: frozenset[str]) -> frozenset[str]:
        """The names that are read, those written out replaced by what they are written with."""
        found: set[str] = set()
        for identifier in names:
            if identifier in self.written_out:
                found |= self.expanded(names_in(self.written_out[identifier]))
            else:
                found.add(identifier)
        return frozenset(found)

    def reads_of(self, statement: Statement) -> Needed:
        pull = self.pulls.get(statement)
        if pull is not None:
            return self.needing(pull.reads, pull.shapes)
        if statement in self.visited and not isinstance(statement, While) and statement not in self.untested:
            bounds = reads(statement)
            if isinstance(statement, For) and leaves(statement.body):
                bounds = names_in(statement.start) | names_in(statement.step)
            return self.needing(bounds, frozenset())
        return Needed()

    def needing(self, full: frozenset[str], shapes: frozenset[str]) -> Needed:
        """What reading these takes; the shape of what is written out takes its operands."""
        written = shapes & self.written_out.keys()
        return Needed(self.expanded(full | written), shapes - written)

    # The walk

    def block(
        self, block: Block, needed: Needed, bound: frozenset[str], looping: bool, place: Place | None
    ) -> tuple[Needed, frozenset[str]]:
        entry = needed
        for statement in block:
            if isinstance(statement, If):
                needed, bound = self.branch(statement, needed, bound, looping)
            elif isinstance(statement, (For, While)):
                needed, bound = self.loop(statement, needed, bound, looping)
            else:
                needed, bound = self.simple(statement, needed, bound, place)
        if place is not None and looping:
            needed = self.end_of(block, entry, needed, bound, place)
        return needed, bound

    def simple(
        self, statement: Statement, needed: Needed, bound: frozenset[str], place: Place | None
    ) -> tuple[Needed, frozenset[str]]:
        read = self.reads_of(statement)
        own = frozenset(self.layout.bound(statement))
        operands = reads(statement)
        needed = needed.plus(
            frozenset(one for one in read.full if one not in own or one in operands),
            frozenset(one for one in read.shape if one not in own or one in operands),
        )
        if self.memory.references is not None:
            needed = self.written(statement, self.content_read(statement, read, needed)).aged(statement)
            self.content |= needed.content
        lost = {identifier for identifier in own if self.lost(identifier, statement, needed)}
        for identifier in sorted(lost):
            if place is None:
                self.renamed.add(statement)
            else:
                self.save(statement, identifier, bound)
        result_reads = frozenset(one for one in read.full if one in own)
        same_shape = frozenset(one for one in needed.shape if one in own and one not in lost)
        after = needed.without(own).plus(result_reads, same_shape)
        return after.reading(self.left_behind(statement, result_reads)), bound | own

    # Storage

    def content_read(self, statement: Statement, read: Needed, needed: Needed) -> Needed:
        """With the storage whose content the reverse sweep reads for a statement, as it is before that."""
        results = frozenset(self.layout.bound(statement)) - reads(statement)
        content = self.content_of(self.values_read(statement) - results, statement)
        structure = self.content_of(read.shape - results, statement) & self.layout.resized(self.memory)
        return needed.reading(content | structure)

    def values_read(self, statement: Statement) -> frozenset[str]:
        """The names whose values the reverse sweep reads for a statement; where a shape will do, any values do."""
        pull = self.pulls.get(statement)
        if pull is not None:
            return self.expanded(pull.reads)
        return self.reads_of(statement).full

    def content_of(self, names: frozenset[str], statement: Statement) -> frozenset[Location]:
        return frozenset[Location]().union(*(self.old(one, statement) for one in names))

    def old(self, identifier: str, statement: Statement) -> frozenset[Location]:
        """What a name leads to before a statement."""
        if self.memory.references is None:
            return frozenset()
        env = self.memory.references.before.get(statement, {})
        return env[identifier].reach if identifier in env else frozenset()

    def left_behind(self, statement: Statement, result_reads: frozenset[str]) -> frozenset[Location]:
        """The storage that is read as a statement leaves it: its result, and what a called function may have kept."""
        pull = self.pulls.get(statement)
        names = set(result_reads)
        if pull is None or self.memory.references is None:
            return frozenset()
        if pull.callee is not None:
            operands = pull.callee.operands
            kept = self.kept(pull.callee, {key: self.kinds.of(one, statement) for key, one in operands.items()})
            names |= {one for key in kept & operands.keys() for one in names_in(operands[key])}
            names |= set(targets(statement)) if RETURNED_VALUE in kept else set()
        found = frozenset[Location]().union(*(self.memory.reach(one, statement) for one in names))
        if any(RESULT.leaf in names_in(one.expr) for one in pull.partials):
            found |= frozenset[Location]().union(*(self.memory.locations(one) for one in self.memory.at(statement)))
        return found

    def written(self, statement: Statement, needed: Needed) -> Needed:
        """Save what a statement overwrites, if its storage is needed; then it is needed how to reach it."""
        lost = [one for one in self.memory.at(statement) if self.memory.locations(one) & needed.content]
        pull = self.pulls.get(statement)
        if pull is not None:
            needed = needed.plus(self.expanded(pull.references))
            if pull.callee is not None:
                keys = frozenset(one.parameter for one in lost) | self.restores.get(statement, frozenset())
                self.restores[statement] = keys
                return needed
        if lost:
            self.slices[statement] = tuple(lost)
        if statement not in self.slices:
            return needed
        arguments = self.expanded(self.needed_to_restore(statement))
        names = frozenset(one.name for one in self.slices[statement])
        needed = needed.plus(self.expanded(names) | arguments)
        if self.is_saved_whole(statement):
            needed = needed.forgetting(self.memory.locations(self.slices[statement][0]))
        return needed.reading(self.content_of(arguments - names, statement))

    def is_saved_whole(self, statement: Statement) -> bool:
        """Whether all of a storage is kept before a statement: what happens to it later need not be undone for that."""
        if not isinstance(statement, (Store, Update)) or statement.target.head != "getitem":
            return False
        whole, index = statement.target.args
        reached = self.memory.locations(self.slices[statement][0])
        if not is_whole(index) or not self.kinds.of(whole, statement).is_array or len(reached) != 1:
            return False
        location = next(iter(reached))
        made = maker(location)
        if location == ("argument", whole.leaf):
            return whole.leaf not in self.layout.definitions
        born = isinstance(made, Assign) and made.target == whole.leaf and location == ("made", made)
        return born and len(self.layout.definitions[whole.leaf]) == 1

    def lost(self, identifier: str, statement: Statement, needed: Needed) -> bool:
        """Whether binding the name takes away something that is needed."""
        if identifier in needed.full:
            return True
        if identifier not in needed.shape:
            return False
        old = self.kinds.before.get(statement, {}).get(identifier, UNKNOWN).shape
        return old is None or old != self.kinds.target(statement).shape

    def save(self, statement: Statement, identifier: str, bound: frozenset[str]) -> None:
        """Keep a value before a statement; before all of a body that an exception may leave."""
        place = self.layout.parents.get(statement)
        if place is not None and is_attempt(place[0]):
            statement = place[0]
        self.before.setdefault(statement, set()).add(identifier)
        if identifier not in bound:
            self.placeholders.add(identifier)

    def branch(
        self, statement: If, needed: Needed, bound: frozenset[str], looping: bool
    ) -> tuple[Needed, frozenset[str]]:
        if statement in self.visited and statement not in self.untested:
            joined = self.facts.starts.get(statement, frozenset())
            passed = self.facts.live[statement] - bound_in((statement,))
            needed = needed | self.reads_of(statement) | self.zeros(joined - passed, statement, bound)
            needed = needed.reading(self.content_of(self.reads_of(statement).full, statement))
        ends = [
            self.block(inner, needed, bound, looping, (statement, position))
            for position, inner in enumerate((statement.body, statement.orelse))
        ]
        return ends[0][0] | ends[1][0], ends[0][1] & ends[1][1]

    def zeros(self, names: frozenset[str], statement: Statement, bound: frozenset[str]) -> Needed:
        """What making zero adjoints of these reads; one that may be unbound there is bound to None first."""
        shapes = frozenset(one for one in names if not self.kinds.is_plain_zero(one, statement))
        self.placeholders |= shapes - bound
        structure = self.content_of(shapes, statement) & self.layout.resized(self.memory)
        return self.needing(frozenset(), shapes).reading(structure)

    def loop(
        self, statement: For | While, needed: Needed, bound: frozenset[str], looping: bool
    ) -> tuple[Needed, frozenset[str]]:
        header = frozenset(targets(statement))
        if statement in self.visited:
            needed = needed | self.reads_of(statement)
        inside = self.layout.all_bound((statement,))
        outer = Needed(needed.full & inside, needed.shape & inside)
        kept = needed.without(inside)
        saved_before = {key: set(value) for key, value in self.before.items()}
        head = self.around(statement, kept, bound, header)
        lost = {one for one in outer.full | outer.shape if not self.always_saved(statement, one, saved_before)}
        for identifier in sorted(lost):
            self.save(statement, identifier, bound)
        brought_back = Needed(outer.full - lost, outer.shape - lost)
        after = (head | kept | brought_back).without(header)
        if statement in self.visited:
            zeros = self.facts.starts.get(statement, frozenset()) - self.facts.live[statement]
            after = after | self.zeros(zeros, statement, bound)
        return after, bound

    def around(self, statement: For | While, needed: Needed, bound: frozenset[str], header: frozenset[str]) -> Needed:
        """What is needed at the head of the loop, from before it and from earlier trips."""
        head = needed
        while True:
            inner, known = head.without(header), bound | header
            if isinstance(statement, While):
                inner, known = self.block(statement.before, inner, known, False, (statement, 0))
            if statement in self.visited and statement.body:
                ended = self.facts.starts.get(statement, frozenset()) - self.facts.starts[statement.body[0]]
                inner = inner | self.zeros(ended, statement, known)
            position = 0 if isinstance(statement, For) else 1
            end, _ = self.block(statement.body, inner, known, True, (statement, position))
            merged = head | end.without(header)
            if merged == head:
                return head
            head = merged

    def always_saved(self, loop: Statement, identifier: str, already: Mapping[Statement, set[str]]) -> bool:
        """Whether each binding in the loop saves the name first, so that undoing them all brings it back.

        It stays needed after the loop, which may run no trip at all.
        """
        inner = [one for one in every((loop,)) if identifier in self.layout.bound(one)]
        return bool(inner) and all(identifier in self.before.get(one, ()) for one in inner) and loop not in inner

    def end_of(self, block: Block, entry: Needed, needed: Needed, bound: frozenset[str], place: Place) -> Needed:
        """Save what lives only inside the block, at its end; it is not needed beyond."""
        if not block:
            return needed
        inside = self.layout.all_bound(block)
        parent = place[0]
        header = frozenset(targets(parent)) if isinstance(parent, For) else frozenset()
        live_in = self.layout.live_before[block[0]] - header
        live_out = self.layout.live_after[block[-1]] if isinstance(parent, If) else live_in
        local = {
            one
            for one in needed.full | needed.shape
            if one in inside and one not in live_in and one not in live_out and not entry.has(one)
        }
        for identifier in sorted(local):
            self.at_end.setdefault(place, set()).add(identifier)
            if identifier not in bound:
                self.placeholders.add(identifier)
        return needed.without(local)

    # What follows from a walk

    def must_visit(self) -> frozenset[Statement]:
        """The branches and loops around anything that the reverse sweep does."""
        found: set[Statement] = set()
        for statement in every(self.function.body):
            if self.does_something(statement):
                found |= self.around_of(statement) | ({statement} if isinstance(statement, For) else set())
        for (parent, _), names in self.at_end.items():
            if names:
                found |= {parent} | self.around_of(parent)
        return frozenset(found)

    @functools.cached_property
    def untested(self) -> dict[Statement, int]:
        """The branches that leave loops in trips of which nothing is reversed, and the side on which the others go."""
        loops = [one for one in every(self.function.body) if isinstance(one, (For, While)) and one not in self.partial]
        return {way.branch: 1 - way.side for loop in loops for way in ways_out(loop.body) or ()}

    def does_something(self, statement: Statement) -> bool:
        """Whether the reverse sweep does something for a statement itself."""
        saved = bool(self.before.get(statement)) or statement in self.slices
        return statement in self.pulls or saved or self.ends_adjoint(statement)

    def partly_reversed(self) -> frozenset[Statement]:
        """The loops that are left in trips of which the reverse sweep does something."""
        ending = {place for place, names in self.at_end.items() if names}
        found = set()
        for loop in every(self.function.body):
            if isinstance(loop, (For, While)) and leaves(loop.body):
                ways = ways_out(loop.body)
                if ways is None or any(
                    (way.branch, way.side) in ending or self.does_something(one)
                    for way in ways
                    for one in every((*way.before, *way.leaving))
                ):
                    found.add(loop)
        return frozenset(found)

    def around_of(self, statement: Statement) -> set[Statement]:
        """The branches and loops that a statement stands in."""
        found: set[Statement] = set()
        place = self.layout.parents.get(statement)
        while place is not None:
            found.add(place[0])
            place = self.layout.parents.get(place[0])
        return found

    def ends_adjoint(self, statement: Statement) -> bool:
        """Whether a statement gives an active name a new inactive value."""
        return any(
            target in self.facts.live.get(statement, frozenset()) for target in targets(statement)
        ) and not isinstance(statement, Return)

    def cheaper(self) -> dict[str, Expr]:
        """Names that would be saved in a loop and that cost little to compute again there."""
        known = (self.function, self.kinds, self.layout, self.memory, self.written_out)
        return Recomputed(*known, self).found(self.at_end)

    def needed_to_restore(self, statement: Statement) -> frozenset[str]:
        """The names that are read where a statement's overwriting is undone."""
        target = getattr(statement, "target", None)
        if isinstance(target, Expr):
            return names_in(target.args[1]) if target.head == "getitem" else frozenset()
        return reads(statement)

    def recording(self) -> Recording:
        return Recording(
            {statement: tuple(sorted(names)) for statement, names in self.before.items() if names},
            {place: tuple(sorted(names)) for place, names in self.at_end.items() if names},
            frozenset(self.renamed),
            self.written_out,
            tuple(sorted(self.placeholders)),
            self.visited,
            frozenset(self.layout.in_loop),
            frozenset().union(*(self.reads_of(one).full for one in every(self.function.body))),
            self.slices,
            self.restores,
            frozenset(self.content),
            self.partial,
            self.untested,
        )


def _blocks(statement: Statement) -> tuple[Block, ...]:
    if isinstance(statement, If):
        return (statement.body, statement.orelse)
    if isinstance(statement, For):
        return (statement.body,)
    if isinstance(statement, While):
        return (statement.before, statement.body)
    return ()
