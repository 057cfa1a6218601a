"""What users call: derivatives of Python functions as Python functions, with their source."""

from __future__ import annotations

import contextlib
import enum
import gc
import inspect
import warnings
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import FunctionType
from typing import Any, cast

from . import build, differences, gradcheck
from .binding import requested
from .declared import class_of, kind_of_value
from .differences import Wrt, display_name, resolve_wrt
from .errors import IndependentWarning, NoReturnError, NoSourceError, WrtError, place_of
from .loader import load
from .markers import stop_gradient
from .paths import is_path, steps_of
from .pipeline import OUTPUT, STOPPED, Output, differentiate, independence_error, resolved, state_of
from .primitives import rule_of
from .program import DERIVING, Request
from .receivers import of_methods, receiver_of
from .syntax import NONE
from .values import UNKNOWN, Kind

__all__ = [
    "InputDerivative",
    "Wrt",
    "autodiff",
    "check_grad",
    "elementwise_grad",
    "grad",
    "jvp",
    "module_source",
    "numerical_grad",
    "value_and_grad",
    "vjp",
]

Derivative = Callable[..., Any]


class InputDerivative(enum.Enum):
    """What the seed of a derivative is if the caller gives none.

    ``Required``: it must be given. ``DefaultOne``: 1.0. ``DefaultOnes``: ones of the result's shape.
    """

    Required = "Required"
    DefaultOne = "DefaultOne"
    DefaultOnes = "DefaultOnes"


_CACHE = "__derivatives__"
"""The attribute of a function that remembers its derivatives, so that they are forgotten with it."""

COMPOSED = "__composed__"
"""The attribute of a function that is put together from derivatives when it is called, such as a Jacobian."""


@of_methods
def grad(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    optimized: bool = True,
    preserve_result: bool = False,
    check_dims: bool = True,
    verbose: int = 0,
    *,
    has_aux: bool = False,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
    on_independent: str = "warn",
) -> Derivative:
    """The gradient of a function whose result is one number.

    The gradient takes the arguments of ``func`` and returns, for each parameter in ``wrt`` (indices, names, or
    ``"all"``), a value of the structure, shape and dtype of the argument; for a single one, the bare gradient.
    ``preserve_result`` appends the result of ``func``; ``has_aux``: ``func`` returns ``(value, extra)`` and so does the
    gradient. ``check_dims=False`` leaves out the check that the result is one number. ``verbose=1`` prints the source,
    ``verbose=2`` also what was found on the way. ``example_args`` tell of which kinds the arguments are.
    ``on_independent``: ``"warn"``, ``"error"`` or ``"ignore"`` if the result does not depend on an argument.

    The gradient of a real result towards a complex argument ``x + iy`` is ``df/dx - i df/dy``. ``holomorphic=True``:
    the arguments and the result are complex, and the gradient is the complex derivative ``df/dz``. A complex result
    without it is a `ComplexResultError`, a real one with it a `HolomorphicError`, also for functions such as ``abs``.

    Raises a subclass of `TangentError` for what cannot be differentiated.
    """
    given = (func, wrt, optimized, preserve_result, check_dims, example_args)
    asked: dict[str, Any] = {
        "input_derivative": "DefaultOne",
        "scalar_result": True,
        "has_aux": has_aux,
        "holomorphic": holomorphic,
    }
    return _derivative(_request(*given, **asked), verbose, on_independent)


@of_methods
def value_and_grad(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    optimized: bool = True,
    check_dims: bool = True,
    verbose: int = 0,
    *,
    has_aux: bool = False,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
    on_independent: str = "warn",
) -> Derivative:
    """Like `grad`, but the derivative returns ``(value, gradient)``."""
    given = (func, wrt, optimized, False, check_dims, example_args)
    asked: dict[str, Any] = {
        "input_derivative": "DefaultOne",
        "scalar_result": True,
        "has_aux": has_aux,
        "holomorphic": holomorphic,
    }
    return _derivative(_request(*given, value_first=True, **asked), verbose, on_independent)


