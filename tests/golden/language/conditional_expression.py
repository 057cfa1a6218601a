# conditional expression

def f(x):
    return x * x if x > 1 else x ** 3


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    if x > 1:
        # Grad of: return x * x if x > 1 else x ** 3
        bx = 2 * x * b_return
    else:
        # Grad of: return x * x if x > 1 else x ** 3
        bx = 3 * x ** 2 * b_return
    return bx
