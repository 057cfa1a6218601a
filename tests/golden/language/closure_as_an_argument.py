# closure as an argument

def twice(g, a):
    return g(g(a))

def f(x):
    return twice(lambda a: a * x + 1.0, x)


# Generated, with the kind of x known:

def lambda_fwd(a, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x + 1.0, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: return twice(lambda a: a * x + 1.0, x)
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def twice_g_fwd(a, *, x):
    """Forward half of twice_g: the result and its residuals."""
    t1, lambda_residuals = lambda_fwd(a, x=x)
    t, lambda_residuals1 = lambda_fwd(t1, x=x)
    return t, (lambda_residuals1, lambda_residuals)


def twice_g_bwd(residuals, b_return):
    """Reverse half of twice_g: the adjoints of a, x."""
    lambda_residuals1, lambda_residuals = residuals
    # Grad of: return g(g(a))
    bt1_part, bx = lambda_bwd(lambda_residuals1, b_return)
    ba, bx_part = lambda_bwd(lambda_residuals, bt1_part)
    bx = bx + bx_part
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, twice_g_residuals = twice_g_fwd(x, x=x)
    # Grad of: return twice(lambda a: a * x + 1.0, x)
    bx, bx_part = twice_g_bwd(twice_g_residuals, b_return)
    bx = bx + bx_part
    return bx
