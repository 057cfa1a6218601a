"""Derivative templates: how they are declared, and how one is filled in for a call.

A template is a Python function that is never run: its text is quoted. Its first parameter names the result, the others
follow the signature of the function that it is for. See `elementwise`, `linear`, `adjoint` and `constant`.

Inside a template ``xp`` is the library that the primal used, and the helpers of `runtime` go by their names. A test of
an ``if`` is decided when the template is filled in: from constant arguments, and by ``rank(x)``, ``is_array(x)``,
``is_float(x)``, ``is_floating(x)`` (or complex), ``is_real(x)``, ``is_complex(x)``, ``is_scalar(x)``,
``same_shape(x, y)`` (None where not known). What cannot be decided counts as false, so that the general case stands
last.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..definitions import definition_lines
from ..syntax import NONE, Expr, from_gast
from ..values import COMPLEX, FLOAT, NUMBER, UNKNOWN, Kind, common_dtype

KindRule = Callable[["Filled"], Kind]


@dataclass(frozen=True, eq=False)
class Rule:
    """What is known of one function.

    ``form``: ``elementwise``, ``linear``, ``multilinear``, ``adjoint`` or ``constant``. ``shares``: storage of the
    result: ``fresh``, ``argument`` (is the first argument), ``view`` (of the first), ``first`` (fresh or one of these),
    ``either`` (the same of any argument), ``content`` (fresh, but of containers a new one of their items), ``items`` (a
    new container of the items of what it is differentiated by), ``item`` (one of these), ``chosen`` (one of the
    arguments, or an item of the only one). ``writes``: parameters whose storage the function writes. ``raises``:
    whether it can raise for kinds that it accepts. ``singular``: its partials may be infinite or NaN where the function
    is finite.
    ``selects``: it hands an exact zero adjoint to what it did not select. ``effect``: calling it twice differs from
    calling it once (draws, printing). ``any_extent``: its partials for unknown kinds also take the adjoint of a
    broadcast of the result.

    Of a function that writes: ``keeps`` is the text of what has to be kept before, and ``undo`` that of the call that
    puts it back, where ``kept`` is what was kept (nothing said: the whole is copied); ``resizes``: it changes how many
    items there are; ``deep``: of a container it also writes the arrays in it, not only which items there are; ``adds``:
    it adds to what stands there, so that what it writes holds none of the other operands.

    ``fixed``: the parameters that the result depends on and that have no derivative (functions, sparse matrices): they
    may neither be nor capture what depends on ``wrt``.

    ``allows``: of some parameters, the literal values that it is right for. Anything else is refused; ``...`` among
    them allows what is known only when the output runs.

    ``unknown``: parameters that the result depends on smoothly, and towards which no derivative is known, with the
    reason: refused where one is active.
    """

    template: Callable[..., Any] | None
    form: str
    kind: KindRule
    shares: str = "fresh"
    writes: tuple[str, ...] = ()
    raises: bool = False
    singular: bool = False
    selects: bool = False
    effect: bool = False
    structural: bool = False
    any_extent: bool = False
    keeps: str = ""
    undo: str = ""
    resizes: bool = False
    deep: bool = False
    adds: bool = False
    fixed: tuple[str, ...] = ()
    allows: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)

    @property
    def makes_new(self) -> bool:
        """Whether the storage of the result itself is shared with nothing, whatever a container may hold."""
        return self.shares in ("fresh", "content")

    @cached_property
    def _whole_signature(self) -> inspect.Signature:
        assert self.template is not None
        return inspect.signature(self.template)

    @cached_property
    def signature(self) -> inspect.Signature:
        """The parameters after the result's."""
        return self._whole_signature.replace(parameters=list(self._whole_signature.parameters.values())[1:])

    @cached_property
    def result_name(self) -> str:
        return next(iter(self._whole_signature.parameters))

    @cached_property
    def body(self) -> list[Any]:
        """The statements of the template, docstring left out."""
        assert self.template is not None
        code = self.template.__code__
        lines = linecache.getlines(code.co_filename, self.template.__globals__)[code.co_firstlineno - 1 :]
        definition = ast.parse(textwrap.dedent("".join(definition_lines(lines)))).body[0]
        assert isinstance(definition, ast.FunctionDef)
        first = definition.body[0]
        quoted = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        return list(definition.body[1:] if quoted else definition.body)

    @cached_property
    def differentiable(self) -> frozenset[str]:
        """The parameters that some branch of the template has a partial for, and those whose partial is not known."""
        return self._partial | frozenset(self.unknown)

    @cached_property
    def _partial(self) -> frozenset[str]:
        if self.form == "constant":
            return frozenset()
        nodes = _statements(self.body)
        if self.form != "elementwise":
            targets = [from_gast(node.targets[0]) for node in nodes if isinstance(node, ast.Assign)]
            return frozenset(target.args[1].leaf for target in targets if target.head == "getitem")
        found: set[str] = set()
        for node in nodes:
            if isinstance(node, ast.Return):
                value = from_gast(node.value)
                factors = value.args if value.head == "tuple" else (value,)
                pairs = zip(self.signature.parameters, factors, strict=False)
                found |= {parameter for parameter, factor in pairs if factor != NONE}
        return frozenset(found)


