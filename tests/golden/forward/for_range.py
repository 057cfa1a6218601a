# The tangent of f towards x.

def f(x, n):
    y = x
    for i in range(1, n, 2):
        y = y * x + i
    return y


# Generated:

def f_jvp(x, n, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x
    dy = dx
    y = x
    for i in range(1, n, 2):
        # Tangent of: y = y * x + i
        dy = x * dy + y * dx
        y = y * x + i
    return dy
