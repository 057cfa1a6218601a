# functools.partial

import functools

def scaled(a, b, c=1.0):
    return a * b + c

def f(x):
    g = functools.partial(scaled, x, c=x * x)
    return g(2.0) * g(x)


# Generated, with the kind of x known:

def scaled_fwd(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b,)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, c."""
    b = residuals[0]
    # Grad of: return a * b + c
    ba = b * b_return
    return ba, b_return


def scaled_fwd1(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b, a)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b, c."""
    b, a = residuals
    # Grad of: return a * b + c
    ba = b * b_return
    bb = a * b_return
    return ba, bb, b_return


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    bound1 = x * x
    t, scaled_residuals = scaled_fwd(x, 2.0, c=bound1)
    t2, scaled_residuals1 = scaled_fwd1(x, x, c=bound1)

    # Grad of: return g(2.0) * g(x)
    bbound_part, bx, bbound1_part = scaled_bwd1(scaled_residuals1, t * b_return)
    bt = t2 * b_return
    bbound = bbound_part
    bbound1 = bbound1_part
    bbound_part1, bbound1_part1 = scaled_bwd(scaled_residuals, bt)
    bbound = bbound + bbound_part1
    bbound1 = bbound1 + bbound1_part1
    # Grad of: g = functools.partial(scaled, x, c=x * x)
    bx = bx + 2 * x * bbound1
    bx = bx + bbound
    return bx
