"""Methods whose parameters differ from those of the function, and methods of containers.

Methods that take what the NumPy function takes are declared beside it, by one template.
"""

from __future__ import annotations

import numpy as np

from ..runtime import unlist
from ..values import INT, UNKNOWN, Kind
from .notation import d
from .result_kinds import arrayed
from .rules import Filled, constant, fixed_kind, linear


@linear(("method", "conj"), ("method", "conjugate"), kind=arrayed("a"), shares="either")
def conjugate(y, a):
    d[a] = d[y].conj()


def _nested(filled: Filled) -> Kind:
    """A list, unless the array has no axes."""
    return Kind("list") if filled.kind("a").rank else UNKNOWN


@linear(("method", "tolist"), kind=_nested, structural=True)
def tolist(y, a):
    d[a] = unlist(d[y], a)


def _rounded(y, a, decimals=0):
    pass


constant(np.round, np.around, ("method", "round"), kind=arrayed("a"), signature=_rounded, raises=False)
constant(np.fix, raises=False)
constant(("method", "index"), ("method", "count"), kind=fixed_kind(INT))
constant(("method", "nonzero"), ("method", "searchsorted"), ("method", "keys"))
