"""Derivatives by differences, and the nested arguments that they are taken of.

The estimates are central differences at several steps around ``eps ** (1/3)`` times the size of the argument, with
Richardson's extrapolation of each pair of neighbours (Press et al., Numerical Recipes, section 5.7). For a real result
of a complex argument ``z = x + iy`` the gradient is ``df/dx - i df/dy``.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from .draws import draws_of
from .errors import TangentError, WrtError, place_of
from .object_adjoints import alike, attributes_of
from .paths import Arguments, is_path, replaced_at, steps_of

Wrt = int | str | Sequence[int | str]


def resolve_wrt(f: Callable[..., Any], wrt: Wrt) -> tuple[str, ...]:
    """The parameters that ``wrt`` stands for, by name, or paths. Raises `WrtError` where it names none."""
    parameters = tuple(_signature(f).parameters)
    if isinstance(wrt, str) and wrt == "all":
        return parameters
    chosen = (wrt,) if isinstance(wrt, int | str) else tuple(wrt)
    return tuple(_parameter(f, parameters, one) for one in chosen)


def _parameter(f: Callable[..., Any], parameters: tuple[str, ...], chosen: int | str) -> str:
    if isinstance(chosen, str) and chosen in parameters:
        return chosen
    if isinstance(chosen, str) and is_path(chosen) and steps_of(chosen)[0] in parameters:
        return chosen
    if type(chosen) is int and 0 <= chosen < len(parameters):
        return parameters[chosen]
    listed = ", ".join(f"{position} ({parameter})" for position, parameter in enumerate(parameters))
    message = f"wrt={chosen!r} names no parameter of `{display_name(f)}`"
    raise WrtError(message, f"Its parameters are {listed}.", place_of(f))


def display_name(f: Callable[..., Any]) -> str:
    return str(getattr(f, "__name__", f))


def _signature(f: Callable[..., Any]) -> inspect.Signature:
    try:
        return inspect.signature(f, follow_wrapped=False)
    except (TypeError, ValueError):
        message = f"the parameters of `{display_name(f)}` are not known"
        raise WrtError(message, "Wrap it in a `def` with named parameters.") from None


# Nested arguments


def _children(tree: Any) -> list[tuple[str, Any]] | None:
    """The parts of a container with their subscripts, or None for a leaf."""
    if isinstance(tree, dict):
        return [(f"[{key!r}]", item) for key, item in tree.items()]
    attributes = attributes_of(tree)
    if attributes is not None:
        return [(f".{key}", item) for key, item in attributes.items()]
    if isinstance(tree, tuple | list):
        return [(f"[{position}]", item) for position, item in enumerate(tree)]
    return None


def leaves_of(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    children = _children(tree)
    if children is None:
        yield path, tree
        return
    for step, child in children:
        yield from leaves_of(child, path + step)


def rebuilt(tree: Any, leaves: Iterator[Any]) -> Any:
    """The structure of ``tree`` around other leaves."""
    if isinstance(tree, dict):
        return {key: rebuilt(item, leaves) for key, item in tree.items()}
    attributes = attributes_of(tree)
    if attributes is not None:
        return alike(tree, {key: rebuilt(item, leaves) for key, item in attributes.items()})
    if isinstance(tree, tuple | list):
        make = getattr(type(tree), "_make", type(tree))
        return make(rebuilt(item, leaves) for item in tree)
    return next(leaves)


def is_number(leaf: Any) -> bool:
    """Whether a leaf can be differentiated: a number or an array of numbers, not a boolean."""
    if isinstance(leaf, bool | np.bool_):
        return False
    return isinstance(leaf, int | float | complex | np.number) or (
        isinstance(leaf, np.ndarray) and leaf.dtype.kind in "iufc"
    )


def copied(tree: Any) -> Any:
    def copy_of(leaf: Any) -> Any:
        if isinstance(leaf, np.ndarray):
            return leaf.copy(order="K")
        try:
            return copy.deepcopy(leaf)
        except Exception:  # an object that cannot be copied, such as an open file, is passed as it is
            return leaf

    return rebuilt(tree, (copy_of(leaf) for _, leaf in leaves_of(tree)))


def same(one: Any, other: Any) -> bool:
    """Equal structure, types and values; NaN equals NaN."""
    ours, theirs = list(leaves_of(one)), list(leaves_of(other))
    return [path for path, _ in ours] == [path for path, _ in theirs] and all(
        _same_leaf(a, b) for (_, a), (_, b) in zip(ours, theirs, strict=True)
    )


def _same_leaf(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if is_number(one):
        return bool(np.array_equal(one, other, equal_nan=True))
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))
    identity: Any = object.__eq__
    return type(one).__eq__ is identity or bool(one == other)


# Differences


def _moved(leaf: Any, along: Any, distance: float | complex) -> Any:
    """A number or an array moved by some distance, in its own layout, which may decide what is a view."""
    moved = leaf + distance * along
    if not isinstance(leaf, np.ndarray):
        return moved
    placed = np.empty_like(leaf, dtype=np.result_type(moved))
    placed[...] = moved
    return placed


@dataclass(frozen=True)
class Point:
    """A call of ``f`` whose differentiated arguments can be moved. ``weights`` makes one number of the result."""

    f: Callable[..., Any]
    signature: inspect.Signature
    arguments: Mapping[str, Any]
    weights: Any = None

    def moved(self, parameter: str, direction: Sequence[Any], distance: float | complex) -> Any:
        """The result with every number of one argument moved along ``direction`` (one entry for each leaf)."""
        leaves = (
            _moved(leaf, along, distance) if along is not None else copied(leaf)
            for (_, leaf), along in zip(leaves_of(self.arguments[parameter]), direction, strict=True)
        )
        argument = rebuilt(self.arguments[parameter], leaves)
        return self.value(replaced_at(copied(dict(self.arguments)), parameter, argument))

    def value(self, arguments: Mapping[str, Any]) -> Any:
        bound = inspect.BoundArguments(self.signature, dict(arguments))
        result = self.f(*bound.args, **bound.kwargs)
        if self.weights is None:
            return result
        pairs = zip(leaves_of(self.weights), leaves_of(result), strict=True)
        return sum(np.sum(weight * leaf) for (_, weight), (_, leaf) in pairs if weight is not None)


def point_at(f: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Point:
    signature = _signature(f)
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    return Point(f, signature, Arguments(bound.arguments))


def precision(*trees: Any) -> float:
    """The coarsest machine epsilon of the floats in some values."""
    found = [float(np.finfo(np.float64).eps)]
    for tree in trees:
        for _, leaf in leaves_of(tree):
            if is_number(leaf) and np.asarray(leaf).dtype.kind in "fc":
                found.append(float(np.finfo(np.asarray(leaf).dtype).eps))
    return max(found)


def scales(leaf: Any, eps: float) -> Any:
    """What a step is scaled with, for each element: its magnitude, but not less than ``eps ** (1/5)``."""
    return np.maximum(np.abs(leaf), eps**0.2)


def movable(values: Any, like: Any) -> Any:
    """A direction of the type that keeps the leaf's dtype when added to it; integers become floats."""
    if isinstance(like, np.ndarray | np.number) and np.asarray(like).dtype.kind in "fc":
        return np.asarray(values, dtype=like.dtype)
    return np.asarray(values) if isinstance(like, np.ndarray) else np.asarray(values).item()


