"""Checks of derivatives against central differences."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import BuiltinFunctionType
from typing import Any

import numpy as np

from . import runtime
from .errors import GradientMismatchError, TemplateError
from .syntax import Expr, call, const, name, parse
from .templates import load
from .templates.filling import bind, fill
from .templates.rules import Filled, Rule
from .values import BOOL, COMPLEX, FLOAT, INT, NONE_KIND, STRING, UNKNOWN, Kind, array

STEP = 1e-6
_DTYPES = ("float64", "float32", "complex128", "int64", "bool")


def kind_of(value: Any) -> Kind:
    """All that can be known of a value: its kind, with its shape as the token."""
    if isinstance(value, np.ndarray):
        dtype = value.dtype.name if value.dtype.name in _DTYPES else None
        return array(dtype, value.ndim, value.shape)
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
        return any(is_active(item) for item in _items(value))
    return isinstance(value, (float, complex, np.inexact)) or (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc"
    )


def _items(container: Any) -> list[Any]:
    return list(container.values() if isinstance(container, dict) else container)


@dataclass(frozen=True)
class _Sample:
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
            result = _operate(self.key, args)
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
        shown = ", ".join(f"{key}={_shown(value)}" for key, value in self.values.items())
        return f"{label}({shown})"


def _shown(value: Any) -> str:
    return f"{value.dtype}{list(value.shape)}" if isinstance(value, np.ndarray) else repr(value)


def _operate(symbol: str, args: list[Any]) -> Any:
    """Apply an operator by its head."""
    if symbol == "getitem":
        return args[0][args[1]]
    if len(args) == 1:
        return eval({"neg": "-a", "pos": "+a"}.get(symbol, f"{symbol} a"), {"a": args[0]})
    return eval(f"a {symbol} b", {"a": args[0], "b": args[1]})


def check_rule(
    function: Any,
    *args: Any,
    wrt: tuple[int | str, ...] | None = None,
    kinds: tuple[bool, ...] = (False, True),
    rtol: float = 1e-5,
    along: Callable[[Any], Any] | None = None,
    **kwargs: Any,
) -> None:
    """Check the rule of a function, operator symbol, ``("method", name)`` or ``("attr", name)`` at sample arguments.

    ``wrt`` numbers or names the active arguments (default: all that hold floats); ``kinds`` says whether the rule is to
    be tried with nothing known of the arguments (False) or everything (True); ``along`` maps a random direction to an
    allowed one (symmetric matrices). Raises `GradientMismatchError` where the rule raises, changes its arguments, gives
    another shape, dtype or kind, differs from central differences, or is wrong about shared storage or about what the
    function writes, and how that is undone; `TemplateError` if there is no rule.
    """
    rule = load().get(function)
    if rule is None:
        raise TemplateError(f"no rule for {function}", "Declare one with `elementwise`, `linear` or `adjoint`.")
    positions = tuple(f"a{number}" for number in range(len(args)))
    named = {key: f"{key}_" for key in kwargs}
    values = {**dict(zip(positions, args, strict=True)), **{named[key]: value for key, value in kwargs.items()}}
    chosen = None if wrt is None else {f"a{one}" if isinstance(one, int) else f"{one}_" for one in wrt}
    sample = _Sample(function, rule, values, positions, named, ())
    active = tuple(
        key
        for key, value in values.items()
        if (is_active(value) or key == sample.written if chosen is None else key in chosen)
    )
    sample = replace(sample, active=active)
    kept = copy.deepcopy(values)
    value = sample.run(values)
    _same(sample, values, kept, "does not declare what the function changes")
    if sample.written is None:
        _check_sharing(sample, _arrays(list(values.values())), value)
    else:
        _check_writing(sample, sample.written)
    seed = _seed(value, np.random.default_rng(0))
    for known in kinds:
        for spelled in (False, True):
            for wanted in _choices(sample):
                gradients = _gradients(sample, value, seed, known, spelled, wanted)
                _same(sample, values, kept, "changed its arguments")
                _check_differences(sample, gradients, seed, rtol, along)
    _same(sample, sample.run(values), value, "gave another value the second time")


def _choices(sample: _Sample) -> list[tuple[str, ...]]:
    """Of which arguments the adjoint is taken: where the function writes, one may be taken without another."""
    alone = [(key,) for key in sample.active] if sample.written is not None and len(sample.active) > 1 else []
    return [sample.active, *alone]


def _mismatch(sample: _Sample, message: str) -> GradientMismatchError:
    return GradientMismatchError(f"{sample.title}: {message}", "Correct the rule, or the sample.")


def _same(sample: _Sample, one: Any, other: Any, message: str) -> None:
    """Raise unless two values are equal, NaN included."""
    if not _equal(one, other):
        raise _mismatch(sample, f"the rule {message}")


def _equal(one: Any, other: Any) -> bool:
    """Whether two values are of one type and structure and equal, NaN included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_equal(item, other[key]) for key, item in one.items())
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(_equal(*pair) for pair in zip(one, other, strict=True))
    left, right = np.asarray(one), np.asarray(other)
    return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=left.dtype.kind in "fc")


