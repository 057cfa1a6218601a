"""What statements tell of the attributes of objects: facts about kinds, for `kinds` to ask.

What is known of an object is a fact of its storage, which other names may lead to: a store is one for all objects with
such an attribute that are known at that point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from . import values
from .program import Statement, Store, Update, operands
from .syntax import is_field, walk
from .values import OBJECT, UNKNOWN, Kind


@dataclass(frozen=True)
class Left:
    """What a function leaves: the kinds of its ``parameters``, and of what it has ``stored`` under attributes.

    Under no name: as items of lists.
    """

    parameters: Mapping[str, Kind]
    stored: Mapping[str, Kind]


DEEPEST = 4
"""How deep objects in objects are known: a chain of them might have no end."""


def shown(statement: Statement, env: dict[str, Kind]) -> dict[str, Kind]:
    """With the names of which a statement reads or stores an attribute as objects."""
    found = {
        term.args[0].leaf
        for expr in operands(statement)
        for term in walk(expr)
        if term.head == "getitem" and term.args[0].head == "name" and is_field(term.args[1])
    }
    more = {one: OBJECT for one in found if one in env and env[one].tag == "unknown"}
    return {**env, **more} if more else env


def after_store(statement: Store | Update, env: dict[str, Kind], kind: Kind) -> dict[str, Kind]:
    """What is known after an attribute, or an item of a list, has got a value of a kind."""
    whole, index = statement.target.args
    if not is_field(index):
        return {one: added(known, kind) for one, known in env.items()}
    key, held = index.value, env.get(whole.leaf, UNKNOWN)
    changed = {one: _weaker(known, key, kind) for one, known in env.items()}
    if held.tag == "object":
        changed[whole.leaf] = bounded(values.instance(held.cls, {**changed[whole.leaf].fields, key: kind}))
    return changed


def added(known: Kind, kind: Kind) -> Kind:
    """What is known of a value if a list in it gets an item of a kind."""

    def item_added(one: Kind) -> Kind:
        if one.tag == "list" and one.element is not None and one.element.tag == "object":
            return replace(one, element=values.join(one.element, kind))
        return one

    return _everywhere(known, item_added)


def _weaker(known: Kind, key: str, kind: Kind) -> Kind:
    """What is known of a value if an object in it gets an attribute of a kind."""

    def attribute_added(one: Kind) -> Kind:
        if one.tag != "object" or key not in one.fields:
            return one
        return values.instance(one.cls, {**one.fields, key: values.join(one.fields[key], kind)})

    return _everywhere(known, attribute_added)


def opened(known: Kind) -> Kind:
    """What is known of a value after a call that may have changed objects in it: their classes alone."""

    def forgotten(one: Kind) -> Kind:
        if one.tag == "object" and not one.is_immutable:
            return values.instance(one.cls, {})
        return replace(one, element=None) if one.tag == "list" else one

    return _everywhere(known, forgotten)


def _everywhere(known: Kind, change: Callable[[Kind], Kind]) -> Kind:
    """A change of what is known of a value and of all in it, innermost first."""
    if known.items is not None:
        known = replace(known, items=tuple(_everywhere(one, change) for one in known.items))
    if known.element is not None:
        known = replace(known, element=_everywhere(known.element, change))
    return change(known)


def bounded(known: Kind, depth: int = 0) -> Kind:
    """What is known of a value, down to a depth."""
    if depth > DEEPEST:
        return Kind(known.tag, cls=known.cls) if known.tag == "object" else UNKNOWN
    if known.items is None:
        return known
    return replace(known, items=tuple(bounded(one, depth + 1) for one in known.items))


def after_call(env: dict[str, Kind], given: Mapping[str, str], left: Left | None) -> dict[str, Kind]:
    """What is known after a call of a user's function; ``given``: the names that its parameters are given.

    ``left`` is None where it is not known what the call does.
    """
    if not any(_has_objects(kind) for kind in env.values()):
        return env
    if left is None:
        return {one: opened(kind) for one, kind in env.items()}
    after = env
    for key, kind in left.stored.items():
        after = {one: _weaker(known, key, kind) if key else added(known, kind) for one, known in after.items()}
    for parameter, one in given.items():
        known = left.parameters.get(parameter, UNKNOWN)
        if one in env and env[one].tag == "object" and known.tag == "object" and known.cls is env[one].cls:
            after = {**after, one: known}
    return after


def _has_objects(kind: Kind) -> bool:
    if kind.tag == "object":
        return not kind.is_immutable or any(_has_objects(one) for one in kind.items or ())
    if kind.element is not None and _has_objects(kind.element):
        return True
    return any(_has_objects(one) for one in kind.items or ())
