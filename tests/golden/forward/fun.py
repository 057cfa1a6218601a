# The tangent of fun towards x.

def fun(x, y):
    z = x ** 2 + 3 * x * y + y ** 2
    return z


# Generated:

def fun_jvp(x, y, dx):
    """Tangent of fun, given that of x."""
    dx = as_tangent(dx, x)
    z = x ** 2 + 3 * x * y + y ** 2
    # Tangent of: z = x ** 2 + 3 * x * y + y ** 2
    dz = broadcast_like((2 * x + 3 * y) * dx, z)
    return dz
