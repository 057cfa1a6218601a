"""Bring every `break`, `continue` and `return` to where nothing is left to do after it.

Before: ``if a: continue``, ``rest``. After: ``if a: pass``, ``else: rest``. A return inside a loop leaves the loop and
says so in a flag. What is done around the body of a `with` is done where a jump leaves it, too. Postcondition: one
`Return`, at the end; a `Break` is the last statement of each block that it stands in, up to the body of its loop; no
`Continue`, no `Region`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..errors import Origin
from ..program import (
    Assign,
    Block,
    Break,
    Continue,
    For,
    If,
    Raise,
    Region,
    Return,
    Statement,
    While,
    blocks,
    every,
    leaves,
)
from ..syntax import NONE, const, is_const, name
from .simplify import with_blocks

_COPIED = 8
"""How many statements are written twice, where two ways lead to them, rather than put under a condition."""


def structured(body: Block, fresh: Callable[[str], str], end: Origin) -> Block:
    """The body of a function in that form; ``end`` is the place of the return that Python adds."""
    if not any(_returns(one) for one in body):
        return _Tails(fresh, "", end).block(body, _Level())
    first = next(at for at, one in enumerate(body) if _returns(one))
    last = body[first]
    if isinstance(last, Return):
        return (*_Tails(fresh, "", end).block(body[:first], _Level()), last)
    result = fresh("result")
    made = _Tails(fresh, result, end).block(body, _Level(ends=True))
    return (*made, Return(name(result), made[-1].origin))


@dataclass(frozen=True)
class _Level:
    """Where statements stand.

    ``ends``: at the end of what the function does; ``loop``: in a loop. ``leave`` and ``skip``: flags that say that the
    loop, or the rest of its body, is left, where that cannot be done at once. ``returned``: the flag that says that the
    function is done, in a body that is followed by more.
    """

    ends: bool = False
    loop: bool = False
    leave: str = ""
    skip: str = ""
    returned: str = ""


@dataclass(frozen=True)
class _Tails:
    """Puts what follows a branch that may jump into the branch.

    ``returns``: the returns in loops by the flags that say that they are due; the value is found after the loops.
    """

    fresh: Callable[[str], str]
    result: str
    end: Origin
    returns: dict[str, Return] = field(default_factory=dict)

    def block(self, block: Block, level: _Level) -> Block:
        out: list[Statement] = []
        for position, one in enumerate(block):
            rest = block[position + 1 :]
            if isinstance(one, (Break, Continue, Return)):
                return (*out, *self.jump(one, level))
            if isinstance(one, Raise):
                return (*out, one)
            if isinstance(one, Region):
                if _jumps(one) if level.loop else _returns(one):
                    return (*out, *self.region(one, rest, level))
                out += [*self.block(one.opening, _inner(level)), *self.block(one.body, _inner(level))]
                out += self.block(one.closing, _inner(level))
                continue
            if isinstance(one, If) and (
                _jumps(one) if level.loop else (level.ends or level.returned) and _returns(one)
            ):
                return (*out, *self.branch(one, rest, level))
            if isinstance(one, (For, While)) and _returns(one):
                return (*out, *self.returning(one, rest, level))
            out.append(self.inside(one, level))
        return (*out, Assign(self.result, NONE, self.end)) if level.ends else tuple(out)

    def inside(self, one: Statement, level: _Level) -> Statement:
        """A statement after which the next one comes, its blocks brought into the form."""
        if isinstance(one, (For, While)):
            return replace(one, body=self.block(one.body, _Level(loop=True)))
        if isinstance(one, If):
            inner = _inner(level)
            return replace(one, body=self.block(one.body, inner), orelse=self.block(one.orelse, inner))
        return one

    def region(self, one: Region, rest: Block, level: _Level) -> Block:
        """A body with jumps that is followed by its end; what comes then is done where none was taken."""
        where = one.origin
        inner = [each for each in _in_loop((one,)) if isinstance(each, (Break, Continue, Return))]
        returned = "" if level.loop else self.fresh("returned")
        leave = self.fresh("leave") if level.loop and any(not isinstance(each, Continue) for each in inner) else ""
        leave = leave or (self.fresh("leave") if level.loop and _returns(one) else "")
        skip = self.fresh("skip") if level.loop and any(isinstance(each, Continue) for each in inner) else ""
        flags = [Assign(each, const(False), where) for each in (returned, leave, skip) if each]
        inside = _Level(False, level.loop, leave, skip, returned)
        made = (*self.block(one.opening, _inner(level)), *self.block(one.body, inside))
        made = (*made, *self.block(one.closing, _inner(level)))
        follow = self.block(rest, level) if _completes(one.body) else ()
        if skip:
            follow = (If(name(skip), self.jump(Continue(where), level), follow, where),)
        if leave:
            follow = (If(name(leave), self.jump(Break(where), level), follow, where),)
        if returned:
            said = (Assign(level.returned, const(True), where),) if level.returned else ()
            follow = (If(name(returned), said, follow, where),) if follow or said else ()
        return (*flags, *made, *follow)

    def jump(self, one: Break | Continue | Return, level: _Level) -> Block:
        """What takes the place of a jump: a return at the end of the function only gives the result."""
        where = one.origin
        if isinstance(one, Continue):
            return (Assign(level.skip, const(True), where),) if level.skip else ()
        out: Block = ()
        if isinstance(one, Return):
            if not level.loop:
                said = (Assign(level.returned, const(True), where),) if level.returned else ()
                return (Assign(self.result, one.value, where), *said)
            flag = self.fresh("returned")
            self.returns[flag] = one
            out = (Assign(flag, const(True), where),)
        return (*out, Assign(level.leave, const(True), where) if level.leave else Break(where))

    def branch(self, branch: If, rest: Block, level: _Level) -> Block:
        """A branch that may jump, with what follows it on the ways that do not."""
        ways = [_completes(branch.body), _completes(branch.orelse)]
        if all(ways) and level.loop and sum(1 for _ in every(rest)) > _COPIED:
            return self.flagged(branch, rest, level)
        body = (*branch.body, *rest) if ways[0] else branch.body
        orelse = (*branch.orelse, *(_again(rest) if ways[0] else rest)) if ways[1] else branch.orelse
        return (replace(branch, body=self.block(body, level), orelse=self.block(orelse, level)),)

    def flagged(self, branch: If, rest: Block, level: _Level) -> Block:
        """A branch with jumps deep inside, of which it keeps account; what follows is done where none was taken."""
        where = branch.origin
        inner = [one for one in _in_loop((branch,)) if isinstance(one, (Break, Continue, Return))]
        leave = self.fresh("leave") if any(not isinstance(one, Continue) for one in inner) else ""
        skip = self.fresh("skip") if any(isinstance(one, Continue) for one in inner) else ""
        flags = tuple(Assign(one, const(False), where) for one in (leave, skip) if one)
        made = self.block((branch,), replace(level, leave=leave, skip=skip))
        follow = self.block(rest, level)
        if skip:
            follow = (If(name(skip), self.jump(Continue(where), level), follow, where),)
        if leave:
            follow = (If(name(leave), self.jump(Break(where), level), follow, where),)
        return (*flags, *made, *follow)

    def returning(self, loop: For | While, rest: Block, level: _Level) -> Block:
        """A loop that the function may return from, and what follows it where it did not."""
        where = loop.origin
        known = set(self.returns)
        made = replace(loop, body=self.block(loop.body, _Level(loop=True)))
        flags = [one for one in self.returns if one not in known]
        ways: list[Block] = []
        for flag in flags:
            value = Assign(self.result, self.returns[flag].value, self.returns[flag].origin)
            said = (Assign(level.returned, const(True), where),) if level.returned else ()
            ways.append(self.jump(Break(where), level) if level.loop else (value, *said))
        after = self.block(rest, level) if _completes((loop,)) else ways.pop()
        for flag, way in zip(reversed(flags[: len(ways)]), reversed(ways), strict=True):
            after = (If(name(flag), way, after, where),)
        cleared = () if level.loop else tuple(Assign(flag, const(False), where) for flag in flags)
        return (*cleared, made, *after)


def _inner(level: _Level) -> _Level:
    """The same place, followed by more."""
    return replace(level, ends=False)


def _in_loop(block: Block) -> list[Statement]:
    """The statements of a block, those in inner branches included and those in inner loops left out."""
    found: list[Statement] = []
    for one in block:
        found.append(one)
        if isinstance(one, (If, Region)):
            found += [each for inner in blocks(one) for each in _in_loop(inner)]
    return found


def _returns(one: Statement) -> bool:
    return any(isinstance(inner, Return) for inner in every((one,)))


def _jumps(one: If | Region) -> bool:
    """Whether a branch in a loop may leave the body of the loop."""
    return _returns(one) or any(isinstance(inner, (Break, Continue)) for inner in _in_loop((one,)))


def _completes(block: Block) -> bool:
    """Whether what follows a block may be reached from its end."""
    for one in block:
        if isinstance(one, (Break, Continue, Return, Raise)):
            return False
        if isinstance(one, If) and not _completes(one.body) and not _completes(one.orelse):
            return False
        if isinstance(one, Region) and not (_completes(one.body) and _completes(one.closing)):
            return False
        if isinstance(one, While) and is_const(one.test, True) and not one.before and not leaves(one.body):
            return False
    return True


def _again(block: Block) -> Block:
    """The same statements once more: statements are told apart by identity."""
    return tuple(_copy(one) for one in block)


def _copy(one: Statement) -> Statement:
    if isinstance(one, If):
        return replace(one, body=_again(one.body), orelse=_again(one.orelse))
    if isinstance(one, While):
        return replace(one, before=_again(one.before), body=_again(one.body))
    if isinstance(one, Region):
        return replace(one, opening=_again(one.opening), body=_again(one.body), closing=_again(one.closing))
    return replace(one, body=_again(one.body)) if isinstance(one, For) else replace(one)


def marked(block: Block, flag: str) -> Block:
    """The statements of a loop's body that say so in a flag where they leave the loop."""
    out: list[Statement] = []
    for one in block:
        if isinstance(one, Break):
            out.append(Assign(flag, const(True), one.origin))
        elif isinstance(one, (If, Region)):
            one = with_blocks(one, lambda inner: marked(inner, flag))
        out.append(one)
    return tuple(out)
