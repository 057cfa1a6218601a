"""Sources of live functions, and refusals where there is none or the wrong one."""

from __future__ import annotations

import functools
import linecache
import operator
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gast
import numpy as np
import pytest
import tangent_like as tl
from tangent_like.errors import NoSourceError, SourceMismatchError, TangentError, UnsupportedConstructError
from tangent_like.reader import origin, read

SCALE = 3.0


def doubled(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any) -> Any:
        return 2 * function(*args)

    return wrapper


@doubled
def decorated(x: float) -> float:
    """Doc."""
    return SCALE * x


def asserting(x: float) -> float:
    assert x > 0, "positive only"
    return x * 2.5


class Model:
    __scale = 2.0

    def method(self, x: float) -> float:
        def inner(y: float) -> float:
            return y * self.__scale

        text = """
not indented"""
        return inner(x) + len(text) + len(super().__repr__())


def outer(a: float) -> Callable[..., Any]:
    def inner(x: float, /, y: float = 1.0, *args: float, k: float = 2.0) -> float:
        nonlocal a
        a = a + x
        return a * y * k

    return inner


async def coroutine(x: float) -> float:
    return x


class Tripled:
    """A wrapper with state, which keeps what it wraps under `__wrapped__`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        functools.update_wrapper(self, function)

    def __call__(self, x: float) -> float:
        return 3.0 * x


@Tripled
def wrapped_in_an_object(x: float) -> float:
    return x


@functools.cache
def cached(x: float) -> float:
    return x * x


powers = [(lambda k: lambda x: k * x * x)(scale) for scale in (2.0, 5.0)]
one, two, three = (lambda x: x + 1), (lambda x: x + 2), lambda x, y=1: x * y  # fmt: skip


@pytest.fixture
def module(tmp_path: Path) -> Iterator[Callable[[str], types.ModuleType]]:
    """A module made of text in a file; called again it rewrites the file only."""
    made: dict[str, types.ModuleType] = {}
    file = tmp_path / "model.py"

    def make(text: str) -> types.ModuleType:
        file.write_text(text)
        linecache.checkcache(str(file))
        if "model" not in made:
            made["model"] = types.ModuleType("model")
            exec(compile(text, str(file), "exec"), made["model"].__dict__)
        return made["model"]

    yield make
    linecache.cache.pop(str(file), None)


def names(node: Any) -> list[str]:
    return [parameter.id for parameter in (*node.args.posonlyargs, *node.args.args)]


def test_a_wrapper_written_in_python_is_read_itself() -> None:
    source = read(decorated)
    assert source.function is decorated
    assert source.definition.name == decorated.__code__.co_name != "decorated"


def test_an_object_that_wraps_a_function_is_called_itself() -> None:
    assert tl.grad(wrapped_in_an_object)(2.0) == 3.0


def test_a_cache_is_read_as_what_it_keeps() -> None:
    assert read(cached).function is cached.__wrapped__
    assert tl.grad(cached)(3.0) == 6.0


def test_a_lambda_of_a_comprehension_outside_of_functions_is_read() -> None:
    assert [tl.grad(one)(1.0) for one in powers] == [4.0, 10.0]


def test_a_decorated_function_is_placed_as_in_its_file() -> None:
    source = read(decorated.__wrapped__)  # type: ignore[attr-defined]
    assert source.function is decorated.__wrapped__  # type: ignore[attr-defined]
    assert source.definition.name == "decorated"
    assert source.lines[source.definition.lineno - 1].startswith("def decorated")
    last = source.definition.body[-1]
    assert source.lines[last.lineno - 1][last.col_offset :] == "return SCALE * x\n"
    assert Path(source.file).name == "test_reader.py"


def test_nested_functions_and_methods_keep_their_columns() -> None:
    source = read(outer(1.0))
    assert names(source.definition) == ["x", "y"]
    assert source.definition.col_offset == 4
    method = read(Model().method)
    assert method.function is Model.method
    assert names(method.definition) == ["self", "x"]
    text = method.definition.body[1].value
    assert text.value == "\nnot indented"
    assert (text.col_offset, method.lines[text.lineno - 1].strip()) == (15, 'text = """')
    nested = next(item for item in Model.method.__code__.co_consts if isinstance(item, types.CodeType))
    closure = (types.CellType(Model()),)
    inner = types.FunctionType(nested, globals(), closure=closure)
    inner.__qualname__ = "Model.method.<locals>.inner"
    assert names(read(inner).definition) == ["y"]


