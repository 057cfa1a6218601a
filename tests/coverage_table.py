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
from types import ModuleType
from typing import Any

import numpy as np
import scipy

sys.path.insert(0, str(Path(__file__).parent / "templates"))

import tangent_like as tl
from every_sample import SAMPLES
from samples import Sample
from second_derivatives import PAIRS, curve, derivative, slope, title_of
from tangent_like.checking import check_rule
from tangent_like.sampling import leaves_of
from tangent_like.templates import load
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

COLUMNS = "| function | reverse | forward | second order | complex | result | numba |"
HEAD = """\
# Coverage

Which functions are differentiated. Each rule is run at its sample calls (`tests/templates/samples*.py`) by the public
`check_rule`: reverse mode against central differences, forward mode against these and the adjoints; and at second order
in all four pairs of modes. The columns:

- *reverse*, *forward*: works, or what is known. *constant*: the function has no derivative, and its result counts as
  constant. *no derivative*: it is refused, for the reason that stands there. *not yet*: it is refused, and has no rule.
- *second order*: works in all four pairs of modes, or the pairs that are refused.
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


def listed() -> list[Listed]:
    """The functions of the table, by module and name."""
    found = []
    for module in (*WHOLE, *RULED):
        space = import_module(module)
        names = [one for one in getattr(space, "__all__", dir(space)) if not one.startswith("_")]
        for name in sorted(set(names), key=lambda one: (one.lower(), one)):
            value = getattr(space, name, None)
            known = has_rule(value) or f"{module}.{name}" in LANGUAGE or f"{module}.{name}" in REASONS
            if known or (module in WHOLE and is_function(value)):
                found.append(Listed(module, name, value))
    return found


# Verdicts


def samples_of(target: Any) -> list[Sample]:
    return [one for one in SAMPLES if one.key is target]


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
    chosen = [(one, known) for one, known in CASES if one.key is target]
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


def is_complex(samples: Iterable[Sample]) -> bool:
    values = [leaf for one in samples for leaf in leaves_of([*one.args, *one.kwargs.values()])]
    return any(np.iscomplexobj(leaf) for leaf in values if isinstance(leaf, (complex, np.generic, np.ndarray)))


_SHARES = {
    "argument": "the argument",
    "view": "a view",
    "first": "fresh, the argument or a view",
    "either": "fresh, an argument or a view",
    "items": "holds the items",
    "item": "an item",
}


def known_of(one: Listed) -> tuple[str, ...] | None:
    """The cells of a function that has no derivative; None for one that has."""
    rest = ("", "", "", "", "")
    if has_rule(one.target):
        rule = load()[one.target]
        return ("constant", *rest) if rule.form == "constant" else None
    if is_written_out(one.target):
        return ("as the operator", *rest)
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
    samples = samples_of(one.target)
    ways = first_order(samples)
    complex_ = "yes" if is_complex(samples) else ""
    return (*ways, second_order(one.target), complex_, storage(one.target), "")


def quick_cells(one: Listed, written: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The cells with what takes long taken from the file, where one sample agrees with it."""
    known = known_of(one)
    old = written.get(one.title)
    if known is not None or old is None or zlib.crc32(one.title.encode()) % PART == 0:
        return cells(one)
    samples = samples_of(one.target)
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
        row = re.fullmatch(r"\| `(\w+)` \|(.*)\|", line)
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


def rendered(rows: Mapping[str, tuple[str, ...]]) -> str:
    """The text of the file."""
    modules = [one for one in (*WHOLE, *RULED) if any(title.rpartition(".")[0] == one for title in rows)]
    total = counts(rows.values())
    out = [
        HEAD,
        f"Of {len(rows)} functions {total[0]} are differentiated in both modes, {total[1]} of these have rules",
    ]
    out[-1] += " with second derivatives.\n"
    out += ["| module | functions | both modes | second order | constant | no derivative | not yet |"]
    out += ["| --- | --- | --- | --- | --- | --- | --- |"]
    for module in modules:
        inside = [row for title, row in rows.items() if title.rpartition(".")[0] == module]
        out.append(f"| `{module}` | {len(inside)} | {' | '.join(map(str, counts(inside)))} |")
    for module in modules:
        out += [f"\n## `{module}`\n", COLUMNS, "| --- | --- | --- | --- | --- | --- | --- |"]
        for title, row in rows.items():
            if title.rpartition(".")[0] == module:
                shown = " | ".join(one.replace("|", "\\|") for one in row)
                out.append(f"| `{title.rpartition('.')[2]}` | {shown} |")
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
