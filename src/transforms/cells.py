"""Make values of the variables that functions bind for others: `nonlocal` and `global`.

Before: ``total = 0.0``, and in a nested function ``nonlocal total``, ``total += y``. After: ``total = [0.0]`` and
``total[0] += y``: the cell is a list of one item, which is captured like any value. A variable from outside of the
definition is read and bound by the marks of `variables`. Postcondition: no `nonlocal`, no `global`.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any

import gast

from ..names import Names
from ..nodes import name_node
from ..quoting import quoted, quoted_expression
from ..reader import Source
from ..syntax import BINARY
from .fence import refuse
from .scope import local_names, parameters_in

_FUNCTIONS = (gast.FunctionDef, gast.Lambda)

_READERS = {
    "FunctionDef": "definition",
    "Lambda": "lambda_",
    "Global": "declaration",
    "Name": "name",
    "Assign": "assignment",
    "AnnAssign": "annotated",
    "AugAssign": "updated",
    "For": "loop",
    "With": "context",
    "NamedExpr": "walrus",
    "ExceptHandler": "handler",
    "MatchAs": "capture",
    "Import": "imported",
    "Nonlocal": "declaration",
    "ListComp": "comprehension",
    "SetComp": "comprehension",
    "DictComp": "comprehension",
    "GeneratorExp": "comprehension",
    "MatchStar": "capture",
    "ImportFrom": "imported",
}
"""What reads each kind of node."""

_OUTSIDE = ""
"""What stands for the cell of a variable that is none of the definition's own."""


def with_cells(source: Source, definition: Any, names: Names) -> Any:
    """The definition with cells for such variables.

    Raises `UnsupportedConstructError` where one is bound by something else than an assignment, a loop or a `with`.
    """
    declared: list[Any] = [one for one in gast.walk(definition) if isinstance(one, (gast.Global, gast.Nonlocal))]
    if not declared:
        return definition
    everywhere = {one for node in declared if isinstance(node, gast.Global) for one in node.names}
    cells = dict.fromkeys(everywhere | _claims(definition), _OUTSIDE)
    return _Cells(source, names, cells).function(copy.deepcopy(definition))


def _declared(definition: Any, what: Any) -> set[str]:
    """The names that a function itself declares `global` or `nonlocal`."""
    return {one for node in _own(definition) if isinstance(node, what) for one in node.names}


def _own(definition: Any) -> list[Any]:
    """The nodes in the body of a function, those of functions in it left out."""
    found: list[Any] = []
    waiting = list(definition.body) if isinstance(definition.body, list) else [definition.body]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, _FUNCTIONS):
            waiting += gast.iter_child_nodes(node)
    return found


def _locals(definition: Any) -> frozenset[str]:
    return local_names(definition) - _declared(definition, gast.Global) - _declared(definition, gast.Nonlocal)


def _claims(definition: Any) -> frozenset[str]:
    """The variables of what is around a function that it binds, itself or by functions in it."""
    inner = frozenset[str]().union(*(_claims(one) for one in _own(definition) if isinstance(one, _FUNCTIONS)))
    return frozenset(_declared(definition, gast.Nonlocal)) | (inner - _locals(definition))


