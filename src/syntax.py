"""Expressions as immutable terms: made by quoting text, taken apart by matching text.

An `Expr` is hashable and compares by structure, so that equal code is equal data. Python comes in through
`from_gast`, as trees of gast, and leaves through `to_ast`, as trees of `ast`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as kept
from functools import lru_cache
from operator import is_
from typing import Any

import gast

from .names import Field as Field

BINARY: Mapping[type, str] = {
    gast.Add: "+",
    gast.Sub: "-",
    gast.Mult: "*",
    gast.Div: "/",
    gast.FloorDiv: "//",
    gast.Mod: "%",
    gast.Pow: "**",
    gast.MatMult: "@",
    gast.LShift: "<<",
    gast.RShift: ">>",
    gast.BitAnd: "&",
    gast.BitOr: "|",
    gast.BitXor: "^",
}
UNARY: Mapping[type, str] = {gast.USub: "neg", gast.UAdd: "pos", gast.Not: "not", gast.Invert: "~"}
COMPARE: Mapping[type, str] = {
    gast.Eq: "==",
    gast.NotEq: "!=",
    gast.Lt: "<",
    gast.LtE: "<=",
    gast.Gt: ">",
    gast.GtE: ">=",
    gast.Is: "is",
    gast.IsNot: "is not",
    gast.In: "in",
    gast.NotIn: "not in",
}
OPERATOR_NODE: Mapping[str, Any] = {
    symbol: getattr(ast, node.__name__) for table in (BINARY, UNARY, COMPARE) for node, symbol in table.items()
}
"""The operators of `ast` by their symbols."""


class Literal:
    """A constant that equals another only if type and spelling agree: ``1``, ``1.0``, ``True`` and ``-0.0`` differ."""

    __slots__ = ("_key", "value")

    def __init__(self, value: object) -> None:
        self.value = value
        self._key = (type(value).__name__, repr(value))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Literal) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return self._key[1]


@dataclass(frozen=True, slots=True)
class Expr:
    """One node: a head, its operands, and a leaf (an identifier, a `Literal`, operators, or keyword names).

    Heads: ``name const attr getitem slice tuple list set dict call star if and or compare fstring walrus lambda`` and
    the operators' own symbols. The leaf of a ``lambda`` is its parameters, which no name around it is. ``at`` is the
    place in the source (line, column) and takes no part in comparison.
    """

    head: str
    args: tuple[Expr, ...] = ()
    leaf: Any = None
    at: tuple[int, int] | None = kept(default=None, compare=False, repr=False)
    _names: frozenset[str] | None = kept(default=None, init=False, compare=False, repr=False)

    @property
    def is_atom(self) -> bool:
        return self.head in ("name", "const")

    @property
    def value(self) -> Any:
        """The Python value of a constant."""
        return self.leaf.value

    def __str__(self) -> str:
        return ast.unparse(to_ast(self))


@lru_cache(maxsize=4096)
def name(identifier: str) -> Expr:
    return Expr("name", (), identifier)


def const(value: object) -> Expr:
    return Expr("const", (), Literal(value))


def call(function: Expr, *arguments: Expr, **keywords: Expr) -> Expr:
    return Expr("call", (function, *arguments, *keywords.values()), tuple(keywords))


def attribute(value: Expr, identifier: str) -> Expr:
    return Expr("attr", (value,), identifier)


def field(value: Expr, identifier: str) -> Expr:
    return Expr("getitem", (value, const(Field(identifier))))


def is_field(index: Expr) -> bool:
    return index.head == "const" and isinstance(index.value, Field)


NONE = const(None)


def is_const(expr: Expr, value: object) -> bool:
    return expr.head == "const" and expr.leaf == Literal(value)


def positional(expr: Expr) -> tuple[Expr, ...]:
    """The positional arguments of a call, starred ones included."""
    return expr.args[1 : len(expr.args) - len(expr.leaf)]


def keywords(expr: Expr) -> dict[str | None, Expr]:
    """The keyword arguments of a call by name."""
    if not expr.leaf:
        return {}
    return dict(zip(expr.leaf, expr.args[len(expr.args) - len(expr.leaf) :], strict=True))


def as_value(index: Expr) -> Expr:
    """An index as an argument of a function: its slices as calls of ``slice``."""
    if index.head == "slice":
        return call(name("slice"), *index.args)
    if index.head == "tuple":
        return Expr("tuple", tuple(as_value(part) for part in index.args))
    return index


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and everything in it, outermost first, left to right."""
    yield expr
    for child in expr.args:
        yield from walk(child)


