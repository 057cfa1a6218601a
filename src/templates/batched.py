"""The rules for operations that are done in all directions at once, in the order of their topics."""

from __future__ import annotations

import numpy as np

from .. import runtime
from ..syntax import NONE, Expr, attribute, call, const, is_const, name
from ..values import UNKNOWN, Kind
from .batching import (
    ALL,
    BATCHING,
    Batch,
    Unbatched,
    ahead,
    batching,
    behind,
    elementwise,
    index_kinds,
    is_elementwise,
    key_of,
    known_rank,
    library,
    spelled_out,
    widened,
)

_DTYPES = ("float64", "float32")


def batched(batch: Batch) -> Expr:
    """The operation in all directions. Raises `Unbatched` where it cannot be done for all at once."""
    rule = BATCHING.get(key_of(batch.found))
    if rule is not None:
        return rule(batch)
    if is_elementwise(batch.found):
        return elementwise(batch)
    raise Unbatched("there is no rule")


# What has any axes


@batching(
    ("method", "copy"),
    *(("method", "conj"), ("method", "conjugate"), ("attr", "real"), ("attr", "imag")),
    *(np.copy, runtime.copied, runtime.zeros_like, runtime.own, np.zeros_like, np.ones_like, np.empty_like),
)
def kept(batch: Batch) -> Expr:
    """What is done to an array whatever axes it has."""
    batch.only(next(iter(batch.found.operands)))
    return batch.found.expr


@batching(("method", "astype"))
def astype(batch: Batch) -> Expr:
    batch.only("a")
    return batch.found.expr


@batching(runtime.cast_like)
def cast_like(batch: Batch) -> Expr:
    """The other operand is read for its dtype alone."""
    if not batch.carries("by"):
        raise Unbatched("the adjoint carries no directions")
    return batch.found.expr


@batching(runtime.add)
def add(batch: Batch) -> Expr:
    rank = max(batch.rank("a"), batch.rank("b"))
    return Expr("+", (batch.aligned("a", rank), batch.aligned("b", rank)))


# Adjoints of broadcasts, arguments


@batching(runtime.unbroadcast)
def unbroadcast(batch: Batch) -> Expr:
    _numeric(batch, "by", "x")
    if not batch.carries("by"):
        raise Unbatched("the adjoint carries no directions")
    return call(name("%unbroadcast_each"), batch["by"], batch.example("x"))


@batching(runtime.broadcast_like)
def broadcast_like(batch: Batch) -> Expr:
    _numeric(batch, "by", "x")
    if not batch.carries("by"):
        raise Unbatched("the adjoint carries no directions")
    return call(name("%broadcast_each"), batch["by"], batch.example("x"))


@batching(runtime.sum_to)
def sum_to(batch: Batch) -> Expr:
    batch.only("by")
    _numeric(batch, "by")
    return call(name("%sum_each_to"), batch["by"], batch["shape"])


@batching(runtime.as_gradient)
def as_gradient(batch: Batch) -> Expr:
    batch.only("bx")
    _numeric(batch, "bx", "x")
    if batch.rank("bx") != batch.rank("x"):
        raise Unbatched("an adjoint is still to be broadcast")
    return call(name("%gradients"), batch["bx"], batch["x"])


@batching(runtime.as_tangent)
def as_tangent(batch: Batch) -> Expr:
    """Directions are made to fit by who gives them."""
    batch.only("dx")
    _numeric(batch, "dx", "x")
    return call(name("%copied"), batch["dx"]) if batch.given("owned", False) else batch["dx"]


@batching(runtime.restore_axes)
def restore_axes(batch: Batch) -> Expr:
    batch.only("by")
    if is_const(batch["axis"], None) or is_const(batch["keepdims"], True):
        return batch["by"]
    axis = batch.integer("axis") % max(batch.rank("x"), 1)
    return call(library("expand_dims"), batch["by"], const(axis + 1)) if batch.rank("x") else batch["by"]


def _numeric(batch: Batch, *parameters: str) -> None:
    if not all(batch.kinds[one].is_numeric for one in parameters):
        raise Unbatched("what is given may be no array")


# Reductions


def all_axes(rank: int) -> Expr:
    """All axes of an array in one direction."""
    return const(1) if rank == 1 else Expr("tuple", tuple(const(axis) for axis in range(1, rank + 1)))


def shifted(axis: Expr) -> Expr:
    """An axis, or several, one further behind."""
    if axis.head == "tuple":
        return Expr("tuple", tuple(shifted(one) for one in axis.args))
    if axis.head != "const" or type(axis.value) is not int:
        raise Unbatched("an axis is not a literal")
    return axis if axis.value < 0 else const(axis.value + 1)