class _Cells(gast.NodeTransformer):  # type: ignore[misc]  # gast has no types
    """Rewrites the variables of one function; ``cells``: the list that holds each of them."""

    def __init__(self, source: Source, names: Names, cells: Mapping[str, str]) -> None:
        self.source = source
        self.names = names
        self.cells = dict(cells)

    # Functions

    def function(self, node: Any) -> Any:
        """A function, whose cells are born with it."""
        own = _locals(node)
        cells = {key: cell for key, cell in self.cells.items() if key not in own}
        cells |= dict.fromkeys(_declared(node, gast.Global), _OUTSIDE)
        inside = _Cells(self.source, self.names, cells)
        if isinstance(node, gast.Lambda):
            node.body = inside.visit(node.body)
            return node
        claimed = frozenset[str]().union(*(_claims(one) for one in _own(node) if isinstance(one, _FUNCTIONS)))
        body = [one for one in node.body if not isinstance(one, (gast.Global, gast.Nonlocal))]
        parameters = parameters_in(node)
        born: list[Any] = []
        for one in sorted(claimed & own):
            inside.cells[one] = self.names.fresh(f"{one}_cell") if one in parameters else one
            first = None if one in parameters else _birth(body, one)
            if first is None:
                value = name_node(one, node) if one in parameters else quoted_expression("None", node)
                made = quoted("cell = [value]", body[0], value=value)
                made[0].targets[0].id = inside.cells[one]
                born += made
            else:
                first.born = {*getattr(first, "born", ()), one}
        node.body = [*born, *inside.block(body)]
        return node

    def definition(self, node: Any) -> Any:
        if node.name in self.cells:
            raise self.refused(node, node.name, "def")
        self.outside_of(node)
        return self.function(node)

    def lambda_(self, node: Any) -> Any:
        self.outside_of(node)
        return self.function(node)

    def outside_of(self, node: Any) -> None:
        """What of a function is evaluated where it is defined."""
        node.args.defaults = [self.visit(one) for one in node.args.defaults]
        node.args.kw_defaults = [None if one is None else self.visit(one) for one in node.args.kw_defaults]
        if hasattr(node, "decorator_list"):
            node.decorator_list = [self.visit(one) for one in node.decorator_list]

    def comprehension(self, node: Any) -> Any:
        """A comprehension, whose targets are variables of its own."""
        first = node.generators[0]
        first.iter = self.visit(first.iter)
        bound = {
            inner.id for clause in node.generators for inner in gast.walk(clause.target) if isinstance(inner, gast.Name)
        }
        inside = _Cells(self.source, self.names, {key: one for key, one in self.cells.items() if key not in bound})
        held, first.iter = first.iter, quoted_expression("None", node)
        inside.generic_visit(node)
        first.iter = held
        return node

    # Statements

    def block(self, body: list[Any]) -> list[Any]:
        made: list[Any] = []
        for one in body:
            found = self.visit(one)
            made += found if isinstance(found, list) else [] if found is None else [found]
        return made or quoted("pass", body[0]) if body else []

    def declaration(self, node: Any) -> Any:
        return quoted("pass", node)

    def name(self, node: Any) -> Any:
        cell = self.cells.get(node.id)
        if cell is None or (cell and isinstance(node.ctx, gast.Param)):
            return node
        if isinstance(node.ctx, gast.Del):
            raise self.refused(node, node.id, "del")
        if cell == _OUTSIDE:
            return self.mark("outside", node, node.id)
        made = quoted_expression("cell[0]", node, cell=name_node(cell, node))
        made.ctx = node.ctx
        return made

    def mark(self, mark: str, place: Any, variable: str, **parts: Any) -> Any:
        """A call of a mark."""
        given = "".join(f", {one}" for one in parts)
        return quoted_expression(f"mark({variable!r}{given})", place, mark=name_node(f"%{mark}", place), **parts)

    def assignment(self, node: Any) -> Any:
        single, born = node.targets[0], getattr(node, "born", ())
        if born and isinstance(single, gast.Name):
            return quoted("target = [value]", node, target=single, value=self.visit(node.value))
        if born:
            return self.born_together(node, born)
        targets, after = zip(*(self.target(one) for one in node.targets), strict=True)
        value = self.visit(node.value)
        if len(node.targets) == 1 and isinstance(single, gast.Name) and self.cells.get(single.id) == _OUTSIDE:
            return self.statement(self.mark("rebind", node, single.id, value=value))
        node.targets, node.value = list(targets), value
        return [node, *(one for part in after for one in part)]

    def born_together(self, node: Any, born: Collection[str]) -> list[Any]:
        """``a, b = 0.0, 1``, of which some are born there."""
        after: list[Any] = []
        value, targets = node.value, node.targets[0]
        for at, one in enumerate(targets.elts):
            value.elts[at] = self.visit(value.elts[at])
            if isinstance(one, gast.Name) and one.id in born:
                value.elts[at] = quoted_expression("[value]", node, value=value.elts[at])
            else:
                targets.elts[at], more = self.target(one)
                after += more
        return [node, *after]

    def statement(self, value: Any) -> list[Any]:
        return quoted("value", value, value=value)

    def target(self, node: Any) -> tuple[Any, list[Any]]:
        """A target with names for the variables from outside in it, and the statements that bind these."""
        if isinstance(node, gast.Name) and self.cells.get(node.id) == _OUTSIDE:
            held = self.names.fresh(node.id)
            made = quoted(f"{held} = None", node)[0].targets[0]
            return made, self.statement(self.mark("rebind", node, node.id, value=name_node(held, node)))
        if isinstance(node, (gast.Tuple, gast.List)):
            parts = [self.target(one) for one in node.elts]
            node.elts = [one for one, _ in parts]
            return node, [one for _, after in parts for one in after]
        if isinstance(node, gast.Starred):
            node.value, after = self.target(node.value)
            return node, after
        return self.visit(node), []

    def annotated(self, node: Any) -> Any:
        if not isinstance(node.target, gast.Name) or node.target.id not in self.cells:
            return self.generic_visit(node)
        if node.value is None:
            return quoted("pass", node)
        made = quoted("target = value", node, target=node.target, value=node.value)[0]
        made.born = getattr(node, "born", ())
        return self.visit(made)

    def updated(self, node: Any) -> Any:
        variable = node.target.id if isinstance(node.target, gast.Name) else ""
        if self.cells.get(variable) != _OUTSIDE:
            return self.generic_visit(node)
        operator = quoted_expression(repr(BINARY[type(node.op)]), node)
        value = self.visit(node.value)
        return self.statement(self.mark("update", node, variable, operator=operator, value=value))

    def loop(self, node: Any) -> Any:
        node.iter = self.visit(node.iter)
        node.target, first = self.held(node.target)
        node.body = [*first, *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def context(self, node: Any) -> Any:
        first: list[Any] = []
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if item.optional_vars is not None:
                item.optional_vars, more = self.held(item.optional_vars)
                first += more
        node.body = [*first, *self.block(node.body)]
        return node

    def held(self, target: Any) -> tuple[Any, list[Any]]:
        """A target with other names for the variables in cells, and the statements that put these there."""
        own = [one for one in gast.walk(target) if isinstance(one, gast.Name) and one.id in self.cells]
        first: list[Any] = []
        for one in own:
            if isinstance(one.ctx, gast.Store):
                held = self.names.fresh(one.id)
                made = quoted("target = value", one, target=copy.copy(one), value=name_node(held, one))[0]
                first += self.visit(made)
                one.id = held
        return self.visit(target), first

    def walrus(self, node: Any) -> Any:
        if node.target.id in self.cells:
            raise self.refused(node, node.target.id, ":=")
        return self.generic_visit(node)

    def handler(self, node: Any) -> Any:
        named = getattr(node.name, "id", node.name)
        if named in self.cells:
            raise self.refused(node, named, "except")
        return self.generic_visit(node)

    def capture(self, node: Any) -> Any:
        if node.name in self.cells:
            raise self.refused(node, node.name, "match")
        return self.generic_visit(node)

    def imported(self, node: Any) -> Any:
        for one in node.names:
            if (one.asname or one.name) in self.cells:
                raise self.refused(node, one.asname or one.name, "import")
        return node

    def visit(self, node: Any) -> Any:
        kind = type(node).__name__
        return getattr(self, _READERS[kind])(node) if kind in _READERS else self.generic_visit(node)

    def generic_visit(self, node: Any) -> Any:
        """Blocks keep at least one statement."""
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block:
                setattr(node, field, self.block(block))
        for field, value in gast.iter_fields(node):
            if field in ("body", "orelse", "finalbody") and isinstance(value, list):
                continue
            if isinstance(value, list):
                setattr(node, field, [self.visit(one) if isinstance(one, gast.AST) else one for one in value])
            elif isinstance(value, gast.AST):
                setattr(node, field, self.visit(value))
        return node

    def refused(self, node: Any, variable: str, what: str) -> Any:
        """The error where a variable is bound in a way that has no cell."""
        message = f"{what}` of `{variable}`, which is bound by several functions, as in `nonlocal {variable}"
        return refuse(self.source, node, message, "Bind another name there, and assign it to this one.")


def _birth(body: list[Any], variable: str) -> Any:
    """The assignment that certainly comes before all else that is done with a variable; None if there is none."""
    for one in body:
        if isinstance(one, gast.FunctionDef):
            continue
        mentions = [node for node in gast.walk(one) if isinstance(node, gast.Name) and node.id == variable]
        if not mentions:
            continue
        targets = one.targets if isinstance(one, gast.Assign) else [getattr(one, "target", None)]
        binds = isinstance(one, (gast.Assign, gast.AnnAssign)) and len(targets) == 1 and len(mentions) == 1
        if not binds or one.value is None:
            return None
        parts = targets[0].elts if isinstance(targets[0], gast.Tuple) else targets
        shown = parts is targets or (isinstance(one.value, gast.Tuple) and len(one.value.elts) == len(parts))
        plain = shown and not any(isinstance(part, gast.Starred) for part in [*parts, *getattr(one.value, "elts", [])])
        return one if plain and any(part is mentions[0] for part in parts) else None
    return None
