"""What a new container may hold: the items of containers that it is made from, or what is made with it.

``[*x]``, ``x[:]``, ``x + y``, ``x.copy()``, ``sorted(x)``: of lists all of these make a new list, whose items are those
of the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .kinds import Kinds
from .locations import Location, Reference
from .program import Statement
from .templates.derived import LIKE
from .templates.operation import Operation
from .templates.rules import Rule

Path = tuple[int | str, ...]


@dataclass(frozen=True)
class Contained:
    """The question for the statements of one function, and what their results would hold as containers.

    ``perhaps``: of what an operation on values of unknown kind may hold, where it is found if these are containers.
    """

    kinds: Kinds
    perhaps: dict[Location, frozenset[Location]] = field(default_factory=dict)

    def held(self, statement: Statement, found: Operation, rule: Rule, parts: list[Reference]) -> frozenset[Location]:
        """What the result of a function with a rule holds, besides what it is a view of."""
        held = self.made_with_it(statement, found, rule, parts)
        if rule.shares == "items":
            return held | self.items_taken(statement, found, rule, parts)
        return held | self.content(statement, found, parts) if rule.shares == "content" else held

    def made_with_it(
        self, statement: Statement, found: Operation, rule: Rule, parts: list[Reference]
    ) -> frozenset[Location]:
        """Arrays or containers that a function makes, and that are in what it makes."""
        place: frozenset[Location] = frozenset([("made", (statement, "inside"))])
        kind = self.kinds.target(statement)
        if kind.is_array or kind.is_container:
            return place if kind.is_container else frozenset()
        if not rule.structural:
            return place if rule.form == "adjoint" else frozenset()
        made_of = parts[:1] if rule.shares in ("first", "item") else parts
        if rule.kind in LIKE:
            pairs = zip(found.atoms, parts, strict=True)
            made_of = [part for (parameter, _, _), part in pairs if parameter == LIKE[rule.kind]]
        inside = frozenset[Location]().union(*(part.inside for part in made_of))
        if inside and all(("made", key) in self.perhaps for _, key in inside):
            return self.unsure(statement, (), frozenset())
        return place if inside else frozenset()

    def items_taken(
        self, statement: Statement, found: Operation, rule: Rule, parts: list[Reference]
    ) -> frozenset[Location]:
        """What a new container of the items of operands holds: a container itself is not among them."""
        return frozenset[Location]().union(
            *(
                part.inside if position is None and self.kinds.of(atom, statement).is_container else part.reach
                for (parameter, position, atom), part in zip(found.atoms, parts, strict=True)
                if parameter in rule.differentiable
            )
        )

    def content(self, statement: Statement, found: Operation, parts: list[Reference]) -> frozenset[Location]:
        """What the result holds if it is a container: surely where an operand is one, else perhaps."""
        if self.kinds.target(statement).is_array:
            return frozenset()
        kinds = [self.kinds.of(atom, statement) for _, _, atom in found.atoms]
        inside = frozenset[Location]().union(
            *(part.inside for part, kind in zip(parts, kinds, strict=True) if not kind.is_numeric)
        )
        if any(kind.is_container for kind in kinds) or not inside:
            return inside
        return self.unsure(statement, (), inside)

    def unsure(self, statement: Statement, path: Path, held: frozenset[Location]) -> frozenset[Location]:
        """A place for what a value of unknown kind holds if it is a container.

        ``path``: of an item of what the statement makes, with ``held`` at its end of what that holds; or ``("put",
        parameter)``: of what a call puts there.
        """
        place: Location = ("made", (statement, *path, "inside"))
        self.perhaps[place] = held
        return frozenset([place])


def holds_nothing(found: Operation, kinds: Kinds, statement: Statement) -> bool:
    """Whether the result of a function with a rule is new, with all that it holds, if it is no list by surprise."""
    if found.rule is None or not found.rule.makes_new:
        return False
    return found.rule.shares == "fresh" or not any(kinds.of(atom, statement).is_container for _, _, atom in found.atoms)


def spread(locations: frozenset[Location], perhaps: Mapping[Location, frozenset[Location]]) -> frozenset[Location]:
    """The locations, and those that these may be."""
    found, left = set(locations), list(locations)
    while left:
        _, key = left.pop()
        more = perhaps.get(("made", key), frozenset()) - found
        more |= frozenset(("earlier", one) for tag, one in more if tag == "made") - found
        found |= more
        left.extend(more)
    return frozenset(found)
