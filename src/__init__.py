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
from .markers import insert_grad_of, stop_gradient
from .remade import without_inserted
from .templates.rules import adjoint, constant, elementwise, linear, tangent

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
    "insert_grad_of",
    "jvp",
    "linear",
    "module_source",
    "numerical_grad",
    "stop_gradient",
    "tangent",
    "value_and_grad",
    "vjp",
    "without_inserted",
]

__version__ = "0.1.0"
