# The tangent of fun towards x.

def fun(x: float, y: float):
    z = x ** 2 + 3 * x * y + y ** 2
    return z


# Generated:

def fun_jvp(x: float, y: float, dx: float):
    """Tangent of fun, given that of x."""
    # Tangent of: z = x ** 2 + 3 * x * y + y ** 2
    dz = (2 * x + 3 * y) * dx
    return dz
