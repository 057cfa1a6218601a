"""Stores through what may be a view: refused at their line for now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support_programs import (
    assert_located,
    refusal,
)
from tangent_like.errors import MutationError


def arr(*items: float) -> np.ndarray:
    return np.array(items, dtype=float)


MATRIX = np.array([[1.5, -0.5, 2.0], [0.3, 1.2, -1.1], [0.7, 0.4, 0.9]])


VIEWS: dict[str, Callable[[Any], Any]] = {}


def view(f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    VIEWS[f.__name__] = f
    return f


@view
def through_flip(a: Any) -> Any:
    v = np.flip(a)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_real(a: Any) -> Any:
    v = np.real(a)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_conj(a: Any) -> Any:
    v = a.conj()
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_einsum(a: Any) -> Any:
    v = np.einsum("ii->i", a)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_atleast(a: Any) -> Any:
    v = np.atleast_2d(a)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_squeeze(a: Any) -> Any:
    v = np.squeeze(a)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_ellipsis(a: Any) -> Any:
    v = a[...]
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_new_axis(a: Any) -> Any:
    v = a[None]
    v[0, 0] = 1.0
    return np.sum(a * a)


@view
def through_transpose(a: Any) -> Any:
    v = a.T
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_reshape(a: Any) -> Any:
    v = a.reshape(-1)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_swapaxes(a: Any) -> Any:
    v = np.swapaxes(a, 0, 1)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_asarray(a: Any) -> Any:
    v = np.asarray(a)
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_a_copy_by_mask(a: Any) -> Any:
    v = a[True]
    v[0] = 1.0
    return np.sum(a * v)


@view
def through_a_raveled_transpose(a: Any) -> Any:
    v = a.T.ravel()
    v[0] = 1.0
    return np.sum(a) * np.sum(v)


@view
def through_an_unpacked_row(a: Any) -> Any:
    v, _, _ = a
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_a_list(a: Any) -> Any:
    rows = [a[0], a[1]]
    v = rows[0]
    v[0] = 1.0
    return np.sum(a * a)


@view
def through_a_loop(a: Any) -> Any:
    for v in a:
        v[0] = 1.0
    return np.sum(a * a)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("kinds", [True, False])
def test_a_store_through_what_may_be_a_view_is_refused(name: str, kinds: bool) -> None:
    f = VIEWS[name]
    error = refusal(f, example_args=(MATRIX,) if kinds else None)
    assert isinstance(error, MutationError), str(error)
    assert_located(error, f, "] = 1.0")
