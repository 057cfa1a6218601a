# The tangent of f towards x.

def even(x, n):
    return x if n == 0 else x * odd(x, n - 1)


def odd(x, n):
    return x + 1 if n == 0 else x * x * even(x, n - 1)


def f(x, n):
    return even(x, n)


# Generated:

def odd_jvp(x, n, dx):
    """Pushforward of odd: the result and its tangent."""
    if n == 0:
        # Tangent of: return x + 1 if n == 0 else x * x * even(x, n - 1)
        dt = copied(dx)
        t = x + 1
    else:
        # Tangent of: return x + 1 if n == 0 else x * x * even(x, n - 1)
        dt1 = 2 * x * dx
        t1 = x * x
        t2, dt2 = even_jvp(x, n - 1, dx)
        dt = t2 * dt1 + t1 * dt2
        t = t1 * t2
    return t, dt


def even_jvp(x, n, dx):
    """Pushforward of even: the result and its tangent."""
    if n == 0:
        # Tangent of: return x if n == 0 else x * odd(x, n - 1)
        dt = dx
        t = x
    else:
        # Tangent of: return x if n == 0 else x * odd(x, n - 1)
        t1, dt1 = odd_jvp(x, n - 1, dx)
        dt = t1 * dx + x * dt1
        t = x * t1
    return t, dt


def f_jvp(x, n, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: return even(x, n)
    t, dt = even_jvp(x, n, dx)
    return dt
