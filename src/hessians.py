"""What users call for second derivatives: each is the pushforward of the gradient, forward mode over reverse mode."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .api import Derivative, Wrt, chosen_parameters, grad, jvp, last_parameters
from .differences import display_name, is_number, leaves_of
from .draws import draws_of
from .errors import JacobianError, SparsityError, place_of
from .jacobians import counted, described, hessian_plan
from .products import Call, arguments_of, call_of, forward_product, is_diagonal
from .receivers import of_methods
from .runtime import as_gradient, as_tangent
from .spaces import Space

__all__ = ["hessian", "hessian_diag", "hvp"]


@of_methods
def hessian(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    *,
    sparsity: Any = None,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
    optimized: bool = True,
) -> Derivative:
    """The matrix of all second derivatives of a function whose result is one number.

    The Hessian takes the arguments of ``func`` and returns a new array of shape ``argument.shape + argument.shape``, of
    the floating dtype of the argument. Several ``wrt`` give a tuple of tuples: block ``[i][j]`` has the shape
    ``argument_i.shape + argument_j.shape``. An argument that is a tuple, list or dict gives its structure, and within
    it the structure again. It costs about as much as two gradients for each element of the arguments; where everything
    that the gradient does is seen to be elementwise, it costs one product.

    ``sparsity`` is that of `jacobian`: for one array, of shape ``(argument.size, argument.size)``.

    ``holomorphic=True``: the arguments and the result are complex, and the derivatives are complex ones.

    Raises what `grad` and `jvp` raise; at the call, `JacobianError` for a complex argument without ``holomorphic``;
    what `jacobian` raises for ``sparsity``.
    """
    names = chosen_parameters(func, wrt)
    options: dict[str, Any] = {"example_args": example_args, "optimized": optimized}
    gradient = _gradient(func, names, options, holomorphic)
    plan = hessian_plan(
        func, tuple(jvp(gradient, (name,), check_dims=False, **options) for name in names), names, sparsity, holomorphic
    )

    given_to = arguments_of(func)

    def evaluate(*args: Any, **kwargs: Any) -> Any:
        given = given_to(args, kwargs)
        if not holomorphic:
            _refuse_complex(func, names, given)
        return plan.jacobian(call_of(gradient, names, args, kwargs, given, holomorphic))

    return described(evaluate, func, "Hessian", names)


@of_methods
def hvp(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    *,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
    optimized: bool = True,
) -> Derivative:
    """The product of the Hessian of a function and a vector, without the Hessian.

    The product takes the arguments of ``func``, then one vector for each parameter in ``wrt``, of its structure and
    shape: by position, or all by the names of the parameters with ``d`` before them. It returns a value of the
    structure, shape and dtype of the argument, new and sharing memory with nothing; for several ``wrt``, a tuple. It
    costs about as much as two gradients. ``holomorphic`` is that of `hessian`.

    Raises what `grad` and `jvp` raise; at the call, `JacobianError` for a complex argument without ``holomorphic`` or
    for a vector that is missing, `ValueError` for a vector that does not fit its argument.
    """
    names = chosen_parameters(func, wrt)
    options: dict[str, Any] = {"example_args": example_args, "optimized": optimized}
    derivative = jvp(_gradient(func, names, options, holomorphic), names, check_dims=False, **options)
    keys = last_parameters(derivative, len(names))
    given_to = arguments_of(func)

    def multiply(*args: Any, **kwargs: Any) -> Any:
        args, kwargs, vectors = _taken(func, keys, args, kwargs)
        given = given_to(args, kwargs)
        if not holomorphic:
            _refuse_complex(func, names, given)
        tangents = [_fitting(vector, given[name]) for vector, name in zip(vectors, names, strict=True)]
        found = derivative(*args, **kwargs, **dict(zip(keys, tangents, strict=True)))
        parts = found if len(names) > 1 else (found,)
        fresh = tuple(_fresh(part, given[name]) for part, name in zip(parts, names, strict=True))
        return fresh if len(names) > 1 else fresh[0]

    described(multiply, func, "Hessian product", names)
    del multiply.__dict__["__signature__"]
    return multiply


@of_methods
def hessian_diag(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    *,
    sparsity: str | None = None,
    example_args: Sequence[Any] | None = None,
    optimized: bool = True,
) -> Derivative:
    """The diagonal of the Hessian: the second derivative by each element of the arguments.

    The function takes the arguments of ``func`` and returns a value of the structure, shape and dtype of the argument;
    for several ``wrt``, a tuple. It costs one product of the Hessian and a vector for each element. Where everything
    that the gradient does is seen to be elementwise it costs one in all, and two where ``sparsity="diagonal"`` says
    that all other second derivatives by the same argument are zero: the second one holds that against the function.

    Raises what `hessian` raises; `SparsityError` for another ``sparsity`` and, at the call, where the Hessian is not
    diagonal.
    """
    if sparsity not in (None, "diagonal"):
        raise SparsityError(f"sparsity={sparsity!r} is not known", 'Use "diagonal", or leave it out.')
    names = chosen_parameters(func, wrt)
    options: dict[str, Any] = {"example_args": example_args, "optimized": optimized}
    gradients = [_gradient(func, (name,), options) for name in names]
    products = [
        jvp(gradient, (name,), check_dims=False, **options) for gradient, name in zip(gradients, names, strict=True)
    ]

    given_to = arguments_of(func)

    def evaluate(*args: Any, **kwargs: Any) -> Any:
        found, given = [], given_to(args, kwargs)
        _refuse_complex(func, names, given)
        draws = draws_of(func)
        for name, gradient, derivative in zip(names, gradients, products, strict=True):
            draws.rewind()
            call = call_of(gradient, (name,), args, kwargs, given)
            space = call.arguments[0]
            diagonal = _diagonal(func, derivative, call, space, sparsity == "diagonal")
            found.append(as_gradient(space.vector(diagonal), space.tree))
        return tuple(found) if len(names) > 1 else found[0]

    return described(evaluate, func, "Hessian diagonal", names)


def _diagonal(func: Callable[..., Any], derivative: Derivative, call: Call, space: Space, promised: bool) -> Any:
    """The coordinates of the diagonal."""
    product = forward_product(derivative, call, space)
    ones = np.ones(space.size, space.dtype)
    if is_diagonal(derivative, call.results, space):
        return product(ones)
    if not promised:
        columns = product.each(space.size, space.unit)
        return np.array([column[at] for at, column in enumerate(columns)], space.dtype)
    diagonal = product(ones)
    direction = np.random.default_rng(0).uniform(0.5, 1.5, space.size).astype(space.dtype)
    found, expected = product(direction), diagonal * direction
    tolerance = float(np.finfo(space.dtype).eps) ** 0.5 * (np.abs(found) + np.abs(expected))
    known = np.isfinite(found) & np.isfinite(expected)
    if np.any((np.abs(found - expected) > tolerance)[known]):
        message = f"the Hessian of `{display_name(func)}` is not diagonal"
        raise SparsityError(message, "Leave `sparsity` out.", place_of(func))
    return diagonal


def _gradient(
    func: Callable[..., Any], names: tuple[str, ...], options: Mapping[str, Any], holomorphic: bool = False
) -> Derivative:
    return grad(func, names, on_independent="ignore", holomorphic=holomorphic, **options)


def _is_alike(one: Any, other: Any) -> bool:
    """Whether two values are arrays of floats of the same shape and dtype."""
    both = type(one) is type(other) is np.ndarray
    return both and one.shape == other.shape and one.dtype == other.dtype and one.dtype.kind == "f"


def _fitting(vector: Any, argument: Any) -> Any:
    """A vector as a tangent for an argument. Raises `ValueError` if it does not fit."""
    return vector if _is_alike(vector, argument) else as_tangent(vector, argument)


def _fresh(tangent: Any, argument: Any) -> Any:
    """The tangent of a gradient, of the structure and dtype of the argument, sharing memory with nothing."""
    return tangent.copy() if _is_alike(tangent, argument) else as_gradient(tangent, argument)


def _refuse_complex(func: Callable[..., Any], names: Sequence[str], given: Mapping[str, Any]) -> None:
    for name in names:
        if any(is_number(leaf) and np.iscomplexobj(leaf) for _, leaf in leaves_of(given[name])):
            message = f"`{name}` is complex, and second derivatives are of real arguments"
            raise JacobianError(
                message,
                "Pass the real and the imaginary part as two arguments.",
                place_of(func),
            )


def _taken(
    func: Callable[..., Any], keys: Sequence[str], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any], tuple[Any, ...]]:
    """The arguments of the function, those by keyword, and the vectors."""
    named = {key: value for key, value in kwargs.items() if key not in keys}
    if all(key in kwargs for key in keys):
        return args, named, tuple(kwargs[key] for key in keys)
    if len(named) < len(kwargs) or len(args) < len(keys):
        message = f"the product with the Hessian of `{display_name(func)}` takes {counted(len(keys), 'vector')}"
        hint = f"Give them after the arguments, or all of them by name: {', '.join(keys)}."
        raise JacobianError(message, hint, place_of(func))
    end = len(args) - len(keys)
    return args[:end], named, args[end:]
