# lambda called at once

def f(x):
    return (lambda a, b=2.0: a * b * x)(x * x)


# Generated, with the kind of x known:

def lambda_fwd(a, b=2.0, *, x):
    """Forward half of lambda_: the result and its residuals."""
    t1 = a * b
    return t1 * x, (t1, b, x)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    t1, b, x = residuals
    # Grad of: return (lambda a, b=2.0: a * b * x)(x * x)
    bx = t1 * b_return
    ba = b * x * b_return
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, lambda_residuals = lambda_fwd(x * x, x=x)
    # Grad of: return (lambda a, b=2.0: a * b * x)(x * x)
    bt1_part, bx = lambda_bwd(lambda_residuals, b_return)
    bx = bx + 2 * x * bt1_part
    return bx
