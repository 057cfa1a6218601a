# return in a branch

def f(x):
    if x > 1:
        return x * x
    y = x ** 3
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    cond = x > 1
    if not cond:
        y = x ** 3

    if cond:
        # Grad of: return x * x
        bx = 2 * x * b_return
    else:
        # Grad of: return y * x
        by = x * b_return
        bx = y * b_return
        # Grad of: y = x ** 3
        bx = bx + 3 * x ** 2 * by
    return bx
