"""The words that templates are written in, so that editors and linters know them. Templates are never run."""

from __future__ import annotations

from typing import Any

d: Any = None
"""``d[y]`` is the adjoint of ``y``, in a template for a tangent the tangent."""

xp: Any = None
"""The library that the primal used."""

narrow: Any = None
"""``narrow(e)``: ``e`` still has to be broadcast to the shape of the operand, a tangent to that of the result."""

active: Any = None
"""``active(x)``: whether an operand has a tangent that may be other than zero."""

or_zero: Any = None
"""``or_zero(d[x])``: the tangent of an operand, and 0.0 where it has none."""

rank: Any = None
is_array: Any = None
is_complex: Any = None
is_float: Any = None
is_floating: Any = None
is_real: Any = None
is_scalar: Any = None
is_tuple: Any = None
same_shape: Any = None

returned: Any = None
"""The adjoint of what a call that writes returns; None where that is zero."""

value: Any = None
"""What a call that writes returns."""
