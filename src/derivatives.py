"""The partials of each active statement: its template filled in, and what the reverse sweep will read of the primal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from . import runtime
from .activity import Activity
from .inserted_pulls import inserted
from .kinds import Kinds
from .names import Names
from .program import Assign, Do, Function, Statement, Store, Unpack, Update, every, targets
from .pulls import (
    INCOMING,
    RESULT,
    SEQUENCES,
    Partial,
    Pull,
    library_of,
    marked_libraries,
    may_blow_up,
    reads_of,
    spelled,
    stem_of,
    undecided,
)
from .shadows import Shadows
from .syntax import Expr, const, name, names_in, substitute
from .templates.filling import fill, missing
from .templates.operation import Operation, key_of
from .templates.rules import Filled
from .values import UNKNOWN, Kind
from .written_pulls import stored, updated, written


def linearise(
    function: Function, kinds: Kinds, facts: Activity, names: Names, shadows: Shadows
) -> tuple[dict[Statement, Pull], dict[str, str]]:
    """The pull of every active statement, and where the shape of a temporary is read that is not kept itself.

    A statement that only hands on a shadow has no pull.
    """
    pulls = inserted(function, kinds, shadows)
    through: dict[str, int] = {}
    wide = _wide(function, kinds, facts)
    twins = _twins(function, kinds, facts)
    for statement in every(function.body):
        if isinstance(statement, Store) and (facts.is_active(statement) or shadows.moves(statement)):
            pulls[statement] = stored(function, statement, kinds, facts)
        elif isinstance(statement, Update) and facts.is_active(statement):
            pulls[statement] = updated(function, statement, kinds, facts, names)
    exact = _exact(function, kinds, facts, pulls)
    for statement in every(function.body):
        if (facts.is_active(statement) or shadows.moves(statement)) and statement not in shadows.aliases:
            if isinstance(statement, Unpack):
                pulls[statement] = _unpacked(statement)
            elif isinstance(statement, (Store, Update)):
                continue
            elif isinstance(statement, Do) or (isinstance(statement, Assign) and facts.memory.written_names(statement)):
                pulls[statement] = written(function, statement, kinds, facts, names)
            elif (
                isinstance(statement, Assign)
                and statement in shadows.births
                and facts.operations[statement].form == "display"
            ):
                active = [one for one in facts.operands(statement) if one[2].leaf not in shadows.names]
                pulls[statement] = _displayed(facts.operations[statement], active)
            elif isinstance(statement, Assign):
                pull = _assigned(function, statement, kinds, facts, names, wide, exact)
                pulls[statement] = replace(pull, shapes=_settled_here(statement, pull, through))
                if statement.target in function.temporaries and _passes_on(pull):
                    through[statement.target] = statement.origin.group
    kept = frozenset[str]().union(*(pull.reads for pull in pulls.values()))
    elsewhere = {one: other for one, other in twins.items() if one not in kept}
    pulls = {statement: _measured(statement, pull, elsewhere) for statement, pull in pulls.items()}
    if shadows.names:
        pulls = {statement: _shadowed(statement, pull, facts, shadows) for statement, pull in pulls.items()}
    return pulls, elsewhere


def _measured(statement: Statement, pull: Pull, elsewhere: Mapping[str, str]) -> Pull:
    """With the shapes of what is not kept read elsewhere."""
    places = dict(elsewhere)
    places.update((RESULT.leaf, elsewhere[one]) for one in targets(statement) if one in elsewhere)

    def measured(expr: Expr) -> Expr:
        return substitute(expr, {one: name(places[one]) for one in reads_of(expr)[1] if one in places})

    if not elsewhere.keys() & pull.shapes:
        return pull
    shapes = frozenset(elsewhere.get(one, one) for one in pull.shapes) - pull.reads
    partials = tuple(replace(one, expr=measured(one.expr)) for one in pull.partials)
    return replace(
        pull,
        partials=partials,
        definitions=tuple((one, measured(value)) for one, value in pull.definitions),
        shapes=shapes,
    )


def _shadowed(statement: Statement, pull: Pull, facts: Activity, shadows: Shadows) -> Pull:
    """With the shadows that are read as references, and that of what the statement makes."""
    names = {partial.operand for partial in pull.partials} | set(facts.memory.written_names(statement))
    if pull.callee is not None:
        names |= {one for operand in pull.callee.operands.values() for one in names_in(operand)}
    beside = frozenset(shadows.names[one] for one in names if one in shadows.names)
    born = frozenset([shadows.births[statement][0]]) if statement in shadows.births else frozenset[str]()
    return replace(pull, reads=pull.reads | born, references=pull.references | beside)


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
    """For a temporary that is made from something of its own shape: that something, whose shape does as well.

    A temporary that is bound in several places, as in the arms of a conditional expression, has no such twin.
    """
    bindings = Counter(target for statement in every(function.body) for target in targets(statement))
    found: dict[str, str] = {}
    for statement, operation in facts.operations.items():
        if not isinstance(statement, Assign) or operation.rule is None:
            continue
        if statement.target in function.temporaries and bindings[statement.target] == 1:
            same = [atom for _, _, atom in operation.atoms if kinds.is_alike(function, statement, atom)]
            if same:
                found[statement.target] = found.get(same[0].leaf, same[0].leaf)
    return found


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


def _exact(function: Function, kinds: Kinds, facts: Activity, pulls: Mapping[Statement, Pull]) -> frozenset[str]:
    """The temporaries whose adjoint certainly comes in their own shape."""
    found = {
        partial.operand
        for pull in pulls.values()
        if pull.fits
        for partial in pull.partials
        if partial.operand in function.temporaries
    }
    uses = Counter(
        atom.leaf
        for one, each in facts.operations.items()
        if facts.is_active(one)
        for _, _, atom in each.atoms
        if atom.head == "name"
    )
    for statement in reversed(list(every(function.body))):
        if not isinstance(statement, Assign) or not facts.is_active(statement):
            continue
        rule, shape = facts.operations[statement].rule, kinds.target(statement).shape
        passes = rule is not None and rule.form == "elementwise" and shape not in (None, ())
        if passes and (statement.target in found or statement.target not in function.temporaries):
            for _, _, atom in facts.operands(statement):
                alone = atom.leaf in function.temporaries and uses[atom.leaf] == 1
                if alone and kinds.of(atom, statement).shape == shape:
                    found.add(atom.leaf)
    return frozenset(found)


def _assigned(
    function: Function,
    statement: Assign,
    kinds: Kinds,
    facts: Activity,
    names: Names,
    wide: frozenset[str],
    exact: frozenset[str],
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
        residuals = names.fresh(f"{stem_of(found)}_residuals")
        return Pull((), reads=frozenset({residuals}), residuals=residuals, callee=found, active=parameters)
    return _ruled(function, statement, found, active, kinds, facts, names, wide, exact)


def _displayed(found: Operation, active: list[tuple[str, int | None, Expr]]) -> Pull:
    partials = []
    read: frozenset[str] = frozenset()
    for parameter, _, atom in active:
        key = key_of(found, parameter)
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
    exact: frozenset[str],
) -> Pull:
    operand_kinds = {parameter: kinds.of(operand, statement) for parameter, operand in found.operands.items()}
    filled = found.filled(operand_kinds)
    any_extent = filled.rule.any_extent and statement.target in wide
    if any_extent or _is_mixed(filled):
        filled = found.filled({})
    out = fill(filled, RESULT, INCOMING, marked_libraries(), names.fresh)
    if missing(filled.rule, out, (parameter for parameter, _, _ in active)):
        raise undecided(found, statement)
    library = library_of(found, out)
    partials = []
    for parameter, position, atom in active:
        if parameter in out.adjoints:
            partial = _partial(filled, parameter, position, atom, out.adjoints[parameter], operand_kinds)
            expr = spelled(partial.expr, library)
            partials.append(Partial(partial.operand, partial.form, expr, partial.index))
    definitions = tuple((one, spelled(value, library)) for one, value in out.definitions)
    is_exact = statement.target not in function.temporaries or statement.target in exact
    read, shapes = _all_reads(
        partials, definitions, operand_kinds, found, statement.target, kinds.target(statement), is_exact
    )
    unbounded = any(may_blow_up(expr) for expr in (*out.adjoints.values(), *(one for _, one in definitions)))
    infinite = found.expr.head == "*" and any(names_in(atom) & facts.poles for _, _, atom in found.atoms)
    singular = infinite or (filled.rule.singular and unbounded)
    guarded = filled.rule.form == "elementwise" and singular and statement.target in facts.masked
    chosen = filled.rule.form == "elementwise" and filled.rule.selects and statement.target in facts.unbounded
    return Pull(tuple(partials), definitions, read, shapes, guarded=guarded, selecting=chosen, any_extent=any_extent)


def _is_mixed(filled: Filled) -> bool:
    """Whether real operands meet complex ones, so that plain partials would be complex for real operands."""
    dtypes = {kind.dtype for key, kind in filled.kinds.items() if key in filled.rule.differentiable}
    return filled.rule.form != "elementwise" and "complex128" in dtypes and len(dtypes) > 1


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
        if partial.form == "item":
            if not (exact and result.shape is not None):
                shapes |= {target}
            shapes |= {partial.operand}
        elif partial.form in ("factor", "narrow") and not kind.is_scalar and not same:
            shapes |= {partial.operand}
    if RESULT.leaf in full:
        full |= {target}
    if RESULT.leaf in shapes:
        shapes |= {target}
    local = {identifier for identifier, _ in definitions}
    full = frozenset(one for one in full - local if not one.startswith("%"))
    return full, shapes - full - local
