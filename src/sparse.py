"""Jacobians of which most places are zero, by few products and as matrices of SciPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .colouring import (
    Pattern,
    Product,
    agrees,
    compressed,
    cost_of_probes,
    covers,
    detected,
    pattern_of,
    recovered,
    uncompressed,
)
from .differences import display_name
from .errors import MissingLibraryError, SparsityError, place_of

Products = tuple[Product | None, Product | None]
"""What the Jacobian does to a vector from the right, and from the left: at least one of the two."""

_AT_MOST = 'Give a boolean array, a matrix of `scipy.sparse`, or "detect".'


@dataclass(eq=False)
class Sparsity:
    """Where the Jacobian of a function may differ from zero, and what is found out about it from call to call.

    ``given`` is the user's pattern; None: it is detected, and kept for the shapes that it was found for. ``what`` is
    what errors call the matrix.
    """

    func: Callable[..., Any]
    given: Pattern | None
    what: str = "Jacobian"
    known: dict[tuple[tuple[int, int], bool], Pattern] = field(default_factory=dict)

    def matrix(self, products: Products, shape: tuple[int, int], dtype: Any) -> Any:
        """The Jacobian as a ``scipy.sparse.csr_array``.

        Raises `SparsityError` if a given pattern has another shape or misses a place, `MissingLibraryError` if SciPy is
        not installed.
        """
        sparse = scipy_sparse()
        if self.given is None:
            pattern, numbers = self._found(products, shape, dtype)
        else:
            pattern, numbers = self.given, self._by(self.given, products, shape, dtype)
        return sparse.csr_array((numbers, (pattern.rows, pattern.columns)), shape=shape)

    def _by(self, pattern: Pattern, products: Products, shape: tuple[int, int], dtype: Any) -> Any:
        """The numbers of a given pattern, by columns or by rows, whichever has fewer groups."""
        if pattern.shape != shape:
            message = f"the sparsity pattern has the shape {pattern.shape}, the {self.what} of `{self._name}` {shape}"
            hint = "A pattern has a row for each element of the result and a column for each of the argument."
            raise SparsityError(message, hint, place_of(self.func))
        ways = [turned for turned, product in enumerate(products) if product is not None]
        both = (pattern, pattern.transposed)
        turned = min(ways, key=lambda way: len(both[way].groups))
        product, own = products[turned], both[turned]
        assert product is not None
        halves = self.what == "Hessian" and own.is_symmetric and len(own.symmetric_groups) < len(own.groups)
        numbers = (recovered if halves else compressed)(product, own, dtype)
        if not agrees(product, own, numbers, dtype):
            message = f"the sparsity pattern misses places where the {self.what} of `{self._name}` is not zero"
            raise SparsityError(message, 'Add them to the pattern, or use sparsity="detect".', place_of(self.func))
        return numbers

    def _found(self, products: Products, shape: tuple[int, int], dtype: Any) -> tuple[Pattern, Any]:
        """The pattern at this point and its numbers.

        The former pattern serves again where it is proven to hold here as well. Where the proof would take as many
        products as there are columns, the columns themselves are made; so they are if a product with a random vector
        does not agree.
        """
        turned = products[0] is None or (products[1] is not None and shape[0] < shape[1])
        product = products[turned]
        assert product is not None
        sizes = (shape[1], shape[0]) if turned else shape
        key = (shape, turned)
        pattern = self.known.get(key)
        if pattern is not None and cost_of_probes(pattern) >= sizes[1]:
            pattern, numbers = uncompressed(product, sizes, dtype)
            return (pattern.transposed if turned else pattern), numbers
        if pattern is None or not covers(product, pattern, dtype):
            here = detected(product, sizes, dtype)
            pattern = here if pattern is None else pattern.joined(here)
            self.known[key] = pattern
        numbers = compressed(product, pattern, dtype)
        if not agrees(product, pattern, numbers, dtype):
            pattern, numbers = uncompressed(product, sizes, dtype)
        return (pattern.transposed if turned else pattern), numbers

    @property
    def _name(self) -> str:
        return display_name(self.func)


def sparsity_of(func: Callable[..., Any], sparsity: Any, what: str = "Jacobian") -> Sparsity | None:
    """What ``sparsity=`` asks for. Raises `SparsityError` where it is no pattern."""
    if sparsity is None:
        return None
    if isinstance(sparsity, str):
        if sparsity != "detect":
            raise SparsityError(f"sparsity={sparsity!r} is not known", _AT_MOST)
        return Sparsity(func, None, what)
    if np.ndim(sparsity) != 2 and getattr(sparsity, "ndim", 0) != 2:
        raise SparsityError("a sparsity pattern has two axes, and this one has not", _AT_MOST)
    return Sparsity(func, pattern_of(sparsity), what)


def scipy_sparse() -> Any:
    """The module ``scipy.sparse``. Raises `MissingLibraryError` if there is none."""
    try:
        import scipy.sparse
    except ImportError:
        message = "a sparse Jacobian needs SciPy, which is not installed"
        raise MissingLibraryError(message, "Install it: pip install 'tangent-like[scipy]'.") from None
    return scipy.sparse