@of_methods
def vjp(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    optimized: bool = True,
    preserve_result: bool = False,
    check_dims: bool = True,
    verbose: int = 0,
    *,
    example_args: Sequence[Any] | None = None,
) -> Derivative:
    """The product of a vector and the Jacobian: takes the arguments of ``func``, then the adjoint of its result.

    The adjoint (seed) has the shape of the result and is last, by position or as ``b`` + the result's name.
    """
    request = _request(func, wrt, optimized, preserve_result, check_dims, example_args)
    return _derivative(request, verbose, "ignore")


@of_methods
def jvp(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    optimized: bool = True,
    preserve_result: bool = False,
    check_dims: bool = True,
    verbose: int = 0,
    *,
    example_args: Sequence[Any] | None = None,
) -> Derivative:
    """The product of the Jacobian and a vector, in forward mode.

    The derivative takes the arguments of ``func``, then one tangent for each parameter in ``wrt``, of its structure and
    shape and called ``d`` + its name (with a number behind it where ``func`` itself uses that name: the position always
    tells); it returns the tangent of the result. ``preserve_result`` appends the result. ``check_dims=False`` leaves
    out the check that a tangent fits its argument.
    """
    request = _request(func, wrt, optimized, preserve_result, check_dims, example_args, mode="forward")
    return _derivative(request, verbose, "ignore")


@of_methods
def elementwise_grad(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    optimized: bool = True,
    verbose: int = 0,
    *,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
) -> Derivative:
    """The derivative of each element of the result by the same element of the argument, for elementwise functions.

    ``holomorphic`` is that of `grad`.
    """
    asked: dict[str, Any] = {"input_derivative": "DefaultOnes", "holomorphic": holomorphic}
    return _derivative(_request(func, wrt, optimized, False, False, example_args, **asked), verbose, "warn")


@of_methods
def autodiff(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    optimized: bool = True,
    motion: str = "joint",
    mode: str = "reverse",
    preserve_result: bool = False,
    check_dims: bool = True,
    input_derivative: InputDerivative = InputDerivative.Required,
    verbose: int = 0,
    *,
    example_args: Sequence[Any] | None = None,
) -> Derivative:
    """The derivative of a function in the mode and motion asked for.

    ``motion="joint"``: one function that takes the arguments and then the seed, the adjoint of the result, called
    ``b`` + the result's name. ``motion="split"``: a forward and a reverse half, and a function that calls both and
    takes the seed as ``init_grad``. ``mode="forward"`` is `jvp`, which has one motion.
    """
    if motion not in ("joint", "split") or mode not in ("reverse", "forward") or (mode, motion) == ("forward", "split"):
        raise WrtError(
            f"motion={motion!r}, mode={mode!r} is not a way to differentiate",
            "Use motion='joint' or motion='split' with mode='reverse', or motion='joint' with mode='forward'.",
        )
    given = (func, wrt, optimized, preserve_result, check_dims, example_args)
    asked: dict[str, Any] = {
        "motion": motion,
        "mode": mode,
        "input_derivative": InputDerivative(input_derivative).value,
    }
    return _derivative(_request(*given, **asked), verbose, "ignore")


def module_source(derivative: Derivative) -> str:
    """The text of a module that holds a derivative made here and stands alone, with NumPy as its only import."""
    return build.standalone(output_of(derivative).functions)


@of_methods
def numerical_grad(
    func: Callable[..., Any], wrt: Wrt = (0,), *, method: str = "central", step: float | None = None
) -> Callable[..., Any]:
    """A function of the same arguments that returns the gradient of ``func`` by differences.

    ``func`` returns one number. The gradient has the structure of the argument; several ``wrt`` give a tuple of them.
    ``method="central"``: central differences, at several steps unless ``step``, a distance, is given.
    ``method="complex"``: one complex step, exact to rounding, for functions that are analytic and do not take real
    parts. Raises `WrtError` for an unknown ``wrt``, `TangentError` where the method does not apply.
    """
    return differences.numerical_grad(requested(func), wrt, method=method, step=step)


