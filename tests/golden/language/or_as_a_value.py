# or as a value

def f(x):
    y = 0 or x * x
    return y * (x and x + 1)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = 0
    cond = t
    if not cond:
        t = x * x
    y = t
    t3 = x
    cond1 = t3
    if cond1:
        t3 = x + 1

    # Grad of: return y * (x and x + 1)
    by = t3 * b_return
    bt3 = y * b_return
    if cond1:
        # Grad of: return y * (x and x + 1)
        bx = bt3
        bt3 = 0.0
    else:
        bx = 0.0
    # Grad of: return y * (x and x + 1)
    bx = bx + bt3
    if not cond:
        # Grad of: y = 0 or x * x
        bx = bx + 2 * x * by
    return bx
