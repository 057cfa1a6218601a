"""From the core language to text, as a careful person would type it: astor prints, one subclass of it adds the rest.

The comments that notes become travel through the tree as constants of their own type.
"""

# ruff: noqa: N802 - astor finds the methods of its visitors by these names

from __future__ import annotations

import ast
import inspect
import math
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from .layout import INDENT, WIDTH, fitted
from .nodes import (
    assert_node,
    assign_node,
    break_node,
    expression_node,
    for_node,
    function_node,
    global_node,
    handler_node,
    if_node,
    nonlocal_node,
    pass_node,
    raise_node,
    return_node,
    try_node,
    update_node,
    while_node,
    with_node,
)
from .program import (
    Assert,
    Assign,
    Block,
    Break,
    Do,
    For,
    ForEach,
    Generated,
    GradBlock,
    If,
    Parameter,
    Raise,
    Return,
    Statement,
    Store,
    Try,
    Unpack,
    Update,
    While,
    With,
)
from .syntax import Expr, call, const, is_const, name, parameter_node

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from astor.code_gen import SourceGenerator, set_precedence, to_source
    from astor.op_util import Precedence, get_op_symbol

_NEGATED = {"==": "!=", "!=": "==", "is": "is not", "is not": "is", "in": "not in", "not in": "in"}


def function_text(generated: Generated) -> str:
    """The ``def`` of one function, its lines at most 100 columns wide wherever they can be broken."""
    outside, cells = generated.declared
    declared = [*([global_node(outside)] if outside else []), *([nonlocal_node(cells)] if cells else [])]
    body = [*declared, *_nodes(generated.body, "")]
    if generated.doc:
        body.insert(0, expression_node(const(_Docstring(inspect.cleandoc(generated.doc)))))
    return _printed(_function(generated, body or [pass_node()]))


def module_text(functions: Sequence[Generated], header: str = "") -> str:
    """The functions as one module, below a header that is taken as it is."""
    parts = [header.strip("\n") + "\n"] if header.strip() else []
    return "\n\n".join([*parts, *(function_text(function) for function in functions)])


def block_text(block: Block) -> str:
    """Statements outside of any function."""
    text = ""
    for node in _nodes(block, ""):
        remark = getattr(getattr(node, "value", None), "value", None)
        blank = text and isinstance(remark, _Comment) and remark.startswith("\n")
        text += ("\n" if blank else "") + _printed(node).lstrip("\n")
    return text


def expression_text(expr: Expr) -> str:
    """An expression on one line."""
    items: list[str] = []
    _Generator.print_into(items, expression_node(expr))
    return "".join(items).strip("\n")


def _printed(node: Any) -> str:
    items: list[str] = []
    _Generator.print_into(items, node)
    return fitted(items).strip("\n") + "\n"


# From statements to nodes


class _Comment(str):
    """Text that is printed as a comment; it begins with a line feed to ask for a blank line above."""


class _Docstring(str):
    """Text that is printed in triple quotes."""


def _nodes(block: Block, note: str) -> list[Any]:
    """The nodes of a block, a comment before each run of statements of one note; ``note`` is that of the owner."""
    made: list[Any] = []
    for statement in block:
        wanted = statement.note
        if wanted.lstrip("\n") != note.lstrip("\n"):
            made += _remark(wanted)
        elif wanted.startswith("\n") and wanted != note:
            made += _remark("\n")
        note = wanted
        if isinstance(statement, If) and _leaves_first(statement):
            made += [if_node(statement.test, _suite(statement.body, note), []), *_nodes(statement.orelse, note)]
        else:
            made.append(_node(statement))
    return made


def _leaves_first(statement: If) -> bool:
    """Whether the loop is left on one way, so that the other needs no `else`."""
    return bool(statement.body) and isinstance(statement.body[-1], Break)


def _remark(note: str) -> list[Any]:
    return [expression_node(const(_Comment(note)))] if note else []


def _node(statement: Statement) -> Any:
    if isinstance(statement, Assign):
        return assign_node(name(statement.target), statement.value)
    if isinstance(statement, Unpack):
        return assign_node(_target_list(statement), statement.value)
    if isinstance(statement, Store):
        return assign_node(statement.target, statement.value)
    if isinstance(statement, Update):
        return update_node(statement.target, statement.operator, statement.value)
    if isinstance(statement, Do):
        return expression_node(statement.value)
    if isinstance(statement, Assert):
        return assert_node(statement.test, statement.message)
    if isinstance(statement, Raise):
        return raise_node(statement.error, statement.cause)
    if isinstance(statement, Return):
        return return_node(statement.value)
    if isinstance(statement, Break):
        return break_node()
    if isinstance(statement, If):
        return _if(statement)
    if isinstance(statement, ForEach):
        return for_node(name(statement.target), statement.iterable, _suite(statement.body, statement.note))
    if isinstance(statement, For):
        return for_node(name(statement.target), _range(statement), _suite(statement.body, statement.note))
    if isinstance(statement, GradBlock):
        opened = call(name("insert_grad_of"), name(statement.variable))
        return with_node(opened, name(statement.adjoint), _suite(statement.body, ""))
    if isinstance(statement, With):
        target = None if statement.target is None else name(statement.target)
        return with_node(statement.context, target, _suite(statement.body, statement.note))
    if isinstance(statement, Try):
        handlers = [handler_node(one.error, one.target, _suite(one.body, "")) for one in statement.handlers]
        orelse, final = _nodes(statement.orelse, ""), _nodes(statement.finally_, "")
        return try_node(_suite(statement.body, statement.note), handlers, orelse, final)
    assert isinstance(statement, While)
    return _while(statement)


