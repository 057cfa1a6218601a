"""Reading elements of arrays and containers."""

from __future__ import annotations

import numpy as np

from ..runtime import ungetitem
from .notation import d
from .rules import constant, linear


@linear("getitem", shares="view", selects=True, structural=True, raises=True)
def getitem(y, x, index):
    d[x] = ungetitem(d[y], x, index)


constant(np.nonzero, np.flatnonzero, np.argwhere, np.searchsorted, np.digitize, np.lexsort)
constant(np.isin, np.ix_, np.tril_indices, np.triu_indices, np.diag_indices, np.unravel_index)
