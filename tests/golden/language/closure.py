# closure

def f(x):
    scale = x * x

    def scaled(a):
        return a * scale + x
    return scaled(2.0) * scaled(x)


# Generated, with the kind of x known:

def scaled_fwd(a, *, scale, x):
    """Forward half of scaled: the result and its residuals."""
    return a * scale + x, (a,)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of scale, x."""
    a = residuals[0]
    # Grad of: return a * scale + x
    bscale = a * b_return
    return bscale, b_return


def scaled_fwd1(a, *, scale, x):
    """Forward half of scaled: the result and its residuals."""
    return a * scale + x, (scale, a)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, scale, x."""
    scale, a = residuals
    # Grad of: return a * scale + x
    ba = scale * b_return
    bscale = a * b_return
    return ba, bscale, b_return


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    scale = x * x
    t1, scaled_residuals = scaled_fwd(2.0, scale=scale, x=x)
    t2, scaled_residuals1 = scaled_fwd1(x, scale=scale, x=x)

    # Grad of: return scaled(2.0) * scaled(x)
    bx, bscale, bx_part = scaled_bwd1(scaled_residuals1, t1 * b_return)
    bscale_part, bx_part1 = scaled_bwd(scaled_residuals, t2 * b_return)
    bx = bx + bx_part1 + bx_part
    bscale = bscale + bscale_part
    # Grad of: scale = x * x
    bx = bx + 2 * x * bscale
    return bx
