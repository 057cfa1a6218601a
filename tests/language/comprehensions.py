"""Comprehensions and iterators."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Comprehensions and iterators")

construct(
    "list comprehension",
    """
    def f(x):
        parts = [x * i for i in range(4)]
        return parts[1] * parts[2] + sum(parts)
""",
)
construct(
    "list comprehension with a condition",
    """
    def f(x):
        parts = [x ** i for i in range(6) if i % 2 if i > 1]
        return parts[0] * parts[1]
""",
)
construct(
    "nested list comprehension",
    """
    def f(x):
        table = [[x * i + j for j in range(3)] for i in range(2)]
        return table[1][2] * table[1][1]
""",
)
construct(
    "list comprehension with two loops",
    """
    def f(x):
        parts = [x ** i * j for i in range(3) for j in range(i)]
        return sum(parts)
""",
)
construct(
    "list comprehension in an expression",
    """
    def f(x):
        return x * sum([c * x for c in [1.0, 2.0]]) + [x * x][0]
""",
)
construct(
    "array of a list comprehension",
    """
    def f(x):
        a = np.array([x * i for i in range(4)])
        return np.sum(a * a)
""",
)
construct(
    "dict comprehension",
    """
    def f(x):
        table = {k: x ** k for k in range(1, 4)}
        return table[2] * table[3]
""",
)
construct(
    "set comprehension",
    """
    def f(x):
        orders = {k % 3 for k in range(7)}
        return x ** len(orders)
""",
)
construct(
    "generator expression in sum",
    """
    def f(x):
        return sum(x ** i / (i + 1) for i in range(4))
""",
)
construct(
    "generator expression in max and min",
    """
    def f(x):
        return max(x * i for i in range(3)) * min((x - i) ** 2 for i in range(3))
""",
)
construct(
    "generator expression in any and all",
    """
    def f(x):
        if any(x > i for i in range(2)) and all(x < 5 - i for i in range(3)):
            return x * x
        return x ** 3
""",
)
construct(
    "generator expression in tuple, list and dict",
    """
    def f(x):
        a = tuple(x * i for i in range(3))
        b = list(x + i for i in range(3))
        c = dict((k, x ** k) for k in range(3))
        return a[2] * b[1] * c[2]
""",
)
construct(
    "comprehension over zip and enumerate",
    """
    def f(x):
        return sum(a * b * i for i, (a, b) in enumerate(zip([x, 2.0, x], [1.0, x, 3.0])))
""",
)
construct(
    "comprehension variable of the same name",
    """
    def f(x):
        i = 5
        parts = [x * i for i in range(3)]
        return parts[2] * i
""",
)
construct(
    "map",
    """
    def f(x):
        return sum(map(lambda c: c * c * x, [1.0, x, 3.0]))
""",
)
construct(
    "map of a function",
    """
    def f(x):
        parts = list(map(math.sin, [x, x * x]))
        return parts[0] * parts[1]
""",
)
construct(
    "map over two lists",
    """
    def f(x):
        return sum(map(lambda a, b: a * b, [x, 2.0], [3.0, x]))
""",
)
construct(
    "filter",
    """
    def f(x):
        return sum(filter(lambda c: c > 1.0, [x, x * x, 3.0]))
""",
)
construct(
    "functools.reduce",
    """
    import functools

    def f(x):
        return functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x])
""",
)
construct(
    "functools.reduce with a start",
    """
    from functools import reduce

    def f(x):
        return reduce(lambda a, b: a * b, [x, 2.0, x * x], 3.0)
""",
)
construct(
    "functools.partial",
    """
    import functools

    def scaled(a, b, c=1.0):
        return a * b + c

    def f(x):
        g = functools.partial(scaled, x, c=x * x)
        return g(2.0) * g(x)
""",
)
construct(
    "operator functions",
    """
    import operator

    def f(x):
        return operator.mul(x, operator.add(x, 2.0)) - operator.truediv(x, operator.pow(x, 3))
""",
)
construct(
    "operator.itemgetter",
    """
    from operator import itemgetter

    def f(x):
        first = itemgetter(0)
        return first([x * x, 2.0]) * x
""",
)
construct(
    "operator.itemgetter of several items",
    """
    import operator

    def f(x):
        table = {"a": x, "b": x * x, "c": 3.0}
        key = "a"
        chosen = operator.itemgetter("b", key)
        b, a = chosen(table)
        rows = sorted([(2, x), (1, b)], key=operator.itemgetter(0))
        return b * a + rows[0][1] * operator.itemgetter(1)(rows[1])
