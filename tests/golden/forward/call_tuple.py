# The tangent of f towards x.

def g(a, b):
    return a * b, a


def f(x):
    p, q = g(x, x)
    return p * q


# Generated:

def g_jvp(a, b, da, db):
    """Pushforward of g: the result and its tangent."""
    return (a * b, a), (b * da + a * db, da)


def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: p, q = g(x, x)
    t, dt = g_jvp(x, x, dx, dx)
    dp, dq = dt
    p, q = t
    return q * dp + p * dq
