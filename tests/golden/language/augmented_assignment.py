# augmented assignment

def f(x):
    y = x
    y += x * x
    y -= 1.0
    y *= x
    y /= 3.0
    y **= 2
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y = x
    y = y + x * x
    y = y - 1.0
    y1 = y * x
    y2 = y1 / 3.0

    # Grad of: y **= 2
    by = 2 * y2 * by
    # Grad of: y /= 3.0
    by = by / 3.0
    # Grad of: y *= x
    bx = y * by
    by = x * by
    # Grad of: y += x * x
    bx = bx + 2 * x * by
    # Grad of: y = x
    bx = bx + by
    return bx
