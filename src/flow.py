"""Data flow over the core language: a block is solved by walking it, a loop by walking it until nothing changes.

States are immutable or copied by the transfer functions; a solution maps each statement to the state before it
(forward) or after it (backward).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .program import Block, Break, For, ForEach, If, Statement, While
from .syntax import is_const

State = TypeVar("State")
Solution = dict[Statement, State]


def forward(
    block: Block,
    state: State,
    transfer: Callable[[Statement, State], State],
    join: Callable[[State, State], State],
    before: Solution[State],
    around: Callable[[State, State], State] | None = None,
) -> State:
    """The state after the block. ``transfer`` of a loop or branch speaks of its header alone.

    ``around`` joins the state at a loop's head with the one that comes back from its body; the default is ``join``.
    """
    end = _forward(block, state, _Transfer(transfer, join, around or join, before), [])
    return state if end is None else end


@dataclass(frozen=True)
class _Transfer(Generic[State]):
    """How states change, and where those before the statements are kept."""

    through: Callable[[Statement, State], State]
    join: Callable[[State, State], State]
    around: Callable[[State, State], State]
    before: Solution[State]

    def either(self, one: State | None, other: State | None) -> State | None:
        """The state where two ways meet, one of which may not be taken at all."""
        if one is None or other is None:
            return one if other is None else other
        return self.join(one, other)


def _forward(block: Block, state: State, how: _Transfer[State], exits: list[State]) -> State | None:
    """The state after the block, None if its end is not reached; ``exits`` gets those in which the loop is left."""
    for statement in block:
        how.before[statement] = state
        after: State | None
        if isinstance(statement, If):
            start = how.through(statement, state)
            ends = [_forward(inner, start, how, exits) for inner in (statement.body, statement.orelse)]
            after = how.either(*ends)
        elif isinstance(statement, (For, ForEach, While)):
            after = _around(statement, state, how)
        elif isinstance(statement, Break):
            exits.append(state)
            return None
        else:
            after = how.through(statement, state)
        if after is None:
            return None
        state = after
    return state


def _around(loop: For | ForEach | While, state: State, how: _Transfer[State]) -> State | None:
    """The state after a loop."""
    while True:
        left: list[State] = []
        how.before[loop] = state
        head = _forward(loop.before, state, how, left) if isinstance(loop, While) else state
        assert head is not None
        tested = how.through(loop, head)
        end = _forward(loop.body, tested, how, left)
        merged = state if end is None else how.around(state, end)
        if merged == state:
            break
        state = merged
    after: State | None = tested if isinstance(loop, While) else state
    if isinstance(loop, While) and left and is_const(loop.test, True):
        after = None
    for one in left:
        after = how.either(after, one)
    return after


def backward(
    block: Block,
    state: State,
    transfer: Callable[[Statement, State], State],
    join: Callable[[State, State], State],
    after: Solution[State],
    before: Solution[State] | None = None,
    exit: State | None = None,
) -> State:
    """The state before the block, walking against the flow; ``before``, if given, gets it for each statement.

    ``exit`` is the state behind the loop around the block.
    """

    def run(inner: Block, end: State, behind: State | None) -> State:
        return backward(inner, end, transfer, join, after, before, behind)

    for statement in reversed(block):
        if isinstance(statement, Break) and exit is not None:
            state = exit
        after[statement] = state
        if isinstance(statement, If):
            state = transfer(statement, join(run(statement.body, state, exit), run(statement.orelse, state, exit)))
        elif isinstance(statement, (For, ForEach)):
            head = state
            while (merged := join(state, transfer(statement, run(statement.body, head, state)))) != head:
                head = merged
            state = head
        elif isinstance(statement, While):
            behind, head = state, run(statement.before, transfer(statement, state), state)
            while True:
                tested = transfer(statement, join(behind, run(statement.body, head, behind)))
                merged = run(statement.before, tested, behind)
                if merged == head:
                    break
                head = merged
            state = head
        else:
            state = transfer(statement, state)
        if before is not None:
            before[statement] = state
    return state


def union(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The join of sets of names that may have a property."""
    return one | other


def intersection(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The join of sets of names that certainly have a property."""
    return one & other
