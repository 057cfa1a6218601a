"""The random generators around a function: one point in many directions is one draw.

Before: a function that draws from a generator of its module, and has to run once for each column of a Jacobian. After:
each run begins with the generators as they were at the first one, and so draws the same.
"""

from __future__ import annotations

import functools
import pickle
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import BuiltinMethodType, CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

_GENERATORS = (np.random.Generator, np.random.BitGenerator, np.random.RandomState, random.Random)
_SHARED = tuple(getattr(one, "__self__", None) for one in (np.random.normal, random.random))
"""The generators behind the functions of `numpy.random` and `random`."""

_HOLDING = ("__func__", "func", "fget", "__wrapped__")
"""Where methods, properties and caches have their function."""

_LONGEST = 1000
"""A longer list or dict is not looked through."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Generators with their states, as bytes."""

    states: tuple[tuple[Any, bytes], ...]

    def moved(self) -> Draws:
        """Those generators that have drawn since."""
        return Draws(tuple((one, state) for one, state in self.states if _state_of(one) != state))

    def rewind(self) -> None:
        """Let all of them draw the same again."""
        for one, state in self.states:
            _set_state(one, pickle.loads(state))

    def replayed(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function, each call of which draws the same."""

        def run(*args: Any, **kwargs: Any) -> Any:
            self.rewind()
            return func(*args, **kwargs)

        return run


def draws_of(*roots: Any) -> Draws:
    """The generators that a function, and whatever else is given, may reach, as they are now.

    Looked through are its globals and cells, and those of the functions, methods and objects that these lead to, but
    no libraries. A generator of the operating system has no state, and is left out.
    """
    found = {id(one): one for one in (*_SHARED, *_reached(roots)) if not isinstance(one, random.SystemRandom)}
    return Draws(tuple((one, _state_of(one)) for one in found.values()))


def _state_of(generator: Any) -> bytes:
    if isinstance(generator, np.random.Generator):
        return _state_of(generator.bit_generator)
    if isinstance(generator, np.random.BitGenerator):
        return pickle.dumps(generator.state)
    if isinstance(generator, np.random.RandomState):
        return pickle.dumps(generator.get_state(legacy=False))
    return pickle.dumps(generator.getstate())


def _set_state(generator: Any, state: Any) -> None:
    if isinstance(generator, np.random.Generator):
        generator.bit_generator.state = state
    elif isinstance(generator, np.random.BitGenerator):
        generator.state = state
    elif isinstance(generator, np.random.RandomState):
        generator.set_state(state)
    else:
        generator.setstate(state)


# What a function leads to


def _reached(roots: tuple[Any, ...]) -> Iterator[Any]:
    """The generators that values lead to."""
    seen: set[Any] = set()
    waiting = list(roots)
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, _GENERATORS):
            yield value
        else:
            waiting += _parts(value)


def _parts(value: Any) -> Iterator[Any]:
    """What is looked through next."""
    if isinstance(value, FunctionType):
        yield from () if _is_library(value.__module__) else _read_by(value)
    elif isinstance(value, MethodType):
        yield from (value.__self__, value.__func__)
    elif isinstance(value, BuiltinMethodType):
        yield value.__self__ if isinstance(value.__self__, _GENERATORS) else None
    elif isinstance(value, functools.partial):
        yield from (value.func, *value.args, *value.keywords.values())
    elif isinstance(value, (list, tuple, set, dict)):
        items = value.values() if isinstance(value, Mapping) else value
        yield from items if len(value) <= _LONGEST else ()
    elif isinstance(value, type):
        yield from () if _is_library(value.__module__) else vars(value).values()
    elif not isinstance(value, ModuleType) and not _is_library(type(value).__module__):
        yield from (type(value), *getattr(value, "__dict__", {}).values())
    else:
        yield from (getattr(value, key, None) for key in _HOLDING)


def _read_by(function: FunctionType) -> Iterator[Any]:
    """What the code of a function may read: globals, attributes of modules among them, cells and defaults."""
    names = frozenset(_names(function.__code__))
    for identifier in names & function.__globals__.keys():
        yield from _within(function.__globals__[identifier], names)
    for cell in function.__closure__ or ():
        yield from _contents(cell, names)
    yield from function.__defaults__ or ()
    yield from (function.__kwdefaults__ or {}).values()


def _contents(cell: CellType, names: frozenset[str]) -> Iterator[Any]:
    try:
        yield from _within(cell.cell_contents, names)
    except ValueError:  # a cell that is filled later
        return


def _within(value: Any, names: frozenset[str], outer: tuple[ModuleType, ...] = ()) -> Iterator[Any]:
    """The value, or what is read of it if it is a module of the user's."""
    if not isinstance(value, ModuleType):
        yield value
    elif value not in outer and not _is_library(value.__name__):
        for identifier in names & vars(value).keys():
            yield from _within(vars(value)[identifier], names, (*outer, value))


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _is_library(module: str | None) -> bool:
    """Whether a module is one of Python's, or an installed one."""
    top = str(module).partition(".")[0]
    file = getattr(sys.modules.get(top), "__file__", None) or ""
    return top in sys.stdlib_module_names or "site-packages" in file
