# function or None

def f(x):
    g = None
    if x > 1:
        g = lambda a: a * x
    y = x
    if g is not None:
        y = g(y)
    return y * x


# Generated, with the kind of x known:

def g1(a, *, x):
    return a * x


def g1_fwd(a, *, x):
    """Forward half of g1: the result and its residuals."""
    return a * x, (x, a)


def g1_bwd(residuals, b_return):
    """Reverse half of g1: the adjoints of a, x."""
    x, a = residuals
    # Grad of: g = lambda a: a * x
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    g = None
    if x > 1:
        g = g1
    y = x
    cond1 = g is not None
    if cond1:
        y, g1_residuals = g1_fwd(y, x=x)

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    if cond1:
        # Grad of: y = g(y)
        by, bx_part = g1_bwd(g1_residuals, by)
        bx = bx + bx_part
    # Grad of: y = x
    bx = bx + by
    return float(np.real(bx))
