"""The blocks of the user's that run in the reverse sweep, on the adjoint of one name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...program import Assign, Block, For, GradBlock, Statement, Store, Unpack, Update
from ...pulls import helper
from ...specialise import Specialisation
from ...syntax import Expr, call, name, substitute
from ...updates import WHOLE
from ...values import UNKNOWN
from ..simplify import with_blocks, with_operands
from .ledger import Ledger


class Inserted:
    """Writes these blocks, with names of their own for what they bind."""

    def __init__(
        self, spec: Specialisation, ledger: Ledger, primal: Callable[[Expr], Expr], temporaries: set[str]
    ) -> None:
        self.kinds = spec.kinds
        self.starts = spec.facts.starts
        self.names = spec.names
        self.ledger = ledger
        self.primal = primal
        self.temporaries = temporaries
        self.own: dict[str, str] = {}

    def run(self, block: GradBlock) -> None:
        """Give the block the adjoint, and take what it leaves."""
        ledger, variable = self.ledger, block.variable
        kind = self.kinds.before.get(block, {}).get(variable, UNKNOWN)
        adjoint = name(self.named(block.adjoint))
        value = ledger.adjoint(variable)
        shadowed = variable in ledger.shadows
        if shadowed:
            value = call(helper("copied"), value) if block.replaces else value
        elif variable not in ledger.named:
            zero = ledger.zero(variable, block)
            assert isinstance(zero, Assign)
            value = zero.value
        elif not (block.plain or kind.is_scalar or variable in ledger.owned):
            value = call(helper("copied"), value)
        ledger.emit(Assign(adjoint.leaf, value, block.origin, f"Inserted: {block.origin.text}"))
        for statement in self.moved(block.body, self.renamed(block)):
            ledger.emit(statement)
        if block.replaces and shadowed:
            left = call(helper("inserted"), adjoint, ledger.measure(variable))
            ledger.emit(Store(Expr("getitem", (value.args[1], WHOLE)), left, block.origin))
        elif block.replaces and variable in self.starts[block]:
            left = adjoint if kind.is_scalar else call(helper("inserted"), adjoint, ledger.measure(variable))
            ledger.emit(Assign(ledger.variable(variable), left, block.origin))
            ledger.named.add(variable)
            ledger.final.discard(variable)
            ledger.owned.add(variable)

    def named(self, identifier: str) -> str:
        """The name in the output of what a block binds."""
        if identifier not in self.own:
            self.own[identifier] = self.names.fresh(identifier)
            if identifier in self.temporaries:
                self.temporaries.add(self.own[identifier])
        return self.own[identifier]

    def renamed(self, block: GradBlock) -> dict[str, Expr]:
        """What each name of a block reads as here."""
        free = {one: self.primal(name(one)) for one in block.free}
        return {**free, **{one: name(self.named(one)) for one in sorted(block.bound)}}

    def moved(self, body: Block, names: dict[str, Expr]) -> Block:
        """The statements of a block under these names."""
        made: list[Statement] = []
        for statement in body:
            one = with_operands(statement, lambda expr: substitute(expr, names))
            one = with_blocks(one, lambda inner: self.moved(inner, names))
            if isinstance(one, (Assign, For)):
                one = replace(one, target=str(names[one.target].leaf))
            elif isinstance(one, Unpack):
                one = replace(one, targets=tuple(str(names[target].leaf) for target in one.targets))
            elif isinstance(one, Update) and one.target.head == "name":
                one = replace(one, target=substitute(one.target, names))
            made.append(replace(one, note=""))
        return tuple(made)
