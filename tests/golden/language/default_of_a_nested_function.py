# default of a nested function

def f(x):
    scale = x * x

    def scaled(a, b=scale):
        return a * b
    scale = 0.0
    return scaled(x) + scaled(x, 2.0)


# Generated, with the kind of x known:

def scaled_fwd(a, b):
    """Forward half of scaled: the result and its residuals."""
    return a * b, (b, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return a * b
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def scaled_fwd1(a, b):
    """Forward half of scaled: the result and its residuals."""
    return a * b, (b,)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    b = residuals[0]
    # Grad of: return a * b
    ba = b * b_return
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    scale = x * x
    t1, scaled_residuals = scaled_fwd(x, b=scale)
    t2, scaled_residuals1 = scaled_fwd1(x, 2.0)

    # Grad of: return scaled(x) + scaled(x, 2.0)
    bx = scaled_bwd1(scaled_residuals1, b_return)
    bx_part, bdefault_part = scaled_bwd(scaled_residuals, b_return)
    bx = bx + bx_part
    # Grad of: scale = x * x
    bx = bx + 2 * x * bdefault_part
    return bx
