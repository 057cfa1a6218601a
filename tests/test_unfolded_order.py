"""Parts of an expression that become statements keep the order in which Python evaluates them."""

import functools
import itertools

import pytest
import tangent_like
from support import function_from, inner

ORDERED = {
    "a target read before its value rebinds it": """
def f(x):
    s = x
    s += (s := x * 2)
    return s * x
""",
    "a value before the index of its target": """
def f(x):
    a = [x, x * x]
    j = 0
    a[(j := 0)] = (j := 1) * x * x
    return a[0] * 3 + a[1] * j
""",
    "an item read before its value writes it": """
def bump(a):
    a[0] = 5.0
    return 1.0

def f(x):
    a = np.array([x, x])
    a[0] += sum([bump(a) for _ in range(1)])
    return a[0] * x
""",
    "a chain of comparisons from the left": """
def f(x):
    a = 3.0
    if (a := x) < (b := a * 2) < (c := b * a):
        return a * b * c
    return a + b * x
""",
    "a condition that reads the name of the outer loop": """
def f(x):
    i = 1
    s = x
    for i in (j for j in [1, 0, 3, 2] if j >= i):
        s = s * x + i
    return s
""",
    "a loop variable after a generator that drops its last item": """
def f(x):
    s = x
    for p in (q for q in [1, 2, 3] if q < 3):
        s = s * x
    return s * p
""",
    "names of an empty product": """
def f(x):
    i = 5
    for i, j in itertools.product([1, 2], []):
        x = x * 2
    return x * x * i
""",
    "a name of a product that the body rebinds": """
def f(x):
    for i, j in itertools.product([1, 2], [3, 4]):
        x = x * i + j
        i = 10
    return x * x
""",
    "a comprehension in a comprehension with its name": """
def f(x):
    return sum([sum(i * x for i in range(i)) * i for i in range(4)])
""",
    "a loop of no trips": """
def f(x):
    y = x
    for y in [1.0, 2.0][2:]:
        x = x + y
    return y * x
""",
    "items of a display that change a container": """
def f(x):
    a = [x]
    b = [a[0], *(a.append(2.0) or [1.0]), a[-1]]
    return b[0] * b[2] + b[1]
""",
    "a counter where the body continues": """
def f(x):
    s = 0.0
    for i, a in enumerate([x, x * x, x * x * x]):
        if i == 1:
            continue
        s = s + i * a
    return s * x
""",
    "a message of an assertion that holds": """
def f(x):
    assert x > 0, ", ".join(str(i) for i in range(3))
    return x * x
""",
}

REFUSED = {
    "a parameter that is called sum": (
        """
def prod(items):
    s = 1.0
    for a in items:
        s = s * a
    return s

def f(x, sum=prod):
    return sum(a * x for a in [1.0, 2.0])
""",
        "a generator that is",
    ),
    "a nested function that is called sum": (
        """
def f(x):
    def sum(items):
        s = 1.0
        for a in items:
            s = s * a
        return s

    def g(y):
        return sum(y * a for a in [1.0, 2.0])
    return g(x)
""",
        "a generator that is",
    ),
    "an iterator without an end": (
        """
def f(x):
    s = 0.0
    for i, a in zip(itertools.count(1), [x, x * x]):
        s = s + i * a
    return s
""",
        "an iterator without an end",
    ),
    "a function that is another one later": (
        """
def h(a, b):
    return a * b * b

def sq(a):
    return a * a

def f(x, g=sq):
    s = x
    for k in range(2):
        s = s + g(s)
        g = functools.partial(h, x)
    return s
""",
        "cannot differentiate through `h` as a value",
    ),
}


@pytest.mark.parametrize("kinds", [False, True], ids=["any kinds", "kinds"])
@pytest.mark.parametrize("name", ORDERED)
def test_the_order_of_evaluation_is_kept(name: str, kinds: bool) -> None:
    f = function_from(ORDERED[name], itertools=itertools)
    example = (1.3,) if kinds else None
    expected = (f(1.3 + 1e-5) - f(1.3 - 1e-5)) / 2e-5
    gradient = tangent_like.grad(f, wrt=(0,), example_args=example)(1.3)
    tangent = tangent_like.jvp(f, wrt=(0,), example_args=example)(1.3, dx=1.0)
    assert inner(gradient, 1.0) == pytest.approx(expected, rel=1e-6)
    assert tangent == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_builtin_is_not_unfolded_as_one(name: str) -> None:
    text, message = REFUSED[name]
    f = function_from(text, itertools=itertools, functools=functools)
    for derivative in (tangent_like.grad, tangent_like.jvp):
        with pytest.raises(tangent_like.TangentError, match=message):
            derivative(f, wrt=(0,))(1.3)
