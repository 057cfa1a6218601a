"""Calls of functions that are known only when the output runs: their derivatives are made there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol


class Door(Protocol):
    """The way from the output to the compiler."""

    def pull(
        self, function: Any, args: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[Any, Callable[[Any], tuple[tuple[Any, ...], dict[str, Any]]]]:
        """The value, and the way from its adjoint to those of the arguments."""

    def push(
        self,
        function: Any,
        args: tuple[Any, ...],
        named: Mapping[str, Any],
        tangents: tuple[Any, ...],
        named_tangents: Mapping[str, Any],
    ) -> tuple[Any, Any]:
        """The value and its tangent."""

    def slope(self, function: Any, args: tuple[Any, ...]) -> Callable[..., Any]:
        """The gradient by the first argument, a function of the same arguments that can be differentiated again."""


DOORS: list[Door] = []
"""The one door, once the compiler is there."""

_MISSING = object()


class Called:
    """One call: it runs once, when its value or its tangent is asked for."""

    def __init__(self, function: Any, args: Any, named: Mapping[str, Any]) -> None:
        self.function = function
        self.args = args
        self.named = named
        self.result: Any = _MISSING
        self.pulled: Any = None
        self.adjoints: Any = None

    def value(self) -> Any:
        if self.result is _MISSING:
            self.result, self.pulled = DOORS[0].pull(self.function, tuple(self.args), self.named)
        return self.result

    def pull(self, by: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if self.adjoints is None:
            self.adjoints = self.pulled(by)
        found: tuple[tuple[Any, ...], dict[str, Any]] = self.adjoints
        return found

    def push(self, tangents: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        self.result, tangent = DOORS[0].push(self.function, tuple(self.args), self.named, tangents, named)
        return tangent


def called(function: Any, args: Any, named: Mapping[str, Any] | None = None) -> Called:
    """The call ``function(*args, **named)``."""
    return Called(function, args, named or {})


def value_of(call: Called) -> Any:
    """What a call returns."""
    return call.value()


def pulled(call: Called, by: Any) -> Any:
    """The adjoints of the arguments of a call by position, given that of its value."""
    found = call.pull(by)[0]
    return list(found) if isinstance(call.args, list) else found


def pulled_by_name(call: Called, by: Any) -> dict[str, Any]:
    """The adjoints of the keyword arguments."""
    return call.pull(by)[1]


def pushed_through(call: Called, args: Any, named: Any = None) -> Any:
    """The tangent of the value of a call, given those of its arguments; a number stands for zeros."""
    tangents = args if isinstance(args, (tuple, list)) else (0.0,) * len(call.args)
    return call.push(tuple(tangents), named if isinstance(named, dict) else {})