def _difference(point: Point, parameter: str, direction: Sequence[Any], step: float) -> tuple[float, float]:
    """A central difference and the size of the values that it was taken of; NaN where the function is not defined."""
    try:
        with np.errstate(all="ignore"):
            above = _real(point.moved(parameter, direction, step))
            below = _real(point.moved(parameter, direction, -step))
    except (ArithmeticError, ValueError, np.linalg.LinAlgError):
        return float("nan"), float("nan")
    return (above - below) / (2 * step), max(abs(above), abs(below))


def _real(value: Any) -> float:
    return float(np.real(np.asarray(value)).reshape(()))


def estimates(point: Point, parameter: str, direction: Sequence[Any], eps: float) -> list[tuple[float, float]]:
    """Finite estimates of a directional derivative, each with its rounding error, from the coarsest step on."""
    ratio = 4.0 if eps < 1e-10 else 2.0
    steps = [eps ** (1 / 3) * ratio**power for power in (3, 2, 1, 0, -1)]
    found = [_difference(point, parameter, direction, step) for step in steps]
    plain = [(slope, 10 * eps * size / step) for (slope, size), step in zip(found, steps, strict=True)]
    better = [
        ((ratio**2 * fine - coarse) / (ratio**2 - 1), 1.5 * noise) for (coarse, _), (fine, noise) in pairwise(plain)
    ]
    return [estimate for estimate in (*better, *plain) if np.isfinite(estimate).all()]


