"""Facts about memory: which storage is written in place, and through which names that is seen.

A write through the only name that still leads to its storage is the same as giving that name a new value: adjoints
follow the name. Where another name that is read later leads there too, both are ``pairs``: their adjoints are storage
that is shared in the same way. Where it is not known whether a name shares storage or is a number, the output checks.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .contained import Path
from .kinds import Kinds
from .libraries import holds_functions
from .locations import NOTHING, Location
from .program import (
    MISSING,
    Assign,
    Do,
    Function,
    Return,
    Statement,
    Store,
    bound_in,
    lookup,
)
from .references import References
from .syntax import Expr, is_field, name, names_in
from .templates.operation import Operation, operation
from .values import Kind

NONE_WRITTEN: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Summary:
    """What a call of a user's function does to memory.

    ``written``: parameters whose storage it writes; ``perhaps``: those that it writes if they are mutable; ``paired``:
    those whose adjoint it must be given beforehand; ``outside``: whether it may write data outside of functions.
    """

    written: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    paired: frozenset[str] = frozenset()
    outside: bool = False


Summarise = Callable[[Operation, Mapping[str, Kind]], Summary]


@dataclass(frozen=True, eq=False)
class Write:
    """One write of a statement: the name that it goes through, what makes it, and the parameter of a call.

    ``form``: ``store``, ``update``, ``attribute``, ``rule`` (a function with a template), ``content`` (one that writes
    the arrays in a container as well), ``call`` (a user's function), ``opaque`` (anything else). ``certain``: whether
    it is one for sure.
    """

    statement: Statement
    name: str
    form: str
    parameter: str = ""
    certain: bool = True


@dataclass(frozen=True, eq=False)
class Memory:
    """The solution for one function.

    ``guards``: updates ``x op= v`` that would be in place if x were mutable, where others would see it. ``loads``:
    statements of which some targets must not be views of what they are taken from, since that is written while they are
    read.
    ``holders``: stores that put a reference into what must be an array. ``pairs``: see above. ``doubtful``: names that
    may be numbers or views, and are not written. ``proven``: names that are storage for certain, since they are indexed
    or written. ``exposed``: the parameters whose storage the caller sees changed. ``plain``: statements whose results,
    or items of them, must not be containers, since what these would hold is written.
    """

    function: Function
    references: References | None = None
    writes: Mapping[Statement, tuple[Write, ...]] = field(default_factory=dict)
    guards: frozenset[Statement] = frozenset()
    loads: Mapping[Statement, tuple[str, ...]] = field(default_factory=dict)
    holders: frozenset[Statement] = frozenset()
    pairs: frozenset[str] = frozenset()
    shared: frozenset[Location] = frozenset()
    doubtful: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()
    exposed: frozenset[str] = frozenset()
    plain: Mapping[Statement, tuple[Path, ...]] = field(default_factory=dict)

    @property
    def kinds_known(self) -> Kinds:
        """The kinds that the references were found with."""
        assert self.references is not None
        return self.references.kinds

    def at(self, statement: Statement) -> tuple[Write, ...]:
        return self.writes.get(statement, ())

    def written_names(self, statement: Statement) -> tuple[str, ...]:
        """The names through which a statement certainly writes storage."""
        return tuple(dict.fromkeys(one.name for one in self.at(statement) if one.certain))

    def locations(self, write: Write) -> frozenset[Location]:
        """The storage that a write may reach."""
        assert self.references is not None
        found = self.references.before[write.statement].get(write.name)
        if found is None:
            return frozenset([("data", write.name)])
        if write.form in ("store", "rule", "attribute"):
            return found.own
        return found.own if self.is_array(write) and write.form not in ("call", "opaque") else found.reach

    def is_array(self, write: Write) -> bool:
        """Whether what is written certainly is an array, which holds numbers alone; an updated item may be one."""
        assert self.references is not None
        tag = self.references.kinds.before[write.statement].get(write.name, Kind()).tag
        return tag == "array" or (tag == "unknown" and write.form == "update")

    def holds_itself(self, write: Write) -> bool:
        """Whether a list or an object that is known by itself holds itself after something is put into it."""
        statement, put = write.statement, None
        if self.references is None or not self.references.kinds.before[statement].get(write.name, Kind()).is_container:
            return False
        if isinstance(statement, Store):
            put = statement.value
        elif isinstance(statement, (Assign, Do)) and write.form == "rule":
            put = operation(self.function, statement.value).operands.get("item")
        if put is None:
            return False
        found = self.references.of(put, statement)
        led = found.own | {one for one in found.reach if one[0] in ("made", "earlier")}
        whole = self.references.of(name(write.name), statement).own
        return len(whole) == 1 and whole <= led

    def touched(self, statement: Statement) -> frozenset[str]:
        """Every name that may see what a statement writes; of data outside, the name through which it is reached."""
        found: frozenset[str] = frozenset()
        for write in self.at(statement):
            assert self.references is not None
            locations = self.locations(write)
            found |= self.references.sharing(write.name, locations, statement) | {write.name}
            found |= frozenset(key for tag, key in locations if tag == "data" and self.is_free(key))
        return found

    def is_free(self, identifier: object) -> bool:
        """Whether a name stands for something outside of the function."""
        own = {*self.function.all_parameters, *bound_in(self.function.body)}
        return isinstance(identifier, str) and identifier not in own

    def escapes(self, statement: Statement) -> bool:
        """Whether a statement writes an argument whose name is bound again, so that only the caller sees it."""
        rebound = self.pairs & self.exposed & bound_in(self.function.body)
        if not rebound:
            return False
        return any(
            key in rebound for one in self.at(statement) for tag, key in self.locations(one) if tag == "argument"
        )

    def reach(self, identifier: str, statement: Statement) -> frozenset[Location]:
        """What a name may lead to before a statement, or after it if the statement binds it."""
        if self.references is None:
            return frozenset()
        env = self.references.bound.get(statement, {})
        if identifier not in env:
            env = self.references.before.get(statement, {})
        return env[identifier].reach if identifier in env else frozenset()

    def together(self, statement: Statement) -> tuple[frozenset[str], ...]:
        """The sets of parameters of a called function whose arguments may share storage that it writes."""
        call = operation(self.function, statement.value) if isinstance(statement, (Assign, Do)) else None
        written = self.at(statement)
        if call is None or not written or self.references is None:
            return ()
        reached = {
            key: self.references.of(operand, statement).reach
            for key, operand in call.operands.items()
            if operand.leaf not in self.doubtful
        }
        groups = []
        for write in written:
            if write.parameter not in reached:
                continue
            storage = self.locations(write)
            same = frozenset(key for key, found in reached.items() if found & storage) | {write.parameter}
            if len(same) > 1 and same not in groups:
                groups.append(same)
        return tuple(groups)

    @property
    def all_written(self) -> frozenset[Location]:
        return frozenset[Location]().union(*(self.locations(one) for each in self.writes.values() for one in each))


def is_basic(index: Expr, statement: Statement, kinds: Kinds) -> bool:
    """Whether an index is certainly made of numbers, slices, None and Ellipsis: no gather."""
    if index.head in ("tuple", "slice"):
        return all(is_basic(part, statement, kinds) for part in index.args)
    if index.head == "const":
        return is_field(index) or not isinstance(index.value, (bool, str))
    return kinds.of(index, statement).tag in ("int", "none", "slice")


def is_module_data(function: Function, identifier: str) -> bool:
    """Whether a name stands for data outside of the function."""
    if identifier in function.all_parameters or identifier in bound_in(function.body):
        return False
    value = lookup(function, identifier)
    return not (value is MISSING or inspect.isroutine(value) or holds_functions(value))


def summarise(memory: Memory, outside: bool) -> Summary:
    """What a caller must know; ``outside``: whether a called function writes data outside of functions."""
    written = memory.exposed & _through(memory, True)
    perhaps = (memory.exposed & _through(memory, False)) | _guarded(memory)
    paired = memory.pairs & frozenset(memory.function.all_parameters)
    return Summary(written, perhaps - written, paired, outside)


def _through(memory: Memory, certain: bool) -> frozenset[str]:
    writes = [one for each in memory.writes.values() for one in each if one.certain is certain]
    found = frozenset[Location]().union(*(memory.locations(one) for one in writes))
    return frozenset(key for tag, key in found if tag in ("argument", "inside"))


def _guarded(memory: Memory) -> frozenset[str]:
    assert not memory.guards or memory.references is not None
    found: set[str] = set()
    for statement in memory.guards:
        assert memory.references is not None
        target = getattr(statement, "target", "")
        own = memory.references.before[statement].get(target, NOTHING).own
        found |= {key for tag, key in own if tag in ("argument", "inside")}
    return frozenset(found)


def writes_module_data(memory: Memory) -> bool:
    """Whether a store of the function itself may reach data outside of it."""
    return any(tag == "data" for tag, _ in memory.all_written) if memory.writes else False


def result_of(function: Function) -> frozenset[str]:
    """The names that the result is made of."""
    last = function.body[-1] if function.body else None
    return names_in(last.value) if isinstance(last, Return) else frozenset()
