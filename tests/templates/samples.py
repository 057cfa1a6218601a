"""Sample calls for every rule that has a derivative."""

from __future__ import annotations

import math
import operator
import sys
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from tangent_like.runtime import sequence

_GENERATORS: dict[str, np.random.Generator] = {}


def generator() -> np.random.Generator:
    """The generator of the module of samples that is being imported: its draws do not depend on what others drew."""
    frame = sys._getframe(1)
    while frame.f_code.co_name != "<module>" and frame.f_back is not None:
        frame = frame.f_back
    title = str(frame.f_globals["__name__"])
    return _GENERATORS.setdefault(title, np.random.default_rng([7, *title.encode()]))


@dataclass(frozen=True)
class Sample:
    key: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


SAMPLES: list[Sample] = []


def sample(key: Any, *args: Any, options: dict[str, Any] | None = None, **kwargs: Any) -> None:
    if key is not None:
        SAMPLES.append(Sample(key, args, kwargs, options or {}))


def both(name: str, *args: Any, options: dict[str, Any] | None = None, **kwargs: Any) -> None:
    """The NumPy function and the method of the same name."""
    sample(getattr(np, name), *args, options=options, **kwargs)
    sample(("method", name), *args, options=options, **kwargs)


def draw(*shape: int) -> Any:
    return generator().normal(size=shape)


def positive(*shape: int) -> Any:
    return generator().uniform(0.5, 2.0, size=shape)


def within(*shape: int) -> Any:
    return generator().uniform(-0.8, 0.8, size=shape)


def single(*shape: int) -> Any:
    return positive(*shape).astype(np.float32)


def cplx(*shape: int) -> Any:
    return positive(*shape) + 1j * positive(*shape)


def spd(*stack: int, n: int = 3) -> Any:
    a = draw(*stack, n, n)
    return a @ np.swapaxes(a, -1, -2) + n * np.eye(n)


def symmetric(v: Any) -> Any:
    return v + np.swapaxes(v, -1, -2)


LOOSE = {"rtol": 1e-4}
FIRST = {"wrt": (0,)}
PAIRS = [
    (draw(3, 1), positive(4)),
    (draw(2, 3), positive(2, 3)),
    (0.7, positive(2)),
    (draw(2), 1.3),
    (0.7, 1.3),
    (np.array(0.7), positive(1, 2)),
    (draw(0, 3), positive(3)),
    (draw(3, 2).T, positive(2, 3)),
    (draw(6)[::2], positive(3)),
    (single(3), single(2, 1)),
    (cplx(2), positive(2)),
    (positive(2), cplx(2)),
]
PAIRS.append((1.0 + 2.0j, 0.5))
REAL_PAIRS = [pair for pair in PAIRS if not any(np.iscomplexobj(item) for item in pair)]

for key in ("+", "-", "*", "/", np.add, np.subtract, np.multiply, np.true_divide):
    for pair in PAIRS:
        sample(key, *pair)
for key in (operator.add, operator.sub, operator.mul, operator.truediv):
    sample(key, draw(3), positive(2, 1))
for key in ("**", np.power, np.float_power, pow, operator.pow):
    for one, other in REAL_PAIRS:
        sample(key, np.abs(one), other)
for key in ("**", np.power):
    for exponent in (0, 1, 2, 3, -1, -2, 0.5, 1.5, -0.5, 2.0):
        sample(key, positive(2, 3), exponent, options={"wrt": (0,)})
        sample(key, 1.7, exponent, options={"wrt": (0,)})
    sample(key, cplx(3), cplx(3))
    sample(key, draw(3), np.array([2, 3, 0]))
    sample(key, 2, positive(3))
sample("**", np.array([0.0, 2.0]), np.array([2.0, 2.0]), options={"wrt": (0,)})
for key in ("%", np.mod, operator.mod, np.fmod):
    for one, other in REAL_PAIRS:
        sample(key, one * 3.1, other)
