# default arguments

def scaled(a, b=2.0, *, c=3.0):
    return a * b + c

def f(x):
    return scaled(x) * scaled(x, x) + scaled(x, c=x)


# Generated, with the kind of x known:

def scaled_fwd(a, b=2.0, *, c=3.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b,)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    b = residuals[0]
    # Grad of: return a * b + c
    ba = b * b_return
    return ba


def scaled_fwd1(a, b=2.0, *, c=3.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b, a)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return a * b + c
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def scaled_fwd2(a, b=2.0, *, c=3.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b,)


def scaled_bwd2(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, c."""
    b = residuals[0]
    # Grad of: return a * b + c
    ba = b * b_return
    return ba, b_return


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2, scaled_residuals = scaled_fwd(x)
    t3, scaled_residuals1 = scaled_fwd1(x, x)
    t4, scaled_residuals2 = scaled_fwd2(x, c=x)

    # Grad of: return scaled(x) * scaled(x, x) + scaled(x, c=x)
    bx, bx_part = scaled_bwd2(scaled_residuals2, b_return)
    bx_part1, bx_part2 = scaled_bwd1(scaled_residuals1, t2 * b_return)
    bx = bx + scaled_bwd(scaled_residuals, t3 * b_return) + bx_part2 + bx_part1 + bx_part
    return bx