def _target_list(statement: Unpack) -> Expr:
    targets = [name(target) for target in statement.targets]
    if statement.star is not None:
        targets[statement.star] = Expr("star", (targets[statement.star],))
    return Expr("tuple", tuple(targets))


def _suite(block: Block, note: str) -> list[Any]:
    return _nodes(block, note) or [pass_node()]


def _if(statement: If) -> Any:
    if not statement.body and statement.orelse:
        return if_node(_negation(statement.test), _suite(statement.orelse, statement.note), [])
    return if_node(statement.test, _suite(statement.body, statement.note), _nodes(statement.orelse, statement.note))


def _negation(test: Expr) -> Expr:
    if test.head == "not":
        return test.args[0]
    if test.head == "compare" and len(test.leaf) == 1 and test.leaf[0] in _NEGATED:
        return Expr("compare", test.args, (_NEGATED[test.leaf[0]],))
    return Expr("not", (test,))


def _range(statement: For) -> Expr:
    bounds = [statement.start, statement.stop, statement.step]
    if is_const(statement.step, 1):
        bounds.pop()
        if is_const(statement.start, 0):
            bounds.pop(0)
    return call(name("range"), *bounds)


def _while(statement: While) -> Any:
    body = _suite(statement.body, statement.note)
    if not statement.before:
        return while_node(statement.test, body)
    leave = if_node(_negation(statement.test), [break_node()], [])
    before = _nodes(statement.before, statement.note)
    return while_node(const(True), [*before, leave, *(body if statement.body else [])])


_GROUPS = {
    inspect.Parameter.POSITIONAL_ONLY: "posonlyargs",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "args",
    inspect.Parameter.KEYWORD_ONLY: "kwonlyargs",
}


def _function(generated: Generated, body: list[Any]) -> Any:
    groups: dict[str, Any] = {"posonlyargs": [], "args": [], "kwonlyargs": [], "vararg": None, "kwarg": None}
    defaults: dict[str, list[Expr | None]] = {"defaults": [], "kw_defaults": []}
    for parameter in generated.parameters:
        node = parameter_node(parameter.name, parameter.annotation)
        if parameter.binding is inspect.Parameter.VAR_POSITIONAL:
            groups["vararg"] = node
        elif parameter.binding is inspect.Parameter.VAR_KEYWORD:
            groups["kwarg"] = node
        else:
            groups[_GROUPS[parameter.binding]].append(node)
            defaults[_default_group(parameter)].append(parameter.default)
    return function_node(generated.name, groups, defaults, body, generated.returns)


def _default_group(parameter: Parameter) -> str:
    return "kw_defaults" if parameter.binding is inspect.Parameter.KEYWORD_ONLY else "defaults"


# From nodes to items of text


