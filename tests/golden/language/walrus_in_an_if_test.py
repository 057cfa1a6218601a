# walrus in an if test

def f(x):
    if (y := x * x) > 1:
        return y * x
    return y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = x * x
    if y > 1:
        # Grad of: return y * x
        by = x * b_return
        bx = y * b_return
    else:
        # Grad of: return y
        by = b_return
        bx = 0.0
    # Grad of: if (y := x * x) > 1:
    bx = bx + 2 * x * by
    return bx
