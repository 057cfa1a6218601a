"""Calls of ufuncs with options, and of their methods, in terms of stores and of calls that have rules.

Before: ``np.divide(x, y, out=z, where=m)``. After: ``z[m] = np.divide(x[m], y[m])``, with all of them broadcast to z.
``dtype`` is a cast of the operands; ``outer`` adds axes; ``reduce`` and ``accumulate`` are sums, products and extrema
where there are such functions, and else loops over the axis, as ``at`` is one over the places. What each means is in
NumPy's reference under "Universal functions". What has no such form stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ..errors import Origin
from ..program import MISSING, For, Statement, Store
from ..syntax import Expr, attribute, call, const, is_const, keywords, name, positional
from ..templates.rules import RULES
from .arguments import single

NUMPY = name("%np")
_LIBRARY = {
    np.add.reduce: "sum",
    np.multiply.reduce: "prod",
    np.maximum.reduce: "max",
    np.minimum.reduce: "min",
    np.fmax.reduce: "nanmax",
    np.fmin.reduce: "nanmin",
    np.logical_and.reduce: "all",
    np.logical_or.reduce: "any",
    np.add.accumulate: "cumsum",
    np.multiply.accumulate: "cumprod",
}
"""The functions that are methods of ufuncs by another name, with another axis if none is given."""

_OUT_OF_ORDER = (np.power, np.arctan2)
"""Ufuncs that NumPy 2.4 does not reduce from one element to the next along a contiguous axis, where it uses vectors."""

_REDUCING = ("axis", "dtype", "out", "keepdims", "initial", "where")
_POSITIONS: Mapping[str, tuple[str, ...]] = {
    "sum": _REDUCING,
    "prod": _REDUCING,
    "cumsum": _REDUCING[:3],
    "cumprod": _REDUCING[:3],
    "mean": _REDUCING[:4],
    "var": ("axis", "dtype", "out", "ddof", "keepdims"),
    "std": ("axis", "dtype", "out", "ddof", "keepdims"),
    "nansum": _REDUCING,
    "nanprod": _REDUCING,
    "nanmean": _REDUCING[:4],
    "nanvar": ("axis", "dtype", "out", "ddof", "keepdims"),
    "nanstd": ("axis", "dtype", "out", "ddof", "keepdims"),
    "nancumsum": _REDUCING[:3],
    "nancumprod": _REDUCING[:3],
}
"""The parameters after the array of the functions and methods that take a ``dtype``."""


class Writer(Protocol):
    """What writes the statements of a function in normal form."""

    where: Origin
    out: list[Statement]

    def atom(self, expr: Expr, stem: str = "t") -> Expr: ...
    def assign(self, target: str, value: Expr) -> None: ...
    def do(self, value: Expr) -> None: ...
    def fresh(self, stem: str) -> str: ...
    def resolve(self, path: Expr) -> Any: ...


def spelled_out(writer: Writer, target: Any, value: Expr) -> Expr | None:
    """What a call gives, after the statements that it stands for; None for a call that stays as it is."""
    plain, named = positional(value), keywords(value)
    if None in named or any(one.head == "star" for one in plain):
        return None
    given = {str(key): one for key, one in named.items()}
    if isinstance(target, np.ufunc):
        return _Call(writer, target, value.args[0], plain, given).made()
    ufunc = getattr(target, "__self__", None)
    if isinstance(ufunc, np.ufunc):
        return _Method(writer, ufunc, target.__name__, plain, given).made()
    path = value.args[0]
    if target is np.clip and len(plain) == 1 and given.keys() & {"min", "max"}:
        return _clipped(path, plain[0], given)
    if target is np.nan_to_num and (len(plain) > 1 or "copy" in given):
        return _made_finite(path, plain, given)
    return _cast_first(writer, target, path, plain, given) if _takes_dtype(target, path) else None


def _clipped(path: Expr, operand: Expr, given: Mapping[str, Expr]) -> Expr:
    """``np.clip(x, min=low)`` as ``np.clip(x, a_min=low, a_max=None)``."""
    names = {"min": "a_min", "max": "a_max"}
    options = {names.get(key, key): one for key, one in given.items()}
    options |= {key: const(None) for key in names.values() if key not in options}
    return Expr("call", (path, operand, *options.values()), tuple(options))


def _made_finite(path: Expr, plain: tuple[Expr, ...], given: Mapping[str, Expr]) -> Expr | None:
    """``np.nan_to_num(x, True, 1.0)`` as ``np.nan_to_num(x, nan=1.0)``; None where it may write x."""
    options = {**dict(zip(("copy", "nan", "posinf", "neginf"), plain[1:], strict=False)), **given}
    if not is_const(options.pop("copy", const(True)), True):
        return None
    return Expr("call", (path, plain[0], *options.values()), tuple(options))


def _takes_dtype(target: Any, path: Expr) -> bool:
    """Whether a call is one of the functions, or methods, of `_POSITIONS`."""
    if path.head != "attr" or path.leaf not in _POSITIONS:
        return False
    method = not callable(target) and ("method", path.leaf) in RULES
    return method or target is getattr(np, str(path.leaf), None)


def _cast_first(
    writer: Writer, target: Any, path: Expr, plain: tuple[Expr, ...], given: dict[str, Expr]
) -> Expr | None:
    """``np.sum(x, dtype=t)`` as ``np.sum(np.asarray(x).astype(t))``, ``x.sum(dtype=t)`` as ``x.astype(t).sum()``."""
    operands = plain[1:] if callable(target) else plain
    options = {**dict(zip(_POSITIONS[str(path.leaf)], operands, strict=False)), **given}
    dtype = options.pop("dtype", const(None))
    if (is_const(dtype, None) and len(operands) < 2) or (callable(target) and not plain):
        return None
    whole = writer.atom(plain[0] if callable(target) else path.args[0])
    held = {key: writer.atom(one) for key, one in options.items()}
    if callable(target):
        cast = whole if is_const(dtype, None) else _cast(whole, writer.atom(dtype), None)
        return Expr("call", (path, cast, *held.values()), tuple(held))
    cast = whole if is_const(dtype, None) else call(attribute(whole, "astype"), writer.atom(dtype))
    return Expr("call", (attribute(cast, str(path.leaf)), *held.values()), tuple(held))


def stored_by(resolve: Callable[[Expr], Any], value: Expr) -> tuple[Expr, Expr] | None:
    """What a call writes as a whole, and what it puts there: `out=`, `copyto`, `fill`."""
    if value.head != "call":
        return None
    plain, named = positional(value), keywords(value)
    target, path = resolve(value.args[0]), value.args[0]
    if target is np.copyto and len(plain) == 2 and named.keys() <= {"where"}:
        content = call(_library("where"), named["where"], plain[1], plain[0]) if named else plain[1]
        return plain[0], content
    if target is MISSING and path.head == "attr" and path.leaf == "fill" and len(plain) == 1:
        return path.args[0], plain[0]
    place = named.get("out", const(None))
    method = target is MISSING and path.head == "attr" and ("method", path.leaf) in RULES
    if "where" in named or is_const(place, None) or not (method or is_numpy(target)):
        return None
    rest = {key: part for key, part in named.items() if key != "out"}
    return single(place), Expr("call", (path, *plain, *rest.values()), tuple(rest), value.at)


def is_numpy(target: Any) -> bool:
    """Whether a function of NumPy's computes what it writes to ``out``."""
    named = str(getattr(target, "__module__", "")).partition(".")
    return isinstance(target, np.ufunc) or (named[0] == "numpy" and "random" not in named[2])


