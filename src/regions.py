"""Marks in the core language for the statements that `with` and `try` put around others.

What stands in such a statement runs in the order in which it is written, so that its block may lie flat: a mark opens
it and another one closes it, and no statement moves past either. A body that an exception may leave is an `If` whose
test says that it was left by none. `folding` makes the statements of Python of them, at the very end: no output calls
these functions.
"""

from __future__ import annotations

from typing import Any


def enter(context: Any) -> Any:
    """Opens ``with context``, which changes nothing that a derivative reads; gives what stands behind its `as`."""
    return context.__enter__()


def enter_any(context: Any) -> Any:
    """The same for a context that may change data outside of functions."""
    return context.__enter__()


def leave() -> None:
    """Closes the `with` that was opened last."""


def shield() -> None:
    """Opens a ``try: ... finally: ...``."""


def cleanup() -> None:
    """Begins its `finally`."""


def cleaned() -> None:
    """Closes it."""


def attempted() -> bool:
    """Whether the body of the ``try`` that follows is not left by an exception."""
    return True


def caught() -> BaseException | None:
    """The exception that leaves it."""
    return None


def clause() -> int:
    """Which of its ``except`` takes that, counted from 1."""
    return 0


def attempt(sizes: str, *errors: Any) -> None:
    """Begins the body of a ``try``: how many classes each ``except`` names, and these."""


MARKS = (enter, enter_any, leave, shield, cleanup, cleaned, attempted, caught, clause, attempt)