def _statements(body: list[Any]) -> list[Any]:
    """Every statement of a template: those in the branches of an ``if``, too."""
    found: list[Any] = []
    for one in body:
        found += [one, *_statements(one.body), *_statements(one.orelse)] if isinstance(one, ast.If) else [one]
    return found


@dataclass(frozen=True)
class Filled:
    """A rule bound to the arguments of one call: expressions and kinds by parameter name."""

    rule: Rule
    arguments: Mapping[str, Expr]
    kinds: Mapping[str, Kind]

    def kind(self, parameter: str) -> Kind:
        return self.kinds.get(parameter, UNKNOWN)

    def constant(self, parameter: str, default: object = None) -> Any:
        """The value of a constant argument, or ``default`` where it is not constant."""
        found = self.arguments.get(parameter)
        return found.value if found is not None and found.head == "const" else default


@dataclass
class Partials:
    """A template filled in: helper definitions, then one partial for each parameter that has one.

    ``is_open``: no branch of an ``if`` was taken, and there is none for what is left.
    """

    definitions: list[tuple[str, Expr]] = field(default_factory=list)
    adjoints: dict[str, Expr] = field(default_factory=dict)
    is_open: bool = False


RULES: dict[Any, Rule] = {}
"""Every rule, by live function object, operator symbol, or ``('method', name)``."""


def _register(keys: tuple[Any, ...], rule: Rule) -> None:
    for key in keys:
        if key is not None:
            RULES[key] = rule


def broadcast_kind(filled: Filled) -> Kind:
    """The kind of an elementwise result."""
    kinds = [kind for kind in filled.kinds.values() if kind.tag not in ("none", "string")]
    if kinds and all(kind.is_scalar for kind in kinds):
        tags = {kind.tag for kind in kinds}
        return COMPLEX if "complex" in tags else NUMBER if "number" in tags else FLOAT
    if not kinds:
        return UNKNOWN
    shaped = {kind.shape for kind in kinds if not kind.is_scalar}
    shape = shaped.pop() if len(shaped) == 1 else None
    if not all(kind.is_numeric for kind in kinds):
        meets_array = any(kind.is_array for kind in kinds) and all(kind.is_numeric or kind == UNKNOWN for kind in kinds)
        return Kind("array" if meets_array else "unknown", shape=shape)
    ranks = [kind.rank for kind in kinds]
    rank = None if None in ranks else max(rank for rank in ranks if rank is not None)
    return Kind("array", common_dtype(kinds), rank, shape)


def _unknown_kind(filled: Filled) -> Kind:
    return UNKNOWN


def same_kind(parameter: str) -> KindRule:
    """The result is of the kind of one argument."""
    return lambda filled: filled.kind(parameter)


def fixed_kind(kind: Kind) -> KindRule:
    """The result is always of this kind."""
    return lambda _: kind


