"""Operators, assignments, unpacking, containers."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Expressions and assignments")

construct(
    "arithmetic",
    """
    def f(x):
        return (x + 2) * (x - 1) / (x ** 2 + 1) - -x % 0.7 + +x // 0.4
""",
)
construct(
    "matrix product",
    """
    def f(x):
        a = np.array([[x, 1.0], [2.0, x * x]])
        return np.sum(a @ a @ np.array([1.0, x]))
""",
)
construct(
    "comparisons in a chain",
    """
    def f(x):
        return x * x if 1 < x < 2 else x ** 3
""",
)
construct(
    "chain with a call in the middle",
    """
    def f(x):
        if 0 < abs(x - 1) < 0.35 <= x:
            return x * x
        return x ** 3
""",
)
construct(
    "and, or, not",
    """
    def f(x):
        if x > 1 and not x > 2 or x < 0:
            return x * x
        return x ** 3
""",
)
construct(
    "or as a value",
    """
    def f(x):
        y = 0 or x * x
        return y * (x and x + 1)
""",
)
construct(
    "assignment to several targets",
    """
    def f(x):
        a = b = x * x
        a = a * x
        return a * b
""",
)
construct(
    "augmented assignment",
    """
    def f(x):
        y = x
        y += x * x
        y -= 1.0
        y *= x
        y /= 3.0
        y **= 2
        return y
""",
)
construct(
    "annotated assignment",
    """
    def f(x: float) -> float:
        y: "float" = x * x
        z: list[float]
        z = [x, y]
        return z[0] * z[1]
""",
)
construct(
    "swap",
    """
    def f(x):
        a, b = x, x * x
        for _ in range(3):
            a, b = b, a * b * 0.5
        return a - b
""",
)
construct(
    "unpacking",
    """
    def f(x):
        (a, b), c = (x, 2.0), x * x
        return a * b * c
""",
)
construct(
    "unpacking with a star",
    """
    def f(x):
        a, *rest, b = [x, x * x, 2.0, x ** 3]
        return a * sum(rest) + b
""",
)
construct(
    "star in a display",
    """
    def f(x):
        parts = [x, x * x]
        more = [1.0, *parts, *(x, 2.0)]
        return more[1] * more[2] + more[3] * more[4]
""",
)
construct(
    "double star in a dict",
    """
    def f(x):
        first = {"a": x, "b": 2.0}
        second = {**first, "b": x * x}
        return second["a"] * second["b"] * first["b"]
""",
)
construct(
    "walrus",
    """
    def f(x):
        return (y := x * x) * y + x
""",
)
construct(
    "walrus that binds an operand",
    """
    def f(x):
        y = x + (x := x * 2) * x
        return y * x
""",
)
construct(
    "walrus in a while test",
    """
    def f(x):
        s = 0.0
        while (x := x * 0.5) > 0.1:
            s += x * x
        return s + x
""",
)
construct(
    "walrus in an if test",
    """
    def f(x):
        if (y := x * x) > 1:
            return y * x
        return y
""",
)
construct(
    "walrus in a comprehension",
    """
    def f(x):
        s = 1.0
        parts = [s := s * x + i for i in range(3)]
        return sum(parts) * s
""",
)
construct(
    "f-string",
    """
    def f(x):
        label = f"{x:.3f} and {x!r:>10}"
        return x * x if len(label) > 3 else x
""",
)
construct(
    "dict, list and tuple displays",
    """
    def f(x):
        tree = {"a": [x, (x * x, 2.0)], "b": {"c": x}}
        return tree["a"][0] * tree["a"][1][0] + tree["b"]["c"] * tree["a"][1][1]
""",
)
construct(
    "slices of a list",
    """
    def f(x):
        parts = [x, x * x, x ** 3, 1.0]
        first = parts[1:3]
        last = parts[::-1]
        return first[0] * first[1] + last[0] * last[3]
""",
)
construct(
    "list written in place",
    """
    def f(x):
        parts = [x, 2.0]
        parts[1] = x * x
        parts.append(parts[0] * parts[1])
        parts[0] *= 3.0
        return sum(parts)
""",
)
construct(
    "dict written in place",
    """
    def f(x):
        table = {}
        table["a"] = x * x
        table["b"] = table["a"] * x
        table["a"] += x
        return table["a"] * table["b"]
""",
)
construct(
    "dict methods",
    """
    def f(x):
        table = {"a": x, "b": x * x}
        y = sum(table.values()) + len(table)
        for key in sorted(table.keys()):
            y = y * table[key]
        return y + max(value for _, value in table.items())
""",
)
construct(
    "list methods",
    """
    def f(x):
        parts = [x]
        parts.append(x * x)
        parts.extend([1.0, x ** 3])
        parts.insert(1, 2.0 * x)
        last = parts.pop()
        return last * parts[1] + parts[2]
""",
)
construct(
    "array written in place",
    """
    def f(x):
        a = np.zeros(4)
        a[0] = x
        for i in range(1, 4):
            a[i] = a[i - 1] * x + i
        a[1:3] *= a[0]
        return np.sum(a * a)
""",
)
construct(
    "view written in place",
    """
    def f(x):
        a = np.ones((3, 3)) * x
        row = a[1]
        row *= x
        row[0] = x * x
        return np.sum(a * a)
""",
    needs_kinds=True,
)
construct(
    "is and in",
    """
    def f(x):
        y = None
        if y is None and 2 in (1, 2, 3):
            y = x * x
        return y
""",
)
construct(
    "sum, min, max, abs, round",
    """
    def f(x):
        return sum([x, x * x]) * max(x, 1.0) + min(x, x * x, 2.0) * abs(x - 1) + round(x) * x
""",
)
construct(
    "any and all",
    """
    def f(x):
        if any([x > 3, x > 1]) and all([x > 0, True]):
            return x * x
        return x ** 3
""",
)
construct(
    "complex numbers",
    """
    def f(x):
        z = complex(x, 2.0) * (1 + 2j) * x
        return (z * z.conjugate()).real + abs(z)
""",
)
construct(
    "complex by keyword, in place and in a loop",
    """
    def f(x):
        z = complex(imag=x, real=2.0)
        for k in range(1, 3):
            z *= complex(k, x * k)
        return z.real * z.imag + abs(complex(x * x))
""",
)
construct(
    "assert",
    """
    def f(x):
        assert x > 0, f"{x} is not positive"
        return x * x
""",
)
construct(
    "del of a name",
    """
    def f(x):
        y = x * x
        z = y * x
        del y
        y = z * z
        return y
""",
)
construct(
    "del of an item",
    """
    def f(x):
        table = {"a": x, "b": x * x}
        del table["a"]
        return table["b"] * len(table)
""",
)
construct(
    "import in the body",
    """
    def f(x):
        import math as m
        from numpy import sin
        return m.cos(x) * sin(x)
""",
)
construct(
    "docstring",
    '''
    def f(x):
        """Twice the square."""
        return 2 * x * x
''',
)
construct(
    "comments and blank lines",
    """
    def f(x):
        # first
        y = x * x  # the square

        return y  # last
""",
)
construct(
    "a slice as a value",
    """
    def f(x):
        s = slice(int(x), None)
        v = np.ones(4) * x
        w = v[s]
        w[0] = x * x
        return np.sum([x, x * x, 3.0][s]) * v[1]
""",
)