_NOTHING: frozenset[str] = frozenset()


def names_in(expr: Expr) -> frozenset[str]:
    """Every identifier that the expression reads. Found once for each expression, since every pass asks."""
    found = expr._names
    if found is None:
        own = frozenset([expr.leaf]) if expr.head == "name" else _NOTHING
        found = own.union(*map(names_in, expr.args)) if expr.args else own
        found = found - set(expr.leaf) if expr.head == "lambda" else found
        object.__setattr__(expr, "_names", found)
    return found


def count(expr: Expr, identifier: str) -> int:
    """How often the expression reads a name."""
    if identifier not in names_in(expr):
        return 0
    return sum(1 for node in walk(expr) if node.head == "name" and node.leaf == identifier)


def rebuild(expr: Expr, args: tuple[Expr, ...]) -> Expr:
    return expr if all(map(is_, expr.args, args)) else Expr(expr.head, args, expr.leaf, expr.at)


def rewrite(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """Apply ``change`` to every node, innermost first."""
    return change(rebuild(expr, tuple(rewrite(child, change) for child in expr.args)))


def substitute(expr: Expr, values: Mapping[str, Expr]) -> Expr:
    """Replace names by expressions."""
    if names_in(expr).isdisjoint(values):
        return expr
    if expr.head == "name":
        return values.get(expr.leaf, expr)
    if not expr.args:
        return expr
    return rebuild(expr, tuple(substitute(child, values) for child in expr.args))


def dotted(expr: Expr) -> tuple[str, ...] | None:
    """``('np', 'linalg', 'inv')`` for ``np.linalg.inv``; None if it is no chain of attributes of a name."""
    if expr.head == "name":
        return (expr.leaf,)
    if expr.head == "attr":
        inner = dotted(expr.args[0])
        return None if inner is None else (*inner, expr.leaf)
    return None


@lru_cache(maxsize=4096)
def parse(text: str) -> Expr:
    """The expression that a text spells."""
    return from_gast(ast.parse(text, mode="eval").body)


def quote(text: str, **holes: Expr) -> Expr:
    """The expression that a text spells, with the named holes filled in."""
    return substitute(parse(text), holes)


def match(pattern: str, expr: Expr) -> dict[str, Expr] | None:
    """What the holes of a pattern (names that begin with ``_``) stand for, or None if it does not fit."""
    found: dict[str, Expr] = {}
    return found if _match(parse(pattern), expr, found) else None


def _match(pattern: Expr, expr: Expr, found: dict[str, Expr]) -> bool:
    if pattern.head == "name" and pattern.leaf.startswith("_"):
        return found.setdefault(pattern.leaf, expr) == expr
    if (pattern.head, pattern.leaf, len(pattern.args)) != (expr.head, expr.leaf, len(expr.args)):
        return False
    return all(_match(one, other, found) for one, other in zip(pattern.args, expr.args, strict=True))


# From Python


class UnknownSyntaxError(Exception):
    """An expression that has no term; carries the node for the located error."""

    def __init__(self, node: Any) -> None:
        self.node = node
        super().__init__(type(node).__name__)


def from_gast(node: Any) -> Expr:
    """The term of an expression of gast or `ast`. Raises `UnknownSyntaxError` for what the language has no term for."""
    reader = _READERS_BY_NAME.get(type(node).__name__)
    if reader is None:
        raise UnknownSyntaxError(node)
    at = (getattr(node, "lineno", None) or 0, getattr(node, "col_offset", 0) or 0)
    return Expr(*reader(node), at)


def _all(nodes: Any) -> tuple[Expr, ...]:
    return tuple(from_gast(node) for node in nodes)


_Parts = tuple[str, tuple[Expr, ...], Any]
"""Head, operands and leaf of an expression."""


def _constant(node: Any) -> _Parts:
    return "const", (), Literal(node.value)


def _unary(node: Any) -> _Parts:
    operand = from_gast(node.operand)
    if type(node.op).__name__ == "USub" and operand.head == "const" and type(operand.value) in (int, float, complex):
        return "const", (), Literal(-operand.value)
    return _OPERATORS_BY_NAME[type(node.op).__name__], (operand,), None


def _call(node: Any) -> _Parts:
    args = (from_gast(node.func), *_all(node.args), *(from_gast(keyword.value) for keyword in node.keywords))
    return "call", args, tuple(keyword.arg for keyword in node.keywords)


def _slice(node: Any) -> _Parts:
    parts = (NONE if part is None else from_gast(part) for part in (node.lower, node.upper, node.step))
    return "slice", tuple(parts), None


def _dict(node: Any) -> _Parts:
    if None in node.keys:
        raise UnknownSyntaxError(node)
    pairs = zip(node.keys, node.values, strict=True)
    return "dict", tuple(from_gast(part) for pair in pairs for part in pair), None


def _compare(node: Any) -> _Parts:
    operators = tuple(_OPERATORS_BY_NAME[type(operator).__name__] for operator in node.ops)
    return "compare", (from_gast(node.left), *_all(node.comparators)), operators


def _fstring(node: Any) -> _Parts:
    """The text as parts: strings, and (conversion, format) with the value as an operand."""
    parts: list[object] = []
    values: list[Expr] = []
    for part in node.values:
        if hasattr(part, "value") and isinstance(part.value, str):
            parts.append(part.value)
        else:
            spec = None if part.format_spec is None else from_gast(part.format_spec)
            parts.append((part.conversion, None if spec is None else spec.leaf))
            values.append(from_gast(part.value))
            values += () if spec is None else spec.args
    return "fstring", tuple(values), tuple(parts)


_READERS: Mapping[type, Callable[[Any], _Parts]] = {
    gast.Name: lambda node: ("name", (), node.id),
    gast.Constant: _constant,
    gast.UnaryOp: _unary,
    gast.BinOp: lambda node: (_OPERATORS_BY_NAME[type(node.op).__name__], _all((node.left, node.right)), None),
    gast.BoolOp: lambda node: ("and" if type(node.op).__name__ == "And" else "or", _all(node.values), None),
    gast.Compare: _compare,
    gast.IfExp: lambda node: ("if", _all((node.test, node.body, node.orelse)), None),
    gast.Call: _call,
    gast.Subscript: lambda node: ("getitem", _all((node.value, node.slice)), None),
    gast.Slice: _slice,
    gast.Attribute: lambda node: ("attr", _all((node.value,)), node.attr),
    gast.Tuple: lambda node: ("tuple", _all(node.elts), None),
    gast.List: lambda node: ("list", _all(node.elts), None),
    gast.Set: lambda node: ("set", _all(node.elts), None),
    gast.Dict: _dict,
    gast.Starred: lambda node: ("star", _all((node.value,)), None),
    gast.JoinedStr: _fstring,
}


_READERS_BY_NAME = {node.__name__: reader for node, reader in _READERS.items()}
"""Nodes of gast and of `ast` itself have the same names and fields here."""

_OPERATORS_BY_NAME: Mapping[str, str] = {
    node.__name__: symbol for table in (BINARY, UNARY, COMPARE) for node, symbol in table.items()
}


# To Python


def to_ast(expr: Expr, context: Any = None) -> Any:
    """The expression of `ast` that a term stands for."""
    head, args, leaf = expr.head, expr.args, expr.leaf
    ctx = context or ast.Load()
    if head == "name":
        return ast.Name(id=leaf, ctx=ctx)
    if head == "const":
        return _to_constant(leaf.value)
    if head in OPERATOR_NODE and len(args) == 2:
        return ast.BinOp(left=to_ast(args[0]), op=OPERATOR_NODE[head](), right=to_ast(args[1]))
    if head in OPERATOR_NODE:
        return ast.UnaryOp(op=OPERATOR_NODE[head](), operand=to_ast(args[0]))
    if head == "attr":
        return ast.Attribute(value=to_ast(args[0]), attr=leaf, ctx=ctx)
    if head == "getitem" and is_field(args[1]):
        return ast.Attribute(value=to_ast(args[0]), attr=str(args[1].value), ctx=ctx)
    if head == "getitem":
        return ast.Subscript(value=to_ast(args[0]), slice=to_ast(args[1]), ctx=ctx)
    if head in ("tuple", "list"):
        node = ast.Tuple if head == "tuple" else ast.List
        return node(elts=[to_ast(item, context) for item in args], ctx=ctx)
    if head == "star":
        return ast.Starred(value=to_ast(args[0], context), ctx=ctx)
    return _WRITERS[head](expr)


def _to_constant(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and (value < 0 or repr(value) == "-0.0"):
        return ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=-value, kind=None))
    return ast.Constant(value=str(value) if isinstance(value, Field) else value, kind=None)


