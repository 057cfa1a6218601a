"""The shape of the project: layers, sizes, and commands that cannot drift apart."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PYTHON = sorted(path for folder in ("src", "tests", "examples", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts): path for path in PYTHON if path.is_relative_to(SOURCE)
}

# A module imports only modules of lower lines. The number is the layer; a layer's lines stand in its own order.
LAYERS: tuple[tuple[int, str], ...] = (
    (0, "errors definitions quoting names values array_adjoints object_adjoints compositions sample_compositions"),
    (0, "scipy_compositions scipy_filter_compositions"),
    (0, "syntax wrappers"),
    (0, "nodes"),
    (0, "structure_adjoints markers spectral_adjoints statistics_adjoints regions variables called_adjoints"),
    (0, "elementwise_adjoints"),
    (0, "product_adjoints"),
    (0, "direction_adjoints"),
    (0, "write_adjoints"),
    (0, "nested_adjoints"),
    (0, "sequence_adjoints"),
    (0, "selection_adjoints solution_adjoints number_adjoints"),
    (0, "runtime"),
    (0, "libraries special_adjoints elliptic_adjoints density_adjoints"),
    (0, "scipy_matrix_adjoints scipy_fft_adjoints scipy_signal_adjoints scipy_ndimage_adjoints"),
    (0, "scipy_optimize_adjoints scipy_interpolate_adjoints"),
    (0, "scipy_result_adjoints"),
    (0, "scipy_ode_adjoints"),
    (0, "scipy_solve_adjoints"),
    (0, "scipy_factor_adjoints"),
    (1, "program paths algebra records draws"),
    (1, "differences attributes"),
    (1, "flow spaces colouring marking"),
    (2, "templates.rules templates.composed templates.uncovered"),
    (2, "templates.filling"),
    (2, "templates.joiners"),
    (2, "templates.notation templates.operation templates.result_kinds"),
    (2, "templates.derived templates.batching templates.scipy_kinds"),
    (2, "templates.batched"),
    (2, "templates.* reader layout"),
    (2, "printer"),
    (2, "loader"),
    (2, "templates.__init__"),
    (2, "missing_rules"),
    (2, "primitives grad_blocks"),
    (2, "remade"),
    (2, "binding construction holding composing"),
    (3, "stacks declared"),
    (3, "kinds"),
    (3, "dispatch"),
    (3, "locations"),
    (3, "contained"),
    (3, "references updates"),
    (3, "memory"),
    (3, "mutation activity shadows"),
    (3, "integers pulls"),
    (3, "written_pulls inserted_pulls unknown_calls"),
    (3, "derivatives needed wanted picked"),
    (3, "recomputed"),
    (3, "recording"),
    (3, "refusals"),
    (3, "summaries"),
    (3, "specialise pushes"),
    (3, "push_graph batches"),
    (4, "transforms.__init__ transforms.arguments transforms.fence transforms.iterators transforms.operator_calls"),
    (4, "transforms.folded transforms.clauses"),
    (4, "transforms.evaluation"),
    (4, "transforms.unfold transforms.matching"),
    (4, "transforms.scope transforms.simplify"),
    (4, "transforms.jumps"),
    (
        4,
        "transforms.inserted transforms.undoing transforms.hidden transforms.deleted transforms.folding",
    ),
    (4, "transforms.importing transforms.rebinding transforms.cells transforms.getters transforms.ufuncs"),
    (4, "transforms.contexts transforms.closures"),
    (4, "transforms.attempts transforms.choices transforms.packs"),
    (4, "transforms.function_values"),
    (4, "transforms.facts"),
    (4, "transforms.statics"),
    (4, "transforms.ownership"),
    (4, "transforms.reuse"),
    (4, "transforms.desugar transforms.normalise"),
    (4, "transforms.checks"),
    (4, "transforms.entry"),
    (4, "transforms.forward"),
    (4, "transforms.reverse.adjoints"),
    (4, "transforms.reverse.ledger"),
    (4, "transforms.reverse.content"),
    (4, "transforms.reverse.forward_sweep transforms.reverse.writes transforms.reverse.inserted"),
    (4, "transforms.reverse.user_calls"),
    (4, "transforms.reverse.reverse_sweep"),
    (4, "transforms.reverse.__init__"),
    (4, "transforms.complexity transforms.spelling"),
    (4, "transforms.assemble"),
    (4, "transforms.batch"),
    (4, "transforms.assemble_forward transforms.inner"),
    (5, "effects"),
    (5, "pipeline build"),
    (6, "sampling receivers"),
    (6, "push_checking"),
    (6, "checking gradcheck"),
    (6, "api view"),
    (6, "separable sparse"),
    (6, "vectorised"),
    (6, "products"),
    (6, "handed"),
    (6, "jacobians"),
    (6, "hessians"),
    (6, "cli __init__"),
    (6, "__main__"),
)


def rank(module: str) -> int:
    """The line of `LAYERS` that a module belongs to: its own name goes before a pattern."""
    folder = f"{module.rpartition('.')[0]}.*"
    for wanted in (module, folder):
        for line, (_, members) in enumerate(LAYERS):
            if wanted in members.split():
                return line
    raise AssertionError(f"give src/{module.replace('.', '/')}.py its line in LAYERS")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def own_imports(module: str, nodes: list[ast.stmt] | ast.Module) -> set[str]:
    """The modules of the package that relative imports in some statements name."""
    found = set()
    for statement in nodes.body if isinstance(nodes, ast.Module) else nodes:
        for node in ast.walk(statement):
            if isinstance(node, ast.ImportFrom) and node.level:
                folder = module.split(".")[: -node.level]
                start = ".".join([*folder, *(node.module.split(".") if node.module else [])])
                named = {f"{start}.{alias.name}".lstrip(".") for alias in node.names} & set(MODULES)
                found |= named or {start if start in MODULES else f"{start}.__init__".lstrip(".")}
    return found


def outside_imports(path: Path) -> set[str]:
    """The top names of all modules that a file imports absolutely."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_lower_layers(module: str) -> None:
    tree = tree_of(MODULES[module])
    wrong = {other for other in own_imports(module, tree) if rank(other) >= rank(module)}
    assert not wrong, f"{module} imports {sorted(wrong)}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_at_its_top(module: str) -> None:
    tree = tree_of(MODULES[module])
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not inside, f"{module} imports inside a function, on lines {inside}"


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("astor", {"printer"}),
        ("click", {"cli", "view"}),
        ("rich", {"cli", "view"}),
        ("src", set()),
        ("tangent_like", set()),
    ],
)
def test_libraries_stay_at_their_door(library: str, homes: set[str]) -> None:
    users = {module for module, path in MODULES.items() if library in outside_imports(path)}
    assert users <= homes


