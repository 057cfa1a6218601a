# try, except not taken

def f(x):
    try:
        y = x / (x + 1)
    except ZeroDivisionError:
        y = 0.0
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    done = True
    try:
        t = x + 1
        y = x / t
    except ZeroDivisionError:
        done = False
        y = 0.0

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    if not done:
        by = 0.0
    if done:
        # Grad of: y = x / (x + 1)
        bx = bx - x * by / t / t + by / t
    return bx
