"""The partials of each active statement: its template filled in, and what the reverse sweep will read of the primal."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from . import runtime
from .activity import Activity
from .algebra import fold
from .kinds import Kinds
from .names import Names
from .program import Assign, Function, Statement, Unpack, every, targets
from .syntax import Expr, const, name, rewrite, substitute, walk
from .templates.operation import Operation
from .templates.rules import Filled, Partials, fill
from .values import UNKNOWN, Kind

INCOMING = name("%adjoint")
"""Stands for the adjoint of the result in a partial."""

RESULT = name("%result")
"""Stands for the result in a partial."""

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
    ``structure`` (may be a container).
    """

    operand: str
    form: str
    expr: Expr
    index: Expr | None = None


@dataclass(frozen=True, eq=False)
class Pull:
    """The partials of one statement and what they read: values, shapes, the result.

    ``residuals`` names what a called function hands to its reverse half; ``callee`` is the operation then.
    """

    partials: tuple[Partial, ...]
    definitions: tuple[tuple[str, Expr], ...] = ()
    reads: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    residuals: str | None = None
    callee: Operation | None = None
    active: tuple[str, ...] = field(default=())
    guarded: bool = False
    any_extent: bool = False


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


def linearise(function: Function, kinds: Kinds, facts: Activity, names: Names) -> dict[Statement, Pull]:
    """The pull of every active statement."""
    pulls: dict[Statement, Pull] = {}
    through: dict[str, int] = {}
    wide = _wide(function, kinds, facts)
    twins = _twins(function, kinds, facts)
    for statement in every(function.body):
        if facts.is_active(statement):
            if isinstance(statement, Unpack):
                pulls[statement] = _unpacked(statement)
            elif isinstance(statement, Assign):
                pull = _assigned(function, statement, kinds, facts, names, wide, twins)
                pulls[statement] = replace(pull, shapes=_settled_here(statement, pull, through))
                if statement.target in function.temporaries and _passes_on(pull):
                    through[statement.target] = statement.origin.group
    return pulls


def _wide(function: Function, kinds: Kinds, facts: Activity) -> frozenset[str]:
    """The temporaries whose adjoint may come in the extent of what they were broadcast to."""
    found: set[str] = set()
    for statement in reversed(list(every(function.body))):
        if not isinstance(statement, Assign) or not facts.is_active(statement):
            continue
        rule = facts.operations[statement].rule
        if rule is None or rule.form != "elementwise":
            continue
        shape = kinds.target(statement).shape
        for _, _, atom in facts.operands(statement):
            same = shape is not None and kinds.of(atom, statement).shape == shape
            if atom.leaf in function.temporaries and (not same or statement.target in found):
                found.add(atom.leaf)
    return frozenset(found)


def _twins(function: Function, kinds: Kinds, facts: Activity) -> dict[str, str]:
    """For a temporary that is elementwise in something of its own shape: that something, whose shape does as well.

    A temporary that is bound in several places, as in the arms of a conditional expression, has no such twin.
    """
    bindings = Counter(target for statement in every(function.body) for target in targets(statement))
    found: dict[str, str] = {}
    for statement, operation in facts.operations.items():
        if not isinstance(statement, Assign) or operation.rule is None or operation.rule.form != "elementwise":
            continue
        shape = kinds.target(statement).shape
        if statement.target in function.temporaries and bindings[statement.target] == 1 and shape not in (None, ()):
            same = [atom for _, _, atom in operation.atoms if kinds.of(atom, statement).shape == shape]
            if same:
                found[statement.target] = found.get(same[0].leaf, same[0].leaf)
    return found


def _measure_originals(out: Partials, twins: Mapping[str, str]) -> None:
    """Read a shape where it is kept anyway, rather than keep a temporary for its shape."""

    def originals(expr: Expr) -> Expr:
        full, shapes = reads_of(expr)
        return substitute(expr, {one: name(twins[one]) for one in shapes - full if one in twins})

    for parameter, expr in out.adjoints.items():
        out.adjoints[parameter] = originals(expr)


