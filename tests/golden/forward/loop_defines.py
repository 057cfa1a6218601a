# The tangent of f towards x.

def f(x, n):
    y = 0.0
    for i in range(n):
        last = x * i
        y = y + last * last
    return y * last


# Generated:

def f_jvp(x, n, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = 0.0
    dy = 0.0
    y = 0.0
    for i in range(n):
        # Tangent of: last = x * i
        dlast = i * dx
        last = x * i
        # Tangent of: y = y + last * last
        dy = dy + 2 * last * dlast
        y = y + last * last
    return last * dy + y * dlast
