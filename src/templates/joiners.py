"""Objects of NumPy that are called by indexing them: ``np.r_[x, y]``. What they give is made of the index."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..program import MISSING, Assign, Function, bound_in, every, lookup
from ..syntax import Expr, dotted, walk

_CALLED = (type(np.r_).__mro__[1], type(np.mgrid).__mro__[1], type(np.s_))


def joiner(function: Function, whole: Expr) -> Any:
    """The object that an expression stands for, if it is one of these; a name may be bound to one."""
    if whole.head == "name" and whole.leaf in _local(function):
        return _bound_joiners(function).get(whole.leaf)
    return _outside(function, whole)


def parts_of(index: Expr) -> dict[str, Expr]:
    """The atoms of an index."""
    return {str(at): one for at, one in enumerate(walk(index)) if one.is_atom}


def _outside(function: Function, path: Expr) -> Any:
    chain = dotted(path)
    if chain is None or chain[0] in _local(function):
        return None
    value = lookup(function, chain[0])
    for attribute in chain[1:]:
        value = getattr(value, attribute, MISSING) if type(value) is type(np) else MISSING
    return value if isinstance(value, _CALLED) else None


def _local(function: Function) -> frozenset[str]:
    found = function.remembered.get("local")
    if found is None:
        found = function.remembered["local"] = bound_in(function.body) | frozenset(function.all_parameters)
    return frozenset(found)


def _bound_joiners(function: Function) -> dict[str, Any]:
    found: dict[str, Any] | None = function.remembered.get("joiners")
    if found is None:
        bound = ((one.target, _outside(function, one.value)) for one in every(function.body) if isinstance(one, Assign))
        found = function.remembered["joiners"] = {target: value for target, value in bound if value is not None}
    return found
