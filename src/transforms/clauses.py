"""The loops and conditions of comprehensions as statements."""

from __future__ import annotations

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