def _passes_on(pull: Pull) -> bool:
    """Whether an adjoint of any extent goes through: elementwise factors, and what is made for it."""
    factors = all(partial.form in ("factor", "same") for partial in pull.partials) or pull.any_extent
    return factors and bool(pull.partials) and not pull.definitions and not pull.guarded


def _settled_here(statement: Assign, pull: Pull, through: Mapping[str, int]) -> frozenset[str]:
    """The shapes read, less those of temporaries of the same statement through which adjoints pass as they are."""
    passing = {
        partial.operand
        for partial in pull.partials
        if partial.form == "factor" and through.get(partial.operand) == statement.origin.group
    }
    exprs = [partial.expr for partial in pull.partials]
    return pull.shapes - frozenset(one for one in passing if not any(one in reads_of(expr)[1] for expr in exprs))


def _unpacked(statement: Unpack) -> Pull:
    """Filled in by the reverse pass, which knows which targets have an adjoint."""
    value = statement.value.leaf
    return Pull((Partial(value, "structure", INCOMING),), shapes=frozenset({value}))


def _assigned(
    function: Function,
    statement: Assign,
    kinds: Kinds,
    facts: Activity,
    names: Names,
    wide: frozenset[str],
    twins: Mapping[str, str],
) -> Pull:
    found = facts.operations[statement]
    active = facts.operands(statement)
    if found.form == "copy":
        return Pull((Partial(statement.value.leaf, "same", INCOMING),))
    if found.target is runtime.sequence and kinds.of(found.operands["x"], statement).tag in SEQUENCES:
        return Pull((Partial(found.operands["x"].leaf, "same", INCOMING),))
    if found.form == "display":
        return _displayed(found, active)
    if found.form == "user":
        parameters = tuple(dict.fromkeys(parameter for parameter, _, _ in active))
        residuals = names.fresh(f"{_stem(found)}_residuals")
        return Pull((), reads=frozenset({residuals}), residuals=residuals, callee=found, active=parameters)
    return _ruled(function, statement, found, active, kinds, facts, names, wide, twins)


def _stem(found: Operation) -> str:
    function = found.expr.args[0]
    return str(function.leaf).strip("_") or "call"


def _displayed(found: Operation, active: list[tuple[str, int | None, Expr]]) -> Pull:
    partials = []
    read: frozenset[str] = frozenset()
    for parameter, _, atom in active:
        position = int(parameter.removeprefix("item").removeprefix("value"))
        key = found.expr.args[2 * position] if found.expr.head == "dict" else const(position)
        partials.append(Partial(atom.leaf, "structure", Expr("getitem", (INCOMING, key))))
        read |= reads_of(key)[0]
    return Pull(tuple(partials), reads=read)


def _ruled(
    function: Function,
    statement: Assign,
    found: Operation,
    active: list[tuple[str, int | None, Expr]],
    kinds: Kinds,
    facts: Activity,
    names: Names,
    wide: frozenset[str],
    twins: Mapping[str, str],
) -> Pull:
    operand_kinds = {parameter: kinds.of(operand, statement) for parameter, operand in found.operands.items()}
    filled = found.filled(operand_kinds)
    any_extent = filled.rule.any_extent and statement.target in wide
    if any_extent:
        filled = found.filled({})
    out = fill(filled, RESULT, INCOMING, name("%xp"), names.fresh)
    _measure_originals(out, twins)
    library = _library(found, out)
    partials = []
    for parameter, position, atom in active:
        if parameter in out.adjoints:
            partial = _partial(filled, parameter, position, atom, out.adjoints[parameter], operand_kinds)
            expr = _spelled(partial.expr, library)
            partials.append(Partial(partial.operand, partial.form, expr, partial.index))
    definitions = tuple((one, _spelled(value, library)) for one, value in out.definitions)
    exact = statement.target not in function.temporaries
    read, shapes = _all_reads(
        partials, definitions, operand_kinds, found, statement.target, kinds.target(statement), exact
    )
    may_blow_up = any(_may_blow_up(expr) for expr in (*out.adjoints.values(), *(one for _, one in definitions)))
    guarded = (
        filled.rule.form == "elementwise" and filled.rule.singular and statement.target in facts.masked and may_blow_up
    )
    return Pull(tuple(partials), definitions, read, shapes, guarded=guarded, any_extent=any_extent)