def _library(title: str) -> Expr:
    return attribute(NUMPY, title)


def _cast(operand: Expr, dtype: Expr, casting: Expr | None) -> Expr:
    """An operand in another dtype, as a 0-d array if it is a number."""
    method = attribute(call(_library("asarray"), operand), "astype")
    return call(method, dtype) if casting is None else call(method, dtype, casting=casting)


def _code(dtype: Any) -> str:
    """The letter by which a ufunc lists a dtype; nothing for what is none."""
    try:
        return str(np.dtype(dtype).char)
    except TypeError:
        return ""


def _shape(operand: Expr) -> Expr:
    return call(_library("shape"), operand)


def _item(operand: Expr, index: Expr) -> Expr:
    return Expr("getitem", (operand, index))


@dataclass
class _Call:
    """A ufunc applied element by element."""

    writer: Writer
    ufunc: np.ufunc
    path: Expr
    plain: tuple[Expr, ...]
    named: dict[str, Expr]

    def made(self) -> Expr | None:
        outs = self.outs()
        where, dtype = self.named.get("where", const(True)), self.named.get("dtype", const(None))
        masked, cast = not is_const(where, True), not is_const(dtype, None)
        options = {"out", "where", "dtype", "casting", "order", "subok"} & set(self.named)
        if outs is None or not (options or any(outs)) or not self.is_known(cast):
            return None
        if masked and (self.ufunc.signature is not None or self.ufunc.nout > 1 or outs[0] is None):
            return None
        operands = [self.writer.atom(one) for one in self.plain[: self.ufunc.nin]]
        places = [None if one is None else self.writer.atom(one) for one in outs]
        held = {
            key: self.writer.atom(one) for key, one in self.named.items() if key not in options - {"where", "dtype"}
        }
        if cast:
            casting = self.named.get("casting", const("same_kind"))
            operands = [
                _cast(one, held["dtype"], casting) if chosen and one.head != "const" else one
                for one, chosen in zip(operands, self.of_result(), strict=True)
            ]
        rest = {key: one for key, one in held.items() if key not in ("where", "dtype")}
        if masked and places[0] is not None:
            return self.chosen(places[0], operands, held["where"], rest)
        return self.stored(places, self.call(operands, rest))

    def outs(self) -> list[Expr | None] | None:
        """What each result is written to, if anything; None where that is not to be seen."""
        nin, nout = self.ufunc.nin, self.ufunc.nout
        given = list(self.plain[nin:])
        if "out" in self.named:
            out = self.named["out"]
            given = list(out.args) if out.head == "tuple" else [out]
            if nout > 1 and len(given) != nout and not is_const(out, None):
                return None
        if len(self.plain) < nin or len(given) > nout:
            return None
        found = [None if is_const(one, None) else one for one in given]
        return [*found, *[None] * (nout - len(found))]

    def is_known(self, cast: bool) -> bool:
        """Whether the options are among those that have a form of their own."""
        order, subok = self.named.get("order", const("K")), self.named.get("subok", const(True))
        casting = self.named.get("casting", const("same_kind"))
        if not (is_const(order, "K") or is_const(order, "A")) or subok.head != "const":
            return False
        if not cast:
            return is_const(casting, "same_kind") or is_const(casting, "unsafe")
        dtype = self.named["dtype"]
        known = dtype.value if dtype.head == "const" else self.writer.resolve(dtype)
        results = {loop.partition("->")[2] for loop in self.ufunc.types}
        return self.ufunc.nout == 1 and (not isinstance(known, (str, type)) or _code(known) in results)

    def of_result(self) -> list[bool]:
        """Which operands have the dtype of the result, in the loop for double precision."""
        loop = next((one for one in self.ufunc.types if one.endswith("->d")), self.ufunc.types[-1])
        operands, _, result = loop.partition("->")
        return [one == result for one in operands]

    def call(self, operands: list[Expr], rest: Mapping[str, Expr]) -> Expr:
        return Expr("call", (self.path, *operands, *rest.values()), tuple(rest))

    def stored(self, places: list[Expr | None], made: Expr) -> Expr:
        """What the call gives, written to where it belongs."""
        if len(places) == 1:
            return made if places[0] is None else self.store(places[0], const(Ellipsis), made)
        whole = self.writer.atom(made)
        parts = [self.writer.atom(_item(whole, const(number))) for number in range(len(places))]
        return Expr(
            "tuple",
            tuple(
                part if place is None else self.store(place, const(Ellipsis), part)
                for place, part in zip(places, parts, strict=True)
            ),
        )

    def chosen(self, place: Expr, operands: list[Expr], where: Expr, rest: Mapping[str, Expr]) -> Expr:
        """The places that are chosen get what is computed of the elements there; nothing else is computed."""
        shape = self.writer.atom(_shape(place))
        mask = self.writer.atom(call(_library("broadcast_to"), where, shape), "mask")
        picked = [self.picked(one, place, shape, mask) for one in operands]
        return self.store(place, mask, self.call(picked, rest))

    def picked(self, operand: Expr, place: Expr, shape: Expr, mask: Expr) -> Expr:
        """The elements of an operand at the places that are chosen."""
        if operand.head == "const":
            return operand
        return _item(operand if operand == place else call(_library("broadcast_to"), operand, shape), mask)

    def store(self, place: Expr, index: Expr, value: Expr) -> Expr:
        content = self.writer.atom(value)
        self.writer.out.append(Store(_item(place, index), content, self.writer.where))
        return place


