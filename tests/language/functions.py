"""Functions: parameters, closures, functions as values, recursion."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Functions")

construct(
    "call of a function",
    """
    def square(a):
        return a * a

    def f(x):
        return square(x) * square(square(x))
""",
)
construct(
    "default arguments",
    """
    def scaled(a, b=2.0, *, c=3.0):
        return a * b + c

    def f(x):
        return scaled(x) * scaled(x, x) + scaled(x, c=x)
""",
)
construct(
    "positional-only parameters",
    """
    def scaled(a, b, /):
        return a * b * b

    def f(x):
        return scaled(x, 2.0) * scaled(3.0, x)
""",
)
construct(
    "keyword-only parameters",
    """
    def scaled(a, *, b):
        return a * b * b

    def f(x):
        return scaled(x, b=2.0) * scaled(3.0, b=x)
""",
)
construct(
    "star parameters",
    """
    def total(first, *rest):
        s = first
        for item in rest:
            s = s * item + item
        return s

    def f(x):
        return total(x, 2.0, x * x) + total(x)
""",
)
construct(
    "double-star parameters",
    """
    def total(**parts):
        return parts["a"] * parts["b"]

    def f(x):
        return total(a=x, b=x * x)
""",
)
construct(
    "star arguments",
    """
    def scaled(a, b, c):
        return a * b + c

    def f(x):
        parts = (x, x * x)
        return scaled(*parts, 3.0) * scaled(1.0, *parts)
""",
)
construct(
    "star arguments of unknown length",
    """
    def total(*items):
        s = 1.0
        for item in items:
            s = s * item + item
        return s

    def f(x):
        parts = [x * i for i in range(1, 4)]
        return total(*parts, x)
""",
)
construct(
    "double-star arguments",
    """
    def scaled(a, b, c=1.0):
        return a * b + c

    def f(x):
        options = {"b": x * x, "c": x}
        return scaled(x, **options)
""",
)
construct(
    "star arguments handed on",
    """
    def scaled(a, b, c=1.0):
        return a * b + c

    def wrapper(*args, **kwargs):
        return 2.0 * scaled(*args, **kwargs)

    def f(x):
        return wrapper(x, x * x, c=x) + wrapper(x, 3.0)
""",
)
construct(
    "several results",
    """
    def parts(a):
        return a * a, a + 1.0

    def f(x):
        first, second = parts(x)
        return first * second
""",
)
construct(
    "recursion",
    """
    def power(a, n):
        if n == 0:
            return 1.0
        return a * power(a, n - 1)

    def f(x):
        return power(x, 4)
""",
)
construct(
    "mutual recursion",
    """
    def even(a, n):
        return a if n == 0 else odd(a * 1.5, n - 1)

    def odd(a, n):
        return a * a if n == 0 else even(a * a, n - 1)

    def f(x):
        return even(x, 3)
""",
)
construct(
    "nested function",
    """
    def f(x):
        def square(a):
            return a * a
        return square(x) * square(3.0 + x)
""",
)
construct(
    "closure",
    """
    def f(x):
        scale = x * x

        def scaled(a):
            return a * scale + x
        return scaled(2.0) * scaled(x)
""",
)
construct(
    "late-binding closure",
    """
    def f(x):
        scale = x

        def scaled(a):
            return a * scale
        first = scaled(x)
        scale = x * x
        return first * scaled(x)
""",
)
construct(
    "nested closure",
    """
    def f(x):
        def outer(a):
            b = a * x

            def inner(c):
                return b * c + x
            return inner(a) * inner(2.0)
        return outer(x)
""",
)
construct(
    "default of a nested function",
    """
    def f(x):
        scale = x * x

        def scaled(a, b=scale):
            return a * b
        scale = 0.0
        return scaled(x) + scaled(x, 2.0)
""",
)
construct(
    "counter through nonlocal",
    """
    def f(x):
        total = 0.0

        def add(a):
            nonlocal total
            total = total + a * a
            return total
        add(x)
        y = add(2.0 * x)
        return total * y
""",
)
construct(
    "inactive nonlocal",
    """
    def f(x):
        calls = 0

        def g(a):
            nonlocal calls
            calls += 1
            return a * calls
        return g(x) * g(x)
""",
)
construct(
    "lambda",
    """
    def f(x):
        square = lambda a: a * a
        return square(x) * square(2.0 + x)
""",
)
construct(
    "lambda called at once",
    """
    def f(x):
        return (lambda a, b=2.0: a * b * x)(x * x)
""",
)
construct(
    "lambdas in a list",
    """
    def f(x):
        steps = [lambda a: a * x, lambda a: a + x * x]
        s = 1.0
        for step in steps:
            s = step(s)
        return s * steps[0](2.0)