def _to_call(expr: Expr) -> Any:
    named = [ast.keyword(arg=key, value=to_ast(value)) for key, value in _keyword_pairs(expr)]
    return ast.Call(func=to_ast(expr.args[0]), args=[to_ast(arg) for arg in positional(expr)], keywords=named)


def _keyword_pairs(expr: Expr) -> list[tuple[str | None, Expr]]:
    return list(zip(expr.leaf, expr.args[len(expr.args) - len(expr.leaf) :], strict=True))


def _to_slice(expr: Expr) -> Any:
    lower, upper, step = (None if is_const(part, None) else to_ast(part) for part in expr.args)
    return ast.Slice(lower=lower, upper=upper, step=step)


def _to_dict(expr: Expr) -> Any:
    return ast.Dict(keys=[to_ast(key) for key in expr.args[::2]], values=[to_ast(value) for value in expr.args[1::2]])


def _to_compare(expr: Expr) -> Any:
    left, *others = (to_ast(arg) for arg in expr.args)
    return ast.Compare(left=left, ops=[OPERATOR_NODE[op]() for op in expr.leaf], comparators=others)


def _to_lambda(expr: Expr) -> Any:
    plain = [parameter_node(one, None) for one in expr.leaf]
    groups = ast.arguments(
        args=plain, posonlyargs=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]
    )
    return ast.Lambda(args=groups, body=to_ast(expr.args[0]))


