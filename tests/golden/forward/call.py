# The tangent of f towards x.

def square(t):
    return t * t


def f(x):
    return square(np.sin(x)) + square(x)


# Generated:

def square_jvp(t, dt):
    """Pushforward of square: the result and its tangent."""
    return t * t, 2 * t * dt


def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: return square(np.sin(x)) + square(x)
    t1, dt1 = square_jvp(np.sin(x), np.cos(x) * dx)
    t3, dt3 = square_jvp(x, dx)
    return dt1 + dt3
