"""Make a failing program smaller: leave statements out, unwrap blocks, put operands in the place of expressions."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

_OPERANDS = (ast.BinOp, ast.UnaryOp, ast.IfExp, ast.BoolOp, ast.Call, ast.Compare, ast.Subscript)


def shrunk(text: str, name: str, fails: Callable[[str], bool], attempts: int = 1500) -> str:
    """A module text whose function of that name still fails, and of which nothing can be left out."""
    tree = ast.parse(text)
    while True:
        for smaller in _smaller(tree, name):
            candidate = ast.unparse(ast.fix_missing_locations(smaller)) + "\n"
            attempts -= 1
            if attempts < 0:
                return ast.unparse(tree) + "\n"
            if fails(candidate):
                tree = smaller
                break
        else:
            return ast.unparse(tree) + "\n"


def _smaller(tree: ast.Module, name: str) -> Iterator[ast.Module]:
    """The module with one change in the function."""
    at = next(i for i, node in enumerate(tree.body) if isinstance(node, ast.FunctionDef) and node.name == name)
    places = len(list(ast.walk(tree.body[at])))
    for position in range(places):
        choice = 0
        while True:
            trial = copy.deepcopy(tree)
            node = list(ast.walk(trial.body[at]))[position]
            changed = _changed(node, choice)
            if changed is None:
                break
            if changed:
                yield trial
            choice += 1


def _changed(node: ast.AST, choice: int) -> bool | None:
    """Make change number ``choice`` below a node; None if there are no more, False if this one changes nothing."""
    for key in ("body", "orelse"):
        block = getattr(node, key, None)
        if isinstance(block, list):
            if choice < 2 * len(block):
                return _cut(block, choice // 2, choice % 2, key == "body")
            choice -= 2 * len(block)
    for holder, key, child in _expressions(node):
        options = _simpler(child)
        if choice < len(options):
            if isinstance(key, int):
                holder[key] = options[choice]  # type: ignore[index]
            else:
                setattr(holder, key, options[choice])
            return True
        choice -= len(options)
    return None


def _cut(block: list[ast.stmt], at: int, unwrap: int, needed: bool) -> bool:
    inner = list(getattr(block[at], "body", []))
    if unwrap and (not inner or isinstance(block[at], ast.FunctionDef)):
        return False
    if isinstance(block[at], ast.Pass):
        return False
    block[at : at + 1] = inner if unwrap else []
    if needed and not block:
        block.append(ast.Pass())
    return True


def _expressions(node: ast.AST) -> list[tuple[object, str | int, ast.expr]]:
    found: list[tuple[object, str | int, ast.expr]] = []
    for key, value in ast.iter_fields(node):
        if isinstance(value, _OPERANDS):
            found.append((node, key, value))
        elif isinstance(value, list):
            found += [(value, position, one) for position, one in enumerate(value) if isinstance(one, _OPERANDS)]
    return found


def _simpler(expr: ast.expr) -> list[ast.expr]:
    """What may stand for an expression: its operands."""
    if isinstance(getattr(expr, "ctx", None), ast.Store):
        return []
    parts = [child for child in ast.iter_child_nodes(expr) if isinstance(child, ast.expr)]
    if isinstance(expr, ast.Call):
        parts = [*expr.args, *(keyword.value for keyword in expr.keywords)]
        shorter = [ast.Call(expr.func, expr.args[:-1], expr.keywords)] if len(expr.args) > 1 else []
        shorter += [ast.Call(expr.func, expr.args, expr.keywords[:-1])] if expr.keywords else []
        return [*parts, *shorter]
    return parts
