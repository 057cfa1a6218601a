"""Write docs/coverage.md: which functions are differentiated, by running the samples of their rules.

`python -m coverage_table` in the folder `tests` writes it. With `--check` it compares what is cheap to find for every
function, runs one sample of each rule, and everything for a part of the functions; with `--check-all` it runs all.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
import zlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MethodType, ModuleType
from typing import Any

import numpy as np
import scipy
import scipy.stats

sys.path.insert(0, str(Path(__file__).parent / "templates"))

import tangent_like as tl
from calls import Call
from calls_of_samples import CALLS as OF_NUMPY
from calls_of_scipy import CALLS as OF_SCIPY
from calls_of_solvers import CALLS as OF_SOLVERS
from curves_of_calls import STEP, curve_of
from every_sample import SAMPLES
from samples import Sample
from second_derivatives import PAIRS, curve, derivative, slope, title_of
from tangent_like.checking import check_rule
from tangent_like.sampling import leaves_of
from tangent_like.templates import load
from tangent_like.templates.composed import program_of
from tangent_like.templates.uncovered import REASONS
from tangent_like.transforms.operator_calls import is_written_out
from test_second_derivatives import CASES

FILE = Path(__file__).parents[1] / "docs" / "coverage.md"
WHOLE = ("numpy", "numpy.linalg", "numpy.fft", "scipy.special", "math", "cmath", "operator", "statistics")
"""The modules of which every public function is listed."""

RULED = (
    "builtins",
    *(f"scipy.{one}" for one in ("linalg", "signal", "ndimage", "interpolate", "integrate", "optimize")),
    *("scipy.sparse.linalg", "scipy.stats"),
)
"""The modules of which the functions with rules are listed, and those that are known to have no derivative."""

PART = 16
"""One of so many functions is run in full by the quick check."""

LANGUAGE = frozenset(
    f"builtins.{one}"
    for one in (
        *("classmethod", "delattr", "dict", "filter", "frozenset", "getattr", "map", "object", "property"),
        *("reversed", "set", "setattr", "staticmethod", "super", "vars"),
    )
)
"""What is understood as a part of the language."""

WRITTEN_OUT = {
    "numpy.copyto": "as the store that it is",
    "numpy.piecewise": "as the choice that it is, where the pieces are written out",
}
"""What becomes other statements before rules are asked."""

COLUMNS = "| function | reverse | forward | second order | complex | result | numba |"
HEAD = """\
# Coverage

Which functions are differentiated. Each rule is run at its sample calls (`tests/templates/samples*.py`) by the public
`check_rule`: reverse mode against central differences, forward mode against these and the adjoints; and at second order
in all four pairs of modes. The columns:

- *reverse*, *forward*: works, or what is known. *constant*: the function has no derivative, and its result counts as
  constant. *no derivative*: it is refused, for the reason that stands there. *not yet*: it is refused, and has no rule.
- *second order*: works in all four pairs of modes, or the pairs that are refused somewhere.
- *complex*: whether complex arguments are among the samples.
- *result*: what its storage may be, as the rule declares and the samples prove with `np.shares_memory`: fresh, a view
  of an argument, the argument itself, the items of one, or either.
- *numba*: not yet measured.

Methods and operators follow the functions. What of Python is differentiated is in [language.md](language.md).

