# any and all

def f(x):
    if any([x > 3, x > 1]) and all([x > 0, True]):
        return x * x
    return x ** 3


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    if any([x > 3, x > 1]) and all([x > 0, True]):
        # Grad of: return x * x
        bx = 2 * x * b_return
    else:
        # Grad of: return x ** 3
        bx = 3 * x ** 2 * b_return
    return bx
