"""Data flow over the core language: a block is solved by walking it, a loop by walking it until nothing changes.

States are immutable or copied by the transfer functions; a solution maps each statement to the state before it
(forward) or after it (backward).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .program import Block, For, ForEach, If, Statement, While

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
    back = around or join

    def run(inner: Block, start: State) -> State:
        return forward(inner, start, transfer, join, before, around)

    for statement in block:
        before[statement] = state
        if isinstance(statement, If):
            start = transfer(statement, state)
            state = join(run(statement.body, start), run(statement.orelse, start))
        elif isinstance(statement, (For, ForEach)):
            while (merged := back(state, run(statement.body, transfer(statement, state)))) != state:
                state = merged
            before[statement] = state
        elif isinstance(statement, While):
            while True:
                tested = transfer(statement, run(statement.before, state))
                merged = back(state, run(statement.body, tested))
                if merged == state:
                    break
                state = merged
            before[statement] = state
            state = tested
        else:
            state = transfer(statement, state)
    return state


def backward(
    block: Block,
    state: State,
    transfer: Callable[[Statement, State], State],
    join: Callable[[State, State], State],
    after: Solution[State],
    before: Solution[State] | None = None,
) -> State:
    """The state before the block, walking against the flow; ``before``, if given, gets it for each statement."""

    def run(inner: Block, end: State) -> State:
        return backward(inner, end, transfer, join, after, before)

    for statement in reversed(block):
        after[statement] = state
        if isinstance(statement, If):
            state = transfer(statement, join(run(statement.body, state), run(statement.orelse, state)))
        elif isinstance(statement, (For, ForEach)):
            head = state
            while (merged := join(head, transfer(statement, run(statement.body, head)))) != head:
                head = merged
            state = transfer(statement, head)
        elif isinstance(statement, While):
            head = run(statement.before, transfer(statement, state))
            while (
                merged := run(statement.before, transfer(statement, join(state, run(statement.body, head))))
            ) != head:
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
