"""Facts about references: which storage each name may lead to, before each statement.

A location is what one statement brings into being (the latest of these, or the earlier ones of a loop), an argument,
what is inside of an argument, or data outside of the function. The analysis follows the flow of the program, so that an
array made anew in each trip of a loop is another one than that of the trip before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from . import flow
from .contained import Contained, Path, spread
from .kinds import Kinds
from .locations import NOTHING, Env, Location, Reference, aged, is_value, join, maker, reference_of
from .program import Assign, Do, Function, Statement, Store, Unpack, every
from .runtime import sequence
from .syntax import Expr, is_field, names_in
from .templates.operation import Operation, operation
from .values import Kind
from .variables import outside


@dataclass(frozen=True)
class Effect:
    """What a call of a user's function does with references, in terms of its parameters.

    ``result``: what its result leads to, where ``("made", None)`` is what the call makes. ``puts``: what it puts into
    the containers that it is given, and what else if operations gave containers there. ``doubled``: whether its result
    may hold something that it makes in two places. ``arranged``: parameters that may be containers whose items it puts,
    adds or takes out.
    """

    result: Reference = NOTHING
    puts: tuple[tuple[str, frozenset[Location], frozenset[Location]], ...] = ()
    doubled: bool = False
    arranged: frozenset[str] = frozenset()


CallEffect = Callable[[Operation, Mapping[str, Kind]], Effect]


Related = frozenset[tuple[str, str]]
"""Pairs of names, both ways round, that may share storage at a point: it tells buffers apart that are swapped."""


@dataclass(frozen=True)
class State:
    """What is known at a point: what each name may lead to, and which names may share storage."""

    env: dict[str, Reference]
    related: Related


@dataclass(frozen=True, eq=False)
class References:
    """The solution for one function: before each statement, after it for what it binds, and of the result.

    ``perhaps``: what operations on values of unknown kind hold if these are containers (see `Contained`). ``arranged``:
    what may be containers whose items are put, added or taken out.
    """

    function: Function
    kinds: Kinds
    states: Mapping[Statement, State]
    before: Mapping[Statement, Env]
    bound: Mapping[Statement, Mapping[str, Reference]]
    result: Reference
    end: Env
    perhaps: Mapping[Location, frozenset[Location]]
    arranged: frozenset[Location]

    def of(self, expr: Expr, statement: Statement) -> Reference:
        """What an atom leads to where a statement reads it."""
        return reference_of(expr, self.before.get(statement, {}), self.kinds.of(expr, statement))

    def sharing(self, identifier: str, locations: frozenset[Location], statement: Statement) -> frozenset[str]:
        """Every name that may lead to one of the locations before a statement, as a name that leads there does."""
        state = self.states[statement]
        outside = identifier not in state.env or any(tag == "data" for tag, _ in locations)
        return frozenset(
            one
            for one, found in state.env.items()
            if found.reach & locations and (outside or one == identifier or (identifier, one) in state.related)
        )


def _join(one: State, other: State) -> State:
    joined = dict(one.env)
    for key, found in other.env.items():
        joined[key] = join(joined[key], found) if key in joined else found
    return State(joined, one.related | other.related)


def solve(function: Function, kinds: Kinds, call: CallEffect, together: tuple[frozenset[str], ...] = ()) -> References:
    """Solve for the references of one function. Parameters in one of the sets ``together`` may share storage."""
    states: flow.Solution[State] = {}
    bound: dict[Statement, dict[str, Reference]] = {}
    solver = _Solver(function, kinds, call, Contained(kinds))

    def transfer(statement: Statement, state: State) -> State:
        env = state.env
        if isinstance(statement, (Assign, Unpack, Do)):
            env = _aged(env, statement)
        if isinstance(statement, Assign):
            value = solver.value(statement, statement.value, env)
            if statement in function.updates and not is_value(kinds.target(statement)):
                value = join(value, env.get(statement.target, NOTHING))
            bound[statement] = {statement.target: value}
        elif isinstance(statement, Unpack):
            bound[statement] = solver.unpacked(statement, env)
        elif isinstance(target := getattr(statement, "target", None), str):
            bound[statement] = {target: NOTHING}
        held = solver.stored(statement, env)
        after = {**held, **bound.get(statement, {})}
        related = state.related if held is env else _mixed(state.related, env, held)
        return State(after, _related(statement, related, bound.get(statement, {}), env))

    start = {one: _argument(one, kinds, function) for one in function.all_parameters}
    related: set[tuple[str, str]] = set()
    for group in together:
        whole = [start[one] for one in sorted(group)]
        merged = whole[0]
        for one in whole[1:]:
            merged = join(merged, one)
        start.update(dict.fromkeys(group, merged))
        related |= {(one, other) for one in group for other in group if one != other}
    end = flow.forward(function.body, State(start, frozenset(related)), transfer, _join, states)
    before = {statement: state.env for statement, state in states.items()}
    result = reference_of(function.result, end.env, kinds.result)
    perhaps, arranged = solver.contained.perhaps, frozenset(solver.arranged)
    return References(function, kinds, states, before, bound, result, end.env, perhaps, arranged)


def effect(found: References) -> Effect:
    """What a caller must know."""
    puts = []
    for one in found.function.all_parameters:
        inside = frozenset[Location]().union(
            *(each.inside for each in found.end.values() if ("argument", one) in each.own)
        )
        put = inside - {("inside", one), ("argument", one)}
        if put:
            puts.append((one, _portable_locations(put), _unsure(inside, found.perhaps) - {("inside", one)}))
    arranged = {key for tag, key in found.arranged if tag in ("argument", "inside")} | {one[0] for one in puts}
    return Effect(portable(found.result, found.perhaps), tuple(puts), _is_doubled(found), frozenset(arranged))


def _is_doubled(found: References) -> bool:
    """Whether a display holds what the function makes twice, and the result may lead there."""
    for statement in every(found.function.body):
        if not isinstance(statement, Assign) or statement.value.head not in ("tuple", "list", "dict"):
            continue
        seen: set[Location] = set()
        for part in statement.value.args:
            reach = {one for one in found.of(part, statement).reach if one[0] in ("made", "earlier")}
            if seen & reach & found.result.reach:
                return True
            seen |= reach
    return False


def _portable_locations(locations: frozenset[Location]) -> frozenset[Location]:
    return frozenset(one if one[0] in ("argument", "inside", "data") else ("made", None) for one in locations)


def _related(statement: Statement, related: Related, bound: Mapping[str, Reference], env: Env) -> Related:
    """Which names may share storage after a statement has bound some."""
    if not bound:
        return related
    sources = frozenset[str]()
    if isinstance(statement, (Assign, Unpack)):
        sources = frozenset(one for one in names_in(statement.value) if one in env)
    sharing = sources | {other for one, other in related if one in sources}
    kept = {pair for pair in related if not bound.keys() & set(pair)}
    after = {**env, **bound}
    for target, found in bound.items():
        for other in (sharing | bound.keys()) - {target}:
            if other in bound and not sources:
                continue
            if found.reach & after[other].reach:
                kept |= {(target, other), (other, target)}
    return frozenset(kept)


def _mixed(related: Related, env: Env, held: Env) -> Related:
    """After something was put into containers: those that hold more are related with whatever leads to it."""
    grown = [one for one in held if held[one] != env[one]]
    more = {
        pair
        for one in grown
        for other in held
        if other != one and held[one].reach & held[other].reach
        for pair in ((one, other), (other, one))
    }
    return related | more


def portable(found: Reference, perhaps: Mapping[Location, frozenset[Location]]) -> Reference:
    """In terms of parameters: what the function makes itself is only known as made."""
    items = None if found.items is None else tuple(portable(item, perhaps) for item in found.items)
    own, inside = _portable_locations(spread(found.own, perhaps)), _portable_locations(found.inside)
    itself = frozenset(("made", (key, "inside")) for tag, key in found.own if tag in ("made", "earlier"))
    direct = _unsure(found.inside & itself, perhaps)
    return Reference(own, inside, items, direct, _unsure(found.inside - itself, perhaps))


def _unsure(inside: frozenset[Location], perhaps: Mapping[Location, frozenset[Location]]) -> frozenset[Location]:
    """What is there besides, in terms of parameters, if operations gave containers."""
    more = spread(inside, perhaps) - inside
    return frozenset(one for one in more if one[0] not in ("made", "earlier"))


def _argument(parameter: str, kinds: Kinds, function: Function) -> Reference:
    kind = kinds.before[function.body[0]].get(parameter, Kind()) if function.body else Kind()
    if is_value(kind):
        return NOTHING
    inside = frozenset[Location]() if kind.is_array else frozenset([("inside", parameter)])
    return Reference(frozenset([("argument", parameter)]), inside)


def _aged(env: dict[str, Reference], statement: Statement) -> dict[str, Reference]:
    def older(found: Reference) -> Reference:
        if not any(maker(one) is statement for one in found.reach):
            return found
        own, inside = (frozenset(aged(one, statement) for one in part) for part in (found.own, found.inside))
        return Reference(own, inside, None if found.items is None else tuple(older(item) for item in found.items))

    return {one: older(found) for one, found in env.items()}


@dataclass(frozen=True)
class _Solver:
    function: Function
    kinds: Kinds
    call: CallEffect
    contained: Contained
    arranged: set[Location] = field(default_factory=set)

    def of(self, expr: Expr, statement: Statement, env: Env) -> Reference:
        return reference_of(expr, env, self.kinds.of(expr, statement))

    def value(self, statement: Statement, value: Expr, env: Env) -> Reference:
        """What the right-hand side of an assignment leads to."""
        if is_value(self.kinds.target(statement)):
            return NOTHING
        found = operation(self.function, value)
        new: Location = ("made", statement)
        parts = [self.of(atom, statement, env) for _, _, atom in found.atoms]
        inside = frozenset[Location]().union(*(part.reach for part in parts))
        if found.form == "copy" or found.target is sequence:
            return parts[0]
        if found.target is outside:
            data = frozenset[Location]([("data", value.args[1].value)])
            return Reference(data, data)
        if found.form == "truth":
            return Reference(frozenset([new]))
        if found.form == "display":
            items = tuple(parts) if value.head == "tuple" else None
            return Reference(frozenset([new]), inside, items)
        if found.form == "user":
            return self.called(statement, found, env)
        if found.form == "rule" and found.rule is not None:
            return self.ruled(statement, found, parts, env)
        return Reference(inside | {new}, inside | {("made", (statement, "inside"))})

    def ruled(self, statement: Statement, found: Operation, parts: list[Reference], env: Env) -> Reference:
        assert found.rule is not None
        new: Location = ("made", statement)
        if found.expr.head == "getitem":
            return self.item(statement, found, env)
        made = frozenset([new])
        held = self.contained.held(statement, found, found.rule, parts)
        if found.rule.shares in ("fresh", "items", "content") or not parts:
            return Reference(made, held)
        if found.rule.shares == "item" or (found.rule.shares == "chosen" and len(parts) == 1):
            return Reference(parts[0].inside | made, parts[0].inside | held)
        if found.rule.shares == "first":
            return Reference(made | parts[0].own, parts[0].inside | held)
        if found.rule.shares in ("view", "argument") and self.kinds.of(found.atoms[0][2], statement).is_array:
            return parts[0]
        shared = [
            part
            for part, (parameter, _, atom) in zip(parts, found.atoms, strict=True)
            if (found.rule.form == "constant" or parameter in found.rule.differentiable)
            and (found.rule.structural or self.kinds.of(atom, statement).tag != "tuple")
        ]
        within = frozenset[Location]().union(*(part.inside for part in shared))
        return Reference(made.union(*(part.own for part in shared)), within | held)

    def item(self, statement: Statement, found: Operation, env: Env) -> Reference:
        """An item, a view, or a gathered copy."""
        whole, index = found.operands["x"], found.operands["index"]
        source, kind = self.of(whole, statement, env), self.kinds.of(whole, statement)
        new: Location = ("made", statement)
        is_number = index.head == "const" and type(index.value) is int
        if source.items is not None and is_number and -len(source.items) <= index.value < len(source.items):
            item: Reference = source.items[index.value]
            return item
        if kind.tag in ("array", "unknown") and self.gathers(index, statement):
            return Reference(frozenset([new]))
        if kind.is_array:
            return source
        if kind.tag in ("list", "tuple") and index.head == "slice":
            return Reference(frozenset([new]), source.inside)
        if kind.is_container or is_field(index):
            return Reference(source.inside, source.inside)
        return Reference(source.reach, source.inside)

    def gathers(self, index: Expr, statement: Statement) -> bool:
        """Whether an index certainly copies: an array, a list or a mask is among its parts."""
        parts = index.args if index.head == "tuple" else (index,)
        return any(self.kinds.of(part, statement).tag in ("array", "list", "bool") for part in parts)

    def called(self, statement: Statement, found: Operation, env: Env) -> Reference:
        """The result of a user's function, its parameters replaced by the arguments."""
        given, effects = self.given(statement, found, env)

        def placed(reference: Reference, spot: tuple[int, ...] = ()) -> Reference:
            items, path = None, () if effects.doubled else spot
            if reference.items is not None:
                items = tuple(placed(item, (*spot, position)) for position, item in enumerate(reference.items))
            unsure = reference.perhaps | reference.within
            if len(reference.own) == 1 and items is None and not unsure:
                tag, key = next(iter(reference.own))
                if tag == "argument" and key in given and reference.inside <= {("inside", key)}:
                    return given[key]
            own = _placed(reference.own, given, statement, path)
            inside = _placed(reference.inside, given, statement, path)
            if items is not None:
                inside = frozenset[Location]().union(*(item.reach for item in items))
            else:
                places: tuple[tuple[frozenset[Location], Path], ...]
                places = ((reference.perhaps, spot), (reference.within, (*spot, "held")))
                for held, place in places:
                    if held:
                        inside |= self.contained.unsure(statement, place, _placed(held, given, statement))
            return Reference(own, inside, items)

        return placed(effects.result)

    def given(self, statement: Statement, found: Operation, env: Env) -> tuple[dict[str, Reference], Effect]:
        """What the arguments of a call lead to, and what the call does with references."""
        given = {key: self.of(operand, statement, env) for key, operand in found.operands.items()}
        kinds_of = {key: self.kinds.of(operand, statement) for key, operand in found.operands.items()}
        return given, self.call(found, kinds_of)

    def unpacked(self, statement: Unpack, env: Env) -> dict[str, Reference]:
        parts = self._unpacked(statement, env)
        return {one: NOTHING if is_value(self.kinds.parts[statement][one]) else part for one, part in parts.items()}

    def _unpacked(self, statement: Unpack, env: Env) -> dict[str, Reference]:
        whole = self.of(statement.value, statement, env)
        kind = self.kinds.of(statement.value, statement)
        if whole.items is not None and statement.star is None and len(whole.items) == len(statement.targets):
            return dict(zip(statement.targets, whole.items, strict=True))
        own = whole.inside if kind.is_container else whole.reach
        part = Reference(own | {("made", statement)}, whole.inside)
        return dict.fromkeys(statement.targets, part)

    def stored(self, statement: Statement, env: dict[str, Reference]) -> dict[str, Reference]:
        """What containers hold after a statement has put something into them."""
        if isinstance(statement, Store) and statement.target.head == "getitem":
            container, put = statement.target.args[0], self.of(statement.value, statement, env).reach
            is_field_of = is_field(statement.target.args[1])
            tag = self.kinds.of(container, statement).tag
            if tag != "array" and (put or tag != "unknown"):
                self.arranged.update(self.of(container, statement, env).own)
            if tag in ("array", "unknown") and not is_field_of:
                return env
        elif isinstance(statement, Store):
            container, put = statement.target.args[0], self.of(statement.value, statement, env).reach
        elif isinstance(statement, (Assign, Do)) and statement.value.head == "call":
            return self.put_by_call(statement, statement.value, env)
        else:
            return env
        return _holding(env, self.of(container, statement, env).own, put)

    def put_by_call(self, statement: Statement, value: Expr, env: dict[str, Reference]) -> dict[str, Reference]:
        found = operation(self.function, value)
        if found.form == "rule" and found.rule is not None and (found.rule.adds or not found.rule.writes):
            return env
        if found.form == "user":
            given, effects = self.given(statement, found, env)
            self.arranged.update(one for key in effects.arranged for one in given.get(key, NOTHING).own)
            for key, put, perhaps in effects.puts:
                held = _placed(put, given, statement)
                if perhaps:
                    held |= self.contained.unsure(statement, ("put", key), _placed(perhaps, given, statement))
                env = _holding(env, given.get(key, NOTHING).own, held)
            return env
        parts = {key: self.of(operand, statement, env) for key, operand in found.operands.items()}
        if found.rule is None or found.rule.resizes:
            changed = [part for key, part in parts.items() if key == "x" or found.rule is None]
            self.arranged.update(one for part in changed for one in part.own)
        put = frozenset[Location]().union(*(part.reach for part in parts.values()))
        for key, operand in found.operands.items():
            kind = self.kinds.of(operand, statement)
            written = found.form != "rule" or found.rule is None or key in found.rule.writes
            if written and not kind.is_immutable and not kind.is_array:
                holds = parts[key].own if found.form == "rule" else parts[key].reach
                known = kind.is_container or (found.form == "rule" and _is_method_of_lists(found))
                if known or found.form != "rule":
                    env = _holding(env, holds, put - (parts[key].own if known else frozenset()))
        return env


def _placed(
    locations: frozenset[Location], given: Mapping[str, Reference], statement: Statement, path: tuple[int, ...] = ()
) -> frozenset[Location]:
    """Locations in terms of parameters as locations of the caller; ``path`` tells the items of a tuple apart."""
    out: set[Location] = set()
    for tag, key in locations:
        if tag == "argument":
            out |= given.get(key, NOTHING).own
        elif tag == "inside":
            out |= given.get(key, NOTHING).inside
        else:
            out.add((tag, key) if tag == "data" else ("made", (statement, *path) if path else statement))
    return frozenset(out)


def _is_method_of_lists(found: Operation) -> bool:
    return isinstance(found.target, tuple) and found.target[1] in ("append", "extend", "insert")


def _holding(
    env: dict[str, Reference], containers: frozenset[Location], put: frozenset[Location]
) -> dict[str, Reference]:
    if not put or not containers:
        return env

    def grown(found: Reference) -> Reference:
        if not found.reach & containers:
            return found
        items = None if found.items is None else tuple(grown(item) for item in found.items)
        return replace(found, inside=found.inside | put, items=items)

    return {one: grown(found) for one, found in env.items()}
