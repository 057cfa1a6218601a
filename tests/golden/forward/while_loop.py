# The tangent of f towards x.

def f(x):
    y = x
    while y < 100:
        y = y * y + x
    return y


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x
    dy = dx
    y = x
    while y < 100:
        # Tangent of: y = y * y + x
        dy = 2 * y * dy + dx
        y = y * y + x
    return dy
