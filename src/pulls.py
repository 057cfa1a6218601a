"""What the derivative of one statement is made of: partials, what they read, and how they are spelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .algebra import fold
from .errors import UnsupportedArgumentError
from .libraries import LIBRARIES, OWN, is_helper
from .program import Statement
from .syntax import Expr, const, name, rewrite, walk
from .templates.filling import module_of
from .templates.operation import Operation
from .templates.operation import spelled as title_of
from .templates.rules import Partials

INCOMING = name("%adjoint")
"""Stands for the adjoint of the result in a partial."""

RESULT = name("%result")
"""Stands for the result in a partial."""

RETURNED = name("%returned")
"""Stands for the adjoint of what a call that writes returns."""

ZERO = const(0.0)
"""As the adjoint of the old content: nothing of it is left."""

_SHAPE_ONLY: Mapping[str, int] = {
    "unbroadcast": 1,
    "broadcast_like": 1,
    "zeros_like": 0,
    "restore_axes": 1,
    "ungetitem": 1,
    "add_at": -1,
    "count": 0,
    "pack_like": 1,
    "unconcatenate": 1,
    "unsequence": 1,
    "as_gradient": 1,
    "narrow": -1,
    "fitted": 1,
    "unextend": 1,
    "unpop": 2,
    "unput": 2,
    "unplace": 2,
    "unfill_diagonal": 1,
    "resized": 1,
    "cast_like": 1,
    "half_weights": 0,
    "scattered": 2,
    "scattered_into": 2,
    "numbers_of": 0,
    "numbers_in": 0,
    "nowhere": 0,
    "padded_numbers": 0,
    "fill_numbers": 0,
    "completed": 1,
    "unbroadcast_all": 1,
    "unmesh": 1,
    "transform_axes": 0,
    "transform_lengths": 0,
}
"""Which argument of a helper is read for its shape alone."""

SEQUENCES = frozenset({"list", "tuple", "array"})
"""The kinds that are sequences themselves."""

_SHAPES = frozenset({"shape", "size", "ndim"})


@dataclass(frozen=True)
class Partial:
    """What one statement hands to the adjoint of one operand.

    ``form``: ``factor`` (times the incoming adjoint, broadcasting to be undone), ``exact`` (of the operand's shape),
    ``same`` (the incoming adjoint itself), ``narrow`` (to be broadcast to the operand), ``item`` (added at ``index``),
    ``structure`` (may be a container). Of what is written in place: ``place`` (the factor of the old content at the
    place that is updated), ``content`` (the adjoint of the old content of the whole).
    """

    operand: str
    form: str
    expr: Expr
    index: Expr | None = None


@dataclass(frozen=True, eq=False)
class Pull:
    """The partials of one statement and what they read: values, shapes, the result.

    ``residuals`` names what a called function hands to its reverse half; ``callee`` is the operation then. ``place``
    is what a store or an update writes; ``references`` names what is read as a reference, whatever its content.
    ``fits``: whether the value stored certainly is of the shape of its place. ``guarded``: what the partials hand on is
    zero where the adjoint is; ``selecting``: where the partial is.
    """

    partials: tuple[Partial, ...]
    definitions: tuple[tuple[str, Expr], ...] = ()
    reads: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    residuals: str | None = None
    callee: Operation | None = None
    active: tuple[str, ...] = field(default=())
    guarded: bool = False
    selecting: bool = False
    any_extent: bool = False
    place: Expr | None = None
    references: frozenset[str] = frozenset()
    fits: bool = False


def reads_of(expr: Expr) -> tuple[frozenset[str], frozenset[str]]:
    """The names whose values an expression reads, and those of which it reads the shape alone."""
    full: set[str] = set()
    shapes: set[str] = set()
    _reads(expr, full, shapes)
    return frozenset(full), frozenset(shapes - full)


def _reads(expr: Expr, full: set[str], shapes: set[str]) -> None:
    if expr.head == "name":
        full.add(expr.leaf)
        return
    if expr.head == "attr" and expr.leaf in _SHAPES and expr.args[0].head == "name":
        shapes.add(expr.args[0].leaf)
        return
    skipped = -1
    if expr.head == "call":
        function = expr.args[0]
        if function.head == "name":
            skipped = _SHAPE_ONLY.get(function.leaf.lstrip("%"), -2) + 1
        elif function.head == "attr" and function.leaf in _SHAPES:
            skipped = 1
    for position, part in enumerate(expr.args):
        if position == skipped and skipped > 0 and part.head == "name":
            shapes.add(part.leaf)
        elif not (expr.head == "call" and position == 0 and part.head == "name"):
            _reads(part, full, shapes)


def stem_of(found: Operation) -> str:
    function = found.expr.args[0]
    return str(function.leaf).strip("_") or "call"


def may_blow_up(expr: Expr) -> bool:
    """Whether a partial may be infinite at a finite point: it divides, takes a power, or calls something."""
    return any(
        term.head == "call"
        or (term.head == "/" and not _is_divisor(term.args[1]))
        or (term.head == "**" and not _is_natural(fold(term.args[1])))
        for term in walk(expr)
    )


def _is_divisor(expr: Expr) -> bool:
    return expr.head == "const" and bool(expr.value)


def _is_natural(expr: Expr) -> bool:
    return expr.head == "const" and type(expr.value) is int and expr.value >= 0


def spelled(expr: Expr, library: Expr) -> Expr:
    """Names of the compiler's own are marked, so that no name of the user's is taken for one of them."""

    def mark(term: Expr) -> Expr:
        if term == name("%xp"):
            return library
        if term.head == "neg" and term.args[0].head == "const" and type(term.args[0].value) in (int, float):
            return const(-term.args[0].value)
        if term.head == "call" and term.args[0].head == "name" and is_helper(term.args[0].leaf):
            return Expr("call", (helper(term.args[0].leaf), *term.args[1:]), term.leaf)
        return term

    return rewrite(expr, mark)


def marked_libraries() -> dict[str, Expr]:
    """What stands for the libraries that templates name, until `spelled` and `assemble` give them theirs."""
    others = LIBRARIES.keys() - OWN
    return {"xp": name("%xp"), **{title: name(f"%{title}") for title in sorted(others)}}


def helper(identifier: str) -> Expr:
    """A helper in generated code, until `assemble` gives it a name there."""
    return name(f"%{identifier}")


def undecided(found: Operation, statement: Statement) -> UnsupportedArgumentError:
    """The error for a call of which no branch of the template certainly is the right one."""
    return UnsupportedArgumentError(
        f"cannot differentiate this call of `{title_of(found)}`: its rule depends on an argument that is not known",
        "Write the arguments out as literals, or add a rule for this use.",
        statement.origin,
    )


def library_of(found: Operation, out: Partials) -> Expr:
    """The module that the partials name: that of the function, where it is Python's own and has all they use."""
    module = module_of(found.target, (*out.adjoints.values(), *(value for _, value in out.definitions)))
    return name("%np" if module == "numpy" else f"%{module}")
