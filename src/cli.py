"""The command ``tangent-like``.

Exit status: 0, or 1 if the function is refused, fails or has a wrong gradient, or 2 if the command is wrong.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.util
import inspect
import linecache
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import click
import numpy as np

from . import api, build, view
from .errors import Origin, TangentError, WrtError

_REFUSED = 1
_USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tangent-like", prog_name="tangent-like")
def main() -> None:
    """Write the derivative of a Python function as Python source, or check it against central differences.

    A function is given as PATH.py:NAME, a method as PATH.py:NAME.METHOD of an object in the file. The file is imported,
    as a module of its package if it is in one, so that what it runs at its top level runs.
    """


_target = click.argument("target", metavar="PATH.py:FUNCTION")
_wrt = click.option(
    "--wrt",
    multiple=True,
    metavar="PARAMETER",
    help="Name or position of a parameter to differentiate with respect to; may be repeated.  [default: 0]",
)

_mode = click.option(
    "--mode",
    type=click.Choice(["reverse", "forward"]),
    default="reverse",
    show_default=True,
    help="forward: the product of the Jacobian and a vector, which takes a tangent for each PARAMETER.",
)


@main.command()
@_target
@_wrt
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the module to this file.")
@click.option("--value", is_flag=True, help="Return the function's value as well: (value, gradient).")
@_mode
def grad(target: str, wrt: tuple[str, ...], output: Path | None, value: bool, mode: str) -> None:
    """Print the gradient of a function as a module that stands alone.

    \b
    tangent-like grad model.py:loss
    tangent-like grad model.py:loss --wrt weights --wrt bias --value -o loss_grad.py
    """
    function, _ = _load(target)
    with _reported():
        if mode == "forward":
            derivative = api.jvp(function, wrt=_chosen(wrt), preserve_result=value)
        else:
            derivative = (api.value_and_grad if value else api.grad)(function, wrt=_chosen(wrt))
        text = api.module_source(derivative)
    if output is None:
        view.show_source(text)
        return
    try:
        build.write(output, text)
    except OSError as error:
        raise click.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="'-o'") from None


@main.command()
@_target
@_wrt
@click.option(
    "--args",
    "arguments",
    required=True,
    metavar="EXPRESSION",
    help="The arguments to check at: a tuple, or one value. The file's names and np can be used.",
)
@_mode
def check(target: str, wrt: tuple[str, ...], arguments: str, mode: str) -> None:
    """Compare the gradient of a function with central differences.

    \b
    tangent-like check model.py:loss --args '(1.0, np.ones(3))'
    tangent-like check model.py:loss --args 'sample_arguments()' --wrt weights
    """
    function, namespace = _load(target)
    args = _evaluated(arguments, namespace)
    try:
        inspect.signature(function).bind(*args)
    except (TypeError, ValueError) as error:
        raise click.BadParameter(f"{target}: {error}", param_hint="'--args'") from None
    with _reported(target):
        report = api.check_grad(function, args, wrt=_chosen(wrt), mode=mode)
    view.show_report(report)
    if not report.ok:
        sys.exit(_REFUSED)


def _chosen(wrt: tuple[str, ...]) -> tuple[int | str, ...]:
    return tuple(int(one) if one.lstrip("-").isdigit() else one for one in wrt) or (0,)


def _load(target: str) -> tuple[Callable[..., Any], dict[str, Any]]:
    """The function that ``PATH.py:NAME`` stands for, and the namespace of its file."""
    path_text, colon, function_name = target.rpartition(":")
    path = Path(path_text)
    if not colon or not function_name or path.suffix != ".py":
        raise click.UsageError(f"{target!r} is not of the form PATH.py:FUNCTION")
    if not path.is_file():
        raise click.UsageError(f"there is no file {path_text}")
    namespace = _imported(path.resolve())
    first, *rest = function_name.split(".")
    function = functools.reduce(lambda value, key: getattr(value, key, None), rest, namespace.get(first))
    if function is None:
        raise click.UsageError(f"{path_text} has no function {function_name!r}")
    if not callable(function):
        raise click.UsageError(f"{function_name!r} in {path_text} is of type {type(function).__name__}, no function")
    return function, namespace


def _imported(path: Path) -> dict[str, Any]:
    """Import a file, as a module of its package if it is in one. What it prints goes to standard error."""
    folder, title = _place(path)
    if title in sys.modules:
        raise click.UsageError(f"the name {title!r} belongs to a module that is in use: rename {path.name}")
    sys.path.insert(0, str(folder))
    try:
        with contextlib.redirect_stdout(sys.stderr):
            above = title.rpartition(".")[0]
            if above:
                importlib.import_module(above)
            return vars(sys.modules[title] if title in sys.modules else _executed(path, title))
    except (Exception, SystemExit) as error:
        _fail(error, str(path), f"importing {path.name}")


def _place(path: Path) -> tuple[Path, str]:
    """The folder to import a file from, and the name under which: its stem, after the packages that it is in."""
    folder, parts = path.parent, [path.stem]
    while (folder / "__init__.py").is_file():
        parts.insert(0, folder.name)
        folder = folder.parent
    return folder, ".".join(parts).removesuffix(".__init__")


def _executed(path: Path, title: str) -> ModuleType:
    """The module that a file makes."""
    spec = importlib.util.spec_from_file_location(title, path)
    if spec is None or spec.loader is None:
        raise click.UsageError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[title] = module
    spec.loader.exec_module(module)
    return module


def _evaluated(text: str, namespace: dict[str, Any]) -> tuple[Any, ...]:
    try:
        value = eval(text, {"np": np, **namespace})
    except Exception as error:
        message = f"{text} raised {type(error).__name__}: {error}"
        raise click.BadParameter(message, param_hint="'--args'") from None
    return value if isinstance(value, tuple) else (value,)


@contextlib.contextmanager
def _reported(target: str = "") -> Iterator[None]:
    """Show what the body raises or warns of as messages, and end with the exit status that belongs to it.

    Only errors of the user's own function are caught besides the compiler's: where ``target`` runs it.
    """
    with warnings.catch_warnings(record=True) as caught:
        try:
            yield
        except WrtError as error:
            view.show_error(error)
            sys.exit(_USAGE)
        except TangentError as error:
            view.show_error(error)
            sys.exit(_REFUSED)
        except Exception as error:
            if not target:
                raise
            path, _, function_name = target.rpartition(":")
            _fail(error, str(Path(path).resolve()), function_name)
        finally:
            for warning in caught:
                view.show_error(f"warning: {warning.message}")


def _fail(error: BaseException, path: str, what: str) -> NoReturn:
    """Show where in the user's file an error of its own came from, and end."""
    frames = traceback.extract_tb(error.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == path), None) or 1
    offset = None
    if isinstance(error, SyntaxError) and error.filename == path:
        line, offset = error.lineno or 1, error.offset
    source = linecache.getline(path, line).rstrip()
    column = offset or len(source) - len(source.lstrip()) + 1
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    message = f"{what} raised {type(error).__name__}: {said}".rstrip(": ")
    origin = Origin(path, line, column, source=source)
    view.show_error(TangentError(message, "Run the file with Python to see the whole traceback.", origin))
    sys.exit(_REFUSED)