""",
)
construct(
    "operator.attrgetter and methodcaller",
    """
    import operator
    from dataclasses import dataclass

    @dataclass
    class Ball:
        mass: float
        speed: float

        def energy(self, g, height=0.0):
            return 0.5 * self.mass * self.speed ** 2 + self.mass * g * height

    def f(x):
        ball = Ball(x, x * x)
        mass = operator.attrgetter("mass")
        energy = operator.methodcaller("energy", 9.81, height=x)
        return mass(ball) * energy(ball)
""",
)
construct(
    "sorted with a key",
    """
    def f(x):
        parts = sorted([(3, x), (1, x * x), (2, 1.0)], key=lambda item: item[0])
        return parts[0][1] * parts[1][1] + 2.0 * parts[2][1]
""",
)
construct(
    "itertools.count with break",
    """
    import itertools

    def f(x):
        y = x
        for i in itertools.count(1):
            y = y * x + i
            if y > 20:
                break
        return y
""",
)
construct(
    "itertools.product",
    """
    from itertools import product

    def f(x):
        s = 0.0
        for a, b in product([x, 2.0], [1.0, x * x]):
            s = s + a * b
        return s
""",
)
construct(
    "itertools.combinations",
    """
    import itertools

    def f(x):
        s = 0.0
        for a, b in itertools.combinations([x, 2.0, x * x], 2):
            s = s + a * b
        return s
""",
)
construct(
    "itertools.accumulate",
    """
    from itertools import accumulate

    def f(x):
        s = 0.0
        for a in accumulate([x, 2.0, x * x]):
            s = s * x + a
        return s
""",
)
construct(
    "itertools.chain",
    """
    from itertools import chain

    def f(x):
        s = 0.0
        for a in chain([x, 2.0], (x * x,)):
            s = s * x + a
        return s
""",
)
construct(
    "itertools.pairwise",
    """
    from itertools import pairwise

    def f(x):
        s = 0.0
        for a, b in pairwise([x, 2.0, x * x]):
            s = s + a * b * b
        return s
""",
)
construct(
    "itertools.islice and repeat",
    """
    import itertools

    def f(x):
        s = 0.0
        for a in itertools.islice([x, 2.0, x * x, 4.0], 1, 3):
            s = s * x + a
        for _ in itertools.repeat(None, 2):
            s = s * x
        return s
""",
)
construct(
    "itertools.permutations",
    """
    import itertools

    def f(x):
        return sum(a * b * b for a, b in itertools.permutations([x, 2.0, x * x], 2))
""",
)
construct(
    "itertools.starmap",
    """
    import itertools

    def f(x):
        return sum(itertools.starmap(lambda a, b: a * b, [(x, 2.0), (x, x)]))
""",
)
construct(
    "itertools.accumulate with a function",
    """
    import itertools

    def f(x):
        return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
""",
)
construct(
    "itertools.chain.from_iterable",
    """
    import itertools

    def f(x):
        return sum(c * c for c in itertools.chain.from_iterable([[x, 2.0], [x * x]]))
""",
)
construct(
    "itertools.product of ranges",
    """
    from itertools import product

    def f(x):
        a = np.ones((2, 3)) * x
        for i, j in product(range(2), range(3)):
            if i == j:
                continue
            a[i, j] = a[i, j] * x + j
        return np.sum(a * a)
""",
)
construct(
    "itertools.product with break",
    """
    import itertools

    def f(x):
        y = x
        for a, b in itertools.product([x, 2.0], repeat=2):
            y = y * a + b
            if y > 10:
                break
        return y
""",
)
construct(
    "max and min with default",
    """
    def f(x):
        none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
        return none * max(x * i for i in range(3)) * max([x, 0.1], key=lambda v: -v, default=0.0)
""",
)
construct(
    "reversed as an argument",
    """
    def f(x):
        items = [x, 2.0, x * x]
        s = sum(a * b for a, b in zip(items, reversed(items))) + list(reversed(items))[0]
        for i, v in enumerate(reversed(items)):
            s = s * x + i * v
        return s
""",
)
construct(
    "dict of zip",
    """
    def f(x):
        table = dict(zip(["a", "b"], [x, x * x]))
        more = dict([("c", 2.0 * x)])
        return table["a"] * table["b"] + more["c"]
""",
)
