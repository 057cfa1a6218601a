"""Give the active calls of functions that are not known when compiling to the helpers that find their derivative later.

Before: ``y = f(x, k=a)``. After: ``args = (x,)``, ``named = {'k': a}``, ``call = called(f, args, named)``,
``y = value_of(call)``. Postcondition: no active call of a name that is bound in the function is unknown.
"""

from __future__ import annotations

from dataclasses import replace

from . import runtime
from .activity import Activity
from .errors import Origin
from .names import Names
from .program import Assign, Block, For, Function, If, Statement, While, bound_in
from .syntax import Expr, call, const, keywords, name, positional

_HELPERS = {name(f"%{one.__name__}"): one for one in (runtime.called, runtime.value_of)}


def with_called(function: Function, facts: Activity, names: Names) -> Function:
    """The function in that form; as it came where nothing is to do."""
    local = frozenset(function.all_parameters) | bound_in(function.body)
    wanted = {one for one in facts.operations if isinstance(one, Assign) and _is_unknown(one, facts, local)}
    if not wanted:
        return function
    spare: set[str] = set()

    def block(body: Block) -> Block:
        return tuple(made for one in body for made in statement(one))

    def statement(one: Statement) -> list[Statement]:
        if isinstance(one, If):
            return [replace(one, body=block(one.body), orelse=block(one.orelse))]
        if isinstance(one, For):
            return [replace(one, body=block(one.body))]
        if isinstance(one, While):
            return [replace(one, before=block(one.before), body=block(one.body))]
        if not isinstance(one, Assign) or one not in wanted:
            return [one]
        made = _Call(one, names)
        spare.update(made.spare)
        return made.statements

    body = block(function.body)
    return replace(
        function,
        body=body,
        callees={**function.callees, **_HELPERS},
        temporaries=function.temporaries | spare,
        operations={},
        remembered={},
    )


def _is_unknown(statement: Assign, facts: Activity, local: frozenset[str]) -> bool:
    """Whether a statement is an active call of a value that is not known."""
    found = facts.operations[statement]
    path = found.expr.args[0] if found.expr.head == "call" else None
    if found.form != "unknown" or path is None or path.head != "name" or path.leaf not in local:
        return False
    if not facts.is_active(statement):
        return False
    return _is_plain(positional(found.expr)) and (None not in keywords(found.expr) or len(found.expr.leaf) == 1)


def _is_plain(given: tuple[Expr, ...]) -> bool:
    """Whether arguments are written out, or all in one starred value."""
    return len(given) == 1 or not any(one.head == "star" for one in given)


class _Call:
    """The statements of one call."""

    def __init__(self, old: Assign, names: Names) -> None:
        expr, where = old.value, old.origin
        stem = str(expr.args[0].leaf).strip("_") or "f"
        made = names.fresh(f"{stem}_call")
        self.spare = {made}
        self.statements: list[Statement] = []
        plain, named = positional(expr), keywords(expr)
        given = [expr.args[0]]
        if plain and plain[0].head == "star":
            given.append(plain[0].args[0])
        else:
            given.append(self.held(names.fresh("args"), Expr("tuple", plain), where))
        if None in named:
            given.append(named[None])
        elif named:
            items = tuple(part for key, one in named.items() for part in (const(key), one))
            given.append(self.held(names.fresh("named"), Expr("dict", items), where))
        self.statements.append(Assign(made, call(name("%called"), *given), where))
        self.statements.append(Assign(old.target, call(name("%value_of"), name(made)), where))

    def held(self, identifier: str, value: Expr, where: Origin) -> Expr:
        """A name for what is handed over."""
        self.spare.add(identifier)
        self.statements.append(Assign(identifier, value, where))
        return name(identifier)
