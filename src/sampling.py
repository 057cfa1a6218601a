"""Samples of calls: their arguments, values, seeds and directions, for checks of derivatives."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .errors import GradientMismatchError
from .object_adjoints import attributes_of
from .syntax import Expr, call, const, name, parse
from .templates.filling import bind
from .templates.rules import Rule
from .values import BOOL, COMPLEX, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind, array, instance

STEP = 1e-6


_DTYPES = ("float64", "float32", "complex128", "int64", "bool")


def kind_of(value: Any) -> Kind:
    """All that can be known of a value: its kind, with its shape as the token."""
    if isinstance(value, np.ndarray):
        dtype = value.dtype.name if value.dtype.name in _DTYPES else None
        return array(dtype, value.ndim, value.shape)
    fields = attributes_of(value) if isinstance(value, tuple) else None
    if fields is not None:
        return instance(type(value), {key: kind_of(item) for key, item in fields.items()})
    if isinstance(value, (list, tuple)):
        return Kind("list" if isinstance(value, list) else "tuple", items=tuple(kind_of(item) for item in value))
    if isinstance(value, dict):
        return Kind("dict")
    if isinstance(value, np.float32):
        return Kind("float", "float32", 0, ())
    for types, kind in (
        ((bool, np.bool_), BOOL),
        ((int, np.integer), INT),
        ((float, np.floating), FLOAT),
        ((complex, np.complexfloating), COMPLEX),
        (str, STRING),
        (type(None), NONE_KIND),
    ):
        if isinstance(value, types):
            return kind
    return UNKNOWN


def is_active(value: Any) -> bool:
    """Whether a value holds a floating number: what a rule can have a derivative by."""
    if isinstance(value, (list, tuple, dict)):
        return any(is_active(item) for item in items_of(value))
    return isinstance(value, (float, complex, np.inexact)) or (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc"
    )


def items_of(container: Any) -> list[Any]:
    return list(container.values() if isinstance(container, dict) else container)


@dataclass(frozen=True)
class Sample:
    """One call of a function under test: its arguments by name, and which of them are active."""

    key: Any
    rule: Rule
    values: Mapping[str, Any]
    positions: tuple[str, ...]
    named: Mapping[str, str]
    active: tuple[str, ...]

    def run(self, values: Mapping[str, Any]) -> Any:
        """The value of the function; of one that writes an argument the new content of that, and the value."""
        if self.written is None:
            return self.call(values)
        copies = copy.deepcopy(dict(values))
        returned = self.call(copies)
        return [copies[self.written], returned]

    @cached_property
    def written(self) -> str | None:
        """The argument that the function writes."""
        if not self.rule.writes:
            return None
        return str(self.bound({key: name(key) for key in self.values})[self.rule.writes[0]].leaf)

    def bound(self, terms: Mapping[str, Expr]) -> dict[str, Expr]:
        """The terms of the arguments by the names of the template's parameters."""
        given = tuple(terms[key] for key in self.positions)
        return bind(self.rule, call(name("f"), *given), given, {key: terms[where] for key, where in self.named.items()})

    def call(self, values: Mapping[str, Any]) -> Any:
        """What the function returns."""
        args = [values[position] for position in self.positions]
        if isinstance(self.key, str):
            result = operate(self.key, args)
        elif isinstance(self.key, tuple):
            found = getattr(args[0], self.key[1])
            if self.key[0] == "attr":
                return found
            result = found(*args[1:], **{key: values[where] for key, where in self.named.items()})
        else:
            result = self.key(*args, **{key: values[where] for key, where in self.named.items()})
        return list(result) if isinstance(result, (zip, enumerate)) else result

    @property
    def title(self) -> str:
        label = self.key if isinstance(self.key, (str, tuple)) else getattr(self.key, "__name__", repr(self.key))
        listed = ", ".join(f"{key}={shown(value)}" for key, value in self.values.items())
        return f"{label}({listed})"


def shown(value: Any) -> str:
    return f"{value.dtype}{list(value.shape)}" if isinstance(value, np.ndarray) else repr(value)


def operate(symbol: str, args: list[Any]) -> Any:
    """Apply an operator by its head."""
    if symbol == "getitem":
        return args[0][args[1]]
    if len(args) == 1:
        return eval({"neg": "-a", "pos": "+a"}.get(symbol, f"{symbol} a"), {"a": args[0]})
    return eval(f"a {symbol} b", {"a": args[0], "b": args[1]})


def mismatch(sample: Sample, message: str) -> GradientMismatchError:
    return GradientMismatchError(f"{sample.title}: {message}", "Correct the rule, or the sample.")


