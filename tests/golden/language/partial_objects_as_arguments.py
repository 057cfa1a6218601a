# partial objects as arguments

import functools
def scaled(a, b, c=1.0):
    return a * b + c
def twice(g, a):
    return g(g(a))
def f(x):
    return twice(functools.partial(scaled, b=x * x), x) + twice(functools.partial(scaled, x), 2.0)


# Generated, with the kind of x known:

def scaled_fwd(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return a * b + c
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def twice_scaled_fwd(a, *, b):
    """Forward half of twice_scaled: the result and its residuals."""
    t1, scaled_residuals = scaled_fwd(a, b=b)
    t, scaled_residuals1 = scaled_fwd(t1, b=b)
    return t, (scaled_residuals1, scaled_residuals)


def twice_scaled_bwd(residuals, b_return):
    """Reverse half of twice_scaled: the adjoints of a, b."""
    scaled_residuals1, scaled_residuals = residuals
    # Grad of: return g(g(a))
    bt1_part, bb = scaled_bwd(scaled_residuals1, b_return)
    ba, bb_part = scaled_bwd(scaled_residuals, bt1_part)
    bb = bb + bb_part
    return ba, bb


def scaled_fwd1(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b,)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    b = residuals[0]
    # Grad of: return a * b + c
    ba = b * b_return
    return ba


def twice_scaled_fwd1(a, *, bound0):
    """Forward half of twice_scaled: the result and its residuals."""
    t1, scaled_residuals = scaled_fwd1(bound0, a)
    t, scaled_residuals1 = scaled_fwd(bound0, t1)
    return t, (scaled_residuals1, scaled_residuals)


def twice_scaled_bwd1(residuals, b_return):
    """Reverse half of twice_scaled: the adjoint of bound0."""
    scaled_residuals1, scaled_residuals = residuals
    # Grad of: return g(g(a))
    bbound0, bt1_part = scaled_bwd(scaled_residuals1, b_return)
    bbound0 = bbound0 + scaled_bwd1(scaled_residuals, bt1_part)
    return bbound0


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, twice_scaled_residuals = twice_scaled_fwd(x, b=x * x)
    t2, twice_scaled1_residuals = twice_scaled_fwd1(2.0, bound0=x)

    # Grad of: return twice(functools.partial(scaled, b=x * x), x) + twice(functools.partial(scal...
    bx = twice_scaled_bwd1(twice_scaled1_residuals, b_return)
    bx_part, bbound_part = twice_scaled_bwd(twice_scaled_residuals, b_return)
    bx = bx + bx_part
    bx = bx + 2 * x * bbound_part
    return bx
