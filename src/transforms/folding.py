"""Make `with` and `try` of the marks that stand for them.

Before: ``value = enter(context)``, ``y = f(value)``, ``leave()``. After: ``with context as value: y = f(value)``.
Postcondition: no mark of `regions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import regions
from ..marking import Mark, is_attempt, marked
from ..program import Assign, Block, Do, Handler, If, Statement, Try, With, blocks, every, reads
from ..syntax import Expr, const, name
from .simplify import with_blocks


def folded(body: Block) -> Block:
    """The body with statements of Python for the marks."""
    if not any(marked(one, *regions.MARKS) for one in every(body)):
        return body
    return _Folding(_unread(body)).block(body)


def _unread(body: Block) -> frozenset[str]:
    """What the marks bind and nothing reads, but for what becomes part of a `try`."""
    bound = {one.target for one in every(body) if isinstance(one, Assign) and marked(one, *regions.MARKS)}
    own = frozenset(_own_tests(body))
    read = frozenset[str]().union(*(reads(one) for one in every(body) if one not in own))
    return frozenset(bound) - read


def _own_tests(block: Block) -> Iterator[Statement]:
    """The branches that become parts of a `try`."""
    for at, one in enumerate(block):
        if is_attempt(one):
            yield one
            follows = block[at + 1] if at + 1 < len(block) else one
            if isinstance(one, If) and isinstance(follows, If) and follows.test == one.test:
                yield follows
                yield from _cases(follows.orelse)
        for inner in blocks(one):
            yield from _own_tests(inner)


def _cases(block: Block) -> list[If]:
    """The branches of ``if case == 1: ... else: if case == 2: ...``."""
    if len(block) != 1 or not isinstance(block[0], If) or block[0].test.head != "compare":
        return []
    left = block[0].test.args[0]
    return [block[0], *_cases(block[0].orelse)] if left.head == "name" and left.leaf.startswith("case") else []


class _Folding:
    """Folds block by block.

    ``unread``: names of which nothing is said in the output; ``ahead``: what goes before the `with` that is being made.
    """

    def __init__(self, unread: frozenset[str]) -> None:
        self.unread = unread
        self.ahead: list[Statement] = []

    def block(self, block: Block) -> Block:
        out: list[Statement] = []
        rest = list(block)
        while rest:
            self.next(rest, out)
        return tuple(out)

    def next(self, rest: list[Statement], out: list[Statement]) -> None:
        """Move the first of several statements, with those that belong into it."""
        first = rest.pop(0)
        opened = marked(first, regions.enter, regions.enter_any)
        if opened is not None:
            around, self.ahead = self.ahead, []
            inner = self.until(rest, regions.leave)
            target = first.target if isinstance(first, Assign) and first.target not in self.unread else None
            context = opened.args[1]
            made = out[-1] if out else None
            if isinstance(made, Assign) and context == name(made.target):
                context = made.value
                out.pop()
            out += [*self.ahead, With(context, target, inner, first.origin)]
            self.ahead = around
        elif marked(first, regions.shield):
            inner = self.until(rest, regions.cleanup)
            out.append(Try(inner, (), (), self.until(rest, regions.cleaned), first.origin))
        elif isinstance(first, Assign) and marked(first, regions.attempted):
            self.attempt(first, rest, out)
        else:
            out.append(with_blocks(first, self.block))

    def until(self, rest: list[Statement], closing: Mark) -> Block:
        out: list[Statement] = []
        while marked(rest[0], closing) is None:
            self.next(rest, out)
        rest.pop(0)
        return tuple(out)

    def attempt(self, first: Assign, rest: list[Statement], out: list[Statement]) -> None:
        """A `try`: the names that say what became of it are set before it and where it is left."""
        said = {"%attempted": first}
        while not is_attempt(rest[0]):
            one = rest[0]
            if isinstance(one, Assign) and marked(one, regions.caught, regions.clause):
                said[str(one.value.args[0].leaf)] = one
                rest.pop(0)
            else:
                self.next(rest, out)
        body = rest.pop(0)
        assert isinstance(body, If)
        call = marked(body.body[0], regions.attempt)
        assert call is not None
        follows = rest[0] if rest else None
        merged = rest.pop(0) if isinstance(follows, If) and follows.test == body.test else None
        after = merged if isinstance(merged, If) else If(body.test, (), (), body.origin)
        said = {key: one for key, one in said.items() if one.target not in self.unread}
        inner, kept = _without_records(self.block(body.body[1:]))
        orelse = (*kept, *self.block(after.body))
        sizes = [int(one) for one in call.args[1].value.split()]
        starts = {key: Assign(one.target, _INITIAL[key], one.origin) for key, one in said.items()}
        if not sizes:
            self.ahead += [Assign(one.target, const(False), one.origin) for one in said.values()]
            out += [*inner, *starts.values(), *orelse]
            return
        out += starts.values()
        ways = [self.block(one) for one in _ways(after.orelse, len(sizes))]
        handlers = []
        errors = list(call.args[2:])
        for number, size in enumerate(sizes, 1):
            named, errors = errors[:size], errors[size:]
            handlers.append(_handler(named, said, number, ways[number - 1]))
        out.append(Try(inner, tuple(handlers), orelse, (), body.origin))


def _without_records(body: Block) -> tuple[Block, Block]:
    """The body of a `try` without what is put on lists at its end, which cannot raise."""
    end = len(body)
    while end and _is_record(body[end - 1]):
        end -= 1
    return body[:end], body[end:]


def _is_record(statement: Statement) -> bool:
    if not isinstance(statement, Do) or statement.value.head != "call":
        return False
    function, *given = statement.value.args
    plain = function.head == "attr" and function.leaf == "append" and function.args[0].head == "name"
    return plain and len(given) == 1 and given[0].is_atom


def _ways(otherwise: Block, count: int) -> list[Block]:
    """What each `except` does."""
    cases = _cases(otherwise)
    if count == 1 or len(cases) < count - 1:
        return [otherwise] * count
    return [*(one.body for one in cases[: count - 1]), cases[count - 2].orelse]


def _handler(named: list[Expr], said: dict[str, Assign], number: int, body: Block) -> Handler:
    """An `except`: it says so, and does the rest."""
    caught = said.get("%caught")
    held = None if caught is None else f"{caught.target}_caught"
    values = {"%attempted": const(False), "%caught": name(str(held)), "%clause": const(number)}
    made = tuple(Assign(one.target, values[key], one.origin) for key, one in said.items())
    error = None if not named else named[0] if len(named) == 1 else Expr("tuple", tuple(named))
    return Handler(error, held, (*made, *body))


_INITIAL = {"%attempted": const(True), "%caught": const(None), "%clause": const(0)}
