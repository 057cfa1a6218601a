# The tangent of f towards x, y.

def f(x, y):
    z = x if x > y else y * 2.0
    return z * z


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    if x > y:
        # Tangent of: z = x if x > y else y * 2.0
        dz = dx
        z = x
    else:
        # Tangent of: z = x if x > y else y * 2.0
        dz = 2.0 * dy
        z = y * 2.0
    return 2 * z * dz
