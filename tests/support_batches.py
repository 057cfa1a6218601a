"""Derivatives for many directions at once, held against the same derivatives called once for each direction."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import tangent_like as tl
from tangent_like.api import last_parameters, output_of, respecialised
from tangent_like.hessians import _gradient
from tangent_like.loader import load
from tangent_like.pipeline import Batched, vectorise
from tangent_like.vectorised import _kinds


def tangents(f: Callable[..., Any], wrt: str) -> tuple[Any, str]:
    """The pushforward, and its parameter for the tangent."""
    made = tl.jvp(f, wrt, check_dims=False)
    return made, last_parameters(made, 1)[0]


def adjoints(f: Callable[..., Any], wrt: Any) -> tuple[Any, str]:
    """The pullback, and its parameter for the adjoint of the result."""
    made = tl.vjp(f, wrt, check_dims=False)
    return made, last_parameters(made, 1)[0]


def products(f: Callable[..., Any], wrt: str) -> tuple[Any, str]:
    """The product with the Hessian, and its parameter for the vector."""
    made = tl.jvp(_gradient(f, (wrt,), {}), wrt, check_dims=False)
    return made, last_parameters(made, 1)[0]


def batch_of(derivative: Any, args: Sequence[Any], key: str, like: Any) -> tuple[Any, Batched]:
    """The derivative for the kinds of these arguments, and what it is for many directions. Raises `Unbatched`."""
    known = _kinds(derivative, tuple(args), {}, {key: like})
    assert known is not None
    plain = respecialised(derivative, known)
    return plain, vectorise(plain, {**output_of(plain).kinds, **known}, (key,))


def assert_batched(derivative: Any, args: Sequence[Any], key: str, like: Any, count: int = 3) -> str:
    """All directions at once give what each of them gives. Returns the text. Raises `Unbatched`."""
    plain, batched = batch_of(derivative, args, key, like)
    output = batched.output
    many = load(output.functions, output.text, output.name)[output.name]
    directions = np.random.default_rng(1).normal(size=(count, *np.shape(like)))
    given = directions.copy()
    found = many(*copy.deepcopy(tuple(args)), **{key: given})
    np.testing.assert_array_equal(given, directions)
    single = [plain(*copy.deepcopy(tuple(args)), **{key: one if np.ndim(one) else float(one)}) for one in directions]
    parts = found if isinstance(found, tuple) else (found,)
    wanted = [one if isinstance(one, tuple) else (one,) for one in single]
    for at, part in enumerate(parts):
        expected = np.stack([one[at] for one in wanted])
        assert np.shape(part) == expected.shape
        scale = float(np.max(np.abs(expected), initial=0.0, where=np.isfinite(expected)))
        np.testing.assert_allclose(part, expected, rtol=1e-11, atol=1e-12 * scale)
    return output.text
