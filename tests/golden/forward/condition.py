# The tangent of f towards x.

def f(x, y):
    if x > 0 and not y > 1 or x > 5:
        x = x * y
    return x


# Generated:

def f_jvp(x, y, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    if x > 0 and not y > 1 or x > 5:
        # Tangent of: x = x * y
        dx = y * dx
    return dx
