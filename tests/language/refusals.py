"""The constructs that are refused so far, and those whose second derivative is: how the message begins."""

from __future__ import annotations

FIRST: dict[str, str] = {
    "try with break and continue": "cannot differentiate through `try`, since `s` may be read as its body ",
}

SECOND: dict[str, str] = {
    "star arguments of unknown length": " is ",
    "star arguments for parameters and the rest": " is ",
    "counter through nonlocal": "`total` is changed in place, and other names that are read later show ",
    "inactive nonlocal": "`calls_saved` is a number where storage might be shared: annotate the ",
    "solver that takes a function": "`t1` is a number where storage might be shared: annotate the arguments",
    "dataclass with __post_init__": "`bself` ",
    "object that holds lists and dicts": "`x` is kept by `run_fwd` in what it returns, which is changed in place",
    "object in an object": "`layer` is kept by `apply_fwd` in what it returns, which is changed in",
    "object with arrays": "`bself` is changed in place, and other names that are read later show ",
    "two closures share a cell": "`total` is changed in place, and other names that are read later show ",
    "nonlocal of a parameter": "`t3` is kept by `scale_fwd` in what it returns, which is changed in pl",
    "nonlocal that is bound later": " is ",
    "counter that decides when a loop ends": "`n_saved` is a number where storage might be shared: annotate the argu",
    "closure with a cell that is returned": "`bt2` is a view of something that is changed while it is read: annotat",
    "loop variable that is nonlocal": "`k` is changed in place, and other names that are read later show the ",
}
