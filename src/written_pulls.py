"""The partials of what writes in place: stores, updates, and calls that write an argument."""

from __future__ import annotations

from collections.abc import Hashable

from .activity import Activity
from .kinds import Kinds, is_whole, kind_of_item
from .names import Names
from .program import Assign, Do, Function, Statement, Store, Update, every, targets
from .pulls import (
    INCOMING,
    RESULT,
    RETURNED,
    ZERO,
    Partial,
    Pull,
    library_of,
    marked_libraries,
    may_blow_up,
    reads_of,
    spelled,
    stem_of,
)
from .syntax import NONE, Expr, is_field, name, names_in, substitute, walk
from .templates.filling import fill
from .templates.operation import operation
from .values import Kind


def stored(function: Function, statement: Store, kinds: Kinds, facts: Activity) -> Pull:
    """The stored value gets the adjoint of the place."""
    place = statement.target
    references = names_in(place.args[0])
    if place.head != "getitem":
        return Pull((), references=references)
    read = reads_of(place.args[1])[0]
    if not facts.operands(statement) or statement.value.head != "name":
        return Pull((), reads=read, place=place, references=references)
    value = statement.value.leaf
    fit = fits(function, kinds, value, statement)
    measured = frozenset() if fit or kinds.of(statement.value, statement).is_scalar else frozenset([value])
    partials = (Partial(value, "same", INCOMING),)
    return Pull(partials, reads=read, shapes=measured - read, place=place, references=references, fits=fit)


def fits(function: Function, kinds: Kinds, value: str, statement: Store | Update) -> bool:
    """Whether a value certainly is of the shape of the place that it is put into."""
    whole = kinds.of(statement.target.args[0], statement)
    item = element(whole, statement.target.args[1], statement, kinds)
    kind = kinds.of(name(value), statement)
    if item.is_scalar and kind.is_scalar:
        return True
    if not whole.is_array and isinstance(statement, Store) and not _is_sliced(statement.target.args[1]):
        return is_field(statement.target.args[1]) or (not whole.is_numeric and whole.tag in ("list", "dict"))
    return item.shape not in (None, ()) and _covers(function, kinds, value, item.shape, statement)


def _is_sliced(index: Expr) -> bool:
    return any(term.head == "slice" for term in walk(index))


def _covers(function: Function, kinds: Kinds, value: str, shape: Hashable, statement: Statement) -> bool:
    """Whether a value is elementwise in something of a shape, so that it is of that shape or of a greater one."""
    if kinds.of(name(value), statement).shape == shape:
        return True
    made = [one for one in every(function.body) if value in targets(one)]
    if len(made) != 1 or not isinstance(made[0], Assign) or value not in function.temporaries:
        return False
    found = operation(function, made[0].value)
    if found.rule is None or found.rule.form != "elementwise":
        return False
    names = [atom.leaf for _, _, atom in found.atoms if atom.head == "name"]
    return any(_covers(function, kinds, one, shape, made[0]) for one in names)


def updated(function: Function, statement: Update, kinds: Kinds, facts: Activity, names: Names) -> Pull:
    """The partials of the operator, by the old content of the place and by the value."""
    place = statement.target
    whole_read = place.head == "getitem" and is_whole(place.args[1])
    read_place = place.args[0] if whole_read else place
    found = operation(function, Expr(statement.operator, (read_place, statement.value)))
    if place.head != "getitem" or found.rule is None or found.rule.form != "elementwise":
        return Pull((), reads=names_in(place.args[-1]), place=place, references=names_in(place.args[0]))
    whole = kinds.of(place.args[0], statement)
    kind = element(whole, place.args[1], statement, kinds)
    operand_kinds = {"x": kind, "y": kinds.of(statement.value, statement)}
    out = fill(found.filled(operand_kinds), RESULT, INCOMING, marked_libraries(), names.fresh)
    library = library_of(found, out)
    partials = []
    for key, _, atom in facts.operands(statement):
        if key in out.adjoints:
            form, operand = ("place", place.args[0]) if key == "x" else ("factor", atom)
            partials.append(Partial(operand.leaf, form, spelled(out.adjoints[key], library)))
    read = reads_of(place.args[1])[0]
    shapes: frozenset[str] = frozenset()
    for partial in partials:
        full, measured = reads_of(partial.expr)
        read |= full
        fit = partial.form == "place" or fits(function, kinds, partial.operand, statement)
        shapes |= measured | (set() if fit else {partial.operand})
    read = frozenset(one for one in read if not one.startswith("%"))
    scalars = {one for one in shapes if kinds.of(name(one), statement).is_scalar}
    singular = found.rule is not None and found.rule.singular
    guarded = singular and place.args[0].leaf in facts.masked and any(may_blow_up(one.expr) for one in partials)
    references = names_in(place.args[0])
    fit = all(fits(function, kinds, one.operand, statement) for one in partials if one.form == "factor")
    return Pull(
        tuple(partials),
        (),
        read,
        shapes - read - scalars,
        guarded=guarded,
        place=place,
        references=references,
        fits=fit,
    )


def element(whole: Kind, index: Expr, statement: Statement, kinds: Kinds) -> Kind:
    """The kind of what stands at an index."""
    return kind_of_item(whole, index, kinds.before.get(statement, {}))


def written(function: Function, statement: Assign | Do, kinds: Kinds, facts: Activity, names: Names) -> Pull:
    """The partials of a call that writes an argument: by its old content, and by the other arguments."""
    found = facts.operations[statement]
    active = facts.operands(statement)
    references = frozenset(facts.memory.written_names(statement))
    if found.form == "user":
        parameters = tuple(dict.fromkeys(parameter for parameter, _, _ in active))
        residuals = names.fresh(f"{stem_of(found)}_residuals")
        read = frozenset({residuals})
        target = getattr(statement, "target", None)
        unread = isinstance(target, str) and target not in facts.live[statement]
        measured = frozenset([str(target)]) if unread and not kinds.target(statement).is_scalar else frozenset[str]()
        return Pull((), (), read, measured, residuals, found, parameters, references=references)
    if found.form != "rule" or found.rule is None:
        return Pull((), references=references)
    if found.rule.form == "constant":
        return Pull(tuple(Partial(one, "content", ZERO) for one in references), references=references)
    operand_kinds = {parameter: kinds.of(operand, statement) for parameter, operand in found.operands.items()}
    out = fill(found.filled(operand_kinds), RESULT, INCOMING, marked_libraries(), names.fresh)
    library = library_of(found, out)
    target = getattr(statement, "target", None)
    given = {"returned": RETURNED, "value": NONE if target is None else name(str(target))}
    partials = []
    read, shapes = frozenset[str](), frozenset[str]()
    for parameter, expr in out.adjoints.items():
        atom = found.operands[parameter]
        form = "content" if parameter in found.rule.writes else "structure" if found.rule.structural else "exact"
        if atom.head == "name" and (form == "content" or any(one[0] == parameter for one in active)):
            partials.append(Partial(atom.leaf, form, spelled(substitute(expr, given), library)))
            full, measured = reads_of(partials[-1].expr)
            read, shapes = read | full, shapes | measured
    if any(RETURNED.leaf in names_in(one.expr) for one in partials):
        shapes |= references
    left = references - {one.operand for one in partials if one.form == "content"}
    partials += [Partial(one, "content", ZERO) for one in sorted(left)]
    read = frozenset(one for one in read if not one.startswith("%"))
    return Pull(tuple(partials), (), read, shapes - read, references=references)