@batching(np.sum, np.mean, ("method", "sum"), ("method", "mean"))
def reduction(batch: Batch) -> Expr:
    batch.only("a")
    if batch.given("initial", 0) or batch.given("where", True):
        raise Unbatched("a reduction of a part")
    rank = batch.rank("a")
    if rank == 0:
        return batch["a"]
    axis = all_axes(rank) if is_const(batch["axis"], None) else shifted(batch["axis"])
    named = {"keepdims": batch["keepdims"]} if batch.given("keepdims", False) else {}
    key = key_of(batch.found)
    return call(
        library(key[1] if isinstance(key, tuple) else batch.found.target.__name__), batch["a"], axis=axis, **named
    )


@batching(np.cumsum, ("method", "cumsum"))
def cumsum(batch: Batch) -> Expr:
    batch.only("a")
    if not is_const(batch["axis"], None):
        return call(library("cumsum"), batch["a"], axis=shifted(batch["axis"]))
    if batch.rank("a") != 1:
        raise Unbatched("a running sum over several axes")
    return call(library("cumsum"), batch["a"], axis=const(1))


# Rearranging


@batching(np.transpose, ("attr", "T"), ("method", "transpose"))
def transpose(batch: Batch) -> Expr:
    batch.only("a")
    rank = batch.rank("a")
    axes = batch.found.operands.get("axes", NONE)
    if axes != NONE and axes != Expr("tuple"):
        parts = axes.args if axes.head == "tuple" else ()
        if len(parts) != rank or any(one.head != "const" or type(one.value) is not int for one in parts):
            raise Unbatched("the axes are not literals")
        order = [one.value % rank + 1 for one in parts]
    else:
        order = list(range(rank, 0, -1))
    if rank < 2:
        return batch["a"]
    if rank == 2 and order == [2, 1]:
        return call(library("swapaxes"), batch["a"], const(1), const(2))
    return call(library("transpose"), batch["a"], Expr("tuple", tuple(const(one) for one in (0, *order))))


@batching(np.reshape, ("method", "reshape"))
def reshape(batch: Batch) -> Expr:
    batch.only("a")
    _numeric(batch, "a")
    shape = batch["shape"]
    if shape.head == "tuple" and len(shape.args) == 1 and batch.found.target == ("method", "reshape"):
        shape = shape.args[0]
    return call(library("reshape"), batch["a"], ahead(batch.size, shape, shape_kind(batch, shape)))


def shape_kind(batch: Batch, shape: Expr) -> Kind:
    """What is known of a shape that is given."""
    kind = batch.kinds.get("shape", UNKNOWN)
    if shape.head == "const":
        return Kind("int")
    single = kind.tag == "tuple" and kind.items is not None and len(kind.items) == 1 and shape.head == "name"
    return kind.items[0] if single and kind.items is not None and batch.found.target == ("method", "reshape") else kind


@batching(np.ravel, ("method", "ravel"), ("method", "flatten"))
def ravel(batch: Batch) -> Expr:
    batch.only("a")
    flat = call(library("reshape"), batch["a"], Expr("tuple", (batch.size, const(-1))))
    return call(attribute(flat, "copy")) if batch.found.target == ("method", "flatten") else flat


@batching(np.expand_dims)
def expand_dims(batch: Batch) -> Expr:
    batch.only("a")
    return call(library("expand_dims"), batch["a"], shifted(batch["axis"]))


@batching(np.squeeze, ("method", "squeeze"))
def squeeze(batch: Batch) -> Expr:
    batch.only("a")
    return call(library("squeeze"), batch["a"], axis=shifted(batch["axis"]))


@batching(np.swapaxes, ("method", "swapaxes"))
def swapaxes(batch: Batch) -> Expr:
    batch.only("a")
    return call(library("swapaxes"), batch["a"], shifted(batch["axis1"]), shifted(batch["axis2"]))


@batching(np.moveaxis)
def moveaxis(batch: Batch) -> Expr:
    batch.only("a")
    return call(library("moveaxis"), batch["a"], shifted(batch["source"]), shifted(batch["destination"]))


@batching(np.diagonal, ("method", "diagonal"), np.trace, ("method", "trace"))
def diagonal(batch: Batch) -> Expr:
    batch.only("a")
    key = key_of(batch.found)
    chosen = library(key[1] if isinstance(key, tuple) else batch.found.target.__name__)
    return call(chosen, batch["a"], batch["offset"], shifted(batch["axis1"]), shifted(batch["axis2"]))


