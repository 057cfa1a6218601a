"""Objects whose making is known: which attribute gets which argument."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from .syntax import Expr


@dataclass(frozen=True, eq=False)
class Record:
    """A class whose call does nothing but keep its arguments.

    ``fields``: for each attribute that a new object has, the parameter that it is given, or a constant. ``open``: any
    keyword becomes an attribute, as those of a `SimpleNamespace`.
    """

    cls: type
    signature: inspect.Signature
    fields: Mapping[str, str | Expr]
    open: bool = False

    def held(self, given: Mapping[str, Expr]) -> dict[str, Expr]:
        """What each attribute of a new object is, given the arguments by parameter."""
        if self.open:
            return dict(given)
        return {key: given[one] if isinstance(one, str) else one for key, one in self.fields.items()}
