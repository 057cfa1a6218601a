"""Programs whose variables have names that the compiler gives, or that the output reads: the derivatives are the same.

In both modes, of second order, and as modules that stand alone.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from language import CORPUS, Construct
from language.verdicts import derivative, value
from support import function_from

GENERATED = (
    *("bx", "dx", "by", "dy", "bz", "b_return", "x_saved", "x_fwd", "f_bwd", "residuals", "step_residuals", "saved"),
    *("t", "t1", "cond", "trips", "i_", "_", "lambda_", "class_", "x_", "bx_", "df", "dfdx", "bt", "b_rhs", "x1"),
    *("items", "sequence", "runtime", "tangent_like", "unbroadcast", "add_at", "zeros_like", "as_gradient", "numpy"),
)
BUILTINS = (
    *("sum", "len", "zip", "range", "list", "isinstance", "float", "abs", "tuple", "int", "min", "reversed"),
    *("enumerate", "np", "math", "ValueError", "max", "dict", "type", "hasattr"),
)
NESTED = ("class ", "match ", "nonlocal", "global")
PROGRAMS = [key for key, one in CORPUS.items() if not one.refused and not any(word in one.text for word in NESTED)]


class Renamed(ast.NodeTransformer):
    """Gives variables, parameters and functions other names."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit(self, node: ast.AST) -> ast.AST:
        for field in ("id", "arg", "name"):
            old = getattr(node, field, None)
            if isinstance(old, str) and not isinstance(node, ast.alias):
                setattr(node, field, self.names.get(old, old))
        return self.generic_visit(node)


def bound(tree: ast.AST) -> Iterable[str]:
    """The names that a program binds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef):
            yield node.name


def renamed(text: str, pool: Iterable[str], seed: int) -> str:
    """The program with its variables called after a pool of names that it does not read."""
    tree = ast.parse(text)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    kept = {"f", *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))}
    kept |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    kept |= {str(node.arg) for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    kept |= {part.asname or part.name for node in ast.walk(tree) for part in getattr(node, "names", ())}
    free = [str(one) for one in np.random.default_rng(seed).permutation(sorted(set(pool) - read))]
    return ast.unparse(
        Renamed(dict(zip((one for one in bound(tree) if one not in kept), free, strict=False))).visit(tree)
    )


def programs(one: Construct, pool: Iterable[str], seed: int) -> tuple[Callable[..., Any], Callable[..., Any], float]:
    plain, nasty, x = function_from(one.text), function_from(renamed(one.text, pool, seed)), one.points[0]
    assert value(nasty, x) == pytest.approx(value(plain, x))
    return plain, nasty, x


def of_module(df: Callable[..., Any]) -> Callable[..., Any]:
    """A derivative as its module has it."""
    scope: dict[str, Any] = {"__name__": "written"}
    exec(compile(tl.module_source(df), "written", "exec"), scope)
    found: Callable[..., Any] = scope[df.__name__]
    return found


@pytest.mark.parametrize("pool", [GENERATED, BUILTINS], ids=["generated", "builtins"])
@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_same_derivatives_or_a_refusal(name: str, pool: tuple[str, ...]) -> None:
    """A refusal is one of a name that the output needs, or of what a module cannot hold."""
    plain, nasty, x = programs(CORPUS[name], pool, len(name))
    with np.errstate(all="ignore"):
        refused: list[str] = []
        wanted = derivative(plain, "reverse")(x) if not CORPUS[name].needs_kinds else None
        for mode in ("reverse", "forward"):
            try:
                df = derivative(nasty, mode, example_args=(x,))
                found = df(x) if mode == "reverse" else df(x, 1.0)
                assert wanted is None or found == pytest.approx(wanted), mode
                written = of_module(df)
            except tl.TangentError as error:
                refused.append(error.message)
                continue
            assert (written(x) if mode == "reverse" else written(x, 1.0)) == pytest.approx(found), mode
    assert pool is BUILTINS or all("into a module" in one for one in refused)


@pytest.mark.parametrize("name", [key for number, key in enumerate(PROGRAMS) if number % 3 == 0])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_same_second_derivatives(name: str) -> None:
    if CORPUS[name].second:
        return
    plain, nasty, x = programs(CORPUS[name], GENERATED, len(name))
    with np.errstate(all="ignore"):
        wanted = derivative(derivative(plain, "reverse", example_args=(x,)), "reverse")(x)
        df = derivative(nasty, "reverse", example_args=(x,))
        assert derivative(df, "reverse")(x) == pytest.approx(wanted)
        pushed = derivative(df, "forward")
        assert pushed(x, **{list(inspect.signature(pushed).parameters)[-1]: 1.0}) == pytest.approx(wanted)