for key in ("neg", "pos", np.negative, np.positive, operator.neg, operator.pos):
    for value in (1.5, draw(2, 3), np.array(2.0), draw(0), draw(3, 2).T, single(3), cplx(2)):
        if not (operator.pos in (key,) and isinstance(value, float)):
            sample(key, value)
MATRIX_PAIRS = [
    (draw(2, 3), draw(3, 4)),
    (draw(2, 3), draw(3)),
    (draw(3), draw(3, 4)),
    (draw(3), draw(3)),
    (draw(3, 2).T, draw(4, 3).T),
    (single(2, 3), single(3, 2)),
    (draw(0, 3), draw(3, 2)),
    (cplx(2, 3), cplx(3)),
]
STACK_PAIRS = [
    (draw(5, 2, 3), draw(3, 4)),
    (draw(2, 3), draw(5, 3, 4)),
    (draw(5, 1, 2, 3), draw(4, 3, 2)),
    (draw(3), draw(5, 3, 2)),
    (draw(5, 2, 3), draw(3)),
]
for key in ("@", np.matmul, operator.matmul):
    for pair in MATRIX_PAIRS + STACK_PAIRS:
        sample(key, *pair)

# Elementwise

for name in ("exp", "exp2", "expm1", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "arcsinh", "square"):
    for value in (0.3, within(2, 3), np.array(0.4), within(0), within(3, 2).T, single(3), cplx(2)):
        sample(getattr(np, name), value)
for name in ("log", "log2", "log10", "log1p", "sqrt", "reciprocal"):
    for value in (0.3, positive(2, 3), np.array(0.4), positive(0), single(3), cplx(2)):
        sample(getattr(np, name), value)
for name in ("arcsin", "arccos", "arctanh"):
    for value in (0.3, within(2, 3), np.array(0.4), within(0), within(4)[::2], within(3).astype(np.float32)):
        sample(getattr(np, name), value)
for value in (1.3, 1.0 + positive(2, 3), np.array(1.4)):
    sample(np.arccosh, value)
for key in (np.cbrt, np.degrees, np.radians, np.rad2deg, np.deg2rad, np.nan_to_num, np.sinc):
    for value in (0.3, draw(2, 3), single(2), draw(0)):
        sample(key, value)
sample(np.sinc, 0.0)
for key in (np.absolute, abs, operator.abs, np.fabs):
    for value in (-0.3, draw(2, 3), single(2), draw(0)):
        sample(key, value)
for key in (np.absolute, abs, np.real, np.imag, np.conjugate, ("attr", "real"), ("attr", "imag")):
    sample(key, cplx(3))
    sample(key, draw(3))
sample(abs, 1.0 + 2.0j)
for key in (("method", "conj"), ("method", "conjugate")):
    sample(key, cplx(3))
    sample(key, draw(3))
for key in (np.arctan2, np.hypot, np.logaddexp, np.copysign, np.maximum, np.minimum):
    for pair in REAL_PAIRS:
        sample(key, *pair, options={"wrt": (0,)} if key is np.copysign else {})
for key in (np.clip, ("method", "clip")):
    sample(key, draw(3, 4), -0.5, 0.5)
    sample(key, draw(3, 4), draw(4) - 2.0, draw(3, 1) + 2.0)
    sample(key, draw(3, 4), None, 0.1)
    sample(key, draw(3, 4), 0.1, None)
    sample(key, draw(0), -0.5, 0.5)
sample(np.clip, 0.7, 0.1, 0.5)
MASK = draw(2, 3) > 0
for pair in ((draw(2, 3), draw(2, 3)), (draw(3), 1.5), (draw(2, 1), draw(1)), (single(3), single(2, 1)), (0.5, 1.5)):
    sample(np.where, MASK, *pair)
sample(np.where, True, 0.5, 1.5)
sample(np.where, 1, draw(3), draw(2, 1))

# Reductions

