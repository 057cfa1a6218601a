# contextlib.suppress

import contextlib

def f(x):
    y = x
    with contextlib.suppress(ValueError, ZeroDivisionError):
        y = x * math.log(x - 1.0)
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = x
    done = True
    try:
        t1 = x - 1.0
        t = math.log(t1)
        y_new = x * t
    except (ValueError, ZeroDivisionError):
        done = False
    else:
        y = y_new

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    if done:
        # Grad of: y = x * math.log(x - 1.0)
        by_new = by
        by = 0.0
    else:
        by_new = 0.0
    if done:
        # Grad of: y = x * math.log(x - 1.0)
        bx = bx + x * by_new / t1 + t * by_new
    # Grad of: y = x
    bx = bx + by
    return bx
