# keyword-only parameters

def scaled(a, *, b):
    return a * b * b

def f(x):
    return scaled(x, b=2.0) * scaled(3.0, b=x)


# Generated, with the kind of x known:

def scaled_fwd(a, *, b):
    """Forward half of scaled: the result and its residuals."""
    return a * b * b, (b,)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    b = residuals[0]
    # Grad of: return a * b * b
    ba = b * b * b_return
    return ba


def scaled_fwd1(a, *, b):
    """Forward half of scaled: the result and its residuals."""
    t1 = a * b
    return t1 * b, (a, b, t1)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoint of b."""
    a, b, t1 = residuals
    # Grad of: return a * b * b
    bb = (a * b + t1) * b_return
    return bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, scaled_residuals = scaled_fwd(x, b=2.0)
    t2, scaled_residuals1 = scaled_fwd1(3.0, b=x)

    # Grad of: return scaled(x, b=2.0) * scaled(3.0, b=x)
    bx = scaled_bwd1(scaled_residuals1, t1 * b_return)
    bx = bx + scaled_bwd(scaled_residuals, t2 * b_return)
    return bx
