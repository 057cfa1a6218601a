"""Where the text of a definition ends."""

from __future__ import annotations


def definition_lines(lines: list[str]) -> list[str]:
    """The lines of the first definition, with its decorators, as its layout tells; none if there is no definition.

    They end before the next line of code that stands no further in. Where brackets or quotes go on at the margin they
    are cut short, and then do not parse. Tokens would tell in any case, and take ten times as long.
    """
    start = next((at for at, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def "))), None)
    if start is None:
        return []
    margin = _indent(lines[0])
    for number in range(start + 1, len(lines)):
        text = lines[number].strip()
        if text and _indent(lines[number]) <= margin and not text.startswith(("#", ")")):
            return lines[:number]
    return lines


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
