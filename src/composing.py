"""Calls of library functions as calls of the programs that they are differentiated through.

Before: ``np.trapezoid(y, dx=0.5)``, where ``y`` is known to be a vector. After: ``trapezoid(y)``, whose source is that
of the program with the constants in place, without the branches that this call does not take.
"""

from __future__ import annotations

import ast
import copy
import inspect
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any, cast

import gast

from .reader import DEFINITION, Source, read
from .remade import compiled
from .syntax import Expr, name, rebuild
from .templates.composed import bound_call, program_of
from .values import Kind

_COMPARED: Mapping[type[ast.cmpop], Any] = {
    ast.Is: lambda one, other: one is other,
    ast.IsNot: lambda one, other: one is not other,
    ast.Eq: lambda one, other: one == other,
    ast.NotEq: lambda one, other: one != other,
    ast.Lt: lambda one, other: one < other,
    ast.LtE: lambda one, other: one <= other,
    ast.Gt: lambda one, other: one > other,
    ast.GtE: lambda one, other: one >= other,
}
_CONSTANTS = (type(None), bool, int, float, str)
_UNKNOWN = object()

Facts = Mapping[str, Kind]
_NOTHING = Kind()
_DOUBLE = ("float64", "complex128")

_made: dict[Any, FunctionType | None] = {}


@dataclass(frozen=True)
class Composed:
    """A program for one call: what it is given, and the user's call in terms of ``%0``, ``%1``, ... for these."""

    program: FunctionType
    arguments: tuple[Expr, ...]
    spelled: Expr


def composed(target: Any, value: Expr, kinds: Mapping[Expr, Kind]) -> Composed | None:
    """The program for a call of a library function; None if it has none, or does not take these arguments.

    ``kinds``: those of the arguments.
    """
    program = program_of(target)
    taken = "" if program is None else bound_call(program, value)
    if program is None or isinstance(taken, str):
        return None
    bound = {place: one for key, part in taken.items() for place, one in _parts(key, part)}
    constants = {key: _constant(one) for key, one in bound.items()}
    known = {key: one for key, one in constants.items() if one is not _UNKNOWN}
    given = {key: one for key, one in bound.items() if key not in known}
    made = _folded(program, known, {key: kinds[one] for key, one in given.items()})
    if made is None:
        return None
    places = {one: name(f"%{at}") for at, one in enumerate(given.values())}
    spelled = rebuild(value, (value.args[0], *(places.get(one, one) for one in value.args[1:])))
    return Composed(made, tuple(given.values()), spelled)


def _parts(parameter: str, given: Expr | tuple[Expr, ...]) -> list[tuple[str, Expr]]:
    """What a parameter is given; of ``*args`` each by a name of its own."""
    if isinstance(given, Expr):
        return [(parameter, given)]
    return [(f"{parameter}_{at}", one) for at, one in enumerate(given)]


def _constant(expr: Expr) -> Any:
    """The value of an argument that is spelled out."""
    if expr.head == "const":
        return expr.value
    if expr.head == "tuple":
        items = tuple(_constant(one) for one in expr.args)
        return _UNKNOWN if _UNKNOWN in items else items
    return _UNKNOWN


def _folded(program: FunctionType, known: Mapping[str, Any], kinds: Mapping[str, Kind]) -> FunctionType | None:
    """The program for constant arguments, and for what is known of the others: the same one for the same."""
    facts = {key: Kind(kind.tag, kind.dtype, kind.rank) for key, kind in kinds.items() if kind.is_numeric}
    key = (program, tuple((one, repr(value)) for one, value in known.items()), tuple(facts.items()), tuple(kinds))
    if key not in _made:
        _made[key] = _remade(program, known, kinds, facts)
    return _made[key]