CUBE = draw(2, 3, 4)
AXES = ({}, {"axis": 0}, {"axis": -1}, {"axis": (0, 2)}, {"axis": (-1, 0)}, {"axis": None, "keepdims": True})
for name in ("sum", "mean", "prod", "max", "min", "var", "std"):
    for keywords in (*AXES, {"axis": 1, "keepdims": True}, {"axis": (0, 1), "keepdims": True}):
        both(name, CUBE, **keywords)
    both(name, draw(3, 2).T)
    both(name, draw(8)[::2], axis=0)
    both(name, single(3, 2), axis=0)
    both(name, np.array(1.5), options={"kinds": (False,)} if name == "std" else None)
    sample(getattr(np, name), 1.5)
    if name in ("sum", "prod", "max", "min"):
        sample(getattr(np, name), 1.5, axis=0)
for name in ("sum", "mean", "var", "std"):
    both(name, CUBE, where=np.array([True, False, True, True]))
    both(name, CUBE, axis=1, where=np.array([[True], [False], [True]]))
    both(name, cplx(2, 3), axis=0)
for name in ("sum", "prod"):
    both(name, draw(0, 3), axis=0)
    both(name, draw(0, 3), axis=1)
for name in ("var", "std"):
    both(name, CUBE, ddof=1)
    both(name, CUBE, axis=(0, 1), ddof=1)
for name in ("max", "min"):
    both(name, CUBE, axis=1, initial=0.1)
    both(name, CUBE, initial=0.1, where=CUBE > -1.0)
    both(name, CUBE, axis=2, initial=10.0 if name == "max" else -10.0)
both("prod", CUBE, axis=1, initial=1.5)
both("prod", CUBE, axis=1, where=CUBE > 0)
both("prod", np.array([2.0, 0.0, 3.0]))
both("prod", np.array([[2.0, 0.0, 3.0], [0.0, 0.0, 1.0]]), axis=1)
for keywords in ({}, {"axis": 0}, {"axis": -1}):
    both("cumsum", CUBE, **keywords)
both("cumsum", draw(3))
both("cumsum", draw(0))
both("cumsum", single(3, 2).T, axis=0)

# Shaping

both("transpose", CUBE)
both("transpose", draw(3))
sample(np.transpose, CUBE, (2, 0, 1))
sample(np.transpose, CUBE, (-1, 0, -2))
sample(np.transpose, CUBE, axes=None)
sample(("method", "transpose"), CUBE, 2, 0, 1)
sample(("method", "transpose"), CUBE, (2, 0, 1))
sample(("method", "transpose"), CUBE, None)
sample(("attr", "T"), CUBE)
sample(("attr", "T"), draw(3))
if hasattr(np, "matrix_transpose"):
    sample(np.matrix_transpose, CUBE)
    sample(("attr", "mT"), CUBE)
sample(np.reshape, CUBE, (6, 4))
sample(np.reshape, CUBE, -1)
sample(np.reshape, draw(3, 2).T, (3, 2))
sample(np.reshape, draw(0, 2), (2, 0))
sample(np.reshape, 1.5, (1, 1))
sample(("method", "reshape"), CUBE, 6, 4)
sample(("method", "reshape"), CUBE, (6, -1))
sample(("method", "reshape"), CUBE, -1)
for value in (CUBE, draw(3, 2).T, np.array(1.0), draw(0, 2), single(2, 2)):
    both("ravel", value)
    both("copy", value)
    sample(("method", "flatten"), value)
    sample(np.atleast_1d, value)
    sample(np.atleast_2d, value)
    sample(np.atleast_3d, value)
sample(np.copy, 1.5)
sample(np.atleast_2d, 1.5)
both("squeeze", draw(1, 3, 1))
both("squeeze", draw(1, 3, 1), axis=-1)
both("squeeze", draw(1, 3, 1), axis=(0, 2))
sample(np.expand_dims, draw(3), 0)
sample(np.expand_dims, draw(3, 2), (0, -1))
sample(np.expand_dims, 1.5, 0)
both("swapaxes", CUBE, 0, -1)
sample(np.moveaxis, CUBE, 0, -1)
sample(np.moveaxis, CUBE, (0, 1), (1, 2))
for keywords in ({}, {"axis": 0}, {"axis": (0, -1)}):
    sample(np.flip, CUBE, **keywords)
