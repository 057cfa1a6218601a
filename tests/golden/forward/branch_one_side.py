# The tangent of f towards x.

def f(x):
    y = x
    if x > 0:
        y = y * y * y
    return y


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x
    dy = dx
    y = x
    if x > 0:
        # Tangent of: y = y * y * y
        dy = (2 * y * y + y * y) * dy
    return dy