def test_the_lambda_is_the_one_that_compiles_to_the_live_code() -> None:
    assert [gast.dump(read(item).definition.body) for item in (one, two)] == [
        gast.dump(gast.parse(text, mode="eval").body) for text in ("x + 1", "x + 2")
    ]
    assert names(read(three).definition) == ["x", "y"]
    assert isinstance(read(three).definition, gast.Lambda)


def test_functions_with_asserts_are_read_although_pytest_rewrites_them() -> None:
    assert isinstance(read(asserting).definition.body[0], gast.Assert)


def test_a_notebook_cell_is_read_from_linecache() -> None:
    text = "def cell(x):\n    return x * 7\n"
    linecache.cache["<cell 1>"] = (len(text), None, text.splitlines(keepends=True), "<cell 1>")
    scope: dict[str, Any] = {}
    exec(compile(text, "<cell 1>", "exec"), scope)
    source = read(scope["cell"])
    assert (source.file, source.definition.lineno) == ("<cell 1>", 1)
    del linecache.cache["<cell 1>"]


def test_a_prompt_that_keeps_its_input_is_read() -> None:
    """As Python 3.13 keeps what is typed: one entry for each input, whose last line may have no end."""
    scope: dict[str, Any] = {}
    for number, text in enumerate(("def square(x):\n    return x * x\n", "cube = lambda x: square(x) * x")):
        file = f"<python-input-{number}>"
        linecache.cache[file] = (len(text), None, [f"{line}\n" for line in text.splitlines()], file)
        exec(compile(text, file, "single"), scope)
    assert tl.grad(scope["cube"])(2.0) == 12.0
    assert tl.grad(tl.grad(scope["cube"]))(2.0) == 12.0


def test_origin_counts_characters_and_shows_the_line(module: Callable[[str], types.ModuleType]) -> None:
    source = read(module("def f(x):\n\ty = 'é' * 1; return x\n").f)
    place = origin(source, source.definition.body[1], 3, "return x")
    assert (place.line, place.column, place.group, place.text) == (2, 15, 3, "return x")
    assert place.source == " y = 'é' * 1; return x"
    assert place.source[place.column - 1 :] == "return x"