def require_same(sample: Sample, one: Any, other: Any, message: str) -> None:
    """Raise unless two values are equal, NaN included."""
    if not equal(one, other):
        raise mismatch(sample, f"the rule {message}")


def equal(one: Any, other: Any) -> bool:
    """Whether two values are of one type and structure and equal, NaN included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(item, other[key]) for key, item in one.items())
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(equal(*pair) for pair in zip(one, other, strict=True))
    left, right = np.asarray(one), np.asarray(other)
    return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=left.dtype.kind in "fc")


def leaves_of(value: Any) -> list[Any]:
    """The items of nested containers, left to right."""
    if isinstance(value, (list, tuple, dict)):
        return [leaf for item in items_of(value) for leaf in leaves_of(item)]
    return [value]


def arrays_of(value: Any) -> list[Any]:
    return [leaf for leaf in leaves_of(value) if isinstance(leaf, np.ndarray)]


def seed_of(value: Any, random: np.random.Generator) -> Any:
    """A random adjoint of a result: read-only arrays, None for what is no floating number."""
    if isinstance(value, dict):
        return {key: seed_of(item, random) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [seed_of(item, random) for item in value]
    if not is_active(value):
        return None
    shape = np.shape(value)
    drawn = random.normal(size=shape) + (1j * random.normal(size=shape) if np.iscomplexobj(value) else 0.0)
    if not isinstance(value, np.ndarray):
        return complex(drawn) if np.iscomplexobj(value) else type(value)(drawn)
    drawn = np.asarray(drawn).astype(value.dtype)
    drawn.flags.writeable = False
    return drawn


def literal(value: Any) -> Expr:
    """The term that spells a value, where there is one."""
    if isinstance(value, (tuple, list)):
        return Expr("list" if isinstance(value, list) else "tuple", tuple(literal(item) for item in value))
    if isinstance(value, float) and not math.isfinite(value):
        return parse(f"float({str(value)!r})")
    if value is None or isinstance(value, (bool, int, float, str)):
        return const(value)
    if isinstance(value, type):
        return parse(f"np.{value.__name__}" if issubclass(value, np.generic) else value.__name__)
    if value is Ellipsis:
        return parse("...")
    if isinstance(value, np.ndarray) and not value.size:
        return parse(f"np.zeros({value.shape!r}, {value.dtype.name!r})")
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc" and not np.all(np.isfinite(value)):
        return parse(f"np.frombuffer({value.tobytes()!r}, {value.dtype.name!r}).reshape({value.shape!r})")
    if isinstance(value, np.ndarray):
        return parse(f"np.array({value.tolist()!r}, {value.dtype.name!r})")
    return parse(repr(value))


def is_single(x: Any) -> bool:
    return any(getattr(leaf, "dtype", None) == np.float32 for leaf in leaves_of(x))


def precise(values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with single precision widened, so that differences of them are meaningful."""
    return {key: moved(value, None, 0.0) for key, value in values.items()}


def direction_of(x: Any, random: np.random.Generator, along: Callable[[Any], Any] | None) -> Any:
    if isinstance(x, dict):
        return {key: direction_of(item, random, along) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        return [direction_of(item, random, along) for item in x]
    if not is_active(x):
        return None
    drawn = random.normal(size=np.shape(x)) + (1j * random.normal(size=np.shape(x)) if np.iscomplexobj(x) else 0.0)
    return drawn if along is None else along(drawn)


def moved(x: Any, direction: Any, step: float) -> Any:
    """The argument moved by a step along a direction, arrays keeping their layout."""
    if isinstance(x, dict):
        return {key: moved(item, None if direction is None else direction[key], step) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        parts = [None] * len(x) if direction is None else direction
        return type(x)(moved(item, part, step) for item, part in zip(x, parts, strict=True))
    if not is_active(x):
        return x
    wide = x.astype(np.float64) if getattr(x, "dtype", None) == np.float32 else x
    placed = wide if direction is None else wide + step * direction
    return placed if isinstance(x, (np.ndarray, np.generic)) or not isinstance(placed, np.generic) else placed.item()


def loss(value: Any, seed: Any) -> float:
    """The real number whose adjoint towards the result is ``seed``."""
    return inner(seed, value)


def inner(adjoint: Any, direction: Any) -> float:
    """What a move along a direction changes, to first order."""
    if adjoint is None or direction is None:
        return 0.0
    if isinstance(direction, dict):
        return sum(inner(adjoint.get(key), part) for key, part in direction.items())
    if isinstance(direction, (list, tuple)):
        return sum(inner(one, other) for one, other in zip(adjoint, direction, strict=True))
    return float(np.sum(np.asarray(adjoint, complex) * np.asarray(direction, complex)).real)
