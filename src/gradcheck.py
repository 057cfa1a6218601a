"""A derivative compared with central differences, and held to everything else that a gradient promises."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .differences import (
    Point,
    Wrt,
    coordinate,
    copied,
    display_name,
    estimates,
    is_number,
    leaves_of,
    movable,
    point_at,
    precision,
    rebuilt,
    resolve_wrt,
    same,
    scales,
)
from .draws import draws_of
from .errors import GradientMismatchError
from .paths import Arguments

_ELEMENTS = 3


@dataclass(frozen=True)
class Row:
    """One directional derivative, ours beside the numerical one; ``where`` names the argument or its element."""

    where: str
    ours: float
    numerical: float
    error: float
    ok: bool


@dataclass(frozen=True)
class Report:
    """What a comparison found: directional derivatives, and every other promise that does not hold."""

    function: str
    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems and all(row.ok for row in self.rows)

    def raise_if_bad(self) -> None:
        """Raise `GradientMismatchError`, which holds the whole report, unless everything agrees."""
        if not self.ok:
            hint = "If the function has a kink or a jump at this point, compare at another one."
            raise GradientMismatchError(str(self), hint)

    def __str__(self) -> str:
        cells = [("argument", "ours", "numerical", "relative error", ""), *(row_cells(row) for row in self.rows)]
        widths = [max(len(line[column]) for line in cells) for column in range(4)]
        lines = [
            f"{line[0]:<{widths[0]}}  {line[1]:>{widths[1]}}  {line[2]:>{widths[2]}}  {line[3]:>{widths[3]}}  {line[4]}"
            for line in cells
        ]
        return "\n".join([self.verdict, *(line.rstrip() for line in lines), *self.problems])

    @property
    def verdict(self) -> str:
        """The report in one line."""
        if self.ok:
            return f"{self.function}: the gradient agrees with central differences"
        return f"{self.function}: the gradient is wrong"


def row_cells(row: Row) -> tuple[str, str, str, str, str]:
    """The texts of one line of the table."""
    numbers = f"{row.ours:.9g}", f"{row.numerical:.9g}", f"{row.error:.1e}"
    return (row.where, *numbers, "ok" if row.ok else "DIFFERS")


# Comparison


def compare(
    f: Callable[..., Any],
    df: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any] | None = None,
    wrt: Wrt = (0,),
    *,
    seeded: bool = False,
    directions: int = 3,
    random_state: int = 0,
    rtol: float | None = None,
) -> Report:
    """Compare a derivative with central differences, and hold it to everything that a gradient promises.

    ``df(*args, **kwargs)`` returns a tuple with one gradient for each ``wrt``; with ``seeded=True`` it is called
    ``df(seed, *args, **kwargs)``, for a result of any shape, and the seed is drawn at random. Compared are
    ``directions`` random directions and up to three single elements for each argument. Also checked: structure, shape
    and dtype of every gradient, that it is writable and shares memory with no argument and no other gradient, that a
    second call returns the same, and that no argument changes. All runs draw the same random numbers.
    ``rtol`` is 1e-6 by default, 5e-3 in single precision.
    """
    kwargs = dict(kwargs or {})
    names = resolve_wrt(f, wrt)
    draws = draws_of(f, args, kwargs)
    df = draws.replayed(df)
    point = replace(point_at(f, *copied((args, kwargs))), f=draws.replayed(f))
    result = point.value(copied(dict(point.arguments)))
    seed = _random_like(result, random := np.random.default_rng(random_state))
    point = replace(point, weights=seed if seeded else None)
    before = copied((args, kwargs))
    first = df(*((seed,) if seeded else ()), *args, **kwargs)
    if not isinstance(first, tuple) or len(first) != len(names):
        return Report(display_name(f), (), (f"expected a tuple of {len(names)} gradients, got {type(first).__name__}",))
    kept = copied(first)
    again = df(*((seed,) if seeded else ()), *args, **kwargs)
    problems = [] if same(again, kept) else ["a second call returns something else"]
    if not same((args, kwargs), before):
        problems.append("the call changes its arguments")
    problems += _unfit(names, kept, point.arguments)
    problems += _shared(names, first, (args, kwargs), seed)
    if any("instead of" in problem for problem in problems):
        return Report(display_name(f), (), tuple(problems))
    eps = precision(dict(point.arguments), result)
    tolerance = rtol if rtol is not None else (1e-6 if eps < 1e-10 else max(5e-3, eps**0.5))
    rows = [
        _row(point, name, gradient, where, along, eps, tolerance)
        for name, gradient in zip(names, kept, strict=True)
        for where, along in _directions(name, point.arguments[name], directions, random, eps)
    ]
    return Report(display_name(f), tuple(rows), tuple(problems))


def by_elements(f: Callable[..., Any], pushforward: Callable[..., Any], names: Sequence[str]) -> Callable[..., Any]:
    """The pullback that a pushforward makes, one call for each element: ``df(seed, *args)`` as `compare` takes it.

    ``pushforward(tangents, *args)`` takes one tangent for each of ``names``.
    """

    def derivative(seed: Any, *args: Any, **kwargs: Any) -> Any:
        arguments = inspect.signature(f, follow_wrapped=False).bind(*args, **kwargs)
        arguments.apply_defaults()
        given = Arguments(arguments.arguments)
        still = [zeros_of(given[name]) for name in names]
        pushed = draws_of(f, args, kwargs).replayed(pushforward)
        found = []
        for position, name in enumerate(names):

            def along(tangent: Any, at: int = position) -> complex:
                moved = [tangent if one == at else zero for one, zero in enumerate(still)]
                return _inner(seed, pushed(moved, *args, **kwargs))

            found.append(_gradient_by_elements(given[name], along))
        return tuple(found)

    return derivative


def zeros_of(tree: Any) -> Any:
    """A tangent of zeros in the structure of an argument."""
    leaves = (_filled(leaf, None, 0.0) if is_number(leaf) else leaf for _, leaf in leaves_of(tree))
    return rebuilt(tree, leaves)


def _filled(leaf: Any, index: tuple[int, ...] | None, value: complex) -> Any:
    """Zeros of the shape of a leaf, and a value at one index."""
    made = np.zeros(np.shape(leaf), complex if np.iscomplexobj(leaf) else float)
    if index is not None:
        made[index] = value if np.iscomplexobj(leaf) else np.real(value)
    return made if np.ndim(leaf) else made.item()


def _inner(seed: Any, tangent: Any) -> complex:
    """The sum of the products, where there are numbers."""
    pairs = zip(leaves_of(seed), leaves_of(tangent), strict=True)
    return complex(sum(np.sum(np.multiply(one, other)) for (_, one), (_, other) in pairs if one is not None))


def _gradient_by_elements(argument: Any, along: Callable[[Any], complex]) -> Any:
    """What each element of an argument adds: df/dx, or df/dx - i df/dy of a complex one."""
    leaves = [leaf for _, leaf in leaves_of(argument)]

    def slope(position: int, index: tuple[int, ...], value: complex) -> float:
        pairs = enumerate(leaves)
        moved = (
            (_filled(leaf, index if at == position else None, value) if is_number(leaf) else leaf) for at, leaf in pairs
        )
        return along(rebuilt(argument, moved)).real

    made = []
    for position, leaf in enumerate(leaves):
        if not is_number(leaf):
            made.append(leaf)
            continue
        gradient = np.zeros(np.shape(leaf), complex if np.iscomplexobj(leaf) else float)
        for index in np.ndindex(*np.shape(leaf)):
            gradient[index] = slope(position, index, 1.0)
            if np.iscomplexobj(leaf):
                gradient[index] -= 1j * slope(position, index, 1j)
        made.append(movable(gradient, leaf))
    return rebuilt(argument, iter(made))


def _random_like(tree: Any, random: np.random.Generator) -> Any:
    """Standard normal numbers in the structure and the dtypes of a result; None where it has no number."""
    return rebuilt(tree, (_draw(leaf, 1.0, random) if is_number(leaf) else None for _, leaf in leaves_of(tree)))


def _draw(leaf: Any, sizes: Any, random: np.random.Generator) -> Any:
    drawn = random.standard_normal(np.shape(leaf))
    if np.iscomplexobj(leaf):
        drawn = drawn + 1j * random.standard_normal(np.shape(leaf))
    return movable(drawn * sizes, leaf)


def _directions(
    name: str, argument: Any, directions: int, random: np.random.Generator, eps: float
) -> Iterator[tuple[str, list[Any]]]:
    """Directions to compare along: random ones, then single elements where the argument has more than one."""
    paths = list(leaves_of(argument))
    leaves = [leaf for _, leaf in paths]
    elements = [
        (position, index)
        for position, leaf in enumerate(leaves)
        if is_number(leaf)
        for index in np.ndindex(*np.shape(leaf))
    ]
    if not elements:
        return
    for _ in range(directions):
        yield name, [_draw(leaf, scales(leaf, eps), random) if is_number(leaf) else None for leaf in leaves]
    if len(elements) == 1:
        return
    for chosen in random.permutation(len(elements))[:_ELEMENTS]:
        position, index = elements[chosen]
        subscript = f"[{', '.join(map(str, index))}]" if index else ""
        length = float(scales(leaves[position], eps)[index])
        yield f"{name}{paths[position][0]}{subscript}", coordinate(leaves, position, index, length)


def _row(point: Point, name: str, gradient: Any, where: str, direction: list[Any], eps: float, rtol: float) -> Row:
    """Compare along one direction: the numerical side is the estimate that is nearest to ours."""
    terms = [
        np.ravel(_product(leaf, along))
        for (_, leaf), along in zip(leaves_of(gradient), direction, strict=True)
        if along is not None
    ]
    products = np.concatenate(terms).astype(float)
    with np.errstate(invalid="ignore"):
        ours, size = float(np.sum(products)), float(np.linalg.norm(products))
    best, error, ok = float("nan"), float("inf"), False
    for estimate, noise in estimates(point, name, direction, eps):
        scale = max(abs(ours), abs(estimate), size)
        away = abs(ours - estimate)
        relative = away / scale if scale else 0.0
        if not relative >= error:
            best, error = estimate, relative
        ok = ok or away <= rtol * scale + noise
    return Row(where, ours, best, error, ok)


def _product(gradient: Any, along: Any) -> Any:
    """Real part of the product; an element that the direction does not move counts nothing, also if it is infinite."""
    with np.errstate(invalid="ignore"):
        return np.where(np.asarray(along) == 0, 0.0, np.real(np.multiply(gradient, along)))


def _unfit(names: tuple[str, ...], gradients: Any, arguments: Mapping[str, Any]) -> list[str]:
    """Where a gradient differs from its argument in structure, shape or dtype."""
    found = []
    for name, gradient in zip(names, gradients, strict=True):
        expected, actual = list(leaves_of(arguments[name])), list(leaves_of(gradient))
        if [path for path, _ in expected] != [path for path, _ in actual]:
            found.append(f"the gradient of {name} is a {type(gradient).__name__} instead of the argument's structure")
            continue
        for (path, leaf), (_, given) in zip(expected, actual, strict=True):
            wanted, got = _form(leaf), _form(given)
            if is_number(leaf) and wanted != got:
                found.append(f"the gradient of {name}{path} is {got} instead of {wanted}")
    return found


def _form(leaf: Any) -> str:
    """Shape and dtype of a gradient of this form. A gradient of integers is one of floats."""
    if not is_number(leaf):
        return type(leaf).__name__
    dtype = np.asarray(leaf).dtype
    named = dtype if dtype.kind in "fc" else np.dtype(float)
    return f"{named}{list(np.shape(leaf))}"


def _shared(names: tuple[str, ...], gradients: Any, inputs: Any, seed: Any) -> list[str]:
    """Which gradients cannot be written, or share storage with an input, the seed or each other."""
    others = [("an argument", leaf) for _, leaf in leaves_of(inputs) if isinstance(leaf, np.ndarray)]
    others += [("the seed", leaf) for _, leaf in leaves_of(seed) if isinstance(leaf, np.ndarray)]
    found = []
    for name, gradient in zip(names, gradients, strict=True):
        for path, leaf in leaves_of(gradient):
            if not isinstance(leaf, np.ndarray) or not is_number(leaf):
                continue
            if not leaf.flags.writeable:
                found.append(f"the gradient of {name}{path} is read-only")
            found += [
                f"the gradient of {name}{path} shares memory with {what}"
                for what, other in others
                if np.shares_memory(leaf, other)
            ]
            others.append((f"the gradient of {name}{path}", leaf))
    return found
