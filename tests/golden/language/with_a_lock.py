# with a lock

import threading

LOCK = threading.Lock()

def f(x):
    with LOCK:
        y = x * x
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    with LOCK:
        y = x * x
    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    # Grad of: y = x * x
    bx = bx + 2 * x * by
    return float(np.real(bx))
