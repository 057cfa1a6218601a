# The tangent of f towards x.

def g(a, b=2.0, *, c=1.0):
    return a * b * c


def f(x):
    return g(x, c=x) + g(b=x, a=3.0)


# Generated:

def g_jvp(a, b=2.0, *, c=1.0, da, dc):
    """Pushforward of g: the result and its tangent."""
    t1 = a * b
    return t1 * c, c * b * da + t1 * dc


def g_jvp1(a, b=2.0, *, c=1.0, db):
    """Pushforward of g: the result and its tangent."""
    return a * b * c, c * a * db


def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: return g(x, c=x) + g(b=x, a=3.0)
    t1, dt1 = g_jvp(x, c=x, da=dx, dc=dx)
    t2, dt2 = g_jvp1(b=x, a=3.0, db=dx)
    return dt1 + dt2
