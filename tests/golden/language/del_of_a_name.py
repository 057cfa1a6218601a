# del of a name

def f(x):
    y = x * x
    z = y * x
    del y
    y = z * z
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y = x * x
    z = y * x

    # Grad of: y = z * z
    bz = 2 * z * by
    # Grad of: z = y * x
    by = x * bz
    bx = y * bz
    # Grad of: y = x * x
    bx = bx + 2 * x * by
    return bx
