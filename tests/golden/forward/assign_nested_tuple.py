# The tangent of f towards x.

def f(x, y):
    (a, b), c = (x, y), x * y
    return a * b * c


# Generated:

def f_jvp(x, y, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: (a, b), c = (x, y), x * y
    da, db = dx, zeros_like(y)
    a, b = x, y
    c = x * y
    return c * (b * da + a * db) + a * b * (y * dx)