@batching(np.diag)
def diag(batch: Batch) -> Expr:
    batch.only("v")
    if batch.rank("v") != 2:
        raise Unbatched("a matrix is made of its diagonal")
    return call(library("diagonal"), batch["v"], batch["k"], const(1), const(2))


@batching(np.flip)
def flip(batch: Batch) -> Expr:
    batch.only("m")
    rank = batch.rank("m")
    if rank == 0:
        return batch["m"]
    axis = all_axes(rank) if is_const(batch["axis"], None) else shifted(batch["axis"])
    return call(library("flip"), batch["m"], axis)


@batching(np.roll)
def roll(batch: Batch) -> Expr:
    batch.only("a")
    if is_const(batch["axis"], None) and batch.rank("a") != 1:
        raise Unbatched("a roll over several axes")
    axis = const(1) if is_const(batch["axis"], None) else shifted(batch["axis"])
    return call(library("roll"), batch["a"], batch["shift"], axis)


@batching(np.broadcast_to)
def broadcast_to(batch: Batch) -> Expr:
    batch.only("array")
    rank = known_rank(batch.result)
    shape = ahead(batch.size, batch["shape"], shape_kind(batch, batch["shape"]))
    return call(library("broadcast_to"), batch.aligned("array", rank), shape)


@batching(np.full_like)
def full_like(batch: Batch) -> Expr:
    if batch.kinds["a"].dtype not in _DTYPES or not batch.carries("fill_value"):
        raise Unbatched("the dtype of what is filled is not known")
    rank = batch.rank("a")
    if rank == 0:
        raise Unbatched("a number is filled")
    spread = call(name("%broadcast_each"), batch["fill_value"], batch.example("a"))
    return call(name("%copied"), spread)


# Joins


@batching(np.concatenate, np.stack)
def joined(batch: Batch) -> Expr:
    batch.only("arrays")
    found = batch.found
    return call(library(found.target.__name__), batch["arrays"], axis=shifted(batch["axis"]))


@batching(np.array)
def array_of(batch: Batch) -> Expr:
    items = batch.kinds["object"].items
    if batch.given("dtype", None) or not items or {known_rank(item) for item in items} != {0}:
        raise Unbatched("an array of other things than numbers")
    batch.only("object")
    return call(library("stack"), batch["object"], axis=const(1))


@batching(runtime.unconcatenate, runtime.unstack)
def pieces(batch: Batch) -> Expr:
    batch.only("by")
    if batch.kinds["arrays"].tag not in ("list", "tuple"):
        raise Unbatched("what was joined is no list")
    batch.integer("axis")
    return call(name(f"%{batch.found.target.__name__}_each"), batch["by"], batch["arrays"], batch["axis"])


@batching(runtime.unarray)
def unarray(batch: Batch) -> Expr:
    batch.only("by")
    kind = batch.kinds["x"]
    if kind.tag not in ("list", "tuple") or not kind.items or {known_rank(item) for item in kind.items} != {0}:
        raise Unbatched("an array of other things than numbers")
    return call(name("%unstack_each"), batch["by"], batch["x"])


# Products


@batching("@", np.matmul)
def matmul(batch: Batch) -> Expr:
    return product(batch, "x", "y")


@batching(np.dot, ("method", "dot"))
def dot(batch: Batch) -> Expr:
    ranks = batch.rank("a"), batch.rank("b")
    if 0 in ranks:
        return Expr("*", (batch.aligned("a", max(ranks)), batch.aligned("b", max(ranks))))
    if max(ranks) > 2:
        raise Unbatched("a product of stacks")
    return product(batch, "a", "b")


@batching(np.inner)
def inner(batch: Batch) -> Expr:
    if (batch.rank("a"), batch.rank("b")) != (1, 1):
        raise Unbatched("a product of stacks")
    return product(batch, "a", "b")


def product(batch: Batch, left: str, right: str) -> Expr:
    """A matrix product of which one operand carries directions."""
    one, other = batch[left], batch[right]
    ranks = batch.rank(left), batch.rank(right)
    if batch.carries(left) and batch.carries(right):
        raise Unbatched("both operands of a product carry directions")
    if batch.carries(left):
        if (ranks[0] == 1 and ranks[1] <= 2) or ranks[0] >= max(ranks[1], 2):
            return Expr("@", (one, other))
    elif ranks == (1, 1):
        return Expr("@", (other, one))
    elif ranks == (2, 1):
        return Expr("@", (other, attribute(one, "T")))
    elif ranks[1] >= max(ranks[0], 2):
        return Expr("@", (one, other))
    raise Unbatched("a product of stacks")