def test_the_file_is_shown_relative_to_the_working_directory(
    module: Callable[[str], types.ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    function = module("def f(x):\n    return x\n").f
    monkeypatch.chdir(tmp_path)
    assert read(function).file == "model.py"
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert read(function).file == str(tmp_path / "model.py")


def refusal(function: Any) -> TangentError:
    with pytest.raises(TangentError) as caught:
        read(function)
    return caught.value


def test_what_has_no_python_source_is_refused() -> None:
    scope: dict[str, Any] = {}
    exec("def made(x):\n    return x", scope)
    builtin = "Wrap it in a Python function, and give it a derivative template if it has none."
    other = "Give a function made by `def` or `lambda`."
    messages = {
        len: f"`len` has no Python source: it is a builtin or compiled function\n{builtin}",
        operator.add: f"`add` has no Python source: it is a builtin or compiled function\n{builtin}",
        3.0: f"`3.0` is no Python function but of type `float`\n{other}",
        Model: f"`Model` is no Python function but of type `type`\n{other}",
        scope["made"]: "cannot read the source of `made`: there is no text for `<string>`\n"
        "Define the function by `def` in a file or a notebook cell.",
    }
    for function, message in messages.items():
        error = refusal(function)
        assert isinstance(error, NoSourceError)
        assert str(error) == message


CHANGES = {
    "its parameters differ": "def f(x, z):\n    '''Doc.'''\n    return g(x) + 2.0 * y",
    "its constants differ": "def f(x, y):\n    '''Doc.'''\n    return g(x) + 2 * y",
    "its names differ (`g`)": "def f(x, y):\n    '''Doc.'''\n    return h(x) + 2.0 * y",
    "its statements differ": "def f(x, y):\n    '''Doc.'''\n    return g(x) - 2.0 * y",
    "line 1 does not begin its definition": "\ndef f(x, y):\n    '''Doc.'''\n    return g(x) + 2.0 * y",
}


@pytest.mark.parametrize("reason", list(CHANGES))
def test_a_file_that_changed_is_refused(reason: str, module: Callable[[str], types.ModuleType]) -> None:
    function = module("def f(x, y):\n    '''Doc.'''\n    return g(x) + 2.0 * y\n").f
    assert read(function).definition.name == "f"
    module(CHANGES[reason] + "\n# changed\n")
    error = refusal(function)
    assert isinstance(error, SourceMismatchError)
    assert str(error) == (
        f"{function.__code__.co_filename}:1:1: the source of `f` is not that of the live function: {reason}\n"
        "Import it again (or run its cell again), so that the function and its file agree."
    )


def test_a_changed_docstring_and_a_changed_nested_function_are_seen(module: Callable[[str], types.ModuleType]) -> None:
    text = "def f(x):\n    '''Doc.'''\n    return [lambda y: y + 1.5, x]\n"
    function = module(text).f
    for changed in (text.replace("Doc", "Dog") + "\n", text.replace("1.5", "2.5") + "\n\n"):
        module(changed)
        assert "its constants differ" in str(refusal(function))


def test_with_asserts_the_rest_is_still_compared(module: Callable[[str], types.ModuleType]) -> None:
    function = module("def f(x):\n    assert x\n    return x * 2.5\n").f
    module("def f(x):\n    assert x > 1\n    return x * 2.5\n")
    assert read(function).definition.name == "f"
    module("def f(x):\n    assert x > 1\n    return x * 3.25\n")
    assert "its constants differ" in str(refusal(function))


def test_a_lambda_that_changed_is_refused(module: Callable[[str], types.ModuleType]) -> None:
    function = module("f = lambda x: x + 1\n").f
    module("f = lambda x: x + 22\n")
    assert isinstance(refusal(function), SourceMismatchError)
    module("f = None  # none\n")
    assert isinstance(refusal(function), NoSourceError)


def test_an_async_function_is_refused_with_its_place() -> None:
    error = refusal(coroutine)
    assert isinstance(error, UnsupportedConstructError)
    assert str(error).endswith(
        "cannot differentiate an `async def`\n"
        f"    {coroutine.__code__.co_firstlineno} | async def coroutine(x: float) -> float:\n"
        f"    {' ' * len(str(coroutine.__code__.co_firstlineno))}   ^\nMake it a plain function."
    )


def test_library_functions_are_read() -> None:
    for function in (linecache.getlines, functools.wraps, gast.dump, types.new_class):
        assert read(function).definition.name == function.__name__
    assert sys.modules[read(functools.wraps).function.__module__] is functools


def recursive(n: int) -> int:
    def inner(k: int) -> int:
        return k if k == 0 else inner(k - 1) + recursive(k - 1)

    return inner(n) if n else 0


class Base:
    def value(self, x: float) -> float:
        return x


class Base_(Base):  # noqa: N801
    def Base_(self, x: float) -> float:  # noqa: N802
        return super().value(x) * np.sin(x)


def test_recursion_super_and_imported_modules_compile_as_they_do_in_place() -> None:
    assert read(recursive).definition.name == "recursive"
    assert read(Base_.Base_).definition.name == "Base_"