sample(np.flipud, CUBE)
sample(np.fliplr, CUBE)
sample(np.rot90, CUBE)
sample(np.rot90, CUBE, 3, (1, 2))
sample(np.roll, CUBE, 2)
sample(np.roll, CUBE, -1, axis=1)
sample(np.roll, CUBE, (1, 2), axis=(0, 1))
sample(np.roll, CUBE, 1, axis=(0, 1))
for key in (np.tril, np.triu):
    sample(key, draw(3, 4))
    sample(key, draw(3, 4), -1)
    sample(key, draw(2, 3, 3), 1)
    sample(key, draw(3))
for k in (0, 1, -1):
    sample(np.diag, draw(3), k)
    sample(np.diag, draw(3, 4), k)
    both("diagonal", draw(3, 4), k)
    both("trace", draw(3, 4), k)
both("diagonal", CUBE, 1, 2, 0)
both("trace", CUBE, 1, -1, 0)
both("trace", CUBE)
both("repeat", draw(3), 2)
both("repeat", draw(2, 3), 2, axis=1)
both("repeat", draw(2, 3), np.array([1, 2, 0]), axis=-1)
both("repeat", draw(2, 3), 3)
sample(np.repeat, 1.5, 3)
sample(np.tile, draw(3), 2)
sample(np.tile, draw(2, 3), (2, 1, 2))
sample(np.tile, draw(2, 3), 2)
sample(np.tile, 1.5, (2, 2))
sample(np.sort, draw(4))
sample(np.sort, CUBE, 0)
sample(np.sort, CUBE, -1)
sample(np.sort, CUBE, axis=None)
sample(np.broadcast_to, draw(3), (2, 3))
sample(np.broadcast_to, draw(2, 1), (4, 2, 3))
sample(np.broadcast_to, 1.5, (2, 3))
sample(("method", "astype"), single(3), "float64")
sample(("method", "astype"), draw(3) * 9.0, "int64")
sample(("method", "astype"), draw(3), "float64")
sample(("method", "item"), draw(1, 1))
sample(("method", "item"), np.array(1.5))
sample(("method", "tolist"), draw(2, 3))
sample(("method", "tolist"), np.array(1.5))

# Indexing

for index in (0, -1, slice(1, None), (0, 1), (slice(None), 1), [0, 0, 1], None, Ellipsis, np.array([[1, 1], [0, 1]])):
    sample("getitem", draw(3, 4), index)
sample("getitem", draw(3, 4), draw(3, 4) > 0)
sample("getitem", draw(3, 4), np.array([True, False, True]))
sample("getitem", draw(3, 4), (np.array([0, 0]), slice(1, 3)))
sample("getitem", [draw(3), 1.5, (draw(2), 2.0)], 2)
sample("getitem", (draw(3), 1.5, "text"), slice(0, 2))
sample("getitem", np.array(1.5), ())

# Joining

for container in ([draw(2, 3), draw(1, 3)], (draw(2, 3), draw(2, 3)), draw(2, 2, 3), [single(2, 3), single(2, 3)]):
    sample(np.concatenate, container)
    sample(np.vstack, container)
for container in ([draw(2, 3), draw(2, 1)], (draw(2, 3), draw(2, 3)), draw(2, 2, 3)):
    sample(np.concatenate, container, axis=1)
    sample(np.concatenate, container, axis=-1)
    sample(np.concatenate, container, axis=None)
    sample(np.hstack, container)
    sample(np.column_stack, container)
for container in ([draw(3), draw(3)], [1.5, 2.5], draw(3, 2), [np.array(1.0), 2.0]):
    sample(np.stack, container)
    sample(np.vstack, container)
    sample(np.hstack, container)
    sample(np.column_stack, container)
    sample(np.array, container)
    sample(np.asarray, container)