def test_every_package_is_installed() -> None:
    listed = re.search(r"^packages = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M | re.S)
    assert listed is not None
    folders = {path.parent.relative_to(SOURCE).parts for path in MODULES.values()}
    assert set(re.findall(r'"(.*?)"', listed[1])) == {".".join(("tangent_like", *parts)) for parts in folders}


def test_nothing_imports_the_package_as_src() -> None:
    assert not [str(path) for path in PYTHON if "src" in outside_imports(path)]


def test_gast_trees_are_made_in_nodes_alone() -> None:
    constructor = re.compile(r"\bgast\.(?!Node)[A-Z]\w*\(")
    found = [
        f"{module}:{number}"
        for module, path in MODULES.items()
        if module != "nodes"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if constructor.search(line)
    ]
    assert not found


@pytest.mark.parametrize(
    "path", [one for one in PYTHON if "golden" not in one.parts], ids=lambda path: str(path.relative_to(ROOT))
)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
        if node.end_lineno - node.lineno >= 50
    ]
    assert not long


def tracked_texts() -> list[Path]:
    kinds = {".py", ".md", ".toml", ".yaml", ".txt", ""}
    folders = [ROOT / name for name in ("src", "tests", "examples", "benchmarks", "docs", ".ci")]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in kinds]
    found += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in kinds]
    return [path for path in found if "__pycache__" not in path.parts and ".ci/venv" not in str(path)]


def test_nothing_is_left_to_do() -> None:
    unfinished = re.compile(
        "|".join(rf"\b{first}{rest}\b" for first, rest in (("TO", "DO"), ("FIX", "ME"), ("XX", "X")))
    )
    assert not [str(path) for path in tracked_texts() if unfinished.search(path.read_text(encoding="utf-8"))]


def marked_command(name: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(rf"^<!-- {name} -->\n```sh\n(.*?)\n```$", readme, flags=re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("name", ["tests", "example"])
def test_ci_runs_the_commands_of_the_readme(name: str) -> None:
    script = f"source .ci/common; readme_command {name}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == marked_command(name)
    assert f"$(readme_command {name})" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["tests", "example"])
def test_a_readme_command_is_one_line(name: str) -> None:
    assert "\n" not in marked_command(name)
    assert marked_command(name).startswith("python3 -m venv .venv && .venv/bin/pip install ")
