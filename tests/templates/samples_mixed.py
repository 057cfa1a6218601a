"""Sample calls with operands of unlike shapes, dtypes and structures; `SAMPLES` has those of all rules."""

from __future__ import annotations

import math

import numpy as np
from samples import both, cplx, draw, positive, sample, single, spd, symmetric
from samples_writing import SAMPLES

__all__ = ["SAMPLES"]

FIRST, SECOND = {"wrt": (0,)}, {"wrt": (1,)}
CUBE = draw(2, 3, 4)

# Reductions with more than the array

for keywords in ({}, {"axis": 1}, {"where": CUBE > 0}, {"axis": 1, "keepdims": True}):
    both("sum", CUBE, initial=0.5, **keywords)
    both("prod", CUBE, initial=1.5, **keywords)
both("sum", CUBE, initial=5, options=FIRST)
for name in ("sum", "mean", "prod", "var", "std", "max", "min"):
    both(name, cplx(2, 3))
    both(name, single(2, 3), axis=0, keepdims=True)
    sample(getattr(np, name), [1.5, 2.0])
for name in ("sum", "mean", "var", "std"):
    both(name, single(2, 3), axis=(0, 1))
    both(name, CUBE, axis=1, where=CUBE > -1.0, keepdims=True)

# Casts

for value, dtype in (
    (single(3), "float64"),
    (draw(3), "complex128"),
    (cplx(3), "float64"),
    (9.0 * draw(3), int),
    (draw(3), float),
    (draw(3), np.float64),
):
    sample(("method", "astype"), value, dtype)
sample(("method", "astype"), draw(3), "float32", options={"rtol": 1e3})
for value, dtype in (
    ([1.5, 2.5], "int64"),
    ([1.5, 2.5], "complex128"),
    ([[1.5, 2], [3, 4.5]], None),
    ([draw(2), draw(2)], float),
    (9.0 * draw(3), "int64"),
    (draw(2, 3), "float64"),
    (draw(3, 2).T, None),
    (1.5, None),
    (np.array(1.5), None),
):
    for key in (np.array, np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray):
        sample(key, value, dtype=dtype)
for value in (np.float64(1.5), np.array(1.5)):
    for key in (float, np.float64, np.complex128):
        sample(key, value)
for given in ((1.5, 2.5), (1.5,), (np.float64(1.5), 2.5)):
    sample(complex, *given)
for key in (np.complex128, np.float64):
    sample(key, 1.5)
    sample(key, draw(3))
    sample(key, cplx(3)) if key is np.complex128 else None
    sample(key, [1.5, 2.5])
    sample(key, single(3))

# Scalars of NumPy, and arrays without axes

for value in (np.float64(1.5), np.array(1.5)):
    for name in ("item", "tolist", "copy", "flatten", "ravel", "squeeze", "conj", "sum", "mean", "max", "prod", "var"):
        sample(("method", name), value)
    sample(("method", "clip"), value, 0.0, 1.0)
    sample(("method", "reshape"), value, 1, 1)
    for name in ("T", "real", "imag"):
        sample(("attr", name), value)
    for key in (np.sum, np.mean, np.max, np.prod, np.var, np.cumsum, np.ravel, np.copy, np.squeeze, np.atleast_1d):
        sample(key, value)

# Arrays filled, and arrays of numbers

sample(np.full_like, np.arange(3), 1.5, options=SECOND)
sample(np.full_like, single(2, 3), 1.5, options=SECOND)
sample(np.full_like, draw(2, 3), draw(3), options=SECOND)
sample(np.full, (2, 3), cplx(3))
sample(np.full, 2, np.array(1.5))
sample(np.linspace, 0, draw(3), 4)
sample(np.linspace, draw(3), 1.5, num=4)
sample(np.linspace, 1.5, draw(2, 3), 4, axis=-1)
sample(np.linspace, 0.5, 2, 5)
sample(np.append, draw(3), [1.5, 2.5])
sample(np.append, [1.5], draw(2))
sample(np.append, [1, 2], 1.5)
sample(np.append, draw(2, 3), draw(2, 1), 1)
sample(np.arange, 0.5, 3.2, options=FIRST)
sample(np.arange, 0, 3.2, 0.5, options={"wrt": (2,)})
sample(np.arange, 3.5, options=FIRST)

# Operands of which one alone has the shape of the result, or makes it complex

for pair in (
    (draw(2, 3), 1.0 + 2.0j),
    (1.5, cplx(2, 3)),
    (draw(3), cplx(2, 3)),
    (cplx(3), draw(2, 3)),
    (1.5, 2.0 + 1.0j),
    (cplx(2), 2),
    (draw(2, 3), draw(3)),
):
    for key in ("+", "-", "*", "/", np.add, np.subtract):
        sample(key, *pair)
    sample(np.where, draw(2, 1) > 0, *pair)
