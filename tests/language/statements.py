"""Matching and deletion; and what is refused."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Statements")

construct(
    "raise in a branch",
    """
    def f(x):
        if x > 100:
            raise ValueError(f"{x} is too large")
        return x * x
""",
)
construct(
    "match on a number",
    """
    def f(x):
        order = 2 if x > 1 else 3
        match order:
            case 1:
                y = x
            case 2 | 4:
                y = x * x
            case _:
                y = x ** 3
        return y
""",
)
construct(
    "match on a string with a guard",
    """
    def f(x):
        kind = "square"
        match kind:
            case "square" if x > 1:
                return x * x
            case "square":
                return x ** 3
        return x
""",
)
construct(
    "match on a tuple",
    """
    def f(x):
        match (x, x * x, 2.0):
            case (a, b):
                y = a * b
            case (a, *rest):
                y = a * rest[0] + rest[1] * x
        return y
""",
)
construct(
    "match on a dict",
    """
    def f(x):
        match {"kind": "scale", "by": x * x}:
            case {"kind": "shift", "by": by}:
                y = x + by
            case {"kind": "scale", "by": by}:
                y = x * by
        return y
""",
)
construct(
    "match on a class",
    """
    from dataclasses import dataclass

    @dataclass
    class Point:
        a: float
        b: float

    def f(x):
        match Point(x, x * x):
            case Point(a=a, b=b):
                y = a * b
        return y
""",
)
construct(
    "match with captures and a guard",
    """
    def f(x):
        y = x
        for point in [(0.0, x), (x, 0.0), (x, x * 2)]:
            match point:
                case (0.0, b):
                    y = y + b
                case (a, b) if b > a:
                    y = y * a + b
                case (a, _):
                    y = y - a * a
        return y
""",
)
construct(
    "match on alternatives that capture",
    """
    def f(x):
        s = x
        for item in [[x, 1], [2, x * x], "ab", None, True, [x, x, x]]:
            match item:
                case [1, v] | [v, 1]:
                    s = s * v
                case [_, v] as pair:
                    s = s + v * len(pair)
                case [first, *_, last]:
                    s = s + first * last
                case None:
                    s = s * 1.5
                case True:
                    s = s + 2.0 * x
                case str():
                    s = s + x
        return s
""",
)
construct(
    "match on nested parts",
    """
    def f(x):
        match [1, {"w": [x, x * x], "b": 3.0, "c": 1.0}]:
            case [0, _]:
                y = 0.0
            case [_, {"w": [u, v], "b": b, **rest}]:
                y = u * v + b * x * len(rest)
        return y
""",
)
construct(
    "match on what the subject is rebound to",
    """
    def f(x):
        s = x
        match s:
            case float(s) if s > 1:
                s = s * s
            case s:
                s = s * s * s
        return s
""",
)
construct(
    "match on two values",
    """
    def f(x):
        a, b = 1, x
        match a, b:
            case 0, v:
                y = v
            case 1, v if v > 1:
                y = v * v
            case _, v:
                y = v ** 3
        return y
""",
)
construct(
    "match in a loop with break and continue",
    """
    def f(x):
        s = x
        for order in [1, 5, 2, 3, 1]:
            match order:
                case 5:
                    continue
                case 3:
                    break
                case 1 | 2 as n:
                    s = s * x + n
        return s
""",
)
construct(
    "match that fits nothing",
    """
    def f(x):
        y = x * x
        match "abc":
            case ["a", *rest]:
                y = 0.0
            case {"a": 1}:
                y = 1.0
            case b"abc" | 3:
                y = 2.0
        return y
""",
)
construct(
    "del of names",
    """
    def f(x):
        y, z = x * x, x
        for i in range(3):
            t = y * z
            y = t * 0.5
            del t, i
        del (z, [x])
        return y * y
""",
)
construct(
    "del of items",
    """
    def f(x):
        xs = [x, x * x, 2.0 * x, 3.0]
        table = {"a": x, "b": x * x}
        del xs[1], xs[-1], table["a"]
        return sum(xs) * xs[1] + table["b"] * len(table)
""",
)

construct = adding_to(FOUND, "Refused")

construct(
    "del of a name that is read again",
    """
    def f(x):
        y = x
        for i in range(2):
            if i:
                x = x * y
            del y
        return x
""",
    refused="cannot differentiate through `del y`, since the name may be read after it",
)
construct(
    "del of a slice",
    """
    def f(x):
        xs = [x, x, x]
        del xs[1:]
        return sum(xs)
""",
    refused="cannot differentiate through `del of a slice`",
)

construct(
    "yield",
    """
    def f(x):
        yield x
""",
    refused="cannot differentiate through `yield`",
)
construct(
    "yield from",
    """
    def f(x):
        yield from [x]
""",
    refused="cannot differentiate through `yield from`",
)
construct(
    "async def",
    """
    async def f(x):
        return x
""",
    refused="cannot differentiate an `async def`",
)
construct(
    "await",
    """
    def f(x):
        async def g():
            await x
        return x
""",
    refused="cannot differentiate through `async def`",
)
construct(
    "eval of an active value",
    """
    def f(x):
        return eval("x * x")
""",
    refused="cannot differentiate through `eval`",
)
construct(
    "exec",
    """
    def f(x):
        exec("y = x")
        return x
""",
    refused="cannot differentiate through `exec`",
)
construct(
    "active value written into a global",
    """
    total = 0.0

    def f(x):
        global total
        total = x * x
        return total
""",
    refused="`total` is a variable outside of the function, and is bound to an active value",
)
construct(
    "class in the function",
    """
    def f(x):
        class A:
            pass
        return x * x
""",
    refused="cannot differentiate through `class`",
)
construct(
    "metaclass",
    """
    class Meta(type):
        def __call__(cls, *args):
            return args[0]

    class A(metaclass=Meta):
        pass

    def f(x):
        return A(x) * x
""",
    refused="no derivative is known for `A`",
)
construct(
    "C function without a template",
    """
    import struct

    def f(x):
        return struct.unpack("d", struct.pack("d", x))[0] * x
""",
    refused="no derivative is known for `struct.pack`",
)
construct(
    "set of active values",
    """
    def f(x):
        return sum({x, x * x})
""",
    refused="cannot differentiate",
)
