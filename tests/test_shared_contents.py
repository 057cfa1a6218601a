"""What is written through one name and read through another: arrays in lists, dicts, objects and results of calls."""

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import tangent_like
from language.verdicts import PAIRS, expected_first, expected_second, first, second
from support import function_from
from tangent_like import runtime

PROGRAMS = {
    "a list that a callee hands to its callees": """
def inner(acc, b, c):
    acc[0] = acc[0] * c
    b[0] = b[0] + c
    return acc[0] * b[0]

def outer(acc, a, x):
    b = [a]
    r = inner(acc, b, a) + inner(acc, b, x)
    return r * b[0]

def f(x):
    acc = [1.0]
    return outer(acc, x, x) + acc[0]
""",
    "an array in a list by a number": """
def f(x):
    u = np.array([x, x * x])
    xs = [u]
    xs[0] *= x
    return u[0] * xs[0][1]
""",
    "an array in a list by itself": """
def f(x):
    u = np.array([x, x * x])
    xs = [u]
    xs[0] *= xs[0]
    return u[0] * xs[0][1]
""",
    "an array in a list by its other name": """
def f(x):
    u = np.array([x, x * x])
    xs = [u]
    xs[0] += u * x
    return u[0] * xs[0][1]
""",
    "an array in a dict": """
def f(x):
    u = np.array([x, x * x])
    xs = {'a': u}
    xs['a'] /= x
    return u[0] * xs['a'][1]
""",
    "a second name by a number": """
def f(x):
    u = np.array([x, x * x])
    v = u
    v *= x
    return u[0] * v[1]
""",
    "a second name to a power": """
def f(x):
    u = np.array([x, x * x])
    v = u
    v **= x
    return u[0] * v[1]
""",
    "an array of an object": """
class G:
    def __init__(self, u):
        self.u = u
def f(x):
    u = np.array([x, x * x])
    g = G(u)
    g.u *= x
    return u[0] * g.u[1]
""",
    "an array of an object under a second name": """
class G:
    def __init__(self, u):
        self.u = u
def f(x):
    u = np.array([x, x * x])
    g = G(u)
    g.u *= x
    v = g.u
    v -= x
    return u[0] * g.u[1]
""",
    "an array of an object to a power": """
class G:
    def __init__(self, u):
        self.u = u
def f(x):
    u = np.array([x, x * x])
    g = G(u)
    g.u **= x
    g.u[0] *= x
    return u[0] * g.u[1]
""",
    "an array of an object in a callee": """
class G:
    def __init__(self, u):
        self.u = u
def bump(g, x):
    g.u *= x
def f(x):
    u = np.array([x, x * x])
    g = G(u)
    bump(g, x)
    return u[0] * g.u[1]
""",
    "an object that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def bump(g, x):
    g.u *= x
    return g
def f(x):
    u = np.array([x, x * x])
    g = G(u)
    h = bump(g, x)
    h.u += u
    return u[0] * g.u[1]
""",
    "views that a callee returns": """
def parts(a, b):
    return a[1:], b[1:]
def f(x):
    a = np.array([x, x * x, 2.0])
    b = np.array([1.0, 2.0, 3.0])
    v, w = parts(a, b)
    w[:] = v * v
    return b[1] * a[1] + b[2]
""",
    "views of attributes that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def parts(a, b):
    return a.u[1:], b.u[1:]
def f(x):
    a = G(np.array([x, x * x, 2.0]))
    b = G(np.array([1.0, 2.0, 3.0]))
    v, w = parts(a, b)
    w[:] = v * v
    return b.u[1] * a.u[1] + b.u[2]
""",
    "a view of an attribute that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def part(b):
    return b.u[1:]
def f(x):
    b = G(np.array([1.0, 2.0, 3.0]))
    w = part(b)
    w[:] = x * x
    return b.u[1] * x + b.u[2]
""",
    "a view in a list that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def part(b):
    return [b.u[1:]]
def f(x):
    b = G(np.array([1.0, 2.0, 3.0]))
    w = part(b)
    w[0][:] = x * x
    return b.u[1] * x + b.u[2]
""",
    "an attribute that a callee returns twice": """
class G:
    def __init__(self, u):
        self.u = u
def part(b):
    return b.u, b.u
def f(x):
    b = G(np.array([1.0, 2.0, 3.0]))
    w, v = part(b)
    w[1] = x * x
    return b.u[1] * x + v[1]
""",
    "objects that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def part(b, c):
    return b, c
def f(x):
    b = G(1.0)
    c = G(2.0)
    w, v = part(b, c)
    v.u = x * x
    w.u = x
    return b.u * c.u * v.u
""",
    "objects in a list that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def part(b, c):
    return [b, c]
def f(x):
    b = G(1.0)
    c = G(2.0)
    ws = part(b, c)
    ws[1].u = x * x
    return b.u * c.u * x
""",
    "an object in an object that a callee returns": """
class G:
    def __init__(self, u):
        self.u = u
def part(b, c):
    return G(b)
def f(x):
    b = G(1.0)
    c = G(2.0)
    w = part(b, c)
    w.u.u = x * x
    return b.u * c.u * x
""",
    "an attribute and its object in a tuple": """
class G:
    def __init__(self, u):
        self.u = u
def f(x):
    b = G(np.array([1.0, 2.0]))
    w = (b.u, b)
    w[0][0] = x * x
    w[1].u[1] = x
    return b.u[0] * b.u[1]
""",
    "an attribute and its object in a dict": """
class G:
    def __init__(self, u):
        self.u = u
def f(x):
    b = G(np.array([1.0, 2.0]))
    d = {'k': b, 'v': b.u}
    d['v'][0] = x * x
    d['k'].u[1] = x
    return b.u[0] * b.u[1]
""",
    "a view of an attribute in another object": """
class G:
    def __init__(self, u):
        self.u = u
def f(x):
    b = G(np.array([1.0, 2.0]))
    c = G(b.u[1:])
    d = c.u
    d[0] = x * x
    b.u[0] = c.u[0] * x
    return b.u[0] * b.u[1]
""",
    "an unpacked result of a factorisation": """
def f(x):
    p = np.array([x, x * x, 2.0, 3.0])
    u, s, v = np.linalg.svd(p.reshape(2, 2))
    w = s
    w[0] = x * x * x
    return s[0] * p[1]
""",
    "an item of the result of a factorisation": """
def f(x):
    p = np.array([x, x * x, 2.0, 3.0])
    r = np.linalg.svd(p.reshape(2, 2))
    w = r[1]
    w[0] = x * x * x
    return r[1][0] * p[1]
""",
    "a property that is updated": """
class P:
    def __init__(self, q):
        self._q = q

    @property
    def q(self):
        return self._q * 2

    @q.setter
    def q(self, v):
        self._q = v / 3

def f(x):
    p = P(x)
    p.q = p.q * x
    p.q += 1.0
    return p.q
""",
    "views of an attribute in a loop": """
class G:
    def __init__(self, n):
        self.u = np.zeros(n)

    def inner(self):
        return self.u[1:-1]

def f(x):
    g = G(5)
    g.u[2] = x
    for t in range(3):
        v = g.inner()
        v[:] = v + 0.1 * (g.u[2:] - 2 * g.u[1:-1] + g.u[:-2]) * x
    return g.u[1] * g.u[2]
""",
    "a list in what a method returns": """
class S:
    def __init__(self):
        self.items = []
        self.total = 0.0

    def add(self, v):
        self.items.append(v)
        self.total += v
        return self

def f(x):
    s = S().add(x).add(x * x)
    s.items[0] = s.items[0] * s.total
    return s.items[0] + s.items[1] * s.total
""",
}


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_first_derivatives_see_the_write(name: str, mode: str) -> None:
    f = function_from(PROGRAMS[name])
    assert first(f, 1.3, mode, True) == pytest.approx(expected_first(f, 1.3), rel=1e-7)


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_first_derivatives_without_kinds_see_it_or_refuse(name: str, mode: str) -> None:
    f = function_from(PROGRAMS[name])
    found = _exact_or_refused(lambda: first(f, 1.3, mode, False))
    assert found is None or found == pytest.approx(expected_first(f, 1.3), rel=1e-7)


