# late-binding closure

def f(x):
    scale = x

    def scaled(a):
        return a * scale
    first = scaled(x)
    scale = x * x
    return first * scaled(x)


# Generated, with the kind of x known:

def scaled_fwd(a, *, scale):
    """Forward half of scaled: the result and its residuals."""
    return a * scale, (scale, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, scale."""
    scale, a = residuals
    # Grad of: return a * scale
    ba = scale * b_return
    bscale = a * b_return
    return ba, bscale


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    scale = x
    first, scaled_residuals = scaled_fwd(x, scale=scale)
    scale = x * x
    t1, scaled_residuals1 = scaled_fwd(x, scale=scale)

    # Grad of: return first * scaled(x)
    bx, bscale = scaled_bwd(scaled_residuals1, first * b_return)
    bfirst = t1 * b_return
    # Grad of: scale = x * x
    bx = bx + 2 * x * bscale
    # Grad of: first = scaled(x)
    bx_part, bscale = scaled_bwd(scaled_residuals, bfirst)
    bx = bx + bx_part
    # Grad of: scale = x
    bx = bx + bscale
    return bx
