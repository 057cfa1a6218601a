"""Reading elements of arrays and containers."""

from __future__ import annotations

import numpy as np

from ..runtime import unbroadcast, ungetitem
from ..values import Kind, array
from .notation import d
from .rules import constant, fixed_kind, linear


@linear("getitem", shares="view", selects=True, structural=True, raises=True)
def getitem(y, x, index):
    if index == ():
        d[x] = unbroadcast(d[y], x)
    else:
        d[x] = ungetitem(d[y], x, index)


_PLACES = array("int64", 1)
_PAIR = fixed_kind(Kind("tuple", items=(_PLACES, _PLACES)))

constant(np.nonzero, np.lexsort, np.searchsorted, np.digitize, np.isin, np.ix_, np.diag_indices, np.diag_indices_from)
constant(np.flatnonzero, kind=fixed_kind(_PLACES))
constant(np.argwhere, kind=fixed_kind(array("int64", 2)))
constant(np.tril_indices, np.triu_indices, np.tril_indices_from, np.triu_indices_from, np.mask_indices, kind=_PAIR)
constant(np.unravel_index, np.ravel_multi_index)
