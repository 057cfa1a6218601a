# docstring

def f(x):
    """Twice the square."""
    return 2 * x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    # Grad of: return 2 * x * x
    bx = (2 * x + 2 * x) * b_return
    return bx
