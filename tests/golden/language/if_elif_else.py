# if, elif, else

def f(x):
    if x > 2:
        y = x * x
    elif x > 1:
        y = 3 * x * x
    else:
        y = x ** 3
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    cond = x > 2
    if not cond:
        cond1 = x > 1
        if cond1:
            t = 3 * x

    if cond:
        # Grad of: y = x * x
        bx = 2 * x * by
    elif cond1:
        # Grad of: y = 3 * x * x
        bx = (3 * x + t) * by
    else:
        # Grad of: y = x ** 3
        bx = 3 * x ** 2 * by
    return bx
