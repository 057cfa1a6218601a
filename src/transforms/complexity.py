"""Complex results and arguments: what a gradient with a seed of its own refuses, when made or when called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..errors import ComplexResultError, HolomorphicError
from ..program import Do, Request, Statement, every
from ..pulls import helper
from ..specialise import Specialisation
from ..syntax import call, const, name
from ..templates.operation import spelled
from ..templates.rules import RULES
from ..values import Kind
from .reverse import Sweeps

REALS = frozenset({"float64", "float32", "int64", "bool"})
WAY_OUT = "Return a real part of it, give a complex adjoint to `vjp`, or use holomorphic=True."
DIFFERENTIABLE = "Leave holomorphic=True out, and return a real part, or use functions that have a complex derivative."

NOT_HOLOMORPHIC: tuple[object, ...] = (
    *(np.absolute, abs, np.fabs, np.real, np.imag, ("attr", "real"), ("attr", "imag"), np.angle, np.real_if_close),
    *(np.conjugate, ("method", "conj"), ("method", "conjugate"), np.vdot, np.linalg.norm, np.linalg.slogdet),
    *(np.var, ("method", "var"), np.std, ("method", "std"), np.nan_to_num),
    *(np.linalg.eig, np.linalg.eigh, np.linalg.eigvalsh, np.linalg.svd, getattr(np.linalg, "svdvals", None)),
    *(np.linalg.qr, np.linalg.pinv, np.linalg.cholesky),
    *(np.fft.irfft, np.fft.irfft2, np.fft.irfftn, np.fft.hfft, np.fft.rfft, np.fft.rfft2, np.fft.rfftn, np.fft.ihfft),
)
"""Functions of complex numbers without a complex derivative, or whose result is not determined up to a phase."""


def refuse_complex(specs: Iterable[Specialisation], spec: Specialisation, request: Request) -> None:
    """Raise for what kinds and rules tell: `ComplexResultError`, or `HolomorphicError` with ``holomorphic=True``."""
    where = spec.function.body[-1].origin if spec.function.body else spec.function.origin
    shown = f"the result of `{spec.function.name}`"
    if not request.holomorphic:
        if spec.kinds.result.dtype == "complex128" and request.input_derivative != "Required":
            raise ComplexResultError(f"{shown} is complex", WAY_OUT, where)
        return
    if is_real(spec.kinds.result):
        raise HolomorphicError(f"{shown} is real, though holomorphic=True", "Leave holomorphic=True out.", where)
    for position in request.wrt:
        one = spec.function.all_parameters[position]
        if is_real(spec.kinds.before[spec.function.body[0]][one]):
            raise HolomorphicError(
                f"`{one}` is real, though holomorphic=True", f"Pass {one} + 0j.", spec.function.origin
            )
    refused = [RULES[key] for key in NOT_HOLOMORPHIC if key is not None]
    for each in specs:
        for statement in every(each.function.body):
            found = each.facts.operations.get(statement)
            if found is not None and found.rule in refused and each.facts.is_active(statement):
                raise HolomorphicError(
                    f"`{spelled(found, each.function.temporaries)}` has no complex derivative",
                    DIFFERENTIABLE,
                    statement.origin,
                )


def complex_checks(spec: Specialisation, sweeps: Sweeps, request: Request, names: Sequence[str]) -> list[Statement]:
    """Checks of the same when the derivative is called, where kinds do not tell. They come before ones are seeded."""
    result, where = spec.kinds.result, spec.function.body[-1].origin if spec.function.body else spec.function.origin
    if request.input_derivative == "Required" or result.is_container or result.tag in ("string", "none"):
        return []
    place = where.short
    shown = const(f"{place}: the result of `{spec.function.name}`")
    if not request.holomorphic:
        if is_real(result) or sweeps.result.head == "const":
            return []
        return [Do(call(helper("refuse_complex"), sweeps.result, name(sweeps.seed), shown), where)]
    made: list[Statement] = []
    if result.dtype != "complex128":
        made.append(Do(call(helper("require_complex"), sweeps.result, shown), where))
    for one in names:
        if spec.kinds.before[spec.function.body[0]][one].dtype != "complex128":
            given = name(spec.given.get(one, one))
            made.append(Do(call(helper("require_complex"), given, const(f"{place}: `{one}`")), where))
    return made


def is_real(kind: Kind) -> bool:
    """Whether a value is certainly a real number, or an array of these."""
    return kind.is_numeric and kind.dtype in REALS
