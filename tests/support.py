"""What several tests share: functions made from text, outputs made live, and comparison with central differences."""

from __future__ import annotations

import copy
import inspect
import itertools
import linecache
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import tangent_like
from tangent_like.declared import kind_of_value
from tangent_like.differences import is_number, numerical_grad, same
from tangent_like.loader import load
from tangent_like.pipeline import Output, differentiate, front
from tangent_like.printer import block_text
from tangent_like.program import Block, Function, Request, Statement, every
from tangent_like.specialise import Specialisation
from tangent_like.templates import load as load_templates

_files = itertools.count()


def function_from(text: str, wanted: str = "f", file: str | None = None, **known: Any) -> Callable[..., Any]:
    """The function that a module text defines, with source that `inspect` finds; `np` and `math` are imported."""
    file = file or f"<test program {next(_files)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    module: dict[str, Any] = {"np": np, "math": math, "__name__": "test_program", **known}
    exec(compile(text, file, "exec", dont_inherit=True), module)
    found: Callable[..., Any] = module[wanted]
    return found


def normal_form(text: str, wanted: str = "f", **known: Any) -> Function:
    """The normal form of a function given as text."""
    load_templates()
    return front(function_from(text, wanted, **known))


def lines(block: Block) -> list[str]:
    """The statements of a block as printed, without comments."""
    return [line for line in block_text(block).splitlines() if line.strip() and not line.strip().startswith("#")]


def live(output: Output) -> Callable[..., Any]:
    """The last function of an output, loaded."""
    return load(output.functions, output.text, output.name)[output.name]


def gradient_text(function: Callable[..., Any], **options: Any) -> str:
    """The code of a gradient, without comments, blank lines and docstrings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        derivative = tangent_like.grad(function, **options)
    text = tangent_like.api.output_of(derivative).text
    kept = [line for line in text.splitlines() if line.strip() and not line.strip().startswith(("#", '"""'))]
    return "\n".join(kept)


def close(one: Any, other: Any, rtol: float = 1e-5, atol: float = 1e-6) -> bool:
    """Whether two gradients have the same structure and shapes, and agree."""
    if isinstance(other, Mapping):
        return set(one) == set(other) and all(close(one[key], other[key], rtol, atol) for key in other)
    if isinstance(other, (list, tuple)):
        if not isinstance(one, type(other)) or len(one) != len(other):
            return False
        return all(close(a, b, rtol, atol) for a, b in zip(one, other, strict=True))
    if not is_number(other):
        return bool(one == other)
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=rtol, atol=atol))


def gradient_problem(
    function: Callable[..., Any],
    args: Sequence[Any],
    wrt: tuple[str, ...],
    expected: Any = None,
    **options: Any,
) -> str:
    """What is wrong with a gradient at a point: the empty string if it is right, repeatable and leaves its inputs."""
    args = copy.deepcopy(tuple(args))
    before = copy.deepcopy(args)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        derivative = tangent_like.grad(function, wrt=wrt, **options)
        first, second = derivative(*args), derivative(*args)
        wanted = numerical_grad(function, wrt=wrt)(*args) if expected is None else expected
    text = tangent_like.api.output_of(derivative).text
    if not close(first, wanted):
        return f"gradient {first}, by central differences {wanted}\n{text}"
    if not same(first, second):
        return f"gradient {first}, called again {second}\n{text}"
    if not all(same(one, other) for one, other in zip(args, before, strict=True)):
        return f"the arguments {before} became {args}\n{text}"
    return tangent_problem(function, args, wrt, first, **options)


def tangent_problem(
    function: Callable[..., Any],
    args: Sequence[Any],
    wrt: tuple[str, ...],
    gradient: Any,
    rtol: float = 1e-8,
    **options: Any,
) -> str:
    """What is wrong with forward mode at a point, held against the gradient: the empty string if nothing is."""
    before = copy.deepcopy(args)
    names = list(inspect.signature(function).parameters)
    generator = np.random.default_rng(len(names))
    tangents = [direction(args[names.index(one)], generator) for one in wrt if names.index(one) < len(args)]
    if len(tangents) < len(wrt):
        return ""
    given = copy.deepcopy(tangents)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        derivative = tangent_like.jvp(function, wrt=wrt, **options)
        keyed = dict(zip(tangent_names(derivative, len(wrt)), tangents, strict=True))
        found = derivative(*args, **keyed)
        gradients = gradient if len(wrt) > 1 else (gradient,)
        wanted = sum(inner(one, other) for one, other in zip(gradients, tangents, strict=True))
    text = tangent_like.api.output_of(derivative).text
    if np.isfinite(wanted) and not close(float(np.real(found)), float(wanted), rtol, rtol / 10):
        return f"tangent {found}, by the gradient {wanted}\n{text}"
    if not all(same(one, other) for one, other in zip((*args, *tangents), (*before, *given), strict=True)):
        return f"the arguments {before} became {args}\n{text}"
    return ""


def tangent_names(derivative: Callable[..., Any], count: int) -> list[str]:
    """The parameters of a pushforward that take the tangents."""
    found = list(inspect.signature(derivative).parameters.values())
    plain = [one.name for one in found if one.kind is not inspect.Parameter.VAR_KEYWORD]
    return plain[-count:]


def direction(tree: Any, generator: np.random.Generator) -> Any:
    """A tangent of the structure of an argument."""
    if isinstance(tree, Mapping):
        return {key: direction(item, generator) for key, item in tree.items()}
    if isinstance(tree, (list, tuple)):
        return type(tree)([direction(item, generator) for item in tree])
    if not is_number(tree):
        return tree
    made = generator.normal(size=np.shape(tree))
    if np.iscomplexobj(tree):
        made = made + 1j * generator.normal(size=np.shape(tree))
    return made if np.ndim(tree) else made.item() if isinstance(made, np.ndarray) else made


def inner(gradient: Any, tangent: Any) -> float:
    """How much a function changes along a tangent, by its gradient."""
    if isinstance(gradient, Mapping):
        return sum(inner(gradient[key], tangent[key]) for key in gradient)
    if isinstance(gradient, (list, tuple)):
        return sum(inner(one, other) for one, other in zip(gradient, tangent, strict=True))
    return float(np.real(np.sum(np.asarray(gradient) * tangent))) if is_number(gradient) else 0.0


def assert_gradient(function: Callable[..., Any], *args: Any, wrt: tuple[str, ...], kinds: bool = False) -> None:
    """The gradient agrees with central differences: optimised and not, and if asked with the kinds of the arguments."""
    for options in ({}, {"optimized": False}, *([{"example_args": args}] if kinds else [])):
        problem = gradient_problem(function, args, wrt, **options)
        assert not problem, problem


def specialised(
    text: str, wrt: str = "x", example_args: Sequence[Any] | None = None, wanted: str = "f", **known: Any
) -> Specialisation:
    """Everything that is found out about a function given as text, on the way to its derivative."""
    function = function_from(text, wanted, **known)
    parameters = list(inspect.signature(function).parameters)
    kinds = None if example_args is None else tuple(kind_of_value(value) for value in example_args)
    request = Request(function, tuple(parameters.index(one) for one in wrt.split()), example_kinds=kinds)
    return differentiate(request).specialisations[-1]


def statement(function: Function, text: str) -> Statement:
    """The first statement of a function that is printed with this first line."""
    return next(one for one in every(function.body) if lines((one,))[0] == text)
