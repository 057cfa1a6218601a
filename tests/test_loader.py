"""Generated functions as live ones: at home in their primal's globals and cells, readable by every tool."""

from __future__ import annotations

import inspect
import linecache
import traceback
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tangent_like.errors import Origin
from tangent_like.loader import load
from tangent_like.printer import function_text, module_text
from tangent_like.program import Assign, Generated, If, Parameter, Return
from tangent_like.reader import read
from tangent_like.syntax import Expr, const, parse

HERE = Origin("model.py", 1, 1)
TABLE = [1.0, 2.0]
RATE = 2.0


class Unit:
    pass


def primal(x: Unit, table: list[float] = TABLE, *, k: float = 3.0) -> float:
    return RATE * k


def closed(a: float) -> tuple[Callable[..., Any], Callable[[float], None]]:
    def inner(x: float) -> float:
        return a * x

    def change(value: float) -> None:
        nonlocal a
        a = value

    return inner, change


def made(name: str, result: str, primal: Any, *parameters: Parameter, **needs: Any) -> Generated:
    return Generated(name, parameters, (Return(parse(result), HERE),), "", primal, needs, None)


def loaded(*functions: Generated, stem: str = "test") -> dict[str, types.FunctionType]:
    return load(functions, module_text(functions), stem)


def test_globals_are_those_of_the_primal_and_live(monkeypatch: pytest.MonkeyPatch) -> None:
    function = loaded(made("f", "RATE * x", primal, Parameter("x")))["f"]
    assert function(3.0) == 6.0
    monkeypatch.setitem(globals(), "RATE", 5.0)
    assert function(3.0) == 15.0
    assert function.__globals__ is globals()
    assert "f" not in globals()


def test_closure_cells_are_shared_with_the_primal() -> None:
    inner, change = closed(2.0)
    functions = loaded(made("f", "a * g(x)", inner, Parameter("x")), made("g", "x + a", inner, Parameter("x")))
    assert functions["f"](1.0) == 6.0
    change(3.0)
    assert functions["f"](1.0) == 12.0
    assert inner.__closure__ is not None
    assert inner.__closure__[0] in (functions["f"].__closure__ or ())


def test_needs_and_the_other_functions_come_through_cells() -> None:
    even = If(parse("n == 0"), (Return(const(True), HERE),), (Return(parse("odd(n - 1)"), HERE),), HERE)
    odd = If(parse("n == 0"), (Return(const(False), HERE),), (Return(parse("even(n - 1)"), HERE),), HERE)
    pair = (Generated(name, (Parameter("n"),), (body,), "", None) for name, body in (("even", even), ("odd", odd)))
    functions = loaded(*pair, made("g", "numpy.sqrt(x)", primal, Parameter("x"), numpy=np))
    assert [functions["even"](n) for n in range(4)] == [True, False, True, False]
    assert functions["g"](4.0) == 2.0
    assert "numpy" not in globals()


def test_two_primals_may_mean_different_things_by_one_name() -> None:
    inner, _ = closed(2.0)
    scope: dict[str, Any] = {"a": 10.0}
    exec("def other(x): return a * x", scope)
    first = made("f", "a * x + shift", inner, Parameter("x"), shift=0.5)
    functions = loaded(first, made("g", "a * x + shift", scope["other"], Parameter("x"), shift=0.25))
    assert (functions["f"](1.0), functions["g"](1.0)) == (2.5, 10.25)


def test_defaults_and_annotations_are_the_primals_own_objects() -> None:
    parameters = (
        Parameter("x", annotation=parse("Unit")),
        Parameter("table", default=parse("TABLE"), annotation=parse("list[float]")),
        Parameter("bx", default=const(1.0), annotation=parse("float")),
        Parameter("scale", default=parse("-RATE"), annotation=parse("unknown.Kind")),
        Parameter("k", inspect.Parameter.KEYWORD_ONLY, const(3.0)),
        Parameter("seed", inspect.Parameter.KEYWORD_ONLY, const(None)),
    )
    generated = Generated("f", parameters, (Return(parse("table"), HERE),), "Doc.", primal, {}, parse("float"))
    function = loaded(generated)["f"]
    assert function(0) is TABLE
    assert function.__defaults__ == (TABLE, 1.0, -2.0)
    assert function.__kwdefaults__ == {"k": 3.0, "seed": None}
    assert function.__annotations__ == {
        "x": "Unit",
        "table": "list[float]",
        "bx": float,
        "scale": "unknown.Kind",
        "return": float,
    }
    assert (function.__name__, function.__qualname__, function.__module__) == ("f", "f", __name__)
    assert function.__doc__ == "Doc."
    assert function.__code__.co_name == "f"


def test_nothing_of_the_signature_is_evaluated_again() -> None:
    calls: list[int] = []

    def counted(x: float, y: float = 0.5) -> float:
        return calls.append(1) or x

    function = loaded(made("f", "y", counted, Parameter("x"), Parameter("y", default=parse("counted(1)"))))["f"]
    assert (function(1.0), calls) == (0.5, [])


def test_tools_find_the_text() -> None:
    first = made("f", "x / 0", primal, Parameter("x"))
    body = (
        Assign("y", parse("x"), HERE, "Grad of: y"),
        Assign("z", parse("f(y)"), HERE, "\nRest"),
        Return(parse("z"), HERE),
    )
    second = Generated("g", (Parameter("x"),), body, "Doc.\n\nMore.", primal)
    functions = loaded(first, second)
    for generated in (first, second):
        assert inspect.getsource(functions[generated.name]) == function_text(generated)
    source = read(functions["g"])
    assert (source.definition.name, source.definition.lineno) == ("g", 5)
    with pytest.raises(ZeroDivisionError) as caught:
        functions["g"](1.0)
    assert [frame.line for frame in traceback.extract_tb(caught.value.__traceback__)][1:] == [
        "z = f(y)",
        "return x / 0",
    ]


def test_the_file_name_depends_on_the_text_alone() -> None:
    one, same, other = (loaded(made("f", text, primal), stem="dfdx")["f"] for text in ("1", "1", "2"))
    file = one.__code__.co_filename
    assert file == same.__code__.co_filename != other.__code__.co_filename
    assert file == "<tangent_like dfdx 527061b5>"
    linecache.checkcache()
    assert linecache.getline(file, 2) == "    return 1\n"


def test_an_unfilled_cell_of_the_primal_is_filled_later() -> None:
    def build() -> tuple[types.FunctionType, float]:
        def early(x: float) -> float:
            return late * x

        function = loaded(made("f", "late * x", early, Parameter("x")))["f"]
        late = 4.0
        return function, late

    function, late = build()
    assert function(2.0) == 2.0 * late


def test_a_nested_constant_survives() -> None:
    value = Expr("tuple", (const(1e-12), const("text"), const(None)))
    function = load(
        (generated := Generated("f", (), (Return(value, HERE),), "", None),), function_text(generated), "f"
    )["f"]
    assert function() == (1e-12, "text", None)
