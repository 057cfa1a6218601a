# The tangent of f towards x.

def f(x):
    def g(y):
        return y * x
    z = g(2.0)
    x = x * 3
    return z + g(x)


# Generated:

def g_jvp(y, *, x, dx):
    """Pushforward of g: the result and its tangent."""
    return y * x, y * dx


def g_jvp1(y, *, x, dy, dx):
    """Pushforward of g: the result and its tangent."""
    return y * x, x * dy + y * dx


def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: z = g(2.0)
    z, dz = g_jvp(2.0, x=x, dx=dx)
    # Tangent of: x = x * 3
    dx = 3 * dx
    x = x * 3
    # Tangent of: return z + g(x)
    t1, dt1 = g_jvp1(x, x=x, dy=dx, dx=dx)
    return dz + dt1
