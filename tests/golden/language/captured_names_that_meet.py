# captured names that meet

def outer(g, b):
    x = b * 2.0
    return inner_(lambda a: g(a) * x, b)
def inner_(h, x):
    return h(x) + x
def f(x):
    return outer(lambda a: a * x + 1.0, x * x)


# Generated, with the kind of x known:

def lambda_fwd(a, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x + 1.0, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: return outer(lambda a: a * x + 1.0, x * x)
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def lambda_g_fwd(a, *, x, x1):
    """Forward half of lambda_g: the result and its residuals."""
    t1, lambda_residuals = lambda_fwd(a, x=x1)
    return t1 * x, (lambda_residuals, x, t1)


def lambda_g_bwd(residuals, b_return):
    """Reverse half of lambda_g: the adjoints of a, x, x1."""
    lambda_residuals, x, t1 = residuals
    # Grad of: return inner_(lambda a: g(a) * x, b)
    ba, bx1 = lambda_bwd(lambda_residuals, x * b_return)
    bx = t1 * b_return
    return ba, bx, bx1


def inner_h_fwd(x, *, x1, x1_1):
    """Forward half of inner_h: the result and its residuals."""
    t1, lambda_g_residuals = lambda_g_fwd(x, x=x1, x1=x1_1)
    return t1 + x, (lambda_g_residuals,)


def inner_h_bwd(residuals, b_return):
    """Reverse half of inner_h: the adjoints of x, x1, x1_1."""
    lambda_g_residuals = residuals[0]
    # Grad of: return h(x) + x
    bx_part, bx1, bx1_1 = lambda_g_bwd(lambda_g_residuals, b_return)
    bx = bx_part + b_return
    return bx, bx1, bx1_1


def outer_g_fwd(b, *, x1):
    """Forward half of outer_g: the result and its residuals."""
    x = b * 2.0
    t, inner_h_residuals = inner_h_fwd(b, x1=x, x1_1=x1)
    return t, (inner_h_residuals,)


def outer_g_bwd(residuals, b_return):
    """Reverse half of outer_g: the adjoints of b, x1."""
    inner_h_residuals = residuals[0]
    # Grad of: return inner_(lambda a: g(a) * x, b)
    bb, bx, bx1 = inner_h_bwd(inner_h_residuals, b_return)
    # Grad of: x = b * 2.0
    bb = bb + 2.0 * bx
    return bb, bx1


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, outer_g_residuals = outer_g_fwd(x * x, x1=x)
    # Grad of: return outer(lambda a: a * x + 1.0, x * x)
    bt1_part, bx = outer_g_bwd(outer_g_residuals, b_return)
    bx = bx + 2 * x * bt1_part
    return bx
