"""Templates filled in for a call: names replaced by arguments, tests decided by kinds and constants."""

from __future__ import annotations

import ast
import cmath
import inspect
import math
import statistics
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import TemplateError
from ..syntax import NONE, Expr, const, from_gast, keywords, name, parse, positional, substitute, walk
from ..values import FLOAT, UNKNOWN, Kind
from .rules import Filled, Partials, Rule


def bind(rule: Rule, expr: Expr, arguments: tuple[Expr, ...], named: Mapping[str | None, Expr]) -> dict[str, Expr]:
    """The arguments of a call by parameter name, defaults included. Raises `TemplateError` if they do not fit."""
    if rule.template is None:
        found = {f"_{position}": argument for position, argument in enumerate(arguments)}
        return {**found, **{str(key): value for key, value in named.items()}}
    if any(argument.head == "star" for argument in arguments) or None in named:
        raise TemplateError("starred arguments of a library function", "Write the arguments out.")
    if "where" in named and "where" not in rule.signature.parameters:
        raise TemplateError("`where=` without `out=`, which leaves other elements undefined", "")
    try:
        bound = rule.signature.bind(*arguments, **{str(key): value for key, value in named.items()})
    except TypeError as error:
        raise TemplateError(str(error), "") from None
    result: dict[str, Expr] = {}
    for parameter in rule.signature.parameters.values():
        if parameter.name in bound.arguments:
            value = bound.arguments[parameter.name]
            result[parameter.name] = Expr("tuple", value) if isinstance(value, tuple) else value
        elif parameter.default is not inspect.Parameter.empty:
            result[parameter.name] = parse(repr(parameter.default))
    for key, values in rule.allows.items():
        if key in result and result[key].head != "const" and ... not in values:
            raise TemplateError(f"`{key}` is not written out as a literal", "")
        if key in result and result[key].head == "const" and result[key].value not in values:
            raise TemplateError(f"{key}={result[key].value!r}, whose derivative is not known", "")
    return result


def call_arguments(expr: Expr) -> tuple[tuple[Expr, ...], dict[str | None, Expr]]:
    """What an operation is applied to: positional and keyword arguments."""
    if expr.head == "call":
        return positional(expr), keywords(expr)
    return expr.args, {}


def fill(
    filled: Filled, result: Expr, incoming: Expr, libraries: Mapping[str, Expr], fresh: Callable[[str], str]
) -> Partials:
    """The partials of one call: ``incoming`` is the adjoint of the result; ``fresh`` makes names for definitions.

    ``libraries``: what stands for ``xp`` and for the other libraries that templates name.
    """
    rule = filled.rule
    values = {**libraries, **filled.arguments, rule.result_name: result}
    out = Partials()
    returned = _interpret(rule.body, values, incoming, filled, fresh, out)
    if rule.form == "elementwise":
        factors = returned.args if returned is not None and returned.head == "tuple" else (returned,)
        for parameter, factor in zip(rule.signature.parameters, factors, strict=False):
            if factor is not None and factor != NONE:
                out.adjoints[parameter] = factor
    return out


def missing(rule: Rule, partials: Partials, active: Iterable[str]) -> list[str]:
    """The active parameters that have partials in branches of the template, none of which was taken.

    A branch that says ``pass`` is taken: there is no derivative.
    """
    if rule.form == "elementwise" or not partials.is_open:
        return []
    return [one for one in active if one in rule.differentiable and one not in partials.adjoints]