def _leaves(value: Any) -> list[Any]:
    """The items of nested containers, left to right."""
    if isinstance(value, (list, tuple, dict)):
        return [leaf for item in _items(value) for leaf in _leaves(item)]
    return [value]


def _arrays(value: Any) -> list[Any]:
    return [leaf for leaf in _leaves(value) if isinstance(leaf, np.ndarray)]


def _seed(value: Any, random: np.random.Generator) -> Any:
    """A random adjoint of a result: read-only arrays, None for what is no floating number."""
    if isinstance(value, dict):
        return {key: _seed(item, random) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_seed(item, random) for item in value]
    if not is_active(value):
        return None
    shape = np.shape(value)
    drawn = random.normal(size=shape) + (1j * random.normal(size=shape) if np.iscomplexobj(value) else 0.0)
    if not isinstance(value, np.ndarray):
        return complex(drawn) if np.iscomplexobj(value) else type(value)(drawn)
    drawn = np.asarray(drawn).astype(value.dtype)
    drawn.flags.writeable = False
    return drawn


def _gradients(
    sample: _Sample, value: Any, seed: Any, known: bool, spelled: bool, wanted: tuple[str, ...]
) -> dict[str, Any]:
    """The adjoint of each argument that is wanted, by filling in the template and evaluating it."""
    rule = sample.rule
    terms = {
        key: _literal(item) if spelled and key not in sample.active else name(key)
        for key, item in sample.values.items()
    }
    bound = sample.bound(terms)
    kinds = {parameter: _kind_of_term(term, sample.values) if known else UNKNOWN for parameter, term in bound.items()}
    filled = Filled(rule, bound, kinds)
    _check_kind(sample, rule.kind(filled), value if sample.written is None else value[1])
    module = math if isinstance(sample.key, BuiltinFunctionType) and sample.key.__module__ == "math" else np
    space = {**vars(runtime), **sample.values, "np": np, "xp": module, "result": value, "incoming": seed}
    if sample.written is not None:
        content = runtime.copied(seed[0]) if rule.structural else seed[0]
        content = runtime.zeros_like(value[0]) if content is None else content
        space |= {"result": None, "incoming": content, "returned": seed[1], "value": value[1]}
    found: dict[str, Any] = {}
    try:
        partials = fill(filled, name("result"), name("incoming"), name("xp"), lambda hint: f"{hint}_made")
        for identifier, term in partials.definitions:
            space[identifier] = eval(str(term), space)
        places = {key: _parameter(bound, key) for key in wanted}
        order = list(partials.adjoints)
        for key, (parameter, inside) in sorted(places.items(), key=lambda one: _rank(order, one[1][0])):
            found[key] = _evaluated(sample, key, partials.adjoints.get(parameter), inside, space)
    except Exception as error:
        raise _mismatch(sample, f"the rule raised {type(error).__name__}: {error}") from error
    _check_apart(sample, found)
    return found


def _rank(order: list[str], parameter: str) -> int:
    return order.index(parameter) if parameter in order else len(order)


def _check_apart(sample: _Sample, gradients: Mapping[str, Any]) -> None:
    """Raise where an adjoint shares storage with that of what is written, which goes on being written."""
    whole = gradients.get(str(sample.written))
    for key, gradient in gradients.items():
        if key != sample.written and runtime.overlap(gradient, whole):
            raise _mismatch(sample, f"the adjoint of {key} shares storage with that of what is written")


