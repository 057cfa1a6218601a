"""What the command line shows: sources, reports and errors, in colour on a terminal and plain elsewhere."""

from __future__ import annotations

from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from .gradcheck import Report, row_cells


def show_source(text: str) -> None:
    """Print a module: highlighted on a terminal, byte for byte elsewhere."""
    console = Console()
    if not console.is_terminal:
        console.file.write(text)
        return
    highlighted = Syntax("", "python", theme="ansi_dark").highlight(text)
    console.print(highlighted, soft_wrap=True, end="")


def show_report(report: Report) -> None:
    """Print a comparison: a table on a terminal, the report's own text elsewhere."""
    console = Console()
    if not console.is_terminal:
        console.file.write(f"{report}\n")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("argument")
    for title in ("ours", "numerical", "relative error"):
        table.add_column(title, justify="right")
    table.add_column("")
    for row in report.rows:
        table.add_row(*(Text(cell) for cell in row_cells(row)), style=None if row.ok else "red")
    console.print(Text(report.verdict, style="green" if report.ok else "bold red"))
    console.print(table)
    for problem in report.problems:
        console.print(Text(problem, style="red"))


def show_error(error: object) -> None:
    """Print an error or a warning to stderr, in the one format that it carries."""
    console = Console(stderr=True)
    console.print(Text(str(error), style="red" if console.is_terminal else ""), soft_wrap=True)
