"""The one family of errors, each with its place in the user's code and a way out."""

from __future__ import annotations

import linecache
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Origin:
    """The place in the user's code that a statement comes from.

    ``line`` and ``column`` count from 1. ``group`` numbers the user's statements, so that everything made from one of
    them stays together; ``text`` is that statement as the user wrote it, on one line; ``source`` is the line shown
    under an error.
    """

    file: str
    line: int
    column: int
    group: int = 0
    text: str = ""
    source: str = ""

    @property
    def short(self) -> str:
        """The place as generated code names it: without the folder, which is another one on other machines."""
        return f"{os.path.basename(self.file)}:{self.line}:{self.column}"


def place_of(function: Callable[..., Any]) -> Origin | None:
    """Where a function is defined: its first line, decorators left out; None where its text is not to be had."""
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    lines = linecache.getlines(code.co_filename, getattr(function, "__globals__", None))
    for number in range(code.co_firstlineno, len(lines) + 1):
        text = lines[number - 1].rstrip("\n")
        if text.lstrip().startswith("def ") or code.co_name == "<lambda>":
            below = os.path.relpath(code.co_filename) if os.path.isabs(code.co_filename) else code.co_filename
            shown = code.co_filename if below.startswith("..") else below
            return Origin(shown, number, len(text) - len(text.lstrip()) + 1, source=text)
    return None


class TangentError(Exception):
    """What the compiler raises: a message, where it applies, and what to do instead.

    ``message``, ``hint`` and ``origin`` hold the parts; ``str()`` gives them in one format.
    """

    def __init__(self, message: str, hint: str, origin: Origin | None = None) -> None:
        self.message = message
        self.hint = hint
        self.origin = origin
        super().__init__(self._formatted())

    def _formatted(self) -> str:
        where = self.origin
        if where is None:
            return f"{self.message}\n{self.hint}" if self.hint else self.message
        head = f"{where.file}:{where.line}:{where.column}: {self.message}"
        if not where.source:
            return f"{head}\n{self.hint}"
        margin = f"    {where.line} | "
        caret = " " * (len(margin) + where.column - 1) + "^"
        return f"{head}\n{margin}{where.source}\n{caret}\n{self.hint}"


class WrtError(TangentError):
    """A ``wrt`` that names no parameter of the function."""


class NoSourceError(TangentError):
    """A function whose source cannot be read: a builtin, or text given to ``exec``."""


class NoRuleError(NoSourceError):
    """A compiled function that has no derivative rule either."""


class SourceMismatchError(TangentError):
    """The source on disk is not that of the live function any more."""


class UnsupportedConstructError(TangentError):
    """A construct of Python that cannot be differentiated."""


class UnknownFunctionError(TangentError):
    """An active call of a function that has neither a template nor Python source."""


class UnsupportedArgumentError(TangentError):
    """An argument of a known function that its template does not cover."""


class InsertedBlockError(TangentError):
    """The block of an `insert_grad_of` was entered by the function itself, not by a derivative of it."""


class MutationError(TangentError):
    """Something that is active, or that the reverse sweep reads, is changed in place."""


class NoReturnError(TangentError):
    """A function that returns nothing has no derivative."""


class ResultError(TangentError):
    """`grad` of a function whose result is not one number."""


class ComplexResultError(TangentError, ValueError):
    """A gradient of a complex result, without ``holomorphic=True``: it would be that of the real part alone.

    What a derivative raises when it is called has all of its text in ``message``. A module that stands alone raises
    `ValueError` in its place.
    """

    def __init__(self, message: str, hint: str = "", origin: Origin | None = None) -> None:
        super().__init__(message, hint, origin)


class HolomorphicError(ComplexResultError):
    """``holomorphic=True`` for a real argument or result, or for a function that is not complex differentiable."""


class GradientMismatchError(TangentError):
    """A derivative differs from central differences, or from its own second call."""


class TemplateError(TangentError):
    """A derivative template that does not follow the rules for templates."""


class IndependenceError(TangentError):
    """The result does not depend on an argument, and the caller asked for an error."""


class JacobianError(TangentError):
    """A Jacobian, a Hessian or a product with one that cannot be formed as it is asked for."""


class SparsityError(JacobianError):
    """A sparsity pattern that does not fit, or that misses a place where the derivative is not zero."""


class MissingLibraryError(TangentError):
    """A feature that needs an optional library, which is not installed."""


class IndependentWarning(UserWarning):
    """The result does not depend on an argument: its gradient is zero."""
