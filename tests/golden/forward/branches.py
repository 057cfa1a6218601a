# The tangent of f towards x, y.

def f(x, y):
    if x > y:
        z = x * y
    elif x > 1:
        z = x ** 2 * y
    else:
        z = y
    return z


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    if x > y:
        # Tangent of: z = x * y
        dz = y * dx + x * dy
    elif x > 1:
        # Tangent of: z = x ** 2 * y
        dz = 2 * y * x * dx + x ** 2 * dy
    else:
        # Tangent of: z = y
        dz = dy
    return dz
