"""Printed text: what it looks like, and that it means what was printed."""

from __future__ import annotations

import ast
import cmath
import inspect
import itertools
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from tangent_like.errors import Origin
from tangent_like.printer import block_text, expression_text, function_text, module_text, number_text
from tangent_like.program import (
    Assert,
    Assign,
    Do,
    For,
    Generated,
    If,
    Parameter,
    Raise,
    Return,
    Statement,
    Store,
    Unpack,
    Update,
    While,
    every,
    operands,
)
from tangent_like.syntax import Expr, const, name, parse

HERE = Origin("model.py", 1, 1)


def let(target: str, value: str, note: str = "") -> Assign:
    return Assign(target, parse(value), HERE, note)


def made(
    *body: Statement, parameters: tuple[Parameter, ...] = (), doc: str = "", returns: Expr | None = None
) -> Generated:
    return Generated("f", parameters, body, doc, None, {}, returns)


SPELLED = """
-x ** 2|(-x) ** 2|2 ** -1|(2 ** 3) ** 2|2 ** 3 ** 2|-2.5 ** 2|(-2.5) ** 2|a - (b - c)|a - b - c|a / (b * c)|a / b * c
a @ b|not a == b|not (a and b)|(a or b) and c|a or b and c|(not a) + 1|(a < b) == c|a < b < c|1e-12|-1e-12|1e+300
x[i, j]|x[1:]|x[:, None]|x[::2]|x[a + 1:, -1]|x[...]|x[i,]|x[()]|x[(a, b), c]|x[1:, (a, b)]|x[i][j]|f(x)[0].T
f((a, b))|f(a, (b, c), k=(d, e))|f(*a, **b)|f(*(a or b), **(c or d))|[*a, b]|[*(a or b)]
{1: a + b, 'x': c}
{a, b}|(a if b else c) + 1|(a if b else c) if d else e|a if (b if c else d) else e|f(a if b else c, d)
'it\\'s'|"x"|'\\n'
(1).real|1.5.real|(-1).real|(-1.5).real|(a + b).T|(-a).T|~a & b | c ^ d|a << (b + c)|1j * 2|(1 + 2j) * x
-2j|a ** -b
a % b * c|a * (b % c)|a // b|-(-a)|+a|(a, b)|(a,)|()|[]|{}|None|True|...|b'x'|f'{a!r:>{b}} {{}} {c}'|f"{a['k']}"
a is not None|a not in b|not (a in b)|(a, *b)|a == (b, c)|x[a:(b, c)]
x[(a if b else c):]|not not a|(a @ b) @ c|a @ (b @ c)
""".strip()
CASES = [case for line in SPELLED.splitlines() for case in line.replace("b | c ^ d", "b \0 c ^ d").split("|")]
CASES = [case.replace("\0", "|") for case in CASES]


@pytest.mark.parametrize("text", CASES)
def test_expressions_read_back_as_they_were(text: str) -> None:
    printed = expression_text(parse(text))
    assert parse(printed) == parse(text)
    assert ast.dump(ast.parse(printed)) == ast.dump(ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "-x ** 2",
        "(-x) ** 2",
        "2 ** -1",
        "a - (b - c)",
        "a or b and c",
        "x[i, j]",
        "x[1:]",
        "x[a + 1:, -1]",
        "f((a, b))",
        "1e-12",
        "f(a if b else c, d)",
        "[*a, b]",
        "-2j",
        "x[i,]",
        "(a + b).T",
        "f(*a, **b)",
        "a @ b",
        "f'{a!r:>{b}} {c}'",
        "not a",
        "(1).real",
        "a if b else c",
        "f((a,))",
        "x[()]",
        "a ** -b",
        "1.5.real",
    ],
)
def test_expressions_are_spelled_as_people_do(text: str) -> None:
    assert expression_text(parse(text)) == text.replace("1.5.real", "(1.5).real")


def grown(depth: int) -> list[Expr]:
    """Every nesting of every operator in every other, to a depth."""
    if depth == 0:
        return [name("a"), const(2), const(-3), const(0.5)]
    small = grown(0)[: 4 if depth == 1 else 2]
    inner = grown(depth - 1) if depth == 1 else grown(1)[:: 7 if depth == 2 else 1]
    found: list[Expr] = []
    for left, right in itertools.product(inner, small):
        for operator in ("+", "-", "*", "/", "**", "%", "//", "and", "or"):
            found += [Expr(operator, (left, right)), Expr(operator, (right, left))]
        found += [Expr("compare", (left, right), ("<",)), Expr("compare", (right, left), ("==",))]
        found += [
            Expr("if", (left, right, name("a"))),
            Expr("if", (right, left, name("a"))),
            Expr("if", (name("a"), right, left)),
        ]
    for left in inner:
        found += [Expr("neg", (left,)), Expr("not", (left,)), Expr("pos", (left,))]
    return found


def value(text: str) -> Any:
    try:
        return repr(eval(text, {"a": 1.75}))
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        return type(error)


