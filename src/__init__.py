"""Derivatives of Python functions, as Python source."""

from .api import (
    InputDerivative,
    autodiff,
    check_grad,
    elementwise_grad,
    grad,
    jvp,
    module_source,
    numerical_grad,
    value_and_grad,
    vjp,
)
from .checking import check_rule
from .errors import IndependentWarning, TangentError
from .hessians import hessian, hessian_diag, hvp
from .jacobians import jacobian, linearize, pullback, value_and_jacobian
from .markers import insert_grad_of, stop_gradient
from .remade import without_inserted
from .templates.rules import adjoint, constant, elementwise, linear, multilinear, tangent

__all__ = [
    "IndependentWarning",
    "InputDerivative",
    "TangentError",
    "adjoint",
    "autodiff",
    "check_grad",
    "check_rule",
    "constant",
    "elementwise",
    "elementwise_grad",
    "grad",
    "hessian",
    "hessian_diag",
    "hvp",
    "insert_grad_of",
    "jacobian",
    "jvp",
    "linear",
    "linearize",
    "module_source",
    "multilinear",
    "numerical_grad",
    "pullback",
    "stop_gradient",
    "tangent",
    "value_and_grad",
    "value_and_jacobian",
    "vjp",
    "without_inserted",
]

__version__ = "0.1.0"