@dataclass
class _Method:
    """A method of a ufunc."""

    writer: Writer
    ufunc: np.ufunc
    title: str
    plain: tuple[Expr, ...]
    named: dict[str, Expr]

    def made(self) -> Expr | None:
        if getattr(np, self.ufunc.__name__, None) is not self.ufunc or self.ufunc.signature is not None:
            return None
        if self.title == "outer" and len(self.plain) == 2:
            return self.outer()
        if self.title == "at" and not self.has_rule and self.is_differentiable:
            return self.at() if len(self.plain) == self.ufunc.nin + 1 and not self.named else None
        order = {"reduce": _REDUCING, "accumulate": _REDUCING[:3]}.get(self.title, ())
        if not order or not self.plain or len(self.plain) > len(order) + 1:
            return None
        options = {**dict(zip(order, self.plain[1:], strict=False)), **self.named}
        if self.has_rule and not {"dtype", "out"} & options.keys():
            return None
        return self.along(options) if options.keys() <= set(order) else None

    @property
    def has_rule(self) -> bool:
        return getattr(self.ufunc, self.title) in RULES

    @property
    def path(self) -> Expr:
        return _library(self.ufunc.__name__)

    def outer(self) -> Expr:
        """``f.outer(a, b)`` as ``f(a, b)``, with an axis of length one behind those of a for each axis of b."""
        one, other = (self.writer.atom(operand) for operand in self.plain)
        if other.head != "const":
            axes = Expr("*", (Expr("tuple", (const(1),)), call(_library("ndim"), other)))
            one = call(_library("reshape"), one, Expr("+", (_shape(one), axes)))
        return Expr("call", (self.path, one, other, *self.named.values()), tuple(self.named))

    def at(self) -> Expr:
        """``f.at(a, i, b)``: one place after the other, so that what comes twice is computed twice.

        Of b there is a copy first: it may be a part of a, and is read as it was.
        """
        whole, *rest = (self.writer.atom(one) for one in self.plain)
        shape = self.writer.atom(_shape(whole))
        chosen = self.writer.atom(_item(call(name("%numbers_of"), whole), rest[0]))
        cells = self.writer.atom(call(_library("ravel"), chosen), "cells")
        spread = [
            self.writer.atom(call(_library("ravel"), call(_library("broadcast_to"), one, _shape(chosen))))
            for one in (call(_library("copy"), one) for one in rest[1:])
        ]
        number = self.writer.fresh("i")

        def trip() -> None:
            place = self.writer.atom(call(_library("unravel_index"), _item(cells, name(number)), shape), "place")
            values = [_item(one, name(number)) for one in spread]
            made = self.writer.atom(call(self.path, _item(whole, place), *values))
            self.writer.out.append(Store(_item(whole, place), made, self.writer.where))

        self.loop(number, const(0), call(name("len"), cells), trip)
        return const(None)

    def along(self, options: dict[str, Expr]) -> Expr | None:
        """A reduction or an accumulation: a function of NumPy's, or a loop along the axis."""
        known = self.known()
        axis = options.pop("axis", const(0))
        dtype, out = options.pop("dtype", const(None)), options.pop("out", const(None))
        if known is None and not self.is_folded(axis, options):
            return None
        array = self.writer.atom(self.plain[0])
        held = {key: self.writer.atom(one) for key, one in {"axis": axis, **options}.items()}
        if not is_const(dtype, None):
            array = self.writer.atom(_cast(array, self.writer.atom(dtype), None))
        place = None if is_const(out, None) else self.writer.atom(single(out))
        if known is not None:
            made = Expr("call", (known, array, *held.values()), tuple(held))
        else:
            made = self.reduced(array, held) if self.title == "reduce" else self.accumulated(array, held["axis"])
        return _Call(self.writer, self.ufunc, self.path, (), {}).stored([place], made)

    def known(self) -> Expr | None:
        """The function that does it, if there is one with a rule: the method itself, or one of NumPy's."""
        if self.has_rule:
            return attribute(self.path, self.title)
        title = _LIBRARY.get(getattr(self.ufunc, self.title))
        return None if title is None else _library(title)

    @property
    def is_differentiable(self) -> bool:
        """Whether the ufunc has one result, and a rule that gives a derivative."""
        return self.ufunc.nout == 1 and self.ufunc in RULES and RULES[self.ufunc].form != "constant"

    def is_folded(self, axis: Expr, options: Mapping[str, Expr]) -> bool:
        """Whether a loop along one axis says it."""
        if not self.is_differentiable or self.ufunc.nin != 2 or self.ufunc in _OUT_OF_ORDER:
            return False
        return axis.head != "tuple" and not is_const(axis, None) and "where" not in options

    def moved(self, array: Expr, axis: Expr) -> Expr:
        """The array with the axis in front."""
        whole = call(_library("asarray"), array)
        return self.writer.atom(
            whole if is_const(axis, 0) else call(_library("moveaxis"), whole, axis, const(0)), "rows"
        )

    def reduced(self, array: Expr, held: Mapping[str, Expr]) -> Expr:
        rows, number, total = self.moved(array, held["axis"]), self.writer.fresh("i"), self.writer.fresh("total")
        initial = held.get("initial", const(self.ufunc.identity))
        start = const(1) if is_const(initial, None) else const(0)
        rest = Expr("getitem", (_shape(rows), Expr("slice", (const(1), const(None), const(None)))))
        first = _item(rows, const(0)) if start == const(1) else call(_library("broadcast_to"), initial, rest)
        self.writer.assign(total, call(_library("positive"), first))

        def trip() -> None:
            self.writer.assign(total, call(self.path, name(total), _item(rows, name(number))))

        self.loop(number, start, call(name("len"), rows), trip)
        if is_const(held.get("keepdims", const(False)), False):
            return name(total)
        return call(_library("expand_dims"), name(total), held["axis"])

    def accumulated(self, array: Expr, axis: Expr) -> Expr:
        rows, number, total = self.moved(array, axis), self.writer.fresh("i"), self.writer.fresh("total")
        items = self.writer.fresh("totals")
        start = Expr("slice", (const(None), const(1), const(None)))
        self.writer.assign(total, _item(rows, start))
        self.writer.assign(items, Expr("list", (name(total),)))

        def trip() -> None:
            one = Expr("slice", (name(number), Expr("+", (name(number), const(1))), const(None)))
            self.writer.assign(total, call(self.path, name(total), _item(rows, one)))
            self.writer.do(call(attribute(name(items), "append"), name(total)))

        self.loop(number, const(1), call(name("len"), rows), trip)
        joined = call(_library("concatenate"), name(items))
        return joined if is_const(axis, 0) else call(_library("moveaxis"), joined, const(0), axis)

    def loop(self, number: str, start: Expr, stop: Expr, trip: Callable[[], None]) -> None:
        """Statements for each number of a range."""
        end = self.writer.atom(stop)
        outer, self.writer.out = self.writer.out, []
        trip()
        body, self.writer.out = tuple(self.writer.out), outer
        self.writer.out.append(For(number, start, end, const(1), body, self.writer.where))
