# The tangent of f towards x.

def f(x, n):
    if n == 0:
        return 1.0
    return x * f(x, n - 1)


# Generated:

def f_jvp1(x, n, dx):
    """Pushforward of f: the result and its tangent."""
    if n == 0:
        # Tangent of: return 1.0
        dresult = 0.0
        result = 1.0
    else:
        # Tangent of: return x * f(x, n - 1)
        t, dt = f_jvp1(x, n - 1, dx)
        dresult = t * dx + x * dt
        result = x * t
    return result, dresult


def f_jvp(x, n, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    if n == 0:
        # Tangent of: return 1.0
        dresult = 0.0
    else:
        # Tangent of: return x * f(x, n - 1)
        t, dt = f_jvp1(x, n - 1, dx)
        dresult = t * dx + x * dt
    return dresult