This file is written by `cd tests && python -m coverage_table`.
"""


@dataclass(frozen=True)
class Listed:
    """A public function: its module, its name there, and the object."""

    module: str
    name: str
    target: Any

    @property
    def title(self) -> str:
        return f"{self.module}.{self.name}"


def is_function(value: Any) -> bool:
    return callable(value) and not isinstance(value, (type, ModuleType))


def has_rule(value: Any) -> bool:
    try:
        return value in load()
    except TypeError:  # it cannot be hashed
        return False


METHODS = (*(f"{log}{one}" for one in ("pdf", "pmf", "cdf", "sf") for log in ("", "log")), "ppf", "isf")
"""The methods of distributions."""


def distributions() -> list[Listed]:
    """The methods of distributions that have rules."""
    found = []
    for name in sorted(scipy.stats.__all__):
        for method in METHODS:
            value = getattr(getattr(scipy.stats, name), method, None)
            if value is not None and has_rule(value):
                found.append(Listed("scipy.stats", f"{name}.{method}", value))
    return found


def listed() -> list[Listed]:
    """The functions of the table, by module and name."""
    found = []
    for module in (*WHOLE, *RULED):
        space = import_module(module)
        names = [one for one in getattr(space, "__all__", dir(space)) if not one.startswith("_")]
        for name in sorted(set(names), key=lambda one: (one.lower(), one)):
            value = getattr(space, name, None)
            title = f"{module}.{name}"
            known = has_rule(value) or program_of(value) is not None or title in LANGUAGE or title in REASONS
            if known or (module in WHOLE and is_function(value)):
                found.append(Listed(module, name, value))
    return found + distributions()


# Verdicts


def samples_of(target: Any) -> list[Sample]:
    return [one for one in SAMPLES if is_same(one.key, target)]


def is_same(key: Any, target: Any) -> bool:
    """Whether a sample is of a function; a method is made anew each time it is asked for."""
    return key is target or (isinstance(target, MethodType) and isinstance(key, MethodType) and key == target)


def first_order(samples: Sequence[Sample]) -> tuple[str, str]:
    """Whether reverse and forward mode are right at some samples."""
    if not samples:
        return "no samples", "no samples"
    for one in samples:
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                check_rule(one.key, *one.args, **one.options, **one.kwargs)
        except tl.TangentError as error:
            text = error.message.partition(": ")[2] or error.message
            return ("works", f"WRONG: {text}") if "forward" in text or "tangent" in text else (f"WRONG: {text}",) * 2
    return "works", "works"


def second_order(target: Any) -> str:
    """Whether second derivatives are right in all pairs of modes at the samples that the tests choose."""
    refused: dict[str, None] = {}
    chosen = [(one, known) for one, known in CASES if is_same(one.key, target)]
    if not chosen:
        return "no samples"
    for one, known in chosen:
        single = "float32" in title_of(one)
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = curve(one)
            true, _ = slope(made, known, 1e-2 if single else 1e-5)
            for pair in PAIRS:
                try:
                    found = derivative(made, *pair.split("-"), examples=known)(0.0)
                except (tl.TangentError, TypeError):
                    refused[pair] = None
                    continue
                if not abs(found - true) <= max(1e-4, (1e-2 if single else 1e-4) * abs(true)):
                    refused[f"{pair} WRONG"] = None
    return f"works but for {', '.join(refused)}" if refused else "works"


def calls_of(one: Listed) -> list[Call]:
    """The sample calls that are given as text."""
    module = "np" if one.module == "numpy" else one.module.removeprefix("scipy.")
    start = re.compile(rf"(?<![\w.]){re.escape(f'{module}.{one.name}')}\(")
    return [call for call in (*OF_NUMPY, *OF_SCIPY, *OF_SOLVERS) if start.search(call[0])]


def order_of_calls(calls: Sequence[Call], *modes: str) -> str:
    """Whether derivatives are right at sample calls: first ones by one mode, second ones by two."""
    for place, call in enumerate(calls):
        known = place % 2 == 0
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = curve_of(call)
            try:
                found = derivative(made, *modes, examples=known)(0.0)
            except (tl.TangentError, ValueError, TypeError):
                return "refused" if known else "needs kinds"
            if len(modes) == 1:
                values = [made.function(step, *made.given) for step in (STEP, -STEP)]
                true = (values[0] - values[1]) / (2.0 * STEP)
            else:
                true, _ = slope(made, known)
        if not abs(found - true) <= 1e-4 * max(1.0, abs(true)):
            return "WRONG"
    return "works"


def cells_of_calls(one: Listed, calls: Sequence[Call]) -> tuple[str, ...]:
    """The cells of a function with sample calls as text."""
    ways = order_of_calls(calls, "grad"), order_of_calls(calls, "jvp")
    refused = [pair for pair in PAIRS if order_of_calls(calls[:2], *pair.split("-")) != "works"]
    second = f"works but for {', '.join(refused)}" if refused else "works"
    second = "refused" if len(refused) == len(PAIRS) else second
    complex_ = "yes" if any(np.iscomplexobj(value) for _, args in calls for value in args) else ""
    return (*ways, second, complex_, storage(one.target) if has_rule(one.target) else "fresh", "")


def is_complex(samples: Iterable[Sample]) -> bool:
    values = [leaf for one in samples for leaf in leaves_of([*one.args, *one.kwargs.values()])]
    return any(np.iscomplexobj(leaf) for leaf in values if isinstance(leaf, (complex, np.generic, np.ndarray)))


_SHARES = {
    "argument": "the argument",
    "view": "a view",
    "first": "fresh, the argument or a view",
    "either": "fresh, an argument or a view",
    "items": "holds the items",
    "content": "fresh; of lists it holds the items",
    "chosen": "an argument, or an item",
    "item": "an item",
}


def known_of(one: Listed) -> tuple[str, ...] | None:
    """The cells of a function that has no derivative; None for one that has."""
    rest = ("", "", "", "", "")
    if program_of(one.target) is not None:
        return None
    if has_rule(one.target):
        rule = load()[one.target]
        return ("constant", *rest) if rule.form == "constant" else None
    if is_written_out(one.target):
        return ("as the operator", *rest)
    if one.title in WRITTEN_OUT:
        return (WRITTEN_OUT[one.title], *rest)
    if one.title in LANGUAGE:
        return ("part of the language", *rest)
    reason = REASONS.get(one.title)
    return (f"no derivative: {reason}" if reason else "not yet", *rest)


def storage(target: Any) -> str:
    rule = load()[target]
    return f"writes `{rule.writes[0]}`" if rule.writes else _SHARES.get(rule.shares, rule.shares)


def cells(one: Listed) -> tuple[str, ...]:
    """The cells of a function, everything run."""
    known = known_of(one)
    if known is not None:
        return known
    calls = calls_of(one)
    samples = samples_of(one.target)
    if calls and not samples:
        return cells_of_calls(one, calls)
    ways = first_order(samples)
    complex_ = "yes" if is_complex(samples) else ""
    return (*ways, second_order(one.target), complex_, storage(one.target), "")


def quick_cells(one: Listed, written: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The cells with what takes long taken from the file, where one sample agrees with it."""
    known = known_of(one)
    old = written.get(one.title)
    if known is not None or old is None or zlib.crc32(one.title.encode()) % PART == 0:
        return cells(one)
    calls = calls_of(one)
    samples = samples_of(one.target)
    if calls and not samples:
        ways = order_of_calls(calls[:1], "grad"), order_of_calls(calls[:1], "jvp")
        return old if ways == ("works", "works") else (*ways, *old[2:])
    ways = first_order(samples[:1])
    agree = ways == ("works", "works")
    complex_ = "yes" if is_complex(samples) else ""
    return (*(old[:2] if agree else ways), old[2], complex_, storage(one.target), "")