for key in (np.maximum, np.minimum):
    for pair in (
        (draw(3), draw(2, 3)),
        (0.1, draw(2, 2)),
        (single(3), 0.7),
        (np.float64(0.5), 0.7),
        ([1.5, 0.2], [1.0, 2.0]),
    ):
        sample(key, *pair)
    sample(key, draw(3), 0, options=FIRST)
for key in (np.clip, ("method", "clip")):
    sample(key, draw(3), draw(2, 1) - 1.0, draw(2, 3) + 1.0)
    sample(key, single(3), 0.7, 1.0)
    sample(key, np.array(0.3), -0.5, 0.5)
    sample(key, draw(3), None, draw(2, 3))
    sample(key, draw(3), draw(2, 3), None)
sample(np.clip, 0.7, 0.1, draw(3))
sample(np.copysign, 1.5, draw(2, 3), options=FIRST)
for key in (np.absolute, abs):
    for value in (np.array(-1.5), cplx(2, 2), 1.0 - 2.0j, np.float64(-1.0), np.array(1.0 + 2.0j)):
        sample(key, value)
for key in (np.real, np.imag, np.conjugate):
    sample(key, 1.0 + 2.0j)
    sample(key, 1.5)
for key in (np.add, np.subtract, np.exp, np.absolute, np.real, np.nan_to_num):
    sample(key, [1.5, -0.5], *([[0.5, 1]] if key in (np.add, np.subtract) else []))
sample(np.add, [1.5, -0.5], 1.0)
sample(np.nan_to_num, cplx(3))

# Sequences and iterators

sample(sum, [1, 2.5], 3)
sample(sum, [draw(3), 2], draw(2, 1))
sample(sum, [draw(3), draw(3)], draw(2, 3))
sample(sum, [0.5, 1.5], 2, options=FIRST)
for key in (max, min):
    sample(key, 1, 2.5, 0.5, options={"wrt": (1, 2)} if key is max else {})
    sample(key, (0.5, 1.0, 2.5))
sample(sorted, (1.0, 0.5, 2.5))
for pair in (([0.5, 1.5], range(2)), ("ab", [0.5, 1.5]), (draw(2, 2), [1, 2, 3]), (np.arange(2), draw(2, 3))):
    sample(zip, *pair)
sample(zip, [1, 2], [0.5, 1.5], (draw(2), 1))
sample(enumerate, (0.5, draw(2)), 2)
sample(list, [0.5, "a", None])
sample(math.fsum, [0.5, 1])

# Products of unlike dtypes and structures

sample(np.outer, [1.5, 2.0], draw(2))
sample(np.outer, draw(2, 2), 1.5)
sample(np.dot, [1.5, 2.5], draw(2))
sample(np.dot, 2, draw(2))
sample(np.inner, [1.5, 2.0], [1.0, 2.0])
sample(np.tensordot, single(2, 3), draw(3), axes=1)
sample(np.einsum, "ij,j->i", draw(2, 3), np.arange(3))
sample(np.einsum, "ij,j->i", draw(2, 3), [1, 2, 3])
sample(np.einsum, "i,i", cplx(3), draw(3))

# Matrix functions of complex and of single precision

for order in (1, 3, np.inf):
    sample(np.linalg.norm, cplx(3), order, options=FIRST)
for order in ("nuc", 1, 2):
    sample(np.linalg.norm, cplx(3, 3), order, options=FIRST)
sample(np.linalg.norm, cplx(3, 2), axis=0)
sample(np.linalg.norm, draw(3), keepdims=True)
sample(np.linalg.norm, [1.5, 2.5])
sample(np.linalg.inv, spd(2, 2))
sample(np.linalg.inv, [[1.5, 2.0], [3.0, 5.0]])
sample(np.linalg.det, cplx(2, 2, 2))
sample(np.linalg.det, single(3, 3))
sample(np.linalg.slogdet, single(3, 3) + 3.0 * np.eye(3, dtype=np.float32))
sample(np.linalg.solve, spd(2, 1), draw(1, 2, 3, 2), options={"rtol": 1e-4})
sample(np.linalg.solve, single(3, 3) + 3.0 * np.eye(3, dtype=np.float32), single(3), options={"rtol": 1e-4})
HERMITIAN = cplx(3, 3)
HERMITIAN = HERMITIAN @ HERMITIAN.conj().T + 3.0 * np.eye(3)
sample(np.linalg.cholesky, HERMITIAN, options={"along": lambda v: v + v.conj().T})
sample(np.linalg.cholesky, spd(2), options={"along": symmetric})
sample(np.sort, cplx(3))
sample(np.sort, single(3))
sample(np.sort, [1.5, 0.5])

# Joins of active and inactive parts

for parts in ([draw(3), [1, 2]], [draw(3), cplx(2)], [draw(3), np.arange(2)]):
    sample(np.concatenate, parts)
sample(np.stack, [draw(2), [1, 2]])
sample(np.hstack, [1.5, draw(2)])
sample(np.vstack, [positive(2), [1, 2]])
