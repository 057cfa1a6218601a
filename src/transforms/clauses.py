"""The loops and conditions of comprehensions as statements."""

from __future__ import annotations

import copy
from typing import Any

import gast

from ..quoting import quoted


def nested(clauses: list[Any], body: list[Any], place: Any) -> list[Any]:
    """Statements in the loops of a comprehension."""
    for clause in reversed(clauses):
        loop = quoted("for target in items:\n    pass", place, target=clause.target, items=clause.iter)
        loop[0].body = under(clause.ifs, body, place)
        body = loop
    return body


def is_same(target: Any, value: Any) -> bool:
    """Whether a target gets what it holds already."""
    pair = (target, value)
    if all(isinstance(one, gast.Tuple) for one in pair):
        return len(target.elts) == len(value.elts) and all(map(is_same, target.elts, value.elts))
    return all(isinstance(one, gast.Name) for one in pair) and target.id == value.id


def bound_at_once(generator: Any, target: Any) -> Any:
    """A generator whose variables are called as the targets that they are assigned to one by one."""
    given = generator.elt.elts if isinstance(generator.elt, gast.Tuple) else [generator.elt]
    wanted = target.elts if isinstance(target, gast.Tuple) else [target]
    own = {one.target.id for one in generator.generators if isinstance(one.target, gast.Name)}
    plain = all(isinstance(one, gast.Name) for one in (*given, *wanted)) and len(given) == len(wanted)
    paired = isinstance(generator.elt, gast.Tuple) == isinstance(target, gast.Tuple)
    names = {one.id: other.id for one, other in zip(given, wanted, strict=False)} if plain and paired else {}
    read = {one.id for clause in generator.generators for one in gast.walk(clause.iter) if isinstance(one, gast.Name)}
    if set(names) != own or len(names) != len(given) or read & set(names.values()):
        return generator
    made = copy.deepcopy(generator)
    for one in gast.walk(made):
        if isinstance(one, gast.Name) and one.id in names:
            one.id = names[one.id]
    return made


def breaks(body: list[Any]) -> bool:
    """Whether statements leave the loop that they stand in."""
    for one in body:
        if isinstance(one, (gast.Break, gast.Return)):
            return True
        if not isinstance(one, (gast.For, gast.While, gast.FunctionDef)):
            parts = [*getattr(one, "body", []), *getattr(one, "orelse", [])]
            if isinstance(one, (gast.If, gast.With)) and breaks(parts):
                return True
    return False


def under(tests: list[Any], body: list[Any], place: Any) -> list[Any]:
    """Statements under the conditions of a comprehension."""
    for test in reversed(tests):
        branch = quoted("if test:\n    pass", place, test=test)
        branch[0].body = body
        body = branch
    return body
