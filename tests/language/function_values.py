"""Functions as values: lambdas, arguments, results, decorators."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Functions as values")

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
    "functions of operator",
    """
    import operator
    from functools import reduce

    def f(x):
        items = [x, 2.0, x * x]
        operator.setitem(items, 1, operator.sub(x, 1.0))
        return operator.getitem(items, 1) * reduce(operator.mul, items, 1.0)
""",
)
construct(
    "in-place forms of operator",
    """
    import operator

    def f(x):
        a = np.array([1.0, 2.0]) * x
        b = operator.imul(a, a)
        return np.sum(operator.iadd(a, b[::-1] * x))
""",
    needs_kinds=True,
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
    "functions of different arity in one list",
    """
    def one(a):
        return a * a

    def two(a, b):
        return a * b

    def f(x):
        fs = [one, two]
        return fs[0](x) * fs[1](x, 2.0 * x)
""",
)