def _best(estimates: list[tuple[float, float]]) -> float:
    """The estimate that differs least from another one, rounding errors counted."""
    if not estimates:
        return float("nan")
    if len(estimates) == 1:
        return estimates[0][0]

    def distrust(position: int) -> float:
        value, noise = estimates[position]
        return noise + min(abs(value - other) for at, (other, _) in enumerate(estimates) if at != position)

    return estimates[min(range(len(estimates)), key=distrust)][0]


def numerical_grad(
    f: Callable[..., Any], wrt: Wrt = (0,), *, method: str = "central", step: float | None = None
) -> Callable[..., Any]:
    """A function of the same arguments that returns the gradient of ``f`` by differences.

    ``f`` returns one number. The gradient has the structure of the argument; several ``wrt`` give a tuple of them.
    ``method="central"``: central differences, at several steps unless ``step``, a distance, is given.
    ``method="complex"``: one complex step, exact to rounding, for functions that are analytic and do not take real
    parts. Raises `WrtError` for an unknown ``wrt``, `TangentError` where the method does not apply.
    """
    if method not in ("central", "complex"):
        raise TangentError(f"no method is called {method!r}", 'Write method="central" or method="complex".')
    names = resolve_wrt(f, wrt)

    def gradient(*args: Any, **kwargs: Any) -> Any:
        replayed = draws_of(f, args, kwargs).replayed(f)
        point = replace(point_at(f, args, kwargs), f=replayed)
        result = point.value(copied(dict(point.arguments)))
        if np.size(result) != 1 or _children(result) is not None:
            raise TangentError(
                f"`{display_name(f)}` does not return one number", "Return a sum, or one of the numbers."
            )
        eps = precision(dict(point.arguments), result)
        found = tuple(_gradient(point, name, method, step, eps) for name in names)
        return found[0] if len(found) == 1 else found

    return gradient


def _gradient(point: Point, parameter: str, method: str, step: float | None, eps: float) -> Any:
    """The gradient towards one argument, element by element."""
    argument = point.arguments[parameter]
    leaves = [leaf for _, leaf in leaves_of(argument)]

    def slope(position: int, index: tuple[int, ...], unit: complex) -> float:
        size = 1.0 if step is not None else scales(leaves[position], eps)[index]
        direction = coordinate(leaves, position, index, unit * size)
        if method == "complex":
            return _complex_slope(point, parameter, direction) / size
        if step is not None:
            return _difference(point, parameter, direction, step)[0]
        return _best(estimates(point, parameter, direction, eps)) / size

    def of_leaf(position: int, leaf: Any) -> Any:
        if not is_number(leaf):
            return leaf
        values = np.asarray(leaf)
        out = np.zeros(values.shape, values.dtype if values.dtype.kind in "fc" else float)
        for index in np.ndindex(*values.shape):
            out[index] = slope(position, index, 1.0)
            if values.dtype.kind == "c":
                out[index] -= 1j * slope(position, index, 1j)
        return out if isinstance(leaf, np.ndarray) else out[()] if isinstance(leaf, np.generic) else out.item()

    return rebuilt(argument, iter([of_leaf(position, leaf) for position, leaf in enumerate(leaves)]))


def coordinate(leaves: list[Any], position: int, index: tuple[int, ...], length: complex) -> list[Any]:
    """The direction along one element of one leaf."""
    along = np.zeros(np.shape(leaves[position]), complex if isinstance(length, complex) and length.imag else float)
    along[index] = length if along.dtype.kind == "c" else length.real
    return [movable(along, leaves[position]) if at == position else None for at in range(len(leaves))]


def _complex_slope(point: Point, parameter: str, direction: Sequence[Any]) -> float:
    """The derivative along a real direction by a complex step (Squire and Trapp, SIAM Review 40, 1998)."""
    step = 1e-20
    result = np.asarray(point.moved(parameter, direction, 1j * step))
    if any(np.iscomplexobj(leaf) for _, leaf in leaves_of(point.arguments[parameter])) or result.dtype.kind != "c":
        message = f"`{display_name(point.f)}` takes no complex step towards `{parameter}`"
        raise TangentError(message, 'Use method="central": the argument is complex already, or the result is real.')
    return float(result.reshape(()).imag) / step
