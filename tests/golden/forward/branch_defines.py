# The tangent of f towards x.

def f(x):
    positive = x > 0
    if positive:
        y = x * x
    z = x
    if positive:
        z = z * y
    return z


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    positive = x > 0
    if positive:
        # Tangent of: y = x * x
        dy = 2 * x * dx
        y = x * x
    # Tangent of: z = x
    dz = dx
    z = x
    if positive:
        # Tangent of: z = z * y
        dz = y * dz + z * dy
    return dz