def fill_pushforward(
    filled: Filled,
    result: Expr,
    tangents: Mapping[str, Expr],
    zero: Expr,
    libraries: Mapping[str, Expr],
    fresh: Callable[[str], str],
) -> Partials:
    """The template for the tangent filled in: ``zero`` stands where an operand has none.

    ``adjoints`` of what comes back holds the tangent of the result, by its name in the template.
    """
    rule = filled.rule
    values = {**libraries, **filled.arguments, rule.result_name: result}

    def placed(expr: Expr) -> Expr:
        if expr.head == "getitem" and expr.args[0] == name("d"):
            return tangents.get(expr.args[1].leaf, zero)
        if expr.head == "call" and expr.args[0] == name("active"):
            return const(expr.args[1].leaf in tangents)
        if expr.head == "call" and expr.args[0] == name("or_zero"):
            operand = expr.args[1].args[1].leaf
            several = Expr("tuple", tuple(const(0.0) for _ in filled.arguments[operand].args))
            nothing = several if filled.arguments[operand].head == "tuple" else const(0.0)
            return tangents.get(operand, nothing)
        if expr.head == "name":
            return values.get(expr.leaf, expr)
        return Expr(expr.head, tuple(placed(child) for child in expr.args), expr.leaf)

    out = Partials()

    def run(body: list[Any]) -> None:
        for statement in body:
            if isinstance(statement, ast.If):
                decided = decide(placed(from_gast(statement.test)), filled.kinds, filled.arguments)
                out.is_open |= not decided and not statement.orelse
                run(statement.body if decided else statement.orelse)
            elif isinstance(statement, ast.Assign):
                target, value = from_gast(statement.targets[0]), placed(from_gast(statement.value))
                if target.head == "getitem":
                    out.adjoints[target.args[1].leaf] = value
                else:
                    identifier = fresh(target.leaf)
                    out.definitions.append((identifier, value))
                    values[target.leaf] = name(identifier)
            elif not isinstance(statement, ast.Pass):
                raise TemplateError("a template holds assignments and tests only", "Move the rest to `runtime`.")

    run(rule.body)
    return out


def _interpret(
    body: list[Any], values: dict[str, Expr], incoming: Expr, filled: Filled, fresh: Callable[[str], str], out: Partials
) -> Expr | None:
    for statement in body:
        if isinstance(statement, ast.Return):
            return _quoted(statement.value, values, incoming, filled.rule)
        if isinstance(statement, ast.If):
            decided = decide(substitute(from_gast(statement.test), values), filled.kinds, filled.arguments)
            chosen = statement.body if decided else statement.orelse
            out.is_open |= not chosen
            returned = _interpret(chosen, values, incoming, filled, fresh, out)
            if returned is not None:
                return returned
        elif isinstance(statement, ast.Assign):
            target = from_gast(statement.targets[0])
            value = _quoted(statement.value, values, incoming, filled.rule)
            if target.head == "getitem":
                out.adjoints[target.args[1].leaf] = value
            else:
                identifier = fresh(target.leaf)
                out.definitions.append((identifier, value))
                values[target.leaf] = name(identifier)
        elif not isinstance(statement, ast.Pass):
            raise TemplateError("a template holds assignments, tests and a return only", "Move the rest to `runtime`.")
    return None


def _quoted(node: Any, values: Mapping[str, Expr], incoming: Expr, rule: Rule) -> Expr:
    """The expression with arguments filled in and ``d[result]`` replaced by the incoming adjoint."""
    expr = from_gast(node)
    adjoint_of_result = Expr("getitem", (name("d"), name(rule.result_name)))

    def place(term: Expr) -> Expr:
        if term == adjoint_of_result:
            return incoming
        if term.head == "name":
            return values.get(term.leaf, term)
        return Expr(term.head, tuple(place(child) for child in term.args), term.leaf)

    return place(expr)


class UndecidedError(Exception):
    """A test of a template that needs what is not known."""


def decide(test: Expr, kinds: Mapping[str, Kind], arguments: Mapping[str, Expr]) -> bool:
    """Whether a test of a template certainly holds."""
    kind_of = {argument: kinds.get(parameter, _literal_kind(argument)) for parameter, argument in arguments.items()}
    try:
        return bool(_evaluate(test, kind_of))
    except UndecidedError:
        return False


