# The tangent of f towards x.

def f(x):
    g = lambda y: y * x
    return g(x) + 1


# Generated:

def g_jvp(y, *, x, dy, dx):
    """Pushforward of g: the result and its tangent."""
    return y * x, x * dy + y * dx


def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: return g(x) + 1
    t1, dt1 = g_jvp(x, x=x, dy=dx, dx=dx)
    return dt1
