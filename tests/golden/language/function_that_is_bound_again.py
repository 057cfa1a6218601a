# function that is bound again

def f(x):
    g = lambda a: a * x
    s = 1.0
    for i in range(3):
        s = g(s)
        g = lambda a: a + x
    return s


# Generated, with the kind of x known:

def g1(a, *, x):
    return a * x


def g2(a, *, x):
    return a + x


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


def g2_fwd(a, *, x):
    """Forward half of g2: the result and its residuals."""
    return a + x, ()


def g2_bwd(residuals, b_return):
    """Reverse half of g2: the adjoints of a, x."""
    return b_return, b_return


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    g1_residuals_saved = []
    g2_residuals_saved = []
    cond_saved = []
    g = g1
    s = 1.0
    for i in range(3):
        cond = g is g1
        if cond:
            s, g1_residuals = g1_fwd(s, x=x)
            g1_residuals_saved.append(g1_residuals)
        else:
            s, g2_residuals = g2_fwd(s, x=x)
            g2_residuals_saved.append(g2_residuals)
        g = g2
        cond_saved.append(cond)

    bx = 0.0
    for i in range(2, -1, -1):
        cond = cond_saved.pop()
        if cond:
            # Grad of: s = g(s)
            bs, bx_part = g1_bwd(g1_residuals_saved.pop(), bs)
            bx = bx + bx_part
        else:
            # Grad of: s = g(s)
            bs, bx_part1 = g2_bwd(g2_residuals_saved.pop(), bs)
            bx = bx + bx_part1
    return float(np.real(bx))
