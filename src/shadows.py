"""Shadows of pairs: what the program does to an array that others see, it does to the array's adjoint as well.

Before: ``row = A[0]``, where A and row are pairs. After: ``row = A[0]``, ``brow = bA[0]``. Where an array is made, its
shadow is made by the forward sweep, of zeros; that of an argument at the entry. Postcondition: the shadow of a pair
shares storage with other shadows as the pair does with other pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from .contained import holds_nothing
from .kinds import Kinds, takes_array
from .memory import Memory, is_basic
from .names import Names, adjoint_stem
from .program import Assign, Block, Do, For, Function, If, Statement, Store, Unpack, While, every
from .runtime import sequence
from .syntax import Expr, attribute, call, is_field, name, names_in, substitute
from .templates.operation import operation, with_parts

ZEROS = name("%zeros_like")
WRITABLE = name("%writable")


@dataclass(frozen=True, eq=False)
class Shadows:
    """The names of the shadows, the statements that make one, those that only hand one on, and checks of sharing.

    ``births``: the shadow that is made with what a statement makes, and how: zeros, or a list of the items' shadows.

    ``checked``: views that NumPy may make as copies: the output makes sure that they share storage.
    ``exchanged``: what is put into the shadow of a container where the container gets an item. ``mirrored``: what the
    method of a list, such as append, does to its shadow. ``taken``: calls that take an item out of a list, whose shadow
    leaves the shadow of the list as well.
    ``numbers``: names that each statement binds and that must not be numbers, which have no storage to share.
    ``returned``: calls whose result may be an argument, which return its shadow. ``beyond``: pairs whose shadow cannot
    be made.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    births: Mapping[Statement, tuple[str, Expr]] = field(default_factory=dict)
    aliases: frozenset[Statement] = frozenset()
    checked: Mapping[Statement, str] = field(default_factory=dict)
    returned: Mapping[Statement, str] = field(default_factory=dict)
    exchanged: Mapping[Statement, Expr] = field(default_factory=dict)
    mirrored: Mapping[Statement, Expr] = field(default_factory=dict)
    taken: frozenset[Statement] = frozenset()
    numbers: Mapping[Statement, tuple[str, ...]] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()

    def moves(self, statement: Statement) -> bool:
        """Whether a statement rearranges shadows, which the reverse sweep has to undo whatever depends on it."""
        rearranging = (self.exchanged, self.mirrored, self.returned, self.taken)
        return any(statement in each for each in rearranging)

    def made_by(self, statement: Statement) -> str | None:
        """The shadow that comes with what a statement binds."""
        return self.births[statement][0] if statement in self.births else self.returned.get(statement)


def with_shadows(function: Function, kinds: Kinds, memory: Memory, names: Names) -> tuple[Function, Shadows]:
    """The function in which the shadows of pairs follow them."""
    if not memory.pairs:
        return function, Shadows()
    made = _Shadows(
        function, kinds, memory, {one: names.fresh(adjoint_stem(one)) for one in sorted(memory.pairs)}, names
    )
    body = made.block(function.body)
    found = Shadows(
        made.names,
        made.births,
        frozenset(made.aliases),
        made.checked,
        made.returned,
        made.exchanged,
        made.mirrored,
        frozenset(made.taken),
        made.numbers(function),
        frozenset(made.beyond),
    )
    return replace(function, body=body, temporaries=function.temporaries | made.spare), found


