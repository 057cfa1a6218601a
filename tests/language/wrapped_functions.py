"""Functions that are chosen, returned, wrapped or kept."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Functions chosen, returned, wrapped")

construct(
    "lambdas with defaults in a list",
    """
    def f(x):
        steps = [lambda a, i=i: a * x + i for i in range(3)]
        s = x
        for step in steps:
            s = step(s)
        return s
""",
)
construct(
    "late-binding lambdas in a list",
    """
    def f(x):
        steps = [lambda a: a * x + i for i in range(3)]
        return steps[0](x) * steps[1](2.0)
""",
)
construct(
    "two definitions of a nested function",
    """
    def f(x):
        if x > 1:
            def g(a):
                return a * x
        else:
            def g(a):
                return a * a
        return g(3.0 + x)
""",
)
construct(
    "partial objects as arguments",
    """
    import functools
    def scaled(a, b, c=1.0):
        return a * b + c
    def twice(g, a):
        return g(g(a))
    def f(x):
        return twice(functools.partial(scaled, b=x * x), x) + twice(functools.partial(scaled, x), 2.0)
""",
)
construct(
    "partial object of the module",
    """
    import functools
    def scaled(a, b, c=1.0):
        return a * b + c
    half = functools.partial(scaled, 0.5, c=2.0)
    def f(x):
        return half(x) * half(x * x)
""",
)
construct(
    "one of two lambdas returned",
    """
    def pick(n, s):
        if n > 0:
            return lambda a: a * s
        return lambda a: a + s * s
    def f(x):
        g = pick(1, x)
        h = pick(0, 2.0 * x)
        return g(x) * h(x)
""",
)
construct(
    "functions in a dict of the module",
    """
    def double(a):
        return 2.0 * a
    def square(a):
        return a * a
    STEPS = {"double": double, "square": square}
    def f(x):
        s = x
        for name in ("double", "square", "double"):
            s = STEPS[name](s) * x
        return s
""",
)
construct(
    "functions in a dict with their names",
    """
    def double(a):
        return 2.0 * a
    def f(x):
        steps = {"double": double, "square": lambda a: a * a}
        s = x
        for name, step in steps.items():
            s = step(s) + x
        return s
""",
)
construct(
    "returned functions in a list",
    """
    def scaler(s):
        return lambda a: a * s
    def f(x):
        steps = [scaler(x), scaler(2.0 * x)]
        s = 1.0
        for step in steps:
            s = step(s)
        return s * steps[0](x)
""",
)
construct(
    "function as a default",
    """
    def apply(a, g=np.sin):
        return g(a) * a
    def f(x):
        return apply(x) + apply(x, np.cos) + apply(x, g=lambda a: a * x)
""",
)
construct(
    "None for a function",
    """
    def newton(g, z, dg=None):
        if dg is None:
            h = 1e-3
            dg = lambda z: (g(z + h) - g(z - h)) / (2.0 * h)
        return z - g(z) / dg(z)
    def f(x):
        return newton(lambda z: z * z - x, 1.5) + newton(lambda z: z * z - x, 1.5, lambda z: 2.0 * z)
""",
)
construct(
    "returned function called at once",
    """
    def scaler(s):
        def scaled(a):
            return a * s
        return scaled
    def f(x):
        return scaler(x)(x) * scaler(2.0)(x)
""",
)
construct(
    "lambda that returns a lambda",
    """
    def f(x):
        mul = lambda a: lambda b: a * b * x
        return mul(x)(3.0) + mul(2.0)(x)
""",
)
construct(
    "lambda with starred parameters",
    """
    def f(x):
        total = lambda *parts: sum(parts) * x
        return total(x, 2.0, x * x)
""",
)
construct(
    "captured names that meet",
    """
    def outer(g, b):
        x = b * 2.0
        return inner_(lambda a: g(a) * x, b)
    def inner_(h, x):
        return h(x) + x
    def f(x):
        return outer(lambda a: a * x + 1.0, x * x)
""",
)
construct(
    "function that is handed itself",
    """
    def power(me, a, n):
        return 1.0 if n == 0 else a * me(me, a, n - 1)
    def f(x):
        return power(power, x, 3)
""",
)
construct(
    "decorated nested function that captures",
    """
    def doubled(function):
        return lambda a: 2.0 * function(a)
    def f(x):
        @doubled
        def square(a):
            return a * a * x
        return square(x)
""",
)
construct(
    "decorator with a keyword",
    """
    import functools
    def logged(function):
        @functools.wraps(function)
        def wrapper(a, b=1.0):
            return function(a) * b
        return wrapper
    @logged
    def square(a):
        return a * a
    def f(x):
        return square(x) * x + square(x, b=x)
""",
)
construct(
    "function or None",
    """
    def f(x):
        g = None
        if x > 1:
            g = lambda a: a * x
        y = x
        if g is not None:
            y = g(y)
        return y * x
""",
)
construct(
    "function that is bound again",
    """
    def f(x):
        g = lambda a: a * x
        s = 1.0
        for i in range(3):
            s = g(s)
            g = lambda a: a + x
        return s
""",
)
construct(
    "functools.lru_cache of an inactive function",
    """
    import functools
    @functools.lru_cache(maxsize=None)
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    def f(x):
        return fib(5) * x
""",
)
construct(
    "nested functions that call each other",
    """
    def f(x):
        def even(a, n):
            return a if n == 0 else odd(a * x, n - 1)
        def odd(a, n):
            return a * a if n == 0 else even(a + x, n - 1)
        return even(x, 3)
""",
)
construct(
    "function of itself built up",
    """
    def make(n, g):
        if n == 0:
            return g
        return make(n - 1, lambda a: g(a) * 2.0)
    def f(x):
        return make(2, lambda a: a * x)(x)
""",
    refused="cannot differentiate through `make`, which hands ever new functions to itself",
)
construct(
    "function returned with a number",
    """
    def pair(s):
        return lambda a: a * s, s * s
    def f(x):
        g, y = pair(x)
        return g(x) * y
""",
    refused="cannot differentiate through `lambda` as a value",
)
construct(
    "returned lambdas beside other lambdas",
    """
    import functools
    def pick(n, s):
        if n > 0:
            return lambda a: a * s
        return lambda a: a + s * s
    def f(x):
        x = 1.0 + 0.3 * math.tanh(functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x]))
        g = pick(1, x)
        h = pick(0, 2.0 * x)
        return g(x) * h(x)
""",
)
