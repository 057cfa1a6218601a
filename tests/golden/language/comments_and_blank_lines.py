# comments and blank lines

def f(x):
    # first
    y = x * x  # the square

    return y  # last


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    # Grad of: y = x * x # the square
    bx = 2 * x * by
    return bx
