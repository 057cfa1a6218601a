"""Why functions of libraries have no derivative: the reason by the dotted name, sorted by name.

A reason continues "`name` has no derivative: ". What is constant has a rule that says so (`constant`) and needs none.
"""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "builtins.compile": "it makes code, not numbers",
    "builtins.eval": "the code that it runs is not known when the derivative is made",
    "builtins.exec": "the code that it runs is not known when the derivative is made",
    "builtins.input": "it reads text",
    "builtins.iter": "an iterator can be gone through once: use a loop, or a list",
    "builtins.memoryview": "it shows the bytes of numbers",
    "builtins.next": "an iterator can be gone through once: use a loop, or index a list",
    "builtins.reversed": "an iterator can be gone through once: use `list(reversed(x))`, or `x[::-1]`",
    "math.integer": "it is a module of functions of whole numbers",
    "statistics.NormalDist": "it is a class whose parameters are read when it is called: write the formula out",
    "statistics.kde": "it returns a function: sum the kernels in a loop",
    "statistics.kde_random": "it draws random numbers: draw first, and shift and scale the draws",
    "statistics.median_grouped": "it counts the elements that are equal: use `statistics.median`",
    "statistics.mode": "it counts the elements that are equal",
    "statistics.multimode": "it counts the elements that are equal",
}


def is_refused(function: object) -> bool:
    """Whether a Python function is known to have no derivative, so that its source is not read."""
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}" in REASONS