""",
)
construct(
    "lambdas in a dict",
    """
    def f(x):
        steps = {"double": lambda a: 2.0 * a, "square": lambda a: a * a}
        return steps["double"](x) * steps["square"](x)
""",
)
construct(
    "functions in a tuple of the module",
    """
    def double(a):
        return 2.0 * a

    def square(a):
        return a * a

    STEPS = (double, square)

    def f(x):
        s = x
        for step in STEPS:
            s = step(s) * x
        return s
""",
)
construct(
    "function as an argument",
    """
    def twice(g, a):
        return g(g(a))

    def square(a):
        return a * a + 1.0

    def f(x):
        return twice(square, x)
""",
)
construct(
    "closure as an argument",
    """
    def twice(g, a):
        return g(g(a))

    def f(x):
        return twice(lambda a: a * x + 1.0, x)
""",
)
construct(
    "solver that takes a function",
    """
    def newton(g, dg, start):
        z = start
        for _ in range(20):
            z = z - g(z) / dg(z)
        return z

    def f(x):
        return newton(lambda z: z * z - x, lambda z: 2.0 * z, 1.0)
""",
)
construct(
    "integrator that takes a function",
    """
    def integrate(rhs, y, steps):
        h = 1.0 / steps
        for k in range(steps):
            y = y + h * rhs(k * h, y)
        return y

    def f(x):
        return integrate(lambda t, y: -x * y + t, x, 5)
""",
)
construct(
    "returned function",
    """
    def scaler(s):
        def scaled(a):
            return a * s
        return scaled

    def f(x):
        double = scaler(2.0)
        other = scaler(x)
        return double(x) * other(x)
""",
)
construct(
    "composed functions",
    """
    def compose(g, h):
        return lambda a: g(h(a))

    def f(x):
        both = compose(lambda a: a * a, lambda a: a + x)
        return both(x)
""",
)
construct(
    "function chosen when it runs",
    """
    def double(a):
        return 2.0 * a

    def square(a):
        return a * a

    def f(x):
        g = double if x > 1 else square
        return g(x) * x
""",
)
construct(
    "library function as a value",
    """
    def apply(g, a):
        return g(a) * a

    def f(x):
        return apply(np.sin, x) + apply(math.exp, x)
""",
)
construct(
    "recursion through an argument",
    """
    def descend(g, a, n):
        return a if n == 0 else descend(g, g(a), n - 1)

    def f(x):
        return descend(lambda a: a * x + 1.0, x, 3)
""",
)
construct(
    "decorator that keeps __wrapped__",
    """
    import functools

    def logged(function):
        @functools.wraps(function)
        def wrapper(*args):
            return function(*args)
        return wrapper

    @logged
    def square(a):
        return a * a

    def f(x):
        return square(x) * x
""",
)
construct(
    "functools.lru_cache",
    """
    import functools

    @functools.lru_cache
    def square(a):
        return a * a

    def f(x):
        return square(x) * x
""",
)
construct(
    "decorated nested function",
    """
    def doubled(function):
        return lambda a: 2.0 * function(a)

    def f(x):
        @doubled
        def square(a):
            return a * a
        return square(x)
""",
)
construct(
    "several lambdas on one line",
    """
    first, second = lambda a: a * a, lambda a: a + 1.0

    def f(x):
        return first(x) * second(x)
""",
)
construct(
    "derivative inside",
    """
    import tangent_like

    def f(x):
        return x * tangent_like.grad(lambda y: x * y * y)(2.0)
""",
)
construct(
    "sorted with a key",
    """
    def f(x):
        pairs = [3.0 * x, x * x, 1.0 / x]
        ranked = sorted(pairs, key=lambda v: -v * x, reverse=True)
        s = 0.0
        for i, v in enumerate(ranked):
            s = s + (i + 1) * v * v
        return s
""",
)
construct(
    "operator.itemgetter as a key",
    """
    import operator

    def f(x):
        pairs = [(3.0, x), (1.0, x * x), (2.0, x + 1.0)]
        ranked = sorted(pairs, key=operator.itemgetter(0))
        s = 0.0
        for weight, v in ranked:
            s = s * x + weight * v * v
        return s
""",
)
construct(
    "sorted indices",
    """
    def f(x):
        weights = [3.0, 1.0, 2.0]
        values = [x, x * x, x + 1.0]
        order = sorted(range(3), key=lambda i: weights[i])
        s = 0.0
        for i in order:
            s = s * x + values[i]
        return s
""",
)
construct(
    "max, min and sort with a key",
    """
    def f(x):
        values = [x, -x * x, x + 1.0]

        def size(v):
            if v < 0:
                return -v
            return v
        best = max(values, key=size)
        values.sort(key=lambda v: abs(v))
        least = min(values, key=abs)
        return best * values[1] + least
""",
)
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
