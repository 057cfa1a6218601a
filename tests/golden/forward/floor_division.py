# The tangent of f towards x, y.

def f(x, y):
    return x // y * x


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    return x // y * dx
