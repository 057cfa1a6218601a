"""What the blocks that run in the reverse sweep read of the primal."""

from __future__ import annotations

from . import flow
from .errors import MutationError, UnsupportedConstructError
from .kinds import Kinds
from .memory import is_module_data
from .program import Function, GradBlock, Statement, bound_in, every, targets
from .pulls import Pull
from .shadows import Shadows
from .syntax import name


def inserted(function: Function, kinds: Kinds, shadows: Shadows) -> dict[Statement, Pull]:
    """The pull of each block: it hands nothing on, and reads what the block reads.

    Raises `MutationError` where the adjoint that a block replaces belongs to a container that several names share, and
    `UnsupportedConstructError` where the block reads a name that is bound after it.
    """
    blocks = [one for one in every(function.body) if isinstance(one, GradBlock)]
    if not blocks:
        return {}
    before: flow.Solution[frozenset[str]] = {}
    start = frozenset(function.all_parameters)
    flow.forward(function.body, start, lambda one, state: state | frozenset(targets(one)), flow.union, before)
    local = start | bound_in(function.body)
    found: dict[Statement, Pull] = {}
    for block in blocks:
        late = sorted(({block.variable, *block.free} & local) - before[block])
        if late:
            message = f"`{late[0]}` has no value where this block stands"
            raise UnsupportedConstructError(message, "Move the block behind the place where it gets one.", block.origin)
        shared = frozenset(shadows.names[one] for one in (block.variable,) if one in shadows.names)
        if shared and block.replaces and not kinds.of(name(block.variable), block).is_array:
            message = f"`{block.variable}` is written in place while other names see it, and may be a list"
            hint = "Say that it is an array (an annotation, `example_args`), or insert the gradient of a copy."
            raise MutationError(message, hint, block.origin)
        read = frozenset(one for one in block.free if one in local or is_module_data(function, one))
        found[block] = Pull((), reads=read, shapes=frozenset({block.variable}) - read, references=shared)
    return found
