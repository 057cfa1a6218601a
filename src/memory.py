"""Facts about memory: which names may share storage, and which storage is written in place.

Flow-insensitive: names that may ever share storage are in one class. A write to a class that is active, that belongs
to the caller, or that the reverse sweep reads is refused at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from .errors import MutationError
from .kinds import Kinds
from .program import (
    MISSING,
    Assign,
    Do,
    Function,
    Statement,
    Store,
    Unpack,
    Update,
    bound_in,
    every,
    lookup,
    targets,
)
from .syntax import Expr, names_in
from .templates.operation import Operation, operation
from .values import Kind

Written = tuple[frozenset[str], frozenset[str]]
"""What certainly is written in place, and what only is if it is mutable."""

Summary = Callable[[Operation, Mapping[str, Kind]], Written]
"""The parameters that a call of a user's function writes."""

ASSIGN = "In-place changes are not differentiated yet: assign a new value (`x = x + d`, `np.where`, `np.concatenate`)."


@dataclass(frozen=True, eq=False)
class Write:
    """One statement that writes storage: through which names, what is put there, and whether it is so for certain."""

    statement: Statement
    names: frozenset[str]
    values: frozenset[str]
    certain: bool = True


@dataclass(frozen=True, eq=False)
class Memory:
    """The solution for one function: classes of names by a representative, and the writes with the names they reach.

    ``guards``: updates ``x op= v`` of a name whose kind is not known and whose storage others may see: the output
    checks at run time that the value is not written in place.
    """

    classes: Mapping[str, str]
    writes: tuple[Write, ...]
    guards: frozenset[Statement]

    def sharing(self, names: Iterable[str]) -> frozenset[str]:
        """Every name that may share storage with one of these."""
        names = frozenset(names)
        roots = {self.classes.get(identifier, identifier) for identifier in names}
        return frozenset(one for one, root in self.classes.items() if root in roots) | names


def analyse(function: Function, kinds: Kinds, summary: Summary) -> Memory:
    """Solve for the sharing and the writes of one function."""
    classes = _Classes(function.all_parameters)
    writes: list[Write] = []
    guards: set[Statement] = set()
    for statement in every(function.body):
        if isinstance(statement, (Assign, Unpack, Do)):
            _share(function, statement, kinds, classes)
    for statement in every(function.body):
        if isinstance(statement, (Store, Update)):
            writes.append(Write(statement, names_in(statement.target.args[0]), names_in(statement.value)))
        elif isinstance(statement, (Assign, Do)):
            writes += _written(function, statement, kinds, summary)
            if statement in function.updates and isinstance(statement, Assign):
                _update(function, statement, kinds, classes, writes, guards)
    return Memory(classes.solved(), tuple(writes), frozenset(guards))


class _Classes:
    """Names joined when they may share storage."""

    def __init__(self, names: Iterable[str]) -> None:
        self.parent: dict[str, str] = {identifier: identifier for identifier in names}

    def root(self, identifier: str) -> str:
        self.parent.setdefault(identifier, identifier)
        while self.parent[identifier] != identifier:
            identifier = self.parent[identifier]
        return identifier

    def join(self, one: str, other: str) -> None:
        self.parent[self.root(one)] = self.root(other)

    def solved(self) -> dict[str, str]:
        return {identifier: self.root(identifier) for identifier in self.parent}


def _share(function: Function, statement: Assign | Unpack | Do, kinds: Kinds, classes: _Classes) -> None:
    if isinstance(statement, Unpack):
        shared, sources = True, names_in(statement.value)
    elif isinstance(statement, Do):
        found = operation(function, statement.value)
        shared, sources = (
            found.rule is None,
            frozenset[str]().union(*(names_in(one) for one in found.operands.values())),
        )
    else:
        found = operation(function, statement.value)
        result = kinds.target(statement)
        shared = not (result.is_scalar or result.tag in ("string", "none")) and _shares(found)
        sources = _sources(found, statement, kinds)
    if shared:
        for one in (*targets(statement), *sources):
            for other in sources:
                classes.join(one, other)


def _shares(found: Operation) -> bool:
    if found.form == "rule" and found.rule is not None:
        return found.rule.shares != "fresh"
    return found.form not in ("truth",)


def _sources(found: Operation, statement: Assign, kinds: Kinds) -> frozenset[str]:
    """The operands whose storage a result may share."""
    atoms = [atom for _, _, atom in found.atoms]
    if found.form == "rule" and found.rule is not None and found.rule.shares != "either":
        atoms = atoms[:1]
    mutable = [atom for atom in atoms if not _is_value(kinds.of(atom, statement))]
    return frozenset[str]().union(*(names_in(atom) for atom in mutable))


def _is_value(kind: Kind) -> bool:
    return kind.is_scalar or kind.tag in ("string", "none", "slice")