def _to_fstring(expr: Expr) -> Any:
    return _joined(expr.leaf, iter(expr.args))


def _joined(parts: tuple[Any, ...], values: Iterator[Expr]) -> Any:
    nodes: list[ast.expr] = []
    for part in parts:
        if isinstance(part, str):
            nodes.append(ast.Constant(value=part, kind=None))
        else:
            value = to_ast(next(values))
            spec = None if part[1] is None else _joined(part[1], values)
            nodes.append(ast.FormattedValue(value=value, conversion=part[0], format_spec=spec))
    return ast.JoinedStr(values=nodes)


_WRITERS: Mapping[str, Callable[[Expr], Any]] = {
    "call": _to_call,
    "slice": _to_slice,
    "dict": _to_dict,
    "set": lambda expr: ast.Set(elts=[to_ast(item) for item in expr.args]),
    "compare": _to_compare,
    "fstring": _to_fstring,
    "lambda": _to_lambda,
    "and": lambda expr: ast.BoolOp(op=ast.And(), values=[to_ast(arg) for arg in expr.args]),
    "or": lambda expr: ast.BoolOp(op=ast.Or(), values=[to_ast(arg) for arg in expr.args]),
    "if": lambda expr: ast.IfExp(*(to_ast(arg) for arg in expr.args)),
}


def parameter_node(identifier: str, annotation: Expr | None) -> Any:
    note = None if annotation is None else to_ast(annotation)
    return ast.arg(arg=identifier, annotation=note, type_comment=None)
