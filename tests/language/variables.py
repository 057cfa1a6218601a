"""Variables that several functions bind: `nonlocal` and `global`."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Shared variables")

construct(
    "nonlocal in a loop",
    """
    def f(x):
        total = 0.0

        def add(a):
            nonlocal total
            total += a * x
        for i in range(3):
            add(x * i)
        return total * total
""",
)
construct(
    "two closures share a cell",
    """
    def make(x):
        total, n = 0.0, 0

        def add(a):
            nonlocal total, n
            n += 1
            total = total + a * n

        def mean():
            return total / n
        add(x * x)
        add(x)
        return mean()

    def f(x):
        return make(x) * make(2.0 * x)
""",
)
construct(
    "nonlocal of a parameter",
    """
    def f(x):
        def scale(k):
            nonlocal x
            x = x * k
            return x
        return scale(x) + scale(2.0) * x
""",
    needs_kinds=True,
)
construct(
    "nonlocal that is bound later",
    """
    def f(x):
        def remember(a):
            nonlocal last
            last = last * a
            return last
        if x > 1.0:
            last = 2.0
        else:
            last = 3.0
        return remember(x) + remember(x * x) + sum([last for _ in range(2)])
""",
)
construct(
    "counter that decides when a loop ends",
    """
    def f(x):
        n = 0

        def step():
            nonlocal n
            n += 1
            return x
        s = 0.0
        while n < 4:
            s = s + step() * n * x
        return s
""",
)
construct(
    "closure with a cell that is returned",
    """
    def accumulator(scale):
        total = 0.0

        def add(a):
            nonlocal total
            total += a * scale
            return total
        return add

    def f(x):
        add = accumulator(x)
        add(x * x)
        return add(x)
""",
    needs_kinds=True,
)
construct(
    "loop variable that is nonlocal",
    """
    def f(x):
        k = 0

        def weighted(a):
            nonlocal k
            k += 1
            return a * k
        s = 0.0
        for k in range(3):
            s = s + weighted(x) * x
        return s * k
""",
)
construct(
    "cell outside of the function",
    """
    def counted():
        calls = 0

        def power(x):
            nonlocal calls
            calls += 1
            return x ** 3

        def made():
            return calls
        return power, made

    power, made = counted()

    def f(x):
        return power(x) * power(2.0 * x)
""",
)
construct(
    "global set and read in functions",
    """
    order = 1

    def bump(a):
        global order
        order = order + 1
        return a * order

    def f(x):
        global order
        order = 1
        y = bump(x) * x
        order -= 1
        return y * bump(y) + order
""",
)
