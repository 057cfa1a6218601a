# nested closure

def f(x):
    def outer(a):
        b = a * x

        def inner(c):
            return b * c + x
        return inner(a) * inner(2.0)
    return outer(x)


# Generated, with the kind of x known:

def inner_fwd(c, *, b, x):
    """Forward half of inner: the result and its residuals."""
    return b * c + x, (c, b)


def inner_bwd(residuals, b_return):
    """Reverse half of inner: the adjoints of c, b, x."""
    c, b = residuals
    # Grad of: return b * c + x
    bb = c * b_return
    bc = b * b_return
    return bc, bb, b_return


def inner_fwd1(c, *, b, x):
    """Forward half of inner: the result and its residuals."""
    return b * c + x, (c,)


def inner_bwd1(residuals, b_return):
    """Reverse half of inner: the adjoints of b, x."""
    c = residuals[0]
    # Grad of: return b * c + x
    bb = c * b_return
    return bb, b_return


def outer_fwd(a, *, x):
    """Forward half of outer: the result and its residuals."""
    b = a * x
    t1, inner_residuals = inner_fwd(a, b=b, x=x)
    t2, inner_residuals1 = inner_fwd1(2.0, b=b, x=x)
    return t1 * t2, (inner_residuals1, t1, inner_residuals, t2, x, a)


def outer_bwd(residuals, b_return):
    """Reverse half of outer: the adjoints of a, x."""
    inner_residuals1, t1, inner_residuals, t2, x, a = residuals
    # Grad of: return inner(a) * inner(2.0)
    bb, bx = inner_bwd1(inner_residuals1, t1 * b_return)
    ba, bb_part, bx_part = inner_bwd(inner_residuals, t2 * b_return)
    bb = bb + bb_part
    bx = bx + bx_part
    # Grad of: b = a * x
    ba = ba + x * bb
    bx = bx + a * bb
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, outer_residuals = outer_fwd(x, x=x)
    # Grad of: return outer(x)
    bx, bx_part = outer_bwd(outer_residuals, b_return)
    bx = bx + bx_part
    return bx