sample(np.concatenate, [draw(3), draw(0)])
sample(np.stack, [draw(2, 3), draw(2, 3)], axis=-1)
sample(np.append, draw(3), 1.5)
sample(np.append, draw(2, 3), draw(1, 3), axis=0)
sample(np.array, [[1.0, 2.0], (3.0, 4.0)])
sample(np.array, 1.5)
sample(np.array, single(3), dtype="float64")
sample(np.array, draw(3) * 5.0, dtype="int64")
for key in (np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray):
    sample(key, draw(2, 3))
    sample(key, [1.0, 2.0])

# Creation

sample(np.full, (2, 3), 1.5)
sample(np.full, 3, 1.5)
sample(np.full, (2, 3), draw(3))
sample(np.full_like, draw(2, 3), 1.5, options={"wrt": (1,)})
sample(np.full_like, draw(2, 3), draw(2, 1), options={"wrt": (1,)})
sample(np.linspace, 1.0, 3.0, 5)
sample(np.linspace, 1.0, 3.0, num=4, endpoint=False)
sample(np.linspace, draw(2), draw(3, 1), 4, axis=1)
sample(np.arange, 0.5, 3.2, 0.5, options={"wrt": (0, 2)})
sample(np.arange, 0.5, 3, options={"wrt": (0,)})
for key in (np.float64, np.complex128, float):
    sample(key, 1.5)
sample(np.float32, 1.5, options={"rtol": 1e3})

# Linear algebra

for pair in (*MATRIX_PAIRS, (draw(2, 3, 4), draw(5, 4, 2)), (draw(3), draw(2, 3, 2)), (draw(2, 3, 4), draw(4))):
    both("dot", *pair)
both("dot", draw(2, 3), 1.5)
sample(np.dot, 1.5, draw(2))
sample(np.dot, 1.5, 2.5)
for pair in (
    (draw(3), draw(3)),
    (draw(2, 3), draw(3)),
    (draw(2, 3), draw(4, 3)),
    (1.5, draw(3)),
    (single(3), single(3)),
):
    sample(np.inner, *pair)
for pair in ((draw(3), draw(2)), (draw(2, 2), draw(3)), (1.5, draw(3)), (single(2), single(3))):
    sample(np.outer, *pair)
sample(np.tensordot, CUBE, draw(3, 4, 2))
sample(np.tensordot, CUBE, draw(4, 2), axes=1)
sample(np.tensordot, CUBE, draw(2, 2), axes=0)
sample(np.tensordot, CUBE, draw(4, 5, 2), axes=([0, 2], [2, 0]))
sample(np.tensordot, CUBE, draw(4, 5, 2), axes=((-1, 0), (0, 2)))
sample(np.tensordot, CUBE, draw(5, 3), axes=(1, 1))
for subscripts, operands in (
    ("ij,jk->ik", (draw(2, 3), draw(3, 4))),
    ("ij,jk", (draw(2, 3), draw(3, 4))),
    ("ii->i", (draw(3, 3),)),
    ("ii", (draw(3, 3),)),
    ("ij->", (draw(2, 3),)),
    ("ij->j", (draw(2, 3),)),
    ("ij->ji", (draw(2, 3),)),
    ("i,i,i->i", (draw(3), draw(3), draw(3))),
    ("ij,j,k->k", (draw(2, 3), draw(3), draw(4))),
    ("...ij,...jk->...ik", (draw(5, 2, 3), draw(3, 4))),
    ("...ij,...jk", (draw(5, 1, 2, 3), draw(4, 3, 2))),
    ("...i->...", (draw(2, 3),)),
    ("i...->...", (draw(2, 3),)),
    ("iij,jk->ik", (draw(2, 2, 3), draw(3, 2))),
    ("ij, jk -> ki", (single(2, 3), single(3, 4))),
    (",i->i", (1.5, draw(3))),
    ("ij,jk,kl->il", (draw(2, 3), draw(3, 4), draw(4, 2))),
    ("ij,ij->i", (cplx(2, 3), draw(2, 3))),
):
    sample(np.einsum, subscripts, *operands)