def _may_blow_up(expr: Expr) -> bool:
    """Whether a partial may be infinite at a finite point: it divides, takes a power, or calls something."""
    return any(
        term.head in ("/", "call") or (term.head == "**" and not _is_natural(fold(term.args[1]))) for term in walk(expr)
    )


def _is_natural(expr: Expr) -> bool:
    return expr.head == "const" and type(expr.value) is int and expr.value >= 0


def _spelled(expr: Expr, library: Expr) -> Expr:
    """Names of the compiler's own are marked, so that no name of the user's is taken for one of them."""

    def mark(term: Expr) -> Expr:
        if term == name("%xp"):
            return library
        if term.head == "neg" and term.args[0].head == "const" and type(term.args[0].value) in (int, float):
            return const(-term.args[0].value)
        if term.head == "call" and term.args[0].head == "name" and hasattr(runtime, term.args[0].leaf):
            return Expr("call", (helper(term.args[0].leaf), *term.args[1:]), term.leaf)
        return term

    return rewrite(expr, mark)


def helper(identifier: str) -> Expr:
    """A function of `runtime` in generated code, until `assemble` gives it a name there."""
    return name(f"%{identifier}")


def _partial(
    filled: Filled, parameter: str, position: int | None, atom: Expr, expr: Expr, kinds: Mapping[str, Kind]
) -> Partial:
    rule = filled.rule
    if rule.form == "elementwise":
        return Partial(atom.leaf, "factor", expr)
    if position is not None:
        return Partial(atom.leaf, "structure", Expr("getitem", (expr, const(position))))
    if expr.head == "call" and expr.args[0] == name("narrow"):
        return Partial(atom.leaf, "narrow", expr.args[1])
    if expr.head == "call" and expr.args[0] == name("ungetitem"):
        return Partial(atom.leaf, "item", expr.args[1], expr.args[3])
    return Partial(atom.leaf, "structure" if rule.structural else "exact", expr)


def _library(found: Operation, out: Partials) -> Expr:
    """The module that the partials name: ``math`` for a function of math, where it has all that they use."""
    used = {
        term.leaf
        for expr in (*out.adjoints.values(), *(value for _, value in out.definitions))
        for term in walk(expr)
        if term.head == "attr" and term.args[0] == name("%xp")
    }
    if getattr(found.target, "__module__", "") == "math" and all(hasattr(math, leaf) for leaf in used):
        return name("%math")
    return name("%np")


def _all_reads(
    partials: list[Partial],
    definitions: tuple[tuple[str, Expr], ...],
    kinds: Mapping[str, Kind],
    found: Operation,
    target: str,
    result: Kind,
    exact: bool,
) -> tuple[frozenset[str], frozenset[str]]:
    full: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    exprs = [partial.expr for partial in partials] + [value for _, value in definitions]
    exprs += [partial.index for partial in partials if partial.index is not None]
    for expr in exprs:
        one, other = reads_of(expr)
        full |= one
        shapes |= other
    by_name = {operand.leaf: kinds[key] for key, operand in found.operands.items() if operand.head == "name"}
    for partial in partials:
        kind = by_name.get(partial.operand, UNKNOWN)
        same = exact and kind.shape is not None and kind.shape == result.shape and partial.form == "factor"
        if partial.form in ("factor", "narrow", "item") and not kind.is_scalar and not same:
            shapes |= {partial.operand}
    if RESULT.leaf in full:
        full |= {target}
    if RESULT.leaf in shapes:
        shapes |= {target}
    local = {identifier for identifier, _ in definitions}
    full = frozenset(one for one in full - local if not one.startswith("%"))
    return full, shapes - full - local