_PREDICATES: Mapping[str, Callable[..., Any]] = {
    "rank": lambda kind: kind.rank,
    "is_array": lambda kind: None if kind.tag == "unknown" else kind.is_array,
    "is_floating": lambda kind: None if kind.dtype is None else kind.dtype in ("float64", "float32", "complex128"),
    "is_scalar": lambda kind: None if kind.tag == "unknown" else kind.is_scalar,
    "is_float": lambda kind: None if kind.tag == "unknown" else kind.tag == "float",
    "is_real": lambda kind: None if kind.dtype is None else kind.dtype in ("float64", "float32", "int64", "bool"),
    "is_complex": lambda kind: None if kind.dtype is None else kind.dtype == "complex128",
    "is_tuple": lambda kind: None if kind.tag == "unknown" else kind.tag in ("tuple", "list"),
    "same_shape": lambda one, other: one.shape is not None and one.shape == other.shape,
}


def _evaluate(test: Expr, kinds: Mapping[Expr, Kind]) -> Any:
    head, args = test.head, test.args
    if head == "const":
        return test.value
    if head == "neg":
        return -_evaluate(args[0], kinds)
    if head == "tuple":
        return tuple(_evaluate(arg, kinds) for arg in args)
    if head == "not":
        return not _evaluate(args[0], kinds)
    if head == "and":
        return all(_evaluate(arg, kinds) for arg in args)
    if head == "or":
        return _any(args, kinds)
    if head == "compare":
        return _compare(test, kinds)
    if head == "call" and args[0].head == "name" and args[0].leaf in _PREDICATES:
        found = _PREDICATES[args[0].leaf](*(kinds.get(arg, _literal_kind(arg)) for arg in args[1:]))
        if found is None:
            raise UndecidedError
        return found
    raise UndecidedError


def _any(tests: tuple[Expr, ...], kinds: Mapping[Expr, Kind]) -> bool:
    """One that holds is enough, also where another cannot be decided."""
    undecided = False
    for test in tests:
        try:
            if _evaluate(test, kinds):
                return True
        except UndecidedError:
            undecided = True
    if undecided:
        raise UndecidedError
    return False


def _literal_kind(expr: Expr) -> Kind:
    if expr.head == "const" and type(expr.value) in (int, float):
        return FLOAT
    if expr.head in ("tuple", "list"):
        return Kind(expr.head, items=tuple(_literal_kind(item) for item in expr.args))
    return UNKNOWN


def _compare(test: Expr, kinds: Mapping[Expr, Kind]) -> bool:
    if test.leaf[0] in ("is", "is not") and test.args[1] == NONE and test.args[0].head in ("tuple", "list", "getitem"):
        return bool(test.leaf[0] == "is not")
    left, right = (_evaluate(arg, kinds) for arg in test.args[:2])
    operators: Mapping[str, Callable[[Any, Any], bool]] = {
        "==": lambda a, b: bool(a == b),
        "!=": lambda a, b: bool(a != b),
        "<": lambda a, b: bool(a < b),
        "<=": lambda a, b: bool(a <= b),
        ">": lambda a, b: bool(a > b),
        ">=": lambda a, b: bool(a >= b),
        "is": lambda a, b: a is b,
        "is not": lambda a, b: a is not b,
        "in": lambda a, b: bool(a in b),
    }
    return operators[test.leaf[0]](left, right)


def called_names(expr: Expr) -> frozenset[str]:
    """The bare names that an expression calls: helpers of `runtime`, in a template."""
    return frozenset(term.args[0].leaf for term in walk(expr) if term.head == "call" and term.args[0].head == "name")


_OF_NUMBERS = {"math": math, "cmath": cmath, "statistics": statistics}
_XP = ("xp", "%xp")


def module_of(function: Any, parts: Iterable[Expr]) -> str:
    """The module that stands for ``xp`` in a template: that of a function of numbers, where it has all that is used."""
    module = str(getattr(function, "__module__", ""))
    used = {term.leaf for part in parts for term in walk(part) if term.head == "attr" and term.args[0].leaf in _XP}
    return module if module in _OF_NUMBERS and all(hasattr(_OF_NUMBERS[module], one) for one in used) else "numpy"