def check_grad(
    func: Callable[..., Any],
    args: Sequence[Any],
    kwargs: dict[str, Any] | None = None,
    *,
    wrt: Wrt = (0,),
    mode: str = "reverse",
    raise_on_mismatch: bool = False,
    rtol: float | None = None,
) -> gradcheck.Report:
    """Compare the gradient of ``func`` at ``args`` with central differences and with a second call of itself.

    ``mode="forward"`` checks `jvp`, with one call for each element of the arguments. The report says what agrees;
    with ``raise_on_mismatch`` a `GradientMismatchError` is raised if something does not.
    """
    receiver, func, wrt = receiver_of(func, wrt)
    known = None if receiver is None else (class_of(kind_of_value(receiver)),)
    args = args if receiver is None else (receiver, *args)
    func = requested(func)
    names = resolve_wrt(func, wrt)
    made = autodiff(func, wrt=names, mode=mode, example_args=known)
    if mode == "forward":
        keys = last_parameters(made, len(names))

        def pushforward(tangents: Sequence[Any], *arguments: Any, **named: Any) -> Any:
            return made(*arguments, **named, **dict(zip(keys, tangents, strict=True)))

        derivative = gradcheck.by_elements(func, pushforward, names)
    else:
        derivative = _with_seed_first(made, len(names))
    report = gradcheck.compare(func, derivative, args, kwargs, names, seeded=True, rtol=rtol)
    if raise_on_mismatch:
        report.raise_if_bad()
    return report


def _with_seed_first(pullback: Derivative, count: int) -> Derivative:
    """The pullback as ``df(seed, *args)``, which returns a tuple."""
    (seed_name,) = last_parameters(pullback, 1)

    def derivative(seed: Any, *arguments: Any, **named: Any) -> Any:
        found = pullback(*arguments, **named, **{seed_name: seed})
        return found if count > 1 else (found,)

    return derivative


def chosen_parameters(func: Callable[..., Any], wrt: Wrt) -> tuple[str, ...]:
    """The parameters of ``func`` that ``wrt`` stands for, by name. Raises `WrtError` or `NoSourceError`."""
    func = _differentiable(func)
    names = _parameter_names(func)
    return _paths(func, wrt) or tuple(names[position] for position in _positions(func, wrt))


def last_parameters(derivative: Derivative, count: int) -> tuple[str, ...]:
    """The parameters that take the seed, or the tangents: the last ones that are no ``**``."""
    parameters = output_of(derivative).functions[-1].parameters
    return tuple([one.name for one in parameters if one.binding.name != "VAR_KEYWORD"][-count:])


def output_of(derivative: Derivative) -> Output:
    """What the compiler made of a derivative. Raises `NoSourceError` for a function that was not made here."""
    found = getattr(derivative, OUTPUT, None)
    if isinstance(found, Output):
        return found
    raise NoSourceError(f"`{display_name(derivative)}` was not made by tangent_like", "Give what `grad` returned.")


def respecialised(derivative: Derivative, known: Mapping[str, Kind]) -> Derivative:
    """A derivative made again for arguments of the kinds given, without a check of its seed or tangents.

    So is what it is the derivative of, if that was made here. Raises `TangentError` where that is refused, and
    `NoSourceError` if functions that the derivative relies on have changed since it was made.
    """
    output = output_of(derivative)
    request = output.request
    if request is None or not all(one.holds() for one in resolved(output)):
        raise NoSourceError(f"`{display_name(derivative)}` cannot be made again", "Make the derivative anew.")
    function = request.function
    if isinstance(getattr(function, OUTPUT, None), Output):
        function = respecialised(function, known)
    parameters = inspect.signature(function, follow_wrapped=False).parameters
    examples = tuple(known.get(one, UNKNOWN) for one in parameters)
    return _derivative(replace(request, function=function, example_kinds=examples, check_dims=False), 0, "ignore")


DERIVING.update((grad, value_and_grad, vjp, jvp, elementwise_grad, autodiff))


# From a request to a function


def _request(
    func: Any,
    wrt: Wrt,
    optimized: bool,
    preserve_result: bool,
    check_dims: bool,
    example_args: Sequence[Any] | None,
    **asked: Any,
) -> Request:
    func = _differentiable(func)
    examples = None if example_args is None else tuple(kind_of_value(value) for value in example_args)
    return Request(
        function=func,
        wrt=_positions(func, wrt),
        paths=_paths(func, wrt),
        optimized=optimized,
        preserve_result=preserve_result,
        check_dims=check_dims,
        example_kinds=examples,
        **asked,
    )


