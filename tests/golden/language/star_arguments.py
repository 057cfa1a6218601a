# star arguments

def scaled(a, b, c):
    return a * b + c

def f(x):
    parts = (x, x * x)
    return scaled(*parts, 3.0) * scaled(1.0, *parts)


# Generated, with the kind of x known:

def scaled_fwd(a, b, c):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return a * b + c
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def scaled_fwd1(a, b, c):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (a,)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoints of b, c."""
    a = residuals[0]
    # Grad of: return a * b + c
    bb = a * b_return
    return bb, b_return


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    parts = (x, x * x)
    t2, scaled_residuals = scaled_fwd(parts[0], parts[1], 3.0)
    t5, scaled_residuals1 = scaled_fwd1(1.0, parts[0], parts[1])

    # Grad of: return scaled(*parts, 3.0) * scaled(1.0, *parts)
    bt6_part, bt7_part = scaled_bwd1(scaled_residuals1, t2 * b_return)
    bt3_part, bt4_part = scaled_bwd(scaled_residuals, t5 * b_return)
    bparts = zeros_like(parts)
    bparts = add_at(bparts, 1, bt7_part)
    bparts = add_at(bparts, 0, bt6_part)
    bparts = add_at(bparts, 1, bt4_part)
    bparts = add_at(bparts, 0, bt3_part)
    # Grad of: parts = (x, x * x)
    bx = 2 * x * bparts[1] + bparts[0]
    return float(np.real(bx))