def _literal(value: Any) -> Expr:
    """The term that spells a value, where there is one."""
    if isinstance(value, tuple):
        return Expr("tuple", tuple(_literal(item) for item in value))
    if value is None or isinstance(value, (bool, int, float, str)):
        return const(value)
    if value is Ellipsis:
        return parse("...")
    if isinstance(value, np.ndarray) and not value.size:
        return parse(f"np.zeros({value.shape!r}, {value.dtype.name!r})")
    return parse(f"np.array({value.tolist()!r})") if isinstance(value, np.ndarray) else parse(repr(value))


def _kind_of_term(term: Expr, values: Mapping[str, Any]) -> Kind:
    """The kind of an argument: of a name, a tuple of names, or a literal."""
    if term.head == "name":
        return kind_of(values[term.leaf])
    if term.head == "tuple":
        return Kind("tuple", items=tuple(_kind_of_term(item, values) for item in term.args))
    return kind_of(term.value) if term.head == "const" else UNKNOWN


def _parameter(bound: Mapping[str, Expr], key: str) -> tuple[str, int | None]:
    """The parameter that an argument is for, and its position in ``*args``."""
    for parameter, term in bound.items():
        if term == name(key):
            return parameter, None
        if term.head == "tuple" and name(key) in term.args:
            return parameter, term.args.index(name(key))
    raise TemplateError(f"no parameter for {key}", "Name the argument as the template does.")


def _evaluated(sample: _Sample, key: str, partial: Expr | None, inside: int | None, space: dict[str, Any]) -> Any:
    """The adjoint of one argument."""
    if partial is None:
        return None
    x = sample.values[key]
    space["narrow"] = lambda partial: runtime.broadcast_like(partial, x)
    with np.errstate(all="ignore"):
        adjoint = eval(str(partial), space)
        if sample.rule.form == "elementwise":
            return runtime.unbroadcast(adjoint * space["incoming"], x)
    return adjoint if inside is None else adjoint[inside]


def _check_kind(sample: _Sample, kind: Kind, value: Any) -> None:
    """Raise where the declared kind of the result says what is not so."""
    true = kind_of(value)
    pointlike = (
        not isinstance(value, (list, tuple, type(None)))
        and np.shape(value) == ()
        and (kind.is_scalar or (kind.is_array and kind.rank in (None, 0)))
    )
    if kind.tag not in ("unknown", true.tag) and not pointlike:
        raise _mismatch(sample, f"the result is declared {kind.tag}, and is {true.tag}")
    if true.tag == "complex" and kind.dtype not in (None, "complex128"):
        raise _mismatch(sample, f"the result is declared {kind.dtype}, and is complex")
    for fact in ("rank", "dtype", "shape"):
        declared = getattr(kind, fact)
        if declared is not None and declared != getattr(true, fact) and not (kind.is_scalar and fact == "dtype"):
            raise _mismatch(sample, f"the {fact} of the result is declared {declared}, and is {getattr(true, fact)}")


def _check_writing(sample: _Sample, written: str) -> None:
    """Raise where the function writes what the rule does not declare, or what it writes is not put back."""
    values = copy.deepcopy(dict(sample.values))
    content, arrays = copy.deepcopy(values[written]), _arrays(values[written])
    terms = sample.bound({key: name(key) for key in values})
    try:
        space = {**vars(runtime), **{parameter: eval(str(term), {**values}) for parameter, term in terms.items()}}
        whole = sample.rule.writes[0]
        space["kept"] = eval(sample.rule.keeps or f"snapshot({whole})", space)
        before = _arrays(list(values.values()))
        returned = sample.call(values)
        others = {key: value for key, value in values.items() if key != written}
        _same(sample, others, {key: sample.values[key] for key in others}, "does not declare what the function changes")
        _check_sharing(sample, before, returned)
        eval(sample.rule.undo or f"restore({whole}, kept)", space)
    except GradientMismatchError:
        raise
    except Exception as error:
        raise _mismatch(sample, f"keeping or undoing raised {type(error).__name__}: {error}") from error
    same = {id(one) for one in _arrays(values[written])} == {id(one) for one in arrays}
    if not (same and _equal(values[written], content)):
        raise _mismatch(sample, f"undoing left {_shown(values[written])}, not {_shown(content)}")


def _check_sharing(sample: _Sample, arrays: list[Any], value: Any) -> None:
    """Raise where the declared sharing of storage is not what NumPy does."""
    declared = sample.rule.shares
    results = [leaf for leaf in _arrays(value) if leaf.size]
    shared = any(np.shares_memory(result, leaf) for result in results for leaf in arrays)
    if declared == "fresh" and shared:
        raise _mismatch(sample, "the result is declared fresh, and shares storage with an argument")
    first = sample.values[sample.positions[0]]
    bound_to_share = declared in ("argument", "view") and sample.key != "getitem" and isinstance(first, np.ndarray)
    if bound_to_share and results and not shared:
        raise _mismatch(sample, f"the result is declared {declared}, and shares no storage with the argument")


