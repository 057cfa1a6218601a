"""The order in which Python evaluates the parts of an expression, kept where some of them become statements."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import gast

from ..errors import UnsupportedConstructError
from ..quoting import quoted, quoted_expression
from .folded import Folded, Outside, is_stored

Fresh = Callable[[str], str]
Refuse = Callable[[Any, str, str], UnsupportedConstructError]


class Evaluation(Folded):
    """One function; ``out`` gets the statements before the present one."""

    def __init__(self, outside: Outside, fresh: Fresh, refuse: Refuse, body: list[Any]) -> None:
        super().__init__(outside, body)
        self.fresh = fresh
        self.refuse = refuse
        self.out: list[Any] = []

    def expression(self, node: Any, consumed: bool = False) -> Any:
        """The expression in that form; what has to run before it goes to ``out``."""
        raise NotImplementedError

    def inside(self, node: Any) -> Any:
        """An expression whose parts are all evaluated, one after the other."""
        made = copy.copy(node)
        fields = [(field, value) for field, value in gast.iter_fields(node) if isinstance(value, (list, gast.AST))]
        parts = [part for _, value in fields for part in (value if isinstance(value, list) else [value])]
        flat = self.together(parts, self.consumes(node), isinstance(node, gast.Call))
        for field, value in fields:
            count = len(value) if isinstance(value, list) else 1
            setattr(made, field, flat[:count] if isinstance(value, list) else flat[0])
            flat = flat[count:]
        return made

    def displayed(self, node: Any) -> Any:
        made = copy.copy(node)
        flat = self.together([part for pair in zip(node.keys, node.values, strict=True) for part in pair], False)
        made.keys, made.values = flat[::2], flat[1::2]
        return made

    def together(self, parts: list[Any], consumed: bool, called: bool = False) -> list[Any]:
        """Parts that are evaluated one after the other; those before one that is unfolded are held.

        ``called``: the first of them is what is called.
        """
        last = max((at for at, one in enumerate(parts) if self.unfolds(one, consumed)), default=-1)
        made = []
        for at, one in enumerate(parts):
            if at > last or not isinstance(one, (gast.expr, gast.keyword)):
                made.append(one)
                continue
            keeps = isinstance(one, (gast.Starred, gast.keyword))
            new = self.inside(one) if keeps else self.expression(one, consumed)
            hold = self.method if called and at == 0 else self.held
            made.append(hold(new, parts[at + 1 : last + 1]) if at < last else new)
        return made

    def held(self, node: Any, later: list[Any]) -> Any:
        """A value that is found now and used after the statements that ``later`` leaves."""
        if isinstance(node, (gast.Starred, gast.keyword)):
            made = copy.copy(node)
            made.value = self.held(node.value, later)
            return made
        if isinstance(node, (gast.Constant, gast.Slice, gast.Lambda)) or self.known(node) is not None:
            return node
        if isinstance(node, gast.Name):
            bound = {one.id for part in later for one in gast.walk(part) if is_stored(one)}
            return self.kept(node, node, "t") if node.id in bound else node
        return self.kept(node, node, "t")

    def method(self, node: Any, later: list[Any]) -> Any:
        """What is called, found before its arguments: of a method its object."""
        if not isinstance(node, gast.Attribute) or self.known(node) is not None:
            return self.held(node, later)
        made = copy.copy(node)
        made.value = self.held(node.value, later)
        return made

    def place(self, node: Any, later: Any) -> Any:
        """An item or attribute whose container and index are found now."""
        made = copy.copy(node)
        if isinstance(node, gast.Subscript):
            parts = self.together([node.value, node.slice], False)
            made.value, made.slice = (self.held(one, [later]) for one in parts)
        else:
            made.value = self.held(self.expression(node.value), [later])
        return made

    def found(self, node: Any, stem: str) -> Any:
        """A name for what an expression gives."""
        if isinstance(node, gast.Name) and not self.uses["store", node.id]:
            return node
        return self.kept(self.expression(node), node, stem)

    def kept(self, value: Any, place: Any, stem: str) -> Any:
        """A name for a value."""
        target = self.fresh(stem)
        self.out += quoted(f"{target} = value", place, value=value)
        return quoted_expression(target, place)

    # What is evaluated in part

    def branch(self, target: str, node: Any) -> list[Any]:
        outer, self.out = self.out, []
        value = self.expression(node)
        made = [*self.out, *quoted(f"{target} = value", node, value=value)]
        self.out = outer
        return made

    def partly(self, node: Any) -> Any:
        """``a and b``: b is found where a does not decide."""
        first = self.expression(node.values[0])
        if not any(self.unfolds(one) for one in node.values[1:]):
            made = copy.copy(node)
            made.values = [first, *node.values[1:]]
            return made
        target = self.kept(first, node, "t")
        rest = copy.copy(node)
        rest.values = node.values[1:]
        following = rest if len(rest.values) > 1 else rest.values[0]
        test = "target" if isinstance(node.op, gast.And) else "not target"
        branch = quoted(f"if {test}:\n    pass", node, target=target)
        branch[0].body = self.branch(target.id, following)
        self.out += branch
        return target

    def either(self, node: Any) -> Any:
        """``a if test else b``."""
        test = self.expression(node.test)
        if not self.unfolds(node.body) and not self.unfolds(node.orelse):
            made = copy.copy(node)
            made.test = test
            return made
        target = self.fresh("t")
        branch = quoted("if test:\n    pass\nelse:\n    pass", node, test=test)
        branch[0].body, branch[0].orelse = self.branch(target, node.body), self.branch(target, node.orelse)
        self.out += branch
        return quoted_expression(target, node)

    def chained(self, node: Any) -> Any:
        """``a < b < c`` as ``a < b and b < c``, b found once."""
        first, second = copy.copy(node), copy.copy(node)
        left, middle = self.together([node.left, node.comparators[0]], False)
        left = self.held(left, node.comparators[1:])
        middle = middle if isinstance(middle, gast.Constant) else self.kept(middle, node, "t")
        first.left, first.ops, first.comparators = left, node.ops[:1], [middle]
        second.left, second.ops, second.comparators = middle, node.ops[1:], node.comparators[1:]
        return self.expression(quoted_expression("first and second", node, first=first, second=second))