class _Shadows:
    def __init__(
        self, function: Function, kinds: Kinds, memory: Memory, shadows: Mapping[str, str], names: Names
    ) -> None:
        self.function = function
        self.kinds = kinds
        self.memory = memory
        self.names = shadows
        self.fresh = names.fresh
        self.births: dict[Statement, tuple[str, Expr]] = {}
        self.aliases: set[Statement] = set()
        self.checked: dict[Statement, str] = {}
        self.returned: dict[Statement, str] = {}
        self.exchanged: dict[Statement, Expr] = {}
        self.mirrored: dict[Statement, Expr] = {}
        self.taken: set[Statement] = set()
        self.beyond: set[str] = set()
        self.spare: frozenset[str] = frozenset()

    def numbers(self, function: Function) -> dict[Statement, tuple[str, ...]]:
        """The pairs of unknown kind of which nothing shows that they are storage, where they are bound."""
        found = {}
        for statement in every(function.body):
            kinds = {}
            if isinstance(statement, Assign):
                kinds = {statement.target: self.kinds.target(statement)}
            elif isinstance(statement, Unpack):
                kinds = dict(self.kinds.parts[statement])
            names = tuple(
                one
                for one, kind in kinds.items()
                if one in self.names and one not in self.memory.proven and kind.tag == "unknown"
            )
            if names:
                found[statement] = names
        return found

    def block(self, block: Block) -> Block:
        return tuple(made for statement in block for made in self.statement(statement))

    def statement(self, old: Statement) -> list[Statement]:
        if isinstance(old, If):
            return [replace(old, body=self.block(old.body), orelse=self.block(old.orelse))]
        if isinstance(old, For):
            return [replace(old, body=self.block(old.body))]
        if isinstance(old, While):
            return [replace(old, before=self.block(old.before), body=self.block(old.body))]
        if isinstance(old, Unpack) and set(old.targets) & self.names.keys():
            return [old, self.unpacked(old)]
        if isinstance(old, Store) and old.target.head == "getitem" and old.target.args[0].leaf in self.names:
            self.stored(old)
        if isinstance(old, (Assign, Do)) and self.memory.at(old):
            self.changed(old)
        if isinstance(old, Assign) and old.target in self.names:
            return self.assigned(old)
        return [old]

    def stored(self, old: Store) -> None:
        """An item that a container gets: its shadow goes into that of the container."""
        whole, index = old.target.args
        if not self.kinds.of(whole, old).is_array and not takes_array(index):
            self.exchanged[old] = self.shadow_of(old.value, set(self.names))

    def changed(self, old: Assign | Do) -> None:
        """A method of a list, such as append: its shadow is changed in the same way."""
        found = operation(self.function, old.value)
        opaque = {one.name for one in self.memory.at(old) if one.form == "opaque" and one.certain}
        self.beyond |= opaque & self.names.keys()
        receiver = found.operands.get("x")
        if found.rule is None or not found.rule.resizes or receiver is None or receiver.leaf not in self.names:
            return
        path, *given = old.value.args
        whole = name(self.names[receiver.leaf])
        parts = [
            whole if key == "x" else self.shadow_of(part, set(self.names)) if key in ("item", "items") else part
            for key, part in zip(list(found.operands)[path.head == "attr" :], given, strict=False)
        ]
        mirrored = Expr("call", (attribute(whole, path.leaf) if path.head == "attr" else path, *parts), ())
        if isinstance(old, Assign) and found.rule.shares == "item":
            self.births[old] = self.names.get(old.target) or self.of_item(old), mirrored
            self.taken.add(old)
        else:
            self.mirrored[old] = mirrored

    def of_item(self, old: Assign) -> str:
        """A name for the shadow of an item that leaves its list, and that the reverse sweep puts back there."""
        made = self.fresh(adjoint_stem(old.target))
        self.spare |= {made}
        return made

    def unpacked(self, old: Unpack) -> Statement:
        """The shadows of the items; a target that is no pair gets none."""
        if old.value.leaf not in self.names or old.star is not None:
            self.beyond |= set(old.targets) & self.names.keys()
            return old
        spare = {one: self.fresh(adjoint_stem(one)) for one in old.targets if one not in self.names}
        self.spare |= frozenset(spare.values())
        parts = tuple(self.names.get(one) or spare[one] for one in old.targets)
        return Unpack(parts, name(self.names[old.value.leaf]), old.origin)

    def assigned(self, old: Assign) -> list[Statement]:
        shadow = self.names[old.target]
        if old in self.births:
            return [old]
        if operation(self.function, old.value).form == "user" and self.sources(old):
            self.returned[old] = shadow
            return [old]
        value = self.view(old)
        if value is None:
            empty = old.value == Expr("list")
            self.births[old] = shadow, old.value if empty else call(ZEROS, name(old.target))
        elif operation(self.function, old.value).form == "display":
            self.births[old] = shadow, value
        else:
            self.aliases.add(old)
            return [old, Assign(shadow, value, old.origin)]
        return [old]

    def view(self, old: Assign) -> Expr | None:
        """The same view of the shadow of what is viewed; None if the statement makes something new."""
        found = operation(self.function, old.value)
        sources = {one for one in self.sources(old) if one in self.names}
        if found.form == "display" and sources:
            made = with_parts(found, [self.shadow_of(part, sources) for part in found.operands.values()])
            return Expr("list", made.args) if made.head == "tuple" else made
        if not sources:
            return None
        moved = substitute(old.value, {one: name(self.names[one]) for one in sources})
        if found.form == "copy" or old.value.head == "getitem":
            if old.value.head == "getitem" and self.may_copy(old, *old.value.args):
                self.checked[old] = old.value.args[0].leaf
            return moved
        if found.form == "rule" and found.rule is not None and found.rule.shares in ("view", "either", "first"):
            if found.rule.shares != "view" and found.target is not sequence:
                self.checked[old] = next(iter(sources))
            if found.target in (np.diagonal, np.diag, ("method", "diagonal")):
                return call(WRITABLE, moved)
            if found.target not in (np.broadcast_to, np.imag, ("attr", "imag")) and old.value.leaf != "imag":
                return moved
        self.beyond.add(old.target)
        return None

    def shadow_of(self, part: Expr, sources: set[str]) -> Expr:
        return name(self.names[part.leaf]) if part.leaf in sources else call(ZEROS, part)

    def may_copy(self, old: Assign, whole: Expr, index: Expr) -> bool:
        """Whether an item may be a copy: a gather, or a slice of what may be a list."""
        kind = self.kinds.of(whole, old)
        if kind.is_container or is_field(index):
            return index.head == "slice"
        return (index.head == "slice" and kind.tag == "unknown") or not is_basic(index, old, self.kinds)

    def sources(self, old: Assign) -> frozenset[str]:
        """The names of which a value may be a part, as far as the references tell."""
        references = self.memory.references
        assert references is not None
        reach = references.bound[old][old.target].reach
        found = operation(self.function, old.value)
        if found.form == "rule" and holds_nothing(found, self.kinds, old):
            return frozenset()
        if found.form == "rule" and found.rule is not None and found.rule.shares == "first":
            return names_in(found.atoms[0][2])
        operands = frozenset[str]().union(*(names_in(atom) for _, _, atom in found.atoms))
        return frozenset(one for one in operands if self.memory_reach(one, old) & reach)

    def memory_reach(self, identifier: str, old: Assign) -> frozenset[object]:
        references = self.memory.references
        assert references is not None
        found = references.before[old].get(identifier)
        return frozenset() if found is None else frozenset(found.reach)