def test_nested_operators_evaluate_to_the_same() -> None:
    expressions = [*grown(1), *grown(2)]
    assert len(expressions) > 500
    for expr in expressions:
        printed = expression_text(expr)
        assert parse(printed) == parse(str(expr)), printed
        assert value(printed) == value(str(expr)), printed


NUMBERS = [
    0.0,
    -0.0,
    1e-12,
    1e22,
    0.1,
    math.inf,
    -math.inf,
    math.nan,
    5,
    -5,
    2j,
    -2j,
    1 + 2j,
    -1 - 2j,
    complex(-0.0, 0.0),
]
NUMBERS += [complex(0.0, -0.0), complex(math.inf, -1.0), complex(1.0, math.nan), complex(1.0, -0.0), 10**30]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_keep_their_bits(number: complex) -> None:
    assert repr(eval(number_text(number))) == repr(number)
    assert repr(eval(expression_text(const(number)))) == repr(number)
    if cmath.isfinite(number):
        assert eval(expression_text(Expr("**", (const(number), const(1))))) == number**1


def test_infinite_numbers_are_spelled_with_float() -> None:
    numbers = Expr("list", (const(math.inf), const(-math.inf), const(math.nan)))
    assert expression_text(numbers) == "[float('inf'), -float('inf'), float('nan')]"


def test_comments_stand_above_runs_of_one_note() -> None:
    text = block_text(
        (
            let("a", "1", "Grad of: a"),
            let("b", "2", "Grad of: a"),
            For(
                "i",
                const(0),
                name("n"),
                const(1),
                (let("c", "3", "Grad of: a"), let("d", "4", "Grad of: d")),
                HERE,
                "Grad of: a",
            ),
            let("e", "5"),
            let("f", "6", "\nReverse sweep"),
            let("g", "7", "Reverse sweep"),
            let("h", "8", "\n"),
            let("k", "9", "Grad of: " + "long " * 40),
        )
    )
    assert text == (
        "# Grad of: a\na = 1\nb = 2\nfor i in range(n):\n    c = 3\n    # Grad of: d\n    d = 4\ne = 5\n\n"
        "# Reverse sweep\nf = 6\ng = 7\n\nh = 8\n# Grad of:" + " long" * 17 + " l...\nk = 9\n"
    )
    assert max(map(len, text.splitlines())) == 100


def test_loops_and_branches_are_minimal() -> None:
    zero, one, n = const(0), const(1), name("n")
    body = (let("a", "i"),)
    text = block_text(
        (
            For("i", zero, n, one, body, HERE),
            For("i", one, n, one, body, HERE),
            For("i", parse("n - 1"), const(-1), const(-1), (), HERE),
            While((), name("c"), body, HERE),
            While((let("c", "g(a)"),), name("c"), body, HERE),
            While((let("c", "g(a)"),), parse("c == 1"), (), HERE),
            If(name("p"), body, (If(name("q"), (), (If(name("r"), body, (), HERE, "In r"),), HERE),), HERE),
            If(name("p"), body, (If(name("q"), body, body, HERE, "Of q"),), HERE),
            If(name("p"), body, (*body, If(name("q"), body, (), HERE)), HERE),
            *(
                If(parse(test), (), body, HERE)
                for test in ("a == b", "a is b", "a not in b", "not a", "a < b", "a and b")
            ),
        )
    )
    assert text == (
        "for i in range(n):\n    a = i\nfor i in range(1, n):\n    a = i\nfor i in range(n - 1, -1, -1):\n    pass\n"
        "while c:\n    a = i\nwhile True:\n    c = g(a)\n    if not c:\n        break\n    a = i\n"
        "while True:\n    c = g(a)\n    if c != 1:\n        break\n"
        "if p:\n    a = i\nelif not q:\n    # In r\n    if r:\n        a = i\n"
        "if p:\n    a = i\n# Of q\nelif q:\n    # Of q\n    a = i\nelse:\n    # Of q\n    a = i\n".replace(
            "    # Of q\n", ""
        )
        + "if p:\n    a = i\nelse:\n    a = i\n    if q:\n        a = i\n"
        "if a != b:\n    a = i\nif a is not b:\n    a = i\nif a in b:\n    a = i\nif a:\n    a = i\n"
        "if not a < b:\n    a = i\nif not (a and b):\n    a = i\n"
    )


def test_simple_statements() -> None:
    text = block_text(
        (
            let("a", "(b, c)"),
            Unpack(("a", "b"), parse("f()"), HERE),
            Unpack(("a", "b"), parse("(b, a)"), HERE),
            Unpack(("a", "b"), parse("x"), HERE, star=0),
            Unpack(("a",), parse("x"), HERE),
            Store(parse("x[i, 1:]"), parse("y"), HERE),
            Store(parse("x.a"), parse("-y"), HERE),
            Update(parse("x[i]"), "**", parse("y"), HERE),
            Update(name("x"), "+", parse("(y, z)"), HERE),
            Do(parse("xs.append(x)"), HERE),
            Assert(parse("(a, b)"), parse("f'{a}'"), HERE),
            Assert(parse("a"), None, HERE),
            Raise(parse("ValueError('no')"), name("error"), HERE),
            Raise(None, None, HERE),
            Return(parse("(a, b)"), HERE),
            Return(parse("(a,)"), HERE),
            Return(parse("(a, (b, c))"), HERE),
        )
    )
    assert text == (
        "a = (b, c)\na, b = f()\na, b = b, a\n*a, b = x\n(a,) = x\nx[i, 1:] = y\nx.a = -y\nx[i] **= y\nx += (y, z)\n"
        "xs.append(x)\nassert (a, b), f'{a}'\nassert a\nraise ValueError('no') from error\nraise\n"
        "return a, b\nreturn (a,)\nreturn a, (b, c)\n"
    )


