"""Random programs in the language that is differentiated, from a seed, and made smaller when one of them fails.

Every program is ``f(x, y, v, xs, n)``: two floats, an array and a list of floats, and a small integer. Values stay
bounded, conditions compare with odd constants, and nothing is written in place.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

HEAD = """\
import math
import numpy as np
from numpy import tanh as squash

RATE = 0.35


def blend(a, b=0.5, *rest, scale=1.0):
    total = a * 0.6 + b * scale
    for item in rest:
        total = total + 0.2 * item
    return total


def power(a, k):
    if k <= 0:
        return 0.8
    return np.sin(a) * power(a, k - 1) + 0.1 * a


def clipped(a):
    if a > 0.731:
        return 0.731 + 0.1 * a
    elif a < -0.613:
        return 0.2 * a
    return a


def two(a, b):
    return a * 0.5, np.tanh(b)


def norm(w):
    return np.sqrt(np.sum(w * w) + 0.3)

"""


@dataclass(frozen=True)
class Node:
    """A statement: one line, or headers each with a body."""

    text: str
    parts: tuple[tuple[str, tuple[Node, ...]], ...] = ()

    def lines(self, indent: int) -> Iterator[str]:
        if self.text:
            yield "    " * indent + self.text
        for head, body in self.parts:
            yield "    " * indent + head
            for node in body:
                yield from node.lines(indent + 1)
            if not body:
                yield "    " * (indent + 1) + "pass"


def text_of(body: tuple[Node, ...]) -> str:
    """The module text of a program."""
    lines = [line for node in body for line in node.lines(1)]
    return HEAD + "\ndef f(x, y, v, xs, n):\n" + "\n".join(lines) + "\n"


@dataclass
class Scope:
    """The names that are certainly bound at a point, by what they hold."""

    names: dict[str, str] = field(
        default_factory=lambda: {"x": "number", "y": "number", "v": "array", "xs": "list", "n": "int"}
    )

    def of(self, kind: str) -> list[str]:
        return [name for name, held in self.names.items() if held == kind]

    def copy(self) -> Scope:
        return Scope(dict(self.names))

    def keep_common(self, *others: Scope) -> None:
        self.names = {
            name: kind for name, kind in others[0].names.items() if all(one.names.get(name) == kind for one in others)
        }


class Generator:
    """One random program."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def program(self) -> tuple[Node, ...]:
        scope = Scope()
        body = self.block(scope, self.random.randint(3, 7), 0)
        return (*body, Node(f"return {self.result(scope)}"))

    def result(self, scope: Scope) -> str:
        numbers = scope.of("number")
        chosen = self.random.sample(numbers, min(len(numbers), 3))
        terms = [f"{self.constant()} * {name}" for name in chosen]
        terms += [f"np.sum({name} * 0.4)" for name in scope.of("array")[-2:]]
        terms += [f"sum({name})" for name in scope.of("list")[-1:]]
        terms += [f"{name}[0]" for name in (*scope.of("pair")[-1:], *scope.of("list")[-1:])]
        terms += [f"{name}['a'] * {name}['b']" for name in scope.of("dict")[-1:]]
        self.random.shuffle(terms)
        return " + ".join(terms[:5])

    # Expressions

    def constant(self) -> str:
        return repr(round(self.random.uniform(0.2, 1.4), 2))

    def pick(self, scope: Scope, kind: str) -> str:
        return self.random.choice(scope.of(kind))

    def number(self, scope: Scope, depth: int = 2) -> str:
        if depth <= 0 or self.random.random() < 0.15:
            return self.random.choice([self.pick(scope, "number")] * 4 + [self.constant()])
        return self.random.choice(_NUMBERS)(self, scope, depth - 1)

    def array(self, scope: Scope, depth: int = 2) -> str:
        if depth <= 0 or self.random.random() < 0.15:
            return self.pick(scope, "array")
        return f"({self.random.choice(_ARRAYS)(self, scope, depth - 1)})"

    def test(self, scope: Scope, depth: int = 1) -> str:
        one, other = self.number(scope, 1), self.number(scope, 1)
        kinds = [
            f"{one} > {self.constant()}137",
            f"{one} < {self.constant()}213",
            f"{one} <= {other} + 0.000{self.random.randint(11, 99)}",
            f"-{self.constant()}31 < {one} < {self.constant()}73",
        ]
        if scope.of("flag"):
            kinds += [self.pick(scope, "flag")] * 2
        if scope.of("int"):
            kinds += [f"{self.pick(scope, 'int')} % 2 == {self.random.randint(0, 1)}"]
        if depth > 0:
            left, right = self.test(scope, depth - 1), self.test(scope, depth - 1)
            kinds += [f"({left}) and ({right})", f"({left}) or ({right})", f"not ({left})"]
        return self.random.choice(kinds)

    def method(self, scope: Scope, depth: int) -> str:
        """A call of a nested function, or a number if there is none."""
        functions = scope.of("function")
        if not functions:
            return self.number(scope, depth)
        return f"{self.random.choice(functions)}({self.number(scope, depth)})"

    # Statements

    def fresh(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    def target(self, scope: Scope, kind: str, loops: bool = True) -> str:
        """A new name or one that holds such a value already."""
        stems = {"number": "a", "array": "w", "list": "items", "pair": "pair", "dict": "table", "flag": "flag"}
        known = scope.of(kind)
        if known and loops and self.random.random() < 0.55:
            return self.random.choice(known)
        return self.fresh(stems.get(kind, "k"))

    def block(self, scope: Scope, size: int, depth: int) -> tuple[Node, ...]:
        nodes: list[Node] = []
        for _ in range(size):
            makers = _SIMPLE + _COMPOUND * (2 if depth < 2 else 0)
            nodes += self.random.choice(makers)(self, scope, depth)
        return tuple(nodes)


def binary(self: Generator, scope: Scope, depth: int) -> str:
    one, other = self.number(scope, depth), self.number(scope, depth)
    forms = (
        "{0} + {1}", "{0} - {1}", "{0} * np.tanh({1})", "0.3 * {0} * math.sin({1})", "{0} / (2.0 + {1} * {1})",
        "({0} - 0.1 * {1}) * 0.7", "-{0} + {1}", "max({0}, {1})", "min({0}, {1}, 2.217)", "math.hypot({0}, {1} + 0.4)",
        "blend({0}, {1})", "blend({0}, {1}, 0.3, {1}, scale={0})", "blend({0})", "blend({0}, scale=0.4, b={1})",
        "0.2 * ({0}) ** 2 - {1}", "np.arctan2({0}, 2.3 + {1} ** 2)", "two({0}, {1})[0]", "two({0}, {1})[-1]",
    )  # fmt: skip
    return "(" + self.random.choice(forms).format(one, other) + ")"


def unary(self: Generator, scope: Scope, depth: int) -> str:
    forms = (
        "math.sin({0})", "np.cos({0})", "squash({0})", "np.sqrt(1.0 + {0} * {0})", "math.exp(-{0} * {0})", "abs({0})",
        "clipped({0})", "power({0}, n)", "power({0}, 2)", "float({0})", "RATE * {0}", "(-{0})", "(+{0})",
        "np.log1p({0} * {0})", "1 / (1 + {0} ** 2)", "math.atan({0})", "pow(np.tanh({0}), 3)", "0.5 ** np.tanh({0})",
        "{0} * np.pi / 4", "int({0} * 3.1) * 0.1", "math.floor({0}) * 0.2", "round({0}) * 0.1",
    )  # fmt: skip
    return self.random.choice(forms).format(self.number(scope, depth))


def chosen(self: Generator, scope: Scope, depth: int) -> str:
    one, other = self.number(scope, depth), self.number(scope, depth)
    forms = (f"({one} if {self.test(scope)} else {other})", f"({one} and {other})", f"({one} or {other})")
    return self.random.choice(forms)


def taken(self: Generator, scope: Scope, depth: int) -> str:
    """A number out of something that holds several."""
    array, listed = self.array(scope, depth), self.pick(scope, "list")
    forms = [f"np.sum({array})", f"{self.pick(scope, 'array')}[{self.random.randint(-3, 2)}]", f"norm({array})"]
    forms += [f"np.mean({array})", f"({array}).sum()", f"np.dot({array}, {self.pick(scope, 'array')}) * 0.3"]
    forms += [f"{listed}[0]", f"{listed}[-1]", f"sum({listed}) * 0.4", f"{self.pick(scope, 'array')}[n % 3]"]
    forms += [f"len({listed}) * {self.number(scope, depth)} * 0.2", f"max({listed})", f"{array}[1]"]
    forms += [f"{name}[{self.random.randint(0, 1)}]" for name in scope.of("pair")]
    forms += [f"{name}['{self.random.choice('ab')}']" for name in scope.of("dict")]
    forms += [f"{name} * 0.3" for name in scope.of("int")[1:]]
    return self.random.choice(forms)


def called(self: Generator, scope: Scope, depth: int) -> str:
    return self.method(scope, depth)


_NUMBERS: list[Callable[[Generator, Scope, int], str]] = [binary, binary, unary, unary, chosen, taken, called]


def array_of(self: Generator, scope: Scope, depth: int) -> str:
    one, other, number = self.array(scope, depth), self.array(scope, depth), self.number(scope, depth)
    forms = (
        f"({one} + {other})", f"({one} * np.tanh({other}))", f"({one} - {number})",
        f"(0.5 * {one} * math.cos({number}))",
        f"np.sin({one})", f"({one})[::-1]", f"np.cumsum({one}) * 0.3", f"np.where({one} > 0.1137, {other}, {number})",
        f"np.array([{number}, {self.number(scope, depth)}, 0.3])", f"np.maximum({one}, {other})", f"np.tanh({one})",
        f"np.concatenate([({one})[1:], ({other})[:1]])", f"({one})[np.array([0, 2, 0])]",
        f"({one}).copy()",
        f"{one} / (1.5 + {other} ** 2)", f"np.outer({one}, {other}) @ {one} * 0.1",
        f"np.asarray({self.pick(scope, 'list')})",
        f"np.full(3, {number})", f"np.zeros(3) + {one}", f"np.clip({one}, -0.737, 0.813)", f"np.roll({one}, 1)",
        f"np.stack(({one}, {other})).T[:, 0]", f"({one} if {self.test(scope)} else {other})",
    )  # fmt: skip
    return self.random.choice(forms)


_ARRAYS: list[Callable[[Generator, Scope, int], str]] = [array_of]

Maker = Callable[[Generator, Scope, int], list[Node]]


def assign(self: Generator, scope: Scope, depth: int) -> list[Node]:
    value = self.number(scope, 3)
    target = self.target(scope, "number")
    scope.names[target] = "number"
    return [Node(self.random.choice([f"{target} = {value}"] * 3 + [f"{target}: float = {value}"]))]


def chained(self: Generator, scope: Scope, depth: int) -> list[Node]:
    value = self.number(scope)
    one, other = self.target(scope, "number"), self.target(scope, "number")
    scope.names |= {one: "number", other: "number"}
    return [Node(f"{one} = {other} = {value}")]


def parallel(self: Generator, scope: Scope, depth: int) -> list[Node]:
    if self.random.random() < 0.4:
        one, other = self.pick(scope, "number"), self.pick(scope, "number")
        return [Node(f"{one}, {other} = {other}, {one}")]
    values = [self.number(scope) for _ in range(3)]
    one, other, third = (self.target(scope, "number") for _ in range(3))
    scope.names |= {one: "number", other: "number", third: "number"}
    forms = (
        f"{one}, {other} = {values[0]}, {values[1]}",
        f"({one}, {other}), {third} = ({values[0]}, {values[1]}), {values[2]}",
        f"{one}, {other} = two({values[0]}, {values[1]})",
        f"[{one}, {other}] = [{values[0]}, {values[1]}]",
    )
    form = self.random.choice(forms)
    return [Node(form), *([] if third in form else [Node(f"{third} = {values[2]}")])]


def starred(self: Generator, scope: Scope, depth: int) -> list[Node]:
    source = self.random.choice([self.pick(scope, "list"), self.pick(scope, "array")])
    first, rest = self.target(scope, "number"), self.fresh("rest")
    scope.names |= {first: "number", rest: "list"}
    return [Node(self.random.choice([f"{first}, *{rest} = {source}", f"*{rest}, {first} = {source}"]))]


def update(self: Generator, scope: Scope, depth: int) -> list[Node]:
    target, value = self.pick(scope, "number"), self.number(scope)
    operator = self.random.choice(["+=", "-=", "+=", "*="])
    return [Node(f"{target} {operator} {f'np.tanh({value})' if operator == '*=' else value}")]


def container(self: Generator, scope: Scope, depth: int) -> list[Node]:
    kind = self.random.choice(["list", "pair", "dict", "array", "array"])
    one, other, third = (self.number(scope) for _ in range(3))
    value = {
        "list": f"[{one}, {other}, {third}]", "pair": f"({one}, {other})", "dict": f"{{'a': {one}, 'b': {other}}}",
        "array": self.array(scope, 3),
    }[kind]  # fmt: skip
    target = self.target(scope, kind)
    scope.names[target] = kind
    return [Node(f"{target} = {value}")]


def flagged(self: Generator, scope: Scope, depth: int) -> list[Node]:
    """A flag, and a name that is bound and read only where the flag is true."""
    flag, only = self.fresh("flag"), self.fresh("only")
    target = self.target(scope, "number")
    test, value, used = self.test(scope), self.number(scope), self.number(scope, 1)
    scope.names |= {flag: "flag", target: "number"}
    bind = Node("", ((f"if {flag}:", (Node(f"{only} = {value}"),)),))
    read = Node(
        "", ((f"if {flag}:", (Node(f"{target} = {only} * 0.7 + {used}"),)), ("else:", (Node(f"{target} = {used}"),)))
    )
    return [Node(f"{flag} = bool({test})"), bind, read]


def integer(self: Generator, scope: Scope, depth: int) -> list[Node]:
    target = self.fresh("k")
    value = self.random.choice(["n % 2", f"len({self.pick(scope, 'list')})", "v.shape[0] - 1", "n + 1", "v.size // 2"])
    scope.names[target] = "int"
    return [Node(f"{target} = {value}")]


def nested(self: Generator, scope: Scope, depth: int) -> list[Node]:
    if depth:
        return assign(self, scope, depth)
    target, inner = self.fresh("g"), scope.copy()
    inner.names["t"] = "number"
    value = self.number(inner)
    scope.names[target] = "function"
    if self.random.random() < 0.4:
        return [Node(f"{target} = lambda t: {value} + 0.1 * t")]
    return [Node("", ((f"def {target}(t):", (Node(f"u = {value}"), Node("return u * 0.5 + t"))),))]


def harmless(self: Generator, scope: Scope, depth: int) -> list[Node]:
    one = self.pick(scope, "number")
    return [
        Node(self.random.choice(["pass", f"assert {one} < 1e9, 'too large'", f"label = f'{{{one}:.3f}} of {{n}}'"]))
    ]


def branch(self: Generator, scope: Scope, depth: int) -> list[Node]:
    scopes = [scope.copy() for _ in range(self.random.randint(1, 3))]
    parts: list[tuple[str, tuple[Node, ...]]] = []
    for position, inner in enumerate(scopes):
        head = f"if {self.test(scope)}:" if position == 0 else f"elif {self.test(scope)}:"
        if position and position == len(scopes) - 1 and self.random.random() < 0.7:
            head = "else:"
        parts.append((head, self.block(inner, self.random.randint(1, 3), depth + 1)))
    if parts[-1][0] != "else:":
        scopes.append(scope.copy())
    scope.keep_common(*scopes)
    return [Node("", tuple(parts))]


def early(self: Generator, scope: Scope, depth: int) -> list[Node]:
    if depth:
        return branch(self, scope, depth)
    inner = scope.copy()
    body = self.block(inner, 1, 1)
    return [Node("", ((f"if {self.test(scope)}:", (*body, Node(f"return {self.result(inner)}"))),))]


def counted(self: Generator, scope: Scope, depth: int) -> list[Node]:
    inner, target = scope.copy(), self.fresh("i")
    bounds = self.random.choice(["n", "2", "n + 1", "1, 3", "3, 0, -1", "0, 4, 2", "len(v)", "n, -1, -1", "n % 2"])
    inner.names[target] = "int"
    body = self.block(inner, self.random.randint(1, 3), depth + 1)
    if bounds in ("2", "1, 3", "3, 0, -1", "0, 4, 2", "len(v)", "n + 1"):
        scope.names = inner.names
    return [Node("", ((f"for {target} in range({bounds}):", body),))]


def iterated(self: Generator, scope: Scope, depth: int) -> list[Node]:
    inner, a, b, i = scope.copy(), self.fresh("e"), self.fresh("e"), self.fresh("i")
    array, listed = self.pick(scope, "array"), self.pick(scope, "list")
    forms = {
        f"{a} in {array}": (a,), f"{a} in {listed}": (a,), f"{i}, {a} in enumerate({array})": (i, a),
        f"{a}, {b} in zip({array}, {listed})": (a, b), f"{a} in reversed({listed})": (a,),
        f"{i}, {a} in enumerate({listed}, 1)": (i, a),
        f"{i}, ({a}, {b}) in enumerate(zip({listed}, {array}))": (i, a, b),
        f"{a} in ({self.number(scope, 1)}, {self.number(scope, 1)})": (a,), f"{a} in {array}[1:]": (a,),
        f"{a} in reversed({array})": (a,), f"{a}, {b} in zip({listed}, reversed({array}))": (a, b),
        f"{a} in np.sin({array})": (a,), f"{a}, {b} in [({self.number(scope, 1)}, {self.number(scope, 1)})]": (a, b),
    }  # fmt: skip
    head, bound = self.random.choice(list(forms.items()))
    inner.names |= {name: "int" if name == i else "number" for name in bound}
    return [Node("", ((f"for {head}:", self.block(inner, self.random.randint(1, 3), depth + 1)),))]


def repeated(self: Generator, scope: Scope, depth: int) -> list[Node]:
    inner, counter = scope.copy(), self.fresh("c")
    body = self.block(inner, self.random.randint(1, 3), depth + 1)
    limit = self.random.choice(["n", "2", "3"])
    more = self.random.choice(
        ["", f" and {self.pick(scope, 'number')} < 3.137", f" and not {self.pick(scope, 'number')} > 2.91"]
    )
    head = f"while {counter} < {limit}{more}:"
    step = Node(f"{counter} += 1")
    order = (step, *body) if self.random.random() < 0.3 else (*body, step)
    scope.names[counter] = "int"
    return [Node(f"{counter} = 0"), Node("", ((head, order),))]


_SIMPLE: list[Maker] = [
    assign, assign, assign, chained, parallel, starred, update, update, container, container, flagged, integer, nested,
    harmless,
]  # fmt: skip
_COMPOUND: list[Maker] = [branch, early, counted, iterated, repeated]
