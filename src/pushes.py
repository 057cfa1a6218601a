"""The tangent of what one statement makes, from the tangents of its operands, by the rules that give the partials.

Of an elementwise function it is the sum of the partials times the tangents, of a linear one the function of the
tangents. For the others a template stands beside the one for the adjoint.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from .algebra import add, multiply
from .errors import UnknownFunctionError
from .kinds import Kinds, kind_of_atom
from .program import Statement
from .pulls import RESULT, helper, library_of, marked_libraries, may_blow_up, spelled, undecided
from .syntax import NONE, Expr, attribute, call, const, is_const, is_field, name, names_in
from .templates.filling import call_arguments, fill, fill_pushforward, module_of
from .templates.operation import Operation
from .templates.operation import spelled as shown
from .templates.rules import PUSHFORWARDS, Filled
from .values import Kind

_ITERATED = frozenset({"items", "iterable", "iterables"})
"""Parameters of functions that iterate through their argument."""

_REAL = frozenset({"float64", "float32", "int64", "bool"})

ZERO = name("%zero")
"""Stands for the tangent of an operand that is not active, in a template."""


@dataclass(frozen=True)
class Push:
    """The tangent of a result (None: zero) after helper definitions.

    ``narrow``: it may have to be broadcast to the shape of the result. ``fresh``: it shares storage with nothing.
    """

    tangent: Expr | None
    definitions: tuple[tuple[str, Expr], ...] = ()
    narrow: bool = False
    fresh: bool = False


def push(
    found: Operation,
    statement: Statement,
    tangents: Mapping[str, Expr],
    kinds: Kinds,
    fresh: Callable[[str], str],
    picked: Collection[str] = (),
) -> Push:
    """The tangent of a library function; ``tangents`` by parameter, those of ``*args`` as a tuple.

    ``picked``: the names whose tangents may be zero where a partial is infinite.
    """
    rule = found.rule
    assert rule is not None
    filled = found.filled({key: kinds.of(operand, statement) for key, operand in found.operands.items()})
    made = _templated(found, statement, filled, tangents, fresh) if rule in PUSHFORWARDS else None
    if made is not None:
        return made
    if rule.form == "elementwise":
        finite = filled.rule.singular and found.expr.head != "/"
        guarded = {key for key, _, atom in found.atoms if finite and atom.leaf in picked}
        return _elementwise(found, filled, tangents, kinds.target(statement), fresh, guarded)
    if found.expr.head == "getitem" and _is_held_by_class(filled):
        key = const(str(filled.arguments["index"].value))
        return Push(call(helper("tangent_of_attribute"), tangents["x"], filled.arguments["x"], key))
    if rule.form == "linear":
        return Push(applied(found, _linear_arguments(found, filled, tangents)))
    if rule.form == "multilinear":
        return _multilinear(found, tangents)
    raise unknown(found, statement)


def _is_held_by_class(filled: Filled) -> bool:
    """Whether what is read may be an attribute that a class holds for all of its objects."""
    cls, index = filled.kind("x").cls, filled.arguments["index"]
    if cls is None or not is_field(index):
        return False
    own = {one.name for one in dataclasses.fields(cls)} if dataclasses.is_dataclass(cls) else set()
    held = inspect.getattr_static(cls, str(index.value), None)
    return held is not None and str(index.value) not in own and not hasattr(type(held), "__get__")


def unknown(found: Operation, statement: Statement) -> UnknownFunctionError:
    """The error for a function whose rule says nothing of its tangent."""
    hint = "Write it with functions that have one, or declare it with `tangent` (see CONTRIBUTING.md)."
    return UnknownFunctionError(f"no tangent is known for `{shown(found)}`", hint, statement.origin)


def _elementwise(
    found: Operation,
    filled: Filled,
    tangents: Mapping[str, Expr],
    made: Kind,
    fresh: Callable[[str], str],
    guarded: Collection[str],
) -> Push:
    """The partials times the tangents, added; a ``guarded`` term is zero where its tangent is."""
    out = fill(filled, RESULT, const(1.0), marked_libraries(), fresh)
    library = library_of(found, out)
    pushed = [key for key in tangents if key in out.adjoints]
    lists = {key for key in pushed if _may_be_list(found, filled.kind(key), out.adjoints[key])}
    given = {**tangents, **{key: _as_array(tangents[key]) for key in lists}}
    definitions = tuple((one, spelled(value, library)) for one, value in out.definitions)
    unbounded = any(may_blow_up(value) for _, value in definitions)
    terms: list[Expr] = []
    for key in pushed:
        factor = spelled(out.adjoints[key], library)
        if key in guarded and (unbounded or may_blow_up(factor)):
            if not given[key].is_atom:
                held = fresh("d")
                definitions = (*definitions, (held, given[key]))
                given[key] = name(held)
            terms.append(call(helper("nonzero"), given[key], add(_scaled(factor, given[key]))))
        else:
            terms += _scaled(factor, given[key])
    if not terms:
        return Push(None)
    total = add(terms)
    read = names_in(total)
    for one, value in reversed(definitions):
        read = read | names_in(value) if one in read else read
    narrow = RESULT.leaf not in read and _is_narrow(filled, read, made, pushed)
    return Push(total, definitions, narrow, total.head not in ("name", "const"))


def _scaled(factor: Expr, tangent: Expr) -> list[Expr]:
    """The terms of a tangent times a factor; a sum stays in brackets, unless only its sign can change."""
    if is_const(factor, 1.0):
        return _summands(tangent)
    if is_const(factor, -1.0):
        return [multiply(const(-1), term) for term in _summands(tangent)]
    return [multiply(factor, tangent)]


def _summands(expr: Expr) -> list[Expr]:
    """The terms of a sum."""
    if expr.head == "+":
        return [*_summands(expr.args[0]), *_summands(expr.args[1])]
    if expr.head == "-":
        return [*_summands(expr.args[0]), *_scaled(const(-1.0), expr.args[1])]
    return [expr]


def _as_array(tangent: Expr) -> Expr:
    return call(attribute(name("%np"), "asarray"), tangent)


def _may_be_list(found: Operation, kind: Kind, partial: Expr) -> bool:
    """Whether the tangent of an operand that NumPy makes an array of may be a list, and stays one in the product."""
    if kind.tag in ("list", "tuple"):
        return True
    constant = partial.head == "const" or (partial.head == "neg" and partial.args[0].head == "const")
    takes_lists = module_of(found.target, ()) == "numpy"
    return found.expr.head == "call" and kind.tag == "unknown" and constant and takes_lists


def _is_narrow(filled: Filled, read: frozenset[str], made: Kind, pushed: Collection[str]) -> bool:
    """Whether an operand that gives the result its shape, or makes it complex, is missing from the tangent."""
    present: list[Kind] = []
    missing: list[Kind] = []
    for key, operand in filled.arguments.items():
        kind = kind_of_atom(operand, {}) if operand.head == "const" else filled.kind(key)
        if kind.tag not in ("none", "string"):
            is_there = (operand.head == "name" and operand.leaf in read) or key in pushed
            (present if is_there else missing).append(kind)
    may_be_real = made.dtype not in _REAL and not any(kind.dtype == "complex128" for kind in present)
    if may_be_real and any(kind.dtype == "complex128" for kind in missing):
        return True
    shapes: list[Hashable] = [kind.shape for kind in present if not kind.is_scalar]
    others = [] if made.is_scalar else [kind for kind in missing if not kind.is_scalar]
    return any(
        kind.shape is None or kind.shape not in shapes or (may_be_real and kind.dtype is None) for kind in others
    )


def _linear_arguments(found: Operation, filled: Filled, tangents: Mapping[str, Expr]) -> dict[str, Expr]:
    """What a linear function is applied to in place of its operands: their tangents, or zeros."""
    new: dict[str, Expr] = {}
    for key in filled.rule.differentiable:
        if key in tangents:
            method = found.expr.head == "attr" or isinstance(found.target, tuple)
            wrapped = method and filled.kind(key).is_scalar
            new[key] = call(attribute(name("%np"), "asarray"), tangents[key]) if wrapped else tangents[key]
        elif key in found.operands:
            new[key] = zero_argument(found.operands[key], key, filled.kind(key))
    return new


def zero_argument(operand: Expr, parameter: str, kind: Kind) -> Expr:
    """What a function is given as the tangent of an argument that has none: zeros, one for each item to iterate."""
    if parameter in _ITERATED and operand.head == "tuple":
        return Expr("tuple", tuple(zero_argument(part, parameter, kind_of_atom(part, {})) for part in operand.args))
    if parameter not in _ITERATED or kind.tag in ("list", "tuple", "array"):
        return zero_of(operand, kind)
    return call(helper("zero_items"), operand)


def _multilinear(found: Operation, tangents: Mapping[str, Expr]) -> Push:
    """A product: the sum of what it is with each operand in turn replaced by its tangent."""
    terms: list[Expr] = []
    for key, tangent in tangents.items():
        operand = found.operands[key]
        if operand.head != "tuple":
            terms.append(applied(found, {key: tangent}))
            continue
        for place, part in enumerate(tangent.args):
            if part != ZERO:
                parts = (*operand.args[:place], part, *operand.args[place + 1 :])
                terms.append(applied(found, {key: Expr("tuple", parts)}))
    assert found.rule is not None
    return Push(add(terms), fresh=found.rule.shares == "fresh" or len(terms) > 1)


def zero_of(operand: Expr, kind: Kind) -> Expr:
    """Zero of the structure and shape of an operand."""
    if operand.head == "tuple":
        return Expr("tuple", tuple(zero_of(part, kind_of_atom(part, {})) for part in operand.args))
    if operand.head == "const":
        value = operand.value
        return NONE if value is None or isinstance(value, str) else const(0j if isinstance(value, complex) else 0.0)
    if kind.is_scalar and kind.tag != "number":
        return const(0j if kind.tag == "complex" else 0.0)
    if kind.is_array and kind.dtype == "float64" and kind.rank:
        return call(attribute(name("%np"), "zeros_like"), operand)
    return call(helper("zeros_like"), operand)


def applied(found: Operation, new: Mapping[str, Expr]) -> Expr:
    """The operation with some of its arguments replaced; what was left to its default stays so."""
    rule, expr = found.rule, found.expr
    assert rule is not None
    plain, named = call_arguments(expr)
    method = expr.head == "call" and isinstance(found.target, tuple)
    given = (expr.args[0].args[0], *plain) if method else plain
    keys = [str(key) for key in named]
    bound = rule.signature.bind(*range(len(given)), **{key: key for key in keys}).arguments
    changed: dict[int | str, Expr] = {}
    for parameter, place in bound.items():
        if parameter in new and isinstance(place, tuple):
            changed.update(zip(place, new[parameter].args, strict=True))
        elif parameter in new:
            changed[place] = new[parameter]
    values = [changed.get(position, value) for position, value in enumerate(given)]
    rest = [changed.get(key, value) for key, value in zip(keys, named.values(), strict=True)]
    if expr.head != "call":
        return Expr(expr.head, tuple(values), expr.leaf)
    function = Expr("attr", (values[0],), expr.args[0].leaf) if method else expr.args[0]
    return Expr("call", (function, *(values[1:] if method else values), *rest), expr.leaf)


# Templates


def _templated(
    found: Operation, statement: Statement, filled: Filled, tangents: Mapping[str, Expr], fresh: Callable[[str], str]
) -> Push | None:
    """What the template says; None where that of a linear function says nothing: the function is applied."""
    rule = PUSHFORWARDS[filled.rule]
    written = Filled(rule, filled.arguments, filled.kinds)
    if not rule.structural:
        lists = {key for key in tangents if filled.kind(key).tag == "list" and filled.arguments[key].is_atom}
        tangents = {**tangents, **{key: _as_array(tangents[key]) for key in lists}}
    out = fill_pushforward(written, RESULT, tangents, ZERO, marked_libraries(), fresh)
    if not out.adjoints and filled.rule.form == "linear":
        return None
    if not out.adjoints and out.is_open:
        raise undecided(found, statement)
    library = library_of(found, out)
    definitions, gone = [], set[str]()
    for identifier, value in out.definitions:
        kept = without_zeros(spelled(value, library), gone)
        if kept is None:
            gone.add(identifier)
        else:
            definitions.append((identifier, kept))
    results = [without_zeros(spelled(value, library), gone) for value in out.adjoints.values()]
    tangent = results[0] if results else None
    narrow = tangent is not None and tangent.head == "call" and tangent.args[0] == name("narrow")
    if tangent is not None and narrow:
        tangent = tangent.args[1]
    fresh_one = tangent is not None and tangent.head not in ("name", "getitem")
    return Push(tangent, tuple(definitions), narrow, fresh_one)


def without_zeros(expr: Expr, gone: set[str]) -> Expr | None:
    """The expression without the terms that are zero; None if nothing is left. In a display zeros stay."""
    if expr == ZERO or (expr.head == "name" and expr.leaf in gone):
        return None
    if not expr.args:
        return expr
    parts = [without_zeros(part, gone) for part in expr.args]
    left: Sequence[Expr] = [part for part in parts if part is not None]
    if len(left) == len(parts):
        return Expr(expr.head, tuple(left), expr.leaf, expr.at)
    if expr.head in ("tuple", "list") and left:
        return Expr(expr.head, tuple(const(0.0) if part is None else part for part in parts), expr.leaf)
    if expr.head == "+" and left:
        return left[0]
    if expr.head == "-" and left:
        return left[0] if parts[1] is None else Expr("neg", (left[0],))
    return None