def test_signatures_and_docstrings() -> None:
    kinds = inspect.Parameter
    parameters = (
        Parameter("a", kinds.POSITIONAL_ONLY, None, parse("float | None")),
        Parameter("b", kinds.POSITIONAL_OR_KEYWORD, const(1.0)),
        Parameter("args", kinds.VAR_POSITIONAL),
        Parameter("k", kinds.KEYWORD_ONLY),
        Parameter("m", kinds.KEYWORD_ONLY, const(-1), const("np.ndarray")),
        Parameter("kw", kinds.VAR_KEYWORD),
    )
    text = function_text(
        made(
            Return(name("a"), HERE),
            parameters=parameters,
            doc='Say "hi".\n\n    Then \\ go.',
            returns=parse("tuple[float, int]"),
        )
    )
    assert text == (
        "def f(a: float | None, /, b=1.0, *args, k, m: 'np.ndarray' = -1, **kw) -> tuple[float, int]:\n"
        '    """Say "hi".\n\n    Then \\\\ go.\n    """\n    return a\n'
    )
    scope: dict[str, Any] = {}
    exec(text, scope)
    assert inspect.getdoc(scope["f"]) == 'Say "hi".\n\nThen \\ go.'
    only = made(parameters=(Parameter("a", kinds.POSITIONAL_ONLY), Parameter("k", kinds.KEYWORD_ONLY)))
    assert function_text(only) == "def f(a, /, *, k):\n    pass\n"
    assert function_text(made(doc='Ends with a "quote"')) == 'def f():\n    """Ends with a "quote\\""""\n'


LONG = " + ".join(f"alpha_{index} * np.sin(beta_{index} ** 2)" for index in range(9))


def long_statements() -> tuple[Statement, ...]:
    many = ", ".join(f"value_{index}" for index in range(20))
    condition = " and ".join(f"limit_{index} > {index}" for index in range(12))
    return (
        let("x", LONG),
        let("y", f"f(a, b={LONG}, c=[{many}])"),
        let("z", f"x[{many}]"),
        Unpack(tuple(f"target_{index}" for index in range(14)), parse(many), HERE),
        Update(parse("bx[i]"), "+", parse(LONG), HERE),
        Assert(parse(condition), parse("'no'"), HERE),
        If(
            parse(condition),
            (Do(parse(f"print({LONG})"), HERE),),
            (If(parse(condition), (Return(parse(LONG), HERE),), (), HERE),),
            HERE,
        ),
        While((), parse(condition), (Raise(parse(f"ValueError({LONG})"), None, HERE),), HERE),
        Return(parse(f"({many}, f({LONG}), not ({condition}), a if {condition} else b)"), HERE),
    )


def test_long_lines_are_broken_and_mean_the_same() -> None:
    text = block_text(long_statements())
    assert max(map(len, text.splitlines())) <= 100
    assert not any(line != line.rstrip() for line in text.splitlines())
    read_back = [ast.dump(node) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.expr)]
    for statement in every(long_statements()):
        for operand in operands(statement):
            if operand.head == "getitem":
                continue  # the target, which is stored to
            assert ast.dump(ast.parse(str(operand), mode="eval").body) in read_back, operand
    assert text.startswith(
        "x = (\n    alpha_0 * np.sin(beta_0 ** 2) + alpha_1 * np.sin(beta_1 ** 2)"
        " + alpha_2 * np.sin(beta_2 ** 2)\n    + alpha_3"
    )


def test_a_module_passes_the_linter_and_is_the_same_every_time() -> None:
    function = made(*long_statements(), parameters=(Parameter("n"),), doc="Doc.")
    text = module_text([function, made(Return(name("n"), HERE))], '"""Header."""\n')
    assert text == module_text([function, made(Return(name("n"), HERE))], '"""Header."""\n')
    assert text.startswith('"""Header."""\n\n\ndef f(n):\n    """Doc."""\n')
    assert text.endswith("\n\n\ndef f():\n    return n\n")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length=100", "--ignore=F821,F811,F841", "-"]
    done = subprocess.run([*command, "--select=E,F,W"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_the_printer_warns_of_nothing() -> None:
    command = [sys.executable, "-W", "error", "-c", "import tangent_like.printer"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_matrix_products_evaluate() -> None:
    scope = {"a": np.arange(4.0).reshape(2, 2), "b": np.ones((2, 2))}
    for text in ("(a @ b) @ a - b", "a @ (b - a @ b)", "-a @ b ** 2"):
        np.testing.assert_array_equal(eval(expression_text(parse(text)), scope), eval(text, scope))