@batching(np.outer)
def outer(batch: Batch) -> Expr:
    if (batch.rank("a"), batch.rank("b")) != (1, 1) or (batch.carries("a") and batch.carries("b")):
        raise Unbatched("an outer product of other things than vectors")
    a, b = batch["a"], batch["b"]
    if batch.carries("a"):
        return Expr("*", (Expr("getitem", (a, Expr("tuple", (ALL, ALL, NONE)))), b))
    return Expr("*", (Expr("getitem", (a, Expr("tuple", (ALL, NONE)))), widened(b, 1)))


@batching(np.einsum)
def einsum(batch: Batch) -> Expr:
    """The directions are one more subscript."""
    text, operands = batch["subscripts"], batch["operands"]
    marks = batch.marks.get("operands", False)
    if text.head != "const" or operands.head != "tuple" or not isinstance(marks, tuple) or marks.count(True) != 1:
        raise Unbatched("a sum that is not written out")
    spelled = text.value.replace(" ", "")
    terms, arrow, result = spelled.partition("->")
    if not arrow or "." in spelled:
        raise Unbatched("a sum that is not written out")
    free = next(letter for letter in "zyxwvutsrqponmlkjihgfedcba" if letter not in spelled)
    pairs = zip(terms.split(","), marks, strict=True)
    written = ",".join(free + term if mark else term for term, mark in pairs)
    return call(library("einsum"), const(f"{written}->{free}{result}"), *operands.args)


@batching(runtime.matmul_adjoint_left)
def matmul_adjoint_left(batch: Batch) -> Expr:
    return _adjoint_of_product(batch, "matmul_adjoints_left", "y")


@batching(runtime.matmul_adjoint_right)
def matmul_adjoint_right(batch: Batch) -> Expr:
    return _adjoint_of_product(batch, "matmul_adjoints_right", "x")


@batching(runtime.dot_adjoint_left)
def dot_adjoint_left(batch: Batch) -> Expr:
    return _adjoint_of_dot(batch, "matmul_adjoints_left", "y")


@batching(runtime.dot_adjoint_right)
def dot_adjoint_right(batch: Batch) -> Expr:
    return _adjoint_of_dot(batch, "matmul_adjoints_right", "x")


def _adjoint_of_dot(batch: Batch, helper: str, factor: str) -> Expr:
    if 0 in (batch.rank("x"), batch.rank("y")):
        raise Unbatched("a product with a number")
    return _adjoint_of_product(batch, helper, factor)


def _adjoint_of_product(batch: Batch, helper: str, factor: str) -> Expr:
    """That of a matrix product, where its adjoint carries directions, or else the other factor does."""
    carriers = [one for one in ("by", "x", "y") if batch.carries(one)]
    ranks = batch.rank("x"), batch.rank("y")
    if max(ranks) > 2 or not batch.kinds["x"].is_array or not batch.kinds["y"].is_array:
        raise Unbatched("a product of stacks")
    if carriers not in (["by"], [factor]):
        raise Unbatched("several operands of a product carry directions")
    flag = {} if carriers == ["by"] else {f"{factor}_carries": const(True)}
    return call(name(f"%{helper}"), batch["by"], batch["x"], batch["y"], **flag)


# Places


@batching("getitem")
def item(batch: Batch) -> Expr:
    kind = batch.kinds["x"]
    batch.only("x")
    if kind.is_container:
        return batch.found.expr
    if not kind.is_array:
        raise Unbatched("what is indexed may be no array")
    return Expr("getitem", (batch["x"], behind(batch["index"], index_kinds(batch))))


@batching(runtime.taken, runtime.take_content, runtime.gathered)
def content(batch: Batch) -> Expr:
    """A copy of what stands at a place, whatever becomes of that."""
    whole = next(iter(batch.found.operands))
    batch.only(whole)
    if not batch.kinds[whole].is_array:
        raise Unbatched("what is indexed may be no array")
    path = batch.found.expr.args[0]
    return call(path, batch[whole], spelled_out(behind(batch["index"], index_kinds(batch))))


@batching(runtime.sequence)
def sequence(batch: Batch) -> Expr:
    if batch.kinds["x"].tag not in ("array", "list", "tuple"):
        raise Unbatched("what is gone through may be anything")
    return batch["x"]
