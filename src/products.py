"""Products of vectors with the Jacobian of a function at a point, and matrices made of them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy as np

from . import paths
from .api import Derivative, last_parameters
from .colouring import Product
from .differences import copied, display_name, leaves_of
from .draws import Draws, draws_of
from .errors import ComplexResultError, HolomorphicError, place_of
from .primitives import signature_of
from .separable import is_elementwise
from .spaces import Space, space_of
from .vectorised import forget, vectorised


@dataclass(frozen=True, eq=False)
class Call:
    """The arguments of one call of a function, and what it returns for them.

    ``results`` is the space of the value, ``arguments`` are those of the parameters that are differentiated, ``draws``
    the generators around the function that have drawn.
    """

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    results: Space
    arguments: tuple[Space, ...]
    draws: Draws

    @property
    def value(self) -> Any:
        return self.results.tree

    def inputs(self) -> tuple[tuple[Any, ...], Mapping[str, Any]]:
        """The arguments for one run: of objects with a state, such as a random generator, copies as they came in.

        What the run draws elsewhere is what the function drew.
        """
        self.draws.rewind()
        return fresh_inputs(self.args, self.kwargs)

    @property
    def columns(self) -> int:
        """How many directions the arguments have."""
        return sum(space.size for space in self.arguments)


def fresh_inputs(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[tuple[Any, ...], Mapping[str, Any]]:
    """The arguments themselves, if no run of a derivative changes them; else copies."""
    if all(isinstance(leaf, _STATELESS) for _, leaf in leaves_of((args, dict(kwargs)))):
        return args, kwargs
    own: tuple[tuple[Any, ...], Mapping[str, Any]] = copied((args, dict(kwargs)))
    return own


_STATELESS = (np.ndarray, np.generic, int, float, complex, str, bytes, type(None), FunctionType, BuiltinFunctionType)

Arguments = Callable[[Sequence[Any], Mapping[str, Any]], dict[str, Any]]
"""Gives the arguments of a call by parameter, defaults included; raises `TypeError` as the call would."""


def arguments_of(func: Callable[..., Any]) -> Arguments:
    """How the arguments of a function are found."""
    signature = signature_of(func)
    plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = tuple(signature.parameters)
    is_plain = all(one.kind in plain for one in signature.parameters.values())

    def bound(args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        if is_plain and not kwargs and len(args) == len(names):
            return paths.Arguments(zip(names, args, strict=True))
        found = signature.bind(*args, **kwargs)
        found.apply_defaults()
        return paths.Arguments(found.arguments)

    return bound


def call_of(
    func: Callable[..., Any],
    names: Sequence[str],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    given: Mapping[str, Any],
    holomorphic: bool = False,
) -> Call:
    """Call a function on copies of its arguments, which ``given`` has by parameter.

    Raises `ComplexResultError` for a complex result of complex arguments, unless it is to be ``holomorphic``: then
    `HolomorphicError` if a part of the result or of an argument is real.
    """
    own, named = copied((args, dict(kwargs)))
    draws = draws_of(func)
    results = space_of(copied(func(*own, **named)))
    spaces = tuple(space_of(given[name]) for name in names)
    shown = ("result", *(f"argument `{name}`" for name in names))
    for what, space in zip(shown, (results, *spaces), strict=True):
        if holomorphic and any(part is not None and not part.is_complex for part in space.parts):
            message = f"the {what} of `{display_name(func)}` is real, though holomorphic=True"
            raise HolomorphicError(message, "Leave holomorphic=True out, or add 0j to the arguments.", place_of(func))
        if results.is_complex and space.is_complex and space is not results and not holomorphic:
            message = f"the result of `{display_name(func)}` is complex, and so is the {what}"
            hint = "Use holomorphic=True, or return the real and the imaginary part as two real results."
            raise ComplexResultError(message, hint, place_of(func))
    return Call(args, kwargs, results, spaces, draws.moved())


def forward_product(derivative: Derivative, call: Call, space: Space) -> Product:
    """The Jacobian towards one argument times a vector, by its pushforward."""
    (key,) = last_parameters(derivative, 1)

    def product(direction: Any) -> Any:
        args, kwargs = call.inputs()
        return call.results.coordinates(derivative(*args, **kwargs, **{key: space.vector(direction)}))

    def read(found: Any, count: int) -> Any:
        return call.results.rows(found, count)

    return _with_many(derivative, call, product, (key, space), read)


def reverse_product(derivative: Derivative, call: Call) -> Product:
    """A vector times the Jacobian towards all arguments together, by the pullback."""
    (key,) = last_parameters(derivative, 1)

    def gradients_in(found: Any) -> tuple[Any, ...]:
        return tuple(found) if len(call.arguments) > 1 else (found,)

    def product(direction: Any) -> Any:
        args, kwargs = call.inputs()
        found = gradients_in(derivative(*args, **kwargs, **{key: call.results.covector(direction)}))
        return np.concatenate([space.slopes(gradient) for space, gradient in zip(call.arguments, found, strict=True)])

    def read(found: Any, count: int) -> Any:
        pairs = zip(call.arguments, gradients_in(found), strict=True)
        return np.concatenate([space.rows(gradient, count) for space, gradient in pairs], axis=1)

    return _with_many(derivative, call, product, (key, call.results), read)


def _with_many(
    derivative: Derivative,
    call: Call,
    product: Callable[[Any], Any],
    along: tuple[str, Space],
    read: Callable[[Any, int], Any],
) -> Product:
    """A product, with many directions at once where that is possible: ``along`` is where they go, and what they fit.

    What fails for many directions is done for each of them, and so is everything after it.
    """
    key, space = along
    if not space.is_one_real_leaf or any(one.is_complex for one in (*call.arguments, call.results)):
        return Product(product)

    def several(count: int) -> tuple[Callable[[Any], Any], int] | None:
        found = vectorised(derivative, call.args, call.kwargs, {key: space.tree}, count)
        return None if found is None else (functools.partial(many, found.function), found.together)

    def many(function: Callable[..., Any], directions: Any) -> Any:
        args, kwargs = call.inputs()
        try:
            return read(function(*args, **kwargs, **{key: space.vectors(directions)}), len(directions))
        except Exception:
            forget(derivative)
            return [product(direction) for direction in directions]

    return Product(product, several)


def forward_matrix(derivative: Derivative, call: Call, space: Space) -> Any:
    """The Jacobian towards one argument, column by column; by one product where it is certainly diagonal."""
    dtype = np.result_type(call.results.dtype, space.dtype)
    product = forward_product(derivative, call, space)
    if is_diagonal(derivative, call.results, space):
        return np.diag(product(np.ones(space.size, space.dtype))).astype(dtype)
    matrix = np.empty((call.results.size, space.size), dtype)
    for column, found in enumerate(product.each(space.size, space.unit)):
        matrix[:, column] = found
    return matrix


def is_diagonal(derivative: Derivative, results: Space, space: Space) -> bool:
    """Whether each element of a result certainly depends on the same element of an argument alone."""
    arrays = results.is_one_array and space.is_one_array and not (results.is_complex or space.is_complex)
    return arrays and np.shape(results.tree) == np.shape(space.tree) and is_elementwise(derivative)


def reverse_matrices(derivative: Derivative, call: Call) -> list[Any]:
    """The Jacobians towards the arguments, row by row."""
    product = reverse_product(derivative, call)
    dtype = np.result_type(call.results.dtype, *(space.dtype for space in call.arguments))
    matrix = np.empty((call.results.size, call.columns), dtype)
    for row, found in enumerate(product.each(call.results.size, call.results.unit)):
        matrix[row] = found
    ends = np.cumsum([space.size for space in call.arguments])
    return np.split(matrix, ends[:-1], axis=1)