def _written(function: Function, statement: Assign | Do, kinds: Kinds, summary: Summary) -> list[Write]:
    """The writes that a call makes."""
    found = operation(function, statement.value)
    kinds_of = {key: kinds.of(operand, statement) for key, operand in found.operands.items()}
    certain: Iterable[str] = ()
    perhaps: Iterable[str] = ()
    if found.form == "user":
        certain, perhaps = summary(found, kinds_of)
    elif found.form == "rule" and found.rule is not None:
        certain = found.rule.writes
    elif found.form in ("unknown", "misfit") and found.expr.head == "call":
        certain = found.operands
    made = []
    for keys, sure in ((certain, True), (perhaps, False)):
        operands = [found.operands[key] for key in keys if key in found.operands]
        mutable = [operand for operand in operands if not kinds.of(operand, statement).is_immutable]
        names = _names(mutable)
        if names:
            made.append(Write(statement, names, _names(found.operands.values()), sure))
    return made


def _names(exprs: Iterable[Expr]) -> frozenset[str]:
    return frozenset[str]().union(*(names_in(expr) for expr in exprs))


def _update(
    function: Function,
    statement: Assign,
    kinds: Kinds,
    classes: _Classes,
    writes: list[Write],
    guards: set[Statement],
) -> None:
    """``x op= v`` is a new value where x is immutable, or where nobody else sees its storage."""
    target = statement.target
    kind = kinds.before[statement].get(target)
    if kind is not None and kind.is_immutable:
        return
    root = classes.root(target)
    alone = all(classes.root(one) != root or one == target for one in list(classes.parent))
    if alone and target not in function.all_parameters:
        return
    if kind is not None and kind.tag in ("array", "list", "dict"):
        writes.append(Write(statement, frozenset({target}), names_in(statement.value)))
    else:
        guards.add(statement)


@dataclass(frozen=True, eq=False)
class Watched:
    """What must not be written in place, for one specialisation.

    ``varied``: before each statement; ``active``: at any point; ``read_back``: what the reverse sweep reads, globals
    among it; ``called``: active calls, whose forward halves look after themselves; ``outside``: calls that may write
    module data; ``outermost``: whether the arguments are the caller's own.
    """

    varied: Mapping[Statement, frozenset[str]]
    active: frozenset[str]
    read_back: frozenset[str]
    called: frozenset[Statement]
    outside: tuple[Statement, ...]
    outermost: bool


def refuse_writes(function: Function, memory: Memory, watched: Watched) -> None:
    """Raise at the first write that would make the gradient wrong."""
    active = memory.sharing(watched.active)
    back = memory.sharing(watched.read_back)
    arguments = memory.sharing(function.all_parameters) if watched.outermost else frozenset()
    for write in memory.writes:
        statement = write.statement
        if not write.certain and statement in watched.called:
            continue
        for identifier in sorted(write.names):
            shown = "a value" if identifier in function.temporaries else f"`{identifier}`"
            if identifier in active:
                raise _refused(statement, f"{shown} holds active values and is changed in place")
            if write.values & watched.varied[statement]:
                raise _refused(statement, f"an active value is stored into {shown}")
            if identifier in back:
                raise _refused(statement, f"{shown} is changed in place, and the reverse sweep reads it")
            if identifier in arguments:
                raise _refused(statement, f"the argument `{identifier}` is changed in place")
    data = sorted(one for one in back if is_module_data(function, one))
    if data and watched.outside:
        raise MutationError(
            f"`{data[0]}` may be changed by this call, and the reverse sweep reads it",
            f"Pass `{data[0]}` as an argument, or read it into a name of its own first.",
            watched.outside[0].origin,
        )


def is_module_data(function: Function, identifier: str) -> bool:
    """Whether a name stands for data outside of the function."""
    if identifier in function.all_parameters or identifier in bound_in(function.body):
        return False
    value = lookup(function, identifier)
    return not (value is MISSING or callable(value) or isinstance(value, ModuleType))


def _refused(statement: Statement, message: str) -> MutationError:
    return MutationError(message, ASSIGN, statement.origin)


def summarise(function: Function, memory: Memory) -> Written:
    """The parameters whose storage the function writes, and those that it writes if they are mutable."""
    parameters = frozenset(function.all_parameters)
    certain = memory.sharing(one for write in memory.writes if write.certain for one in write.names)
    guarded = {one.target for one in memory.guards if isinstance(one, Assign)}
    perhaps = memory.sharing(guarded | {one for write in memory.writes if not write.certain for one in write.names})
    return parameters & certain, parameters & (perhaps - certain)


def writes_module_data(function: Function, memory: Memory) -> bool:
    """Whether a store of the function itself may reach data outside of it."""
    return any(is_module_data(function, one) for write in memory.writes for one in memory.sharing(write.names))
