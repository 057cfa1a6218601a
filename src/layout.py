"""Lines that are too long for the page, broken inside brackets as a careful person would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .syntax import BINARY, COMPARE

WIDTH = 100
INDENT = 4

_OPERATORS = ([" or "], [" and "], [f" {symbol} " for symbol in COMPARE.values()], [" | "], [" ^ "], [" & "])
_ARITHMETIC = ([" << ", " >> "], [" + ", " - "], [" * ", " / ", " // ", " % ", " @ "])
_LEVELS = ([", "], [" if ", " else "], *_OPERATORS, *_ARITHMETIC)
_LEVEL = {token: level for level, tokens in enumerate(_LEVELS) for token in tokens}
_ASSIGNING = {" = ", *(f" {symbol}= " for symbol in BINARY.values())}
_KEYWORDS = {"return": 2, "if ": 1, "elif ": 1, "while ": 1}


def fitted(items: Sequence[str]) -> str:
    """The text of astor's items, its long lines broken inside brackets."""
    text: list[str] = []
    line: list[str] = []
    for item in items:
        if item and not item.strip("\n"):
            text += [_line(line), item]
            line = []
        else:
            line.append(item)
    return "".join([*text, _line(line)])


def _line(tokens: list[str]) -> str:
    text = "".join(tokens)
    if len(text) <= WIDTH or "\n" in text or text.lstrip().startswith("#"):
        return text
    words = [token for token in tokens if token.strip() or token == " "]
    return "\n".join(_exploded(_bracketed(words), len(text) - len(text.lstrip())))


def _bracketed(tokens: list[str]) -> list[str]:
    """A statement with parentheses around what could not be broken without them."""
    flat = [token if depth == 0 else "" for token, depth in _depths(tokens)]
    end = len(tokens) - (tokens[-1] == ":")
    start = _KEYWORDS.get(tokens[0], 0)
    if tokens[0] == "assert ":
        start, end = 1, flat.index(", ") if ", " in flat else end
    equals = max((index for index, token in enumerate(flat) if token in _ASSIGNING), default=None)
    if equals is not None:
        start = equals + 1
    if not start or not any(token in _LEVEL for token in flat[start:end]):
        return tokens
    left = tokens[:start]
    if equals is not None and len("".join(left)) > WIDTH // 2 and ", " in flat[:start]:
        left = ["(", *tokens[:equals], ")", tokens[equals]]
    return [*left, "(", *tokens[start:end], ")", *tokens[end:]]


def _depths(tokens: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each token with the number of brackets around it; a bracket counts as inside itself."""
    depth = 0
    for token in tokens:
        depth += token in ("(", "[", "{")
        yield token, depth
        depth -= token in (")", "]", "}")


def _exploded(tokens: list[str], indent: int) -> list[str]:
    """Lines in which as few brackets as possible, the widest first, have their contents below them."""
    lines = [" " * indent + "".join(tokens)]
    groups = sorted(_groups(tokens), key=lambda group: -len("".join(tokens[group[0] : group[1]])))
    for count in range(1, len(groups) + 1):
        if max(map(len, lines)) <= WIDTH:
            break
        lines = _split(tokens, sorted(groups[:count]), indent)
    return lines


def _groups(tokens: list[str]) -> list[tuple[int, int]]:
    """Where the outermost brackets with contents open and close."""
    found: list[tuple[int, int]] = []
    start = -1
    for index, (token, depth) in enumerate(_depths(tokens)):
        if depth == 1 and token in ("(", "[", "{"):
            start = index
        elif depth == 1 and token in (")", "]", "}") and index > start + 1:
            found.append((start, index))
    return found


def _split(tokens: list[str], groups: list[tuple[int, int]], indent: int) -> list[str]:
    lines: list[str] = []
    head = " " * indent
    position = 0
    for start, end in groups:
        lines.append(head + "".join(tokens[position : start + 1]))
        lines += _filled(tokens[start + 1 : end], indent + INDENT)
        head, position = " " * indent, end
    return [*lines, head + "".join(tokens[position:])]


def _filled(tokens: list[str], indent: int) -> list[str]:
    """The contents of brackets on as few lines as hold them, broken at the operators that bind least."""
    room = WIDTH - indent
    pieces = _pieces(tokens)
    if len("".join(tokens).strip()) <= room or len(pieces) == 1:
        return [line.rstrip() for line in _exploded(tokens, indent)]
    lines: list[str] = []
    current = ""
    for piece in pieces:
        text = "".join(piece)
        if current and len((current + text).rstrip()) > room:
            lines.append(" " * indent + current.rstrip())
            current = ""
        if not current and len(text.strip()) > room:
            *above, last = _filled([piece[0].lstrip(), *piece[1:]], indent)
            lines += above
            current = last[indent:] + text[len(text.rstrip()) :]
        else:
            current += text if current else text.lstrip()
    return [*lines, " " * indent + current.rstrip()]


def _pieces(tokens: list[str]) -> list[list[str]]:
    """The tokens cut after the commas, or else before the operators that bind least."""
    levels = [_LEVEL.get(token, len(_LEVELS)) if depth == 0 else len(_LEVELS) for token, depth in _depths(tokens)]
    for level in sorted(set(levels) - {len(_LEVELS)}):
        after = level == 0
        cuts = [index + after for index, found in enumerate(levels) if found == level]
        bounds = [0, *(cut for cut in cuts if 0 < cut < len(tokens)), len(tokens)]
        if len(bounds) > 2:
            return [tokens[start:end] for start, end in pairwise(bounds)]
    return [tokens]
