# The gradient of fun towards x.

def fun(x: float, y: float):
    z = x ** 2 + 3 * x * y + y ** 2
    return z


# Generated:

def dfundx(x: float, y: float, bz: float = 1.0):
    """Gradient of fun with respect to x."""
    # Grad of: z = x ** 2 + 3 * x * y + y ** 2
    bx = (2 * x + 3 * y) * bz
    return bx
