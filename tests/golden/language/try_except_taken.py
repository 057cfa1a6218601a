# try, except taken

def f(x):
    try:
        y = x / (x - x)
    except ZeroDivisionError:
        y = x * x
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    done = True
    try:
        t = x - x
        y = x / t
    except ZeroDivisionError:
        done = False
        y = x * x

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    if not done:
        # Grad of: y = x * x
        bx = bx + 2 * x * by
        by = 0.0
    if done:
        # Grad of: y = x / (x - x)
        bt = -(x * by / t / t)
        bx = bx - bt + bt + by / t
    return bx
