"""The constructs that are refused so far, and those whose second derivative is: how the message begins."""

from __future__ import annotations

FIRST: dict[str, str] = {
    "complex numbers": "no derivative is known for `complex`",
    "operator.itemgetter": "the function that `first` stands for is not known when the derivative ",
    "star arguments of unknown length": "cannot differentiate this call of `total`: starred arguments of a func",
    "counter through nonlocal": "cannot differentiate through `nonlocal`",
    "inactive nonlocal": "cannot differentiate through `nonlocal`",
    "global counter": "cannot differentiate through `global`",
    "dataclasses.replace": "no derivative is known for `getattr`",
    "try with break and continue": "cannot differentiate through `try`, since `s` may be read as its body ",
}

SECOND: dict[str, str] = {
    "solver that takes a function": "`t1` is a number where storage might be shared: annotate the arguments",
    "dataclass with __post_init__": "`bself",
    "object that holds lists and dicts": "`x` is kept by `run_fwd` in what it returns, which is changed in place",
    "object in an object": "`layer` is kept by `apply_fwd` in what it returns, which is changed in",
}
