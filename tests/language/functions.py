"""Functions: parameters, closures, recursion."""

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
    "star arguments between others",
    """
    def first(*args):
        return args[0] * len(args) + args[-1]

    def f(x):
        parts = []
        for i in range(3):
            parts.append(x * x * i)
        return first(x, *parts) * first(*parts, 2.0, *parts)
""",
)
construct(
    "star arguments for parameters and the rest",
    """
    def scaled(k, *args, c=2.0):
        s = c
        for one in args:
            s = s + k * one
        return s

    def f(x):
        parts = [x * i for i in range(1, 5)]
        return scaled(*parts, c=x) * scaled(x, *parts)
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
