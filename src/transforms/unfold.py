"""Write as statements what Python folds into expressions: comprehensions, `:=`, `map`, `filter`, stars in displays.

Before: ``y = x * sum([f(e) for e in xs])``. After: ``t = []``, ``for e in xs: t.append(f(e))``, ``y = x * sum(t)``.
What the expression evaluates before comes before, held under a name if it may change meanwhile; what it may not
evaluate at all goes under an `if`. Postcondition: no comprehension, generator, `:=`, or lambda that is called at once.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable
from typing import Any

import gast

from ..quoting import quoted, quoted_expression
from .clauses import breaks, is_same, nested, under
from .evaluation import Evaluation, Fresh, Refuse
from .folded import COMPREHENSIONS, SCOPES, Outside, counted, is_found, is_star
from .iterators import is_iterator, written_out


def unfold(body: list[Any], outside: Outside, fresh: Fresh, refuse: Refuse) -> list[Any]:
    """The statements of a function in that form."""
    return _Unfolding(outside, fresh, refuse, body).statements(body)


class _Unfolding(Evaluation):
    """One function."""

    # Statements

    def statements(self, block: Iterable[Any]) -> list[Any]:
        outer, self.out = self.out, []
        for one in block:
            made = self.statement(one)
            self.out += made
        made, self.out = self.out, outer
        return made

    def statement(self, node: Any) -> list[Any]:
        if isinstance(node, gast.FunctionDef):
            return [self.defined(node)]
        if isinstance(node, SCOPES):
            return [node]
        if isinstance(node, gast.For):
            return self.loop(node)
        if isinstance(node, gast.While):
            return self.repetition(node)
        if isinstance(node, gast.Assign) and self.binds_partial(node):
            return self.partial(node)
        if isinstance(node, gast.Expr) and self.sorts_by_key(node.value):
            made = quoted("items[:] = sorted(items)", node, items=node.value.func.value)
            made[0].value.keywords = node.value.keywords
            return self.statement(made[0])
        if isinstance(node, (gast.Assign, gast.AnnAssign)):
            return self.assignment(node)
        if isinstance(node, gast.AugAssign):
            return self.update(node)
        if isinstance(node, gast.Assert) and node.msg is not None and self.unfolds(node.msg):
            text = "if not (test):\n    raise AssertionError(message)"
            return self.statements(quoted(text, node, test=node.test, message=node.msg))
        made = copy.copy(node)
        for field, value in gast.iter_fields(node):
            if isinstance(value, gast.expr):
                setattr(made, field, self.expression(value))
            elif isinstance(value, list) and value and isinstance(value[0], gast.stmt):
                setattr(made, field, self.statements(value))
            elif isinstance(value, list) and value and isinstance(value[0], gast.expr):
                setattr(made, field, self.together(value, False))
            elif isinstance(value, list):
                setattr(made, field, [self.statement(one)[0] for one in value if isinstance(one, gast.AST)] or value)
        return [made]

    def assignment(self, node: Any) -> list[Any]:
        """The value is found first, then what the targets are made of."""
        made = copy.copy(node)
        several = isinstance(node, gast.Assign)
        targets = node.targets if several else [node.target]
        if node.value is not None:
            made.value = self.expression(node.value)
        if any(map(self.unfolds, targets)):
            made.value = self.held(made.value, targets)
            targets = self.together(targets, False)
        if several:
            made.targets = targets
        else:
            made.target = targets[0]
        return [made]

    def update(self, node: Any) -> list[Any]:
        """``target op= value``: the target is read before the value is found, and stored after it."""
        made = copy.copy(node)
        if not self.unfolds(node.value):
            made.target = self.expression(node.target)
            return [made]
        name = isinstance(node.target, gast.Name)
        if not name:
            made.target = self.place(node.target, node.value)
        if self.is_stored_in(node.target, node.value) if name else self.may_write(node.value):
            made.target = self.kept(quoted_expression("target", node, target=made.target), node, "t")
            made.value = self.expression(node.value)
            self.out.append(made)
            target = node.target if name else self.place(node.target, node.value)
            return quoted("target = value", node, target=target, value=made.target)
        made.value = self.expression(node.value)
        return [made]

    def loop(self, node: Any) -> list[Any]:
        """A loop; one over what a generator gives runs the generator's own loop."""
        made = copy.copy(node)
        if self.is_generator(node.iter):
            generator = self.generator(node.iter)
            if not isinstance(generator, gast.GeneratorExp):
                made.iter = generator
                return self.loop(made)
            renamed = self.bound_at_once(generator, node)
            generator = self.renamed(generator) if renamed is generator else renamed
            first, *further = generator.generators
            if not further or not (node.orelse or breaks(node.body)):
                bound = quoted("target = value", node, target=node.target, value=generator.elt)
                bound = [] if is_same(node.target, generator.elt) else bound
                made.target, made.iter = first.target, first.iter
                made.body = under(first.ifs, nested(further, [*bound, *node.body], node), node)
                return self.loop(made)
            made.iter = self.collected(generator, node.iter)
        elif isinstance(node.iter, gast.Call) and self.known(node.iter.func) is itertools.count:
            return self.counting(node)
        else:
            made.iter = self.expression(node.iter, self.is_endless(node.iter))
        made.body, made.orelse = self.statements(node.body), self.statements(node.orelse)
        return [made]

    def counting(self, node: Any) -> list[Any]:
        """``for i in itertools.count(start, step)``: a loop without an end of its own."""
        names = ("start", "step")
        given = dict(zip(names, node.iter.args, strict=False)) | {one.arg: one.value for one in node.iter.keywords}
        number = self.found(given.get("start", quoted_expression("0", node)), "number")
        step = given.get("step", quoted_expression("1", node))
        step = step if isinstance(step, gast.Constant) else self.found(step, "step")
        text = "while True:\n    target = number\n    number = number + step"
        whole = quoted(text, node, target=node.target, number=number, step=step)
        whole[0].body += node.body
        return self.repetition(whole[0])

    def repetition(self, node: Any) -> list[Any]:
        """``while test``: what the test is unfolded to runs before each trip."""
        made = copy.copy(node)
        made.body, made.orelse = self.statements(node.body), self.statements(node.orelse)
        if not self.unfolds(node.test):
            return [made]
        outer, self.out = self.out, []
        test = self.expression(node.test)
        before, self.out = self.out, outer
        leave = quoted("if not test:\n    break", node, test=test)
        leave[0].body = [*made.orelse, *leave[0].body]
        whole = quoted("while True:\n    pass", node)
        whole[0].body = [*before, *leave, *made.body]
        return whole

    # Expressions

    def expression(self, node: Any, consumed: bool = False) -> Any:
        """The expression in that form; what has to run before it goes to ``out``."""
        if not self.unfolds(node, consumed):
            return node
        if isinstance(node, gast.Lambda):
            return self.defined(node)
        if isinstance(node, gast.NamedExpr):
            value = self.expression(node.value)
            self.out += quoted("target = value", node, target=node.target, value=value)
            return quoted_expression(node.target.id, node)
        if consumed and self.is_endless(node):
            raise self.refuse(node, "an iterator without an end", "Use `enumerate`, `range`, or a `while` loop.")
        if isinstance(node, gast.GeneratorExp) and not consumed:
            hint = "Write a list comprehension."
            raise self.refuse(node, "a generator that is not consumed at once", hint)
        if isinstance(node, COMPREHENSIONS):
            return self.collected(node, node)
        if isinstance(node, gast.BoolOp):
            return self.partly(node)
        if isinstance(node, gast.IfExp):
            return self.either(node)
        if isinstance(node, gast.Compare) and any(map(self.unfolds, node.comparators[1:])):
            return self.chained(node)
        if isinstance(node, (gast.List, gast.Tuple, gast.Set)) and any(map(is_star, node.elts)):
            return self.starred(node)
        if isinstance(node, gast.Dict):
            return self.merged(node) if None in node.keys else self.displayed(node)
        return self.call(node, consumed) if isinstance(node, gast.Call) else self.inside(node)

    def defined(self, node: Any) -> Any:
        """A nested function whose defaults are held under names where it is defined."""
        made = copy.copy(node)
        made.args = copy.copy(node.args)
        made.args.defaults = [self.default(one) for one in node.args.defaults]
        made.args.kw_defaults = [one and self.default(one) for one in node.args.kw_defaults]
        return made

    def default(self, node: Any) -> Any:
        return self.kept(self.expression(node), node, "default") if is_found(node) else node

    # Displays and comprehensions

    def starred(self, node: Any) -> Any:
        """``[a, *b]``: a list that is filled."""
        starts = next(at for at, one in enumerate(node.elts) if is_star(one))
        elements = self.together(node.elts, False)
        first = quoted_expression("[]", node)
        first.elts = elements[:starts]
        target = self.kept(first, node, "t")
        for one in elements[starts:]:
            text = "target.extend(value)" if is_star(one) else "target.append(value)"
            self.out += quoted(text, node, target=target, value=one.value if is_star(one) else one)
        kind = {gast.List: "target", gast.Tuple: "tuple(target)", gast.Set: "set(target)"}[type(node)]
        return quoted_expression(kind, node, target=target)

    def merged(self, node: Any) -> Any:
        """``{**a, "b": c}``: a dict that is filled."""
        parts = [part for pair in zip(node.keys, node.values, strict=True) for part in pair if part is not None]
        values = iter(self.together(parts, False))
        target = self.kept(quoted_expression("{}", node), node, "t")
        for key in node.keys:
            if key is None:
                item = self.fresh("key")
                text = f"for {item} in table:\n    target[{item}] = table[{item}]"
                table = next(values)
                table = table if isinstance(table, gast.Name) else self.kept(table, node, "t")
                self.out += quoted(text, node, target=target, table=table)
            else:
                self.out += quoted("target[key] = value", node, target=target, key=next(values), value=next(values))
        return target

    def bound_at_once(self, generator: Any, loop: Any) -> Any:
        """The generator of a loop, its variables called as the targets that they are assigned to one by one.

        Only where nothing can tell: the targets are used in the loop alone, which does not bind them again.
        """
        target, elt = loop.target, generator.elt
        given = elt.elts if isinstance(elt, gast.Tuple) else [elt]
        wanted = target.elts if isinstance(target, gast.Tuple) else [target]
        if len(given) != len(wanted) or isinstance(elt, gast.Tuple) != isinstance(target, gast.Tuple):
            return generator
        if not all(isinstance(one, gast.Name) for one in (*given, *wanted)):
            return generator
        names = {one.id: other.id for one, other in zip(given, wanted, strict=True)}
        own = {one.target.id for one in generator.generators if isinstance(one.target, gast.Name)}
        parts = [part for clause in generator.generators for part in (clause.iter, *clause.ifs)]
        read, inside = counted(parts), counted([loop])
        free = all(
            self.uses[one] == inside[one] and inside["store", one] == 1 and not read[one] for one in names.values()
        )
        if set(names) != own or len(names) != len(given) or len(set(names.values())) != len(given) or not free:
            return generator
        made = copy.deepcopy(generator)
        for one in gast.walk(made):
            if isinstance(one, gast.Name) and one.id in names:
                one.id = names[one.id]
        return made

    def collected(self, node: Any, place: Any) -> Any:
        """What a comprehension makes, filled in loops."""
        if not isinstance(node, COMPREHENSIONS):
            return self.expression(node)
        made = self.renamed(node)
        if isinstance(node, gast.DictComp):
            start, text = "{}", "target[key] = value"
            inner = {"key": made.key, "value": made.value}
            if self.may_write(made.key) or self.unfolds(made.key) or self.unfolds(made.value):
                held = self.fresh("key")
                text = f"{held} = key\ntarget[{held}] = value"
        elif isinstance(node, gast.SetComp):
            start, text, inner = "set()", "target.add(value)", {"value": made.elt}
        else:
            start, text, inner = "[]", "target.append(value)", {"value": made.elt}
        first = made.generators[0].iter
        first = first if self.is_generator(first) or self.is_reversed(first) else self.expression(first, True)
        target = self.kept(quoted_expression(start, place), place, "t")
        self.run(made.generators, first, quoted(text, place, target=target, **inner), place)
        return target

    def run(self, clauses: list[Any], first: Any, inner: list[Any], place: Any) -> None:
        """The loops of a comprehension around statements."""
        outermost, *further = clauses
        loop = quoted("for target in items:\n    pass", place, target=outermost.target, items=first)
        loop[0].body = under(outermost.ifs, nested(further, inner, place), place)
        self.out += self.statements(loop)

    def renamed(self, node: Any) -> Any:
        """A comprehension whose variables are no other names of the function."""
        made = copy.deepcopy(node)
        inside = counted([node])
        own = {one.id for clause in node.generators for one in gast.walk(clause.target) if isinstance(one, gast.Name)}
        taken = {one: self.fresh(one) for one in sorted(own) if self.uses.get(one, 0) > inside[one]}
        first = made.generators[0].iter
        for one in gast.walk(made):
            if isinstance(one, gast.Name) and one.id in taken and not any(one is part for part in gast.walk(first)):
                one.id = taken[one.id]
        return made

    # Calls

    def call(self, node: Any, consumed: bool) -> Any:
        if isinstance(node.func, gast.Lambda):
            target = self.fresh("lambda_")
            self.out += quoted(f"{target} = value", node, value=node.func)
            node = copy.copy(node)
            node.func = quoted_expression(target, node)
            return self.expression(node, consumed)
        if self.is_partial(node.func):
            return self.expression(self.completed(node), consumed)
        if self.makes_partial(node):
            held, named = self.bound(node)
            made = copy.copy(node)
            made.args, made.keywords = [node.args[0], *held], named
            return made
        if self.is_found(node.func):
            made = copy.copy(node)
            made.func = self.kept(self.expression(node.func), node, "function")
            return self.expression(made, consumed)
        if self.is_reduction(node):
            return self.reduced(node)
        if self.is_piecewise(node):
            return self.pieced(node)
        if consumed and self.is_generator(node):
            return self.collected(self.generator(node), node)
        if consumed and self.is_reversed(node):
            return quoted_expression("list(items)[::-1]", node, items=self.expression(node.args[0], True))
        function = self.builtin(node.func)
        if self.has_default(node):
            return self.expression(self.extreme_or(node), consumed)
        if function in ("min", "max") and self.is_keyed(node):
            return self.expression(self.first_of(node, function == "max"), consumed)
        if node.args and self.is_generator(node.args[0]) and len(node.args) + len(node.keywords) <= 2:
            if function in ("any", "all"):
                return self.decided(node, function == "any")
            if function == "sum":
                return self.summed(node)
        if function == "dict" and len(node.args) == 1 and not node.keywords and self.gives_pairs(node.args[0]):
            key, value = self.fresh("key"), self.fresh("value")
            text = f"{{{key}: {value} for {key}, {value} in pairs}}"
            return self.collected(quoted_expression(text, node, pairs=node.args[0]), node)
        if self.gathers(node):
            gathered = quoted_expression("function(*[])", node, function=node.func)
            gathered.args[0].value.elts = node.args
            gathered.keywords = node.keywords
            return self.inside(gathered)
        return self.inside(node)

    def first_of(self, node: Any, greatest: bool) -> Any:
        """``min(items, key=key)`` as the first of the sorted items."""
        order = quoted_expression(f"sorted(items, key=key{', reverse=True' if greatest else ''})[0]", node)
        order.value.args = node.args if len(node.args) == 1 else [quoted_expression("[]", node)]
        if len(node.args) > 1:
            order.value.args[0].elts = node.args
        order.value.keywords[0].value = node.keywords[0].value
        return order

    def extreme_or(self, node: Any) -> Any:
        """``max(items, default=value)`` as a choice, its two parts found before."""
        named = {one.arg: one.value for one in node.keywords}
        items = node.args[0]
        if not (isinstance(items, (gast.List, *COMPREHENSIONS)) or self.is_generator(items)):
            items = quoted_expression("list(items)", node, items=items)
        items = self.kept(self.expression(items, True), node, "items")
        default = self.found(self.expression(named["default"]), "default")
        made = copy.copy(node)
        made.args, made.keywords = [items], [one for one in node.keywords if one.arg == "key"]
        return quoted_expression("made if items else default", node, made=made, items=items, default=default)

    def generator(self, node: Any) -> Any:
        """The generator expression, or a display, for a call of `map`, `filter` or a function of `itertools`."""
        if isinstance(node, gast.GeneratorExp):
            return node
        if is_iterator(self.known(node.func), node):
            return written_out(self.known(node.func), node, self.found, self.fresh)
        function, *iterables = node.args
        if not isinstance(function, (gast.Lambda, gast.Constant)) and self.known(function) is None:
            function = self.kept(function, node, "function") if not isinstance(function, gast.Name) else function
        items = [self.fresh("item") for _ in iterables]
        if node.func.id == "filter":
            test = items[0] if isinstance(function, gast.Constant) else f"function({items[0]})"
            text = f"({items[0]} for {items[0]} in items if {test})"
            return quoted_expression(text, node, function=function, items=iterables[0])
        zipped = iterables[0]
        if len(items) > 1:
            zipped = quoted_expression("zip()", node)
            zipped.args = iterables
        text = f"(function({', '.join(items)}) for {', '.join(items)} in items)"
        return quoted_expression(text, node, function=function, items=zipped)

    def listed(self, node: Any) -> Any:
        """The generator expression for what gives items, a display among them."""
        made = self.generator(node)
        if isinstance(made, gast.GeneratorExp):
            return made
        item = self.fresh("item")
        return quoted_expression(f"({item} for {item} in items)", node, items=made)

    def decided(self, node: Any, wanted: bool) -> Any:
        """``any(...)`` and ``all(...)``: a loop that is left as soon as they are decided."""
        made = self.renamed(self.listed(node.args[0]))
        target = self.kept(quoted_expression(str(not wanted), node), node, "found" if wanted else "holds")
        text = f"if {'' if wanted else 'not '}test:\n    target = {wanted}\n    break"
        leave = quoted(text, node, test=made.elt, target=target)
        if len(made.generators) == 1:
            self.run(made.generators, made.generators[0].iter, leave, node)
            return target
        made = self.collected(made, node)
        return self.decided(quoted_expression("call(item for item in items)", node, call=node.func, items=made), wanted)

    def summed(self, node: Any) -> Any:
        """``sum(...)``: the sum as it grows."""
        made = self.renamed(self.listed(node.args[0]))
        start = quoted_expression("0", node) if len(node.args) + len(node.keywords) == 1 else None
        if start is None:
            start = node.args[1] if len(node.args) > 1 else node.keywords[0].value
        first = made.generators[0].iter
        first = first if self.is_generator(first) or self.is_reversed(first) else self.expression(first, True)
        target = self.kept(self.expression(start), node, "total")
        self.run(made.generators, first, quoted("target = target + value", node, target=target, value=made.elt), node)
        return target

    def reduced(self, node: Any) -> Any:
        """``functools.reduce``: a loop that calls the function."""
        function, items, *start = node.args
        items = self.expression(items, True)
        item = self.fresh("item")
        if start:
            target = self.kept(self.expression(start[0]), node, "total")
        else:
            items = self.kept(quoted_expression("list(items)", node, items=items), node, "items")
            target = self.kept(quoted_expression("items[0]", node, items=items), node, "total")
            items = quoted_expression("items[1:]", node, items=items)
        text = f"for {item} in items:\n    target = function(target, {item})"
        self.out += self.statements(quoted(text, node, target=target, items=items, function=function))
        return target

    def pieced(self, node: Any) -> Any:
        """``np.piecewise``: zeros that are filled, where each condition holds, by what a function gives there."""
        library, (x, conditions, pieces, *rest) = node.func.value, node.args
        x = self.kept(quoted_expression("np.asarray(x)", node, np=library, x=self.expression(x)), node, "t")
        chosen = [self.kept(self.expression(one), node, "chosen") for one in conditions.elts]
        if len(pieces.elts) > len(chosen):
            some = quoted_expression("np.logical_not(np.any([], axis=0))", node, np=library)
            some.args[0].args[0].elts = list(chosen)
            chosen.append(self.kept(some, node, "chosen"))
        values = [one if self.is_function(one) else self.found(one, "t") for one in pieces.elts]
        rest = [self.found(one, "t") for one in rest]
        named = [gast.keyword(one.arg, self.found(one.value, "t")) for one in node.keywords]
        made = self.kept(quoted_expression("np.zeros_like(x)", node, np=library, x=x), node, "t")
        for mask, value in zip(chosen, values, strict=True):
            text, piece = "made[mask] = value", value
            if self.is_function(value):
                part = self.kept(quoted_expression("x[mask]", node, x=x, mask=mask), node, "t")
                piece = quoted_expression("function(part)", node, function=value, part=part)
                piece.args, piece.keywords = [part, *rest], named
                text = f"if {part.id}.size > 0:\n    {text}"
            self.out += self.statements(quoted(text, node, made=made, mask=mask, value=piece))
        return made

    def partial(self, node: Any) -> list[Any]:
        """What is bound is found now; each call of the partial object is one of the function."""
        self.partials[node.targets[0].id] = node.value.args[0], *self.bound(node.value)
        return []

    def bound(self, node: Any) -> tuple[list[Any], list[Any]]:
        """The arguments that a partial object binds, under names, and the keyword arguments."""
        value = self.inside(node)
        held = [one if isinstance(one, gast.Constant) else self.kept(one, node, "bound") for one in value.args[1:]]
        named = [copy.copy(one) for one in value.keywords]
        for one in named:
            one.value = one.value if isinstance(one.value, gast.Constant) else self.kept(one.value, node, "bound")
        return held, named

    def completed(self, node: Any) -> Any:
        """A call of a partial object as one of the function."""
        function, given, named = self.partials[node.func.id]
        made = copy.copy(node)
        own = {one.arg for one in node.keywords}
        made.func, made.args = function, [*given, *node.args]
        made.keywords = [*(one for one in named if one.arg not in own), *node.keywords]
        return made
