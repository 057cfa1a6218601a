"""What users write inside of functions that they differentiate."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def stop_gradient(x: T) -> T:
    """``x`` itself, through which no derivative passes: it counts as constant, in either mode.

    The derivative holds ``x`` in the place of the call. Where ``x`` is written in place later, take it of a copy.
    """
    return x
