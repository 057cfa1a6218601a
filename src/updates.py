"""Updates as NumPy means them: ``x op= v`` of an array writes the array, seen through every name that leads to it.

Before: the `Assign` of ``x = x + v`` that stands for ``x += v``. After: ``x[...] += v``, where x certainly is an array.
So for an array in a list or an object: ``t = xs[i]``, ``t[...] += v``. Postcondition: an `Assign` that is left in
`Function.updates`, and what an `Update` writes in a list or an object, is a number, or of a kind that is not known.
"""

from __future__ import annotations

from dataclasses import replace

from .kinds import Env, Kinds, kind_of_atom, kind_of_item
from .names import Names
from .program import Assign, Block, For, Function, If, Statement, Store, Update, While, every, reads, targets
from .syntax import Expr, const, name
from .values import Kind

WHOLE = const(Ellipsis)
"""The index of all of an array."""


def in_place(function: Function, kinds: Kinds) -> tuple[Function, Kinds]:
    """The function with updates of arrays in place, and the kinds of its statements."""
    arrays = {
        one
        for one in function.updates
        if isinstance(one, Assign) and one in kinds.before and kinds.before[one][one.target].is_array
    }
    held = {one for one in every(function.body) if isinstance(one, Update) and _holds_array(one, kinds)}
    if not arrays and not held:
        return function, kinds
    return _Placing(function, kinds, arrays | held).run()


def _holds_array(statement: Update, kinds: Kinds) -> bool:
    """Whether an update is of an array that a list or an object holds."""
    env = kinds.before.get(statement)
    if env is None or statement.target.head != "getitem":
        return False
    whole = kind_of_atom(statement.target.args[0], env)
    return not whole.is_array and kind_of_item(whole, statement.target.args[1], env).is_array


class _Placing:
    """Replaces the updates of arrays, and what stands around them; facts go over to the new statements."""

    def __init__(self, function: Function, kinds: Kinds, arrays: set[Assign | Update]) -> None:
        self.function = function
        self.kinds = kinds
        self.arrays = arrays
        self.new: dict[Statement, Statement] = {}
        self.before: dict[Statement, Env] = {}
        self.of_value: dict[Statement, Kind] = {}
        self.held: set[str] = set()
        self.names = Names(used for one in every(function.body) for used in (*reads(one), *targets(one)))
        self.names.reserve(function.all_parameters)

    def run(self) -> tuple[Function, Kinds]:
        body = self.block(self.function.body)
        new, kinds = self.new, self.kinds
        self.before.update({new[one]: env for one, env in kinds.before.items() if one in new})
        self.of_value.update(
            {new[one]: kind for one, kind in kinds.of_value.items() if one in new and one not in self.arrays}
        )
        updates = frozenset(one for one in self.function.updates if one not in self.arrays)
        temporaries = self.function.temporaries | self.held
        placed = replace(self.function, body=body, updates=updates, temporaries=temporaries)
        return placed, Kinds(self.before, self.of_value, kinds.result, kinds.parts, kinds.left)

    def block(self, old: Block) -> Block:
        return tuple(made for one in old for made in self.statements(one))

    def statements(self, old: Statement) -> Block:
        if isinstance(old, Assign) and old in self.arrays and old.value.head == "@":
            return self.product(old)
        if isinstance(old, Update) and old in self.arrays:
            return self.held_array(old)
        self.new[old] = self.statement(old)
        return (self.new[old],)

    def held_array(self, old: Update) -> Block:
        """``xs[i] += v``: the array that stands there is written."""
        held = self.names.fresh("t")
        self.held.add(held)
        env = self.kinds.before[old]
        taken = Assign(held, old.target, old.origin)
        kind = kind_of_item(kind_of_atom(old.target.args[0], env), old.target.args[1], env)
        self.before[taken], self.of_value[taken] = env, kind
        written = Update(Expr("getitem", (name(held), WHOLE)), old.operator, old.value, old.origin)
        self.before[written] = {**env, held: kind}
        return taken, written

    def product(self, old: Assign) -> Block:
        """``x @= v``: the product is made first."""
        held = self.names.fresh("t")
        self.held.add(held)
        made = Assign(held, old.value, old.origin)
        stored = Store(Expr("getitem", (name(old.target), WHOLE)), name(held), old.origin)
        kinds = self.kinds
        self.before[made] = kinds.before[old]
        self.before[stored] = {**kinds.before[old], held: kinds.of_value[old]}
        self.of_value[made] = kinds.of_value[old]
        return made, stored

    def statement(self, old: Statement) -> Statement:
        if isinstance(old, Assign) and old in self.arrays:
            place = Expr("getitem", (name(old.target), WHOLE))
            return Update(place, old.value.head, old.value.args[1], old.origin)
        if isinstance(old, If):
            return replace(old, body=self.block(old.body), orelse=self.block(old.orelse))
        if isinstance(old, For):
            return replace(old, body=self.block(old.body))
        if isinstance(old, While):
            return replace(old, before=self.block(old.before), body=self.block(old.body))
        return old
