"""What gradients of in-place programs cost: time over that of the program itself, and bytes copied into records.

    python benchmarks/kernels.py [--mode forward] [--rounds 7] [--only stencil] [--kinds] [--scale 4] [--json FILE]

The kernels are those of ``tests/kernels_*.py``, at the size for which the program takes about a millisecond and what a
trip works on stays in the cache; ``--scale`` makes them larger. Beyond the cache a record costs what fresh memory
costs, several times what the arithmetic that it is kept for does. Program and
gradient take turns in one process; the ratio is the median over the rounds. What is recorded is counted by a copy of
the generated source that reports what it saves: ``copied`` are arrays that were copied for a record, ``held`` those
that a record keeps alive. A kernel that is linear in what it overwrites should copy nothing; a line warns of one that
does. The last table shows loops over elements at growing sizes, whose time per element should stay the same.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import inspect
import json
import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import tangent_like as tl
from rich.console import Console
from rich.table import Table
from tangent_like.api import output_of
from tangent_like.loader import load

if TYPE_CHECKING:
    from kernels_support import Kernel

TESTS = Path(__file__).resolve().parent.parent / "tests"
SIZES = (1_000, 10_000, 100_000)
SCALED = ("prefix_sum", "cumulative_product", "histogram_by_elements", "clipped_walk", "thomas", "clenshaw")
STEADY = 2.0
"""How much the time per element may grow from the smallest size to the largest."""


def all_kernels() -> list[Kernel]:
    sys.path.insert(0, str(TESTS))
    names = sorted(path.stem for path in TESTS.glob("kernels_*.py"))
    modules = [importlib.import_module(name) for name in names]
    return [one for module in modules for one in getattr(module, "KERNELS", [])]


# What is recorded

RECORD = re.compile(r"\w+_saved\d*")
COUNT = "count_in_record"


@dataclass
class Records:
    """Counts what a gradient saves. ``alive`` keeps what was seen, so that identities are not used again."""

    saves: int = 0
    copied: int = 0
    held: int = 0
    alive: dict[int, Any] = field(default_factory=dict)

    def count(self, value: Any, named: bool) -> Any:
        self.saves += 1
        self._add(value, named)
        return value

    def _add(self, value: Any, named: bool) -> None:
        if isinstance(value, tuple):
            for item in value:
                self._add(item, named)
        elif isinstance(value, np.ndarray):
            owner = value
            while isinstance(owner.base, np.ndarray):
                owner = owner.base
            if id(owner) not in self.alive:
                self.alive[id(owner)] = owner
                if named or owner is not value:
                    self.held += owner.nbytes
                else:
                    self.copied += owner.nbytes


class Counting(ast.NodeTransformer):
    """Pass what is put into records through a function, with whether it is a plain name."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        target = node.func
        if isinstance(target, ast.Attribute) and target.attr == "append" and _is_record(target.value):
            node.args = [_counted(node.args[0])]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if any(_is_record(target) for target in node.targets) and not isinstance(node.value, ast.List):
            node.value = _counted(node.value)
        return node


def _is_record(node: ast.expr) -> bool:
    while isinstance(node, ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name) and RECORD.fullmatch(node.id) is not None


def _counted(value: ast.expr) -> ast.expr:
    if isinstance(value, ast.Tuple):
        return ast.Tuple([_counted(item) for item in value.elts], ast.Load())
    named = ast.Constant(isinstance(value, ast.Name))
    return ast.Call(func=ast.Name(COUNT, ast.Load()), args=[value, named], keywords=[])


def recorded(df: Callable[..., Any], args: tuple[Any, ...]) -> Records:
    """What one call of a gradient saves."""
    records = Records()
    output = output_of(df)
    tree = ast.fix_missing_locations(Counting().visit(ast.parse(output.text)))
    functions = [replace(one, needs={**one.needs, COUNT: records.count}) for one in output.functions]
    load(functions, ast.unparse(tree), f"counting {output.name}")[output.name](*copy.deepcopy(args))
    return records


# Time


def seconds(f: Callable[..., Any], args: tuple[Any, ...]) -> float:
    own = copy.deepcopy(args)
    began = time.perf_counter()
    f(*own)
    return time.perf_counter() - began


@dataclass(frozen=True)
class Cost:
    primal: float
    ratio: float
    records: Records


def gradient_of(one: Kernel, kinds: bool, size: int) -> Callable[..., Any]:
    examples = one.arguments(size) if kinds else None
    return tl.grad(one.function, wrt=one.wrt, example_args=examples)


def pushforward_cost(one: Kernel, rounds: int, kinds: bool, scale: float) -> Cost:
    """What the pushforward costs, along the arguments themselves."""
    derivative = tl.jvp(one.function, wrt=one.wrt, example_args=one.arguments(one.small) if kinds else None)
    args = one.arguments(round(scale * one.large))
    names = list(inspect.signature(one.function).parameters)
    given = (*args, *(args[names.index(name)] for name in one.wrt))
    seconds(one.function, args)
    pairs = [(seconds(one.function, args), seconds(derivative, given)) for _ in range(rounds)]
    return Cost(
        statistics.median(primal for primal, _ in pairs),
        statistics.median(pushed / primal for primal, pushed in pairs),
        Records(),
    )