# The text


def written_cells(text: str) -> dict[str, tuple[str, ...]]:
    """The cells that stand in the file, by the name of the function with that of its module."""
    found: dict[str, tuple[str, ...]] = {}
    module = ""
    for line in text.splitlines():
        if line.startswith("## "):
            module = line[3:].strip("`")
        row = re.fullmatch(r"\| `([\w.]+)` \|(.*)\|", line)
        if row is not None and module:
            parts = re.split(r"(?<!\\)\|", row[2])
            found[f"{module}.{row[1]}"] = tuple(one.strip().replace("\\|", "|") for one in parts)
    return found


def counts(rows: Iterable[tuple[str, ...]]) -> tuple[int, int, int, int, int]:
    """How many functions there are: in both modes, at second order, constant, without derivative, not yet."""
    every = list(rows)
    both = [one for one in every if one[:2] == ("works", "works") or one[0].startswith(("as the", "part of"))]
    second = [one for one in every if one[2].startswith("works") and "WRONG" not in one[2]]
    others = (sum(one[0].startswith(start) for one in every) for start in ("constant", "no derivative", "not yet"))
    constant, without, missing = others
    return len(both), len(second), constant, without, missing


def home(title: str) -> str:
    """The module of a function."""
    return max((one for one in (*WHOLE, *RULED) if title.startswith(f"{one}.")), key=len)


def rendered(rows: Mapping[str, tuple[str, ...]]) -> str:
    """The text of the file."""
    modules = [one for one in (*WHOLE, *RULED) if any(home(title) == one for title in rows)]
    total = counts(rows.values())
    out = [
        HEAD,
        f"Of {len(rows)} functions {total[0]} are differentiated in both modes, {total[1]} of these have rules",
    ]
    out[-1] += " with second derivatives.\n"
    out += ["| module | functions | both modes | second order | constant | no derivative | not yet |"]
    out += ["| --- | --- | --- | --- | --- | --- | --- |"]
    for module in modules:
        inside = [row for title, row in rows.items() if home(title) == module]
        out.append(f"| `{module}` | {len(inside)} | {' | '.join(map(str, counts(inside)))} |")
    for module in modules:
        out += [f"\n## `{module}`\n", COLUMNS, "| --- | --- | --- | --- | --- | --- | --- |"]
        for title, row in rows.items():
            if home(title) == module:
                shown = " | ".join(one.replace("|", "\\|") for one in row)
                out.append(f"| `{title.removeprefix(f'{module}.')}` | {shown} |")
    made = f"{sys.version_info.major}.{sys.version_info.minor}"
    out.append(f"\nWritten with Python {made}, NumPy {np.__version__} and SciPy {scipy.__version__}.")
    return "\n".join(out) + "\n"


_EVERY = {one.title: one for one in listed()}
_WRITTEN = written_cells(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def _full(title: str) -> tuple[str, ...]:
    return cells(_EVERY[title])


def _quick(title: str) -> tuple[str, ...]:
    return quick_cells(_EVERY[title], _WRITTEN)


def table(quick: bool) -> dict[str, tuple[str, ...]]:
    """The rows by function; they are made by all processors together."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(_EVERY, pool.map(_quick if quick else _full, _EVERY, chunksize=4), strict=True))


def differences(rows: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What the file says otherwise. Functions that other versions of the libraries have are passed over by name."""
    text = FILE.read_text(encoding="utf-8")
    same = f"NumPy {np.__version__} and SciPy {scipy.__version__}." in text
    common = [title for title in rows if same or title in _WRITTEN]
    found = [
        f"{title}: {rows[title]}, in the file {_WRITTEN.get(title)}"
        for title in common
        if rows[title] != _WRITTEN.get(title)
    ]
    gone = [f"{title}: only in the file" for title in _WRITTEN if same and title not in rows]
    kept = {**_WRITTEN, **{title: rows[title] for title in common}}
    stale = rendered(kept).partition("\nWritten with")[0] != text.partition("\nWritten with")[0]
    return found + gone + (["the text around the rows, or their order, is another"] if stale and not found else [])


def main() -> int:
    if "--check" in sys.argv or "--check-all" in sys.argv:
        found = differences(table("--check" in sys.argv))
        print("\n".join(found))
        return int(bool(found))
    FILE.write_text(rendered(table(False)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
