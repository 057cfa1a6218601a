"""Finds the writes of a function, then through which names they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from . import flow, references
from .contained import Path, holds_nothing, spread
from .kinds import Kinds, takes_array
from .locations import NOTHING, Location, Reference, is_value, maker
from .memory import NONE_WRITTEN, Memory, Summarise, Write, is_basic
from .program import (
    Assign,
    Do,
    Function,
    Statement,
    Store,
    Unpack,
    Update,
    bound_in,
    every,
    operands,
    reads,
    targets,
)
from .references import References
from .runtime import sequence
from .syntax import is_field, names_in, walk
from .templates.operation import Operation, operation
from .values import Kind


def analyse(
    function: Function,
    kinds: Kinds,
    summary: Summarise,
    call: references.CallEffect,
    outermost: bool,
    together: tuple[frozenset[str], ...] = (),
    pair_result: bool = False,
    held: frozenset[str] = frozenset(),
) -> Memory:
    """Solve for the writes of one function and for the names that see them.

    ``together``: parameters that may share storage. ``pair_result``: the caller writes what the function returns, which
    may be an argument, and reads that argument. ``held``: parameters for which the caller has a shadow.
    """
    found = _Finder(function, kinds, summary, outermost)
    writes = {one: made for one in every(function.body) if (made := found.writes(one))}
    unsure = found.unsure_updates()
    outside = any(found.writes_outside(one) for one in every(function.body))
    asked = any(found.asked_by(one) for one in every(function.body))
    if not (writes or unsure or pair_result or outside or asked):
        return Memory(function)
    solved = references.solve(function, kinds, call, together)
    found.memory = Memory(function, solved, writes)
    return found.solve(unsure, pair_result, held)


class _Finder:
    """Finds the writes, then who sees them."""

    def __init__(self, function: Function, kinds: Kinds, summary: Summarise, outermost: bool) -> None:
        self.function = function
        self.kinds = kinds
        self.summary = summary
        self.outermost = outermost
        self.memory = Memory(function)

    # Writes

    def writes(self, statement: Statement) -> tuple[Write, ...]:
        if isinstance(statement, (Store, Update)):
            form = "update" if isinstance(statement, Update) else "store"
            form = form if statement.target.head == "getitem" else "attribute"
            return tuple(Write(statement, one, form) for one in sorted(names_in(statement.target.args[0])))
        if isinstance(statement, Assign) and statement in self.function.updates:
            kind = self.kinds.before.get(statement, {}).get(statement.target, Kind())
            return (Write(statement, statement.target, "opaque"),) if kind.tag in ("list", "dict", "object") else ()
        if isinstance(statement, (Assign, Do)):
            return self.by_call(statement, operation(self.function, statement.value))
        return ()

    def by_call(self, statement: Assign | Do, found: Operation) -> tuple[Write, ...]:
        if found.form == "rule" and found.rule is not None:
            return self.through(statement, found, found.rule.writes, "content" if found.rule.deep else "rule", True)
        if found.form == "user":
            kinds_of = {key: self.kinds.of(operand, statement) for key, operand in found.operands.items()}
            summary = self.summary(found, kinds_of)
            sure = self.through(statement, found, summary.written, "call", True)
            return (*sure, *self.through(statement, found, summary.perhaps, "call", False))
        if found.form in ("unknown", "misfit") and found.expr.head == "call":
            called = {"function"} & found.operands.keys()
            sure = self.through(statement, found, found.operands.keys() - called, "opaque", True)
            return (*sure, *self.through(statement, found, called, "opaque", False))
        return ()

    def through(
        self, statement: Assign | Do, found: Operation, keys: Iterable[str], form: str, certain: bool
    ) -> tuple[Write, ...]:
        made = []
        for key in sorted(keys):
            operand = found.operands.get(key)
            if operand is None or (is_value(self.kinds.of(operand, statement)) and operand.head != "tuple"):
                continue
            made += [Write(statement, one, form, key, certain) for one in sorted(names_in(operand))]
        return tuple(made)

    def asked_by(self, statement: Statement) -> frozenset[str]:
        """The parameters of a called function whose shadows it has to be given."""
        if not isinstance(statement, (Assign, Do)) or statement.value.head != "call":
            return frozenset()
        call = operation(self.function, statement.value)
        if call.form != "user":
            return frozenset()
        kinds_of = {key: self.kinds.of(operand, statement) for key, operand in call.operands.items()}
        return self.summary(call, kinds_of).paired

    def writes_outside(self, statement: Statement) -> bool:
        """Whether a call may write data outside of functions."""
        if not isinstance(statement, (Assign, Do)) or statement.value.head != "call":
            return False
        found = operation(self.function, statement.value)
        return found.form == "user" and self.summary(found, {}).outside

    def unsure_updates(self) -> list[Assign]:
        """Assignments that stand for ``x op= v`` where x may be mutable."""
        found = []
        for statement in every(self.function.body):
            if isinstance(statement, Assign) and statement in self.function.updates:
                kind = self.kinds.before.get(statement, {}).get(statement.target, Kind())
                if not kind.is_immutable:
                    found.append(statement)
        return found

    # Who sees them

    def solve(self, unsure: list[Assign], pair_result: bool, held: frozenset[str]) -> Memory:
        memory, solved = self.memory, self.memory.references
        assert solved is not None
        live = self.live()
        clashes: set[str] = set()
        locations: set[Location] = set()
        doubtful = self.doubtful()
        perhaps = {key for _, key in solved.perhaps}
        loads: dict[Statement, set[str]] = {}
        direct = {one.name for each in memory.writes.values() for one in each if one.form != "opaque"}
        for statement, each in memory.writes.items():
            for write in each:
                if not write.certain:
                    continue
                reached = frozenset(one for one in memory.locations(write) if one[1] not in perhaps)
                seen = solved.sharing(write.name, reached, statement) & (live[statement] | self.also(statement, each))
                for other in sorted(seen - {write.name} - frozenset(targets(statement))):
                    where = doubtful.get(other, ())
                    if where and other not in direct:
                        for load, target in where:
                            loads.setdefault(load, set()).add(target)
                    else:
                        clashes |= {write.name, other}
                        locations |= reached & solved.before[statement][other].reach
        self.memory = replace(memory, doubtful=frozenset(doubtful) - direct)
        clashes |= self.paired()
        if not self.outermost:
            clashes |= self.rebound(memory) | self.refilled(memory, held)
        if pair_result:
            clashes |= names_in(self.function.result)
            locations |= solved.result.reach
        for name_ in clashes:
            locations |= {one for env in solved.before.values() if name_ in env for one in env[name_].own}
        pairs = self.closed(clashes, frozenset(locations), solved, doubtful, loads)
        return Memory(
            self.function,
            solved,
            memory.writes,
            frozenset(one for one in unsure if self.is_seen(one, solved, live)),
            {one: tuple(sorted(names)) for one, names in loads.items()},
            self.holders(solved),
            pairs,
            frozenset(locations),
            frozenset(doubtful) - direct,
            frozenset(self.indexed()) | frozenset(one for one in direct if self.is_stored_into(one)),
            self.exposed(),
            self.plain(solved, live),
        )

    def plain(self, solved: References, live: Mapping[Statement, frozenset[str]]) -> dict[Statement, tuple[Path, ...]]:
        """Where operations on values of unknown kind must not give lists, since others see that an item is written."""
        found: dict[Statement, tuple[Path, ...]] = {}
        for place in solved.perhaps:
            whole = spread(frozenset([place]), solved.perhaps)
            places = frozenset([place, ("earlier", place[1])])
            shown = any(self.shows(statement, places, whole, solved, live) for statement in self.memory.writes)
            made = maker(place)
            if made is not None and shown:
                found[made] = (*found.get(made, ()), tuple(place[1][1:-1]))
        return found

    def shows(
        self,
        statement: Statement,
        places: frozenset[Location],
        whole: frozenset[Location],
        solved: References,
        live: Mapping[Statement, frozenset[str]],
    ) -> bool:
        """Whether a write is seen through items of lists that an operation may give, or of those that it is given."""
        written = self.memory.writes[statement]
        reached = frozenset[Location]().union(*(self.memory.locations(one) for one in written))
        env = solved.before[statement]
        names = (live[statement] | self.also(statement, written)) & env.keys()
        if spread(reached, solved.perhaps) & places:
            others = whole - reached
            if any(tag in ("argument", "inside", "data") for tag, _ in others):
                return True
            sure = reached - places
            return any(env[one].reach & (others | places) and not env[one].reach & sure for one in names)
        return bool(reached & whole) and any(spread(env[one].reach, solved.perhaps) & places for one in names)

    def rebound(self, memory: Memory) -> set[str]:
        """Parameters that are written and whose names are bound again, with the names that they are written through."""
        bound = bound_in(self.function.body) & frozenset(self.function.all_parameters)
        found: set[str] = set()
        for each in memory.writes.values():
            for write in each:
                keys = {key for tag, key in memory.locations(write) if tag in ("argument", "inside")} & bound
                found |= {write.name, *keys} if keys else set()
        return found

    def refilled(self, memory: Memory, held: frozenset[str]) -> set[str]:
        """Containers for which the caller has a shadow, and into which something is put that has one as well."""
        found: set[str] = set()
        for statement, each in memory.writes.items():
            if not isinstance(statement, Store) or self.kinds.of(statement.target.args[0], statement).is_array:
                continue
            if is_value(self.kinds.of(statement.value, statement)):
                continue
            for write in each:
                keys = {key for tag, key in memory.locations(write) if tag in ("argument", "inside")} & held
                found |= {write.name, *keys} if keys else set()
        return found

    def live(self) -> Mapping[Statement, frozenset[str]]:
        """After each statement, the names that are read later; the caller reads what it has given."""
        after: flow.Solution[frozenset[str]] = {}
        end = NONE_WRITTEN if self.outermost else frozenset(self.function.all_parameters)

        def reach(statement: Statement, state: frozenset[str]) -> frozenset[str]:
            return (state - frozenset(targets(statement))) | reads(statement)

        flow.backward(self.function.body, end, reach, flow.union, after)
        return after

    def also(self, statement: Statement, each: tuple[Write, ...]) -> frozenset[str]:
        """The other arguments of a call that writes: it may read them afterwards."""
        if not any(one.form == "call" for one in each):
            return frozenset()
        return frozenset().union(*(names_in(part) for part in operands(statement)))

    def doubtful(self) -> dict[str, frozenset[tuple[Statement, str]]]:
        """Names that may be a number or a view, with the statements that load them and the names that these bind.

        What an index is taken of is no number.
        """
        found: dict[str, frozenset[tuple[Statement, str]]] = {}
        containers = self.indexed()
        grown = True
        while grown:
            grown = False
            for statement in every(self.function.body):
                for target, loaded in self.loaded(statement, found):
                    if target in containers:
                        continue
                    grown = grown or not loaded <= found.get(target, frozenset())
                    found[target] = found.get(target, frozenset()) | loaded
        return found

    def indexed(self) -> set[str]:
        """The names that an index is taken of somewhere."""
        return {
            term.args[0].leaf
            for statement in every(self.function.body)
            for expr in operands(statement)
            for term in walk(expr)
            if term.head == "getitem"
        }

    def is_stored_into(self, identifier: str) -> bool:
        """Whether a statement certainly writes storage through a name, by an index or by a method."""
        return any(
            one.name == identifier and one.certain and one.form in ("store", "update", "rule", "content")
            for each in self.memory.writes.values()
            for one in each
        )

    def loaded(
        self, statement: Statement, found: Mapping[str, frozenset[tuple[Statement, str]]]
    ) -> list[tuple[str, frozenset[tuple[Statement, str]]]]:
        """The targets of a statement that may be numbers or views."""
        if isinstance(statement, Unpack):
            kind = self.kinds.of(statement.value, statement)
            known = kind.items is not None or kind.is_container or (kind.is_array and kind.rank)
            return [] if known else [(one, frozenset([(statement, one)])) for one in statement.targets]
        if isinstance(statement, Assign) and not self.is_certain(statement):
            return [(statement.target, frozenset([(statement, statement.target)]))]
        if isinstance(statement, Assign) and statement.value.head == "name" and statement.value.leaf in found:
            return [(statement.target, found[statement.value.leaf])]
        return []

    def is_certain(self, statement: Assign) -> bool:
        """Whether a target certainly is its source, a view of it, or something new."""
        if statement.value.head != "getitem":
            return True
        whole, index = statement.value.args
        source, kind = self.kinds.of(whole, statement), self.kinds.target(statement)
        if source.is_container or is_field(index):
            return kind.tag != "unknown"
        return (kind.tag != "unknown" or takes_array(index)) and is_basic(index, statement, self.kinds)

    def paired(self) -> set[str]:
        """The arguments that a called function needs as pairs: those that it asks for, and those that share storage."""
        found: set[str] = set()
        for statement in every(self.function.body):
            asked = self.asked_by(statement).union(*self.memory.together(statement))
            if asked and isinstance(statement, (Assign, Do)):
                given = operation(self.function, statement.value).operands
                found = found.union(*(names_in(given[key]) for key in asked & given.keys()))
        return found

    def closed(
        self,
        pairs: set[str],
        shared: frozenset[Location],
        solved: References,
        doubtful: Mapping[str, frozenset[tuple[Statement, str]]],
        loads: dict[Statement, set[str]],
    ) -> frozenset[str]:
        """With the names that pairs are made from; what may be a number is made sure to be no view."""
        grown = True
        while grown:
            grown = False
            shared |= {
                one for env in solved.before.values() for name_ in pairs if name_ in env for one in env[name_].own
            }
            for statement in every(self.function.body):
                for source in self.goes_into(statement, pairs):
                    found = solved.before[statement].get(source)
                    if found is None or source in pairs:
                        continue
                    if not found.reach & (shared | self.held_by_result(statement, solved)):
                        continue
                    if not set(targets(statement)) & pairs and self.is_made(source, found):
                        continue
                    if source in doubtful and source not in {*targets(statement)} and source in self.memory.doubtful:
                        for load, target in doubtful[source]:
                            loads.setdefault(load, set()).add(target)
                    else:
                        pairs.add(source)
                        grown = True
        return frozenset(pairs)

    def held_by_result(self, statement: Statement, solved: References) -> frozenset[Location]:
        """What the result of a called function may hold: all of it comes with a shadow if the result does."""
        if not isinstance(statement, Assign) or operation(self.function, statement.value).form != "user":
            return frozenset()
        return solved.bound[statement][statement.target].reach

    def is_made(self, identifier: str, found: Reference) -> bool:
        """Whether all that a name leads to is made by the statements that bind it: no other name leads there."""
        makers = {one for one in every(self.function.body) if identifier in targets(one)}
        return all(maker(one) in makers for one in found.reach)

    def goes_into(self, statement: Statement, pairs: set[str]) -> frozenset[str]:
        """The names whose storage a statement may give to pairs."""
        if isinstance(statement, Store) and statement.target.head == "getitem":
            into = statement.target.args[0]
            is_array = self.kinds.of(into, statement).is_array
            return names_in(statement.value) if into.leaf in pairs and not is_array else frozenset()
        if isinstance(statement, (Assign, Do)) and statement.value.head == "call":
            found = operation(self.function, statement.value)
            if found.rule is not None and found.rule.resizes and found.operands["x"].leaf in pairs:
                return frozenset().union(*(names_in(one) for one in found.operands.values()))
        if isinstance(statement, (Assign, Unpack)) and set(targets(statement)) & pairs:
            return self.sources(statement)
        return frozenset()

    def sources(self, statement: Assign | Unpack) -> frozenset[str]:
        """The names whose storage the target of a statement may share."""
        if isinstance(statement, Unpack):
            return names_in(statement.value)
        found = operation(self.function, statement.value)
        if found.form == "rule" and found.rule is not None and found.target is not sequence:
            if holds_nothing(found, self.kinds, statement):
                return frozenset()
            if found.rule.shares in ("view", "argument", "first"):
                return names_in(found.atoms[0][2])
            if not found.rule.structural and found.rule.shares != "content":
                atoms = [atom for _, _, atom in found.atoms if self.kinds.of(atom, statement).tag != "tuple"]
                return frozenset().union(*(names_in(atom) for atom in atoms))
        return frozenset().union(*(names_in(atom) for _, _, atom in found.atoms))

    def is_seen(self, statement: Assign, solved: References, live: Mapping[Statement, frozenset[str]]) -> bool:
        """Whether somebody else would see ``x op= v``, were it in place."""
        own = solved.before[statement].get(statement.target, NOTHING).own
        if any(tag == "data" or (tag in ("argument", "inside") and not self.outermost) for tag, _ in own):
            return True
        return bool(own and (solved.sharing(statement.target, own, statement) & live[statement]) - {statement.target})

    def holders(self, solved: References) -> frozenset[Statement]:
        """Stores of a reference that is written later, into what may be an array or a list."""
        written = self.memory.all_written
        found = []
        for statement in every(self.function.body):
            if isinstance(statement, Store) and statement.target.head == "getitem":
                container = self.kinds.of(statement.target.args[0], statement)
                put = solved.of(statement.value, statement).reach
                if (
                    container.tag == "unknown"
                    and not is_field(statement.target.args[1])
                    and put & written
                    and statement.target.args[1].head not in ("tuple", "slice")
                ):
                    found.append(statement)
        return frozenset(found)

    def exposed(self) -> frozenset[str]:
        """The parameters whose storage is written."""
        writes = [one for each in self.memory.writes.values() for one in each if one.certain]
        reached = frozenset[Location]().union(*(self.memory.locations(one) for one in writes))
        keys = {key for tag, key in reached if tag in ("argument", "inside")}
        return frozenset(self.function.all_parameters) & keys
