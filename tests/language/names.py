"""Names, data outside of the function, random draws."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Names and data outside")

construct(
    "global constant",
    """
    SCALE = 3.0

    def f(x):
        return SCALE * x * x
""",
)
construct(
    "global array",
    """
    WEIGHTS = np.array([1.0, 2.0, 3.0])

    def f(x):
        return np.sum(WEIGHTS * x ** 2)
""",
)
construct(
    "global counter",
    """
    count = 0

    def f(x):
        global count
        count = 0
        for i in range(3):
            count += 1
            x = x * count
        return x * x
""",
)
construct(
    "constant of a module",
    """
    def f(x):
        return np.pi * x * x + math.e * x
""",
)
construct(
    "cell around the function",
    """
    def make(scale):
        def f(x):
            return scale * x * x
        return f

    f = make(3.0)
""",
)
construct(
    "names that look generated",
    """
    def f(x):
        bx = x * x
        dx = bx * x
        x_saved = [dx]
        b_return = x_saved[0] + bx
        return b_return * dx
""",
)
construct(
    "np as a variable",
    """
    def f(x):
        np = x * x
        return np * x
""",
)
construct(
    "names of builtins",
    """
    def f(x):
        list = x * x
        sum = list * x
        id = 2.0
        return sum * id + list
""",
)
construct(
    "builtins that the output needs",
    """
    def f(x):
        len = x * x
        range = len * x
        return range + len
""",
)
construct(
    "Unicode names",
    """
    def f(x):
        λ = x * x
        größe = λ * x
        return größe + λ
""",
)
construct(
    "keywords with underscores",
    """
    def f(x):
        lambda_ = x * x
        in_ = lambda_ * x
        return in_ + lambda_
""",
)
construct(
    "underscore",
    """
    def f(x):
        _ = x * x
        for _ in range(3):
            x = x * 1.5
        return x * _
""",
)
construct(
    "more builtins that the output needs",
    """
    def f(x):
        float, isinstance, slice = x, [x * x, x], 2.0
        min = lambda max: max * float
        s = x
        for list in isinstance:
            def tuple(int):
                return int * slice + min(int)
            s = s * list + tuple(list)
        return s
""",
)
construct(
    "a global of a builtin's name",
    """
    len = 3.0

    def f(x):
        s = x
        for a in [x, x * x]:
            s = s * a
        return s
""",
)
construct(
    "a global that hides a builtin is read",
    """
    len = 3.0

    def f(x):
        return x * len
""",
    refused="cannot differentiate through `a global called len`",
)
construct(
    "Unicode names that are the same",
    """
    def f(x):
        \ufb01t = x * x
        fit = fit * x
        \u212b = fit + \ufb01t
        return \u00c5 * x
""",
)
construct(
    "loop variable that held an active value",
    """
    def f(x):
        i = x * x
        for i in range(int(x) - 1):
            x = x * 1.5
        j = x
        for j in range(2):
            pass
        return x * i + j
""",
    points=(1.3, 2.6),
)
construct(
    "private names",
    """
    def f(x):
        __a = x * x
        _b, __c__ = __a * x, x
        return _b + __a * __c__
""",
)
construct(
    "random draw",
    """
    def f(x):
        generator = np.random.default_rng(0)
        s = 0.0
        for _ in range(3):
            s = s * x + x * generator.normal()
        return s
""",
)
construct(
    "random draws of the module",
    """
    def f(x):
        np.random.seed(3)
        noise = np.random.normal(size=4)
        return np.sum((x * noise + 1.0) ** 2)
""",
)
construct(
    "random draws that pick",
    """
    def f(x):
        rng = np.random.default_rng(2)
        u = x * np.arange(1.0, 6.0)
        p = rng.permutation(5)
        s = u[rng.integers(5)] * u[p[0]]
        for i in range(3):
            rng.shuffle(p)
            s = s + np.sum(u[p] * rng.normal(size=5)) * (i + 1)
        return s * rng.choice(5) + rng.gamma(2.0) * x
""",
)
construct(
    "draws of the library random",
    """
    import random
    def f(x):
        random.seed(3)
        s = x * random.gauss(0.0, 1.0) + x * random.uniform(0.0, 1.0)
        return s * random.choice([1.0, 2.0]) * x + random.random()
""",
)
construct(
    "sampling by a transformed draw",
    """
    def sample(mean, scale, generator):
        return mean + scale * generator.standard_normal(5)

    def f(x):
        draws = sample(x, x * x, np.random.default_rng(1))
        return np.mean(draws ** 2)
""",
)
