# walrus that binds an operand

def f(x):
    y = x + (x := x * 2) * x
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = x
    x = x * 2
    y = t + x * x

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    # Grad of: y = x + (x := x * 2) * x
    bx = bx + 2 * x * by
    bx = 2 * bx
    bx = bx + by
    return bx
