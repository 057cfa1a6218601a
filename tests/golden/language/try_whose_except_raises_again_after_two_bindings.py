# try whose except raises again after two bindings

def g(x, n):
    try:
        a = x / n
        b = a * x
    except ZeroDivisionError:
        raise
    return a * b

def f(x):
    return g(x, 2.0)


# Generated, with the kind of x known:

def g_fwd(x, n):
    """Forward half of g: the result and its residuals."""
    b = None
    a = None
    a_new = None
    done = True
    error = None
    try:
        a_new = x / n
        b_new = a_new * x
    except ZeroDivisionError as error_caught:
        done = False
        error = error_caught
        raise error
    else:
        a = a_new
        b = b_new
    return a * b, (b, a, done, x, a_new, n)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoint of x."""
    b, a, done, x, a_new, n = residuals
    # Grad of: return a * b
    ba = b * b_return
    bb = a * b_return
    if done:
        # Grad of: a = x / n
        bb_new = bb
        ba_new = ba
    else:
        ba_new = 0.0
        bb_new = 0.0
    if done:
        # Grad of: b = a * x
        ba_new = ba_new + x * bb_new
        bx = a_new * bb_new
        # Grad of: a = x / n
        bx = bx + ba_new / n
    else:
        bx = 0.0
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, g_residuals = g_fwd(x, 2.0)
    # Grad of: return g(x, 2.0)
    bx = g_bwd(g_residuals, b_return)
    return bx
