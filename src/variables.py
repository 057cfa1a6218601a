"""Marks in the core language for variables from outside of the function, globals and cells, that it binds anew.

They have an effect, so that nothing moves past them: a variable is read where the primal reads it. `rebinding` makes
the statements of Python of them, at the very end: no output calls these functions.
"""

from __future__ import annotations

from typing import Any


def outside(variable: str) -> Any:
    """The variable as it is now."""
    raise NameError(variable)


def rebind(variable: str, value: Any) -> None:
    """``variable = value``."""


def update(variable: str, operator: str, value: Any) -> None:
    """``variable operator= value``."""


MARKS = (outside, rebind, update)
