"""The output for every form of the language, as it was when someone last read it; and that it is right and short."""

from __future__ import annotations

import ast
import inspect
import warnings
from pathlib import Path

import golden_examples
import golden_in_place
import numpy as np
import pytest
import tangent_like
from golden_examples import Example
from support import assert_gradient, function_from

EXAMPLES = {**golden_examples.EXAMPLES, **golden_in_place.EXAMPLES}

FOLDER = Path(__file__).parent / "golden"
CHECK = "differ in shape"

# The statements of the hand-written derivatives in the design: docstrings, imports and the check of the seed aside.
BY_HAND = {
    "fun": 3,
    "fun_floats": 3,
    "iterpower": 9,
    "newton_sqrt": 19,
    "rnn": 23,
    "diffuse": 11,
    "logistic": 13,
    "scale_row": 11,
}


def output_of(example: Example, mode: str = "reverse") -> str:
    function = function_from(example.text, example.name, file=f"{example.feature}.py")
    kinds = example.args if example.kinds else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        derive = tangent_like.grad if mode == "reverse" else tangent_like.jvp
        derivative = derive(function, wrt=example.wrt, example_args=kinds)
    return tangent_like.api.output_of(derivative).text


def golden_text(example: Example, mode: str = "reverse") -> str:
    """The file: the primal, and below it what is generated."""
    towards = ", ".join(example.wrt)
    known = ", with the kinds of the arguments known" if example.kinds else ""
    what = "gradient" if mode == "reverse" else "tangent"
    title = f"# The {what} of {example.name} towards {towards}{known}.\n"
    return f"{title}\n{example.text}\n\n# Generated:\n\n{output_of(example, mode).strip()}\n"


def counted(text: str) -> int:
    """The statements of a text, without docstrings, imports and the checks of the result."""
    left_out = 0
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    for node in nodes:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        docstring |= isinstance(node, ast.Expr) and "refuse_complex" in ast.unparse(node)
        check = isinstance(node, ast.If) and CHECK in ast.unparse(node.body[0])
        left_out += docstring + 2 * check + isinstance(node, (ast.Import, ast.ImportFrom))
    return len(nodes) - left_out


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("feature", EXAMPLES)
def test_output_is_the_golden_one(feature: str, mode: str, request: pytest.FixtureRequest) -> None:
    folder = FOLDER if mode == "reverse" else FOLDER / "forward"
    path, text = folder / f"{feature}.py", golden_text(EXAMPLES[feature], mode)
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("feature", EXAMPLES)
def test_gradient_agrees_with_central_differences(feature: str) -> None:
    example = EXAMPLES[feature]
    assert_gradient(function_from(example.text, example.name), *example.args, wrt=example.wrt, kinds=True)


@pytest.mark.parametrize("feature", BY_HAND)
def test_output_is_as_short_as_by_hand(feature: str) -> None:
    text = output_of(EXAMPLES[feature])
    assert counted(text) <= BY_HAND[feature] + 1, text


SAVED = {"iterpower": ["a_saved"], "newton_sqrt": ["x_saved"], "diffuse": [], "logistic": ["u_saved"], "scale_row": []}
"""The lists of values that are saved in loops, by hand."""


@pytest.mark.parametrize(("feature", "saved"), SAVED.items())
def test_output_saves_what_is_saved_by_hand(feature: str, saved: list[str]) -> None:
    tree = ast.parse(output_of(EXAMPLES[feature]))
    appended = [
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append"
        if isinstance(node.func.value, ast.Name)
    ]
    assert appended == saved


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == set(EXAMPLES)


def test_the_count_leaves_out_what_it_says() -> None:
    text = (
        'import numpy\ndef f(b):\n    """Doc."""\n    if b:\n'
        '        raise ValueError("b and z differ in shape")\n    return b\n'
    )
    assert counted(text) == 2


SECOND = {
    "number": ("def f(x: float):\n    y = x ** 3 * np.exp(-x)\n    return y\n", (1.3,)),
    "loop": (
        "def f(u: 'float64[:]', steps: int):\n    for t in range(steps):\n        u[1:] = u[1:] * u[:-1]\n"
        "    return np.sum(u)\n",
        (np.array([0.3, 0.7, 1.1]), 2),
    ),
    "rosenbrock": (
        "def f(x: 'float64[:]'):\n    d = x[1:] - x[:-1] ** 2\n"
        "    return np.sum(100.0 * d ** 2 + (1.0 - x[:-1]) ** 2)\n",
        (np.array([0.3, 0.7, 1.1]),),
    ),
}
"""Functions whose second derivative, forward over reverse, has a golden file."""


@pytest.mark.parametrize("feature", SECOND)
def test_a_second_derivative_is_the_golden_one(feature: str, request: pytest.FixtureRequest) -> None:
    text, args = SECOND[feature]
    gradient = tangent_like.grad(function_from(text))
    second = tangent_like.jvp(gradient)
    path = FOLDER / "second" / f"{feature}.py"
    found = f"# The second derivative of f: the tangent of its gradient.\n\n{text}\n\n# Generated:\n\n"
    found += f"{tangent_like.api.output_of(second).text.strip()}\n"
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
    x, step = args[0], 1e-6
    direction = np.ones_like(x) if np.ndim(x) else 1.0
    ahead, behind = (gradient(x + sign * step * direction, *args[1:]) for sign in (1, -1))
    tangent = list(inspect.signature(second).parameters)[-1]
    np.testing.assert_allclose(second(*args, **{tangent: direction}), (ahead - behind) / (2 * step), rtol=1e-6)
