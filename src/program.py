"""The core language: what flows down the line from `normalise` to `printer`.

Statements are immutable and compare by identity, so that facts about them live in mappings beside the tree. Up to
`normalise` their expressions may nest; after it every operand is an atom; after `simplify` they nest again.
"""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import Origin
from .libraries import named
from .syntax import NONE, Expr, names_in

Block = tuple["Statement", ...]


@dataclass(frozen=True, eq=False)
class Assign:
    """``target = value``. ``note`` is the comment above it in the output."""

    target: str
    value: Expr
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Unpack:
    """``a, *b, c = value``: the names and where the starred one stands."""

    targets: tuple[str, ...]
    value: Expr
    origin: Origin
    star: int | None = None
    note: str = ""


@dataclass(frozen=True, eq=False)
class Store:
    """``name[index] = value`` or ``name.attribute = value``."""

    target: Expr
    value: Expr
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Update:
    """``name operator= value`` or ``name[index] operator= value``."""

    target: Expr
    operator: str
    value: Expr
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Do:
    """A call for its effect."""

    value: Expr
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Assert:
    test: Expr
    message: Expr | None
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Raise:
    error: Expr | None
    cause: Expr | None
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class If:
    test: Expr
    body: Block
    orelse: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class For:
    """``for target in range(start, stop, step)``: bounds are atoms that nothing rebinds."""

    target: str
    start: Expr
    stop: Expr
    step: Expr
    body: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class ForEach:
    """``for target in iterable``: made by `simplify` alone, of a `For` that only counts through a sequence."""

    target: str
    iterable: Expr
    body: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class While:
    """The statements of the test, the atom that is tested, the body."""

    before: Block
    test: Expr
    body: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Break:
    """The way out of the loop; nothing is left to do after it in any block up to the body of the loop."""

    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Continue:
    """The way to the next trip: `jumps` leaves none."""

    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Region:
    """What a `with` or ``try: ... finally: ...`` does before its body, that body, and after it: `jumps` leaves none."""

    opening: Block
    body: Block
    closing: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class With:
    """``with context as target: body``: made of marks, at the very end (see `regions`)."""

    context: Expr
    target: str | None
    body: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Handler:
    """``except error as target: body``."""

    error: Expr | None
    target: str | None
    body: Block


@dataclass(frozen=True, eq=False)
class Try:
    """``try: body except ...: ... else: ... finally: ...``: made of marks, at the very end (see `regions`)."""

    body: Block
    handlers: tuple[Handler, ...]
    orelse: Block
    finally_: Block
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class Return:
    value: Expr
    origin: Origin
    note: str = ""


@dataclass(frozen=True, eq=False)
class GradBlock:
    """``with insert_grad_of(variable) as adjoint: body``: it runs in the reverse sweep alone, and its expressions nest.

    ``plain``: whether the body certainly neither writes an array in place nor keeps a reference to one.
    """

    variable: str
    adjoint: str
    body: Block
    origin: Origin
    plain: bool = False
    note: str = ""

    @property
    def bound(self) -> frozenset[str]:
        """The names that the block binds, for itself alone."""
        return bound_in(self.body) | {self.adjoint}

    @property
    def free(self) -> tuple[str, ...]:
        """The names that the block reads and does not bind."""
        return tuple(sorted(read_in(self.body) - self.bound))

    @property
    def replaces(self) -> bool:
        """Whether the adjoint may be another one after the block."""
        return not self.plain or self.adjoint in bound_in(self.body)


Statement = (
    Assign
    | Unpack
    | Store
    | Update
    | Do
    | Assert
    | Raise
    | If
    | For
    | ForEach
    | While
    | Break
    | Continue
    | GradBlock
    | Region
    | With
    | Try
    | Return
)


