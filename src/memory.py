"""Facts about memory: which names may share storage, and which storage is written in place.

Flow-insensitive: names that may ever share storage are in one class. A write to a class that is active, that belongs
to the caller, or that the reverse sweep reads is refused at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .errors import MutationError
from .kinds import Kinds
from .program import Assign, Do, Function, Statement, Store, Unpack, Update, every, targets
from .syntax import names_in
from .templates.operation import Operation, operation
from .values import Kind

WrittenParameters = Callable[[Operation, Mapping[str, Kind]], frozenset[str]]

COPY = "Copy it first (`.copy()`), or write the update as an assignment of a new value."


@dataclass(frozen=True, eq=False)
class Memory:
    """The solution for one function: classes of names by a representative, and the writes with the names they reach.

    ``guards``: updates ``x op= v`` of a name whose kind is not known and whose storage others may see: the output
    checks at run time that the value is not written in place.
    """

    classes: Mapping[str, str]
    writes: tuple[tuple[Statement, frozenset[str]], ...]
    guards: frozenset[Statement]

    def sharing(self, names: Iterable[str]) -> frozenset[str]:
        """Every name that may share storage with one of these."""
        roots = {self.classes.get(identifier, identifier) for identifier in names}
        return frozenset(one for one, root in self.classes.items() if root in roots) | frozenset(names)


def analyse(function: Function, kinds: Kinds, written_parameters: WrittenParameters) -> Memory:
    """Solve for the sharing and the writes of one function."""
    classes = _Classes(function.all_parameters)
    writes: list[tuple[Statement, frozenset[str]]] = []
    guards: set[Statement] = set()
    for statement in every(function.body):
        if isinstance(statement, (Assign, Unpack, Do)):
            _share(function, statement, kinds, classes)
    for statement in every(function.body):
        if isinstance(statement, (Store, Update)):
            writes.append((statement, names_in(statement.target.args[0])))
        elif isinstance(statement, (Assign, Do)):
            written = _written(function, statement, kinds, written_parameters)
            if written:
                writes.append((statement, written))
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
    atoms = [atom for _, _, atom in found.atoms()]
    if found.form == "rule" and found.rule is not None and found.rule.shares != "either":
        atoms = atoms[:1]
    mutable = [atom for atom in atoms if not _is_value(kinds.of(atom, statement))]
    return frozenset[str]().union(*(names_in(atom) for atom in mutable))


def _is_value(kind: Kind) -> bool:
    return kind.is_scalar or kind.tag in ("string", "none", "slice")


def _written(
    function: Function, statement: Assign | Do, kinds: Kinds, written_parameters: WrittenParameters
) -> frozenset[str]:
    """The names whose storage a call writes."""
    found = operation(function, statement.value)
    kinds_of = {key: kinds.of(operand, statement) for key, operand in found.operands.items()}
    if found.form == "user":
        written: Iterable[str] = written_parameters(found, kinds_of)
    elif found.form == "rule" and found.rule is not None:
        written = found.rule.writes
    elif found.form in ("unknown", "misfit") and found.expr.head == "call":
        written = found.operands
    else:
        return frozenset()
    operands = [found.operands[key] for key in written if key in found.operands]
    mutable = [operand for operand in operands if not kinds.of(operand, statement).is_immutable]
    return frozenset[str]().union(*(names_in(operand) for operand in mutable))


def _update(
    function: Function,
    statement: Assign,
    kinds: Kinds,
    classes: _Classes,
    writes: list[tuple[Statement, frozenset[str]]],
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
        writes.append((statement, frozenset({target})))
    else:
        guards.add(statement)


def refuse_writes(
    function: Function, memory: Memory, varied: Iterable[str], read_back: Iterable[str], checked: bool
) -> None:
    """Raise at the first write to active storage, to an argument, or to what the reverse sweep reads.

    ``checked``: whether arguments belong to the caller, as those of the differentiated function do.
    """
    active = memory.sharing(varied)
    back = memory.sharing(read_back)
    arguments = memory.sharing(function.all_parameters) if checked else frozenset()
    for statement, names in memory.writes:
        for identifier in sorted(names):
            local = identifier in memory.classes
            if identifier in active:
                raise _refused(statement, f"`{identifier}` holds active values and is changed in place")
            if identifier in back and local:
                raise _refused(statement, f"`{identifier}` is changed in place, and the reverse sweep reads it")
            if identifier in arguments:
                raise _refused(statement, f"the argument `{identifier}` is changed in place")


def _refused(statement: Statement, message: str) -> MutationError:
    return MutationError(message, COPY, statement.origin)


def written_parameters(function: Function, memory: Memory) -> frozenset[str]:
    """The parameters whose storage the function may write."""
    reached = memory.sharing(identifier for _, names in memory.writes for identifier in names)
    return frozenset(function.all_parameters) & reached
