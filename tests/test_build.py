"""Modules that stand alone."""

from __future__ import annotations

import math as maths
import os
import stat
import subprocess
import sys
import types
from functools import wraps
from math import sin as sine  # noqa: F401 - read by name, as are the two below
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tangent_like.build as own_module  # noqa: F401
from numpy import tanh as t  # noqa: F401
from tangent_like import runtime
from tangent_like.build import standalone, write
from tangent_like.errors import Origin, UnsupportedConstructError
from tangent_like.program import Generated, Parameter, Return
from tangent_like.reader import read as compiler_function  # noqa: F401
from tangent_like.syntax import const, parse

HERE = Origin("model.py", 1, 1)
RATE = -2.5
WEIGHTS = np.array([[0.1, np.inf], [np.nan, -1e-300]])
ALIAS = WEIGHTS
SINGLE = np.array([0.1, 0.2], dtype=np.float32)
EMPTY = np.zeros((0, 3))
COMPLEX = np.array([1 + 2j, -1j])
SCALAR = np.float64(0.1)
TABLE = {"a": [1, 2.5, None], "b": (True, "x")}
LARGE = np.zeros(1001)
OBJECT = object()
square = lambda x: x * x  # noqa: E731


def twice(function: Any) -> Any:
    @wraps(function)
    def wrapper(x: float) -> Any:
        return 2 * function(x)

    return wrapper


@twice
def scaled(x: float, rate: float = RATE) -> Any:
    """Scaled."""
    # a comment that is kept
    return rate * square(x) + maths.pi


undecorated = scaled.__wrapped__


def even(n: int) -> bool:
    return n == 0 or odd(n - 1)


def odd(n: int) -> bool:
    return n != 0 and even(n - 1)


def factory(a: float) -> Any:
    def inner(x: float) -> Any:
        return a * x

    return inner


tripled = factory(3.0)


def primal(x: float) -> float:
    return x


def made(name: str, result: str, primal: Any = primal, **needs: Any) -> Generated:
    return Generated(
        name, (Parameter("x", annotation=parse("float")),), (Return(parse(result), HERE),), "Doc.", primal, needs
    )


def run(text: str) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    exec(compile(text, "<written>", "exec", dont_inherit=True), scope)
    return scope


def evaluated(result: str, x: float = 0.5) -> Any:
    return run(standalone([made("f", result)]))["f"](x)


def test_a_whole_module() -> None:
    functions = [made("f", "np.sum(t(x)) * RATE + g(x)"), made("g", "sine(maths.fabs(scaled(x)))")]
    assert standalone(functions, "Derivatives of the model.") == (
        '"""Derivatives of the model."""\n\nfrom __future__ import annotations\n\n'
        "import math as maths\nfrom functools import wraps\nfrom math import sin as sine\nfrom typing import Any\n\n"
        "import numpy as np\nfrom numpy import tanh as t\n\n"
        "RATE = -2.5\n\n\n"
        "square = lambda x: x * x\n\n\n"
        "def twice(function: Any) -> Any:\n    @wraps(function)\n    def wrapper(x: float) -> Any:\n"
        "        return 2 * function(x)\n\n    return wrapper\n\n\n"
        '@twice\ndef scaled(x: float, rate: float = RATE) -> Any:\n    """Scaled."""\n    # a comment that is kept\n'
        "    return rate * square(x) + maths.pi\n\n\n"
        'def f(x: float):\n    """Doc."""\n    return np.sum(t(x)) * RATE + g(x)\n\n\n'
        'def g(x: float):\n    """Doc."""\n    return sine(maths.fabs(scaled(x)))\n'
    )


@pytest.mark.parametrize("name", ["RATE", "WEIGHTS", "SINGLE", "EMPTY", "COMPLEX", "SCALAR", "TABLE"])
def test_module_data_is_written_exactly(name: str) -> None:
    found, expected = evaluated(name), globals()[name]
    assert type(found) is type(expected)
    if isinstance(expected, np.ndarray):
        assert (found.dtype, found.shape, found.tobytes()) == (expected.dtype, expected.shape, expected.tobytes())
    else:
        assert repr(found) == repr(expected)


def test_one_array_under_two_names_stays_one() -> None:
    first, second = evaluated("(WEIGHTS, ALIAS)")
    assert first is second


def test_functions_are_copied_with_what_they_read() -> None:
    assert evaluated("scaled(x)") == scaled(0.5)
    assert evaluated("even(7)") is False
    assert evaluated("tripled(x)") == 1.5
    text = standalone([made("f", "tripled(x)")])
    assert "a = 3.0\n" in text
    assert "def inner(x: float) -> Any:\n    return a * x\n\n\ntripled = inner\n" in text


def test_a_function_that_was_decorated_is_copied_without_its_decorators() -> None:
    """The name means the function that the decorator was given; the one that it returned is another."""
    assert evaluated("undecorated(x)") == scaled(0.5) / 2
    assert "@twice" not in standalone([made("f", "undecorated(x)")])