def targets(statement: Statement) -> tuple[str, ...]:
    """The names that a statement itself binds, not those bound in its blocks."""
    if isinstance(statement, Assign):
        return (statement.target,)
    if isinstance(statement, Unpack):
        return statement.targets
    if isinstance(statement, (For, ForEach)):
        return (statement.target,)
    if isinstance(statement, Update) and statement.target.head == "name":
        return (statement.target.leaf,)
    if isinstance(statement, With):
        return () if statement.target is None else (statement.target,)
    if isinstance(statement, Try):
        return tuple(one.target for one in statement.handlers if one.target is not None)
    return ()


def operands(statement: Statement) -> tuple[Expr, ...]:
    """The expressions that a statement itself evaluates, in order."""
    if isinstance(statement, (Assign, Unpack, Do, Return)):
        return (statement.value,)
    if isinstance(statement, Store):
        return (statement.value, statement.target)
    if isinstance(statement, Update):
        return (statement.target, statement.value)
    if isinstance(statement, Assert):
        return (statement.test,) if statement.message is None else (statement.test, statement.message)
    if isinstance(statement, Raise):
        return tuple(part for part in (statement.error, statement.cause) if part is not None)
    if isinstance(statement, ForEach):
        return (statement.iterable,)
    if isinstance(statement, For):
        return (statement.start, statement.stop, statement.step)
    if isinstance(statement, GradBlock):
        return tuple(Expr("name", (), one) for one in (statement.variable, *statement.free))
    if isinstance(statement, (Break, Continue, Region)):
        return ()
    if isinstance(statement, With):
        return (statement.context,)
    if isinstance(statement, Try):
        return tuple(one.error for one in statement.handlers if one.error is not None)
    return (statement.test,)


def blocks(statement: Statement) -> tuple[Block, ...]:
    """The blocks inside a statement."""
    if isinstance(statement, (Assign, Store, Update, Do, Return)):
        return ()
    if isinstance(statement, If):
        return (statement.body, statement.orelse)
    if isinstance(statement, (For, ForEach)):
        return (statement.body,)
    if isinstance(statement, While):
        return (statement.before, statement.body)
    if isinstance(statement, Region):
        return (statement.opening, statement.body, statement.closing)
    if isinstance(statement, With):
        return (statement.body,)
    if isinstance(statement, Try):
        return (statement.body, *(one.body for one in statement.handlers), statement.orelse, statement.finally_)
    return ()


def reads(statement: Statement) -> frozenset[str]:
    """The names that a statement itself reads."""
    found = operands(statement)
    return names_in(found[0]) if len(found) == 1 else frozenset().union(*map(names_in, found))


def every(block: Block) -> Iterator[Statement]:
    """All statements of a block, inner ones included, in order."""
    waiting = list(reversed(block))
    while waiting:
        statement = waiting.pop()
        yield statement
        for inner in reversed(blocks(statement)):
            waiting += reversed(inner)


def leaves(block: Block) -> bool:
    """Whether the body of a loop has a way out of the loop."""
    return any(
        isinstance(one, Break) or (isinstance(one, (If, Region)) and any(map(leaves, blocks(one)))) for one in block
    )


def bound_in(block: Block) -> frozenset[str]:
    """Every name that a block may bind."""
    return frozenset(target for statement in every(block) for target in targets(statement))


def read_in(block: Block) -> frozenset[str]:
    """Every name that a block may read."""
    return frozenset().union(*(reads(statement) for statement in every(block)))


@dataclass(frozen=True)
class Parameter:
    """One parameter: its kind of binding as in `inspect.Parameter`, its default and annotation as text."""

    name: str
    binding: Any = inspect.Parameter.POSITIONAL_OR_KEYWORD
    default: Expr | None = None
    annotation: Expr | None = None


