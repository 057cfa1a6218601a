"""Programs with their arguments, and the ways in which the tests of whole derivatives run them."""

from __future__ import annotations

import copy
import importlib.util
import inspect
import linecache
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import tangent_like as tl
from tangent_like.differences import is_number, leaves_of, same
from tangent_like.errors import TangentError

WAYS = pytest.mark.parametrize(
    ("optimized", "kinds"),
    [(True, False), (True, True), (False, False), (False, True)],
    ids=["optimized", "optimized with kinds", "plain", "plain with kinds"],
)


def quiet_grad(f: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    """The gradient, without the warning for a result that does not depend on an argument."""
    return tl.grad(f, on_independent="ignore", **options)


def active_names(f: Callable[..., Any], args: Sequence[Any]) -> tuple[str, ...]:
    """The parameters whose arguments hold floating numbers."""
    names = list(inspect.signature(f).parameters)
    return tuple(
        name for name, arg in zip(names, args, strict=False) if any(_floating(leaf) for _, leaf in leaves_of(arg))
    )


def _floating(leaf: Any) -> bool:
    return is_number(leaf) and np.asarray(leaf).dtype.kind in "fc"


def check(
    f: Callable[..., Any],
    *args: Any,
    wrt: Sequence[str] | None = None,
    optimized: bool = True,
    kinds: bool = False,
    expected: Any = None,
    rtol: float = 1e-5,
    **kwargs: Any,
) -> Any:
    """Compare a gradient with central differences, or with ``expected``, and hold it to everything else it promises."""
    names = active_names(f, args) if wrt is None else tuple(wrt)
    df = quiet_grad(f, wrt=names, optimized=optimized, example_args=args if kinds else None)
    before = copy.deepcopy((args, kwargs))
    with np.errstate(all="ignore"):
        found, again = (as_tuple(df(*args, **kwargs), names) for _ in range(2))
        if expected is None:
            expected = as_tuple(tl.numerical_grad(f, wrt=names)(*args, **kwargs), names)
        else:
            expected = as_tuple(expected, names)
    assert same((args, kwargs), before), "the arguments were changed"
    bound = inspect.signature(f).bind(*args, **kwargs)
    bound.apply_defaults()
    for name, one, other, true in zip(names, found, again, expected, strict=True):
        assert_close(one, true, rtol)
        assert same(one, other), "the second call gives another result"
        assert_like(one, bound.arguments[name])
    assert_fresh(found, args)
    return found if len(names) > 1 else found[0]


def as_tuple(value: Any, names: Sequence[str]) -> tuple[Any, ...]:
    return (value,) if len(names) == 1 else tuple(value)


def assert_close(found: Any, true: Any, rtol: float = 1e-5) -> None:
    """Equal structure and nearly equal numbers."""
    ours, theirs = list(leaves_of(found)), list(leaves_of(true))
    assert [path for path, _ in ours] == [path for path, _ in theirs], f"{found} is not {true}"
    for (_, one), (_, other) in zip(ours, theirs, strict=True):
        if is_number(other):
            size = float(np.max(np.abs(other), initial=0.0))
            np.testing.assert_allclose(one, other, rtol=rtol, atol=rtol * max(size, 1e-3))
        else:
            assert one is other or one == other


def assert_like(gradient: Any, argument: Any) -> None:
    """A gradient has the structure, shapes and floating dtypes of its argument."""
    if isinstance(argument, (list, tuple, dict)):
        assert type(gradient) is type(argument)
        items = argument.items() if isinstance(argument, dict) else enumerate(argument)
        for key, item in items:
            assert_like(gradient[key], item)
    elif is_number(argument):
        dtype = np.asarray(argument).dtype
        assert np.shape(gradient) == np.shape(argument)
        assert np.asarray(gradient).dtype == (dtype if dtype.kind in "fc" else np.dtype(float))
        assert isinstance(gradient, np.ndarray) == isinstance(argument, np.ndarray)
    else:
        assert gradient is argument or gradient == argument


def assert_fresh(gradients: Any, *others: Any) -> None:
    """Arrays of gradients can be written, and share storage with nothing."""
    known = [leaf for other in others for _, leaf in leaves_of(other) if isinstance(leaf, np.ndarray)]
    for _, leaf in leaves_of(gradients):
        if isinstance(leaf, np.ndarray) and is_number(leaf):
            assert leaf.flags.writeable
            assert not any(np.shares_memory(leaf, other) for other in known)
            known.append(leaf)


def line_of(f: Callable[..., Any], text: str) -> int:
    """The number of the first line of a function that holds some text."""
    lines, first = inspect.getsourcelines(f)
    numbered = list(enumerate(lines, first))
    while numbered[0][1].strip().startswith("@"):
        numbered.pop(0)
    return next(number for number, line in numbered if text in line)


@dataclass(frozen=True, eq=False)
class Program:
    """A program with its arguments.

    ``true``: its gradient, where differences are not all there is to say. ``needs_kinds``: what it means depends on
    kinds (whether a name is a number or a view), so that it may be refused at its place where these are not known.
    ``rule``: the rule of soundness that it breaks in a derivative written naively.
    """

    f: Callable[..., Any]
    args: tuple[Any, ...]
    true: Any = None
    needs_kinds: bool = False
    rule: str = ""


def adding_to(programs: list[Program]) -> Callable[..., Callable[[Callable[..., Any]], Callable[..., Any]]]:
    """The decorator that adds programs to a list; used twice, it adds a program with other arguments."""

    def program(
        *args: Any, true: Any = None, needs_kinds: bool = False, rule: str = ""
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def add(f: Callable[..., Any]) -> Callable[..., Any]:
            programs.append(Program(f, args, true, needs_kinds, rule))
            return f

        return add

    return program


def titles(programs: Sequence[Program]) -> list[str]:
    return [f"{one.rule} {one.f.__name__}".strip() for one in programs]


def check_program(one: Program, optimized: bool, kinds: bool) -> None:
    """As `check`; an error at its place is as good where the program needs kinds and they are not known."""
    try:
        check(one.f, *copy.deepcopy(one.args), optimized=optimized, kinds=kinds, expected=one.true)
    except (TangentError, ValueError) as error:
        if kinds or not one.needs_kinds or not LOCATED.match(str(error)):
            raise


def check_that_it_has_a_gradient(one: Program) -> None:
    """It runs, depends smoothly on its arguments, and agrees with the gradient that is given for it."""
    names = active_names(one.f, one.args)
    with np.errstate(all="ignore"):
        true = as_tuple(tl.numerical_grad(one.f, wrt=names)(*copy.deepcopy(one.args)), names)
    numbers = [np.asarray(leaf) for _, leaf in leaves_of(true) if _floating(leaf)]
    assert all(np.isfinite(number).all() for number in numbers)
    assert any(number.any() for number in numbers)
    if one.true is not None:
        assert_close(true, as_tuple(one.true, names))


def located_error(f: Callable[..., Any], *args: Any, optimized: bool = True, kinds: bool = False) -> str:
    """The error, of the compiler or of the first call, with which a program is refused: it begins with its place."""
    names = active_names(f, args)
    with pytest.raises((TangentError, ValueError), match=LOCATED) as caught:
        quiet_grad(f, wrt=names, optimized=optimized, example_args=args if kinds else None)(*args)
    return str(caught.value)


def refusal(f: Callable[..., Any], *args: Any, **options: Any) -> TangentError:
    """The error with which `grad` refuses a function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(TangentError) as caught:
            tl.grad(f, **options)
    return caught.value


LOCATED = re.compile(r"\S+\.py:\d+:\d+: ")


def assert_located(error: TangentError, f: Callable[..., Any], text: str) -> None:
    """An error names the file, the line that holds ``text`` and a column, and shows the line with a caret."""
    assert LOCATED.match(str(error)), str(error)
    assert error.origin is not None
    line = line_of(f, text)
    assert error.origin.line == line, f"line {error.origin.line} instead of {line}\n{error}"
    head, shown, caret, hint = str(error).split("\n")
    assert head.split(":")[0].endswith(Path(inspect.getfile(f)).name)
    assert text in shown
    assert caret.strip() == "^"
    assert hint


def module_of(folder: Path, name: str, text: str) -> ModuleType:
    """A module of this text, imported from a folder."""
    path = folder / f"{name}.py"
    path.write_text(text)
    linecache.checkcache(str(path))
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
