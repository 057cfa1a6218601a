"""Random combinations of two constructs: one after the other, in a loop, a branch, a nested function, a call."""

from __future__ import annotations

import ast
import random
import textwrap
from collections.abc import Iterator

from . import CORPUS, Construct

FORMS = ("after", "loop", "branch", "nested", "call", "loop around both")

BODIES = [one for one in CORPUS.values() if not one.refused]


def parts(one: Construct) -> tuple[str, list[ast.stmt]]:
    """What a program defines around its function, and the body of the function."""
    tree = ast.parse(one.text)
    *around, function = tree.body
    if not isinstance(function, ast.FunctionDef) or function.name != "f":
        return "", []
    return "\n".join(ast.unparse(node) for node in around), function.body


def defined(text: str) -> set[str]:
    """The names that a module text binds."""
    found = set()
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            found |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return found


def returns_at_the_end(body: list[ast.stmt]) -> bool:
    """Whether a body has one return, at its end, and says nothing of globals."""
    inner = [one for statement in body[:-1] for one in ast.walk(statement)]
    plain = not any(isinstance(one, (ast.Return, ast.Global)) for one in own(inner, body[:-1]))
    return bool(body) and isinstance(body[-1], ast.Return) and plain


def own(nodes: list[ast.AST], body: list[ast.stmt]) -> list[ast.AST]:
    """Nodes without those of nested functions."""
    nested = {
        id(inner)
        for statement in body
        for one in ast.walk(statement)
        if isinstance(one, (ast.FunctionDef, ast.Lambda))
        for inner in ast.walk(one)
        if inner is not one
    }
    return [one for one in nodes if id(one) not in nested]


def shown(body: list[ast.stmt], depth: int = 1) -> str:
    return textwrap.indent("\n".join(ast.unparse(one) for one in body), "    " * depth)


def given_on(body: list[ast.stmt]) -> list[ast.stmt]:
    """A body that keeps what it would return, damped, under the name of the argument."""
    assert isinstance(body[-1], ast.Return)
    assert body[-1].value is not None
    text = f"x = 1.0 + 0.3 * math.tanh({ast.unparse(body[-1].value)})"
    return [*body[:-1], *ast.parse(text).body]


def combined(one: Construct, other: Construct, form: str) -> str | None:
    """The text of a program of two constructs; None where they do not go together in that form."""
    (around, first), (beside, second) = parts(one), parts(other)
    if not first or not second or (around != beside and defined(around) & defined(beside)):
        return None
    head = around if around == beside else f"{around}\n{beside}"
    if form in ("nested", "call"):
        called = f"def part(x):\n{shown(first)}"
        head = f"{head}\n{called}" if form == "call" else head
        nested = "" if form == "call" else textwrap.indent(called, "    ") + "\n"
        body = f"{nested}    x = 1.0 + 0.3 * math.tanh(part(x))\n{shown(second)}"
        return f"{head}\ndef f(x):\n{body}\n"
    if not returns_at_the_end(first):
        return None
    if form == "after":
        return f"{head}\ndef f(x):\n{shown(given_on(first))}\n{shown(second)}\n"
    if form == "branch":
        return f"{head}\ndef f(x):\n    if x > 0.9:\n{shown(given_on(first), 2)}\n{shown(second)}\n"
    if form == "loop":
        return f"{head}\ndef f(x):\n    for trip in range(2):\n{shown(given_on(first), 2)}\n{shown(second)}\n"
    if not returns_at_the_end(second):
        return None
    inner = f"{shown(given_on(first), 2)}\n{shown(given_on(second), 2)}"
    return f"{head}\ndef f(x):\n    for trip in range(2):\n{inner}\n    return x * x\n"


def programs(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Random combinations, with what they are made of."""
    generator = random.Random(seed)
    while count:
        one, other = generator.choice(BODIES), generator.choice(BODIES)
        form = generator.choice(FORMS)
        text = combined(one, other, form)
        if text is not None:
            count -= 1
            yield f"{one.name}, {form}: {other.name}", text