def _remade(
    program: FunctionType, known: Mapping[str, Any], kinds: Mapping[str, Kind], facts: Facts
) -> FunctionType | None:
    source = read(program)
    definition = cast(ast.FunctionDef, gast.gast_to_ast(copy.deepcopy(source.definition)))
    parameters = inspect.signature(program).parameters.values()
    defaults = {one.name: one.default for one in parameters if one.default is not one.empty and one.name not in kinds}
    several = next((one.name for one in parameters if one.kind is one.VAR_POSITIONAL), "")
    parts = [one for one in (*known, *kinds) if one.startswith(f"{several}_")] if several else []
    others: dict[str, Any] = {one.name: {} for one in parameters if one.kind is one.VAR_KEYWORD}
    _Folding({**defaults, **known, **others}, facts, several, sorted(parts)).function(definition)
    if isinstance(definition.body[ast.get_docstring(definition) is not None], ast.Raise):
        return None
    definition.args = ast.arguments([], [ast.arg(one) for one in kinds], None, [], [], None, [])
    ast.fix_missing_locations(definition)
    made = compiled(source, definition, {})
    made.__doc__, made.__module__, made.__qualname__ = program.__doc__, program.__module__, program.__qualname__
    made.__dict__[DEFINITION] = Source(made, gast.ast_to_gast(definition), source.file, source.lines)
    return made