def _check_differences(
    sample: _Sample, gradients: Mapping[str, Any], seed: Any, rtol: float, along: Callable[[Any], Any] | None
) -> None:
    """Raise where an adjoint has another shape than its argument, or differs from central differences."""
    for key, gradient in gradients.items():
        x = sample.values[key]
        _check_form(sample, key, gradient, x)
        random = np.random.default_rng(1)
        for _ in range(2):
            direction = _direction(x, random, along)
            ahead, behind = (
                _loss(sample.run({**_precise(sample.values), key: _moved(x, direction, step)}), seed)
                for step in (STEP, -STEP)
            )
            true = (ahead - behind) / (2.0 * STEP)
            found = _inner(gradient, direction)
            if not abs(found - true) <= rtol * (1.0 + abs(true)) * (1e3 if _is_single(x) else 1.0):
                raise _mismatch(sample, f"adjoint of {key}: {found:.9g}, central differences: {true:.9g}")


def _is_single(x: Any) -> bool:
    return any(getattr(leaf, "dtype", None) == np.float32 for leaf in _leaves(x))


def _check_form(sample: _Sample, key: str, gradient: Any, x: Any) -> None:
    """Raise where an adjoint is not of the structure, shape or dtype of its argument."""
    if gradient is None:
        return
    if isinstance(x, (list, tuple, dict)):
        if len(gradient) != len(x):
            raise _mismatch(sample, f"the adjoint of {key} has {len(gradient)} items, its argument {len(x)}")
        for at in x if isinstance(x, dict) else range(len(x)):
            _check_form(sample, key, gradient[at], x[at])
    elif is_active(x):
        if np.shape(gradient) != np.shape(x):
            raise _mismatch(sample, f"the adjoint of {key} has shape {np.shape(gradient)}, its argument {np.shape(x)}")
        if isinstance(x, np.ndarray) and np.asarray(gradient).dtype != x.dtype and sample.rule.form != "elementwise":
            raise _mismatch(sample, f"the adjoint of {key} is {np.asarray(gradient).dtype}, its argument {x.dtype}")


def _precise(values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with single precision widened, so that differences of them are meaningful."""
    return {key: _moved(value, None, 0.0) for key, value in values.items()}


def _direction(x: Any, random: np.random.Generator, along: Callable[[Any], Any] | None) -> Any:
    if isinstance(x, dict):
        return {key: _direction(item, random, along) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        return [_direction(item, random, along) for item in x]
    if not is_active(x):
        return None
    drawn = random.normal(size=np.shape(x)) + (1j * random.normal(size=np.shape(x)) if np.iscomplexobj(x) else 0.0)
    return drawn if along is None else along(drawn)


def _moved(x: Any, direction: Any, step: float) -> Any:
    """The argument moved by a step along a direction, arrays keeping their layout."""
    if isinstance(x, dict):
        return {key: _moved(item, None if direction is None else direction[key], step) for key, item in x.items()}
    if isinstance(x, (list, tuple)):
        parts = [None] * len(x) if direction is None else direction
        return type(x)(_moved(item, part, step) for item, part in zip(x, parts, strict=True))
    if not is_active(x):
        return x
    wide = x.astype(np.float64) if getattr(x, "dtype", None) == np.float32 else x
    moved = wide if direction is None else wide + step * direction
    return moved if isinstance(x, np.ndarray) else moved.item() if isinstance(moved, np.generic) else moved


def _loss(value: Any, seed: Any) -> float:
    """The real number whose adjoint towards the result is ``seed``."""
    return _inner(seed, value)


def _inner(adjoint: Any, direction: Any) -> float:
    """What a move along a direction changes, to first order."""
    if adjoint is None or direction is None:
        return 0.0
    if isinstance(direction, dict):
        return sum(_inner(adjoint.get(key), part) for key, part in direction.items())
    if isinstance(direction, (list, tuple)):
        return sum(_inner(one, other) for one, other in zip(adjoint, direction, strict=True))
    return float(np.sum(np.asarray(adjoint, complex) * np.asarray(direction, complex)).real)
