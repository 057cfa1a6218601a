"""What the outermost function does first: the caller's arrays are not changed, so what is written is copied."""

from __future__ import annotations

from ..errors import Origin
from ..locations import is_value
from ..program import Assign, If, Raise, Statement
from ..pulls import helper
from ..syntax import Expr, attribute, call, const, name
from ..values import UNKNOWN, Kind
from .checks import Checked


def entry(spec: Checked) -> list[Statement]:
    """Checks that written arguments share storage with no other, and copies of them."""
    if not spec.context.outermost or not (spec.memory.exposed or spec.paired):
        return []
    where = spec.function.origin
    kinds = spec.kinds.before[spec.function.body[0]]
    written = [one for one in spec.function.all_parameters if one in spec.memory.exposed]
    arrays = [one for one in spec.function.all_parameters if not is_value(kinds.get(one, UNKNOWN))]
    out = _apart(written, arrays, _nested(spec), where)
    out += [_in_one_piece(spec, one, where) for one in written if one in _reshaped(spec)]
    out += [Assign(held, name(one), where) for one, held in spec.given.items()]
    out += [Assign(one, _copy(spec, one, kinds.get(one, UNKNOWN)), where) for one in written]
    for one in spec.paired:
        zeros = helper("zeros_like") if kinds.get(one, UNKNOWN).is_array else helper("shadow")
        out.append(Assign(spec.shadows.names[one], call(zeros, name(one)), where))
    return out


def _reshaped(spec: Checked) -> frozenset[str]:
    """The parameters of which something is taken that is a view or a copy, as their layout decides."""
    references = spec.memory.references
    found: set[str] = set()
    for statement in spec.shadows.checked:
        reached = references.bound[statement] if references is not None else {}
        found |= {key for each in reached.values() for tag, key in each.own if tag == "argument"}
    return frozenset(found)


def _in_one_piece(spec: Checked, parameter: str, where: Origin) -> Statement:
    """Refuse an argument whose copy would be of another layout, so that other parts of it would be views."""
    place = where.short
    text = f"{place}: `{parameter}` has gaps, so that its copy has other views: pass `{parameter}.copy()`"
    error = Raise(call(name("ValueError"), const(text)), None, where)
    return If(call(helper("has_gaps"), name(parameter)), (error,), (), where)


def floating(spec: Checked) -> list[Statement]:
    """Checks that storage which gets active values is not of integers."""
    out: list[Statement] = []
    for (parameters, is_written), statement in spec.integral.items():
        where = statement.origin
        names = sorted(parameters)
        test = call(helper("integral"), *(name(one) for one in names))
        if is_written:
            array = attribute(name("%np"), "ndarray")
            test = Expr("and", (call(name("isinstance"), name(names[0]), array), test))
        place = where.short
        text = f"{place}: an array of integers would lose what is stored into it: pass {' or '.join(names)} as floats"
        out.append(If(test, (Raise(call(name("ValueError"), const(text)), None, where),), (), where))
    return out


def _nested(spec: Checked) -> list[str]:
    """The parameters in which something is written: what a list or a dict holds."""
    references = spec.memory.references
    writes = [one for each in spec.memory.writes.values() for one in each if references is not None and one.certain]
    found = {key for one in writes for tag, key in spec.memory.locations(one) if tag == "inside"}
    return [one for one in spec.function.all_parameters if one in found]


def _apart(written: list[str], arrays: list[str], nested: list[str], where: Origin) -> list[Statement]:
    """The check that what is written shares storage with no other argument, nor with another part of the same."""
    tests: list[Expr] = [call(helper("tangled"), name(one)) for one in nested]
    for position, one in enumerate(arrays):
        others = [other for other in arrays[position + 1 :] if one in written or other in written]
        if others:
            tests.append(call(helper("overlap"), name(one), *(name(other) for other in others)))
    if not tests:
        return []
    place = where.short
    text = f"{place}: arguments share storage, and {', '.join(written)} may be changed in place: pass copies"
    error = Raise(call(name("ValueError"), const(text)), None, where)
    test = tests[0] if len(tests) == 1 else Expr("or", tuple(tests))
    return [If(test, (error,), (), where)]


def _copy(spec: Checked, parameter: str, kind: Kind) -> Expr:
    """A copy of an argument, in the same layout where that can matter."""
    if kind.is_array and (kind.rank == 1 or parameter not in _reshaped(spec)):
        return call(attribute(name(parameter), "copy"))
    if kind.is_array:
        return call(attribute(name(parameter), "copy"), order=const("K"))
    return call(helper("own"), name(parameter))
