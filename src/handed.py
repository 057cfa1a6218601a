"""The derivatives of functions that are handed over when the output runs: made there, and kept with the function."""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .api import Derivative, autodiff, last_parameters, output_of
from .binding import requested
from .called_adjoints import DOORS
from .differences import display_name, is_number, leaves_of
from .errors import MutationError, place_of
from .runtime import as_gradient, zeros_like
from .specialise import Specialisation

Adjoints = tuple[tuple[Any, ...], dict[str, Any]]

_PLACED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, eq=False)
class _Given:
    """The arguments of one call: each parameter's own, and those that hold floating numbers."""

    function: Any
    parameters: tuple[inspect.Parameter, ...]
    args: tuple[Any, ...]
    named: Mapping[str, Any]
    values: dict[str, Any]

    @property
    def floating(self) -> tuple[str, ...]:
        return tuple(one for one, value in self.values.items() if is_floating(value))

    @property
    def examples(self) -> tuple[Any, ...] | None:
        """The arguments by position, where every parameter has one."""
        plain = all(one.kind in _PLACED for one in self.parameters)
        return tuple(self.values[one.name] for one in self.parameters) if plain else None

    def derivative(self, wrt: tuple[str, ...] = (), **options: Any) -> Derivative:
        """The derivative towards these. Raises `MutationError` where the function changes its arguments in place."""
        made = autodiff(self.function, wrt or self.floating, example_args=self.examples, check_dims=False, **options)
        written = output_of(made).specialisations[-1].memory.exposed  # type: ignore[union-attr]  # all have a memory
        if written:
            raise MutationError(
                f"`{display_name(self.function)}`, which was handed over, changes `{min(written)}` in place",
                "Work on a copy (`.copy()`) in it, or call it by the name under which it was defined.",
                place_of(self.function),
            )
        return made

    def spread(self, found: Mapping[str, Any], zero: Callable[[Any], Any]) -> Adjoints:
        """What belongs to each parameter, as the call gave the arguments."""
        placed: list[Any] = []
        keyed: dict[str, Any] = {}
        for one in self.parameters:
            mine = found[one.name] if one.name in found else zero(self.values[one.name])
            if one.kind is inspect.Parameter.VAR_POSITIONAL:
                placed += mine
            elif one.kind is inspect.Parameter.VAR_KEYWORD:
                keyed |= mine
            elif one.name in self.named:
                keyed[one.name] = mine
            elif len(placed) < len(self.args):
                placed.append(mine)
        return tuple(placed), keyed

    def gathered(self, tangents: tuple[Any, ...], named: Mapping[str, Any]) -> list[Any]:
        """The tangents of the parameters that hold floating numbers."""
        zero = {key: zeros_like(value) for key, value in self.named.items()}
        bound = inspect.Signature(self.parameters).bind_partial(*tangents, **{**zero, **named}).arguments
        found = []
        for one in self.floating:
            mine, value = bound.get(one, 0.0), self.values[one]
            zeros = type(mine) is float and mine == 0.0 and type(value) is not float
            found.append(zeros_like(value) if zeros else mine)
        return found


class _Door:
    """What the output calls."""

    def __init__(self) -> None:
        self.functions: Any = weakref.WeakKeyDictionary()

    def function(self, function: Any) -> Any:
        """The Python function for something that can be called: the same one each time."""
        try:
            if function not in self.functions:
                self.functions[function] = requested(function)
            return self.functions[function]
        except TypeError:  # not hashable, or without weak references
            return requested(function)

    def given(self, function: Any, args: tuple[Any, ...], named: Mapping[str, Any]) -> _Given:
        found = self.function(function)
        signature = inspect.signature(found, follow_wrapped=False)
        bound = signature.bind(*args, **named)
        bound.apply_defaults()
        return _Given(found, tuple(signature.parameters.values()), args, named, dict(bound.arguments))

    def pull(
        self, function: Any, args: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[Any, Callable[[Any], Adjoints]]:
        given = self.given(function, args, named)
        names = given.floating
        if not names:
            return function(*args, **named), lambda by: given.spread({}, zeros_like)
        made = given.derivative(motion="split")
        spec = output_of(made).specialisations[-1]
        assert isinstance(spec, Specialisation)
        halves = dict(zip(made.__code__.co_freevars, made.__closure__ or (), strict=True))
        forward, reverse = (halves[one].cell_contents for one in (spec.forward_name, spec.reverse_name))
        value, residuals = forward(*args, **named)
        active = [one for one in spec.function.all_parameters if one in spec.active]

        def pulled(by: Any) -> Adjoints:
            found = reverse(residuals, by)
            parts = (found,) if len(active) == 1 else found
            fitted = {one: as_gradient(part, given.values[one]) for one, part in zip(active, parts, strict=True)}
            return given.spread(fitted, zeros_like)

        return value, pulled

    def push(
        self,
        function: Any,
        args: tuple[Any, ...],
        named: Mapping[str, Any],
        tangents: tuple[Any, ...],
        named_tangents: Mapping[str, Any],
    ) -> tuple[Any, Any]:
        given = self.given(function, args, named)
        if not given.floating:
            value = function(*args, **named)
            return value, zeros_like(value)
        made = given.derivative(mode="forward", preserve_result=True)
        keys = last_parameters(made, len(given.floating))
        pushed = given.gathered(tangents, named_tangents)
        tangent, value = made(*args, **named, **dict(zip(keys, pushed, strict=True)))
        return value, tangent

    def slope(self, function: Any, args: tuple[Any, ...]) -> Callable[..., Any]:
        given = self.given(function, args, {})
        return given.derivative((given.parameters[0].name,), input_derivative="DefaultOne")


def is_floating(value: Any) -> bool:
    """Whether an argument holds floating numbers."""
    return any(is_number(leaf) and np.asarray(leaf).dtype.kind in "fc" for _, leaf in leaves_of(value))


DOORS.append(_Door())
