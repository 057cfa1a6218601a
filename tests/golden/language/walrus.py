# walrus

def f(x):
    return (y := x * x) * y + x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = x * x
    # Grad of: return (y := x * x) * y + x
    bx = b_return
    by = 2 * y * b_return
    bx = bx + 2 * x * by
    return bx
