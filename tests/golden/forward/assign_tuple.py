# The tangent of f towards x, y.

def f(x, y):
    a, b = x * y, x
    a, b = b, a
    return a * b


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    # Tangent of: a, b = x * y, x
    da = y * dx + x * dy
    a = x * y
    db = dx
    b = x
    # Tangent of: a, b = b, a
    dt3 = da
    t3 = a
    da = db
    a = b
    db = dt3
    b = t3
    return b * da + a * db