@pytest.mark.parametrize("modes", PAIRS, ids="-".join)
@pytest.mark.parametrize("name", PROGRAMS)
def test_second_derivatives_see_the_write_or_refuse(name: str, modes: tuple[str, str]) -> None:
    f = function_from(PROGRAMS[name])
    found = _exact_or_refused(lambda: second(f, 1.3, modes, True))
    assert found is None or found == pytest.approx(expected_second(f, 1.3), rel=1e-6, abs=1e-8)


def _exact_or_refused(derivative: Any) -> float | None:
    """The derivative, or None where it is refused with a place."""
    try:
        return float(derivative())
    except tangent_like.TangentError:
        return None
    except ValueError as error:
        if re.match(r".*:\d+:\d+: ", str(error)):
            return None
        raise


def test_refilling_keeps_the_arrays_and_containers() -> None:
    inner, array, other = [1.0, np.ones(2)], np.ones(3), SimpleNamespace(w=np.ones(2), n=2.0)
    bx = {"inner": inner, "array": array, "object": other, "number": 4.0, "gone": np.ones(2)}
    kept = [inner[1], array, other.w]
    by = {
        "inner": [5.0, np.array([6.0, 7.0])],
        "array": np.ones(3),
        "object": SimpleNamespace(w=None, n=8.0),
        "number": 9.0,
    }
    runtime.refill(bx, by)
    assert (bx["inner"] is inner, bx["array"] is array, bx["object"] is other) == (True, True, True)
    assert [inner[1] is kept[0], array is kept[1], other.w is kept[2]] == [True] * 3
    assert inner[0] == 5.0
    assert (other.n, bx["number"]) == (8.0, 9.0)
    for one, wanted in zip((*kept, bx["gone"]), ([6.0, 7.0], np.ones(3), np.zeros(2), np.zeros(2)), strict=True):
        np.testing.assert_array_equal(one, wanted)