@dataclass(frozen=True, eq=False)
class Function:
    """A function in the core language.

    ``home`` is the live function in whose globals and cells it runs: itself, or the one that a nested function was
    lifted from, whose ``captures`` (free variables) every call passes by keyword. ``callees`` says what each name chain
    that the body calls is bound to: a live object or a nested `Function`. ``imports`` are modules imported in the body,
    ``guards`` the functions that parameters called by the body are bound to by default. ``updates`` are assignments
    that the user wrote as ``x op= v``, which is in place where ``x`` is mutable. ``methods`` says how the user spells
    calls of functions that stand for methods, or for library functions (a call with ``%0``, ``%1``, ... for what is
    given), ``classes`` those of the objects. ``operations`` remembers how expressions were classified, ``remembered``
    what else depends on the function alone. ``defaults``: of a lifted function whose defaults are found where it is
    defined, by parameter: constants, and names that hold them there. ``relies``: paths that the body no longer goes by,
    and what they were resolved to.
    """

    name: str
    parameters: tuple[Parameter, ...]
    body: Block
    origin: Origin
    home: Callable[..., Any] | None = None
    captures: tuple[str, ...] = ()
    callees: Mapping[Expr, Any] = field(default_factory=dict)
    imports: Mapping[str, Any] = field(default_factory=dict)
    guards: Mapping[str, Any] = field(default_factory=dict)
    updates: frozenset[Any] = frozenset()
    methods: Mapping[str, str | Expr] = field(default_factory=dict)
    classes: Mapping[str, type] = field(default_factory=dict)
    temporaries: frozenset[str] = frozenset()
    returns: Expr | None = None
    nested: bool = False
    defaults: Mapping[str, Expr] = field(default_factory=dict)
    relies: Mapping[Expr, Any] = field(default_factory=dict)
    operations: dict[Expr, Any] = field(default_factory=dict, repr=False)
    remembered: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def result(self) -> Expr:
        last = self.body[-1] if self.body else None
        return last.value if isinstance(last, Return) else NONE

    @property
    def all_parameters(self) -> tuple[str, ...]:
        return (*(parameter.name for parameter in self.parameters), *self.captures)


MISSING = object()

NEEDED = frozenset({"float", "range", "len", "min", "isinstance", "slice", "ValueError", "TypeError"})
"""The builtins that the output calls: in the core language these names mean nothing else."""

DERIVING: set[Any] = set()
"""The functions that make derivatives, such as `grad`: what they are given inside of a function is made with it."""


def lookup(function: Function, identifier: str) -> Any:
    """What a name that the function does not bind is bound to now; `MISSING` if nothing."""
    if identifier.startswith("%"):
        return named(identifier[1:])
    if identifier in function.imports:
        return function.imports[identifier]
    home = function.home
    if home is not None and identifier not in NEEDED:
        if identifier in home.__code__.co_freevars:
            cell = (home.__closure__ or ())[home.__code__.co_freevars.index(identifier)]
            try:
                return cell.cell_contents
            except ValueError:
                return MISSING
        if identifier in home.__globals__:
            return home.__globals__[identifier]
    return getattr(builtins, identifier, MISSING)


def is_hidden(builtin: str, function: Function) -> bool:
    """Whether data around a function hide a builtin that the output calls."""
    home = function.home
    return home is not None and (builtin in home.__code__.co_freevars or builtin in home.__globals__)


@dataclass(frozen=True)
class Request:
    """What the user asked for; ``lifted``: the names of nested functions that the output may hold.

    Two are equal that ask for the same of whatever function.
    """

    function: Any = field(compare=False)
    wrt: tuple[int, ...]
    paths: tuple[str, ...] = ()
    motion: str = "joint"
    mode: str = "reverse"
    optimized: bool = True
    preserve_result: bool = False
    value_first: bool = False
    check_dims: bool = True
    scalar_result: bool = False
    input_derivative: str = "Required"
    has_aux: bool = False
    holomorphic: bool = False
    seeded: bool = True
    example_kinds: tuple[Any, ...] | None = None
    lifted: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Generated:
    """One function of the output: its definition, where its globals come from, and the names that it needs.

    ``declared``: the globals and the cells that it binds.
    """

    name: str
    parameters: tuple[Parameter, ...]
    body: Block
    doc: str
    globals_of: Callable[..., Any] | None
    needs: Mapping[str, Any] = field(default_factory=dict)
    returns: Expr | None = None
    declared: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