def test_helpers_come_with_the_helpers_that_they_call() -> None:
    needs = {"add_at": runtime.add_at, "unbroadcast": runtime.unbroadcast}
    pair = (Parameter("x"), Parameter("y"))
    functions = [
        Generated(name, pair, (Return(parse(result), HERE),), "", None, needs)
        for name, result in (("f", "add_at(x, 0, y)"), ("g", "unbroadcast(y, x)"))
    ]
    text = standalone(functions)
    assert text == standalone(functions)
    assert "tangent_like" not in text
    assert [text.count(f"def {helper}(") for helper in ("add_at", "unbroadcast", "may_repeat")] == [1, 1, 1]
    scope = run(text)
    assert scope["g"](1.0, np.ones(3)) == 3.0
    np.testing.assert_array_equal(scope["f"](np.zeros(2), 1.5), [1.5, 0.0])


def test_a_written_module_runs_in_an_empty_folder_and_passes_the_linter(tmp_path: Path) -> None:
    text = standalone([made("f", "np.sum(t(WEIGHTS[0, 0] * x)) + scaled(x)")])
    write(tmp_path / "written.py", text)
    command = "import sys, written; print(written.f(0.5), 'tangent_like' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"{np.sum(np.tanh(0.05)) + scaled(0.5)!s} False\n"
    lint = [sys.executable, "-m", "ruff", "check", "--isolated", "--ignore=E731", str(tmp_path / "written.py")]
    assert subprocess.run(lint, capture_output=True, text=True, check=False).returncode == 0


def test_annotations_that_mean_nothing_elsewhere_are_left_out() -> None:
    parameters = (
        Parameter("x", annotation=parse("Local")),
        Parameter("y", default=const(1.0), annotation=parse("np.ndarray")),
    )
    text = standalone([Generated("f", parameters, (Return(parse("x"), HERE),), "", primal, {}, parse("Local"))])
    assert "def f(x, y: np.ndarray = 1.0):\n" in text


def refusal(*functions: Generated) -> str:
    with pytest.raises(UnsupportedConstructError) as caught:
        standalone(functions)
    return str(caught.value)


def test_what_cannot_be_written_is_refused_by_name() -> None:
    for name, kind in (("OBJECT", "object"), ("LARGE", "ndarray")):
        assert refusal(made("f", f"x + {name}")) == (
            f"cannot write `{name}`, which `f` reads, into a module: it is of type `{kind}`\n"
            "Pass it as an argument, or make it a number, a string, a tuple, list or dict of those, "
            "or an array of at most 1000 numbers."
        )
    assert refusal(made("f", "missing(x)")) == (
        "cannot write a module: `f` reads `missing`, which is not defined\nDefine it before the module is written."
    )
    for name in ("compiler_function", "own_module"):
        assert refusal(made("f", f"{name}(x)")) == (
            f"cannot write `{name}`, which `f` reads, into a module: it is part of tangent_like\n"
            "Use the function where tangent_like is installed, or call what it calls by name."
        )


def test_one_name_for_two_things_is_refused() -> None:
    scope: dict[str, Any] = {"RATE": 7.0}
    exec("def other(x): return RATE * x", scope)
    message = (
        "cannot write one module: `RATE` means one thing in `g` and another elsewhere\n"
        "Rename one of the two, or write two modules."
    )
    assert refusal(made("f", "RATE"), made("g", "RATE", scope["other"])) == message
    scope["RATE"] = -2.5
    assert standalone([made("f", "RATE"), made("g", "RATE", scope["other"])]).count("RATE = -2.5\n") == 1
    assert refusal(made("odd", "even(3)")) == message.replace("`RATE`", "`odd`").replace("`g`", "`even`")


def test_writing_keeps_permissions_and_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "written.py"
    mask = os.umask(0o027)
    try:
        write(file, "a = 'é'\n")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    file.chmod(0o755)
    write(str(file), "b = 2\n")
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("b = 2\n", 0o755)
    (tmp_path / "link.py").symlink_to(file)
    write(tmp_path / "link.py", "c = 3\n")
    assert (tmp_path / "link.py").is_symlink()
    assert file.read_text() == "c = 3\n"
    with pytest.raises(UnicodeEncodeError):
        write(file, "\ud800")
    assert file.read_text() == "c = 3\n"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["link.py", "written.py"]


def test_functions_of_the_users_own_modules_are_copied_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mymodel.py").write_text("K = 4.0\n\ndef step(x):\n    return K * x\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = __import__("mymodel")
    assert isinstance(module, types.ModuleType)
    text = standalone([made("f", "step(x)", step=module.step)])
    assert "import mymodel" not in text
    assert run(text)["f"](2.0) == 8.0
    sys.modules.pop("mymodel")
