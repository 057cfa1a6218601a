"""The command line, as a user types it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from tangent_like.cli import main

MODEL = """
import math

import numpy as np

from scales import SCALE


def fun(x, y):
    z = x**2 + 3 * x * y + y**2
    return SCALE * z


def loss(w, x):
    return np.sum(np.tanh(w * x) ** 2)


def outside(x):
    return math.sqrt(x)


def opened(x):
    with open(x) as file:
        return file.read() * x


constant = 3.0
"""


@pytest.fixture
def model(tmp_path: Path) -> Iterator[Path]:
    """A file with functions, which imports a neighbour; what it imports is forgotten afterwards."""
    (tmp_path / "scales.py").write_text("SCALE = 1.0\n", encoding="utf-8")
    path = tmp_path / "model_of_test_cli.py"
    path.write_text(MODEL, encoding="utf-8")
    before, modules = list(sys.path), set(sys.modules)
    yield path
    sys.path[:] = before
    for name in ("scales", *{name for name in sys.modules if name.endswith("_of_test_cli")} - modules):
        sys.modules.pop(name, None)


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def executed(text: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "written"}
    exec(compile(text, "written", "exec"), namespace)
    return namespace


def test_grad_prints_a_module_that_stands_alone(model: Path) -> None:
    result = run("grad", f"{model}:loss")
    assert result.exit_code == 0, result.output
    assert "tangent_like" not in result.stdout.replace("Gradient", "")
    w, x = np.array([0.3, -1.0]), np.array([2.0, 0.5])
    found = executed(result.stdout)["dlossdw"](w, x)
    np.testing.assert_allclose(found, 2 * np.tanh(w * x) * (1 - np.tanh(w * x) ** 2) * x)


@pytest.mark.parametrize("chosen", [("--wrt", "x", "--wrt", "w"), ("--wrt", "1", "--wrt", "0")])
def test_wrt_by_name_and_position(model: Path, chosen: tuple[str, ...]) -> None:
    result = run("grad", f"{model}:loss", *chosen)
    assert result.exit_code == 0, result.output
    gradients = executed(result.stdout)["dlossdxw"](2.0, 0.5)
    expected = 2 * np.tanh(1.0) * (1 - np.tanh(1.0) ** 2)
    np.testing.assert_allclose(gradients, (expected * 2.0, expected * 0.5))


def test_grad_writes_a_module(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "loss_grad.py"
    result = run("grad", f"{model}:loss", "--value", "-o", out)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    namespace = executed(out.read_text(encoding="utf-8"))
    value, _ = next(made for name, made in namespace.items() if name.startswith("dloss"))(1.0, 1.0)
    assert value == pytest.approx(np.tanh(1.0) ** 2)
    assert [path.name for path in tmp_path.glob("loss_grad*")] == ["loss_grad.py"]


def test_grad_into_a_missing_folder(model: Path, tmp_path: Path) -> None:
    result = run("grad", f"{model}:loss", "-o", tmp_path / "nowhere" / "out.py")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr


def test_check_prints_the_report(model: Path) -> None:
    result = run("check", f"{model}:fun", "--args", "(2.0, 1.0)", "--wrt", "x", "--wrt", "y")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "fun: the gradient agrees with central differences"
    assert {line.split()[0] for line in lines[2:]} == {"x", "y"}
    assert all(line.endswith("ok") for line in lines[2:])


def test_check_evaluates_in_the_files_namespace(model: Path) -> None:
    assert run("check", f"{model}:loss", "--args", "(np.ones(3), constant)").exit_code == 0


def test_check_of_a_kink_exits_with_1(model: Path) -> None:
    model.write_text("def kink(x):\n    return x if x > 0 else 3.0 * x\n", encoding="utf-8")
    result = run("check", f"{model}:kink", "--args", "0.0")
    assert result.exit_code == 1
    assert "kink: the gradient is wrong" in result.stdout
    assert "DIFFERS" in result.stdout


def test_a_refused_function_exits_with_1(model: Path) -> None:
    result = run("grad", f"{model}:opened")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith((f"{model}:23:", f"{model}:24:"))
    assert "^" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_error_in_the_users_function_exits_with_1(model: Path) -> None:
    result = run("check", f"{model}:outside", "--args", "-1.0")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{model}:19:5: outside raised ValueError: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import math\nmath.sqrt(-1)\n", ":2:1: importing broken_of_test_cli.py raised ValueError: "),
        ("def f(x:\n    return x\n", ":1:6: importing broken_of_test_cli.py raised SyntaxError: "),
        ("import nothing_of_that_name\n", ":1:1: importing broken_of_test_cli.py raised ModuleNotFoundError: "),
        ("import sys\nsys.exit(3)\n", ":2:1: importing broken_of_test_cli.py raised SystemExit: 3"),
    ],
)
def test_a_file_that_fails_exits_with_1(model: Path, text: str, expected: str) -> None:
    path = model.parent / "broken_of_test_cli.py"
    path.write_text(text, encoding="utf-8")
    result = run("grad", f"{path}:f")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}{expected}")
    assert "Run the file with Python to see the whole traceback." in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("grad", "model_of_test_cli.py"), "is not of the form PATH.py:FUNCTION"),
        (("grad", "absent.py:fun"), "there is no file absent.py"),
        (("grad", "model_of_test_cli.py:absent"), "has no function 'absent'"),
        (("grad", "model_of_test_cli.py:constant"), "is of type float, no function"),
        (("grad", "model_of_test_cli.py:fun", "--wrt", "z"), "wrt"),
        (("grad", "model_of_test_cli.py:fun", "--wrt", "7"), "wrt"),
        (("check", "model_of_test_cli.py:fun"), "--args"),
        (("check", "model_of_test_cli.py:fun", "--args", "(1.0,"), "raised SyntaxError"),
        (("check", "model_of_test_cli.py:fun", "--args", "unknown"), "raised NameError"),
        (("check", "model_of_test_cli.py:fun", "--args", "1.0"), "missing a required argument: 'y'"),
        (("check", "model_of_test_cli.py:fun", "--args", "(1.0, 2.0)", "--wrt", "z"), "wrt"),
        (("nothing",), "No such command"),
    ],
)
def test_a_wrong_command_exits_with_2(
    model: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(model.parent)
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_module_of_a_package_is_imported_as_one(model: Path) -> None:
    folder = model.parent / "package_of_test_cli"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "inner" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "rates.py").write_text("RATE = 3.0\n", encoding="utf-8")
    text = "from ..rates import RATE\n\n\ndef f(x):\n    return RATE * x * x\n"
    (folder / "inner" / "growth.py").write_text(text, encoding="utf-8")
    try:
        result = run("grad", f"{folder / 'inner' / 'growth.py'}:f")
    finally:
        for name in [one for one in sys.modules if one.startswith("package_of_test_cli")]:
            del sys.modules[name]
    assert result.exit_code == 0, result.output
    assert executed(result.stdout)["dfdx"](2.0) == 12.0


def test_what_a_file_prints_is_no_part_of_the_module(model: Path) -> None:
    model.write_text("print('loading')\n\n\ndef f(x):\n    return x * x\n", encoding="utf-8")
    result = run("grad", f"{model}:f")
    assert result.exit_code == 0, result.output
    assert result.stderr == "loading\n"
    assert executed(result.stdout)["dfdx"](2.0) == 4.0


def test_methods_are_named_with_their_object(model: Path) -> None:
    text = "class Model:\n    def loss(self, x):\n        return x * x\n\n\nmodel = Model()\n"
    model.write_text(text, encoding="utf-8")
    result = run("grad", f"{model}:model.loss")
    assert result.exit_code == 0, result.output
    assert executed(result.stdout)["dlossdx"](2.0) == 4.0


def test_a_class_is_no_function(model: Path) -> None:
    model.write_text("class Model:\n    pass\n", encoding="utf-8")
    result = run("grad", f"{model}:Model")
    assert result.exit_code == 1
    assert result.stderr == (
        "`Model` is a class, not a function\n"
        "Differentiate a function that makes the object, and returns what it is for.\n"
    )


def test_a_file_named_like_a_module_in_use_is_refused(model: Path) -> None:
    path = model.parent / "json.py"
    path.write_text("def f(x):\n    return x\n", encoding="utf-8")
    result = run("grad", f"{path}:f")
    assert result.exit_code == 2
    assert "rename json.py" in result.stderr


def test_an_independent_result_warns(model: Path) -> None:
    model.write_text("def flat(x, y):\n    return y * 2.0\n", encoding="utf-8")
    result = run("grad", f"{model}:flat")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("warning: ")
    assert "warning" not in result.stdout


@pytest.mark.parametrize("arguments", [("--help",), ("grad", "--help"), ("check", "--help")])
def test_help(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_python_dash_m_is_the_same_command(model: Path) -> None:
    def out(*command: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", "tangent_like", *command]
        return subprocess.run(whole, capture_output=True, text=True, check=False, cwd=model.parent)

    version = out("--version")
    assert version.returncode == 0
    assert version.stdout.startswith("tangent-like, version ")
    printed = out("grad", f"{model.name}:fun")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout == run("grad", f"{model}:fun").stdout
    assert out("grad", "absent.py:fun").returncode == 2


def test_the_package_imports_neither_click_nor_rich() -> None:
    program = "import sys, tangent_like; print({'click', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
