# np as a variable

def f(x):
    np = x * x
    return np * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    np = x * x
    # Grad of: return np * x
    bnp = x * b_return
    bx = np * b_return
    # Grad of: np = x * x
    bx = bx + 2 * x * bnp
    return bx