for order in (None, 1, 2, 3, 0.5, np.inf, -np.inf):
    sample(np.linalg.norm, draw(4), order, options=FIRST)
    sample(np.linalg.norm, draw(3, 4), order, axis=1, options=FIRST)
    sample(np.linalg.norm, draw(3, 4), ord=order, axis=-1, keepdims=True, options=FIRST)
for order in (None, "fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf):
    sample(np.linalg.norm, draw(3, 4), order, options=FIRST)
    sample(np.linalg.norm, draw(2, 3, 4), order, axis=(1, 2), options=FIRST)
    sample(np.linalg.norm, draw(4, 3, 2), order, axis=(2, 0), keepdims=True, options=FIRST)
sample(np.linalg.norm, CUBE)
sample(np.linalg.norm, CUBE, keepdims=True)
sample(np.linalg.norm, cplx(3))
sample(np.linalg.norm, single(3))
for matrix in (spd(), spd().T, spd(2), cplx(3, 3), single(3, 3) + 3.0 * np.eye(3, dtype=np.float32)):
    sample(np.linalg.inv, matrix, options={"rtol": 1e-4})
    sample(np.linalg.det, matrix, options={"rtol": 1e-4})
sample(np.linalg.det, np.array([[1.0, 2.0], [2.0, 4.0]]))
sample(np.linalg.det, np.zeros((2, 2)))
sample(np.linalg.det, draw(2, 3, 4, 4))
sample(np.linalg.slogdet, spd())
sample(np.linalg.slogdet, spd(2))
for a, b in (
    (spd(), draw(3)),
    (spd(), draw(3, 2)),
    (spd(2), draw(2, 3, 2)),
    (spd(2), draw(3, 2)),
    (spd(), draw(2, 3, 2)),
    (spd(2), draw(3)),
    (cplx(3, 3), cplx(3)),
):
    if not (np.ndim(a) == 3 and np.ndim(b) == 1 and np.__version__.startswith("1.")):
        sample(np.linalg.solve, a, b, options={"rtol": 1e-4})
for matrix in (spd(), spd(2)):
    sample(np.linalg.cholesky, matrix, options={"along": symmetric})

# Python

for name in ("exp", "exp2", "expm1", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh"):
    sample(getattr(math, name, None), 0.3)
for name in ("atanh", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "fabs", "erf", "erfc", "degrees", "radians"):
    sample(getattr(math, name, None), 0.4)
sample(math.acosh, 1.5)
sample(math.fabs, -1.5)
sample(math.log, 1.5, 3.5)
sample(math.atan2, -0.5, 1.5)
sample(math.hypot, -0.5, 1.5)
sample(math.copysign, -0.5, 1.5, options={"wrt": (0,)})
sample(math.fmod, 5.3, -1.5)
sample(math.pow, 1.5, 2.5)
for exponent in (0, 1, 2, 3, -1, 0.5, 2.0):
    sample(math.pow, 1.5, exponent, options={"wrt": (0,)})
sample(math.fsum, [0.5, 1.5])
sample(sum, [0.5, 1.5])
sample(sum, (0.5, 1.5), 2.5)
sample(sum, [draw(3), draw(2, 1), 1.5])
sample(sum, draw(3, 2))
for key in (max, min):
    sample(key, 0.5, 1.5)
    sample(key, 1.5, 0.5)
    sample(key, 0.5, 1.5, -0.5)
    sample(key, [0.5, 1.5, 1.0])
    sample(key, draw(3))
sample(sorted, [0.5, -1.5, 1.0])
sample(sorted, [0.5, -1.5, 1.0], reverse=True)
sample(sorted, draw(3))
for key in (list, tuple):
    sample(key, (0.5, draw(2)))
    sample(key, draw(3, 2))
sample(zip, [0.5, 1.5], draw(3))
sample(enumerate, [0.5, 1.5])
sample(enumerate, draw(3), 1)

sample(sequence, draw(3, 2))
