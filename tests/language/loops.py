"""Loops over all kinds of things."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Loops")

construct(
    "loop variable bound again",
    """
    def f(x):
        y = x
        for i in range(4):
            y = y * x + i
            i = i * 2
            y = y + x * i
        return y * i
""",
)
construct(
    "loop variable after the loop",
    """
    def f(x):
        for i in range(4):
            pass
        return x ** i
""",
)
construct(
    "for over a list of numbers",
    """
    def f(x):
        y = 1.0
        for c in [2.0, -1.0, 0.5]:
            y = y * x + c
        return y
""",
)
construct(
    "for over active items",
    """
    def f(x):
        y = 1.0
        for c in [x, x * x, 2.0]:
            y = y * c + c
        return y
""",
)
construct(
    "for over a tuple of pairs",
    """
    def f(x):
        y = 1.0
        for a, b in ((x, 2.0), (3.0, x * x)):
            y = y * a + b
        return y
""",
)
construct(
    "for over an array",
    """
    def f(x):
        y = 0.0
        for e in np.array([1.0, 2.0, 3.0]) * x:
            y = y * x + e * e
        return y
""",
)
construct(
    "for over rows",
    """
    def f(x):
        y = 0.0
        for row in x * np.arange(6.0).reshape(3, 2):
            y = y * x + np.sum(row * row)
        return y
""",
)
construct(
    "for over a dict",
    """
    def f(x):
        weights = {"a": x, "b": x * x}
        y = 0.0
        for key in weights:
            y = y * x + weights[key]
        return y
""",
)
construct(
    "for over the items of a dict",
    """
    def f(x):
        weights = {"a": x, "b": x * x}
        y = 0.0
        for key, value in weights.items():
            y = y * value + (2.0 if key == "a" else x)
        return y
""",
)
construct(
    "for over keys and values",
    """
    def f(x):
        weights = {"a": x, "b": x * x}
        y = 0.0
        for key in weights.keys():
            y = y + weights[key]
        for value in weights.values():
            y = y * value
        return y
""",
)
construct(
    "for over a string",
    """
    def f(x):
        y = 0.0
        for letter in "abca":
            y = y * x + (x if letter == "a" else 1.0)
        return y
""",
)
construct(
    "for over enumerate",
    """
    def f(x):
        y = 0.0
        for i, c in enumerate([x, 2.0, x * x], start=1):
            y = y * i + c * c
        return y
""",
)
construct(
    "for over zip",
    """
    def f(x):
        y = 0.0
        for a, b in zip([x, 2.0], [3.0, x * x, 1.0]):
            y = y * a + b
        return y
""",
)
construct(
    "for over zip, strict",
    """
    def f(x):
        y = 0.0
        for a, b in zip([x, 2.0], [3.0, x * x], strict=True):
            y = y * a + b
        return y
""",
)
construct(
    "for over reversed",
    """
    def f(x):
        y = 0.0
        for c in reversed([x, 2.0, x * x]):
            y = y * x + c
        return y
""",
)
construct(
    "for over sorted",
    """
    def f(x):
        y = 0.0
        for c in sorted([x, 0.9, x * x]):
            y = y * x + c
        return y
""",
)
construct(
    "for over a set",
    """
    def f(x):
        y = 0.0
        for c in sorted({3, 1, 2}):
            y = y * x + c
        return y
""",
)
construct(
    "nested loops and branches",
    """
    def f(x):
        y = x
        for i in range(3):
            for j in range(i):
                if (i + j) % 2:
                    y = y * x
                else:
                    y = y + x * j
        return y
""",
)
construct(
    "empty loop",
    """
    def f(x):
        y = x
        for i in range(0):
            y = y * y
        return y * x
""",
)
construct(
    "pass",
    """
    def f(x):
        if x > 1:
            pass
        else:
            x = x * x
        return x * x
""",
)