def cost(one: Kernel, rounds: int, kinds: bool, scale: float) -> Cost:
    df = gradient_of(one, kinds, one.small)
    args = one.arguments(round(scale * one.large))
    records = recorded(df, args)
    seconds(one.function, args)
    pairs = [(seconds(one.function, args), seconds(df, args)) for _ in range(rounds)]
    return Cost(
        statistics.median(primal for primal, _ in pairs),
        statistics.median(gradient / primal for primal, gradient in pairs),
        replace(records, alive={}),
    )


def per_element(one: Kernel, kinds: bool) -> list[float]:
    """Seconds per element of the gradient, the best of three, at each of the sizes."""
    df = gradient_of(one, kinds, one.small)
    return [min(seconds(df, one.arguments(size)) for _ in range(3)) / size for size in SIZES]


# Reports


def attempt(work: Callable[[], Any]) -> Any:
    """The result, or in its place the text of the error: a refusal, or what went wrong."""
    try:
        return work()
    except Exception as error:
        lines = str(error).split("\n")
        return f"{type(error).__name__}: {' | '.join(line.strip() for line in lines[:2])}"


def bytes_shown(count: int) -> str:
    return "" if count == 0 else f"{count / 1e6:.2f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def report_costs(
    console: Console, kernels: list[Kernel], rounds: int, kinds: bool, scale: float, mode: str
) -> dict[str, Any]:
    work = cost if mode == "reverse" else pushforward_cost
    found = {one: attempt(lambda one=one: work(one, rounds, kinds, scale)) for one in kernels}  # type: ignore[misc]  # a default of a lambda
    table = Table("kernel", "primal, ms", "ratio", "copied", "held", "saves", "")
    costs = {one: value for one, value in found.items() if isinstance(value, Cost)}
    for one, value in costs.items():
        kept = value.records
        table.add_row(
            one.name,
            f"{1e3 * value.primal:.2f}",
            f"{value.ratio:.1f}",
            bytes_shown(kept.copied),
            bytes_shown(kept.held),
            str(kept.saves or ""),
            "linear" if one.linear else "",
        )
    console.print(table)
    for one, value in found.items():
        if isinstance(value, str):
            console.print(f"refused: {one.name}: {value}", markup=False, soft_wrap=True)
    for one, value in costs.items():
        if one.linear and value.records.copied:
            console.print(f"warning: {one.name} is linear, and copies {bytes_shown(value.records.copied)}")
    if costs:
        ratios = {one.name: value.ratio for one, value in costs.items()}
        worst = max(ratios, key=lambda name: ratios[name])
        console.print(f"{len(costs)} of {len(found)} kernels, median ratio {statistics.median(ratios.values()):.1f}")
        console.print(f"worst ratio {ratios[worst]:.1f}: {worst}")
    return {
        one.name: value
        if isinstance(value, str)
        else {
            "primal": value.primal,
            "ratio": value.ratio,
            "copied": value.records.copied,
            "held": value.records.held,
            "saves": value.records.saves,
        }
        for one, value in found.items()
    }


def report_scaling(console: Console, kernels: list[Kernel], kinds: bool) -> dict[str, Any]:
    table = Table("loop over elements, us per element", *(f"n = {size:,}" for size in SIZES), "")
    found: dict[str, Any] = {}
    for one in kernels:
        times = attempt(lambda one=one: per_element(one, kinds))  # type: ignore[misc]  # a default of a lambda
        found[one.name] = times
        if isinstance(times, str):
            table.add_row(one.name, *("" for _ in SIZES), "refused")
        else:
            grows = "" if times[-1] < STEADY * times[0] else "grows with n"
            table.add_row(one.name, *(f"{1e6 * each:.2f}" for each in times), grows)
    console.print(table)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=("reverse", "forward"), default="reverse")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="kernels whose module or name holds this text")
    parser.add_argument("--kinds", action="store_true", help="give the gradient example arguments")
    parser.add_argument("--scale", type=float, default=1.0, help="how many times the usual size")
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    kernels = [one for one in all_kernels() if chosen.only in f"{one.function.__module__}.{one.name}"]
    console = Console()
    costs = report_costs(console, kernels, chosen.rounds, chosen.kinds, chosen.scale, chosen.mode)
    scaled = [one for one in kernels if one.name in SCALED and chosen.mode == "reverse"]
    scaling = report_scaling(console, scaled, chosen.kinds) if scaled else {}
    if chosen.json is not None:
        chosen.json.write_text(json.dumps({"kernels": costs, "scaling": scaling}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
