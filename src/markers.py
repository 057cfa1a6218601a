"""What users write inside of functions that they differentiate."""

from __future__ import annotations

import linecache
import sys
from types import TracebackType
from typing import Any, TypeVar

from .errors import InsertedBlockError, Origin

T = TypeVar("T")


def stop_gradient(x: T) -> T:
    """``x`` itself, through which no derivative passes: it counts as constant, in either mode.

    The derivative holds ``x`` in the place of the call. Where ``x`` is written in place later, take it of a copy.
    """
    return x


def insert_grad_of(x: Any) -> _Inserted:
    """``with insert_grad_of(x) as dx:`` opens a block that runs in the reverse sweep, on the adjoint of ``x``.

    It runs where the reverse sweep passes the block, once for each trip of the loops around it. ``dx`` is the adjoint
    of ``x`` at that point, zeros if nothing after the block depends on ``x``; what the block assigns to ``dx`` replaces
    it. The names that the block binds are its own. Forward mode leaves the block out.

    The function itself cannot be called, unless it is decorated with `without_inserted`: entering the block raises
    `InsertedBlockError`.
    """
    return _Inserted()


class _Inserted:
    def __enter__(self) -> Any:
        frame = sys._getframe(1)
        file, line = frame.f_code.co_filename, frame.f_lineno
        source = linecache.getline(file, line).rstrip("\n")
        column = len(source) - len(source.lstrip()) + 1
        raise InsertedBlockError(
            "the block of `insert_grad_of` runs in the reverse sweep of a derivative alone",
            "Decorate the function with `tangent_like.without_inserted` to call it by itself.",
            Origin(file, line, column, source=source),
        )

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing to leave."""