class _Generator(SourceGenerator):  # type: ignore[misc]
    """astor's printer with comments, today's constants, and parentheses where people put them."""

    @classmethod
    def print_into(cls, items: list[str], node: Any) -> None:
        def keep(result: list[str]) -> str:
            items.extend(result)
            return ""

        to_source(node, " " * INDENT, pretty_source=keep, source_generator_class=cls)

    def visit_Expr(self, node: Any) -> None:
        text = getattr(node.value, "value", None)
        if isinstance(text, _Comment):
            self._comment(text)
        elif isinstance(text, _Docstring):
            self.statement(node, quoted(text, self.indentation * INDENT))
        else:
            set_precedence(Precedence.Comma, node.value)
            self.statement(node, node.value)

    def _comment(self, text: str) -> None:
        first = bool(self.result) and self.result[-1].endswith(":")
        self.newline(extra=1 if text.startswith("\n") and not first else 0)
        words = " ".join(text.split())
        room = WIDTH - INDENT * self.indentation - 2
        if words:
            self.write("# " + (words if len(words) <= room else words[: room - 3].rstrip() + "..."))

    def visit_FunctionDef(self, node: Any, is_async: bool = False) -> None:
        self.statement(node, "def " + node.name, "(")
        for index, parts in enumerate(_parameter_parts(node.args)):
            self.write(", " if index else "", *parts)
        self.write(")")
        set_precedence(Precedence.Comma, node.returns)
        self.conditional_write(" -> ", node.returns)
        self.write(":")
        self.body(node.body)

    def visit_arg(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.annotation)
        self.write(node.arg)
        self.conditional_write(": ", node.annotation)

    def visit_While(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.test)
        self.statement(node, "while ", node.test, ":")
        self.body(node.body)

    def visit_If(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.test)
        self.statement(node, "if ", node.test, ":")
        self.body(node.body)
        while node.orelse:
            *remarks, last = node.orelse
            if not isinstance(last, ast.If) or len(remarks) > 1 or not all(map(_is_remark, remarks)):
                self.else_body(node.orelse)
                return
            self.write(*remarks)
            node = last
            set_precedence(Precedence.Comma, node.test)
            self.write(self.newline, "elif ", node.test, ":")
            self.body(node.body)

    def visit_Assign(self, node: Any) -> None:
        bare = isinstance(node.targets[0], ast.Tuple)
        set_precedence(node, *node.targets)
        set_precedence(node if bare else Precedence.Comma, node.value)
        self.statement(node)
        for target in node.targets:
            self.write(target, " = ")
        self.visit(node.value)

    def visit_AugAssign(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.value)
        self.statement(node, node.target, get_op_symbol(node.op, " %s= "), node.value)

    def visit_Constant(self, node: Any) -> None:
        value = node.value
        number = type(value) in (int, float, complex)
        text = number_text(value) if number else "..." if value is Ellipsis else repr(value)
        place = self.get__pp(node)
        signed = number and text.startswith("-") and place > Precedence.USub
        owner = number and place >= Precedence.highest and not text.endswith(")")
        self.write(f"({text})" if signed or owner else text)

    def visit_JoinedStr(self, node: Any) -> None:
        self.write(ast.unparse(ast.fix_missing_locations(node)))

    def visit_Tuple(self, node: Any) -> None:
        items = node.elts
        place = self.get__pp(node)
        if place == Precedence.Subscript:
            bare = bool(items) and not any(isinstance(item, ast.Starred) for item in items)
        else:
            bare = len(items) > 1 and place <= Precedence.Tuple
        self.write("" if bare else "(")
        self.comma_list(items, len(items) == 1)
        self.write("" if bare else ")")

    def visit_Subscript(self, node: Any) -> None:
        set_precedence(Precedence.Subscript, node.slice)
        self.write(node.value, "[", node.slice, "]")

    def visit_Slice(self, node: Any) -> None:
        set_precedence(Precedence.Comma, node.lower, node.upper, node.step)
        self.conditional_write(node.lower)
        self.write(":")
        self.conditional_write(node.upper)
        self.conditional_write(":", node.step)

    def visit_Starred(self, node: Any) -> None:
        set_precedence(Precedence.BitOr, node.value)
        self.write("*", node.value)

    def visit_Dict(self, node: Any) -> None:
        self.write("{")
        for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            set_precedence(Precedence.Comma, key)
            set_precedence(Precedence.BitOr if key is None else Precedence.Comma, value)
            self.write(", " if index else "", *(["**"] if key is None else [key, ": "]), value)
        self.write("}")


def _is_remark(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), _Comment)


def _parameter_parts(args: Any) -> Iterator[tuple[Any, ...]]:
    """Each parameter with its default, and the markers between the groups."""
    plain = [*args.posonlyargs, *args.args]
    padded = [None] * (len(plain) - len(args.defaults)) + args.defaults
    for index, (parameter, default) in enumerate(zip(plain, padded, strict=True)):
        if args.posonlyargs and index == len(args.posonlyargs):
            yield ("/",)
        yield _parameter(parameter, default)
    if args.posonlyargs and not args.args:
        yield ("/",)
    if args.vararg is not None:
        yield ("*", args.vararg)
    elif args.kwonlyargs:
        yield ("*",)
    for parameter, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        yield _parameter(parameter, default)
    if args.kwarg is not None:
        yield ("**", args.kwarg)


def _parameter(parameter: Any, default: Any) -> tuple[Any, ...]:
    if default is None:
        return (parameter,)
    set_precedence(Precedence.Comma, default)
    return (parameter, "=" if parameter.annotation is None else " = ", default)


def number_text(value: complex) -> str:
    """A number as Python text that evaluates to the same bits."""
    if isinstance(value, int):
        return repr(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f"float({repr(value)!r})"
    if math.isfinite(value.real) and math.isfinite(value.imag):
        turned = value.real == 0.0 and math.copysign(1.0, value.real) + math.copysign(1.0, value.imag) < 0
        text = "-" + repr(-value) if turned else repr(value)
        if repr(ast.literal_eval(text)) == repr(value):
            return text
    return f"complex({number_text(value.real)}, {number_text(value.imag)})"


def quoted(text: str, indent: int) -> str:
    """A docstring, cleaned of its margin, for a body at this indentation."""
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    lines: list[str] = []
    for line in escaped.split("\n"):
        width = WIDTH - indent - (0 if lines else 3)
        margin = line[: len(line) - len(line.lstrip())]
        wrapped = textwrap.wrap(line, width, subsequent_indent=margin, break_long_words=False)
        lines += [line.rstrip()] if len(line) <= width else wrapped
    if len(lines) > 1 or indent + len(lines[0]) + 6 > WIDTH:
        lines.append("")
    padded = [lines[0], *(" " * indent + line if line or last else "" for line, last in _marked(lines[1:]))]
    return '"""' + "\n".join(padded) + '"""'


def _marked(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is the last."""
    return ((line, index == len(lines) - 1) for index, line in enumerate(lines))