def _differentiable(func: Any) -> Any:
    """The Python function that stands for what is to be differentiated. Raises `NoSourceError` if there is none."""
    if not callable(func):
        raise NoSourceError(
            f"`{display_name(func)}` is no function", "Give a function that takes all that it needs as arguments."
        )
    if isinstance(func, type) and rule_of(func) is None:
        hint = "Differentiate a function that makes the object, and returns what it is for."
        raise NoSourceError(f"`{display_name(func)}` is a class, not a function", hint)
    if hasattr(func, COMPOSED):
        message = f"`{display_name(func)}` has no source of its own: it calls derivatives many times"
        raise NoSourceError(message, "Differentiate what `grad`, `vjp` or `jvp` returns.")
    return requested(func)


def _positions(func: Any, wrt: Wrt) -> tuple[int, ...]:
    code = getattr(func, "__code__", None)
    if type(wrt) is tuple and code is not None and len(set(wrt)) == len(wrt) > 0:
        positions = tuple(one for one in wrt if type(one) is int and 0 <= one < code.co_argcount)
        if len(positions) == len(wrt):
            return positions
    if not isinstance(wrt, (int, str, tuple, list)) or (not isinstance(wrt, (int, str)) and len(wrt) == 0):
        hint = 'Give an index, a name, several of these, or "all".'
        raise WrtError("`wrt` names no parameter", hint, place_of(func))
    parameters = list(_parameter_names(func))
    return tuple(parameters.index(steps_of(one)[0]) for one in resolve_wrt(func, wrt))


def _paths(func: Any, wrt: Wrt) -> tuple[str, ...]:
    """What is differentiated by, where part of it are parts of arguments; else nothing."""
    chosen = (wrt,) if isinstance(wrt, str) else wrt if isinstance(wrt, (tuple, list)) else ()
    return resolve_wrt(func, wrt) if any(is_path(one) for one in chosen) else ()


def _parameter_names(func: Any) -> tuple[str, ...]:
    return tuple(inspect.signature(func, follow_wrapped=False).parameters)


def _derivative(request: Request, verbose: int, on_independent: str) -> Derivative:
    """The derivative, from memory where nothing that it was made from has changed."""
    if on_independent not in ("warn", "error", "ignore"):
        raise WrtError(f"on_independent={on_independent!r} is not known", 'Use "warn", "error" or "ignore".')
    found = None if verbose > 1 else _remembered(request)
    if found is None:
        with _collector_paused():
            found = _made(request, verbose)
    output = output_of(found)
    if verbose:
        print(output.text, end="")
    if output.independent and on_independent != "ignore" and not hasattr(request.function, OUTPUT):
        _report_independence(output, on_independent)
    return found


def _made(request: Request, verbose: int) -> Derivative:
    output = differentiate(request, _show_stage if verbose > 1 else None)
    outer = output.specialisations[-1].function
    if outer.result == NONE:
        raise NoReturnError(f"`{outer.name}` returns nothing", "Return the value to differentiate.", outer.origin)
    derivative: Derivative = load(output.functions, output.text, output.name)[output.name]
    derivative.__dict__[OUTPUT] = output
    if any(stop_gradient in one.function.callees.values() for one in output.specialisations):
        derivative.__dict__[STOPPED] = True
    function = request.function
    if isinstance(function, FunctionType):
        key = replace(request, function=None)
        entry = (weakref.ref(function), key, state_of(function), resolved(output), derivative)
        function.__dict__.setdefault(_CACHE, []).append(entry)
    return derivative


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking trees that are being built: it would take a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _show_stage(function: str, stage: str, text: str) -> None:
    print(f"# {function} after {stage}\n{text}")


def _remembered(request: Request) -> Derivative | None:
    function = request.function
    if not isinstance(function, FunctionType):
        return None
    for owner, known, state, callees, derivative in function.__dict__.get(_CACHE, ()):
        same = owner() is function and known == request and state == state_of(function)
        if same and all(one.holds() for one in callees):
            return cast(Derivative, derivative)
    return None


def _report_independence(output: Output, how: str) -> None:
    for parameter in output.independent:
        error = independence_error(output, parameter)
        if how == "error":
            raise error
        warnings.warn(IndependentWarning(str(error)), stacklevel=5)
