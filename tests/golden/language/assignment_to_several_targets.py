# assignment to several targets

def f(x):
    a = b = x * x
    a = a * x
    return a * b


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = x * x
    a = t
    b = t
    a1 = a * x

    # Grad of: return a * b
    ba = b * b_return
    bb = a1 * b_return
    # Grad of: a = a * x
    bx = a * ba
    ba = x * ba
    # Grad of: a = b = x * x
    bx = bx + 2 * x * add(bb, ba)
    return bx
