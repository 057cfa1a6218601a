# two definitions of a nested function

def f(x):
    if x > 1:
        def g(a):
            return a * x
    else:
        def g(a):
            return a * a
    return g(3.0 + x)


# Generated, with the kind of x known:

def g1(a, *, x):
    return a * x


def g2(a):
    return a * a


def g1_fwd(a, *, x):
    """Forward half of g1: the result and its residuals."""
    return a * x, (x, a)


def g1_bwd(residuals, b_return):
    """Reverse half of g1: the adjoints of a, x."""
    x, a = residuals
    # Grad of: return a * x
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def g2_fwd(a):
    """Forward half of g2: the result and its residuals."""
    return a * a, (a,)


def g2_bwd(residuals, b_return):
    """Reverse half of g2: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a
    ba = 2 * a * b_return
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    if x > 1:
        g = g1
    else:
        g = g2
    cond1 = g is g1
    if cond1:
        t, g1_residuals = g1_fwd(3.0 + x, x=x)
    else:
        t, g2_residuals = g2_fwd(3.0 + x)

    if cond1:
        # Grad of: return g(3.0 + x)
        bt1_part, bx = g1_bwd(g1_residuals, b_return)
        bx = bx + bt1_part
    else:
        # Grad of: return g(3.0 + x)
        bx = g2_bwd(g2_residuals, b_return)
    return float(np.real(bx))
