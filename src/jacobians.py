"""What users call for Jacobians, and for the derivative of a function at one point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .api import COMPOSED, Derivative, Wrt, chosen_parameters, jvp, last_parameters, vjp
from .differences import copied, display_name
from .draws import draws_of
from .errors import HolomorphicError, JacobianError, SparsityError, TangentError, WrtError, place_of
from .handed import is_floating
from .primitives import signature_of
from .products import (
    Call,
    arguments_of,
    call_of,
    forward_matrix,
    forward_product,
    fresh_inputs,
    reverse_matrices,
    reverse_product,
)
from .receivers import of_methods
from .spaces import are_holomorphic, blocks
from .sparse import Sparsity, scipy_sparse, sparsity_of

__all__ = ["jacobian", "linearize", "pullback", "value_and_jacobian"]


@of_methods
def jacobian(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    mode: str = "auto",
    *,
    sparsity: Any = None,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
    optimized: bool = True,
) -> Derivative:
    """The Jacobian of a function: every partial derivative of its result.

    The Jacobian takes the arguments of ``func`` and returns a new array of shape ``result.shape + argument.shape``, of
    the floating dtype of the argument. Where a result is a tuple, list or dict, so is the Jacobian, with one block for
    each part; within that, several ``wrt`` (indices, names, or ``"all"``) give a tuple; within that, an argument that
    is a tuple, list or dict gives its structure again. Two numbers give a number. A leaf that is no number stands
    unchanged in the place of its block.

    ``mode="forward"``: one product for each element of the arguments. ``mode="reverse"``: one for each element of the
    result. ``mode="auto"``: at each call the one with fewer products, forward if they are equal; the other one where
    ``func`` is refused in that mode. If everything that ``func`` does is seen to be elementwise, forward mode needs one
    product. ``func`` itself runs once more at each call, on copies of the arguments.

    ``sparsity`` is for one array, towards one array: where the Jacobian may differ from zero. It is a boolean array or
    a matrix of ``scipy.sparse``, of shape ``(result.size, argument.size)``, or ``"detect"``. The Jacobian is then a
    ``scipy.sparse.csr_array`` of that shape, made of few products, with every place of the pattern stored.

    A complex result of real arguments has a complex Jacobian; a real result of complex arguments has ``df/dx - i
    df/dy``. ``holomorphic=True``: both are complex, and the Jacobian is the complex derivative.

    Raises `WrtError` and the other errors of `jvp` and `vjp`, `JacobianError` for a mode that there is not; at the
    call, `ComplexResultError` for a complex result of complex arguments without ``holomorphic=True``, with it
    `HolomorphicError` for a function that is not complex differentiable at the point; `SparsityError` for a pattern
    that does not fit or misses a place; `MissingLibraryError` for a ``sparsity`` without SciPy.
    """
    names = chosen_parameters(func, wrt)
    plan = _planned(func, names, mode, sparsity, holomorphic, {"example_args": example_args, "optimized": optimized})
    given = arguments_of(func)

    def evaluate(*args: Any, **kwargs: Any) -> Any:
        return plan.jacobian(call_of(func, names, args, kwargs, given(args, kwargs), holomorphic))

    return described(evaluate, func, "Jacobian", names)


@of_methods
def value_and_jacobian(
    func: Callable[..., Any],
    wrt: Wrt = (0,),
    mode: str = "auto",
    *,
    sparsity: Any = None,
    holomorphic: bool = False,
    example_args: Sequence[Any] | None = None,
    optimized: bool = True,
) -> Derivative:
    """Like `jacobian`, but the function returns ``(value, jacobian)``."""
    names = chosen_parameters(func, wrt)
    plan = _planned(func, names, mode, sparsity, holomorphic, {"example_args": example_args, "optimized": optimized})
    given = arguments_of(func)

    def evaluate(*args: Any, **kwargs: Any) -> Any:
        call = call_of(func, names, args, kwargs, given(args, kwargs), holomorphic)
        return call.value, plan.jacobian(call)

    return described(evaluate, func, "Value and Jacobian", names)


def linearize(func: Callable[..., Any], *args: Any, wrt: Wrt | None = None) -> tuple[Any, Callable[..., Any]]:
    """The value of a function at a point, and its derivative there as a linear function.

    The linear function takes one tangent for each parameter in ``wrt``, of its structure and shape, and returns the
    tangent of the result. ``wrt`` is every argument that holds floating numbers, unless it is given. The arguments are
    copied: what happens to them later does not matter. Each call runs ``func`` again with its derivative, and can be
    repeated as often as wanted.

    Raises `WrtError` if no argument holds floating numbers, and the errors of `jvp`; the linear function raises
    `JacobianError` for another number of tangents, `ValueError` for one that does not fit.
    """
    names = _floating_parameters(func, args) if wrt is None else chosen_parameters(func, wrt)
    derivative = jvp(func, names)
    kept, draws = copied(args), draws_of(func)
    value = copied(func(*copied(args)))
    drawn = draws.moved()
    keys = last_parameters(derivative, len(names))

    def pushed(*tangents: Any) -> Any:
        if len(tangents) != len(names):
            message = f"{counted(len(names), 'tangent')} wanted for {', '.join(names)}, and {len(tangents)} given"
            raise JacobianError(message, "Give one tangent for each, in this order.", place_of(func))
        drawn.rewind()
        own, _ = fresh_inputs(kept, {})
        return copied(derivative(*own, **dict(zip(keys, tangents, strict=True))))

    return value, pushed


def pullback(func: Callable[..., Any], *args: Any, wrt: Wrt | None = None) -> tuple[Any, Callable[[Any], Any]]:
    """The value of a function at a point, and the way from adjoints of its result to gradients there.

    The pullback takes the adjoint of the result, of its structure and shape, and returns the gradient towards the
    parameter in ``wrt``, or a tuple for several; ``wrt`` is every argument that holds floating numbers, unless it is
    given. The arguments are copied: what happens to them later does not matter. Each call runs ``func`` again with its
    reverse sweep, and can be repeated as often as wanted.

    Raises `WrtError` if no argument holds floating numbers, and the errors of `vjp`; the pullback raises `ValueError`
    for an adjoint that does not fit.
    """
    names = _floating_parameters(func, args) if wrt is None else chosen_parameters(func, wrt)
    derivative = vjp(func, names)
    kept, draws = copied(args), draws_of(func)
    value = copied(func(*copied(args)))
    drawn = draws.moved()
    (key,) = last_parameters(derivative, 1)

    def pulled(adjoint: Any) -> Any:
        drawn.rewind()
        own, _ = fresh_inputs(kept, {})
        return derivative(*own, **{key: adjoint})

    return value, pulled


def _floating_parameters(func: Callable[..., Any], args: Sequence[Any]) -> tuple[str, ...]:
    chosen_parameters(func, "all")
    names = tuple(name for name, value in arguments_of(func)(args, {}).items() if is_floating(value))
    if not names:
        hint = "Pass floats or arrays of floats, or name the parameters with `wrt`."
        raise WrtError(f"no argument of `{display_name(func)}` holds floating numbers", hint, place_of(func))
    return names


# What a Jacobian is made with


@dataclass(frozen=True, eq=False)
class Plan:
    """The derivatives that a Jacobian may be made with: ``forward`` has one for each argument."""

    func: Callable[..., Any]
    names: tuple[str, ...]
    forward: tuple[Derivative, ...] | None
    reverse: Derivative | None
    sparsity: Sparsity | None
    holomorphic: bool

    def jacobian(self, call: Call) -> Any:
        """The Jacobian at one point."""
        if self.sparsity is not None:
            return self._sparse(call, self.sparsity)
        forward = self.forward
        if forward is not None and (self.reverse is None or call.columns <= call.results.size):
            pairs = zip(forward, call.arguments, strict=True)
            matrices = [forward_matrix(derivative, call, space) for derivative, space in pairs]
        else:
            assert self.reverse is not None
            matrices = reverse_matrices(self.reverse, call)
        arguments = list(call.arguments)
        if self.holomorphic and not are_holomorphic(matrices, call.results, arguments):
            message = f"`{display_name(self.func)}` is not holomorphic: it has no complex derivative here"
            hint = "Leave holomorphic=True out, and return the real and the imaginary part as two real results."
            raise HolomorphicError(message, hint, place_of(self.func))
        return blocks(matrices, call.results, arguments, len(self.names) == 1, self.holomorphic)

    def _sparse(self, call: Call, sparsity: Sparsity) -> Any:
        space = call.arguments[0]
        arrays = len(call.arguments) == 1 and call.results.is_one_array and space.is_one_array
        if not arrays or space.is_complex or call.results.is_complex:
            message = f"`sparsity` is for one real array towards another, and `{display_name(self.func)}` has others"
            hint = "Leave `sparsity` out, or write it as a function of one array."
            raise SparsityError(message, hint, place_of(self.func))
        products = (
            None if self.forward is None else forward_product(self.forward[0], call, space),
            None if self.reverse is None else reverse_product(self.reverse, call),
        )
        return sparsity.matrix(products, (call.results.size, space.size), space.dtype)


def _planned(
    func: Callable[..., Any],
    names: tuple[str, ...],
    mode: str,
    sparsity: Any,
    holomorphic: bool,
    options: dict[str, Any],
) -> Plan:
    """Make the derivatives. What is refused is refused here; with ``mode="auto"``, if it is in both modes."""
    if mode not in ("auto", "forward", "reverse"):
        message = f"mode={mode!r} is not a way to make a Jacobian"
        raise JacobianError(message, 'Use "auto", "forward" or "reverse".')
    if sparsity is not None:
        scipy_sparse()
    forward, reverse, refused = None, None, None
    if mode != "forward":
        try:
            reverse = vjp(func, names, **options)
        except TangentError as error:
            refused = error
    if mode != "reverse":
        try:
            forward = tuple(jvp(func, (name,), check_dims=False, **options) for name in names)
        except TangentError as error:
            refused = refused or error
    if forward is None and reverse is None:
        assert refused is not None
        raise refused
    return Plan(func, names, forward, reverse, sparsity_of(func, sparsity), holomorphic)


def hessian_plan(
    func: Callable[..., Any],
    derivatives: tuple[Derivative, ...],
    names: tuple[str, ...],
    sparsity: Any,
    holomorphic: bool,
) -> Plan:
    """A plan of the pushforwards of a gradient."""
    if sparsity is not None:
        scipy_sparse()
    return Plan(func, names, derivatives, None, sparsity_of(func, sparsity, "Hessian"), holomorphic)


def described(evaluate: Derivative, func: Callable[..., Any], what: str, names: Sequence[str]) -> Derivative:
    """Give a function the parameters of ``func``, a name and a docstring."""
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
    evaluate.__name__ = evaluate.__qualname__ = f"{what.lower().replace(' ', '_')}_of_{display_name(func)}"
    evaluate.__doc__ = f"{what} of {display_name(func)} with respect to {listed}."
    evaluate.__dict__[COMPOSED] = True
    evaluate.__dict__["__signature__"] = signature_of(func)
    return evaluate


def counted(number: int, what: str) -> str:
    """``1 vector``, ``2 vectors``."""
    return f"{number} {what}{'' if number == 1 else 's'}"