class _Folding(ast.NodeTransformer):
    """Puts constants in place of parameters, and takes the branches that are decided by these and by ranks."""

    def __init__(self, known: Mapping[str, Any], facts: Facts, several: str, parts: list[str]) -> None:
        self.known: dict[str, ast.expr] = {key: _spelled(value) for key, value in known.items()}
        self.facts = facts
        self.once: frozenset[str] = frozenset()
        if several:
            self.known[several] = ast.Tuple(
                [self.known.get(one, ast.Name(one, ast.Load())) for one in parts], ast.Load()
            )

    def function(self, definition: ast.FunctionDef) -> None:
        bound = Counter(one.id for one in ast.walk(definition) if isinstance(one, ast.Name) and not _is_read(one))
        self.once = frozenset(one for one, times in bound.items() if times == 1)
        definition.body = self.block(definition.body)

    def block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """The statements up to the first that leaves."""
        made: list[ast.stmt] = []
        for one in body:
            found = self.visit(one)
            made += found if isinstance(found, list) else [found]
            if made and isinstance(made[-1], (ast.Return, ast.Raise)):
                break
        return made

    def visit_If(self, node: ast.If) -> Any:
        test = self.visit(node.test)
        if isinstance(test, ast.Constant):
            return self.block(node.body if test.value else node.orelse)
        return ast.copy_location(ast.If(test, self.block(node.body), self.block(node.orelse)), node)

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        test = self.visit(node.test)
        if isinstance(test, ast.Constant):
            return self.visit(node.body if test.value else node.orelse)
        return ast.copy_location(ast.IfExp(test, self.visit(node.body), self.visit(node.orelse)), node)

    def visit_Assign(self, node: ast.Assign) -> Any:
        """A name that is bound once, to a constant or a parameter, gives way to that."""
        value, target = self.visit(node.value), node.targets[0]
        known = isinstance(value, (ast.Constant, ast.Tuple)) or (isinstance(value, ast.Name) and value.id in self.facts)
        if known and isinstance(target, ast.Name) and target.id in self.once:
            self.known[target.id] = value
            return []
        return ast.copy_location(ast.Assign(node.targets, value), node)

    def visit_Name(self, node: ast.Name) -> Any:
        if node.id not in self.known or not _is_read(node):
            return node
        return ast.copy_location(copy.deepcopy(self.known[node.id]), node)

    def visit_Call(self, node: ast.Call) -> Any:
        """What is known of a parameter: its rank, that it is an array, or that an axis is where it is moved to."""
        made = cast(ast.Call, self.generic_visit(node))
        made.keywords = [one for one in made.keywords if one.arg is not None or not isinstance(one.value, ast.Dict)]
        text, first = ast.unparse(made.func), made.args[0] if made.args else None
        fact = self.facts.get(first.id, _NOTHING) if isinstance(first, ast.Name) else _NOTHING
        if text == "np.ndim" and isinstance(first, (ast.Constant, ast.Tuple)):
            return ast.copy_location(ast.Constant(int(isinstance(first, ast.Tuple))), node)
        if text == "np.ndim" and fact.rank is not None:
            return ast.copy_location(ast.Constant(fact.rank), node)
        if text == "range" and isinstance(first, ast.Constant):
            return ast.copy_location(
                ast.Tuple([ast.Constant(one) for one in range(cast(int, first.value))], ast.Load()), node
            )
        if text == "len" and isinstance(first, (ast.Tuple, ast.List)):
            return ast.copy_location(ast.Constant(len(first.elts)), node)
        if text == "tuple" and isinstance(first, ast.List):
            return ast.copy_location(ast.Tuple(first.elts, ast.Load()), node)
        if text == "np.moveaxis" and (ast.unparse(made.args[1]) == ast.unparse(made.args[2]) or fact.rank == 1):
            return first
        alone = len(made.args) == 1 and not made.keywords
        if (text == "np.asarray" and alone and fact.is_array) or (text == "_widened" and fact.dtype in _DOUBLE):
            return first
        return made

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        made = cast(ast.Subscript, self.generic_visit(node))
        if isinstance(made.value, (ast.Tuple, ast.List)) and isinstance(made.slice, ast.Constant):
            return made.value.elts[cast(int, made.slice.value)]
        return made

    def visit_For(self, node: ast.For) -> Any:
        """A loop over numbers that are known, the axes of an array, trip by trip."""
        items = self.visit(node.iter)
        if isinstance(items, ast.Tuple) and isinstance(node.target, ast.Name):
            made: list[ast.stmt] = []
            for item in items.elts:
                self.known[node.target.id] = item
                made += self.block(copy.deepcopy(node.body))
            return made
        node.iter, node.body = items, self.block(node.body)
        return node

    def visit_ListComp(self, node: ast.ListComp) -> Any:
        """``[e for place, one in enumerate(t)]`` of a tuple that is known, item by item; or ``[e for one in t]``."""
        loop = node.generators[0]
        items = self.visit(loop.iter)
        if isinstance(items, ast.Tuple) and isinstance(loop.target, ast.Name):
            listed = []
            for item in items.elts:
                self.known[loop.target.id] = item
                listed.append(self.visit(copy.deepcopy(node.elt)))
            return ast.copy_location(ast.List(listed, ast.Load()), node)
        if (
            isinstance(items, ast.Call)
            and ast.unparse(items.func) == "enumerate"
            and isinstance(items.args[0], ast.Tuple)
        ):
            place, one = (cast(ast.Name, part).id for part in cast(ast.Tuple, loop.target).elts)
            made = []
            for at, item in enumerate(items.args[0].elts):
                self.known |= {place: ast.Constant(at), one: item}
                made.append(self.visit(copy.deepcopy(node.elt)))
            return ast.copy_location(ast.List(made, ast.Load()), node)
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> Any:
        made = cast(ast.Compare, self.generic_visit(node))
        decide = _COMPARED.get(type(made.ops[0]))
        left, right = made.left, made.comparators[0]
        if isinstance(left, ast.Constant) and isinstance(right, ast.Tuple) and isinstance(made.ops[0], ast.NotIn):
            return ast.copy_location(ast.Constant(left.value not in ast.literal_eval(right)), node)
        if isinstance(left, ast.Constant) and isinstance(right, ast.Constant) and decide is not None:
            return ast.copy_location(ast.Constant(bool(decide(left.value, right.value))), node)
        known = isinstance(left, ast.Tuple) or (isinstance(left, ast.Name) and left.id in self.facts)
        if known and isinstance(right, ast.Constant) and right.value is None:
            return ast.copy_location(ast.Constant(isinstance(made.ops[0], ast.IsNot)), node)
        return made

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        """``a and b`` without the operands that are decided."""
        ending = isinstance(node.op, ast.Or)
        left: list[ast.expr] = []
        for one in map(self.visit, node.values):
            if not isinstance(one, ast.Constant):
                left.append(one)
            elif bool(one.value) is ending:
                left.append(one)
                break
        if not left:
            return ast.copy_location(ast.Constant(not ending), node)
        return left[0] if len(left) == 1 else ast.copy_location(ast.BoolOp(node.op, left), node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        made = cast(ast.UnaryOp, self.generic_visit(node))
        if isinstance(made.op, ast.Not) and isinstance(made.operand, ast.Constant):
            return ast.copy_location(ast.Constant(not made.operand.value), node)
        return made


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _spelled(value: Any) -> ast.expr:
    """The text of a constant, negative numbers as one."""
    return ast.Constant(value) if isinstance(value, _CONSTANTS) else ast.parse(repr(value), mode="eval").body