def elementwise(
    *functions: Any,
    kind: KindRule = broadcast_kind,
    shares: str = "fresh",
    raises: bool = False,
    singular: bool = False,
    selects: bool = False,
    unknown: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the partial derivatives of a function at one element, one for each operand (None: has none).

    ``@elementwise(numpy.tanh) def tanh(y, x): return 1.0 - y * y``. Broadcasting is undone by the compiler.
    """

    def declare(template: Callable[..., Any]) -> Callable[..., Any]:
        rule = Rule(template, "elementwise", kind, shares, raises=raises, singular=singular, selects=selects)
        rule = replace(rule, unknown=unknown or {})
        _register(functions, rule)
        return template

    return declare


def adjoint(
    *functions: Any,
    kind: KindRule = _unknown_kind,
    shares: str = "fresh",
    raises: bool = False,
    singular: bool = False,
    selects: bool = False,
    structural: bool = False,
    any_extent: bool = False,
    form: str = "adjoint",
    writes: tuple[str, ...] = (),
    keeps: str = "",
    undo: str = "",
    resizes: bool = False,
    deep: bool = False,
    adds: bool = False,
    fixed: tuple[str, ...] = (),
    allows: Mapping[str, tuple[object, ...]] | None = None,
    unknown: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a pullback in ``d[x]`` notation: ``d[x] = xp.transpose(d[y])``.

    ``d[x] = narrow(e)`` says that ``e`` still has to be broadcast to the shape of ``x``. ``structural=True``: an
    adjoint may be a container. Of a function that ``writes`` a parameter the result stands for its new content; without
    a ``d`` for it nothing of the old content is left. ``returned`` is the adjoint of the ``value`` returned, or None.
    """
    tables: dict[str, Any] = {"allows": allows or {}, "unknown": unknown or {}}

    def declare(template: Callable[..., Any]) -> Callable[..., Any]:
        made = (template, form, kind, shares, writes, raises, singular, selects)
        rule = Rule(
            *made,
            structural=structural,
            any_extent=any_extent,
            keeps=keeps,
            undo=undo,
            resizes=resizes,
            deep=deep,
            adds=adds,
            fixed=fixed,
            **tables,
        )
        _register(functions, rule)
        return template

    return declare


THROUGH: set[Any] = set()
"""Functions of `runtime` without a rule, which are differentiated as those of users are: through their source."""


PUSHFORWARDS: dict[Rule, Rule] = {}
"""The template for the tangent, by the rule of the function."""


def tangent(*functions: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the tangent of functions whose rule does not tell it: ``d[z] = d[x] @ y + x @ d[y]``.

    The functions must have a rule, and the parameters are those of its template. The tangent of an operand that is not
    active is zero: a product with it, or a call that is given it, is left out, unless it is spelled ``or_zero(d[x])``.
    ``active(x)`` tests for it. ``d[z] = narrow(e)`` says that ``e`` still has to be broadcast to the shape of ``z``. Of
    a linear function that the template says nothing of, the function is applied to the tangents. Of
    a function that writes ``x``, ``d[x] = ...`` is the tangent of the new content, made before the function is called.
    """

    def declare(template: Callable[..., Any]) -> Callable[..., Any]:
        for key in functions:
            if key is not None:
                rule = RULES[key]
                PUSHFORWARDS[rule] = replace(rule, template=template)
        return template

    return declare


def linear(*functions: Any, **options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the pullback of a function that is linear in its first argument (and in each one with a ``d[...]``).

    Its tangent is the function of the tangents: what it ``writes`` into an argument by some values, it writes into the
    tangent of that argument by the tangents of these.
    """
    return adjoint(*functions, form="linear", **options)


def multilinear(*functions: Any, **options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the pullback of a product: a function that is linear in each of its arguments that have a ``d[...]``."""
    return adjoint(*functions, form="multilinear", **options)


def constant(
    *functions: Any,
    kind: KindRule = _unknown_kind,
    shares: str = "fresh",
    writes: tuple[str, ...] = (),
    raises: bool = True,
    effect: bool = False,
    signature: Callable[..., Any] | None = None,
) -> None:
    """Declare functions without derivative. ``signature`` is a template for the names of their parameters."""
    _register(functions, Rule(signature, "constant", kind, shares, writes, raises, effect=effect))
