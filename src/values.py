"""What can be known of a value at compile time: its kind."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

SCALARS = frozenset({"float", "int", "bool", "complex", "number"})
CONTAINERS = frozenset({"list", "tuple", "dict", "object"})
IMMUTABLE = SCALARS | {"string", "none", "tuple", "function", "slice", "range"}


@dataclass(frozen=True)
class Kind:
    """A Python or NumPy scalar, an array, a container, an object, or unknown.

    ``tag`` is one of ``float int bool complex number string none array tuple list dict slice range function object
    unknown``; a ``number`` is a float or complex.
    ``shape`` is a token: two values whose tokens are equal (and not None) have equal shapes; scalars have ``()``.
    ``items`` are the kinds of a tuple's items, or of the values of a dict that nothing changes; ``element`` is that of
    all items of a list (`NEVER`: it has none yet). Of an ``object`` with a class (``cls``), ``items`` are the kinds of
    its attributes ``names``, as far as known. ``value`` is a token of an integer: two whose tokens are equal (and not
    None) are equal; that of a literal is the integer itself.
    """

    tag: str = "unknown"
    dtype: str | None = None
    rank: int | None = None
    shape: Hashable | None = None
    items: tuple[Kind, ...] | None = None
    value: Hashable | None = None
    element: Kind | None = None
    cls: type | None = None
    names: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, Kind]:
        """The kinds of the attributes of an object, as far as they are known."""
        return dict(zip(self.names, self.items or (), strict=True)) if self.tag == "object" else {}

    @property
    def is_container(self) -> bool:
        """Whether it certainly holds items: a list, tuple, dict or object."""
        return self.tag in CONTAINERS

    @property
    def is_scalar(self) -> bool:
        return self.tag in SCALARS

    @property
    def is_array(self) -> bool:
        return self.tag == "array"

    @property
    def is_immutable(self) -> bool:
        return self.tag in IMMUTABLE or (self.cls is not None and issubclass(self.cls, tuple))

    @property
    def is_numeric(self) -> bool:
        """A number or an array, certainly."""
        return self.is_scalar or self.is_array

    @property
    def is_floating(self) -> bool:
        """A float or an array of floats of double precision, certainly: its gradient needs no cast."""
        return self.tag == "float" or (self.is_array and self.dtype == "float64")


UNKNOWN = Kind()
FLOAT = Kind("float", "float64", 0, ())
INT = Kind("int", "int64", 0, ())
BOOL = Kind("bool", "bool", 0, ())
COMPLEX = Kind("complex", "complex128", 0, ())
NUMBER = Kind("number", None, 0, ())
STRING = Kind("string")
NONE_KIND = Kind("none")
NEVER = Kind("never")


def instance(cls: type | None, fields: Mapping[str, Kind]) -> Kind:
    """The kind of an object of a class, with what is known of its attributes."""
    return Kind("object", items=tuple(fields.values()), cls=cls, names=tuple(fields))


OBJECT = instance(None, {})


def array(dtype: str | None = None, rank: int | None = None, shape: Hashable | None = None) -> Kind:
    """The kind of an array."""
    return Kind("array", dtype, rank, shape)


def scalar_of(dtype: str | None) -> Kind:
    """The kind of one element of an array of that dtype: a number, where nothing else is known."""
    return _ELEMENTS.get(dtype or "", NUMBER)


_ELEMENTS = {
    "float64": FLOAT,
    "float32": Kind("float", "float32", 0, ()),
    "complex128": COMPLEX,
    "int64": INT,
    "bool": BOOL,
}


def common_dtype(kinds: Iterable[Kind]) -> str | None:
    """The floating dtype of what an elementwise function makes of numbers and arrays, where that is known."""
    found = list(kinds)
    dtypes = {kind.dtype for kind in found if not kind.is_scalar}
    tags = {kind.tag for kind in found}
    if "complex128" in dtypes or "complex" in tags:
        return "complex128" if dtypes <= {"complex128", "float64", "int64", "bool"} else None
    if "number" in tags:
        return None
    if "float64" in dtypes and dtypes <= {"float64", "int64", "bool"}:
        return "float64"
    return "float32" if dtypes == {"float32"} else None


def integer(value: Hashable | None) -> Kind:
    """The kind of an integer of which a token is known."""
    return Kind("int", "int64", 0, (), None, value)


def axis_length(shape: Hashable | None, axis: int, rank: int | None) -> Hashable | None:
    """The token of the length of an axis of a shape."""
    lengths = lengths_of(shape)
    if lengths is not None and 0 <= axis < len(lengths):
        return lengths[axis]
    return None if shape is None else ("axis", shape, axis, rank)


def sized(lengths: tuple[Hashable, ...]) -> Hashable:
    """The token of a shape, given those of its lengths: that of the shape that has all of these lengths, if any."""
    whole = lengths[0][1] if lengths and isinstance(lengths[0], tuple) and lengths[0][0] == "axis" else None
    same = tuple(("axis", whole, axis, len(lengths)) for axis in range(len(lengths)))
    return whole if whole is not None and lengths == same else ("sized", lengths)


def lengths_of(shape: Hashable | None) -> tuple[Hashable, ...] | None:
    """The tokens of the lengths of which a shape was made."""
    return shape[1] if isinstance(shape, tuple) and shape[0] == "sized" else None


def join(one: Kind, other: Kind) -> Kind:
    """What is known of a value that is one or the other."""
    if one == other or other == NEVER:
        return one
    if one == NEVER:
        return other
    shape = one.shape if one.shape == other.shape else None
    if one.tag != other.tag:
        tags = {one.tag, other.tag}
        if tags == {"int", "float"}:
            return FLOAT
        if tags <= {"float", "complex", "number"}:
            return NUMBER
        return Kind(shape=shape)
    if one.tag == "object":
        return _join_objects(one, other)
    items = None
    if one.items is not None and other.items is not None and len(one.items) == len(other.items):
        items = tuple(join(a, b) for a, b in zip(one.items, other.items, strict=True))
    dtype = one.dtype if one.dtype == other.dtype else None
    rank = one.rank if one.rank == other.rank else None
    value = one.value if one.value == other.value else None
    element = None if one.element is None or other.element is None else join(one.element, other.element)
    return replace(one, dtype=dtype, rank=rank, shape=shape, items=items, value=value, element=element)


def _join_objects(one: Kind, other: Kind) -> Kind:
    """What is known of an object that is one or the other: the attributes that both are known to have."""
    ours, theirs = one.fields, other.fields
    both = {key: join(kind, theirs[key]) for key, kind in ours.items() if key in theirs}
    return instance(one.cls if one.cls is other.cls else None, both)


def selected_rank(rank: int | None, parts: Sequence[Kind]) -> int | None:
    """The rank of what an index of several parts selects from an array of some rank; None if it is not known.

    Index arrays are broadcast together, and so are whole numbers beside them; a mask takes as many axes as it has.
    """
    gathered = 0
    for part in parts:
        is_array = part.is_array and part.rank is not None and part.dtype is not None
        if rank is None or not (is_array or part.tag in ("int", "none", "slice")):
            return None
        if is_array and part.rank is not None:
            is_mask = part.dtype == "bool"
            gathered = max(gathered, 1 if is_mask else part.rank)
            rank -= part.rank if is_mask else 1
        else:
            rank += {"int": -1, "none": 1, "slice": 0}[part.tag]
    return None if rank is None else rank + gathered
