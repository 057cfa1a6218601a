"""Write `match` as `if` and `elif`.

Before: ``match order:``, ``case 1: y = x``, ``case 2 | 4: y = x * x``. After: ``if order == 1: y = x``,
``elif order in (2, 4): y = x * x``. The subject is evaluated once; what a pattern captures is bound after the whole of
it fits, and before the guard. Postcondition: no `match`.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import gast

from ..errors import UnsupportedConstructError
from ..nodes import name_node
from ..quoting import quoted, quoted_expression
from .folded import SCOPES

_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
"""The classes whose one positional pattern is for the object itself."""


@dataclass(frozen=True)
class _Fit:
    """When a pattern fits: all of the tests hold, in order. What it captures then, by name."""

    tests: tuple[Any, ...] = ()
    bound: tuple[tuple[str, Any], ...] = ()

    def __add__(self, other: _Fit) -> _Fit:
        return _Fit((*self.tests, *other.tests), (*self.bound, *other.bound))


@dataclass(frozen=True)
class Matching:
    """Rewrites the statements of one function.

    ``known``: the class that a path of names leads to, None if it is not known.
    """

    fresh: Callable[[str], str]
    known: Callable[[Any], Any]
    refuse: Callable[[Any, str, str], UnsupportedConstructError]

    def statements(self, block: Iterable[Any]) -> list[Any]:
        return [made for one in block for made in self.statement(one)]

    def statement(self, node: Any) -> list[Any]:
        if isinstance(node, SCOPES):
            return [node]
        if isinstance(node, gast.Match):
            return self.match(node)
        made = copy.copy(node)
        for field, value in gast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], gast.stmt):
                setattr(made, field, self.statements(value))
            elif isinstance(value, list) and value and isinstance(value[0], gast.ExceptHandler):
                setattr(made, field, [self.statement(one)[0] for one in value])
        return [made]

    def match(self, node: Any) -> list[Any]:
        out: list[Any] = []
        captured = {one for case in node.cases for one in captures(case.pattern)}
        subject = self.held(node.subject, captured, out)
        made = self.cases(node.cases, subject)
        if made:
            made[0].lineno, made[0].col_offset = node.lineno, node.col_offset
        return [*out, *made]

    def held(self, node: Any, captured: set[str], out: list[Any]) -> Any:
        """The subject under a name that no pattern binds; a tuple that is written out stays one of such names."""
        if isinstance(node, gast.Tuple) and not any(isinstance(one, gast.Starred) for one in node.elts):
            made = copy.copy(node)
            made.elts = [self.held(one, captured, out) for one in node.elts]
            return made
        if isinstance(node, gast.Constant) or (isinstance(node, gast.Name) and node.id not in captured):
            return node
        target = self.fresh("subject")
        out += quoted(f"{target} = value", node, value=node)
        return name_node(target, node)

    def cases(self, cases: list[Any], subject: Any) -> list[Any]:
        """The first of several cases that fits."""
        if not cases:
            return []
        case, rest = cases[0], cases[1:]
        place = case.pattern
        fit = self.fit(case.pattern, subject)
        body = self.statements(case.body)
        if fit is None:
            return self.cases(rest, subject)
        test = _all(fit.tests, place)
        bound = [one for key, value in fit.bound for one in quoted(f"{key} = value", place, value=value)]
        if case.guard is None:
            return [*bound, *body] if test is None else _either(test, [*bound, *body], self.cases(rest, subject), place)
        if not bound:
            both = _all((*fit.tests, case.guard), place)
            return _either(both, body, self.cases(rest, subject), place)
        if test is None:
            return [*bound, *_either(case.guard, body, self.cases(rest, subject), place)]
        fits = self.fresh("fits")
        first = quoted(f"{fits} = False\nif test:\n    {fits} = guard", place, test=test, guard=case.guard)
        first[1].body = [*bound, *first[1].body]
        return [*first, *_either(name_node(fits, place), body, self.cases(rest, subject), place)]

    # Patterns

    def fit(self, pattern: Any, subject: Any) -> _Fit | None:
        """When the pattern fits; None if it never does."""
        kind = type(pattern)
        if kind is gast.MatchValue:
            return _Fit((_expression("subject == value", pattern, subject=subject, value=pattern.value),))
        if kind is gast.MatchSingleton:
            return _Fit((_expression(f"subject is {pattern.value}", pattern, subject=subject),))
        if kind is gast.MatchAs:
            inner = _Fit() if pattern.pattern is None else self.fit(pattern.pattern, subject)
            if inner is None or pattern.name is None:
                return inner
            return inner + _Fit(bound=((pattern.name, subject),))
        if kind is gast.MatchOr:
            return self.alternatives(pattern, subject)
        if kind is gast.MatchSequence:
            return self.sequence(pattern, subject)
        return self.mapping(pattern, subject) if kind is gast.MatchMapping else self.instance(pattern, subject)

    def alternatives(self, pattern: Any, subject: Any) -> _Fit | None:
        if all(type(one) is gast.MatchValue and isinstance(one.value, gast.Constant) for one in pattern.patterns):
            test = _expression("subject in ()", pattern, subject=subject)
            test.comparators[0].elts = [one.value for one in pattern.patterns]
            return _Fit((test,))
        fits = [one for one in (self.fit(inner, subject) for inner in pattern.patterns) if one is not None]
        if not fits:
            return None
        tests = [_all(one.tests, pattern) or _expression("True", pattern) for one in fits]
        bound = dict(fits[-1].bound)
        for test, one in zip(reversed(tests[:-1]), reversed(fits[:-1]), strict=True):
            other = dict(one.bound)
            for key in bound:
                parts = {"test": copy.deepcopy(test), "first": other[key], "second": bound[key]}
                bound[key] = _expression("first if test else second", pattern, **parts)
        test = tests[0]
        if len(tests) > 1:
            test = _expression("a or b", pattern)
            test.values = tests
        return _Fit((test,), tuple(bound.items()))

    def sequence(self, pattern: Any, subject: Any) -> _Fit | None:
        parts = pattern.patterns
        stars = [at for at, one in enumerate(parts) if isinstance(one, gast.MatchStar)]
        fixed = len(parts) - len(stars)
        if isinstance(subject, gast.Tuple):
            count = len(subject.elts)
            if count < fixed or (not stars and count != fixed):
                return None
            found = _Fit()
        else:
            many = name_node("%is_sequence", pattern)
            found = _Fit((_expression("many(subject)", pattern, many=many, subject=subject),))
            if fixed or not stars:
                text = f"len(subject) {'>=' if stars else '=='} {fixed}"
                found += _Fit((_expression(text, pattern, subject=subject),))
        for at, one in enumerate(parts):
            if stars and at == stars[0]:
                fit: _Fit | None = self.rest(one, subject, at, len(parts) - at - 1)
            else:
                position = at - len(parts) if stars and at > stars[0] else at
                item = subject.elts[position] if isinstance(subject, gast.Tuple) else None
                fit = self.fit(one, item or _expression(f"subject[{position}]", one, subject=subject))
            if fit is None:
                return None
            found += fit
        return found

    def rest(self, star: Any, subject: Any, before: int, after: int) -> _Fit:
        """What the starred part of a sequence captures: a list."""
        if star.name is None:
            return _Fit()
        if isinstance(subject, gast.Tuple):
            value = _expression("[]", star)
            value.elts = subject.elts[before : len(subject.elts) - after]
        else:
            value = _expression(f"list(subject)[{before or ''}:{-after or ''}]", star, subject=subject)
        return _Fit(bound=((star.name, value),))

    def mapping(self, pattern: Any, subject: Any) -> _Fit | None:
        if isinstance(subject, gast.Tuple):
            return None
        found = _Fit(
            (_expression("table(subject)", pattern, table=name_node("%is_mapping", pattern), subject=subject),)
        )
        for key in pattern.keys:
            found += _Fit((_expression("key in subject", key, key=key, subject=subject),))
        for key, one in zip(pattern.keys, pattern.patterns, strict=True):
            fit = self.fit(one, _expression("subject[key]", key, key=key, subject=subject))
            if fit is None:
                return None
            found += fit
        if pattern.rest is not None:
            item = self.fresh("key")
            text = f"{{{item}: subject[{item}] for {item} in subject if {item} not in taken}}"
            taken = _expression("()", pattern)
            taken.elts = pattern.keys
            found += _Fit(bound=((pattern.rest, _expression(text, pattern, subject=subject, taken=taken)),))
        return found

    def instance(self, pattern: Any, subject: Any) -> _Fit | None:
        known = self.known(pattern.cls)
        if not isinstance(known, type):
            raise self.refuse(pattern.cls, "a class pattern of an unknown class", "Test it with `isinstance`.")
        found = _Fit((_expression("isinstance(subject, cls)", pattern, subject=subject, cls=pattern.cls),))
        if known in _WHOLE and pattern.patterns:
            if len(pattern.patterns) > 1:
                raise self.refuse(pattern, "a class pattern with too many parts", "Write one part at most.")
            fit = self.fit(pattern.patterns[0], subject)
            return None if fit is None else found + fit
        named = tuple(getattr(known, "__match_args__", ()))
        if len(pattern.patterns) > len(named):
            raise self.refuse(pattern, "a class pattern with too many parts", "Name the attributes.")
        keys = (*named[: len(pattern.patterns)], *pattern.kwd_attrs)
        for key, one in zip(keys, (*pattern.patterns, *pattern.kwd_patterns), strict=True):
            if key not in getattr(known, "__dataclass_fields__", ()) and not hasattr(known, key):
                found += _Fit((_expression(f"hasattr(subject, {key!r})", one, subject=subject),))
            fit = self.fit(one, _expression(f"subject.{key}", one, subject=subject))
            if fit is None:
                return None
            found += fit
        return found


def captures(pattern: Any) -> set[str]:
    """The names that a pattern binds."""
    found = {getattr(one, "name", None) for one in gast.walk(pattern)}
    found |= {getattr(one, "rest", None) for one in gast.walk(pattern)}
    return {one for one in found if isinstance(one, str)}


def _expression(text: str, place: Any, **parts: Any) -> Any:
    return quoted_expression(text, place, **parts)


def _all(tests: tuple[Any, ...], place: Any) -> Any:
    """One test for several; None for none."""
    if len(tests) < 2:
        return tests[0] if tests else None
    whole = _expression("a and b", place)
    whole.values = list(tests)
    return whole


def _either(test: Any, body: list[Any], orelse: list[Any], place: Any) -> list[Any]:
    made = quoted("if test:\n    pass", place, test=test)
    made[0].body, made[0].orelse = body, orelse
    return made
