"""Write docs/language.md: what of Python is differentiated, by running the corpus.

`python -m language.table` in the folder `tests` writes it; with `--check` it only compares.
"""

from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import tangent_like as tl
from support import function_from

from . import CORPUS, Construct
from .verdicts import PAIRS, expected_first, expected_second, first, second

FILE = Path(__file__).parents[2] / "docs" / "language.md"
HEAD = """\
# The language

What of Python is differentiated: for each construct a small program (`tests/language/`), run in reverse and forward
mode and at second order in all four pairs of modes, and compared with central differences. What does not work is
refused when the derivative is made, by an error with file, line, caret and a way out; its message stands below.

This file is written by `cd tests && python -m language.table`.
"""


def verdict(one: Construct, order: str) -> str:
    """Whether a derivative of a program is right: ``works``, or the message that refuses it, now or when it runs."""
    f = function_from(one.text)
    x = one.points[0]
    try:
        if order == "second":
            found = [second(f, x, modes, True) for modes in PAIRS]
            wanted = expected_second(f, x)
        else:
            found, wanted = [first(f, x, order, True)], expected_first(f, x)
    except tl.TangentError as error:
        return f"refused: {error.message}"
    except ValueError as error:
        placed = re.fullmatch(r"[^\n]*?:\d+:\d+: (.*)", str(error), re.DOTALL)
        if placed is None:
            raise
        return f"refused when it runs: {placed[1]}"
    good = all(abs(value - wanted) <= 1e-5 * max(1.0, abs(wanted)) for value in found)
    return "works" if good else "WRONG"


def row(title: str) -> str:
    """The line of one construct."""
    cells = [verdict(CORPUS[title], order) for order in ("reverse", "forward", "second")]
    return f"| {title} | {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def table() -> str:
    """The text of the file; the rows are made by all processors together."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        rows = dict(zip(CORPUS, pool.map(row, CORPUS, chunksize=4), strict=True))
    out = [HEAD]
    for topic in dict.fromkeys(one.topic for one in CORPUS.values()):
        members = [one for one in CORPUS.values() if one.topic == topic]
        out += [f"\n## {topic}\n", "| construct | reverse | forward | second order |", "| --- | --- | --- | --- |"]
        out += [rows[one.name] for one in members]
    return "\n".join(out) + "\n"


def main() -> int:
    text = table()
    if "--check" in sys.argv:
        return int(text != FILE.read_text(encoding="utf-8"))
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
