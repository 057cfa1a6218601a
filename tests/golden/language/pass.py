# pass

def f(x):
    if x > 1:
        pass
    else:
        x = x * x
    return x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    cond = x > 1
    if not cond:
        x_saved = x
        x = x * x

    # Grad of: return x * x
    bx = 2 * x * b_return
    if not cond:
        x = x_saved
        # Grad of: x = x * x
        bx = 2 * x * bx
    return bx
